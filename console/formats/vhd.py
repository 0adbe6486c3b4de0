"""VHD, fixed and dynamic: read as a stream of chunks, written. Differencing disks are refused (:meth:`ImageInfo.refusal`).

Source: Microsoft, *Virtual Hard Disk Image Format Specification* 1.0; qemu ``block/vpc.c`` for which creators' sizes are to be believed.
"""

from __future__ import annotations

import struct
import time
import uuid
from array import array
from collections.abc import Iterable, Iterator
from sys import byteorder
from typing import BinaryIO

from console.formats.blocks import Bytes, Chunk, OnBytes, Writable, complete, is_zero, raw_chunks, reblock
from console.formats.images import ImageInfo, inspect, vhd_checksum
from console.model.errors import Cause, ConsoleError
from console.model.text import N_

SECTOR = 512
VHD_BLOCK = 2 << 20
MAX_VHD = 2040 << 30
_UNUSED = 0xFFFFFFFF
_EPOCH = 946684800  # 2000-01-01


def vhd_chunks(source: Bytes, info: ImageInfo | None = None) -> Iterator[Chunk]:
    """The content of the disk. BadFile."""
    info = info or inspect(source)
    if (why := info.refusal()) is not None:
        raise source.where.broken(why)
    if info.subformat == "fixed":
        return raw_chunks(source, info.capacity_bytes)
    return complete(_dynamic(source, info.capacity_bytes), info.capacity_bytes, source.where)


def _dynamic(source: Bytes, capacity: int) -> Iterator[Chunk]:
    where = source.where
    at = struct.unpack(">Q", source.exactly(16, 8))[0]
    if at > 1 << 40:
        raise where.broken(N_("its tables lie behind the end of the file"), 16)
    header = source.exactly(at, 1024)
    if header[:8] != b"cxsparse" or struct.unpack_from(">I", header, 36)[0] != vhd_checksum(header, 36):
        raise where.broken(N_("its header is damaged"), at)
    table_at, entries, block = struct.unpack_from(">Q4xII", header, 16)
    if block < SECTOR or block & (block - 1) or block > 256 << 20:
        raise where.broken(N_("its block size is not possible"), at + 32)
    count = -(-capacity // block)
    if count > entries or table_at > 1 << 40 or (source.size is not None and table_at + 4 * count > source.size):
        raise where.broken(N_("its tables lie behind the end of the file"), at + 16)
    table = array("I", source.exactly(table_at, 4 * count))
    if byteorder == "little":
        table.byteswap()
    bitmap_bytes = -(-(block // SECTOR // 8) // SECTOR) * SECTOR
    seen: set[int] = set()
    for index, sector in enumerate(table):
        if sector == _UNUSED:
            continue
        place = sector * SECTOR
        if sector in seen:
            raise where.broken(N_("two places of the disk share one block"), table_at + 4 * index)
        if sector < 3 or (source.size is not None and place + bitmap_bytes > source.size):
            raise where.broken(N_("a block lies where none can be"), table_at + 4 * index)
        seen.add(sector)
        wanted = min(block, capacity - index * block)
        bitmap = source.exactly(place, bitmap_bytes)[: -(-wanted // SECTOR // 8)]
        data = _masked(source.exactly(place + bitmap_bytes, wanted), bitmap)
        yield Chunk(index * block, wanted, None if is_zero(data) else data)


def _masked(data: bytes, bitmap: bytes) -> bytes:
    """Sectors whose bit is not set have never been written: they are zeros, whatever stands there."""
    sectors = -(-len(data) // SECTOR)
    full = b"\xff" * (sectors // 8) + (bytes([0xFF << (8 - sectors % 8) & 0xFF]) if sectors % 8 else b"")
    if bitmap == full or all(have & want == want for have, want in zip(bitmap, full, strict=True)):
        return data
    result = bytearray(data)
    for number in range(sectors):
        if not bitmap[number >> 3] >> (7 - (number & 7)) & 1:
            result[number * SECTOR : (number + 1) * SECTOR] = bytes(min(SECTOR, len(data) - number * SECTOR))
    return bytes(result)


# --------------------------------------------------------------------------- writing


def _geometry(sectors: int) -> tuple[int, int, int]:
    """Cylinders, heads, sectors a track, by the specification's appendix."""
    sectors = min(sectors, 65535 * 16 * 255)
    if sectors >= 65535 * 16 * 63:
        per_track, heads = 255, 16
        rows = sectors // per_track
    else:
        per_track = 17
        rows = sectors // per_track
        heads = max(4, (rows + 1023) // 1024)
        if rows >= heads * 1024 or heads > 16:
            per_track, heads = 31, 16
            rows = sectors // per_track
        if rows >= heads * 1024:
            per_track, heads = 63, 16
            rows = sectors // per_track
    return rows // heads, heads, per_track


def _footer(capacity: int, kind: int, identity: uuid.UUID, now: float) -> bytes:
    cylinders, heads, per_track = _geometry(capacity // SECTOR)
    block = struct.pack(
        # "win ": readers believe the size field of this creator; of an unknown one they compute it from the geometry, which rounds.
        ">8sIIQI4sI4sQQHBBII16sB", b"conectix", 2, 0x10000, 512 if kind == 3 else 0xFFFFFFFFFFFFFFFF, max(0, int(now) - _EPOCH), b"win ", 0xA0000,
        b"Wi2k", capacity, capacity, cylinders, heads, per_track, kind, 0, identity.bytes, 0,
    ).ljust(512, b"\0")  # fmt: skip
    return block[:64] + struct.pack(">I", vhd_checksum(block, 64)) + block[68:]


def _check(capacity: int) -> None:
    if not 0 < capacity <= MAX_VHD or capacity % SECTOR:
        raise ConsoleError(
            N_("The disk can't be written as VHD: its {n} bytes are more than 2040 GiB or not a whole number of sectors.", n=capacity),
            cause=Cause.UNSUPPORTED,
            remedy=N_("Choose VHDX, VMDK or qcow2."),
        )


def fixed_footer(capacity: int, *, identity: uuid.UUID | None = None, now: float | None = None) -> bytes:
    """The 512 bytes after the content of a fixed VHD."""
    _check(capacity)
    return _footer(capacity, 2, identity or uuid.uuid4(), time.time() if now is None else now)


def write_fixed_vhd(
    chunks: Iterable[Chunk], capacity: int, out: Writable, *, on_bytes: OnBytes | None = None, identity: uuid.UUID | None = None
) -> None:
    """A fixed VHD, all bytes written: goes to anything that takes bytes."""
    footer = fixed_footer(capacity, identity=identity)
    zeros = bytes(VHD_BLOCK)
    for chunk in chunks:
        if chunk.data is not None:
            out.write(chunk.data)
        else:
            for at in range(0, chunk.length, VHD_BLOCK):
                out.write(zeros[: min(VHD_BLOCK, chunk.length - at)])
        if on_bytes is not None:
            on_bytes(chunk.offset + chunk.length)
    out.write(footer)


def write_dynamic_vhd(
    chunks: Iterable[Chunk], capacity: int, out: BinaryIO, *, on_bytes: OnBytes | None = None, identity: uuid.UUID | None = None
) -> int:
    """A dynamic VHD at the present position of ``out``, which must seek: the allocation table is written at the end, in its place at the beginning.
    The number of bytes written; ``out`` stands behind them."""
    _check(capacity)
    base = out.tell()
    footer = _footer(capacity, 3, identity or uuid.uuid4(), time.time())
    count = -(-capacity // VHD_BLOCK)
    table = array("I", b"\xff\xff\xff\xff" * count)
    table_bytes = -(-4 * count // SECTOR) * SECTOR
    header = struct.pack(">8sQQIII", b"cxsparse", 0xFFFFFFFFFFFFFFFF, 512 + 1024, 0x10000, count, VHD_BLOCK).ljust(1024, b"\0")
    header = header[:36] + struct.pack(">I", vhd_checksum(header, 36)) + header[40:]
    out.write(footer + header + b"\xff" * table_bytes)
    at = 512 + 1024 + table_bytes
    bitmap = b"\xff" * SECTOR
    for chunk in reblock(chunks, capacity, VHD_BLOCK):
        if chunk.data is not None:
            table[chunk.offset // VHD_BLOCK] = at // SECTOR
            out.write(bitmap)
            out.write(chunk.data)
            out.write(bytes(VHD_BLOCK - chunk.length))
            at += SECTOR + VHD_BLOCK
        if on_bytes is not None:
            on_bytes(chunk.offset + chunk.length)
    out.write(footer)
    end = out.tell()
    if byteorder == "little":
        table.byteswap()
    out.seek(base + 512 + 1024)
    out.write(table.tobytes())
    out.seek(end)
    return end - base
