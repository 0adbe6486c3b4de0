"""Our OVA and OVF packages: out, in, and through other people's readers."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import re
import shutil
import subprocess
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from console.formats.broken import BadFile
from console.formats.export import Source as ExportSource
from console.formats.export import write_image, write_ova, write_ovf_folder
from console.formats.images import inspect
from console.formats.manifest import Trust
from console.formats.opening import open_package, open_stream
from tests.fixtures.packages import MIB, bundled, bytes_of, chunks_of, content, gathered, plan, read, vm

SIZES = (3 * MIB + 512, 40 * MIB)
CONTENTS = [content(1, SIZES[0]), content(2, SIZES[1])]
KEPT = (
    "name", "description", "uuid", "cpus", "cores_per_socket", "memory_bytes", "firmware", "secure_boot", "tpm", "windows", "template", "domain_xml",
    "nvram", "snapshots", "current_snapshot", "os", "os_id",
)  # fmt: skip


def ova(path: Path, **more: object) -> Path:
    with path.open("w+b") as out:
        write_ova(plan(bundled(vm(SIZES)), CONTENTS, **more), out)
    return path


@pytest.mark.parametrize("form", ["vmdk", "vpc", "raw"])
def test_round_trip(tmp_path: Path, form: str) -> None:
    path = ova(tmp_path / "web.ova", disk_format=form, eulas=["Be nice."])
    with open_package(path) as package:
        description = package.description
        (machine,) = description.vms
        original = bundled(vm(SIZES))
        assert (package.kind, description.ours, description.producer) == ("ova", True, "Virtdeck")
        for name in KEPT:
            assert getattr(machine, name) == getattr(original, name), name
        assert [(disk.bus, disk.unit, disk.capacity_bytes) for disk in machine.disks] == [("scsi", 0, SIZES[0]), ("scsi", 1, SIZES[1])]
        assert [(nic.network, nic.mac) for nic in machine.nics] == [("LAN", "52:54:00:12:34:56"), ("DMZ", "")]
        assert [eula.text for eula in description.eulas] == ["Be nice."]
        assert not package.warnings
        for disk, data in zip(machine.disks, CONTENTS, strict=True):
            assert read(package.open(disk)) == data
        found = package.verify()
        assert found.ok
        assert found.manifest
        assert {check.ok for check in found.files} == {True}
        assert len(found.files) == 3


def test_other_tools_read_it(tmp_path: Path) -> None:
    path = ova(tmp_path / "web.ova")
    subprocess.run(["tar", "-xf", path, "-C", tmp_path], check=True)
    lines = re.sub(r"SHA256\((.+)\)= (\w+)", r"\2  \1", (tmp_path / "web.mf").read_text())
    subprocess.run(["sha256sum", "--check", "--strict"], cwd=tmp_path, check=True, text=True, input=lines)
    for index, data in enumerate(CONTENTS, 1):
        raw = tmp_path / "raw"
        raw.write_bytes(data)
        image = tmp_path / f"web-disk{index}.vmdk"
        assert subprocess.run(["qemu-img", "check", image], check=False, capture_output=True).returncode == 0
        subprocess.run(["qemu-img", "compare", "-f", "raw", "-F", "vmdk", raw, image], check=True, capture_output=True)
    with tarfile.open(path) as archive:
        assert archive.getnames() == ["web.ovf", "web.mf", "web-disk1.vmdk", "web-disk2.vmdk"]
    assert path.stat().st_size % 10240 == 0


@pytest.mark.parametrize("compress", [None, "gzip", "xz", "zstd"])
def test_from_a_stream_that_cannot_go_back(tmp_path: Path, compress: str | None) -> None:
    path = ova(tmp_path / "web.ova")
    if compress:
        subprocess.run([compress, "-1", "-k", "-S", ".z", path] if compress != "zstd" else ["zstd", "-q", "-1", path, "-o", f"{path}.z"], check=True)
        path = tmp_path / "web.ova.z"
    reader, writer = os.pipe()
    with subprocess.Popen(["cat", path], stdout=writer) as feeder:
        os.close(writer)
        with os.fdopen(reader, "rb") as stream, open_stream(stream, "download") as package:
            found = {disk.id: read(package.open(disk)) for disk in package.order}
            package.finish()
    assert feeder.returncode == 0
    assert [found["vmdisk1"], found["vmdisk2"]] == CONTENTS
    with open_package(path) as package:  # a local file can be gone back to
        for disk in reversed(package.order):
            assert read(package.open(disk)) == CONTENTS[int(disk.id[-1]) - 1]


def test_a_manifest_at_the_end_is_compared_too(tmp_path: Path) -> None:
    """DSP0243 allows it after the disks: what a program writes that does not seek."""
    path = ova(tmp_path / "web.ova")
    with tarfile.open(path) as archive:
        members = [(member, archive.extractfile(member).read()) for member in archive.getmembers()]  # type: ignore[union-attr]
    members.append(members.pop(1))

    def packed(change: bool) -> io.BytesIO:
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
            for member, data in members:
                if change and member.name.endswith(".mf"):
                    data = data.replace(hashlib.sha256(members[1][1]).hexdigest().encode(), b"0" * 64)
                archive.addfile(member, io.BytesIO(data))
        out.seek(0)
        return out

    for change in (False, True):
        package = open_stream(packed(change), "download")
        for disk, data in zip(package.order, CONTENTS, strict=True):
            assert read(package.open(disk)) == data
        if change:
            with pytest.raises(BadFile, match=r"web-disk1\.vmdk"):
                package.finish()
        else:
            package.finish()
            assert package.manifest is not None


def test_folder_compressed_and_signed(tmp_path: Path, signer: object) -> None:
    folder = tmp_path / "package"
    folder.mkdir()
    written = write_ovf_folder(
        plan(vm(SIZES), CONTENTS, disk_format="raw", gzip=True, signer=signer, manifest="sha1"), lambda name: (folder / name).open("x+b")
    )
    assert [each.name for each in written] == ["web.ovf", "web.mf", "web.cert", "web-disk1.img.gz", "web-disk2.img.gz"]
    for each in written:
        data = (folder / each.name).read_bytes()
        assert (each.size, each.digest) == (len(data), hashlib.sha1(data).hexdigest())
    assert gzip.decompress((folder / "web-disk1.img.gz").read_bytes()) == CONTENTS[0]
    with open_package(folder / "web.ovf") as package:
        assert [read(package.open(disk)) for disk in package.order] == CONTENTS
        assert package.verify().ok
        assert package.signature.trust is Trust.UNTRUSTED
        assert "CN=Tester" in str(package.signature.words)
    with open_package(folder / "web.ovf", trusted=[signer.certificate]) as package:  # type: ignore[attr-defined]
        assert package.signature.trust is Trust.VALID
    manifest = folder / "web.mf"
    manifest.write_bytes(manifest.read_bytes() + b"\n")
    with open_package(folder / "web.ovf") as package:
        assert package.signature.trust is Trust.INVALID
        assert not package.verify().ok


def test_signed_ova(tmp_path: Path, signer: object) -> None:
    path = ova(tmp_path / "web.ova", signer=signer)
    with open_package(path, trusted=[signer.certificate]) as package:  # type: ignore[attr-defined]
        assert package.signature.trust is Trust.VALID
        assert package.verify().ok


def test_chunked_files(tmp_path: Path) -> None:
    """Files in pieces of ``ovf:chunkSize``: name.000000000, name.000000001, …"""
    write_ovf_folder(plan(vm(SIZES), CONTENTS, manifest=""), lambda name: (tmp_path / name).open("x+b"))
    image = tmp_path / "web-disk1.vmdk"
    data, step = image.read_bytes(), 50_000
    image.unlink()
    for index in range(0, len(data), step):
        (tmp_path / f"web-disk1.vmdk.{index // step:09d}").write_bytes(data[index : index + step])
    descriptor = tmp_path / "web.ovf"
    descriptor.write_text(descriptor.read_text().replace('ovf:href="web-disk1.vmdk"', f'ovf:href="web-disk1.vmdk" ovf:chunkSize="{step}"'))
    with open_package(descriptor) as package:
        assert len(package.description.disks[0].files) == -(-len(data) // step)
        assert read(package.open(package.description.disks[0])) == CONTENTS[0]
    (tmp_path / "web-disk1.vmdk.000000001").write_bytes(b"short")
    with open_package(descriptor) as package, pytest.raises(BadFile):
        read(package.open(package.description.disks[0]))


def test_several_machines_and_a_ready_made_image(tmp_path: Path) -> None:
    image = tmp_path / "disk.qcow2"
    raw = tmp_path / "disk.raw"
    raw.write_bytes(CONTENTS[0])
    subprocess.run(["qemu-img", "convert", "-f", "raw", "-O", "qcow2", raw, image], check=True)
    first, second = vm((SIZES[0],), "one"), vm((SIZES[1],), "two")
    second = replace(second, disks=tuple(replace(disk, id="sda of/two &") for disk in second.disks), start_order=2, start_delay_seconds=30)
    sources = {
        "vmdisk1": ExportSource(SIZES[0], image=lambda: bytes_of(image), format="qcow2"),
        "sda of/two &": ExportSource(SIZES[1], lambda: chunks_of(CONTENTS[1])),
    }
    path = tmp_path / "two.ova"
    with path.open("w+b") as out:
        write_ova(replace(plan(first, [CONTENTS[0]]), vms=[first, second], sources=sources), out)
    with open_package(path) as package:
        assert [machine.name for machine in package.description.vms] == ["one", "two"]
        assert (package.description.vms[1].start_order, package.description.vms[1].start_delay_seconds) == (2, 30)
        one, two = package.description.disks
        assert package.inspect(one).format == "qcow2"
        place = package.local(one)
        assert place is not None
        from console.formats.images import qemu_source

        source = qemu_source(package.inspect(one), place.path, place.offset, place.size)
        back = tmp_path / "back.raw"
        subprocess.run(["qemu-img", "convert", "-O", "raw", source, back], check=True)
        assert back.read_bytes() == CONTENTS[0]
        assert read(package.open(two)) == CONTENTS[1]
        assert package.verify().ok


@pytest.mark.parametrize(("form", "driver"), [("raw", "raw"), ("vmdk", "vmdk"), ("vpc", "vpc")])
def test_bare_images(tmp_path: Path, form: str, driver: str) -> None:
    path, raw = tmp_path / "image", tmp_path / "raw"
    raw.write_bytes(CONTENTS[1])
    with path.open("w+b") as out:
        write_image(ExportSource(SIZES[1], lambda: chunks_of(CONTENTS[1])), form, out)
    subprocess.run(["qemu-img", "compare", "-f", "raw", "-F", driver, raw, path], check=True, capture_output=True)
    assert inspect(bytes_of(path)).capacity_bytes == SIZES[1]
    with open_package(path) as package:
        assert read(package.open(package.description.disks[0])) == CONTENTS[1]
    if form == "raw":
        assert path.stat().st_blocks * 512 < SIZES[1] // 2  # sparse stays sparse


QEMU = (
    "vmdk", "vmdk monolithicFlat", "vmdk twoGbMaxExtentSparse", "vmdk twoGbMaxExtentFlat", "vmdk streamOptimized", "vpc dynamic,force_size=on",
    "vpc fixed,force_size=on",
)  # fmt: skip


@pytest.mark.parametrize("kind", QEMU)
def test_images_that_qemu_makes(tmp_path: Path, kind: str) -> None:
    raw, path = tmp_path / "raw", tmp_path / "disk.vmdk"
    raw.write_bytes(CONTENTS[1])
    form, _, subformat = kind.partition(" ")
    options = ["-o", f"subformat={subformat}"] if subformat else []
    subprocess.run(["qemu-img", "convert", "-f", "raw", "-O", form, *options, raw, path], check=True)
    with open_package(path) as package:
        assert read(package.open(package.description.disks[0])) == CONTENTS[1]


@pytest.mark.skipif(shutil.which("virt-v2v") is None, reason="virt-v2v is not installed")
def test_virt_v2v_reads_it(tmp_path: Path) -> None:
    """``--print-source`` parses descriptor, manifest and disks, and converts nothing."""
    path = ova(tmp_path / "web.ova")
    done = subprocess.run(
        ["virt-v2v", "-i", "ova", path, "-o", "null", "--print-source"],
        check=False, capture_output=True, text=True, timeout=120, env={**os.environ, "LIBGUESTFS_BACKEND": "direct"},
    )  # fmt: skip
    said = " ".join(done.stdout.split())
    assert done.returncode == 0, done.stderr
    for words in ("source name: web 01", f"memory: {3 << 30} (bytes)", "nr vCPUs: 4", "firmware: uefi", "0 [scsi]", "1 [scsi]", 'Bridge "LAN"'):
        assert words in said, (words, said)


def test_gathered_notices_gaps() -> None:
    assert gathered(chunks_of(CONTENTS[0])) == CONTENTS[0]
