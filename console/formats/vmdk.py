"""VMDK read as a stream of chunks: streamOptimized (also from a pipe), sparse, and flat with its extents in the same folder.

A parent or a foreign file is never opened: extents are only taken from a caller's function, and only under names that begin like
the descriptor's own.
Source: VMware, *Virtual Disk Format 5.0*.
"""

from __future__ import annotations

import re
import struct
from array import array
from collections.abc import Callable, Iterator
from sys import byteorder

from isal import isal_zlib

from console.formats.blocks import BLOCK, Bytes, Chunk, Cursor, complete, is_zero, raw_chunks
from console.formats.broken import Where
from console.formats.compressed import DeflateError
from console.formats.images import Extent, ImageInfo, inspect
from console.formats.parallel import ordered_map
from console.model.text import N_

SECTOR = 512
_COMPRESSED, _MARKERS, _ZERO_GRAINS = 1 << 16, 1 << 17, 1 << 2
_END_OF_STREAM, _TABLE, _DIRECTORY, _FOOTER = range(4)
_AT_END = 0xFFFFFFFFFFFFFFFF
_MAX_GRAIN_SECTORS = 2048  # 1 MiB; VMware's own are 64 KiB

Siblings = Callable[[str], Bytes]
"""Opens a file beside the descriptor by its plain name; BadFile when there is none."""


def vmdk_chunks(source: Bytes, info: ImageInfo | None = None, siblings: Siblings | None = None, threads: int | None = None) -> Iterator[Chunk]:
    """The content of the disk. BadFile; the image must stand by itself (:meth:`ImageInfo.refusal`)."""
    info = info or inspect(source)
    if (why := info.refusal()) is not None:
        raise source.where.broken(why)
    head = source.read_at(0, SECTOR)
    if not head.startswith(b"KDMV"):
        return _extents(source.where, info, siblings)
    flags = struct.unpack_from("<I", head, 8)[0]
    if flags & _COMPRESSED:
        if not flags & _MARKERS:
            raise source.where.broken(N_("it is compressed without markers, which is not known"), 8)
        return complete(_stream(source, head, info.capacity_bytes, threads), info.capacity_bytes, source.where)
    return complete(_sparse(source, head, info.capacity_bytes), info.capacity_bytes, source.where)


# --------------------------------------------------------------------------- streamOptimized


def _grains(source: Bytes, head: bytes, capacity: int) -> Iterator[tuple[int, list[bytes]]]:
    """Runs of neighbouring compressed grains: number of the first, data."""
    where = source.where
    capacity_sectors, grain = struct.unpack_from("<QQ", head, 12)
    overhead = struct.unpack_from("<Q", head, 64)[0]
    if grain > _MAX_GRAIN_SECTORS or overhead > 1 << 31:
        raise where.broken(N_("its grain size is not possible"), 20)
    cursor = Cursor(source, overhead * SECTOR)
    per_run = max(1, BLOCK // (grain * SECTOR))
    begin, run, last, found = 0, list[bytes](), -1, 0
    while True:
        at = cursor.offset
        if at == source.size and struct.unpack_from("<Q", head, 56)[0] != _AT_END:  # QEMU's own: tables in front, and no marker at the end
            if not source.forward and found != _listed(source, head, capacity):
                raise where.broken(N_("it is not complete: parts of the disk are missing"), at)
            break
        marker = cursor.take(SECTOR)
        value, size, kind = struct.unpack_from("<QII", marker)
        if size:
            if size > 2 * grain * SECTOR + 1024:
                raise where.broken(N_("a compressed part has an impossible size ({n} bytes)", n=size), at)
            if value % grain or value >= capacity_sectors:
                raise where.broken(N_("a part of the image lies behind the end of the disk, or is not aligned"), at)
            number = value // grain
            if number <= last:
                raise where.broken(N_("two parts of the image describe the same place of the disk, or are out of order"), at)
            rest = 12 + size - SECTOR
            data = marker[12 : 12 + size] if rest <= 0 else marker[12:] + cursor.take(-(-rest // SECTOR) * SECTOR)[:rest]
            if run and (number != begin + len(run) or len(run) >= per_run):
                yield begin, run
                run = []
            if not run:
                begin = number
            run.append(data)
            last = number
            found += 1
        elif kind == _END_OF_STREAM:
            break
        elif kind in (_TABLE, _DIRECTORY, _FOOTER):
            # A grain directory for 62 TiB has 8 MiB; more is a lie.
            if value > 1 << 15:
                raise where.broken(N_("a table has an impossible size"), at)
            cursor.take(value * SECTOR)
        else:
            raise where.broken(N_("there is no marker where one has to be"), at)
    if run:
        yield begin, run


def _listed(source: Bytes, head: bytes, capacity: int) -> int:
    """How many grains the tables in front of them tell of."""
    grain = struct.unpack_from("<Q", head, 20)[0]
    per_table, _, directory_at = struct.unpack_from("<IQQ", head, 44)
    if not 1 <= per_table <= 65536 or not grain:
        raise source.where.broken(N_("its grain tables are not possible"), 44)
    count = 0
    for index in range(-(-capacity // (per_table * grain * SECTOR))):
        entry = struct.unpack("<I", source.exactly(directory_at * SECTOR + 4 * index, 4))[0]
        count += sum(sector > 1 for sector in _table(source.exactly(entry * SECTOR, 4 * per_table))) if entry else 0
    return count


def _stream(source: Bytes, head: bytes, capacity: int, threads: int | None) -> Iterator[Chunk]:
    size = struct.unpack_from("<Q", head, 20)[0] * SECTOR
    where = source.where

    def inflate(item: tuple[int, list[bytes]]) -> Chunk:
        number, run = item
        parts = []
        for index, data in enumerate(run):
            at = (number + index) * size
            wanted = min(size, capacity - at)
            decoder = isal_zlib.decompressobj()
            try:
                part = decoder.decompress(data, size + 1)
            except DeflateError as failure:
                raise where.broken(N_("the compressed data of the disk's byte {at} is damaged ({detail})", at=at, detail=str(failure))) from None
            if not wanted <= len(part) <= size or not decoder.eof:
                raise where.broken(N_("the compressed data of the disk's byte {at} has a wrong length", at=at))
            parts.append(part if len(part) == wanted else part[:wanted])
        data = parts[0] if len(parts) == 1 else b"".join(parts)
        return Chunk(number * size, len(data), None if is_zero(data) else data)

    return ordered_map(inflate, _grains(source, head, capacity), threads)


# --------------------------------------------------------------------------- sparse


def _table(data: bytes) -> array[int]:
    found = array("I")
    found.frombytes(data)
    if byteorder == "big":
        found.byteswap()
    return found


def _sparse(source: Bytes, head: bytes, capacity: int) -> Iterator[Chunk]:
    where = source.where
    flags = struct.unpack_from("<I", head, 8)[0]
    grain = struct.unpack_from("<Q", head, 20)[0]
    per_table, _, directory_at, overhead = struct.unpack_from("<IQQQ", head, 44)
    if not 1 <= per_table <= 65536 or grain > _MAX_GRAIN_SECTORS:
        raise where.broken(N_("its grain tables are not possible"), 44)
    size = grain * SECTOR
    tables = -(-capacity // (per_table * size))
    if source.size is None or directory_at * SECTOR + 4 * tables > source.size:
        raise where.broken(N_("its tables lie behind the end of the file"), 56)
    seen = bytearray(source.size // size // 8 + 1)
    phase: int | None = None
    for index in range(tables):
        entry = struct.unpack("<I", source.exactly(directory_at * SECTOR + 4 * index, 4))[0]
        if not entry:
            continue
        table = _table(source.exactly(entry * SECTOR, 4 * per_table))
        first = index * per_table * size
        at = 0
        while at < per_table and first + at * size < capacity:
            sector = table[at]
            if not sector or (sector == 1 and flags & _ZERO_GRAINS):
                at += 1
                continue
            count = 0
            while at + count < per_table and count < max(1, BLOCK // size) and table[at + count] == sector + count * grain:
                place = sector + count * grain
                if phase is None:
                    phase = place % grain
                slot = place // grain
                if place < overhead or place % grain != phase or (place + 1) * SECTOR > source.size:
                    raise where.broken(N_("a grain lies where none can be"), entry * SECTOR + 4 * (at + count))
                if seen[slot >> 3] >> (slot & 7) & 1:
                    raise where.broken(N_("two places of the disk share one grain"), entry * SECTOR + 4 * (at + count))
                seen[slot >> 3] |= 1 << (slot & 7)
                count += 1
            begin = first + at * size
            wanted = min(count * size, capacity - begin)
            data = source.exactly(sector * SECTOR, wanted)
            yield Chunk(begin, wanted, None if is_zero(data) else data)
            at += count


# --------------------------------------------------------------------------- flat and split


def check_extent(name: str, descriptor: str, where: Where) -> str:
    """The name of an extent's file. BadFile unless it is plain and begins like the descriptor's: others could be any file of this computer."""
    stem = re.sub(r"\.vmdk$", "", descriptor.rpartition("/")[2], flags=re.IGNORECASE)
    if (
        "/" in name
        or "\\" in name
        or name in ("", ".", "..")
        or not stem
        or not re.fullmatch(re.escape(stem) + r"(-[\w-]+)?\.vmdk", name, re.IGNORECASE)
    ):
        raise where.inside(name).broken(N_("the image names a file that is not one of its own, and such files are never opened"))
    return name


def _extents(where: Where, info: ImageInfo, siblings: Siblings | None) -> Iterator[Chunk]:
    """The extents of a text descriptor, one after another."""
    descriptor = where.member or where.source
    at = 0
    for extent in info.extents:
        length = extent.sectors * SECTOR
        if extent.kind == "ZERO":
            yield Chunk(at, length, None)
        else:
            yield from _extent(where, extent, at, length, descriptor, siblings)
        at += length


def _extent(where: Where, extent: Extent, at: int, length: int, descriptor: str, siblings: Siblings | None) -> Iterator[Chunk]:
    name = check_extent(extent.file, descriptor, where)
    if siblings is None:
        raise where.broken(N_("its data is in another file ({name})", name=name), remedy=N_("Open it from the folder where both files are."))
    file = siblings(name)
    if extent.kind in ("FLAT", "VMFS"):
        content = raw_chunks(file.window(extent.offset_sectors * SECTOR, length))
    elif extent.kind == "SPARSE":
        inner = inspect(file)
        if inner.format != "vmdk" or inner.capacity_bytes < length or inner.refusal() is not None or not file.read_at(0, 4) == b"KDMV":
            raise file.where.broken(N_("it is not the extent that the descriptor says"))
        content = vmdk_chunks(file, inner)
    else:
        raise where.broken(N_("an extent is of a kind that is not known ({kind})", kind=extent.kind))
    for chunk in content:
        yield Chunk(at + chunk.offset, chunk.length, chunk.data)
