"""Where the files of a package are: an OVA, a folder with an OVF, a single image. Nothing is opened through a link, nothing
outside the package."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from console.formats.blocks import Bytes, FileBytes
from console.formats.broken import Where
from console.formats.manifest import MANIFEST_LIMIT, UNSIGNED, Digest, Signature, parse_manifest, verify_signature
from console.formats.package import FileCheck, LocalImage, Signed
from console.formats.safexml import XML_LIMIT
from console.formats.tar import Member, TarReader
from console.model.errors import Cause, ConsoleError, system_words
from console.model.text import N_

OVA_MEMBERS = 100_000
"""An OVA has a file a disk, or in chunks some thousands; a million is an attack."""


def whole(file: Bytes, limit: int) -> bytes:
    """A small file. BadFile when it is larger than ``limit``."""
    data = file.read_at(0, limit + 1)
    if len(data) > limit:
        raise file.where.broken(N_("it has more than {limit} bytes", limit=limit))
    if file.size is not None and len(data) < file.size:
        raise file.where.broken(N_("it ends here, {n} bytes are missing", n=file.size - len(data)), len(data))
    return data


def signed_by(name: str, descriptor: bytes, find: Callable[[str], bytes | None], where: Where, trusted: Sequence[bytes]) -> Signed:
    """Manifest and certificate of a descriptor: they have its base name; foreign ones are ignored."""
    base = name[: -len(".ovf")]
    manifest_data = find(f"{base}.mf")
    if manifest_data is None:
        return Signed()
    manifest = parse_manifest(manifest_data, where.inside(f"{base}.mf"))
    certificate = find(f"{base}.cert")
    signature: Signature = UNSIGNED
    if certificate is not None:
        signature = verify_signature(certificate, manifest_data, where.inside(f"{base}.cert"), trusted=trusted)
    return Signed(manifest, signature, (_descriptor_check(name, descriptor, manifest),))


def _descriptor_check(name: str, descriptor: bytes, manifest: dict[str, Digest]) -> FileCheck:
    said = next((digest for listed, digest in manifest.items() if listed.casefold() == name.casefold()), None)
    if said is None:
        return FileCheck(name, False, N_("The manifest does not list it."), len(descriptor))
    if hashlib.new(said.algorithm, descriptor).hexdigest() != said.hex:
        return FileCheck(name, False, N_("It was changed: its digest is not the manifest's."), len(descriptor), said.algorithm)
    return FileCheck(name, True, N_("It is as the manifest says."), len(descriptor), said.algorithm)


class TarContainer:
    """An OVA. From a source that can't go back, members are met in their order; ``reopen`` gives a fresh source (a compressed file)."""

    def __init__(self, source: Bytes, path: Path | None, trusted: Sequence[bytes], reopen: Callable[[], Bytes] | None = None) -> None:
        self._path, self._trusted, self._reopen = path, trusted, reopen
        self._found: dict[str, Member] = {}  # by folded name
        self._start(source)
        self.descriptor_name, self.descriptor = "", b""
        self._small: dict[str, bytes] = {}
        self._first()

    def _start(self, source: Bytes) -> None:
        self._source = source
        self._reader = TarReader(source, limit=OVA_MEMBERS)
        self._members: Iterator[Member] = self._reader.members()
        self._pending: Member | None = None
        self._ended = False

    def _next(self) -> Member | None:
        if self._pending is not None:
            member, self._pending = self._pending, None
            return member
        following = next(self._members, None)
        if following is None:
            self._ended = True
        else:
            self._found[following.name.casefold()] = following
        return following

    def _first(self) -> None:
        """Find the descriptor; in a source that can't go back also what directly follows it."""
        where = self._source.where
        while (member := self._next()) is not None:
            if member.name.casefold().endswith(".ovf"):
                self.descriptor_name = member.name
                self.descriptor = whole(self._reader.content(member), XML_LIMIT)
                break
        else:
            raise where.broken(N_("there is no description of a virtual machine (an .ovf file) in it"))
        if not self._source.forward:
            while self._next() is not None:
                pass
            return
        while (following := self._next()) is not None:
            member = following
            if not member.name.casefold().endswith((".mf", ".cert")):
                self._pending = member
                break
            self._small[member.name.casefold()] = whole(self._reader.content(member), MANIFEST_LIMIT)

    @property
    def order(self) -> tuple[str, ...]:
        """Names in the order of the archive, as far as it has been read."""
        return tuple(member.name for member in sorted(self._found.values(), key=lambda member: member.header))

    def names(self) -> tuple[str, ...]:
        if not self._ended and self._source.forward:
            while (member := self._next()) is not None:
                if member.name.casefold().endswith((".mf", ".cert")):
                    self._small[member.name.casefold()] = whole(self._reader.content(member), MANIFEST_LIMIT)
        return self.order

    def file(self, name: str) -> Bytes:
        key = name.casefold()
        if not self._source.forward:
            if key not in self._found:
                raise self._missing(name)
            return self._reader.content(self._found[key])
        for attempt in range(2):
            while (member := self._next()) is not None:
                if member.name.casefold() == key:
                    return self._reader.content(member)
                if member.name.casefold().endswith((".mf", ".cert")):
                    self._small[member.name.casefold()] = whole(self._reader.content(member), MANIFEST_LIMIT)
            if self._reopen is None or attempt:
                break
            self._start(self._reopen())
        if key in self._found:
            raise self._source.where.inside(name).broken(
                N_("it has gone by already, and this source can't go back"), remedy=N_("Save the file first, and open it from there.")
            )
        raise self._missing(name)

    def _missing(self, name: str) -> Exception:
        return self._source.where.inside(name).broken(N_("the package refers to it, and it is not there"))

    def local(self, name: str) -> LocalImage | None:
        member = self._found.get(name.casefold())
        if self._path is None or self._source.forward or member is None:
            return None
        return LocalImage(str(self._path), member.data, -(-member.size // 512) * 512)

    def signed(self) -> Signed:
        """By what has been read so far: call :meth:`names` first to look to the end."""

        def find(name: str) -> bytes | None:
            if self._source.forward:
                return self._small.get(name.casefold())
            member = self._found.get(name.casefold())
            return None if member is None else whole(self._reader.content(member), MANIFEST_LIMIT)

        return signed_by(self.descriptor_name, self.descriptor, find, self._source.where, self._trusted)

    def close(self) -> None:
        """The source belongs to whoever opened it."""


class FolderContainer:
    """Files beside an ``.ovf``, a VMDK descriptor or a domain's XML."""

    def __init__(self, folder: Path, where: Where) -> None:
        self._folder, self._where = folder, where
        self._open: list[BinaryIO] = []
        self.order: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        found = []
        for root, folders, files in os.walk(self._folder):
            folders[:] = folders[:100]
            found += [str((Path(root) / file).relative_to(self._folder)) for file in files]
            if len(found) > OVA_MEMBERS:
                break
        return tuple(found)

    def file(self, name: str) -> Bytes:
        inside = self._where.inside(name)
        folder = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            *parents, last = name.split("/")
            for part in parents:
                deeper = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
                os.close(folder)
                folder = deeper
            descriptor = os.open(last, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
        except FileNotFoundError:
            raise inside.broken(N_("the package refers to it, and it is not there"), cause=Cause.GONE) from None
        except OSError as failure:
            link = self._folder / name
            why = N_("it is a link, which is not followed") if link.is_symlink() else N_("it can't be opened ({why})", why=system_words(failure))
            raise inside.broken(why, cause=Cause.REFUSED) from None
        finally:
            os.close(folder)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise inside.broken(N_("it is not a file"))
        file = os.fdopen(descriptor, "rb")
        self._open.append(file)
        return FileBytes(file, inside)

    def local(self, name: str) -> LocalImage | None:
        self.file(name)  # not there, or a link
        return LocalImage(str(self._folder / name))

    def signed(self) -> Signed:
        return Signed()

    def close(self) -> None:
        for file in self._open:
            file.close()
        self._open.clear()


class OvfFolder(FolderContainer):
    """A folder with an OVF descriptor."""

    def __init__(self, descriptor: Path, data: bytes, where: Where, trusted: Sequence[bytes]) -> None:
        super().__init__(descriptor.parent, where)
        self._descriptor, self._data, self._trusted = descriptor, data, trusted

    def signed(self) -> Signed:
        def find(name: str) -> bytes | None:
            if not (self._folder / name).is_file():
                return None
            return whole(self.file(name), MANIFEST_LIMIT)

        if not self._descriptor.name.casefold().endswith(".ovf"):
            return Signed()
        return signed_by(self._descriptor.name, self._data, find, self._where, self._trusted)


class SingleContainer:
    """One image, perhaps with extents beside it."""

    def __init__(self, source: Bytes, name: str, path: Path | None, reopen: Callable[[], Bytes] | None = None) -> None:
        self._source, self._name, self._path, self._reopen = source, name, path, reopen
        self._used = False
        self._beside = FolderContainer(path.parent, source.where) if path is not None else None
        self.order: tuple[str, ...] = (name,)

    def names(self) -> tuple[str, ...]:
        return (self._name,)

    def file(self, name: str) -> Bytes:
        if name == self._name:
            if self._source.forward and self._used and self._reopen is not None:
                self._source = self._reopen()
            self._used = True
            return self._source
        if self._beside is None:
            raise self._source.where.inside(name).broken(N_("the package refers to it, and it is not there"), cause=Cause.GONE)
        return self._beside.file(name)

    def local(self, name: str) -> LocalImage | None:
        if self._path is None or self._source.forward or name != self._name:
            return None
        return LocalImage(str(self._path))

    def signed(self) -> Signed:
        return Signed()

    def close(self) -> None:
        if self._beside is not None:
            self._beside.close()


def opened(path: Path) -> tuple[BinaryIO, FileBytes]:
    """A local file. ConsoleError in words when it can't be opened or is none."""
    try:
        file = path.open("rb")
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            file.close()
            raise ConsoleError(N_("{file} is not a file.", file=str(path)), cause=Cause.INVALID)
    except OSError as failure:
        raise ConsoleError(
            N_("{file} can't be opened: {why}.", file=str(path), why=system_words(failure)),
            cause=Cause.GONE if isinstance(failure, FileNotFoundError) else Cause.REFUSED,
        ) from None
    return file, FileBytes(file, Where(path.name))
