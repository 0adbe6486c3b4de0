"""Captured images: which disks are in these files, what is on them, and their contents as a stream. Found out by content, never by name.

raw (also split), VHD, VMDK, E01 and gzip, xz, zstd, bzip2 around raw are read here; VHDX, qcow2 and VDI by qemu-nbd. Blocking parts run on a
worker. No file that an image names is opened outside its folder, and nothing is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from console.formats.blocks import Bytes, Chunk, Joined, raw_chunks
from console.formats.broken import Where
from console.formats.compressed import decompress
from console.formats.containers import FolderContainer, opened
from console.formats.detect import Kind, detect, magic_of
from console.formats.disk_look import Looked, Part, identify, look
from console.formats.ewf import EwfBytes, ewf_chunks, following, is_ewf
from console.formats.images import ImageInfo, inspect
from console.formats.ntfs import Read
from console.formats.package import MAX_DISK, STREAMED
from console.formats.qemu_read import QemuDisk, qemu_disk, readable
from console.formats.vhd import vhd_chunks
from console.formats.vmdk import vmdk_chunks
from console.model.errors import Cause, ConsoleError
from console.model.physical import Content, Finding, Partition, PhysicalDisk, PhysicalMachine, Severity
from console.model.ports import Background, Segment
from console.model.text import N_
from console.model.tools import GuestFamily
from console.operations.p2v.linux_inside import LinuxInside, inner_volumes, linux_inside, used_bytes
from console.operations.p2v.windows_inside import WindowsInside, windows_inside

SECTOR = 512
CPUS, MEMORY = 2, 2 << 30
"""What a machine gets of which only the disks are known."""
_DISK_NAMES = re.compile(r"\.(raw|img|dd|bin|ima|000|001|aa|vhd|vhdx|vmdk|vdi|qcow2?|e01|s01)(\.(gz|xz|zst|bz2))?$", re.IGNORECASE)
_NEXT = re.compile(r"^(.*\.)(\d{2,4}|[a-z]{2})$")
_PARTS = 10_000
_OTHERWISE = N_("Capture the disk again, or choose another file.")


@dataclass(frozen=True, slots=True)
class CapturedDisk:
    """One disk. ``files``: one image, or the parts of a split one in their order. ``reader``: "bytes", "ewf" or "qemu"."""

    name: str
    files: tuple[str, ...]
    reader: str
    format: str
    compression: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Captured:
    """The disks that were found, as a machine; ``problems``: files that can't be used."""

    machine: PhysicalMachine
    disks: tuple[CapturedDisk, ...]
    problems: tuple[Finding, ...] = ()
    unread: bool = False  # a Linux may be where nothing is read here

    def of(self, device: str) -> CapturedDisk:
        """The image of a disk of the machine."""
        return next(disk for disk in self.disks if disk.name == device)


@dataclass(frozen=True, slots=True)
class _Inner:
    """A volume on a partition, or a partition itself, that was looked into. ``name`` "": the partition with this number."""

    number: int
    name: str
    part: Part
    used_bytes: int | None
    linux: LinuxInside | None


@dataclass(frozen=True, slots=True)
class _Found:
    """One disk: what is on it, and the systems on each of its volumes (by the partition's number)."""

    disk: CapturedDisk
    looked: Looked
    windows: tuple[tuple[int, WindowsInside], ...] = ()
    inner: tuple[_Inner, ...] = ()


class OpenDisk:
    """The contents of a disk, once, from its begin to its end. ``stop`` ends the reading from any thread, ``close`` after it ended."""

    def __init__(self, chunks: Iterator[Chunk], size: int, name: str, close: Callable[[], None], stop: Callable[[], None] = lambda: None) -> None:
        self._chunks, self._size, self._name, self.close, self._stop = chunks, size, name, close, stop
        self._stopped = False

    def stop(self) -> None:
        """No more of it is wanted: the reading fails, or ends after what it has."""
        self._stopped = True
        self._stop()

    def segments(self) -> Iterator[Segment]:
        """For a writer; filled with zeros up to whole sectors. ConsoleError."""
        at = 0
        try:
            for chunk in self._chunks:
                if self._stopped:
                    raise ConsoleError(N_("It was cancelled."), cause=Cause.CANCELLED)
                yield chunk.length, chunk.data
                at = chunk.offset + chunk.length
        except OSError as failure:
            raise ConsoleError(
                N_("{file} can't be read: {why}.", file=self._name, why=failure.strerror or str(failure)), cause=Cause.INVALID
            ) from failure
        if at < self._size:
            yield self._size - at, None


# --------------------------------------------------------------------------- which files belong together


def grouped(paths: Sequence[Path]) -> list[tuple[list[Path], bool]]:
    """([files of one image], whether it was named by the user). Folders are looked into; parts of a split image follow its first."""
    found: list[tuple[list[Path], bool]] = []
    taken: set[Path] = set()
    for path in paths:
        inside = path.is_dir()
        members = sorted(each for each in path.iterdir() if each.is_file() and not each.name.startswith(".")) if inside else [path]
        beside = {extent for each in members for extent in _extents(each)} if inside else set()
        for each in members:
            if each in taken or each.name in beside:
                continue
            files = _parts(each)
            taken |= set(files)
            found.append((files, not inside))
    return found


def _extents(path: Path) -> tuple[str, ...]:
    """Names of the files that a VMDK descriptor consists of."""
    if path.suffix.lower() != ".vmdk":
        return ()
    try:
        file, source = opened(path)
        with file:
            return tuple(extent.file for extent in inspect(source).extents if extent.file and extent.file != path.name)
    except (ConsoleError, OSError):
        return ()


def _parts(first: Path) -> list[Path]:
    """The parts of a split raw image (.000/.001/.aa …) or of an E01 one, in order; else the file alone."""
    try:
        with first.open("rb") as file:
            ewf = is_ewf(file.read(8))
    except OSError:
        return [first]
    found, name = [first], first.name
    match = _NEXT.match(name)
    begins = ewf or (match is not None and (match[2].strip("0") in ("", "1") if match[2].isdigit() else match[2] == "aa"))
    while begins and len(found) < _PARTS:
        after = following(name) if ewf else _after(name)
        if after is None or not (first.parent / after).is_file():
            break
        found.append(first.parent / after)
        name = after
    return found


def _after(name: str) -> str | None:
    match = _NEXT.match(name)
    if match is None:
        return None
    if match[2].isdigit():
        return f"{match[1]}{int(match[2]) + 1:0{len(match[2])}}"
    number = (ord(match[2][0]) - 97) * 26 + ord(match[2][1]) - 97 + 1
    return f"{match[1]}{chr(97 + number // 26)}{chr(97 + number % 26)}" if number < 676 else None


# --------------------------------------------------------------------------- opening


def _bytes(files: Sequence[str], stack: ExitStack) -> Bytes:
    """The files, one after another, as bytes by position."""
    parts = []
    for name in files:
        file, source = opened(Path(name))
        stack.callback(file.close)
        parts.append(source)
    return parts[0] if len(parts) == 1 else Joined(parts, Where(Path(files[0]).name))


def _ewf(files: Sequence[str], stack: ExitStack) -> EwfBytes:
    sources: list[Bytes] = []
    for name in files:
        file, source = opened(Path(name))
        stack.callback(file.close)
        sources.append(source)
    return EwfBytes(Where(Path(files[0]).name), lambda number: sources[number] if number < len(sources) else None)


def _chunks(source: Bytes, image: ImageInfo, first: str, size: int | None, stack: ExitStack) -> Iterator[Chunk]:
    """The contents of an image that is read here."""
    if image.format == "vmdk":
        beside = FolderContainer(Path(first).parent, source.where)
        stack.callback(beside.close)
        return vmdk_chunks(source, image, beside.file)
    if image.format == "vpc":
        return vhd_chunks(source, image)
    return raw_chunks(source, size)


def open_disk(disk: CapturedDisk) -> OpenDisk:
    """Open a disk for one reading. Blocking. ConsoleError."""
    stack = ExitStack()
    try:
        if disk.reader == "ewf":
            return OpenDisk(ewf_chunks(_ewf(disk.files, stack)), disk.size_bytes, disk.name, stack.close)
        source = _bytes(disk.files, stack)
        if disk.reader == "qemu":
            served = _qemu(disk, source, inspect(source), stack)
            return OpenDisk(served.chunks(), disk.size_bytes, disk.name, stack.close, served.stop)
        size: int | None = source.size
        if disk.compression:
            source, size = decompress(source, magic_of(disk.compression), limit=MAX_DISK), None
        return OpenDisk(_chunks(source, inspect(source), disk.files[0], size, stack), disk.size_bytes, disk.name, stack.close)
    except BaseException:
        stack.close()
        raise


def _qemu(disk: CapturedDisk, source: Bytes, image: ImageInfo, stack: ExitStack) -> QemuDisk:
    return stack.enter_context(qemu_disk(image, disk.files[0], source.where))


# --------------------------------------------------------------------------- looking


async def examine(paths: Sequence[Path], background: Background, say: Callable[[str, int], None] = lambda name, done: None) -> Captured:
    """The disks in these files and folders. ``say``: (file, bytes read) while a compressed image is read through for its size, on a worker.

    What is wrong with a file that was named is in ``problems``; files of a folder that are no disks are left out.
    """
    groups = await background.run(lambda: grouped(paths))
    names = [files[0].name for files, _ in groups]
    found: list[_Found] = []
    problems: list[Finding] = []
    for files, named in groups:
        first = files[0]
        name = first.name if names.count(first.name) == 1 else str(first)

        def one(files: list[Path] = files, name: str = name, named: bool = named) -> _Found:
            return _examine(files, name, named, lambda done: say(name, done))

        try:
            found.append(await background.run(one))
        except ConsoleError as failure:
            if named or _DISK_NAMES.search(first.name):
                problems.append(Finding("corrupt", Severity.BLOCK, failure.text, failure.remedy or _OTHERWISE))
        except OSError as error:
            text = N_("{file} can't be read: {why}.", file=name, why=error.strerror or str(error))
            problems.append(Finding("corrupt", Severity.BLOCK, text, _OTHERWISE))
    return Captured(_machine(found), tuple(each.disk for each in found), tuple(problems), any(map(_unread, found)))


def _examine(files: list[Path], name: str, named: bool, say: Callable[[int], None]) -> _Found:
    """One image: its size, and what is on it."""
    paths = tuple(str(path) for path in files)
    with ExitStack() as stack:
        source = _bytes(paths, stack)
        if is_ewf(source.read_at(0, 8)):
            disk = _ewf(paths, stack)
            return _look(CapturedDisk(name, paths, "ewf", "ewf", "", _whole(disk.size)), disk.read_at, disk.size, inside=True)
        detected = detect(source)
        if detected.kind is not Kind.DISK or detected.image is None:
            raise source.where.broken(
                N_("it is no image of a disk"), remedy=N_("Packages of virtual machines (OVA, OVF, XVA) are imported, not converted.")
            )
        if not named and not detected.certain and not _DISK_NAMES.search(name):
            raise source.where.broken(N_("nothing shows that it is a disk"))
        image = detected.image
        if (why := image.refusal()) is not None:
            raise source.where.broken(why)
        qemu = image.format not in STREAMED
        if qemu and (detected.compression or len(files) > 1):
            raise source.where.broken(
                N_("it is a compressed or split image of the format {format}", format=image.format), remedy=N_("Unpack it first.")
            )
        if detected.compression and image.format == "raw":
            size = _count(source, detected.compression, say)
        else:
            size = image.capacity_bytes
        disk_ = CapturedDisk(name, paths, "qemu" if qemu else "bytes", image.format, detected.compression, _whole(size))
        read, inside = _reader(disk_, source, image, stack)
        return _look(disk_, read, size, inside=inside)


def _look(disk: CapturedDisk, read: Read, size: int, *, inside: bool) -> _Found:
    """``inside``: places far apart can be read without the whole image."""
    looked = look(read, size)
    if not inside:
        return _Found(disk, looked)
    opened = [(part, _volume(read, part)) for part in looked.parts]
    windows = [(part.number, told) for part, volume in opened if part.filesystem == "ntfs" and (told := windows_inside(volume)) is not None]
    inner = [_Inner(part.number, "", part, used_bytes(volume), linux_inside(volume)) for part, volume in opened if part.filesystem == "ext4"]
    for each in inner_volumes([(part.filesystem, volume) for part, volume in opened]):
        part = identify(each.read, 0, each.size, Content.UNKNOWN)
        ext = part.filesystem == "ext4"
        used, linux = (used_bytes(each.read), linux_inside(each.read)) if ext else (None, None)
        inner.append(_Inner(opened[each.part][0].number, each.name, part, used, linux))
    return _Found(disk, looked, tuple(windows), tuple(inner))


def _volume(read: Read, part: Part) -> Read:
    """Reads a partition."""

    def volume(offset: int, length: int) -> bytes:
        return read(part.offset + offset, max(0, min(length, part.size - offset)))

    return volume


def _whole(size: int) -> int:
    """Up to whole sectors: the last one of a raw image may be cut off."""
    return -(-size // SECTOR) * SECTOR


def _count(source: Bytes, compression: str, say: Callable[[int], None]) -> int:
    """Bytes in a compressed image: only its end tells."""
    done = told = 0
    for chunk in raw_chunks(decompress(source, magic_of(compression), limit=MAX_DISK)):
        done = chunk.offset + chunk.length
        if done - told >= 64 << 20:
            told = done
            say(done)
    return done


def _reader(disk: CapturedDisk, source: Bytes, image: ImageInfo, stack: ExitStack) -> tuple[Read, bool]:
    """(what reads some bytes of the disk that is in the image, whether it can do so anywhere)."""
    if not disk.compression and (image.format == "raw" or (image.format == "vpc" and image.subformat == "fixed")):
        return source.read_at, True
    alone = not disk.compression and not any(extent.file not in ("", source.where.source) for extent in image.extents)
    if disk.reader == "qemu" or (alone and readable()):
        return _qemu(disk, source, image, stack).read_at, True
    passing = _Passing(disk)
    stack.callback(passing.close)
    return passing.read, False


class _Passing:
    """Reads some bytes of an image that is a stream: begun anew where a place before is wanted."""

    def __init__(self, disk: CapturedDisk) -> None:
        self._disk = disk
        self._open: OpenDisk | None = None
        self._kept: list[tuple[int, int, bytes | None]] = []
        self._at = 0
        self._segments: Iterator[Segment] = iter(())

    def read(self, offset: int, length: int) -> bytes:
        if self._open is None or (self._kept and offset < self._kept[0][0]):
            self._segments = self._again()
        end = min(offset + length, self._disk.size_bytes)
        while self._at < end:
            size, data = next(self._segments)
            self._kept.append((self._at, size, bytes(data) if data is not None else None))
            self._at += size
            while len(self._kept) > 1 and self._kept[0][0] + self._kept[0][1] <= offset:
                del self._kept[0]
        found = bytearray()
        for begin, size, data in self._kept:
            low, high = max(begin, offset), min(begin + size, end)
            if low < high:
                found += bytes(high - low) if data is None else data[low - begin : high - begin]
        return bytes(found)

    def close(self) -> None:
        """End the reading."""
        if self._open is not None:
            self._open.close()

    def _again(self) -> Iterator[Segment]:
        self.close()
        self._open, self._kept, self._at = open_disk(self._disk), [], 0
        return self._open.segments()


# --------------------------------------------------------------------------- the machine


def _unread(found: _Found) -> bool:
    """Whether there is a file system that is not read here, or one that could not be reached."""
    seen = {inner.number for inner in found.inner}
    parts = (*found.looked.parts, *(inner.part for inner in found.inner))
    outer = [part for part in found.looked.parts if part.filesystem in ("lvm", "raid")]
    return any(part.filesystem in ("xfs", "btrfs") for part in parts) or any(part.number not in seen for part in outer)


def _machine(found: Sequence[_Found]) -> PhysicalMachine:
    """What the disks tell of the machine; the one that it boots from first."""
    boot = next((each.disk for each in found if each.looked.efi), None) or next((each.disk for each in found if each.looked.boots), None)
    order = sorted(found, key=lambda each: (each.disk is not boot, each.disk.name))
    windows = next((inside for each in order for _, inside in each.windows), None)
    if windows is not None or any(each.looked.windows for each in found):
        family, name = GuestFamily.WINDOWS, "Windows"
    elif any(each.looked.linux for each in found):
        family, name = GuestFamily.LINUX, "Linux"
    else:
        family, name = GuestFamily.OTHER, ""
    first = order[0].disk.name if order else ""
    hibernated = any(part.hibernated for each in found for part in (*each.looked.parts, *(inner.part for inner in each.inner)))
    machine = PhysicalMachine(
        Path(first).name.partition(".")[0],
        family=family,
        os_name=name,
        firmware="efi" if any(each.looked.efi for each in found) else "bios",
        cpus=CPUS,
        memory_bytes=MEMORY,
        disks=tuple(_disk(each, each.disk is boot) for each in order),
        hibernated=hibernated,
        live_system=True,
    )
    if windows is None:
        linux = next((inner.linux for each in order for inner in each.inner if inner.linux is not None), None)
        return machine if linux is None or machine.family is not GuestFamily.LINUX else _with_linux(machine, linux)
    return replace(
        machine,
        hostname=windows.hostname or machine.hostname,
        os_name=windows.name,
        os_id="windows",
        os_version=windows.version,
        arch=windows.arch,
        vendor_tools=windows.tools,
        fast_startup=windows.fast_startup and hibernated,
        signing_policy=windows.signing_policy,
    )


def _with_linux(machine: PhysicalMachine, linux: LinuxInside) -> PhysicalMachine:
    return replace(
        machine,
        hostname=linux.hostname or machine.hostname,
        os_name=linux.name,
        os_id=linux.id,
        os_version=linux.version,
        arch=linux.arch,
        kernel=linux.kernel,
        vendor_tools=linux.tools,
        virtio_missing=linux.virtio_missing,
    )


def _disk(found: _Found, boot: bool) -> PhysicalDisk:
    disk, looked = found.disk, found.looked
    told = {inner.number: inner for inner in found.inner if not inner.name}
    systems = {number for number, _ in found.windows} | {number for number, inner in told.items() if inner.linux is not None}
    parts = [
        Partition(
            _name(disk, part.number),
            part.size,
            Content.SYSTEM if part.number in systems else _content(part.content, part.filesystem),
            part.filesystem,
            used_bytes=told[part.number].used_bytes if part.number in told else None,
            parent=disk.name if part.number else "",
            start_bytes=part.offset,
            number=part.number,
        )
        for part in looked.parts
    ]
    for inner in (inner for inner in found.inner if inner.name):
        kind = Content.SYSTEM if inner.linux is not None else _content(inner.part.content, inner.part.filesystem)
        above = _name(disk, inner.number)
        parts.append(Partition(inner.name, inner.part.size, kind, inner.part.filesystem, used_bytes=inner.used_bytes, parent=above))
    state = looked.state or ("dirty" if any(part.dirty for part in (*looked.parts, *(inner.part for inner in found.inner))) else "")
    return PhysicalDisk(
        disk.name, disk.size_bytes, model=disk.format, sector_bytes=looked.sector, table=looked.table, boot=boot, partitions=tuple(parts), state=state
    )


def _name(disk: CapturedDisk, number: int) -> str:
    return f"{disk.name} {number}" if number else disk.name


def _content(content: Content, filesystem: str) -> Content:
    return Content.DATA if content is Content.UNKNOWN and filesystem else content
