"""The NBD client, for ``qemu-nbd`` on a unix socket: disk images that only QEMU understands, as chunks, and chunks into them. Blocking.

The server is asked which parts hold data (``base:allocation``), so that nothing is asked or sent for holes; several requests are on their way at
once, so that QEMU reads the next block while this one is used. Blocks come without a copy, in the size and at the places that all writers use.
Source of the protocol: the NBD project's ``doc/proto.md`` (fixed newstyle handshake, structured replies, block status).
libnbd was judged: its Python module is no package that can be installed beside this program, and here little would be gained: a block of 2 MiB
costs some twenty microseconds of Python.
"""

from __future__ import annotations

import contextlib
import os
import socket
import struct
import time
from collections import deque
from collections.abc import Iterable, Iterator

from console.formats.blocks import BLOCK, Chunk, OnBytes, is_zero
from console.formats.broken import BadFile, Where
from console.model.errors import Cause, ConsoleError
from console.model.text import N_

_GO, _STRUCTURED_REPLY, _SET_META_CONTEXT = 7, 8, 10
_ACK, _INFO, _CONTEXT = 1, 3, 4
_READ, _WRITE, _DISC, _FLUSH, _BLOCK_STATUS = 0, 1, 2, 3, 7
_SIMPLE, _STRUCTURED = 0x67446698, 0x668E33EF
_DATA, _HOLE, _STATUS, _ERROR = 1, 2, 5, 0x8000
_READS_AS_ZEROS = 2  # NBD_STATE_ZERO
_NO_SPACE = 28
_ALLOCATION = b"base:allocation"
_STATUS_BYTES = 1 << 30
"""Of the disk, that are asked about at once: the answer has at most eight bytes for each of its 16,384 clusters."""
_OPTION_BYTES = 1 << 16
_AHEAD = 4
"""Requests on their way: 8 MiB."""

ANSWER_SECONDS = 120
LISTEN_SECONDS = 2.0
"""Between the making of a socket and somebody who listens to it, on a busy machine."""


class _Asked:
    """A request that is on its way, and what has come of it."""

    __slots__ = ("done", "error", "length", "offset", "parts", "runs", "seen")

    def __init__(self, offset: int, length: int) -> None:
        self.offset, self.length = offset, length
        self.parts: list[tuple[int, bytes]] = []  # (place in it, data); holes are left out
        self.seen = 0  # bytes that have been told, holes too
        self.runs: list[tuple[int, bool]] = []  # (length, reads as zeros) of a block status
        self.error = 0
        self.done = False

    def data(self) -> bytes | None:
        """All of it, None where it is a hole."""
        if not self.parts:
            return None
        if len(self.parts[0][1]) == self.length:
            return self.parts[0][1]
        found = bytearray(self.length)
        for place, part in self.parts:
            found[place : place + len(part)] = part
        return bytes(found)


class Nbd:
    """One connection. ``size``: bytes of the disk. Use it in a ``with`` statement; not thread-safe. BadFile when it can't be read."""

    def __init__(self, path: str, where: Where) -> None:
        self._where = where
        self._handle = 0
        self._asked: dict[int, _Asked] = {}
        self._maps = False
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        # Not settimeout(): that makes the socket non-blocking, and then the kernel does not wait for a whole block.
        limit = struct.pack("ll", ANSWER_SECONDS, 0)
        for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            self._socket.setsockopt(socket.SOL_SOCKET, option, limit)
        try:
            self._connect(path)
            self.size = self._negotiate()
        except BaseException:
            self._socket.close()
            raise

    def _connect(self, path: str) -> None:
        """The socket is there a moment before somebody listens to it."""
        end = time.monotonic() + LISTEN_SECONDS
        while True:
            try:
                self._socket.connect(path)
                return
            except ConnectionRefusedError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.02)

    def __enter__(self) -> Nbd:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._send(_DISC, 0, 0)
        except OSError:
            pass
        finally:
            self._socket.close()

    def stop(self) -> None:
        """End a read that waits, from any thread: it fails."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    # ------------------------------------------------------------------ the wire

    def _take(self, length: int) -> bytes:
        """So many bytes, in one call where nothing comes between: no copy."""
        parts, got = [], 0
        while got < length:
            try:
                part = self._socket.recv(length - got, socket.MSG_WAITALL)
            except OSError:
                part = b""
            if not part:
                raise self._where.broken(N_("qemu stopped reading it"))
            parts.append(part)
            got += len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def _option(self, option: int, data: bytes) -> Iterator[tuple[int, bytes]]:
        self._socket.sendall(b"IHAVEOPT" + struct.pack(">II", option, len(data)) + data)
        while True:
            _, _, kind, length = struct.unpack(">QIII", self._take(20))
            if length > _OPTION_BYTES:
                raise self._strange()
            yield kind, self._take(length)
            if kind not in (_INFO, _CONTEXT):
                return

    def _negotiate(self) -> int:
        magic, option, _ = struct.unpack(">8s8sH", self._take(18))
        if magic != b"NBDMAGIC" or option != b"IHAVEOPT":
            raise self._where.broken(N_("what answers is not an NBD server"))
        self._socket.sendall(struct.pack(">I", 3))  # fixed newstyle, no zeroes
        list(self._option(_STRUCTURED_REPLY, b""))
        context = struct.pack(">III", 0, 1, len(_ALLOCATION)) + _ALLOCATION
        self._maps = _CONTEXT in [kind for kind, _ in self._option(_SET_META_CONTEXT, context)]
        size = None
        for kind, data in self._option(_GO, struct.pack(">IH", 0, 0)):
            if kind == _INFO and data[:2] == b"\0\0":
                size = struct.unpack_from(">Q", data, 2)[0]
            elif kind not in (_INFO, _ACK):
                raise self._where.broken(N_("the NBD server refuses the disk"))
        if size is None:
            raise self._where.broken(N_("the NBD server does not tell the size of the disk"))
        return int(size)

    def _send(self, command: int, offset: int, length: int, data: bytes = b"") -> None:
        self._handle += 1
        self._socket.sendall(struct.pack(">IHHQQI", 0x25609513, 0, command, self._handle, offset, length))
        if data:
            self._socket.sendall(data)

    def _ask(self, command: int, offset: int, length: int, data: bytes = b"") -> _Asked:
        """Send a request. Its answer may come after those to later ones."""
        try:
            self._send(command, offset, length, data)
        except OSError:
            raise self._where.broken(N_("qemu stopped reading it")) from None
        found = self._asked[self._handle] = _Asked(offset, length)
        return found

    def _wait(self, asked: _Asked) -> _Asked:
        """Until this one is answered."""
        while not asked.done:
            self._receive()
        return asked

    def _receive(self) -> None:
        """One part of an answer, to the request that it belongs to."""
        magic = struct.unpack(">I", self._take(4))[0]
        if magic == _SIMPLE:
            error, handle = struct.unpack(">IQ", self._take(12))
            asked = self._asked.pop(handle, None)
            if asked is None:
                raise self._strange()
            asked.error, asked.done = error, True
            return
        if magic != _STRUCTURED:
            raise self._strange()
        flags, kind, handle, length = struct.unpack(">HHQI", self._take(16))
        asked = self._asked.get(handle)
        if asked is None:
            raise self._strange()
        if kind == _DATA:
            at = struct.unpack(">Q", self._take(8))[0]
            asked.parts.append((self._place(asked, at, length - 8), self._take(length - 8)))
        elif kind == _HOLE:
            at, empty = struct.unpack(">QI", self._take(12))
            self._place(asked, at, empty)
        elif kind == _STATUS:
            numbers = struct.unpack(f">{length // 4}I", self._take(length // 4 * 4))
            asked.runs = [(size, bool(state & _READS_AS_ZEROS)) for size, state in zip(numbers[1::2], numbers[2::2], strict=False)]
        else:
            rest = self._take(length)
            if kind & _ERROR:
                asked.error = struct.unpack_from(">I", rest)[0] or 5
        if flags & 1:
            asked.done = True
            del self._asked[handle]

    def _place(self, asked: _Asked, at: int, length: int) -> int:
        """Where in its block a part is."""
        place = at - asked.offset
        if length <= 0 or place < 0 or place + length > asked.length:
            raise self._strange()
        asked.seen += length
        return int(place)

    def _strange(self) -> BadFile:
        return self._where.broken(N_("the NBD server's answer is not understood"))

    # ------------------------------------------------------------------ contents

    def chunks(self) -> Iterator[Chunk]:
        """The whole disk, in order, holes as holes, blocks at multiples of their size."""
        ahead: deque[_Asked | Chunk] = deque()
        at = 0
        for begin, end in self._filled():
            begin, end = max(at, begin // BLOCK * BLOCK), min(self.size, -(-end // BLOCK) * BLOCK)
            if begin > at:
                ahead.append(Chunk(at, begin - at, None))
            at = begin
            while at < end:
                ahead.append(self._ask(_READ, at, min(BLOCK, end - at)))
                at += ahead[-1].length
                if len(ahead) > _AHEAD:
                    yield self._block(ahead.popleft())
        while ahead:
            yield self._block(ahead.popleft())
        if at < self.size:
            yield Chunk(at, self.size - at, None)

    def _filled(self) -> Iterator[tuple[int, int]]:
        """(begin, end) of what may be something else than zeros, in order."""
        if not self._maps:
            yield 0, self.size
            return
        at = 0
        while at < self.size:
            asked = self._wait(self._ask(_BLOCK_STATUS, at, min(self.size - at, _STATUS_BYTES)))
            if asked.error or not sum(length for length, _ in asked.runs):
                yield at, self.size
                return
            for length, empty in asked.runs:
                if length and not empty:
                    yield at, min(at + length, self.size)
                at += length

    def _block(self, asked: _Asked | Chunk) -> Chunk:
        if isinstance(asked, Chunk):
            return asked
        self._wait(asked)
        if asked.error:
            raise self._where.broken(N_("the disk can't be read"), asked.offset)
        if asked.seen != asked.length:
            raise self._strange()
        data = asked.data()
        return Chunk(asked.offset, asked.length, None if data is None or is_zero(data) else data)

    def read_at(self, offset: int, length: int) -> bytes:
        """Up to ``length`` bytes; fewer only at the end of the disk."""
        found, end = bytearray(), min(offset + length, self.size)
        while (at := offset + len(found)) < end:
            block = self._block(self._ask(_READ, at, min(BLOCK, end - at)))
            found += bytes(block.length) if block.data is None else block.data
        return bytes(found)

    def write(self, chunks: Iterable[Chunk], on_bytes: OnBytes | None = None) -> None:
        """Chunks into a new image, which reads as zeros: holes are left out. Flushed at the end."""
        ahead: deque[_Asked] = deque()
        for chunk in chunks:
            if chunk.data is not None:
                for begin in range(0, chunk.length, BLOCK):
                    part = chunk.data if chunk.length <= BLOCK else chunk.data[begin : begin + BLOCK]
                    ahead.append(self._ask(_WRITE, chunk.offset + begin, len(part), part))
                    if len(ahead) > _AHEAD:
                        self._written(ahead.popleft())
            if on_bytes is not None:
                on_bytes(chunk.offset + chunk.length)
        while ahead:
            self._written(ahead.popleft())
        self._written(self._ask(_FLUSH, 0, 0))

    def _written(self, asked: _Asked) -> None:
        if error := self._wait(asked).error:
            cause = Cause.NO_SPACE if error == _NO_SPACE else Cause.INTERNAL
            why = os.strerror(error)
            raise ConsoleError(N_("{name}: QEMU failed at byte {offset}: {why}.", name=self._where.source, offset=asked.offset, why=why), cause=cause)
