"""As of which moment a machine that runs is copied: what can hold each of its file systems still, and why nothing can. Pure.

LVM: a snapshot of a logical volume freezes its file system for the moment it is made (fsfreeze(8)), and grows in the free extents of its group.
What is no logical volume can only be frozen as a whole, for as long as it is read: that is done where it is small, and where the machine does not
need it to go on. Windows has shadow copies. Everything else is copied as after a power failure.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from console.model.physical import Content, Finding, Partition, PhysicalDisk, PhysicalMachine, Severity
from console.model.physical_volumes import LEFTOVER, LogicalVolume, VolumeGroup
from console.model.text import N_, Text, listed
from console.model.tools import GuestFamily

ALIGNMENT = 64 << 10
"""Areas that are read elsewhere begin and end at multiples of this: the clusters of a qcow2 target."""
LEAST_SHARE = 20
"""A snapshot takes at least a twentieth of its volume: what may change while it is copied."""
FREEZE_BYTES = 2 << 30
"""What is read within half a minute from any disk that still works."""
FREEZABLE = frozenset({"ext2", "ext3", "ext4", "xfs", "vfat", "jfs", "f2fs"})
SHADOWED = frozenset({"NTFS", "ReFS"})
SHADOW_SETS = "diskshadow"
"""The program that makes shadow copies of several volumes as of one moment: Windows Server has it."""
NEVER_FROZEN = frozenset(
    {"/", "/etc", "/home", "/opt", "/root", "/run", "/tmp", "/usr", "/var", "/var/lib", "/var/log", "/var/log/audit", "/var/tmp"}
)
"""A login, a log or the program that thaws it again would wait for it."""


class How(enum.Enum):
    """What holds a file system still."""

    SNAPSHOT = "snapshot"
    SHADOW = "shadow"
    FREEZE = "freeze"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Point:
    """A file system that is in use, and how it is held still. ``why``: why nothing does."""

    device: str
    mount: str
    how: How
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot to be made: of which volume, and how many extents it may grow to."""

    group: str
    volume: LogicalVolume
    extents: int


def points(machine: PhysicalMachine, disks: Sequence[PhysicalDisk]) -> tuple[Point, ...]:
    """All file systems of these disks that are written to now."""
    if machine.live_system:
        return ()
    made = {snapshot.volume.device for snapshot in snapshots(machine, disks)}
    found: dict[str, Point] = {}
    for disk in disks:
        for part in disk.partitions:
            if part.writable and part.device not in found:
                found[part.device] = _point(machine, disk, part, made)
    return tuple(found.values())


def _point(machine: PhysicalMachine, disk: PhysicalDisk, part: Partition, made: set[str]) -> Point:
    def point(how: How, why: Text | None = None) -> Point:
        return Point(part.device, part.mount, how, why)

    unplaced = part.parent != disk.device or part.start_bytes is None or bool(part.start_bytes % ALIGNMENT or part.size_bytes % ALIGNMENT)
    if machine.family is GuestFamily.WINDOWS:
        if part.content is Content.BITLOCKER:  # a shadow copy of it is plain text: between what is read from the disk it would make no volume
            return point(How.NOTHING, N_("it is encrypted by BitLocker"))
        if unplaced or part.filesystem not in SHADOWED:
            return point(How.NOTHING, N_("there are shadow copies of NTFS and ReFS only, where it is known where they are on the disk"))
        return point(How.SHADOW)
    if part.device in made:
        return point(How.SNAPSHOT)
    if (known := _volume(machine, part.device)) is not None:
        return point(How.NOTHING, _why_no_snapshot(machine, disk, *known))
    if not {"fsfreeze", "setsid"} <= machine.tools or part.filesystem not in FREEZABLE:
        return point(How.NOTHING, N_("it is no logical volume, and can't be frozen"))
    if unplaced:
        return point(How.NOTHING, N_("it is not directly on the disk, or begins in the middle of a block"))
    if part.mount in NEVER_FROZEN:
        return point(How.NOTHING, N_("it is no logical volume, and the machine needs it to go on"))
    if part.size_bytes > FREEZE_BYTES:
        return point(How.NOTHING, N_("it is no logical volume, and too large to be frozen while it is read"))
    return point(How.FREEZE)


def _volume(machine: PhysicalMachine, device: str) -> tuple[VolumeGroup, LogicalVolume] | None:
    return next(((group, volume) for group in machine.groups for volume in group.volumes if volume.device == device), None)


def _why_no_snapshot(machine: PhysicalMachine, disk: PhysicalDisk, group: VolumeGroup, volume: LogicalVolume) -> Text:
    if "lvcreate" not in machine.tools:
        return N_("the program {program} is not there", program="lvcreate")
    if not volume.linear:
        return N_("the logical volume is striped, mirrored or thin")
    if not _mapped(disk, volume):
        return N_("the logical volume is not directly on the disk's partitions")
    return N_("the volume group {group} has too little free space for a snapshot", group=group.name)


def snapshots(machine: PhysicalMachine, disks: Sequence[PhysicalDisk]) -> tuple[Snapshot, ...]:
    """Of all logical volumes of these disks that are in use: the free extents of each group are shared by size."""
    if machine.live_system or "lvcreate" not in machine.tools:
        return ()
    swap = {part.device for disk in disks for part in disk.partitions if part.filesystem == "swap"}
    found: list[Snapshot] = []
    for group in machine.groups:
        volumes = [v for v in group.volumes if v.open and v.linear and v.device not in swap and any(_mapped(disk, v) for disk in disks)]
        whole = sum(volume.extents for volume in volumes)
        for volume in volumes:
            extents = min(volume.extents + 1, group.free_extents * volume.extents // whole)
            if extents and extents * LEAST_SHARE >= volume.extents:
                found.append(Snapshot(group.name, volume, extents))
    return tuple(found)


def _mapped(disk: PhysicalDisk, volume: LogicalVolume) -> bool:
    """Whether a part of the volume is on this disk, and all of it that is there can be read elsewhere."""
    places = [(stretch, start_of(disk, stretch.device)) for stretch in volume.stretches]
    here = [(stretch, start) for stretch, start in places if start is not None]
    return bool(here) and all(not (start + stretch.offset) % ALIGNMENT and not stretch.length % ALIGNMENT for stretch, start in here)


def start_of(disk: PhysicalDisk, device: str) -> int | None:
    """Where a partition (or the disk itself) begins on the disk; None where it is not on it, or nobody knows."""
    if device == disk.device:
        return 0
    return next((part.start_bytes for part in disk.partitions if part.device == device and part.parent == disk.device), None)


def leftovers(machine: PhysicalMachine) -> tuple[str, ...]:
    """Snapshots that an earlier copy could not remove: "group/name", known by their names; and shadow copies by their IDs, known from the journal."""
    named = (f"{group.name}/{name}" for group in machine.groups for name in group.others if name.startswith(LEFTOVER))
    return tuple(dict.fromkeys((*named, *machine.left)))


def in_use(machine: PhysicalMachine, disks: Sequence[PhysicalDisk], *, hold: bool = True) -> tuple[Finding, ...]:
    """What the review says of file systems that are written to while these disks are copied, and of what an earlier copy left."""
    found = []
    every = points(machine, disks)
    loose = [point.mount for point in every if point.how is How.NOTHING or not hold]
    if loose:
        found.append(
            Finding(
                "mounted",
                Severity.WARN,
                N_("These file systems are in use, and nothing holds them still: {mounts}.", mounts=listed(loose)),
                N_("They are copied as after a power failure. Copy once more what changed with its services stopped, or copy from rescue media."),
            )
        )
    shadowed = [point.mount for point in every if point.how is How.SHADOW] if hold else []
    apart = len(shadowed) > 1 and SHADOW_SETS not in machine.tools
    if held := [point.mount for point in every if point.mount not in loose]:
        text = N_("In use, but copied as of one moment: {mounts}.", mounts=listed(held))
        if apart:
            text = N_("In use, but each copied as of one moment of its own: {mounts}.", mounts=listed(held))
        found.append(Finding("held", Severity.INFO, text))
    if apart:
        found.append(
            Finding(
                "moments",
                Severity.INFO,
                N_("The shadow copies of {mounts} are made one after another: their moments differ by some seconds.", mounts=listed(shadowed)),
                N_("What writes to several of them, like a database, is better stopped: only Windows Server makes shadow copies of one moment."),
            )
        )
    return (*found, *_left(machine))


def _left(machine: PhysicalMachine) -> list[Finding]:
    """What an earlier copy left on the machine."""
    found = []
    if left := leftovers(machine):
        text = N_("An earlier copy left snapshots on {name}: {snapshots}.", name=machine.hostname, snapshots=listed(left))
        if machine.family is GuestFamily.WINDOWS:
            text = N_("An earlier copy left shadow copies on {name}: {copies}.", name=machine.hostname, copies=listed(left))
        remedy = N_("They are removed when the copy begins. Do not go on if another copy of this machine still runs.")
        found.append(Finding("leftovers", Severity.WARN, text, remedy))
    if machine.doubtful:
        found.append(
            Finding(
                "doubtful",
                Severity.INFO,
                N_("An earlier copy that was cut off may have left a shadow copy of {volumes}.", volumes=listed(machine.doubtful)),
                N_("It is not proved, so nothing is removed. Look at it there:  vssadmin list shadows"),
            )
        )
    return found
