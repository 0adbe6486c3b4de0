"""The Windows tools ISO (virtio-win) and which Windows it serves. Pure helpers; reading blocks.

Source of the layout: https://github.com/virtio-win/virtio-win-pkg-scripts (folders driver/system/architecture, ``DriverVer`` lines in .inf files).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from console.guests import iso9660
from console.model.tools import version_key

SYSTEM_FOLDERS: Mapping[str, str] = {
    "win7": "w7",
    "win8": "w8",
    "win8.1": "w8.1",
    "win10": "w10",
    "win11": "w11",
    "win2k8r2": "2k8R2",
    "win2k12": "2k12",
    "win2k12r2": "2k12R2",
    "win2k16": "2k16",
    "win2k19": "2k19",
    "win2k22": "2k22",
    "win2k25": "2k25",
}
"""Template id → folder of its drivers on the ISO."""


@dataclass(frozen=True, slots=True)
class ToolsIso:
    """A virtio-win ISO. ``version`` "0.1.240"; ``driver_version`` what its drivers report in the guest, "100.93.104.24000"; "" where not found."""

    version: str
    driver_version: str
    systems: frozenset[str]  # template ids that it has a disk driver for
    agent: bool  # the management agent's installer is on it

    def serves(self, template_id: str) -> bool:
        """Whether it has drivers for this Windows. Systems that we have no folder name for are taken to be served."""
        return template_id not in SYSTEM_FOLDERS or template_id in self.systems


def version_in(text: str) -> str:
    """The version in a label or file name: "virtio-win-0.1.240.iso" → "0.1.240"; "" without one."""
    match = re.search(r"virtio-win-(\d+(?:\.\d+)+)", text, re.IGNORECASE)
    return match[1] if match else ""


def read_tools_iso(path: str) -> ToolsIso | None:
    """Look at an image of this computer; None when it is not a tools ISO (or can't be read)."""
    try:
        with Path(path).open("rb") as file:
            return examine(file, Path(path).name)
    except (OSError, iso9660.NotIso):
        return None


def examine(file: BinaryIO, name: str = "") -> ToolsIso | None:
    """The same of an open image. NotIso and OSError pass."""
    image = iso9660.read_image(file)
    drivers = iso9660.listdir(file, image, "viostor")
    if not drivers:
        return None
    folders = {entry.name.casefold() for entry in drivers}
    top = {entry.name.casefold() for entry in iso9660.listdir(file, image)}
    return ToolsIso(
        version=version_in(image.label) or version_in(name),
        driver_version=_driver_version(file, image, (entry.name for entry in drivers)),
        systems=frozenset(template for template, folder in SYSTEM_FOLDERS.items() if folder.casefold() in folders),
        agent="guest-agent" in top or "virtio-win-guest-tools.exe" in top,
    )


def _driver_version(file: BinaryIO, image: iso9660.Image, folders: Iterable[str]) -> str:
    """The newest ``DriverVer = date,version`` of the 64-bit disk driver's .inf files."""
    found = []
    for folder in folders:
        entry = iso9660.find(file, image, f"viostor/{folder}/amd64/viostor.inf")
        if entry is None:
            continue
        raw = iso9660.read_file(file, image, entry, 64 << 10)
        text = raw.decode("utf-16", "replace") if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else raw.decode("latin-1")
        match = re.search(r"^\s*DriverVer\s*=\s*[^,\n]*,\s*([\d.]+)", text, re.MULTILINE | re.IGNORECASE)
        if match:
            found.append(match[1])
    return max(found, key=version_key, default="")
