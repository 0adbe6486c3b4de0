"""Clones: 20 copy-on-write ones beside 20 raw ``qemu-img create -b`` + ``virsh define``; a full copy beside ``virsh vol-clone``, ``qemu-img convert``
and ``virt-clone``. The real window does ours, and tells its longest gap. Interleaved runs, medians.

``VIRTDECK_BENCH_GIB``: data of the full copy's disk (8 by default; random, so that nothing is left out).
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import time
import uuid
from collections.abc import Callable
from pathlib import Path

from tests.bench import worlds
from tests.bench.program import Program
from tests.bench.report import Figure
from tests.fixtures.daemon import PrivateLibvirtd

CLONES = 20
ROUNDS = 3
MARK = "<virtdeck:vm xmlns:virtdeck='urn:virtdeck:1'><virtdeck:template><virtdeck:disk target='vda' had=''/></virtdeck:template></virtdeck:vm>"
DOMAIN = """<domain type='qemu'><name>{name}</name><uuid>{uuid}</uuid><metadata>{mark}</metadata><memory unit='MiB'>64</memory>
<os><type arch='x86_64' machine='pc'>hvm</type></os><devices>
<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='{disk}'/><target dev='vda' bus='virtio'/>{flags}</disk>
</devices></domain>"""


def timed(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


def quiet(*words: str | Path) -> None:
    subprocess.run([str(word) for word in words], check=True, capture_output=True, timeout=900)


class Stage:
    """A repository with the template "gold"."""

    def __init__(self, daemon: PrivateLibvirtd, gib: float) -> None:
        self.uri, self.folder = daemon.uri, daemon.images / "bench"
        self.folder.mkdir()
        raw = self.folder / "data.raw"
        with raw.open("wb") as file:
            for _ in range(int(gib * 64)):
                file.write(os.urandom(1 << 24))
        quiet("qemu-img", "convert", "-O", "qcow2", raw, self.folder / "gold.qcow2")
        raw.unlink()
        self.virsh("pool-define-as", "bench", "dir", "--target", self.folder)
        self.virsh("pool-start", "bench")
        self.define("gold", self.folder / "gold.qcow2", MARK, "<readonly/>")

    def virsh(self, *words: str | Path) -> None:
        quiet("virsh", "-q", "-c", self.uri, *words)

    def define(self, name: str, disk: Path, mark: str = "", flags: str = "") -> None:
        xml = self.folder.parent / "one.xml"
        xml.write_text(DOMAIN.format(name=name, uuid=uuid.uuid4(), disk=disk, mark=mark, flags=flags))
        self.virsh("define", xml)

    def raw_clones(self, prefix: str) -> None:
        """What is the least that has to be done, one process each."""
        for number in range(CLONES):
            disk = self.folder / f"{prefix}-{number:02}.qcow2"
            quiet("qemu-img", "create", "-q", "-f", "qcow2", "-F", "qcow2", "-b", self.folder / "gold.qcow2", disk)
            self.define(f"{prefix}-{number:02}", disk)

    def sweep(self) -> None:
        """All clones and their disks away."""
        names = subprocess.run(["virsh", "-q", "-c", self.uri, "list", "--all", "--name"], capture_output=True, text=True, check=True).stdout.split()
        for name in names:
            if name != "gold":
                self.virsh("undefine", name)
        for file in self.folder.iterdir():
            if file.name != "gold.qcow2":
                file.unlink()
        self.virsh("pool-refresh", "bench")


def run() -> list[Figure]:
    """The figures."""
    gib = float(os.environ.get("VIRTDECK_BENCH_GIB", "8"))
    with worlds.daemon() as daemon:
        stage = Stage(daemon, gib)
        with Program("clone", [daemon.uri]) as program:
            program.hear()
            cow, full, gap = _interleaved(stage, program)
            program.end()
    found = [
        Figure(f"{CLONES} copy-on-write clones, in the tree", cow["ours"], "s", 2 * cow["raw"], cow["raw"], "qemu-img create -b + virsh define"),
        Figure(f"full copy of {gib:g} GiB, the volume", full["volume"], "s", full["virsh"] / 0.95, full["virsh"], "virsh vol-clone"),
        Figure("the same beside qemu-img", full["volume"], "s", full["qemu-img"] / 0.95, full["qemu-img"], "qemu-img convert"),
        Figure("the whole task", full["ours"], "s", None, full["virsh"], "virsh vol-clone"),
        Figure("longest gap of the window meanwhile", gap, "ms", 50),
    ]
    if "virt-clone" in full:
        found.insert(4, Figure("full copy beside virt-clone", full["ours"], "s", None, full["virt-clone"], "virt-clone"))
    return found


def _full_copies(stage: Stage, ours: Callable[[int], float]) -> dict[str, Callable[[int], float]]:
    """Ways to make a full copy, by name; each tells its seconds."""
    source, target = stage.folder / "gold.qcow2", stage.folder / "copy.qcow2"
    ways: dict[str, Callable[[int], float]] = {
        "qemu-img": lambda _: timed(lambda: quiet("qemu-img", "convert", "-O", "qcow2", source, target)),
        "virsh": lambda _: timed(lambda: stage.virsh("vol-clone", "--pool", "bench", source.name, target.name)),
        "ours": ours,
    }
    if shutil.which("virt-clone"):
        words = ("virt-clone", "--connect", stage.uri, "-o", "gold", "-n", "copy", "--force-copy", "vda", "--file", target, "--quiet")
        ways["virt-clone"] = lambda _: timed(lambda: quiet(*words))
    return ways


def _interleaved(stage: Stage, program: Program) -> tuple[dict[str, float], dict[str, float], float]:
    cow: dict[str, list[float]] = {}
    full: dict[str, list[float]] = {}
    gap = 0.0

    def ours(word: str) -> float:
        nonlocal gap
        program.go(word)
        said = program.hear()
        gap = max(gap, float(said["gap_ms"]))
        if said["volumes"]:
            full.setdefault("volume", []).append(float(said["volumes"]))
        return float(said["seconds"])

    for number in range(ROUNDS):
        cow.setdefault("raw", []).append(timed(lambda number=number: stage.raw_clones(f"raw{number}")))
        stage.sweep()
        cow.setdefault("ours", []).append(ours(f"cow {CLONES} ours{number}"))
        stage.sweep()
    ways = _full_copies(stage, lambda number: ours(f"full 1 whole{number}"))
    for number in range(len(ways)):
        for name in (*list(ways)[number:], *list(ways)[:number]):  # each is the first once: what one leaves in caches is the next one's gain
            os.sync()  # nor is what one has still to write the next one's loss
            full.setdefault(name, []).append(ways[name](number))
            stage.sweep()
    return ({name: statistics.median(each) for name, each in cow.items()}, {name: statistics.median(each) for name, each in full.items()}, gap)
