"""Moving a VM to a host that it can't migrate to: exported and imported in one go, streamed through this computer without a file between.

The order is: look (rules, disks, space), shut down where it runs, volumes and definition at the new host (marked *importing*: it can't be started),
each disk streamed, read back there and compared, firmware's variables and snapshots, and only then the original goes: its definition, then its disks.
Whatever ends it before (a disk that differs, no space, a host that goes away, cancel) takes away what was made, and the original is as it was; one
that was shut down for it is started again. What a crash leaves at the new host is in the journal until the moment before the original goes.
"""

from __future__ import annotations

import asyncio
import dataclasses
import logging
import threading
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from console.formats.blocks import Chunk
from console.formats.description import PackageVm
from console.formats.extents import plan as extents
from console.model.errors import Cause, ConsoleError
from console.model.inventory import Inventory
from console.model.migration import DiskPlace
from console.model.objects import Disk, Host, Vm, Volume
from console.model.ports import HostPort
from console.model.rules_move import VERB, MovePlan, move_problems, networks_for, place_for
from console.model.rules_storage import default_format, formats
from console.model.spec import NicSpec
from console.model.text import N_, Text
from console.operations.arrival import NewDisk, NewVm, check_space, complete, domain_of, make_disk, restore_snapshots, write_nvram
from console.operations.base import Context
from console.operations.create import check_name
from console.operations.delete import DeleteVm, deletable_disks
from console.operations.disk_copy import DiskWriter, compare, write_contents
from console.operations.export_describe import describe_vm
from console.operations.export_disks import Opened, SourceVolume, exported_disks, find_volumes, opened
from console.operations.import_source import segments
from console.operations.import_target import AS_IS, GENERIC, Nic, bundled, fit_of, specification
from console.operations.making import Made, birth, finish, make_domain, proof_of, unique_name
from console.operations.migrate_disks import Copy, stream
from console.operations.power import Shutdown, start_vm
from console.operations.subject import Target, current, refusal, target, wait_until
from console.operations.to_host import STILL_LISTED_SECONDS, ToHost, both_ends
from console.xml.imported import HostFit
from console.xml.snapshot import inside

log = logging.getLogger("virtdeck.operations")

SECTOR = 512
LATE_SECONDS = 20.0
"""How long after a cancel a guest may still obey the shutdown that it was asked for."""


@dataclass(frozen=True)
class Move(ToHost):
    """Move one VM or template as the plan says. The result is the UUID that it has at its new host."""

    plan: MovePlan

    @property
    def title(self) -> Text:
        if self.plan.keep:
            return N_("Copy {name} to {host}", name=self.of.name, host=self.to.name)
        return N_("Move {name} to {host}", name=self.of.name, host=self.to.name)

    @property
    def verb(self) -> str:
        return VERB

    @property
    def attempt(self) -> Text:
        return N_("{name} could not be moved to {host}", name=self.of.name, host=self.to.name)

    async def run(self, ctx: Context) -> str:
        ctx.phase(N_("Checking"))
        vm = current(ctx, self.of)
        # What an earlier try left on the other host may still be listed for a moment.
        await wait_until(ctx.inventory, lambda: not move_problems(self.plan, ctx.inventory), STILL_LISTED_SECONDS)
        if wrong := move_problems(self.plan, ctx.inventory):
            raise refusal(self.attempt, wrong[0])
        work = _Work(self, vm, ctx.world.hosts.port(vm.host), ctx.world.hosts.port(self.plan.to))
        ran = vm.state.active
        if ran:
            ctx.undo.push_async_callback(_start_again, ctx, work)
            work.stopped = True
            await Shutdown(self.of).run(ctx)
        leaving = await look(ctx.inventory, work.source, current(ctx, self.of), self.attempt)
        there = ctx.inventory.host(self.plan.to)
        assert there is not None
        new = arriving(self.plan, leaving, there, await fit_of(work.to, there, leaving.described.domain_xml), ctx.inventory)
        volumes = await self._copy(ctx, work, leaving, new)
        await write_nvram(ctx, work.to, new)
        await restore_snapshots(ctx, work.to, new, volumes)
        if self.plan.keep:
            await complete(ctx, work.to, new)
            await finish(ctx, work.made)
            await _start_again(ctx, work)
        else:
            await _hand_over(ctx, work, new)
            await _settle(ctx, work, new, start=ran)
        return new.spec.uuid

    async def _copy(self, ctx: Context, work: _Work, leaving: Leaving, new: NewVm) -> list[Volume]:
        """Volumes, the definition, and the contents, each compared."""
        sizes = {disk.id: -(-disk.size_bytes // SECTOR) * SECTOR for disk in new.disks}
        check_name(ctx.inventory, self.plan.to, new.spec.name, agent=new.spec.agent_channel)
        await check_space(ctx, work.to, [new], sizes, self.attempt)
        ctx.phase(N_("Creating a disk"))
        volumes = [await make_disk(ctx, work.to, work.made, new, disk, sizes[disk.id], self.title) for disk in new.disks]
        ctx.phase(N_("Defining the VM"))
        await make_domain(ctx, work.to, work.made, new.spec.uuid, new.spec.name, domain_of(new, volumes), self.title)
        stop = threading.Event()
        async with opened(ctx, stop, self.title) as contents:
            for disk, volume in zip(new.disks, volumes, strict=True):
                source = leaving.source_of(disk)
                if as_it_is(source, disk):
                    place = DiskPlace(Disk(source.disk.target, "", source=source.disk.source), source.home)
                    await stream(ctx, work.source, work.to, Copy(place, volume, disk.format, source.volume), self.attempt)
                else:
                    await _flat(ctx, work, contents, source, (disk, volume, sizes[disk.id]), stop)
        if current(ctx, self.of).state.active or await work.source.runs(self.of.uuid) != "off":
            raise ConsoleError(
                N_("{attempt}: it was started while its disks were read.", attempt=self.attempt), cause=Cause.INVALID, remedy=N_("Move it again.")
            )
        return volumes


@dataclass
class _Work:
    """What a running move works with."""

    operation: Move
    vm: Vm
    source: HostPort
    to: HostPort
    stopped: bool = False  # by us: to be started again, here or there
    made: Made = field(default_factory=Made)
    left: ConsoleError | None = None  # what of the original could not be removed


# --------------------------------------------------------------------------- what leaves, what arrives


@dataclass(frozen=True)
class Leaving:
    """A VM that is off, as it leaves its host."""

    vm: Vm
    described: PackageVm
    disks: tuple[SourceVolume, ...]

    def source_of(self, disk: NewDisk) -> SourceVolume:
        """The volume that a new disk is a copy of."""
        return next(source for source, each in zip(self.disks, self.described.disks, strict=True) if each.id == disk.id)


async def look(inventory: Inventory, port: HostPort, vm: Vm, attempt: Text) -> Leaving:
    """Its configuration, with its passwords where we may see them, and its disks. ConsoleError(GONE) with a disk that is not found."""
    xml = await port.domain_xml(vm.uuid, inactive=True)
    disks = await find_volumes(inventory, port, vm, exported_disks(vm, xml), attempt)
    return Leaving(vm, await describe_vm(port, vm, xml, disks), tuple(disks))


def as_it_is(source: SourceVolume, disk: NewDisk) -> bool:
    """Whether the image itself can be streamed, byte for byte (with the snapshots in it): it stands alone, and keeps its format."""
    return source.volume.format == disk.format and not source.volume.backing and source.home is not None


def arriving(plan: MovePlan, leaving: Leaving, there: Host, fit: HostFit, inventory: Inventory) -> NewVm:
    """What it becomes at the new host; what that one can't give it is said by :func:`console.operations.import_target.preview`."""
    vm, described = leaving.vm, leaving.described
    disks = []
    for source, disk in zip(leaving.disks, described.disks, strict=True):
        repository = place_for(plan.to, inventory, plan.storage.get(source.disk.target, ""))
        if repository is None:
            raise ConsoleError(N_("The storage repository does not exist any more."), cause=Cause.GONE)
        form = source.volume.format if source.volume.format in formats(repository) else default_format(repository)
        disks.append(NewDisk(disk.id, disk.name, repository.uuid, form, True, source.volume.capacity_bytes, source.used_bytes))
    fresh = str(uuid.uuid4())
    name = plan.name or vm.name
    if plan.keep and not plan.name:
        name = unique_name(name, [other.name for other in inventory.vms(plan.to)])
    cards = _cards(plan, vm, inventory)
    spec = specification(
        described,
        there,
        GENERIC,
        name=name,
        uuid=fresh if plan.keep else vm.uuid,
        disks=disks,
        nics=[card for card in cards if card is not None],
        fixup=AS_IS,
    )
    new = bundled(described, there, spec, fit, disks, cards, restored=not plan.keep, genid=str(uuid.uuid4()))
    whole = all(as_it_is(source, disk) for source, disk in zip(leaving.disks, disks, strict=True))
    snapshots = tuple(each for each in described.snapshots if whole and inside(each.xml))
    if len(snapshots) < len(described.snapshots):  # one that is missing would leave the others without their parent
        return new
    return dataclasses.replace(new, snapshots=snapshots, current_snapshot=described.current_snapshot)


def _cards(plan: MovePlan, vm: Vm, inventory: Inventory) -> list[Nic | None]:
    """What becomes of each network card; None = it is left out."""
    chosen = {name: plan.networks.get(name, same) for name, _, same in networks_for(vm, plan.to, inventory)}
    config = vm.pending or vm.config
    found: list[Nic | None] = []
    for nic in config.nics if config is not None else ():
        mac = "" if plan.keep else nic.mac
        if nic.type == "network":
            same = nic.portgroup if chosen[nic.source] == nic.source else ""
            found.append(Nic(NicSpec("network", chosen[nic.source], portgroup=same), mac) if chosen[nic.source] else None)
        elif nic.type in ("bridge", "user"):
            found.append(Nic(NicSpec(nic.type, nic.source), mac))
        else:  # connected to a device of its host
            found.append(None)
    return found


async def _flat(ctx: Context, work: _Work, contents: Opened, source: SourceVolume, new: tuple[NewDisk, Volume, int], stop: threading.Event) -> None:
    """A disk's contents without what it is based on and in another format: written, read back, compared."""
    disk, volume, capacity = new
    opened_disks = await contents.still(work.source, work.vm, [source], work.operation.attempt)
    content = opened_disks[source.disk.target]
    pieces, writer = extents(capacity, disk.name), DiskWriter(work.to, volume, capacity)

    def chunks() -> Iterator[Chunk]:
        try:
            yield from content.chunks()
        except OSError as failure:  # of the source: the writer would take it for its own
            raise ConsoleError(N_("The disk {name} could not be read to its end.", name=disk.name), detail=str(failure)) from None

    def check(_: int) -> None:
        if stop.is_set():
            raise ConsoleError(N_("Cancelled."), cause=Cause.CANCELLED)

    ctx.phase(N_("Copying the disk {name}", name=disk.name))
    read = await write_contents(writer, segments(chunks(), capacity, check), pieces, ctx.bytes, stop.set)
    ctx.phase(N_("Comparing the disk {name}", name=disk.name))
    compare(read, await writer.sums(pieces, ctx.bytes), disk.name)
    ctx.phase(N_("Finishing the disk"))
    await writer.finish()
    await work.to.refresh_repository(volume.repository)


# --------------------------------------------------------------------------- from one host to the other


async def _hand_over(ctx: Context, work: _Work, new: NewVm) -> None:
    """The original goes, since all of the new one is there. No cancel comes between; from the moment that it is gone nothing is taken back."""
    of = work.operation.of
    disks = [disk for disk in await deletable_disks(work.vm, ctx.inventory, work.source, hosts=ctx.world.hosts) if disk.why_not is None]
    over = False

    async def exchange() -> None:
        nonlocal over
        await complete(ctx, work.to, new)
        await finish(ctx, work.made)  # a crash from here on leaves a whole VM there: nobody is offered to clean that up
        noted = await _note(ctx, work, [disk.volume for disk in disks if disk.volume is not None])
        ctx.phase(N_("Removing the original"))
        try:
            await DeleteVm(of, tuple(disk.path for disk in disks)).run(ctx)
        except ConsoleError as failure:
            if await _left(work.source, of) == "unknown":
                ctx.undo.pop_all()
                raise ConsoleError(
                    N_(
                        "{name} is whole on {host}, but its old host does not say whether the original is gone.",
                        name=of.name,
                        host=work.operation.to.name,
                    ),
                    cause=Cause.UNREACHABLE,
                    remedy=N_("Look at it when that host answers again, and delete the original there. Do not start both."),
                    detail=failure.detail,
                ) from failure
            if await _left(work.source, of) is not None:
                await finish(ctx, noted)
                raise
            work.left = failure
        ctx.undo.pop_all()
        over = True
        await finish(ctx, noted)

    try:
        await ctx.shield(exchange())
    except asyncio.CancelledError:
        if not over:
            raise


async def _note(ctx: Context, work: _Work, volumes: Sequence[Volume]) -> Made:
    """The old disks into the journal: a crash while they are deleted leaves them to *Clean up*, which takes none that a VM still has."""
    noted, journal = Made(), ctx.world.journal
    for volume in volumes:
        key = f"{volume.repository}/{volume.name}"
        entry = await journal.announce(ctx.task_id, work.operation.title.english(), "volume", str(work.source.id), key, volume.name)
        noted.entries.append(entry)
        await journal.confirm(entry, key, proof_of(volume.key, await birth(ctx.world, work.source.id, volume.path)))
    return noted


async def _left(port: HostPort, of: Target) -> str | None:
    """What the host says of the original; "unknown" where it does not answer."""
    try:
        return await port.runs(of.uuid)
    except ConsoleError:
        return "unknown"


async def _start_again(ctx: Context, work: _Work) -> None:
    """It was running, so it runs again: at the end of a copy, or as undo. A shutdown that was not obeyed leaves it running anyway."""
    of, now = work.operation.of, ctx.inventory.vm(work.operation.of.ref)
    if not work.stopped or now is None:
        return
    work.stopped = False
    if await wait_until(ctx.inventory, lambda: (vm := ctx.inventory.vm(of.ref)) is None or not vm.state.active, LATE_SECONDS):
        await ctx.shield(start_vm(ctx, work.source, of, current(ctx, of)))


async def _settle(ctx: Context, work: _Work, new: NewVm, *, start: bool) -> None:
    """It is at its new host: start with the host, and now if it ran."""
    problems = [work.left] if work.left is not None else []
    there = ctx.inventory.vm(new.ref)
    try:
        if work.vm.autostart:
            await ctx.shield(work.to.set_autostart(new.spec.uuid, True))
        if start and there is not None:
            await ctx.shield(start_vm(ctx, work.to, target(there, ctx.inventory), there))
    except ConsoleError as failure:
        problems.append(failure)
    if problems:
        raise work.operation.not_all(problems)


# --------------------------------------------------------------------------- making it


def move(plan: MovePlan, inventory: Inventory) -> Move:
    """The operation for a plan; ConsoleError(GONE) when the VM is not there."""
    return Move(*both_ends(plan.vm, plan.to, inventory), plan)
