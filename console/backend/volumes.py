"""Storage repositories and volumes: plain blocking functions over a virConnect, for a worker thread.

Contents go in blocks of 256 KiB, never whole, holes stay holes where both ends know them (VIR_STORAGE_VOL_*_SPARSE_STREAM). All raise
:class:`ConsoleError` only, translated in the thread where libvirt failed.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import stat
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from io import FileIO
from pathlib import Path
from typing import Any, TypeVar

import libvirt

from console.backend.errors import cause_of, is_code, translate
from console.backend.local_volumes import copy, opened, sections
from console.model.errors import Cause, ConsoleError, system_words
from console.model.ids import HostId
from console.model.objects import StorageRepository, Volume
from console.model.text import N_, Text
from console.xml import tree
from console.xml.storage import parse_repository, parse_volume

T = TypeVar("T")

BLOCK = 256 * 1024
"""Bytes a stream call. libvirt's remote protocol carries a little less in one packet and says how much it took."""

Progress = Callable[[int, int | None], None]
"""Bytes done, total or None; called in the worker's thread."""

_AT_HOLE = -3  # virStreamRecvFlags: the stream stands before a hole
_IN_USE = ("still in use", "still being allocated", "asynchronous jobs running")  # virStorageVolDelete and Pool* while libvirt itself works there


@contextlib.contextmanager
def telling(what: Text) -> Iterator[None]:
    """libvirt's and the system's errors as ConsoleError; what libvirt's own job prevents is BUSY, so that it can be tried again."""
    try:
        yield
    except (libvirt.libvirtError, OSError) as problem:
        error = translate(problem, what)
        if isinstance(problem, libvirt.libvirtError) and any(words in str(problem) for words in _IN_USE):
            error = ConsoleError(
                N_("{what}: another job is using it.", what=what),
                cause=Cause.BUSY,
                remedy=N_("Wait until the other job has ended and try again."),
                detail=error.detail,
            )
        raise error from problem


# --------------------------------------------------------------------------- repositories


def read_repository(pool: libvirt.virStoragePool, host: HostId) -> StorageRepository:
    """One repository as it is now (four short calls)."""
    with telling(N_("A storage repository could not be read")):
        return parse_repository(
            pool.XMLDesc(0),
            host,
            active=bool(pool.isActive()),
            autostart=bool(pool.autostart()),
            persistent=bool(pool.isPersistent()),
        )


def list_repositories(conn: libvirt.virConnect, host: HostId) -> tuple[StorageRepository, ...]:
    """All repositories; one that vanishes while they are read is left out."""
    with telling(N_("The storage repositories could not be listed")):
        pools = conn.listAllStoragePools(0)
    found = []
    for pool in pools:
        with _skip_gone():
            found.append(read_repository(pool, host))
    return tuple(found)


def _pool(conn: libvirt.virConnect, repository: str) -> libvirt.virStoragePool:
    with telling(N_("The storage repository could not be opened")):
        return conn.storagePoolLookupByUUIDString(repository)


@contextlib.contextmanager
def _skip_gone() -> Iterator[None]:
    try:
        yield
    except ConsoleError as error:
        if error.cause is not Cause.GONE:
            raise


def repository_xml(conn: libvirt.virConnect, repository: str) -> str:
    """XML of a repository."""
    with telling(N_("The storage repository could not be read")):
        return str(_pool(conn, repository).XMLDesc(0))


def define_repository(conn: libvirt.virConnect, xml: str, *, build: bool = True, start: bool = True, autostart: bool = True) -> str:
    """Define a repository, make its folder, start it; returns its UUID. ConsoleError(EXISTS) when the name is taken.

    When a later step fails, the definition is taken back; a folder that ``build`` made stays (libvirt can't tell whether it was there before).
    """
    name = tree.text(tree.read(xml, "pool"), "name")
    what = N_("The storage repository {name} could not be made", name=name)
    with telling(what):
        if any(pool.name() == name for pool in conn.listAllStoragePools(0)):  # defining would silently change an existing one
            raise ConsoleError(
                N_("The storage repository {name} could not be made: there is one with this name already.", name=name),
                cause=Cause.EXISTS,
                remedy=N_("Choose another name."),
            )
        try:
            pool = conn.storagePoolDefineXML(xml, 0)
        except libvirt.libvirtError as problem:
            other = re.search(r"source conflict with pool: '(.*)'", str(problem))
            if other is None:
                raise
            raise ConsoleError(
                N_("{what}: the storage repository {other} is there already.", what=what, other=other.group(1)),
                cause=Cause.EXISTS,
                remedy=N_("Use the existing storage repository or choose another place."),
                detail=str(problem),
            ) from problem
    try:
        with telling(what):
            if build:
                pool.build(libvirt.VIR_STORAGE_POOL_BUILD_NEW)
            if start:
                pool.create(0)
            if autostart:
                pool.setAutostart(1)
            return str(pool.UUIDString())
    except ConsoleError:
        with contextlib.suppress(libvirt.libvirtError):
            if pool.isActive():
                pool.destroy()
        with contextlib.suppress(libvirt.libvirtError):
            pool.undefine()
        raise


def start_repository(conn: libvirt.virConnect, repository: str) -> None:
    """Make an inactive repository usable."""
    with telling(N_("The storage repository could not be started")):
        _pool(conn, repository).create(0)


def refresh(conn: libvirt.virConnect, repository: str) -> None:
    """Let libvirt look at the storage again. ConsoleError(BUSY) while it streams or copies there: :func:`while_busy` tries again."""
    with telling(N_("The storage repository could not be refreshed")):
        _pool(conn, repository).refresh(0)


async def while_busy(call: Callable[[], Awaitable[T]], *, seconds: float = 60.0, pause: float = 0.3) -> T:
    """Await ``call()`` again and again while it fails with BUSY, at most ``seconds``; then its error."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while True:
        try:
            return await call()
        except ConsoleError as error:
            if error.cause is not Cause.BUSY or loop.time() + pause > end:
                raise
        await asyncio.sleep(pause)


# --------------------------------------------------------------------------- volumes


def named_volume(conn: libvirt.virConnect, repository: str, name: str) -> libvirt.virStorageVol:
    return _pool(conn, repository).storageVolLookupByName(name)


def list_volumes(conn: libvirt.virConnect, host: HostId, repository: str) -> tuple[Volume, ...]:
    """All virtual disks of a repository, by name."""
    with telling(N_("The virtual disks could not be listed")):
        volumes = _pool(conn, repository).listAllVolumes(0)
    found = []
    for volume in volumes:
        with _skip_gone(), telling(N_("The virtual disks could not be listed")):
            found.append(parse_volume(volume.XMLDesc(0), host, repository))
    return tuple(sorted(found, key=lambda each: each.name))


def read_volume(conn: libvirt.virConnect, host: HostId, repository: str, name: str) -> Volume:
    """One virtual disk. ConsoleError(GONE) when there is none of this name."""
    with telling(N_("The virtual disk {name} could not be read", name=name)):
        return parse_volume(named_volume(conn, repository, name).XMLDesc(0), host, repository)


def volume_by_path(conn: libvirt.virConnect, host: HostId, path: str) -> Volume | None:
    """The virtual disk with this path, None when no active repository has it."""
    with telling(N_("The virtual disk {name} could not be read", name=path)):
        try:
            volume = conn.storageVolLookupByPath(path)
            return parse_volume(volume.XMLDesc(0), host, volume.storagePoolLookupByVolume().UUIDString())
        except libvirt.libvirtError as problem:
            if cause_of(problem) is Cause.GONE:
                return None
            raise


def create_volume(conn: libvirt.virConnect, host: HostId, repository: str, xml: str) -> Volume:
    """Create a virtual disk. ConsoleError(EXISTS) when the name is taken: then nothing was made.

    A qcow2 image whose XML asks for all its space (allocation = capacity) is preallocated, which libvirt does on a flag only.
    """
    wanted = tree.read(xml, "volume")
    name = tree.text(wanted, "name")
    capacity, allocation = (tree.size_bytes(wanted.find(each)) or 0 for each in ("capacity", "allocation"))
    thick = 0 < capacity <= allocation and tree.attr(wanted, "target/format", "type") == "qcow2" and wanted.find("backingStore") is None
    with telling(N_("The virtual disk {name} could not be made", name=name)):
        pool = _pool(conn, repository)
        volume = pool.createXML(xml, libvirt.VIR_STORAGE_VOL_CREATE_PREALLOC_METADATA if thick else 0)
        return parse_volume(volume.XMLDesc(0), host, repository)


def copy_volume(conn: libvirt.virConnect, host: HostId, repository: str, xml: str, source_repository: str, source: str) -> Volume:
    """Create a virtual disk from another one (qemu-img convert, or a sparse copy of raw ones, run by libvirt). Blocks for as long as that takes."""
    with telling(N_("The virtual disk {name} could not be copied", name=source)):
        volume = _pool(conn, repository).createXMLFrom(xml, named_volume(conn, source_repository, source), 0)
        return parse_volume(volume.XMLDesc(0), host, repository)


def allocated_now(conn: libvirt.virConnect, repository: str, xml: str) -> int:
    """Bytes that the volume which this XML makes takes so far."""
    name = tree.text(tree.read(xml, "volume"), "name")
    with telling(N_("The virtual disk {name} could not be read", name=name)):
        return int(named_volume(conn, repository, name).info()[2])


def delete_volume(conn: libvirt.virConnect, repository: str, name: str) -> None:
    """Delete a virtual disk. ConsoleError(GONE) when there is none; BUSY while libvirt still works on it."""
    with telling(N_("The virtual disk {name} could not be deleted", name=name)):
        named_volume(conn, repository, name).delete(0)


def resize_volume(conn: libvirt.virConnect, repository: str, name: str, capacity_bytes: int) -> None:
    """Make a virtual disk larger. Shrinking is refused by libvirt."""
    with telling(N_("The virtual disk {name} could not be resized", name=name)):
        named_volume(conn, repository, name).resize(capacity_bytes, 0)


# --------------------------------------------------------------------------- contents


def cancelled(what: Text) -> ConsoleError:
    return ConsoleError(N_("{what}: it was cancelled.", what=what), cause=Cause.CANCELLED)


class Transfer:
    """A stream (none for a file of this computer) with progress, a look at the cancel flag between blocks, and abort unless it ended well."""

    def __init__(self, conn: libvirt.virConnect, what: Text, total: int | None, on_progress: Progress | None, cancel: threading.Event | None) -> None:
        self._conn, self._what, self._total, self._on_progress, self._cancel = conn, what, total, on_progress, cancel
        self.stream: Any = None
        self.done = 0
        self._told, self._told_at = -1, 0.0

    def open(self, begin: Callable[[libvirt.virStream, int], object], sparse: int) -> bool:
        """Begin with the flag ``sparse``, without it where the host does not know it; returns whether holes will be told."""
        self.stream = self._conn.newStream(0)
        try:
            begin(self.stream, sparse)
        except libvirt.libvirtError as problem:
            if not sparse or not is_code(problem, "NO_SUPPORT", "ARGUMENT_UNSUPPORTED", "INVALID_ARG", "CONFIG_UNSUPPORTED", "OPERATION_UNSUPPORTED"):
                raise
            self.stream = self._conn.newStream(0)
            begin(self.stream, 0)
            return False
        return bool(sparse)

    def advance(self, count: int) -> None:
        """``count`` more bytes are through; told at most twenty times a second."""
        self.done += count
        if time.monotonic() - self._told_at >= 0.05:
            self._tell()
        self.check()

    def finish(self) -> None:
        """All is through: only now the host says whether it could keep it."""
        if self.stream is not None:
            self.stream.finish()
        if self._told != self.done:
            self._tell()

    def _tell(self) -> None:
        self._told, self._told_at = self.done, time.monotonic()
        if self._on_progress is not None:
            self._on_progress(self.done, self._total)

    def check(self) -> None:
        """Raise ConsoleError(CANCELLED) when that is wished."""
        if self._cancel is not None and self._cancel.is_set():
            raise cancelled(self._what)

    def __enter__(self) -> Transfer:
        self.check()
        return self

    def __exit__(self, kind: object, *rest: object) -> None:
        if kind is not None and self.stream is not None:
            with contextlib.suppress(libvirt.libvirtError):
                self.stream.abort()


@contextlib.contextmanager
def _local_file(path: str, what: Text) -> Iterator[tuple[int, int]]:
    """(descriptor, size) of a file or block device of this computer; what is wrong with it is said of *it*."""
    try:
        file = Path(path).open("rb", buffering=0)  # noqa: SIM115 - closed below; errors in the body are not this file's
    except FileNotFoundError as problem:
        raise ConsoleError(N_("{what}: the file {path} does not exist.", what=what, path=path), cause=Cause.GONE, detail=str(problem)) from problem
    except OSError as problem:
        reason = N_("a folder is not a file") if isinstance(problem, IsADirectoryError) else system_words(problem)
        cause = Cause.REFUSED if isinstance(problem, PermissionError) else Cause.INVALID
        raise ConsoleError(
            N_("{what}: {path} can't be read: {why}.", what=what, path=path, why=reason), cause=cause, detail=str(problem)
        ) from problem
    with file:
        mode = os.fstat(file.fileno()).st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISBLK(mode)):
            raise ConsoleError(N_("{what}: {path} is neither a file nor a disk.", what=what, path=path), cause=Cause.INVALID)
        yield file.fileno(), file.seek(0, os.SEEK_END)


def upload(
    conn: libvirt.virConnect,
    repository: str,
    name: str,
    path: str,
    *,
    here: bool = False,
    on_progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> None:
    """Stream a file of this computer into an existing volume. ConsoleError CANCELLED, NO_SPACE, GONE, …; then the contents are partial.

    A raw file volume ends as long as the file if the file ends with a hole, else as long as it was or longer. libvirt looks at the volume again by
    itself when the stream has ended (format, size), a moment later. ``here``: the host is this computer, and what this user may open goes without a
    stream; then libvirt has to be told to look.
    """
    what = N_("{file} could not be copied to the virtual disk {name}", file=Path(path).name, name=name)
    with telling(what), _local_file(path, what) as (fd, total):
        volume = named_volume(conn, repository, name)
        now = parse_volume(volume.XMLDesc(0), HostId(""), repository)
        # A hole would give back the space of a file that was allocated on purpose.
        thick = now.type == "file" and 0 < now.capacity_bytes <= now.allocation_bytes
        with opened(volume, here=here, write=True) as out, Transfer(conn, what, total, on_progress, cancel) as transfer:
            if out is not None:
                if not copy(fd, out, 0, total, transfer.advance):
                    raise _shorter(what)
                transfer.finish()
                return
            flag = 0 if thick else libvirt.VIR_STORAGE_VOL_UPLOAD_SPARSE_STREAM
            holes = transfer.open(lambda stream, flags: volume.upload(stream, 0, total, flags), flag)
            for is_hole, start, length in sections(fd, 0, total) if holes else [(False, 0, total)]:
                if is_hole:
                    transfer.stream.sendHole(length, 0)
                    transfer.advance(length)
                else:
                    _send(transfer, fd, start, length, what)
            transfer.finish()


def _shorter(what: Text) -> ConsoleError:
    return ConsoleError(N_("{what}: it became shorter while it was read.", what=what), cause=Cause.INVALID)


def _send(transfer: Transfer, fd: int, start: int, length: int, what: Text) -> None:
    end = start + length
    while start < end:
        block = os.pread(fd, min(BLOCK, end - start), start)
        if not block:
            raise _shorter(what)
        start += len(block)
        view = memoryview(block)
        while view:
            sent = transfer.stream.send(view.tobytes())
            transfer.advance(sent)
            view = view[sent:]


def download(
    conn: libvirt.virConnect,
    repository: str,
    name: str,
    path: str,
    *,
    here: bool = False,
    on_progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> None:
    """Stream a volume into a new file of this computer, written through to the disk. ConsoleError(EXISTS) when ``path`` is there already.

    When it does not end well the file is removed. The total told is the length of what is streamed (an image format's file, not its capacity).
    """
    what = N_("The virtual disk {name} could not be copied to {file}", name=name, file=Path(path).name)
    with telling(what):
        volume = named_volume(conn, repository, name)
        total = _physical_size(volume)
        with opened(volume, here=here) as source, _new_file(path, what) as file:
            try:
                with Transfer(conn, what, total, on_progress, cancel) as transfer:
                    if source is not None:
                        copy(source, file.fileno(), 0, os.lseek(source, 0, os.SEEK_END), transfer.advance)
                    else:
                        _receive(transfer, file.fileno(), lambda stream, flags: volume.download(stream, 0, 0, flags))
                    transfer.finish()
                os.ftruncate(file.fileno(), transfer.done)  # a hole at the end
                os.fsync(file.fileno())
            except BaseException:
                Path(path).unlink(missing_ok=True)
                raise


def _physical_size(volume: libvirt.virStorageVol) -> int | None:
    """Length in bytes of the file or device that a volume is, None where the driver does not say."""
    try:
        return int(volume.infoFlags(libvirt.VIR_STORAGE_VOL_GET_PHYSICAL)[2])
    except libvirt.libvirtError as problem:
        if cause_of(problem) in (Cause.UNSUPPORTED, Cause.INVALID):
            return None
        raise


def _new_file(path: str, what: Text) -> FileIO:
    try:
        return FileIO(path, "x")
    except FileExistsError as problem:
        raise ConsoleError(
            N_("{what}: {path} is there already.", what=what, path=path),
            cause=Cause.EXISTS,
            remedy=N_("Choose another name."),
            detail=str(problem),
        ) from problem
    except OSError as problem:
        cause = cause_of(problem)
        raise ConsoleError(
            N_("{what}: {path} can't be written: {why}.", what=what, path=path, why=system_words(problem)),
            cause=Cause.INVALID if cause is Cause.GONE else cause,
            detail=str(problem),
        ) from problem


def _receive(transfer: Transfer, fd: int, begin: Callable[[libvirt.virStream, int], object]) -> None:
    holes = transfer.open(begin, libvirt.VIR_STORAGE_VOL_DOWNLOAD_SPARSE_STREAM)
    flags = libvirt.VIR_STREAM_RECV_STOP_AT_HOLE if holes else 0
    while True:
        block = transfer.stream.recvFlags(BLOCK, flags)
        if block == _AT_HOLE:
            transfer.advance(transfer.stream.recvHole(0))
            continue
        if not block:
            return
        view = memoryview(block)
        while view:
            written = os.pwrite(fd, view, transfer.done)
            transfer.advance(written)
            view = view[written:]


def read_head(conn: libvirt.virConnect, repository: str, name: str, length: int) -> bytes:
    """The first ``length`` bytes of a volume (fewer if it is shorter)."""
    what = N_("The virtual disk {name} could not be read", name=name)
    with telling(what):
        volume = named_volume(conn, repository, name)
        with Transfer(conn, what, length, None, None) as transfer:
            transfer.open(lambda stream, flags: volume.download(stream, 0, length, flags), 0)
            parts: list[bytes] = []
            while transfer.done < length and (block := transfer.stream.recv(min(BLOCK, length - transfer.done))):
                parts.append(block)
                transfer.advance(len(block))
            transfer.finish()
            return b"".join(parts)
