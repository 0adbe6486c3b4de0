"""A disk over a real sshd into volumes of a real libvirtd: equal, sparse, resumed, compared, caught up."""

from __future__ import annotations

import asyncio
import contextlib
import random
import subprocess
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import libvirt
import pytest

from console.backend.background import ThreadBackground
from console.backend.machines import SshMachine, SshMachines, destination
from console.backend.programs import LocalPrograms
from console.backend.ssh import SshMasters
from console.formats.extents import Zeros, plan
from console.model.errors import Cause, ConsoleError
from console.model.paths import default_paths
from console.model.ports import HostPort, Pipe
from console.operations import disk_copy, pace
from console.operations.disk_copy import DiskWriter, Source, catch_up, changed, compare, copy_disk, without_zeros
from tests.backend.answers import Answers, MemoryKeyring
from tests.backend.worlds import world
from tests.fixtures.daemon import PrivateLibvirtd
from tests.fixtures.sshd import PrivateSshd, own_sshd  # noqa: F401

MIB = 1 << 20
SIZE = 40 * MIB + 3 * 512


@dataclass
class Lab:
    """A machine with a disk, and a repository on a host."""

    sshd: PrivateSshd
    machines: SshMachines
    background: ThreadBackground
    disk: Path
    port: HostPort
    repository: str
    folder: Path

    async def source(self, packer: str = "zstd") -> Source:
        address = f"{self.sshd.user}@127.0.0.1:{self.sshd.port}"
        machine = await self.machines.login(address)
        pieces = plan(SIZE, str(self.disk), extent=4 * MIB)
        return Source(lambda: self.machines.login(address), machine, self.background, pieces, packer, patience=30.0)

    async def writer(self, name: str) -> DiskWriter:
        kind = name.rpartition(".")[2]
        xml = f"<volume><name>{name}</name><capacity>{SIZE}</capacity><allocation>0</allocation><target><format type='{kind}'/></target></volume>"
        return DiskWriter(self.port, await self.port.create_volume(self.repository, xml), SIZE)

    def equal(self, name: str) -> bool:
        argv = ["qemu-img", "compare", "-f", "raw", "-F", name.rpartition(".")[2], str(self.disk), str(self.folder / name)]
        return subprocess.run(argv, capture_output=True, timeout=60).returncode == 0


@pytest.fixture
async def lab(libvirtd: PrivateLibvirtd, own_sshd: PrivateSshd, tmp_path: Path) -> AsyncIterator[Lab]:  # noqa: F811
    own_sshd.trust()
    own_sshd.start()
    disk, folder = tmp_path / "disk", tmp_path / "target"
    folder.mkdir()
    noise = random.Random(3)
    with disk.open("wb") as file:
        for at in (0, 9 * MIB + 12345, 17 * MIB, 39 * MIB):
            file.seek(at)
            file.write(noise.randbytes(2 * MIB))
        file.truncate(SIZE)
    masters = SshMasters(default_paths(), options=["-F", str(own_sshd.config)])
    background, programs = ThreadBackground("copy", threads=4), LocalPrograms()
    machines = SshMachines(masters, Answers(), MemoryKeyring(), programs)
    async with world(libvirtd.uri) as made:
        port = made.port()
        repository = await port.define_repository(
            f"<pool type='dir'><name>copies</name><target><path>{folder}</path></target></pool>", autostart=False
        )
        yield Lab(own_sshd, machines, background, disk, port, repository, folder)
    await masters.shutdown()
    programs.shutdown()
    background.shutdown()
    with contextlib.closing(libvirt.open(libvirtd.uri)) as conn:
        pool = conn.storagePoolLookupByUUIDString(repository)
        pool.destroy()
        pool.undefine()


@pytest.mark.parametrize(("name", "packer"), [("a.raw", "zstd"), ("a.qcow2", "gzip"), ("b.raw", "")])
async def test_equal_and_sparse(lab: Lab, name: str, packer: str) -> None:
    source, writer, told = await lab.source(packer), await lab.writer(name), []
    read = await copy_disk(source, writer, lambda done, total: told.append((done, total)))
    compare(read, await writer.sums(source.pieces), str(lab.disk))
    await writer.finish()
    assert lab.equal(name) and told[-1] == (SIZE, SIZE) and told == sorted(told)
    assert (lab.folder / name).stat().st_blocks * 512 < 12 * MIB
    if name.endswith("qcow2"):
        subprocess.run(["qemu-img", "check", lab.folder / name], check=True, capture_output=True, timeout=60)


@pytest.mark.parametrize(("packer", "gzip", "chosen"), [("zstd", True, "zstd"), ("", True, "gzip"), ("", False, "")])
async def test_a_slow_line_is_packed(lab: Lab, monkeypatch: pytest.MonkeyPatch, packer: str, gzip: bool, chosen: str) -> None:
    """Plainly, until the line has shown that it is slow; then packed from where it was."""
    source, writer = await lab.source(packer), await lab.writer(f"slow{chosen}.raw")
    source = replace(source, gzip=gzip)
    monkeypatch.setattr(pace, "PROBE_BYTES", 3 * MIB)
    monkeypatch.setattr(pace, "STATISTICS", lab.folder / "none")  # whatever else this computer does
    monkeypatch.setattr(pace, "LINES", {"zstd": 1e15, "gzip": 1e15})
    opened, asked = SshMachine.open, []

    def noting(machine: SshMachine, command: Sequence[str], stdin: bytes = b"") -> Pipe:
        asked.append(stdin.count(b"\n"))
        return opened(machine, command, stdin)

    monkeypatch.setattr(SshMachine, "open", noting)
    read = await copy_disk(source, writer, lambda *_: None)
    assert len(asked) in ((2, 3) if chosen else (1,)) and asked[0] == len(source.pieces)  # 3: it was not faster
    assert source.pace.packing == (chosen if len(asked) == 2 else "")
    assert asked == sorted(set(asked), reverse=True)
    compare(read, await writer.sums(source.pieces), str(lab.disk))
    await writer.finish()
    assert lab.equal(f"slow{chosen}.raw")


class Breaking:
    """A pipe that counts what comes, and has the server killed at some places."""

    def __init__(self, pipe: Pipe, lab: Lab, left: list[int], *, again: bool = True) -> None:
        self._pipe, self._lab, self._left, self._again = pipe, lab, left, again
        self._broken = False

    def read(self, length: int) -> bytes:
        data = b"" if self._broken else self._pipe.read(length)  # what was on its way is lost, however much the buffers hold
        self._count(len(data))
        return data

    def read_into(self, view: memoryview) -> int:
        count = 0 if self._broken else self._pipe.read_into(view)
        self._count(count)
        return count

    def _count(self, count: int) -> None:
        self._left[0] -= count
        if self._left[0] < 0:
            self._broken = True
            self._left[:] = self._left[1:] or [1 << 60]
            self._lab.sshd.stop()
            if self._again:
                self._lab.sshd.start()

    def close(self) -> str:
        return self._pipe.close()


@pytest.mark.parametrize("name", ["c.raw", "c.qcow2"])
async def test_the_link_breaks_twice(lab: Lab, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server is killed when 30 % and 80 % of the data are through: the copy goes on where it stopped."""
    source, writer = await lab.source(), await lab.writer(name)
    left, waits, asked = [int(2.4 * MIB), 4 * MIB], [], []
    source.waiting = waits.append
    opened = SshMachine.open

    def breaking(machine: SshMachine, command: Sequence[str], stdin: bytes = b"") -> Breaking:
        asked.append(stdin.count(b"\n"))
        return Breaking(opened(machine, command, stdin), lab, left)

    monkeypatch.setattr(SshMachine, "open", breaking)
    read = await copy_disk(source, writer, lambda *_: None)
    assert len(asked) >= 3 and len(waits) >= 2 and asked[0] == len(source.pieces) == 11 and asked == sorted(asked, reverse=True) and asked[-1] < 9
    compare(read, await writer.sums(source.pieces), str(lab.disk))
    await writer.finish()
    assert lab.equal(name)


@pytest.mark.parametrize("name", ["d.raw", "d.qcow2"])
async def test_a_second_pass(lab: Lab, name: str) -> None:
    """What changed since is found by the machine's own sums, and only that is copied again."""
    source, writer = await lab.source(), await lab.writer(name)
    read = await copy_disk(source, writer, lambda *_: None)
    known = await writer.sums(source.pieces, sha256=True)
    with lab.disk.open("r+b") as file:
        for at, data in ((MIB, b"new" * 1000), (25 * MIB, b"was empty"), (39 * MIB, bytes(2 * MIB))):
            file.seek(at)
            file.write(data)
    told: list[int] = []
    pieces = await changed(source, known, lambda done, _: told.append(done))
    assert [piece.offset // MIB for piece in pieces] == [0, 24, 36, 40] and told[-1] == len(source.pieces)
    await catch_up(source, writer, pieces, lambda *_: None, read)
    await writer.finish()
    assert lab.equal(name)
    assert await changed(source, {p.offset: "" for p in source.pieces}, lambda *_: None) == source.pieces


async def test_what_can_not_go_on(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine does not come back; its disk can't be read; the user cancels: each ends soon, and the host's port lives on."""
    source, writer = await lab.source(), await lab.writer("e.raw")
    source.patience = 0.5
    opened = SshMachine.open
    with pytest.raises(ConsoleError) as failed, monkeypatch.context() as patch:
        patch.setattr(SshMachine, "open", lambda *words: Breaking(opened(*words), lab, [3 * MIB], again=False))
        await copy_disk(source, writer, lambda *_: None)
    assert failed.value.cause is Cause.UNREACHABLE
    lab.sshd.start()
    source, writer = await lab.source(), await lab.writer("f.raw")
    source.pieces = plan(SIZE + 4 * MIB, str(lab.disk), extent=4 * MIB)
    with pytest.raises(ConsoleError) as failed:
        await copy_disk(source, writer, lambda *_: None)
    assert failed.value.cause is Cause.INVALID and str(lab.disk) in failed.value.text.english()
    assert "unreadable" in failed.value.detail or failed.value.detail == ""
    source, writer = await lab.source(), await lab.writer("v.raw")
    source.shell, tries = ("sh", "-c", "exit 0"), list[float]()
    source.waiting = tries.append
    with pytest.raises(ConsoleError) as failed, monkeypatch.context() as patch:
        patch.setattr(disk_copy, "RETRY_SECONDS", (0.01,))
        patch.setattr(disk_copy, "TRIES", 3)
        await copy_disk(source, writer, lambda *_: None)
    assert "while its disk was read" in failed.value.text.english() and len(tries) == 2, "a machine that answers, and whose reader sends nothing"
    source, writer = await lab.source(), await lab.writer("g.raw")
    source.shell = ("sh", "-c", 'sleep 30; eval "$0"')
    copying = asyncio.ensure_future(copy_disk(source, writer, lambda *_: None))
    await asyncio.sleep(0.5)
    copying.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(copying, 15)
    assert {volume.name for volume in await lab.port.volumes(lab.repository)} >= {"e.raw", "f.raw", "g.raw"}


def test_compare_names_the_place() -> None:
    compare({0: "a", 5: "b"}, {0: "a", 5: "b"}, "sda")
    for kept in ({0: "a", 5: "x"}, {0: "a"}):
        with pytest.raises(ConsoleError) as failed:
            compare({0: "a", 5: "b"}, kept, "sda")
        assert "byte 5" in failed.value.text.english()


def test_without_zeros() -> None:
    data = bytearray(3 << 16) + b"x" * 10 + bytes((1 << 16) - 10) + bytes(1 << 16) + b"y" * (1 << 16) + b"z" * 100
    found = list(without_zeros(data))
    assert b"".join(bytes(n) if d is None else bytes(d) for n, d in found) == data
    assert [(n, d is None) for n, d in found] == [(3 << 16, True), (1 << 16, False), (1 << 16, True), ((1 << 16) + 100, False)]
    assert list(without_zeros(bytearray())) == [] and list(without_zeros(Zeros(5))) == [(5, None)]


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("root@server", ("server", "root", None)),
        ("ssh://me@192.0.2.1:2222", ("192.0.2.1", "me", 2222)),
        ("server.example", ("server.example", "", None)),
        ("[2001:db8::1]:22", ("2001:db8::1", "", 22)),
        ("2001:db8::1", ("2001:db8::1", "", None)),
    ],
)
def test_addresses(address: str, parts: tuple[str, str, int | None]) -> None:
    where = destination(address)
    assert (where.host, where.user, where.port) == parts


@pytest.mark.parametrize("address", ["", "a b", "-oProxyCommand=x", "root@", "x:99999", "http://x", "a@b@c", "root@-x"])
def test_no_addresses(address: str) -> None:
    with pytest.raises(ConsoleError):
        destination(address)
