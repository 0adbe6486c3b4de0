"""A VM's XML becomes a template's and back. Text in, text out; every node that is not named here stays as it is.

The mark ``virtdeck:vm/virtdeck:template`` has one ``disk`` a protected disk, with the flags that it had before (``had="readonly transient"``), so
that going back, and each clone, gets exactly these again.
"""

from __future__ import annotations

from lxml import etree

from console.xml import tree
from console.xml.edit import without_media
from console.xml.tree import attr

Element = etree._Element

_FLAGS = ("readonly", "transient")
_NO_READONLY = frozenset({"sata", "ide"})
"""Buses on which libvirt refuses read-only disks (qemuDomainDeviceDefValidateDisk)."""

_BEFORE_FLAGS = ("driver", "auth", "source", "backingStore", "backenddomain", "geometry", "blockio", "mirror", "target", "iotune")


def as_template(xml: str, *, instant: bool = False, icon: str = "", description: str | None = None) -> str:
    """The template that this persistent XML becomes: marked, its disks protected, media taken out. ``description`` None: it stays."""
    domain = tree.read(without_media(xml), "domain")
    ours = _ours(domain)
    for name in ("template", "instant", "icon", "installing", "tools-disc", "fallback"):
        _drop(ours, name)
    mark = etree.SubElement(ours, _name("template"))
    for disk in domain.findall("devices/disk"):
        if disk.get("device", "disk") != "disk" or disk.find("shareable") is not None:
            continue
        had = [flag for flag in _FLAGS if disk.find(flag) is not None]
        etree.SubElement(mark, _name("disk"), {"target": attr(disk, "target", "dev"), "had": " ".join(had)})
        _set_flags(disk, ("transient",) if attr(disk, "target", "bus") in _NO_READONLY else ("readonly",))
    if instant:
        etree.SubElement(ours, _name("instant"))
    if icon:
        etree.SubElement(ours, _name("icon"), {"name": icon})
    if description is not None:
        _describe(domain, description)
    return tree.write(domain)


def as_vm(xml: str) -> str:
    """The VM that this template becomes again: unmarked, each disk with the flags that it had."""
    domain = tree.read(xml, "domain")
    ours = _ours(domain)
    had = {disk.get("target", ""): tuple(disk.get("had", "").split()) for disk in ours.iterfind(f"{_name('template')}/{_name('disk')}")}
    for disk in domain.findall("devices/disk"):
        flags = had.get(attr(disk, "target", "dev"))
        if flags is not None:
            _set_flags(disk, flags)
    for name in ("template", "instant"):
        _drop(ours, name)
    return tree.write(domain)


def arrived_template(xml: str) -> str:
    """A template that came from elsewhere: marked here too, its disks protected as libvirt can here, whatever was said of them there."""
    ours = _ours(tree.read(xml, "domain"))
    return as_template(as_vm(xml), instant=ours.find(_name("instant")) is not None, icon=attr(ours, _name("icon"), "name"))


def with_disk_source(xml: str, target: str, path: str, format: str) -> str:
    """The same VM with another image in one disk; what it said of the old image's backing chain goes."""
    domain = tree.read(xml, "domain")
    for disk in domain.findall("devices/disk"):
        if attr(disk, "target", "dev") != target:
            continue
        new = etree.Element("source", file=path) if not path.startswith("/dev/") else etree.Element("source", dev=path)
        old = disk.find("source")
        if old is not None:
            new.tail = old.tail
            disk.replace(old, new)
        else:
            disk.insert(0, new)
        disk.set("type", "block" if path.startswith("/dev/") else "file")
        for chain in disk.findall("backingStore"):
            disk.remove(chain)
        driver = disk.find("driver")
        if driver is None:
            driver = etree.Element("driver", name="qemu")
            disk.insert(0, driver)
        driver.set("type", format)
    return tree.write(domain)


# --------------------------------------------------------------------------- parts


def _name(child: str) -> str:
    return f"{{{tree.VIRTDECK_NS}}}{child}"


def _drop(ours: Element, child: str) -> None:
    for each in ours.findall(_name(child)):
        ours.remove(each)


def _ours(domain: Element) -> Element:
    metadata = domain.find("metadata")
    if metadata is None:
        metadata = etree.Element("metadata")
        heads = [each for name in ("name", "uuid", "genid", "title", "description") if (each := domain.find(name)) is not None]
        domain.insert(max((domain.index(each) for each in heads), default=-1) + 1, metadata)
    ours = metadata.find(_name("vm"))
    if ours is None:
        ours = etree.SubElement(metadata, _name("vm"), nsmap={"virtdeck": tree.VIRTDECK_NS})
    return ours


def _describe(domain: Element, words: str) -> None:
    found = domain.find("description")
    if not words:
        if found is not None:
            domain.remove(found)
        return
    if found is None:
        found = etree.Element("description")
        heads = [each for name in ("name", "uuid", "genid", "title") if (each := domain.find(name)) is not None]
        domain.insert(max((domain.index(each) for each in heads), default=-1) + 1, found)
    found.text = words


def _set_flags(disk: Element, flags: tuple[str, ...]) -> None:
    for flag in _FLAGS:
        for each in disk.findall(flag):
            disk.remove(each)
    at = max((disk.index(each) for each in disk if each.tag in _BEFORE_FLAGS), default=-1) + 1
    for number, flag in enumerate(flags):
        disk.insert(at + number, etree.Element(flag))
