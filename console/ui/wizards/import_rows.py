"""Rows of the Import wizard's pages: a name and a host for a VM, a place for a disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from console.model.text import tr
from console.operations.import_draft import DiskAnswer
from console.ui.dialogs.controls import form_of
from console.ui.dialogs.support import GAP, named
from console.ui.wizards.fields import ChoiceBox, Entry


class Rows:
    """A form with a number of rows that changes."""

    def __init__(self) -> None:
        self.form = form_of()
        self._fields: list[QWidget] = []

    def show(self, count: int, make: Callable[[int], tuple[str, QWidget]]) -> list[QWidget]:
        """Make or drop rows at the end; the fields."""
        while len(self._fields) > count:
            self._fields.pop()
            self.form.removeRow(self.form.rowCount() - 1)
        while len(self._fields) < count:
            text, field = make(len(self._fields))
            self._fields.append(field)
            self.form.addRow(text, field)
        return self._fields

    def label(self, number: int) -> QLabel:
        """The text of a row."""
        found = self.form.labelForField(self._fields[number])
        assert isinstance(found, QLabel)
        return found


class TargetRow(QWidget):
    """Name of one VM, and its host where there are several VMs."""

    def __init__(self, number: int, named_as: Callable[[int, str], None], to: Callable[[int, str], None]) -> None:
        super().__init__()
        self.setObjectName(f"import.target{number}")
        self.name = named(QLineEdit(), f"import.name{number}", tr("Name of VM {number}", number=number + 1))
        self.host = ChoiceBox(f"import.host{number}", tr("Host of VM {number}", number=number + 1))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.name, 1)
        row.addWidget(self.host)
        self.setFocusProxy(self.name)
        self.name.textEdited.connect(lambda text: named_as(number, text))
        self.host.chosen.connect(lambda key: to(number, key))

    def show_item(self, was: str, name: str, hosts: Sequence[Entry], host: str) -> None:
        """Its present answers; no ``hosts``: there is nothing to choose."""
        if self.name.text() != name:
            self.name.setText(name)
        self.name.setToolTip(was)
        self.host.setVisible(bool(hosts))
        self.host.set_entries(hosts, host)


class DiskRow(QWidget):
    """Repository, format and thin of one disk."""

    def __init__(self, number: int, changed: Callable[[int, DiskAnswer], None]) -> None:
        super().__init__()
        self.setObjectName(f"import.disk{number}")
        self._number, self._changed = number, changed
        self.repository = ChoiceBox(f"import.disk{number}.repository", tr("Storage repository of disk {number}", number=number + 1))
        self.format = ChoiceBox(f"import.disk{number}.format", tr("Format of disk {number}", number=number + 1))
        self.format.setMinimumContentsLength(8)
        self.thin = named(QCheckBox(tr("Thin")), f"import.disk{number}.thin", tr("Thin: takes space as it fills"))
        self.thin.setToolTip(tr("Thin: takes space as it fills"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.repository, 1)
        row.addWidget(self.format)
        row.addWidget(self.thin)
        self.repository.chosen.connect(lambda _: self._tell())
        self.format.chosen.connect(lambda _: self._tell())
        self.thin.toggled.connect(lambda _: self._tell())

    def _tell(self) -> None:
        self._changed(self._number, DiskAnswer(self.repository.key, self.format.key, self.thin.isChecked()))
