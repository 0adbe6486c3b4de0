"""What of a disk is copied: partitions that are left out, and a smaller disk where its end is free. Pure; sizes are bytes."""

from __future__ import annotations

from console.model.physical import Content, Partition, PhysicalDisk
from console.model.physical_moment import ALIGNMENT
from console.model.text import N_, Text

ROUND = 1 << 20
"""Disks are whole MiB; the last one is free for the second partition table."""
LEAST_GAIN = 64 << 20
LAST_PRIMARY = 4
EXTENDED = frozenset({"0x5", "0xf", "0x85"})


def can_leave_out(disk: PhysicalDisk, part: Partition) -> bool:
    """Whether a partition can be left empty: one that is directly on the disk, at a known place."""
    return part.parent == disk.device and part.start_bytes is not None and part.content is not Content.RESERVED and part.kind not in EXTENDED


def preselected_part(part: Partition) -> bool:
    """Whether the wizard ticks a partition: all but those that only bring the old machine back to what it was bought with."""
    return part.content is not Content.RECOVERY


def hollow(part: Partition) -> tuple[int, int]:
    """(begin, length) of what of a partition is left empty."""
    begin = -(-(part.start_bytes or 0) // ALIGNMENT) * ALIGNMENT
    end = ((part.start_bytes or 0) + part.size_bytes) // ALIGNMENT * ALIGNMENT
    return begin, max(0, end - begin)


def least_bytes(disk: PhysicalDisk) -> int:
    """The smallest disk that the same partitions fit on. File systems keep their size: only what comes after the last partition goes."""
    ends = [part.start_bytes + part.size_bytes for part in disk.partitions if part.start_bytes is not None]
    return min(disk.size_bytes, -(-max(ends, default=disk.size_bytes) // ROUND) * ROUND + ROUND)


def why_not_smaller(disk: PhysicalDisk) -> Text | None:
    """Why the copy can't be smaller than the disk; None where it can."""
    direct = [part for part in disk.partitions if part.parent == disk.device]
    if disk.table not in ("gpt", "dos") or not direct or any(part.start_bytes is None for part in direct):
        return N_("It is not known where its partitions end.")
    if any(part.device == disk.device or part.content is Content.DYNAMIC for part in disk.partitions):
        return N_("Something keeps its own table at the end of the disk.")
    if disk.sector_bytes != 512:
        return N_("Its sectors are larger than 512 bytes.")
    if any(part.kind in EXTENDED or (disk.table == "dos" and part.number > LAST_PRIMARY) for part in direct):
        return N_("It has an extended partition.")
    if disk.size_bytes - least_bytes(disk) < LEAST_GAIN:
        return N_("There is no free space after its last partition.")
    return None
