"""Input controls of wizards: sizes with a unit, choices whose unfit entries stay visible with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QWidget

from console.model.text import tr
from console.operations.drafts.parts import RepositoryChoice
from console.ui import words
from console.ui.dialogs.support import SPIN_MARGINS, named

UNITS: tuple[tuple[str, int], ...] = (("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1 << 40))


class SizeField(QWidget):
    """A size in bytes, typed as number and unit. Changing the unit keeps the size."""

    changed = Signal(object)
    """The new size in bytes (an int: signals of Qt's int would end at 2 GiB)."""

    def __init__(self, name: str, accessible: str, *, units: Sequence[str] = ("MiB", "GiB", "TiB")) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible.replace("&", ""))
        self.number = named(QDoubleSpinBox(), f"{name}.number", accessible)
        self.number.lineEdit().setTextMargins(*SPIN_MARGINS)
        self.number.setRange(0, 1 << 20)
        self.number.setDecimals(0)
        self.number.setMinimumWidth(110)
        self.unit = named(QComboBox(), f"{name}.unit", tr("Unit of {what}", what=accessible.replace("&", "")))
        for unit, factor in UNITS:
            if unit in units:
                self.unit.addItem(unit, factor)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.number)
        row.addWidget(self.unit)
        row.addStretch(1)
        self.setFocusProxy(self.number)
        self._bytes = 0
        self.number.valueChanged.connect(self._typed)
        self.unit.currentIndexChanged.connect(lambda: self._show(self._bytes, int(self.unit.currentData())))

    @property
    def size_bytes(self) -> int:
        """The size."""
        return self._bytes

    def set_bytes(self, size: int) -> None:
        """Show a size; while it is what was typed, number and unit stay as they are."""
        if size == self._bytes and self.number.value():
            return
        factors = [int(self.unit.itemData(row)) for row in range(self.unit.count())]
        fitting = [factor for factor in factors if size >= factor and size * 100 % factor == 0]
        factor = max(fitting, default=factors[0])
        with QSignalBlocker(self.unit):
            self.unit.setCurrentIndex(factors.index(factor))
        self._show(size, factor)

    def _show(self, size: int, factor: int) -> None:
        self._bytes = size
        with QSignalBlocker(self.number):
            self.number.setDecimals(0 if size % factor == 0 else 2)
            self.number.setSingleStep(256 if factor == 1 << 20 else 1)
            self.number.setValue(size / factor)

    def _typed(self, value: float) -> None:
        self._bytes = round(value * int(self.unit.currentData()))
        self.changed.emit(self._bytes)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a :class:`ChoiceBox`; ``why_not`` keeps it from being chosen and is shown beside it."""

    key: str
    label: str
    note: str = ""
    why_not: str = ""

    @property
    def shown(self) -> str:
        """The row's text."""
        extra = self.why_not or self.note
        return f"{self.label} ({extra.rstrip('.')})" if extra else self.label


def repository_entries(choices: Iterable[RepositoryChoice]) -> list[Entry]:
    """Storage repositories with what is free, unfit ones with the reason."""
    found = []
    for each in choices:
        free = tr("{size} free", size=words.size(each.free_bytes)) if each.free_bytes is not None else ""
        found.append(Entry(each.repository.uuid, each.repository.name, free, str(each.why_not or "")))
    return found


class ChoiceBox(QComboBox):
    """A drop-down list of :class:`Entry`; unfit ones are dimmed."""

    chosen = Signal(str)

    def __init__(self, name: str, accessible: str) -> None:
        super().__init__()
        named(self, name, accessible)
        self._entries: tuple[Entry, ...] = ()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(24)
        self.activated.connect(lambda index: self.chosen.emit(str(self.itemData(index))))

    def set_entries(self, entries: Sequence[Entry], current: str) -> None:
        """Show these and select ``current`` (an unfit one may be current: it was chosen before it became unfit)."""
        entries = tuple(entries)
        if entries != self._entries:
            self._entries = entries
            model = QStandardItemModel(self)
            for entry in entries:
                item = QStandardItem(entry.shown)
                item.setData(entry.key, Qt.ItemDataRole.UserRole)
                item.setToolTip(entry.shown)
                item.setEnabled(not entry.why_not)
                model.appendRow(item)
            with QSignalBlocker(self):
                self.setModel(model)
        with QSignalBlocker(self):
            self.setCurrentIndex(next((row for row, entry in enumerate(entries) if entry.key == current), -1))
        self.setToolTip(self.currentText())

    @property
    def key(self) -> str:
        """Key of the current entry, "" if there is none."""
        return str(self.currentData() or "")
