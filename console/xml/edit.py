"""Changes to a domain's XML that keep every node they do not own: text in, text out."""

from __future__ import annotations

import copy
from collections.abc import Sequence

from lxml import etree

from console.model.errors import Cause, ConsoleError
from console.model.text import N_
from console.xml import tree
from console.xml.devices import Names, boot_classes, cd_drive, set_boot_order, set_medium
from console.xml.metadata import set_vm_metadata
from console.xml.tree import attr

__all__ = [
    "cd_device_xml",
    "changed_cd_xml",
    "ending_at_restart",
    "finish_installation",
    "set_boot",
    "set_vm_metadata",
    "with_cd",
    "without_media",
]

Element = etree._Element


def _drives(domain: Element, *devices: str) -> list[Element]:
    return [disk for disk in domain.findall("devices/disk") if disk.get("device", "disk") in devices]


def _medium(drive: Element) -> str:
    source = drive.find("source")
    return "" if source is None else source.get("file") or source.get("dev") or source.get("volume") or source.get("name") or ""


def without_media(xml: str) -> str:
    """The same VM with its CD and floppy drives empty."""
    domain = tree.read(xml, "domain")
    for drive in _drives(domain, "cdrom", "floppy"):
        set_medium(drive, "")
    return tree.write(domain)


def with_cd(xml: str, path: str) -> str:
    """The same VM with ``path`` in a CD drive: the first empty one, else a new one (on the bus of an existing drive, else SATA; IDE on i440fx)."""
    domain = tree.read(xml, "domain")
    drives = _drives(domain, "cdrom")
    empty = [drive for drive in drives if not _medium(drive)]
    if empty:
        set_medium(empty[0], path)
        return tree.write(domain)
    devices = domain.find("devices")
    if devices is None:
        devices = etree.SubElement(domain, "devices")
    disks = devices.findall("disk")
    names = Names(attr(disk, "target", "dev") for disk in disks)
    bus = attr(drives[0], "target", "bus") if drives else _cd_bus(domain)
    new = cd_drive(names.take(bus), bus, path)
    devices.insert(devices.index(disks[-1]) + 1 if disks else 0, new)
    if not disks and (emulator := devices.find("emulator")) is not None:
        devices.remove(emulator)
        devices.insert(0, emulator)
    return tree.write(domain)


def _cd_bus(domain: Element) -> str:
    machine = attr(domain, "os/type", "machine")
    if domain.get("type") == "xen":
        return "ide" if (domain.findtext("os/type") or "").strip() == "hvm" else "xen"
    if machine == "pc" or "i440fx" in machine:
        return "ide"
    return "scsi" if machine.startswith(("virt", "s390", "pseries")) else "sata"


def with_agent_socket(xml: str, path: str) -> str:
    """The same VM with an explicit path for the socket of its agent's channel, which must be that VM's alone: a copy of the VM needs another.

    A VM without such a channel is left as it is.
    """
    domain = tree.read(xml, "domain")
    for channel in domain.iterfind("devices/channel[@type='unix']"):
        target = channel.find("target")
        if target is not None and target.get("name") == "org.qemu.guest_agent.0":
            for old in channel.findall("source"):
                channel.remove(old)
            channel.insert(0, etree.Element("source", mode="bind", path=path))
    return tree.write(domain)


def set_boot(xml: str, order: Sequence[str]) -> str:
    """The same VM, booting from the classes "hd", "cdrom", "network" in this order."""
    domain = tree.read(xml, "domain")
    set_boot_order(domain, order)
    return tree.write(domain)


def finish_installation(xml: str) -> str:
    """The persistent configuration after the installer's first reboot: its medium is out, its kernel gone, the disk first; not installing any more.

    The medium is what the mark ``installing`` names; without a name, what is in the drives that are booted from.
    """
    domain = tree.read(xml, "domain")
    ours = domain.find(f"metadata/{{{tree.VIRTDECK_NS}}}vm")
    mark = None if ours is None else ours.find(f"{{{tree.VIRTDECK_NS}}}installing")
    medium = attr(mark, ".", "medium")
    if ours is not None and mark is not None:
        ours.remove(mark)
    for drive in _drives(domain, "cdrom"):
        if _medium(drive) == medium if medium else drive.find("boot") is not None:
            set_medium(drive, "")
    os = domain.find("os")
    if os is not None:
        for name in ("kernel", "initrd", "cmdline", "dtb"):
            for old in os.findall(name):
                os.remove(old)
    reboot = domain.find("on_reboot")
    if reboot is not None:
        reboot.text = "restart"
    set_boot_order(domain, tuple(dict.fromkeys(("hd", *boot_classes(domain)))))
    return tree.write(domain)


def without_medium(xml: str, path: str) -> str:
    """The same with this medium taken out of the CD drives that hold it; the drives stay."""
    domain = tree.read(xml, "domain")
    for drive in _drives(domain, "cdrom"):
        if _medium(drive) == path:
            set_medium(drive, "")
    return tree.write(domain)


def ending_at_restart(xml: str) -> str:
    """The same VM for one more start while its installation is under way: a restart by the guest ends it, as at the installer's first start."""
    domain = tree.read(xml, "domain")
    reboot = domain.find("on_reboot")
    if reboot is None:
        reboot = etree.Element("on_reboot")
        devices = domain.find("devices")
        domain.insert(len(domain) if devices is None else domain.index(devices), reboot)
    reboot.text = "destroy"
    return tree.write(domain)


def cd_device_xml(target: str, path: str, *, bus: str = "sata") -> str:
    """A CD drive as a device of its own, for attachDevice, or for updateDevice of a drive ``target`` on ``bus``. ``path`` "" = empty."""
    return tree.write(cd_drive(target, bus, path))


def changed_cd_xml(domain_xml: str, target: str, path: str) -> str:
    """The CD drive ``target`` of this domain with another medium, for updateDevice: all else as it is (libvirt refuses other changes).

    ConsoleError(GONE) when there is no such drive.
    """
    domain = tree.read(domain_xml, "domain")
    for drive in _drives(domain, "cdrom", "floppy"):
        if attr(drive, "target", "dev") == target:
            changed = copy.deepcopy(drive)
            changed.tail = None
            set_medium(changed, path)
            for tray in changed.iterfind("target"):
                tray.attrib.pop("tray", "")  # open a moment ago: libvirt would take that for a wish, and refuse
            return tree.write(changed)
    raise ConsoleError(N_("The medium can't be changed: the VM has no CD drive {target}.", target=target), cause=Cause.GONE)
