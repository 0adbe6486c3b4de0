"""No display: one sentence and status 1, where Qt alone would abort."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from console.app.screen import why_no_screen


@pytest.mark.parametrize(
    ("env", "x_error", "wayland", "expected"),
    [
        ({}, 0, False, "there is no display here"),
        ({"QT_QPA_PLATFORM": "offscreen"}, 1, False, None),
        ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, 1, False, None),
        ({"QT_QPA_PLATFORM": "wayland;xcb", "DISPLAY": ":0"}, 0, False, None),
        ({"QT_QPA_PLATFORM": "wayland", "DISPLAY": ":0"}, 0, False, "there is no display here"),
        ({"DISPLAY": ":5"}, 1, False, "the display :5 does not answer"),
        ({"DISPLAY": ":5"}, 0, False, None),
        ({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/run/user/1"}, 1, True, None),
        ({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/run/user/1"}, 1, False, "wayland-0 does not answer"),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":5"}, 0, False, None),
    ],
)
def test_why_no_screen(env: dict[str, str], x_error: int, wayland: bool, expected: str | None) -> None:
    found = why_no_screen(env, x_error=lambda: x_error, wayland=lambda path: wayland)
    assert found is None if expected is None else found is not None and expected in str(found)


def test_a_real_socket_counts(tmp_path: Path) -> None:
    env = {"WAYLAND_DISPLAY": "w", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert why_no_screen(env) is not None
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "w"))
        server.listen()
        assert why_no_screen(env) is None


@pytest.mark.parametrize("display", ["", ":9741"])
def test_the_program_says_so_and_ends(display: str) -> None:
    env = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    if display:
        env["DISPLAY"] = display
    done = subprocess.run(
        [sys.executable, "-c", "from console.app.desktop import main; main()"],
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1, done.stderr
    assert done.stderr.count("\n") == 1 and "can't open a window" in done.stderr and "Traceback" not in done.stderr
