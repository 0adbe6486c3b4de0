"""Errors in what Qt calls are errors, not the end of the process."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from console.ui.overrides import guard

guard()


class Failing(QWidget):
    """Fails when it is shown."""

    def __init__(self, fail: Callable[[], object]) -> None:
        super().__init__()
        self._fail = fail

    def showEvent(self, event: QShowEvent) -> None:
        self._fail()


@pytest.mark.parametrize(
    ("fail", "kind"),
    [
        (lambda: len(None), TypeError),  # type: ignore[arg-type]
        (lambda: [][1], IndexError),
        (lambda: int("x"), ValueError),
        (lambda: {}["x"], KeyError),
        (lambda: 1 / 0, ZeroDivisionError),
        (asyncio.get_running_loop, RuntimeError),
    ],
)
def test_an_error_of_c_code_in_an_override_reaches_the_caller(qapp: QApplication, fail: Callable[[], object], kind: type[Exception]) -> None:
    widget = Failing(fail)
    with pytest.raises(kind):
        widget.show()
    widget.hide()
    widget.deleteLater()


def test_overrides_keep_their_names_and_others_are_left_alone(qapp: QApplication) -> None:
    class Plain(QWidget):
        def event(self, event: QEvent) -> bool:
            """Said."""
            return super().event(event)

        def own(self) -> int:
            return 1

    assert (Plain.event.__name__, Plain.event.__doc__) == ("event", "Said.")
    assert not hasattr(Plain.own, "__wrapped__")


def test_called_by_qt_the_error_goes_to_the_log_and_the_program_goes_on() -> None:
    program = (
        "import console.ui\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication, QWidget\n"
        "class Failing(QWidget):\n"
        "    def timerEvent(self, event): len(None)\n"
        "app = QApplication([])\n"
        "widget = Failing()\n"
        "widget.startTimer(10)\n"
        "QTimer.singleShot(200, app.quit)\n"
        "app.exec()\n"
        "print('still here')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 0
    assert "still here" in done.stdout
    assert "has no len()" in done.stderr
