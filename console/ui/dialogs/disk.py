"""*Add a disk* to a VM (new or existing), and a disk's *Properties*."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QDialogButtonBox, QFormLayout, QRadioButton, QWidget

from console.model.disk_use import uses
from console.model.errors import ConsoleError
from console.model.objects import Disk, StorageRepository, Vm, Volume
from console.model.rules_storage import StorageVerb, why_not_repository
from console.model.text import Text, listed, tr
from console.operations.create import default_repository
from console.operations.disks import AddDisk, ChangeDisk, at_next_start, buses
from console.operations.subject import target
from console.operations.volumes import place_of
from console.ui import words
from console.ui.dialogs.controls import form_of
from console.ui.dialogs.support import Dialog, Message, named, text_label
from console.ui.dialogs.volume import NewVolumeForm
from console.ui.jobs import Jobs
from console.ui.services import Services
from console.ui.tabs.vm_sections import BUSES
from console.ui.wizards.fields import ChoiceBox, Entry

Role = QDialogButtonBox.ButtonRole

CACHES = ("", "none", "writeback", "writethrough", "directsync", "unsafe")
"""libvirt's cache modes; "" = the hypervisor chooses."""


def cache_box(name: str, current: str) -> QComboBox:
    """A choice of cache modes."""
    box = named(QComboBox(), name, tr("Cache mode"))
    for mode in CACHES:
        box.addItem(mode or tr("Default"), mode)
    box.setCurrentIndex(max(0, box.findData(current)))
    return box


def aligned(*forms: QFormLayout) -> None:
    """The labels of several forms, one above the other, get one width."""
    labels = [
        item.widget() for form in forms for row in range(form.rowCount()) if (item := form.itemAt(row, QFormLayout.ItemRole.LabelRole)) is not None
    ]
    width = max(label.sizeHint().width() for label in labels if label is not None)
    for label in labels:
        if label is not None:
            label.setMinimumWidth(width)


class AddDiskDialog(Dialog):
    """A new disk in a repository, or one that is there and used by nobody."""

    def __init__(self, services: Services, vm: Vm, parent: QWidget | None = None) -> None:
        super().__init__(tr("Add a disk to {name}", name=vm.name), "addDisk", parent)
        self._services, self._vm = services, vm
        self._jobs = Jobs(self._failed)
        self._volumes: dict[str, tuple[Volume, ...]] = {}
        self.new = named(QRadioButton(tr("New &disk")), "addDisk.new", tr("New disk"))
        self.existing = named(QRadioButton(tr("&Existing disk")), "addDisk.existing", tr("Existing disk"))
        self.new.setChecked(True)
        self.repository = ChoiceBox("addDisk.repository", tr("Storage repository"))
        self.form = NewVolumeForm("addDisk.form", f"{vm.name}-data".replace("/", "-"))
        self.volume = ChoiceBox("addDisk.volume", tr("Disk"))
        self.bus = named(QComboBox(), "addDisk.bus", tr("Bus"))
        for bus in buses(vm):
            self.bus.addItem(str(BUSES.get(bus, bus)), bus)
        self.cache = cache_box("addDisk.cache", "")
        self.readonly = named(QCheckBox(tr("&Read only")), "addDisk.readonly", tr("Read only"))
        self.later = Message("addDisk.later")
        self.problem = Message("addDisk.problem")
        top = form_of()
        top.addRow(tr("Storage re&pository"), self.repository)
        self._disk_row = top
        top.addRow(tr("D&isk"), self.volume)
        bottom = form_of()
        bottom.addRow(tr("&Bus"), self.bus)
        bottom.addRow(tr("&Cache mode"), self.cache)
        bottom.addRow("", self.readonly)
        self.content.addWidget(self.new)
        self.content.addWidget(self.existing)
        self.content.addLayout(top)
        self.content.addWidget(self.form)
        self.content.addLayout(bottom)
        self.content.addWidget(self.later)
        self.content.addWidget(self.problem)
        self.content.addStretch(1)
        aligned(top, self.form.rows, bottom)
        self.cancel = self.add_button(tr("Cancel"), "cancel", Role.RejectRole)
        self.cancel.clicked.connect(self.reject)
        self.go = self.add_button(tr("&Add"), "add", Role.AcceptRole, default=True)
        self.go.clicked.connect(self._add)
        self._connect()
        self._fill_repositories()
        self.finished.connect(self._jobs.cancel)
        self._refresh()
        self.setMinimumWidth(520)

    def _connect(self) -> None:
        self.new.toggled.connect(self._refresh)
        self.repository.chosen.connect(lambda _: self._refresh())
        self.volume.chosen.connect(lambda _: self._refresh())
        self.bus.currentIndexChanged.connect(self._refresh)
        self.readonly.toggled.connect(self._refresh)
        self.form.name.textChanged.connect(self._refresh)
        self.form.capacity.changed.connect(self._refresh)
        self.form.thin.toggled.connect(self._refresh)

    def _repositories(self) -> list[StorageRepository]:
        return sorted(self._services.inventory.repositories(self._vm.host), key=lambda r: words.natural(r.name))

    def _fill_repositories(self) -> None:
        inventory = self._services.inventory
        entries = []
        for each in self._repositories():
            reason = why_not_repository(StorageVerb.VDI_CREATE if self.new.isChecked() else StorageVerb.SR_REFRESH, each, inventory)
            note = tr("{free} free", free=words.size(each.available_bytes)) if each.available_bytes is not None else ""
            entries.append(Entry(each.uuid, each.name, note, str(reason.text) if reason is not None else ""))
        fallback = default_repository(inventory, self._vm.host)
        self.repository.set_entries(entries, self.repository.key or (fallback.uuid if fallback is not None else ""))

    def chosen_repository(self) -> StorageRepository | None:
        """The one that is chosen."""
        return next((each for each in self._repositories() if each.uuid == self.repository.key), None)

    def _refresh(self) -> None:
        new = self.new.isChecked()
        self._fill_repositories()
        repository = self.chosen_repository()
        self.form.setVisible(new)
        self._disk_row.setRowVisible(self.volume, not new)
        self.form.show_repository(repository)
        if not new and repository is not None:
            if repository.uuid in self._volumes:
                self._fill_volumes(repository)
            else:
                self._volumes[repository.uuid] = ()
                self._jobs.start(self._read(repository))
        later: Text | None = at_next_start(self._vm, str(self.bus.currentData()))
        self.later.show_text(str(later) if later is not None else "", "info")
        wrong = self._wrong(repository, new)
        self.problem.show_text(wrong)
        self.go.setEnabled(not wrong)
        self.go.setToolTip(wrong)

    def _wrong(self, repository: StorageRepository | None, new: bool) -> str:
        if repository is None:
            return tr("Choose a storage repository.")
        reason = why_not_repository(StorageVerb.VDI_CREATE if new else StorageVerb.SR_REFRESH, repository, self._services.inventory)
        if reason is not None:
            return str(reason.text)
        if new:
            return self.form.problem()
        return "" if self.volume.key else tr("Choose a disk that nothing uses.")

    async def _read(self, repository: StorageRepository) -> None:
        self._volumes[repository.uuid] = await self._services.hosts.port(repository.host).volumes(repository.uuid)
        self._refresh()

    def _fill_volumes(self, repository: StorageRepository) -> None:
        known = uses(self._services.inventory, repository)
        entries = []
        for volume in self._volumes[repository.uuid]:
            if volume.type == "dir" or volume.format == "iso" or volume.name.lower().endswith(".iso"):
                continue
            users = known.of(volume)
            why = tr("used by {names}", names=listed(use.words for use in users)) if users and not self.readonly.isChecked() else ""
            entries.append(Entry(volume.name, volume.name, words.size(volume.capacity_bytes), why))
        usable = [entry.key for entry in entries if not entry.why_not]
        current = self.volume.key if self.volume.key in usable else (usable[0] if usable else "")
        self.volume.set_entries(entries, current)

    def operation(self) -> AddDisk | None:
        """What adds it."""
        repository = self.chosen_repository()
        if repository is None:
            return None
        inventory = self._services.inventory
        made = self.form.operation(self._services) if self.new.isChecked() else None
        name = made.name if made is not None else self.volume.key
        return AddDisk(
            target(self._vm, inventory),
            place_of(repository, inventory),
            name,
            str(self.bus.currentData()),
            made,
            self.readonly.isChecked(),
            str(self.cache.currentData()),
        )

    def _add(self) -> None:
        operation = self.operation()
        if operation is not None:
            self._services.runner.start(operation)
        self.accept()

    def _failed(self, failure: ConsoleError) -> None:
        self.problem.show_text(str(failure.text), remedy=str(failure.remedy or ""))


class DiskPropertiesDialog(Dialog):
    """What a disk does at start, and how it is cached."""

    def __init__(self, services: Services, vm: Vm, disk: Disk, cache: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Properties of {disk}", disk=disk.guest_name or disk.target), "diskProperties", parent)
        self._services, self._vm, self._disk = services, vm, disk
        then = next((each for each in (vm.pending.disks if vm.pending is not None else ()) if each.target == disk.target), disk)
        self.content.addWidget(text_label(disk.source, "diskProperties.source", dim=True))
        self.mode = named(QComboBox(), "diskProperties.mode", tr("At start"))
        for key, text in (("keep", tr("Keep changes")), ("reset", tr("Reset at start")), ("readonly", tr("Read only"))):
            self.mode.addItem(text, key)
        self.mode.setCurrentIndex(self.mode.findData("readonly" if then.readonly else "reset" if then.transient else "keep"))
        self.cache = cache_box("diskProperties.cache", cache)
        form = form_of()
        form.addRow(tr("&At start"), self.mode)
        form.addRow(tr("&Cache mode"), self.cache)
        self.content.addLayout(form)
        self.later = Message("diskProperties.later")
        self.later.show_text(tr("The VM runs: this takes effect at its next start.") if vm.state.active else "", "info")
        self.content.addWidget(self.later)
        self.cancel = self.add_button(tr("Cancel"), "cancel", Role.RejectRole)
        self.cancel.clicked.connect(self.reject)
        self.go = self.add_button(tr("&Save"), "save", Role.AcceptRole, default=True)
        self.go.clicked.connect(self._save)

    def _save(self) -> None:
        mode = str(self.mode.currentData())
        of = target(self._vm, self._services.inventory)
        self._services.runner.start(ChangeDisk(of, self._disk.target, mode == "readonly", mode == "reset", str(self.cache.currentData())))
        self.accept()
