"""The connections of one host, by role: *control* (listing, events, reads), *stats*, *agent*, and *jobs* (whatever may take long or hang).

A guest that hangs can block the call about it for many seconds; with roles it holds up its own kind only. ``test:///`` lives inside the client,
and ``test:///file`` is a world of its own for each connection: there one connection plays all roles.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlsplit

from console.backend.connection import Connection, Keepalive
from console.model.errors import Cause, ConsoleError
from console.model.objects import HostRecord
from console.model.text import N_, Text

log = logging.getLogger("virtdeck.hub")

MAX_JOBS = 8
"""Job connections a host at the same time; more wait."""
JOB_IDLE_SECONDS = 20.0
"""An unused job connection is kept so long for the next job."""


class Transport(Protocol):
    """The way to a host's libvirt, as :mod:`console.backend.transport` makes it."""

    @property
    def uri(self) -> str:
        """What to give to virConnectOpen; private, never shown or stored."""
        ...

    async def forward(self, host: str, port: int) -> tuple[str, int]:
        """An address on this computer that leads to ``host``:``port`` as seen from the host."""
        ...

    async def close(self) -> None: ...


OpenTransport = Callable[[HostRecord], Awaitable[Transport]]


@dataclass(frozen=True, slots=True)
class PlainTransport:
    """libvirt itself reaches the host: local, unix socket, tls, tcp, test."""

    uri: str

    async def forward(self, host: str, port: int) -> tuple[str, int]:
        """The address as it is."""
        return host, port

    async def close(self) -> None:
        """Nothing is held."""


async def open_plain(record: HostRecord) -> Transport:
    """The default opener: the logical URI is the transport's."""
    return PlainTransport(record.uri)


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds and counts of the hub; tests make them small."""

    keepalive: Keepalive = Keepalive()
    ping: float = 5.0  # a connection that has been silent so long is asked something
    stale: float = 5.0  # an answer that takes longer makes the host STALE
    open: float = 10.0  # an open that takes longer makes the host LOST; it is not given up
    first_retry: float = 0.5
    last_retry: float = 30.0
    stats: float = 2.0
    shutdown: float = 1.0


def is_local_driver(uri: str) -> bool:
    """The driver that lives inside the client: test:/// without a transport."""
    return urlsplit(uri).scheme == "test"


@dataclass
class _Job:
    connection: Connection
    expiry: asyncio.TimerHandle | None = None


@dataclass
class Links:
    """Connections of one host, from the opened control connection to the close of them all."""

    name: str
    uri: str
    control: Connection
    make_auth: Callable[[], Any] | None = None
    timing: Timing = field(default_factory=Timing)
    _roles: dict[str, Connection] = field(default_factory=dict)
    _opening: dict[str, asyncio.Lock] = field(default_factory=dict)
    _idle: list[_Job] = field(default_factory=list)
    _busy: set[Connection] = field(default_factory=set)
    _slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MAX_JOBS))
    _closed: bool = False

    @property
    def single(self) -> bool:
        """One connection plays all roles."""
        return is_local_driver(self.uri)

    def connections(self) -> list[Connection]:
        """All that are open now."""
        return [self.control, *self._roles.values(), *(job.connection for job in self._idle), *self._busy]

    async def role(self, role: str) -> Connection:
        """The lasting connection "stats" or "agent", opened when first wanted and again after it broke."""
        if self.single:
            return self.control
        async with self._opening.setdefault(role, asyncio.Lock()):
            found = self._roles.get(role)
            if found is None or not found.alive:
                if found is not None:
                    found.close()
                self._roles[role] = found = await self._open(role)
            return found

    @asynccontextmanager
    async def job(self, what: Text) -> AsyncIterator[Connection]:
        """A connection for one job alone (start, save, stream, copy, …)."""
        if self.single:
            yield self.control
            return
        async with self._slots:
            connection = self._take_idle() or await self._open("job", what)
            self._busy.add(connection)
            try:
                yield connection
            finally:
                self._busy.discard(connection)
                self._give_back(connection)

    @asynccontextmanager
    async def reader(self, what: Text) -> AsyncIterator[Connection]:
        """A connection for reading beside others; takes none of the jobs' places, and is kept a while for the next job."""
        connection = self._take_idle() or await self._open("reader", what)
        self._busy.add(connection)
        try:
            yield connection
        finally:
            self._busy.discard(connection)
            self._give_back(connection)

    async def own(self, what: Text) -> Connection:
        """A new connection that the caller closes: text consoles."""
        return await self._open("console", what)

    def _take_idle(self) -> Connection | None:
        while self._idle:
            job = self._idle.pop()
            if job.expiry is not None:
                job.expiry.cancel()
            if job.connection.alive:
                return job.connection
            job.connection.close()
        return None

    def _give_back(self, connection: Connection) -> None:
        if self._closed or not connection.alive or not connection.worker.idle:  # cancelled in the middle of a call: it closes after that
            connection.close()
            return
        job = _Job(connection)
        job.expiry = asyncio.get_running_loop().call_later(JOB_IDLE_SECONDS, self._expire, job)
        self._idle.append(job)

    def _expire(self, job: _Job) -> None:
        if job in self._idle:
            self._idle.remove(job)
        job.connection.close()

    async def _open(self, role: str, what: Text | None = None) -> Connection:
        what = what or N_("Another connection to {host} could not be opened", host=self.name)
        if self._closed:
            raise ConsoleError(N_("{what}: {why}.", what=what, why=N_("the host is not connected")), cause=Cause.UNREACHABLE)
        connection = Connection(
            self.uri, f"{self.name} {role}", auth=None if self.make_auth is None else self.make_auth(), keepalive=self.timing.keepalive
        )
        try:
            async with asyncio.timeout(self.timing.open):
                await connection.open(what)
        except TimeoutError:
            connection.close()
            raise ConsoleError(N_("{what}: {why}.", what=what, why=N_("the host does not answer")), cause=Cause.UNREACHABLE) from None
        except BaseException:
            connection.close()
            raise
        if self._closed:
            connection.close()
        return connection

    def answered(self) -> float:
        """time.monotonic() of the last answer on any connection."""
        return max(connection.worker.answered for connection in self.connections() if connection.alive or connection is self.control)

    async def ping(self, what: Text) -> bool:
        """Ask the host the cheapest thing, on a connection that waits for nothing else. Ends with the answer or with that connection.

        Only the control connection's failure is raised; another one may have died on its own: then False.
        """
        for connection in self.connections():
            if connection.alive and connection.worker.idle:
                try:
                    await connection.call(_cheapest, what=what)
                    return True
                except ConsoleError:
                    if connection is self.control:
                        raise
                    return False
        try:
            async with self.job(what) as connection:
                await connection.call(_cheapest, what=what)
                return True
        except ConsoleError:
            return False

    def close(self) -> list[Connection]:
        """Close all in the background; returns them, for who wants to wait a little."""
        self._closed = True
        everything = self.connections()
        for job in self._idle:
            if job.expiry is not None:
                job.expiry.cancel()
        self._idle.clear()
        self._roles.clear()
        for connection in everything:
            connection.close()
        return everything


def _cheapest(conn: Any) -> int:
    return int(conn.getLibVersion())


async def closed(connections: list[Connection], seconds: float) -> None:
    """Wait until workers have closed their connections, ``seconds`` at most. Hung ones are left behind: their threads are daemons."""
    waiting = [asyncio.ensure_future(connection.finished.wait()) for connection in connections]
    if waiting:
        _done, hung = await asyncio.wait(waiting, timeout=seconds)
        for each in hung:
            each.cancel()
