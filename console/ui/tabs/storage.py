"""The Storage tab: disks of a VM, storage repositories of a host or pool, virtual disks of a repository; each with its buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from console.model.disk_use import chains
from console.model.errors import ConsoleError
from console.model.ids import Kind, Ref
from console.model.inventory import Changes
from console.model.objects import Host, HostState, Pool, StorageRepository, Vm
from console.model.tasks import Task
from console.model.text import tr
from console.ui.services import Services
from console.ui.tabs.base import Spawn, Tab
from console.ui.tabs.buttons import Button, ButtonRow
from console.ui.tabs.kinds import STORAGE, Thing
from console.ui.tabs.list_table import ListTable
from console.ui.tabs.sections import Link
from console.ui.tabs.storage_lines import DiskFacts, disk_lines, repository_lines, shown_repositories, vm_disks
from console.ui.tabs.storage_verbs import DiskVerbs
from console.ui.tabs.volumes import VolumePane

SETTLE_MS = 400
"""A burst of changes is one look."""

FEW_VOLUMES = 3000
"""Repositories with more disks than that are not summed up for the over-commit column: their own tab tells."""

BATCH = 250


class StorageTab(Tab):
    """See the module. Volumes have a pane of their own, which stands ten thousand of them."""

    kind = STORAGE

    def __init__(
        self, services: Services, follow: Callable[[Link], None], spawn: Spawn, known: Callable[[str], bool] = bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(services, follow, spawn, parent)
        self._known = known
        self._subject: Ref | None = None
        self._disks_of: Ref | None = None
        self._facts: dict[str, DiskFacts] = {}
        self._virtual: dict[Ref, int] = {}
        self._summed: dict[Ref, tuple[int | None, int | None]] = {}
        self._running = 0
        self.buttons = ButtonRow("storage_buttons")
        self.table = ListTable("storage_table", str(self.title))
        self.table.opened.connect(lambda ref: self.follow(Link("", "go", ref)))
        self.table.retried.connect(self.reload)
        self.table.selection_changed.connect(self.buttons.refresh)
        self.verbs = DiskVerbs(services, self)
        self.volumes = VolumePane(services, spawn, follow)
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.buttons)
        column.addWidget(self.table, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(rows)
        self._stack.addWidget(self.volumes)
        self._later = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._later.timeout.connect(self.reload)
        self._ends = (services.inventory.subscribe(self._inventory_changed), services.runner.subscribe(self._task_changed))

    def show_things(self, things: Sequence[Thing]) -> None:
        thing = things[0]
        assert isinstance(thing, (Vm, Host, Pool, StorageRepository))
        self._subject = thing.ref
        if isinstance(thing, StorageRepository):
            self._stack.setCurrentWidget(self.volumes)
            self.volumes.show_repository(thing)
            return
        self.volumes.leave()
        self._stack.setCurrentIndex(0)
        if isinstance(thing, Vm):
            self._show_vm(thing)
        else:
            self._show_repositories(thing)

    # ------------------------------------------------------------------ a VM

    def _show_vm(self, vm: Vm) -> None:
        if self._disks_of != vm.ref:
            self._disks_of, self._facts = vm.ref, {}
        self.table.show_lines(*disk_lines(vm, self.inventory, self._facts), "disk", tr("This VM has no disks."))
        self.buttons.show_buttons(self.verbs.buttons(vm.ref, self._selected_target))
        host = self.inventory.host(vm.host)
        unknown = [disk for disk in vm_disks(vm) if disk.source and disk.target not in self._facts]
        if unknown and host is not None and host.state is HostState.READY:
            self.spawn(self._read_disks(vm))

    def _selected_target(self) -> str:
        """libvirt's name of the selected disk, "" if it is not exactly one."""
        vm = self.inventory.vm(self._subject) if self._subject is not None else None
        rows = self.table.selected_rows()
        if vm is None or len(rows) != 1:
            return ""
        name = self.table.model.line(rows[0]).cells[0].tip
        return next((disk.target for disk in vm_disks(vm) if tr("libvirt's name: {name}", name=disk.target) == name), "")

    async def _read_disks(self, vm: Vm) -> None:
        """Sizes and chain depth of a VM's disks; what can't be read is left blank."""
        ref, found = vm.ref, dict(self._facts)
        try:
            port = self.services.hosts.port(vm.host)
            for disk in vm_disks(vm):
                if not disk.source or disk.target in found:
                    continue
                path = disk.source
                if disk.source_pool:
                    home = next((r for r in self.inventory.repositories(vm.host) if r.name == disk.source_pool and r.active), None)
                    volume = await port.volume(home.uuid, disk.source) if home is not None else None
                else:
                    volume = await port.volume_by_path(path)
                depth, below = 0, volume
                seen = {path}
                while below is not None and below.backing and below.backing not in seen:
                    depth += 1
                    seen.add(below.backing)
                    below = await port.volume_by_path(below.backing)
                found[disk.target] = DiskFacts(volume, depth if volume is not None else None)
        except ConsoleError:
            for disk in vm_disks(vm):
                found.setdefault(disk.target, DiskFacts(None))
        if self._disks_of == ref:
            self._facts = found
            now = self.inventory.vm(ref)
            if now is not None and self._subject == ref:
                self.table.show_lines(*disk_lines(now, self.inventory, found), "disk", tr("This VM has no disks."))

    # ------------------------------------------------------------------ hosts and pools

    def _show_repositories(self, thing: Host | Pool) -> None:
        found = shown_repositories(thing, self.inventory)
        empty = tr("This host has no storage repository.") if isinstance(thing, Host) else tr("The hosts of this pool have no storage repository.")
        self.table.show_lines(*repository_lines(found, self.inventory, self._virtual, of_pool=isinstance(thing, Pool)), "storage", empty)
        self.buttons.show_buttons(self._repository_buttons())
        wanted = [r for r in found if r.active and self._summed.get(r.ref) != (r.allocation_bytes, r.available_bytes)]
        if wanted and not self._running:
            self.spawn(self._sum_up(wanted))

    def _repository_buttons(self) -> tuple[Button, ...]:
        """New, and the verbs for the selected one."""

        def one() -> Ref | None:
            rows = self.table.selected_rows()
            return self.table.model.line(rows[0]).ref if len(rows) == 1 else None

        def follow(action: str) -> Callable[[], None]:
            return lambda: self.follow(Link("", action, one() or self._subject))

        def need_one() -> str:
            return "" if one() is not None else tr("Select a storage repository.")

        found = (
            Button("sr-create", tr("New…"), "add", lambda: self.follow(Link("", "sr-create", self._subject)), lambda: ""),
            Button("sr-open", tr("Show its disks"), "disk", follow("go"), need_one),
            Button("storage-refresh", tr("Refresh"), "refresh", follow("storage-refresh"), need_one),
            Button("sr-start", tr("Start"), "start", follow("sr-start"), need_one),
            Button("sr-stop", tr("Stop"), "force-off", follow("sr-stop"), need_one),
            Button("sr-delete", tr("Delete…"), "delete", follow("sr-delete"), need_one),
        )
        return tuple(button for button in found if button.key == "sr-open" or self._known(button.key))

    async def _sum_up(self, repositories: Sequence[StorageRepository]) -> None:
        """What the disks of each could grow to. A shared storage is asked through one host."""
        self._running += 1
        try:
            for repository in repositories:
                host = self.inventory.host(repository.host)
                if host is None or host.state is not HostState.READY:
                    continue
                try:
                    await self._sum_one(repository)
                except ConsoleError:
                    continue
        finally:
            self._running -= 1

    async def _sum_one(self, repository: StorageRepository) -> None:
        port = self.services.hosts.port(repository.host)
        names = await port.volume_names(repository.uuid)
        self._summed[repository.ref] = (repository.allocation_bytes, repository.available_bytes)
        if len(names) > FEW_VOLUMES:
            self._virtual.pop(repository.ref, None)
            return
        total = 0
        for start in range(0, len(names), BATCH):
            found = await port.some_volumes(repository.uuid, names[start : start + BATCH])
            known = chains(found)
            total += sum(max(volume.capacity_bytes, volume.allocation_bytes) for volume in known.by_path.values())
        self._virtual[repository.ref] = total
        thing = self.inventory.get(self._subject) if self._subject is not None else None
        if isinstance(thing, (Host, Pool)):
            found_now = shown_repositories(thing, self.inventory)
            lines = repository_lines(found_now, self.inventory, self._virtual, of_pool=isinstance(thing, Pool))
            self.table.show_lines(*lines, "storage", "")

    # ------------------------------------------------------------------ changes

    def _inventory_changed(self, changes: Changes) -> None:
        """VMs came, went or have other disks: who uses what is looked at again, soon."""
        subject = self._subject
        if subject is None or subject.kind is not Kind.STORAGE or self._later.isActive() or not self.isVisible():
            return
        fields = ("config", "pending", "state")
        for ref in (*changes.added, *changes.removed, *changes.changed):
            if ref.kind is Kind.VM and (ref not in changes.changed or not changes.changed[ref].isdisjoint(fields)):
                self._later.start()
                return

    def _task_changed(self, task: Task) -> None:
        if task.state.ended and self._subject is not None and self._subject in task.applies_to and self.isVisible():
            self._facts = {}
            self._later.start()

    def reload(self) -> None:
        thing = self.inventory.get(self._subject) if self._subject is not None else None
        if isinstance(thing, StorageRepository):
            self.volumes.reload()
        elif thing is not None:
            self._summed.clear()
            self.show_things([thing])

    def shutdown(self) -> None:
        for end in self._ends:
            end()
