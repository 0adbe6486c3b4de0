from __future__ import annotations

import os
import shutil
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from console.backend.background import ThreadBackground
from console.backend.embedded import Embedded, EmbeddedLibvirt
from console.backend.folders import socket_folder
from console.backend.ssh import SshMasters
from console.backend.transport import Transports
from console.model.paths import default_paths
from console.model.ports import ProbeStep
from tests.backend.answers import Answers, MemoryKeyring
from tests.fixtures.daemon import PrivateLibvirtd
from tests.fixtures.sshd import PrivateSshd, own_sshd, sshd  # noqa: F401

SSH = ["uri", "name", "port", "host-key", "login", "socket", "permission", "libvirt"]


@pytest.fixture
async def prober(request: pytest.FixtureRequest) -> AsyncIterator[Callable[[Answers], Transports]]:
    names = request.fixturenames
    server: PrivateSshd | None = request.getfixturevalue("own_sshd" if "own_sshd" in names else "sshd") if {"sshd", "own_sshd"} & set(names) else None
    daemon: PrivateLibvirtd | None = request.getfixturevalue("libvirtd") if "libvirtd" in names else None

    class Fixed(EmbeddedLibvirt):
        async def ensure(self) -> Embedded:
            assert daemon is not None
            return Embedded(daemon.uri, Path("/images"))

    paths = default_paths()
    made: list[Transports] = []

    def make(questions: Answers) -> Transports:
        ssh = SshMasters(paths, options=["-F", str(server.config)] if server is not None else [])
        made.append(Transports(paths, Fixed(paths, ThreadBackground("t")), questions, MemoryKeyring(), ssh))
        return made[-1]

    yield make
    for each in made:
        await each.shutdown()
    shutil.rmtree(socket_folder(paths), ignore_errors=True)


def shape(steps: tuple[ProbeStep, ...]) -> tuple[list[str], str]:
    """Names of the links, and the one that broke. All before it are good, none after it was reached, and it says what to do."""
    broken = [index for index, step in enumerate(steps) if step.ok is False]
    assert len(broken) <= 1
    first = broken[0] if broken else len(steps)
    assert all(step.ok for step in steps[:first]), steps
    assert all(step.ok is None for step in steps[first + 1 :]), steps
    if broken:
        assert steps[first].remedy is not None, steps[first]
    return [step.name for step in steps], steps[first].name if broken else ""


async def test_whole_chain_over_ssh(libvirtd: PrivateLibvirtd, sshd: PrivateSshd, prober: Callable[[Answers], Transports]) -> None:  # noqa: F811
    probe = prober(Answers()).probe
    uri = f"qemu+ssh://{sshd.user}@127.0.0.1:{sshd.port}/session?socket={libvirtd.socket}"
    steps = await probe(uri)
    assert shape(steps) == (SSH, "")
    assert f"Logged in as {sshd.user}" in str(steps[4].text) and "answers" in str(steps[7].text)
    steps = await probe(uri.replace(str(libvirtd.socket), "/nowhere"))
    assert shape(steps) == (SSH, "socket")
    steps = await probe(f"qemu+ssh://nobody-here@127.0.0.1:{sshd.port}/system")
    assert shape(steps) == (SSH, "login") and "refused the login" in str(steps[4].text)
    if not Path("/run/libvirt/libvirt-sock").exists():
        steps = await probe(f"qemu+ssh://{sshd.user}@127.0.0.1:{sshd.port}/system")
        assert shape(steps) == (SSH, "socket") and "does not run" in str(steps[5].text)


async def test_permission_is_its_own_link(own_sshd: PrivateSshd, prober: Callable[[Answers], Transports], tmp_path: Path) -> None:  # noqa: F811
    """root may everything, so the host's ``[ -w … ]`` is played: a ``sh`` of its own that knows a barred socket."""
    folder = own_sshd.folder / "bin"
    folder.mkdir()
    (folder / "sh").write_text("#!/bin/sh\necho 'user mia'; echo 'has libvirtd'; echo 'no /run/libvirt/libvirt-sock'\n")
    (folder / "sh").chmod(0o755)
    with (own_sshd.folder / "sshd_config").open("a") as config:
        config.write(f"SetEnv PATH={folder}:/usr/bin:/bin\n")
    own_sshd.trust()
    own_sshd.start()
    steps = await prober(Answers()).probe(f"qemu+ssh://{own_sshd.user}@127.0.0.1:{own_sshd.port}/system")
    assert shape(steps) == (SSH, "permission")
    assert "mia is not allowed" in str(steps[6].text) and "group “libvirt”" in str(steps[6].remedy)


async def test_name_port_and_host_key(own_sshd: PrivateSshd, prober: Callable[[Answers], Transports]) -> None:  # noqa: F811
    own_sshd.start()
    steps = await prober(Answers()).probe("qemu+ssh://no-such-host.invalid/system")
    assert shape(steps) == (SSH, "name")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    steps = await prober(Answers()).probe(f"qemu+ssh://127.0.0.1:{port}/system")
    assert shape(steps) == (SSH, "port") and str(port) in str(steps[2].text)
    refusing = Answers(confirm=False)
    steps = await prober(refusing).probe(f"qemu+ssh://{own_sshd.user}@127.0.0.1:{own_sshd.port}/system")
    assert shape(steps) == (SSH, "host-key") and own_sshd.fingerprint in refusing.asked[0]


async def test_through_a_jump_host_name_and_port_are_not_ours_to_look_at(
    libvirtd: PrivateLibvirtd,
    own_sshd: PrivateSshd,  # noqa: F811
    prober: Callable[[Answers], Transports],
) -> None:
    proxy = f"ProxyCommand ssh -F {own_sshd.folder}/plain -W 127.0.0.1:{own_sshd.port} {own_sshd.user}@127.0.0.1 -p {own_sshd.port}"
    own_sshd.trust()
    shutil.copy(own_sshd.config, own_sshd.folder / "plain")
    own_sshd.write_config(more=["Host behind", f"  {proxy}", f"  HostKeyAlias [127.0.0.1]:{own_sshd.port}"])
    own_sshd.start()
    steps = await prober(Answers()).probe(f"qemu+ssh://{own_sshd.user}@behind/session?socket={libvirtd.socket}")
    assert [step.ok for step in steps] == [True, None, None, True, True, True, True, True], steps
    assert "Reached through" in str(steps[1].text)


async def test_addresses_of_this_computer(libvirtd: PrivateLibvirtd, prober: Callable[[Answers], Transports], tmp_path: Path) -> None:
    probe = prober(Answers()).probe
    assert shape(await probe("test:///default")) == (["uri", "libvirt"], "")
    assert shape(await probe("nonsense")) == (["uri", "libvirt"], "uri")
    assert shape(await probe(libvirtd.uri)) == (["uri", "socket", "permission", "libvirt"], "")
    steps = await probe(f"qemu+unix:///session?socket={tmp_path}/nothing")
    assert shape(steps) == (["uri", "socket", "permission", "libvirt"], "socket")
    if os.geteuid() == 0:
        steps = await probe("qemu:///session")
        assert [step.ok for step in steps] == [True, None, None, True], "the private one for root"


async def test_tcp_port_without_a_libvirt(prober: Callable[[Answers], Transports], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.backend.probe.OPEN_SECONDS", 0.6)
    with socket.create_server(("127.0.0.1", 0)) as server:
        steps = await prober(Answers()).probe(f"qemu+tcp://127.0.0.1:{server.getsockname()[1]}/system")
    names, broken = [step.name for step in steps], [step.name for step in steps if step.ok is False]
    assert names == ["uri", "name", "port", "login", "libvirt"] and broken == ["libvirt"]
    assert "does not answer" in str(steps[-1].text)
