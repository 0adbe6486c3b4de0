"""The virtual disks of one storage repository: a lazy table with its buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from console.model.disk_use import uses
from console.model.errors import ConsoleError
from console.model.ids import Ref
from console.model.objects import HostState, StorageRepository, Volume
from console.model.rules_storage import StorageVerb, why_not_repository, why_not_volume
from console.model.text import N_, tr
from console.operations.storage import upload_file
from console.operations.volumes import DeleteVolumes, DownloadVolume, place_of
from console.ui import words
from console.ui.services import Services
from console.ui.tabs.base import Spawn
from console.ui.tabs.buttons import Button, ButtonRow
from console.ui.tabs.list_table import ListTable
from console.ui.tabs.sections import Link
from console.ui.tabs.volume_model import VolumeModel, volume_columns
from console.ui.widgets.basic import label

FIRST_BATCH, BATCH = 100, 250
"""Disks that are read at once, the ones that are looked at first: parts of a second, so that what is scrolled to comes soon."""


class VolumePane(QWidget):
    """Shows one repository at a time. The tasks that read it end when another one is shown."""

    def __init__(self, services: Services, spawn: Spawn, follow: Callable[[Link], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("volumes")
        self._services, self._spawn, self._follow = services, spawn, follow
        self._ref: Ref | None = None
        self._look = 0  # number of the reading that counts
        self._seen: tuple[object, ...] = ()
        self.buttons = ButtonRow("volumes_buttons")
        self.model = VolumeModel()
        self.table = ListTable("volumes_table", tr("Virtual disks"), model=self.model)
        self.model.setParent(self.table)
        self.table.selection_changed.connect(self.buttons.refresh)
        self.table.retried.connect(self.reload)
        self.state = label("", "dim", name="volumes_state")
        self.finder = QLineEdit()
        self.finder.setObjectName("volumes_find")
        self.finder.setAccessibleName(tr("Find a disk"))
        self.finder.setPlaceholderText(tr("Find a disk"))
        self.finder.setClearButtonEnabled(True)
        self.finder.setMaximumWidth(220)
        self.finder.textChanged.connect(self._find)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(8)
        head.addWidget(self.buttons, 1)
        head.addWidget(self.finder)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.state)

    # ------------------------------------------------------------------ what is shown

    def repository(self) -> StorageRepository | None:
        """The repository as it is now."""
        found = self._services.inventory.get(self._ref) if self._ref is not None else None
        return found if isinstance(found, StorageRepository) else None

    def show_repository(self, repository: StorageRepository) -> None:
        """Show it, or its new state."""
        other = repository.ref != self._ref
        self._ref = repository.ref
        self.buttons.show_buttons(self._buttons())
        host = self._services.inventory.host(repository.host)
        if host is None or host.state is not HostState.READY or not repository.active:
            self._look += 1
            self._seen = ()
            self.state.setText("")
            ready = host is not None and host.state is HostState.READY
            text = tr("{name} is not active.", name=repository.name) if ready else tr("Not connected: this is read when the host answers.")
            self.model.clear()
            self.table.show_lines(volume_columns(), (), words.glyph(repository) if ready else "disconnect", text)
            return
        seen = (repository.allocation_bytes, repository.available_bytes, repository.active)
        if other or not self._seen:
            self.model.clear()
            self.table.busy(tr("Reading…"))
        if other or seen != self._seen:
            self._seen = seen
            self.reload()

    def leave(self) -> None:
        """Something else is looked at."""
        self._look += 1
        self._ref, self._seen = None, ()

    def reload(self) -> None:
        """Read again what is in it."""
        repository = self.repository()
        if repository is not None and repository.active:
            self._look += 1
            self._spawn(self._read(repository, self._look))

    async def _read(self, repository: StorageRepository, look: int) -> None:
        """Names first, then the facts of what is looked at, then the rest."""
        try:
            port = self._services.hosts.port(repository.host)
            names = await port.volume_names(repository.uuid)
            if look != self._look:
                return
            known = dict(self.model.volumes)
            self.model.set_names(names)
            self._show_rows(repository)
            self.model.set_uses(uses(self._services.inventory, repository))
            again = set(names) & set(known)
            while look == self._look:
                wanted = self.model.unread(self._visible_rows(), BATCH if self.model.volumes else FIRST_BATCH)
                if not wanted:
                    wanted = sorted(again)[:BATCH]
                    again -= set(wanted)
                if not wanted:
                    break
                self._learn(await port.some_volumes(repository.uuid, wanted), wanted, look)
                self._tell(len(names))
        except ConsoleError as failure:
            if look == self._look:
                self.table.failed(" ".join(str(t) for t in (failure.text, failure.remedy) if t is not None), tr("Try again"))
            return
        if look == self._look:
            self.model.learned_all()
            self._tell(len(names))
            self.buttons.refresh()

    def _learn(self, found: tuple[Volume, ...], wanted: list[str], look: int) -> None:
        if look != self._look:
            return
        self.model.learn(found)
        gone = set(wanted) - {volume.name for volume in found}
        if gone:
            self.model.set_names([self.model.name_at(row) for row in range(self.model.rowCount()) if self.model.name_at(row) not in gone])

    def _show_rows(self, repository: StorageRepository) -> None:
        self.table.show_model(volume_columns(), "storage", tr("Empty: nothing is stored in {name}.", name=repository.name))

    def _visible_rows(self) -> range:
        view = self.table.view
        area: QRect = view.viewport().rect()
        first, last = view.rowAt(area.top()), view.rowAt(area.bottom())
        if first < 0:
            return range(0)
        return range(first, (last if last >= 0 else self.model.rowCount() - 1) + 1)

    def _tell(self, count: int) -> None:
        read = min(len(self.model.volumes), count)
        total = sum(volume.capacity_bytes for volume in self.model.volumes.values())
        if read < count:
            self.state.setText(tr("{read} of {count} disks read …", read=words.number(read), count=words.number(count)))
        else:
            self.state.setText(tr("{count} disks, together up to {size}", count=words.number(count), size=words.size(total)) if count else "")

    def _find(self, text: str) -> None:
        """Select the first disk whose name has this."""
        wanted = text.casefold().strip()
        if not wanted:
            return
        for row in range(self.model.rowCount()):
            if wanted in self.model.name_at(row).casefold():
                self.table.view.selectRow(row)
                self.table.view.scrollTo(self.model.index(row, 0))
                return

    # ------------------------------------------------------------------ buttons

    def selected(self) -> list[str]:
        """Names of the selected disks."""
        return [self.model.name_at(row) for row in self.table.selected_rows() if row < self.model.rowCount()]

    def _buttons(self) -> tuple[Button, ...]:
        return (
            Button("vdi-create", tr("New disk…"), "add", self._new, lambda: self._why(StorageVerb.VDI_CREATE)),
            Button("vdi-upload", tr("Upload…"), "upload", self._upload, lambda: self._why(StorageVerb.VDI_UPLOAD)),
            Button("vdi-download", tr("Download…"), "download", self._download, lambda: self._why_one(StorageVerb.VDI_DOWNLOAD)),
            Button("vdi-resize", tr("Resize…"), "scale", self._resize, lambda: self._why_one(StorageVerb.VDI_RESIZE)),
            Button("vdi-delete", tr("Delete…"), "delete", self._delete, self._why_delete),
            Button("sr-refresh", tr("Refresh"), "refresh", lambda: self._follow(Link("", "storage-refresh", self._ref)), lambda: self._why_refresh()),
        )

    def _why(self, verb: StorageVerb) -> str:
        reason = why_not_repository(verb, self.repository(), self._services.inventory)
        return str(reason.text) if reason is not None else ""

    def _why_refresh(self) -> str:
        return self._why(StorageVerb.SR_REFRESH)

    def _why_one(self, verb: StorageVerb) -> str:
        names, repository = self.selected(), self.repository()
        if len(names) != 1 or repository is None:
            return tr("Select one disk.")
        volume = self.model.volumes.get(names[0])
        if volume is None:
            return tr("This disk is still being read.")
        users, based = self.model.users(names[0]), self.model.dependents(names[0])
        reason = why_not_volume(verb, volume, repository, self._services.inventory, users, based)
        return str(reason.text) if reason is not None else ""

    def _why_delete(self) -> str:
        names, repository = self.selected(), self.repository()
        if not names or repository is None:
            return tr("Select one or several disks.")
        for name in names:
            volume = self.model.volumes.get(name)
            if volume is None:
                return tr("This disk is still being read.")
            based = tuple(each for each in self.model.dependents(name) if each not in names)
            reason = why_not_volume(StorageVerb.VDI_DELETE, volume, repository, self._services.inventory, self.model.users(name), based)
            if reason is not None:
                return str(reason.text)
        return ""

    # ------------------------------------------------------------------ what they do

    def _new(self) -> None:
        from console.ui.dialogs.volume import NewVolumeDialog

        if (repository := self.repository()) is not None:
            NewVolumeDialog(self._services, repository, self.window()).open()

    def _resize(self) -> None:
        from console.ui.dialogs.volume import ResizeVolumeDialog

        repository, names = self.repository(), self.selected()
        if repository is not None and names:
            ResizeVolumeDialog(self._services, repository, self.model.volumes[names[0]], self.model.users(names[0]), self.window()).open()

    def _upload(self) -> None:
        def start(file: str) -> None:
            repository = self.repository()
            if repository is not None:
                self._services.runner.start(upload_file(repository.host, repository.uuid, file, self._services.inventory))

        self._dialog(tr("Choose a file to upload"), QFileDialog.AcceptMode.AcceptOpen, "upload_file", "", start)

    def _download(self) -> None:
        names = self.selected()

        def start(file: str) -> None:
            repository = self.repository()
            if repository is not None and names:
                place = place_of(repository, self._services.inventory)
                self._services.runner.start(DownloadVolume(place, names[0], file, overwrite=True))  # the file dialog has asked

        self._dialog(tr("Download to"), QFileDialog.AcceptMode.AcceptSave, "download_file", names[0], start)

    def _dialog(self, title: str, mode: QFileDialog.AcceptMode, name: str, proposed: str, chosen: Callable[[str], None]) -> None:
        dialog = QFileDialog(self.window(), title)
        dialog.setObjectName(name)
        dialog.setAcceptMode(mode)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile if mode is QFileDialog.AcceptMode.AcceptOpen else QFileDialog.FileMode.AnyFile)
        if proposed:
            dialog.selectFile(proposed)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(chosen)
        dialog.open()

    def _delete(self) -> None:
        names, repository = tuple(self.selected()), self.repository()
        if names and repository is not None:
            self._spawn(self._ask_delete(names, repository))

    async def _ask_delete(self, names: tuple[str, ...], repository: StorageRepository) -> None:
        title = N_("Delete the virtual disk {name}?", name=names[0]) if len(names) == 1 else N_("Delete {count} virtual disks?", count=len(names))
        text = N_("All that is on them is lost. Nothing uses them now.") if len(names) > 1 else N_("All that is on it is lost. Nothing uses it now.")
        details = "\n".join(names) if len(names) > 1 else ""
        if await self._services.questions.confirm(title, text, verb=N_("Delete"), danger=True, details=details):
            self._services.runner.start(DeleteVolumes(place_of(repository, self._services.inventory), names))
