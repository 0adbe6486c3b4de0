"""The Export wizard: VMs and templates into files of this computer. The work itself is a task, which shows in the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtWidgets import QWidget

from console.model.ids import Ref
from console.model.inventory import Changes
from console.model.text import listed, tr
from console.operations.export_draft import FORMATS, TITLES, ExportDraft, ExportPage
from console.ui.dialogs.support import Jobs
from console.ui.services import Services
from console.ui.wizards.base import Step, Wizard, WizardPage
from console.ui.wizards.export_pages import ExportResultPage, FormatPage, OptionsPage, PlacePage, VmsPage

FOLDER = "export.folder"
"""Preference: where the last export went."""


class ExportWizard(Wizard):
    """Pages over the draft; what hosts and disk say of it is looked up a moment after each change."""

    def __init__(self, services: Services, vms: Sequence[Ref], parent: QWidget | None = None) -> None:
        usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.draft = ExportDraft(services.inventory, vms, folder=str(services.settings.get(FOLDER, "") or usual))
        found = self.draft.vms
        title = tr("Export {name}", name=found[0].name) if len(found) == 1 else tr("Export {n} VMs", n=len(found))
        super().__init__(title, "export", parent)
        self._services = services
        self._jobs = Jobs(lambda failure: None)
        self._untouched = self.draft.answers
        pages: tuple[Callable[[ExportDraft], WizardPage], ...] = (VmsPage, FormatPage, PlacePage, OptionsPage, ExportResultPage)
        for page in pages:
            self.add_page(page(self.draft))
            self.page(list(ExportPage)[pages.index(page)].value).changed.connect(self._look_later)
        self.create_button.setText(tr("&Export"))
        self.create_button.setAccessibleName(tr("Export"))
        self._later = QTimer(self, singleShot=True, interval=150)
        self._later.timeout.connect(self._look)
        self._looking = False
        self._unsubscribe = services.inventory.subscribe(self._world_changed)
        self.destroyed.connect(self._unsubscribe)
        one = len(found) == 1 and bool(self.draft.chosen) and not self.draft.active()
        self.go_to(ExportPage.FORMAT.value if one else ExportPage.VMS.value)
        self._look()

    # ------------------------------------------------------------------ looking

    def _look_later(self) -> None:
        self._later.start()

    def _look(self) -> None:
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

    def _world_changed(self, changes: Changes) -> None:
        if self.isVisible():
            self._later.start()

    # ------------------------------------------------------------------ the frame's questions

    def step_list(self) -> Sequence[Step]:
        pages = self.draft.pages()
        keys = [page.value for page, why in pages if why is None]
        wrong = {problem.page for problem in self.draft.problems() if problem.error}
        at = keys.index(self.current) if self.current in keys else 0
        steps = []
        for page, why in pages:
            if why is not None:
                state = "skipped"
            elif page.value == self.current:
                state = "current"
            else:
                state = "done" if keys.index(page.value) < at else "to-come"
            steps.append(Step(page.value, str(TITLES[page][0]), state, self._note(page), wrong=page in wrong and state != "to-come"))
        return steps

    def _note(self, page: ExportPage) -> str:
        if page is ExportPage.VMS:
            return str(listed(vm.name for vm in self.draft.chosen[:3]))
        if page is ExportPage.FORMAT:
            return str(FORMATS[self.draft.answers.format][0])
        if page is ExportPage.PLACE:
            return self.draft.answers.folder
        return ""

    def question_of(self, key: str) -> str:
        return str(TITLES[ExportPage(key)][1])

    def why_not_create(self) -> str:
        first = next((problem for problem in self.draft.problems() if problem.error), None)
        if first is not None:
            return tr("{page}: {problem}", page=TITLES[first.page][0], problem=first.text)
        return "" if self.draft.looked else tr("The destination is being looked at…")

    def dirty(self) -> bool:
        return self.draft.answers != self._untouched

    def finish(self) -> None:
        if self.why_not_create():
            return
        self._services.settings.set(FOLDER, self.draft.answers.folder)
        self._services.runner.start(self.draft.operation())
        self.give_up()

    def give_up(self) -> None:
        self._jobs.cancel()
        self._later.stop()
        self._unsubscribe()
        super().give_up()
