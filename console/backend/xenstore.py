"""Guest tools of Xen VMs: read from the host's xenstore over the same ssh (libvirt's libxl driver does not tell).

Keys as xe-guest-utilities write them: ``attr/PVAddons/*`` versions, ``attr/vif/N/ipv4/N`` addresses, ``data/os_name`` and ``data/updated``;
``device/{vbd,vif}/N/state`` = 4 (XenbusStateConnected) where the guest's paravirtual driver runs. Guests write these keys: untrusted text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from console.backend.agent_replies import ip_address, scope
from console.model.guest_io import Evidence
from console.model.objects import Address
from console.model.tools import Tri

COMMAND = ("xenstore-ls", "-f", "/local/domain")
_LINE = re.compile(r'^/local/domain/(\d+)/(\S+) = "(.*)"\s*$')
_CONNECTED = "4"
_LONGEST = 128  # characters of any one text that are kept
_MOST = 256  # addresses of a guest


@dataclass(frozen=True, slots=True)
class XenGuest:
    """What xenstore says of one domain."""

    tools_version: str  # "" = the tools have not spoken
    os_name: str
    addresses: tuple[Address, ...]
    frontends: Tri

    @property
    def evidence(self) -> Evidence:
        return Evidence(agent=bool(self.tools_version), xen_frontends=self.frontends)


def parse(listing: str) -> dict[str, XenGuest]:
    """Output of :data:`COMMAND` → guests by UUID (lower case)."""
    domains: dict[str, dict[str, str]] = {}
    for line in listing.splitlines():
        if found := _LINE.match(line):
            domains.setdefault(found[1], {})[found[2]] = found[3]
    guests = {}
    for keys in domains.values():
        uuid = keys.get("vm", "").removeprefix("/vm/").lower()
        if uuid:
            guests[uuid] = _guest(keys)
    return guests


def _guest(keys: dict[str, str]) -> XenGuest:
    parts = [keys.get(f"attr/PVAddons/{part}Version", "") for part in ("Major", "Minor", "Micro")]
    version = ".".join(part for part in parts if part)
    if version and (build := keys.get("attr/PVAddons/BuildVersion", "")):
        version += f"-{build}"
    states = [value for key, value in keys.items() if re.fullmatch(r"device/(vbd|vif)/\d+/state", key)]
    frontends = Tri.UNKNOWN if not states else Tri.YES if all(state == _CONNECTED for state in states) else Tri.NO
    addresses = []
    for key, value in keys.items():
        if found := re.fullmatch(r"attr/(?:vif|eth)/?(\d+)/(ipv4|ipv6)/\d+", key):
            mac = _plain(keys.get(f"device/vif/{found[1]}/mac", "").lower())
            if (ip := ip_address(value)) is not None:
                addresses.append(Address(str(ip), None, ip.version, mac, f"vif{found[1]}", "xenstore", scope(str(ip))))
    name = keys.get("data/os_distro", "") or keys.get("data/os_name", "").partition("|")[0]
    return XenGuest(_plain(version), _plain(name), tuple(addresses[:_MOST]), frontends)


def _plain(text: str) -> str:
    return "".join(letter for letter in text[:_LONGEST] if letter.isprintable())
