"""A running Windows without ssh copies itself: a script with a one-time token and this console's pinned certificate is made for it, and received.

The machine's administrator runs the script there. It connects to this computer, tells the inventory, and sends each disk from a shadow copy,
extent by extent, each with its SHA-256; after a broken link it goes on at the last extent that the target host has confirmed.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import uuid
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from console.formats import p2v_wire as wire
from console.guests import physical_windows
from console.model.errors import Cause, ConsoleError
from console.model.ids import Ref, host_ref
from console.model.objects import Volume
from console.model.physical import PhysicalDisk, PhysicalMachine, Severity, review
from console.model.ports import HostPort, Listeners
from console.model.spec import NicSpec, VmSpec
from console.model.text import N_, Text, tr
from console.operations.base import Context
from console.operations.disk_copy import PATIENCE_SECONDS, DiskWriter, compare
from console.operations.p2v.convert import Conversion
from console.operations.p2v.desk import Desk, Feed
from console.operations.p2v.run import Becoming
from console.operations.p2v.sessions import Wanted
from console.operations.p2v.target import NewDisk, NewNic, default_disks, source_words, specification, template_for, vm_name

FAREWELL_SECONDS = 5.0
LARGEST_DISK = 1 << 50


@dataclass(frozen=True, slots=True)
class ScriptOrder:
    """The script that is made. ``addresses``: of this computer, as the machine may reach it, the likeliest first."""

    addresses: tuple[str, ...]
    folder: str  # of this computer, where the script is written
    scripts: Path  # the folder resources/p2v
    port: int = 0  # 0: any free one
    check: bool = False  # report only
    hours: int = 24


@dataclass(frozen=True, slots=True)
class Script:
    """The script that was made."""

    path: str
    port: int
    command: str  # to be run on the machine


def report(machine: PhysicalMachine) -> str:
    """Whether this machine can become a VM, for its administrator's screen and printer."""
    lines = [
        f"{machine.hostname}: {machine.os_name} {machine.os_version}, {machine.firmware.upper()}",
        tr("{cpus} CPUs, {memory} GiB of memory", cpus=machine.cpus, memory=f"{machine.memory_bytes / 2**30:.1f}"),
    ]
    for disk in machine.disks:
        used = f", {tr('{amount} GB used', amount=f'{disk.used_bytes / 1e9:.1f}')}" if disk.used_bytes is not None else ""
        lines.append(f"{disk.device}: {disk.size_bytes / 1e9:.1f} GB{used}  {disk.model} {disk.serial}".rstrip())
    lines += [f"{nic.name}: {nic.mac} {' '.join(nic.addresses)}".rstrip() for nic in machine.nics]
    found = review(machine)
    marks = {Severity.BLOCK: tr("Problem"), Severity.WARN: tr("Warning"), Severity.INFO: tr("Note")}
    lines += [f"{marks[each.severity]}: {each.text}" + (f" {each.remedy}" if each.remedy is not None else "") for each in found]
    if not any(each.severity is Severity.BLOCK for each in found):
        lines.append(tr("This machine can be copied."))
    return "\n".join(lines)


@dataclass(frozen=True)
class ReceiveMachine:
    """Make the script, wait for the machine that runs it, and make the VM of it; with ``order.check`` only its report, which is the result.

    ``ready`` is told when the script is there, ``found`` when the machine has told what it is. The script and the open port go away at the end.
    """

    order: ScriptOrder
    wanted: Wanted | None = None  # None only for ``order.check``
    conversion: Conversion | None = None
    paravirtual: bool = False  # the conversion brings virtio drivers
    patience: float = PATIENCE_SECONDS
    ready: Callable[[Script], None] = field(default=lambda script: None, compare=False, repr=False)
    found: Callable[[PhysicalMachine], None] = field(default=lambda machine: None, compare=False, repr=False)

    @property
    def title(self) -> Text:
        return N_("Check a Windows machine with a script") if self.order.check else N_("Copy a Windows machine with a script")

    @property
    def verb(self) -> str:
        return "p2v-script"

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        return (host_ref(self.wanted.host),) if self.wanted is not None else ()

    @property
    def cancellable(self) -> bool:
        return True

    async def run(self, ctx: Context) -> str:
        if ctx.world.listeners is None or (self.wanted is None and not self.order.check):
            raise ConsoleError(N_("Machines can't connect to this computer."), cause=Cause.UNSUPPORTED)
        job_ends = AsyncExitStack()
        ctx.undo.push_async_callback(job_ends.aclose)
        arrived: asyncio.Future[PhysicalMachine] = asyncio.get_running_loop().create_future()
        desk = await self._open(ctx, ctx.world.listeners, job_ends, arrived)
        try:
            machine = await self._wait(ctx, arrived)
            self.found(machine)
            result = report(machine) if self.order.check else await self._receive(ctx, desk, machine)
        except BaseException as failure:
            words = failure if isinstance(failure, ConsoleError) else ConsoleError(N_("It was cancelled."), cause=Cause.CANCELLED)
            desk.finish(words)
            raise
        desk.finish()
        await desk.left(FAREWELL_SECONDS)
        await ctx.shield(job_ends.aclose())
        return result

    async def _open(self, ctx: Context, listeners: Listeners, job_ends: AsyncExitStack, arrived: asyncio.Future[PhysicalMachine]) -> Desk:
        """The listener and the script, until ``job_ends``."""
        ctx.phase(N_("Making the script"))
        loop, token, order = asyncio.get_running_loop(), secrets.token_hex(32), self.order

        def set_arrived(machine: PhysicalMachine) -> None:
            if not arrived.done():
                arrived.set_result(machine)

        def told(inventory: dict[str, Any]) -> str:
            machine = physical_windows.parsed(inventory)
            if any(not 0 <= disk.size_bytes <= LARGEST_DISK or disk.size_bytes % 512 for disk in machine.disks):
                raise wire.refused("the size of a disk")
            loop.call_soon_threadsafe(set_arrived, machine)
            return report(machine)

        desk = Desk(token, "check" if order.check else "copy", told)
        listener = await listeners.open(desk.serve, order.port)

        async def close() -> None:
            await desk.left(FAREWELL_SECONDS)
            listener.close()

        job_ends.push_async_callback(close)
        path = os.path.abspath(order.folder)  # noqa: ASYNC240, PTH100 - asks for the current folder only
        file = Path(path) / f"virtdeck-{'check' if order.check else 'copy'}-{ctx.task_id}.ps1"
        entry = await ctx.world.journal.announce(ctx.task_id, self.title.english(), "file", "", str(file), file.name)

        async def remove() -> None:
            await ctx.world.background.run(lambda: file.unlink(missing_ok=True))
            await ctx.world.journal.close(entry)

        job_ends.push_async_callback(remove)

        def write() -> None:
            template = (order.scripts / "copy.ps1").read_text(encoding="utf-8")
            inventory = (order.scripts / "inventory.ps1").read_text(encoding="utf-8")
            text = wire.script(
                template, inventory, addresses=list(order.addresses), port=listener.port, token=token, pin=listener.pin, check=order.check
            )
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)  # the token in it admits
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as out:
                out.write(text)

        try:
            await ctx.shield(_run(ctx, write))
        except ValueError as error:
            raise ConsoleError(N_("“{value}” is not an address.", value=str(error)), cause=Cause.INVALID) from error
        except OSError as error:
            raise ConsoleError(
                N_("The script can't be written to {folder}.", folder=path),
                cause=Cause.INVALID,
                remedy=N_("Choose another folder."),
                detail=str(error),
            ) from error
        await ctx.world.journal.confirm(entry, str(file), ctx.task_id)
        self.ready(Script(str(file), listener.port, f"powershell -ExecutionPolicy Bypass -File {file.name}"))
        ctx.phase(N_("Waiting for the machine: run {script} there as administrator", script=str(file)))
        return desk

    async def _wait(self, ctx: Context, arrived: asyncio.Future[PhysicalMachine]) -> PhysicalMachine:
        del ctx
        try:
            async with asyncio.timeout(self.order.hours * 3600):
                return await arrived
        except TimeoutError:
            raise ConsoleError(
                N_("No machine came within {hours} hours.", hours=self.order.hours),
                cause=Cause.TIMEOUT,
                remedy=N_("Look whether the machine reaches this computer: {addresses}.", addresses=", ".join(self.order.addresses)),
            ) from None

    async def _receive(self, ctx: Context, desk: Desk, machine: PhysicalMachine) -> str:
        wanted = self.wanted
        assert wanted is not None
        blocked = next((finding for finding in review(machine) if finding.severity is Severity.BLOCK), None)
        if blocked is not None:
            raise ConsoleError(blocked.text, cause=Cause.INVALID, remedy=blocked.remedy)
        host = ctx.inventory.host(wanted.host)
        template = template_for(machine, wanted.templates)
        if host is None or template is None:
            raise ConsoleError(N_("There is no template for {system}.", system=machine.os_name), cause=Cause.UNSUPPORTED)
        disks = default_disks(machine, wanted.repository, wanted.format)
        network = wanted.network or NicSpec("user" if host.session else "network", "" if host.session else "default", connected=False)
        spec = specification(
            machine,
            host,
            template,
            name=wanted.name or vm_name(machine),
            uuid=wanted.uuid or str(uuid.uuid4()),
            disks=disks,
            nics=[NewNic(replace(network), "" if wanted.new_mac else nic.mac) for nic in machine.nics],
            paravirtual=self.paravirtual,
        )
        numbers = tuple(_number(new.disk) for new in disks)
        return await ReceivedDisks(spec, machine, desk, disks, numbers, self.conversion, wanted.start, host.record.pool, self.patience).run(ctx)


async def _run(ctx: Context, write: Callable[[], None]) -> None:
    await ctx.world.background.run(write)


def _number(disk: PhysicalDisk) -> int:
    digits = disk.device.rpartition("PhysicalDrive")[2]
    return int(digits) if digits.isdigit() else 0


@dataclass(frozen=True)
class ReceivedDisks(Becoming):
    """Disks that a machine sends become the VM's."""

    spec: VmSpec
    machine: PhysicalMachine
    desk: Desk
    disks: tuple[NewDisk, ...]
    numbers: tuple[int, ...]
    conversion: Conversion | None = None
    start: bool = False
    pool: str = ""
    patience: float = PATIENCE_SECONDS

    @property
    def title(self) -> Text:
        return N_("Copy the physical machine {machine} to {name}", machine=self.machine.hostname, name=self.spec.name)

    async def run(self, ctx: Context) -> str:
        return await self._make(ctx)

    def _origin(self) -> dict[str, str]:
        return source_words(self.machine, "")

    async def _copy(self, ctx: Context, port: HostPort, volume: Volume, disk: PhysicalDisk, number: int) -> None:
        """One disk, over as many connections as it takes; read back and compared."""
        words = {"disk": disk.device, "number": number + 1, "count": len(self.disks)}
        phase = N_("Copying {disk} ({number} of {count})", **words)
        writer, pieces = DiskWriter(port, volume, disk.size_bytes), wire.pieces(disk.size_bytes, disk.device)
        done: dict[int, str] = {}
        while len(done) < len(pieces):
            ctx.phase(phase, pieces[len(done)].offset / disk.size_bytes)
            feed = Feed(self.numbers[number], disk.size_bytes, pieces[len(done) :])
            await self._part(ctx, writer, feed, phase)
            done |= feed.sums
            if feed.error is not None and feed.error.cause is not Cause.UNREACHABLE:
                raise feed.error
        ctx.phase(N_("Comparing the copy of {disk} ({number} of {count})", **words))
        compare(done, await writer.sums(pieces, ctx.bytes), disk.device)
        ctx.phase(N_("Finishing the disk"))
        await writer.finish()
        await port.refresh_repository(volume.repository)

    async def _part(self, ctx: Context, writer: DiskWriter, feed: Feed, phase: Text) -> None:
        """What one connection brings."""
        loop = asyncio.get_running_loop()
        self.desk.offer(feed)
        since = loop.time()
        while not feed.taken.is_set():
            if loop.time() - since > self.patience:
                raise ConsoleError(
                    N_("The connection to the machine {name} was lost, and it did not come back.", name=self.machine.hostname),
                    cause=Cause.UNREACHABLE,
                    remedy=N_("Start again with a new script."),
                )
            if loop.time() - since > 3:
                ctx.phase(N_("{phase}: waiting for the machine to connect again", phase=phase))
            await asyncio.sleep(0.1)
        begin, total = feed.pieces[0].offset, feed.size
        writing = asyncio.ensure_future(writer.append(feed.segments()))
        try:
            while not writing.done():
                await asyncio.wait({writing}, timeout=0.5)
                ctx.bytes(begin + feed.done, total)
            await writing
        except asyncio.CancelledError:
            feed.stop()
            writing.cancel()
            await asyncio.wait({writing})
            raise
        finally:
            feed.stop()
