"""Where the threads of connections and an operation meet: a machine that copies itself to us, disk by disk, over links that may break."""

from __future__ import annotations

import asyncio
import logging
import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import xxhash

from console.formats import p2v_wire as wire
from console.formats.extents import Piece
from console.model.errors import Cause, ConsoleError
from console.model.ports import Segment
from console.model.ports_listen import Connection
from console.model.text import N_
from console.operations.disk_copy import without_zeros

log = logging.getLogger("virtdeck.operations")

HELLO_SECONDS = 15.0
INVENTORY_SECONDS = 120.0
EXTENT_SECONDS = 180.0
"""For one extent of 4 MiB: half a megabit a second is the slowest line."""
KEEP_SECONDS = 15.0
AHEAD = 4
"""Extents of 4 MiB between the connection and the host's stream."""


class Feed:
    """The rest of a disk, as one connection brings it: filled by the connection's thread, emptied by the host's stream."""

    def __init__(self, disk: int, size: int, pieces: Sequence[Piece], disks: Sequence[int]) -> None:
        self.disk, self.size, self.pieces = disk, size, tuple(pieces)
        self.disks = tuple(disks)  # all that are wanted: of one moment
        self.told: dict[str, Any] = {}  # what the machine said of its shadow copies
        self.sums: dict[int, str] = {}
        self.error: ConsoleError | None = None
        self.taken = threading.Event()
        self.done = 0  # bytes
        self._queue: queue.Queue[wire.Extent | None] = queue.Queue(AHEAD)
        self._stopped = threading.Event()

    def put(self, extent: wire.Extent | None) -> bool:
        """What follows; None = no more. False when nobody wants it any more."""
        while not self._stopped.is_set():
            try:
                self._queue.put(extent, timeout=0.2)
            except queue.Full:
                continue
            return True
        return False

    def end(self, error: ConsoleError | None) -> None:
        """The connection is through with it."""
        self.error = error
        self.put(None)

    def stop(self) -> None:
        """Nothing more is wanted."""
        self._stopped.set()

    def segments(self) -> Iterator[Segment]:
        """For a writer. An extent is counted when the writer asks for what follows it."""
        while not self._stopped.is_set():
            try:
                extent = self._queue.get(timeout=0.2)
            except queue.Empty:
                continue
            if extent is None:
                return
            if extent.data is None:
                yield extent.length, None
                digest = _zeros(extent.length)
            else:
                yield from without_zeros(bytearray(extent.data))
                digest = xxhash.xxh3_128_hexdigest(extent.data)
            self.sums[extent.offset] = digest
            self.done += extent.length


def _zeros(length: int) -> str:
    return xxhash.xxh3_128_hexdigest(bytes(length))


class Desk:
    """Serves the connections of one machine. ``told`` gets its inventory, on the connection's thread, once; it gives the words for its screen."""

    def __init__(self, token: str, what: str, told: Callable[[dict[str, Any]], str]) -> None:
        self.token, self._what, self._told = token, what, told
        self._change = threading.Condition()
        self._current: Connection | None = None
        self._feed: Feed | None = None
        self._identity: tuple[object, ...] | None = None
        self._report = ""
        self._end: bytes | None = None
        self.refused = 0

    @property
    def connected(self) -> bool:
        """Whether the machine is there now."""
        return self._current is not None

    # ------------------------------------------------------------------ the operation's side

    def offer(self, feed: Feed) -> None:
        """This is wanted now; ``feed.taken`` is set when a connection has taken it."""
        with self._change:
            self._feed = feed
            self._change.notify_all()

    def finish(self, error: ConsoleError | None = None) -> None:
        """All is done, or it is over: the machine is told, and its connection ends by itself."""
        with self._change:
            self._end = wire.frame("Z") if error is None else wire.frame("X", str(error.text).encode()[: wire.WORDS_BYTES])
            self._change.notify_all()

    async def left(self, seconds: float) -> None:
        """Wait until the machine has heard the end."""
        end = time.monotonic() + seconds
        while self.connected and time.monotonic() < end:  # noqa: ASYNC110 - a thread's doing
            await asyncio.sleep(0.05)

    # ------------------------------------------------------------------ the connection's side

    def serve(self, connection: Connection) -> None:
        """Talk to one connection until it ends. ConsoleError when it broke, or was none of ours."""
        end = time.monotonic() + HELLO_SECONDS
        try:
            what = wire.hello(lambda length: connection.read(length, max(0.0, end - time.monotonic())), self.token)
        except ConsoleError:
            self.refused += 1
            raise
        if what != self._what:
            raise wire.refused(f"it wants to {what}")
        connection.write(wire.message("O"))
        end = time.monotonic() + INVENTORY_SECONDS
        _, payload = wire.receive(lambda length: connection.read(length, max(0.0, end - time.monotonic())), {"I": wire.INVENTORY_BYTES})
        inventory = wire.words(payload)
        if not self._admit(connection, inventory):
            connection.write(wire.frame("X", str(N_("This script was made for one machine, and another one uses it already.")).encode()))
            return
        try:
            connection.write(wire.frame("R", self._report.encode()))
            self._work(connection)
        finally:
            with self._change:
                if self._current is connection:
                    self._current = None

    def _admit(self, connection: Connection, inventory: dict[str, Any]) -> bool:
        """One machine only; its newest connection counts."""
        disks = inventory.get("disks")
        disks = disks if isinstance(disks, list) else [disks]
        identity = (inventory.get("host"), inventory.get("serial"), *((d.get("number"), d.get("size")) for d in disks if isinstance(d, dict)))
        with self._change:
            if self._identity is not None and self._identity != identity:
                return False
            first, self._identity = self._identity is None, identity
            old, self._current = self._current, connection
            self._change.notify_all()
        if old is not None:
            old.close()
        if first:
            try:
                self._report = self._told(inventory)
            except Exception as error:
                with self._change:
                    self._identity = self._current = None
                raise wire.refused(f"inventory: {error!r}") from error
        return True

    def _work(self, connection: Connection) -> None:
        """What is wanted, one after the other. Nothing is sent while the lock is held: the operation's side must never wait for a line."""
        while True:
            with self._change:
                if self._current is connection and self._end is None and self._feed is None:
                    self._change.wait(KEEP_SECONDS)
                if self._current is not connection:
                    return
                end, feed = self._end, self._feed
                self._feed = None
            if end is not None:
                connection.write(end)
                return
            if feed is not None:
                self._take(connection, feed)
            else:
                connection.write(wire.frame("N"))

    def _take(self, connection: Connection, feed: Feed) -> None:
        """Have the machine send a disk from where the last connection ended."""
        feed.taken.set()
        try:
            first = feed.pieces[0].offset
            connection.write(wire.message("D", disk=feed.disk, disks=feed.disks, size=feed.size, **{"from": first}, extent=wire.EXTENT))
            for piece in feed.pieces:
                if not feed.put(self._extent(connection, piece)):
                    raise ConsoleError(N_("Nobody wants the disk any more."), cause=Cause.CANCELLED)
            feed.told = wire.words(self._message(connection, {"V": wire.WORDS_BYTES}))
        except ConsoleError as error:
            feed.end(error)
            raise
        except BaseException as error:
            feed.end(ConsoleError(N_("The connection to {name} was lost.", name=connection.peer), cause=Cause.UNREACHABLE, detail=repr(error)))
            raise
        feed.end(None)

    def _extent(self, connection: Connection, piece: Piece) -> wire.Extent:
        return wire.extent(self._message(connection, {"E": wire.LARGEST_EXTENT}), piece)

    @staticmethod
    def _message(connection: Connection, limits: dict[str, int]) -> bytes:
        end = time.monotonic() + EXTENT_SECONDS
        kind, payload = wire.receive(lambda length: connection.read(length, max(0.0, end - time.monotonic())), limits | {"X": wire.WORDS_BYTES})
        if kind == "X":
            raise ConsoleError(
                N_("The machine gave up: {why}", why=payload.decode("utf-8", "replace")),
                cause=Cause.INVALID,
                remedy=N_("Look at the disk there, and start again."),
            )
        return payload
