"""Migration between three real libvirtd hosts under emulation: two share a folder, the third does not.

The proof is inside the guest: a loop counts in its memory file system and the kernel's boot id stays, read through the agent. A restart would lose both.
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

from console.backend.links import PlainTransport, Transport
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Kind, Ref
from console.model.migration import MigrationPlan, fit
from console.model.objects import HostRecord, Vm
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
async def migrating(hosts: PoolHosts, folder: Path, *, peers: bool = True) -> AsyncIterator[Pooled]:
    """The console on all three hosts; ``shared`` declared as proved. ``peers``: the hosts' own addresses are in their records."""
    lines = {host.peer_uri: host.uri for host in hosts}

    async def open_transport(record: HostRecord) -> Transport:
        return PlainTransport(lines.get(record.uri, record.uri))

    uris = [host.peer_uri if peers else host.uri for host in hosts]
    async with pooled(uris, folder, local=False, open_transport=open_transport) as found:
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


async def test_there_and_back(pool_hosts: PoolHosts, demo_appliance: Path, tmp_path: Path) -> None:
    """1 → 2 over the shared folder, 2 → 3 with its disk, 3 → 1 with its disk: the guest counts on, and nothing is left anywhere."""
    first, second, third = pool_hosts
    async with migrating(pool_hosts, tmp_path) as found:
        define(first, disk_of(first, "shared", demo_appliance), demo_appliance)
        vm = await seen(found, 1)
        boot_id = await boot(found, 1)
        vm = await seen(found, 1)
        plan = default_plan(vm, host_id(2), found.inventory)
        assert plan.live and not plan.with_storage
        began = time.monotonic()
        await found.runner.start(migrate(plan, found.inventory))
        print("shared", time.monotonic() - began)
        count = await still_counts(found, 2, boot_id, 1)
        assert running_on(pool_hosts) == [2] and defined_on(pool_hosts) == [2]
        with second.connection() as conn:
            domain = conn.lookupByUUIDString(UUID)
            assert domain.isPersistent() and domain.autostart() and "kept" in domain.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE)
        vm = await seen(found, 2)
        plan = default_plan(vm, host_id(3), found.inventory)
        assert plan.with_storage
        began = time.monotonic()
        await found.runner.start(migrate(plan, found.inventory))
        print("storage", time.monotonic() - began)
        count = await still_counts(found, 3, boot_id, count)
        assert running_on(pool_hosts) == [3] and defined_on(pool_hosts) == [3]
        assert third.seen("local", "mover.qcow2").exists() and not first.seen("shared", "mover.qcow2").exists()
        copied = third.seen("local", "mover.qcow2").stat().st_blocks * 512
        assert copied < 200 << 20, "the copy is not thin"
        assert await found.journal_rows() == []
