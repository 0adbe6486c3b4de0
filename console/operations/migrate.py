"""Moving a VM to another host: live (with or without its disks) or cold. Whatever ends it before its end leaves the VM where it was.

Decisions, in words. A guest that writes its memory faster than the line takes it is slowed down (auto-converge). Post-copy is not used: a network
that breaks in the middle of it costs the VM, and nothing here may. The hosts talk to each other directly (peer-to-peer) where they reach each other:
then the move does not depend on this computer; else this computer leads it. The old disks go last, when the VM runs (or is defined) at its new home.
"""

from __future__ import annotations

import asyncio
import dataclasses
import logging
from dataclasses import dataclass, field

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Kind, Ref
from console.model.inventory import Inventory
from console.model.migration import VERB, DiskPlace, MigrationPlan, PeerUnreachable, fit, is_live, network_choices, plan_problems, storage_for
from console.model.objects import Host, HostState, PowerState, Vm
from console.model.pool_checks import peer_address
from console.model.ports import HostPort, HostsPort, MigrationOrder, MigrationProgress
from console.model.text import N_, Text
from console.operations.base import Context
from console.operations.making import Made, finish
from console.operations.migrate_disks import Copy, delete_copied, make_target, planned_copy, stream
from console.operations.subject import current, wait_until
from console.operations.to_host import STILL_LISTED_SECONDS, ToHost, both_ends
from console.xml.migrate import NewPlace, moved_xml

log = logging.getLogger("virtdeck.operations")

SHOW_SECONDS = 60.0
"""How long the move may take to show in both hosts' lists."""
ANSWER_SECONDS = 90.0
"""How long is waited for hosts that went away in the middle, to learn where the VM runs."""
BACK_SECONDS = 60.0
"""How long a host that went away is waited for, to take back what was made on it."""


@dataclass(frozen=True)
class Migrate(ToHost):
    """Move one VM as the plan says. The result is its UUID (which stays)."""

    plan: MigrationPlan
    bandwidth_mib: int = 0

    @property
    def title(self) -> Text:
        if self.plan.live:
            return N_("Migrate {name} to {host}", name=self.of.name, host=self.to.name)
        return N_("Move {name} to {host}", name=self.of.name, host=self.to.name)

    @property
    def verb(self) -> str:
        return VERB

    @property
    def attempt(self) -> Text:
        return N_("{name} could not be migrated to {host}", name=self.of.name, host=self.to.name)

    async def run(self, ctx: Context) -> str:
        ctx.phase(N_("Checking"))
        move = await _prepare(ctx, self)
        if self.plan.live:
            await _live(ctx, move)
        else:
            await _cold(ctx, move)
        await _settle(ctx, move)
        return self.of.uuid


@dataclass
class _Move:
    """What a running migration works with."""

    operation: Migrate
    vm: Vm
    source: HostPort
    to: HostPort
    there: Host
    places: tuple[DiskPlace, ...]
    networks: dict[str, str]
    xml: str
    persistent_xml: str
    made: Made = field(default_factory=Made)
    copies: list[Copy] = field(default_factory=list)

    @property
    def uuid(self) -> str:
        return self.vm.uuid

    @property
    def attempt(self) -> Text:
        return self.operation.attempt


async def _prepare(ctx: Context, operation: Migrate) -> _Move:
    """Ask the rules and both hosts; nothing is made."""
    plan = operation.plan
    vm = current(ctx, operation.of)
    attempt = operation.attempt
    # What an earlier try left on the other host may still be listed for a moment.
    await wait_until(ctx.inventory, lambda: not plan_problems(plan, ctx.inventory), STILL_LISTED_SECONDS)
    wrong = plan_problems(plan, ctx.inventory)
    if wrong:
        raise ConsoleError(N_("{attempt}: {why}", attempt=attempt, why=wrong[0]), cause=Cause.INVALID)
    source, to = ctx.world.hosts.port(vm.host), ctx.world.hosts.port(plan.to)
    there = ctx.inventory.host(plan.to)
    assert there is not None
    xml = await source.migratable_xml(vm.uuid) if plan.live else ""
    persistent = await source.domain_xml(vm.uuid, inactive=True, secure=True) if vm.persistent else ""
    if plan.live and await to.compare_cpu(xml) is False:
        raise ConsoleError(
            N_("{attempt}: {why}", attempt=attempt, why=N_("This host's CPU has not all the features that the VM uses.")), cause=Cause.INVALID
        )
    networks = {nic.mac: plan.networks.get(nic.mac, same) for nic, _, same in network_choices(vm, plan.to, ctx.inventory)}
    return _Move(operation, vm, source, to, there, fit(vm, there, ctx.inventory, with_storage=True).disks, networks, xml, persistent)


def _new_places(move: _Move) -> dict[str, NewPlace]:
    """Where each disk is at the new host, for its XML."""
    found = {}
    for place in move.places:
        if place.copied:
            continue
        if place.path != place.disk.source:
            found[place.disk.target] = _stays(place)
    for copy in move.copies:
        kind = copy.volume.type if copy.volume.type in ("file", "block", "network") else "file"
        found[copy.place.disk.target] = NewPlace(copy.volume.path, kind, copy.format)
    return found


async def _make_targets(ctx: Context, move: _Move) -> None:
    """Volumes for the copies, each announced in the journal, removed again unless all ends well."""
    for place in move.places:
        if place.copied:
            repository = storage_for(move.operation.plan, place.disk.target, ctx.inventory)
            if repository is None:
                raise ConsoleError(N_("{attempt}: no storage repository is chosen for a disk.", attempt=move.attempt), cause=Cause.INVALID)
            move.copies.append(await make_target(ctx, move.source, move.to, move.made, place, repository, move.operation.title, move.attempt))


# --------------------------------------------------------------------------- live


async def _live(ctx: Context, move: _Move) -> None:
    await _make_targets(ctx, move)
    places = _new_places(move)
    order = MigrationOrder(
        uuid=move.uuid,
        peer_uri=await _peer_uri(move),
        xml=moved_xml(move.xml, places, move.networks),
        persistent_xml=moved_xml(move.persistent_xml, places, move.networks) if move.persistent_xml else "",
        persistent=move.vm.persistent,
        copied=tuple(copy.place.disk.target for copy in move.copies),
        unsafe=any(place.proved for place in move.places),
        bandwidth_mib=move.operation.bandwidth_mib,
    )
    ctx.phase(N_("Preparing the other host"))
    try:
        try:
            await move.source.migrate(order, move.to, lambda progress: _report(ctx, progress))
        except PeerUnreachable as failure:
            if not order.peer_uri:
                raise
            log.info("not peer-to-peer: %s", failure.detail)
            ctx.phase(N_("Preparing the other host (led by this computer)"))
            await move.source.migrate(dataclasses.replace(order, peer_uri=""), move.to, lambda progress: _report(ctx, progress))
    except ConsoleError as failure:
        if not await _went_over(ctx, move, failure):
            await _back_for_cleaning(ctx, move)
            raise
    except asyncio.CancelledError:
        if not await _went_over(ctx, move, None):
            raise
    ctx.undo.pop_all()  # it runs there, on what was made for it: from here on nothing is taken back


async def _peer_uri(move: _Move) -> str:
    """How the source's libvirt reaches the other host; "" where it is known that it can't: then this computer leads."""
    address = peer_address(move.there.record)
    if move.there.record.local or move.there.record.embedded or address is None:
        return ""
    return "" if await move.source.reaches(*address) is False else move.there.record.uri


def _report(ctx: Context, progress: MigrationProgress) -> None:
    if progress.disks:
        ctx.progress_phase(N_("Copying the disks"))
    elif progress.rounds > 1:
        ctx.progress_phase(N_("Copying what the guest has changed (round {n})", n=progress.rounds))
    else:
        ctx.progress_phase(N_("Copying the memory"))
    ctx.bytes(progress.done_bytes, progress.total_bytes)


async def _went_over(ctx: Context, move: _Move, failure: ConsoleError | None) -> bool:
    """After a failure: whether the VM runs at its new home after all. Asked of the hosts themselves; who does not answer is waited for.

    Raises where neither can tell: then nothing is removed, and the journal keeps what was made.
    """
    ctx.phase(N_("Looking where the VM runs"))
    end = asyncio.get_running_loop().time() + ANSWER_SECONDS
    while True:
        here, there = await _runs(move.source, move.uuid), await _runs(move.to, move.uuid)
        if here == "running" and there == "running":
            break  # libvirt's own rare case: its daemons lost each other in the very last step. Nothing that either runs on may go.
        if here == "running" or (here == "paused" and (move.vm.state is PowerState.PAUSED or there in (None, "off"))):
            return False
        if there == "running" or (there == "paused" and here in (None, "off")):
            return True
        if here == "unknown" and there == "unknown" and failure is not None and failure.cause is not Cause.UNREACHABLE:
            return False  # refused before it began: nobody's state has changed
        if here == "off" and there in (None, "off"):
            return False
        if asyncio.get_running_loop().time() >= end:
            break
        await asyncio.sleep(1.0)
    ctx.undo.pop_all()
    if (here, there) == ("running", "running"):
        raise ConsoleError(
            N_("{attempt}: both hosts say that it runs.", attempt=move.attempt),
            cause=Cause.INTERNAL,
            remedy=N_("Look at both, and force off the one that is not the right one, soon: two running copies damage shared disks."),
        )
    raise ConsoleError(
        N_("{attempt}: the connection broke, and it is not known on which host it runs now.", attempt=move.attempt),
        cause=Cause.UNREACHABLE,
        remedy=N_("Look at both hosts when they answer again. Nothing was removed."),
        detail=failure.detail if failure is not None else "",
    )


async def _back_for_cleaning(ctx: Context, move: _Move) -> None:
    """A host that went away in the middle has the new volumes: it is waited for a little, so that the undo finds it. Later the journal has them."""
    if move.copies and not _ready(ctx.inventory, move.operation.plan.to):
        ctx.phase(N_("Waiting for {host}, to remove what was made there", host=move.operation.to.name))
        await wait_until(ctx.inventory, lambda: _ready(ctx.inventory, move.operation.plan.to), BACK_SECONDS)


async def _runs(port: HostPort, uuid: str) -> str | None:
    """What the host itself says; "unknown" where it does not answer."""
    try:
        async with asyncio.timeout(15):
            return await port.runs(uuid)
    except (ConsoleError, TimeoutError):
        return "unknown"


# --------------------------------------------------------------------------- cold


async def _cold(ctx: Context, move: _Move) -> None:
    await _make_targets(ctx, move)
    for copy in move.copies:
        await stream(ctx, move.source, move.to, copy, move.attempt)
    ctx.phase(N_("Defining the VM"))
    xml = moved_xml(move.persistent_xml, _new_places(move), move.networks)
    now = current(ctx, move.operation.of)
    if is_live(now):
        raise ConsoleError(N_("{attempt}: it was started meanwhile.", attempt=move.attempt), cause=Cause.INVALID)

    async def exchange() -> None:
        """Defined there, then undefined here, in one go: no cancel comes between. Its UUID is not proof of whose the new definition is (both have
        it), so the undo is here."""
        await move.to.define(xml)
        try:
            await move.source.undefine(move.uuid, snapshots=False)
        except ConsoleError as failure:
            if failure.cause is not Cause.GONE:
                await move.to.undefine(move.uuid, snapshots=False)
                raise
        ctx.undo.pop_all()

    await ctx.shield(exchange())


# --------------------------------------------------------------------------- afterwards


async def _settle(ctx: Context, move: _Move) -> None:
    """The VM is there: start with the host, the old disks, the lists."""
    ctx.phase(N_("Finishing"))
    problems: list[ConsoleError] = []

    async def after() -> None:
        if move.vm.autostart and move.vm.persistent:
            try:
                await move.to.set_autostart(move.uuid, True)
            except ConsoleError as failure:
                problems.append(failure)
        if move.vm.persistent and move.operation.plan.live:
            await _forget(move)
        if move.copies and not move.operation.plan.keep_source_disks:
            problems.extend(await delete_copied(ctx.world.hosts, ctx.inventory, move.vm, move.source, move.copies))

    await ctx.shield(after())
    await finish(ctx, move.made)
    there = Ref(Kind.VM, move.operation.plan.to, move.uuid)
    wanted = move.operation.plan.live
    shown = await wait_until(
        ctx.inventory,
        lambda: (now := ctx.inventory.vm(there)) is not None and now.state.active == wanted and ctx.inventory.vm(move.vm.ref) is None,
        SHOW_SECONDS,
    )
    if problems:
        raise move.operation.not_all(problems)
    if not shown and _ready(ctx.inventory, move.vm.host) and _ready(ctx.inventory, move.operation.plan.to):
        raise ConsoleError(
            N_("{name} is on {host} now, but the lists do not show it yet.", name=move.vm.name, host=move.operation.to.name),
            cause=Cause.TIMEOUT,
            remedy=N_("Refresh the host (F5)."),
        )


async def preview_xml(hosts: HostsPort, plan: MigrationPlan, inventory: Inventory) -> str:
    """The VM's XML as its new host is to have it; names of copies as they are planned. Without secrets. "" for a VM that is gone."""
    vm, there = inventory.vm(plan.vm), inventory.host(plan.to)
    if vm is None or there is None:
        return ""
    source = hosts.port(vm.host)
    xml = await source.domain_xml(vm.uuid, inactive=vm.persistent and not plan.live)
    places = {}
    for place in fit(vm, there, inventory, with_storage=True).disks:
        repository = storage_for(plan, place.disk.target, inventory) if place.copied else None
        if repository is not None:
            path, kind = await planned_copy(source, place, repository)
            places[place.disk.target] = NewPlace(path, "file", kind)
        elif not place.copied and place.path != place.disk.source:
            places[place.disk.target] = _stays(place)
    networks = {nic.mac: plan.networks.get(nic.mac, same) for nic, _, same in network_choices(vm, plan.to, inventory)}
    return moved_xml(xml, places, networks)


def _stays(place: DiskPlace) -> NewPlace:
    kind = place.disk.source_type if place.disk.source_type in ("file", "block", "network", "volume") else "file"
    return NewPlace(place.path, kind, copied=False)


def _ready(inventory: Inventory, host: HostId) -> bool:
    found = inventory.host(host)
    return found is not None and found.state is HostState.READY


async def _forget(move: _Move) -> None:
    """The source's definition, where libvirt could not remove it any more (the line broke at the very end): two definitions invite a second start."""
    try:
        if await move.source.runs(move.uuid) == "off":
            await move.source.undefine(move.uuid, snapshots=False, nvram=True)
    except ConsoleError as failure:
        log.warning("%s is still defined at its source: %s", move.vm.name, failure.text.english())


# --------------------------------------------------------------------------- making it


def migrate(plan: MigrationPlan, inventory: Inventory) -> Migrate:
    """The operation for a plan; ConsoleError(GONE) when the VM is not there."""
    return Migrate(*both_ends(plan.vm, plan.to, inventory), plan)


def default_plan(vm: Vm, to: HostId, inventory: Inventory, *, with_storage: bool | None = None) -> MigrationPlan:
    """The plan without any wish: disks are copied where they have to be (``with_storage`` None), networks by name."""
    there = inventory.host(to)
    needed = there is not None and bool(fit(vm, there, inventory).copies)
    return MigrationPlan(vm.ref, to, is_live(vm), needed if with_storage is None else with_storage)
