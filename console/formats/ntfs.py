"""Reads single files of an NTFS volume, and whether it was closed: a few sectors, nothing is mounted or written.

Sources: the ``linux-ntfs`` documentation (boot sector, MFT, attribute list, index, $Volume); [MS-FSCC] for names.
What can't be followed (compressed or encrypted files, torn records) raises :class:`Unreadable`: whoever asks then knows as little as before.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Read = Callable[[int, int], bytes]
"""(offset, length) → at most so many bytes. Raises what its source raises."""

SECTOR = 512
_MFT, _VOLUME, _ROOT = 0, 3, 5
_LIST, _DATA, _INFORMATION, _INDEX_ROOT, _INDEX = 0x20, 0x80, 0x70, 0x90, 0xA0
_INDEX_LIMIT = 16 << 20
"""Bytes of a folder's names that are looked at: WinSxS is never asked for, all others are far smaller."""
_LIST_LIMIT, _RECORDS = 1 << 20, 1000
"""Bytes of a list of attributes, and records that it may name: a hive in a thousand pieces needs fewer."""
_RECORD = 0xFFFFFFFFFFFF


class Unreadable(Exception):
    """A structure of the volume can't be followed."""


@dataclass(frozen=True, slots=True)
class NtfsFile:
    """One file's contents by position."""

    size: int
    _resident: bytes | None
    _runs: tuple[tuple[int, int], ...]
    _cluster: int
    _read: Read

    def read_at(self, offset: int, length: int) -> bytes:
        """Up to ``length`` bytes; fewer only at the end of the file. Unreadable."""
        length = max(0, min(length, self.size - offset))
        if self._resident is not None:
            return self._resident[offset : offset + length]
        found, begin = bytearray(), 0
        for cluster, count in self._runs:
            end = begin + count * self._cluster
            low, high = max(begin, offset), min(end, offset + length)
            if low < high:
                part = self._read(cluster * self._cluster + low - begin, high - low) if cluster >= 0 else bytes(high - low)
                if len(part) != high - low:
                    raise Unreadable("cut off")
                found += part
            begin = end
        if len(found) != length:
            raise Unreadable("behind the end")
        return bytes(found)


class Ntfs:
    """A volume. ``read``: of the volume, from its boot sector on."""

    def __init__(self, read: Read) -> None:
        self._read = read
        with _followed():
            boot = read(0, SECTOR)
            sector, per = struct.unpack_from("<HB", boot, 11)
            self._cluster = sector * (per if per <= 128 else 1 << (256 - per))
            size = struct.unpack_from("<b", boot, 64)[0]
            self._record_size = 1 << -size if size < 0 else size * self._cluster
            if not 512 <= self._record_size <= 65536 or not 512 <= self._cluster <= 2 << 20:
                raise Unreadable("sizes")
            self._mft = NtfsFile(1 << 62, None, ((struct.unpack_from("<Q", boot, 48)[0], 1 << 32),), self._cluster, read)
            self._mft = self._contents(_MFT)

    def find(self, path: str) -> NtfsFile | None:
        """The file with this path ("Windows/System32/config/SYSTEM"), None where there is none. Letters of either case are the same."""
        with _followed():
            number = self._number(path)
            return None if number is None else self._contents(number)

    def names(self, path: str) -> tuple[str, ...]:
        """What is in a folder; () where there is none."""
        with _followed():
            number = self._number(path)
            return () if number is None else tuple(name for name, _ in self._entries(number))

    def dirty(self) -> bool:
        """Whether the volume was not closed."""
        with _followed():
            body = next((body for kind, _, body in self._attributes(_VOLUME) if kind == _INFORMATION), None)
            return body is not None and bool(struct.unpack_from("<H", _value(body), 10)[0] & 1)

    # ------------------------------------------------------------------ records

    def _number(self, path: str) -> int | None:
        number: int | None = _ROOT
        for word in path.split("/"):
            if number is None:
                return None
            number = next((found for name, found in self._entries(number) if name.casefold() == word.casefold()), None)
        return number

    def _record(self, number: int) -> Iterator[tuple[int, str, bytes]]:
        """(type, name, attribute) of one record."""
        record = _fixed(self._mft.read_at(number * self._record_size, self._record_size), b"FILE")
        at = struct.unpack_from("<H", record, 20)[0]
        while at + 16 <= len(record):
            kind, length = struct.unpack_from("<II", record, at)
            if kind == 0xFFFFFFFF or length < 16:
                return
            body = record[at : at + length]
            letters, place = body[9], struct.unpack_from("<H", body, 10)[0]
            yield kind, body[place : place + 2 * letters].decode("utf-16-le", "replace"), body
            at += length

    def _attributes(self, number: int) -> list[tuple[int, str, bytes]]:
        """All of a file's, also those that its attribute list says are in other records."""
        found = list(self._record(number))
        listed = next((body for kind, _, body in found if kind == _LIST), None)
        if listed is None:
            return found
        entries = self._file([listed]).read_at(0, _LIST_LIMIT)
        at, others = 0, list[int]()
        while at + 26 <= len(entries):
            length, reference = struct.unpack_from("<H", entries, at + 4)[0], struct.unpack_from("<Q", entries, at + 16)[0] & _RECORD
            if reference != number and reference not in others:
                others.append(reference)
            if length < 26 or len(others) > _RECORDS:
                break
            at += length
        return found + [each for other in others for each in self._record(other)]

    def _contents(self, number: int) -> NtfsFile:
        return self._file([body for kind, name, body in self._attributes(number) if kind == _DATA and not name])

    def _file(self, bodies: list[bytes]) -> NtfsFile:
        """One attribute, whose parts may be in several records."""
        if not bodies:
            raise Unreadable("no contents")
        first = bodies[0]
        if struct.unpack_from("<H", first, 12)[0]:
            raise Unreadable("compressed or encrypted")
        if not first[8]:
            value = _value(first)
            return NtfsFile(len(value), value, (), self._cluster, self._read)
        bodies = sorted(bodies, key=lambda body: int(struct.unpack_from("<Q", body, 16)[0]))
        size = struct.unpack_from("<Q", bodies[0], 48)[0]
        return NtfsFile(size, None, tuple(run for body in bodies for run in _runs(body)), self._cluster, self._read)

    # ------------------------------------------------------------------ folders

    def _entries(self, number: int) -> Iterator[tuple[str, int]]:
        """(name, record) of all that is in a folder."""
        attributes = [each for each in self._attributes(number) if each[1] == "$I30"]
        size = 4096
        for kind, _, body in attributes:
            if kind == _INDEX_ROOT:
                value = _value(body)
                size = struct.unpack_from("<I", value, 8)[0]
                yield from _names(value[16 + struct.unpack_from("<I", value, 16)[0] :])
        blocks = [body for kind, _, body in attributes if kind == _INDEX]
        if not blocks:
            return
        if not 512 <= size <= 65536:
            raise Unreadable("index")
        index = self._file(blocks)
        for offset in range(0, min(_INDEX_LIMIT, index.size), size):
            data = index.read_at(offset, size)
            if data[:4] == b"INDX":
                block = _fixed(data, b"INDX")
                yield from _names(block[24 + struct.unpack_from("<I", block, 24)[0] : 24 + struct.unpack_from("<I", block, 28)[0]])


class _followed:
    """What a broken structure raises becomes Unreadable."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if isinstance(error, (struct.error, IndexError)):
            raise Unreadable(str(error)) from error


def _value(body: bytes) -> bytes:
    """Of a resident attribute."""
    length, at = struct.unpack_from("<IH", body, 16)
    return body[at : at + length]


def _runs(body: bytes) -> Iterator[tuple[int, int]]:
    """(cluster, count); -1 for a hole."""
    at, cluster = struct.unpack_from("<H", body, 32)[0], 0
    while body[at]:
        few, many = body[at] & 15, body[at] >> 4
        count = int.from_bytes(body[at + 1 : at + 1 + few], "little")
        cluster += int.from_bytes(body[at + 1 + few : at + 1 + few + many], "little", signed=True)
        yield (cluster if many else -1), count
        at += 1 + few + many


def _names(entries: bytes) -> Iterator[tuple[str, int]]:
    """Of a run of index entries; short (8.3) names are left out."""
    at = 0
    while at + 16 <= len(entries):
        reference, length, inside, flags = struct.unpack_from("<QHHH", entries, at)
        if flags & 2 or length < 16:
            return
        if inside >= 66 and entries[at + 81] != 2:
            letters = entries[at + 80]
            yield entries[at + 82 : at + 82 + 2 * letters].decode("utf-16-le", "replace"), reference & _RECORD
        at += length


def _fixed(data: bytes, magic: bytes) -> bytes:
    """A record with the last two bytes of each sector put back; Unreadable where it was torn."""
    if data[:4] != magic:
        raise Unreadable("magic")
    at, count = struct.unpack_from("<HH", data, 4)
    found = bytearray(data)
    for number in range(1, count):
        end = number * SECTOR
        if found[end - 2 : end] != data[at : at + 2]:
            raise Unreadable("torn")
        found[end - 2 : end] = data[at + 2 * number : at + 2 * number + 2]
    return bytes(found)
