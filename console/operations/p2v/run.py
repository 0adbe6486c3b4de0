"""P2V over ssh: copy each disk of a machine into a new volume, prove that the copy is equal, catch up, convert, finish the VM.

The VM is defined at the beginning, marked *importing*: it shows in the tree, and can't be started. Cancel and failure take all of it away again.
"""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

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
from console.operations.disk_copy import PATIENCE_SECONDS
from console.operations.making import Made, NewVolume, finish, make_domain, make_volume
from console.operations.p2v.convert import Conversion, fix_up
from console.operations.p2v.elevated import again
from console.operations.p2v.inspect import Inspected
from console.operations.p2v.passes import Line, Passes
from console.operations.p2v.target import NewDisk, source_words
from console.operations.subject import refusal, wait_for
from console.xml.build import DiskSource, build_domain

SHOW_SECONDS = 15.0


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

    async def _contents(self, ctx: Context, port: HostPort, volumes: Sequence[Volume]) -> Sequence[Text]:
        """The contents of all disks, compared; what could not be done."""
        for number, (new, volume) in enumerate(zip(self.disks, volumes, strict=True)):
            await self._copy(ctx, port, volume, new.disk, number)
        return ()

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
        if notes := await self._contents(ctx, port, volumes):
            spec = dataclasses.replace(spec, description="\n".join(part for part in (spec.description, *map(str, notes)) if part))
            await ctx.shield(port.set_description(spec.uuid, spec.description))
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
        capacity = -(-new.size_bytes // 512) * 512
        return await make_volume(ctx, port, made, NewVolume(repository.uuid, name, capacity, new.format, new.thin), self.title)


@dataclass(frozen=True)
class ConvertMachine(Becoming):
    """A machine that is logged in to becomes the VM ``spec``; its disks in the order of ``disks``.

    ``conversion`` None: copied only. ``second_pass``: commands run on the machine before what changed is copied again (services to be stopped),
    None = one pass. ``hold``: from snapshots, and while small file systems are frozen, where that can be done; else as after a power failure.
    ``leftovers``: snapshots of an earlier copy that are removed first. The login is closed at the end.
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
    hold: bool = True
    leftovers: tuple[str, ...] = ()

    @property
    def title(self) -> Text:
        return N_("Copy the physical machine {machine} to {name}", machine=self.source.found.hostname or self.address, name=self.spec.name)

    async def run(self, ctx: Context) -> str:
        try:
            return await self._make(ctx)
        finally:
            closing = asyncio.ensure_future(self.source.machine.close())
            await asyncio.wait({closing})

    def _origin(self) -> dict[str, str]:
        return source_words(self.source.found, self.address)

    async def _contents(self, ctx: Context, port: HostPort, volumes: Sequence[Volume]) -> Sequence[Text]:
        machines, source = ctx.world.machines, self.source
        assert machines is not None

        async def login() -> Machine:
            return again(source.machine, await machines.login(self.address))

        gzip = "gzip" in source.found.tools
        line = Line(
            source.machine, login, ctx.world.background, source.packer, gzip, source.shell, self.patience, source.reader, address=self.address
        )
        passes = Passes(ctx, port, line, source.found, self.disks, volumes, self.second_pass, self.hold)
        try:
            await passes.run(self.leftovers)
        finally:
            if line.machine is not source.machine:
                await ctx.shield(line.machine.close())
        return passes.notes


def _source(volume: Volume) -> DiskSource:
    return DiskSource(volume.path, volume.format or "raw", volume.type if volume.type in ("file", "block", "network") else "file")
