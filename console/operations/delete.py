"""Deleting a VM, and those of its disks that the user names. Only disks that nothing else uses are ever offered.

Order: the VM's definition goes first (with its saved state, NVRAM, TPM state and snapshot metadata), then the disks. So whatever fails in between
leaves disks without a VM, named in the error, and never a VM without its disks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from console.model.disk_use import name_in
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.inventory import Inventory
from console.model.objects import Disk, StorageRepository, Vm, VmConfig, Volume
from console.model.ports import HostPort, HostsPort
from console.model.rules import Verb, why_not
from console.model.sharing import repository_of_path, views
from console.model.text import N_, Text, natural
from console.operations.base import Context
from console.operations.chains import read_chains, unread_reason
from console.operations.making import delete_volume, installer_files
from console.operations.power import SETTLE_SECONDS, force_off
from console.operations.subject import OnVm, current, refusal, wait_for


@dataclass(frozen=True, slots=True)
class DeletableDisk:
    """One disk of a VM, as the delete dialog lists it. ``why_not`` None: it may be deleted with the VM."""

    path: str  # as the VM's configuration names it
    name: str  # volume name, or the path where it is no volume
    repository: str = ""  # name of the storage repository, "" = none
    size: int = 0  # bytes that it takes
    target: str = ""  # "vda"
    shared_by: tuple[str, ...] = ()  # VMs and virtual disks that use it too
    why_not: Text | None = None
    volume: Volume | None = None


# --------------------------------------------------------------------------- which disks


async def deletable_disks(vm: Vm, inventory: Inventory, port: HostPort, *, hosts: HostsPort | None = None) -> tuple[DeletableDisk, ...]:
    """All disks of the VM, each with whether it may be deleted. CD media and floppies are left out; nobody deletes them with a VM.

    ``hosts``: the other hosts of the pool are looked at too (a clone may be on one of them); without it only the VM's own.
    """
    disks = _disks(vm)
    if not disks:
        return ()
    everywhere = await _all_volumes(vm, inventory, port)
    chains = await read_chains(hosts, inventory, vm.host) if hosts is not None else None
    by_path = {volume.path: volume for volume in everywhere.volumes}
    found = []
    for disk in disks:
        path, volume = disk.source, by_path.get(disk.source)
        if disk.source_type == "volume":
            volume = _named(disk, everywhere, inventory, vm)
            path = volume.path if volume is not None else disk.source
        elif volume is None and disk.source_type in ("file", "block"):
            volume = await port.volume_by_path(disk.source)
        users = _other_users(vm, path, inventory)
        dependents = tuple(each.name for each in everywhere.volumes if each.backing == path)
        unknown = None
        if chains is not None:
            dependents = tuple(each.words for each in chains.dependents_of(chains.key_of(vm.host, disk)))
            unknown = unread_reason(chains, vm.host, disk)
        repository = next((r for r in everywhere.repositories if volume is not None and r.uuid == volume.repository), None)
        found.append(
            DeletableDisk(
                path=path,
                name=volume.name if volume is not None else path,
                repository=repository.name if repository is not None else "",
                size=volume.allocation_bytes if volume is not None else 0,
                target=disk.target,
                shared_by=(*users, *dependents),
                why_not=_why_kept(disk, volume, users, dependents, everywhere.unread, vm, inventory) or unknown,
                volume=volume,
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Volumes:
    repositories: tuple[StorageRepository, ...]
    volumes: tuple[Volume, ...]
    unread: tuple[str, ...]  # names of repositories whose disks could not be listed


def _disks(vm: Vm) -> tuple[Disk, ...]:
    """Disks with contents, of the running and of the next configuration, each path once."""
    found: dict[str, Disk] = {}
    for config in (vm.config, vm.pending):
        for disk in config.disks if config is not None else ():
            if disk.source and disk.device in ("disk", "lun"):
                found.setdefault(f"{disk.source_pool}/{disk.source}", disk)
    return tuple(found.values())


async def _all_volumes(vm: Vm, inventory: Inventory, port: HostPort) -> _Volumes:
    """Every volume of the host: a disk elsewhere may have one of ours as its base."""
    repositories = tuple(r for r in inventory.repositories(vm.host) if r.active)
    volumes: list[Volume] = []
    unread = []
    for repository in repositories:
        try:
            volumes.extend(await port.volumes(repository.uuid))
        except ConsoleError as failure:
            if failure.cause is Cause.UNREACHABLE:
                raise
            unread.append(repository.name)
    return _Volumes(repositories, tuple(volumes), tuple(unread))


def _named(disk: Disk, everywhere: _Volumes, inventory: Inventory, vm: Vm) -> Volume | None:
    """The volume that a disk names by repository and name."""
    repository = next((r for r in inventory.repositories(vm.host) if r.name == disk.source_pool), None)
    return next((v for v in everywhere.volumes if repository is not None and v.repository == repository.uuid and v.name == disk.source), None)


def _configs(vm: Vm) -> Iterable[VmConfig]:
    return (config for config in (vm.config, vm.pending) if config is not None)


def _same_storage(path: str, vm: Vm, other: Vm, inventory: Inventory) -> bool:
    """Whether ``path`` can be the same disk for both: on one host always, on two where they share the repository that holds it."""
    if other.host == vm.host:
        return True
    ours = {r.source for r in inventory.repositories(vm.host) if r.source and r.path and path.startswith(r.path.rstrip("/") + "/")}
    ours |= {r.source for r in inventory.repositories(vm.host) if r.source and "://" in path}
    return any(r.source in ours for r in inventory.repositories(other.host))


def _seen_by_others(vm: Vm, path: str, inventory: Inventory) -> dict[HostId, str]:
    """The path of the same disk on the pool's other hosts, where its repository is shared: each may have it under another folder."""
    home = repository_of_path(inventory, vm.host, path)
    name = name_in(home, path) if home is not None else None
    if home is None or name is None:
        return {}
    return {view.host: f"{view.path.rstrip('/')}/{name}" for view in views(inventory, home) if view.host != vm.host and view.path}


def _other_users(vm: Vm, path: str, inventory: Inventory) -> tuple[str, ...]:
    """Names of other VMs and templates that have this disk, or one that is based on it."""
    names = []
    elsewhere = _seen_by_others(vm, path, inventory)
    for other in inventory.vms():
        if other.ref == vm.ref:
            continue
        paths = {elsewhere.get(other.host, "")} | ({path} if _same_storage(path, vm, other, inventory) else set())
        paths.discard("")
        if paths and any(not paths.isdisjoint((disk.source, *disk.backing)) for config in _configs(other) for disk in config.disks):
            names.append(other.name)
    return tuple(sorted(names, key=natural))


def _why_kept(
    disk: Disk, volume: Volume | None, users: tuple[str, ...], dependents: tuple[str, ...], unread: tuple[str, ...], vm: Vm, inventory: Inventory
) -> Text | None:
    """Why this disk is not offered."""
    if users:
        return N_("It is used by {names} too.", names=", ".join(users))
    if dependents:
        return N_("Other disks are based on it: {names}.", names=", ".join(dependents))
    if disk.shareable:
        return N_("It is marked as shared by several VMs.")
    if disk.device == "lun" or volume is None:
        return N_("It is not in a storage repository of this host.")
    if volume.name.lower().endswith(".iso") or volume.format == "iso":
        return N_("It is an installation medium.")
    unknown = [other.name for other in inventory.vms(vm.host) if other.config is None and other.ref != vm.ref]
    if unknown:
        return N_(
            "Not all VMs of this host have been read yet, so it is not known whether another one uses it: {names}.", names=", ".join(unknown[:3])
        )
    if unread:
        return N_(
            "These storage repositories could not be read, so it is not known whether a disk there is based on it: {names}.", names=", ".join(unread)
        )
    return None


# --------------------------------------------------------------------------- the operation


@dataclass(frozen=True)
class DeleteVm(OnVm):
    """Delete a VM and the disks with these paths (as :func:`deletable_disks` gave them). ``off_first``: force it off if it runs."""

    disks: tuple[str, ...] = ()
    off_first: bool = False

    @property
    def title(self) -> Text:
        if self.disks:
            return N_("Delete {name} and its disks ({count})", name=self.of.name, count=len(self.disks))
        return N_("Delete {name}", name=self.of.name)

    @property
    def verb(self) -> str:
        return Verb.VM_DELETE.value

    @property
    def cancellable(self) -> bool:
        return False  # nothing of it can be taken back

    async def run(self, ctx: Context) -> str:
        attempt = N_("{name} could not be deleted", name=self.of.name)
        vm = current(ctx, self.of)
        port = ctx.world.hosts.port(self.of.host)
        running = vm.state.active and self.off_first and why_not(Verb.VM_FORCE_OFF, vm, ctx.inventory) is None
        if not running and (reason := why_not(Verb.VM_DELETE, vm, ctx.inventory)) is not None:
            raise refusal(attempt, reason)
        volumes = (*await self._volumes(ctx, vm, port, attempt), *await _brought(vm, port))
        if running:
            await force_off(ctx, port, self.of)
        if ctx.inventory.vm(self.of.ref) is not None:  # a temporary VM went with its power
            ctx.phase(N_("Deleting the VM"))
            await ctx.shield(port.undefine(self.of.uuid))
        left = await self._delete(ctx, port, volumes)
        shown = not await wait_for(ctx.inventory, self.of.ref, lambda now: now is None, SETTLE_SECONDS)
        if left:
            names = ", ".join(volume.path for volume, _ in left)
            raise ConsoleError(
                N_("{name} was deleted, but not these disks: {disks}. {why}", name=self.of.name, disks=names, why=left[0][1].text),
                cause=left[0][1].cause,
                remedy=N_("Delete them in their storage repository."),
                detail="\n".join(failure.detail for _, failure in left),
            )
        if shown:
            raise ConsoleError(N_("{name} was deleted, but its host still shows it.", name=self.of.name), cause=Cause.TIMEOUT)
        return self.of.uuid

    async def _volumes(self, ctx: Context, vm: Vm, port: HostPort, attempt: Text) -> tuple[Volume, ...]:
        """The chosen disks' volumes, looked at again now: what was offered may have got a user since. Nothing has been deleted yet."""
        if not self.disks:
            return ()
        ctx.phase(N_("Looking at its disks"))
        offered = {disk.path: disk for disk in await deletable_disks(vm, ctx.inventory, port, hosts=ctx.world.hosts)}
        chosen = []
        for path in self.disks:
            disk = offered.get(path)
            if disk is None:
                raise ConsoleError(N_("{attempt}: {disk} is not one of its disks.", attempt=attempt, disk=path), cause=Cause.INVALID)
            if disk.why_not is not None or disk.volume is None:
                why = disk.why_not or N_("It is not in a storage repository of this host.")
                raise ConsoleError(
                    N_("{attempt}: its disk {disk} can't be deleted with it. {why}", attempt=attempt, disk=disk.name, why=why),
                    cause=Cause.INVALID,
                    remedy=N_("Keep this disk."),
                )
            chosen.append(disk.volume)
        return tuple(chosen)

    async def _delete(self, ctx: Context, port: HostPort, volumes: tuple[Volume, ...]) -> list[tuple[Volume, ConsoleError]]:
        """Delete the volumes; those that could not be, with why."""
        left = []
        for number, volume in enumerate(volumes):
            ctx.phase(N_("Deleting the disk {name}", name=volume.name), number / len(volumes))
            try:
                await ctx.shield(delete_volume(port, volume.repository, volume.name))
            except ConsoleError as failure:
                left.append((volume, failure))
        return left


async def _brought(vm: Vm, port: HostPort) -> tuple[Volume, ...]:
    """What was brought for an installation that is not over: nobody else has a use for it, and there may be a password in it."""
    if not vm.installing or not vm.persistent:
        return ()
    paths = installer_files(await port.domain_xml(vm.uuid, inactive=True, secure=True), vm.uuid)
    found = [await port.volume_by_path(path) for path in paths]
    return tuple(volume for volume in found if volume is not None)
