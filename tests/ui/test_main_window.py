"""The main window as a person uses it: select, start, undo, rename, filter, go back, close and come back."""

from __future__ import annotations

import asyncio
import dataclasses
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QLabel, QLineEdit, QToolButton, QWidget

from console.model.inventory import Delta, Drop, Patch, Put
from console.model.objects import HostState, PowerState
from console.model.tasks import Progress, Task, TaskState
from console.model.text import N_
from console.operations import power
from console.ui.dialogs.bulk import BulkDialog
from console.ui.main_window import MainWindow
from console.ui.palette_entries import entries
from console.ui.tabs.rows import RowWidget
from console.ui.widgets.palette_box import PaletteBox, find
from console.ui.widgets.toast import Toast
from tests.ui.world import ALPHA, BETA, FakeWorld, make_world, tasks, uid, unreachable, vm, vms


@pytest.fixture
def world(tmp_path: Path) -> FakeWorld:
    return make_world(tmp_path)


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


def ref(world: FakeWorld, name: str) -> Any:
    return next(o.ref for o in world.inventory.objects().values() if o.name == name)


def select(window: MainWindow, world: FakeWorld, *names: str) -> None:
    window.select([ref(world, name) for name in names])
    QApplication.processEvents()


def row(window: MainWindow, key: str) -> RowWidget | None:
    return window.findChild(RowWidget, f"row_{key}")


def text_of(window: MainWindow, key: str) -> str:
    found = row(window, key)
    assert found is not None, f"no row {key}"
    assert found.row is not None
    return found.row.value


# --------------------------------------------------------------------------- showing


def test_selection_shows(window: MainWindow, world: FakeWorld) -> None:
    select(window, world, "web-01")
    assert window.header.name.text() == "web-01"
    assert window.header.state.text() == "Running"
    assert text_of(window, "state").startswith("I/O optimized") or text_of(window, "os").startswith("Debian")
    assert [window.tabs.tabText(i) for i in range(window.tabs.count()) if window.tabs.isTabVisible(i)] == [
        "General",
        "Storage",
        "Networking",
        "Console",
        "Log",
    ]
    select(window, world, "Tokyo pool")
    shown = [window.tabs.tabText(i) for i in range(window.tabs.count()) if window.tabs.isTabVisible(i)]
    assert shown == ["General", "Storage", "Networking", "Consoles", "Log"]


def test_selection_is_painted_at_once(window: MainWindow, world: FakeWorld, qapp: QApplication) -> None:
    names = [f"web-{n:02}" for n in range(1, 13)] + ["legacy-sata", "win-11"]
    select(window, world, "web-01")
    costs = []
    for name in names * 2:
        before = time.perf_counter()
        window.select([ref(world, name)])
        window.repaint()
        costs.append(time.perf_counter() - before)
        qapp.processEvents()
    costs.sort()
    assert costs[len(costs) // 2] < 0.25, [round(c * 1000) for c in costs]


def test_no_row_is_cut(window: MainWindow, world: FakeWorld, qapp: QApplication) -> None:
    """Every visible label of the General tab is as high as its text needs, for every object and after switching between them."""
    for thing in world.inventory.objects().values():
        window.select([thing.ref])
        qapp.processEvents()
        for found in window.tabs.currentWidget().findChildren(QLabel):
            if found.isVisible() and found.text():
                assert found.height() >= found.fontMetrics().height() - 1, f"{thing.name}: {found.text()!r}"


def test_the_virtualization_state_comes_first(window: MainWindow, world: FakeWorld) -> None:
    select(window, world, "legacy-sata")
    view = window.tabs.currentWidget().view  # type: ignore[attr-defined]
    assert view._order[0] == "virtualization"
    assert text_of(window, "io") == "I/O not optimized"
    assert text_of(window, "agent") == "Management Agent not installed"
    select(window, world, "web-01")
    assert window.findChild(RowWidget, "row_io") is None, "all good: one line"


def test_it_turns_when_the_agent_answers(window: MainWindow, world: FakeWorld, qapp: QApplication) -> None:
    select(window, world, "fresh-boot")
    assert text_of(window, "unknown") == "Unknown (please wait)"
    fresh = world.inventory.find_vms("fresh-boot")[0]
    good = world.inventory.find_vms("web-01")[0].tools
    world.inventory.apply(Delta((Patch(fresh.ref, {"tools": good}),)))
    qapp.processEvents()
    view = window.tabs.currentWidget().view  # type: ignore[attr-defined]
    assert view._cards["virtualization"].section.rows[0].value == "I/O optimized · Management Agent installed (7.2.22)"


def test_a_host_is_lost(window: MainWindow, world: FakeWorld, qapp: QApplication) -> None:
    select(window, world, "web-01")
    alpha = world.inventory.host(ALPHA)
    assert alpha is not None
    world.inventory.apply(Delta((Patch(alpha.ref, {"state": HostState.LOST, "why": N_("gone"), "since": time.time()}),)))
    qapp.processEvents()
    assert window.header.state.text() == "Running when last seen"
    action = window.commands.action("vm-shutdown")
    assert not action.isEnabled()
    assert "host-alpha" in action.toolTip()


def test_what_is_selected_goes(window: MainWindow, world: FakeWorld, qapp: QApplication) -> None:
    select(window, world, "web-01")
    world.inventory.apply(Delta((Drop(ref(world, "web-01")),)))
    window.pane.model.flush()
    qapp.processEvents()
    assert window.header.name.text() == "host-alpha", "its host is shown instead"


def test_selection_survives_a_refresh(window: MainWindow, world: FakeWorld, qapp: QApplication) -> None:
    select(window, world, "web-03", "web-05")
    bar = window.pane.view.verticalScrollBar()
    bar.setValue(40)
    world.inventory.apply(Delta(tuple(Put(vm(ALPHA, f"aaa-{n}")) for n in range(200))))
    window.pane.model.flush()
    qapp.processEvents()
    assert {world.inventory.get(r).name for r in window.pane.refs()} == {"web-03", "web-05"}  # type: ignore[union-attr]
    assert window.header.name.text() == "2 selected"
    assert bar.value() == 40


def test_filter_hides_but_keeps_the_selection(window: MainWindow, world: FakeWorld, qapp: QApplication) -> None:
    select(window, world, "web-03")
    window.pane.filter.setText("mail")
    qapp.processEvents()
    assert window.pane.count.text() == "5 matches"
    assert window.header.name.text() == "web-03"
    window.pane.filter.clear()
    qapp.processEvents()
    assert [world.inventory.get(r).name for r in window.pane.refs()] == ["web-03"]  # type: ignore[union-attr]
    window.pane.filter.setText("zzz")
    qapp.processEvents()
    assert window.pane.empty.isVisible()
    window.pane.empty.button.click()
    assert window.pane.filter.text() == ""


def test_back_and_forward(window: MainWindow, world: FakeWorld) -> None:
    for name in ("web-01", "web-02", "host-alpha"):
        select(window, world, name)
    window.do("back")
    assert window.header.name.text() == "web-02"
    window.do("back")
    assert window.header.name.text() == "web-01"
    window.do("forward")
    assert window.header.name.text() == "web-02"


# --------------------------------------------------------------------------- doing


def click(window: MainWindow, tool: str) -> None:
    button = window.findChild(QToolButton, f"tool_{tool}")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(20, 12))


def test_toolbar_starts_at_once(window: MainWindow, world: FakeWorld) -> None:
    select(window, world, "db-02")
    click(window, "vm_start")
    assert [type(op) for op in world.runner.started] == [power.Start]


def test_start_and_resume_share_a_slot(window: MainWindow, world: FakeWorld) -> None:
    button = window.findChild(QToolButton, "tool_vm_start")
    assert button is not None
    width = button.width()
    select(window, world, "suspended-01")
    assert button.text().strip() == "Resume"
    assert button.width() == width, "nothing moves"
    click(window, "vm_start")
    assert [type(op) for op in world.runner.started] == [power.Resume]
    select(window, world, "dns-02")
    assert button.text().strip() == "Unpause"
    assert button.width() == width


def test_a_key_gives_three_seconds(window: MainWindow, world: FakeWorld, qtbot: Any) -> None:
    select(window, world, "web-01")
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    toast = window.findChild(Toast)
    assert toast is not None
    assert world.runner.started == []
    undo = toast.findChild(QAbstractButton, "toast_link_0")
    assert undo is not None
    assert undo.text() == "Undo"
    undo.click()
    QTest.qWait(20)
    assert world.runner.started == []
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(world.runner.started), timeout=5000)
    assert [type(op) for op in world.runner.started] == [power.Shutdown]


def test_grey_controls_say_why(window: MainWindow, world: FakeWorld) -> None:
    select(window, world, "db-02")
    button = window.findChild(QToolButton, "tool_vm_suspend")
    assert button is not None
    assert not button.isEnabled()
    assert "db-02 is not running." in button.toolTip()
    for command in window.commands.all():
        reason = command.why_not(window.selection())
        assert window.commands.action(command.id).isEnabled() == (reason is None), command.id
        if reason is not None:
            assert str(reason.text) in window.commands.action(command.id).toolTip()


def test_several_with_reasons(window: MainWindow, world: FakeWorld, qapp: QApplication) -> None:
    select(window, world, "web-01", "db-02")
    window.commands.action("vm-shutdown").trigger()
    dialog = window.findChild(BulkDialog)
    assert dialog is not None
    assert world.runner.started == []
    dialog.accept()
    assert [op.of.name for op in world.runner.started] == ["web-01"]
    qapp.processEvents()


async def test_force_off_asks(window: MainWindow, world: FakeWorld) -> None:
    select(window, world, "web-01")
    world.questions.answer = False
    window.commands.action("vm-force-off").trigger()
    await asyncio.sleep(0.01)
    assert world.questions.asked == ["Force off web-01?"]
    assert world.runner.started == []
    world.questions.answer = True
    window.commands.action("vm-force-off").trigger()
    await asyncio.sleep(0.01)
    assert [type(op) for op in world.runner.started] == [power.ForceOff]


def test_rename_in_place(window: MainWindow, world: FakeWorld) -> None:
    select(window, world, "db-02")
    QTest.keyClick(window, Qt.Key.Key_F2)
    assert window.header.edit.isVisible()
    QTest.keyClicks(window.header.edit, "db-new")
    QTest.keyClick(window.header.edit, Qt.Key.Key_Return)
    assert [(type(op), op.new_name) for op in world.runner.started] == [(power.Rename, "db-new")]
    QTest.keyClick(window, Qt.Key.Key_F2)
    QTest.keyClick(window.header.edit, Qt.Key.Key_Escape)
    assert not window.header.edit.isVisible()
    assert len(world.runner.started) == 1


def test_copy_an_address(window: MainWindow, world: FakeWorld) -> None:
    select(window, world, "web-01")
    chip = window.findChild(QToolButton, "address_0")
    assert chip is not None
    chip.click()
    assert QGuiApplication.clipboard().text() == "192.0.2.18"
    os_row = row(window, "os")
    assert os_row is not None
    os_row.setFocus()
    QTest.keyClick(os_row, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Debian GNU/Linux 12 (bookworm)"


# --------------------------------------------------------------------------- tasks


def test_tasks(window: MainWindow, world: FakeWorld, qapp: QApplication) -> None:
    world.runner.put(*tasks(vms()))
    window.tasks_line.refresh()
    assert window.tasks_line.summary.text() == "Tasks: 1 running, 1 failed"
    assert "62" in window.tasks_line.detail.text()
    window.do("tasks")
    qapp.processEvents()
    window.tasks_line.refresh()
    assert window.tasks_line.summary.text() == "Tasks: 1 running", "failed ones are seen now"
    window.tasks.which.setCurrentIndex(2)
    assert [r.task.id for r in window.tasks._rows.values()] == ["t2"]


def test_a_failure_is_announced(window: MainWindow, world: FakeWorld) -> None:
    running = Task("x", N_("Start {name}", name="web-01"), "vm-start", (ref(world, "web-01"),), TaskState.RUNNING)
    world.runner.put(running)
    world.runner.put(dataclasses.replace(running, state=TaskState.FAILED, error=N_("No space."), remedy=N_("Free some."), seen=False))
    toast = window.findChild(Toast)
    assert toast is not None
    assert toast.accessibleName() == "No space."


def test_restoring_the_speed_of_disks_that_have_it_says_so(window: MainWindow, world: FakeWorld) -> None:
    running = Task("x", N_("Restore the disk speed of {name}", name="web-01"), "vm-flatten", (ref(world, "web-01"),), TaskState.RUNNING)
    world.runner.put(running)
    world.runner.put(dataclasses.replace(running, state=TaskState.DONE, result="0"))
    toast = window.findChild(Toast)
    assert toast is not None
    assert toast.accessibleName() == "Restore the disk speed of web-01: its disks depend on no others, there was nothing to copy."


def test_the_reason_of_a_button_under_the_mouse_changes_with_it(window: MainWindow, world: FakeWorld) -> None:
    select(window, world, "web-01")
    slot = window.findChild(QToolButton, "tool_vm_start")
    assert slot is not None
    slot.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    select(window, world, "db-02")
    assert slot.statusTip() == window.tasks_line.message.text()
    select(window, world, "web-01")
    assert slot.statusTip() and slot.statusTip() == window.tasks_line.message.text()


def test_the_frame_of_the_current_row_stays_on_its_row(window: MainWindow, world: FakeWorld, qapp: QApplication) -> None:
    """Only the row is painted anew when it is left: a frame that reaches into the next one would stay there."""
    select(window, world, "web-01")
    view = window.pane.view
    view.setFocus()
    view.scrollTo(view.currentIndex(), view.ScrollHint.PositionAtCenter)
    qapp.processEvents()
    row = view.visualRect(view.currentIndex())
    above = row.top() - 1

    def line() -> list[int]:
        picture = view.viewport().grab().toImage()
        return [picture.pixel(x, above) for x in range(picture.width())]

    with_frame = line()
    window.pane.filter.setFocus()
    qapp.processEvents()
    assert line() == with_frame


def test_what_is_selected_comes_in_the_order_of_the_tree(window: MainWindow, world: FakeWorld) -> None:
    """Not as it was clicked: lists of a bulk run and of a confirmation read like the tree."""
    view, model = window.pane.view, window.pane.model
    flags = view.selectionModel().SelectionFlag
    view.clearSelection()
    for name in ("web-03", "host-alpha", "web-01", "web-02"):
        view.selectionModel().select(model.index_of(ref(world, name)), flags.Select)
    assert [thing.name for thing in window.selection().things] == ["host-alpha", "web-01", "web-02", "web-03"]


def test_the_tabs_never_move(window: MainWindow, world: FakeWorld, qapp: QApplication) -> None:
    places = set()
    for name in ("web-01", "db-02", "host-alpha", "golden-debian", "nfs-images", "Tokyo pool"):
        select(window, world, name)
        qapp.processEvents()
        places.add(window.header.height())
    assert len(places) == 1


def test_a_task_that_is_being_cancelled_says_so(window: MainWindow, world: FakeWorld, qapp: QApplication) -> None:
    progress = Progress(phase=N_("Copying"))
    running = Task("x", N_("Export {name}", name="web-01"), "vm-export", (ref(world, "web-01"),), TaskState.RUNNING, progress=progress)
    world.runner.put(running)
    line = window.tasks_line
    line.refresh()
    assert line.detail.text() == "Copying"
    world.runner.put(dataclasses.replace(running, state=TaskState.CANCELLING))
    line.refresh()
    assert line.detail.text() == "Cancelling" and not line.cancel.isEnabled()
    assert not line.cancel.focusPolicy() & Qt.FocusPolicy.ClickFocus


def test_history_is_not_announced(window: MainWindow, world: FakeWorld) -> None:
    world.runner.put(Task("old", N_("Start"), "vm-start", (), TaskState.FAILED, error=N_("Old."), ended=1.0))
    assert window.findChild(Toast) is None


# --------------------------------------------------------------------------- tables


async def test_volumes_are_read_when_looked_at(window: MainWindow, world: FakeWorld, qapp: QApplication) -> None:
    window.select([next(r.ref for r in world.inventory.repositories(ALPHA) if r.name == "local")])
    window.do("tab", 2)
    for _ in range(20):
        await asyncio.sleep(0.01)
        qapp.processEvents()
    table = window.tabs.currentWidget().volumes.table  # type: ignore[attr-defined]
    assert table.model.rowCount() == 12
    assert table.model.data(table.model.index(0, 6)) == "web-01 (vda)"
    table.model.sort(3, Qt.SortOrder.DescendingOrder)
    assert table.model.data(table.model.index(0, 3)) == "12 GiB"


async def test_a_failed_listing_says_so_and_tries_again(window: MainWindow, world: FakeWorld, qapp: QApplication) -> None:
    world.hosts.fail_volumes = unreachable()
    window.select([next(r.ref for r in world.inventory.repositories(ALPHA) if r.name == "local")])
    window.do("tab", 2)
    for _ in range(20):
        await asyncio.sleep(0.01)
        qapp.processEvents()
    table = window.tabs.currentWidget().volumes.table  # type: ignore[attr-defined]
    assert "could not be listed" in table.banner.text()
    world.hosts.fail_volumes = None
    table.banner._link.click()
    for _ in range(20):
        await asyncio.sleep(0.01)
        qapp.processEvents()
    assert table.model.rowCount() == 12


def test_a_stale_host_is_not_asked(window: MainWindow, world: FakeWorld) -> None:
    window.select([next(r.ref for r in world.inventory.repositories(BETA) if r.name == "local")])
    window.do("tab", 2)
    assert "Not connected" in window.tabs.currentWidget().volumes.table.empty.text.text()  # type: ignore[attr-defined]


# --------------------------------------------------------------------------- palette, state, first start


def test_palette(window: MainWindow, world: FakeWorld) -> None:
    found = entries(window)
    assert find(found, "web-07")[0].text == "web-07"
    assert find(found, "force off")[0].text == "Force off"
    assert find(found, "192.0.2.18")[0].text == "web-01"
    window.do("palette")
    box = window.findChild(PaletteBox)
    assert box is not None
    box.field.setText("db-01")
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    assert window.header.name.text() == "db-01"


def test_closed_and_back(world: FakeWorld, qapp: QApplication) -> None:
    first = MainWindow(world.services)
    first.show()
    first.resize(880, 620)  # the offscreen screen is small
    select(first, world, "db-01")
    first.do("tab", 2)
    first.splitter.setSizes([333, 547])
    first.pane.view.collapse(first.pane.model.index_of(ref(world, "xen-01")))
    qapp.processEvents()
    sizes = first.splitter.sizes()
    first.close()
    second = MainWindow(world.services)
    second.show()
    qapp.processEvents()
    assert second.size() == first.size()
    assert second.header.name.text() == "db-01"
    assert second.tabs.tabText(second.tabs.currentIndex()) == "Storage"
    assert abs(second.splitter.sizes()[0] - sizes[0]) <= 2
    assert not second.pane.view.isExpanded(second.pane.model.index_of(ref(world, "xen-01")))
    second.close()
    for each in (first, second):
        each.deleteLater()
    qapp.processEvents()


def test_first_start(tmp_path: Path, qapp: QApplication) -> None:
    """Nothing is there, then the local host comes: it is selected and the steps are shown."""
    empty = make_world(tmp_path, filled=False, settings={"ui.first_start_done": False})
    window = MainWindow(empty.services)
    window.show()
    qapp.processEvents()
    assert window.pane.empty.isVisible()
    full = make_world(tmp_path)
    local = next(h for h in full.inventory.hosts() if h.record.embedded)
    empty.inventory.apply(Delta((Put(local),)))
    QTest.qWait(30)
    assert window.header.name.text() == "This computer"
    assert window.content.hints is not None
    assert window.content.hints.isVisible()
    button = window.content.hints.findChild(QAbstractButton, "firstSteps.new-vm.go")
    assert button is not None
    button.setFocus()
    new = full.inventory.find_vms("web-01")[0]
    empty.inventory.apply(Delta((Put(next(h for h in full.inventory.hosts() if h.id == new.host)), Put(new))))
    QTest.qWait(30)
    window.select([new.ref])
    assert not window.content.hints.isVisible()
    held = window.focusWidget()
    assert held is not None and window.tabs.isAncestorOf(held), "Enter would press a button of the toolbar"
    window.close()
    window.deleteLater()
    qapp.processEvents()


def test_watch_tells_what_is_visible(window: MainWindow, world: FakeWorld) -> None:
    select(window, world, "web-01")
    QTest.qWait(250)
    assert world.hosts.watched[0] == ref(world, "web-01")
    assert len(world.hosts.watched) > 5


def test_themes_switch_while_it_runs(window: MainWindow, world: FakeWorld, qapp: QApplication) -> None:
    select(window, world, "web-01")
    for name in ("dark", "light", "dark", "light"):
        window.do("theme", name)
        qapp.processEvents()
        assert (window.palette().window().color().lightness() < 128) == (name == "dark")
    assert world.settings.values["ui.theme"] == "light"


async def test_every_control_has_a_name(window: MainWindow, world: FakeWorld, qapp: QApplication) -> None:
    """objectName for tests and scripts, accessible name for screen readers."""
    window.do("tasks")
    world.runner.put(*tasks(vms()))
    missing: set[str] = set()
    for name in ("web-01", "host-alpha", "Tokyo pool", "local", "default"):
        select(window, world, name)
        for number in range(window.tabs.count()):
            if not window.tabs.isTabVisible(number):
                continue
            window.tabs.setCurrentIndex(number)
            qapp.processEvents()
            for widget in window.findChildren(QWidget):
                if not isinstance(widget, (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)) or not widget.isVisible():
                    continue
                if isinstance(widget.parent(), QLineEdit):
                    continue  # Qt's own: the clear button
                own = not widget.objectName().startswith("qt_") and type(widget).__name__ not in ("QTabBar", "QLineEditIconButton", "QHeaderView")
                if own and not (widget.objectName() and (widget.accessibleName() or getattr(widget, "text", lambda: "")())):
                    missing.add(f"{type(widget).__name__} {widget.objectName()!r} in {widget.parent().objectName()!r}")
    assert not missing, "\n".join(sorted(missing))


def test_power_states_have_all_words() -> None:
    from console.ui import words

    for table in (words.POWER, words.POWER_BADGE, words.POWER_COLOUR):
        assert set(table) == set(PowerState)
    for table in (words.HOST, words.HOST_BADGE, words.HOST_COLOUR):
        assert set(table) == set(HostState)


def test_shared_repository_of_the_other_host_is_found(window: MainWindow, world: FakeWorld) -> None:
    from console.model.ids import Kind, Ref

    window.select([Ref(Kind.STORAGE, BETA, uid("nfs-images"))])
    assert window.header.name.text() == "nfs-images"


async def test_quitting_asks_while_tasks_run(world: FakeWorld, window: MainWindow) -> None:
    running = Task("run-1", N_("Copy"), "vm-install", state=TaskState.RUNNING)
    world.runner.put(running)
    questions = world.questions
    questions.answer = False
    window.do("quit")
    await asyncio.sleep(0.05)
    assert window.isVisible()
    questions.answer = True
    window.do("quit")
    await asyncio.sleep(0.05)
    assert not window.isVisible()
    assert questions.asked == ["Close Virtdeck?", "Close Virtdeck?"]


def test_what_an_earlier_run_left_is_said_with_a_way_to_look(window: MainWindow) -> None:
    window.say(N_("An interrupted task of an earlier run left something behind."), N_("Look at it"), "events")
    toast = window.toasts.shown()[-1]
    link = next(button for button in toast.findChildren(QAbstractButton) if button.text() == "Look at it")
    link.click()
    assert any(widget.isVisible() and widget.objectName() == "events_window" for widget in QApplication.topLevelWidgets())


def test_the_second_name_of_the_tools_link_is_found(window: MainWindow) -> None:
    found = [entry.text for entry in find(entries(window), "I/Oドライバーと管理エージェントのインストール")]
    assert "Install I/O drivers and Management Agent" in found
