"""The P2V wizard: pages over :class:`console.operations.p2v.draft.P2vDraft`; the copy is a task of the window."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from console.model.errors import ConsoleError
from console.model.ids import HostId, Ref
from console.model.physical import Severity
from console.model.ports import Machine
from console.model.text import listed, tr
from console.operations.base import Operation
from console.operations.drafts.said import first_error
from console.operations.p2v.captured import examine
from console.operations.p2v.draft import P2vDraft
from console.operations.p2v.draft_parts import ROUTES, TITLES, P2vPage, Route
from console.operations.p2v.inspect import Inspected, inspect
from console.operations.p2v.inspector import asked
from console.operations.p2v.prerequisites import look, try_appliance
from console.ui.dialogs.support import Message
from console.ui.jobs import Jobs, busy
from console.ui.services import Services
from console.ui.wizards.base import Step, WizardPage
from console.ui.wizards.p2v_arrivals import Arrivals
from console.ui.wizards.p2v_copy_pages import DisksPage, SecondPage
from console.ui.wizards.p2v_source_pages import PrerequisitesPage, ReviewPage, RoutePage, SourcePage
from console.ui.wizards.p2v_target_pages import ConversionPage, NicsPage, P2vFinishPage, SizePage, TargetPage
from console.ui.wizards.task_wizard import TaskWizard, problem_line, steps_of


class P2vWizard(TaskWizard):
    """A physical machine becomes a VM. ``created(ref)`` when the VM is there."""

    created = Signal(object)

    def __init__(self, services: Services, parent: QWidget | None = None, *, host: HostId | None = None) -> None:
        super().__init__(tr("Physical to virtual (P2V)"), "p2v", services, parent)
        self._world = services.runner.world
        self._after = Jobs(lambda failure: None)  # goes on when the wizard is gone
        self._looking: asyncio.Task[None] | None = None
        self._handed: Inspected | None = None  # the machine of a run
        self._ref: Ref | None = None
        self.draft = P2vDraft(services.inventory, self._world, host=host)
        self.arrivals = Arrivals(services, self.draft, self._jobs, self.refresh, self._arrived)
        self.source_page = SourcePage(self.draft, self.arrivals.sessions, self.arrivals.script)
        self.checks_page = PrerequisitesPage(self.draft)
        self.finish_page = P2vFinishPage(self.draft)
        pages: tuple[WizardPage, ...] = (
            RoutePage(self.draft),
            self.source_page,
            self.checks_page,
            self.arrivals.media,
            *(page(self.draft) for page in (ReviewPage, DisksPage, TargetPage, SizePage, NicsPage, ConversionPage, SecondPage)),
            self.finish_page,
        )
        for page in pages:
            self.add_page(page)
        self.source_page.wanted.connect(self.look_at_source)
        self.source_page.shown.connect(self.arrivals.watch)
        self.checks_page.wanted.connect(self.check_host)
        self.checks_page.try_wanted.connect(self.try_host)
        self.go_to(P2vPage.ROUTE.value)
        self._jobs.start(self._load_templates())

    async def _load_templates(self) -> None:
        self.draft.templates = await self._services.catalogue.templates()
        self.refresh()
        await self.arrivals.load()
        self.refresh()

    # ------------------------------------------------------------------ looking

    def look_at_source(self) -> None:
        """Connect to the machine, or look into the files (anew)."""
        if self._looking is not None:
            self._looking.cancel()
        self.source_page.problem.show_text("")
        self._looking = self._jobs.start(self._look())

    async def _look(self) -> None:
        draft = self.draft
        try:
            with busy(self.source_page):
                await self._see()
                draft.found()
        except ConsoleError as failure:
            self.source_page.problem.show_text(str(failure.text), "error", remedy=str(failure.remedy or ""))
        finally:
            if self._looking is asyncio.current_task():  # else it was begun anew
                self._looking = None
        if draft.host is not None and draft.prerequisites is None:
            self.check_host()
        self.refresh()

    async def _see(self) -> None:
        draft = self.draft
        if draft.route is Route.SSH:
            self._leave()
            scripts, world = self._services.paths.resources / "p2v", self._world
            draft.source = await inspect(
                world.machines, self._services.background, draft.address, scripts, journal=world.journal, questions=world.questions
            )
        else:
            paths = [Path(path) for path in self.source_page.paths]
            looked = await examine(paths, self._services.background) if paths else None
            draft.captured = await asked(looked, self._world.programs) if looked is not None else None

    def _arrived(self) -> None:
        """A machine has come by itself."""
        if self.draft.host is not None and self.draft.prerequisites is None:
            self.check_host()
        self.refresh()

    def check_host(self) -> None:
        """Ask the chosen host what it has."""
        host = self.draft.checked_host
        if host is not None:
            self._jobs.start(self._check(host.id))

    async def _check(self, host: HostId) -> None:
        known = self._services.inventory.host(host)
        if known is None:
            return
        self.checks_page.problem.show_text("")
        with busy(self.checks_page):
            if self.draft.route is Route.MEDIA:
                await self.arrivals.check(host)
            else:
                self.draft.set_prerequisites(host, await look(self._world.programs, known))
        self.refresh()

    def try_host(self) -> None:
        """Start libguestfs there once."""
        host = self.draft.checked_host
        if host is not None:
            self._jobs.start(self._try(host.id))

    async def _try(self, host: HostId) -> None:
        known = self._services.inventory.host(host)
        if known is None:
            return
        with busy(self.checks_page):
            self.draft.appliance[host] = await try_appliance(self._world.programs, known)
        self.refresh()

    def _leave(self) -> None:
        """Log out of a machine that is not wanted any more."""
        if self.draft.source is not None:
            machine, self.draft.source = self.draft.source.machine, None
            self._after.start(_log_out(machine))

    def _failed(self, failure: ConsoleError) -> None:
        self.checks_page.problem.show_text(str(failure.text), "error", remedy=str(failure.remedy or ""))

    # ------------------------------------------------------------------ the frame's questions

    def step_list(self) -> Sequence[Step]:
        wrong = {problem.page.value for problem in self.draft.problems() if problem.error} if self.draft.templates else set()
        return steps_of(self.current, [(page.value, TITLES[page][0], why) for page, why in self.draft.pages()], self._note, wrong)

    def _note(self, key: str) -> str:
        page = P2vPage(key)
        draft, machine = self.draft, self.draft.machine
        checked, repository = draft.checked_host, draft.repository
        notes: dict[P2vPage, Callable[[], str]] = {
            P2vPage.ROUTE: lambda: str(ROUTES[draft.route][0]),
            P2vPage.SOURCE: lambda: machine.hostname if machine is not None else "",
            P2vPage.PREREQUISITES: lambda: checked.name if checked is not None else "",
            P2vPage.MEDIA: self._media_note,
            P2vPage.REVIEW: self._review_note,
            P2vPage.DISKS: lambda: str(listed(re.split(r"[/\\]", disk.device)[-1] for disk in draft.chosen())),
            P2vPage.TARGET: lambda: repository.name if repository is not None else "",
            P2vPage.CPU: lambda: draft.vm_name,
            P2vPage.CONVERSION: lambda: (tr("convert") if draft.converts else tr("copy only")) if machine is not None else "",
            P2vPage.SECOND: lambda: (tr("two passes") if draft.second_pass else tr("one pass")) if machine is not None else "",
        }
        return notes[page]() if page in notes else ""

    def _media_note(self) -> str:
        seen = self.draft.arrival.chosen
        if seen is not None:
            return str(seen.state)
        return tr("waiting for the machine") if self.draft.arrival.preparation is not None else ""

    def _review_note(self) -> str:
        warnings = sum(finding.severity in (Severity.BLOCK, Severity.WARN) for finding in self.draft.findings())
        return "" if not warnings else tr("1 warning") if warnings == 1 else tr("{n} warnings", n=warnings)

    def question_of(self, key: str) -> str:
        return str(TITLES[P2vPage(key)][1])

    def why_not_create(self) -> str:
        if not self.draft.templates:
            return tr("Reading the templates …")
        if self._looking is not None:
            return tr("The source is being looked at.")
        first = first_error(self.draft.problems())
        return problem_line(TITLES[first.page][0], first) if first is not None else ""

    def dirty(self) -> bool:
        return bool(self.draft.machine is not None or self.arrivals.waits or self.draft.address or self.source_page.paths)

    # ------------------------------------------------------------------ the end

    def operations(self) -> Sequence[Operation]:
        operation = self.draft.operation()
        self._ref = operation.ref
        self._handed, self.draft.source = self.draft.source, None  # the operation logs out of the machine itself
        self.arrivals.hand_over()
        return [operation]

    def failure_message(self) -> Message:
        return self.finish_page.failure

    def made(self, operation: Operation, result: str) -> None:
        assert self._ref is not None
        self.created.emit(self._ref)

    def came_to_nothing(self, failures: Sequence[ConsoleError]) -> None:
        """Over ssh and from images it can be tried again; a machine that came by itself has gone, and the task tells why."""
        if self.draft.route not in (Route.SSH, Route.IMAGES):
            self.go_away()
            return
        self.draft.source = self._handed  # logged out, which the next try mends
        super().came_to_nothing(failures)

    def renew(self) -> None:
        self.draft.renew()

    def give_up(self) -> None:
        self._leave()
        if self.arrivals.waits:
            self.arrivals.withdraw()
        super().give_up()


async def _log_out(machine: Machine) -> None:
    await machine.close()
