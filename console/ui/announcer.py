"""Tells of tasks by toast: what failed, with the way out; what took long and is done. History of earlier runs is silent."""

from __future__ import annotations

import time
from collections.abc import Callable

from console.model.errors import Cause
from console.model.ids import Ref
from console.model.inventory import Inventory
from console.model.rules import Verb
from console.model.tasks import Task, TaskState
from console.model.text import N_, Text, tr
from console.operations.base import Runner
from console.ui.results import files_of, show_folder
from console.ui.tabs.sections import Link
from console.ui.widgets.toast import Toasts

LONG_SECONDS = 5.0
"""A task that took longer than this is announced when it is done; shorter ones show by themselves."""
FAILURE_MS = 12_000
_FORCES: dict[str, tuple[str, Text]] = {
    Verb.VM_SHUTDOWN.value: (Verb.VM_FORCE_OFF.value, N_("Force off")),
    Verb.VM_REBOOT.value: (Verb.VM_FORCE_REBOOT.value, N_("Force reboot")),
}


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
        follow: Callable[[Link], None],
        files: Callable[[Task], None] = lambda task: None,
    ) -> None:
        self._inventory, self._toasts, self._follow = inventory, toasts, follow
        self._details, self._select, self._ended, self._files = details, select, ended, files
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
            self._toasts.show("error", text, str(task.remedy or ""), (*self._force(task), (tr("Details"), self._details)), milliseconds=FAILURE_MS)
        elif files := files_of(task):
            links = ((tr("Resulting files"), lambda: self._files(task)), (tr("Show in folder"), lambda: show_folder(files)))
            self._toasts.show("ok", tr("{task}: done", task=task.title), links=links, milliseconds=FAILURE_MS)
        elif task.state is TaskState.DONE and (nothing := _nothing_done(task)) is not None:
            self._toasts.show("info", str(nothing))
        elif task.state is TaskState.DONE and time.monotonic() - since > LONG_SECONDS:
            self._toasts.show("ok", tr("{task}: done", task=task.title), links=self._show(task))
        self._ended(task)

    def _force(self, task: Task) -> tuple[tuple[str, Callable[[], None]], ...]:
        """The guest ignored a request for as long as the preference says: what is left is offered. The command asks before it does it."""
        verb, text = _FORCES.get(task.verb, ("", N_("")))
        ref = next((ref for ref in task.applies_to if self._inventory.vm(ref) is not None), None)
        if not verb or ref is None or task.cause != Cause.TIMEOUT.value:
            return ()
        return ((str(text), lambda: self._follow(Link(str(text), verb, ref))),)

    def _show(self, task: Task) -> tuple[tuple[str, Callable[[], None]], ...]:
        ref = next((ref for ref in task.applies_to if ref in self._inventory), None)
        return () if ref is None else ((tr("Show"), lambda: self._select([ref])),)


def _nothing_done(task: Task) -> Text | None:
    """What a task that found nothing to do says; nothing else would show that it ran."""
    if task.verb == Verb.VM_FLATTEN.value and task.result == "0":
        return N_("{task}: its disks depend on no others, there was nothing to copy.", task=task.title)
    return None
