"""What the window is not needed for to be shown comes later: parts that are made when they are first asked for something, modules that are
imported one by one while the window is at rest, and methods that are compiled when they are first called.

The rule for the modules that make the window (``ui`` without its wizards, dialogs and tabs; ``tests/app/test_start.py`` holds it): what a verb needs
when it is triggered is imported there, by the function that does it.
"""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable
from typing import Any, TypeVar, cast

T = TypeVar("T")

PAUSE_SECONDS = 0.02
"""Between two modules: the window comes first."""

TO_CONNECT = (
    "libvirt",
    "lxml.etree",
    "console.xml.domain",
    "console.xml.storage",
    "console.backend.connection",
    "console.backend.listing",
    "console.backend.folders",
    "console.backend.domains",
    "console.backend.events",
    "console.backend.local_volumes",
    "console.backend.reaper",
    "console.backend.embedded",
    "console.backend.refresh",
    "console.backend.session",
    "console.backend.ssh",
    "console.backend.migration",
    "console.backend.port",
    "console.backend.transport",
    "console.backend.hub",
    "console.backend.guest",
    "console.guests.osinfo",
    "console.guests.media",
    "console.guests.unattended",
    "console.guests.templates",
    "console.operations.catalogue",
    "console.operations.making",
    "console.operations.storage",
    "console.operations.power",
    "console.operations.tools",
    "console.operations.virtio",
    "console.operations.install",
    "console.operations.tools_watch",
    "console.operations.pool_check",
    "console.operations.transient",
)
"""What hosts are connected and watched with, in an order in which none brings much more than itself."""

TO_USE = (
    "console.ui.tabs.vm_sections",
    "console.ui.tabs.volumes",
    "console.ui.tabs.storage",
    "console.ui.tabs.tables",
    "console.ui.tabs.log",
    "console.ui.widgets.wall",
    "console.ui.tabs.wall",
    "wcwidth",
    "pyte",
    "console.ui.display.terminal",
    "console.ui.display.vnc",
    "console.ui.display.spice",
    "console.ui.display.sessions",
    "console.operations.drafts.choices",
    "console.operations.media",
    "console.ui.display.screen",
    "console.ui.display.panel",
    "console.ui.display.window",
    "console.ui.tabs.console",
    "console.operations.create",
    "console.operations.drafts.planning",
    "console.operations.drafts.checks",
    "console.operations.new_vm",
    "console.guests.preparation",
    "console.xml.clone",
    "console.operations.snapshots",
    "console.operations.prepare",
    "console.operations.clone",
    "console.operations.migrate",
    "console.operations.migrate_draft",
    "console.operations.flatten",
    "console.operations.p2v.checklist",
    "console.ui.dialogs.support",
    "console.ui.widgets.palette_box",
    "console.ui.palette_entries",
    "console.ui.wizards.base",
    "console.ui.wizards.simple_pages",
    "console.ui.wizards.media_page",
    "console.ui.wizards.device_pages",
    "console.ui.wizards.finish_page",
    "console.ui.wizards.new_vm",
)
"""What the first clicks need: tabs, the console, rules that need more than the inventory, the New VM wizard. The others bring theirs
when they are opened (``ui.openers``)."""


class _Late:
    """Stands for a part. The first attribute that is asked for makes it."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._late_make = make
        self._late_lock = threading.RLock()

    def __getattr__(self, name: str) -> Any:
        with self._late_lock:
            part = self.__dict__.get("_late_part")
            if part is None:
                part = self._late_part = self._late_make()
        return getattr(part, name)


def late(make: Callable[[], T]) -> T:
    """A part that ``make`` makes when it is first asked for something; on whatever thread that is."""
    return cast(T, _Late(make))


def is_made(part: object) -> bool:
    """False for a part that nobody has asked for anything."""
    return not isinstance(part, _Late) or "_late_part" in part.__dict__


def put_off_methods() -> None:
    """From now on, a dataclass that is made compiles each of its methods when that is first called.

    ``dataclasses`` writes the text of six functions for a frozen class and compiles them there and then: for the hundred classes that the window
    needs, an eighth of its start, and most of them are never called. Python 3.13 compiles the six together: nothing is changed there.
    """
    plain = getattr(dataclasses, "_create_fn", None)
    if plain is not None:
        setattr(dataclasses, "_create_fn", lambda name, args, body, **more: _first_call(name, lambda: plain(name, args, body, **more)))  # noqa: B010


def _first_call(name: str, make: Callable[[], Callable[..., Any]]) -> Callable[..., Any]:
    """Stands for a method called ``name``: its first call makes it and puts it where this one was."""
    made: Callable[..., Any] | None = None

    def first(self: object, *given: Any, **named: Any) -> Any:
        nonlocal made
        if made is None:
            made = make()
            made.__qualname__ = first.__qualname__
            for owner in type(self).__mro__:
                if vars(owner).get(name) is first:
                    setattr(owner, name, made)
        return made(self, *given, **named)

    first.__name__ = name
    return first
