"""Small controls that the pages of the P2V wizard share."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFormLayout, QHBoxLayout, QLineEdit, QProgressBar, QPushButton, QSpinBox, QWidget

from console.model.text import tr
from console.ui.dialogs.support import GAP, SPIN_MARGINS, named

LARGEST_PORT = 65535
LARGEST_HOURS = 24 * 30


def push(text: str, name: str, slot: object) -> QPushButton:
    """A button of a page: Enter is the wizard's."""
    button = named(QPushButton(text), name, text)
    button.setAutoDefault(False)
    button.clicked.connect(slot)
    return button


def busy_bar(name: str, accessible: str) -> QProgressBar:
    """Shown while something is waited for."""
    bar = named(QProgressBar(), name, accessible)
    bar.setRange(0, 0)
    bar.setTextVisible(False)
    bar.hide()
    return bar


def spin_field(name: str, accessible: str, least: int, most: int, value: int) -> QSpinBox:
    """A whole number."""
    spin = named(QSpinBox(), name, accessible)
    spin.lineEdit().setTextMargins(*SPIN_MARGINS)
    spin.setRange(least, most)
    spin.setValue(value)
    spin.setMaximumWidth(160)
    return spin


def line_field(name: str, accessible: str, hint: str = "") -> QLineEdit:
    """A line, with a hint while it is empty."""
    line = named(QLineEdit(), name, accessible)
    line.setPlaceholderText(hint)
    return line


def form_of(inside: QWidget) -> QFormLayout:
    """Labels beside their fields."""
    form = QFormLayout(inside)
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(GAP * 2)
    form.setVerticalSpacing(GAP)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    return form


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
