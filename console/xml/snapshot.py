"""libvirt's snapshot XML (https://libvirt.org/formatsnapshot.html), as far as the console reads it."""

from __future__ import annotations

from console.model.snapshots import Snapshot, SnapshotDisk
from console.xml import tree
from console.xml.tree import attr


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
