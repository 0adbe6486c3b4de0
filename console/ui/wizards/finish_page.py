"""Is this the VM you want? The resulting configuration, warnings, the command line and the XML."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from console.model.errors import ConsoleError
from console.model.preferences import KEEP_OPEN_KEY
from console.model.text import tr
from console.operations.drafts.parts import PageId
from console.operations.drafts.said import Problem
from console.operations.new_vm import NewVmDraft
from console.ui.dialogs.support import CopyBlock, Fold, Message, named, text_label
from console.ui.jobs import Jobs
from console.ui.services import Services
from console.ui.wizards.draft_page import ChoiceTable, NewVmPage
from console.ui.wizards.notes import Notes, note_of


class FinishPage(NewVmPage):
    """The last page. ``asked(page)`` through the messages' links: go where a problem is mended."""

    def __init__(self, draft: NewVmDraft, services: Services, jobs: Jobs) -> None:
        super().__init__(PageId.FINISH, draft, services, jobs)
        self.failure = Message("finish.failure", card=True)
        self.column.addWidget(self.failure)
        self.table = ChoiceTable("finish.table", tr("Resulting configuration"), [tr("Device"), tr("Setting"), tr("From where")])
        self.table.setMinimumHeight(248)
        self.table.header().setSectionResizeMode(1, self.table.header().ResizeMode.Stretch)
        self.table.header().setSectionResizeMode(2, self.table.header().ResizeMode.ResizeToContents)
        self.table.header().setStretchLastSection(False)
        self.column.addWidget(text_label(tr("Resulting configuration"), "finish.caption", dim=True))
        self.column.addWidget(self.table, 1)
        self.messages = Notes("finish.problem")
        self.messages.activated.connect(self._go)
        self.column.addLayout(self.messages)
        self.start = named(QCheckBox(tr("&Start the new VM automatically")), "finish.start", tr("Start the new VM automatically"))
        self.autostart = named(QCheckBox(tr("Start it with the &host")), "finish.autostart", tr("Start it with the host"))
        self.keep_open = named(QCheckBox(tr("&Keep open")), "finish.keepOpen", tr("Keep this wizard open while the VM is created"))
        self.keep_open.setToolTip(tr("Keep this wizard open while the VM is created"))
        self.keep_open.setChecked(bool(services.settings.get(KEEP_OPEN_KEY, False)))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.start)
        row.addWidget(self.autostart)
        row.addStretch(1)
        row.addWidget(self.keep_open)
        self.column.addLayout(row)
        self.command_fold = Fold(tr("E&quivalent command"), "finish.command.fold")
        self.command = CopyBlock("finish.command", tr("Equivalent command"), lines=3)
        self.command_fold.inside.addWidget(self.command)
        self.xml_fold = Fold(tr("&XML"), "finish.xml.fold")
        self.xml = CopyBlock("finish.xml", tr("XML of the VM"), lines=14)
        self.xml_fold.inside.addWidget(self.xml)
        self.column.addWidget(self.command_fold)
        self.column.addWidget(self.xml_fold)
        self.start.toggled.connect(lambda on: self.change(start=on))
        self.autostart.toggled.connect(lambda on: self.change(autostart=on))
        self.command_fold.toggled.connect(lambda: self.refresh())
        self.xml_fold.toggled.connect(lambda: self.refresh())

    def refresh(self) -> None:
        draft = self.draft
        self.table.show_rows(row.cells for row in draft.summary())
        self._show_messages(draft.problems())
        for box, on in ((self.start, draft.answers.start), (self.autostart, draft.answers.autostart)):
            with QSignalBlocker(box):
                box.setChecked(on)
        if self.command_fold.button.isChecked():
            self.command.set_text(draft.command())
        if self.xml_fold.button.isChecked():
            try:
                self.xml.set_text(draft.xml())
            except ConsoleError as failure:
                self.xml.set_text(str(failure.text))

    def _show_messages(self, problems: tuple[Problem[PageId], ...]) -> None:
        titles = {page.id: page.title for page in self.draft.pages()}
        notes = []
        for problem in problems:
            note = note_of(problem)
            if problem.page is not PageId.FINISH:
                note = replace(note, link=problem.page.value, link_text=tr("Go to {page}", page=titles[problem.page]))
            notes.append(note)
        self.messages.show_notes(notes)

    def _go(self, page: str) -> None:
        window = self.window()
        go_to = getattr(window, "go_to", None)
        if go_to is not None:
            go_to(page)

    def entered(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
