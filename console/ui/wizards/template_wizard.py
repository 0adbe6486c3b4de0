"""The Template wizard: converts a VM, or makes a template of a copy, of a disk image, or of settings alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from console.model.ids import HostId, Kind, Ref
from console.model.text import tr
from console.operations.base import Operation
from console.operations.chains import warn_depth
from console.operations.drafts.template_parts import SOURCE_TITLES, Source
from console.operations.prepare import sysprep_why_not
from console.operations.template_draft import TemplateAnswers, TemplateDraft
from console.ui.dialogs.support import Message
from console.ui.services import Services
from console.ui.wizards.base import Step
from console.ui.wizards.restore_speed import RestoreSpeed
from console.ui.wizards.task_wizard import TaskWizard, problem_line, steps_of
from console.ui.wizards.template_pages import DetailsPage, DisksPage, NetworksPage, SourcePage, TemplateFinishPage


class TemplateWizard(TaskWizard):
    """``created(Ref)`` when the template is there."""

    created = Signal(object)

    def __init__(self, services: Services, parent: QWidget | None = None, *, vm: Ref | None = None, host: HostId | None = None) -> None:
        """``vm``: convert this one (its page of sources is left out); ``host``: preferred, where the window's selection is."""
        self._of = services.inventory.vm(vm) if vm is not None else None
        title = tr("Convert {name} to a template", name=self._of.name) if self._of is not None else tr("New template")
        super().__init__(title, "newTemplate", services, parent)
        self.draft = TemplateDraft(services.inventory, (), host=host, answers=TemplateAnswers(vm=vm), deep=warn_depth(services.settings))
        self.speed = RestoreSpeed(services, self._jobs, self.refresh, self._restored)
        self._untouched = self.draft.answers
        self._sysprep_on: HostId | None = None
        self._host: HostId | None = None
        self._looked_at: set[Ref] = set()
        self._titles = {
            "source": (tr("Source"), tr("What is the template made of?")),
            "details": (tr("Details"), tr("What is it called, and what is it for?") if self._of is None else tr("What is it for?")),
            "disks": (tr("Storage"), tr("Which disks do VMs made of it get?")),
            "networks": (tr("Networking"), tr("Which networks are VMs made of it connected to?")),
            "finish": (tr("Finish"), tr("Is this what you want?")),
        }
        self.add_page(SourcePage(self.draft, self._pick))
        self.details = DetailsPage(self.draft)
        self.add_page(self.details)
        self.add_page(DisksPage(self.draft))
        self.add_page(NetworksPage(self.draft))
        self.finish_page = TemplateFinishPage(self.draft)
        self.add_page(self.finish_page)
        self.finish_page.notes.activated.connect(self._restore)
        if self._of is not None:
            self.create_button.setText(tr("&Shut down and convert") if self._of.state.active else tr("&Convert"))
            self.create_button.setAccessibleName(self.create_button.text().replace("&", ""))
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
        of_vm = self.draft.answers.source is Source.VM
        left_out = {"source": self._of is not None, "disks": of_vm, "networks": of_vm}
        wrong = {problem.page for problem in self.draft.problems()}
        pages = [(key, title, "" if left_out.get(key) else None) for key, (title, _) in self._titles.items()]
        return steps_of(self.current, pages, self._note, wrong)

    def _note(self, key: str) -> str:
        draft = self.draft
        if key == "source":
            return draft.vm.name if draft.answers.source is Source.VM and draft.vm is not None else str(SOURCE_TITLES[draft.answers.source])
        return draft.name if key == "details" else ""

    def question_of(self, key: str) -> str:
        return self._titles[key][1]

    def why_not_create(self) -> str:
        if self.running:
            return tr("The template is being made.")
        wrong = self.draft.problems()
        return problem_line(self._titles[wrong[0].page][0], wrong[0]) if wrong else self.speed.why_not_create

    def dirty(self) -> bool:
        return self.draft.answers != self._untouched and not self.running

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

    def _restore(self, verb: str) -> None:
        """The link of the note that says how deep the clones will be."""
        if self.draft.vm is not None:
            self.speed.start(self.draft.vm.ref)

    async def _restored(self) -> None:
        self.refresh()

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

    def operations(self) -> Sequence[Operation]:
        self._host = self.draft.host  # where it will be; the draft goes on with the world
        return [self.draft.operation()]

    def failure_message(self) -> Message:
        return self.finish_page.failure

    def made(self, operation: Operation, result: str) -> None:
        if self._host is not None:
            self.created.emit(Ref(Kind.VM, self._host, result))

    def renew(self) -> None:
        self.draft.renew()
