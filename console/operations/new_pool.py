"""What the pool wizard knows: a new pool, or more hosts for one. Headless; the pages of the window only bind widgets to it."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from console.model.ids import HostId
from console.model.inventory import Inventory
from console.model.objects import Host, HostState, Pool
from console.model.pool_checks import Finding, Level, names
from console.model.rules import Reason
from console.model.rules_pool import members, pool_name_problem, suggested_name, why_not_join
from console.model.sharing import shared_once
from console.model.text import N_, Text
from console.operations.base import Operation
from console.operations.drafts.said import Problem
from console.operations.pool import AddToPool, CreatePool, new_pool_id


class PoolPage(enum.Enum):
    """Steps of the wizard."""

    NAME = "name"
    HOSTS = "hosts"
    CHECKS = "checks"
    FINISH = "finish"


TITLES: dict[PoolPage, Text] = {
    PoolPage.NAME: N_("Name"),
    PoolPage.HOSTS: N_("Hosts"),
    PoolPage.CHECKS: N_("Checks"),
    PoolPage.FINISH: N_("Finish"),
}
QUESTIONS: dict[PoolPage, Text] = {
    PoolPage.NAME: N_("What should the pool be called?"),
    PoolPage.HOSTS: N_("Which hosts belong to it?"),
    PoolPage.CHECKS: N_("Do the hosts fit together?"),
    PoolPage.FINISH: N_("Is this the pool you want?"),
}


@dataclass(frozen=True, slots=True)
class HostChoice:
    """A host with why it can't be chosen."""

    host: Host
    why_not: Reason | None


class PoolDraft:
    """``pool``: hosts are added to this one; None: a new pool is made. ``chosen``: hosts that are ticked at first."""

    def __init__(self, inventory: Inventory, *, pool: Pool | None = None, chosen: Sequence[HostId] = ()) -> None:
        self._inventory = inventory
        self.pool = pool
        self.identity = pool.record.id if pool is not None else new_pool_id()
        self.name = pool.name if pool is not None else suggested_name(inventory)
        self._chosen: dict[HostId, None] = dict.fromkeys(chosen)
        self.findings: tuple[Finding, ...] | None = None  # None: not checked as it is now

    # ------------------------------------------------------------------ answers

    @property
    def pages(self) -> tuple[PoolPage, ...]:
        """The steps: a pool that is there has its name."""
        return tuple(PoolPage) if self.pool is None else (PoolPage.HOSTS, PoolPage.CHECKS, PoolPage.FINISH)

    @property
    def chosen(self) -> tuple[HostId, ...]:
        """The ticked hosts that can join, in the order in which they were ticked."""
        return tuple(host for host in self._chosen if why_not_join(self._inventory.host(host), self._inventory) is None)

    @property
    def all_hosts(self) -> tuple[HostId, ...]:
        """Those that are in the pool afterwards."""
        there = tuple(host.id for host in members(self._inventory, self.identity))
        return tuple(dict.fromkeys((*there, *self.chosen)))

    def choose(self, host: HostId, on: bool) -> None:
        """Tick a host or not; what was checked is to be checked again."""
        if on == (host in self._chosen):
            return
        if on:
            self._chosen[host] = None
        else:
            del self._chosen[host]
        self.findings = None

    def choices(self) -> list[HostChoice]:
        """All hosts but those that are in this pool already; those that can join first."""
        listed = [HostChoice(h, why_not_join(h, self._inventory)) for h in self._inventory.hosts() if h.record.pool != self.identity]
        return sorted(listed, key=lambda choice: choice.why_not is not None)

    # ------------------------------------------------------------------ judgement

    def problems(self) -> tuple[Problem[PoolPage], ...]:
        """What is wrong, in the order of the pages."""
        found = []
        if self.pool is None and (text := pool_name_problem(self.name, self._inventory)) is not None:
            found.append(Problem(PoolPage.NAME, text))
        if not self.chosen:
            if self.pool is not None:
                found.append(Problem(PoolPage.HOSTS, N_("Choose a host to add.")))
            elif not any(choice.why_not is None for choice in self.choices()):
                found.append(Problem(PoolPage.HOSTS, N_("No host is free: add one, or take one out of its pool.")))
            else:
                found.append(Problem(PoolPage.HOSTS, N_("Choose at least one host.")))
        found += [
            Problem(PoolPage.CHECKS, finding.text, error=finding.level is Level.ERROR)
            for finding in self.findings or ()
            if finding.level in (Level.ERROR, Level.WARN)
        ]
        if self.chosen and self.findings is None:
            found.append(Problem(PoolPage.CHECKS, N_("The hosts have not been checked yet.")))
        return tuple(found)

    def summary(self) -> list[tuple[Text, str]]:
        """The pool as it will be: label and value."""
        hosts = [host for each in self.all_hosts if (host := self._inventory.host(each)) is not None]
        shared = shared_once(repository for host in hosts for repository in self._inventory.repositories(host.id))
        ready = [host for host in hosts if host.state is HostState.READY]
        return [
            (N_("Name"), self.name),
            (N_("Hosts"), names(hosts)),
            (N_("Logical CPUs"), str(sum(host.cpus for host in ready))),
            (N_("Memory"), f"{sum(host.memory_bytes for host in ready) / (1 << 30):.1f} GiB"),
            (N_("VMs"), str(sum(not vm.is_template for host in hosts for vm in self._inventory.vms(host.id)))),
            (N_("Shared storage"), ", ".join(repository.name for repository in shared)),
        ]

    def plan(self) -> Operation:
        """What *Create* runs."""
        if self.pool is not None:
            return AddToPool(self.identity, self.pool.name, self.chosen)
        return CreatePool(self.identity, self.name, self.chosen)
