"""*Acceleration* of a host: by the check, always KVM, or always emulation."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QRadioButton, QVBoxLayout, QWidget

from console.model.errors import ConsoleError
from console.model.ids import HostId
from console.model.objects import Acceleration
from console.model.text import N_, Text, tr
from console.operations.host import set_acceleration
from console.ui.dialogs.support import Dialog, Message, heading, named, text_label
from console.ui.jobs import Jobs
from console.ui.services import Services

Role = QDialogButtonBox.ButtonRole

CHOICES: tuple[tuple[str, Text, Text], ...] = (
    ("auto", N_("&By the check"), N_("Virtdeck starts a small kernel under KVM once. If it does not come up in time, emulation is used.")),
    ("kvm", N_("Always &KVM"), N_("Fast. A VM hangs at its start on computers where KVM does not really work.")),
    ("emulation", N_("Always &emulation"), N_("Works everywhere, but is many times slower.")),
)

STATES: dict[str, Text] = {
    "unknown": N_("Not checked yet."),
    "checking": N_("Being checked now."),
    "kvm": N_("KVM works on this host."),
    "emulation": N_("Emulation is used on this host."),
}


class AccelerationDialog(Dialog):
    """Sets the override of one host."""

    def __init__(self, services: Services, host: HostId, parent: QWidget | None = None) -> None:
        super().__init__(tr("Acceleration"), "acceleration", parent)
        self._services, self._host = services, host
        self._jobs = Jobs(self._failed)
        found = services.inventory.host(host)
        name = found.name if found is not None else str(host)
        state = found.acceleration if found is not None else Acceleration()
        self.content.addWidget(heading(tr("How does {host} run its VMs?", host=name), "acceleration.title", points=1.15))
        self.state = Message("acceleration.state", card=True)
        self.state.show_text(
            str(STATES.get(state.state, STATES["unknown"])),
            {"kvm": "ok", "emulation": "warn"}.get(state.state, "info"),
            remedy=str(state.why) if state.why is not None else "",
        )
        self.content.addWidget(self.state)
        self.options: dict[str, QRadioButton] = {}
        chosen = found.record.acceleration if found is not None else "auto"
        for key, label, text in CHOICES:
            button = named(QRadioButton(str(label)), f"acceleration.{key}", str(label))
            button.setAccessibleDescription(str(text))
            button.setChecked(key == chosen)
            explained = text_label(str(text), f"acceleration.{key}.text", dim=True)
            explained.setContentsMargins(24, 0, 0, 0)
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(button)
            column.addWidget(explained)
            self.content.addLayout(column)
            self.options[key] = button
        self.content.addWidget(text_label(tr("A change counts from each VM's next start."), "acceleration.when", dim=True))
        self.problem = Message("acceleration.problem", card=True)
        self.content.addWidget(self.problem)
        self.add_button(tr("Cancel"), "cancel", Role.RejectRole).clicked.connect(self.reject)
        self.save = self.add_button(tr("&Save"), "save", Role.AcceptRole, default=True)
        self.save.clicked.connect(lambda: self._jobs.start(self._store()))
        self.finished.connect(self._jobs.cancel)

    @property
    def chosen(self) -> str:
        """ "auto", "kvm" or "emulation"."""
        return next(key for key, button in self.options.items() if button.isChecked())

    async def _store(self) -> None:
        self.save.setEnabled(False)
        try:
            await self._services.runner.start(set_acceleration(self._host, self.chosen, self._services.inventory))
        finally:
            self.save.setEnabled(True)
        self.accept()

    def _failed(self, failure: ConsoleError) -> None:
        self.problem.show_text(str(failure.text), remedy=str(failure.remedy or ""))
