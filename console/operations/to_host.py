"""What migrations and moves have in common: they take a VM to another host."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from console.model.errors import ConsoleError
from console.model.ids import HostId, Kind, Ref, host_ref
from console.model.inventory import Inventory
from console.model.text import N_
from console.operations.subject import OnVm, Target, host_name, target_of

STILL_LISTED_SECONDS = 3.0
"""How long a list may still show what an earlier try had left on the other host."""


@dataclass(frozen=True, slots=True)
class Destination:
    """The host that a VM goes to."""

    host: HostId
    name: str
    pool: str = ""  # id of its pool, "" = standalone


@dataclass(frozen=True)
class ToHost(OnVm):
    """What takes one VM to another host; it shows at both."""

    to: Destination

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        """The VM at both hosts, the hosts, and their pools."""
        to, of = self.to, self.of
        pool = (Ref(Kind.POOL, HostId(""), to.pool),) if to.pool and to.pool != of.pool else ()
        return (*of.applies_to, Ref(Kind.VM, to.host, of.uuid), host_ref(to.host), *pool)

    def not_all(self, problems: Sequence[ConsoleError]) -> ConsoleError:
        """The error of one that is over there, but left something behind (one problem at least)."""
        first = problems[0]
        return ConsoleError(
            N_("{name} is on {host} now, but something was left: {why}", name=self.of.name, host=self.to.name, why=first.text),
            cause=first.cause,
            remedy=first.remedy,
            detail="\n".join(problem.detail for problem in problems),
        )


def both_ends(vm: Ref, to: HostId, inventory: Inventory) -> tuple[Target, Destination]:
    """A VM and the host that it goes to, as an operation has them; ConsoleError(GONE) when the VM is not there."""
    host = inventory.host(to)
    return target_of(vm, inventory), Destination(to, host_name(inventory, to), host.record.pool if host is not None else "")
