"""Migration between three real libvirtd hosts under emulation: two share a folder, the third does not.

The proof is inside the guest: a loop counts in its memory file system and the kernel's boot id stays, read through the agent.
A restart would lose both.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import dataclasses
import subprocess
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import libvirt
import pytest

from console.backend import migration
from console.backend.links import PlainTransport, Transport
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Kind, Ref
from console.model.migration import MigrationPlan
from console.model.objects import HostRecord, HostState, Vm
from console.model.sharing import SharedFolder
from console.operations.migrate import default_plan, migrate
from console.operations.subject import wait_until
from tests.fixtures.pool import PoolHost, PoolHosts
from tests.operations.pooled import POOL, Pooled, pooled

pytestmark = pytest.mark.real

NAME = "mover"
UUID = "6a0b9df2-1a32-4e0b-9d0a-0123456789ab"
COUNT = "i=0; while :; do i=$((i+1)); echo $i > /run/count; sleep 0.2; done"


@contextlib.asynccontextmanager
async def migrating(hosts: PoolHosts, folder: Path, *, port: str = "") -> AsyncIterator[Pooled]:
    """The console on all three hosts; ``shared`` declared as proved. The hosts' records have the addresses by which hosts reach each other;

    with ``port`` (":1") nobody listens there, and only the console knows another way.
    """
    addresses = [host.peer_uri.replace("/session", f"{port}/session") for host in hosts]
    lines = dict(zip(addresses, (host.uri for host in hosts), strict=True))

    async def open_transport(record: HostRecord) -> Transport:
        return PlainTransport(lines.get(record.uri, record.uri))

    async with pooled(addresses, folder, local=False, open_transport=open_transport) as found:
        members = tuple((repository.host, repository.uuid) for repository in found.inventory.repositories() if repository.name == "shared")
        found.hub.put_shared_folder(SharedFolder("s-1", POOL, members, proved="2026-11-23T00:00:00Z"))
        yield found


def host_id(number: int) -> HostId:
    return HostId(f"h{number}")


def disk_of(host: PoolHost, repository: str, appliance: Path) -> str:
    """A copy of the appliance's disk in a repository of the host; its path there."""
    name = "mover.qcow2"
    subprocess.run(["cp", "--sparse=always", appliance / "demo.qcow2", host.seen(repository, name)], check=True)
    host.seen(repository, name).chmod(0o666)
    with host.connection() as conn:
        pool = conn.storagePoolLookupByName(repository)
        pool.refresh()
        return str(pool.storageVolLookupByName(name).path())


def define(host: PoolHost, disk: str, appliance: Path, *, extra: str = "", autostart: bool = True) -> None:
    """The demo appliance as a VM, started by its kernel: quick."""
    line = (appliance / "cmdline").read_text().strip()
    xml = (
        f"<domain type='qemu'><name>{NAME}</name><uuid>{UUID}</uuid>"
        "<metadata><virtdeck:vm xmlns:virtdeck='urn:virtdeck:1'><virtdeck:tag name='kept'/></virtdeck:vm></metadata>"
        f"<memory unit='MiB'>160</memory><os><type arch='x86_64' machine='pc-q35-7.2'>hvm</type>"
        f"<kernel>{appliance}/vmlinuz</kernel><initrd>{appliance}/initrd.img</initrd><cmdline>{line}</cmdline></os>"
        "<features><acpi/></features><cpu mode='custom' match='exact'><model>qemu64</model></cpu>"
        f"<devices><disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='{disk}'/><target dev='vda' bus='virtio'/></disk>"
        "<interface type='user'><mac address='52:54:00:12:34:56'/><model type='virtio'/></interface>"
        "<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>"
        f"<serial type='pty'/><memballoon model='none'/>{extra}</devices></domain>"
    )
    with host.connection() as conn:
        domain = conn.defineXML(xml)
        domain.setAutostart(1 if autostart else 0)


async def seen(found: Pooled, number: int, seconds: float = 30) -> Vm:
    ref = Ref(Kind.VM, host_id(number), UUID)
    assert await wait_until(found.inventory, lambda: (vm := found.inventory.vm(ref)) is not None and vm.config is not None, seconds)
    vm = found.inventory.vm(ref)
    assert vm is not None
    return vm


async def agent(found: Pooled, number: int, command: str, **arguments: Any) -> Any:
    return await found.hub.port(host_id(number)).agent_command(UUID, command, arguments or None, seconds=10)


async def inside(found: Pooled, number: int, path: str) -> str:
    handle = await agent(found, number, "guest-file-open", path=path, mode="r")
    answer = await agent(found, number, "guest-file-read", handle=handle, count=200)
    await agent(found, number, "guest-file-close", handle=handle)
    return base64.b64decode(answer["buf-b64"]).decode().strip()


async def boot(found: Pooled, number: int) -> str:
    """Start it, begin to count; the boot id."""
    await found.hub.port(host_id(number)).start(UUID)
    end = time.monotonic() + 120
    while True:
        try:
            await agent(found, number, "guest-ping")
            break
        except ConsoleError:
            assert time.monotonic() < end, "the agent does not answer"
            await asyncio.sleep(1)
    await agent(found, number, "guest-exec", path="/bin/sh", arg=["-c", COUNT])
    return await inside(found, number, "/proc/sys/kernel/random/boot_id")


async def still_counts(found: Pooled, number: int, boot_id: str, before: int) -> int:
    assert await inside(found, number, "/proc/sys/kernel/random/boot_id") == boot_id, "it was restarted"
    first = int(await inside(found, number, "/run/count") or 0)
    assert first >= before
    await asyncio.sleep(1.5)
    second = int(await inside(found, number, "/run/count") or 0)
    assert second > first, "it does not count any more"
    return second


def running_on(hosts: PoolHosts) -> list[int]:
    """Where the hosts themselves say that it runs."""
    found = []
    for host in hosts:
        with host.connection() as conn:
            found += [host.number for domain in conn.listAllDomains(libvirt.VIR_CONNECT_LIST_DOMAINS_ACTIVE) if domain.UUIDString() == UUID]
    return found


def defined_on(hosts: PoolHosts) -> list[int]:
    found = []
    for host in hosts:
        with host.connection() as conn:
            found += [host.number for domain in conn.listAllDomains() if domain.UUIDString() == UUID]
    return found


async def move(found: Pooled, source: int, to: int, *, bandwidth: int = 0, **changes: Any) -> asyncio.Task[str]:
    """Start to migrate."""
    vm = await seen(found, source)
    plan = dataclasses.replace(default_plan(vm, host_id(to), found.inventory), **changes)
    return found.runner.start(dataclasses.replace(migrate(plan, found.inventory), bandwidth_mib=bandwidth))


async def under_way(found: Pooled, running: asyncio.Task[str], seconds: float = 30) -> None:
    """Until some memory (or disk) has gone over."""
    end = time.monotonic() + seconds
    while not running.done():
        task = found.runner.task_of(running)
        if task is not None and (task.progress.done_bytes or 0) > 1 << 20:
            return
        assert time.monotonic() < end, "it does not begin"
        await asyncio.sleep(0.05)
    running.result()
    raise AssertionError("it was over before it could be disturbed")


@pytest.mark.timeout(400)
async def test_a_running_guest(pool_hosts: PoolHosts, demo_appliance: Path, tmp_path: Path) -> None:
    """One guest, which counts all the time, over the shared folder: cancelled, cut off, well (and what moves with it); with its disk to the host that
    does not share it: cut off, then well. tests/app/test_live_migration.py has the ways without harm, and the way back."""
    first, second, third = pool_hosts
    async with migrating(pool_hosts, tmp_path) as found:
        define(first, disk_of(first, "shared", demo_appliance), demo_appliance)
        await seen(found, 1)
        boot_id = await boot(found, 1)

        running = await move(found, 1, 2, bandwidth=1)
        await under_way(found, running)
        task = found.runner.task_of(running)
        assert task is not None
        found.runner.cancel(task.id)
        with pytest.raises(asyncio.CancelledError):
            await running
        assert running_on(pool_hosts) == [1] and defined_on(pool_hosts) == [1], "cancelled: it stays where it was"
        count = await still_counts(found, 1, boot_id, 1)

        running = await move(found, 1, 2, bandwidth=1)
        await under_way(found, running)
        pool_hosts.cut(2)  # host 2: from the console and from host 1
        with pytest.raises(ConsoleError):
            await asyncio.wait_for(running, 150)
        pool_hosts.join(2)
        assert running_on(pool_hosts) == [1] and defined_on(pool_hosts) == [1], "exactly one copy runs"
        count = await still_counts(found, 1, boot_id, count)
        await connected_again(found, 2)

        await (await move(found, 1, 2))
        count = await still_counts(found, 2, boot_id, count)
        assert running_on(pool_hosts) == [2] and defined_on(pool_hosts) == [2]
        with second.connection() as conn:
            domain = conn.lookupByUUIDString(UUID)
            assert domain.isPersistent() and domain.autostart() and "kept" in domain.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE)

        running = await move(found, 2, 3, bandwidth=2)
        await under_way(found, running)
        pool_hosts.cut(3)
        count = await still_counts(found, 2, boot_id, count)
        await asyncio.sleep(12)  # host 3 has given up what came in; QEMU at the source waits for TCP, up to minutes: not so long here
        pool_hosts.join(3)
        with pytest.raises(ConsoleError):
            await asyncio.wait_for(running, 100)
        assert running_on(pool_hosts) == [2] and defined_on(pool_hosts) == [2], "exactly one copy runs"
        count = await still_counts(found, 2, boot_id, count)
        await connected_again(found, 3)
        assert await found.journal_rows() == [], "the host came back in time to be cleaned"
        assert not list(third.seen("local", "").iterdir())

        await (await move(found, 2, 3))
        await still_counts(found, 3, boot_id, count)
        assert running_on(pool_hosts) == [3] and defined_on(pool_hosts) == [3]
        copied = third.seen("local", "mover.qcow2")
        assert copied.exists() and not first.seen("shared", "mover.qcow2").exists(), "no volume is left over"
        assert copied.stat().st_blocks * 512 < 200 << 20, "the copy is not thin"
        assert await found.journal_rows() == []


async def connected_again(found: Pooled, number: int) -> None:
    def ready() -> bool:
        host = found.inventory.host(host_id(number))
        return host is not None and host.state is HostState.READY and host.loaded

    assert await wait_until(found.inventory, ready, 60)


@pytest.mark.timeout(400)
async def test_led_by_this_computer(pool_hosts: PoolHosts, demo_appliance: Path, tmp_path: Path) -> None:
    """The hosts' daemons don't reach each other: no peer-to-peer. The console leads, and has to notice itself when the other host is gone."""
    first = pool_hosts.hosts[0]
    async with migrating(pool_hosts, tmp_path, port=":1") as found:
        define(first, disk_of(first, "shared", demo_appliance), demo_appliance)
        await seen(found, 1)
        await found.hub.port(host_id(1)).start(UUID)
        ref = Ref(Kind.VM, host_id(1), UUID)
        assert await wait_until(found.inventory, lambda: (vm := found.inventory.vm(ref)) is not None and vm.state.active, 30)
        running = await move(found, 1, 2, bandwidth=1)
        await under_way(found, running)
        task = found.runner.task_of(running)
        assert task is not None
        found.runner.cancel(task.id)
        with pytest.raises(asyncio.CancelledError):
            await running
        assert running_on(pool_hosts) == [1]
        running = await move(found, 1, 2, bandwidth=2)
        await under_way(found, running)
        pool_hosts.cut(2)  # the console leads it, so the console has to notice, and to stop it
        with pytest.raises(ConsoleError):
            await asyncio.wait_for(running, 150)
        assert running_on(pool_hosts) == [1]
        pool_hosts.join(2)
        await connected_again(found, 2)
        await (await move(found, 1, 2))
        assert running_on(pool_hosts) == [2] and defined_on(pool_hosts) == [2]


def blank(host: PoolHost, name: str = NAME, disk: str = "") -> None:
    """A small VM that runs without a system."""
    disks = f"<disk type='file'><driver name='qemu' type='qcow2'/><source file='{disk}'/><target dev='vda' bus='virtio'/></disk>" if disk else ""
    with host.connection() as conn:
        conn.defineXML(
            f"<domain type='qemu'><name>{name}</name><uuid>{UUID}</uuid><memory unit='MiB'>24</memory>"
            f"<os><type arch='x86_64' machine='pc'>hvm</type></os><devices>{disks}<memballoon model='none'/></devices></domain>"
        ).create()


@pytest.mark.timeout(300)
async def test_hosts_that_drop_each_others_packets(pool_hosts: PoolHosts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A firewall that says nothing: the daemon waits for minutes, the task does not. The VM stays, also when the packets get through later."""
    monkeypatch.setattr(migration, "PEER_SECONDS", 3)
    async with migrating(pool_hosts, tmp_path) as found:
        blank(pool_hosts.hosts[0])
        vm = await seen(found, 1)
        pool_hosts.deaf(1, 2)
        running = await move(found, 1, 2)
        assert await wait_until(found.inventory, lambda: (now := found.inventory.vm(vm.ref)) is not None and now.migrating, 10)
        with pytest.raises(ConsoleError) as failed:
            await asyncio.wait_for(running, 60)
        assert str(failed.value.text) == (
            "mover could not be migrated to host-2: the hosts' libvirt daemons do not reach each other; host-2 did not answer in 3 s."
        )
        now = found.inventory.vm(vm.ref)
        assert running_on(pool_hosts) == [1] and now is not None and not now.migrating
        pool_hosts.together(1, 2)  # TCP tries again by itself: what was given up must not begin then
        end = time.monotonic() + 90
        while migrates(pool_hosts.hosts[0]) and time.monotonic() < end:
            await asyncio.sleep(1)
        assert running_on(pool_hosts) == [1] and defined_on(pool_hosts) == [1]
        await (await move(found, 1, 2))
        assert running_on(pool_hosts) == [2] and defined_on(pool_hosts) == [2]


def migrates(host: PoolHost) -> bool:
    """Whether libvirt still has its job."""
    with host.connection() as conn:
        return conn.lookupByUUIDString(UUID).jobInfo()[0] != libvirt.VIR_DOMAIN_JOB_NONE


async def test_a_vm_that_is_off(pool_hosts: PoolHosts, demo_appliance: Path, tmp_path: Path) -> None:
    """Its disk is streamed and compared; cancelled in the middle nothing is left, at the end the old one is gone and it is defined once."""
    first, second, third = pool_hosts
    async with migrating(pool_hosts, tmp_path) as found:
        disk = disk_of(first, "local", demo_appliance)
        define(first, disk, demo_appliance)
        await seen(found, 1)
        before = first.seen("local", "mover.qcow2").read_bytes()
        running = await move(found, 1, 3)
        await asyncio.sleep(0)
        while (task := found.runner.task_of(running)) is not None and not task.progress.done_bytes and not running.done():
            await asyncio.sleep(0.01)
        if task is not None and not running.done():
            found.runner.cancel(task.id)
            with pytest.raises(asyncio.CancelledError):
                await running
            assert defined_on(pool_hosts) == [1] and not third.seen("local", "mover.qcow2").exists()
            assert await found.journal_rows() == []
            await (await move(found, 1, 3))
        assert defined_on(pool_hosts) == [3] and running_on(pool_hosts) == []
        assert third.seen("local", "mover.qcow2").read_bytes().rstrip(b"\0") == before.rstrip(b"\0")
        assert not first.seen("local", "mover.qcow2").exists() and await found.journal_rows() == []
        with third.connection() as conn:
            domain = conn.lookupByUUIDString(UUID)
            assert domain.autostart() and "kept" in domain.XMLDesc(0)
        await (await move(found, 3, 2, keep_source_disks=True))
        assert defined_on(pool_hosts) == [2]
        assert second.seen("local", "mover.qcow2").exists() and third.seen("local", "mover.qcow2").exists(), "kept, as was wished"


async def test_refusals_change_nothing(pool_hosts: PoolHosts, demo_appliance: Path, tmp_path: Path) -> None:
    """What the rules and the hosts refuse."""
    first, second, _ = pool_hosts
    async with migrating(pool_hosts, tmp_path) as found:
        define(first, disk_of(first, "local", demo_appliance), demo_appliance)
        vm = await seen(found, 1)
        with pytest.raises(ConsoleError, match="has to be copied") as refused:
            await (await move(found, 1, 2, with_storage=False))
        assert refused.value.cause is Cause.INVALID
        with pytest.raises(ConsoleError, match="is not running any more"):
            await (await move(found, 1, 2, live=True))
        taken = second.seen("local", "mover.qcow2")
        taken.write_bytes(b"somebody's")
        with second.connection() as conn:
            conn.defineXML(f"<domain type='qemu'><name>{NAME}</name><memory>1024</memory><os><type>hvm</type></os></domain>")
        assert await wait_until(found.inventory, lambda: any(v.host == host_id(2) for v in found.inventory.vms()), 10)
        with pytest.raises(ConsoleError, match="another VM of the name mover"):
            await found.runner.start(migrate(MigrationPlan(vm.ref, host_id(2), False, True), found.inventory))
        with second.connection() as conn:
            conn.lookupByName(NAME).undefine()
        assert await wait_until(found.inventory, lambda: not any(v.host == host_id(2) for v in found.inventory.vms()), 10)
        await (await move(found, 1, 2))
        assert taken.read_bytes() == b"somebody's", "nothing that was there is overwritten"
        assert second.seen("local", "mover-1.qcow2").exists() and defined_on(pool_hosts) == [2]


@pytest.mark.timeout(300)
async def test_many_at_once_both_ways(pool_hosts: PoolHosts, tmp_path: Path) -> None:
    """More than there are places, in both directions: they wait for their turn, and all arrive."""
    first, second, _ = pool_hosts
    async with migrating(pool_hosts, tmp_path) as found:
        for number in range(4):
            host = first if number % 2 else second
            with host.connection() as conn:
                conn.defineXML(
                    f"<domain type='qemu'><name>m{number}</name><memory unit='MiB'>24</memory><os><type arch='x86_64' machine='pc'>hvm</type></os>"
                    "<devices><memballoon model='none'/></devices></domain>"
                ).create()
        assert await wait_until(found.inventory, lambda: sum(vm.config is not None and vm.state.active for vm in found.inventory.vms()) == 4, 30)
        vms = {vm.name: vm for vm in found.inventory.vms()}
        tasks = []
        for name, vm in vms.items():
            to = host_id(2 if int(name[1]) % 2 else 1)
            tasks.append(found.runner.start(migrate(default_plan(vm, to, found.inventory), found.inventory)))
        await asyncio.gather(*tasks)
        for host, names in ((first, {"m0", "m2"}), (second, {"m1", "m3"})):
            with host.connection() as conn:
                assert {domain.name() for domain in conn.listAllDomains()} == names
