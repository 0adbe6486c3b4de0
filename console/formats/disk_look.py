"""What is on a disk, by looking at some sectors: partition table, what each partition holds, encryption, a hibernated Windows. Nothing is mounted.

Sources: UEFI Specification 2.10 §5 (GPT, MBR); LUKS1 and LUKS2 on-disk formats; BitLocker: signature ``-FVE-FS-`` in the volume's boot sector;
hiberfil.sys begins with ``hibr`` while Windows has not resumed from it; ext4: kernel documentation, *Super Block*.
"""

from __future__ import annotations

import struct
import uuid
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from console.formats.ntfs import Ntfs, Read, Unreadable
from console.model.physical import Content

SECTOR = 512
HEAD = 1 << 20
"""What is looked at for a blank disk; partitions begin there at the earliest."""
FEW = 128
"""Partitions that are looked at; GPT has so many entries by default."""
_TYPES = {
    "c12a7328-f81f-11d2-ba4b-00a0c93ec93b": Content.EFI,
    "e3c9e316-0b5c-4db8-817d-f92df00215ae": Content.RESERVED,
    "21686148-6449-6e6f-744e-656564454649": Content.RESERVED,
    "de94bba4-06d1-4d40-a16a-bfd50179d6ac": Content.RECOVERY,
    "5808c8aa-7e8f-42e0-85d2-e1e90434cfb3": Content.DYNAMIC,
    "af9b60a0-1431-4f62-bc68-3311714a69ad": Content.DYNAMIC,
    "0657fd6d-a4ab-43c4-84e5-0933c84b4f4f": Content.SWAP,
}
_BYTES = {0xEF: Content.EFI, 0x27: Content.RECOVERY, 0x42: Content.DYNAMIC, 0x82: Content.SWAP}
_RECOVER = 4
"""EXT3_FEATURE_INCOMPAT_RECOVER: its journal has to be replayed."""
_SUSPENDED = b"S1SUSPEND\0"
_BIOS_BOOT = "21686148-6449-6e6f-744e-656564454649"


@dataclass(frozen=True, slots=True)
class Part:
    """A partition (or the whole disk, where there is no table). Bytes."""

    offset: int
    size: int
    content: Content = Content.UNKNOWN
    filesystem: str = ""
    active: bool = False
    hibernated: bool = False
    dirty: bool = False
    number: int = 0  # in its table; 0: there is none


@dataclass(frozen=True, slots=True)
class Looked:
    """What a disk holds. ``state``: "", "blank", "damaged", "cut" (partitions end behind its end). ``sector``: bytes that its table counts in."""

    table: str = ""
    parts: tuple[Part, ...] = ()
    state: str = ""
    boots: bool = False  # a firmware could start from it
    efi: bool = False
    sector: int = SECTOR

    @property
    def windows(self) -> bool:
        """Whether Windows' file systems are on it."""
        return any(part.filesystem in ("ntfs", "bitlocker") for part in self.parts)

    @property
    def linux(self) -> bool:
        """Whether a Linux' file systems are on it."""
        return any(part.filesystem in ("ext4", "xfs", "btrfs", "lvm", "luks", "raid", "swap") for part in self.parts)


def look(read: Read, size: int) -> Looked:
    """Look at a disk of ``size`` bytes. What its source raises passes."""
    head = read(0, min(HEAD, size))
    if len(head) < SECTOR or not any(head):
        return Looked(state="blank")
    if head[SECTOR : SECTOR + 8] == b"EFI PART" or _protective(head):
        return _gpt(read, head, size)
    whole = identify(read, 0, size, Content.UNKNOWN)
    if whole.filesystem:
        return Looked("", (whole,), boots=whole.filesystem == "ntfs")
    if head[510:512] != b"\x55\xaa":
        return Looked(state="damaged")
    return _mbr(read, head, size)


def _protective(head: bytes) -> bool:
    return head[510:512] == b"\x55\xaa" and any(head[450 + 16 * n] == 0xEE for n in range(4))


def _gpt(read: Read, head: bytes, size: int) -> Looked:
    sector = next((length for length in (512, 4096) if head[length : length + 8] == b"EFI PART"), 0)
    header = head[sector : sector + 92] if sector else b""
    if not sector or _crc(header) != struct.unpack_from("<I", header, 16)[0]:
        sector, header = _backup(read, size)
    if not sector:
        return Looked("gpt", state="damaged")
    at, count, length = struct.unpack_from("<QII", header, 72)
    if not 128 <= length <= 4096 or count > 1024:
        return Looked("gpt", state="damaged")
    table = read(at * sector, count * length)
    if zlib.crc32(table) != struct.unpack_from("<I", header, 88)[0]:
        return Looked("gpt", state="damaged")
    parts: list[Part] = []
    starts = False
    for number, entry in enumerate((table[n * length : (n + 1) * length] for n in range(count)), 1):
        if not any(entry[:16]) or len(parts) == FEW:
            continue
        kind = str(uuid.UUID(bytes_le=entry[:16]))
        first, last = struct.unpack_from("<QQ", entry, 32)
        begin, bytes_ = first * sector, (last - first + 1) * sector
        if last < first or begin + bytes_ > size:
            return Looked("gpt", state="damaged" if last < first else "cut", sector=sector)
        starts = starts or kind == _BIOS_BOOT
        parts.append(replace(identify(read, begin, bytes_, _TYPES.get(kind, Content.UNKNOWN)), number=number))
    efi = any(part.content is Content.EFI for part in parts)
    return Looked("gpt", tuple(parts), boots=efi or starts, efi=efi, sector=sector)


def _crc(header: bytes) -> int:
    """The header's CRC-32, its own field taken as zero."""
    length = struct.unpack_from("<I", header, 12)[0]
    if length != 92:
        return -1
    return zlib.crc32(header[:16] + bytes(4) + header[20:92])


def _backup(read: Read, size: int) -> tuple[int, bytes]:
    """The second table at the disk's end: (sector size, header), or (0, b"")."""
    for sector in (512, 4096):
        header = read(size // sector * sector - sector, 92)
        if header[:8] == b"EFI PART" and len(header) == 92 and _crc(header) == struct.unpack_from("<I", header, 16)[0]:
            return sector, header
    return 0, b""


def _mbr(read: Read, head: bytes, size: int) -> Looked:
    parts: list[Part] = []
    for number, kind, active, first, count in _entries(read, head):
        begin, length = first * SECTOR, count * SECTOR
        if begin >= size or begin + length > size + HEAD:  # some tools round the last one up
            return Looked("dos", state="cut")
        parts.append(replace(identify(read, begin, length, _BYTES.get(kind, Content.UNKNOWN)), active=active, number=number))
    if not parts:
        return Looked("dos", state="blank" if not any(head[:440]) else "damaged")
    efi = any(part.content is Content.EFI for part in parts)
    return Looked("dos", tuple(parts), boots=efi or any(part.active for part in parts) or any(head[:440]), efi=efi)


def _entries(read: Read, head: bytes) -> Iterator[tuple[int, int, bool, int, int]]:
    """(number, type, active, first sector, sectors) of all partitions, logical ones (from 5) too."""
    logical = 5
    for number in range(4):
        flag, kind, first, count = struct.unpack_from("<B3xB3xII", head, 446 + 16 * number)
        if not kind or not count:
            continue
        if kind not in (0x05, 0x0F, 0x85):
            yield number + 1, kind, flag == 0x80, first, count
            continue
        at = first
        for _ in range(FEW):
            record = read(at * SECTOR, SECTOR)
            if record[510:512] != b"\x55\xaa":
                break
            _, inner, offset, length = struct.unpack_from("<B3xB3xII", record, 446)
            if inner and length:
                yield logical, inner, False, at + offset, length
                logical += 1
            _, more, following, _ = struct.unpack_from("<B3xB3xII", record, 462)
            if not more or first + following <= at:
                break
            at = first + following


def identify(read: Read, begin: int, size: int, content: Content) -> Part:
    """What a partition holds, by the magic at its beginning."""
    head = read(begin, min(4096, size))
    if head[3:11] == b"-FVE-FS-":
        return Part(begin, size, Content.BITLOCKER, "bitlocker")
    if head[:6] == b"LUKS\xba\xbe":
        return Part(begin, size, Content.LUKS, "luks")
    if head[3:11] == b"NTFS    ":
        hibernated, dirty = _ntfs(lambda offset, length: read(begin + offset, length))
        return Part(begin, size, content, "ntfs", hibernated=hibernated, dirty=dirty)
    if head[512:520] == b"LABELONE" or head[:8] == b"LABELONE":
        return Part(begin, size, Content.LVM, "lvm")
    if head[0x438:0x43A] == b"\x53\xef":
        return Part(begin, size, content, "ext4", dirty=bool(head[0x460] & _RECOVER))
    if head[:4] == b"XFSB":
        return Part(begin, size, content, "xfs")
    if head[4086:4096] in (b"SWAPSPACE2", _SUSPENDED):
        return Part(begin, size, Content.SWAP, "swap", hibernated=head[4086:4096] == _SUSPENDED)
    if head[0x52:0x57] == b"FAT32" or head[0x36:0x3B] in (b"FAT16", b"FAT12"):
        return Part(begin, size, content, "vfat")
    if size > 0x10048 and read(begin + 0x10040, 8) == b"_BHRfS_M":
        return Part(begin, size, content, "btrfs")
    if head[4:8] == b"\xfc\x4e\x2b\xa9" or (size > 8192 and read(begin + 4096, 4) == b"\xfc\x4e\x2b\xa9"):
        return Part(begin, size, Content.RAID, "raid")
    return Part(begin, size, content)


def _ntfs(read: Read) -> tuple[bool, bool]:
    """(hibernated, dirty) of a volume; False where its structures can't be followed: the conversion looks again."""
    try:
        volume = Ntfs(read)
        sleeping = volume.find("hiberfil.sys")
        return sleeping is not None and sleeping.read_at(0, 4).lower() == b"hibr", volume.dirty()
    except Unreadable:
        return False, False
