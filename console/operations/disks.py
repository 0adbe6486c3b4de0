"""Disks of a VM that is there: added (new or existing), detached, changed; at once where libvirt can, else from the next start, said in words."""

from __future__ import annotations

from dataclasses import dataclass

from console.model.disk_use import users_of
from console.model.errors import Cause, ConsoleError
from console.model.ids import Ref
from console.model.inventory import Inventory
from console.model.objects import Disk, StorageRepository, Vm, Volume
from console.model.ports import HostPort
from console.model.rules_storage import StorageVerb, why_not_disks
from console.model.sharing import view_on
from console.model.text import N_, Text
from console.operations.base import Context
from console.operations.making import Made, finish
from console.operations.subject import OnVm, Target, current, refusal, wait_for
from console.operations.volumes import CreateVolume, Place, check_no_base
from console.xml.disks import HOTPLUG, cache_of, changed_disk, disk_xml, find_disk, free_target

SHOW_SECONDS = 10.0
"""How long a new disk may take to show."""

RELEASE_SECONDS = 20.0
"""How long the guest may take to let go of a disk: it is asked, not forced."""


def buses(vm: Vm) -> tuple[str, ...]:
    """Buses that a new disk of this VM can have, the usual one first: what its disks have, then the others."""
    if vm.config is not None and vm.config.domain_type == "xen":
        return ("xen",)
    own = [disk.bus for disk in (vm.config.disks if vm.config is not None else ()) if disk.device == "disk"]
    known = ("virtio", "scsi", "sata", "usb")
    return tuple(dict.fromkeys((*(bus for bus in own if bus in known), *known)))


def at_next_start(vm: Vm, bus: str) -> Text | None:
    """Why a disk on this bus comes or goes with the next start only; None when it does at once."""
    if vm.state.active and bus not in HOTPLUG:
        return N_("Disks on this bus can't be changed while the VM runs: it happens at its next start.")
    return None


@dataclass(frozen=True)
class AddDisk:
    """Give a VM a disk: a new one, or (``new`` None) the existing disk ``name`` of ``place``. The result is its target ("vdb")."""

    of: Target
    place: Place
    name: str
    bus: str
    new: CreateVolume | None = None
    readonly: bool = False
    cache: str = ""

    @property
    def title(self) -> Text:
        if self.new is not None:
            return N_("Add a new disk to {name}", name=self.of.name)
        return N_("Add the disk {disk} to {name}", disk=self.name, name=self.of.name)

    @property
    def verb(self) -> str:
        return "disk-add"

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        return (*self.of.applies_to, self.place.ref)

    @property
    def cancellable(self) -> bool:
        return True

    async def run(self, ctx: Context) -> str:
        attempt = N_("A disk could not be added to {name}", name=self.of.name)
        vm = current(ctx, self.of)
        if (reason := why_not_disks(vm, ctx.inventory)) is not None:
            raise refusal(attempt, reason)
        port = ctx.world.hosts.port(self.of.host)
        repository = self.place.now(ctx, StorageVerb.SR_REFRESH, attempt)
        here = view_on(ctx.inventory, repository, vm.host)
        if here is None or not here.active:
            raise ConsoleError(N_("{attempt}: its host does not reach {name}.", attempt=attempt, name=repository.name), cause=Cause.INVALID)
        made = Made()
        if self.new is not None:
            volume = await self.new.make(ctx, made)
        else:
            volume = await port.volume(here.uuid, self.name)
            if not self.readonly:
                _check_free(ctx.inventory, here, volume, attempt)
                await check_no_base(ctx, here, volume, attempt)
        target = await self._attach(ctx, port, vm, volume)
        shown = await wait_for(ctx.inventory, self.of.ref, lambda now: now is None or target in _targets(now), SHOW_SECONDS)
        if not shown:
            raise ConsoleError(N_("{attempt}: the host accepted it, but does not show it.", attempt=attempt), cause=Cause.TIMEOUT)
        await finish(ctx, made)
        return target

    async def _attach(self, ctx: Context, port: HostPort, vm: Vm, volume: Volume) -> str:
        ctx.phase(N_("Attaching it"))
        now = await port.domain_xml(vm.uuid)
        saved = await port.domain_xml(vm.uuid, inactive=True) if vm.persistent else now
        target = free_target(now, saved, self.bus)
        domain_type = vm.config.domain_type if vm.config is not None else ""
        kind = "block" if volume.type == "block" else "file"
        xml = disk_xml(target, self.bus, volume.path, volume.format, kind, readonly=self.readonly, cache=self.cache, domain_type=domain_type)
        live = vm.state.active and at_next_start(vm, self.bus) is None
        done = _Attached()
        ctx.undo.push_async_callback(_detach_again, port, vm.uuid, xml, done)

        async def attach() -> None:
            await port.attach_device(vm.uuid, xml, live=live, config=vm.persistent)
            done.live, done.config = live, vm.persistent

        await ctx.shield(attach())
        return target


@dataclass
class _Attached:
    live: bool = False
    config: bool = False


async def _detach_again(port: HostPort, uuid: str, xml: str, done: _Attached) -> None:
    """Undo, before the new disk itself is removed."""
    if done.live or done.config:
        await port.detach_device(uuid, xml, live=done.live, config=done.config)


def _targets(vm: Vm) -> set[str]:
    return {disk.target for config in (vm.config, vm.pending) if config is not None for disk in config.disks}


def _check_free(inventory: Inventory, repository: StorageRepository, volume: Volume, attempt: Text) -> None:
    """Two VMs that write to one disk destroy it."""
    users = users_of(inventory, repository, volume)
    if users:
        names = ", ".join(use.words for use in users)
        raise ConsoleError(
            N_("{attempt}: {disk} is used by {users}.", attempt=attempt, disk=volume.name, users=names),
            cause=Cause.BUSY,
            remedy=N_("Detach it there first: two VMs that write to one disk destroy what is on it."),
        )


# --------------------------------------------------------------------------- detaching


def find(vm: Vm, target: str) -> Disk | None:
    """The disk with this target, of the running or the next configuration."""
    return next((disk for config in (vm.config, vm.pending) if config is not None for disk in config.disks if disk.target == target), None)


def why_not_detach(vm: Vm, target: str, inventory: Inventory) -> Text | None:
    """Why this disk can't be detached now."""
    if (reason := why_not_disks(vm, inventory)) is not None:
        return reason.text
    if find(vm, target) is None:
        return N_("{name} has no disk {target} any more.", name=vm.name, target=target)
    return None


@dataclass(frozen=True)
class DetachDisk(OnVm):
    """Take a disk off a VM; the disk itself and what is on it stay."""

    target: str

    @property
    def title(self) -> Text:
        return N_("Detach {target} from {name}", target=self.target, name=self.of.name)

    @property
    def verb(self) -> str:
        return "disk-detach"

    @property
    def cancellable(self) -> bool:
        return False

    async def run(self, ctx: Context) -> str:
        attempt = N_("{target} could not be detached from {name}", target=self.target, name=self.of.name)
        vm = current(ctx, self.of)
        if (wrong := why_not_detach(vm, self.target, ctx.inventory)) is not None:
            raise ConsoleError(N_("{attempt}: {why}", attempt=attempt, why=wrong), cause=Cause.INVALID)
        port = ctx.world.hosts.port(self.of.host)
        running = find_disk(await port.domain_xml(vm.uuid), self.target) if vm.state.active else None
        saved = find_disk(await port.domain_xml(vm.uuid, inactive=True), self.target) if vm.persistent else None
        disk = find(vm, self.target)
        later = at_next_start(vm, disk.bus) if disk is not None else None
        if running is not None and later is None:
            ctx.phase(N_("Asking the guest to let go of it"))
            await ctx.shield(port.detach_device(vm.uuid, running, live=True, config=False))
            released = await wait_for(ctx.inventory, self.of.ref, lambda now: now is None or not _runs_with(now, self.target), RELEASE_SECONDS)
            if not released:
                raise ConsoleError(
                    N_("{attempt}: the guest does not let go of it.", attempt=attempt),
                    cause=Cause.TIMEOUT,
                    remedy=N_("Unmount it in the guest, or shut the VM down first."),
                )
        if saved is not None:
            await ctx.shield(port.detach_device(vm.uuid, saved, live=False, config=True))
        return self.target


def _runs_with(vm: Vm, target: str) -> bool:
    return vm.config is not None and any(disk.target == target for disk in vm.config.disks)


# --------------------------------------------------------------------------- properties


@dataclass(frozen=True)
class ChangeDisk(OnVm):
    """Other properties of a disk: read only, reset at start, cache mode. Of a running VM: from its next start."""

    target: str
    readonly: bool
    transient: bool
    cache: str

    @property
    def title(self) -> Text:
        return N_("Change {target} of {name}", target=self.target, name=self.of.name)

    @property
    def verb(self) -> str:
        return "disk-change"

    @property
    def cancellable(self) -> bool:
        return False

    async def run(self, ctx: Context) -> str:
        attempt = N_("{target} of {name} could not be changed", target=self.target, name=self.of.name)
        vm = current(ctx, self.of)
        if (reason := why_not_disks(vm, ctx.inventory)) is not None:
            raise refusal(attempt, reason)
        if not vm.persistent:
            raise ConsoleError(N_("{attempt}: {name} is a temporary VM.", attempt=attempt, name=vm.name), cause=Cause.INVALID)
        if self.readonly and self.transient:
            raise ConsoleError(N_("{attempt}: a disk that is read only has nothing to reset at start.", attempt=attempt), cause=Cause.INVALID)
        port = ctx.world.hosts.port(self.of.host)
        saved = await port.domain_xml(vm.uuid, inactive=True, secure=True)
        xml = changed_disk(saved, self.target, readonly=self.readonly, transient=self.transient, cache=self.cache)
        await ctx.shield(port.define(xml))
        return self.target


async def cache_mode(port: HostPort, vm: Vm, target: str) -> str:
    """The cache mode that a disk has from the next start, "" = the hypervisor's own."""
    return cache_of(await port.domain_xml(vm.uuid, inactive=vm.persistent), target)
