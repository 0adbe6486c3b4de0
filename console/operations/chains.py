"""Backing chains: what a disk is based on, and what is based on it, read from the volumes of all hosts of the pool.

A copy-on-write disk names its base by the path that its own host knows. The same storage may be mounted elsewhere on another host, so a disk is
known here by its storage and its name in it (:class:`DiskKey`), not by a path. What is asked are the volumes themselves: a disk that belongs to no
domain of ours, or to a domain of another host, counts as much as a clone that we made.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from console.model.chain_map import BasedDisk, DiskChain, Layer, VmChains
from console.model.disk_use import LONGEST_CHAIN, name_in
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Ref
from console.model.inventory import Inventory
from console.model.objects import Disk, HostState, StorageRepository, Vm, VmConfig, Volume
from console.model.ports import HostsPort, Settings
from console.model.sharing import hosts_reaching, identity, inventory_view, pool_hosts, repository_of_disk, repository_of_path
from console.model.text import N_, Text
from console.operations.base import World

log = logging.getLogger("virtdeck.operations")

DEEP = 8
"""Copy-on-write disks under a disk from which on the console warns: reads then take about a quarter longer (research/scale-lab.md §6)."""

DEEP_KEY = "clones.warn_depth"
"""Setting that replaces :data:`DEEP`."""


def warn_depth(settings: Settings) -> int:
    """The depth from which on a chain is a warning; what is stored and is no such number counts as the default."""
    stored = settings.get(DEEP_KEY, DEEP)
    return stored if isinstance(stored, int) and stored > 0 else DEEP


@dataclass(frozen=True, slots=True)
class DiskKey:
    """One disk, whichever host looks at it: identity of its storage ("" = no repository: then ``name`` is "host:path") and its name there."""

    storage: str
    name: str


@dataclass(frozen=True, slots=True)
class ChainFile:
    """One image of a chain. ``volume`` None: it is in no repository that could be read."""

    path: str  # as the host that was asked first names it
    format: str = ""
    volume: Volume | None = None
    repository: str = ""  # name

    @property
    def bytes(self) -> int:
        """What it takes on the storage."""
        return self.volume.allocation_bytes if self.volume is not None else 0


@dataclass(frozen=True, slots=True)
class Chain:
    """A disk (first) and what it is based on, nearest first."""

    files: tuple[ChainFile, ...]

    @property
    def depth(self) -> int:
        """How many images are under the disk: 0 = it stands alone."""
        return max(0, len(self.files) - 1)

    @property
    def saved_bytes(self) -> int:
        """What the disk need not hold itself because others hold it."""
        return sum(file.bytes for file in self.files[1:])


@dataclass(frozen=True, slots=True)
class Dependent:
    """A disk that is based on another one, and the VMs that have it (none: it is not a domain's of ours)."""

    path: str
    name: str
    host: HostId
    host_name: str
    vms: tuple[str, ...] = ()
    refs: tuple[Ref, ...] = ()
    key: DiskKey = DiskKey("", "")

    @property
    def words(self) -> str:
        """ "web-1", or the disk's name where no VM is known; with the host."""
        return f"{', '.join(self.vms) or self.name} ({self.host_name})"


@dataclass
class ChainMap:
    """All chains of a pool as they were when they were read."""

    inventory: Inventory
    volumes: dict[DiskKey, tuple[Volume, StorageRepository]] = field(default_factory=dict)
    based_on: dict[DiskKey, set[DiskKey]] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)  # repositories and hosts whose disks could not be listed

    # ------------------------------------------------------------------ one disk

    def key(self, host: HostId, path: str) -> DiskKey:
        """The disk that this host knows under ``path``; a path of another host's mount is recognised where this host has none such."""
        repository = repository_of_path(self.inventory, host, path)
        if repository is None:
            for other in pool_hosts(self.inventory, host):
                there = repository_of_path(self.inventory, other.id, path) if other.id != host else None
                if there is not None and there.shared:
                    repository = there
                    break
        if repository is None:
            return DiskKey("", f"{host}:{path}")
        name = name_in(repository, path)
        return DiskKey(identity(repository), name if name is not None else path)

    def key_of(self, host: HostId, disk: Disk) -> DiskKey:
        """The disk that a VM's configuration names."""
        if disk.source_pool:
            named = next((r for r in self.inventory.repositories(host) if r.name == disk.source_pool), None)
            return DiskKey(identity(named), disk.source) if named is not None else DiskKey("", f"{host}:{disk.source_pool}/{disk.source}")
        return self.key(host, disk.source)

    def add(self, volume: Volume, repository: StorageRepository) -> None:
        """One volume that was read."""
        mine = self.key(volume.host, volume.path)
        self.volumes.setdefault(mine, (volume, repository))
        if volume.backing:
            self.based_on.setdefault(self.key(volume.host, volume.backing), set()).add(mine)

    def add_file(self, host: HostId, path: str, backing: str) -> None:
        """An image that is in no repository, with what its header names as its base."""
        self.based_on.setdefault(self.key(host, backing), set()).add(self.key(host, path))

    # ------------------------------------------------------------------ chains

    def chain(self, host: HostId, path: str) -> Chain:
        """The chain under the disk that this host knows as ``path``."""
        return self._chain(self.key(host, path), host, path)

    def chain_of(self, host: HostId, disk: Disk) -> Chain:
        """The chain under a VM's disk."""
        return self._chain(self.key_of(host, disk), host, disk.source)

    def _chain(self, key: DiskKey, host: HostId, path: str) -> Chain:
        files: list[ChainFile] = []
        seen: set[DiskKey] = set()
        while key not in seen and len(files) < LONGEST_CHAIN:
            seen.add(key)
            known = self.volumes.get(key)
            if known is None:
                files.append(ChainFile(path))
                break
            volume, repository = known
            files.append(ChainFile(volume.path, volume.format, volume, repository.name))
            if not volume.backing:
                break
            host, path = volume.host, volume.backing
            key = self.key(host, path)
        return Chain(tuple(files))

    # ------------------------------------------------------------------ dependents

    def dependents(self, host: HostId, path: str, *, direct: bool = False) -> tuple[Dependent, ...]:
        """Disks that are based on this one, directly or (unless ``direct``) over others."""
        return self.dependents_of(self.key(host, path), direct=direct)

    def dependents_of(self, key: DiskKey, *, direct: bool = False) -> tuple[Dependent, ...]:
        """As :meth:`dependents`."""
        found: dict[DiskKey, Dependent] = {}
        users = self._users()
        waiting = [key]
        while waiting:
            for each in sorted(self.based_on.get(waiting.pop(), ()), key=lambda k: (k.storage, k.name)):
                if each in found or each == key:
                    continue
                found[each] = self._dependent(each, users.get(each, ()))
                if not direct:
                    waiting.append(each)
        return tuple(found.values())

    def _users(self) -> Mapping[DiskKey, tuple[Vm, ...]]:
        users: dict[DiskKey, dict[Ref, Vm]] = {}
        for vm in self.inventory.vms():
            for config in configs(vm):
                for disk in config.disks:
                    if disk.source:
                        users.setdefault(self.key_of(vm.host, disk), {})[vm.ref] = vm
        return {key: tuple(found.values()) for key, found in users.items()}

    def _dependent(self, key: DiskKey, vms: Iterable[Vm]) -> Dependent:
        there = tuple(vms)
        known = self.volumes.get(key)
        if known is not None:
            host, path, name = known[0].host, known[0].path, known[0].name
        else:
            owner, _, path = key.name.partition(":") if not key.storage else ("", "", key.name)
            host, name = HostId(owner), path
        if there:
            host = there[0].host
        home = self.inventory.host(host)
        return Dependent(
            path, name, host, home.name if home is not None else str(host), tuple(vm.name for vm in there), tuple(vm.ref for vm in there), key
        )


def configs(vm: Vm) -> tuple[VmConfig, ...]:
    """The running and the next configuration, as far as they are known."""
    return tuple(config for config in (vm.config, vm.pending) if config is not None)


def disks_of(vm: Vm) -> tuple[Disk, ...]:
    """Hard disks with contents, of the configuration that counts at the next start."""
    config = vm.pending or vm.config
    return tuple(disk for disk in config.disks if disk.source and disk.device == "disk") if config is not None else ()


# --------------------------------------------------------------------------- reading


async def read_chains(hosts: HostsPort, inventory: Inventory, host: HostId, *, only: Collection[HostId] | None = None) -> ChainMap:
    """Read all volumes of all hosts of this host's pool (shared storage once), and the headers of VMs' images that are in no repository.

    ``only``: of these hosts alone (those that reach the storage in question). What can't be read is noted in :attr:`ChainMap.unread`;
    ConsoleError only where ``host`` itself is away.
    """
    found = ChainMap(inventory)
    own = inventory.host(host)
    members = [own, *(each for each in pool_hosts(inventory, host) if each.id != host)] if own is not None else []
    seen: set[str] = set()
    for member in members:
        assert member is not None
        if only is not None and member.id not in only:
            continue
        if member.state is not HostState.READY:
            found.unread.append(member.name)
            continue
        for repository in inventory.repositories(member.id):
            if not repository.active or identity(repository) in seen:
                continue
            seen.add(identity(repository))
            try:
                for volume in await hosts.port(member.id).volumes(repository.uuid):
                    found.add(volume, repository)
            except ConsoleError as failure:
                if failure.cause is Cause.UNREACHABLE and member.id == host:
                    raise
                found.unread.append(f"{repository.name} ({member.name})")
        await _outside(hosts, found, member.id)
    return found


async def read_vm_chains(world: World, vm: Vm) -> VmChains:
    """The chain map of a VM or template, read anew and kept for when it can't be read. ConsoleError where its host is away."""
    return await keep_vm_chains(world, map_of(vm, await read_chains(world.hosts, world.inventory, vm.host)))


async def keep_vm_chains(world: World, chains: VmChains) -> VmChains:
    """Into the console's store. A file that can't be written fails nothing: the map is read from the storage."""
    if world.chain_maps is not None:
        try:
            await world.chain_maps.keep(chains)
        except ConsoleError as failure:
            log.warning("the chain map of %s is not kept: %s", chains.name, failure.text.english())
    return chains


def map_of(vm: Vm, chains: ChainMap) -> VmChains:
    """What the chains of the pool say of this VM's disks, now."""
    disks = []
    for disk in disks_of(vm):
        layers = tuple(Layer(file.path, file.format, file.repository, file.bytes) for file in chains.chain_of(vm.host, disk).files)
        based = tuple(_based(chains, each) for each in chains.dependents_of(chains.key_of(vm.host, disk)))
        disks.append(DiskChain(disk.target, disk.guest_name or disk.target, layers, based))
    meta = vm.config.metadata if vm.config is not None else None
    speeds = (meta.speed_before, meta.speed_after) if meta is not None else (None, None)
    return VmChains(vm.ref, vm.name, tuple(disks), tuple(chains.unread), *speeds, read_at=time.time())


def _based(chains: ChainMap, each: Dependent) -> BasedDisk:
    known = chains.volumes.get(each.key)
    host, path = (known[0].host, known[0].path) if known is not None else (each.host, each.path)
    chain = chains.chain(host, path)
    return BasedDisk(each.path, each.name, each.host_name, each.vms, chain.depth, chain.files[0].bytes, chain.saved_bytes)


async def _outside(hosts: HostsPort, found: ChainMap, host: HostId) -> None:
    """VMs' images that are in no repository: their bases, as the running VM or the header of the file tells."""
    for vm in found.inventory.vms(host):
        for config in configs(vm):
            for disk in config.disks:
                if disk.device != "disk" or not disk.source:
                    continue
                for above, below in zip((disk.source, *disk.backing), disk.backing, strict=False):
                    found.add_file(host, above, below)
                if disk.backing or disk.source_pool or disk.source_type != "file" or disk.format == "raw":
                    continue
                if found.key(host, disk.source) not in found.volumes:
                    below = await _header(hosts, host, disk.source)
                    if below:
                        found.add_file(host, disk.source, below)


async def _header(hosts: HostsPort, host: HostId, path: str) -> str:
    """The base that a qcow2 file names (https://www.qemu.org/docs/master/interop/qcow2.html), "" if none or not known.

    Only a plain path counts; a ``json:`` description is QEMU's way for what no console writes.
    """
    try:
        head = await hosts.port(host).read_file_head(path, 1 << 16)
    except ConsoleError:
        return ""
    if head[:4] != b"QFI\xfb" or len(head) < 20:
        return ""
    offset, size = int.from_bytes(head[8:16], "big"), int.from_bytes(head[16:20], "big")
    if not offset or not 0 < size <= 1023 or offset + size > len(head):
        return ""
    name = head[offset : offset + size].decode("utf-8", "replace")
    if name.startswith("json:"):
        return ""
    name = name.removeprefix("file:")
    return name if name.startswith("/") else f"{path.rpartition('/')[0]}/{name}"


async def dependents(
    hosts: HostsPort, inventory: Inventory, repository: StorageRepository, volumes: Sequence[Volume], *, together: bool = False
) -> dict[str, tuple[Dependent, ...]]:
    """What is based on these disks of a repository, by their names: on all hosts that reach it. ``together``: other than these disks themselves.

    ConsoleError(BUSY) where a host or a repository there can't be read: then it is not known.
    """
    home = inventory_view(inventory, repository)
    reaching = {host.id for host in hosts_reaching(inventory, home)} | {home.host}
    found = await read_chains(hosts, inventory, home.host, only=reaching)
    if found.unread:
        raise ConsoleError(unread_words(found.unread), cause=Cause.BUSY, remedy=N_("Connect all hosts of the pool."))
    keys = {volume.name: found.key(volume.host, volume.path) for volume in volumes}
    going = set(keys.values()) if together else set()
    return {name: tuple(each for each in found.dependents_of(key) if each.key not in going) for name, key in keys.items()}


def unread_words(names: Iterable[str]) -> Text:
    """That it is not known what these hosts and repositories have."""
    return N_("These could not be read, so it is not known whether a disk there is based on it: {names}.", names=", ".join(names))


def unread_reason(chains: ChainMap, host: HostId, disk: Disk) -> Text | None:
    """Why it is not known whether something is based on this disk: storage or a host that could have such a disk could not be read."""
    inventory = chains.inventory
    own = inventory.host(host)
    away = [name for name in chains.unread if own is not None and name.endswith(f"({own.name})")]
    repository = repository_of_disk(inventory, host, disk)
    if repository is not None and repository.shared:
        members = {each.name for each in pool_hosts(inventory, host)}
        away += [name for name in chains.unread if name not in away and (name in members or any(name.endswith(f"({each})") for each in members))]
    return unread_words(away) if away else None


async def free_to_change(hosts: HostsPort, inventory: Inventory, host: HostId, disks: Iterable[Disk], attempt: Text) -> ChainMap:
    """The chains; ConsoleError(INVALID) with the list where disks are based on one of these, or where that can't be known."""
    found = await read_chains(hosts, inventory, host)
    for disk in disks:
        based = found.dependents_of(found.key_of(host, disk))
        if based:
            names = ", ".join(each.words for each in based[:10]) + (" …" if len(based) > 10 else "")
            raise ConsoleError(
                N_("{attempt}: these depend on its disk {disk}: {names}.", attempt=attempt, disk=disk.source.rpartition("/")[2], names=names),
                cause=Cause.INVALID,
                remedy=N_("Delete them first, or restore their disk speed (full copy)."),
            )
        if (why := unread_reason(found, host, disk)) is not None:
            raise ConsoleError(N_("{attempt}: {why}", attempt=attempt, why=why), cause=Cause.INVALID, remedy=N_("Connect all hosts of the pool."))
    return found
