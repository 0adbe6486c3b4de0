"""Three and a hundred hosts: all connect at the same time, one that hangs or is slow holds up nobody; the same over unix, tcp, TLS and ssh."""

from __future__ import annotations

import asyncio
import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.backend import session
from console.backend.background import ThreadBackground
from console.backend.connection import Keepalive
from console.backend.credentials import Credentials
from console.backend.embedded import EmbeddedLibvirt
from console.backend.hub import Hub
from console.backend.links import Timing, Transport, open_plain
from console.backend.ssh import SshMasters
from console.backend.transport import Transports
from console.backend.turns import Turns
from console.model.ids import HostId
from console.model.inventory import Inventory
from console.model.objects import HostRecord, HostState
from console.model.paths import default_paths
from tests.backend.answers import Answers, MemoryKeyring
from tests.backend.test_pool_fixture import domain_xml
from tests.backend.worlds import QUICK, Gaps, World, world
from tests.fixtures.pool import PoolHost, PoolHosts
from tests.fixtures.sshd import PrivateSshd, own_sshd  # noqa: F401

PATIENT = Timing(keepalive=Keepalive(5, 3), ping=5.0, stale=5.0, open=20.0, first_retry=0.5, last_retry=2.0, stats=3.0, shutdown=1.0)


@pytest.fixture
def deaf(tmp_path: Path) -> Iterator[str]:
    """A host whose libvirtd takes connections and never says a word."""
    listener = socket.socket(socket.AF_UNIX)
    path = f"/tmp/vd-deaf-{os.getpid()}"
    Path(path).unlink(missing_ok=True)
    listener.bind(path)
    listener.listen(64)
    yield f"qemu+unix:///session?socket={path}"
    listener.close()
    Path(path).unlink()


async def test_a_hundred_hosts_are_bounded_by_the_slowest(deaf: str) -> None:
    """Each takes a second to be reached (a login over ssh does), five take two; five never answer. One after the other would be two minutes."""
    reached: dict[HostId, float] = {}

    async def far(record: HostRecord) -> Transport:
        number = int(record.id[1:])
        await asyncio.sleep(2.0 if number % 20 == 1 else 1.0)
        reached[record.id] = time.monotonic()
        return await open_plain(record)

    uris = [deaf if number % 20 == 0 else "test:///default" for number in range(100)]
    async with world(*uris, timing=PATIENT, loaded=False, open_transport=far) as w:
        gaps = Gaps()
        began = time.monotonic()
        good = [number for number, uri in enumerate(uris) if uri != deaf]
        await w.until(lambda: all(w.host(number).state is HostState.READY for number in good), 60)
        took = time.monotonic() - began
        longest = gaps.stop()
        assert max(reached.values()) - began < 6.0, "nobody waits for another one's login"
        assert took < 20.0, "the slowest takes two seconds; the rest is this machine's"
        assert longest < 1.0
        assert all(w.host(number).state in (HostState.CONNECTING, HostState.LOST) for number in range(0, 100, 20))
        assert threading.active_count() < 400
        # and a change on one of them is seen while five are still silent
        vm = w.vm("test", 55)
        before = time.monotonic()
        await w.port(55).pause(vm.uuid)
        await w.until(lambda: w.vm("test", 55).state.value == "paused", 5)
        assert time.monotonic() - before < 2.0


@pytest.mark.parametrize("patience", [0.1, 60.0])
async def test_names_of_all_hosts_come_before_the_rest_of_any(monkeypatch: pytest.MonkeyPatch, patience: float) -> None:
    """While a host is being opened, others that have their names wait with the rest; one that takes long is not waited for."""
    monkeypatch.setattr(session, "Turns", lambda places, long: Turns(places, patience))
    reached = asyncio.Event()

    async def reach(record: HostRecord) -> Transport:
        if record.id == "h1":
            await reached.wait()
        return await open_plain(record)

    async with world("test:///default", "test:///default", timing=PATIENT, loaded=False, open_transport=reach) as w:
        await w.until(lambda: w.names(0))
        if patience < 1.0:
            await w.until_state(HostState.READY, 0)  # the other one has not even been reached
        else:
            assert w.host(0).state is HostState.CONNECTING
        assert not w.names(1)
        reached.set()
        await w.until(lambda: all(host.loaded for host in w.inventory.hosts()))


def uri_of(host: PoolHost, way: str, sshd: PrivateSshd | None) -> str:
    if way == "ssh":
        assert sshd is not None
        return f"qemu+ssh://{sshd.user}@127.0.0.1:{sshd.port}/session?socket={host.line}"
    return {"unix": host.uri, "tcp": host.tcp_uri, "tls": host.tls_uri}[way]


@pytest.mark.chaos
@pytest.mark.parametrize("way", ["unix", "tcp", "tls"])
@pytest.mark.parametrize("harm", ["hung", "killed", "cut"])
async def test_one_of_three_fails_and_comes_back(pool_hosts: PoolHosts, way: str, harm: str) -> None:
    first, second, third = pool_hosts
    async with world(*(uri_of(host, way, None) for host in pool_hosts), timing=QUICK) as w:
        keepalive = QUICK.keepalive
        began = time.monotonic()
        match harm:
            case "hung":
                second.freeze()
            case "killed":
                await asyncio.to_thread(second.kill)
            case _:
                pool_hosts.cut(2)
        if harm == "hung":
            await w.until_state(HostState.STALE, 1, 6)
        await w.until_state(HostState.LOST, 1, 15)
        limit = keepalive.interval * (keepalive.count + 1) + 8  # the rest is a busy machine
        assert time.monotonic() - began < limit
        assert w.host(1).why is not None and w.host(1).name in str(w.host(1).why)
        await others_refresh(w, first, third)
        match harm:
            case "hung":
                await asyncio.to_thread(second.revive)
            case "killed":
                await asyncio.to_thread(second.start)
            case _:
                pool_hosts.join(2)
        await w.until_state(HostState.READY, 1, 30)
        await w.until(lambda: w.host(1).loaded, 30)
        assert {state for _, host, state in w.states if host != "h1"} <= {HostState.CONNECTING, HostState.READY}, "the others never knew"


async def others_refresh(w: World, *hosts: PoolHost) -> None:
    """A change on the others is seen within a second."""
    for host in hosts:
        name = f"seen-on-{host.name}"

        def define(host: PoolHost = host, name: str = name) -> None:
            with host.connection() as conn:
                conn.defineXML(domain_xml(name))

        await asyncio.to_thread(define)
        await w.until(lambda name=name, number=host.number - 1: name in w.names(number), 3)


@pytest.mark.chaos
async def test_over_ssh_with_one_master_a_host(pool_hosts: PoolHosts, own_sshd: PrivateSshd) -> None:  # noqa: F811
    """Three hosts over ssh: one ssh process each; one that is cut off, hangs or dies is lost and comes back, the others stay."""
    own_sshd.start()
    questions, keyring, paths, inventory = Answers(confirm=True), MemoryKeyring(), default_paths(), Inventory()
    masters = SshMasters(paths, options=["-F", str(own_sshd.config)])
    transports = Transports(paths, EmbeddedLibvirt(paths, ThreadBackground("t")), questions, keyring, masters)
    hub = Hub(
        deliver=lambda delta: inventory.apply(delta) and None,
        announce=lambda event: None,
        open_transport=transports.open,
        make_auth=Credentials(questions, keyring).make_auth,
        timing=QUICK,
    )
    records = [HostRecord(HostId(f"s{host.number}"), host.name, uri_of(host, "ssh", own_sshd)) for host in pool_hosts]

    def state(number: int) -> HostState:
        found = inventory.host(HostId(f"s{number}"))
        assert found is not None
        return found.state

    async def until(number: int, wanted: HostState, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while state(number) is not wanted:
            assert time.monotonic() < deadline, {n: (state(n), inventory.host(HostId(f"s{n}"))) for n in (1, 2, 3)}
            await asyncio.sleep(0.02)

    try:
        await hub.start(records)  # the three are behind one sshd here: its key is asked once, although all come at the same moment
        for number in (1, 2, 3):
            await until(number, HostState.READY, 40)
        assert len(questions.asked) == 1
        assert ssh_logins(own_sshd) == 3
        for host in pool_hosts:  # job connections, a definition: still one login each
            await hub.port(HostId(f"s{host.number}")).define(domain_xml(f"by-ssh-{host.number}"))
        assert ssh_logins(own_sshd) == 3
        second = pool_hosts.hosts[1]
        harms = (
            (lambda: pool_hosts.cut(2), lambda: pool_hosts.join(2)),
            (second.freeze, second.revive),
            (second.kill, second.start),
        )
        for harm, mend in harms:
            await asyncio.to_thread(harm)
            await until(2, HostState.LOST, 20)
            assert state(1) is HostState.READY and state(3) is HostState.READY
            await asyncio.to_thread(mend)
            await until(2, HostState.READY, 40)
            assert state(1) is HostState.READY and state(3) is HostState.READY
        assert ssh_logins(own_sshd) <= 3, "one connection a host, also after it came back"
    finally:
        await hub.shutdown()
        await transports.shutdown()


def ssh_logins(sshd: PrivateSshd) -> int:
    """Sessions of this sshd that are logged in now: its children that have done with authentication."""
    assert sshd.process is not None
    children = [int(word) for word in Path(f"/proc/{sshd.process.pid}/task/{sshd.process.pid}/children").read_text().split()]
    return sum(_alive(pid) for pid in children)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
