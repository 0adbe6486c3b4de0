"""The pool rule on three real libvirtd hosts: two that share a folder, one that does not (guide §3)."""

from __future__ import annotations

import asyncio
import hashlib
import subprocess
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from console.model.clone import CloneMode, clone_hosts
from console.model.errors import ConsoleError
from console.model.ids import HostId
from console.model.objects import PowerState, Vm
from console.operations.clone import CloneItem, CloneVm
from console.operations.repositories import prove_shared
from console.operations.subject import target, wait_until
from tests.fixtures.pool import PoolHosts
from tests.operations.pooled import Pooled, pooled

H1, H2, H3 = HostId("h1"), HostId("h2"), HostId("h3")
TEMPLATE = """<domain type='qemu'><name>{name}</name><uuid>{uuid}</uuid><metadata><virtdeck:vm xmlns:virtdeck='urn:virtdeck:1'><virtdeck:template>
<virtdeck:disk target='vda' had=''/></virtdeck:template></virtdeck:vm></metadata><memory unit='MiB'>32</memory>
<os><type arch='x86_64' machine='pc'>hvm</type></os>
<devices><disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='{disk}'/><target dev='vda' bus='virtio'/><readonly/></disk>
</devices></domain>"""


@pytest.fixture
async def pool(pool_hosts: PoolHosts, tmp_path: Path) -> AsyncIterator[Pooled]:
    async with pooled([host.uri for host in pool_hosts], tmp_path) as found:
        await found.runner.start(prove_shared([found.repository(1, "shared"), found.repository(2, "shared")], found.inventory))
        yield found


async def template(pool: Pooled, hosts: PoolHosts, repository: str, name: str) -> tuple[Vm, Path]:
    """A template on host 1 whose disk is in this repository."""
    seen = hosts.hosts[0].seen(repository, f"{name}.qcow2")
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", seen, "4M"], check=True, timeout=20)
    place = pool.repository(1, repository)
    await pool.hub.port(H1).refresh_repository(place.uuid)
    number = str(uuid.uuid4())
    await pool.hub.port(H1).define(TEMPLATE.format(name=name, uuid=number, disk=f"{place.path}/{name}.qcow2"))

    def there() -> bool:
        return any(vm.uuid == number and vm.config is not None for vm in pool.inventory.vms(H1))

    assert await wait_until(pool.inventory, there, 10)
    return next(vm for vm in pool.inventory.vms(H1) if vm.uuid == number), seen


def clone(pool: Pooled, source: Vm, host: HostId, name: str, mode: CloneMode = CloneMode.COW) -> CloneVm:
    return CloneVm(target(source, pool.inventory), mode, (CloneItem(name, str(uuid.uuid4()), str(uuid.uuid4())),), host, start=mode is CloneMode.COW)


async def test_shared_disks_any_host_that_reaches_them(pool: Pooled, pool_hosts: PoolHosts) -> None:
    gold, disk = await template(pool, pool_hosts, "shared", "gold")
    before = hashlib.sha256(disk.read_bytes()).hexdigest()
    rule = {each.host.id: each.why_not for each in clone_hosts(gold, pool.inventory)}
    assert rule[H1] is None and rule[H2] is None
    assert rule[H3] is not None and "does not reach shared" in rule[H3].english()
    for host, name in ((H1, "here"), (H2, "there")):
        await pool.runner.start(clone(pool, gold, host, name))
        vm = next(vm for vm in pool.inventory.vms(host) if vm.name == name)
        assert vm.state is PowerState.RUNNING and vm.config is not None and vm.config.disks[0].source.endswith(f"/shared/{name}.qcow2")
    with pytest.raises(ConsoleError, match="does not reach shared") as refused:
        await pool.runner.start(clone(pool, gold, H3, "nowhere"))
    assert refused.value.remedy is not None and "host-1, host-2" in refused.value.remedy.english()
    assert not any(vm.name == "nowhere" for vm in pool.inventory.vms())
    assert hashlib.sha256(disk.read_bytes()).hexdigest() == before
    assert await pool.journal_rows() == []


async def test_a_local_disk_only_its_own_host(pool: Pooled, pool_hosts: PoolHosts) -> None:
    """All three have a repository "local" under the same path: not the path but what is proved decides."""
    gold, _ = await template(pool, pool_hosts, "local", "mine")
    rule = {each.host.id: each.why_not for each in clone_hosts(gold, pool.inventory)}
    assert rule[H1] is None
    for host in (H2, H3):
        why = rule[host]
        assert why is not None and "a local storage repository of host-1" in why.english()
        with pytest.raises(ConsoleError, match="local storage repository"):
            await pool.runner.start(clone(pool, gold, host, "nowhere"))
    await pool.runner.start(clone(pool, gold, H1, "near"))
    await asyncio.sleep(0)
    assert [vm.name for host in (H2, H3) for vm in pool.inventory.vms(host)] == []


async def test_a_full_copy_on_another_host_of_the_pool(pool: Pooled, pool_hosts: PoolHosts) -> None:
    """The other host copies it, from the storage that both reach."""
    gold, _ = await template(pool, pool_hosts, "shared", "whole")
    await pool.runner.start(clone(pool, gold, H2, "copy", CloneMode.FULL))
    vm = next(vm for vm in pool.inventory.vms(H2) if vm.name == "copy")
    assert vm.config is not None and vm.config.disks[0].source.endswith("/shared/copy.qcow2")
