"""P2V's copy over ssh beside the best plain ways: a remote qemu-nbd through ssh, and ``dd | zstd``; the same disk, one run, by turns.

What is the same for all: an sshd on the loopback, logged in already (the console is, since its page *Source*), the ways in another order each time,
a raw file as target that is new and sparse at the end (its space is a figure), nothing flushed to the disk by any of them, and free memory at hand
before each (``warm``). What is not: the console takes AES-GCM where the processor has it, by itself; a plain ssh takes ChaCha20. What qemu-nbd takes
with AES-GCM is a figure, too. The console hashes what it reads on the way; what it then does beyond the others, reading back and comparing, is apart.

Disks: a sparse file of 3 GiB with 0.9 GiB of data, half of it compressible; a file of 8 GiB with 2 GiB of data in pieces of 4 KiB to 8 MiB, as a file
system has them, once sparse and once without a hole, as a real disk has none.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import shlex
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from console.backend.background import ThreadBackground
from console.backend.machines import SshMachines
from console.backend.programs import LocalPrograms
from console.backend.ssh import SshMasters
from console.formats.extents import plan
from console.model.paths import default_paths
from console.operations.disk_copy import DiskWriter, Source, compare, copy_disk
from tests.backend.answers import Answers, MemoryKeyring
from tests.bench.report import Figure
from tests.fixtures.daemon import PrivateLibvirtd
from tests.fixtures.sshd import PrivateSshd
from tests.operations.worlds import place

MIB = 1 << 20
ROUNDS = 5
ROUNDS_LARGE = 3
AES = "aes128-gcm@openssh.com"


class Noise:
    """Contents: random bytes and something like text, by turns."""

    def __init__(self) -> None:
        self.random = random.Random(11)
        words = [self.random.randbytes(self.random.randint(3, 9)) for _ in range(4000)]
        self._kinds = [self.random.randbytes(48 * MIB), b" ".join(self.random.choices(words, k=48 * MIB // 6))]
        self._turn = 0

    def take(self, length: int) -> bytes:
        self._turn += 1
        kind = self._kinds[self._turn % 2]
        begin = self.random.randrange(len(kind) - length)
        return kind[begin : begin + length]


def make_small(path: Path, noise: Noise) -> None:
    """3 GiB with 0.9 GiB of data in thirty places."""
    size = 3 << 30
    with path.open("wb") as file:
        for number in range(30):
            file.seek(number * size // 30 // 4096 * 4096)
            file.write(noise.take(30 * MIB))
        file.truncate(size)


def make_large(path: Path, noise: Noise) -> None:
    """8 GiB with 2 GiB of data in some thousand pieces, most of them small."""
    size, data, written = 8 << 30, 2 << 30, 0
    with path.open("wb") as file:
        while written < data:
            length = 4096 * min(2048, max(1, round(noise.random.lognormvariate(4.5, 2))))
            file.write(noise.take(length))
            written += length
            if noise.random.random() < 0.3 and file.tell() < size - (data - written) - 64 * MIB:
                file.seek(4096 * noise.random.randint(1, 16 * 1024) // 4, os.SEEK_CUR)
        file.truncate(max(size, file.tell()))


def make_disks(small: Path, large: Path) -> None:
    """Both; what they were made of is not in memory any more."""
    noise = Noise()
    make_small(small, noise)
    make_large(large, noise)


def equal(one: Path, other: Path) -> bool:
    return subprocess.run(["qemu-img", "compare", "-f", "raw", "-F", "raw", str(one), str(other)], capture_output=True, check=False).returncode == 0


def warm(folder: Path) -> None:
    """Have free memory at hand: a virtual machine gives what was free for 2 s back to its host, and who runs next would pay for getting it again.

    900 MiB written to a file: 0.2 s of processor right after this, 1.1 to 1.9 s after a pause of 4 s.
    """
    path, data = folder / "warm", bytes(MIB)
    with path.open("wb", buffering=0) as file:
        for _ in range(2 << 10):
            file.write(data)
    path.unlink()


@contextlib.contextmanager
def logged_in(sshd: PrivateSshd, folder: Path, cipher: str = "") -> Iterator[list[str]]:
    """ssh's command line over a login that is there, up to the host."""
    control = folder / "master"
    argv = ["ssh", "-F", str(sshd.config), "-p", str(sshd.port), "-S", str(control)]
    argv += ["-o", f"Ciphers={cipher}"] if cipher else []
    with subprocess.Popen([*argv, "-M", "-N", f"{sshd.user}@127.0.0.1"], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as master:
        end = time.perf_counter() + 20
        while not control.exists():
            assert master.poll() is None and time.perf_counter() < end
            time.sleep(0.01)
        try:
            yield argv
        finally:
            master.terminate()


def by_nbd(sshd: PrivateSshd, disk: Path, target: Path, cipher: str = "") -> float:
    """A qemu-nbd there, its socket forwarded, qemu-img convert here."""
    folder = target.parent
    remote, local = folder / "r.sock", folder / "l.sock"
    for socket in (remote, local):
        socket.unlink(missing_ok=True)
    # The forward ends with the master, and the program with its client.
    script = f"exec qemu-nbd -r -f raw -k {shlex.quote(str(remote))} {shlex.quote(str(disk))}"
    with logged_in(sshd, folder, cipher) as ssh:
        warm(folder)
        began = time.perf_counter()
        argv = [*ssh, "-L", f"{local}:{remote}", f"{sshd.user}@127.0.0.1", script]
        with subprocess.Popen(argv, stdin=subprocess.DEVNULL) as tunnel:
            while not (remote.exists() and local.exists()):
                assert tunnel.poll() is None and time.perf_counter() - began < 20
                time.sleep(0.01)
            subprocess.run(["qemu-img", "convert", "-f", "raw", "-O", "raw", f"nbd+unix:///?socket={local}", str(target)], check=True)
            took = time.perf_counter() - began
            tunnel.wait(20)
    return took


def by_zstd(sshd: PrivateSshd, disk: Path, target: Path) -> float:
    """``dd | zstd`` there, ``unzstd | dd conv=sparse`` here."""
    there = f"dd if={shlex.quote(str(disk))} bs=4M status=none | zstd -1 -T0 -q -c"
    with logged_in(sshd, target.parent) as ssh:
        line = shlex.join([*ssh, f"{sshd.user}@127.0.0.1", there])
        warm(target.parent)
        began = time.perf_counter()
        here = f"zstd -d -q -c | dd bs=4M iflag=fullblock conv=sparse status=none of={shlex.quote(str(target))}"
        subprocess.run(["sh", "-c", f"{line} | {here}"], check=True)
        os.truncate(target, disk.stat().st_size)
        return time.perf_counter() - began


@dataclass
class Ours:
    """What the console took. ``peak``: MiB of memory of this whole process while it copied and compared."""

    checks: list[float] = field(default_factory=list)
    peak: float = 0.0


async def by_console(sshd: PrivateSshd, uri: str, disk: Path, target: Path, kept: Ours) -> float:
    """Seconds of the copy."""
    masters = SshMasters(default_paths(), options=["-F", str(sshd.config)])
    background, programs = ThreadBackground("p2v", threads=4), LocalPrograms()
    machines = SshMachines(masters, Answers(), MemoryKeyring(), programs)
    address, size = f"{sshd.user}@127.0.0.1:{sshd.port}", disk.stat().st_size
    async with place(uri, target.parent) as made:
        port = made.port
        pool = f"<pool type='dir'><name>{target.stem}</name><target><path>{target.parent}</path></target></pool>"
        repository = await port.define_repository(pool, autostart=False)
        machine = await machines.login(address)
        xml = f"<volume><name>{target.name}</name><capacity>{size}</capacity><allocation>0</allocation></volume>"
        volume = await port.create_volume(repository, xml)
        source = Source(lambda: machines.login(address), machine, background, plan(size, str(disk)), "zstd")
        writer = DiskWriter(port, volume, size)
        warm(target.parent)
        Path("/proc/self/clear_refs").write_text("5")  # the peak from here on
        began = time.perf_counter()
        read = await copy_disk(source, writer, lambda *_: None)
        await writer.finish()
        took = time.perf_counter() - began
        began = time.perf_counter()
        compare(read, await writer.sums(source.pieces), str(disk))
        kept.checks.append(time.perf_counter() - began)
        kept.peak = max(kept.peak, memory("VmHWM"))
        await machine.close()
        await port.delete_repository(repository)
    await masters.shutdown()
    programs.shutdown()
    background.shutdown()
    return took


def memory(name: str) -> float:
    """Of this process, in MiB; see proc_pid_status(5)."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1]) / 1024


@dataclass
class Way:
    """A way to copy: (disk, target) → seconds."""

    copy: Callable[[Path, Path], float]
    seconds: list[float] = field(default_factory=list)
    space: int = 0
    wrong: int = 0

    def run(self, disk: Path, target: Path) -> None:
        self.seconds.append(self.copy(disk, target))
        self.space = max(self.space, target.stat().st_blocks * 512)
        self.wrong += not equal(disk, target)
        target.unlink()

    @property
    def middle(self) -> float:
        return statistics.median(self.seconds)


def by_turns(ways: Sequence[Way], disk: Path, folder: Path, rounds: int) -> None:
    """Each way once in each round, each at another place in the next."""
    for number in range(rounds):
        for way in (*ways[number % len(ways) :], *ways[: number % len(ways)]):
            with tempfile.TemporaryDirectory(dir=folder) as made:
                way.run(disk, Path(made) / f"{Path(made).name}.raw")


def run() -> list[Figure]:
    """The figures."""
    folder = Path(tempfile.mkdtemp(prefix="vdbench-", dir="/var/tmp"))
    sshd, daemon, kept = PrivateSshd(), PrivateLibvirtd(folder / "libvirt"), Ours()

    def ours() -> Way:
        return Way(lambda disk, target: asyncio.run(by_console(sshd, daemon.uri, disk, target, kept)))

    def nbd(cipher: str = "") -> Way:
        return Way(lambda disk, target: by_nbd(sshd, disk, target, cipher))

    small = {"ours": ours(), "nbd": nbd(), "aes": nbd(AES), "zstd": Way(lambda disk, target: by_zstd(sshd, disk, target))}
    sparse, dense = {"ours": ours(), "nbd": nbd()}, {"ours": ours(), "nbd": nbd()}
    try:
        sshd.trust()
        sshd.start()
        daemon.start()
        disk, large, real = (folder / name for name in ("disk", "large", "real"))
        make_disks(disk, large)
        by_turns([*small.values()], disk, folder, ROUNDS)
        checked = statistics.median(kept.checks)
        by_turns([*sparse.values()], large, folder, ROUNDS_LARGE)
        subprocess.run(["cp", "--sparse=never", str(large), str(real)], check=True)
        by_turns([*dense.values()], real, folder, ROUNDS_LARGE)
    finally:
        daemon.stop()
        sshd.remove()
        with contextlib.suppress(OSError):
            shutil.rmtree(folder)
    best_name, best = min((("remote qemu-nbd", small["nbd"].middle), ("dd | zstd", small["zstd"].middle)), key=lambda pair: pair[1])
    figures = [
        Figure("3 GiB disk over ssh, sparse", small["ours"].middle, limit=best / 0.9, beside=best, beside_name=best_name),
        Figure("the same by remote qemu-nbd", small["nbd"].middle),
        Figure("the same by remote qemu-nbd, AES-GCM asked for", small["aes"].middle),
        Figure("the same by dd | zstd", small["zstd"].middle),
        Figure("read back and compared", checked, note="not in the above; the others do not do it"),
    ]
    for name, ways in (("8 GiB disk, 2 GiB of data in small pieces, sparse", sparse), ("the same disk without holes", dense)):
        peer = ways["nbd"].middle
        figures.append(Figure(name, ways["ours"].middle, limit=peer / 0.9, beside=peer, beside_name="remote qemu-nbd"))
    every = [*small.values(), *sparse.values(), *dense.values()]
    space, peer_space = dense["ours"].space / MIB, dense["nbd"].space / MIB
    return [
        *figures,
        Figure("space of its copy", space, "MiB", limit=peer_space * 1.05, beside=peer_space, beside_name="qemu-img convert"),
        Figure("memory of the whole process", kept.peak, "MiB", limit=250.0),
        Figure("copies that differ", float(sum(way.wrong for way in every)), "", limit=0.0, must=True),
    ]
