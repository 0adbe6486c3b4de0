"""The right side of the window: header line, tabs that fit the selection, first steps, and what stands there when nothing is selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from console.model.ids import Ref
from console.model.preferences import hints_wanted
from console.model.text import tr
from console.ui.header import Header
from console.ui.services import Services
from console.ui.tabs.base import Spawn, Tab
from console.ui.tabs.kinds import CONSOLE, CONSOLES, KINDS, LOG, NETWORKING, STORAGE, TabKind, Thing
from console.ui.tabs.sections import Link
from console.ui.widgets.basic import EmptyState

if TYPE_CHECKING:
    from console.ui.dialogs.first_start import FirstSteps
    from console.ui.tabs.console import ConsoleTab


class Content(QWidget):
    """Shows a selection. ``requested`` names a command: "vm-install", "host-add"."""

    requested = Signal(str)

    def __init__(
        self, services: Services, follow: Callable[[Link], None], spawn: Spawn, known: Callable[[str], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("content")
        self._services, self._follow, self._spawn, self._known = services, follow, spawn, known
        self._things: tuple[Thing, ...] = ()
        self._wanted = str(services.settings.get("ui.tab", "general"))
        self.header = Header(services.inventory)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("tabs")
        self.tabs.setAccessibleName(tr("Tabs"))
        self._made: dict[TabKind, Tab] = {}
        for kind in KINDS:
            self.tabs.addTab(_place(kind), str(kind.title))
        self.tabs.currentChanged.connect(self._changed)
        self.nothing = EmptyState("vm", "", "", "nothing_selected")
        self.nothing.pressed.connect(lambda: self.requested.emit("vm-install"))
        self.hints: QWidget | None = None
        self._steps: FirstSteps | None = None
        self._system_here = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.header)
        self._column.addWidget(self.tabs, 1)
        self._column.addWidget(self.nothing, 1)

    def show_things(self, things: tuple[Thing, ...]) -> None:
        """Show this selection, or its new state."""
        self._things = things
        self.header.show_things(things)
        self.header.setVisible(bool(things))
        self.tabs.setVisible(bool(things))
        self.nothing.setVisible(not things)
        if things:
            self._show_tabs(things)
        elif self._services.inventory.hosts():
            self.nothing.show_state("vm", tr("Select something in the tree, or make a VM."), tr("New VM"))
        else:
            self.nothing.show_state("host", tr("No host yet."))
        self.show_hints()

    def _show_tabs(self, things: Sequence[Thing]) -> None:
        blocked = self.tabs.blockSignals(True)
        for number, kind in enumerate(KINDS):
            self.tabs.setTabVisible(number, kind.fits(things))
        number = next((i for i, kind in enumerate(KINDS) if kind.id == self._wanted and self.tabs.isTabVisible(i)), 0)
        tab = self.tab(KINDS[number])
        self.tabs.setCurrentIndex(number)
        self.tabs.blockSignals(blocked)
        tab.show_things(things)

    def tab(self, kind: TabKind) -> Tab:
        """The tab of this kind; it is made when it is first asked for."""
        found = self._made.get(kind)
        if found is None:
            found = self._made[kind] = self._make(kind)
            number = KINDS.index(kind)
            blocked = self.tabs.blockSignals(True)
            place, visible, current = self.tabs.widget(number), self.tabs.isTabVisible(number), self.tabs.currentIndex()
            self.tabs.insertTab(number, found, str(kind.title))
            self.tabs.removeTab(number + 1)
            self.tabs.setTabVisible(number, visible)
            self.tabs.setCurrentIndex(current)
            self.tabs.blockSignals(blocked)
            if place is not None:
                place.deleteLater()
        return found

    def _make(self, kind: TabKind) -> Tab:
        """Tabs are imported one by one: the window is shown with one of them."""
        services, follow, spawn = self._services, self._follow, self._spawn
        if kind is STORAGE:
            from console.ui.tabs.storage import StorageTab

            return StorageTab(services, follow, spawn, self._known)
        if kind is NETWORKING:
            from console.ui.tabs.tables import NetworkingTab

            return NetworkingTab(services, follow, spawn)
        if kind is CONSOLE:
            from console.ui.tabs.console import ConsoleTab

            return ConsoleTab(services, follow, spawn)
        if kind is CONSOLES:
            from console.ui.tabs.wall import WallTab

            wall = WallTab(services, follow, spawn)
            wall.opened.connect(self._open_console)
            return wall
        if kind is LOG:
            from console.ui.tabs.log import LogTab

            return LogTab(services, follow, spawn)
        from console.ui.tabs.general import GeneralTab

        return GeneralTab(services, follow, spawn, self._known)

    @property
    def current(self) -> Tab:
        """The tab in front."""
        return self.tab(KINDS[max(0, self.tabs.currentIndex())])

    @property
    def console(self) -> ConsoleTab:
        """The Console tab."""
        return cast("ConsoleTab", self.tab(CONSOLE))

    def _changed(self, number: int) -> None:
        if 0 <= number < len(KINDS) and self._things:
            self._wanted = KINDS[number].id
            self._services.settings.set("ui.tab", self._wanted)
            self.current.show_things(self._things)

    def visible_tabs(self) -> list[int]:
        """Indexes of the tabs that are there."""
        return [number for number in range(self.tabs.count()) if self.tabs.isTabVisible(number)]

    def show_number(self, number: int) -> None:
        """Alt+1 … Alt+9."""
        visible = self.visible_tabs()
        if number <= len(visible):
            self.tabs.setCurrentIndex(visible[number - 1])
            self.tabs.tabBar().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_named(self, name: str) -> None:
        """The tab with this id; where it does not fit what is selected now, as soon as it does."""
        self._wanted = name
        number = next((i for i, kind in enumerate(KINDS) if kind.id == name and self.tabs.isTabVisible(i)), None)
        if number is not None:
            self.tabs.setCurrentIndex(number)

    def _open_console(self, ref: Ref) -> None:
        """From the console wall to the Console tab of one VM, ready to be typed into."""
        self.show_named(CONSOLE.id)
        self._follow(Link("", "go", ref))
        if self.current is self.console and self.console.panel is not None:
            self.console.panel.give_focus()

    def show_hints(self) -> None:
        """Three steps for newcomers, above the tabs of this computer's own host and where nothing is selected."""
        one = self._things[0] if len(self._things) == 1 else None
        here = not self._things or bool(getattr(getattr(one, "record", None), "embedded", False))
        visible = here and hints_wanted(self._services.settings)
        if visible and self.hints is None:
            from console.operations.drafts.host_uri import system_libvirt_here
            from console.ui.dialogs.first_start import FirstSteps

            self._steps = steps = FirstSteps(self._services.settings)
            steps.requested.connect(self._step)
            steps.dismissed.connect(self.show_hints)
            self._system_here = system_libvirt_here()
            self.hints = QWidget()
            self.hints.setObjectName("hints")
            column = QVBoxLayout(self.hints)
            column.setContentsMargins(16, 12, 16, 0)
            column.addWidget(steps)
            self._column.insertWidget(1, self.hints)
        if self.hints is not None:
            held = self.window().focusWidget()
            if not visible and held is not None and self.hints.isAncestorOf(held):
                self.tabs.setFocus()  # else Qt takes the next in its chain, a button of the toolbar, and Enter would press it
            self.hints.setVisible(visible)
        if visible and self._steps is not None:
            from console.operations.drafts.host_uri import SYSTEM_URI

            known = {host.record.uri for host in self._services.inventory.hosts()}
            self._steps.offer_system(self._system_here and SYSTEM_URI not in known)

    def _step(self, what: str) -> None:
        """A button of the first steps."""
        from console.operations.drafts.host_uri import system_record
        from console.operations.host import AddHost

        if what == "add-system":
            names = {host.name for host in self._services.inventory.hosts()}
            self._services.runner.start(AddHost(system_record(names)))
            if self._steps is not None:
                self._steps.offer_system(False)
            return
        self.requested.emit({"new-vm": "vm-install", "add-host": "host-add"}[what])

    def tick(self) -> None:
        """Relative times anew."""
        if self._things and self.isVisible():
            self.current.tick()

    def shutdown(self) -> None:
        """Stop listening."""
        for tab in self._made.values():
            tab.shutdown()


def _place(kind: TabKind) -> QWidget:
    """What stands for a tab that has not been looked at yet."""
    place = QWidget()
    place.setObjectName(f"tab_{kind.id}")
    return place
