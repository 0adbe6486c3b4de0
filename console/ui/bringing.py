"""Imports modules one by one, so that the window does not stand still meanwhile."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Sequence


async def bring(modules: Sequence[str], pause: float = 0.0) -> None:
    """Import them; between two of them the window has its turn, for ``pause`` seconds."""
    for name in modules:
        importlib.import_module(name)
        await asyncio.sleep(pause)
