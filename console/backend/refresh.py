"""Keeps one host's picture true: the first listing, then "read this again" for whatever events name, batch by batch.

One batch is in flight at a time; what comes meanwhile is gathered for the next. So latency is one round trip when little happens, and a storm of
events costs a few bulk calls.
"""

from __future__ import annotations

import asyncio
import collections
import contextlib
import functools
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any

import libvirt

from console.backend import listing
from console.backend.connection import Connection
from console.backend.events import Notice, in_words
from console.backend.links import Links
from console.backend.picture import Picture
from console.backend.turns import Turns
from console.model.errors import Cause, ConsoleError
from console.model.ids import Kind, Ref
from console.model.tasks import Event
from console.model.text import N_, Text

log = logging.getLogger("virtdeck.hub")

GATHER_SECONDS = 0.015
"""After a reading, what happens in the next moment is read together: a single event is answered at once, a storm costs half."""
PART = 1_000
"""So many VMs of a listing are shown at once: some 10 ms of the window's time."""
MAX_FAILURES = 3
"""So often in a row what could not be read is tried again."""
READERS = 6
"""Where each connection is a session of one ssh connection, the server allows ten (MaxSessions); control, stats, agent and a job are the rest."""
SLOW_SECONDS = 0.004
"""A round trip longer than this makes parallel readers worth their connections."""
CONTROL_SECONDS, READER_SECONDS = 0.25, 1.0
"""So long may one batch of XML take: on the control connection what events ask for waits behind it."""
SLOW_BALLOON_SECONDS = 2.0
"""A ballooning guest announces each step: its XML is read at most this often for that."""


@dataclass
class Marked:
    """What has to be read again: UUIDs."""

    rows: set[str] = field(default_factory=set)
    details: set[str] = field(default_factory=set)
    boots: dict[str, bool] = field(default_factory=dict)  # whose boot was seen; False: came up from a saved state
    repositories: set[str] = field(default_factory=set)
    networks: set[str] = field(default_factory=set)

    def add(self, other: Marked) -> None:
        """Take in another's marks; what is newer here stays."""
        self.rows |= other.rows
        self.details |= other.details
        self.boots = {**other.boots, **self.boots}
        self.repositories |= other.repositories
        self.networks |= other.networks


class Refresher:
    """Reads what has to be read, for one open set of connections."""

    def __init__(
        self, picture: Picture, links: Links, announce: Callable[[Event], None], turns: Turns | None = None, names: Turns | None = None
    ) -> None:
        self.visible: frozenset[str] = frozenset()
        self.round_trip = 0.0
        self._picture = picture
        self._links = links
        self._announce = announce
        self._turns = turns or Turns()
        self._names = names or Turns()
        self._marked = Marked()
        self._flags = listing.DomainFlags(None, None)
        self._while_listing: set[str] | None = None  # VMs that were named while parallel readers were reading
        self._wake = asyncio.Event()
        self._listing = asyncio.Lock()
        self.stored: Callable[[frozenset[str]], None] | None = None  # told which repositories were read again

    # ------------------------------------------------------------------ all of it

    def _what(self) -> Text:
        return N_("{host} could not be read", host=self._picture.host.name)

    async def list_all(self) -> None:
        """Read the whole host again. Raises ConsoleError when the host does not answer."""
        async with self._listing:
            await self.list_names()
            await self.list_flags()
            await self.list_rest()
            await self.list_details()

    async def list_names(self) -> None:
        """Names and states of all VMs; what is not among them is dropped."""
        control = self._links.control
        async with self._names.one():
            rows = await control.call(lambda conn: listing.list_domains(conn, control.handles), what=self._what())
        gone = set(self._picture.vms) - {row.uuid for row in rows}
        for start in range(0, max(1, len(rows)), PART):  # the window goes on between the parts
            self._picture.rows(rows[start : start + PART], gone=gone if start == 0 else ())
            await asyncio.sleep(0)

    async def list_flags(self) -> None:
        """Which VMs are transient, and which start with the host."""
        self._flags = await self._links.control.call(listing.list_flags, what=self._what())
        self._picture.flags(self._flags)

    async def list_rest(self) -> None:
        """Storage repositories and networks."""
        host = self._picture.host.id
        repositories = await self._links.control.call(lambda conn: listing.list_repositories(conn, host), what=self._what())
        networks = await self._links.control.call(lambda conn: listing.list_networks(conn, host), what=self._what())
        missing = list(self._picture.host.missing)
        if repositories is None and "storage" not in dict(missing):
            missing.append(("storage", N_("This host's libvirt has no storage driver.")))
        if networks is None and "networks" not in dict(missing):
            missing.append(("networks", N_("This host's libvirt has no network driver.")))
        self._picture.set_repositories(repositories or ())
        self._picture.set_networks(networks or ())
        self._picture.set_host(missing=tuple(missing))
        if self.stored is not None:
            self.stored(frozenset(self._picture.repositories))

    async def list_details(self) -> None:
        """XML of all VMs: visible ones first, then active ones; with readers in parallel over a slow line."""
        order = sorted(self._picture.vms.values(), key=lambda vm: (vm.uuid not in self.visible, not vm.state.active))
        uuids = collections.deque(vm.uuid for vm in order)
        slow = self.round_trip > SLOW_SECONDS and len(uuids) > 20 and not self._links.single
        self._while_listing = set() if slow else None
        try:
            if slow:
                readers = [self._read_listed(self._links.reader(self._what()), uuids) for _ in range(READERS)]
                for failure in await asyncio.gather(*readers, return_exceptions=True):
                    if failure is not None:
                        log.info("%s: a reader of %d failed: %s", self._picture.host.name, READERS, failure)
            if uuids:  # a quick line, or no reader has lasted
                await self._read_listed(contextlib.nullcontext(self._links.control), uuids)
        finally:  # an older XML may have come after the newer one that an event asked for
            self._marked.details |= self._while_listing or set()
            self._while_listing = None
            self._wake.set()

    async def _read_listed(self, opening: AbstractAsyncContextManager[Connection], uuids: collections.deque[str]) -> None:
        """Read what is listed, a batch a time, until nothing is left (others take from the same ``uuids``)."""
        async with opening as connection:
            alone = connection is self._links.control
            while uuids:
                size = 200 if alone else max(4, min(40, len(uuids) // READERS))
                batch = [uuids.popleft() for _ in range(min(size, len(uuids)))]
                known = {uuid: self._known(uuid) for uuid in batch}
                try:
                    read = functools.partial(_read_details, connection.handles, batch, CONTROL_SECONDS if alone else READER_SECONDS, known)
                    async with self._turns.one() if alone else contextlib.nullcontext():
                        details, again = await connection.call(read, what=self._what())
                except BaseException:
                    uuids.extendleft(reversed(batch))
                    raise
                uuids.extendleft(reversed(again))
                self._picture.details(details)
            await connection.call(lambda _conn: None if alone else connection.handles.clear(), what=self._what())

    def _known(self, uuid: str) -> listing.Known:
        flags = self._flags
        return listing.Known(
            None if flags.transient is None else uuid not in flags.transient, None if flags.autostart is None else uuid in flags.autostart
        )

    async def _read_details(self, uuids: Sequence[str]) -> None:
        control, left = self._links.control, list(uuids)
        while left:
            batch, rest = left[:200], left[200:]
            details, again = await control.call(functools.partial(_read_details, control.handles, batch, CONTROL_SECONDS, {}), what=self._what())
            self._picture.details(details)
            left = again + rest

    # ------------------------------------------------------------------ what events name

    def touch(self, uuid: str) -> None:
        """Read this VM again (after a change that libvirt does not announce)."""
        self._marked.rows.add(uuid)
        self._marked.details.add(uuid)
        self._wake.set()

    def touch_repository(self, uuid: str) -> None:
        """Read this storage repository again."""
        self._marked.repositories.add(uuid)
        self._wake.set()

    def touch_network(self, uuid: str) -> None:
        """Read this network again."""
        self._marked.networks.add(uuid)
        self._wake.set()

    def notices(self, notices: list[Notice]) -> None:
        """A batch of events has come."""
        begun = {notice.uuid for notice in notices if notice.kind == "lifecycle" and notice.code == libvirt.VIR_DOMAIN_EVENT_STARTED}
        for notice in notices:
            self._sort(notice)
            if notice.kind != "lifecycle" or notice.code != libvirt.VIR_DOMAIN_EVENT_RESUMED or notice.uuid not in begun:
                self._say(notice)  # QEMU is started paused and then continued: to people that is one start
            if self._while_listing is not None:
                self._while_listing.add(notice.uuid)
        self._wake.set()

    def _sort(self, notice: Notice) -> None:
        uuid = notice.uuid
        match notice.kind:
            case "lifecycle":
                self._marked.rows.add(uuid)
                if notice.code in _CHANGES_XML:
                    self._marked.details.add(uuid)
                if notice.code == libvirt.VIR_DOMAIN_EVENT_STARTED and notice.detail != libvirt.VIR_DOMAIN_EVENT_STARTED_WAKEUP:
                    self._marked.boots[uuid] = notice.detail == libvirt.VIR_DOMAIN_EVENT_STARTED_BOOTED
            case "agent":
                self._marked.details.add(uuid)
                if self._picture.watch is not None:
                    connected = notice.code == libvirt.VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_CONNECTED
                    self._picture.watch.agent_event(uuid, connected)
            case "device":
                self._marked.details.add(uuid)
                if self._picture.watch is not None:
                    self._picture.watch.device_event(uuid)
            case "metadata" | "config":
                self._marked.details.add(uuid)
            case "balloon":
                asyncio.get_running_loop().call_later(SLOW_BALLOON_SECONDS, self._later, uuid)
            case "reboot":
                self._marked.rows.add(uuid)
                self._marked.boots[uuid] = True
            case "job" | "io-error":
                self._marked.rows.add(uuid)
            case "pool":
                self._marked.repositories.add(uuid)
            case "network":
                self._marked.networks.add(uuid)

    def _later(self, uuid: str) -> None:
        self._marked.details.add(uuid)
        self._wake.set()

    def _say(self, notice: Notice) -> None:
        text = in_words(notice)
        if text is not None:
            kind = {"pool": Kind.STORAGE, "network": Kind.NETWORK}.get(notice.kind, Kind.VM)
            self._announce(Event(time.time(), Ref(kind, self._picture.host.id, notice.uuid), text, notice.name))

    async def run(self) -> None:
        """Read again whatever is marked, for ever. Ends with the connection."""
        failures = 0
        while True:
            await self._wake.wait()
            self._wake.clear()
            marked = self._take()
            try:
                await self._read(marked)
                failures = 0
                await asyncio.sleep(GATHER_SECONDS)
            except ConsoleError as error:
                if error.cause is Cause.UNREACHABLE or not self._links.control.alive:
                    return
                log.warning("%s: %s | %s", self._picture.host.name, error.text.english(), error.detail)
                failures += 1
                if failures < MAX_FAILURES:
                    await asyncio.sleep(failures)
                    self._marked.add(marked)
                    self._wake.set()

    def _take(self) -> Marked:
        marked, self._marked = self._marked, Marked()
        return marked

    async def _read(self, marked: Marked) -> None:
        control, what, host = self._links.control, self._what(), self._picture.host.id
        details = marked.details
        if marked.rows:
            flags = not details.isdisjoint(marked.rows)  # defined, started or stopped
            found, gone = await control.call(lambda conn: listing.read_rows(conn, control.handles, marked.rows, flags=flags), what=what)
            details = (details | set(self._picture.rows(found, gone, boots=marked.boots))) - gone
        if details:
            uuids = sorted(details, key=lambda uuid: uuid not in self.visible)
            unknown = [uuid for uuid in uuids if uuid not in self._picture.vms]
            if unknown:  # an event about a domain that no row has told of yet
                found, gone = await control.call(lambda conn: listing.read_rows(conn, control.handles, unknown), what=what)
                self._picture.rows(found, gone)
            await self._read_details(uuids)
        if marked.repositories:
            self._picture.repositories_changed(await control.call(lambda conn: listing.read_repositories(conn, host, marked.repositories), what=what))
            if self.stored is not None:
                self.stored(frozenset(marked.repositories))
        if marked.networks:
            self._picture.networks_changed(await control.call(lambda conn: listing.read_networks(conn, host, marked.networks), what=what))


def _read_details(
    handles: listing.Handles, uuids: Sequence[str], seconds: float, known: Mapping[str, listing.Known], conn: Any
) -> tuple[list[listing.DomainDetail], list[str]]:
    return listing.read_details(conn, handles, uuids, seconds, known)


_CHANGES_XML = frozenset(
    {
        libvirt.VIR_DOMAIN_EVENT_DEFINED,
        libvirt.VIR_DOMAIN_EVENT_UNDEFINED,
        libvirt.VIR_DOMAIN_EVENT_STARTED,
        libvirt.VIR_DOMAIN_EVENT_STOPPED,
    }
)
