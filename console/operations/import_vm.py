"""Importing VMs from a package: read once, written into new volumes, read back and compared, then finished.

Nothing is staged on this computer: the package's stream goes into the volumes' streams. Each VM is defined as soon as its volumes exist, marked
*importing*: it shows, and can't be started. Whatever ends the import early (a digest that is wrong, a package that ends too soon, no space, cancel)
takes all of it away again.
"""

from __future__ import annotations

import asyncio
import dataclasses
import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass

from console.formats.description import PackageDisk
from console.formats.extents import Piece, plan
from console.formats.manifest import Trust
from console.formats.package import Package
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Kind, Ref, host_ref
from console.model.objects import Volume
from console.model.ports import HostPort, Segment
from console.model.rules_import import VERB, why_not_import_into, why_not_import_on, why_not_restore
from console.model.text import N_, Text
from console.operations.arrival import NewDisk, NewVm, check_space, complete, domain_of, make_disk, repository_of, restore_snapshots, write_nvram
from console.operations.base import Context
from console.operations.create import check_name
from console.operations.disk_copy import DiskWriter, Sums, compare
from console.operations.import_source import ImportSource, measure, open_disk, open_source, segments
from console.operations.making import Made, finish, make_domain
from console.operations.p2v.convert import fix_up
from console.operations.subject import refusal

log = logging.getLogger("virtdeck.operations")

SECTOR = 512
TELL_BYTES = 4 << 20


@dataclass(frozen=True)
class ImportVms:
    """Import VMs of one package to one host: all or none. The result is their UUIDs, comma separated."""

    source: ImportSource
    host: HostId
    vms: tuple[NewVm, ...]
    start: bool = False
    pool: str = ""

    @property
    def title(self) -> Text:
        if len(self.vms) == 1:
            return N_("Import {name} from {file}", name=self.vms[0].spec.name, file=self.source.name)
        return N_("Import {n} VMs from {file}", n=len(self.vms), file=self.source.name)

    @property
    def verb(self) -> str:
        return VERB

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The VMs that will be there."""
        return tuple(vm.ref for vm in self.vms)

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        pool = (Ref(Kind.POOL, HostId(""), self.pool),) if self.pool else ()
        return (*self.refs, host_ref(self.host), *pool)

    @property
    def cancellable(self) -> bool:
        return True

    async def run(self, ctx: Context) -> str:
        ctx.phase(N_("Checking"))
        port = ctx.world.hosts.port(self.host) if why_not_import_on(ctx.inventory.host(self.host)) is None else None
        if port is None:
            reason = why_not_import_on(ctx.inventory.host(self.host))
            assert reason is not None
            raise refusal(N_("{file} could not be imported", file=self.source.name), reason)
        self._check(ctx)
        package = await ctx.world.background.run(lambda: open_source(self.source))
        try:
            return await self._run(ctx, port, package)
        finally:
            closing = asyncio.ensure_future(ctx.world.background.run(package.close))
            await asyncio.wait({closing})

    def _check(self, ctx: Context) -> None:
        """Names, UUIDs and repositories, before anything is made."""
        names = [vm.spec.name for vm in self.vms]
        if not names:
            raise ConsoleError(N_("{file} could not be imported: no VM is chosen.", file=self.source.name), cause=Cause.INVALID)
        for vm in self.vms:
            check_name(ctx.inventory, self.host, vm.spec.name, agent=vm.spec.agent_channel)
            attempt = N_("{name} could not be imported", name=vm.spec.name)
            if names.count(vm.spec.name) > 1:
                raise ConsoleError(N_("{attempt}: two VMs have this name.", attempt=attempt), cause=Cause.INVALID)
            if vm.restored and (reason := why_not_restore(vm.spec.uuid, self.host, ctx.inventory)) is not None:
                raise refusal(attempt, reason)
            for disk in vm.disks:
                if (reason := why_not_import_into(repository_of(ctx, self.host, disk))) is not None:
                    raise refusal(attempt, reason)

    async def _run(self, ctx: Context, port: HostPort, package: Package) -> str:
        if package.signature.trust is Trust.INVALID:
            raise package.where.broken(N_("its signature does not fit: it was changed after it was signed"))
        sizes = await self._sizes(ctx, package)
        await check_space(ctx, port, self.vms, sizes, N_("{file} could not be imported", file=self.source.name))
        made, targets, volumes = Made(), dict[str, list[tuple[NewDisk, Volume]]](), dict[str, list[Volume]]()
        for vm in self.vms:
            volumes[vm.spec.uuid] = []
            for disk in vm.disks:
                ctx.phase(N_("Creating a disk"))
                volume = await make_disk(ctx, port, made, vm, disk, sizes[disk.id], self.title)
                volumes[vm.spec.uuid].append(volume)
                targets.setdefault(disk.source, []).append((disk, volume))
            ctx.phase(N_("Defining the VM"))
            await make_domain(ctx, port, made, vm.spec.uuid, vm.spec.name, domain_of(vm, volumes[vm.spec.uuid]), self.title)
        count, number = sum(len(each) for each in targets.values()), 0
        for source in package.order:
            for disk, volume in targets.get(source.id, []):
                number += 1
                await _Copy(ctx, port, package, source, disk, volume, sizes[disk.id], (number, count)).run()
        ctx.phase(N_("Comparing the package with its manifest"))
        await ctx.world.background.run(package.finish)
        for vm in self.vms:
            await self._complete(ctx, port, vm, volumes[vm.spec.uuid])
        await finish(ctx, made)
        return ",".join(vm.spec.uuid for vm in self.vms)

    # ------------------------------------------------------------------ before anything is made

    async def _sizes(self, ctx: Context, package: Package) -> dict[str, int]:
        """Bytes of each disk, whole sectors; where only its end tells, it is read once before."""
        known = {disk.id: disk for disk in package.order}
        sizes: dict[str, int] = {}
        for disk in (disk for vm in self.vms for disk in vm.disks):
            source = known.get(disk.id)
            if source is None or disk.source not in known:
                raise ConsoleError(
                    N_("{file} could not be imported: the disk {name} is not in it any more.", file=self.source.name, name=disk.name),
                    cause=Cause.GONE,
                )
            size = disk.size_bytes or source.capacity_bytes or 0
            if not size:
                size = await self._measure(ctx, source)
            if not 0 < size <= 1 << 56:
                raise ConsoleError(
                    N_("{file} could not be imported: the disk {name} is empty.", file=self.source.name, name=disk.name), cause=Cause.INVALID
                )
            sizes[disk.id] = -(-size // SECTOR) * SECTOR
        return sizes

    async def _measure(self, ctx: Context, source: PackageDisk) -> int:
        ctx.phase(N_("Looking how large {name} is when it is unpacked", name=source.files[0]))
        stop = _Stop(ctx, asyncio.get_running_loop(), None)

        def work() -> int:
            with open_source(self.source) as package:
                return measure(package, next(disk for disk in package.order if disk.id == source.id), stop.check)

        return await stop.run(ctx.world.background.run(work))

    # ------------------------------------------------------------------ the end

    async def _complete(self, ctx: Context, port: HostPort, vm: NewVm, volumes: list[Volume]) -> None:
        """Its disks are there: firmware's variables, conversion, and it is a VM like any other."""
        spec = vm.spec
        await write_nvram(ctx, port, vm)
        await restore_snapshots(ctx, port, vm, volumes)
        if vm.conversion is not None:
            ctx.phase(N_("Converting {name}", name=spec.name))
            await fix_up(ctx, port, vm.conversion, spec, volumes)
        await complete(ctx, port, vm)
        if self.start and not vm.template:
            ctx.phase(N_("Starting {name}", name=spec.name))
            await ctx.shield(port.start(spec.uuid))


# --------------------------------------------------------------------------- copying a disk


class _Stop:
    """Ends blocking work of a worker's thread when the task is cancelled; tells the bytes done on the loop."""

    def __init__(self, ctx: Context, loop: asyncio.AbstractEventLoop, total: int | None) -> None:
        self._ctx, self._loop, self._total = ctx, loop, total
        self._event = threading.Event()
        self._told = -TELL_BYTES

    def check(self, done: int) -> None:
        """Called by the worker; raises when it is to stop."""
        if self._event.is_set():
            raise ConsoleError(N_("Cancelled."), cause=Cause.CANCELLED)
        if done - self._told >= TELL_BYTES:
            self._told = done
            self._loop.call_soon_threadsafe(self._ctx.bytes, done, self._total)

    async def run(self, work: object) -> int:
        """Await it; on cancel it is stopped and waited for."""
        running = asyncio.ensure_future(work)  # type: ignore[call-overload]
        try:
            return int(await asyncio.shield(running))
        except asyncio.CancelledError:
            self._event.set()
            await asyncio.wait({running})
            if not running.cancelled():
                running.exception()
            raise

    def stop(self) -> None:
        """No more."""
        self._event.set()


class _Copy:
    """One disk of the package into one volume: written, read back, compared."""

    def __init__(
        self,
        ctx: Context,
        port: HostPort,
        package: Package,
        source: PackageDisk,
        disk: NewDisk,
        volume: Volume,
        capacity: int,
        place: tuple[int, int],
    ) -> None:
        self._ctx, self._port, self._package, self._source = ctx, port, package, source
        self._disk, self._volume, self._capacity = disk, volume, capacity
        if disk.image:  # the file itself, whatever is in it
            self._volume, self._capacity = dataclasses.replace(volume, format="raw"), -(-(source.file_bytes or 0) // SECTOR) * SECTOR
        self._size = capacity
        self._words = {"disk": disk.name, "number": place[0], "count": place[1]}

    async def run(self) -> None:
        ctx = self._ctx
        pieces = plan(self._capacity, self._disk.name)
        writer = DiskWriter(self._port, self._volume, self._capacity)
        ctx.phase(N_("Copying {disk} ({number} of {count})", **self._words))
        read = await self._write(writer, pieces)
        ctx.phase(N_("Comparing the copy of {disk} ({number} of {count})", **self._words))
        compare(read, await writer.sums(pieces, ctx.bytes), self._disk.name)
        ctx.phase(N_("Finishing the disk"))
        await writer.finish()
        await self._port.refresh_repository(self._volume.repository)
        if self._disk.image:
            now = await self._port.volume(self._volume.repository, self._volume.name)
            if now.backing or now.format != "qcow2" or now.capacity_bytes != self._size:
                raise self._package.where.broken(N_("the image of {name} with its snapshots is not the disk that it says", name=self._disk.name))

    async def _write(self, writer: DiskWriter, pieces: tuple[Piece, ...]) -> dict[int, str]:
        """Write all; the digest of each extent as it was read."""
        found = Sums(pieces)
        stop = _Stop(self._ctx, asyncio.get_running_loop(), self._capacity)

        def contents() -> Iterator[Segment]:
            """On the host's worker: opened there too, as what is packed is unpacked while it is read."""
            opened = open_disk(self._package, self._source, lambda _: stop.check(0))
            at = 0
            for length, data in segments(opened.chunks, self._capacity, stop.check):
                at += length
                if at > self._capacity:
                    raise self._package.where.broken(
                        N_("the disk {name} is longer than the {n} bytes that it says", name=self._disk.name, n=self._capacity)
                    )
                found.add(length, data)
                yield length, data

        writing = asyncio.ensure_future(writer.append(contents()))
        try:
            await asyncio.shield(writing)
        except asyncio.CancelledError:
            stop.stop()
            writing.cancel()
            await asyncio.wait({writing})
            raise
        return found.result
