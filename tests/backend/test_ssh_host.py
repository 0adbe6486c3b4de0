"""A host over ssh as the hub sees it: ready, lost with its sshd, and back by itself without a question."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from console.backend.background import ThreadBackground
from console.backend.credentials import Credentials
from console.backend.embedded import EmbeddedLibvirt
from console.backend.folders import socket_folder
from console.backend.hub import Hub
from console.backend.links import Timing
from console.backend.ssh import SshMasters
from console.backend.transport import Transports
from console.model.ids import HostId
from console.model.inventory import Inventory
from console.model.objects import HostRecord, HostState
from console.model.paths import default_paths
from tests.backend.answers import Answers, MemoryKeyring
from tests.fixtures.daemon import PrivateLibvirtd
from tests.fixtures.sshd import PrivateSshd, own_sshd  # noqa: F401

HOST = HostId("far")


async def until(what: Callable[[], object], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, "it did not happen in time"
        await asyncio.sleep(0.02)


@pytest.mark.chaos
async def test_lost_with_its_sshd_and_back_by_itself(libvirtd: PrivateLibvirtd, own_sshd: PrivateSshd) -> None:  # noqa: F811
    own_sshd.protect_user_key("geheim")
    own_sshd.start()
    questions = Answers(confirm=True, secrets=["geheim"])
    paths, keyring, inventory = default_paths(), MemoryKeyring(), Inventory()
    transports = Transports(
        paths, EmbeddedLibvirt(paths, ThreadBackground("t")), questions, keyring, SshMasters(paths, options=["-F", str(own_sshd.config)])
    )
    hub = Hub(
        deliver=lambda delta: inventory.apply(delta) and None,
        announce=lambda event: None,
        open_transport=transports.open,
        make_auth=Credentials(questions, keyring).make_auth,
        timing=Timing(first_retry=0.1, last_retry=0.5),
    )
    uri = f"qemu+ssh://{own_sshd.user}@127.0.0.1:{own_sshd.port}/session?socket={libvirtd.socket}"

    def state() -> HostState | None:
        host = inventory.host(HOST)
        return host.state if host is not None else None

    try:
        await hub.start([HostRecord(HOST, "far", uri)])
        await until(lambda: state() is HostState.READY)
        assert len(questions.asked) == 2, "host key, passphrase"
        own_sshd.stop()
        await until(lambda: state() is HostState.LOST)
        host = inventory.host(HOST)
        assert host is not None and host.why is not None
        await until(lambda: "refuses ssh connections" in str(inventory.host(HOST).why))  # type: ignore[union-attr]
        own_sshd.start()
        await until(lambda: state() is HostState.READY)
        assert len(questions.asked) == 2, "what was answered in this run is not asked again"
    finally:
        begin = time.monotonic()
        await hub.shutdown()
        await transports.shutdown()
        assert time.monotonic() - begin < 2.5
    assert not _masters(own_sshd.config)
    shutil.rmtree(socket_folder(paths), ignore_errors=True)


def _masters(config: Path) -> list[str]:
    """ssh processes that were started with this configuration."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = entry.read_bytes().split(b"\0")
        except OSError:
            continue
        if str(config).encode() in words:
            found.append(entry.parent.name)
    return found
