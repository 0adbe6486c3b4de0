"""Opening a package: from a file of this computer, or from a stream that can't go back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from console.formats.blocks import Bytes, ForwardBytes
from console.formats.broken import Where, readable
from console.formats.compressed import decompress
from console.formats.containers import OvfFolder, SingleContainer, TarContainer, opened, whole
from console.formats.description import Description, PackageDisk, PackageVm
from console.formats.detect import Detected, Kind, detect, magic_of
from console.formats.domain import read_domain
from console.formats.ovf import read_ovf
from console.formats.package import MAX_DISK, Package
from console.formats.safexml import XML_LIMIT
from console.formats.xva import XvaReader
from console.model.text import N_


def open_package(path: Path | str, *, trusted: Sequence[bytes] = ()) -> Package:
    """Open a file of this computer, whatever it is. Blocking: reads the description (of an OVA also the list of its members).

    ``trusted``: certificates (PEM) of signers that are believed. BadFile when it is broken, ConsoleError when it can't be opened.
    """
    place = Path(path)
    with ExitStack() as resources:
        file, source = opened(place)
        resources.callback(file.close)
        detected = detect(source)

        def fresh() -> Bytes:
            return decompress(source, magic_of(detected.compression), limit=MAX_DISK)

        inner: Bytes = fresh() if detected.compression else source
        package = _build(inner, detected, place, trusted, fresh if detected.compression else None)
        package.resources = resources.pop_all()
        return package


def open_stream(stream: BinaryIO, name: str, size: int | None = None, *, trusted: Sequence[bytes] = ()) -> Package:
    """Open what comes through a stream that can't go back (``name`` as people know it). OVA, XVA and bare images, compressed or not.

    The disks are to be opened in the order of :attr:`Package.order`, each once, and :meth:`Package.finish` called at the end.
    """
    source: Bytes = ForwardBytes(stream, Where(readable(name)), size)
    detected = detect(source)
    if detected.kind in (Kind.OVF, Kind.DOMAIN):
        raise source.where.broken(N_("its disks are in other files"), remedy=N_("Save the files into one folder, and open it from there."))
    inner = decompress(source, magic_of(detected.compression), limit=MAX_DISK) if detected.compression else source
    return _build(inner, detected, None, trusted, None)


def _build(source: Bytes, detected: Detected, path: Path | None, trusted: Sequence[bytes], reopen: Callable[[], Bytes] | None) -> Package:
    where = source.where
    if detected.kind is Kind.XVA:
        reader = XvaReader(source, reopen)
        return Package(where, detected, reader.description, reader, parts=reader)
    if detected.kind is Kind.OVA:
        archive = TarContainer(source, path if not detected.compression else None, trusted, reopen)
        description = read_ovf(archive.descriptor, where.inside(archive.descriptor_name))
        return Package(where, detected, description, archive, signed=archive.signed())
    if detected.kind in (Kind.OVF, Kind.DOMAIN):
        assert path is not None
        data = whole(source, XML_LIMIT)
        description = read_ovf(data, where) if detected.kind is Kind.OVF else read_domain(data, where)
        folder = OvfFolder(path, data, where, trusted)
        folder.order = tuple(name for disk in description.disks for name in disk.files)
        try:
            return Package(where, detected, description, folder, signed=folder.signed())
        except BaseException:
            folder.close()
            raise
    if detected.kind is Kind.DISK:
        return _single(source, detected, path, reopen)
    if detected.kind is Kind.ISO:
        raise where.broken(N_("it is a CD image, not a disk"), remedy=N_("Use it as the installation medium of a new VM."))
    raise where.broken(N_("it is an XVA of the first version (Geneva), which is no longer read"))


def _single(source: Bytes, detected: Detected, path: Path | None, reopen: Callable[[], Bytes] | None) -> Package:
    where, image = source.where, detected.image
    assert image is not None
    if (why := image.refusal()) is not None:
        raise where.broken(why)
    name = path.name if path is not None else where.source
    capacity = image.capacity_bytes or None
    disk = PackageDisk("disk", name, (name,), image.format, "", capacity, source.size if not detected.compression else None)
    stem = name.split(".", 1)[0] or name
    warnings = () if detected.certain else (N_("Nothing in {name} shows that it is a disk: it will be taken as a raw image.", name=readable(name)),)
    description = Description("disk", "", "", (PackageVm("disk", stem, cpus=1, disks=(disk,)),), files=(name,), warnings=warnings)
    return Package(where, detected, description, SingleContainer(source, name, path if not detected.compression else None, reopen))
