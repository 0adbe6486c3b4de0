"""What is asked of a host for its pool, over ssh: its clock, and whether it opens a connection to another host."""

from __future__ import annotations

import asyncio
import socket
import time

from console.backend.background import ThreadBackground
from console.backend.credentials import Credentials
from console.backend.embedded import EmbeddedLibvirt
from console.backend.hub import Hub
from console.backend.programs import LocalPrograms
from console.backend.ssh import SshMasters
from console.backend.transport import Transports
from console.model.ids import HostId
from console.model.inventory import Inventory
from console.model.objects import HostRecord, HostState
from console.model.paths import default_paths
from console.operations.pool_check import examine
from tests.backend.answers import Answers, MemoryKeyring
from tests.backend.worlds import world
from tests.fixtures.daemon import PrivateLibvirtd
from tests.fixtures.sshd import PrivateSshd, own_sshd  # noqa: F401

HOST = HostId("far")


async def test_clock_and_reach_over_ssh(libvirtd: PrivateLibvirtd, own_sshd: PrivateSshd) -> None:  # noqa: F811
    own_sshd.start()
    questions, keyring, paths, inventory = Answers(confirm=True), MemoryKeyring(), default_paths(), Inventory()
    masters = SshMasters(paths, options=["-F", str(own_sshd.config)])
    transports = Transports(paths, EmbeddedLibvirt(paths, ThreadBackground("t")), questions, keyring, masters)
    hub = Hub(
        deliver=lambda delta: inventory.apply(delta) and None,
        announce=lambda event: None,
        open_transport=transports.open,
        make_auth=Credentials(questions, keyring).make_auth,
        programs=LocalPrograms(transports.prefix),
    )
    uri = f"qemu+ssh://{own_sshd.user}@127.0.0.1:{own_sshd.port}/session?socket={libvirtd.socket}"
    try:
        await hub.start([HostRecord(HOST, "far", uri)])
        deadline = time.monotonic() + 40
        while (host := inventory.host(HOST)) is None or host.state is not HostState.READY:
            assert time.monotonic() < deadline
            await asyncio.sleep(0.02)
        port = hub.port(HOST)
        offset = await port.clock_offset()
        assert offset is not None and abs(offset) < 2.0, "it is this computer's clock"
        assert await port.reaches("127.0.0.1", own_sshd.port) is True
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            closed = int(free.getsockname()[1])
        assert await port.reaches("127.0.0.1", closed) is False
        found = {each.key: each for each in await examine(inventory, hub, [HOST])}
        assert "can't be read" not in str(found.get("clock", found["connection"]).text)
    finally:
        await hub.shutdown()
        await transports.shutdown()


async def test_of_others_it_can_not_be_told(libvirtd: PrivateLibvirtd) -> None:
    async with world(libvirtd.uri, "test:///default") as w:
        assert await w.port(0).clock_offset() is None
        assert await w.port(0).reaches("127.0.0.1", 1) is None
        assert (await w.port(1).host_cpu()).xml == "" or await w.port(1).compare_host_cpu((await w.port(1).host_cpu()).xml) in (
            "identical",
            "superset",
            "unknown",
        )
