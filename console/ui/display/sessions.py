"""The life of a console beyond one connection: opened when the VM runs, asked for its password, opened again after whatever ended it."""

from __future__ import annotations

import asyncio
import contextlib
import enum
import functools
import logging
import os
import socket
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from console.model.errors import Cause, ConsoleError
from console.model.ids import Ref
from console.model.inventory import Changes, Inventory
from console.model.objects import HostState, Vm
from console.model.ports import ConsoleStream, DisplayWay, HostPort
from console.model.text import N_, Text
from console.ui.display.helped import HelpedDisplay
from console.ui.display.interface import Display, State
from console.ui.display.spice import SpiceGlib
from console.ui.display.terminal import Terminal
from console.ui.display.vnc import Gvnc, VncDisplay
from console.ui.services import Services

log = logging.getLogger("virtdeck.display")

FIRST_RETRY, LAST_RETRY = 0.3, 10.0
STEADY_SECONDS = 5.0
"""A connection that lasted so long begins the back-off anew."""
OPEN_SECONDS = 15.0
"""How long a server may take from the first byte to the first picture."""
PACKAGES = {"vnc": ("gir1.2-gvnc-1.0", "gvnc"), "spice": ("gir1.2-spiceclientglib-2.0", "spice-glib")}
"""What brings the library: on Debian and Ubuntu, on Fedora."""


class Phase(enum.Enum):
    """What a console shows now."""

    OFF = "off"  # the VM does not run, or its host is not there
    CONNECTING = "connecting"
    SHOWN = "shown"
    ASKING = "asking"  # for a password
    WAITING = "waiting"  # ended; tried again by itself
    STOPPED = "stopped"  # ended; waits for the user
    UNSUPPORTED = "unsupported"  # a library is missing
    NONE = "none"  # the VM has no such console


def where_now(inventory: Inventory, ref: Ref) -> Vm | None:
    """A VM as it is now; after a migration, where it runs now."""
    here = inventory.vm(ref)
    if here is not None and here.state.active:
        return here
    return next((vm for vm in inventory.vms() if vm.uuid == ref.key and vm.state.active), here)


class Libraries:
    """The two libraries, loaded when first wanted."""

    def __init__(self) -> None:
        self._loaded: dict[str, Gvnc | SpiceGlib] = {}

    def get(self, kind: str) -> Gvnc | SpiceGlib | None:
        """The library for "vnc" or "spice"; None where it is not installed."""
        if kind not in self._loaded:
            try:
                self._loaded[kind] = Gvnc() if kind == "vnc" else SpiceGlib()
            except (ImportError, ValueError, OSError, AttributeError) as missing:
                log.info("no library for %s: %s", kind, missing)
                return None  # looked for again the next time: it may be installed meanwhile
        return self._loaded[kind]


class Session(QObject):
    """Common to both kinds: a task that opens again and again while the VM runs. ``start`` it, ``stop`` it."""

    changed = Signal()  # phase, problem

    def __init__(self, services: Services, ref: Ref, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.services = services
        self.ref = ref
        self.phase = Phase.OFF
        self.problem: Text | None = None
        self.remedy: Text | None = None
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self._was: tuple[object, ...] = ()

    @property
    def vm(self) -> Vm | None:
        """The VM as it is now; after a migration, where it runs now."""
        return where_now(self.services.inventory, self.ref)

    def start(self) -> None:
        """Begin. Once."""
        self._unsubscribe = self.services.inventory.subscribe(self._inventory_changed)
        self._task = asyncio.get_running_loop().create_task(self._run(), name=f"console of {self.ref.key}")
        self._task.add_done_callback(_log_failure)

    def stop(self) -> None:
        """End it all, at once."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def retry(self) -> None:
        """Try again now."""
        self._wake.set()

    def _say(self, phase: Phase, problem: Text | None = None, remedy: Text | None = None) -> None:
        if (phase, problem, remedy) != (self.phase, self.problem, self.remedy):
            self.phase, self.problem, self.remedy = phase, problem, remedy
            self.changed.emit()

    def _inventory_changed(self, changes: Changes) -> None:
        """Only what matters to us wakes us."""
        vm = self.vm
        host = self.services.inventory.host(vm.host) if vm is not None else None
        consoles = None if vm is None or vm.config is None else (vm.config.graphics, vm.config.serials)
        now = (vm.ref, vm.state.active, consoles, host.state if host else None) if vm is not None else ()
        if now != self._was:
            self._was = now
            self._wake.set()
            self.changed.emit()

    async def _run(self) -> None:
        delay = FIRST_RETRY
        while True:
            self._wake.clear()
            vm = self.vm
            host = self.services.inventory.host(vm.host) if vm is not None else None
            if vm is None or not vm.state.active or vm.config is None or host is None or host.state not in (HostState.READY, HostState.STALE):
                self._say(Phase.OFF)
                await self._wake.wait()
                delay = FIRST_RETRY
                continue
            began = time.monotonic()
            try:
                again = await self._once(vm)
            except ConsoleError as failure:
                log.info("console of %s: %s | %s", vm.name, failure.text.english(), failure.detail)
                again = self._failed(failure)
            except Exception:  # an error of ours must not leave a console that says "connecting" for ever
                log.exception("console of %s", vm.name)
                self._say(Phase.STOPPED, N_("An error in Virtdeck itself. Details are in the log."))
                again = False
            if time.monotonic() - began > STEADY_SECONDS:
                delay = FIRST_RETRY
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(delay if again else None):
                    await self._wake.wait()
            delay = min(delay * 2, LAST_RETRY)

    async def _once(self, vm: Vm) -> bool:
        """Connect and stay until it ends. True: try again by itself; False: wait until something changes."""
        raise NotImplementedError

    def _failed(self, failure: ConsoleError) -> bool:
        waits = failure.cause in (Cause.UNSUPPORTED, Cause.REFUSED, Cause.CANCELLED, Cause.INVALID)
        self._say(Phase.STOPPED if waits else Phase.WAITING, failure.text, failure.remedy)
        return not waits


@dataclass
class _Login:
    """What a screen is told when it asks."""

    username: str = ""
    password: str = field(default="", repr=False)
    save: bool = False  # in the keyring, once it was right


class DisplaySession(Session):
    """The graphical console: ``display`` is the connection that lives now, or None."""

    display_changed = Signal(object)

    def __init__(self, services: Services, ref: Ref, libraries: Libraries, parent: QObject | None = None) -> None:
        super().__init__(services, ref, parent)
        self._libraries = libraries
        self.display: Display | None = None
        self.missing: tuple[str, str] = ("", "")  # packages, when UNSUPPORTED: Debian's, Fedora's
        self._tasks: set[asyncio.Task[None]] = set()

    def stop(self) -> None:
        super().stop()
        self._drop()
        for task in list(self._tasks):
            task.cancel()

    def _drop(self) -> None:
        display, self.display = self.display, None
        if display is not None:
            self.display_changed.emit(None)
            display.close()
            display.deleteLater()

    async def _once(self, vm: Vm) -> bool:
        assert vm.config is not None
        screens = [(index, each.type) for index, each in enumerate(vm.config.graphics) if each.type in PACKAGES]
        if not screens:
            self._say(Phase.NONE)
            return False
        usable = [(index, kind) for index, kind in screens if self._libraries.get(kind) is not None]
        if not usable:
            self.missing = PACKAGES[screens[0][1]]
            self._say(Phase.UNSUPPORTED)
            return False
        if self.phase is not Phase.WAITING:
            self._say(Phase.CONNECTING)
        port = self.services.hosts.port(vm.host)
        way = await port.open_display(vm.uuid, usable[0][0])
        try:
            return await self._show(vm, port, way)
        finally:
            self._drop()
            if way.forwarded:
                self._spawn(port.close_display(way))

    async def _show(self, vm: Vm, port: HostPort, way: DisplayWay) -> bool:
        """Show it until it ends; a refused login asks and tries again."""
        keyring, key = self.services.keyring, f"display:{vm.uuid}"
        kept = "" if way.local or way.password or keyring is None else await keyring.get(vm.host, key) or ""
        login = _Login(password=way.password or kept)
        while True:
            display = await self._connect(vm, port, way, login)
            over = asyncio.Event()
            asked = asyncio.Event()
            display.credentials_wanted.connect(lambda _wanted, asked=asked: asked.set())
            display.state_changed.connect(lambda _state, over=over: over.set())
            if await self._reach(vm, display, login, over, asked):
                if login.save and keyring is not None:
                    await keyring.set(vm.host, key, login.password)
                await self._until_over(display, over)
            if not display.refused:
                break
            if kept and keyring is not None:
                await keyring.delete(vm.host, key)
                kept = ""
            named = _named(display)
            self._drop()
            answer = await self._ask(vm, named)
            if answer is None:
                raise _unanswered(vm)
            login = answer
        if isinstance(display, HelpedDisplay) and display.crashed:  # it would crash again
            self._say(Phase.STOPPED, display.problem, N_("Try again, or open the screen in the viewer."))
            return False
        if display.problem is None:
            self._say(Phase.CONNECTING)
        else:
            self._say(Phase.WAITING, display.problem, N_("Virtdeck reconnects by itself."))
        return True

    async def _reach(self, vm: Vm, display: Display, login: _Login, over: asyncio.Event, asked: asyncio.Event) -> bool:
        """True when connected, False when over. A server that asks for a password in between gets it."""
        deadline = time.monotonic() + OPEN_SECONDS
        while display.state is not State.CONNECTED and not display.state.over:
            over.clear()
            if asked.is_set():
                asked.clear()
                answer = await self._ask(vm, _named(display))
                if answer is None:
                    display.close()
                    raise _unanswered(vm)
                deadline = time.monotonic() + OPEN_SECONDS
                login.username, login.password, login.save = answer.username, answer.password, answer.save
                display.give_credentials(answer.username, answer.password)
                continue
            try:
                async with asyncio.timeout(deadline - time.monotonic()):
                    await over.wait()
            except TimeoutError:
                display.close()
                raise ConsoleError(
                    N_("The screen of {name} could not be shown: its server does not answer.", name=vm.name), cause=Cause.TIMEOUT
                ) from None
        if display.state is State.CONNECTED:
            self._say(Phase.SHOWN)
            return True
        return False

    async def _until_over(self, display: Display, over: asyncio.Event) -> None:
        while not display.state.over:
            over.clear()
            await over.wait()

    async def _ask(self, vm: Vm, named: bool) -> _Login | None:
        self._say(Phase.ASKING)
        fields = [("password", N_("Password"), True)]
        if named:
            fields.insert(0, ("username", N_("User name"), False))
        title = N_("Screen of {name}", name=vm.name)
        given = await self.services.questions.credentials(
            title, N_("The screen of {name} asks for a login.", name=vm.name), fields, can_save=self.services.keyring is not None
        )
        if given is None:
            return None
        return _Login(given[0].get("username", ""), given[0].get("password", ""), given[1])

    # ------------------------------------------------------------------ connecting

    async def _connect(self, vm: Vm, port: HostPort, way: DisplayWay, login: _Login) -> Display:
        library = self._libraries.get(way.type)
        made: Display
        if isinstance(library, Gvnc):
            descriptor = await self._socket(vm, port, way)
            made = vnc = VncDisplay(library, username=login.username, password=login.password, near=way.local)
            vnc.open(descriptor, "" if way.local or way.forwarded or way.socket else way.host)
        else:
            assert isinstance(library, SpiceGlib)
            ask = (lambda bring: self._spawn(self._bring(vm, port, way, bring))) if way.local else None
            made = helped = HelpedDisplay(way, ask=ask, password=login.password)
            helped.open()
        self.display = made
        self.display_changed.emit(made)
        return made

    async def _bring(self, vm: Vm, port: HostPort, way: DisplayWay, bring: Callable[[int], None]) -> None:
        try:
            descriptor = await port.open_graphics_fd(vm.uuid, way.index)
        except ConsoleError as failure:
            log.info("console of %s: %s | %s", vm.name, failure.text.english(), failure.detail)
            descriptor = -1
        bring(descriptor)

    async def _socket(self, vm: Vm, port: HostPort, way: DisplayWay) -> int:
        """A connected socket's descriptor."""
        if way.local:
            return await port.open_graphics_fd(vm.uuid, way.index)
        try:
            return await _kept(self.services.background.run(functools.partial(_dial, way)))
        except OSError as problem:
            raise ConsoleError(
                N_(
                    "The screen of {name} could not be reached: {why}.",
                    name=vm.name,
                    why=N_("nothing answers at {host}", host=way.host or way.socket),
                ),
                cause=Cause.UNREACHABLE,
                detail=str(problem),
            ) from problem

    def _spawn(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(_log_failure)


class TextSession(Session):
    """The text console: what the guest prints goes to ``terminal``, what is typed there goes to the guest."""

    def __init__(self, services: Services, ref: Ref, terminal: Terminal, parent: QObject | None = None) -> None:
        super().__init__(services, ref, parent)
        self._terminal = terminal
        self._stream: ConsoleStream | None = None
        self._typed: asyncio.Queue[bytes] = asyncio.Queue()
        self._force = False
        self.taken = False  # somebody else has the console open
        terminal.typed.connect(self._send)

    def take_over(self) -> None:
        """Take the console from whoever has it open."""
        self._force = True
        self.retry()

    def stop(self) -> None:
        super().stop()
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    def _send(self, data: bytes) -> None:
        if self._stream is not None:
            self._typed.put_nowait(data)

    async def _once(self, vm: Vm) -> bool:
        assert vm.config is not None
        if not vm.config.serials:
            self._say(Phase.NONE)
            return False
        if self.phase is not Phase.WAITING:
            self._say(Phase.CONNECTING)
        force, self._force = self._force, False
        self.taken = False
        stream = await self.services.hosts.port(vm.host).open_console(vm.uuid, force=force)
        self._stream = stream
        self._typed = asyncio.Queue()
        writer = asyncio.get_running_loop().create_task(self._write(stream, self._typed))
        writer.add_done_callback(_log_failure)
        self._say(Phase.SHOWN)
        try:
            while data := await stream.read():
                self._terminal.feed(data)
                await self._terminal.room.wait()
        finally:
            self._stream = None
            writer.cancel()
            stream.close()
        self._say(Phase.CONNECTING)
        return True

    @staticmethod
    async def _write(stream: ConsoleStream, typed: asyncio.Queue[bytes]) -> None:
        with contextlib.suppress(ConsoleError):  # the reader tells
            while True:
                await stream.write(await typed.get())

    def _failed(self, failure: ConsoleError) -> bool:
        if "console session exists" in failure.detail:  # libvirt's words: virChrdevOpen
            self.taken = True
            self._say(Phase.STOPPED, N_("The text console is open elsewhere."), N_("Take it over to use it here."))
            return False
        return super()._failed(failure)


def _named(display: Display) -> bool:
    """Its login has a user name."""
    return isinstance(display, VncDisplay) and display.wants_username


def _unanswered(vm: Vm) -> ConsoleError:
    text = N_("The screen of {name} asks for a password.", name=vm.name)
    return ConsoleError(text, cause=Cause.CANCELLED, remedy=N_("Try again and type it."))


def _dial(way: DisplayWay) -> int:
    """Blocking: connect to a display's address."""
    if way.socket:
        with socket.socket(socket.AF_UNIX) as local:
            local.settimeout(OPEN_SECONDS)
            local.connect(way.socket)
            local.settimeout(None)
            return local.detach()
    with socket.create_connection((way.host, way.port or way.tls_port), timeout=OPEN_SECONDS) as remote:
        remote.settimeout(None)
        return remote.detach()


async def _kept(descriptor: Awaitable[int]) -> int:
    """Await a descriptor; closed where nobody waits for it any more."""
    future = asyncio.ensure_future(descriptor)
    try:
        return await asyncio.shield(future)
    except asyncio.CancelledError:
        future.add_done_callback(lambda done: None if done.cancelled() or done.exception() else os.close(done.result()))
        raise


def _log_failure(task: asyncio.Future[None]) -> None:
    if not task.cancelled() and (problem := task.exception()) is not None:
        log.error("a console failed", exc_info=problem)
