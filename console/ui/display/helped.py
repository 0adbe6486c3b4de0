"""A display that another program decodes (``console.ui.display.helper``): when that crashes or hangs, only the picture is lost."""

from __future__ import annotations

import base64
import ctypes
import dataclasses
import logging
import mmap
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, QSize, QTimer
from PySide6.QtGui import QImage

import console
from console.model.ports import DisplayWay
from console.model.text import N_, Text
from console.ui.display import keys
from console.ui.display.interface import MAX_PIXELS, Cursor, Display, State, picture
from console.ui.display.spice import Ask
from console.ui.display.wire import Message, Wire, unpack

log = logging.getLogger("virtdeck.display")

MODULE = "console.ui.display.helper"
PING_MS = 1500
SILENT_SECONDS = 8.0
"""A helper that answers nothing for so long hangs, and is ended. Its start takes a second or two on a busy computer."""
_MOST_WAITING = 4 << 20


class HelpedDisplay(Display):
    """SPICE in a process of its own. ``crashed``: the process ended by itself, or had to be ended."""

    kind = "spice"

    def __init__(self, way: DisplayWay, *, ask: Ask | None = None, password: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.absolute = False
        self.crashed = False
        self._way, self._ask, self._password = way, ask, password
        self._memory: mmap.mmap | None = None
        self._images: list[QImage] = []
        self._resizes = False
        self._process: subprocess.Popen[bytes] | None = None
        self._wire: Wire | None = None
        self._words = tempfile.TemporaryFile()  # what it says on stderr  # noqa: SIM115  (kept open as long as the process)
        self._heard = time.monotonic()
        self._pulse = QTimer(self, interval=PING_MS)
        self._pulse.timeout.connect(self._ping)

    @property
    def pid(self) -> int:
        """Of the helper; 0 before its start."""
        return self._process.pid if self._process is not None else 0

    # ------------------------------------------------------------------ life

    def open(self) -> None:
        """Start the helper and have it connect."""
        ours, theirs = socket.socketpair()
        root = str(Path(console.__file__).resolve().parents[1])
        env = {**os.environ, "PYTHONPATH": os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH", "")])])}
        argv = [sys.executable, "-m", MODULE, str(theirs.fileno())]
        self._process = subprocess.Popen(
            argv, env=env, stdin=subprocess.DEVNULL, stdout=self._words, stderr=self._words, pass_fds=[theirs.fileno()], start_new_session=True
        )
        theirs.close()
        self._wire = Wire(ours, self._received, self._gone, self)
        way = dataclasses.asdict(self._way)
        self._wire.send({"do": "open", "way": way, "password": self._password})
        self._heard = time.monotonic()
        self._pulse.start()

    def close(self) -> None:
        self._finish(None)

    def _finish(self, problem: Text | None) -> None:
        if self.state.over:
            return
        self._pulse.stop()
        self._images.clear()
        self._memory = None
        if self._wire is not None:
            self._wire.close()
        if self._process is not None:
            self._process.kill()  # nothing in it needs an orderly end
            self._process.wait()
        self._words.close()
        self.set_state(State.CLOSED, problem)

    def _gone(self) -> None:
        """The helper ended without having been told to."""
        assert self._process is not None
        try:
            status = self._process.wait(0.5)
        except subprocess.TimeoutExpired:
            status = 0
        name = signal.Signals(-status).name if status < 0 else str(status)
        self._report(f"ended ({name})")
        self._finish(N_("The library that decodes SPICE crashed ({reason}). Virtdeck goes on.", reason=name))

    def _ping(self) -> None:
        silent = time.monotonic() - self._heard
        if silent > SILENT_SECONDS or (self._wire is not None and self._wire.waiting > _MOST_WAITING):
            self._report(f"silent for {silent:.0f} s")
            self._finish(N_("The library that decodes SPICE does not answer any more and was ended. Virtdeck goes on."))
        elif self._wire is not None:
            self._wire.send({"do": "ping"})

    def _report(self, what: str) -> None:
        """For the log: all that a bug report to the library's authors needs."""
        self.crashed = True
        self._words.seek(max(0, self._words.seek(0, os.SEEK_END) - 4000))
        words = self._words.read().decode(errors="replace").strip()
        log.error("the SPICE helper (spice-client-glib; pid %s, display %s) %s:\n%s", self.pid, self._way, what, words)

    # ------------------------------------------------------------------ news

    def _received(self, message: Message, descriptors: list[int]) -> None:
        self._heard = time.monotonic()
        match message.get("is"):
            case "state":
                self._state(message)
            case "heads":
                self._heads(message["sizes"], descriptors)
            case "frame":
                self.frame_changed.emit(int(message["head"]), QRect(*message["area"]))
            case "cursor":
                self._cursor(message)
            case "mode":
                self.absolute = bool(message["absolute"])
                self.pointer_mode_changed.emit(self.absolute)
            case "clipboard":
                self.clipboard_received.emit(message["text"])
            case "bell":
                self.bell.emit()
            case "wants-descriptor" if self._ask is not None:
                self._ask(partial(self._bring, int(message["id"])))
            case "pong":
                self._resizes = bool(message["resizes"])

    def _state(self, message: Message) -> None:
        state = State(message["state"])
        self.refused = bool(message["refused"])
        if state.over:
            self._finish(unpack(message["problem"]))
        else:
            self.set_state(state)

    def _heads(self, sizes: list[list[int]], descriptors: list[int]) -> None:
        self._images = []
        self._memory = None
        if descriptors:
            total = sum(width * height * 4 for width, height in sizes)
            try:
                if not 0 < total <= MAX_PIXELS * 4 * 4 or os.fstat(descriptors[0]).st_size < total:
                    return
                self._memory = mmap.mmap(descriptors[0], total)
            finally:
                os.close(descriptors[0])
            offset = 0
            for width, height in sizes:
                length = width * height * 4
                self._images.append(picture((ctypes.c_char * length).from_buffer(self._memory, offset), width, height, width * 4))
                offset += length
        self.heads_changed.emit()

    def _cursor(self, message: Message) -> None:
        if "pixels" in message:
            width, height = message["size"]
            pixels = base64.b64decode(message["pixels"])
            image = QImage(pixels, width, height, width * 4, QImage.Format.Format_RGBA8888).copy()
            self.cursor = Cursor(image, QPoint(*message["hot"]))
        else:
            self.cursor = None if message["shown"] else Cursor(None)
        self.cursor_changed.emit(self.cursor)

    def _bring(self, number: int, descriptor: int) -> None:
        if self._wire is None or self.state.over:
            if descriptor >= 0:
                os.close(descriptor)
            return
        self._wire.send({"do": "descriptor", "id": number}, [descriptor] if descriptor >= 0 else [])

    # ------------------------------------------------------------------ Display

    @property
    def heads(self) -> int:
        return len(self._images)

    def image(self, head: int = 0) -> QImage | None:
        return self._images[head] if 0 <= head < len(self._images) else None

    def _order(self, what: str, **more: Any) -> None:
        if self._wire is not None and self.state is State.CONNECTED:
            self._wire.send({"do": what, **more})

    def key(self, code: int, down: bool, keysym: int = 0) -> None:
        if keys.spice(code):
            self._order("key", code=code, down=down)

    def pointer(self, where: QPoint, buttons: int, head: int = 0) -> None:
        self._order("pointer", at=[where.x(), where.y()], buttons=buttons, head=head)

    def pointer_by(self, way: QPoint, buttons: int) -> None:
        self._order("by", way=[way.x(), way.y()], buttons=buttons)

    def send_clipboard(self, text: str) -> bool:
        self._order("clipboard", text=text)
        return True

    @property
    def can_resize(self) -> bool:
        return self.state is State.CONNECTED and self._resizes

    def resize_guest(self, size: QSize, head: int = 0) -> None:
        self._order("resize", size=[size.width(), size.height()], head=head)

    def pause(self, paused: bool) -> None:
        if self._wire is not None:
            self._wire.send({"do": "pause", "on": paused})
