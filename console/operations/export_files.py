"""The files of an export: written in one pass, synced, and read again to be compared. Blocking: for a thread of their own.

What a disk held is known by a digest that does not depend on how it came in pieces: XXH3 (128 bits) over its blocks of 2 MiB that are not empty,
each with its place. The same is computed of what is read back, through this program's own readers or QEMU's, so that not only the bytes of the file
but the disk in it is compared. The digests of a manifest and the checksums of an XVA are compared on the way.
"""

from __future__ import annotations

import errno
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import xxhash

from console.formats.blocks import BLOCK, Chunk, FileBytes, OnBytes, complete, is_zero, raw_chunks, reblock, write_raw
from console.formats.broken import Where
from console.formats.compressed import Compressor
from console.formats.description import PackageVm
from console.formats.export import ExportPlan, Source, write_image, write_ova, write_ovf_folder
from console.formats.manifest import Signer, Trust
from console.formats.nbd import Nbd
from console.formats.new_file import NewFile
from console.formats.opening import open_package
from console.formats.qcow2_stream import Qcow2Stream
from console.formats.xva_write import XvaPlan, write_xva
from console.model.errors import Cause, ConsoleError, system_words
from console.model.text import N_, Text
from console.operations.export_disks import Content

IMAGES = {"qcow2": "qcow2", "vmdk": "vmdk", "vhd": "vpc", "vhdx": "vhdx", "raw": "raw"}
"""Formats of bare images → qemu's names."""

EXTENSIONS = {"xva": "xva", "ova": "ova", "ovf": "ovf", "qcow2": "qcow2", "vmdk": "vmdk", "vhd": "vhd", "vhdx": "vhdx", "raw": "img"}
COMPRESSIONS: dict[str, tuple[str, ...]] = {"xva": ("gzip", "zstd"), "ovf": ("gzip",), "raw": ("gzip", "zstd")}
"""What a format can be compressed with; those that are not named compress by themselves or not at all."""


@dataclass(frozen=True)
class Options:
    """How a package is written."""

    disk_format: str = "vmdk"  # of an OVA or OVF: "vmdk" | "vhd" | "raw"
    compression: str = ""  # see COMPRESSIONS
    checksum: str = "xxhash"  # XVA: "xxhash" | "sha1"
    manifest: str = "sha256"  # OVA, OVF: "sha256" | "sha1" | "" = none
    signer: Signer | None = field(default=None, repr=False)
    eulas: tuple[str, ...] = ()
    snapshots: bool = True  # OVA, OVF: with the snapshots inside the disks, for Virtdeck; larger by these images
    version: str = ""  # of this program, for the descriptor


@dataclass(frozen=True)
class FileOrder:
    """One file (for OVF: one package of several) to be written. ``disks``: the contents by id of the disk in ``vms``, in their order."""

    name: str  # with its extension
    format: str  # a key of EXTENSIONS
    vms: tuple[PackageVm, ...]
    disks: Mapping[str, Content]
    images: Mapping[str, Content] = field(default_factory=dict)  # whole qcow2 images with the snapshots in them, by id of the disk
    server: str = ""  # VHDX: socket of the qemu-nbd that writes the image


@dataclass(frozen=True)
class Written:
    """What was written of one order: the digests of its disks, and the files."""

    digests: tuple[str, ...]
    files: tuple[str, ...]


class _Digest:
    """The digest of a disk's content."""

    def __init__(self) -> None:
        self._hash = xxhash.xxh3_128()

    def watch(self, chunks: Iterable[Chunk], capacity: int) -> Iterator[Chunk]:
        """The same content in whole blocks."""
        for chunk in reblock(chunks, capacity, BLOCK):
            if chunk.data is None or is_zero(chunk.data):
                yield Chunk(chunk.offset, chunk.length, None)
                continue
            self._hash.update(chunk.offset.to_bytes(8, "big"))
            # An image may round the size of the disk up.
            self._hash.update(chunk.data if chunk.data[-1] else chunk.data.rstrip(b"\0"))
            yield chunk

    def hexdigest(self) -> str:
        return self._hash.hexdigest()


def digest_of(chunks: Iterable[Chunk], capacity: int, on_bytes: OnBytes | None = None) -> str:
    """The digest of a content that is read to its end."""
    digest = _Digest()
    for chunk in digest.watch(chunks, capacity):
        if on_bytes is not None:
            on_bytes(chunk.offset + chunk.length)
    return digest.hexdigest()


# --------------------------------------------------------------------------- writing


def write(order: FileOrder, folder: Path, options: Options, on_bytes: OnBytes) -> Written:
    """Write one order into ``folder``, synced. ``on_bytes``: bytes of its disks so far; what it raises stops it."""
    digests = {key: _Digest() for key in order.disks}
    images = {key: _Digest() for key in order.images}

    def watched(key: str) -> Callable[[], Iterator[Chunk]]:
        content = order.disks[key]
        return lambda: digests[key].watch(content.chunks(), content.capacity)

    def image(key: str) -> Source:
        content = order.images[key]
        return Source(content.capacity, chunks=lambda: images[key].watch(content.chunks(), content.capacity))

    if order.format in ("ova", "ovf"):
        sources = {key: Source(each.capacity, chunks=watched(key)) for key, each in order.disks.items()}
        files = _package(order, folder, options, sources, {key: image(key) for key in order.images}, on_bytes)
    elif order.format == "xva":
        plan = XvaPlan(order.vms, {key: watched(key) for key in order.disks}, options.checksum, options.compression)
        with (folder / order.name).open("xb") as out:
            write_xva(plan, out, on_bytes)
        files = [order.name]
    else:
        ((key, content),) = order.disks.items()
        _image(order, folder / order.name, watched(key)(), content.capacity, options.compression, on_bytes)
        files = [order.name]
    for name in files:
        _sync(folder / name)
    all_digests = [*(digests[key] for key in order.disks), *(images[key] for key in order.images)]
    return Written(tuple(each.hexdigest() for each in all_digests), tuple(files))


def _package(
    order: FileOrder, folder: Path, options: Options, sources: Mapping[str, Source], images: Mapping[str, Source], on_bytes: OnBytes
) -> list[str]:
    stem = order.name.removesuffix(f".{order.format}")
    plan = ExportPlan(
        stem,
        order.vms,
        sources,
        disk_format=IMAGES[options.disk_format],
        manifest=options.manifest,
        signer=options.signer if options.manifest else None,
        eulas=options.eulas,
        networks={nic.network: "" for vm in order.vms for nic in vm.nics if nic.network},
        gzip=order.format == "ovf" and options.compression == "gzip" and options.disk_format != "vmdk",
        version=options.version,
        images=images,
    )
    if order.format == "ova":
        with (folder / order.name).open("x+b") as out:
            write_ova(plan, out, on_bytes)
        return [order.name]

    def create(name: str) -> BinaryIO:
        return (folder / name).open("x+b")

    return [each.name for each in write_ovf_folder(plan, create, on_bytes)]


def _image(order: FileOrder, path: Path, chunks: Iterator[Chunk], capacity: int, compression: str, on_bytes: OnBytes) -> None:
    if order.format == "vhdx":  # the empty image is there already
        with Nbd(order.server, Where(order.name)) as nbd:
            nbd.write(chunks, on_bytes)
        return
    if order.format == "qcow2" or (order.format == "raw" and not compression):
        with NewFile(path) as new:
            if order.format == "qcow2":
                _qcow2(chunks, capacity, new, on_bytes)
            else:
                write_raw(chunks, capacity, new, on_bytes)
        return
    with path.open("xb") as out:
        if compression:
            packer = Compressor(out, compression)
            write_raw(chunks, capacity, _OneWay(packer), on_bytes)
            packer.finish()
        else:
            write_image(Source(capacity, chunks=lambda: chunks), IMAGES[order.format], out, on_bytes)


class _OneWay:
    """A sink that can't seek."""

    def __init__(self, out: Compressor) -> None:
        self._out = out

    def seekable(self) -> bool:
        return False

    def write(self, data: bytes, /) -> int:
        self._out.write(data)
        return len(data)

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        raise OSError(errno.ESPIPE, os.strerror(errno.ESPIPE))

    def truncate(self, size: int, /) -> int:
        raise OSError(errno.ESPIPE, os.strerror(errno.ESPIPE))


def _qcow2(chunks: Iterator[Chunk], capacity: int, out: NewFile, on_bytes: OnBytes) -> None:
    image = Qcow2Stream(capacity)

    def segments() -> Iterator[tuple[int, bytes | None]]:
        for chunk in chunks:
            yield chunk.length, chunk.data
            on_bytes(chunk.offset + chunk.length)

    out.seek(image.data_offset)
    for _, data in image.data(segments()):
        assert data is not None  # data clusters only: holes are left out of the file
        out.write(data)
    out.truncate(image.file_bytes)
    out.seek(0)
    for length, data in image.head():
        if data is None:
            out.seek(length, os.SEEK_CUR)
        else:
            out.write(data)


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


# --------------------------------------------------------------------------- reading back


def verify(order: FileOrder, folder: Path, written: Written, options: Options, on_bytes: OnBytes) -> None:
    """Read everything again and compare. ConsoleError(INVALID) naming the file that is not what was written."""
    path = folder / order.name
    if order.server or order.format == "qcow2":
        (content,) = order.disks.values()
        with Nbd(order.server, Where(order.name)) as nbd:
            capacity = max(content.capacity, nbd.size)  # an image may round the size of the disk up
            found = [digest_of(complete(nbd.chunks(), capacity, Where(order.name)), capacity, on_bytes)]
    elif order.format == "raw" and not options.compression:
        with path.open("rb") as file:
            source = FileBytes(file, Where(order.name))
            found = [digest_of(raw_chunks(source), source.size or 0, on_bytes)]
    else:
        found = _read_package(path, order, options, on_bytes)
    if found != list(written.digests):
        raise ConsoleError(
            N_("{file} is not equal to what was read from the VM: it has been removed again.", file=order.name),
            cause=Cause.INVALID,
            remedy=N_("Check the memory of this computer and the disk that you export to, and export again."),
        )


def _read_package(path: Path, order: FileOrder, options: Options, on_bytes: OnBytes) -> list[str]:
    """The digests of the disks as the description names them: each VM's, in their order."""
    found: dict[str, str] = {}
    before = 0
    with open_package(path) as package:
        if options.signer is not None and order.format in ("ova", "ovf") and package.signature.trust in (Trust.NONE, Trust.INVALID):
            raise ConsoleError(N_("The signature of {file} is not right: it has been removed again.", file=order.name), cause=Cause.INVALID)
        if order.format in ("ova", "ovf") and [eula.text.split() for eula in package.description.eulas] != [text.split() for text in options.eulas]:
            raise ConsoleError(N_("The licences in {file} are not what was given: it has been removed again.", file=order.name), cause=Cause.INVALID)
        capacities = [content.capacity for content in order.disks.values()]
        for disk in package.order:
            with package.open(disk) as stream:
                capacity = stream.capacity_bytes or capacities[0]
                found[disk.id] = digest_of(stream.chunks(), capacity, lambda done, before=before: on_bytes(before + done))  # type: ignore[misc]
            before += capacity
        vms = package.description.vms
        return [found[disk.id] for row in ("disks", "images") for vm in vms for disk in getattr(vm, row) if disk.files]


# --------------------------------------------------------------------------- the place


def probe(folder: Path, size: int = 4 << 20) -> float:
    """Write, sync and remove a file there: bytes a second. ConsoleError saying why it can't be written to."""
    path = folder / "probe"
    try:
        begin = time.monotonic()
        with path.open("xb") as file:
            file.write(os.urandom(1 << 20) * (size >> 20))
            file.flush()
            os.fsync(file.fileno())
        seconds = time.monotonic() - begin
        path.unlink()
    except OSError as failure:
        raise disk_error(failure, folder) from None
    return size / max(seconds, 1e-6)


def disk_error(failure: OSError, folder: Path) -> ConsoleError:
    """What the file system said, in words."""
    why = system_words(failure)
    if failure.errno in (errno.ENOSPC, errno.EDQUOT):
        return ConsoleError(
            N_("There is no space left in {folder}.", folder=str(folder)), cause=Cause.NO_SPACE, remedy=N_("Choose another place, or make space.")
        )
    if failure.errno == errno.EFBIG:
        return ConsoleError(
            N_("The file is too large for the file system of {folder}.", folder=str(folder)),
            cause=Cause.UNSUPPORTED,
            remedy=N_("Choose a place on another file system (FAT takes up to 4 GiB a file)."),
        )
    return ConsoleError(
        N_("{folder} can't be written to: {why}.", folder=str(folder), why=why),
        cause=Cause.REFUSED,
        remedy=N_("Choose another place."),
        detail=str(failure),
    )


def space(folder: Path) -> int:
    """Free bytes where ``folder`` is or will be."""
    at = folder
    while not at.exists() and at != at.parent:
        at = at.parent
    found = os.statvfs(at)
    return found.f_bavail * found.f_frsize


def why_not_writable(folder: Path) -> Text | None:
    """Why nothing can be made in ``folder`` (or where it will be), by trying: a file is made and removed again."""
    at = folder
    while not at.exists() and at != at.parent:
        at = at.parent
    if not at.is_dir():
        return N_("{folder} is not a folder.", folder=str(at))
    try:
        with tempfile.NamedTemporaryFile(prefix=".virtdeck-", dir=at):
            return None
    except OSError as failure:
        return disk_error(failure, folder).text
