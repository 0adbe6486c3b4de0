"""libvirt's snapshot XML (https://libvirt.org/formatsnapshot.html), as far as the console reads it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from lxml import etree

from console.model.snapshots import Snapshot, SnapshotDisk
from console.xml import tree
from console.xml.clone import NewSource
from console.xml.imported import Imported, disk_targets, imported_xml
from console.xml.tree import attr

_KEPT = ("name", "description", "state", "creationTime", "parent")


def parse_snapshot(xml: str, *, current: bool = False) -> Snapshot:
    """One snapshot. Its domain is the configuration for the next start, where libvirt kept both."""
    root = tree.read(xml, "domainsnapshot")
    disks = []
    for disk in root.findall("disks/disk"):
        overlay = attr(disk, "source", "file") or attr(disk, "source", "dev")
        disks.append(SnapshotDisk(disk.get("name", ""), disk.get("snapshot", "no"), overlay))
    domain = root.find("inactiveDomain")
    if domain is None:
        domain = root.find("domain")
    if domain is not None:
        domain.tag, domain.tail = "domain", None
    return Snapshot(
        name=tree.text(root, "name"),
        created=float(tree.integer(tree.text(root, "creationTime")) or 0),
        state=tree.text(root, "state"),
        description=tree.text(root, "description"),
        parent=tree.text(root, "parent/name"),
        current=current,
        memory=attr(root, "memory", "snapshot", "no"),
        disks=tuple(disks),
        domain_xml="" if domain is None else tree.write(domain),
    )


def inside(xml: str) -> bool:
    """Whether all that the snapshot holds is inside the disks' images: then it goes where they go."""
    root = tree.read(xml, "domainsnapshot")
    kinds = {disk.get("snapshot", "no") for disk in root.findall("disks/disk")}
    return "internal" in kinds and kinds <= {"internal", "no"} and attr(root, "memory", "snapshot", "no") in ("no", "internal")


def restored_snapshot(xml: str, new: Imported, disks: Mapping[str, NewSource]) -> str:
    """The description of such a snapshot for the VM that it goes with; ``disks``: the sources by target. ConsoleError(INVALID) for damaged XML.

    Reverting to it makes its domain the VM's own: nothing of a stranger's is taken over that an import would leave out.
    """
    root = tree.read(xml, "domainsnapshot")
    found = etree.Element("domainsnapshot")
    for name in _KEPT:
        if (child := root.find(name)) is not None:
            found.append(child)
    etree.SubElement(found, "memory", snapshot=attr(root, "memory", "snapshot", "no"))
    held = etree.SubElement(found, "disks")
    for disk in root.findall("disks/disk"):
        etree.SubElement(held, "disk", name=disk.get("name", ""), snapshot=disk.get("snapshot", "no"))
    for name in ("domain", "inactiveDomain"):
        domain = root.find(name)
        if domain is None:
            continue
        domain.tag, domain.tail = "domain", None
        old = tree.write(domain)
        places = {number: disks[target] for number, target in enumerate(disk_targets(old)) if target in disks}
        text, _ = imported_xml(old, dataclasses.replace(new, disks=places, importing=False))
        then = tree.read(text, "domain")
        then.tag = name
        found.append(then)
    return tree.write(found)
