"""Ctrl+K: one field that finds objects and commands. Opens over the window, Enter does it, Esc goes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from console.model.text import tr
from console.ui.adapters.look import Look
from console.ui.theme import colours
from console.ui.tree_view import paint_look

_MOST = 40


@dataclass(frozen=True)
class Entry:
    """Something that can be found. ``act`` does it; ``hint`` is shown dim (shortcut, host, or the reason why it can't be done)."""

    text: str
    hint: str
    icon: str
    act: Callable[[], None]
    badge: str = ""
    enabled: bool = True
    rank: int = 0  # lower first at equal match
    words: str = ""  # more to be found by


def find(entries: Sequence[Entry], typed: str) -> list[Entry]:
    """Entries that contain all words, best first: beginning of the text, beginning of a word, anywhere."""
    wanted = typed.casefold().split()
    scored: list[tuple[int, int, int, Entry]] = []
    for order, entry in enumerate(entries):
        text = entry.text.casefold()
        haystack = f"{text} {entry.words.casefold()}"
        if not all(word in haystack for word in wanted):
            continue
        score = 0
        if wanted:
            first = wanted[0]
            score = 0 if text.startswith(first) else 1 if f" {first}" in text or f"-{first}" in text else 2 if first in text else 3
        scored.append((score + (0 if entry.enabled else 4), entry.rank, order, entry))
    scored.sort(key=lambda row: row[:3])
    return [entry for *_, entry in scored[:_MOST]]


class _EntryDelegate(QStyledItemDelegate):
    """Rows like those of the tree: icon with badge, text, dim hint."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, max(26, option.fontMetrics.height() + 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        view = self.parent()
        shown = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(view, QListWidget):
            return
        theme = colours(view.palette())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selected))
            painter.drawRoundedRect(option.rect, 5, 5)
        inside = option.rect.adjusted(8, 0, -4, 0)
        if isinstance(shown, Look):
            paint_look(painter, inside, shown, view)
        else:
            painter.setPen(QColor(theme.dim))
            painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter), str(index.data()))


class PaletteBox(QFrame):
    """The field and what it found: a panel inside the window (a popup window would grab the keyboard)."""

    def __init__(self, entries: Sequence[Entry], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setAccessibleName(tr("Search objects and commands"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAutoFillBackground(True)
        self._entries = entries
        self._found: list[Entry] = []
        self._before: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        self.field = QLineEdit()
        self.field.setObjectName("palette_field")
        self.field.setAccessibleName(tr("Search objects and commands"))
        self.field.setPlaceholderText(tr("Search objects and commands"))
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setObjectName("palette_list")
        self.list.setAccessibleName(tr("Found"))
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(_EntryDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda _: self._go())
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        self.field.textChanged.connect(self._search)
        self._search("")

    def open_over(self, window: QWidget) -> None:
        """In the upper part of the window."""
        self._before = window.focusWidget()
        self.resize(min(620, window.width() - 64), min(440, window.height() - 120))
        self.move((window.width() - self.width()) // 2, max(40, window.height() // 12))
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        """Close, and give the focus back."""
        if self._before is not None and isValid(self._before):
            self._before.setFocus()
        self._before = None
        self.close()

    def _search(self, typed: str) -> None:
        self._found = find(self._entries, typed)
        self.list.clear()
        for entry in self._found:
            item = QListWidgetItem(f"{entry.text}, {entry.hint}" if entry.hint else entry.text)
            item.setData(Qt.ItemDataRole.UserRole, Look(entry.icon or "chevron-right", entry.badge, entry.text, entry.hint, faded=not entry.enabled))
            item.setToolTip(entry.hint)
            self.list.addItem(item)
        if not self._found:
            item = QListWidgetItem(tr("Nothing found"))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _go(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._found) and self._found[row].enabled:
            entry = self._found[row]
            self.dismiss()
            entry.act()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and watched is self.field and self.isVisible():
            self._before = None
            self.close()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
                step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}[Qt.Key(event.key())]
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.dismiss()
                return True
        return False
