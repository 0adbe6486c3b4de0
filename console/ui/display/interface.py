"""What a graphical display is to the window, whatever protocol brings it."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Signal
from PySide6.QtGui import QImage

from console.model.text import Text

MAX_PIXELS = 64 << 20
"""Pixels of the largest picture that is taken (256 MiB): a server that claims more is not believed."""


def picture(pixels: Any, width: int, height: int, stride: int, layout: QImage.Format = QImage.Format.Format_RGB32) -> QImage:
    """A QImage over memory that somebody else keeps (any object with the buffer protocol)."""
    return QImage(pixels, width, height, stride, layout)


class State(enum.Enum):
    """Life of a display. There is no way back from CLOSED and UNSUPPORTED: a new one is made."""

    CONNECTING = "connecting"
    NEEDS_PASSWORD = "needs-password"
    CONNECTED = "connected"
    CLOSED = "closed"
    UNSUPPORTED = "unsupported"

    @property
    def over(self) -> bool:
        return self in (State.CLOSED, State.UNSUPPORTED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Credentials that the server asks for."""

    username: bool
    password: bool


@dataclass(frozen=True, slots=True)
class Cursor:
    """The guest's pointer shape. ``image`` None: it shows none."""

    image: QImage | None
    hot: QPoint = QPoint(0, 0)


class Display(QObject):
    """A connection to a guest's screen. All on the GUI thread; nothing blocks.

    ``problem`` says why it is CLOSED (None: the other side ended it in good order, as at a shutdown); ``package`` names what to install when
    UNSUPPORTED. Keys are PC/AT scan codes of set 1: one byte, or 0xE0xx for those with a prefix (``console.ui.display.keys``).
    """

    state_changed = Signal(object)  # State
    frame_changed = Signal(int, QRect)  # head, what of its picture is new
    heads_changed = Signal()  # their number or sizes
    cursor_changed = Signal(object)  # Cursor
    pointer_mode_changed = Signal(bool)  # absolute
    clipboard_received = Signal(str)
    bell = Signal()
    credentials_wanted = Signal(object)  # Wanted; answered by ``give_credentials``

    kind = ""  # "vnc" | "spice"

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = State.CONNECTING
        self.problem: Text | None = None
        self.refused = False  # closed because the credentials were wrong
        self.package = ""
        self.absolute = True  # pointer positions are places on the screen, not ways
        self.cursor: Cursor | None = None

    def set_state(self, state: State, problem: Text | None = None) -> None:
        """Change the state, once for each; the first reason of an end is kept."""
        if self.state.over or state is self.state:
            return
        self.state = state
        if problem is not None:
            self.problem = problem
        self.state_changed.emit(state)

    # ------------------------------------------------------------------ picture

    @property
    def heads(self) -> int:
        """How many screens there are; 0 before the first picture."""
        raise NotImplementedError

    def image(self, head: int = 0) -> QImage | None:
        """The picture itself, not a copy: valid until control returns to the event loop. None while there is none."""
        raise NotImplementedError

    def size(self, head: int = 0) -> QSize:
        """Pixels of a screen."""
        found = self.image(head)
        return found.size() if found is not None else QSize()

    def screenshot(self, head: int = 0) -> QImage | None:
        """A copy of the picture."""
        found = self.image(head)
        return found.copy() if found is not None else None

    # ------------------------------------------------------------------ input

    def key(self, code: int, down: bool, keysym: int = 0) -> None:
        """Press or release a key by scan code; ``keysym`` (X11) is for servers that know no scan codes."""
        raise NotImplementedError

    def pointer(self, where: QPoint, buttons: int, head: int = 0) -> None:
        """Absolute: a place in the picture of ``head``. ``buttons``: bit 0 left, 1 middle, 2 right, 3 wheel up, 4 wheel down, 5 back, 6 forward."""
        raise NotImplementedError

    def pointer_by(self, way: QPoint, buttons: int) -> None:
        """Relative: pixels to go."""
        raise NotImplementedError

    def send_clipboard(self, text: str) -> bool:
        """Offer a text to the guest's clipboard; False where the protocol has no such characters."""
        raise NotImplementedError

    # ------------------------------------------------------------------ the rest

    @property
    def can_resize(self) -> bool:
        """Whether the guest can be asked for another resolution now."""
        return False

    def resize_guest(self, size: QSize, head: int = 0) -> None:
        """Ask for another resolution; the guest may not follow."""

    def pause(self, paused: bool) -> None:
        """Do without new pictures while nobody looks."""

    def give_credentials(self, username: str, password: str) -> None:
        """The answer to ``credentials_wanted``."""

    def close(self) -> None:
        """End it; the state becomes CLOSED."""
        raise NotImplementedError
