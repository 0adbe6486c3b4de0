"""Logical volumes of a physical machine, and where they are on its disks. Pure; sizes are bytes or extents, as named. Source: lvm(8), pvs(8)."""

from __future__ import annotations

from dataclasses import dataclass

LEFTOVER = "virtdeck_p2v_"
"""How the names of our snapshots begin."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a logical volume, one after another on a partition: ``offset`` of the device is ``start`` of the volume."""

    device: str
    offset: int
    length: int
    start: int


@dataclass(frozen=True, slots=True)
class LogicalVolume:
    """A logical volume. ``linear``: all of it is in ``stretches``, byte for byte."""

    group: str
    name: str
    extents: int
    stretches: tuple[Stretch, ...] = ()
    linear: bool = True
    open: bool = False  # mounted, or used by a program

    @property
    def device(self) -> str:
        """As the device mapper calls it: hyphens are doubled."""
        return f"/dev/mapper/{self.group.replace('-', '--')}-{self.name.replace('-', '--')}"


@dataclass(frozen=True, slots=True)
class RaidArray:
    """A software RAID (md). ``level``: "raid1"; ``members``: partitions or disks; ``state``: "", "degraded" or "rebuilding"."""

    name: str
    level: str
    members: tuple[str, ...]
    state: str = ""


@dataclass(frozen=True, slots=True)
class ShadowCopy:
    """A shadow copy that a Windows has. ``volume``: "C:", "" for none with a letter; its age by the machine's own clock."""

    id: str
    volume: str = ""
    age_seconds: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """Where a physical volume keeps what the group looks like: bytes before its first extent, and after its last."""

    device: str
    first: int
    last: int  # where what follows the last extent begins


@dataclass(frozen=True, slots=True)
class VolumeGroup:
    """A volume group. ``others``: names of its volumes that are snapshots."""

    name: str
    extent_bytes: int
    free_extents: int
    volumes: tuple[LogicalVolume, ...] = ()
    others: tuple[str, ...] = ()
    heads: tuple[Head, ...] = ()
