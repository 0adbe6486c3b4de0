"""Where the contents of a VM's disks come from when they leave their host: streams of chunks, flattened over their backing chains, holes as holes.

Chosen by what the host can: a raw image is read as it is, here from its file, elsewhere over libvirt's stream; an image of another format is
served by ``qemu-nbd`` where it is a file of this computer, or printed by it on a host that programs can be run on; else the host itself makes a
flat copy of it first, which is removed afterwards. Disks of a running VM are copied by QEMU as they are at one moment, and then streamed.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import dataclasses
import logging
import os
import queue
import tempfile
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from console.formats.blocks import BLOCK, Chunk, FileBytes, ForwardBytes, complete, raw_chunks
from console.formats.broken import BadFile, Where
from console.formats.compressed import ZSTD, decompress
from console.formats.nbd import Nbd
from console.model.errors import Cause, ConsoleError
from console.model.inventory import Inventory
from console.model.objects import Disk, StorageRepository, Vm, Volume
from console.model.ports import HostPort, Pipe
from console.model.sharing import repository_of_disk
from console.model.text import N_, Text
from console.operations.base import Context
from console.operations.making import Made, NewVolume, delete_volume, finish, make_volume, short_of
from console.operations.moment import copy_moment
from console.xml.clone import SourceDisk, source_disks
from console.xml.domain import parse_domain

log = logging.getLogger("virtdeck.operations")

FOLDERS = frozenset({"dir", "fs", "netfs", "gluster"})
"""Types of repositories in which a volume is a file that QEMU can write."""

_AHEAD = 16
"""Pieces of a stream that wait for who writes them."""
_SERVE_SECONDS = 10.0
_FOREVER = 30 * 86400.0


@dataclass(frozen=True)
class SourceVolume:
    """A disk with the volume that holds it now."""

    disk: SourceDisk
    volume: Volume
    home: StorageRepository | None
    used_bytes: int  # what the image and those under it hold, at most the capacity


@dataclass(frozen=True)
class Content:
    """What a disk holds. ``chunks`` blocks, in a thread of its own; to be called once."""

    capacity: int
    chunks: Callable[[], Iterator[Chunk]]


async def volumes_of(inventory: Inventory, port: HostPort, vm: Vm) -> list[SourceVolume]:
    """Each disk that would be exported. ConsoleError as :func:`find_volumes`."""
    xml = await port.domain_xml(vm.uuid, inactive=vm.persistent)
    return await find_volumes(inventory, port, vm, exported_disks(vm, xml), N_("{name} could not be exported", name=vm.name))


def exported_disks(vm: Vm, xml: str) -> list[SourceDisk]:
    """The disks of a VM: no CD or floppy. Shared and read-only ones are exported too: without them the copy would not be whole."""
    devices = {disk.target: disk.device for disk in parse_domain(xml).disks}
    return [disk for disk in source_disks(xml) if devices.get(disk.target, "disk") == "disk"]


async def find_volumes(inventory: Inventory, port: HostPort, vm: Vm, disks: Sequence[SourceDisk], attempt: Text) -> list[SourceVolume]:
    """The volumes of these disks. ConsoleError(GONE) with the disk that has none."""
    found = []
    for disk in disks:
        home = repository_of_disk(inventory, vm.host, Disk(disk.target, "", source=disk.source, source_type=disk.kind, source_pool=disk.pool))
        volume: Volume | None = None
        try:
            if disk.pool and home is not None:
                volume = await port.volume(home.uuid, disk.source)
            elif disk.kind in ("file", "block"):
                volume = await port.volume_by_path(disk.source)
            elif home is not None:
                volume = await port.volume(home.uuid, disk.source.rpartition("/")[2])
        except ConsoleError as failure:
            if failure.cause is not Cause.GONE:
                raise
        if volume is None:
            raise ConsoleError(
                N_("{attempt}: its disk {disk} does not exist, or is in no active storage repository.", attempt=attempt, disk=disk.source),
                cause=Cause.GONE,
                remedy=N_("Make a storage repository of the folder that it is in, or start the one that there is."),
            )
        found.append(SourceVolume(disk, volume, home, await _used(port, volume)))
    return found


async def _used(port: HostPort, volume: Volume) -> int:
    total, seen, capacity = 0, set[str](), volume.capacity_bytes
    each: Volume | None = volume
    while each is not None and each.path not in seen:
        seen.add(each.path)
        total += each.allocation_bytes
        each = await port.volume_by_path(each.backing) if each.backing else None
    return min(total, capacity) if total else capacity


# --------------------------------------------------------------------------- opening


class Opened:
    """Contents of disks that are open as long as an export runs. Use :func:`opened`."""

    def __init__(self, ctx: Context, stack: AsyncExitStack, stop: threading.Event, title: Text) -> None:
        self._ctx, self._stack, self._stop, self._title = ctx, stack, stop, title
        self.frozen: dict[str, bool] = {}  # by UUID: the file systems were frozen for the moment

    async def still(self, port: HostPort, vm: Vm, disks: Sequence[SourceVolume], attempt: Text) -> dict[str, Content]:
        """Disks of a VM that is off, by target."""
        found = {}
        for disk in disks:
            found[disk.disk.target] = await self._one(port, vm, disk, attempt)
        return found

    async def moment(self, port: HostPort, vm: Vm, disks: Sequence[SourceVolume], attempt: Text) -> dict[str, Content]:
        """Disks of a running VM as they are now, by target."""
        made = Made()
        copies: dict[str, Volume] = {}
        for disk in disks:
            repository = self._room(vm, disk.home, attempt)
            await _space(port, repository, disk.used_bytes, attempt)
            copies[disk.disk.target] = await self._temporary(port, made, repository, disk.volume, None)
        self._ctx.phase(N_("Copying the disks of {name} as they are now", name=vm.name))
        self.frozen[vm.uuid] = await copy_moment(
            self._ctx, port, vm.uuid, vm.name, {target: (volume.path, "raw") for target, volume in copies.items()}
        )
        return {target: self._raw(port, vm, volume) for target, volume in copies.items()}

    def image(self, port: HostPort, vm: Vm, disk: SourceVolume) -> Content:
        """The file of a disk's image as it is, with the snapshots in it. The VM is off."""
        return self._raw(port, vm, dataclasses.replace(disk.volume, capacity_bytes=disk.volume.physical_bytes))

    async def _one(self, port: HostPort, vm: Vm, disk: SourceVolume, attempt: Text) -> Content:
        volume, form = disk.volume, disk.disk.format or disk.volume.format
        if form == "raw":
            return self._raw(port, vm, volume)
        if self._here(vm) and volume.path.startswith("/") and await self._ctx.world.programs.which("qemu-nbd") is not None:
            try:
                where = await self._stack.enter_async_context(served(self._ctx, volume.path, form))
            except ConsoleError as failure:  # a file of this computer that this user may not read
                log.info("%s is not served here: %s | %s", volume.path, failure.text.english(), failure.detail)
            else:
                return Content(volume.capacity_bytes, lambda: nbd_chunks(where, Path(volume.path).name))
        if not self._here(vm) and volume.type == "file" and (argv := await self._served_there(vm, volume.path, form)) is not None:
            programs = self._ctx.world.programs
            return Content(volume.capacity_bytes, lambda: pipe_chunks(lambda: programs.open(argv, host=vm.host), volume.capacity_bytes, volume.name))
        repository = self._room(vm, disk.home, attempt)
        await _space(port, repository, disk.used_bytes, attempt)
        self._ctx.phase(N_("The host makes a flat copy of {name}", name=volume.name))
        return self._raw(port, vm, await self._temporary(port, Made(), repository, volume, volume))

    async def _served_there(self, vm: Vm, path: str, form: str) -> list[str] | None:
        """What prints the flat content of an image on a host that programs can be run on; None where that is not so, or they may not read it."""
        programs, host = self._ctx.world.programs, vm.host
        try:
            for name in ("qemu-nbd", "nbdcopy", "zstd"):
                if await programs.which(name, host=host) is None:
                    return None
            readable = await programs.run(["test", "-r", path], host=host, deadline=_SERVE_SECONDS, check=False)
        except ConsoleError:
            return None
        if readable.status:
            return None
        # Packed, since a disk is mostly empty: what is sent is what is in it.
        script = 'nbdcopy -- [ qemu-nbd --read-only --format="$1" "$2" ] - | zstd -q -1 -c'
        return ["sh", "-c", script, "sh", form, path]

    def _raw(self, port: HostPort, vm: Vm, volume: Volume) -> Content:
        if self._here(vm) and volume.type in ("file", "block") and os.access(volume.path, os.R_OK):
            return Content(volume.capacity_bytes, lambda: _file_chunks(volume.path, volume.capacity_bytes))
        loop, stop = asyncio.get_running_loop(), self._stop
        return Content(volume.capacity_bytes, lambda: stream_chunks(loop, port, volume, stop))

    def _here(self, vm: Vm) -> bool:
        host = self._ctx.inventory.host(vm.host)
        return host is not None and (host.record.local or host.record.embedded)

    def _room(self, vm: Vm, home: StorageRepository | None, attempt: Text) -> StorageRepository:
        """Where the host can put a copy: beside the disk, else into its emptiest folder."""
        if home is not None and home.type in FOLDERS and home.active:
            return home
        fit = [each for each in self._ctx.inventory.repositories(vm.host) if each.active and each.type in FOLDERS]
        if not fit:
            raise ConsoleError(
                N_("{attempt}: its host needs a folder to put a copy of the disk into for the time of the export, and has none.", attempt=attempt),
                cause=Cause.UNSUPPORTED,
                remedy=N_("Create a storage repository of the type “folder” on it."),
            )
        return max(fit, key=lambda each: each.available_bytes or 0)

    async def _temporary(self, port: HostPort, made: Made, repository: StorageRepository, like: Volume, copy_of: Volume | None) -> Volume:
        """A raw volume of the same size, removed again in any case; a crash leaves it in the journal."""
        new = NewVolume(repository.uuid, f"{Path(like.name).stem}-export.img", like.capacity_bytes, "raw", copy_of=copy_of)
        volume = await make_volume(self._ctx, port, made, new, self._title)
        self._stack.push_async_callback(_remove, self._ctx, port, made, volume)
        return volume


async def _remove(ctx: Context, port: HostPort, made: Made, volume: Volume) -> None:
    try:
        await ctx.shield(delete_volume(port, volume.repository, volume.name))
    except ConsoleError as failure:
        log.error("the copy %s is left over: %s | %s", volume.path, failure.text.english(), failure.detail)
        return
    await finish(ctx, made)


@asynccontextmanager
async def opened(ctx: Context, stop: threading.Event, title: Text) -> AsyncIterator[Opened]:
    """Opens contents; at the end servers are ended and copies removed. ``stop`` ends streams that are being read."""
    async with AsyncExitStack() as stack:
        yield Opened(ctx, stack, stop, title)


async def _space(port: HostPort, repository: StorageRepository, needed: int, attempt: Text) -> None:
    free = await short_of(port, repository, needed)
    if free is not None:
        raise ConsoleError(
            N_(
                "{attempt}: a copy of its disk needs {needed} MiB for a while, and {repository} has {free} MiB free.",
                attempt=attempt,
                needed=-(-needed >> 20),
                repository=repository.name,
                free=free >> 20,
            ),
            cause=Cause.NO_SPACE,
            remedy=N_("Make space in the storage repository."),
        )


# --------------------------------------------------------------------------- qemu-nbd


@asynccontextmanager
async def served(ctx: Context, path: str, form: str, *, write: bool = False) -> AsyncIterator[str]:
    """``qemu-nbd`` for an image of this computer, its format given and never guessed; the socket's path. It serves one client.

    Ended with the block; with this program too, when that is killed (setpriv has the kernel tell it).
    """
    folder = await ctx.world.background.run(lambda: tempfile.mkdtemp(prefix="virtdeck-"))
    where = str(Path(folder, "nbd"))
    dies = ["setpriv", "--pdeathsig", "TERM", "--"] if await ctx.world.programs.which("setpriv") is not None else []
    argv = [*dies, "qemu-nbd", f"--format={form}", f"--socket={where}", *(() if write else ("--read-only",)), "--", path]
    running = asyncio.ensure_future(ctx.world.programs.run(argv, deadline=_FOREVER))
    try:
        end = asyncio.get_running_loop().time() + _SERVE_SECONDS
        while not await ctx.world.background.run(Path(where).exists):
            if running.done():
                running.result()  # its words
                raise ConsoleError(N_("qemu-nbd ended at once with {path}.", path=path))
            if asyncio.get_running_loop().time() > end:
                raise ConsoleError(N_("qemu-nbd did not open {path} in time.", path=path), cause=Cause.TIMEOUT)
            await asyncio.sleep(0.02)
        yield where
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError, ConsoleError):
            await running
        await ctx.world.background.run(lambda: _remove_socket(where))


def _remove_socket(path: str) -> None:
    Path(path).unlink(missing_ok=True)
    with suppress(OSError):
        Path(path).parent.rmdir()


def nbd_chunks(socket: str, name: str) -> Iterator[Chunk]:
    """The content of a served image."""
    with Nbd(socket, Where(name)) as nbd:
        yield from nbd.chunks()


def _file_chunks(path: str, capacity: int) -> Iterator[Chunk]:
    with Path(path).open("rb") as file:
        source = FileBytes(file, Where(Path(path).name))
        yield from complete(raw_chunks(source, min(capacity, source.size or capacity)), capacity, source.where)


class _Printed:
    """What a program prints, as something to read."""

    def __init__(self, pipe: Pipe) -> None:
        self._pipe = pipe

    def read(self, size: int, /) -> bytes:
        return self._pipe.read(size)


def pipe_chunks(start: Callable[[], Pipe], capacity: int, name: str) -> Iterator[Chunk]:
    """A raw content that a program prints, packed with zstd. ConsoleError with the program's words where it ended early."""
    pipe = start()
    try:
        packed = ForwardBytes(_Printed(pipe), Where(name))
        yield from raw_chunks(decompress(packed, ZSTD, limit=capacity + BLOCK), capacity)
    except BadFile as failure:
        words = pipe.close()
        raise ConsoleError(
            N_("The disk {name} could not be read on its host: it ended early.", name=name), detail=f"{failure.text.english()}\n{words}"
        ) from failure
    finally:
        pipe.close()


# --------------------------------------------------------------------------- libvirt's streams


def stream_chunks(loop: asyncio.AbstractEventLoop, port: HostPort, volume: Volume, stop: threading.Event) -> Iterator[Chunk]:
    """A raw volume over the host's stream. The host waits while nobody takes what it sends, so that little is held here."""
    pieces: queue.Queue[tuple[int, bytes | None]] = queue.Queue(_AHEAD)
    closed = threading.Event()

    def sink(length: int, data: bytes | None) -> None:
        while True:
            if stop.is_set() or closed.is_set():
                raise ConsoleError(N_("Cancelled."), cause=Cause.CANCELLED)
            with suppress(queue.Full):
                pieces.put((length, data), timeout=0.2)
                return

    reading = asyncio.run_coroutine_threadsafe(_reading(port, volume, sink), loop)
    try:
        yield from complete(_ordered(pieces, reading, stop), volume.capacity_bytes, Where(volume.name))
    finally:
        closed.set()
        reading.cancel()
        concurrent.futures.wait([reading], timeout=30)


async def _reading(port: HostPort, volume: Volume, sink: Callable[[int, bytes | None], None]) -> None:
    await port.read_volume(volume.repository, volume.name, sink)


def _ordered(pieces: queue.Queue[tuple[int, bytes | None]], reading: concurrent.futures.Future[None], stop: threading.Event) -> Iterator[Chunk]:
    at = 0
    while True:
        try:
            length, data = pieces.get(timeout=0.1)
        except queue.Empty:
            if stop.is_set():
                raise ConsoleError(N_("Cancelled."), cause=Cause.CANCELLED) from None
            if reading.done() and pieces.empty():
                reading.result()
                return
            continue
        yield Chunk(at, length, data)
        at += length


Contents = Mapping[str, Content]
"""By the target of the disk in its VM."""
