"""Snapshots of VMs, as libvirt keeps them, and which of them can be the source of clones."""

from __future__ import annotations

from dataclasses import dataclass, field

from console.model.clone import CloneMode, mode_why_not, own_disks
from console.model.inventory import Inventory
from console.model.objects import Host, Vm
from console.model.rules import Reason
from console.model.text import N_, Text


@dataclass(frozen=True, slots=True)
class SnapshotDisk:
    """What a snapshot holds of one disk. ``kind`` "internal": inside the disk's image; "external": the image was left as it was, and ``overlay`` is
    written since; "no": nothing."""

    target: str
    kind: str
    overlay: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One snapshot of a VM (https://libvirt.org/formatsnapshot.html)."""

    name: str
    created: float = 0.0  # seconds since the epoch
    state: str = ""  # of the VM at that time: "running", "paused", "shutoff"; "disk-snapshot": it ran, and only its disks were kept
    description: str = ""
    parent: str = ""
    current: bool = False
    memory: str = "no"  # "internal" | "external" | "no"
    disks: tuple[SnapshotDisk, ...] = ()
    domain_xml: str = field(default="", repr=False)  # persistent configuration at that time, with its passwords where we may see them

    def disk(self, target: str) -> SnapshotDisk:
        """What it holds of this disk."""
        return next((disk for disk in self.disks if disk.target == target), SnapshotDisk(target, "no"))

    @property
    def internal(self) -> bool:
        """At least one disk's contents are inside its image."""
        return any(disk.kind == "internal" for disk in self.disks)

    @property
    def kind_words(self) -> Text:
        """Where its contents are."""
        return N_("inside the disks") if self.internal else N_("frozen disks")

    @property
    def was_running(self) -> bool:
        """Its disks are those of a guest that ran."""
        return self.state in ("running", "paused", "blocked", "disk-snapshot")


def snapshot_why_not(mode: CloneMode, snapshot: Snapshot, then: Vm, inventory: Inventory) -> Reason | None:
    """Why no clone can be made of the snapshot in this mode. ``then``: the VM as it was (:func:`console.operations.snapshots.as_it_was`)."""
    host = inventory.host(then.host)
    for disk in own_disks(then):
        held = snapshot.disk(disk.target)
        if held.kind == "internal":
            if mode is CloneMode.COW:
                return Reason(
                    N_(
                        "The snapshot {snapshot} is inside the disk {disk}, which goes on changing: only a full copy can be made of it.",
                        snapshot=snapshot.name,
                        disk=disk.target,
                    )
                )
            if (why := programs_why_not(host)) is not None:
                return Reason(why)
        elif held.kind != "external":
            return Reason(N_("The snapshot {snapshot} does not hold the disk {disk}.", snapshot=snapshot.name, disk=disk.target))
        if disk.source_type not in ("file", "block") or not disk.source.startswith("/"):
            return Reason(N_("The disk {disk} is not a file or device of its host: a snapshot of it can't be cloned.", disk=disk.target))
    return mode_why_not(mode, then, inventory, frozen=True)


def programs_why_not(host: Host | None) -> Text | None:
    """Why qemu-img can't be run where the disks are."""
    if host is None:
        return N_("Its host is not in the list any more.")
    if not host.record.local and host.transport != "ssh":
        return N_("{host} is not connected by ssh: programs can't be run there.", host=host.name)
    return None
