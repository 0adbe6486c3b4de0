"""Whether the parts of an image that its tables name are in the file.

qemu reads zeros behind the end of a file, so that an image that was cut off (a download that broke off) would become a disk with holes, and nobody
would say so. Looked at before an image of a format that only qemu reads is opened. Sources: qemu ``docs/interop/qcow2.rst``, ``block/qcow.c``;
MS-VHDX §2.5; VirtualBox ``VDICore.h`` (as in qemu's vdi.c).
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterator

from console.formats.blocks import Bytes
from console.formats.images import SECTOR, VHDX_BAT, ImageInfo, vhdx_region
from console.model.text import N_

_OFFSET = 0x00FFFFFFFFFFFE00
"""Bits of an entry of qcow2's tables that are a place in the file."""
_COMPRESSED, _ZERO = 1 << 62, 1
_QCOW_COMPRESSED = 1 << 63
_PIECE = 1 << 20


def look_at_end(source: Bytes, image: ImageInfo) -> None:
    """BadFile where the file ends before the data that its tables name; nothing for formats that are read here, and for sources of unknown size."""
    named = {"qcow2": _qcow2, "qcow": _qcow, "vdi": _vdi, "vhdx": _vhdx}.get(image.format)
    if named is None or source.size is None:
        return
    for table, end in named(source, image):
        if end > source.size:
            raise source.where.broken(
                N_("it ends here, and its table at byte {table} names data up to byte {end}", table=table, end=end), source.size
            )


def _whole(size: int) -> int:
    return -(-size // SECTOR) * SECTOR


def _words(source: Bytes, offset: int, count: int, *, big: bool) -> Iterator[tuple[int, array[int]]]:
    """(number of the first, 64-bit words) of a table, piece by piece."""
    for first in range(0, count, _PIECE // 8):
        words = array("Q", source.exactly(offset + first * 8, min(count - first, _PIECE // 8) * 8))
        if big == (sys.byteorder == "little"):
            words.byteswap()
        yield first, words


def _qcow2(source: Bytes, image: ImageInfo) -> Iterator[tuple[int, int]]:
    version, _, _, bits, size, _, l1_size, l1_at = struct.unpack(">IQIIQIIQ", source.exactly(4, 44))
    extended = version == 3 and struct.unpack(">Q", source.exactly(72, 8))[0] & 16
    step = 2 if extended else 1  # a bitmap of its parts follows each extended entry
    cluster = 1 << bits
    entries = cluster // 8 // step
    for first, tables in _words(source, l1_at, min(l1_size, -(-size // (entries * cluster))), big=True):
        for number, entry in enumerate(tables, first):
            if table := entry & _OFFSET:
                for begin, words in _words(source, table, entries * step, big=True):
                    guest = number * entries + begin // step
                    yield table, _furthest(words[::step], (size - 1) // cluster - guest, cluster, size % cluster or cluster)


def _furthest(words: array[int], last: int, cluster: int, rest: int) -> int:
    """Where the furthest data that a table names ends. Of the disk's ``last`` cluster only ``rest`` bytes need be there.

    Compressed clusters have no checksum. They say in how many sectors they are, and qemu writes whole sectors at the end of a file.
    """
    end = 0
    if 0 <= last < len(words) and not words[last] & (_COMPRESSED | _ZERO) and words[last] & _OFFSET:
        end, words[last] = (words[last] & _OFFSET) + _whole(rest), 0
    shift = 62 - (cluster.bit_length() - 9)
    for word in words:
        if word & _COMPRESSED:
            at, more = word & ((1 << shift) - 1), (word & (_COMPRESSED - 1)) >> shift
            end = max(end, (at // SECTOR + more + 1) * SECTOR)
        elif word & _OFFSET and not word & _ZERO:
            end = max(end, (word & _OFFSET) + cluster)
    return end


def _qcow(source: Bytes, image: ImageInfo) -> Iterator[tuple[int, int]]:
    size, bits, table_bits = struct.unpack(">QBB", source.exactly(24, 10))
    (l1_at,) = struct.unpack(">Q", source.exactly(40, 8))
    cluster, entries = 1 << bits, 1 << table_bits
    for first, tables in _words(source, l1_at, -(-size // (cluster * entries)), big=True):
        for number, table in enumerate(tables, first):
            for begin, words in _words(source, table, entries, big=True) if table else ():
                last = (size - 1) // cluster - number * entries - begin
                for place, word in enumerate(words):
                    if word and not word & _QCOW_COMPRESSED:
                        yield table, word + (_whole(size % cluster or cluster) if place == last else cluster)


def _vdi(source: Bytes, image: ImageInfo) -> Iterator[tuple[int, int]]:
    (data,) = struct.unpack("<I", source.exactly(344, 4))
    (block,) = struct.unpack("<I", source.exactly(376, 4))
    (used,) = struct.unpack("<I", source.exactly(388, 4))
    yield 340, data + block * used


def _vhdx(source: Bytes, image: ImageInfo) -> Iterator[tuple[int, int]]:
    at, length = vhdx_region(source, VHDX_BAT)
    blocks = -(-image.capacity_bytes // image.unit_bytes)
    group = (image.sector_bytes << 23) // image.unit_bytes + 1  # one entry of each is for a bitmap, which only a child has
    for first, words in _words(source, at, min(length // 8, blocks + blocks // (group - 1)), big=False):
        for number, word in enumerate(words, first):
            if word & 7 in (6, 7) and (number + 1) % group:
                yield at, (word >> 20 << 20) + image.unit_bytes
