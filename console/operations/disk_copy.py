"""A disk of another machine becomes a volume: read ahead, checked, sparse, resumed where a link broke, compared at the end, then caught up.

The reader (a thread) unpacks extents and hashes them; the host's stream (a worker of the host's own) writes them; between the two are at most
``AHEAD`` extents, so that memory stays bounded whatever is faster. An extent counts only when the host has confirmed its stream.

Two digests: XXH3 (6,000 MiB/s here) proves that the host has what was read; SHA-256 (350 MiB/s) is what the machine itself can compute, for the
second pass only. Neither guards against an enemy on the line: ssh does.
"""

from __future__ import annotations

import asyncio
import hashlib
import itertools
import logging
import queue
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import xxhash

from console.formats.extents import SUMS, Buffers, Piece, Stream, Zeros, extents, lines, only, reading, sums
from console.formats.qcow2_stream import CLUSTER, Qcow2Stream
from console.model.errors import Cause, ConsoleError
from console.model.objects import Volume
from console.model.ports import Background, HostPort, Machine, OnBytes, Pipe, Segment
from console.model.text import N_
from console.operations.pace import Pace

log = logging.getLogger("virtdeck.operations")

TELL_BYTES = 8 << 20
AHEAD, ZEROS_AHEAD = 4, 512
"""Extents between reader and writer: those that take memory, and those of zeros."""
PATIENCE_SECONDS = 24 * 3600.0
"""How long a machine that can't be reached is tried again before the copy gives up: over a night, since all that was copied is lost with it.
Whoever does not want to wait cancels."""
SUMS_SECONDS = 24 * 3600.0
"""For a pass over all disks; the link itself is watched by ssh."""
TRIES = 20
"""So often a machine that answers may break the line without an extent more: then what reads the disk there is what fails."""
RETRY_SECONDS = (1.0, 2.0, 5.0, 10.0, 15.0)
ZERO = bytes(CLUSTER)


def without_zeros(data: bytes | bytearray) -> Iterator[Segment]:
    """The same contents with holes where 64 KiB and more are zeros."""
    if isinstance(data, Zeros):
        yield len(data), None
        return
    view, begin, hole = memoryview(data), 0, 0
    for at in range(0, len(data), CLUSTER):
        length = min(CLUSTER, len(data) - at)
        # startswith compares in place: ten times as fast as comparing slices of a memoryview.
        if data.startswith(ZERO if length == CLUSTER else ZERO[:length], at):
            if at > begin:
                yield at - begin, view[begin:at]
            hole += length
            begin = at + length
        elif hole:
            yield hole, None
            hole = 0
    if hole:
        yield hole, None
    if begin < len(data):
        yield len(data) - begin, view[begin:]


class DiskWriter:
    """Writes a disk of ``capacity`` bytes into a new volume, from its begin to its end; ``change`` later. Raw, or qcow2 without the host's help."""

    def __init__(self, port: HostPort, volume: Volume, capacity: int) -> None:
        self.port, self.volume, self.capacity = port, volume, capacity
        self._image = Qcow2Stream(capacity) if volume.format == "qcow2" else None
        self._position = 0

    async def append(self, contents: Iterable[Segment]) -> None:
        """Write what follows what was written. The stream is confirmed by the host when this returns."""
        counted = self._counted(contents)
        if self._image is None:
            await self._write(counted, self._position)
        else:
            await self._write(self._image.data(counted), self._image.file_bytes)

    def _counted(self, contents: Iterable[Segment]) -> Iterator[Segment]:
        for length, data in contents:
            yield length, data
            self._position += length

    async def _write(self, segments: Iterable[Segment], offset: int, *, within: bool = False) -> None:
        await self.port.write_volume(self.volume.repository, self.volume.name, segments, offset=offset, within=within)

    async def change(self, offset: int, data: bytes | bytearray) -> None:
        """Other contents for a place that was written."""
        for position, run in self._runs(offset, data):
            await self._write([(len(run), run)], position, within=True)

    def _runs(self, offset: int, data: bytes | bytearray) -> Iterator[tuple[int, bytes]]:
        """(position in the file, bytes), joined where they are neighbours."""
        if self._image is None:
            yield offset, bytes(data)
            return
        begin, joined = -1, bytearray()
        for position, piece in self._image.rewrite(offset, data):
            if position != begin + len(joined):
                if joined:
                    yield begin, bytes(joined)
                begin, joined = position, bytearray()
            joined += piece
        if joined:
            yield begin, bytes(joined)

    async def finish(self) -> None:
        """All contents are there: only now a qcow2 volume is one."""
        if self._image is not None:
            await self._write(self._image.head(), 0, within=True)

    async def sums(self, pieces: Sequence[Piece], on_progress: OnBytes | None = None, *, sha256: bool = False) -> dict[int, str]:
        """Digests of the extents as the host has them now, read back (after ``append``, before ``change``): XXH3, or SHA-256."""
        found = Sums(pieces, hashlib.sha256 if sha256 else xxhash.xxh3_128)
        repository, name = self.volume.repository, self.volume.name
        if self._image is None:
            await self.port.read_volume(repository, name, found.add, length=self.capacity, on_progress=on_progress)
        else:
            image, expand = self._image, _Expand(self._image, found.add)
            length = image.file_bytes - image.data_offset
            if length:
                await self.port.read_volume(repository, name, expand.add, offset=image.data_offset, length=length, on_progress=on_progress)
            expand.end()
        return found.result


class Sums:
    """Cuts contents at the pieces' borders and hashes each."""

    def __init__(self, pieces: Sequence[Piece], new: Callable[[], Any] = xxhash.xxh3_128) -> None:
        self.result: dict[int, str] = {}
        self._pieces, self._new = iter(pieces), new
        self._zeros: dict[int, Any] = {}
        self._hash = new()
        self._piece: Piece | None = None
        self._left = 0
        self._next()

    def _next(self) -> None:
        self._piece = next(self._pieces, None)
        self._left = self._piece.length if self._piece is not None else 0
        self._hash = self._new()

    def _empty(self, length: int) -> Any:
        """The digest of so many zeros: computed once, since most of a disk may be that."""
        if length not in self._zeros:
            _add_zeros(self._hash, length)
            self._zeros[length] = self._hash
        return self._zeros[length]

    def add(self, length: int, data: bytes | memoryview | None) -> None:
        """What follows."""
        at = 0
        while length > at and self._piece is not None:
            take = min(self._left, length - at)
            if data is None and take == self._piece.length:
                self._hash = self._empty(take)
            elif data is None:
                _add_zeros(self._hash, take)
            else:
                self._hash.update(memoryview(data)[at : at + take])
            at += take
            self._left -= take
            if not self._left:
                self.result[self._piece.offset] = self._hash.hexdigest()
                self._next()


_MEGABYTE = bytes(1 << 20)


def _add_zeros(digest: Any, length: int) -> None:
    for done in range(0, length, len(_MEGABYTE)):
        digest.update(_MEGABYTE[: min(len(_MEGABYTE), length - done)])


class _Expand:
    """Turns the clusters of a qcow2 file back into the disk: as they come from the host, each to its place."""

    def __init__(self, image: Qcow2Stream, sink: Callable[[int, bytes | memoryview | None], None]) -> None:
        self._sink = sink
        self._rest = bytearray()
        self._clusters: list[bytes] = []
        self._segments = image.image(self._taken())

    def _taken(self) -> Iterator[bytes]:
        while self._clusters:
            yield self._clusters.pop(0)
        raise ConsoleError(N_("The copy ends before the disk does."), cause=Cause.INVALID)

    def add(self, length: int, data: bytes | None) -> None:
        self._rest += bytes(length) if data is None else data
        while len(self._rest) >= CLUSTER:
            self._clusters.append(bytes(self._rest[:CLUSTER]))
            del self._rest[:CLUSTER]
            self._pass_on()

    def _pass_on(self) -> None:
        """Holes up to the next cluster, and the cluster."""
        for length, data in self._segments:
            self._sink(length, data)
            if data is not None:
                return

    def end(self) -> None:
        """The hole at the end."""
        for length, data in self._segments:
            self._sink(length, data)


class _Ahead:
    """Reads extents on a thread of its own; iterated by the writer. ``error`` says why it ended early, ``sums`` what was handed over."""

    def __init__(self, pipe: Pipe, pieces: Sequence[Piece], packer: str, pace: Pace) -> None:
        self.error: Exception | None = None
        self.sums: dict[int, str] = {}
        self.words = ""
        self._pipe, self._stream, self._pace = pipe, Stream(pipe.read, pipe.read_into), pace
        self._buffers = Buffers()
        self._queue: queue.Queue[tuple[Piece, bytearray, str] | None] = queue.Queue(ZEROS_AHEAD)
        self._room = threading.Semaphore(AHEAD)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._read, args=(pieces, packer), name="disk-reader", daemon=True)
        self._thread.start()

    def _read(self, pieces: Sequence[Piece], packer: str) -> None:
        try:
            empty: dict[int, str] = {}
            filled = 0
            for piece, data in extents(self._stream.read, pieces, packer, self._stream.into, self._buffers):
                digest = empty.get(piece.length) if isinstance(data, Zeros) else None
                if digest is None:
                    digest = xxhash.xxh3_128_hexdigest(data)
                    if isinstance(data, Zeros):
                        empty[piece.length] = digest
                self._put((piece, data, digest))
                filled += 0 if isinstance(data, Zeros) else piece.length
                if self._stopped.is_set() or self._pace.changes(self._stream, filled):
                    return
        except Exception as error:
            self.error = error
        finally:
            self._put(None)

    def _put(self, item: tuple[Piece, bytearray, str] | None) -> None:
        heavy = item is not None and not isinstance(item[1], Zeros)
        while heavy and not self._room.acquire(timeout=0.2):
            if self._stopped.is_set():
                return
        while not self._stopped.is_set():
            try:
                self._queue.put(item, timeout=0.2)
            except queue.Full:
                continue
            return

    def items(self) -> Iterator[tuple[Piece, bytearray, str]]:
        """What was read, in order; ends early when something went wrong. The memory of an extent has other contents after the next was asked for."""
        while not self._stopped.is_set():
            try:
                item = self._queue.get(timeout=0.2)
            except queue.Empty:
                continue
            if item is None:
                return
            yield item
            if not isinstance(item[1], Zeros):
                self._buffers.give(item[1])
                self._room.release()

    def segments(self) -> Iterator[Segment]:
        """For a writer. An extent is counted when the writer asks for what follows it."""
        for piece, data, digest in self.items():
            yield from without_zeros(data)
            self.sums[piece.offset] = digest

    def end(self) -> None:
        """Nothing more is handed over. Returns at once."""
        self._stopped.set()

    def stop(self) -> None:
        """End the program; ``words`` is what it said on stderr."""
        self._stopped.set()
        self.words = self._pipe.close()
        self._thread.join(5.0)


Login = Callable[[], Awaitable[Machine]]
Ask = Callable[[str, Sequence[Piece]], tuple[list[str], bytes]]
"""(a key of extents.PACKERS, or "sums"; extents) → (command, its standard input) for a machine that has no shell as we know it."""


@dataclass
class Source:
    """A disk on a machine. ``shell`` runs a script there: ``("sh", "-c")``, with sudo before it where that is needed; or ``ask`` tells how."""

    login: Login
    machine: Machine
    background: Background
    pieces: tuple[Piece, ...]
    packer: str = ""  # a key of extents.PACKERS that the machine has, for a slow line
    gzip: bool = False  # gzip is there too, for a very slow line where zstd is not
    shell: tuple[str, ...] = ("sh", "-c")
    patience: float = PATIENCE_SECONDS
    waiting: Callable[[float], None] = field(default=lambda seconds: None)  # told while the machine can't be reached
    ask: Ask | None = None
    pace: Pace = field(init=False)
    vain: int = field(init=False, default=0)  # how often in a row nothing came before the line broke

    def asked(self, what: str, pieces: Sequence[Piece]) -> tuple[list[str], bytes]:
        """(command, its standard input): extents packed so, or "sums"."""
        if self.ask is not None:
            return self.ask(what, pieces)
        return [*self.shell, SUMS if what == "sums" else reading(what)], lines(pieces)

    def __post_init__(self) -> None:
        self.pace = Pace([self.packer, "gzip" if self.gzip else ""])

    @property
    def size(self) -> int:
        """Bytes of all extents."""
        return sum(piece.length for piece in self.pieces)

    @asynccontextmanager
    async def reading(self, pieces: Sequence[Piece]) -> AsyncIterator[_Ahead]:
        """Extents as the machine sends them; ended with the block."""
        packer, machine = self.pace.packing, self.machine
        opening = asyncio.ensure_future(self.background.run(lambda: _Ahead(machine.open(*self.asked(packer, pieces)), pieces, packer, self.pace)))
        try:
            yield await asyncio.shield(opening)
        finally:
            await self.background.run((await opening).stop)  # a program that was started is ended, whenever the cancel comes


async def copy_disk(source: Source, writer: DiskWriter, on_progress: OnBytes) -> dict[int, str]:
    """Copy all extents in order; the XXH3 of each as it was read. A link that breaks is made again, for at most ``source.patience``."""
    done: dict[int, str] = {}
    total, before = source.size, 0
    while len(done) < len(source.pieces):
        start = before

        def progress(count: int, _total: int | None, start: int = start) -> None:
            on_progress(min(total, start + count), total)

        found, error = await _copy_part(source, writer, source.pieces[len(done) :], progress)
        done |= found
        before = sum(piece.length for piece in source.pieces[: len(done)])
        on_progress(before, total)
        if error is not None:
            await _again(source, error, bool(found))
    return done


async def _copy_part(source: Source, writer: DiskWriter, pieces: Sequence[Piece], on_progress: OnBytes) -> tuple[dict[int, str], ConsoleError | None]:
    """As far as the link holds: what is confirmed, and the error that ended it early."""
    told, shown, loop = 0, 0, asyncio.get_running_loop()
    async with source.reading(pieces) as ahead:

        def counted() -> Iterator[Segment]:
            """On the host's worker. Counted here, as a stream sees nothing of what is left out of a sparse image."""
            nonlocal told, shown
            for length, data in ahead.segments():
                yield length, data
                told += length
                if told - shown >= TELL_BYTES:
                    shown = told
                    loop.call_soon_threadsafe(on_progress, told, None)

        writing = asyncio.ensure_future(writer.append(counted()))
        try:
            await asyncio.shield(writing)
        except asyncio.CancelledError:
            ahead.end()
            writing.cancel()
            await asyncio.wait({writing})
            raise
    return ahead.sums, lost(ahead)


async def write_contents(
    writer: DiskWriter, contents: Iterable[Segment], pieces: Sequence[Piece], on_progress: OnBytes, stop: Callable[[], None]
) -> dict[int, str]:
    """A whole disk from a stream of this computer; the XXH3 of each extent as it was read. ``stop`` ends a read that waits (at a cancel)."""
    found, loop = Sums(pieces, xxhash.xxh3_128), asyncio.get_running_loop()
    total = sum(piece.length for piece in pieces)

    def counted() -> Iterator[Segment]:
        done = shown = 0
        for length, data in contents:
            found.add(length, data)
            yield length, data
            done += length
            if done - shown >= TELL_BYTES:
                shown = done
                loop.call_soon_threadsafe(on_progress, done, total)

    writing = asyncio.ensure_future(writer.append(counted()))
    try:
        await asyncio.shield(writing)
    except asyncio.CancelledError:
        stop()
        writing.cancel()
        await asyncio.wait({writing})
        raise
    on_progress(total, total)
    return found.result


def lost(ahead: _Ahead) -> ConsoleError | None:
    """The lost connection that ended the reading, None when it ended well; other errors are raised."""
    error = ahead.error
    if isinstance(error, ConsoleError) and error.cause is not Cause.UNREACHABLE:
        error.detail = f"{error.detail}\n{ahead.words}".strip()
    if error is not None and not (isinstance(error, ConsoleError) and error.cause is Cause.UNREACHABLE):
        raise error
    return error


async def reached(machine: Machine, login: Login, error: ConsoleError, patience: float, waiting: Callable[[float], None]) -> Machine:
    """Log in again, with growing pauses; ``error``, which ended the connection, when patience ends. What refuses us is raised at once."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    log.warning("connection to %s lost: %s %s", machine.address, error.text.english(), error.detail)
    for number in itertools.count():
        waiting(loop.time() - began)
        pause = RETRY_SECONDS[min(number, len(RETRY_SECONDS) - 1)]
        if loop.time() - began + pause > patience:
            raise error
        await asyncio.sleep(pause)
        try:
            if not machine.alive:
                await machine.close()
                machine = await login()
            await machine.run(["echo", "here"], deadline=10.0)  # cmd.exe and PowerShell have it too
        except ConsoleError as failure:
            if failure.cause not in (Cause.UNREACHABLE, Cause.TIMEOUT):
                raise
            continue
        return machine
    raise AssertionError  # counts for ever


async def _again(source: Source, error: ConsoleError, further: bool) -> None:
    """``further``: something has come since the last time."""
    source.vain = 0 if further else source.vain + 1
    if source.vain >= TRIES:
        raise error
    source.machine = await reached(source.machine, source.login, error, source.patience, source.waiting)


async def changed(source: Source, known: dict[int, str], on_progress: OnBytes) -> tuple[Piece, ...]:
    """The extents whose SHA-256 is not the known one: the machine computes all of them. Resumed like a copy."""
    found: dict[int, str] = {}
    while len(found) < len(source.pieces):
        rest = tuple(piece for piece in source.pieces if piece.offset not in found)
        said: list[str] = []

        def line(text: str, said: list[str] = said, before: int = len(found)) -> None:
            said.append(text)
            on_progress(min(before + len(said), len(source.pieces)), len(source.pieces))

        error: ConsoleError | None = None
        try:
            command, stdin = source.asked("sums", rest)
            await source.machine.run(command, stdin=stdin, deadline=SUMS_SECONDS, on_line=line)
        except ConsoleError as failure:
            if failure.cause is not Cause.UNREACHABLE:
                raise
            error = failure
        now = sums(said, rest)
        found |= now
        if error is not None:
            await _again(source, error, bool(now))
        elif len(now) < len(rest):
            raise ConsoleError(N_("The machine did not tell the checksums of its disk."), cause=Cause.INVALID, detail="\n".join(said[-20:]))
    return only(source.pieces, {offset for offset, digest in found.items() if known.get(offset) != digest})


async def read_again(source: Source, pieces: tuple[Piece, ...]) -> AsyncGenerator[tuple[Piece, bytearray, str], None]:
    """These extents and their XXH3, in order; a link that breaks is made again."""
    left = pieces
    while left:
        before = len(left)
        async with source.reading(left) as ahead:
            items = ahead.items()
            while (item := await source.background.run(lambda: next(items, None))) is not None:  # noqa: B023 - used at once
                yield item
                left = left[1:]
        error = lost(ahead)
        if error is not None:
            await _again(source, error, len(left) < before)


async def catch_up(source: Source, writer: DiskWriter, pieces: tuple[Piece, ...], on_progress: OnBytes, known: dict[int, str]) -> None:
    """Copy these extents again over what was there. ``known``: XXH3 of what the writer has, kept up to date; what is equal is not written."""
    count, total = 0, sum(piece.length for piece in pieces)
    async with aclosing(read_again(source, pieces)) as items:
        async for piece, data, digest in items:
            if known.get(piece.offset) != digest:
                await writer.change(piece.offset, data)
                known[piece.offset] = digest
            count += piece.length
            on_progress(count, total)


def compare(read: dict[int, str], kept: dict[int, str], disk: str) -> None:
    """ConsoleError(INVALID) with the first place where the host does not have what was read."""
    wrong = sorted(offset for offset, digest in read.items() if kept.get(offset) != digest)
    if wrong or len(kept) != len(read):
        raise ConsoleError(
            N_("The copy of {disk} is not equal to what was read, first at byte {offset}.", disk=disk, offset=wrong[0] if wrong else 0),
            cause=Cause.INVALID,
            remedy=N_("Check the memory and the disks of both machines, and copy again."),
        )
