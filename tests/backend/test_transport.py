from __future__ import annotations

import shutil
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import libvirt
import pytest

from console.backend.background import ThreadBackground
from console.backend.embedded import Embedded, EmbeddedLibvirt
from console.backend.folders import socket_folder
from console.backend.programs import LocalPrograms
from console.backend.ssh import SshMasters
from console.backend.ssh_errors import SshError
from console.backend.ssh_link import Facts, check
from console.backend.transport import Transports, parse_uri
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.objects import HostRecord
from console.model.paths import default_paths
from tests.backend.answers import Answers, MemoryKeyring
from tests.fixtures.daemon import PrivateLibvirtd
from tests.fixtures.sshd import PrivateSshd, own_sshd, sshd  # noqa: F401

HOST = HostId("far")

NC = """#!{python}
import socket, sys, threading
if sys.argv[1] == "-h":
    print("usage: nc [-46CDdFhklNnrStUuvZz]"); sys.exit()
s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[2])
def out():
    while (d := s.recv(65536)): sys.stdout.buffer.write(d); sys.stdout.buffer.flush()
threading.Thread(target=out, daemon=True).start()
while (d := sys.stdin.buffer.read1(65536)): s.sendall(d)
"""
HELPER = """#!/bin/sh
XDG_RUNTIME_DIR={folder}/run exec {unshare} {real} "$@"
"""


class FixedEmbedded(EmbeddedLibvirt):
    """Its own tests start the real one."""

    async def ensure(self) -> Embedded:
        return Embedded("qemu:///embedded-test", Path("/images"))


@pytest.fixture
async def transports(request: pytest.FixtureRequest) -> AsyncIterator[Transports]:
    names = request.fixturenames
    server: PrivateSshd | None = request.getfixturevalue("own_sshd" if "own_sshd" in names else "sshd") if {"sshd", "own_sshd"} & set(names) else None
    paths = default_paths()
    ssh = SshMasters(paths, options=["-F", str(server.config)] if server is not None else [])
    made = Transports(paths, FixedEmbedded(paths, ThreadBackground("t")), Answers(), MemoryKeyring(), ssh)
    yield made
    await made.shutdown()
    if server is not None:
        shutil.rmtree(socket_folder(paths), ignore_errors=True)


def far(server: PrivateSshd, path: str) -> HostRecord:
    return HostRecord(HOST, "far", f"qemu+ssh://{server.user}@127.0.0.1:{server.port}{path}")


def type_and_name(uri: str, name: str) -> tuple[str, str]:
    """Make a VM over a connection and read it back: the protocol works in both directions."""
    connection = libvirt.open(uri)
    domain = connection.defineXML(f"<domain type='qemu'><name>{name}</name><memory>32768</memory><os><type arch='x86_64'>hvm</type></os></domain>")
    try:
        return connection.getType(), domain.name()
    finally:
        domain.undefine()
        del domain
        connection.close()


async def test_over_ssh_by_a_forwarded_socket(libvirtd: PrivateLibvirtd, sshd: PrivateSshd, transports: Transports) -> None:  # noqa: F811
    record = far(sshd, f"/session?socket={libvirtd.socket}")
    transport = await transports.open(record)
    assert transport.uri.startswith("qemu+unix:///session?socket=") and str(libvirtd.socket) not in transport.uri
    assert not transport.local, "over a forwarded socket libvirt believes that it is local: the record knows better"
    assert type_and_name(transport.uri, "by-forward") == ("QEMU", "by-forward")
    programs = LocalPrograms(transports.prefix)
    result = await programs.run(["sh", "-c", 'printf "%s" "$1"', "sh", "a 'b' $c"], host=HOST, deadline=10)
    assert result.stdout == "a 'b' $c"
    assert await programs.which("no-such-program", host=HOST) is None
    assert await programs.version("qemu-img", host=HOST) == await programs.version("qemu-img")
    with pytest.raises(ConsoleError) as caught:
        await programs.run(["sleep", "30"], host=HOST, deadline=0.5)
    assert caught.value.cause is Cause.TIMEOUT
    await transport.close()
    with pytest.raises(ConsoleError) as caught:
        await programs.run(["true"], host=HOST, deadline=10)
    assert caught.value.cause is Cause.UNREACHABLE


async def test_over_ssh_by_nc_where_forwarding_is_forbidden(libvirtd: PrivateLibvirtd, own_sshd: PrivateSshd, transports: Transports) -> None:  # noqa: F811
    _remote_world(own_sshd, {"nc": NC.format(python=shutil.which("python3"))})
    transport = await transports.open(far(own_sshd, f"/session?socket={libvirtd.socket}"))
    assert type_and_name(transport.uri, "by-nc") == ("QEMU", "by-nc")
    await transport.close()


async def test_session_over_ssh_by_virt_ssh_helper(libvirtd: PrivateLibvirtd, own_sshd: PrivateSshd, transports: Transports) -> None:  # noqa: F811
    """The real helper, as an ordinary user (in a user namespace when the tests run as root), reaches that user's own daemon."""
    import os

    real = shutil.which("virt-ssh-helper")
    if real is None:
        pytest.skip("virt-ssh-helper is not installed")
    unshare = "unshare --user --map-user=1000 --map-group=1000" if os.geteuid() == 0 else ""
    _remote_world(own_sshd, {"virt-ssh-helper": HELPER.format(folder=libvirtd.folder, unshare=unshare, real=real)})
    transport = await transports.open(far(own_sshd, "/session"))
    assert type_and_name(transport.uri, "by-helper") == ("QEMU", "by-helper")
    connection = libvirt.open(transport.uri)
    await transport.close()
    with pytest.raises(libvirt.libvirtError):
        connection.listAllDomains()
    connection.close()


def _remote_world(server: PrivateSshd, programs: dict[str, str]) -> None:
    """Programs that only the "host" has, on a server that forwards no sockets."""
    folder = server.folder / "bin"
    folder.mkdir()
    for name, text in programs.items():
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    with (server.folder / "sshd_config").open("a") as config:
        config.write(f"AllowStreamLocalForwarding no\nSetEnv PATH={folder}:/usr/local/bin:/usr/bin:/bin\n")
    server.trust()
    server.start()


async def test_socket_that_is_not_there(sshd: PrivateSshd, transports: Transports) -> None:  # noqa: F811
    with pytest.raises(SshError, match="has no socket /nowhere/sock") as caught:
        await transports.open(far(sshd, "/session?socket=/nowhere/sock"))
    assert caught.value.step == "socket"


async def test_display_forward(sshd: PrivateSshd, libvirtd: PrivateLibvirtd, transports: Transports) -> None:  # noqa: F811
    transport = await transports.open(far(sshd, f"/session?socket={libvirtd.socket}"))
    host, port = await transport.forward("127.0.0.1", sshd.port)  # anything that answers
    assert host == "127.0.0.1" and port != sshd.port
    import socket

    with socket.create_connection((host, port), timeout=10) as viewer:
        assert viewer.recv(4) == b"SSH-"
    await transport.release("127.0.0.1", sshd.port)
    await transport.close()


async def test_local_ways(transports: Transports) -> None:
    transport = await transports.open(HostRecord(HOST, "t", "test:///default", local=True))
    assert (transport.uri, transport.local, transport.run_prefix) == ("test:///default", True, ())
    assert await transport.forward("127.0.0.1", 5900) == ("127.0.0.1", 5900)
    assert transports.prefix(HOST) == ()
    transport = await transports.open(HostRecord(HOST, "far after all", "qemu+unix:///system?socket=/s"))
    assert not transport.local and transports.prefix(HOST) is None
    transport = await transports.open(HostRecord(HOST, "e", "qemu:///session", local=True, embedded=True))
    assert transport.uri == "qemu:///embedded-test"
    assert (await transports.open(HostRecord(HOST, "s", "qemu:///session", local=True))).uri == "qemu:///embedded-test"
    assert (await transports.open(HostRecord(HOST, "s", "qemu:///session?socket=/x", local=True))).uri == "qemu:///session?socket=/x"
    assert (await transports.open(HostRecord(HOST, "s", "qemu:///system", local=True))).uri == "qemu:///system"
    with pytest.raises(ConsoleError) as caught:
        transports.prefix(HostId("never opened"))
    assert caught.value.cause is Cause.UNREACHABLE
    assert not [t for t in threading.enumerate() if t.name.startswith("ssh")], "no ssh, no threads for it"


@pytest.mark.parametrize(
    ("facts", "uri", "step", "words"),
    [
        (Facts("u", frozenset(), ("/run/libvirt/libvirt-sock",), ()), "qemu+ssh://h/system", "", ""),
        (Facts("u", frozenset({"virt-ssh-helper"}), (), ()), "qemu+ssh://h/session", "", ""),
        (Facts("u", frozenset({"virt-ssh-helper"}), (), ("/run/libvirt/libvirt-sock",)), "qemu+ssh://h/system", "permission", "u is not allowed"),
        (Facts("u", frozenset({"libvirtd"}), (), ()), "qemu+ssh://h/system", "socket", "does not run"),
        (Facts("u", frozenset(), (), ()), "qemu+ssh://h/system", "socket", "h has no libvirt"),
        (Facts("u", frozenset({"libvirtd"}), (), ()), "qemu+ssh://h/session", "socket", "per-user"),
    ],
)
def test_what_was_found_on_the_host_decides(facts: Facts, uri: str, step: str, words: str) -> None:
    if not step:
        check(facts, parse_uri(uri), "h")
        return
    with pytest.raises(SshError) as caught:
        check(facts, parse_uri(uri), "h")
    assert caught.value.step == step and words in str(caught.value) and caught.value.remedy is not None


def test_the_service_to_start_is_named() -> None:
    with pytest.raises(SshError) as caught:
        check(Facts("u", frozenset({"virtxend", "virtproxyd"}), (), ()), parse_uri("xen+ssh://h/system"), "h")
    assert "virtxend.socket" in str(caught.value.remedy)
