"""Where a viewer on this computer reaches a VM's screen."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from console.backend.links import Transport
from console.model.errors import Cause, ConsoleError
from console.model.objects import Graphics, Host
from console.model.text import N_, Text
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
