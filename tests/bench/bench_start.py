"""Start: process start → the window is painted and has handled a key; the floor is Qt with a bare QMainWindow.

Beside it the same with everything imported that we do not write ourselves (libvirt, qasync, lxml, libosinfo's and the keyring's bindings are not
free either). Best of seven, by turns.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tests.bench.program import ROOT, environment, write_config
from tests.bench.report import Figure

_HANDLED: Final = """
def usable(window):
    from PySide6.QtCore import QEvent, QObject, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication
    import os, sys, time
    class Filter(QObject):
        painted = False
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint and not self.painted:
                self.painted = True
                QApplication.postEvent(window, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F24, Qt.KeyboardModifier.NoModifier))
            elif event.type() == QEvent.Type.KeyPress and watched is window:
                sys.stdout.write(repr(time.monotonic())); sys.stdout.flush(); os._exit(0)
            return False
    found = Filter(window)
    window.installEventFilter(found)  # the application's would be given objects that PySide has to look up first
"""

_FLOOR: Final = (
    _HANDLED
    + """
import sys
{imports}
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
usable(window)
window.resize(1280, 800)
window.show()
application.exec()
"""
)

_THEIRS: Final = (
    "import asyncio, logging, dataclasses, sqlite3, tomllib, libvirt, qasync, lxml.etree\nfrom PySide6 import QtCore, QtGui, QtWidgets, QtSvg"
)

_OURS: Final = (
    _HANDLED
    + """
import sys
import console.__main__ as program
program.prepare()
from console.app import desktop
plain = desktop.MainWindow.__init__
def made(self, *a, **k):
    plain(self, *a, **k)
    usable(self)
desktop.MainWindow.__init__ = made
sys.argv = ["virtdeck"]
desktop.main()
"""
)


def _once(code: str, env: Mapping[str, str]) -> float:
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], env=env, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    try:
        return float(done.stdout) - began
    except ValueError:
        raise RuntimeError(done.stderr[-2000:]) from None


def run() -> list[Figure]:
    """The figures."""
    with tempfile.TemporaryDirectory(prefix="vdp-", dir="/tmp") as folder:
        env = environment(Path(folder))
        write_config(Path(folder), [])
        times: dict[str, list[float]] = {"floor": [], "theirs": [], "ours": []}
        for _ in range(7):
            times["floor"].append(_once(_FLOOR.replace("{imports}", ""), env))
            times["theirs"].append(_once(_FLOOR.replace("{imports}", _THEIRS), env))
            times["ours"].append(_once(_OURS, env))
    floor, theirs, ours = (min(times[name]) for name in ("floor", "theirs", "ours"))
    return [
        Figure("start → window usable", ours, "s", 1.5 * theirs, theirs, "imports + bare QMainWindow"),
        Figure("start → window usable, against Qt alone", ours, "s", None, floor, "Qt's imports + bare QMainWindow"),
    ]
