"""Name, Home host, CPU & memory."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QTreeWidgetItem, QVBoxLayout, QWidget

from console.model.ids import HostId
from console.model.text import tr
from console.operations.drafts.parts import PageId
from console.operations.new_vm import NewVmDraft
from console.ui import icons, words
from console.ui.dialogs.controls import form_of, spin_field
from console.ui.dialogs.support import Fold, Message, named, text_label
from console.ui.jobs import Jobs
from console.ui.services import Services
from console.ui.tabs.vm_sections import topology_words
from console.ui.wizards.draft_page import KEY, ChoiceTable, NewVmPage
from console.ui.wizards.fields import SizeField


def labelled(label: str, field: QWidget, *under: QWidget) -> QVBoxLayout:
    """A label over its field, messages below it."""
    column = QVBoxLayout()
    column.setSpacing(4)
    head = QLabel(label)
    head.setBuddy(field)
    head.setObjectName(f"{field.objectName()}.label")
    column.addWidget(head)
    column.addWidget(field)
    for widget in under:
        column.addWidget(widget)
    return column


class NamePage(NewVmPage):
    """What should it be called?"""

    def __init__(self, draft: NewVmDraft, services: Services, jobs: Jobs) -> None:
        super().__init__(PageId.NAME, draft, services, jobs)
        self.name = named(QLineEdit(), "name.name", tr("Name"))
        self.name.setMaxLength(400)
        self.problem = Message("name.problem")
        self.text = named(QPlainTextEdit(), "name.description", tr("Description"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * 5 + 16)
        self.column.addLayout(labelled(tr("N&ame"), self.name, self.problem))
        self.column.addLayout(labelled(tr("&Description (optional)"), self.text))
        self.column.addStretch(1)
        self.name.textEdited.connect(lambda text: self.change(name=text))
        self.text.textChanged.connect(lambda: self.change(description=self.text.toPlainText().strip()))

    def refresh(self) -> None:
        given = self.draft.answers.name
        wanted = given if given is not None else self.draft.name
        if self.name.text() != wanted:
            self.name.setText(wanted)
        if self.text.toPlainText().strip() != self.draft.answers.description:
            with QSignalBlocker(self.text):
                self.text.setPlainText(self.draft.answers.description)
        self.show_problem(self.problem, ["name"])

    def entered(self) -> None:
        self.name.setFocus()
        self.name.selectAll()


class HostPage(NewVmPage):
    """Where should it run? All hosts, unfit ones dimmed with the reason."""

    def __init__(self, draft: NewVmDraft, services: Services, jobs: Jobs) -> None:
        super().__init__(PageId.HOST, draft, services, jobs)
        self.scrolls = False
        self._shown: object = None
        self.list = ChoiceTable("host.list", tr("Hosts"), [tr("Host"), tr("What it has, or why it can't be chosen")])
        self.list.currentItemChanged.connect(self._chosen)
        self.problem = Message("host.problem")
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.problem)

    def refresh(self) -> None:
        listed = self.draft.host_choices()
        state = [(c.host.id, c.host.name, str(c.why_not or ""), str(c.note), c.host.state) for c in listed]
        if state != self._shown:
            self._shown = state
            with QSignalBlocker(self.list):
                self.list.clear()
                for choice in listed:
                    why = choice.why_not
                    note = str(why) if why is not None else str(choice.note)
                    item = self.list.add(str(choice.host.id), [choice.host.name, note], usable=why is None)
                    item.setIcon(0, icons.icon("host", self.palette(), badge=words.badge(choice.host)))
        host = self.draft.host
        self.list.select(str(host.id) if host is not None else "")
        self.show_problem(self.problem, ["host"])

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        key = str(item.data(0, KEY) or "") if item is not None else ""
        host = self.draft.host
        if key and (host is None or key != host.id):
            self.draft.change(host=HostId(key), disks=_without_places(self.draft), nics=None, library="")
            self.changed.emit()

    def entered(self) -> None:
        self.list.setFocus()


def _without_places(draft: NewVmDraft) -> object:
    """The disks as they are, but in the new host's default repository."""
    disks = draft.answers.disks
    return None if disks is None else tuple(type(disk)(disk.capacity_bytes, thin=disk.thin, bus=disk.bus) for disk in disks)


class CpuPage(NewVmPage):
    """How much CPU and memory does it get?"""

    def __init__(self, draft: NewVmDraft, services: Services, jobs: Jobs) -> None:
        super().__init__(PageId.CPU, draft, services, jobs)
        self.vcpus = spin_field("cpu.vcpus", tr("vCPUs"), 1, 4096, 1, width=110)
        self.vcpus_problem = Message("cpu.vcpus.problem")
        self.memory = SizeField("cpu.memory", tr("Memory"), units=("MiB", "GiB"))
        self.memory.changed.connect(lambda size: self.change(memory_bytes=size))
        self.memory_hint = text_label("", "cpu.memory.hint", dim=True)
        self.memory_problem = Message("cpu.memory.problem")
        self.column.addLayout(labelled(tr("&vCPUs"), self.vcpus, self.vcpus_problem))
        self.column.addLayout(labelled(tr("&Memory"), self.memory, self.memory_hint, self.memory_problem))
        self.fold = Fold(tr("&Advanced"), "cpu.advanced")
        form = form_of()
        self.most = spin_field("cpu.max", tr("Largest number of vCPUs"), 1, 4096, 1, width=110)
        self.most.setToolTip(tr("vCPUs can be added up to this number while the VM runs."))
        self.cores = named(QComboBox(), "cpu.cores", tr("Topology"))
        self.firmware = named(QComboBox(), "cpu.firmware", tr("Firmware"))
        for key, label in (("", tr("Recommended")), ("bios", "BIOS"), ("efi", "UEFI")):
            self.firmware.addItem(label, key)
        form.addRow(tr("&Largest number of vCPUs"), self.most)
        form.addRow(tr("&Topology"), self.cores)
        form.addRow(tr("&Firmware"), self.firmware)
        self.cores_problem = Message("cpu.cores.problem")
        self.firmware_problem = Message("cpu.firmware.problem")
        self.fold.inside.addLayout(form)
        self.column.addWidget(self.fold)
        self.column.addWidget(self.cores_problem)
        self.column.addWidget(self.firmware_problem)
        self.column.addStretch(1)
        self.vcpus.valueChanged.connect(self._vcpus_changed)
        self.most.valueChanged.connect(lambda value: self.change(max_vcpus=value, cores_per_socket=None))
        self.cores.activated.connect(lambda: self.change(cores_per_socket=int(self.cores.currentData())))
        self.firmware.activated.connect(lambda: self.change(firmware=str(self.firmware.currentData())))

    def _vcpus_changed(self, value: int) -> None:
        most = self.draft.answers.max_vcpus
        self.change(vcpus=value, cores_per_socket=None, max_vcpus=max(most, value) if most is not None else None)

    def refresh(self) -> None:
        draft = self.draft
        with QSignalBlocker(self.vcpus), QSignalBlocker(self.most):
            self.vcpus.setValue(draft.vcpus)
            self.most.setMinimum(draft.vcpus)
            self.most.setValue(draft.max_vcpus)
        self.memory.set_bytes(draft.memory_bytes)
        template, host = draft.template, draft.host
        hints = []
        if template is not None:
            hints.append(tr("Recommended: {size}.", size=words.size(template.memory_bytes)))
        if host is not None and host.memory_bytes:
            hints.append(tr("{host} has {size}.", host=host.name, size=words.size(host.memory_bytes)))
        self.memory_hint.setText(" ".join(hints))
        self._show_topologies()
        with QSignalBlocker(self.firmware):
            self.firmware.setCurrentIndex(max(0, self.firmware.findData(draft.answers.firmware)))
        for message, field in (
            (self.vcpus_problem, "vcpus"),
            (self.memory_problem, "memory"),
            (self.cores_problem, "cores"),
            (self.firmware_problem, "firmware"),
        ):
            self.show_problem(message, [field])

    def _show_topologies(self) -> None:
        count, chosen = self.draft.max_vcpus, self.draft.cores_per_socket
        fitting = [cores for cores in range(count, 0, -1) if count % cores == 0]
        if chosen not in fitting:
            fitting.append(chosen)
        with QSignalBlocker(self.cores):
            self.cores.clear()
            for cores in fitting:
                sockets = max(1, count // cores)
                self.cores.addItem(topology_words((sockets, cores, 1)), cores)
            self.cores.setCurrentIndex(self.cores.findData(chosen))

    def entered(self) -> None:
        self.vcpus.setFocus()
        self.vcpus.selectAll()
