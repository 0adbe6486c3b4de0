"""Networks made, started, stopped and deleted: in libvirt's test driver, and by a real libvirtd in a network of its own."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from console.model.errors import Cause, ConsoleError
from console.model.objects import Network
from console.model.rules_network import NetworkKind, NetworkSpec, NetworkVerb
from console.model.tasks import Leftover
from console.model.text import plain
from console.operations.leftovers import CleanUp
from console.operations.network import change_network, create_network
from tests.fixtures.system_daemon import SystemLibvirtd
from tests.operations.worlds import HOST, Place, place

LAB = NetworkSpec("lab", NetworkKind.NAT, "192.168.50.1/24", "192.168.50.100", "192.168.50.199")


@contextlib.asynccontextmanager
async def driver(folder: Path) -> AsyncIterator[Place]:
    async with place("test:///default", folder) as found:
        yield found


def named(found: Place, name: str) -> Network | None:
    return next((each for each in found.inventory.networks() if each.name == name), None)


async def run_on(found: Place, name: str, what: NetworkVerb, *, on: bool = True) -> None:
    network = named(found, name)
    assert network is not None
    await found.runner.start(change_network(network, what, found.inventory, on=on))


async def test_the_life_of_a_network(tmp_path: Path) -> None:
    async with driver(tmp_path) as found:
        uuid = await found.runner.start(create_network(HOST, LAB, found.inventory))
        made = named(found, "lab")
        assert made is not None and made.uuid == uuid and made.active and made.autostart and made.dhcp
        assert made.forward == "nat" and made.addresses == ("192.168.50.1/24",)
        assert await found.journal_rows() == []
        await run_on(found, "lab", NetworkVerb.AUTOSTART, on=False)
        await run_on(found, "lab", NetworkVerb.STOP)
        now = named(found, "lab")
        assert now is not None and not now.active and not now.autostart
        await run_on(found, "lab", NetworkVerb.START)
        await run_on(found, "lab", NetworkVerb.DELETE)
        assert named(found, "lab") is None
        with pytest.raises(ConsoleError) as gone:
            await found.runner.start(change_network(made, NetworkVerb.START, found.inventory))
        assert gone.value.cause is Cause.GONE


@pytest.mark.parametrize(
    ("kind", "forward"), [(NetworkKind.ISOLATED, ""), (NetworkKind.ROUTED, "route"), (NetworkKind.BRIDGE, "bridge")], ids=lambda each: str(each)
)
async def test_each_kind(tmp_path: Path, kind: NetworkKind, forward: str) -> None:
    spec = NetworkSpec("x", kind, bridge="br7") if kind is NetworkKind.BRIDGE else NetworkSpec("x", kind, "10.9.0.1/16", ipv6="fd00:9::1/64")
    async with driver(tmp_path) as found:
        await found.runner.start(create_network(HOST, spec, found.inventory))
        made = named(found, "x")
        assert made is not None and made.forward == forward and not made.dhcp
        assert made.bridge == "br7" if kind is NetworkKind.BRIDGE else made.addresses == ("10.9.0.1/16", "fd00:9::1/64")


async def test_refusals_make_nothing(tmp_path: Path) -> None:
    async with driver(tmp_path) as found:
        before = {each.uuid for each in found.inventory.networks()}
        with pytest.raises(ConsoleError) as taken:
            await found.runner.start(create_network(HOST, NetworkSpec("default", NetworkKind.ISOLATED), found.inventory))
        assert taken.value.cause is Cause.EXISTS
        with pytest.raises(ConsoleError, match="overlaps"):
            await found.runner.start(create_network(HOST, NetworkSpec("x", NetworkKind.NAT, "192.168.122.9/24"), found.inventory))
        with pytest.raises(ConsoleError, match="is used by running VMs: test"):
            await run_on(found, "default", NetworkVerb.STOP)
        with pytest.raises(ConsoleError, match="is used by: test"):
            await run_on(found, "default", NetworkVerb.DELETE)
        assert {each.uuid for each in found.inventory.networks()} == before and await found.journal_rows() == []


async def test_one_that_can_not_start_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with driver(tmp_path) as found:

        async def broken(self: object, uuid: str) -> None:
            raise ConsoleError(plain("no"))

        monkeypatch.setattr(type(found.port), "start_network", broken)
        with pytest.raises(ConsoleError):
            await found.runner.start(create_network(HOST, LAB, found.inventory))
        await asyncio.sleep(0.1)
        assert named(found, "lab") is None and await found.journal_rows() == []


async def test_a_leftover_network_is_cleaned_up(tmp_path: Path) -> None:
    async with driver(tmp_path) as found:
        uuid = await found.runner.start(create_network(HOST, LAB, found.inventory))
        journal = found.world.journal
        entry = await journal.announce("a-1", "Create the network lab", "network", str(HOST), uuid, "lab")
        await journal.confirm(entry, uuid, uuid)
        leftover = Leftover(entry, "a-1", "Create the network lab", 0.0, "network", str(HOST), uuid, "lab", confirmed=True, proof=uuid)
        await found.runner.start(CleanUp(leftover))
        assert await found.journal_rows() == []
        with pytest.raises(ConsoleError):
            await found.port.network_xml(uuid)


@pytest.mark.real
async def test_a_real_nat_network(system_libvirtd: SystemLibvirtd, tmp_path: Path) -> None:
    """A bridge with the host's address, NAT rules, dnsmasq: libvirt really made them; and they are gone after the delete."""
    async with place(system_libvirtd.uri, tmp_path) as found:
        await found.runner.start(create_network(HOST, LAB, found.inventory))
        made = named(found, "lab")
        assert made is not None and made.active and made.bridge.startswith("virbr"), made
        assert await found.port.leases(made.uuid) == ()
        assert "192.168.50.100" in await found.port.network_xml(made.uuid)
        await found.runner.start(create_network(HOST, NetworkSpec("plugged", NetworkKind.BRIDGE, bridge=made.bridge), found.inventory))
        await run_on(found, "lab", NetworkVerb.STOP)
        await run_on(found, "lab", NetworkVerb.START)
        await run_on(found, "lab", NetworkVerb.DELETE)
        assert named(found, "lab") is None
