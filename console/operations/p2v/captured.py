"""Captured images: which disks are in these files, what is on them, and their contents as a stream. Found out by content, never by name.

raw (also split), VHD, VMDK, E01 and gzip, xz, zstd, bzip2 around raw are read here; VHDX, qcow2 and VDI by qemu-nbd and nbdcopy. Blocking parts run
on a worker. No file that an image names is opened outside its folder, and nothing is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from console.formats.blocks import Bytes, Chunk, ForwardBytes, Joined, raw_chunks
from console.formats.broken import BadFile, Where
from console.formats.compressed import decompress
from console.formats.containers import FolderContainer, opened
from console.formats.detect import Kind, detect, magic_of
from console.formats.disk_look import Looked, look
from console.formats.ewf import EwfBytes, ewf_chunks, following, is_ewf
from console.formats.images import ImageInfo, inspect, qemu_source
from console.formats.package import MAX_DISK, STREAMED
from console.formats.vhd import vhd_chunks
from console.formats.vmdk import vmdk_chunks
from console.model.errors import Cause, ConsoleError
from console.model.physical import Content, Finding, Partition, PhysicalDisk, PhysicalMachine, Severity
from console.model.ports import Background, Pipe, Programs, Segment
from console.model.text import N_
from console.model.tools import GuestFamily

SECTOR = 512
CPUS, MEMORY = 2, 2 << 30
"""What a machine gets of which only the disks are known."""
_DISK_NAMES = re.compile(r"\.(raw|img|dd|bin|ima|000|001|aa|vhd|vhdx|vmdk|vdi|qcow2?|e01|s01)(\.(gz|xz|zst|bz2))?$", re.IGNORECASE)
_NEXT = re.compile(r"^(.*\.)(\d{2,4}|[a-z]{2})$")
_PARTS = 10_000


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

    def of(self, device: str) -> CapturedDisk:
        """The image of a disk of the machine."""
        return next(disk for disk in self.disks if disk.name == device)


def image_tools(captured: Captured) -> tuple[str, ...]:
    """Programs that reading these images needs."""
    return ("qemu-nbd", "nbdcopy") if any(disk.reader == "qemu" for disk in captured.disks) else ()


class OpenDisk:
    """The contents of a disk, once, from its begin to its end. ``close`` from any thread."""

    def __init__(self, chunks: Iterator[Chunk], size: int, name: str, close: Callable[[], None]) -> None:
        self._chunks, self._size, self._name, self.close = chunks, size, name, close

    def segments(self) -> Iterator[Segment]:
        """For a writer; filled with zeros up to whole sectors. ConsoleError."""
        at = 0
        try:
            for chunk in self._chunks:
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


def open_disk(disk: CapturedDisk, programs: Programs) -> OpenDisk:
    """Open a disk for one reading. Blocking. ConsoleError."""
    stack = ExitStack()
    try:
        if disk.reader == "ewf":
            return OpenDisk(ewf_chunks(_ewf(disk.files, stack)), disk.size_bytes, disk.name, stack.close)
        source = _bytes(disk.files, stack)
        if disk.reader == "qemu":
            pipe = programs.open(_nbd(qemu_source(inspect(source), disk.files[0])))
            stack.callback(pipe.close)
            return OpenDisk(_piped(pipe, disk), disk.size_bytes, disk.name, stack.close)
        size: int | None = source.size
        if disk.compression:
            source, size = decompress(source, magic_of(disk.compression), limit=MAX_DISK), None
        return OpenDisk(_chunks(source, inspect(source), disk.files[0], size, stack), disk.size_bytes, disk.name, stack.close)
    except BaseException:
        stack.close()
        raise


def _nbd(source: str) -> list[str]:
    return ["nbdcopy", "--", "[", "qemu-nbd", "-r", source, "]", "-"]


def _piped(pipe: Pipe, disk: CapturedDisk) -> Iterator[Chunk]:
    """What nbdcopy gives; an end before the disk's is told in its own words."""
    try:
        yield from raw_chunks(ForwardBytes(pipe, Where(disk.name), disk.size_bytes), disk.size_bytes)
    except BadFile as failure:
        words = pipe.close()
        raise ConsoleError(
            N_("{file} could not be read to its end.", file=disk.name), cause=Cause.INVALID, detail=words or failure.text.english()
        ) from None


# --------------------------------------------------------------------------- looking


async def examine(
    paths: Sequence[Path], programs: Programs, background: Background, say: Callable[[str, int], None] = lambda name, done: None
) -> Captured:
    """The disks in these files and folders. ``say``: (file, bytes read) while a compressed image is read through for its size, on a worker.

    What is wrong with a file that was named is in ``problems``; files of a folder that are no disks are left out.
    """
    groups = await background.run(lambda: grouped(paths))
    names = [files[0].name for files, _ in groups]
    found: list[tuple[CapturedDisk, Looked]] = []
    problems: list[Finding] = []
    for files, named in groups:
        first = files[0]
        name = first.name if names.count(first.name) == 1 else str(first)

        def one(files: list[Path] = files, name: str = name, named: bool = named) -> tuple[CapturedDisk, Looked]:
            return _examine(files, name, named, programs, lambda done: say(name, done))

        try:
            found.append(await background.run(one))
        except ConsoleError as failure:
            if named or _DISK_NAMES.search(first.name):
                problems.append(Finding("corrupt", Severity.BLOCK, failure.text, failure.remedy))
        except OSError as error:
            text = N_("{file} can't be read: {why}.", file=name, why=error.strerror or str(error))
            problems.append(Finding("corrupt", Severity.BLOCK, text))
    return Captured(_machine(found), tuple(disk for disk, _ in found), tuple(problems))


def _examine(files: list[Path], name: str, named: bool, programs: Programs, say: Callable[[int], None]) -> tuple[CapturedDisk, Looked]:
    """One image: its size, and what is on it."""
    paths = tuple(str(path) for path in files)
    with ExitStack() as stack:
        source = _bytes(paths, stack)
        if is_ewf(source.read_at(0, 8)):
            disk = _ewf(paths, stack)
            return CapturedDisk(name, paths, "ewf", "ewf", "", _whole(disk.size)), look(disk.read_at, disk.size)
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
        return disk_, look(_reader(disk_, source, image, programs, stack), size)


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


def _reader(disk: CapturedDisk, source: Bytes, image: ImageInfo, programs: Programs, stack: ExitStack) -> Callable[[int, int], bytes]:
    """Reads some bytes of the disk that is in the image."""
    if not disk.compression and (image.format == "raw" or (image.format == "vpc" and image.subformat == "fixed")):
        return source.read_at
    if disk.reader == "qemu":

        def window(offset: int, length: int) -> bytes:
            length = min(length, disk.size_bytes - offset)
            if length <= 0:
                return b""
            begin, end = offset // SECTOR * SECTOR, _whole(offset + length)
            inner = qemu_source(image, disk.files[0]).removeprefix("json:")
            pipe = programs.open(_nbd(f'json:{{"driver":"raw","offset":{begin},"size":{end - begin},"file":{inner}}}'))
            data = bytearray()
            try:
                while more := pipe.read(1 << 20):
                    data += more
            finally:
                words = pipe.close()
            if len(data) != end - begin:
                raise ConsoleError(N_("{file} could not be read.", file=disk.name), cause=Cause.INVALID, detail=words)
            return bytes(data[offset - begin : offset - begin + length])

        return window
    passing = _Passing(disk, programs)
    stack.callback(passing.close)
    return passing.read


class _Passing:
    """Reads some bytes of an image that is a stream: begun anew where a place before is wanted."""

    def __init__(self, disk: CapturedDisk, programs: Programs) -> None:
        self._disk, self._programs = disk, programs
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
        self._open, self._kept, self._at = open_disk(self._disk, self._programs), [], 0
        return self._open.segments()


# --------------------------------------------------------------------------- the machine


def _machine(found: Sequence[tuple[CapturedDisk, Looked]]) -> PhysicalMachine:
    """What the disks tell of the machine; the one that it boots from first."""
    boot = next((disk for disk, looked in found if looked.efi), None) or next((disk for disk, looked in found if looked.boots), None)
    order = sorted(found, key=lambda each: (each[0] is not boot, each[0].name))
    if any(looked.windows for _, looked in found):
        family, name = GuestFamily.WINDOWS, "Windows"
    elif any(looked.linux for _, looked in found):
        family, name = GuestFamily.LINUX, "Linux"
    else:
        family, name = GuestFamily.OTHER, ""
    first = order[0][0].name if order else ""
    return PhysicalMachine(
        Path(first).name.partition(".")[0],
        family=family,
        os_name=name,
        firmware="efi" if any(looked.efi for _, looked in found) else "bios",
        cpus=CPUS,
        memory_bytes=MEMORY,
        disks=tuple(_disk(disk, looked, disk is boot) for disk, looked in order),
        hibernated=any(part.hibernated for _, looked in found for part in looked.parts),
        live_system=True,
    )


def _disk(disk: CapturedDisk, looked: Looked, boot: bool) -> PhysicalDisk:
    parts = tuple(
        Partition(f"{disk.name} {number}", part.size, _content(part.content, part.filesystem), part.filesystem)
        for number, part in enumerate(looked.parts, 1)
    )
    state = looked.state or ("dirty" if any(part.dirty for part in looked.parts) else "")
    return PhysicalDisk(disk.name, disk.size_bytes, model=disk.format, table=looked.table, boot=boot, partitions=parts, state=state)


def _content(content: Content, filesystem: str) -> Content:
    return Content.DATA if content is Content.UNKNOWN and filesystem else content
