"""What a tab is: fits a selection or not, shows it, hears of changes. Work is done only for the tab that is looked at."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from console.model.inventory import Inventory
from console.model.text import Text
from console.ui.services import Services
from console.ui.tabs.kinds import TabKind, Thing
from console.ui.tabs.sections import Link

Spawn = Callable[[Coroutine[Any, Any, Any]], None]


class Tab(QWidget):
    """One tab of the main window."""

    kind: TabKind

    def __init__(self, services: Services, follow: Callable[[Link], None], spawn: Spawn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.services = services
        self.follow = follow
        self.spawn = spawn
        self.setObjectName(f"tab_{self.id}")

    @property
    def id(self) -> str:
        return self.kind.id

    @property
    def title(self) -> Text:
        return self.kind.title

    @property
    def inventory(self) -> Inventory:
        return self.services.inventory

    def fits(self, things: Sequence[Thing]) -> bool:
        """Whether the tab says something of this selection (no dead tabs)."""
        return self.kind.fits(things)

    def show_things(self, things: Sequence[Thing]) -> None:
        """Show the selection, or its new state."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read again what is not in the inventory."""

    def tick(self) -> None:
        """Times are shown relative: called every half minute while the tab is looked at."""

    def shutdown(self) -> None:
        """Stop listening."""
