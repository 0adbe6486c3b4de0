"""The Move wizard: the pages of a migration, and what becomes of the original."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QLineEdit, QRadioButton, QWidget

from console.model.errors import ConsoleError
from console.model.ids import HostId, Ref
from console.model.objects import Vm
from console.model.text import tr
from console.operations.drafts.said import of_page
from console.operations.migrate_draft import MigratePage
from console.operations.move_draft import MoveDraft, Outlook
from console.ui.dialogs.support import named, text_label
from console.ui.services import Services
from console.ui.wizards.base import WizardPage
from console.ui.wizards.migrate import MigrateWizard
from console.ui.wizards.notes import Notes
from console.ui.wizards.simple_pages import labelled


class OriginalPage(WizardPage):
    """Whether it goes or stays, whether it may be shut down, and the name of the new one."""

    def __init__(self, draft: MoveDraft) -> None:
        super().__init__(MigratePage.ORIGINAL.value)
        self._draft = draft
        self.remove = named(QRadioButton(tr("&Remove it when the other is complete and compared")), "move.original.remove", tr("Remove the original"))
        self.remove_text = text_label(
            tr("The VM keeps its UUID and its MAC addresses. Disks that something else uses stay."), "move.original.remove.text", dim=True
        )
        self.keep = named(QRadioButton(tr("&Keep it: make a copy")), "move.original.keep", tr("Keep the original"))
        self.keep_text = text_label(tr("The copy gets a new UUID and new MAC addresses: both can run."), "move.original.keep.text", dim=True)
        self.shut_down = named(QCheckBox(""), "move.original.shutdown", tr("Shut it down first"))
        self.name = named(QLineEdit(), "move.original.name", tr("Name at the new host"))
        self.name.setMaxLength(120)
        self.messages = Notes("move.original.problem")
        for widget in (self.remove, self.remove_text, self.keep, self.keep_text):
            self.column.addWidget(widget)
        self.named = QWidget()
        self.named.setObjectName("move.original.named")
        row = labelled(tr("N&ame at the new host"), self.name)
        row.setContentsMargins(0, 0, 0, 0)
        self.named.setLayout(row)
        self.column.addWidget(self.named)
        self.column.addWidget(self.shut_down)
        self.column.addLayout(self.messages)
        self.column.addStretch(1)
        self.remove.clicked.connect(lambda: self._change(keep=False))
        self.keep.clicked.connect(lambda: self._change(keep=True))
        self.shut_down.clicked.connect(lambda on: self._change(shut_down=on))
        self.name.textEdited.connect(lambda text: self._change(name=text.strip()))

    def _change(self, **answers: object) -> None:
        for name, value in answers.items():
            setattr(self._draft, name, value)
        self.changed.emit()

    def refresh(self) -> None:
        draft = self._draft
        reason, active = draft.why_kept(), draft.active()
        self.remove.setEnabled(reason is None or not draft.keep)
        self.remove.setToolTip(str(reason.text) if reason is not None else "")
        for widget, on in ((self.remove, not draft.keep), (self.keep, draft.keep), (self.shut_down, draft.shut_down)):
            with QSignalBlocker(widget):
                widget.setChecked(on)
        self.shut_down.setVisible(bool(active))
        if active:
            self.shut_down.setText(
                tr("&Shut down {name} first, and start it at the end", name=active[0].name)
                if len(active) == 1
                else tr("&Shut down the {n} VMs that run first, and start them at the end", n=len(active))
            )
        able = draft.able()
        self.named.setVisible(len(able) == 1)
        self.name.setPlaceholderText(able[0].name if able else "")
        self.messages.show_problems(of_page(draft.problems(), MigratePage.ORIGINAL), "info")

    def entered(self) -> None:
        (self.keep if self._draft.keep else self.remove).setFocus()


class MoveWizard(MigrateWizard):
    """VMs go to a host that they can't migrate to: exported and imported in one go. Each is a task of its own, which shows in the window."""

    draft: MoveDraft
    _asked_for: object = None
    """The answers that the hosts have been asked about."""

    def new_draft(self, services: Services, vms: Sequence[Ref], host: HostId | None) -> MoveDraft:
        return MoveDraft(services.inventory, vms, host)

    def heading(self) -> str:
        found = self.draft.vms
        return tr("Move {name}", name=found[0].name) if len(found) == 1 else tr("Move {n} VMs", n=len(found))

    def more_pages(self) -> Sequence[WizardPage]:
        return (OriginalPage(self.draft),)

    def name_button(self) -> None:
        self.create_button.setText(tr("&Move"))
        self.create_button.setAccessibleName(tr("Move"))

    def _answers(self) -> object:
        return (super()._answers(), self.draft.keep, self.draft.shut_down, self.draft.name)

    async def ask_hosts(self) -> None:
        """What becomes of the VMs there."""
        asked = self._asked_for = (self._answers(), tuple(vm.ref for vm in self.draft.able()))
        await self.draft.ask(self._services.hosts)
        if asked == self._asked_for:
            self.refresh()

    async def xml_of(self, vm: Vm) -> str:
        host = self.draft.host
        known = self.draft.outlook.get((vm.ref, host.id), Outlook()) if host is not None else Outlook()
        if known.problem is not None:
            raise ConsoleError(known.problem)
        return known.xml

    def refresh(self) -> None:
        super().refresh()
        if self._asked_for is not None and self._asked_for != (self._answers(), tuple(vm.ref for vm in self.draft.able())):
            self._jobs.start(self.ask_hosts())

    def why_not_create(self) -> str:
        if (said := super().why_not_create()) or self.draft.host is None:
            return said
        waits = any((vm.ref, self.draft.host.id) not in self.draft.outlook for vm in self.draft.able())
        return tr("The hosts are being asked…") if waits else ""

    def question_of(self, key: str) -> str:
        return tr("Which networks are its network cards in there?") if key == MigratePage.NETWORK.value else super().question_of(key)
