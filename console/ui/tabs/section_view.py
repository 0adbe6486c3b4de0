"""Draws sections as cards: they fold, rows can be copied, and an update touches only what differs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFontDatabase, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QMenu,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from console.model.text import tr
from console.ui import icons
from console.ui.tabs.sections import Link, Row, Section, Table
from console.ui.theme import colours
from console.ui.widgets.basic import Chip, IconButton, IconLabel, Line, LinkButton, copy_text, label, scale_font, set_role

TWO_COLUMNS = 1180
"""Width of the tab from which there are two columns: a window of 1500 px with its tree."""
_LABEL_MIN, _LABEL_MAX = 120, 260
Follow = Callable[[Link], None]


class RowWidget(QWidget):
    """The value side of one row; takes the focus, so that Ctrl+C works on it."""

    def __init__(self, row: Row, follow: Follow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"row_{row.key}")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._follow = follow
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._line = QHBoxLayout()
        self._line.setSpacing(8)
        column.addLayout(self._line)
        self._mark = IconLabel("", 16)
        self._value = label("", wrap=True, name=f"value_{row.key}")
        self._value.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._detail = label("", "dim", wrap=True)
        self._line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(self._value)
        self._line.addWidget(self._detail)
        self._after = QHBoxLayout()
        self._after.setSpacing(8)
        self._line.addLayout(self._after)
        self._space = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._line.addItem(self._space)
        self._bar = QProgressBar()
        self._bar.setObjectName(f"bar_{row.key}")
        self._bar.setTextVisible(False)
        self._bar.setMaximumWidth(320)
        self._bar.setRange(0, 1000)
        column.addWidget(self._bar)
        self._copy = IconButton("copy", tr("Copy"), f"copy_{row.key}", size=14, parent=self)
        self._copy.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._copy.setFixedSize(20, 20)
        self._copy.clicked.connect(self.copy)
        self._copy.hide()
        self.row: Row | None = None
        self.set_row(row)

    def set_row(self, row: Row) -> None:
        """Show this row."""
        old, self.row = self.row, row
        if old == row:
            return
        self._value.setText(row.value)
        self._value.setVisible(bool(row.value))
        set_role(self._value, row.colour if row.colour and not row.mark else "")
        if row.mono and (old is None or not old.mono):
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            font.setPointSizeF(self._value.font().pointSizeF())
            self._value.setFont(font)
        self._detail.setText(row.detail)
        self._detail.setVisible(bool(row.detail))
        self._share(row)
        self._mark.set_icon(row.mark, row.colour)
        self._mark.setVisible(bool(row.mark))
        tip = row.tip
        self.setToolTip(tip)
        self.setAccessibleName(f"{row.label}: {row.copy}" if row.label else row.copy)
        if old is None or old.links != row.links or old.chips != row.chips:
            self._fill_after(row)
        self._bar.setVisible(row.fraction is not None)
        if row.fraction is not None:
            self._bar.setValue(round(row.fraction * 1000))
            self._bar.setAccessibleName(row.label)
            set_role(self._bar, "error" if row.fraction >= 0.95 else "warn" if row.fraction >= 0.85 else "", "level")

    def _share(self, row: Row) -> None:
        """Who takes the width and wraps: the value where it stands alone or is long, else what follows it."""
        alone = not (row.detail or row.links or row.chips)
        wraps = alone or len(row.value) > 60
        self._value.setWordWrap(wraps)
        self._detail.setWordWrap(len(row.detail) > 30)
        self._line.setStretch(1, 1 if wraps else 0)
        self._line.setStretch(2, 1 if len(row.detail) > 30 else 0)
        tight = wraps or len(row.detail) > 30
        self._space.changeSize(0, 0, QSizePolicy.Policy.Minimum if tight else QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._line.invalidate()

    def _fill_after(self, row: Row) -> None:
        clear(self._after)
        for text in row.chips:
            chip = Chip(text, self)
            self._after.addWidget(chip)
            chip.show()
        for number, link in enumerate(row.links):
            button = LinkButton(link.text, f"link_{row.key}_{number}", link.tip, self)
            button.setEnabled(not link.disabled)
            button.clicked.connect(lambda _=False, link=link: self._follow(link))
            self._after.addWidget(button)
            button.show()

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
        if self.row is not None and self.row.value and not self.row.mark:
            text = self._value.fontMetrics().horizontalAdvance(self.row.value)
            right = min(self._value.x() + min(text, self._value.width()) + 6, self.width() - 20)
            if self._detail.isVisible():
                right = self._detail.geometry().right() + 6 if not self._detail.wordWrap() else self.width() - 20
            elif self._after.count():
                right = min(self._after.geometry().right() + 6, self.width() - 20)
            self._copy.move(min(right, self.width() - 20), -2)
            self._copy.show()
            self._copy.raise_()

    def leaveEvent(self, event: QEvent) -> None:
        self._copy.hide()


def show_children(parent: QWidget) -> None:
    """Show what was just added. Qt does it by a queued call, and until then layouts count new widgets as empty."""
    for child in parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        child.show()


def clear(layout: QLayout) -> None:
    """Remove and delete all that a layout holds."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class Header(QToolButton):
    """A card's title: click or Space folds it."""

    def __init__(self, title: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setText(title)
        self.setAccessibleName(title)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        scale_font(self, 1.0, bold=True)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 28, max(24, self.fontMetrics().height() + 8))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = colours(self.palette())
        arrow = "chevron-right" if self.isChecked() else "chevron-down"
        painter.drawPixmap(0, (self.height() - 12) // 2, icons.pixmap(arrow, 12, self.devicePixelRatioF(), theme, colour=theme.dim))
        painter.drawText(self.rect().adjusted(20, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())
        if self.hasFocus():
            painter.setPen(self.palette().accent().color())
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)


class Card(QFrame):
    """One section."""

    folded = Signal(str, bool)

    def __init__(self, section: Section, follow: Follow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"section_{section.id}")
        self.setProperty("card", "true")
        self._follow = follow
        self.section = section
        self._rows: dict[str, RowWidget] = {}
        self._labels: list[QLabel] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 10)
        column.setSpacing(4)
        self.header = Header(section.title, f"fold_{section.id}")
        self.header.toggled.connect(self._fold)
        column.addWidget(self.header)
        self._body = QWidget()
        self._body.setObjectName(f"body_{section.id}")
        self._inner = QVBoxLayout(self._body)
        self._inner.setContentsMargins(20, 0, 0, 0)
        self._inner.setSpacing(8)
        column.addWidget(self._body)
        self._build()

    # -- filling

    def set_section(self, section: Section, label_width: int) -> None:
        """Show another state of the section."""
        old, self.section = self.section, section
        if old == section:
            return
        if self.header.text() != section.title:
            self.header.setText(section.title)
            self.header.setAccessibleName(section.title)
        same = (
            [r.key for r in old.rows if not r.empty] == [r.key for r in section.rows if not r.empty]
            and [r.label for r in old.rows if not r.empty] == [r.label for r in section.rows if not r.empty]
            and old.table == section.table
            and old.note == section.note
            and old.links == section.links
        )
        if same:
            for row in section.rows:
                if not row.empty:
                    self._rows[row.key].set_row(row)
        else:
            self._build()
            self.set_label_width(label_width)
        set_role(self, section.level, "level")

    def _build(self) -> None:
        clear(self._inner)
        self._rows, self._labels = {}, []
        section = self.section
        set_role(self, section.level, "level")
        if section.note is not None:
            self._inner.addWidget(RowWidget(section.note, self._follow))
        rows = [row for row in section.rows if not row.empty]
        if rows:
            grid = QGridLayout()
            grid.setHorizontalSpacing(8)
            grid.setVerticalSpacing(5)
            grid.setColumnStretch(1, 1)
            for number, row in enumerate(rows):
                widget = RowWidget(row, self._follow)
                self._rows[row.key] = widget
                if section.plain:
                    grid.addWidget(widget, number, 0, 1, 2)
                    continue
                title = label(row.label, "dim")
                title.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                self._labels.append(title)
                grid.addWidget(title, number, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(widget, number, 1)
            self._inner.addLayout(grid)
        if section.table is not None and section.table.rows:
            self._inner.addLayout(_table(section.table, section.id))
        if section.links:
            line = QHBoxLayout()
            line.setSpacing(16)
            for number, link in enumerate(section.links):
                button = LinkButton(link.text, f"link_{section.id}_{number}", link.tip)
                button.setEnabled(not link.disabled)
                button.clicked.connect(lambda _=False, link=link: self._follow(link))
                line.addWidget(button)
            line.addStretch(1)
            self._inner.addLayout(line)
        show_children(self._body)

    def wanted_label_width(self) -> int:
        """What the longest label needs."""
        return max((each.fontMetrics().horizontalAdvance(each.text()) for each in self._labels), default=0)

    def set_label_width(self, width: int) -> None:
        """All cards of a tab line up."""
        for each in self._labels:
            each.setFixedWidth(width)
            each.setWordWrap(each.fontMetrics().horizontalAdvance(each.text()) > width)

    # -- folding and copying

    def set_folded(self, folded: bool) -> None:
        """Fold or unfold without a signal."""
        blocked = self.header.blockSignals(True)
        self.header.setChecked(folded)
        self.header.blockSignals(blocked)
        self._body.setVisible(not folded)

    def _fold(self, folded: bool) -> None:
        self._body.setVisible(not folded)
        self.folded.emit(self.section.id, folded)

    def row_at(self, point: QPoint) -> RowWidget | None:
        """The row under a point of this card."""
        widget: QWidget | None = self.childAt(point)
        while widget is not None and widget is not self and not isinstance(widget, RowWidget):
            widget = widget.parentWidget()
        return widget if isinstance(widget, RowWidget) else None


def _table(table: Table, name: str) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(5)
    last = len(table.headers) - 1
    for column, header in enumerate(table.headers):
        side = Qt.AlignmentFlag.AlignRight if column in table.right else Qt.AlignmentFlag.AlignLeft
        grid.addWidget(label(header, "dim"), 0, column, side)
        grid.setColumnStretch(column, 1 if column == last else 0)
    for number, cells in enumerate(table.rows):
        for column, text in enumerate(cells):
            cell = label(text, name=f"cell_{name}_{number}_{column}")
            if column == last:
                cell.setWordWrap(True)
            if table.tips and table.tips[number]:
                cell.setToolTip(table.tips[number])
            side = Qt.AlignmentFlag.AlignRight if column in table.right else Qt.AlignmentFlag.AlignLeft
            if column == last and column not in table.right:
                grid.addWidget(cell, number + 1, column)
            else:
                grid.addWidget(cell, number + 1, column, side | Qt.AlignmentFlag.AlignTop)
    return grid


class SectionsView(QScrollArea):
    """All sections of an object in one or two columns."""

    followed = Signal(object)  # Link

    def __init__(
        self, name: str, is_folded: Callable[[str, bool], bool], set_folded: Callable[[str, bool], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(tr("Details"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._is_folded, self._store_folded = is_folded, set_folded
        self._cards: dict[str, Card] = {}
        self._order: list[str] = []
        self._subject: object = None
        self._content = QWidget()
        self._content.setObjectName(f"{name}_content")
        self._outer = QHBoxLayout(self._content)
        self._outer.setContentsMargins(16, 12, 16, 16)
        self._outer.setSpacing(12)
        self._columns = [QVBoxLayout(), QVBoxLayout()]
        for column in self._columns:
            column.setSpacing(12)
            column.addStretch(1)
            self._outer.addLayout(column, 1)
        self.setWidget(self._content)
        self._two = False

    def set_sections(self, sections: Sequence[Section], subject: object) -> None:
        """Show these. ``subject`` identifies the object: another one starts at the top."""
        order = [section.id for section in sections]
        fresh = order != self._order
        self._content.setUpdatesEnabled(False)
        for gone in [key for key in self._cards if key not in order]:
            card = self._cards.pop(gone)
            card.hide()
            card.setParent(None)
            card.deleteLater()
        width = self._label_width()
        for section in sections:
            card_or_none = self._cards.get(section.id)
            if card_or_none is None:
                card = self._cards[section.id] = Card(section, self.followed.emit, self._content)
                card.folded.connect(self._store_folded)
                card.set_folded(self._is_folded(section.id, section.folded))
            else:
                card_or_none.set_section(section, width)
        self._order = order
        if fresh:
            self._arrange()
        self._align()
        # Now, not at the next turn of the event loop: else one frame shows the new rows in the old heights.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._content.setUpdatesEnabled(True)
        if subject != self._subject:
            self._subject = subject
            self.verticalScrollBar().setValue(0)

    def _label_width(self) -> int:
        wanted = max((card.wanted_label_width() for card in self._cards.values()), default=0)
        return max(_LABEL_MIN, min(_LABEL_MAX, wanted + 8))

    def _align(self) -> None:
        width = self._label_width()
        for card in self._cards.values():
            card.set_label_width(width)

    def _arrange(self) -> None:
        # removeWidget, not takeAt: an item that Python still holds stays the widget's own, and the new item's size cache is never told of changes.
        for card in self._cards.values():
            for column in self._columns:
                column.removeWidget(card)
        for key in self._order:
            card = self._cards[key]
            column = self._columns[card.section.column if self._two else 0]
            column.insertWidget(column.count() - 1, card)
            card.show()
        self._outer.setStretch(1, 1 if self._two else 0)
        self._outer.setSpacing(12 if self._two else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        two = self.viewport().width() >= TWO_COLUMNS
        if two != self._two:
            self._two = two
            QTimer.singleShot(0, self._arrange)

    # -- copying

    def text(self) -> str:
        """All of it, for the clipboard."""
        return "\n\n".join(self._cards[key].section.text() for key in self._order)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        point = self._content.mapFromGlobal(event.globalPos())
        row = next((found for card in self._cards.values() if (found := card.row_at(card.mapFrom(self._content, point))) is not None), None)
        menu = QMenu(self)
        menu.setObjectName("rows_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if row is not None and row.row is not None and row.row.copy:
            action = menu.addAction(icons.icon("copy", self.palette()), tr("Copy"))
            action.triggered.connect(row.copy)
            if row.row.label:
                text = f"{row.row.label}\t{row.row.copy}"
                menu.addAction(tr("Copy with label")).triggered.connect(lambda: copy_text(text))
        menu.addAction(tr("Copy all")).triggered.connect(lambda: copy_text(self.text()))
        menu.popup(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()
        super().mousePressEvent(event)


def rule() -> Line:
    """A separator between parts of a tab."""
    return Line()
