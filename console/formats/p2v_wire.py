"""What the copying script of a Windows machine and this console say to each other over TLS, and how the script is made.

Frames: one byte kind, four bytes length (big-endian), payload. The machine: ``H`` hello (JSON: protocol, token, what), ``I`` inventory (JSON),
``E`` an extent (offset 8 bytes, length 4, packing 1, SHA-256 32, then the packed bytes), ``V`` all of the disk was sent, ``X`` it gave up (text).
This console: ``O`` welcome, ``R`` a report (text, to be printed), ``D`` send this disk from there on (JSON: disk, size, from, extent), ``N`` nothing
yet, ``Z`` all is done, ``X`` it is over (text). Only the machine's lengths are believed, and those only up to what was asked for.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from console.formats.extents import Piece
from console.model.errors import Cause, ConsoleError
from console.model.text import N_

PROTOCOL = 1
EXTENT = 4 << 20
HELLO_BYTES = 1024
INVENTORY_BYTES = 1 << 20
WORDS_BYTES = 4096
ZEROS, PLAIN, DEFLATE = 0, 1, 2
_EXTENT_HEAD = struct.Struct(">QIB32s")
LARGEST_EXTENT = _EXTENT_HEAD.size + EXTENT + (64 << 10)

Read = Callable[[int], bytes]
"""Exactly so many bytes, or a ConsoleError."""


def refused(why: str) -> ConsoleError:
    """It does not speak as the script does."""
    return ConsoleError(N_("Something else than the copying script has connected."), cause=Cause.REFUSED, detail=why)


def frame(kind: str, payload: bytes = b"") -> bytes:
    """One message."""
    return kind.encode() + struct.pack(">I", len(payload)) + payload


def message(kind: str, **values: Any) -> bytes:
    """One message with JSON in it."""
    return frame(kind, json.dumps(values).encode())


def receive(read: Read, limits: dict[str, int]) -> tuple[str, bytes]:
    """The next message, of the kinds that ``limits`` allows, no longer than it says there; nothing is read of others."""
    head = read(5)
    kind, length = chr(head[0]), int.from_bytes(head[1:], "big")
    if kind not in limits or length > limits[kind]:
        raise refused(f"kind {kind!r}, length {length}")
    return kind, read(length) if length else b""


def words(payload: bytes) -> dict[str, Any]:
    """The JSON object in a message."""
    try:
        told = json.loads(payload.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise refused(f"no JSON: {error}") from error
    if not isinstance(told, dict):
        raise refused("no JSON object")
    return told


def hello(read: Read, token: str) -> str:
    """The first message; what the machine wants: "check" or "copy". ConsoleError(REFUSED) without the token."""
    _, payload = receive(read, {"H": HELLO_BYTES})
    told = words(payload)
    if not hmac.compare_digest(str(told.get("token", "")).encode(), token.encode()):
        raise ConsoleError(N_("Something with a wrong token has connected."), cause=Cause.REFUSED)
    if told.get("protocol") != PROTOCOL or told.get("what") not in ("check", "copy"):
        raise refused("another protocol")
    return str(told["what"])


def pieces(size: int, device: str) -> tuple[Piece, ...]:
    """The extents of a disk, as they are sent."""
    return tuple(Piece(offset, min(EXTENT, size - offset), device, offset) for offset in range(0, size, EXTENT))


@dataclass(frozen=True, slots=True)
class Extent:
    """One extent, unpacked and checked. ``data`` None: zeros."""

    offset: int
    length: int
    data: bytes | None


def extent(payload: bytes, expected: Piece) -> Extent:
    """What an ``E`` message holds. ConsoleError(INVALID) for another extent, one that unpacks to more, or a digest that is wrong."""
    if len(payload) < _EXTENT_HEAD.size:
        raise refused("a short extent")
    offset, length, packing, digest = _EXTENT_HEAD.unpack_from(payload)
    if (offset, length) != (expected.offset, expected.length) or packing not in (ZEROS, PLAIN, DEFLATE):
        raise refused(f"extent {offset}+{length} instead of {expected.offset}+{expected.length}")
    if packing == ZEROS:
        if len(payload) != _EXTENT_HEAD.size:
            raise refused("zeros with contents")
        return Extent(offset, length, None)
    data = bytes(memoryview(payload)[_EXTENT_HEAD.size :])
    if packing == DEFLATE:
        unpacker = zlib.decompressobj(wbits=-15)
        try:
            data = unpacker.decompress(data, length + 1)
        except zlib.error as error:
            raise refused(str(error)) from error
    if len(data) != length or not hmac.compare_digest(hashlib.sha256(data).digest(), digest):
        raise ConsoleError(N_("A part of the disk arrived damaged (at byte {offset}).", offset=offset), cause=Cause.INVALID)
    return Extent(offset, length, data)


def pack(offset: int, data: bytes, packing: int) -> bytes:
    """An ``E`` message, as the script makes it."""
    packed = b""
    if packing == DEFLATE:
        packer = zlib.compressobj(1, zlib.DEFLATED, -15)
        packed = packer.compress(data) + packer.flush()
    elif packing == PLAIN:
        packed = data
    return frame("E", _EXTENT_HEAD.pack(offset, len(data), packing, hashlib.sha256(data).digest()) + packed)


def script(template: str, inventory: str, shadows: str, *, addresses: list[str], port: int, token: str, pin: str, check: bool) -> str:
    """The script for one machine. ``shadows``: functions that make shadow copies; ``pin``: SHA-256 of the console's certificate, hex.

    ValueError for what can't stand in a script.
    """
    for value in (*addresses, token, pin):
        if not re.fullmatch(r"[\w.:%\[\]-]+", value):
            raise ValueError(value)
    values = {
        "@ADDRESSES@": ", ".join(f"'{address}'" for address in addresses),
        "@PORT@": str(port),
        "@TOKEN@": token,
        "@PIN@": pin.upper(),
        "@WHAT@": "check" if check else "copy",
        "@INVENTORY@": inventory.rstrip(),
        "@SHADOWS@": shadows.strip(),
    }
    text = template
    for place, value in values.items():
        text = text.replace(place, value)
    return text.replace("\r\n", "\n").replace("\n", "\r\n")
