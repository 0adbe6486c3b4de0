"""P2V wizard: which disks and partitions are copied, and as of which moment a machine that runs is."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QTreeWidgetItem

from console.model.physical import Partition, PhysicalDisk
from console.model.physical_layout import can_leave_out, least_bytes, why_not_smaller
from console.model.text import listed, tr
from console.model.tools import GuestFamily
from console.operations.drafts.said import of_page
from console.operations.p2v.draft import P2vDraft
from console.operations.p2v.draft_copy import way
from console.operations.p2v.draft_parts import BY_PARTS, P2vPage
from console.operations.p2v.draft_words import disk_words
from console.ui import words
from console.ui.dialogs.support import Message, named, text_label
from console.ui.wizards.base import WizardPage
from console.ui.wizards.draft_page import KEY, ChoiceTable
from console.ui.wizards.notes import show_first
from console.ui.wizards.p2v_source_pages import words_of
from console.ui.wizards.simple_pages import labelled

PART = Qt.ItemDataRole.UserRole + 1
"""A partition's device; "" for a disk."""


class DisksPage(WizardPage):
    """Which disks are copied, and of machines behind ssh and of images which partitions of them."""

    def __init__(self, draft: P2vDraft) -> None:
        super().__init__(P2vPage.DISKS.value)
        self.scrolls = False
        self._draft = draft
        self._shown: object = None
        self.list = ChoiceTable("p2v.disks", tr("Disks"), [tr("Disk or partition"), tr("Size"), tr("Used"), tr("What is on it"), tr("Note")])
        self.list.setRootIsDecorated(True)
        self.list.itemChanged.connect(self._ticked)
        self.smaller = named(QCheckBox(tr("&Leave out the free space at the end")), "p2v.disks.smaller", tr("Leave out the free space at the end"))
        self.smaller.toggled.connect(self._smaller)
        self.problem = Message("p2v.disks.problem")
        self.text = text_label("", "p2v.disks.text", dim=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(self.text)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.smaller)
        self.column.addWidget(self.problem)

    def refresh(self) -> None:
        draft, machine = self._draft, self._draft.machine
        disks, by_parts = machine.disks if machine is not None else (), draft.route in BY_PARTS
        self.text.setText(
            str(draft.no_source())
            if machine is None
            else tr("Removable and USB disks and recovery partitions are not ticked at first. A partition that is left out stays, empty.")
            if by_parts
            else tr("Removable and USB disks are not ticked at first. A whole disk is copied; empty space takes no room in the target.")
        )
        self.list.setVisible(machine is not None)
        with QSignalBlocker(self.list):
            if (disks, by_parts) != self._shown:
                self._shown = (disks, by_parts)
                self._fill(disks, by_parts)
            for item, disk, part in self._rows(disks):
                on = draft.is_ticked(disk) if part is None else draft.copy.is_ticked(part)
                if part is None or (by_parts and can_leave_out(disk, part)):
                    item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
                said = (tr("ticked") if on else tr("not ticked"), *(item.text(column) for column in range(5)))
                item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(word for word in said if word))
        self._show_smaller()
        show_first(self.problem, of_page(draft.problems(), P2vPage.DISKS))

    def _fill(self, disks: tuple[PhysicalDisk, ...], by_parts: bool) -> None:
        self.list.clear()
        for disk in disks:
            used = words.size(disk.used_bytes) if disk.used_bytes is not None else ""
            note = tr("boots from here") if disk.boot else tr("removable") if disk.removable or disk.bus == "usb" else ""
            what = f"{disk.model} {disk.serial}".strip() if by_parts and disk.partitions else str(disk_words(disk))
            top = self.list.add(disk.device, [disk.device, words.size(disk.size_bytes), used, what, note])
            top.setData(0, PART, "")
            above = {disk.device: top}
            for part in disk.partitions if by_parts else ():
                taken = words.size(part.used_bytes) if part.used_bytes is not None else ""
                cells = [part.device, words.size(part.size_bytes), taken, words_of(part.content.value, part.filesystem), part.mount or part.label]
                item = self.list.add(disk.device, cells, parent=above.get(part.parent, top))
                item.setData(0, PART, part.device)
                above.setdefault(part.device, item)
        self.list.expandAll()

    def _rows(self, disks: tuple[PhysicalDisk, ...]) -> Iterator[tuple[QTreeWidgetItem, PhysicalDisk, Partition | None]]:
        """All rows, with what they show."""

        def walk(item: QTreeWidgetItem, disk: PhysicalDisk) -> Iterator[tuple[QTreeWidgetItem, PhysicalDisk, Partition | None]]:
            device = str(item.data(0, PART) or "")
            yield item, disk, next((part for part in disk.partitions if part.device == device), None)
            for row in range(item.childCount()):
                if (child := item.child(row)) is not None:
                    yield from walk(child, disk)

        for row, disk in enumerate(disks):
            if (top := self.list.topLevelItem(row)) is not None:
                yield from walk(top, disk)

    def _show_smaller(self) -> None:
        draft = self._draft
        chosen = draft.chosen()
        fit = [disk for disk in chosen if why_not_smaller(disk) is None]
        self.smaller.setVisible(draft.route in BY_PARTS and bool(chosen))
        with QSignalBlocker(self.smaller):
            self.smaller.setChecked(draft.copy.smaller and bool(fit))
        self.smaller.setEnabled(bool(fit))
        saved = words.size(sum(disk.size_bytes - least_bytes(disk) for disk in fit))
        self.smaller.setText(
            tr("&Leave out the free space at the end ({size} less)", size=saved) if fit else tr("&Leave out the free space at the end")
        )
        why = next((str(reason) for disk in chosen if (reason := why_not_smaller(disk)) is not None), "")
        self.smaller.setToolTip(
            tr("{disks}: the new disk ends after the last partition. File systems keep their size.", disks=listed(disk.device for disk in fit))
            if fit
            else why
        )

    def _ticked(self, item: QTreeWidgetItem, column: int) -> None:
        if column == 0:
            on, part = item.checkState(0) is Qt.CheckState.Checked, str(item.data(0, PART) or "")
            if part:
                self._draft.copy.parts[part] = on
            else:
                self._draft.ticked[str(item.data(0, KEY))] = on
            self.changed.emit()

    def _smaller(self, on: bool) -> None:
        self._draft.copy.smaller = on
        self.changed.emit()

    def entered(self) -> None:
        top = self.list.topLevelItem(0)
        if not self.list.key and top is not None:
            self.list.select(str(top.data(0, KEY)))
        self.list.setFocus()


class SecondPage(WizardPage):
    """As of which moment: what holds the file systems still, what nothing does, and a second pass with the machine's services stopped."""

    def __init__(self, draft: P2vDraft) -> None:
        super().__init__(P2vPage.SECOND.value)
        self._draft = draft
        self._shown: object = None
        self.table = ChoiceTable("p2v.points", tr("File systems in use"), [tr("File system"), tr("How it is copied"), tr("Why"), tr("Device")])
        self.table.setMinimumHeight(110)
        self.hold = self._check(tr("&Hold file systems still where that can be done"), "p2v.hold")
        self.hold.toggled.connect(self._held)
        self.accept = self._check(tr("A copy as after a power failure (crash-consistent) will &do for the others"), "p2v.accept")
        self.accept.toggled.connect(self._accepted)
        self.problem = Message("p2v.second.problem")
        self.again = self._check(tr("Copy once more &what changed"), "p2v.second")
        self.again.toggled.connect(self._toggled)
        self.commands = named(QPlainTextEdit(), "p2v.commands", tr("Commands that stop its services"))
        self.commands.setTabChangesFocus(True)
        self.commands.setFixedHeight(self.commands.fontMetrics().lineSpacing() * 4 + 16)
        self.commands.textChanged.connect(self._typed)
        self.column.addWidget(text_label(tr("The machine goes on while it is copied."), "p2v.points.text", dim=True))
        for widget in (self.table, self.hold, self.accept, self.problem, self.again):
            self.column.addWidget(widget)
        text = tr("After the first pass these commands run on it, and what changed is copied again. Without commands, stop its services yourself.")
        self.column.addWidget(text_label(text, "p2v.second.text", dim=True))
        self.column.addLayout(labelled(tr("Co&mmands that stop its services, one a line"), self.commands))
        text = tr("They are not started again: that is left to you, if the machine goes on.")
        self.column.addWidget(text_label(text, "p2v.second.after", dim=True))
        self.column.addStretch(1)

    def _check(self, text: str, name: str) -> QCheckBox:
        return named(QCheckBox(text), name, text.replace("&", ""))

    def _held(self, on: bool) -> None:
        self._draft.copy.hold = on
        self.changed.emit()

    def _accepted(self, on: bool) -> None:
        self._draft.copy.accepted = on
        self.changed.emit()

    def _toggled(self, on: bool) -> None:
        self._draft.second_pass = on
        self.changed.emit()

    def _typed(self) -> None:
        self._draft.commands = tuple(line.strip() for line in self.commands.toPlainText().splitlines() if line.strip())

    def refresh(self) -> None:
        draft, machine = self._draft, self._draft.machine
        chosen = draft.chosen()
        points = draft.copy.points(machine, chosen) if machine is not None else ()
        loose = draft.copy.loose(machine, chosen) if machine is not None else ()
        rows = [(point.mount, str(way(point, draft.copy.hold)), str(point.why or ""), point.device) for point in points]
        if rows != self._shown:
            self._shown = rows
            self.table.clear()
            for cells in rows:
                self.table.add(cells[3], cells)
        self.table.setVisible(bool(rows))
        self.hold.setVisible(bool(rows))
        self.accept.setVisible(bool(loose))
        for check, on in ((self.hold, draft.copy.hold), (self.accept, draft.copy.accepted), (self.again, draft.second_pass)):
            with QSignalBlocker(check):
                check.setChecked(on)
        show_first(self.problem, of_page(draft.problems(), P2vPage.SECOND))
        windows = machine is not None and machine.family is GuestFamily.WINDOWS
        self.commands.setPlaceholderText("Stop-Service MSSQLSERVER" if windows else "systemctl stop postgresql")
        self.commands.setEnabled(draft.second_pass)
        self.commands.setToolTip("" if draft.second_pass else tr("Only for a second pass."))

    def entered(self) -> None:
        (self.hold if self.hold.isVisible() else self.again).setFocus()
