"""What an installer is started with: its kernel and initrd out of the medium, with the answers of an unattended installation in or beside them.

Files are made in a folder of this computer; operations bring them to the host. Everything here blocks.
"""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from console.guests import media, unattended
from console.guests.isowriter import write_iso
from console.guests.osinfo import Osinfo
from console.model.errors import Cause, ConsoleError
from console.model.templates import BuiltinTemplate, Medium, UnattendedAnswers
from console.model.text import N_

Progress = Callable[[int, int | None], bool]
"""Bytes done and total (None: not known) of the file at hand; False stops the work."""


@dataclass(frozen=True, slots=True)
class InstallerFiles:
    """Files for an installer's start, on this computer. ``kernel`` None: the medium boots by itself (Windows)."""

    kernel: Path | None
    initrd: Path | None
    cmdline: str
    answers_iso: Path | None = None
    secret: bool = False  # a password is in the answers in clear: remove them after the installation
    needs_internet: bool = False


def installer_files(
    template: BuiltinTemplate,
    medium: Medium,
    folder: Path,
    osinfo: Osinfo,
    *,
    name: str,
    answers: UnattendedAnswers | None = None,
    disk_bus: str = "virtio",
    efi: bool = False,
    progress: Progress = lambda done, total: True,
) -> InstallerFiles:
    """Make the files for this medium in ``folder`` (private, made by the caller). ``name``: of the VM, for host name and file names.

    ConsoleError(INVALID, UNSUPPORTED, UNREACHABLE, CANCELLED).
    """
    prepared = None if answers is None else unattended.prepare(template, medium, answers, osinfo, name=name, disk_bus=disk_bus, efi=efi)
    answers_iso = None
    if prepared is not None and prepared.injection == "cdrom":
        answers_iso = folder / "answers.iso"
        answers_iso.write_bytes(write_iso(prepared.label, prepared.files))
        answers_iso.chmod(0o600)
    secret, internet = (prepared.secret, prepared.needs_internet) if prepared is not None else (False, False)
    if not (medium.kernel and medium.initrd):
        if answers_iso is None:
            raise ConsoleError(N_("No kernel and initrd of an installer were found in {path}.", path=medium.path), cause=Cause.UNSUPPORTED)
        return InstallerFiles(None, None, "", answers_iso, secret, internet)
    kernel, initrd = folder / "vmlinuz", folder / "initrd.img"
    for inner, target in ((medium.kernel, kernel), (medium.initrd, initrd)):
        _bring(medium, inner, target, progress)
    if prepared is not None and prepared.injection == "initrd":
        append_to_initrd(initrd, prepared.files)
    words = [media.installer_cmdline(medium, template), prepared.cmdline if prepared is not None else ""]
    if any("inst.repo=" in word for word in words[1:]):
        words[0] = ""  # the script names the repository itself
    return InstallerFiles(kernel, initrd, " ".join(word for word in words if word), answers_iso, secret, internet)


def _bring(medium: Medium, inner: str, target: Path, progress: Progress) -> None:
    if "://" in medium.path:
        media.download(f"{medium.path.rstrip('/')}/{inner}", target, progress)
    elif Path(medium.path).is_dir():
        shutil.copyfile(Path(medium.path) / inner, target)
    else:
        media.extract(medium.path, inner, target)


def append_to_initrd(initrd: Path, files: Sequence[tuple[str, bytes]]) -> None:
    """Add files to the root of an initial file system: the kernel unpacks several archives one after the other, each beginning at a multiple of
    four bytes (Documentation/driver-api/early-userspace/buffer-format.rst)."""
    with initrd.open("ab") as out:
        out.write(bytes(-out.tell() % 4))
        out.write(gzip.compress(_cpio(files), mtime=0))


def _cpio(files: Sequence[tuple[str, bytes]]) -> bytes:
    """A "newc" archive of plain files with mode 0600 of root."""
    archive = b""
    for number, (name, content) in enumerate([*files, ("TRAILER!!!", b"")], start=1):
        raw = name.encode() + b"\0"
        trailer = number > len(files)
        fields = (0 if trailer else number, 0 if trailer else 0o100600, 0, 0, 1, 0, len(content), 0, 0, 0, 0, len(raw), 0)
        header = b"070701" + b"".join(b"%08X" % field for field in fields)
        archive += (header + raw).ljust(-(-len(header + raw) // 4) * 4, b"\0")
        archive += content.ljust(-(-len(content) // 4) * 4, b"\0")
    return archive.ljust(-(-len(archive) // 512) * 512, b"\0")
