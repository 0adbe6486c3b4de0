"""The built-in templates and the knowledge about installation media, for the wizard and virtdeckctl; slow work runs in the background."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

from console.guests import boot, media
from console.guests.boot import InstallerFiles, Progress
from console.guests.osinfo import Osinfo, System
from console.guests.templates import find_template, load_templates
from console.guests.windows import ToolsIso, read_tools_iso
from console.model.paths import Paths
from console.model.ports import Background
from console.model.templates import BuiltinTemplate, Medium, UnattendedAnswers
from console.model.text import Text
from console.model.tools import GuestFamily


class Catalogue:
    """Loads the built-in templates once (libosinfo takes about a second) and identifies media. Belongs to the loop's thread."""

    def __init__(self, background: Background, paths: Paths, osinfo: Osinfo | None = None) -> None:
        self._background = background
        self._paths = paths
        self._osinfo = osinfo or Osinfo()
        self._templates: tuple[BuiltinTemplate, ...] | None = None
        self._names: Mapping[str, tuple[str, GuestFamily]] = {}
        self._loading = asyncio.Lock()

    @property
    def note(self) -> Text | None:
        """Why the list is shorter than it could be, with the package that brings the rest; None when it is complete."""
        return self._osinfo.missing

    async def templates(self) -> tuple[BuiltinTemplate, ...]:
        """All built-in templates, the demo first. ConsoleError when the catalogue file itself is missing."""
        async with self._loading:
            if self._templates is not None:
                return self._templates
            templates, self._names = await self._background.run(self._load)
            self._templates = templates
            return templates

    async def find(self, word: str) -> BuiltinTemplate | None:
        """The template with this id, name or libosinfo short id."""
        return find_template(await self.templates(), word)

    def os_lookup(self, osinfo_id: str) -> tuple[str, GuestFamily]:
        """Readable name and family of a libosinfo id, at once (any thread): before the list is loaded a short form of the id itself."""
        return self._names.get(osinfo_id) or (short_form(osinfo_id), family_of_id(osinfo_id))

    def shutdown(self) -> None:
        """End libosinfo's thread."""
        self._osinfo.shutdown()

    def _load(self) -> tuple[tuple[BuiltinTemplate, ...], Mapping[str, tuple[str, GuestFamily]]]:
        systems = self._osinfo.systems()
        templates = load_templates(self._paths.resources / "catalogue", systems, self._paths.demo())
        names = {t.osinfo_id: (t.name, GuestFamily.WINDOWS if t.windows else GuestFamily.LINUX) for t in templates if t.osinfo_id}
        names.update({s.id: (s.name, family_of(s)) for s in systems})
        return templates, names

    async def identify(self, path: str) -> Medium:
        """Look at an ISO image of this computer, a folder with an installation tree, or a network repository's address.

        Never fails: what is wrong with it is in ``Medium.problem``. At most half a minute for an address.
        """
        templates = await self.templates()
        return await self._background.run(lambda: media.identify(path, self._osinfo, templates))

    async def identify_head(self, path: str, head: bytes, size: int) -> Medium:
        """The same for an ISO image of another host, from its first bytes (a megabyte) and its size."""
        templates = await self.templates()
        return await self._background.run(lambda: media.identify_head(path, head, size, self._osinfo, templates))

    async def installer_files(
        self,
        template: BuiltinTemplate,
        medium: Medium,
        folder: Path,
        *,
        name: str,
        answers: UnattendedAnswers | None = None,
        disk_bus: str = "virtio",
        efi: bool = False,
        progress: Progress | None = None,
    ) -> InstallerFiles:
        """Kernel, initrd, command line and answers of an installer, as files in ``folder`` (private, the caller removes it).

        ``name``: the VM's. ``progress(done, total)`` is called in a background thread; False stops. ConsoleError says what went wrong.
        """
        report = progress or (lambda done, total: True)
        return await self._background.run(
            lambda: boot.installer_files(
                template, medium, folder, self._osinfo, name=name, answers=answers, disk_bus=disk_bus, efi=efi, progress=report
            )
        )

    async def tools_iso(self, path: str) -> ToolsIso | None:
        """What a Windows tools ISO of this computer has; None when it is none."""
        return await self._background.run(lambda: read_tools_iso(path))


def family_of(system: System) -> GuestFamily:
    """What the decision table of the guest tools distinguishes."""
    if system.family in ("winnt", "win9x", "win16"):
        return GuestFamily.WINDOWS
    return GuestFamily.LINUX if system.family == "linux" else GuestFamily.OTHER


def family_of_id(osinfo_id: str) -> GuestFamily:
    """The same from the id alone."""
    if "microsoft.com/" in osinfo_id:
        return GuestFamily.WINDOWS
    words = ("debian", "ubuntu", "redhat", "centos", "fedora", "suse", "rocky", "alma", "oracle.com/ol", "linux")
    return GuestFamily.LINUX if any(word in osinfo_id for word in words) else GuestFamily.OTHER


def short_form(osinfo_id: str) -> str:
    """ "http://debian.org/debian/12" → "debian 12"."""
    return " ".join(osinfo_id.rstrip("/").split("/")[-2:]) if "://" in osinfo_id else osinfo_id
