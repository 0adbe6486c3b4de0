"""A source's disk speed: what is said of it before *Create*, and its restoring while the wizard waits."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from console.model.errors import ConsoleError
from console.model.ids import Ref
from console.model.rules import Verb
from console.model.text import Text, tr
from console.operations.flatten import Flatten
from console.operations.subject import target
from console.ui.jobs import Jobs
from console.ui.services import Services
from console.ui.wizards.notes import Note

RESTORE = Verb.VM_FLATTEN.value
"""Name of the link that restores the disk speed."""


def speed_note(words: Text) -> Note:
    """That a chain is deep, with what mends it."""
    return Note(str(words), link=RESTORE, link_text=tr("Restore disk speed (full copy)"))


class RestoreSpeed:
    """*Restore disk speed (full copy)* as a task of the window, while a wizard waits for it: ``changed`` at its begin, ``ended`` at its end."""

    def __init__(self, services: Services, jobs: Jobs, changed: Callable[[], None], ended: Callable[[], Awaitable[None]]) -> None:
        self._services, self._jobs, self._changed, self._ended = services, jobs, changed, ended
        self._name = ""

    @property
    def why_not_create(self) -> str:
        """Why its wizard can't go on, "" while nothing is restored."""
        return tr("The disk speed of {name} is being restored.", name=self._name) if self._name else ""

    def start(self, source: Ref) -> None:
        """Begin, unless it has begun; the window tells how it goes."""
        vm = self._services.inventory.vm(source)
        if vm is None or self._name:
            return
        self._name = vm.name
        running = self._services.runner.start(Flatten(target(vm, self._services.inventory)))
        self._jobs.start(self._wait(running))
        self._changed()

    async def _wait(self, running: asyncio.Task[str]) -> None:
        try:
            await asyncio.shield(running)  # the wizard may be given up meanwhile
        except (ConsoleError, asyncio.CancelledError):  # the window has told why
            if not running.done():
                raise
        self._name = ""
        await self._ended()
