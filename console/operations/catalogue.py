"""The built-in templates and the knowledge about installation media, for the wizard and virtdeckctl; slow work runs in the background."""

from __future__ import annotations

from console.model.paths import Paths
from console.model.ports import Background
from console.model.templates import BuiltinTemplate, Medium


class Catalogue:
    """Loads the built-in templates once (libosinfo takes about a second) and identifies media."""

    def __init__(self, background: Background, paths: Paths) -> None:
        self._background = background
        self._paths = paths
        self._templates: tuple[BuiltinTemplate, ...] | None = None

    async def templates(self) -> tuple[BuiltinTemplate, ...]:
        """All built-in templates, the demo first."""
        raise NotImplementedError

    async def identify(self, path: str) -> Medium:
        """Look at an ISO image of this computer or at a network tree's URL."""
        raise NotImplementedError
