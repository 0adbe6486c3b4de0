"""Exports and imports as whole tasks of a real host: an OVA beside qemu-img + tar + sha256sum, raw and qcow2 beside ``virsh vol-download`` and
``vol-upload``; in one run.

The disk is that of the bench of formats (384 MiB of programs in 1 GiB), once in a qcow2 image, which comes through ``qemu-nbd``. Best of three by
turns, since other work shares the machine. Our time is from the order to the file under its name, synced; comparing it at the end is told apart.
An import is never done without reading back what was written: that is in our time, and not in that of ``vol-upload``.
"""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import tempfile
import time
import uuid
from pathlib import Path

from console.model.templates import BuiltinTemplate
from console.operations.delete import DeleteVm
from console.operations.export import ExportVms
from console.operations.import_draft import ImportDraft
from console.operations.import_target import AS_IS
from tests.bench.bench_formats import SIZE, TIMES, _disk
from tests.bench.report import Figure
from tests.fixtures.daemon import PrivateLibvirtd
from tests.operations.worlds import HOST, Place, place

DOMAIN = """<domain type='qemu'><name>{name}</name><uuid>{uuid}</uuid><memory unit='MiB'>64</memory>
<os><type arch='x86_64' machine='pc'>hvm</type></os><devices>
<disk type='file' device='disk'><driver name='qemu' type='{form}'/><source file='{disk}'/><target dev='vda' bus='virtio'/></disk>
</devices></domain>"""


def run() -> list[Figure]:
    """The figures."""
    folder = Path(tempfile.mkdtemp(prefix="virtdeck-bench-"))
    daemon = PrivateLibvirtd(Path(tempfile.mkdtemp(prefix="vd-b")))
    daemon.start()
    try:
        return asyncio.run(_all(daemon, folder))
    finally:
        daemon.stop()
        for each in (folder, daemon.folder):
            shutil.rmtree(each, ignore_errors=True)


async def _all(daemon: PrivateLibvirtd, folder: Path) -> list[Figure]:
    images = daemon.images / "bench"
    images.mkdir()
    raw, image = images / "raw.img", images / "web.qcow2"
    _disk(raw)
    _shell(f"qemu-img convert -O qcow2 {raw} {image}", folder)
    for words in (f"pool-define-as bench dir --target {images}", "pool-start bench"):
        _shell(f"virsh -q -c '{daemon.uri}' {words}", folder)
    for name, disk, form in (("web", image, "qcow2"), ("plain", raw, "raw")):
        (folder / "one.xml").write_text(DOMAIN.format(name=name, uuid=uuid.uuid4(), disk=disk, form=form))
        _shell(f"virsh -q -c '{daemon.uri}' define one.xml", folder)
    async with place(daemon.uri, folder) as found:
        ova = f"qemu-img convert -f qcow2 -O vmdk -o subformat=streamOptimized {image} q.vmdk; tar -cf q.ova q.vmdk; sha256sum q.vmdk; sync q.ova"
        mine, other = await _best(found, folder, "web", "ova", ova)
        verified = min([await _ours(found, folder, "web", "ova", verify=True) for _ in range(TIMES)])
        figures = [
            Figure("OVA, streamOptimized", mine, limit=other / 5, beside=other, beside_name="qemu-img + tar + sha256sum"),
            Figure("OVA, read again and compared", verified, beside=other, beside_name="qemu-img + tar + sha256sum"),
        ]
        for name, form, volume in (("plain", "raw", "raw.img"), ("web", "qcow2", "web.qcow2")):
            download = f"virsh -q -c '{daemon.uri}' vol-download --sparse --pool bench {volume} copy; sync copy"
            mine, other = await _best(found, folder, name, form, download)
            figures.append(Figure(f"{form} image", mine, limit=other / 0.9, beside=other, beside_name="virsh vol-download --sparse"))
        with Path(shutil.copy(raw, folder / "in.raw")).open("r+b") as file:  # a raw image is known by its partition table
            file.seek(446)
            file.write(bytes.fromhex("80000100 83feffff 00080000 00f01f00") + bytes(48) + b"\x55\xaa")
        shutil.copy(image, folder / "in.qcow2")
        for form in ("raw", "qcow2"):
            mine, other = await _imports(found, daemon, folder, form)
            figures.append(Figure(f"{form} image in, read back and compared", mine, limit=other / 0.9, beside=other, beside_name="virsh vol-upload"))
        return figures


async def _imports(found: Place, daemon: PrivateLibvirtd, folder: Path, form: str) -> tuple[float, float]:
    """Seconds of our import, and of virsh's: a volume, its contents, on the disk."""
    virsh, source, mine, other = f"virsh -q -c '{daemon.uri}'", folder / f"in.{form}", [], []
    repository = next(each for each in found.inventory.repositories(HOST) if each.name == "bench")
    upload = (
        f"{virsh} vol-create-as bench theirs 1G --format {form} --allocation 0; {virsh} vol-upload --sparse --pool bench theirs {source}; "
        f"sync {daemon.images}/bench/theirs"
    )
    for _ in range(TIMES):
        draft = ImportDraft(found.inventory, NoTemplates())  # type: ignore[arg-type]
        await draft.open(found.background, [str(source)])
        draft.change(repository=repository.uuid, fixups={draft.items[0].key: AS_IS}, names={draft.items[0].key: "mine"})
        await draft.look(found.hub, found.world.programs)
        (operation,) = draft.operations()
        began = time.monotonic()
        await found.runner.start(operation)
        mine.append(time.monotonic() - began)
        await found.runner.start(DeleteVm(found.of("mine"), disks=tuple(_files(found))))
        began = time.monotonic()
        await asyncio.to_thread(_shell, upload, folder)
        other.append(time.monotonic() - began)
        await asyncio.to_thread(_shell, f"{virsh} vol-delete theirs bench", folder)
    return min(mine), min(other)


def _files(found: Place) -> list[str]:
    """Files of the disks of the VM that was imported."""
    config = found.vm("mine").config
    assert config is not None
    return [disk.source for disk in config.disks if disk.device == "disk" and disk.source]


class NoTemplates:
    """No catalogue is needed."""

    async def templates(self) -> tuple[BuiltinTemplate, ...]:
        return ()


async def _best(found: Place, folder: Path, name: str, form: str, words: str) -> tuple[float, float]:
    mine, other = [], []
    for _ in range(TIMES):
        mine.append(await _ours(found, folder, name, form, verify=False))
        began = time.monotonic()
        await asyncio.to_thread(_shell, words, folder)
        other.append(time.monotonic() - began)
    return min(mine), min(other)


async def _ours(found: Place, folder: Path, name: str, form: str, *, verify: bool) -> float:
    export = ExportVms((found.of(name),), form, str(folder), name, overwrite=True, verify=verify)
    began = time.monotonic()
    said = await found.runner.start(export)
    seconds = time.monotonic() - began
    assert 0 < Path(said).stat().st_size <= SIZE
    return seconds


def _shell(words: str, folder: Path) -> None:
    subprocess.run(["sh", "-ec", words], cwd=folder, check=True, stdout=subprocess.DEVNULL, timeout=600)
