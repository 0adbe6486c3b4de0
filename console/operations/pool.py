"""Pools: made, renamed, deleted; hosts put in and taken out. A pool is the console's own: nothing on the hosts changes, and VMs run on."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Kind, Ref, host_ref
from console.model.objects import Host, Pool, PoolRecord
from console.model.rules_pool import PoolVerb, members, pool_name_problem, why_not_join, why_not_leave
from console.model.text import N_, Text
from console.operations.base import Context
from console.operations.subject import refusal


def pool_ref(pool: str) -> Ref:
    """The reference of a pool by its id."""
    return Ref(Kind.POOL, HostId(""), pool)


def new_pool_id() -> str:
    """Never shown, never used again."""
    return str(uuid.uuid4())


@dataclass(frozen=True)
class _OnPool:
    pool: str  # id
    name: str

    @property
    def cancellable(self) -> bool:
        return True

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        return (pool_ref(self.pool),)

    def _current(self, ctx: Context) -> Pool:
        found = ctx.inventory.pool(self.pool)
        if found is None:
            raise ConsoleError(N_("The pool {name} does not exist any more.", name=self.name), cause=Cause.GONE)
        return found


@dataclass(frozen=True)
class CreatePool(_OnPool):
    """Make a pool of hosts that are in none. Made whole or not at all."""

    hosts: tuple[HostId, ...] = ()

    @property
    def title(self) -> Text:
        return N_("Create the pool {name}", name=self.name)

    @property
    def verb(self) -> str:
        return PoolVerb.CREATE.value

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        return (pool_ref(self.pool), *(host_ref(host) for host in self.hosts))

    async def run(self, ctx: Context) -> str:
        attempt = N_("The pool {name} could not be created", name=self.name)
        if (problem := pool_name_problem(self.name, ctx.inventory)) is not None:
            raise ConsoleError(N_("{attempt}: {why}", attempt=attempt, why=problem), cause=Cause.INVALID)
        joining = _joining(ctx, self.hosts, attempt)
        hosts = ctx.world.hosts
        ctx.undo.push_async_callback(hosts.drop_pool, self.pool)
        await ctx.shield(hosts.put_pool(PoolRecord(self.pool, self.name)))
        await _move(ctx, joining, self.pool)
        return self.pool


@dataclass(frozen=True)
class RenamePool(_OnPool):
    """Give a pool another name."""

    new_name: str = ""

    @property
    def title(self) -> Text:
        return N_("Rename {name} to {new}", name=self.name, new=self.new_name)

    @property
    def verb(self) -> str:
        return PoolVerb.RENAME.value

    async def run(self, ctx: Context) -> str:
        pool = self._current(ctx)
        if (problem := pool_name_problem(self.new_name, ctx.inventory, self.pool)) is not None:
            attempt = N_("The pool {name} could not be renamed", name=pool.name)
            raise ConsoleError(N_("{attempt}: {why}", attempt=attempt, why=problem), cause=Cause.INVALID)
        await ctx.shield(ctx.world.hosts.put_pool(dataclasses.replace(pool.record, name=self.new_name)))
        return self.pool


@dataclass(frozen=True)
class DeletePool(_OnPool):
    """Forget a pool; its hosts become standalone."""

    @property
    def title(self) -> Text:
        return N_("Delete the pool {name}", name=self.name)

    @property
    def verb(self) -> str:
        return PoolVerb.DELETE.value

    async def run(self, ctx: Context) -> str:
        self._current(ctx)
        await _move(ctx, members(ctx.inventory, self.pool), "")
        await ctx.shield(ctx.world.hosts.drop_pool(self.pool))
        return self.pool


@dataclass(frozen=True)
class AddToPool(_OnPool):
    """Put hosts into a pool. ``move``: also hosts that are in another one (they leave it)."""

    hosts: tuple[HostId, ...] = ()
    move: bool = False

    @property
    def title(self) -> Text:
        return N_("Add hosts to the pool {name}", name=self.name)

    @property
    def verb(self) -> str:
        return PoolVerb.ADD_HOST.value

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        return (pool_ref(self.pool), *(host_ref(host) for host in self.hosts))

    async def run(self, ctx: Context) -> str:
        pool = self._current(ctx)
        attempt = N_("The pool {name} got no new host", name=pool.name)
        there = {host.id for host in members(ctx.inventory, self.pool)}
        joining = _joining(ctx, [host for host in self.hosts if host not in there], attempt, move=self.move)
        await _move(ctx, joining, self.pool)
        return self.pool


@dataclass(frozen=True)
class RemoveFromPool:
    """Take a host out of its pool: it is standalone then."""

    host: HostId
    name: str
    pool: str = ""  # id, for what the task applies to

    @property
    def title(self) -> Text:
        return N_("Take {host} out of its pool", host=self.name)

    @property
    def verb(self) -> str:
        return PoolVerb.REMOVE_HOST.value

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        return (host_ref(self.host), *((pool_ref(self.pool),) if self.pool else ()))

    @property
    def cancellable(self) -> bool:
        return True

    async def run(self, ctx: Context) -> str:
        host = ctx.inventory.host(self.host)
        reason = why_not_leave(host, ctx.inventory)
        if reason is not None or host is None:
            attempt = N_("{host} could not be taken out of its pool", host=self.name)
            raise refusal(attempt, reason) if reason is not None else ConsoleError(attempt, cause=Cause.GONE)
        await _move(ctx, [host], "")
        return str(self.host)


def remove_from_pool(host: Host) -> RemoveFromPool:
    """The operation, with the host's name and pool."""
    return RemoveFromPool(host.id, host.name, host.record.pool)


def _joining(ctx: Context, hosts: Sequence[HostId], attempt: Text, *, move: bool = False) -> list[Host]:
    """The hosts as they are now; ConsoleError with the rules' reason when one can't join."""
    found = []
    for identity in dict.fromkeys(hosts):
        host = ctx.inventory.host(identity)
        asked = dataclasses.replace(host, record=dataclasses.replace(host.record, pool="")) if move and host is not None else host
        reason = why_not_join(asked, ctx.inventory)
        if reason is not None:
            raise refusal(attempt, reason)
        assert host is not None
        found.append(host)
    return found


async def _move(ctx: Context, hosts: Sequence[Host], pool: str) -> None:
    """Give hosts another pool ("": none); undone all together."""
    for host in hosts:
        ctx.undo.push_async_callback(_give_back, ctx, host.id, host.record.pool)
        await ctx.shield(ctx.world.hosts.update(dataclasses.replace(host.record, pool=pool)))


async def _give_back(ctx: Context, host: HostId, pool: str) -> None:
    now = ctx.inventory.host(host)
    if now is not None:
        await ctx.world.hosts.update(dataclasses.replace(now.record, pool=pool))
