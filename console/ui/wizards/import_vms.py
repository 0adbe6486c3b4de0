"""The Import wizard: packages and images become VMs. The work itself is a task, which shows in the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from console.model.ids import HostId
from console.model.text import listed, tr
from console.operations.base import Operation
from console.operations.drafts.said import first_error
from console.operations.import_draft import PAGE_TITLES, ImportDraft
from console.operations.import_problems import PAGES
from console.operations.import_target import FIXUP_TITLES
from console.operations.import_targets import parts
from console.operations.import_vm import ImportVms
from console.ui.commands.imports import FilesOntoWindow
from console.ui.dialogs.support import Message
from console.ui.services import Services
from console.ui.wizards.base import Step
from console.ui.wizards.import_pages import FinishPage, SourcePage, make_pages
from console.ui.wizards.task_wizard import TaskWizard, problem_line, steps_of

QUESTIONS: dict[str, Callable[[], str]] = {
    "source": lambda: tr("What should be imported?"),
    "eula": lambda: tr("Do you accept the licence?"),
    "target": lambda: tr("Where does it run, and what is it called?"),
    "storage": lambda: tr("Where are its disks kept?"),
    "network": lambda: tr("Which networks is it connected to?"),
    "security": lambda: tr("Who made it, and is it complete?"),
    "fixup": lambda: tr("How does its system get to start here?"),
    "finish": lambda: tr("Is this what you want?"),
}


class ImportWizard(TaskWizard):
    """``created(Ref)`` of the first VM of each source when it is there. Each source is a task."""

    created = Signal(object)

    def __init__(self, services: Services, parent: QWidget | None = None, places: Sequence[str] = (), host: HostId | None = None) -> None:
        super().__init__(tr("Import VMs"), "import", services, parent)
        self._opening = 0
        self.draft = ImportDraft(services.inventory, services.catalogue)
        if host is not None:
            self.draft.change(host=host)
        for page in make_pages(self.draft):
            self.add_page(page)
        source = self.page("source")
        assert isinstance(source, SourcePage)
        self.source = source
        self.source.wanted.connect(self._open)
        self.create_button.setText(tr("&Import"))
        self.create_button.setAccessibleName(tr("Import"))
        FilesOntoWindow(self, self.source.add)
        self._asked_hosts = frozenset[HostId]()
        self._known_hosts = frozenset[HostId]()  # their answers are there
        self.go_to("source")
        if places:
            self.source.add(places, replace=True)

    # ------------------------------------------------------------------ looking

    def _open(self, places: list[str]) -> None:
        self._opening += 1
        self._jobs.start(self._look_into(list(places), self._opening))

    async def _look_into(self, places: list[str], number: int) -> None:
        self.source.busy = True
        self.refresh()
        fresh = ImportDraft(self._services.inventory, self._services.catalogue)
        try:
            await fresh.open(self._services.background, places)
        finally:
            if number == self._opening:
                self.source.busy = False
        if number != self._opening:
            return  # others were wanted meanwhile
        self.draft.take(fresh)
        self._asked_hosts = self._known_hosts = frozenset[HostId]()
        self.refresh()

    async def _ask_hosts(self, hosts: frozenset[HostId]) -> None:
        await self.draft.look(self._services.hosts, self._services.runner.world.programs)
        if hosts == self._asked_hosts:
            self._known_hosts = hosts
        self.refresh()

    def _hosts(self) -> frozenset[HostId]:
        """Where VMs go."""
        return frozenset(part.host.id for part in parts(self.draft) if part.host is not None)

    # ------------------------------------------------------------------ the frame's questions

    def step_list(self) -> Sequence[Step]:
        skipped = self.draft.skipped_pages()
        wrong = {problem.page for problem in self.draft.problems() if problem.error}
        return steps_of(self.current, [(key, PAGE_TITLES[key], skipped.get(key)) for key in PAGES], self._note, wrong)

    def _note(self, key: str) -> str:
        draft = self.draft
        match key:
            case "source":
                return str(listed(item.vm.name for item in draft.chosen[:3])) if draft.chosen else ""
            case "target":
                return str(listed(part.host.name for part in parts(draft) if part.host is not None))
            case "storage":
                found = draft.default_repository()
                return found.name if found is not None else ""
            case "fixup":
                return str(FIXUP_TITLES[draft.fixup(draft.chosen[0])]) if len(draft.chosen) == 1 else ""
        return ""

    def question_of(self, key: str) -> str:
        return QUESTIONS[key]()

    def why_not_create(self) -> str:
        if self.running:
            return tr("The VMs are being imported.")
        if self.source.busy:
            return tr("Looking inside…")
        first = first_error(self.draft.problems())
        if first is not None:
            return problem_line(PAGE_TITLES[first.page], first)
        hosts = self._hosts()
        return "" if hosts and hosts <= self._known_hosts else tr("The host is being asked…")

    def dirty(self) -> bool:
        return bool(self.draft.found) and not self.running

    def refresh(self) -> None:
        super().refresh()
        # Nothing is gone past that has not been looked into: the next pages are about what is inside.
        if self.current == "source" and (self.source.busy or self.draft.problems("source")):
            self.next.setEnabled(False)
        hosts = self._hosts()
        if self.draft.found and hosts and not hosts <= self._asked_hosts:
            self._asked_hosts = hosts
            self._jobs.start(self._ask_hosts(hosts))

    def go_to(self, key: str) -> None:
        """Only the first page until something is known of what is inside."""
        if key != "source" and (self.source.busy or self.draft.problems("source")):
            return
        super().go_to(key)

    # ------------------------------------------------------------------ importing

    def operations(self) -> Sequence[Operation]:
        return self.draft.operations()

    def failure_message(self) -> Message:
        page = self.page("finish")
        assert isinstance(page, FinishPage)
        return page.failure

    def made(self, operation: Operation, result: str) -> None:
        assert isinstance(operation, ImportVms)
        self.created.emit(operation.refs[0])

    def renew(self) -> None:
        self.draft.renew()
