"""A real guest over chains of eight layers: its disks are flattened while it runs and writes, and everything in them is as it was."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import libvirt
import pytest

from console.model.objects import PowerState
from console.operations.chains import read_chains
from console.operations.flatten import Flatten
from tests.fixtures.daemon import PrivateLibvirtd
from tests.fixtures.guest_shell import GuestShell
from tests.operations.template_yard import Yard, template_yard
from tests.operations.worlds import HOST

pytestmark = [pytest.mark.real, pytest.mark.timeout(240)]
DEPTH = 8


@pytest.fixture
async def yard(libvirtd: PrivateLibvirtd, tmp_path: Path) -> AsyncIterator[Yard]:
    async with template_yard(libvirtd, tmp_path) as found:
        yield found


def layers(yard: Yard, name: str, base: Path, *, write: bool) -> Path:
    """``DEPTH`` overlays over ``base``; with other contents in each if ``write``."""
    for number in range(1, DEPTH + 1):
        top = yard.folder / f"{name}{number}.qcow2"
        subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-b", base, "-F", "qcow2", top], check=True, timeout=20)
        if write:
            yard.write(top, bytes([number]), at=number * 65536)
        base = top
    return base


def backing(path: Path) -> list[str]:
    words = ["qemu-img", "info", "-U", "--backing-chain", "--output=json", path]
    return [str(each["filename"]) for each in json.loads(subprocess.run(words, check=True, timeout=20, capture_output=True).stdout)]


async def test_a_running_guest_over_eight_layers(yard: Yard, libvirtd: PrivateLibvirtd, demo_appliance: Path) -> None:
    base = demo_appliance / "demo.qcow2"
    golden = hashlib.sha256(base.read_bytes()).hexdigest()
    system = layers(yard, "sys", base, write=False)
    data = layers(yard, "data", yard.image("data0.qcow2", data=b"\xaa"), write=True)
    await yard.refresh()
    await yard.domain("web", system.name, data.name, extra="<serial type='pty'/><console type='pty'/>", memory=160)
    uuid = yard.place.vm("web").uuid
    await yard.place.port.start(uuid)
    await yard.shows("web", lambda vm: vm.state is PowerState.RUNNING)
    chains = await read_chains(yard.place.hub, yard.place.inventory, HOST)
    assert chains.chain(HOST, str(data)).depth == DEPTH and chains.chain(HOST, str(system)).depth == DEPTH
    with libvirt.open(libvirtd.uri) as conn:
        shell = GuestShell(conn.lookupByUUIDString(uuid))
    try:
        await shell.log_in(150)
        before = (await shell.run("md5sum /dev/vdb | cut -c1-32")).split()[-1]
        await shell.run("head -c 3000000 /dev/urandom > /root/noise; sync; md5sum /root/noise > /root/noise.md5")
        await shell.run("(while true; do date >> /root/ticks; sync; sleep 0.2; done) > /dev/null 2>&1 & echo $! > /root/writer")
        assert await yard.place.runner.start(Flatten(yard.place.of("web"))) == "2"
        assert yard.place.vm("web").state is PowerState.RUNNING
        await shell.run(
            "kill $(cat /root/writer); sync; echo 3 > /proc/sys/vm/drop_caches; md5sum -c /root/noise.md5; test $(wc -l < /root/ticks) -gt 1"
        )
        after = (await shell.run("md5sum /dev/vdb | cut -c1-32")).split()[-1]
    finally:
        shell.close()
    assert after == before
    assert len(backing(system)) == 1 and len(backing(data)) == 1, "nothing is under them any more"
    await yard.shows("web", lambda vm: vm.config is not None and not any(disk.backing for disk in vm.config.disks))
    await yard.place.port.destroy(uuid)
    for number in range(DEPTH):  # and truly nothing: the layers can go
        (yard.folder / f"data{number}.qcow2").unlink()
    subprocess.run(["qemu-img", "check", "-q", system], check=True, timeout=60)
    subprocess.run(["qemu-img", "compare", "-q", data, data], check=True, timeout=60)
    assert hashlib.sha256(base.read_bytes()).hexdigest() == golden
