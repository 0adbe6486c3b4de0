"""Prepare a guest for being cloned: what is removed inside Linux, or the fields of Windows' answer file, with the steps by hand where no agent is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QLineEdit, QWidget

from console.model.objects import Vm
from console.model.rules_prepare import prepared_by_agent
from console.model.text import tr
from console.model.tools import GuestFamily
from console.operations.prepare import PREPARATION_STEPS, USUAL_STEPS, InsertAnswers, PrepareGuest, WindowsAnswers, windows_steps
from console.operations.subject import Target
from console.ui.dialogs.controls import form_of
from console.ui.dialogs.support import Dialog, Message, heading, named, text_label


class PrepareDialog(Dialog):
    """``chosen(operation)``: what is to be run."""

    chosen = Signal(object)

    def __init__(self, vm: Vm, of: Target, parent: QWidget | None = None) -> None:
        super().__init__(tr("Prepare {name} for cloning", name=vm.name), "prepare", parent)
        self._of = of
        self._windows = vm.family is GuestFamily.WINDOWS
        self.by_agent = prepared_by_agent(vm)
        self.steps: dict[str, QCheckBox] = {}
        self.fields: dict[str, QLineEdit] = {}
        self.content.addWidget(heading(tr("Prepare {name} for cloning?", name=vm.name), "prepare.title", points=1.15))
        if self._windows:
            self._show_windows()
        else:
            self._show_linux()
        cancel = self.add_button(tr("Cancel"), "cancel", QDialogButtonBox.ButtonRole.RejectRole, default=self.by_agent)
        text = tr("&Prepare and shut down") if self.by_agent else tr("&Insert the answer file")
        self.go = self.add_button(text, "go", QDialogButtonBox.ButtonRole.AcceptRole, danger=self.by_agent, default=not self.by_agent)
        cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._accept)

    def _show_linux(self) -> None:
        words = tr("These are removed inside the running guest, then it shuts down. This can't be undone.")
        self.content.addWidget(text_label(words, "prepare.text"))
        for step, title in PREPARATION_STEPS:
            box = named(QCheckBox(str(title)), f"prepare.step.{step}", str(title))
            box.setChecked(step in USUAL_STEPS)
            box.toggled.connect(lambda _: self.go.setEnabled(any(each.isChecked() for each in self.steps.values())))
            self.steps[step] = box
            self.content.addWidget(box)

    def _show_windows(self) -> None:
        words = tr("Windows' own program sysprep removes what makes this Windows unique, and shuts it down. The answer file answers its first start.")
        self.content.addWidget(text_label(words, "prepare.text"))
        form = form_of()
        plain = WindowsAnswers()
        rows = (
            ("owner", tr("&Owner"), plain.owner),
            ("organization", tr("O&rganization"), plain.organization),
            ("product_key", tr("Product &key"), plain.product_key),
            ("timezone", tr("&Time zone"), plain.timezone),
            ("language", tr("&Language"), plain.language),
            ("password", tr("&Administrator's password"), ""),
        )
        for name, title, value in rows:
            field = named(QLineEdit(value), f"prepare.{name}", title)
            if name == "password":
                field.setEchoMode(QLineEdit.EchoMode.Password)
            self.fields[name] = field
            form.addRow(title, field)
        self.content.addLayout(form)
        note = Message("prepare.note")
        note.show_text(tr("The password is in the answer file in clear, as Windows needs it."), "info")
        self.content.addWidget(note)
        if not self.by_agent:
            steps = "\n".join(f"{number}. {step}" for number, step in enumerate(windows_steps(), 1))
            words = tr("No management agent runs sysprep here. When the answer file is in the CD drive:")
            self.content.addWidget(text_label(f"{words}\n{steps}", "prepare.steps"))

    @property
    def answers(self) -> WindowsAnswers:
        """What the fields say."""
        return WindowsAnswers(**{name: field.text().strip() for name, field in self.fields.items()})

    def _accept(self) -> None:
        steps = tuple(step for step, box in self.steps.items() if box.isChecked())
        if self.by_agent:
            self.chosen.emit(PrepareGuest(self._of, steps or USUAL_STEPS, self.answers if self._windows else WindowsAnswers()))
        else:
            self.chosen.emit(InsertAnswers(self._of, self.answers))
        self.accept()
