"""Cloning VMs and templates: full copy or copy-on-write, one or many, each with an identity of its own (guide §3).

The order is: look (rules, names, space), make the disks, prepare the guests in them, define the VMs, start them. Until the last step everything that
was made is removed again if anything fails or is cancelled. The source is only read: a template's disks are the same bytes afterwards.
"""

from __future__ import annotations

import asyncio
import dataclasses
import functools
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field

from console.model.clone import CloneMode, clone_hosts, default_repository, host_why_not, mode_why_not, own_disks, path_on, repository_why_not
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Kind, Ref, host_ref
from console.model.names import agent_socket
from console.model.objects import Disk, PowerState, StorageRepository, Vm, Volume
from console.model.ports import HostPort
from console.model.rules import Verb
from console.model.sharing import repository_of_disk, view_on
from console.model.snapshots import Snapshot, snapshot_why_not
from console.model.text import N_, Text
from console.operations.base import Context
from console.operations.create import check_name, volume_name
from console.operations.making import Made, NewVolume, finish, make_domain, make_volume, short_of
from console.operations.moment import copy_moment, firmware_variables
from console.operations.power import SETTLE_SECONDS
from console.operations.prepare import NO_PREPARATION, Identity, Preparation, check_preparation, prepare_disks, seed_volume
from console.operations.snapshots import Inside, as_it_was, check_frozen, check_programs, copy_inside, depth_of, find_snapshot, known_volume
from console.operations.subject import Target, current, host_name, refusal, wait_until
from console.xml.clone import CloneXml, NewSource, NicPlace, SourceDisk, clone_xml, source_disks
from console.xml.storage import Backing

log = logging.getLogger("virtdeck.operations")

AT_ONCE = 4
"""Clones that are made at the same time where only small overlays are to be made."""

_OVERLAY_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class CloneItem:
    """One clone: its name, the UUID and generation id chosen for it, new MAC addresses by the source's, and its guest's own identity."""

    name: str
    uuid: str
    genid: str
    macs: tuple[tuple[str, str], ...] = ()
    identity: Identity = Identity()


@dataclass(frozen=True)
class CloneVm:
    """Clone ``source`` into ``items``. The result is their UUIDs, comma separated.

    ``repository``: uuid on ``host``, "" = where the source's disks are; ``networks``: by the source's MAC; ``snapshot``: a snapshot of the source by
    its name, "" = as it is now.
    """

    source: Target
    mode: CloneMode
    items: tuple[CloneItem, ...]
    host: HostId
    repository: str = ""
    networks: tuple[tuple[str, NicPlace], ...] = ()
    preparation: Preparation = NO_PREPARATION
    start: bool = False
    description: str | None = None
    snapshot: str = ""

    @property
    def title(self) -> Text:
        if len(self.items) == 1:
            return N_("Clone {name} as {new}", name=self.source.name, new=self.items[0].name)
        return N_("Clone {name} {count} times", name=self.source.name, count=len(self.items))

    @property
    def verb(self) -> str:
        return Verb.VM_CLONE.value

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The VMs that will be there."""
        return tuple(Ref(Kind.VM, self.host, item.uuid) for item in self.items)

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        return tuple(dict.fromkeys((*self.source.applies_to, host_ref(self.host), *self.refs)))

    @property
    def cancellable(self) -> bool:
        return True

    @property
    def _attempt(self) -> Text:
        return N_("{name} could not be cloned", name=self.source.name)

    async def run(self, ctx: Context) -> str:
        ctx.phase(N_("Checking"))
        taken: Snapshot | None = None
        if self.snapshot:
            taken = await find_snapshot(ctx.world.hosts.port(self.source.host), current(ctx, self.source), self.snapshot, self._attempt)
        vm = self._check(ctx, taken)
        work = await self._plan(ctx, vm, taken)
        await self._check_space(ctx, work)
        await check_preparation(ctx, self.host, self.preparation, self._attempt)
        if self.mode is CloneMode.COW and not self.preparation.offline:
            done = _Counter(ctx, len(self.items))
            await _together([functools.partial(self._one, ctx, work, item, done) for item in self.items], AT_ONCE)
        else:
            for item in self.items:  # copies compete for the same disk
                await self._one(ctx, work, item, None)
        await self._seen(ctx, lambda vm: vm is not None and (vm.config is not None or vm.problem is not None))
        if self.start:
            for item in self.items:
                ctx.phase(N_("Starting {name}", name=item.name))
                await ctx.shield(work.port.start(item.uuid))
            await self._seen(ctx, lambda vm: vm is not None and vm.state in (PowerState.RUNNING, PowerState.PAUSED))
        await finish(ctx, work.made)
        return ",".join(item.uuid for item in self.items)

    # ------------------------------------------------------------------ looking

    def _check(self, ctx: Context, taken: Snapshot | None) -> Vm:
        """The source as it is, or was; ConsoleError where a rule, a name or the pool rule says no. Nothing has been made yet."""
        now, attempt = current(ctx, self.source), self._attempt
        if not self.items:
            raise ConsoleError(N_("{attempt}: no name is given.", attempt=attempt), cause=Cause.INVALID)
        vm = now if taken is None else as_it_was(now, taken)
        reason = mode_why_not(self.mode, vm, ctx.inventory) if taken is None else snapshot_why_not(self.mode, taken, vm, ctx.inventory)
        if reason is not None:
            raise refusal(attempt, reason)
        host = ctx.inventory.host(self.host)
        why = N_("Its host is not in the list any more.") if host is None else host_why_not(vm, host, ctx.inventory)
        if why is None and host is not None and taken is not None and taken.internal:
            why = host_why_not(now, host, ctx.inventory)  # the image is open while it runs
        if why is not None:
            fit = [each.host.name for each in clone_hosts(vm, ctx.inventory) if each.why_not is None]
            raise ConsoleError(
                N_("{attempt} on {host}: {why}", attempt=attempt, host=host_name(ctx.inventory, self.host), why=why),
                cause=Cause.INVALID,
                remedy=N_("Choose one of these hosts: {hosts}.", hosts=", ".join(fit)) if fit else None,
            )
        agent = vm.config is not None and vm.config.agent_channel is not None
        names = [item.name for item in self.items]
        for name in names:
            check_name(ctx.inventory, self.host, name, agent=agent)
            if names.count(name) > 1:
                raise ConsoleError(N_("{attempt}: two clones have the name {name}.", attempt=attempt, name=name), cause=Cause.INVALID)
        return vm

    async def _plan(self, ctx: Context, vm: Vm, taken: Snapshot | None) -> _Work:
        source_port = ctx.world.hosts.port(self.source.host)
        xml = taken.domain_xml if taken is not None else await _xml(source_port, vm.uuid)
        work = _Work(vm, xml, source_port, ctx.world.hosts.port(self.host), vm.state.active, taken)
        if taken is not None:
            await check_frozen(source_port, ctx.inventory, current(ctx, self.source), taken, self._attempt)
            if taken.internal:
                await check_programs(ctx, self.host, self._attempt)
        for disk in source_disks(xml):
            if not disk.share:
                work.disks.append(await self._source_disk(ctx, work, disk))
            elif self.host != vm.host:  # used by both, which may have it mounted in different places
                known = Disk(disk.target, "", source=disk.source, source_type=disk.kind, source_pool=disk.pool)
                there = path_on(vm, known, self.host, ctx.inventory)
                if there and there != disk.source:
                    work.elsewhere[disk.target] = NewSource(there, disk.format, disk.kind)
        work.nvram = await firmware_variables(source_port, xml)
        if work.disks:
            work.taken = {}
            for repository in {disk.repository.uuid for disk in work.disks}:
                work.taken[repository] = {volume.name for volume in await work.port.volumes(repository)}
        return work

    async def _source_disk(self, ctx: Context, work: _Work, disk: SourceDisk) -> _SourceDisk:
        """What the disk is made of, and where the clone's one goes."""
        vm, inventory = work.vm, ctx.inventory
        known = Disk(disk.target, "", source=disk.source, source_type=disk.kind, source_pool=disk.pool)
        home = repository_of_disk(inventory, vm.host, known)
        volume: Volume | None = None
        if disk.pool and home is not None:
            volume = await work.source_port.volume(home.uuid, disk.source)
        elif disk.kind in ("file", "block"):
            volume = await known_volume(work.source_port, inventory, disk.source)
        elif home is not None:
            volume = await work.source_port.volume(home.uuid, disk.source.rpartition("/")[2])
        if volume is None and (self.mode is CloneMode.COW or not work.running):
            raise ConsoleError(
                N_("{attempt}: its disk {disk} does not exist, or is in no active storage repository.", attempt=self._attempt, disk=disk.source),
                cause=Cause.GONE,
            )
        chosen = inventory.get(Ref(Kind.STORAGE, self.host, self.repository)) if self.repository else None
        if self.repository and not isinstance(chosen, StorageRepository):
            raise ConsoleError(N_("The storage repository does not exist any more."), cause=Cause.GONE)
        place = chosen if isinstance(chosen, StorageRepository) else self._default(ctx, vm, home)
        if place is None:
            raise ConsoleError(
                N_("{attempt}: {host} has no storage repository for its disks.", attempt=self._attempt, host=host_name(inventory, self.host)),
                cause=Cause.INVALID,
                remedy=N_("Create a storage repository on the host, or start an existing one."),
            )
        if (why := repository_why_not(self.mode, vm, place, inventory)) is not None:
            raise ConsoleError(N_("{attempt} into {repository}: {why}", attempt=self._attempt, repository=place.name, why=why), cause=Cause.INVALID)
        if volume is not None and self.host != vm.host:
            volume = await self._there(ctx, work, volume, home)
        base = volume.path if volume is not None else disk.source
        if self.mode is CloneMode.COW:  # counted: what its metadata says may be older than its disks
            work.depth = max(work.depth, 1 + await depth_of(work.port, inventory, volume))
        return _SourceDisk(disk, volume, place, base, volume.capacity_bytes if volume is not None else 0)

    async def _there(self, ctx: Context, work: _Work, volume: Volume, home: StorageRepository | None) -> Volume:
        """The source's disk as the target host knows it: the pool rule has said that it reaches its storage."""
        view = view_on(ctx.inventory, home, self.host) if home is not None else None
        if view is None:
            raise ConsoleError(N_("{attempt}: its disk {disk} is out of reach.", attempt=self._attempt, disk=volume.path), cause=Cause.GONE)
        try:
            return await work.port.volume(view.uuid, volume.name)
        except ConsoleError as failure:
            if failure.cause is not Cause.GONE:
                raise
        await work.port.refresh_repository(view.uuid)  # made by another host: this one's libvirt has not looked yet
        return await work.port.volume(view.uuid, volume.name)

    def _default(self, ctx: Context, vm: Vm, home: StorageRepository | None) -> StorageRepository | None:
        """Each disk where the source's is, if that can take it."""
        if home is not None and self.host == vm.host and repository_why_not(self.mode, vm, home, ctx.inventory) is None:
            return home
        return default_repository(self.mode, vm, self.host, ctx.inventory)

    async def _check_space(self, ctx: Context, work: _Work) -> None:
        for repository in {disk.repository.uuid: disk.repository for disk in work.disks}.values():
            needed = 0
            for disk in work.disks:
                if disk.repository.uuid == repository.uuid:
                    needed += _OVERLAY_BYTES if self.mode is CloneMode.COW else await _contents(work, disk)
            needed *= len(self.items)
            free = await short_of(work.port, repository, needed)
            if free is not None:
                raise ConsoleError(
                    N_(
                        "{attempt}: the disks need {needed} MiB, and {repository} has {free} MiB free.",
                        attempt=self._attempt,
                        needed=-(-needed // (1 << 20)),
                        repository=repository.name,
                        free=free >> 20,
                    ),
                    cause=Cause.NO_SPACE,
                    remedy=N_("Choose another storage repository, or make space."),
                )

    # ------------------------------------------------------------------ making

    async def _one(self, ctx: Context, work: _Work, item: CloneItem, counter: _Counter | None) -> None:
        """One clone: its disks, its guest's identity, its definition."""
        if counter is None:
            ctx.phase(N_("Copying the disks of {name}", name=item.name) if work.disks else N_("Defining the VM"))
        if self.mode is CloneMode.FULL and work.running and work.disks:
            disks = await self._copy_running(ctx, work, item)
        else:
            disks = {}
            for disk in work.disks:
                disks[disk.xml.target] = await self._disk(ctx, work, disk, item)
        await self._still_there(ctx, work)
        if self.preparation.offline and disks:
            ctx.phase(N_("Preparing the guest of {name}", name=item.name))
            await prepare_disks(ctx, self.host, self.preparation, item.identity, [(v.path, v.format) for v in disks.values()], self._attempt)
        seed = ""
        if self.preparation.seed:
            seed = (await seed_volume(ctx, work.port, work.made, next(iter(work.disks)).repository.uuid, item.name, item.uuid, item.identity)).path
        await self._define(ctx, work, item, disks, seed)
        if counter is not None:
            counter.one_more()

    async def _disk(self, ctx: Context, work: _Work, disk: _SourceDisk, item: CloneItem) -> Volume:
        assert disk.volume is not None
        cow = self.mode is CloneMode.COW
        format = "qcow2" if cow else _copied_format(disk)
        inside = work.snapshot is not None and work.snapshot.disk(disk.xml.target).kind == "internal"
        new = NewVolume(disk.repository.uuid, volume_name(item.name, format, disk.repository), disk.capacity, format)
        if cow and disk.repository.type != "rbd":
            # The format of the base is always named: a guest that writes a qcow2 header into a raw disk must not have it believed.
            new = dataclasses.replace(new, backing=Backing(disk.base, disk.volume.format if disk.volume.format in _IMAGE_FORMATS else "raw"))
        elif not inside:
            new = dataclasses.replace(new, copy_of=disk.volume, thin=True)
        made = await make_volume(ctx, work.port, work.made, new, self.title, work.taken[disk.repository.uuid])
        if not inside:
            return made
        await copy_inside(ctx, self.host, Inside(disk.base, self.snapshot), made, self._attempt)
        await work.port.refresh_repository(made.repository)
        return await work.port.volume(made.repository, made.name)

    async def _copy_running(self, ctx: Context, work: _Work, item: CloneItem) -> dict[str, Volume]:
        """All disks as they are at one moment, by QEMU while the guest runs. The file systems are frozen for that moment where the agent can."""
        port, uuid, disks = work.port, self.source.uuid, dict[str, Volume]()
        for disk in work.disks:
            new = NewVolume(disk.repository.uuid, volume_name(item.name, "qcow2", disk.repository), disk.capacity, "qcow2")
            disks[disk.xml.target] = await make_volume(ctx, port, work.made, new, self.title, work.taken[disk.repository.uuid])
        await copy_moment(ctx, port, uuid, self.source.name, {target: (volume.path, "qcow2") for target, volume in disks.items()})
        for repository in {volume.repository for volume in disks.values()}:
            await port.refresh_repository(repository)
        return disks

    async def _still_there(self, ctx: Context, work: _Work) -> None:
        """The source as it was when it was looked at: what was copied meanwhile is worth nothing if it was started or deleted."""
        now = ctx.inventory.vm(self.source.ref)
        if now is None:
            raise ConsoleError(N_("{attempt}: it was deleted meanwhile.", attempt=self._attempt), cause=Cause.GONE)
        if work.snapshot is not None:
            if (await find_snapshot(work.source_port, now, self.snapshot, self._attempt)).created != work.snapshot.created:
                raise ConsoleError(N_("{attempt}: its snapshot was made anew meanwhile.", attempt=self._attempt), cause=Cause.GONE)
            await check_frozen(work.source_port, ctx.inventory, now, work.snapshot, self._attempt)
            return
        if now.state.active and not work.running:
            raise ConsoleError(
                N_("{attempt}: it was started meanwhile, so what was copied is not of one moment.", attempt=self._attempt), cause=Cause.INVALID
            )
        if self.mode is CloneMode.COW and not now.is_template:
            raise ConsoleError(N_("{attempt}: it is not a template any more.", attempt=self._attempt), cause=Cause.INVALID)
        if {disk.source for disk in own_disks(now)} != {disk.source for disk in own_disks(work.vm)}:  # its disk speed was restored, for one
            raise ConsoleError(N_("{attempt}: it got other disks meanwhile.", attempt=self._attempt), cause=Cause.INVALID)

    async def _define(self, ctx: Context, work: _Work, item: CloneItem, disks: dict[str, Volume], seed: str) -> None:
        vm, host = work.vm, ctx.inventory.host(self.host)
        nvram = ""
        if work.nvram is not None:
            nvram = f"{work.nvram[0].rpartition('/')[0]}/{item.name.replace('/', '-')[:60]}-{item.uuid[:8]}_VARS.fd"
        new = CloneXml(
            name=item.name,
            uuid=item.uuid,
            genid=item.genid,
            macs=dict(item.macs),
            disks={**work.elsewhere, **{target: _new_source(volume) for target, volume in disks.items()}},
            networks=dict(self.networks),
            nvram=nvram,
            agent_socket=agent_socket(item.name, item.uuid, host.socket_paths if host is not None else None),
            origin=vm.name,
            created_from=vm.uuid,
            depth=work.depth,
            seed_path=seed,
            description=self.description,
        )
        await make_domain(ctx, work.port, work.made, item.uuid, item.name, clone_xml(work.xml, new), self.title)
        if work.nvram is not None:  # undefining the domain removes it too
            await self._write_variables(ctx, nvram, work.nvram[1])

    async def _write_variables(self, ctx: Context, path: str, contents: bytes) -> None:
        host = ctx.inventory.host(self.host)
        where = None if host is None or host.record.local else self.host
        argv = ["sh", "-c", 'set -C; umask 077; cat > "$1"; chown --reference="$(dirname -- "$1")" -- "$1" 2>/dev/null || :', "sh", path]
        result = await ctx.shield(_run(ctx, argv, where, contents))
        if result:
            raise ConsoleError(
                N_("{attempt}: its firmware's variables could not be copied to {path}.", attempt=self._attempt, path=path),
                cause=Cause.REFUSED,
                detail=result,
            )

    async def _seen(self, ctx: Context, reached: Callable[[Vm | None], bool]) -> None:
        """Success shows when the event comes back."""
        if await wait_until(ctx.inventory, lambda: all(reached(ctx.inventory.vm(ref)) for ref in self.refs), SETTLE_SECONDS):
            return
        missing = next(item.name for item, ref in zip(self.items, self.refs, strict=True) if not reached(ctx.inventory.vm(ref)))
        raise ConsoleError(N_("{name} could not be created: its host accepted it, but does not show it.", name=missing), cause=Cause.TIMEOUT)


# --------------------------------------------------------------------------- parts


@dataclass(frozen=True)
class _SourceDisk:
    """A disk to be cloned: ``base`` is its path on the target host, ``repository`` where the clone's goes."""

    xml: SourceDisk
    volume: Volume | None
    repository: StorageRepository
    base: str
    capacity: int


@dataclass
class _Work:
    """What was found out about the source, and what has been made."""

    vm: Vm
    xml: str
    source_port: HostPort
    port: HostPort
    running: bool
    snapshot: Snapshot | None = None
    depth: int = 0  # images under the clones' disks
    disks: list[_SourceDisk] = field(default_factory=list)
    taken: dict[str, set[str]] = field(default_factory=dict)  # names by repository
    elsewhere: dict[str, NewSource] = field(default_factory=dict)  # shared disks that the target host has under another path
    nvram: tuple[str, bytes] | None = None  # path and contents of the firmware's variables
    made: Made = field(default_factory=Made)


class _Counter:
    """Progress of clones that are made together."""

    def __init__(self, ctx: Context, count: int) -> None:
        self._ctx, self._count, self._done = ctx, count, 0
        self._tell()

    def _tell(self) -> None:
        self._ctx.phase(N_("Making clones: {done} of {count}", done=self._done, count=self._count), self._done / self._count)

    def one_more(self) -> None:
        self._done += 1
        self._tell()


_IMAGE_FORMATS = frozenset({"qcow2", "raw", "qed", "vmdk", "vdi", "vpc", "vhdx"})


async def _together(works: Iterable[Callable[[], Awaitable[None]]], at_once: int) -> None:
    """Run them, a few at a time; the first failure (or a cancel) ends the others, and none runs on after this has returned."""
    gate = asyncio.Semaphore(at_once)

    async def one(work: Callable[[], Awaitable[None]]) -> None:
        async with gate:
            await work()

    tasks = [asyncio.ensure_future(one(work)) for work in works]
    stop: asyncio.CancelledError | None = None
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    except asyncio.CancelledError as cancelled:
        stop = cancelled
    for task in tasks:
        task.cancel()  # once only: what ends an upload waits for its end, and a second cancel would break that off
    while any(not task.done() for task in tasks):
        try:
            await asyncio.wait(tasks)
        except asyncio.CancelledError as cancelled:
            stop = cancelled
    failures = [failure for task in tasks if not task.cancelled() and (failure := task.exception()) is not None]
    if stop is not None:
        raise stop
    if failures:
        raise failures[0]
    for task in tasks:
        task.result()  # a step that was cancelled from within


def _copied_format(disk: _SourceDisk) -> str:
    """The format of a full copy: the source's in a folder, raw on devices."""
    assert disk.volume is not None
    if disk.repository.type in ("logical", "rbd", "zfs", "disk", "iscsi"):
        return "raw"
    return disk.volume.format if disk.volume.format in ("qcow2", "raw") else "qcow2"


def _new_source(volume: Volume) -> NewSource:
    kind = volume.type if volume.type in ("file", "block", "network") else "file"
    path = f"rbd:{volume.path}" if kind == "network" and not volume.path.startswith("rbd:") else volume.path
    return NewSource(path, volume.format if volume.format in _IMAGE_FORMATS else "raw", kind)


async def _contents(work: _Work, disk: _SourceDisk) -> int:
    """Bytes that a full copy takes at most: what the image and those under it hold, never more than the disk is large."""
    total, volume, seen = 0, disk.volume, set[str]()
    while volume is not None and volume.path not in seen:
        seen.add(volume.path)
        total += volume.allocation_bytes
        volume = await work.source_port.volume_by_path(volume.backing) if volume.backing else None
    return min(total, disk.capacity) if total else disk.capacity


async def _xml(port: HostPort, uuid: str) -> str:
    """The persistent and complete configuration."""
    try:
        return await port.domain_xml(uuid, inactive=True, secure=True)
    except ConsoleError as failure:
        if failure.cause is not Cause.REFUSED:
            raise
    return await port.domain_xml(uuid, inactive=True)  # who may not see passwords gets a clone without them


async def _run(ctx: Context, argv: Sequence[str], host: HostId | None, stdin: bytes) -> str:
    """What a program said when it failed, "" when it did not."""
    result = await ctx.world.programs.run(argv, host=host, deadline=60.0, stdin=stdin, check=False)
    return "" if result.status == 0 else result.stderr.strip() or str(result.status)
