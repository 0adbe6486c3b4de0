"""A daemon freezes, dies and comes back while somebody works in the window: the window never waits, says what is the matter, and mends itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from console.backend.connection import Keepalive
from console.backend.links import Timing
from console.model.ids import Ref
from console.model.objects import Host, HostState, PowerState, Vm
from console.ui.widgets.palette_box import PaletteBox
from tests.app.conftest import define_guest
from tests.fixtures.daemon import PrivateLibvirtd
from tests.fixtures.desktop import Launch, Running

pytestmark = [
    pytest.mark.chaos,
    pytest.mark.timeout(180),
    pytest.mark.qt_log_ignore("This plugin does not support"),  # offscreen: raising windows, grabbing keys
]

QUICK = Timing(keepalive=Keepalive(1, 2), ping=0.5, stale=0.5, open=2.0, first_retry=0.1, last_retry=1.0, stats=0.3, shutdown=1.0)
"""The program's own timing, five to ten times as fast."""


def host(running: Running, uri: str) -> Host:
    return next(h for h in running.desktop.parts.inventory.hosts() if h.record.uri == uri)


def vm(running: Running, name: str) -> Vm:
    return next(v for v in running.desktop.parts.inventory.vms() if v.name == name)


def in_tree(running: Running, ref: Ref) -> str:
    """What the tree says of an object: its row as a screen reader reads it, and its tooltip."""
    model = running.window.pane.model
    index = model.index_of(ref)
    assert index.isValid(), f"{ref} is not in the tree"
    return f"{index.data(Qt.ItemDataRole.AccessibleTextRole)} {index.data(Qt.ItemDataRole.ToolTipRole)}"


def on_page(running: Running) -> str:
    """What can be read right of the tree."""
    window = running.window
    labels = [*window.header.findChildren(QLabel), *window.tabs.currentWidget().findChildren(QLabel)]
    return "\n".join(label.text() for label in labels if label.isVisible())


def click_around(running: Running) -> None:
    """What impatient people do: other objects, other tabs, menus, the palette, the filter."""
    window, qtbot = running.window, running.qtbot
    inventory = running.desktop.parts.inventory
    for thing in (*inventory.hosts(), *inventory.vms(), *inventory.repositories(), *inventory.networks()):
        window.select([thing.ref])
        qtbot.wait(15)
        for number in range(window.tabs.count()):
            if window.tabs.isTabVisible(number):
                window.tabs.setCurrentIndex(number)
                qtbot.wait(15)
        window.tabs.setCurrentIndex(0)
    menu = window.findChild(QMenu, "menu_vm")
    assert menu is not None
    menu.popup(window.mapToGlobal(window.rect().center()))
    qtbot.wait(30)
    menu.close()
    window.do("palette")
    box = window.findChild(PaletteBox)
    assert box is not None
    qtbot.keyClicks(box, "sta")
    qtbot.wait(30)
    box.close()
    window.pane.filter.setText("t")
    qtbot.wait(200)
    window.pane.filter.clear()
    qtbot.wait(200)


def both_loaded(running: Running, *uris: str) -> None:
    running.until(lambda: all(host(running, uri).loaded for uri in uris), 60)


def no_traceback(running: Running) -> None:
    for widget in QApplication.allWidgets():
        if widget.isVisible() and isinstance(widget, QLabel):
            assert "Traceback" not in widget.text()
            assert "libvirt.libvirtError" not in widget.text()


def test_frozen_then_thawed(launch: Launch, daemon: PrivateLibvirtd) -> None:
    define_guest(daemon.uri, "survivor")
    with launch([daemon.uri, "test:///default"], timing=QUICK, embedded=False) as running:
        both_loaded(running, daemon.uri, "test:///default")
        there, other = host(running, daemon.uri).ref, host(running, "test:///default").ref
        running.window.select([there])
        click_around(running)
        running.window.select([there])
        running.watchdog.reset()
        daemon.freeze()
        running.until(lambda: host(running, daemon.uri).state is HostState.STALE, 6)
        running.until(lambda: "does not answer at the moment" in in_tree(running, there))
        running.until(lambda: "Does not answer" in on_page(running))
        assert "What is shown is what was last known." in on_page(running)
        click_around(running)
        # the other host is as quick as ever
        running.window.select([vm(running, "test").ref])
        began = time.perf_counter()
        running.do("vm-pause")
        running.until(lambda: vm(running, "test").state is PowerState.PAUSED, 5)
        running.do("vm-unpause")
        running.until(lambda: vm(running, "test").state is PowerState.RUNNING, 5)
        assert time.perf_counter() - began < 2.0
        assert host(running, "test:///default").state is HostState.READY
        running.until(lambda: host(running, daemon.uri).state is HostState.LOST, 12)
        running.window.select([there])
        running.until(lambda: "Connection lost" in in_tree(running, there))
        running.until(lambda: "Connection lost" in on_page(running))
        assert vm(running, "survivor") is not None, "the tree keeps showing what was last known"
        running.window.select([vm(running, "survivor").ref])
        reason = running.window.commands["vm-start"].why_not(running.window.selection())
        assert reason is not None
        assert str(reason.text)
        assert not running.window.commands.action("vm-start").isEnabled()
        click_around(running)
        no_traceback(running)
        running.window.select([there])
        running.shot("chaos-lost")
        daemon.thaw()
        running.until(lambda: host(running, daemon.uri).state is HostState.READY, 15)
        running.until(lambda: "Connection lost" not in on_page(running))
        running.until(lambda: host(running, daemon.uri).loaded, 15)
        running.window.select([vm(running, "survivor").ref])
        running.do("vm-start")
        running.until(lambda: vm(running, "survivor").state is PowerState.RUNNING, 15)
        running.no_gap()
        assert "Connection lost" not in in_tree(running, other)


def test_a_verb_on_a_frozen_host_fails_in_one_sentence(launch: Launch, daemon: PrivateLibvirtd) -> None:
    define_guest(daemon.uri, "sleeper")
    with launch([daemon.uri], timing=QUICK, embedded=False) as running:
        both_loaded(running, daemon.uri)
        running.window.select([vm(running, "sleeper").ref])
        running.until(running.window.commands.action("vm-start").isEnabled)
        running.watchdog.reset()
        daemon.freeze()
        running.do("vm-start")  # before anybody has noticed
        runner = running.desktop.parts.runner
        running.until(lambda: runner.tasks() and runner.tasks()[-1].state.ended, 15)
        error = str(runner.tasks()[-1].error)
        assert "sleeper" in error
        assert error.endswith(".")
        assert "\n" not in error
        assert any(error in toast.accessibleName() for toast in running.window.toasts.shown())
        no_traceback(running)
        running.no_gap()
        daemon.thaw()


def test_killed_with_a_running_guest(launch: Launch, daemon: PrivateLibvirtd) -> None:
    define_guest(daemon.uri, "lives-on", start=True)
    with launch([daemon.uri], timing=QUICK, embedded=False) as running:
        both_loaded(running, daemon.uri)
        there = host(running, daemon.uri).ref
        running.window.select([vm(running, "lives-on").ref])
        running.until(lambda: vm(running, "lives-on").state is PowerState.RUNNING)
        running.watchdog.reset()
        daemon.kill()
        assert running.until(lambda: host(running, daemon.uri).state is HostState.LOST, 5) < 1.0
        running.until(lambda: "Connection lost" in in_tree(running, there), 2)
        assert running.window.selection().vms[0].name == "lives-on"
        click_around(running)
        no_traceback(running)
        running.aside(daemon.start)
        running.until(lambda: host(running, daemon.uri).state is HostState.READY, 15)
        running.until(lambda: host(running, daemon.uri).loaded, 15)
        assert vm(running, "lives-on").state is PowerState.RUNNING
        running.until(lambda: "Connection lost" not in in_tree(running, there), 2)
        running.no_gap()


def test_the_end_does_not_wait_for_a_frozen_host(launch: Launch, daemon: PrivateLibvirtd) -> None:
    with launch([daemon.uri], timing=QUICK, embedded=False) as running:
        both_loaded(running, daemon.uri)
        daemon.freeze()
        running.until(lambda: host(running, daemon.uri).state is HostState.STALE, 6)
        assert running.close() < 2.0
        daemon.thaw()


PROGRAM = "import sys; sys.argv[0] = 'virtdeck'; from console.app.desktop import main; main()"


def start_program(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """The program as a process of its own, under its own world; this computer's libvirt is left alone."""
    config = folder / "virtdeck.toml"
    config.write_text(
        '[[hosts]]\nid = "local"\nname = "This computer"\nuri = "qemu:///session"\nlocal = true\nembedded = true\nautoconnect = false\n'
    )
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    argv = [sys.executable, "-c", PROGRAM, "--config", str(config), *arguments]
    return subprocess.Popen(argv, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def clients(daemon: PrivateLibvirtd) -> int:
    """Connections to the daemon's socket, by the kernel's own list."""
    return sum(line.endswith(str(daemon.socket)) and line.split()[5] == "03" for line in Path("/proc/net/unix").read_text().splitlines())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_process_ends_in_time_beside_a_frozen_daemon(tmp_path: Path, daemon: PrivateLibvirtd, number: signal.Signals) -> None:
    process = start_program(tmp_path, "--connect", daemon.uri)
    try:
        deadline = time.monotonic() + 40
        while clients(daemon) < 2:  # control and stats: it is ready
            assert process.poll() is None, process.stderr.read().decode() if process.stderr is not None else ""
            assert time.monotonic() < deadline
            time.sleep(0.05)
        time.sleep(0.5)
        daemon.freeze()
        time.sleep(1.0)
        began = time.monotonic()
        process.send_signal(number)
        out, err = process.communicate(timeout=10)
        took = time.monotonic() - began
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()
        daemon.thaw()
    assert took < 2.0
    assert process.returncode == 0
    assert err == b""
    assert out == b""
