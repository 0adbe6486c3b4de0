"""The NBD client beside qemu: the same disk comes out as qemu-img makes of it, holes are told, damage is one sentence."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from console.formats.blocks import BLOCK, MIB, Chunk, FileBytes
from console.formats.broken import BadFile, Where
from console.formats.images import inspect
from console.formats.nbd import Nbd
from console.formats.qemu_read import qemu_chunks

SIZE = 97 * MIB + 512
PLACES = (0, 64 << 10, 3 * MIB - 512, 40 * MIB + 12345, SIZE - 700)


def _disk(path: Path) -> bytes:
    """Some data at awkward places; the content."""
    content = bytearray(SIZE)
    for number, place in enumerate(PLACES):
        data = os.urandom(700 if number in (2, 4) else 200_000)
        content[place : place + len(data)] = data
    path.write_bytes(content)
    return bytes(content[:SIZE])


def _flat(chunks: Iterator[Chunk]) -> bytes:
    found, at = bytearray(), 0
    for chunk in chunks:
        assert chunk.offset == at and chunk.length > 0
        assert chunk.data is None or (len(chunk.data) == chunk.length <= BLOCK)
        found += bytes(chunk.length) if chunk.data is None else chunk.data
        at += chunk.length
    return bytes(found)


@contextmanager
def _served(path: Path, form: str) -> Iterator[str]:
    where = path.with_suffix(".sock")
    with subprocess.Popen(["qemu-nbd", f"--format={form}", f"--socket={where}", str(path)]) as server:
        end = time.monotonic() + 30
        while not where.exists():
            assert server.poll() is None and time.monotonic() < end
            time.sleep(0.01)
        try:
            yield str(where)
        finally:
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                raise


@pytest.mark.parametrize("form", ["qcow2", "vdi", "vhdx", "qcow"])
def test_same_as_qemu(tmp_path: Path, form: str) -> None:
    raw, image = tmp_path / "disk.raw", tmp_path / f"disk.{form}"
    content = _disk(raw)
    subprocess.run(["qemu-img", "convert", "-f", "raw", "-O", form, raw, image], check=True)
    with image.open("rb") as file:
        info = inspect(FileBytes(file, Where("disk")))
    chunks = list(qemu_chunks(info, str(image), 0, None, Where("disk")))
    assert _flat(iter(chunks))[:SIZE] == content
    assert sum(chunk.length for chunk in chunks if chunk.data is not None) <= 2 * len(PLACES) * BLOCK  # the rest is told, not read
    if form in ("qcow2", "vdi"):  # of the others qemu says that all is data
        assert any(chunk.data is None and chunk.length > 8 * BLOCK for chunk in chunks)


def test_written_and_read_again(tmp_path: Path) -> None:
    raw, image = tmp_path / "disk.raw", tmp_path / "new.qcow2"
    content = _disk(raw)
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", image, str(SIZE)], check=True)
    told: list[int] = []

    def chunks() -> Iterator[Chunk]:
        for at in range(0, SIZE, 5 * MIB):
            data = content[at : at + 5 * MIB]
            yield Chunk(at, len(data), data if data.strip(b"\0") else None)

    with _served(image, "qcow2") as where, Nbd(where, Where("new")) as nbd:
        assert nbd.size == SIZE
        nbd.write(chunks(), told.append)
    assert told[-1] == SIZE and told == sorted(told)
    assert subprocess.run(["qemu-img", "compare", "-q", "-f", "raw", "-F", "qcow2", raw, image], check=False).returncode == 0


def test_a_server_that_ends(tmp_path: Path) -> None:
    """Cut off in the middle: one sentence, no hang, nothing left running."""
    raw = tmp_path / "disk.raw"
    raw.write_bytes(os.urandom(40 * MIB))
    where = tmp_path / "s"
    with subprocess.Popen(["qemu-nbd", "--read-only", "--format=raw", f"--socket={where}", str(raw)]) as server:
        end = time.monotonic() + 30
        while not where.exists():
            assert time.monotonic() < end
            time.sleep(0.01)
        with Nbd(str(where), Where("disk")) as nbd:
            chunks = nbd.chunks()
            assert next(chunks).length == BLOCK
            server.kill()
            with pytest.raises(BadFile, match="qemu stopped reading it"):
                list(chunks)
