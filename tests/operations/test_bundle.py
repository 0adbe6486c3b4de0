"""Virtdeck → a package → Virtdeck loses nothing: hardware, notes, firmware's variables, disks to the byte, and the snapshots inside them."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import libvirt
import pytest

from console.formats.opening import open_package
from console.model.errors import ConsoleError
from console.operations.export import ExportVms
from console.operations.export_draft import ExportDraft
from console.operations.export_files import Options
from console.operations.import_draft import DiskAnswer, ImportDraft
from console.xml.clone import nvram_path
from tests.fixtures.daemon import PrivateLibvirtd
from tests.operations.template_yard import Yard, template_yard
from tests.operations.test_import import Templates

pytestmark = pytest.mark.real

METADATA = "<metadata><virtdeck:vm xmlns:virtdeck='urn:virtdeck:1'><virtdeck:tags list='blue'/></virtdeck:vm></metadata>"


@pytest.fixture
async def yard(libvirtd: PrivateLibvirtd, tmp_path: Path) -> AsyncIterator[Yard]:
    async with template_yard(libvirtd, tmp_path) as found:
        yield found


async def with_snapshots(yard: Yard) -> None:
    """A VM with two disks that hold two snapshots, and with firmware variables."""
    yard.image("sys.qcow2", data=b"A")
    yard.image("data.qcow2", data=b"B")
    await yard.refresh()
    nic = "<interface type='user'><mac address='52:54:00:77:66:55'/><model type='e1000e'/></interface>"
    await yard.domain("web", "sys.qcow2", "data.qcow2", bus="sata", metadata=METADATA, extra=nic)
    variables = yard.folder / "web_VARS.fd"
    variables.write_bytes(os.urandom(3000) + bytes(540672 - 3000))
    xml = await yard.xml("web")
    xml = re.sub(r"<os>", "<os firmware='efi'>", xml).replace("</os>", f"<nvram>{variables}</nvram></os><features><acpi/></features>")
    await yard.place.port.define(xml)
    await yard.shows("web", lambda vm: vm.config is not None and vm.config.firmware == "efi")
    held = "<disks><disk name='sda' snapshot='internal'/><disk name='sdb' snapshot='internal'/></disks>"
    with libvirt.open(yard.uri or str(yard.place.inventory.hosts()[0].record.uri)) as conn:
        domain = conn.lookupByName("web")
        for number, name in enumerate(("one", "two")):
            # libvirt 9.0 takes no internal snapshots of VMs with UEFI (a rule of its own): qemu-img makes them, and libvirt is told of them.
            for image in ("sys.qcow2", "data.qcow2"):
                subprocess.run(["qemu-img", "snapshot", "-c", name, yard.folder / image], check=True, timeout=20)
            parent = "<parent><name>one</name></parent>" if number else ""
            described = re.sub(r"<\?.*?\?>", "", domain.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE))
            domain.snapshotCreateXML(
                f"<domainsnapshot><name>{name}</name><description>as {name}</description><state>shutoff</state><creationTime>170000000{number}"
                f"</creationTime>{parent}<memory snapshot='no'/>{held}{described}</domainsnapshot>",
                libvirt.VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE | (libvirt.VIR_DOMAIN_SNAPSHOT_CREATE_CURRENT if number else 0),
            )
            yard.write(yard.folder / "sys.qcow2", b"CD"[number : number + 1])


def plain(xml: str) -> list[str]:
    """Without what names places of the host, and what libvirt adds by itself."""
    xml = re.sub(r"<nvram.*?</nvram>|<source file=.*?/>|<loader.*?</loader>", "", xml)
    return [part for part in re.split(r"\s*(<[^>]*>)\s*", xml) if part]


@pytest.mark.parametrize("format", ["ova", "ovf"])
async def test_nothing_is_lost(yard: Yard, tmp_path: Path, format: str) -> None:
    await with_snapshots(yard)
    port, uuid = yard.place.port, yard.place.vm("web").uuid
    xml, (snapshots, current) = await yard.xml("web"), await port.snapshots_xml(uuid)
    image = (yard.folder / "sys.qcow2").read_bytes()
    now, data = yard.contents(yard.folder / "sys.qcow2"), yard.contents(yard.folder / "data.qcow2")
    variables = (yard.folder / "web_VARS.fd").read_bytes()
    await yard.place.runner.start(ExportVms((yard.place.of("web"),), format, str(tmp_path / "out"), "web"))
    path = tmp_path / "out" / f"web.{format}"
    with open_package(path) as package:
        assert package.verify().ok
        (machine,) = package.description.vms
        assert [each.files for each in machine.images] == [("web-disk1-snapshots.qcow2",), ("web-disk2-snapshots.qcow2",)]
    if format == "ova" and shutil.which("virt-v2v") is not None:
        done = subprocess.run(["virt-v2v", "-i", "ova", path, "-o", "null", "--print-source"], capture_output=True, text=True, timeout=100)
        assert done.returncode == 0 and re.findall(r"\t(\d) \[sata\]", done.stdout) == ["0", "1"], done.stdout + done.stderr

    await port.undefine(uuid)
    for name in ("sys.qcow2", "data.qcow2"):
        (yard.folder / name).unlink()
    await yard.refresh()
    draft = ImportDraft(yard.place.inventory, Templates())  # type: ignore[arg-type]
    for _ in range(200):
        if all(vm.uuid != uuid for vm in yard.place.inventory.vms()):
            break
        await asyncio.sleep(0.02)
    await draft.open(yard.place.background, [str(path)])
    draft.change(repository=yard.repository.uuid, restore=True)
    await draft.look(yard.place.hub, yard.place.world.programs)
    assert not [text.english() for item in draft.items for text in draft.warnings(item)]
    (operation,) = draft.operations()
    await yard.place.runner.start(operation)

    assert yard.place.vm("web").uuid == uuid
    assert plain(await yard.xml("web")) == plain(xml)
    back, still = await port.snapshots_xml(uuid)
    assert still == current == "two" and [(name, plain(text)) for name, text in back] == [(name, plain(text)) for name, text in snapshots]
    config = yard.place.vm("web").config
    assert config is not None
    paths = [Path(disk.source) for disk in config.disks if disk.device == "disk"]
    assert paths[0].read_bytes().rstrip(b"\0") == image.rstrip(b"\0"), "to the byte, with what the snapshots hold"
    assert [yard.contents(each) for each in paths] == [now, data]
    assert Path(nvram_path(await yard.xml("web"))).read_bytes() == variables
    assert await yard.place.journal_rows() == []


async def test_the_export_says_what_becomes_of_them(yard: Yard, tmp_path: Path) -> None:
    """In the wizard and on the command line: how much larger it is with them, and where they have no place."""
    await with_snapshots(yard)
    draft = ExportDraft(yard.place.inventory, [yard.place.vm("web").ref], folder=str(tmp_path))
    await draft.look(yard.place.hub, yard.place.background)
    with_them = draft.size()
    assert draft.snapshot_images() > 1 << 17 and not draft.problems() and with_them is not None
    draft.change(snapshots=False)
    assert (draft.size() or 0) == with_them - draft.snapshot_images() and "--no-snapshots" in draft.command()
    (said,) = draft.problems()
    assert not said.error and said.text.english() == "The snapshots of web (2) are not exported: so it was chosen."
    draft.change(format="xva", snapshots=True)
    await draft.look_at_place(yard.place.background)
    assert [each.text.english() for each in draft.problems()] == ["The snapshots of web (2) are not exported: this format has no place for them."]


async def test_without_snapshots_it_is_said(yard: Yard, tmp_path: Path) -> None:
    """Left out when it is exported, or when the disks become raw: named in the list of what is not taken over."""
    await with_snapshots(yard)
    await yard.place.runner.start(ExportVms((yard.place.of("web"),), "ova", str(tmp_path), "small", Options(snapshots=False)))
    with open_package(tmp_path / "small.ova") as package:
        assert package.description.vms[0].images == () and len(package.description.files) == 2
    await yard.place.runner.start(ExportVms((yard.place.of("web"),), "ova", str(tmp_path), "whole"))
    for name, form in (("small", ""), ("whole", "raw")):
        draft = ImportDraft(yard.place.inventory, Templates())  # type: ignore[arg-type]
        await draft.open(yard.place.background, [str(tmp_path / f"{name}.ova")])
        draft.change(repository=yard.repository.uuid, disks={draft.items[0].disk_key(d): DiskAnswer("", form, True) for d in draft.items[0].vm.disks})
        await draft.look(yard.place.hub, yard.place.world.programs)
        assert "Its snapshots (2) are not restored" in " ".join(text.english() for text in draft.warnings(draft.items[0]))
        (operation,) = draft.operations()
        await yard.place.runner.start(operation)
        made = operation.vms[0].spec
        assert (await yard.place.port.snapshots_xml(made.uuid))[0] == ()


async def test_an_image_that_wants_other_files_is_refused(yard: Yard, tmp_path: Path) -> None:
    """The image with the snapshots is a stranger's too: one that is based on a file of this computer is not taken."""
    await with_snapshots(yard)
    await yard.place.runner.start(ExportVms((yard.place.of("web"),), "ovf", str(tmp_path), "web", Options(manifest="")))
    secret = tmp_path / "secret.raw"
    secret.write_bytes(b"s" * (2 << 20))
    evil = tmp_path / "web-disk1-snapshots.qcow2"
    size = evil.stat().st_size
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-b", secret, "-F", "raw", evil], check=True, timeout=20)
    os.truncate(evil, size)
    draft = ImportDraft(yard.place.inventory, Templates())  # type: ignore[arg-type]
    await draft.open(yard.place.background, [str(tmp_path / "web.ovf")])
    draft.change(repository=yard.repository.uuid)
    await draft.look(yard.place.hub, yard.place.world.programs)
    before = sorted(each.name for each in yard.folder.iterdir())
    with pytest.raises(ConsoleError, match=r"secret\.raw"):
        (operation,) = draft.operations()
        await yard.place.runner.start(operation)
    assert sorted(each.name for each in yard.folder.iterdir()) == before
