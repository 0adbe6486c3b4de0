"""Tasks: one line at the bottom that says what runs, and a panel with everything — progress, rate, remaining time, Cancel, history, reasons."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QProgressBar, QPushButton, QScrollArea, QVBoxLayout, QWidget

from console.model.ids import Ref
from console.model.tasks import Progress, Task, TaskState
from console.model.text import listed, tr
from console.operations.base import Runner
from console.ui import words
from console.ui.results import files_of
from console.ui.widgets.basic import ElidedLabel, EmptyState, IconButton, IconLabel, LinkButton, copy_text, label, set_role

MARKS = {
    TaskState.WAITING: ("wait", "dim"),
    TaskState.RUNNING: ("wait", "info"),
    TaskState.CANCELLING: ("wait", "warn"),
    TaskState.DONE: ("ok", "ok"),
    TaskState.FAILED: ("error", "error"),
    TaskState.CANCELLED: ("close", "dim"),
}
_MOST = 200


def progress_words(progress: Progress) -> str:
    """Phase, percent, bytes, rate and remaining time, as far as known."""
    parts: list[str] = []
    if progress.phase is not None:
        parts.append(str(progress.phase))
    if progress.fraction is not None:
        parts.append(words.percent(progress.fraction * 100))
    if progress.done_bytes is not None and progress.total_bytes:
        parts.append(tr("{done} of {total}", done=words.size(progress.done_bytes), total=words.size(progress.total_bytes)))
    if progress.bytes_per_second:
        parts.append(words.rate(progress.bytes_per_second))
    if progress.eta_seconds is not None:
        parts.append(tr("{time} left", time=words.remaining(progress.eta_seconds)))
    return "  ".join(parts)


def set_bar(bar: QProgressBar, progress: Progress) -> None:
    """Determinate where a fraction is known, else busy."""
    if progress.fraction is None:
        bar.setRange(0, 0)
    else:
        bar.setRange(0, 1000)
        bar.setValue(round(progress.fraction * 1000))


class TaskRow(QFrame):
    """One task in the panel."""

    def __init__(
        self,
        task: Task,
        cancel: Callable[[str], None],
        go: Callable[[Ref], None],
        files: Callable[[Task], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("task_row")
        self._cancel, self._go = cancel, go
        self.task = task
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(10)
        self._icon = IconLabel("", 16)
        row.addWidget(self._icon)
        column = QVBoxLayout()
        column.setSpacing(2)
        row.addLayout(column, 1)
        first = QHBoxLayout()
        first.setSpacing(10)
        self._title = ElidedLabel()
        self._when = label("", "dim", name="task_when")
        first.addWidget(self._title, 1)
        first.addWidget(self._when)
        column.addLayout(first)
        self._detail = label("", "dim", name="task_detail", wrap=True)
        column.addWidget(self._detail)
        self._bar = QProgressBar()
        self._bar.setObjectName("task_bar")
        self._bar.setTextVisible(False)
        column.addWidget(self._bar)
        self._copy = IconButton("copy", tr("Copy the details"), "task_copy")
        self._copy.clicked.connect(self._copy_details)
        row.addWidget(self._copy)
        self._files = LinkButton(tr("Resulting files"), "task_files")
        self._files.clicked.connect(lambda: files(self.task))
        row.addWidget(self._files)
        self._button = QPushButton(tr("Cancel"))
        self._button.setObjectName("task_cancel")
        self._button.clicked.connect(lambda: self._cancel(self.task.id))
        row.addWidget(self._button)
        self.set_task(task)

    def set_task(self, task: Task) -> None:
        """Its new state."""
        self.task = task
        self._icon.set_icon(*MARKS[task.state])
        self._title.set_text(str(task.title))
        self.setAccessibleName(f"{task.title}: {words.TASK[task.state]}")
        at = task.ended or task.started or task.created
        self._when.setText(f"{words.TASK[task.state]} · {words.relative(at)}" if at else str(words.TASK[task.state]))
        self._when.setToolTip(words.absolute(at) if at else "")
        running = not task.state.ended
        self._bar.setVisible(running)
        self._button.setVisible(running and task.cancellable)
        self._button.setEnabled(task.state is not TaskState.CANCELLING)
        self._button.setAccessibleName(tr("Cancel: {title}", title=task.title))
        if running:
            set_bar(self._bar, task.progress)
            text, role = progress_words(task.progress), "dim"
        else:
            text, role = " ".join(str(part) for part in (task.error, task.remedy) if part is not None), "dim"
        self._detail.setText(text)
        self._detail.setVisible(bool(text))
        set_role(self._detail, role)
        self._copy.setVisible(task.state is TaskState.FAILED)
        self._files.setVisible(bool(files_of(task)))
        self._copy.setToolTip("\n".join(part for part in (tr("Copy the details"), task.detail) if part))

    def tick(self) -> None:
        """Elapsed time of a task that nobody can measure."""
        if not self.task.state.ended and self.task.started:
            self._when.setText(f"{words.TASK[self.task.state]} · {words.remaining(time.time() - self.task.started)}")

    def _copy_details(self) -> None:
        task = self.task
        copy_text("\n".join(str(part) for part in (task.title, task.error, task.remedy, task.detail) if part))


class TasksPanel(QFrame):
    """Everything that ran or runs; newest first."""

    closed = Signal()
    go = Signal(object)
    files = Signal(object)
    """The files of this task are wanted."""

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tasks_panel")
        self.setAccessibleName(tr("Tasks"))
        self._runner = runner
        self._rows: dict[str, TaskRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(12, 6, 8, 6)
        top.setSpacing(8)
        title = label(tr("Tasks"), name="tasks_title")
        font = title.font()
        font.setWeight(font.Weight.DemiBold)
        title.setFont(font)
        self.which = QComboBox()
        self.which.setObjectName("tasks_which")
        self.which.setAccessibleName(tr("Which tasks"))
        for key, text in (("all", tr("All")), ("running", tr("Running")), ("failed", tr("Failed"))):
            self.which.addItem(text, key)
        self.which.currentIndexChanged.connect(self._fill)
        self.filter = QLineEdit()
        self.filter.setObjectName("tasks_filter")
        self.filter.setAccessibleName(tr("Filter the tasks"))
        self.filter.setPlaceholderText(tr("Filter"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(240)
        self.filter.textChanged.connect(self._fill)
        close = IconButton("close", tr("Close"), "tasks_close", size=14)
        close.clicked.connect(self.closed)
        for widget in (title, self.which, self.filter):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(close)
        column.addLayout(top)
        self._area = QScrollArea()
        self._area.setObjectName("tasks_area")
        self._area.setWidgetResizable(True)
        inner = QWidget()
        inner.setObjectName("tasks_inner")
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(0, 0, 0, 8)
        self._list.setSpacing(0)
        self._list.addStretch(1)
        self._area.setWidget(inner)
        column.addWidget(self._area, 1)
        self._empty = EmptyState("task", tr("What you start shows here, with its progress and, when it fails, the reason."), "", "tasks_empty")
        column.addWidget(self._empty, 1)
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._tick)
        self._unsubscribe = runner.subscribe(self._changed)
        self._fill()

    def shutdown(self) -> None:
        """Stop listening."""
        self._unsubscribe()
        self._timer.stop()

    def showEvent(self, event: object) -> None:
        self._fill()
        for task in self._runner.tasks():
            self._runner.mark_seen(task.id)

    def _matches(self, task: Task) -> bool:
        which = self.which.currentData()
        if which == "running" and task.state.ended:
            return False
        if which == "failed" and task.state is not TaskState.FAILED:
            return False
        return self.filter.text().casefold() in f"{task.title} {task.error or ''}".casefold()

    def _fill(self) -> None:
        if not self.isVisible():
            return
        wanted = sorted((t for t in self._runner.tasks() if self._matches(t)), key=lambda t: t.created, reverse=True)[:_MOST]
        keep = {task.id for task in wanted}
        for gone in [key for key in self._rows if key not in keep]:
            row = self._rows.pop(gone)
            row.hide()
            row.setParent(None)
            row.deleteLater()
        for position, task in enumerate(wanted):
            known = self._rows.get(task.id)
            if known is None:
                known = self._rows[task.id] = TaskRow(task, self._runner.cancel, self.go.emit, self.files.emit)
                self._list.insertWidget(position, known)
            else:
                known.set_task(task)
        self._area.setVisible(bool(wanted))
        self._empty.setVisible(not wanted)
        self._watch()

    def _changed(self, task: Task) -> None:
        if not self.isVisible():
            return
        row = self._rows.get(task.id)
        if row is None or not self._matches(task):
            self._fill()
        else:
            row.set_task(task)
            self._watch()
        if not task.seen:
            self._runner.mark_seen(task.id)

    def _watch(self) -> None:
        """The clock runs only while something runs and is looked at."""
        busy = self.isVisible() and any(not row.task.state.ended for row in self._rows.values())
        if busy and not self._timer.isActive():
            self._timer.start()
        elif not busy:
            self._timer.stop()

    def _tick(self) -> None:
        for row in self._rows.values():
            row.tick()
        self._watch()


class TasksLine(QFrame):
    """The line at the bottom: how many run and failed, and the newest running one with its progress."""

    toggled = Signal()

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tasks_line")
        self._runner = runner
        self._current = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 12, 3)
        row.setSpacing(12)
        self.summary = LinkButton(tr("Tasks"), "tasks_summary", tr("Show all tasks (Ctrl+T)"))
        self.summary.clicked.connect(self.toggled)
        self.mark = IconLabel("", 16)
        self.title = ElidedLabel()
        self.bar = QProgressBar()
        self.bar.setObjectName("tasks_line_bar")
        self.bar.setAccessibleName(tr("Progress"))
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(160)
        self.detail = ElidedLabel("", "dim")
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.setObjectName("tasks_line_cancel")
        self.cancel.setProperty("flat", "true")
        self.cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click greys it: the keyboard would go on to the toolbar
        self.cancel.clicked.connect(lambda: self._runner.cancel(self._current))
        self.message = ElidedLabel("", "dim")
        row.addWidget(self.summary)
        row.addWidget(self.mark)
        row.addWidget(self.title)
        row.addWidget(self.bar)
        row.addWidget(self.detail)
        row.addWidget(self.cancel)
        row.addWidget(self.message, 1)
        self.setFixedHeight(max(32, self.fontMetrics().height() + 14))
        self._unsubscribe = runner.subscribe(lambda _: self._later())
        self._pending = QTimer(self, singleShot=True, interval=30)
        self._pending.timeout.connect(self.refresh)
        self.refresh()

    def shutdown(self) -> None:
        """Stop listening."""
        self._unsubscribe()
        self._pending.stop()

    def _later(self) -> None:
        if not self._pending.isActive():
            self._pending.start()

    def say(self, text: str) -> None:
        """The reason or explanation of what the mouse is over."""
        self.message.set_text(text)

    def refresh(self) -> None:
        """Count anew."""
        tasks = self._runner.tasks()
        running = [task for task in tasks if not task.state.ended]
        failed = [task for task in tasks if task.state is TaskState.FAILED and not task.seen]
        parts = []
        if running:
            parts.append(tr("1 running") if len(running) == 1 else tr("{n} running", n=len(running)))
        if failed:
            parts.append(tr("1 failed") if len(failed) == 1 else tr("{n} failed", n=len(failed)))
        self.summary.set_text(tr("Tasks: {parts}", parts=listed(parts)) if parts else tr("Tasks"))
        shown = running[-1] if running else (failed[-1] if failed else None)
        self._current = shown.id if shown else ""
        for widget in (self.mark, self.title, self.detail):
            widget.setVisible(shown is not None)
        active = bool(running)
        self.bar.setVisible(active)
        self.cancel.setVisible(active and shown is not None and shown.cancellable)
        if shown is None:
            return
        self.mark.set_icon(*MARKS[shown.state])
        self.title.set_text(str(shown.title))
        self.cancel.setEnabled(shown.state is not TaskState.CANCELLING)
        self.cancel.setAccessibleName(tr("Cancel: {title}", title=shown.title))
        if active:
            set_bar(self.bar, shown.progress)
            self.detail.set_text(str(words.TASK[shown.state]) if shown.state is TaskState.CANCELLING else progress_words(shown.progress))
        else:
            self.detail.set_text(str(shown.error or ""))
