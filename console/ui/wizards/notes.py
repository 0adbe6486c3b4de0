"""What the pages of wizards say under their fields: what is wrong, and what is worth knowing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from console.operations.drafts.said import Problem
from console.ui.dialogs.support import Message


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence at a level of :class:`Message`, and the way out of it; ``link`` is the name of what its link does."""

    text: str
    level: str = "warn"
    remedy: str = ""
    link: str = ""
    link_text: str = ""

    def show(self, message: Message) -> None:
        """Let this message say it."""
        message.show_text(self.text, self.level, remedy=self.remedy, link=self.link_text, link_name=self.link)


NOTHING = Note("", "info")


def note_of(problem: Problem[Any], hint: str = "warn") -> Note:
    """What a draft says; ``hint``: the level of what is no error."""
    return Note(str(problem.text), "error" if problem.error else hint, str(problem.remedy or ""))


def show_first(message: Message, problems: Sequence[Problem[Any]]) -> None:
    """The first of them under its field; none hides the message."""
    (note_of(problems[0]) if problems else NOTHING).show(message)


class Notes(QVBoxLayout):
    """Messages under each other, as many as there are. ``name``: of the messages, each with its number behind it."""

    activated = Signal(str)
    """The link of one was pressed (its name)."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setSpacing(4)
        self._name = name
        self.shown: list[Message] = []
        """One for each, and empty ones that were needed before."""

    def show_notes(self, notes: Sequence[Note]) -> None:
        """These and no others; what is said twice is shown once."""
        notes = list(dict.fromkeys(notes))
        while len(self.shown) < len(notes):
            message = Message(f"{self._name}{len(self.shown)}")
            message.activated.connect(self.activated)
            self.shown.append(message)
            self.addWidget(message)
        for number, message in enumerate(self.shown):
            (notes[number] if number < len(notes) else NOTHING).show(message)

    def show_problems(self, problems: Sequence[Problem[Any]], hint: str = "warn") -> None:
        """What a draft says, and nothing else; ``hint``: the level of what is no error."""
        self.show_notes([note_of(problem, hint) for problem in problems])
