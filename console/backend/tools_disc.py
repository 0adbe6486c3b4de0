"""The newest virtio-win ISO that a host offers: in the folders where distributions put it, and in its storage repositories.

Known by its name (``virtio-win*.iso``); the version is in the name, in the name that a link leads to, or in the image's volume label.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import libvirt

from console.backend import volumes
from console.backend.links import Links
from console.backend.picture import Picture
from console.model.errors import ConsoleError
from console.model.ids import HostId
from console.model.ports import Programs
from console.model.text import N_

log = logging.getLogger("virtdeck.hub")

FOLDERS = ("/usr/share/virtio-win", "/var/lib/libvirt/images", "/usr/local/share/virtio-win")
FILE_TYPES = frozenset({"dir", "fs", "netfs"})
"""Repository types whose files QEMU can use as a disc."""

_LABEL = slice(16 * 2048 + 40, 16 * 2048 + 72)
"""The volume identifier in the primary volume descriptor (ECMA-119, 8.4.7)."""

_LOOK = r"""for d in {folders}; do for f in "$d"/[vV]irtio-win*.iso; do [ -f "$f" ] && printf '%s\t%s\n' "$f" "$(readlink -f "$f")"; done; done; :"""


@dataclass(frozen=True, slots=True)
class Disc:
    """One tools disc; ``version`` "" where it is not known."""

    path: str
    version: str = ""

    @property
    def rank(self) -> tuple[tuple[int, ...], str]:
        """Newer ones are larger."""
        return tuple(int(number) for number in re.findall(r"\d+", self.version)), self.path


def version_in(text: str) -> str:
    """ "virtio-win-0.1.240-1.iso" → "0.1.240-1"; "" without one."""
    match = re.search(r"(\d+(?:\.\d+)+(?:-\d+)?)", text)
    return match[1] if match else ""


def is_disc(name: str) -> bool:
    """Whether a file of this name is a tools disc."""
    return name.lower().startswith("virtio-win") and name.lower().endswith(".iso")


def here(folders: Iterable[str] = FOLDERS) -> tuple[Disc, ...]:
    """Those in the customary folders of this computer. Blocking."""
    found = []
    for folder in folders:
        with contextlib.suppress(OSError):
            found += [Disc(str(path), version_in(path.resolve().name)) for path in Path(folder).iterdir() if is_disc(path.name)]
    return tuple(found)


async def over_ssh(programs: Programs, host: HostId) -> tuple[Disc, ...]:
    """Those in the customary folders of a host on which programs can be run; none where they can't."""
    try:
        told = await programs.run(["sh", "-c", _LOOK.format(folders=" ".join(FOLDERS))], host=host, deadline=10.0, check=False)
    except ConsoleError as failure:
        log.info("tools disc of %s: %s", host, failure.text.english())
        return ()
    rows = (line.partition("\t") for line in told.stdout.splitlines())
    return tuple(Disc(path, version_in(Path(real or path).name)) for path, _, real in rows if path.startswith("/"))


def in_repository(conn: Any, uuid: str) -> tuple[Disc, ...]:
    """Those in one active repository. In a worker."""
    try:
        pool = conn.storagePoolLookupByUUIDString(uuid)
        names = [name for name in pool.listVolumes() if is_disc(name)]
        return tuple(Disc(pool.storageVolLookupByName(name).path(), version_in(name) or _labelled(conn, uuid, name)) for name in names)
    except libvirt.libvirtError as error:  # gone, stopped, or not to be listed: it offers nothing
        if not conn.isAlive():
            raise
        log.info("tools disc: repository %s: %s", uuid, error)
        return ()


def _labelled(conn: Any, uuid: str, name: str) -> str:
    try:
        return version_in(volumes.read_head(conn, uuid, name, _LABEL.stop)[_LABEL].decode("ascii", "replace"))
    except (ConsoleError, libvirt.libvirtError):
        return ""


class ToolsDiscs:
    """Keeps ``Host.tools_iso`` and ``tools_version`` of one open host true."""

    def __init__(self, picture: Picture, links: Links) -> None:
        self._picture, self._links = picture, links
        self._customary: tuple[Disc, ...] = ()
        self._stored: dict[str, tuple[Disc, ...]] = {}
        self._one = asyncio.Lock()

    def customary(self, found: Sequence[Disc]) -> None:
        """What is in the folders of the host."""
        self._customary = tuple(found)
        self._tell()

    async def look(self, repositories: Iterable[str]) -> None:
        """Look into these repositories (again). ConsoleError when the host does not answer."""
        what = N_("{host} could not be read", host=self._picture.host.name)
        async with self._one:
            for uuid in repositories:
                known = self._picture.repositories.get(uuid)
                if known is None or not known.active or known.type not in FILE_TYPES:
                    self._stored.pop(uuid, None)
                    continue
                async with self._links.job(what) as connection:
                    self._stored[uuid] = await connection.call(functools.partial(in_repository, uuid=uuid), what=what)
            self._tell()

    def _tell(self) -> None:
        everything = [*self._customary, *(disc for uuid, found in self._stored.items() if uuid in self._picture.repositories for disc in found)]
        best = max(everything, key=lambda disc: disc.rank, default=Disc(""))
        self._picture.set_host(tools_iso=best.path, tools_version=best.version)
