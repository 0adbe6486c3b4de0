"""The Clone wizard: full copy or copy-on-write, one or many, from a VM or a template."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from console.model.clone import MODE_TITLES
from console.model.ids import Ref
from console.model.text import tr
from console.operations.base import Operation
from console.operations.chains import warn_depth
from console.operations.clone import CloneVm
from console.operations.clone_draft import CloneAnswers, CloneDraft
from console.ui.dialogs.support import Message
from console.ui.services import Services
from console.ui.wizards.base import Step
from console.ui.wizards.clone_pages import CloneFinishPage, ModePage, NamesPage, PreparationPage, TargetPage
from console.ui.wizards.restore_speed import RESTORE, RestoreSpeed
from console.ui.wizards.task_wizard import TaskWizard, problem_line, steps_of


class CloneWizard(TaskWizard):
    """``created(Ref)`` of the first clone when all are there."""

    created = Signal(object)
    convert_wanted = Signal(object)
    """The source (Ref) is to be converted to a template first; the wizard has gone away."""

    def __init__(self, services: Services, source: Ref, parent: QWidget | None = None, answers: CloneAnswers | None = None) -> None:
        vm = services.inventory.vm(source)
        super().__init__(tr("Clone {name}", name=vm.name if vm is not None else ""), "cloneVm", services, parent)
        self.draft = CloneDraft(services.inventory, source, answers, deep=warn_depth(services.settings))
        self.speed = RestoreSpeed(services, self._jobs, self.refresh, self._look)
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
        for page in (NamesPage, PreparationPage, TargetPage):
            self.add_page(page(self.draft))
        self.finish_page = CloneFinishPage(self.draft)
        self.add_page(self.finish_page)
        self._looked_on = (self.draft.host.id if self.draft.host is not None else None, self.draft.answers.snapshot)
        self.mode_page.asked.connect(self._follow)
        self.finish_page.notes.activated.connect(self._follow)
        self.go_to("source")
        self._jobs.start(self._look())

    async def _look(self) -> None:
        """Sizes of the disks, the source's XML, what the target can do."""
        await self.draft.look(self._services.hosts, self._services.runner.world.programs)
        self.refresh()

    # ------------------------------------------------------------------ the frame's questions

    def step_list(self) -> Sequence[Step]:
        wrong = {problem.page for problem in self.draft.problems()}
        return steps_of(self.current, [(key, title, None) for key, (title, _) in self._titles.items()], self._note, wrong)

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
        if self.running:
            return tr("The clones are being made.")
        wrong = self.draft.problems()
        return problem_line(self._titles[wrong[0].page][0], wrong[0]) if wrong else self.speed.why_not_create

    def dirty(self) -> bool:
        return self.draft.answers != self._untouched and not self.running

    def refresh(self) -> None:
        super().refresh()
        looked_on = (self.draft.host.id if self.draft.host is not None else None, self.draft.answers.snapshot)
        if looked_on != self._looked_on:
            self._looked_on = looked_on
            self._jobs.start(self._look())

    def _follow(self, verb: str) -> None:
        """A link of a page: the disk speed is restored while the wizard waits; or the source becomes a template, then it is cloned."""
        source = self.draft.source
        if verb == RESTORE:
            self.speed.start(source)
            return
        self.go_away()
        self.convert_wanted.emit(source)

    # ------------------------------------------------------------------ creating

    def operations(self) -> Sequence[Operation]:
        return [self.draft.operation()]

    def failure_message(self) -> Message:
        return self.finish_page.failure

    def made(self, operation: Operation, result: str) -> None:
        assert isinstance(operation, CloneVm)
        self.created.emit(operation.refs[0])

    def renew(self) -> None:
        self.draft.renew()
