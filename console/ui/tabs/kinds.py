"""Which tabs there are, and which of them say something of a selection. The tabs themselves are imported and made when they are first looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from console.model.objects import AnyObject, Host, Network, Pool, StorageRepository, Vm
from console.model.templates import BuiltinTemplate
from console.model.text import N_, Text

Thing = AnyObject | BuiltinTemplate


@dataclass(frozen=True)
class TabKind:
    """A tab by what is known of it before it is made. ``fits``: it says something of these things (no dead tabs)."""

    id: str
    title: Text
    fits: Callable[[Sequence[Thing]], bool]


def _one(things: Sequence[Thing], *kinds: type) -> bool:
    return len(things) == 1 and isinstance(things[0], kinds)


def _is_machine(things: Sequence[Thing]) -> bool:
    """One VM that can run."""
    return len(things) == 1 and isinstance(things[0], Vm) and not things[0].is_template


def _has_several_machines(things: Sequence[Thing]) -> bool:
    """Several VMs, hosts or pools, or one of the last two."""
    if not things or not all(isinstance(thing, (Pool, Host, Vm)) for thing in things):
        return False
    return len(things) > 1 or not isinstance(things[0], Vm)


GENERAL = TabKind("general", N_("General"), bool)
STORAGE = TabKind("storage", N_("Storage"), lambda things: _one(things, Vm, Host, Pool, StorageRepository))
NETWORKING = TabKind("networking", N_("Networking"), lambda things: _one(things, Pool, Vm, Host, Network))
CONSOLE = TabKind("console", N_("Console"), _is_machine)
CONSOLES = TabKind("consoles", N_("Consoles"), _has_several_machines)
LOG = TabKind("log", N_("Log"), lambda things: bool(things) and not any(isinstance(thing, BuiltinTemplate) for thing in things))

KINDS = (GENERAL, STORAGE, NETWORKING, CONSOLE, CONSOLES, LOG)
"""In the order in which they are shown."""
