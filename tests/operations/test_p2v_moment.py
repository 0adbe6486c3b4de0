"""A machine that runs is copied as of one moment: from snapshots, and while small file systems are frozen; nothing of that is left on it.

This kernel has no device mapper: ``lvcreate``, ``lvs`` and ``lvremove`` of the "machine" are scripts that copy the volume's bytes to a file, as a
snapshot would keep them. What ``pvs`` prints was recorded (tests/guests/test_physical.py). ``fsfreeze`` records what it is asked for.
"""

from __future__ import annotations

import asyncio
import dataclasses
import os
import stat
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from console.backend.machines import SshMachine
from console.formats.extents import plan
from console.guests.physical_lvm import freeze
from console.model.errors import Cause, ConsoleError
from console.model.physical import Content, Partition, PhysicalDisk
from console.model.physical_volumes import Head, LogicalVolume, Stretch, VolumeGroup
from console.model.ports import Pipe
from console.operations.leftovers import CleanUp, why_not_clean
from console.operations.p2v.passes import planned
from console.operations.p2v.run import ConvertMachine
from console.operations.p2v.target import NewDisk, specification
from tests.fixtures.sshd import PrivateSshd
from tests.operations.test_p2v import TEMPLATE, Lab, lab  # noqa: F401
from tests.operations.worlds import HOST

MIB = 1 << 20
SIZE = 120 * MIB
BOOT, PV, RECOVERY = (1 * MIB, 8 * MIB), (9 * MIB, 60 * MIB), (69 * MIB, 11 * MIB)
FIRST, SECOND = (PV[0] + MIB, 16 * MIB), (PV[0] + MIB + 24 * MIB, 8 * MIB)
"""The two stretches of the volume "root"; other data is between them."""

LVCREATE = r"""#!/bin/sh
echo "lvcreate $*" >> %(log)s
[ -e %(refuse)s ] && { echo 'insufficient free space' >&2; exit 5; }
while [ $# -gt 1 ]; do [ "$1" = --name ] && name=$2; shift; done
{ dd if=%(disk)s bs=1M skip=10 count=16; dd if=%(disk)s bs=1M skip=34 count=8; } 2>/dev/null > %(folder)s/snapshot-$name
# what a machine that runs does: from now on the volume itself is another
printf changed | dd of=%(disk)s bs=1M seek=12 conv=notrunc 2>/dev/null
printf 'with snapshot' | dd of=%(disk)s bs=1M seek=9 conv=notrunc 2>/dev/null
"""
LVREMOVE = r"""#!/bin/sh
echo "lvremove $*" >> %(log)s
[ -e %(stuck)s ] && exit 5
for name; do :; done
rm -f %(folder)s/snapshot-${name#vg/}
printf 'without snap.' | dd of=%(disk)s bs=1M seek=9 conv=notrunc 2>/dev/null
"""
LVS = r"""#!/bin/sh
for name; do :; done
name=${name#vg/}
[ -e %(folder)s/snapshot-$name ] || exit 5
case "$*" in
  *lv_attr*) [ -e %(full)s ] && echo "  $name|sri-I-s---" || echo "  $name|sri-a-s---" ;;
  *) echo "  %(folder)s/snapshot-$name" ;;
esac
"""
FSFREEZE = r"""#!/bin/sh
echo "fsfreeze $*" >> %(log)s
case $1 in
  -f) [ -e %(frozen)s ] && exit 1; touch %(frozen)s; printf still | dd of=%(disk)s bs=1M seek=2 conv=notrunc 2>/dev/null ;;
  -u) [ -e %(frozen)s ] || exit 1; rm %(frozen)s ;;
esac
"""


@dataclass
class Running:
    """The lab's machine with a volume group, an ext4 ``/srv`` and a recovery partition on a disk of its own."""

    lab: Lab
    folder: Path
    files: dict[str, Path]

    def log(self) -> list[str]:
        return self.files["log"].read_text().splitlines() if self.files["log"].exists() else []

    def disk(self) -> PhysicalDisk:
        device = str(self.files["disk"])

        def part(number: int, place: tuple[int, int], content: Content, filesystem: str = "", mount: str = "") -> Partition:
            return Partition(
                f"{device}{number}", place[1], content, filesystem, mount=mount, writable=bool(mount), parent=device, start_bytes=place[0]
            )

        root = Partition("/dev/mapper/vg-root", 24 * MIB, Content.SYSTEM, "ext4", mount="/", writable=True, parent=f"{device}2")
        parts = (part(1, BOOT, Content.DATA, "ext4", "/srv"), part(2, PV, Content.LVM, "LVM2_member"), root, part(3, RECOVERY, Content.RECOVERY))
        return PhysicalDisk(device, SIZE, bus="sata", boot=True, table="gpt", partitions=parts)

    def groups(self, others: Sequence[str] = ()) -> tuple[VolumeGroup, ...]:
        device = f"{self.files['disk']}2"
        stretches = (Stretch(device, FIRST[0] - PV[0], FIRST[1], 0), Stretch(device, SECOND[0] - PV[0], SECOND[1], FIRST[1]))
        root = LogicalVolume("vg", "root", 6, stretches, open=True)
        return (VolumeGroup("vg", 4 * MIB, 5, (root,), tuple(others), (Head(device, MIB, 57 * MIB),)),)

    async def operation(self, format: str = "qcow2", left_out: tuple[str, ...] = (), smaller: bool = False, **more: object) -> ConvertMachine:
        source, host = await self.lab.source(), self.lab.place.inventory.host(HOST)
        assert host is not None
        found = dataclasses.replace(
            source.found,
            disks=(self.disk(),),
            groups=self.groups(),
            tools=source.found.tools | {"lvcreate", "fsfreeze", "setsid"},
            live_system=False,
        )
        new = (NewDisk(found.disks[0], self.lab.repository, format, left_out=left_out, smaller=smaller),)
        spec = specification(found, host, TEMPLATE, name="phys1", uuid=os.urandom(16).hex(), disks=new, nics=(), paravirtual=False)
        uuid = f"{spec.uuid[:8]}-{spec.uuid[8:12]}-{spec.uuid[12:16]}-{spec.uuid[16:20]}-{spec.uuid[20:]}"
        spec = dataclasses.replace(spec, uuid=uuid)
        return ConvertMachine(spec, dataclasses.replace(source, found=found), self.lab.address, new, patience=20.0, **more)  # type: ignore[arg-type]

    def copied(self) -> Path:
        """The VM's disk, as a raw file."""
        config = self.lab.place.vm("phys1").config
        assert config is not None
        raw = self.folder / "copied.raw"
        subprocess.run(["qemu-img", "convert", "-O", "raw", config.disks[0].source, str(raw)], check=True, timeout=60)
        return raw


@pytest.fixture
def own_sshd(tmp_path: Path) -> Iterator[PrivateSshd]:
    """The machine's programs come first in its PATH."""
    server = PrivateSshd(path=f"{tmp_path}/programs:{os.environ['PATH']}")
    yield server
    server.remove()


@pytest.fixture
async def running(lab: Lab, tmp_path: Path) -> Running:  # noqa: F811
    folder, programs = tmp_path / "machine", tmp_path / "programs"
    folder.mkdir()
    programs.mkdir()
    files = {name: folder / name for name in ("log", "refuse", "stuck", "full", "frozen", "disk")}
    places = {**{name: str(path) for name, path in files.items()}, "folder": str(folder)}
    for name, text in (("lvcreate", LVCREATE), ("lvremove", LVREMOVE), ("lvs", LVS), ("fsfreeze", FSFREEZE)):
        path = programs / name
        path.write_text(text % places)
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    with files["disk"].open("wb") as file:
        file.truncate(SIZE)
    subprocess.run(["sgdisk", "-n", "1:2048:+8M", "-n", "2:0:+60M", "-n", "3:0:+11M", "-t", "3:2700", files["disk"]], check=True, capture_output=True)
    with files["disk"].open("r+b") as file:
        for begin, length in (BOOT, PV, RECOVERY):
            file.seek(begin + MIB)
            file.write(os.urandom(length - MIB))
    return Running(lab, folder, files)


def part(path: Path, begin: int, length: int) -> bytes:
    with path.open("rb") as file:
        file.seek(begin)
        return file.read(length)


@pytest.mark.parametrize("second", [None, ("printf stopped | dd of=$DISK bs=1M seek=14 conv=notrunc",)])
async def test_as_of_one_moment(running: Running, second: tuple[str, ...] | None) -> None:
    """The volume is as the snapshot had it, its group's table as without one, /srv as it was frozen; snapshot and freeze are gone."""
    before = running.files["disk"].read_bytes()
    commands = second and tuple(command.replace("$DISK", str(running.files["disk"])) for command in second)
    await running.lab.place.runner.start(await running.operation(second_pass=commands))
    copy, log = running.copied().read_bytes(), running.log()
    root = copy[FIRST[0] : FIRST[0] + FIRST[1]]
    if second is None:
        assert root == before[FIRST[0] : FIRST[0] + FIRST[1]], "not what was written after the snapshot was made"
    else:
        assert root[2 * MIB :].startswith(b"changed") and root[4 * MIB :].startswith(b"stopped"), "the second snapshot"
    assert copy[SECOND[0] : SECOND[0] + SECOND[1]] == before[SECOND[0] : SECOND[0] + SECOND[1]]
    assert copy[PV[0] :].startswith(b"without snap.") and copy[2 * MIB :].startswith(b"still")
    assert [line.split()[0] for line in log] == ["lvcreate", "lvremove"] * (1 if second is None else 2) + ["fsfreeze", "fsfreeze"]
    assert "--permission r --extents 5 --name virtdeck_p2v_" in log[0] and log[0].endswith("vg/root")
    assert not running.files["frozen"].exists() and not list(running.folder.glob("snapshot-*"))
    assert not running.lab.place.vm("phys1").config.description  # type: ignore[union-attr]


async def test_without_holding_still(running: Running) -> None:
    """The user said so: nothing is made there."""
    await running.lab.place.runner.start(await running.operation(hold=False))
    assert running.log() == [] and running.copied().read_bytes() == running.files["disk"].read_bytes()


@pytest.mark.parametrize("format", ["qcow2", "raw"])
async def test_left_out_and_smaller(running: Running, format: str) -> None:
    """A partition that is left out is empty; the new disk ends after the last partition, and its table is whole."""
    before = running.files["disk"].read_bytes()
    operation = await running.operation(format, (f"{running.files['disk']}3",), True, hold=False)
    assert operation.disks[0].size_bytes == 81 * MIB == operation.spec.disks[0].capacity_bytes
    await running.lab.place.runner.start(operation)
    raw = running.copied()
    copy = raw.read_bytes()
    assert len(copy) == 81 * MIB and copy[MIB : RECOVERY[0]] == before[MIB : RECOVERY[0]] and copy[RECOVERY[0] : 80 * MIB] == bytes(RECOVERY[1])
    shown = subprocess.run(["sgdisk", "-v", "-p", raw], check=True, capture_output=True, text=True, timeout=30).stdout
    assert "No problems found" in shown and len([line for line in shown.splitlines() if line.strip()[:1] in "123" and "MiB" in line]) == 3
    assert running.files["disk"].read_bytes() == before


@pytest.mark.parametrize("what", ["refuse", "full", "stuck", "cancel", "lost"])
async def test_bad_ends(running: Running, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No snapshot can be made; it runs full; it can't be removed; the user cancels; the link is lost: one sentence, nothing left but what is said."""
    lab = running.lab  # noqa: F811
    empty = await lab.left()
    operation = await running.operation()
    opened = SshMachine.open

    def broken(machine: SshMachine, command: Sequence[str], stdin: bytes = b"") -> Pipe:
        if what == "full":  # an invalid snapshot can't be read
            for snapshot in running.folder.glob("snapshot-*"):
                snapshot.write_bytes(b"")
            running.files["full"].touch()
        if what == "cancel":
            task = next(iter(lab.place.runner.tasks()))
            loop.call_soon_threadsafe(lab.place.runner.cancel, task.id)
        if what == "lost":
            lab.sshd.stop()
        return opened(machine, command, stdin)

    loop = asyncio.get_running_loop()
    if what in ("refuse", "stuck"):
        running.files[what].touch()
    else:
        monkeypatch.setattr(SshMachine, "open", broken)
    if what == "lost":
        operation = dataclasses.replace(operation, patience=0.5)
    if what == "stuck":
        await lab.place.runner.start(operation)
        config = lab.place.vm("phys1").config
        assert config is not None and "vg/virtdeck_p2v_" in config.description and "offered" in config.description
        return
    with pytest.raises((ConsoleError, asyncio.CancelledError)) as failed:
        await lab.place.runner.start(operation)
    await asyncio.sleep(0.3)
    left = await lab.left()
    assert running.log()[0].startswith("lvcreate")
    if what == "lost":
        await clean_up_later(running)
        left = await lab.left()
    assert left == empty
    if what == "cancel":
        assert not list(running.folder.glob("snapshot-*")) and running.log()[-1].startswith("lvremove")
        return
    assert isinstance(failed.value, ConsoleError)
    causes = {"refuse": Cause.UNSUPPORTED, "full": Cause.NO_SPACE, "lost": Cause.UNREACHABLE}
    assert failed.value.cause is causes[what], failed.value.text.english()
    said = failed.value.text.english() + (failed.value.remedy.english() if failed.value.remedy else "")
    assert {"refuse": "root", "full": "ran full", "lost": "offered when you connect"}[what] in said
    assert not list(running.folder.glob("snapshot-*"))


async def clean_up_later(running: Running) -> None:
    """The snapshot that a machine out of reach has kept is listed; another login removes it, as the list's *Clean up* does."""
    lab = running.lab  # noqa: F811
    object.__setattr__(lab.place.world, "machines", lab.machines)
    (snapshot,) = running.folder.glob("snapshot-*")
    (left,) = await lab.place.database.journal.leftovers()
    assert left.name == left.proof == f"vg/{snapshot.name.removeprefix('snapshot-')}" and why_not_clean(left, lab.place.inventory) is None
    lab.sshd.start()
    await lab.place.runner.start(CleanUp(left))
    assert not snapshot.exists()


@pytest.mark.parametrize("killed", [False, True])
def test_a_frozen_file_system_is_thawed_by_the_machine_itself(tmp_path: Path, killed: bool) -> None:
    """Nobody comes back for it; the shell that froze it is killed in the very moment."""
    frozen, log = tmp_path / "frozen", tmp_path / "log"
    program = tmp_path / "fsfreeze"
    program.write_text(
        f"#!/bin/sh\necho $* >> {log}\ncase $1 in -f) touch {frozen}; {'kill -9 $PPID' if killed else ':'} ;; -u) rm {frozen} ;; esac\n"
    )
    program.chmod(0o700)
    env = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run(["sh", "-c", freeze("/srv", 1)], env=env, capture_output=True, text=True, timeout=20)
    assert (done.returncode != 0) is killed and done.stdout.strip().isdigit() is not killed and frozen.exists()
    end = time.monotonic() + 20
    while frozen.exists() and time.monotonic() < end:
        time.sleep(0.05)
    assert log.read_text().splitlines() == ["-f /srv", "-u /srv"] and not frozen.exists()
    program.write_text("#!/bin/sh\nexit 1\n")
    done = subprocess.run(["sh", "-c", freeze("/srv", 1)], env=env, capture_output=True, text=True, timeout=20)
    assert done.returncode == 1 and not done.stdout


async def test_what_was_left_is_removed_first(running: Running) -> None:
    left = running.folder / "snapshot-virtdeck_p2v_old_0"
    left.touch()
    await running.lab.place.runner.start(await running.operation(hold=False, leftovers=("vg/virtdeck_p2v_old_0",)))
    assert not left.exists() and [line.split()[0] for line in running.log()] == ["lvremove"]


def test_a_plan_has_the_same_places_with_snapshots_and_without(tmp_path: Path) -> None:
    """Digests of the first pass are looked up by place in the second."""
    machine = Running.__new__(Running)
    machine.files = {"disk": tmp_path / "d"}
    from console.model.physical import PhysicalMachine

    found = PhysicalMachine("m", disks=(machine.disk(),), groups=machine.groups(), tools=frozenset({"lvcreate", "fsfreeze", "setsid"}))
    new = NewDisk(found.disks[0], "r")
    live, held = planned(found, new, {}), planned(found, new, {"/dev/mapper/vg-root": "/dev/vg/s"})
    assert [p.offset for p in live] == [p.offset for p in held] and len(live) > len(plan(SIZE, "d"))
    shifts = {p.offset - p.start for p in held if p.device == "/dev/vg/s"}
    assert {p.device for p in live} == {str(tmp_path / "d")} and shifts == {FIRST[0], SECOND[0] - FIRST[1]}
    assert all(p.start == p.offset for p in held if p.device != "/dev/vg/s")
