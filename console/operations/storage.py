"""Storage repositories of this computer at first start, and files of this computer copied into repositories."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Kind, Ref
from console.model.inventory import Inventory
from console.model.objects import Host, HostState, StorageRepository
from console.model.paths import Paths
from console.model.ports import Settings
from console.model.text import N_, Text
from console.operations.base import Context, Runner
from console.operations.making import Made, NewVolume, fill_volume, finish, make_volume, short_of
from console.operations.subject import host_applies_to, wait_until
from console.xml.storage import build_dir_repository

LOCAL_NAME = "local"
LIBRARY_NAME = "ISO library"
DEFAULT_NAME = "default"
"""Names of the repositories that the first start makes: disks, installation media, libvirt's customary one."""

SHOW_SECONDS = 10.0
"""How long a new repository may take to show."""

_ONCE = "first_start.repositories"


# --------------------------------------------------------------------------- first start


@dataclass(frozen=True)
class EnsureLocalRepositories:
    """Folder repositories on this computer's own host, where it has none of that name: ``local``, ``ISO library``, libvirt's ``default``."""

    host: HostId
    folders: tuple[tuple[str, str], ...]  # (name, folder), see local_folders
    applies_to: tuple[Ref, ...] = ()

    @property
    def title(self) -> Text:
        return N_("Make storage repositories on this computer")

    @property
    def verb(self) -> str:
        return "storage-setup"

    @property
    def cancellable(self) -> bool:
        return False

    async def run(self, ctx: Context) -> str:
        port = ctx.world.hosts.port(self.host)
        there = ctx.inventory.repositories(self.host)
        names = {repository.name for repository in there}
        folders = {repository.path.rstrip("/") for repository in there if repository.path}
        made = []
        for name, folder in self.folders:
            if name in names or folder.rstrip("/") in folders:  # libvirt refuses a second repository in one folder
                continue
            ctx.phase(N_("Making the storage repository {name}", name=name))
            try:
                await ctx.shield(port.define_repository(build_dir_repository(name, folder)))
            except ConsoleError as failure:
                if failure.cause is not Cause.EXISTS:  # another console was faster
                    raise
            made.append(name)
        wanted = {name for name, _ in self.folders if name in made}
        await wait_until(ctx.inventory, lambda: wanted <= {r.name for r in ctx.inventory.repositories(self.host) if r.active}, SHOW_SECONDS)
        return ", ".join(made)


def local_folders(paths: Paths, images: Path | None = None) -> tuple[tuple[str, str], ...]:
    """Where this computer's repositories are: our own data folder, and libvirt's customary one (``images``, beside ours if not said; design §2)."""
    return (
        (LOCAL_NAME, str(paths.data / "disks")),
        (LIBRARY_NAME, str(paths.data / "iso")),
        (DEFAULT_NAME, str(images or paths.data.parent / "libvirt" / "images")),
    )


def wants_repositories(host: Host, settings: Settings) -> bool:
    """Whether the first start's repositories are still to be made: once, on this computer's per-user libvirt. Removed ones stay removed."""
    return (
        host.state is HostState.READY
        and host.loaded
        and host.record.embedded
        and host.record.local
        and str(host.id) not in (settings.get(_ONCE) or [])
    )


async def first_start(runner: Runner, settings: Settings, host: HostId, folders: tuple[tuple[str, str], ...]) -> bool:
    """Make this computer's repositories (``folders``: see :func:`local_folders`) if that is still to be done; True if it was.

    Call it when the host is ready and listed. ConsoleError when they can't be made: the next start tries again.
    """
    found = runner.world.inventory.host(host)
    if found is None or not wants_repositories(found, settings):
        return False
    await runner.start(EnsureLocalRepositories(host, folders, host_applies_to(host, runner.world.inventory)))
    settings.set(_ONCE, [*(settings.get(_ONCE) or []), str(host)])
    return True


def iso_library(inventory: Inventory, host: HostId) -> StorageRepository | None:
    """Where installation media go on this host: its ``ISO library``, else the largest active folder repository."""
    active = [r for r in inventory.repositories(host) if r.active and r.type in ("dir", "fs", "netfs")]
    named = next((r for r in active if r.name == LIBRARY_NAME), None)
    return named or max(active, key=lambda r: r.available_bytes or 0, default=None)


# --------------------------------------------------------------------------- files of this computer


@dataclass(frozen=True)
class UploadFile:
    """Copy a file of this computer into a repository, as it is: "Copy to ISO library". The result is its path on the host.

    Nothing there is overwritten: a taken name gets a number. Failed or cancelled, it leaves nothing.
    """

    host: HostId
    repository: str  # uuid
    file: str
    name: str = ""  # "" = the file's own
    applies_to: tuple[Ref, ...] = ()

    @property
    def title(self) -> Text:
        return N_("Copy {file} to a storage repository", file=Path(self.file).name)

    @property
    def verb(self) -> str:
        return "volume-upload"

    @property
    def cancellable(self) -> bool:
        return True

    async def run(self, ctx: Context) -> str:
        made = Made()
        path = await self.copy(ctx, made)
        await finish(ctx, made)
        return path

    async def copy(self, ctx: Context, made: Made) -> str:
        """As ``run``, as a part of another operation: that one has to ``finish`` what was made."""
        repository = ctx.inventory.get(Ref(Kind.STORAGE, self.host, self.repository))
        if not isinstance(repository, StorageRepository):
            raise ConsoleError(N_("{file} could not be copied: the storage repository does not exist any more.", file=self.file), cause=Cause.GONE)
        size = await self._size(ctx)
        port = ctx.world.hosts.port(self.host)
        free = await short_of(port, repository, size)
        if free is not None:
            raise ConsoleError(
                N_(
                    "{file} could not be copied: it needs {needed} MiB, and {repository} has {free} MiB free.",
                    file=Path(self.file).name,
                    needed=-(-size // (1 << 20)),
                    repository=repository.name,
                    free=free >> 20,
                ),
                cause=Cause.NO_SPACE,
                remedy=N_("Choose another storage repository, or make space."),
            )
        new = NewVolume(self.repository, self.name or Path(self.file).name, size, "raw")
        volume = await make_volume(ctx, port, made, new, self.title)
        return (await fill_volume(ctx, port, volume, self.file)).path

    async def _size(self, ctx: Context) -> int:
        def measure() -> int:
            with Path(self.file).open("rb") as file:
                return file.seek(0, 2)

        try:
            return await ctx.world.background.run(measure)
        except OSError as problem:
            raise ConsoleError(
                N_("{file} could not be copied: it can't be read.", file=self.file), cause=Cause.INVALID, detail=problem.strerror or str(problem)
            ) from problem


def upload_file(host: HostId, repository: str, file: str, inventory: Inventory, *, name: str = "") -> UploadFile:
    """The operation, applied to the repository, its host and its pool."""
    return UploadFile(host, repository, file, name, applies_to=(Ref(Kind.STORAGE, host, repository), *host_applies_to(host, inventory)))
