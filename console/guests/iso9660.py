"""ISO 9660 images: identifiers, bootability, and single files out of them. Read only, by position, never as a whole.

Sources: ECMA-119 (§8.4 primary volume descriptor, §9.1 directory records), El Torito Bootable CD-ROM Format Specification 1.0,
Joliet specification, IEEE P1282 (Rock Ridge, "NM" entries).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

SECTOR = 2048
HEAD = 17 * SECTOR
"""Bytes from the start that a primary volume descriptor needs to be complete."""

_MAX_DIRECTORY = 4 << 20
_MAX_DESCRIPTORS = 32


class NotIso(ValueError):
    """The bytes are no ISO 9660 image; the message says what is wrong (in English, for the log)."""


@dataclass(frozen=True, slots=True)
class Image:
    """What the descriptors of an image say."""

    label: str
    system: str
    publisher: str
    application: str
    block_size: int
    size_bytes: int  # of the volume; a cut-off file is smaller
    root: tuple[int, int]  # block and length in bytes of the root directory
    joliet: tuple[int, int] | None  # the same of the Joliet tree
    boot_catalog: int | None  # sector; None: not bootable
    udf: bool


@dataclass(frozen=True, slots=True)
class Bootable:
    """What the boot catalog offers."""

    bios: bool
    efi: bool


@dataclass(frozen=True, slots=True)
class IsoFile:
    """A file or directory inside an image."""

    name: str
    directory: bool
    block: int
    length: int


def _read(file: BinaryIO, offset: int, length: int) -> bytes:
    file.seek(offset)
    return file.read(length)


def _text(raw: bytes) -> str:
    return raw.decode("latin-1").rstrip(" \0")


def read_image(file: BinaryIO) -> Image:
    """The descriptors (from sector 16 on). NotIso when there is no primary one; OSError passes."""
    primary: bytes | None = None
    joliet: tuple[int, int] | None = None
    catalog: int | None = None
    udf = False
    for number in range(16, 16 + _MAX_DESCRIPTORS):
        sector = _read(file, number * SECTOR, SECTOR)
        magic = sector[1:6]
        if len(sector) < SECTOR or magic not in (b"CD001", b"BEA01", b"NSR02", b"NSR03", b"TEA01", b"BOOT2"):
            break
        udf = udf or magic.startswith(b"NSR")
        if magic != b"CD001":
            continue
        kind = sector[0]
        if kind == 1 and primary is None:
            primary = sector
        elif kind == 2 and sector[88:91] in (b"%/@", b"%/C", b"%/E"):
            joliet = struct.unpack_from("<I", sector, 156 + 2)[0], struct.unpack_from("<I", sector, 156 + 10)[0]
        elif kind == 0 and sector[7:30] == b"EL TORITO SPECIFICATION":
            catalog = struct.unpack_from("<I", sector, 71)[0]
    if primary is None:
        raise NotIso("UDF without ISO 9660" if udf else "no primary volume descriptor at sector 16")
    block_size = struct.unpack_from("<H", primary, 128)[0]
    if block_size not in (512, 1024, 2048):
        raise NotIso(f"block size {block_size}")
    return Image(
        label=_text(primary[40:72]),
        system=_text(primary[8:40]),
        publisher=_text(primary[318:446]),
        application=_text(primary[574:702]),
        block_size=block_size,
        size_bytes=struct.unpack_from("<I", primary, 80)[0] * block_size,
        root=(struct.unpack_from("<I", primary, 158)[0], struct.unpack_from("<I", primary, 166)[0]),
        joliet=joliet,
        boot_catalog=catalog,
        udf=udf,
    )


def bootable(file: BinaryIO, image: Image) -> Bootable | None:
    """What the boot catalog offers; None when the catalog lies behind the end of what can be read."""
    if image.boot_catalog is None:
        return Bootable(False, False)
    catalog = _read(file, image.boot_catalog * SECTOR, SECTOR)
    if len(catalog) < SECTOR:
        return None
    if catalog[0] != 1 or catalog[30:32] != b"\x55\xaa":
        return Bootable(False, False)
    bios = efi = False
    platform, entries = catalog[1], 1
    offset = 32
    while offset + 32 <= len(catalog):
        if entries == 0:
            header = catalog[offset]
            if header not in (0x90, 0x91):
                break
            platform, entries = catalog[offset + 1], struct.unpack_from("<H", catalog, offset + 2)[0]
        else:
            entries -= 1
            if catalog[offset] == 0x88:
                efi = efi or platform == 0xEF
                bios = bios or platform == 0
        offset += 32
    return Bootable(bios, efi)


def _records(file: BinaryIO, image: Image, where: tuple[int, int], *, joliet: bool) -> Iterator[tuple[IsoFile, str]]:
    """Entries of a directory with their plain ISO name."""
    block, length = where
    data = _read(file, block * image.block_size, min(length, _MAX_DIRECTORY))
    offset = 0
    while offset + 33 < len(data):
        size = data[offset]
        if size == 0:  # the rest of a sector is padding
            offset = (offset // SECTOR + 1) * SECTOR
            continue
        record = data[offset : offset + size]
        offset += size
        if len(record) < 34:
            return
        name_length = record[32]
        raw = record[33 : 33 + name_length]
        if raw in (b"\0", b"\1"):
            continue
        plain = (raw.decode("utf-16-be", "replace") if joliet else raw.decode("latin-1")).partition(";")[0].rstrip(".")
        extent, extent_length = struct.unpack_from("<I", record, 2)[0], struct.unpack_from("<I", record, 10)[0]
        system_use = record[33 + name_length + (1 - name_length % 2) :]
        yield IsoFile(_rock_ridge(system_use) or plain, bool(record[25] & 2), extent, extent_length), plain


def _rock_ridge(system_use: bytes) -> str:
    """The POSIX name ("NM" entries), "" without one. Continuations in other sectors are not followed: such names are longer than any we look for."""
    name, offset = b"", 0
    while offset + 4 <= len(system_use):
        length = system_use[offset + 2]
        if length < 4:
            break
        if system_use[offset : offset + 2] == b"NM" and not system_use[offset + 4] & 6:
            name += system_use[offset + 5 : offset + length]
        offset += length
    return name.decode("utf-8", "replace")


def listdir(file: BinaryIO, image: Image, path: str = "") -> tuple[IsoFile, ...]:
    """Entries of a directory inside the image; () when it is not there."""
    if not path.strip("/"):
        return tuple(entry for entry, _ in _records(file, image, image.root, joliet=False))
    found = find(file, image, path)
    return (
        tuple(entry for entry, _ in _records(file, image, (found.block, found.length), joliet=False)) if found is not None and found.directory else ()
    )


def find(file: BinaryIO, image: Image, path: str) -> IsoFile | None:
    """The file or directory with this path; upper and lower case are the same, as most images need it. Rock Ridge, plain and Joliet names."""
    parts = [part.casefold() for part in path.strip("/").split("/") if part]
    trees = [(image.root, False)] + ([(image.joliet, True)] if image.joliet is not None else [])
    for root, joliet in trees:
        where: tuple[int, int] | None = root
        entry: IsoFile | None = None
        for part in parts:
            if where is None:
                entry = None
                break
            listed = _records(file, image, where, joliet=joliet)
            entry = next((e for e, plain in listed if part in (e.name.casefold(), plain.casefold())), None)
            where = (entry.block, entry.length) if entry is not None and entry.directory else None
            if entry is None:
                break
        if entry is not None:
            return entry
    return None


def read_file(file: BinaryIO, image: Image, entry: IsoFile, limit: int = 1 << 20) -> bytes:
    """The first ``limit`` bytes of a file inside the image."""
    return _read(file, entry.block * image.block_size, min(entry.length, limit))


def chunks(file: BinaryIO, image: Image, entry: IsoFile, step: int = 1 << 20) -> Iterator[bytes]:
    """The whole file, piece by piece; ends early when the image is cut off."""
    at, left = entry.block * image.block_size, entry.length
    while left > 0:
        piece = _read(file, at, min(step, left))
        if not piece:
            return
        yield piece
        at += len(piece)
        left -= len(piece)
