"""virt-p2v: a conversion host gets ready, a machine comes, is watched to its end, and becomes a VM; nothing of the job is left."""

from __future__ import annotations

import asyncio
import contextlib
import lzma
import os
import re
import shutil
import stat
import subprocess
import threading
import uuid
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import libvirt
import pytest

from console.guests.p2v_media import P2vFields, kernel_line, parse_sessions, root_refused, sshd_problems
from console.model.errors import Cause, ConsoleError
from console.model.objects import Acceleration, Host, PowerState
from console.model.spec import NicSpec
from console.model.tasks import Leftover
from console.model.templates import BuiltinTemplate
from console.operations.leftovers import CleanUp, why_not_clean
from console.operations.p2v.media import BuildImage, MediaOrder, Preparation, prepare, try_ssh
from console.operations.p2v.sessions import AcceptMachine, FollowSession, Wanted, sessions
from console.operations.subject import wait_until
from tests.fixtures.daemon import PrivateLibvirtd
from tests.fixtures.sshd import PrivateSshd
from tests.operations.worlds import HOST, Place, place

PROGRAM = Path("/usr/lib/x86_64-linux-gnu/virt-p2v/virt-p2v.xz")
TEMPLATES = [
    BuiltinTemplate(id=name, name=name, family="linux", osinfo_id="", memory_bytes=256 << 20, vcpus=1, disk_bytes=1 << 30)
    for name in ("win10", "other")
]
OPTIONS = ("Subsystem sftp internal-sftp", "SetEnv LIBGUESTFS_BACKEND=direct LIBGUESTFS_BACKEND_SETTINGS=force_tcg")
DOMAIN = """<domain type='kvm'><name>{name}</name><metadata><l:libosinfo xmlns:l='http://libosinfo.org/xmlns/libvirt/domain/1.0'>
<l:os id='http://debian.org/debian/12'/></l:libosinfo></metadata><memory unit='KiB'>262144</memory><vcpu>1</vcpu>
<os><type arch='x86_64' machine='q35'>hvm</type></os><devices>
<disk type='file' device='disk'><driver name='qemu' type='{format}'/><source file='{folder}/{name}-sda'/><target dev='vda' bus='virtio'/></disk>
<interface type='network'><source network='nowhere'/><model type='virtio'/><mac address='52:54:00:11:22:33'/></interface>
<graphics type='sdl'/><vsock model='virtio'/></devices></domain>"""


@dataclass
class Lab:
    """A conversion host (this computer, with an ssh server of its own) and a world whose libvirt is the target."""

    place: Place
    sshd: PrivateSshd
    repository: str
    folder: Path
    tmp: Path

    @property
    def host(self) -> Host:
        host = self.place.inventory.host(HOST)
        assert host is not None
        return host

    def order(self, **more: object) -> MediaOrder:
        order = MediaOrder("127.0.0.1", self.sshd.port, folder=str(self.tmp / "media"), post="true", user=self.sshd.user)
        return replace(order, work_folder=str(self.folder.parent), sshd_config=str(self.sshd.folder / "sshd_config"), **more)  # type: ignore[arg-type]

    def wanted(self, **more: object) -> Wanted:
        return Wanted(HOST, self.repository, TEMPLATES, network=NicSpec("user", ""), **more)  # type: ignore[arg-type]

    @property
    def keys(self) -> str:
        return (self.sshd.folder / "authorized_keys").read_text()

    async def left(self) -> tuple[object, ...]:
        """What a job could leave."""
        return (
            [vm.name for vm in self.place.inventory.vms()],
            sorted(path.name for path in self.folder.iterdir()),
            sorted(path.name for path in self.folder.parent.glob("virtdeck-p2v-*")),
            list((self.tmp / "media").glob("*")) if (self.tmp / "media").exists() else [],
            self.keys,
            list(await self.place.journal_rows()),
            [r.name for r in self.place.inventory.repositories() if r.name.startswith("virtdeck-p2v")],
        )


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PrivateSshd]:
    """Its virt-v2v finds Windows drivers where a test makes them."""
    subsystem, variables = OPTIONS
    made = PrivateSshd((subsystem, f"{variables} VIRTIO_WIN={tmp_path}/virtio-win VIRT_TOOLS_DATA_DIR={tmp_path}/virt-tools"))
    made.trust()
    made.start()
    yield made
    made.remove()


@pytest.fixture
async def lab(libvirtd: PrivateLibvirtd, server: PrivateSshd, tmp_path: Path) -> AsyncIterator[Lab]:
    folder = libvirtd.images / f"media-{uuid.uuid4()}"
    folder.mkdir()
    async with place(libvirtd.uri, tmp_path) as made:
        repository = await made.port.define_repository(
            f"<pool type='dir'><name>{folder.name}</name><target><path>{folder}</path></target></pool>", autostart=False
        )
        assert await made.active(repository)
        yield Lab(made, server, repository, folder, tmp_path)
        for vm in made.inventory.vms():
            with contextlib.suppress(ConsoleError):
                await made.port.undefine(vm.uuid)
    with contextlib.closing(libvirt.open(libvirtd.uri)) as conn:
        pool = conn.storagePoolLookupByUUIDString(repository)
        pool.destroy()
        pool.undefine()


class Played:
    """A machine that leaves on its conversion host what virt-p2v 1.42.3 and virt-v2v 2.2.0 leave (as recorded), without either."""

    def __init__(self, storage: str, *, status: int = 0, format: str = "raw", stop: bool = False) -> None:
        self.folder = Path(f"/tmp/virt-p2v-20260101-{uuid.uuid4().hex[:8]}")
        self.storage, self.status, self.format = Path(storage), status, format
        self.name = "phys2"
        self.process: subprocess.Popen[bytes] | None = None
        self.stop = stop
        self.go_on = threading.Event()

    def begin(self) -> None:
        self.folder.mkdir(mode=0o700)
        (self.folder / "time").write_text("x\n")
        (self.folder / "name").write_text(self.name)
        command = f'virt-v2v -v -x --colours -i libvirtxml -o "local" -of "raw" -os "{self.storage}" --root first physical.xml </dev/null\n'
        (self.folder / "virt-v2v-wrapper.sh").write_text("#!/bin/bash -\n" + command)
        (self.folder / "status").write_text("99\n")
        self.process = subprocess.Popen(["sleep", "300"], cwd=self.folder)
        self.log("[    0.000000] Command line: panic=1\r\n[   0.0] \x1b[0;32mSetting up the source: -i libvirtxml physical.xml\x1b[0m\n")

    def log(self, text: str) -> None:
        with (self.folder / "virt-v2v-conversion-log.txt").open("a") as file:
            file.write(text)

    def convert(self) -> None:
        self.log("[  44.3] \x1b[0;32mConverting Debian to run on KVM\x1b[0m\n")

    def end(self) -> None:
        assert self.process is not None
        if self.status:
            self.log("\x1b[1;31mvirt-v2v: error: inspection could not detect the source guest (or physical machine).\x1b[0m\n")
        elif not self.stop:
            self.log("\x1b[1;34mvirt-v2v: warning: QEMU Guest Agent MSI not found on tools ISO/directory.\x1b[0m\n")
            self.log("[  56.8] \x1b[0;32mCopying disk 1/1\x1b[0m\n\r▝  25% [**********----]\r█ 100% [**************]\n")
            disk = self.storage / f"{self.name}-sda"
            with disk.open("wb") as file:
                file.truncate(64 << 20)
                file.seek(5 << 20)
                file.write(os.urandom(3 << 20))
                file.seek((60 << 20) + 512)
                file.write(b"end")
            (self.storage / f"{self.name}.xml").write_text(DOMAIN.format(name=self.name, folder=self.storage, format=self.format))
        if not self.stop:
            (self.folder / "status").write_text(f"{self.status}\n")
        self.process.kill()
        self.process.wait()

    def remove(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


async def ready(lab: Lab, order: MediaOrder, wanted: Wanted) -> tuple[asyncio.Task[str], Preparation]:
    prepared = await prepare(lab.place.world, lab.host, order)
    return lab.place.runner.start(AcceptMachine(HOST, prepared, wanted)), prepared


async def shown(lab: Lab, running: asyncio.Task[str], words: str, seconds: float = 60) -> None:
    """Until the task's phase has these words."""
    end = asyncio.get_running_loop().time() + seconds
    while asyncio.get_running_loop().time() < end and not running.done():
        task = lab.place.runner.task_of(running)
        if task is not None and task.progress.phase is not None and words in task.progress.phase.english():
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"never shown: {words}; {running}")


async def test_a_machine_comes_and_becomes_a_vm(lab: Lab) -> None:
    """The key expires, may do little, and opens the ssh server; the conversion shows; the VM has equal disks and this host's devices."""
    before = await lab.left()
    kept: list[bytes] = []
    running, prepared = await ready(lab, lab.order(), lab.wanted(name="taken"))
    assert re.search(r'^restrict,pty,port-forwarding,.*expiry-time="\d{12}" ssh-ed25519 \S+ virtdeck-p2v-\S+$', lab.keys, re.MULTILINE)
    assert stat.S_IMODE(Path(prepared.identity).stat().st_mode) == 0o600 and prepared.storage in prepared.kernel_line
    ssh = ["ssh", "-F", "/dev/null", "-p", str(lab.sshd.port), "-i", prepared.identity, "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none"]
    ssh += ["-o", f"UserKnownHostsFile={lab.sshd.known_hosts}", "-o", "BatchMode=yes", f"{lab.sshd.user}@127.0.0.1"]
    assert subprocess.run([*ssh, "echo", "in"], capture_output=True, timeout=30, text=True).stdout == "in\n"
    await shown(lab, running, "Waiting for the machine")
    machine = Played(prepared.storage)
    try:
        machine.begin()
        await shown(lab, running, "phys2: Preparing the conversion")
        machine.convert()
        await shown(lab, running, "phys2: Converting")
        machine.end()
        kept.append((Path(prepared.storage) / "phys2-sda").read_bytes())
        identity = await running
        assert not machine.folder.exists()
    finally:
        machine.remove()
    vm = lab.place.vm("taken")
    assert vm.uuid == identity and vm.config is not None and not vm.importing and vm.state is PowerState.HALTED
    assert vm.config.domain_type == "qemu" and vm.config.graphics[0].type == "vnc" and vm.config.disks[0].bus == "virtio"
    assert vm.config.nics[0].mac == "52:54:00:11:22:33" and vm.config.metadata.p2v_source == "phys2" and "agent" in vm.config.description
    raw = lab.tmp / "raw"
    subprocess.run(["qemu-img", "convert", "-O", "raw", vm.config.disks[0].source, raw], check=True, timeout=60)
    assert raw.read_bytes() == kept[0]
    after = await lab.left()
    assert after[2:] == before[2:]
    denied = subprocess.run([*ssh, "true"], capture_output=True, timeout=30, text=True)
    assert denied.returncode == 255


@pytest.mark.parametrize("how", ["failed", "broken", "format", "cancel"])
async def test_a_conversion_that_ends_badly(lab: Lab, how: str) -> None:
    """One sentence, and nothing of the job is left."""
    before = await lab.left()
    running, prepared = await ready(lab, lab.order(), lab.wanted())
    machine = Played(prepared.storage, status=1 if how == "failed" else 0, format="qcow2" if how == "format" else "raw", stop=how == "broken")
    try:
        machine.begin()
        await shown(lab, running, "phys2")
        task = lab.place.runner.task_of(running)
        assert task is not None
        if how == "cancel":
            lab.place.runner.cancel(task.id)
        else:
            machine.end()
        with pytest.raises((ConsoleError, asyncio.CancelledError)) as failed:
            await running
        assert machine.process is not None and machine.process.wait(10) is not None, "it is stopped there, too"
    finally:
        machine.remove()
    if how != "cancel":
        assert isinstance(failed.value, ConsoleError)
        words = {"failed": "No operating system was found", "broken": "was lost", "format": "not as it should be"}
        assert words[how] in failed.value.text.english() and failed.value.remedy is not None
    assert await wait_until(lab.place.inventory, lambda: not [r for r in lab.place.inventory.repositories() if r.name.startswith("virtdeck")], 10)
    assert await lab.left() == before


async def test_a_server_that_can_not_serve_is_told_at_once(lab: Lab) -> None:
    before = await lab.left()
    config = lab.sshd.folder / "other_config"
    text = (lab.sshd.folder / "sshd_config").read_text()
    for line, word in (("AllowTcpForwarding no", "forwarding"), ("DisableForwarding yes", "forwarding"), ("PubkeyAuthentication no", "keys")):
        config.write_text(f"{line}\n{text}")
        with pytest.raises(ConsoleError) as failed:
            await prepare(lab.place.world, lab.host, replace(lab.order(), sshd_config=str(config)))
        assert word in failed.value.text.english() and failed.value.remedy is not None
    checked, emulated = await try_ssh(lab.place.world.programs, lab.host, lab.order())
    assert checked.ok and checked.remedy is None and emulated.ok, "SetEnv is there"
    config.write_text(text.replace("Subsystem", "#"))
    (checked,) = await try_ssh(lab.place.world.programs, lab.host, replace(lab.order(), sshd_config=str(config)))
    assert checked.ok is False and checked.remedy is not None
    config.write_text(text.replace("SetEnv", "#"))
    host = replace(lab.host, acceleration=Acceleration("emulation"))
    emulated = (await try_ssh(lab.place.world.programs, host, replace(lab.order(), sshd_config=str(config))))[-1]
    assert emulated.ok is False and emulated.remedy is not None and "force_tcg" in emulated.remedy.english(), "virt-v2v would hang"
    accelerated = replace(host, acceleration=Acceleration("kvm"))
    assert [each.ok for each in await try_ssh(lab.place.world.programs, accelerated, replace(lab.order(), sshd_config=str(config)))] == [True]
    config.write_text(text.replace("Subsystem", "#"))
    with pytest.raises(ConsoleError, match="sftp"):
        await prepare(lab.place.world, lab.host, replace(lab.order(), sshd_config=str(config)))
    with pytest.raises(ConsoleError):
        await prepare(lab.place.world, lab.host, lab.order(name="two words"))
    assert await lab.left() == before


async def test_after_a_crash_the_key_is_on_the_list(lab: Lab) -> None:
    """A console that was killed: what it announced is cleaned up with the job's mark as the proof; other keys stay."""
    before = lab.keys
    running, prepared = await ready(lab, lab.order(), lab.wanted())
    rows = await lab.place.database.do(lambda c: [tuple(r) for r in c.execute("SELECT id, operation, kind, host, key, name, proof FROM journal")])
    kinds = {row[2] for row in rows}
    assert kinds == {"file", "p2v-key"}
    (row,) = (row for row in rows if row[2] == "p2v-key")
    number, operation, kind, host, key, name, proof = row
    left = Leftover(number, operation, "", 0.0, kind, host, key, name, True, proof)
    assert why_not_clean(left, lab.place.inventory) is None
    await lab.place.runner.start(CleanUp(left))
    assert lab.keys == before and not Path(prepared.storage).exists()
    task = lab.place.runner.task_of(running)
    assert task is not None
    lab.place.runner.cancel(task.id)
    with pytest.raises(asyncio.CancelledError):
        await running
    assert not Path(prepared.folder).exists() and await lab.place.journal_rows() == []


async def test_a_session_that_nobody_prepared(lab: Lab, tmp_path: Path) -> None:
    """It is listed with its state; followed without a wish for a VM it ends with its name (the wizard's test makes the VM)."""
    storage = lab.folder.parent / f"out-{uuid.uuid4()}"
    storage.mkdir()
    machine = Played(str(storage))
    try:
        machine.begin()
        found = next(s for s in await sessions(lab.place.world.programs, lab.host) if s.folder == str(machine.folder))
        assert (found.name, found.state, found.output, found.storage, found.format) == ("phys2", "running", "local", str(storage), "raw")
        running = lab.place.runner.start(FollowSession(HOST, found))
        await shown(lab, running, "phys2")
        machine.end()
        assert await running == "phys2" and not lab.place.inventory.vms()
        found = next(s for s in await sessions(lab.place.world.programs, lab.host) if s.folder == str(machine.folder))
        assert found.state == "done"
    finally:
        machine.remove()
        shutil.rmtree(storage)


def test_words() -> None:
    line = kernel_line(P2vFields("conv.example", "/var/tmp/x", "file:///id", 2222, "me", True, "db1", 2, 3 << 30, ("sda", "sdb")))
    assert line == (
        "p2v.server=conv.example p2v.port=2222 p2v.username=me p2v.identity=file:///id p2v.sudo p2v.name=db1 p2v.vcpu.cores=2 p2v.memory=3072M "
        "p2v.disks=sda,sdb p2v.o=local p2v.of=raw p2v.oa=sparse p2v.os=/var/tmp/x p2v.post=poweroff ip=dhcp"
    )
    for bad in ('a"b', "a b", "a\nb", "a\\b"):
        with pytest.raises(ConsoleError):
            kernel_line(P2vFields("s", "/x", "file:///id", name=bad))
    assert not sshd_problems("allowtcpforwarding yes\nsubsystem sftp internal-sftp\npubkeyauthentication yes\n")
    assert [problem.cause for problem in sshd_problems("allowtcpforwarding local")] == [Cause.UNSUPPORTED] * 2
    assert root_refused("permitrootlogin no\n") and not root_refused("permitrootlogin without-password\n")
    hostile = "P /etc\t0\t0\t0\tx\t\nP /tmp/virt-p2v-1-a\tx\t\t0\tn\tvirt-v2v -o local\nnonsense\nP /tmp/virt-p2v-../../etc\t1\t0\t0\tx\t\n"
    (only,) = parse_sessions(hostile)
    assert only.state == "broken" and only.started == 0 and only.output == "local"


async def test_a_bootable_image(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    """Built beside its name, with the job's key in it; nothing is overwritten, nothing is left of what failed."""
    programs, image = lab.tmp / "bin", lab.tmp / "boot.img"
    programs.mkdir()
    maker = programs / "virt-p2v-make-disk"
    maker.write_text('#!/bin/sh\n[ "$1 $3" = "-o --inject-ssh-identity" ] && cat "$4" > "$2"\n')
    maker.chmod(0o755)
    prepared = await prepare(lab.place.world, lab.host, lab.order())
    try:
        run = lab.place.runner.start
        if shutil.which("virt-p2v-make-disk") is None:
            with pytest.raises(ConsoleError, match="missing here"):
                await run(BuildImage(prepared, str(image)))
        monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
        assert await run(BuildImage(prepared, str(image))) == str(image)
        assert image.read_text() == Path(prepared.identity).read_text()
        with pytest.raises(ConsoleError, match="there already"):
            await run(BuildImage(prepared, str(image)))
        maker.write_text('#!/bin/sh\necho part > "$2"\nexit 1\n')
        with pytest.raises(ConsoleError):
            await run(BuildImage(prepared, str(lab.tmp / "other.img")))
        assert not list(lab.tmp.glob("other.img*")) and not list(lab.tmp.glob("*.part"))
    finally:
        await prepared.close()


def real_machine(folder: Path, lab: Lab, prepared: Preparation, disk: Path) -> subprocess.Popen[bytes]:
    """A machine that boots virt-p2v: the real program with this disk. What it says is in ``folder``/p2v.log."""
    program, programs = folder / "virt-p2v", folder / "bin"
    program.write_bytes(lzma.decompress(PROGRAM.read_bytes()))
    program.chmod(0o755)
    programs.mkdir()
    for name in ("ssh", "scp"):  # nothing of this computer's own ssh is read or written
        (programs / name).write_text(f'#!/bin/sh\nexec /usr/bin/{name} -F /dev/null -o UserKnownHostsFile={lab.sshd.known_hosts} "$@"\n')
        (programs / name).chmod(0o755)
    line = prepared.kernel_line.replace("file:///nowhere", f"file://{prepared.identity}").replace(" ip=dhcp", "")
    argv = [str(program), f"--test-disk={disk}", f"--cmdline={line}"]
    with (folder / "p2v.log").open("wb") as log:
        return subprocess.Popen(
            argv, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"}
        )
