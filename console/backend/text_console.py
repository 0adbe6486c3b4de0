"""A VM's first text console as an async iterator: a connection of its own with a non-blocking stream.

The event callback (libvirt's event thread) switches itself off and posts; the worker drains until "would block" and switches it on again.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import libvirt

from console.backend.connection import Connection
from console.model.text import Text

_READ = libvirt.VIR_STREAM_EVENT_READABLE | libvirt.VIR_STREAM_EVENT_ERROR | libvirt.VIR_STREAM_EVENT_HANGUP
_BLOCK = 65_536
_MOST = 1 << 20
"""Bytes that one turn takes at most: a guest that prints without end must not fill the memory."""
_WOULD_BLOCK = -2


class _Console:
    """The stream; everything but ``_on_event`` runs in the connection's worker."""

    def __init__(self, loop: asyncio.AbstractEventLoop, readable: asyncio.Event) -> None:
        self._loop = loop
        self._readable = readable
        self._stream: Any = None

    def open(self, conn: Any, uuid: str, force: bool) -> None:
        self._stream = conn.newStream(libvirt.VIR_STREAM_NONBLOCK)
        flags = libvirt.VIR_DOMAIN_CONSOLE_FORCE if force else 0
        conn.lookupByUUIDString(uuid).openConsole(None, self._stream, flags)
        self._stream.eventAddCallback(_READ, self._on_event, None)

    def _on_event(self, stream: Any, _events: int, _opaque: Any) -> None:
        with contextlib.suppress(libvirt.libvirtError):
            stream.eventUpdateCallback(0)
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._readable.set)

    def drain(self, _conn: Any) -> tuple[bytes, bool]:
        """(bytes, ended)."""
        parts: list[bytes] = []
        size = 0
        while size < _MOST:
            block = self._stream.recv(_BLOCK)
            if block == _WOULD_BLOCK:
                break
            if not block:
                return b"".join(parts), True
            parts.append(block)
            size += len(block)
        self._stream.eventUpdateCallback(_READ)
        return b"".join(parts), False

    def close(self, _conn: Any) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            with contextlib.suppress(libvirt.libvirtError):
                stream.eventRemoveCallback()
            with contextlib.suppress(libvirt.libvirtError):
                stream.abort()


async def read_console(connection: Connection, uuid: str, *, force: bool, what: Text) -> AsyncIterator[bytes]:
    """What the guest prints, until the stream ends. Closes ``connection`` when it is left."""
    readable = asyncio.Event()
    console = _Console(asyncio.get_running_loop(), readable)
    connection.before_close(console.close)
    try:
        await connection.call(lambda conn: console.open(conn, uuid, force), what=what)
        ended = False
        while not ended:
            await readable.wait()
            readable.clear()
            data, ended = await connection.call(console.drain, what=what)
            if data:
                yield data
    finally:
        connection.close()
