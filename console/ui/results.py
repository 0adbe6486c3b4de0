"""Files that a task has made, and the desktop's file manager on their folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from console.model.rules import Verb
from console.model.tasks import Task, TaskState


def files_of(task: Task) -> tuple[str, ...]:
    """The files that a task has made, () where it made none."""
    return tuple(task.result.splitlines()) if task.verb == Verb.VM_EXPORT.value and task.state is TaskState.DONE else ()


def show_folder(files: Sequence[str]) -> None:
    """Open the folder of these files in the desktop's file manager."""
    if files:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(files[0]).parent)))
