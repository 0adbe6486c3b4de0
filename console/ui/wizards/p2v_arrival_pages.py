"""P2V wizard: machines that boot virt-p2v. The sessions of a conversion host, and the media for a new machine."""

from __future__ import annotations

import re

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from console.model.text import tr
from console.operations.p2v.arrival import Seen
from console.operations.p2v.draft import P2vDraft
from console.operations.p2v.draft_parts import P2vPage
from console.operations.p2v.media import MediaOrder, Preparation
from console.ui import words
from console.ui.dialogs.controls import busy_bar, form_of, line_field, push, spin_field
from console.ui.dialogs.support import GAP, CopyBlock, Fold, Message, monospace, named, text_label
from console.ui.wizards.base import WizardPage
from console.ui.wizards.draft_page import KEY, ChoiceTable
from console.ui.wizards.fields import ChoiceBox, Entry
from console.ui.wizards.p2v_fields import LARGEST_HOURS, LARGEST_PORT, FolderField
from console.ui.wizards.simple_pages import labelled

NEW = "new"


class SessionsPart(QWidget):
    """The conversion host, and which of its machines: a new one, or one that has come already."""

    host_chosen = Signal(str)
    changed = Signal()

    def __init__(self, draft: P2vDraft) -> None:
        super().__init__()
        self.setObjectName("p2v.sessionsPart")
        self._draft = draft
        self.host = ChoiceBox("p2v.converter", tr("Conversion host, which the machine connects to"))
        self.host.chosen.connect(self.host_chosen)
        headers = [tr("Machine"), tr("Begun"), tr("State"), tr("How far")]
        self.list = ChoiceTable("p2v.sessions", tr("Machines that boot virt-p2v"), headers)
        self.list.setMinimumHeight(150)
        self.list.currentItemChanged.connect(self._chosen)
        self.problem = Message("p2v.sessions.problem", card=True)
        self.log_fold = Fold(tr("&Log of this conversion"), "p2v.sessions.log")
        self.log = named(QPlainTextEdit(), "p2v.sessions.logText", tr("Log of this conversion"))
        self.log.setReadOnly(True)
        self.log.setFont(monospace())
        self.log.setTabChangesFocus(True)
        self.log.setMinimumHeight(130)
        self.log_fold.inside.addWidget(self.log)
        self.log_fold.toggled.connect(lambda on: self.refresh())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(labelled(tr("Con&version host, which the machine connects to"), self.host))
        column.addWidget(self.list, 1)
        column.addWidget(self.problem)
        column.addWidget(self.log_fold)

    def refresh(self) -> None:
        """Show what is known of the host's sessions."""
        draft = self._draft
        converter = draft.converter
        entries = [Entry(str(c.host.id), c.host.name, str(c.note), str(c.why_not or "")) for c in draft.host_choices()]
        self.host.set_entries(entries, str(converter.id) if converter is not None else "")
        self.host.setEnabled(draft.arrival.preparation is None)
        self.host.setToolTip("" if draft.arrival.preparation is None else tr("It is prepared for a machine already."))
        rows = [
            (NEW, (tr("A new machine"), "", "", tr("The media for it are made on the next pages."))),
            *(self._row(each) for each in draft.arrival.seen),
        ]
        with QSignalBlocker(self.list):
            if [key for key, _ in rows] != self._keys():
                self.list.clear()
                for key, cells in rows:
                    self.list.add(key, cells)
            for number, (_, cells) in enumerate(rows):
                item = self.list.topLevelItem(number)
                for column, text in enumerate(cells):
                    if item is not None and item.text(column) != text:
                        item.setText(column, text)
                        item.setToolTip(column, text)
                if item is not None:
                    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(cell for cell in cells if cell))
        self.list.select(draft.arrival.session or NEW)
        chosen = draft.arrival.chosen
        self.log_fold.setVisible(chosen is not None)
        if chosen is not None and self.log_fold.button.isChecked():
            self._show_log("\n".join(chosen.lines))

    def _keys(self) -> list[str]:
        items = (self.list.topLevelItem(row) for row in range(self.list.topLevelItemCount()))
        return [str(item.data(0, KEY)) for item in items if item is not None]

    def _row(self, seen: Seen) -> tuple[str, tuple[str, ...]]:
        session = seen.session
        ours = self._draft.arrival.preparation
        name = tr("{name} (prepared here)", name=session.name) if ours is not None and session.storage == ours.storage else session.name
        return session.folder, (name, words.absolute(session.started), str(seen.state), str(seen.how_far))

    def _show_log(self, text: str) -> None:
        if self.log.toPlainText() == text:
            return
        bar = self.log.verticalScrollBar()
        below = bar.value() >= bar.maximum()
        self.log.setPlainText(text)
        if below:
            bar.setValue(bar.maximum())

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        key = str(item.data(0, KEY) or "") if item is not None else ""
        if key:
            self._draft.arrival.session = "" if key == NEW else key
            self._draft.found()
            self.changed.emit()


class MediaPage(WizardPage):
    """What a machine is booted with: asked for, then shown to be copied. ``wanted``: prepare; ``withdrawn``; ``image_wanted(path)``."""

    wanted = Signal()
    withdrawn = Signal()
    image_wanted = Signal(str)

    def __init__(self, draft: P2vDraft) -> None:
        super().__init__(P2vPage.MEDIA.value)
        self._draft = draft
        self._no_image = ""
        self.image_task = ""
        """What became of the image, in words."""
        self.fields = QWidget()
        self.name = line_field("p2v.media.name", tr("Name of the machine, and of the VM"))
        self.server = line_field("p2v.media.server", tr("Address of the conversion host"), tr("as the machine reaches it"))
        self.port = spin_field("p2v.media.port", tr("Port of its ssh server"), 1, LARGEST_PORT, 22)
        self.user = line_field("p2v.media.user", tr("Login there"))
        self.user.setText("root")
        self.disks = line_field("p2v.media.disks", tr("Disks of the machine"), tr("all, or for example: sda sdb"))
        self.folder = FolderField("p2v.media.folder", tr("Folder of this computer"))
        self._build_more()
        form = form_of(self.fields, gap=GAP * 2)
        form.addRow(tr("Na&me of the machine, and of the VM"), self.name)
        form.addRow(tr("&Address of the conversion host"), self.server)
        form.addRow(tr("Po&rt of its ssh server"), self.port)
        form.addRow(tr("&Disks of the machine"), self.disks)
        form.addRow(tr("&Folder of this computer"), self.folder)
        self.prepare = push(tr("&Prepare"), "p2v.media.prepare", self.wanted)
        self.busy = busy_bar("p2v.media.busy", tr("Preparing"))
        self.problem = Message("p2v.media.problem", card=True)
        self._build_shown()
        text = tr("A key that expires and a folder for the result are made on the conversion host. Both go away at the end.")
        self.hint = text_label(text, "p2v.media.hint", dim=True)
        row = QHBoxLayout()
        row.addWidget(self.prepare)
        row.addStretch(1)
        for widget in (self.hint, self.fields, self.more):
            self.column.addWidget(widget)
        self.column.addLayout(row)
        for widget in (self.busy, self.problem, self.shown):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        for line in (self.name, self.server, self.user, self.folder.line):
            line.textChanged.connect(self._typed)

    def _build_more(self) -> None:
        self.more = Fold(tr("M&ore"), "p2v.media.more")
        self.hours = spin_field("p2v.media.hours", tr("Hours that the key is good for"), 1, LARGEST_HOURS, 24)
        self.identity = line_field("p2v.media.identity", tr("URL of the key"), tr("on the media; for PXE: a URL that only the machine reaches"))
        self.off = named(
            QCheckBox(tr("S&witch the machine off after its conversion")), "p2v.media.off", tr("Switch the machine off after its conversion")
        )
        self.off.setChecked(True)
        inside = QWidget()
        form = form_of(inside, gap=GAP * 2)
        form.addRow(tr("&Login on the conversion host"), self.user)
        form.addRow(tr("&Hours that the key is good for"), self.hours)
        form.addRow(tr("&URL of the key"), self.identity)
        form.addRow("", self.off)
        self.more.inside.addWidget(inside)

    def _build_shown(self) -> None:
        """What is there when the host is prepared."""
        self.shown = QWidget()
        self.state = Message("p2v.media.state", card=True)
        self.where = text_label("", "p2v.media.where")
        self.kernel_line = CopyBlock("p2v.media.kernelLine", tr("Kernel command line"), lines=5)
        self.pxe_fold = Fold(tr("P&XE entry"), "p2v.media.pxeFold")
        self.pxe = CopyBlock("p2v.media.pxe", tr("PXE entry"), lines=6)
        self.pxe_fold.inside.addWidget(self.pxe)
        self.image = push(tr("Build a bootable &image…"), "p2v.media.image", self._pick_image)
        self.image_words = text_label("", "p2v.media.imageWords", dim=True)
        self.withdraw = push(tr("Wi&thdraw"), "p2v.media.withdraw", self.withdrawn)
        self.withdraw.setToolTip(tr("The key and all files go away, and another machine can be prepared for."))
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.image)
        row.addWidget(self.withdraw)
        row.addStretch(1)
        column = QVBoxLayout(self.shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.state)
        column.addWidget(self.where)
        column.addLayout(labelled(tr("&Kernel command line, to be added in the boot menu of the media"), self.kernel_line))
        for widget in (self.pxe_fold, self.image_words):
            column.addWidget(widget)
        column.addLayout(row)

    def order(self) -> MediaOrder:
        """What was asked for."""
        return MediaOrder(
            self.server.text().strip(),
            self.port.value(),
            self.user.text().strip(),
            self.folder.path,
            self.identity.text().strip(),
            self.hours.value(),
            self.name.text().strip(),
            disks=tuple(re.split(r"[\s,]+", self.disks.text().strip())) if self.disks.text().strip() else (),
            post="poweroff" if self.off.isChecked() else "true",
        )

    def why_not(self) -> str:
        """What is missing; "" when it can be prepared."""
        if not self.name.text().strip():
            return tr("Give the VM a name.")
        if not self.server.text().strip():
            return tr("Say by which address the machine reaches the conversion host.")
        if not self.user.text().strip():
            return tr("Say as whom the machine logs in.")
        return "" if self.folder.path else tr("Choose a folder.")

    def set_busy(self, on: bool) -> None:
        """While the host is prepared."""
        self.busy.setVisible(on)
        for widget in (self.fields, self.more, self.prepare):
            widget.setEnabled(not on)
        if not on:
            self._typed()

    def set_no_image(self, why: str) -> None:
        """Why no image can be built here; "" where it can."""
        self._no_image = why

    def _typed(self) -> None:
        why = self.why_not()
        self.prepare.setEnabled(not why and not self.busy.isVisibleTo(self))
        self.prepare.setToolTip(why)

    def _pick_image(self) -> None:
        dialog = QFileDialog(self, tr("Build a bootable image"), f"{self.folder.path}/virt-p2v.img")
        dialog.setObjectName("p2v.media.imageDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.image_wanted)
        dialog.open()

    def refresh(self) -> None:
        preparation = self._draft.arrival.preparation
        for widget in (self.hint, self.fields, self.more, self.prepare):
            widget.setVisible(preparation is None)
        self.shown.setVisible(preparation is not None)
        self._typed()
        if preparation is not None:
            self._show(preparation)

    def _show(self, preparation: Preparation) -> None:
        self.where.setText(tr("The key, the kernel command line and the PXE entry are in {folder}.", folder=preparation.folder))
        self.kernel_line.set_text(preparation.kernel_line)
        self.pxe.set_text(preparation.pxe)
        self.image.setEnabled(not self._no_image and not self.image_task)
        self.image.setToolTip(self._no_image)
        self.image_words.setText(self.image_task or self._no_image)
        self.image_words.setVisible(bool(self.image_words.text()))
        seen = self._draft.arrival.chosen
        if seen is None:
            waiting = tr("Waiting for the machine: boot it from virt-p2v media.")
            self.state.show_text(waiting, "info", remedy=tr("Go on with the next pages meanwhile."))
        elif seen.session.state in ("failed", "broken"):
            self.state.show_text(f"{seen.session.name}: {seen.state}", "error", remedy=tr("Its log is on the page “Source”."))
        else:
            self.state.show_text(f"{seen.session.name}: {seen.how_far or seen.state}", "ok" if seen.session.state == "done" else "info")

    def entered(self) -> None:
        (self.kernel_line.field if self._draft.arrival.preparation is not None else self.name).setFocus()
