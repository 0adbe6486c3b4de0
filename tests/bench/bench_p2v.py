"""P2V's copy over ssh beside the best plain ways: a remote qemu-nbd through ssh, and ``dd | zstd``; the same disk, one run, interleaved.

The disk is a sparse file of 3 GiB with about 0.9 GiB of data, half of it compressible, behind an sshd on the loopback; the target is a sparse raw
volume of a private libvirtd. Rates are medians of three.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import resource
import shlex
import shutil
import statistics
import subprocess
import tempfile
import time
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
SIZE = 3 << 30
ROUNDS = 3


def make_disk(path: Path) -> None:
    """0.9 GiB of data in thirty places: random, and text-like."""
    noise = random.Random(11)
    words = [noise.randbytes(noise.randint(3, 9)) for _ in range(4000)]
    with path.open("wb") as file:
        for number in range(30):
            file.seek(number * SIZE // 30 // 4096 * 4096)
            if number % 2:
                file.write(noise.randbytes(30 * MIB))
            else:
                file.write(b" ".join(noise.choices(words, k=30 * MIB // 7))[: 30 * MIB])
        file.truncate(SIZE)


def equal(one: Path, other: Path) -> bool:
    return subprocess.run(["qemu-img", "compare", "-f", "raw", "-F", "raw", str(one), str(other)], capture_output=True, check=False).returncode == 0


def by_nbd(sshd: PrivateSshd, disk: Path, target: Path, folder: Path) -> float:
    """A qemu-nbd there, its socket forwarded, qemu-img convert here."""
    began = time.perf_counter()
    remote, local = folder / "r.sock", folder / "l.sock"
    for socket in (remote, local):
        socket.unlink(missing_ok=True)
    # The forward ends with the program, and the program with its client.
    script = f"exec qemu-nbd -r -f raw -k {shlex.quote(str(remote))} {shlex.quote(str(disk))}"
    argv = ["ssh", "-F", str(sshd.config), "-p", str(sshd.port), "-L", f"{local}:{remote}", f"{sshd.user}@127.0.0.1", script]
    with subprocess.Popen(argv, stdin=subprocess.DEVNULL) as tunnel:
        while not (remote.exists() and local.exists()):
            assert tunnel.poll() is None and time.perf_counter() - began < 20
            time.sleep(0.01)
        subprocess.run(["qemu-img", "convert", "-f", "raw", "-O", "raw", f"nbd+unix:///?socket={local}", str(target)], check=True)
        tunnel.wait(20)
    return time.perf_counter() - began


def by_zstd(sshd: PrivateSshd, disk: Path, target: Path) -> float:
    """``dd | zstd`` there, ``unzstd | dd conv=sparse`` here."""
    began = time.perf_counter()
    there = f"dd if={shlex.quote(str(disk))} bs=4M status=none | zstd -1 -T0 -q -c"
    ssh = shlex.join(["ssh", "-F", str(sshd.config), "-p", str(sshd.port), f"{sshd.user}@127.0.0.1", there])
    subprocess.run(
        ["sh", "-c", f"{ssh} | zstd -d -q -c | dd bs=4M iflag=fullblock conv=sparse status=none of={shlex.quote(str(target))}"], check=True
    )
    os.truncate(target, SIZE)
    return time.perf_counter() - began


async def by_console(sshd: PrivateSshd, uri: str, disk: Path, folder: Path, rounds: int) -> tuple[list[float], list[float], bool]:
    """Seconds of the copy, seconds of the comparison after it, and whether the last one is equal (asked of qemu-img)."""
    masters = SshMasters(default_paths(), options=["-F", str(sshd.config)])
    background, programs = ThreadBackground("p2v", threads=4), LocalPrograms()
    machines = SshMachines(masters, Answers(), MemoryKeyring(), programs)
    address = f"{sshd.user}@127.0.0.1:{sshd.port}"
    copies, checks, good = [], [], True
    async with place(uri, folder.parent) as made:
        port = made.port
        pool = f"<pool type='dir'><name>{folder.name}</name><target><path>{folder}</path></target></pool>"
        repository = await port.define_repository(pool, autostart=False)
        for number in range(rounds):
            machine = await machines.login(address)
            name = f"c{number}.raw"
            volume = await port.create_volume(
                repository, f"<volume><name>{name}</name><capacity>{SIZE}</capacity><allocation>0</allocation></volume>"
            )
            source = Source(lambda: machines.login(address), machine, background, plan(SIZE, str(disk)), "zstd")
            writer = DiskWriter(port, volume, SIZE)
            began = time.perf_counter()
            read = await copy_disk(source, writer, lambda *_: None)
            await writer.finish()
            copies.append(time.perf_counter() - began)
            began = time.perf_counter()
            compare(read, await writer.sums(source.pieces), str(disk))
            checks.append(time.perf_counter() - began)
            good = good and equal(disk, folder / name)
            await machine.close()
            await port.delete_volume(repository, name)
    await masters.shutdown()
    programs.shutdown()
    background.shutdown()
    return copies, checks, good


def run() -> list[Figure]:
    """The figures."""
    folder = Path(tempfile.mkdtemp(prefix="vdbench-", dir="/var/tmp"))
    sshd, daemon = PrivateSshd(), PrivateLibvirtd(folder / "libvirt")
    try:
        sshd.trust()
        sshd.start()
        daemon.start()
        disk = folder / "disk"
        make_disk(disk)
        nbd, zstd, ours, checks, good = [], [], [], [], True
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for number in range(ROUNDS):
            target = folder / f"p2v-{number}"
            target.mkdir()
            nbd.append(by_nbd(sshd, disk, folder / "n.raw", folder))
            good = good and equal(disk, folder / "n.raw")
            zstd.append(by_zstd(sshd, disk, folder / "z.raw"))
            copies, compared, same = asyncio.run(by_console(sshd, daemon.uri, disk, target, 1))
            ours += copies
            checks += compared
            good = good and same
            for leftover in ("n.raw", "z.raw"):
                (folder / leftover).unlink()
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak) / 1024
    finally:
        daemon.stop()
        sshd.remove()
        with contextlib.suppress(OSError):
            shutil.rmtree(folder)
    best_name, best = min((("remote qemu-nbd", statistics.median(nbd)), ("dd | zstd", statistics.median(zstd))), key=lambda pair: pair[1])
    return [
        Figure("3 GiB disk over ssh, sparse", statistics.median(ours), limit=best / 0.9, beside=best, beside_name=best_name),
        Figure("the same by remote qemu-nbd", statistics.median(nbd)),
        Figure("the same by dd | zstd", statistics.median(zstd)),
        Figure("read back and compared", statistics.median(checks), note="not in the above; the others do not do it"),
        Figure("memory that the copy adds", grown, "MiB", limit=250.0),
        Figure("copies that differ", 0.0 if good else 1.0, "", limit=0.0, must=True),
    ]
