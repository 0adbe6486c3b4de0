"""Where the program keeps and finds things (XDG base directories; no path of a particular machine)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

APP = "virtdeck"


@dataclass(frozen=True, slots=True)
class Paths:
    """The program's folders and files. Folders are made by whoever writes into them."""

    config: Path  # the TOML
    state: Path  # folder: SQLite, log
    data: Path  # folder: demo appliance, embedded host's repositories
    cache: Path
    runtime: Path  # folder 0700 with short names: sockets, pid files
    resources: Path  # icons, translations, catalogue

    @property
    def database(self) -> Path:
        return self.state / "virtdeck.sqlite"

    @property
    def log(self) -> Path:
        return self.state / "virtdeck.log"

    def demo_folders(self) -> tuple[Path, ...]:
        """Where the demo appliance may be: ``demo.qcow2``, ``vmlinuz``, ``initrd.img``, ``cmdline``; first that exists wins."""
        override = os.environ.get("VIRTDECK_DEMO")
        found = [Path(override)] if override else []
        return (*found, self.data / "demo", self.resources.parent / "build" / "demo", Path("/usr/share/virtdeck/demo"))

    def demo(self) -> Path | None:
        """The folder of the demo appliance, or None when it has not been built."""
        return next((folder for folder in self.demo_folders() if (folder / "demo.qcow2").is_file()), None)

    def tools_disc(self) -> Path | None:
        """Our tools disc for Linux guests, or None when it has not been built (``VIRTDECK_TOOLS`` names another)."""
        override = os.environ.get("VIRTDECK_TOOLS")
        places = [Path(override)] if override else []
        places += [folder / "tools" / "virtdeck-tools.iso" for folder in (self.data, self.resources.parent / "build", Path("/usr/share/virtdeck"))]
        return next((place for place in places if place.is_file()), None)


def default_paths(env: Mapping[str, str] = os.environ, config: Path | None = None) -> Paths:
    """The paths by the XDG base directory specification; ``config`` overrides the TOML (--config)."""
    home = Path(env.get("HOME") or Path.home())

    def folder(variable: str, fallback: Path) -> Path:
        value = env.get(variable, "")
        return (Path(value) if value.startswith("/") else fallback) / APP

    cache = folder("XDG_CACHE_HOME", home / ".cache")
    here = Path(__file__).resolve().parents[2] / "resources"
    return Paths(
        config=config or folder("XDG_CONFIG_HOME", home / ".config") / "virtdeck.toml",
        state=folder("XDG_STATE_HOME", home / ".local" / "state"),
        data=folder("XDG_DATA_HOME", home / ".local" / "share"),
        cache=cache,
        runtime=folder("XDG_RUNTIME_DIR", cache / "run"),
        resources=Path(env["VIRTDECK_RESOURCES"]) if env.get("VIRTDECK_RESOURCES") else here,
    )
