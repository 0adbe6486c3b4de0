"""A running Windows without ssh copies itself: a script with a one-time token and this console's pinned certificate is made for it, and received.

The machine's administrator runs the script there. It connects to this computer, tells the inventory, and sends each disk from a shadow copy,
extent by extent, each with its SHA-256; after a broken link it goes on at the last extent that the target host has confirmed.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import uuid
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from console.formats import p2v_wire as wire
from console.guests import physical_windows
from console.model.errors import Cause, ConsoleError
from console.model.objects import Volume
from console.model.physical import PhysicalDisk, PhysicalMachine, Severity, review
from console.model.ports import HostPort
from console.model.ports_listen import Listener, Listeners
from console.model.spec import VmSpec
from console.model.text import N_, Text, listed, tr
from console.operations.base import Context, World, shielded
from console.operations.disk_copy import PATIENCE_SECONDS, DiskWriter, compare
from console.operations.p2v.convert import Conversion
from console.operations.p2v.desk import Desk, Feed
from console.operations.p2v.inventory_words import facts
from console.operations.p2v.run import Becoming
from console.operations.p2v.target import NewDisk, source_words

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
    lines = [f"{what}: {found}" for what, found in facts(machine)]
    found = review(machine)
    marks = {Severity.BLOCK: tr("Problem"), Severity.WARN: tr("Warning"), Severity.INFO: tr("Note")}
    lines += [f"{marks[each.severity]}: {each.text}" + (f" {each.remedy}" if each.remedy is not None else "") for each in found]
    if not any(each.severity is Severity.BLOCK for each in found):
        lines.append(tr("This machine can be copied."))
    return "\n".join(lines)


class Reception:
    """An open port of this computer, and the script for the one machine that may come; both are gone when it is closed."""

    def __init__(self, world: World, order: ScriptOrder) -> None:
        self.order = order
        self.script = Script("", 0, "")
        self._world = world
        self._arrived: asyncio.Future[PhysicalMachine] = asyncio.get_running_loop().create_future()
        self._ends = AsyncExitStack()
        self._closing: asyncio.Future[None] | None = None
        self.desk = Desk(secrets.token_hex(32), "check" if order.check else "copy", self._told)

    def _told(self, inventory: dict[str, Any]) -> str:
        """On a connection's thread."""
        machine = physical_windows.parsed(inventory)
        if any(not 0 <= disk.size_bytes <= LARGEST_DISK or disk.size_bytes % 512 for disk in machine.disks):
            raise wire.refused("the size of a disk")
        self._arrived.get_loop().call_soon_threadsafe(self._came, machine)
        return report(machine)

    def _came(self, machine: PhysicalMachine) -> None:
        if not self._arrived.done():
            self._arrived.set_result(machine)

    async def machine(self) -> PhysicalMachine:
        """The machine, when it has come and told what it is. ConsoleError when none came in time."""
        try:
            async with asyncio.timeout(self.order.hours * 3600):
                return await asyncio.shield(self._arrived)
        except TimeoutError:
            raise ConsoleError(
                N_("No machine came within {hours} hours.", hours=self.order.hours),
                cause=Cause.TIMEOUT,
                remedy=N_("Look whether the machine reaches this computer: {addresses}.", addresses=", ".join(self.order.addresses)),
            ) from None

    async def open(self, listeners: Listeners) -> None:
        """Listen, and write the script."""
        listener = await listeners.open(self.desk.serve, self.order.port)

        async def close() -> None:
            await self.desk.left(FAREWELL_SECONDS)
            listener.close()

        self._ends.push_async_callback(close)
        journal, job = self._world.journal, uuid.uuid4().hex
        folder = os.path.abspath(self.order.folder)  # noqa: ASYNC240, PTH100 - asks for the current folder only
        file = Path(folder) / f"virtdeck-{'check' if self.order.check else 'copy'}-{job}.ps1"
        entry = await journal.announce(job, N_("Script for a Windows machine").english(), "file", "", str(file), file.name)

        async def remove() -> None:
            await self._world.background.run(lambda: file.unlink(missing_ok=True))
            await journal.close(entry)

        self._ends.push_async_callback(remove)
        try:
            await shielded(self._write(file, listener))
        except ValueError as error:
            raise ConsoleError(N_("“{value}” is not an address.", value=str(error)), cause=Cause.INVALID) from error
        except OSError as error:
            raise ConsoleError(
                N_("The script can't be written to {folder}.", folder=folder),
                cause=Cause.INVALID,
                remedy=N_("Choose another folder."),
                detail=str(error),
            ) from error
        await journal.confirm(entry, str(file), job)
        self.script = Script(str(file), listener.port, f"powershell -ExecutionPolicy Bypass -File {file.name}")

    async def _write(self, file: Path, listener: Listener) -> None:
        order = self.order

        def write() -> None:
            template = (order.scripts / "copy.ps1").read_text(encoding="utf-8")
            inventory = (order.scripts / "inventory.ps1").read_text(encoding="utf-8")
            token = self.desk.token
            text = wire.script(
                template,
                inventory,
                physical_windows.SHADOWS,
                addresses=list(order.addresses),
                port=listener.port,
                token=token,
                pin=listener.pin,
                check=order.check,
            )
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)  # the token in it admits
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as out:
                out.write(text)

        await self._world.background.run(write)

    async def close(self, failure: BaseException | None = None) -> None:
        """Tell the machine that all is done, or why it is over; close the port, remove the script. The first call counts."""
        if self._closing is None:
            words = failure if failure is None or isinstance(failure, ConsoleError) else ConsoleError(N_("It was cancelled."), cause=Cause.CANCELLED)
            self.desk.finish(words)
            self._closing = asyncio.ensure_future(self._ends.aclose())
        await asyncio.shield(self._closing)


async def receive(world: World, order: ScriptOrder) -> Reception:
    """Make the script and listen for the machine that runs it."""
    if world.listeners is None:
        raise ConsoleError(N_("Machines can't connect to this computer."), cause=Cause.UNSUPPORTED)
    found = Reception(world, order)
    try:
        await found.open(world.listeners)
    except BaseException as failure:
        await found.close(failure)
        raise
    return found


def _number(disk: PhysicalDisk) -> int:
    digits = disk.device.rpartition("PhysicalDrive")[2]
    return int(digits) if digits.isdigit() else 0


def _moments(told: dict[str, Any]) -> list[Text]:
    """What the VM's description says of the moments that the machine was copied as of."""
    notes, apart = list[Text](), told.get("apart")
    if isinstance(loose := told.get("loose"), list) and (volumes := [str(each)[:8] for each in loose[:26]]):
        text = N_("There was no shadow copy of {volumes}: copied as after a power failure, over the whole time of the copy.", volumes=listed(volumes))
        notes.append(text)
    if isinstance(apart, int) and apart > 0:
        notes.append(N_("The moments of the shadow copies differ by up to {seconds} s.", seconds=apart))
    return notes


@dataclass(frozen=True)
class ReceivedDisks(Becoming):
    """Disks that a machine sends become the VM's. The reception is closed at the end."""

    spec: VmSpec
    machine: PhysicalMachine
    reception: Reception
    disks: tuple[NewDisk, ...]
    conversion: Conversion | None = None
    start: bool = False
    pool: str = ""
    patience: float = PATIENCE_SECONDS

    @property
    def title(self) -> Text:
        return N_("Copy the physical machine {machine} to {name}", machine=self.machine.hostname, name=self.spec.name)

    async def run(self, ctx: Context) -> str:
        try:
            blocked = next((finding for finding in review(self.machine) if finding.severity is Severity.BLOCK), None)
            if blocked is not None:
                raise ConsoleError(blocked.text, cause=Cause.INVALID, remedy=blocked.remedy)
            made = await self._make(ctx)
        except BaseException as failure:
            await ctx.shield(self.reception.close(failure))
            raise
        await ctx.shield(self.reception.close())
        return made

    def _origin(self) -> dict[str, str]:
        return source_words(self.machine, "")

    async def _contents(self, ctx: Context, port: HostPort, volumes: Sequence[Volume]) -> Sequence[Text]:
        """All disks; what the machine said of its shadow copies, which it makes of all of them at first."""
        told: dict[str, Any] = {}
        for number, (new, volume) in enumerate(zip(self.disks, volumes, strict=True)):
            told |= await self._receive(ctx, port, volume, new.disk, number)
        return _moments(told)

    async def _receive(self, ctx: Context, port: HostPort, volume: Volume, disk: PhysicalDisk, number: int) -> dict[str, Any]:
        """One disk, over as many connections as it takes; read back and compared."""
        words = {"disk": disk.device, "number": number + 1, "count": len(self.disks)}
        phase = N_("Copying {disk} ({number} of {count})", **words)
        writer, pieces = DiskWriter(port, volume, disk.size_bytes), wire.pieces(disk.size_bytes, disk.device)
        done: dict[int, str] = {}
        told: dict[str, Any] = {}
        while len(done) < len(pieces):
            ctx.phase(phase, pieces[len(done)].offset / disk.size_bytes)
            feed = Feed(_number(disk), disk.size_bytes, pieces[len(done) :], tuple(_number(new.disk) for new in self.disks))
            await self._part(ctx, writer, feed, phase)
            done |= feed.sums
            told |= feed.told
            if feed.error is not None and feed.error.cause is not Cause.UNREACHABLE:
                raise feed.error
        ctx.phase(N_("Comparing the copy of {disk} ({number} of {count})", **words))
        compare(done, await writer.sums(pieces, ctx.bytes), disk.device)
        ctx.phase(N_("Finishing the disk"))
        await writer.finish()
        await port.refresh_repository(volume.repository)
        return told

    async def _part(self, ctx: Context, writer: DiskWriter, feed: Feed, phase: Text) -> None:
        """What one connection brings."""
        loop = asyncio.get_running_loop()
        self.reception.desk.offer(feed)
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
