"""Storage tab, its dialogs and the New storage repository wizard: what they show, refuse and start; ten thousand disks without a stall."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.model.ids import HostId
from console.model.inventory import Delta, Put
from console.model.objects import Disk, Pool, StorageRepository, Volume
from console.model.sharing import SharedFolder, declared, marked
from console.model.storage_spec import Found
from console.operations.disks import AddDisk, DetachDisk
from console.operations.repositories import ChangeRepository, CreateRepository, DeleteRepository, ProveShared
from console.operations.volumes import CreateVolume, DeleteVolumes, ResizeVolume
from console.ui.dialogs.disk import AddDiskDialog, DiskPropertiesDialog
from console.ui.dialogs.repository import DeleteRepositoryDialog, ProveSharedDialog
from console.ui.dialogs.volume import NewVolumeDialog, ResizeVolumeDialog
from console.ui.main_window import MainWindow
from console.ui.tabs.list_table import Cell, Column, Line, ListTable
from console.ui.tabs.storage import StorageTab
from console.ui.tabs.storage_lines import shown_repositories
from console.ui.wizards.new_storage import DetailsPage, NewStorageWizard, PlacePage
from tests.ui.world import ALPHA, BETA, GIB, FakeWorld, make_world


@pytest.fixture
def world(tmp_path: Path) -> FakeWorld:
    return make_world(tmp_path)


@pytest.fixture
def window(qtbot: QtBot, world: FakeWorld) -> Iterator[MainWindow]:
    window = MainWindow(world.services)
    window.resize(1280, 720)
    window.show()
    qtbot.addWidget(window)
    yield window
    window._may_close = True


def keep(qtbot: QtBot, dialog: QWidget) -> None:
    """It deletes itself when it closes: not before the test is over."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)


async def settle(qapp: QApplication, done: Callable[[], bool] = lambda: False, seconds: float = 3.0) -> None:
    """Let coroutines and timers run, until ``done`` (or for a moment)."""
    end = time.monotonic() + (seconds if done() is False and done.__name__ != "<lambda>" else 0.3)
    while time.monotonic() < end and not done():
        await asyncio.sleep(0.005)
        qapp.processEvents()


def repository(world: FakeWorld, host: HostId, name: str) -> StorageRepository:
    return next(r for r in world.inventory.repositories(host) if r.name == name)


def tab_of(window: MainWindow) -> StorageTab:
    window.content.show_named("storage")
    tab = window.tabs.currentWidget()
    assert isinstance(tab, StorageTab)
    return tab


# --------------------------------------------------------------------------- the tab


async def test_disks_of_a_repository_are_deleted_only_when_nothing_uses_them(window: MainWindow, world: FakeWorld, qapp: QApplication) -> None:
    local = repository(world, ALPHA, "local")
    spare = Volume(ALPHA, local.uuid, "spare.qcow2", "k", "/var/lib/libvirt/images/spare.qcow2", "qcow2", capacity_bytes=GIB)
    based = replace(spare, name="top.qcow2", path="/var/lib/libvirt/images/top.qcow2", backing=spare.path)
    world.hosts.volumes_of[local.uuid] = (*world.hosts.volumes_of[local.uuid], spare, based)
    window.select([local.ref])
    pane = tab_of(window).volumes

    def read() -> bool:
        return len(pane.model.volumes) == 14 and "together" in pane.state.text()

    await settle(qapp, read)
    assert read()
    assert "Select" in pane.buttons.reason("vdi-delete")

    def choose(name: str) -> None:
        pane.finder.setText("")
        pane.finder.setText(name)

    choose("web-01")
    assert "used by web-01 (vda)" in pane.buttons.reason("vdi-delete")
    choose("spare")
    assert "top.qcow2" in pane.buttons.reason("vdi-delete") and "top.qcow2" in pane.buttons.reason("vdi-resize")
    row = pane.table.selected_rows()[0]
    choose("top")
    assert pane.buttons.reason("vdi-delete") == ""
    assert pane.model.line(pane.table.selected_rows()[0]).cells[4].text == "1"
    pane.table.view.selectionModel().select(
        pane.model.index(row, 0), pane.table.view.selectionModel().SelectionFlag.Select | pane.table.view.selectionModel().SelectionFlag.Rows
    )
    assert pane.buttons.reason("vdi-delete") == ""  # both together
    pane.buttons.press("vdi-delete")
    await settle(qapp, lambda: bool(world.runner.started))
    (started,) = world.runner.started
    assert isinstance(started, DeleteVolumes) and set(started.names) == {"spare.qcow2", "top.qcow2"}


async def test_a_shared_repository_that_a_host_lost_shows_it(window: MainWindow, world: FakeWorld, qapp: QApplication) -> None:
    pool = next(each for each in world.inventory.pools() if each.record.id == "tokyo")
    shared = repository(world, ALPHA, "nfs-images")
    world.inventory.apply(Delta((Put(replace(repository(world, BETA, "nfs-images"), active=False)),)))
    found = shown_repositories(pool, world.inventory)
    assert [r.ref for r in found if r.name == "nfs-images"] == [shared.ref]  # once
    window.select([pool.ref])
    tab = tab_of(window)
    lines = [tab.table.model.line(row) for row in range(tab.table.model.rowCount())]
    line = next(line for line in lines if line.cells[0].text == "nfs-images")
    assert line.cells[2].text == "Lost on host-beta" and line.cells[-1].text == "host-alpha"
    shown = window.pane.model.look(window.pane.model.index_of(shared.ref))
    assert shown is not None and shown.dim == "lost on host-beta" and shown.mark == "warning"


async def test_over_commit_is_summed_up(window: MainWindow, world: FakeWorld, qapp: QApplication) -> None:
    host = world.inventory.host(ALPHA)
    assert host is not None
    local = repository(world, ALPHA, "local")
    window.select([host.ref])
    tab = tab_of(window)

    def summed() -> bool:
        return local.ref in tab._virtual

    await settle(qapp, summed)
    total = sum(volume.capacity_bytes for volume in world.hosts.volumes_of[local.uuid])
    assert tab._virtual[local.ref] == total == 12 * 40 * GIB


async def test_ten_thousand_disks_do_not_stall_the_window(window: MainWindow, world: FakeWorld, qapp: QApplication) -> None:
    """The longest turn of the loop, while names and facts come, and the list is sorted, scrolled and searched."""
    local = repository(world, ALPHA, "local")
    volumes = tuple(
        Volume(ALPHA, local.uuid, f"disk-{n}.qcow2", f"k{n}", f"/var/lib/libvirt/images/disk-{n}.qcow2", "qcow2", capacity_bytes=(n % 97 + 1) * GIB)
        for n in range(10_000)
    )
    by_name = {volume.name: volume for volume in volumes}

    class Port:
        async def volume_names(self, uuid: str) -> tuple[str, ...]:
            await asyncio.sleep(0.001)
            return tuple(by_name)

        async def some_volumes(self, uuid: str, names: list[str]) -> tuple[Volume, ...]:
            await asyncio.sleep(0.001)
            return tuple(by_name[name] for name in names)

    world.hosts.port = lambda host: Port()  # type: ignore[method-assign]
    window.select([local.ref])
    pane = tab_of(window).volumes
    worst, last = 0.0, time.thread_time()  # the window's own work: what a busy machine gives to others is not its stall
    did: set[str] = set()
    end = time.monotonic() + 40
    while time.monotonic() < end:
        await asyncio.sleep(0)
        qapp.processEvents()
        now = time.thread_time()
        worst, last = max(worst, now - last), now
        rows = pane.model.rowCount()
        if rows == 10_000 and "scrolled" not in did:
            did.add("scrolled")
            pane.table.view.verticalScrollBar().setValue(9_000)
        if len(pane.model.volumes) > 5_000 and "sorted" not in did:
            did.add("sorted")
            pane.table.view.sortByColumn(2, Qt.SortOrder.DescendingOrder)
        if len(pane.model.volumes) == 10_000 and "found" not in did:
            did.add("found")
            pane.finder.setText("disk-9999")
        if did == {"scrolled", "sorted", "found"} and "together" in pane.state.text():
            break
    assert did == {"scrolled", "sorted", "found"} and len(pane.model.volumes) == 10_000
    assert pane.selected() == ["disk-9999.qcow2"]
    assert worst < 0.25, f"{worst * 1000:.0f} ms"


async def test_buttons_of_a_vm(window: MainWindow, world: FakeWorld, qapp: QApplication) -> None:
    vm = next(vm for vm in world.inventory.vms() if vm.name == "web-01")
    window.select([vm.ref])
    tab = tab_of(window)
    await settle(qapp)
    assert "Select a disk" in tab.buttons.reason("disk-detach")
    cells = [cell.text for cell in tab.table.model.line(0).cells]
    assert cells[4] == "40 GiB" and cells[-1] == "local: web-01.qcow2"
    tab.table.view.selectRow(1)
    assert "Console tab" in tab.buttons.reason("disk-detach")
    tab.table.view.selectRow(0)
    assert tab.buttons.reason("disk-detach") == ""
    tab.buttons.press("disk-detach")
    await settle(qapp, lambda: bool(world.runner.started))
    assert isinstance(world.runner.started[-1], DetachDisk)
    template = next(vm for vm in world.inventory.vms() if vm.is_template)
    window.select([template.ref])
    if tab_of(window).isVisible():
        assert "template" in tab.buttons.reason("disk-add")


# --------------------------------------------------------------------------- dialogs


def test_columns_whose_contents_come_later_get_their_width(qtbot: QtBot) -> None:
    """What a disk is based on and who uses it is read behind its name."""
    table = ListTable("late", "Late")
    qtbot.addWidget(table)
    table.resize(900, 300)
    table.show()
    columns = (Column("Name", wide=True), Column("Used by"), Column("Size"))
    table.show_lines(columns, (Line((Cell("web.qcow2"), Cell(""), Cell("1 GiB"))),), "storage", "")
    header = table.view.horizontalHeader()
    narrow, kept = header.sectionSize(1), header.sectionSize(2) + 7
    header.resizeSection(2, kept)  # by the user
    table.show_lines(columns, (Line((Cell("web.qcow2"), Cell("a-virtual-machine-of-many (vda)"), Cell("1 GiB of very many more"))),), "storage", "")
    qtbot.waitUntil(lambda: header.sectionSize(1) > narrow)
    assert header.sectionSize(1) >= table.view.sizeHintForColumn(1)
    assert header.sectionSize(2) == kept


def test_a_long_message_makes_the_dialog_higher(qtbot: QtBot, world: FakeWorld, qapp: QApplication) -> None:
    """Qt counts wrapped text as one line and would squeeze the fields."""
    dialog = NewVolumeDialog(world.services, repository(world, ALPHA, "local"))
    keep(qtbot, dialog)
    dialog.show()
    qapp.processEvents()
    field = dialog.form.capacity
    before = field.height()
    dialog.form.name.setText("a/b")
    for _ in range(5):
        qapp.processEvents()
    assert len(dialog.problem.text) > 60 and field.height() == before


def test_new_disk(qtbot: QtBot, world: FakeWorld) -> None:
    dialog = NewVolumeDialog(world.services, repository(world, ALPHA, "local"))
    keep(qtbot, dialog)
    dialog.form.name.setText("a/b")
    assert not dialog.go.isEnabled() and "slash" in dialog.problem.text
    dialog.form.name.setText("data")
    dialog.form.capacity.set_bytes(5 * GIB)
    dialog.go.click()
    (made,) = world.runner.started
    assert isinstance(made, CreateVolume) and made.name == "data.qcow2" and made.capacity_bytes == 5 * GIB and made.thin


def test_resize_only_grows(qtbot: QtBot, world: FakeWorld) -> None:
    local = repository(world, ALPHA, "local")
    volume = world.hosts.volumes_of[local.uuid][0]
    dialog = ResizeVolumeDialog(world.services, local, volume, ())
    keep(qtbot, dialog)
    assert not dialog.go.isEnabled() and dialog.problem.text == ""
    dialog.capacity.number.setValue(20)
    assert not dialog.go.isEnabled() and "smaller" in dialog.problem.text
    dialog.capacity.number.setValue(60)
    dialog.go.click()
    (started,) = world.runner.started
    assert isinstance(started, ResizeVolume) and started.capacity_bytes == 60 * GIB


async def test_add_a_disk(qtbot: QtBot, world: FakeWorld, qapp: QApplication) -> None:
    local = repository(world, ALPHA, "local")
    spare = Volume(ALPHA, local.uuid, "spare.qcow2", "k", "/var/lib/libvirt/images/spare.qcow2", "qcow2", capacity_bytes=GIB)
    world.hosts.volumes_of[local.uuid] = (*world.hosts.volumes_of[local.uuid], spare)
    vm = next(vm for vm in world.inventory.vms() if vm.name == "web-01")
    dialog = AddDiskDialog(world.services, vm)
    keep(qtbot, dialog)
    dialog.show()
    assert dialog.repository.key and dialog.go.isEnabled()
    dialog.bus.setCurrentIndex(dialog.bus.findData("sata"))
    assert "next start" in dialog.later.text
    dialog.bus.setCurrentIndex(dialog.bus.findData("virtio"))
    assert dialog.later.text == ""
    dialog.repository.set_entries((), "")
    dialog._refresh()
    dialog.existing.setChecked(True)
    dialog.repository.setCurrentIndex(dialog.repository.findData(local.uuid))
    dialog._refresh()
    await settle(qapp, lambda: dialog.volume.key == "spare.qcow2")
    assert dialog.volume.key == "spare.qcow2"  # the used ones can't be chosen
    dialog.go.click()
    (started,) = world.runner.started
    assert isinstance(started, AddDisk) and started.name == "spare.qcow2" and started.new is None and started.bus == "virtio"


def test_disk_properties(qtbot: QtBot, world: FakeWorld) -> None:
    vm = next(vm for vm in world.inventory.vms() if vm.name == "web-01")
    dialog = DiskPropertiesDialog(world.services, vm, Disk("vda", "virtio", source="/x.qcow2", transient=True), "none")
    keep(qtbot, dialog)
    assert dialog.mode.currentData() == "reset" and dialog.cache.currentData() == "none" and "next start" in dialog.later.text


async def test_contents_go_only_when_ticked(qtbot: QtBot, world: FakeWorld, qapp: QApplication) -> None:
    iso = repository(world, ALPHA, "ISO library")
    for contents in (False, True):
        dialog = DeleteRepositoryDialog(world.services, iso)
        keep(qtbot, dialog)
        await settle(qapp)
        assert not dialog.contents.isChecked() and not dialog.wipe.isEnabled()
        dialog.contents.setChecked(contents)
        assert ("contents" in dialog.go.text()) is contents
        dialog.go.click()
        started = world.runner.started[-1]
        assert isinstance(started, DeleteRepository) and started.contents is contents and not started.wipe and not started.folder
    used = DeleteRepositoryDialog(world.services, repository(world, ALPHA, "local"))
    keep(qtbot, used)
    assert not used.go.isEnabled() and "crashed-01, db-01, db-03" in used.problem.text


def test_prove(qtbot: QtBot, window: MainWindow, world: FakeWorld) -> None:
    local = repository(world, ALPHA, "local")
    window.select([local.ref])
    command = window.commands["sr-prove"]
    assert command.why_not(window.selection()) is None
    dialog = ProveSharedDialog(world.services, local)
    keep(qtbot, dialog)
    (candidate, box), *_ = dialog.ticks
    assert candidate.host == BETA and not box.isEnabled()  # host-beta does not answer now
    assert not dialog.go.isEnabled()
    box.setChecked(True)
    dialog.go.click()
    assert isinstance(world.runner.started[-1], ProveShared)


def test_a_declared_folder_is_drawn_once(window: MainWindow, world: FakeWorld, qapp: QApplication) -> None:
    views = [repository(world, host, "local") for host in (ALPHA, BETA)]
    share = SharedFolder("s", "tokyo", tuple((each.host, each.uuid) for each in views))
    world.inventory.apply(Delta(tuple(Put(marked(each, declared([share]))) for each in views)))
    qapp.processEvents()
    window.pane.model.flush()
    drawn = [each.ref for each in views if window.pane.model.index_of(each.ref).isValid()]
    assert drawn == [views[0].ref]
    parent = window.pane.model.index_of(drawn[0]).parent()
    above = window.pane.model.ref(parent)
    assert above is not None and isinstance(world.inventory.get(above), Pool)
    window.select([views[1].ref])
    assert window.selection().one is not None and window.selection().one.ref == views[0].ref


# --------------------------------------------------------------------------- the wizard


def open_wizard(qtbot: QtBot, world: FakeWorld) -> NewStorageWizard:
    wizard = NewStorageWizard(world.services, ALPHA)
    keep(qtbot, wizard)
    wizard.show()
    return wizard


async def test_the_wizard_makes_a_shared_nfs_repository(qtbot: QtBot, world: FakeWorld, qapp: QApplication) -> None:
    beta = world.inventory.host(BETA)
    alpha = world.inventory.host(ALPHA)
    assert beta is not None and alpha is not None
    world.inventory.apply(Delta((Put(replace(beta, state=alpha.state)),)))
    asked: list[str] = []

    class Port:
        def __init__(self, host: HostId) -> None:
            self.id = host

        async def try_repository(self, xml: str, *, make: bool = False) -> StorageRepository:
            asked.append(xml)
            return StorageRepository(self.id, "t", "t", "netfs", active=True, capacity_bytes=10 * GIB, available_bytes=4 * GIB)

        async def find_sources(self, kind: str, query: str) -> tuple[Found, ...]:
            return (Found("/export/vm", folder="/export/vm"),)

    world.hosts.port = lambda host: Port(host)  # type: ignore[method-assign]
    wizard = open_wizard(qtbot, world)
    wizard.draft.set_type("netfs")
    assert set(wizard.draft.hosts) == {ALPHA, BETA}  # network storage: all of the pool
    wizard.go_to("place")
    wizard.go_to("details")
    page = wizard.page("details")
    assert isinstance(page, DetailsPage)
    assert not wizard.create_button.isEnabled()
    qtbot.keyClicks(page.fields["servers"], "nas.example.org")
    assert page.look.isEnabled()
    await page._find()
    page.offers.setCurrentIndex(1)
    page._offer_chosen()
    assert page.fields["folder"].text() == "/export/vm" and page.fields["name"].text() == "netfs-vm"
    qtbot.keyClicks(page.fields["path"], "mnt/vm")
    assert "slash" in page.errors["path"].text
    page.fields["path"].clear()
    qtbot.keyClicks(page.fields["path"], "/mnt/vm")
    assert page.test.isEnabled()
    await page._test()
    assert len(asked) == 2 and [result.text for result in page._results].count("host-alpha: it works; 4 GiB of 10 GiB are free.") == 1
    wizard.go_to("finish")
    assert wizard.create_button.isEnabled()
    operation = wizard.draft.operation()
    assert isinstance(operation, CreateRepository) and set(operation.hosts) == {ALPHA, BETA}
    assert '<dir path="/export/vm"/>' in wizard.draft.xml()
    wizard.give_up()


def test_the_wizard_says_what_is_wrong(qtbot: QtBot, world: FakeWorld) -> None:
    wizard = open_wizard(qtbot, world)
    wizard.go_to("place")
    place = wizard.page("place")
    assert isinstance(place, PlacePage)
    rows = {item.text(0): item for item in place._rows()}
    assert rows["host-beta"].isDisabled() and "does not answer" in rows["host-beta"].text(1)
    wizard.go_to("details")
    assert "filled in" in wizard.why_not_create()
    taken = repository(world, ALPHA, "local")
    wizard.draft.change(path=taken.path)
    wizard.refresh()
    assert "in this folder already" in wizard.why_not_create()
    wizard.draft.change(path="/srv/new", name="local")
    assert "already has a storage repository with this name" in wizard.why_not_create()
    wizard.draft.change(name="fresh")
    assert wizard.why_not_create() == ""
    wizard.give_up()


def test_commands_of_a_repository(window: MainWindow, world: FakeWorld) -> None:
    old = repository(world, ALPHA, "old-lvm")
    window.select([old.ref])
    selection = window.selection()
    assert window.commands["sr-start"].why_not(selection) is None
    reason = window.commands["vdi-create"].why_not(selection)
    assert reason is not None and reason.remedy == "sr-start"
    window.commands.action("sr-start").trigger()
    started = world.runner.started[-1]
    assert isinstance(started, ChangeRepository) and started.what.value == "sr-start"
    local = repository(world, ALPHA, "local")
    window.select([local.ref])
    stop = window.commands["sr-stop"].why_not(window.selection())
    assert stop is not None and "Running VMs" in str(stop.text)
