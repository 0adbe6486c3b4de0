"""What is inside a package, and whether it is what it says: read only, nothing is imported or made."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from console.formats.description import Description, PackageDisk, PackageNic, PackageVm
from console.formats.images import ImageInfo
from console.formats.manifest import Signature, Trust
from console.formats.opening import open_package
from console.formats.package import STREAMED, FileCheck, Package, Verification
from console.model.errors import Cause, ConsoleError, system_words
from console.model.ports import Background
from console.model.text import N_, Text

T = TypeVar("T")
TELL_BYTES = 16 << 20


@dataclass(frozen=True, slots=True)
class PackageImage:
    """What the header of a disk's image says; ``problem``: why it can't be imported."""

    disk: PackageDisk
    image: ImageInfo | None
    problem: Text | None = None


@dataclass(frozen=True, slots=True)
class PackageContents:
    """What :func:`describe` finds."""

    kind: str  # "ova", "ovf", "xva", "domain", "disk"
    compression: str
    description: Description
    images: tuple[PackageImage, ...]
    manifest: bool
    signature: Signature


def contents_of(package: Package) -> PackageContents:
    """What an opened package says of itself and of its disks. Blocking."""
    images = []
    for disk in package.order:
        try:
            images.append(PackageImage(disk, package.inspect(disk)))
        except ConsoleError as failure:
            images.append(PackageImage(disk, None, failure.text))
    return PackageContents(
        package.kind, package.detected.compression, package.description, tuple(images), package.manifest is not None, package.signature
    )


async def describe(background: Background, path: str, trusted: Sequence[bytes] = ()) -> PackageContents:
    """What is inside a file, without importing it. ConsoleError when it is broken or nothing that is known."""

    def work() -> PackageContents:
        with _open(path, trusted) as package:
            return contents_of(package)

    return await background.run(work)


async def verify(
    background: Background, path: str, trusted: Sequence[bytes] = (), on_bytes: Callable[[int, int], None] = lambda done, total: None
) -> tuple[PackageContents, Verification]:
    """Read all of a package and compare every digest. Ends soon when it is cancelled.

    ``on_bytes`` is told on the loop how many bytes have been read, and of about how many (0: only the end tells).
    """
    stop, loop = threading.Event(), asyncio.get_running_loop()

    def work() -> tuple[PackageContents, Verification]:
        with _open(path, trusted) as package:
            contents = contents_of(package)
            total, told = _to_read(contents), 0

            def progress(done: int) -> None:
                nonlocal told
                if stop.is_set():
                    raise ConsoleError(N_("Cancelled."), cause=Cause.CANCELLED)
                if done - told >= TELL_BYTES:
                    told = done
                    loop.call_soon_threadsafe(on_bytes, done, total)

            return contents, package.verify(progress)

    try:
        return await background.run(work)
    except asyncio.CancelledError:
        stop.set()
        raise


def _to_read(contents: PackageContents) -> int:
    """Bytes that are counted while it is verified; an image of qemu's formats is read for its disk, and as a file."""
    sizes = []
    for image in contents.images:
        capacity = (image.image.capacity_bytes if image.image is not None else 0) or image.disk.capacity_bytes or 0
        streamed = image.image is None or image.image.format in STREAMED
        sizes.append(capacity + (0 if streamed else image.disk.file_bytes or 0))
    return sum(sizes) if all(sizes) else 0


def _open(path: str, trusted: Sequence[bytes]) -> Package:
    try:
        return open_package(Path(path), trusted=trusted)
    except OSError as failure:
        raise ConsoleError(N_("{file} can't be read: {why}.", file=path, why=system_words(failure)), cause=Cause.REFUSED) from None


__all__ = [
    "Description", "FileCheck", "PackageContents", "PackageDisk", "PackageImage", "PackageNic", "PackageVm", "Signature", "Trust", "Verification",
    "describe", "verify",
]  # fmt: skip
