"""What the domains of the benches are called."""

from __future__ import annotations

import uuid


def identity(number: int, host: int = 0) -> str:
    """The UUID of the n-th domain."""
    return str(uuid.UUID(int=(0xBE9C << 112) | (4 << 76) | (2 << 62) | (host << 24) | number))


def name(number: int) -> str:
    """Its name."""
    return f"{('web', 'db', 'app', 'test')[number % 4]}-{number:05}"
