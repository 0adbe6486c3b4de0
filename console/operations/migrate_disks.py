"""Copies of a VM's disks on another host: made beforehand, filled by libvirt (live) or streamed and compared (cold), the old ones deleted last."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass

from console.model.disk_use import users_of
from console.model.errors import Cause, ConsoleError
from console.model.inventory import Inventory
from console.model.migration import DiskPlace
from console.model.objects import StorageRepository, Vm, Volume
from console.model.ports import HostPort, HostsPort, Segment
from console.model.text import N_, Text
from console.operations.base import Context
from console.operations.chains import dependents
from console.operations.making import Made, NewVolume, delete_volume, make_volume, short_of

_FILES = frozenset({"dir", "fs", "netfs", "gluster", "vstorage"})
BLOCK = 65536
"""Unit in which contents are compared: whether zeros are a hole or written is no difference."""
WAITING = 16
"""Pieces on their way between the two hosts."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One disk's new volume, and what it is a copy of. ``old`` None: the source's disk is in no repository."""

    place: DiskPlace
    volume: Volume
    format: str
    old: Volume | None


async def make_target(
    ctx: Context, source: HostPort, to: HostPort, made: Made, place: DiskPlace, repository: StorageRepository, title: Text, attempt: Text
) -> Copy:
    """An empty volume as large as the disk, thin where it can be. It is removed again unless the operation ends well."""
    ctx.phase(N_("Creating a disk"))
    old = await _old(source, place)
    if old is None:
        raise ConsoleError(
            N_("{attempt}: the size of its disk {disk} is not known, since it is in no storage repository.", attempt=attempt, disk=place.disk.source),
            cause=Cause.INVALID,
        )
    needed = old.allocation_bytes
    free = await short_of(to, repository, needed)
    if free is not None:
        raise ConsoleError(
            N_(
                "{attempt}: its disks need {needed} MiB, and {repository} has {free} MiB free.",
                attempt=attempt,
                needed=-(-needed // (1 << 20)),
                repository=repository.name,
                free=free >> 20,
            ),
            cause=Cause.NO_SPACE,
            remedy=N_("Choose another storage repository, or make space."),
        )
    kind = _format(place, old, repository)
    volume = await make_volume(ctx, to, made, NewVolume(repository.uuid, _name(old, repository, kind), old.capacity_bytes, kind), title)
    return Copy(place, volume, kind, old)


async def planned_copy(source: HostPort, place: DiskPlace, repository: StorageRepository) -> tuple[str, str]:
    """(path, format) that :func:`make_target` makes, where no disk of that name is there already."""
    old = await _old(source, place)
    if old is None:
        return place.disk.source, place.disk.format
    kind = _format(place, old, repository)
    return f"{repository.path.rstrip('/')}/{_name(old, repository, kind)}", kind


def _format(place: DiskPlace, old: Volume, repository: StorageRepository) -> str:
    kind = (place.disk.format or old.format or "raw") if repository.type in _FILES else "raw"
    return kind if kind in ("qcow2", "raw") else "qcow2" if repository.type in _FILES else "raw"


def _name(old: Volume, repository: StorageRepository, kind: str) -> str:
    name = old.name.rpartition("/")[2]
    if repository.type in _FILES and "." not in name:
        return f"{name}.{'qcow2' if kind == 'qcow2' else 'img'}"
    return name


async def _old(source: HostPort, place: DiskPlace) -> Volume | None:
    if place.disk.source_pool and place.home is not None:
        return await source.volume(place.home.uuid, place.disk.source)
    found = await source.volume_by_path(place.disk.source)
    if found is None and place.home is not None:  # written there since its repository was read last
        await source.refresh_repository(place.home.uuid)
        found = await source.volume_by_path(place.disk.source)
    return found


# --------------------------------------------------------------------------- cold: stream and compare


async def stream(ctx: Context, source: HostPort, to: HostPort, copy: Copy, attempt: Text) -> None:
    """Copy a disk's contents over this computer, whole, and read them back to compare. The source is read only."""
    assert copy.old is not None
    old = copy.old
    if old.backing or old.format != copy.format:
        raise ConsoleError(
            N_(
                "{attempt}: its disk {disk} is based on another one (or of another format there). Make a full copy first.",
                attempt=attempt,
                disk=old.name,
            ),
            cause=Cause.UNSUPPORTED,
            remedy=N_("Migrate it while it runs: then its disks are copied whole."),
        )
    ctx.phase(N_("Copying the disk {name}", name=old.name))
    sent = Contents()
    await _pipe(ctx, source, to, copy, sent)
    ctx.phase(N_("Comparing the disk {name}", name=old.name))
    await to.refresh_repository(copy.volume.repository)
    there = Contents()
    await to.read_volume(copy.volume.repository, copy.volume.name, there.take, on_progress=ctx.bytes)
    now = await to.volume(copy.volume.repository, copy.volume.name)
    if there.digest() != sent.digest() or now.capacity_bytes != old.capacity_bytes:
        raise ConsoleError(
            N_("{attempt}: the copy of its disk {disk} is not like the original. The original is untouched.", attempt=attempt, disk=old.name),
            cause=Cause.INTERNAL,
            remedy=N_("Try again; if it happens again, look at the hosts' storage."),
        )


async def _pipe(ctx: Context, source: HostPort, to: HostPort, copy: Copy, sent: Contents) -> None:
    """Read there, write here, a few pieces in between. If one side fails, the other is ended."""
    assert copy.old is not None
    pipe = Bridge()

    def sink(length: int, data: bytes | None) -> None:
        sent.take(length, data)
        pipe.put((length, data))

    async def read() -> None:
        try:
            assert copy.old is not None
            await source.read_volume(copy.old.repository, copy.old.name, sink, on_progress=ctx.bytes)
        except BaseException:
            pipe.fail()
            raise
        await pipe.end()

    reading = asyncio.ensure_future(read())
    try:
        await to.write_volume(copy.volume.repository, copy.volume.name, pipe.segments())
        await reading
    finally:
        pipe.fail()
        if not reading.done():
            reading.cancel()
        with contextlib.suppress(asyncio.CancelledError, ConsoleError):
            await reading


class Bridge:
    """Between two workers' threads. Bounded; either side can give up."""

    def __init__(self) -> None:
        self._queue: queue.Queue[Segment | None] = queue.Queue(WAITING)
        self._failed = threading.Event()

    def put(self, segment: Segment | None) -> None:
        while not self._failed.is_set():
            try:
                self._queue.put(segment, timeout=0.2)
                return
            except queue.Full:
                continue
        raise _given_up()

    async def end(self) -> None:
        """All has been read."""
        while not self._failed.is_set():
            try:
                self._queue.put_nowait(None)
                return
            except queue.Full:
                await asyncio.sleep(0.02)

    def fail(self) -> None:
        self._failed.set()

    def segments(self) -> Iterator[Segment]:
        while True:
            try:
                found = self._queue.get(timeout=0.2)
            except queue.Empty:
                if self._failed.is_set():
                    raise _given_up() from None
                continue
            if found is None:
                return
            yield found


def _given_up() -> ConsoleError:
    return ConsoleError(N_("The other side of the copy has failed."), cause=Cause.CANCELLED)


class Contents:
    """A digest of contents that come in pieces; holes count as zeros."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._offset = 0
        self._part = bytearray()

    def take(self, length: int, data: bytes | None) -> None:
        """The next ``length`` bytes; None = zeros."""
        if data is None:
            first = min(length, -len(self._part) % BLOCK)
            self._add(bytes(first))
            whole = (length - first) // BLOCK * BLOCK
            self._offset += whole
            self._add(bytes(length - first - whole))
        else:
            self._add(data)

    def _add(self, data: bytes) -> None:
        self._part += data
        while len(self._part) >= BLOCK:
            self._block(bytes(self._part[:BLOCK]))
            del self._part[:BLOCK]

    def _block(self, block: bytes) -> None:
        if block.strip(b"\0"):
            self._hash.update(self._offset.to_bytes(8, "big") + block)
        self._offset += len(block)

    def digest(self) -> str:
        """Of all so far, their length included without the zeros at the end: a file system may have cut or filled them."""
        if self._part:
            self._block(bytes(self._part).ljust(BLOCK, b"\0"))
            self._part.clear()
        return self._hash.hexdigest()


# --------------------------------------------------------------------------- the old disks


async def delete_copied(hosts: HostsPort, inventory: Inventory, vm: Vm, source: HostPort, copies: list[Copy]) -> list[ConsoleError]:
    """Delete what was copied, where nothing else uses it; what could not be deleted. The VM is elsewhere by now."""
    failures: list[ConsoleError] = []
    for copy in copies:
        if copy.old is None or copy.place.home is None:
            continue
        others = [use.name for use in users_of(inventory, copy.place.home, copy.old) if use.vm.key != vm.uuid]
        try:
            based = await dependents(hosts, inventory, copy.place.home, [copy.old])
            if not others and not based[copy.old.name]:
                await delete_volume(source, copy.old.repository, copy.old.name)
        except ConsoleError as failure:
            failures.append(failure)
    return failures
