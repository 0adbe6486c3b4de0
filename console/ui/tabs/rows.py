"""Rows and small tables of a section: made once, used again for whatever is shown next, so that selecting another VM costs a few milliseconds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLayout, QProgressBar, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from console.model.text import tr
from console.ui.tabs.sections import Link, Row, Table
from console.ui.widgets.basic import Chip, IconButton, IconLabel, LinkButton, copy_text, label, set_role

Follow = Callable[[Link], None]


class RowWidget(QWidget):
    """The value side of one row; takes the focus, so that Ctrl+C works on it. Parts that a row does not need are not made."""

    def __init__(self, row: Row, follow: Follow, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._follow = follow
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._line = QHBoxLayout()
        self._line.setSpacing(8)
        self._column.addLayout(self._line)
        self._value = label("", parent=self)
        self._line.addWidget(self._value)
        self._space = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._line.addItem(self._space)
        self._mark: IconLabel | None = None
        self._detail: QLabel | None = None
        self._bar: QProgressBar | None = None
        self._copy: IconButton | None = None
        self._after: list[QWidget] = []
        self.row: Row | None = None
        self.set_row(row)

    def set_row(self, row: Row) -> None:
        """Show this row."""
        old, self.row = self.row, row
        if old == row:
            return
        if old is None or old.key != row.key:
            self.setObjectName(f"row_{row.key}")
            self._value.setObjectName(f"value_{row.key}")
        self._value.setText(row.value)
        self._value.setVisible(bool(row.value))
        set_role(self._value, row.colour if row.colour and not row.mark else "")
        self._show_mark(row)
        self._show_detail(row)
        self.setToolTip(row.tip)
        self.setAccessibleName(f"{row.label}: {row.copy}" if row.label else row.copy)
        if old is None or old.links != row.links or old.chips != row.chips or old.key != row.key:
            self._fill_after(row)
        self._show_bar(row)
        self._share(row)

    def _show_mark(self, row: Row) -> None:
        if self._mark is None and row.mark:
            self._mark = IconLabel("", 16, parent=self)
            self._line.insertWidget(0, self._mark, 0, Qt.AlignmentFlag.AlignTop)
        if self._mark is not None:
            self._mark.set_icon(row.mark, row.colour)
            self._mark.setVisible(bool(row.mark))

    def _show_detail(self, row: Row) -> None:
        if self._detail is None and row.detail:
            self._detail = label("", "dim", parent=self)
            self._line.insertWidget(self._line.indexOf(self._value) + 1, self._detail)
        if self._detail is not None:
            self._detail.setText(row.detail)
            self._detail.setVisible(bool(row.detail))

    def _show_bar(self, row: Row) -> None:
        if self._bar is None and row.fraction is not None:
            self._bar = QProgressBar(self)
            self._bar.setTextVisible(False)
            self._bar.setMaximumWidth(320)
            self._bar.setRange(0, 1000)
            self._column.addWidget(self._bar)
        if self._bar is None:
            return
        self._bar.setVisible(row.fraction is not None)
        if row.fraction is not None:
            self._bar.setObjectName(f"bar_{row.key}")
            self._bar.setValue(round(row.fraction * 1000))
            self._bar.setAccessibleName(row.label)
            set_role(self._bar, "error" if row.fraction >= 0.95 else "warn" if row.fraction >= 0.85 else "", "level")

    def _share(self, row: Row) -> None:
        """Who takes the width and wraps: the value where it stands alone or is long, else what follows it."""
        alone = not (row.detail or row.links or row.chips)
        wraps = alone or len(row.value) > 60
        long_detail = len(row.detail) > 30
        self._value.setWordWrap(wraps)
        self._line.setStretchFactor(self._value, 1 if wraps else 0)
        if self._detail is not None:
            self._detail.setWordWrap(long_detail)
            self._line.setStretchFactor(self._detail, 1 if long_detail else 0)
        tight = wraps or long_detail
        self._space.changeSize(0, 0, QSizePolicy.Policy.Minimum if tight else QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._line.invalidate()

    def _fill_after(self, row: Row) -> None:
        for widget in self._after:
            discard(self._line, widget)
        self._after = [Chip(text, self) for text in row.chips]
        for number, link in enumerate(row.links):
            self._after.append(link_button(link, f"link_{row.key}_{number}", self._follow, self))
        for widget in self._after:
            self._line.insertWidget(self._line.count() - 1, widget)
            widget.show()

    def copy(self) -> None:
        """The value, to the clipboard."""
        if self.row is not None:
            copy_text(self.row.copy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEvent) -> None:
        """The copy button appears right behind the text."""
        if self.row is None or not self.row.value or self.row.mark:
            return
        if self._copy is None:
            self._copy = IconButton("copy", tr("Copy"), f"copy_{self.row.key}", size=14, parent=self)
            self._copy.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._copy.setFixedSize(20, 20)
            self._copy.clicked.connect(self.copy)
        text = self._value.fontMetrics().horizontalAdvance(self.row.value)
        right = self._value.x() + min(text, self._value.width())
        if self._detail is not None and self._detail.isVisible():
            right = self._detail.x() + min(self._detail.fontMetrics().horizontalAdvance(self.row.detail), self._detail.width())
        if self._after:
            right = self._after[-1].geometry().right()
        self._copy.move(min(right + 6, self.width() - 20), -2)
        self._copy.show()
        self._copy.raise_()

    def leaveEvent(self, event: QEvent) -> None:
        if self._copy is not None:
            self._copy.hide()


def link_button(link: Link, name: str, follow: Follow, parent: QWidget) -> LinkButton:
    """A link of a row or a section."""
    button = LinkButton(link.text, name, link.tip, parent)
    button.setEnabled(not link.disabled)
    button.clicked.connect(lambda _=False: follow(link))
    return button


def discard(layout: QLayout, widget: QWidget) -> None:
    """Take a widget away for good; until Qt deletes it, nobody finds it by name."""
    layout.removeWidget(widget)
    widget.hide()
    widget.setObjectName("")
    widget.deleteLater()


def clear(layout: QLayout) -> None:
    """Remove and delete all widgets that a layout holds."""
    while layout.count():
        item = layout.itemAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            discard(layout, widget)
        else:
            layout.takeAt(0)


class TableWidget(QWidget):
    """A small table of labels; cells are used again."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"table_{name}")
        self._name = name
        self._table: Table | None = None
        self._cells: dict[tuple[int, int], QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(5)

    def set_table(self, table: Table) -> None:
        """Show this table."""
        if table == self._table:
            return
        if self._table is not None and (len(self._table.headers), self._table.right) != (len(table.headers), table.right):
            for cell in self._cells.values():
                discard(self._grid, cell)
            self._cells.clear()
        self._table = table
        last = len(table.headers) - 1
        self._grid.setColumnStretch(last, 1)
        wanted: set[tuple[int, int]] = set()
        for number, texts in enumerate((table.headers, *table.rows)):
            tip = table.tips[number - 1] if number and table.tips else ""
            for column, text in enumerate(texts):
                wanted.add((number, column))
                cell = self._cell(number, column, last, column in table.right)
                cell.setText(text)
                cell.setToolTip(tip)
                cell.show()
        for place, cell in self._cells.items():
            if place not in wanted:
                cell.hide()

    def _cell(self, number: int, column: int, last: int, right: bool) -> QLabel:
        cell = self._cells.get((number, column))
        if cell is None:
            cell = label("", "dim" if number == 0 else "", name=f"cell_{self._name}_{number}_{column}", parent=self)
            self._cells[number, column] = cell
            cell.setWordWrap(column == last and number > 0)
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            if column == last and not right:
                self._grid.addWidget(cell, number, column)
            else:
                self._grid.addWidget(cell, number, column, side | Qt.AlignmentFlag.AlignTop)
        return cell
