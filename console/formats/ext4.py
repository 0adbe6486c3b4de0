"""Reads single files of an ext2, ext3 or ext4 file system: a few blocks, nothing is mounted, replayed or written.

Source: kernel documentation, *ext4 Data Structures and Algorithms*. What can't be followed (encrypted, in a layout that is rare) raises
:class:`Unreadable`: whoever asks then knows as little as before.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from console.formats.ntfs import Read, Unreadable

FILE_LIMIT = 16 << 20
"""Bytes of one file or folder: what is asked for is far smaller."""
_ROOT = 2
_LINKS, _STEPS, _DEPTH, _RUNS = 8, 100, 5, 20_000
_TARGET = 4096
_META_GROUPS, _WIDE = 0x10, 0x80
_EXTENTS, _ENCRYPTED, _INLINE = 0x80000, 0x800, 0x10000000
_FOLDER, _LINK, _FILE = 0x4000, 0xA000, 0x8000
_HOLE = 1 << 15
"""Lengths above are of extents that were set aside, and hold zeros."""


@dataclass(frozen=True, slots=True)
class _Inode:
    mode: int
    size: int
    flags: int
    block: bytes

    @property
    def kind(self) -> int:
        return self.mode & 0xF000


class Ext4:
    """One file system. ``read``: of it, by position."""

    def __init__(self, read: Read) -> None:
        self._read_at = read
        head = self._exactly(1024, 1024)
        first, log = struct.unpack_from("<II", head, 20)
        self._inodes, revision = struct.unpack_from("<I", head, 40)[0], struct.unpack_from("<I", head, 76)[0]
        features = struct.unpack_from("<I", head, 96)[0] if revision else 0
        if head[56:58] != b"\x53\xef" or log > 6 or not self._inodes or features & _META_GROUPS:
            raise Unreadable("superblock")
        self._block = 1024 << log
        self._inode_bytes = struct.unpack_from("<H", head, 88)[0] if revision else 128
        self._entry = (struct.unpack_from("<H", head, 254)[0] or 32) if features & _WIDE else 32
        if not 128 <= self._inode_bytes <= self._block or not 32 <= self._entry <= self._block:
            raise Unreadable("superblock")
        self._groups = (first + 1) * self._block
        blocks, free = struct.unpack_from("<I4xI", head, 4)
        if features & _WIDE:
            blocks, free = blocks | struct.unpack_from("<I", head, 0x150)[0] << 32, free | struct.unpack_from("<I", head, 0x158)[0] << 32
        self.used_bytes: int = max(0, blocks - free) * self._block
        """What its files and its own tables take."""

    def file(self, path: str) -> bytes | None:
        """The contents of a file, links followed; None where there is none. Unreadable."""
        found = self._find(path)
        return self._contents(found) if found is not None and found.kind == _FILE else None

    def head(self, path: str, length: int) -> bytes:
        """The first bytes of a file, b"" where there is none. Unreadable."""
        found = self._find(path)
        return self._part(found, length) if found is not None and found.kind == _FILE else b""

    def names(self, path: str) -> tuple[str, ...]:
        """What is in a folder; () where there is none. Unreadable."""
        found = self._find(path)
        return tuple(name for name, _ in self._entries(found)) if found is not None and found.kind == _FOLDER else ()

    # ------------------------------------------------------------------ names

    def _find(self, path: str) -> _Inode | None:
        """Where a path leads. ``..`` of a link is followed by its words, as none of the folders asked for is one itself."""
        left, folder, links, steps = [word for word in reversed(path.split("/")) if word], list[str](), 0, 0
        here = self._inode(_ROOT)
        while left:
            word, steps = left.pop(), steps + 1
            if steps > _STEPS:
                raise Unreadable("path")
            if word in (".", ".."):
                folder = folder[:-1] if word == ".." else folder
                left += [*reversed(folder)]
                folder, here = [], self._inode(_ROOT)
                continue
            number = next((inode for name, inode in self._entries(here) if name == word), 0) if here.kind == _FOLDER else 0
            if not number:
                return None
            found = self._inode(number)
            if found.kind == _LINK:
                links += 1
                if links > _LINKS:
                    raise Unreadable("links")
                target = self._target(found)
                left += [each for each in reversed(target.split("/")) if each]
                if target.startswith("/"):
                    folder, here = [], self._inode(_ROOT)
                continue
            folder, here = [*folder, word], found
        return here

    def _target(self, link: _Inode) -> str:
        fast = link.size < 60 and not link.flags & _EXTENTS
        if link.size > _TARGET:
            raise Unreadable("link")
        return (link.block[: link.size] if fast else self._contents(link)).decode("utf-8", "surrogateescape")

    def _entries(self, folder: _Inode) -> Iterator[tuple[str, int]]:
        data, at = self._contents(folder), 0
        while at + 8 <= len(data):
            inode, length, name, _ = struct.unpack_from("<IHBB", data, at)
            if length < 8 or length % 4:
                raise Unreadable("folder")
            if inode and name:
                yield data[at + 8 : at + 8 + name].decode("utf-8", "surrogateescape"), inode
            at += length

    # ------------------------------------------------------------------ contents

    def _inode(self, number: int) -> _Inode:
        group, index = divmod(number - 1, self._inodes)
        entry = self._exactly(self._groups + group * self._entry, self._entry)
        table = struct.unpack_from("<I", entry, 8)[0] | (struct.unpack_from("<I", entry, 40)[0] << 32 if self._entry >= 64 else 0)
        raw = self._exactly(table * self._block + index * self._inode_bytes, 128)
        mode, size, flags = struct.unpack_from("<HxxI24xI", raw, 0)
        if flags & _ENCRYPTED:
            raise Unreadable("encrypted")
        high = struct.unpack_from("<I", raw, 108)[0] if mode & 0xF000 == _FILE else 0
        return _Inode(mode, size | high << 32, flags, raw[40:100])

    def _contents(self, inode: _Inode) -> bytes:
        if inode.size > FILE_LIMIT:
            raise Unreadable("too large")
        return self._part(inode, inode.size)

    def _part(self, inode: _Inode, length: int) -> bytes:
        length = min(length, inode.size)
        if inode.flags & _INLINE:
            if inode.size > len(inode.block) or inode.kind == _FOLDER:  # no distribution makes these
                raise Unreadable("inline")
            return inode.block[:length]
        found = bytearray(length)
        for logical, start, count in self._extents(inode.block) if inode.flags & _EXTENTS else self._mapped(inode.block, length):
            begin = logical * self._block
            size = min(count * self._block, length - begin)
            if size > 0 and start:
                found[begin : begin + size] = self._exactly(start * self._block, size)
        return bytes(found)

    def _extents(self, root: bytes) -> Iterator[tuple[int, int, int]]:
        """(first block of the file, first block of the disk or 0, blocks)."""
        nodes, seen = [(root, 0)], 0
        while nodes:
            node, depth = nodes.pop()
            magic, count, _, level = struct.unpack_from("<HHHH", node, 0)
            seen += max(1, count)
            if magic != 0xF30A or depth > _DEPTH or 12 + 12 * count > len(node) or seen > _RUNS:
                raise Unreadable("extents")
            for at in range(12, 12 + 12 * count, 12):
                if level:
                    _, low, high = struct.unpack_from("<IIH", node, at)
                    nodes.append((self._exactly((low | high << 32) * self._block, self._block), depth + 1))
                else:
                    logical, blocks, high, low = struct.unpack_from("<IHHI", node, at)
                    yield (logical, low | high << 32, blocks) if blocks <= _HOLE else (logical, 0, blocks - _HOLE)

    def _mapped(self, block: bytes, length: int) -> Iterator[tuple[int, int, int]]:
        """The same of ext2 and ext3: lists of blocks, up to the second level of lists."""
        wanted, numbers = -(-length // self._block), struct.unpack("<15I", block)
        listed = list(numbers[:12])
        if wanted > 12:
            listed += self._list(numbers[12])
        for each in self._list(numbers[13]) if wanted > len(listed) else ():
            if len(listed) >= wanted:
                break
            listed += self._list(each)
        if wanted > min(len(listed), _RUNS):
            raise Unreadable("blocks")
        for logical, start in enumerate(listed[:wanted]):
            yield logical, start, 1

    def _list(self, block: int) -> list[int]:
        count = self._block // 4
        return list(struct.unpack(f"<{count}I", self._exactly(block * self._block, self._block))) if block else [0] * count

    def _exactly(self, offset: int, length: int) -> bytes:
        found = self._read_at(offset, length)
        if len(found) != length:
            raise Unreadable("behind the end")
        return found
