"""The P2V wizard: driven as a person does, from the machine behind a real sshd to a VM that boots; images that can't be used say why."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.model.ids import Ref
from console.model.objects import PowerState
from console.model.paths import Paths
from console.model.templates import BuiltinTemplate
from console.model.tools import AgentState
from console.operations.catalogue import Catalogue
from console.operations.p2v.draft_parts import Route
from console.operations.p2v.inspect import Inspected
from console.operations.subject import wait_until
from console.ui.services import EventLog, Services
from console.ui.wizards import p2v
from console.ui.wizards.p2v import P2vWizard
from tests.app.test_accessibility import faults, report
from tests.fixtures.sshd import own_sshd  # noqa: F401
from tests.operations.test_p2v import TEMPLATE, Lab, digest, lab  # noqa: F401
from tests.operations.worlds import Place
from tests.ui.wizard_world import FakeCatalogue, FakeSettings, FakeWorld, apply_theme, qloop, run, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen: raising windows

__all__ = ["qloop"]

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
MIB = 1 << 20


def services(lab: Lab, folder: Path) -> Services:  # noqa: F811
    return wizard_services(lab.place, folder, [TEMPLATE])


def wizard_services(place: Place, folder: Path, templates: Sequence[BuiltinTemplate]) -> Services:
    """A window's outside over a real world."""
    paths = Paths(folder / "virtdeck.toml", folder, folder, folder, folder, RESOURCES)
    catalogue = cast(Catalogue, FakeCatalogue(templates))
    return Services(
        place.inventory,
        place.runner,
        place.hub,
        cast(Any, FakeSettings()),
        place.database.journal,
        place.answers,
        place.background,
        EventLog(),
        catalogue,
        paths,
    )


@contextlib.asynccontextmanager
async def turning(app: QApplication) -> AsyncIterator[None]:
    """Qt's events go on beside asyncio's."""

    async def turn() -> None:
        while True:
            app.processEvents()
            await asyncio.sleep(0.01)

    task = asyncio.create_task(turn())
    try:
        yield
    finally:
        task.cancel()
        app.processEvents()


@pytest.mark.real
async def test_from_the_address_to_a_vm_that_boots(lab: Lab, tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    """Page by page with Next; started at the end with its cable pulled; the agent answers; the source is untouched."""

    async def with_our_disk(*_: object, **__: object) -> Inspected:  # never the disks of the machine that the tests run on
        return await lab.source()

    monkeypatch.setattr(p2v, "inspect", with_our_disk)
    before, made = digest(lab.disk), list[Ref]()
    async with turning(qapp):
        wizard = P2vWizard(services(lab, tmp_path))
        wizard.created.connect(made.append)
        wizard.show()
        await until(lambda: wizard.draft.templates)
        assert wizard.current == "route" and "Connect" in wizard.why_not_create()
        wizard.next.click()
        page: Any = wizard.page("source")
        QTest.keyClicks(page.address, lab.address)
        page.connect_button.click()
        await until(lambda: wizard.draft.machine is not None, 30)
        assert page.table.topLevelItem(0).text(1) == "phys1"
        seen = [wizard.current]
        wizard.next.click()
        await until(lambda: wizard.draft.prerequisites is not None, 30)
        while wizard.next.isEnabled():
            seen.append(wizard.current)
            if wizard.current == "target":
                wizard.draft.repository_id = lab.repository
            if wizard.current == "conversion":
                cast(Any, wizard.page("conversion")).copy.click()
            if wizard.current == "second":
                second: Any = wizard.page("second")
                second.again.click()
                QTest.keyClicks(second.commands, "true")
            wizard.next.click()
            await asyncio.sleep(0.02)
        assert seen == ["source", "prerequisites", "review", "disks", "target", "cpu", "network", "conversion", "second"]
        finish: Any = wizard.page("finish")
        finish.start.click()
        assert not wizard.why_not_create() and finish.table.topLevelItem(0).text(1) == "phys1"
        wizard.create_button.click()
        await until(lambda: made, 120)
    vm = lab.place.vm("phys1")
    assert vm.ref == made[0] and vm.config is not None and vm.config.metadata.p2v_source and not vm.importing
    assert vm.config.nics and not any(nic.link_up for nic in vm.config.nics)
    assert await wait_until(lab.place.inventory, lambda: lab.place.vm("phys1").state is PowerState.RUNNING, 20)
    assert await wait_until(lab.place.inventory, lambda: lab.place.vm("phys1").tools.agent is AgentState.RESPONDING, 120)
    assert digest(lab.disk) == before and await lab.place.journal_rows() == []


def test_images_say_what_is_wrong(qapp: QApplication, qloop: asyncio.AbstractEventLoop, tmp_path: Path) -> None:
    """Added as files; a blank one blocks with its sentence on the Review page; without it the rest can go."""
    blank, broken, fine = tmp_path / "blank.raw", tmp_path / "broken.vhdx", tmp_path / "srv.img"
    blank.write_bytes(bytes(4 * MIB))
    broken.write_bytes(b"vhdxfile" + os.urandom(MIB))
    data = bytearray(4 * MIB)
    data[446:462] = bytes([0x80, 0, 0, 0, 0x83, 0, 0, 0]) + (2048).to_bytes(4, "little") + (4096).to_bytes(4, "little")
    data[510:512] = b"\x55\xaa"
    data[MIB + 0x438 : MIB + 0x43A] = b"\x53\xef"
    fine.write_bytes(data)

    async def body() -> None:
        wizard = P2vWizard(FakeWorld(tmp_path).services)
        wizard.show()
        await until(lambda: wizard.draft.templates and wizard.draft.lacking)
        routes: Any = wizard.page("route")
        usable = [route for route, button in routes.buttons.items() if button.isEnabled()]
        assert usable == [Route.IMAGES], "no ssh, no programs, no listeners in this world"
        wizard.go_on()
        page, review = cast(Any, wizard.page("source")), cast(Any, wizard.page("review"))
        page.add_paths([str(blank), str(broken)])
        await until(lambda: wizard.draft.captured is not None)
        wizard.go_to("review")
        said = " ".join(str(finding.text) for finding in review.view.shown)
        assert "blank.raw is blank" in said and "broken.vhdx" in said and not wizard.create_button.isEnabled()
        wizard.go_to("source")
        page.files.selectAll()
        page.remove.click()
        await until(lambda: wizard.draft.captured is None)
        page.add_paths([str(fine)])
        await until(lambda: wizard.draft.captured is not None)
        assert not wizard.why_not_create(), wizard.why_not_create()
        assert [disk.device for disk in wizard.draft.chosen()] == ["srv.img"] and "second" not in wizard.open_keys()
        wizard.give_up()

    run(qloop, body())


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_control_has_a_name_and_is_reached(qapp: QApplication, qloop: asyncio.AbstractEventLoop, tmp_path: Path, theme: str) -> None:
    from tests.operations.test_p2v_draft import MACHINE, Machine

    async def body() -> None:
        apply_theme(qapp, theme)
        world = FakeWorld(tmp_path)
        object.__setattr__(world.services.runner.world, "machines", object())
        wizard = P2vWizard(world.services)
        wizard.show()
        await until(lambda: wizard.draft.templates)
        machine = Machine()
        cast(Any, machine).close = lambda: asyncio.sleep(0)
        wizard.draft.source = Inspected(cast(Any, machine), MACHINE)
        wizard.draft.found()
        problems: list[str] = []
        for key in wizard.open_keys():
            wizard.go_to(key)
            await asyncio.sleep(0.03)
            assert wizard.current == key
            problems += faults(wizard, f"p2v {key}")
        report(problems)
        QTest.keyClick(wizard, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        wizard.give_up()
        await asyncio.sleep(0.03)

    run(qloop, body())
