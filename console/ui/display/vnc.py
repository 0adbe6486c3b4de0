"""VNC, decoded in C by libgvnc straight into our picture, on Qt's own GLib loop.

Constructors of framebuffers that PyGObject offers copy the buffer, hence the few calls by ctypes. Two rules keep libgvnc from crashing: no update
is requested before a framebuffer is set, and every announced size gets a new one at once (``vnc-desktop-resize``). What the library still holds
stays alive until it says that it is disconnected.
"""

from __future__ import annotations

import ctypes
import logging
import os
import socket
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, QSize, QTimer
from PySide6.QtGui import QImage, QRegion

from console.model.text import N_, Text, plain
from console.ui.display import keys
from console.ui.display.interface import MAX_PIXELS, Cursor, Display, State, Wanted, picture

log = logging.getLogger("virtdeck.display")

LIBRARY = "libgvnc-1.0.so.0"
_CLIENT_NAME, _USERNAME, _PASSWORD = 2, 1, 0  # VncConnectionCredential
_NONE, _VNC, _TLS, _VENCRYPT, _SASL = 1, 2, 18, 19, 20  # VncConnectionAuth
_TYPES = (_VENCRYPT, _TLS, _SASL, _VNC, _NONE)
_VENCRYPT_TYPES = (263, 262, 261, 260, 264, 259, 258, 257)  # certificates before anonymous TLS, each with the strongest login first; never "plain"
_TLS_TYPES = (_SASL, _VNC, _NONE)
_FRAME_MS = 12.0
"""At most one request for news in so many milliseconds."""
_TELL_MS = 8.0
"""News are told at most so often, the first at once."""
_FEW = 8
_RELATIVE_ZERO = 0x7FFF  # QEMU's pointer motion change: no movement


class _PixelFormat(ctypes.Structure):
    """VncPixelFormat of vncpixelformat.h."""

    _fields_ = (
        ("bits_per_pixel", ctypes.c_uint8),
        ("depth", ctypes.c_uint8),
        ("byte_order", ctypes.c_uint16),
        ("true_color_flag", ctypes.c_uint8),
        ("red_max", ctypes.c_uint16),
        ("green_max", ctypes.c_uint16),
        ("blue_max", ctypes.c_uint16),
        ("red_shift", ctypes.c_uint8),
        ("green_shift", ctypes.c_uint8),
        ("blue_shift", ctypes.c_uint8),
    )


_LITTLE_ENDIAN = 1234
_OURS = _PixelFormat(32, 24, _LITTLE_ENDIAN, 1, 255, 255, 255, 16, 8, 0)  # QImage.Format_RGB32


class Gvnc:
    """The library: its introspected half and its ctypes half. ``ImportError``, ``ValueError`` or ``OSError`` where it is not installed."""

    def __init__(self) -> None:
        import gi

        gi.require_version("GVnc", "1.0")
        from gi.repository import GVnc

        self.module: Any = GVnc
        pointer, number = ctypes.c_void_p, ctypes.c_int
        self.lib = ctypes.CDLL(LIBRARY)
        self.gobject = ctypes.CDLL("libgobject-2.0.so.0")
        for name, result, arguments in (
            ("vnc_connection_get_pixel_format", pointer, [pointer]),
            ("vnc_connection_set_pixel_format", number, [pointer, pointer]),
            ("vnc_base_framebuffer_new", pointer, [pointer, ctypes.c_uint16, ctypes.c_uint16, number, pointer, pointer]),
            ("vnc_connection_set_framebuffer", number, [pointer, pointer]),
            ("vnc_cursor_get_data", pointer, [pointer]),
        ):
            function = getattr(self.lib, name)
            function.restype, function.argtypes = result, arguments
        self.gobject.g_object_unref.restype, self.gobject.g_object_unref.argtypes = None, [pointer]


def address(gobject: Any) -> int:
    """The C address of a PyGObject."""
    get = ctypes.pythonapi.PyCapsule_GetPointer
    get.restype, get.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
    return int(get(gobject.__gpointer__, None))


class VncDisplay(Display):
    """One VNC connection over an open socket. ``near``: the server runs on this computer, so that pictures need no compression."""

    kind = "vnc"

    def __init__(self, library: Gvnc, *, username: str = "", password: str = "", near: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._username, self._password = username, password
        self._near = near
        self._buffer: Any = None
        self._image: QImage | None = None
        self._words = ""  # the library's own, of what went wrong
        self._reached = False
        self._unauthorised: Text | None = None
        self._paused = self._missed = False
        self._buttons = 0
        self._where = QPoint(0, 0)
        self._resizes = True
        self._asked = self._told = 0.0
        self._dirty = QRegion()
        self._telling = QTimer(self, singleShot=True)
        self._telling.timeout.connect(self._tell)
        self._asked_for: set[int] = set()
        self._more = QTimer(self, singleShot=True)
        self._more.timeout.connect(self._request)
        self._conn: Any = library.module.Connection()
        self._conn.set_shared(True)  # else the server sends away everybody else who looks
        self._held: list[Any] = []  # what the library writes into
        self._handlers = [self._conn.connect(name, handler) for name, handler in self._signals().items()]
        held = self._held
        self._conn.connect("vnc-disconnected", lambda _conn: held.clear())  # also after close()

    def _signals(self) -> dict[str, Callable[..., None]]:
        return {
            "vnc-auth-choose-type": self._choose_type,
            "vnc-auth-choose-subtype": self._choose_subtype,
            "vnc-auth-credential": self._credentials,
            "vnc-auth-failure": self._refused,
            "vnc-auth-unsupported": self._unsupported,
            "vnc-initialized": self._initialized,
            "vnc-framebuffer-update": self._updated,
            "vnc-desktop-resize": self._resized,
            "vnc-pixel-format-changed": self._format_changed,
            "vnc-cursor-changed": self._cursor_changed,
            "vnc-pointer-mode-changed": self._pointer_mode,
            "vnc-server-cut-text": lambda _conn, text: self.clipboard_received.emit(text or ""),
            "vnc-bell": lambda _conn: self.bell.emit(),
            "vnc-error": self._error,
            "vnc-disconnected": self._disconnected,
        }

    # ------------------------------------------------------------------ life

    def open(self, descriptor: int, host: str = "") -> None:
        """Begin on a connected socket, which then belongs to the library. ``host``: the name that a certificate must have."""
        if self.state.over:
            os.close(descriptor)
            return
        _quick(descriptor)
        done = self._conn.open_fd_with_hostname(descriptor, host) if host else self._conn.open_fd(descriptor)
        if not done:
            self._finish(N_("The screen could not be reached: the connection could not be used."))

    def close(self) -> None:
        self._finish(None)

    def _finish(self, problem: Text | None) -> None:
        if self.state.over:
            return
        for handler in self._handlers:
            self._conn.disconnect(handler)
        self._handlers.clear()
        self._more.stop()
        self._telling.stop()
        self._image = None
        self._conn.shutdown()  # its coroutine ends in the loop's next turns, and with it what is held
        self.set_state(State.CLOSED, problem)

    def _error(self, _conn: Any, words: str) -> None:
        self._words = words or self._words

    def _disconnected(self, _conn: Any) -> None:
        if self._unauthorised is not None:
            self._finish(self._unauthorised)
        elif not self._reached:
            self._finish(N_("The screen could not be shown: {why}", why=plain(self._words or "the VNC server ended the connection")))
        else:
            self._finish(N_("The connection to the screen broke: {why}", why=plain(self._words)) if self._words else None)

    # ------------------------------------------------------------------ login

    def _choose_type(self, conn: Any, offered: Any) -> None:
        self._choose(conn.set_auth_type, _TYPES, offered)

    def _choose_subtype(self, conn: Any, kind: int, offered: Any) -> None:
        self._choose(conn.set_auth_subtype, _VENCRYPT_TYPES if kind == _VENCRYPT else _TLS_TYPES, offered)

    def _choose(self, choose: Callable[[int], object], ours: tuple[int, ...], offered: Any) -> None:
        numbers = _numbers(offered)
        found = next((each for each in ours if each in numbers), None)
        if found is None:
            self._unauthorised = N_("The screen asks for a kind of login that Virtdeck does not know ({kinds}).", kinds=", ".join(map(str, numbers)))
            self._conn.shutdown()
        else:
            choose(found)

    def _credentials(self, conn: Any, wanted: Any) -> None:
        asked = set(_numbers(wanted))
        if _CLIENT_NAME in asked:
            conn.set_credential(_CLIENT_NAME, "libvirt")  # certificates where libvirt keeps its own
        missing = Wanted(_USERNAME in asked and not self._username, _PASSWORD in asked and not self._password)
        self._asked_for = asked
        if missing.username or missing.password:
            self.set_state(State.NEEDS_PASSWORD)
            self.credentials_wanted.emit(missing)
        else:
            self._answer()

    @property
    def wants_username(self) -> bool:
        """The login that the server asked for has a user name."""
        return _USERNAME in self._asked_for

    def give_credentials(self, username: str, password: str) -> None:
        if self.state is State.NEEDS_PASSWORD:
            self._username, self._password = username or self._username, password or self._password
            self.set_state(State.CONNECTING)
            self._answer()

    def _answer(self) -> None:
        if _USERNAME in self._asked_for:
            self._conn.set_credential(_USERNAME, self._username)
        if _PASSWORD in self._asked_for:
            self._conn.set_credential(_PASSWORD, self._password)

    def _refused(self, _conn: Any, words: str) -> None:
        self.refused = True
        self._words = words or ""
        self._unauthorised = N_("The login to the screen was refused.")

    def _unsupported(self, _conn: Any, kind: int) -> None:
        self._unauthorised = N_("The screen asks for a kind of login that Virtdeck does not know ({kinds}).", kinds=str(kind))

    # ------------------------------------------------------------------ picture

    def _initialized(self, conn: Any) -> None:
        encodings = self._library.module.ConnectionEncoding
        compressed = [encodings.TIGHT, encodings.ZRLE, encodings.HEXTILE, encodings.RAW]
        self._library.lib.vnc_connection_set_pixel_format(address(conn), ctypes.byref(_OURS))
        if not self._new_framebuffer(conn.get_width(), conn.get_height()):
            return
        conn.set_encodings(
            [
                *([encodings.RAW] if self._near else compressed),
                encodings.COPY_RECT,
                encodings.DESKTOP_RESIZE,
                encodings.EXTENDED_DESKTOP_RESIZE,
                encodings.WMVI,
                encodings.ALPHA_CURSOR,
                encodings.RICH_CURSOR,
                encodings.POINTER_CHANGE,
                encodings.EXT_KEY_EVENT,
                encodings.LED_STATE,
                encodings.DESKTOP_NAME,
                encodings.LAST_RECT,
            ]
        )
        self._reached = True
        self._request(whole=True)
        self.set_state(State.CONNECTED)
        self.heads_changed.emit()

    def _new_framebuffer(self, width: int, height: int) -> bool:
        """Another picture of this size; the connection is ended where the size can't be."""
        if not (0 < width <= 0x7FFF and 0 < height <= 0x7FFF and width * height <= MAX_PIXELS):
            self._unauthorised = N_("The screen has an impossible size ({width} × {height}).", width=width, height=height)
            self._finish(self._unauthorised)
            return False
        lib, conn = self._library.lib, address(self._conn)
        buffer = (ctypes.c_char * (width * height * 4))()
        theirs = lib.vnc_connection_get_pixel_format(conn)
        made = lib.vnc_base_framebuffer_new(ctypes.addressof(buffer), width, height, width * 4, ctypes.byref(_OURS), theirs)
        lib.vnc_connection_set_framebuffer(conn, made)
        self._library.gobject.g_object_unref(made)  # the connection has its own reference
        self._held[:] = [buffer]
        self._image = picture(buffer, width, height, width * 4)
        return True

    def _resized(self, conn: Any, width: int, height: int) -> None:
        old = self.size()
        if self._new_framebuffer(width, height):
            if old != self.size():
                self.heads_changed.emit()
            self._request(whole=True)

    def _format_changed(self, conn: Any, _format: Any) -> None:
        if self._image is not None and self._new_framebuffer(self._image.width(), self._image.height()):
            self._request(whole=True)

    def _updated(self, _conn: Any, x: int, y: int, width: int, height: int) -> None:
        self._dirty += QRect(x, y, width, height)
        if not self._telling.isActive():
            self._telling.start(max(0, round(_TELL_MS - (time.monotonic() - self._told) * 1000)))
        if not self._paused and not self._more.isActive():
            since = (time.monotonic() - self._asked) * 1000
            self._more.start(max(0, round(_FRAME_MS - since)))

    def _tell(self) -> None:
        """What is new since the last time: a scrolling guest sends thousands of small rectangles a second."""
        dirty, self._dirty = self._dirty, QRegion()
        self._told = time.monotonic()
        rects = [*dirty] if dirty.rectCount() <= _FEW else [dirty.boundingRect()]  # type: ignore[misc]  # a QRegion is iterable; its stub does not say so
        for rect in rects:
            self.frame_changed.emit(0, rect)

    def _request(self, *, whole: bool = False) -> None:
        if self._paused:
            self._missed = self._missed or whole
        elif self._image is not None:
            whole, self._missed = whole or self._missed, False
            self._asked = time.monotonic()
            self._conn.framebuffer_update_request(not whole, 0, 0, self._image.width(), self._image.height())

    def pause(self, paused: bool) -> None:
        if paused != self._paused:
            self._paused = paused
            self._request()

    @property
    def heads(self) -> int:
        return 0 if self._image is None else 1

    def image(self, head: int = 0) -> QImage | None:
        return self._image

    # ------------------------------------------------------------------ pointer, keys, clipboard, size

    def _cursor_changed(self, _conn: Any, cursor: Any) -> None:
        data = None if cursor is None else self._library.lib.vnc_cursor_get_data(address(cursor))
        if not data:
            self.cursor = Cursor(None)
        else:
            width, height = cursor.get_width(), cursor.get_height()
            pixels = ctypes.string_at(data, width * height * 4)
            image = QImage(pixels, width, height, width * 4, QImage.Format.Format_RGBA8888).copy()
            self.cursor = Cursor(image, QPoint(cursor.get_hotx(), cursor.get_hoty()))
        self.cursor_changed.emit(self.cursor)

    def _pointer_mode(self, _conn: Any, absolute: bool) -> None:
        self.absolute = bool(absolute)
        self.pointer_mode_changed.emit(self.absolute)

    def key(self, code: int, down: bool, keysym: int = 0) -> None:
        if self.state is State.CONNECTED and code:
            self._conn.key_event(down, keysym or keys.keysym(code), keys.rfb(code))

    def pointer(self, where: QPoint, buttons: int, head: int = 0) -> None:
        if self.state is State.CONNECTED and self._image is not None:
            x = min(max(where.x(), 0), self._image.width() - 1)
            y = min(max(where.y(), 0), self._image.height() - 1)
            self._conn.pointer_event(buttons & 0x1F, x, y)

    def pointer_by(self, way: QPoint, buttons: int) -> None:
        if self.state is State.CONNECTED:
            self._conn.pointer_event(buttons & 0x1F, _RELATIVE_ZERO + way.x(), _RELATIVE_ZERO + way.y())

    def send_clipboard(self, text: str) -> bool:
        try:
            data = text.encode("latin-1")  # RFC 6143 §7.5.6: no other characters
        except UnicodeEncodeError:
            return False
        if self.state is State.CONNECTED:
            self._conn.client_cut_text(data)
        return True

    @property
    def can_resize(self) -> bool:
        return self.state is State.CONNECTED and self._resizes

    def resize_guest(self, size: QSize, head: int = 0) -> None:
        if self.can_resize and size != self.size():
            status = self._conn.set_size(size.width(), size.height())
            self._resizes = int(status) >= 0


def _numbers(values: Any) -> list[int]:
    """A GValueArray of numbers."""
    return [int(values.get_nth(number)) for number in range(values.n_values)]


def _quick(descriptor: int) -> None:
    """Send small messages (keys) at once; a unix socket does so by itself."""
    with socket.socket(fileno=os.dup(descriptor)) as other:
        if other.family in (socket.AF_INET, socket.AF_INET6):
            other.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
