"""Restore disk speed: a VM's copy-on-write disks become full copies, which depend on nothing (guide §3). Offline by a copy, live by a block pull.

Off: each disk is copied by its host into a new one, the VM gets the new ones in one redefinition, then the old overlays go. Until that redefinition
everything is taken back by removing the copies. Running: QEMU fills the disk in place; a cancel leaves it as it was, only fuller.
"""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import re
from dataclasses import dataclass

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.objects import Disk, PowerState, StorageRepository, Vm, Volume
from console.model.ports import HostPort
from console.model.rules import Verb
from console.model.sharing import repository_of_disk
from console.model.text import N_, Text
from console.operations.base import Context, World
from console.operations.chains import Chain, ChainMap, disks_of, free_to_change, keep_vm_chains, map_of, read_chains
from console.operations.create import volume_name
from console.operations.making import Made, NewVolume, birth, delete_volume, finish, make_volume, proof_of, short_of
from console.operations.power import SETTLE_SECONDS
from console.operations.subject import OnVm, check, current, wait_for
from console.xml.template import with_disk_source

log = logging.getLogger("virtdeck.operations")

SPEED_SECONDS = 20.0
"""How long one measurement of the reading speed may take."""

_READS, _READ_BYTES = 2000, 65536


@dataclass(frozen=True, slots=True)
class DeepDisk:
    """A disk with images under it."""

    disk: Disk
    chain: Chain


def deep_disks(chains: ChainMap, vm: Vm) -> tuple[DeepDisk, ...]:
    """Those of a VM's disks that depend on others."""
    found = [DeepDisk(disk, chains.chain_of(vm.host, disk)) for disk in disks_of(vm)]
    return tuple(each for each in found if each.chain.depth)


@dataclass(frozen=True)
class Flatten(OnVm):
    """Make a VM's disks independent of all others. The result says how many were."""

    @property
    def title(self) -> Text:
        return N_("Restore the disk speed of {name}", name=self.of.name)

    @property
    def verb(self) -> str:
        return Verb.VM_FLATTEN.value

    @property
    def _attempt(self) -> Text:
        return N_("The disk speed of {name} could not be restored", name=self.of.name)

    async def run(self, ctx: Context) -> str:
        vm, port = check(ctx, Verb.VM_FLATTEN, self.of, self._attempt)
        ctx.phase(N_("Reading the chains of its disks"))
        chains = await read_chains(ctx.world.hosts, ctx.inventory, self.of.host)
        for disk in disks_of(vm):
            if chains.unread and chains.key_of(self.of.host, disk) not in chains.volumes:
                raise ConsoleError(
                    N_("{attempt}: the chain of its disk {disk} could not be read.", attempt=self._attempt, disk=disk.target), cause=Cause.INVALID
                )
        deep = deep_disks(chains, vm)
        if not deep:
            return "0"
        await free_to_change(ctx.world.hosts, ctx.inventory, self.of.host, [each.disk for each in deep], self._attempt)
        before = await read_speed(ctx.world, self.of.host, deep[0].chain)
        if vm.state.active:
            await self._live(ctx, port, deep)
        else:
            await self._offline(ctx, port, vm, deep)
        await self._note(ctx, port, before)
        return str(len(deep))

    # ------------------------------------------------------------------ running

    async def _live(self, ctx: Context, port: HostPort, deep: tuple[DeepDisk, ...]) -> None:
        for number, each in enumerate(deep):
            ctx.phase(N_("Filling the disk {disk} ({number} of {count})", disk=each.disk.target, number=number + 1, count=len(deep)))
            await port.pull_disk(self.of.uuid, each.disk.target, ctx.bytes)
            repository = repository_of_disk(ctx.inventory, self.of.host, each.disk)
            if repository is not None:
                await port.refresh_repository(repository.uuid)
        left = deep_disks(await read_chains(ctx.world.hosts, ctx.inventory, self.of.host), current(ctx, self.of))
        if left:
            raise ConsoleError(
                N_("{attempt}: its disk {disk} still depends on another one.", attempt=self._attempt, disk=left[0].disk.target), cause=Cause.INTERNAL
            )

    # ------------------------------------------------------------------ off

    async def _offline(self, ctx: Context, port: HostPort, vm: Vm, deep: tuple[DeepDisk, ...]) -> None:
        attempt = self._attempt
        homes = [self._home(ctx, each) for each in deep]
        await self._check_space(ctx, port, deep, homes)
        before = await port.domain_xml(self.of.uuid, inactive=True, secure=True)
        made, xml, old = Made(), before, list[Volume]()
        for each, repository in zip(deep, homes, strict=True):
            volume = each.chain.files[0].volume
            assert volume is not None
            ctx.phase(N_("Copying the disk {disk}", disk=each.disk.target))
            new = NewVolume(repository.uuid, volume_name(vm.name, "qcow2", repository), volume.capacity_bytes, "qcow2", copy_of=volume)
            copy = await make_volume(ctx, port, made, new, self.title)
            xml = with_disk_source(xml, each.disk.target, copy.path, copy.format or "qcow2")
            old.append(volume)
        ctx.phase(N_("Changing to the new disks"))
        await self._unchanged(ctx, port, before)
        entries = await self._announce_old(ctx, old)
        ctx.undo.push_async_callback(port.define, before)
        await ctx.shield(port.define(xml))
        wanted = {each.disk.source for each in deep}
        if not await wait_for(
            ctx.inventory, self.of.ref, lambda now: now is not None and wanted.isdisjoint(d.source for d in disks_of(now)), SETTLE_SECONDS
        ):
            raise ConsoleError(N_("{attempt}: its host accepted it, but does not show it.", attempt=attempt), cause=Cause.TIMEOUT)
        # A copy takes long: what was based on an old disk meanwhile keeps it.
        chains = await read_chains(ctx.world.hosts, ctx.inventory, self.of.host)
        needed = {volume.path for volume in old if chains.dependents(self.of.host, volume.path)}
        for volume, entry in zip(old, entries, strict=True):  # nothing has it any more: what a crash leaves of it may be cleaned up
            if volume.path not in needed:
                proof = proof_of(volume.key, await birth(ctx.world, self.of.host, volume.path))
                await ctx.shield(ctx.world.journal.confirm(entry, f"{volume.repository}/{volume.name}", proof))
        await finish(ctx, made)
        ctx.undo.pop_all()  # from here on the VM has the copies: what was before must not come back
        for volume, entry in zip(old, entries, strict=True):
            try:
                await ctx.shield(_drop(ctx, port, volume, entry) if volume.path not in needed else ctx.world.journal.close(entry))
            except ConsoleError as failure:  # it stays in the journal
                log.warning("the old disk %s of %s is left over: %s", volume.path, vm.name, failure.text.english())

    async def _announce_old(self, ctx: Context, old: list[Volume]) -> list[int]:
        """The overlays that nobody needs afterwards, into the journal before they are given up."""
        journal, entries = ctx.world.journal, list[int]()

        async def write() -> None:
            for volume in old:
                key = f"{volume.repository}/{volume.name}"
                entry = await journal.announce(ctx.task_id, self.title.english(), "volume", str(self.of.host), key, volume.name)
                ctx.undo.push_async_callback(journal.close, entry)
                entries.append(entry)

        await ctx.shield(write())
        return entries

    def _home(self, ctx: Context, each: DeepDisk) -> StorageRepository:
        repository = repository_of_disk(ctx.inventory, self.of.host, each.disk)
        if repository is None or each.chain.files[0].volume is None:
            raise ConsoleError(
                N_("{attempt}: its disk {disk} is in no storage repository.", attempt=self._attempt, disk=each.disk.source),
                cause=Cause.UNSUPPORTED,
                remedy=N_("Start the VM and restore its disk speed while it runs."),
            )
        return repository

    async def _check_space(self, ctx: Context, port: HostPort, deep: tuple[DeepDisk, ...], homes: list[StorageRepository]) -> None:
        needed: dict[str, int] = {}
        for each, repository in zip(deep, homes, strict=True):
            volume = each.chain.files[0].volume
            assert volume is not None
            most = sum(file.bytes for file in each.chain.files)
            needed[repository.uuid] = needed.get(repository.uuid, 0) + min(most, volume.capacity_bytes)
        for repository in {each.uuid: each for each in homes}.values():
            free = await short_of(port, repository, needed[repository.uuid])
            if free is not None:
                raise ConsoleError(
                    N_(
                        "{attempt}: the copies need {needed} MiB, and {repository} has {free} MiB free.",
                        attempt=self._attempt,
                        needed=-(-needed[repository.uuid] // (1 << 20)),
                        repository=repository.name,
                        free=free >> 20,
                    ),
                    cause=Cause.NO_SPACE,
                    remedy=N_("Make space in the storage repository."),
                )

    async def _unchanged(self, ctx: Context, port: HostPort, before: str) -> None:
        """Still off, and as it was: else what was copied is not what it has now."""
        vm = current(ctx, self.of)
        if vm.state is not PowerState.HALTED or await port.domain_xml(self.of.uuid, inactive=True, secure=True) != before:
            raise ConsoleError(N_("{attempt}: it was started or changed meanwhile.", attempt=self._attempt), cause=Cause.INVALID)

    # ------------------------------------------------------------------ what is kept of it

    async def _note(self, ctx: Context, port: HostPort, before: float | None) -> None:
        """Depth and speeds into its metadata, and its chain map as it is now. What was done is done, so this does not fail it."""
        vm = current(ctx, self.of)
        chains = await read_chains(ctx.world.hosts, ctx.inventory, self.of.host)
        own = disks_of(vm)
        after = await read_speed(ctx.world, self.of.host, chains.chain_of(self.of.host, own[0])) if own else None
        measured = before is not None and after is not None
        with contextlib.suppress(ConsoleError):
            await ctx.shield(port.set_metadata(self.of.uuid, "clone", None))
            if measured:
                await ctx.shield(port.set_metadata(self.of.uuid, "speed", {"before": f"{before:.1f}", "after": f"{after:.1f}"}))
        kept = map_of(vm, chains)
        await keep_vm_chains(ctx.world, dataclasses.replace(kept, speed_before=before, speed_after=after) if measured else kept)


async def _drop(ctx: Context, port: HostPort, volume: Volume, entry: int) -> None:
    """An overlay that nothing needs any more, and its journal entry."""
    await delete_volume(port, volume.repository, volume.name)
    await ctx.world.journal.close(entry)


async def read_speed(world: World, host: HostId, chain: Chain) -> float | None:
    """MiB/s that QEMU reads from the beginning of a disk through its chain, None where it can't be measured (no program there, no way there)."""
    known = world.inventory.host(host)
    if known is None or not chain.files or not chain.files[0].path.startswith("/"):
        return None
    top = chain.files[0]
    if top.volume is None or top.volume.capacity_bytes < _READ_BYTES:
        return None
    # At the end of a small disk it begins again: a few reads alone would take no time that can be told.
    argv = ["qemu-img", "bench", "-U", "-f", top.format or "raw", "-c", str(_READS), "-d", "4", "-s", str(_READ_BYTES), top.path]
    try:
        result = await world.programs.run(argv, host=None if known.record.local else host, deadline=SPEED_SECONDS, check=False)
    except ConsoleError:
        return None
    match = re.search(r"completed in ([0-9.]+) seconds", result.stdout)
    seconds = float(match[1]) if match and result.status == 0 else 0.0
    return _READS * _READ_BYTES / seconds / (1 << 20) if seconds > 0 else None
