"""OS fix-up of an import: converted by virt-v2v with the devices that fit what came of it, or left on emulated hardware; undone when it fails."""

from __future__ import annotations

import asyncio
import dataclasses
import hashlib
import subprocess
from pathlib import Path

import pytest

from console.formats.description import PackageNic
from console.formats.export import write_ova
from console.model.errors import Cause, ConsoleError
from console.operations.import_draft import ImportDraft
from console.operations.import_target import AS_IS, CONVERT, EMULATED
from console.operations.import_vm import ImportVms
from tests.fixtures.packages import MIB, content, plan, vm
from tests.fixtures.phony_windows import make_drivers, make_phony_windows, missing
from tests.operations.test_import import Lab, Templates, lab  # noqa: F401
from tests.operations.test_p2v_images import make_disk

FAKE = """#!/bin/sh
# Answers as virt-v2v 2.2 was seen to answer; "converts" by writing over the beginning of the first disk.
case "$1" in --version) echo "virt-v2v-in-place 2.2.0"; exit 0;; --machine-readable) printf '%s\\n' input:libvirtxml mac-ip-option; exit 0;; esac
report=""; out=""; previous=""
for word; do
  case "$word" in --machine-readable=file:*) report="${word#--machine-readable=file:}";; esac
  [ "$previous" = -os ] && out="$word"
  previous="$word"; xml="$word"
done
disk=$(sed -n "s/.*<source file=['\\"]\\([^'\\"]*\\)['\\"].*/\\1/p" "$xml" | head -n 1)
echo "[   0.0] Setting up the source: -i libvirtxml"
echo "[   1.0] Opening the source"
echo "[   5.0] Converting Windows 10 Phony to run on KVM"
[ -e "$FAKE_FAILS" ] && { echo "virt-v2v-in-place: error: inspection could not detect the source guest (or physical machine)." >&2; exit 1; }
if [ -n "$out" ]; then qemu-img convert -O qcow2 "$disk" "$out/converted-sda"; disk="$out/converted-sda"; fi
qemu-io -f qcow2 -c "write -q -P 0x76 0 4096" "$disk" || exit 1
if [ -n "$VIRTIO_WIN" ] && [ ! -e "$FAKE_OTHER_VERSION" ]; then
  echo '{"message": "This guest has virtio drivers installed.", "timestamp": "2026-01-01T00:00:00+00:00", "type": "info"}' > "$report"
else
  cat > "$report" <<'JSON'
{"message": "there are no virtio drivers available for this version of Windows (10.0 x86_64 Client win10).", "type": "warning"}
{"message": "This guest does not have virtio drivers installed.", "type": "info"}
JSON
fi
echo "[  60.0] Finishing off"
"""
WANTED = b"\x76" * 4096


class Host:
    """virt-v2v-in-place of this test, first on the path; drivers where they are given."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder, self._patch = folder, monkeypatch
        self.program = folder / "bin/virt-v2v-in-place"
        self.program.parent.mkdir()
        self.program.write_text(FAKE)
        self.program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{self.program.parent}:/usr/sbin:/usr/bin:/sbin:/bin")
        monkeypatch.setenv("FAKE_FAILS", str(folder / "fails"))
        monkeypatch.setenv("FAKE_OTHER_VERSION", str(folder / "other"))

    def drivers(self) -> None:
        """A phony virtio-win folder, and the service that installs from it."""
        drivers, tools = make_drivers(self._folder)
        self._patch.setenv("VIRTIO_WIN", str(drivers))
        self._patch.setenv("VIRT_TOOLS_DATA_DIR", str(tools))

    def lacks(self, word: str) -> None:
        """From now on it "fails", or has no drivers for this "other" version of Windows."""
        (self._folder / word).touch()


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Host:
    return Host(tmp_path, monkeypatch)


def windows_ova(path: Path, data: bytes) -> Path:
    """A package of a Windows 10 from elsewhere: SATA, an Intel network card."""
    machine = dataclasses.replace(
        vm([len(data)], "winbox"), os="Microsoft Windows 10 (64-bit)", os_id="", windows=True, firmware="bios", secure_boot=False, tpm=False, cds=(),
        domain_xml="", nvram=b"", snapshots=(), nics=(PackageNic("LAN", "52:54:00:77:66:55", "e1000e"),), memory_bytes=256 * MIB, cpus=1,
        description="Cash desk",
    )  # fmt: skip
    with path.open("w+b") as out:
        write_ova(plan(machine, [data]), out)
    return path


async def filled(lab: Lab, path: Path, **answers: object) -> ImportDraft:  # noqa: F811
    """A draft, ready to be done."""
    draft = ImportDraft(lab.place.inventory, Templates())  # type: ignore[arg-type]
    await draft.open(lab.place.background, [str(path)])
    draft.change(repository=lab.repository, networks={"LAN": "user"}, **answers)
    await draft.look(lab.place.hub, lab.place.world.programs)
    return draft


async def imported(lab: Lab, draft: ImportDraft) -> ImportVms:  # noqa: F811
    (operation,) = draft.operations()
    await lab.place.runner.start(operation)
    return operation


def hardware(lab: Lab, name: str = "winbox") -> tuple[list[str], list[str]]:  # noqa: F811
    config = lab.place.vm(name).config
    assert config is not None
    return [disk.bus for disk in config.disks if disk.device == "disk"], [nic.model for nic in config.nics]


async def test_with_drivers(lab: Lab, host: Host) -> None:  # noqa: F811
    """Recommended where the host has the drivers: converted, virtio devices, nothing to be said."""
    host.drivers()
    path = windows_ova(lab.work / "winbox.ova", content(1, 4 * MIB))
    before = hashlib.sha256(path.read_bytes()).digest()
    draft = await filled(lab, path)
    (item,) = draft.items
    assert draft.recommendation(item)[0] == CONVERT and draft.fixup(item) == CONVERT and not draft.driverless(item)
    assert not draft.problems("fixup") and "--fixup convert" in draft.command()
    phases: list[str] = []
    lab.place.runner.subscribe(lambda task: phases.append(task.progress.phase.english() if task.progress.phase is not None else ""))
    await imported(lab, draft)
    assert hardware(lab) == (["virtio"], ["virtio"])
    assert lab.contents("winbox")[0][:4096] == WANTED and lab.contents("winbox")[0][4096:] == content(1, 4 * MIB)[4096:]
    found = lab.place.vm("winbox").config
    assert found is not None and found.description == "Cash desk" and any(phase.startswith("Converting: drivers") for phase in phases)
    assert hashlib.sha256(path.read_bytes()).digest() == before and await lab.place.journal_rows() == []


async def test_without_drivers(lab: Lab, host: Host) -> None:  # noqa: F811
    """Emulated hardware is recommended; who wants it converted nevertheless is told what he gets, and so is the VM."""
    path = windows_ova(lab.work / "winbox.ova", content(1, 4 * MIB))
    draft = await filled(lab, path)
    (item,) = draft.items
    assert draft.fixup(item) == EMULATED and draft.why_not_convert() is None
    draft.change(fixups={item.key: CONVERT})
    (problem,) = draft.problems("fixup")
    assert not problem.error and "no virtio drivers" in problem.text.english()
    await imported(lab, draft)
    assert hardware(lab) == (["sata"], ["e1000e"])
    found = lab.place.vm("winbox").config
    assert found is not None and found.description.startswith("Cash desk\n") and "no virtio drivers for this Windows" in found.description
    assert lab.contents("winbox")[0][:4096] == WANTED


async def test_drivers_of_another_version(lab: Lab, host: Host) -> None:  # noqa: F811
    """What the host has does not fit this Windows: only the conversion finds out, and the VM must not get devices that it has no drivers for."""
    host.drivers()
    host.lacks("other")
    draft = await filled(lab, windows_ova(lab.work / "winbox.ova", content(1, 4 * MIB)))
    operation = await imported(lab, draft)
    assert [disk.bus for disk in operation.vms[0].spec.disks] == ["virtio"]
    assert hardware(lab) == (["sata"], ["e1000e"])
    found = lab.place.vm("winbox")
    assert found.config is not None and "no virtio drivers for this Windows" in found.config.description and not found.importing


async def test_a_host_that_converts_into_files(lab: Lab, host: Host) -> None:  # noqa: F811
    """Only virt-v2v is there, not virt-v2v-in-place: its result is written over the disks, and nothing is left of it."""
    host.drivers()
    copying = host.program.with_name("virt-v2v")
    copying.write_text(FAKE)
    copying.chmod(0o755)
    data = content(1, 4 * MIB)
    (operation,) = (await filled(lab, windows_ova(lab.work / "winbox.ova", data))).operations()
    (made,) = operation.vms
    assert made.conversion is not None
    way = dataclasses.replace(made.conversion, program=str(copying), work_folder=str(lab.work / "v2v"))
    (lab.work / "v2v").mkdir()
    await lab.place.runner.start(dataclasses.replace(operation, vms=(dataclasses.replace(made, conversion=way),)))
    assert hardware(lab) == (["virtio"], ["virtio"])
    assert lab.contents("winbox")[0] == WANTED + data[4096:]
    assert list((lab.work / "v2v").iterdir()) == []


async def test_a_conversion_that_fails(lab: Lab, host: Host) -> None:  # noqa: F811
    """One sentence; nothing is left; the package is as it was."""
    host.drivers()
    host.lacks("fails")
    path = windows_ova(lab.work / "winbox.ova", content(1, 4 * MIB))
    contents, before = path.read_bytes(), await lab.left()
    (operation,) = (await filled(lab, path)).operations()
    with pytest.raises(ConsoleError) as caught:
        await lab.place.runner.start(operation)
    assert caught.value.cause is Cause.INVALID and caught.value.text.english() == "No operating system was found on the disk."
    for _ in range(100):
        if await lab.left() == before:
            break
        await asyncio.sleep(0.05)
    assert await lab.left() == before and path.read_bytes() == contents


@pytest.mark.parametrize("form", ["raw", "vmdk", "vhdx"])
async def test_what_is_on_a_bare_disk_is_seen(lab: Lab, tmp_path: Path, form: str) -> None:  # noqa: F811
    """An image says nothing of its system: a look at the disk tells Linux or Windows, and UEFI, whatever the format."""
    raw = make_disk(tmp_path / "disk.raw", "label: gpt\n2048,30720,C12A7328-F81F-11D2-BA4B-00A0C93EC93B\n34816,30720\n")
    image = tmp_path / f"disk.{form}"
    if form != "raw":
        subprocess.run(["qemu-img", "convert", "-O", form, str(raw), str(image)], check=True, timeout=60)
    draft = await filled(lab, image)
    (item,) = draft.items
    assert (item.vm.windows, item.vm.firmware) == (False, "efi")
    assert draft.vm(item).spec.firmware == "efi"
    if form == "raw":
        assert draft.fixup(item) == AS_IS
    else:
        assert draft.recommendation(item)[0] in (CONVERT, EMULATED)


@pytest.mark.slow
@pytest.mark.real
@pytest.mark.timeout(900)
@pytest.mark.parametrize("supplied", [True, False], ids=["drivers", "no drivers"])
async def test_virt_v2v_itself(lab: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, supplied: bool) -> None:  # noqa: F811
    """The real program converts a phony Windows 10 out of an OVA: half a minute of CPU under emulation."""
    if lacking := missing():
        pytest.skip(f"needs {lacking}")
    host = Host(tmp_path, monkeypatch)
    host.program.unlink()
    if supplied:
        host.drivers()
    folder = tmp_path / "phony"
    folder.mkdir()
    data = (await asyncio.to_thread(make_phony_windows, folder)).read_bytes()
    path = windows_ova(lab.work / "winbox.ova", data)
    before = hashlib.sha256(path.read_bytes()).digest()
    draft = await filled(lab, path)
    (item,) = draft.items
    assert (draft.recommendation(item)[0] == CONVERT) is supplied, draft.why_not_convert()
    draft.change(fixups={item.key: CONVERT})
    await imported(lab, draft)
    found = lab.place.vm("winbox")
    assert found.config is not None and not found.importing
    assert hardware(lab) == ((["virtio"], ["virtio"]) if supplied else (["sata"], ["e1000e"]))
    assert ("no virtio drivers" in found.config.description) is not supplied
    (disk,) = lab.contents("winbox")
    assert (b"viostor" in disk) is supplied and disk != data
    assert hashlib.sha256(path.read_bytes()).digest() == before and await lab.place.journal_rows() == []
