"""Is there a screen to open a window on? Asked before Qt is: where there is none, QApplication ends the process with an abort."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Mapping
from pathlib import Path

from console.model.text import N_, Text

CONNECT_SECONDS = 3.0


def why_no_screen(
    env: Mapping[str, str] = os.environ, *, x_error: Callable[[], int] | None = None, wayland: Callable[[str], bool] | None = None
) -> Text | None:
    """Why no window can be opened, in one sentence with what to do; None where one can, or where Qt is told to use something else.

    ``x_error``: xcb's error number of a connection to ``DISPLAY`` (0: connected); ``wayland``: whether something listens at a socket's path.
    """
    wanted = [name.partition(":")[0] for name in env.get("QT_QPA_PLATFORM", "").split(";") if name]
    if any(name not in ("xcb", "wayland", "wayland-egl") for name in wanted):
        return None
    tried = []
    if (not wanted or any(name.startswith("wayland") for name in wanted)) and (name := env.get("WAYLAND_DISPLAY", "")):
        path = str(Path(env.get("XDG_RUNTIME_DIR", "")) / name)
        if (wayland or _listens)(path):
            return None
        tried.append(name)
    if (not wanted or "xcb" in wanted) and (name := env.get("DISPLAY", "")):
        if (x_error or _x_error)() == 0:
            return None
        tried.append(name)
    if tried:
        return N_(
            "Virtdeck can't open a window: the display {name} does not answer, or it refuses this user. "
            "Start it in your desktop session, or over ssh with “ssh -X”. virtdeckctl works without a display.",
            name=tried[-1],
        )
    return N_(
        "Virtdeck can't open a window: there is no display here. "
        "Start it in a desktop session, or over ssh with “ssh -X”. virtdeckctl works without a display."
    )


def _listens(path: str) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(CONNECT_SECONDS)
        try:
            probe.connect(path)
        except OSError:
            return False
    return Path(path).is_socket()


def _x_error() -> int:
    """xcb_connection_has_error (xcb.h): the connection that Qt would make, authorization included. 0 where libxcb can't be asked."""
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return 0
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    error = int(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return error
