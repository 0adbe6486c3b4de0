"""The New VM wizard: pages over :class:`console.operations.new_vm.NewVmDraft`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from console.model.errors import ConsoleError
from console.model.ids import HostId, Kind, Ref
from console.model.tasks import Task
from console.model.text import listed, tr
from console.operations.base import Operation
from console.operations.drafts.choices import find_network
from console.operations.drafts.parts import Answers, MediaMethod, PageId, PageState
from console.operations.drafts.said import first_error
from console.operations.new_vm import NewVmDraft
from console.ui import words
from console.ui.dialogs.support import Message, named
from console.ui.services import Services
from console.ui.wizards.base import Step
from console.ui.wizards.device_pages import NetworkPage, StoragePage
from console.ui.wizards.finish_page import FinishPage
from console.ui.wizards.media_page import MediaPage
from console.ui.wizards.simple_pages import CpuPage, HostPage, NamePage
from console.ui.wizards.task_wizard import TaskWizard, problem_line
from console.ui.wizards.template_page import TemplatePage

RECENT_KEY = "wizard.recent_templates"

OnFailure = Callable[[ConsoleError, Answers], None]
"""Told about a creation that failed: the answers open the wizard again as it was."""


class NewVmWizard(TaskWizard):
    """``created(Ref)`` when the VM is there. Open it with ``show()``; it closes when the task runs, unless it is to be kept open.

    ``on_failure``: gets the error and the answers when creating failed; without it the wizard comes back by itself, with everything filled in.
    """

    created = Signal(object)

    def __init__(
        self,
        services: Services,
        parent: QWidget | None = None,
        *,
        host: HostId | None = None,
        template: str = "",
        answers: Answers | None = None,
        on_failure: OnFailure | None = None,
    ) -> None:
        """``host``: where the window's selection is; ``template``: id of a template to begin with; ``answers``: of an earlier run."""
        super().__init__(tr("New VM"), "newVm", services, parent)
        self._on_failure = on_failure
        recent = services.settings.get(RECENT_KEY, [])
        self.draft = NewVmDraft(
            services.inventory,
            (),
            host=host,
            recent=[str(key) for key in recent] if isinstance(recent, list) else [],
            answers=answers or (Answers(template_id=template) if template else None),
        )
        self._untouched = self.draft.answers
        for page in (TemplatePage, NamePage, MediaPage, HostPage, CpuPage, StoragePage, NetworkPage):
            self.add_page(page(self.draft, services, self._jobs))
        self.finish_page = FinishPage(self.draft, services, self._jobs)
        self.add_page(self.finish_page)
        self.progress = named(QProgressBar(), "newVm.progress", tr("Progress"))
        self.progress.setTextVisible(False)
        self.progress.hide()
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.progress)
        self._unsubscribe_tasks = services.runner.subscribe(self._task_changed)
        self.destroyed.connect(self._unsubscribe_tasks)
        self._task_id = ""
        self._made_of = (HostId(""), "")
        self.go_to(PageId.FINISH.value if answers is not None else PageId.TEMPLATE.value)
        self._jobs.start(self._load())

    async def _load(self) -> None:
        templates = await self._services.catalogue.templates()
        before = self.draft.answers
        self.draft.set_templates(templates)
        if before == self._untouched:
            self._untouched = self.draft.answers
        self.refresh()

    # ------------------------------------------------------------------ the frame's questions

    def step_list(self) -> Sequence[Step]:
        current = PageId(self.current) if self.current else None
        wrong = {problem.page for problem in self.draft.problems() if problem.error} if self.draft.templates else set()
        return [
            Step(
                page.id.value,
                str(page.title),
                page.state.value,
                note=str(page.why_skipped) if page.why_skipped is not None else self._note(page.id),
                wrong=page.id in wrong and page.state is not PageState.TO_COME,
            )
            for page in self.draft.pages(current)
        ]

    def _note(self, page: PageId) -> str:
        """What was answered there, in a few words."""
        draft = self.draft
        template, host = draft.template, draft.host
        match page:
            case PageId.TEMPLATE:
                return template.label if template is not None else ""
            case PageId.NAME:
                return draft.name
            case PageId.MEDIA:
                return self._medium_note()
            case PageId.HOST:
                return host.name if host is not None else ""
            case PageId.CPU:
                memory = words.size(draft.memory_bytes)
                return tr("1 vCPU, {memory}", memory=memory) if draft.vcpus == 1 else tr("{count} vCPUs, {memory}", count=draft.vcpus, memory=memory)
            case PageId.STORAGE:
                return str(listed(words.size(disk.capacity_bytes) for disk in draft.disks)) or tr("no disk")
            case PageId.NETWORK:
                found = (find_network(draft.network_choices(), nic.network) for nic in draft.nics)
                return str(listed(str(choice.label) for choice in found if choice is not None)) or tr("no network")
        return ""

    def _medium_note(self) -> str:
        draft = self.draft
        match draft.method:
            case MediaMethod.REPOSITORY:
                return draft.iso.volume.name if draft.iso is not None else ""
            case MediaMethod.LOCAL:
                return draft.answers.local_iso.rpartition("/")[2]
            case MediaMethod.DRIVE:
                return draft.answers.drive
            case MediaMethod.URL:
                return draft.answers.url
            case MediaMethod.PXE:
                return tr("network boot")
        return tr("none")

    def question_of(self, key: str) -> str:
        return next(str(page.question) for page in self.draft.pages() if page.id.value == key)

    def why_not_create(self) -> str:
        if not self.draft.templates:
            return tr("Reading the templates …")
        if self.running:
            return tr("The VM is being created.")
        first = first_error(self.draft.problems())
        if first is None:
            return ""
        title = next(str(page.title) for page in self.draft.pages() if page.id is first.page)
        return problem_line(title, first)

    def dirty(self) -> bool:
        return self.draft.answers != self._untouched and not self.running

    # ------------------------------------------------------------------ creating

    def operations(self) -> Sequence[Operation]:
        host, template = self.draft.host, self.draft.template
        assert host is not None and template is not None
        self._made_of = (host.id, template.id)
        return [self.draft.operation()]

    def failure_message(self) -> Message:
        return self.finish_page.failure

    def step_aside(self) -> None:
        """The wizard goes away, or (*Keep open*) shows how far the task is."""
        if not self.finish_page.keep_open.isChecked():
            super().step_aside()
            return
        task = self._services.runner.task_of(self._running[0])
        self._task_id = task.id if task is not None else ""
        self.stack.setEnabled(False)
        self.progress.setRange(0, 0)
        self.progress.show()
        self.refresh()

    def made(self, operation: Operation, result: str) -> None:
        host, template = self._made_of
        self._remember(template)
        self.created.emit(Ref(Kind.VM, host, result))

    def renew(self) -> None:
        self.draft.renew()

    def came_to_nothing(self, failures: Sequence[ConsoleError]) -> None:
        """Nothing that was filled in is lost: the window offers the wizard again, or it comes back by itself."""
        self._task_id = ""
        self.stack.setEnabled(True)
        self.progress.hide()
        if self._on_failure is not None and not self.isVisible():
            self.renew()
            for failure in failures:
                self._on_failure(failure, self.draft.answers)
            self.go_away()
        elif failures or not self.isVisible():
            super().came_to_nothing(failures)
        else:  # cancelled while it was kept open
            self._running = []
            self.renew()
            self.refresh()

    def _remember(self, template: str) -> None:
        recent = [template, *(key for key in self.draft.recent if key != template)]
        self._services.settings.set(RECENT_KEY, recent[:8])

    # ------------------------------------------------------------------ the world outside

    def _task_changed(self, task: Task) -> None:
        if task.id != self._task_id or not self.progress.isVisible():
            return
        fraction = task.progress.fraction
        self.progress.setRange(0, 0 if fraction is None else 1000)
        if fraction is not None:
            self.progress.setValue(round(fraction * 1000))
        self.reason.setText(str(task.progress.phase) if task.progress.phase is not None else "")

    def give_up(self) -> None:
        self._unsubscribe_tasks()
        super().give_up()
