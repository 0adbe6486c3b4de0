"""Log: what happened to the selected object (events and tasks), newest first; and the same for everything."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from console.model.ids import Kind, Ref
from console.model.inventory import Inventory
from console.model.tasks import Event, Task, TaskState
from console.model.text import tr
from console.ui import words
from console.ui.services import Services
from console.ui.tabs.base import Spawn, Tab
from console.ui.tabs.kinds import LOG, Thing
from console.ui.tabs.list_table import Cell, Column, Line, ListTable
from console.ui.tabs.sections import Link
from console.ui.tasks_panel import MARKS

_MOST = 1000


def covers(ref: Ref, wanted: frozenset[Ref], inventory: Inventory) -> bool:
    """Whether something that happened to ``ref`` belongs to one of ``wanted``: a host has what is on it, a pool its hosts'."""
    if ref in wanted:
        return True
    for each in wanted:
        if each.kind is Kind.HOST and ref.host == each.host:
            return True
        if each.kind is Kind.POOL and ref.host:
            host = inventory.host(ref.host)
            if host is not None and host.record.pool == each.key:
                return True
    return False


def log_lines(
    events: Sequence[Event], tasks: Sequence[Task], wanted: frozenset[Ref] | None, inventory: Inventory, text: str = ""
) -> tuple[tuple[Column, ...], tuple[Line, ...]]:
    """Rows for the table; ``wanted`` None: everything."""
    columns = (Column(tr("When")), Column(tr("Object")), Column(tr("What happened"), wide=True))
    found: list[tuple[float, Line]] = []
    for event in reversed(events):
        if wanted is not None and not covers(event.ref, wanted, inventory):
            continue
        thing = inventory.get(event.ref)
        name = thing.name if thing is not None else event.name
        found.append((event.at, _line(event.at, name, Cell(str(event.text), icon="info", colour="dim"), event.ref if thing else None)))
        if len(found) >= _MOST:
            break
    for task in tasks:
        if not task.state.ended or (wanted is not None and not wanted & frozenset(task.applies_to)):
            continue
        at = task.ended or task.created
        mark, colour = MARKS[task.state]
        words_now = str(task.title)
        if task.state is TaskState.FAILED:
            words_now = tr("{task}: failed. {why}", task=words_now, why=task.error or "")
        elif task.state is TaskState.CANCELLED:
            words_now = tr("{task}: cancelled", task=words_now)
        subject = inventory.get(task.applies_to[0]) if task.applies_to else None
        cell = Cell(words_now, icon=mark, colour=colour, tip="\n".join(str(p) for p in (words_now, task.remedy, task.detail) if p))
        found.append((at, _line(at, subject.name if subject else "", cell, subject.ref if subject else None)))
    found.sort(key=lambda pair: pair[0], reverse=True)
    lines = [line for _, line in found[:_MOST]]
    if text:
        lines = [line for line in lines if text.casefold() in " ".join(cell.text for cell in line.cells).casefold()]
    return columns, tuple(lines)


def _line(at: float, name: str, what: Cell, ref: Ref | None) -> Line:
    return Line((Cell(words.relative(at), sort=-at, tip=words.absolute(at)), Cell(name), what), ref)


class LogView(QWidget):
    """The table with its filter; listens while it is looked at."""

    opened = Signal(object)

    def __init__(self, services: Services, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._services = services
        self._wanted: frozenset[Ref] | None = None
        self.filter = QLineEdit()
        self.filter.setObjectName(f"{name}_filter")
        self.filter.setAccessibleName(tr("Filter the log"))
        self.filter.setPlaceholderText(tr("Filter"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(320)
        self.filter.textChanged.connect(self.refresh)
        self.table = ListTable(f"{name}_table", tr("Log"))
        self.table.opened.connect(self.opened)
        top = QHBoxLayout()
        top.addWidget(self.filter, 1)
        top.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        self._later = QTimer(self, singleShot=True, interval=200)
        self._later.timeout.connect(self.refresh)
        services.events.listeners.append(self._event)
        self._unsubscribe = services.runner.subscribe(self._task)

    def set_wanted(self, wanted: frozenset[Ref] | None) -> None:
        """Whose log; None: everything."""
        if wanted != self._wanted or self.table.model.rowCount() == 0:
            self._wanted = wanted
            self.refresh()

    def refresh(self) -> None:
        """Anew."""
        runner, inventory = self._services.runner, self._services.inventory
        lines = log_lines(self._services.events.events, runner.tasks(), self._wanted, inventory, self.filter.text())
        empty = tr("Nothing matches “{text}”.", text=self.filter.text()) if self.filter.text() else tr("Nothing has happened here yet.")
        self.table.show_lines(*lines, "log", empty)

    def _event(self, event: Event) -> None:
        if self.isVisible() and (self._wanted is None or covers(event.ref, self._wanted, self._services.inventory)) and not self._later.isActive():
            self._later.start()

    def _task(self, task: Task) -> None:
        if self.isVisible() and task.state.ended and not self._later.isActive():
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def shutdown(self) -> None:
        """Stop listening."""
        self._later.stop()
        if self._event in self._services.events.listeners:
            self._services.events.listeners.remove(self._event)
        self._unsubscribe()


class LogTab(Tab):
    """The log of what is selected."""

    kind = LOG

    def __init__(self, services: Services, follow: Callable[[Link], None], spawn: Spawn, parent: QWidget | None = None) -> None:
        super().__init__(services, follow, spawn, parent)
        self.view = LogView(services, "log")
        self.view.opened.connect(lambda ref: self.follow(Link("", "go", ref)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)

    def show_things(self, things: Sequence[Thing]) -> None:
        self.view.set_wanted(frozenset(thing.ref for thing in things if hasattr(thing, "ref")))

    def tick(self) -> None:
        self.view.refresh()

    def shutdown(self) -> None:
        self.view.shutdown()


class EventsWindow(QWidget):
    """All events, in a window of its own."""

    closed = Signal()

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlag(self.windowFlags().Window, True)
        self.setObjectName("events_window")
        self.setWindowTitle(tr("All events"))
        self.view = LogView(services, "all_events")
        self.view.set_wanted(None)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.resize(900, 520)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
