"""Left-over overlays of disks that are reset at start: libvirt writes to them while the VM runs, and removes them unless the host crashes."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass

from console.model.errors import Cause, ConsoleError
from console.model.inventory import Inventory
from console.model.objects import Vm, Volume
from console.model.ports import HostsPort
from console.model.rules import Reason
from console.model.sharing import repository_of_disk
from console.model.text import N_, Text
from console.model.verbs import CLEAN_OVERLAYS
from console.operations.base import Context
from console.operations.chains import disks_of, free_to_change
from console.operations.making import delete_volume
from console.operations.subject import OnVm, current, refusal
from console.xml.domain import parse_domain

MARK = ".TRANSIENT-"
"""libvirt names them "<disk>.TRANSIENT-<VM>" (qemuSnapshotCreateQcow2Files of libvirt 6.9 and later)."""


def resets(vm: Vm) -> bool:
    """Whether one of its disks is reset at start: only then libvirt makes such overlays."""
    return any(disk.transient for disk in disks_of(vm))


def why_not_clean_overlays(vm: Vm) -> Reason | None:
    """Why left-over overlays of this VM can't be removed now."""
    if not resets(vm):
        return Reason(N_("No disk of {name} is reset at start.", name=vm.name))
    if vm.state.active:
        return Reason(N_("{name} is running: it writes to its overlays.", name=vm.name))
    return None


def overlays_among(vm: Vm, volumes: Iterable[Volume]) -> tuple[Volume, ...]:
    """Those of these volumes that are left-over overlays of this VM's disks."""
    begins = tuple(f"{disk.source.rpartition('/')[2]}{MARK}{vm.name}" for disk in disks_of(vm) if disk.transient)
    return tuple(volume for volume in volumes if volume.name in begins)


async def left_overlays(hosts: HostsPort, inventory: Inventory, vm: Vm) -> tuple[Volume, ...]:
    """Left-over overlays of a VM that is off, in the repositories of its disks, which are looked at anew."""
    if why_not_clean_overlays(vm) is not None:
        return ()
    port = hosts.port(vm.host)
    # Asked of the host: while it ran its disks were the overlays, and that it is off may show before its configuration does.
    vm = dataclasses.replace(vm, config=parse_domain(await port.domain_xml(vm.uuid, inactive=True)), pending=None)
    found: list[Volume] = []
    homes = {home.uuid for disk in disks_of(vm) if (home := repository_of_disk(inventory, vm.host, disk)) is not None and home.active}
    for repository in homes:
        await port.refresh_repository(repository)
        found += overlays_among(vm, await port.volumes(repository))
    return tuple(found)


@dataclass(frozen=True)
class CleanOverlays(OnVm):
    """Delete the left-over overlays of a VM. The result says how many there were."""

    @property
    def title(self) -> Text:
        return N_("Delete left-over overlays of {name}", name=self.of.name)

    @property
    def verb(self) -> str:
        return CLEAN_OVERLAYS

    @property
    def cancellable(self) -> bool:
        return False  # nothing of it can be taken back

    async def run(self, ctx: Context) -> str:
        attempt = N_("The left-over overlays of {name} could not be deleted", name=self.of.name)
        vm = current(ctx, self.of)
        if (reason := why_not_clean_overlays(vm)) is not None:
            raise refusal(attempt, reason)
        port = ctx.world.hosts.port(self.of.host)
        found = await left_overlays(ctx.world.hosts, ctx.inventory, vm)
        chains = await free_to_change(ctx.world.hosts, ctx.inventory, self.of.host, (), attempt)
        for volume in found:
            if chains.dependents(self.of.host, volume.path) or any(
                volume.path == disk.source for each in ctx.inventory.vms(self.of.host) for disk in disks_of(each)
            ):
                raise ConsoleError(N_("{attempt}: {disk} is used as a disk.", attempt=attempt, disk=volume.name), cause=Cause.INVALID)
        for volume in found:
            if current(ctx, self.of).state.active:
                raise ConsoleError(N_("{attempt}: it was started meanwhile.", attempt=attempt), cause=Cause.INVALID)
            ctx.phase(N_("Deleting the disk {name}", name=volume.name))
            await ctx.shield(delete_volume(port, volume.repository, volume.name))
        return str(len(found))
