"""*Delete VM*: which of its disks go with it is asked disk by disk; the button says what will happen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from console.model.errors import ConsoleError
from console.model.ids import Ref
from console.model.objects import Vm
from console.model.text import listed, tr
from console.operations.delete import DeletableDisk, DeleteVm, deletable_disks
from console.operations.subject import target
from console.ui import words
from console.ui.dialogs.controls import busy_bar
from console.ui.dialogs.support import GAP, Dialog, Message, heading, named, scrolled, text_label
from console.ui.jobs import Jobs
from console.ui.services import Services

Role = QDialogButtonBox.ButtonRole


class VmBlock(QWidget):
    """One VM: its name and a tick for each of its disks."""

    def __init__(self, vm: Vm, number: int, show_name: bool) -> None:
        super().__init__()
        self.vm = vm
        self.setObjectName(f"deleteVm.vm{number}")
        self.setAccessibleName(vm.name)
        self.ticks: list[tuple[DeletableDisk, QCheckBox]] = []
        self.loaded = False
        self._number = number
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        if show_name:
            self._column.addWidget(heading(vm.name, f"deleteVm.vm{number}.name", points=1.0))
        self.note = text_label(tr("Looking at its disks …"), f"deleteVm.vm{number}.note", dim=True)
        self.problem = Message(f"deleteVm.vm{number}.problem")
        self._column.addWidget(self.note)
        self._column.addWidget(self.problem)

    def show_disks(self, disks: Sequence[DeletableDisk]) -> None:
        """One row a disk: deletable ones ticked, the others with the reason."""
        self.loaded = True
        self.note.setVisible(not disks)
        self.note.setText(tr("It has no disks."))
        for number, disk in enumerate(disks):
            name = f"deleteVm.vm{self._number}.disk{number}"
            label = disk.name.rpartition("/")[2] or disk.path
            tick = named(QCheckBox(label.replace("&", "&&")), name, tr("Delete the disk {name}", name=label))
            tick.setToolTip(disk.path)
            tick.setEnabled(disk.why_not is None)
            tick.setChecked(disk.why_not is None)
            row = QHBoxLayout()
            row.setSpacing(GAP)
            row.addWidget(tick)
            facts = str(listed(part for part in (disk.target, words.size(disk.size) if disk.size else "", disk.repository) if part))
            row.addWidget(text_label(facts, f"{name}.facts", dim=True, wrap=False))
            row.addStretch(1)
            self._column.addLayout(row)
            if disk.why_not is not None:
                why = text_label(tr("Stays: {reason}", reason=disk.why_not), f"{name}.why", dim=True)
                why.setContentsMargins(24, 0, 0, 0)
                tick.setAccessibleDescription(str(disk.why_not))
                self._column.addWidget(why)
            self.ticks.append((disk, tick))

    @property
    def paths(self) -> tuple[str, ...]:
        """Disks that are ticked."""
        return tuple(disk.path for disk, tick in self.ticks if tick.isChecked() and disk.why_not is None)


class DeleteVmDialog(Dialog):
    """Asks, then starts :meth:`operations`."""

    def __init__(self, services: Services, vms: Sequence[Ref], parent: QWidget | None = None) -> None:
        found = [vm for vm in (services.inventory.vm(ref) for ref in vms) if vm is not None]
        title = tr("Delete {name}", name=found[0].name) if len(found) == 1 else tr("Delete {count} VMs", count=len(found))
        super().__init__(title, "deleteVm", parent)
        self._services = services
        self._jobs = Jobs(self._failed)
        question = tr("Delete “{name}”?", name=found[0].name) if len(found) == 1 else tr("Delete these {count} VMs?", count=len(found))
        self.content.addWidget(heading(question, "deleteVm.title", points=1.15))
        self.content.addWidget(
            text_label(
                tr("The VM's configuration and saved state are removed. Ticked disks are removed too, with all that is on them."), "deleteVm.text"
            )
        )
        self.running = Message("deleteVm.running", card=True)
        running = [vm.name for vm in found if vm.state.active]
        if running:
            self.running.show_text(tr("Still running, and will be forced off first: {names}", names=listed(running)), "warn")
        self.content.addWidget(self.running)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, GAP, 0)
        column.setSpacing(12)
        self.blocks = [VmBlock(vm, number, show_name=len(found) > 1) for number, vm in enumerate(found)]
        for block in self.blocks:
            column.addWidget(block)
        column.addStretch(1)
        area = scrolled(inside, "deleteVm.list")
        area.setMinimumHeight(min(320, 70 + 70 * len(found)))
        self.content.addWidget(area, 1)
        self.busy = busy_bar("deleteVm.busy", tr("Looking at the disks"))
        self.content.addWidget(self.busy)
        self.busy.show()
        self.none: QPushButton = self.add_button(tr("Keep &all disks"), "keep", Role.ActionRole)
        self.none.clicked.connect(self._keep_all)
        self.cancel = self.add_button(tr("Cancel"), "cancel", Role.RejectRole, default=True)
        self.cancel.clicked.connect(self.reject)
        self.go = self.add_button("", "delete", Role.DestructiveRole, danger=True)
        self.go.clicked.connect(self._delete)
        self.finished.connect(self._jobs.cancel)
        self._count()
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setMinimumWidth(560)
        self._jobs.start(self._look())

    async def _look(self) -> None:
        """Read each VM's disks; where that fails the VM can still be deleted without them."""
        for block in self.blocks:
            try:
                port = self._services.hosts.port(block.vm.host)
                disks = await deletable_disks(block.vm, self._services.inventory, port, hosts=self._services.hosts)
            except ConsoleError as failure:
                block.loaded = True
                block.note.hide()
                block.problem.show_text(str(failure.text), "warn", remedy=tr("Its disks stay."))
                continue
            block.show_disks(disks)
            for _, tick in block.ticks:
                tick.toggled.connect(self._count)
            self._count()
        self.busy.hide()
        self._count()

    def _keep_all(self) -> None:
        for block in self.blocks:
            for _, tick in block.ticks:
                tick.setChecked(False)

    def _count(self) -> None:
        """The button says what it does."""
        vms, disks = len(self.blocks), sum(len(block.paths) for block in self.blocks)
        if vms == 1:
            text = {0: tr("&Delete VM"), 1: tr("&Delete VM and 1 disk")}.get(disks) or tr("&Delete VM and {count} disks", count=disks)
        else:
            text = {0: tr("&Delete {vms} VMs", vms=vms), 1: tr("&Delete {vms} VMs and 1 disk", vms=vms)}.get(disks) or tr(
                "&Delete {vms} VMs and {count} disks", vms=vms, count=disks
            )
        self.go.setText(text)
        self.go.setAccessibleName(text.replace("&", ""))
        self.go.setEnabled(bool(self.blocks) and all(block.loaded for block in self.blocks))
        self.none.setEnabled(disks > 0)

    def operations(self) -> tuple[DeleteVm, ...]:
        """One operation a VM, with the disks that are ticked."""
        return tuple(DeleteVm(target(block.vm, self._services.inventory), block.paths, off_first=block.vm.state.active) for block in self.blocks)

    def _delete(self) -> None:
        """Each VM is a task of its own; what fails is shown by the window."""
        for operation in self.operations():
            self._services.runner.start(operation)
        self.accept()

    def _failed(self, failure: ConsoleError) -> None:
        self.busy.hide()
        self.running.show_text(str(failure.text), "error", remedy=str(failure.remedy or ""))
