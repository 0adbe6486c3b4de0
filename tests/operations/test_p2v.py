"""P2V over ssh: a machine behind a real sshd becomes a VM of a real libvirtd; it boots; whatever ends it early leaves nothing."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import hashlib
import subprocess
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import libvirt
import pytest

from console.backend.guest import GuestWatch
from console.backend.machines import SshMachines
from console.backend.programs import LocalPrograms
from console.backend.ssh import SshMasters
from console.model.errors import Cause, ConsoleError
from console.model.objects import PowerState
from console.model.paths import default_paths
from console.model.physical import PhysicalDisk
from console.model.spec import NicSpec
from console.model.templates import BuiltinTemplate
from console.model.tools import AgentState, GuestFamily
from console.operations.p2v.inspect import Inspected, inspect
from console.operations.p2v.run import ConvertMachine
from console.operations.p2v.target import NewDisk, NewNic, default_disks, specification, template_for, vm_name
from console.operations.subject import wait_until
from tests.backend.answers import Answers, MemoryKeyring
from tests.fixtures.daemon import PrivateLibvirtd
from tests.fixtures.sshd import PrivateSshd, own_sshd  # noqa: F401
from tests.operations.worlds import HOST, Place, place

SCRIPTS = Path(__file__).resolve().parents[2] / "resources" / "p2v"
TEMPLATE = BuiltinTemplate(id="other", name="Linux", family="linux", osinfo_id="", memory_bytes=256 << 20, vcpus=1, disk_bytes=1 << 30)


@dataclass
class Lab:
    """A "physical machine" (this one, behind an sshd, with a file for a disk) and a world."""

    place: Place
    sshd: PrivateSshd
    machines: SshMachines
    disk: Path
    repository: str
    folder: Path

    @property
    def address(self) -> str:
        return f"{self.sshd.user}@127.0.0.1:{self.sshd.port}"

    async def source(self) -> Inspected:
        """What is found, with our file as its only disk."""
        found = await inspect(self.machines, self.place.background, self.address, SCRIPTS)
        size = self.disk.stat().st_size
        disk = PhysicalDisk(str(self.disk), size, model="Test disk", serial="1", bus="sata", boot=True)
        return dataclasses.replace(
            found, found=dataclasses.replace(found.found, hostname="phys1", disks=(disk,), firmware="bios", cpus=1, memory_bytes=256 << 20)
        )

    async def operation(self, *, paravirtual: bool = False, format: str = "qcow2", **more: object) -> ConvertMachine:
        source = await self.source()
        host = self.place.inventory.host(HOST)
        assert host is not None
        disks = default_disks(source.found, self.repository, format)
        spec = specification(
            source.found,
            host,
            TEMPLATE,
            name=vm_name(source.found),
            uuid=str(uuid.uuid4()),
            disks=disks,
            nics=[NewNic(NicSpec("user", ""), "52:54:00:aa:bb:01")],
            paravirtual=paravirtual,
        )
        return ConvertMachine(spec, source, self.address, disks, **more)  # type: ignore[arg-type]

    async def left(self) -> tuple[list[str], list[str], list[object]]:
        """Domains, files and journal entries."""
        return (
            [vm.name for vm in self.place.inventory.vms()],
            sorted(path.name for path in self.folder.iterdir()),
            list(await self.place.journal_rows()),
        )


@pytest.fixture
async def lab(libvirtd: PrivateLibvirtd, own_sshd: PrivateSshd, demo_appliance: Path, tmp_path: Path) -> AsyncIterator[Lab]:  # noqa: F811
    own_sshd.trust()
    own_sshd.start()
    disk, folder = tmp_path / "sda", libvirtd.images / f"p2v-{uuid.uuid4()}"
    folder.mkdir()
    subprocess.run(["qemu-img", "convert", "-O", "raw", str(demo_appliance / "demo.qcow2"), str(disk)], check=True, timeout=60)
    masters, programs = SshMasters(default_paths(), options=["-F", str(own_sshd.config)]), LocalPrograms()
    machines = SshMachines(masters, Answers(), MemoryKeyring(), programs)
    async with place(libvirtd.uri, tmp_path, guest_watch=lambda host, calls: GuestWatch(host, calls)) as made:
        object.__setattr__(made.world, "machines", machines)
        repository = await made.port.define_repository(
            f"<pool type='dir'><name>{folder.name}</name><target><path>{folder}</path></target></pool>", autostart=False
        )
        assert await made.active(repository)
        yield Lab(made, own_sshd, machines, disk, repository, folder)
        for vm in made.inventory.vms():
            with contextlib.suppress(ConsoleError):
                await made.port.destroy(vm.uuid)
            with contextlib.suppress(ConsoleError):
                await made.port.undefine(vm.uuid)
    await masters.shutdown()
    programs.shutdown()
    with contextlib.closing(libvirt.open(libvirtd.uri)) as conn:
        pool = conn.storagePoolLookupByUUIDString(repository)
        pool.destroy()
        pool.undefine()


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.real
async def test_a_linux_machine_becomes_a_vm(lab: Lab) -> None:
    """Copied with its services stopped for the second pass, equal, on PC hardware; it boots and its agent answers; the source is untouched."""
    before = digest(lab.disk)
    operation = await lab.operation(format="qcow2", second_pass=("true",), start=False)
    assert operation.spec.disks[0].bus == "sata" and operation.spec.nics[0].model == "e1000e"
    uuid = await lab.place.runner.start(operation)
    vm = lab.place.vm("phys1")
    assert (
        vm.uuid == uuid
        and vm.config is not None
        and not vm.importing
        and vm.config.metadata.p2v_source.startswith("phys1")
        and vm.config.metadata.p2v_date
    )
    assert vm.config.nics[0].mac == "52:54:00:aa:bb:01" and vm.state is PowerState.HALTED
    done = subprocess.run(["qemu-img", "compare", "-f", "raw", "-F", "qcow2", lab.disk, vm.config.disks[0].source], capture_output=True, timeout=60)
    assert done.returncode == 0 and digest(lab.disk) == before
    assert await lab.place.journal_rows() == []
    await lab.place.port.start(uuid)
    assert await wait_until(lab.place.inventory, lambda: lab.place.vm("phys1").tools.agent is AgentState.RESPONDING, 120)


async def test_it_shows_as_importing_and_cancel_takes_it_away(lab: Lab) -> None:
    empty = await lab.left()
    operation = await lab.operation(format="raw")
    running = lab.place.runner.start(operation)
    assert await wait_until(lab.place.inventory, lambda: any(vm.importing for vm in lab.place.inventory.vms()), 20)
    task = lab.place.runner.task_of(running)
    assert task is not None
    lab.place.runner.cancel(task.id)
    with pytest.raises((asyncio.CancelledError, ConsoleError)):
        await running
    assert await wait_until(lab.place.inventory, lambda: not lab.place.inventory.vms(), 10)
    assert await lab.left() == empty


@pytest.mark.parametrize("what", ["disk", "space", "name", "machine"])
async def test_bad_ends(lab: Lab, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that can't be read; no space; the name is taken; the machine goes for good: one sentence, nothing left."""
    empty = await lab.left()
    operation = await lab.operation(patience=0.5)
    if what == "disk":
        bad = dataclasses.replace(operation.disks[0].disk, device="/nonexistent/sda")
        operation = dataclasses.replace(operation, disks=(dataclasses.replace(operation.disks[0], disk=bad),))
    elif what == "space":

        async def full(*_: object, **__: object) -> None:
            raise ConsoleError(operation.title, cause=Cause.NO_SPACE)

        monkeypatch.setattr(type(lab.place.port), "write_volume", full)
    elif what == "name":
        with contextlib.closing(libvirt.open(lab.place.hub.port(HOST)._session.record.uri)) as conn:  # type: ignore[attr-defined]
            conn.defineXML("<domain type='qemu'><name>phys1</name><memory unit='MiB'>8</memory><os><type>hvm</type></os></domain>")
        assert await wait_until(lab.place.inventory, lambda: bool(lab.place.inventory.vms()), 10)
        empty = await lab.left()
    else:
        lab.sshd.stop()
    with pytest.raises(ConsoleError) as failed:
        await lab.place.runner.start(operation)
    causes = {"disk": Cause.INVALID, "space": Cause.NO_SPACE, "name": Cause.EXISTS, "machine": Cause.UNREACHABLE}
    assert failed.value.cause is causes[what], failed.value.text.english()
    await asyncio.sleep(0.3)
    assert await lab.left() == empty


async def test_no_machine(lab: Lab) -> None:
    """A machine that does not answer, a key that has changed, an address that is none."""
    with pytest.raises(ConsoleError):
        await inspect(lab.machines, lab.place.background, "root@127.0.0.1:1", SCRIPTS)
    lab.sshd.stop()
    lab.sshd.make_host_key()
    lab.sshd.start()
    with pytest.raises(ConsoleError) as failed:
        await inspect(lab.machines, lab.place.background, lab.address, SCRIPTS)
    assert "key" in failed.value.text.english()
    with pytest.raises(ConsoleError):
        await inspect(None, lab.place.background, "x", SCRIPTS)


def test_templates_and_names() -> None:
    from console.model.physical import PhysicalMachine

    def template(word: str, *aliases: str) -> BuiltinTemplate:
        return dataclasses.replace(TEMPLATE, id=word, name=word, aliases=aliases)

    known = [template("debian12"), template("rhel9"), template("win2k19"), template("win10"), template("debian11"), template("other")]

    def found(**fields: object) -> str | None:
        chosen = template_for(PhysicalMachine("x", **fields), known)  # type: ignore[arg-type]
        return chosen.id if chosen is not None else None

    linux, windows = GuestFamily.LINUX, GuestFamily.WINDOWS
    assert found(family=linux, os_id="debian", os_version="12") == "debian12"
    assert found(family=linux, os_id="rhel", os_version="9.3") == "rhel9"
    assert found(family=linux, os_id="debian", os_version="14") == "debian12"
    assert found(family=linux, os_id="gentoo", os_version="") == found(family=GuestFamily.OTHER) == "other"
    assert found(family=windows, os_name="Microsoft Windows Server 2022", os_version="10.0.20348") == "win2k19"
    assert found(family=windows, os_name="Microsoft Windows 10 Pro", os_version="10.0.19045") == "win10"
    assert vm_name(PhysicalMachine("db 1.example.org")) == "db-1" and vm_name(PhysicalMachine("...")) == "machine"
    assert NewDisk(PhysicalDisk("a", 1), "r").format == "qcow2"
