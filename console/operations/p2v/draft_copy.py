"""P2V draft: which partitions of the chosen disks are copied, how large the new disks are, and as of which moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from console.model.physical import Content, Partition, PhysicalDisk, PhysicalMachine
from console.model.physical_layout import can_leave_out, least_bytes, preselected_part, why_not_smaller
from console.model.physical_moment import How, Point, points
from console.model.text import N_, Text, listed
from console.operations.drafts.said import Problem
from console.operations.p2v.draft_parts import P2vPage
from console.operations.p2v.target import NewDisk

NEEDED = frozenset({Content.SYSTEM, Content.EFI, Content.BOOT, Content.LVM, Content.RAID, Content.LUKS, Content.BITLOCKER})


@dataclass
class CopyAnswers:
    """What was said; the rest follows from the machine."""

    parts: dict[str, bool] = field(default_factory=dict)  # by device
    smaller: bool = False
    hold: bool = True
    accepted: bool = False  # what can't be held still is copied as after a power failure

    def is_ticked(self, part: Partition) -> bool:
        """Whether this partition is copied; else it is left empty."""
        return self.parts.get(part.device, preselected_part(part))

    def left_out(self, disk: PhysicalDisk) -> tuple[Partition, ...]:
        """Partitions of a disk that stay empty."""
        return tuple(part for part in disk.partitions if can_leave_out(disk, part) and not self.is_ticked(part))

    def gets_smaller(self, disk: PhysicalDisk) -> bool:
        """Whether the new disk ends after the last partition."""
        return self.smaller and why_not_smaller(disk) is None

    def size(self, disk: PhysicalDisk) -> int:
        """Bytes of the new disk."""
        return least_bytes(disk) if self.gets_smaller(disk) else disk.size_bytes

    def new_disk(self, disk: PhysicalDisk, repository: str, format: str, thin: bool) -> NewDisk:
        """What becomes of it."""
        return NewDisk(disk, repository, format, thin, tuple(part.device for part in self.left_out(disk)), self.gets_smaller(disk))

    def points(self, machine: PhysicalMachine, disks: Sequence[PhysicalDisk]) -> tuple[Point, ...]:
        """The file systems in use that are copied."""
        gone = {part.device for disk in disks for part in self.left_out(disk)}
        return tuple(point for point in points(machine, disks) if point.device not in gone)

    def loose(self, machine: PhysicalMachine, disks: Sequence[PhysicalDisk]) -> tuple[Point, ...]:
        """Those that nothing holds still."""
        return tuple(point for point in self.points(machine, disks) if point.how is How.NOTHING or not self.hold)

    def problems(self, machine: PhysicalMachine, disks: Sequence[PhysicalDisk]) -> list[Problem[P2vPage]]:
        """What has to be said first, and what will not work."""
        found = []
        if (loose := self.loose(machine, disks)) and not self.accepted:
            text = N_(
                "Nothing holds {mounts} still: say that a copy as after a power failure will do.", mounts=listed(point.mount for point in loose)
            )
            found.append(Problem(P2vPage.SECOND, text, N_("Or copy from rescue media.")))
        needed = [part.device for disk in disks for part in self.left_out(disk) if part.content in NEEDED]
        if needed:
            text = N_("{parts} stays empty: the VM will not start without it.", parts=listed(needed))
            found.append(Problem(P2vPage.DISKS, text, error=False))
        return found


def way(point: Point, hold: bool) -> Text:
    """How a file system is held still, for people."""
    if point.how is How.NOTHING or not hold:
        return N_("as after a power failure")
    return {
        How.SNAPSHOT: N_("from a snapshot of the logical volume"),
        How.SHADOW: N_("from a shadow copy"),
        How.FREEZE: N_("frozen while it is read, for some seconds"),
    }[point.how]
