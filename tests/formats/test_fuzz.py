"""Property tests: what is written is read again, whatever it is; and a fuzz target for each parser, over a small corpus of files that real
tools made.

A parser may accept or refuse (BadFile); nothing else: no other exception, no endless loop, no content beyond what the disk has.
"""

from __future__ import annotations

import io
import lzma
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from console.formats.blocks import Bytes, Chunk, FileBytes, ForwardBytes, complete, reblock
from console.formats.broken import BadFile, Where
from console.formats.compressed import compression_of, decompress
from console.formats.domain import read_domain
from console.formats.ewf import EwfBytes, ewf_chunks
from console.formats.image_ends import look_at_end
from console.formats.images import inspect
from console.formats.manifest import parse_manifest, verify_signature
from console.formats.opening import open_stream
from console.formats.ovf import read_ovf
from console.formats.tar import TarReader
from console.formats.vhd import vhd_chunks, write_dynamic_vhd
from console.formats.vmdk import vmdk_chunks
from console.formats.vmdk_write import write_vmdk
from console.formats.xmlrpc import loads
from console.formats.xva import read_ova_xml
from console.formats.xva_write import XvaPlan, write_xva
from console.model.errors import ConsoleError
from tests.fixtures.packages import gathered, read, vm

CORPUS = Path(__file__).parent / "corpus"
SMALL = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], database=None)
MORE = int(os.environ.get("VIRTDECK_FUZZ", "1"))
"""How many times more examples than in the default run: VIRTDECK_FUZZ=100 for a long one."""
WHERE = Where("fuzz")


@st.composite
def disks(draw: st.DrawFn) -> tuple[bytes, list[Chunk]]:
    """A disk of some sectors, and its content cut into chunks anywhere."""
    parts: list[Chunk] = []
    content = bytearray()
    for _ in range(draw(st.integers(1, 6))):
        length = draw(st.sampled_from((512, 1024, 65_536, 65_024, 300_032, 1 << 20, (2 << 20) + 512)))
        kind = draw(st.integers(0, 2))
        data = None if kind == 0 else bytes(length) if kind == 1 else draw(st.binary(min_size=8, max_size=8)) * (length // 8)
        parts.append(Chunk(len(content), length, data))
        content += data or bytes(length)
    return bytes(content), parts


@SMALL
@given(disks())
def test_vmdk_round_trip(disk: tuple[bytes, list[Chunk]]) -> None:
    data, parts = disk
    out = io.BytesIO()
    written = write_vmdk(parts, len(data), out)
    assert written.size == len(out.getvalue())
    assert gathered(vmdk_chunks(ForwardBytes(io.BytesIO(out.getvalue()), WHERE))) == data


@SMALL
@given(disks())
def test_vhd_round_trip(tmp_path_factory: pytest.TempPathFactory, disk: tuple[bytes, list[Chunk]]) -> None:
    data, parts = disk
    path = tmp_path_factory.mktemp("vhd") / "x.vhd"
    with path.open("w+b") as out:
        write_dynamic_vhd(parts, len(data), out)
    with path.open("rb") as file:
        assert gathered(vhd_chunks(FileBytes(file, WHERE))) == data


@SMALL
@given(st.lists(disks(), min_size=1, max_size=3), st.sampled_from(("xxhash", "sha1")), st.sampled_from(("", "gzip", "zstd")))
def test_xva_round_trip(found: list[tuple[bytes, list[Chunk]]], checksum: str, compression: str) -> None:
    machine = vm([len(data) for data, _ in found])
    by_id = {disk.id: parts for disk, (_, parts) in zip(machine.disks, found, strict=True)}
    out = io.BytesIO()
    write_xva(XvaPlan([machine], {id: lambda parts=parts: parts for id, parts in by_id.items()}, checksum, compression), out)  # type: ignore[misc]
    package = open_stream(io.BytesIO(out.getvalue()), "x")
    result = {disk.id: read(package.open(disk)) for disk in package.order}
    assert [result[disk.id] for disk in package.description.vms[0].disks] == [data for data, _ in found]


@SMALL
@given(disks(), st.sampled_from((512, 4096, 65_536, 1 << 20)))
def test_reblock(disk: tuple[bytes, list[Chunk]], size: int) -> None:
    data, parts = disk
    blocks = list(reblock(parts, len(data), size))
    assert gathered(complete(iter(blocks), len(data), WHERE)) == data
    assert all(block.offset % size == 0 for block in blocks)
    assert all(block.data is None or block.length == size or block.offset + block.length == len(data) for block in blocks)


# --------------------------------------------------------------------------- fuzzing


def _image(source: Bytes) -> None:
    found = inspect(source)
    if found.refusal() is None and found.capacity_bytes < 1 << 28 and found.format in ("vmdk", "vpc"):
        chunks = vmdk_chunks(source, found) if found.format == "vmdk" else vhd_chunks(source, found)
        assert sum(chunk.length for chunk in chunks) == found.capacity_bytes


def _package(source: Bytes) -> None:
    package = open_stream(io.BytesIO(source.read_at(0, 1 << 24)), "fuzz")
    for disk in package.order:
        if (disk.capacity_bytes or 0) < 1 << 28:
            with package.open(disk) as stream:
                for _ in stream.chunks():
                    pass


def _ends(source: Bytes) -> None:
    info = inspect(source)
    if info.refusal() is None and info.capacity_bytes < 1 << 28:
        look_at_end(source, info)


def _unpacked(source: Bytes) -> None:
    if (kind := compression_of(source.read_at(0, 8))) is not None:
        unpacked, at = decompress(source, kind, limit=1 << 24), 0
        while data := unpacked.read_at(at, 1 << 20):
            at += len(data)


def _ewf(source: Bytes) -> None:
    if source.size is not None and source.size < 1 << 20:
        disk = EwfBytes(WHERE, lambda number: source if not number else None)
        if (disk.size or 0) < 1 << 28:
            for _ in ewf_chunks(disk):
                pass


TARGETS: dict[str, Callable[[Bytes], object]] = {
    "ends": _ends,
    "compressed": _unpacked,
    "ewf": _ewf,
    "xmlrpc": lambda source: loads(source.read_at(0, 1 << 24), WHERE),
    "image": _image,
    "package": _package,
    "ovf": lambda source: read_ovf(source.read_at(0, 1 << 24), WHERE),
    "ova.xml": lambda source: read_ova_xml(source.read_at(0, 1 << 24), WHERE),
    "domain": lambda source: read_domain(source.read_at(0, 1 << 24), WHERE),
    "tar": lambda source: list(TarReader(source, limit=1000).members()),
    "manifest": lambda source: parse_manifest(source.read_at(0, 1 << 24), WHERE),
    "certificate": lambda source: verify_signature(source.read_at(0, 1 << 24), b"manifest", WHERE),
}
"""Parser by the name of its folder in the corpus."""


def survives(target: str, data: bytes) -> None:
    """The parser accepts or refuses."""
    for seekable in (False, True):
        source = _Memory(data) if seekable else ForwardBytes(io.BytesIO(data), WHERE, len(data))
        try:
            TARGETS[target](source)
        except BadFile as refusal:
            assert len(str(refusal)) < 1000
        except ConsoleError as refusal:  # a format that only qemu reads
            assert "not read as a stream" in str(refusal)


class _Memory(Bytes):
    """Bytes by position, as a local file."""

    def __init__(self, data: bytes) -> None:
        self._data, self.size, self.where = data, len(data), WHERE

    def read_at(self, offset: int, length: int) -> bytes:
        return self._data[offset : offset + length] if offset >= 0 else b""


def samples(target: str) -> list[bytes]:
    """What is kept, unpacked where its name says so."""
    return [lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes() for path in sorted((CORPUS / target).iterdir())]


@pytest.mark.parametrize("target", TARGETS)
def test_corpus(target: str) -> None:
    """Every file that is kept is read (or refused) as it stands."""
    assert samples(target), "no corpus"
    for data in samples(target):
        survives(target, data)


_KINDS = st.sampled_from(("set", "insert", "delete", "copy", "cut"))
_EDIT = st.tuples(
    st.floats(0, 1, exclude_max=True),
    st.sampled_from(("set", "insert", "delete", "copy", "cut")),
    st.binary(min_size=1, max_size=8),
    st.integers(0, 64),
)


@pytest.mark.parametrize("target", TARGETS)
def test_fuzz(target: str) -> None:
    corpus = samples(target)

    @settings(SMALL, max_examples=120 * MORE)
    @given(st.integers(0, len(corpus) - 1), st.lists(_EDIT, min_size=1, max_size=4), st.booleans())
    def run(index: int, edits: list[tuple[float, str, bytes, int]], early: bool) -> None:
        data = bytearray(corpus[index])
        for place, kind, value, length in edits:
            at = int(place * (min(len(data), 2048) if early else len(data)))
            if kind == "set":
                data[at : at + len(value)] = value
            elif kind == "insert":
                data[at:at] = value
            elif kind == "delete":
                del data[at : at + length]
            elif kind == "copy":
                data[at:at] = data[at : at + length * 16]
            else:
                del data[at:]
        survives(target, bytes(data))

    run()


@settings(SMALL, max_examples=60 * MORE)
@given(st.binary(max_size=2000), st.sampled_from(sorted(TARGETS)))
@example(b"", "image")
def test_noise(data: bytes, target: str) -> None:
    survives(target, data)
