"""The Clone wizard: full copy or copy-on-write, one or many, from a VM or a template."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from console.model.clone import MODE_TITLES
from console.model.errors import Cause, ConsoleError
from console.model.ids import Ref
from console.model.inventory import Changes
from console.model.text import tr
from console.operations.clone import CloneVm
from console.operations.clone_draft import CloneAnswers, CloneDraft
from console.ui.dialogs.support import Jobs
from console.ui.services import Services
from console.ui.wizards.base import Step, Wizard
from console.ui.wizards.clone_pages import CloneFinishPage, ModePage, NamesPage, PreparationPage, TargetPage


class CloneWizard(Wizard):
    """``created(Ref)`` of the first clone when all are there. It goes away when the task runs and comes back only if that fails."""

    created = Signal(object)
    started = Signal(str)
    """The task's id."""

    convert_wanted = Signal(object)
    """The source (Ref) is to be converted to a template first; the wizard has gone away."""

    def __init__(self, services: Services, source: Ref, parent: QWidget | None = None, answers: CloneAnswers | None = None) -> None:
        vm = services.inventory.vm(source)
        super().__init__(tr("Clone {name}", name=vm.name if vm is not None else ""), "cloneVm", parent)
        self._services = services
        self._running: asyncio.Task[str] | None = None
        self._jobs = Jobs(self._failed)
        self.draft = CloneDraft(services.inventory, source, answers)
        self._untouched = self.draft.answers
        self._titles = {
            "source": (tr("Mode"), tr("How is it cloned?")),
            "names": (tr("Names"), tr("How many, and what are they called?")),
            "preparation": (tr("Guest preparation"), tr("How do the guests become different from each other?")),
            "target": (tr("Target"), tr("Where do they run?")),
            "finish": (tr("Finish"), tr("Is this what you want?")),
        }
        self.mode_page = ModePage(self.draft)
        self.add_page(self.mode_page)
        for page in (NamesPage, PreparationPage, TargetPage, CloneFinishPage):
            self.add_page(page(self.draft))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(150)
        self._later.timeout.connect(self.refresh)
        self._unsubscribe = services.inventory.subscribe(self._world_changed)
        self.destroyed.connect(self._unsubscribe)
        self._looked_on = (self.draft.host.id if self.draft.host is not None else None, self.draft.answers.snapshot)
        self.mode_page.asked.connect(self._convert)
        self.go_to("source")
        self._jobs.start(self._look())

    async def _look(self) -> None:
        """Sizes of the disks, the source's XML, what the target can do."""
        await self.draft.look(self._services.hosts, self._services.runner.world.programs)
        self.refresh()

    # ------------------------------------------------------------------ the frame's questions

    def step_list(self) -> Sequence[Step]:
        keys = list(self._titles)
        at = keys.index(self.current) if self.current else -1
        wrong = {problem.page for problem in self.draft.problems()}
        found = []
        for number, key in enumerate(keys):
            state = "current" if number == at else "done" if number < at else "to-come"
            found.append(Step(key, self._titles[key][0], state, note=self._note(key), wrong=key in wrong and state != "to-come"))
        return found

    def _note(self, key: str) -> str:
        draft, answers = self.draft, self.draft.answers
        match key:
            case "source":
                return str(MODE_TITLES[draft.mode])
            case "names":
                return draft.pattern if answers.count == 1 else tr("{n} VMs: {pattern}", n=answers.count, pattern=draft.pattern)
            case "preparation":
                return {"seed": tr("seed medium"), "offline": "virt-sysprep"}.get(answers.preparation, tr("none"))
            case "target":
                return draft.host.name if draft.host is not None else ""
        return ""

    def question_of(self, key: str) -> str:
        return self._titles[key][1]

    def why_not_create(self) -> str:
        if self._running is not None:
            return tr("The clones are being made.")
        wrong = self.draft.problems()
        if not wrong:
            return ""
        return tr("{page}: {problem}", page=self._titles[wrong[0].page][0], problem=wrong[0].text)

    def dirty(self) -> bool:
        return self.draft.answers != self._untouched and self._running is None

    def refresh(self) -> None:
        super().refresh()
        looked_on = (self.draft.host.id if self.draft.host is not None else None, self.draft.answers.snapshot)
        if looked_on != self._looked_on:
            self._looked_on = looked_on
            self._jobs.start(self._look())

    def _convert(self, verb: str) -> None:
        """The link of the card: the source becomes a template, then it is cloned."""
        source = self.draft.source
        self.give_up()
        self.deleteLater()
        self.convert_wanted.emit(source)

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

    async def _run(self, operation: CloneVm) -> None:
        self._running = self._services.runner.start(operation)
        task = self._services.runner.task_of(self._running)
        self.started.emit(task.id if task is not None else "")
        self.hide()
        try:
            await self._running
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
        self.created.emit(operation.refs[0])
        self.give_up()
        self.deleteLater()

    def show_failure(self, failure: ConsoleError) -> None:
        """Say on the last page why it failed; everything that was filled in is still there."""
        self.go_to("finish")
        page = self.page("finish")
        assert isinstance(page, CloneFinishPage)
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
        """While the clones are being made, closing only hides the wizard: the task goes on in the window."""
        if self._running is not None:
            self.hide()
            return
        super().reject()

    def give_up(self) -> None:
        self._jobs.cancel()
        self._unsubscribe()
        super().give_up()
