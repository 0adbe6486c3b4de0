"""qcow2 from a stream, read by QEMU's own tools."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.formats.qcow2_stream import CLUSTER, Qcow2Stream
from console.model.ports import Segment


def write(path: Path, capacity: int, segments: list[Segment]) -> Qcow2Stream:
    image = Qcow2Stream(capacity)
    with path.open("wb") as file:
        file.seek(image.data_offset)
        for length, data in image.data(segments):
            assert data is not None and len(data) == length
            file.write(data)
        file.seek(0)
        for length, data in image.head():
            file.write(data) if data is not None else file.seek(length, 1)
        assert file.tell() == image.data_offset
        file.truncate(image.file_bytes)
    return image


def check(path: Path, raw: Path) -> None:
    done = subprocess.run(["qemu-img", "check", "-f", "qcow2", path], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    done = subprocess.run(["qemu-img", "compare", "-f", "raw", "-F", "qcow2", raw, path], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


def flat(segments: list[Segment], capacity: int) -> bytes:
    return b"".join(bytes(length) if data is None else bytes(data) for length, data in segments).ljust(capacity, b"\0")


segment = st.one_of(
    st.integers(0, 3 * CLUSTER).map(lambda n: (n, None)),
    st.tuples(st.integers(0, 2 * CLUSTER), st.integers(0, 255)).map(lambda pair: (pair[0], bytes([pair[1]]) * pair[0])),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(segment, max_size=8), st.integers(0, 1000))
def test_any_contents(tmp_path: Path, segments: list[Segment], more: int) -> None:
    capacity = max(512, (sum(length for length, _ in segments) + 511) // 512 * 512 + more * 512)
    write(tmp_path / "x.qcow2", capacity, segments)
    (tmp_path / "x.raw").write_bytes(flat(segments, capacity))
    check(tmp_path / "x.qcow2", tmp_path / "x.raw")


def test_a_large_sparse_disk(tmp_path: Path) -> None:
    """3 TiB with data at both ends: several L2 tables, several refcount blocks, a small file."""
    capacity = 3 << 40
    block = random.Random(1).randbytes(CLUSTER + 5)
    segments: list[Segment] = [(len(block), block), (capacity - 2 * len(block), None), (len(block), block)]
    image = write(tmp_path / "x.qcow2", capacity, segments)
    assert (tmp_path / "x.qcow2").stat().st_blocks * 512 < 8 << 20
    with (tmp_path / "x.raw").open("wb") as raw:
        raw.write(block)
        raw.seek(capacity - len(block))
        raw.write(block)
    assert image.file_bytes < 600 << 20
    done = subprocess.run(["qemu-img", "check", "-f", "qcow2", tmp_path / "x.qcow2"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    for at in (0, capacity - len(block)):
        done = subprocess.run(
            ["qemu-io", "-r", "-f", "qcow2", "-c", f"read -v {at // 512 * 512} 512", tmp_path / "x.qcow2"], capture_output=True, text=True, timeout=60
        )
        assert f"{block[0]:02x} {block[1]:02x}" in done.stdout or at, done.stdout + done.stderr


def test_too_long_is_refused() -> None:
    with pytest.raises(ValueError):
        list(Qcow2Stream(512).data([(CLUSTER + 1, None)]))
    with pytest.raises(ValueError):
        Qcow2Stream(0)


def test_parts_and_changes(tmp_path: Path) -> None:
    """Contents that come in two parts, then change in a place that was written, one that was empty, and one that becomes empty."""
    capacity = 10 * CLUSTER
    image = Qcow2Stream(capacity)
    content = bytearray(capacity)
    content[: 2 * CLUSTER] = b"a" * 2 * CLUSTER
    content[5 * CLUSTER : 6 * CLUSTER] = b"b" * CLUSTER
    path = tmp_path / "p.qcow2"
    with path.open("w+b") as file:
        for part in (content[: 4 * CLUSTER], content[4 * CLUSTER :]):
            file.seek(image.file_bytes)
            for _, data in list(image.data([(len(part), part)])):
                assert data is not None
                file.write(data)
        for at, new in ((0, bytes(CLUSTER)), (CLUSTER, b"c" * CLUSTER), (7 * CLUSTER, b"d" * CLUSTER), (8 * CLUSTER, bytes(CLUSTER))):
            content[at : at + CLUSTER] = new
            for position, piece in image.rewrite(at, new):
                file.seek(position)
                file.write(piece)
        file.seek(0)
        for length, data in image.head():
            file.write(data) if data is not None else file.seek(length, 1)
    (tmp_path / "p.raw").write_bytes(content)
    check(path, tmp_path / "p.raw")
    assert image.file_bytes == image.data_offset + 4 * CLUSTER
    with pytest.raises(ValueError):
        list(image.rewrite(5, b"x"))
    with pytest.raises(ValueError):
        list(image.rewrite(10 * CLUSTER, b"x"))


def test_contents_from_clusters() -> None:
    content: list[Segment] = [(CLUSTER, b"a" * CLUSTER), (3 * CLUSTER, None), (CLUSTER, b"b" * CLUSTER), (CLUSTER, None)]
    image = Qcow2Stream(6 * CLUSTER)
    written = [bytes(data) for _, data in image.data(content) if data is not None]
    assert flat(list(image.image(iter(written))), 6 * CLUSTER) == flat(content, 6 * CLUSTER)
