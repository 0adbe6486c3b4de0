"""Daemons that freeze, die and come back: nobody else is slowed, the loop never waits, everything comes back by itself."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import time

import libvirt
import pytest

from console.backend.eventloop import ensure_registered
from console.model.errors import Cause, ConsoleError
from console.model.objects import HostState, PowerState
from tests.backend.worlds import QUICK, Gaps, remove, tiny, world
from tests.fixtures.daemon import PrivateLibvirtd

pytestmark = pytest.mark.chaos


@pytest.fixture
def daemon(own_libvirtd: PrivateLibvirtd, libvirtd: PrivateLibvirtd) -> PrivateLibvirtd:
    """A daemon of our own that need not ask all emulators what they can: all daemons of a test run share what one found out."""
    ensure_registered()
    conn = libvirt.open(libvirtd.uri)
    conn.getCapabilities()
    conn.close()
    return own_libvirtd


async def test_a_frozen_daemon_is_stale_then_lost_and_comes_back(daemon: PrivateLibvirtd) -> None:
    async with world(daemon.uri, "test:///default") as w:
        identity, xml = tiny("survivor")
        await w.port().define(xml)
        await w.until(lambda: "survivor" in w.names())
        gaps = Gaps()
        daemon.freeze()
        stale = await w.until_state(HostState.STALE, seconds=4)
        assert stale < 2.5
        assert w.host().why is not None
        assert "survivor" in w.names()
        # another host is as quick as ever
        began = time.monotonic()
        vm = w.vm("test", 1)
        await w.port(1).pause(vm.uuid)
        assert await w.port(1).wait_state(vm.uuid, ["paused"], 1)
        assert time.monotonic() - began < 0.5
        await w.port(1).unpause(vm.uuid)
        await w.until_state(HostState.LOST, seconds=8)  # keepalive 1 s × (2 + 1)
        assert "survivor" in w.names()
        with pytest.raises(ConsoleError) as refused:
            await w.port().start(identity)
        assert refused.value.cause is Cause.UNREACHABLE
        await asyncio.to_thread(daemon.revive)
        await w.until_state(HostState.READY, seconds=8)
        await w.until(lambda: w.host().loaded)
        await w.port().start(identity)
        assert await w.port().wait_state(identity, ["running"], 10)
        await remove(w, identity)
        assert gaps.stop() < 0.25
        assert any("Connection lost" in line for line in w.said())
        assert any("Connected again" in line for line in w.said())


async def test_a_short_freeze_is_stale_and_ready_again(daemon: PrivateLibvirtd) -> None:
    async with world(daemon.uri, loaded=False) as w:
        await w.until_state(HostState.READY)
        daemon.freeze()
        await w.until_state(HostState.STALE, seconds=4)
        daemon.thaw()
        await w.until_state(HostState.READY, seconds=4)
        assert HostState.LOST not in [state for _, _, state in w.states]


async def test_a_killed_daemon_is_lost_at_once_and_its_guests_are_found_again(daemon: PrivateLibvirtd) -> None:
    async with world(daemon.uri) as w:
        identity, xml = tiny("lives-on")
        await w.port().define(xml)
        await w.port().start(identity)
        assert await w.port().wait_state(identity, ["running"], 10)
        gone_id, gone_xml = tiny("vanishes")
        await w.port().define(gone_xml)
        await w.until(lambda: "vanishes" in w.names())
        daemon.kill()
        assert await w.until_state(HostState.LOST, seconds=2) < 0.5
        assert w.vm("lives-on").state is PowerState.RUNNING
        (daemon.folder / "config/libvirt/qemu/vanishes.xml").unlink()
        daemon.start()
        await w.until_state(HostState.READY, seconds=10)
        await w.until(lambda: w.names() == {"lives-on"}, 5)
        assert w.vm("lives-on").state is PowerState.RUNNING
        # A libvirtd that is still reconnecting to its guest kills it when asked, and then says that it does not run.
        with contextlib.suppress(ConsoleError):
            await w.port().destroy(identity)
        assert await w.port().wait_state(identity, ["halted"], 20)
        # events are registered again
        await w.port().start(identity)
        assert await w.port().wait_state(identity, ["running"], 20)
        await w.port().destroy(identity)
        assert await w.port().wait_state(identity, ["halted"], 20)
        await remove(w, identity)
        assert gone_id not in {vm.uuid for vm in w.inventory.vms()}


async def test_shutdown_does_not_wait_for_a_frozen_daemon(daemon: PrivateLibvirtd) -> None:
    async with world(daemon.uri, loaded=False) as w:
        await w.until_state(HostState.READY)
        daemon.freeze()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await w.port().define(tiny("never")[1])
        # the world's own end asserts that shutdown takes less than 1.6 s
    daemon.thaw()


async def test_opening_a_hung_daemon_blocks_nobody_and_is_taken_when_it_answers(daemon: PrivateLibvirtd) -> None:
    daemon.freeze()
    async with world(daemon.uri, "test:///default", loaded=False) as w:
        gaps = Gaps()
        await w.until_state(HostState.READY, 1, seconds=2)
        assert w.host(0).state is HostState.CONNECTING
        await w.until_state(HostState.LOST, 0, seconds=4)
        assert "does not answer" in str(w.host(0).why)
        daemon.thaw()
        await w.until_state(HostState.READY, 0, seconds=8)
        assert gaps.stop() < 0.25


async def test_a_dead_socket_is_retried_with_back_off(tmp_path: object) -> None:
    async with world(f"qemu+unix:///session?socket={tmp_path}/nothing", loaded=False) as w:
        await w.until_state(HostState.LOST, seconds=3)
        assert w.host().why is not None
        assert "could not be connected" in str(w.host().why)
        assert "[code=" not in str(w.host().why)


async def test_disconnect_while_frozen_returns_at_once(daemon: PrivateLibvirtd) -> None:
    async with world(daemon.uri, loaded=False) as w:
        await w.until_state(HostState.READY)
        daemon.freeze()
        began = time.monotonic()
        await w.hub.disconnect(w.records[0].id)
        assert time.monotonic() - began < 0.5
        assert w.host().state is HostState.DISCONNECTED
        daemon.thaw()
        await w.hub.connect(w.records[0].id)
        await w.until_state(HostState.READY, seconds=8)


@pytest.mark.real
async def test_a_stuck_guest_holds_up_nothing_else(daemon: PrivateLibvirtd) -> None:
    async with world(daemon.uri) as w:
        stuck, stuck_xml = tiny("stuck")
        fine, fine_xml = tiny("fine")
        for xml in (stuck_xml, fine_xml):
            await w.port().define(xml)
        await w.port().start(stuck)
        assert await w.port().wait_state(stuck, ["running"], 10)
        pid = daemon.guest_pids()[0]
        os.kill(pid, 19)  # SIGSTOP
        try:
            roles = w.hub._sessions[w.records[0].id].links._roles
            await w.until(lambda: "stats" in roles and roles["stats"].busy_seconds > 0.3, 20)
            began = time.monotonic()
            await w.port().start(fine)
            assert await w.port().wait_state(fine, ["running"], 10)
            assert time.monotonic() - began < 5
            assert w.host().state is HostState.READY
        finally:
            os.kill(pid, 18)
        await remove(w, stuck)
        await remove(w, fine)
    assert QUICK.keepalive.interval == 1


_CHILD = """
import asyncio, sys
from tests.backend.worlds import World
from console.model.objects import HostState

async def main():
    w = World(sys.argv[1])
    await w.hub.start(w.records)
    await w.until_state(HostState.READY, seconds=30)
    print("ready", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    try:
        async with asyncio.timeout(0.2):  # a call that hangs
            await w.hub._sessions[w.records[0].id].links.control.call(lambda conn: conn.getLibVersion(), what="x")
    except TimeoutError:
        print("hangs", flush=True)
    await w.hub.shutdown()

asyncio.run(main())
"""


async def test_the_process_ends_in_time_with_a_frozen_daemon(daemon: PrivateLibvirtd) -> None:
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _CHILD, daemon.uri, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stderr is not None
    assert await asyncio.wait_for(child.stdout.readline(), 40) == b"ready\n"
    daemon.freeze()
    child.stdin.write(b"\n")
    assert await asyncio.wait_for(child.stdout.readline(), 5) == b"hangs\n"
    began = time.monotonic()
    assert await asyncio.wait_for(child.wait(), 10) == 0
    assert time.monotonic() - began < 2.0
    assert await child.stderr.read() == b""
    child.stdin.close()
