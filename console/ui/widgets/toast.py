"""Toasts: what finished or failed in the background, and the moment to undo a key press. Bottom right, over the content, gone by themselves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from console.model.text import tr
from console.ui.widgets.basic import IconButton, IconLabel, LinkButton, label

UNDO_MS = 3000
STAY_MS = 6000
_WIDTH = 380


class Toast(QFrame):
    """One message. ``ended`` is called once: with True when its time ran out, False when it was pressed or closed."""

    def __init__(
        self,
        kind: str,
        text: str,
        detail: str,
        links: tuple[tuple[str, Callable[[], None]], ...],
        milliseconds: int,
        ended: Callable[[bool], None] | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self.setAccessibleName(text)
        self.setProperty("card", "true")
        self.setProperty("level", kind)
        self._ended = ended
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 8, 10)
        row.setSpacing(10)
        row.addWidget(IconLabel({"warn": "warning"}.get(kind, kind), 20, kind), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label(text, name="toast_text", wrap=True))
        if detail:
            column.addWidget(label(detail, "dim", name="toast_detail", wrap=True))
        if links:
            line = QHBoxLayout()
            line.setSpacing(12)
            for number, (words, act) in enumerate(links):
                button = LinkButton(words, f"toast_link_{number}")
                button.clicked.connect(lambda _=False, act=act: self._pressed(act))
                line.addWidget(button)
            line.addStretch(1)
            column.addLayout(line)
        row.addLayout(column, 1)
        close = IconButton("close", tr("Close"), "toast_close", size=12)
        close.clicked.connect(lambda: self._finish(False))
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.setFixedWidth(_WIDTH)
        self._timer = QTimer(self, singleShot=True, interval=milliseconds)
        self._timer.timeout.connect(lambda: self._finish(True))
        self._timer.start()

    def enterEvent(self, event: QEvent) -> None:
        """Reading takes its time, but an action that waits must not wait for the mouse."""
        if self._ended is None:
            self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        if self._ended is None:
            self._timer.start()

    def _pressed(self, act: Callable[[], None]) -> None:
        self._finish(False)
        act()

    def _finish(self, timed_out: bool) -> None:
        ended, self._ended = self._ended, None
        self._timer.stop()
        self.hide()
        self.deleteLater()
        if ended is not None:
            ended(timed_out)


class Toasts(QObject):
    """The stack of toasts over a window's content."""

    def __init__(self, host: QWidget, bottom: int = 16) -> None:
        """``bottom``: pixels that stay free below."""
        super().__init__(host)
        self._host, self._bottom = host, bottom

    def show(
        self,
        kind: str,
        text: str,
        detail: str = "",
        links: tuple[tuple[str, Callable[[], None]], ...] = (),
        milliseconds: int = STAY_MS,
        ended: Callable[[bool], None] | None = None,
    ) -> Toast:
        """Show a toast; ``kind``: "info" | "ok" | "warn" | "error"."""
        shown = self.shown()
        if not shown:
            self._host.installEventFilter(self)  # Qt keeps it once, however often it is asked to
        for old in shown[: max(0, len(shown) - 3)]:
            if old._ended is None:
                old._finish(False)
        toast = Toast(kind, text, detail, links, milliseconds, ended, self._host)
        toast.destroyed.connect(self._place)
        toast.show()
        self._place()
        return toast

    def undoable(self, text: str, act: Callable[[], None]) -> Toast:
        """Say what is going to happen, and do it after three seconds unless *Undo* is pressed or the toast is closed."""

        def ended(timed_out: bool) -> None:
            if timed_out:
                act()

        return self.show("info", text, links=((tr("Undo"), lambda: None),), milliseconds=UNDO_MS, ended=ended)

    def shown(self) -> list[Toast]:
        """Visible toasts, oldest first."""
        return [t for t in self._host.findChildren(Toast, options=Qt.FindChildOption.FindDirectChildrenOnly) if not t.isHidden()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        bottom = self._host.height() - self._bottom
        for toast in reversed(self.shown()):
            toast.adjustSize()
            bottom -= toast.height()
            toast.move(self._host.width() - toast.width() - 16, bottom)
            toast.raise_()
            bottom -= 8
