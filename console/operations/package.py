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
from console.formats.package import FileCheck, Package, Verification
from console.model.errors import Cause, ConsoleError
from console.model.ports import Background
from console.model.text import N_, Text

T = TypeVar("T")


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
    background: Background, path: str, trusted: Sequence[bytes] = (), on_bytes: Callable[[int], None] | None = None
) -> tuple[PackageContents, Verification]:
    """Read all of a package and compare every digest. Ends soon when it is cancelled. ``on_bytes`` is called in the worker's thread."""
    stop = threading.Event()

    def progress(done: int) -> None:
        if stop.is_set():
            raise ConsoleError(N_("Cancelled."), cause=Cause.CANCELLED)
        if on_bytes is not None:
            on_bytes(done)

    def work() -> tuple[PackageContents, Verification]:
        with _open(path, trusted) as package:
            contents = contents_of(package)
            return contents, package.verify(progress)

    try:
        return await background.run(work)
    except asyncio.CancelledError:
        stop.set()
        raise


def _open(path: str, trusted: Sequence[bytes]) -> Package:
    try:
        return open_package(Path(path), trusted=trusted)
    except OSError as failure:
        raise ConsoleError(N_("{file} can't be read: {why}.", file=path, why=failure.strerror or str(failure)), cause=Cause.REFUSED) from None


__all__ = [
    "Description", "FileCheck", "PackageContents", "PackageDisk", "PackageImage", "PackageNic", "PackageVm", "Signature", "Trust", "Verification",
    "describe", "verify",
]  # fmt: skip
