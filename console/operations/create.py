"""Making a VM from a specification: volumes, the domain, the first start. Whatever ends it before its end leaves nothing behind."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Kind, Ref, host_ref
from console.model.inventory import Inventory
from console.model.names import too_long
from console.model.objects import PowerState, StorageRepository, Vm, Volume
from console.model.ports import HostPort
from console.model.rules import Verb, host_reason
from console.model.spec import DiskSpec, VmSpec
from console.model.text import N_, Text
from console.operations.base import Context
from console.operations.drafts.naming import host_limit
from console.operations.making import Made, NewVolume, fill_volume, finish, make_domain, make_volume, short_of
from console.operations.power import SETTLE_SECONDS
from console.operations.subject import host_name, refusal, wait_for
from console.xml.build import DiskSource, build_domain

_FILES = frozenset({"dir", "fs", "netfs", "gluster", "vstorage", ""})
"""Repository types whose volumes are files, named with a suffix; others (LVM, ZFS, RBD, …) have names of their own rules."""

_THIN_BYTES = 1 << 20
"""What an empty thin volume takes at once."""


@dataclass(frozen=True)
class CreateVm:
    """Create the VM that ``spec`` describes; ``start`` it (an installation: from its medium, once). The result is its UUID.

    ``pool``: id of the host's pool, so that the pool shows the task too (see :func:`create_vm`).
    """

    spec: VmSpec
    start: bool = True
    pool: str = ""

    @property
    def ref(self) -> Ref:
        """The VM that will be there: its UUID was chosen beforehand."""
        return Ref(Kind.VM, self.spec.host, self.spec.uuid)

    @property
    def title(self) -> Text:
        return N_("Create {name}", name=self.spec.name)

    @property
    def verb(self) -> str:
        return Verb.VM_NEW.value

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        pool = (Ref(Kind.POOL, HostId(""), self.pool),) if self.pool else ()
        return (self.ref, host_ref(self.spec.host), *pool)

    @property
    def cancellable(self) -> bool:
        return True

    async def run(self, ctx: Context) -> str:
        spec = self.spec
        attempt = N_("{name} could not be created", name=spec.name)
        reason = host_reason(ctx.inventory.host(spec.host))
        if reason is not None:
            raise refusal(attempt, reason)
        port = ctx.world.hosts.port(spec.host)
        ctx.phase(N_("Checking"))
        check_name(ctx.inventory, spec.host, spec.name, agent=spec.agent_channel)
        spec = with_repositories(spec, ctx.inventory)
        await check_files(ctx, spec)
        await check_space(ctx.inventory, port, spec, await _file_sizes(ctx, spec))
        made = Made()
        sources = [await self._disk(ctx, port, made, spec, disk) for disk in spec.disks]
        ctx.phase(N_("Defining the VM"))
        # An installer's kernel that is not to be started now can only be kept in the configuration; all else boots the disk first from the beginning.
        keep_installer = spec.installing and spec.direct_boot is not None and not self.start
        xml = build_domain(spec, sources, install=keep_installer)
        await make_domain(ctx, port, made, spec.uuid, spec.name, xml, self.title)
        if spec.autostart:
            await ctx.shield(port.set_autostart(spec.uuid, True))
        await _seen(ctx, self.ref, _read, spec.name)
        if self.start:
            ctx.phase(N_("Starting the installer") if spec.installing else N_("Starting"))
            if spec.installing:
                await ctx.shield(port.start_with(build_domain(spec, sources, install=True)))
            else:
                await ctx.shield(port.start(spec.uuid))
            await _seen(ctx, self.ref, _started, spec.name)
        await finish(ctx, made)
        return spec.uuid

    async def _disk(self, ctx: Context, port: HostPort, made: Made, spec: VmSpec, disk: DiskSpec) -> DiskSource:
        """Make one disk (or take an existing one) and say where it is."""
        if disk.existing_path:
            volume = await port.volume_by_path(disk.existing_path)
            if volume is None:
                kind = "network" if "://" in disk.existing_path else "block" if disk.existing_path.startswith("/dev/") else "file"
                return DiskSource(disk.existing_path, disk.format, kind)
            return _source(volume, disk)
        repository = _repository(ctx.inventory, spec.host, disk.repository)
        ctx.phase(N_("Creating a disk"))
        name = disk.name or volume_name(spec.name, disk.format, repository)
        new = NewVolume(repository.uuid, name, disk.capacity_bytes or 1 << 20, disk.format, disk.thin)
        volume = await make_volume(ctx, port, made, new, self.title)
        if disk.source_file:
            volume = await fill_volume(ctx, port, volume, disk.source_file, capacity_bytes=disk.capacity_bytes)
        return _source(volume, disk)


def create_vm(spec: VmSpec, inventory: Inventory, *, start: bool = True) -> CreateVm:
    """The operation, with the host's pool filled in."""
    host = inventory.host(spec.host)
    return CreateVm(spec, start, host.record.pool if host is not None else "")


def _read(vm: Vm | None) -> bool:
    """It shows with its configuration: whoever looks at it now sees all of it."""
    return vm is not None and (vm.config is not None or vm.problem is not None)


def _started(vm: Vm | None) -> bool:
    return vm is not None and vm.state in (PowerState.RUNNING, PowerState.PAUSED)


async def _seen(ctx: Context, ref: Ref, reached: Callable[[Vm | None], bool], name: str) -> None:
    """Wait until the new VM shows in the inventory as ``reached`` says."""
    if await wait_for(ctx.inventory, ref, reached, SETTLE_SECONDS):
        return
    vm = ctx.inventory.vm(ref)
    if vm is not None and vm.state is PowerState.HALTED:
        raise ConsoleError(N_("{name} could not be created: it was started and is off again.", name=name), detail=vm.state_reason)
    raise ConsoleError(N_("{name} could not be created: its host accepted it, but does not show it.", name=name), cause=Cause.TIMEOUT)


def _source(volume: Volume, disk: DiskSpec) -> DiskSource:
    kind = volume.type if volume.type in ("file", "block", "network") else "file"
    return DiskSource(volume.path, volume.format if volume.format in ("qcow2", "raw", "qed", "vmdk", "vdi", "vhd") else disk.format, kind)


# --------------------------------------------------------------------------- checks that make nothing


def check_name(inventory: Inventory, host: HostId, name: str, *, agent: bool = True) -> None:
    """ConsoleError(EXISTS) where the host has a VM of this name, INVALID where it could not start one: found before anything is made."""
    home = inventory.host(host)
    if home is not None and too_long(name, home.socket_paths, agent=agent):
        raise ConsoleError(
            N_("{name} could not be created: {why}", name=name, why=host_limit(name, home.socket_paths, agent=agent)),
            cause=Cause.INVALID,
            remedy=N_("Choose another name."),
        )
    if any(vm.name == name for vm in inventory.vms(host)):
        raise ConsoleError(
            N_("{name} could not be created: {host} already has a VM with this name.", name=name, host=host_name(inventory, host)),
            cause=Cause.EXISTS,
            remedy=N_("Choose another name."),
        )


def default_repository(inventory: Inventory, host: HostId) -> StorageRepository | None:
    """Where disks go when nobody says otherwise: ``local``, else libvirt's ``default``, else the one with the most free space."""
    usable = [r for r in inventory.repositories(host) if r.active and r.name != "ISO library"]

    def rank(repository: StorageRepository) -> tuple[bool, bool, int]:
        return (repository.name == "local", repository.name == "default", repository.available_bytes or 0)

    return max(usable, key=rank, default=None)


def with_repositories(spec: VmSpec, inventory: Inventory) -> VmSpec:
    """The specification with the default repository filled in where a disk names none."""
    if all(disk.repository or disk.existing_path for disk in spec.disks):
        return spec
    fallback = default_repository(inventory, spec.host)
    if fallback is None:
        raise ConsoleError(
            N_("{name} could not be created: {host} has no storage repository for its disk.", name=spec.name, host=host_name(inventory, spec.host)),
            cause=Cause.INVALID,
            remedy=N_("Create a storage repository on the host, or start an existing one."),
        )
    disks = tuple(disk if disk.repository or disk.existing_path else dataclasses.replace(disk, repository=fallback.uuid) for disk in spec.disks)
    return dataclasses.replace(spec, disks=disks)


def _repository(inventory: Inventory, host: HostId, uuid: str) -> StorageRepository:
    found = inventory.get(Ref(Kind.STORAGE, host, uuid))
    if not isinstance(found, StorageRepository):
        raise ConsoleError(N_("The storage repository does not exist any more."), cause=Cause.GONE)
    if not found.active:
        raise ConsoleError(N_("The storage repository {name} is not active.", name=found.name), cause=Cause.INVALID, remedy=N_("Start it."))
    return found


async def check_files(ctx: Context, spec: VmSpec) -> None:
    """ConsoleError where an image that is to be copied is missing or can't be read."""

    def readable(path: str) -> str:
        try:
            with Path(path).open("rb") as file:
                file.read(1)
        except OSError as problem:
            return problem.strerror or str(problem)
        return ""

    for disk in spec.disks:
        if disk.source_file and (why := await ctx.world.background.run(functools.partial(readable, disk.source_file))):
            raise ConsoleError(
                N_("{name} could not be created: the disk image {file} can't be read.", name=spec.name, file=disk.source_file),
                cause=Cause.INVALID,
                detail=why,
            )


async def _file_sizes(ctx: Context, spec: VmSpec) -> dict[str, int]:
    """What the images that are to be copied take on disk."""

    def allocated() -> dict[str, int]:
        return {disk.source_file: Path(disk.source_file).stat().st_blocks * 512 for disk in spec.disks if disk.source_file}

    return await ctx.world.background.run(allocated)


def needed_bytes(disk: DiskSpec, file_bytes: int = 0) -> int:
    """Space that making this disk takes at once; a thin one grows later."""
    if disk.existing_path:
        return 0
    if not disk.thin:
        return max(disk.capacity_bytes, file_bytes)
    return max(_THIN_BYTES, file_bytes)


async def check_space(inventory: Inventory, port: HostPort, spec: VmSpec, file_sizes: dict[str, int]) -> None:
    """ConsoleError(NO_SPACE) where a repository can't take the disks that are going to be made in it."""
    for uuid in {disk.repository for disk in spec.disks if disk.repository and not disk.existing_path}:
        repository = _repository(inventory, spec.host, uuid)
        needed = sum(needed_bytes(disk, file_sizes.get(disk.source_file, 0)) for disk in spec.disks if disk.repository == uuid)
        free = await short_of(port, repository, needed)
        if free is not None:
            raise ConsoleError(
                N_(
                    "{name} could not be created: its disks need {needed} MiB at once, and {repository} has {free} MiB free.",
                    name=spec.name,
                    needed=-(-needed // (1 << 20)),
                    repository=repository.name,
                    free=free >> 20,
                ),
                cause=Cause.NO_SPACE,
                remedy=N_("Choose another storage repository, a smaller disk or a thin one."),
            )


def volume_name(vm: str, format: str, repository: StorageRepository) -> str:
    """The name of a VM's new disk: its own name, with what this type of repository allows. Made unique when it is created."""
    if repository.type not in _FILES:
        return re.sub(r"[^A-Za-z0-9+_.-]", "-", vm).lstrip("-.") or "disk"
    suffix = {"raw": "img"}.get(format, format)
    return f"{vm.replace('/', '-').lstrip('.') or 'disk'}.{suffix}"
