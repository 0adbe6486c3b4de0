"""The Clone wizard driven by keys and clicks, over fakes of the world outside."""

from __future__ import annotations

import asyncio
import dataclasses
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QRadioButton

from console.model.clone import CloneMode
from console.model.ids import Ref
from console.model.inventory import Delta, Put
from console.model.objects import Disk, Nic, Pool, PoolRecord, PowerState, Vm, VmConfig, VmMetadata, Volume
from console.model.tools import AgentState, GuestFamily, GuestTools
from console.operations.chains import DEEP_KEY
from console.operations.clone import CloneVm
from console.operations.flatten import Flatten
from console.operations.prepare import InsertAnswers, PrepareGuest
from console.operations.subject import Target
from console.ui.dialogs.prepare_guest import PrepareDialog
from console.ui.dialogs.support import LinkButton
from console.ui.wizards.clone_pages import CloneFinishPage, ModePage, NamesPage, PreparationPage, TargetPage
from console.ui.wizards.clone_vm import CloneWizard
from tests.operations import draft_world
from tests.operations.draft_world import GIB, LOCAL, REMOTE
from tests.ui.wizard_world import FakeWorld, apply_theme, qloop, run, until

__all__ = ["qloop"]

Loop = asyncio.AbstractEventLoop
PICTURES = Path(__file__).parents[1] / "screenshots"


def gold(world: FakeWorld, *, template: bool = True, state: PowerState = PowerState.HALTED, shared: bool = False) -> Ref:
    """A source on REMOTE with one disk and two cards; ``shared``: in storage that LOCAL, of the same pool, reaches too."""
    inventory = world.services.inventory
    inventory.apply(Delta((Put(Pool(PoolRecord("p1", "Tokyo pool"))),)))
    for id in (LOCAL, REMOTE):
        host = inventory.host(id)
        assert host is not None
        inventory.apply(Delta((Put(dataclasses.replace(host, record=dataclasses.replace(host.record, pool="p1"))),)))
    folder = f"/srv/{REMOTE}/disks"
    fields = {"type": "netfs", "shared": True, "source": "nas:/export"} if shared else {"type": "dir"}
    for id in (REMOTE, LOCAL) if shared else (REMOTE,):
        inventory.apply(Delta((Put(draft_world.repository(id, "disks", **fields)),)))  # type: ignore[arg-type]
    disk = Disk("vda", "virtio", source=f"{folder}/gold.qcow2", format="qcow2", readonly=template, guest_name="vda")
    nics = (Nic("52:54:00:aa:bb:01", "virtio", "network", "default"), Nic("52:54:00:aa:bb:02", "virtio", "bridge", "br0"))
    config = VmConfig(
        domain_type="qemu", arch="x86_64", memory_kib=1 << 20, disks=(disk,), nics=nics, metadata=VmMetadata(template=template, clone_depth=1)
    )
    vm = Vm(REMOTE, "11111111-2222-4333-8444-555555555555", "gold", state, config=config)
    port = world.hosts.port(REMOTE)
    base = f"{folder}/base.qcow2"
    port.made.append(Volume(REMOTE, f"{REMOTE}-disks", "base.qcow2", base, base, "qcow2", "file", 20 * GIB, GIB))
    port.made.append(Volume(REMOTE, f"{REMOTE}-disks", "gold.qcow2", disk.source, disk.source, "qcow2", "file", 20 * GIB, 2 * GIB, base))
    port.defined.append(XML)
    inventory.apply(Delta((Put(vm),)))
    return vm.ref


XML = """<domain type='qemu'><name>gold</name><uuid>11111111-2222-4333-8444-555555555555</uuid><memory unit='GiB'>1</memory>
<os><type arch='x86_64'>hvm</type></os><devices><disk type='file' device='disk'><driver name='qemu' type='qcow2'/>
<source file='/srv/remote/disks/gold.qcow2'/><target dev='vda' bus='virtio'/></disk>
<interface type='network'><mac address='52:54:00:aa:bb:01'/><source network='default'/></interface>
<tpm model='tpm-crb'><backend type='emulator'/></tpm></devices></domain>"""


async def opened(world: FakeWorld, source: Ref) -> CloneWizard:
    wizard = CloneWizard(world.services, source)
    wizard.show()
    await until(lambda: wizard.draft.volumes)
    await asyncio.sleep(0)
    return wizard


SNAPSHOT = f"""<domainsnapshot><name>before update</name><state>shutoff</state><creationTime>1795469870</creationTime><memory snapshot='no'/>
<disks><disk name='vda' snapshot='internal'/></disks>{XML}</domainsnapshot>"""


def test_a_snapshot_is_chosen_and_a_vm_is_converted_from_its_card(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        source = gold(world, template=False)
        wizard = await opened(world, source)
        page = wizard.page("source")
        assert isinstance(page, ModePage) and not page.state.isVisible(), "no snapshots: no question"
        wizard.give_up()
        world.hosts.port(REMOTE).snapshots.append(("before update", SNAPSHOT))
        wizard = await opened(world, source)
        page = wizard.page("source")
        assert isinstance(page, ModePage) and page.state.isVisible() and page.snapshot.count() == 2
        assert "before update" in page.snapshot.itemText(1) and "inside the disks" in page.snapshot.itemText(1)
        page.snapshot.setCurrentIndex(1)
        page.snapshot.activated.emit(1)
        assert "not connected by ssh" in page.choices[CloneMode.FULL].toolTip(), "qemu-img has to run there"
        host = world.services.inventory.host(REMOTE)
        assert host is not None
        world.services.inventory.apply(Delta((Put(dataclasses.replace(host, transport="ssh")),)))
        wizard.refresh()
        assert page.choices[CloneMode.FULL].isChecked() and "only a full copy" in page.choices[CloneMode.COW].toolTip()
        operation = wizard.draft.operation()
        assert (operation.snapshot, operation.mode) == ("before update", CloneMode.FULL)
        page.snapshot.setCurrentIndex(0)
        page.snapshot.activated.emit(0)
        asked: list[Ref] = []
        wizard.convert_wanted.connect(asked.append)
        link = page.notes[CloneMode.COW][2].findChild(LinkButton, "clone.mode.cow.why.link")
        assert link is not None and link.isVisible()
        link.click()
        assert asked == [source]

    run(qloop, body())


def test_modes_say_what_they_mean_and_why_not(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        wizard = await opened(world, gold(world, template=False))
        page = wizard.page("source")
        assert isinstance(page, ModePage)
        cow, full = page.choices[CloneMode.COW], page.choices[CloneMode.FULL]
        assert not cow.isEnabled() and "convert gold to a template" in cow.toolTip()
        assert full.isEnabled() and full.isChecked()
        assert "3" in page.notes[CloneMode.FULL][1].text() and "GiB" in page.notes[CloneMode.FULL][1].text()
        wizard.give_up()

    run(qloop, body())


def test_from_the_set_depth_on_the_disk_speed_is_restored_first(qloop: Loop, tmp_path: Path) -> None:
    """The depth is counted on the disks; the link starts the full copy, and nothing is cloned until it has ended."""

    async def body() -> None:
        world = FakeWorld(tmp_path)
        world.services.settings.set(DEEP_KEY, 2)
        wizard = await opened(world, gold(world))
        page = wizard.page("source")
        assert isinstance(page, ModePage)
        why = page.notes[CloneMode.COW][2]
        link = why.findChild(LinkButton, "clone.mode.cow.why.link")
        assert "2 deep" in why.text and why.level == "warn" and link is not None and link.text() == "Restore disk speed (full copy)"
        flattened: list[str] = []
        free = asyncio.Event()

        async def flatten(self: Flatten, ctx: object) -> str:
            flattened.append(self.of.name)
            await free.wait()
            world.hosts.port(REMOTE).made[-1] = dataclasses.replace(world.hosts.port(REMOTE).made[-1], backing="")
            return "1"

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Flatten, "run", flatten)
            link.click()
            link.click()
            await until(lambda: flattened)
            assert wizard.why_not_create() == "The disk speed of gold is being restored." and not wizard.create_button.isEnabled()
            free.set()
            await until(lambda: not wizard.why_not_create())
        assert flattened == ["gold"], "once"
        await until(lambda: not page.notes[CloneMode.COW][2].text)
        assert wizard.draft.depth == 1
        wizard.give_up()

    run(qloop, body())


def test_names_by_pattern_typed_and_pasted(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        wizard = await opened(world, gold(world))
        wizard.go_on()
        page = wizard.page("names")
        assert isinstance(page, NamesPage) and page.pattern.hasFocus() and page.pattern.text() == "gold-clone"
        page.count.setValue(3)
        page.pattern.setText("")
        QTest.keyClicks(page.pattern, "web-###")
        table = page.table
        assert [table.item(row, 0).text() for row in range(3)] == ["web-001", "web-002", "web-003"]
        macs = [table.item(row, 3).text() for row in range(3)]
        assert len(set(macs)) == 3
        table.item(1, 0).setText("web-001")
        assert "Two clones" in table.item(0, 0).toolTip() and "Two clones" in page.problem.text
        assert not wizard.create_button.isEnabled() and "Names" in wizard.create_button.toolTip()
        assert [table.item(row, 3).text() for row in range(3)] == macs, "what is shown does not change by itself"
        page.reset.click()
        QGuiApplication.clipboard().setText("name;host name;address;mac\nalpha;a1;192.0.2.9/24;52:54:00:00:00:09\nbeta;b1;;\n")
        page.paste_button.click()
        assert page.count.value() == 2
        assert [table.item(0, column).text() for column in range(4)] == ["alpha", "a1", "192.0.2.9/24", "52:54:00:00:00:09"]
        assert wizard.create_button.isEnabled()
        wizard.give_up()

    run(qloop, body())


def test_seed_addresses_follow_the_first(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        wizard = await opened(world, gold(world))
        wizard.draft.change(count=3, pattern="n-#")
        wizard.go_to("preparation")
        page = wizard.page("preparation")
        assert isinstance(page, PreparationPage)
        assert not page.choices["offline"].isEnabled() and page.why["offline"].text
        page.choices["seed"].click()
        QTest.keyClicks(page.fields["first_address"], "192.0.2.10/24")
        QTest.keyClicks(page.fields["gateway"], "192.0.2")
        assert "192.0.2" in page.problem.text
        QTest.keyClicks(page.fields["gateway"], ".1")
        assert not page.problem.text
        assert [row.address for row in wizard.draft.rows] == ["192.0.2.10/24", "192.0.2.11/24", "192.0.2.12/24"]
        operation = wizard.draft.operation()
        assert operation.preparation.seed and operation.items[2].identity.address == "192.0.2.12/24"
        assert operation.items[2].identity.mac == operation.items[2].macs[0][1]
        wizard.give_up()

    run(qloop, body())


@pytest.mark.parametrize("shared", [False, True])
def test_the_pool_rule_on_the_target_page(shared: bool, qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        wizard = await opened(world, gold(world, shared=shared))
        wizard.go_to("target")
        page = wizard.page("target")
        assert isinstance(page, TargetPage)
        other, home = page.list.row_of(str(LOCAL)), page.list.row_of(str(REMOTE))
        assert other is not None and home is not None and not home.isDisabled()
        assert other.isDisabled() is not shared
        if not shared:
            assert "a local storage repository" in other.text(1)
        else:
            page.list.setCurrentItem(other)
            assert wizard.draft.host is not None and wizard.draft.host.id == LOCAL
            assert wizard.draft.repository is not None and wizard.draft.repository.host == LOCAL
            assert "has no network default" in page.problem.text, "its clones would not start there"
            box = page.networks["52:54:00:aa:bb:01"]
            box.setCurrentIndex(box.findData("user"))
            box.activated.emit(box.currentIndex())
            assert wizard.draft.operation().repository == f"{LOCAL}-disks"
        wizard.give_up()

    run(qloop, body())


def test_networks_are_mapped_and_the_result_is_shown(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        wizard = await opened(world, gold(world))
        wizard.go_to("target")
        page = wizard.page("target")
        assert isinstance(page, TargetPage)
        box = page.networks["52:54:00:aa:bb:02"]
        row = box.findData("user")
        assert row >= 0
        box.setCurrentIndex(row)
        box.activated.emit(row)
        assert dict(wizard.draft.operation().networks)["52:54:00:aa:bb:02"].kind == "user"
        wizard.go_to("finish")
        finish = wizard.page("finish")
        assert isinstance(finish, CloneFinishPage)
        cells = " ".join(finish.table.topLevelItem(row).text(c) for row in range(finish.table.topLevelItemCount()) for c in range(3))
        assert "gold-clone" in cells and "over gold.qcow2" in cells and "52:54:00:aa:bb:02" in cells
        said = [message.text for message in finish.notes.shown]
        assert any("2 deep" in text for text in said) and any("TPM" in text for text in said)
        finish.xml_fold.button.click()
        assert "<name>gold-clone</name>" in finish.xml.field.toPlainText()
        wizard.give_up()

    run(qloop, body())


def test_by_keys_to_the_end_and_the_operation_is_run(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        wizard = await opened(world, gold(world))
        titles: list[str] = []
        world.services.runner.subscribe(lambda task: titles.append(task.title.english()))
        wizard.activateWindow()
        await until(wizard.isActiveWindow)
        for _ in range(4):
            focus = QApplication.focusWidget()
            assert focus is not None
            QTest.keyClick(focus, Qt.Key.Key_Return)
        assert wizard.current == "finish"
        wizard.page("finish").findChild(QCheckBox, "clone.start").click()
        operation = wizard.draft.operation()
        assert isinstance(operation, CloneVm) and operation.start and operation.mode is CloneMode.COW
        QTest.keyClick(wizard, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: any(vm.name == "gold-clone" and vm.state is PowerState.RUNNING for vm in world.inventory.vms()))
        assert "Clone gold as gold-clone" in titles

    run(qloop, body())


def test_no_button_without_a_name(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        wizard = await opened(world, gold(world))
        for button in wizard.findChildren(QRadioButton):
            assert button.objectName() and button.accessibleName()
        wizard.give_up()

    run(qloop, body())


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pictures(theme: str, qapp: QApplication, qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        apply_theme(qapp, theme)
        world = FakeWorld(tmp_path)
        wizard = await opened(world, gold(world))
        wizard.draft.change(count=8, pattern="web-###", preparation="seed", first_address="192.0.2.10/24", edits={(2, "name"): "web-001"})
        for page in ("source", "names", "preparation", "target", "finish"):
            wizard.go_to(page)
            await asyncio.sleep(0.05)
            wizard.grab().save(str(PICTURES / f"clone-{theme}-{page}.png"))
        wizard.give_up()

    run(qloop, body())


@pytest.mark.parametrize(("family", "agent"), [("linux", True), ("windows", True), ("windows", False)])
def test_prepare_dialog(family: str, agent: bool, qapp: QApplication, qloop: Loop, tmp_path: Path) -> None:
    apply_theme(qapp, "dark")
    vm = Vm(LOCAL, "u", "gold", PowerState.RUNNING, family=GuestFamily(family))
    if agent:
        vm = dataclasses.replace(vm, tools=GuestTools(agent=AgentState.RESPONDING))
    got: list[object] = []
    dialog = PrepareDialog(vm, Target(vm.ref, vm.name))
    dialog.chosen.connect(got.append)
    dialog.show()
    dialog.grab().save(str(PICTURES / f"prepare-{family}-{agent}.png"))
    if family == "linux":
        dialog.steps["logfiles"].setChecked(False)
        dialog.go.click()
        (operation,) = got
        assert isinstance(operation, PrepareGuest) and "machine-id" in operation.steps and "logfiles" not in operation.steps
        return
    dialog.fields["owner"].setText("Acme")
    dialog.go.click()
    (operation,) = got
    assert isinstance(operation, PrepareGuest if agent else InsertAnswers) and operation.windows.owner == "Acme"
