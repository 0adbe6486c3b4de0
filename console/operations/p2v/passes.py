"""The disks of a machine over one login: as of one moment where something can hold them still, compared, caught up, with the table of the new size.

What is made on the machine is in :mod:`console.operations.p2v.held`; small file systems are frozen for as long as they are read, and thawed by the
machine itself if we can't.
"""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass

from console.formats.extents import NOTHING, Piece, lines, plan
from console.formats.gpt import ENDS, resized
from console.guests import physical_lvm, physical_windows
from console.model.errors import Cause, ConsoleError
from console.model.objects import Volume
from console.model.physical import PhysicalDisk, PhysicalMachine
from console.model.physical_moment import How, Point, points, snapshots, start_of
from console.model.ports import Background, HostPort, Machine
from console.model.text import N_, Text
from console.operations.base import Context
from console.operations.disk_copy import DiskWriter, Source, catch_up, changed, compare, copy_disk, reached, read_again
from console.operations.p2v.held import Held, Taken
from console.operations.p2v.target import NewDisk

log = logging.getLogger("virtdeck.operations")

COMMAND_SECONDS = 120.0
FREEZE_SECONDS = 60
"""A frozen file system is thawed after so long, whatever happens."""


@dataclass
class Line:
    """The login, how it is made anew, and what it can do. ``patience``: seconds that a machine which can't be reached is tried again."""

    machine: Machine
    login: Callable[[], Awaitable[Machine]]
    background: Background
    packer: str
    gzip: bool
    shell: tuple[str, ...]
    patience: float
    reader: str = ""  # of a Windows: the script that reads its disks
    started: str = ""  # which start of the machine is copied
    address: str = ""  # as it was given

    async def say(self, script: str, seconds: float) -> str:
        """What a script prints. ConsoleError UNREACHABLE, or with the machine's words."""
        argv, stdin = physical_windows.asked(script) if self.reader else ([*self.shell, script], None)
        return (await self.machine.run(argv, stdin=stdin, deadline=seconds)).stdout

    def source(self, disk: str, pieces: tuple[Piece, ...], waiting: Callable[[float], None]) -> Source:
        """How a disk is read."""

        def ask(what: str, wanted: Sequence[Piece]) -> tuple[list[str], bytes]:
            return physical_windows.asked(physical_windows.reading(self.reader, disk, what), lines(wanted))

        return Source(
            self.log_in_again,
            self.machine,
            self.background,
            pieces,
            packer=self.packer,
            gzip=self.gzip,
            shell=self.shell,
            patience=self.patience,
            waiting=waiting,
            ask=ask if self.reader else None,
        )

    async def reach(self) -> None:
        """Log in again where the link has gone."""
        if not self.machine.alive:
            await self.machine.close()
            self.machine = await self.login()

    async def wait_for_it(self, waiting: Callable[[float], None]) -> None:
        """Log in again where the link has gone, for as long as the patience lasts."""
        try:
            await self.machine.run(["echo", "here"], deadline=COMMAND_SECONDS)
        except ConsoleError as failure:
            if failure.cause not in (Cause.UNREACHABLE, Cause.TIMEOUT):
                raise
            self.machine = await reached(self.machine, self.log_in_again, failure, self.patience, waiting)

    async def note_start(self) -> None:
        """Remember which start of the machine is copied; a Windows does not tell."""
        self.started = "" if self.reader else await _start_of(self.machine)

    async def log_in_again(self) -> Machine:
        """After the link broke. ConsoleError where the machine was restarted: what is copied belongs to a disk that may have another name now."""
        machine = await self.login()
        now = await _start_of(machine) if self.started else ""
        if now and now != self.started:
            raise ConsoleError(
                N_("{machine} was restarted while it was copied.", machine=machine.address),
                cause=Cause.GONE,
                remedy=N_("Copy it again: its disks may have other names now."),
            )
        return machine


async def _start_of(machine: Machine) -> str:
    """Another word after each start of a Linux (proc(5))."""
    return (await machine.run(["cat", "/proc/sys/kernel/random/boot_id"], deadline=COMMAND_SECONDS, check=False)).stdout.strip()


class Passes:
    """One copy of the disks ``disks`` into ``volumes``. ``commands``: run before a second pass; None = one pass.

    ``hold``: hold the file systems still where that can be done. ``notes``: what could not be done, afterwards.
    """

    def __init__(
        self,
        ctx: Context,
        port: HostPort,
        line: Line,
        found: PhysicalMachine,
        disks: Sequence[NewDisk],
        volumes: Sequence[Volume],
        commands: Sequence[str] | None,
        hold: bool,
    ) -> None:
        self._hold = hold
        self._ctx, self._line, self._found, self._commands = ctx, line, found, commands
        self._disks, self._volumes = tuple(disks), tuple(volumes)
        self._port = port
        self._writers = [DiskWriter(port, volume, new.size_bytes) for new, volume in zip(disks, volumes, strict=True)]
        self._known: list[dict[int, str]] = []
        self._rate = 0.0  # bytes a second of the last first pass
        self.notes: list[Text] = []
        self._held = Held(ctx, line, found, self.notes)

    async def run(self, leftovers: Sequence[str] = ()) -> None:
        """All of it; the volumes are complete afterwards."""
        await self._line.reach()  # it was logged out where an earlier try has failed
        await self._line.note_start()
        if leftovers:
            await self._held.remove(leftovers)
        async with self._held.moment(self._still()) as taken:
            for number in range(len(self._disks)):
                self._known.append(await self._first(number, taken))
        if self._commands is not None:
            await self._second(self._commands)
        for number, new in enumerate(self._disks if taken else ()):
            # What the group looked like while there were snapshots is not what the VM is to find.
            if areas := _heads(self._found, new.disk):
                await self._copy_over(number, areas, N_("Copying the tables of the volume groups"))
        if self._hold:
            await self._frozen()
        for number, new in enumerate(self._disks):
            self._ctx.phase(N_("Finishing the disk"))
            if new.smaller and new.disk.table == "gpt":
                await self._move_table(number)
            await self._writers[number].finish()
            await self._port.refresh_repository(self._volumes[number].repository)

    # ------------------------------------------------------------------ the passes

    def _words(self, number: int) -> dict[str, object]:
        return {"disk": self._disks[number].disk.device, "number": number + 1, "count": len(self._disks)}

    def waiting(self, phase: Text) -> Callable[[float], None]:
        """Says that the machine can't be reached, and for how long."""
        return lambda seconds: self._ctx.phase(waiting_words(phase, seconds))

    @contextlib.asynccontextmanager
    async def _reader(self, number: int, taken: Taken, phase: Text) -> AsyncIterator[Source]:
        """How the disk is read; a login that was made anew while it was is kept."""
        line, new = self._line, self._disks[number]
        pieces = planned(self._found, new, taken)
        source = line.source(new.disk.device, pieces, self.waiting(phase))
        self._ctx.phase(phase)
        try:
            yield source
        finally:
            line.machine = source.machine

    async def _first(self, number: int, taken: Taken) -> dict[int, str]:
        words, began = self._words(number), time.monotonic()
        phase = N_("Copying {disk} ({number} of {count})", **words)

        def progress(done: int, total: int | None) -> None:
            self._ctx.progress_phase(phase)  # it may have said that the machine can't be reached
            self._ctx.bytes(done, total)

        async with self._reader(number, taken, phase) as source:
            read = await copy_disk(source, self._writers[number], progress)
        self._rate = source.size / (time.monotonic() - began + 0.001)
        self._ctx.phase(N_("Comparing the copy of {disk} ({number} of {count})", **words))
        compare(read, await self._writers[number].sums(source.pieces, self._ctx.bytes), self._disks[number].disk.device)
        return read

    async def _second(self, commands: Sequence[str]) -> None:
        """What changed since the first pass, after the machine's services were stopped: all disks as of the same moment again."""
        known = []
        for number in range(len(self._disks)):
            self._ctx.phase(N_("Reading the copy of {disk} ({number} of {count})", **self._words(number)))
            pieces = planned(self._found, self._disks[number], {})
            known.append(await self._writers[number].sums(pieces, self._ctx.bytes, sha256=True))
        await self._line.wait_for_it(self.waiting(N_("Second pass")))
        for command in commands:
            self._ctx.phase(N_("Running on the machine: {command}", command=command))
            await self._line.say(command, COMMAND_SECONDS)
        async with self._held.moment(self._still()) as taken:
            for number in range(len(self._disks)):
                await self._again(number, taken, known[number])

    async def _again(self, number: int, taken: Taken, known: dict[int, str]) -> None:
        words = self._words(number)
        looking = N_("Looking for what changed on {disk} ({number} of {count})", **words)
        async with self._reader(number, taken, looking) as source:
            pieces = await changed(source, known, lambda done, total: self._ctx.phase(looking, done / (total or 1)))
            self._ctx.phase(N_("Copying what changed on {disk} ({number} of {count})", **words))
            await catch_up(source, self._writers[number], pieces, self._ctx.bytes, self._known[number])

    async def _copy_over(self, number: int, wanted: Sequence[tuple[int, int]], phase: Text) -> None:
        """These areas of a disk (begin, end) as they are now."""
        async with self._reader(number, {}, phase) as source:
            chosen = tuple(p for p in source.pieces if any(p.offset < end and p.offset + p.length > begin for begin, end in wanted))
            await catch_up(source, self._writers[number], chosen, self._ctx.bytes, self._known[number])

    # ------------------------------------------------------------------ holding still

    def _still(self) -> list[PhysicalDisk]:
        """The disks whose file systems are held still."""
        return [_stays(new) for new in self._disks] if self._hold else []

    async def _frozen(self) -> None:
        """Small file systems, once more while they are frozen."""
        for number, new in enumerate(self._disks):
            disk = _stays(new)
            for point in points(self._found, [disk]):
                part = next(part for part in disk.partitions if part.device == point.device)
                if point.how is not How.FREEZE or part.start_bytes is None:
                    continue
                if part.size_bytes > self._rate * FREEZE_SECONDS / 2:
                    self.notes.append(N_("{mount} was copied while it was in use: the line is too slow to freeze it.", mount=point.mount))
                    continue
                await self._copy_frozen(number, point, (part.start_bytes, part.start_bytes + part.size_bytes))

    async def _copy_frozen(self, number: int, point: Point, area: tuple[int, int]) -> None:
        phase = N_("Copying {mount} while it is frozen", mount=point.mount)
        self._ctx.phase(phase)
        await self._line.wait_for_it(self.waiting(phase))
        guard = int((await self._ctx.shield(self._line.say(physical_lvm.freeze(point.mount, FREEZE_SECONDS), COMMAND_SECONDS))).strip() or 0)
        try:
            await self._copy_over(number, [area], phase)
        finally:
            thawed = await self._ctx.shield(self._thaw(point.mount, guard))
        if not thawed:
            self.notes.append(N_("{mount} was copied while it was in use: it could not be held still long enough.", mount=point.mount))

    async def _thaw(self, mount: str, guard: int) -> bool:
        """False: it was not frozen any more (the machine thawed it by itself), or nobody knows."""
        try:
            await self._line.reach()
            await self._line.say(physical_lvm.thaw(mount, guard), COMMAND_SECONDS)
        except ConsoleError as failure:
            log.warning("%s was not thawed: %s | %s", mount, failure.text.english(), failure.detail)
            return False
        return True

    # ------------------------------------------------------------------ the end

    async def _move_table(self, number: int) -> None:
        """The partition table of a disk that became smaller."""
        device, size, writer = self._disks[number].disk.device, self._disks[number].size_bytes, self._writers[number]
        async with (
            self._reader(number, {}, N_("Finishing the disk")) as source,
            contextlib.aclosing(read_again(source, (Piece(0, ENDS, device, 0),))) as items,
        ):
            async for _, data, _ in items:
                await move_table(writer, bytes(data), size)


async def move_table(writer: DiskWriter, begin: bytes, size: int) -> None:
    """The GUID partition table of a disk that became smaller; ``begin``: its first ``ENDS`` bytes."""
    head, tail = resized(begin, size)
    await writer.change(0, head)
    await writer.change(size - ENDS, tail)


def waiting_words(phase: Text, seconds: float) -> Text:
    """What is said while a machine can't be reached: nothing is lost by then."""
    if seconds < 60:
        return N_("{phase}: the machine can't be reached since {seconds} s; trying again", phase=phase, seconds=round(seconds))
    return N_("{phase}: waiting for the machine since {minutes} min; it goes on where it stopped", phase=phase, minutes=int(seconds / 60))


def planned(found: PhysicalMachine, new: NewDisk, taken: Taken) -> tuple[Piece, ...]:
    """Where each byte of a disk is read. Cut at the same places whether there are snapshots or not: digests are kept by these places."""
    disk = _stays(new)
    areas = [Piece(begin, length, NOTHING, 0) for begin, length in new.hollows]
    for point in points(found, [disk]):
        part = next(part for part in disk.partitions if part.device == point.device)
        if point.how in (How.SHADOW, How.FREEZE) and part.start_bytes is not None:
            path = taken.get(part.device)
            areas.append(Piece(part.start_bytes, part.size_bytes, path or disk.device, 0 if path else part.start_bytes))
    for each in snapshots(found, [disk]):
        for stretch in each.volume.stretches:
            if (start := start_of(disk, stretch.device)) is None:
                continue
            begin, path = start + stretch.offset, taken.get(each.volume.device)
            areas.append(Piece(begin, stretch.length, path or disk.device, stretch.start if path else begin))
    return plan(new.size_bytes // 512 * 512, disk.device, replaced=areas)


def _stays(new: NewDisk) -> PhysicalDisk:
    """The disk without what is left out."""
    return dataclasses.replace(new.disk, partitions=tuple(part for part in new.disk.partitions if part.device not in new.left_out))


def _heads(found: PhysicalMachine, disk: PhysicalDisk) -> list[tuple[int, int]]:
    """(begin, end) of what says on this disk how its volume groups look."""
    areas = []
    for head in (head for group in found.groups for head in group.heads):
        begin = start_of(disk, head.device)
        if begin is not None:
            size = next((part.size_bytes for part in disk.partitions if part.device == head.device), disk.size_bytes)
            areas += [(begin, begin + head.first), (begin + head.last, begin + size)]
    return areas
