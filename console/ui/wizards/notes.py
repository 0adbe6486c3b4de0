"""What is worth knowing before *Create*, and a source's disk speed that is restored while its wizard waits."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.model.errors import ConsoleError
from console.model.ids import Ref
from console.model.rules import Verb
from console.model.text import Text, tr
from console.operations.flatten import Flatten
from console.operations.subject import target
from console.ui.dialogs.support import Message
from console.ui.jobs import Jobs
from console.ui.services import Services

RESTORE = Verb.VM_FLATTEN.value
"""Name of the link that restores the disk speed."""


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence at a level of :class:`Message`; ``link`` is the name of what its link does."""

    text: str
    level: str = "warn"
    link: str = ""
    link_text: str = ""


def speed_note(words: Text) -> Note:
    """That a chain is deep, with what mends it."""
    return Note(str(words), "warn", RESTORE, tr("Restore disk speed (full copy)"))


class Notes(QWidget):
    """Messages under each other; as many as there are."""

    activated = Signal(str)
    """The link of one was pressed (its name)."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.messages: list[Message] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_notes(self, notes: Sequence[Note]) -> None:
        """These and no others; what is said twice is shown once."""
        notes = list(dict.fromkeys(notes))
        while len(self.messages) < len(notes):
            message = Message(f"{self.objectName()}{len(self.messages)}")
            message.activated.connect(self.activated)
            self.messages.append(message)
            self._column.addWidget(message)
        for number, message in enumerate(self.messages):
            note = notes[number] if number < len(notes) else Note("")
            message.show_text(note.text, note.level, link=note.link_text, link_name=note.link)
        self.setVisible(bool(notes))


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
