"""The Export wizard: VMs and templates into files of this computer. The work itself is a task, which shows in the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from console.model.ids import Ref
from console.model.text import listed, tr
from console.operations.drafts.said import first_error
from console.operations.export_draft import FORMATS, TITLES, ExportDraft, ExportPage
from console.ui.services import Services
from console.ui.wizards.base import Step, WizardPage
from console.ui.wizards.export_pages import ExportResultPage, FormatPage, OptionsPage, PlacePage, VmsPage
from console.ui.wizards.task_wizard import TaskWizard, problem_line, steps_of

FOLDER = "export.folder"
"""Preference: where the last export went."""


class ExportWizard(TaskWizard):
    """Pages over the draft; what hosts and disk say of it is looked up a moment after each change."""

    def __init__(self, services: Services, vms: Sequence[Ref], parent: QWidget | None = None) -> None:
        usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.draft = ExportDraft(services.inventory, vms, folder=str(services.settings.get(FOLDER, "") or usual))
        found = self.draft.vms
        title = tr("Export {name}", name=found[0].name) if len(found) == 1 else tr("Export {n} VMs", n=len(found))
        super().__init__(title, "export", services, parent)
        self._untouched = self.draft.answers
        pages: tuple[Callable[[ExportDraft], WizardPage], ...] = (VmsPage, FormatPage, PlacePage, OptionsPage, ExportResultPage)
        for page in pages:
            self.add_page(page(self.draft))
            self.page(list(ExportPage)[pages.index(page)].value).changed.connect(lambda: self._later.start())
        self.create_button.setText(tr("&Export"))
        self.create_button.setAccessibleName(tr("Export"))
        self._looking = False
        one = len(found) == 1 and bool(self.draft.chosen) and not self.draft.active()
        self.go_to(ExportPage.FORMAT.value if one else ExportPage.VMS.value)
        self.world_settled()

    # ------------------------------------------------------------------ looking

    def world_settled(self) -> None:
        """Ask hosts and disk anew what they say of the answers."""
        if self._looking:
            self._later.start()
            return
        self._looking = True
        self._jobs.start(self._look_up())

    async def _look_up(self) -> None:
        try:
            await self.draft.look_at_place(self._services.background)
            self.refresh()
            await self.draft.look(self._services.hosts, self._services.background)
        finally:
            self._looking = False
        self.refresh()

    # ------------------------------------------------------------------ the frame's questions

    def step_list(self) -> Sequence[Step]:
        pages = [(page.value, TITLES[page][0], None if why is None else "") for page, why in self.draft.pages()]
        wrong = {problem.page.value for problem in self.draft.problems() if problem.error}
        return steps_of(self.current, pages, self._note, wrong)

    def _note(self, page: str) -> str:
        match ExportPage(page):
            case ExportPage.VMS:
                return str(listed(vm.name for vm in self.draft.chosen[:3]))
            case ExportPage.FORMAT:
                return str(FORMATS[self.draft.answers.format][0])
            case ExportPage.PLACE:
                return self.draft.answers.folder
        return ""

    def question_of(self, key: str) -> str:
        return str(TITLES[ExportPage(key)][1])

    def why_not_create(self) -> str:
        first = first_error(self.draft.problems())
        if first is not None:
            return problem_line(TITLES[first.page][0], first)
        return "" if self.draft.looked else tr("The destination is being looked at…")

    def dirty(self) -> bool:
        return self.draft.answers != self._untouched

    def finish(self) -> None:
        if self.why_not_create():
            return
        self._services.settings.set(FOLDER, self.draft.answers.folder)
        self.hand_over([self.draft.operation()])
