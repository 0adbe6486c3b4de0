"""Logical volumes and mirrors of Linux on a captured disk, as far as they can be read in one piece: linear volumes of LVM2, and MD RAID 1.

Sources: lvm2's on-disk format (label, physical volume header, metadata area with its text) as vgcfgbackup(8) prints it and as it was seen in volumes
that were made here; the kernel's ``md_p.h`` for version 1 superblocks.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass

from console.formats.ntfs import Read, Unreadable

SECTOR = 512
_TEXT_LIMIT = 1 << 20
_MAGIC = b" LVM2 x[5A%r0N*>"
_MD_MAGIC = b"\xfc\x4e\x2b\xa9"
_DEEP = 12


@dataclass(frozen=True, slots=True)
class Linear:
    """A volume: ``runs`` (bytes of the volume, partition that they are on, where they begin there, length)."""

    name: str
    size: int
    runs: tuple[tuple[int, int, int, int], ...]


def reader(volume: Linear, parts: Sequence[Read]) -> Read:
    """Reads a volume, by the readers of its partitions."""

    def read(offset: int, length: int) -> bytes:
        found, end = bytearray(), min(offset + length, volume.size)
        for begin, part, start, count in volume.runs:
            low, high = max(begin, offset), min(begin + count, end)
            if low < high:
                found += parts[part](start + low - begin, high - low)
        return bytes(found)

    return read


def mirror(part: Read, number: int) -> Linear | None:
    """What an MD RAID 1 member of version 1.1 or 1.2 holds; None for another level. Unreadable."""
    for at in (0, 4096):
        head = part(at, 256)
        if head[:4] == _MD_MAGIC and len(head) == 256 and head[4:8] == b"\1\0\0\0":
            level, name = struct.unpack_from("<i", head, 72)[0], head[32:64].rstrip(b"\0").decode("utf-8", "replace")
            offset, size = struct.unpack_from("<QQ", head, 128)
            return Linear(name, size * SECTOR, ((0, number, offset * SECTOR, size * SECTOR),)) if level == 1 else None
    return None


def volumes(parts: Sequence[Read]) -> tuple[Linear, ...]:
    """The linear volumes that are on these physical volumes, all of them. Others are left out. Unreadable where one tells nothing."""
    heads = [_head(part) for part in parts]
    known = {identity: number for number, (identity, _) in enumerate(heads)}
    found: dict[tuple[str, str], Linear] = {}
    for _, text in heads:
        for group, tree in _parsed(text).items():
            if isinstance(tree, dict):
                found |= {(group, each.name): each for each in _volumes(group, tree, known)}
    return tuple(found.values())


def _head(part: Read) -> tuple[str, str]:
    """(UUID, text of the metadata) of a physical volume."""
    label = part(0, 4 * SECTOR)
    at = next((n * SECTOR for n in range(4) if label[n * SECTOR : n * SECTOR + 8] == b"LABELONE"), -1)
    if at < 0 or len(label) != 4 * SECTOR:
        raise Unreadable("label")
    begin = at + struct.unpack_from("<I", label, at + 20)[0]
    if not at + 32 <= begin <= len(label) - 72:
        raise Unreadable("label")
    identity, begin = label[begin : begin + 32].decode("ascii", "replace"), begin + 40
    areas = [struct.unpack_from("<QQ", label, place) for place in range(begin, len(label) - 15, 16)]
    ends = [number for number, area in enumerate(areas) if area == (0, 0)][:2]
    metadata = areas[ends[0] + 1 : ends[1]] if len(ends) == 2 else []
    if not metadata:
        raise Unreadable("no metadata")
    return identity, _text(part, *metadata[0])


def _text(part: Read, start: int, size: int) -> str:
    head = part(start, SECTOR)
    if head[4:20] != _MAGIC or len(head) != SECTOR:
        raise Unreadable("metadata")
    offset, length = struct.unpack_from("<QQ", head, 40)
    if not SECTOR <= offset < size or not 0 < length <= min(_TEXT_LIMIT, size):
        raise Unreadable("metadata")
    first = part(start + offset, min(length, size - offset))
    if len(first) < length:  # it goes on at the beginning of the area
        first += part(start + SECTOR, length - len(first))
    return first.decode("utf-8", "replace")


def _volumes(group: str, tree: dict[str, object], known: dict[str, int]) -> list[Linear]:
    extent, devices, logical = tree.get("extent_size"), tree.get("physical_volumes"), tree.get("logical_volumes")
    if not isinstance(extent, int) or not isinstance(devices, dict) or not isinstance(logical, dict):
        return []
    places: dict[object, tuple[int, int]] = {}
    for name, device in devices.items():
        if isinstance(device, dict) and isinstance(start := device.get("pe_start"), int):
            number = known.get(str(device.get("id", "")).replace("-", ""))
            if number is not None:
                places[name] = (number, start * SECTOR)
    found = []
    for name, volume in logical.items():
        segments = [each for each in volume.values() if isinstance(each, dict)] if isinstance(volume, dict) else []
        runs = [_run(each, places, extent * SECTOR) for each in segments]
        whole = tuple(sorted(run for run in runs if run is not None))
        if runs and len(whole) == len(runs):
            found.append(Linear(f"{group}/{name}", max(begin + length for begin, _, _, length in whole), whole))
    return found


def _run(segment: dict[str, object], places: dict[object, tuple[int, int]], extent: int) -> tuple[int, int, int, int] | None:
    first, count, stripes = segment.get("start_extent"), segment.get("extent_count"), segment.get("stripes")
    if segment.get("type") != "striped" or segment.get("stripe_count") != 1 or not isinstance(stripes, list) or len(stripes) != 2:
        return None
    place, start = places.get(stripes[0]), stripes[1]
    if place is None or not isinstance(first, int) or not isinstance(count, int) or not isinstance(start, int):
        return None
    return first * extent, place[0], place[1] + start * extent, count * extent


_TOKEN = re.compile(
    r'\s+|#[^\n]*|(?P<word>[\w.+-]{1,128})\s{0,9}(?P<open>[={])|(?P<close>\})|"(?P<text>(?:[^"\\]|\\.)*)"|(?P<number>-?\d{1,18})|(?P<list>[\[\],])'
)


def _parsed(text: str) -> dict[str, object]:
    """The metadata's text: sections of names with numbers, texts and lists. What is none ends the reading."""
    root: dict[str, object] = {}
    stack, name, listed = [root], "", None
    for token in _TOKEN.finditer(text.rstrip("\0")):
        kind = token.lastgroup
        if kind == "open":
            name = token["word"]
            if token["open"] == "{":
                section: dict[str, object] = {}
                stack[-1][name] = section
                stack.append(section)
                if len(stack) > _DEEP:
                    raise Unreadable("metadata")
        elif kind == "close" and len(stack) > 1:
            stack.pop()
        elif kind == "list":
            if token["list"] == "[":
                listed = list[object]()
                stack[-1][name] = listed
            elif token["list"] == "]":
                listed = None
        elif kind in ("text", "number"):
            value: object = token["text"] if kind == "text" else int(token["number"])
            if listed is not None:
                listed.append(value)
            else:
                stack[-1][name] = value
    return root
