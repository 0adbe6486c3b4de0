"""Bytes by position, disk contents as chunks, and sinks that count and hash. Everything that streams here is built of these.

A disk's content is an iterator of :class:`Chunk` in ascending order that covers ``[0, capacity)`` exactly once; a chunk without data is a hole
(reads as zeros). Nothing here holds more than a few MiB.
"""

from __future__ import annotations

import errno
import hashlib
import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, NamedTuple, Protocol

from console.formats.broken import Where
from console.model.text import N_

MIB = 1 << 20
BLOCK = 2 * MIB
"""Bytes that are read and handed on at once. A multiple of every format's unit of allocation (grain 64 KiB, XVA chunk 1 MiB, VHD block 2 MiB)."""

OnBytes = Callable[[int], None]
"""Told how many bytes of the disk have been done so far; may raise to stop."""

_ZEROS = bytes(BLOCK)
MAX_CAPACITY = 1 << 60
"""Larger virtual sizes are refused as lies (qemu's own limit is 2**63 - 1; file systems end far below)."""


class Chunk(NamedTuple):
    """A part of a disk. ``data`` None = zeros."""

    offset: int
    length: int
    data: bytes | None


def is_zero(data: bytes) -> bool:
    """Whether all bytes are zero, at memcmp's speed."""
    size = len(data)
    if not size:
        return True
    if data[0] or data[-1]:
        return False
    if size <= BLOCK:
        return data == (_ZEROS if size == BLOCK else _ZEROS[:size])
    return all(is_zero(data[at : at + BLOCK]) for at in range(0, size, BLOCK))


# --------------------------------------------------------------------------- bytes by position


class Bytes(ABC):
    """Something that can be read by position. ``size`` None = not known before its end. Not thread-safe."""

    where: Where
    size: int | None

    @abstractmethod
    def read_at(self, offset: int, length: int) -> bytes:
        """Up to ``length`` bytes; fewer only at the end. BadFile, OSError."""

    @property
    def forward(self) -> bool:
        """Whether it can only be read towards its end."""
        return False

    def exactly(self, offset: int, length: int) -> bytes:
        """``length`` bytes. BadFile when the file ends before."""
        data = self.read_at(offset, length)
        if len(data) != length:
            raise self.where.broken(N_("it ends here, {n} bytes are missing", n=length - len(data)), offset + len(data))
        return data

    def window(self, offset: int, size: int | None, member: str = "") -> Window:
        """A part of it as bytes of its own."""
        return Window(self, offset, size, self.where.inside(member) if member else self.where)

    def holes(self, offset: int, length: int) -> int:
        """Bytes from ``offset`` that surely are a hole (0 = data, or not known)."""
        return 0


class FileBytes(Bytes):
    """An open file with a descriptor, read by position (its own position is not touched)."""

    def __init__(self, file: BinaryIO, where: Where) -> None:
        self._fd = file.fileno()
        self._file = file  # keeps the descriptor open
        self.where = where
        self.size = os.lseek(self._fd, 0, os.SEEK_END)

    def read_at(self, offset: int, length: int) -> bytes:
        data = os.pread(self._fd, length, offset)
        if len(data) == length or not data:
            return data
        parts = [data]
        got = len(data)
        while got < length and (data := os.pread(self._fd, length - got, offset + got)):
            parts.append(data)
            got += len(data)
        return b"".join(parts)

    def holes(self, offset: int, length: int) -> int:
        try:
            data = os.lseek(self._fd, offset, os.SEEK_DATA)
        except OSError as failure:
            return length if failure.errno == errno.ENXIO else 0  # ENXIO: no data up to the end
        return min(length, data - offset)


class ForwardBytes(Bytes):
    """A stream that can't seek (a pipe, a download, a decompressor). Its beginning and the last read stay, so that headers can be looked at twice."""

    HEAD = MIB

    def __init__(self, file: BinaryIO | Readable, where: Where, size: int | None = None) -> None:
        self._file = file
        self._at = 0  # of the stream
        self._head: bytes | None = None
        self._kept, self._kept_at = b"", 0
        self.where = where
        self.size = size

    @property
    def forward(self) -> bool:
        return True

    def _pull(self, length: int) -> bytes:
        parts, got = [], 0
        while got < length and (data := self._file.read(length - got)):
            parts.append(data)
            got += len(data)
        self._at += got
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def read_at(self, offset: int, length: int) -> bytes:
        if self._head is None:
            self._head = self._pull(self.HEAD)
            self._kept_at = self._at
        head = self._head
        if offset + length <= len(head):
            return head[offset : offset + length]
        if offset < len(head):
            first = head[offset:]
            more = self.read_at(len(head), length - len(first))
            return first + more if more else first
        if offset < self._kept_at:
            raise self.where.broken(
                N_("its parts are not in the order in which they are needed, and this source can't go back"),
                offset,
                remedy=N_("Save the file first, and open it from there."),
            )
        while offset > self._at:
            self._kept_at = self._at
            self._kept = self._pull(min(BLOCK, offset - self._at))
            if not self._kept:
                return b""
        kept = self._kept[offset - self._kept_at : offset - self._kept_at + length] if offset < self._at else b""
        if len(kept) < length:
            more = self._pull(length - len(kept))
            kept = kept + more if kept else more
            self._kept, self._kept_at = kept, offset
        return kept


class Readable(Protocol):
    """The one method of a stream that is used."""

    def read(self, size: int, /) -> bytes: ...


class Window(Bytes):
    """A part of other bytes."""

    def __init__(self, parent: Bytes, base: int, size: int | None, where: Where) -> None:
        self._parent, self._base = parent, base
        self.where, self.size = where, size

    @property
    def forward(self) -> bool:
        return self._parent.forward

    def read_at(self, offset: int, length: int) -> bytes:
        if self.size is not None:
            length = min(length, self.size - offset)
        return self._parent.read_at(self._base + offset, length) if length > 0 else b""

    def holes(self, offset: int, length: int) -> int:
        return self._parent.holes(self._base + offset, length)


class Joined(Bytes):
    """Several in a row (an OVF file in chunks ``.000000000``, ``.000000001``, …)."""

    def __init__(self, parts: Iterable[Bytes], where: Where) -> None:
        self._parts: list[tuple[int, int, Bytes]] = []
        at = 0
        for part in parts:
            assert part.size is not None
            self._parts.append((at, part.size, part))
            at += part.size
        self.where, self.size = where, at

    @property
    def forward(self) -> bool:
        return any(part.forward for _, _, part in self._parts)

    def read_at(self, offset: int, length: int) -> bytes:
        found = []
        for at, size, part in self._parts:
            if at + size <= offset or length <= 0:
                continue
            data = part.read_at(offset - at, min(length, at + size - offset))
            found.append(data)
            if len(data) < min(length, at + size - offset):
                break
            offset += len(data)
            length -= len(data)
        return found[0] if len(found) == 1 else b"".join(found)


class Hashing(Bytes):
    """Bytes whose digests are computed on the way. What a parser skips is read for it; what it re-reads is not counted twice."""

    def __init__(self, parent: Bytes, *algorithms: str) -> None:
        self._parent = parent
        self._hashes = {algorithm: hashlib.new(algorithm) for algorithm in algorithms}
        self._hashed = 0
        self.where, self.size = parent.where, parent.size

    @property
    def forward(self) -> bool:
        return self._parent.forward

    def read_at(self, offset: int, length: int) -> bytes:
        while self._hashed < offset:
            data = self._parent.read_at(self._hashed, min(BLOCK, offset - self._hashed))
            if not data:
                return b""
            self._count(data)
        data = self._parent.read_at(offset, length)
        if offset + len(data) > self._hashed:
            self._count(data[self._hashed - offset :] if self._hashed > offset else data)
        return data

    def _count(self, data: bytes) -> None:
        for each in self._hashes.values():
            each.update(data)
        self._hashed += len(data)

    def rest(self, on_bytes: OnBytes | None = None) -> None:
        """Read to the end what was not read yet; ``on_bytes`` is told the length of each piece."""
        while data := self._parent.read_at(self._hashed, BLOCK):
            self._count(data)
            if on_bytes is not None:
                on_bytes(len(data))

    def hexdigest(self, algorithm: str) -> str:
        """Of everything, to the end."""
        self.rest()
        return self._hashes[algorithm].hexdigest()


class Cursor:
    """Small sequential reads out of large ones."""

    def __init__(self, source: Bytes, offset: int = 0) -> None:
        self.source = source
        self._buffer, self._at = b"", 0
        self._base = offset  # of the buffer

    @property
    def offset(self) -> int:
        return self._base + self._at

    def take(self, length: int) -> bytes:
        """The next ``length`` bytes; BadFile when there are fewer."""
        end = self._at + length
        if end > len(self._buffer):
            rest = self._buffer[self._at :]
            self._base += self._at
            self._at, end = 0, length
            need = max(BLOCK, length) - len(rest)
            self._buffer = rest + self.source.read_at(self._base + len(rest), need)
            if len(self._buffer) < length:
                missing = length - len(self._buffer)
                raise self.source.where.broken(N_("it ends here, {n} bytes are missing", n=missing), self._base + len(self._buffer))
        data = self._buffer[self._at : end]
        self._at = end
        return data


# --------------------------------------------------------------------------- chunks


def raw_chunks(source: Bytes, capacity: int | None = None, block: int = BLOCK) -> Iterator[Chunk]:
    """A raw image as chunks, holes found by SEEK_DATA and by looking. ``capacity`` None = to the end, where it need not be known."""
    size = source.size if capacity is None else capacity
    at = 0
    while size is None or at < size:
        want = block if size is None else min(block, size - at)
        if size is not None and (hole := source.holes(at, size - at) // block * block or (source.holes(at, want) // want * want)):
            yield Chunk(at, hole, None)
            at += hole
            continue
        data = source.read_at(at, want) if size is None else source.exactly(at, want)
        if not data:
            return
        yield Chunk(at, len(data), None if is_zero(data) else data)
        at += len(data)


def complete(chunks: Iterable[Chunk], capacity: int, where: Where) -> Iterator[Chunk]:
    """The same chunks with the gaps filled by holes. BadFile when they go back, overlap, or go past the end."""
    at = 0
    for chunk in chunks:
        if chunk.offset < at:
            raise where.broken(N_("two parts of the image describe the same place of the disk, or are out of order"), chunk.offset)
        if chunk.offset + chunk.length > capacity:
            raise where.broken(N_("a part of the image lies behind the end of the disk"), chunk.offset)
        if chunk.offset > at:
            yield Chunk(at, chunk.offset - at, None)
        yield chunk
        at = chunk.offset + chunk.length
    if at < capacity:
        yield Chunk(at, capacity - at, None)


def reblock(chunks: Iterable[Chunk], capacity: int, size: int) -> Iterator[Chunk]:
    """The same content in blocks of ``size`` at multiples of it (the last may be shorter); neighbouring empty blocks come as one hole."""
    parts: list[bytes] = []
    begin, have, dirty = 0, 0, False  # the block that is being filled
    hole = 0  # empty bytes before ``begin``

    def flush() -> Iterator[Chunk]:
        nonlocal begin, have, dirty, hole
        if dirty:
            if hole:
                yield Chunk(begin - hole, hole, None)
                hole = 0
            yield Chunk(begin, have, parts[0] if len(parts) == 1 else b"".join(parts))
        else:
            hole += have
        begin += have
        have, dirty = 0, False
        parts.clear()

    for chunk in chunks:
        at, left = 0, chunk.length
        while left:
            if not have and chunk.data is None and left >= size:  # whole empty blocks at once
                whole = left // size * size
                hole += whole
                begin += whole
                at += whole
                left -= whole
                continue
            take = min(left, size - have)
            if chunk.data is None:
                parts.append(_ZEROS[:take])
            else:
                parts.append(chunk.data if take == chunk.length else chunk.data[at : at + take])
                dirty = True
            have += take
            at += take
            left -= take
            if have == size:
                yield from flush()
    if have:
        yield from flush()
    if hole:
        yield Chunk(begin - hole, hole, None)
    if begin != capacity:
        raise ValueError(f"chunks cover {begin} of {capacity} bytes")


# --------------------------------------------------------------------------- sinks


class Writable(Protocol):
    """The one method of a target that is used."""

    def write(self, data: bytes, /) -> object: ...


class Digesting:
    """A sink in front of another that counts and hashes what goes through."""

    def __init__(self, target: Writable, algorithm: str | None = "sha256") -> None:
        self._target = target
        self._hash = hashlib.new(algorithm) if algorithm else None
        self.written = 0

    def write(self, data: bytes) -> int:
        self._target.write(data)
        if self._hash is not None:
            self._hash.update(data)
        self.written += len(data)
        return len(data)

    def hexdigest(self) -> str:
        """Of what has been written."""
        return self._hash.hexdigest() if self._hash is not None else ""


class RawTarget(Protocol):
    """What of a file is used for an image; ``seek`` and ``truncate`` only where it is ``seekable``."""

    def seekable(self) -> bool: ...
    def write(self, data: bytes, /) -> object: ...
    def seek(self, offset: int, whence: int = ..., /) -> int: ...
    def truncate(self, size: int, /) -> int: ...


def write_raw(chunks: Iterable[Chunk], capacity: int, out: RawTarget, on_bytes: OnBytes | None = None) -> None:
    """A raw image: sparse where ``out`` can seek (it must be new and empty), all bytes where not."""
    seekable = out.seekable()
    for chunk in chunks:
        if chunk.data is not None:
            out.write(chunk.data)
        elif seekable:
            out.seek(chunk.length, os.SEEK_CUR)
        else:
            for at in range(0, chunk.length, BLOCK):
                out.write(_ZEROS[: min(BLOCK, chunk.length - at)])
        if on_bytes is not None:
            on_bytes(chunk.offset + chunk.length)
    if seekable:
        out.truncate(capacity)
