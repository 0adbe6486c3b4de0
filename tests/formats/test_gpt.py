"""A partition table on a smaller disk: sgdisk finds nothing wrong with it, and the partitions are the same."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from console.formats.gpt import ENDS, resized
from console.model.errors import ConsoleError

MIB = 1 << 20
pytestmark = pytest.mark.skipif(shutil.which("sgdisk") is None, reason="needs sgdisk (package gdisk)")


def sgdisk(*argv: str) -> str:
    return subprocess.run(["sgdisk", *argv], check=True, capture_output=True, text=True, timeout=30).stdout


def partitions(path: Path) -> str:
    return sgdisk("-i", "1", "-i", "2", "-i", "5", str(path))


def disk(path: Path, size: int) -> bytes:
    with path.open("wb") as file:
        file.truncate(size)
    sgdisk("-n", "1:2048:+8M", "-t", "1:ef00", "-n", "2:0:+16M", "-c", "2:roöt", "-n", "5:0:+1M", str(path))
    return path.read_bytes()[:ENDS]


@pytest.mark.parametrize("size", [27 * MIB, 200 * MIB])
def test_smaller_and_larger(tmp_path: Path, size: int) -> None:
    path = tmp_path / "disk"
    begin = disk(path, 100 * MIB)
    before = partitions(path)
    head, tail = resized(begin, size)
    with path.open("r+b") as file:
        file.truncate(size)
        file.write(head)
        file.seek(size - ENDS)
        file.write(tail)
    assert "No problems found" in sgdisk("-v", str(path)) and before == partitions(path)
    with path.open("r+b") as file:  # the second table alone brings all of it back
        file.seek(512)
        file.write(bytes(512))
    sgdisk("-e", str(path))
    assert "No problems found" in sgdisk("-v", str(path)) and before == partitions(path)


def test_what_is_no_table(tmp_path: Path) -> None:
    begin = disk(tmp_path / "disk", 100 * MIB)
    wrong = [bytes(ENDS), os.urandom(ENDS), begin[:1000], begin[:600] + b"x" + begin[601:], begin[:1100] + b"x" + begin[1101:]]
    for data in wrong:
        with pytest.raises(ConsoleError):
            resized(data, 50 * MIB)
    for size in (26 * MIB, 50 * MIB + 1):
        with pytest.raises(ConsoleError):
            resized(begin, size)
