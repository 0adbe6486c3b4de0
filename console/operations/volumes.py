"""Virtual disks: created, downloaded, resized, deleted. Uploading is in :mod:`console.operations.storage`."""

from __future__ import annotations

import functools
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from console.model.disk_use import Uses, chains, uses
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Ref
from console.model.inventory import Inventory
from console.model.objects import StorageRepository, Volume
from console.model.rules_storage import StorageVerb, formats, why_not_repository, why_not_size, why_not_volume
from console.model.sharing import views
from console.model.text import N_, Text
from console.operations.base import Context
from console.operations.chains import dependents
from console.operations.making import Made, NewVolume, delete_volume, finish, make_volume, short_of
from console.operations.subject import host_applies_to, refusal

_THIN_BYTES = 1 << 20
"""What an empty thin disk takes at once."""


# --------------------------------------------------------------------------- who uses it


async def check_unused(ctx: Context, repository: StorageRepository, volumes: Sequence[Volume], attempt: Text, *, together: bool = False) -> None:
    """ConsoleError(INVALID) with the list of users where one of these disks is used. ``together``: what is based on one another goes together."""
    unread = [vm.name for view in views(ctx.inventory, repository) for vm in ctx.inventory.vms(view.host) if vm.config is None]
    if unread:
        raise ConsoleError(
            N_(
                "{attempt}: not all VMs have been read, so it is not known whether one uses it: {names}.",
                attempt=attempt,
                names=", ".join(unread[:3]),
            ),
            cause=Cause.BUSY,
        )
    known: Uses = uses(ctx.inventory, repository)
    based = await _based(ctx, repository, volumes, attempt, together=together)
    for volume in volumes:
        others = based.get(volume.name, ())
        reason = why_not_volume(StorageVerb.VDI_DELETE, volume, repository, ctx.inventory, known.of(volume), others)
        if reason is not None:
            raise refusal(attempt, reason)


async def check_no_base(ctx: Context, repository: StorageRepository, volume: Volume, attempt: Text) -> None:
    """ConsoleError(INVALID) with the list where other disks are based on this one: nobody may write to it."""
    others = (await _based(ctx, repository, [volume], attempt)).get(volume.name, ())
    if others:
        raise ConsoleError(
            N_(
                "{attempt}: other disks are based on {disk}, which must not change: {names}.",
                attempt=attempt,
                disk=volume.name,
                names=", ".join(others),
            ),
            cause=Cause.INVALID,
            remedy=N_("Add it read only, or restore the disk speed (full copy) of what is based on it first."),
        )


async def _based(
    ctx: Context, repository: StorageRepository, volumes: Sequence[Volume], attempt: Text, *, together: bool = False
) -> dict[str, tuple[str, ...]]:
    """Names of the disks that are based on these, by the name of the base."""
    try:
        found = await dependents(ctx.world.hosts, ctx.inventory, repository, volumes, together=together)
    except ConsoleError as failure:
        if failure.cause is not Cause.BUSY:
            raise
        raise ConsoleError(N_("{attempt}: {why}", attempt=attempt, why=failure.text), cause=failure.cause, remedy=failure.remedy) from None
    return {name: tuple(each.name for each in there) for name, there in found.items()}


def bases_last(volumes: Sequence[Volume]) -> tuple[Volume, ...]:
    """In the order of deleting: a disk before what it is based on, so that a failure in between breaks none."""
    known = chains(volumes)
    return tuple(sorted(volumes, key=known.depth, reverse=True))


@dataclass(frozen=True, slots=True)
class Place:
    """The repository that an operation works in, by value."""

    ref: Ref
    name: str
    around: tuple[Ref, ...] = ()

    @property
    def host(self) -> HostId:
        return self.ref.host

    @property
    def uuid(self) -> str:
        return self.ref.key

    def now(self, ctx: Context, verb: StorageVerb, attempt: Text) -> StorageRepository:
        """It as it is now, after the rules have been asked."""
        found = ctx.inventory.get(self.ref)
        if not isinstance(found, StorageRepository):
            raise ConsoleError(N_("{attempt}: the storage repository does not exist any more.", attempt=attempt), cause=Cause.GONE)
        reason = why_not_repository(verb, found, ctx.inventory)
        if reason is not None:
            raise refusal(attempt, reason)
        return found


def place_of(repository: StorageRepository, inventory: Inventory) -> Place:
    """This repository as an operation's place."""
    return Place(repository.ref, repository.name, (repository.ref, *host_applies_to(repository.host, inventory)))


# --------------------------------------------------------------------------- creating


@dataclass(frozen=True)
class CreateVolume:
    """Make a virtual disk. The result is its path."""

    place: Place
    name: str
    capacity_bytes: int
    format: str = "qcow2"
    thin: bool = True

    @property
    def title(self) -> Text:
        return N_("Create the virtual disk {name}", name=self.name)

    @property
    def verb(self) -> str:
        return StorageVerb.VDI_CREATE.value

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        return self.place.around

    @property
    def cancellable(self) -> bool:
        return True

    async def run(self, ctx: Context) -> str:
        made = Made()
        volume = await self.make(ctx, made)
        await finish(ctx, made)
        return volume.path

    async def make(self, ctx: Context, made: Made) -> Volume:
        """As ``run``, as a part of another operation: that one has to ``finish`` what was made."""
        attempt = N_("The virtual disk {name} could not be made", name=self.name)
        repository = self.place.now(ctx, StorageVerb.VDI_CREATE, attempt)
        if (wrong := name_problem(self.name)) is not None:
            raise ConsoleError(N_("{attempt}: {why}", attempt=attempt, why=wrong), cause=Cause.INVALID)
        if self.format not in formats(repository):
            raise ConsoleError(N_("{attempt}: {name} can't have disks of this format.", attempt=attempt, name=repository.name), cause=Cause.INVALID)
        port = ctx.world.hosts.port(self.place.host)
        ctx.phase(N_("Creating a disk"))
        taken = set(await port.volume_names(repository.uuid))
        if self.name in taken:
            raise ConsoleError(
                N_("{attempt}: {repository} already has a disk with this name.", attempt=attempt, repository=repository.name),
                cause=Cause.EXISTS,
                remedy=N_("Choose another name."),
            )
        free = await short_of(port, repository, _THIN_BYTES if self.thin else self.capacity_bytes)
        if free is not None:
            raise ConsoleError(
                N_("{attempt}: {repository} has {free} MiB free.", attempt=attempt, repository=repository.name, free=free >> 20), cause=Cause.NO_SPACE
            )
        return await make_volume(
            ctx, port, made, NewVolume(repository.uuid, self.name, self.capacity_bytes, self.format, self.thin), self.title, taken
        )


def name_problem(name: str) -> Text | None:
    """What is wrong with a disk's name; None if nothing is."""
    if not name.strip():
        return N_("Give it a name.")
    if "/" in name or any(ord(letter) < 32 for letter in name) or name in (".", "..") or name.startswith("-"):
        return N_("A name can't have a slash or control characters, begin with a hyphen, or be “.” or “..”.")
    if len(name.encode()) > 250:
        return N_("The name is too long.")
    return None


def proposed_name(stem: str, format: str, repository: StorageRepository) -> str:
    """A name with the suffix that is customary for the format, where disks are files."""
    if len(formats(repository)) < 2:
        return stem
    suffix = {"raw": "img"}.get(format, format)
    return stem if stem.lower().endswith(f".{suffix}") else f"{stem}.{suffix}"


# --------------------------------------------------------------------------- downloading


@dataclass(frozen=True)
class DownloadVolume:
    """Copy a virtual disk to a file of this computer. It has its name only when it is whole. The result is the file's path."""

    place: Place
    name: str
    file: str
    overwrite: bool = False

    @property
    def title(self) -> Text:
        return N_("Download {name}", name=self.name)

    @property
    def verb(self) -> str:
        return StorageVerb.VDI_DOWNLOAD.value

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        return self.place.around

    @property
    def cancellable(self) -> bool:
        return True

    async def run(self, ctx: Context) -> str:
        attempt = N_("{name} could not be downloaded", name=self.name)
        repository = self.place.now(ctx, StorageVerb.VDI_DOWNLOAD, attempt)
        port = ctx.world.hosts.port(self.place.host)
        volume = await port.volume(repository.uuid, self.name)
        running = [use.words for use in uses(ctx.inventory, repository).of(volume) if use.active and use.device == "disk" and not use.base]
        if running:
            raise ConsoleError(
                N_("{attempt}: a running VM writes to it: {users}.", attempt=attempt, users=", ".join(running)),
                cause=Cause.BUSY,
                remedy=N_("Shut it down first."),
            )
        await self._check_target(ctx, attempt, volume.allocation_bytes)
        target = Path(self.file)
        part = target.with_name(f"{target.name}.{ctx.task_id}.part")
        entry = await ctx.world.journal.announce(ctx.task_id, self.title.english(), "file", "", str(part), part.name)
        ctx.undo.push_async_callback(_drop_part, ctx, part, entry)
        ctx.phase(N_("Copying {file}", file=self.name))
        await port.download(repository.uuid, self.name, str(part), ctx.bytes)
        await ctx.shield(self._name_it(ctx, part, target, attempt))
        await ctx.world.journal.close(entry)
        return str(target)

    async def _check_target(self, ctx: Context, attempt: Text, needed: int) -> None:
        target = Path(self.file)

        def look() -> tuple[bool, bool, int]:
            folder = target.parent
            return target.exists(), folder.is_dir() and os.access(folder, os.W_OK), shutil.disk_usage(folder).free if folder.is_dir() else 0

        there, writable, free = await ctx.world.background.run(look)
        if there and not self.overwrite:
            raise ConsoleError(N_("{attempt}: {file} exists already.", attempt=attempt, file=self.file), cause=Cause.EXISTS)
        if not writable:
            raise ConsoleError(N_("{attempt}: nothing can be written to {folder}.", attempt=attempt, folder=str(target.parent)), cause=Cause.REFUSED)
        if needed > free:
            raise ConsoleError(
                N_(
                    "{attempt}: it needs {needed} MiB, and {folder} has {free} MiB free.",
                    attempt=attempt,
                    needed=-(-needed >> 20),
                    folder=str(target.parent),
                    free=free >> 20,
                ),
                cause=Cause.NO_SPACE,
            )

    async def _name_it(self, ctx: Context, part: Path, target: Path, attempt: Text) -> None:
        def rename() -> bool:
            if target.exists() and not self.overwrite:
                return False
            part.rename(target)
            folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
            return True

        try:
            done = await ctx.world.background.run(rename)
        except OSError as problem:
            raise ConsoleError(
                N_("{attempt}: {file} can't be written.", attempt=attempt, file=str(target)), cause=Cause.REFUSED, detail=str(problem)
            ) from problem
        if not done:
            raise ConsoleError(N_("{attempt}: {file} exists already.", attempt=attempt, file=str(target)), cause=Cause.EXISTS)


async def _drop_part(ctx: Context, part: Path, entry: int) -> None:
    await ctx.world.background.run(functools.partial(part.unlink, missing_ok=True))
    await ctx.world.journal.close(entry)


# --------------------------------------------------------------------------- resizing


@dataclass(frozen=True)
class ResizeVolume:
    """Make a virtual disk larger; the disk of a running VM through that VM, so that its guest sees it at once."""

    place: Place
    name: str
    capacity_bytes: int

    @property
    def title(self) -> Text:
        return N_("Resize the virtual disk {name}", name=self.name)

    @property
    def verb(self) -> str:
        return StorageVerb.VDI_RESIZE.value

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        return self.place.around

    @property
    def cancellable(self) -> bool:
        return False

    async def run(self, ctx: Context) -> str:
        attempt = N_("The virtual disk {name} could not be resized", name=self.name)
        repository = self.place.now(ctx, StorageVerb.SR_REFRESH, attempt)
        port = ctx.world.hosts.port(self.place.host)
        volume = await port.volume(repository.uuid, self.name)
        if (wrong := why_not_size(volume, self.capacity_bytes)) is not None:
            raise ConsoleError(N_("{attempt}: {why}", attempt=attempt, why=wrong), cause=Cause.INVALID)
        users = uses(ctx.inventory, repository).of(volume)
        based = await _based(ctx, repository, [volume], attempt)
        reason = why_not_volume(StorageVerb.VDI_RESIZE, volume, repository, ctx.inventory, users, based.get(volume.name, ()))
        if reason is not None:
            raise refusal(attempt, reason)
        running = next((use for use in users if use.active), None)
        ctx.phase(N_("Making it larger"))
        if running is not None:
            await ctx.shield(ctx.world.hosts.port(running.host).resize_disk(running.vm.key, running.target, self.capacity_bytes))
        else:
            await ctx.shield(port.resize_volume(repository.uuid, self.name, self.capacity_bytes))
        await ctx.shield(port.refresh_repository(repository.uuid))
        now = await port.volume(repository.uuid, self.name)
        if now.capacity_bytes < self.capacity_bytes:
            raise ConsoleError(N_("{attempt}: the host accepted it, but the disk has its old size.", attempt=attempt))
        return now.path


# --------------------------------------------------------------------------- deleting


@dataclass(frozen=True)
class DeleteVolumes:
    """Delete virtual disks that nothing uses. ``wipe``: overwrite them with zeros before."""

    place: Place
    names: tuple[str, ...]
    wipe: bool = False

    @property
    def title(self) -> Text:
        if len(self.names) == 1:
            return N_("Delete the virtual disk {name}", name=self.names[0])
        return N_("Delete {count} virtual disks", count=len(self.names))

    @property
    def verb(self) -> str:
        return StorageVerb.VDI_DELETE.value

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        return self.place.around

    @property
    def cancellable(self) -> bool:
        return False  # nothing of it can be taken back

    async def run(self, ctx: Context) -> str:
        attempt = N_("{count} virtual disks could not be deleted", count=len(self.names))
        if len(self.names) == 1:
            attempt = N_("The virtual disk {name} could not be deleted", name=self.names[0])
        repository = self.place.now(ctx, StorageVerb.SR_REFRESH, attempt)
        port = ctx.world.hosts.port(self.place.host)
        ctx.phase(N_("Looking who uses it"))
        volumes = [await port.volume(repository.uuid, name) for name in self.names]
        await check_unused(ctx, repository, volumes, attempt, together=True)
        for number, volume in enumerate(bases_last(volumes)):
            ctx.phase(N_("Deleting the disk {name}", name=volume.name), number / len(volumes) if len(volumes) > 1 else None)
            if self.wipe:
                await ctx.shield(port.wipe_volume(repository.uuid, volume.name))
            await ctx.shield(delete_volume(port, repository.uuid, volume.name))
        return self.names[0]
