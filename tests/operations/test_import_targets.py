"""Two VMs of one package go to two hosts: each with its own storage and networks; spread over a pool by free memory."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from console.formats.export import write_ova
from console.operations.import_draft import ImportDraft
from console.operations.import_targets import network_slot, part_of, parts, spread
from tests.fixtures.packages import MIB, content, plan, vm
from tests.fixtures.pool import PoolHosts
from tests.operations.pooled import POOL, Pooled, pooled
from tests.operations.test_import import Templates
from tests.operations.test_move import contents, host_id

pytestmark = pytest.mark.real


@pytest.fixture
async def found(pool_hosts: PoolHosts, tmp_path: Path) -> AsyncIterator[Pooled]:
    async with pooled([host.uri for host in pool_hosts], tmp_path, alone=[3], local=False) as world:
        yield world


def package(folder: Path, data: tuple[bytes, bytes]) -> Path:
    """Two VMs with a disk each."""
    first, second = vm([len(data[0])], "web"), vm([len(data[1])], "db")
    second = dataclasses.replace(second, uuid="", disks=tuple(dataclasses.replace(disk, id=f"db-{disk.id}") for disk in second.disks))
    one, two = plan(first, [data[0]]), plan(second, [data[1]])
    sources = {**one.sources, **dict(zip([disk.id for disk in second.disks], two.sources.values(), strict=True))}
    both = dataclasses.replace(one, vms=(*one.vms, *two.vms), sources=sources)
    with (folder / "two.ova").open("w+b") as out:
        write_ova(both, out)
    return folder / "two.ova"


async def test_each_to_its_host(found: Pooled, pool_hosts: PoolHosts, tmp_path: Path) -> None:
    data = content(1, 3 * MIB), content(2, 2 * MIB)
    draft = ImportDraft(found.inventory, Templates())  # type: ignore[arg-type]
    await draft.open(found.world.background, [str(package(tmp_path, data))])
    web, db = draft.items
    draft.change(host=host_id(1), hosts={db.key: host_id(3)}, repository=found.repository(1, "local").uuid)
    assert [part.host.name for part in parts(draft) if part.host is not None] == ["host-1", "host-3"]
    networks = {network_slot(draft, part.host, source): "user" for part in parts(draft) for source in part.source_networks()}
    draft.change(networks=networks)
    await draft.look(found.hub, found.world.programs)
    assert not [problem for problem in draft.problems() if problem.error]
    lines = draft.command().splitlines()
    assert len(lines) == 2 and "--host host-3 --sr local" in lines[1] and "--vm db" in lines[1] and "--vm web" in lines[0]
    assert "host-1" in str(part_of(draft, web).host) and part_of(draft, db).place(db, draft.disks(db)[0]) is not None
    for operation in draft.operations():
        await found.runner.start(operation)
    for number, name, expected in ((1, "web", data[0]), (3, "db", data[1])):
        host = pool_hosts.hosts[number - 1]
        with host.connection() as conn:
            assert [domain.name() for domain in conn.listAllDomains()] == [name]
        (file,) = list(host.seen("local", "").iterdir())
        assert contents(file) == hashlib.sha256(expected).hexdigest()


async def test_spread_over_a_pool(found: Pooled, tmp_path: Path) -> None:
    """The larger one first, each to where most is free then; what one host can't take is said of that host."""
    draft = ImportDraft(found.inventory, Templates())  # type: ignore[arg-type]
    await draft.open(found.world.background, [str(package(tmp_path, (content(1, MIB), content(2, MIB))))])
    hosts = spread(draft, POOL)
    assert len(hosts) == 2 and set(hosts.values()) <= {host_id(1), host_id(2)}
    assert spread(draft, "nobody's") == {}
    draft.change(host=host_id(1), hosts={draft.items[1].key: host_id(2)}, names={draft.items[0].key: "same", draft.items[1].key: "same"})
    assert not [each for each in draft.problems("target") if "Two VMs" in each.text.english()], "on two hosts they may"
    draft.change(hosts={})
    assert [each for each in draft.problems("target") if "Two VMs" in each.text.english()]
