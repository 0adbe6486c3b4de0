"""Where a viewer on this computer reaches a VM's screen: an address for others' viewers, a file descriptor or an address for our own."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import libvirt

from console.backend.links import Transport
from console.backend.picture import Picture
from console.model.errors import Cause, ConsoleError
from console.model.objects import Graphics, Host, HostKind
from console.model.ports import DisplayWay
from console.model.text import N_, Text
from console.xml import tree
from console.xml.domain import parse_domain


async def find_endpoint(xml: str, host: Host, transport: Transport | None, what: Text) -> tuple[str, str, int]:
    """(type, address, port) for the first screen in the live ``xml``. ConsoleError(UNSUPPORTED, UNREACHABLE) with the way out."""
    screens = [each for each in parse_domain(xml).graphics if each.type in ("vnc", "spice")]
    if not screens:
        raise ConsoleError(N_("{what}: it has no VNC or SPICE screen.", what=what), cause=Cause.UNSUPPORTED)
    screen = next((each for each in screens if _port(each) or each.socket), screens[0])
    port = _port(screen)
    here = host.record.local or host.record.embedded or host.transport in ("", "unix")
    if here:
        if screen.socket:
            return screen.type, screen.socket, 0
        if port:
            return screen.type, _reachable_here(screen.listen), port
    if not port:
        raise ConsoleError(
            N_("{what}: its screen has no network port.", what=what), cause=Cause.UNREACHABLE, remedy=N_("Start the VM, or look at it on its host.")
        )
    if host.transport == "ssh" and transport is not None:
        address, forwarded = await transport.forward(_reachable_here(screen.listen), port)
        return screen.type, address, forwarded
    return screen.type, _reachable_from_afar(screen, host, what), port


def _port(screen: Graphics) -> int | None:
    found = screen.port if screen.port and screen.port > 0 else screen.tls_port
    return found if found and found > 0 else None


def _reachable_here(listen: str) -> str:
    """On the host itself: its own address where the screen listens on all."""
    if listen in ("", "0.0.0.0"):
        return "127.0.0.1"
    return "::1" if listen == "::" else listen


def _reachable_from_afar(screen: Graphics, host: Host, what: Text) -> str:
    address = urlsplit(host.record.uri).hostname or "localhost"
    if screen.listen in ("0.0.0.0", "::"):
        return address
    try:
        loopback = screen.listen == "" or ipaddress.ip_address(screen.listen).is_loopback
    except ValueError:
        loopback = screen.listen == "localhost"
    if not loopback:
        return screen.listen
    if address in ("localhost", "127.0.0.1", "::1"):  # tls or tcp to this very computer
        return _reachable_here(screen.listen)
    raise ConsoleError(
        N_("{what}: it listens on {host} itself only.", what=what, host=host.name),
        cause=Cause.UNREACHABLE,
        remedy=N_("Connect this host by ssh, or let the screen listen on an address that this computer reaches."),
    )


# --------------------------------------------------------------------------- others' viewers


@dataclass
class Forwarding:
    """A transport that notes which forwards it was asked for."""

    transport: Transport
    targets: list[tuple[str, int]] = field(default_factory=list)

    @property
    def uri(self) -> str:
        return self.transport.uri

    async def forward(self, host: str, port: int) -> tuple[str, int]:
        """As the transport's."""
        found = await self.transport.forward(host, port)
        self.targets.append((host, port))
        return found

    async def close(self) -> None:
        """The transport goes on."""


class Lent:
    """Forwards that others' viewers use. Nobody tells when such a viewer ends, so each lasts until its VM is off; one a VM, however often it is
    looked at."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._lent: dict[str, Forwarding] = {}
        self._unsubscribe: Callable[[], None] | None = None
        self._releases: set[asyncio.Task[None]] = set()

    def keep(self, uuid: str, way: Forwarding) -> None:
        """This VM's viewer uses these forwards from now on."""
        if not way.targets:
            return
        before, self._lent[uuid] = self._lent.get(uuid), way
        if before is not None:
            self._release(before)
        if self._unsubscribe is None:
            self._unsubscribe = self._picture.subscribe(self._look)

    def _look(self) -> None:
        for uuid in [uuid for uuid in self._lent if (vm := self._picture.vms.get(uuid)) is None or not vm.state.active]:
            self._release(self._lent.pop(uuid))
        if not self._lent and self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None

    def _release(self, way: Forwarding) -> None:
        release = getattr(way.transport, "release", None)
        if release is None:
            return

        async def work() -> None:
            for host, port in way.targets:
                await release(host, port)

        task = asyncio.get_running_loop().create_task(work(), name="release a screen's forward")
        self._releases.add(task)
        task.add_done_callback(self._releases.discard)


# --------------------------------------------------------------------------- our own viewer


def why_no_descriptor(host: Host, transport: Transport | None) -> Text | None:
    """Why no file descriptor may be asked for; None = it may.

    libvirt takes a forwarded socket for a local one, and passing a descriptor over it ends the whole connection. So only the record counts
    (``HostRecord.local``), and any way that leads elsewhere forbids it.
    """
    if not (host.record.local or host.record.embedded):
        return N_("the VM runs on another computer")
    if host.transport not in ("", "unix") or getattr(transport, "master", None) is not None:
        return N_("the host is connected over the network")
    return None


def open_graphics_fd(conn: Any, uuid: str, index: int) -> int:
    """In a worker: a new socket that QEMU's display server speaks on, authenticated by our being there."""
    found = conn.lookupByUUIDString(uuid)
    return int(found.openGraphicsFD(index, libvirt.VIR_DOMAIN_OPEN_GRAPHICS_SKIPAUTH))


async def find_way(xml: str, index: int, host: Host, transport: Transport | None, what: Text) -> DisplayWay:
    """The way to the ``index``-th <graphics> in the live ``xml`` (with its password, if that may be read)."""
    screens = parse_domain(xml).graphics
    if not 0 <= index < len(screens) or screens[index].type not in ("vnc", "spice"):
        raise ConsoleError(N_("{what}: it has no VNC or SPICE screen.", what=what), cause=Cause.UNSUPPORTED)
    screen = screens[index]
    if host.kind is HostKind.QEMU and why_no_descriptor(host, transport) is None:
        return DisplayWay(screen.type, index, local=True)
    password = tree.read(xml, "domain").findall("devices/graphics")[index].get("passwd") or ""
    here = why_no_descriptor(host, transport) is None
    if here and screen.socket:
        return DisplayWay(screen.type, index, socket=screen.socket, password=password)
    if not (screen.port or screen.tls_port):
        raise ConsoleError(
            N_("{what}: its screen has no network port.", what=what), cause=Cause.UNREACHABLE, remedy=N_("Start the VM, or look at it on its host.")
        )
    if here:
        address = _reachable_here(screen.listen)
        return DisplayWay(screen.type, index, host=address, port=screen.port or 0, tls_port=screen.tls_port or 0, password=password)
    if host.transport == "ssh" and transport is not None:
        return await _forwarded(screen, index, transport, password)
    address = _reachable_from_afar(screen, host, what)
    return DisplayWay(screen.type, index, host=address, port=screen.port or 0, tls_port=screen.tls_port or 0, password=password)


async def _forwarded(screen: Graphics, index: int, transport: Transport, password: str) -> DisplayWay:
    """A forward on the host's ssh master; the plain port where there is one, since ssh encrypts already."""
    target = _reachable_here(screen.listen)
    number = screen.port or screen.tls_port
    assert number is not None
    address, port = await transport.forward(target, number)
    plain = bool(screen.port)
    return DisplayWay(
        screen.type,
        index,
        host=address,
        port=port if plain else 0,
        tls_port=0 if plain else port,
        password=password,
        forwarded=((target, number),),
    )


async def give_back(way: DisplayWay, transport: Transport | None) -> None:
    """End the forwards of a way."""
    release = getattr(transport, "release", None)
    if release is not None:
        for host, port in way.forwarded:
            await release(host, port)
