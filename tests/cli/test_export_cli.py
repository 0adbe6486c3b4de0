"""vm-export against a real libvirtd: what people and scripts get; killed in the middle."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from tests.cli.inside import ctl
from tests.cli.test_clone import DOMAIN, Shelf
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
    virsh = ["virsh", "-q", "-c", uri]
    mark = "<vm><template><disk target='vda' had=''/></template><instant/></vm>"
    subprocess.run([*virsh, "metadata", shelf.source, "urn:virtdeck:1", "--key", "virtdeck", "--set", mark], check=True, timeout=30)
    words = ("vm-export", shelf.source, "--connect", uri, "--format")
    done = ctl(*words, "ova", "--output", str(tmp_path / "out.ova"), "--json")
    (file,) = json.loads(done.stdout)
    assert file["path"] == str(tmp_path / "out.ova") and file["size_bytes"] > 3 << 20
    told = json.loads(ctl("package-show", "--json", file["path"]).stdout)
    assert told["complete"] and told["vms"][0]["template"] and told["vms"][0]["name"] == shelf.source
    assert json.loads(ctl("package-verify", "--json", file["path"]).stdout)["ok"]
    ctl(*words, "xva", "--output", str(tmp_path / "back.xva"))
    for package, instant in (("out.ova", True), ("back.xva", False)):  # the one brings its XML, the other says only that it is a template
        (back,) = json.loads(ctl("vm-import", str(tmp_path / package), "--name", f"back-{package}", "--start", "--connect", uri, "--json").stdout)
        assert (back["template"], back["state"]) == (True, "halted")
        xml = subprocess.run(["virsh", "-c", uri, "dumpxml", "--inactive", back["uuid"]], capture_output=True, check=True, timeout=30).stdout
        domain = etree.fromstring(xml)
        (disk,) = domain.findall("devices/disk[@device='disk']")
        flag = "transient" if disk.find("target").get("bus") == "sata" else "readonly"
        assert disk.find(flag) is not None and domain.find(".//{*}template/{*}disk").get("had") == "", "protected as it can be here"
        assert (domain.find(".//{*}vm/{*}instant") is not None) is instant
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


MEASURED = """
import json, re, sys
from pathlib import Path
from console.app.headless import main
rss = lambda: int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])  # ru_maxrss begins with the parent's
main(["vm-list", "--quiet", "--connect", sys.argv[1]])
import console.operations.export_draft
before = rss()
status = main(["vm-export", "--quiet", "--connect", *sys.argv[1:]])
print(json.dumps({"status": status, "kib": rss() - before}))
"""


@pytest.mark.parametrize("format", ["ova", "qcow2"])
def test_one_hundred_gib_in_bounded_memory(shelf: Shelf, tmp_path: Path, format: str) -> None:
    """The whole way, from an image that only QEMU reads, written and read again: sparse in, sparse out."""
    disk = shelf.folder / "gold.qcow2"
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", disk, "100G"], check=True, timeout=20)
    fill = [word for place in range(0, 100, 20) for word in ("-c", f"write -q -P {place + 1} {place}G 24M")]
    subprocess.run(["qemu-io", "-f", "qcow2", *fill, disk], check=True, timeout=60)
    with shelf.connection() as conn:
        conn.storagePoolLookupByName(shelf.name).refresh(0)
        conn.defineXML(DOMAIN.format(name=shelf.source, uuid=uuid.uuid4(), disk=disk, metadata="", flags=""))
    words = [shelf.daemon.uri, shelf.source, "--format", format, "--output", f"{tmp_path}/"]
    done = subprocess.run([sys.executable, "-c", MEASURED, *words], capture_output=True, text=True, timeout=150, cwd=Path(__file__).parents[2])
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["status"] == 0, done.stderr
    assert 0 < found["kib"] < 200 * 1024
    (made,) = tmp_path.glob(f"{shelf.source}.*")
    assert made.stat().st_blocks * 512 < 200_000_000
