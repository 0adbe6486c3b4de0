"""What every part of the window is given: built once by ``app.desktop``, passed by constructor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from console.model.inventory import Inventory
from console.model.paths import Paths
from console.model.ports import Background, HostsPort, Journal, Keyring, Questions, Settings
from console.model.tasks import Event
from console.operations.base import Runner

if TYPE_CHECKING:
    from console.operations.catalogue import Catalogue


@dataclass
class EventLog:
    """Events of this run, newest last, for the Log tabs."""

    events: list[Event] = field(default_factory=list)
    listeners: list[Callable[[Event], None]] = field(default_factory=list)

    def add(self, event: Event) -> None:
        """Append (at most 10,000 are kept) and tell the listeners."""
        self.events.append(event)
        del self.events[:-10_000]
        for listener in list(self.listeners):
            listener(event)


@dataclass(frozen=True)
class Services:
    """The window's whole outside."""

    inventory: Inventory
    runner: Runner
    hosts: HostsPort
    settings: Settings
    journal: Journal
    questions: Questions
    background: Background
    events: EventLog
    catalogue: Catalogue
    paths: Paths
    keyring: Keyring | None = None
