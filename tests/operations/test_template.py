"""Templates and chains on a real libvirtd: what protects the base, what is refused, and that whatever ends it before its end changes nothing."""

from __future__ import annotations

import asyncio
import dataclasses
import hashlib
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from console.model.errors import ConsoleError
from console.model.ids import HostId
from console.model.objects import PowerState
from console.model.rules import Verb, why_not
from console.operations.base import Runner
from console.operations.chains import read_chains
from console.operations.delete import DeleteVm, deletable_disks
from console.operations.flatten import Flatten
from console.operations.template import ConvertToTemplate, ConvertToVm
from console.operations.transient import CleanOverlays
from console.xml.domain import parse_domain
from tests.fixtures.daemon import PrivateLibvirtd
from tests.operations.template_yard import Faulty, Yard, template_yard
from tests.operations.worlds import HOST

CD = "<disk type='file' device='cdrom'><driver name='qemu' type='raw'/><source file='{path}'/><target dev='hdc' bus='ide'/><readonly/></disk>"


@pytest.fixture
async def yard(libvirtd: PrivateLibvirtd, tmp_path: Path) -> AsyncIterator[Yard]:
    async with template_yard(libvirtd, tmp_path) as found:
        yield found


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


async def convert(yard: Yard, name: str, **options: object) -> None:
    await yard.place.runner.start(ConvertToTemplate(yard.place.of(name), **options))  # type: ignore[arg-type]


# --------------------------------------------------------------------------- there and back


@pytest.mark.parametrize(
    ("bus", "flags", "protected", "back"),
    [
        ("virtio", "", (True, False), (False, False)),
        ("scsi", "", (True, False), (False, False)),
        ("usb", "", (True, False), (False, False)),
        ("sata", "", (False, True), (False, False)),
        ("ide", "", (False, True), (False, False)),
        ("virtio", "<transient/>", (True, False), (False, True)),
        ("virtio", "<readonly/>", (True, False), (True, False)),
    ],
)
async def test_disks_are_protected_and_get_back_exactly_what_they_had(
    yard: Yard, bus: str, flags: str, protected: tuple[bool, bool], back: tuple[bool, bool]
) -> None:
    image = yard.image("gold.qcow2", data=b"A")
    before = digest(image)
    await yard.refresh()
    await yard.domain("gold", "gold.qcow2", bus=bus, flags=flags)
    await convert(yard, "gold", instant=True, icon="os", description="For tests")
    disk = parse_domain(await yard.xml("gold")).disks[0]
    assert (disk.readonly, disk.transient) == protected
    vm = yard.place.vm("gold")
    assert vm.is_template and vm.config is not None and vm.config.metadata.instant and vm.config.metadata.icon == "os"
    assert vm.config.description == "For tests"
    reason = why_not(Verb.VM_START, vm, yard.place.inventory)
    assert reason is not None and reason.text.english() == "A template can not be used as a normal VM."
    assert digest(image) == before
    await yard.place.runner.start(ConvertToVm(yard.place.of("gold")))
    disk = parse_domain(await yard.xml("gold")).disks[0]
    assert (disk.readonly, disk.transient) == back
    assert not yard.place.vm("gold").is_template and digest(image) == before


async def test_a_mistaken_start_from_elsewhere_does_not_change_the_base(yard: Yard, libvirtd: PrivateLibvirtd) -> None:
    for name, bus in (("virtio.qcow2", "virtio"), ("sata.qcow2", "sata")):
        image = yard.image(name, data=b"A")
        await yard.refresh()
        await yard.domain(bus, name, bus=bus)
        await convert(yard, bus)
        before = digest(image)
        started = subprocess.run(["virsh", "-q", "-c", libvirtd.uri, "start", bus], check=False, timeout=60, capture_output=True)
        assert started.returncode == 0, started.stderr
        await yard.shows(bus, lambda vm: vm.state is PowerState.RUNNING)
        await yard.place.port.destroy(yard.place.vm(bus).uuid)
        await yard.shows(bus, lambda vm: vm.state is PowerState.HALTED)
        assert digest(image) == before


async def test_autostart_media_and_a_saved_state_are_cleared(yard: Yard) -> None:
    yard.image("gold.qcow2")
    (yard.folder / "cd.iso").write_bytes(bytes(4096))
    await yard.refresh()
    await yard.domain("gold", "gold.qcow2", extra=CD.format(path=yard.folder / "cd.iso"))
    uuid = yard.place.vm("gold").uuid
    await yard.place.port.set_autostart(uuid, True)
    await yard.shows("gold", lambda vm: vm.autostart is True)
    await yard.place.port.start(uuid)
    await yard.shows("gold", lambda vm: vm.state is PowerState.RUNNING)
    with pytest.raises(ConsoleError, match="it is running"):
        await convert(yard, "gold")
    await yard.place.port.managed_save(uuid)
    await yard.shows("gold", lambda vm: vm.state is PowerState.SUSPENDED)
    await convert(yard, "gold")
    await yard.shows("gold", lambda vm: vm.autostart is False and not vm.has_managed_save and vm.state is PowerState.HALTED)
    assert [disk.source for disk in parse_domain(await yard.xml("gold")).disks if disk.device == "cdrom"] == [""]


@pytest.mark.parametrize("fault", ["fails", "cancelled", "cancelled late"])
async def test_whichever_step_ends_a_conversion_the_vm_is_as_it_was(yard: Yard, fault: str) -> None:
    image = yard.image("gold.qcow2", data=b"A")
    await yard.refresh()
    await yard.domain("gold", "gold.qcow2")
    await yard.place.port.set_autostart(yard.place.vm("gold").uuid, True)
    await yard.shows("gold", lambda vm: vm.autostart is True)
    before, contents = await yard.xml("gold"), digest(image)
    steps = set()
    for at in range(1, 20):
        faulty = Faulty(yard.place.hub, at, fault)
        faulty.others = yard.others()
        runner = Runner(dataclasses.replace(yard.place.world, hosts=faulty))  # type: ignore[arg-type]
        running = runner.start(ConvertToTemplate(yard.place.of("gold")))
        task = runner.tasks()[0]
        faulty.cancel = lambda runner=runner, task=task: runner.cancel(task.id)
        try:
            await running
        except (ConsoleError, asyncio.CancelledError):
            steps.add(faulty.calls[at - 1])
            assert await yard.xml("gold") == before, f"{fault} at {faulty.calls[at - 1]}"
            await yard.shows("gold", lambda vm: vm.autostart is True and not vm.is_template)
            continue
        break
    assert {"domain_xml", "set_autostart"} <= steps and digest(image) == contents
    assert ("define" in steps) == (fault != "") and yard.place.vm("gold").is_template


# --------------------------------------------------------------------------- what depends on it


async def test_a_template_with_clones_is_not_converted_back_changed_or_deleted(yard: Yard, tmp_path: Path) -> None:
    """The clone of a domain, one over a clone, one that is no domain's, and one whose image is in no repository: all of them count."""
    yard.image("gold.qcow2", data=b"A")
    yard.image("web.qcow2", base="gold.qcow2")
    yard.image("deep.qcow2", base="web.qcow2")
    yard.image("nobody.qcow2", base="gold.qcow2")
    outside = yard.folder.parent / f"{yard.folder.name}-outside.qcow2"
    subprocess.run(
        ["qemu-img", "create", "-q", "-f", "qcow2", "-b", yard.folder / "gold.qcow2", "-F", "qcow2", outside],
        check=True,
        timeout=20,
        capture_output=True,
    )
    await yard.refresh()
    await yard.domain("gold", "gold.qcow2")
    await yard.domain("web", "web.qcow2")
    await yard.domain("away", str(outside))
    await convert(yard, "gold")
    chains = await read_chains(yard.place.hub, yard.place.inventory, HOST)
    base = str(yard.folder / "gold.qcow2")
    assert sorted(each.words for each in chains.dependents(HOST, base)) == [
        "away (host-a)",
        "deep.qcow2 (host-a)",
        "nobody.qcow2 (host-a)",
        "web (host-a)",
    ]
    assert chains.chain(HOST, str(yard.folder / "deep.qcow2")).depth == 2
    assert chains.chain(HOST, base).depth == 0
    with pytest.raises(ConsoleError, match=r"nobody\.qcow2"):
        await yard.place.runner.start(ConvertToVm(yard.place.of("gold")))
    assert yard.place.vm("gold").is_template
    (disk,) = await deletable_disks(yard.place.vm("gold"), yard.place.inventory, yard.place.port, hosts=yard.place.hub)
    assert disk.why_not is not None and "nobody.qcow2" in disk.why_not.english() and "away" in disk.why_not.english()
    with pytest.raises(ConsoleError, match="can't be deleted with it"):
        await yard.place.runner.start(DeleteVm(yard.place.of("gold"), (base,)))
    outside.unlink()


# --------------------------------------------------------------------------- flattening


def chain(yard: Yard, depth: int) -> Path:
    """A chain with other contents in each layer; the top."""
    path = yard.image("l0.qcow2", data=b"\x01")
    for number in range(1, depth + 1):
        path = yard.image(f"l{number}.qcow2", base=f"l{number - 1}.qcow2")
        yard.write(path, bytes([number + 1]), at=number * 65536)
    return path


async def test_a_chain_is_flattened_while_the_vm_is_off(yard: Yard) -> None:
    top = chain(yard, 8)
    await yard.refresh()
    await yard.domain("web", "l8.qcow2", metadata="<metadata><v:vm xmlns:v='urn:virtdeck:1'><v:clone depth='8'/></v:vm></metadata>")
    wanted, base = yard.contents(top), digest(yard.folder / "l0.qcow2")
    assert await yard.place.runner.start(Flatten(yard.place.of("web"))) == "1"
    disk = parse_domain(await yard.xml("web")).disks[0]
    assert yard.contents(disk.source) == wanted and digest(yard.folder / "l0.qcow2") == base
    chains = await read_chains(yard.place.hub, yard.place.inventory, HOST)
    assert chains.chain(HOST, disk.source).depth == 0
    assert not top.exists(), "the old overlay is of no use any more"
    await yard.shows("web", lambda vm: vm.config.metadata.clone_depth is None and vm.config.metadata.speed_after)
    assert await yard.place.journal_rows() == []
    assert await yard.place.runner.start(Flatten(yard.place.of("web"))) == "0", "nothing is left to do"


async def test_a_disk_that_others_depend_on_is_not_flattened(yard: Yard) -> None:
    chain(yard, 2)
    await yard.refresh()
    await yard.domain("web", "l1.qcow2")
    with pytest.raises(ConsoleError, match=r"l2\.qcow2"):
        await yard.place.runner.start(Flatten(yard.place.of("web")))


async def test_what_was_based_on_its_old_disk_meanwhile_keeps_it(yard: Yard) -> None:
    """A copy takes long; somebody else makes a disk over the old one while it is copied."""
    top = chain(yard, 1)
    await yard.refresh()
    await yard.domain("web", "l1.qcow2")
    new: list[Path] = []

    class Meddling(Faulty):
        def port(self, host: HostId) -> Any:
            real = yard.place.hub.port(host)

            class Port:
                def __getattr__(self, name: str) -> Any:
                    return getattr(real, name)

                async def copy_volume(self, *args: Any) -> Any:
                    new.append(yard.image("late.qcow2", base="l1.qcow2"))
                    await yard.refresh()
                    return await real.copy_volume(*args)

            return Port()

    runner = Runner(dataclasses.replace(yard.place.world, hosts=Meddling(yard.place.hub, 0, "")))  # type: ignore[arg-type]
    wanted = yard.contents(top)
    assert await runner.start(Flatten(yard.place.of("web"))) == "1"
    disk = parse_domain(await yard.xml("web")).disks[0]
    assert disk.source != str(top) and yard.contents(disk.source) == wanted
    assert top.exists() and yard.contents(new[0]) == wanted and await yard.place.journal_rows() == []


@pytest.mark.parametrize("fault", ["fails", "cancelled", "cancelled late"])
async def test_whichever_step_ends_a_flatten_nothing_is_lost(yard: Yard, fault: str) -> None:
    top = chain(yard, 2)
    await yard.refresh()
    await yard.domain("web", "l2.qcow2")
    wanted, before, files = yard.contents(top), await yard.xml("web"), sorted(each.name for each in yard.folder.iterdir())
    steps = set()
    for at in range(1, 40):
        faulty = Faulty(yard.place.hub, at, fault)
        faulty.others = yard.others()
        runner = Runner(dataclasses.replace(yard.place.world, hosts=faulty))  # type: ignore[arg-type]
        running = runner.start(Flatten(yard.place.of("web")))
        task = runner.tasks()[0]
        faulty.cancel = lambda runner=runner, task=task: runner.cancel(task.id)
        try:
            await running
        except (ConsoleError, asyncio.CancelledError):
            steps.add(faulty.calls[at - 1])
            disk = parse_domain(await yard.xml("web")).disks[0]
            assert yard.contents(disk.source) == wanted
            assert await yard.place.journal_rows() == []
            if disk.source == str(top):
                assert await yard.xml("web") == before
                assert sorted(each.name for each in yard.folder.iterdir()) == files, f"{fault} at {faulty.calls[at - 1]}"
                await yard.shows("web", lambda vm: vm.config.disks[0].source == str(top))
                continue
        break
    disk = parse_domain(await yard.xml("web")).disks[0]
    assert yard.contents(disk.source) == wanted and {"copy_volume", "volumes"} <= steps


async def test_a_running_chain_is_filled_in_place(yard: Yard) -> None:
    top = chain(yard, 8)
    await yard.refresh()
    await yard.domain("web", "l8.qcow2")
    wanted = yard.contents(top)
    await yard.place.port.start(yard.place.vm("web").uuid)
    await yard.shows("web", lambda vm: vm.state is PowerState.RUNNING)
    assert await yard.place.runner.start(Flatten(yard.place.of("web"))) == "1"
    assert yard.place.vm("web").state is PowerState.RUNNING
    await yard.place.port.destroy(yard.place.vm("web").uuid)  # a running QEMU keeps some of the image's tables in its memory
    assert yard.contents(top) == wanted
    info = subprocess.run(["qemu-img", "info", "-U", "--backing-chain", "--output=json", top], check=True, timeout=20, capture_output=True, text=True)
    assert "backing-filename" not in info.stdout


async def test_a_pull_that_is_cancelled_leaves_the_running_vm_with_its_data(yard: Yard, libvirtd: PrivateLibvirtd) -> None:
    base = yard.image("l0.qcow2")
    subprocess.run(["qemu-img", "resize", "-q", base, "256M"], check=True, timeout=20)
    subprocess.run(["qemu-io", "-f", "qcow2", "-c", "write -P 7 0 192M", base], check=True, timeout=60, capture_output=True)
    top = yard.image("l1.qcow2", base="l0.qcow2")
    await yard.refresh()
    await yard.domain("web", "l1.qcow2")
    wanted, before = yard.contents(top), digest(base)
    await yard.place.port.start(yard.place.vm("web").uuid)
    await yard.shows("web", lambda vm: vm.state is PowerState.RUNNING)
    faulty = Faulty(yard.place.hub, 0, "")
    begun = asyncio.Event()

    class Pulling:
        def __getattr__(self, name: str) -> object:
            if name == "pull_disk":
                begun.set()
            return getattr(yard.place.port, name)

    faulty.port = lambda host: Pulling()  # type: ignore[method-assign]
    runner = Runner(dataclasses.replace(yard.place.world, hosts=faulty))  # type: ignore[arg-type]
    running = runner.start(Flatten(yard.place.of("web")))
    await asyncio.wait_for(begun.wait(), 60)
    await asyncio.sleep(0.05)
    runner.cancel(runner.tasks()[0].id)
    with pytest.raises(asyncio.CancelledError):
        await running
    job = subprocess.run(["virsh", "-q", "-c", libvirtd.uri, "blockjob", "web", "vda"], check=False, timeout=20, capture_output=True, text=True)
    assert "Block Pull" not in job.stdout, "it does not run on behind the back of who gave it up"
    assert yard.place.vm("web").state is PowerState.RUNNING and await yard.place.journal_rows() == []
    assert yard.contents(top) == wanted and digest(base) == before
    assert await yard.place.runner.start(Flatten(yard.place.of("web"))) in ("0", "1")
    await yard.place.port.destroy(yard.place.vm("web").uuid)
    assert yard.contents(top) == wanted and digest(base) == before


# --------------------------------------------------------------------------- disks that are reset at start


async def test_left_over_overlays_of_an_unclean_end_are_removed(yard: Yard) -> None:
    """The overlay of a running VM is never touched, neither is what only looks like one."""
    yard.image("kiosk.qcow2", data=b"A")
    await yard.refresh()
    await yard.domain("kiosk", "kiosk.qcow2", flags="<transient/>")
    uuid = yard.place.vm("kiosk").uuid
    await yard.place.port.start(uuid)
    await yard.shows("kiosk", lambda vm: vm.state is PowerState.RUNNING)
    assert (yard.folder / "kiosk.qcow2.TRANSIENT-kiosk").exists(), "this is how libvirt names it"
    with pytest.raises(ConsoleError, match="is running"):
        await yard.place.runner.start(CleanOverlays(yard.place.of("kiosk")))
    await yard.place.port.destroy(uuid)
    await yard.shows("kiosk", lambda vm: vm.state is PowerState.HALTED)
    assert not (yard.folder / "kiosk.qcow2.TRANSIENT-kiosk").exists(), "after a clean end libvirt removes it by itself"
    yard.image("kiosk.qcow2.TRANSIENT-kiosk", base="kiosk.qcow2")
    yard.image("kiosk.qcow2.TRANSIENT-other", base="kiosk.qcow2")
    assert await yard.place.runner.start(CleanOverlays(yard.place.of("kiosk"))) == "1"
    assert sorted(file.name for file in yard.folder.iterdir()) == ["kiosk.qcow2", "kiosk.qcow2.TRANSIENT-other"]
