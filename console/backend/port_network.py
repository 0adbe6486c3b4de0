"""The networks' half of a host's port."""

from __future__ import annotations

from typing import Any

import libvirt

from console.backend.domains import leases
from console.backend.errors import is_code
from console.backend.port_storage import StoragePort
from console.model.objects import Lease
from console.model.text import N_


class NetworkPort(StoragePort):
    """Virtual networks of one host, by UUID."""

    def _touch_network(self, uuid: str) -> None:
        """Have it read again: the test driver and old daemons announce no network events."""
        if self._session.refresher is not None:
            self._session.refresher.touch_network(uuid)

    def _network_name(self, uuid: str) -> str:
        found = self._session.picture.networks.get(uuid)
        return found.name if found is not None else uuid

    async def leases(self, network: str) -> tuple[Lease, ...]:
        return await self._read(N_("The network's leases could not be read"), leases, network)

    async def network_xml(self, uuid: str) -> str:
        return await self._read(N_("The network {name} could not be read", name=self._network_name(uuid)), _xml, uuid)

    async def define_network(self, xml: str) -> str:
        uuid = await self._job(N_("The network could not be made"), _define, xml)
        self._touch_network(uuid)
        return uuid

    async def start_network(self, uuid: str) -> None:
        await self._job(N_("The network {name} could not be started", name=self._network_name(uuid)), _start, uuid)
        self._touch_network(uuid)

    async def stop_network(self, uuid: str) -> None:
        await self._job(N_("The network {name} could not be stopped", name=self._network_name(uuid)), _stop, uuid)
        self._touch_network(uuid)

    async def set_network_autostart(self, uuid: str, on: bool) -> None:
        what = N_("Starting the network {name} with its host could not be changed", name=self._network_name(uuid))
        await self._job(what, _autostart, uuid, on)
        self._touch_network(uuid)

    async def delete_network(self, uuid: str) -> None:
        await self._job(N_("The network {name} could not be deleted", name=self._network_name(uuid)), _delete, uuid)
        self._touch_network(uuid)


def _network(conn: Any, uuid: str) -> Any:
    return conn.networkLookupByUUIDString(uuid)


def _xml(conn: Any, uuid: str) -> str:
    return str(_network(conn, uuid).XMLDesc(libvirt.VIR_NETWORK_XML_INACTIVE))


def _define(conn: Any, xml: str) -> str:
    return str(conn.networkDefineXML(xml).UUIDString())


def _start(conn: Any, uuid: str) -> None:
    _network(conn, uuid).create()


def _stop(conn: Any, uuid: str) -> None:
    _network(conn, uuid).destroy()


def _autostart(conn: Any, uuid: str, on: bool) -> None:
    _network(conn, uuid).setAutostart(1 if on else 0)


def _delete(conn: Any, uuid: str) -> None:
    """Stop it where it is active, then remove its definition; a temporary one goes with the stop."""
    found = _network(conn, uuid)
    persistent = bool(found.isPersistent())
    if found.isActive():
        try:
            found.destroy()
        except libvirt.libvirtError as error:
            if not is_code(error, "OPERATION_INVALID"):  # it stopped in between
                raise
    if persistent:
        found.undefine()
