"""What is not read here is asked of virt-inspector: its answer was recorded from 1.48.6; the real program in the slow run."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from console.backend.programs import LocalPrograms
from console.model.errors import Cause, ConsoleError
from console.model.physical import PhysicalMachine
from console.model.ports import ProgramResult
from console.model.text import N_
from console.model.tools import GuestFamily
from console.operations.p2v.captured import Captured, CapturedDisk, examine
from console.operations.p2v.inspector import asked
from tests.operations.test_linux_inside import furnish
from tests.store.threads import ThreadPerJob

ANSWER = """<?xml version="1.0"?>
<operatingsystems><operatingsystem><root>/dev/sda1</root><name>linux</name><arch>x86_64</arch><distro>opensuse</distro>
<product_name>openSUSE Leap 15.6</product_name><major_version>15</major_version><minor_version>6</minor_version><hostname>suse1</hostname>
<mountpoints><mountpoint dev="/dev/sda1">/</mountpoint></mountpoints></operatingsystem></operatingsystems>
"""


class Inspector:
    """Stands in for the program."""

    def __init__(self, answer: str = ANSWER, *, there: bool = True) -> None:
        self.answer, self.there = answer, there
        self.calls: list[tuple[str, ...]] = []
        self.env: dict[str, str] = {}

    async def which(self, name: str, **_: Any) -> str | None:
        return f"/usr/bin/{name}" if self.there else None

    async def run(self, argv: Sequence[str], *, env: dict[str, str], deadline: float, **_: Any) -> ProgramResult:
        self.calls.append(tuple(argv))
        self.env = env
        if not self.answer:
            raise ConsoleError(N_("It failed."), cause=Cause.TIMEOUT)
        return ProgramResult(tuple(argv), 0, self.answer, "", 1.0)


def captured(**more: Any) -> Captured:
    disk = CapturedDisk("a.vhdx", ("/x/a.vhdx",), "qemu", "vhdx", "", 1 << 20)
    split = CapturedDisk("b.001", ("/x/b.001", "/x/b.002"), "bytes", "raw", "", 1 << 20)
    return Captured(PhysicalMachine("a", family=GuestFamily.LINUX, os_name="Linux", **more), (disk, split), unread=True)


async def test_what_it_says() -> None:
    program = Inspector()
    machine = (await asked(captured(), program)).machine  # type: ignore[arg-type]
    assert (machine.os_name, machine.os_id, machine.os_version, machine.hostname, machine.arch) == (
        "openSUSE Leap 15.6", "opensuse", "15.6", "suse1", "x86_64")  # fmt: skip
    assert program.calls == [("virt-inspector", "--no-applications", "--no-icon", "--format=vhdx", "-a", "/x/a.vhdx")]
    assert program.env["LIBGUESTFS_BACKEND_SETTINGS"] == "force_tcg"


@pytest.mark.parametrize("answer", ["", "no xml", "<!DOCTYPE a><a/>", "<operatingsystems/>", ANSWER.replace("linux<", "windows<")])
async def test_it_does_not_know(answer: str) -> None:
    found = captured()
    assert await asked(found, Inspector(answer)) is found  # type: ignore[arg-type]


async def test_it_is_not_asked() -> None:
    """What is known already; a Windows; no such program."""
    read = replace(captured(), unread=False)
    for found, program in ((captured(os_id="debian"), Inspector()), (captured(), Inspector(there=False)), (read, Inspector())):
        assert await asked(found, program) is found and not program.calls  # type: ignore[arg-type]
    windows = replace(captured(), machine=PhysicalMachine("w", family=GuestFamily.WINDOWS))
    program = Inspector()
    assert await asked(windows, program) is windows and not program.calls  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.real
async def test_the_real_one(tmp_path: Path) -> None:
    """A btrfs, 20 s of processor under emulation."""
    if lacking := [name for name in ("virt-inspector", "mkfs.btrfs") if shutil.which(name) is None]:
        pytest.skip(f"needs {', '.join(lacking)}")
    root, volume, disk = furnish(tmp_path / "root"), tmp_path / "volume", tmp_path / "server.raw"
    (root / "etc/fstab").write_text("/dev/sda1 / btrfs defaults 0 0\n")
    for name in ("boot", "dev", "proc", "sys", "var"):
        (root / name).mkdir()
    with volume.open("wb") as file:
        file.truncate(120 << 20)
    subprocess.run(["mkfs.btrfs", "-q", "--rootdir", root, volume], check=True, capture_output=True, timeout=60)
    disk.write_bytes(bytes(1 << 20) + volume.read_bytes() + bytes(1 << 20))
    subprocess.run(["sfdisk", "--quiet", disk], input=b"label: dos\n2048,,83,*\n", check=True, capture_output=True, timeout=20)
    looked = await examine([disk], ThreadPerJob())
    assert looked.machine.family is GuestFamily.LINUX and not looked.machine.os_id and looked.unread
    programs = LocalPrograms()
    machine = (await asked(looked, programs)).machine
    programs.shutdown()
    assert (machine.os_name, machine.os_id, machine.os_version, machine.hostname) == ("Debian GNU/Linux 12 (bookworm)", "debian", "12", "db1")
