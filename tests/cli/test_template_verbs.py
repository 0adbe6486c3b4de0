"""Templates and chains by virtdeckctl, as a script would use them, over a real libvirtd."""

from __future__ import annotations

import hashlib
import json
import shutil
import signal
import subprocess
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.app.headless import main
from tests.cli.inside import ctl  # noqa: F401 - a fixture
from tests.cli.test_clone import open_rows
from tests.cli.test_virtdeckctl import Ctl, one_sentence, start
from tests.fixtures.daemon import PrivateLibvirtd


@pytest.fixture
def folder(libvirtd: PrivateLibvirtd) -> Iterator[Path]:
    """A repository's folder; it and all domains are gone afterwards."""
    path = libvirtd.images / f"ctl-{uuid.uuid4().hex[:8]}"
    path.mkdir()
    virsh = ["virsh", "-q", "-c", libvirtd.uri]
    subprocess.run([*virsh, "pool-create-as", path.name, "dir", "--target", path], check=True, timeout=20, capture_output=True)
    yield path
    names = subprocess.run([*virsh, "list", "--all", "--name"], check=True, timeout=20, capture_output=True, text=True).stdout.split("\n")
    for name in filter(None, names):
        subprocess.run([*virsh, "destroy", name], check=False, timeout=20, capture_output=True)
        subprocess.run([*virsh, "undefine", name], check=False, timeout=20, capture_output=True)
    subprocess.run([*virsh, "pool-destroy", path.name], check=True, timeout=20, capture_output=True)
    shutil.rmtree(path)


@pytest.mark.parametrize(
    "words",
    [
        ("template-create",),
        ("template-create", "--from-vm", "a", "--from-image", "b"),
        ("template-create", "--os", "debian12", "--copy"),
        ("template-list", "--custom", "--family", "debian"),
        ("vm-chain",),
    ],
)
def test_wrong_usage(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2 and "usage: virtdeckctl" in capsys.readouterr().err


def test_the_life_of_a_template(ctl: Ctl, libvirtd: PrivateLibvirtd, folder: Path, tmp_path: Path) -> None:  # noqa: F811
    """From an image; cloned; its chain; refused while the clone is there; the clone made independent; deleted with its disk."""
    connect = ("--connect", libvirtd.uri)
    image = tmp_path / "cloud.qcow2"
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", image, "8M"], check=True, timeout=20)
    subprocess.run(["qemu-io", "-f", "qcow2", "-c", "write -P 7 0 1M", image], check=True, timeout=20, capture_output=True)
    words = ("--from-image", str(image), "--name", "gold", "--memory", "64MiB", "--disk", "16MiB", "--instant", "--description", "Golden image")
    made = json.loads(ctl("template-create", *words, "--json", "--quiet", *connect, seconds=120).stdout)
    assert made["name"] == "gold" and made["template"] is True and made["description"] == "Golden image"
    base = folder / "gold.qcow2"
    before = hashlib.sha256(base.read_bytes()).hexdigest()
    assert "A template can not be used as a normal VM." in one_sentence(ctl("vm-start", "gold", *connect, status=1))
    ctl("vm-clone", "gold", "--name", "web", "--mode", "cow", "--quiet", *connect)
    assert "has not been read yet" in one_sentence(ctl("vm-chain", "web", "--stored", *connect, status=1))
    (disk,) = json.loads(ctl("vm-chain", "web", "--json", *connect).stdout)
    assert disk["depth"] == 1 and [Path(file["path"]).name for file in disk["files"]] == ["web.qcow2", "gold.qcow2"]
    (listed,) = json.loads(ctl("template-list", "--custom", "--json", *connect).stdout)
    assert (listed["name"], listed["instant"], listed["depth"], len(listed["clones"])) == ("gold", True, 0, 1) and "web" in listed["clones"][0]
    for verb in (("template-to-vm", "gold"), ("template-delete", "gold", "--disks", "--yes"), ("template-delete", "gold", "--yes")):
        assert "web" in one_sentence(ctl(*verb, "--quiet", *connect, status=1)), verb
    assert base.exists()
    ctl("vm-flatten", "web", "--quiet", *connect)
    (kept,) = json.loads(ctl("vm-chain", "web", "--json", "--stored", *connect).stdout)
    assert kept["depth"] == 0 and kept["speed_before"] > 0 and kept["speed_after"] > 0, "kept when its disk speed was restored"
    (kept,) = json.loads(ctl("vm-chain", "gold", "--json", "--stored", *connect).stdout)
    assert kept["clones"][0]["vms"] == ["web"] and kept["clones"][0]["depth"] == 1 and kept["clones"][0]["saved_bytes"] > 0, "when it was listed"
    assert json.loads(ctl("vm-chain", "web", "--json", *connect).stdout)[0]["depth"] == 0
    assert hashlib.sha256(base.read_bytes()).hexdigest() == before, "the template's disk is the same as before"
    ctl("template-delete", "gold", "--disks", "--yes", "--quiet", *connect)
    assert not base.exists() and "gold" not in ctl("vm-list", "--templates", *connect).stdout
    assert "web" in ctl("vm-list", *connect).stdout


def test_an_image_that_names_other_files_is_refused(ctl: Ctl, libvirtd: PrivateLibvirtd, folder: Path, tmp_path: Path) -> None:  # noqa: F811
    image = tmp_path / "bad.qcow2"
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-u", "-b", "/etc/passwd", "-F", "raw", image, "8M"], check=True, timeout=20)
    done = ctl("template-create", "--from-image", str(image), "--name", "bad", "--quiet", "--connect", libvirtd.uri, status=1)
    assert "/etc/passwd" in one_sentence(done) and not list(folder.iterdir())


def test_from_settings_and_from_a_copy(ctl: Ctl, libvirtd: PrivateLibvirtd, folder: Path) -> None:  # noqa: F811
    connect = ("--quiet", "--connect", libvirtd.uri)
    sizes = ("--disk", "16MiB", "--disk", "8MiB", "--memory", "64MiB", "--max-memory", "128MiB", "--sr", folder.name)
    ctl("template-create", "--os", "other", "--name", "scratch", *sizes, *connect)
    xml = subprocess.run(["virsh", "-c", libvirtd.uri, "dumpxml", "scratch"], check=True, timeout=20, capture_output=True, text=True).stdout
    assert "<memory unit='KiB'>131072</memory>" in xml and "<currentMemory unit='KiB'>65536</currentMemory>" in xml
    ctl("vm-clone", "scratch", "--name", "vm", "--mode", "full", *connect)
    ctl("template-create", "--from-vm", "vm", "--copy", "--name", "copy", *connect)
    assert {vm["name"] for vm in json.loads(ctl("template-list", "--custom", "--json", *connect).stdout)} == {"scratch", "copy"}
    images = {f"{name}{number}.qcow2" for name in ("scratch", "vm", "copy") for number in ("", "-1")}
    assert {file.name for file in folder.iterdir()} == images, "two disks each"
    ctl("template-to-vm", "scratch", *connect)
    assert {vm["name"] for vm in json.loads(ctl("vm-list", "--json", *connect).stdout)} == {"scratch", "vm"}


def test_quick_create(ctl: Ctl, libvirtd: PrivateLibvirtd, folder: Path) -> None:  # noqa: F811
    connect = ("--quiet", "--connect", libvirtd.uri)
    ctl("template-create", "--os", "other", "--name", "gold", "--disk", "16MiB", "--memory", "64MiB", *connect)
    assert "not an instant template" in one_sentence(ctl("template-quick", "gold", *connect, status=1))
    ctl("template-to-vm", "gold", *connect)
    ctl("template-create", "--from-vm", "gold", "--instant", *connect)
    for number in (1, 2):
        made = json.loads(ctl("template-quick", "gold", "--json", *connect).stdout)
        assert (made["name"], made["state"], made["template"]) == (f"gold ({number})", "running", False)
    assert json.loads(ctl("vm-chain", "gold (2)", "--json", *connect).stdout)[0]["depth"] == 1


def test_killed_in_the_middle_of_a_flatten_nothing_is_lost(ctl: Ctl, libvirtd: PrivateLibvirtd, folder: Path) -> None:  # noqa: F811
    """SIGKILL while the copy grows: the VM has its old disk, the half copy is told at the next start and cleaned up."""
    connect = ("--connect", libvirtd.uri)
    base, top = folder / "base.qcow2", folder / "web.qcow2"
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", base, "1G"], check=True, timeout=20)
    subprocess.run(["qemu-io", "-f", "qcow2", "-c", "write -P 7 0 768M", base], check=True, timeout=60, capture_output=True)
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-b", base, "-F", "qcow2", top], check=True, timeout=20)
    virsh = ["virsh", "-q", "-c", libvirtd.uri]
    subprocess.run([*virsh, "pool-refresh", folder.name], check=True, timeout=20, capture_output=True)
    xml = f"""<domain type='qemu'><name>web</name><memory unit='MiB'>32</memory><os><type arch='x86_64' machine='pc'>hvm</type></os><devices>
        <disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='{top}'/><target dev='vda' bus='virtio'/></disk>
        </devices></domain>"""
    subprocess.run([*virsh, "define", "/dev/stdin"], input=xml, text=True, check=True, timeout=20, capture_output=True)
    before = (base.stat().st_mtime_ns, top.stat().st_mtime_ns)
    process = start("vm-flatten", "web", *connect)
    end = time.monotonic() + 60
    while open_rows() != [("web-1.qcow2", 1)]:
        assert process.poll() is None and time.monotonic() < end, f"{open_rows()} {process.communicate()}"
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=20)
    dumped = subprocess.run([*virsh, "dumpxml", "web"], check=True, timeout=20, capture_output=True, text=True).stdout
    assert str(top) in dumped and "web-1.qcow2" not in dumped
    assert (base.stat().st_mtime_ns, top.stat().st_mtime_ns) == before
    (left,) = json.loads(ctl("leftover-list", "--json", *connect).stdout)
    assert (left["kind"], left["name"], left["proved"]) == ("volume", "web-1.qcow2", True)
    ctl("leftover-clean", "--all", *connect)
    assert sorted(file.name for file in folder.iterdir()) == ["base.qcow2", "web.qcow2"]
    assert json.loads(ctl("vm-chain", "web", "--json", *connect).stdout)[0]["depth"] == 1
