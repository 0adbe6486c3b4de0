"""What Ctrl+K finds: all objects, then all commands with their reason where they can't be used."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from console.model.ids import Kind, Ref
from console.model.objects import Vm
from console.ui import words
from console.ui.widgets.palette_box import Entry

if TYPE_CHECKING:
    from console.ui.main_window import MainWindow


def entries(window: MainWindow) -> list[Entry]:
    """Objects in tree order, then what the tree does not show, then commands."""
    inventory, selection = window.services.inventory, window.selection()

    def go(ref: Ref) -> Callable[[], None]:
        return lambda: window.select([ref])

    found: list[Entry] = []
    for ref in dict.fromkeys((*window.pane.model.refs(), *inventory.objects())):
        thing = inventory.get(ref)
        if thing is None:
            continue
        host = inventory.host(ref.host) if ref.host and ref.kind is not Kind.HOST else None
        state = words.state_words(thing, host)[0]
        hint = " · ".join(part for part in (words.kind_words(thing), host.name if host else "", state) if part)
        more = " ".join(a.ip for a in thing.addresses) + f" {thing.uuid}" if isinstance(thing, Vm) else ""
        found.append(Entry(thing.name, hint, words.glyph(thing), go(ref), words.badge(thing, host), words=more))
    for command in window.commands.all():
        if command.id.startswith("tab-") or command.id == "palette":
            continue
        reason = command.why_not(selection)
        key = QKeySequence(command.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        text = str(command.label(selection)).rstrip("…")
        hint = str(reason.text) if reason is not None else key
        run = window.commands.action(command.id).trigger
        more = f"{command.text} {command.label(selection).english()} {command.also}"  # manuals and habits are English
        found.append(Entry(text, hint, command.picture(selection), run, enabled=reason is None, rank=1, words=more))
    return found
