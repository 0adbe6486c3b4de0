"""Packages: export as OVA beside qemu-img + tar + sha256sum, XVA out and in beside dd, tee and the hash tool; the same disk, in one run.

The disk has 384 MiB of programs (compressible to a third) in 1 GiB. Best of three by turns, since other work shares the machine. Peers and we write
to the same file system without waiting for the disk.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from console.formats.blocks import FileBytes, raw_chunks, write_raw
from console.formats.broken import Where
from console.formats.description import PackageDisk, PackageVm
from console.formats.export import ExportPlan, Source, write_ova
from console.formats.opening import open_package
from console.formats.xva_write import XvaPlan, write_xva
from tests.bench.report import Figure

MIB = 1 << 20
SIZE, FILLED, RUN = 1024 * MIB, 384 * MIB, 32 * MIB
TIMES = 3


def _disk(path: Path) -> None:
    """Programs of this machine in runs of 32 MiB, with holes between."""
    content = bytearray()
    programs = [file for file in Path("/usr/bin").iterdir() if file.is_file() and not file.is_symlink()]
    for file in sorted(programs, key=lambda each: -each.stat().st_size):
        content += file.read_bytes()
        if len(content) >= FILLED:
            break
    with path.open("wb") as out:
        for index in range(FILLED // RUN):
            out.seek(index * SIZE * RUN // FILLED)
            at = index * RUN % max(1, len(content) - RUN)
            out.write(content[at : at + RUN])
        out.truncate(SIZE)


def _seconds(act: Callable[[], object]) -> float:
    began = time.monotonic()
    act()
    return time.monotonic() - began


def _shell(words: str, folder: Path) -> None:
    subprocess.run(["sh", "-ec", words], cwd=folder, check=True, stdout=subprocess.DEVNULL)


def _best(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    found = [(_seconds(ours), _seconds(theirs)) for _ in range(TIMES)]
    return min(each for each, _ in found), min(each for _, each in found)


def run() -> list[Figure]:
    """The figures."""
    with tempfile.TemporaryDirectory(prefix="virtdeck-bench-") as name:
        folder = Path(name)
        raw = folder / "disk.raw"
        _disk(raw)
        with raw.open("rb") as file:
            source = FileBytes(file, Where("disk"))
            return [*_ova(folder, source), *_xva(folder, source)]


def _vm() -> PackageVm:
    return PackageVm("vm", "bench", memory_bytes=1 << 30, disks=(PackageDisk("disk", capacity_bytes=SIZE, bus="scsi"),))


def _ova(folder: Path, source: FileBytes) -> list[Figure]:
    def ours() -> None:
        with (folder / "ours.ova").open("w+b") as out:
            write_ova(ExportPlan("bench", [_vm()], {"disk": Source(SIZE, lambda: raw_chunks(source))}), out)

    def theirs() -> None:
        _shell("qemu-img convert -f raw -O vmdk -o subformat=streamOptimized disk.raw q.vmdk; tar -cf q.ova q.vmdk; sha256sum q.vmdk", folder)

    mine, other = _best(ours, theirs)
    sizes = f"{(folder / 'ours.ova').stat().st_size / (folder / 'q.ova').stat().st_size:.2f} of its size"
    read = min(_seconds(lambda: _import(folder / "ours.ova", folder / "back.raw")) for _ in range(TIMES))
    subprocess.run(["cmp", folder / "disk.raw", folder / "back.raw"], check=True)
    convert = "qemu-img convert -f vmdk -O raw q.vmdk back.raw; sha256sum q.vmdk"
    peer = min(_seconds(lambda: _shell(convert, folder)) for _ in range(TIMES))
    return [
        Figure("OVA export, streamOptimized", mine, limit=other / 5, beside=other, beside_name="qemu-img + tar + sha256sum", note=sizes),
        Figure("OVA import to a sparse raw file, digest compared", read, beside=peer, beside_name="qemu-img + sha256sum"),
    ]  # fmt: skip


def _import(package: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    with open_package(package) as opened, opened.open(opened.description.disks[0]) as stream, target.open("wb") as out:
        write_raw(stream.chunks(), stream.capacity_bytes, out)


def _xva(folder: Path, source: FileBytes) -> list[Figure]:
    figures = []
    hashers = [("sha1", "sha1sum")] + ([("xxhash", "xxhsum -H1")] if shutil.which("xxhsum") else [])
    for checksum, tool in hashers:
        path = folder / f"{checksum}.xva"

        def ours(checksum: str = checksum, path: Path = path) -> None:
            with path.open("wb") as out:
                write_xva(XvaPlan([_vm()], {"disk": lambda: raw_chunks(source)}, checksum), out)

        ours()
        # The same bytes: the peer reads, hashes and writes the finished XVA.
        pipe = f"dd if={path.name} bs=1M status=none | tee copy | {tool}"
        mine, other = _best(ours, lambda pipe=pipe: _shell(pipe, folder))  # type: ignore[misc]
        figures.append(Figure(f"XVA export, {checksum}", mine, limit=other / 0.8, beside=other, beside_name=f"dd | tee | {tool}"))
        mine, other = _best(lambda path=path: _import(path, folder / "back.raw"), lambda pipe=pipe: _shell(pipe, folder))  # type: ignore[misc]
        subprocess.run(["cmp", folder / "disk.raw", folder / "back.raw"], check=True)
        figures.append(Figure(f"XVA import, {checksum}", mine, limit=other / 0.8, beside=other, beside_name=f"dd | tee | {tool}"))
    return figures
