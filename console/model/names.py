"""How long the name of a VM may be: libvirt puts its first 20 characters into the paths of the guest's sockets, and those hold 107 bytes.

That is libvirt's ``virDomainDefGetShortName``; the folders are those of ``virQEMUDriverConfigNew`` (qemu_conf.c). A name of 20 Japanese characters
takes 60 bytes. Measured with libvirt 9.0: below ``/home/taro`` a guest with an agent can't start under a name of more than 9 such characters,
since the agent's socket is ``~/.config/libvirt/qemu/channel/target/domain-<id>-<name>/org.qemu.guest_agent.0``. A daemon that runs without a UTF-8
locale (libvirt starts per-user ones with LC_ALL=C) takes 20 bytes instead, and where that cuts a letter in two the guest can't start at all.
"""

from __future__ import annotations

from dataclasses import dataclass

SOCKET_BYTES = 107
SHORT_NAME = 20
_ID_DIGITS = 3
"""Running ids that a name must leave room for: a host counts them up from its start."""

_MONITOR = "/monitor.sock"
_AGENT = "/org.qemu.guest_agent.0"


@dataclass(frozen=True, slots=True)
class SocketPaths:
    """Where a host's libvirt puts the sockets of its guests: what stands before "<id>-<name>/…"; "" where that is not known."""

    monitors: str  # "/var/lib/libvirt/qemu/domain-"
    channels: str  # "/var/lib/libvirt/qemu/channel/target/domain-"
    own: str = ""  # a folder of the host's daemon for sockets with explicit paths; "" = none may be given
    cuts_bytes: bool = False  # the daemon has no UTF-8 locale


def short_bytes(name: str, sockets: SocketPaths | None = None) -> int:
    """Bytes that libvirt takes of a name into paths."""
    taken = len(name[:SHORT_NAME].encode())
    return min(taken, SHORT_NAME) if sockets is not None and sockets.cuts_bytes else taken


def is_cut(name: str, sockets: SocketPaths | None) -> bool:
    """Whether the host's daemon would cut a letter of this name in two."""
    if sockets is None or not sockets.cuts_bytes:
        return False
    try:
        name.encode()[:SHORT_NAME].decode()
    except UnicodeDecodeError:
        return True
    return False


def _room(begin: str, end: str) -> int:
    return SOCKET_BYTES - len(begin.encode()) - _ID_DIGITS - len("-") - len(end)


def longest(sockets: SocketPaths | None, *, agent: bool) -> int | None:
    """Bytes that the first 20 characters of a name may take so that the guest can start; None where nobody knows."""
    if sockets is None:
        return None
    rooms = [_room(sockets.monitors, _MONITOR)] if sockets.monitors else []
    if agent and sockets.channels and not sockets.own:
        rooms.append(_room(sockets.channels, _AGENT))
    return min(rooms, default=None)


def too_long(name: str, sockets: SocketPaths | None, *, agent: bool = True) -> bool:
    """Whether a VM with this name could not start on a host. ``agent``: it has an agent's channel."""
    room = longest(sockets, agent=agent)
    return is_cut(name, sockets) or (room is not None and short_bytes(name, sockets) > room)


def agent_socket(name: str, uuid: str, sockets: SocketPaths | None) -> str:
    """Path that the agent's channel has to be given, since the one that libvirt makes of this name would be too long; "" = libvirt's is right."""
    if sockets is None or not sockets.own:
        return ""
    room = _room(sockets.channels, _AGENT) if sockets.channels else SHORT_NAME
    path = f"{sockets.own}/{uuid}.agent"
    return path if short_bytes(name, sockets) > room and len(path.encode()) <= SOCKET_BYTES else ""
