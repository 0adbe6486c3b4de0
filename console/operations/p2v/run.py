"""P2V over ssh: copy each disk of a machine into a new volume, prove that the copy is equal, catch up, convert, finish the VM.

The VM is defined at the beginning, marked *importing*: it shows in the tree, and can't be started. Cancel and failure take all of it away again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from console.formats.extents import plan
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Kind, Ref, host_ref
from console.model.objects import Volume
from console.model.physical import PhysicalDisk
from console.model.ports import HostPort, Machine
from console.model.rules import host_reason
from console.model.spec import VmSpec
from console.model.text import N_, Text
from console.operations.base import Context
from console.operations.create import check_name, check_space, volume_name
from console.operations.disk_copy import PATIENCE_SECONDS, DiskWriter, Source, catch_up, changed, compare, copy_disk
from console.operations.making import Made, NewVolume, finish, make_domain, make_volume
from console.operations.p2v.convert import Conversion, fix_up
from console.operations.p2v.inspect import Inspected, copies_while_running
from console.operations.p2v.target import NewDisk, source_words
from console.operations.subject import refusal, wait_for
from console.xml.build import DiskSource, build_domain

SHOW_SECONDS = 15.0
COMMAND_SECONDS = 120.0


class Becoming:
    """What all routes have in common: volumes, the VM marked *importing*, the disks' contents one after another, the conversion, the end."""

    spec: VmSpec
    disks: tuple[NewDisk, ...]
    conversion: Conversion | None
    start: bool
    pool: str

    @property
    def title(self) -> Text:
        raise NotImplementedError

    @property
    def verb(self) -> str:
        return "p2v"

    @property
    def ref(self) -> Ref:
        return Ref(Kind.VM, self.spec.host, self.spec.uuid)

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        pool = (Ref(Kind.POOL, HostId(""), self.pool),) if self.pool else ()
        return (self.ref, host_ref(self.spec.host), *pool)

    @property
    def cancellable(self) -> bool:
        return True

    async def run(self, ctx: Context) -> str:
        return await self._make(ctx)

    def _origin(self) -> dict[str, str]:
        """What the General tab says of where it came from."""
        raise NotImplementedError

    async def _copy(self, ctx: Context, port: HostPort, volume: Volume, disk: PhysicalDisk, number: int) -> None:
        """The contents of one disk, compared."""
        raise NotImplementedError

    async def _make(self, ctx: Context) -> str:
        spec = self.spec
        if (reason := host_reason(ctx.inventory.host(spec.host))) is not None:
            raise refusal(N_("{name} could not be created", name=spec.name), reason)
        port = ctx.world.hosts.port(spec.host)
        ctx.phase(N_("Checking"))
        check_name(ctx.inventory, spec.host, spec.name, agent=spec.agent_channel)
        await check_space(ctx.inventory, port, spec, {})
        made = Made()
        volumes = [await self._volume(ctx, port, made, new) for new in self.disks]
        ctx.phase(N_("Defining the VM"))
        xml = build_domain(spec, [_source(volume) for volume in volumes])
        await make_domain(ctx, port, made, spec.uuid, spec.name, xml, self.title)
        for number, (new, volume) in enumerate(zip(self.disks, volumes, strict=True)):
            await self._copy(ctx, port, volume, new.disk, number)
        if self.conversion is not None:
            await fix_up(ctx, port, self.conversion, spec, volumes)
        ctx.phase(N_("Finishing the VM"))
        await ctx.shield(port.set_metadata(spec.uuid, "p2v", self._origin()))
        await ctx.shield(port.set_metadata(spec.uuid, "importing", None))
        await wait_for(ctx.inventory, self.ref, lambda vm: vm is not None and vm.config is not None and not vm.importing, SHOW_SECONDS)
        if self.start:
            ctx.phase(N_("Starting"))
            await ctx.shield(port.start(spec.uuid))
        await finish(ctx, made)
        return spec.uuid

    async def _volume(self, ctx: Context, port: HostPort, made: Made, new: NewDisk) -> Volume:
        repository = next((r for r in ctx.inventory.repositories(self.spec.host) if r.uuid == new.repository), None)
        if repository is None:
            raise ConsoleError(N_("The storage repository does not exist any more."), cause=Cause.GONE)
        ctx.phase(N_("Creating a disk"))
        name = volume_name(self.spec.name, new.format, repository)
        capacity = -(-new.disk.size_bytes // 512) * 512
        return await make_volume(ctx, port, made, NewVolume(repository.uuid, name, capacity, new.format, new.thin), self.title)


@dataclass(frozen=True)
class ConvertMachine(Becoming):
    """A machine that is logged in to becomes the VM ``spec``; its disks in the order of ``disks``.

    ``conversion`` None: copied only. ``second_pass``: commands run on the machine before what changed is copied again (services to be stopped),
    None = one pass. The login is closed at the end.
    """

    spec: VmSpec
    source: Inspected
    address: str
    disks: tuple[NewDisk, ...]
    conversion: Conversion | None = None
    second_pass: tuple[str, ...] | None = None
    start: bool = False
    pool: str = ""
    patience: float = PATIENCE_SECONDS

    @property
    def title(self) -> Text:
        return N_("Copy the physical machine {machine} to {name}", machine=self.source.found.hostname or self.address, name=self.spec.name)

    async def run(self, ctx: Context) -> str:
        try:
            return await self._run(ctx)
        finally:
            closing = asyncio.ensure_future(self.source.machine.close())
            await asyncio.wait({closing})

    async def _run(self, ctx: Context) -> str:
        machine = self.source.found
        if not copies_while_running(machine):
            raise ConsoleError(
                N_("The disks of {name} can't be read over this login.", name=machine.hostname),
                cause=Cause.UNSUPPORTED,
                remedy=N_("Copy Windows with its own script, with virt-p2v, or from captured images."),
            )
        return await self._make(ctx)

    def _origin(self) -> dict[str, str]:
        return source_words(self.source.found, self.address)

    async def _copy(self, ctx: Context, port: HostPort, volume: Volume, disk: PhysicalDisk, number: int) -> None:
        """One disk: copied, read back and compared, caught up."""
        words = {"disk": disk.device, "number": number + 1, "count": len(self.disks)}
        writer = DiskWriter(port, volume, disk.size_bytes)
        source = self._reader(ctx, disk, N_("Copying {disk} ({number} of {count})", **words))
        ctx.phase(N_("Copying {disk} ({number} of {count})", **words))
        read = await copy_disk(source, writer, ctx.bytes)
        ctx.phase(N_("Comparing the copy of {disk} ({number} of {count})", **words))
        compare(read, await writer.sums(source.pieces, ctx.bytes), disk.device)
        if self.second_pass is not None:
            await self._again(ctx, source, writer, words)
        ctx.phase(N_("Finishing the disk"))
        await writer.finish()
        await port.refresh_repository(volume.repository)

    async def _again(self, ctx: Context, source: Source, writer: DiskWriter, words: dict[str, object]) -> None:
        """What changed since the first pass, after the machine's services were stopped."""
        ctx.phase(N_("Reading the copy of {disk} ({number} of {count})", **words))
        known = await writer.sums(source.pieces, ctx.bytes, sha256=True)
        for command in self.second_pass or ():
            ctx.phase(N_("Running on the machine: {command}", command=command))
            await source.machine.run([*source.shell, command], deadline=COMMAND_SECONDS)
        ctx.phase(N_("Looking for what changed on {disk} ({number} of {count})", **words))
        pieces = await changed(
            source, known, lambda done, total: ctx.phase(N_("Looking for what changed on {disk} ({number} of {count})", **words), done / (total or 1))
        )
        ctx.phase(N_("Copying what changed on {disk} ({number} of {count})", **words))
        await catch_up(source, writer, pieces, ctx.bytes)

    def _reader(self, ctx: Context, disk: PhysicalDisk, phase: Text) -> Source:
        machines = ctx.world.machines
        assert machines is not None

        async def login() -> Machine:
            return await machines.login(self.address)

        return Source(
            login,
            self.source.machine,
            ctx.world.background,
            plan(disk.size_bytes // 512 * 512, disk.device),
            self.source.packer,
            "gzip" in self.source.found.tools,
            self.source.shell,
            self.patience,
            _waiting(ctx, phase),
        )


def _waiting(ctx: Context, phase: Text) -> Callable[[float], None]:
    """Says that the machine can't be reached, and since when."""

    def say(seconds: float) -> None:
        ctx.phase(N_("{phase}: the machine can't be reached since {seconds} s; trying again", phase=phase, seconds=round(seconds)))

    return say


def _source(volume: Volume) -> DiskSource:
    return DiskSource(volume.path, volume.format or "raw", volume.type if volume.type in ("file", "block", "network") else "file")
