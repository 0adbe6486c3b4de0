"""A disk of 100 GiB costs no more memory than a small one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import json, re, sys
from pathlib import Path
from console.formats.blocks import FileBytes, raw_chunks, write_raw
from console.formats.broken import Where
from console.formats.description import PackageDisk, PackageVm
from console.formats.export import ExportPlan, Source, write_ova
from console.formats.opening import open_package
from console.formats.xva_write import XvaPlan, write_xva

folder, size = Path(sys.argv[1]), 100 << 30
rss = lambda: int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])  # ru_maxrss begins with the parent's
before = rss()
machine = PackageVm("vm", "big", disks=(PackageDisk("disk", capacity_bytes=size),))
with (folder / "big.raw").open("rb") as file:
    source = FileBytes(file, Where("big"))
    with (folder / "big.ova").open("w+b") as out:
        write_ova(ExportPlan("big", [machine], {"disk": Source(size, lambda: raw_chunks(source))}), out)
    with (folder / "big.xva").open("wb") as out:
        write_xva(XvaPlan([machine], {"disk": lambda: raw_chunks(source)}), out)
for name in ("big.ova", "big.xva"):
    with open_package(folder / name) as package, package.open(package.description.disks[0]) as stream, (folder / "back.raw").open("wb") as out:
        write_raw(stream.chunks(), stream.capacity_bytes, out)
print(json.dumps({"kib": rss() - before, "size": (folder / "back.raw").stat().st_size, "blocks": (folder / "back.raw").stat().st_blocks}))
"""


def test_one_hundred_gib(tmp_path: Path) -> None:
    with (tmp_path / "big.raw").open("wb") as out:
        for place in range(0, 100, 10):
            out.seek(place << 30)
            out.write(b"some data of the guest " * 400_000)  # 9 MB
        out.truncate(100 << 30)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, tmp_path], check=True, capture_output=True, text=True, timeout=120, cwd=Path(__file__).parents[2]
    )
    found = json.loads(done.stdout)
    assert found["kib"] < 200 * 1024
    assert found["size"] == 100 << 30
    assert found["blocks"] * 512 < 200_000_000  # sparse in, sparse out
