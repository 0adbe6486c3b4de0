from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import libvirt
import pytest

from console.backend import embedded as module
from console.backend.embedded import Embedded, EmbeddedLibvirt, guest_pids
from console.backend.folders import process_start, short_folder
from console.model.errors import Cause, ConsoleError
from console.model.ids import SESSION_URI
from console.model.paths import Paths, default_paths

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user has libvirt's own session")

GUEST = """<domain type='qemu'><name>{name}</name><memory unit='MiB'>32</memory><os><type arch='x86_64' machine='q35'>hvm</type></os>
<devices><channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel></devices></domain>"""


@pytest.fixture
def paths() -> Iterator[Paths]:
    found = default_paths()
    yield found
    folder = short_folder(found.data / "embedded")
    for pid in guest_pids(folder / "r" / "libvirt"):
        os.kill(pid, signal.SIGKILL)
    record = module._load_record(found.data / "embedded" / "daemon.json")
    if record is not None and process_start(record.pid) == record.started:
        os.kill(record.pid, signal.SIGKILL)
    shutil.rmtree(folder, ignore_errors=True)


def define(where: Embedded, name: str, start: bool = False) -> str:
    connection = libvirt.open(where.uri)
    domain = connection.defineXML(GUEST.format(name=name))
    if start:
        domain.create()
    uuid: str = domain.UUIDString()
    del domain
    connection.close()
    return uuid


def active(where: Embedded) -> dict[str, bool]:
    connection = libvirt.open(where.uri)
    found = {domain.name(): bool(domain.isActive()) for domain in connection.listAllDomains()}
    connection.close()
    return found


@as_root
async def test_vms_persist_over_restarts(paths: Paths) -> None:
    console = EmbeddedLibvirt(paths)
    where = await console.ensure()
    assert where.pid is not None and where.socket is not None and where.notice is not None
    assert where.uri == f"qemu+unix:///session?socket={where.socket}"
    assert where.images.is_relative_to(paths.data)
    uid_map = Path(f"/proc/{where.pid}/uid_map").read_text().split()
    assert uid_map == ["1000", str(os.geteuid()), "1"], "in a user namespace of its own"
    define(where, "kept")
    assert await console.ensure() == where, "found again, not started twice"
    await console.stop()
    assert process_start(where.pid) == ""
    again = await console.ensure()
    assert again.pid != where.pid and again.uri == where.uri
    assert active(again) == {"kept": False}
    connection = libvirt.open(again.uri)
    connection.lookupByName("kept").undefine()
    connection.close()
    await console.stop()
    assert not short_folder(paths.data / "embedded").joinpath("r").exists(), "nothing defined: nothing left in /run"


@as_root
async def test_two_consoles_share_one_daemon(paths: Paths) -> None:
    first, second = EmbeddedLibvirt(paths), EmbeddedLibvirt(paths)
    a, b = await asyncio.gather(first.ensure(), second.ensure())
    assert a == b and a.pid is not None
    await first.stop()
    assert process_start(a.pid), "the second one still uses it"
    await second.stop()
    assert process_start(a.pid) == ""
    await second.stop()  # once more does no harm


@as_root
@pytest.mark.real
async def test_running_guest_keeps_the_daemon_and_survives_its_death(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "IDLE_SECONDS", 1)
    console = EmbeddedLibvirt(paths)
    where = await console.ensure()
    assert where.pid is not None
    define(where, "日本語の仮想マシン", start=True)
    await console.stop()
    await asyncio.sleep(2.5)
    assert process_start(where.pid), "neither the console nor the idle time-out ends it while a guest runs"
    assert (await console.ensure()).pid == where.pid
    os.kill(where.pid, signal.SIGKILL)
    while process_start(where.pid):
        await asyncio.sleep(0.01)
    again = await console.ensure()
    assert again.pid != where.pid
    assert active(again) == {"日本語の仮想マシン": True}
    connection = libvirt.open(again.uri)
    with contextlib.suppress(libvirt.libvirtError):  # libvirt 9.0: "domain is not running" when the monitor's end is seen first
        connection.lookupByName("日本語の仮想マシン").destroy()
    connection.close()
    assert again.pid is not None
    deadline = time.monotonic() + 10
    while process_start(again.pid) and time.monotonic() < deadline:
        await asyncio.sleep(0.1)
    assert process_start(again.pid) == "", "left alone with nothing to do it goes by itself"


@as_root
async def test_other_process_with_the_same_id_is_not_ended(paths: Paths) -> None:
    console = EmbeddedLibvirt(paths)
    folder = paths.data / "embedded"
    folder.mkdir(parents=True)
    module._store_record(folder / "daemon.json", module._Record(os.getpid(), "another boot/1", Path("/nowhere")))
    where = await console.ensure()
    assert where.pid not in (None, os.getpid())
    await console.stop()


@as_root
async def test_forbidden_namespace_offers_the_system_libvirt(paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in (("unshare", "echo 'unshare: unshare failed: Operation not permitted' >&2; exit 1"), ("libvirtd", "exit 0")):
        (tmp_path / name).write_text(f"#!/bin/sh\n{text}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setattr(module, "SEARCH_PATH", str(tmp_path))
    with pytest.raises(ConsoleError) as caught:
        await EmbeddedLibvirt(paths).ensure()
    assert caught.value.cause is Cause.REFUSED and "qemu:///system" in str(caught.value.remedy)
    assert "Operation not permitted" in caught.value.detail
    (tmp_path / "unshare").write_text("#!/bin/sh\necho 'libvirtd: no such option' >&2; exit 3\n")
    with pytest.raises(ConsoleError, match="could not be started: it ended at once"):
        await EmbeddedLibvirt(paths).ensure()


async def test_without_a_daemon_the_package_is_named(paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SEARCH_PATH", str(tmp_path))
    with pytest.raises(ConsoleError) as caught:
        await EmbeddedLibvirt(paths).ensure()
    assert caught.value.cause is Cause.UNSUPPORTED and "libvirt-daemon" in str(caught.value.remedy)


async def test_root_never_starts_the_systems_daemon(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where somebody takes root for an ordinary user."""
    monkeypatch.setattr(module.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(module, "_spawn", lambda *_: pytest.fail("a daemon is started"))
    where = await EmbeddedLibvirt(paths).ensure()
    monkeypatch.undo()
    assert where.uri == SESSION_URI and where.pid is None and where.notice is None
    assert where.images == paths.data.parent / "libvirt" / "images"


AS_NOBODY = """
import asyncio, json, os, signal, struct, socket, subprocess, sys, time
from pathlib import Path
from console.backend import embedded
from console.backend.folders import process_start
from console.backend.sockets import socket_paths
from console.model.ids import SESSION_URI, HostId
from console.model.names import too_long
from console.model.objects import HostRecord
from console.model.paths import default_paths

path, found = embedded.user_runtime() / "libvirt-sock", {}
here = HostRecord(HostId("h"), "h", SESSION_URI, local=True)

def daemon():
    with socket.socket(socket.AF_UNIX) as probe:
        probe.connect(str(path))
        return struct.unpack("3i", probe.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0]

def end(pid):
    os.kill(pid, signal.SIGTERM)
    while process_start(pid):
        time.sleep(0.02)

async def work():
    first, second = embedded.EmbeddedLibvirt(default_paths()), embedded.EmbeddedLibvirt(default_paths())
    found["uri"] = (await first.ensure()).uri
    started = daemon()
    await second.ensure()
    found["one"] = daemon() == started
    found["utf8"] = embedded.has_utf8(path)
    found["refused"] = too_long("\u4eee" * 9, socket_paths(here, SESSION_URI, "9.0.0"))
    await first.stop()
    found["stays"] = embedded._listens(path)
    end(started)
    # As libvirt itself starts it.
    process = subprocess.Popen([embedded.find_daemon(), "--timeout=30"], env={**os.environ, "LC_ALL": "C"}, stdin=subprocess.DEVNULL)
    while not embedded._listens(path):
        assert process.poll() is None
        time.sleep(0.02)
    await first.ensure()
    found["kept"] = daemon() == process.pid
    found["C"] = embedded.has_utf8(path)
    paths = socket_paths(here, SESSION_URI, "9.0.0")
    found["refused by C"] = [too_long("\u4eee" * n, paths) for n in (6, 7, 9)] + [too_long("ab" + "\u4eee" * 9, paths)]
    end(process.pid)
    process.wait(5)

asyncio.run(work())
print(json.dumps(found))
"""


@as_root
def test_an_ordinary_users_libvirt_is_started_with_a_locale_that_knows_letters() -> None:
    """As another user (nobody): libvirt's own client would start it with LC_ALL=C, and then cut Japanese names in the middle of a letter."""
    checkout = Path(__file__).resolve().parents[2]
    home = Path(tempfile.mkdtemp(prefix="vd-", dir="/tmp"))
    shutil.chown(home, "nobody", "nogroup")
    other = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
    env = {"PATH": os.environ["PATH"], "HOME": str(home), "USER": "nobody"}
    try:
        if subprocess.run([*other, sys.executable, "-c", "import console"], cwd=checkout, env=env, capture_output=True, timeout=20).returncode:
            pytest.skip("this checkout is not readable by others")
        done = subprocess.run([*other, sys.executable, "-c", AS_NOBODY], cwd=checkout, env=env, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout) == {
            "uri": SESSION_URI,
            "one": True,
            "utf8": True,
            "refused": False,
            "stays": True,
            "kept": True,
            "C": False,
            "refused by C": [False, True, True, False],
        }
    finally:
        shutil.rmtree(home)
