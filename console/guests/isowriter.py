"""A small ISO 9660 image with a few files: the answers of an unattended installation on a CD of their own.

One flat directory, described twice: ISO 9660 with Rock Ridge names (Linux) and Joliet (Windows). Sources: ECMA-119, IEEE P1281/P1282, Joliet
specification. Written here, so that no mkisofs program is needed on the desktop.
"""

from __future__ import annotations

import struct
import time
from collections.abc import Sequence

from console.guests.iso9660 import SECTOR

_DATA = 23  # first sector of the files: 16…18 descriptors, 19…20 path tables, 21 root, 22 Joliet root
_LIMIT = SECTOR - 2 * 34


def _both16(value: int) -> bytes:
    return struct.pack("<H", value) + struct.pack(">H", value)


def _both32(value: int) -> bytes:
    return struct.pack("<I", value) + struct.pack(">I", value)


def _sectors(length: int) -> int:
    return -(-length // SECTOR)


def _record(name: bytes, block: int, length: int, when: bytes, *, directory: bool = False, system_use: bytes = b"") -> bytes:
    """A directory record (ECMA-119 §9.1), padded to an even length."""
    pad = b"" if len(name) % 2 else b"\0"
    body = (
        _both32(block)
        + _both32(length)
        + when
        + (b"\2" if directory else b"\0")
        + bytes(2)
        + _both16(1)
        + bytes([len(name)])
        + name
        + pad
        + system_use
    )
    body += b"" if len(body) % 2 == 0 else b"\0"
    return bytes([len(body) + 2, 0]) + body


def _posix(mode: int) -> bytes:
    return b"PX\x24\x01" + _both32(mode) + _both32(1) + _both32(0) + _both32(0)


def _rock_ridge(name: str) -> bytes:
    """The POSIX name and a mode."""
    raw = name.encode("ascii")
    return b"NM" + bytes([5 + len(raw), 1, 0]) + raw + _posix(0o100444)


_ROOT = b"SP\x07\x01\xbe\xef\0" + _posix(0o40555)


def _descriptor(kind: int, label: str, root: bytes, blocks: int, tables: tuple[int, int], *, joliet: bool) -> bytes:
    def text(value: str, length: int) -> bytes:
        if joliet:
            return (value + " " * length).encode("utf-16-be")[:length]
        return value.encode("ascii", "replace")[:length].ljust(length)

    date = b"0" * 16 + b"\0"
    sector = bytes([kind]) + b"CD001\x01\0" + text("", 32) + text(label, 32) + bytes(8) + _both32(blocks)
    sector += (b"%/E" if joliet else b"").ljust(32, b"\0") + _both16(1) + _both16(1) + _both16(SECTOR) + _both32(10)
    sector += struct.pack("<II", tables[0], 0) + struct.pack(">II", tables[1], 0) + root
    sector += text("", 128) * 4 + text("", 37) * 3 + date * 4 + b"\x01"
    return sector.ljust(SECTOR, b"\0")


def write_iso(label: str, files: Sequence[tuple[str, bytes]], when: float | None = None) -> bytes:
    """The image. ``label``: at most 16 characters; names: ASCII, at most 64 characters, no folders. ValueError for what does not fit."""
    if len(label) > 16 or any(not name.isascii() or "/" in name or not 0 < len(name) <= 64 for name, _ in files):
        raise ValueError("label or file name does not fit")
    moment = time.gmtime(when)
    stamp = bytes([moment.tm_year - 1900, moment.tm_mon, moment.tm_mday, moment.tm_hour, moment.tm_min, moment.tm_sec, 0])
    places, block = [], _DATA
    for _, content in files:
        places.append(block)
        block += max(1, _sectors(len(content)))
    blocks = block
    tables: list[bytes] = []
    for root, joliet in ((21, False), (22, True)):
        dots = _record(b"\0", root, SECTOR, stamp, directory=True, system_use=b"" if joliet else _ROOT)
        dots += _record(b"\1", root, SECTOR, stamp, directory=True)
        entries = []
        for (name, content), place in zip(files, places, strict=True):
            stem, dot, suffix = name.upper().partition(".")
            raw = name.encode("utf-16-be") if joliet else f"{stem}{dot or '.'}{suffix};1".encode("ascii")
            entries.append((raw, _record(raw, place, len(content), stamp, system_use=b"" if joliet else _rock_ridge(name))))
        table = dots + b"".join(record for _, record in sorted(entries))
        if len(table) > SECTOR:
            raise ValueError("too many files for one directory sector")
        tables.append(table.ljust(SECTOR, b"\0"))
    image = bytes(16 * SECTOR)
    image += _descriptor(1, label, _record(b"\0", 21, SECTOR, stamp, directory=True), blocks, (19, 20), joliet=False)
    image += _descriptor(2, label, _record(b"\0", 22, SECTOR, stamp, directory=True), blocks, (19, 20), joliet=True)
    image += (b"\xffCD001\x01").ljust(SECTOR, b"\0")
    image += (b"\x01\0" + struct.pack("<I", 21) + struct.pack("<H", 1) + b"\0\0").ljust(SECTOR, b"\0")
    image += (b"\x01\0" + struct.pack(">I", 21) + struct.pack(">H", 1) + b"\0\0").ljust(SECTOR, b"\0")
    image += b"".join(tables)
    for _, content in files:
        image += content.ljust(max(1, _sectors(len(content))) * SECTOR, b"\0")
    return image
