"""The Template wizard driven by keys and clicks, and what a template's and a clone's General tab say."""

from __future__ import annotations

import asyncio
import dataclasses
import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.model.ids import HostId, Ref
from console.model.inventory import Delta, Put
from console.model.objects import Disk, HostState, PowerState, StorageRepository, Vm, VmConfig, VmMetadata, Volume
from console.operations.base import Runner
from console.operations.chains import DEEP_KEY, ChainMap, map_of
from console.operations.clone import CloneVm
from console.operations.create import CreateVm
from console.operations.drafts.template_parts import Source
from console.operations.template import ConvertToTemplate
from console.operations.template_draft import CreateTemplate
from console.store.database import Database
from console.ui import words
from console.ui.dialogs.support import LinkButton
from console.ui.jobs import Jobs
from console.ui.tabs.chain_sections import chain_sections
from console.ui.tabs.general import GeneralTab
from console.ui.wizards.template_pages import DetailsPage, DisksPage, NetworksPage, SourcePage, TemplateFinishPage
from console.ui.wizards.template_wizard import TemplateWizard
from tests.app.test_accessibility import faults
from tests.operations.draft_world import GIB, LOCAL
from tests.store.threads import ThreadPerJob
from tests.ui.test_clone_wizard import gold
from tests.ui.wizard_world import FakeWorld, apply_theme, qloop, run, until

__all__ = ["qloop"]

Loop = asyncio.AbstractEventLoop
PICTURES = Path(__file__).parents[1] / "screenshots"


async def opened(world: FakeWorld, vm: Ref | None = None, host: HostId | None = None) -> TemplateWizard:
    wizard = TemplateWizard(world.services, vm=vm, host=host)
    wizard.show()
    await until(lambda: wizard.draft.systems)
    await asyncio.sleep(0.02)
    return wizard


async def closed(wizard: TemplateWizard) -> None:
    """Given up, and what it had begun has heard of it."""
    wizard.give_up()
    await asyncio.sleep(0.02)


def test_converting_a_running_vm_says_what_will_change(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        ref = gold(world, template=False, state=PowerState.RUNNING)
        world.services.settings.set(DEEP_KEY, 2)
        wizard = await opened(world, ref)
        wizard.go_to("finish")
        (deep,) = (message for message in wizard.finish_page.notes.shown if message.level == "warn")
        assert "2 disks deep" in deep.text and deep.findChild(LinkButton).text() == "Restore disk speed (full copy)"
        await closed(wizard)
        world.services.settings.set(DEEP_KEY, 8)
        wizard = await opened(world, ref)
        assert wizard.current == "details" and wizard.create_button.text().replace("&", "") == "Shut down and convert"
        page = wizard.page("details")
        assert isinstance(page, DetailsPage)
        assert not page.name.isEnabled() and page.name.text() == "gold" and "keeps its name" in page.name.toolTip()
        assert not page.prepare.isEnabled() and page.prepare.toolTip(), "no virt-sysprep there: the reason is said"
        QTest.keyClicks(page.text, "Golden image")
        page.instant.click()
        wizard.go_on()
        finish = wizard.page("finish")
        assert isinstance(finish, TemplateFinishPage)
        notes = " ".join(message.text for message in finish.notes.shown)
        assert "gold is shut down first." in notes and "read-only" in notes and "2 disks deep" in notes and "snapshots" in notes
        finish.command_fold.button.click()
        assert finish.command.field.toPlainText().startswith("virtdeckctl template-create --from-vm gold --shutdown --instant")
        operation = wizard.draft.operation()
        assert isinstance(operation, ConvertToTemplate)
        assert operation.instant and operation.shut_down and operation.description == "Golden image"
        await closed(wizard)

    run(qloop, body())


def test_from_a_copy_an_image_and_settings(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        world = FakeWorld(tmp_path)
        ref = gold(world, template=False)
        wizard = await opened(world, host=LOCAL)
        page = wizard.page("source")
        assert isinstance(page, SourcePage) and wizard.current == "source"
        assert not wizard.create_button.isEnabled() and "Choose a VM" in wizard.create_button.toolTip()
        item = page.vms.row_of(f"{ref.host} {ref.key}")
        page.vms.setCurrentItem(item)
        page.copy.click()
        assert wizard.create_button.isEnabled(), wizard.create_button.toolTip()
        copied = wizard.draft.operation()
        assert isinstance(copied, CreateTemplate) and isinstance(copied.make, CloneVm) and copied.of.name == "gold-template"

        page.choices[Source.IMAGE].click()
        assert "Choose a disk image" in wizard.create_button.toolTip()
        image = tmp_path / "cloud.qcow2"
        subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", image, "2G"], check=True, timeout=20)
        page.image.setFocus()
        QTest.keyClicks(page.image, str(image))
        QTest.keyClick(page.image, Qt.Key.Key_Tab)
        await until(lambda: wizard.draft.image)
        wizard.go_to("details")
        details = wizard.page("details")
        assert isinstance(details, DetailsPage) and details.name.text() == "cloud"
        wizard.go_on()
        disks = wizard.page("disks")
        assert wizard.current == "disks" and isinstance(disks, DisksPage) and disks.fields[0].size_bytes == 2 * GIB
        made = wizard.draft.operation()
        assert isinstance(made, CreateTemplate) and isinstance(made.make, CreateVm)
        assert made.make.spec.disks[0].source_file == str(image) and not made.make.start
        disks.fields[0].number.setValue(1)
        assert "can't be smaller" in disks.problem.text

        bad = tmp_path / "bad.qcow2"
        subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-u", "-b", "/etc/passwd", "-F", "raw", bad, "1G"], check=True, timeout=20)
        wizard.draft.change(image=str(bad), disks=None)
        wizard.refresh()
        await until(lambda: wizard.draft.image)
        wizard.go_to("source")
        assert "/etc/passwd" in page.problem.text and not wizard.create_button.isEnabled()

        page.choices[Source.SETTINGS].click()
        assert wizard.create_button.isEnabled(), wizard.create_button.toolTip()
        settings = wizard.draft.operation()
        assert isinstance(settings, CreateTemplate) and isinstance(settings.make, CreateVm)
        assert not settings.make.spec.disks[0].source_file and settings.make.spec.host == LOCAL
        wizard.go_to("details")
        details.vcpus.setValue(2)
        assert details.max_vcpus.minimum() == 2
        details.max_vcpus.setValue(4)
        details.max_memory.set_bytes(4 * GIB)
        details.max_memory.changed.emit(4 * GIB)
        wizard.go_on()
        disks.add.click()
        disks.fields[1].number.setValue(3)
        assert disks.remove.isEnabled() and disks.repository.count() >= 1
        wizard.go_on()
        networks = wizard.page("networks")
        assert wizard.current == "networks" and isinstance(networks, NetworksPage) and len(networks.cards) == len(wizard.draft.networks) == 1
        networks.add.click()
        assert len(wizard.draft.networks) == 2 and networks.cards[1].isVisible()
        two = wizard.draft.operation()
        assert isinstance(two, CreateTemplate) and isinstance(two.make, CreateVm)
        assert len(two.make.spec.nics) == 2 and (two.make.spec.vcpus, two.make.spec.max_vcpus) == (2, 4)
        assert two.make.spec.max_memory_bytes == 4 * GIB and two.make.spec.disks[1].capacity_bytes == 3 * GIB
        assert all(word in wizard.draft.command() for word in ("--max-vcpus 4", "--max-memory 4GiB", "--disk 3GiB", "--vcpus 2"))
        networks.remove.click()
        networks.remove.click()
        assert not networks.remove.isEnabled() and networks.none.isVisible() and "--no-network" in wizard.draft.command()
        bare = wizard.draft.operation()
        assert isinstance(bare, CreateTemplate) and isinstance(bare.make, CreateVm) and not bare.make.spec.nics
        await closed(wizard)

    run(qloop, body())


def test_a_failure_brings_the_wizard_back_with_what_was_filled_in(qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        from console.model.errors import Cause, ConsoleError
        from console.model.text import N_

        world = FakeWorld(tmp_path)
        wizard = await opened(world, gold(world, template=False))
        world.hosts.refuse_define = ConsoleError(N_("The daemon says no."), cause=Cause.REFUSED)
        page = wizard.page("details")
        assert isinstance(page, DetailsPage)
        page.instant.click()
        QTest.keyClick(wizard, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        finish = wizard.page("finish")
        assert isinstance(finish, TemplateFinishPage)
        await until(lambda: finish.failure.text)
        assert wizard.isVisible() and "The daemon says no." in finish.failure.text and wizard.draft.answers.instant
        await closed(wizard)

    run(qloop, body())


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_every_control_has_its_names_keys_and_room(qloop: Loop, tmp_path: Path) -> None:
    world = FakeWorld(tmp_path)
    ref = gold(world, template=False, state=PowerState.RUNNING)
    problems: list[str] = []

    async def show(wizard: TemplateWizard, source: Source, page: str) -> None:
        wizard.draft.change(vm=ref, source=source)
        wizard.go_to(page)
        wizard.refresh()
        await asyncio.sleep(0.02)

    for vm in (None, ref):
        wizard = run(qloop, opened(world, vm, LOCAL))
        for source in Source if vm is None else (Source.VM,):
            for page in ("source", "details", "disks", "networks", "finish"):
                run(qloop, show(wizard, source, page))
                problems += faults(wizard, f"Template wizard, {source.value}, {page}")  # it waits by itself: not inside a coroutine
        run(qloop, closed(wizard))
    assert not problems, "\n".join(problems)


# --------------------------------------------------------------------------- General tab


def chained(world: FakeWorld, depth: int) -> tuple[Vm, Vm, ChainMap]:
    """A template, a clone ``depth`` layers over it, and their chains."""
    repository = StorageRepository(LOCAL, "pool-1", "local", "dir", active=True, path="/d")
    world.inventory.apply(Delta((Put(repository),)))
    chains = ChainMap(world.inventory)
    for number in range(depth + 1):
        below = f"/d/l{number - 1}.qcow2" if number else ""
        path = f"/d/l{number}.qcow2"
        chains.add(Volume(LOCAL, "pool-1", f"l{number}.qcow2", path, path, "qcow2", "file", GIB, GIB >> number, below), repository)

    def vm(name: str, path: str, meta: VmMetadata) -> Vm:
        disk = Disk("vda", "virtio", source=path, format="qcow2", guest_name="vda")
        return Vm(LOCAL, f"uuid-{name}", name, PowerState.HALTED, config=VmConfig(domain_type="qemu", disks=(disk,), metadata=meta))

    template = vm("gold", "/d/l0.qcow2", VmMetadata(template=True, instant=True, icon="bolt"))
    clone = vm("web", f"/d/l{depth}.qcow2", VmMetadata(clone_depth=depth, speed_before=180.4, speed_after=421.9))
    world.inventory.apply(Delta((Put(template), Put(clone))))
    return template, clone, chains


def test_chain_map_of_a_clone_and_clones_of_a_template(qloop: Loop, tmp_path: Path) -> None:
    template, clone, read = chained(FakeWorld(tmp_path), 8)
    chain, clones, overlays = chain_sections(clone, map_of(clone, read), 8)
    assert chain.table is not None and [row[4] for row in chain.table.rows] == [f"l{number}.qcow2" for number in range(8, -1, -1)]
    depth, saved, speed = chain.rows
    assert depth.mark == "warning" and "8 disks under it" in depth.value and depth.links[0].action == "vm-flatten"
    assert "GiB" in saved.value and "180 MiB/s → 422 MiB/s" in speed.value and clones.empty and overlays.empty
    assert not chain_sections(clone, map_of(clone, read), 9)[0].rows[0].mark, "the depth that warns can be set"
    chain, clones, overlays = chain_sections(template, map_of(template, read), 8)
    assert [row.key for row in chain.rows] == ["chain_clones"] and chain.table is None and clones.table is not None
    (web,) = (row for row in clones.table.rows if row[0] == "web")
    assert web[:4] == ("web", "This computer", "8", words.size(GIB >> 8)) and "GiB" in web[4] and web[5:] == ("vda", "l8.qcow2")
    assert len(clones.table.rows) == 8, "also those that are no VM's"
    old = chain_sections(template, dataclasses.replace(map_of(template, read), read_at=1795469870), 8, old=True)[0].rows[-1]
    assert old.key == "chain_read" and old.value == words.absolute(1795469870), "how old it is where it was not read now"
    read.unread.append("nfs (host-b)")
    note = chain_sections(template, map_of(template, read), 8)[1].note
    assert note is not None and "nfs (host-b)" in note.value
    left = Volume(LOCAL, "pool-1", "l8.qcow2.TRANSIENT-kiosk", "/d/k", "/d/k", "qcow2", "file", GIB, 1 << 20, "/d/l8.qcow2")
    (row,) = chain_sections(clone, map_of(clone, read), 8, (left,))[2].rows
    assert row.mark == "warning" and row.links[0].action == "vm-clean-overlays"
    assert words.glyph(template) == "bolt" and words.glyph(clone) == "vm"


def test_the_chain_map_is_kept_and_shown_while_the_host_is_away(qloop: Loop, tmp_path: Path) -> None:
    """Read once, then the console is started again: the map is there before the host is, and says how old it is."""
    database = Database(tmp_path / "state.sqlite", ThreadPerJob())

    def tab(world: FakeWorld, vm: Vm) -> GeneralTab:
        operations = dataclasses.replace(world.services.runner.world, chain_maps=database.chain_maps)
        services = dataclasses.replace(world.services, runner=Runner(operations))
        jobs = Jobs(lambda failure: None)
        found = GeneralTab(services, lambda link: None, lambda work: void(jobs.start(work)), lambda action: True)
        found.show_things([vm])
        return found

    def shown(found: GeneralTab) -> str:
        return "\n".join(section.text() for section in found._chains.sections(found._things[0]))  # type: ignore[arg-type]

    async def body() -> None:
        world = FakeWorld(tmp_path)
        template, _clone, chains = chained(world, 3)
        world.hosts.port(LOCAL).made.extend(volume for volume, _ in chains.volumes.values())
        first = tab(world, template)
        await until(lambda: "web" in shown(first))
        assert "As it was read" not in shown(first)
        host = world.inventory.host(LOCAL)
        assert host is not None
        world.inventory.apply(Delta((Put(dataclasses.replace(host, state=HostState.LOST)),)))
        again = tab(world, template)
        await until(lambda: "web" in shown(again))
        assert "As it was read" in shown(again) and "l3.qcow2" in shown(again)
        (kept,) = await database.chain_maps.named("gold")
        assert kept.vm == template.ref and [each.depth for each in kept.clones] == [1, 2, 3]
        await database.close()

    run(qloop, body())


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pictures(theme: str, qapp: QApplication, qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        apply_theme(qapp, theme)
        world = FakeWorld(tmp_path)
        ref = gold(world, template=False, state=PowerState.RUNNING)
        PICTURES.mkdir(exist_ok=True)
        for name, vm in (("new", None), ("convert", ref)):
            wizard = await opened(world, vm, LOCAL)
            wizard.draft.change(vm=ref)
            for page in ("source", "details", "disks", "networks", "finish"):
                wizard.go_to(page)
                await asyncio.sleep(0.05)
                wizard.grab().save(str(PICTURES / f"template-{name}-{theme}-{wizard.current}.png"))
            wizard.draft.change(source=Source.SETTINGS)
            wizard.go_to("details")
            await asyncio.sleep(0.05)
            wizard.grab().save(str(PICTURES / f"template-{name}-{theme}-settings.png"))
            await closed(wizard)

    run(qloop, body())


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pictures_of_the_general_tab(theme: str, qapp: QApplication, qloop: Loop, tmp_path: Path) -> None:
    async def body() -> None:
        apply_theme(qapp, theme)
        world = FakeWorld(tmp_path)
        template, clone, chains = chained(world, 8)
        world.hosts.port(LOCAL).made.extend(volume for volume, _ in chains.volumes.values())
        jobs = Jobs(lambda failure: None)
        for vm in (template, clone):
            tab = GeneralTab(world.services, lambda link: None, lambda work: void(jobs.start(work)), lambda action: True)
            tab.resize(980, 900)
            tab.show()
            tab.show_things([vm])
            section = "clones" if vm is template else "chain"
            await until(lambda tab=tab, section=section: section in tab.view._order)
            await asyncio.sleep(0.05)
            tab.grab().save(str(PICTURES / f"template-general-{theme}-{vm.name}.png"))
            tab.close()

    run(qloop, body())


def void(_: object) -> None:
    return None
