"""A console in a window of its own: undocked, or the whole screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QCursor, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.model.inventory import Inventory
from console.ui import icons
from console.ui.display.panel import ConsolePanel, title_of
from console.ui.display.sessions import where_now

_EDGE = 3
"""Pixels from the top where the pointer brings the strip back in full screen."""


class ConsoleWindow(QWidget):
    """Holds a panel; closing it gives the panel back (``dock_wanted``)."""

    dock_wanted = Signal()

    def __init__(self, panel: ConsolePanel, inventory: Inventory, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("console_window")
        self.setWindowIcon(icons.application_icon())
        self.panel = panel
        self._inventory = inventory
        self._then_dock = False
        self._released = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        panel.show()
        self._retitle()
        self._unsubscribe = inventory.subscribe(lambda _changes: self._retitle())
        for keys, act in (("F11", lambda: self.toggle_full_screen(then_dock=self._then_dock)), ("Alt+Shift+U", self.dock_wanted.emit)):
            QShortcut(QKeySequence(keys), self, act)
        self._pointer = QTimer(self, interval=120)
        self._pointer.timeout.connect(self._look_for_pointer)
        panel.screen_view.canvas.installEventFilter(self)

    def _retitle(self) -> None:
        title = str(title_of(where_now(self._inventory, self.panel.ref)))
        if title != self.windowTitle():
            self.setWindowTitle(title)

    def toggle_full_screen(self, *, then_dock: bool = False) -> None:
        """The whole screen, or not; ``then_dock``: afterwards back into the main window."""
        if self.isFullScreen():
            self._pointer.stop()
            self.panel.strip.show()
            self.showNormal()
            if self._then_dock:
                self.dock_wanted.emit()
        else:
            self._then_dock = then_dock
            self.showFullScreen()
            self.panel.strip.hide()
            self._pointer.start()

    def _look_for_pointer(self) -> None:
        """In full screen the strip is there while the pointer is at the top (or on it), or while no key goes to the guest."""
        strip = self.panel.strip
        where = self.mapFromGlobal(QCursor.pos())
        if not strip.isVisible():
            if self.rect().contains(where) and where.y() < _EDGE:
                strip.show()
        elif not strip.rect().adjusted(0, 0, 0, 24).contains(strip.mapFromGlobal(QCursor.pos())) and not self._menu_open():
            strip.hide()

    def _menu_open(self) -> bool:
        strip = self.panel.strip
        menus = [button.menu() for button in (strip.keys, strip.scale, strip.disc, strip.picture, strip.head)]
        return any(menu is not None and menu.isVisible() for menu in menus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc leaves the full screen once the keyboard has been let go."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and self.isFullScreen()
            and not self.panel.screen_view.canvas.held
        ):
            self.toggle_full_screen(then_dock=self._then_dock)
            return True
        return super().eventFilter(watched, event)

    def release(self) -> ConsolePanel:
        """Give the panel away; the window is of no use afterwards."""
        self.give_up()
        self.panel.screen_view.canvas.removeEventFilter(self)
        self.panel.strip.show()
        self.panel.setParent(None)
        self.hide()
        return self.panel

    def give_up(self) -> None:
        """The program ends, or the panel goes: closing asks for nothing any more."""
        self._released = True
        self._pointer.stop()
        self._unsubscribe()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._released:
            event.ignore()
            self.dock_wanted.emit()
            return
        super().closeEvent(event)
