"""What a host and its hypervisor can do: capabilities and domain capabilities XML."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from console.model.objects import DomainCaps, MachineType
from console.xml import tree
from console.xml.tree import attr, integer, text

Element = etree._Element


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What virConnectGetCapabilities says (https://libvirt.org/formatcaps.html). Numbers are 0 where it does not say."""

    host_uuid: str = ""
    arch: str = ""
    cpu_model: str = ""
    sockets: int = 0  # of one NUMA cell, as libvirt counts
    cores: int = 0
    threads: int = 0
    guest_types: tuple[MachineType, ...] = ()


def parse_capabilities(xml: str) -> Capabilities:
    """Read virConnectGetCapabilities. ConsoleError(INVALID) if it is something else."""
    root = tree.read(xml, "capabilities")
    cpu = root.find("host/cpu")
    topology = None if cpu is None else cpu.find("topology")
    sockets, cores, threads = (integer(attr(topology, ".", name)) or 0 for name in ("sockets", "cores", "threads"))
    dies = integer(attr(topology, ".", "dies")) or 1
    return Capabilities(
        host_uuid=text(root, "host/uuid"),
        arch=text(cpu, "arch"),
        cpu_model=text(cpu, "model"),
        sockets=sockets,
        cores=cores * dies,
        threads=threads,
        guest_types=tuple(_machine_type(guest, arch) for guest in root.findall("guest") for arch in guest.findall("arch")),
    )


def _machine_type(guest: Element, arch: Element) -> MachineType:
    machines: dict[str, None] = {}
    for machine in arch.iter("machine"):
        for name in (machine.text, machine.get("canonical")):
            if name:
                machines[name.strip()] = None
    emulator = text(arch, "emulator") or text(arch, "domain/emulator")
    return MachineType(
        arch=arch.get("name", ""),
        os_type=text(guest, "os_type"),
        domain_types=tuple(domain.get("type", "") for domain in arch.findall("domain")),
        emulator=emulator,
        machines=tuple(machines),
    )


def parse_domain_capabilities(xml: str) -> DomainCaps:
    """Read virConnectGetDomainCapabilities (https://libvirt.org/formatdomaincaps.html). ConsoleError(INVALID) if it is something else."""
    root = tree.read(xml, "domainCapabilities")
    arch = text(root, "arch")
    machine = text(root, "machine")
    os = root.find("os")
    loader = None if os is None else os.find("loader")
    firmwares = {*_enum(os, "firmware")}
    if _supported(loader) and any("ovmf" in text(value, ".").lower() for value in (loader.findall("value") if loader is not None else ())):
        firmwares.add("efi")  # Xen lists its UEFI build as a loader only
    if arch in ("x86_64", "i686") and machine not in ("xenpv", "xenpvh", "microvm"):
        firmwares.add("bios")  # built into the machine: libvirt lists it only where a firmware descriptor says so
    devices = root.find("devices")
    tpm = None if devices is None else devices.find("tpm")
    emulated_tpm = _supported(tpm) and "emulator" in _enum(tpm, "backendModel")
    return DomainCaps(
        arch=arch,
        domain_type=text(root, "domain"),
        machine=machine,
        max_vcpus=integer(attr(root, "vcpu", "max")),
        firmwares=tuple(sorted(firmwares)),
        secure_boot="yes" in _enum(loader, "secure"),
        disk_buses=_device_enum(devices, "disk", "bus"),
        video_models=_device_enum(devices, "video", "modelType"),
        graphics=_device_enum(devices, "graphics", "type"),
        tpm_models=_enum(tpm, "model") if emulated_tpm else frozenset(),
        cpu_modes=frozenset(mode.get("name", "") for mode in root.findall("cpu/mode") if _supported(mode)),
        rng_models=_device_enum(devices, "rng", "model"),
        filesystem_drivers=_device_enum(devices, "filesystem", "driverType"),
    )


def _supported(element: Element | None) -> bool:
    return element is not None and element.get("supported", "yes") == "yes"


def _enum(parent: Element | None, name: str) -> frozenset[str]:
    if not _supported(parent) or parent is None:
        return frozenset()
    return frozenset(
        value.text.strip() for each in parent.findall("enum") if each.get("name") == name for value in each.findall("value") if value.text
    )


def _device_enum(devices: Element | None, device: str, name: str) -> frozenset[str]:
    return frozenset() if devices is None else _enum(devices.find(device), name)
