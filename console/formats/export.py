"""Packages, written: OVA and OVF folder in one pass over the disks (digests on the way), and bare images.

An OVA goes to a file that can seek: descriptor and manifest stand at its beginning in places that were kept free, and are filled in at the end, when
sizes and digests are known. Source of the order of members: DMTF DSP0243 1.1.1 §5.3.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from console.formats import tar
from console.formats.blocks import BLOCK, Bytes, Chunk, Digesting, OnBytes, Writable, write_raw
from console.formats.compressed import Compressor
from console.formats.description import PackageDisk, PackageVm
from console.formats.manifest import Signer, make_manifest
from console.formats.ovf_write import DiskEntry, Envelope, FileEntry, write_ovf
from console.formats.vhd import write_dynamic_vhd
from console.formats.vmdk_write import write_vmdk
from console.model.errors import Cause, ConsoleError
from console.model.text import N_

EXTENSIONS = {"vmdk": "vmdk", "vpc": "vhd", "raw": "img", "qcow2": "qcow2", "vhdx": "vhdx"}


@dataclass(frozen=True)
class Source:
    """The content of a disk that is exported: a stream of chunks, or a ready-made image in ``format`` as it is."""

    capacity: int
    chunks: Callable[[], Iterable[Chunk]] | None = None
    image: Callable[[], Bytes] | None = None
    format: str = "raw"  # of ``image``


@dataclass(frozen=True)
class ExportPlan:
    """What goes into a package. ``sources``: by the id of each disk of ``vms``; a disk without one is described as empty."""

    name: str  # base name of the files: letters, digits, ".", "-", "_", up to 60 bytes (:func:`base_name`)
    vms: Sequence[PackageVm]
    sources: Mapping[str, Source]
    disk_format: str = "vmdk"
    manifest: str = "sha256"  # "sha256" | "sha1" | "" = none
    signer: Signer | None = None
    eulas: Sequence[str] = ()
    networks: Mapping[str, str] = field(default_factory=dict)
    gzip: bool = False  # compress the files of a folder (not VMDK, which is compressed)
    version: str = ""
    mtime: int = 0
    images: Mapping[str, Source] = field(default_factory=dict)  # whole qcow2 images with the snapshots in them, by the id of the disk: for Virtdeck


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file of the finished package, to be compared when it is re-read."""

    name: str
    size: int
    digest: str = ""


def base_name(name: str) -> str:
    """A name for files that every system takes, from a VM's name."""
    plain = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "._-") else "_" for letter in name).strip("._")
    return plain[:60] or "vm"


def _plan_disks(plan: ExportPlan) -> list[tuple[PackageDisk, Source | None, FileEntry, DiskEntry]]:
    found: dict[str, tuple[PackageDisk, Source | None, FileEntry, DiskEntry]] = {}
    for disk in (disk for vm in plan.vms for disk in vm.disks):
        if disk.id in found:
            continue
        source = plan.sources.get(disk.id)
        number = len(found) + 1
        form = plan.disk_format if source is None or source.image is None else source.format
        capacity = source.capacity if source is not None else disk.capacity_bytes or 0
        zipped = plan.gzip and form != "vmdk"
        file = FileEntry(f"file{number}", f"{plan.name}-disk{number}.{EXTENSIONS[form]}{'.gz' if zipped else ''}", gzip=zipped)
        found[disk.id] = disk, source, file, DiskEntry(f"vmdisk{number}", file.id if source is not None else "", capacity, form)
    images = {}
    for id, source in plan.images.items():
        file = found[id][2]
        beside = FileEntry(f"{file.id}-snapshots", f"{plan.name}-disk{file.id.removeprefix('file')}-snapshots.qcow2")
        image = PackageDisk(f"{id}/image", id, (beside.id,), device="image")
        images[image.id] = image, source, beside, DiskEntry("", beside.id, source.capacity, "raw")
    return [*found.values(), *images.values()]


def _machines(plan: ExportPlan, disks: Sequence[tuple[PackageDisk, Source | None, FileEntry, DiskEntry]]) -> list[PackageVm]:
    """The machines with their disks under the names that the package gives them: theirs need not be fit for an OVF."""
    ids = {disk.id: entry.id for disk, _, _, entry in disks if disk.device != "image"}
    images = [disk for disk, *_ in disks if disk.device == "image"]

    def named(vm: PackageVm) -> PackageVm:
        own = tuple(replace(image, name=ids[image.name]) for image in images if image.name in {disk.id for disk in vm.disks})
        return replace(vm, disks=tuple(replace(disk, id=ids[disk.id]) for disk in vm.disks), images=own)

    return [named(vm) for vm in plan.vms]


def _described(entries: Sequence[tuple[PackageDisk, DiskEntry]]) -> list[DiskEntry]:
    """Those that are disks for everybody."""
    return [entry for disk, entry in entries if disk.device != "image"]


def _write_disk(source: Source, entry: DiskEntry, bus: str, out: BinaryIO, sink: Writable, seekable: bool, on_bytes: OnBytes | None) -> int | None:
    """The image of one disk; bytes of the disk that were not empty, where it is known. ``sink`` hashes into ``out``."""
    if source.image is not None:
        image, at = source.image(), 0
        while data := image.read_at(at, BLOCK):
            sink.write(data)
            at += len(data)
            if on_bytes is not None:
                on_bytes(min(at, source.capacity))
        return None
    assert source.chunks is not None
    if entry.format == "vmdk":
        return write_vmdk(source.chunks(), source.capacity, sink, bus=bus, cid=random.getrandbits(31), on_bytes=on_bytes).populated
    if entry.format == "raw":
        for chunk in source.chunks():
            if chunk.data is not None:
                sink.write(chunk.data)
            else:
                for at in range(0, chunk.length, BLOCK):
                    sink.write(_ZEROS[: min(BLOCK, chunk.length - at)])
            if on_bytes is not None:
                on_bytes(chunk.offset + chunk.length)
        return None
    if entry.format == "vpc" and seekable:
        write_dynamic_vhd(source.chunks(), source.capacity, out, on_bytes=on_bytes)
        return None
    raise ConsoleError(N_("A disk can't be written as {format} in this kind of package.", format=entry.format), cause=Cause.UNSUPPORTED)


_ZEROS = bytes(BLOCK)


def _digest_of(file: BinaryIO, begin: int, size: int, algorithm: str) -> str:
    """Of what has been written: for formats that are not written from beginning to end."""
    digest = Digesting(_Nowhere(), algorithm)
    file.flush()
    at = begin
    while at < begin + size:
        data = os.pread(file.fileno(), min(BLOCK, begin + size - at), at)
        if not data:
            break
        digest.write(data)
        at += len(data)
    return digest.hexdigest()


class _Nowhere:
    def write(self, data: bytes, /) -> None:
        """Nothing: only the digest is wanted."""


def _progress(on_bytes: OnBytes | None, before: int) -> OnBytes | None:
    return None if on_bytes is None else lambda done: on_bytes(before + done)


def write_ova(plan: ExportPlan, out: BinaryIO, on_bytes: OnBytes | None = None) -> list[WrittenFile]:
    """An OVA into ``out``: an empty file opened for reading and writing ("w+b"). ``on_bytes``: bytes of the disks done so far, of all.

    ConsoleError; OSError (no space) passes. What was written then is the caller's to remove.
    """
    disks = _plan_disks(replace(plan, gzip=False))
    envelope = Envelope(
        _machines(plan, disks),
        [file for _, source, file, _ in disks if source],
        _described([(disk, entry) for disk, _, _, entry in disks]),
        plan.networks,
        plan.eulas,
        plan.version,
    )
    room = len(write_ovf(envelope)) + 48 * len(disks) + 64
    room += -room % tar.SECTOR
    descriptor_name, manifest_name, certificate_name = (f"{plan.name}.{end}" for end in ("ovf", "mf", "cert"))
    algorithm = plan.manifest or "sha256"
    length = {"sha1": 40, "sha256": 64}[algorithm]
    listed = [descriptor_name, *(file.name for file in envelope.files)]
    manifest_size = len(make_manifest([(name, "0" * length) for name in listed], algorithm)) if plan.manifest else 0
    certificate_size = plan.signer.size(manifest_name, algorithm) if plan.signer and plan.manifest else 0
    archive = tar.TarWriter(out, plan.mtime)
    places = {}
    for name, size in ((descriptor_name, room), (manifest_name, manifest_size), (certificate_name, certificate_size)):
        if size:
            places[name] = archive.offset + tar.SECTOR
            archive.add(name, bytes(size))
    written: list[WrittenFile] = []
    entries: list[tuple[PackageDisk, DiskEntry]] = []
    before = 0
    for disk, source, file, entry in disks:
        if source is None:
            entries.append((disk, entry))
            continue
        header = archive.offset
        out.seek(header + tar.SECTOR)
        sink = Digesting(out, algorithm)
        populated = _write_disk(source, entry, disk.bus, out, sink, True, _progress(on_bytes, before))
        size = out.tell() - header - tar.SECTOR
        digest = sink.hexdigest() if sink.written == size else _digest_of(out, header + tar.SECTOR, size, algorithm)
        out.write(bytes(-size % tar.SECTOR))
        archive.offset = out.tell()
        out.seek(header)
        out.write(tar.header(file.name, size, plan.mtime))
        out.seek(archive.offset)
        written.append(WrittenFile(file.name, size, digest))
        entries.append((disk, replace(entry, populated=populated)))
        before += source.capacity
    archive.close()
    sizes = {each.name: each.size for each in written}
    final = write_ovf(replace(envelope, files=[replace(file, size=sizes[file.name]) for file in envelope.files], disks=_described(entries)))
    content = _filled(final, room)
    small = [(descriptor_name, content)]
    if plan.manifest:
        digests = [(descriptor_name, _hash(content, algorithm)), *((each.name, each.digest) for each in written)]
        manifest = make_manifest(digests, algorithm)
        small.append((manifest_name, manifest))
        if plan.signer is not None:
            small.append((certificate_name, plan.signer.sign(manifest_name, manifest, algorithm).ljust(certificate_size, b"\n")))
    for name, data in small:
        out.seek(places[name])
        out.write(data)
    out.seek(0, os.SEEK_END)
    return [*(WrittenFile(name, len(data), _hash(data, algorithm)) for name, data in small), *written]


def _filled(descriptor: bytes, room: int) -> bytes:
    """The descriptor with line ends up to the room that was kept for it."""
    if len(descriptor) > room:
        raise ConsoleError(N_("The description of the package became larger than planned."), cause=Cause.INTERNAL)
    return descriptor.ljust(room, b"\n")


def _hash(data: bytes, algorithm: str) -> str:
    digest = Digesting(_Nowhere(), algorithm)
    digest.write(data)
    return digest.hexdigest()


Create = Callable[[str], BinaryIO]
"""Makes a new file of the package by its name, open for reading and writing; the caller decides under which name it stands until all is done."""


def write_ovf_folder(plan: ExportPlan, create: Create, on_bytes: OnBytes | None = None) -> list[WrittenFile]:
    """Descriptor, disks, manifest and certificate as files of a folder. Files are compressed first, and then the manifest is made of them."""
    disks = _plan_disks(plan)
    algorithm = plan.manifest or "sha256"
    written: list[WrittenFile] = []
    files: list[FileEntry] = []
    entries: list[tuple[PackageDisk, DiskEntry]] = []
    before = 0
    for disk, source, file, entry in disks:
        if source is None:
            entries.append((disk, entry))
            continue
        with create(file.name) as out:
            sink = Digesting(out, algorithm)
            if file.gzip:
                packed = Compressor(sink, "gzip")
                populated = _write_disk(source, entry, disk.bus, out, packed, False, _progress(on_bytes, before))
                packed.finish()
            else:
                populated = _write_disk(source, entry, disk.bus, out, sink, True, _progress(on_bytes, before))
            size = out.tell()
            digest = sink.hexdigest() if sink.written == size else _digest_of(out, 0, size, algorithm)
        written.append(WrittenFile(file.name, size, digest))
        files.append(replace(file, size=size))
        entries.append((disk, replace(entry, populated=populated)))
        before += source.capacity
    descriptor = write_ovf(Envelope(_machines(plan, disks), files, _described(entries), plan.networks, plan.eulas, plan.version))
    small = [(f"{plan.name}.ovf", descriptor)]
    if plan.manifest:
        digests = [(f"{plan.name}.ovf", _hash(descriptor, algorithm)), *((each.name, each.digest) for each in written)]
        manifest = make_manifest(digests, algorithm)
        small.append((f"{plan.name}.mf", manifest))
        if plan.signer is not None:
            small.append((f"{plan.name}.cert", plan.signer.sign(f"{plan.name}.mf", manifest, algorithm)))
    for name, data in small:
        with create(name) as out:
            out.write(data)
    return [*(WrittenFile(name, len(data), _hash(data, algorithm)) for name, data in small), *written]


def write_image(source: Source, form: str, out: BinaryIO, on_bytes: OnBytes | None = None) -> None:
    """A bare image: "raw" (sparse), "vmdk" (streamOptimized) or "vpc" (dynamic VHD) into a new file."""
    assert source.chunks is not None
    if form == "raw":
        write_raw(source.chunks(), source.capacity, out, on_bytes)
    elif form == "vmdk":
        write_vmdk(source.chunks(), source.capacity, out, on_bytes=on_bytes)
    elif form == "vpc":
        write_dynamic_vhd(source.chunks(), source.capacity, out, on_bytes=on_bytes)
    else:
        raise ConsoleError(N_("A disk can't be written as {format} in this kind of package.", format=form), cause=Cause.UNSUPPORTED)
