"""What both programs are built from, the window and virtdeckctl: store, hosts, operations; made once, ended in the right order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from console.app.late import is_made, late
from console.backend.background import ThreadBackground
from console.model.ids import LOCAL_HOST, SESSION_URI, HostId
from console.model.inventory import Delta, Inventory
from console.model.objects import Acceleration, Host, HostRecord
from console.model.paths import Paths
from console.model.ports import HostPort, Questions
from console.model.tasks import Event
from console.model.text import tr
from console.operations.base import Runner, World
from console.store.database import Database
from console.store.keyring import SystemKeyring
from console.store.settings import TomlSettings

if TYPE_CHECKING:
    from console.backend.embedded import Embedded, EmbeddedLibvirt
    from console.backend.hub import Hub
    from console.backend.links import Timing, Transport
    from console.backend.machines import SshMachines
    from console.backend.programs import LocalPrograms
    from console.backend.ssh import SshMasters
    from console.backend.tls_listener import TlsListeners
    from console.backend.transport import Transports
    from console.operations.catalogue import Catalogue

log = logging.getLogger("virtdeck.app")

KEYRING_SECONDS = 30.0
"""The desktop may ask the user to unlock the keyring."""


def embedded_record() -> HostRecord:
    """This computer, as it is listed where nothing is configured."""
    return HostRecord(id=LOCAL_HOST, name=tr("This computer"), uri=SESSION_URI, local=True, embedded=True)


@dataclass
class Parts:
    """All parts, wired. Make it with :func:`build` on the loop's thread; ``start`` it; ``shutdown`` it."""

    paths: Paths
    inventory: Inventory
    background: ThreadBackground
    settings: TomlSettings
    database: Database
    keyring: SystemKeyring
    programs: LocalPrograms
    transports: Transports
    embedded: EmbeddedLibvirt
    hub: Hub
    catalogue: Catalogue
    runner: Runner
    backgrounds: tuple[ThreadBackground, ...]
    found: dict[HostId, Embedded]

    async def load(self) -> None:
        """Read configuration and journal. What can't be read is said by ``settings.problem`` and ``database.problem``, never raised."""
        await self.settings.load()
        await self.database.open()

    def records(self) -> tuple[HostRecord, ...]:
        """The configured hosts; this computer's own libvirt is always among them."""
        stored = self.settings.hosts()
        return stored if any(record.embedded or record.id == LOCAL_HOST for record in stored) else (embedded_record(), *stored)

    async def first_start(self, host: HostId) -> bool:
        """Make this computer's repositories if that is still to be done. Call it when the host is ready and listed."""
        from console.operations.storage import first_start, local_folders

        where = self.found.get(host)
        return await first_start(self.runner, self.settings, host, local_folders(self.paths, where.images if where is not None else None))

    async def shutdown(self, seconds: float = 1.5) -> None:
        """End everything, hosts before the store; what hangs is left to the end of the process."""
        steps: Sequence[tuple[str, object, Callable[[], Awaitable[object]]]] = (
            ("tasks", self.runner, lambda: self.runner.shutdown(min(1.0, seconds))),
            ("hosts", self.hub, lambda: self.hub.shutdown()),
            ("ssh", self.transports, lambda: self.transports.shutdown()),
            ("embedded libvirt", self.embedded, lambda: self.embedded.stop()),
            ("settings", self.settings, self.settings.flush),
            ("database", self.database, self.database.close),
        )
        for name, part, step in steps:
            if not is_made(part):
                continue
            try:
                async with asyncio.timeout(seconds):
                    await step()
            except TimeoutError:
                log.warning("%s did not end in time", name)
            except Exception:
                log.exception("%s did not end well", name)
        if is_made(self.programs):
            self.programs.shutdown()
        if is_made(self.catalogue):
            self.catalogue.shutdown()
        for background in self.backgrounds:
            background.shutdown()


def build(
    paths: Paths,
    questions: Callable[[ThreadBackground], Questions],
    *,
    announce: Callable[[Event], None] = lambda event: None,
    save_hosts: bool = True,
    keyring: bool = True,
    timing: Timing | None = None,
) -> Parts:
    """Make and wire all parts; nothing is opened or started yet. ``save_hosts`` False: what is given for this run only is never stored.
    ``timing``: when silence counts, and how soon to try again (tests)."""
    background = ThreadBackground("work", threads=4)
    store = ThreadBackground("store", threads=1)
    inventory = Inventory()
    settings = TomlSettings(paths.config, store)
    database = Database(paths.database, store)
    locked, private = ThreadBackground("keyring", threads=1), ThreadBackground("embedded", threads=1)
    secrets = SystemKeyring(locked, enabled=keyring, deadline=KEYRING_SECONDS)
    ask = questions(background)
    found: dict[HostId, Embedded] = {}
    # What talks to hosts is late: libvirt and all that reads it are imported when the window is there.
    embedded = late(lambda: _embedded(paths, private))
    masters = late(lambda: _masters(paths))
    transports = late(lambda: _transports(paths, embedded, ask, secrets, masters))
    programs = late(lambda: _programs(transports))
    catalogue = late(lambda: _catalogue(background, paths))

    async def reach(record: HostRecord) -> Transport:
        if record.embedded:
            found[record.id] = await embedded.ensure()
        return await transports.open(record)

    async def check(host: Host, _port: HostPort) -> Acceleration:
        if host.record.local:
            from console.backend import acceleration

            return await acceleration.check(paths, programs, settings, background)
        return Acceleration("kvm")  # another computer's libvirt offers it; where it does not work there, it can be overridden

    def deliver(delta: Delta) -> None:
        inventory.apply(delta)

    def make_hub() -> Hub:
        from console.backend.credentials import Credentials
        from console.backend.guest import GuestWatch
        from console.backend.hub import Hub

        return Hub(
            settings=settings if save_hosts else None,
            keyring=secrets,
            questions=ask,
            background=background,
            programs=programs,
            paths=paths,
            deliver=deliver,
            announce=announce,
            open_transport=reach,
            make_auth=Credentials(ask, secrets).make_auth,
            probe=transports.probe,
            check_acceleration=check,
            guest_watch=lambda host, calls: GuestWatch(host, calls, programs=programs),
            os_lookup=catalogue.os_lookup,
            timing=timing,
        )

    hub = late(make_hub)
    machines, listeners = late(lambda: _machines(masters, ask, secrets, programs)), late(lambda: _listeners(programs))
    world = World(inventory, hub, database.journal, ask, programs, background, machines, listeners, database.chain_maps)
    runner = Runner(world, database.history)
    ends = (background, store, locked, private)
    return Parts(paths, inventory, background, settings, database, secrets, programs, transports, embedded, hub, catalogue, runner, ends, found)


def _embedded(paths: Paths, private: ThreadBackground) -> EmbeddedLibvirt:
    from console.backend.embedded import EmbeddedLibvirt

    return EmbeddedLibvirt(paths, private)


def _masters(paths: Paths) -> SshMasters:
    from console.backend.ssh import SshMasters

    return SshMasters(paths)


def _transports(paths: Paths, embedded: EmbeddedLibvirt, ask: Questions, secrets: SystemKeyring, masters: SshMasters) -> Transports:
    from console.backend.transport import Transports

    return Transports(paths, embedded, ask, secrets, masters)


def _programs(transports: Transports) -> LocalPrograms:
    from console.backend.programs import LocalPrograms

    return LocalPrograms(transports.prefix)


def _catalogue(background: ThreadBackground, paths: Paths) -> Catalogue:
    from console.operations.catalogue import Catalogue

    return Catalogue(background, paths)


def _machines(masters: SshMasters, ask: Questions, secrets: SystemKeyring, programs: LocalPrograms) -> SshMachines:
    from console.backend.machines import SshMachines

    return SshMachines(masters, ask, secrets, programs)


def _listeners(programs: LocalPrograms) -> TlsListeners:
    from console.backend.tls_listener import TlsListeners

    return TlsListeners(programs)
