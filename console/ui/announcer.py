"""Tells of tasks by toast: what failed, with the way out; what took long and is done. History of earlier runs is silent."""

from __future__ import annotations

import time
from collections.abc import Callable

from console.model.ids import Ref
from console.model.inventory import Inventory
from console.model.tasks import Task, TaskState
from console.model.text import tr
from console.operations.base import Runner
from console.ui.widgets.toast import Toasts

LONG_SECONDS = 5.0
"""A task that took longer than this is announced when it is done; shorter ones show by themselves."""
FAILURE_MS = 12_000


class Announcer:
    """Listens to the runner; ``ended`` hears of each task that ended in this run."""

    def __init__(
        self,
        runner: Runner,
        inventory: Inventory,
        toasts: Toasts,
        details: Callable[[], None],
        select: Callable[[list[Ref]], None],
        ended: Callable[[Task], None],
    ) -> None:
        self._inventory, self._toasts = inventory, toasts
        self._details, self._select, self._ended = details, select, ended
        self._running: dict[str, float] = {}
        self._unsubscribe = runner.subscribe(self._changed)

    def shutdown(self) -> None:
        """Stop listening."""
        self._unsubscribe()

    def _changed(self, task: Task) -> None:
        if not task.state.ended:
            self._running.setdefault(task.id, time.monotonic())
            return
        since = self._running.pop(task.id, None)
        if since is None:
            return
        if task.state is TaskState.FAILED:
            text = str(task.error or tr("{task} failed.", task=task.title))
            self._toasts.show("error", text, str(task.remedy or ""), ((tr("Details"), self._details),), milliseconds=FAILURE_MS)
        elif task.state is TaskState.DONE and time.monotonic() - since > LONG_SECONDS:
            self._toasts.show("ok", tr("{task}: done", task=task.title), links=self._show(task))
        self._ended(task)

    def _show(self, task: Task) -> tuple[tuple[str, Callable[[], None]], ...]:
        ref = next((ref for ref in task.applies_to if ref in self._inventory), None)
        return () if ref is None else ((tr("Show"), lambda: self._select([ref])),)
