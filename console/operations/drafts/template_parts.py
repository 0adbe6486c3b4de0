"""The vocabulary of the Template wizard: what a template is made of, disk images of this computer, what a conversion changes in sentences."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from pathlib import Path

from console.formats.blocks import FileBytes
from console.formats.broken import BadFile, Where
from console.formats.images import inspect
from console.model.objects import Vm
from console.model.text import N_, Text, plain

_FORMATS = frozenset({"qcow2", "raw"})
"""What QEMU runs from with all it can; others are converted by the Import wizard."""


class Source(enum.Enum):
    """What the template is made of; the value is the key of its card."""

    VM = "vm"
    IMAGE = "image"
    SETTINGS = "settings"


SOURCE_TITLES = {
    Source.VM: N_("A VM"),
    Source.IMAGE: N_("A disk image"),
    Source.SETTINGS: N_("Settings only"),
}
SOURCE_MEANINGS = {
    Source.VM: N_("The VM itself becomes the template, or a full copy of it."),
    Source.IMAGE: N_("A qcow2 or raw image of this computer, such as a cloud image, is copied to the host."),
    Source.SETTINGS: N_("Hardware settings for an operating system, with an empty disk."),
}


@dataclass(frozen=True, slots=True)
class Image:
    """A disk image of this computer that was looked at. ``problem``: why it can't be used."""

    path: str
    format: str = "raw"
    capacity_bytes: int = 0
    problem: Text | None = None


def look_at_image(path: str) -> Image:
    """What a disk image of this computer is. Blocks; an image that names other files is refused, since any file could be named."""
    where = Where(path)
    try:
        with Path(path).open("rb") as file:
            info = inspect(FileBytes(file, where))
    except OSError as problem:
        return Image(path, problem=N_("It can't be read: {why}.", why=plain(problem.strerror or str(problem))))
    except BadFile as problem:
        return Image(path, problem=problem.text)
    if (why := info.refusal()) is not None:
        return Image(path, info.format, info.capacity_bytes, N_("It can't be used: {why}.", why=why))
    if info.format not in _FORMATS:
        return Image(path, info.format, info.capacity_bytes, N_("It is a {format} image: import it as a VM first.", format=info.format))
    if not info.capacity_bytes:
        return Image(path, info.format, 0, N_("It is empty."))
    return Image(path, info.format, info.capacity_bytes)


def deep_words(name: str, depth: int) -> Text:
    """That clones get chains from the depth on which the user wants to be warned, and what to do."""
    return N_(
        "The clones' disks are {depth} deep: each layer makes reading slower. Restore the disk speed of {name} (full copy) first.",
        depth=depth,
        name=name,
    )


def reconversion_words(vm: Vm, deep: int) -> tuple[Text | None, bool]:
    """What turning this clone into a template again does to the chains of its clones (None: it is no clone), and whether that is a warning."""
    config = vm.pending or vm.config
    depth = 1 + (config.metadata.clone_depth or 0 if config is not None else 0)
    if depth == 1:
        return None, False
    if depth >= deep:
        words = N_(
            "{name} is a clone itself: clones of this template are {depth} disks deep, and each layer makes reading slower. "
            "Restore its disk speed (full copy) first.",
            name=vm.name,
            depth=depth,
        )
        return words, True
    words = N_(
        "{name} is a clone itself: clones of this template are {depth} disks deep, and each layer makes reading slower.", name=vm.name, depth=depth
    )
    return words, False


def conversion_notes(vm: Vm, deep: int) -> tuple[Text, ...]:
    """What converting this VM changes, in sentences. ``deep``: the depth of chains from which on the user wants to be warned."""
    found: list[Text] = []
    if vm.state.active:
        found.append(N_("{name} is shut down first.", name=vm.name))
    if vm.has_managed_save:
        found.append(N_("Its saved state is discarded."))
    if vm.autostart:
        found.append(N_("It does not start with its host any more."))
    config = vm.pending or vm.config
    if config is not None and any(disk.device in ("cdrom", "floppy") and disk.source for disk in config.disks):
        found.append(N_("CD and floppy drives are emptied."))
    found.append(
        N_("Its disks become read-only for libvirt (SATA and IDE: reset at start), so that a mistaken start can't change the base of its clones.")
    )
    found.append(N_("Existing snapshots stay; clones begin with the disks' present contents."))
    words, _ = reconversion_words(vm, deep)
    if words is not None:
        found.append(words)
    return tuple(found)
