"""Ctrl+K: one field that finds objects and commands. Opens over the window, Enter does it, Esc goes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from console.model.text import tr
from console.ui import icons

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


class PaletteBox(QDialog):
    """The field and what it found."""

    def __init__(self, entries: Sequence[Entry], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("palette")
        self.setAccessibleName(tr("Search objects and commands"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._entries = entries
        self._found: list[Entry] = []
        self.setStyleSheet("QDialog#palette { border: 1px solid palette(mid); } QListWidget { border: none; }")
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
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda _: self._go())
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        self.field.textChanged.connect(self._search)
        self.resize(560, 420)
        self._search("")

    def open_over(self, window: QWidget) -> None:
        """In the upper third of the window."""
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + max(48, window.height() // 8))
        self.show()
        self.field.setFocus()

    def _search(self, typed: str) -> None:
        self._found = find(self._entries, typed)
        self.list.clear()
        for entry in self._found:
            item = QListWidgetItem(icons.icon(entry.icon or "chevron-right", self.palette(), badge=entry.badge), _line(entry))
            item.setToolTip(entry.hint)
            if not entry.enabled:
                item.setForeground(self.palette().placeholderText())
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
            self.close()
            entry.act()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
                step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}[Qt.Key(event.key())]
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go()
                return True
        return False


def _line(entry: Entry) -> str:
    return f"{entry.text}   —   {entry.hint}" if entry.hint else entry.text
