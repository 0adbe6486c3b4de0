"""Bad input gets one clear sentence where it was made; nothing is lost, and no traceback is ever shown."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import libvirt
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QRadioButton, QWidget

from console.model.ids import LOCAL_HOST
from console.model.objects import Host, HostState, Vm
from console.ui.dialogs.add_host import AddHostDialog
from console.ui.dialogs.support import Message
from console.ui.wizards.new_vm import NewVmWizard
from tests.app.conftest import define_guest
from tests.fixtures.daemon import PrivateLibvirtd
from tests.fixtures.desktop import Launch, Running

pytestmark = [pytest.mark.timeout(120), pytest.mark.qt_log_ignore("This plugin does not support")]

RAW = re.compile(r"Traceback|\[code=|libvirtError|Errno|Exception|0x[0-9a-f]{8}")


def sentence(text: str) -> str:
    """``text``, which must be fit for people: whole sentences, one line, nothing raw."""
    assert text, "nothing is said"
    assert text.rstrip().endswith((".", "”")), text
    assert "\n" not in text, text
    assert not RAW.search(text), text
    return text


def nothing_raw_is_shown() -> None:
    """No visible widget of the program shows what is for the log."""
    for widget in QApplication.allWidgets():
        if not widget.isVisible():
            continue
        texts = [widget.toolTip(), widget.accessibleName()]
        if isinstance(widget, QLabel):
            texts.append(widget.text())
        elif isinstance(widget, QPlainTextEdit):
            texts.append(widget.toPlainText())
        for text in texts:
            assert not re.search(r"Traceback|libvirtError", text), (widget.objectName(), text)


def message(running: Running, name: str) -> str:
    """What an inline message says; "" while it is hidden."""
    found = [w for w in QApplication.allWidgets() if w.objectName() == name and isinstance(w, Message) and w.isVisible()]
    return found[0].text if found else ""


def labels(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def host(running: Running, uri: str) -> Host:
    return next(h for h in running.desktop.parts.inventory.hosts() if h.record.uri == uri)


def type_into(running: Running, name: str, text: str) -> None:
    """As a person: click, select all, type, leave the field."""
    field = running.child(name, QLineEdit)
    running.qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    field.selectAll()
    running.qtbot.keyClicks(field, text)
    running.qtbot.keyClick(field, Qt.Key.Key_Tab)
    running.qtbot.wait(20)


# --------------------------------------------------------------------------- hosts


def test_an_unknown_uri(launch: Launch) -> None:
    uri = "nonsense://host.invalid/system"
    with launch([uri], embedded=False) as running:
        running.until(lambda: host(running, uri).state is HostState.REFUSED)
        why = sentence(str(host(running, uri).why))
        running.window.select([host(running, uri).ref])
        running.until(lambda: why in labels(running.window.tabs.currentWidget()))
        nothing_raw_is_shown()


def test_an_unknown_uri_in_the_dialog(launch: Launch) -> None:
    with launch(embedded=False) as running:
        running.do("host-add")
        dialog = running.window.findChild(AddHostDialog)
        assert dialog is not None
        running.until(dialog.isVisible)
        type_into(running, "addHost.name", "far away")
        type_into(running, "addHost.uri", "nonsense://host.invalid/system")
        sentence(message(running, "addHost.uri.problem"))
        assert not dialog.add.isEnabled()
        assert dialog.add.toolTip()
        type_into(running, "addHost.uri", "not a uri at all")
        sentence(message(running, "addHost.uri.problem"))
        # a good form of an address that leads nowhere: Test names the link that fails
        type_into(running, "addHost.uri", "qemu+tcp://nowhere.invalid/system")
        assert message(running, "addHost.uri.problem") == ""
        running.press("addHost.test")
        running.until(lambda: dialog.probe.isVisible() and dialog.test.isEnabled())
        shown = labels(dialog.probe)
        assert "nowhere.invalid" in shown
        assert not RAW.search(shown), shown
        # nothing is lost
        assert running.child("addHost.name", QLineEdit).text() == "far away"
        assert running.child("addHost.uri", QLineEdit).text() == "qemu+tcp://nowhere.invalid/system"
        nothing_raw_is_shown()
        dialog.reject()


PROTECTED = """<node><cpu><mhz>2000</mhz></cpu><auth><user password="right">admin</user></auth></node>"""


def test_a_refused_login(launch: Launch, tmp_path: Path) -> None:
    (tmp_path / "node.xml").write_text(PROTECTED)
    uri = f"test://{tmp_path}/node.xml"
    with launch([uri], embedded=False) as running:

        def answer(password: str) -> None:
            fields = [w for w in running.child("question").findChildren(QLineEdit) if w.isVisible()]
            for field in fields:
                field.clear()
                running.qtbot.keyClicks(field, password if field.echoMode() == QLineEdit.EchoMode.Password else "admin")
            running.press("question.accept")

        answer("wrong")
        running.until(lambda: host(running, uri).state is HostState.REFUSED)
        why = sentence(str(host(running, uri).why))
        assert "wrong" not in why, "a password is never shown"
        running.window.select([host(running, uri).ref])
        running.until(lambda: why in labels(running.window.tabs.currentWidget()))
        nothing_raw_is_shown()
        running.do("host-connect")
        answer("right")
        running.until(lambda: host(running, uri).state is HostState.READY)


# --------------------------------------------------------------------------- what a host says


def test_malformed_xml_from_a_host(launch: Launch, libvirtd: PrivateLibvirtd, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"whole": "", "cut": "<domain><name>cut</name><devices><disk", "alien": "<planet/>", "garbage": "\x00\x01&&&", "empty": ""}
    uuids = {name: define_guest(libvirtd.uri, name) for name in names}
    plain = libvirt.virDomain.XMLDesc

    def broken(domain: libvirt.virDomain, flags: int = 0) -> str:
        name = domain.name()
        return str(plain(domain, flags)) if name == "whole" else names[name]

    monkeypatch.setattr(libvirt.virDomain, "XMLDesc", broken)
    try:
        with launch([libvirtd.uri], embedded=False) as running:
            running.until(lambda: host(running, libvirtd.uri).loaded)
            found: dict[str, Vm] = {vm.name: vm for vm in running.desktop.parts.inventory.vms()}
            assert set(found) == set(names)
            assert found["whole"].problem is None
            assert found["whole"].config is not None
            for name in names.keys() - {"whole"}:
                problem = str(found[name].problem)
                assert problem.startswith("Its configuration could not be read")
                assert not RAW.search(problem), problem
                running.window.select([found[name].ref])
                running.until(lambda problem=problem: problem in labels(running.window.tabs.currentWidget()))
                for number in range(running.window.tabs.count()):
                    if running.window.tabs.isTabVisible(number):
                        running.window.tabs.setCurrentIndex(number)
                        running.qtbot.wait(30)
                running.window.tabs.setCurrentIndex(0)
                nothing_raw_is_shown()
            running.shot("bad-input-xml")
    finally:
        monkeypatch.undo()
        connection = libvirt.open(libvirtd.uri)
        for identity in uuids.values():
            connection.lookupByUUIDString(identity).undefine()
        connection.close()


# --------------------------------------------------------------------------- the wizard


def local_ready(running: Running) -> bool:
    inventory = running.desktop.parts.inventory
    found = inventory.host(LOCAL_HOST)
    return found is not None and found.loaded and {r.name for r in inventory.repositories(LOCAL_HOST)} >= {"local", "ISO library"}


def open_wizard(running: Running, template: str) -> NewVmWizard:
    running.until(lambda: local_ready(running), 60)
    running.do("vm-install")
    wizard = next(w for w in running.window.findChildren(NewVmWizard) if w.isVisible())
    running.until(lambda: wizard.draft.templates)
    search = running.child("template.search", QLineEdit)
    running.qtbot.keyClicks(search, template)
    running.until(lambda: wizard.draft.template is not None and template in wizard.draft.template.label, 5)
    return wizard


def pick(running: Running, name: str) -> None:
    """Click a radio button on its sign."""
    button = running.child(name, QRadioButton)
    running.qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(10, button.height() // 2))
    running.until(button.isChecked, 5)


def why_not_next(wizard: NewVmWizard) -> str:
    assert not wizard.create_button.isEnabled()
    return wizard.create_button.toolTip()


def test_what_is_wrong_in_the_wizard_is_said_on_its_page(launch: Launch, demo_appliance: Path, tmp_path: Path) -> None:
    with launch() as running:
        running.until(lambda: local_ready(running), 60)
        place = running.desktop.parts.found[LOCAL_HOST]
        running.aside(lambda: define_guest(place.uri, "taken"))
        running.until(lambda: running.desktop.parts.inventory.find_vms("taken"))
        wizard = open_wizard(running, "Debian 12")

        # -- a name that is taken
        wizard.go_to("name")
        type_into(running, "name.name", "taken")
        said = sentence(message(running, "name.problem"))
        assert "taken" in said
        assert "taken" in why_not_next(wizard)
        assert running.child("name.name", QLineEdit).text() == "taken"
        type_into(running, "name.name", "free")
        assert message(running, "name.problem") == ""
        running.qtbot.keyClicks(running.child("name.description", QPlainTextEdit), "kept")

        # -- a missing ISO, a folder, a file that can't be read, something that is no ISO
        wizard.go_to("media")
        pick(running, "media.local")
        other = tmp_path / "text.iso"
        other.write_text("This is no disc. " * 4096)
        for path in ("/nowhere/at/all.iso", str(tmp_path), "/proc/self/mem", str(other)):
            type_into(running, "media.local.path", path)
            running.until(lambda: wizard.draft.medium is not None and not running.window.findChildren(QWidget, "media.busy")[0].isVisible(), 10)
            said = sentence(message(running, "media.problem"))
            assert Path(path).name in said or path in said, said
            assert running.child("media.local.path", QLineEdit).text() == path
            if path != str(other):
                assert not wizard.create_button.isEnabled(), path
        pick(running, "media.url")
        type_into(running, "media.url.address", "gopher://old.invalid/debian")
        sentence(message(running, "media.problem"))
        pick(running, "media.none")

        # -- no space
        wizard.go_to("storage")
        number = running.child("disk0.size.number", QAbstractSpinBox)
        unit = running.child("disk0.size.unit", QComboBox)
        unit.setCurrentText("TiB")
        running.qtbot.mouseClick(number, Qt.MouseButton.LeftButton)
        number.selectAll()
        running.qtbot.keyClicks(number, "900")
        running.qtbot.keyClick(number, Qt.Key.Key_Tab)
        running.until(lambda: any(p.page.value == "storage" for p in wizard.draft.problems()), 5)  # thin: it may grow beyond what is there
        thin = running.child("disk0.thin", QCheckBox)
        running.qtbot.mouseClick(thin, Qt.MouseButton.LeftButton, pos=QPoint(10, thin.height() // 2))
        running.until(lambda: any(p.page.value == "storage" and p.error for p in wizard.draft.problems()), 5)
        shown = labels(wizard)
        for problem in (p for p in wizard.draft.problems() if p.page.value == "storage" and p.error):
            sentence(str(problem.text))
            assert str(problem.text) in shown, problem.text
        why_not_next(wizard)

        # -- nothing was lost on the way
        wizard.go_to("name")
        assert running.child("name.name", QLineEdit).text() == "free"
        assert running.child("name.description", QPlainTextEdit).toPlainText() == "kept"
        nothing_raw_is_shown()
        wizard.reject()
        running.press("wizard.discard.leave")
        running.until(lambda: not [w for w in running.window.findChildren(NewVmWizard) if w.isVisible()])
        assert [vm.name for vm in running.desktop.parts.inventory.vms(LOCAL_HOST)] == ["taken"]


def test_an_iso_that_vanishes_before_create(launch: Launch, tmp_path: Path) -> None:
    if shutil.which("genisoimage") is None and shutil.which("xorriso") is None:
        pytest.skip("no program here makes an ISO image")
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "README").write_text("x")
    iso = tmp_path / "own.iso"
    maker = ["genisoimage"] if shutil.which("genisoimage") else ["xorriso", "-as", "mkisofs"]
    subprocess.run([*maker, "-quiet", "-V", "OWN", "-o", str(iso), str(tmp_path / "tree")], check=True, capture_output=True)
    with launch() as running:
        wizard = open_wizard(running, "Debian 12")
        wizard.go_to("media")
        pick(running, "media.local")
        type_into(running, "media.local.path", str(iso))
        running.until(lambda: wizard.draft.medium is not None and wizard.create_button.isEnabled(), 10)
        wizard.go_to("name")
        type_into(running, "name.name", "keeps-all-answers")
        iso.unlink()
        running.press("newVm.create")
        runner = running.desktop.parts.runner
        running.until(lambda: [t for t in runner.tasks() if t.verb == "vm-install" and t.state.ended])
        running.until(wizard.isVisible)
        said = sentence(message(running, "finish.failure"))
        assert "own.iso" in said
        assert wizard.draft.name == "keeps-all-answers"
        assert wizard.draft.answers.local_iso == str(iso)
        running.until(lambda: not running.desktop.parts.inventory.vms(LOCAL_HOST))
        nothing_raw_is_shown()
        running.shot("bad-input-vanished", wizard)
        wizard.give_up()


FREE_BYTES = 160 << 20


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A small file system: enough for the demo appliance, as long as nobody else writes to it."""
    place = tmp_path / "small"
    place.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={FREE_BYTES},mode=0777", "none", place], capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip("mounting a small file system is not allowed here")
    yield place
    subprocess.run(["umount", "-l", place], check=False)


def test_a_disk_that_fills_while_the_vm_is_made(launch: Launch, libvirtd: PrivateLibvirtd, demo_appliance: Path, small_disk: Path) -> None:
    connection = libvirt.open(libvirtd.uri)
    pool = connection.storagePoolDefineXML(f"<pool type='dir'><name>small</name><target><path>{small_disk}</path></target></pool>")
    pool.create()
    try:
        with launch([libvirtd.uri], embedded=False) as running:
            running.until(lambda: host(running, libvirtd.uri).loaded and running.desktop.parts.inventory.repositories(), 30)
            running.window.select([host(running, libvirtd.uri).ref])
            running.do("vm-install")
            wizard = next(w for w in running.window.findChildren(NewVmWizard) if w.isVisible())
            running.until(lambda: wizard.draft.templates)
            wizard.go_to("name")
            type_into(running, "name.name", "never-there")
            running.until(wizard.create_button.isEnabled)
            (small_disk / "somebody elses").write_bytes(bytes(FREE_BYTES - (6 << 20)))
            running.press("newVm.create")
            runner = running.desktop.parts.runner
            running.until(lambda: [t for t in runner.tasks() if t.verb == "vm-install" and t.state.ended], 60)
            running.until(wizard.isVisible)
            said = sentence(message(running, "finish.failure"))
            assert "small" in said or "space" in said, said
            assert wizard.draft.name == "never-there"
            assert not running.desktop.parts.inventory.find_vms("never-there")
            assert [file.name for file in small_disk.iterdir()] == ["somebody elses"], "nothing is left behind"
            nothing_raw_is_shown()
            running.shot("bad-input-full", wizard)
            wizard.give_up()
    finally:
        pool.destroy()
        pool.undefine()
        connection.close()


# --------------------------------------------------------------------------- the program's own files


def test_an_unreadable_settings_file(launch: Launch, monkeypatch: pytest.MonkeyPatch) -> None:
    import tests.fixtures.desktop as fixture

    plain = fixture._only_given_hosts

    def broken(folder: Path) -> None:
        plain(folder)
        (folder / "config" / "virtdeck" / "virtdeck.toml").write_text("[[hosts]\nthis is no TOML")

    monkeypatch.setattr(fixture, "_only_given_hosts", broken)
    with launch(["test:///default"], embedded=False) as running:
        running.until(lambda: running.window.toasts.shown())
        said = sentence(running.window.toasts.shown()[0].accessibleName())
        assert "settings file was damaged" in said
        kept = list((running.folder / "config" / "virtdeck").glob("*broken*"))
        assert [file.read_text() for file in kept] == ["[[hosts]\nthis is no TOML"]
        running.until(lambda: host(running, "test:///default").loaded)
