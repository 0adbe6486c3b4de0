"""vm-export against a real libvirtd: what people and scripts get; killed in the middle."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.inside import ctl
from tests.cli.test_clone import Shelf
from tests.cli.test_virtdeckctl import Ctl, start
from tests.fixtures.daemon import PrivateLibvirtd

__all__ = ["ctl"]


@pytest.fixture
def shelf(libvirtd: PrivateLibvirtd) -> Iterator[Shelf]:
    made = Shelf(libvirtd)
    yield made
    made.clear()


def test_a_template_into_a_package_and_back(shelf: Shelf, ctl: Ctl, tmp_path: Path) -> None:
    shelf.fill(3, template=True)
    uri = shelf.daemon.uri
    words = ("vm-export", shelf.source, "--connect", uri, "--format")
    done = ctl(*words, "ova", "--output", str(tmp_path / "out.ova"), "--json")
    (file,) = json.loads(done.stdout)
    assert file["path"] == str(tmp_path / "out.ova") and file["size_bytes"] > 3 << 20
    told = json.loads(ctl("package-show", "--json", file["path"]).stdout)
    assert told["complete"] and told["vms"][0]["template"] and told["vms"][0]["name"] == shelf.source
    assert json.loads(ctl("package-verify", "--json", file["path"]).stdout)["ok"]
    refused = ctl(*words, "ova", "--output", str(tmp_path / "out.ova"), status=1)
    assert "already" in refused.stderr
    ctl(*words, "ova", "--output", str(tmp_path / "out.ova"), "--overwrite")
    done = ctl(*words, "raw", "--compression", "zstd", "--output", f"{tmp_path}/")
    assert done.stdout.strip() == str(tmp_path / f"{shelf.source}.img.zst")
    assert sorted(each.name for each in tmp_path.iterdir() if each.suffix != ".raw")[-1] == "out.ova"
    subprocess.run(["zstd", "-q", "-d", done.stdout.strip(), "-o", tmp_path / "back.raw"], check=True, timeout=30)
    subprocess.run(["qemu-img", "compare", "-q", shelf.folder / "gold.qcow2", tmp_path / "back.raw"], check=True, timeout=30)


def test_what_is_refused(shelf: Shelf, ctl: Ctl, tmp_path: Path) -> None:
    shelf.fill(1)
    words = ("vm-export", shelf.source, "--connect", shelf.daemon.uri)
    assert "both the key" in ctl(*words, "--format", "ova", "--output", str(tmp_path), "--sign-key", "/x", status=1).stderr
    assert "no VM nobody" in ctl("vm-export", "nobody", *words[2:], "--format", "ova", "--output", str(tmp_path), status=1).stderr
    ctl(*words, "--format", "iso", "--output", str(tmp_path), status=2)
    assert list(tmp_path.iterdir()) == []


def test_killed_in_the_middle_it_leaves_what_can_be_cleaned_up(shelf: Shelf, ctl: Ctl, tmp_path: Path) -> None:
    shelf.fill(256)
    target = tmp_path / "out"
    process = start("vm-export", shelf.source, "--connect", shelf.daemon.uri, "--format", "vhdx", "--output", f"{target}/")
    end = time.monotonic() + 60
    while not (parts := [each for each in target.glob("*.part/*") if each.stat().st_blocks > 4096]):
        assert process.poll() is None and time.monotonic() < end, process.communicate()
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert [each.suffix for each in target.iterdir()] == [".part"], "nothing under its final name"
    end = time.monotonic() + 10
    while serving(parts[0]):
        assert time.monotonic() < end, "qemu-nbd outlived its master"
        time.sleep(0.05)
    (left,) = json.loads(ctl("leftover-list", "--json").stdout)
    assert left["kind"] == "file"
    ctl("leftover-clean", str(left["id"]))
    assert list(target.iterdir()) == []
    assert shelf.files() == ["gold.qcow2"]


def serving(path: Path) -> bool:
    """Whether a process still has it on its command line."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if os.fsencode(path) in (entry / "cmdline").read_bytes():
                    return True
            except OSError:
                continue
    return False
