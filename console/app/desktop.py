"""The composition root of the window: argv → application, loop, parts, main window; and the way out, in under two seconds.

``main`` builds nothing but the application and the loop; ``Desktop.open`` wires the parts and shows the window, before any host has answered;
``Desktop.close`` ends it in the order in which things depend on each other. All threads are daemons: what hangs is left to the end of the process.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import faulthandler
import logging
import os
import signal
import sys
from collections.abc import Coroutine, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_API", "pyside6")

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

import console
from console.app import language
from console.app.eventloop import ConsoleLoop, make_loop
from console.app.garbage import Collector
from console.app.late import PAUSE_SECONDS, TO_CONNECT, TO_USE, late
from console.app.log import open_log
from console.app.screen import why_no_screen
from console.app.watchdog import Watchdog
from console.app.wiring import Parts, build
from console.model.errors import ConsoleError
from console.model.ids import LOCAL_HOST
from console.model.inventory import Changes, Delta, Put
from console.model.objects import Host, HostRecord, HostState, Pool
from console.model.paths import Paths, default_paths
from console.model.text import N_, tr
from console.ui.bringing import bring
from console.ui.main_window import MainWindow
from console.ui.services import EventLog, Services

if TYPE_CHECKING:
    from console.backend.links import Timing
    from console.operations.install import InstallWatcher
    from console.operations.tools_watch import ToolsWatcher
    from console.ui.dialogs.questions import DialogQuestions

log = logging.getLogger("virtdeck.app")

CLOSE_SECONDS = 1.8
SHOWN_SECONDS = 1.0
"""A window that is not painted by then (it opened minimised) does not keep the hosts waiting."""
REST_LOOKS, REST_SECONDS = 50, 0.2
"""So often, so many seconds apart, hosts that are being read keep back what is not needed yet."""


class Desktop:
    """One running window with everything below it."""

    def __init__(
        self,
        application: QApplication,
        paths: Paths,
        connect: Sequence[str] = (),
        preferred_language: str = "",
        timing: Timing | None = None,
    ) -> None:
        self._application = application
        self._connect = connect
        self._preferred_language = preferred_language
        self._translators: list[object] = []
        self._tasks: set[asyncio.Task[Any]] = set()
        self.questions = late(self._make_questions)
        self.events = EventLog()
        self.parts: Parts = build(paths, lambda _background: self.questions, announce=self.events.add, timing=timing)
        self.window: MainWindow | None = None
        self._watchers: tuple[InstallWatcher | ToolsWatcher, ...] = ()
        self._ends: list[Any] = []
        self.closed = asyncio.Event()

    # ------------------------------------------------------------------ opening

    async def open(self) -> MainWindow:
        """Read what is remembered, show the window, begin to connect hosts."""
        parts = self.parts
        await parts.settings.load()
        chosen = language.choose(self._preferred_language or str(parts.settings.get("ui.language", "system")))
        for translator in language.install(chosen, parts.paths):
            self._application.installTranslator(translator)
            self._translators.append(translator)
        services = Services(
            inventory=parts.inventory,
            runner=parts.runner,
            hosts=parts.hub,
            settings=parts.settings,
            journal=parts.database.journal,
            questions=self.questions,
            background=parts.background,
            events=self.events,
            catalogue=parts.catalogue,
            paths=parts.paths,
            keyring=parts.keyring,
        )
        records, pools = self._records(), parts.settings.pools()
        parts.inventory.apply(Delta((*(Put(Pool(pool)) for pool in pools), *(Put(Host(record)) for record in records))))
        self.window = window = MainWindow(services)
        window.closed.connect(self.quit)
        await _shown(window)
        await parts.database.open()
        await bring(TO_CONNECT)
        self._watch()
        self._ends.append(parts.inventory.subscribe(self._first_start))
        await parts.hub.start(records, pools)
        self.spawn(self._afterwards(), "after the start")
        return window

    def _make_questions(self) -> DialogQuestions:
        from console.ui.dialogs.questions import DialogQuestions

        return DialogQuestions(lambda: self.window)

    def _watch(self) -> None:
        """What follows installations and guest tools, from before the first host is there."""
        from console.operations.install import InstallWatcher
        from console.operations.tools_watch import ToolsWatcher

        self._watchers = (InstallWatcher(self.parts.runner), ToolsWatcher(self.parts.runner))

    def _records(self) -> tuple[HostRecord, ...]:
        found = list(self.parts.records())
        for uri in self._connect:
            from console.operations.host import record_of

            if not any(record.uri == uri for record in found):
                found.append(record_of(uri))
        return tuple(found)

    async def _afterwards(self) -> None:
        """What nobody waits for at the start."""
        await self.parts.runner.load_history()
        await self.parts.catalogue.templates()
        self.spawn(self._bring_the_rest(), "import")
        for problem in (self.parts.settings.problem, self.parts.database.problem):
            if problem is not None and self.window is not None:
                self.window.show_error(ConsoleError(problem))
        left = await self.parts.database.journal.leftovers()
        if left and self.window is not None:
            self.window.say(N_("An interrupted task of an earlier run left something behind."), N_("Look at it"), "leftovers")

    async def _bring_the_rest(self) -> None:
        """What the first clicks need; the inventory comes first."""
        for _ in range(REST_LOOKS):
            hosts = self.parts.inventory.hosts()
            if not any(host.state is HostState.CONNECTING or (host.state is HostState.READY and not host.loaded) for host in hosts):
                break
            await asyncio.sleep(REST_SECONDS)
        await bring(TO_USE, PAUSE_SECONDS)

    def _first_start(self, changes: Changes) -> None:
        """Make ``local`` and ``ISO library`` on the embedded host as soon as it is ready, once."""
        from console.operations.storage import wants_repositories

        host = self.parts.inventory.host(LOCAL_HOST)
        if host is not None and changes.touches(host.ref) and wants_repositories(host, self.parts.settings) and not self._named("first start"):
            self.spawn(self.parts.first_start(host.id), "first start")

    def _named(self, name: str) -> bool:
        return any(task.get_name() == name for task in self._tasks)

    def spawn(self, work: Coroutine[Any, Any, Any], name: str) -> None:
        """Run a coroutine; its failure goes to the log, never to the user as a traceback."""
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if task.cancelled() or (problem := task.exception()) is None:
            return
        if isinstance(problem, ConsoleError):
            log.warning("%s: %s | %s", task.get_name(), problem.text.english(), problem.detail)
        else:
            log.error("%s failed", task.get_name(), exc_info=problem)

    # ------------------------------------------------------------------ closing

    def quit(self) -> None:
        """The window has been closed: end everything."""
        if not self._named("close"):
            self.spawn(self.close(), "close")

    async def close(self) -> None:
        """End everything; bounded whatever hangs."""
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                for end in self._ends:
                    end()
                for watcher in self._watchers:
                    watcher.shutdown()
                for task in self._tasks - {asyncio.current_task()}:
                    task.cancel()
                await self.parts.shutdown(0.8)
        except TimeoutError:
            log.warning("the end took too long; what hangs is left behind")
        finally:
            self.closed.set()


class _FirstPaint(QObject):
    """Hears when a window has been painted."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.done = asyncio.Event()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self.done.set()
        return False


async def _shown(window: QWidget) -> None:
    """Show it, and wait until it has been painted."""
    first = _FirstPaint(window)
    window.show()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(SHOWN_SECONDS):
            await first.done.wait()
    first.deleteLater()


# --------------------------------------------------------------------------- the program


def arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Parse the command line of ``virtdeck``."""
    parser = argparse.ArgumentParser(
        prog="virtdeck",
        description=tr("A desktop console for libvirt: hosts, virtual machines and templates, point and click."),
        epilog=tr("Without --connect: the configured hosts, and this computer's own per-user libvirt. The same without a window: virtdeckctl."),
    )
    parser.add_argument("--connect", action="append", default=[], metavar="URI", help=tr("also open this host, for this run only (may be repeated)"))
    parser.add_argument("--config", type=Path, metavar="FILE", help=tr("hosts, pools and preferences are in this file (TOML)"))
    parser.add_argument("--language", choices=language.LANGUAGES, default="", help=tr("the language of the window, instead of the preference"))
    parser.add_argument("--debug", action="store_true", help=tr("log everything, and to the terminal too"))
    parser.add_argument("--watchdog", action="store_true", help=tr("log what makes the window stand still for over 50 ms"))
    parser.add_argument("--version", action="version", version=f"virtdeck {console.__version__}")
    return parser.parse_args(argv)


def main() -> None:
    """Entry point of ``virtdeck``; does not return."""
    options = arguments(sys.argv[1:])
    paths = default_paths(config=options.config)
    open_log(paths, debug=options.debug)
    faulthandler.enable()
    sys.excepthook = _log_uncaught
    if (reason := why_no_screen()) is not None:
        spoken = language.install(language.choose(options.language or "system"), paths)  # kept alive while it is read
        log.error("start: %s", reason.english())
        sys.stderr.write(f"virtdeck: {reason}\n")
        del spoken
        sys.exit(1)
    application = QApplication([*sys.argv[:1], "-style", "fusion"])  # setStyle has PySide make QStyle with its 566 names
    application.setApplicationName("virtdeck")
    application.setApplicationDisplayName("Virtdeck")
    application.setApplicationVersion(console.__version__)
    application.setDesktopFileName("virtdeck")
    Collector(application)
    sys.setswitchinterval(0.001)  # the window waits for workers that compute a fifth as long as by default
    loop = make_loop(application)
    status = loop.run_until_complete(_run(application, loop, paths, options))
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # a hung host's threads must not keep the process


async def _run(application: QApplication, loop: ConsoleLoop, paths: Paths, options: argparse.Namespace) -> int:
    loop.set_exception_handler(_log_lost)
    watchdog = Watchdog() if options.watchdog else None
    desktop = Desktop(application, paths, options.connect, options.language)
    _end_on_signals(desktop)
    try:
        await desktop.open()
    except ConsoleError as refusal:
        log.error("start: %s | %s", refusal.text.english(), refusal.detail)
        sys.stderr.write(f"virtdeck: {refusal}\n")
        return 1
    except Exception:
        log.exception("start failed")
        sys.stderr.write(tr("virtdeck: the window could not be opened because of an error in Virtdeck itself. Details: {log}", log=paths.log) + "\n")
        return 1
    await desktop.closed.wait()
    if watchdog is not None:
        watchdog.stop()
    return 0


def _end_on_signals(desktop: Desktop) -> None:
    """Ctrl+C and SIGTERM close the window. Python runs signal handlers between bytecodes: a slow timer gives it the chance."""
    heartbeat = QTimer(QApplication.instance())
    heartbeat.setInterval(500)
    heartbeat.timeout.connect(lambda: None)
    heartbeat.start()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: desktop.quit())


def _log_uncaught(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    """No traceback reaches a user: it goes to the log."""
    log.critical("uncaught", exc_info=(kind, error, traceback))
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, traceback)


def _log_lost(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    log.error("in the loop: %s", context.get("message"), exc_info=context.get("exception"))
