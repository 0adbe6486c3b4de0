"""Preparing guests for real: virt-sysprep in a clone's disks; the answer file on a CD."""

from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from console.guests.iso9660 import find, read_file, read_image
from console.model.clone import CloneMode
from console.model.errors import Cause, ConsoleError
from console.model.spec import CdSpec, DiskSpec
from console.operations.clone import CloneItem, CloneVm
from console.operations.create import CreateVm
from console.operations.prepare import Identity, InsertAnswers, Preparation, WindowsAnswers
from tests.fixtures.daemon import PrivateLibvirtd
from tests.operations.test_create import Yard
from tests.operations.test_create import yard as _yard
from tests.operations.worlds import HOST, take_away

yard = _yard
MIB = 1 << 20


@pytest.fixture
async def tidy(yard: Yard) -> AsyncIterator[None]:
    yield
    await take_away(yard.place.port, *yard.place.inventory.vms())


async def test_the_answer_file_is_put_into_the_drive(yard: Yard, tidy: None) -> None:
    spec = yard.spec("win", disks=(), cds=(CdSpec("", bus="ide"),))
    await yard.place.runner.start(CreateVm(spec, start=False))
    path = await yard.place.runner.start(InsertAnswers(yard.place.of("win"), WindowsAnswers(owner="Acme")))
    config = yard.place.vm("win").config
    assert config is not None and [disk.source for disk in config.disks] == [path]
    with Path(path).open("rb") as file:
        image = read_image(file)
        entry = find(file, image, "unattend.xml")
        assert image.label == "UNATTEND" and entry is not None
        assert b"<RegisteredOwner>Acme</RegisteredOwner>" in read_file(file, image, entry)
    assert await yard.place.journal_rows() == []


async def test_without_a_drive_nothing_is_made(yard: Yard, tidy: None) -> None:
    await yard.place.runner.start(CreateVm(yard.spec("win", disks=()), start=False))
    with pytest.raises(ConsoleError, match="no CD drive"):
        await yard.place.runner.start(InsertAnswers(yard.place.of("win"), WindowsAnswers()))
    assert yard.files() == []


async def test_virt_sysprep_that_is_not_there_is_said_before_anything_is_made(yard: Yard, tidy: None, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = DiskSpec(MIB, repository=yard.repository.uuid, name="gold.qcow2")
    await yard.place.runner.start(CreateVm(yard.spec("gold", disks=(disk,)), start=False))

    async def nothing(*_: object, **__: object) -> None:
        return None

    monkeypatch.setattr(type(yard.place.world.programs), "which", nothing)
    clone = CloneItem("new", str(uuid.uuid4()), str(uuid.uuid4()))
    with pytest.raises(ConsoleError, match="guestfs-tools") as refused:
        await yard.place.runner.start(CloneVm(yard.place.of("gold"), CloneMode.FULL, (clone,), HOST, preparation=Preparation(offline=True)))
    assert refused.value.cause is Cause.UNSUPPORTED and yard.files() == ["gold.qcow2"]


@pytest.mark.real
@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.skipif(shutil.which("virt-sysprep") is None, reason="virt-sysprep is not installed")
async def test_virt_sysprep_in_the_clones_disk(yard: Yard, tidy: None, demo_appliance: Path, libvirtd: PrivateLibvirtd) -> None:
    """An identity is put into the source's disk; the clone's has another host name and none of it, the source keeps it."""
    env = {**os.environ, "LIBGUESTFS_BACKEND": "direct", "LIBGUESTFS_BACKEND_SETTINGS": "force_tcg"}
    image = yard.folder.parent / "with-identity.qcow2"
    shutil.copyfile(demo_appliance / "demo.qcow2", image)
    script = ("run", "mount /dev/sda2 /", f"write /etc/machine-id {'1' * 32}", "write /etc/ssh/ssh_host_rsa_key secret")
    subprocess.run(["guestfish", "--format=qcow2", "-a", image], input="\n".join(script), text=True, env=env, check=True, timeout=280)
    disk = DiskSpec(512 * MIB, repository=yard.repository.uuid, source_file=str(image), name="gold.qcow2")
    await yard.place.runner.start(CreateVm(yard.spec("gold", disks=(disk,)), start=False))
    before = (yard.folder / "gold.qcow2").read_bytes()
    clone = dataclasses.replace(CloneItem("web-7", str(uuid.uuid4()), str(uuid.uuid4())), identity=Identity(host_name="web-7"))
    await yard.place.runner.start(CloneVm(yard.place.of("gold"), CloneMode.FULL, (clone,), HOST, preparation=Preparation(offline=True)))
    look = "run\nmount-ro /dev/sda2 /\ncat /etc/hostname\nfilesize /etc/machine-id\nglob-expand /etc/ssh/ssh_host_*\n"
    argv = ["guestfish", "--ro", "--format=qcow2", "-a", yard.folder / "web-7.qcow2"]
    said = subprocess.run(argv, input=look, text=True, env=env, check=True, timeout=280, capture_output=True).stdout.split()
    assert said == ["web-7", "0"], "host name; the machine ID is empty, so that each start of a clone makes one of its own; no key"
    assert (yard.folder / "gold.qcow2").read_bytes() == before
    image.unlink()
