"""Console: the screen or text console of the selected VM, beside the steps of installing guest tools; also in windows of their own."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from console.model.ids import Ref
from console.model.inventory import Changes
from console.model.objects import Vm
from console.model.text import N_, Text, tr
from console.ui.display.panel import ConsolePanel
from console.ui.display.sessions import Libraries, Phase
from console.ui.display.window import ConsoleWindow
from console.ui.services import Services
from console.ui.tabs.base import Spawn, Tab
from console.ui.tabs.kinds import CONSOLE, Thing
from console.ui.tabs.sections import Link
from console.ui.widgets.basic import Banner, EmptyState
from console.ui.widgets.steps import StepsPanel

KEPT = 4
"""Consoles of VMs looked at lately that are kept, so that going back and forth between them is quick."""
NOTICE_MS = 6000


class ConsoleTab(Tab):
    """One console at a time here; any number in windows."""

    kind = CONSOLE

    def __init__(self, services: Services, follow: Callable[[Link], None], spawn: Spawn, parent: QWidget | None = None) -> None:
        super().__init__(services, follow, spawn, parent)
        self._libraries = Libraries()
        self._panels: OrderedDict[Ref, ConsolePanel] = OrderedDict()
        self._windows: dict[Ref, ConsoleWindow] = {}
        self._ref: Ref | None = None
        self.stack = QStackedWidget()
        self.away = EmptyState("undock", "", "", "console_away")
        self.away.pressed.connect(self.dock)
        self.stack.addWidget(self.away)
        self.steps = StepsPanel()
        self.steps.eject_requested.connect(lambda: self.follow(Link("", "vm-tools-eject", self._ref)))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.stack, 1)
        row.addWidget(self.steps)
        self._notice = Notice()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(self._notice)
        self._unsubscribe = services.inventory.subscribe(self._inventory_changed)

    # ------------------------------------------------------------------ Tab

    def show_things(self, things: Sequence[Thing]) -> None:
        vm = things[0]
        assert isinstance(vm, Vm)
        self._ref = vm.ref
        if vm.ref in self._windows:
            text = tr("The console of {name} is in a window of its own.", name=vm.name)
            self.away.show_state("undock", text, tr("Bring it back"))
            self.stack.setCurrentWidget(self.away)
        else:
            self.stack.setCurrentWidget(self._panel(vm.ref))
        self._show_steps(vm)

    def shutdown(self) -> None:
        self._unsubscribe()
        for window in list(self._windows.values()):
            window.give_up()
        for panel in (*self._panels.values(), *(window.panel for window in self._windows.values())):
            panel.shutdown()
        self._panels.clear()
        self._windows.clear()

    # ------------------------------------------------------------------ panels

    def _panel(self, ref: Ref) -> ConsolePanel:
        """The console of this VM; the one that was looked at longest ago makes room."""
        panel = self._panels.get(ref)
        if panel is None:
            panel = ConsolePanel(self.services, ref, self._libraries, self.follow, self.spawn)
            panel.asked.connect(self._asked)
            panel.said.connect(self._notice.say)
            self._adopt(panel)
        self._panels.move_to_end(ref)
        while len(self._panels) > KEPT:
            self._drop(next(iter(self._panels)))
        return panel

    def _adopt(self, panel: ConsolePanel) -> None:
        self._panels[panel.ref] = panel
        self.stack.addWidget(panel)
        panel.strip.show_docked(True)

    def _drop(self, ref: Ref) -> None:
        panel = self._panels.pop(ref)
        panel.shutdown()
        self.stack.removeWidget(panel)
        panel.deleteLater()

    @property
    def panel(self) -> ConsolePanel | None:
        """The console of the VM that is selected, wherever it is."""
        if self._ref is None:
            return None
        window = self._windows.get(self._ref)
        return window.panel if window is not None else self._panels.get(self._ref)

    def _inventory_changed(self, changes: Changes) -> None:
        for ref in changes.removed:
            if ref in self._panels and ref != self._ref:
                self._drop(ref)
        if self._ref is not None and changes.touches(self._ref) and (vm := self.inventory.vm(self._ref)) is not None:
            self._show_steps(vm)

    # ------------------------------------------------------------------ guest tools

    def _show_steps(self, vm: Vm) -> None:
        """Beside the screen while a tools disc is in the drive. What the steps type goes to whichever console is shown."""
        self.steps.set_typing(self._type)
        self.steps.show_vm(vm)

    def _type(self, text: str) -> None:
        panel = self.panel
        if panel is not None and panel.phase is Phase.SHOWN:
            panel.type_text(text)
            panel.give_focus()
        else:
            self._notice.say(N_("Nothing can be typed: the console is not connected."))

    # ------------------------------------------------------------------ windows

    def _asked(self, what: str) -> None:
        if what == "undock":
            self.undock_or_dock()
        elif what == "full-screen":
            self.full_screen()

    def undock_or_dock(self) -> None:
        """Alt+Shift+U."""
        if self._ref in self._windows:
            self.dock()
        else:
            self.undock()

    def undock(self) -> ConsoleWindow | None:
        """The console of the selected VM into a window of its own; the connection goes with it."""
        if self._ref is None or self._ref not in self._panels:
            return self._windows.get(self._ref) if self._ref is not None else None
        panel = self._panels.pop(self._ref)
        self.stack.removeWidget(panel)
        window = ConsoleWindow(panel, self.services.inventory, self.window())
        self._windows[panel.ref] = window
        window.dock_wanted.connect(lambda ref=panel.ref: self._dock(ref))
        panel.strip.show_docked(False)
        window.resize(max(720, self.width()), max(480, self.height()))
        window.show()
        if (vm := self.inventory.vm(panel.ref)) is not None:
            self.show_things((vm,))
        panel.give_focus()
        return window

    def dock(self) -> None:
        """Back into the main window."""
        if self._ref is not None:
            self._dock(self._ref)

    def _dock(self, ref: Ref) -> None:
        window = self._windows.pop(ref, None)
        if window is None:
            return
        panel = window.release()
        window.deleteLater()
        self._adopt(panel)
        vm = self.inventory.vm(ref)
        if ref == self._ref and vm is not None:
            self.show_things((vm,))
            panel.give_focus()

    def full_screen(self) -> None:
        """F11: the console fills the screen, and is back where it was afterwards."""
        docked = self._ref not in self._windows
        window = self.undock() if docked else self._windows.get(self._ref) if self._ref is not None else None
        if window is not None:
            window.toggle_full_screen(then_dock=docked)


class Notice(QWidget):
    """A short notice at the bottom, for some seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner("console_notice", closable=True)
        self.banner.closed.connect(self.banner.hide)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.banner)
        self._away = QTimer(self, singleShot=True, interval=NOTICE_MS)
        self._away.timeout.connect(self.banner.hide)

    def say(self, text: Text) -> None:
        """Show it."""
        self.banner.say("info", str(text), close_tip=tr("Close"))
        self._away.start()
