"""Replies of the QEMU guest agent → model (https://www.qemu.org/docs/master/interop/qemu-ga-ref.html).

What a guest says is untrusted: wrong types, missing members and huge lists give less information, never an error.
"""

from __future__ import annotations

import base64
import datetime
import ipaddress
from collections.abc import Iterator, Mapping
from typing import Any

from console.model.objects import Address
from console.model.tools import DriverInfo, GuestFamily, GuestFilesystem, GuestOs

_MOST = 256  # entries of any one list that are looked at
_LONGEST = 256  # characters of any one text that are kept
_MOST_SECONDS = 100 * 365 * 86400.0  # of uptime


def _text(reply: object, key: str) -> str:
    value = reply.get(key) if isinstance(reply, Mapping) else None
    return "".join(c for c in value[:_LONGEST] if c.isprintable()) if isinstance(value, str) else ""


def _number(reply: object, key: str, least: int = 0, most: int = (1 << 63) - 1) -> int | None:
    """A whole number within what it can mean."""
    value = reply.get(key) if isinstance(reply, Mapping) else None
    return value if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most else None


def _rows(reply: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(reply, list):
        yield from (row for row in reply[:_MOST] if isinstance(row, Mapping))


def info(reply: object) -> tuple[str, frozenset[str]]:
    """guest-info → (version, names of the enabled commands)."""
    commands = reply.get("supported_commands") if isinstance(reply, Mapping) else None
    return _text(reply, "version"), frozenset(_text(row, "name") for row in _rows(commands) if row.get("enabled", True))


def os_info(reply: object) -> GuestOs:
    """guest-get-osinfo."""
    return GuestOs(
        id=_text(reply, "id"),
        name=_text(reply, "name"),
        pretty_name=_text(reply, "pretty-name"),
        version=_text(reply, "version"),
        version_id=_text(reply, "version-id"),
        kernel_release=_text(reply, "kernel-release"),
        kernel_version=_text(reply, "kernel-version"),
        machine=_text(reply, "machine"),
        variant=_text(reply, "variant"),
        variant_id=_text(reply, "variant-id"),
    )


def family(os: GuestOs) -> GuestFamily:
    """What kind of guest speaks: "mswindows" is the agent's own id of Windows; all others with an os-release are Unix-like."""
    if os.id == "mswindows":
        return GuestFamily.WINDOWS
    if not os.id and not os.kernel_release:
        return GuestFamily.OTHER
    return GuestFamily.OTHER if "bsd" in os.id.lower() else GuestFamily.LINUX


def os_name(os: GuestOs) -> str:
    """The readable name of the guest's system, "" if it did not say."""
    return os.pretty_name or " ".join(part for part in (os.name, os.version) if part)


def host_name(reply: object) -> str:
    """guest-get-host-name."""
    return _text(reply, "host-name")


def time_zone(reply: object) -> str:
    """guest-get-timezone → "CET" or "UTC+01:00"."""
    name, offset = _text(reply, "zone"), _number(reply, "offset", -86400, 86400)
    if name or offset is None:
        return name
    sign = "-" if offset < 0 else "+"
    return f"UTC{sign}{abs(offset) // 3600:02}:{abs(offset) % 3600 // 60:02}"


def interfaces(reply: object, inside_only: frozenset[str]) -> tuple[frozenset[str], tuple[Address, ...]]:
    """guest-network-get-interfaces → (MACs that the guest sees, addresses but loopback's).

    ``inside_only``: MACs (lower case) of interfaces on a user-mode network, whose addresses mean something inside the guest only.
    """
    macs: set[str] = set()
    found: list[Address] = []
    for row in _rows(reply):
        mac, name = _text(row, "hardware-address").lower(), _text(row, "name")
        if mac and mac != "00:00:00:00:00:00":
            macs.add(mac)
        for address in _rows(row.get("ip-addresses")):
            ip = ip_address(_text(address, "ip-address"))
            if ip is None or ip.is_loopback:
                continue
            prefix = _number(address, "prefix", 0, ip.max_prefixlen)
            found.append(Address(str(ip), prefix, ip.version, mac, name, "agent", scope(str(ip)), mac in inside_only))
    return frozenset(macs), tuple(found)


def ip_address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address that a guest tells, without its zone; None where it is none. People copy it, and commands are made with it."""
    try:
        return ipaddress.ip_address(text.partition("%")[0].partition("/")[0].strip())
    except ValueError:
        return None


def scope(ip: str) -> str:
    """ "link" for link-local addresses (RFC 3927, RFC 4291), else "global"."""
    low = ip.lower()
    return "link" if low.startswith("169.254.") or (low[:2] == "fe" and low[2:3] in "89ab") else "global"


def filesystems(reply: object) -> tuple[GuestFilesystem, ...]:
    """guest-get-fsinfo."""
    return tuple(
        GuestFilesystem(_text(row, "name"), _text(row, "mountpoint"), _text(row, "type"), _number(row, "total-bytes"), _number(row, "used-bytes"))
        for row in _rows(reply)
    )


def drivers(reply: object) -> tuple[DriverInfo, ...]:
    """guest-get-devices (Windows): one entry a device; the date comes as nanoseconds since 1970."""
    found = []
    for row in _rows(reply):
        ids = row.get("id")
        vendor, device = _number(ids, "vendor-id", 0, 0xFFFF), _number(ids, "device-id", 0, 0xFFFF)
        stamp = _number(row, "driver-date")
        date = ""
        if stamp:
            date = datetime.datetime.fromtimestamp(stamp / 1e9, datetime.UTC).date().isoformat()
        pci = f"{vendor:04x}:{device:04x}" if vendor is not None and device is not None else ""
        found.append(DriverInfo(_text(row, "driver-name"), _text(row, "driver-version"), date, pci))
    return tuple(found)


def uptime(reply: object) -> float | None:
    """guest-file-read of /proc/uptime (base64) → seconds since the guest's boot (proc(5))."""
    try:
        seconds = float(base64.b64decode(_text(reply, "buf-b64"), validate=True).split()[0])
    except (ValueError, IndexError):
        return None
    return seconds if 0 <= seconds < _MOST_SECONDS else None


def package_version(found: tuple[DriverInfo, ...]) -> str:
    """Version of the Windows driver package: the newest among the Red Hat virtio drivers (vendor 1af4), "" if there is none.

    Driver numbers read like 100.95.104.26200; their last part is the number of the virtio-win build that they came with.
    """
    versions = [driver.version for driver in found if driver.device_id.startswith("1af4:") and driver.version]
    return max(versions, key=lambda v: tuple(int(p) for p in v.split(".") if p.isdigit()), default="")
