"""The main window: menus, toolbar, tree, header, tabs, tasks. It shows what the inventory says and asks commands; it never talks to libvirt."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QShowEvent, QStatusTipEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QSplitter, QVBoxLayout, QWidget

from console.model.errors import ConsoleError
from console.model.ids import Kind, Ref, host_ref
from console.model.inventory import Changes
from console.model.objects import AnyObject, HostState, StorageRepository
from console.model.sharing import views
from console.model.tasks import Task
from console.model.text import N_, Text, tr
from console.operations.base import Operation
from console.ui import icons
from console.ui.announcer import Announcer
from console.ui.commands.all import all_commands
from console.ui.commands.base import CommandSet, Selection, Thing
from console.ui.commands.imports import FilesOntoWindow
from console.ui.commands.migrate import why_not_drop
from console.ui.commands.vm import default_command
from console.ui.content import Content
from console.ui.drops import HostsOntoPool
from console.ui.jobs import Jobs
from console.ui.menus import MENU_BAR, context_menu
from console.ui.openers import Openers
from console.ui.renaming import rename
from console.ui.services import Services
from console.ui.tabs.kinds import CONSOLE
from console.ui.tabs.sections import Link
from console.ui.tasks_panel import TasksLine, TasksPanel
from console.ui.theme import ThemeSwitch
from console.ui.toolbar import build_toolbar
from console.ui.tree_pane import TreePane
from console.ui.widgets import tab_order
from console.ui.widgets.basic import Line
from console.ui.widgets.toast import Toasts

if TYPE_CHECKING:
    from console.ui.tabs.log import EventsWindow

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
        self._openers = Openers(services, self, self.spawn)
        self._things: tuple[Thing, ...] = ()
        self._past: list[list[Ref]] = []
        self._future: list[list[Ref]] = []
        self._travelling = False
        self._refs: list[Ref] = []
        self._events: EventsWindow | None = None
        self._may_close = False
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
        self._unsubscribe = services.inventory.subscribe(self._inventory_changed)
        self._announcer = Announcer(
            services.runner, services.inventory, self._toasts, self._open_tasks, self.select, self._task_ended, self.follow, self._openers.exported
        )
        self._restore()
        self._refs = self.pane.refs()
        if not self._choose_first():
            self._selected(self._refs)
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
        self.commands = CommandSet(all_commands(self), self, self)
        self._build_menus()
        self.toolbar = build_toolbar(self.commands, self)
        self.pane = TreePane(services.inventory, services.settings)
        self.pane.selected.connect(self._selected)
        self.pane.activated.connect(self._default)
        self.pane.context_requested.connect(self._context)
        self.pane.view.may_drop = lambda vms, host: why_not_drop(vms, host, services.inventory)
        self.pane.view.dropped.connect(lambda vms, host: self.do("migrate", (vms, host.host)))
        HostsOntoPool(self).serve(self.pane.view)
        FilesOntoWindow(self, lambda places: self.do("import", (places, None)))
        self.pane.add_host.connect(lambda: self.commands.action("host-add").trigger())
        self.pane.view.verticalScrollBar().valueChanged.connect(lambda: self._watching.start())
        self.content = Content(services, self.follow, self.spawn, self._knows)
        self.content.requested.connect(lambda key: self.commands.action(key).trigger())
        self.header, self.tabs = self.content.header, self.content.tabs
        self.header.go.connect(lambda ref: self.select([ref]))
        self.header.renamed.connect(self._rename)
        self.header.copied.connect(self._copied)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("splitter")
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.pane)
        self.splitter.addWidget(self.content)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setCollapsible(1, False)
        self.splitter.setSizes([280, 1000])
        self.tasks = TasksPanel(services.runner)
        self.tasks.closed.connect(lambda: self.do("tasks"))
        self.tasks.go.connect(lambda ref: self.select([ref]))
        self.tasks.files.connect(self._openers.exported)
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
        column.addWidget(Line())
        column.addWidget(self.tasks_line)
        self.setMinimumSize(880, 560)

    def _build_menus(self) -> None:
        bar = self.menuBar()
        bar.setObjectName("menu_bar")
        for name, text, items in MENU_BAR:
            menu = bar.addMenu(str(text))
            menu.setObjectName(f"menu_{name}")
            menu.setToolTipsVisible(True)
            menu.aboutToShow.connect(self._menu_opens)
            self._fill_menu(menu, items)

    def _fill_menu(self, menu: QMenu, entries: Sequence[Any]) -> None:
        for number, entry in enumerate(entries):
            if entry is None:
                menu.addSeparator()
            elif isinstance(entry, tuple):
                inner = menu.addMenu(str(entry[0]))
                inner.setObjectName(f"{menu.objectName()}_sub{number}")
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
        found = self._services.inventory.get(ref)
        same = [view.ref for view in views(self._services.inventory, found)] if isinstance(found, StorageRepository) else []
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
            "tab": self.content.show_number,
            "tab-named": self.content.show_named,
            "back": lambda _: self._travel(self._past, self._future),
            "forward": lambda _: self._travel(self._future, self._past),
            "show-builtin": lambda _: self._switch_builtin(),
            "show-storage": lambda _: self.pane.set_options(storage=not self.pane.model.options.storage),
            "show-networks": lambda _: self.pane.set_options(networks=not self.pane.model.options.networks),
            "show-templates": lambda _: self.pane.set_options(templates=not self.pane.model.options.templates),
            "expand-all": lambda _: self.pane.expand_all(True),
            "collapse-all": lambda _: self.pane.expand_all(False),
            "filter": lambda _: self.pane.focus_filter(),
            "palette": lambda _: self._openers.palette(self),
            "tasks": lambda _: self._toggle_tasks(),
            "events": lambda _: self._toggle_events(),
            "full-screen": lambda _: self._full_screen(),
            "undock-console": lambda _: self._undock_console(),
            "theme": self._set_theme,
            "preferences": lambda _: self._openers.preferences(self._set_theme, self.content.show_hints),
            "shortcuts": lambda _: self._openers.shortcuts(),
            "help": lambda _: self._openers.help(self.content.current.id if self._things else ""),
            "about": lambda _: self._openers.about(),
            "leftovers": lambda _: self.spawn(self._openers.leftovers()),
            "quit": lambda _: self._quit(),
            "rename": lambda _: self.header.start_rename(),
            "new-vm": lambda preset: self._openers.new_vm(preset, self._created),
            "new-template": lambda preset: self._openers.new_template(preset, self._created),
            "clone-vm": lambda ref: self._openers.clone_vm(ref, self._created),
            "migrate": lambda wish: self._openers.migrate(*wish),
            "move": lambda wish: self._openers.move(wish),
            "export": self._openers.export,
            "import": lambda wish: self._openers.imports(wish[0], wish[1], self._created),
            "exported": self._openers.exported,
            "p2v": lambda host: self._openers.p2v(host, self._created),
            "new-network": self._openers.new_network,
            "pool-wizard": lambda preset: self._openers.pool(preset[0], preset[1], self._created),
            "delete-vms": self._openers.delete,
            "pick-file": self._openers.pick_file,
            "fix": self._fix,
            "error": self.show_error,
            "reload-tab": lambda _: self.content.current.reload(),
        }

    def is_on(self, what: str) -> bool:
        """Switches, for checkable commands."""
        name, _, value = what.partition("=")
        if not self._ready:
            return False
        if name == "tab":
            return int(value) <= len(self.content.visible_tabs())
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
            "console": CONSOLE.fits(self._things),
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
        self.content.show_things(self._things)
        self._refresh_commands()

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

    def _choose_first(self) -> bool:
        """First start: this computer's own host is selected, so that the window says something. False where something is, or nothing can be."""
        if self._refs or self.pane.model.filtering or self._services.settings.get("ui.tree.selected"):
            return False
        hosts = sorted(self._services.inventory.hosts(), key=lambda host: not host.record.embedded)
        if hosts:
            self.select([hosts[0].ref])
        return bool(self._refs)

    def _default(self) -> None:
        """Enter or a double click on a row."""
        key = default_command(self.selection().one)
        if key:
            self.commands.action(key).trigger()

    def _context(self, where: QPoint) -> None:
        self._menu_opens()
        menu = QMenu(self)
        menu.setObjectName("context_menu")
        menu.setToolTipsVisible(True)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill_menu(menu, context_menu(self.selection()))
        menu.popup(where)

    def _refresh_commands(self) -> None:
        self.commands.refresh(self.selection())

    def _menu_opens(self) -> None:
        self._refresh_commands()
        self.commands.draw()

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
        if changes.added or any("state" in changes.changed.get(host, ()) for host in hosts):
            self._watching.start()

    def _refresh(self) -> None:
        dirty, self._dirty = self._dirty, set()
        if "first" in dirty:
            self.pane.model.flush()
            self._choose_first()
        self._show()

    def _tick(self) -> None:
        if not self.isMinimized():
            self.content.tick()

    def _watch(self) -> None:
        """Tell the backend what is looked at: the selection, then the rows on screen."""
        if all(host.state is HostState.DISCONNECTED for host in self._services.inventory.hosts()):
            return  # there is nothing to read; the start of the window waits for no backend
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

    def _task_ended(self, task: Task) -> None:
        if self._things and any(ref in task.applies_to for ref in self._refs):
            self.content.current.reload()

    def show_error(self, failure: ConsoleError) -> None:
        """A failure of the window's own work."""
        self._toasts.show("error", str(failure.text), str(failure.remedy or ""))

    def say(self, text: Text, link: Text | None = None, what: str = "") -> None:
        """A message of the program itself, as a toast; ``link`` does :meth:`do` of ``what``, and then the toast stays until it is closed."""
        links = ((str(link), lambda: self.do(what)),) if link is not None else ()
        self._toasts.show("warn", str(text), links=links, milliseconds=600_000 if links else 12_000)

    def _open_tasks(self) -> None:
        if self.tasks.isHidden():
            self._toggle_tasks()

    def _toggle_tasks(self) -> None:
        self.tasks.setVisible(self.tasks.isHidden())
        self._refresh_commands()

    def _toggle_events(self) -> None:
        if self._events is None:
            from console.ui.tabs.log import EventsWindow

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
        if (operation := rename(self.selection().one, name, self._services.inventory)) is not None:
            self.start(operation)

    def _created(self, ref: Ref) -> None:
        """The new VM or pool is selected."""
        self.pane.model.flush()
        self.select([ref])

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

    async def _ask_to_close(self, running: int) -> None:
        """Tasks run: closing would cancel and undo them."""
        text = N_("Closing Virtdeck cancels {n} running tasks and undoes what they have done. VMs keep running.", n=running)
        if running == 1:
            text = N_("Closing Virtdeck cancels the running task and undoes what it has done. VMs keep running.")
        if await self._services.questions.confirm(N_("Close Virtdeck?"), text, verb=N_("Close anyway"), danger=True):
            self._may_close = True
            self.close()

    def _full_screen(self) -> None:
        """F11: the console, where one is looked at; else the window."""
        if self.content.current.kind is CONSOLE and self._things:
            self.content.console.full_screen()
        elif self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def _undock_console(self) -> None:
        """Alt+Shift+U: the console of the selected VM into a window of its own, or back."""
        if CONSOLE.fits(self._things):
            self.content.show_named(CONSOLE.id)
            self.content.console.undock_or_dock()

    def _quit(self) -> None:
        """Close, after a question while tasks run."""
        if running := sum(not task.state.ended for task in self._services.runner.tasks()):
            self.spawn(self._ask_to_close(running))
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if event.spontaneous() and not self._may_close and not all(task.state.ended for task in self._services.runner.tasks()):
            event.ignore()
            self._quit()
            return
        self.save()
        self._unsubscribe()
        self._announcer.shutdown()
        for timer in (self._later, self._watching, self._minute):
            timer.stop()
        if self._events is not None:
            self._events.close()
        self.content.shutdown()
        self.pane.shutdown()
        self.tasks.shutdown()
        self.tasks_line.shutdown()
        self._jobs.cancel()
        super().closeEvent(event)
        self.closed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.commands.draw_by_and_by()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "commands"):
            self.commands.redraw()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QStatusTipEvent):
            self.tasks_line.say(event.tip())
            return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return tab_order.move(self, forward)
