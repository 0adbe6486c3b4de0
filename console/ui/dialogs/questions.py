"""The Questions port as dialogs: opened, not executed; the asking coroutine waits for a future."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QRadioButton, QWidget

from console.model.text import Text, tr
from console.ui.dialogs.support import CopyBlock, Dialog, heading, monospace, named, text_label

T = TypeVar("T")
Role = QDialogButtonBox.ButtonRole

_FINGERPRINT = re.compile(r"(SHA256:[A-Za-z0-9+/=]{43,44}|(?:[0-9A-Fa-f]{2}:){15,}[0-9A-Fa-f]{2})")


def split_fingerprint(text: str) -> tuple[str, str, str]:
    """(before, fingerprint, after): the fingerprint is shown apart, in monospace. Without one: (text, "", "")."""
    match = _FINGERPRINT.search(text)
    if match is None:
        return text, "", ""
    return text[: match.start()].rstrip(" :\n"), match.group(), text[match.end() :].strip(" \n").removeprefix(".").lstrip()


class DialogQuestions:
    """Implements :class:`console.model.ports.Questions`. ``parent`` gives the window that a question belongs to, at the time of asking."""

    def __init__(self, parent: Callable[[], QWidget | None]) -> None:
        self._parent = parent
        self._open: set[Dialog] = set()

    async def confirm(self, title: Text, text: Text, *, verb: Text, danger: bool = False, details: str = "") -> bool:
        """Ask; the verb's button is the default one only if it is not dangerous."""
        dialog = self._dialog(str(title))
        _body(dialog, str(text), details)
        answer: list[bool] = [False]
        cancel = dialog.add_button(tr("Cancel"), "cancel", Role.RejectRole, default=danger)
        go = dialog.add_button(str(verb), "accept", Role.DestructiveRole if danger else Role.AcceptRole, danger=danger, default=not danger)

        def accepted() -> None:
            answer[0] = True
            dialog.accept()

        go.clicked.connect(accepted)
        cancel.clicked.connect(dialog.reject)
        (cancel if danger else go).setFocus()
        return await self._answer(dialog, lambda: answer[0])

    async def choose(self, title: Text, text: Text, options: Sequence[tuple[str, Text]], *, default: str) -> str | None:
        """Ask for one of ``options`` (key, label); None when refused."""
        dialog = self._dialog(str(title))
        _body(dialog, str(text), "")
        buttons: dict[str, QRadioButton] = {}
        for key, label in options:
            button = named(QRadioButton(str(label)), f"question.option.{key}", str(label))
            button.setChecked(key == default)
            dialog.content.addWidget(button)
            buttons[key] = button
        dialog.add_button(tr("Cancel"), "cancel", Role.RejectRole).clicked.connect(dialog.reject)
        dialog.add_button(tr("Continue"), "accept", Role.AcceptRole, default=True).clicked.connect(dialog.accept)
        if default in buttons:
            buttons[default].setFocus()

        def chosen() -> str | None:
            if dialog.result() != Dialog.DialogCode.Accepted:
                return None
            return next((key for key, button in buttons.items() if button.isChecked()), None)

        return await self._answer(dialog, chosen)

    async def credentials(
        self, title: Text, text: Text, fields: Sequence[tuple[str, Text, bool]], *, can_save: bool
    ) -> tuple[Mapping[str, str], bool] | None:
        """Ask for ``fields`` (key, label, secret); returns (values, save?), None when refused."""
        dialog = self._dialog(str(title))
        _body(dialog, str(text), "")
        form = QFormLayout()
        inputs: dict[str, QLineEdit] = {}
        for key, label, secret in fields:
            field = named(QLineEdit(), f"question.field.{key}", str(label))
            if secret:
                field.setEchoMode(QLineEdit.EchoMode.Password)
            form.addRow(str(label), field)
            inputs[key] = field
        dialog.content.addLayout(form)
        save = named(QCheckBox(tr("&Remember in the keyring")), "question.save", tr("Remember in the keyring"))
        save.setVisible(can_save)
        dialog.content.addWidget(save)
        dialog.add_button(tr("Cancel"), "cancel", Role.RejectRole).clicked.connect(dialog.reject)
        dialog.add_button(tr("Log in"), "accept", Role.AcceptRole, default=True).clicked.connect(dialog.accept)
        first = next(iter(inputs.values()), None)
        if first is not None:
            first.setFocus()

        def given() -> tuple[Mapping[str, str], bool] | None:
            values = {key: field.text() for key, field in inputs.items()}
            return (values, can_save and save.isChecked()) if dialog.result() == Dialog.DialogCode.Accepted else None

        return await self._answer(dialog, given)

    def close_all(self) -> None:
        """Refuse what is still asked: the program ends."""
        for dialog in list(self._open):
            dialog.reject()

    def _dialog(self, title: str) -> Dialog:
        dialog = Dialog(title, "question", self._parent())
        dialog.setModal(True)
        dialog.content.addWidget(heading(title, "question.title", points=1.15))
        return dialog

    async def _answer(self, dialog: Dialog, read: Callable[[], T]) -> T:
        """Open, wait, read. A cancelled asker closes its dialog."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()

        def finished() -> None:
            self._open.discard(dialog)
            if not future.done():
                future.set_result(read())

        dialog.finished.connect(finished)
        self._open.add(dialog)
        dialog.open()
        try:
            return await future
        except asyncio.CancelledError:
            dialog.reject()
            raise


def _body(dialog: Dialog, text: str, details: str) -> None:
    """The question's text; a fingerprint in it gets a line of its own that can be selected and copied."""
    before, fingerprint, after = split_fingerprint(text)
    dialog.content.addWidget(text_label(before, "question.text"))
    if fingerprint:
        shown = named(QLabel(fingerprint), "question.fingerprint", tr("Fingerprint {value}", value=fingerprint))
        shown.setFont(monospace())
        shown.setTextFormat(Qt.TextFormat.PlainText)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        shown.setMinimumWidth(min(600, QFontMetrics(shown.font()).horizontalAdvance(fingerprint) + 4))
        shown.setWordWrap(len(fingerprint) > 60)
        dialog.content.addWidget(shown)
        if after:
            dialog.content.addWidget(text_label(after, "question.after"))
    if details:
        block = CopyBlock("question.details", tr("Details"), lines=min(8, max(2, details.count("\n") + 1)))
        block.set_text(details)
        dialog.content.addWidget(block)
