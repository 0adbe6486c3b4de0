"""The terminal behind the text console: pyte's, with scrollback, alternate screen, line drawing and without what breaks it.

pyte 0.8.2 prints strings of control sequences that it does not know (DCS, APC), keeps an unfinished OSC for ever, mistakes ``CSI > … m`` for colours,
knows no alternate screen, and draws no lines in UTF-8 mode; what a guest prints must never end the console.
"""

from __future__ import annotations

import copy
import logging
import re
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

import pyte
from pyte import modes
from pyte.screens import Char, Margins

log = logging.getLogger("virtdeck.display")

SCROLLBACK = 5000
"""Lines that are kept."""

Line = Mapping[int, Char]

BRACKETED_PASTE = 2004 << 5
APPLICATION_CURSOR = 1 << 5
_ALTERNATE = frozenset({47 << 5, 1047 << 5, 1049 << 5})
_MOST_HELD = 4096

# ESC and what opens a string (OSC, DCS, APC, PM, SOS), up to BEL or ST.
_STRING = re.compile(r"\x1b[\]P_^X][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)")
_OPEN_STRING = re.compile(r"\x1b[\]P_^X][^\x07\x1b\x9c]*\x1b?$")
_FOREIGN = re.compile(r"\x1b\[[0-9;]*[<=>!][0-9;:]*[ -/]*[@-~]|\x1b[ ].|\x1b\[[0-9;?]*[\"'][@-~]")
_COLONS = re.compile(r"\x1b\[[0-9;]*:[0-9;:]*m")
_UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[ ()#%])?$")


class Emulator(pyte.Screen):
    """A screen of ``lines`` × ``columns`` that is fed with bytes. ``answer`` is called with what the terminal itself replies."""

    def __init__(self, columns: int = 80, lines: int = 24, answer: Callable[[bytes], None] | None = None) -> None:
        self.scrollback: deque[dict[int, Char]] = deque(maxlen=SCROLLBACK)
        self.scrolled = 0  # lines that ever went into the scrollback
        self.belled = False
        self._answer = answer
        self._saved: tuple[Any, Any] | None = None  # the main screen while the alternate one is shown
        super().__init__(columns, lines)
        self._stream = _Stream(self)

    def feed(self, data: bytes) -> None:
        """What the guest printed."""
        self._stream.feed(data)

    def clear_all(self) -> None:
        """A new terminal, also after a guest that left it in a mess."""
        self._stream = _Stream(self)
        self.reset()
        self.scrollback.clear()

    # ------------------------------------------------------------------ what pyte lacks

    def reset(self) -> None:
        self._saved = None
        super().reset()

    def index(self) -> None:
        top, bottom = self.margins or Margins(0, self.lines - 1)
        if self.cursor.y == bottom and top == 0 and self._saved is None:
            self._keep(0)
        super().index()

    def _keep(self, row: int) -> None:
        self.scrollback.append(dict(self.buffer[row]))
        self.scrolled += 1

    def set_mode(self, *numbers: int, **kind: Any) -> None:
        if kind.get("private"):
            if 3 in numbers:  # DECCOLM: the window's width is the user's
                numbers = tuple(number for number in numbers if number != 3)
            if any(number << 5 in _ALTERNATE for number in numbers) and self._saved is None:
                self._saved = (copy.copy(self.buffer), copy.copy(self.cursor))
                self.buffer = copy.copy(self.buffer)
                self.buffer.clear()
                self.dirty.update(range(self.lines))
        super().set_mode(*numbers, **kind)

    def reset_mode(self, *numbers: int, **kind: Any) -> None:
        if kind.get("private"):
            numbers = tuple(number for number in numbers if number != 3)
            if any(number << 5 in _ALTERNATE for number in numbers) and self._saved is not None:
                self.buffer, self.cursor = self._saved
                self._saved = None
                self.set_margins()
                self.ensure_hbounds()
                self.ensure_vbounds()
                self.dirty.update(range(self.lines))
        super().reset_mode(*numbers, **kind)

    def resize(self, lines: int | None = None, columns: int | None = None) -> None:
        """Shrinking keeps the line of the cursor: what is above goes into the scrollback."""
        lines, columns = max(1, lines or self.lines), max(2, columns or self.columns)
        if (lines, columns) == (self.lines, self.columns):
            return
        surplus = max(0, self.cursor.y + 1 - lines)
        if surplus:
            for row in range(surplus):
                if self._saved is None:
                    self._keep(row)
            for row in range(self.lines):
                if row + surplus in self.buffer:
                    self.buffer[row] = self.buffer[row + surplus]
                else:
                    self.buffer.pop(row, None)
            self.cursor.y -= surplus
        for row in [row for row in self.buffer if row >= lines]:
            del self.buffer[row]
        for line in self.buffer.values():
            for column in [column for column in line if column >= columns]:
                del line[column]
        self.lines, self.columns = lines, columns
        self.margins = None
        self.cursor.x = min(self.cursor.x, columns)
        self.tabstops = set(range(8, columns, 8))
        self.dirty.update(range(lines))

    def erase_in_display(self, how: int = 0, *rest: Any, **kind: Any) -> None:
        if how == 3:
            self.scrollback.clear()
            return
        super().erase_in_display(how)

    def select_graphic_rendition(self, *attributes: int, **kind: Any) -> None:
        if not kind.get("private"):
            super().select_graphic_rendition(*attributes)

    def report_device_status(self, mode: int = 0, **kind: Any) -> None:
        if not kind.get("private"):
            super().report_device_status(mode)

    def set_margins(self, top: int | None = None, bottom: int | None = None, **kind: Any) -> None:
        if not kind.get("private"):  # CSI ? r restores modes
            super().set_margins(top, bottom)

    def bell(self, *_: Any) -> None:
        self.belled = True

    def write_process_input(self, data: str) -> None:
        if self._answer is not None:
            self._answer(data.encode())

    # ------------------------------------------------------------------ reading

    @property
    def rows(self) -> int:
        """Lines of scrollback and screen together."""
        return len(self.scrollback) + self.lines

    def row(self, number: int) -> Line:
        """A line, the oldest of the scrollback first."""
        kept = len(self.scrollback)
        return self.scrollback[number] if number < kept else self.buffer[number - kept]

    def text(self, number: int, first: int = 0, last: int | None = None) -> str:
        """The characters of a line from column ``first`` up to, not including, ``last``; without blanks at its end."""
        line = self.row(number)
        end = self.columns if last is None else last
        blank = self.default_char
        found = "".join(line.get(column, blank).data for column in range(first, end))
        return found.rstrip() if last is None or last >= self.columns else found

    def whole(self) -> str:
        """Everything, for searching and for tests."""
        return "\n".join(self.text(number) for number in range(self.rows)).rstrip()

    @property
    def paste_is_bracketed(self) -> bool:
        return BRACKETED_PASTE in self.mode

    @property
    def application_cursor(self) -> bool:
        """Cursor keys send SS3 instead of CSI (DECCKM)."""
        return APPLICATION_CURSOR in self.mode

    @property
    def new_line_mode(self) -> bool:
        """Enter sends CR and LF (LNM)."""
        return modes.LNM in self.mode


class _Stream(pyte.ByteStream):
    """Decodes UTF-8, and keeps from pyte what it does not understand."""

    def __init__(self, screen: Emulator) -> None:
        super().__init__(screen)
        self.use_utf8 = False  # for pyte: else it ignores the line drawing set. The decoding is done here.
        self._held = ""

    def feed(self, data: bytes) -> None:  # type: ignore[override]  # as in pyte itself
        text = self._held + self.utf8_decoder.decode(data)
        self._held = ""
        if "\x1b" in text:
            text = _FOREIGN.sub("", _STRING.sub("", text))
            text = _COLONS.sub(lambda found: found.group().replace(":", ";"), text)
            rest = _OPEN_STRING.search(text) or _UNFINISHED.search(text)
            if rest is not None:
                if len(rest.group()) <= _MOST_HELD:
                    self._held = rest.group()
                elif _OPEN_STRING.match(rest.group()):
                    self._held = rest.group()[:2]  # still in the string, and nobody needs what was in it
                text = text[: rest.start()]
        try:
            pyte.Stream.feed(self, text)
        except Exception as problem:  # pyte begins anew with the next character
            log.debug("terminal: %r in %r", problem, text[:200])
