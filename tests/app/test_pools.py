"""Pools in the real window over three real hosts: made by the wizard, seen, changed by menus, F2 and drag and drop; one host hangs or is cut off."""

from __future__ import annotations

import tomllib

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTreeWidget

from console.model.ids import HostId, Ref
from console.model.objects import Host, HostRecord, HostState, Pool
from console.ui.dialogs.add_host import AddHostDialog
from console.ui.dialogs.check_pool import CheckPoolDialog
from console.ui.wizards.pool import PoolWizard
from tests.app.test_accessibility import faults, report
from tests.app.test_chaos import QUICK
from tests.fixtures.desktop import Launch, Running
from tests.fixtures.pool import PoolHost, PoolHosts

pytestmark = [pytest.mark.timeout(240), pytest.mark.qt_log_ignore("This plugin does not support")]


def add(running: Running, host: PoolHost, uri: str = "") -> None:
    """As *Add host* does."""
    running.desktop.spawn(running.desktop.parts.hub.add(HostRecord(HostId(f"h{host.number}"), host.name, uri or host.uri)), "add")


def host(running: Running, name: str) -> Host:
    return next(h for h in running.desktop.parts.inventory.hosts() if h.name == name)


def pools(running: Running) -> list[Pool]:
    return running.desktop.parts.inventory.pools()


def loaded(running: Running, *names: str) -> None:
    running.until(lambda: all(any(h.name == name and h.loaded for h in running.desktop.parts.inventory.hosts()) for name in names), 60)


def stored(running: Running) -> dict[str, list[dict[str, str]]]:
    return tomllib.loads((running.folder / "config" / "virtdeck" / "virtdeck.toml").read_text())


def labels(widget: object) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())  # type: ignore[attr-defined]


def tick(running: Running, name: str, *, on: bool = True) -> None:
    """Tick a host in the wizard's list."""
    table = running.child("pool.hosts", QTreeWidget)
    items = table.findItems(name, Qt.MatchFlag.MatchExactly, 0)
    assert len(items) == 1
    assert not items[0].isDisabled(), items[0].text(3)
    items[0].setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


def make_pool(running: Running, name: str, *hosts: str) -> Pool:
    """Through the wizard, from the menu to the end."""
    running.do("pool-create")
    wizard = running.child("newPool", PoolWizard)
    field = running.child("pool.name", QLineEdit)
    field.selectAll()
    running.qtbot.keyClicks(field, name)
    running.qtbot.keyClick(field, Qt.Key.Key_Return)
    running.until(lambda: wizard.current == "hosts")
    for each in hosts:
        tick(running, each)
    running.press("newPool.next")
    running.until(lambda: wizard.draft.findings is not None, 30)
    running.press("newPool.next")
    running.until(lambda: wizard.current == "finish")
    running.press("newPool.create")
    running.until(lambda: any(pool.name == name for pool in pools(running)))
    return next(pool for pool in pools(running) if pool.name == name)


def test_the_wizard_makes_a_pool_of_connected_and_new_hosts(launch: Launch, pool_hosts: PoolHosts) -> None:
    first, second, third = pool_hosts
    with launch([], timing=QUICK, embedded=False) as running:
        for each in (first, second):
            add(running, each)
        loaded(running, first.name, second.name)
        running.do("pool-create")
        wizard = running.child("newPool", PoolWizard)
        name = running.child("pool.name", QLineEdit)
        assert name.text() == "Pool 1"
        name.clear()
        running.qtbot.keyClick(name, Qt.Key.Key_A)
        running.qtbot.keyClick(name, Qt.Key.Key_Backspace)
        assert "The name is empty." in labels(wizard)
        assert not wizard.create_button.isEnabled()
        running.qtbot.keyClicks(name, "Tokyo")
        running.qtbot.keyClick(name, Qt.Key.Key_Return)
        running.until(lambda: wizard.current == "hosts")
        assert "Choose at least one host." in wizard.create_button.toolTip()
        for each in (first, second):
            tick(running, each.name)
        # a host that is not in the list yet
        running.press("pool.hosts.add")
        dialog = running.child("addHost", AddHostDialog)
        uri = running.child("addHost.uri", QLineEdit)
        uri.selectAll()
        running.qtbot.keyClicks(uri, third.tcp_uri)
        field = running.child("addHost.name", QLineEdit)
        running.qtbot.keyClicks(field, third.name)
        running.press("addHost.add")
        running.until(lambda: not _visible(dialog))
        running.until(lambda: len(wizard.draft.chosen) == 3)
        running.shot("pool-wizard-hosts", wizard)
        problems = list(faults(wizard, "hosts of a pool"))
        running.press("newPool.next")
        running.until(lambda: wizard.draft.findings is not None and wizard.checks_page.view.isVisible(), 40)
        said = labels(wizard.checks_page)
        for sentence in (
            "All hosts are connected.",
            "The same architecture: x86_64.",
            "The CPUs are compatible",
            "The same version of libvirt",
            "The same version of QEMU",
            "The clocks of",
            "No storage is known to be shared. Folders of the same name may be: local, shared.",
        ):
            assert sentence in said
        running.shot("pool-wizard-checks", wizard)
        problems += faults(wizard, "checks of a pool")
        running.press("newPool.next")
        running.until(lambda: wizard.current == "finish")
        assert wizard.finish_page.table.findItems("Tokyo", Qt.MatchFlag.MatchExactly, 1)
        running.shot("pool-wizard-finish", wizard)
        report([*problems, *faults(wizard, "end of the pool wizard")])
        running.press("newPool.create")
        running.until(lambda: [pool.name for pool in pools(running)] == ["Tokyo"] and all(host(running, h.name).record.pool for h in pool_hosts))
        (pool,) = pools(running)
        running.until(lambda: running.window.selection().one == pool)
        model = running.window.pane.model
        assert model.parent(model.index_of(host(running, first.name).ref)) == model.index_of(pool.ref)
        page = running.window.tabs.currentWidget()
        running.until(lambda: "3 of 3 connected" in labels(page))
        running.shot("pool-general")
        running.until(lambda: [each["name"] for each in stored(running).get("pools", [])] == ["Tokyo"])
        assert sum(each.get("pool") == pool.record.id for each in stored(running)["hosts"]) == 3
        running.no_gap()
        # who is in a pool can't be in another
        running.do("pool-create")
        wizard = running.child("newPool", PoolWizard)
        running.press("newPool.next")
        item = running.child("pool.hosts", QTreeWidget).findItems(first.name, Qt.MatchFlag.MatchExactly, 0)[0]
        assert item.isDisabled()
        assert "is in the pool Tokyo. A host is in one pool at most." in item.text(3)
        wizard.give_up()


def _visible(dialog: AddHostDialog) -> bool:
    try:
        return dialog.isVisible()
    except RuntimeError:  # deleted on close
        return False


def test_two_entries_of_one_computer_are_refused(launch: Launch, pool_hosts: PoolHosts) -> None:
    first = pool_hosts.hosts[0]
    with launch([], timing=QUICK, embedded=False) as running:
        add(running, first)
        running.desktop.spawn(running.desktop.parts.hub.add(HostRecord(HostId("again"), "again", first.tcp_uri)), "add")
        loaded(running, first.name, "again")
        running.do("pool-create")
        wizard = running.child("newPool", PoolWizard)
        running.press("newPool.next")
        for name in (first.name, "again"):
            tick(running, name)
        running.press("newPool.next")
        running.until(lambda: wizard.draft.findings is not None, 30)
        assert "are the same computer" in labels(wizard.checks_page)
        assert not wizard.create_button.isEnabled()
        assert "are the same computer" in wizard.create_button.toolTip()
        wizard.give_up()


def drop(running: Running, dragged: Ref, target: Ref) -> None:
    """What the mouse does, from where the tree's own code takes over (an offscreen drag has no pointer)."""
    view = running.window.pane.view
    running.window.select([dragged])
    view._dragged = (dragged,)
    where = QPointF(view.visualRect(view.tree_model().index_of(target)).center())
    assert view._target_at(where.toPoint()) == target
    why = view._why_not(target)
    event = _Drop(where, view)
    view.dropEvent(event)
    assert event.isAccepted() is (not why), why


class _Drop(QDropEvent):
    def __init__(self, where: QPointF, view: object) -> None:
        from PySide6.QtCore import QMimeData

        self._data = QMimeData()
        super().__init__(where, Qt.DropAction.MoveAction, self._data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        self._view = view

    def source(self) -> object:  # type: ignore[override]
        return self._view


def test_menus_rename_and_drag(launch: Launch, pool_hosts: PoolHosts) -> None:
    first, second, third = pool_hosts
    with launch([], timing=QUICK, embedded=False) as running:
        for each in pool_hosts:
            add(running, each)
        loaded(running, *(each.name for each in pool_hosts))
        pool = make_pool(running, "Tokyo", first.name)
        running.until(lambda: running.window.selection().one == pool)
        # F2
        running.window.activateWindow()
        running.until(running.window.isActiveWindow)
        running.window.pane.view.setFocus()
        assert running.window.commands.action("vm-rename").isEnabled()
        running.qtbot.keyClick(running.window.pane.view, Qt.Key.Key_F2)
        edit = running.window.header.edit
        running.until(edit.isVisible)
        edit.selectAll()
        running.qtbot.keyClicks(edit, "Kyoto")
        running.qtbot.keyClick(edit, Qt.Key.Key_Return)
        running.until(lambda: pools(running)[0].name == "Kyoto")
        # a host dragged onto the pool joins it; onto a pool that it is in, it is refused
        drop(running, host(running, second.name).ref, pool.ref)
        running.until(lambda: host(running, second.name).record.pool == pool.record.id)
        running.until(lambda: running.window.pane.model.index_of(host(running, second.name).ref).parent().isValid())
        drop(running, host(running, second.name).ref, pool.ref)
        # menu: out again, and more hosts by the wizard
        running.window.select([host(running, second.name).ref])
        assert not running.window.commands.action("pool-add-host").isEnabled()
        assert "one pool at most" in running.window.commands.action("pool-add-host").toolTip()
        running.do("pool-remove-host")
        running.until(lambda: host(running, second.name).record.pool == "")
        running.window.select([pool.ref])
        running.do("pool-add-hosts")
        wizard = running.child("newPool", PoolWizard)
        assert wizard.current == "hosts"
        tick(running, third.name)
        running.press("newPool.next")
        running.until(lambda: wizard.draft.findings is not None, 30)
        running.press("newPool.create")
        running.until(lambda: host(running, third.name).record.pool == pool.record.id)
        running.until(lambda: running.window.selection().one == pools(running)[0])
        # the check by itself
        running.do("pool-check")
        dialog = running.child("checkPool", CheckPoolDialog)
        running.until(lambda: "The CPUs are compatible" in labels(dialog), 30)
        running.shot("pool-check", dialog)
        report(list(faults(dialog, "check of a pool")))
        dialog.reject()
        # delete: asked, then the hosts are standalone at the top
        running.do("pool-delete")
        running.press("question.yes") if _has("question.yes") else _confirm(running)
        running.until(lambda: not pools(running))
        assert all(host(running, each.name).record.pool == "" for each in pool_hosts)
        model = running.window.pane.model
        running.until(lambda: not model.index_of(host(running, first.name).ref).parent().isValid())


def _has(name: str) -> bool:
    return any(widget.objectName() == name and widget.isVisible() for widget in QApplication.allWidgets())


def _confirm(running: Running) -> None:
    """The question's dangerous button."""
    from PySide6.QtWidgets import QPushButton

    found: list[QPushButton] = []

    def look() -> bool:
        found[:] = [w for w in QApplication.allWidgets() if isinstance(w, QPushButton) and w.isVisible() and w.text().replace("&", "") == "Delete"]
        return bool(found)

    running.until(look)
    running.qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


@pytest.mark.chaos
@pytest.mark.parametrize("harm", ["hung", "cut"])
def test_a_hung_or_cut_off_host_disturbs_no_other(launch: Launch, pool_hosts: PoolHosts, harm: str) -> None:
    first, second, third = pool_hosts
    with launch([], timing=QUICK, embedded=False) as running:
        add(running, first, first.tcp_uri)
        add(running, second, second.tls_uri)
        add(running, third)
        loaded(running, *(each.name for each in pool_hosts))
        pool = make_pool(running, "Tokyo", *(each.name for each in pool_hosts))
        running.until(lambda: running.window.selection().one == pool)
        running.watchdog.reset()
        victim = second
        victim.freeze() if harm == "hung" else pool_hosts.cut(victim.number)
        running.until(lambda: host(running, victim.name).state is HostState.STALE, 8)
        # what happens on the others shows within a second, all the time until the silent one is lost
        lost = False
        took: list[float] = []
        while not lost or len(took) < 3:
            name = f"round-{len(took)}"
            running.aside(lambda name=name: _define(third, name))
            took.append(running.until(lambda name=name: any(vm.name == name for vm in running.desktop.parts.inventory.vms(HostId("h3"))), 5))
            lost = host(running, victim.name).state is HostState.LOST
            assert len(took) < 60
            running.qtbot.wait(200)
        assert sorted(took)[len(took) // 2] <= 1.0, took  # half of them: the machine that tests run on may be busy
        page = running.window.tabs.currentWidget()
        running.until(lambda: "2 of 3 connected" in labels(page) and "Not connected: pool-h2" in labels(page))
        running.shot(f"pool-{harm}")
        assert host(running, first.name).state is HostState.READY
        assert host(running, third.name).state is HostState.READY
        running.aside(lambda: victim.revive() if harm == "hung" else pool_hosts.join(victim.number))
        running.until(lambda: host(running, victim.name).state is HostState.READY, 40)
        running.until(lambda: "3 of 3 connected" in labels(page))
        assert running.watchdog.longest < 1.0, running.watchdog.worst_stack  # a call to the silent host would take longer


def _define(host: PoolHost, name: str) -> None:
    from tests.backend.test_pool_fixture import domain_xml

    with host.connection() as conn:
        conn.defineXML(domain_xml(name))
