"""What depends on a template elsewhere in its pool, on three real libvirtd hosts: a clone's disk on another host's own storage."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from console.model.errors import ConsoleError
from console.model.ids import HostId
from console.operations.chains import read_chains
from console.operations.delete import deletable_disks
from console.operations.repositories import prove_shared
from console.operations.subject import target
from console.operations.template import ConvertToVm
from tests.fixtures.pool import PoolHosts
from tests.operations.pooled import Pooled, pooled
from tests.operations.test_clone_pool import clone, template

H1, H2 = HostId("h1"), HostId("h2")


@pytest.fixture
async def pool(pool_hosts: PoolHosts, tmp_path: Path) -> AsyncIterator[Pooled]:
    async with pooled([host.uri for host in pool_hosts], tmp_path) as found:
        await found.runner.start(prove_shared([found.repository(1, "shared"), found.repository(2, "shared")], found.inventory))
        yield found


async def test_clones_of_another_host_and_disks_of_nobody_protect_the_base(pool: Pooled, pool_hosts: PoolHosts) -> None:
    gold, disk = await template(pool, pool_hosts, "shared", "gold")
    before = hashlib.sha256(disk.read_bytes()).hexdigest()
    await pool.runner.start(clone(pool, gold, H2, "there"))
    # On host 2's own storage, by the path that host 2 knows; no domain has it.
    folder, base = pool.repository(2, "local").path, f"{pool.repository(2, 'shared').path}/gold.qcow2"
    orphan = pool_hosts.hosts[1].seen("local", "orphan.qcow2")
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-u", "-b", base, "-F", "qcow2", orphan, "4M"], check=True, timeout=20)
    await pool.hub.port(H2).refresh_repository(pool.repository(2, "local").uuid)
    chains = await read_chains(pool.hub, pool.inventory, H1)
    path = gold.config.disks[0].source if gold.config is not None else ""
    assert sorted(each.words for each in chains.dependents(H1, path)) == ["orphan.qcow2 (host-2)", "there (host-2)"]
    assert chains.chain(H2, f"{folder}/orphan.qcow2").depth == 1
    with pytest.raises(ConsoleError, match=r"orphan\.qcow2 \(host-2\), there \(host-2\)"):
        await pool.runner.start(ConvertToVm(target(gold, pool.inventory)))
    (offered,) = await deletable_disks(gold, pool.inventory, pool.hub.port(H1), hosts=pool.hub)
    assert offered.why_not is not None and "there" in offered.why_not.english()
    assert hashlib.sha256(disk.read_bytes()).hexdigest() == before
