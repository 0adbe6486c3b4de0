"""The guard against starting a VM whose disk a running domain already has open.

Two running guests that write one disk destroy its file system. Where the hosts have no lock manager, nothing below us stops that (QEMU's image locks
do not reach over most shared storage), so the console does, for all hosts of a pool. The same disk is: the same path on one host; the same file of
the same storage repository on two (:mod:`console.model.sharing`); the same network source.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from console.model.ids import HostId
from console.model.inventory import Inventory, disk_name
from console.model.objects import Disk, Host, HostState, Vm
from console.model.sharing import identity, pool_hosts, repository_of_disk
from console.model.text import N_, Text

_MEDIA = frozenset({"cdrom", "floppy"})


@dataclass(frozen=True, slots=True)
class OpenDisk:
    """A disk that a VM needs for itself, and the running VM that has it open."""

    disk: Disk  # of the VM that is to be started
    vm: Vm
    host: Host

    @property
    def text(self) -> Text:
        """One sentence that names disk, VM and host."""
        name = posixpath.basename(self.disk.source) or self.disk.source
        if self.host.state in (HostState.READY, HostState.CONNECTING):
            return N_("Its disk {disk} is in use by {vm}, which runs on {host}.", disk=name, vm=self.vm.name, host=self.host.name)
        return N_(
            "Its disk {disk} was in use by {vm} on {host} when that host answered last; it may still run there.",
            disk=name,
            vm=self.vm.name,
            host=self.host.name,
        )


def open_disk(vm: Vm, inventory: Inventory) -> OpenDisk | None:
    """The first running VM of the pool (or of a standalone host) that has a disk of ``vm`` open, so that ``vm`` must not be started; None if none."""
    config = vm.pending or vm.config
    if config is None:
        return None
    hosts = {host.id: host for host in pool_hosts(inventory, vm.host)}
    for disk in config.disks:
        if not disk.source or disk.device in _MEDIA:
            continue
        for other in inventory.disk_users(disk_name(disk.source)):
            if other.host not in hosts or other.ref == vm.ref or not _open(other) or other.config is None:
                continue
            if any(_clash(disk, theirs) and _same(inventory, vm.host, disk, other.host, theirs) for theirs in _all(other.config.disks)):
                return OpenDisk(disk, other, hosts[other.host])
    return None


def _open(vm: Vm) -> bool:
    """Whether a process has its disks open. A crashed guest that libvirt keeps (on_crash preserve) has."""
    return vm.state.active


def _all(disks: tuple[Disk, ...]) -> Iterator[Disk]:
    """The disks and, as read-only ones, the images below them."""
    for disk in disks:
        if disk.device in _MEDIA:
            continue
        yield disk
        for path in disk.backing:
            yield Disk(disk.target, disk.bus, source=path, source_type=disk.source_type, readonly=True)


def _clash(ours: Disk, theirs: Disk) -> bool:
    """Whether the two may not be open at the same time: as QEMU's image locks see it, writers are alone unless all say that they share."""
    return not ((ours.readonly and theirs.readonly) or (ours.shareable and theirs.shareable))


def _same(inventory: Inventory, host: HostId, disk: Disk, other_host: HostId, other: Disk) -> bool:
    if disk.source_type == "network" or other.source_type == "network":
        return disk.source_type == other.source_type and _place(disk.source) == _place(other.source)
    if host == other_host and disk.source == other.source and disk.source_pool == other.source_pool:
        return True
    here, there = repository_of_disk(inventory, host, disk), repository_of_disk(inventory, other_host, other)
    if here is None or there is None or identity(here) != identity(there):
        return False
    return _inside(disk, here.path) == _inside(other, there.path)


def _place(url: str) -> str:
    """A network source as all hosts of a pool name it: of a cluster any node (Ceph monitor, Gluster brick) may stand in the URL."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[2]}" if scheme in ("rbd", "gluster", "sheepdog") else url


def _inside(disk: Disk, folder: str) -> str:
    """The volume: a path relative to the repository's folder, which may be mounted elsewhere on another host."""
    if disk.source_pool:
        return disk.source
    beginning = folder.rstrip("/") + "/"
    return disk.source[len(beginning) :] if folder and disk.source.startswith(beginning) else disk.source
