"""What the pages of wizards have in common: the draft, and tables with unfit rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from console.model.text import Text
from console.operations.drafts.parts import PageId
from console.operations.drafts.said import Problem
from console.operations.new_vm import NewVmDraft
from console.ui.dialogs.support import Message, RoomyRows, named
from console.ui.services import Services
from console.ui.wizards.base import WizardPage
from console.ui.wizards.notes import show_first

if TYPE_CHECKING:
    from console.ui.jobs import Jobs

KEY = Qt.ItemDataRole.UserRole


class Draft(Protocol):
    """What pages answer: one thing that is being thought about."""

    def change(self, **answers: Any) -> None:
        """Replace answers by name."""


DraftT = TypeVar("DraftT", bound=Draft)


class DraftPage(WizardPage, Generic[DraftT]):
    """A page whose widgets answer a draft."""

    def __init__(self, key: str, draft: DraftT) -> None:
        super().__init__(key)
        self.draft = draft

    def change(self, **answers: object) -> None:
        """Tell the draft, then everybody who shows it."""
        self.draft.change(**answers)
        self.changed.emit()


class NewVmPage(DraftPage[NewVmDraft]):
    """A page of the New VM wizard."""

    def __init__(self, page: PageId, draft: NewVmDraft, services: Services, jobs: Jobs) -> None:
        super().__init__(page.value, draft)
        self.page = page
        self.services = services
        self.jobs = jobs

    def problems(self, fields: Iterable[str] | None = None) -> tuple[Problem[PageId], ...]:
        """This page's problems, of some fields or all."""
        wanted = None if fields is None else set(fields)
        return tuple(p for p in self.draft.problems(self.page) if wanted is None or p.field in wanted)

    def show_problem(self, message: Message, fields: Iterable[str]) -> None:
        """The most important problem of these fields under their widget."""
        show_first(message, self.problems(fields))


class ChoiceTable(QTreeWidget):
    """A list whose unfit rows stay, dimmed, with the reason in the row."""

    def __init__(self, name: str, accessible: str, headers: Sequence[str]) -> None:
        super().__init__()
        named(self, name, accessible)
        self.setColumnCount(len(headers))
        self.setHeaderLabels(list(headers))
        self.setRootIsDecorated(False)
        self.setItemDelegate(RoomyRows(self))
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        header = self.header()
        header.setSectionsMovable(False)
        header.setStyleSheet("QHeaderView::section { padding: 5px 4px; }")
        header.setStretchLastSection(True)
        for column in range(len(headers) - 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)

    def sizeHintForColumn(self, column: int) -> int:
        """As wide as its words, but a long name leaves half of the table to what stands behind it: the reason why a row can't be chosen."""
        wanted = super().sizeHintForColumn(column)
        return wanted if column else min(wanted, max(160, self.viewport().width() // 2))

    def add(self, key: str, cells: Sequence[str], *, usable: bool = True, parent: QTreeWidgetItem | None = None) -> QTreeWidgetItem:
        """One row."""
        item = QTreeWidgetItem(list(cells))
        item.setData(0, KEY, key)
        for column, text in enumerate(cells):
            item.setToolTip(column, text)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(cell for cell in cells if cell))
        if not usable:
            item.setDisabled(True)
        if parent is None:
            self.addTopLevelItem(item)
        else:
            parent.addChild(item)
        return item

    def show_rows(self, rows: Iterable[Sequence[Text | str]]) -> None:
        """These cells and no others, without keys; what is shown already stays as it is (selection, place)."""
        wanted = [[str(cell) for cell in row] for row in rows]
        items = [self.topLevelItem(number) for number in range(self.topLevelItemCount())]
        if wanted != [[item.text(column) for column in range(self.columnCount())] for item in items if item is not None]:
            self.clear()
            for cells in wanted:
                self.add("", cells)

    def row_of(self, key: str) -> QTreeWidgetItem | None:
        """The row with this key, on any level."""
        rows = [self.topLevelItem(row) for row in range(self.topLevelItemCount())]
        while rows:
            item = rows.pop(0)
            if item is None:
                continue
            if item.data(0, KEY) == key:
                return item
            rows.extend(item.child(row) for row in range(item.childCount()))
        return None

    def select(self, key: str) -> None:
        """Make this row the current one without telling anybody."""
        item = self.row_of(key) if key else None
        if item is self.currentItem() and (item is None or item.isSelected()):
            return
        with QSignalBlocker(self):
            if item is None:
                self.clearSelection()
                self.setCurrentItem(None)  # type: ignore[call-overload]  # Qt takes a null item
            else:
                self.setCurrentItem(item)
                item.setSelected(True)

    @property
    def key(self) -> str:
        """Key of the current row, "" if there is none."""
        item = self.currentItem()
        return str(item.data(0, KEY) or "") if item is not None else ""
