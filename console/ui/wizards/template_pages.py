"""Pages of the Template wizard over :class:`console.operations.template_draft.TemplateDraft`."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from console.model.ids import HostId
from console.model.templates import TEMPLATE_ICONS
from console.model.text import tr
from console.operations.drafts.choices import find_network
from console.operations.drafts.parts import network_key
from console.operations.drafts.template_parts import SOURCE_MEANINGS, SOURCE_TITLES, Source
from console.operations.template_draft import TemplateDraft
from console.ui import icons, words
from console.ui.dialogs.controls import form_of, push
from console.ui.dialogs.support import GAP, SPIN_MARGINS, CopyBlock, Fold, Message, named, text_label
from console.ui.wizards.clone_pages import snapshot_entries
from console.ui.wizards.draft_page import KEY, ChoiceTable, DraftPage
from console.ui.wizards.fields import ChoiceBox, Entry, SizeField, repository_entries
from console.ui.wizards.notes import Note, Notes, note_of, show_first
from console.ui.wizards.restore_speed import speed_note
from console.ui.wizards.simple_pages import labelled

PickFile = Callable[[Callable[[str], None]], None]


class TemplatePage(DraftPage[TemplateDraft]):
    """A page over the draft."""

    def show_problem(self, message: Message) -> None:
        """The page's first problem."""
        show_first(message, self.draft.problems(self.key))


class SourcePage(TemplatePage):
    """What is it made of? A VM, a disk image, or settings alone."""

    def __init__(self, draft: TemplateDraft, pick: PickFile) -> None:
        super().__init__("source", draft)
        self._pick = pick
        self._shown: object = None
        self.group = QButtonGroup(self)
        self.choices: dict[Source, QRadioButton] = {}
        for source in Source:
            title = str(SOURCE_TITLES[source])
            button = named(QRadioButton(title), f"template.source.{source.value}", title)
            button.setToolTip(str(SOURCE_MEANINGS[source]))
            self.group.addButton(button)
            self.choices[source] = button
            card = QVBoxLayout()
            card.setSpacing(2)
            card.addWidget(button)
            meaning = text_label(str(SOURCE_MEANINGS[source]), f"template.source.{source.value}.meaning", dim=True)
            meaning.setContentsMargins(26, 0, 0, 0)
            card.addWidget(meaning)
            self.column.addLayout(card)
            button.toggled.connect(lambda on, source=source: self.change(source=source, disks=None) if on else None)
        self.vms = ChoiceTable("template.vms", tr("VMs"), [tr("VM"), tr("Host"), tr("State, or why it can't be chosen")])
        self.vms.setMinimumHeight(150)
        self.vms.currentItemChanged.connect(self._chosen)
        self.copy = named(QCheckBox(tr("Make a &full copy first; the VM stays as it is")), "template.copy", tr("Make a full copy first"))
        self.copy.toggled.connect(lambda on: self.change(copy_first=on))
        self.snapshot = ChoiceBox("template.snapshot", tr("State of the VM"))
        self.snapshot.chosen.connect(lambda name: self.change(snapshot=name))
        self.state = QWidget()
        state = labelled(tr("&State of the VM"), self.snapshot)
        state.setContentsMargins(0, 0, 0, 0)
        self.state.setLayout(state)
        self.of_vm = self._box(self.vms, self.state, self.copy)
        self.image = named(QLineEdit(), "template.image", tr("Disk image of this computer"))
        self.image.setPlaceholderText(tr("A qcow2 or raw image"))
        self.image.editingFinished.connect(lambda: self._choose_image(self.image.text()))
        self.browse = push(tr("B&rowse…"), "template.browse", accessible=tr("Browse for a disk image"))
        self.browse.clicked.connect(lambda: self._pick(self._choose_image))
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addLayout(labelled(tr("&Disk image of this computer"), self.image), 1)
        row.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignBottom)
        holder = QWidget()
        holder.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self.of_image = self._box(holder)
        self.system = ChoiceBox("template.os", tr("Operating system"))
        self.system.chosen.connect(lambda key: self.change(os=key))
        systems = QWidget()
        column = labelled(tr("&Operating system"), self.system)
        column.setContentsMargins(0, 0, 0, 0)
        systems.setLayout(column)
        self.of_system = self._box(systems)
        for box in (self.of_vm, self.of_image, self.of_system):
            self.column.addWidget(box)
        self.problem = Message("template.source.problem")
        self.column.addWidget(self.problem)
        self.column.addStretch(1)

    def _choose_image(self, path: str) -> None:
        """Another image has a disk of another size."""
        if path.strip() != self.draft.answers.image:
            self.change(image=path.strip(), disks=None)

    def _box(self, *widgets: QWidget) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for widget in widgets:
            column.addWidget(widget)
        return box

    def refresh(self) -> None:
        draft, answers = self.draft, self.draft.answers
        for source, button in self.choices.items():
            with QSignalBlocker(button):
                button.setChecked(answers.source is source)
        self.of_vm.setVisible(answers.source is Source.VM)
        self.of_image.setVisible(answers.source is Source.IMAGE)
        self.of_system.setVisible(answers.source is not Source.VM)
        self._show_vms()
        self.snapshot.set_entries(snapshot_entries(draft.snapshots or ()), answers.snapshot)
        self.state.setVisible(self.snapshot.count() > 1)
        with QSignalBlocker(self.copy):
            self.copy.setChecked(draft.copies)
        self.copy.setEnabled(not answers.snapshot)
        self.copy.setToolTip(tr("Of a snapshot a full copy is always made.") if answers.snapshot else "")
        if self.image.text().strip() != answers.image:
            self.image.setText(answers.image)
        system = draft.system
        entries = [Entry(each.id, str(each.title or each.name)) for each in draft.systems]
        self.system.set_entries(entries, system.id if system is not None else "")
        self.show_problem(self.problem)

    def _show_vms(self) -> None:
        draft = self.draft
        rows = []
        for vm, why in draft.vm_choices():
            host = draft.inventory.host(vm.host)
            state = str(why) if why is not None else words.state_words(vm, host)[0]
            rows.append((f"{vm.host} {vm.uuid}", vm.name, host.name if host is not None else "", state, why is None, vm))
        key = [row[:5] for row in rows]
        if key != self._shown:
            self._shown = key
            with QSignalBlocker(self.vms):
                self.vms.clear()
                for name, shown, host_name, state, usable, vm in rows:
                    item = self.vms.add(name, [shown, host_name, state], usable=usable)
                    item.setIcon(0, icons.icon("vm", self.palette(), badge=words.badge(vm)))
        chosen = draft.answers.vm
        self.vms.select(f"{chosen.host} {chosen.key}" if chosen is not None else "")

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        key = str(item.data(0, KEY) or "") if item is not None else ""
        vm = next((each for each, _ in self.draft.vm_choices() if f"{each.host} {each.uuid}" == key), None)
        if vm is not None and vm.ref != self.draft.answers.vm:
            self.change(vm=vm.ref, snapshot="")

    def entered(self) -> None:
        self.choices[self.draft.answers.source].setFocus(Qt.FocusReason.OtherFocusReason)


class DetailsPage(TemplatePage):
    """What is it called, and what do VMs made of it get?"""

    def __init__(self, draft: TemplateDraft) -> None:
        super().__init__("details", draft)
        self.name = named(QLineEdit(), "template.name", tr("Name"))
        self.name.setMaxLength(400)
        self.name.textEdited.connect(lambda text: self.change(name=text))
        self.column.addLayout(labelled(tr("N&ame"), self.name))
        self.text = named(QPlainTextEdit(), "template.description", tr("Description"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * 3 + 16)
        self.text.textChanged.connect(lambda: self.change(description=self.text.toPlainText().strip()))
        self.column.addLayout(labelled(tr("&Description (optional)"), self.text))
        self.icon = ChoiceBox("template.icon", tr("Icon"))
        self.icon.chosen.connect(lambda key: self.change(icon=key if key != TEMPLATE_ICONS[0] else ""))
        self.host = ChoiceBox("template.host", tr("Host"))
        self.host.chosen.connect(lambda key: self.change(host=HostId(key), repository="", networks=None))
        self.vcpus = named(QSpinBox(), "template.vcpus", tr("Virtual CPUs"))
        self.vcpus.setRange(1, 1024)
        self.vcpus.lineEdit().setTextMargins(*SPIN_MARGINS)
        self.vcpus.valueChanged.connect(lambda value: self.change(vcpus=value))
        self.max_vcpus = named(QSpinBox(), "template.maxVcpus", tr("Virtual CPUs at most"))
        self.max_vcpus.setRange(1, 1024)
        self.max_vcpus.lineEdit().setTextMargins(*SPIN_MARGINS)
        self.max_vcpus.setToolTip(tr("What a running VM made of it can grow to."))
        self.max_vcpus.valueChanged.connect(lambda value: self.change(max_vcpus=value))
        self.memory = SizeField("template.memory", tr("Memory"), units=("MiB", "GiB"))
        self.memory.changed.connect(lambda size: self.change(memory_bytes=size))
        self.max_memory = SizeField("template.maxMemory", tr("Memory at most"), units=("MiB", "GiB"))
        self.max_memory.setToolTip(tr("What a running VM made of it can grow to."))
        self.max_memory.changed.connect(lambda size: self.change(max_memory_bytes=size))
        self.form = form_of(gap=GAP * 2)
        self.form.addRow(tr("&Icon"), self.icon)
        self.form.addRow(tr("&Host"), self.host)
        self.form.addRow(tr("&Virtual CPUs"), self.vcpus)
        self.form.addRow(tr("Virtual CPUs at mos&t"), self.max_vcpus)
        self.form.addRow(tr("&Memory"), self.memory)
        self.form.addRow(tr("Memory at m&ost"), self.max_memory)
        self.column.addLayout(self.form)
        self.instant = named(QCheckBox(tr("&Quick create: VMs are made of it without questions")), "template.instant", tr("Quick create"))
        self.instant.toggled.connect(lambda on: self.change(instant=on))
        self.prepare = named(
            QCheckBox(tr("&Prepare the guest: remove machine ID, ssh host keys, logs and the like from its disks (virt-sysprep)")),
            "template.prepare",
            tr("Prepare the guest"),
        )
        self.prepare.toggled.connect(lambda on: self.change(prepare=on))
        self.why_not_prepare = text_label("", "template.prepare.why", dim=True)
        self.why_not_prepare.setContentsMargins(26, 0, 0, 0)
        self.column.addWidget(self.instant)
        self.column.addWidget(self.prepare)
        self.column.addWidget(self.why_not_prepare)
        self.problem = Message("template.details.problem")
        self.column.addWidget(self.problem)
        self.column.addStretch(1)
        self.no_sysprep = ""

    def refresh(self) -> None:
        draft, answers = self.draft, self.draft.answers
        self.name.setEnabled(not draft.converts)
        self.name.setToolTip(tr("A VM that is converted keeps its name.") if draft.converts else "")
        wanted = draft.name if draft.converts or answers.name is None else answers.name
        if self.name.text() != wanted:
            self.name.setText(wanted)
        if self.text.toPlainText().strip() != answers.description:
            with QSignalBlocker(self.text):
                self.text.setPlainText(answers.description)
        labels = (tr("Template"), tr("Operating system"), tr("Console"), tr("Host"), tr("Network"), tr("Storage"), tr("Tools"), tr("Bolt"))
        self.icon.set_entries([Entry(key, label) for key, label in zip(TEMPLATE_ICONS, labels, strict=True)], answers.icon or TEMPLATE_ICONS[0])
        for row in range(self.icon.count()):
            self.icon.setItemIcon(row, icons.icon(TEMPLATE_ICONS[row], self.palette()))
        self._show_hardware()
        with QSignalBlocker(self.instant):
            self.instant.setChecked(answers.instant)
        of_vm = answers.source is Source.VM
        self.prepare.setVisible(of_vm)
        self.prepare.setEnabled(not self.no_sysprep)
        self.prepare.setToolTip(self.no_sysprep)
        self.why_not_prepare.setText(self.no_sysprep)
        self.why_not_prepare.setVisible(of_vm and bool(self.no_sysprep))
        with QSignalBlocker(self.prepare):
            self.prepare.setChecked(answers.prepare and not self.no_sysprep)
        self.show_problem(self.problem)

    def _show_hardware(self) -> None:
        draft = self.draft
        own = draft.answers.source is not Source.VM
        for field in (self.host, self.vcpus, self.max_vcpus, self.memory, self.max_memory):
            self.form.setRowVisible(field, own)
        if not own:
            return
        choices = draft.new.host_choices()
        entries = [Entry(str(c.host.id), c.host.name, str(c.note), str(c.why_not or "")) for c in choices]
        self.host.set_entries(entries, str(draft.host or ""))
        with QSignalBlocker(self.vcpus):
            self.vcpus.setValue(draft.vcpus)
        with QSignalBlocker(self.max_vcpus):
            self.max_vcpus.setMinimum(draft.vcpus)
            self.max_vcpus.setValue(draft.max_vcpus)
        self.memory.set_bytes(draft.memory_bytes)
        self.max_memory.set_bytes(draft.max_memory_bytes)

    def entered(self) -> None:
        (self.text if self.draft.converts else self.name).setFocus(Qt.FocusReason.OtherFocusReason)


class DisksPage(TemplatePage):
    """Which disks do VMs made of it get, and where are they? Of an image the first is its disk."""

    def __init__(self, draft: TemplateDraft) -> None:
        super().__init__("disks", draft)
        self.fields: list[SizeField] = []
        self.form = form_of(gap=GAP * 2)
        self.column.addLayout(self.form)
        self.add = named(QPushButton(tr("&Add a disk")), "template.disks.add", tr("Add a disk"))
        self.remove = named(QPushButton(tr("&Remove the last one")), "template.disks.remove", tr("Remove the last disk"))
        self.add.clicked.connect(lambda: self.change(disks=(*self.draft.disks, self.draft.disks[-1] if self.draft.disks else 1 << 30)))
        self.remove.clicked.connect(lambda: self.change(disks=self.draft.disks[:-1]))
        self.column.addLayout(_buttons(self.add, self.remove))
        self.repository = ChoiceBox("template.repository", tr("Storage repository"))
        self.repository.chosen.connect(lambda key: self.change(repository=key))
        self.column.addLayout(labelled(tr("Storage re&pository for the disks"), self.repository))
        self.problem = Message("template.disks.problem")
        self.column.addWidget(self.problem)
        self.column.addStretch(1)

    def _resize(self, at: int, size: int) -> None:
        sizes = list(self.draft.disks)
        if at < len(sizes):
            sizes[at] = size
            self.change(disks=tuple(sizes))

    def refresh(self) -> None:
        sizes = self.draft.disks
        while len(self.fields) < len(sizes):
            number = len(self.fields)
            field = SizeField(f"template.disk{number + 1}", tr("Disk {number}", number=number + 1), units=("MiB", "GiB", "TiB"))
            field.changed.connect(lambda size, at=number: self._resize(at, size))
            self.fields.append(field)
            self.form.addRow(tr("Disk {number}", number=number + 1), field)
        for number, field in enumerate(self.fields):
            self.form.setRowVisible(field, number < len(sizes))
            if number < len(sizes):
                field.set_bytes(sizes[number])
        self.add.setEnabled(bool(sizes))
        self.remove.setEnabled(len(sizes) > 1)
        self.remove.setToolTip("" if len(sizes) > 1 else tr("A template has a disk at least."))
        entries = repository_entries(self.draft.repository_choices())
        self.repository.set_entries(entries, self.draft.answers.repository or self.draft.new.default_repository)
        self.show_problem(self.problem)

    def entered(self) -> None:
        if self.fields:
            self.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)


def _buttons(*buttons: QPushButton) -> QHBoxLayout:
    """Small buttons at the left, none of which is pressed by Enter from a field."""
    row = QHBoxLayout()
    row.setSpacing(GAP)
    for button in buttons:
        button.setAutoDefault(False)
        row.addWidget(button)
    row.addStretch(1)
    return row


class NetworksPage(TemplatePage):
    """Which networks are VMs made of it connected to? One row a card."""

    def __init__(self, draft: TemplateDraft) -> None:
        super().__init__("networks", draft)
        self.cards: list[ChoiceBox] = []
        self.rows: list[QWidget] = []
        self.list = QVBoxLayout()
        self.list.setSpacing(GAP)
        self.column.addLayout(self.list)
        self.none = text_label(tr("VMs made of it get no network card."), "template.networks.none", dim=True)
        self.column.addWidget(self.none)
        self.add = named(QPushButton(tr("&Add a network card")), "template.networks.add", tr("Add a network card"))
        self.remove = named(QPushButton(tr("&Remove the last one")), "template.networks.remove", tr("Remove the last network card"))
        self.add.clicked.connect(lambda: self.change(networks=(*self.draft.networks, "")))
        self.remove.clicked.connect(lambda: self.change(networks=self.draft.networks[:-1]))
        self.column.addLayout(_buttons(self.add, self.remove))
        self.problem = Message("template.networks.problem")
        self.column.addWidget(self.problem)
        self.column.addStretch(1)

    def _choose(self, at: int, key: str) -> None:
        keys = list(self.draft.networks)
        if at < len(keys):
            keys[at] = key
            self.change(networks=tuple(keys))

    def refresh(self) -> None:
        keys, choices = self.draft.networks, self.draft.network_choices()
        usual = find_network(choices, "")
        while len(self.cards) < len(keys):
            number = len(self.cards)
            box = ChoiceBox(f"template.network{number + 1}", tr("Network of card {number}", number=number + 1))
            box.chosen.connect(lambda key, at=number: self._choose(at, key))
            holder = QWidget()
            row = labelled(tr("Network card {number}", number=number + 1), box)
            row.setContentsMargins(0, 0, 0, 0)
            holder.setLayout(row)
            self.cards.append(box)
            self.rows.append(holder)
            self.list.addWidget(holder)
        entries = [Entry(network_key(c.spec), str(c.label), "", str(c.why_not or "")) for c in choices]
        for number, (box, holder) in enumerate(zip(self.cards, self.rows, strict=True)):
            holder.setVisible(number < len(keys))
            if number < len(keys):
                box.set_entries(entries, keys[number] or (network_key(usual.spec) if usual is not None else ""))
        self.none.setVisible(not keys)
        most = self.draft.max_networks
        self.add.setEnabled(len(keys) < most)
        self.add.setToolTip("" if len(keys) < most else tr("No more than {n} network cards.", n=most))
        self.remove.setEnabled(bool(keys))
        self.show_problem(self.problem)

    def entered(self) -> None:
        (self.cards[0] if self.draft.networks else self.add).setFocus(Qt.FocusReason.OtherFocusReason)


class TemplateFinishPage(TemplatePage):
    """What will be made or changed, and what is worth knowing."""

    def __init__(self, draft: TemplateDraft) -> None:
        super().__init__("finish", draft)
        self.failure = Message("template.failure", card=True)
        self.column.addWidget(self.failure)
        self.column.addWidget(text_label(tr("Resulting configuration"), "template.caption", dim=True))
        self.table = ChoiceTable("template.summary", tr("Resulting configuration"), [tr("What"), tr("Setting"), tr("From where")])
        self.table.setMinimumHeight(200)
        self.column.addWidget(self.table, 1)
        self.notes = Notes("template.note")
        self.column.addLayout(self.notes)
        self.command_fold = Fold(tr("E&quivalent command"), "template.command.fold")
        self.command = CopyBlock("template.command", tr("Equivalent command"), lines=3)
        self.command_fold.inside.addWidget(self.command)
        self.command_fold.toggled.connect(lambda: self.refresh())
        self.column.addWidget(self.command_fold)

    def refresh(self) -> None:
        draft = self.draft
        self.table.show_rows(row.cells for row in draft.summary())
        deep = draft.depth_warning
        said = [speed_note(text) if text == deep else Note(str(text), "info") for text in draft.warnings()]
        self.notes.show_notes([*said, *map(note_of, draft.problems())])
        if self.command_fold.button.isChecked():
            self.command.set_text(draft.command())

    def entered(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
