"""P2V wizard: route, source, prerequisites, review, disks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from console.model.physical import Severity
from console.model.pool_checks import Finding, Level
from console.model.text import N_, tr
from console.operations.p2v.draft import P2vDraft
from console.operations.p2v.draft_parts import ROUTES, P2vPage, Route
from console.operations.p2v.inventory_words import facts
from console.ui import words
from console.ui.dialogs.controls import busy_bar, push
from console.ui.dialogs.support import Message, named, text_label
from console.ui.widgets.findings import FindingsView
from console.ui.wizards.base import WizardPage
from console.ui.wizards.draft_page import ChoiceTable
from console.ui.wizards.fields import ChoiceBox, Entry
from console.ui.wizards.p2v_arrival_pages import SessionsPart
from console.ui.wizards.p2v_script_part import ScriptPart
from console.ui.wizards.simple_pages import labelled

if TYPE_CHECKING:
    from console.operations.p2v.prerequisites import Check

LEVELS = {Severity.BLOCK: Level.ERROR, Severity.WARN: Level.WARN, Severity.INFO: Level.INFO}


class RoutePage(WizardPage):
    """How do the disks come here? Routes that can't be gone stay, with the reason."""

    def __init__(self, draft: P2vDraft) -> None:
        super().__init__(P2vPage.ROUTE.value)
        self._draft = draft
        self._group = QButtonGroup(self)
        self.buttons: dict[Route, QRadioButton] = {}
        self.texts: dict[Route, QLabel] = {}
        for route, (title, text) in ROUTES.items():
            button = named(QRadioButton(str(title)), f"p2v.route.{route.value}", str(title))
            label = text_label(str(text), f"p2v.route.{route.value}.text", dim=True)
            label.setContentsMargins(24, 0, 0, 0)
            button.toggled.connect(lambda on, route=route: self._chosen(route) if on else None)
            self._group.addButton(button)
            self.buttons[route], self.texts[route] = button, label
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(button)
            column.addWidget(label)
            self.column.addLayout(column)
        self.column.addStretch(1)

    def refresh(self) -> None:
        for choice in self._draft.routes():
            button, label = self.buttons[choice.route], self.texts[choice.route]
            button.setEnabled(choice.why_not is None)
            button.setToolTip(str(choice.why_not or ""))
            said = choice.text if choice.why_not is None else N_("{text} Not possible here: {why}", text=choice.text, why=choice.why_not)
            label.setText(str(said))
            button.setAccessibleDescription(str(said))
            with QSignalBlocker(button):
                button.setChecked(choice.route is self._draft.route)

    def _chosen(self, route: Route) -> None:
        if route is not self._draft.route:
            self._draft.route = route
            self._draft.found()
            self.changed.emit()

    def entered(self) -> None:
        self.buttons[self._draft.route].setFocus()


class SourcePage(WizardPage):
    """Connect to the machine, choose files, or wait for it. ``wanted``: look at the source now; ``shown``: the page came to the front."""

    wanted = Signal()
    shown = Signal()

    def __init__(self, draft: P2vDraft, sessions: SessionsPart, script: ScriptPart) -> None:
        super().__init__(P2vPage.SOURCE.value)
        self._draft, self.sessions, self.script = draft, sessions, script
        self.paths: list[str] = []
        self.address = named(QLineEdit(), "p2v.address", tr("Address of the machine"))
        self.address.setPlaceholderText("root@server.example:22")
        self.address.textEdited.connect(self._typed)
        self.address.returnPressed.connect(self.wanted)
        self._address = labelled(tr("&Address of the machine"), self.address)
        self.connect_button = push(tr("Conn&ect"), "p2v.connect", self.wanted.emit)
        self.files = named(QListWidget(), "p2v.files", tr("Captured images"))
        self.files.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.files.setMinimumHeight(140)
        self.add_files = push(tr("Add &files…"), "p2v.files.add", self._pick_files)
        self.add_folder = push(tr("Add f&older…"), "p2v.files.folder", self._pick_folder)
        self.remove = push(tr("&Remove"), "p2v.files.remove", self._remove)
        buttons = QHBoxLayout()
        for button in (self.connect_button, self.add_files, self.add_folder, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.hint = text_label("", "p2v.source.hint", dim=True)
        self.busy = busy_bar("p2v.source.busy", tr("Looking at the source"))
        self.problem = Message("p2v.source.problem", card=True)
        self.table = ChoiceTable("p2v.inventory", tr("What was found"), [tr("What"), tr("Found")])
        self.table.setMinimumHeight(180)
        self.sessions.changed.connect(self.changed)
        self.column.addLayout(self._address)
        self.column.addWidget(self.files)
        self.column.addLayout(buttons)
        for widget in (self.hint, self.busy, self.problem):
            self.column.addWidget(widget)
        self.column.addWidget(self.sessions, 1)
        self.column.addWidget(self.script)
        self.column.addWidget(self.table, 1)
        self.column.addStretch(0)
        self._shown: object = None

    def _typed(self, text: str) -> None:
        self._draft.address = text.strip()

    def _pick_files(self) -> None:
        dialog = QFileDialog(self, tr("Choose captured images"))
        dialog.setObjectName("p2v.pick")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self.add_paths)
        dialog.open()

    def _pick_folder(self) -> None:
        dialog = QFileDialog(self, tr("Choose a folder of captured images"))
        dialog.setObjectName("p2v.pickFolder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self.add_paths)
        dialog.open()

    def add_paths(self, paths: Sequence[str]) -> None:
        """These files and folders too; all are looked at anew."""
        self.paths += [path for path in paths if path not in self.paths]
        self._files_changed()

    def _remove(self) -> None:
        gone = {item.text() for item in self.files.selectedItems()}
        self.paths = [path for path in self.paths if path not in gone]
        self._files_changed()

    def _files_changed(self) -> None:
        self.files.clear()
        self.files.addItems(self.paths)
        self.wanted.emit()

    def set_busy(self, on: bool) -> None:
        """While the source is looked at."""
        self.busy.setVisible(on)
        for widget in (self.connect_button, self.add_files, self.add_folder, self.remove, self.address):
            widget.setEnabled(not on)

    def refresh(self) -> None:
        route = self._draft.route
        for row in range(self._address.count()):
            item = self._address.itemAt(row)
            if item is not None and (widget := item.widget()) is not None:
                widget.setVisible(route is Route.SSH)
        self.connect_button.setVisible(route is Route.SSH)
        for widget_ in (self.files, self.add_files, self.add_folder, self.remove):
            widget_.setVisible(route is Route.IMAGES)
        self.sessions.setVisible(route is Route.MEDIA)
        self.script.setVisible(route is Route.SCRIPT)
        if route is Route.MEDIA:
            self.sessions.refresh()
        elif route is Route.SCRIPT:
            self.script.refresh()
        hints = {
            Route.SSH: tr("Its host key is shown before anything is sent; a password is asked for where no key opens it. The machine is only read."),
            Route.IMAGES: tr("All disks of one machine together: single files, the first part of a split image, or their folder."),
            Route.MEDIA: tr("Choose a new machine, or one that has come to this host already. What happens there is shown while it goes on."),
            Route.SCRIPT: tr("The script is good for one machine: its administrator runs it there. It removes itself; the machine runs on."),
        }
        self.hint.setText(hints[route])
        machine = self._draft.machine
        rows = [(str(what), found) for what, found in facts(machine, words.size)] if machine is not None else []
        if rows != self._shown:
            self._shown = rows
            self.table.clear()
            for cells in rows:
                self.table.add("", cells)
        self.table.setVisible(bool(rows) and route is not Route.MEDIA)

    def entered(self) -> None:
        self.shown.emit()
        route, script = self._draft.route, self.script
        made = self._draft.arrival.reception is not None
        first: dict[Route, QWidget] = {Route.SSH: self.address, Route.IMAGES: self.add_files, Route.MEDIA: self.sessions.list}
        first[Route.SCRIPT] = script.command.field if made else script.addresses
        first[route].setFocus()


class PrerequisitesPage(WizardPage):
    """What the conversion host has. ``wanted``: look again; ``try_wanted``: start libguestfs' small system once."""

    wanted = Signal()
    try_wanted = Signal()

    def __init__(self, draft: P2vDraft) -> None:
        super().__init__(P2vPage.PREREQUISITES.value)
        self._draft = draft
        self.host = ChoiceBox("p2v.host", tr("Host that it is converted on, and runs on"))
        self.host.chosen.connect(self._chosen)
        self.busy = busy_bar("p2v.checks.busy", tr("Checking"))
        self.problem = Message("p2v.checks.problem", card=True)
        self.view = FindingsView("p2v.checks")
        self.again = push(tr("Check a&gain"), "p2v.checks.again", self.wanted)
        self.appliance = push(tr("&Try libguestfs there"), "p2v.checks.appliance", self.try_wanted)
        self.appliance.setToolTip(tr("Starts the small system that does the conversion once; it takes half a minute or more."))
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addWidget(self.appliance)
        row.addStretch(1)
        self.label = QLabel(tr("&Host that it is converted on, and runs on"))
        self.label.setBuddy(self.host)
        self.label.setObjectName("p2v.host.label")
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.label)
        head.addWidget(self.host)
        self.column.addLayout(head)
        for widget in (self.busy, self.problem, self.view):
            self.column.addWidget(widget)
        self.column.addLayout(row)
        text = tr("Without these a machine can still be copied: “copy only” needs nothing but libvirt.")
        self.text = text_label(text, "p2v.checks.text", dim=True)
        self.column.addWidget(self.text)
        self.column.addStretch(1)

    def _chosen(self, key: str) -> None:
        choice = next((each for each in self._draft.host_choices() if str(each.host.id) == key), None)
        if choice is not None:
            if self._draft.route is Route.MEDIA:
                self._draft.arrival.conversion_host = choice.host.id
            else:
                self._draft.wanted_host = choice.host.id
                self._draft.repository_id = ""
            self.changed.emit()
            self.wanted.emit()

    def set_busy(self, on: bool) -> None:
        """While the host is asked."""
        self.busy.setVisible(on)
        self.again.setEnabled(not on)
        self.appliance.setEnabled(not on)

    def refresh(self) -> None:
        draft = self._draft
        entries = [Entry(str(c.host.id), c.host.name, str(c.note), str(c.why_not or "")) for c in draft.host_choices()]
        host = draft.checked_host
        self.host.set_entries(entries, str(host.id) if host is not None else "")
        self.host.setEnabled(draft.route is not Route.MEDIA or draft.arrival.preparation is None)
        checks = list(draft.checks)
        if host is not None and host.id in draft.appliance:
            checks.append(draft.appliance[host.id])
        media = draft.route is Route.MEDIA
        self.label.setText(tr("Conversion &host, which the machine connects to") if media else tr("&Host that it is converted on, and runs on"))
        self.text.setVisible(not media)
        self.view.show_findings([_finding(check) for check in checks])

    def entered(self) -> None:
        if not self._draft.checks and self._draft.checked_host is not None:
            self.wanted.emit()
        self.host.setFocus()


def _finding(check: Check) -> Finding:
    level = {True: Level.OK, False: Level.ERROR, None: Level.INFO}[check.ok]
    return Finding(check.name, level, check.text, check.remedy)


class ReviewPage(WizardPage):
    """Operating system, firmware, disks; what stands in the way, with its remedy."""

    def __init__(self, draft: P2vDraft) -> None:
        super().__init__(P2vPage.REVIEW.value)
        self._draft = draft
        self._shown: object = None
        self.none = text_label("", "p2v.review.none", dim=True)
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.ok = Message("p2v.review.ok", card=True)
        self.view = FindingsView("p2v.review")
        self.table = ChoiceTable("p2v.review.parts", tr("Disks and partitions"), [tr("Disk or partition"), tr("Size"), tr("What it is"), tr("Where")])
        self.table.setRootIsDecorated(True)
        self.table.setMinimumHeight(180)
        for widget in (self.none, self.ok, self.view):
            self.column.addWidget(widget)
        self.column.addWidget(self.table, 1)

    def refresh(self) -> None:
        draft, machine = self._draft, self._draft.machine
        self.none.setText(str(draft.no_source()) if machine is None else "")
        self.none.setVisible(machine is None)
        self.table.setVisible(machine is not None and bool(machine.disks))
        findings = draft.findings()
        self.view.show_findings([Finding(f.code, LEVELS[f.severity], f.text, f.remedy) for f in findings])
        fit = machine is not None and not any(f.severity in (Severity.BLOCK, Severity.WARN) for f in findings)
        self.ok.show_text(tr("Nothing stands in the way.") if fit else "", "ok")
        if machine is not None and machine.disks != self._shown:
            self._shown = machine.disks
            self.table.clear()
            for disk in machine.disks:
                what = " ".join(part for part in (disk.model, disk.table.upper()) if part)
                top = self.table.add(disk.device, [disk.device, words.size(disk.size_bytes), what, tr("boots from here") if disk.boot else ""])
                for part in disk.partitions:
                    kind = words_of(part.content.value, part.filesystem)
                    self.table.add("", [part.device, words.size(part.size_bytes), kind, part.mount or part.label], parent=top)
            self.table.expandAll()

    def entered(self) -> None:
        self.table.setFocus()


def words_of(content: str, filesystem: str) -> str:
    """What a partition holds, for people."""
    known = {
        "system": tr("system"),
        "efi": tr("EFI system partition"),
        "boot": tr("boot files"),
        "data": tr("data"),
        "swap": tr("swap"),
        "recovery": tr("recovery"),
        "reserved": tr("reserved"),
        "lvm": "LVM",
        "raid": "RAID",
        "luks": tr("encrypted (LUKS)"),
        "bitlocker": tr("encrypted (BitLocker)"),
        "dynamic": tr("dynamic disk"),
    }
    return ", ".join(dict.fromkeys(part for part in (known.get(content, ""), filesystem) if part))
