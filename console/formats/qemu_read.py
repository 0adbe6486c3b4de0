"""Contents of images that only qemu's tools read (qcow2, qcow, VHDX, VDI), served by ``qemu-nbd`` on this computer.

The image has been looked at before (:meth:`console.formats.images.ImageInfo.refusal`); the source that ``qemu-nbd`` gets has its format fixed and
every way to other files cut off (:func:`console.formats.images.qemu_source`). It serves read-only to one client, through a socket in a private
folder, and ends with that client.

Blocking: for a worker's thread.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from console.formats.blocks import Bytes, Chunk, FileBytes
from console.formats.broken import Where
from console.formats.image_ends import look_at_end
from console.formats.images import ImageInfo, qemu_source
from console.formats.nbd import Nbd
from console.model.errors import Cause, ConsoleError
from console.model.text import N_

OPEN_SECONDS = 30.0
END_SECONDS = 5.0


def qemu_chunks(info: ImageInfo, path: str, offset: int, size: int | None, where: Where) -> Iterator[Chunk]:
    """The disk in an image file of this computer, complete and in order. BadFile where qemu can't read it, UNSUPPORTED without qemu's tools."""
    with qemu_disk(info, path, where, offset, size) as disk:
        yield from disk.chunks()


@contextmanager
def qemu_disk(info: ImageInfo, path: str, where: Where, offset: int = 0, size: int | None = None) -> Iterator[QemuDisk]:
    """The same disk open, to be read by position too. Raises what :func:`qemu_chunks` raises."""
    if not readable():
        raise ConsoleError(
            N_("Images of the format {format} can't be read: {program} is not installed on this computer.", format=info.format, program="qemu-nbd"),
            cause=Cause.UNSUPPORTED,
            remedy=N_("Install the package {package}.", package="qemu-utils"),
        )
    with Path(path).open("rb") as file:
        look_at_end(FileBytes(file, where).window(offset, size) if size is not None else FileBytes(file, where), info)
    source = qemu_source(info, path, offset, size)
    with (
        tempfile.TemporaryDirectory(prefix="virtdeck-image-") as folder,
        _Server(source, Path(folder) / "nbd", where) as server,
        server.connect() as nbd,
    ):
        if nbd.size < info.capacity_bytes:
            raise where.broken(N_("the disk has {n} bytes, and its header says {m}", n=nbd.size, m=info.capacity_bytes))
        yield QemuDisk(nbd, where)


def readable() -> bool:
    """Whether qemu's tools are on this computer."""
    return shutil.which("qemu-nbd") is not None


class QemuDisk(Bytes):
    """A disk that ``qemu-nbd`` serves."""

    def __init__(self, nbd: Nbd, where: Where) -> None:
        self.where = where
        self.size = nbd.size
        self._nbd = nbd

    def read_at(self, offset: int, length: int) -> bytes:
        return self._nbd.read_at(offset, length)

    def stop(self) -> None:
        """End a read that waits, from any thread: it fails."""
        self._nbd.stop()

    def chunks(self) -> Iterator[Chunk]:
        """All of it, in order, holes as holes."""
        return self._nbd.chunks()


def _last(stderr: bytes) -> str:
    lines = stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].rpartition(": ")[2] if lines else "?"


class _Server:
    """``qemu-nbd`` for one client."""

    def __init__(self, source: str, path: Path, where: Where) -> None:
        self._path, self._where = path, where
        argv = ["qemu-nbd", "--read-only", f"--socket={path}", source]
        self._process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def connect(self) -> Nbd:
        """As soon as it listens. BadFile when it ends instead: qemu can't read the image."""
        end = time.monotonic() + OPEN_SECONDS
        while True:
            try:
                return Nbd(str(self._path), self._where)
            except OSError:
                if self._process.poll() is not None:
                    assert self._process.stderr is not None
                    raise self._where.broken(N_("qemu can't read it ({why})", why=_last(self._process.stderr.read()))) from None
                if time.monotonic() > end:
                    raise self._where.broken(N_("qemu-nbd did not open it in time")) from None
                time.sleep(0.02)

    def __enter__(self) -> _Server:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        assert self._process.stderr is not None
        self._process.stderr.close()
