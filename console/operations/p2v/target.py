"""From a physical machine to the VM that it becomes: size, firmware, devices, network cards, which disks."""

from __future__ import annotations

import dataclasses
import ipaddress
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass

from console.guests.specify import specify
from console.model.objects import Host
from console.model.physical import PhysicalDisk, PhysicalMachine, PhysicalNic, preselected
from console.model.physical_layout import hollow, least_bytes
from console.model.spec import DiskSpec, NicSpec, VmSpec
from console.model.templates import BuiltinTemplate, Choices
from console.model.tools import GuestFamily
from console.operations.p2v import xen_target

_MIB = 1 << 20
FALLBACKS = {GuestFamily.WINDOWS: "win2k19"}
OTHER = "other"
"""PC hardware that every system has drivers for."""


@dataclass(frozen=True, slots=True)
class NewDisk:
    """What becomes of one disk of the machine."""

    disk: PhysicalDisk
    repository: str  # uuid on the target host
    format: str = "qcow2"
    thin: bool = True
    left_out: tuple[str, ...] = ()  # partitions that stay empty
    smaller: bool = False  # without the free space after its last partition

    @property
    def size_bytes(self) -> int:
        """Of the new disk."""
        return least_bytes(self.disk) if self.smaller else self.disk.size_bytes

    @property
    def hollows(self) -> tuple[tuple[int, int], ...]:
        """(begin, length) of what stays empty on it."""
        areas = (hollow(part) for part in self.disk.partitions if part.device in self.left_out)
        return tuple(sorted(area for area in areas if area[1]))


@dataclass(frozen=True, slots=True)
class NewNic:
    """What becomes of one network card. ``network``: what it is connected to."""

    network: NicSpec
    mac: str = ""  # "" = a new one


def template_for(machine: PhysicalMachine, templates: Sequence[BuiltinTemplate]) -> BuiltinTemplate | None:
    """The built-in template whose tuning fits the machine's operating system best."""
    if machine.family is GuestFamily.WINDOWS:
        wanted = _windows(machine)
    else:
        major = machine.os_version.partition(".")[0]
        wanted = tuple(f"{name}{version}" for name in _IDS.get(machine.os_id, (machine.os_id,)) for version in (machine.os_version, major, ""))
    for word in wanted:
        for template in templates:
            if word and (word == template.id or word in template.aliases):
                return template
    if machine.family is not GuestFamily.WINDOWS:  # a release that nobody knows yet: like the newest of its kind
        kin = [t for t in templates for name in _IDS.get(machine.os_id, (machine.os_id,)) if name and re.fullmatch(re.escape(name) + r"[\d.]+", t.id)]
        if kin:
            return max(kin, key=lambda t: [int(part) for part in re.findall(r"\d+", t.id)])
    fallback = FALLBACKS.get(machine.family, OTHER)
    return next((t for t in templates if t.id == fallback), next((t for t in templates if t.id == OTHER), None))


_IDS = {
    "rhel": ("rhel",),
    "centos": ("centos", "centos-stream"),
    "opensuse-leap": ("opensuse",),
    "sles": ("sles", "sle"),
    "rocky": ("rocky", "rockylinux"),
    "almalinux": ("almalinux",),
    "ol": ("ol",),
}
_BUILDS = ((20348, "win2k22"), (17763, "win2k19"), (14393, "win2k16"), (9600, "win2k12r2"), (9200, "win2k12"), (7600, "win2k8r2"))
_CLIENT_BUILDS = ((22000, "win11"), (10240, "win10"), (9600, "win8.1"), (9200, "win8"), (7600, "win7"))


def _windows(machine: PhysicalMachine) -> tuple[str, ...]:
    """Template ids by the build number ("10.0.17763"), the newest that is not newer."""
    last = machine.os_version.rpartition(".")[2]
    build = int(last) if last.isdigit() else 0
    table = _BUILDS if "server" in machine.os_name.lower() else _CLIENT_BUILDS
    return tuple(template for least, template in table if build >= least)


def vm_name(machine: PhysicalMachine) -> str:
    """The machine's host name without its domain, as a VM's name."""
    return re.sub(r"[^A-Za-z0-9_.-]", "-", machine.hostname.partition(".")[0]).strip("-.") or "machine"


def specification(
    machine: PhysicalMachine,
    host: Host,
    template: BuiltinTemplate,
    *,
    name: str,
    uuid: str,
    disks: Sequence[NewDisk],
    nics: Sequence[NewNic],
    paravirtual: bool,
    vcpus: int | None = None,
    memory_bytes: int | None = None,
    connected: bool = True,
    xen_kind: str = "",
) -> VmSpec:
    """The VM. Not ``paravirtual``: SATA disks and e1000e (PC hardware that every system has drivers for), to be switched later.

    The machine's own size is kept as far as the host has it. ``xen_kind``: one of :func:`console.operations.p2v.xen_target.kinds`; "" = the first.
    """
    # A converted Windows has its virtio drivers whatever its template, which is for installations, thinks of them.
    able = "virtio" if machine.family is GuestFamily.WINDOWS else ""
    on_xen = xen_target.kinds(host, machine)
    kind = xen_kind if xen_kind in on_xen else next(iter(on_xen), "")
    buses = xen_target.buses(kind, len(disks)) if kind else ((able if paravirtual else "sata"),) * len(disks)
    model = "e1000" if kind else able if paravirtual else "e1000e"
    nics = [nic for nic in nics if nic.network.connected or not kind]
    firmware = machine.firmware if machine.firmware in ("bios", "efi") else "bios"
    most = host.memory_bytes * 3 // 4 // _MIB * _MIB if host.memory_bytes else machine.memory_bytes
    choices = Choices(
        name=name,
        uuid=uuid,
        vcpus=vcpus or max(1, min(machine.cpus or 1, host.cpus or machine.cpus or 1)),
        memory_bytes=memory_bytes or max(256 * _MIB, min(-(-machine.memory_bytes // (64 * _MIB)) * 64 * _MIB, most)),
        disks=tuple(
            DiskSpec(each.size_bytes, bus=bus, format=each.format, thin=each.thin, repository=each.repository)
            for each, bus in zip(disks, buses, strict=True)
        ),
        nics=tuple(dataclasses.replace(nic.network, model=model, mac=nic.mac) for nic in nics) if connected else (),
        method="none",
        mode=kind,
        firmware=firmware,
        secure_boot=machine.secure_boot,
        tools_iso=None,
    )
    spec = specify(template, host, choices)
    return dataclasses.replace(
        spec,
        origin=machine.hostname,
        template_id="",
        demo=False,
        installing=False,
        boot=("hd",),
        clock="localtime" if machine.family is GuestFamily.WINDOWS else "utc",
        extra={**spec.extra, "importing": ""},
    )


def fixed_addresses(machine: PhysicalMachine, nics: Sequence[PhysicalNic]) -> tuple[str, ...]:
    """Fixed addresses of these cards, as virt-v2v's --mac takes them. Only Windows needs that: it binds them to the card (virt-v2v(1))."""
    if machine.family is not GuestFamily.WINDOWS:
        return ()
    found = []
    for nic in nics:
        if nic.mac and nic.dhcp is False and (address := _ipv4(nic)) is not None:
            parts = [str(address.ip), nic.gateway or "", str(address.network.prefixlen), *nic.dns]
            found.append(f"{nic.mac}:ip:{','.join(parts if nic.gateway else parts[:1])}")
    return tuple(found)


def _ipv4(nic: PhysicalNic) -> ipaddress.IPv4Interface | None:
    for text in nic.addresses:
        try:
            found = ipaddress.ip_interface(text)
        except ValueError:
            continue
        if isinstance(found, ipaddress.IPv4Interface):
            return found
    return None


def default_disks(machine: PhysicalMachine, repository: str, format: str) -> tuple[NewDisk, ...]:
    """Those that are preselected; the one that the machine boots from is first."""
    chosen = [disk for disk in machine.disks if preselected(disk)]
    return tuple(NewDisk(disk, repository, format) for disk in sorted(chosen, key=lambda disk: not disk.boot))


def source_words(machine: PhysicalMachine, address: str) -> dict[str, str]:
    """What the VM's General tab shows as *P2V source machine* and *import date*; ``open``: its list of what is left to be done."""
    hardware = " ".join(part for part in (machine.vendor, machine.product) if part)
    words = f"{machine.hostname} ({hardware})" if hardware else machine.hostname or address
    return {"source": words, "date": time.strftime("%Y-%m-%d %H:%M"), "open": machine.family.value}
