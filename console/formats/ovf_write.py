"""OVF descriptors, written: the smallest envelope that VMware, VirtualBox, XenServer, oVirt and virt-v2v all read (OVF 1.0, DSP8023).

What others refuse is left out (VMware: ``StartupSection`` beside a single system,
``VirtualSystemOtherConfigurationData``); what OVF has no words for is in a section of our own, ``ovf:required="false"``.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from console.formats.description import PackageDisk, PackageNic, PackageVm
from console.formats.ovf import OURS

OVF = "http://schemas.dmtf.org/ovf/envelope/1"
RASD = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData"
VSSD = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_VirtualSystemSettingData"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
VMW = "http://www.vmware.com/schema/ovf"
FORMATS = {
    "vmdk": "http://www.vmware.com/interfaces/specifications/vmdk.html#streamOptimized",
    "vpc": "http://www.microsoft.com/technet/virtualserver/downloads/vhdspec.mspx",
    "vhdx": "http://technet.microsoft.com/en-us/library/hh831446.aspx#vhdx",
    "qcow2": "http://www.gnome.org/~markmc/qcow-image-format.html",
    "raw": "urn:virtdeck:raw",
}
_CONTROLLERS = {"ide": (5, ""), "scsi": (6, "lsilogic"), "sata": (20, "vmware.sata.ahci"), "nvme": (20, "vmware.nvme.controller"), "usb": (23, "")}
_NIC_MODELS = {"e1000": "E1000", "e1000e": "E1000e", "vmxnet3": "VmxNet3", "pcnet": "PCNet32", "virtio": "VmxNet3", "rtl8139": "E1000"}
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file of the package."""

    id: str
    name: str
    size: int = 0
    chunk_size: int = 0
    gzip: bool = False


@dataclass(frozen=True, slots=True)
class DiskEntry:
    """A disk of the package: ``format`` qemu's name."""

    id: str
    file: str  # id of its file; "" = empty
    capacity: int
    format: str = "vmdk"
    populated: int | None = None


@dataclass(frozen=True)
class Envelope:
    """Everything that goes into a descriptor."""

    vms: Sequence[PackageVm]
    files: Sequence[FileEntry] = ()
    disks: Sequence[DiskEntry] = ()
    networks: Mapping[str, str] = field(default_factory=dict)  # name → description; those of the network cards are added
    eulas: Sequence[str] = ()
    version: str = ""  # of the program that writes


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _q(name: str) -> str:
    return f"{{{OVF}}}{name}"


def _add(parent: etree._Element, tag: str, text: str = "", /, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, _q(tag), {_q(key): _clean(value) for key, value in attributes.items()})
    if text:
        element.text = _clean(text)
    return element


def _section(parent: etree._Element, tag: str, info: str, /, **attributes: str) -> etree._Element:
    section = _add(parent, tag, "", **attributes)
    _add(section, "Info", info)
    return section


def write_ovf(envelope: Envelope) -> bytes:
    """The descriptor."""
    spaces: dict[str | None, str] = {None: OVF, "ovf": OVF, "rasd": RASD, "vssd": VSSD, "xsi": XSI, "vmw": VMW}
    root = etree.Element(_q("Envelope"), nsmap=spaces)  # type: ignore[arg-type]
    root.append(etree.Comment(f" Written by Virtdeck {envelope.version}".rstrip() + " "))
    references = _add(root, "References")
    for file in envelope.files:
        attributes = {"id": file.id, "href": file.name, "size": str(file.size)}
        if file.chunk_size:
            attributes["chunkSize"] = str(file.chunk_size)
        if file.gzip:
            attributes["compression"] = "gzip"
        _add(references, "File", "", **attributes)
    section = _section(root, "DiskSection", "Virtual disks")
    for disk in envelope.disks:
        attributes = {"diskId": disk.id, "capacity": str(disk.capacity), "capacityAllocationUnits": "byte", "format": FORMATS[disk.format]}
        if disk.file:
            attributes["fileRef"] = disk.file
        if disk.populated is not None:
            attributes["populatedSize"] = str(disk.populated)
        _add(section, "Disk", "", **attributes)
    networks = {nic.network or "default": "" for vm in envelope.vms for nic in vm.nics} | dict(envelope.networks)
    section = _section(root, "NetworkSection", "Logical networks")
    for name, words in networks.items():
        network = _add(section, "Network", name=name)
        _add(network, "Description", words or name)
    if len(envelope.vms) == 1:
        system = _system(root, envelope.vms[0], envelope, _ids(envelope.vms)[0])
        _eulas(system, envelope.eulas)
    else:
        collection = _add(root, "VirtualSystemCollection", id="collection")
        _add(collection, "Info", "Virtual machines")
        _eulas(collection, envelope.eulas)
        ids = _ids(envelope.vms)
        if any(vm.start_order is not None for vm in envelope.vms):
            startup = _section(collection, "StartupSection", "Order of start")
            for id, vm in zip(ids, envelope.vms, strict=True):
                _add(startup, "Item", id=id, order=str(vm.start_order or 0), startDelay=str(vm.start_delay_seconds))
        for id, vm in zip(ids, envelope.vms, strict=True):
            _system(collection, vm, envelope, id)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _ids(vms: Sequence[PackageVm]) -> list[str]:
    """Identifiers of the systems: their names where these differ."""
    names = [_clean(vm.name) for vm in vms]
    return [name if names.count(name) == 1 else f"{name} ({index})" for index, name in enumerate(names, 1)]


def _eulas(parent: etree._Element, texts: Sequence[str]) -> None:
    for text in texts:
        _add(_section(parent, "EulaSection", "Licence"), "License", text)


def _system(parent: etree._Element, vm: PackageVm, envelope: Envelope, id: str) -> etree._Element:
    system = _add(parent, "VirtualSystem", id=id)
    _add(system, "Info", "A virtual machine")
    _add(system, "Name", vm.name)
    # CIM_OperatingSystem: 1 = Other, 36 = LINUX, 101 = Linux 64-bit, 103 = Windows Server 2008 64-bit (the newest Windows that every reader knows).
    number = vm.os_id if vm.os_id.isdigit() else "103" if vm.windows else "101" if vm.windows is False else "1"
    os_section = _section(system, "OperatingSystemSection", "The operating system", id=number)
    if vm.os:
        _add(os_section, "Description", vm.os)
    if vm.description:
        _add(_section(system, "AnnotationSection", "Description"), "Annotation", vm.description)
    hardware = _section(system, "VirtualHardwareSection", "Virtual hardware")
    settings = etree.SubElement(hardware, _q("System"))
    for name, value in (
        ("ElementName", "Virtual hardware"),
        ("InstanceID", "0"),
        ("VirtualSystemIdentifier", vm.name),
        ("VirtualSystemType", "vmx-10"),
    ):
        etree.SubElement(settings, f"{{{VSSD}}}{name}").text = _clean(value)
    _hardware(hardware, vm)
    if vm.firmware == "efi":
        etree.SubElement(hardware, f"{{{VMW}}}Config", {_q("required"): "false", f"{{{VMW}}}key": "firmware", f"{{{VMW}}}value": "efi"})
        if vm.secure_boot:
            key = "bootOptions.efiSecureBootEnabled"
            etree.SubElement(hardware, f"{{{VMW}}}Config", {_q("required"): "false", f"{{{VMW}}}key": key, f"{{{VMW}}}value": "true"})
    _own(system, vm)
    return system


# --------------------------------------------------------------------------- hardware


class _Items:
    """Items with running instance numbers. The children of an item are in alphabetical order, as CIM's schema wants."""

    def __init__(self, hardware: etree._Element) -> None:
        self._hardware = hardware
        self._count = 0

    def add(self, type: int, name: str, **values: str | int) -> str:
        self._count += 1
        item = etree.SubElement(self._hardware, _q("Item"))
        found = {"InstanceID": str(self._count), "ElementName": name, "ResourceType": str(type)} | {
            key: str(value) for key, value in values.items() if value != ""
        }
        for key in sorted(found):
            etree.SubElement(item, f"{{{RASD}}}{key}").text = _clean(found[key])
        return str(self._count)


def _hardware(hardware: etree._Element, vm: PackageVm) -> None:
    items = _Items(hardware)
    cpu = items.add(3, f"{vm.cpus} virtual CPUs", AllocationUnits="hertz * 10^6", Description="Number of virtual CPUs", VirtualQuantity=vm.cpus)
    if vm.cores_per_socket:
        item = next(each for each in hardware if each.findtext(f"{{{RASD}}}InstanceID") == cpu)
        cores = etree.SubElement(item, f"{{{VMW}}}CoresPerSocket", {_q("required"): "false"})
        cores.text = str(vm.cores_per_socket)
    mib = -(-vm.memory_bytes // (1 << 20))
    items.add(4, f"{mib} MB of memory", AllocationUnits="byte * 2^20", Description="Memory size", VirtualQuantity=mib)
    controllers: dict[tuple[str, int], str] = {}
    counts: dict[str, int] = {}
    units: dict[str, set[int]] = {}

    def place(drive: PackageDisk) -> tuple[str, int]:
        """Controller and unit of a drive, as near to the original as OVF has words for."""
        bus = drive.bus if drive.bus in _CONTROLLERS else "ide" if drive.device != "disk" else "scsi"
        per = {"ide": 2, "scsi": 15, "sata": 30, "nvme": 15, "usb": 100}[bus]
        index = drive.controller if bus == drive.bus else 0
        while True:
            if (bus, index) not in controllers:
                type, model = _CONTROLLERS[bus]
                number = counts.get(bus, 0)
                counts[bus] = number + 1
                said = (
                    drive.controller_model
                    if drive.controller_model in ("VirtualSCSI", "lsilogicsas", "buslogic", "lsilogic") and bus == "scsi"
                    else model
                )
                controllers[bus, index] = items.add(type, f"{bus.upper()} controller {number}", Address=number, ResourceSubType=said)
            controller = controllers[bus, index]
            taken = units.setdefault(controller, set())
            wanted = drive.unit if drive.unit is not None and bus == drive.bus and drive.unit < per else None
            free = next((each for each in ([wanted] if wanted is not None else []) + list(range(per)) if each not in taken), None)
            if free is not None:
                taken.add(free)
                return controller, free
            index += 1

    for number, disk in enumerate(vm.disks, 1):
        controller, unit = place(disk)
        items.add(17, f"Hard disk {number}", AddressOnParent=unit, HostResource=f"ovf:/disk/{disk.id}", Parent=controller)
    for number, drive in enumerate(vm.cds, 1):
        if drive.device != "cdrom":
            continue
        controller, unit = place(drive)
        resource = f"ovf:/file/{drive.id.removeprefix('file/')}" if drive.files else ""
        items.add(15, f"CD drive {number}", AddressOnParent=unit, AutomaticAllocation="true", HostResource=resource, Parent=controller)
    for number, nic in enumerate(vm.nics, 1):
        _nic(items, number, nic)


def _nic(items: _Items, number: int, nic: PackageNic) -> None:
    network = nic.network or "default"
    items.add(
        10, f"Network adapter {number}", Address=nic.mac, AddressOnParent=number - 1, AutomaticAllocation="true", Connection=network,
        ResourceSubType=_NIC_MODELS.get(nic.model, "E1000"),
    )  # fmt: skip


def _own(system: etree._Element, vm: PackageVm) -> None:
    """Our own section, with what is lossless: only where there is something to keep."""
    if not vm.domain_xml:
        return
    attributes = {
        "uuid": vm.uuid, "firmware": vm.firmware, "secureBoot": "true" if vm.secure_boot else "", "tpm": "true" if vm.tpm else "",
        "template": "true" if vm.template else "", "currentSnapshot": vm.current_snapshot, "osinfo": vm.os_id if not vm.os_id.isdigit() else "",
    }  # fmt: skip
    section = etree.SubElement(system, f"{{{OURS}}}VirtdeckSection", {_q("required"): "false"}, nsmap={"virtdeck": OURS})
    for key, value in attributes.items():
        if value:
            section.set(key, _clean(value))
    _add(section, "Info", "What Virtdeck needs to restore this machine as it was")
    etree.SubElement(section, f"{{{OURS}}}Domain").text = _clean(vm.domain_xml)
    if vm.nvram:
        etree.SubElement(section, f"{{{OURS}}}Nvram").text = base64.b64encode(zlib.compress(vm.nvram, 9)).decode("ascii")
    for image in vm.images:
        etree.SubElement(section, f"{{{OURS}}}Image", {"disk": _clean(image.name), "fileRef": _clean(image.files[0])})
    for snapshot in vm.snapshots:
        element = etree.SubElement(section, f"{{{OURS}}}Snapshot", {"name": _clean(snapshot.name)})
        element.text = _clean(snapshot.xml)
