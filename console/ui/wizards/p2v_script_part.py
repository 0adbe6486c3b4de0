"""P2V wizard: the script with which a running Windows checks or copies itself; what is waited for, and what the machine has told."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from console.model.physical import PhysicalMachine
from console.model.text import tr
from console.operations.p2v.draft import P2vDraft
from console.operations.p2v.receiver import Reception, ScriptOrder, report
from console.ui.dialogs.controls import busy_bar, form_of, line_field, push, spin_field
from console.ui.dialogs.support import GAP, CopyBlock, Fold, Message, monospace, named, text_label
from console.ui.wizards.p2v_fields import LARGEST_HOURS, LARGEST_PORT, FolderField


class ScriptPart(QWidget):
    """The script: asked for, waited for, and what the machine has told. ``wanted``: make it; ``withdrawn``: take it back."""

    wanted = Signal()
    withdrawn = Signal()

    def __init__(self, draft: P2vDraft, scripts: Path) -> None:
        super().__init__()
        self.setObjectName("p2v.scriptPart")
        self._draft, self._scripts = draft, scripts
        self._shown: PhysicalMachine | None = None
        self.fields = QWidget()
        self.copy = named(QRadioButton(tr("Cop&y the machine")), "p2v.script.copy", tr("Copy the machine"))
        self.copy.setChecked(True)
        text = tr("Only chec&k it: a report, nothing is copied")
        self.check = named(QRadioButton(text), "p2v.script.check", text)
        self.addresses = line_field("p2v.script.addresses", tr("Addresses of this computer"), tr("as the machine reaches it"))
        self.port = spin_field("p2v.script.port", tr("Port of this computer"), 0, LARGEST_PORT, 0)
        self.port.setSpecialValueText(tr("any free one"))
        self.hours = spin_field("p2v.script.hours", tr("Hours to wait for the machine"), 1, LARGEST_HOURS, 24)
        self.folder = FolderField("p2v.script.folder", tr("Folder of this computer"))
        form = form_of(self.fields, gap=GAP * 2)
        form.addRow("", self.copy)
        form.addRow("", self.check)
        form.addRow(tr("&Addresses of this computer"), self.addresses)
        form.addRow(tr("&Port of this computer"), self.port)
        form.addRow(tr("&Hours to wait for the machine"), self.hours)
        form.addRow(tr("&Folder for the script"), self.folder)
        self.make = push(tr("&Make the script"), "p2v.script.make", self.wanted)
        self._build_shown()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        row = QHBoxLayout()
        row.addWidget(self.make)
        row.addStretch(1)
        self.problem = Message("p2v.script.problem", card=True)
        column.addWidget(self.fields)
        column.addLayout(row)
        column.addWidget(self.problem)
        column.addWidget(self.shown)
        column.addStretch(1)
        for line in (self.addresses, self.folder.line):
            line.textChanged.connect(self._typed)

    def _build_shown(self) -> None:
        self.shown = QWidget()
        self.shown.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.where = text_label("", "p2v.script.where")
        self.command = CopyBlock("p2v.script.command", tr("Command"), lines=2)
        self.state = Message("p2v.script.state", card=True)
        self.busy = busy_bar("p2v.script.busy", tr("Waiting for the machine"))
        self.withdraw = push(tr("Wi&thdraw the script"), "p2v.script.withdraw", self.withdrawn)
        self.withdraw.setToolTip(tr("The port is closed, and the script is of no use any more."))
        self.report_fold = Fold(tr("Readiness &report"), "p2v.script.reportFold")
        self.report = CopyBlock("p2v.script.report", tr("Readiness report"), lines=9)
        self.save = push(tr("&Save the report…"), "p2v.script.save", self._pick_save)
        self.save.setToolTip(tr("As text, or as PDF to be printed."))
        self.report_fold.inside.addWidget(self.report)
        self.report_fold.inside.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self.shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for widget in (self.state, self.busy, self.where, self.command, self.report_fold):
            column.addWidget(widget)
        column.addWidget(self.withdraw, 0, Qt.AlignmentFlag.AlignLeft)

    def order(self) -> ScriptOrder:
        """What was asked for."""
        addresses = tuple(re.split(r"[\s,]+", self.addresses.text().strip()))
        return ScriptOrder(addresses, self.folder.path, self._scripts, self.port.value(), self.check.isChecked(), self.hours.value())

    def why_not(self) -> str:
        """What is missing; "" when the script can be made."""
        if not self.addresses.text().strip():
            return tr("Say by which address the machine reaches this computer.")
        return "" if self.folder.path else tr("Choose a folder.")

    def set_busy(self, on: bool) -> None:
        """While the script is made."""
        self.fields.setEnabled(not on)
        self.make.setEnabled(not on)
        if not on:
            self._typed()

    def _typed(self) -> None:
        why = self.why_not()
        self.make.setEnabled(not why)
        self.make.setToolTip(why)

    def refresh(self) -> None:
        """Show what was asked for, or what has come of it."""
        arrival = self._draft.arrival
        reception, machine = arrival.reception, arrival.machine
        asked = reception is None and machine is None
        self.fields.setVisible(asked)
        self.make.setVisible(asked)
        self.shown.setVisible(not asked)
        self._typed()
        if reception is not None:
            self._show_waiting(reception)
        self.where.setVisible(machine is None)
        self.command.setVisible(machine is None)
        self.busy.setVisible(not asked and machine is None)
        self.report_fold.setVisible(machine is not None)
        self.withdraw.setText(tr("Wi&thdraw the script") if machine is None else tr("&Another machine"))
        self.withdraw.setAccessibleName(self.withdraw.text().replace("&", ""))
        if machine is not None and machine is not self._shown:
            self._shown = machine
            self.report.set_text(report(machine))
            self.report_fold.button.setChecked(self.check.isChecked())
            text = tr("{name} was checked; nothing was copied.", name=machine.hostname) if self.check.isChecked() else ""
            self.state.show_text(text or tr("{name} is here, and waits for your answers on the next pages.", name=machine.hostname), "ok")

    def _show_waiting(self, reception: Reception) -> None:
        script = reception.script
        self.where.setText(tr("Copy {file} to the machine, and run it there as administrator:", file=script.path))
        self.command.set_text(script.command)
        addresses = ", ".join(reception.order.addresses)
        text = tr("Waiting for the machine on port {port} ({addresses}).", port=script.port, addresses=addresses)
        if self._draft.arrival.machine is None:
            self.state.show_text(text, "info", remedy=tr("A firewall of this computer has to let it in."))

    def _pick_save(self) -> None:
        dialog = QFileDialog(self, tr("Save the report"))
        dialog.setObjectName("p2v.script.saveDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([tr("PDF, to be printed (*.pdf)"), tr("Text (*.txt)")])
        dialog.setDefaultSuffix("pdf")
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix("txt" if "txt" in chosen else "pdf"))
        name = self._shown.hostname if self._shown is not None else ""
        dialog.selectFile(f"{self.folder.path}/{name}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_report)
        dialog.open()

    def save_report(self, path: str) -> None:
        """Write the report: as PDF, else as text."""
        text = self.report.field.toPlainText()
        try:
            if path.lower().endswith(".pdf"):
                write_pdf(path, text)
            else:
                Path(path).write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            self.state.show_text(tr("The report could not be saved: {why}.", why=str(error)), "error")
        else:
            self.state.show_text(tr("The report is in {file}.", file=path), "ok")


def write_pdf(path: str, text: str) -> None:
    """A text on pages of A4. OSError where the file can't be written."""
    Path(path).write_bytes(b"")  # Qt says nothing of a file that it can't write
    document = QTextDocument()
    document.setDefaultFont(QFont(monospace().family(), 9))
    document.setPlainText(text)
    writer = QPdfWriter(path)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    document.print_(writer)
