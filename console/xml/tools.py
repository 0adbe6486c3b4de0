"""Edits for the guest tools: the agent's channel, the tools disc, and the switch from emulated devices to virtio and back. Text in, text out.

What is needed for the way back is kept in our metadata (``virtdeck:vm/virtdeck:fallback``): for each changed device what it had before, so that
going back restores these devices and nothing else that was changed meanwhile.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass

from lxml import etree

from console.model.errors import Cause, ConsoleError
from console.model.guest_io import paravirtual_disk, paravirtual_nic
from console.model.text import N_
from console.xml import tree
from console.xml.devices import Names, cd_drive, set_medium
from console.xml.domain import parse_domain
from console.xml.tree import attr, sub

Element = etree._Element

AGENT_CHANNEL = "org.qemu.guest_agent.0"
_FALLBACK = "fallback"
# What libvirt knows on emulated disks only (formatdomain.html#hard-drives-floppy-disks-cdroms: wwn, vendor and product).
_DISK_PARTS = ("target", "address", "wwn", "vendor", "product")
_NIC_PARTS = ("model", "address")


def _domain(xml: str) -> tuple[Element, Element]:
    domain = tree.read(xml, "domain")
    devices = domain.find("devices")
    return domain, etree.SubElement(domain, "devices") if devices is None else devices


def _insert_like(devices: Element, new: Element) -> None:
    """Behind the last device of its kind, so that diffs stay readable; the order itself means nothing to libvirt."""
    same = devices.findall(str(new.tag))
    if same:
        devices.insert(devices.index(same[-1]) + 1, new)
    else:
        devices.append(new)


# --------------------------------------------------------------------------- the agent's channel


def agent_channel_xml(socket: str = "") -> str:
    """The channel as a device of its own. ``socket``: its path on the host; "" lets libvirt choose (see :mod:`console.model.names`)."""
    channel = etree.Element("channel", type="unix")
    if socket:
        sub(channel, "source", mode="bind", path=socket)
    sub(channel, "target", type="virtio", name=AGENT_CHANNEL)
    return tree.write(channel)


def has_channel_bus(xml: str) -> bool:
    """Whether a channel can be plugged in while the VM runs: libvirt can't add the virtio-serial controller that carries it (tried: 9.0)."""
    return any(each.get("type") == "virtio-serial" for each in tree.read(xml, "domain").findall("devices/controller"))


def with_agent_channel(xml: str, socket: str = "") -> str:
    """The same VM with the agent's channel; unchanged where it has one."""
    domain, devices = _domain(xml)
    if any(attr(each, "target", "name") == AGENT_CHANNEL for each in devices.findall("channel")):
        return xml
    _insert_like(devices, tree.read(agent_channel_xml(socket), "channel"))
    return tree.write(domain)


# --------------------------------------------------------------------------- the tools disc


def hotplug_cd(xml: str, path: str) -> tuple[str, str]:
    """(target, device XML) of a CD drive that can be plugged into the running VM; ("", "") where there is no bus for one.

    IDE and SATA can't be plugged; SCSI needs its virtio controller there already (libvirt would add one of a model that no guest has a driver
    for), USB a USB controller. Tried with libvirt 9.0, machines pc and q35.
    """
    _, devices = _domain(xml)
    controllers = [(each.get("type", ""), each.get("model", "")) for each in devices.findall("controller")]
    if any(kind == "scsi" and model.startswith("virtio") for kind, model in controllers):
        bus = "scsi"
    elif any(kind == "usb" and model != "none" for kind, model in controllers):
        bus = "usb"
    else:
        return "", ""
    target = Names(attr(disk, "target", "dev") for disk in devices.findall("disk")).take(bus)
    return target, tree.write(_optional(cd_drive(target, bus, path)))


def _optional(drive: Element) -> Element:
    source = drive.find("source")
    if source is not None and source.get("file"):
        source.set("startupPolicy", "optional")
    return drive


def with_disc(xml: str, target: str, path: str, *, optional: bool = True) -> str:
    """The CD drive ``target`` of this domain as a device of its own, with this disc in it ("" = empty), for updateDevice.

    ``optional``: a disc that went away does not keep the VM from starting.
    """
    _, devices = _domain(xml)
    for drive in devices.findall("disk"):
        if drive.get("device") == "cdrom" and attr(drive, "target", "dev") == target:
            changed = copy.deepcopy(drive)
            changed.tail = None
            set_medium(changed, path)
            return tree.write(_optional(changed) if optional else changed)
    raise ConsoleError(N_("The medium can't be changed: the VM has no CD drive {target}.", target=target), cause=Cause.GONE)


def disc_target(xml: str, path: str) -> str:
    """The CD drive that holds ``path``; "" if none does."""
    return next((disk.target for disk in parse_domain(xml).disks if disk.device == "cdrom" and disk.source == path), "")


# --------------------------------------------------------------------------- emulated → virtio → back


@dataclass(frozen=True, slots=True)
class Switched:
    """One device that changed: as it was called and what it was."""

    device: str  # target or MAC address before
    model: str  # "sata", "e1000e", …
    now: str  # target or MAC address after


def to_virtio(xml: str, seconds: int) -> tuple[str, tuple[Switched, ...]]:
    """The persistent configuration with its emulated disks and interfaces on virtio, and the way back in its metadata.

    ``seconds``: how long the guest may stay silent after its next start. An earlier fallback that was not settled is kept: it is the way back
    to devices that are known to work. Nothing to switch: (xml, ()).
    """
    domain, devices = _domain(xml)
    config = parse_domain(xml)
    disks, nics = devices.findall("disk"), devices.findall("interface")
    names = Names(attr(disk, "target", "dev") for disk in disks)
    changed: list[Switched] = []
    notes: list[Element] = []
    for element, disk in zip(disks, config.disks, strict=True):
        if disk.device != "disk" or disk.bus in ("usb", "fdc") or paravirtual_disk(disk):
            continue
        now = names.take("virtio")
        notes.append(_note("disk", now, element, _DISK_PARTS))
        etree.SubElement(element, "target", dev=now, bus="virtio")
        changed.append(Switched(disk.target, disk.bus, now))
    for element, nic in zip(nics, config.nics, strict=True):
        if paravirtual_nic(nic):
            continue
        notes.append(_note("interface", nic.mac, element, _NIC_PARTS))
        etree.SubElement(element, "model", type="virtio")
        changed.append(Switched(nic.mac, nic.model, nic.mac))
    if not changed:
        return xml, ()
    ours = _ours(domain)
    fallback = ours.find(f"{{{tree.VIRTDECK_NS}}}{_FALLBACK}")
    if fallback is None:
        fallback = etree.SubElement(ours, f"{{{tree.VIRTDECK_NS}}}{_FALLBACK}")
    fallback.set("seconds", str(seconds))
    fallback.extend(notes)
    return tree.write(domain), tuple(changed)


def _note(kind: str, now: str, element: Element, parts: tuple[str, ...]) -> Element:
    """Take these parts out of a device and keep them in a note."""
    note = etree.Element(f"{{{tree.VIRTDECK_NS}}}device", kind=kind, now=now)
    for name in parts:
        for part in element.findall(name):
            element.remove(part)
            part.tag = f"{{{tree.VIRTDECK_NS}}}{name}"
            note.append(part)
    return note


def _ours(domain: Element) -> Element:
    """Our metadata element, made where it is missing."""
    metadata = domain.find("metadata")
    if metadata is None:
        metadata = etree.Element("metadata")
        uuid = domain.find("uuid")
        domain.insert(0 if uuid is None else domain.index(uuid) + 1, metadata)
    ours = metadata.find(f"{{{tree.VIRTDECK_NS}}}vm")
    return etree.SubElement(metadata, f"{{{tree.VIRTDECK_NS}}}vm", nsmap={tree.VIRTDECK_KEY: tree.VIRTDECK_NS}) if ours is None else ours


def _fallback(domain: Element) -> Element | None:
    return domain.find(f"metadata/{{{tree.VIRTDECK_NS}}}vm/{{{tree.VIRTDECK_NS}}}{_FALLBACK}")


def from_virtio(xml: str, *, addresses: bool = True) -> str:
    """The persistent configuration with the devices of before the switch, and without the note of it; unchanged where there is no note.

    ``addresses`` False: let libvirt choose new ones, where something else has taken the old ones.
    """
    domain, devices = _domain(xml)
    fallback = _fallback(domain)
    if fallback is None:
        return xml
    for note in fallback:
        if not isinstance(note.tag, str):
            continue
        kind, now = note.get("kind", ""), note.get("now", "")
        path, name = ("target", "dev") if kind == "disk" else ("mac", "address")
        element = next((each for each in devices.findall(kind) if attr(each, path, name).lower() == now.lower()), None)
        if element is None:
            continue  # removed meanwhile
        for part in _DISK_PARTS if kind == "disk" else _NIC_PARTS:
            for old in element.findall(part):
                element.remove(old)
        for part_note in note:
            part_name = etree.QName(part_note).localname
            if part_name == "address" and not addresses:
                continue
            restored = etree.SubElement(element, part_name)
            restored.text = part_note.text
            for key, value in part_note.items():
                restored.set(str(key), str(value))
    parent = fallback.getparent()
    assert parent is not None
    parent.remove(fallback)
    return tree.write(domain)


def switched_devices(xml: str) -> tuple[str, ...]:
    """Targets and MAC addresses of the devices that the note tells of, as they are called now."""
    fallback = _fallback(tree.read(xml, "domain"))
    return () if fallback is None else tuple(note.get("now", "") for note in fallback if isinstance(note.tag, str))


def driver_disk_xml(xml: str, path: str, block: bool) -> tuple[str, str]:
    """(target, device XML) of a small virtio disk that makes Windows load its storage driver."""
    _, devices = _domain(xml)
    target = Names(attr(disk, "target", "dev") for disk in devices.findall("disk")).take("virtio")
    disk = etree.Element("disk", type="block" if block else "file", device="disk")
    sub(disk, "driver", name="qemu", type="raw")
    etree.SubElement(disk, "source", {"dev" if block else "file": path})
    sub(disk, "target", dev=target, bus="virtio")
    sub(disk, "serial", text="virtdeck-driver")
    return target, tree.write(disk)


def disk_device(xml: str, path: str) -> str:
    """The disk with this source as a device of its own, for detachDevice; "" if there is none."""
    found = _disk_with(_domain(xml)[1], path)
    if found is None:
        return ""
    found.tail = None
    return tree.write(found)


def without_disk(xml: str, path: str) -> str:
    """The same VM without the disk with this source."""
    domain, devices = _domain(xml)
    found = _disk_with(devices, path)
    if found is not None:
        devices.remove(found)
    return tree.write(domain)


def _disk_with(devices: Element, path: str) -> Element | None:
    same = (disk for disk in devices.findall("disk") if disk.get("device", "disk") == "disk")
    return next((disk for disk in same if path and path in (attr(disk, "source", "file"), attr(disk, "source", "dev"))), None)
