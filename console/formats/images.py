"""What the headers of disk images say: sizes, and above all which *other* files an image wants to have read with it.

**A backing file, parent or external data file named in an image is never followed**: a stranger's image could name any file of the computer that
reads it (the known leak). :meth:`ImageInfo.refusal` says so; :func:`qemu_source` gives qemu's tools an image with every such way cut off.

Sources: qemu ``docs/interop/qcow2.txt``, ``parallels.txt``; VMware *Virtual Disk Format 5.0*; Microsoft *VHD* and *MS-VHDX*;
VirtualBox ``VDICore.h`` (as in qemu's vdi.c).
"""

from __future__ import annotations

import json
import re
import struct
import uuid
from dataclasses import dataclass

from console.formats.blocks import MAX_CAPACITY, MIB, Bytes, is_zero
from console.formats.broken import BadFile, readable
from console.model.text import N_, Text

SECTOR = 512
_NO_GRAIN_DIRECTORY = 0xFFFFFFFFFFFFFFFF


@dataclass(frozen=True, slots=True)
class Extent:
    """A line of a VMDK descriptor."""

    kind: str  # "SPARSE", "FLAT", "ZERO", "VMFS", …
    sectors: int
    file: str
    offset_sectors: int = 0


@dataclass(frozen=True, slots=True)
class ImageInfo:
    """What a disk image says of itself. ``capacity_bytes`` is what the guest sees."""

    format: str  # qemu's name: "raw", "qcow2", "qcow", "vmdk", "vpc", "vhdx", "vdi"
    capacity_bytes: int
    subformat: str = ""  # "streamOptimized", "monolithicSparse", "fixed", "dynamic", …
    backing: str = ""  # file that it wants to be read through
    data_file: str = ""  # file that holds its data
    encrypted: bool = False
    snapshots: int = 0
    extents: tuple[Extent, ...] = ()
    unclean: bool = False  # changes wait in its log
    unit_bytes: int = 0  # what it allocates at once, and
    sector_bytes: int = 0  # its sectors, where that is needed to read its tables (VHDX)

    def refusal(self) -> Text | None:
        """Why it is not accepted from a stranger; None = it stands by itself."""
        if self.backing:
            return N_(
                "it wants to be read through another file ({name}), and files that an image names are never opened", name=readable(self.backing)
            )
        if self.data_file:
            return N_("it keeps its data in another file ({name}), and files that an image names are never opened", name=readable(self.data_file))
        if self.encrypted:
            return N_("it is encrypted, which can't be imported")
        if self.unclean:
            return N_("it was not closed cleanly: changes that are not in the disk yet wait in its log")
        return None


def inspect(source: Bytes) -> ImageInfo:
    """The format by content, never by name; "raw" where no header is known. BadFile for headers that lie."""
    head = source.read_at(0, 4096)
    if head.startswith(b"QFI\xfb"):
        info = _qcow(source, head)
    elif head.startswith((b"KDMV", b"COWD")):
        info = _vmdk(source, head)
    elif is_vmdk_descriptor(head):
        info = _vmdk_text(source, source.read_at(0, 64 << 10), 0)
    elif head.startswith(b"vhdxfile"):
        info = _vhdx(source)
    elif head.startswith(b"conectix"):
        info = _vhd(source, head[:512], 0)
    elif len(head) >= 512 and head[64:68] == b"\x7f\x10\xda\xbe":
        info = _vdi(source, head)
    elif (footer := _fixed_vhd_footer(source)) is not None:
        info = _vhd(source, footer, (source.size or 0) - 512)
    else:
        return ImageInfo("raw", source.size or 0)
    if not 0 < info.capacity_bytes <= MAX_CAPACITY:
        raise source.where.broken(N_("it says the disk has {n} bytes, which can't be", n=info.capacity_bytes), 0)
    return info


def qemu_source(info: ImageInfo, path: str, offset: int = 0, size: int | None = None) -> str:
    """The image for the command line of qemu's tools: format fixed, no probing, no backing file, no other protocol. BadFile is the caller's duty
    (:meth:`ImageInfo.refusal` first): this is the second lock. ``offset`` and ``size``: where in the file it is (a member of an OVA)."""
    file: dict[str, object] = {"driver": "file", "filename": path, "locking": "off"}
    if offset or size is not None:
        file = {"driver": "raw", "offset": offset, **({"size": size} if size is not None else {}), "file": file}
    node: dict[str, object] = {"driver": info.format, "file": file}
    if info.format in ("qcow2", "qcow", "vmdk"):
        node["backing"] = None
    return "json:" + json.dumps(node)


# --------------------------------------------------------------------------- qcow


def _string(source: Bytes, offset: int, length: int) -> str:
    return source.exactly(offset, length).decode("utf-8", "backslashreplace")


def _qcow(source: Bytes, head: bytes) -> ImageInfo:
    where = source.where
    if len(head) < 72:
        raise where.broken(N_("its header is cut off"), len(head))
    version, backing_at, backing_size = struct.unpack_from(">IQI", head, 4)
    if version == 1:
        size, bits, _, crypt = struct.unpack_from(">QBB2xI", head, 24)
        if not 9 <= bits <= 16:
            raise where.broken(N_("its cluster size is not possible"), 32)
        name = _backing(source, backing_at, backing_size)
        return ImageInfo("qcow", size, backing=name, encrypted=crypt != 0)
    if version not in (2, 3):
        raise where.broken(N_("it is of an unknown version ({version})", version=version), 4)
    bits, size, crypt, l1_size, l1_at, _, _, snapshots = struct.unpack_from(">IQIIQQII", head, 20)
    if not 9 <= bits <= 21:
        raise where.broken(N_("its cluster size is not possible"), 20)
    if source.size is not None and (l1_at > source.size or l1_size * 8 > source.size):
        raise where.broken(N_("its tables lie behind the end of the file"), 40)
    features, header_length = (struct.unpack_from(">Q", head, 72)[0], struct.unpack_from(">I", head, 100)[0]) if version == 3 else (0, 72)
    if features & ~0x1F:
        raise where.broken(N_("it uses features that are not known"), 72)
    data_file, at = "", header_length
    for _ in range(64):
        if at + 8 > min(1 << bits, len(head)):
            break
        kind, length = struct.unpack_from(">II", head, at)
        if kind == 0:
            break
        if length > 1 << bits:
            raise where.broken(N_("a header extension has an impossible length"), at)
        if kind == 0x44415441:
            data_file = _string(source, at + 8, length)
        at += 8 + -(-length // 8) * 8
    if features & 4 and not data_file:
        data_file = "?"
    return ImageInfo(
        "qcow2", size, backing=_backing(source, backing_at, backing_size), data_file=data_file, encrypted=crypt != 0, snapshots=snapshots
    )


def _backing(source: Bytes, at: int, length: int) -> str:
    if not at:
        return ""
    if length > 1023:
        raise source.where.broken(N_("the name of its backing file has an impossible length"), 16)
    return _string(source, at, length) or "?"


# --------------------------------------------------------------------------- VMDK


def is_vmdk_descriptor(head: bytes) -> bool:
    """Whether a text is a VMDK descriptor."""
    return b"# disk descriptorfile" in head[:512].lower() or bool(re.match(rb"\s*version\s*=\s*1\s", head[:64]) and b"createType" in head)


def parse_descriptor(text: str) -> tuple[dict[str, str], tuple[Extent, ...]]:
    """Keys (lower case) and extents of a VMDK descriptor; ValueError for extents that can't be read."""
    keys: dict[str, str] = {}
    extents: list[Extent] = []
    for line in text.split("\0")[0].splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        match = re.fullmatch(r'(RW|RDONLY|NOACCESS)\s+(\d{1,16})\s+([A-Z]+)(?:\s+"([^"]*)")?(?:\s+(\d{1,16}))?.*', line)
        if match:
            extents.append(Extent(match[3], int(match[2]), match[4] or "", int(match[5] or 0)))
        elif re.match(r"(RW|RDONLY|NOACCESS)\s", line):
            raise ValueError(line)
        else:
            key, equals, value = line.partition("=")
            if equals:
                keys[key.strip().lower()] = value.strip().strip('"')
    return keys, tuple(extents)


def _vmdk(source: Bytes, head: bytes) -> ImageInfo:
    where = source.where
    if head.startswith(b"COWD"):
        raise where.broken(N_("it is a VMDK of ESX's old sparse kind (COWD), which is a snapshot and not a disk by itself"), 0)
    if len(head) < SECTOR:
        raise where.broken(N_("its header is cut off"), len(head))
    version, flags, capacity, grain, at, sectors, _, _, gd, _ = struct.unpack_from("<IIQQQQIQQQ", head, 4)
    if not 1 <= version <= 3:
        raise where.broken(N_("it is of an unknown version ({version})", version=version), 4)
    if grain < 1 or grain & (grain - 1) or grain > 1 << 17:
        raise where.broken(N_("its grain size is not possible"), 20)
    if not 0 < capacity <= MAX_CAPACITY // SECTOR:
        raise where.broken(N_("it says the disk has {n} bytes, which can't be", n=capacity * SECTOR), 12)
    kind = "streamOptimized" if flags & 0x30000 else "monolithicSparse"
    if at and sectors:
        if sectors > 2048 or at > 1 << 32:
            raise where.broken(N_("its descriptor lies where it can't be"), 28)
        text = source.exactly(at * SECTOR, sectors * SECTOR)
        info = _vmdk_text(source, text, capacity * SECTOR)
        return ImageInfo("vmdk", capacity * SECTOR, info.subformat or kind, backing=info.backing, extents=info.extents)
    if gd == _NO_GRAIN_DIRECTORY and not flags & 0x30000:
        raise where.broken(N_("its grain directory is missing"), 56)
    return ImageInfo("vmdk", capacity * SECTOR, kind)


def _vmdk_text(source: Bytes, data: bytes, capacity: int) -> ImageInfo:
    where = source.where
    try:
        keys, extents = parse_descriptor(data.decode("utf-8", "backslashreplace"))
    except ValueError as failure:
        raise where.broken(N_("a line of its descriptor can't be read ({line})", line=readable(str(failure)))) from None
    parent = keys.get("parentcid", "ffffffff").lower()
    backing = keys.get("parentfilenamehint", "") or ("" if parent in ("ffffffff", "") else "?")
    size = capacity or sum(extent.sectors for extent in extents) * SECTOR
    return ImageInfo("vmdk", size, keys.get("createtype", ""), backing=backing, extents=extents)


# --------------------------------------------------------------------------- VHD, VHDX, VDI


def vhd_checksum(block: bytes, at: int) -> int:
    """One's complement of the sum of all bytes but the checksum's own four."""
    return ~(sum(block) - sum(block[at : at + 4])) & 0xFFFFFFFF


def _fixed_vhd_footer(source: Bytes) -> bytes | None:
    if source.size is None or source.size < 1024 or source.forward:
        return None
    footer = source.read_at(source.size - 512, 512)
    # Without its checksum it is a raw disk that happens to end with these letters.
    return footer if footer.startswith(b"conectix") and struct.unpack_from(">I", footer, 64)[0] == vhd_checksum(footer, 64) else None


def _vhd(source: Bytes, footer: bytes, at: int) -> ImageInfo:
    where = source.where
    if len(footer) < 512 or struct.unpack_from(">I", footer, 64)[0] != vhd_checksum(footer, 64):
        raise where.broken(N_("the checksum of its footer is wrong"), at + 64)
    size, kind = struct.unpack_from(">Q4xI", footer, 48)
    names = {2: "fixed", 3: "dynamic", 4: "differencing"}
    if kind not in names:
        raise where.broken(N_("it is of an unknown kind ({kind})", kind=kind), at + 60)
    backing = ""
    if kind == 4:
        header = source.exactly(struct.unpack_from(">Q", footer, 16)[0], 1024)
        backing = header[64:576].decode("utf-16-be", "backslashreplace").split("\0")[0] or "?"
    if kind == 2 and source.size is not None and size > source.size - 512:
        raise where.broken(N_("it says the disk has {n} bytes, and the file is shorter", n=size), at + 48)
    return ImageInfo("vpc", size, names[kind], backing=backing)


_METADATA_REGION = uuid.UUID("8b7ca206-4790-4b9a-b8fe-575f050f886e")
VHDX_BAT = uuid.UUID("2dc27766-f623-4200-9d64-115e9bfd4a08")
_FILE_PARAMETERS = uuid.UUID("caa16737-fa36-4d43-b3b6-33f0aa44e76b").bytes_le
_VIRTUAL_SIZE = uuid.UUID("2fa54224-cd1b-4876-b211-5dbed83bf4b8").bytes_le
_SECTOR_SIZE = uuid.UUID("8141bf1d-a96f-4709-ba47-f233a8faab5f").bytes_le
_PARENT_LOCATOR = uuid.UUID("a8d35f2d-b30b-454d-abf7-d3d84834ab0c").bytes_le


def vhdx_region(source: Bytes, identity: uuid.UUID) -> tuple[int, int]:
    """(offset, length) of a region of a VHDX. BadFile."""
    for table in (192 << 10, 256 << 10):
        region = source.read_at(table, 64 << 10)
        if region[:4] == b"regi":
            break
    else:
        raise source.where.broken(N_("its region table is missing"), 192 << 10)
    for n in range(min(struct.unpack_from("<I", region, 8)[0], 2047)):
        entry = region[16 + 32 * n : 48 + 32 * n]
        if len(entry) == 32 and entry[:16] == identity.bytes_le:
            at, length = struct.unpack_from("<QI", entry, 16)
            if at > MAX_CAPACITY:
                break
            return int(at), int(length)
    raise source.where.broken(N_("its metadata is missing"), table)


def _vhdx(source: Bytes) -> ImageInfo:
    where = source.where
    at, _ = vhdx_region(source, _METADATA_REGION)
    metadata = source.exactly(at, 64 << 10)
    if metadata[:8] != b"metadata":
        raise where.broken(N_("its metadata is missing"), at)
    items: dict[bytes, int] = {}
    for n in range(min(struct.unpack_from("<H", metadata, 10)[0], 2047)):
        entry = metadata[32 + 32 * n : 64 + 32 * n]
        if len(entry) == 32:
            items[entry[:16]] = at + struct.unpack_from("<I", entry, 16)[0]
    if _VIRTUAL_SIZE not in items or _FILE_PARAMETERS not in items or _SECTOR_SIZE not in items:
        raise where.broken(N_("its metadata does not say its size"), at)
    size = struct.unpack("<Q", source.exactly(items[_VIRTUAL_SIZE], 8))[0]
    block, flags = struct.unpack("<II", source.exactly(items[_FILE_PARAMETERS], 8))
    (sector,) = struct.unpack("<I", source.exactly(items[_SECTOR_SIZE], 4))
    if block < MIB or block & (block - 1) or block > 256 * MIB:
        raise where.broken(N_("its block size is not possible"), items[_FILE_PARAMETERS])
    if sector not in (512, 4096):
        raise where.broken(N_("its sectors have {n} bytes, which can't be", n=sector), items[_SECTOR_SIZE])
    parent = "?" if flags & 2 or _PARENT_LOCATOR in items else ""
    return ImageInfo(
        "vhdx", size, "fixed" if flags & 1 else "dynamic", backing=parent, unclean=_vhdx_log(source), unit_bytes=block, sector_bytes=sector
    )


def _vhdx_log(source: Bytes) -> bool:
    """Whether changes wait in the log: the current header names it, and it has an entry of that name (MS-VHDX §2.2.2, §2.3)."""
    headers = [source.read_at(at, 4096) for at in (64 << 10, 128 << 10)]
    valid = [head for head in headers if len(head) == 4096 and head[:4] == b"head"]
    if not valid:
        raise source.where.broken(N_("its headers are missing"), 64 << 10)
    current = max(valid, key=lambda head: struct.unpack_from("<Q", head, 8)[0])
    name, length, at = current[48:64], *struct.unpack_from("<IQ", current, 68)
    if is_zero(name) or length > 256 * MIB or at > MAX_CAPACITY:
        return False
    for place in range(at, at + length, MIB):
        piece = source.read_at(place, MIB)
        if any(piece[n : n + 4] == b"loge" and piece[n + 32 : n + 48] == name for n in range(0, len(piece), 4096)):
            return True
    return False


def _vdi(source: Bytes, head: bytes) -> ImageInfo:
    where = source.where
    version, _, kind = struct.unpack_from("<III", head, 68)
    if version != 0x00010001:
        raise where.broken(N_("it is of an unknown version ({version})", version=hex(version)), 68)
    map_at, _ = struct.unpack_from("<II", head, 340)
    size, block, _, blocks = struct.unpack_from("<QIII", head, 368)
    if block < SECTOR or block & (block - 1) or blocks * block < size:
        raise where.broken(N_("its block size is not possible"), 376)
    if source.size is not None and map_at + 4 * blocks > source.size:
        raise where.broken(N_("its tables lie behind the end of the file"), 340)
    parent = "?" if kind == 4 or not is_zero(head[424:440]) else ""
    return ImageInfo("vdi", size, {1: "dynamic", 2: "fixed", 4: "differencing"}.get(kind, ""), backing=parent)


def standalone(source: Bytes) -> ImageInfo:
    """:func:`inspect`, and BadFile when the image names other files or is encrypted."""
    info = inspect(source)
    if (why := info.refusal()) is not None:
        raise source.where.broken(why)
    return info


__all__ = ["BadFile", "Extent", "ImageInfo", "inspect", "is_vmdk_descriptor", "parse_descriptor", "qemu_source", "standalone", "vhd_checksum"]
