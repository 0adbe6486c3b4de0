"""Images of the formats that qemu reads: cut off anywhere they are refused (qemu itself reads zeros there), and what waits in a log is said."""

from __future__ import annotations

import os
import struct
import subprocess
import uuid
from pathlib import Path

import pytest

from console.formats.broken import BadFile, Where
from console.formats.image_ends import look_at_end
from console.formats.images import inspect
from console.formats.opening import open_package
from console.formats.package import STREAMED
from console.formats.qemu_read import qemu_chunks
from console.model.errors import ConsoleError
from tests.fixtures.packages import MIB, bytes_of, gathered
from tests.formats.test_hostile import refused

SIZE = 5 * MIB + 512
KINDS = (
    "qcow2", "qcow2 cluster_size=512", "qcow2 compat=0.10", "qcow2 extended_l2=on", "qcow2 compression_type=zlib", "qcow2 compression_type=zstd",
    "vmdk", "vmdk subformat=streamOptimized", "vpc force_size=on", "vpc force_size=on,subformat=fixed", "qcow", "vhdx", "vhdx subformat=fixed",
    "vdi", "vdi static=on",
)  # fmt: skip


def contents() -> bytes:
    """Data at the beginning, in the middle and at the very end, random: nothing of it can be missed."""
    data = bytearray(SIZE)
    for at, length in ((0, 70_000), (2 * MIB + 4096, 300_000), (4 * MIB, 512), (SIZE - 60_000, 60_000)):
        data[at : at + length] = os.urandom(length)
    return bytes(data)


def made(folder: Path, kind: str, data: bytes) -> Path:
    form, _, options = kind.partition(" ")
    raw, path = folder / "raw", folder / f"x.{form}"
    raw.write_bytes(data)
    words = [*(["-c"] if "compression" in options else []), *(["-o", options] if options else [])]
    subprocess.run(["qemu-img", "convert", "-f", "raw", "-O", form, *words, str(raw), str(path)], check=True, timeout=60)
    return path


def read(path: Path) -> bytes:
    """The disk, by our reader or through qemu."""
    with open_package(path) as package:
        (disk,) = package.description.disks
        if (image := package.inspect(disk)).format in STREAMED:
            with package.open(disk) as stream:
                return gathered(stream.chunks())
    return gathered(qemu_chunks(image, str(path), 0, None, Where(path.name)))


@pytest.mark.parametrize("kind", KINDS)
def test_cut_off_anywhere(tmp_path: Path, kind: str) -> None:
    """A sentence, or the whole disk (where what is missing was not needed): never a disk with holes."""
    data = contents()
    path = made(tmp_path, kind, data)
    assert read(path)[: len(data)] == data
    good, refusals = path.read_bytes(), 0
    size = len(good)
    for cut in (*range(0, size, size // 9), size - 1024, size - 512, size - 1):
        path.write_bytes(good[:cut])
        try:
            if inspect(bytes_of(path)).format == "raw":  # not even its beginning is there
                refusals += 1
                continue
            found = read(path)
        except BadFile as failure:
            refusals += 1
            assert "x." in str(failure) and len(str(failure)) < 400
        else:
            assert found[: len(data)] == data, f"cut at {cut} of {size}"
    assert refusals >= 7, "what is behind the last data is padding"


def test_after_writing_to_it(tmp_path: Path) -> None:
    """Images that were in use: clusters in any order, discarded, shared with a snapshot, not whole at the disk's end."""
    path = tmp_path / "x.qcow2"
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", str(path), str(SIZE)], check=True, timeout=20)
    words = [
        f"write -q -P {n} {at} {length}"
        for n, (at, length) in enumerate(((4 * MIB, 4096), (0, 512), (SIZE - 512, 512), (MIB, 100_000 // 512 * 512)), 1)
    ]
    subprocess.run(["qemu-io", "-f", "qcow2", *(part for word in words for part in ("-c", word)), str(path)], check=True, timeout=20)
    look_at_end(bytes_of(path), inspect(bytes_of(path)))
    subprocess.run(["qemu-img", "snapshot", "-c", "s", str(path)], check=True, timeout=20)
    subprocess.run(["qemu-io", "-f", "qcow2", "-c", "write -q -P 9 0 64k", "-c", "discard -q 1M 64k", str(path)], check=True, timeout=20)
    look_at_end(bytes_of(path), inspect(bytes_of(path)))
    for preallocation in ("metadata", "falloc"):
        subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-o", f"preallocation={preallocation}", str(path), "8M"], check=True, timeout=20)
        look_at_end(bytes_of(path), inspect(bytes_of(path)))


def test_changes_that_wait_in_a_log(tmp_path: Path) -> None:
    """A VHDX that was not closed: its header names a log with an entry. qemu would not read it either, and says so in words for its own users."""
    path = made(tmp_path, "vhdx", contents())
    assert not inspect(bytes_of(path)).unclean
    data = bytearray(path.read_bytes())
    current = max((64 << 10, 128 << 10), key=lambda at: struct.unpack_from("<Q", data, at + 8)[0])
    (log,) = struct.unpack_from("<Q", data, current + 72)
    name = uuid.uuid4().bytes
    data[current + 48 : current + 64] = name
    path.write_bytes(data)
    assert not inspect(bytes_of(path)).unclean, "a name, and no entry"
    data[log + 4096 : log + 4100], data[log + 4096 + 32 : log + 4096 + 48] = b"loge", name
    path.write_bytes(data)
    assert "changes that are not in the disk yet wait in its log" in refused(lambda: open_package(path))


@pytest.mark.parametrize("kind", ["vdi", "vpc", "vhdx"])
def test_differences_to_another_disk(tmp_path: Path, kind: str) -> None:
    """Differencing images name a parent: it is never opened."""
    path = made(tmp_path, "vpc force_size=on" if kind == "vpc" else kind, contents())
    data = bytearray(path.read_bytes())
    if kind == "vdi":
        struct.pack_into("<I", data, 76, 4)
        data[424:440] = uuid.uuid4().bytes
    elif kind == "vpc":
        for at in (0, len(data) - 512):
            struct.pack_into(">I", data, at + 60, 4)
            struct.pack_into(">I", data, at + 64, 0)
            struct.pack_into(">I", data, at + 64, ~sum(data[at : at + 512]) & 0xFFFFFFFF)
        name = "/etc/shadow".encode("utf-16-be")
        data[512 + 64 : 512 + 64 + len(name)] = name
    else:
        at = data.index(uuid.UUID("caa16737-fa36-4d43-b3b6-33f0aa44e76b").bytes_le)
        (offset,) = struct.unpack_from("<I", data, at + 16)
        metadata = data.index(b"metadata")
        (flags,) = struct.unpack_from("<I", data, metadata + offset + 4)
        struct.pack_into("<I", data, metadata + offset + 4, flags | 2)
    path.write_bytes(data)
    text = refused(lambda: open_package(path))
    assert "never opened" in text and ("/etc/shadow" in text) is (kind == "vpc")


def test_names_that_are_no_files(tmp_path: Path) -> None:
    """qemu's pseudo-protocols as the name of a backing file: a name like any other, and never opened."""
    for name in ('json:{"driver":"file","filename":"/etc/shadow"}', "nbd://attacker/x", "fat:/etc", "ssh://root@host/disk"):
        path = tmp_path / "x.qcow2"
        subprocess.run(["qemu-img", "create", "-q", "-u", "-f", "qcow2", "-F", "raw", "-b", name, str(path), "1M"], check=True, timeout=20)
        assert "never opened" in refused(lambda path=path: open_package(path))  # type: ignore[misc]


def test_tables_that_lead_away(tmp_path: Path) -> None:
    """Entries far behind the end, and tables of impossible places."""
    path = made(tmp_path, "qcow2", contents())
    good = path.read_bytes()
    (l1,) = struct.unpack_from(">Q", good, 40)
    (table,) = struct.unpack_from(">Q", good, l1)
    for place, value in (((table & 0xFFFFFFFFFFFE00) + 8, 1 << 63 | 1 << 50), (l1, 1 << 63 | 1 << 40)):
        data = bytearray(good)
        struct.pack_into(">Q", data, place, value)
        path.write_bytes(data)
        with pytest.raises(ConsoleError, match="can't be used"):
            read(path)
