"""Domain XML → :class:`VmConfig` (https://libvirt.org/formatdomain.html). Tolerant: what a hypervisor leaves out stays at its default."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Sequence

from lxml import etree

from console.model.objects import Channel, Disk, Graphics, Nic, VmConfig
from console.xml import tree
from console.xml.devices import letters
from console.xml.metadata import parse_vm_metadata
from console.xml.tree import attr, integer, text

Element = etree._Element

_SOURCE_ATTRIBUTES = {"file": "file", "block": "dev", "dir": "dir", "volume": "volume", "vhostuser": "path", "vhostvdpa": "dev"}
_NIC_SOURCES = {"network": "network", "bridge": "bridge", "direct": "dev", "vdpa": "dev", "internal": "name", "vhostuser": "path"}


def domain_identity(xml: str) -> tuple[str, str]:
    """(UUID, name) of a domain XML; "" for what it does not say."""
    domain = tree.read(xml, "domain")
    return text(domain, "uuid"), text(domain, "name")


def parse_domain(xml: str) -> VmConfig:
    """Everything that :class:`VmConfig` knows of a live or persistent domain XML. ConsoleError(INVALID) if it is not one."""
    domain = tree.read(xml, "domain")
    devices = domain.find("devices")
    if devices is None:
        devices = etree.Element("devices")
    os_type = text(domain, "os/type", "hvm")
    memory = _kib(domain.find("memory"))
    current = _kib(domain.find("currentMemory"))
    max_vcpus = integer(text(domain, "vcpu")) or 1
    cpu_model = text(domain, "cpu/model")
    return VmConfig(
        domain_type=domain.get("type", ""),
        os_type=os_type,
        arch=attr(domain, "os/type", "arch"),
        machine=attr(domain, "os/type", "machine"),
        firmware=_firmware(domain),
        secure_boot=_secure_boot(domain),
        title=text(domain, "title"),
        description=text(domain, "description"),
        osinfo_id=attr(domain, f"metadata/{{{tree.OSINFO_NS}}}libosinfo/{{{tree.OSINFO_NS}}}os", "id"),
        vcpus=integer(attr(domain, "vcpu", "current")) or max_vcpus,
        max_vcpus=max_vcpus,
        topology=_topology(domain.find("cpu/topology")),
        cpu_mode=attr(domain, "cpu", "mode") or ("custom" if cpu_model else ""),
        cpu_model=cpu_model,
        memory_kib=(memory or 0) if current is None else current,
        max_memory_kib=memory or 0,
        disks=_disks(devices),
        nics=tuple(_nic(nic, paravirtual=domain.get("type") == "xen" and os_type != "hvm") for nic in devices.findall("interface")),
        graphics=tuple(_graphics(each) for each in devices.findall("graphics")),
        channels=tuple(_channel(each) for each in devices.findall("channel")),
        serials=_serials(devices),
        video=tuple(attr(each, "model", "type") for each in devices.findall("video")),
        tpm=_tpm(devices.find("tpm")),
        boot_devs=tuple(each.get("dev", "") for each in domain.findall("os/boot")),
        on_poweroff=text(domain, "on_poweroff", "destroy"),
        on_reboot=text(domain, "on_reboot", "restart"),
        on_crash=text(domain, "on_crash", "destroy"),
        acpi=domain.find("features/acpi") is not None,
        balloon=attr(devices, "memballoon", "model"),
        hostdevs=len(devices.findall("hostdev")),
        metadata=parse_vm_metadata(domain),
    )


def named_files(xml: str, begin: str) -> tuple[str, ...]:
    """Paths of media, disks, kernel and initrd whose file name begins with ``begin``, each once."""
    domain = tree.read(xml, "domain")
    paths = [text(domain, f"os/{name}") for name in ("kernel", "initrd", "dtb")]
    paths += [source.get("file") or source.get("dev") or "" for source in domain.iterfind("devices/disk/source")]
    return tuple(dict.fromkeys(path for path in paths if path.rpartition("/")[2].startswith(begin)))


# --------------------------------------------------------------------------- the machine


def _kib(element: Element | None) -> int | None:
    size = tree.size_bytes(element, "KiB")
    return None if size is None else size // 1024


def _firmware(domain: Element) -> str:
    os = domain.find("os")
    if os is None:
        return "bios"
    loader = os.find("loader")
    # A ROM loader is a BIOS, or Xen's hvmloader, unless it says by its name that it is an UEFI build.
    path = text(os, "loader").lower()
    efi = (
        os.get("firmware") == "efi"
        or (loader is not None and loader.get("type") == "pflash")
        or os.find("nvram") is not None
        or any(word in path for word in ("ovmf", "aavmf", "edk2", "efi"))
    )
    return "efi" if efi else "bios"


def _secure_boot(domain: Element) -> bool:
    for feature in domain.findall("os/firmware/feature"):
        if feature.get("name") == "secure-boot":
            return feature.get("enabled") == "yes"
    return attr(domain, "os/loader", "secure") == "yes"


def _topology(element: Element | None) -> tuple[int, int, int] | None:
    if element is None:
        return None
    sockets, cores, threads = (integer(element.get(name)) or 1 for name in ("sockets", "cores", "threads"))
    inner = (integer(element.get("dies")) or 1) * (integer(element.get("clusters")) or 1)
    return sockets, cores * inner, threads


def _tpm(element: Element | None) -> str:
    return "" if element is None else element.get("model") or "tpm"


def _serials(devices: Element) -> tuple[str, ...]:
    serials = [each.get("type", "") for each in devices.findall("serial")]
    # The first <console> of a QEMU guest is the first <serial> once more.
    consoles = [c.get("type", "") for c in devices.findall("console") if not (serials and attr(c, "target", "type", "serial") == "serial")]
    return (*serials, *consoles)


# --------------------------------------------------------------------------- disks


def _disks(devices: Element) -> tuple[Disk, ...]:
    models = {integer(c.get("index")) or 0: c.get("model", "") for c in devices.findall("controller") if c.get("type") == "scsi"}
    elements = devices.findall("disk")
    disks = [_disk(each, models) for each in elements]
    return tuple(dataclasses.replace(disk, guest_name=name) for disk, name in zip(disks, _guest_names(disks, elements), strict=True))


def _disk(element: Element, scsi_models: dict[int, str]) -> Disk:
    target = element.find("target")
    bus = attr(target, ".", "bus") or _bus_by_name(attr(target, ".", "dev"))
    source_type = element.get("type", "file")
    return Disk(
        target=attr(target, ".", "dev"),
        bus=bus,
        device=element.get("device", "disk"),
        source=_source(element, source_type),
        source_type=source_type,
        source_pool=attr(element, "source", "pool"),
        format=attr(element, "driver", "type"),
        readonly=element.find("readonly") is not None,
        transient=element.find("transient") is not None,
        shareable=element.find("shareable") is not None,
        boot_order=integer(attr(element, "boot", "order")),
        serial=text(element, "serial"),
        alias=attr(element, "alias", "name"),
        backing=_backing(element),
        controller_model=scsi_models.get(integer(attr(element, "address", "controller")) or 0, "") if bus == "scsi" else "",
    )


def _bus_by_name(dev: str) -> str:
    """libvirt's own default where <target> has no bus (virDomainDiskDefParse)."""
    for prefix, bus in (("xvd", "xen"), ("vd", "virtio"), ("hd", "ide"), ("sd", "scsi"), ("fd", "fdc"), ("ubd", "uml")):
        if dev.startswith(prefix):
            return bus
    return ""


def _source(element: Element, source_type: str) -> str:
    """Path, volume name or URL of a <disk> or <backingStore>; "" for an empty drive."""
    source = element.find("source")
    if source is None:
        return ""
    if source_type == "network":
        return _url(source)
    if source_type == "nvme":
        return "nvme://" + source.get("namespace", "")
    return source.get(_SOURCE_ATTRIBUTES.get(source_type, "file"), "")


def _url(source: Element) -> str:
    host = source.find("host")
    name, port = attr(host, ".", "name"), attr(host, ".", "port")
    if ":" in name:
        name = f"[{name}]"
    place = attr(host, ".", "socket") or (f"{name}:{port}" if port else name)
    query = source.get("query", "")
    return f"{source.get('protocol', '')}://{place}/{source.get('name', '').lstrip('/')}" + (f"?{query}" if query else "")


def _backing(element: Element) -> tuple[str, ...]:
    chain = []
    link = element.find("backingStore")
    while link is not None and (found := _source(link, link.get("type", "file"))):
        chain.append(found)
        link = link.find("backingStore")
    return tuple(chain)


def _guest_names(disks: Sequence[Disk], elements: Iterable[Element]) -> list[str]:
    """What a guest calls the disks (guide §5): virtio vd*, SCSI, SATA and USB sd*, IDE hd*, Xen PV xvd*; optical drives sr*, floppies fd*.

    Linux numbers what it finds, so names follow the order on the bus and not libvirt's target names; IDE and Xen names are positions.
    """
    counters = {prefix: itertools.count() for prefix in ("vd", "sd", "sr", "hd", "fd")}
    names = []
    for disk, element in zip(disks, elements, strict=True):
        match disk.bus, disk.device:
            case "xen", _:
                names.append(disk.target)
            case "fdc", _:
                names.append(f"fd{next(counters['fd'])}")
            case "ide", _:
                address = element.find("address")
                bus, unit = integer(attr(address, ".", "bus")), integer(attr(address, ".", "unit"))
                known = bus is not None and unit is not None
                names.append(f"hd{letters((bus or 0) * 2 + (unit or 0))}" if known else disk.target)
            case (("scsi" | "sata" | "usb"), "cdrom"):
                names.append(f"sr{next(counters['sr'])}")
            case (("scsi" | "sata" | "usb"), _):
                names.append(f"sd{letters(next(counters['sd']))}")
            case "virtio", _:
                names.append(f"vd{letters(next(counters['vd']))}")
            case _:
                names.append(disk.target)
    return names


# --------------------------------------------------------------------------- other devices


def _nic(element: Element, *, paravirtual: bool) -> Nic:
    kind = element.get("type", "")
    return Nic(
        mac=attr(element, "mac", "address").lower(),
        # Xen PV and PVH guests have nothing but the paravirtual interface, and libxl does not name it.
        model=attr(element, "model", "type") or ("netfront" if paravirtual else ""),
        type=kind,
        source=attr(element, "source", _NIC_SOURCES.get(kind, "dev")),
        portgroup=attr(element, "source", "portgroup"),
        target=attr(element, "target", "dev"),
        link_up=attr(element, "link", "state", "up") != "down",
        boot_order=integer(attr(element, "boot", "order")),
        alias=attr(element, "alias", "name"),
    )


def _graphics(element: Element) -> Graphics:
    listeners = element.findall("listen")
    address = next((each.get("address", "") for each in listeners if each.get("address")), "")
    socket = next((each.get("socket", "") for each in listeners if each.get("socket")), "")
    return Graphics(
        type=element.get("type", ""),
        port=_port(element.get("port")),
        tls_port=_port(element.get("tlsPort")),
        listen=element.get("listen") or address,
        socket=element.get("socket") or socket,
        has_password="passwd" in element.attrib or "passwdValidTo" in element.attrib,
    )


def _port(value: str | None) -> int | None:
    number = integer(value)
    return number if number is not None and number > 0 else None


def _channel(element: Element) -> Channel:
    target = element.find("target")
    return Channel(
        name=attr(target, ".", "name"),
        type=element.get("type", ""),
        connected={"connected": True, "disconnected": False}.get(attr(target, ".", "state")),
        path=attr(element, "source", "path"),
    )
