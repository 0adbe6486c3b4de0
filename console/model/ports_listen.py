"""Ports (see ``model.ports``) of what machines connect to on this computer: the receiver of the P2V script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Connection(Protocol):
    """Somebody who has connected to a listener of ours. Blocking: for the connection's own thread."""

    @property
    def peer(self) -> str:
        """Its address."""
        ...

    def read(self, length: int, seconds: float) -> bytes:
        """Exactly so many bytes within that time. ConsoleError(UNREACHABLE) when they do not come."""
        ...

    def write(self, data: bytes) -> None: ...
    def close(self) -> None:
        """End it, from any thread."""
        ...


class Listener(Protocol):
    """An open port of this computer."""

    @property
    def port(self) -> int: ...
    @property
    def pin(self) -> str:
        """SHA-256 of its certificate, hex."""
        ...

    def close(self) -> None:
        """End it and all its connections."""
        ...


class Listeners(Protocol):
    """Lets machines connect to this computer over TLS."""

    async def open(self, serve: Callable[[Connection], None], port: int = 0) -> Listener:
        """Listen on ``port`` (0: any) with a new certificate; ``serve`` is called on a thread of its own for each who connects."""
        ...
