"""The Import wizard: packages and images become VMs. The work itself is a task, which shows in the window."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Ref
from console.model.inventory import Changes
from console.model.text import listed, tr
from console.operations.import_draft import PAGE_TITLES, ImportDraft
from console.operations.import_problems import PAGES
from console.operations.import_target import FIXUP_TITLES
from console.operations.import_vm import ImportVms
from console.ui.commands.imports import FilesOntoWindow
from console.ui.dialogs.support import Jobs
from console.ui.services import Services
from console.ui.wizards.base import Step, Wizard
from console.ui.wizards.import_pages import FinishPage, SourcePage, make_pages

QUESTIONS: dict[str, Callable[[], str]] = {
    "source": lambda: tr("What is imported, and is it a copy or a restored VM?"),
    "eula": lambda: tr("Do you accept the licence?"),
    "target": lambda: tr("Where does it run, and what is it called?"),
    "storage": lambda: tr("Where are its disks kept?"),
    "network": lambda: tr("Which networks is it connected to?"),
    "security": lambda: tr("Who made it, and is it complete?"),
    "fixup": lambda: tr("How does its system get to start here?"),
    "finish": lambda: tr("Is this what you want?"),
}


class ImportWizard(Wizard):
    """``created(Ref)`` of the first VM of each source when it is there. It goes away when the tasks run, and comes back only if one fails."""

    created = Signal(object)

    def __init__(self, services: Services, parent: QWidget | None = None, places: Sequence[str] = (), host: HostId | None = None) -> None:
        super().__init__(tr("Import VMs"), "import", parent)
        self._services = services
        self._jobs = Jobs(self._failed)
        self._running: list[asyncio.Task[str]] = []
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
        self._later = QTimer(self, singleShot=True, interval=150)
        self._later.timeout.connect(self.refresh)
        self._asked_host: HostId | None = None
        self._known_host: HostId | None = None  # its answers are there
        self._unsubscribe = services.inventory.subscribe(self._world_changed)
        self.destroyed.connect(self._unsubscribe)
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
        self._asked_host = self._known_host = None
        self.refresh()

    async def _ask_host(self, host: HostId) -> None:
        await self.draft.look(self._services.hosts, self._services.runner.world.programs)
        if host == self._asked_host:
            self._known_host = host
        self.refresh()

    # ------------------------------------------------------------------ the frame's questions

    def step_list(self) -> Sequence[Step]:
        skipped = self.draft.skipped_pages()
        wrong = {problem.page for problem in self.draft.problems() if problem.error}
        at = PAGES.index(self.current) if self.current else -1
        found = []
        for number, key in enumerate(PAGES):
            state = "skipped" if key in skipped else "current" if number == at else "done" if number < at else "to-come"
            note = str(skipped[key]) if key in skipped else self._note(key)
            found.append(Step(key, str(PAGE_TITLES[key]), state, note, wrong=key in wrong and state in ("done", "current")))
        return found

    def _note(self, key: str) -> str:
        draft = self.draft
        match key:
            case "source":
                return str(listed(item.vm.name for item in draft.chosen[:3])) if draft.chosen else ""
            case "target":
                return draft.host.name if draft.host is not None else ""
            case "storage":
                found = draft.default_repository()
                return found.name if found is not None else ""
            case "fixup":
                return str(FIXUP_TITLES[draft.fixup(draft.chosen[0])]) if len(draft.chosen) == 1 else ""
        return ""

    def question_of(self, key: str) -> str:
        return QUESTIONS[key]()

    def why_not_create(self) -> str:
        if self._running:
            return tr("The VMs are being imported.")
        if self.source.busy:
            return tr("Looking inside…")
        first = next((problem for problem in self.draft.problems() if problem.error), None)
        if first is not None:
            return tr("{page}: {problem}", page=PAGE_TITLES[first.page], problem=first.text)
        host = self.draft.host
        return "" if host is not None and self._known_host == host.id else tr("The host is being asked…")

    def dirty(self) -> bool:
        return bool(self.draft.found) and not self._running

    def refresh(self) -> None:
        super().refresh()
        # Nothing is gone past that has not been looked into: the next pages are about what is inside.
        if self.current == "source" and (self.source.busy or self.draft.problems("source")):
            self.next.setEnabled(False)
        host = self.draft.host
        if self.draft.found and host is not None and self._asked_host != host.id:
            self._asked_host = host.id
            self._jobs.start(self._ask_host(host.id))

    def go_to(self, key: str) -> None:
        """Only the first page until something is known of what is inside."""
        if key != "source" and (self.source.busy or self.draft.problems("source")):
            return
        super().go_to(key)

    # ------------------------------------------------------------------ importing

    def finish(self) -> None:
        if self.why_not_create():
            return
        try:
            operations = self.draft.operations()
        except ConsoleError as failure:
            self.show_failure(failure)
            return
        self._jobs.start(self._run(operations))

    async def _run(self, operations: Sequence[ImportVms]) -> None:
        self._running = [self._services.runner.start(operation) for operation in operations]
        self.hide()
        failures: list[ConsoleError] = []
        for operation, running in zip(operations, self._running, strict=True):
            try:
                await asyncio.shield(running)
            except ConsoleError as failure:
                if failure.cause is not Cause.CANCELLED:
                    failures.append(failure)
            except asyncio.CancelledError:
                if not running.done():
                    raise
            else:
                self.created.emit(_first(operation))
        self._running = []
        if failures and len(operations) == 1:
            self.draft.renew()
            self.show_failure(failures[0])
            self.show()
            return
        self.give_up()
        self.deleteLater()

    def show_failure(self, failure: ConsoleError) -> None:
        """Say on the last page why it failed; everything that was filled in is still there."""
        self.go_to("finish")
        page = self.page("finish")
        assert isinstance(page, FinishPage)
        page.failure.show_text(str(failure.text), "error", remedy=str(failure.remedy or ""))
        self.refresh()

    # ------------------------------------------------------------------ the world outside

    def _world_changed(self, changes: Changes) -> None:
        if not self._running and self.isVisible() and not self._later.isActive():
            self._later.start()

    def _failed(self, failure: ConsoleError) -> None:
        self.reason.setText(str(failure.text))
        self.reason.setToolTip(str(failure.text))

    def reject(self) -> None:
        """While VMs are being imported, closing only hides the wizard: the tasks go on in the window."""
        if self._running:
            self.hide()
            return
        super().reject()

    def give_up(self) -> None:
        self._jobs.cancel()
        self._later.stop()
        self._unsubscribe()
        super().give_up()


def _first(operation: ImportVms) -> Ref:
    return operation.refs[0]
