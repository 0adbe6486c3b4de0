"""What is measured inside the program. A scenario is a coroutine; ``prepare_…`` runs before the window opens and gives it its state."""

from __future__ import annotations

import asyncio
import functools
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from console.backend import listing
from console.backend.connection import Connection
from console.backend.events import Mailbox, Notice
from console.backend.picture import Picture
from console.model.ids import HostId, Kind, Ref
from console.model.objects import PowerState
from tests.bench.names import identity
from tests.bench.program import Child

# --------------------------------------------------------------------------- inventory


class Milestones:
    """When names, states and details of all VMs have come."""

    def __init__(self, child: Child, expected: int) -> None:
        self.first = self.names = self.details = 0.0
        self.listed: list[tuple[float, float]] = []  # (begin, end) of the listings, in their workers
        self.open_began = 0.0
        self._child, self._expected = child, expected
        self._known = self._detailed = 0
        self._end = child.inventory.subscribe(self._changed)
        plain = listing.list_domains

        def timed(*arguments: Any) -> Any:
            began = time.monotonic()
            try:
                return plain(*arguments)
            finally:
                self.listed.append((began, time.monotonic()))

        listing.list_domains = timed
        plain_open = Connection.open

        async def opened(connection: Connection, what: Any) -> None:
            self.open_began = self.open_began or time.monotonic()
            await plain_open(connection, what)

        Connection.open = opened  # type: ignore[method-assign]

    def _changed(self, changes: Any) -> None:
        now = time.monotonic()
        self._known += sum(ref.kind is Kind.VM for ref in changes.added) - sum(ref.kind is Kind.VM for ref in changes.removed)
        self._detailed += sum(ref.kind is Kind.VM and "config" in fields for ref, fields in changes.changed.items())
        if self._known and not self.first:
            self.first = now
        if self._known >= self._expected and not self.names:
            self.names = now
        if self._detailed >= self._expected and not self.details:
            self.details = now
            self._end()


def prepare_inventory(child: Child) -> Milestones:
    return Milestones(child, int(child.arguments["vms"]))


async def _tree_complete(child: Child, expected: int) -> float:
    """The moment at which all rows are in the tree and what is visible of it is painted."""
    pane = child.window.pane
    await child.until(lambda: len(pane.model._by_ref) >= expected and not pane.model._pending.isActive(), 600)
    pane.view.viewport().repaint()
    return time.monotonic()


async def inventory(child: Child, state: Milestones) -> None:
    """Start → first names → complete tree painted → details; then memory, CPU and gaps."""
    tree = await _tree_complete(child, int(child.arguments["vms"]))
    names_gap = child.gap()
    details = 0.0
    if child.arguments.get("details", True):
        await child.until(lambda: state.details, 900)
        details = state.details
    child.tell(
        first=state.first - child.began,
        names=state.names - child.began,
        tree=tree - child.began,
        details=details and details - child.began,
        listing=sum(end - begin for begin, end in state.listed[:1]),
        listed_at=state.listed[0][0] - child.began,
        open_began=state.open_began - child.began,
        names_gap_ms=names_gap["gap_ms"],
        names_gap_stack=names_gap["gap_stack"],
        **child.gap(),
    )
    child.watchdog.reset()
    while (word := await child.asked()) != "end":
        if word == "quiet":  # the watchdog's own beat is no work of the program
            child.watchdog.stop()
        child.tell(**child.gap())
        child.watchdog.reset()


prepare_latency = prepare_inventory
latency = inventory

# --------------------------------------------------------------------------- events


class Latencies:
    """Callback of libvirt → the row that shows it painted, for the rows that are on screen; → applied, for all."""

    def __init__(self) -> None:
        self.painted: list[float] = []
        self.applied: list[float] = []
        self.events = 0
        self.reads = 0
        self.rows = 0
        self._called: dict[str, float] = {}
        self._unpainted: dict[str, float] = {}
        self.visible: Callable[[], set[str]] = set
        self._wrap()

    def _wrap(self) -> None:
        plain_post, plain_rows = Mailbox.post, Picture.rows

        def post(box: Mailbox, notice: Notice) -> None:
            if notice.kind == "lifecycle":
                self.events += 1
                self._called.setdefault(notice.uuid, time.monotonic())
            plain_post(box, notice)

        def rows(picture: Picture, found: Any, gone: Any = (), **more: Any) -> Any:
            found = list(found)
            before = {row.uuid: picture.vms[row.uuid].state for row in found if row.uuid in picture.vms}
            self.reads += 1
            self.rows += len(found)
            answer = plain_rows(picture, found, gone, **more)
            now = time.monotonic()
            for row in found:
                called = self._called.pop(row.uuid, None)
                if called is not None:
                    self.applied.append(now - called)
                    if before.get(row.uuid) is not row.state:
                        self._unpainted.setdefault(row.uuid, called)
            return answer

        Mailbox.post, Picture.rows = post, rows  # type: ignore[method-assign]

    def on_paint(self) -> None:
        now = time.monotonic()
        if self._unpainted:
            shown = self.visible()
            self.painted += [now - called for uuid, called in self._unpainted.items() if uuid in shown]
            self._unpainted.clear()


def prepare_events(child: Child) -> Latencies:
    from console.ui.tree_view import TreeView

    found = Latencies()
    plain = TreeView.paintEvent

    def paint(view: Any, event: Any) -> None:
        plain(view, event)
        found.on_paint()

    TreeView.paintEvent = paint  # type: ignore[method-assign]  # before the first instance: the bindings remember who overrides what
    return found


def _visible_uuids(view: Any, model: Any) -> set[str]:
    from PySide6.QtCore import QPoint

    found = set()
    index = view.indexAt(QPoint(4, 4))
    while index.isValid() and view.visualRect(index).top() < view.viewport().height():
        ref = model.ref(index)
        if ref is not None:
            found.add(ref.key)
        index = view.indexBelow(index)
    return found


async def events(child: Child, state: Latencies) -> None:
    """Follow what another process does to the VMs until told to stop; then say how it was, and what the states are in the end."""
    await _tree_complete(child, int(child.arguments["vms"]))
    await child.until(lambda: all(host.loaded for host in child.inventory.hosts() if host.id != "local"), 300)
    pane = child.window.pane
    pane.expand_all(True)
    pane.select([Ref(Kind.VM, HostId("h0"), identity(0))])  # the storms are about the first ones: they have to be on screen
    await asyncio.sleep(1.0)
    vms = {vm.uuid for vm in child.inventory.vms()}
    await child.until(lambda: len(vms & _visible_uuids(pane.view, pane.model)) > 10, 10)
    shown = _visible_uuids(pane.view, pane.model)
    state.visible = lambda: shown
    child.watchdog.reset()
    state.applied.clear()
    state.painted.clear()
    state.events = state.reads = state.rows = 0
    cpu = time.process_time()
    child.tell(ready=True, visible=sorted(shown & vms))
    await child.asked()  # "stop": the other process has ended
    settled = time.monotonic()
    await child.until(lambda: not state._called, 20)
    settled = time.monotonic() - settled
    await asyncio.sleep(0.5)
    child.tell(
        events=state.events,
        reads=state.reads,
        rows=state.rows,
        settled=settled,
        cpu=time.process_time() - cpu,
        painted=percentiles(state.painted),
        applied=percentiles(state.applied),
        states={vm.uuid: vm.state.value for vm in child.inventory.vms(HostId("h0"))},
        **child.gap(),
    )
    await child.asked()


def percentiles(values: list[float]) -> dict[str, float]:
    """In ms."""
    if not values:
        return {"count": 0, "p50": 0.0, "p99": 0.0, "max": 0.0}
    ordered = sorted(values)

    def at(share: float) -> float:
        return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000, 1)

    return {"count": len(values), "p50": at(0.5), "p99": at(0.99), "max": round(ordered[-1] * 1000, 1)}


# --------------------------------------------------------------------------- hung hosts


async def hung(child: Child, state: object) -> None:
    """Answer with gaps and states whenever asked."""
    hosts = [host.id for host in child.inventory.hosts() if host.id != "local"]
    await child.until(lambda: all(host.loaded for host in child.inventory.hosts() if host.id in hosts), 120)
    changed: dict[str, float] = {}
    child.inventory.subscribe(lambda changes: changed.update({ref.key: time.monotonic() for ref in changes.changed if ref.kind is Kind.VM}))
    child.watchdog.reset()
    child.tell(ready=True)
    while (word := await child.asked()) != "end":
        if word == "reset":
            child.watchdog.reset()
            changed.clear()
        child.tell(changed=changed, hosts={str(host.id): host.state.value for host in child.inventory.hosts()}, **child.gap())


# --------------------------------------------------------------------------- tree


def _synthetic(hosts: int, each: int) -> Any:
    """A delta with hosts and fully described VMs, as a backend would send it."""
    from console.model.inventory import Delta, Put
    from console.model.objects import Address, Disk, Host, HostKind, HostRecord, HostState, Nic, Vm, VmConfig
    from console.model.tools import GuestFamily
    from tests.bench.names import name

    systems = ("Debian 12", "Ubuntu 22.04", "Fedora 39", "Windows Server 2022", "CentOS Stream 9")
    things: list[Any] = []
    for number in range(hosts):
        record = HostRecord(HostId(f"s{number}"), f"host-{number:03}", f"test:///{number}")
        things.append(Put(Host(record=record, kind=HostKind.QEMU, state=HostState.READY, loaded=True)))
        for count in range(each):
            config = VmConfig(vcpus=2, memory_kib=1 << 20, max_memory_kib=1 << 20, disks=(Disk("vda", "virtio", source=f"/d/{count}.qcow2"),),
                              nics=(Nic("52:54:00:00:00:01", "virtio", "network", "default"),))  # fmt: skip
            state = PowerState.RUNNING if count % 3 == 0 else PowerState.HALTED
            things.append(
                Put(
                    Vm(
                        host=record.id, uuid=identity(count, number), name=f"{name(count)}-{number:03}", state=state, config=config,
                        os_name=systems[count % 5], family=GuestFamily.LINUX,
                        addresses=(Address(f"192.0.{number}.{count % 250}", 24, 4),) if state is PowerState.RUNNING else (),
                    )
                )
            )  # fmt: skip
    return Delta(tuple(things))


async def tree(child: Child, state: object) -> None:
    """Filter, arrange, expand, select and scroll with 10,000 VMs; medians of five."""
    from PySide6.QtWidgets import QApplication

    hosts = int(child.arguments.get("hosts_shown", 20))
    began = time.perf_counter()
    child.inventory.apply(_synthetic(hosts, int(child.arguments["vms"]) // hosts))
    pane, view, model = child.window.pane, child.window.pane.view, child.window.pane.model
    model.flush()
    applied = time.perf_counter() - began

    def settle() -> None:
        """Whatever follows at once: queued events, timers that are due, paint."""
        for _ in range(3):
            QApplication.processEvents()
        view.viewport().repaint()

    def median(action: Callable[[int], object]) -> float:
        times = []
        for turn in range(5):
            settle()
            start = time.perf_counter()
            action(turn)
            settle()
            times.append(time.perf_counter() - start)
        return sorted(times)[2] * 1000

    settle()
    await asyncio.sleep(0.5)
    found: dict[str, float] = {"apply_ms": applied * 1000}
    found["expand_first_ms"] = _once(lambda: pane.expand_all(True), settle)
    pane.filter.setFocus()
    await asyncio.sleep(0.3)  # typing begins some time after the click
    found["filter_first_ms"] = _once(functools.partial(model.set_filter, "00042"), settle)
    model.set_filter("")

    def filtered(text: str) -> float:
        def clear() -> None:
            model.set_filter("")
            settle()

        times = []
        for _ in range(5):
            times.append(_once(lambda: model.set_filter(text), settle))
            clear()
        return sorted(times)[2]

    found["filter_few_ms"] = filtered("00042")
    found["filter_many_ms"] = filtered("web")
    found["filter_none_ms"] = filtered("zzz")
    found["filter_field_ms"] = filtered("state:running")
    times = []
    for _ in range(5):
        model.set_filter("web")
        settle()
        times.append(_once(lambda: model.set_filter(""), settle))
    found["filter_clear_ms"] = sorted(times)[2]
    for name in ("state", "os", "tag", "folder", "infrastructure"):
        times = []
        for _ in range(5):
            pane.set_view("infrastructure" if name != "infrastructure" else "state")
            settle()
            times.append(_once(functools.partial(pane.set_view, name), settle))
        found[f"view_{name}_ms"] = sorted(times)[2]
    pane.set_view("infrastructure")
    pane.expand_all(True)
    settle()
    found["expand_again_ms"] = median(lambda turn: pane.expand_all(turn % 2 == 0))
    pane.expand_all(True)
    found["rename_sort_ms"] = await _rename(child, settle)
    found.update(await _selecting(child, settle))
    found.update(_scrolling(child, settle))
    child.tell(**{name: round(value, 2) for name, value in found.items()}, **child.gap())
    await child.asked()


def _once(action: Callable[[], object], settle: Callable[[], None]) -> float:
    start = time.perf_counter()
    action()
    settle()
    return (time.perf_counter() - start) * 1000


async def _rename(child: Child, settle: Callable[[], None]) -> float:
    """One VM gets another name: its place is sorted anew."""
    from console.model.inventory import Delta, Patch

    vms = child.inventory.vms(HostId("s3"))
    times = []
    for turn in range(5):
        settle()

        def change(ref: Ref = vms[turn].ref, turn: int = turn) -> None:
            child.inventory.apply(Delta((Patch(ref, {"name": f"zz-{turn}"}),)))
            child.window.pane.model.flush()

        times.append(_once(change, settle))
    return sorted(times)[2]


async def _selecting(child: Child, settle: Callable[[], None]) -> dict[str, float]:
    """Another VM is selected → its General tab is painted; running and halted by turns."""
    window = child.window
    vms = child.inventory.vms(HostId("s5"))
    times = []
    for turn in range(12):
        vm = vms[turn * 7]
        await asyncio.sleep(0.05)
        settle()
        start = time.perf_counter()
        window.pane.select([vm.ref])
        settle()
        window.tabs.currentWidget().repaint()
        times.append((time.perf_counter() - start) * 1000)
    host = child.inventory.hosts()[3]
    window.pane.select([host.ref])
    settle()
    ordered = sorted(times[2:])
    return {"select_ms": ordered[len(ordered) // 2], "select_max_ms": ordered[-1], "select_first_ms": times[0]}


def _scrolling(child: Child, settle: Callable[[], None]) -> dict[str, float]:
    """A wheel's step of three rows, painted."""
    view = child.window.pane.view
    bar = view.verticalScrollBar()
    bar.setValue(0)
    settle()
    times = []
    for _ in range(120):
        start = time.perf_counter()
        bar.setValue(bar.value() + 72)
        view.viewport().repaint()
        times.append((time.perf_counter() - start) * 1000)
    ordered = sorted(times)
    return {"scroll_ms": ordered[60], "scroll_p95_ms": ordered[114]}


# --------------------------------------------------------------------------- soak


async def soak(child: Child, state: object) -> None:
    """Follow the churn of another process; switch tabs, views and selections meanwhile; say what is held, whenever asked."""
    hosts = [host.id for host in child.inventory.hosts() if host.id != "local"]
    await child.until(lambda: all(host.loaded for host in child.inventory.hosts() if host.id in hosts), 120)
    child.tell(ready=True)
    turn = 0
    while True:
        if child.hears():
            word = await child.asked()
            if word == "end":
                return
            if word == "reconnect":
                for host in hosts:
                    await child.desktop.parts.hub.connect(host)
            await asyncio.sleep(1.0)
            child.tell(**held(), **child.gap())
            child.watchdog.reset()
            continue
        turn += 1
        vms = child.inventory.vms()
        if vms:
            child.window.pane.select([vms[turn % len(vms)].ref])
        for number in range(1, 5):
            child.window.content.show_number(number)
            await asyncio.sleep(0.05)
        if turn % 5 == 0:
            child.window.pane.set_view(("state", "infrastructure", "os", "infrastructure")[turn // 5 % 4])


def held() -> dict[str, int]:
    """Threads, file descriptors, timers, libvirt's and Qt's objects, tasks of this process."""
    import gc
    import threading

    import libvirt
    from PySide6.QtCore import QObject, QTimer

    gc.collect()
    things = gc.get_objects()
    status = Path("/proc/self/status").read_text().splitlines()
    return {
        "rss_kib": int(next(line for line in status if line.startswith("VmRSS")).split()[1]),
        "threads": threading.active_count(),
        "fds": len(os.listdir("/proc/self/fd")),  # noqa: PTH208
        "tasks": len(asyncio.all_tasks()),
        "timers": sum(isinstance(thing, QTimer) for thing in things),
        "qobjects": sum(isinstance(thing, QObject) for thing in things),
        "connections": sum(isinstance(thing, libvirt.virConnect) for thing in things),
        "domains": sum(isinstance(thing, libvirt.virDomain) for thing in things),
    }


# --------------------------------------------------------------------------- clones


def prepare_clone(child: Child) -> list[float]:
    """Seconds of each volume copy by itself."""
    from console.backend.port_storage import StoragePort

    plain, found = StoragePort.copy_volume, list[float]()

    async def timed(*arguments: Any, **more: Any) -> Any:
        began = time.monotonic()
        try:
            return await plain(*arguments, **more)
        finally:
            found.append(time.monotonic() - began)

    StoragePort.copy_volume = timed  # type: ignore[method-assign]
    return found


async def clone(child: Child, state: list[float]) -> None:
    """Clone "gold" as told ("cow 20 PREFIX", "full 1 PREFIX"): seconds until all clones are in the tree, and how the window turned meanwhile."""
    import uuid

    from console.model.clone import CloneMode
    from console.operations.clone import CloneItem, CloneVm
    from console.operations.subject import target

    def find(name: str) -> Any:
        return next((vm for vm in child.inventory.vms() if vm.name == name and vm.config is not None), None)

    await child.until(lambda: find("gold") is not None and any(r.active for r in child.inventory.repositories()), 60)
    await child.until(lambda: all(host.loaded for host in child.inventory.hosts() if host.id != "local"), 60)
    child.tell(ready=True, **child.gap())
    while (words := (await child.asked()).split()) != ["end"]:
        gold, count = find("gold"), int(words[1])
        items = tuple(CloneItem(f"{words[2]}-{number:02}", str(uuid.uuid4()), str(uuid.uuid4())) for number in range(count))
        operation = CloneVm(target(gold, child.inventory), CloneMode(words[0]), items, gold.host)
        child.watchdog.reset()
        began = time.monotonic()
        await child.window.services.runner.start(operation)
        await child.until(lambda refs=operation.refs: all(ref in child.window.pane.model._by_ref for ref in refs), 60)
        child.window.pane.view.viewport().repaint()
        child.tell(seconds=time.monotonic() - began, volumes=sum(state), **child.gap())
        state.clear()
