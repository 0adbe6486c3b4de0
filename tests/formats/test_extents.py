"""Extents of a disk, read by a real shell, packed in every way, and broken in every way."""

from __future__ import annotations

import hashlib
import io
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from console.formats.extents import EXTENT, PACKERS, SUMS, Buffers, Piece, Zeros, extents, lines, moved, only, plan, reading, sums
from console.model.errors import Cause, ConsoleError

MIB = 1 << 20
SIZE = 3 * MIB + 5 * 512


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    path = tmp_path / "disk"
    path.write_bytes(random.Random(1).randbytes(MIB) + bytes(MIB) + b"x" * MIB + b"end!" * 640)
    assert path.stat().st_size == SIZE
    return path


@pytest.fixture(scope="session")
def plain_machine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a machine that has no Python."""
    folder = tmp_path_factory.mktemp("bin")
    for name in ("sh", "dd", "cat", "gzip", "zstd", "sha256sum"):
        if (path := shutil.which(name)) is not None:
            (folder / name).symlink_to(path)
    return folder


def send(pieces: tuple[Piece, ...], packer: str, programs: Path | None = None) -> bytes:
    env = None if programs is None else {"PATH": str(programs)}
    return subprocess.run(["/bin/sh", "-c", reading(packer)], input=lines(pieces), capture_output=True, check=True, timeout=60, env=env).stdout


@pytest.fixture(params=["python", "dd"])
def programs(request: pytest.FixtureRequest, plain_machine: Path) -> Path | None:
    """Both ways to read a disk."""
    return None if request.param == "python" else plain_machine


@pytest.mark.parametrize("packer", sorted(PACKERS))
def test_all_ways(disk: Path, packer: str, programs: Path | None) -> None:
    if packer and shutil.which(packer) is None:
        pytest.skip(f"{packer} is not installed")
    pieces = plan(SIZE, str(disk), extent=MIB)
    assert [piece.length for piece in pieces] == [MIB, MIB, MIB, 2560]
    sent = io.BytesIO(send(pieces, packer, programs))
    assert sent.getvalue().startswith(b"R\n") == (programs is None)
    found = list(extents(lambda n: sent.read(min(n, 1000)), pieces, packer))
    assert [piece for piece, _ in found] == list(pieces)
    assert b"".join(data for _, data in found) == disk.read_bytes()


def test_areas_read_elsewhere(disk: Path, tmp_path: Path, programs: Path | None) -> None:
    other = tmp_path / "snapshot"
    other.write_bytes(bytes(4096) + b"s" * MIB)
    pieces = plan(SIZE, str(disk), replaced=[Piece(512 * 3, MIB, str(other), 4096)])
    sent = io.BytesIO(send(pieces, "gzip", programs))
    content = b"".join(data for _, data in extents(sent.read, pieces, "gzip"))
    right = bytearray(disk.read_bytes())
    right[1536 : 1536 + MIB] = b"s" * MIB
    assert content == right
    assert moved(pieces[1:2], "/d") == (Piece(1536, MIB, "/d", 1536),)
    for bad in ([Piece(0, 1024, "a", 0), Piece(512, 512, "a", 0)], [Piece(SIZE, 512, "a", 0)], [Piece(0, 100, "a", 0)]):
        with pytest.raises(ValueError):
            plan(SIZE, "d", replaced=bad)


def test_large_disks_have_few_lines() -> None:
    pieces = plan(1 << 40, "/dev/sda")
    assert len(pieces) == (1 << 40) // EXTENT and pieces[-1].offset + pieces[-1].length == 1 << 40
    assert pieces[1].line() == f"{EXTENT} {EXTENT} /dev/sda {MIB} {EXTENT // MIB} {EXTENT // MIB}\n"
    assert plan(0, "/dev/sda") == ()


def test_sums(disk: Path) -> None:
    pieces = plan(SIZE, str(disk), extent=MIB)
    output = subprocess.run(["sh", "-c", SUMS], input=lines(pieces), capture_output=True, check=True, timeout=60).stdout.decode()
    found = sums(["motd", *output.splitlines(), "S 1 2 3"], pieces)
    content = disk.read_bytes()
    assert found == {p.offset: hashlib.sha256(content[p.offset : p.offset + p.length]).hexdigest() for p in pieces}
    assert only(pieces, {MIB}) == (pieces[1],)


@pytest.mark.parametrize("packer", ["zstd", "gzip"])
def test_zeros_are_known_by_their_frames(tmp_path: Path, packer: str, plain_machine: Path) -> None:
    """The first extent of zeros is decoded, the next are recognised, and what only begins like one is not."""
    disk = tmp_path / "disk"
    disk.write_bytes(bytes(3 * MIB) + bytes(MIB - 1) + b"x" + bytes(2 * MIB) + random.Random(1).randbytes(MIB) + bytes(MIB))
    pieces = plan(disk.stat().st_size, str(disk), extent=MIB)
    sent = io.BytesIO(send(pieces, packer, plain_machine))
    found = [data for _, data in extents(lambda n: sent.read(min(n, 700)), pieces, packer)]
    assert b"".join(found) == disk.read_bytes()
    assert [isinstance(data, Zeros) for data in found] == [False, True, True, False, True, True, False, True]


@pytest.mark.parametrize("packer", ["zstd", "gzip", ""])
def test_a_link_that_breaks_anywhere(disk: Path, packer: str, programs: Path | None) -> None:
    """Whatever arrives before the end: the complete extents are right, and the rest is an error, never data."""
    pieces = plan(SIZE, str(disk), extent=MIB)
    whole, content = send(pieces, packer, programs), disk.read_bytes()
    cuts = random.Random(2).sample(range(len(whole)), 25)
    for cut in [0, 1, len(whole) - 1, *cuts]:
        sent, got = io.BytesIO(whole[:cut]), b""
        with pytest.raises(ConsoleError) as failed:
            for _, data in extents(sent.read, pieces, packer):
                got += data
        assert failed.value.cause is Cause.UNREACHABLE and content.startswith(got)


def test_what_was_not_asked_for(disk: Path) -> None:
    pieces = plan(SIZE, str(disk), extent=MIB)
    for output in (b"Welcome to the machine\n", b"E 5 1048576\n", b"\xff" * 300 + b"\n"):
        with pytest.raises(ConsoleError):
            list(extents(io.BytesIO(output).read, pieces, "gzip"))
    bomb = subprocess.run(
        ["sh", "-c", "printf 'E 0 512\\n'; head -c 100000000 /dev/zero | gzip -1"], capture_output=True, check=True, timeout=60
    ).stdout
    with pytest.raises(ConsoleError) as failed:
        list(extents(io.BytesIO(bomb).read, [Piece(0, 512, "d", 0)], "gzip"))
    assert failed.value.cause is Cause.INVALID


def test_an_unreadable_disk(disk: Path, programs: Path | None) -> None:
    """A piece that the disk does not have: dd gives less, and that is said with the place."""
    piece = Piece(0, 2 * SIZE // 512 * 512, str(disk), 0)
    sent = io.BytesIO(send((piece,), "gzip", programs))
    with pytest.raises(ConsoleError) as failed:
        list(extents(sent.read, [piece], "gzip"))
    assert failed.value.cause is Cause.INVALID and str(SIZE) in failed.value.text.english()


def test_zeros_are_not_sent(tmp_path: Path) -> None:
    """Holes of a file are not even read; zeros are told; what is between them comes exactly."""
    disk = tmp_path / "disk"
    with disk.open("wb") as file:
        file.truncate(3 << 30)
        file.seek(1 << 30)
        file.write(bytes(4 * MIB) + b"data" + bytes(4 * MIB - 4))
        file.seek((2 << 30) + 512)
        file.write(b"more")
    pieces = plan(3 << 30, str(disk))
    sent = send(pieces, "")
    assert len(sent) < MIB
    found = list(extents(io.BytesIO(sent).read, pieces, ""))
    assert [piece for piece, _ in found] == list(pieces)
    kept = {piece.offset: data for piece, data in found if not isinstance(data, Zeros)}
    assert sorted(kept) == [1 << 30, 2 << 30]
    assert kept[1 << 30].find(b"data") == 4 * MIB and len(kept[1 << 30].strip(b"\0")) == 4
    assert kept[2 << 30].find(b"more") == 512 and len(kept[2 << 30].strip(b"\0")) == 4


@pytest.mark.parametrize(
    "line", [b"D 0 0\n", b"Z 0 -5\n", b"Z 0 99999999999\n", b"D 512 512\n", b"Z 0\n", b"Q 0 512\n", b"D 0 5 5\n", b"X\n", b" \n", b"\xff\xfe\n"]
)
def test_strange_runs(line: bytes) -> None:
    with pytest.raises(ConsoleError) as failed:
        list(extents(io.BytesIO(b"R\n" + line + bytes(MIB)).read, [Piece(0, MIB, "d", 0)], ""))
    assert failed.value.cause is Cause.INVALID


def test_an_extent_without_its_end_does_not_count() -> None:
    """A read that fails in the middle of what was announced: the place is told, and what was sent for the extent is not used."""
    piece, whole = Piece(MIB, MIB, "/dev/sda", MIB), b"R\nD 1048576 1048576\n" + bytes(MIB)
    for rest, cause in ((b"X 1050624\n", Cause.INVALID), (b"", Cause.UNREACHABLE), (b"D 2097152 1\n", Cause.INVALID), (b"K\nmore\n", Cause.INVALID)):
        with pytest.raises(ConsoleError) as failed:
            list(extents(io.BytesIO(whole + rest).read, [piece], ""))
        assert failed.value.cause is cause, rest
        assert rest[:1] != b"X" or "1050624" in failed.value.text.english()
    assert [data for _, data in extents(io.BytesIO(whole + b"K\n").read, [piece], "")] == [bytes(MIB)]


@pytest.mark.parametrize("packer", ["zstd", ""])
def test_memory_is_used_again(tmp_path: Path, packer: str, programs: Path | None) -> None:
    """Nothing of an extent is seen in the next one, wherever their zeros and runs of all lengths are."""
    disk, noise = tmp_path / "disk", random.Random(7)
    with disk.open("wb") as file:
        while file.tell() < 6 * MIB:
            file.write(noise.randbytes(noise.choice((512, 5000, 70_000, 300_000))))
            (file.seek if noise.random() < 0.5 else lambda length, _: file.write(bytes(length)))(noise.choice((512, 9000, 600_000)), 1)
        file.truncate(8 * MIB)
    pieces, buffers, got = plan(8 * MIB, str(disk), extent=MIB), Buffers(), b""
    sent = io.BytesIO(send(pieces, packer, programs))
    for _, data in extents(sent.read, pieces, packer, lambda view: sent.readinto(view[:3000]), buffers):
        got += data
        if not isinstance(data, Zeros):
            data[:] = b"\xee" * len(data)
        buffers.give(data)
    assert got == disk.read_bytes()
