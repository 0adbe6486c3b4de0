"""Consoles run on Qt's own loop (GLib's), with a real hub."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.app.eventloop import ConsoleLoop, make_loop
from console.backend.hub import Hub
from console.backend.links import Timing
from console.model.inventory import Inventory
from tests.fixtures.daemon import PrivateLibvirtd
from tests.ui.display.stage import HOST, Stage, here

_loop: ConsoleLoop | None = None


@pytest.fixture
def qt_loop(qapp: QApplication) -> Iterator[asyncio.AbstractEventLoop]:
    """asyncio on Qt's loop: one for all tests."""
    global _loop
    # A loop that other tests stopped has told the application to quit, and Qt remembers that until its next exec().
    QTimer.singleShot(0, qapp.quit)
    qapp.exec()
    if _loop is None:
        _loop = make_loop(qapp, already_running=True)
    asyncio.set_event_loop(_loop)
    asyncio.events._set_running_loop(_loop)
    yield _loop
    asyncio.events._set_running_loop(None)
    asyncio.set_event_loop(None)


@pytest.fixture
def stage(qtbot: QtBot, qt_loop: asyncio.AbstractEventLoop, libvirtd: PrivateLibvirtd) -> Iterator[Stage]:
    """A hub that is connected to the session's daemon."""
    yield from connected(qtbot, qt_loop, libvirtd)


@pytest.fixture
def own_stage(qtbot: QtBot, qt_loop: asyncio.AbstractEventLoop, own_libvirtd: PrivateLibvirtd) -> Iterator[Stage]:
    """The same with a daemon that may be killed."""
    yield from connected(qtbot, qt_loop, own_libvirtd)


def connected(qtbot: QtBot, loop: asyncio.AbstractEventLoop, daemon: PrivateLibvirtd) -> Iterator[Stage]:
    inventory = Inventory()
    hub = Hub(deliver=lambda delta: inventory.apply(delta) and None, announce=lambda _event: None, timing=Timing(first_retry=0.1, last_retry=1.0))
    stage = Stage(qtbot, loop, hub, inventory)
    stage.do(hub.start([here(daemon)]))
    stage.until(lambda: (host := inventory.host(HOST)) is not None and host.loaded, 40)
    yield stage
    for vm in inventory.vms(HOST):
        for step in (hub.port(HOST).destroy, hub.port(HOST).undefine):
            with contextlib.suppress(Exception):
                stage.do(step(vm.uuid))
    stage.do(hub.shutdown())
    stage.background.shutdown()
    qtbot.wait(50)
