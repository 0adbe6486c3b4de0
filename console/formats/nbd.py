"""A small NBD client for ``qemu-nbd`` on a unix socket: disk images that only QEMU understands, as chunks, and chunks into them. Blocking.

Structured replies are asked for: with them the server tells holes as holes, so nothing is sent for them. Source of the protocol: the NBD project's
``doc/proto.md`` (fixed newstyle handshake, structured replies, WRITE_ZEROES).
"""

from __future__ import annotations

import os
import socket
import struct
from collections.abc import Iterable, Iterator

from console.formats.blocks import MIB, Chunk, OnBytes, is_zero
from console.formats.broken import Where
from console.model.errors import Cause, ConsoleError
from console.model.text import N_

_STRUCTURED_REPLY, _GO = 8, 7
_ACK, _INFO = 1, 3
_READ, _WRITE, _DISC, _FLUSH = 0, 1, 2, 3
_SIMPLE, _STRUCTURED = 0x67446698, 0x668E33EF
_DATA, _HOLE = 1, 2
_REQUEST = 4 * MIB
"""Bytes of one request: large enough that round trips do not count, small enough for the memory of both."""

ANSWER_SECONDS = 120.0


class Nbd:
    """One connection. ``size``: bytes of the disk. Use it in a ``with`` statement; not thread-safe."""

    def __init__(self, path: str, where: Where) -> None:
        self._where = where
        self._handle = 0
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.settimeout(ANSWER_SECONDS)
        try:
            self._socket.connect(path)
            self.size = self._negotiate()
        except BaseException:
            self._socket.close()
            raise

    def __enter__(self) -> Nbd:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._send(_DISC, 0, 0)
        except OSError:
            pass
        finally:
            self._socket.close()

    # ------------------------------------------------------------------ the wire

    def _take(self, length: int) -> bytes:
        found = bytearray(length)
        view, got = memoryview(found), 0
        while got < length:
            count = self._socket.recv_into(view[got:])
            if not count:
                raise ConsoleError(N_("{name} could not be read: qemu-nbd ended the connection.", name=self._where.source), cause=Cause.INTERNAL)
            got += count
        return bytes(found)

    def _option(self, option: int, data: bytes) -> Iterator[tuple[int, bytes]]:
        self._socket.sendall(b"IHAVEOPT" + struct.pack(">II", option, len(data)) + data)
        while True:
            _, _, kind, length = struct.unpack(">QIII", self._take(20))
            yield kind, self._take(length)
            if kind != _INFO:
                return

    def _negotiate(self) -> int:
        magic, option, _ = struct.unpack(">8s8sH", self._take(18))
        if magic != b"NBDMAGIC" or option != b"IHAVEOPT":
            raise self._where.broken(N_("what answers is not an NBD server"))
        self._socket.sendall(struct.pack(">I", 3))  # fixed newstyle, no zeroes
        list(self._option(_STRUCTURED_REPLY, b""))
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

    def _answer(self, offset: int) -> Iterator[Chunk]:
        """The parts of one answer."""
        while True:
            magic = struct.unpack(">I", self._take(4))[0]
            if magic == _SIMPLE:
                error = struct.unpack(">IQ", self._take(12))[0]
                if error:
                    raise self._failed(error, offset)
                return
            if magic != _STRUCTURED:
                raise self._where.broken(N_("the NBD server's answer is not understood"), offset)
            flags, kind, _, length = struct.unpack(">HHQI", self._take(16))
            if kind == _DATA:
                at = struct.unpack(">Q", self._take(8))[0]
                data = self._take(length - 8)
                yield Chunk(at, len(data), None if is_zero(data) else data)
            elif kind == _HOLE:
                at, empty = struct.unpack(">QI", self._take(12))
                yield Chunk(at, empty, None)
            else:
                rest = self._take(length)
                if kind & 0x8000:
                    raise self._failed(struct.unpack_from(">I", rest)[0], offset)
            if flags & 1:
                return

    def _failed(self, error: int, offset: int) -> ConsoleError:
        cause = Cause.NO_SPACE if error == 28 else Cause.INTERNAL
        why = os.strerror(error)
        return ConsoleError(N_("{name}: QEMU failed at byte {offset}: {why}.", name=self._where.source, offset=offset, why=why), cause=cause)

    # ------------------------------------------------------------------ contents

    def chunks(self) -> Iterator[Chunk]:
        """The whole disk, in order, holes as holes."""
        at = 0
        while at < self.size:
            length = min(_REQUEST, self.size - at)
            self._send(_READ, at, length)
            yield from self._answer(at)
            at += length

    def write(self, chunks: Iterable[Chunk], on_bytes: OnBytes | None = None) -> None:
        """Chunks into a new image, which reads as zeros: holes are left out. Flushed at the end."""
        for chunk in chunks:
            if chunk.data is not None:
                for begin in range(0, chunk.length, _REQUEST):
                    part = chunk.data[begin : begin + _REQUEST]
                    self._send(_WRITE, chunk.offset + begin, len(part), part)
                    list(self._answer(chunk.offset + begin))
            if on_bytes is not None:
                on_bytes(chunk.offset + chunk.length)
        self._send(_FLUSH, 0, 0)
        list(self._answer(0))
