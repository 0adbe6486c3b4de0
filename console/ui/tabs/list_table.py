"""A sortable, copyable table of text for the Storage, Networking and Log tabs; says when it is empty, busy, or failed (with the way out)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QStackedLayout, QTableView, QVBoxLayout, QWidget

from console.model.ids import Ref
from console.model.text import tr
from console.ui import icons, words
from console.ui.theme import colours
from console.ui.widgets.basic import Banner, EmptyState, copy_text

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
WIDE_PIXELS = 200
"""What the wide column keeps of its room when others grow."""
GROW_MS = 100


@dataclass(frozen=True, slots=True)
class Cell:
    """Text, and what it sorts by where that is not the text."""

    text: str
    sort: float | None = None
    tip: str = ""
    icon: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row; ``ref`` is selected in the tree on a double click."""

    cells: tuple[Cell, ...]
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """Header and alignment."""

    title: str
    right: bool = False
    wide: bool = False  # takes what is left


class ListModel(QAbstractTableModel):
    """Rows as they are given, sorted in plain Python."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._lines: list[Line] = []
        self._sort: tuple[int, bool] | None = None
        self.palette_of: QWidget | None = None

    def set_lines(self, columns: Sequence[Column], lines: Sequence[Line]) -> None:
        """Show these; in place where the number of rows is the same."""
        wanted = self._sorted(lines)
        if tuple(columns) == self._columns and len(wanted) == len(self._lines):
            if wanted != self._lines:
                self._lines = wanted
                self.dataChanged.emit(self.index(0, 0), self.index(len(wanted) - 1, len(self._columns) - 1))
            return
        self.beginResetModel()
        self._columns, self._lines = tuple(columns), wanted
        self.endResetModel()

    def _sorted(self, lines: Sequence[Line]) -> list[Line]:
        if self._sort is None or self._sort[0] >= len(self._columns):
            return list(lines)
        column, descending = self._sort

        def key(line: Line) -> tuple[int, float, tuple[tuple[int, int | str], ...]]:
            cell = line.cells[column]
            return (0, cell.sort, ()) if cell.sort is not None else (1, 0.0, words.natural(cell.text))

        return sorted(lines, key=key, reverse=descending)

    def line(self, row: int) -> Line:
        """A row."""
        return self._lines[row]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column < 0:  # as given; the view sorts downwards by itself when sorting is enabled, before it is told otherwise
            self._sort = None
            return
        self.layoutAboutToBeChanged.emit()
        self._sort = (column, order == Qt.SortOrder.DescendingOrder)
        self._lines = self._sorted(self._lines)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and section < len(self._columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self._columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if self._columns[section].right else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self.line(index.row()).cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.tip or cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self._columns[index.column()].right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role in (Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.ForegroundRole) and self.palette_of is not None:
            theme = colours(self.palette_of.palette())
            colour = theme.named(cell.colour) if cell.colour else theme.text
            if role == Qt.ItemDataRole.ForegroundRole:
                return QColor(colour) if cell.colour and not cell.icon else None
            if cell.icon:
                return icons.pixmap(cell.icon, 16, self.palette_of.devicePixelRatioF(), theme, colour=colour)
        return None


class ListTable(QWidget):
    """The table with its empty, busy and failed states."""

    opened = Signal(object)  # Ref
    retried = Signal()
    selection_changed = Signal()

    def __init__(self, name: str, accessible: str, parent: QWidget | None = None, *, model: ListModel | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.model = model or ListModel((), self)
        self.model.palette_of = self
        self._titles: tuple[str, ...] = ()
        self.view = QTableView()
        self.view.setObjectName(f"{name}_view")
        self.view.setAccessibleName(accessible)
        self.view.setModel(self.model)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setShowGrid(False)
        self.view.setWordWrap(False)
        self.view.setSortingEnabled(True)
        self.view.setTabKeyNavigation(False)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(max(26, self.fontMetrics().height() + 10))
        header = self.view.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setResizeContentsPrecision(50)  # widths are guessed from so many rows: a list may have ten thousand
        self._columns: tuple[Column, ...] = ()
        self._widths: dict[int, int] = {}  # as fitted; another one is the user's own
        self._growing = QTimer(self, singleShot=True, interval=GROW_MS)
        self._growing.timeout.connect(self._grow)
        self.model.dataChanged.connect(lambda: self._growing.start())
        self.view.selectionModel().selectionChanged.connect(self.selection_changed)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._menu)
        self.view.doubleClicked.connect(self._open)
        self.view.activated.connect(self._open)
        self.banner = Banner(f"{name}_banner")
        self.banner.followed.connect(self.retried)
        self.empty = EmptyState("storage", "", "", f"{name}_empty")
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.banner)
        column.addWidget(body, 1)

    def show_lines(self, columns: Sequence[Column], lines: Sequence[Line], empty_icon: str, empty_text: str) -> None:
        """Show rows, or the sentence that says why there are none."""
        self.banner.hide()
        if not lines:
            self.model.set_lines(columns, ())
            self.empty.show_state(empty_icon, empty_text)
            self._stack.setCurrentWidget(self.empty)
            return
        self.model.set_lines(columns, lines)
        self._stack.setCurrentWidget(self.view)
        titles = tuple(column.title for column in columns)
        if titles != self._titles:
            self._titles = titles
            self._fit(columns)

    def show_model(self, columns: Sequence[Column], empty_icon: str, empty_text: str) -> None:
        """Show what the model has by itself, or the sentence that says why there is nothing."""
        self.banner.hide()
        if not self.model.rowCount():
            self.empty.show_state(empty_icon, empty_text)
            self._stack.setCurrentWidget(self.empty)
            return
        self._stack.setCurrentWidget(self.view)
        titles = tuple(column.title for column in columns)
        if titles != self._titles:
            self._titles = titles
            self._fit(columns)

    def _fit(self, columns: Sequence[Column]) -> None:
        header = self.view.horizontalHeader()
        self._columns = tuple(columns)
        for number, column in enumerate(columns):
            header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch if column.wide else QHeaderView.ResizeMode.Interactive)
            if not column.wide:
                header.resizeSection(number, self._wanted(number))
                self._widths[number] = header.sectionSize(number)

    def _wanted(self, number: int) -> int:
        return max(self.view.horizontalHeader().sectionSizeHint(number) + 8, min(360, self.view.sizeHintForColumn(number) + 16))

    def _grow(self) -> None:
        """Columns whose contents came later get their width, as far as the wide one can spare it."""
        header = self.view.horizontalHeader()
        room = sum(header.sectionSize(number) - WIDE_PIXELS for number, column in enumerate(self._columns) if column.wide)
        for number, column in enumerate(self._columns):
            now = header.sectionSize(number)
            more = min(self._wanted(number) - now, room) if not column.wide and now == self._widths.get(number) else 0
            if more > 0:
                room -= more
                header.resizeSection(number, now + more)
                self._widths[number] = header.sectionSize(number)

    def busy(self, text: str) -> None:
        """While it is being read (only where nothing is shown yet)."""
        self.banner.hide()
        self.model.set_lines((), ())
        self._titles = ()
        self.empty.show_state("wait", text)
        self._stack.setCurrentWidget(self.empty)

    def failed(self, text: str, again: str) -> None:
        """It could not be read."""
        self.banner.say("error", text, again)
        self.empty.show_state("warning", "")
        self._stack.setCurrentWidget(self.empty)

    def selected_rows(self) -> list[int]:
        """Numbers of the selected rows."""
        return sorted(index.row() for index in self.view.selectionModel().selectedRows())

    def selected_text(self) -> str:
        """Selected rows with tabs between the cells; all rows where none is selected."""
        rows = sorted({index.row() for index in self.view.selectionModel().selectedIndexes()}) or range(self.model.rowCount())
        return "\n".join("\t".join(cell.text for cell in self.model.line(row).cells) for row in rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_text(self.selected_text())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and (ref := self.model.line(index.row()).ref) is not None:
            self.opened.emit(ref)

    def _menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("table_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        index = self.view.indexAt(point)
        if index.isValid():
            text = str(self.model.data(index) or "")
            menu.addAction(icons.icon("copy", self.palette()), tr("Copy “{text}”", text=text[:40])).triggered.connect(lambda: copy_text(text))
            menu.addAction(tr("Copy rows")).triggered.connect(lambda: copy_text(self.selected_text()))
            ref = self.model.line(index.row()).ref
            if ref is not None:
                menu.addAction(tr("Show")).triggered.connect(lambda: self.opened.emit(ref))
        menu.addAction(tr("Copy all")).triggered.connect(self._copy_all)
        menu.popup(self.view.viewport().mapToGlobal(point))

    def _copy_all(self) -> None:
        rows = range(self.model.rowCount())
        QGuiApplication.clipboard().setText("\n".join("\t".join(cell.text for cell in self.model.line(row).cells) for row in rows))
