"""Resulting files of an export, and their folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialogButtonBox, QWidget

from console.model.tasks import Task
from console.model.text import tr
from console.ui import words
from console.ui.dialogs.support import Dialog, text_label
from console.ui.results import files_of, show_folder
from console.ui.wizards.draft_page import ChoiceTable


class ExportedDialog(Dialog):
    """The files with their sizes."""

    def __init__(self, task: Task, parent: QWidget | None = None) -> None:
        super().__init__(tr("Resulting files"), "exported", parent)
        files = files_of(task)
        folder = str(Path(files[0]).parent) if files else ""
        self.content.addWidget(text_label(tr("They are in {folder}.", folder=folder), "exported.text"))
        table = ChoiceTable("exported.list", tr("Resulting files"), [tr("File"), tr("Size")])
        table.setMinimumSize(420, 140)
        for file in files:
            path = Path(file)
            table.add(file, [path.name, words.size(path.stat().st_size) if path.exists() else tr("not there any more")])
        self.content.addWidget(table, 1)
        show = self.add_button(tr("&Show in folder"), "show", QDialogButtonBox.ButtonRole.ActionRole)
        show.clicked.connect(lambda: show_folder(files))
        close = self.add_button(tr("Close"), "close", QDialogButtonBox.ButtonRole.RejectRole, default=True)
        close.clicked.connect(self.reject)
