"""Asks hosts what is needed to see whether they fit together in a pool (:mod:`console.model.pool_checks` judges it). Changes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence
from typing import TypeVar

from console.model.errors import ConsoleError
from console.model.ids import HostId
from console.model.inventory import Inventory
from console.model.objects import Host, HostState
from console.model.pool_checks import CpuVerdict, Finding, HostCpu, HostFacts, Reach, findings, peer_address, static_findings
from console.model.ports import HostsPort

T = TypeVar("T")

ANSWER_SECONDS = 15.0
"""How long a host may take for one answer: a fresh libvirtd asks its emulators first."""

MOST_CPUS = 8
"""Different CPUs that are compared each with each; more are only given their baseline."""

MOST_PAIRS = 200
"""Connections between hosts that are tried; of larger pools each host tries its next neighbour only."""


def facts_known(inventory: Inventory, hosts: Sequence[HostId]) -> list[HostFacts]:
    """What the inventory has of these hosts."""
    found = []
    for identity in hosts:
        host = inventory.host(identity)
        if host is not None:
            networks = tuple(network.name for network in inventory.networks(identity) if network.active)
            found.append(HostFacts(host, networks, tuple(inventory.repositories(identity))))
    return found


def quick_findings(inventory: Inventory, hosts: Sequence[HostId]) -> tuple[Finding, ...]:
    """What can be said without asking anybody."""
    return tuple(static_findings(facts_known(inventory, hosts)))


async def examine(inventory: Inventory, ports: HostsPort, hosts: Sequence[HostId]) -> tuple[Finding, ...]:
    """All checks. Hosts are asked at the same time, so that this takes as long as the slowest; one that does not answer is said to be unknown."""
    known = facts_known(inventory, hosts)
    cpus, clocks = await asyncio.gather(
        asyncio.gather(*(_cpu(ports, each.host) for each in known)), asyncio.gather(*(_clock(ports, each.host) for each in known))
    )
    facts = [HostFacts(each.host, each.networks, each.repositories, cpu, clock) for each, cpu, clock in zip(known, cpus, clocks, strict=True)]
    verdict, reach = await asyncio.gather(_compare(ports, facts), _reach(ports, [each.host for each in facts]))
    return findings(facts, verdict, reach)


async def _answer(call: Awaitable[T]) -> T | None:
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            return await call
    except (ConsoleError, TimeoutError):
        return None


async def _cpu(ports: HostsPort, host: Host) -> HostCpu | None:
    return await _answer(ports.port(host.id).host_cpu()) if host.state is HostState.READY else None


async def _clock(ports: HostsPort, host: Host) -> float | None:
    return await _answer(ports.port(host.id).clock_offset()) if host.state is HostState.READY else None


async def _compare(ports: HostsPort, facts: Sequence[HostFacts]) -> CpuVerdict:
    """One host stands for all with an equal CPU."""
    unknown = [each.host.id for each in facts if each.cpu is None or not each.cpu.xml]
    groups: dict[str, list[HostId]] = {}
    for each in facts:
        if each.cpu is not None and each.cpu.xml:
            groups.setdefault(each.cpu.xml, []).append(each.host.id)
    if len(groups) < 2:
        return CpuVerdict(unknown=tuple(unknown))
    kinds = list(groups.items())
    pairs = [(xml, others) for xml, _ in kinds for other, others in kinds if other != xml] if len(kinds) <= MOST_CPUS else []
    answers = await asyncio.gather(*(_answer(ports.port(others[0]).compare_host_cpu(xml)) for xml, others in pairs))
    clashes = []
    for (xml, others), answer in zip(pairs, answers, strict=True):
        if answer == "incompatible":
            clashes += [(groups[xml][0], other) for other in others]
        elif answer is None or answer == "unknown":
            unknown += others
    baseline = await _answer(ports.port(kinds[0][1][0]).baseline_cpu([xml for xml, _ in kinds]))
    return CpuVerdict(tuple(clashes), baseline or "", tuple(dict.fromkeys(unknown)))


async def _reach(ports: HostsPort, hosts: Sequence[Host]) -> Reach:
    pairs = [(a, b) for a in hosts for b in hosts if a is not b]
    if len(pairs) > MOST_PAIRS:
        pairs = [(a, hosts[(number + 1) % len(hosts)]) for number, a in enumerate(hosts)]
    asked = [(a, b, place) for a, b in pairs if a.state is HostState.READY and (place := peer_address(b.record)) is not None]
    answers = await asyncio.gather(*(_answer(ports.port(a.id).reaches(*place)) for a, _, place in asked))
    return {(a.id, b.id): answer for (a, b, _), answer in zip(asked, answers, strict=True)}
