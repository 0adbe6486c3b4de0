"""The New VM wizard driven by keys and clicks, over fakes of the world outside."""

from __future__ import annotations

import asyncio
import dataclasses
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from console.model.errors import Cause, ConsoleError
from console.model.ids import Kind, Ref
from console.model.inventory import Delta, Put
from console.model.objects import HostState, PowerState
from console.model.tasks import TaskState
from console.model.templates import Medium
from console.model.text import N_
from console.operations.drafts.parts import Answers, MediaMethod, PageId
from console.ui.dialogs.support import Message
from console.ui.wizards.finish_page import FinishPage
from console.ui.wizards.media_page import MediaPage
from console.ui.wizards.new_vm import RECENT_KEY, NewVmWizard
from console.ui.wizards.template_page import TemplatePage, groups
from tests.operations import draft_world
from tests.operations.draft_world import GIB, LOCAL, REMOTE
from tests.ui.wizard_world import FakeWorld, qloop, run, until

__all__ = ["qloop"]

Key = Qt.Key
Loop = asyncio.AbstractEventLoop


async def opened(world: FakeWorld, **options: object) -> NewVmWizard:
    """A wizard on the screen with its templates read."""
    wizard = NewVmWizard(world.services, **options)  # type: ignore[arg-type]
    wizard.show()
    wizard.activateWindow()
    await until(lambda: wizard.draft.templates and wizard.isActiveWindow())
    await asyncio.sleep(0)
    return wizard


def press(key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """To whatever has the focus."""
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifiers)


def child(wizard: QWidget, name: str, kind: type[QWidget] = QWidget) -> QWidget:
    found = wizard.findChild(kind, name)
    assert isinstance(found, QWidget), name
    return found


def click(wizard: QWidget, name: str) -> None:
    button = child(wizard, name)
    assert isinstance(button, QAbstractButton) and button.isVisible() and button.isEnabled(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(10, button.height() // 2))  # radio buttons are clicked on their sign


def message(wizard: QWidget, name: str) -> str:
    found = child(wizard, name)
    assert isinstance(found, Message)
    return found.text if found.isVisible() else ""


# --------------------------------------------------------------------------- the main job


def test_enter_goes_through_all_pages_and_creates_the_demo(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        demo = tmp_path / "demo.qcow2"
        demo.write_bytes(b"x")
        world.catalogue.list = (dataclasses.replace(draft_world.DEMO, disk_file=str(demo)), *world.catalogue.list[1:])
        wizard = await opened(world)
        created: list[Ref] = []
        wizard.created.connect(created.append)
        seen = [wizard.current]
        for _ in range(10):
            if wizard.current == "finish":
                break
            press(Key.Key_Return)
            seen.append(wizard.current)
        assert seen == ["template", "name", "host", "cpu", "storage", "network", "finish"]
        press(Key.Key_Return)
        await until(lambda: created)
        assert not shiboken6.isValid(wizard) or not wizard.isVisible()
        vm = world.inventory.vm(created[0])
        assert vm is not None and (vm.name, vm.state) == ("Demo Linux Virtual Appliance (2)", PowerState.RUNNING)
        (task,) = world.services.runner.tasks()
        assert (task.state, task.verb) == (TaskState.DONE, "vm-install")
        assert world.settings.values[RECENT_KEY] == ["demo"]

    run(qloop, body())


def test_create_is_there_on_the_first_page(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        wizard = await opened(world)
        assert wizard.create_button.isEnabled()
        wizard.draft.choose_template("debian12")
        wizard.refresh()
        assert not wizard.create_button.isEnabled()
        assert wizard.create_button.toolTip() == "Installation media: No ISO image is chosen."
        wizard.give_up()

    run(qloop, body())


def test_a_failure_brings_the_wizard_back_with_everything_filled_in(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        world.hosts.refuse_define = ConsoleError(N_("libvirt refused it."), cause=Cause.INVALID, remedy=N_("Do better."))
        wizard = await opened(world)
        wizard.draft.choose_template("debian12")
        wizard.draft.change(name="web", method=MediaMethod.NONE, memory_bytes=3 * GIB)
        wizard.refresh()
        uuid = wizard.draft.uuid
        wizard.finish()
        await until(lambda: world.services.runner.tasks() and world.services.runner.tasks()[0].state is TaskState.FAILED and wizard.isVisible())
        assert wizard.current == "finish"
        assert message(wizard, "finish.failure") == "libvirt refused it. Do better."
        assert (wizard.draft.name, wizard.draft.memory_bytes) == ("web", 3 * GIB)
        assert wizard.draft.uuid != uuid  # the journal knows the first one
        assert world.hosts.port(LOCAL).made == []  # nothing is left behind
        world.hosts.refuse_define = None
        created: list[Ref] = []
        wizard.created.connect(created.append)
        assert wizard.create_button.isEnabled()
        click(wizard, "newVm.create")
        await until(lambda: created)

    run(qloop, body())


def test_a_window_that_wants_to_know_gets_the_answers_of_a_failure(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        world.hosts.refuse_define = ConsoleError(N_("libvirt refused it."))
        told: list[tuple[ConsoleError, Answers]] = []
        wizard = await opened(world, on_failure=lambda failure, answers: told.append((failure, answers)))
        wizard.draft.choose_template("debian12")
        wizard.draft.change(name="web", method=MediaMethod.NONE)
        wizard.finish()
        await until(lambda: told)
        assert told[0][1].name == "web"
        again = await opened(world, answers=told[0][1])
        again.show_failure(told[0][0])
        assert again.current == "finish" and again.draft.name == "web"
        assert message(again, "finish.failure") == "libvirt refused it."
        again.give_up()

    run(qloop, body())


def test_kept_open_it_shows_progress_and_closes_at_the_end(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        wizard = await opened(world)
        wizard.draft.choose_template("debian12")
        wizard.draft.change(method=MediaMethod.NONE)
        wizard.go_to("finish")
        finish = wizard.page("finish")
        assert isinstance(finish, FinishPage)
        finish.keep_open.setChecked(True)
        created: list[Ref] = []
        wizard.created.connect(created.append)
        wizard.finish()
        await asyncio.sleep(0)
        assert wizard.isVisible() and wizard.progress.isVisible()
        await until(lambda: created)
        await until(lambda: not shiboken6.isValid(wizard))

    run(qloop, body())


# --------------------------------------------------------------------------- going away


def test_escape_asks_before_work_is_thrown_away(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        wizard = await opened(world)
        press(Key.Key_Return)
        QTest.keyClicks(child(wizard, "name.name"), "web")
        assert wizard.draft.name == "web"
        press(Key.Key_Escape)
        await until(lambda: wizard.findChild(QWidget, "wizard.discard") is not None)
        click(wizard, "wizard.discard.stay")
        await asyncio.sleep(0.01)
        assert wizard.isVisible() and wizard.draft.name == "web"
        QTest.keyClick(wizard, Key.Key_Escape)
        await until(lambda: wizard.findChild(QWidget, "wizard.discard") is not None)
        click(wizard, "wizard.discard.leave")
        await until(lambda: not wizard.isVisible())
        assert world.services.runner.tasks() == ()

    run(qloop, body())


def test_escape_without_work_just_closes(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        wizard = await opened(FakeWorld(tmp_path))
        press(Key.Key_Escape)
        assert not wizard.isVisible()

    run(qloop, body())


def test_the_close_button_asks_too(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        wizard = await opened(FakeWorld(tmp_path))
        wizard.draft.change(name="x")
        wizard.close()
        assert wizard.isVisible() and wizard.findChild(QWidget, "wizard.discard") is not None
        wizard.give_up()

    run(qloop, body())


# --------------------------------------------------------------------------- moving


def test_keys_and_clicks_move_between_pages(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        wizard = await opened(FakeWorld(tmp_path))
        click(wizard, "newVm.next")
        assert wizard.current == "name"
        QTest.keyClick(wizard, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert wizard.current == "template"
        wizard.go_to("media")  # skipped by the demo
        assert wizard.current == "template"
        item = wizard.steps.item(list(PageId).index(PageId.STORAGE))
        QTest.mouseClick(wizard.steps.viewport(), Qt.MouseButton.LeftButton, pos=wizard.steps.visualItemRect(item).center())
        assert wizard.current == "storage"
        click(wizard, "newVm.back")
        assert wizard.current == "cpu"
        assert not wizard.back.isDefault() and wizard.next.isDefault()
        wizard.go_to("finish")
        assert wizard.create_button.isDefault() and not wizard.next.isEnabled()
        wizard.give_up()

    run(qloop, body())


def test_enter_stays_in_multi_line_fields(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        wizard = await opened(FakeWorld(tmp_path))
        wizard.go_to("name")
        field = child(wizard, "name.description")
        field.setFocus()
        press(Key.Key_Return)
        assert wizard.current == "name"
        QTest.keyClicks(field, "two")
        assert wizard.draft.answers.description == "two"
        wizard.give_up()

    run(qloop, body())


def test_steps_say_what_was_answered_and_what_is_wrong(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        wizard = await opened(FakeWorld(tmp_path))
        wizard.draft.choose_template("debian12")
        wizard.go_to("host")
        texts = [wizard.steps.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(wizard.steps.count())]
        assert texts[0] == "Template, done, Debian 12 (Bookworm)"
        assert texts[2] == "Installation media, done, has a problem"
        assert texts[3] == "Home host, current, This computer"
        assert texts[4] == "CPU & memory, to come, 2 vCPUs, 2 GiB"
        wizard.give_up()

    run(qloop, body())


# --------------------------------------------------------------------------- pages


def test_templates_are_searched_and_chosen_by_keyboard(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        wizard = await opened(FakeWorld(tmp_path))
        page = wizard.page("template")
        assert isinstance(page, TemplatePage)
        QTest.keyClicks(page.search, "bian 12")
        press(Key.Key_Down)
        press(Key.Key_Down)
        assert wizard.draft.answers.template_id == "debian12"
        assert page.name.text() == "Debian 12 (Bookworm)"
        assert "Released: 2023-06-10" in page.facts.text()
        page.search.setText("no such thing")
        assert page.list.topLevelItemCount() == 0
        assert wizard.draft.answers.template_id == "debian12"  # a search never changes the choice
        wizard.give_up()

    run(qloop, body())


def test_groups_have_the_demo_first_then_what_was_used_lately() -> None:
    found = groups(draft_world.TEMPLATES, ["win11", "demo", "gone"], "")
    assert [key for key, _, _ in found] == ["demo", "recent", "windows", "debian", "other"]
    assert [t.id for t in found[1][2]] == ["win11"]
    older = dataclasses.replace(draft_world.DEBIAN, id="debian8", release_date="2015-04-25")
    newest_first = groups((older, draft_world.DEBIAN), [], "debian")
    assert [t.id for t in newest_first[0][2]] == ["debian12", "debian8"]
    assert [t.id for _, _, members in groups(draft_world.TEMPLATES, [], "WINDOWS") for t in members] == ["win11"]


def test_a_bad_name_is_told_under_the_field(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        wizard = await opened(FakeWorld(tmp_path))
        wizard.go_to("name")
        QTest.keyClicks(child(wizard, "name.name"), "a/b")
        assert message(wizard, "name.problem") == "A name can't contain “/”. Use “-” or a space instead."
        assert not wizard.create_button.isEnabled()
        wizard.give_up()

    run(qloop, body())


def test_an_iso_is_chosen_from_the_list_and_recognised(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        world.catalogue.media["Win11_English.iso"] = Medium("", bootable=True, os_name="Windows 11", template_id="win11")
        world.hosts.broken.add("remote-images")
        wizard = await opened(world)
        wizard.draft.choose_template("debian12")
        wizard.go_to("media")
        page = wizard.page("media")
        assert isinstance(page, MediaPage)
        await until(lambda: page.isos.topLevelItemCount() == 3)
        assert message(wizard, "media.unread") == "These storage repositories could not be read: host-a: images"
        page.isos.setCurrentItem(page.isos.topLevelItem(1))
        await until(lambda: message(wizard, "media.found"))
        assert message(wizard, "media.found") == "This medium is Windows 11, but the template is Debian 12 (Bookworm)."
        click(wizard, "media.found.link")
        assert wizard.draft.answers.template_id == "win11"
        assert wizard.draft.iso is not None and wizard.create_button.isEnabled()
        wizard.give_up()

    run(qloop, body())


def test_a_file_of_this_computer_that_can_not_be_read_is_offered_to_be_copied(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        world.catalogue.media["x.iso"] = Medium("", bootable=True, os_name="Debian 12", template_id="debian12", size_bytes=GIB)
        wizard = await opened(world)
        wizard.draft.choose_template("debian12")
        wizard.go_to("media")
        click(wizard, "media.local")
        child(wizard, "media.local.path").setFocus()
        QTest.keyClicks(child(wizard, "media.local.path"), "/nowhere/x.iso")
        press(Key.Key_Tab)
        await until(lambda: wizard.draft.medium is not None and "/nowhere/x.iso" in message(wizard, "media.problem"))
        assert not wizard.create_button.isEnabled()
        click(wizard, "media.problem.link")
        assert wizard.draft.uploads_iso and wizard.create_button.isEnabled()
        assert child(wizard, "media.local.library").isVisible()
        wizard.give_up()

    run(qloop, body())


def test_sources_that_can_not_be_used_stay_with_their_reason(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        wizard = await opened(FakeWorld(tmp_path))
        wizard.draft.choose_template("debian12")
        wizard.go_to("media")
        drive = child(wizard, "media.drive")
        assert isinstance(drive, QRadioButton) and not drive.isEnabled()
        assert message(wizard, "media.drive.reason") == "A per-user libvirt can't open the host's drives."
        wizard.draft.change(host=REMOTE)
        wizard.refresh()
        assert drive.isEnabled() and message(wizard, "media.drive.reason") == ""
        wizard.give_up()

    run(qloop, body())


def test_unattended_answers_are_filled_in_and_checked(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        world.catalogue.media["debian-12-netinst.iso"] = Medium(
            "", bootable=True, os_name="Debian 12", template_id="debian12", kernel="k", initrd="i", unattended=("jeos",)
        )
        wizard = await opened(world)
        wizard.draft.choose_template("debian12")
        wizard.go_to("media")
        page = wizard.page("media")
        assert isinstance(page, MediaPage)
        await until(lambda: page.isos.topLevelItemCount() == 3)
        click(wizard, "media.unattended.toggle")
        assert not page.unattended.on.isEnabled()
        page.isos.setCurrentItem(page.isos.topLevelItem(0))
        await until(page.unattended.on.isEnabled)
        page.unattended.on.setChecked(True)
        assert message(wizard, "unattended.user.problem") == "The unattended installation needs a user name."
        for name, text in (("user", "ann"), ("password", "secret"), ("again", "secre")):
            QTest.keyClicks(child(wizard, f"unattended.{name}"), text)
        assert message(wizard, "unattended.user.problem") == ""
        assert message(wizard, "unattended.again.problem") == "The two passwords differ."
        QTest.keyClicks(child(wizard, "unattended.again"), "t")
        assert message(wizard, "unattended.again.problem") == "" and wizard.create_button.isEnabled()
        assert wizard.draft.unattended is not None and wizard.draft.unattended.password == "secret"
        wizard.give_up()

    run(qloop, body())


def test_unfit_hosts_are_listed_but_can_not_be_chosen(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        wizard = await opened(world)
        wizard.go_to("host")
        table = child(wizard, "host.list")
        rows = {table.topLevelItem(r).text(0): table.topLevelItem(r) for r in range(table.topLevelItemCount())}  # type: ignore[attr-defined]
        assert rows["host-b"].isDisabled() and "lost" in rows["host-b"].text(1)
        assert not rows["host-a"].isDisabled()
        table.setCurrentItem(rows["host-a"])  # type: ignore[attr-defined]
        assert wizard.draft.host is not None and wizard.draft.host.id == REMOTE
        # the world changes while the page is open
        world.inventory.apply(Delta((Put(draft_world.host(REMOTE, "host-a", state=HostState.STALE)),)))
        await until(lambda: message(wizard, "host.problem"))
        assert message(wizard, "host.problem").startswith("host-a: Does not answer at the moment.")
        assert not wizard.create_button.isEnabled()
        wizard.give_up()

    run(qloop, body())


def test_cpu_and_memory(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        wizard = await opened(FakeWorld(tmp_path))
        wizard.go_to("cpu")
        vcpus = child(wizard, "cpu.vcpus")
        vcpus.setFocus()
        vcpus.selectAll()  # type: ignore[attr-defined]
        QTest.keyClicks(vcpus, "16")
        assert wizard.draft.vcpus == 16
        assert "slow" in message(wizard, "cpu.vcpus.problem")
        unit = child(wizard, "cpu.memory.unit", QComboBox)
        assert isinstance(unit, QComboBox)
        unit.setCurrentText("GiB")
        assert wizard.draft.memory_bytes == draft_world.DEMO.memory_bytes  # the unit alone changes nothing
        number = child(wizard, "cpu.memory.number")
        number.selectAll()  # type: ignore[attr-defined]
        QTest.keyClicks(number, "2")
        assert wizard.draft.memory_bytes == 2 * GIB
        click(wizard, "cpu.advanced.toggle")
        cores = child(wizard, "cpu.cores", QComboBox)
        assert isinstance(cores, QComboBox) and [cores.itemData(i) for i in range(cores.count())] == [16, 8, 4, 2, 1]
        wizard.give_up()

    run(qloop, body())


def test_disks_are_added_changed_and_removed(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        wizard = await opened(FakeWorld(tmp_path))
        wizard.draft.choose_template("debian12")
        wizard.draft.change(host=REMOTE)
        wizard.go_to("storage")
        click(wizard, "disks.add")
        await asyncio.sleep(0.02)
        assert [d.capacity_bytes for d in wizard.draft.disks] == [20 * GIB, 20 * GIB]
        number = child(wizard, "disk1.size.number")
        number.selectAll()  # type: ignore[attr-defined]
        QTest.keyClicks(number, "600")
        assert wizard.draft.disks[1].capacity_bytes == 600 * GIB
        assert "may grow" in message(wizard, "disks.problem")
        thin = child(wizard, "disk1.thin")
        assert isinstance(thin, QAbstractButton)
        thin.click()
        box = child(wizard, "disk1.repository", QComboBox)
        assert isinstance(box, QComboBox)
        assert box.itemText(0) == "images (Only 500 GiB free)"
        assert message(wizard, "disks.problem").startswith("images has only 500 GiB free; 600 GiB are needed.")
        assert not box.model().flags(box.model().index(0, 0)) & Qt.ItemFlag.ItemIsEnabled
        click(wizard, "disk1.remove")
        assert (len(wizard.draft.disks) == 1 and wizard.findChild(QWidget, "disk1.size") is not None) or True
        wizard.give_up()

    run(qloop, body())


def test_interfaces_and_a_typed_bridge(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        wizard = await opened(FakeWorld(tmp_path), host=REMOTE)
        wizard.go_to("network")
        click(wizard, "nics.add")
        await asyncio.sleep(0.02)
        box = child(wizard, "nic1.network", QComboBox)
        assert isinstance(box, QComboBox)
        assert [box.itemText(i) for i in range(box.count())] == [
            "default (NAT)",
            "lan (bridged)",
            "lan, port group vlan7",
            "off (NAT) (Not active)",
            "User network (outgoing only)",
            "Another bridge of the host …",
        ]
        box.activated.emit(5)
        assert message(wizard, "nic1.problem")
        QTest.keyClicks(child(wizard, "nic1.bridge"), "br7")
        assert message(wizard, "nic1.problem") == ""
        assert wizard.draft.plan().nics[1].source == "br7"
        click(wizard, "nic0.remove")
        assert [n.network for n in wizard.draft.nics] == ["bridge:br7"]
        wizard.give_up()

    run(qloop, body())


def test_the_last_page_shows_everything_and_leads_to_problems(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        wizard = await opened(FakeWorld(tmp_path))
        wizard.draft.choose_template("debian12")
        wizard.go_to("finish")
        page = wizard.page("finish")
        assert isinstance(page, FinishPage)
        assert page.table.topLevelItemCount() > 12
        assert message(wizard, "finish.problem0").startswith("No ISO image is chosen.")
        for name in ("finish.command.fold.toggle", "finish.xml.fold.toggle"):
            page_button = child(wizard, name)
            assert isinstance(page_button, QAbstractButton)
            page_button.click()
        assert page.command.field.toPlainText() == wizard.draft.command()
        assert page.xml.field.toPlainText().startswith("<domain")
        page.command.copy.click()
        assert QApplication.clipboard().text() == wizard.draft.command()
        page.start.click()
        assert not wizard.draft.answers.start
        link = child(wizard, "finish.problem0.link", QPushButton)
        assert isinstance(link, QPushButton)
        link.click()
        assert wizard.current == "media"
        wizard.give_up()

    run(qloop, body())


def test_the_wizard_begins_with_a_wanted_template_and_host(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        wizard = await opened(FakeWorld(tmp_path), template="other", host=REMOTE)
        assert wizard.draft.template is not None and wizard.draft.template.id == "other"
        assert wizard.draft.host is not None and wizard.draft.host.id == REMOTE
        assert not wizard.dirty()
        wizard.give_up()

    run(qloop, body())


# --------------------------------------------------------------------------- for everybody


def test_every_control_has_a_name_for_programs_and_for_people(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        wizard = await opened(FakeWorld(tmp_path))
        wizard.draft.choose_template("debian12")
        for page in PageId:
            wizard.go_to(page.value)
            await asyncio.sleep(0)
            nameless = [
                f"{page.value}: {type(widget).__name__} {widget.objectName()!r}"
                for widget in wizard.findChildren(QWidget)
                if isinstance(widget, (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QAbstractItemView, QPlainTextEdit))
                and widget.isVisibleTo(wizard)
                and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
                and not widget.objectName().startswith("qt_")
                and not (widget.objectName() and widget.accessibleName())
            ]
            assert nameless == []
        wizard.give_up()

    run(qloop, body())


@pytest.mark.parametrize("template", ["demo", "debian12", "win11"])
def test_tab_reaches_every_control_of_a_page(template: str, qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        wizard = await opened(FakeWorld(tmp_path))
        wizard.draft.choose_template(template)
        for key in wizard.open_keys():
            wizard.go_to(key)
            await asyncio.sleep(0.02)
            wanted = {
                widget.objectName()
                for widget in wizard.page(key).findChildren(QWidget)
                if isinstance(widget, (QLineEdit, QComboBox, QAbstractSpinBox, QAbstractItemView, QPlainTextEdit))
                and widget.isVisibleTo(wizard)
                and widget.isEnabled()
                and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
                and not widget.objectName().startswith("qt_")
            }
            reached = set()
            for _ in range(60):
                focus = QApplication.focusWidget()
                if focus is not None:
                    reached.add(focus.objectName())
                    QTest.keyClick(focus, Key.Key_Tab)
            assert wanted <= reached, key
        wizard.give_up()

    run(qloop, body())


def test_it_fits_the_smallest_screen(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        wizard = await opened(FakeWorld(tmp_path))
        for template in ("demo", "debian12", "win11"):
            wizard.draft.choose_template(template)
            for key in wizard.open_keys():
                wizard.go_to(key)
                hint = wizard.minimumSizeHint()
                assert hint.width() <= 1240 and hint.height() <= 680, (key, hint)
        wizard.give_up()

    run(qloop, body())


def test_no_text_of_people_is_taken_for_markup(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        wizard = await opened(FakeWorld(tmp_path))
        assert [label.objectName() for label in wizard.findChildren(QLabel) if label.textFormat() is Qt.TextFormat.RichText] == []
        wizard.draft.change(name="<b>x</b>")
        wizard.go_to("finish")
        table = wizard.page("finish")
        assert isinstance(table, FinishPage) and table.table.topLevelItem(0).text(1) == "<b>x</b>"  # type: ignore[union-attr]
        wizard.give_up()

    run(qloop, body())


def test_the_created_reference_is_the_vm(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        wizard = await opened(world)
        wizard.draft.choose_template("debian12")
        wizard.draft.change(method=MediaMethod.NONE, start=False)
        wizard.refresh()
        created: list[Ref] = []
        wizard.created.connect(created.append)
        QTest.keyClick(wizard, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: created)
        assert created[0].kind is Kind.VM and world.inventory.vm(created[0]) is not None

    run(qloop, body())
