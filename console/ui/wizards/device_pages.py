"""Storage and Networking: one card a device, everything rare behind a fold."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from console.model.text import N_, Text, tr
from console.operations.drafts.parts import DiskAnswer, NicAnswer, PageId, network_key
from console.operations.new_vm import NewVmDraft
from console.ui.dialogs.controls import form_of, push
from console.ui.dialogs.support import GAP, Fold, Message, heading, monospace, named
from console.ui.jobs import Jobs
from console.ui.services import Services
from console.ui.widgets.basic import IconButton, IconLabel
from console.ui.wizards.draft_page import NewVmPage
from console.ui.wizards.fields import ChoiceBox, Entry, SizeField, repository_entries

BUSES: tuple[tuple[str, Text], ...] = (
    ("", N_("Recommended")),
    ("virtio", N_("virtio")),
    ("scsi", N_("SCSI")),
    ("sata", N_("SATA")),
    ("ide", N_("IDE")),
    ("usb", N_("USB")),
    ("xen", N_("Xen")),
)

MODELS: tuple[tuple[str, Text], ...] = (
    ("", N_("Recommended")),
    ("virtio", N_("virtio")),
    ("e1000e", N_("Intel e1000e")),
    ("e1000", N_("Intel e1000")),
    ("rtl8139", N_("Realtek RTL8139")),
)

C = TypeVar("C", bound=QWidget)

BRIDGE = "bridge:"
"""Key of the entry that asks for the name of a bridge."""


class DeviceCard(QFrame):
    """The frame of one device: sign, title, *Remove*, a form, a fold, a message."""

    def __init__(self, name: str, title: str, icon: str, remove: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setProperty("card", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(GAP)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(IconLabel(icon, 16, "dim"))
        head.addWidget(heading(title, f"{name}.title", points=1.0), 1)
        self.remove = IconButton("delete", tr("Remove {device}", device=title), f"{name}.remove")
        self.remove.clicked.connect(remove)
        head.addWidget(self.remove)
        column.addLayout(head)
        self.form = form_of()
        column.addLayout(self.form)
        self.fold = Fold(tr("Advanced"), f"{name}.advanced")
        self.rare = form_of()
        self.fold.inside.addLayout(self.rare)
        column.addWidget(self.fold)
        self.problem = Message(f"{name}.problem")
        column.addWidget(self.problem)


class DiskCard(DeviceCard):
    """One disk."""

    def __init__(self, page: StoragePage, index: int) -> None:
        super().__init__(f"disk{index}", tr("Disk {number}", number=index + 1), "disk", lambda: page.remove(index))
        self._page, self._index = page, index
        self.capacity = SizeField(f"disk{index}.size", tr("Size of disk {number}", number=index + 1))
        self.repository = ChoiceBox(f"disk{index}.repository", tr("Storage repository of disk {number}", number=index + 1))
        self.thin = named(QCheckBox(tr("Thin: takes space as it fills")), f"disk{index}.thin", tr("Thin: takes space as it fills"))
        self.bus = ChoiceBox(f"disk{index}.bus", tr("Bus of disk {number}", number=index + 1))
        self.bus.setMinimumContentsLength(16)
        self.form.addRow(tr("Size"), self.capacity)
        self.form.addRow(tr("Storage repository"), self.repository)
        self.form.addRow("", self.thin)
        self.rare.addRow(tr("Bus"), self.bus)
        self.capacity.changed.connect(lambda size: self._change(capacity_bytes=size))
        self.repository.chosen.connect(lambda key: self._change(repository=key))
        self.thin.toggled.connect(lambda on: self._change(thin=on))
        self.bus.chosen.connect(lambda key: self._change(bus=key))

    def _change(self, **fields: object) -> None:
        self._page.replace(self._index, **fields)

    def refresh(self, disk: DiskAnswer) -> None:
        """Show the disk as the draft has it."""
        draft = self._page.draft
        self.capacity.set_bytes(disk.capacity_bytes)
        entries = repository_entries(draft.repository_choices(disk.capacity_bytes, thin=disk.thin))
        self.repository.set_entries(entries, disk.repository or draft.default_repository)
        with QSignalBlocker(self.thin):
            self.thin.setChecked(disk.thin)
        complete = draft.skips_media and self._index == 0
        self.thin.setEnabled(not complete)
        self.thin.setToolTip(tr("The template's disk is copied as it is.") if complete else "")
        self.remove.setEnabled(not complete)
        self.remove.setToolTip(tr("The template's disk can't be left out.") if complete else tr("Remove"))
        buses = draft.host.caps.disk_buses if draft.host is not None and draft.host.caps is not None else frozenset()
        self.bus.set_entries([Entry(key, str(label)) for key, label in BUSES if not key or not buses or key in buses], disk.bus)
        self._page.show_problem(self.problem, [f"disk{self._index}"])


class NicCard(DeviceCard):
    """One network interface."""

    def __init__(self, page: NetworkPage, index: int) -> None:
        super().__init__(f"nic{index}", tr("Network interface {number}", number=index + 1), "nic", lambda: page.remove(index))
        self._page, self._index = page, index
        self.network = ChoiceBox(f"nic{index}.network", tr("Network of interface {number}", number=index + 1))
        self.bridge = named(QLineEdit(), f"nic{index}.bridge", tr("Name of the host's bridge"))
        self.bridge.setPlaceholderText(tr("for example {name}", name="br0"))
        self.model = ChoiceBox(f"nic{index}.model", tr("Model of interface {number}", number=index + 1))
        self.model.setMinimumContentsLength(16)
        self.mac = named(QLineEdit(), f"nic{index}.mac", tr("MAC address of interface {number}", number=index + 1))
        self.mac.setFont(monospace())
        self.mac.setPlaceholderText(tr("generated"))
        self.mac.setMaximumWidth(200)
        self.form.addRow(tr("Network"), self.network)
        self.form.addRow(tr("Bridge"), self.bridge)
        self.rare.addRow(tr("Model"), self.model)
        self.rare.addRow(tr("MAC address"), self.mac)
        self.network.chosen.connect(self._network_chosen)
        self.bridge.textEdited.connect(lambda text: self._change(network=BRIDGE + text.strip()))
        self.model.chosen.connect(lambda key: self._change(model=key))
        self.mac.textEdited.connect(lambda text: self._change(mac=text.strip()))

    def _change(self, **fields: object) -> None:
        self._page.replace(self._index, **fields)

    def _network_chosen(self, key: str) -> None:
        self._change(network=key)
        if key == BRIDGE:
            self.bridge.setFocus()

    def refresh(self, nic: NicAnswer) -> None:
        """Show the interface as the draft has it."""
        draft = self._page.draft
        listed = draft.network_choices()
        bridged = nic.network.startswith(BRIDGE)
        entries = [
            Entry(network_key(choice.spec), str(choice.label), why_not=str(choice.why_not or "")) for choice in listed if choice.spec.kind != "bridge"
        ]
        if draft.host is not None and not draft.host.session:
            entries.append(Entry(BRIDGE, tr("Another bridge of the host …")))
        usable = next((network_key(choice.spec) for choice in listed if choice.why_not is None), "")
        self.network.set_entries(entries, BRIDGE if bridged else nic.network or usable)
        self.form.setRowVisible(self.bridge, bridged)
        name = nic.network.removeprefix(BRIDGE) if bridged else ""
        if self.bridge.text().strip() != name:
            self.bridge.setText(name)
        self.model.set_entries([Entry(key, str(label)) for key, label in MODELS], nic.model)
        if self.mac.text().strip() != nic.mac:
            self.mac.setText(nic.mac)
        self._page.show_problem(self.problem, [f"nic{self._index}"])


class _DevicesPage(NewVmPage):
    """Cards, *Add*, the message for all of them."""

    def _build(self, field: str, add: str) -> None:
        self.problem = Message(f"{field}.problem")
        self.more = Message(f"{field}.more")
        self.cards_layout = QVBoxLayout()
        self.cards_layout.setSpacing(GAP)
        self.column.addLayout(self.cards_layout)
        self.column.addWidget(self.problem)
        self.column.addWidget(self.more)
        self.add = push(add, f"{field}.add")
        self.column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def _show(self, field: str) -> None:
        found = self.problems([field])
        self.show_problem(self.problem, [field])
        self.more.show_text("\n".join(str(problem.text) for problem in found[1:]), "warn")


class StoragePage(_DevicesPage):
    """Where are its disks kept?"""

    def __init__(self, draft: NewVmDraft, services: Services, jobs: Jobs) -> None:
        super().__init__(PageId.STORAGE, draft, services, jobs)
        self.cards: list[DiskCard] = []
        self._build("disks", tr("&Add disk"))
        self.add.clicked.connect(self._add)

    def _add(self) -> None:
        disks = self.draft.disks
        size = self.draft.template.disk_bytes if self.draft.template is not None and not self.draft.skips_media else 10 << 30
        self.change(disks=(*disks, DiskAnswer(size)))
        self.cards[-1].capacity.setFocus()

    def remove(self, index: int) -> None:
        """Leave a disk out."""
        self.change(disks=tuple(disk for number, disk in enumerate(self.draft.disks) if number != index))

    def replace(self, index: int, **fields: object) -> None:
        """Change some fields of a disk."""
        disks = list(self.draft.disks)
        disks[index] = dataclasses.replace(disks[index], **fields)  # type: ignore[arg-type]
        self.change(disks=tuple(disks))

    def refresh(self) -> None:
        disks = self.draft.disks
        _resize(self.cards, len(disks), self.cards_layout, lambda index: DiskCard(self, index))
        for card, disk in zip(self.cards, disks, strict=True):
            card.refresh(disk)
        self._show("disks")

    def entered(self) -> None:
        (self.cards[0].capacity if self.cards else self.add).setFocus()


class NetworkPage(_DevicesPage):
    """Which networks is it connected to?"""

    def __init__(self, draft: NewVmDraft, services: Services, jobs: Jobs) -> None:
        super().__init__(PageId.NETWORK, draft, services, jobs)
        self.cards: list[NicCard] = []
        self.hint = QLabel()
        self.hint.setObjectName("nics.hint")
        self.hint.setProperty("role", "dim")
        self.hint.setWordWrap(True)
        self._build("nics", tr("&Add network interface"))
        self.column.insertWidget(0, self.hint)
        self.add.clicked.connect(self._add)

    def _add(self) -> None:
        self.change(nics=(*self.draft.nics, NicAnswer()))
        self.cards[-1].network.setFocus()

    def remove(self, index: int) -> None:
        """Leave an interface out."""
        self.change(nics=tuple(nic for number, nic in enumerate(self.draft.nics) if number != index))

    def replace(self, index: int, **fields: object) -> None:
        """Change some fields of an interface."""
        nics = list(self.draft.nics)
        nics[index] = dataclasses.replace(nics[index], **fields)  # type: ignore[arg-type]
        self.change(nics=tuple(nics))

    def refresh(self) -> None:
        nics, host = self.draft.nics, self.draft.host
        session = host is not None and host.session
        self.hint.setVisible(session)
        self.hint.setText(
            tr("This host is a per-user libvirt. Its VMs reach the outside over the user network; nothing outside reaches them.") if session else ""
        )
        _resize(self.cards, len(nics), self.cards_layout, lambda index: NicCard(self, index))
        for card, nic in zip(self.cards, nics, strict=True):
            card.refresh(nic)
        self._show("nics")

    def entered(self) -> None:
        (self.cards[0].network if self.cards else self.add).setFocus()


def _resize(cards: list[C], count: int, layout: QVBoxLayout, make: Callable[[int], C]) -> None:
    """Make or drop cards at the end until there are ``count``."""
    while len(cards) > count:
        card = cards.pop()
        layout.removeWidget(card)
        card.hide()
        card.deleteLater()
    while len(cards) < count:
        card = make(len(cards))
        cards.append(card)
        layout.addWidget(card)
