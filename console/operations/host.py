"""Connecting, adding and removing hosts, as tasks: what happens shows in the inventory."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Ref
from console.model.inventory import Inventory
from console.model.objects import Host, HostRecord, HostState
from console.model.ports import HostsPort
from console.model.rules import Verb, why_not
from console.model.text import N_, Text
from console.operations.base import Context, Operation
from console.operations.subject import host_applies_to, host_name, refusal, wait_until


@dataclass(frozen=True)
class _OnHost:
    host: HostId
    name: str
    applies_to: tuple[Ref, ...] = ()

    @property
    def cancellable(self) -> bool:
        return True

    def _check(self, ctx: Context, verb: Verb, attempt: Text) -> None:
        host = ctx.inventory.host(self.host)
        if host is None:
            raise ConsoleError(N_("{host} is not in the list any more.", host=self.name), cause=Cause.GONE)
        reason = why_not(verb, host, ctx.inventory)
        if reason is not None:
            raise refusal(attempt, reason)


@dataclass(frozen=True)
class ConnectHost(_OnHost):
    """Connect; ends when the host is ready, or with the reason why it is not."""

    @property
    def title(self) -> Text:
        return N_("Connect to {host}", host=self.name)

    @property
    def verb(self) -> str:
        return Verb.HOST_CONNECT.value

    async def run(self, ctx: Context) -> str:
        self._check(ctx, Verb.HOST_CONNECT, N_("{host} could not be connected", host=self.name))
        ctx.phase(N_("Connecting"))
        await connected(ctx.inventory, ctx.world.hosts, self.host)
        now = ctx.inventory.host(self.host)
        if now is None or now.state is not HostState.READY:
            why = now.why if now is not None and now.why is not None else N_("the connection was given up")
            raise ConsoleError(
                N_("{host} could not be connected: {why}", host=self.name, why=why),
                cause=Cause.UNREACHABLE,
                remedy=now.remedy if now is not None else None,
            )
        return str(self.host)


async def connected(inventory: Inventory, hosts: HostsPort, host: HostId) -> None:
    """Begin to connect and wait until that is decided: ready, refused, lost or given up. The backend's own deadlines end it."""
    before = _stage(inventory.host(host))
    await hosts.connect(host)  # returns at once
    await wait_until(inventory, lambda: _stage(inventory.host(host)) != before, None)
    await wait_until(inventory, lambda: _decided(inventory.host(host)), None)


def _stage(host: Host | None) -> tuple[HostState, float] | None:
    return None if host is None else (host.state, host.since)


def _decided(host: Host | None) -> bool:
    return host is None or host.state not in (HostState.CONNECTING, HostState.STALE)


@dataclass(frozen=True)
class DisconnectHost(_OnHost):
    """Disconnect; VMs run on."""

    @property
    def title(self) -> Text:
        return N_("Disconnect from {host}", host=self.name)

    @property
    def verb(self) -> str:
        return Verb.HOST_DISCONNECT.value

    async def run(self, ctx: Context) -> str:
        self._check(ctx, Verb.HOST_DISCONNECT, N_("{host} could not be disconnected", host=self.name))
        await ctx.world.hosts.disconnect(self.host)
        return str(self.host)


@dataclass(frozen=True)
class RefreshHost(_OnHost):
    """Read everything of the host again (F5)."""

    @property
    def title(self) -> Text:
        return N_("Refresh {host}", host=self.name)

    @property
    def verb(self) -> str:
        return Verb.HOST_REFRESH.value

    async def run(self, ctx: Context) -> str:
        self._check(ctx, Verb.HOST_REFRESH, N_("{host} could not be refreshed", host=self.name))
        await ctx.world.hosts.refresh(self.host)
        return str(self.host)


@dataclass(frozen=True)
class RemoveHost(_OnHost):
    """Take the host out of the list. Nothing on the host changes."""

    @property
    def title(self) -> Text:
        return N_("Remove {host} from the list", host=self.name)

    @property
    def verb(self) -> str:
        return Verb.HOST_REMOVE.value

    async def run(self, ctx: Context) -> str:
        self._check(ctx, Verb.HOST_REMOVE, N_("{host} could not be removed", host=self.name))
        await ctx.shield(ctx.world.hosts.remove(self.host))
        return str(self.host)


@dataclass(frozen=True)
class SetAcceleration(_OnHost):
    """Override the check of hardware acceleration: "auto" | "kvm" | "emulation"."""

    override: str = "auto"

    @property
    def title(self) -> Text:
        return N_("Choose the acceleration of {host}", host=self.name)

    @property
    def verb(self) -> str:
        return Verb.HOST_ACCELERATION.value

    async def run(self, ctx: Context) -> str:
        self._check(ctx, Verb.HOST_ACCELERATION, N_("The acceleration of {host} could not be chosen", host=self.name))
        answer = await ctx.world.hosts.set_acceleration(self.host, self.override)
        return answer.state


@dataclass(frozen=True)
class AddHost:
    """Add a host to the list and connect to it."""

    record: HostRecord

    @property
    def title(self) -> Text:
        return N_("Add {host}", host=self.record.name)

    @property
    def verb(self) -> str:
        return "host-add"

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        return ()

    @property
    def cancellable(self) -> bool:
        return True

    async def run(self, ctx: Context) -> str:
        same = next((h for h in ctx.inventory.hosts() if h.record.uri == self.record.uri), None)
        if same is not None:
            raise ConsoleError(N_("{host} is in the list already, as {name}.", host=self.record.uri, name=same.name), cause=Cause.EXISTS)
        await ctx.shield(ctx.world.hosts.add(self.record))
        return str(self.record.id)


def record_of(uri: str) -> HostRecord:
    """A host that is given by its URI for this run only (--connect). Without a host name in it, the URI means this computer."""
    parts = urlsplit(uri)
    if not parts.scheme or not re.fullmatch(r"[a-z][a-z0-9]*(\+[a-z0-9]+)?", parts.scheme) or not uri.startswith(f"{parts.scheme}://"):
        raise ConsoleError(
            N_("“{uri}” is not a libvirt address.", uri=uri),
            cause=Cause.INVALID,
            remedy=N_("Write it like qemu:///session or qemu+ssh://user@host/system."),
        )
    return HostRecord(id=HostId(f"connect:{uri}"), name=parts.hostname or uri, uri=uri, local=not parts.hostname, saved=False)


_BY_VERB: dict[Verb, type[ConnectHost] | type[DisconnectHost] | type[RefreshHost] | type[RemoveHost]] = {
    Verb.HOST_CONNECT: ConnectHost,
    Verb.HOST_DISCONNECT: DisconnectHost,
    Verb.HOST_REFRESH: RefreshHost,
    Verb.HOST_REMOVE: RemoveHost,
}

HOST_VERBS = frozenset(_BY_VERB)


def on_host(verb: Verb, host: HostId, inventory: Inventory) -> Operation:
    """The operation of this verb for a host of the list."""
    return _BY_VERB[verb](host, host_name(inventory, host), host_applies_to(host, inventory))


def set_acceleration(host: HostId, override: str, inventory: Inventory) -> SetAcceleration:
    """The operation, with the host's name and pool."""
    return SetAcceleration(host, host_name(inventory, host), host_applies_to(host, inventory), override)
