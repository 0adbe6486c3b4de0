"""The demo appliance moves between two real hosts that know nothing of each other: every byte, the firmware's variables, and it starts there."""

from __future__ import annotations

import asyncio
import os
import subprocess
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from console.model.ids import HostId, Kind, Ref
from console.model.objects import PowerState, Vm
from console.model.rules_move import MovePlan
from console.operations.move import move
from console.operations.subject import wait_until
from console.xml.clone import nvram_path
from console.xml.storage import build_dir_repository
from tests.fixtures.daemon import PrivateLibvirtd
from tests.operations.pooled import Pooled, pooled
from tests.operations.worlds import take_away

pytestmark = pytest.mark.real

HERE, THERE = HostId("h1"), HostId("h2")


@dataclass
class Homes:
    """Two hosts, each with a repository "moves" of its own."""

    found: Pooled
    folders: tuple[Path, Path]
    uuid: str

    async def vm(self, host: HostId) -> Vm:
        ref = Ref(Kind.VM, host, self.uuid)
        assert await wait_until(self.found.inventory, lambda: (vm := self.found.inventory.vm(ref)) is not None and vm.config is not None, 30)
        vm = self.found.inventory.vm(ref)
        assert vm is not None
        return vm


@pytest.fixture
async def homes(libvirtd: PrivateLibvirtd, own_libvirtd: PrivateLibvirtd, tmp_path: Path) -> AsyncIterator[Homes]:
    name = f"moves-{uuid.uuid4().hex[:8]}"
    async with pooled([libvirtd.uri, own_libvirtd.uri], tmp_path, alone=[1, 2]) as found:
        folders = []
        repositories = []
        for host, daemon in ((HERE, libvirtd), (THERE, own_libvirtd)):
            folder = daemon.images / name
            repositories.append(await found.hub.port(host).define_repository(build_dir_repository(name, str(folder))))
            folders.append(folder)
        assert await wait_until(
            found.inventory, lambda: {r.uuid for r in found.inventory.repositories() if r.active and r.name == name} == set(repositories), 20
        )
        homes = Homes(found, (folders[0], folders[1]), str(uuid.uuid4()))
        yield homes
        for host, repository, folder in ((HERE, repositories[0], folders[0]), (THERE, repositories[1], folders[1])):
            await take_away(found.hub.port(host), *(vm for vm in found.inventory.vms(host) if vm.uuid == homes.uuid))
            await found.hub.port(host).delete_repository(repository)
            subprocess.run(["rm", "-rf", str(folder)], check=True, timeout=20)


async def appliance(homes: Homes, demo_appliance: Path, machine: str = "q35", os_xml: str = "") -> Path:
    """The VM at its first home, off; its disk."""
    disk = homes.folders[0] / "demo.qcow2"
    subprocess.run(["cp", "--sparse=always", demo_appliance / "demo.qcow2", disk], check=True, timeout=60)
    port = homes.found.hub.port(HERE)
    await port.refresh_repository(next(r.uuid for r in homes.found.inventory.repositories(HERE) if r.path == str(disk.parent)))
    await port.define(
        f"<domain type='qemu'><name>demo</name><uuid>{homes.uuid}</uuid><memory unit='MiB'>288</memory><vcpu>2</vcpu>"
        f"<os{os_xml or '>'}<type arch='x86_64' machine='{machine}'>hvm</type></os><features><acpi/></features><cpu mode='maximum'/>"
        f"<devices><disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='{disk}'/><target dev='vda' bus='virtio'/></disk>"
        "<interface type='user'><mac address='52:54:00:0d:0e:0f'/><model type='virtio'/></interface>"
        f"<serial type='pty'><target port='0'/></serial><console type='pty'><target type='serial' port='0'/></console></devices></domain>"
    )
    await homes.vm(HERE)
    return disk


def plan(homes: Homes, **words: bool) -> MovePlan:
    there = next(r for r in homes.found.inventory.repositories(THERE) if r.path == str(homes.folders[1]))
    return MovePlan(Ref(Kind.VM, HERE, homes.uuid), THERE, storage={"vda": there.uuid}, **words)


async def test_every_byte_and_the_firmware(homes: Homes, demo_appliance: Path) -> None:
    disk = await appliance(homes, demo_appliance, os_xml=" firmware='efi'>")
    port = homes.found.hub.port(HERE)
    variables = disk.parent / "demo_VARS.fd"
    known = os.urandom(4096) + bytes(540672 - 4096)
    variables.write_bytes(known)
    xml = await port.domain_xml(homes.uuid, inactive=True)
    await port.define(xml.replace("</os>", f"<nvram>{variables}</nvram></os>") if "<nvram" not in xml else xml)
    said = await homes.found.runner.start(move(plan(homes), homes.found.inventory))
    vm = await homes.vm(THERE)
    assert said == homes.uuid and vm.config is not None and vm.config.firmware == "efi"
    there = Path(nvram_path(await homes.found.hub.port(THERE).domain_xml(homes.uuid, inactive=True)))
    assert there != variables and there.read_bytes() == known
    copy = Path(next(each.source for each in vm.config.disks if each.target == "vda"))
    subprocess.run(["qemu-img", "compare", "-q", demo_appliance / "demo.qcow2", copy], check=True, timeout=120)
    assert copy.stat().st_blocks * 512 <= (demo_appliance / "demo.qcow2").stat().st_blocks * 512 + (1 << 20), "sparse as it was"
    assert not disk.exists() and not variables.exists() and homes.found.inventory.vm(Ref(Kind.VM, HERE, homes.uuid)) is None
    assert await homes.found.journal_rows() == []


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_a_guest_that_runs(homes: Homes, demo_appliance: Path) -> None:
    """Shut down here, moved, started there: its login comes over the serial line of its new home."""
    await appliance(homes, demo_appliance, "pc")
    port = homes.found.hub.port(HERE)
    await port.start(homes.uuid)
    await login(homes, HERE)
    await asyncio.sleep(5)  # its power button has a listener a moment after the login
    said = await homes.found.runner.start(move(plan(homes, shut_down=True), homes.found.inventory))
    assert said == homes.uuid
    await login(homes, THERE)
    assert (await homes.vm(THERE)).state is PowerState.RUNNING and homes.found.inventory.vm(Ref(Kind.VM, HERE, homes.uuid)) is None


async def login(homes: Homes, host: HostId) -> None:
    console = await homes.found.hub.port(host).open_console(homes.uuid)
    seen = b""
    async with asyncio.timeout(240):
        while b"login:" not in seen:
            seen += await console.read()
    console.close()
