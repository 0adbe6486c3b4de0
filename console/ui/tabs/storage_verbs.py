"""The buttons over a VM's disks: add, detach, resize, properties."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from console.model.ids import Ref
from console.model.rules_storage import why_not_disks
from console.model.sharing import repository_of_disk
from console.model.text import N_, tr
from console.operations.disks import DetachDisk, at_next_start, find, why_not_detach
from console.operations.subject import target
from console.ui.services import Services
from console.ui.tabs.buttons import Button

if TYPE_CHECKING:
    from console.ui.tabs.storage import StorageTab


class DiskVerbs:
    """What can be done with the disks of the VM that the tab shows."""

    def __init__(self, services: Services, tab: StorageTab) -> None:
        self._services, self._tab = services, tab

    def buttons(self, ref: Ref, selected: Callable[[], str]) -> tuple[Button, ...]:
        """The row for one VM; ``selected`` gives the target of the selected disk, "" if it is not one."""
        inventory = self._services.inventory

        def why_add() -> str:
            reason = why_not_disks(inventory.vm(ref), inventory)
            return str(reason.text) if reason is not None else ""

        def why_one() -> str:
            vm, name = inventory.vm(ref), selected()
            if why := why_add():
                return why
            if vm is None or not name:
                return tr("Select a disk.")
            disk = find(vm, name)
            if disk is not None and disk.device in ("cdrom", "floppy"):
                return tr("This is a drive: its disc is changed in the Console tab.")
            why_not = why_not_detach(vm, name, inventory)
            return str(why_not) if why_not is not None else ""

        return (
            Button("disk-add", tr("Add…"), "add", lambda: self._add(ref), why_add),
            Button("disk-detach", tr("Detach"), "disconnect", lambda: self._tab.spawn(self._detach(ref, selected())), why_one),
            Button("disk-resize", tr("Resize…"), "scale", lambda: self._tab.spawn(self._resize(ref, selected())), why_one),
            Button("disk-properties", tr("Properties…"), "settings", lambda: self._tab.spawn(self._properties(ref, selected())), why_one),
        )

    def _window(self) -> QWidget:
        return self._tab.window()

    def _add(self, ref: Ref) -> None:
        from console.ui.dialogs.disk import AddDiskDialog

        vm = self._services.inventory.vm(ref)
        if vm is not None:
            AddDiskDialog(self._services, vm, self._window()).open()

    async def _detach(self, ref: Ref, name: str) -> None:
        vm = self._services.inventory.vm(ref)
        disk = find(vm, name) if vm is not None else None
        if vm is None or disk is None:
            return
        later = at_next_start(vm, disk.bus)
        text = N_("The disk and what is on it stay in {place}. {more}", place=disk.source, more=later or N_("Unmount it in the guest first."))
        if not vm.state.active:
            text = N_("The disk and what is on it stay in {place}.", place=disk.source)
        if await self._services.questions.confirm(N_("Detach {disk} from {name}?", disk=name, name=vm.name), text, verb=N_("Detach")):
            self._services.runner.start(DetachDisk(target(vm, self._services.inventory), name))

    async def _resize(self, ref: Ref, name: str) -> None:
        from console.model.disk_use import users_of
        from console.ui.dialogs.volume import ResizeVolumeDialog

        inventory = self._services.inventory
        vm = inventory.vm(ref)
        disk = find(vm, name) if vm is not None else None
        repository = repository_of_disk(inventory, vm.host, disk) if vm is not None and disk is not None else None
        if vm is None or disk is None or repository is None:
            if vm is not None and disk is not None:
                text = N_("This disk is in no storage repository of its host: it can't be resized here.")
                await self._services.questions.confirm(N_("Resize {disk}", disk=name), text, verb=N_("Close"))
            return
        port = self._services.hosts.port(vm.host)
        volume = await (port.volume(repository.uuid, disk.source) if disk.source_pool else port.volume_by_path(disk.source))
        if volume is not None:
            ResizeVolumeDialog(self._services, repository, volume, users_of(inventory, repository, volume), self._window()).open()

    async def _properties(self, ref: Ref, name: str) -> None:
        from console.operations.disks import cache_mode
        from console.ui.dialogs.disk import DiskPropertiesDialog

        vm = self._services.inventory.vm(ref)
        disk = find(vm, name) if vm is not None else None
        if vm is not None and disk is not None:
            cache = await cache_mode(self._services.hosts.port(vm.host), vm, name)
            DiskPropertiesDialog(self._services, vm, disk, cache, self._window()).open()
