"""The strip, the menus, clipboards, pictures, discs and windows of a console, with a display that notes what it is sent."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from console.model.ids import Ref
from console.model.inventory import Delta, Put
from console.model.objects import Disk, PowerState, Vm, Volume
from console.operations.media import ChangeCd
from console.ui.display.panel import CLIPBOARD_KEY, ConsolePanel
from console.ui.display.sessions import DisplaySession, Libraries, Phase, where_now
from console.ui.display.window import ConsoleWindow
from console.ui.main_window import MainWindow
from tests.ui.display.test_screen import Noting
from tests.ui.world import ALPHA, BETA, FakeWorld, config, make_world, vm


class Head(Noting):
    """Two screens."""

    @property
    def heads(self) -> int:
        return 2

    def pointer(self, where: Any, buttons: int, head: int = 0) -> None:
        self.sent.append(("head", head, buttons))


class Connected(DisplaySession):
    """Connected at once."""

    made: type[Noting] = Noting

    def start(self) -> None:
        self.display = self.made()
        self.phase = Phase.SHOWN
        self.display_changed.emit(self.display)
        self.changed.emit()


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeWorld:
    monkeypatch.setattr("console.ui.display.panel.DisplaySession", Connected)
    monkeypatch.setattr(Connected, "made", Noting)
    return make_world(tmp_path)


def put(world: FakeWorld, **more: Any) -> Vm:
    """A VM that runs, unless ``state`` says otherwise."""
    made = vm(ALPHA, "looked-at", more.pop("state", PowerState.RUNNING), config=config("looked-at", **more))
    world.inventory.apply(Delta((Put(made),)))
    return made


def panel_of(world: FakeWorld, qtbot: QtBot, shown: Vm, spawned: list[Any] | None = None) -> ConsolePanel:
    made = ConsolePanel(world.services, shown.ref, Libraries(), lambda _link: None, (spawned if spawned is not None else []).append)
    qtbot.addWidget(made, before_close_func=lambda panel: panel.shutdown())
    made.resize(900, 600)
    made.show()
    return made


def noted(panel: ConsolePanel) -> Noting:
    assert isinstance(panel.display, Noting)
    return panel.display


def said(panel: ConsolePanel) -> list[str]:
    """What the panel will say."""
    found: list[str] = []
    panel.said.connect(lambda text: found.append(str(text)))
    return found


def hold(qtbot: QtBot, panel: ConsolePanel) -> None:
    panel.screen_view.canvas.let_go()
    qtbot.mouseClick(panel.screen_view.canvas, Qt.MouseButton.LeftButton)
    assert panel.screen_view.canvas.held


def clipboards(panel: ConsolePanel) -> list[str]:
    return [each[1] for each in noted(panel).take() if each[0] == "clipboard"]


def test_the_clipboard_goes_to_the_guest_when_the_keyboard_does(world: FakeWorld, qtbot: QtBot) -> None:
    panel = panel_of(world, qtbot, put(world))
    words = said(panel)
    QGuiApplication.clipboard().setText("hello")
    assert clipboards(panel) == [], "not before the keyboard is held"
    hold(qtbot, panel)
    assert clipboards(panel) == ["hello"]
    hold(qtbot, panel)
    assert clipboards(panel) == [], "once"
    QGuiApplication.clipboard().setText("日本語")
    hold(qtbot, panel)
    assert clipboards(panel) == ["日本語"] and "VNC can't bring" in words[0]
    panel.strip.clipboard.trigger()
    assert world.settings.get(CLIPBOARD_KEY) is False
    QGuiApplication.clipboard().setText("secret")
    hold(qtbot, panel)
    assert clipboards(panel) == []


def test_what_the_guest_copied(world: FakeWorld, qtbot: QtBot) -> None:
    panel = panel_of(world, qtbot, put(world))
    noted(panel).clipboard_received.emit("from the guest")
    assert QGuiApplication.clipboard().text() == "from the guest"
    hold(qtbot, panel)
    assert clipboards(panel) == [], "not sent back"
    panel.strip.view_only.click()
    noted(panel).clipboard_received.emit("unasked")
    panel.strip.view_only.click()
    panel.hide()
    noted(panel).clipboard_received.emit("while nobody looks")
    assert QGuiApplication.clipboard().text() == "from the guest"


def test_several_screens(world: FakeWorld, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = panel_of(world, qtbot, put(world))
    assert not panel.strip.head.isVisible()
    monkeypatch.setattr(Connected, "made", Head)
    two = panel_of(world, qtbot, put(world))
    assert two.strip.head.isVisible()
    menu = two.strip.head.menu()
    assert isinstance(menu, QMenu) and [action.text() for action in menu.actions()] == ["Screen 1", "Screen 2"]
    menu.actions()[1].trigger()
    assert two.screen_view.canvas.head == 1 and two.strip.head.text().strip() == "Screen 2"
    assert [action.isChecked() for action in two.strip.head.menu().actions()] == [False, True]
    hold(qtbot, two)
    assert {each[1] for each in noted(two).take() if each[0] == "head"} == {1}


def test_pictures(world: FakeWorld, qtbot: QtBot, tmp_path: Path) -> None:
    panel = panel_of(world, qtbot, put(world))
    words = said(panel)
    panel.strip.asked.emit("copy-picture")
    assert QGuiApplication.clipboard().image().size() == noted(panel).picture.size()
    panel.strip.asked.emit("save-picture")
    dialog = panel.window().findChild(QFileDialog, "save_picture")
    assert dialog is not None
    file = tmp_path / "screen.png"
    dialog.fileSelected.emit(str(file))
    dialog.close()
    assert QImage(str(file)).size() == noted(panel).picture.size()
    dialog.fileSelected.emit("/nowhere/at/all.png")
    assert [text.split(" ")[-1] for text in words] == ["clipboard.", str(file), "/nowhere/at/all.png."]
    assert "could not be saved" in words[-1]


async def test_discs(world: FakeWorld, qtbot: QtBot, qapp: QApplication) -> None:
    spawned: list[Any] = []
    repository = next(each for each in world.inventory.repositories(ALPHA) if each.name == "ISO library")
    iso = Volume(ALPHA, repository.uuid, "debian.iso", "/isos/debian.iso", "/isos/debian.iso", "iso", capacity_bytes=600 << 20)
    world.hosts.volumes_of[repository.uuid] = (iso,)
    shown = put(world, disks=(Disk("sda", "sata", device="cdrom", source="/isos/old.iso", format="raw", readonly=True),))
    panel = panel_of(world, qtbot, shown, spawned)
    menu = panel.strip.disc.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    assert "Listing the ISO images …" in [action.text() for action in menu.actions()]
    await spawned.pop()
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts[:2] == ["In the drive: old.iso", "Eject"] and texts[-1] == "An ISO image of this computer…"
    next(action for action in menu.actions() if action.text().startswith("debian.iso")).trigger()
    operation = world.runner.started.pop()
    assert isinstance(operation, ChangeCd) and (operation.path, operation.here) == ("/isos/debian.iso", False)
    next(action for action in menu.actions() if action.text() == "Eject").trigger()
    assert world.runner.started.pop().path == ""
    panel.strip.asked.emit("pick-iso")
    dialog = panel.window().findChild(QFileDialog, "pick_iso")
    assert dialog is not None
    dialog.fileSelected.emit("/home/me/own.iso")
    dialog.close()
    operation = world.runner.started.pop()
    assert (operation.path, operation.here) == ("/home/me/own.iso", True)
    put(world, disks=())
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["looked-at has no CD drive."]


def test_typing_and_chords(world: FakeWorld, qtbot: QtBot) -> None:
    panel = panel_of(world, qtbot, put(world))
    words = said(panel)
    QGuiApplication.clipboard().setText("aé")
    panel.strip.asked.emit("type-clipboard")
    assert "é" in words[0]
    qtbot.waitUntil(lambda: not panel.screen_view.canvas.typing)
    assert noted(panel).take() == [(0x1E, True), (0x1E, False)]
    chord = panel.strip.keys.menu().findChild(type(panel.strip.clipboard), "console_send_ctrl_alt_del")
    assert chord is not None
    chord.trigger()
    qtbot.waitUntil(lambda: not panel.screen_view.canvas.typing)
    assert [code for code, down in noted(panel).take() if down] == [0x1D, 0x38, 0xE053]


def test_a_text_console_has_no_keys_of_a_screen(world: FakeWorld, qtbot: QtBot) -> None:
    panel = panel_of(world, qtbot, put(world))
    visible = [action.text() for action in panel.strip.keys.menu().actions() if action.isVisible() and action.text()]
    assert "Ctrl+Alt+Del" in visible and "Clear the text console" not in visible
    panel.strip.text.click()
    visible = [action.text() for action in panel.strip.keys.menu().actions() if action.isVisible() and action.text()]
    assert visible == ["Type the clipboard's text", "Tell the guest the size of the text console", "Clear the text console"]


def test_what_is_greyed_says_why(world: FakeWorld, qtbot: QtBot) -> None:
    running = put(world)
    panel = panel_of(world, qtbot, running)
    assert panel.strip.keys.isEnabled() and panel.strip.keys.toolTip() == "Keys"
    world.inventory.apply(Delta((Put(dataclasses.replace(running, state=PowerState.HALTED)),)))
    halted = ConsolePanel(world.services, running.ref, Libraries(), lambda _link: None, lambda _work: None)
    qtbot.addWidget(halted, before_close_func=lambda each: each.shutdown())
    for button in (halted.strip.keys, halted.strip.scale, halted.strip.picture):
        assert not button.isEnabled() and button.toolTip() == "looked-at is not running."


# --------------------------------------------------------------------------- windows, by keys


@pytest.fixture
def window(world: FakeWorld, qapp: QApplication) -> Iterator[MainWindow]:
    made = MainWindow(world.services)
    made.resize(1280, 720)
    made.show()
    qapp.processEvents()
    yield made
    made.close()
    made.deleteLater()
    qapp.processEvents()


def test_own_windows_and_the_whole_screen_by_keys(window: MainWindow, world: FakeWorld, qtbot: QtBot) -> None:
    shown = put(world)
    window.pane.model.flush()
    window.select([shown.ref])
    window.content.show_named("console")
    panel = window.content.console.panel
    assert panel is not None and panel.window() is window
    display = panel.display

    def key(widget: Any, which: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        qtbot.keyClick(widget, which, held)

    undock = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    key(window, Qt.Key.Key_U, undock)
    own = panel.window()
    assert isinstance(own, ConsoleWindow) and own.windowTitle() == "looked-at – Console"
    assert window.content.console.away.isVisible()
    key(own, Qt.Key.Key_F11)
    assert own.isFullScreen() and not panel.strip.isVisible()
    key(own, Qt.Key.Key_F11)
    assert not own.isFullScreen() and panel.strip.isVisible() and panel.window() is own
    key(own, Qt.Key.Key_U, undock)
    assert panel.window() is window and panel.isVisible()

    key(window, Qt.Key.Key_F11)
    full = panel.window()
    assert full.isFullScreen()
    qtbot.mouseClick(panel.screen_view.canvas, Qt.MouseButton.LeftButton, pos=QPointF(50, 50).toPoint())
    qtbot.keyClick(panel.screen_view.canvas, Qt.Key.Key_Escape)
    assert full.isFullScreen(), "the guest's Esc"
    panel.screen_view.canvas.let_go()
    qtbot.keyClick(panel.screen_view.canvas, Qt.Key.Key_Escape)
    assert panel.window() is window, "Esc leaves it when the keyboard was let go, and it is where it was"
    assert panel.display is display, "one connection all the time"

    full = window.content.console.undock()
    assert isinstance(full, ConsoleWindow)
    full.close()
    assert panel.window() is window, "closing its window brings it back"


# --------------------------------------------------------------------------- migration


def test_a_console_follows_its_vm_to_another_host(world: FakeWorld) -> None:
    here = put(world)
    there = dataclasses.replace(here, host=BETA)
    world.inventory.apply(Delta((Put(dataclasses.replace(here, state=PowerState.HALTED)), Put(there))))
    found = where_now(world.inventory, here.ref)
    assert found is not None and found.ref == Ref(here.ref.kind, BETA, here.uuid)
    world.inventory.apply(Delta((Put(dataclasses.replace(there, state=PowerState.HALTED)),)))
    found = where_now(world.inventory, here.ref)
    assert found is not None and found.host == ALPHA, "it runs nowhere: where it was"
