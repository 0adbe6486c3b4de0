"""The Migrate wizard, drag and drop in the tree, the New network dialog, the Networking tab: driven as a person does."""

from __future__ import annotations

import asyncio
import dataclasses
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from console.model.ids import HostId, host_ref
from console.model.inventory import Delta, Put
from console.model.objects import HostState, Lease, Network, Nic, PowerState, Vm
from console.model.rules_network import NetworkKind, NetworkVerb
from console.operations.media import ChangeCd
from console.operations.migrate import Migrate
from console.operations.migrate_draft import MigrateDraft, MigratePage
from console.operations.network import ChangeNetwork, CreateNetwork
from console.operations.nics import ChangeNic, NicVerb
from console.ui.commands.migrate import why_not_drop
from console.ui.dialogs.new_network import NewNetworkDialog
from console.ui.main_window import MainWindow
from console.ui.tabs.tables import NetworkingTab
from console.ui.tree_view import VMS
from console.ui.wizards.migrate import MigrateWizard
from tests.app.test_accessibility import faults, report
from tests.fixtures.desktop import SCREENSHOTS
from tests.ui.wizard_world import qloop, run, until
from tests.ui.world import ALPHA, BETA, GAMMA, LOCAL_HOST, FakeWorld, make_world, uid

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen: raising windows

__all__ = ["qloop"]

Loop = asyncio.AbstractEventLoop


def ready_world(folder: Path) -> FakeWorld:
    """beta answers; web-01 has its disk on storage that both reach, web-02 on alpha's own."""
    world = make_world(folder)
    beta = world.inventory.host(BETA)
    assert beta is not None
    change(world, dataclasses.replace(beta, state=HostState.READY, why=None, remedy=None))
    put_disk(world, "web-01", "/srv/nfs/web-01.qcow2")
    put_disk(world, "web-02", "/var/lib/libvirt/images/web-02.qcow2")
    return world


def change(world: FakeWorld, *things: Any) -> None:
    world.inventory.apply(Delta(tuple(Put(thing) for thing in things)))


def vm(world: FakeWorld, name: str) -> Vm:
    return world.inventory.find_vms(name)[0]


def put_disk(world: FakeWorld, name: str, path: str) -> None:
    old = vm(world, name)
    assert old.config is not None
    disks = tuple(dataclasses.replace(d, source=path) if d.device == "disk" else d for d in old.config.disks)
    change(world, dataclasses.replace(old, state=PowerState.RUNNING, config=dataclasses.replace(old.config, disks=disks)))


def rows(wizard: MigrateWizard) -> dict[str, tuple[bool, str]]:
    page: Any = wizard.page("host")
    found = {}
    for number in range(page.list.topLevelItemCount()):
        item = page.list.topLevelItem(number)
        found[item.text(0)] = (not item.isDisabled(), item.text(1))
    return found


def test_all_hosts_are_listed_with_their_reasons(qapp: QApplication, qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = ready_world(tmp_path)
        wizard = MigrateWizard(world.services, [vm(world, "web-01").ref])
        wizard.show()
        await asyncio.sleep(0.05)
        found = rows(wizard)
        assert next(iter(found)) == "host-beta", "hosts of its pool first"
        assert found["host-beta"] == (True, "Reaches the disks: only the memory goes over.")
        assert not found["host-gamma"][0] and "lost" in found["host-gamma"][1]
        assert not found["xen-01"][0] and found["xen-01"][1] == "Another hypervisor: QEMU here, Xen there."
        assert not found["This computer"][0] and "needs KVM" in found["This computer"][1]
        assert "host-alpha" not in found, "it is there"
        assert wizard.open_keys() == ["host", "finish"] and not wizard.why_not_create()
        wizard.go_on()
        page: Any = wizard.page("finish")
        shown = [[page.table.topLevelItem(n).text(c) for c in range(3)] for n in range(page.table.topLevelItemCount())]
        assert ["web-01", "host-beta (live, while it runs)", "from host-alpha"] in shown
        assert ["Disk vda", "stays on nfs-images", "shared"] in shown
        assert wizard.draft.command() == "virtdeckctl vm-migrate web-01 --to host-beta --live"
        wizard.create_button.click()
        (operation,) = world.runner.started
        assert isinstance(operation, Migrate) and operation.plan.to == BETA and operation.plan.live and not operation.plan.with_storage

    run(qloop, body())


def test_a_cpu_that_does_not_fit_disables_the_host(qapp: QApplication, qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = ready_world(tmp_path)
        world.hosts.cpu_fits[BETA] = False
        wizard = MigrateWizard(world.services, [vm(world, "web-01").ref])
        wizard.show()
        await until(lambda: not rows(wizard)["host-beta"][0])
        assert "CPU" in rows(wizard)["host-beta"][1] and wizard.why_not_create() and not wizard.create_button.isEnabled()
        wizard.give_up()

    run(qloop, body())


def test_with_storage_and_another_network(qapp: QApplication, qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = ready_world(tmp_path)
        default = world.inventory.networks(BETA)[0]
        change(world, dataclasses.replace(default, name="office"), Network(BETA, uid("n-dmz"), "dmz", True))
        wizard = MigrateWizard(world.services, [vm(world, "web-02").ref])
        wizard.show()
        await asyncio.sleep(0.05)
        assert wizard.open_keys() == ["host", "storage", "network", "finish"]
        assert rows(wizard)["host-beta"] == (True, "With storage: disks are copied there.")
        assert "Choose the network" in wizard.why_not_create()
        wizard.go_to("storage")
        storage: Any = wizard.page("storage")
        names = [storage.list.topLevelItem(n).text(0) for n in range(storage.list.topLevelItemCount())]
        assert names == ["local", "nfs-images"]
        storage.list.setCurrentItem(storage.list.topLevelItem(1))
        storage.keep.click()
        await asyncio.sleep(0.02)
        wizard.go_to("network")
        network: Any = wizard.page("network")
        (combo,) = network._combos.values()
        combo.setCurrentIndex(combo.findData("office"))
        combo.activated.emit(combo.currentIndex())
        assert not wizard.why_not_create()
        assert "--with-storage --storage nfs-images --keep-disks --network default=office" in wizard.draft.command()
        wizard.finish()
        (operation,) = world.runner.started
        plan = operation.plan
        assert (
            plan.with_storage
            and plan.keep_source_disks
            and set(plan.storage.values()) == {uid("nfs-images")}
            and list(plan.networks.values()) == ["office"]
        )

    run(qloop, body())


def test_a_disc_in_the_way_is_ejected_from_the_wizard(qapp: QApplication, qloop: Loop, tmp_path: Path) -> None:
    """The refusal names the disc and has a link; the command of the menu does the same, and is greyed without a disc."""

    async def body() -> None:
        world = ready_world(tmp_path)
        old = vm(world, "web-01")
        assert old.config is not None

        def disc(path: str) -> None:
            disks = tuple(dataclasses.replace(d, source=path) if d.device == "cdrom" else d for d in old.config.disks)  # type: ignore[union-attr]
            change(world, dataclasses.replace(old, config=dataclasses.replace(old.config, disks=disks)))  # type: ignore[arg-type]

        disc("/var/lib/libvirt/images/debian.iso")
        wizard = MigrateWizard(world.services, [old.ref])
        wizard.show()
        page: Any = wizard.page("host")
        await until(lambda: bool(page.medium.text))
        assert page.medium.text == "A local medium is in the drive sr0: debian.iso. Eject it first." == rows(wizard)["host-beta"][1]
        assert wizard.why_not_create()
        wizard.grab().save(str(SCREENSHOTS / "migrate-disc.png"))
        page.medium._link.click()
        (ejecting,) = world.runner.started
        assert isinstance(ejecting, ChangeCd) and ejecting.path == "" and ejecting.drive == "sda"
        disc("")
        await until(lambda: rows(wizard)["host-beta"][0] and not page.medium.text)
        wizard.give_up()

        window = MainWindow(world.services)
        window.select([old.ref])
        await asyncio.sleep(0.05)
        eject = window.commands.action("vm-cd-eject")
        assert not eject.isEnabled() and "No disc is in a CD drive of web-01." in eject.toolTip()
        disc("/var/lib/libvirt/images/debian.iso")
        await until(eject.isEnabled)
        eject.trigger()
        assert world.runner.started[-1] == ejecting
        window.close()

    run(qloop, body())


def test_disks_one_by_one(qapp: QApplication, qloop: Loop, tmp_path: Path) -> None:
    """Two copied disks, each into a repository of its own."""

    async def body() -> None:
        world = ready_world(tmp_path)
        old = vm(world, "web-02")
        assert old.config is not None
        second = dataclasses.replace(old.config.disks[0], target="vdb", guest_name="vdb", source="/var/lib/libvirt/images/data.qcow2")
        change(world, dataclasses.replace(old, config=dataclasses.replace(old.config, disks=(*old.config.disks, second))))
        wizard = MigrateWizard(world.services, [old.ref], host=BETA)
        wizard.go_to("storage")
        wizard.show()
        page: Any = wizard.page("storage")
        await asyncio.sleep(0.05)
        first_place = wizard.draft.place
        assert first_place is not None and page.singly.isVisible()
        page.singly.button.click()
        combo = page._combos[old.ref, "vdb"]
        other = next(n for n in range(combo.count()) if combo.itemData(n) != first_place.uuid)
        combo.setCurrentIndex(other)
        combo.activated.emit(other)
        wizard.grab().save(str(SCREENSHOTS / "migrate-disks.png"))
        assert wizard.draft.plan(vm(world, "web-02")).storage == {"vda": first_place.uuid, "vdb": combo.itemData(other)}
        assert wizard.draft.command().endswith(f"--with-storage --storage vdb={combo.itemText(other)}") and wizard.dirty()
        wizard.give_up()

    run(qloop, body())


def test_several_at_once_leave_out_those_that_can_not(qapp: QApplication, tmp_path: Path) -> None:
    world = ready_world(tmp_path)
    suspended = next(each for each in world.inventory.vms(ALPHA) if each.state is PowerState.SUSPENDED)
    draft = MigrateDraft(world.inventory, [vm(world, "web-01").ref, vm(world, "web-02").ref, suspended.ref], BETA)
    assert [each.name for each in draft.able()] == ["web-01", "web-02"]
    (left,) = draft.unable()
    assert left[0].name == suspended.name and left[1].remedy == "vm-resume"
    assert len(draft.operations()) == 2
    assert any(not p.error and "stays where it is" in p.text.english() for p in draft.problems())
    assert draft.pages()[1][0] is MigratePage.STORAGE and draft.pages()[1][1] is None, "one of them has a disk to copy"


def test_drag_and_drop(qapp: QApplication, qloop: Loop, tmp_path: Path) -> None:
    """Two VMs onto a host: the wizard at its last page. Onto a host that can't: refused with the reason."""

    async def body() -> None:
        world = ready_world(tmp_path)
        window = MainWindow(world.services)
        window.resize(1000, 900)
        window.show()
        window.pane.expand_all(True)
        refs = [vm(world, "web-01").ref, vm(world, "web-02").ref]
        window.select(refs)
        await asyncio.sleep(0.05)
        view = window.pane.view
        assert view.model().flags(window.pane.model.index_of(refs[0])) & Qt.ItemFlag.ItemIsDragEnabled

        def drop(host: HostId) -> bool:
            found = world.inventory.host(host)
            assert found is not None
            index = window.pane.model.index_of(found.ref)
            view.scrollTo(index)
            where = QPointF(view.visualRect(index).center())
            data = QMimeData()
            data.setData(VMS, b"")
            view._dragged = tuple(refs)
            buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
            move = QDragMoveEvent(where.toPoint(), Qt.DropAction.MoveAction, data, buttons, keys)
            view.dragMoveEvent(move)
            event = QDropEvent(where, Qt.DropAction.MoveAction, data, buttons, keys)
            view.dropEvent(event)
            return move.isAccepted()

        assert not drop(GAMMA) and not drop(ALPHA)
        assert not window.findChildren(MigrateWizard)
        assert drop(BETA)
        (wizard,) = window.findChildren(MigrateWizard)
        assert wizard.current == "finish" and wizard.draft.host_id == BETA and [each.name for each in wizard.draft.able()] == ["web-01", "web-02"]
        wizard.give_up()
        assert why_not_drop(refs, host_ref(BETA), world.inventory) == ""
        assert why_not_drop(refs, host_ref(ALPHA), world.inventory) == "web-01 is on this host already."
        window.close()

    run(qloop, body())


# --------------------------------------------------------------------------- networks


def test_new_network(qapp: QApplication, tmp_path: Path) -> None:
    world = ready_world(tmp_path)
    dialog = NewNetworkDialog(world.services, ALPHA)
    dialog.show()
    assert dialog.create_button.isEnabled() and dialog.ipv4.text() == "192.168.123.1/24"
    dialog.ipv4.setText("192.168.122.5/24")
    dialog.ipv4.textEdited.emit("")
    assert not dialog.create_button.isEnabled() and "overlaps" in dialog.ipv4_problem.text
    dialog.ipv4.setText("10.1.0.1/16")
    dialog.ipv4.textEdited.emit("")
    assert "inside 10.1.0.0/16" in dialog.dhcp_problem.text
    dialog.dhcp.click()
    assert dialog.create_button.isEnabled()
    dialog.create_button.click()
    (operation,) = world.runner.started
    assert isinstance(operation, CreateNetwork) and operation.spec.kind is NetworkKind.NAT and not operation.spec.dhcp_start


def test_a_per_user_host_says_why_it_makes_no_network(qapp: QApplication, tmp_path: Path) -> None:
    world = ready_world(tmp_path)
    dialog = NewNetworkDialog(world.services, LOCAL_HOST)
    nat = dialog._by_kind[NetworkKind.NAT]
    assert not nat.isEnabled() and "NAT" in nat.toolTip() and "qemu:///system" in nat.toolTip()
    assert not dialog._by_kind[NetworkKind.BRIDGE].isEnabled() and not dialog.create_button.isEnabled()
    dialog.reject()


@pytest.fixture
def tab(qapp: QApplication, tmp_path: Path) -> tuple[NetworkingTab, FakeWorld, list[Any]]:
    world = ready_world(tmp_path)
    spawned: list[Any] = []
    return NetworkingTab(world.services, lambda link: spawned.append(link), spawned.append), world, spawned


def cells(tab: NetworkingTab) -> list[list[str]]:
    return [[cell.text for cell in tab.table.model.line(row).cells] for row in range(tab.table.model.rowCount())]


def test_networks_of_host_and_pool(tab: tuple[NetworkingTab, FakeWorld, list[Any]]) -> None:
    shown, world, followed = tab
    host = world.inventory.host(ALPHA)
    assert host is not None
    shown.show_things([host])
    first = cells(shown)[0]
    assert first[0] == "default" and first[3] == "virbr0" and first[5] == "Yes" and int(first[6]) > 0
    assert shown.buttons.reason(NetworkVerb.START.value) == "Select a network."
    shown.table.view.selectRow(0)
    assert "is used by running VMs" in shown.buttons.reason(NetworkVerb.STOP.value) and "is used by" in shown.buttons.reason(NetworkVerb.DELETE.value)
    shown.table.view.selectRow(1)
    assert not shown.buttons.reason(NetworkVerb.START.value) and not shown.buttons.reason(NetworkVerb.DELETE.value)
    shown.buttons.press(NetworkVerb.START.value)
    assert followed[-1].action == "network-start"
    pool = world.inventory.pool("tokyo")
    assert pool is not None and shown.fits([pool])
    shown.show_things([pool])
    assert [row[:2] for row in cells(shown)] == [["default", "host-alpha"], ["default", "host-beta"], ["lab-isolated", "host-alpha"]]


def test_cards_of_a_vm(qapp: QApplication, qloop: Loop, tab: tuple[NetworkingTab, FakeWorld, list[Any]]) -> None:
    async def body() -> None:
        shown, world, spawned = tab
        shown.show_things([vm(world, "web-01")])
        assert shown.buttons.reason("nic-plug") == "Its cable is plugged in already." and not shown.buttons.reason("nic-unplug")
        for key in ("nic-unplug", "nic-add", "nic-move", "nic-remove"):
            shown.buttons.press(key)
            await spawned.pop()
        made = [operation for operation in world.runner.started if isinstance(operation, ChangeNic)]
        assert [each.what for each in made] == [NicVerb.UNPLUG, NicVerb.ADD, NicVerb.MOVE, NicVerb.REMOVE]
        assert made[1].place == made[2].place == "default" and made[0].mac and not made[1].mac
        assert world.questions.asked and "Remove the network card" in world.questions.asked[-1]

    run(qloop, body())


def test_who_is_in_a_network(qapp: QApplication, qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = ready_world(tmp_path)
        web = vm(world, "web-01")
        assert web.config is not None
        world.hosts.leases_of[uid("n-default")] = (Lease("52:54:00:0a:0b:0c", "192.168.122.78", 24, "web", 0.0),)
        nic = Nic("52:54:00:0A:0B:0C", "virtio", "network", "default", portgroup="dmz", link_up=False)
        change(world, dataclasses.replace(web, config=dataclasses.replace(web.config, nics=(nic,))))
        shown = NetworkingTab(world.services, lambda link: None, lambda work: void(asyncio.ensure_future(work)))
        network = next(each for each in world.inventory.networks(ALPHA) if each.name == "default")
        shown.show_things([network])
        await until(lambda: bool(cells(shown)))
        mine = next(row for row in cells(shown) if row[0] == "web-01")
        assert mine[2:6] == ["cable unplugged", "dmz", "192.168.122.78", "web"], "its card and its lease are one row"

    run(qloop, body())


def void(_: object) -> None:
    return None


def test_the_commands_of_a_network(qapp: QApplication, qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = ready_world(tmp_path)
        window = MainWindow(world.services)
        network = next(each for each in world.inventory.networks(ALPHA) if each.name == "lab-isolated")
        window.select([network.ref])
        await asyncio.sleep(0.02)
        window.commands.refresh(window.selection())
        assert window.commands.action("network-start").isEnabled() and not window.commands.action("network-stop").isEnabled()
        window.commands.action("network-start").trigger()
        window.commands.action("network-delete").trigger()
        await until(lambda: len(world.runner.started) == 2)
        assert [each.what for each in world.runner.started if isinstance(each, ChangeNetwork)] == [NetworkVerb.START, NetworkVerb.DELETE]
        assert window.commands.action("network-create").isEnabled()
        window.close()

    run(qloop, body())


def test_every_control_has_a_name_and_is_reached(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    problems: list[str] = []
    world = ready_world(tmp_path)
    change(world, dataclasses.replace(world.inventory.networks(BETA)[0], name="office"))
    dialog = NewNetworkDialog(world.services, ALPHA)
    dialog.show()
    for kind, button in dialog._by_kind.items():
        button.click()
        qtbot.wait(20)
        problems += faults(dialog, f"New network, {kind.value}")
    dialog.reject()
    wizard = MigrateWizard(world.services, [vm(world, "web-02").ref])
    wizard.show()
    for page, _ in wizard.draft.pages():
        wizard.go_to(page.value)
        assert wizard.current == page.value
        for fold in wizard.stack.currentWidget().findChildren(QAbstractButton):
            if fold.objectName().endswith(".toggle") and not fold.isChecked():
                fold.click()
        qtbot.wait(20)
        problems += faults(wizard, f"Migrate, {page.value}")
    wizard.give_up()
    report(problems)
