"""Real guests: a prepared template of the demo appliance, cloned both ways; every clone boots as a machine of its own, on a NAT network with DHCP."""

from __future__ import annotations

import asyncio
import functools
import hashlib
import subprocess
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from console.backend.guest import GuestWatch
from console.backend.links import Timing
from console.backend.programs import LocalPrograms
from console.model.clone import CloneMode
from console.model.ids import Ref
from console.model.objects import PowerState
from console.model.rules_network import NetworkKind, NetworkSpec
from console.model.spec import DiskSpec, NicSpec, VmSpec
from console.model.tools import AgentState
from console.operations.clone import CloneItem, CloneVm
from console.operations.create import CreateVm
from console.operations.network import create_network
from console.operations.power import ForceOff
from console.operations.prepare import Identity, guest_run
from console.operations.subject import wait_until
from console.operations.template import ConvertToTemplate
from console.xml.storage import build_dir_repository
from tests.cli.test_virtdeckctl import start
from tests.fixtures.system_daemon import SystemLibvirtd
from tests.operations.worlds import HOST, Place, place

MIB = 1 << 20
LAB = NetworkSpec("lab", NetworkKind.NAT, "192.168.51.1/24", "192.168.51.100", "192.168.51.199")
MAC = "52:54:00:51:00:01"
BOOT_SECONDS = 240


@dataclass(frozen=True)
class Told:
    """What a guest says of itself."""

    machine_id: str
    host_key: str
    mac: str
    address: str


@asynccontextmanager
async def golden(daemon: SystemLibvirtd, appliance: Path, folder: Path) -> AsyncIterator[tuple[Place, Path]]:
    """The appliance as the VM "gold" in a repository, on a NAT network."""
    images = daemon.folder / "images"
    images.mkdir()
    programs = LocalPrograms()
    watch = functools.partial(GuestWatch, programs=programs)
    async with place(daemon.uri, folder, guest_watch=watch, timing=Timing(stats=0.5)) as found:
        await found.runner.start(create_network(HOST, LAB, found.inventory))
        repository = await found.port.define_repository(build_dir_repository("images", str(images)))
        assert await found.active(repository)
        spec = VmSpec(
            name="gold",
            host=HOST,
            uuid=str(uuid.uuid4()),
            memory_bytes=192 * MIB,
            disks=(DiskSpec(512 * MIB, repository=repository, source_file=str(appliance / "demo.qcow2")),),
            nics=(NicSpec(kind="network", source="lab", mac=MAC),),
            graphics="",
            video="",
            input=(),
            usb="none",
            boot=("hd",),
        )
        await found.runner.start(CreateVm(spec, start=True))
        yield found, images / "gold.qcow2"


async def answering(found: Place, refs: Sequence[Ref]) -> None:
    """Their agents respond."""
    found.hub.watch(list(refs))

    def ready() -> bool:
        vms = [found.inventory.vm(ref) for ref in refs]
        return all(vm is not None and vm.tools.agent is AgentState.RESPONDING for vm in vms)

    assert await wait_until(found.inventory, ready, BOOT_SECONDS), [(vm.name, vm.state, vm.tools.agent) for vm in found.inventory.vms()]


async def asked(found: Place, ref: Ref) -> Told:
    """Through the agent. The address comes by DHCP a moment after the agent does, the host keys at the first start of sshd."""
    script = "cat /etc/machine-id; cat /etc/ssh/ssh_host_ed25519_key.pub; cat /sys/class/net/eth0/address; ip -4 -o addr show eth0 scope global"
    lines: list[str] = []
    for _ in range(360):
        _, out = await guest_run(found.port, ref.key, "/bin/sh", ["-c", script])
        lines = out.splitlines()
        if len(lines) == 4 and "inet " in lines[3]:
            return Told(lines[0], lines[1].split()[1], lines[2], lines[3].split("inet ")[1].split("/")[0])
        await asyncio.sleep(0.3)
    raise AssertionError(lines)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def items(names: Sequence[str], first: int) -> tuple[CloneItem, ...]:
    return tuple(
        CloneItem(name, str(uuid.uuid4()), str(uuid.uuid4()), ((MAC, f"52:54:00:51:01:{number:02x}"),), Identity(host_name=name))
        for number, name in enumerate(names, first)
    )


def prepare(uri: str) -> None:
    """As a script does it."""
    process = start("vm-prepare", "gold", "--yes", "--quiet", "--connect", uri)
    _, err = process.communicate(timeout=200)
    assert process.returncode == 0, err


async def tell_apart(uri: str, found: Place, disk: Path, cows: Sequence[str], at_once: int) -> None:
    """Prepare, convert, clone; boot all clones, ``at_once`` at a time; each is another machine, and the template's disk the same bytes."""
    gold = found.of("gold")
    await answering(found, [gold.ref])
    before = await asked(found, gold.ref)
    await asyncio.to_thread(prepare, uri)
    assert await wait_until(found.inventory, lambda: found.vm("gold").state is PowerState.HALTED, 30)
    await found.runner.start(ConvertToTemplate(gold))
    unchanged = digest(disk)
    cow = CloneVm(gold, CloneMode.COW, items(cows, 1), HOST)
    full = CloneVm(gold, CloneMode.FULL, items(["whole"], 200), HOST)
    await found.runner.start(cow)
    await found.runner.start(full)
    refs = [*cow.refs, *full.refs]
    told: list[Told] = []
    for number in range(0, len(refs), at_once):
        batch = refs[number : number + at_once]
        for ref in batch:
            await found.port.start(ref.key)
        await answering(found, batch)
        told += await asyncio.gather(*(asked(found, ref) for ref in batch))
        for ref in batch:
            vm = found.inventory.vm(ref)
            assert vm is not None
            await found.runner.start(ForceOff(found.of(vm.name)))
    assert len(told) == len(cows) + 1
    for field in ("machine_id", "host_key", "mac", "address"):
        values = [getattr(each, field) for each in (before, *told)]
        assert all(values) and len(set(values)) == len(values), (field, values)
    assert digest(disk) == unchanged
    info = subprocess.run(["qemu-img", "info", disk.with_name("whole.qcow2")], check=True, capture_output=True, text=True, timeout=30).stdout
    assert "backing file" not in info


@pytest.mark.real
@pytest.mark.timeout(400)
async def test_two_clones_are_machines_of_their_own(system_libvirtd: SystemLibvirtd, demo_appliance: Path, tmp_path: Path) -> None:
    async with golden(system_libvirtd, demo_appliance, tmp_path) as (found, disk):
        await tell_apart(system_libvirtd.uri, found, disk, ["web-1"], 2)


@pytest.mark.real
@pytest.mark.slow
@pytest.mark.timeout(1800)
async def test_ten_and_one_clones_are_machines_of_their_own(system_libvirtd: SystemLibvirtd, demo_appliance: Path, tmp_path: Path) -> None:
    async with golden(system_libvirtd, demo_appliance, tmp_path) as (found, disk):
        await tell_apart(system_libvirtd.uri, found, disk, [f"web-{number:03d}" for number in range(1, 11)], 3)
