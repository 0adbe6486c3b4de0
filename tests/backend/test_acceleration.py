from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from console.backend.acceleration import SETTING, boot_test, check, effective, find_kernel
from console.backend.background import ThreadBackground
from console.backend.programs import LocalPrograms
from console.model.ids import LOCAL_HOST
from console.model.objects import Acceleration, HostRecord
from console.model.paths import Paths, default_paths

FAKE = """#!/bin/sh
case "$*" in *--version*) echo "QEMU emulator version 7.2.22"; exit 0;; esac
echo "$@" >> {folder}/calls
{what}
"""
GOOD = (
    "echo '[    0.000000] Linux version 6.1'; echo '[    1.2] Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)'; exit 0"
)


class Memory:
    """The part of Settings that is used here."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def get(self, key: str, default: Any = None) -> Any:
        return self.values.get(key, default)

    def set(self, key: str, value: Any) -> None:
        self.values[key] = value


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    demo = tmp_path / "demo"
    demo.mkdir()
    for name in ("demo.qcow2", "vmlinuz", "initrd.img"):
        (demo / name).write_text("")
    (tmp_path / "kvm").write_text("")
    monkeypatch.setenv("VIRTDECK_DEMO", str(demo))
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return default_paths()


def qemu(folder: Path, what: str) -> None:
    program = folder / f"qemu-system-{os.uname().machine}"
    program.write_text(FAKE.format(folder=folder, what=what))
    program.chmod(0o755)
    (folder / "calls").unlink(missing_ok=True)


async def ask(paths: Paths, settings: Memory, folder: Path, **more: Any) -> Acceleration:
    background = ThreadBackground("t")
    try:
        return await check(paths, LocalPrograms(), settings, background, device=folder / "kvm", **more)  # type: ignore[arg-type]
    finally:
        background.shutdown()


async def test_a_kernel_that_boots_proves_kvm_and_is_remembered(world: Paths, tmp_path: Path) -> None:
    settings = Memory()
    qemu(tmp_path, GOOD)
    assert await ask(world, settings, tmp_path) == Acceleration("kvm")
    assert "-accel kvm" in (tmp_path / "calls").read_text()
    (tmp_path / "calls").unlink()
    settings.values[SETTING]["boot"] = "another boot"
    assert await ask(world, settings, tmp_path) == Acceleration("kvm")
    assert not (tmp_path / "calls").exists(), "a good answer is not asked for again"
    settings.values[SETTING]["key"] = "another kernel"
    await ask(world, settings, tmp_path)
    assert (tmp_path / "calls").exists()


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("echo 'SeaBIOS'; sleep 60", "hung"),
        ("echo '[    0.000000] Linux version 6.1'; sleep 60", "hung"),
        ("echo 'Could not access KVM kernel module' >&2; exit 1", "can't use"),
        ("echo '[    0.000000] Linux version 6.1'; exit 1", "crashed"),
        ("exit 0", "crashed"),
    ],
)
async def test_what_goes_wrong_is_emulation_with_the_reason(world: Paths, tmp_path: Path, what: str, words: str) -> None:
    settings = Memory()
    qemu(tmp_path, what)
    found = await ask(world, settings, tmp_path, seconds=0.5)
    assert found.state == "emulation" and found.why is not None and words in str(found.why)
    qemu(tmp_path, GOOD)
    assert (await ask(world, settings, tmp_path)).state == "emulation", "remembered in this boot"
    assert (await ask(world, settings, tmp_path, again=True)).state == "kvm"
    settings.values[SETTING] |= {"answer": "hung", "boot": "an earlier one"}
    assert (await ask(world, settings, tmp_path)).state == "kvm", "a bad answer holds until the computer is restarted"


async def test_without_the_device_nothing_is_tried(world: Paths, tmp_path: Path) -> None:
    settings = Memory()
    qemu(tmp_path, GOOD)
    (tmp_path / "kvm").unlink()
    found = await ask(world, settings, tmp_path)
    assert found.state == "emulation" and "no hardware virtualization" in str(found.why)
    assert not (tmp_path / "calls").exists() and settings.values == {}


async def test_device_without_permission(world: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Any, flags: int, *rest: Any) -> int:
        if path == tmp_path / "kvm":
            raise PermissionError
        return real(path, flags, *rest)

    real = os.open
    monkeypatch.setattr(os, "open", refuse)
    found = await ask(world, Memory(), tmp_path)
    assert found.state == "emulation" and "group kvm" in str(found.why)


async def test_without_kernel_it_is_emulation_and_not_remembered(tmp_path: Path, world: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Memory()
    qemu(tmp_path, GOOD)
    monkeypatch.setattr("console.backend.acceleration.find_kernel", lambda paths: None)
    found = await ask(world, settings, tmp_path)
    assert found.state == "emulation" and "could not be checked" in str(found.why)
    assert settings.values == {}


def test_the_users_choice_wins() -> None:
    record = HostRecord(LOCAL_HOST, "This computer", "qemu:///session", local=True)
    checked = Acceleration("emulation")
    assert effective(record, checked) is checked
    assert effective(HostRecord(LOCAL_HOST, "", "", acceleration="kvm"), checked) == Acceleration("kvm")
    assert effective(HostRecord(LOCAL_HOST, "", "", acceleration="emulation"), Acceleration("kvm")).state == "emulation"


@pytest.mark.real
async def test_the_demo_kernel_comes_to_its_panic() -> None:
    """The proof itself, with a real kernel: under emulation, since that works everywhere."""
    kernel = find_kernel(default_paths())
    if kernel is None:
        pytest.skip("the demo appliance is not built")
    assert await boot_test(LocalPrograms(), kernel, seconds=90, accel="tcg") == "kvm"


def test_a_killed_console_leaves_no_hanging_test_guest(tmp_path: Path) -> None:
    """kill -9 in the middle of the check: the kernel ends the test guest (it would keep a CPU busy for ever)."""
    fake = tmp_path / "qemu-system-x86_64"
    fake.write_text('#!/bin/sh\necho $$ > "$0.pid"\nexec sleep 60\n')
    fake.chmod(0o755)
    code = (
        "import asyncio, pathlib\n"
        "from console.backend.acceleration import boot_test\n"
        "from console.backend.programs import LocalPrograms\n"
        "asyncio.run(boot_test(LocalPrograms(), pathlib.Path('vmlinuz'), seconds=50))\n"
    )
    env = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    console = subprocess.Popen([sys.executable, "-c", code], env=env)
    pid_file = Path(f"{fake}.pid")
    deadline = time.monotonic() + 20
    while not (pid_file.exists() and pid_file.read_text().strip()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    guest = int(pid_file.read_text())
    console.kill()
    console.wait(10)
    while (status := Path(f"/proc/{guest}/status")).exists() and "State:\tZ" not in status.read_text():
        assert time.monotonic() < deadline, "the test guest lives on"
        time.sleep(0.05)
