"""Pools over three real hosts: made, changed, checked; and the guard against a double start."""

from __future__ import annotations

import tomllib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.inventory import Delta, Put
from console.model.objects import Network, PowerState
from console.model.pool_checks import Level
from console.model.rules import Verb, why_not
from console.model.sharing import SharedFolder
from console.model.text import plain
from console.operations import pool as pools
from console.operations.pool_check import examine
from console.operations.power import Start
from console.operations.subject import target
from tests.backend.test_pool_fixture import domain_xml, make_disk
from tests.backend.worlds import QUICK
from tests.fixtures.pool import PoolHosts
from tests.fixtures.pool_world import PoolPlace, pool_place

H1, H2, H3 = HostId("h1"), HostId("h2"), HostId("h3")


@pytest.fixture
async def place(pool_hosts: PoolHosts, tmp_path: Path) -> AsyncIterator[PoolPlace]:
    async with pool_place([host.uri for host in pool_hosts], tmp_path, timing=QUICK) as made:
        yield made


def stored(place: PoolPlace) -> dict[str, object]:
    return tomllib.loads(place.settings.path.read_text())


async def test_a_pool_is_made_changed_and_deleted(place: PoolPlace) -> None:
    await place.runner.start(pools.CreatePool("p", "Tokyo", (H1, H2)))
    assert [pool.name for pool in place.inventory.pools()] == ["Tokyo"]
    assert [place.host(number).record.pool for number in (1, 2, 3)] == ["p", "p", ""]
    assert stored(place)["pools"] == [{"id": "p", "name": "Tokyo"}]
    assert {h["id"]: h.get("pool", "") for h in stored(place)["hosts"]} == {"h1": "p", "h2": "p", "h3": ""}  # type: ignore[attr-defined]

    await place.runner.start(pools.RenamePool("p", "Tokyo", "Osaka"))
    await place.runner.start(pools.AddToPool("p", "Osaka", (H3,)))
    assert place.host(3).record.pool == "p"
    with pytest.raises(ConsoleError, match="one pool at most"):
        await place.runner.start(pools.CreatePool("q", "Nagoya", (H3,)))
    assert place.inventory.pool("q") is None
    with pytest.raises(ConsoleError, match="There is a pool OSAKA already"):
        await place.runner.start(pools.CreatePool("q", "OSAKA"))

    await place.runner.start(pools.remove_from_pool(place.host(3)))
    assert place.host(3).record.pool == ""
    with pytest.raises(ConsoleError, match="host-3 is in no pool"):
        await place.runner.start(pools.remove_from_pool(place.host(3)))
    await place.runner.start(pools.CreatePool("q", "Nagoya", (H3,)))
    with pytest.raises(ConsoleError, match="one pool at most"):
        await place.runner.start(pools.AddToPool("p", "Osaka", (H3,)))
    await place.runner.start(pools.AddToPool("p", "Osaka", (H3,), move=True))
    assert place.host(3).record.pool == "p"

    shares = tuple((host, next(r.uuid for r in place.inventory.repositories(host) if r.name == "shared")) for host in (H1, H2))
    place.hub.put_shared_folder(SharedFolder("s", "p", shares, "2026-01-01T00:00:00Z"))
    await place.runner.start(pools.DeletePool("p", "Osaka"))
    assert [pool.name for pool in place.inventory.pools()] == ["Nagoya"]
    assert [place.host(number).record.pool for number in (1, 2, 3)] == ["", "", ""]
    assert not place.hub.shared_folders()
    assert stored(place)["pools"] == [{"id": "q", "name": "Nagoya"}]


async def test_a_pool_that_fails_half_way_is_not_there(place: PoolPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    update = place.hub.update

    async def failing(record: object) -> None:
        if getattr(record, "id", "") == H2 and getattr(record, "pool", ""):
            raise ConsoleError(plain("The settings can't be saved."), cause=Cause.NO_SPACE)
        await update(record)  # type: ignore[arg-type]

    monkeypatch.setattr(place.hub, "update", failing)
    with pytest.raises(ConsoleError):
        await place.runner.start(pools.CreatePool("p", "Tokyo", (H1, H2)))
    assert not place.inventory.pools()
    assert place.host(1).record.pool == ""


async def test_the_checks_of_real_hosts(place: PoolPlace) -> None:
    found = {each.key: each for each in await examine(place.inventory, place.hub, [H1, H2, H3])}
    assert not [each for each in found.values() if each.level is Level.ERROR], found
    for key in ("connection", "hypervisor", "arch", "cpu", "libvirt", "qemu"):
        assert found[key].level is Level.OK, found[key]
    assert found["clock"].level is Level.INFO, "libvirt tells no clock over a socket"
    assert found["reach"].level is Level.INFO
    assert found["storage"].level is Level.WARN
    assert "local" in str(found["storage"].text) and "shared" in str(found["storage"].text), "folders of one name may be shared"
    assert all(each.remedy is not None for each in found.values() if each.level in (Level.WARN, Level.INFO) and each.key != "networks")


async def test_two_entries_of_one_host_are_no_pool(pool_hosts: PoolHosts, tmp_path: Path) -> None:
    first = pool_hosts.hosts[0]
    async with pool_place([first.uri, first.tcp_uri], tmp_path) as place:
        found = [each for each in await examine(place.inventory, place.hub, [H1, H2]) if each.level is Level.ERROR]
        assert [each.key for each in found] == ["computer"]
        assert "host-1 and host-2 are the same computer" in str(found[0].text)


async def test_a_real_host_refuses_a_cpu_that_it_has_not(place: PoolPlace) -> None:
    cpu = await place.port(1).host_cpu()
    assert cpu.uuid.startswith("5ca1ab1e") and "<cpu" in cpu.xml and cpu.model
    assert await place.port(2).compare_host_cpu(cpu.xml) in ("identical", "superset")
    richer = cpu.xml.replace("</cpu>", "<feature policy='require' name='avx512f'/><feature policy='require' name='amx-tile'/></cpu>")
    assert await place.port(2).compare_host_cpu(richer) == "incompatible"
    assert await place.port(1).baseline_cpu([cpu.xml, cpu.xml])


async def test_networks_of_one_name(place: PoolPlace) -> None:
    """A host that lacks what another has is named."""

    place.inventory.apply(Delta((Put(Network(H1, "n1", "lab", active=True)), Put(Network(H2, "n2", "lab", active=True)))))
    found = [each for each in await examine(place.inventory, place.hub, [H1, H2, H3]) if each.key == "networks"]
    assert [str(each.text) for each in found] == ["The network lab is not on host-3."]
    assert found[0].hosts == (H3,)


async def test_a_hung_host_holds_up_no_check(place: PoolPlace, pool_hosts: PoolHosts) -> None:
    pool_hosts.hosts[1].freeze()
    await place.until(lambda: place.host(2).state.value in ("stale", "lost"), 25)
    found = {each.key: each for each in await examine(place.inventory, place.hub, [H1, H2, H3])}
    assert found["connection"].level is Level.WARN and found["connection"].hosts == (H2,)
    assert any(each.key == "cpu" and each.level is Level.INFO for each in await examine(place.inventory, place.hub, [H1, H2]))


# --------------------------------------------------------------------------- double start


async def test_a_disk_in_use_on_another_host_is_not_started(pool_hosts: PoolHosts, tmp_path: Path) -> None:
    first, second, _ = pool_hosts
    make_disk(first, "shared", "disk.qcow2")
    disk = pool_hosts.shared / "disk.qcow2"
    with first.connection() as conn:
        conn.createXML(domain_xml("mover", disk))
    with second.connection() as conn:
        conn.defineXML(domain_xml("twin", disk))
    async with pool_place([host.uri for host in pool_hosts], tmp_path, pool=True, timing=QUICK) as place:
        twin = place.vm("twin", 2)
        assert why_not(Verb.VM_START, twin, place.inventory) is None, "nobody has said that the folders are one"
        shares = tuple((host, next(r.uuid for r in place.inventory.repositories(host) if r.name == "shared")) for host in (H1, H2))
        place.hub.put_shared_folder(SharedFolder("s", "p", shares, "2026-01-01T00:00:00Z"))
        reason = why_not(Verb.VM_START, twin, place.inventory)
        assert reason is not None and str(reason.text) == "Its disk disk.qcow2 is in use by mover, which runs on host-1."
        with pytest.raises(ConsoleError, match=r"twin could not be started: Its disk disk\.qcow2 is in use by mover, which runs on host-1"):
            await place.runner.start(Start(target(twin, place.inventory)))
        with second.connection() as conn:
            assert not conn.lookupByName("twin").isActive()
        pool_hosts.cut(1)
        await place.until(lambda: place.host(1).state.value == "lost", 40)
        reason = why_not(Verb.VM_START, place.vm("twin", 2), place.inventory)
        assert reason is not None and "may still run there" in str(reason.text), "a host that is cut off may still write"
        pool_hosts.join(1)
        await place.until(lambda: place.host(1).state.value == "ready", 40)
        await place.port(1).destroy(next(vm.uuid for vm in place.inventory.vms(H1)))
        await place.until(lambda: not place.inventory.vms(H1))
        await place.runner.start(Start(target(twin, place.inventory)))
        assert place.vm("twin", 2).state is PowerState.RUNNING
