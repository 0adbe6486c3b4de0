"""Where an import comes from: a file of this computer, or an address that is read as it comes; its disks as segments for a volume.

Blocking functions are for a worker's thread; ``describe_source`` is for the loop.
"""

from __future__ import annotations

import dataclasses
import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import BinaryIO, cast
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, Request

from console.formats.blocks import Chunk
from console.formats.broken import BadFile
from console.formats.description import PackageDisk
from console.formats.opening import open_package, open_stream
from console.formats.package import Package
from console.formats.qemu_read import qemu_chunks
from console.model.errors import Cause, ConsoleError, system_words
from console.model.ports import Background, Segment
from console.model.text import N_, Text
from console.model.tools import GuestFamily
from console.operations.disk_copy import without_zeros
from console.operations.p2v.captured import examine
from console.operations.package import PackageContents, PackageImage, contents_of

log = logging.getLogger("virtdeck.operations")

HTTP_SECONDS = 60.0
REDIRECTS = 5
RESUME_PAUSES = (0.5, 2.0, 5.0)
"""Seconds before each further try to go on with a download that broke off."""


@dataclass(frozen=True, slots=True)
class ImportSource:
    """A package or image. ``place``: a path on this computer, or an http(s) address; ``trusted``: certificates (PEM) of signers."""

    place: str
    trusted: tuple[bytes, ...] = ()

    @property
    def remote(self) -> bool:
        """Whether it is an address."""
        return is_address(self.place)

    @property
    def name(self) -> str:
        """The last part, as people know it."""
        return unquote(urlsplit(self.place).path.rpartition("/")[2]) or self.place if self.remote else Path(self.place).name


def is_address(place: str) -> bool:
    """Whether a word is an address that can be downloaded."""
    return place.lower().startswith(("http://", "https://"))


def open_source(source: ImportSource) -> Package:
    """Open it. ConsoleError: it is broken, not known, or can't be had."""
    if not source.remote:
        try:
            return open_package(Path(source.place), trusted=source.trusted)
        except OSError as failure:
            raise _unreadable(source, system_words(failure)) from None
    download = _Download(source)
    try:
        package = open_stream(cast(BinaryIO, download), source.name, download.size, trusted=source.trusted)
    except BaseException:
        download.close()
        raise
    package.resources.callback(download.close)
    return package


class _Download:
    """A file that is read from an address. Where the connection breaks it goes on from there, if the server can and still has the same file.

    ``size``: bytes, None = the server does not say. Ranges and validators: RFC 9110 §13.1.5 (If-Range), §14.
    """

    def __init__(self, source: ImportSource) -> None:
        self._source, self._at = source, 0
        self._response = _get(source)
        headers = self._response.headers
        length, tag = headers.get("Content-Length", ""), headers.get("ETag", "")
        self.size = int(length) if length.isdigit() else None
        # A weak tag tells of the same meaning, not of the same bytes.
        self._same = tag if tag and not tag.startswith("W/") else headers.get("Last-Modified", "")

    def read(self, size: int = -1) -> bytes:
        """At most ``size`` bytes."""
        why = ""
        for pause in (0.0, *RESUME_PAUSES):
            if pause:
                time.sleep(pause)  # this is a thread of the background
                if not self._resume():
                    continue
            try:
                data = self._response.read(size)
            except (OSError, HTTPException) as failure:
                why = str(failure)
                continue
            if data or not size or self.size is None or self._at >= self.size:
                self._at += len(data)
                return data
            why = f"ended after {self._at} of {self.size} bytes"
        raise ConsoleError(N_("The download of {file} broke off.", file=self._source.name), cause=Cause.UNREACHABLE, detail=why)

    def _resume(self) -> bool:
        """Ask for the rest; False: not now."""
        self._response.close()
        if not self._same or self.size is None:
            return False
        try:
            response = _get(self._source, {"Range": f"bytes={self._at}-", "If-Range": self._same})
        except ConsoleError as failure:
            log.info("the download of %s can't go on yet: %s", self._source.name, failure.detail or failure.text.english())
            return False
        if response.status == 206 and response.headers.get("Content-Range", "").startswith(f"bytes {self._at}-"):
            log.info("the download of %s goes on at %d", self._source.name, self._at)
            self._response = response
            return True
        response.close()
        raise ConsoleError(
            N_("The download of {file} broke off, and the server can't go on with the same file.", file=self._source.name), cause=Cause.UNREACHABLE
        )

    def close(self) -> None:
        """End the connection."""
        self._response.close()


def _get(source: ImportSource, more: Mapping[str, str] | None = None) -> HTTPResponse:
    """The response to a request (with ``more`` headers). Only http and https, redirects too: an address can't name a file of this computer."""
    opener = OpenerDirector()
    opener.add_handler(HTTPHandler())
    opener.add_handler(HTTPSHandler())
    address = source.place
    for _ in range(REDIRECTS):
        try:
            response = opener.open(
                Request(address, headers={"User-Agent": "virtdeck", "Accept-Encoding": "identity", **(more or {})}), timeout=HTTP_SECONDS
            )
        except HTTPError as failure:
            raise _unreadable(source, f"{failure.code} {failure.reason}") from None
        except (URLError, OSError, HTTPException, ValueError) as failure:
            raise _unreadable(source, str(getattr(failure, "reason", failure)), cause=Cause.UNREACHABLE) from None
        found = cast(HTTPResponse, response)
        location = found.headers.get("Location", "")
        if found.status in (301, 302, 303, 307, 308) and is_address(location):
            found.close()
            address = location
            continue
        if found.status != 200 and not (more and found.status == 206):
            found.close()
            raise _unreadable(source, f"{found.status} {found.reason}")
        return found
    raise _unreadable(source, "redirected too often")


def _unreadable(source: ImportSource, why: Text | str, cause: Cause = Cause.REFUSED) -> ConsoleError:
    return ConsoleError(N_("{file} can't be read: {why}.", file=source.name or source.place, why=why), cause=cause)


async def describe_source(background: Background, source: ImportSource) -> PackageContents:
    """What is inside. Of an address only the description is read: its images come later, and are looked at then."""

    def work() -> PackageContents:
        with open_source(source) as package:
            if source.remote:
                images = tuple(PackageImage(disk, None) for disk in package.order)
                return PackageContents(
                    package.kind, package.detected.compression, package.description, images, package.manifest is not None, package.signature
                )
            return contents_of(package)

    return await background.run(work)


async def with_system(background: Background, source: ImportSource, contents: PackageContents) -> PackageContents:
    """The same with what a bare image of this computer shows of the system on it: whether it is Windows, and its firmware.

    Packages say that themselves; compressed images and addresses would have to be read through for it.
    """
    if contents.kind != "disk" or contents.compression or source.remote or any(image.problem is not None for image in contents.images):
        return contents
    found = await examine((Path(source.place),), background)
    if found.problems or found.machine.family is GuestFamily.OTHER:
        return contents
    windows = found.machine.family is GuestFamily.WINDOWS
    vms = tuple(
        dataclasses.replace(vm, windows=windows, os=vm.os or found.machine.os_name, firmware=vm.firmware or found.machine.firmware)
        for vm in contents.description.vms
    )
    return dataclasses.replace(contents, description=dataclasses.replace(contents.description, vms=vms))


# --------------------------------------------------------------------------- contents


@dataclass(frozen=True, slots=True)
class OpenDisk:
    """A disk that is being read: ``capacity`` 0 = only its end tells."""

    capacity: int
    chunks: Iterator[Chunk]


def open_disk(package: Package, disk: PackageDisk, on_bytes: Callable[[int], None] | None = None) -> OpenDisk:
    """The contents of a disk, whatever its format. ``on_bytes``: bytes of the file whose digest is compared before (qemu's formats only)."""
    try:
        stream = package.open(disk)
    except BadFile:
        raise
    except ConsoleError as failure:
        if failure.cause is not Cause.UNSUPPORTED:
            raise
    else:
        return OpenDisk(stream.capacity_bytes, stream.chunks())
    place = package.local(disk)
    if place is None:
        raise ConsoleError(
            N_("{name} can't be imported as it is: an image of this format has to be a plain file of this computer.", name=disk.files[0]),
            cause=Cause.UNSUPPORTED,
            remedy=N_("Download or unpack it first."),
        )
    package.check_file(disk, on_bytes)
    image = package.inspect(disk)
    where = package.where.inside(disk.files[0]) if package.kind in ("ova", "ovf") else package.where
    return OpenDisk(image.capacity_bytes, qemu_chunks(image, place.path, place.offset, place.size, where))


def measure(package: Package, disk: PackageDisk, check: Callable[[int], None]) -> int:
    """Bytes of a disk that only its end tells: reads all of it. ``check`` may raise to stop."""
    opened, size = open_disk(package, disk), 0
    for chunk in opened.chunks:
        size = chunk.offset + chunk.length
        check(size)
    return size


def segments(chunks: Iterator[Chunk], capacity: int, check: Callable[[int], None]) -> Iterator[Segment]:
    """What a volume of ``capacity`` bytes (a multiple of 512) gets: zeros are holes, the rest of the last sector too."""
    at = 0
    try:
        for chunk in chunks:
            check(at)
            if chunk.data is None:
                yield chunk.length, None
            else:
                yield from without_zeros(chunk.data)
            at = chunk.offset + chunk.length
    finally:
        close = getattr(chunks, "close", None)
        if close is not None:
            close()
    if at < capacity:
        yield capacity - at, None


def sources(places: Sequence[str], trusted: Sequence[bytes] = ()) -> tuple[ImportSource, ...]:
    """Sources of what was typed, dropped or chosen; ``file://`` addresses are paths."""
    found = []
    for place in places:
        word = place.strip()
        if word.lower().startswith("file://"):
            word = unquote(urlsplit(word).path)
        if word:
            found.append(ImportSource(word, tuple(trusted)))
    return tuple(dict.fromkeys(found))
