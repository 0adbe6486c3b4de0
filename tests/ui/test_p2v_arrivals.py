"""The P2V wizard for machines that come here by themselves: from virt-p2v media and from the script to VMs that exist; their pages."""

from __future__ import annotations

import asyncio
import dataclasses
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.guests.p2v_media import parse_sessions
from console.guests.physical_windows import parsed
from console.model.ids import Ref
from console.model.text import N_
from console.operations.p2v.arrival import Seen
from console.operations.p2v.draft_parts import Route
from console.operations.p2v.media import MediaOrder, Preparation
from console.operations.p2v.receiver import Reception, ScriptOrder
from console.operations.subject import wait_until
from console.ui.services import Services
from console.ui.wizards.p2v import P2vWizard
from tests.app.test_accessibility import faults, report
from tests.fixtures.phony_windows import make_drivers, make_phony_windows, missing
from tests.operations import test_p2v_media, test_p2v_script
from tests.operations.test_p2v_media import Played, server  # noqa: F401
from tests.operations.test_p2v_media import lab as media_lab  # noqa: F401
from tests.operations.test_p2v_script import Machine, contents
from tests.operations.test_p2v_script import lab as script_lab  # noqa: F401
from tests.operations.worlds import Place
from tests.ui.test_p2v_wizard import RESOURCES, turning, wizard_services
from tests.ui.wizard_world import FakeWorld, apply_theme, qloop, run, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen: raising windows

__all__ = ["qloop"]

PICTURES = Path(__file__).parents[1] / "screenshots"
needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")


def services(place: Place, folder: Path) -> Services:
    return wizard_services(place, folder, test_p2v_media.TEMPLATES + test_p2v_script.TEMPLATES)


async def on_route(wizard: P2vWizard, route: Route) -> None:
    """The first page, as a person chooses there."""
    await until(lambda: wizard.draft.templates and wizard.arrivals.script.addresses.text(), 30)
    button = cast(Any, wizard.page("route")).buttons[route]
    assert button.isEnabled(), button.toolTip()
    button.click()
    assert wizard.draft.route is route
    wizard.next.click()


async def last_page(wizard: P2vWizard, repository: str) -> list[str]:
    """On with Next to the end; the pages that were seen."""
    seen = []
    while wizard.next.isEnabled():
        seen.append(wizard.current)
        if wizard.current == "target":
            wizard.draft.repository_id = repository
        wizard.next.click()
        await asyncio.sleep(0.02)
    return seen


@pytest.mark.real
@needs_openssl
async def test_a_script_from_the_wizard_to_the_vm(script_lab: test_p2v_script.Lab, qapp: QApplication, tmp_path: Path) -> None:  # noqa: F811
    """The script is made and waited for; who runs it (a client that speaks as copy.ps1 does) is reviewed, asked about, and copied: equal disk."""
    lab, made, data = script_lab, list[Ref](), contents(9 << 20)
    before = await lab.left()
    async with turning(qapp):
        wizard = P2vWizard(services(lab.place, tmp_path))
        wizard.created.connect(made.append)
        wizard.show()
        await on_route(wizard, Route.SCRIPT)
        part = wizard.arrivals.script
        assert "Make the script" in wizard.why_not_create()
        part.addresses.setText("127.0.0.1")
        part.folder.line.setText("")
        assert not part.make.isEnabled() and "folder" in part.make.toolTip()
        part.folder.line.setText(str(tmp_path))
        part.make.click()
        await until(lambda: wizard.draft.arrival.reception is not None, 30)
        assert part.command.field.toPlainText().startswith("powershell ") and "Waiting" in part.state.text
        assert "Waiting for the machine" in wizard.why_not_create() and wizard.dirty()
        (file,) = tmp_path.glob("virtdeck-copy-*.ps1")
        machine = Machine(file, data)
        talking = asyncio.create_task(asyncio.to_thread(machine.run))
        await until(lambda: wizard.draft.arrival.machine is not None, 30)
        assert "WINBOX is here" in part.state.text and part.report_fold.isVisible() and wizard.draft.machine is not None
        await until(lambda: wizard.draft.prerequisites is not None, 30)
        seen = await last_page(wizard, lab.repository)
        assert seen == ["source", "prerequisites", "review", "disks", "target", "cpu", "network", "conversion"]
        wizard.draft.convert = False
        wizard.refresh()
        assert not wizard.why_not_create(), wizard.why_not_create()
        wizard.create_button.click()
        await until(lambda: made, 90)
        assert await talking == "Z"
    vm = lab.place.vm("WINBOX")
    assert vm.ref == made[0] and vm.config is not None and not vm.importing and vm.config.metadata.p2v_source == "WINBOX"
    assert not any(nic.link_up for nic in vm.config.nics)
    raw = tmp_path / "raw"
    disk = next(each for each in vm.config.disks if each.device == "disk")
    subprocess.run(["qemu-img", "convert", "-O", "raw", disk.source, raw], check=True, timeout=60)
    assert raw.read_bytes() == data
    assert await wait_until(lab.place.inventory, lambda: not file.exists(), 20)
    assert (await lab.left())[2:4] == before[2:4]


@pytest.mark.real
@needs_openssl
async def test_a_check_only_and_a_script_that_is_withdrawn(script_lab: test_p2v_script.Lab, qapp: QApplication, tmp_path: Path) -> None:  # noqa: F811
    """The report is shown and saved; nothing can be created of it. Withdrawn, or with the wizard gone: no script, no port."""
    lab = script_lab
    before = await lab.left()
    async with turning(qapp):
        wizard = P2vWizard(services(lab.place, tmp_path))
        wizard.show()
        await on_route(wizard, Route.SCRIPT)
        part = wizard.arrivals.script
        part.addresses.setText("127.0.0.1")
        part.folder.line.setText(str(tmp_path))
        part.check.click()
        part.make.click()
        await until(lambda: wizard.draft.arrival.reception is not None, 30)
        (file,) = tmp_path.glob("virtdeck-check-*.ps1")
        machine = Machine(file, contents(1 << 20), fast=True, hiber=True)
        assert await asyncio.to_thread(machine.run) == "Z"
        await until(lambda: wizard.draft.arrival.machine is not None, 30)
        assert "nothing was copied" in part.state.text and "Fast Startup" in part.report.field.toPlainText()
        assert "only checks" in wizard.why_not_create()
        for name in ("report.pdf", "report.txt"):
            part.save_report(str(tmp_path / name))
        assert (tmp_path / "report.pdf").read_bytes()[:5] == b"%PDF-" and "WINBOX" in (tmp_path / "report.txt").read_text()
        part.save_report(str(tmp_path / "nowhere" / "report.txt"))
        assert part.state.level == "error"
        part.withdraw.click()
        await until(lambda: not file.exists(), 30)
        assert part.make.isVisible() and wizard.draft.arrival.machine is None
        part.copy.click()
        part.make.click()
        await until(lambda: wizard.draft.arrival.reception is not None, 30)
        wizard.give_up()
        await until(lambda: not list(tmp_path.glob("*.ps1")), 30)
    assert await lab.nothing_left(before)


async def prepared(lab: test_p2v_media.Lab, wizard: P2vWizard, name: str, identity: str = "") -> Any:
    """The Media page, filled in and prepared: the private ssh server in the place of this computer's own."""
    await on_route(wizard, Route.MEDIA)
    media = wizard.arrivals.media
    asked = media.order
    order = lab.order()
    cast(Any, media).order = lambda: dataclasses.replace(asked(), sshd_config=order.sshd_config, work_folder=order.work_folder, identity_url=identity)
    wizard.next.click()
    assert wizard.current == "prerequisites"
    await until(lambda: wizard.draft.checks, 30)
    ssh = next(check for check in wizard.draft.checks if check.name == "ssh-server")
    assert ssh.ok, ssh.text
    wizard.next.click()
    assert wizard.current == "media" and not media.prepare.isEnabled() and "name" in media.prepare.toolTip()
    QTest.keyClicks(media.name, name)
    media.server.setText("127.0.0.1")
    media.port.setValue(lab.sshd.port)
    media.user.setText(lab.sshd.user)
    media.off.setChecked(False)
    media.folder.line.setText(str(lab.tmp / "media"))
    assert "Prepare" in wizard.why_not_create()
    media.prepare.click()
    await until(lambda: wizard.draft.arrival.preparation is not None, 30)
    assert f"p2v.name={name}" in media.kernel_line.field.toPlainText() and media.kernel_line.isVisible()
    assert "Waiting" in media.state.text
    return wizard.draft.arrival.preparation


@pytest.mark.real
async def test_a_machine_with_virt_p2v_from_the_wizard_to_the_vm(
    media_lab: test_p2v_media.Lab,  # noqa: F811
    qapp: QApplication,
    tmp_path: Path,
) -> None:
    """The host is prepared on the Media page; the machine that comes is seen on its way while the pages are answered; then the VM is made."""
    lab, made = media_lab, list[Ref]()
    before = await lab.left()
    async with turning(qapp):
        wizard = P2vWizard(services(lab.place, tmp_path))
        wizard.created.connect(made.append)
        wizard.show()
        preparation = await prepared(lab, wizard, "phys2")
        machine = Played(preparation.storage)
        try:
            machine.begin()
            machine.convert()
            await until(lambda: wizard.draft.arrival.chosen is not None and "Converting" in wizard.arrivals.media.state.text, 30)
            wizard.go_to("source")
            part = wizard.arrivals.sessions
            row = part.list.row_of(str(machine.folder))
            assert row is not None and row.text(0) == "phys2 (prepared here)" and "Converting" in row.text(3)
            part.log_fold.button.click()
            assert "Setting up the source" in part.log.toPlainText()
            seen = await last_page(wizard, lab.repository)
            assert seen == ["source", "prerequisites", "media", "target", "cpu", "network"]
            assert not wizard.why_not_create(), wizard.why_not_create()
            finish: Any = wizard.page("finish")
            assert finish.table.topLevelItem(0).text(1) == "phys2" and "p2v-media" in finish.command.field.toPlainText()
            wizard.create_button.click()
            await asyncio.sleep(0.2)
            machine.end()
            await until(lambda: made, 90)
        finally:
            machine.remove()
    vm = lab.place.vm("phys2")
    assert vm.ref == made[0] and vm.config is not None and not vm.importing and vm.config.metadata.p2v_source == "phys2"
    assert vm.config.domain_type == "qemu" and vm.config.nics[0].mac == "52:54:00:11:22:33" and not vm.config.nics[0].link_up
    assert (await lab.left())[2:] == before[2:]


@pytest.mark.slow
@pytest.mark.real
@pytest.mark.timeout(900)
@pytest.mark.parametrize("supplied", [True, False], ids=["drivers", "no drivers"])
async def test_virt_p2v_itself(media_lab: test_p2v_media.Lab, qapp: QApplication, tmp_path: Path, supplied: bool) -> None:  # noqa: F811
    """The real program with a phony Windows disk, minutes under emulation: seen on the pages, made with *Create*. SATA where no drivers are."""
    lacking = missing() or ("virt-p2v" if not test_p2v_media.PROGRAM.exists() else "")
    if lacking:
        pytest.skip(f"needs {lacking}")
    lab, made = media_lab, list[Ref]()
    folder = tmp_path / "windows"
    folder.mkdir()
    disk = await asyncio.to_thread(make_phony_windows, folder)
    if supplied:
        make_drivers(tmp_path)
    before, contents_before = await lab.left(), disk.read_bytes()
    async with turning(qapp):
        wizard = P2vWizard(services(lab.place, tmp_path))
        wizard.created.connect(made.append)
        wizard.show()
        preparation = await prepared(lab, wizard, "winbox", "file:///nowhere")
        machine = test_p2v_media.real_machine(tmp_path, lab, preparation, disk)
        try:
            await until(lambda: wizard.draft.arrival.chosen is not None and wizard.draft.arrival.chosen.state.english() == "converting", 240)
            await until(lambda: "winbox: " in wizard.arrivals.media.state.text, 240)
            await last_page(wizard, lab.repository)
            assert not wizard.why_not_create(), wizard.why_not_create()
            seen: list[str] = []
            lab.place.runner.subscribe(lambda task: seen.append(task.progress.phase.english() if task.progress.phase is not None else ""))
            wizard.create_button.click()
            await until(lambda: made, 600)
            assert any(phase.startswith("winbox: ") for phase in seen) and any("Comparing" in phase for phase in seen), seen
            assert await asyncio.to_thread(machine.wait, 60) == 0, (tmp_path / "p2v.log").read_text()[-3000:]
        finally:
            if machine.poll() is None:
                machine.kill()
                machine.wait()
    vm = lab.place.vm("winbox")
    assert vm.config is not None and vm.config.metadata.p2v_source == "winbox"
    assert (vm.config.disks[0].bus, vm.config.nics[0].model) == (("virtio", "virtio") if supplied else ("sata", "e1000e"))
    assert ("virtio drivers" in vm.config.description) is not supplied
    assert not any(nic.link_up for nic in vm.config.nics)
    assert disk.read_bytes() == contents_before
    assert (await lab.left())[2:] == before[2:]


@pytest.mark.real
async def test_a_session_that_nobody_prepared(media_lab: test_p2v_media.Lab, qapp: QApplication, tmp_path: Path) -> None:  # noqa: F811
    """It is in the list while the page is shown; a failed one says so; one that is done becomes the VM with the name and size that were asked for."""
    lab, made = media_lab, list[Ref]()
    storage = lab.folder.parent / f"out-{os.getpid()}"
    storage.mkdir()
    broken, machine = Played(str(storage), status=1), Played(str(storage))
    try:
        async with turning(qapp):
            wizard = P2vWizard(services(lab.place, tmp_path))
            wizard.created.connect(made.append)
            wizard.show()
            await on_route(wizard, Route.MEDIA)
            for each in (broken, machine):
                each.begin()
                each.end()
            part = wizard.arrivals.sessions
            await until(lambda: part.list.row_of(str(broken.folder)) and part.list.row_of(str(machine.folder)), 30)
            part.list.setCurrentItem(part.list.row_of(str(broken.folder)))
            assert "has failed" in wizard.why_not_create() and "media" not in wizard.open_keys()
            part.list.setCurrentItem(part.list.row_of(str(machine.folder)))
            assert not wizard.why_not_create(), wizard.why_not_create()
            wizard.draft.repository_id = lab.repository
            wizard.go_to("cpu")
            size: Any = wizard.page("cpu")
            size.name.selectAll()
            QTest.keyClicks(size.name, "taken")
            size.vcpus.setValue(1)
            wizard.finish()
            await until(lambda: made, 90)
        vm = lab.place.vm("taken")
        assert vm.ref == made[0] and vm.config is not None and vm.config.vcpus == 1 and vm.config.metadata.p2v_source == "phys2"
        assert (storage / "phys2-sda").exists(), "what others converted stays"
    finally:
        for each in (broken, machine):
            each.remove()
        shutil.rmtree(storage)


@pytest.mark.parametrize("route", [Route.MEDIA, Route.SCRIPT])
def test_every_control_has_a_name_and_is_reached(qapp: QApplication, qloop: asyncio.AbstractEventLoop, tmp_path: Path, route: Route) -> None:
    """All pages of both routes, before and after a machine is there, in both themes."""
    world = FakeWorld(tmp_path)
    world.services = dataclasses.replace(world.services, paths=dataclasses.replace(world.services.paths, resources=RESOURCES))
    for name in ("machines", "listeners"):
        object.__setattr__(world.services.runner.world, name, object())

    async def body() -> None:
        wizard = P2vWizard(world.services)
        wizard.show()
        await until(lambda: wizard.draft.templates and wizard.draft.lacking)
        wizard.draft.lacking = {}
        wizard.draft.route = route
        problems: list[str] = []
        for there in (False, True):
            if there:
                arrives(wizard, world, route)
            for theme in ("light", "dark"):
                apply_theme(qapp, theme)
                for key in wizard.open_keys():
                    wizard.go_to(key)
                    await asyncio.sleep(0.02)
                    problems += faults(wizard, f"p2v {route.value} {key}")
                    wizard.grab().save(str(PICTURES / f"p2v-{route.value}-{key}-{'there' if there else 'asked'}-{theme}.png"))
        report(problems)
        wizard.arrivals.hand_over()
        wizard.give_up()
        apply_theme(qapp)
        await asyncio.sleep(0.03)

    run(qloop, body())


def arrives(wizard: P2vWizard, world: FakeWorld, route: Route) -> None:
    """As if somebody had come."""
    arrival, converter = wizard.draft.arrival, wizard.draft.converter
    assert converter is not None
    runs = world.services.runner.world
    if route is Route.MEDIA:
        arrival.preparation = Preparation(runs, converter, MediaOrder("192.0.2.10", name="mail2", folder=str(world.services.paths.data)))
        words = f'virt-v2v -v -x -i libvirtxml -o "local" -of "raw" -os "{arrival.preparation.storage}" physical.xml'
        found = parse_sessions(f"P /tmp/virt-p2v-20260101-abc\t1700000000\t99\t1\tmail2\t{words}\n")
        arrival.seen = (Seen(found[0], N_("Copying the disks"), 0.37, ("[  56.8] Copying disk 1/1",)),)
        assert arrival.chosen is arrival.seen[0]
    else:
        arrival.reception = Reception(runs, ScriptOrder(("192.0.2.10",), "/nowhere", RESOURCES / "p2v"))
        arrival.machine = parsed(test_p2v_script.inventory(80 << 30))
    wizard.draft.found()
    wizard.refresh()
