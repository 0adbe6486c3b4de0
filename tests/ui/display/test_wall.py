"""The console wall: what it asks for, what it says, keys; and the picture of a real guest."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.model.errors import Cause, ConsoleError
from console.model.inventory import Delta, Drop, Patch, Put
from console.model.objects import PowerState
from console.model.text import N_
from console.ui.main_window import MainWindow
from console.ui.tabs.kinds import CONSOLES
from console.ui.tabs.wall import WallTab, small
from tests.fixtures.daemon import PrivateLibvirtd
from tests.ui.display.stage import HOST, Stage, appliance_xml, difference, inked
from tests.ui.world import ALPHA, XEN, FakeWorld, make_world, vm


@pytest.fixture
def world(tmp_path: Path) -> FakeWorld:
    made = make_world(tmp_path)
    made.inventory.apply(Delta(tuple(Put(vm(ALPHA, f"many-{n:03}")) for n in range(60))))
    return made


@pytest.fixture
def window(world: FakeWorld, qapp: QApplication, qt_loop: asyncio.AbstractEventLoop) -> Iterator[MainWindow]:
    made = MainWindow(world.services)
    made.resize(1280, 720)
    made.show()
    qapp.processEvents()
    yield made
    made.close()
    made.deleteLater()
    qapp.processEvents()


def look(window: MainWindow, world: FakeWorld, *names: str) -> WallTab:
    """The wall of these objects."""
    refs = [thing.ref for name in names for thing in world.inventory.objects().values() if thing.name == name]
    window.pane.model.flush()
    window.select(refs)
    window.content.show_named("consoles")
    QApplication.processEvents()
    return window.content.tab(CONSOLES)


def names(wall: WallTab) -> list[str]:
    return [wall.model.vm(row).name for row in range(wall.model.rowCount())]


def test_only_what_is_on_screen_is_asked_for(window: MainWindow, world: FakeWorld, qtbot: QtBot) -> None:
    wall = look(window, world, "host-alpha")
    assert "web-01" in names(wall) and "db-02" not in names(wall) and "golden-web" not in names(wall)
    seen = [vm.uuid for vm in wall.view.on_screen()]
    assert 4 <= len(seen) < wall.model.rowCount()
    qtbot.waitUntil(lambda: set(seen) <= set(world.hosts.pictured), timeout=60_000)
    assert len(set(world.hosts.pictured)) < wall.model.rowCount() / 2
    ref = wall.view.on_screen()[0].ref
    picture = wall.model.picture(ref)
    assert picture is not None and QColor(picture.pixel(1, 1)).getRgb()[:3] == (32, 96, 160)
    wall.view.scrollToBottom()
    below = {vm.uuid for vm in wall.view.on_screen()} - set(seen)
    assert below
    qtbot.waitUntil(lambda: below <= set(world.hosts.pictured), timeout=60_000)


def test_a_hidden_wall_asks_for_nothing(window: MainWindow, world: FakeWorld, qtbot: QtBot) -> None:
    wall = look(window, world, "host-alpha")
    qtbot.waitUntil(lambda: bool(world.hosts.pictured), timeout=60_000)
    window.content.show_named("general")
    qtbot.wait(50)
    world.hosts.pictured.clear()
    qtbot.wait(1000)
    assert not world.hosts.pictured and not wall.watching
    window.content.show_named("consoles")
    window.showMinimized()
    qtbot.wait(50)
    world.hosts.pictured.clear()
    qtbot.wait(900)
    assert not world.hosts.pictured
    window.showNormal()
    qtbot.waitUntil(lambda: bool(world.hosts.pictured), timeout=60_000)


def test_pictures_that_hang_do_not_pile_up(window: MainWindow, world: FakeWorld, qtbot: QtBot, qt_loop: asyncio.AbstractEventLoop) -> None:
    gate = qt_loop.create_future()

    async def hang() -> None:
        await gate

    world.hosts.picture_gate = hang
    look(window, world, "host-alpha")
    for tab in ("general", "consoles", "general", "consoles"):
        window.content.show_named(tab)
        qtbot.wait(450)
    assert len(world.hosts.pictured) == 2, "two of a host at a time, also when looked at again"
    gate.set_result(None)
    qtbot.waitUntil(lambda: len(world.hosts.pictured) > 4, timeout=90_000)


def test_enter_and_double_click_open_the_console(window: MainWindow, world: FakeWorld, qtbot: QtBot) -> None:
    wall = look(window, world, "Tokyo pool")
    view = wall.view
    view.setFocus()
    view.setCurrentIndex(wall.model.index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    second = wall.model.vm(1)
    assert view.selected() == [second.ref]
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert len(view.selected()) == 2
    view.selectionModel().setCurrentIndex(wall.model.index(1, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert window.selection().one == world.inventory.vm(second.ref)
    assert window.content.current is window.content.console
    wall = look(window, world, "Tokyo pool")
    third = wall.model.vm(2)
    place = view.visualRect(wall.model.index(2, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert window.selection().one == world.inventory.vm(third.ref) and window.content.current is window.content.console


def test_reasons_and_empty_state(window: MainWindow, world: FakeWorld, qtbot: QtBot) -> None:
    wall = look(window, world, "xen-01")
    dns = next(each for each in world.inventory.vms(XEN) if each.name == "dns-01")
    qtbot.waitUntil(lambda: wall.model.reason(dns.ref) is not None, timeout=60_000)
    assert "Not available" in str(wall.model.reason(dns.ref)) and not world.hosts.pictured
    spoken = str(wall.model.data(wall.model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.startswith("dns-01, Running, Not available")
    look(window, world, "host-gamma")
    assert wall.model.rowCount() == 0 and wall.empty.isVisible() and "No VM runs on host-gamma" in wall.empty.text.text()
    unsupported = ConsoleError(N_("The screen of web-01 could not be read: this is not supported."), cause=Cause.UNSUPPORTED)
    broken = ConsoleError(N_("The screen of web-02 could not be read."), cause=Cause.BUSY)
    one, other, third = (world.inventory.find_vms(name)[0] for name in ("web-01", "web-02", "web-03"))
    world.hosts.fail_pictures = {one.uuid: unsupported, other.uuid: broken}
    world.hosts.pictures[third.uuid] = b"no picture at all"
    look(window, world, "web-01", "web-02", "web-03", "db-02")
    assert names(wall) == ["web-01", "web-02", "web-03"]
    qtbot.waitUntil(lambda: all(wall.model.reason(each.ref) for each in (one, other, third)), timeout=60_000)
    assert str(wall.model.reason(one.ref)).startswith("Not available") and "can't be read" in str(wall.model.reason(third.ref))
    world.hosts.pictured.clear()
    wall.reload()
    world.hosts.fail_pictures.clear()
    qtbot.waitUntil(lambda: wall.model.reason(one.ref) is None and wall.model.picture(other.ref) is not None, timeout=60_000)


def test_vms_that_come_and_go_keep_the_selection(window: MainWindow, world: FakeWorld, qtbot: QtBot) -> None:
    wall = look(window, world, "host-alpha")
    chosen = world.inventory.find_vms("web-05")[0]
    row = wall.model.row(chosen.ref)
    assert row is not None
    wall.view.setCurrentIndex(wall.model.index(row, 0))
    before = names(wall)
    world.inventory.apply(Delta((Put(vm(ALPHA, "aaa-new")), Drop(world.inventory.find_vms("web-03")[0].ref))))
    started = world.inventory.find_vms("db-02")[0]
    world.inventory.apply(Delta((Patch(started.ref, {"state": PowerState.RUNNING}),)))
    qtbot.waitUntil(lambda: "db-02" in names(wall), timeout=60_000)
    assert names(wall) != before and "aaa-new" in names(wall) and "web-03" not in names(wall)
    assert wall.view.selected() == [chosen.ref]
    world.inventory.apply(Delta((Patch(chosen.ref, {"name": "zzz-last"}),)))
    qtbot.waitUntil(lambda: "zzz-last" in names(wall), timeout=60_000)
    assert names(wall).index("zzz-last") > names(wall).index("win-11")


def test_one_vm_has_no_wall(window: MainWindow, world: FakeWorld) -> None:
    wall = look(window, world, "web-01")
    assert not window.tabs.isTabVisible(window.tabs.indexOf(wall))
    two = [dataclasses.replace(vm(ALPHA, f"t{n}")) for n in range(2)]
    assert wall.fits(two) and not wall.fits([])


def test_small_pictures() -> None:
    image = QImage(1280, 1024, QImage.Format.Format_RGB32)
    image.fill(QColor("#204080"))
    data = b"P6 1280 1024 255\n" + bytes((0x20, 0x40, 0x80)) * (1280 * 1024)
    made = small(data, QSize(232, 174))
    assert (made.width(), made.height()) == (217, 174) and QColor(made.pixel(9, 9)).name() == "#204080"
    assert small(b"P6 4 3 255\n" + bytes(36), QSize(232, 174)).size() == QSize(4, 3), "never made larger"
    for garbage in (b"", b"P6 99999 99999 255\n", b"\x89PNG\r\n\x1a\n", b"P6 4 3 255\n"):
        assert small(garbage, QSize(232, 174)).isNull() or garbage.startswith(b"P6 4 3"), garbage


@pytest.mark.real
@pytest.mark.timeout(180)
def test_the_picture_of_a_real_guest(stage: Stage, libvirtd: PrivateLibvirtd, demo_appliance: Path, qtbot: QtBot) -> None:
    identity, xml = appliance_xml(libvirtd, demo_appliance, "wall-demo", "")
    port = stage.hub.port(HOST)
    stage.do(port.define(xml))
    stage.do(port.start(identity))
    stage.until(lambda: stage.vm(identity).state.active and stage.vm(identity).config is not None)
    opened: list[object] = []
    wall = WallTab(stage.services, stage.followed.append, stage.spawn)
    wall.opened.connect(opened.append)
    qtbot.addWidget(wall, before_close_func=lambda wall: wall.shutdown())
    host = stage.inventory.host(HOST)
    assert host is not None
    wall.resize(800, 500)
    wall.show_things([host])
    wall.show()

    def same() -> bool:
        """The small picture is libvirt's own, made small; the guest may print something between the two."""
        found = wall.model.picture(stage.ref(identity))
        if found is None or inked(found) < 50:
            return False
        own = stage.libvirt_picture(identity).scaled(found.size(), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
        return difference(found, own.convertToFormat(QImage.Format.Format_RGB888)) < found.width() * found.height() / 100

    stage.until(same, 90)
    stage.do(port.destroy(identity))
    stage.until(lambda: wall.model.rowCount() == 1 and not stage.vm(identity).state.active)
    wall.show_things([host])
    assert wall.empty.isVisible()
