"""What can be done with storage repositories and virtual disks, and why not. Pure; the same answers for window and virtdeckctl."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence

from console.model.disk_use import DiskUse
from console.model.inventory import Inventory
from console.model.objects import Disk, Host, HostKind, StorageRepository, Vm, Volume
from console.model.rules import Reason, host_reason
from console.model.sharing import FOLDER_TYPES, inside, pool_hosts
from console.model.text import N_, Text, natural


class StorageVerb(enum.Enum):
    """Verbs; the value is the virtdeckctl name."""

    SR_CREATE = "sr-create"
    SR_START = "sr-start"
    SR_STOP = "sr-stop"
    SR_REFRESH = "sr-refresh"
    SR_AUTOSTART = "sr-autostart"
    SR_DELETE = "sr-delete"
    SR_PROVE = "sr-prove"
    VDI_CREATE = "vdi-create"
    VDI_UPLOAD = "vdi-upload"
    VDI_DOWNLOAD = "vdi-download"
    VDI_RESIZE = "vdi-resize"
    VDI_DELETE = "vdi-delete"


FILE_TYPES = frozenset({"dir", "fs", "netfs", "vstorage", ""})
"""Repositories whose disks are files, with a format of their own."""

CREATES = FILE_TYPES | {"logical", "disk", "rbd", "sheepdog", "zfs"}
"""Where libvirt can make a disk; in the others disks are made on the storage server (https://libvirt.org/storage.html, backends of libvirt 9.0)."""

STREAMS = FILE_TYPES | {"logical", "disk", "zfs", "iscsi", "scsi", "mpath"}
"""Where libvirt can stream a disk's contents in and out."""

RESIZES = FILE_TYPES | {"rbd", "sheepdog"}
"""Where libvirt can make a disk larger while no VM runs with it."""


def default_format(repository: StorageRepository) -> str:
    """The format of a new disk: qcow2 in files, raw elsewhere."""
    return "qcow2" if repository.type in FILE_TYPES else "raw"


def formats(repository: StorageRepository) -> tuple[str, ...]:
    """Formats that a new disk can have, the usual one first."""
    return ("qcow2", "raw") if repository.type in FILE_TYPES else ("raw",)


# --------------------------------------------------------------------------- repositories


def why_not_create_on(host: Host | None) -> Reason | None:
    """Why no storage repository can be made on this host."""
    if (reason := host_reason(host)) is not None:
        return reason
    assert host is not None
    for feature, why in host.missing:
        if feature == "storage":
            return Reason(why)
    if host.kind not in (HostKind.QEMU, HostKind.XEN, HostKind.TEST):
        return Reason(N_("Virtdeck makes no storage repositories on this kind of host."))
    return None


def why_not_type(kind: str, host: Host) -> Reason | None:
    """Why a repository of this type can't be made on this host."""
    if host.session and kind in ("fs", "netfs", "iscsi", "logical", "zfs"):
        return Reason(N_("{host} is a per-user libvirt: it may not mount or log in to storage.", host=host.name))
    return None


def active_users(repository: StorageRepository, inventory: Inventory) -> tuple[str, ...]:
    """Names of VMs of this host that run with a disk of the repository."""
    found: dict[str, None] = {}
    for vm in inventory.vms(repository.host):
        if vm.state.active and vm.config is not None and any(_holds(repository, disk) for disk in vm.config.disks):
            found[vm.name] = None
    return tuple(sorted(found, key=natural))


def _holds(repository: StorageRepository, disk: Disk) -> bool:
    if disk.source_pool:
        return disk.source_pool == repository.name
    return any(path and inside(repository, path) for path in (disk.source, *disk.backing))


def why_not_repository(verb: StorageVerb, repository: StorageRepository | None, inventory: Inventory) -> Reason | None:
    """Why a verb can't be done with this repository now."""
    if repository is None:
        return Reason(N_("Select a storage repository."))
    if (reason := host_reason(inventory.host(repository.host))) is not None:
        return reason
    if repository.ref not in inventory:
        return Reason(N_("{name} does not exist any more.", name=repository.name))
    if verb is StorageVerb.SR_START:
        return Reason(N_("{name} is active already.", name=repository.name)) if repository.active else None
    if verb is StorageVerb.SR_AUTOSTART:
        return None if repository.persistent else Reason(N_("{name} is temporary: it is gone when it stops.", name=repository.name))
    if verb in (StorageVerb.SR_STOP, StorageVerb.SR_DELETE):
        return _stops(verb, repository, inventory)
    if not repository.active:
        return Reason(N_("{name} is not active.", name=repository.name), "sr-start", N_("Start"))
    if verb is StorageVerb.SR_PROVE:
        return _prove(repository, inventory)
    return _contents(verb, repository)


def _stops(verb: StorageVerb, repository: StorageRepository, inventory: Inventory) -> Reason | None:
    if verb is StorageVerb.SR_STOP and not repository.active:
        return Reason(N_("{name} is not active.", name=repository.name))
    users = active_users(repository, inventory)
    if users:
        return Reason(N_("Running VMs have disks in it: {names}.", names=_some(users)))
    return None


def _contents(verb: StorageVerb, repository: StorageRepository) -> Reason | None:
    if verb in (StorageVerb.VDI_CREATE, StorageVerb.VDI_UPLOAD) and repository.type not in CREATES:
        return Reason(N_("Disks of this storage are made on the storage server; {name} shows them.", name=repository.name))
    if verb in (StorageVerb.VDI_UPLOAD, StorageVerb.VDI_DOWNLOAD) and repository.type not in STREAMS:
        return Reason(N_("libvirt can't copy the contents of disks to or from this type of storage."))
    return None


def share_candidates(repository: StorageRepository, inventory: Inventory) -> tuple[StorageRepository, ...]:
    """Folder repositories of the pool's other hosts that may be the same folder: of the same name or path, the active ones first."""
    found: list[StorageRepository] = []
    for host in pool_hosts(inventory, repository.host):
        if host.id == repository.host:
            continue
        fitting = [r for r in inventory.repositories(host.id) if r.type in FOLDER_TYPES and (r.path == repository.path or r.name == repository.name)]
        fitting.sort(key=lambda r: (not r.active, r.path != repository.path))
        found += fitting[:1]
    return tuple(found)


def _prove(repository: StorageRepository, inventory: Inventory) -> Reason | None:
    if repository.type not in FOLDER_TYPES:
        if repository.shared:
            return Reason(N_("{name} is network storage: its hosts are known to share it by its source.", name=repository.name))
        return Reason(N_("Only folders can be declared shared."))
    if len(pool_hosts(inventory, repository.host)) < 2:
        return Reason(N_("Its host is in no pool with other hosts."))
    if not any(each.active for each in share_candidates(repository, inventory)):
        return Reason(N_("No other host of the pool has an active folder repository of this name or path."))
    return None


# --------------------------------------------------------------------------- virtual disks


def why_not_volume(
    verb: StorageVerb,
    volume: Volume,
    repository: StorageRepository,
    inventory: Inventory,
    users: Sequence[DiskUse],
    dependents: Sequence[str],
) -> Reason | None:
    """Why a verb can't be done with this disk. ``users``: VMs that have it; ``dependents``: names of disks that are based on it."""
    if (reason := why_not_repository(StorageVerb.SR_REFRESH, repository, inventory)) is not None:
        return reason
    if verb is StorageVerb.VDI_DELETE:
        return _delete(volume, users, dependents)
    if verb is StorageVerb.VDI_RESIZE:
        return _resize(volume, repository, users, dependents)
    return _contents(verb, repository)


def _delete(volume: Volume, users: Sequence[DiskUse], dependents: Sequence[str]) -> Reason | None:
    if users:
        return Reason(N_("{name} is used by {users}.", name=volume.name, users=_some(use.words for use in users)))
    if dependents:
        return Reason(N_("Other disks are based on {name}: {names}.", name=volume.name, names=_some(dependents)))
    return None


def _resize(volume: Volume, repository: StorageRepository, users: Sequence[DiskUse], dependents: Sequence[str]) -> Reason | None:
    if dependents or any(use.base for use in users):
        names = [*dependents, *(use.words for use in users if use.base)]
        return Reason(N_("Other disks are based on {name}: {names}.", name=volume.name, names=_some(names)))
    running = [use for use in users if use.active]
    if len(running) > 1:
        return Reason(N_("Several running VMs have {name}: {users}.", name=volume.name, users=_some(use.words for use in running)))
    if running and running[0].device != "disk":
        return Reason(N_("{name} is in a drive of a running VM: {users}.", name=volume.name, users=running[0].words))
    if not running and repository.type not in RESIZES:
        return Reason(N_("libvirt can't resize disks of this type of storage."))
    if not running and volume.format not in ("qcow2", "raw", "qed", ""):
        return Reason(N_("Disks of the format {format} can't be resized.", format=volume.format))
    return None


def why_not_size(volume: Volume, capacity_bytes: int) -> Text | None:
    """Why a disk can't get this size."""
    if capacity_bytes < volume.capacity_bytes:
        return N_("A disk can't be made smaller: what the guest has stored at its end would be cut off.")
    if capacity_bytes == volume.capacity_bytes:
        return N_("This is the size that it has.")
    if capacity_bytes % 512:
        return N_("A disk's size is a multiple of 512 bytes.")
    return None


def why_not_disks(vm: Vm | None, inventory: Inventory) -> Reason | None:
    """Why the disks of this VM can't be changed now."""
    if vm is None:
        return Reason(N_("Select a VM."))
    host = inventory.host(vm.host)
    if (reason := host_reason(host)) is not None:
        return reason
    assert host is not None
    if host.kind not in (HostKind.QEMU, HostKind.XEN):
        return Reason(N_("The hypervisor of {host} can't do this.", host=host.name))
    if vm.config is None:
        return Reason(N_("The configuration of {name} is still being read.", name=vm.name))
    if vm.is_template:
        return Reason(N_("{name} is a template: its disks are the base of its clones.", name=vm.name))
    if vm.has_managed_save:
        return Reason(N_("{name} is suspended: its saved memory knows its disks.", name=vm.name), "vm-resume", N_("Resume"))
    return None


def _some(names: Iterable[str]) -> str:
    found = list(dict.fromkeys(names))
    return ", ".join(found[:5]) + (" …" if len(found) > 5 else "")
