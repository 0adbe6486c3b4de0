"""A window's outside for wizard and dialog tests: real inventory and runner, fakes for hosts, settings and catalogue."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from console.app.eventloop import make_loop
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.inventory import Delta, Inventory, Put
from console.model.objects import Acceleration, HostRecord, PoolRecord, PowerState, Vm, VmConfig, Volume
from console.model.paths import Paths
from console.model.ports import HostsPort, Journal, ProbeStep, Programs, Questions
from console.model.tasks import Leftover
from console.model.templates import BuiltinTemplate, Medium
from console.model.text import N_, Text
from console.operations.base import Runner, World
from console.operations.catalogue import Catalogue
from console.ui.services import EventLog, Services
from console.ui.theme import ThemeSwitch
from tests.operations import draft_world

T = TypeVar("T")


class FakeSettings:
    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.pool_records: tuple[PoolRecord, ...] = (PoolRecord("p1", "Tokyo pool"),)

    def hosts(self) -> tuple[HostRecord, ...]:
        return ()

    def pools(self) -> tuple[PoolRecord, ...]:
        return self.pool_records

    async def save_hosts(self, hosts: Sequence[HostRecord]) -> None: ...
    async def save_pools(self, pools: Sequence[PoolRecord]) -> None: ...
    def get(self, key: str, default: Any = None) -> Any:
        return self.values.get(key, default)

    def set(self, key: str, value: Any) -> None:
        self.values[key] = value


class SameThread:
    """Background work at once."""

    def run(self, fn: Callable[[], T]) -> Awaitable[T]:
        async def now() -> T:
            return fn()

        return now()


class FakeHost:
    """A host's port over lists."""

    def __init__(self, id: HostId, world: FakeHosts) -> None:
        self.id = id
        self.world = world
        self.defined: list[str] = []
        self.snapshots: list[tuple[str, str]] = []  # name, XML
        self.made: list[Volume] = []

    async def volumes(self, repository: str) -> tuple[Volume, ...]:
        if repository in self.world.broken:
            raise ConsoleError(N_("The storage repository could not be read."), cause=Cause.REFUSED)
        return tuple(v for v in (*self.world.isos, *self.made) if v.repository == repository)

    async def volume(self, repository: str, name: str) -> Volume:
        return next(v for v in await self.volumes(repository) if v.name == name)

    async def volume_by_path(self, path: str) -> Volume | None:
        return next((v for v in (*self.world.isos, *self.made) if v.path == path), None)

    async def create_volume(self, repository: str, xml: str) -> Volume:
        from lxml import etree

        root = etree.fromstring(xml)
        name = str(root.findtext("name"))
        volume = Volume(self.id, repository, name, name, f"/made/{name}", "qcow2", "file", int(root.findtext("capacity") or 0))
        self.made.append(volume)
        return volume

    async def delete_volume(self, repository: str, name: str) -> None:
        self.made = [v for v in self.made if v.name != name]

    async def upload(self, repository: str, name: str, path: str, on_progress: Any = None) -> None:
        if on_progress is not None:
            on_progress(1, 2)

    async def refresh_repository(self, uuid: str) -> None: ...
    async def resize_volume(self, repository: str, name: str, capacity: int) -> None: ...
    async def set_autostart(self, uuid: str, on: bool) -> None: ...
    async def read_file_head(self, path: str, length: int) -> bytes:
        return b"head"

    async def define(self, xml: str) -> str:
        from lxml import etree

        if self.world.refuse_define is not None:
            raise self.world.refuse_define
        root = etree.fromstring(xml)
        uuid, name = str(root.findtext("uuid")), str(root.findtext("name"))
        self.defined.append(xml)
        self.world.inventory.apply(Delta((Put(Vm(self.id, uuid, name, PowerState.HALTED, config=VmConfig())),)))
        return uuid

    async def domain_xml(self, uuid: str, **_: Any) -> str:
        return self.defined[-1]

    async def snapshots_xml(self, uuid: str, **_: Any) -> tuple[tuple[tuple[str, str], ...], str]:
        return tuple(self.snapshots), ""

    async def undefine(self, uuid: str, **_: Any) -> None:
        raise ConsoleError(N_("Gone."), cause=Cause.GONE)

    async def destroy(self, uuid: str) -> None:
        raise ConsoleError(N_("Gone."), cause=Cause.GONE)

    async def start(self, uuid: str, **_: Any) -> None:
        self._run(uuid)

    async def start_with(self, xml: str) -> None:
        from lxml import etree

        self._run(str(etree.fromstring(xml).findtext("uuid")))

    def _run(self, uuid: str) -> None:
        from console.model.ids import Kind, Ref
        from console.model.inventory import Patch

        self.world.inventory.apply(Delta((Patch(Ref(Kind.VM, self.id, uuid), {"state": PowerState.RUNNING}),)))


class FakeHosts:
    def __init__(self, inventory: Inventory) -> None:
        self.inventory = inventory
        self.isos: list[Volume] = [
            draft_world.iso(draft_world.LOCAL),
            draft_world.iso(draft_world.LOCAL, "Win11_English.iso"),
            draft_world.iso(draft_world.REMOTE, "debian-12-dvd.iso"),
        ]
        self.broken: set[str] = set()
        self.refuse_define: ConsoleError | None = None
        self.refuse_add: ConsoleError | None = None
        self.added: list[HostRecord] = []
        self.probed: list[str] = []
        self.steps: tuple[ProbeStep, ...] = ()
        self.overrides: list[tuple[HostId, str]] = []
        self._ports: dict[HostId, FakeHost] = {}

    def port(self, host: HostId) -> FakeHost:
        return self._ports.setdefault(host, FakeHost(host, self))

    async def add(self, record: HostRecord) -> None:
        if self.refuse_add is not None:
            raise self.refuse_add
        self.added.append(record)

    async def probe(self, uri: str) -> tuple[ProbeStep, ...]:
        self.probed.append(uri)
        return self.steps

    async def set_acceleration(self, host: HostId, override: str) -> Acceleration:
        self.overrides.append((host, override))
        return Acceleration()


class FakeCatalogue:
    def __init__(self, templates: Sequence[BuiltinTemplate] = draft_world.TEMPLATES) -> None:
        self.list = tuple(templates)
        self.media: dict[str, Medium] = {}
        self.looked: list[str] = []
        self.note: Text | None = None

    async def templates(self) -> tuple[BuiltinTemplate, ...]:
        return self.list

    async def identify(self, path: str) -> Medium:
        self.looked.append(path)
        return self.media.get(path.rpartition("/")[2], Medium(path, readable=False, problem=N_("{path} does not exist.", path=path)))

    async def identify_head(self, path: str, head: bytes, size: int) -> Medium:
        return await self.identify(path)


class FakeJournal:
    def __init__(self) -> None:
        self.left: list[Leftover] = []
        self.closed: list[int] = []

    async def announce(self, *_: Any) -> int:
        return 1

    async def confirm(self, *_: Any) -> None: ...
    async def close(self, entry: int) -> None:
        self.closed.append(entry)

    async def abandon(self, entry: int) -> None: ...
    async def leftovers(self) -> tuple[Leftover, ...]:
        return tuple(left for left in self.left if left.id not in self.closed)


class NoPrograms:
    async def run(self, argv: Sequence[str], **_: Any) -> Any:
        raise ConsoleError(N_("There are no programs here."), cause=Cause.UNSUPPORTED)

    async def which(self, name: str, **_: Any) -> str | None:
        return None


class NoQuestions:
    async def confirm(self, *_: Any, **__: Any) -> bool:
        return False

    async def choose(self, *_: Any, **__: Any) -> str | None:
        return None

    async def credentials(self, *_: Any, **__: Any) -> tuple[Mapping[str, str], bool] | None:
        return None


class FakeWorld:
    """Services and what tests look at."""

    def __init__(self, folder: Path, templates: Sequence[BuiltinTemplate] = draft_world.TEMPLATES) -> None:
        self.inventory = draft_world.inventory()
        self.hosts = FakeHosts(self.inventory)
        self.settings = FakeSettings()
        self.journal = FakeJournal()
        self.catalogue = FakeCatalogue(templates)
        background = SameThread()
        world = World(
            self.inventory,
            cast(HostsPort, self.hosts),
            cast(Journal, self.journal),
            cast(Questions, NoQuestions()),
            cast(Programs, NoPrograms()),
            background,
        )
        self.services = Services(
            inventory=self.inventory,
            runner=Runner(world),
            hosts=world.hosts,
            settings=self.settings,
            journal=world.journal,
            questions=world.questions,
            background=background,
            events=EventLog(),
            catalogue=cast(Catalogue, self.catalogue),
            paths=Paths(folder / "virtdeck.toml", folder, folder, folder, folder, folder),
        )


def run(loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, T], seconds: float = 20.0) -> T:
    """Run a test's body on Qt's loop."""
    return loop.run_until_complete(asyncio.wait_for(work, seconds))


async def until(condition: Callable[[], object], seconds: float = 5.0) -> None:
    """Let the loop run until this is true."""
    end = asyncio.get_running_loop().time() + seconds
    while not condition():
        assert asyncio.get_running_loop().time() < end, "waited in vain"
        await asyncio.sleep(0.01)


@pytest.fixture
def qloop(qapp: QApplication) -> Iterator[asyncio.AbstractEventLoop]:
    """asyncio on Qt's loop, in the house style."""
    quits = qapp.quitOnLastWindowClosed()
    loop = make_loop(qapp)
    apply_theme(qapp)
    yield loop
    for widget in qapp.topLevelWidgets():
        widget.hide()
        widget.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    loop.close()
    asyncio.set_event_loop(None)
    qapp.setQuitOnLastWindowClosed(quits)


def apply_theme(app: QApplication, theme: str = "light") -> None:
    """The house's style sheet."""
    ThemeSwitch(app, theme, parent=app)
