"""P2V wizard: partitions to be left out, smaller disks, and as of which moment a machine that runs is copied."""

from __future__ import annotations

import asyncio
import dataclasses
import shlex
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTreeWidgetItem

from console.cli.parser import build_parser
from console.model.physical import Content, Partition, PhysicalDisk
from console.model.physical_volumes import Head, LogicalVolume, Stretch, VolumeGroup
from console.model.tools import GuestFamily
from console.operations.p2v import draft_words
from console.operations.p2v.draft_parts import P2vPage
from console.operations.p2v.inspect import Inspected
from console.operations.p2v.run import ConvertMachine
from console.ui.wizards.p2v import P2vWizard
from console.ui.wizards.p2v_copy_pages import DisksPage
from tests.operations.test_p2v_draft import MACHINE, Machine
from tests.ui.wizard_world import FakeWorld, apply_theme, qloop, run, until

__all__ = ["qloop"]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen: raising windows

PICTURES = Path(__file__).parents[1] / "screenshots"
MIB, GIB = 1 << 20, 1 << 30


def machine() -> Any:
    """A server that runs: boot partitions, a volume group with too little space for one volume, data directly on a second disk, a stick."""

    def part(name: str, start: int, size: int, content: Content, filesystem: str = "", mount: str = "", parent: str = "/dev/sda") -> Partition:
        return Partition(name, size, content, filesystem, mount=mount, used_bytes=size // 3, writable=bool(mount), parent=parent, start_bytes=start)

    root = Partition("/dev/mapper/vg-root", 60 * GIB, Content.SYSTEM, "ext4", mount="/", used_bytes=9 * GIB, writable=True, parent="/dev/sda3")
    swap = Partition("/dev/mapper/vg-swap", 4 * GIB, Content.SWAP, "swap", parent="/dev/sda3")
    system = PhysicalDisk(
        "/dev/sda", 200 * GIB, "Samsung SSD 860", "S3Z1", "sata", table="gpt", boot=True,
        partitions=(
            part("/dev/sda1", MIB, 512 * MIB, Content.EFI, "vfat", "/boot/efi"),
            part("/dev/sda2", 513 * MIB, GIB, Content.BOOT, "ext4", "/boot"),
            part("/dev/sda3", 1537 * MIB, 80 * GIB, Content.LVM, "LVM2_member"), root, swap,
            part("/dev/sda4", 81 * GIB + 513 * MIB, 10 * GIB, Content.RECOVERY, "ext4"),
        ),
    )  # fmt: skip
    data = PhysicalDisk(
        "/dev/sdb", 100 * GIB, "ST1000", "Z1", "sas", table="gpt",
        partitions=(part("/dev/sdb1", MIB, 100 * GIB - 2 * MIB, Content.DATA, "xfs", "/srv", "/dev/sdb"),),
    )  # fmt: skip
    stick = PhysicalDisk("/dev/sdc", 16 * GIB, "Stick", bus="usb", removable=True)
    volume = LogicalVolume("vg", "root", 15360, (Stretch("/dev/sda3", MIB, 60 * GIB, 0),), open=True)
    group = VolumeGroup("vg", 4 * MIB, 4000, (volume,), ("virtdeck_p2v_0a_0",), (Head("/dev/sda3", MIB, 80 * GIB - MIB),))
    tools = frozenset({"lvcreate", "fsfreeze", "setsid", "zstd"})
    return dataclasses.replace(MACHINE, disks=(system, data, stick), groups=(group,), tools=tools)


def running_windows() -> Any:
    """One disk with NTFS on C:."""
    drive = r"\\.\PhysicalDrive0"
    system = Partition(f"{drive} 2", 60 * GIB, Content.SYSTEM, "NTFS", mount="C:", writable=True, parent=drive, start_bytes=GIB)
    disk = PhysicalDisk(drive, 80 * GIB, "Samsung SSD 860", "S3Z1", "sata", table="gpt", boot=True, partitions=(system,))
    return dataclasses.replace(MACHINE, family=GuestFamily.WINDOWS, os_name="Windows Server 2019", os_version="10.0.17763", disks=(disk,))


def item(page: DisksPage, device: str) -> QTreeWidgetItem:
    return next(row for row, disk, part in page._rows(machine().disks) if (part.device if part is not None else disk.device) == device)


def test_partitions_and_moment(qapp: QApplication, qloop: asyncio.AbstractEventLoop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        object.__setattr__(world.services.runner.world, "machines", object())
        wizard = P2vWizard(world.services)
        wizard.resize(1000, 720)
        wizard.show()
        await until(lambda: wizard.draft.templates)
        source: Any = Machine()
        source.close = lambda: asyncio.sleep(0)
        draft = wizard.draft
        draft.source = Inspected(source, machine())
        draft.found()
        draft.convert = False
        wizard.go_to("review")
        said = " ".join(str(finding.text) for finding in cast(Any, wizard.page("review")).view.shown)
        assert "nothing holds them still: /srv" in said and "one moment: /boot/efi, /boot" in said and "virtdeck_p2v_0a_0" in said
        wizard.go_to("disks")
        disks = cast(DisksPage, wizard.page("disks"))
        ticks = {name: item(disks, name).data(0, Qt.ItemDataRole.CheckStateRole) for name in ("/dev/sda", "/dev/sdc", "/dev/sda1", "/dev/sda4")}
        checked, not_checked = Qt.CheckState.Checked.value, Qt.CheckState.Unchecked.value
        assert {name: Qt.CheckState(state).value for name, state in ticks.items()} == {
            "/dev/sda": checked, "/dev/sdc": not_checked, "/dev/sda1": checked, "/dev/sda4": not_checked}  # fmt: skip
        assert item(disks, "/dev/mapper/vg-root").data(0, Qt.ItemDataRole.CheckStateRole) is None
        assert item(disks, "/dev/mapper/vg-root").parent() is item(disks, "/dev/sda3")
        item(disks, "/dev/sda1").setCheckState(0, Qt.CheckState.Unchecked)
        assert "not start" in disks.problem.text and [d.left_out for d in draft.new_disks()] == [("/dev/sda1", "/dev/sda4"), ()]
        item(disks, "/dev/sda1").setCheckState(0, Qt.CheckState.Checked)
        disks.smaller.click()
        assert [d.size_bytes for d in draft.new_disks()] == [91 * GIB + 514 * MIB, 100 * GIB] and "108.5 GiB less" in disks.smaller.text()
        _pictures(qapp, wizard, "p2v-partitions")
        wizard.go_to("second")
        second: Any = wizard.page("second")
        assert [second.table.topLevelItem(n).text(0) for n in range(second.table.topLevelItemCount())] == ["/boot/efi", "/boot", "/", "/srv"]
        assert second.accept.isVisible() and not wizard.create_button.isEnabled() and "/srv" in second.problem.text
        _pictures(qapp, wizard, "p2v-moment")
        second.hold.click()
        assert "/boot/efi" in second.problem.text
        second.hold.click()
        second.accept.click()
        assert not [p for p in draft.problems() if p.page is P2vPage.SECOND] and not wizard.why_not_create(), wizard.why_not_create()
        operation = draft.operation()
        assert isinstance(operation, ConvertMachine) and operation.hold and operation.leftovers == ("vg/virtdeck_p2v_0a_0",)
        arguments = build_parser("1").parse_args(shlex.split(draft_words.command(draft))[1:])
        assert arguments.leave_out == ["/dev/sda4"] and arguments.smaller and arguments.crash_consistent and not arguments.no_hold
        item(disks, "/dev/sdb").setCheckState(0, Qt.CheckState.Unchecked)
        wizard.refresh()
        assert not second.accept.isVisible() and second.commands.placeholderText() == "systemctl stop postgresql"
        draft.source = Inspected(source, running_windows(), "the reader")
        draft.found()
        draft.convert = False
        wizard.go_to("review")
        assert "one moment: C:" in " ".join(str(finding.text) for finding in cast(Any, wizard.page("review")).view.shown)
        wizard.go_to("second")
        rows = [[second.table.topLevelItem(n).text(column) for column in range(2)] for n in range(second.table.topLevelItemCount())]
        assert rows == [["C:", "from a shadow copy"]] and not second.accept.isVisible() and "Stop-Service" in second.commands.placeholderText()
        assert not [problem for problem in draft.problems() if problem.page is P2vPage.SECOND]
        _pictures(qapp, wizard, "p2v-moment-windows")
        wizard.give_up()
        await asyncio.sleep(0.03)

    run(qloop, body())


def _pictures(qapp: QApplication, wizard: P2vWizard, name: str) -> None:
    for theme in ("light", "dark"):
        apply_theme(qapp, theme)
        wizard.grab().save(str(PICTURES / f"{name}-{theme}.png"))
    apply_theme(qapp)
