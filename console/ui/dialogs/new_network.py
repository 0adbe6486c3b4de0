"""*New network*: kind, name, addresses; what is wrong stands under its field."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QDialogButtonBox, QFormLayout, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from console.model.ids import HostId
from console.model.rules_network import KIND_TEXTS, NetworkKind, NetworkSpec, problems, suggest_ipv4, why_not_kind
from console.model.text import tr
from console.operations.network import CreateNetwork, create_network
from console.ui.dialogs.controls import form_of
from console.ui.dialogs.support import GAP, Dialog, Message, heading, named, text_label
from console.ui.services import Services

Role = QDialogButtonBox.ButtonRole


class NewNetworkDialog(Dialog):
    """Makes a network on one host."""

    def __init__(self, services: Services, host: HostId, parent: QWidget | None = None) -> None:
        found = services.inventory.host(host)
        name = found.name if found is not None else str(host)
        super().__init__(tr("New network on {host}", host=name), "newNetwork", parent)
        self._services, self._host = services, host
        self._touched = False
        self.content.addWidget(heading(tr("New network"), "newNetwork.title", points=1.15))
        self._kinds()
        self.form = form_of(gap=GAP * 2)
        address, first, last = suggest_ipv4(services.inventory.networks(host))
        self.name, self.name_problem = self._field(tr("&Name"), "name", self._free_name())
        self.ipv4, self.ipv4_problem = self._field(tr("IPv&4 address of the host"), "ipv4", address)
        self.dhcp = named(QCheckBox(tr("Give the VMs addresses by &DHCP")), "newNetwork.dhcp", tr("Give the VMs addresses by DHCP"))
        self.dhcp.setChecked(True)
        self.form.addRow("", self.dhcp)
        self.dhcp_start, self.start_problem = self._field(tr("&First address"), "dhcpStart", first)
        self.dhcp_end, self.dhcp_problem = self._field(tr("&Last address"), "dhcpEnd", last)
        self.ipv6, self.ipv6_problem = self._field(tr("IPv&6 address of the host"), "ipv6", "", hint=tr("none, or like fd00:1::1/64"))
        self.device, self.device_problem = self._field(tr("Leaves the host b&y"), "device", "", hint=tr("any device"))
        self.bridge, self.bridge_problem = self._field(tr("&Bridge of the host"), "bridge", "", hint="br0")
        self.content.addLayout(self.form)
        self.autostart = named(QCheckBox(tr("Start it &with the host")), "newNetwork.autostart", tr("Start it with the host"))
        self.autostart.setChecked(True)
        self.content.addWidget(self.autostart)
        self.content.addStretch(1)
        self.cancel = self.add_button(tr("Cancel"), "cancel", Role.RejectRole)
        self.cancel.clicked.connect(self.reject)
        self.create_button = self.add_button(tr("&Create"), "create", Role.AcceptRole, default=True)
        self.create_button.clicked.connect(self._create)
        self.dhcp.toggled.connect(self._changed)
        self.setMinimumWidth(560)
        self._changed()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def _kinds(self) -> None:
        """One radio button a kind, with what it means; those that the host can't do are disabled with the reason."""
        host = self._services.inventory.host(self._host)
        self.kinds = QButtonGroup(self)
        self._by_kind: dict[NetworkKind, QRadioButton] = {}
        column = QVBoxLayout()
        column.setSpacing(4)
        letters = {NetworkKind.NAT: "NA&T", NetworkKind.ISOLATED: "", NetworkKind.ROUTED: "", NetworkKind.BRIDGE: ""}
        for kind, (title, meaning) in KIND_TEXTS.items():
            button = named(QRadioButton(letters[kind] or str(title)), f"newNetwork.kind.{kind.value}", str(title))
            reason = why_not_kind(kind, host)
            button.setEnabled(reason is None)
            words = str(meaning) if reason is None else str(reason.text)
            button.setToolTip(words)
            button.setAccessibleDescription(words)
            self.kinds.addButton(button)
            self._by_kind[kind] = button
            row = QHBoxLayout()
            row.setSpacing(GAP)
            button.setMinimumWidth(110)
            row.addWidget(button)
            row.addWidget(text_label(words, f"newNetwork.kind.{kind.value}.text", dim=True), 1)
            column.addLayout(row)
            button.toggled.connect(self._changed)
        first = next((button for button in self._by_kind.values() if button.isEnabled()), None)
        if first is not None:
            first.blockSignals(True)
            first.setChecked(True)
            first.blockSignals(False)
        self.content.addLayout(column)

    def _field(self, label: str, name: str, text: str, *, hint: str = "") -> tuple[QLineEdit, Message]:
        field = named(QLineEdit(text), f"newNetwork.{name}", label)
        field.setPlaceholderText(hint)
        problem = Message(f"newNetwork.{name}.problem")
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(field)
        column.addWidget(problem)
        self.form.addRow(label, column)
        caption = self.form.labelForField(column)
        if caption is not None:
            caption.setBuddy(field)  # type: ignore[attr-defined]  # a QLabel: QFormLayout made it from the text
        field.textEdited.connect(self._edited)
        return field, problem

    def _free_name(self) -> str:
        taken = {each.name for each in self._services.inventory.networks(self._host)}
        number = 1
        while (name := f"network{number}") in taken:
            number += 1
        return name

    @property
    def kind(self) -> NetworkKind:
        """The chosen kind."""
        return next((kind for kind, button in self._by_kind.items() if button.isChecked()), NetworkKind.NAT)

    def spec(self) -> NetworkSpec:
        """What is asked for."""
        kind = self.kind
        if kind is NetworkKind.BRIDGE:
            return NetworkSpec(self.name.text(), kind, bridge=self.bridge.text().strip(), autostart=self.autostart.isChecked())
        spec = NetworkSpec(
            self.name.text(),
            kind,
            self.ipv4.text().strip(),
            self.dhcp_start.text().strip(),
            self.dhcp_end.text().strip(),
            self.ipv6.text().strip(),
            device=self.device.text().strip() if kind is not NetworkKind.ISOLATED else "",
            autostart=self.autostart.isChecked(),
        )
        return spec if self.dhcp.isChecked() and spec.ipv4 else dataclasses.replace(spec, dhcp_start="", dhcp_end="")

    def _edited(self) -> None:
        self._touched = True
        self._changed()

    def _changed(self) -> None:
        kind = self.kind
        plugged = kind is NetworkKind.BRIDGE
        for field, shown in (
            (self.ipv4, not plugged),
            (self.dhcp_start, not plugged and self.dhcp.isChecked()),
            (self.dhcp_end, not plugged and self.dhcp.isChecked()),
            (self.ipv6, not plugged),
            (self.device, not plugged and kind is not NetworkKind.ISOLATED),
            (self.bridge, plugged),
        ):
            self._show_row(field, shown)
        self.form.setRowVisible(self.dhcp, not plugged)
        inventory = self._services.inventory
        found = {p.field: str(p.text) for p in reversed(problems(self.spec(), inventory.host(self._host), inventory.networks(self._host)))}
        for name, message in (
            ("name", self.name_problem),
            ("ipv4", self.ipv4_problem),
            ("dhcp", self.dhcp_problem),
            ("ipv6", self.ipv6_problem),
            ("device", self.device_problem),
            ("bridge", self.bridge_problem),
        ):
            early = name == "bridge" and not self.bridge.text()  # nothing has been typed yet: the hint says enough
            message.show_text("" if early else found.get(name, ""))
        self.start_problem.show_text("")  # both ends are told of under the last one; the form shows all of a row that it shows
        self.create_button.setEnabled(not found)
        self.create_button.setToolTip(next(iter(found.values()), ""))

    def _show_row(self, field: QLineEdit, shown: bool) -> None:
        for row in range(self.form.rowCount()):
            item = self.form.itemAt(row, QFormLayout.ItemRole.FieldRole)
            layout = item.layout() if item is not None else None
            if layout is not None and layout.indexOf(field) >= 0:
                self.form.setRowVisible(row, shown)

    def operation(self) -> CreateNetwork:
        """The operation for what is filled in."""
        return create_network(self._host, self.spec(), self._services.inventory)

    def _create(self) -> None:
        """A task makes it; what fails is shown by the window."""
        self._services.runner.start(self.operation())
        self.accept()
