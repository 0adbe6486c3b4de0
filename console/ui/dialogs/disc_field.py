"""A field for an ISO of this computer: typed or chosen, looked at in the background, stored only where it is one."""

from __future__ import annotations

import functools

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from console.model.ports import Background
from console.model.text import tr
from console.operations.tools import look_at_disc
from console.ui.dialogs.controls import push
from console.ui.dialogs.support import GAP, Message, named
from console.ui.jobs import Jobs


class DiscField(QWidget):
    """``accepted(path)``: "" or the path of an ISO image. What is neither is said under the field and stays unstored."""

    accepted = Signal(str)

    def __init__(self, name: str, accessible: str, path: str, background: Background | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background, self._looked, self._kept = background, path, path
        self._jobs = Jobs(lambda failure: self.message.show_text(str(failure.text)))
        self.edit = named(QLineEdit(path), name, accessible)
        self.edit.setPlaceholderText(tr("None: that of the host is used"))
        self.edit.setClearButtonEnabled(True)
        self.edit.setMinimumWidth(self.fontMetrics().averageCharWidth() * 36)
        self.choose = push(tr("Choose…"), f"{name}.choose", accessible=tr("Choose: {what}", what=accessible))
        self.message = Message(f"{name}.message")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.edit, 1)
        row.addWidget(self.choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.message)
        self.setFocusProxy(self.edit)
        self.edit.editingFinished.connect(self._edited)
        self.edit.textChanged.connect(self._changed)
        self.choose.clicked.connect(self._choose)

    def _changed(self, text: str) -> None:
        """Emptied by the button in the field too."""
        if not text.strip():
            self._edited()

    def _edited(self) -> None:
        path = self.edit.text().strip()
        if path == self._looked:
            return
        self._looked = path
        self.message.show_text("")
        if not path:
            self._take("")
        elif self._background is not None:
            self._jobs.start(self._look(path, self._background))

    async def _look(self, path: str, background: Background) -> None:
        level, text = await background.run(functools.partial(look_at_disc, path))
        if path != self._looked:
            return
        self.message.show_text(str(text), level)
        if level != "error":
            self._take(path)

    def _take(self, path: str) -> None:
        if path != self._kept:
            self._kept = path
            self.accepted.emit(path)

    def _choose(self) -> None:
        dialog = QFileDialog(self, tr("Choose an ISO image"), self.edit.text(), f"{tr('ISO images')} (*.iso);;{tr('All files')} (*)")
        dialog.setObjectName(f"{self.edit.objectName()}.dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, path: str) -> None:
        self.edit.setText(path)
        self._edited()

    def shutdown(self) -> None:
        """The dialog closes."""
        self._jobs.cancel()
