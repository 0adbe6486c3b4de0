"""Making, starting, stopping and deleting virtual networks."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Kind, Ref, host_ref
from console.model.inventory import Inventory
from console.model.objects import Network
from console.model.ports import HostPort
from console.model.rules_network import NetworkSpec, NetworkVerb, problems, why_not_network
from console.model.text import N_, Text
from console.operations.base import Context
from console.operations.subject import host_applies_to, refusal, wait_until
from console.xml.network import build_network

SHOW_SECONDS = 15.0
"""How long a change of a network may take to show."""


@dataclass(frozen=True)
class CreateNetwork:
    """Define a network, start it and have it start with the host, as the specification says. The result is its UUID."""

    host: HostId
    spec: NetworkSpec
    pool: str = ""
    uuid: str = field(default_factory=lambda: str(uuid.uuid4()))  # chosen beforehand: whatever has it is ours

    @property
    def title(self) -> Text:
        return N_("Create the network {name}", name=self.spec.name)

    @property
    def verb(self) -> str:
        return NetworkVerb.CREATE.value

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        pool = (Ref(Kind.POOL, HostId(""), self.pool),) if self.pool else ()
        return (Ref(Kind.NETWORK, self.host, self.uuid), host_ref(self.host), *pool)

    @property
    def cancellable(self) -> bool:
        return True

    async def run(self, ctx: Context) -> str:
        wrong = problems(self.spec, ctx.inventory.host(self.host), ctx.inventory.networks(self.host))
        if wrong:
            raise ConsoleError(
                N_("The network {name} could not be made: {why}", name=self.spec.name, why=wrong[0].text),
                cause=Cause.EXISTS if wrong[0].field == "name" and self.spec.name else Cause.INVALID,
            )
        port = ctx.world.hosts.port(self.host)
        ctx.phase(N_("Defining the network"))
        sent = _Sent()
        ctx.undo.push_async_callback(_remove, ctx, port, self.uuid, sent)
        await ctx.shield(self._define(ctx, port, sent))
        if self.spec.start:
            ctx.phase(N_("Starting the network"))
            await ctx.shield(port.start_network(self.uuid))
        if self.spec.autostart:
            await ctx.shield(port.set_network_autostart(self.uuid, True))
        ref = Ref(Kind.NETWORK, self.host, self.uuid)
        wanted = (self.spec.start, self.spec.autostart)
        await wait_until(
            ctx.inventory, lambda: isinstance(now := ctx.inventory.get(ref), Network) and (now.active, now.autostart) == wanted, SHOW_SECONDS
        )
        if sent.entry is not None:
            await ctx.shield(ctx.world.journal.close(sent.entry))
        return self.uuid

    async def _define(self, ctx: Context, port: HostPort, sent: _Sent) -> None:
        sent.entry = await ctx.world.journal.announce(ctx.task_id, self.title.english(), "network", str(self.host), self.uuid, self.spec.name)
        sent.sent = True
        await port.define_network(build_network(self.spec, self.uuid))
        await ctx.world.journal.confirm(sent.entry, self.uuid, self.uuid)


@dataclass
class _Sent:
    sent: bool = False
    entry: int | None = None


async def _remove(ctx: Context, port: HostPort, uuid: str, sent: _Sent) -> None:
    """Undo of the definition; gone already is as good."""
    if sent.sent:
        try:
            await port.delete_network(uuid)
        except ConsoleError as failure:
            if failure.cause is not Cause.GONE:
                raise
    if sent.entry is not None:
        await ctx.world.journal.close(sent.entry)


@dataclass(frozen=True)
class ChangeNetwork:
    """Start, stop or delete a network, or have it start with its host (``on``)."""

    ref: Ref
    name: str
    what: NetworkVerb
    on: bool = True
    ancestors: tuple[Ref, ...] = ()

    @property
    def title(self) -> Text:
        match self.what:
            case NetworkVerb.START:
                return N_("Start the network {name}", name=self.name)
            case NetworkVerb.STOP:
                return N_("Stop the network {name}", name=self.name)
            case NetworkVerb.DELETE:
                return N_("Delete the network {name}", name=self.name)
            case _:
                if self.on:
                    return N_("Start the network {name} with its host", name=self.name)
                return N_("Do not start the network {name} with its host", name=self.name)

    @property
    def verb(self) -> str:
        return self.what.value

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        return (self.ref, *self.ancestors)

    @property
    def cancellable(self) -> bool:
        return False

    async def run(self, ctx: Context) -> str:
        found = ctx.inventory.get(self.ref)
        attempt = N_("{task}: not done", task=self.title)
        if not isinstance(found, Network):
            raise ConsoleError(N_("The network {name} does not exist any more.", name=self.name), cause=Cause.GONE)
        if (reason := why_not_network(self.what, found, ctx.inventory)) is not None:
            raise refusal(attempt, reason)
        port, key = ctx.world.hosts.port(self.ref.host), self.ref.key
        match self.what:
            case NetworkVerb.START:
                await ctx.shield(port.start_network(key))
            case NetworkVerb.STOP:
                await ctx.shield(port.stop_network(key))
            case NetworkVerb.DELETE:
                await ctx.shield(port.delete_network(key))
            case _:
                await ctx.shield(port.set_network_autostart(key, self.on))
        if not await wait_until(ctx.inventory, lambda: self._shown(ctx.inventory), SHOW_SECONDS):
            raise ConsoleError(
                N_("{task}: the host accepted it, but does not show it yet.", task=self.title),
                cause=Cause.TIMEOUT,
                remedy=N_("Refresh the host (F5)."),
            )
        return key

    def _shown(self, inventory: Inventory) -> bool:
        now = inventory.get(self.ref)
        match self.what:
            case NetworkVerb.START:
                return isinstance(now, Network) and now.active
            case NetworkVerb.STOP:
                return not isinstance(now, Network) or not now.active
            case NetworkVerb.DELETE:
                return now is None
            case _:
                return isinstance(now, Network) and now.autostart == self.on


def create_network(host: HostId, spec: NetworkSpec, inventory: Inventory) -> CreateNetwork:
    """The operation, with the host's pool filled in."""
    found = inventory.host(host)
    return CreateNetwork(host, spec, found.record.pool if found is not None else "")


def change_network(network: Network, what: NetworkVerb, inventory: Inventory, *, on: bool = True) -> ChangeNetwork:
    """The operation, applied to the network, its host and its pool."""
    return ChangeNetwork(network.ref, network.name, what, on, host_applies_to(network.host, inventory))
