"""What wizards share whose *Create* is a task of the window: they go away while it runs and come back, with all answers, only if it fails."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from console.model.errors import Cause, ConsoleError
from console.model.inventory import Changes
from console.model.text import Text, tr
from console.operations.base import Operation
from console.operations.drafts.said import Problem
from console.ui.dialogs.support import Message
from console.ui.jobs import Jobs
from console.ui.services import Services
from console.ui.wizards.base import Step, Wizard

SETTLE_MS = 150
"""Changes of the world within this time are shown at once."""


def problem_line(page: Text | str, problem: Problem[Any]) -> str:
    """The reason why *Create* is greyed: where it is mended, and what it is."""
    return tr("{page}: {problem}", page=page, problem=problem.text)


def steps_of(
    current: str, pages: Iterable[tuple[str, Text | str, Text | str | None]], note: Callable[[str], str], wrong: Collection[str]
) -> list[Step]:
    """The rows of the step list.

    ``pages``: key, title and why it is left out (None: it is not; "" without a word); ``note(key)``: what was answered there; ``wrong``: keys of
    pages with an error, which is marked once the user has been there.
    """
    pages = list(pages)
    open_keys = [key for key, _, why in pages if why is None]
    at = open_keys.index(current) if current in open_keys else 0
    steps = []
    for key, title, why in pages:
        if why is not None:
            state = "skipped"
        elif key == current:
            state = "current"
        else:
            state = "done" if open_keys.index(key) < at else "to-come"
        steps.append(Step(key, str(title), state, str(why) if why else note(key), wrong=key in wrong and state in ("done", "current")))
    return steps


class TaskWizard(Wizard):
    """The life of a run, for subclasses that name the operations and the last page.

    The wizard hides while the tasks run; closing it then leaves them to the window. :meth:`made` and :meth:`came_to_nothing` get what came of them.
    """

    def __init__(self, title: str, name: str, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(title, name, parent)
        self._services = services
        self._jobs = Jobs(self._failed)
        self._running: list[asyncio.Task[str]] = []
        self._later = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._later.timeout.connect(self.world_settled)
        self._unsubscribe = services.inventory.subscribe(self._world_changed)
        self.destroyed.connect(self._unsubscribe)

    # ------------------------------------------------------------------ for subclasses

    def operations(self) -> Sequence[Operation]:
        """What *Create* starts, in this order. ConsoleError: it can't be done as it was filled in."""
        raise NotImplementedError

    def failure_message(self) -> Message:
        """Where the last page says why a run failed."""
        raise NotImplementedError

    def made(self, operation: Operation, result: str) -> None:
        """One operation has come to its end; ``result``: what it returned."""

    def renew(self) -> None:
        """Before another try: names and identifiers that a run has used up."""

    def world_settled(self) -> None:
        """The inventory has changed, and has been quiet for a moment."""
        self.refresh()

    def step_aside(self) -> None:
        """The tasks have been started."""
        self.hide()

    def came_to_nothing(self, failures: Sequence[ConsoleError]) -> None:
        """A run failed, or (no failures) was cancelled: only of one operation is there something to mend here; of several the window tells."""
        if not failures or len(self._running) > 1:
            self.go_away()
            return
        self._running = []
        self.renew()
        self.show_failure(failures[0])
        self.show()

    # ------------------------------------------------------------------ the run

    @property
    def running(self) -> bool:
        """Whether its tasks are under way."""
        return bool(self._running)

    def finish(self) -> None:
        """Create: the runs are tasks of the window."""
        if self.running or self.why_not_create():
            return
        try:
            operations = list(self.operations())
        except ConsoleError as failure:
            self.show_failure(failure)
            return
        self._jobs.start(self._run(operations))

    async def _run(self, operations: Sequence[Operation]) -> None:
        self.failure_message().show_text("")
        self._running = [self._services.runner.start(operation) for operation in operations]
        self.step_aside()
        failures: list[ConsoleError] = []
        made = 0
        for operation, running in zip(operations, list(self._running), strict=True):
            try:
                # The wizard may be given up meanwhile; the task is the window's.
                result = await asyncio.shield(running)
            except ConsoleError as failure:
                if failure.cause is not Cause.CANCELLED:
                    failures.append(failure)
            except asyncio.CancelledError:
                if not running.done():
                    raise
            else:
                made += 1
                self.made(operation, result)
        if made == len(operations):
            self.go_away()
        else:
            self.came_to_nothing(failures)

    def show_failure(self, failure: ConsoleError) -> None:
        """Say on the last page why it failed; everything that was filled in is still there."""
        self.go_to(self.open_keys()[-1])
        self.failure_message().show_text(str(failure.text), "error", remedy=str(failure.remedy or ""))
        self.refresh()

    # ------------------------------------------------------------------ the world outside

    def _world_changed(self, changes: Changes) -> None:
        """Hosts, storage, networks, names: what the pages show may differ now."""
        if not self.running and self.isVisible() and not self._later.isActive():
            self._later.start()

    def _failed(self, failure: ConsoleError) -> None:
        self.reason.setText(str(failure.text))
        self.reason.setToolTip(str(failure.text))

    # ------------------------------------------------------------------ the end

    def reject(self) -> None:
        """While the tasks run, closing only hides the wizard: they go on in the window."""
        if self.running:
            self.hide()
            return
        super().reject()

    def give_up(self) -> None:
        self._jobs.cancel()
        self._later.stop()
        self._unsubscribe()
        super().give_up()
        self.deleteLater()

    def go_away(self) -> None:
        """Its work is done, or is the window's."""
        self._running = []
        self.give_up()

    def hand_over(self, operations: Sequence[Operation]) -> None:
        """Start tasks of which the window tells everything, also that they failed, and go away at once."""
        for operation in operations:
            self._services.runner.start(operation)
        self.go_away()
