"""vm-clone and vm-copy as a process, against a real libvirtd; killed in the middle, and the daemon killed under it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import libvirt
import pytest

from tests.cli.inside import ctl
from tests.cli.test_virtdeckctl import Ctl, one_sentence, start
from tests.fixtures.daemon import PrivateLibvirtd

__all__ = ["ctl"]

DOMAIN = """
<domain type='qemu'><name>{name}</name><uuid>{uuid}</uuid><metadata>{metadata}</metadata><memory unit='MiB'>32</memory>
  <os><type arch='x86_64' machine='pc'>hvm</type></os>
  <devices><disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='{disk}'/><target dev='vda' bus='virtio'/>{flags}</disk>
  <interface type='user'><mac address='52:54:00:77:66:55'/><model type='virtio'/></interface></devices></domain>"""
MARK = "<virtdeck:vm xmlns:virtdeck='urn:virtdeck:1'><virtdeck:template><virtdeck:disk target='vda' had=''/></virtdeck:template></virtdeck:vm>"


class Shelf:
    """A repository on a daemon, with a source."""

    def __init__(self, daemon: PrivateLibvirtd) -> None:
        self.daemon, self.name = daemon, f"shelf-{uuid.uuid4().hex[:6]}"
        self.folder = daemon.images / self.name
        self.folder.mkdir()
        self.source = f"gold-{uuid.uuid4().hex[:6]}"
        with self.connection() as conn:
            pool = conn.storagePoolDefineXML(f"<pool type='dir'><name>{self.name}</name><target><path>{self.folder}</path></target></pool>")
            pool.create()

    @contextlib.contextmanager
    def connection(self) -> Iterator[libvirt.virConnect]:
        conn = libvirt.open(self.daemon.uri)
        try:
            yield conn
        finally:
            conn.close()

    def fill(self, mib: int, *, template: bool = False) -> None:
        disk = self.folder / "gold.qcow2"
        raw = self.folder / "gold.raw"
        with raw.open("wb") as file:
            for _ in range(mib):
                file.write(os.urandom(1 << 20))
        subprocess.run(["qemu-img", "convert", "-q", "-O", "qcow2", raw, disk], check=True, timeout=60)
        raw.unlink()
        with self.connection() as conn:
            conn.storagePoolLookupByName(self.name).refresh(0)
            mark, flags = (MARK, "<readonly/>") if template else ("", "")
            conn.defineXML(DOMAIN.format(name=self.source, uuid=uuid.uuid4(), disk=disk, metadata=mark, flags=flags))

    def names(self) -> set[str]:
        with self.connection() as conn:
            return {domain.name() for domain in conn.listAllDomains()}

    def files(self) -> list[str]:
        return sorted(file.name for file in self.folder.iterdir())

    def clear(self) -> None:
        with self.connection() as conn:
            for domain in conn.listAllDomains():
                if self.name in domain.XMLDesc(0):
                    domain.undefineFlags(libvirt.VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA)
            pool = conn.storagePoolLookupByName(self.name)
            pool.destroy()
            pool.undefine()


@pytest.fixture
def shelf(libvirtd: PrivateLibvirtd) -> Iterator[Shelf]:
    made = Shelf(libvirtd)
    yield made
    made.clear()


def test_copy_on_write_by_pattern_and_a_copy(shelf: Shelf, ctl: Ctl) -> None:
    shelf.fill(2, template=True)
    uri = shelf.daemon.uri
    done = ctl("vm-clone", shelf.source, "--count", "3", "--name-pattern", "web-##", "--mode", "cow", "--json", "--connect", uri)
    made = json.loads(done.stdout)
    assert [vm["name"] for vm in made] == ["web-01", "web-02", "web-03"]
    assert len({vm["nics"][0]["mac"] for vm in made} | {"52:54:00:77:66:55"}) == 4
    assert shelf.files() == ["gold.qcow2", "web-01.qcow2", "web-02.qcow2", "web-03.qcow2"]
    out = ctl("vm-copy", shelf.source, "--name", "whole", "--connect", uri).stdout
    assert out.startswith("whole  ")
    info = json.loads(subprocess.run(["qemu-img", "info", "--output=json", shelf.folder / "whole.qcow2"], check=True, capture_output=True).stdout)
    assert "backing-filename" not in info


def test_the_xml_is_shown_and_nothing_made(shelf: Shelf, ctl: Ctl) -> None:
    shelf.fill(1)
    done = ctl("vm-clone", shelf.source, "--name", "dry", "--mode", "full", "--dry-run", "--connect", shelf.daemon.uri)
    assert "<name>dry</name>" in done.stdout and f"{shelf.folder}/dry.qcow2" in done.stdout
    assert shelf.files() == ["gold.qcow2"]


def test_what_is_refused(shelf: Shelf, ctl: Ctl) -> None:
    shelf.fill(1)
    uri = shelf.daemon.uri
    done = ctl("vm-clone", shelf.source, "--name", "x", "--mode", "cow", "--connect", uri, status=1)
    assert "convert" in done.stderr and "template" in done.stderr
    done = ctl("vm-clone", shelf.source, "--name", shelf.source, "--connect", uri, status=1)
    assert "already a VM called" in done.stderr
    done = ctl("vm-clone", shelf.source, "--name", "x", "--sr", "nowhere", "--connect", uri, status=1)
    assert "no storage repository nowhere" in done.stderr
    for words in (("--count", "2", "--name", "x"), ()):
        ctl("vm-clone", shelf.source, *words, "--connect", uri, status=2)
    assert shelf.files() == ["gold.qcow2"]


def test_a_clone_and_a_template_of_a_snapshot(shelf: Shelf, ctl: Ctl) -> None:
    shelf.fill(2)
    uri = shelf.daemon.uri
    with shelf.connection() as conn:
        conn.lookupByName(shelf.source).snapshotCreateXML("<domainsnapshot><name>first</name></domainsnapshot>", 0)
    then = shutil.copyfile(shelf.folder / "gold.qcow2", shelf.folder.parent / f"{shelf.name}.qcow2")
    subprocess.run(["qemu-io", "-f", "qcow2", "-c", "write -P 9 0 64k", shelf.folder / "gold.qcow2"], check=True, capture_output=True, timeout=20)
    done = ctl("vm-clone", shelf.source, "--snapshot", "nothing", "--name", "x", "--connect", uri, status=1)
    assert "has no snapshot nothing" in done.stderr
    (made,) = json.loads(ctl("vm-clone", shelf.source, "--snapshot", "first", "--name", "back", "--json", "--connect", uri).stdout)
    ctl("template-create", "--from-vm", shelf.source, "--snapshot", "first", "--name", "then", "--connect", uri)
    for name in ("back", "then"):
        subprocess.run(["qemu-img", "compare", "-q", then, shelf.folder / f"{name}.qcow2"], check=True, timeout=20)
    assert made["template"] is False and "then" in ctl("vm-list", "--templates", "--connect", uri).stdout
    then.unlink()


def test_preparing_a_guest_is_refused_with_the_reason(shelf: Shelf, ctl: Ctl) -> None:
    shelf.fill(1)
    connect = ("--connect", shelf.daemon.uri)
    assert "It is not running." in ctl("vm-prepare", shelf.source, "--yes", *connect, status=1).stderr
    with shelf.connection() as conn:
        conn.lookupByName(shelf.source).create()
    try:
        assert "agent does not answer" in ctl("vm-prepare", shelf.source, "--yes", *connect, status=1).stderr
    finally:
        with shelf.connection() as conn:
            conn.lookupByName(shelf.source).destroy()
    ctl("vm-prepare", *connect, status=2)


def open_rows() -> list[tuple[str, int]]:
    """(name, confirmed) in the journal of the console that runs."""
    for file in Path(os.environ["XDG_STATE_HOME"]).rglob("*.sqlite"):
        with contextlib.closing(sqlite3.connect(file, timeout=5)) as base, contextlib.suppress(sqlite3.OperationalError):
            return [(str(name), int(confirmed)) for name, confirmed in base.execute("SELECT name, confirmed FROM journal")]
    return []


def test_killed_in_the_middle_of_a_copy_it_is_cleaned_up_at_the_next_start(shelf: Shelf, ctl: Ctl) -> None:
    shelf.fill(768)
    before = (shelf.folder / "gold.qcow2").stat()
    process = start("vm-copy", shelf.source, "--name", "half", "--connect", shelf.daemon.uri)
    end = time.monotonic() + 60
    while open_rows() != [("half.qcow2", 1)]:
        assert process.poll() is None and time.monotonic() < end, f"{open_rows()} {process.communicate()}"
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=20)
    listed = json.loads(ctl("leftover-list", "--json", "--connect", shelf.daemon.uri).stdout)
    kinds = {(each["kind"], each["name"], each["proved"]) for each in listed}
    assert ("volume", "half.qcow2", True) in kinds
    assert kinds <= {("volume", "half.qcow2", True), ("domain", "half", True), ("domain", "half", False)}, "where the copy was quick"
    # The host of a --connect has the same id whenever it is named the same way.
    ctl("leftover-clean", "--all", "--connect", shelf.daemon.uri)
    assert shelf.files() == ["gold.qcow2"] and open_rows() == [] and "half" not in shelf.names()
    after = (shelf.folder / "gold.qcow2").stat()
    assert (after.st_mtime_ns, after.st_size) == (before.st_mtime_ns, before.st_size)


def test_interrupted_by_the_user_it_leaves_nothing(shelf: Shelf) -> None:
    shelf.fill(512)
    process = start("vm-copy", shelf.source, "--name", "half", "--connect", shelf.daemon.uri)
    end = time.monotonic() + 60
    while not open_rows():
        assert process.poll() is None and time.monotonic() < end, process.communicate()
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode and shelf.files() == ["gold.qcow2"] and "half" not in shelf.names() and open_rows() == []


def test_the_daemon_is_killed_in_the_middle(own_libvirtd: PrivateLibvirtd, ctl: Ctl) -> None:
    """The console says that the connection is gone; what was made is in the journal, and goes when the daemon is back."""
    shelf = Shelf(own_libvirtd)
    shelf.fill(768)
    process = start("vm-copy", shelf.source, "--name", "half", "--connect", own_libvirtd.uri)
    end = time.monotonic() + 60
    while open_rows() != [("half.qcow2", 1)]:
        assert process.poll() is None and time.monotonic() < end, f"{open_rows()} {process.communicate()}"
        time.sleep(0.01)
    own_libvirtd.kill()
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1 and "Traceback" not in err
    own_libvirtd.start()
    with shelf.connection() as conn:
        pool = conn.storagePoolLookupByName(shelf.name)
        if not pool.isActive():
            pool.create()
        pool.refresh(0)
    assert "half" not in shelf.names()
    if open_rows():
        ctl("leftover-clean", "--all", "--connect", own_libvirtd.uri)
    assert shelf.files() == ["gold.qcow2"] and open_rows() == []


def test_no_room_in_the_middle_of_a_copy(own_libvirtd: PrivateLibvirtd, ctl: Ctl) -> None:
    """What the host can write ends after a few MiB (a limit on its files stands for a full file system)."""
    shelf = Shelf(own_libvirtd)
    shelf.fill(24, template=True)
    source = shelf.folder / "gold.qcow2"
    before = hashlib.sha256(source.read_bytes()).hexdigest()
    _, most = resource.prlimit(own_libvirtd.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(own_libvirtd.pid, resource.RLIMIT_FSIZE, (8 << 20, most))
    failed = ctl("vm-copy", shelf.source, "--name", "half", "--quiet", "--connect", own_libvirtd.uri, status=1)
    assert "gold.qcow2 could not be copied: qemu-img: " in one_sentence(failed), "what the program said, not how it was called"
    assert shelf.files() == ["gold.qcow2"] and "half" not in shelf.names() and open_rows() == []
    assert hashlib.sha256(source.read_bytes()).hexdigest() == before
