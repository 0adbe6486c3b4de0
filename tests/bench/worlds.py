"""What the benches look at: test driver files, private daemons with thousands of domains, long lines. All of it ends with its context."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import libvirt

from tests.bench.names import identity, name
from tests.fixtures.daemon import PrivateLibvirtd, make_daemon

ROOT = Path(__file__).resolve().parents[2]

_SYSTEMS = ("debian.org/debian/12", "ubuntu.com/ubuntu/22.04", "fedoraproject.org/fedora/39", "microsoft.com/win/2k22", "centos.org/centos-stream/9")


def domain_xml(number: int, host: int = 0, *, kind: str = "test") -> str:
    """A domain as an ordinary one is: metadata, a disk, an interface, a screen (about 2 KB when libvirt gives it back)."""
    system = _SYSTEMS[number % len(_SYSTEMS)]
    return f"""<domain type='{kind}'><name>{name(number)}</name><uuid>{identity(number, host)}</uuid>
<title>{name(number)} here</title>
<metadata><libosinfo:libosinfo xmlns:libosinfo='http://libosinfo.org/xmlns/libvirt/domain/1.0'><libosinfo:os id='http://{system}'/></libosinfo:libosinfo></metadata>
<memory unit='MiB'>{32 if kind == "qemu" else 1024}</memory><vcpu>1</vcpu><os><type arch='x86_64'>hvm</type></os><features><acpi/></features>
<devices><interface type='user'>
<mac address='52:54:00:{host & 255:02x}:{number >> 8 & 255:02x}:{number & 255:02x}'/><model type='virtio'/></interface>
</devices></domain>"""


def test_file(path: Path, count: int, host: int = 0, *, running: int = 0) -> str:
    """A file for the test driver with so many domains, the first ``running`` of them running; returns its URI."""
    off = "<test:runstate xmlns:test='http://libvirt.org/schemas/domain/test/1.0'>5</test:runstate>"  # 5 = shut off
    domains = []
    for number in range(count):
        xml = domain_xml(number, host)
        domains.append(xml if number < running else xml.replace("</title>", f"</title>{off}", 1))
    path.write_text(f"<node><name>bench{host}</name><cpu><mhz>3000</mhz><model>x</model><active>8</active></cpu>{''.join(domains)}</node>")
    return f"test://{path}"


def fill(uri: str, count: int, *, kind: str, running: int = 0) -> libvirt.virConnect:
    """Define so many domains, start the first ``running`` of them. The test driver's world lasts as long as the connection that is returned."""
    conn = libvirt.open(uri)
    for number in range(count):
        domain = conn.defineXML(domain_xml(number, kind=kind))
        if number < running:
            domain.create()
    return conn


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """A folder with a short name."""
    found = Path(tempfile.mkdtemp(prefix="vdb-", dir="/tmp"))
    try:
        yield found
    finally:
        shutil.rmtree(found, ignore_errors=True)


@contextlib.contextmanager
def daemon() -> Iterator[PrivateLibvirtd]:
    """A private libvirtd; see tests/fixtures/daemon.py."""
    made = make_daemon()
    try:
        yield made
    finally:
        made.stop()
        shutil.rmtree(made.folder, ignore_errors=True)


def remote_test_uri(made: PrivateLibvirtd) -> str:
    """libvirt's test driver inside a daemon: one world for all connections, with real RPC and real events between processes."""
    return f"test+unix:///default?socket={made.socket}"


@contextlib.contextmanager
def long_line(made: PrivateLibvirtd, seconds: float, where: Path) -> Iterator[tuple[Path, subprocess.Popen[bytes]]]:
    """(socket, process) of a proxy that delays each direction."""
    listen = where / f"line-{uuid.uuid4().hex[:6]}"
    process = subprocess.Popen([sys.executable, "-m", "tests.bench.proxy", str(listen), str(made.socket), str(seconds)], cwd=ROOT)
    try:
        while not listen.exists():
            assert process.poll() is None
            time.sleep(0.02)
        yield listen, process
    finally:
        process.terminate()
        process.wait(5)


def virsh(uri: str, turns: int = 3) -> float:
    """Seconds of ``virsh list --all``, the best of so many."""
    best = 1e9
    for _ in range(turns):
        began = time.monotonic()
        subprocess.run(["virsh", "-c", uri, "list", "--all"], stdout=subprocess.DEVNULL, check=True, timeout=300, env={**os.environ, "LC_ALL": "C"})
        best = min(best, time.monotonic() - began)
    return best


_BARE = """
import libvirt, sys, threading
uris = sys.argv[1:]
def one(uri):
    conn = libvirt.open(uri)
    print(len(conn.listAllDomains(0)))
    conn.close()
threads = [threading.Thread(target=one, args=(uri,)) for uri in uris]
for each in threads: each.start()
for each in threads: each.join()
print(*[line for line in open('/proc/self/status') if line.startswith('VmHWM')])
"""


def bare_open(*uris: str) -> tuple[float, float]:
    """(seconds, MiB of memory at most) of a Python process that opens these at the same time and lists them; best of two."""
    best, peak = 1e9, 0.0
    for _ in range(2):
        began = time.monotonic()
        done = subprocess.run([sys.executable, "-c", _BARE, *uris], capture_output=True, text=True, check=True, timeout=600)
        best = min(best, time.monotonic() - began)
        peak = float(done.stdout.split("VmHWM:")[1].split()[0]) / 1024
    return best, peak
