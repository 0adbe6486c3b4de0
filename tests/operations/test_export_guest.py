"""A real guest that writes without pause is exported: of one moment while it runs, then shut down and started again. Its file systems are sound."""

from __future__ import annotations

import asyncio
import hashlib
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import libvirt
import pytest

from console.formats.opening import open_package
from console.formats.package import Package
from console.model.objects import PowerState
from console.model.rules_export import Running
from console.operations.export import ExportVms
from console.operations.export_files import Options
from tests.fixtures.daemon import PrivateLibvirtd
from tests.fixtures.guest_shell import GuestShell
from tests.operations.template_yard import Yard, template_yard

pytestmark = [pytest.mark.real, pytest.mark.timeout(300)]

AGENT = "<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>"


@pytest.fixture
async def yard(libvirtd: PrivateLibvirtd, tmp_path: Path) -> AsyncIterator[Yard]:
    async with template_yard(libvirtd, tmp_path) as found:
        yield found


def flat(package: Package, target: Path) -> None:
    """The first disk of a package as a raw file."""
    with package.open(package.description.vms[0].disks[0]) as stream, target.open("wb") as out:
        for chunk in stream.chunks():
            if chunk.data is not None:
                out.seek(chunk.offset)
                out.write(chunk.data)
        out.truncate(stream.capacity_bytes)


def sound(disk: Path) -> None:
    """The journal is replayed as a start would; then nothing is wrong."""
    said = subprocess.run(["sfdisk", "-J", disk], capture_output=True, text=True, timeout=20)
    offset = 0
    if said.returncode == 0 and '"partitions"' in said.stdout:
        import json

        offset = max(json.loads(said.stdout)["partitiontable"]["partitions"], key=lambda each: each["size"])["start"] * 512
    if offset:
        part = disk.with_suffix(".part")
        subprocess.run(["dd", f"if={disk}", f"of={part}", "bs=1M", "iflag=skip_bytes", f"skip={offset}", "status=none"], check=True, timeout=60)
        disk = part
    first = subprocess.run(["e2fsck", "-fp", disk], capture_output=True, text=True, timeout=60)
    assert first.returncode in (0, 1), first.stdout
    again = subprocess.run(["e2fsck", "-fn", disk], capture_output=True, text=True, timeout=60)
    assert again.returncode == 0, again.stdout


async def test_under_write_load(yard: Yard, libvirtd: PrivateLibvirtd, demo_appliance: Path, tmp_path: Path) -> None:
    system = yard.folder / "sys.qcow2"
    base = demo_appliance / "demo.qcow2"
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-b", base, "-F", "qcow2", system], check=True, timeout=20)
    await yard.refresh()
    await yard.domain("web", system.name, extra=f"<serial type='pty'/><console type='pty'/>{AGENT}", memory=160)
    uuid = yard.place.vm("web").uuid
    xml = await yard.place.port.domain_xml(uuid, inactive=True)
    await yard.place.port.define(xml.replace("</os>", "</os><features><acpi/></features>"))
    await yard.shows("web", lambda vm: vm.config is not None and vm.config.acpi)
    await yard.place.port.start(uuid)
    await yard.shows("web", lambda vm: vm.state is PowerState.RUNNING)
    with libvirt.open(libvirtd.uri) as conn:
        shell = GuestShell(conn.lookupByUUIDString(uuid))
    try:
        await shell.log_in(150)
        await shell.run("head -c 3000000 /dev/urandom > /root/noise; sync; sha256sum /root/noise > /root/noise.sum")
        await shell.run(
            "(while true; do head -c 200000 /dev/urandom > /root/load.$((n=n+1, n%7)); date >> /root/ticks; done) > /dev/null 2>&1 & echo $!"
        )
        await asyncio.sleep(2)
        live = ExportVms((yard.place.of("web"),), "ova", str(tmp_path / "live"), "web")
        await yard.place.runner.start(live)
        assert yard.place.vm("web").state is PowerState.RUNNING
        ticks = int((await shell.run("wc -l < /root/ticks")).split()[-1])
        assert ticks > 1, "it writes on"
    finally:
        shell.close()
    with open_package(tmp_path / "live" / "web.ova") as package:
        flat(package, tmp_path / "live.raw")
    sound(tmp_path / "live.raw")
    (tmp_path / "live.raw").unlink()
    stopped = ExportVms((yard.place.of("web"),), "xva", str(tmp_path / "off"), "web", Options(compression="zstd"), Running.SHUTDOWN)
    await yard.place.runner.start(stopped)
    assert yard.place.vm("web").state is PowerState.RUNNING, "started again"
    with open_package(tmp_path / "off" / "web.xva") as package:
        flat(package, tmp_path / "off.raw")
    sound(tmp_path / "off.raw")
    assert not [each.name for each in yard.folder.iterdir() if "export" in each.name]
    assert await yard.place.journal_rows() == []


@pytest.mark.parametrize("format", ["ova", "ovf", "xva", "qcow2", "vmdk", "vhd", "vhdx", "raw"])
async def test_the_appliance_keeps_every_byte(yard: Yard, demo_appliance: Path, tmp_path: Path, format: str) -> None:
    """All formats, on the disk that people begin with: QEMU reads what was written there, and finds the same disk."""
    base = demo_appliance / "demo.qcow2"
    system = yard.folder / "sys.qcow2"
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-b", base, "-F", "qcow2", system], check=True, timeout=20)
    await yard.refresh()
    await yard.domain("web", system.name)
    said = await yard.place.runner.start(ExportVms((yard.place.of("web"),), format, str(tmp_path / "out"), "web"))
    path = Path(said.splitlines()[0])
    if format in ("ova", "ovf", "xva"):
        found, form = tmp_path / "found.raw", "raw"
        with open_package(path) as package:
            flat(package, found)
    else:
        found, form = path, {"vhd": "vpc"}.get(format, format)
    words = ["qemu-img", "compare", "-f", "qcow2", "-F", form, base, found]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout
    assert hashlib.sha256(path.read_bytes()).hexdigest()
