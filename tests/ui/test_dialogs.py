"""Dialogs driven by keys and clicks over fakes; each is drawn in both themes into tests/screenshots."""

from __future__ import annotations

import asyncio
import dataclasses
import os
import shutil
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPushButton, QWidget

from console.guests.isowriter import write_iso
from console.model.errors import Cause, ConsoleError
from console.model.ids import Kind, Ref
from console.model.inventory import Delta, Put
from console.model.objects import Disk, HostState, PowerState, Vm, VmConfig, Volume
from console.model.ports import ProbeStep
from console.model.preferences import hints_wanted
from console.model.rules import Reason, Verb
from console.model.tasks import Leftover
from console.model.text import N_
from console.operations.drafts.host_uri import HostForm, Way, address_problem, build_uri, problems, system_libvirt_here, system_record
from console.operations.power import for_many
from console.ui.dialogs.about import AboutDialog
from console.ui.dialogs.acceleration import AccelerationDialog
from console.ui.dialogs.add_host import AddHostDialog
from console.ui.dialogs.bulk import BulkDialog, BulkRow
from console.ui.dialogs.delete_vm import DeleteVmDialog
from console.ui.dialogs.first_start import FirstSteps
from console.ui.dialogs.leftovers import LeftoversDialog
from console.ui.dialogs.preferences import PreferencesDialog
from console.ui.dialogs.questions import DialogQuestions, split_fingerprint
from console.ui.dialogs.shortcuts import ShortcutsDialog
from console.ui.dialogs.support import Message
from tests.operations.draft_world import GIB, LOCAL, MIB, REMOTE
from tests.ui.wizard_world import FakeWorld, apply_theme, qloop, run, until

__all__ = ["qloop"]

Loop = asyncio.AbstractEventLoop
Key = Qt.Key
PICTURES = Path(__file__).parents[1] / "screenshots"
FINGERPRINT = "SHA256:" + "aB3+" * 10 + "xyz"


def child(of: QWidget, name: str) -> QWidget:
    found = of.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def button(of: QWidget, name: str) -> QPushButton:
    found = child(of, name)
    assert isinstance(found, QPushButton)
    return found


def message(of: QWidget, name: str) -> str:
    found = child(of, name)
    assert isinstance(found, Message)
    return found.text if found.isVisible() else ""


def question() -> QWidget:
    """The question that is open."""
    return next(w for w in QApplication.topLevelWidgets() if w.objectName() == "question" and w.isVisible())


async def asked() -> QWidget:
    await until(lambda: any(w.objectName() == "question" and w.isVisible() for w in QApplication.topLevelWidgets()))
    return question()


# --------------------------------------------------------------------------- questions


def test_a_dangerous_question_does_not_have_its_verb_as_default(qloop: Loop) -> None:
    async def body() -> None:
        port = DialogQuestions(lambda: None)
        for danger, expected in ((True, False), (False, True)):
            answer = asyncio.ensure_future(port.confirm(N_("Delete it?"), N_("It goes."), verb=N_("Delete 2 disks"), danger=danger, details="a\nb"))
            dialog = await asked()
            assert button(dialog, "question.accept").text() == "Delete 2 disks"
            assert button(dialog, "question.accept").isDefault() is not danger
            QTest.keyClick(dialog, Key.Key_Return)
            assert await answer is expected

    run(qloop, body())


def test_questions_are_answered_by_button_refused_by_escape_and_closed_with_their_asker(qloop: Loop) -> None:
    async def body() -> None:
        port = DialogQuestions(lambda: None)
        answer = asyncio.ensure_future(port.confirm(N_("T"), N_("t"), verb=N_("Do it"), danger=True))
        button(await asked(), "question.accept").click()
        assert await answer is True
        answer = asyncio.ensure_future(port.confirm(N_("T"), N_("t"), verb=N_("Do it")))
        QTest.keyClick(await asked(), Key.Key_Escape)
        assert await answer is False
        answer = asyncio.ensure_future(port.confirm(N_("T"), N_("t"), verb=N_("Do it")))
        dialog = await asked()
        answer.cancel()
        await asyncio.sleep(0.02)
        with pytest.raises(RuntimeError):  # the dialog is gone with who asked
            dialog.isVisible()
        answer = asyncio.ensure_future(port.confirm(N_("T"), N_("t"), verb=N_("Do it")))
        await asked()
        port.close_all()
        assert await answer is False

    run(qloop, body())


def test_a_fingerprint_is_shown_apart_and_can_be_copied(qloop: Loop) -> None:
    assert split_fingerprint("plain") == ("plain", "", "")

    async def body() -> None:
        port = DialogQuestions(lambda: None)
        text = N_("The key of {host} is {print}. Is it the right one?", host="web", print=FINGERPRINT)
        answer = asyncio.ensure_future(port.confirm(N_("Unknown host key"), text, verb=N_("Trust this key"), danger=True))
        dialog = await asked()
        shown = child(dialog, "question.fingerprint")
        assert shown.text() == FINGERPRINT  # type: ignore[attr-defined]
        assert shown.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard  # type: ignore[attr-defined]
        assert shown.font().fixedPitch() or shown.font().family() != dialog.font().family()
        dialog.reject()  # type: ignore[attr-defined]
        assert await answer is False

    run(qloop, body())


def test_choices_and_credentials(qloop: Loop) -> None:
    async def body() -> None:
        port = DialogQuestions(lambda: None)
        choice = asyncio.ensure_future(port.choose(N_("Which?"), N_("Choose."), [("a", N_("First")), ("b", N_("Second"))], default="a"))
        dialog = await asked()
        child(dialog, "question.option.b").click()  # type: ignore[attr-defined]
        QTest.keyClick(dialog, Key.Key_Return)
        assert await choice == "b"
        choice = asyncio.ensure_future(port.choose(N_("Which?"), N_("Choose."), [("a", N_("First"))], default="a"))
        QTest.keyClick(await asked(), Key.Key_Escape)
        assert await choice is None
        fields = [("user", N_("User"), False), ("password", N_("Password"), True)]
        given = asyncio.ensure_future(port.credentials(N_("Log in to web"), N_("The host asks."), fields, can_save=True))
        dialog = await asked()
        secret = child(dialog, "question.field.password")
        assert isinstance(secret, QLineEdit) and secret.echoMode() is QLineEdit.EchoMode.Password
        QTest.keyClicks(child(dialog, "question.field.user"), "ann")
        QTest.keyClicks(secret, "s3")
        child(dialog, "question.save").click()  # type: ignore[attr-defined]
        QTest.keyClick(secret, Key.Key_Return)
        assert await given == ({"user": "ann", "password": "s3"}, True)
        given = asyncio.ensure_future(port.credentials(N_("Log in"), N_("t"), fields, can_save=False))
        dialog = await asked()
        assert not child(dialog, "question.save").isVisible()
        QTest.keyClick(dialog, Key.Key_Escape)
        assert await given is None

    run(qloop, body())


# --------------------------------------------------------------------------- add host


@pytest.mark.parametrize(
    ("form", "uri"),
    [
        (HostForm("qemu", Way.LOCAL), "qemu:///system"),
        (HostForm("qemu", Way.LOCAL, session=True), "qemu:///session"),
        (HostForm("qemu", Way.SSH, "web", "root", 22), "qemu+ssh://root@web/system"),
        (HostForm("qemu", Way.SSH, "web", "", 2222, session=True), "qemu+ssh://web:2222/session"),
        (HostForm("xen", Way.SSH, "2001:db8::1", "me"), "xen+ssh://me@[2001:db8::1]/system"),
        (HostForm("qemu", Way.TLS, "web.example.org", "ignored"), "qemu+tls://web.example.org/system"),
        (HostForm("lxc", Way.TCP, "10.0.0.1", port=16510), "lxc+tcp://10.0.0.1:16510/system"),
        (HostForm("test", Way.SSH, "ignored"), "test:///default"),
        (HostForm("qemu", Way.SSH, "x", uri=" qemu+unix:///system?socket=/run/x "), "qemu+unix:///system?socket=/run/x"),
    ],
)
def test_uris(form: HostForm, uri: str) -> None:
    assert form.effective_uri == uri
    if not form.uri:
        assert build_uri(form) == uri
    assert problems(form, [], []) == ()


@pytest.mark.parametrize("address", ["", "a b", "http://web", "-web", "web..org", "300.1.1.1", "1.2.3", "we/b", "ü.example", "a" * 300])
def test_bad_addresses(address: str) -> None:
    assert address_problem(address) is not None


@pytest.mark.parametrize("address", ["web", "web-01.example.org", "192.0.2.1", "2001:db8::1", "[::1]", "fe80::1%eth0", "host_a"])
def test_good_addresses(address: str) -> None:
    assert address_problem(address) is None


@pytest.mark.parametrize(
    "uri", ["web", "http://web/", "qemu+ssh:///system", "qemu+ssh://me:pw@web/system", "qemu+ssh://we b/", "qemu+foo://x/", "qemu://[x/"]
)
def test_bad_typed_uris(uri: str) -> None:
    assert [p.field for p in problems(HostForm(uri=uri, name="n"), [], [])] == ["uri"]


def test_whether_the_system_libvirt_can_be_reached_is_seen_without_connecting(tmp_path: Path) -> None:
    folder = Path(os.path.realpath(tempfile.mkdtemp(prefix="vd-")))  # unix sockets have short paths
    path = folder / "socket"
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(path))
            assert not system_libvirt_here([folder / "none", path]), "nobody listens"
            server.listen()
            assert system_libvirt_here([folder / "none", path])
            (tmp_path / "link").symlink_to(folder)
            assert system_libvirt_here([tmp_path / "link" / "socket"])
            server.setblocking(False)
            with pytest.raises(BlockingIOError):
                server.accept()
        assert not system_libvirt_here([path]), "a dead daemon's socket"
    finally:
        shutil.rmtree(folder)


def test_the_system_libvirt_as_a_host() -> None:
    record = system_record([])
    assert (record.uri, record.local, record.embedded, record.saved) == ("qemu:///system", True, False, True)
    assert system_record([record.name]).name == f"{record.name} 2" and system_record([]).id != record.id


STEPS = (
    ProbeStep("name", True, N_("web is 192.0.2.7.")),
    ProbeStep("port", True, N_("Port 22 answers.")),
    ProbeStep("host-key", True, N_("The host key is known.")),
    ProbeStep("login", False, N_("The login was refused."), N_("Add your key with ssh-copy-id.")),
    ProbeStep("socket", None, N_("Not tried.")),
    ProbeStep("permission", None, N_("Not tried.")),
)


def test_a_host_is_filled_in_tested_and_added(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        dialog = AddHostDialog(world.services, system_here=lambda: False)
        dialog.show()
        assert message(dialog, "addHost.offer") == ""
        assert not dialog.add.isEnabled() and message(dialog, "addHost.address.problem") == ""  # nothing is red before anything was typed
        QTest.keyClicks(dialog.address, "web")
        QTest.keyClicks(dialog.user, "root")
        assert dialog.uri.text() == "qemu+ssh://root@web/system"
        world.hosts.steps = STEPS
        dialog.test.click()
        await until(lambda: dialog.probe.isVisible())
        assert world.hosts.probed == ["qemu+ssh://root@web/system"]
        assert child(dialog, "addHost.probe.login.state").accessibleName() == "fails"
        assert child(dialog, "addHost.probe.login.text").text() == "The login was refused. Add your key with ssh-copy-id."  # type: ignore[attr-defined]
        assert child(dialog, "addHost.probe.socket.state").accessibleName() == "not reached"
        added: list[str] = []
        dialog.added.connect(added.append)
        dialog.pool.setCurrentIndex(1)
        QTest.keyClick(dialog.address, Key.Key_Return)
        await until(lambda: added)
        (record,) = world.hosts.added
        assert (record.name, record.uri, record.local, record.pool, record.id) == ("web", "qemu+ssh://root@web/system", False, "p1", added[0])

    run(qloop, body())


def test_bad_input_is_told_under_its_field(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        dialog = AddHostDialog(world.services, system_here=lambda: False)
        dialog.show()
        dialog.activateWindow()
        dialog.address.setFocus()
        QTest.keyClicks(dialog.address, "we b")
        QTest.keyClick(dialog.address, Key.Key_Tab)
        assert message(dialog, "addHost.address.problem") == "“we b” is not a host name or an IP address."
        assert not dialog.test.isEnabled() and not dialog.add.isEnabled()
        dialog.address.setText("host-a")
        assert message(dialog, "addHost.address.problem") == ""
        assert message(dialog, "addHost.uri.problem") == "This host is in the list already."
        assert message(dialog, "addHost.name.problem") == "There is already a host called “host-a”. Give it another name."
        dialog.uri.selectAll()
        QTest.keyClicks(dialog.uri, "nonsense")
        assert message(dialog, "addHost.uri.problem").startswith("“nonsense” is not a libvirt URI.")
        dialog.uri.selectAll()
        QTest.keyClicks(dialog.uri, "qemu+ssh://other/system")
        assert dialog.add.isEnabled()
        world.hosts.refuse_add = ConsoleError(N_("The settings could not be saved."), cause=Cause.NO_SPACE, remedy=N_("Make space."))
        dialog.add.click()
        await until(lambda: message(dialog, "addHost.problem"))
        assert message(dialog, "addHost.problem") == "The settings could not be saved. Make space."
        assert dialog.isVisible() and dialog.uri.text() == "qemu+ssh://other/system" and dialog.add.isEnabled()
        dialog.reject()

    run(qloop, body())


def test_the_system_libvirt_is_offered_where_it_can_be_reached(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        dialog = AddHostDialog(FakeWorld(tmp_path).services, system_here=lambda: True)
        dialog.show()
        assert message(dialog, "addHost.offer") == "The system libvirt of this computer can be reached."
        button(dialog, "addHost.offer.link").click()
        assert dialog.form().effective_uri == "qemu:///system" and dialog.form().local
        assert dialog.add.isEnabled()
        dialog.reject()

    run(qloop, body())


# --------------------------------------------------------------------------- delete


def world_with_disks(folder: Path) -> tuple[FakeWorld, Ref, Ref]:
    """Two VMs on host-a; the first has two disks of its own and one that the second uses too."""
    world = FakeWorld(folder)

    def disk(target: str, name: str) -> Disk:
        return Disk(target, "virtio", source=f"/srv/remote/images/{name}", format="qcow2")

    one = Vm(REMOTE, "aaaaaaaa-0000-0000-0000-000000000001", "web-02", PowerState.RUNNING)
    two = Vm(REMOTE, "aaaaaaaa-0000-0000-0000-000000000002", "web-03", PowerState.HALTED)
    old = Vm(REMOTE, "11111111-0000-0000-0000-000000000002", "web-01", PowerState.RUNNING, config=VmConfig())
    configs = (
        VmConfig(disks=(disk("vda", "web-02.qcow2"), disk("vdb", "data.qcow2"), disk("vdc", "shared.qcow2"))),
        VmConfig(disks=(disk("vda", "shared.qcow2"),)),
    )
    import dataclasses

    world.inventory.apply(Delta((Put(dataclasses.replace(one, config=configs[0])), Put(dataclasses.replace(two, config=configs[1])), Put(old))))
    for name, size in (("web-02.qcow2", 3 * GIB), ("data.qcow2", 700 * MIB), ("shared.qcow2", GIB)):
        path = f"/srv/remote/images/{name}"
        world.hosts.isos.append(Volume(REMOTE, "remote-images", name, path, path, "qcow2", "file", 20 * GIB, size))
    return world, one.ref, two.ref


def test_disks_are_asked_for_one_by_one_and_the_button_says_what_happens(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world, one, _ = world_with_disks(tmp_path)
        dialog = DeleteVmDialog(world.services, [one])
        dialog.show()
        assert not dialog.go.isEnabled()
        await until(dialog.go.isEnabled)
        assert dialog.go.text() == "&Delete VM and 2 disks"
        assert dialog.cancel.isDefault() and not dialog.go.isDefault()
        assert "forced off first: web-02" in message(dialog, "deleteVm.running")
        shared = child(dialog, "deleteVm.vm0.disk2")
        assert isinstance(shared, QAbstractButton) and not shared.isEnabled() and not shared.isChecked()
        assert child(dialog, "deleteVm.vm0.disk2.why").text() == "Stays: It is used by web-03 too."  # type: ignore[attr-defined]
        assert "3 GiB" in child(dialog, "deleteVm.vm0.disk0.facts").text()  # type: ignore[attr-defined]
        tick = child(dialog, "deleteVm.vm0.disk1")
        assert isinstance(tick, QAbstractButton)
        tick.click()
        assert dialog.go.text() == "&Delete VM and 1 disk"
        (operation,) = dialog.operations()
        assert (operation.disks, operation.off_first) == (("/srv/remote/images/web-02.qcow2",), True)
        dialog.none.click()
        assert dialog.go.text() == "&Delete VM"
        assert dialog.operations()[0].disks == ()
        QTest.keyClick(dialog, Key.Key_Return)  # the default is not to delete
        assert dialog.result() == DeleteVmDialog.DialogCode.Rejected

    run(qloop, body())


def test_several_vms_are_deleted_together_and_a_host_that_does_not_answer_costs_only_the_disks(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world, one, two = world_with_disks(tmp_path)

        async def refuse(repository: str) -> tuple[Volume, ...]:
            raise ConsoleError(N_("host-a does not answer."), cause=Cause.UNREACHABLE)

        world.hosts.port(REMOTE).volumes = refuse  # type: ignore[method-assign]
        dialog = DeleteVmDialog(world.services, [one, two])
        dialog.show()
        await until(dialog.go.isEnabled)
        assert dialog.go.text() == "&Delete 2 VMs"
        assert message(dialog, "deleteVm.vm0.problem") == "host-a does not answer. Its disks stay."
        assert [operation.disks for operation in dialog.operations()] == [(), ()]
        accepted: list[bool] = []
        dialog.accepted.connect(lambda: accepted.append(True))
        dialog.go.click()
        assert accepted == [True]
        tasks = world.services.runner.tasks()
        assert [task.verb for task in tasks] == ["vm-delete", "vm-delete"]
        await until(lambda: all(task.state.ended for task in world.services.runner.tasks()), 15)

    run(qloop, body())


# --------------------------------------------------------------------------- the small ones


def test_acceleration(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        dialog = AccelerationDialog(world.services, LOCAL)
        dialog.show()
        assert dialog.chosen == "auto" and "KVM does not work" in message(dialog, "acceleration.state")
        dialog.options["emulation"].click()
        dialog.save.click()
        await until(lambda: world.hosts.overrides)
        assert world.hosts.overrides == [(LOCAL, "emulation")]

    run(qloop, body())


def test_preferences_are_stored_at_once(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        dialog = PreferencesDialog(world.settings)
        dialog.show()
        themes: list[str] = []
        dialog.theme_changed.connect(themes.append)
        dialog.theme.setCurrentIndex(2)
        dialog.language.setCurrentIndex(2)
        dialog.shutdown.setValue(120)
        dialog.keep_open.click()
        dialog.hints.click()
        assert world.settings.values == {
            "ui.theme": "dark",
            "ui.language": "ja",
            "operations.shutdown_seconds": 120,
            "wizard.keep_open": True,
            "ui.first_start_done": True,
        }
        assert themes == ["dark"]
        assert message(dialog, "preferences.note") == "The language changes at the next start of Virtdeck."
        dialog.accept()

    run(qloop, body())


def test_preferences_of_guest_tools(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        world.settings.values["tools.fallback_seconds"] = "soon"  # written by hand: no number
        dialog = PreferencesDialog(world.settings, background=world.services.background)
        dialog.show()
        assert dialog.fallback.value() == 300 and dialog.fallback.minimum() == 30
        dialog.fallback.setValue(5)  # too short for any boot
        assert dialog.fallback.value() == 30 and world.settings.values["tools.fallback_seconds"] == 30
        disc, key = dialog.disc, "tools.windows_iso"
        other, good, text = tmp_path / "debian.iso", tmp_path / "virtio-win.iso", tmp_path / "text.iso"
        text.write_text("no image")
        other.write_bytes(write_iso("DEBIAN", [("a.txt", b"x")]))
        good.write_bytes(write_iso("virtio-win-0.1.9", [("a.txt", b"x")]))

        async def give(path: object, level: str, words: str) -> None:
            disc.edit.setText(str(path))
            disc.edit.editingFinished.emit()
            await until(lambda: words in disc.message.text)
            assert disc.message.level == level and disc.message.isVisible()

        await give(tmp_path / "nothing.iso", "error", "no such file")
        await give("virtio-win.iso", "error", "whole path")
        await give(text, "error", "text.iso is not an ISO image")
        assert key not in world.settings.values, "what is no image is not stored"
        await give(good, "ok", "version 0.1.9")
        assert world.settings.values[key] == str(good)
        await give(other, "warn", "label (DEBIAN)")
        assert world.settings.values[key] == str(other), "a person may know better"
        await give(text, "error", "not an ISO image")
        assert world.settings.values[key] == str(other)
        disc.edit.clear()
        assert world.settings.values[key] == "" and not disc.message.isVisible()
        dialog.accept()

    run(qloop, body())


def test_the_waiting_time_reaches_the_operations(tmp_path: Path) -> None:
    world = FakeWorld(tmp_path)
    refs = [vm.ref for vm in world.inventory.vms()]
    for verb in (Verb.VM_SHUTDOWN, Verb.VM_REBOOT):
        assert [getattr(operation, "seconds", 0) for operation in for_many(verb, refs, world.inventory, patience=7)] == [7, 7]
    assert len(for_many(Verb.VM_FORCE_OFF, refs, world.inventory, patience=7)) == 2


def test_about_can_be_copied(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        dialog = AboutDialog(FakeWorld(tmp_path).services)
        dialog.show()
        dialog.facts.copy.click()
        assert "PySide6" in QApplication.clipboard().text() and "host-a (qemu+ssh://host-a/system)" in QApplication.clipboard().text()
        dialog.accept()

    run(qloop, body())


def test_shortcuts_can_be_searched(qloop: Loop) -> None:
    async def body() -> None:
        dialog = ShortcutsDialog()
        dialog.show()
        QTest.keyClicks(dialog.search, "ctrl+n")
        shown = [w.text() for w in dialog.findChildren(QWidget) if w.objectName().startswith("shortcuts.text") and w.isVisible()]  # type: ignore[attr-defined]
        assert shown == ["New VM"]
        dialog.accept()

    run(qloop, body())


def test_bulk_shows_reasons_and_offers_what_mends_them(qloop: Loop) -> None:
    async def body() -> None:
        refs = [Ref(Kind.VM, LOCAL, str(n)) for n in range(4)]
        needs = Reason(N_("Its I/O drivers are not installed."), "install-both", N_("Install guest tools"))
        rows = [
            BulkRow(refs[0], "a", None),
            BulkRow(refs[1], "b", needs),
            BulkRow(refs[2], "c", needs),
            BulkRow(refs[3], "d", Reason(N_("It is off."))),
        ]
        dialog = BulkDialog(N_("Suspend 4 VMs"), N_("Suspend"), rows)
        dialog.show()
        assert dialog.able == (refs[0],) and dialog.go.text() == "Suspend 1 VM"
        assert [dialog.table.topLevelItem(r).text(0) for r in range(4)] == ["b", "c", "d", "a"]  # type: ignore[union-attr]
        fixes: list[tuple[str, list[Ref]]] = []
        dialog.fix.connect(lambda remedy, of: fixes.append((remedy, of)))
        assert button(dialog, "bulk.fix.install-both").text() == "Install guest tools (2)"
        button(dialog, "bulk.fix.install-both").click()
        assert fixes == [("install-both", refs[1:3])]
        dialog.go.click()
        assert dialog.result() == BulkDialog.DialogCode.Accepted
        none = BulkDialog(N_("Suspend"), N_("Suspend"), rows[1:])
        assert not none.go.isEnabled()
        none.reject()

    run(qloop, body())


def leftover(id: int, kind: str, confirmed: bool, key: str) -> Leftover:
    return Leftover(id, "vm-install", "Create web", 1.7e9, kind, str(REMOTE), key, f"{kind}-{id}", confirmed)


def test_leftovers_are_cleaned_up_or_kept(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        left = [leftover(1, "domain", True, "u1"), leftover(2, "volume", False, "remote-images/x")]
        world.journal.left = left
        dialog = LeftoversDialog(world.services, left)
        dialog.show()
        assert not dialog.rows[1].clean.isEnabled() and "not proved" in dialog.rows[1].problem.text
        dialog.rows[0].clean.click()
        await until(lambda: len(dialog.rows) == 1)
        dialog.rows[0].keep.click()
        await until(lambda: world.journal.closed == [1, 2])

    run(qloop, body())


def test_a_leftover_can_be_cleaned_up_as_soon_as_its_host_is_connected(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        host = world.inventory.host(REMOTE)
        assert host is not None
        world.inventory.apply(Delta((Put(dataclasses.replace(host, state=HostState.CONNECTING)),)))
        left = [leftover(1, "domain", True, "u1")]
        world.journal.left = left
        dialog = LeftoversDialog(world.services, left)
        dialog.show()
        (row,) = dialog.rows
        assert not row.clean.isEnabled() and "not connected" in row.problem.text and row.keep.isEnabled()
        world.inventory.apply(Delta((Put(dataclasses.replace(host, state=HostState.READY)),)))
        assert row.clean.isEnabled() and not row.problem.text
        dialog.reject()
        world.inventory.apply(Delta((Put(dataclasses.replace(host, state=HostState.LOST)),)))
        assert row.clean.isEnabled(), "closed: it listens no more"

    run(qloop, body())


def test_first_steps_are_dismissed_for_good(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        assert hints_wanted(world.settings)
        steps = FirstSteps(world.settings)
        steps.show()
        wishes: list[str] = []
        steps.requested.connect(wishes.append)
        button(steps, "firstSteps.new-vm.go").click()
        button(steps, "firstSteps.add-host.go").click()
        assert wishes == ["new-vm", "add-host"]
        offer = button(steps, "firstSteps.add-system.go")
        assert not offer.isVisible()
        steps.offer_system(True)
        assert offer.isVisible()
        offer.click()
        assert wishes[-1] == "add-system"
        button(steps, "firstSteps.dismiss").click()
        assert not steps.isVisible() and not hints_wanted(world.settings)

    run(qloop, body())


# --------------------------------------------------------------------------- all of them


async def every(world: FakeWorld, one: Ref, two: Ref) -> dict[str, QWidget]:
    """Each dialog with something in it."""
    add = AddHostDialog(world.services, system_here=lambda: True)
    add.address.setText("web")
    add.probe.show_steps(STEPS)
    rows = [
        BulkRow(one, "web-02", None),
        BulkRow(two, "web-03", Reason(N_("Its I/O drivers are not installed."), "install-both", N_("Install guest tools"))),
    ]
    left = [leftover(1, "domain", True, "u1"), leftover(2, "volume", False, "remote-images/x")]
    return {
        "add-host": add,
        "delete": DeleteVmDialog(world.services, [one, two]),
        "acceleration": AccelerationDialog(world.services, LOCAL),
        "preferences": PreferencesDialog(world.settings),
        "about": AboutDialog(world.services),
        "shortcuts": ShortcutsDialog(),
        "bulk": BulkDialog(N_("Suspend 2 VMs"), N_("Suspend"), rows),
        "leftovers": LeftoversDialog(world.services, left),
        "first-steps": FirstSteps(world.settings),
    }


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_dialog_is_drawn_named_and_fits(theme: str, qloop: Loop, qapp: QApplication, tmp_path: Path) -> None:
    async def body() -> None:
        apply_theme(qapp, theme)
        world, one, two = world_with_disks(tmp_path)
        dialogs = await every(world, one, two)
        port = DialogQuestions(lambda: None)
        text = N_("{host} shows a key that is not known yet: {print}. Compare it with the host's own.", host="web", print=FINGERPRINT)
        answer = asyncio.ensure_future(port.confirm(N_("Do you trust web?"), text, verb=N_("Trust this key"), danger=True))
        dialogs["question"] = await asked()
        for name, dialog in dialogs.items():
            dialog.show()
            await asyncio.sleep(0.05)
            dialog.grab().save(str(PICTURES / f"dialog-{theme}-{name}.png"))
            assert dialog.minimumSizeHint().width() <= 1240 and dialog.minimumSizeHint().height() <= 680, name
            assert nameless(dialog) == []
        port.close_all()
        await answer
        for dialog in list(dialogs.values())[:-1]:
            close: Callable[[], object] = getattr(dialog, "reject", dialog.hide)
            close()

    run(qloop, body())


def nameless(dialog: QWidget) -> list[str]:
    """Controls that a program or a screen reader can't name."""
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QAbstractItemView)
    return [
        f"{type(widget).__name__} {widget.objectName()!r}"
        for widget in dialog.findChildren(QWidget)
        if isinstance(widget, kinds)
        and widget.isVisibleTo(dialog)
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not widget.objectName().startswith("qt_")
        and not (widget.objectName() and widget.accessibleName())
    ]
