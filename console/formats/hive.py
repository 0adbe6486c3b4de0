"""Reads values of a Windows registry hive (regf), by position: a hive of 100 MB is not loaded.

Source: https://github.com/libyal/libregf, *Windows NT Registry File (REGF) format*. Nothing is written. A hive that was not flushed may be older
than its log files: what is read here is for a review, not for a decision that can't be taken back.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from console.formats.ntfs import NtfsFile, Unreadable

_CELLS = 0x1000
_MAX_CELL = 1 << 20
_NAMED = 1024
"""Bytes of a key or a value that are read: what is asked of them lies before."""
_MAX_KEYS = 4096
_SZ, _EXPAND, _DWORD = 1, 2, 4


class Hive:
    """A hive. Unreadable where it is none."""

    def __init__(self, file: NtfsFile) -> None:
        self._file = file
        head = file.read_at(0, 64)
        if len(head) < 64 or head[:4] != b"regf":
            raise Unreadable("no registry hive")
        self._root = struct.unpack_from("<I", head, 36)[0]

    def value(self, path: str, name: str) -> str | int | None:
        """A text or a number; None where there is none (of these types). Unreadable. ``path``: keys, separated by a backslash."""
        try:
            key: bytes | None = self._cell(self._root, _NAMED)
            for word in path.split("\\"):
                key = self._child(key, word) if key is not None else None
            return self._value(key, name) if key is not None else None
        except (struct.error, IndexError) as error:
            raise Unreadable(str(error)) from error

    def _cell(self, offset: int, most: int = _MAX_CELL) -> bytes:
        size = -struct.unpack("<i", self._file.read_at(_CELLS + offset, 4))[0]
        if not 8 <= size <= _MAX_CELL:
            raise Unreadable("cell")
        return self._file.read_at(_CELLS + offset + 4, min(size - 4, most))

    def _child(self, key: bytes, name: str) -> bytes | None:
        if key[:2] != b"nk":
            raise Unreadable("key")
        count, at = struct.unpack_from("<I", key, 20)[0], struct.unpack_from("<I", key, 28)[0]
        if not count:
            return None
        for number, offset in enumerate(self._list(at)):
            child = self._cell(offset, _NAMED)
            if child[:2] == b"nk" and _text(child, 76, struct.unpack_from("<H", child, 72)[0], bool(child[2] & 0x20)).casefold() == name.casefold():
                return child
            if number > _MAX_KEYS:
                break
        return None

    def _list(self, at: int, inner: bool = False) -> Iterator[int]:
        """Places of the keys below one."""
        cell = self._cell(at)
        kind, count = cell[:2], struct.unpack_from("<H", cell, 2)[0]
        if kind in (b"lf", b"lh"):
            yield from (struct.unpack_from("<I", cell, 4 + 8 * number)[0] for number in range(count))
        elif kind == b"li":
            yield from struct.unpack_from(f"<{count}I", cell, 4)
        elif kind == b"ri" and not inner:
            for place in struct.unpack_from(f"<{count}I", cell, 4):
                yield from self._list(place, inner=True)
        else:
            raise Unreadable("list")

    def _value(self, key: bytes, name: str) -> str | int | None:
        count, at = struct.unpack_from("<II", key, 36)
        if not 0 < count <= _MAX_KEYS:
            return None
        for offset in struct.unpack_from(f"<{count}I", self._cell(at)):
            cell = self._cell(offset, _NAMED)
            letters, length, place, kind, flags = struct.unpack_from("<HIIIH", cell, 2)
            if cell[:2] != b"vk" or _text(cell, 20, letters, bool(flags & 1)).casefold() != name.casefold():
                continue
            data = cell[8 : 8 + (length & 0xF)] if length & 0x80000000 else self._cell(place)[:length]
            if kind == _DWORD and len(data) >= 4:
                return int(struct.unpack_from("<I", data)[0])
            return data.decode("utf-16-le", "replace").rstrip("\0") if kind in (_SZ, _EXPAND) else None
        return None


def _text(cell: bytes, at: int, length: int, narrow: bool) -> str:
    return cell[at : at + length].decode("latin-1" if narrow else "utf-16-le", "replace")
