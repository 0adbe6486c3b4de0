"""All hosts: connects them, keeps the inventory true, gives out their ports. The one object of the backend that the composition root makes.

Each host has a session of its own with its own threads: a hung or dead one never slows another.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from console.backend import acceleration
from console.backend.hooks import GuestWatchFactory
from console.backend.links import OpenTransport, Timing, closed, open_plain
from console.backend.picture import OsLookup
from console.backend.port import Port
from console.backend.session import Environment, HostSession
from console.backend.shares import Shares
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Kind, Ref
from console.model.inventory import Delta, Drop, Put
from console.model.objects import Acceleration, Host, HostKind, HostRecord, Pool, PoolRecord
from console.model.paths import Paths
from console.model.ports import Background, HostPort, Keyring, ProbeStep, Programs, Questions, Settings
from console.model.sharing import SharedFolder
from console.model.tasks import Event
from console.model.text import N_

log = logging.getLogger("virtdeck.hub")

Probe = Callable[[str], Awaitable[tuple[ProbeStep, ...]]]
CheckAcceleration = Callable[[Host, HostPort], Awaitable[Acceleration]]
"""Finds out whether KVM works on a local host that is loaded (the answer may be remembered)."""
MakeAuth = Callable[[HostRecord], Any]


class Hub:
    """See :class:`console.model.ports.HostsPort`. Made and used on the loop's thread.

    ``open_transport``, ``make_auth``, ``probe``, ``check_acceleration``, ``guest_watch`` and ``os_lookup`` are other parts of the backend and the
    composition root, injected.
    """

    def __init__(
        self,
        *,
        settings: Settings | None = None,
        keyring: Keyring | None = None,
        questions: Questions | None = None,
        background: Background | None = None,
        programs: Programs | None = None,
        paths: Paths | None = None,
        deliver: Callable[[Delta], None],
        announce: Callable[[Event], None],
        open_transport: OpenTransport | None = None,
        make_auth: MakeAuth | None = None,
        probe: Probe | None = None,
        check_acceleration: CheckAcceleration | None = None,
        guest_watch: GuestWatchFactory | None = None,
        os_lookup: OsLookup | None = None,
        timing: Timing | None = None,
    ) -> None:
        self._settings = settings
        self._keyring = keyring
        self._questions = questions
        self._background = background
        self._programs = programs
        self._paths = paths
        self._shares = Shares(settings, deliver)
        self._deliver = self._shares.deliver
        self._probe = probe
        self._check_acceleration = check_acceleration or self._default_check()
        self._env = Environment(
            deliver=self._shares.deliver,
            announce=announce,
            open_transport=open_transport or open_plain,
            make_auth=make_auth,
            guest_watch=guest_watch,
            os_lookup=os_lookup,
            timing=timing or Timing(),
            loaded=self._loaded,
            programs=programs,
        )
        self._sessions: dict[HostId, HostSession] = {}
        self._ports: dict[HostId, Port] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._watched: tuple[Ref, ...] = ()
        self._pools: dict[str, PoolRecord] = {}

    # ------------------------------------------------------------------ life

    async def start(self, records: Sequence[HostRecord], pools: Sequence[PoolRecord] = (), *, connect: bool = True) -> None:
        """Show hosts and pools, begin to connect those that want it, all at once (``connect`` False: none of them). Returns without waiting."""
        self._shares.load()
        self._pools = {pool.id: pool for pool in pools}
        for record in records:
            self._make(record)
        self._deliver(
            Delta(
                (
                    *(Put(Pool(pool)) for pool in pools),
                    *(Put(session.picture.host) for session in self._sessions.values()),
                )
            )
        )
        for session in self._sessions.values():
            if connect and session.record.autoconnect:
                session.connect()

    async def shutdown(self) -> None:
        """Close everything that closes within about a second; leave the rest to the end of the process. Never waits for a hung host."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*(self._shut(session) for session in self._sessions.values()))

    async def _shut(self, session: HostSession) -> None:
        await closed(session.abandon(), self._env.timing.shutdown * 0.8)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._env.timing.shutdown * 0.5):
                await session.close_transport()

    def _make(self, record: HostRecord) -> HostSession:
        session = HostSession(record, self._env)
        self._sessions[record.id] = session
        self._ports[record.id] = Port(session, self._background, self._programs)
        return session

    def _session(self, host: HostId) -> HostSession:
        session = self._sessions.get(host)
        if session is None:
            raise ConsoleError(N_("There is no such host (any more)."), cause=Cause.GONE, detail=str(host))
        return session

    # ------------------------------------------------------------------ HostsPort

    def port(self, host: HostId) -> HostPort:
        """The port of a host; ConsoleError(UNREACHABLE) if there is none."""
        port = self._ports.get(host)
        if port is None:
            raise ConsoleError(N_("There is no such host (any more)."), cause=Cause.UNREACHABLE, detail=str(host))
        return port

    async def add(self, record: HostRecord) -> None:
        """A new host: shown, saved, connected. ConsoleError(EXISTS) if its id is taken."""
        if record.id in self._sessions:
            raise ConsoleError(N_("{host} is there already.", host=record.name), cause=Cause.EXISTS)
        session = self._make(record)
        session.picture.put_host()
        await self._save()
        if record.autoconnect:
            session.connect()

    async def update(self, record: HostRecord) -> None:
        """Another name, address or pool; a new address reconnects."""
        session = self._session(record.id)
        old = session.record
        session.picture.set_host(record=record)
        await self._save()
        if old.uri != record.uri:
            await session.disconnect()
            session.address_changed()
            session.connect()

    async def remove(self, host: HostId) -> None:
        """Forget a host; nothing on it is touched."""
        session = self._session(host)
        await session.disconnect()
        del self._sessions[host], self._ports[host]
        self._deliver(Delta((Drop(session.picture.host.ref),)))
        await self._save()
        if self._keyring is not None:
            await self._keyring.forget(host)

    async def put_pool(self, record: PoolRecord) -> None:
        """Make a pool, or give it another name."""
        self._pools[record.id] = record
        self._deliver(Delta((Put(Pool(record)),)))
        await self._save_pools()

    async def drop_pool(self, pool: str) -> None:
        """Forget a pool and what was declared of its storage."""
        record = self._pools.pop(pool, None)
        if record is None:
            return
        for share in self._shares.all():
            if share.pool == pool:
                self._shares.drop(share.id)
        self._deliver(Delta((Drop(Pool(record).ref),)))
        await self._save_pools()

    async def connect(self, host: HostId) -> None:
        """Connect, or try again now. Returns at once; the host's state tells."""
        self._session(host).connect()

    async def disconnect(self, host: HostId) -> None:
        """Close the connection until the user wants it again."""
        await self._session(host).disconnect()

    async def refresh(self, host: HostId) -> None:
        """F5: read everything again."""
        await self._session(host).refresh()

    async def probe(self, uri: str) -> tuple[ProbeStep, ...]:
        """*Test* of the Add host dialog."""
        if self._probe is None:
            raise ConsoleError(N_("Testing an address is not available here."), cause=Cause.UNSUPPORTED)
        return await self._probe(uri)

    async def set_acceleration(self, host: HostId, override: str) -> Acceleration:
        """ "auto", "kvm" or "emulation"; "auto" checks again."""
        session = self._session(host)
        session.picture.set_host(record=dataclasses.replace(session.record, acceleration=override))
        await self._save()
        return await self._accelerate(session)

    def shared_folders(self) -> tuple[SharedFolder, ...]:
        """Folders that were declared and proved shared, of all pools."""
        return self._shares.all()

    def put_shared_folder(self, share: SharedFolder) -> None:
        """Keep such a declaration; its repositories are marked at once."""
        self._shares.put(share)

    def drop_shared_folder(self, share: str) -> None:
        """Forget one by its id."""
        self._shares.drop(share)

    def watch(self, refs: Sequence[Ref]) -> None:
        """What is visible: its details, agents and numbers come first."""
        self._watched = tuple(refs)
        uuids: dict[HostId, set[str]] = {host: set() for host in self._sessions}
        hosts = set()
        for ref in refs:
            if ref.kind is Kind.VM and ref.host in uuids:
                uuids[ref.host].add(ref.key)
            elif ref.kind is Kind.HOST:
                hosts.add(ref.host)
        for host, session in self._sessions.items():
            session.watch(frozenset(uuids[host]), host=host in hosts)

    # ------------------------------------------------------------------ inside

    def _loaded(self, session: HostSession) -> None:
        """A host's first listing is complete."""
        task = asyncio.get_running_loop().create_task(self._accelerate(session), name=f"{session.name}: acceleration")
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (problem := task.exception()) is not None:
            log.warning("%s: %s", task.get_name(), problem)

    async def _accelerate(self, session: HostSession) -> Acceleration:
        override = session.record.acceleration
        offered = any("kvm" in each.domain_types for each in session.picture.host.guest_types)
        if session.picture.host.kind is not HostKind.QEMU:
            found = Acceleration()
        elif override in ("kvm", "emulation"):
            found = Acceleration(override, None if override == "kvm" else N_("Emulation was chosen for this host."))
        elif not offered and session.picture.host.guest_types:
            found = await self._not_offered(session)
        elif not (session.record.local or session.record.embedded):
            found = Acceleration("kvm" if offered else "unknown")  # checked on this computer only
        elif self._check_acceleration is None:
            found = Acceleration()
        else:
            before = session.picture.host.acceleration
            if before.state == "unknown":
                session.picture.set_host(acceleration=Acceleration("checking"))
            try:
                found = await self._check_acceleration(session.picture.host, self.port(session.record.id))
            except BaseException:
                session.picture.set_host(acceleration=before)
                raise
        session.picture.set_host(acceleration=found)
        return found

    async def _not_offered(self, session: HostSession) -> Acceleration:
        """libvirt has no KVM to offer; on this computer the check knows why (no device, no permission)."""
        if (session.record.local or session.record.embedded) and self._check_acceleration is not None:
            checked = await self._check_acceleration(session.picture.host, self.port(session.record.id))
            if checked.state == "emulation" and checked.why is not None:
                return checked
        return Acceleration("emulation", N_("This host offers no hardware acceleration (KVM)."))

    def _default_check(self) -> CheckAcceleration | None:
        paths, programs, settings, background = self._paths, self._programs, self._settings, self._background
        if paths is None or programs is None or settings is None or background is None:
            return None

        async def check(_host: Host, _port: HostPort) -> Acceleration:
            return await acceleration.check(paths, programs, settings, background)

        return check

    async def _save(self) -> None:
        if self._settings is not None:
            await self._settings.save_hosts([session.record for session in self._sessions.values() if session.record.saved])

    async def _save_pools(self) -> None:
        if self._settings is not None:
            await self._settings.save_pools(list(self._pools.values()))
