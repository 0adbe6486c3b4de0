"""OVF descriptors, read: 1.x and 2.x, as VMware, VirtualBox, oVirt, XenServer and Hyper-V tools write them.

Elements are found by local name, never by prefix; unknown sections and devices become warnings. Sources: DMTF DSP0243 1.1.1 and
2.1.1, DSP8023, CIM_ResourceAllocationSettingData (resource types), and what the products are known to write.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from lxml import etree

from console.formats.broken import Where, readable
from console.formats.description import Description, Eula, PackageDisk, PackageNetwork, PackageNic, PackageSnapshot, PackageVm
from console.formats.ovf_items import Item, Items, number, quantity, read_items
from console.formats.safexml import attribute, child_text, children, local, namespace, parse
from console.formats.tar import safe_name
from console.model.text import N_, Text

OURS = "urn:virtdeck:ovf:1"
"""Namespace of our own section."""

_FORMATS = (
    ("vmdk", "vmdk"), ("vhdx", "vhdx"), ("vhdspec", "vpc"), ("vhd", "vpc"), ("qcow2", "qcow2"), ("qcow", "qcow2"), ("vdi", "vdi"), ("raw", "raw"),
    ("iso", "raw"),
)  # fmt: skip
_KNOWN_SECTIONS = {
    "AnnotationSection", "ProductSection", "EulaSection", "StartupSection", "DeploymentOptionSection", "OperatingSystemSection", "InstallSection",
    "VirtualHardwareSection", "DiskSection", "NetworkSection", "ResourceAllocationSection", "SharedDiskSection", "BootDeviceSection",
    "EnvironmentFilesSection", "PlacementSection", "PlacementGroupSection", "ScaleOutSection", "Info", "Name", "References", "Strings",
    "VirtualSystem", "VirtualSystemCollection", "Content", "Section", "Machine", "VirtdeckSection",
}  # fmt: skip
_NVRAM_LIMIT = 16 << 20
_FILES_LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class _File:
    id: str
    names: tuple[str, ...]
    size: int | None
    compression: str


@dataclass
class _Envelope:
    """What is gathered while reading."""

    where: Where
    files: dict[str, _File] = field(default_factory=dict)
    disks: dict[str, PackageDisk] = field(default_factory=dict)
    interfaces: dict[str, str] = field(default_factory=dict)  # oVirt: disk → bus
    networks: dict[str, PackageNetwork] = field(default_factory=dict)
    eulas: list[Eula] = field(default_factory=list)
    warnings: list[Text] = field(default_factory=list)
    strings: dict[str, str] = field(default_factory=dict)
    start: dict[str, tuple[int, int]] = field(default_factory=dict)
    properties: dict[str, str] = field(default_factory=dict)
    configuration: str = ""
    ours: bool = False
    used: set[str] = field(default_factory=set)

    def warn(self, text: Text) -> None:
        if text not in self.warnings and len(self.warnings) < 200:
            self.warnings.append(text)


def read_ovf(data: bytes, where: Where) -> Description:
    """The description in a descriptor. BadFile."""
    root = parse(data, where)
    if local(root) != "Envelope":
        raise where.broken(N_("it is not an OVF envelope"))
    space = namespace(root)
    version = "2.0" if "/envelope/2" in space else attribute(root, "version") or "1.0"
    if "dmtf.org/ovf/envelope" not in space and "dmtf.org/ovf/envelope" not in data[:4096].decode("utf-8", "replace"):
        raise where.broken(N_("it is not an OVF envelope"))
    envelope = _Envelope(where)
    _strings(root, envelope)
    _references(root, envelope)
    # Configurations and properties first: disks and hardware refer to them.
    for section in _sections(root):
        kind = _section_kind(section)
        if kind == "DeploymentOptionSection":
            options = children(section, "Configuration")
            chosen = next((each for each in options if attribute(each, "default").lower() in ("true", "1")), options[0] if options else None)
            envelope.configuration = attribute(chosen, "id") if chosen is not None else ""
        elif kind == "EncryptionSection":
            raise where.broken(N_("it is encrypted, which can't be imported"))
    for each in root.iter("{*}Property"):
        if key := attribute(each, "key"):
            envelope.properties.setdefault(key, attribute(each, "value"))
    for section in _sections(root):
        _top_section(section, envelope)
    vms = tuple(_systems(root, envelope, 0))
    spare = tuple(disk for id, disk in envelope.disks.items() if id not in envelope.used and disk.files)
    for disk in spare:
        envelope.warn(N_("The disk {name} belongs to no virtual machine of the package.", name=readable(disk.id)))
    sizes = {file.names[0]: file.size for file in envelope.files.values() if file.size is not None and len(file.names) == 1}
    return Description(
        "ovf", version, _producer(root, data), vms, tuple(envelope.networks.values()), tuple(envelope.eulas), spare,
        tuple(file.names[0] for file in envelope.files.values()), tuple(envelope.warnings), envelope.ours, sizes,
    )  # fmt: skip


def _producer(root: etree._Element, data: bytes) -> str:
    head = data[:8192].decode("utf-8", "replace")
    spaces = {str(uri) for element in (root, *root.iter("{*}VirtualSystem")) for uri in element.nsmap.values()}
    if OURS in spaces or any(namespace(each) == OURS for each in root.iter("{*}VirtdeckSection")):
        return "Virtdeck"
    for mark, name in (("virtualbox.org", "VirtualBox"), ("ovirt", "oVirt"), ("vmware.com/schema/ovf", "VMware"), ("citrix.com", "XenServer")):
        if any(mark in space for space in spaces):
            return name
    for mark, name in (
        ("Generated by VMware", "VMware"),
        ("xen-3.0-unknown", "XenServer"),
        ("hvm-3.0-unknown", "XenServer"),
        ("Microsoft:Hyper-V", "Hyper-V"),
    ):
        if mark in head or any(mark in (element.text or "") for element in root.iter("{*}VirtualSystemType", "{*}ResourceSubType")):
            return name
    return "oVirt" if root.find(".//{*}Content") is not None else ""


def _strings(root: etree._Element, envelope: _Envelope) -> None:
    """Messages in English where there are several languages, else the first."""
    bundles = sorted(children(root, "Strings"), key=lambda each: not attribute(each, "lang").lower().startswith("en"))
    for bundle in bundles:
        for message in children(bundle, "Msg"):
            envelope.strings.setdefault(attribute(message, "msgid"), (message.text or "").strip())


def _text(element: etree._Element, envelope: _Envelope) -> str:
    message = attribute(element, "msgid")
    if message and message in envelope.strings:
        return envelope.strings[message]
    return "".join(str(part) for part in element.itertext()).strip()


def _sections(parent: etree._Element) -> list[etree._Element]:
    return [child for child in parent if isinstance(child.tag, str)]


def _section_kind(section: etree._Element) -> str:
    """Its name; the 0.9 style of oVirt says it in ``xsi:type``."""
    if local(section) in ("Section", "Content"):
        return attribute(section, "type").rpartition(":")[2].removesuffix("_Type")
    return local(section)


# --------------------------------------------------------------------------- envelope


def _references(root: etree._Element, envelope: _Envelope) -> None:
    seen: set[str] = set()
    for references in children(root, "References"):
        for file in children(references, "File"):
            id, href = attribute(file, "id"), unquote(attribute(file, "href"))
            inside = envelope.where.inside(href or id)
            if len(seen) >= _FILES_LIMIT:
                raise envelope.where.broken(N_("it refers to more than {n} files", n=_FILES_LIMIT))
            if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]+:", href):
                raise inside.broken(N_("it is at another address, and addresses that a package names are never opened"))
            name = safe_name(href, envelope.where)
            if not id or id in envelope.files or name in seen:
                raise inside.broken(N_("the package refers to it twice, or without an id"))
            seen.add(name)
            size = number(attribute(file, "size"), inside, N_("its size is not a possible number")) if attribute(file, "size") else None
            chunk = attribute(file, "chunkSize")
            names: tuple[str, ...] = (name,)
            if chunk:
                step = number(chunk, inside, N_("its chunk size is not a possible number"))
                if size is None or step < 1 or -(-size // step) > 100_000:
                    raise inside.broken(N_("its chunk size is not a possible number"))
                names = tuple(f"{name}.{index:09d}" for index in range(max(1, -(-size // step))))
            compression = attribute(file, "compression").lower()
            if compression not in ("", "gzip", "identity"):
                raise inside.broken(N_("it is compressed in a way that is not known ({name})", name=readable(compression)))
            envelope.files[id] = _File(id, names, size, "gzip" if compression == "gzip" else "")


def _top_section(section: etree._Element, envelope: _Envelope) -> None:
    kind = _section_kind(section)
    if kind == "DiskSection":
        for disk in children(section, "Disk"):
            _disk(disk, envelope)
    elif kind == "NetworkSection":
        for network in children(section, "Network"):
            name = attribute(network, "name")
            if name:
                described = children(network, "Description")
                envelope.networks[name] = PackageNetwork(name, _text(described[0], envelope) if described else "")
    else:
        _unknown(section, kind, envelope)


def _unknown(section: etree._Element, kind: str, envelope: _Envelope) -> None:
    if kind in _KNOWN_SECTIONS or not (kind.endswith("Section") or attribute(section, "required")):
        return
    if attribute(section, "required").lower() in ("false", "0"):
        envelope.warn(N_("The section {name} is not known and left out.", name=readable(kind)))
    else:
        envelope.warn(N_("The section {name} is not known and left out, though the package says that it is required.", name=readable(kind)))


def _disk(element: etree._Element, envelope: _Envelope) -> None:
    id = attribute(element, "diskId")
    where = envelope.where.inside(id or "Disk")
    if not id or id in envelope.disks:
        raise where.broken(N_("a disk is described twice, or without an id"))
    reference = attribute(element, "fileRef")
    file = envelope.files.get(reference)
    if reference and file is None:  # oVirt: group/image
        file = envelope.files.get(reference.rpartition("/")[2])
    if reference and file is None:
        raise where.broken(N_("it refers to a file {name} that the package does not have", name=readable(reference)))
    if attribute(element, "parentRef"):
        raise where.broken(N_("it is only the difference to another disk, which can't be imported"))
    capacity = attribute(element, "capacity")
    if match := re.fullmatch(r"\$\{(.+)\}", capacity):
        capacity = envelope.properties.get(match[1], "")
    size: int | None = None
    if capacity:
        size = number(capacity, where, N_("its capacity is not a possible number")) * quantity(attribute(element, "capacityAllocationUnits"), 1)
    elif attribute(element, "size"):  # oVirt: GiB
        size = number(attribute(element, "size"), where, N_("its capacity is not a possible number")) << 30
    if size is not None and size > 1 << 60:
        raise where.broken(N_("its capacity is not a possible number"))
    words = attribute(element, "format").lower()
    form = next((name for mark, name in _FORMATS if mark in words), "")
    if attribute(element, "volume-format"):  # oVirt says "vmdk" of everything, and the truth here
        form = "qcow2" if attribute(element, "volume-format").upper() == "COW" else "raw"
    interface = attribute(element, "disk-interface").lower()
    if interface:
        envelope.interfaces[id] = {"virtio": "virtio", "virtio_scsi": "scsi", "ide": "ide", "sata": "sata", "spapr_vscsi": "scsi"}.get(interface, "")
    envelope.disks[id] = PackageDisk(
        id, attribute(element, "disk-alias") or id, file.names if file else (), form, file.compression if file else "", size,
        file.size if file else None, boot=attribute(element, "boot").lower() == "true",
    )  # fmt: skip


# --------------------------------------------------------------------------- systems


def _systems(parent: etree._Element, envelope: _Envelope, depth: int) -> Iterator[PackageVm]:
    if depth > 16:
        raise envelope.where.broken(N_("its collections are nested too deep"))
    for child in _sections(parent):
        kind = _section_kind(child)
        if kind == "StartupSection":
            for item in children(child, "Item"):
                order = re.fullmatch(r"\d{1,6}", attribute(item, "order"))
                delay = re.fullmatch(r"\d{1,6}", attribute(item, "startDelay"))
                if order:
                    envelope.start[attribute(item, "id")] = int(order[0]), int(delay[0]) if delay else 0
        elif kind == "EulaSection":
            _eula(child, envelope, "")
    for child in _sections(parent):
        kind = _section_kind(child)
        if kind == "VirtualSystemCollection":
            for section in _sections(child):
                _unknown(section, _section_kind(section), envelope)
            yield from _systems(child, envelope, depth + 1)
        elif kind == "VirtualSystem":
            yield _system(child, envelope)


def _eula(section: etree._Element, envelope: _Envelope, vm: str) -> None:
    licence = children(section, "License")
    if licence and (text := _text(licence[0], envelope)):
        envelope.eulas.append(Eula(text, vm))


def _system(element: etree._Element, envelope: _Envelope) -> PackageVm:
    names = children(element, "Name")
    id = attribute(element, "id")
    vm = PackageVm(id, (_text(names[0], envelope) if names else "") or id or "vm")
    hardware = False
    for section in _sections(element):
        kind = _section_kind(section)
        if kind == "VirtualHardwareSection":
            if hardware:
                envelope.warn(N_("{name} is described for several kinds of hardware; the first is used.", name=vm.name))
                continue
            hardware = True
            vm = _hardware(section, vm, envelope)
        elif kind == "OperatingSystemSection":
            vm = _system_os(section, vm, envelope)
        elif kind == "AnnotationSection":
            vm = replace(vm, description=next((_text(each, envelope) for each in children(section, "Annotation")), vm.description))
        elif kind == "EulaSection":
            _eula(section, envelope, vm.name)
        elif kind == "VirtdeckSection" and namespace(section) == OURS:
            vm = _own_section(section, vm, envelope)
        elif kind == "Machine":
            vm = _virtualbox(section, vm)
        elif kind == "Description" and not vm.description:
            vm = replace(vm, description=_text(section, envelope))
        elif kind == "BiosType":  # oVirt: 3 and 4 are OVMF, 4 with Secure Boot
            value = (section.text or "").strip()
            vm = replace(
                vm, firmware="efi" if value in ("3", "4", "Q35_OVMF", "Q35_SECURE_BOOT") else "bios", secure_boot=value in ("4", "Q35_SECURE_BOOT")
            )
        else:
            _unknown(section, kind, envelope)
    if not hardware:
        envelope.warn(N_("The hardware of {name} is not described.", name=vm.name))
    order = envelope.start.get(id)
    return replace(vm, start_order=order[0], start_delay_seconds=order[1]) if order else vm


def _system_os(section: etree._Element, vm: PackageVm, envelope: _Envelope) -> PackageVm:
    words = child_text(section, "OSType") or attribute(section, "osType") or child_text(section, "Description")
    described = child_text(section, "Description")
    known = f"{words} {described}".lower()
    windows = True if re.search(r"windows|\bwin(?!g)\w*", known) else False if words and "other" not in known else None
    return replace(vm, os=described or words, os_id=attribute(section, "id"), windows=windows)


def _own_section(section: etree._Element, vm: PackageVm, envelope: _Envelope) -> PackageVm:
    """What only we write: the domain as it was."""
    where = envelope.where.inside("VirtdeckSection")
    envelope.ours = True
    nvram = b""
    if packed := child_text(section, "Nvram"):
        try:
            decoder = zlib.decompressobj()
            nvram = decoder.decompress(base64.b64decode(packed, validate=False), _NVRAM_LIMIT + 1)
        except (binascii.Error, ValueError, zlib.error) as failure:
            raise where.broken(N_("the firmware's settings are damaged ({detail})", detail=str(failure))) from None
        if len(nvram) > _NVRAM_LIMIT or not decoder.eof:
            raise where.broken(N_("the firmware's settings have an impossible size"))
    images = tuple(_image(each, vm, envelope) for each in children(section, "Image"))
    snapshots = tuple(PackageSnapshot(attribute(each, "name"), each.text or "") for each in children(section, "Snapshot"))
    return replace(
        vm, domain_xml=child_text(section, "Domain"), nvram=nvram, images=images,
        snapshots=snapshots, current_snapshot=attribute(section, "currentSnapshot"),
        uuid=attribute(section, "uuid") or vm.uuid, template=attribute(section, "template") == "true",
        firmware=attribute(section, "firmware") or vm.firmware, secure_boot=attribute(section, "secureBoot") == "true" or vm.secure_boot,
        tpm=attribute(section, "tpm") == "true" or vm.tpm, os_id=attribute(section, "osinfo") or vm.os_id,
    )  # fmt: skip


def _image(element: etree._Element, vm: PackageVm, envelope: _Envelope) -> PackageDisk:
    """A whole image with the snapshots in it, beside the disk that others read."""
    disk, file = attribute(element, "disk"), envelope.files.get(attribute(element, "fileRef"))
    if file is None or all(each.id != disk for each in vm.disks):
        raise envelope.where.inside("VirtdeckSection").broken(N_("an image with snapshots belongs to no disk, or is not in the package"))
    return PackageDisk(f"{disk}/image", disk, file.names, "qcow2", file.compression, file_bytes=file.size, device="image")


def _virtualbox(machine: etree._Element, vm: PackageVm) -> PackageVm:
    """VirtualBox keeps in its own section what OVF has no words for."""
    firmware = next((attribute(each, "type").lower() for each in machine.iter("{*}Firmware")), "")
    macs = [attribute(each, "MACAddress") for each in machine.iter("{*}Adapter") if attribute(each, "enabled") == "true"]
    nics = vm.nics
    if len(macs) == len(nics):
        nics = tuple(replace(nic, mac=nic.mac or mac_of(mac)) for nic, mac in zip(nics, macs, strict=True))
    uuid = re.sub(r"[{}]", "", attribute(machine, "uuid"))
    return replace(vm, nics=nics, firmware=vm.firmware or ("efi" if firmware.startswith("efi") else "bios"), uuid=vm.uuid or uuid)


def mac_of(text: str) -> str:
    """A MAC in libvirt's form; "" when it is none."""
    digits = re.sub(r"[:.-]", "", text.strip()).lower()
    return ":".join(digits[at : at + 2] for at in range(0, 12, 2)) if re.fullmatch(r"[0-9a-f]{12}", digits) and int(digits, 16) else ""


# --------------------------------------------------------------------------- hardware

_NIC_MODELS = {
    "e1000": "e1000", "e1000e": "e1000e", "pcnet32": "pcnet", "pcnet": "pcnet", "vmxnet3": "vmxnet3", "vmxnet2": "vmxnet3", "virtio": "virtio",
    "3": "virtio", "2": "e1000", "1": "rtl8139", "5": "virtio", "rtl8139": "rtl8139", "82540em": "e1000", "am79c970a": "pcnet", "am79c973": "pcnet",
}  # fmt: skip


def _hardware(section: etree._Element, vm: PackageVm, envelope: _Envelope) -> PackageVm:
    config = {attribute(each, "key"): attribute(each, "value") for each in section.iter("{*}Config", "{*}ExtraConfig")}
    other = {attribute(each, "Name"): child_text(each, "Value") for each in section.iter("{*}VirtualSystemOtherConfigurationData")}
    identifiers = [child_text(system, "VirtualSystemType") for system in children(section, "System")]
    items = read_items(section, envelope.configuration, envelope.where.inside(vm.name))
    vm = _processors(items, vm)
    firmware = config.get("firmware", "").lower()
    boot = other.get("HVM_boot_params", "").lower()
    if firmware or "firmware=" in boot:
        vm = replace(vm, firmware="efi" if firmware == "efi" or "uefi" in boot else "bios")
    vm = replace(
        vm,
        secure_boot=vm.secure_boot or config.get("bootOptions.efiSecureBootEnabled", "").lower() == "true",
        paravirtual=any(kind.startswith("xen-3.0") for kind in identifiers) and not other.get("HVM_boot_policy"),
        tpm=any(item.subtype.lower() in ("vmware.vtpm", "tpm") for item in items.all),
    )
    disks, cds = _drives(items, vm, envelope)
    nics = tuple(_nic(item, envelope) for item in items.all if item.type in (10, 33))
    for item in items.all:
        if item.type not in _UNDERSTOOD and item.subtype.lower() not in ("vmware.vmci", "vmware.vtpm", "vmware.keyboard", "vmware.pointing"):
            if item.type == 1 and "virtio" in item.subtype.lower():
                continue
            name = item.name or item.get("Caption", "Description", "OtherResourceType") or item.subtype
            envelope.warn(N_("{vm}: the device {name} (type {type}) is left out.", vm=vm.name, name=readable(name), type=item.type))
    return replace(vm, disks=disks, cds=cds, nics=nics)


_UNDERSTOOD = {0, 3, 4, 5, 6, 7, 8, 10, 14, 15, 16, 17, 19, 20, 21, 22, 23, 24, 31, 33, 35}


def _processors(items: Items, vm: PackageVm) -> PackageVm:
    cpus, memory, cores = 0, 0, 0
    for item in items.all:
        if item.type == 3 and not cpus:
            cpus = item.integer("VirtualQuantity", default=0) or item.integer("num_of_sockets", default=1) * item.integer("cpu_per_socket", default=1)
            said = item.get("CoresPerSocket", "cpu_per_socket")
            cores = int(said) if re.fullmatch(r"\d{1,4}", said) else 0
        elif item.type == 4 and not memory:
            memory = item.integer("VirtualQuantity", default=0) * quantity(item.get("AllocationUnits"), 1 << 20)
    if cpus > 4096 or memory > 1 << 50:
        raise items.where.broken(N_("its number of processors or size of memory is not possible"))
    return replace(vm, cpus=cpus or 1, memory_bytes=memory, cores_per_socket=cores)


def _nic(item: Item, envelope: _Envelope) -> PackageNic:
    connection = item.get("Connection")
    if connection and connection not in envelope.networks:
        envelope.networks[connection] = PackageNetwork(connection)
    word = item.subtype
    model = _NIC_MODELS.get(word.lower(), "vmxnet3" if "vmxnet" in word.lower() else word if not word.startswith("Microsoft") else "")
    return PackageNic(connection, mac_of(item.get("MACAddress", "Address")), model, item.name)


def _drives(items: Items, vm: PackageVm, envelope: _Envelope) -> tuple[tuple[PackageDisk, ...], tuple[PackageDisk, ...]]:
    found: list[tuple[tuple[str, int], PackageDisk]] = []
    cds: list[PackageDisk] = []
    numbers: dict[str, dict[str, int]] = {}  # bus → controller's id → its number
    for item in items.all:
        if item.type not in (14, 15, 16, 17, 19, 21, 22, 31):
            continue
        if item.type in (21, 22) and "/disk/" not in item.get("HostResource"):  # serial and parallel ports; Hyper-V's logical disks
            continue
        device = {14: "floppy", 15: "cdrom", 16: "cdrom"}.get(item.type, "disk")
        disk = _medium(item, device, envelope)
        if disk is None and device == "disk":
            if not items.has_children(item) and item.get("HostResource"):
                resource = readable(item.get("HostResource"))
                envelope.warn(N_("{vm}: the disk {name} is not in the package and left out.", vm=vm.name, name=resource))
            continue
        drive = disk or PackageDisk(f"{vm.id}/{item.instance}", device=device)
        bus, model, controller = items.controller(item)
        bus = envelope.interfaces.get(drive.id, "") or bus
        index = numbers.setdefault(bus, {}).setdefault(controller, len(numbers.get(bus, {})))
        address = item.get("AddressOnParent", "Address")
        unit = int(address) if re.fullmatch(r"\d{1,4}", address) else None
        drive = replace(drive, bus="fdc" if device == "floppy" else bus, controller_model=model, controller=index, unit=unit, device=device)
        if device == "disk":
            if drive.id in envelope.used:
                envelope.warn(N_("The disk {name} is used more than once.", name=readable(drive.id)))
            envelope.used.add(drive.id)
            found.append(((bus, index), drive))
        elif device == "cdrom" or drive.files:
            envelope.used.add(drive.id)
            cds.append(drive)
    order: dict[tuple[str, int], int] = {}
    for key, _ in found:
        order.setdefault(key, len(order))
    found.sort(key=lambda each: (order[each[0]], each[1].unit if each[1].unit is not None else 0))
    return tuple(disk for _, disk in found), tuple(cds)


def _medium(item: Item, device: str, envelope: _Envelope) -> PackageDisk | None:
    """The disk or file that a drive refers to; None when there is none."""
    resource = item.get("HostResource")
    if match := re.search(r"(?:^|/)disk/([^/]+)$", resource):
        disk = envelope.disks.get(unquote(match[1]))
        if disk is None:
            raise envelope.where.broken(N_("a drive refers to a disk {name} that the package does not describe", name=readable(match[1])))
        return disk
    if match := re.search(r"(?:^|/)file/([^/]+)$", resource):
        file = envelope.files.get(unquote(match[1]))
        if file is None:
            raise envelope.where.broken(N_("a drive refers to a file {name} that the package does not have", name=readable(match[1])))
        return PackageDisk(f"file/{file.id}", file.names[0], file.names, "", file.compression, None, file.size)
    for key in (resource, resource.rpartition("/")[2]):
        if key and device == "disk":
            for disk in envelope.disks.values():  # oVirt: the image's id, or group/image; Hyper-V: a path that ends with the file's name
                if disk.id == key or (disk.files and (disk.files[0] == key or disk.files[0] == key.rpartition("\\")[2])):
                    return disk
    return None


__all__ = ["OURS", "mac_of", "read_ovf"]
