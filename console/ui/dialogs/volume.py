"""*New disk* in a storage repository, and *Resize*."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from console.model.disk_use import DiskUse
from console.model.objects import StorageRepository, Volume
from console.model.rules_storage import StorageVerb, default_format, formats, why_not_size, why_not_volume
from console.model.text import listed, tr
from console.operations.volumes import CreateVolume, ResizeVolume, name_problem, place_of, proposed_name
from console.ui import words
from console.ui.dialogs.support import GAP, Dialog, Message, named, text_label
from console.ui.services import Services
from console.ui.wizards.fields import SizeField

Role = QDialogButtonBox.ButtonRole
GIB = 1 << 30
FORMAT_WORDS = {"qcow2": "qcow2", "raw": "raw"}


class NewVolumeForm(QWidget):
    """Name, size, format, thin: shared by *New disk* and *Add a disk to a VM*."""

    def __init__(self, name: str, proposed: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._repository: StorageRepository | None = None
        self.name = named(QLineEdit(proposed), f"{name}.name", tr("Name"))
        self.capacity = SizeField(f"{name}.size", tr("Size"))
        self.capacity.set_bytes(20 * GIB)
        self.format = named(QComboBox(), f"{name}.format", tr("Format"))
        self.thin = named(QCheckBox(tr("&Thin: take space as it is written")), f"{name}.thin", tr("Thin: take space as it is written"))
        self.thin.setChecked(True)
        self.hint = text_label("", f"{name}.hint", dim=True)
        self.rows = form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(GAP)
        form.setVerticalSpacing(GAP)
        form.addRow(tr("&Name"), self.name)
        form.addRow(tr("&Size"), self.capacity)
        form.addRow(tr("&Format"), self.format)
        form.addRow("", self.thin)
        form.addRow("", self.hint)

    def show_repository(self, repository: StorageRepository | None) -> None:
        """Formats and free space of this one."""
        if repository is None or (self._repository is not None and repository.ref == self._repository.ref):
            return
        self._repository = repository
        self.format.clear()
        for each in formats(repository):
            self.format.addItem(FORMAT_WORDS.get(each, each), each)
        self.format.setCurrentIndex(self.format.findData(default_format(repository)))
        self.format.setEnabled(self.format.count() > 1)
        free = words.size(repository.available_bytes)
        self.hint.setText(tr("{free} are free in {name}.", free=free, name=repository.name) if free else "")

    def problem(self) -> str:
        """What is wrong, "" if nothing is."""
        wrong = name_problem(self.name.text().strip())
        if wrong is not None:
            return str(wrong)
        size = self.capacity.size_bytes
        if size < 1 << 20:
            return tr("A disk has at least 1 MiB.")
        free = self._repository.available_bytes if self._repository is not None else None
        if free is not None and not self.thin.isChecked() and size > free:
            return tr("There is not enough space for all of it: make it thin or smaller.")
        return ""

    def operation(self, services: Services) -> CreateVolume | None:
        """What makes it."""
        if self._repository is None:
            return None
        format = str(self.format.currentData() or "raw")
        name = proposed_name(self.name.text().strip(), format, self._repository)
        return CreateVolume(place_of(self._repository, services.inventory), name, self.capacity.size_bytes, format, self.thin.isChecked())


class NewVolumeDialog(Dialog):
    """Makes a disk in a repository."""

    def __init__(self, services: Services, repository: StorageRepository, parent: QWidget | None = None) -> None:
        super().__init__(tr("New disk in {name}", name=repository.name), "newVolume", parent)
        self._services = services
        self.form = NewVolumeForm("newVolume.form", "disk")
        self.form.show_repository(repository)
        self.problem = Message("newVolume.problem")
        self.content.addWidget(self.form)
        self.content.addWidget(self.problem)
        self.cancel = self.add_button(tr("Cancel"), "cancel", Role.RejectRole)
        self.cancel.clicked.connect(self.reject)
        self.go = self.add_button(tr("&Create"), "create", Role.AcceptRole, default=True)
        self.go.clicked.connect(self._create)
        self.form.name.textChanged.connect(self._check)
        self.form.capacity.changed.connect(self._check)
        self.form.thin.toggled.connect(self._check)
        self.form.name.selectAll()
        self.form.name.setFocus()
        self._check()

    def _check(self) -> None:
        wrong = self.form.problem()
        self.problem.show_text(wrong)
        self.go.setEnabled(not wrong)
        self.go.setToolTip(wrong)

    def _create(self) -> None:
        operation = self.form.operation(self._services)
        if operation is not None:
            self._services.runner.start(operation)
        self.accept()


class ResizeVolumeDialog(Dialog):
    """Makes a disk larger; smaller is refused with the reason."""

    def __init__(
        self, services: Services, repository: StorageRepository, volume: Volume, users: Sequence[DiskUse], parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Resize {name}", name=volume.name), "resizeVolume", parent)
        self._services, self._repository, self._volume = services, repository, volume
        self._reason = why_not_volume(StorageVerb.VDI_RESIZE, volume, repository, services.inventory, users, ())
        self.content.addWidget(text_label(tr("It has {size} now.", size=words.size(volume.capacity_bytes)), "resizeVolume.now"))
        self.capacity = SizeField("resizeVolume.size", tr("New size"))
        self.capacity.set_bytes(volume.capacity_bytes)
        self.capacity.changed.connect(self._check)
        form = QFormLayout()
        form.setHorizontalSpacing(GAP)
        form.addRow(tr("&New size"), self.capacity)
        self.content.addLayout(form)
        running = [use.words for use in users if use.active]
        note = tr("The partitions and file systems on it are made larger in the guest.")
        if running:
            note = tr("{users} sees the new size at once. Partitions and file systems are made larger in the guest.", users=listed(running))
        self.content.addWidget(text_label(note, "resizeVolume.note", dim=True))
        self.problem = Message("resizeVolume.problem")
        self.content.addWidget(self.problem)
        self.cancel = self.add_button(tr("Cancel"), "cancel", Role.RejectRole)
        self.cancel.clicked.connect(self.reject)
        self.go = self.add_button(tr("&Resize"), "resize", Role.AcceptRole, default=True)
        self.go.clicked.connect(self._resize)
        self.capacity.setFocus()
        self._check()

    def _check(self) -> None:
        wrong = self._reason.text if self._reason is not None else why_not_size(self._volume, self.capacity.size_bytes)
        same = self._reason is None and self.capacity.size_bytes == self._volume.capacity_bytes
        self.problem.show_text("" if wrong is None or same else str(wrong))
        self.go.setEnabled(wrong is None)
        self.go.setToolTip("" if wrong is None else str(wrong))

    def _resize(self) -> None:
        place = place_of(self._repository, self._services.inventory)
        self._services.runner.start(ResizeVolume(place, self._volume.name, self.capacity.size_bytes))
        self.accept()
