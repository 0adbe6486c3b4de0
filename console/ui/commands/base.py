"""One Command a verb: menu, toolbar, context menu, shortcut and palette all come from it, and so does the reason when it can't be done."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from console.model.ids import Kind, Ref
from console.model.objects import AnyObject, Host, Vm
from console.model.rules import Reason
from console.model.templates import BuiltinTemplate
from console.model.text import N_, Text, tr
from console.operations.base import Operation
from console.ui import icons
from console.ui.services import Services
from console.ui.tabs.sections import Link
from console.ui.widgets.toast import Toasts

Thing = AnyObject | BuiltinTemplate

DRAW_MS, DRAW_AT_ONCE = 30, 10


@dataclass(frozen=True)
class Selection:
    """What is selected: objects that exist, in tree order."""

    things: tuple[Thing, ...] = ()

    @property
    def one(self) -> Thing | None:
        """The object, if it is exactly one."""
        return self.things[0] if len(self.things) == 1 else None

    @property
    def vms(self) -> tuple[Vm, ...]:
        return tuple(thing for thing in self.things if isinstance(thing, Vm))

    @property
    def hosts(self) -> tuple[Host, ...]:
        return tuple(thing for thing in self.things if isinstance(thing, Host))

    def of(self, kind: Kind) -> bool:
        """Whether all selected are of this kind (and there is one)."""
        return bool(self.things) and all(not isinstance(t, BuiltinTemplate) and t.ref.kind is kind for t in self.things)


class Shell(Protocol):
    """What commands may ask of the window."""

    @property
    def services(self) -> Services: ...
    @property
    def toasts(self) -> Toasts: ...
    def widget(self) -> QWidget:
        """Parent of dialogs."""
        ...

    def selection(self) -> Selection: ...
    def select(self, refs: Sequence[Ref]) -> None: ...
    def start(self, operation: Operation) -> None:
        """Run it as a task; its failure is shown by toast."""
        ...

    def spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run a coroutine of the window; a ConsoleError becomes a toast."""
        ...

    def follow(self, link: Link) -> None: ...
    def do(self, what: str, value: object = None) -> None:
        """Things of the window itself, by name: "filter", "palette", "rename", "tasks", "tab", "view", …"""
        ...

    def is_on(self, what: str) -> bool:
        """State of the window's switches, for checkable commands."""
        ...


class Command:
    """A verb. Subclasses say when it can't be done and what it does."""

    id: str = ""
    text: Text = N_("")
    icon: str = ""
    shortcut: str = ""
    tip: Text | None = None
    checkable: bool = False
    also: str = ""
    """More words that Ctrl+K finds it by (other names that manuals use)."""

    def label(self, selection: Selection) -> Text:
        """What the menu says now."""
        return self.text

    def picture(self, selection: Selection) -> str:
        """The icon now."""
        return self.icon

    def why_not(self, selection: Selection) -> Reason | None:
        """Why it can't be done; None when it can (for several: when one of them can)."""
        return None

    def checked(self) -> bool:
        """For checkable commands."""
        return False

    def explain(self, selection: Selection) -> Text | None:
        """One more sentence for the tooltip while it can be done."""
        return self.tip

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        """Do it. ``by_key``: its shortcut was pressed (power verbs then give three seconds to undo)."""
        raise NotImplementedError


class CommandAction(QAction):
    """The QAction of a command; knows whether its shortcut or a click triggered it."""

    def __init__(self, command: Command, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self.command = command
        self._shell = shell
        self._by_key = False
        self._shown: tuple[object, ...] = ()
        self._drawn = False
        self.setObjectName(f"action_{command.id.replace('-', '_')}")
        self.setCheckable(command.checkable)
        if command.shortcut:
            self.setShortcut(QKeySequence(command.shortcut))
        self.triggered.connect(self._triggered)
        self.refresh(Selection())

    def event(self, event: QEvent) -> bool:
        self._by_key = event.type() == QEvent.Type.Shortcut
        try:
            return super().event(event)
        finally:
            self._by_key = False

    def _triggered(self) -> None:
        selection = self._shell.selection()
        if self.command.why_not(selection) is None:
            self.command.trigger(selection, by_key=self._by_key)

    def refresh(self, selection: Selection) -> None:
        """Text, icon, enabled and the reason, from the command."""
        command = self.command
        reason = command.why_not(selection)
        text, picture = str(command.label(selection)), command.picture(selection)
        explained = command.explain(selection) if reason is None else None
        shown = (text, picture, reason, explained)
        if command.checkable:
            self.setChecked(command.checked())
        if shown == self._shown:
            return
        if self._drawn and picture != self._shown[1]:
            self.redraw(picture)
        self._shown = shown
        self.setText(text)
        plain = text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
        self.setIconText(plain)
        key = self.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        title = f"{plain} ({key})" if key else plain
        more = str(reason.text) if reason is not None else (str(explained) if explained is not None else "")
        self.setToolTip(f"{title}\n{more}" if more else title)
        self.setStatusTip(more)
        self.setEnabled(reason is None)

    @property
    def picture_now(self) -> str:
        """The name of the icon that is shown."""
        return str(self._shown[1]) if self._shown else self.command.icon

    def redraw(self, picture: str = "") -> None:
        """The icon, for the first time (menus are drawn after the window is shown), another one, or in another palette."""
        self._drawn = True
        name = picture or self.picture_now
        if name:
            self.setIcon(icons.icon(name))

    @property
    def drawn(self) -> bool:
        """Whether it has its icon."""
        return self._drawn


class CommandSet:
    """All commands of the window and their actions."""

    def __init__(self, commands: Iterable[Command], shell: Shell, parent: QWidget) -> None:
        self._commands = {command.id: command for command in commands}
        self._actions = {key: CommandAction(command, shell, parent) for key, command in self._commands.items()}
        for action in self._actions.values():
            if not action.shortcut().isEmpty():
                parent.addAction(action)
        self._drawing = QTimer(parent, interval=DRAW_MS)
        self._drawing.timeout.connect(self._draw_some)

    def __contains__(self, key: str) -> bool:
        return key in self._commands

    def __getitem__(self, key: str) -> Command:
        return self._commands[key]

    def action(self, key: str) -> CommandAction:
        """The action of a command."""
        return self._actions[key]

    def all(self) -> tuple[Command, ...]:
        """All commands."""
        return tuple(self._commands.values())

    def refresh(self, selection: Selection) -> None:
        """All actions anew."""
        for action in self._actions.values():
            action.refresh(selection)

    def draw_by_and_by(self) -> None:
        """Icons of menus are drawn a few at a time, when the window is there."""
        self._drawing.start()

    def _draw_some(self) -> None:
        left = [action for action in self._actions.values() if not action.drawn]
        for action in left[:DRAW_AT_ONCE]:
            action.redraw()
        if len(left) <= DRAW_AT_ONCE:
            self._drawing.stop()

    def draw(self) -> None:
        """All icons that are not there yet: a menu opens."""
        for action in self._actions.values():
            if not action.drawn:
                action.redraw()

    def redraw(self) -> None:
        """All icons anew (other palette)."""
        for action in self._actions.values():
            if action.drawn:
                action.redraw()

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(self._commands)


def why_none(vms: Sequence[Vm], why_not: Callable[[Vm], Reason | None]) -> Reason | None:
    """Why none of the selected VMs can be taken; None when one of them can."""
    if not vms:
        return Reason(N_("Select a VM."))
    first: Reason | None = None
    for vm in vms:
        reason = why_not(vm)
        if reason is None:
            return None
        first = first or reason
    if len(vms) == 1 or first is None:
        return first
    return Reason(N_("None of the {n} selected VMs can do this: {why}", n=len(vms), why=first.text))


def title_of(selection: Sequence[Thing]) -> str:
    """The names, or how many."""
    if len(selection) == 1:
        thing = selection[0]
        return thing.name
    return tr("{n} objects", n=len(selection))
