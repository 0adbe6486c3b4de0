"""GUID partition tables: the same partitions on a disk of another size. Source: UEFI Specification 2.10, 5.3; sectors of 512 bytes."""

from __future__ import annotations

import struct
import zlib

from console.model.errors import Cause, ConsoleError
from console.model.text import N_

SECTOR = 512
ENDS = 64 << 10
"""Bytes at the begin and at the end of a disk that hold the two tables (34 and 33 sectors, rounded up)."""
_HEADER = struct.Struct("<8sIIIIQQQQ16sQIII")
_SIGNATURE = b"EFI PART"


def resized(begin: bytes, size: int) -> tuple[bytes, bytes]:
    """(first, last ``ENDS`` bytes) of a disk of ``size`` bytes with the partitions that ``begin``, the first ``ENDS`` bytes of the old one, has.

    ConsoleError(INVALID) where ``begin`` has no whole table, or a partition would lie beyond the end.
    """
    mbr, header = begin[:SECTOR], begin[SECTOR : 2 * SECTOR]
    signature, revision, length, crc, _, _, _, first, _, guid, entries_at, count, width, entries_crc = _HEADER.unpack_from(header)
    entries = begin[entries_at * SECTOR : entries_at * SECTOR + count * width]
    whole = signature == _SIGNATURE and 92 <= length <= SECTOR and size % SECTOR == 0 and len(begin) == ENDS
    if not whole or _crc(header[:16] + bytes(4) + header[20:length]) != crc or len(entries) != count * width or _crc(entries) != entries_crc:
        raise _not_whole()
    sectors = size // SECTOR
    table = -(-len(entries) // SECTOR)
    last = sectors - table - 2
    if any(struct.unpack_from("<Q", entries, at + 40)[0] > last for at in range(0, len(entries), width) if any(entries[at : at + 16])):
        raise _not_whole()

    def made(this: int, other: int, at: int) -> bytes:
        def packed(crc: int) -> bytes:
            fields = (signature, revision, length, crc, 0, this, other, first, last, guid, at, count, width, entries_crc)
            return _HEADER.pack(*fields) + header[_HEADER.size : length]

        return packed(_crc(packed(0))).ljust(SECTOR, b"\0")

    head = _protected(mbr, sectors) + made(1, sectors - 1, entries_at) + begin[2 * SECTOR :]
    tail = entries.ljust(table * SECTOR, b"\0") + made(sectors - 1, 1, sectors - 1 - table)
    return head, tail.rjust(ENDS, b"\0")


def _crc(data: bytes) -> int:
    return zlib.crc32(data) & 0xFFFFFFFF


def _protected(mbr: bytes, sectors: int) -> bytes:
    """The MBR with the length of its protective partition."""
    found = bytearray(mbr)
    for at in range(446, 510, 16):
        if found[at + 4] == 0xEE:
            begin = int.from_bytes(found[at + 8 : at + 12], "little")
            found[at + 12 : at + 16] = min(sectors - begin, 0xFFFFFFFF).to_bytes(4, "little")
    return bytes(found)


def _not_whole() -> ConsoleError:
    return ConsoleError(
        N_("The partition table is damaged, or does not fit a smaller disk."),
        cause=Cause.INVALID,
        remedy=N_("Copy the disk in its whole size."),
    )
