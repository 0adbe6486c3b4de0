"""The watchdog measures a stall and names its cause."""

from __future__ import annotations

import time

import pytest
from pytestqt.qtbot import QtBot

from console.app.watchdog import Watchdog


def stall(seconds: float) -> None:
    time.sleep(seconds)


def test_a_stall_is_measured_and_named(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    watchdog = Watchdog(limit=0.05)
    try:
        qtbot.wait(50)
        watchdog.reset()
        stall(0.2)
        qtbot.wait(30)
        assert 0.15 < watchdog.longest < 0.5
        assert "in stall" in watchdog.worst_stack
        assert "stood still" in caplog.text
        watchdog.reset()
        qtbot.wait(100)
        assert watchdog.longest < 0.15
    finally:
        watchdog.stop()
