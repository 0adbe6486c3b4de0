"""One host over its life: connect, list, follow, notice silence, reconnect. Everything here runs on the loop's thread; libvirt runs in workers.

connecting → ready ⇄ stale → lost → (back-off) → ready … ; *refused* waits for the user. What is shown stays what was last known.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import random
import time
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from console.backend import domains, listing, tools_disc
from console.backend.connection import Connection
from console.backend.events import Mailbox, Registration
from console.backend.hooks import GuestCalls, GuestWatchFactory, InterfaceAddress
from console.backend.links import Links, OpenTransport, Timing, Transport, open_plain
from console.backend.picture import OsLookup, Picture
from console.backend.refresh import Refresher
from console.backend.sockets import socket_paths
from console.backend.stats_loop import StatsLoop
from console.backend.tools_disc import ToolsDiscs
from console.backend.turns import Turns
from console.model.errors import Cause, ConsoleError
from console.model.inventory import Delta
from console.model.objects import Host, HostKind, HostRecord, HostState
from console.model.ports import Programs
from console.model.tasks import Event
from console.model.text import N_, Text

log = logging.getLogger("virtdeck.hub")

WAITS_FOR_USER = frozenset({Cause.REFUSED, Cause.UNSUPPORTED, Cause.INVALID, Cause.CANCELLED})
"""Causes of a failed connect that trying again would not mend."""

MAX_PENDING_OPENS = 3
"""Opens of one host that may hang at the same time (each holds a thread)."""
ANOTHER_OPEN_SECONDS = 30.0
"""A hung open gets company after so long: the network between may have changed."""

STEADY_SECONDS = 5.0
"""A connection that lasted so long begins its back-off anew."""

NAMES_FIRST_SECONDS = 5.0
"""So long at most the names of other hosts come before all else of this one."""

MAX_MIGRATIONS = 2
"""Live migrations that a host takes part in at the same time: more share its line and end later; they wait."""

_KINDS = {"qemu": HostKind.QEMU, "xen": HostKind.XEN, "test": HostKind.TEST, "lxc": HostKind.LXC, "bhyve": HostKind.BHYVE, "ch": HostKind.OTHER}


def kind_of(uri: str) -> HostKind:
    """Hypervisor driver by the URI's scheme."""
    return _KINDS.get(urlsplit(uri).scheme.partition("+")[0], HostKind.OTHER)


def transport_of(uri: str) -> str:
    """ "", "ssh", "tls", "tcp", "unix": libvirt's default for a URI with a host name is tls."""
    parts = urlsplit(uri)
    return parts.scheme.partition("+")[2] or ("tls" if parts.hostname else "")


def _by_address(uri: str) -> dict[str, Any]:
    """The fields of a Host that its logical URI tells."""
    return {"kind": kind_of(uri), "transport": transport_of(uri), "session": urlsplit(uri).path == "/session"}


async def _open(connection: Connection, what: Text) -> Connection:
    """The connection, opened; closed (when its open returns, if ever) on failure and cancel."""
    try:
        await connection.open(what)
    except BaseException:
        connection.close()
        raise
    return connection


@dataclass
class Environment:
    """What all sessions of a hub share; injected."""

    deliver: Callable[[Delta], None]
    announce: Callable[[Event], None]
    open_transport: OpenTransport = open_plain
    make_auth: Callable[[HostRecord], Any] | None = None
    guest_watch: GuestWatchFactory | None = None
    os_lookup: OsLookup | None = None
    timing: Timing = field(default_factory=Timing)
    opening: Turns = field(default_factory=lambda: Turns(8, 0.1))
    names: Turns = field(default_factory=Turns)
    turns: Turns = field(default_factory=Turns)  # all that is read after the names
    loaded: Callable[[HostSession], None] | None = None  # a first listing is complete
    programs: Programs | None = None  # runs programs on hosts that are reached by ssh


class HostSession:
    """The connection state machine of one host, and what is known of it (``picture``)."""

    def __init__(self, record: HostRecord, env: Environment) -> None:
        self.env = env
        self.timing = env.timing
        self.picture = Picture(Host(record=record, **_by_address(record.uri)), env.deliver, env.os_lookup)
        self.links: Links | None = None
        self.transport: Transport | None = None
        self.refresher: Refresher | None = None
        self._life: asyncio.Task[None] | None = None
        self._lost: asyncio.Future[Text] | None = None
        self._opens: dict[asyncio.Task[Connection], Connection] = {}
        self._opened_at = 0.0
        self.stats: StatsLoop | None = None
        self._mailbox: Mailbox | None = None
        self._visible: frozenset[str] = frozenset()
        self._host_visible = False
        self._background: set[asyncio.Task[Any]] = set()
        self.migrating = asyncio.Semaphore(MAX_MIGRATIONS)

    @property
    def record(self) -> HostRecord:
        return self.picture.host.record

    @property
    def name(self) -> str:
        return self.record.name

    # ------------------------------------------------------------------ wishes of the user

    def connect(self) -> None:
        """Connect, or try again now. Returns at once; the picture shows what comes of it."""
        self._end_life()
        self._life = self._spawn(self._run(), "life")

    async def disconnect(self) -> None:
        """Close, and show nothing of the host but itself."""
        self._end_life()
        self._drop_opens()
        self._drop_links()
        await self._close_transport()
        self.picture.clear()
        self._state(HostState.DISCONNECTED)
        self.picture.set_host(loaded=False)

    def address_changed(self) -> None:
        """The record has another URI: what followed from the old one is forgotten."""
        self.picture.set_host(**_by_address(self.record.uri), missing=(), guest_types=(), caps=None, tools_iso="", tools_version="")

    def abandon(self) -> list[Connection]:
        """The program ends: close everything in the background, at once."""
        self._end_life()
        self._drop_opens()
        connections = self._drop_links()
        for task in list(self._background):
            task.cancel()
        return connections

    async def close_transport(self) -> None:
        """End the way to the host (ssh master), after the connections."""
        await self._close_transport()

    def watch(self, uuids: frozenset[str], *, host: bool = False) -> None:
        """These VMs (and the host itself) are looked at now."""
        self._visible = uuids
        self._host_visible = host
        if self.picture.watch is not None:
            self.picture.watch.visible(uuids)
        if self.refresher is not None:
            self.refresher.visible = uuids
        if self.stats is not None:
            self.stats.visible(uuids, host)

    async def refresh(self) -> None:
        """Read everything again."""
        refresher = self.refresher
        if refresher is None:
            self.connect()
            return
        await refresher.list_all()

    # ------------------------------------------------------------------ life

    def _spawn(self, work: Coroutine[Any, Any, Any], what: str) -> asyncio.Task[Any]:
        task = asyncio.get_running_loop().create_task(work, name=f"{self.name}: {what}")
        self._background.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._background.discard(task)
        if not task.cancelled() and (problem := task.exception()) is not None and not isinstance(problem, ConsoleError):
            log.error("%s failed", task.get_name(), exc_info=problem)

    def _end_life(self) -> None:
        if self._life is not None:
            self._life.cancel()
            self._life = None

    def _drop_opens(self) -> None:
        for task in list(self._opens):  # their connections close when (if ever) the open returns
            task.cancel()
        self._opens.clear()

    def _state(self, state: HostState, why: Text | None = None, remedy: Text | None = None) -> None:
        old = self.picture.host.state
        if old is not state:
            log.info("%s: %s → %s %s", self.name, old.value, state.value, why.english() if why else "")
            self.picture.set_host(state=state, why=why, remedy=remedy, since=time.time())
        else:
            self.picture.set_host(why=why, remedy=remedy)

    def _announce(self, text: Text) -> None:
        self.env.announce(Event(time.time(), self.picture.host.ref, text, self.name))

    async def _run(self) -> None:
        """Connect and follow, again and again, until the user says otherwise."""
        self._drop_links()
        await self._close_transport()
        self._state(HostState.CONNECTING)
        retry = self.timing.first_retry
        was_ready = False
        while True:
            opened: float | None = None
            try:
                async with self.env.opening.one():
                    control = await self._reach()
                opened = time.monotonic()
                why = await self._follow(control, announce=was_ready)
            except ConsoleError as error:
                log.info("%s: %s | %s", self.name, error.text.english(), error.detail)
                if error.cause in WAITS_FOR_USER:
                    self._state(HostState.REFUSED, error.text, error.remedy)
                    return
                self._state(HostState.LOST, error.text, error.remedy)
            except Exception:  # an error of ours must not leave the host without a life
                log.exception("%s: connecting failed", self.name)
                self._state(HostState.LOST, N_("An error in Virtdeck itself. Details are in the log."))
            else:
                was_ready = True
                self._state(
                    HostState.LOST, N_("The connection to {host} was lost: {why}.", host=self.name, why=why), N_("Virtdeck reconnects by itself.")
                )
                self._announce(N_("Connection lost: {why}", why=why))
            if opened is not None and time.monotonic() - opened > STEADY_SECONDS:
                retry = self.timing.first_retry
            await self._pause(retry * random.uniform(0.7, 1.3))
            retry = min(retry * 2, self.timing.last_retry)

    async def _pause(self, seconds: float) -> None:
        """Wait for the next try, or for an open that was left hanging."""
        if self._opens:
            await asyncio.wait(self._opens, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        else:
            await asyncio.sleep(seconds)

    async def _reach(self) -> Connection:
        """An open control connection. A hung open is waited for a while only, but it is kept, and taken when it comes after all."""
        what = N_("{host} could not be connected", host=self.name)
        if self.transport is None:
            self.transport = await self.env.open_transport(self.record)
        uri = self.transport.uri
        for task, connection in list(self._opens.items()):
            if connection.uri != uri:  # of a transport that is no more
                task.cancel()
                del self._opens[task]
        now = time.monotonic()
        if not self._opens or (len(self._opens) < MAX_PENDING_OPENS and now - self._opened_at > ANOTHER_OPEN_SECONDS):
            self._opened_at = now
            connection = self._connection(uri)
            self._opens[asyncio.get_running_loop().create_task(_open(connection, what), name=f"{self.name}: open")] = connection
        while True:
            done, _ = await asyncio.wait(self._opens, timeout=self.timing.open, return_when=asyncio.FIRST_COMPLETED)
            if done or not any(connection.asking for connection in self._opens.values()):  # a person may take long to type a password
                break
        if not done:
            raise ConsoleError(
                N_("{host} does not answer.", host=self.name), cause=Cause.UNREACHABLE, remedy=N_("Virtdeck connects as soon as the host answers.")
            )
        found, failure = self._sort_opens(done)
        if found is not None:
            return found
        await self._close_transport()
        raise failure or ConsoleError(N_("{what}: {why}.", what=what, why=N_("it was cancelled")), cause=Cause.UNREACHABLE)

    def _connection(self, uri: str) -> Connection:
        auth = self.env.make_auth(self.record) if self.env.make_auth is not None else None
        return Connection(uri, self.name, auth=auth, keepalive=self.timing.keepalive, on_close=self._on_close)

    def _sort_opens(self, done: set[asyncio.Task[Connection]]) -> tuple[Connection | None, BaseException | None]:
        """The first good one of the ended opens; then nobody needs the others."""
        found: Connection | None = None
        failure: BaseException | None = None
        for task in done:
            self._opens.pop(task, None)
            if task.cancelled():
                continue
            if (problem := task.exception()) is not None:
                failure = problem
            elif found is None:
                found = task.result()
            else:
                task.result().close()
        if found is not None:
            for task in self._opens:
                task.cancel()
            self._opens.clear()
        return found, failure

    def _on_close(self, reason: Text) -> None:
        if self._lost is not None and not self._lost.done():
            self._lost.set_result(reason)

    async def _follow(self, control: Connection, *, announce: bool) -> Text:
        """Live with an open connection until it is lost; returns why."""
        loop = asyncio.get_running_loop()
        assert self.transport is not None
        self._lost = loop.create_future()
        if not control.alive:  # closed between its opening and now
            control.close()
            return N_("the host's libvirt closed the connection")
        make_auth = None if self.env.make_auth is None else functools.partial(self.env.make_auth, self.record)
        self.links = links = Links(self.name, self.transport.uri, control, make_auth, self.timing)
        self.refresher = refresher = Refresher(self.picture, links, self.env.announce, self.env.turns, self.env.names)
        refresher.visible = self._visible
        self._mailbox = mailbox = Mailbox(loop, refresher.notices)
        if self.picture.watch is None and self.env.guest_watch is not None:
            self.picture.watch = self.env.guest_watch(self.record.id, self._guest_calls())
            self.picture.watch.visible(self._visible)
            for vm in list(self.picture.vms.values()):  # known from before the connection was lost
                self.picture.watch.vm_changed(None, vm)
        self.stats = StatsLoop(self.picture, links, self.timing.stats)
        self.stats.visible(self._visible, self._host_visible)
        helpers: list[asyncio.Task[Any]] = []
        try:
            if not links.single:
                helpers.append(self._spawn(self._listen_for_silence(links), "keep an eye"))
            first = self._spawn(self._first_listing(links, refresher, mailbox, helpers, announce), "first listing")
            helpers.append(first)
            await asyncio.wait({first, self._lost}, return_when=asyncio.FIRST_COMPLETED)
            if first.done() and not first.cancelled() and (problem := first.exception()) is not None and not self._lost.done():
                raise problem
            return await self._lost
        finally:
            for task in helpers:
                task.cancel()
            if self.links is links:  # else a newer life has begun
                self._drop_links()

    async def _keep_reading(self, refresher: Refresher) -> None:
        await refresher.run()
        self._on_close(N_("the host does not answer"))  # it ends with the connection only, also where libvirt has not said so

    async def _first_listing(self, links: Links, refresher: Refresher, mailbox: Mailbox, helpers: list[asyncio.Task[Any]], announce: bool) -> None:
        """Lifecycle event, names and states, READY, the other events, facts, XML; in the order of what people look at first."""
        what = N_("{host} could not be read", host=self.name)
        registration = Registration(mailbox.post)
        links.control.before_close(registration.close)
        has_events = await links.control.call(registration.lifecycle, what=what)
        await refresher.list_names()
        await self._names_of_others()
        async with self.env.turns.one():
            facts = await links.control.call(lambda conn: listing.read_facts(conn, self.picture.host.kind), what=what)
        refresher.round_trip = facts.round_trip
        helpers.append(self._spawn(self._keep_reading(refresher), "refresh"))
        if self.stats is not None:
            helpers.append(self._spawn(self.stats.run(), "stats"))
        self.picture.set_host(
            **{name: getattr(facts, name) for name in facts.__dataclass_fields__ if name != "round_trip"},
            socket_paths=await links.control.worker.call(functools.partial(socket_paths, self.record, links.uri, facts.libvirt_version)),
        )
        self._state(HostState.READY)
        if announce:
            self._announce(N_("Connected again"))
        missing = await links.control.call(registration.others, what=what)
        if not has_events:
            missing = (*missing, ("events", N_("This host's libvirt does not announce changes; press F5 to read them.")))
        self.picture.set_host(missing=missing)
        discs = ToolsDiscs(self.picture, links)
        refresher.stored = functools.partial(self._look_for_discs, discs)
        slow = self._spawn(self._read_capabilities(links, what, discs), "capabilities")
        helpers.append(slow)
        await refresher.list_flags()
        await refresher.list_rest()
        await refresher.list_details()
        await slow
        self.picture.set_host(loaded=True)
        if self.env.loaded is not None:
            self.env.loaded(self)

    async def _names_of_others(self) -> None:
        """What people look for comes first: while other hosts are opened or give their names, nothing more is read here. Those that are far, or hang,
        have given up their places soon."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(NAMES_FIRST_SECONDS):
                await self.env.opening.idle()
                await self.env.names.idle()

    async def _read_capabilities(self, links: Links, what: Text, discs: ToolsDiscs) -> None:
        """On a job connection: a fresh daemon asks all its emulators first, which takes seconds."""
        async with links.job(what) as connection:
            async with self.env.turns.one():
                found = await connection.call(listing.read_capabilities, what=what)
            self._take_capabilities(found)
            if self.record.local or self.record.embedded:
                discs.customary(await connection.worker.call(tools_disc.here))
        if not (self.record.local or self.record.embedded) and self.picture.host.transport == "ssh" and self.env.programs is not None:
            discs.customary(await tools_disc.over_ssh(self.env.programs, self.record.id))

    def _look_for_discs(self, discs: ToolsDiscs, repositories: frozenset[str]) -> None:
        """Beside all else: a repository that does not answer holds up nothing."""
        self._spawn(discs.look(repositories), "tools disc")

    def _take_capabilities(self, found: listing.HostCapabilities) -> None:
        host = self.picture.host
        self.picture.set_host(
            arch=found.arch or host.arch,
            cpu_model=found.cpu_model,
            guest_types=found.guest_types,
            caps=found.caps,
            hypervisor_version=found.hypervisor_version,
            threads=found.threads or host.threads,
        )

    async def _listen_for_silence(self, links: Links) -> None:
        """Ask something when nothing has been heard for a while; no answer in time makes the host stale, an answer makes it ready again."""
        what = N_("{host} does not answer", host=self.name)
        while True:
            silent = time.monotonic() - links.answered()
            if silent < self.timing.ping:
                await asyncio.sleep(self.timing.ping - silent)
                continue
            ping = self._spawn(self._ping(links, what), "ping")
            done, _ = await asyncio.wait({ping}, timeout=self.timing.stale)
            if not done and links.control.alive:
                if self.picture.host.state is HostState.READY:
                    self._state(
                        HostState.STALE, N_("{host} does not answer at the moment.", host=self.name), N_("What is shown is what was last known.")
                    )
                await asyncio.wait({ping})
            if self.picture.host.state is HostState.STALE and links.control.alive and ping.done() and not ping.cancelled() and ping.result():
                self._state(HostState.READY)
            await asyncio.sleep(min(self.timing.ping, 1.0))  # also after a failed ping: never a busy loop

    async def _ping(self, links: Links, what: Text) -> bool:
        try:
            return await links.ping(what)
        except ConsoleError as error:
            if error.cause is Cause.UNREACHABLE and links is self.links:
                self._on_close(N_("the host does not answer"))
            return False

    def _drop_links(self) -> list[Connection]:
        if self._mailbox is not None:
            self._mailbox.close()
            self._mailbox = None
        self.refresher = None
        self.stats = None
        watch, self.picture.watch = self.picture.watch, None
        if watch is not None:
            watch.close()
        links, self.links = self.links, None
        return links.close() if links is not None else []

    async def _close_transport(self) -> None:
        transport, self.transport = self.transport, None
        if transport is not None:
            with contextlib.suppress(ConsoleError, OSError):
                await transport.close()

    # ------------------------------------------------------------------ for the guest watcher

    def _guest_calls(self) -> GuestCalls:
        return GuestCalls(
            agent_command=self.agent_command,
            interface_addresses=self.interface_addresses,
            patch=self.picture.patch,
            vm=self.picture.vms.get,
            host=lambda: self.picture.host,
        )

    def ready_links(self, what: Text) -> Links:
        """The connections, or ConsoleError(UNREACHABLE)."""
        if self.links is None or not self.links.control.alive:
            host = self.picture.host
            why = host.why or N_("the host is not connected")
            raise ConsoleError(
                N_("{what}: {host} is not connected.", what=what, host=self.name),
                cause=Cause.UNREACHABLE,
                remedy=host.remedy or N_("Connect the host, or wait until Virtdeck has reconnected."),
                detail=why.english(),
            )
        return self.links

    def vm_name(self, uuid: str) -> str:
        """A VM's name for messages; its UUID when it is not known."""
        vm = self.picture.vms.get(uuid)
        return vm.name if vm is not None else uuid

    async def agent_command(self, uuid: str, command: str, arguments: Mapping[str, Any] | None = None, seconds: int = 5) -> Any:
        """See :class:`console.backend.hooks.AgentCommand`."""
        what = N_("The guest agent of {name} could not be asked ({command})", name=self.vm_name(uuid), command=command)
        connection = await self.ready_links(what).role("agent")
        return await connection.call(lambda conn: domains.agent_command(conn, uuid, command, arguments, seconds), what=what)

    async def interface_addresses(self, uuid: str, source: str) -> list[InterfaceAddress]:
        """See :class:`console.backend.hooks.InterfaceAddresses`."""
        what = N_("The addresses of {name} could not be read", name=self.vm_name(uuid))
        links = self.ready_links(what)
        connection = await links.role("agent") if source == "agent" else links.control
        return await connection.call(lambda conn: domains.interface_addresses(conn, uuid, source), what=what)
