"""What is on a disk, by looking at some sectors: partition table, what each partition holds, encryption, a hibernated Windows. Nothing is mounted.

Sources: UEFI Specification 2.10 §5 (GPT, MBR); LUKS1 and LUKS2 on-disk formats; ``linux-ntfs`` documentation (boot sector, MFT, index, $Volume);
BitLocker: signature ``-FVE-FS-`` in the volume's boot sector; hiberfil.sys begins with ``hibr`` while Windows has not resumed from it.
"""

from __future__ import annotations

import struct
import uuid
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from console.model.physical import Content

Read = Callable[[int, int], bytes]
"""(offset, length) → at most so many bytes. Raises what its source raises."""

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


@dataclass(frozen=True, slots=True)
class Looked:
    """What a disk holds. ``state``: "", "blank", "damaged"."""

    table: str = ""
    parts: tuple[Part, ...] = ()
    state: str = ""
    boots: bool = False  # a firmware could start from it
    efi: bool = False

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
    whole = _identify(read, 0, size, Content.UNKNOWN)
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
    for entry in (table[n * length : (n + 1) * length] for n in range(count)):
        if not any(entry[:16]) or len(parts) == FEW:
            continue
        kind = str(uuid.UUID(bytes_le=entry[:16]))
        first, last = struct.unpack_from("<QQ", entry, 32)
        begin, bytes_ = first * sector, (last - first + 1) * sector
        if last < first or begin + bytes_ > size:
            return Looked("gpt", state="damaged")
        starts = starts or kind == _BIOS_BOOT
        parts.append(_identify(read, begin, bytes_, _TYPES.get(kind, Content.UNKNOWN)))
    efi = any(part.content is Content.EFI for part in parts)
    return Looked("gpt", tuple(parts), boots=efi or starts, efi=efi)


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
    for kind, active, first, count in _entries(read, head):
        begin, length = first * SECTOR, count * SECTOR
        if begin >= size or begin + length > size + HEAD:  # some tools round the last one up
            return Looked("dos", state="damaged")
        part = _identify(read, begin, length, _BYTES.get(kind, Content.UNKNOWN))
        parts.append(Part(part.offset, part.size, part.content, part.filesystem, active, part.hibernated, part.dirty))
    if not parts:
        return Looked("dos", state="blank" if not any(head[:440]) else "damaged")
    efi = any(part.content is Content.EFI for part in parts)
    return Looked("dos", tuple(parts), boots=efi or any(part.active for part in parts) or any(head[:440]), efi=efi)


def _entries(read: Read, head: bytes) -> Iterator[tuple[int, bool, int, int]]:
    """(type, active, first sector, sectors) of all partitions, logical ones too."""
    for number in range(4):
        flag, kind, first, count = struct.unpack_from("<B3xB3xII", head, 446 + 16 * number)
        if not kind or not count:
            continue
        if kind not in (0x05, 0x0F, 0x85):
            yield kind, flag == 0x80, first, count
            continue
        at = first
        for _ in range(FEW):
            record = read(at * SECTOR, SECTOR)
            if record[510:512] != b"\x55\xaa":
                break
            _, inner, offset, length = struct.unpack_from("<B3xB3xII", record, 446)
            if inner and length:
                yield inner, False, at + offset, length
            _, more, following, _ = struct.unpack_from("<B3xB3xII", record, 462)
            if not more or first + following <= at:
                break
            at = first + following


def _identify(read: Read, begin: int, size: int, content: Content) -> Part:
    """What a partition holds, by the magic at its beginning."""
    head = read(begin, min(4096, size))
    if head[3:11] == b"-FVE-FS-":
        return Part(begin, size, Content.BITLOCKER, "bitlocker")
    if head[:6] == b"LUKS\xba\xbe":
        return Part(begin, size, Content.LUKS, "luks")
    if head[3:11] == b"NTFS    ":
        hibernated, dirty = _ntfs(lambda offset, length: read(begin + offset, length), head)
        return Part(begin, size, content, "ntfs", hibernated=hibernated, dirty=dirty)
    if head[512:520] == b"LABELONE" or head[:8] == b"LABELONE":
        return Part(begin, size, Content.LVM, "lvm")
    if head[0x438:0x43A] == b"\x53\xef":
        return Part(begin, size, content, "ext4")
    if head[:4] == b"XFSB":
        return Part(begin, size, content, "xfs")
    if head[4086:4096] == b"SWAPSPACE2":
        return Part(begin, size, Content.SWAP, "swap")
    if head[0x52:0x57] == b"FAT32" or head[0x36:0x3B] in (b"FAT16", b"FAT12"):
        return Part(begin, size, content, "vfat")
    if size > 0x10048 and read(begin + 0x10040, 8) == b"_BHRfS_M":
        return Part(begin, size, content, "btrfs")
    if head[4:8] == b"\xfc\x4e\x2b\xa9" or (size > 8192 and read(begin + 4096, 4) == b"\xfc\x4e\x2b\xa9"):
        return Part(begin, size, Content.RAID, "raid")
    return Part(begin, size, content)


# --------------------------------------------------------------------------- NTFS


_MFT, _VOLUME, _ROOT = 0, 3, 5
_INDEX_LIMIT = 16 << 20
_NAME = "hiberfil.sys"


def _ntfs(read: Read, boot: bytes) -> tuple[bool, bool]:
    """(hibernated, dirty) of a volume; False where its structures can't be followed: the conversion looks again."""
    try:
        volume = _Ntfs(read, boot)
        return volume.hibernated(), volume.dirty()
    except (struct.error, IndexError, ValueError):
        return False, False


class _Ntfs:
    def __init__(self, read: Read, boot: bytes) -> None:
        self._read = read
        sector, per = struct.unpack_from("<HB", boot, 11)
        self._cluster = sector * (per if per <= 128 else 1 << (256 - per))
        size = struct.unpack_from("<b", boot, 64)[0]
        self._record_size = 1 << -size if size < 0 else size * self._cluster
        if not 512 <= self._record_size <= 65536 or not 512 <= self._cluster <= 2 << 20:
            raise ValueError("sizes")
        self._mft = [(struct.unpack_from("<Q", boot, 48)[0], 1 << 32)]
        self._mft = self._runs(next(body for kind, body in self._attributes(_MFT) if kind == 0x80))

    def _contents(self, runs: list[tuple[int, int]], offset: int, length: int) -> bytes:
        """Bytes of a non-resident attribute, of the run in which they begin."""
        for cluster, count in runs:
            if offset < count * self._cluster:
                return self._read(cluster * self._cluster + offset, min(length, count * self._cluster - offset))
            offset -= count * self._cluster
        raise ValueError("behind the end")

    def _attributes(self, number: int) -> Iterator[tuple[int, bytes]]:
        record = _fixed(self._contents(self._mft, number * self._record_size, self._record_size), b"FILE")
        at = struct.unpack_from("<H", record, 20)[0]
        while at + 16 <= len(record):
            kind, length = struct.unpack_from("<II", record, at)
            if kind == 0xFFFFFFFF or length < 16:
                return
            yield kind, record[at : at + length]
            at += length

    def _runs(self, body: bytes) -> list[tuple[int, int]]:
        """(cluster, count); ValueError for a resident or a sparse one."""
        if not body[8]:
            raise ValueError("resident")
        at, cluster, found = struct.unpack_from("<H", body, 32)[0], 0, []
        while body[at]:
            few, many = body[at] & 15, body[at] >> 4
            if not many:
                raise ValueError("sparse")
            count = int.from_bytes(body[at + 1 : at + 1 + few], "little")
            cluster += int.from_bytes(body[at + 1 + few : at + 1 + few + many], "little", signed=True)
            found.append((cluster, count))
            at += 1 + few + many
        return found

    def _indexes(self) -> Iterator[bytes]:
        """Index entries of the root folder, block by block."""
        for kind, body in self._attributes(_ROOT):
            if kind == 0x90 and not body[8]:
                value = body[struct.unpack_from("<H", body, 20)[0] :]
                yield value[16 + struct.unpack_from("<I", value, 16)[0] :]
            elif kind == 0xA0:
                runs = self._runs(body)
                total = min(_INDEX_LIMIT, sum(count for _, count in runs) * self._cluster)
                for offset in range(0, total, 4096):
                    data = self._contents(runs, offset, 4096)
                    if data[:4] == b"INDX":
                        block = _fixed(data, b"INDX")
                        yield block[24 + struct.unpack_from("<I", block, 24)[0] : 24 + struct.unpack_from("<I", block, 28)[0]]

    def hibernated(self) -> bool:
        """Whether hiberfil.sys holds a system that was not resumed."""
        for entries in self._indexes():
            at = 0
            while at + 16 <= len(entries):
                reference, length, inside, flags = struct.unpack_from("<QHHH", entries, at)
                if flags & 2 or length < 16:
                    break
                letters = entries[at + 16 + 64] if inside >= 66 else 0
                name = entries[at + 82 : at + 82 + 2 * letters].decode("utf-16-le", "replace")
                if name.lower() == _NAME:
                    return self._beginning(reference & 0xFFFFFFFFFFFF).lower() == b"hibr"
                at += length
        return False

    def _beginning(self, number: int) -> bytes:
        body = next(body for kind, body in self._attributes(number) if kind == 0x80)
        if not body[8]:
            start = struct.unpack_from("<H", body, 20)[0]
            return body[start : start + 4]
        return self._contents(self._runs(body), 0, 4)

    def dirty(self) -> bool:
        """Whether the volume was not closed."""
        body = next((body for kind, body in self._attributes(_VOLUME) if kind == 0x70), None)
        if body is None:
            return False
        return bool(struct.unpack_from("<H", body, struct.unpack_from("<H", body, 20)[0] + 10)[0] & 1)


def _fixed(data: bytes, magic: bytes) -> bytes:
    """A record with the last two bytes of each sector put back; ValueError where it was torn."""
    if data[:4] != magic:
        raise ValueError("magic")
    at, count = struct.unpack_from("<HH", data, 4)
    found = bytearray(data)
    for number in range(1, count):
        end = number * SECTOR
        if found[end - 2 : end] != data[at : at + 2]:
            raise ValueError("torn")
        found[end - 2 : end] = data[at + 2 * number : at + 2 * number + 2]
    return bytes(found)
