"""Repositories and volumes on a real libvirtd: contents survive, holes stay holes, cancel and failures leave what can be cleaned up."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import libvirt
import pytest

from console.backend import volumes
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.text import plain
from console.xml.storage import Backing, build_dir_repository, build_volume
from tests.fixtures.daemon import PrivateLibvirtd

HOST = HostId("h")
MIB = 1 << 20
pytestmark = pytest.mark.real


@pytest.fixture
def conn(libvirtd: PrivateLibvirtd) -> Iterator[libvirt.virConnect]:
    connection = libvirt.open(libvirtd.uri)
    yield connection
    connection.close()


def remove(conn: libvirt.virConnect, repository: str) -> None:
    pool = conn.storagePoolLookupByUUIDString(repository)
    if pool.isActive():
        asyncio.run(volumes.while_busy(lambda: asyncio.to_thread(volumes.refresh, conn, repository)))
        pool.destroy()
    pool.undefine()


@pytest.fixture
def repository(conn: libvirt.virConnect, tmp_path: Path) -> Iterator[str]:
    uuid = volumes.define_repository(conn, build_dir_repository("a2-pool", str(tmp_path / "pool")))
    yield uuid
    remove(conn, uuid)


def sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def used(path: Path) -> int:
    return path.stat().st_blocks * 512


def sparse_file(path: Path, size: int = 64 * MIB) -> Path:
    """2 MiB of noise at the begin, an odd piece in the middle, a hole at the end."""
    with path.open("wb") as file:
        file.write(os.urandom(2 * MIB))
        file.seek(40 * MIB + 4096)
        file.write(os.urandom(MIB + 123))
        file.truncate(size)
    return path


def failing(cause: Cause, call: Callable[[], object]) -> ConsoleError:
    with pytest.raises(ConsoleError) as caught:
        call()
    assert caught.value.cause is cause, caught.value
    assert str(caught.value).endswith(".") and "{" not in str(caught.value)
    return caught.value


# --------------------------------------------------------------------------- repositories


def test_define_list_refresh(conn: libvirt.virConnect, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "isos"
    uuid = volumes.define_repository(conn, build_dir_repository("a2 isos", str(folder)))
    try:
        assert folder.is_dir()
        found = {each.uuid: each for each in volumes.list_repositories(conn, HOST)}[uuid]
        assert (found.name, found.type, found.path) == ("a2 isos", "dir", str(folder))
        assert found.active and found.autostart and found.persistent
        assert found.capacity_bytes and found.available_bytes and not found.shared
        (folder / "x.iso").write_bytes(bytes(32768) + b"\x01CD001" + bytes(MIB))
        assert volumes.list_volumes(conn, HOST, uuid) == ()
        volumes.refresh(conn, uuid)
        assert [(each.name, each.format) for each in volumes.list_volumes(conn, HOST, uuid)] == [("x.iso", "iso")]
        assert "a2 isos" in volumes.repository_xml(conn, uuid)
        taken = failing(Cause.EXISTS, lambda: volumes.define_repository(conn, build_dir_repository("a2 isos", "/elsewhere")))
        assert "one with this name already" in str(taken)
        assert str(folder) in volumes.repository_xml(conn, uuid)  # and it is what it was
        place = failing(Cause.EXISTS, lambda: volumes.define_repository(conn, build_dir_repository("a2 other", str(folder))))
        assert "a2 isos is there already" in str(place)
    finally:
        remove(conn, uuid)


def test_a_repository_that_can_not_be_made_is_not_left(conn: libvirt.virConnect) -> None:
    failing(Cause.INTERNAL, lambda: volumes.define_repository(conn, build_dir_repository("a2-nowhere", "/proc/nowhere")))
    assert "a2-nowhere" not in [pool.name() for pool in conn.listAllStoragePools(0)]


def test_a_stopped_repository(conn: libvirt.virConnect, repository: str) -> None:
    conn.storagePoolLookupByUUIDString(repository).destroy()
    assert "not active" in str(failing(Cause.INVALID, lambda: volumes.list_volumes(conn, HOST, repository)))
    volumes.start_repository(conn, repository)
    assert volumes.list_volumes(conn, HOST, repository) == ()


def test_what_is_gone_is_said(conn: libvirt.virConnect, repository: str) -> None:
    nowhere = "00000000-0000-4000-8000-000000000000"
    assert str(failing(Cause.GONE, lambda: volumes.list_volumes(conn, HOST, nowhere))).startswith("The storage repository")
    assert "nix" in str(failing(Cause.GONE, lambda: volumes.read_volume(conn, HOST, repository, "nix")))
    assert "nix" in str(failing(Cause.GONE, lambda: volumes.delete_volume(conn, repository, "nix")))
    assert volumes.volume_by_path(conn, HOST, "/nix") is None


def test_refresh_waits_for_a_busy_repository(conn: libvirt.virConnect, repository: str, libvirtd: PrivateLibvirtd) -> None:
    """While libvirt copies a volume it refuses; as soon as it is done, the retry goes through."""
    size = 1 << 30
    volumes.create_volume(conn, HOST, repository, build_volume("original", size, "raw", thin=False))

    def copy() -> None:
        other = libvirt.open(libvirtd.uri)
        pool = other.storagePoolLookupByUUIDString(repository)
        pool.createXMLFrom(build_volume("copy", size, "raw", thin=False), pool.storageVolLookupByName("original"), 0)
        other.close()

    copying = threading.Thread(target=copy, daemon=True)
    copying.start()
    pool = conn.storagePoolLookupByUUIDString(repository)
    while "copy" not in pool.listVolumes():
        assert copying.is_alive()
        time.sleep(0.01)
    assert "another job" in str(failing(Cause.BUSY, lambda: volumes.refresh(conn, repository)))
    for name in ("original", "copy"):
        failing(Cause.BUSY, lambda name=name: volumes.delete_volume(conn, repository, name))
    asyncio.run(volumes.while_busy(lambda: asyncio.to_thread(volumes.refresh, conn, repository), seconds=60, pause=0.05))
    copying.join(30)
    assert not copying.is_alive()
    for name in ("original", "copy"):
        volumes.delete_volume(conn, repository, name)


async def test_while_busy() -> None:
    answers: list[ConsoleError | int] = []

    async def call() -> int:
        answer = answers.pop(0)
        if isinstance(answer, ConsoleError):
            raise answer
        return answer

    busy, gone = (ConsoleError(plain("x"), cause=cause) for cause in (Cause.BUSY, Cause.GONE))
    answers[:] = [busy, busy, 7]
    assert await volumes.while_busy(call, pause=0.001) == 7
    answers[:] = [busy, gone, 7]
    with pytest.raises(ConsoleError) as caught:
        await volumes.while_busy(call, pause=0.001)
    assert caught.value is gone
    answers[:] = [busy] * 1000
    with pytest.raises(ConsoleError) as caught:
        await volumes.while_busy(call, seconds=0.02, pause=0.005)
    assert caught.value is busy and 990 < len(answers) < 1000


# --------------------------------------------------------------------------- volumes


def test_create_look_up_resize_delete(conn: libvirt.virConnect, repository: str, tmp_path: Path) -> None:
    made = volumes.create_volume(conn, HOST, repository, build_volume("a.qcow2", 10 * MIB, "qcow2", thin=True))
    assert (made.name, made.format, made.capacity_bytes, made.repository) == ("a.qcow2", "qcow2", 10 * MIB, repository)
    assert volumes.volume_by_path(conn, HOST, made.path) == made == volumes.read_volume(conn, HOST, repository, "a.qcow2")
    before = sha(Path(made.path))
    failing(Cause.EXISTS, lambda: volumes.create_volume(conn, HOST, repository, build_volume("a.qcow2", MIB, "raw", thin=True)))
    assert sha(Path(made.path)) == before
    volumes.resize_volume(conn, repository, "a.qcow2", 20 * MIB)
    assert volumes.read_volume(conn, HOST, repository, "a.qcow2").capacity_bytes == 20 * MIB
    child = volumes.create_volume(conn, HOST, repository, build_volume("b.qcow2", 20 * MIB, "qcow2", thin=True, backing=Backing(made.path, "qcow2")))
    assert child.backing == made.path
    assert [each.name for each in volumes.list_volumes(conn, HOST, repository)] == ["a.qcow2", "b.qcow2"]
    volumes.delete_volume(conn, repository, "b.qcow2")
    volumes.delete_volume(conn, repository, "a.qcow2")
    assert list((tmp_path / "pool").iterdir()) == []


@pytest.mark.parametrize("format", ["raw", "qcow2"])
def test_thick_and_thin(conn: libvirt.virConnect, repository: str, format: str) -> None:
    thick = volumes.create_volume(conn, HOST, repository, build_volume("thick", 8 * MIB, format, thin=False))
    thin = volumes.create_volume(conn, HOST, repository, build_volume("thin", 8 * MIB, format, thin=True))
    assert used(Path(thick.path)) >= 8 * MIB > MIB > used(Path(thin.path))


# --------------------------------------------------------------------------- contents


@pytest.mark.parametrize("here", [False, True])
def test_there_and_back(conn: libvirt.virConnect, repository: str, tmp_path: Path, here: bool) -> None:
    """Same bytes, same holes, in both directions."""
    source, back = sparse_file(tmp_path / "source"), tmp_path / "back"
    made = volumes.create_volume(conn, HOST, repository, build_volume("a.img", 64 * MIB, "raw", thin=True))
    up: list[tuple[int, int | None]] = []
    down: list[tuple[int, int | None]] = []
    volumes.upload(conn, repository, "a.img", str(source), on_progress=lambda done, total: up.append((done, total)), here=here)
    volumes.download(conn, repository, "a.img", str(back), on_progress=lambda done, total: down.append((done, total)), here=here)
    assert sha(source) == sha(Path(made.path)) == sha(back)
    assert back.stat().st_size == 64 * MIB
    for file in (Path(made.path), back):
        assert used(file) < 8 * MIB
    for told in (up, down):
        assert told == sorted(told) and told[-1] == (64 * MIB, 64 * MIB)
    assert volumes.read_head(conn, repository, "a.img", 1000) == source.read_bytes()[:1000]
    assert len(volumes.read_head(conn, repository, "a.img", 300_000)) == 300_000


@pytest.mark.parametrize("here", [False, True])
def test_a_file_without_holes_and_an_odd_length(conn: libvirt.virConnect, repository: str, tmp_path: Path, here: bool) -> None:
    source, back = tmp_path / "source", tmp_path / "back"
    source.write_bytes(os.urandom(3 * volumes.BLOCK + 17))
    volumes.create_volume(conn, HOST, repository, build_volume("odd", source.stat().st_size, "raw", thin=True))
    volumes.upload(conn, repository, "odd", str(source), here=here)
    volumes.download(conn, repository, "odd", str(back), here=here)
    assert source.read_bytes() == back.read_bytes()
    empty = tmp_path / "empty"
    empty.touch()
    volumes.create_volume(conn, HOST, repository, build_volume("empty", 0, "raw", thin=True))
    volumes.upload(conn, repository, "empty", str(empty), here=here)
    volumes.download(conn, repository, "empty", str(tmp_path / "empty2"), here=here)
    assert (tmp_path / "empty2").stat().st_size == 0


@pytest.mark.parametrize("here", [False, True])
async def test_an_image_is_recognised(conn: libvirt.virConnect, repository: str, tmp_path: Path, here: bool) -> None:
    """A qcow2 file in a new volume of its virtual size: libvirt says qcow2, and qemu-img finds it sound."""
    image = tmp_path / "image.qcow2"
    subprocess.run(["qemu-img", "convert", "-O", "qcow2", str(sparse_file(tmp_path / "raw")), str(image)], check=True)
    made = volumes.create_volume(conn, HOST, repository, build_volume("demo.qcow2", 64 * MIB, "qcow2", thin=True))
    volumes.upload(conn, repository, "demo.qcow2", str(image), here=here)
    await volumes.while_busy(lambda: asyncio.to_thread(volumes.refresh, conn, repository))
    now = volumes.read_volume(conn, HOST, repository, "demo.qcow2")
    assert (now.format, now.capacity_bytes) == ("qcow2", 64 * MIB)
    assert sha(Path(made.path)) == sha(image)
    told: list[tuple[int, int | None]] = []
    volumes.download(conn, repository, "demo.qcow2", str(tmp_path / "back"), on_progress=lambda done, total: told.append((done, total)), here=here)
    assert sha(tmp_path / "back") == sha(image)
    assert told[-1] == (image.stat().st_size, image.stat().st_size)
    subprocess.run(["qemu-img", "check", "-q", made.path], check=True)


@pytest.mark.parametrize("here", [False, True])
def test_a_thick_volume_stays_thick(conn: libvirt.virConnect, repository: str, tmp_path: Path, here: bool) -> None:
    source = sparse_file(tmp_path / "source", 48 * MIB)
    made = volumes.create_volume(conn, HOST, repository, build_volume("thick", 48 * MIB, "raw", thin=False))
    volumes.upload(conn, repository, "thick", str(source), here=here)
    assert sha(source) == sha(Path(made.path))
    assert used(Path(made.path)) >= 48 * MIB


def test_no_whole_file_in_memory(conn: libvirt.virConnect, repository: str, tmp_path: Path) -> None:
    """Blocks of 256 KiB, whatever the file's size."""
    source = tmp_path / "source"
    source.write_bytes(os.urandom(4 * MIB))
    volumes.create_volume(conn, HOST, repository, build_volume("a", 4 * MIB, "raw", thin=True))
    sizes: list[int] = []
    read = os.pread

    def noting(fd: int, length: int, offset: int) -> bytes:
        sizes.append(length)
        return read(fd, length, offset)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "pread", noting)
        volumes.upload(conn, repository, "a", str(source))
    assert len(sizes) >= 16 and max(sizes) == volumes.BLOCK


@pytest.mark.parametrize("direction", ["upload", "download"])
@pytest.mark.parametrize("here", [False, True])
def test_cancel_in_the_middle(conn: libvirt.virConnect, repository: str, tmp_path: Path, direction: str, here: bool) -> None:
    source, back = tmp_path / "source", tmp_path / "back"
    source.write_bytes(os.urandom(16 * MIB))
    made = volumes.create_volume(conn, HOST, repository, build_volume("a", 16 * MIB, "raw", thin=True))
    cancel = threading.Event()

    def first_block(done: int, total: int | None) -> None:
        cancel.set()

    how: dict[str, Any] = {"on_progress": first_block, "cancel": cancel, "here": here}
    if direction == "download":
        volumes.upload(conn, repository, "a", str(source), here=here)
        error = failing(Cause.CANCELLED, lambda: volumes.download(conn, repository, "a", str(back), **how))
        assert not back.exists()
    else:
        error = failing(Cause.CANCELLED, lambda: volumes.upload(conn, repository, "a", str(source), **how))
        assert used(Path(made.path)) < 8 * MIB  # it stopped where it was
    assert "cancelled" in str(error)
    asyncio.run(volumes.while_busy(lambda: asyncio.to_thread(volumes.delete_volume, conn, repository, "a"), seconds=10))
    assert not Path(made.path).exists()


@pytest.mark.parametrize("here", [False, True])
def test_cancelled_before_it_began(conn: libvirt.virConnect, repository: str, tmp_path: Path, here: bool) -> None:
    cancel = threading.Event()
    cancel.set()
    source = tmp_path / "source"
    source.write_bytes(b"x")
    volumes.create_volume(conn, HOST, repository, build_volume("a", 1, "raw", thin=True))
    failing(Cause.CANCELLED, lambda: volumes.upload(conn, repository, "a", str(source), cancel=cancel, here=here))
    failing(Cause.CANCELLED, lambda: volumes.download(conn, repository, "a", str(tmp_path / "b"), cancel=cancel, here=here))
    assert not (tmp_path / "b").exists()


def test_local_files_that_are_not_what_they_should_be(conn: libvirt.virConnect, repository: str, tmp_path: Path) -> None:
    volumes.create_volume(conn, HOST, repository, build_volume("a", MIB, "raw", thin=True))
    assert "does not exist" in str(failing(Cause.GONE, lambda: volumes.upload(conn, repository, "a", str(tmp_path / "nix"))))
    assert "a folder is not a file" in str(failing(Cause.INVALID, lambda: volumes.upload(conn, repository, "a", str(tmp_path))))
    assert "neither a file nor a disk" in str(failing(Cause.INVALID, lambda: volumes.upload(conn, repository, "a", os.devnull)))
    there = tmp_path / "there"
    there.write_text("mine")
    assert "is there already" in str(failing(Cause.EXISTS, lambda: volumes.download(conn, repository, "a", str(there))))
    assert there.read_text() == "mine"
    assert "can't be written" in str(failing(Cause.INVALID, lambda: volumes.download(conn, repository, "a", str(tmp_path / "no" / "where"))))
    source = tmp_path / "source"
    source.write_bytes(b"x")
    failing(Cause.GONE, lambda: volumes.upload(conn, repository, "nix", str(source)))


@pytest.mark.parametrize("here", [False, True])
def test_a_file_that_shrinks_while_it_is_read(conn: libvirt.virConnect, repository: str, tmp_path: Path, here: bool) -> None:
    source = tmp_path / "source"
    source.write_bytes(os.urandom(12 * MIB))
    volumes.create_volume(conn, HOST, repository, build_volume("a", 12 * MIB, "raw", thin=True))
    error = failing(
        Cause.INVALID,
        lambda: volumes.upload(conn, repository, "a", str(source), on_progress=lambda done, total: os.truncate(source, 0), here=here),
    )
    assert "became shorter" in str(error)


def test_no_space_here(conn: libvirt.virConnect, repository: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "source"
    source.write_bytes(os.urandom(2 * MIB))
    volumes.create_volume(conn, HOST, repository, build_volume("a", 2 * MIB, "raw", thin=True))
    volumes.upload(conn, repository, "a", str(source))

    def full(fd: int, data: object, offset: int) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "pwrite", full)
    failing(Cause.NO_SPACE, lambda: volumes.download(conn, repository, "a", str(tmp_path / "back")))
    assert not (tmp_path / "back").exists()


@pytest.mark.parametrize("here", [False, True])
def test_no_space_on_the_host(conn: libvirt.virConnect, tmp_path: Path, here: bool) -> None:
    """A file system of 4 MiB as the host's storage."""
    folder = tmp_path / "small"
    folder.mkdir()
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], capture_output=True).returncode:
        pytest.skip("mounting a small file system is not allowed here")
    uuid = volumes.define_repository(conn, build_dir_repository("a2-small", str(folder)), build=False)
    try:
        source = tmp_path / "source"
        source.write_bytes(os.urandom(16 * MIB))
        volumes.create_volume(conn, HOST, uuid, build_volume("a", 16 * MIB, "raw", thin=True))
        error = failing(Cause.NO_SPACE, lambda: volumes.upload(conn, uuid, "a", str(source), here=here))
        assert error.remedy is not None and "space" in str(error)
        asyncio.run(volumes.while_busy(lambda: asyncio.to_thread(volumes.delete_volume, conn, uuid, "a"), seconds=10))
        failing(Cause.NO_SPACE, lambda: volumes.create_volume(conn, HOST, uuid, build_volume("b", 16 * MIB, "raw", thin=False)))
        assert volumes.list_volumes(conn, HOST, uuid) == ()
    finally:
        remove(conn, uuid)
        time.sleep(0.1)
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_host_without_streams(tmp_path: Path) -> None:
    """The test driver has no streams at all: both tries fail, and the sentence says what for."""
    conn = libvirt.open("test:///default")
    pool = conn.listAllStoragePools(0)[0]
    volumes.create_volume(conn, HOST, pool.UUIDString(), build_volume("a", MIB, "raw", thin=True))
    error = failing(Cause.UNSUPPORTED, lambda: volumes.download(conn, pool.UUIDString(), "a", str(tmp_path / "x")))
    assert not (tmp_path / "x").exists()
    assert "a could not be copied" in str(error)
    conn.close()
