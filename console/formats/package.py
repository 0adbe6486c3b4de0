"""A package, opened: what is inside, its disks as streams, and whether it is what its manifest says.

Made by :mod:`console.formats.opening`. From something that can't seek (an HTTP download, a pipe) disks have to be opened in the order in which they
come (:attr:`Package.order`). Blocking: use it in a worker thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Protocol

from console.formats.blocks import Bytes, Chunk, Hashing, Joined, OnBytes, raw_chunks
from console.formats.broken import BadFile, Where
from console.formats.compressed import GZIP, decompress
from console.formats.description import Description, PackageDisk
from console.formats.detect import Detected
from console.formats.images import ImageInfo, inspect
from console.formats.manifest import UNSIGNED, Digest, Signature, Trust
from console.formats.qemu_read import qemu_chunks
from console.formats.vhd import vhd_chunks
from console.formats.vmdk import vmdk_chunks
from console.model.errors import Cause, ConsoleError
from console.model.text import N_, Text

STREAMED = ("raw", "vmdk", "vpc")
"""Image formats that are read here; others go through qemu's tools (:meth:`Package.local`)."""

MAX_DISK = 64 << 40
"""Bytes after which an unpacked image of unknown size is refused as a bomb."""


@dataclass(frozen=True, slots=True)
class LocalImage:
    """Where the bytes of an image are on this computer: for qemu's tools (:func:`console.formats.images.qemu_source`). ``size`` None: all of a file.

    qemu's tools take parts of a file only in whole sectors, and members of an archive end in padding up to one.
    """

    path: str
    offset: int = 0
    size: int | None = None


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What verifying found of one file. ``ok`` None: nothing to compare with (it is only readable)."""

    name: str
    ok: bool | None
    words: Text
    size: int = 0
    algorithm: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """Manifest and signature of a package, and what they say of its descriptor."""

    manifest: Mapping[str, Digest] | None = None
    signature: Signature = UNSIGNED
    checked: tuple[FileCheck, ...] = ()


class Container(Protocol):
    """Where the files of a package are. See ``containers``."""

    @property
    def order(self) -> tuple[str, ...]:
        """Names of files in the order in which they come."""
        ...

    def file(self, name: str) -> Bytes:
        """One of them. BadFile when it is not there."""
        ...

    def local(self, name: str) -> LocalImage | None:
        """The same as a place on this computer, where it has one."""
        ...

    def names(self) -> tuple[str, ...]:
        """All files that are there."""
        ...

    def signed(self) -> Signed:
        """Manifest and certificate, looked for to the end."""
        ...

    def close(self) -> None: ...


class Parts(Protocol):
    """Disks that are in parts of their own kind, each with its checksum (XVA), and not in files."""

    def open(self, disk: PackageDisk) -> DiskStream: ...
    def finish(self) -> None:
        """After the last disk: compare what is still to be compared. BadFile."""
        ...

    def proven(self, reference: str) -> bool:
        """Whether every part of a disk that was read had a checksum."""
        ...


class DiskStream:
    """An opened disk. Iterate :meth:`chunks` to its end: only then its digest has been compared."""

    def __init__(self, image: ImageInfo, capacity: int, chunks: Iterator[Chunk], finish: Callable[[], None]) -> None:
        self.image = image
        self.capacity_bytes = capacity  # 0: only known at the end (an unpacked raw image)
        self._chunks, self._finish = chunks, finish

    def chunks(self) -> Iterator[Chunk]:
        """The content, in order, complete. BadFile, also for a wrong digest (raised at the end: undo what was made)."""
        at = 0
        for chunk in self._chunks:
            at = chunk.offset + chunk.length
            yield chunk
        self.capacity_bytes = self.capacity_bytes or at
        self._finish()

    def close(self) -> None:
        """End threads of a stream that was not read to its end."""
        close = getattr(self._chunks, "close", None)
        if close is not None:
            close()

    def __enter__(self) -> DiskStream:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class Verification:
    """What verifying found of the whole."""

    files: tuple[FileCheck, ...]
    signature: Signature
    manifest: bool

    @property
    def ok(self) -> bool:
        """Nothing is wrong (a missing manifest or signature is not wrong, only weaker)."""
        return all(file.ok is not False for file in self.files) and self.signature.trust is not Trust.INVALID


class Package:
    """An opened package. Not thread-safe; :meth:`close` it."""

    def __init__(
        self,
        where: Where,
        detected: Detected,
        description: Description,
        container: Container,
        *,
        signed: Signed | None = None,
        parts: Parts | None = None,
    ) -> None:
        self.where, self.detected, self.description = where, detected, description
        self._container, self._parts = container, parts
        self.resources = ExitStack()  # closed with the package
        self._signed = signed or Signed()
        self._computed: dict[str, dict[str, str]] = {}  # file → algorithm → digest, where the manifest is still to come

    @property
    def kind(self) -> str:
        """Value of :class:`console.formats.detect.Kind`."""
        return self.detected.kind.value

    @property
    def warnings(self) -> tuple[Text, ...]:
        """What can't be taken over, for the list in the wizard."""
        return self.description.warnings

    @property
    def manifest(self) -> Mapping[str, Digest] | None:
        """File → digest; None: there is none (or it comes at the end of a stream)."""
        return self._signed.manifest

    @property
    def signature(self) -> Signature:
        """Who signed the manifest, and what that is worth."""
        return self._signed.signature

    @property
    def order(self) -> tuple[PackageDisk, ...]:
        """The disks in the order in which they come in the file: the order to open them in where the source can't go back."""
        place = {name: index for index, name in enumerate(self._container.order)}
        return tuple(sorted(self.description.disks, key=lambda disk: place.get(disk.files[0], len(place))))

    # ------------------------------------------------------------------ disks

    def open(self, disk: PackageDisk, *, verify: bool = True) -> DiskStream:
        """A disk's content as a stream. ``verify``: compare the digest of the manifest on the way.

        BadFile; ConsoleError (UNSUPPORTED) for image formats that only qemu's tools read: use :meth:`local`.
        """
        if self._parts is not None:
            return self._parts.open(disk)
        if verify:
            for check in self._signed.checked:
                if check.ok is False:
                    raise self.where.inside(check.name).broken(_CHANGED)
        source, hashed = self._file(disk, verify)
        image = self._inspected(disk, source)
        capacity = image.capacity_bytes
        if image.format == "raw":
            if source.size is None and disk.capacity_bytes:
                capacity = disk.capacity_bytes
            chunks = raw_chunks(source, capacity or None)
        elif image.format == "vmdk":
            chunks = vmdk_chunks(source, image, self._container.file)
        elif image.format == "vpc":
            chunks = vhd_chunks(source, image)
        else:
            raise ConsoleError(
                N_("{name} is an image of the format {format}, which is not read as a stream.", name=disk.files[0], format=image.format),
                cause=Cause.UNSUPPORTED,
            )
        if disk.capacity_bytes and capacity and capacity < disk.capacity_bytes and disk.device == "disk":
            raise source.where.broken(N_("the disk has {n} bytes, and the package says {m}", n=capacity, m=disk.capacity_bytes))
        return DiskStream(image, capacity, chunks, lambda: self._compare(hashed))

    def inspect(self, disk: PackageDisk) -> ImageInfo:
        """What the image's header says, by its content. BadFile when it is broken or wants other files."""
        if self._parts is not None:
            return ImageInfo("raw", disk.capacity_bytes or 0)
        return self._inspected(disk, self._file(disk, False)[0])

    def local(self, disk: PackageDisk) -> LocalImage | None:
        """Where an uncompressed image is on this computer, for qemu's tools; None where it has to be streamed out first."""
        if self._parts is not None or disk.compression or self.detected.compression or len(disk.files) != 1:
            return None
        return self._container.local(disk.files[0])

    def check_file(self, disk: PackageDisk, on_bytes: Callable[[int], None] | None = None) -> None:
        """Compare the digest of an image's file, for images that are read by :meth:`local`. BadFile when it is not the manifest's."""
        for check in self._signed.checked:
            if check.ok is False:
                raise self.where.inside(check.name).broken(_CHANGED)
        if self.manifest is None:
            return
        _, hashed = self._file(disk, True)
        for _, file in hashed:
            file.rest(on_bytes)
        self._compare(hashed)

    def _file(self, disk: PackageDisk, verify: bool) -> tuple[Bytes, list[tuple[str, Hashing]]]:
        hashed: list[tuple[str, Hashing]] = []
        parts: list[Bytes] = []
        for name in disk.files:
            part = self._container.file(name)
            said = self.description.sizes.get(name)
            if said is not None and part.size is not None and said != part.size:
                raise part.where.broken(N_("it has {n} bytes, and the package says {m}", n=part.size, m=said))
            if verify and (digest := self._digest(name)) is not None:
                part = Hashing(part, digest.algorithm)
                hashed.append((name, part))
            elif verify and self.manifest is None and part.forward:
                part = Hashing(part, "sha1", "sha256")  # a manifest may still come
                hashed.append((name, part))
            parts.append(part)
        source = parts[0] if len(parts) == 1 else Joined(parts, self.where.inside(disk.files[0]))
        if disk.compression:
            source = decompress(source, GZIP, limit=(disk.capacity_bytes or MAX_DISK) * 2 + (64 << 20))
        return source, hashed

    def _digest(self, name: str) -> Digest | None:
        return None if self.manifest is None else self.manifest.get(name)

    def _compare(self, hashed: Sequence[tuple[str, Hashing]]) -> None:
        """Raise when a digest is not the manifest's."""
        for name, file in hashed:
            said = self._digest(name)
            if said is None:
                self._computed[name] = {algorithm: file.hexdigest(algorithm) for algorithm in ("sha1", "sha256")}
            elif file.hexdigest(said.algorithm) != said.hex:
                raise self.where.inside(name).broken(_CHANGED)

    def _inspected(self, disk: PackageDisk, source: Bytes) -> ImageInfo:
        image = inspect(source)
        if image.format == "raw" and disk.format == "vpc" and source.forward and source.size == (disk.capacity_bytes or 0) + 512:
            image = replace(image, format="vpc", subformat="fixed", capacity_bytes=disk.capacity_bytes or 0)  # its footer is still to come
        if image.format == "raw" and disk.format in ("vmdk", "vhdx", "qcow2", "vdi") and disk.device == "disk":
            raise source.where.broken(N_("the package says it is an image of the format {format}, and it is not", format=disk.format))
        if (why := image.refusal()) is not None:
            raise source.where.broken(why)
        if disk.device == "image":  # taken as it is, with the snapshots in it
            if image.format != "qcow2":
                raise source.where.broken(N_("the package says it is an image of the format {format}, and it is not", format="qcow2"))
            return ImageInfo("raw", source.size or 0)
        return image

    # ------------------------------------------------------------------ verifying

    def finish(self) -> None:
        """After the last disk of a source that can't go back, and of an XVA: read its end, where the manifest (the table of checksums) may be, and
        compare. BadFile when something is wrong.

        Does nothing for other sources (their digests were compared as each disk ended).
        """
        if self._parts is not None:
            self._parts.finish()
            return
        if self.manifest is not None or not self._computed:
            return
        self._container.names()
        self._signed = self._container.signed()
        for name, digests in self._computed.items():
            said = self._digest(name)
            if said is not None and digests.get(said.algorithm, said.hex) != said.hex:
                raise self.where.inside(name).broken(_CHANGED)
        checked = self._signed.checked
        for check in (*checked, *self._check_rest([*self._computed, *(check.name for check in checked)])):
            if check.ok is False:
                raise self.where.inside(check.name).broken(N_("it is not what the manifest says"))
        if self.signature.trust is Trust.INVALID:
            raise self.where.broken(N_("its signature does not fit: it was changed after it was signed"))

    def verify(self, on_bytes: OnBytes | None = None, *, content: bool = True) -> Verification:
        """Read everything: digests, and with ``content`` every disk image through its reader. Findings are returned, not raised; OSError passes.

        ``on_bytes`` is told how many bytes have been read so far.
        """
        checks: list[FileCheck] = []
        done = 0

        def more(count: int) -> None:
            nonlocal done
            done += count
            if on_bytes is not None:
                on_bytes(done)

        for disk in self.order:
            checks += self._check_disk(disk, content, more)
        try:
            self.finish()
        except BadFile as failure:
            checks.append(FileCheck(self.where.source, False, failure.text))
        if self._parts is not None:
            checks = [self._proven(check) for check in checks]
        else:
            checks[:0] = self._signed.checked
            checks += self._check_rest([check.name for check in checks])
        return Verification(tuple(checks), self.signature, self.manifest is not None)

    def _check_disk(self, disk: PackageDisk, content: bool, more: Callable[[int], None]) -> list[FileCheck]:
        name = disk.files[0]
        said = self._digest(name)
        algorithm = said.algorithm if said else ""
        unread: Text | None = None
        try:
            if self._parts is not None or (content and self._streams(disk)):
                with self.open(disk) as stream:
                    for chunk in stream.chunks():
                        more(chunk.length)
            else:
                unread = self._read_by_qemu(disk, more) if content else None
                _, hashed = self._file(disk, True)
                for _, file in hashed:
                    file.rest(more)
                self._compare(hashed)
        except ConsoleError as failure:
            return [FileCheck(name, False, failure.text, disk.file_bytes or 0, algorithm)]
        if self._parts is not None:
            return [FileCheck(name, True, N_("Every part is as its checksum says."), disk.capacity_bytes or 0)]
        words = N_("It is as the manifest says.") if said else unread or _UNPROVEN
        return [FileCheck(each, True if said else None, words, disk.file_bytes or 0, algorithm) for each in disk.files]

    def _read_by_qemu(self, disk: PackageDisk, more: Callable[[int], None]) -> Text | None:
        """Read an image of qemu's formats through qemu's tools. BadFile; why that can't be done here, None when it was done."""
        place = self.local(disk)
        if place is None:
            return N_("Its bytes are there; an image of this format has to be a plain file of this computer to be read through.")
        try:
            where = self.where if self.kind == "disk" else self.where.inside(disk.files[0])
            for chunk in qemu_chunks(self.inspect(disk), place.path, place.offset, place.size, where):
                more(chunk.length)
        except ConsoleError as failure:
            if failure.cause is not Cause.UNSUPPORTED:
                raise
            return failure.text
        return None

    def _proven(self, check: FileCheck) -> FileCheck:
        """What is known of a disk in parts once the end has been read."""
        assert self._parts is not None
        return check if check.ok is False or self._parts.proven(check.name) else replace(check, ok=None, words=_UNPROVEN)

    def _streams(self, disk: PackageDisk) -> bool:
        return self.inspect(disk).format in STREAMED

    def _check_rest(self, seen: Sequence[str]) -> list[FileCheck]:
        """Files that the manifest lists and no disk is, and files that it does not list."""
        if self.manifest is None:
            return []
        found = []
        present = {name.casefold() for name in self._container.names()}
        for name, said in self.manifest.items():
            if name in seen:
                continue
            if name.casefold() not in present:
                found.append(FileCheck(name, False, N_("The manifest lists it, and it is not there."), algorithm=said.algorithm))
                continue
            try:
                right = Hashing(self._container.file(name), said.algorithm).hexdigest(said.algorithm) == said.hex
            except BadFile as failure:
                found.append(FileCheck(name, False, failure.text, algorithm=said.algorithm))
                continue
            words = N_("It is as the manifest says.") if right else N_("It was changed: its digest is not the manifest's.")
            found.append(FileCheck(name, right, words, 0, said.algorithm))
        listed = {name.casefold() for name in self.manifest}
        for name in self.description.files:
            if name.casefold() not in listed and f"{name}.000000000".casefold() not in listed:
                found.append(FileCheck(name, False, N_("It is in the package, and the manifest does not list it.")))
        return found

    def close(self) -> None:
        self._container.close()
        self.resources.close()

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


_UNPROVEN = N_("It can be read; nothing says what it has to be.")
_CHANGED = N_("it was changed: its digest is not the one that the manifest says")
