"""What the pages of the P2V wizard share: a folder of this computer, and limits of their fields."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from console.model.text import tr
from console.ui.dialogs.controls import push
from console.ui.dialogs.support import GAP, named

LARGEST_PORT = 65535
LARGEST_HOURS = 24 * 30


class FolderField(QWidget):
    """A folder of this computer, typed or chosen."""

    def __init__(self, name: str, accessible: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.line = named(QLineEdit(str(Path.home())), f"{name}.line", accessible)
        self.choose = push(tr("Choose…"), f"{name}.choose", self._pick)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.line, 1)
        row.addWidget(self.choose)
        self.setFocusProxy(self.line)

    @property
    def path(self) -> str:
        """The folder."""
        return self.line.text().strip()

    def _pick(self) -> None:
        dialog = QFileDialog(self, tr("Choose a folder"), self.path)
        dialog.setObjectName(f"{self.objectName()}.dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.line.setText)
        dialog.open()
