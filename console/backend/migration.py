"""Live migration between two hosts: on a job connection of the source (peer-to-peer), or on one of each (direct, led by this computer).

Progress and cancel go over other connections. In a direct migration the destination's connection is lent to the source's worker, while its own
worker waits: a connection never has two calls in flight (``design.md`` §2).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import libvirt

from console.backend.connection import Connection
from console.backend.domains import domain
from console.backend.errors import detail_of, is_code
from console.backend.port_network import NetworkPort
from console.model.errors import Cause, ConsoleError
from console.model.migration import PeerUnreachable
from console.model.ports import HostPort, MigrationOrder, MigrationProgress
from console.model.text import N_, Text
from console.xml.migrate import cpu_of

T = TypeVar("T")
log = logging.getLogger("virtdeck.migration")

LOOK_SECONDS = 0.5
ABORT_SECONDS = 1.0
"""Between two tries to stop it: libvirt refuses while the job has not begun or is in its last phase."""
PEER_SECONDS = 60
"""Until a daemon must have got through to the other one. TCP alone tries for two minutes."""
ASK_SECONDS = 10.0
"""For the question whether it has."""
STOP_SECONDS = 5.0
"""For a call that was told to stop."""


class MigrationPort(NetworkPort):
    """What a host does for VMs that come and go."""

    async def migratable_xml(self, uuid: str) -> str:
        what = N_("The configuration of {name} could not be read", name=self._session.vm_name(uuid))
        return await self._read(what, _migratable, uuid)

    async def compare_cpu(self, xml: str) -> bool | None:
        what = N_("The CPU of {host} could not be compared", host=self._session.name)
        return await self._job(what, _compare, xml)

    async def runs(self, uuid: str) -> str | None:
        return await self._job(N_("The state of {name} could not be read", name=self._session.vm_name(uuid)), _runs, uuid)

    async def migrate(self, order: MigrationOrder, to: HostPort, on_progress: Callable[[MigrationProgress], None]) -> None:
        assert isinstance(to, MigrationPort)
        what = N_("{name} could not be migrated to {host}", name=self._session.vm_name(order.uuid), host=to._session.name)
        async with contextlib.AsyncExitStack() as stack:
            for port in sorted((self, to), key=lambda each: each.id):  # everybody in one order: no two wait for each other
                await stack.enter_async_context(port._session.migrating)
            links = self._session.ready_links(what)
            mine = await stack.enter_async_context(links.job(what))
            stack.enter_context(self._shown_migrating(order.uuid))
            if order.peer_uri:
                running = asyncio.ensure_future(mine.call(lambda conn: _peer_to_peer(conn, order), what=what))
                await self._watch(order, running, None, what, on_progress, _Peers(to, time.monotonic() + PEER_SECONDS))
            else:
                theirs = await stack.enter_async_context(to._session.ready_links(what).job(what))
                await self._direct(order, mine, theirs, what, on_progress)
        for port in (self, to):
            if port._session.refresher is not None:
                port._session.refresher.touch(order.uuid)

    @contextlib.contextmanager
    def _shown_migrating(self, uuid: str) -> Iterator[None]:
        """The VM is marked while it is on its way; where it has gone over, there is nothing left to mark here."""
        self._session.picture.patches({uuid: {"migrating": True}})
        try:
            yield
        finally:
            self._session.picture.patches({uuid: {"migrating": False}})

    async def _direct(
        self, order: MigrationOrder, mine: Connection, theirs: Connection, what: Text, on_progress: Callable[[MigrationProgress], None]
    ) -> None:
        loan = _Loan()
        lending = asyncio.ensure_future(theirs.call(loan.lend, what=what))
        try:
            running = asyncio.ensure_future(mine.call(lambda conn: _direct(conn, loan, order), what=what))
            await self._watch(order, running, theirs, what, on_progress)
        finally:
            loan.over.set()
            with contextlib.suppress(ConsoleError):
                await lending

    async def _watch(
        self,
        order: MigrationOrder,
        running: asyncio.Future[None],
        theirs: Connection | None,
        what: Text,
        on_progress: Callable[[MigrationProgress], None],
        peers: _Peers | None = None,
    ) -> None:
        """Until the call has ended. A cancel, and the loss of the destination in a direct migration, stop it at the source.

        ``peers``: a daemon that does not reach the other one waits for its connection as long as TCP does, or for ever, and no cancel reaches it
        there. It is told to stop, which it remembers (libvirt looks at that before it begins), and is not waited for any longer.
        """
        cancelled = lost = False
        while not running.done():
            try:
                await asyncio.wait({running}, timeout=ABORT_SECONDS if cancelled or lost else LOOK_SECONDS)
                if running.done():
                    break
                lost = lost or (theirs is not None and not theirs.alive)
                if cancelled or lost:
                    await self._abort(order.uuid, what)
                else:
                    began = await self._report(order.uuid, what, on_progress)
                    if began:
                        peers = None
                if peers is not None and (cancelled or time.monotonic() > peers.until):
                    if await peers.heard(order.uuid):
                        peers = None
                    elif await self._abort(order.uuid, what) and await _not_over(running):
                        running.cancel()
                        if not cancelled:
                            raise _no_answer(what, peers.to._session.name)
                        break
            except asyncio.CancelledError:
                cancelled = True
                with contextlib.suppress(asyncio.CancelledError):
                    await self._abort(order.uuid, what)
        failure = asyncio.CancelledError() if not running.done() else running.exception()
        if failure is None:
            return  # also where a cancel came too late
        if cancelled and not (isinstance(failure, ConsoleError) and failure.cause is Cause.UNREACHABLE):
            raise asyncio.CancelledError
        raise failure

    async def _abort(self, uuid: str, what: Text) -> bool:
        """Whether libvirt took it."""
        try:
            await self._beside(what, lambda conn: domain(conn, uuid).abortJob() and None)
        except ConsoleError as failure:  # it has not begun, or is over: the call itself tells
            log.info("not stopped yet: %s", failure.detail)
            return False
        return True

    async def _beside(self, what: Text, function: Callable[[Any], T]) -> T:
        """On a connection that takes none of the jobs' places: a cancel must get through while they are all taken."""
        async with self._session.ready_links(what).reader(what) as connection:
            return await connection.call(function, what=what)

    async def _report(self, uuid: str, what: Text, on_progress: Callable[[MigrationProgress], None]) -> bool:
        """Whether something is known to go over."""
        try:
            found = await self._beside(what, lambda conn: _progress(conn, uuid))
        except ConsoleError:  # over already, or the host has other troubles: the migration itself tells
            return False
        if found is not None:
            on_progress(found)
        return found is not None and bool(found.total_bytes)


@dataclass(frozen=True, slots=True)
class _Peers:
    """Until when the source's daemon may be silent before the other one has heard of it."""

    to: MigrationPort
    until: float  # time.monotonic()

    async def heard(self, uuid: str) -> bool:
        """Whether the other one has the VM already (it comes in); not where it does not answer us either."""
        try:
            async with asyncio.timeout(ASK_SECONDS):
                return await self.to.runs(uuid) is not None
        except (ConsoleError, TimeoutError):
            return False


async def _not_over(running: asyncio.Future[None]) -> bool:
    """Whether the call goes on although it was told to stop."""
    await asyncio.wait({running}, timeout=STOP_SECONDS)
    return not running.done()


def _no_answer(what: Text, name: str) -> ConsoleError:
    return ConsoleError(
        N_(
            "{what}: the hosts' libvirt daemons do not reach each other; {host} did not answer in {seconds} s.",
            what=what,
            host=name,
            seconds=PEER_SECONDS,
        ),
        cause=Cause.TIMEOUT,
        remedy=N_("Let the hosts' firewalls pass libvirt's connections and TCP ports 49152 to 49215, then try again in some minutes."),
    )


class _Loan:
    """The destination's virConnect for another worker's call, while its own worker does nothing else."""

    def __init__(self) -> None:
        self.over = threading.Event()
        self._there = threading.Event()
        self._conn: Any = None

    def lend(self, conn: Any) -> None:
        """In the destination's worker."""
        self._conn = conn
        self._there.set()
        self.over.wait()
        self._conn = None

    def take(self) -> Any:
        """In the source's worker."""
        while not self._there.wait(0.2):
            if self.over.is_set():
                raise ConsoleError(N_("The migration was given up before it began."), cause=Cause.CANCELLED)
        return self._conn


# --------------------------------------------------------------------------- in the workers


def _flags(order: MigrationOrder) -> int:
    flags = libvirt.VIR_MIGRATE_LIVE | libvirt.VIR_MIGRATE_ABORT_ON_ERROR
    if order.persistent:
        flags |= libvirt.VIR_MIGRATE_PERSIST_DEST | libvirt.VIR_MIGRATE_UNDEFINE_SOURCE
    if order.copied:
        flags |= libvirt.VIR_MIGRATE_NON_SHARED_DISK
    if order.unsafe:
        flags |= libvirt.VIR_MIGRATE_UNSAFE
    if order.converge:
        flags |= libvirt.VIR_MIGRATE_AUTO_CONVERGE
    return int(flags)


def _parameters(order: MigrationOrder) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if order.xml:
        found[libvirt.VIR_MIGRATE_PARAM_DEST_XML] = order.xml
    if order.persistent and order.persistent_xml:
        found[libvirt.VIR_MIGRATE_PARAM_PERSIST_XML] = order.persistent_xml
    if order.copied:
        found[libvirt.VIR_MIGRATE_PARAM_MIGRATE_DISKS] = list(order.copied)
    if order.bandwidth_mib:
        found[libvirt.VIR_MIGRATE_PARAM_BANDWIDTH] = order.bandwidth_mib
    return found


def _try(conn: Any, order: MigrationOrder, call: Callable[[Any, dict[str, Any], int], object]) -> None:
    """Xen's driver knows no auto-converge and no abort on error: they are left out where they are not known."""
    optional = libvirt.VIR_MIGRATE_AUTO_CONVERGE | libvirt.VIR_MIGRATE_ABORT_ON_ERROR
    flags = _flags(order)
    try:
        call(domain(conn, order.uuid), _parameters(order), flags)
    except libvirt.libvirtError as error:
        if not is_code(error, "INVALID_ARG", "ARGUMENT_UNSUPPORTED") or "unsupported flags" not in str(error).lower():
            raise
        call(domain(conn, order.uuid), _parameters(order), flags & ~optional)


_NO_WAY = ("connect to remote libvirt", "unable to connect to server", "unable to resolve address", "certificate", "authentication failed")
"""Words of libvirt where one daemon does not get to the other (no way, no trust). Nothing has been done then: the console may lead."""


def _peer_to_peer(conn: Any, order: MigrationOrder) -> None:
    try:
        _try(
            conn,
            order,
            lambda found, parameters, flags: found.migrateToURI3(order.peer_uri, parameters, flags | libvirt.VIR_MIGRATE_PEER2PEER) and None,
        )
    except libvirt.libvirtError as error:
        if any(word in str(error).lower() for word in _NO_WAY) or is_code(error, "AUTH_FAILED", "AUTH_UNAVAILABLE", "AUTH_CANCELLED", "UNKNOWN_HOST"):
            raise PeerUnreachable(detail_of(error)) from None
        raise


def _direct(conn: Any, loan: _Loan, order: MigrationOrder) -> None:
    flag = libvirt.VIR_MIGRATE_CHANGE_PROTECTION if order.persistent else 0
    there = loan.take()
    _try(conn, order, lambda found, parameters, flags: found.migrate3(there, parameters, flags | flag) and None)


def _migratable(conn: Any, uuid: str) -> str:
    return str(domain(conn, uuid).XMLDesc(libvirt.VIR_DOMAIN_XML_MIGRATABLE | libvirt.VIR_DOMAIN_XML_SECURE))


def _runs(conn: Any, uuid: str) -> str | None:
    try:
        state = domain(conn, uuid).state()[0]
    except libvirt.libvirtError as error:
        if is_code(error, "NO_DOMAIN"):
            return None
        raise
    if state in (libvirt.VIR_DOMAIN_SHUTOFF, libvirt.VIR_DOMAIN_NOSTATE):
        return "off"
    return "paused" if state == libvirt.VIR_DOMAIN_PAUSED else "running"


def _compare(conn: Any, xml: str) -> bool | None:
    """https://libvirt.org/html/libvirt-libvirt-host.html#virConnectCompareHypervisorCPU"""
    cpu = cpu_of(xml)
    if cpu is None:
        return None
    try:
        found = conn.compareHypervisorCPU(None, cpu.arch or None, cpu.machine or None, cpu.type or None, cpu.xml, 0)
    except libvirt.libvirtError as error:
        log.info("CPU not compared: %s", error)
        return None
    return bool(found in (libvirt.VIR_CPU_COMPARE_IDENTICAL, libvirt.VIR_CPU_COMPARE_SUPERSET))


def _progress(conn: Any, uuid: str) -> MigrationProgress | None:
    stats = domain(conn, uuid).jobStats()
    if stats.get("type", libvirt.VIR_DOMAIN_JOB_NONE) in (libvirt.VIR_DOMAIN_JOB_NONE, libvirt.VIR_DOMAIN_JOB_COMPLETED):
        return None
    disks = bool(stats.get("disk_remaining")) and not stats.get("memory_processed")
    total = int(stats.get("data_total", 0))
    remaining = int(stats.get("data_remaining", 0))
    return MigrationProgress(max(0, total - remaining), total or None, disks, int(stats.get("memory_iteration", 0)))
