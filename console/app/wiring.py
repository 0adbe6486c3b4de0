"""What both programs are built from, the window and virtdeckctl: store, hosts, operations; made once, ended in the right order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from console.backend import acceleration
from console.backend.background import ThreadBackground
from console.backend.credentials import Credentials
from console.backend.embedded import SESSION, Embedded, EmbeddedLibvirt
from console.backend.guest import GuestWatch
from console.backend.hub import Hub
from console.backend.links import Timing, Transport
from console.backend.machines import SshMachines
from console.backend.programs import LocalPrograms
from console.backend.ssh import SshMasters
from console.backend.tls_listener import TlsListeners
from console.backend.transport import Transports
from console.model.ids import LOCAL_HOST, HostId
from console.model.inventory import Delta, Inventory
from console.model.objects import Acceleration, Host, HostRecord
from console.model.paths import Paths
from console.model.ports import HostPort, Questions
from console.model.tasks import Event
from console.model.text import tr
from console.operations.base import Runner, World
from console.operations.catalogue import Catalogue
from console.operations.storage import first_start, local_folders
from console.store.database import Database
from console.store.keyring import SystemKeyring
from console.store.settings import TomlSettings

log = logging.getLogger("virtdeck.app")

KEYRING_SECONDS = 30.0
"""The desktop may ask the user to unlock the keyring."""


def embedded_record() -> HostRecord:
    """This computer, as it is listed where nothing is configured."""
    return HostRecord(id=LOCAL_HOST, name=tr("This computer"), uri=SESSION, local=True, embedded=True)


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
        where = self.found.get(host)
        return await first_start(self.runner, self.settings, host, local_folders(self.paths, where.images if where is not None else None))

    async def shutdown(self, seconds: float = 1.5) -> None:
        """End everything, hosts before the store; what hangs is left to the end of the process."""
        steps: Sequence[tuple[str, Callable[[], Awaitable[object]]]] = (
            ("tasks", lambda: self.runner.shutdown(min(1.0, seconds))),
            ("hosts", self.hub.shutdown),
            ("ssh", self.transports.shutdown),
            ("embedded libvirt", self.embedded.stop),
            ("settings", self.settings.flush),
            ("database", self.database.close),
        )
        for name, step in steps:
            try:
                async with asyncio.timeout(seconds):
                    await step()
            except TimeoutError:
                log.warning("%s did not end in time", name)
            except Exception:
                log.exception("%s did not end well", name)
        self.programs.shutdown()
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
    embedded = EmbeddedLibvirt(paths, private)
    masters = SshMasters(paths)
    transports = Transports(paths, embedded, ask, secrets, masters)
    programs = LocalPrograms(transports.prefix)
    catalogue = Catalogue(background, paths)
    found: dict[HostId, Embedded] = {}

    async def reach(record: HostRecord) -> Transport:
        if record.embedded:
            found[record.id] = await embedded.ensure()
        return await transports.open(record)

    async def check(host: Host, _port: HostPort) -> Acceleration:
        if host.record.local:
            return await acceleration.check(paths, programs, settings, background)
        return Acceleration("kvm")  # another computer's libvirt offers it; where it does not work there, it can be overridden

    def deliver(delta: Delta) -> None:
        inventory.apply(delta)

    hub = Hub(
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
    machines, listeners = SshMachines(masters, ask, secrets, programs), TlsListeners(programs)
    world = World(inventory, hub, database.journal, ask, programs, background, machines, listeners, database.chain_maps)
    runner = Runner(world, database.history)
    ends = (background, store, locked, private)
    return Parts(paths, inventory, background, settings, database, secrets, programs, transports, embedded, hub, catalogue, runner, ends, found)
