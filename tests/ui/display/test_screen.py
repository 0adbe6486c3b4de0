"""Keyboard and pointer on their way to the guest, with a display that notes them."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QWheelEvent
from pytestqt.qtbot import QtBot

from console.ui.display import keys
from console.ui.display.interface import Display, State
from console.ui.display.screen import Canvas, Scale, Screen

Key, Mod = Qt.Key, Qt.KeyboardModifier


class Noting(Display):
    """Draws a picture and notes what it is sent."""

    def __init__(self, width: int = 640, height: int = 400) -> None:
        super().__init__()
        self.picture = QImage(width, height, QImage.Format.Format_RGB32)
        self.picture.fill(0x336699)
        self.sent: list[tuple[Any, ...]] = []
        self.asked: list[QSize] = []
        self.paused = False
        self.set_state(State.CONNECTED)

    @property
    def heads(self) -> int:
        return 1

    def image(self, head: int = 0) -> QImage | None:
        return self.picture

    def key(self, code: int, down: bool, keysym: int = 0) -> None:
        self.sent.append((code, down))

    def pointer(self, where: QPoint, buttons: int, head: int = 0) -> None:
        self.sent.append((where.x(), where.y(), buttons))

    def pointer_by(self, way: QPoint, buttons: int) -> None:
        self.sent.append(("by", way.x(), way.y(), buttons))

    def resize_guest(self, size: QSize, head: int = 0) -> None:
        self.asked.append(size)

    def pause(self, paused: bool) -> None:
        self.paused = paused

    def send_clipboard(self, text: str) -> bool:
        self.sent.append(("clipboard", text))
        return text.isascii()

    def close(self) -> None:
        self.set_state(State.CLOSED)

    def take(self) -> list[tuple[Any, ...]]:
        sent, self.sent = self.sent, []
        return sent


@pytest.fixture
def screen(qtbot: QtBot) -> Screen:
    made = Screen()
    qtbot.addWidget(made)
    made.resize(640, 400)
    made.set_display(Noting())
    made.show()
    return made


def noting(screen: Screen) -> Noting:
    assert isinstance(screen.display, Noting)
    return screen.display


def press(canvas: Canvas, key: Key, down: bool = True, held: Mod = Mod.NoModifier, scan: int = 0, repeat: bool = False) -> None:
    kind = QEvent.Type.KeyPress if down else QEvent.Type.KeyRelease
    canvas.event(QKeyEvent(kind, key.value, held, scan, 0, 0, "", repeat))


def hold(qtbot: QtBot, screen: Screen) -> Noting:
    qtbot.mouseClick(screen.canvas, Qt.MouseButton.LeftButton)
    assert screen.canvas.held
    noting(screen).take()
    return noting(screen)


def test_keys_only_while_held(qtbot: QtBot, screen: Screen) -> None:
    press(screen.canvas, Key.Key_A)
    assert noting(screen).take() == []
    press(screen.canvas, Key.Key_Return)  # takes the keyboard, for who has no mouse
    assert screen.canvas.held
    press(screen.canvas, Key.Key_A)
    press(screen.canvas, Key.Key_A, repeat=True)
    press(screen.canvas, Key.Key_A, False, repeat=True)
    press(screen.canvas, Key.Key_A, False)
    assert noting(screen).take() == [(0x1E, True), (0x1E, True), (0x1E, False)]


def test_shortcuts_and_tab_are_the_guests(qtbot: QtBot, screen: Screen) -> None:
    display = hold(qtbot, screen)
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_F11.value, Mod.NoModifier)
    override.ignore()
    screen.canvas.event(override)
    assert override.isAccepted()
    press(screen.canvas, Key.Key_Tab)
    press(screen.canvas, Key.Key_Backtab, held=Mod.ShiftModifier)
    assert display.take() == [(keys.TAB, True), (keys.TAB, True)]
    assert screen.canvas.held


def test_the_chord_lets_go(qtbot: QtBot, screen: Screen) -> None:
    display = hold(qtbot, screen)
    press(screen.canvas, Key.Key_Control)
    press(screen.canvas, Key.Key_Alt)
    press(screen.canvas, Key.Key_Alt, False)
    assert not screen.canvas.held
    assert display.take() == [(keys.CTRL, True), (keys.ALT, True), (keys.ALT, False), (keys.CTRL, False)]
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_F11.value, Mod.NoModifier)
    override.ignore()
    screen.canvas.event(override)
    assert not override.isAccepted()


def test_a_chord_with_more_is_the_guests(qtbot: QtBot, screen: Screen) -> None:
    hold(qtbot, screen)
    for key in (Key.Key_Control, Key.Key_Alt, Key.Key_Delete):
        press(screen.canvas, key)
    for key in (Key.Key_Delete, Key.Key_Alt, Key.Key_Control):
        press(screen.canvas, key, False)
    assert screen.canvas.held
    assert noting(screen).take()[2] == (keys.DELETE, True)


def test_nothing_stays_pressed(qtbot: QtBot, screen: Screen) -> None:
    display = hold(qtbot, screen)
    press(screen.canvas, Key.Key_Shift)
    press(screen.canvas, Key.Key_A)
    screen.canvas.focusOutEvent(QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason))
    assert set(display.take()[2:]) == {(keys.SHIFT, False), (0x1E, False)}
    assert not screen.canvas.held


def test_a_closed_display_lets_go(qtbot: QtBot, screen: Screen) -> None:
    display = hold(qtbot, screen)
    display.close()
    assert not screen.canvas.held


def test_places_are_the_guests_pixels(qtbot: QtBot, screen: Screen) -> None:
    screen.resize(1280, 800)
    qtbot.wait(20)
    display = hold(qtbot, screen)
    qtbot.mouseMove(screen.canvas, QPoint(640, 400))
    assert display.take()[-1] == (320, 200, 0)
    qtbot.mousePress(screen.canvas, Qt.MouseButton.RightButton, pos=QPoint(10, 20))
    qtbot.mouseRelease(screen.canvas, Qt.MouseButton.RightButton, pos=QPoint(10, 20))
    assert display.take()[-2:] == [(5, 10, 4), (5, 10, 0)]
    at, none = QPointF(10, 20), QPoint()
    wheel = QWheelEvent(at, at, none, QPoint(0, -240), Qt.MouseButton.NoButton, Mod.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    screen.canvas.wheelEvent(wheel)
    assert [each[2] for each in display.take()] == [16, 0, 16, 0]


def test_a_relative_pointer(qtbot: QtBot, screen: Screen) -> None:
    display = noting(screen)
    display.absolute = False
    qtbot.mouseClick(screen.canvas, Qt.MouseButton.LeftButton, pos=QPoint(320, 200))
    assert screen.canvas.held
    display.take()
    qtbot.mouseMove(screen.canvas, QPoint(325, 198))
    assert display.take()[-1] == ("by", 5, -2, 0)


def test_view_only(qtbot: QtBot, screen: Screen) -> None:
    screen.set_view_only(True)
    qtbot.mouseClick(screen.canvas, Qt.MouseButton.LeftButton)
    press(screen.canvas, Key.Key_Return)
    screen.canvas.type_text("rm", "us")
    qtbot.wait(50)
    assert noting(screen).take() == []


def test_scales(qtbot: QtBot, screen: Screen) -> None:
    screen.resize(900, 400)
    qtbot.wait(20)
    target = screen.canvas.target()
    assert (target.width(), target.height()) == (640, 400)
    assert target.left() == (screen.canvas.width() - 640) // 2
    screen.set_scale(Scale.ORIGINAL)
    screen.resize(300, 200)
    qtbot.wait(20)
    assert screen.canvas.target().size().toSize() == QSize(640, 400)
    assert screen.horizontalScrollBar().maximum() > 0
    screen.set_scale(Scale.RESIZE)
    screen.resize(1001, 701)
    qtbot.waitUntil(lambda: bool(noting(screen).asked))
    assert noting(screen).asked[-1] == QSize(1000, 700)


def test_painted_sharp(qtbot: QtBot, screen: Screen) -> None:
    noting(screen).picture.setPixel(10, 10, 0xFFFFFFFF)
    noting(screen).frame_changed.emit(0, QRect(10, 10, 1, 1))
    qtbot.wait(20)
    image = screen.canvas.grab().toImage()
    assert image.pixelColor(10, 10).name() == "#ffffff"
    assert image.pixelColor(11, 10).name() == "#336699"


def test_paused_while_hidden(qtbot: QtBot, screen: Screen) -> None:
    screen.hide()
    assert noting(screen).paused
    screen.show()
    assert not noting(screen).paused


def test_typing_and_chords(qtbot: QtBot, screen: Screen) -> None:
    canvas, display = screen.canvas, noting(screen)
    assert canvas.type_text("Aé", "us") == "é"
    qtbot.waitUntil(lambda: not canvas.typing)
    assert display.take() == [(keys.SHIFT, True), (0x1E, True), (0x1E, False), (keys.SHIFT, False)]
    canvas.press((keys.CTRL, keys.ALT, keys.DELETE))
    qtbot.waitUntil(lambda: not canvas.typing)
    assert [code for code, down in display.take() if down] == [keys.CTRL, keys.ALT, keys.DELETE]
