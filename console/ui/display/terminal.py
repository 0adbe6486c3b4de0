"""The text console as a widget: colours, scrollback, selection, copy and paste, input methods.

What the guest prints is taken in small slices, so that a guest that prints without end does not hold up the window; ``room`` tells the reader when
to go on. Ctrl+Shift+C and V copy and paste, Shift+PageUp and PageDown scroll: everything else goes to the guest.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QClipboard,
    QColor,
    QFocusEvent,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget
from pyte.screens import Char

from console.model.text import tr
from console.ui.display.emulator import Emulator, Line
from console.ui.display.terminal_keys import for_the_window, key_bytes

SLICE_SECONDS = 0.006
"""How long one turn may take from the window."""
_CHUNK = 512
_WAITING = 256 << 10
"""Bytes that may wait before the reader is asked to pause."""

COLOURS = {
    "black": "#1b1f26",
    "red": "#e5534b",
    "green": "#57ab5a",
    "brown": "#c69026",
    "blue": "#539bf5",
    "magenta": "#b083f0",
    "cyan": "#39c5cf",
    "white": "#cdd3da",
    "brightblack": "#768390",
    "brightred": "#ff938a",
    "brightgreen": "#8ddb8c",
    "brightbrown": "#eac55f",
    "brightblue": "#96d0ff",
    "brightmagenta": "#dcbdfb",
    "bfightmagenta": "#dcbdfb",  # pyte's own misspelling
    "brightcyan": "#76e3ea",
    "brightwhite": "#ffffff",
}
FOREGROUND, BACKGROUND, SELECTED = "#d6dbe1", "#12151a", "#2f4b7c"

_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True, order=True, slots=True)
class Spot:
    """A cell: line counted from the first that was ever printed, so that it stays where it is while the guest prints."""

    line: int
    column: int


class Terminal(QAbstractScrollArea):
    """The widget. Feed it with what the guest prints; ``typed`` is what goes to the guest."""

    typed = Signal(bytes)
    resized = Signal(int, int)  # columns, lines
    bell = Signal()
    view_only = False

    def __init__(self, name: str = "terminal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(tr("Text console of the VM"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setViewportMargins(6, 4, 0, 4)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(BACKGROUND))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.emulator = Emulator(answer=self.typed.emit)
        self.room = asyncio.Event()
        self.room.set()
        self._queue: deque[bytes] = deque()
        self._waiting = 0
        self._anchor: Spot | None = None
        self._end: Spot | None = None
        self._pending = ""  # composed by an input method, not typed yet
        self._feeding = QTimer(self, interval=0)
        self._feeding.timeout.connect(self._slice)
        self._blink = QTimer(self, interval=530)
        self._blink.timeout.connect(self._flip)
        self._cursor_on = True
        self._cursor_line = 0  # where it was painted last
        self._measure()

    # ------------------------------------------------------------------ output

    def feed(self, data: bytes) -> None:
        """Show what the guest printed, in the next turns of the loop."""
        for start in range(0, len(data), _CHUNK):
            self._queue.append(data[start : start + _CHUNK])
        self._waiting += len(data)
        if self._waiting > _WAITING:
            self.room.clear()
        if not self._feeding.isActive():
            self._feeding.start()

    def _slice(self) -> None:
        emulator = self.emulator
        until = time.perf_counter() + SLICE_SECONDS
        bar = self.verticalScrollBar()
        at_end, lines_before, scrolled = bar.value() == bar.maximum(), len(emulator.scrollback), emulator.scrolled
        while self._queue and time.perf_counter() < until:
            chunk = self._queue.popleft()
            self._waiting -= len(chunk)
            emulator.feed(chunk)
        if not self._queue:
            self._feeding.stop()
        if self._waiting < _WAITING // 2:
            self.room.set()
        self._scroll(at_end, lines_before, scrolled)
        self._paint_news(emulator.scrolled != scrolled or not at_end)
        if emulator.belled:
            emulator.belled = False
            self.bell.emit()

    @property
    def settled(self) -> bool:
        """Everything that was fed is shown."""
        return not self._queue

    def _scroll(self, at_end: bool, before: int, scrolled: int) -> None:
        """Stay at the end, or at the lines that are being read."""
        bar = self.verticalScrollBar()
        kept = len(self.emulator.scrollback)
        value = bar.value()
        bar.setRange(0, kept)
        bar.setPageStep(self.emulator.lines)
        dropped = (self.emulator.scrolled - scrolled) - (kept - before)
        bar.setValue(kept if at_end else max(0, value - max(0, dropped)))

    def _paint_news(self, all_of_it: bool) -> None:
        dirty, self.emulator.dirty = self.emulator.dirty, set()
        if all_of_it or len(dirty) > self.emulator.lines // 2:
            self.viewport().update()
            return
        top = self.verticalScrollBar().value() - len(self.emulator.scrollback)
        for line in {*dirty, self.emulator.cursor.y, self._cursor_line}:
            self.viewport().update(QRect(0, int((line - top) * self._high), self.viewport().width(), int(self._high) + 2))
        self._cursor_line = self.emulator.cursor.y

    # ------------------------------------------------------------------ painting

    def _measure(self) -> None:
        font = QFont(self.font())
        font.setStyleHint(QFont.StyleHint.Monospace)
        metrics = QFontMetricsF(font)
        self._wide, self._high, self._ascent = max(1.0, metrics.horizontalAdvance("M")), max(1.0, float(round(metrics.height()))), metrics.ascent()
        self._fonts = {(bold, italic): _styled(font, bold, italic) for bold in (False, True) for italic in (False, True)}

    def sizeHint(self) -> QSize:
        return QSize(int(80 * self._wide) + self.verticalScrollBar().sizeHint().width() + 2, int(24 * self._high) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        area = self.viewport().size()
        columns, lines = max(2, int(area.width() / self._wide)), max(1, int(area.height() / self._high))
        if (columns, lines) != (self.emulator.columns, self.emulator.lines):
            self.emulator.resize(lines, columns)
            self._scroll(True, len(self.emulator.scrollback), self.emulator.scrolled)
            self.resized.emit(columns, lines)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "emulator"):
            self._measure()
            self.resizeEvent(QResizeEvent(self.size(), self.size()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(BACKGROUND))
        emulator = self.emulator
        first = self.verticalScrollBar().value()
        begin = max(0, int(event.rect().top() / self._high))
        for y in range(begin, min(emulator.lines, int(event.rect().bottom() / self._high) + 1)):
            if first + y < emulator.rows:
                self._paint_line(painter, emulator.row(first + y), y, first + y)
        self._paint_cursor(painter, first)

    def _paint_line(self, painter: QPainter, line: Line, y: int, number: int) -> None:
        """Runs of equal looks in one go; double-width characters each in their two cells."""
        selected = self._selected_columns(number)
        blank = self.emulator.default_char
        top = y * self._high
        run: list[str] = []
        start, look, style = 0, None, blank
        for column in range(self.emulator.columns + 1):
            char = line.get(column, blank) if column < self.emulator.columns else None
            now = None if char is None else (char[1:], selected[0] <= column < selected[1])
            wide = char is not None and len(char.data) > 0 and column + 1 < self.emulator.columns and line.get(column + 1, blank).data == ""
            if run and (now != look or wide or (char is not None and char.data == "")):
                self._paint_run(painter, "".join(run), start, len(run), top, style, selected[0] <= start < selected[1])
                run = []
            if char is None or (char.data == "" and not wide):
                continue
            if wide:
                self._paint_run(painter, char.data, column, 2, top, char, selected[0] <= column < selected[1])
                look = None
                continue
            if not run:
                start, look, style = column, now, char
            run.append(char.data)

    def _paint_run(self, painter: QPainter, text: str, column: int, cells: int, top: float, char: Char, selected: bool) -> None:
        front, back = _colour(char.fg, FOREGROUND, char.bold), _colour(char.bg, BACKGROUND)
        if char.reverse:
            front, back = back, front
        where = QRectF(column * self._wide, top, cells * self._wide, self._high)
        if selected or back != BACKGROUND:
            painter.fillRect(where, QColor(SELECTED if selected else back))
        if not text.isspace() or char.underscore or char.strikethrough:
            painter.setPen(QColor(front))
            font = self._fonts[char.bold, char.italics]
            font.setUnderline(char.underscore)
            font.setStrikeOut(char.strikethrough)
            painter.setFont(font)
            if len(text) == 1 or text.isascii():
                painter.drawText(QRectF(where.x(), top, where.width() + self._wide, self._high).topLeft() + QPoint(0, round(self._ascent)), text)
            else:  # a fallback font has other widths: each character in its cell
                for number, each in enumerate(text):
                    painter.drawText(QRectF(where.x() + number * self._wide, top, 0, 0).topLeft() + QPoint(0, round(self._ascent)), each)

    def _paint_cursor(self, painter: QPainter, first: int) -> None:
        cursor = self.emulator.cursor
        y = len(self.emulator.scrollback) + cursor.y - first
        if cursor.hidden or not 0 <= y < self.emulator.lines:
            return
        where = QRectF(min(cursor.x, self.emulator.columns - 1) * self._wide, y * self._high, self._wide, self._high)
        if self._pending:
            painter.setPen(QColor(FOREGROUND))
            painter.fillRect(QRectF(where.x(), where.y(), QFontMetricsF(self.font()).horizontalAdvance(self._pending), self._high), QColor(SELECTED))
            painter.drawText(where.topLeft() + QPoint(0, round(self._ascent)), self._pending)
        elif not self.hasFocus():
            painter.setPen(QColor(FOREGROUND))
            painter.drawRect(where.adjusted(0.5, 0.5, -0.5, -0.5))
        elif self._cursor_on:
            painter.fillRect(where, QColor(FOREGROUND))
            under = self.emulator.buffer[cursor.y].get(cursor.x, self.emulator.default_char).data
            painter.setPen(QColor(BACKGROUND))
            painter.drawText(where.topLeft() + QPoint(0, round(self._ascent)), under)

    def _flip(self) -> None:
        self._cursor_on = not self._cursor_on
        y = len(self.emulator.scrollback) + self.emulator.cursor.y - self.verticalScrollBar().value()
        self.viewport().update(QRect(0, int(y * self._high), self.viewport().width(), int(self._high) + 1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._cursor_on = True
        self._blink.start()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._blink.stop()
        self.viewport().update()

    # ------------------------------------------------------------------ keyboard

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and not self.view_only:
            if event.type() == QEvent.Type.ShortcutOverride and not for_the_window(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self.keyPressEvent(event)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.modifiers() == _SHIFT and event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            bar.setValue(bar.value() + (-1 if event.key() == Qt.Key.Key_PageUp else 1) * max(1, self.emulator.lines - 1))
        elif event.modifiers() == _SHIFT | _CONTROL and event.key() == Qt.Key.Key_C:
            self.copy()
        elif (event.modifiers() == _SHIFT | _CONTROL and event.key() == Qt.Key.Key_V) or (
            event.modifiers() == _SHIFT and event.key() == Qt.Key.Key_Insert
        ):
            self.paste()
        elif for_the_window(event) or self.view_only:
            event.ignore()
        else:
            data = key_bytes(event, application_cursor=self.emulator.application_cursor, new_line=self.emulator.new_line_mode)
            if data:
                self.type(data)

    def type(self, data: bytes) -> None:
        """Send to the guest, and look at where it appears."""
        if not self.view_only:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
            self._cursor_on = True
            self.typed.emit(data)

    def paste(self, mode: QClipboard.Mode = QClipboard.Mode.Clipboard) -> None:
        """The clipboard's text, in brackets where the guest asked for that."""
        self.paste_text(QGuiApplication.clipboard().text(mode))

    def paste_text(self, text: str) -> None:
        """As typed by hand; what ends a bracketed paste is taken out of it."""
        if not text:
            return
        data = text.replace("\r\n", "\r").replace("\n", "\r").replace("\x1b[201~", "").encode()
        self.type(b"\x1b[200~" + data + b"\x1b[201~" if self.emulator.paste_is_bracketed else data)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._pending = event.preeditString()
        if event.commitString():
            self.type(event.commitString().encode())
        self.viewport().update()
        event.accept()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        if query == Qt.InputMethodQuery.ImCursorRectangle:
            cursor = self.emulator.cursor
            y = len(self.emulator.scrollback) + cursor.y - self.verticalScrollBar().value()
            return QRect(int(cursor.x * self._wide), int(y * self._high), int(self._wide), int(self._high))
        return super().inputMethodQuery(query)

    # ------------------------------------------------------------------ selection

    def _spot(self, where: QPoint) -> Spot:
        line = self.verticalScrollBar().value() + int(max(0, where.y()) / self._high)
        column = min(self.emulator.columns, max(0, round(where.x() / self._wide)))
        return Spot(min(line, self.emulator.rows - 1) + self._gone(), column)

    def _gone(self) -> int:
        """Lines that have fallen out of the scrollback."""
        return self.emulator.scrolled - len(self.emulator.scrollback)

    def _selected_columns(self, number: int) -> tuple[int, int]:
        if self._anchor is None or self._end is None or self._anchor == self._end:
            return (0, 0)
        first, last = sorted((self._anchor, self._end))
        line = number + self._gone()
        if not first.line <= line <= last.line:
            return (0, 0)
        return (first.column if line == first.line else 0, last.column if line == last.line else self.emulator.columns)

    def selected_text(self) -> str:
        """What is marked."""
        if self._anchor is None or self._end is None or self._anchor == self._end:
            return ""
        first, last = sorted((self._anchor, self._end))
        gone = self._gone()
        rows = range(max(0, first.line - gone), min(self.emulator.rows, last.line - gone + 1))
        return "\n".join(self.emulator.text(row, *self._selected_columns(row)).rstrip() for row in rows)

    def copy(self) -> None:
        """What is marked, to the clipboard."""
        if text := self.selected_text():
            QGuiApplication.clipboard().setText(text)

    def select(self, first: Spot, last: Spot) -> None:
        """Mark from one place up to another."""
        self._anchor, self._end = first, last
        self.viewport().update()

    def search(self, words: str, *, backwards: bool = True) -> bool:
        """Mark the next place where this is written, from what is marked now, round the end."""
        if not words:
            return False
        emulator, gone = self.emulator, self._gone()
        rows = list(range(emulator.rows))
        here = (self._anchor.line - gone) if self._anchor is not None else (emulator.rows if backwards else -1)
        if backwards:
            order = [row for row in reversed(rows) if row < here] + [row for row in reversed(rows) if row >= here]
        else:
            order = [row for row in rows if row > here] + [row for row in rows if row <= here]
        for row in order:
            column = emulator.text(row).casefold().find(words.casefold())
            if column >= 0:
                self.select(Spot(row + gone, column), Spot(row + gone, column + len(words)))
                bar = self.verticalScrollBar()
                if not bar.value() <= row < bar.value() + emulator.lines:
                    bar.setValue(row - emulator.lines // 2)
                return True
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            spot = self._spot(event.position().toPoint())
            if event.modifiers() & _SHIFT and self._anchor is not None:
                self._end = spot
            else:
                self._anchor = self._end = spot
            self.viewport().update()
        elif event.button() == Qt.MouseButton.MiddleButton and QGuiApplication.clipboard().supportsSelection():
            self.paste(QClipboard.Mode.Selection)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self._anchor is not None:
            bar = self.verticalScrollBar()
            if event.position().y() < 0 or event.position().y() > self.viewport().height():
                bar.setValue(bar.value() + (-1 if event.position().y() < 0 else 1))
            self._end = self._spot(event.position().toPoint())
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        board = QGuiApplication.clipboard()
        if event.button() == Qt.MouseButton.LeftButton and board.supportsSelection() and (text := self.selected_text()):
            board.setText(text, QClipboard.Mode.Selection)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A word."""
        spot = self._spot(event.position().toPoint())
        text = self.emulator.text(spot.line - self._gone(), 0, self.emulator.columns).ljust(self.emulator.columns)
        first = last = min(spot.column, self.emulator.columns - 1)
        while first > 0 and not text[first - 1 : first].isspace():
            first -= 1
        while last < len(text) and not text[last].isspace():
            last += 1
        self.select(Spot(spot.line, first), Spot(spot.line, last))


def _styled(font: QFont, bold: bool, italic: bool) -> QFont:
    made = QFont(font)
    made.setBold(bold)
    made.setItalic(italic)
    return made


def _colour(name: str, default: str, bold: bool = False) -> str:
    if name == "default":
        return default
    if bold and f"bright{name}" in COLOURS:
        return COLOURS[f"bright{name}"]
    found = COLOURS.get(name)
    return found if found is not None else f"#{name}" if len(name) == 6 else default
