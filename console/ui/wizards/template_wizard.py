"""The Template wizard: converts a VM, or makes a template of a copy, of a disk image, or of settings alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Kind, Ref
from console.model.inventory import Changes
from console.model.text import tr
from console.operations.base import Operation
from console.operations.drafts.template_parts import SOURCE_TITLES, Source
from console.operations.prepare import sysprep_why_not
from console.operations.template_draft import TemplateAnswers, TemplateDraft
from console.ui.dialogs.support import Jobs
from console.ui.services import Services
from console.ui.wizards.base import Step, Wizard
from console.ui.wizards.template_pages import DetailsPage, NetworksPage, SourcePage, TemplateFinishPage


class TemplateWizard(Wizard):
    """``created(Ref)`` when the template is there. It goes away when the task runs and comes back only if that fails."""

    created = Signal(object)

    def __init__(self, services: Services, parent: QWidget | None = None, *, vm: Ref | None = None, host: HostId | None = None) -> None:
        """``vm``: convert this one (its page of sources is left out); ``host``: preferred, where the window's selection is."""
        self._of = services.inventory.vm(vm) if vm is not None else None
        title = tr("Convert {name} to a template", name=self._of.name) if self._of is not None else tr("New template")
        super().__init__(title, "newTemplate", parent)
        self._services = services
        self._running: asyncio.Task[str] | None = None
        self._jobs = Jobs(self._failed)
        self.draft = TemplateDraft(services.inventory, (), host=host, answers=TemplateAnswers(vm=vm))
        self._untouched = self.draft.answers
        self._sysprep_on: HostId | None = None
        self._looked_at: set[Ref] = set()
        self._titles = {
            "source": (tr("Source"), tr("What is the template made of?")),
            "details": (tr("Details"), tr("What is it called, and what is it for?") if self._of is None else tr("What is it for?")),
            "networks": (tr("Networking"), tr("Which networks are VMs made of it connected to?")),
            "finish": (tr("Finish"), tr("Is this what you want?")),
        }
        self.add_page(SourcePage(self.draft, self._pick))
        self.details = DetailsPage(self.draft)
        self.add_page(self.details)
        self.add_page(NetworksPage(self.draft))
        self.add_page(TemplateFinishPage(self.draft))
        if self._of is not None:
            self.create_button.setText(tr("&Shut down and convert") if self._of.state.active else tr("&Convert"))
            self.create_button.setAccessibleName(self.create_button.text().replace("&", ""))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(150)
        self._later.timeout.connect(self.refresh)
        self._unsubscribe = services.inventory.subscribe(self._world_changed)
        self.destroyed.connect(self._unsubscribe)
        self.go_to("details" if self._of is not None else "source")
        self._jobs.start(self._load())

    async def _load(self) -> None:
        """The list of operating systems comes late."""
        self.draft.set_templates(await self._services.catalogue.templates())
        self.refresh()

    def _pick(self, picked: Callable[[str], None]) -> None:
        dialog = QFileDialog(self, tr("Choose a disk image"))
        dialog.setObjectName("template.pick")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(picked)
        dialog.open()

    # ------------------------------------------------------------------ the frame's questions

    def step_list(self) -> Sequence[Step]:
        keys = list(self._titles)
        at = keys.index(self.current) if self.current else -1
        wrong = {problem.page for problem in self.draft.problems()}
        found = []
        for number, key in enumerate(keys):
            state = "current" if number == at else "done" if number < at else "to-come"
            if key == "source" and self._of is not None:
                state = "skipped"
            if key == "networks" and self.draft.answers.source is Source.VM:
                state = "skipped"
            found.append(Step(key, self._titles[key][0], state, note=self._note(key), wrong=key in wrong and state != "to-come"))
        return found

    def _note(self, key: str) -> str:
        draft = self.draft
        if key == "source":
            return draft.vm.name if draft.answers.source is Source.VM and draft.vm is not None else str(SOURCE_TITLES[draft.answers.source])
        return draft.name if key == "details" else ""

    def question_of(self, key: str) -> str:
        return self._titles[key][1]

    def why_not_create(self) -> str:
        if self._running is not None:
            return tr("The template is being made.")
        wrong = self.draft.problems()
        return tr("{page}: {problem}", page=self._titles[wrong[0].page][0], problem=wrong[0].text) if wrong else ""

    def dirty(self) -> bool:
        return self.draft.answers != self._untouched and self._running is None

    def refresh(self) -> None:
        super().refresh()
        answers = self.draft.answers
        if answers.source is Source.IMAGE and answers.image and self.draft.image is None:
            self._jobs.start(self._look())
        host = self.draft.vm.host if self.draft.vm is not None else None
        if self._of is None and self.draft.vm is not None and self.draft.answers.vm not in self._looked_at:
            self._looked_at.add(self.draft.vm.ref)
            self._jobs.start(self._look_at_vm())
        if host is not None and host != self._sysprep_on:
            self._sysprep_on = host
            self._jobs.start(self._look_for_sysprep(host))

    async def _look(self) -> None:
        await self.draft.look(self._services.background)
        self.refresh()

    async def _look_at_vm(self) -> None:
        await self.draft.look_at_vm(self._services.hosts)
        self.refresh()

    async def _look_for_sysprep(self, host: HostId) -> None:
        why = await sysprep_why_not(self._services.runner.world.programs, self._services.inventory, host)
        self.details.no_sysprep = str(why) if why is not None else ""
        if why is not None and self.draft.answers.prepare:
            self.draft.change(prepare=False)
        self.refresh()

    # ------------------------------------------------------------------ creating

    def finish(self) -> None:
        """Create: the run is a task of the window."""
        if self._running is not None or self.why_not_create():
            return
        try:
            operation = self.draft.operation()
        except ConsoleError as failure:
            self.show_failure(failure)
            return
        self._jobs.start(self._run(operation))

    async def _run(self, operation: Operation) -> None:
        self._running = self._services.runner.start(operation)
        self.hide()
        host = self.draft.host
        try:
            uuid = await self._running
        except (ConsoleError, asyncio.CancelledError) as failure:
            self._running = None
            self.draft.renew()
            if isinstance(failure, ConsoleError) and failure.cause is not Cause.CANCELLED:
                self.show_failure(failure)
                self.show()
                return
            self.give_up()
            self.deleteLater()
            return
        self._running = None
        if host is not None:
            self.created.emit(Ref(Kind.VM, host, uuid))
        self.give_up()
        self.deleteLater()

    def show_failure(self, failure: ConsoleError) -> None:
        """Say on the last page why it failed; everything that was filled in is still there."""
        self.go_to("finish")
        page = self.page("finish")
        assert isinstance(page, TemplateFinishPage)
        page.failure.show_text(str(failure.text), "error", remedy=str(failure.remedy or ""))
        self.refresh()

    # ------------------------------------------------------------------ the world outside

    def _world_changed(self, changes: Changes) -> None:
        if self._running is None and self.isVisible() and not self._later.isActive():
            self._later.start()

    def _failed(self, failure: ConsoleError) -> None:
        self.reason.setText(str(failure.text))
        self.reason.setToolTip(str(failure.text))

    def reject(self) -> None:
        """While the template is being made, closing only hides the wizard: the task goes on in the window."""
        if self._running is not None:
            self.hide()
            return
        super().reject()

    def give_up(self) -> None:
        self._later.stop()
        self._jobs.cancel()
        self._unsubscribe()
        super().give_up()
