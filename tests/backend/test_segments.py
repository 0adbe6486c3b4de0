"""Contents that go into and come out of volumes without a file in between."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import random
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import libvirt
import pytest

from console.backend import segments, volumes
from console.formats.qcow2_stream import Qcow2Stream
from console.model.errors import Cause, ConsoleError
from console.model.ports import Segment
from tests.backend.worlds import world
from tests.fixtures.daemon import PrivateLibvirtd

MIB = 1 << 20


@pytest.fixture
def repository(libvirtd: PrivateLibvirtd, tmp_path: Path) -> Iterator[tuple[libvirt.virConnect, str, Path]]:
    """(connection, UUID, folder) of a dir repository."""
    conn = libvirt.open(libvirtd.uri)
    folder = tmp_path / "disks"
    folder.mkdir(mode=0o755)
    pool = conn.storagePoolCreateXML(f"<pool type='dir'><name>segments</name><target><path>{folder}</path></target></pool>", 0)
    yield conn, pool.UUIDString(), folder
    pool.destroy()
    conn.close()


def make(conn: libvirt.virConnect, uuid: str, name: str, size: int, format: str = "raw") -> None:
    pool = conn.storagePoolLookupByUUIDString(uuid)
    pool.createXML(
        f"<volume><name>{name}</name><capacity>{size}</capacity><allocation>0</allocation><target><format type='{format}'/></target></volume>", 0
    )


def sample() -> list[Segment]:
    noise = random.Random(7).randbytes(MIB + 777)
    return [(len(noise), noise), (5 * MIB, None), (3, b"abc"), (2 * MIB - 780, None), (1000, memoryview(b"x" * 1000))]


def flat(pieces: list[Segment]) -> bytes:
    return b"".join(bytes(length) if data is None else bytes(data) for length, data in pieces)


@pytest.mark.parametrize("here", [False, True])
def test_there_and_back(repository: tuple[libvirt.virConnect, str, Path], here: bool) -> None:
    conn, uuid, folder = repository
    total = sum(length for length, _ in sample())
    make(conn, uuid, "a.raw", total)
    told: list[int] = []
    segments.write(conn, uuid, "a.raw", sample(), total=total, on_progress=lambda done, of: told.append(done), here=here)
    assert (folder / "a.raw").read_bytes() == flat(sample()) and told[-1] == total
    assert (folder / "a.raw").stat().st_blocks * 512 < 3 * MIB  # the holes are holes
    found: list[Segment] = []
    segments.read(conn, uuid, "a.raw", lambda length, data: found.append((length, data)), here=here)
    assert flat(found) == flat(sample()) and any(data is None for _, data in found)
    part: list[Segment] = []
    segments.read(conn, uuid, "a.raw", lambda length, data: part.append((length, data)), offset=100, length=50, here=here)
    assert flat(part) == flat(sample())[100:150]


@pytest.mark.parametrize("here", [False, True])
def test_qcow2_through_a_stream(repository: tuple[libvirt.virConnect, str, Path], here: bool) -> None:
    """Data first, head last; then libvirt and QEMU see a qcow2 image with these contents."""
    conn, uuid, folder = repository
    pieces = sample()
    total = -(-sum(length for length, _ in pieces) // 512) * 512
    make(conn, uuid, "b.qcow2", total, "qcow2")
    image = Qcow2Stream(total)
    segments.write(conn, uuid, "b.qcow2", image.data(pieces), offset=image.data_offset, here=here)
    segments.write(conn, uuid, "b.qcow2", image.head(), here=here)
    conn.storagePoolLookupByUUIDString(uuid).refresh(0)
    subprocess.run(["qemu-img", "check", folder / "b.qcow2"], check=True, capture_output=True, timeout=60)
    subprocess.run(["qemu-img", "convert", "-O", "raw", folder / "b.qcow2", folder / "b.raw"], check=True, timeout=60)
    assert hashlib.sha256((folder / "b.raw").read_bytes()).digest() == hashlib.sha256(flat(pieces).ljust(total, b"\0")).digest()
    assert volumes.read_volume(conn, "h", uuid, "b.qcow2").capacity_bytes == total  # type: ignore[arg-type]


@pytest.mark.parametrize("here", [False, True])
def test_bad_ends(repository: tuple[libvirt.virConnect, str, Path], here: bool) -> None:
    conn, uuid, _ = repository
    make(conn, uuid, "c.raw", MIB)
    with pytest.raises(ConsoleError) as failed:
        segments.write(conn, uuid, "c.raw", [(10, b"abc")], here=here)
    assert failed.value.cause is Cause.INVALID

    def breaks() -> Iterator[Segment]:
        yield 10, bytes(10)
        raise ConsoleError(volumes.N_("The source is gone."), cause=Cause.UNREACHABLE)

    with pytest.raises(ConsoleError) as failed:
        segments.write(conn, uuid, "c.raw", breaks(), here=here)
    assert failed.value.cause is Cause.UNREACHABLE
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(ConsoleError) as failed:
        segments.write(conn, uuid, "c.raw", [(10, bytes(10))], cancel=cancel, here=here)
    assert failed.value.cause is Cause.CANCELLED
    with pytest.raises(ConsoleError) as failed:
        segments.read(conn, uuid, "none", lambda length, data: None, here=here)
    assert failed.value.cause is Cause.GONE
    segments.write(conn, uuid, "c.raw", [(10, bytes(10))], here=here)  # the connection lives


async def test_the_port_cancels(libvirtd: PrivateLibvirtd, tmp_path: Path) -> None:
    """A cancel while the source blocks for a moment ends the stream and is raised."""
    async with world(libvirtd.uri) as made:
        port = made.port()
        xml = f"<pool type='dir'><name>segments2</name><target><path>{tmp_path}</path></target></pool>"
        uuid = await port.define_repository(xml, autostart=False)
        await port.create_volume(uuid, f"<volume><name>d.raw</name><capacity>{64 * MIB}</capacity><allocation>0</allocation></volume>")
        told: list[int] = []

        def slow() -> Iterator[Segment]:
            while True:
                time.sleep(0.02)
                yield MIB, None

        writing = asyncio.ensure_future(port.write_volume(uuid, "d.raw", slow(), on_progress=lambda done, of: told.append(done)))
        await made.until(lambda: told)
        writing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(writing, 20)
        found: list[Segment] = []
        await port.write_volume(uuid, "d.raw", [(3, b"abc")])
        await port.read_volume(uuid, "d.raw", lambda length, data: found.append((length, data)), length=3)
        assert found == [(3, b"abc")]
    with contextlib.closing(libvirt.open(libvirtd.uri)) as conn:
        conn.storagePoolLookupByUUIDString(uuid).destroy()
        conn.storagePoolLookupByUUIDString(uuid).undefine()


def test_what_was_there_reads_as_zeros(repository: tuple[libvirt.virConnect, str, Path]) -> None:
    """A hole over old data, in a file of this computer: zeros, and space that was taken beforehand stays taken."""
    conn, uuid, folder = repository
    pool = conn.storagePoolLookupByUUIDString(uuid)
    pool.createXML(f"<volume><name>e.raw</name><capacity>{8 * MIB}</capacity><allocation>{8 * MIB}</allocation></volume>", 0)
    segments.write(conn, uuid, "e.raw", [(3 * MIB, b"\1" * (3 * MIB))], offset=MIB, here=True)
    segments.write(conn, uuid, "e.raw", [(2 * MIB + 5, None), (3, b"abc")], offset=0, here=True)
    found = (folder / "e.raw").read_bytes()
    assert found == bytes(2 * MIB + 5) + b"abc" + b"\1" * (2 * MIB - 8) + bytes(4 * MIB)
    assert (folder / "e.raw").stat().st_blocks * 512 >= 8 * MIB


def test_another_file_by_the_same_path(repository: tuple[libvirt.virConnect, str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A libvirt in a container may mean another file: of another length it is not touched."""
    conn, uuid, folder = repository
    make(conn, uuid, "f.raw", MIB)
    other = folder.parent / "other"
    other.write_bytes(b"mine")
    opens = os.open
    monkeypatch.setattr(os, "open", lambda path, *more: opens(other if str(path).endswith("f.raw") else path, *more))
    segments.write(conn, uuid, "f.raw", [(3, b"abc")], here=True)
    assert other.read_bytes() == b"mine" and (folder / "f.raw").read_bytes()[:3] == b"abc"


@pytest.mark.parametrize("here", [False, True])
def test_what_follows_stays(repository: tuple[libvirt.virConnect, str, Path], here: bool) -> None:
    """``within``: a hole does not cut the file off (the head of a large qcow2 image is written last, and has holes)."""
    conn, uuid, folder = repository
    make(conn, uuid, "g.raw", 4 * MIB)
    segments.write(conn, uuid, "g.raw", [(2 * MIB, b"\2" * (2 * MIB))], offset=2 * MIB, here=here)
    segments.write(conn, uuid, "g.raw", [(3, b"abc"), (MIB, None), (3, b"def"), (5, None)], within=True, here=here)
    assert (folder / "g.raw").read_bytes() == b"abc" + bytes(MIB) + b"def" + bytes(MIB - 6) + b"\2" * (2 * MIB)
