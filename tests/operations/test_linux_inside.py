"""What a Linux on a captured disk says of itself: on a partition, in a logical volume, in a mirror; damage neither stops nor holds up the look."""

from __future__ import annotations

import random
import shutil
import subprocess
import time
import zlib
from pathlib import Path

import pytest

from console.formats.ext4 import Ext4
from console.formats.ntfs import Unreadable
from console.model.physical import Content, review
from console.model.tools import GuestFamily
from console.operations.p2v.captured import Captured, examine
from console.operations.p2v.linux_inside import linux_inside
from tests.store.threads import ThreadPerJob

MIB = 1 << 20
KERNEL = "6.1.0-30-amd64"
HEAD = Path(__file__).resolve().parents[1] / "fixtures" / "pv-head.z"
"""The first MiB of a physical volume of 40 MiB that lvm2 2.03.16 made: "root" on extents 0-2 and 5-6 of 4 MiB, "swap" between them."""

pytestmark = pytest.mark.skipif(shutil.which("mke2fs") is None, reason="needs e2fsprogs")


def furnish(root: Path) -> Path:
    """A small Debian's files."""
    files = {
        "usr/lib/os-release": 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\n',
        "etc/hostname": "db1\n",
        f"usr/lib/modules/{KERNEL}/modules.dep": "kernel/virtio_blk.ko.xz:\nkernel/virtio_net.ko:\n" + "kernel/x.ko:\n" * 9000,
        f"usr/lib/modules/{KERNEL}/modules.builtin": "kernel/y.ko\n",
        "usr/lib/modules/5.10.0-9-amd64/modules.dep": "",
        "usr/bin/vmtoolsd": "x",
        "usr/bin/dash": "",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    (root / "usr/bin/dash").write_bytes(b"\x7fELF\2\1\1" + bytes(11) + b"\x3e\0")
    for number in range(400):
        (root / "usr/bin" / f"program-{number:03}-with-a-longer-name").touch()
    for link, target in (("bin", "usr/bin"), ("lib", "usr/lib"), ("usr/bin/sh", "/bin/dash"), ("etc/os-release", "../usr/lib/os-release")):
        (root / link).symlink_to(target)
    return root


def make(folder: Path, size: str, *options: str) -> bytes:
    root, volume = folder / "root", folder / "volume"
    if not root.exists():
        furnish(root)
    volume.unlink(missing_ok=True)
    subprocess.run(["mke2fs", "-q", "-F", *options, "-d", str(root), str(volume), size], check=True, capture_output=True, timeout=60)
    return volume.read_bytes()


def expected(told: object) -> None:
    assert told is not None
    assert (told.name, told.id, told.version, told.hostname, told.arch, told.kernel, told.tools, told.virtio_missing) == (  # type: ignore[attr-defined]
        "Debian GNU/Linux 12 (bookworm)", "debian", "12", "db1", "x86_64", KERNEL, ("VMware Tools",), ("virtio_pci",))  # fmt: skip


async def seen(path: Path) -> Captured:
    return await examine([path], ThreadPerJob())


@pytest.mark.parametrize(
    "options", [("-t", "ext4"), ("-t", "ext4", "-O", "64bit,^has_journal"), ("-t", "ext3", "-b", "1024"), ("-t", "ext2", "-I", "128")]
)
def test_file_systems(tmp_path: Path, options: tuple[str, ...]) -> None:
    volume = make(tmp_path, "20M", *options)
    expected(linux_inside(lambda offset, length: volume[offset : offset + length]))
    system = Ext4(lambda offset, length: volume[offset : offset + length])
    assert system.file("etc/none") is None and system.file("etc") is None and system.names("etc/hostname") == ()
    assert len(system.names("usr/bin")) == 405 and MIB // 2 < system.used_bytes < 20 * MIB
    (tmp_path / "root" / "loop").symlink_to("loop")
    looped = make(tmp_path, "20M", *options)
    with pytest.raises(Unreadable):
        Ext4(lambda offset, length: looped[offset : offset + length]).file("loop/x")


def test_an_old_one(tmp_path: Path) -> None:
    """Without os-release; and a data disk is no system."""
    root = tmp_path / "root"
    (root / "etc").mkdir(parents=True)
    data = make(tmp_path, "4M")
    assert linux_inside(lambda offset, length: data[offset : offset + length]) is None
    (root / "etc/redhat-release").write_text("CentOS release 6.10 (Final)\n")
    old = make(tmp_path, "4M")
    told = linux_inside(lambda offset, length: old[offset : offset + length])
    assert told is not None and (told.name, told.id, told.version) == ("CentOS release 6.10 (Final)", "centos", "6.10")


async def test_on_a_partition(tmp_path: Path) -> None:
    disk = tmp_path / "server.img"
    disk.write_bytes(bytes(MIB) + make(tmp_path, "20M") + bytes(MIB))
    subprocess.run(["sfdisk", "--quiet", disk], input=b"label: dos\n2048,40960,83,*\n", check=True, capture_output=True, timeout=20)
    machine = (await seen(disk)).machine
    assert (machine.family, machine.os_name, machine.os_version, machine.hostname) == (
        GuestFamily.LINUX,
        "Debian GNU/Linux 12 (bookworm)",
        "12",
        "db1",
    )
    (part,) = machine.disks[0].partitions
    assert part.content is Content.SYSTEM and part.used_bytes == machine.disks[0].used_bytes is not None
    assert {"vendor-tools", "no-virtio"} <= {finding.code for finding in review(machine)}


async def test_in_a_logical_volume(tmp_path: Path) -> None:
    """In two pieces on the disk; what holds it, and what is beside it, are shown."""
    volume, head, disk = make(tmp_path, "20M"), zlib.decompress(HEAD.read_bytes()), tmp_path / "server.raw"
    swap = bytearray(8 * MIB)
    swap[4086:4096] = b"SWAPSPACE2"
    disk.write_bytes(bytes(MIB) + head + volume[: 12 * MIB] + swap + volume[12 * MIB :] + bytes(12 * MIB))
    subprocess.run(["sfdisk", "--quiet", disk], input=b"label: dos\n2048,81920,8e,*\n", check=True, capture_output=True, timeout=20)
    found = await seen(disk)
    machine = found.machine
    assert not found.unread and (machine.os_name, machine.hostname) == ("Debian GNU/Linux 12 (bookworm)", "db1")
    assert [(p.device, p.content, p.size_bytes >> 20, p.parent) for p in machine.disks[0].partitions] == [
        ("server.raw 1", Content.LVM, 40, "server.raw"), ("vgtest/root", Content.SYSTEM, 20, "server.raw 1"),
        ("vgtest/swap", Content.SWAP, 8, "server.raw 1")]  # fmt: skip
    assert machine.disks[0].used_bytes == machine.disks[0].partitions[1].used_bytes


async def test_in_a_mirror(tmp_path: Path) -> None:
    """An MD RAID 1 as mdadm makes it."""
    superblock = bytearray(4096)
    superblock[:8] = b"\xfc\x4e\x2b\xa9\1\0\0\0"
    superblock[32:37] = b"db1:0"
    superblock[72:76] = (1).to_bytes(4, "little")
    superblock[128:144] = (2048).to_bytes(8, "little") + (20 * MIB // 512).to_bytes(8, "little")
    disk = tmp_path / "server.raw"
    disk.write_bytes(bytes(MIB) + bytes(4096) + superblock + bytes(MIB - 8192) + make(tmp_path, "20M"))
    subprocess.run(["sfdisk", "--quiet", disk], input=b"label: dos\n2048,,fd,*\n", check=True, capture_output=True, timeout=20)
    machine = (await seen(disk)).machine
    assert machine.os_id == "debian" and [p.content for p in machine.disks[0].partitions] == [Content.RAID, Content.SYSTEM]


async def test_damage(tmp_path: Path) -> None:
    """Bytes of tables, folders and of a volume group's text are changed: an answer or none, always soon."""
    volume, head = make(tmp_path, "20M"), zlib.decompress(HEAD.read_bytes())
    disk = bytes(MIB) + head + volume[: 12 * MIB] + bytes(8 * MIB) + volume[12 * MIB :] + bytes(12 * MIB)
    path, dice = tmp_path / "server.raw", random.Random(7)
    path.write_bytes(disk)
    subprocess.run(["sfdisk", "--quiet", path], input=b"label: dos\n2048,81920,8e,*\n", check=True, capture_output=True, timeout=20)
    used = [at for at in range(MIB, len(disk), 512) if any(disk[at : at + 512])]
    began, answers = time.process_time(), set[bool]()
    for _ in range(60):
        broken = {dice.choice(used) + dice.randrange(512): dice.choice((0, 0xFF, dice.randrange(256))) for _ in range(60)}
        with path.open("r+b") as file:
            for at, value in broken.items():
                file.seek(at)
                file.write(bytes([value]))
        answers.add(bool((await seen(path)).machine.os_id))
        with path.open("r+b") as file:
            for at in broken:
                file.seek(at)
                file.write(disk[at : at + 1])
    assert answers == {True, False} and time.process_time() - began < 30
    text = b"a" * (1 << 20)
    with path.open("r+b") as file:  # a text that is one endless word
        file.seek(2 * MIB - len(head) + 4096 + 512)
        file.write(text[: len(head) - 4608])
    began = time.process_time()
    await seen(path)
    assert time.process_time() - began < 10
