"""SPICE, decoded in C by spice-client-glib into its own memory, which we look at; on Qt's own GLib loop.

``connect`` of a session and of a channel are SPICE's "open", hence GObject's own where signals are meant. The picture's memory belongs to the
library from ``display-primary-create`` to ``display-primary-destroy``: nothing here keeps it longer. Sockets that we bring ourselves are never
encrypted by the library (0.42, ``spice_channel_coroutine``), so they are for displays of this computer only.
"""

from __future__ import annotations

import ctypes
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, QSize, QTimer
from PySide6.QtGui import QImage

from console.model.ports import DisplayWay
from console.model.text import N_, Text, plain
from console.ui.display import keys
from console.ui.display.interface import MAX_PIXELS, Cursor, Display, State, picture
from console.ui.display.vnc import address

log = logging.getLogger("virtdeck.display")

_FORMATS = {32: QImage.Format.Format_RGB32, 96: QImage.Format.Format_RGB32, 16: QImage.Format.Format_RGB555, 80: QImage.Format.Format_RGB16}
_OPENED, _CLOSED, _CONNECT, _TLS, _LINK, _AUTH, _IO = 10, 12, 20, 21, 22, 23, 24  # SpiceChannelEvent
_SERVER_MOUSE = 1
_TEXT = 1  # VD_AGENT_CLIPBOARD_UTF8_TEXT
_CLIPBOARD = 0  # VD_AGENT_CLIPBOARD_SELECTION_CLIPBOARD
_MOST_TEXT = 16 << 20

AUTHORITIES = (Path(".pki/CA/cacert.pem"), Path("/etc/pki/CA/cacert.pem"), Path("/etc/pki/libvirt-spice/ca-cert.pem"))
"""Where the certificate authority of libvirt's hosts is kept (the first is in the home folder)."""

Ask = Callable[[Callable[[int], None]], None]
"""Brings a new socket and calls back with its descriptor; -1 when there is none."""


class SpiceGlib:
    """The library. ``ImportError`` or ``ValueError`` where it is not installed."""

    def __init__(self) -> None:
        import gi

        gi.require_version("SpiceClientGLib", "2.0")
        from gi.repository import GObject, SpiceClientGLib

        self.module: Any = SpiceClientGLib
        self.gobject: Any = GObject
        self.c = ctypes.CDLL("libgobject-2.0.so.0")
        self.glib = ctypes.CDLL("libglib-2.0.so.0")
        self.glib.g_array_unref.argtypes, self.glib.g_array_unref.restype = [ctypes.c_void_p], None


class _Monitor(ctypes.Structure):
    """SpiceDisplayMonitorConfig of channel-display.h."""

    _fields_ = tuple((name, ctypes.c_uint) for name in ("id", "surface_id", "x", "y", "width", "height"))


class _Array(ctypes.Structure):
    """GArray."""

    _fields_ = (("data", ctypes.c_void_p), ("len", ctypes.c_uint))


@dataclass
class _Surface:
    """What one display channel shows."""

    channel: Any
    number: int
    address: int = 0
    size: QSize = QSize()
    stride: int = 0
    format: QImage.Format = QImage.Format.Format_RGB32
    monitors: tuple[QRect, ...] = ()

    def rects(self) -> tuple[QRect, ...]:
        """The heads in this surface."""
        if not self.address:
            return ()
        whole = QRect(QPoint(0, 0), self.size)
        return tuple(rect for rect in self.monitors if whole.contains(rect) and not rect.isEmpty()) or (whole,)

    def image(self, rect: QRect) -> QImage:
        """Its picture, as long as the library keeps it."""
        depth = 2 if self.format in (QImage.Format.Format_RGB555, QImage.Format.Format_RGB16) else 4
        start = self.address + rect.y() * self.stride + rect.x() * depth
        pixels = (ctypes.c_char * (self.stride * (rect.height() - 1) + rect.width() * depth)).from_address(start)
        return picture(pixels, rect.width(), rect.height(), self.stride, self.format)


class SpiceDisplay(Display):
    """One SPICE session. ``ask``: for displays of this computer, brings the sockets; else ``way`` has the address."""

    kind = "spice"

    def __init__(self, library: SpiceGlib, way: DisplayWay, *, ask: Ask | None = None, password: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._way, self._ask = way, ask
        self._surfaces: dict[int, _Surface] = {}
        self._heads: list[tuple[_Surface, QRect]] = []
        self._main: Any = None
        self._inputs: Any = None
        self._others: list[Any] = []
        self._handlers: list[tuple[Any, int]] = []
        self._buttons = 0
        self._clipboard = ""
        self._paused = False
        self._reached = False
        self.absolute = False
        self._session: Any = library.module.Session()
        for name, value in self._properties(password).items():
            self._session.set_property(name, value)
        self._on(self._session, "channel-new", self._channel_new)
        self._on(self._session, "channel-destroy", self._channel_gone)
        self._on(self._session, "disconnected", lambda _session: self._finish(None))

    def _properties(self, password: str) -> dict[str, object]:
        way = self._way
        found: dict[str, object] = {"enable-audio": False, "enable-smartcard": False, "enable-usbredir": False}
        if password:
            found["password"] = password
        if self._ask is not None:
            return found
        if way.socket:
            return found | {"unix-path": way.socket}
        found["host"] = way.host
        if way.port:
            found["port"] = str(way.port)
        if way.tls_port:
            found["tls-port"] = str(way.tls_port)
            authority = next((path for path in (Path.home() / AUTHORITIES[0], *AUTHORITIES[1:]) if path.is_file()), None)
            if authority is not None:
                found["ca-file"] = str(authority)
            if way.forwarded:  # ssh has shown who the host is; the name in the certificate can't be ours
                found["verify"] = self._library.module.SessionVerify(0)
        return found

    def _on(self, thing: Any, signal: str, handler: Callable[..., Any]) -> None:
        self._handlers.append((thing, self._library.gobject.Object.connect(thing, signal, handler)))

    # ------------------------------------------------------------------ life

    def open(self) -> None:
        """Begin."""
        if self._ask is not None:
            self._session.open_fd(-1)
        else:
            self._library.module.Session.connect(self._session)

    def close(self) -> None:
        self._finish(None)

    def _finish(self, problem: Text | None) -> None:
        if self.state.over:
            return
        for thing, handler in self._handlers:
            thing.handler_disconnect(handler)
        self._handlers.clear()
        self._heads.clear()
        self._surfaces.clear()
        session, module = self._session, self._library.module
        self._main = self._inputs = None
        self._others.clear()
        # Not from inside one of its own signals: the channel that emits it would be taken apart under its feet.
        QTimer.singleShot(0, lambda: module.Session.disconnect(session))
        self.set_state(State.CLOSED, problem)

    def _channel_new(self, _session: Any, channel: Any) -> None:
        module = self._library.module
        wanted = (module.MainChannel, module.DisplayChannel, module.InputsChannel, module.CursorChannel)
        if not isinstance(channel, wanted):
            return
        self._on(channel, "channel-event", self._channel_event)
        if self._ask is not None:
            self._on(channel, "open-fd", self._wants_socket)
        if isinstance(channel, module.MainChannel):
            self._main = channel
            self._on(channel, "main-mouse-update", self._mouse_mode)
            self._on(channel, "main-agent-update", lambda _channel: None)
            self._on(channel, "main-clipboard-selection-grab", self._guest_copied)
            self._on(channel, "main-clipboard-selection", self._guest_text)
            self._on(channel, "main-clipboard-selection-request", self._guest_pastes)
            return  # the session connects it itself
        if isinstance(channel, module.DisplayChannel):
            number = int(channel.get_property("channel-id"))
            self._surfaces[number] = _Surface(channel, number)
            self._on(channel, "display-primary-create", lambda _channel, *facts: self._primary(number, *facts))
            self._on(channel, "display-primary-destroy", lambda _channel: self._primary_gone(number))
            self._on(channel, "display-invalidate", lambda _channel, *rect: self._updated(number, QRect(*rect)))
            self._on(channel, "notify::monitors", lambda _channel, _spec: self._monitors(number))
        elif isinstance(channel, module.InputsChannel):
            self._inputs = channel
        else:
            self._on(channel, "cursor-set", self._cursor_set)
            self._on(channel, "cursor-hide", lambda _channel: self._set_cursor(Cursor(None)))
            self._on(channel, "cursor-reset", lambda _channel: self._set_cursor(None))
        self._others.append(channel)
        if self._ask is not None:
            channel.open_fd(-1)
        else:
            module.Channel.connect(channel)

    def _wants_socket(self, channel: Any, _tls: int) -> None:
        assert self._ask is not None

        def bring(descriptor: int) -> None:
            if self.state.over:
                if descriptor >= 0:
                    os.close(descriptor)
            elif descriptor < 0:
                self._finish(self.problem or N_("The screen could not be reached: the connection could not be used."))
            else:
                channel.open_fd(descriptor)

        self._ask(bring)

    def _channel_gone(self, _session: Any, channel: Any) -> None:
        for number, surface in list(self._surfaces.items()):
            if surface.channel is channel:
                del self._surfaces[number]
                self._arrange()
        if channel is self._inputs:
            self._inputs = None

    def _channel_event(self, channel: Any, event: Any) -> None:
        number, main = int(event), channel is self._main
        if number == _OPENED:
            if main:
                self._mouse_mode(channel)
        elif number == _AUTH:
            self.refused = True
            # The session can't go on from here (its main channel is taken apart): the credentials are for the next one.
            self._finish(N_("The login to the screen was refused."))
        elif number in (_CONNECT, _TLS, _LINK, _IO):
            why = {_CONNECT: N_("no connection"), _TLS: N_("the encryption could not be set up"), _LINK: N_("the server does not speak SPICE")}
            words: Text = why.get(number, N_("the connection broke"))
            if (error := channel.get_error()) is not None and error.message:
                words = plain(error.message)
            self._finish(N_("The screen could not be shown: {why}", why=words))
        elif number == _CLOSED and main:
            self._finish(None if self._reached else N_("The screen could not be shown: {why}", why=N_("the server ended the connection")))

    # ------------------------------------------------------------------ picture

    def _primary(self, number: int, kind: int, width: int, height: int, stride: int, _shmid: int, data: int | None) -> None:
        surface = self._surfaces.get(number)
        if surface is None:
            return
        if kind not in _FORMATS or not data or not 0 < width * height <= MAX_PIXELS:
            self._finish(N_("The screen has an impossible size ({width} × {height}).", width=width, height=height))
            return
        surface.address, surface.size, surface.stride, surface.format = data, QSize(width, height), stride, _FORMATS[kind]
        surface.monitors = self._read_monitors(surface.channel)
        self._arrange()

    def _primary_gone(self, number: int) -> None:
        surface = self._surfaces.get(number)
        if surface is not None:
            surface.address = 0
            self._arrange()

    def _monitors(self, number: int) -> None:
        surface = self._surfaces.get(number)
        if surface is not None:
            surface.monitors = self._read_monitors(surface.channel)
            self._arrange()

    def _read_monitors(self, channel: Any) -> tuple[QRect, ...]:
        """The property's type (a GArray of a private struct) is nothing that PyGObject can read."""
        array = ctypes.POINTER(_Array)()
        self._library.c.g_object_get(ctypes.c_void_p(address(channel)), b"monitors", ctypes.byref(array), None)
        if not array:
            return ()
        try:
            count = min(array.contents.len, 16)
            if not count or not array.contents.data:
                return ()
            found = (_Monitor * count).from_address(array.contents.data)
            return tuple(QRect(each.x, each.y, each.width, each.height) for each in found)
        finally:
            self._library.glib.g_array_unref(array)

    def _arrange(self) -> None:
        """The heads anew."""
        before = [rect for _, rect in self._heads]
        self._heads = [(surface, rect) for _, surface in sorted(self._surfaces.items()) for rect in surface.rects()]
        if self._heads and not self._reached:
            self._reached = True
            self.set_state(State.CONNECTED)
        if before != [rect for _, rect in self._heads]:
            self.heads_changed.emit()

    def _updated(self, number: int, area: QRect) -> None:
        if self._paused:
            return
        for head, (surface, rect) in enumerate(self._heads):
            if surface.number == number and not (part := rect & area).isEmpty():
                self.frame_changed.emit(head, part.translated(-rect.topLeft()))

    @property
    def heads(self) -> int:
        return len(self._heads)

    def image(self, head: int = 0) -> QImage | None:
        if not 0 <= head < len(self._heads):
            return None
        surface, rect = self._heads[head]
        return surface.image(rect)

    def size(self, head: int = 0) -> QSize:
        return self._heads[head][1].size() if 0 <= head < len(self._heads) else QSize()

    def pause(self, paused: bool) -> None:
        """SPICE pushes; nothing is painted meanwhile, and the whole afterwards."""
        if paused != self._paused:
            self._paused = paused
            if not paused:
                for head, (_, rect) in enumerate(self._heads):
                    self.frame_changed.emit(head, QRect(QPoint(0, 0), rect.size()))

    # ------------------------------------------------------------------ cursor and pointer

    def _cursor_set(self, _channel: Any, width: int, height: int, hot_x: int, hot_y: int, data: int | None) -> None:
        if not data or not 0 < width * height <= 512 * 512:
            self._set_cursor(Cursor(None))
            return
        pixels = ctypes.string_at(data, width * height * 4)
        self._set_cursor(Cursor(QImage(pixels, width, height, width * 4, QImage.Format.Format_RGBA8888).copy(), QPoint(hot_x, hot_y)))

    def _set_cursor(self, cursor: Cursor | None) -> None:
        self.cursor = cursor
        self.cursor_changed.emit(cursor)

    def _mouse_mode(self, channel: Any) -> None:
        absolute = int(channel.get_property("mouse-mode")) != _SERVER_MOUSE
        if absolute != self.absolute:
            self.absolute = absolute
            self.pointer_mode_changed.emit(absolute)

    def _press(self, buttons: int) -> None:
        """Tell what is pressed or released since the last time. SPICE numbers buttons from 1, in the order of our bits."""
        for bit in range(7):
            mask = 1 << bit
            if (buttons ^ self._buttons) & mask:
                self._buttons ^= mask
                (self._inputs.button_press if buttons & mask else self._inputs.button_release)(bit + 1, self._buttons)

    def pointer(self, where: QPoint, buttons: int, head: int = 0) -> None:
        if self._inputs is None or not 0 <= head < len(self._heads):
            return
        surface, rect = self._heads[head]
        inside = QPoint(min(max(where.x(), 0), rect.width() - 1), min(max(where.y(), 0), rect.height() - 1)) + rect.topLeft()
        self._inputs.position(inside.x(), inside.y(), surface.number, self._buttons)
        self._press(buttons)

    def pointer_by(self, way: QPoint, buttons: int) -> None:
        if self._inputs is not None and self.state is State.CONNECTED:
            if not way.isNull():
                self._inputs.motion(way.x(), way.y(), self._buttons)
            self._press(buttons)

    def key(self, code: int, down: bool, keysym: int = 0) -> None:
        if self._inputs is not None and code and self.state is State.CONNECTED:
            (self._inputs.key_press if down else self._inputs.key_release)(keys.spice(code))

    # ------------------------------------------------------------------ clipboard (by the guest's SPICE agent)

    def _agent(self) -> bool:
        return self._main is not None and bool(self._main.get_property("agent-connected"))

    def send_clipboard(self, text: str) -> bool:
        self._clipboard = text
        if self._agent():
            self._main.clipboard_selection_grab(_CLIPBOARD, [_TEXT])
        return True

    def _guest_pastes(self, channel: Any, selection: int, kind: int) -> bool:
        if selection != _CLIPBOARD or kind != _TEXT:
            return False
        channel.clipboard_selection_notify(_CLIPBOARD, _TEXT, self._clipboard.encode())
        return True

    def _guest_copied(self, channel: Any, selection: int, kinds: int | None, count: int) -> bool:
        if selection != _CLIPBOARD or not kinds:
            return False
        if _TEXT in (ctypes.c_uint32 * min(count, 64)).from_address(kinds):
            channel.clipboard_selection_request(_CLIPBOARD, _TEXT)
        return True

    def _guest_text(self, _channel: Any, selection: int, kind: int, data: int | None, size: int) -> None:
        if selection == _CLIPBOARD and kind == _TEXT and data and size <= _MOST_TEXT:
            self.clipboard_received.emit(ctypes.string_at(data, size).decode(errors="replace"))

    # ------------------------------------------------------------------ size

    @property
    def can_resize(self) -> bool:
        return self.state is State.CONNECTED and self._agent()

    def resize_guest(self, size: QSize, head: int = 0) -> None:
        if self.can_resize and size != self.size(head):
            self._main.update_display_enabled(head, True, False)
            self._main.update_display(head, 0, 0, size.width(), size.height(), True)
