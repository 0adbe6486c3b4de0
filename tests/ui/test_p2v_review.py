"""The P2V wizard's Review page: each thing that stands in the way is said with its remedy; and the Conversion page of a Xen host."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import shutil
import struct
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.model.ids import HostId
from console.model.inventory import Delta, Put
from console.model.objects import HostKind, MachineType
from console.model.physical import Content, Partition, PhysicalMachine
from console.model.tools import GuestFamily
from console.operations.p2v import draft_words
from console.operations.p2v.inspect import Inspected
from console.operations.p2v.prerequisites import look
from console.ui.jobs import busy
from console.ui.wizards.p2v import P2vWizard
from tests.fixtures.phony_windows import FAST_STARTUP, SIGNED, make_phony_windows, service
from tests.operations import draft_world
from tests.operations.test_p2v_draft import MACHINE, OK, Machine
from tests.ui.wizard_world import FakeWorld, apply_theme, qloop, run, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen: raising windows

__all__ = ["qloop"]

MIB = 1 << 20
XEN = HostId("xen")


def disk(kind: int = 0x83, *pieces: tuple[int, bytes], size: int = 8 * MIB, length: int = 7 * MIB) -> bytes:
    """An MBR disk with one partition from 1 MiB on; ``pieces``: (offset in it, bytes)."""
    data = bytearray(size)
    data[446:462] = struct.pack("<B3xB3xII", 0x80, kind, MIB // 512, length // 512)
    data[510:512] = b"\x55\xaa"
    for offset, piece in pieces:
        data[MIB + offset : MIB + offset + len(piece)] = piece
    return bytes(data)


def gpt(*, broken: bool) -> bytes:
    """A protective MBR and the head of a GPT whose checksum fits, or not; its table is empty of anything."""
    data = bytearray(disk(0xEE))
    data[512:520] = b"EFI PART"
    struct.pack_into("<I", data, 512 + 12, 92)
    if broken:
        data[1024:1088] = b"\xff" * 64
    return bytes(data)


EXT4 = (0x438, b"\x53\xef")
IMAGES: tuple[tuple[str, Callable[[], bytes], str, bool], ...] = (
    ("blank", lambda: bytes(4 * MIB), "is blank", True),
    ("noise", lambda: bytes(range(256)) * 4096 * 4, "partition table of noise.img is damaged", True),
    ("table", lambda: gpt(broken=True), "partition table of table.img is damaged", True),
    ("cut", lambda: disk(0x83, EXT4, length=64 * MIB), "cut.img is cut off", True),
    ("luks", lambda: disk(0x83, (0, b"LUKS\xba\xbe\x00\x02")), "luks.img is encrypted by LUKS", False),
    ("bitlocker", lambda: disk(7, (0, b"\xeb\x58\x90-FVE-FS-")), "bitlocker.img is encrypted by BitLocker", False),
    ("dynamic", lambda: disk(0x42), "dynamic.img is a Windows dynamic disk", False),
    ("journal", lambda: disk(0x83, EXT4, (0x460, b"\x04")), "A file system on journal.img was not closed cleanly", False),
    ("asleep", lambda: disk(0x82, (4086, b"S1SUSPEND\0")), "asleep is suspended to disk", True),
    ("vhdx", lambda: b"vhdxfile" + bytes(MIB), "vhdx.img", True),
)
"""(name, contents, what is said, whether it keeps the machine from being copied)."""

MACHINES: tuple[tuple[dict[str, object], str, bool | None], ...] = (
    ({"virtio_missing": ("virtio_blk",)}, "lacks the drivers virtio_blk", False),
    ({"vendor_tools": ("VMware Tools",)}, "Guest tools of another product are installed: VMware Tools", False),
    ({"services": ("PostgreSQL",)}, "Programs that write are running: PostgreSQL", False),
    ({"disks": (dataclasses.replace(MACHINE.disks[2], sector_bytes=4096),)}, "sectors of 4096 bytes", False),
    ({"root": False}, "may not read the disks", True),
    ({"family": GuestFamily.WINDOWS, "signing_policy": True}, "Only signed scripts may run", None),
    ({"family": GuestFamily.WINDOWS, "fast_startup": True}, "Fast Startup is on", None),
)
"""(what an inventory over ssh told, …); None: other things may keep it from being copied."""


def said(wizard: P2vWizard) -> dict[str, str]:
    """What the Review page says, each with its remedy."""
    wizard.go_to("review")
    review = cast(Any, wizard.page("review"))
    return {str(finding.text): str(finding.remedy or "") for finding in review.view.shown}


def check(wizard: P2vWizard, words: str, blocks: bool | None) -> None:
    texts = said(wizard)
    (found,) = (text for text in texts if words in text)
    assert texts[found], f"a remedy for: {found}"
    blocked = [str(problem.text) for problem in wizard.draft.problems() if problem.error and problem.page.value == "review"]
    assert blocks is None or (bool(blocked) is blocks and (not blocks or not wizard.create_button.isEnabled())), (words, blocked)


def test_images(qapp: QApplication, qloop: asyncio.AbstractEventLoop, tmp_path: Path) -> None:
    async def body() -> None:
        wizard = P2vWizard(FakeWorld(tmp_path).services)
        wizard.show()
        await until(lambda: wizard.draft.templates)
        wizard.go_on()
        page = cast(Any, wizard.page("source"))
        for name, contents, words, blocks in IMAGES:
            (file := tmp_path / f"{name}.img").write_bytes(contents())
            page.add_paths([str(file)])
            await until(lambda: wizard.draft.captured is not None)
            check(wizard, words, blocks)
            page.files.selectAll()
            page.remove.click()
            await until(lambda: wizard.draft.captured is None)
        wizard.give_up()

    run(qloop, body())


def test_a_windows_image(qapp: QApplication, qloop: asyncio.AbstractEventLoop, tmp_path: Path) -> None:
    """Read from its registry and its file system: hibernated by Fast Startup, tools of another product, only signed scripts."""
    if lacking := [name for name in ("hivexregedit", "mkntfs", "ntfs-3g") if shutil.which(name) is None]:
        pytest.skip(f"needs {', '.join(lacking)}")
    image = make_phony_windows(tmp_path, software=SIGNED, system=FAST_STARTUP | service("VMTools") | service("xensvc"), hibernated=True)

    async def body() -> None:
        wizard = P2vWizard(FakeWorld(tmp_path).services)
        wizard.show()
        await until(lambda: wizard.draft.templates)
        wizard.go_on()
        cast(Any, wizard.page("source")).add_paths([str(image)])
        await until(lambda: wizard.draft.captured is not None)
        texts = " ".join(said(wizard))
        for words in ("Windows on PHONYWIN is hibernated", "Fast Startup is on", "VMware Tools, XenServer Tools", "Only signed scripts may run"):
            assert words in texts, texts
        machine = wizard.draft.machine
        assert machine is not None and (machine.os_name, machine.os_version) == ("Windows 10 Phony", "10.0.19045")
        assert not wizard.create_button.isEnabled()
        wizard.give_up()

    run(qloop, body())


def over_ssh(tmp_path: Path) -> tuple[FakeWorld, P2vWizard]:
    world = FakeWorld(tmp_path)
    object.__setattr__(world.services.runner.world, "machines", object())
    return world, P2vWizard(world.services)


def connected(wizard: P2vWizard, machine: PhysicalMachine) -> None:
    login = Machine()
    cast(Any, login).close = lambda: asyncio.sleep(0)
    wizard.draft.source = Inspected(cast(Any, login), machine)
    wizard.draft.found()


def test_machines(qapp: QApplication, qloop: asyncio.AbstractEventLoop, tmp_path: Path) -> None:
    async def body() -> None:
        _, wizard = over_ssh(tmp_path)
        wizard.show()
        await until(lambda: wizard.draft.templates)
        for fields, words, blocks in MACHINES:
            connected(wizard, dataclasses.replace(MACHINE, **cast(Any, fields)))
            wizard.refresh()
            check(wizard, words, blocks)
        wizard.give_up()
        await asyncio.sleep(0.03)

    run(qloop, body())


@pytest.mark.parametrize(("ends", "shown"), [(None, [True, False]), (ValueError, [True, False]), (asyncio.CancelledError, [True])])
def test_a_page_that_waits(ends: type[BaseException] | None, shown: list[bool]) -> None:
    """A cancel comes with the window's end: its widgets may be gone."""
    told: list[bool] = []
    with contextlib.suppress(ValueError, asyncio.CancelledError), busy(cast(Any, SimpleNamespace(set_busy=told.append))):
        if ends is not None:
            raise ends
    assert told == shown


def test_before_a_machine_is_there(qapp: QApplication, qloop: asyncio.AbstractEventLoop, tmp_path: Path) -> None:
    """Pages that have nothing to show say what is to be done first, and show no empty tables."""

    async def body() -> None:
        _, wizard = over_ssh(tmp_path)
        wizard.show()
        await until(lambda: wizard.draft.templates)
        for key, text, hidden in (("review", "none", "table"), ("disks", "text", "list"), ("network", "none", "text"), ("cpu", "problem", "")):
            wizard.go_to(key)
            page = cast(Any, wizard.page(key))
            label = getattr(page, text)
            assert (label.text if key == "cpu" else label.text()) == "Connect to the machine first.", key
            assert not hidden or not getattr(page, hidden).isVisible()
        assert not page.name.isEnabled() and not page.firmware.isEnabled()
        wizard.go_to("finish")
        assert not wizard.finish_page.table.isVisible()
        connected(wizard, dataclasses.replace(MACHINE, root=False))
        wizard.refresh()
        assert wizard.why_not_create() and wizard.finish_page.table.isVisible(), "the VM is shown with what still stands in its way"
        assert wizard.finish_page.table.topLevelItemCount() > 8
        wizard.give_up()
        await asyncio.sleep(0.03)

    run(qloop, body())


def test_the_fixed_address_of_a_windows(qapp: QApplication, qloop: asyncio.AbstractEventLoop, tmp_path: Path) -> None:
    """Carried over by a conversion only, and only with its MAC address; it is in the resulting configuration."""

    async def body() -> None:
        _, wizard = over_ssh(tmp_path)
        wizard.show()
        await until(lambda: wizard.draft.templates)
        connected(wizard, dataclasses.replace(MACHINE, family=GuestFamily.WINDOWS, os_name="Windows Server 2019", os_version="10.0.17763"))
        draft = wizard.draft
        assert draft.host is not None
        draft.set_prerequisites(draft.host.id, OK)
        wizard.go_to("network")
        _, _, keep, _, address = cast(Any, wizard.page("network"))._boxes[0]
        assert address.isEnabled() and address.isChecked() and draft.macs() == ("f0:1f:af:00:11:22:ip:192.0.2.7,192.0.2.1,24,192.0.2.53",)
        assert any("192.0.2.7" in str(line.source) for line in draft_words.summary(draft))
        address.click()
        assert "--no-addresses" in draft_words.command(draft) and draft.macs() == ()
        address.click()
        keep.click()
        assert not address.isEnabled() and "MAC" in address.toolTip() and draft.macs() == ()
        keep.click()
        draft.convert = False
        wizard.refresh()
        assert not address.isEnabled() and "conversion" in address.toolTip()
        assert not any("Fixed" in str(line.device) for line in draft_words.summary(draft))
        wizard.give_up()
        await asyncio.sleep(0.03)

    run(qloop, body())


def test_keys_of_encrypted_volumes(qapp: QApplication, qloop: asyncio.AbstractEventLoop, tmp_path: Path) -> None:
    """One field a volume, only for a conversion, with blanks as typed; another machine starts with empty ones."""

    async def body() -> None:
        _, wizard = over_ssh(tmp_path)
        wizard.show()
        await until(lambda: wizard.draft.templates)
        system = dataclasses.replace(
            MACHINE.disks[2], partitions=(Partition("/dev/sda2", 1 << 30, Content.LUKS), Partition("/dev/sda3", 1 << 30, Content.LUKS))
        )
        draft = wizard.draft
        assert draft.host is not None
        draft.set_prerequisites(draft.host.id, OK)
        connected(wizard, dataclasses.replace(MACHINE, disks=(system,)))
        wizard.go_to("conversion")
        page = cast(Any, wizard.page("conversion"))
        assert [line.isVisible() for line in page.keys.lines] == [True, True] and "without a key" in page.problem.text
        QTest.keyClicks(page.keys.lines[0], "correct horse")
        QTest.keyClicks(page.keys.lines[1], "battery")
        assert draft.given_keys == ("correct horse", "battery") and not page.problem.text
        assert all(line.displayText() != line.text() for line in page.keys.lines[:1]), "what was typed is hidden"
        draft.convert = False
        wizard.refresh()
        assert not page.keys.isVisible()
        connected(wizard, dataclasses.replace(MACHINE, disks=(system,)))
        wizard.refresh()
        assert not draft.given_keys and [line.text() for line in page.keys.lines] == ["", ""]
        wizard.give_up()
        await asyncio.sleep(0.03)

    run(qloop, body())


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_steps_before_the_last_shutdown(qapp: QApplication, qloop: asyncio.AbstractEventLoop, tmp_path: Path, theme: str) -> None:
    """For a Xen host: on the Conversion page, and among the warnings of the last one."""

    async def body() -> None:
        apply_theme(qapp, theme)
        world, wizard = over_ssh(tmp_path)
        types = tuple(MachineType("x86_64", kind, ("xen",), "", (machine,)) for kind, machine in (("hvm", "xenfv"), ("xenpvh", "xenpvh")))
        host = dataclasses.replace(draft_world.host(XEN, "xenhost"), kind=HostKind.XEN, guest_types=types, caps=None)
        world.inventory.apply(Delta((Put(host), Put(draft_world.repository(XEN, "default")))))
        wizard.show()
        await until(lambda: wizard.draft.templates)
        connected(wizard, dataclasses.replace(MACHINE, firmware="bios"))
        wizard.draft.wanted_host = XEN
        wizard.draft.copy.accepted = True
        wizard.draft.set_prerequisites(XEN, await look(world.services.runner.world.programs, host))
        wizard.go_to("conversion")
        page = cast(Any, wizard.page("conversion"))
        assert not page.convert.isEnabled() and page.copy.isChecked() and page.kind.isVisible()
        assert "initramfs" in page.steps.field.toPlainText() and "hvc0" not in page.steps.field.toPlainText()
        page.kind.chosen.emit("xenpvh")
        await until(lambda: "hvc0" in page.steps.field.toPlainText())
        wizard.go_to("finish")
        assert any("before it is copied" in str(problem.remedy) for problem in wizard.draft.problems())
        assert not wizard.why_not_create(), wizard.why_not_create()
        wizard.give_up()
        await asyncio.sleep(0.03)

    run(qloop, body())
