"""Pieces of <devices> that building and editing share: free names, CD drives, boot order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from lxml import etree

from console.xml.tree import attr, integer, sub

Element = etree._Element

_PREFIXES = {"virtio": "vd", "scsi": "sd", "sata": "sd", "usb": "sd", "ide": "hd", "fdc": "fd", "xen": "xvd"}
_CLASSES = {"hd": ("disk", "lun"), "cdrom": ("cdrom",), "fd": ("floppy",)}


def letters(number: int) -> str:
    """0 → "a", 25 → "z", 26 → "aa": the counting of device names."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("a") + rest) + name
    return name


class Names:
    """Gives out target names (``vda``, ``sda``, …) that are not taken; buses with the same prefix share one counting."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def take(self, bus: str) -> str:
        """The first free name on this bus."""
        prefix = _PREFIXES.get(bus, "sd")
        number = 0
        while (name := prefix + letters(number)) in self._taken:
            number += 1
        self._taken.add(name)
        return name


def set_medium(drive: Element, path: str) -> None:
    """Put ``path`` (a file or a device of the host; "" = nothing) into a CD or floppy drive, leaving all else of it alone."""
    for name in ("source", "backingStore", "mirror"):
        for old in drive.findall(name):
            drive.remove(old)
    block = path.startswith("/dev/") and not path.startswith("/dev/shm/")
    drive.set("type", "block" if block else "file")
    if path:
        source = etree.Element("source", {"dev" if block else "file": path})
        target = drive.find("target")
        drive.insert(0 if target is None else drive.index(target), source)


def cd_drive(target: str, bus: str, path: str) -> Element:
    """A CD drive with ``path`` in it ("" = empty)."""
    drive = etree.Element("disk", type="file", device="cdrom")
    sub(drive, "driver", name="qemu", type="raw")
    sub(drive, "target", dev=target, bus=bus)
    sub(drive, "readonly")
    set_medium(drive, path)
    return drive


def set_boot_order(domain: Element, order: Sequence[str], preferred: Collection[Element] = ()) -> None:
    """Boot from the classes "hd", "cdrom", "network" (and "fd") in this order; within a class ``preferred`` devices come first.

    By <boot order> in the devices for QEMU; Xen knows the classes in <os> only. The two exclude each other, so old ones of both kinds go.
    A CD drive takes part if it is preferred or no other is: a second drive holds drivers, not an installer.
    """
    os, devices = domain.find("os"), domain.find("devices")
    if os is None or devices is None:
        return
    for holder in (os, *devices.iterchildren("disk", "interface", "hostdev", "redirdev")):
        for old in holder.findall("boot"):
            holder.remove(old)
    if domain.get("type") == "xen":
        if (os.findtext("type") or "hvm").strip() == "hvm":
            for name in order:
                sub(os, "boot", dev=name)
        return
    number = 0
    for name in order:
        found = _of_class(devices, name)
        chosen = [each for each in found if each in preferred]
        if name == "cdrom":
            found = chosen or found[:1]
        else:
            found = chosen + [each for each in found if each not in chosen]
        for each in found:
            number += 1
            sub(each, "boot", order=str(number))


def _of_class(devices: Element, name: str) -> list[Element]:
    if name == "network":
        return devices.findall("interface")
    return [disk for disk in devices.findall("disk") if disk.get("device", "disk") in _CLASSES.get(name, ())]


def boot_classes(domain: Element) -> tuple[str, ...]:
    """The classes that this domain boots from, in order, by either way of saying it."""
    devices = domain.find("devices")
    names = [each.get("dev", "") for each in domain.findall("os/boot")]
    if devices is not None:
        ordered = [
            (integer(attr(device, "boot", "order")) or 0, name)
            for name in ("hd", "cdrom", "fd", "network")
            for device in _of_class(devices, name)
            if device.find("boot") is not None
        ]
        names += [name for _, name in sorted(ordered)]
    return tuple(dict.fromkeys(names))
