"""Contents of images that only qemu's tools read (qcow2, qcow, VHDX, VDI): ``qemu-img map`` says where data is, ``qemu-nbd`` reads it.

The image has been looked at before (:meth:`console.formats.images.ImageInfo.refusal`); the source that the tools get has its format fixed and every
way to other files cut off (:func:`console.formats.images.qemu_source`). ``qemu-nbd`` serves it read-only to one client, through a socket in a
private folder, and ends with that client. Protocol: https://github.com/NetworkBlockDevice/nbd/blob/master/doc/proto.md (fixed newstyle,
NBD_OPT_EXPORT_NAME, simple replies).

Blocking: for a worker's thread.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import socket
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from console.formats.blocks import BLOCK, Chunk, is_zero
from console.formats.broken import Where
from console.formats.images import ImageInfo, qemu_source
from console.model.errors import Cause, ConsoleError
from console.model.text import N_

MAP_SECONDS = 600.0
OPEN_SECONDS = 30.0
READ_SECONDS = 120.0

_MAGIC, _OPTION, _EXPORT_NAME = b"NBDMAGIC", b"IHAVEOPT", 1
_REQUEST, _REPLY = 0x25609513, 0x67446698
_READ, _DISCONNECT = 0, 2


def qemu_chunks(info: ImageInfo, path: str, offset: int, size: int | None, where: Where) -> Iterator[Chunk]:
    """The disk in an image file of this computer, complete and in order. BadFile where qemu can't read it, UNSUPPORTED without qemu's tools."""
    for program in ("qemu-img", "qemu-nbd"):
        if shutil.which(program) is None:
            raise ConsoleError(
                N_("Images of the format {format} can't be read: {program} is not installed on this computer.", format=info.format, program=program),
                cause=Cause.UNSUPPORTED,
                remedy=N_("Install the package {package}.", package="qemu-utils"),
            )
    source = qemu_source(info, path, offset, size)
    with tempfile.TemporaryDirectory(prefix="virtdeck-image-") as folder, _Server(source, Path(folder) / "nbd", where) as server:
        if server.size < info.capacity_bytes:
            raise where.broken(N_("the disk has {n} bytes, and its header says {m}", n=server.size, m=info.capacity_bytes))
        at = 0
        for start, length, data in _map(source, where):
            if start != at:
                raise where.broken(N_("its allocation can't be read"), at)
            for position in range(start, start + length, BLOCK) if data else ():
                block = server.read(position, min(BLOCK, start + length - position))
                yield Chunk(position, len(block), None if is_zero(block) else block)
            if not data and length:
                yield Chunk(start, length, None)
            at = start + length
        if at < info.capacity_bytes:
            yield Chunk(at, info.capacity_bytes - at, None)


def _map(source: str, where: Where) -> list[tuple[int, int, bool]]:
    """(begin, length, whether it has data) of all parts, in order."""
    argv = ["qemu-img", "map", "--output=json", source]
    try:
        done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, timeout=MAP_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise where.broken(N_("qemu-img needed too long for it")) from None
    if done.returncode:
        raise where.broken(N_("qemu can't read it ({why})", why=_last(done.stderr)))
    try:
        return [(int(part["start"]), int(part["length"]), bool(part["data"]) and not part["zero"]) for part in json.loads(done.stdout)]
    except (ValueError, KeyError, TypeError):
        raise where.broken(N_("its allocation can't be read")) from None


def _last(stderr: bytes) -> str:
    lines = stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].rpartition(": ")[2] if lines else "?"


class _Server:
    """``qemu-nbd`` and the connection to it."""

    def __init__(self, source: str, path: Path, where: Where) -> None:
        self._where = where
        argv = ["qemu-nbd", "--read-only", f"--socket={path}", source]
        self._process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self._socket = socket.socket(socket.AF_UNIX)
        try:
            self._socket.settimeout(READ_SECONDS)
            self._connect(path)
            self.size = self._greet()
        except BaseException:
            self.close()
            raise

    def _connect(self, path: Path) -> None:
        end = time.monotonic() + OPEN_SECONDS
        while True:
            try:
                self._socket.connect(str(path))
                return
            except OSError:
                if self._process.poll() is not None:
                    assert self._process.stderr is not None
                    raise self._where.broken(N_("qemu can't read it ({why})", why=_last(self._process.stderr.read()))) from None
                if time.monotonic() > end:
                    raise self._where.broken(N_("qemu-nbd did not open it in time")) from None
                time.sleep(0.02)

    def _greet(self) -> int:
        head = self._take(18)
        if head[:8] != _MAGIC or head[8:16] != _OPTION:
            raise self._broken()
        self._socket.sendall(struct.pack(">I", 3) + _OPTION + struct.pack(">II", _EXPORT_NAME, 0))  # fixed newstyle, no padding zeros
        size, _ = struct.unpack(">QH", self._take(10))
        return int(size)

    def read(self, offset: int, length: int) -> bytes:
        """Bytes of the disk."""
        self._socket.sendall(struct.pack(">IHHQQI", _REQUEST, 0, _READ, offset, offset, length))
        magic, error, handle = struct.unpack(">IIQ", self._take(16))
        if magic != _REPLY or handle != offset:
            raise self._broken()
        if error:
            raise self._where.broken(N_("the disk can't be read"), offset)
        return self._take(length)

    def _take(self, length: int) -> bytes:
        data = bytearray(length)
        view, at = memoryview(data), 0
        while at < length:
            try:
                got = self._socket.recv_into(view[at:])
            except OSError:
                got = 0
            if not got:
                raise self._broken()
            at += got
        return bytes(data)

    def _broken(self) -> ConsoleError:
        return self._where.broken(N_("qemu stopped reading it"))

    def __enter__(self) -> _Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the connection and the program."""
        with contextlib.suppress(OSError):
            self._socket.sendall(struct.pack(">IHHQQI", _REQUEST, 0, _DISCONNECT, 0, 0, 0))
        self._socket.close()
        try:
            self._process.wait(5.0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        assert self._process.stderr is not None
        self._process.stderr.close()
