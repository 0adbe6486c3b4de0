"""E01 images (Expert Witness Compression Format, as EnCase, FTK and libewf write it): the disk by position, in constant memory.

Each chunk is checked by its own checksum (Adler-32, or zlib's); the MD5 that the image carries is compared by :func:`ewf_chunks` at the end.
Source: *Expert Witness Compression Format specification* of libewf (version 1; EX01 is another format).
"""

from __future__ import annotations

import bisect
import hashlib
import re
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from console.formats.blocks import MAX_CAPACITY, Bytes, Chunk, raw_chunks
from console.formats.broken import Where
from console.model.text import N_

MAGIC = b"EVF\x09\x0d\x0a\xff\x00"
MAGIC_2 = b"EVF2\x0d\x0a\x81\x00"
_SECTION = 76
_MAX_SECTIONS = 100_000
_MAX_CHUNK = 32 << 20


def is_ewf(head: bytes) -> bool:
    """Whether a file begins like a segment of an E01 image (of either version)."""
    return head.startswith((MAGIC, MAGIC_2))


def following(name: str) -> str | None:
    """Name of the next segment: .E01 … .E99, .EAA … .EZZ, .FAA …; None for what is no segment's name, or after the last."""
    match = re.search(r"\.([A-Za-z])([0-9]{2}|[A-Za-z]{2})$", name)
    if match is None:
        return None
    letter, rest = match[1], match[2]
    first = "A" if letter.isupper() else "a"
    if rest.isdigit():
        after = f"{int(rest) + 1:02}" if rest != "99" else first * 2
        return name[: match.start(1)] + letter + after
    number = (ord(rest[0]) - ord(first)) * 26 + ord(rest[1]) - ord(first) + 1
    if number == 26 * 26:
        if letter.upper() == "Z":
            return None
        letter, number = chr(ord(letter) + 1), 0
    return name[: match.start(1)] + letter + chr(ord(first) + number // 26) + chr(ord(first) + number % 26)


@dataclass(frozen=True, slots=True)
class _Table:
    """A run of chunks: the first one's number, their segment, where its offsets count from, the entries."""

    first: int
    source: Bytes
    base: int
    entries: tuple[int, ...]


class EwfBytes(Bytes):
    """The disk in an E01 image. ``segment(number)``: the files in their order, None behind the last."""

    def __init__(self, where: Where, segment: Callable[[int], Bytes | None]) -> None:
        self.where = where
        self.md5 = b""
        self._chunk = self._sector = 0
        self._tables: list[_Table] = []
        self._kept: tuple[int, bytes] = (-1, b"")
        self.size: int = 0
        count = number = 0
        last = False
        while not last:
            source = segment(number)
            if source is None:
                raise where.broken(N_("part {number} is missing", number=number + 1), remedy=N_("Put all its parts (.E01, .E02, …) into one folder."))
            count, last = self._segment(source, count)
            number += 1
        if not self.size or count * self._chunk < self.size:
            raise where.broken(N_("it was not captured to its end"))

    def _segment(self, source: Bytes, count: int) -> tuple[int, bool]:
        """Read the sections of one file: (chunks so far, whether it is the last file)."""
        head = source.exactly(0, 13)
        if head.startswith(MAGIC_2):
            raise source.where.broken(N_("it is an image of the second version (Ex01), which is not read"), remedy=N_("Export it as E01 or raw."))
        if not head.startswith(MAGIC):
            raise source.where.broken(N_("it is no part of an E01 image"), 0)
        at = 13
        for _ in range(_MAX_SECTIONS):
            section = source.exactly(at, _SECTION)
            if zlib.adler32(section[:72]) != struct.unpack_from("<I", section, 72)[0]:
                raise source.where.broken(N_("a section's checksum is wrong"), at)
            kind = section[:16].rstrip(b"\0").decode("ascii", "replace")
            after, _ = struct.unpack_from("<QQ", section, 16)
            begin = at + _SECTION
            if kind in ("volume", "disk"):
                self._volume(source, begin)
            elif kind == "table":
                count += self._table(source, begin, count)
            elif kind == "hash":
                self.md5 = source.exactly(begin, 16)
            elif kind in ("done", "next"):
                return count, kind == "done"
            if after <= at:
                raise source.where.broken(N_("its sections go round in a circle"), at)
            at = after
        raise source.where.broken(N_("it has too many sections"))

    def _volume(self, source: Bytes, at: int) -> None:
        _, per_chunk, sector, sectors = struct.unpack_from("<IIIQ", source.exactly(at, 24), 4)
        if not (sector in (512, 1024, 2048, 4096) and 0 < per_chunk * sector <= _MAX_CHUNK and 0 < sectors * sector <= MAX_CAPACITY):
            raise source.where.broken(N_("its sizes are not possible"), at)
        self._chunk, self._sector, self.size = per_chunk * sector, sector, sectors * sector

    def _table(self, source: Bytes, at: int, first: int) -> int:
        head = source.exactly(at, 24)
        count, base = struct.unpack_from("<I4xQ", head)
        if not self._chunk or (first + count) * self._chunk > MAX_CAPACITY:
            raise source.where.broken(N_("its tables are not possible"), at)
        data = source.exactly(at + 24, 4 * count)
        self._tables.append(_Table(first, source, base, struct.unpack(f"<{count}I", data)))
        return int(count)

    def read_at(self, offset: int, length: int) -> bytes:
        length = max(0, min(length, self.size - offset))
        found = bytearray()
        while length > len(found):
            position = offset + len(found)
            number, inside = divmod(position, self._chunk)
            found += self._whole(number)[inside : inside + length - len(found)]
        return bytes(found)

    def _whole(self, number: int) -> bytes:
        if self._kept[0] != number:
            self._kept = (number, self._unpack(number))
        return self._kept[1]

    def _unpack(self, number: int) -> bytes:
        index = bisect.bisect_right(self._tables, number, key=lambda table: table.first) - 1
        table = self._tables[index] if index >= 0 else None
        if table is None or number >= table.first + len(table.entries):
            raise self.where.broken(N_("a part of the disk is not in it"))
        entry = table.entries[number - table.first]
        at, want = table.base + (entry & 0x7FFFFFFF), min(self._chunk, self.size - number * self._chunk)
        if entry & 0x80000000:
            try:
                data = zlib.decompressobj().decompress(table.source.read_at(at, self._chunk + 4096), self._chunk + 1)
            except zlib.error:
                raise table.source.where.broken(N_("a chunk is damaged"), at) from None
            if len(data) != want:
                raise table.source.where.broken(N_("a chunk is damaged"), at)
            return data
        data = table.source.exactly(at, want + 4)
        if zlib.adler32(data[:want]) != struct.unpack_from("<I", data, want)[0]:
            raise table.source.where.broken(N_("a chunk is damaged"), at)
        return data[:want]


def ewf_chunks(source: EwfBytes) -> Iterator[Chunk]:
    """The disk as chunks. BadFile at the end where its MD5 is not the one that was noted when it was captured."""
    digest, zeros = hashlib.md5(usedforsecurity=False), bytes(1 << 20)
    for chunk in raw_chunks(source, source.size):
        if chunk.data is not None:
            digest.update(chunk.data)
        else:
            for at in range(0, chunk.length, len(zeros)):
                digest.update(memoryview(zeros)[: chunk.length - at])
        yield chunk
    if source.md5 and digest.digest() != source.md5:
        raise source.where.broken(N_("the disk is not as it was when it was captured: its MD5 is another"))
