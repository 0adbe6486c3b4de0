"""One libvirt connection: one worker thread, one call in flight.

With two calls blocked on a frozen daemon libvirt's keepalive frees only one of them, and the process can crash when the daemon thaws
(libvirt 9.0; ``design.md`` §2). So every call on a connection goes through its worker, and what wants to run beside it takes another connection.
libvirt's objects stay in the worker's thread: what ``call`` returns must be plain data.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import libvirt

from console.backend.errors import translate, unreachable
from console.backend.eventloop import ensure_registered
from console.backend.opening import explain
from console.backend.worker import Abandoned, Worker
from console.model.errors import Cause, ConsoleError
from console.model.text import N_, Text

T = TypeVar("T")
log = logging.getLogger("virtdeck.libvirt")

CLOSE_REASONS = {
    libvirt.VIR_CONNECT_CLOSE_REASON_ERROR: N_("the connection broke"),
    libvirt.VIR_CONNECT_CLOSE_REASON_EOF: N_("the host's libvirt closed the connection"),
    libvirt.VIR_CONNECT_CLOSE_REASON_KEEPALIVE: N_("the host does not answer"),
    libvirt.VIR_CONNECT_CLOSE_REASON_CLIENT: N_("the connection was closed"),
}


@dataclass(frozen=True, slots=True)
class Keepalive:
    """Seconds between keepalive messages, and how many may stay unanswered: the connection is closed after interval × (count + 1)."""

    interval: int = 5
    count: int = 3


class Connection:
    """A libvirt connection with its worker.

    ``on_close(reason)`` is called on the loop's thread when libvirt says that the connection is gone (not after ``close``).
    ``auth`` is what libvirt.openAuth takes (made by ``credentials.Credentials.make_auth``, one for each connection), None where no credentials can
    be asked for.
    """

    def __init__(
        self,
        uri: str,
        name: str,
        *,
        auth: Any = None,
        keepalive: Keepalive | None = None,
        on_close: Callable[[Text], None] | None = None,
    ) -> None:
        self.uri = uri
        self.worker = Worker(f"libvirt {name}")
        self.alive = False  # opened, and libvirt has not said that it is gone
        self.asking = False  # a person is being asked for credentials
        self.finished = asyncio.Event()  # closed for good, worker ended
        self.handles: dict[str, Any] = {}  # virDomain by UUID, touched in the worker only: each holds the connection open
        self._auth = auth
        self._keepalive = keepalive or Keepalive()
        self._on_close = on_close
        self._loop = asyncio.get_running_loop()
        self._conn: Any = None  # touched in the worker only
        self._closers: list[Callable[[Any], object]] = []  # run in the worker before close()
        self._closing = False

    # ------------------------------------------------------------------ life

    async def open(self, what: Text) -> None:
        """Open it. Can take for ever (a hung daemon): the caller decides how long to wait, and closes; then the worker cleans up when it wakes up."""
        try:
            await self.worker.call(self._open, what)
        except Abandoned:
            raise unreachable(what) from None
        self.alive = not self._closing

    def _open(self, what: Text) -> None:
        ensure_registered()
        try:
            conn = libvirt.openAuth(self.uri, self._asking_auth(), 0) if self._auth is not None else libvirt.open(self.uri)
        except Exception as error:
            self._settle(error)
            raise _clean(error, what, explain) from None
        self._settle(None)
        # The destructor of a virConnect is a blocking call. This reference is given back in _close only, so that no
        # garbage collection in another thread, and no end of the interpreter, ever makes that call.
        _hold(conn)
        self._conn = conn
        with contextlib.suppress(libvirt.libvirtError):  # drivers inside the client (test:///) have none
            conn.setKeepAlive(self._keepalive.interval, self._keepalive.count)
        with contextlib.suppress(libvirt.libvirtError):
            conn.registerCloseCallback(self._closed_by_libvirt, None)

    def _asking_auth(self) -> list[Any]:
        """libvirt's auth argument, with a note while its callback runs: then a long open is nobody's fault."""
        types, callback, data = self._auth

        def ask(credentials: Any, opaque: Any) -> Any:
            self.asking = True
            try:
                return callback(credentials, opaque)
            finally:
                self.asking = False

        return [types, ask, data]

    def _settle(self, error: Exception | None) -> None:
        """Tell whoever gave the credentials what came of them: then they are kept, or forgotten."""
        settle = getattr(self._auth, "settle", None)
        if settle is not None:
            settle(error)

    def _closed_by_libvirt(self, _conn: Any, reason: int, _opaque: Any) -> None:  # any thread: only post
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._lost, CLOSE_REASONS.get(reason, CLOSE_REASONS[0]))

    def _lost(self, reason: Text) -> None:
        was_alive, self.alive = self.alive, False
        if was_alive and not self._closing and self._on_close is not None:
            self._on_close(reason)

    def when_lost(self, on_close: Callable[[Text], None]) -> None:
        """As the constructor's ``on_close``, for who is given an open connection."""
        self._on_close = on_close

    def before_close(self, closer: Callable[[Any], object]) -> None:
        """Run ``closer(conn)`` in the worker before the connection is closed (deregister callbacks)."""
        self._closers.append(closer)

    def close(self) -> None:
        """Close in the background, after the call in flight. Returns at once; no call is accepted any more."""
        if not self._closing:
            self._closing = True
            self.alive = False
            self.worker.close(self._close)

    def _close(self) -> None:
        try:
            self._close_conn()
        finally:
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self.finished.set)

    def _close_conn(self) -> None:
        conn, self._conn = self._conn, None
        self.handles.clear()
        if conn is None:
            return
        for closer in self._closers:
            with contextlib.suppress(libvirt.libvirtError):
                closer(conn)
        with contextlib.suppress(libvirt.libvirtError):
            conn.unregisterCloseCallback()
        with contextlib.suppress(libvirt.libvirtError):
            conn.close()
        _release(conn)

    # ------------------------------------------------------------------ calls

    async def call(self, function: Callable[[Any], T], *, what: Text, deadline: float | None = None) -> T:
        """Run ``function(conn)`` in the worker and return its (plain) result; any failure is a ConsoleError that begins with ``what``.

        After ``deadline`` seconds ConsoleError(TIMEOUT): the call itself goes on.
        """
        if not self.alive:
            raise unreachable(what)
        try:
            return await self.worker.call(self._guarded, function, what, deadline=deadline)
        except Abandoned:
            raise unreachable(what) from None
        except TimeoutError:
            raise ConsoleError(
                N_("{what}: {why}.", what=what, why=N_("no answer came in {seconds} seconds", seconds=round(deadline or 0))), cause=Cause.TIMEOUT
            ) from None

    def _guarded(self, function: Callable[[Any], T], what: Text) -> T:
        conn = self._conn
        if conn is None:
            raise unreachable(what)
        try:
            return function(conn)
        except Exception as error:
            raise _clean(error, what) from None

    @property
    def busy_seconds(self) -> float:
        """How long the call in flight has been running; 0 when idle."""
        since = self.worker.busy_since
        return 0.0 if since is None else time.monotonic() - since


def _clean(error: Exception, what: Text, words: Callable[[BaseException, Text], ConsoleError] = translate) -> ConsoleError:
    """The ConsoleError, without the traceback whose frames would carry libvirt's objects out of the worker."""
    if not isinstance(error, (libvirt.libvirtError, OSError, ConsoleError)):
        log.error("%s", what.english(), exc_info=error)
    wrapped = words(error, what)
    error.__traceback__ = None
    wrapped.__traceback__ = None
    wrapped.__context__ = None
    return wrapped


def _hold(thing: Any) -> None:
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(thing))


def _release(thing: Any) -> None:
    ctypes.pythonapi.Py_DecRef(ctypes.py_object(thing))
