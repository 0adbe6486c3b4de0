"""Consoles: from a key to its picture and pictures a second, with a real guest under emulation, by VNC and SPICE; and raw pictures of 1920 × 1080."""

from __future__ import annotations

import os
import socket
import statistics
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.app.eventloop import make_loop
from console.backend.hub import Hub
from console.model.inventory import Inventory
from console.ui.display import keys
from console.ui.display.panel import ConsolePanel
from console.ui.display.screen import Screen
from console.ui.display.sessions import Phase
from console.ui.display.vnc import Gvnc, VncDisplay
from tests.bench.report import Figure
from tests.fixtures.appliance import CHECKOUT, build_appliance
from tests.fixtures.daemon import make_daemon
from tests.ui.display.stage import HOST, SCREENS, Stage, appliance_xml, here

WIDTH, HEIGHT = 1920, 1080
KEYS = 40


class Spin:
    """What the stage wants of pytest-qt."""

    def wait(self, ms: int) -> None:
        """Turn the loop."""
        turn = QEventLoop()
        QTimer.singleShot(ms, turn.quit)
        turn.exec()

    def waitUntil(self, condition: Callable[[], bool], timeout: int) -> None:
        """Turn it until then."""
        end = time.monotonic() + timeout / 1000
        while not condition():
            assert time.monotonic() < end, "not in time"
            self.wait(2)

    def addWidget(self, widget: QObject, before_close_func: Any = None) -> None:
        """Nothing: the bench's process ends."""


class Paints(QObject):
    """When the canvas was painted."""

    def __init__(self, canvas: QObject) -> None:
        super().__init__()
        self.at: list[float] = []
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.at.append(time.perf_counter())
        return False


def typing(stage: Stage, panel: ConsolePanel, paints: Paints) -> list[float]:
    """Milliseconds from a key's press to the first painting after it (a blink of the cursor may be quicker: the middle counts)."""
    found = []
    for number in range(KEYS):
        stage.qtbot.wait(600 + number % 7 * 10)
        paints.at.clear()
        began = time.perf_counter()
        QTest.keyPress(panel.screen_view.canvas, Qt.Key.Key_A)
        QTest.keyRelease(panel.screen_view.canvas, Qt.Key.Key_A)
        stage.until(lambda: bool(paints.at), 5)
        found.append((paints.at[0] - began) * 1000)
    return found


def scrolling(stage: Stage, panel: ConsolePanel, paints: Paints, kind: str) -> list[Figure]:
    """Text as fast as the guest prints."""
    assert panel.display is not None
    stage.type(panel.display, "\nwhile :; do ls -l /etc /dev; done\n")
    stage.qtbot.wait(1000)
    paints.at.clear()
    spent = time.process_time()
    stage.qtbot.wait(5000)
    spent = time.process_time() - spent
    for code, down in ((keys.CTRL, True), (0x2E, True), (0x2E, False), (keys.CTRL, False)):
        panel.display.key(code, down)
    stage.qtbot.wait(500)
    return [
        Figure(f"{kind}: pictures a second while text scrolls", len(paints.at) / 5, "/s", None, note="what the emulated guest makes"),
        Figure(f"{kind}: CPU of the window meanwhile", spent / 5 * 100, "%", 60),
    ]


def guest(stage: Stage, appliance: Path, daemon: Any) -> list[Figure]:
    """A real guest."""
    identity, xml = appliance_xml(daemon, appliance, "bench-console", SCREENS.format(kind="vnc", more="") + SCREENS.format(kind="spice", more=""))
    port = stage.hub.port(HOST)
    stage.do(port.define(xml))
    stage.do(port.start(identity))
    stage.until(lambda: stage.inventory.vm(stage.ref(identity)) is not None and stage.vm(identity).config is not None)
    stage.until(lambda: stage.vm(identity).state.active)
    figures: list[Figure] = []
    for kind, without in (("VNC", ""), ("SPICE", "vnc")):
        panel = stage.panel(stage.vm(identity), without=without)
        began = time.perf_counter()
        stage.until(lambda panel=panel: panel.phase is Phase.SHOWN)
        figures.append(Figure(f"{kind}: shown → first picture", (time.perf_counter() - began) * 1000, "ms", 2000))
        if not without:
            stage.qtbot.wait(30_000)  # it boots
            assert panel.display is not None
            for text in ("root\n", "demo\n"):
                stage.type(panel.display, text)
                stage.qtbot.wait(3000)
        panel.screen_view.canvas.hold()
        paints = Paints(panel.screen_view.canvas)
        waits = typing(stage, panel, paints)
        figures.append(Figure(f"{kind}: key → painted, middle", statistics.median(waits), "ms", 60, note=f"worst of {KEYS} keys {max(waits):.0f} ms"))
        figures += scrolling(stage, panel, paints, kind)
        panel.shutdown()
        panel.hide()
    stage.do(port.destroy(identity))
    return figures


def serve() -> None:
    """A VNC server that sends a whole raw picture for every request; its port on stdout."""
    listener = socket.create_server(("127.0.0.1", 0))
    sys.stdout.write(f"{listener.getsockname()[1]}\n")
    sys.stdout.flush()
    peer, _ = listener.accept()
    peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    reader = peer.makefile("rb")
    peer.sendall(b"RFB 003.008\n")
    reader.read(12)
    peer.sendall(b"\x01\x01")
    reader.read(1)
    peer.sendall(b"\0\0\0\0")
    reader.read(1)
    layout = struct.pack(">BBBBHHHBBBxxx", 32, 24, 0, 1, 255, 255, 255, 16, 8, 0)
    peer.sendall(struct.pack(">HH", WIDTH, HEIGHT) + layout + struct.pack(">I", 1) + b"x")
    head = struct.pack(">BxHHHHHi", 0, 1, 0, 0, WIDTH, HEIGHT, 0)
    frames = [head + bytes([value]) * (WIDTH * HEIGHT * 4) for value in (40, 200)]
    sent = 0
    while kind := reader.read(1):
        match kind[0]:
            case 0:
                reader.read(19)
            case 2:
                reader.read(4 * struct.unpack(">xH", reader.read(3))[0])
            case 3:
                reader.read(9)
                peer.sendall(frames[sent % 2])
                sent += 1
            case 4:
                reader.read(7)
            case 5:
                reader.read(5)


def pictures(spin: Spin) -> list[Figure]:
    """Large pictures as fast as they come."""
    server = subprocess.Popen([sys.executable, "-m", "tests.bench.bench_console", "serve"], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    port = int(server.stdout.readline())
    display, screen = VncDisplay(Gvnc(), near=True), Screen()
    screen.resize(WIDTH, HEIGHT)
    screen.set_display(display)
    screen.show()
    frames: list[float] = []
    display.frame_changed.connect(lambda _head, _area: frames.append(time.perf_counter()))
    display.open(socket.create_connection(("127.0.0.1", port)).detach())
    spin.waitUntil(lambda: len(frames) > 5, 10_000)
    frames.clear()
    paints = Paints(screen.canvas)
    spent = time.process_time()
    spin.wait(5000)
    spent = time.process_time() - spent
    display.close()
    server.kill()
    server.wait()
    copied = memoryview(bytearray(WIDTH * HEIGHT * 4))
    began = time.perf_counter()
    for _ in range(20):
        bytes(copied)
    floor = (time.perf_counter() - began) / 20 * 1000
    return [
        Figure("1920 × 1080 raw: painted", len(paints.at) / 5, "/s", None, note=f"{len(frames) / 5:.0f} decoded a second"),
        Figure("1920 × 1080 raw: CPU of a picture", spent / max(1, len(frames)) * 1000, "ms", 25, floor, "one copy of its bytes"),
    ]


def run() -> list[Figure]:
    """The figures."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    spin = Spin()
    figures = pictures(spin)
    appliance = build_appliance(CHECKOUT / "build" / "demo")
    loop = make_loop(application, already_running=True)
    daemon = make_daemon()
    try:
        inventory = Inventory()
        hub = Hub(deliver=lambda delta: inventory.apply(delta) and None, announce=lambda _event: None)
        stage = Stage(spin, loop, hub, inventory)  # type: ignore[arg-type]
        stage.do(hub.start([here(daemon)]))
        stage.until(lambda: (host := inventory.host(HOST)) is not None and host.loaded, 40)
        figures += guest(stage, appliance, daemon)
        stage.do(hub.shutdown())
    finally:
        daemon.stop()
    return figures


if __name__ == "__main__" and sys.argv[1:] == ["serve"]:
    serve()
