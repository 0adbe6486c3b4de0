"""P2V wizard: target, CPU and memory, networks, conversion, second pass, the resulting configuration."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QGroupBox,
    QLayout,
    QLineEdit,
    QRadioButton,
    QTreeWidgetItem,
    QVBoxLayout,
)

from console.model.physical import PhysicalNic
from console.model.text import tr
from console.model.tools import GuestFamily
from console.operations.drafts.choices import find_network
from console.operations.drafts.parts import network_key
from console.operations.drafts.said import of_page
from console.operations.p2v import draft_words, xen_target
from console.operations.p2v.draft import P2vDraft
from console.operations.p2v.draft_parts import NicAnswer, P2vPage, Route
from console.ui import words
from console.ui.dialogs.controls import spin_field
from console.ui.dialogs.support import GAP, CopyBlock, Fold, Message, named, text_label
from console.ui.wizards.base import WizardPage
from console.ui.wizards.draft_page import KEY, ChoiceTable
from console.ui.wizards.fields import ChoiceBox, Entry, SizeField
from console.ui.wizards.notes import Notes, show_first
from console.ui.wizards.p2v_keys import KeyFields
from console.ui.wizards.simple_pages import labelled


def _problem(draft: P2vDraft, page: P2vPage, message: Message) -> None:
    """The first thing that is wrong on this page."""
    show_first(message, of_page(draft.problems(), page))


class TargetPage(WizardPage):
    """Host, storage repository, format."""

    def __init__(self, draft: P2vDraft) -> None:
        super().__init__(P2vPage.TARGET.value)
        self._draft = draft
        self.host = ChoiceBox("p2v.target.host", tr("Host"))
        self.host.chosen.connect(self._host)
        self.list = ChoiceTable("p2v.repositories", tr("Storage repositories"), [tr("Name"), tr("Type"), tr("Free"), tr("Why it can't be chosen")])
        self.list.setMinimumHeight(180)
        self.list.currentItemChanged.connect(self._repository)
        self.format = named(QComboBox(), "p2v.format", tr("Format of the disks"))
        self.format.activated.connect(self._format)
        self.thin = named(QCheckBox(tr("&Thin: take space only for what is written")), "p2v.thin", tr("Thin: take space only for what is written"))
        self.thin.toggled.connect(self._thin)
        self.problem = Message("p2v.target.problem")
        self.column.addLayout(labelled(tr("&Host"), self.host))
        self.column.addWidget(self.list, 1)
        self.column.addLayout(labelled(tr("&Format of the disks"), self.format))
        self.column.addWidget(self.thin)
        self.column.addWidget(self.problem)

    def refresh(self) -> None:
        draft = self._draft
        entries = [Entry(str(c.host.id), c.host.name, str(c.note), str(c.why_not or "")) for c in draft.host_choices()]
        self.host.set_entries(entries, str(draft.host.id) if draft.host is not None else "")
        with QSignalBlocker(self.list):
            self.list.clear()
            for choice in draft.repository_choices():
                each = choice.repository
                cells = [each.name, str(words.STORAGE_TYPES.get(each.type, each.type)), words.size(choice.free_bytes), str(choice.why_not or "")]
                self.list.add(each.uuid, cells, usable=choice.why_not is None)
        self.list.select(draft.repository.uuid if draft.repository is not None else "")
        with QSignalBlocker(self.format):
            self.format.clear()
            for format in draft.formats():
                self.format.addItem(format, format)
            self.format.setCurrentIndex(max(0, self.format.findData(draft.disk_format)))
        with QSignalBlocker(self.thin):
            self.thin.setChecked(draft.thin)
        _problem(draft, P2vPage.TARGET, self.problem)

    def _host(self, key: str) -> None:
        choice = next((each for each in self._draft.host_choices() if str(each.host.id) == key), None)
        if choice is not None:
            self._draft.wanted_host, self._draft.repository_id = choice.host.id, ""
            self.changed.emit()

    def _repository(self, item: QTreeWidgetItem | None) -> None:
        key = str(item.data(0, KEY) or "") if item is not None else ""
        if key:
            self._draft.repository_id = key
            _problem(self._draft, P2vPage.TARGET, self.problem)

    def _format(self) -> None:
        self._draft.format = str(self.format.currentData())
        self.changed.emit()

    def _thin(self, on: bool) -> None:
        self._draft.thin = on
        self.changed.emit()

    def entered(self) -> None:
        self.list.setFocus()


class SizePage(WizardPage):
    """Name, vCPUs, memory, firmware."""

    def __init__(self, draft: P2vDraft) -> None:
        super().__init__(P2vPage.CPU.value)
        self._draft = draft
        self.name = named(QLineEdit(), "p2v.name", tr("Name"))
        self.name.setMaxLength(200)
        self.name.textEdited.connect(self._named)
        self.vcpus = spin_field("p2v.vcpus", tr("vCPUs"), 1, 1024, 1, width=190)
        self.vcpus.valueChanged.connect(self._vcpus)
        self.memory = SizeField("p2v.memory", tr("Memory"), units=("MiB", "GiB"))
        self.memory.changed.connect(self._memory)
        self.firmware = named(QComboBox(), "p2v.firmware", tr("Firmware"))
        for key, label in (("", tr("As the machine has it")), ("bios", "BIOS"), ("efi", "UEFI")):
            self.firmware.addItem(label, key)
        self.firmware.activated.connect(self._firmware)
        self.firmware.setToolTip(tr("A disk starts only with the firmware that it was installed with."))
        self.problem = Message("p2v.cpu.problem")
        self.column.addLayout(labelled(tr("N&ame"), self.name))
        self.column.addLayout(labelled(tr("&vCPUs"), self.vcpus))
        self.column.addLayout(labelled(tr("&Memory"), self.memory))
        self.column.addLayout(labelled(tr("&Firmware"), self.firmware))
        self.column.addWidget(self.problem)
        self.column.addStretch(1)

    def _named(self, text: str) -> None:
        self._draft.name = text
        self.changed.emit()

    def _vcpus(self, value: int) -> None:
        self._draft.vcpus = value
        self.changed.emit()

    def _memory(self, size: int) -> None:
        self._draft.memory_bytes = size
        self.changed.emit()

    def _firmware(self) -> None:
        self._draft.firmware = str(self.firmware.currentData())
        self.changed.emit()

    def refresh(self) -> None:
        draft, machine = self._draft, self._draft.machine
        if self.name.text().strip() != draft.vm_name:
            self.name.setText(draft.vm_name)
        media = draft.route is Route.MEDIA  # the machine tells its size at the end of the conversion
        as_it_is = tr("as the machine has it")
        with QSignalBlocker(self.vcpus):
            self.vcpus.setMinimum(0 if media else 1)
            self.vcpus.setSpecialValueText(as_it_is if media else "")
            if machine is not None:
                self.vcpus.setValue(draft.vcpus or machine.cpus or (0 if media else 1))
        self.memory.number.setSpecialValueText(as_it_is if media else "")
        if machine is not None:
            self.memory.set_bytes(draft.memory_bytes or machine.memory_bytes >> 20 << 20)
        for field in (self.name, self.vcpus, self.memory):
            field.setEnabled(media or machine is not None)
        self.firmware.setEnabled(not media and machine is not None)
        with QSignalBlocker(self.firmware):
            self.firmware.setCurrentIndex(max(0, self.firmware.findData(draft.firmware)))
        if media or machine is not None:
            _problem(draft, P2vPage.CPU, self.problem)
        else:
            self.problem.show_text(str(draft.no_source()), "info")

    def entered(self) -> None:
        self.name.setFocus()
        self.name.selectAll()


class NicsPage(WizardPage):
    """Each network card: which network, its MAC, its cable, its address."""

    def __init__(self, draft: P2vDraft) -> None:
        super().__init__(P2vPage.NETWORK.value)
        self._draft = draft
        self._boxes: list[tuple[QGroupBox, ChoiceBox, QCheckBox, QCheckBox, QCheckBox]] = []
        text = tr("The network cards are disconnected at first, so that the machine and the VM are never in the network both.")
        self.text = text_label(text, "p2v.network.text", dim=True)
        self.none = text_label("", "p2v.network.none", dim=True)
        self.column.addWidget(self.text)
        self.column.addWidget(self.none)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(GAP)
        self.column.addLayout(self._cards)
        self.column.addStretch(1)

    def _add(self, number: int) -> None:
        box = named(QGroupBox(), f"p2v.nic{number}", tr("Network card {number}", number=number + 1))
        network = ChoiceBox(f"p2v.nic{number}.network", tr("Network of card {number}", number=number + 1))
        keep = self._check(tr("Keep the MAC address"), f"p2v.nic{number}.mac")
        address = self._check(tr("Carry the fixed address over (Windows)"), f"p2v.nic{number}.address")
        connected = self._check(tr("Connected"), f"p2v.nic{number}.connected")
        network.chosen.connect(lambda key: self._answer(number, network=key))
        keep.toggled.connect(lambda on: self._answer(number, keep_mac=on))
        address.toggled.connect(lambda on: self._answer(number, keep_address=on))
        connected.toggled.connect(lambda on: self._answer(number, connected=on))
        grid = QGridLayout(box)
        grid.addWidget(network, 0, 0, 1, 2)
        grid.addWidget(keep, 1, 0)
        grid.addWidget(connected, 1, 1)
        grid.addWidget(address, 2, 0, 1, 2)
        self._cards.addWidget(box)
        self._boxes.append((box, network, keep, connected, address))

    def _check(self, text: str, name: str) -> QCheckBox:
        return named(QCheckBox(text), name, text)

    def _answer(self, number: int, **fields: object) -> None:
        old = self._draft.nic(number)
        self._draft.nics[number] = dataclasses.replace(old, **fields)  # type: ignore[arg-type]  # fields of NicAnswer
        self.changed.emit()

    def refresh(self) -> None:
        draft = self._draft
        nics = draft.physical_nics()
        self.text.setVisible(bool(nics))
        self.none.setVisible(not nics)
        self.none.setText("" if nics else str(draft.no_source()))
        while len(self._boxes) < len(nics):
            self._add(len(self._boxes))
        choices, media = draft.network_choices(), draft.route is Route.MEDIA
        entries = [Entry(network_key(c.spec), str(c.label), why_not=str(c.why_not or "")) for c in choices]
        for number, (box, network, keep, connected, address) in enumerate(self._boxes):
            box.setVisible(number < len(nics))
            if number >= len(nics):
                continue
            nic, answer = nics[number], draft.nic(number)
            said = " · ".join(part for part in (nic.name, nic.mac, *nic.addresses) if part)
            box.setTitle(tr("All network cards") if media else said or tr("Network card {number}", number=number + 1))
            chosen = find_network(choices, answer.network)
            network.set_entries(entries, network_key(chosen.spec) if chosen is not None else "")
            why = self._why_not_carried(nic, answer)
            address.setVisible(not media)
            known = bool(nic.mac) or media
            self._show(keep, answer.keep_mac and known, known, tr("Its MAC address is not known."))
            self._show(connected, answer.connected, True, "")
            self._show(address, answer.keep_address and not why, not why, why)

    def _why_not_carried(self, nic: PhysicalNic, answer: NicAnswer) -> str:
        """Why the address of a card is not carried over by the conversion; "" where it can be."""
        machine = self._draft.machine
        if machine is None or machine.family is not GuestFamily.WINDOWS or nic.dhcp is not False or not nic.addresses:
            return tr("Only a fixed address of a Windows has to be carried over.")
        if not self._draft.converts:
            return tr("Only a conversion carries it over: nothing inside is changed by a copy.")
        return "" if answer.keep_mac else tr("Windows finds its fixed address again by the MAC address only.")

    @staticmethod
    def _show(check: QCheckBox, on: bool, able: bool, why: str) -> None:
        with QSignalBlocker(check):
            check.setChecked(on)
        check.setEnabled(able)
        check.setToolTip("" if able else why)

    def answers(self) -> dict[int, NicAnswer]:
        """What was said of each card."""
        return self._draft.nics

    def entered(self) -> None:
        if self._boxes:
            self._boxes[0][1].setFocus()


def _show(labelled_field: QLayout, on: bool) -> None:
    """A field with its label."""
    for row in range(labelled_field.count()):
        item = labelled_field.itemAt(row)
        if item is not None and (widget := item.widget()) is not None:
            widget.setVisible(on)


class ConversionPage(WizardPage):
    """virt-v2v, or copied only; keys of encrypted disks."""

    def __init__(self, draft: P2vDraft) -> None:
        super().__init__(P2vPage.CONVERSION.value)
        self._draft = draft
        self.convert = named(QRadioButton(tr("C&onvert (virt-v2v)")), "p2v.convert", tr("Convert (virt-v2v)"))
        self.copy = named(QRadioButton(tr("Cop&y only")), "p2v.copyOnly", tr("Copy only"))
        self._group = QButtonGroup(self)
        self._group.addButton(self.convert)
        self._group.addButton(self.copy)
        self.convert.toggled.connect(self._chosen)
        self.keys = KeyFields()
        self.keys.typed.connect(self._typed)
        self.problem = Message("p2v.conversion.problem")
        self.kind = ChoiceBox("p2v.xenKind", tr("Kind of VM on the Xen host"))
        self.kind.chosen.connect(self._kind_chosen)
        self._kind = labelled(tr("&Kind of VM on the Xen host"), self.kind)
        self.root = ChoiceBox("p2v.root", tr("Operating system that is converted"))
        self.root.chosen.connect(self._root_chosen)
        self._root = labelled(tr("Operatin&g system that is converted"), self.root)
        self.steps = CopyBlock("p2v.xenSteps", str(xen_target.STEPS), lines=12)
        self._steps = labelled(str(xen_target.STEPS), self.steps)
        self.column.addWidget(self.convert)
        text = tr("Brings the drivers of a VM, mends the boot loader, installs the management agent, and removes the tools of other products.")
        self.column.addWidget(text_label(text, "p2v.convert.text", dim=True))
        self.column.addWidget(self.copy)
        self.copied = text_label("", "p2v.copyOnly.text", dim=True)
        self.column.addWidget(self.copied)
        self.column.addWidget(self.keys)
        self.column.addLayout(self._root)
        self.column.addWidget(self.problem)
        self.column.addLayout(self._kind)
        self.column.addLayout(self._steps)
        self.column.addStretch(1)

    def _chosen(self, on: bool) -> None:
        self._draft.convert = on
        self.changed.emit()

    def _root_chosen(self, key: str) -> None:
        self._draft.root = key
        self.changed.emit()

    def _kind_chosen(self, key: str) -> None:
        self._draft.xen_kind = key
        self.changed.emit()

    def _typed(self, device: str, text: str) -> None:
        self._draft.keys[device] = text
        self.changed.emit()

    def refresh(self) -> None:
        draft = self._draft
        missing = draft.why_not_convert()
        self.convert.setEnabled(missing is None)
        self.convert.setToolTip(f"{missing[0]} {missing[1] or ''}".strip() if missing is not None else "")
        with QSignalBlocker(self.convert), QSignalBlocker(self.copy):
            (self.convert if draft.converts else self.copy).setChecked(True)
        self.keys.show_volumes([(part, draft.keys.get(part.device, "")) for part in draft.encrypted] if draft.converts else [])
        roots = draft.roots()
        _show(self._root, len(roots) > 1 and draft.converts)
        if roots:
            chosen = draft.root if draft.root in dict(roots) else roots[0][0]
            self.root.set_entries([Entry(key, text) for key, text in roots], chosen)
        kinds, machine = draft.xen_kinds, draft.machine
        self.copied.setText(
            tr("Nothing inside is changed: the VM gets SATA disks and an e1000e network card, for which every system has drivers.")
            if not kinds
            else tr("Nothing inside is changed: the VM gets IDE disks and an e1000 network card, or those of Xen only (PVH).")
        )
        _show(self._kind, len(kinds) > 1)
        _show(self._steps, bool(kinds))
        if kinds and machine is not None:
            self.kind.set_entries([Entry(kind, str(xen_target.KINDS[kind])) for kind in sorted(kinds)], kinds[0])
            self.steps.set_text(xen_target.words(kinds[0], machine))
        if missing is not None and not draft.converts:
            self.problem.show_text(str(missing[0]), "info", remedy=str(missing[1] or ""))
        else:
            _problem(draft, P2vPage.CONVERSION, self.problem)

    def entered(self) -> None:
        (self.convert if self._draft.converts else self.copy).setFocus()


class P2vFinishPage(WizardPage):
    """Resulting configuration, warnings, XML, the command."""

    def __init__(self, draft: P2vDraft) -> None:
        super().__init__(P2vPage.FINISH.value)
        self._draft = draft
        self.failure = Message("p2v.failure", card=True)
        self.table = ChoiceTable("p2v.result", tr("Resulting configuration"), [tr("Device"), tr("Setting"), tr("From where")])
        self.table.setMinimumHeight(240)
        self.messages = Notes("p2v.problem")
        self.start = named(QCheckBox(tr("&Start the VM at the end")), "p2v.start", tr("Start the VM at the end"))
        self.start.toggled.connect(self._start)
        self.xml_fold = Fold(tr("&XML"), "p2v.xml.fold")
        self.xml = CopyBlock("p2v.xml", tr("XML of the VM"), lines=14)
        self.xml_fold.inside.addWidget(self.xml)
        self.xml_fold.toggled.connect(lambda: self.refresh())
        self.command_fold = Fold(tr("E&quivalent command"), "p2v.command.fold")
        self.command = CopyBlock("p2v.command", tr("Equivalent command"), lines=3)
        self.command_fold.inside.addWidget(self.command)
        self.column.addWidget(self.failure)
        self.column.addWidget(self.table, 1)
        self.column.addLayout(self.messages)
        self.column.addWidget(self.start)
        self.column.addWidget(self.command_fold)
        self.column.addWidget(self.xml_fold)
        self.column.addStretch(0)

    def _start(self, on: bool) -> None:
        self._draft.start = on
        self.changed.emit()

    def refresh(self) -> None:
        draft = self._draft
        rows = draft_words.summary(draft)
        self.table.show_rows(row.cells for row in rows)
        self.table.setVisible(bool(rows))
        self.messages.show_problems(draft.problems())
        with QSignalBlocker(self.start):
            self.start.setChecked(draft.start)
        self.command.set_text(draft_words.command(draft))
        self.xml_fold.setVisible(draft.route is not Route.MEDIA)
        if self.xml_fold.button.isChecked():
            self.xml.set_text(draft_words.xml(draft))

    def entered(self) -> None:
        self.table.setFocus()
