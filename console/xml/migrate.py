"""A domain's XML as its new host has to have it: other paths of disks, other names of networks; all else as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from console.xml import tree
from console.xml.tree import attr

_SOURCE = {"file": "file", "block": "dev", "dir": "dir"}


@dataclass(frozen=True, slots=True)
class NewPlace:
    """Where a disk is at the new host. ``copied``: its whole contents are in this one image, without a backing file."""

    path: str
    kind: str = "file"  # "file" | "block" | "network" | "volume" (the path is then the volume's name)
    format: str = ""  # "" = as before
    copied: bool = True


def moved_xml(xml: str, disks: Mapping[str, NewPlace], networks: Mapping[str, str]) -> str:
    """``disks`` by target ("vda"), ``networks`` (names) by the interface's MAC."""
    domain = tree.read(xml, "domain")
    for disk in domain.findall("devices/disk"):
        place = disks.get(attr(disk, "target", "dev"))
        if place is not None:
            _move(disk, place)
    wanted = {mac.lower(): name for mac, name in networks.items()}
    for nic in domain.findall("devices/interface[@type='network']"):
        source = nic.find("source")
        name = wanted.get(attr(nic, "mac", "address").lower())
        if source is not None and name and source.get("network") != name:
            for old in ("portid", "bridge", "portgroup"):
                _drop(source, old)
            source.set("network", name)
    return tree.write(domain)


def _drop(element: etree._Element, name: str) -> None:
    if name in element.attrib:
        del element.attrib[name]


def _move(disk: etree._Element, place: NewPlace) -> None:
    source = disk.find("source")
    if source is None:
        return
    if place.kind == "volume":
        source.set("volume", place.path)
    elif place.kind == "network":
        source.set("name", place.path)
    else:
        for key in ("file", "dev", "dir", "pool", "volume", "mode", "startupPolicy", "index"):
            _drop(source, key)
        source.set(_SOURCE.get(place.kind, "file"), place.path)
        disk.set("type", place.kind)
    if place.copied:
        for chain in disk.findall("backingStore"):
            disk.remove(chain)
        for inner in source.findall("slices"):
            source.remove(inner)
    driver = disk.find("driver")
    if place.format and driver is not None:
        driver.set("type", place.format)


@dataclass(frozen=True, slots=True)
class GuestCpu:
    """What virConnectCompareHypervisorCPU wants to know."""

    xml: str
    arch: str
    machine: str
    type: str


def cpu_of(xml: str) -> GuestCpu | None:
    """The CPU of a domain; None where it names no model (host-passthrough, none at all)."""
    domain = tree.read(xml, "domain")
    cpu = domain.find("cpu")
    if cpu is None or not tree.text(cpu, "model"):
        return None
    cpu.tail = None
    for old in cpu.findall("numa"):
        cpu.remove(old)
    return GuestCpu(tree.write(cpu), attr(domain, "os/type", "arch"), attr(domain, "os/type", "machine"), domain.get("type", ""))
