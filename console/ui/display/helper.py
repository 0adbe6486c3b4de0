"""The program that decodes SPICE for the window: ``python -m console.ui.display.helper FD``.

spice-client-glib 0.42 ends its process on much that a server can say (a surface of an unknown format, an impossible size), and can be kept busy
for ever; tried with ``tests/ui/display/hostile.py``. So it runs here: the window loses a picture, never itself. Pictures go through shared memory.
"""

from __future__ import annotations

import base64
import ctypes
import mmap
import os
import signal
import socket
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSize, QTimer
from PySide6.QtGui import QImage, QPainter

from console.model.ports import DisplayWay
from console.ui.display.interface import Cursor, Display, State, picture
from console.ui.display.spice import SpiceDisplay, SpiceGlib
from console.ui.display.wire import Message, Wire, pack

_NEWS_MS = 8
_PARENT_DEATH = 1  # PR_SET_PDEATHSIG


class Helper:
    """One display at the end of a wire."""

    def __init__(self, application: QCoreApplication, end: socket.socket) -> None:
        self._application = application
        self._wire = Wire(end, self._received, application.quit)
        self._display: Display | None = None
        self._memory: mmap.mmap | None = None
        self._targets: list[QImage] = []
        self._dirty: dict[int, QRect] = {}
        self._bring: dict[int, Callable[[int], None]] = {}
        self._asked = 0
        self._paused = False
        self._news = QTimer(singleShot=True, interval=_NEWS_MS)
        self._news.timeout.connect(self._tell_frames)

    def _received(self, message: Message, descriptors: list[int]) -> None:
        getattr(self, f"_do_{message['do']}")(message, descriptors)

    # ------------------------------------------------------------------ orders

    def _do_open(self, message: Message, _descriptors: list[int]) -> None:
        way = DisplayWay(**{**message["way"], "forwarded": tuple(tuple(each) for each in message["way"]["forwarded"])})
        self._display = display = SpiceDisplay(SpiceGlib(), way, ask=self._ask if way.local else None, password=message["password"])
        display.state_changed.connect(self._state)
        display.heads_changed.connect(self._heads)
        display.frame_changed.connect(self._frame)
        display.cursor_changed.connect(self._cursor)
        display.pointer_mode_changed.connect(lambda on: self._say("mode", absolute=on))
        display.clipboard_received.connect(lambda text: self._say("clipboard", text=text))
        display.bell.connect(lambda: self._say("bell"))
        display.open()

    def _do_descriptor(self, message: Message, descriptors: list[int]) -> None:
        bring = self._bring.pop(message["id"], None)
        if bring is not None:
            bring(descriptors[0] if descriptors else -1)

    def _do_key(self, message: Message, _descriptors: list[int]) -> None:
        if self._display is not None:
            self._display.key(message["code"], message["down"])

    def _do_pointer(self, message: Message, _descriptors: list[int]) -> None:
        if self._display is not None:
            self._display.pointer(QPoint(*message["at"]), message["buttons"], message["head"])

    def _do_by(self, message: Message, _descriptors: list[int]) -> None:
        if self._display is not None:
            self._display.pointer_by(QPoint(*message["way"]), message["buttons"])

    def _do_clipboard(self, message: Message, _descriptors: list[int]) -> None:
        if self._display is not None:
            self._display.send_clipboard(message["text"])

    def _do_resize(self, message: Message, _descriptors: list[int]) -> None:
        if self._display is not None:
            self._display.resize_guest(QSize(*message["size"]), message["head"])

    def _do_pause(self, message: Message, _descriptors: list[int]) -> None:
        self._paused = message["on"]
        if self._display is not None and not self._paused:
            for head in range(self._display.heads):
                self._frame(head, QRect(QPoint(0, 0), self._display.size(head)))

    def _do_ping(self, _message: Message, _descriptors: list[int]) -> None:
        self._say("pong", resizes=self._display is not None and self._display.can_resize)

    def _do_close(self, _message: Message, _descriptors: list[int]) -> None:
        self._application.quit()

    # ------------------------------------------------------------------ news

    def _say(self, what: str, descriptors: list[int] | None = None, **more: Any) -> None:
        self._wire.send({"is": what, **more}, descriptors)

    def _ask(self, bring: Callable[[int], None]) -> None:
        self._asked += 1
        self._bring[self._asked] = bring
        self._say("wants-descriptor", id=self._asked)

    def _state(self, state: State) -> None:
        assert self._display is not None
        self._say("state", state=state.value, problem=pack(self._display.problem), refused=self._display.refused)

    def _heads(self) -> None:
        """A new shared memory for all screens, one after the other."""
        assert self._display is not None
        sizes = [self._display.size(head) for head in range(self._display.heads)]
        total = sum(size.width() * size.height() * 4 for size in sizes)
        self._targets = []
        self._memory = None  # unmapped when its last picture goes
        self._dirty.clear()
        if not total:
            self._say("heads", sizes=[])
            return
        descriptor = os.memfd_create("virtdeck-screen", os.MFD_CLOEXEC)
        os.ftruncate(descriptor, total)
        self._memory = mmap.mmap(descriptor, total)
        offset = 0
        for size in sizes:
            length = size.width() * size.height() * 4
            self._targets.append(picture((ctypes.c_char * length).from_buffer(self._memory, offset), size.width(), size.height(), size.width() * 4))
            offset += length
        self._say("heads", [descriptor], sizes=[[size.width(), size.height()] for size in sizes])
        for head, size in enumerate(sizes):
            self._frame(head, QRect(QPoint(0, 0), size))

    def _frame(self, head: int, area: QRect) -> None:
        if not self._paused and head < len(self._targets):
            self._dirty[head] = self._dirty.get(head, QRect()) | area
            if not self._news.isActive():
                self._news.start()

    def _tell_frames(self) -> None:
        dirty, self._dirty = self._dirty, {}
        for head, area in dirty.items():
            image = self._display.image(head) if self._display is not None else None
            if image is None or head >= len(self._targets):
                continue
            painter = QPainter(self._targets[head])
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.drawImage(area.topLeft(), image, area)
            painter.end()
            self._say("frame", head=head, area=[area.x(), area.y(), area.width(), area.height()])

    def _cursor(self, cursor: Cursor | None) -> None:
        if cursor is None or cursor.image is None:
            self._say("cursor", shown=cursor is None)
            return
        image = cursor.image.convertToFormat(QImage.Format.Format_RGBA8888)
        pixels = base64.b64encode(bytes(image.constBits())).decode()
        self._say("cursor", shown=True, size=[image.width(), image.height()], hot=[cursor.hot.x(), cursor.hot.y()], pixels=pixels)


def main() -> None:
    """Ends with the wire; or with the window, whatever happens here."""
    ctypes.CDLL(None).prctl(_PARENT_DEATH, signal.SIGKILL)
    application = QCoreApplication(sys.argv[:1])
    helper = Helper(application, socket.socket(fileno=int(sys.argv[1])))
    application.exec()
    del helper
    sys.stderr.flush()
    os._exit(0)  # the library's own clean-up is of no use any more


if __name__ == "__main__":
    main()
