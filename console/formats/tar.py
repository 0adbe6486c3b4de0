"""Tar archives, read and written as streams: nothing is ever extracted by its path.

Reader: ustar, GNU (long names, base-256 numbers) and pax (path, size; per member and global). Refused, each in one sentence with the member and the
offset of its header: absolute paths and ``..``, links, devices, FIFOs, GNU sparse members, names that are not UTF-8, duplicates, wrong checksums,
negative or impossible sizes, and more members than a package can have. Sources: POSIX.1-2008 *pax*, the GNU tar manual.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from console.formats.blocks import Bytes, Window, Writable, is_zero
from console.formats.broken import Where
from console.model.text import N_, Text

SECTOR = 512
_END = bytes(2 * SECTOR)
_PAX_LIMIT = 64 << 10
_MAX_SIZE = 1 << 60
_KINDS: dict[bytes, Text] = {
    b"1": N_("it is a hard link, which is not accepted"),
    b"2": N_("it is a symbolic link, which is not accepted"),
    b"3": N_("it is a character device, which is not accepted"),
    b"4": N_("it is a block device, which is not accepted"),
    b"6": N_("it is a FIFO, which is not accepted"),
    b"S": N_("it is a sparse member of GNU tar, which is not accepted"),
    b"M": N_("it continues from another volume, which is not accepted"),
}


@dataclass(frozen=True, slots=True)
class Member:
    """A regular file in the archive."""

    name: str
    size: int
    header: int  # byte of its (first) header
    data: int  # byte of its content

    @property
    def after(self) -> int:
        """Where the next header begins."""
        return self.data + -(-self.size // SECTOR) * SECTOR


def is_tar(head: bytes) -> bool:
    """Whether the first 512 bytes are a tar header (its checksum is right)."""
    return len(head) >= SECTOR and not is_zero(head[:SECTOR]) and _checksum_right(head[:SECTOR])


def _checksum_right(header: bytes) -> bool:
    try:
        said = int(header[148:156].rstrip(b"\0 ").lstrip(b" ") or b"x", 8)
    except ValueError:
        return False
    rest = header[:148] + b" " * 8 + header[156:]
    # Old tars added signed characters.
    return said == sum(rest) or said == sum(byte - 256 if byte > 127 else byte for byte in rest)


def _number(field: bytes) -> int | None:
    """Octal, or GNU's base-256; None when it is neither."""
    if field[:1] and field[0] & 0x80:
        return int.from_bytes(field, "big", signed=False) - (0x80 << 8 * (len(field) - 1)) if field[0] != 0xFF else -1
    text = field.split(b"\0")[0].strip()
    try:
        return int(text, 8) if text else 0
    except ValueError:
        return None


def safe_name(name: str, where: Where, offset: int | None = None) -> str:
    """A member's name in its plain form. BadFile when it leads out of the package."""
    plain = name.removeprefix("./")
    while plain.startswith("./"):
        plain = plain[2:]
    parts = plain.rstrip("/").split("/")
    inside = where.inside(name)
    if name.startswith(("/", "\\")) or (len(name) > 1 and name[1] == ":"):
        raise inside.broken(N_("its name is an absolute path, which is not accepted"), offset)
    if ".." in parts or "\\" in name:
        raise inside.broken(N_("its name leads out of the package, which is not accepted"), offset)
    if not plain.strip("/") or any(part in ("", ".") for part in parts):
        raise inside.broken(N_("its name is not a file's name"), offset)
    if any(unicodedata.category(letter) == "Cc" for letter in name):
        raise inside.broken(N_("its name has control characters in it"), offset)
    return plain.rstrip("/")


def _pax(records: bytes, where: Where, offset: int) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    at = 0
    while at < len(records) and records[at] != 0:
        space = records.find(b" ", at, at + 20)
        try:
            length = int(records[at:space]) if space > 0 and records[at:space].isdigit() else 0
        except ValueError:
            length = 0
        record = records[space + 1 : at + length]
        if length <= 0 or at + length > len(records) or not record.endswith(b"\n") or b"=" not in record:
            raise where.broken(N_("its extended header is damaged"), offset)
        key, _, value = record[:-1].partition(b"=")
        found[key] = value
        at += length
    return found


class TarReader:
    """The members of an archive in their order.

    ``limit``: the most members accepted. ``distinct`` keeps all names to refuse duplicates (bounded by ``limit``); without it the caller
    must check the order of names itself (an XVA: strictly increasing).
    """

    def __init__(self, source: Bytes, *, limit: int, distinct: bool = True) -> None:
        self.source = source
        self._where = source.where
        self._limit = limit
        self._distinct = distinct

    def members(self, start: int = 0) -> Iterator[Member]:
        """The regular files from the header at ``start`` on. BadFile, OSError."""
        names: set[str] = set()
        globals_: dict[bytes, bytes] = {}
        extended: dict[bytes, bytes] = {}
        long_name: bytes | None = None
        at, first, count = start, start, 0
        while True:
            header = self.source.read_at(at, SECTOR)
            if not header and (at == start or count):
                raise self._where.broken(N_("the archive ends without its end mark: it is cut off"), at)
            if len(header) < SECTOR:
                raise self._where.broken(N_("the archive ends in the middle of a header: it is cut off"), at)
            if is_zero(header):
                return
            if not _checksum_right(header):
                raise self._where.broken(N_("there is no tar header where one has to be"), at)
            kind = header[156:157]
            size = _number(header[124:136])
            if b"size" in extended and kind not in b"xgLK":
                size = int(extended[b"size"]) if extended[b"size"].isdigit() and len(extended[b"size"]) < 20 else None
            raw = long_name if long_name is not None else extended.get(b"path", globals_.get(b"path", _ustar_name(header)))
            if kind in b"xgLK" and kind:
                if size is None or not 0 <= size <= _PAX_LIMIT:
                    raise self._where.broken(N_("an extended header has an impossible size"), at)
                content = self.source.exactly(at + SECTOR, size)
                if kind == b"x":
                    extended = _pax(content, self._where, at)
                elif kind == b"g":
                    globals_ |= _pax(content, self._where, at)
                elif kind == b"L":
                    long_name = content.split(b"\0")[0]
                else:
                    raise self._where.broken(_KINDS[b"2"], at)
                at += SECTOR + -(-size // SECTOR) * SECTOR
                count += 1
                self._count(count, at)
                continue
            try:
                name = raw.decode("utf-8")
            except UnicodeDecodeError:
                raise self._where.inside(raw.decode("utf-8", "backslashreplace")).broken(N_("its name is not UTF-8"), first) from None
            inside = self._where.inside(name)
            if any(key.startswith(b"GNU.sparse") for key in extended):
                raise inside.broken(_KINDS[b"S"], first)
            if kind in _KINDS:
                raise inside.broken(_KINDS[kind], first)
            if size is None or not 0 <= size <= _MAX_SIZE:
                raise inside.broken(N_("its size is not a possible number"), first)
            count += 1
            self._count(count, first)
            directory = kind == b"5" or (kind == b"\0" and name.endswith("/"))
            if directory and not name.strip("./"):  # "./", which "tar -C folder ." writes
                plain = "."
            else:
                plain = safe_name(name, self._where, first)
            member = Member(plain, 0 if directory else size, first, at + SECTOR)
            if self.source.size is not None and member.data + member.size > self.source.size:
                raise inside.broken(N_("it says it has {size} bytes, and the archive ends before", size=member.size), first)
            if kind not in b"05\x007":
                raise inside.broken(N_("it is of an unknown kind, which is not accepted"), first)
            if self._distinct and not directory:
                folded = unicodedata.normalize("NFC", plain).casefold()
                if folded in names:
                    raise inside.broken(N_("the archive has two members of this name"), first)
                names.add(folded)
            if not directory:
                yield member
            at = first = member.after
            extended, long_name = {}, None

    def _count(self, count: int, at: int) -> None:
        if count > self._limit:
            raise self._where.broken(N_("the archive has more than {n} members", n=self._limit), at)

    def content(self, member: Member) -> Window:
        """The content of a member."""
        return self.source.window(member.data, member.size, member.name)


def _ustar_name(header: bytes) -> bytes:
    name = header[:100].split(b"\0")[0]
    if header[257:263] == b"ustar\0" and header[345]:
        return header[345:500].split(b"\0")[0] + b"/" + name
    return name


# --------------------------------------------------------------------------- writing


def header(name: str, size: int, mtime: int = 0) -> bytes:
    """The header of a regular file: ustar; above 8 GiB GNU's base-256 size, which every reader of packages knows. ASCII names up to 100 bytes.

    ValueError for other names: those who write packages choose theirs.
    """
    encoded = name.encode("utf-8")
    if not 0 < len(encoded) <= 100:
        raise ValueError(f"name of {len(encoded)} bytes")
    number = b"%011o\0" % size if size < 1 << 33 else (size | 0x80 << 88).to_bytes(12, "big")
    block = b"".join(
        (encoded.ljust(100, b"\0"), b"0000644\0", b"0000000\0", b"0000000\0", number, b"%011o\0" % mtime, b" " * 8, b"0", bytes(100), b"ustar\00000")
    )
    block = block.ljust(SECTOR, b"\0")
    return block[:148] + b"%06o\0 " % sum(block) + block[156:]


class TarWriter:
    """Members one after another; ``out`` gets whole sectors."""

    def __init__(self, out: Writable, mtime: int = 0) -> None:
        self._out = out
        self._mtime = mtime
        self.offset = 0

    def add(self, name: str, content: bytes) -> None:
        """A whole small member."""
        self._put(header(name, len(content), self._mtime) + content + bytes(-len(content) % SECTOR))

    def add_parts(self, name: str, content: bytes, second: str, small: bytes) -> None:
        """Two members, the first of them large: it is not copied."""
        self._put(header(name, len(content), self._mtime))
        self._put(content)
        self._put(bytes(-len(content) % SECTOR) + header(second, len(small), self._mtime) + small + bytes(-len(small) % SECTOR))

    def close(self) -> None:
        """The end mark, padded to a record of 10,240 bytes as tar does."""
        self._put(_END)
        self._put(bytes(-self.offset % 10240))

    def _put(self, data: bytes) -> None:
        if data:
            self._out.write(data)
            self.offset += len(data)
