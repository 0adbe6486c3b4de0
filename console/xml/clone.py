"""The XML of a clone: what has to be another one becomes another one, everything else stays as the source has it.

Pure: text in, text out. What two VMs can't share is name, UUID, generation id, MAC addresses, the paths of files and sockets that a guest holds
(disks, firmware variables, serial logs, agent socket), a vsock CID and fixed display ports (https://libvirt.org/formatdomain.html). Read-only and
shareable disks, CD media, host devices and the rest are the source's. virt-clone agrees on all that it knows (tests/xml/test_clone.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from lxml import etree

from console.model.names import SHORT_NAME
from console.model.text import N_, Text
from console.xml import tree
from console.xml.devices import Names, cd_drive
from console.xml.tree import attr

Element = etree._Element

_AGENT = "org.qemu.guest_agent.0"
_VIRTDECK = f"{{{tree.VIRTDECK_NS}}}"


@dataclass(frozen=True, slots=True)
class NewSource:
    """Where a cloned disk's contents are. ``kind``: "file", "block", "network", or "volume" (``path`` is then the volume's name in ``pool``)."""

    path: str
    format: str
    kind: str = "file"
    pool: str = ""


@dataclass(frozen=True, slots=True)
class NicPlace:
    """What a network card of a clone is plugged into. ``kind``: "network", "bridge" or "user"."""

    kind: str
    source: str = ""
    portgroup: str = ""


@dataclass(frozen=True, slots=True)
class CloneXml:
    """What is new in a clone. Disks that ``disks`` does not name keep their source (read-only and shareable ones, media)."""

    name: str
    uuid: str
    genid: str
    macs: Mapping[str, str] = field(default_factory=dict)  # the source's (small letters) → the clone's
    disks: Mapping[str, NewSource] = field(default_factory=dict)  # by target ("vda")
    networks: Mapping[str, NicPlace] = field(default_factory=dict)  # by the source's MAC; others stay where they are
    nvram: str = ""  # path of its firmware variables, "" = libvirt's customary one
    agent_socket: str = ""  # explicit path of its agent's socket, "" = libvirt's
    origin: str = ""  # name of the source
    created_from: str = ""  # its UUID
    depth: int = 0  # copy-on-write disks under this one; 0 = none
    seed_path: str = ""  # an ISO image with its first configuration, in a CD drive of its own
    description: str | None = None  # None = the source's


def clone_xml(xml: str, new: CloneXml) -> str:
    """The domain of the clone, from the source's persistent and complete XML (INACTIVE | SECURE)."""
    domain = tree.read(xml, "domain")
    old = tree.text(domain, "name")
    _identity(domain, new)
    _firmware(domain, new)
    _metadata(domain, new)
    devices = domain.find("devices")
    if devices is not None:
        for disk in devices.findall("disk"):
            _disk(disk, new.disks.get(attr(disk, "target", "dev")))
        for nic in devices.findall("interface"):
            _nic(nic, new)
        for kind in ("serial", "parallel", "console", "channel"):
            for each in devices.findall(kind):
                _character_device(each, old, new)
        for graphics in devices.findall("graphics"):
            _graphics(graphics)
        for cid in devices.findall("vsock/cid"):
            if cid.get("address") is not None:
                del cid.attrib["address"]
            cid.set("auto", "yes")
        for backend in devices.findall("tpm/backend"):
            for source in backend.findall("source"):  # a state file of the source's own; by default libvirt keeps it by UUID
                backend.remove(source)
        if new.seed_path:
            _seed(domain, devices, new.seed_path)
    return tree.write(domain)


# --------------------------------------------------------------------------- the machine


def _set_text(domain: Element, path: str, value: str) -> None:
    found = domain.find(path)
    if found is not None:
        found.text = value


def _identity(domain: Element, new: CloneXml) -> None:
    domain.attrib.pop("id", "")
    _set_text(domain, "name", new.name)
    found = domain.find("uuid")
    if found is None:
        found = etree.Element("uuid")
        name = domain.find("name")
        domain.insert(0 if name is None else domain.index(name) + 1, found)
    found.text = new.uuid
    _set_text(domain, "genid", new.genid)
    for title in domain.findall("title"):  # what people tell it by; virt-clone drops it too
        domain.remove(title)
    for entry in domain.findall("sysinfo/system/entry[@name='uuid']"):  # libvirt refuses one that is not the domain's
        entry.text = new.uuid
    if new.description is not None:
        _description(domain, new.description)


def _description(domain: Element, words: str) -> None:
    found = domain.find("description")
    if found is None:
        found = etree.Element("description")
        after = next((each for name in ("genid", "uuid", "name") if (each := domain.find(name)) is not None), None)
        domain.insert(0 if after is None else domain.index(after) + 1, found)
    found.text = words


def _firmware(domain: Element, new: CloneXml) -> None:
    """A file of its own for the firmware's variables. Without a path libvirt makes one by the new name."""
    nvram = domain.find("os/nvram")
    if nvram is None:
        os = domain.find("os")
        if new.nvram and os is not None and os.get("firmware") == "efi":  # beside the firmware that libvirt chooses
            etree.SubElement(os, "nvram").text = new.nvram
        return
    for source in nvram.findall("source"):
        nvram.remove(source)
    nvram.attrib.pop("type", "")
    nvram.text = new.nvram or None


def _metadata(domain: Element, new: CloneXml) -> None:
    """Not a template any more; where it came from and how deep its disks' chain is. All other notes are the source's."""
    metadata = domain.find("metadata")
    if metadata is None:
        metadata = etree.Element("metadata")
        names = [each for name in ("name", "uuid", "genid", "description") if (each := domain.find(name)) is not None]
        domain.insert(domain.index(names[-1]) + 1 if names else 0, metadata)
    ours = metadata.find(f"{_VIRTDECK}vm")
    if ours is None:
        ours = etree.SubElement(metadata, f"{_VIRTDECK}vm", nsmap={"virtdeck": tree.VIRTDECK_NS})
    disks = _flags_before(ours)
    for name in ("template", "instant", "icon", "installing", "tools-disc", "origin", "clone"):
        for each in ours.findall(f"{_VIRTDECK}{name}"):
            ours.remove(each)
    etree.SubElement(ours, f"{_VIRTDECK}origin", {"name": new.origin, "from": new.created_from})
    if new.depth:
        etree.SubElement(ours, f"{_VIRTDECK}clone", {"depth": str(new.depth)})
    for disk in domain.findall("devices/disk"):
        flags = disks.get(attr(disk, "target", "dev"))
        if flags is not None:
            _restore(disk, flags)


def _flags_before(ours: Element) -> dict[str, frozenset[str]]:
    """What the template's mark says of its disks: the flags that each had before it was protected."""
    return {disk.get("target", ""): frozenset(disk.get("had", "").split()) for disk in ours.iterfind(f"{_VIRTDECK}template/{_VIRTDECK}disk")}


def _restore(disk: Element, flags: frozenset[str]) -> None:
    for name in ("readonly", "transient"):
        for each in disk.findall(name):
            disk.remove(each)
        if name in flags:
            etree.SubElement(disk, name)


# --------------------------------------------------------------------------- devices


_SOURCE_KEYS = {"file": "file", "block": "dev", "volume": "volume"}


def _disk(disk: Element, source: NewSource | None) -> None:
    if source is None:
        return
    old = disk.find("source")
    if source.kind == "network" and old is not None and disk.get("type") == "network":  # servers and secrets are the source's
        old.set("name", source.path.partition(":")[2].lstrip("/") or source.path)
        return
    element = _source_element(source)
    if old is not None:
        for kept in old:  # encryption, reservations: belong to the contents, which are the same
            if kept.tag in ("encryption", "slices"):
                element.append(kept)
        element.tail = old.tail
        disk.replace(old, element)
    else:
        driver = disk.find("driver")
        disk.insert(0 if driver is None else disk.index(driver) + 1, element)
    disk.set("type", source.kind)
    for chain in disk.findall("backingStore"):  # libvirt reads it from the image
        disk.remove(chain)
    driver = disk.find("driver")
    if driver is None:
        driver = etree.Element("driver", name="qemu")
        disk.insert(0, driver)
    driver.set("type", source.format)


def _source_element(source: NewSource) -> Element:
    if source.kind == "volume":
        return etree.Element("source", pool=source.pool, volume=source.path)
    return etree.Element("source", {_SOURCE_KEYS.get(source.kind, "file"): source.path})


def _nic(nic: Element, new: CloneXml) -> None:
    mac = nic.find("mac")
    address = "" if mac is None else mac.get("address", "").lower()
    if mac is not None and address in new.macs:
        mac.set("address", new.macs[address])
    for target in nic.findall("target"):
        if nic.get("type") not in ("ethernet", "vhostuser") and "managed" not in target.attrib:
            nic.remove(target)  # the name of the interface on the host: libvirt chooses a free one
    for parameters in nic.findall("virtualport/parameters"):
        for name in ("interfaceid", "instanceid"):  # of one port only; libvirt makes new ones
            parameters.attrib.pop(name, "")
    place = new.networks.get(address)
    if place is not None:
        _plug(nic, place)


def _plug(nic: Element, place: NicPlace) -> None:
    for name in ("source", "virtualport", "vlan"):  # of the network that it leaves
        for each in nic.findall(name):
            nic.remove(each)
    nic.set("type", place.kind)
    if place.kind == "user":
        return
    source = etree.Element("source", {place.kind: place.source})
    if place.portgroup:
        source.set("portgroup", place.portgroup)
    mac = nic.find("mac")
    nic.insert(0 if mac is None else nic.index(mac) + 1, source)


def _character_device(device: Element, old: str, new: CloneXml) -> None:
    """Files that are written and sockets that are listened on are one guest's."""
    target = device.find("target")
    source = device.find("source")
    for log in device.findall("log"):
        if log.get("file"):
            log.set("file", path_for(log.get("file", ""), old, new.name))
    if device.tag == "channel" and target is not None and target.get("name") == _AGENT and device.get("type") == "unix":
        if source is not None:
            device.remove(source)
        if new.agent_socket:
            device.insert(0, etree.Element("source", mode="bind", path=new.agent_socket))
        return
    if source is None or not source.get("path"):
        return
    if device.get("type") == "unix" and source.get("mode", "bind") == "bind" and _is_libvirts(source.get("path", ""), old):
        device.remove(source)  # libvirt's own path for this domain
    elif device.get("type") in ("file", "pipe") or (device.get("type") == "unix" and source.get("mode", "bind") == "bind"):
        source.set("path", path_for(source.get("path", ""), old, new.name))


def _is_libvirts(path: str, name: str) -> bool:
    """Made by libvirt: ".../domain-3-name/..." (virDomainDefGetShortName)."""
    return re.search(rf"/domain-(\d+-)?{re.escape(name[:SHORT_NAME])}/", path) is not None


def path_for(path: str, old: str, new: str) -> str:
    """The path of the same kind of file for another VM: its name in place of the old one, else before the suffix."""
    folder, slash, file = path.rpartition("/")
    safe = new.replace("/", "-")
    if old and old in file:
        return f"{folder}{slash}{file.replace(old, safe)}"
    stem, suffix = PurePosixPath(file).stem, PurePosixPath(file).suffix
    return f"{folder}{slash}{stem}-{safe}{suffix}"


def _graphics(graphics: Element) -> None:
    """A display port of the host is one guest's: libvirt chooses a free one."""
    fixed = [name for name in ("port", "tlsPort", "websocket") if graphics.get(name) not in (None, "-1")]
    if graphics.get("autoport") != "yes" and fixed:
        graphics.set("autoport", "yes")
        graphics.attrib.pop("tlsPort", "")
        graphics.set("port", "-1")
    if graphics.get("websocket") is not None:
        graphics.set("websocket", "-1")
    graphics.attrib.pop("socket", "")
    for listen in graphics.findall("listen[@type='socket']"):
        listen.attrib.pop("socket", "")


def _seed(domain: Element, devices: Element, path: str) -> None:
    """A CD drive for cloud-init's first configuration, after the disks."""
    disks = devices.findall("disk")
    names = Names(attr(disk, "target", "dev") for disk in disks)
    machine = attr(domain, "os/type", "machine")
    bus = "ide" if machine == "pc" or "i440fx" in machine else "scsi" if machine.startswith(("virt", "s390", "pseries")) else "sata"
    new = cd_drive(names.take(bus), bus, path)
    devices.insert(devices.index(disks[-1]) + 1 if disks else 0, new)


# --------------------------------------------------------------------------- what is worth knowing


@dataclass(frozen=True, slots=True)
class SourceDisk:
    """A disk of the source as its XML names it. ``share``: the clone uses the same one (read-only, shareable, CD media, floppies)."""

    target: str
    source: str
    kind: str
    pool: str
    format: str
    share: bool


def source_disks(xml: str) -> tuple[SourceDisk, ...]:
    """Disks with contents. A template's protection (``<readonly/>``) does not make a disk a shared one: its mark says which flags it had."""
    domain = tree.read(xml, "domain")
    ours = domain.find(f"metadata/{_VIRTDECK}vm")
    flags = {} if ours is None else _flags_before(ours)
    found = []
    for disk in domain.findall("devices/disk"):
        source = disk.find("source")
        if source is None:
            continue
        kind = disk.get("type", "file")
        target = attr(disk, "target", "dev")
        path = source.get(_SOURCE_KEYS.get(kind, "file"), "") or source.get("name", "")
        if kind == "network":
            path = f"{source.get('protocol', '')}:{source.get('name', '')}"
        readonly = "readonly" in flags[target] if target in flags else disk.find("readonly") is not None
        share = disk.get("device", "disk") != "disk" or readonly or disk.find("shareable") is not None
        if path:
            found.append(SourceDisk(target, path, kind, source.get("pool", ""), attr(disk, "driver", "type", "raw"), share))
    return tuple(found)


def nvram_path(xml: str) -> str:
    """The file with the firmware's variables, "" where the VM has none or libvirt chooses it."""
    domain = tree.read(xml, "domain")
    return tree.text(domain, "os/nvram") or attr(domain, "os/nvram/source", "file")


def chosen_firmware(xml: str) -> str:
    """The same machine with nothing but its UEFI firmware that libvirt chooses: enough to ask where its variables are. "" where it chooses none."""
    domain = tree.read(xml, "domain")
    if attr(domain, "os", "firmware") != "efi":
        return ""
    for child in list(domain):
        if child.tag not in ("name", "uuid", "memory", "vcpu", "os", "features"):
            domain.remove(child)
    return tree.write(domain)


def warnings(xml: str) -> tuple[Text, ...]:
    """What of the source its clone gets too, although only one of them can use it at a time."""
    domain = tree.read(xml, "domain")
    found = []
    if domain.find("devices/hostdev") is not None:
        found.append(N_("Devices of the host are passed through to it: only one of the two VMs can run with them at a time."))
    for kind in ("serial", "console", "parallel"):
        if any(each.get("type") in ("tcp", "udp", "dev") for each in domain.findall(f"devices/{kind}")):
            found.append(N_("A serial port of it is bound to a port or device of the host: only one of the two VMs can run with it at a time."))
            break
    if any(memory.find("source/path") is not None for memory in domain.findall("devices/memory")):
        found.append(N_("It has persistent memory in a file, which the clone uses too."))
    if domain.find("devices/tpm/backend[@type='passthrough']") is not None:
        found.append(N_("It uses the TPM of its host: only one of the two VMs can run with it at a time."))
    if domain.find("devices/tpm/backend[@type='emulator']") is not None:
        found.append(N_("The clone's TPM starts empty: secrets that the guest keeps there, such as a disk's key, do not come along."))
    if any(disk.get("device") == "lun" for disk in domain.findall("devices/disk")):
        found.append(N_("A LUN is passed through to it: the clone uses the same one."))
    return tuple(found)


def backup_xml(live_xml: str, images: Mapping[str, tuple[str, str]]) -> str:
    """A push backup (https://libvirt.org/formatbackup.html) of these disks of a running domain, by target: (path of an image, its format)."""
    domain = tree.read(live_xml, "domain")
    backup = etree.Element("domainbackup", mode="push")
    disks = etree.SubElement(backup, "disks")
    for disk in domain.findall("devices/disk"):
        target = attr(disk, "target", "dev")
        if disk.find("source") is None:
            continue
        if target not in images:
            etree.SubElement(disks, "disk", name=target, backup="no")
            continue
        path, format = images[target]
        element = etree.SubElement(disks, "disk", name=target, backup="yes", type="file")
        etree.SubElement(element, "driver", type=format)
        etree.SubElement(element, "target", file=path)
    return tree.write(backup)
