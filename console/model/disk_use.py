"""Who uses a virtual disk: VMs of every host that reaches its storage, and the disks that are based on it. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from console.model.ids import HostId, Ref
from console.model.inventory import Inventory
from console.model.objects import Disk, StorageRepository, Vm, Volume
from console.model.sharing import views
from console.model.text import natural

LONGEST_CHAIN = 200
"""QEMU's own limit of images in a backing chain; more is a loop."""


@dataclass(frozen=True, slots=True)
class DiskUse:
    """One VM (or custom template) that has the disk."""

    vm: Ref
    name: str
    host: HostId
    target: str  # "vda"
    device: str  # "disk" | "cdrom" | …
    guest_name: str
    active: bool  # it runs (or is paused) now
    base: bool = False  # not the disk itself: it is in the backing chain of the VM's disk
    pending: bool = False  # from the next start only

    @property
    def words(self) -> str:
        """ "web (vda)"."""
        shown = self.guest_name or self.target
        return f"{self.name} ({shown})" if shown else self.name


@dataclass(frozen=True, slots=True)
class Uses:
    """Who uses the disks of one repository. Made once for a list of many disks."""

    by_name: Mapping[str, tuple[DiskUse, ...]]
    by_path: Mapping[str, tuple[DiskUse, ...]]

    def of(self, volume: Volume) -> tuple[DiskUse, ...]:
        """Users of this disk, each VM and target once: as it is now before what it is from the next start; its own VM before those based on it."""
        found: dict[tuple[Ref, str], DiskUse] = {}
        for use in sorted((*self.by_path.get(volume.path, ()), *self.by_name.get(volume.name, ())), key=_order):
            found.setdefault((use.vm, use.target), use)
        return tuple(found.values())


def _order(use: DiskUse) -> tuple[object, ...]:
    return use.pending, use.base, natural(use.name)


def uses(inventory: Inventory, repository: StorageRepository) -> Uses:
    """All uses of a repository's disks, by VMs of all hosts of the pool that have it (under whatever path they see it)."""
    by_name: dict[str, list[DiskUse]] = {}
    by_path: dict[str, list[DiskUse]] = {}
    for view in views(inventory, repository):
        for vm in inventory.vms(view.host):
            for disk, path, use in _disks(vm):
                if disk.source_pool:
                    if disk.source_pool == view.name:
                        by_name.setdefault(disk.source, []).append(use)
                    continue
                if view.host == repository.host:
                    by_path.setdefault(path, []).append(use)
                if (name := name_in(view, path)) is not None:
                    by_name.setdefault(name, []).append(use)
    return Uses({key: tuple(found) for key, found in by_name.items()}, {key: tuple(found) for key, found in by_path.items()})


def users_of(inventory: Inventory, repository: StorageRepository, volume: Volume) -> tuple[DiskUse, ...]:
    """VMs that use one disk."""
    return uses(inventory, repository).of(volume)


def name_in(view: StorageRepository, path: str) -> str | None:
    """The name of the volume that a path is in this repository, None if it is not there or the path does not tell it."""
    if view.type in ("rbd", "sheepdog", "gluster") and view.source:
        beginnings: tuple[str, ...] = (view.source.partition("://")[2].partition("/")[2], view.source)
    elif view.type in ("iscsi", "iscsi-direct", "scsi", "mpath"):
        return None
    else:
        beginnings = (view.path,)
    for beginning in beginnings:
        folder = beginning.rstrip("/")
        if folder and path.startswith(folder + "/"):
            return path[len(folder) + 1 :]
    return None


def _disks(vm: Vm) -> Iterable[tuple[Disk, str, DiskUse]]:
    configs = [(vm.config, False)] if vm.config is not None else []
    if vm.pending is not None:
        configs.append((vm.pending, True))
    for config, pending in configs:
        for disk in config.disks:
            for number, path in enumerate((disk.source, *disk.backing)):
                if path:
                    use = DiskUse(
                        vm.ref, vm.name, vm.host, disk.target, disk.device, disk.guest_name, vm.state.active and not pending, number > 0, pending
                    )
                    yield disk, path, use


# --------------------------------------------------------------------------- chains


@dataclass(frozen=True, slots=True)
class Chains:
    """Backing chains of the volumes that one host sees."""

    by_path: Mapping[str, Volume]
    based_on: Mapping[str, tuple[Volume, ...]]

    def bases(self, volume: Volume) -> tuple[str, ...]:
        """Paths of what it is based on, nearest first."""
        found: list[str] = []
        path = volume.backing
        while path and path not in found and len(found) < LONGEST_CHAIN:
            found.append(path)
            below = self.by_path.get(path)
            path = below.backing if below is not None else ""
        return tuple(found)

    def depth(self, volume: Volume) -> int:
        """How many disks it is based on: 0 = it stands alone."""
        return len(self.bases(volume))

    def dependents(self, path: str) -> tuple[Volume, ...]:
        """Disks that are based on this one, directly or not."""
        found: dict[str, Volume] = {}
        waiting = [path]
        while waiting:
            for volume in self.based_on.get(waiting.pop(), ()):
                if volume.path not in found:
                    found[volume.path] = volume
                    waiting.append(volume.path)
        return tuple(found.values())


def chains(volumes: Sequence[Volume]) -> Chains:
    """The chains among these volumes."""
    based_on: dict[str, list[Volume]] = {}
    for volume in volumes:
        if volume.backing:
            based_on.setdefault(volume.backing, []).append(volume)
    return Chains({volume.path: volume for volume in volumes}, {path: tuple(found) for path, found in based_on.items()})
