"""P2V wizard, Conversion page: keys of encrypted volumes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from console.model.physical import Content, Partition
from console.model.text import tr
from console.ui.dialogs.support import named


class KeyFields(QWidget):
    """A field for the key of each encrypted volume. ``typed(device, text)``; a passphrase is taken as it is, blanks and all."""

    typed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("p2v.keys")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.lines: list[QLineEdit] = []
        self._labels: list[QLabel] = []
        self._devices: list[str] = []

    def show_volumes(self, volumes: Sequence[tuple[Partition, str]]) -> None:
        """These volumes with what was typed for them, and no others."""
        while len(self.lines) < len(volumes):
            self._add(len(self.lines))
        self._devices = [part.device for part, _ in volumes]
        for number, (label, line) in enumerate(zip(self._labels, self.lines, strict=True)):
            label.setVisible(number < len(volumes))
            line.setVisible(number < len(volumes))
            part, text = volumes[number] if number < len(volumes) else (None, "")
            if line.text() != text:
                line.setText(text)
            if part is not None:
                bitlocker = part.content is Content.BITLOCKER
                said = tr("Recovery key of {volume} (BitLocker)", volume=part.device)
                label.setText(said if bitlocker else tr("Passphrase of {volume} (LUKS)", volume=part.device))
                line.setAccessibleName(label.text())
        self.setVisible(bool(volumes))

    def _add(self, number: int) -> None:
        line = named(QLineEdit(), f"p2v.key{number}", tr("Passphrase or recovery key"))
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.textEdited.connect(lambda text: self.typed.emit(self._devices[number], text))
        label = QLabel()
        label.setObjectName(f"p2v.key{number}.label")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(line)
        self._column.addWidget(label)
        self._column.addWidget(line)
        self._labels.append(label)
        self.lines.append(line)
