"""An exception in a Python override of a Qt method must not take the process down.

Before Python 3.12 an exception that C code raises (``len(None)``, a KeyError of a dict, ``asyncio.get_running_loop()``) is only made whole when
Python code catches it. PySide6 6.8 … 6.11 looks into an exception that leaves an override and takes it for whole: a segmentation fault
(``Shiboken::Errors::storePythonOverrideErrorOrPrint`` → ``PepException_GetArgs``). Made whole, it goes where all such exceptions go: to the Python
caller, or to ``sys.excepthook`` and so to the log.
"""

from __future__ import annotations

import functools
import sys
import types
from collections.abc import Callable
from typing import Any

import shiboken6


def guard() -> None:
    """From now on, overrides in classes that are made let only whole exceptions out. Does nothing on Python 3.12 and newer."""
    if sys.version_info < (3, 12) and "__init_subclass__" not in vars(shiboken6.Object):
        shiboken6.Object.__init_subclass__ = classmethod(_made)  # type: ignore[assignment, arg-type]


def _made(cls: type[Any], **options: Any) -> None:
    """A class with a Qt class among its bases has been made."""
    super(shiboken6.Object, cls).__init_subclass__(**options)
    for name, thing in list(vars(cls).items()):
        if isinstance(thing, types.FunctionType) and not name.startswith("__") and _overrides(cls, name):
            setattr(cls, name, _whole(thing))


def _overrides(cls: type[Any], name: str) -> bool:
    return any(name in vars(base) for base in cls.__mro__[1:] if base.__module__.startswith("PySide6."))


def _whole(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def call(*args: Any, **named: Any) -> Any:
        try:
            return function(*args, **named)
        except BaseException:  # caught, it is whole
            raise

    return call
