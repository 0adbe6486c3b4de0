"""Draws sections as cards: they fold, rows can be copied, and an update touches only what differs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from console.model.text import tr
from console.ui import icons
from console.ui.tabs.rows import Follow, RowWidget, TableWidget, clear, link_button
from console.ui.tabs.sections import Link, Row, Section
from console.ui.theme import colours
from console.ui.widgets.basic import copy_text, label, scale_font, set_role

TWO_COLUMNS = 1180
"""Width of the tab from which there are two columns: a window of 1500 px with its tree."""
_LABEL_MIN, _LABEL_MAX = 120, 260


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
        self._titles: list[QLabel] = []
        self._rows: list[RowWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 10)
        column.setSpacing(4)
        self.header = Header(section.title, f"fold_{section.id}")
        self.header.toggled.connect(self._fold)
        column.addWidget(self.header)
        self._body = QWidget(self)
        self._body.setObjectName(f"body_{section.id}")
        self._inner = QVBoxLayout(self._body)
        self._inner.setContentsMargins(20, 0, 0, 0)
        self._inner.setSpacing(8)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        self._inner.addLayout(self._grid)
        self._note: RowWidget | None = None
        self._table: TableWidget | None = None
        self._links: QHBoxLayout | None = None
        self._shown_links: tuple[Link, ...] = ()
        column.addWidget(self._body)
        self._fill()

    # -- filling

    def set_section(self, section: Section) -> None:
        """Show another state of the section; widgets are used again, whatever they showed."""
        if self.section == section:
            return
        self.section = section
        if self.header.text() != section.title:
            self.header.setText(section.title)
            self.header.setAccessibleName(section.title)
        self._fill()

    def _fill(self) -> None:
        section = self.section
        set_role(self, section.level, "level")
        self._fill_note(section.note)
        self._fill_rows([row for row in section.rows if not row.empty])
        table = section.table if section.table is not None and section.table.rows else None
        if table is not None and self._table is None:
            self._table = TableWidget(section.id, self._body)
            self._inner.insertWidget(self._inner.indexOf(self._grid) + 1, self._table)
        if self._table is not None:
            self._table.setVisible(table is not None)
            if table is not None:
                self._table.set_table(table)
        self._fill_links(section.links)

    def _fill_note(self, note: Row | None) -> None:
        if note is not None and self._note is None:
            self._note = RowWidget(note, self._follow, self._body)
            self._inner.insertWidget(0, self._note)
        if self._note is not None:
            self._note.setVisible(note is not None)
            if note is not None:
                self._note.set_row(note)

    def _fill_rows(self, rows: list[Row]) -> None:
        for number, row in enumerate(rows):
            if number < len(self._rows):
                self._rows[number].set_row(row)
            else:
                self._rows.append(RowWidget(row, self._follow, self._body))
                if self.section.plain:
                    self._grid.addWidget(self._rows[number], number, 0, 1, 2)
                else:
                    self._titles.append(label("", "dim", parent=self._body))
                    self._grid.addWidget(self._titles[number], number, 0, Qt.AlignmentFlag.AlignTop)
                    self._grid.addWidget(self._rows[number], number, 1)
            if not self.section.plain:
                if number >= len(self._titles):  # the section had no labels until now
                    self._titles.append(label("", "dim", parent=self._body))
                    self._grid.removeWidget(self._rows[number])
                    self._grid.addWidget(self._titles[number], number, 0, Qt.AlignmentFlag.AlignTop)
                    self._grid.addWidget(self._rows[number], number, 1)
                self._titles[number].setText(row.label)
                self._titles[number].show()
            self._rows[number].show()
        for widget in (*self._rows[len(rows) :], *self._titles[0 if self.section.plain else len(rows) :]):
            widget.setObjectName("")
            widget.hide()
        for spare in self._rows[len(rows) :]:
            spare.row = None

    def _fill_links(self, links: tuple[Link, ...]) -> None:
        if links == self._shown_links:
            return
        self._shown_links = links
        if self._links is None:
            self._links = QHBoxLayout()
            self._links.setSpacing(16)
            self._links.setAlignment(Qt.AlignmentFlag.AlignLeft)
            self._inner.addLayout(self._links)
        clear(self._links)
        for number, link in enumerate(links):
            button = link_button(link, f"link_{self.section.id}_{number}", self._follow, self._body)
            self._links.addWidget(button)
            button.show()

    def wanted_label_width(self) -> int:
        """What the longest label needs."""
        shown = self._titles[: sum(1 for row in self.section.rows if not row.empty)]
        return max((each.fontMetrics().horizontalAdvance(each.text()) for each in shown), default=0)

    def set_label_width(self, width: int) -> None:
        """All cards of a tab line up."""
        for each in self._titles:
            if each.width() != width or each.minimumWidth() != width:
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
            self._cards[gone].hide()
        for section in sections:
            card_or_none = self._cards.get(section.id)
            if card_or_none is None:
                card = self._cards[section.id] = Card(section, self.followed.emit, self._content)
                card.folded.connect(self._store_folded)
                card.set_folded(self._is_folded(section.id, section.folded))
            else:
                card_or_none.set_section(section)
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
        wanted = max((self._cards[key].wanted_label_width() for key in self._order), default=0)
        return max(_LABEL_MIN, min(_LABEL_MAX, wanted + 8))

    def _align(self) -> None:
        width = self._label_width()
        for key in self._order:
            self._cards[key].set_label_width(width)

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
        two = event.size().width() >= TWO_COLUMNS  # the viewport's
        if two != self._two:
            self._two = two
            QTimer.singleShot(0, self._arrange)

    # -- copying

    def text(self) -> str:
        """All of it, for the clipboard."""
        return "\n\n".join(self._cards[key].section.text() for key in self._order)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        point = self._content.mapFromGlobal(event.globalPos())
        row = next(
            (found for key in self._order if (card := self._cards[key]) and (found := card.row_at(card.mapFrom(self._content, point))) is not None),
            None,
        )
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
