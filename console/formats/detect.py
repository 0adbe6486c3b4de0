"""What a file is, by its content, never by its name."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from console.formats import tar
from console.formats.blocks import Bytes
from console.formats.compressed import BZIP2, GZIP, XZ, ZSTD, compression_of, decompress
from console.formats.images import ImageInfo, inspect
from console.model.text import N_, Text

HEAD = 64 << 10


class Kind(enum.Enum):
    """What can be imported. Values are the words of ``package-show --json``."""

    OVA = "ova"
    OVF = "ovf"
    XVA = "xva"
    XVA1 = "xva-1"  # a Geneva ova.xml of the first years
    DOMAIN = "domain"  # libvirt domain XML
    DISK = "disk"  # a bare disk image; its format is in ``image``
    ISO = "iso"


_COMPRESSIONS = {GZIP: "gzip", XZ: "xz", ZSTD: "zstd", BZIP2: "bzip2"}


@dataclass(frozen=True, slots=True)
class Detected:
    """``compression``: of the whole file ("" = none). ``image`` for a disk; ``certain`` False: raw for want of anything better."""

    kind: Kind
    compression: str = ""
    image: ImageInfo | None = None
    certain: bool = True


def magic_of(compression: str) -> bytes:
    """The magic of a compression by its word."""
    return next(magic for magic, word in _COMPRESSIONS.items() if word == compression)


def detect(source: Bytes) -> Detected:
    """The kind of a file. BadFile when it is nothing that is known, or broken."""
    head = source.read_at(0, HEAD)
    if not head:
        raise source.where.broken(N_("it is empty"))
    magic = compression_of(head)
    if magic is None:
        return _plain(source, head, "")
    inner = decompress(source, magic)
    return _plain(inner, inner.read_at(0, HEAD), _COMPRESSIONS[magic])


def _plain(source: Bytes, head: bytes, compression: str) -> Detected:
    if compression and not head:
        raise source.where.broken(N_("there is nothing in the compressed file"))
    if tar.is_tar(head):
        return Detected(_archive(source), compression)
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    vdi = head[64:68] == b"\x7f\x10\xda\xbe"  # it begins with words in angle brackets
    if (text.startswith(b"<") and not vdi) or head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        decoded = head.decode("utf-16", "ignore") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else text.decode("utf-8", "replace")
        if ":Envelope" in decoded or "<Envelope" in decoded:
            return Detected(Kind.OVF, compression)
        if "<domain" in decoded and "type=" in decoded:
            return Detected(Kind.DOMAIN, compression)
        if "<appliance" in decoded:
            return Detected(Kind.XVA1, compression)
        raise source.where.broken(N_("it is neither an OVF package nor a libvirt domain"), remedy=_accepted())
    if head[32769:32774] == b"CD001":
        return Detected(Kind.ISO, compression)
    image = inspect(source)
    if image.format != "raw":
        return Detected(Kind.DISK, compression, image)
    if not _looks_like_a_disk(head):
        if compression == "" and (source.size or 0) % 512:
            raise source.where.broken(N_("it is no package and no disk image that is known"), remedy=_accepted())
        if head.startswith((b"%PDF", b"PK\x03\x04", b"\x7fELF", b"MZ\x90", b"\x89PNG", b"Rar!", b"7z\xbc\xaf")):
            raise source.where.broken(N_("it is no package and no disk image that is known"), remedy=_accepted())
        return Detected(Kind.DISK, compression, image, certain=False)
    return Detected(Kind.DISK, compression, image)


def _accepted() -> Text:
    return N_("Known are OVA, OVF and XVA packages, libvirt domains, and VMDK, VHD, VHDX, qcow2, VDI and raw disk images.")


def _looks_like_a_disk(head: bytes) -> bool:
    """A partition table, a file system, LVM or LUKS."""
    return (
        head[510:512] == b"\x55\xaa"
        or head[512:520] == b"EFI PART"
        or head[0x438:0x43A] == b"\x53\xef"
        or head[:4] in (b"XFSB", b"LUKS")
        or head[512:520] == b"LABELONE"
    )


def _archive(source: Bytes) -> Kind:
    for count, member in enumerate(tar.TarReader(source, limit=64).members()):
        name = member.name.casefold()
        if name == "ova.xml":
            return Kind.XVA
        if name.endswith(".ovf"):
            return Kind.OVA
        if source.forward and member.size > 64 << 20:
            break
        if count == 32:
            break
    raise source.where.broken(N_("it is a tar archive without a description of a virtual machine (an .ovf file or ova.xml)"))
