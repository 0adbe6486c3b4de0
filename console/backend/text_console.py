"""A VM's first text console: a connection of its own with a non-blocking stream, both ways.

The event callback (libvirt's event thread) switches itself off and posts; the worker then drains until "would block", sends what waits to be
typed, and switches the events on again that are needed next.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import libvirt

from console.backend.connection import Connection
from console.model.errors import Cause, ConsoleError
from console.model.text import N_, Text

_ENDS = libvirt.VIR_STREAM_EVENT_ERROR | libvirt.VIR_STREAM_EVENT_HANGUP
_READ = libvirt.VIR_STREAM_EVENT_READABLE
_WRITE = libvirt.VIR_STREAM_EVENT_WRITABLE
_BLOCK = 65_536
_MOST = 1 << 20
"""Bytes that one turn takes at most: a guest that prints without end must not fill the memory."""
_WOULD_BLOCK = -2


class _Console:
    """The stream; everything but ``_on_event`` runs in the connection's worker."""

    def __init__(self, loop: asyncio.AbstractEventLoop, ready: asyncio.Event) -> None:
        self._loop = loop
        self._ready = ready
        self._stream: Any = None
        self._unsent = b""

    def open(self, conn: Any, uuid: str, force: bool) -> None:
        self._stream = conn.newStream(libvirt.VIR_STREAM_NONBLOCK)
        flags = libvirt.VIR_DOMAIN_CONSOLE_FORCE if force else 0
        conn.lookupByUUIDString(uuid).openConsole(None, self._stream, flags)
        self._stream.eventAddCallback(_READ | _ENDS, self._on_event, None)

    def _on_event(self, stream: Any, _events: int, _opaque: Any) -> None:
        with contextlib.suppress(libvirt.libvirtError):
            stream.eventUpdateCallback(0)
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._ready.set)

    def turn(self, typed: bytes) -> tuple[bytes, bool, bool]:
        """Send and receive what can be; (received, ended, all sent)."""
        if self._stream is None:
            return b"", True, True
        self._unsent += typed
        while self._unsent:
            sent = self._stream.send(self._unsent[:_BLOCK])
            if sent == _WOULD_BLOCK:
                break
            self._unsent = self._unsent[sent:]
        parts: list[bytes] = []
        size = 0
        while size < _MOST:
            block = self._stream.recv(_BLOCK)
            if block == _WOULD_BLOCK:
                break
            if not block:
                return b"".join(parts), True, True
            parts.append(block)
            size += len(block)
        self._stream.eventUpdateCallback(_READ | _ENDS | (_WRITE if self._unsent else 0))
        return b"".join(parts), False, not self._unsent

    def close(self, _conn: Any) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            with contextlib.suppress(libvirt.libvirtError):
                stream.eventRemoveCallback()
            with contextlib.suppress(libvirt.libvirtError):
                stream.abort()


class OpenConsole:
    """Implements :class:`console.model.ports.ConsoleStream`."""

    def __init__(self, connection: Connection, console: _Console, ready: asyncio.Event, what: Text) -> None:
        self._connection = connection
        self._console = console
        self._ready = ready
        self._what = what
        self._received: list[bytes] = []
        self._ended = False
        self._failure: ConsoleError | None = None
        self._all_sent = True
        self._turning = asyncio.Lock()
        self._moved = asyncio.Condition()
        connection.when_lost(self._lost)  # the stream itself is not told

    def _lost(self, why: Text) -> None:
        if not self._ended and self._failure is None:
            self._failure = ConsoleError(N_("{what}: {why}.", what=self._what, why=why), cause=Cause.UNREACHABLE)
            self._ready.set()

    async def read(self) -> bytes:
        """See the port. One reader only."""
        while not self._received:
            if self._ended:
                return b""
            if self._failure is not None:
                raise self._failure
            await self._ready.wait()
            self._ready.clear()
            await self._turn(b"")
        data = b"".join(self._received)
        self._received.clear()
        return data

    async def write(self, data: bytes) -> None:
        """See the port. What is left over goes with the reader's turns: somebody has to read."""
        if self._failure is not None:
            raise self._failure
        await self._turn(data)
        async with self._moved:
            await self._moved.wait_for(lambda: self._all_sent or self._ended or self._failure is not None)

    async def _turn(self, typed: bytes) -> None:
        async with self._turning:
            try:
                data, ended, self._all_sent = await self._connection.call(lambda _conn: self._console.turn(typed), what=self._what)
            except ConsoleError as failure:
                self._failure = failure
                data, ended = b"", False
        if data:
            self._received.append(data)
        self._ended = self._ended or ended
        if data or ended or self._failure is not None:
            self._ready.set()
        async with self._moved:
            self._moved.notify_all()

    def close(self) -> None:
        """See the port."""
        self._ended = True
        self._ready.set()
        self._connection.close()


async def open_console(connection: Connection, uuid: str, *, force: bool, what: Text) -> OpenConsole:
    """Open the console on ``connection``, which then belongs to it; closed when that fails."""
    ready = asyncio.Event()
    console = _Console(asyncio.get_running_loop(), ready)
    connection.before_close(console.close)
    try:
        await connection.call(lambda conn: console.open(conn, uuid, force), what=what)
    except BaseException:
        connection.close()
        raise
    return OpenConsole(connection, console, ready, what)


async def read_console(connection: Connection, uuid: str, *, force: bool, what: Text) -> AsyncIterator[bytes]:
    """What the guest prints, until the stream ends. Closes ``connection`` when it is left."""
    console = await open_console(connection, uuid, force=force, what=what)
    try:
        while data := await console.read():
            yield data
    finally:
        console.close()
