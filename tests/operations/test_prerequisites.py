"""What a host needs for conversions: each thing that is missing has its remedy; the program that hangs has its deadline."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from console.backend.programs import LocalPrograms
from console.model.objects import Acceleration, Host, StorageRepository
from console.operations.p2v import prerequisites
from console.operations.p2v.prerequisites import Check, Prerequisites, look, try_appliance
from console.operations.p2v.target_space import target_space
from tests.guests.worlds import qemu

NEEDED = ("sh", "df", "tail", "head", "cat", "sleep", "env")
V2V = 'case $1 in --version) echo "virt-v2v 2.2.0" ;; --machine-readable) printf "input:libvirtxml\\nmac-ip-option\\n" ;; esac'
DF = 'echo head; echo "fs 100 50 %d 50%% /var/tmp"'


class Converter:
    """A host of whose programs the test decides."""

    def __init__(self, folder: Path, programs: LocalPrograms) -> None:
        self.folder, self.programs = folder, programs
        self.host: Host = replace(qemu(), tools_iso="")

    def put(self, name: str, script: str) -> None:
        path = self.folder / name
        path.unlink(missing_ok=True)  # it may be a link to the real one
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o700)

    async def look(self) -> tuple[Prerequisites, dict[str, Check]]:
        found = await look(self.programs, self.host)
        return found, {check.name: check for check in found.checks}

    async def appliance(self, script: str) -> Check:
        self.put("libguestfs-test-tool", script)
        return await try_appliance(self.programs, self.host)


@pytest.fixture
def converter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Converter]:
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in NEEDED:
        (folder / name).symlink_to(shutil.which(name) or "")
    monkeypatch.setenv("PATH", str(folder))
    for name in ("VIRTIO_WIN", "VIRT_TOOLS_DATA_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    programs = LocalPrograms()
    yield Converter(folder, programs)
    programs.shutdown()


async def test_all_is_there(converter: Converter, tmp_path: Path) -> None:
    converter.put("virt-v2v-in-place", V2V)
    converter.put("nbdkit", "")
    converter.put("df", DF % (5 << 30))
    (tmp_path / "VIRTIO_WIN").mkdir()
    (tmp_path / "VIRT_TOOLS_DATA_DIR").mkdir()
    (tmp_path / "VIRT_TOOLS_DATA_DIR/rhsrvany.exe").touch()
    found, checks = await converter.look()
    assert {name: check.ok for name, check in checks.items()} == {
        "virt-v2v": True, "nbdkit": True, "work-space": True, "windows-drivers": True, "windows-service": True}  # fmt: skip
    assert "2.2.0" in checks["virt-v2v"].text.english() and found.drivers_for_windows and found.sets_addresses
    conversion = found.conversion(converter.host)
    assert conversion.windows_drivers == str(tmp_path / "VIRTIO_WIN") and not conversion.accelerated


async def test_each_remedy_is_named(converter: Converter, tmp_path: Path) -> None:
    """Nothing there; too old; little room; Windows drivers without the service that installs them."""
    if any(Path(place).exists() for place in ("/usr/libexec/virt-v2v-in-place", "/usr/share/virtio-win", "/usr/share/virt-tools/rhsrvany.exe")):
        pytest.skip("this computer has some of it where every program finds it")
    converter.put("df", DF % (100 << 20))
    found, checks = await converter.look()
    assert {name: check.ok for name, check in checks.items()} == {
        "virt-v2v": False, "nbdkit": False, "work-space": False, "windows-drivers": None, "windows-service": None}  # fmt: skip
    remedies = {name: check.remedy.english() for name, check in checks.items() if check.remedy is not None}
    words = {"virt-v2v": "package virt-v2v", "nbdkit": "package nbdkit", "work-space": "Free some space",
             "windows-drivers": "virtio-win.iso", "windows-service": "rhsrvany.exe"}  # fmt: skip
    assert all(word in remedies[name] for name, word in words.items()), remedies
    assert not found.converts_linux and not found.drivers_for_windows
    converter.put("virt-v2v", 'case $1 in --version) echo "virt-v2v 1.24" ;; --machine-readable) echo input:disk ;; esac')
    (tmp_path / "VIRTIO_WIN").mkdir()
    found, checks = await converter.look()
    assert checks["virt-v2v"].ok is False and "too old" in checks["virt-v2v"].text.english() and "1.24" in checks["virt-v2v"].text.english()
    assert checks["windows-drivers"].ok and checks["windows-service"].ok is None and not found.drivers_for_windows
    assert found.conversion(converter.host).windows_drivers == "", "virt-v2v refuses drivers without the service"


async def test_the_appliance(converter: Converter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under emulation where KVM does not work; no kernel; not there; hanging."""
    env = tmp_path / "env"
    good = await converter.appliance(f"env > {env}; echo '===== TEST FINISHED OK ====='")
    assert good.ok and "LIBGUESTFS_BACKEND_SETTINGS=force_tcg" in env.read_text()
    converter.host = replace(converter.host, acceleration=Acceleration("kvm"))
    assert (await converter.appliance(f"env > {env}; echo '===== TEST FINISHED OK ====='")).ok and "force_tcg" not in env.read_text()
    bad = await converter.appliance("echo 'supermin: no suitable kernel found' >&2; exit 1")
    assert bad.ok is False and bad.remedy is not None and "kernel package" in bad.remedy.english()
    other = await converter.appliance("exit 1")
    assert other.ok is False and other.remedy is not None and "libguestfs-test-tool" in other.remedy.english()
    monkeypatch.setattr(prerequisites, "APPLIANCE_SECONDS", 0.5)
    began = asyncio.get_running_loop().time()
    hung = await converter.appliance("sleep 60")
    assert hung.ok is False and asyncio.get_running_loop().time() - began < 20
    assert hung.remedy is not None and "KVM may hang" in hung.remedy.english()


def test_room_in_the_target() -> None:
    repository = StorageRepository(uuid="u", name="sr", host=qemu().id, type="dir", active=True, available_bytes=10 << 30)
    assert [check.ok for size in (0, 5 << 30) for check in target_space(repository, size)] == [True, True]
    (thin,), (thick,) = target_space(repository, 20 << 30), target_space(repository, 20 << 30, thin=False)
    assert (thin.ok, thick.ok) == (None, False) and thick.remedy is not None and target_space(None) == ()
