"""One <disk> of a VM: made for attaching, found for detaching (https://libvirt.org/formatdomain.html#hard-drives-floppy-disks-cdroms)."""

from __future__ import annotations

from lxml import etree

from console.model.errors import Cause, ConsoleError
from console.model.text import N_
from console.xml import tree
from console.xml.devices import Names
from console.xml.tree import attr

Element = etree._Element

HOTPLUG = frozenset({"virtio", "scsi", "usb", "xen"})
"""Buses on which QEMU (and Xen) take a disk while the guest runs; SATA, IDE and floppy controllers can't."""


def free_target(domain_xml: str, other_xml: str, bus: str) -> str:
    """A target name that is free in both configurations of a VM (running, and from its next start)."""
    taken = [attr(disk, "target", "dev") for xml in (domain_xml, other_xml) for disk in tree.read(xml, "domain").iterfind("devices/disk")]
    return Names(taken).take(bus)


def disk_xml(target: str, bus: str, path: str, format: str, kind: str, *, readonly: bool = False, cache: str = "", domain_type: str = "qemu") -> str:
    """A disk for virDomainAttachDevice. ``kind``: "file" or "block"."""
    disk = etree.Element("disk", type=kind, device="disk")
    driver = {"name": "qemu", "type": format or "raw"}
    if domain_type != "xen":
        if cache:
            driver["cache"] = cache
        driver["discard"] = "unmap"
    etree.SubElement(disk, "driver", driver)
    etree.SubElement(disk, "source", {"dev" if kind == "block" else "file": path})
    etree.SubElement(disk, "target", dev=target, bus=bus)
    if readonly:
        etree.SubElement(disk, "readonly")
    return tree.write(disk)


def find_disk(domain_xml: str, target: str) -> str | None:
    """The <disk> with this target, as it is; None where there is none."""
    found = _find(tree.read(domain_xml, "domain"), target)
    return None if found is None else etree.tostring(found, encoding="unicode", with_tail=False)


def _find(domain: Element, target: str) -> Element | None:
    return next((disk for disk in domain.iterfind("devices/disk") if attr(disk, "target", "dev") == target), None)


def changed_disk(domain_xml: str, target: str, *, readonly: bool, transient: bool, cache: str) -> str:
    """The whole configuration with other properties of one disk. ConsoleError(GONE) where it has no such disk."""
    domain = tree.read(domain_xml, "domain")
    disk = _find(domain, target)
    if disk is None:
        raise ConsoleError(N_("The VM has no disk {target} any more.", target=target), cause=Cause.GONE)
    for name, on in (("readonly", readonly), ("transient", transient)):
        old = disk.find(name)
        if on and old is None:
            at = disk.find("target")
            disk.insert(0 if at is None else disk.index(at) + 1, etree.Element(name))
        elif not on and old is not None:
            disk.remove(old)
    driver = disk.find("driver")
    if driver is None:
        driver = etree.Element("driver", name="qemu")
        disk.insert(0, driver)
    if cache:
        driver.set("cache", cache)
    else:
        driver.attrib.pop("cache", "")
    return tree.write(domain)


def cache_of(domain_xml: str, target: str) -> str:
    """The cache mode of one disk, "" = the hypervisor's own."""
    return attr(_find(tree.read(domain_xml, "domain"), target), "driver", "cache")
