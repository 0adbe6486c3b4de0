"""What an operation applies to, by value: an operation may outlive the object, so it carries the name that people know."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Kind, Ref, host_ref
from console.model.inventory import Changes, Inventory
from console.model.objects import Host, Vm
from console.model.ports import HostPort
from console.model.rules import Reason, Verb, why_not
from console.model.text import N_, Text
from console.operations.base import Context


@dataclass(frozen=True, slots=True)
class Target:
    """One VM as an operation's subject."""

    ref: Ref
    name: str
    pool: str = ""  # id of its host's pool, "" = standalone

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        """The VM, its host, its pool: all of them show the task."""
        pool = (Ref(Kind.POOL, HostId(""), self.pool),) if self.pool else ()
        return (self.ref, host_ref(self.ref.host), *pool)

    @property
    def uuid(self) -> str:
        return self.ref.key

    @property
    def host(self) -> HostId:
        return self.ref.host


@dataclass(frozen=True)
class OnVm:
    """What operations on one VM have in common: the subject, where they show, and that they can be cancelled."""

    of: Target

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        return self.of.applies_to

    @property
    def cancellable(self) -> bool:
        return True


def host_applies_to(host: HostId, inventory: Inventory) -> tuple[Ref, ...]:
    """A host and its pool, as ``applies_to``."""
    found = inventory.host(host)
    pool = found.record.pool if found is not None else ""
    return (host_ref(host), *((Ref(Kind.POOL, HostId(""), pool),) if pool else ()))


def target(vm: Vm, inventory: Inventory) -> Target:
    """This VM as a subject."""
    host = inventory.host(vm.host)
    return Target(vm.ref, vm.name, host.record.pool if host is not None else "")


def target_of(ref: Ref, inventory: Inventory) -> Target:
    """The VM with this reference as a subject; ConsoleError(GONE) when it is not there."""
    vm = inventory.vm(ref)
    if vm is None:
        raise ConsoleError(N_("The VM does not exist any more."), cause=Cause.GONE)
    return target(vm, inventory)


def current(ctx: Context, of: Target) -> Vm:
    """The VM as it is now; ConsoleError(GONE) when it went."""
    vm = ctx.inventory.vm(of.ref)
    if vm is None:
        raise ConsoleError(N_("{name} does not exist any more.", name=of.name), cause=Cause.GONE)
    return vm


def host_name(inventory: Inventory, host: HostId) -> str:
    """What people call this host."""
    found: Host | None = inventory.host(host)
    return found.name if found is not None else str(host)


def refusal(attempt: Text, reason: Reason) -> ConsoleError:
    """A reason of the rules as an error: what was attempted, and why not."""
    remedy = None if reason.remedy_text is None else N_("Use “{verb}”.", verb=reason.remedy_text)
    return ConsoleError(N_("{attempt}: {why}", attempt=attempt, why=reason.text), cause=Cause.INVALID, remedy=remedy)


def check(ctx: Context, verb: Verb, of: Target, attempt: Text) -> tuple[Vm, HostPort]:
    """The VM and its host's port, after the rules have been asked; ConsoleError(INVALID) with the reason when they say no."""
    vm = current(ctx, of)
    reason = why_not(verb, vm, ctx.inventory)
    if reason is not None:
        raise refusal(attempt, reason)
    return vm, ctx.world.hosts.port(of.host)


async def wait_until(inventory: Inventory, reached: Callable[[], bool], seconds: float | None) -> bool:
    """Wait until the inventory shows what is waited for; False after ``seconds`` (None: for ever).

    Success shows when the event comes back: not what a call returned, but what the world then is.
    """
    if reached():
        return True
    seen: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def listen(_: Changes) -> None:
        if not seen.done() and reached():
            seen.set_result(None)

    end = inventory.subscribe(listen)
    try:
        async with asyncio.timeout(seconds):
            await seen
    except TimeoutError:
        return reached()
    finally:
        end()
    return True


async def wait_for(inventory: Inventory, ref: Ref, reached: Callable[[Vm | None], bool], seconds: float) -> bool:
    """Wait until one VM is as waited for (None: it went); False after ``seconds``."""
    return await wait_until(inventory, lambda: reached(inventory.vm(ref)), seconds)
