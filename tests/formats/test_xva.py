"""XVA: bit-exact from an archive that was written by the description of the format, all variants; and our own, out and in."""

from __future__ import annotations

import hashlib
import io
import subprocess
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest
import xxhash

from console.formats import tar
from console.formats.broken import BadFile
from console.formats.opening import open_package, open_stream
from console.formats.xva_write import XvaPlan, write_xva
from tests.fixtures.packages import MIB, chunks_of, content, read, synthetic_xva, vm

# "Ref:10" comes before "Ref:2"; a last chunk of 512 bytes; a disk of zeros only; one smaller than a chunk.
DISKS = {"Ref:2": content(3, 5 * MIB + 512), "Ref:10": content(4, 3 * MIB), "Ref:30": bytes(4 * MIB), "Ref:4": content(5, 1536)}


def packed(data: bytes, compression: str) -> bytes:
    if not compression:
        return data
    return subprocess.run([compression, "-c", "-1"], input=data, check=True, capture_output=True).stdout


@pytest.mark.parametrize("compression", ["", "gzip", "zstd"])
@pytest.mark.parametrize("checksum", ["xxhash", "sha1"])
@pytest.mark.parametrize("keep_alive_at", [None, 1, 2])
def test_synthetic(tmp_path: Path, compression: str, checksum: str, keep_alive_at: int | None) -> None:
    data = packed(synthetic_xva(DISKS, checksum=checksum, keep_alive_at=keep_alive_at), compression)
    path = tmp_path / "vm.xva"
    path.write_bytes(data)
    with open_package(path) as package:
        (machine,) = package.description.vms
        assert (machine.name, machine.cpus, machine.memory_bytes, machine.firmware, machine.cores_per_socket) == ("from xen", 2, 1 << 30, "bios", 2)
        assert [disk.id for disk in machine.disks] == list(DISKS)  # in the order of the devices
        assert [(nic.network, nic.mac) for nic in machine.nics] == [("Pool-wide network", "aa:bb:cc:00:11:22")]
        assert [disk.id for disk in package.order] == sorted(DISKS)  # in the order of the archive
        for disk in machine.disks:  # in any order, twice
            assert read(package.open(disk)) == DISKS[disk.id]
        assert read(package.open(machine.disks[0])) == DISKS["Ref:2"]
        assert package.verify().ok
    stream = open_stream(io.BytesIO(data), "download")
    assert {disk.id: read(stream.open(disk)) for disk in stream.order} == DISKS


@pytest.mark.parametrize("compression", ["", "gzip"])
def test_without_inline_checksums(tmp_path: Path, compression: str) -> None:
    """export_vsn 0: a table at the end instead; without that nothing is said to be as its checksum says."""
    good = synthetic_xva(DISKS, checksum="", export_vsn=0)

    def words(data: bytes) -> tuple[bool, list[bool | None], str]:
        path = tmp_path / "old.xva"
        path.write_bytes(packed(data, compression))
        with open_package(path) as package:
            found = package.verify()
        return found.ok, [check.ok for check in found.files], " ".join(str(check.words) for check in found.files)

    package = open_stream(io.BytesIO(packed(good, compression)), "old")
    assert {disk.id: read(package.open(disk)) for disk in package.order} == DISKS
    package.finish()
    ok, each, said = words(good)
    assert (ok, each) == (True, [True] * 4) and "as its checksum says" in said
    begin = good.index(b"checksum.xml")
    ok, each, said = words(good[:begin] + bytes(10240))
    assert (ok, each) == (True, [None] * 4) and "as its checksum says" not in said and "nothing says" in said
    at = good.index(b"Ref:10/00000000") + 512 + 5
    bad = good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :]
    ok, _, said = words(bad)
    assert not ok and "old.xva can't be used: Ref:10/00000000: it is not what the table of checksums" in said
    package = open_stream(io.BytesIO(packed(bad, compression)), "old")
    assert len({disk.id: read(package.open(disk)) for disk in package.order}) == len(DISKS)
    with pytest.raises(BadFile, match="table of checksums"):
        package.finish()


def test_a_disk_that_was_left_in_the_middle(tmp_path: Path) -> None:
    path = tmp_path / "vm.xva"
    path.write_bytes(synthetic_xva(DISKS))
    with open_package(path) as package:
        stream = package.open(package.order[0])
        next(iter(stream.chunks()))
        for disk in package.order[1:]:
            assert read(package.open(disk)) == DISKS[disk.id]
        assert read(package.open(package.order[0])) == DISKS["Ref:10"]


@pytest.mark.parametrize("compression", ["", "gzip", "zstd"])
@pytest.mark.parametrize("checksum", ["xxhash", "sha1"])
def test_ours(tmp_path: Path, compression: str, checksum: str) -> None:
    contents = list(DISKS.values()) * 3  # twelve disks: references with two digits
    machine = vm([len(data) for data in contents])
    by_id = {disk.id: data for disk, data in zip(machine.disks, contents, strict=True)}
    plan = XvaPlan([machine], {id: lambda data=data: chunks_of(data) for id, data in by_id.items()}, checksum, compression)  # type: ignore[misc]
    path = tmp_path / "vm.xva"
    done: list[int] = []
    with path.open("wb") as out:
        write_xva(plan, out, done.append)
    assert done == sorted(done)
    assert done[-1] == sum(len(data) for data in contents)
    with open_package(path) as package:
        (found,) = package.description.vms
        for name in ("name", "description", "uuid", "cpus", "cores_per_socket", "memory_bytes", "firmware", "secure_boot", "os"):
            assert getattr(found, name) == getattr(machine, name), name
        assert [nic.network for nic in found.nics] == ["LAN", "DMZ"]
        assert len(found.cds) == 1
        assert [read(package.open(disk)) for disk in found.disks] == contents
        assert package.verify().ok


def test_ours_is_as_described(tmp_path: Path) -> None:
    """By tar and the hash functions alone: names, order, first and last chunk, checksums."""
    machine = vm([4 * MIB + 512, 2 * MIB])
    empty = {disk.id: bytes(disk.capacity_bytes or 0) for disk in machine.disks}
    digests = {"xxhash": lambda data: xxhash.xxh64(data).hexdigest().upper(), "sha1": lambda data: hashlib.sha1(data).hexdigest()}
    for checksum, digest in digests.items():
        out = io.BytesIO()
        write_xva(XvaPlan([machine], {id: lambda data=data: chunks_of(data) for id, data in empty.items()}, checksum), out)  # type: ignore[misc]
        assert out.getvalue()[-1024:] == bytes(1024)
        with tarfile.open(fileobj=io.BytesIO(out.getvalue())) as archive:
            names = archive.getnames()
            suffix = "xxhash" if checksum == "xxhash" else "checksum"
            chunks = ("Ref:0/00000000", "Ref:0/00000004", "Ref:1/00000000", "Ref:1/00000001")
            assert names == ["ova.xml", *(name + end for name in chunks for end in ("", f".{suffix}"))]
            for name, said in zip(names[1::2], names[2::2], strict=True):
                assert archive.extractfile(said).read().decode() == digest(archive.extractfile(name).read())  # type: ignore[union-attr]
            assert archive.getmember("Ref:0/00000004").size == 512
    # Known values of the format's description.
    assert xxhash.xxh64(bytes(MIB)).hexdigest().upper() == "87D2A1B6E1163EF1"


def broken(data: bytes) -> str:
    with pytest.raises(BadFile) as caught:
        package = open_stream(io.BytesIO(data), "bad.xva")
        for disk in package.order:
            read(package.open(disk))
    return str(caught.value)


def test_refused() -> None:
    good = synthetic_xva(DISKS)
    at = good.index(b"Ref:10/00000000") + 512
    assert "Ref:10/00000000.xxhash" in broken(good[: at + 5] + bytes([good[at + 5] ^ 1]) + good[at + 6 :])
    begin = good.index(b"Ref:10/00000000")
    assert "leads out of the package" in broken(good[:begin] + tar.header("Ref:1/../../etc/passwd", 0) + good[begin:])
    assert "not a member that an XVA has" in broken(good[:begin] + tar.header("install.sh", 0) + good[begin:])
    assert "is cut off" in broken(good[: good.index(b"Ref:2/00000000")])
    assert "bytes are missing" in broken(good[: good.index(b"Ref:2/00000000") + 600])
    small = synthetic_xva({"Ref:1": content(1, 2 * MIB)})
    assert "behind the end" in broken(small.replace(str(2 * MIB).encode(), str(1 * MIB).encode()))
    assert "ends after" in broken(small.replace(str(2 * MIB).encode(), str(9 * MIB).encode()))
    assert "not a possible number" in broken(small.replace(b"virtual_size</name><value>2097152", b"virtual_size</name><value>-097152"))
    assert "no virtual machine" in broken(small.replace(b"<value>VM</value>", b"<value>VX</value>"))


def test_snapshots_are_left_out_and_said() -> None:
    data = synthetic_xva({"Ref:1": content(1, MIB)}, vm_extra={"power_state": "Suspended", "HVM_boot_params": {"firmware": "uefi"}})
    package = open_stream(io.BytesIO(data), "vm.xva")
    assert any("suspended" in str(warning) for warning in package.warnings)
    assert package.description.vms[0].firmware == "efi"
    paravirtual = open_stream(io.BytesIO(synthetic_xva({"Ref:1": content(1, MIB)}, vm_extra={"HVM_boot_policy": ""})), "vm.xva")
    assert paravirtual.description.vms[0].paravirtual


def test_a_name_that_needs_escaping() -> None:
    machine = replace(vm([MIB]), name="a<b>&c\x07", disks=vm([MIB]).disks)
    out = io.BytesIO()
    write_xva(XvaPlan([machine], {"vmdisk1": lambda: chunks_of(bytes(MIB))}), out)
    assert open_stream(io.BytesIO(out.getvalue()), "x").description.vms[0].name == "a<b>&c"
