"""The log: a file in the state folder that keeps what was attempted on what, and every traceback that no user sees."""

from __future__ import annotations

import contextlib
import logging
import logging.handlers

from console.model.paths import Paths


def open_log(paths: Paths, *, debug: bool = False) -> None:
    """Log to a file (1 MiB, three old ones kept); with ``debug`` everything, and to stderr too. Where the file can't be written the program runs
    without it."""
    root = logging.getLogger("virtdeck")
    root.setLevel(logging.DEBUG if debug else logging.INFO)
    handlers: list[logging.Handler] = []
    with contextlib.suppress(OSError):
        paths.state.mkdir(parents=True, exist_ok=True, mode=0o700)
        handlers.append(logging.handlers.RotatingFileHandler(paths.log, maxBytes=1 << 20, backupCount=3, encoding="utf-8"))
    if debug:
        handlers.append(logging.StreamHandler())
    for handler in handlers or [logging.NullHandler()]:
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        root.addHandler(handler)
    root.propagate = False
    asyncio_log = logging.getLogger("asyncio")
    for handler in handlers:
        asyncio_log.addHandler(handler)
