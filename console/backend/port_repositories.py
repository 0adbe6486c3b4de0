"""The part of a host's port that deals with storage repositories as a whole, and with lists of very many volumes."""

from __future__ import annotations

from collections.abc import Sequence

from console.backend import domains, repositories, volumes
from console.backend.port_storage import StoragePort
from console.model.objects import StorageRepository, Volume
from console.model.storage_spec import Found
from console.model.text import N_


class RepositoryPort(StoragePort):
    """Storage repositories of one host, by UUID."""

    async def start_repository(self, uuid: str) -> None:
        await self._job(N_("The storage repository {name} could not be started", name=self._repository_name(uuid)), repositories.start, uuid)
        self._touch_repository(uuid)

    async def stop_repository(self, uuid: str) -> None:
        what = N_("The storage repository {name} could not be stopped", name=self._repository_name(uuid))
        await volumes.while_busy(lambda: self._job(what, repositories.stop, uuid))
        self._touch_repository(uuid)

    async def set_repository_autostart(self, uuid: str, on: bool) -> None:
        what = N_("Starting the storage repository {name} with its host could not be changed", name=self._repository_name(uuid))
        await self._job(what, repositories.set_autostart, uuid, on)
        self._touch_repository(uuid)

    async def delete_repository(self, uuid: str, *, storage: bool = False) -> None:
        what = N_("The storage repository {name} could not be deleted", name=self._repository_name(uuid))
        await volumes.while_busy(lambda: self._job(what, lambda conn: repositories.delete(conn, uuid, storage=storage)))
        self._touch_repository(uuid)

    async def try_repository(self, xml: str, *, make: bool = False) -> StorageRepository:
        what = N_("The storage could not be reached")
        return await self._job(what, lambda conn: repositories.try_out(conn, self.id, xml, make=make))

    async def find_sources(self, kind: str, query: str) -> tuple[Found, ...]:
        return await self._job(N_("The storage server could not be asked what it offers"), repositories.find_sources, kind, query)

    async def volume_names(self, repository: str) -> tuple[str, ...]:
        what = N_("The virtual disks of {name} could not be listed", name=self._repository_name(repository))
        return await self._job(what, repositories.volume_names, repository)

    async def some_volumes(self, repository: str, names: Sequence[str]) -> tuple[Volume, ...]:
        what = N_("The virtual disks of {name} could not be listed", name=self._repository_name(repository))
        return await self._job(what, repositories.some_volumes, self.id, repository, names)

    async def wipe_volume(self, repository: str, name: str) -> None:
        what = N_("The virtual disk {name} could not be overwritten", name=name)
        await volumes.while_busy(lambda: self._job(what, repositories.wipe_volume, repository, name))
        self._touch_repository(repository)

    async def resize_disk(self, uuid: str, target: str, capacity_bytes: int) -> None:
        what = N_("A disk of {name} could not be resized", name=self._session.vm_name(uuid))
        await self._job(what, lambda conn: domains.domain(conn, uuid).blockResize(target, capacity_bytes, _BYTES) and None)


_BYTES = 1
"""VIR_DOMAIN_BLOCK_RESIZE_BYTES."""
