"""The main window: menus, toolbar, tree, header, tabs, tasks. It shows what the inventory says and asks commands; it never talks to libvirt."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QStatusTipEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QMenu, QSplitter, QTabWidget, QVBoxLayout, QWidget

from console.model.errors import ConsoleError
from console.model.ids import HostId, Kind, Ref, host_ref
from console.model.inventory import Changes
from console.model.objects import AnyObject, Vm
from console.model.tasks import Task, TaskState
from console.model.text import Text, tr
from console.operations import power
from console.operations.base import Operation
from console.operations.subject import target
from console.ui import icons, words
from console.ui.commands.base import CommandSet, Selection, Thing
from console.ui.commands.host import host_commands
from console.ui.commands.vm import default_command, vm_commands
from console.ui.commands.window import window_commands
from console.ui.header import Header
from console.ui.jobs import Jobs
from console.ui.menus import MENU_BAR, context_menu
from console.ui.services import Services
from console.ui.tabs.base import Tab
from console.ui.tabs.general import GeneralTab
from console.ui.tabs.log import EventsWindow, LogTab
from console.ui.tabs.sections import Link
from console.ui.tabs.tables import NetworkingTab, StorageTab
from console.ui.tasks_panel import TasksLine, TasksPanel
from console.ui.theme import ThemeSwitch
from console.ui.toolbar import build_toolbar
from console.ui.tree_pane import TreePane
from console.ui.widgets.basic import EmptyState
from console.ui.widgets.palette_box import Entry, PaletteBox
from console.ui.widgets.toast import Toasts

LONG_SECONDS = 5.0
"""A task that took longer than this is announced when it is done; shorter ones show by themselves."""
WATCHED = 80


class MainWindow(QMainWindow):
    """Everything the user sees. ``close()`` saves its state."""

    closed = Signal()

    def __init__(self, services: Services, theme: ThemeSwitch | None = None) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle("Virtdeck")
        self.setWindowIcon(icons.application_icon())
        self._services = services
        self.theme = theme or self._own_theme()
        self._jobs = Jobs(self.show_error)
        self._things: tuple[Thing, ...] = ()
        self._past: list[list[Ref]] = []
        self._future: list[list[Ref]] = []
        self._travelling = False
        self._refs: list[Ref] = []
        self._events: EventsWindow | None = None
        self._running: dict[str, float] = {}
        self._tab = str(services.settings.get("ui.tab", "general"))
        self._dirty: set[str] = set()
        self._ready = False
        self._build()
        self._ready = True
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._refresh)
        self._watching = QTimer(self, singleShot=True, interval=150)
        self._watching.timeout.connect(self._watch)
        self._minute = QTimer(self, interval=30_000)
        self._minute.timeout.connect(self._tick)
        self._minute.start()
        self._unsubscribe = (services.inventory.subscribe(self._inventory_changed), services.runner.subscribe(self._task_changed))
        self._restore()
        self._selected(self.pane.refs())
        self._choose_first()
        self.pane.view.setFocus()

    def _own_theme(self) -> ThemeSwitch:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        return ThemeSwitch(app, str(self._services.settings.get("ui.theme", "system")), self)

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        services = self._services
        central = QWidget()
        central.setObjectName("central")
        self.setCentralWidget(central)
        self._toasts = Toasts(central, 48)
        commands = [*vm_commands(self, words.needs_tools), *host_commands(self), *window_commands(self)]
        self.commands = CommandSet(commands, self, self)
        self._build_menus()
        self.toolbar = build_toolbar(self.commands, self)
        self.pane = TreePane(services.inventory, services.settings)
        self.pane.selected.connect(self._selected)
        self.pane.activated.connect(self._default)
        self.pane.context_requested.connect(self._context)
        self.pane.add_host.connect(lambda: self.commands.action("host-add").trigger())
        self.pane.view.verticalScrollBar().valueChanged.connect(lambda: self._watching.start())
        self.header = Header(services.inventory)
        self.header.go.connect(lambda ref: self.select([ref]))
        self.header.renamed.connect(self._rename)
        self.header.copied.connect(self._copied)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("tabs")
        self.tabs.setAccessibleName(tr("Tabs"))
        self._tabs: list[Tab] = [
            GeneralTab(services, self.follow, self.spawn, self._knows),
            StorageTab(services, self.follow, self.spawn),
            NetworkingTab(services, self.follow, self.spawn),
            LogTab(services, self.follow, self.spawn),
        ]
        for tab in self._tabs:
            self.tabs.addTab(tab, str(tab.title))
        self.tabs.currentChanged.connect(self._tab_changed)
        self.nothing = EmptyState("vm", "", "", "nothing_selected")
        self.nothing.pressed.connect(lambda: self.commands.action("vm-install").trigger())
        right = QWidget()
        right.setObjectName("right")
        self._right = QVBoxLayout(right)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.setSpacing(0)
        self._right.addWidget(self.header)
        self._right.addWidget(self.tabs, 1)
        self._right.addWidget(self.nothing, 1)
        self._hints: QWidget | None = None
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("splitter")
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.pane)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setCollapsible(1, False)
        self.splitter.setSizes([280, 1000])
        self.tasks = TasksPanel(services.runner)
        self.tasks.closed.connect(lambda: self.do("tasks"))
        self.tasks.go.connect(lambda ref: self.select([ref]))
        self.tasks.hide()
        self.upright = QSplitter(Qt.Orientation.Vertical)
        self.upright.setObjectName("upright")
        self.upright.setHandleWidth(1)
        self.upright.addWidget(self.splitter)
        self.upright.addWidget(self.tasks)
        self.upright.setStretchFactor(0, 1)
        self.upright.setSizes([500, 220])
        self.tasks_line = TasksLine(services.runner)
        self.tasks_line.toggled.connect(lambda: self.do("tasks"))
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(self.upright, 1)
        column.addWidget(_line())
        column.addWidget(self.tasks_line)
        self.setMinimumSize(880, 560)

    def _build_menus(self) -> None:
        bar = self.menuBar()
        bar.setObjectName("menu_bar")
        for name, text, entries in MENU_BAR:
            menu = bar.addMenu(str(text))
            menu.setObjectName(f"menu_{name}")
            menu.setToolTipsVisible(True)
            menu.aboutToShow.connect(self._refresh_commands)
            self._fill_menu(menu, entries)

    def _fill_menu(self, menu: QMenu, entries: Sequence[Any]) -> None:
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            elif isinstance(entry, tuple):
                inner = menu.addMenu(str(entry[0]))
                inner.setObjectName(f"{menu.objectName()}_sub")
                self._fill_menu(inner, entry[1])
            elif entry in self.commands:
                menu.addAction(self.commands.action(entry))

    # ------------------------------------------------------------------ Shell: what commands may ask

    @property
    def services(self) -> Services:
        return self._services

    @property
    def toasts(self) -> Toasts:
        return self._toasts

    def widget(self) -> QWidget:
        return self

    def selection(self) -> Selection:
        return Selection(self._things)

    def select(self, refs: Sequence[Ref]) -> None:
        """Select objects in the tree (the filter gives way)."""
        if any(ref.kind is Kind.STORAGE for ref in refs):
            refs = [self._drawn(ref) for ref in refs]
        self.pane.select(refs)

    def _drawn(self, ref: Ref) -> Ref:
        """A shared repository is drawn once a pool: the one that stands for it."""
        if self.pane.model.index_of(ref).isValid():
            return ref
        source = getattr(self._services.inventory.get(ref), "source", "")
        same = [r.ref for r in self._services.inventory.repositories() if source and r.source == source]
        return next((r for r in same if self.pane.model.index_of(r).isValid()), ref)

    def start(self, operation: Operation) -> None:
        self._services.runner.start(operation)

    def spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        self._jobs.start(work)

    def follow(self, link: Link) -> None:
        """What a link on a tab does."""
        if link.action == "go" and link.ref is not None:
            self.select([link.ref])
            return
        if link.action not in self.commands:
            return
        thing = self._services.inventory.get(link.ref) if link.ref is not None else None
        selection = Selection((thing,)) if thing is not None else self.selection()
        command = self.commands[link.action]
        reason = command.why_not(selection)
        if reason is None:
            command.trigger(selection)
        else:
            self._toasts.show("warn", str(reason.text))

    def _knows(self, action: str) -> bool:
        return action == "go" or action in self.commands

    def do(self, what: str, value: object = None) -> None:
        """Things of the window, by the name that commands use."""
        self._doings()[what](value)

    def _doings(self) -> dict[str, Callable[[Any], object]]:
        return {
            "view": lambda name: self.pane.set_view(name),
            "tab": self._show_tab_number,
            "back": lambda _: self._travel(self._past, self._future),
            "forward": lambda _: self._travel(self._future, self._past),
            "show-builtin": lambda _: self._switch_builtin(),
            "show-storage": lambda _: self.pane.set_options(storage=not self.pane.model.options.storage),
            "show-networks": lambda _: self.pane.set_options(networks=not self.pane.model.options.networks),
            "show-templates": lambda _: self.pane.set_options(templates=not self.pane.model.options.templates),
            "expand-all": lambda _: self.pane.expand_all(True),
            "collapse-all": lambda _: self.pane.expand_all(False),
            "filter": lambda _: self.pane.focus_filter(),
            "palette": lambda _: self._palette(),
            "tasks": lambda _: self._toggle_tasks(),
            "events": lambda _: self._toggle_events(),
            "full-screen": lambda _: self.showNormal() if self.isFullScreen() else self.showFullScreen(),
            "theme": self._set_theme,
            "preferences": lambda _: self._preferences(),
            "shortcuts": lambda _: self._shortcuts(),
            "help": lambda _: self._help(),
            "about": lambda _: self._about(),
            "quit": lambda _: self.close(),
            "rename": lambda _: self.header.start_rename(),
            "new-vm": self._new_vm,
            "delete-vms": self._delete,
            "pick-file": self._pick_file,
            "fix": self._fix,
            "error": self.show_error,
            "reload-tab": lambda _: self._current_tab().reload(),
        }

    def is_on(self, what: str) -> bool:
        """Switches, for checkable commands."""
        name, _, value = what.partition("=")
        if not self._ready:
            return False
        if name == "tab":
            return int(value) <= sum(self.tabs.isTabVisible(i) for i in range(self.tabs.count()))
        options = self.pane.model.options
        states: dict[str, bool] = {
            "view": options.view == value,
            "show-builtin": options.builtin,
            "show-storage": options.storage,
            "show-networks": options.networks,
            "show-templates": options.templates,
            "tasks": not self.tasks.isHidden(),
            "events": self._events is not None,
            "full-screen": self.isFullScreen(),
            "theme": self.theme.preference == value,
            "back": bool(self._past),
            "forward": bool(self._future),
        }
        return states[name]

    # ------------------------------------------------------------------ selection

    def _selected(self, refs: list[Ref]) -> None:
        if self._refs and refs and refs != self._refs and not self._travelling:
            self._past = [*self._past[-49:], self._refs]
            self._future.clear()
        self._refs = refs
        self._show()
        self._watching.start()

    def _resolve(self) -> tuple[Thing, ...]:
        found: list[Thing] = []
        for ref in self._refs:
            thing = self.pane.model.builtin(ref) if ref.kind is Kind.BUILTIN_TEMPLATE else self._services.inventory.get(ref)
            if thing is not None:
                found.append(thing)
        return tuple(found)

    def _show(self) -> None:
        """Header, tabs and commands for what is selected."""
        self._things = self._resolve()
        self.header.show_things(self._things)
        self.header.setVisible(bool(self._things))
        self.tabs.setVisible(bool(self._things))
        self.nothing.setVisible(not self._things)
        if self._things:
            self._show_tabs()
        else:
            self._show_nothing()
        self._show_hints()
        self._refresh_commands()

    def _show_tabs(self) -> None:
        blocked = self.tabs.blockSignals(True)
        for number, tab in enumerate(self._tabs):
            self.tabs.setTabVisible(number, tab.fits(self._things))
        wanted = next((i for i, tab in enumerate(self._tabs) if tab.id == self._tab and self.tabs.isTabVisible(i)), 0)
        self.tabs.setCurrentIndex(wanted)
        self.tabs.blockSignals(blocked)
        self._current_tab().show_things(self._things)

    def _show_nothing(self) -> None:
        if self._services.inventory.hosts():
            self.nothing.show_state("vm", tr("Select something in the tree, or make a VM."), tr("New VM"))
        else:
            self.nothing.show_state("host", tr("No host yet."), "")

    def _current_tab(self) -> Tab:
        return self._tabs[max(0, self.tabs.currentIndex())]

    def _tab_changed(self, number: int) -> None:
        if 0 <= number < len(self._tabs) and self._things:
            self._tab = self._tabs[number].id
            self._services.settings.set("ui.tab", self._tab)
            self._tabs[number].show_things(self._things)

    def _show_tab_number(self, number: int) -> None:
        visible = [i for i in range(self.tabs.count()) if self.tabs.isTabVisible(i)]
        if number <= len(visible):
            self.tabs.setCurrentIndex(visible[number - 1])
            self.tabs.tabBar().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _travel(self, source: list[list[Ref]], other: list[list[Ref]]) -> None:
        """Back or forward: what was there and still exists."""
        while source:
            refs = [ref for ref in source.pop() if ref in self._services.inventory]
            if refs and refs != self._refs:
                other.append(self._refs)
                self._travelling = True
                self.select(refs)
                self._travelling = False
                break
        self._refresh_commands()

    def _choose_first(self) -> None:
        """First start: this computer's own host is selected, so that the window says something."""
        if self._refs or self.pane.model.filtering or self._services.settings.get("ui.tree.selected"):
            return
        hosts = sorted(self._services.inventory.hosts(), key=lambda host: not host.record.embedded)
        if hosts:
            self.select([hosts[0].ref])

    def _default(self) -> None:
        """Enter or a double click on a row."""
        key = default_command(self.selection().one)
        if key:
            self.commands.action(key).trigger()

    def _context(self, where: QPoint) -> None:
        self._refresh_commands()
        menu = QMenu(self)
        menu.setObjectName("context_menu")
        menu.setToolTipsVisible(True)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill_menu(menu, context_menu(self.selection()))
        menu.popup(where)

    def _refresh_commands(self) -> None:
        self.commands.refresh(self.selection())

    # ------------------------------------------------------------------ the world changes

    def _inventory_changed(self, changes: Changes) -> None:
        hosts = {host_ref(ref.host) for ref in self._refs if ref.host}
        concerned = any(changes.touches(ref) for ref in self._refs)
        concerned = concerned or any("state" in changes.changed.get(host, ()) or host in changes.removed for host in hosts)
        whole = any(ref.kind in (Kind.POOL, Kind.HOST) for ref in self._refs)
        if whole and not concerned:
            names = {str(ref.host) for ref in self._refs}
            pools = any(ref.kind is Kind.POOL for ref in self._refs)
            touched = (*changes.added, *changes.removed, *(ref for ref, fields in changes.changed.items() if fields - {"stats"}))
            concerned = any(pools or str(ref.host) in names for ref in touched)
        if not self._refs and changes.added:
            self._dirty.add("first")
        if concerned:
            self._dirty.add("show")
        if self._dirty and not self._later.isActive():
            self._later.start()
        if changes.added:
            self._watching.start()

    def _refresh(self) -> None:
        dirty, self._dirty = self._dirty, set()
        if "first" in dirty:
            self.pane.model.flush()
            self._choose_first()
        self._show()

    def _tick(self) -> None:
        if self._things and self.isVisible() and not self.isMinimized():
            self._current_tab().tick()

    def _watch(self) -> None:
        """Tell the backend what is looked at: the selection, then the rows on screen."""
        wanted = [ref for ref in self._refs if ref.kind is not Kind.BUILTIN_TEMPLATE]
        view = self.pane.view
        index = view.indexAt(QPoint(4, 4))
        while index.isValid() and len(wanted) < WATCHED and view.visualRect(index).top() < view.viewport().height():
            ref = self.pane.model.ref(index)
            if ref is not None and ref.kind is Kind.VM:
                wanted.append(ref)
            index = view.indexBelow(index)
        self._services.hosts.watch(tuple(dict.fromkeys(wanted)))

    # ------------------------------------------------------------------ tasks

    def _task_changed(self, task: Task) -> None:
        if not task.state.ended:
            self._running.setdefault(task.id, time.monotonic())
            return
        since = self._running.pop(task.id, None)
        if since is None:
            return  # history of an earlier run
        if task.state is TaskState.FAILED:
            self._announce_failure(task)
        elif task.state is TaskState.DONE and time.monotonic() - since > LONG_SECONDS:
            links = tuple((tr("Show"), lambda ref=ref: self.select([ref])) for ref in task.applies_to[:1] if ref in self._services.inventory)
            self._toasts.show("ok", tr("{task}: done", task=task.title), links=links)
        if self._things and any(ref in task.applies_to for ref in self._refs):
            self._current_tab().reload()

    def _announce_failure(self, task: Task) -> None:
        text = str(task.error or tr("{task} failed.", task=task.title))
        self._toasts.show("error", text, str(task.remedy or ""), ((tr("Details"), self._open_tasks),), milliseconds=12_000)

    def show_error(self, failure: ConsoleError) -> None:
        """A failure of the window's own work."""
        self._toasts.show("error", str(failure.text), str(failure.remedy or ""))

    def say(self, text: Text) -> None:
        """A message of the program itself, as a toast."""
        self._toasts.show("warn", str(text), milliseconds=12_000)

    def _open_tasks(self) -> None:
        if self.tasks.isHidden():
            self._toggle_tasks()

    def _toggle_tasks(self) -> None:
        self.tasks.setVisible(self.tasks.isHidden())
        self._refresh_commands()

    def _toggle_events(self) -> None:
        if self._events is None:
            self._events = EventsWindow(self._services, self)
            self._events.view.opened.connect(lambda ref: self.select([ref]))
            self._events.closed.connect(self._events_closed)
            self._events.show()
        else:
            self._events.close()
        self._refresh_commands()

    def _events_closed(self) -> None:
        if self._events is not None:
            self._events.view.shutdown()
            self._events.deleteLater()
            self._events = None
        self._refresh_commands()

    # ------------------------------------------------------------------ doings

    def _copied(self, text: str) -> None:
        self.tasks_line.say(tr("Copied: {text}", text=text))

    def _rename(self, name: str) -> None:
        vm = self.selection().one
        if isinstance(vm, Vm):
            self.start(power.Rename(target(vm, self._services.inventory), name))

    def _new_vm(self, preset: tuple[HostId | None, str]) -> None:
        from console.ui.wizards.new_vm import NewVmWizard

        host, template = preset
        wizard = NewVmWizard(self._services, self, host=host, template=template)
        wizard.created.connect(self._created)
        wizard.show()

    def _created(self, ref: Ref) -> None:
        self.pane.model.flush()
        self.select([ref])

    def _delete(self, vms: Sequence[Vm]) -> None:
        from console.ui.dialogs.delete_vm import DeleteVmDialog

        DeleteVmDialog(self._services, [vm.ref for vm in vms], self).open()

    def _pick_file(self, picked: Callable[[str], None]) -> None:
        dialog = QFileDialog(self, tr("Choose a file"))
        dialog.setObjectName("pick_file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(picked)
        dialog.open()

    def _fix(self, wish: tuple[str, tuple[Ref, ...]]) -> None:
        """A remedy's link in a table of reasons."""
        remedy, refs = wish
        things: list[AnyObject] = [thing for ref in refs if (thing := self._services.inventory.get(ref)) is not None]
        if remedy.startswith("host-"):
            hosts = {thing.ref.host for thing in things}
            things = [host for each in hosts if (host := self._services.inventory.host(each)) is not None]
        if remedy in self.commands and things:
            self.commands[remedy].trigger(Selection(tuple(things)))

    def _switch_builtin(self) -> None:
        self.pane.set_options(builtin=not self.pane.model.options.builtin)
        if self.pane.model.options.builtin:
            self.spawn(self._load_builtin())

    async def _load_builtin(self) -> None:
        self.pane.model.set_builtin(await self._services.catalogue.templates())

    def _set_theme(self, name: str) -> None:
        self._services.settings.set("ui.theme", name)
        self.theme.apply(name)
        self._refresh_commands()

    def _preferences(self) -> None:
        from console.ui.dialogs.preferences import PreferencesDialog

        dialog = PreferencesDialog(self._services.settings, self)
        dialog.theme_changed.connect(self._set_theme)
        dialog.finished.connect(self._show_hints)
        dialog.open()

    def _about(self) -> None:
        from console.ui.dialogs.about import AboutDialog

        AboutDialog(self._services, self).open()

    def _shortcuts(self) -> None:
        from console.ui.dialogs.shortcuts import ShortcutsDialog

        ShortcutsDialog(self).open()

    def _help(self) -> None:
        from console.ui.help import HelpDialog

        HelpDialog(self._current_tab().id if self._things else "", self).open()

    def _palette(self) -> None:
        box = PaletteBox(self._entries(), self)
        box.open_over(self)

    def _entries(self) -> list[Entry]:
        """Objects first, then commands with their reason where they can't be used."""
        inventory, selection = self._services.inventory, self.selection()
        found: list[Entry] = []
        for ref in dict.fromkeys((*self.pane.model.refs(), *inventory.objects())):
            thing = inventory.get(ref)
            if thing is None:
                continue
            host = inventory.host(ref.host) if ref.host and ref.kind is not Kind.HOST else None
            state = words.state_words(thing, host)[0]
            hint = " · ".join(part for part in (words.kind_words(thing), host.name if host else "", state) if part)
            more = " ".join(a.ip for a in thing.addresses) + f" {thing.uuid}" if isinstance(thing, Vm) else ""
            act = lambda ref=ref: self.select([ref])  # noqa: E731  # bound to each object
            found.append(Entry(thing.name, hint, words.glyph(thing), act, words.badge(thing, host), words=more))
        for command in self.commands.all():
            if command.id.startswith("tab-") or command.id == "palette":
                continue
            reason = command.why_not(selection)
            key = QKeySequence(command.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
            text = str(command.label(selection)).rstrip("…")
            hint = str(reason.text) if reason is not None else key
            run = self.commands.action(command.id).trigger
            found.append(Entry(text, hint, command.picture(selection), run, enabled=reason is None, rank=1, words=str(command.text)))
        return found

    # ------------------------------------------------------------------ first start

    def _show_hints(self) -> None:
        """Three steps for newcomers, above the tabs of this computer's own host."""
        from console.ui.dialogs.first_start import FirstSteps, wanted

        one = self.selection().one
        record = getattr(one, "record", None)
        visible = wanted(self._services.settings) and (not self._things or bool(getattr(record, "embedded", False)))
        if visible and self._hints is None:
            steps = FirstSteps(self._services.settings)
            steps.requested.connect(lambda what: self.commands.action({"new-vm": "vm-install", "add-host": "host-add"}[what]).trigger())
            steps.dismissed.connect(self._show_hints)
            box = QWidget()
            column = QVBoxLayout(box)
            column.setContentsMargins(16, 12, 16, 0)
            column.addWidget(steps)
            self._hints = box
            self._right.insertWidget(1, box)
        if self._hints is not None:
            self._hints.setVisible(visible)

    # ------------------------------------------------------------------ remembered, closed

    def _screen_key(self) -> str:
        screen = self.screen() or QGuiApplication.primaryScreen()
        area = screen.geometry()
        return f"ui.window.s{area.width()}x{area.height()}"

    def _restore(self) -> None:
        get = self._services.settings.get
        self.resize(1280, 800)
        stored = get(f"{self._screen_key()}.geometry", "")
        if stored:
            self.restoreGeometry(QByteArray.fromBase64(str(stored).encode()))
        for name, splitter in (("splitter", self.splitter), ("upright", self.upright)):
            sizes = get(f"ui.{name}", [])
            if len(sizes) == splitter.count() and all(isinstance(size, int) for size in sizes):
                splitter.setSizes(sizes)
        self.tasks.setVisible(bool(get("ui.tasks", False)))
        if self.pane.model.options.builtin:
            QTimer.singleShot(0, self._load_builtin_at_start)

    def _load_builtin_at_start(self) -> None:
        if asyncio._get_running_loop() is not None:
            self.spawn(self._load_builtin())

    def save(self) -> None:
        """Store geometry, splitters and what is open."""
        store = self._services.settings.set
        store(f"{self._screen_key()}.geometry", bytes(self.saveGeometry().toBase64().data()).decode())
        store("ui.splitter", self.splitter.sizes())
        if not self.tasks.isHidden():
            store("ui.upright", self.upright.sizes())
        store("ui.tasks", not self.tasks.isHidden())
        self.pane.save()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.save()
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        for timer in (self._later, self._watching, self._minute):
            timer.stop()
        if self._events is not None:
            self._events.close()
        for tab in self._tabs:
            tab.shutdown()
        self.pane.shutdown()
        self.tasks.shutdown()
        self.tasks_line.shutdown()
        self._jobs.cancel()
        super().closeEvent(event)
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "commands"):
            self.commands.redraw()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QStatusTipEvent):
            self.tasks_line.say(event.tip())
            return True
        return super().event(event)


def _line() -> QWidget:
    from console.ui.widgets.basic import Line

    return Line()
