"""Another disc in a VM's CD drive: an ISO image of a repository, one of this computer, or none; while it runs, and for its next starts."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import PurePath

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.inventory import Inventory
from console.model.objects import Disk, Vm
from console.model.ports import HostPort, HostsPort
from console.model.rules import Reason, host_reason
from console.model.text import N_, Text
from console.operations.base import Context
from console.operations.drafts.choices import iso_volumes
from console.operations.drafts.parts import IsoChoice
from console.operations.power import SETTLE_SECONDS
from console.operations.subject import OnVm, current, host_name, refusal, target, wait_for
from console.operations.tools import in_repositories, on_the_host
from console.xml.edit import changed_cd_xml

TRIES, PAUSE_SECONDS = 5, 0.5


def cd_drives(vm: Vm) -> tuple[Disk, ...]:
    """The CD drives of a VM, in their order."""
    return tuple(disk for disk in vm.config.disks if disk.device == "cdrom") if vm.config is not None else ()


def why_no_disc(vm: Vm, inventory: Inventory) -> Reason | None:
    """Why the disc can't be changed; None = it can."""
    if (reason := host_reason(inventory.host(vm.host))) is not None:
        return reason
    if vm.config is None:
        return Reason(N_("The configuration of {name} is still being read.", name=vm.name))
    if not cd_drives(vm):
        return Reason(N_("{name} has no CD drive.", name=vm.name))
    return None


def why_not_eject(vm: Vm, inventory: Inventory) -> Reason | None:
    """Why no disc can be taken out; None = there is one, and it can."""
    if (reason := why_no_disc(vm, inventory)) is not None:
        return reason
    if not any(drive.source for drive in cd_drives(vm)):
        return Reason(N_("No disc is in a CD drive of {name}.", name=vm.name))
    return None


def eject(vm: Vm, inventory: Inventory) -> list[ChangeCd]:
    """Take out every disc of a VM, whosever it is."""
    return [ChangeCd(target(vm, inventory), "", drive=drive.target) for drive in cd_drives(vm) if drive.source]


async def disc_choices(hosts: HostsPort, inventory: Inventory, host: HostId) -> tuple[IsoChoice, ...]:
    """The ISO images in the repositories of a host that a drive can take; repositories that can't be read are left out."""
    found: list[IsoChoice] = []
    name = host_name(inventory, host)
    for uuid in in_repositories(inventory, host):
        repository = next((each for each in inventory.repositories(host) if each.uuid == uuid), None)
        if repository is None:
            continue
        try:
            found.extend(iso_volumes(repository, await hosts.port(host).volumes(uuid), name))
        except ConsoleError:
            continue
    return tuple(found)


@dataclass(frozen=True)
class ChangeCd(OnVm):
    """Put a disc into a CD drive. ``path``: of the host, or with ``here`` of this computer; "" ejects. ``drive``: libvirt's target, "" = first."""

    path: str
    here: bool = False
    drive: str = ""

    @property
    def title(self) -> Text:
        if not self.path:
            return N_("Eject the disc of {name}", name=self.of.name)
        return N_("Insert {disc} into {name}", disc=PurePath(self.path).name, name=self.of.name)

    @property
    def verb(self) -> str:
        return "vm-cd-insert" if self.path else "vm-cd-eject"

    async def run(self, ctx: Context) -> str:
        vm, attempt = current(ctx, self.of), N_("The disc could not be changed")
        if (reason := why_no_disc(vm, ctx.inventory)) is not None:
            raise refusal(attempt, reason)
        port, path = ctx.world.hosts.port(self.of.host), self.path
        if path and self.here:
            ctx.phase(N_("Bringing the disc to the host"))
            host = ctx.inventory.host(self.of.host)
            assert host is not None
            path = await on_the_host(ctx, host, port, path, attempt)
        drive = self.drive or cd_drives(vm)[0].target
        ctx.phase(N_("Changing the disc"))
        await ctx.shield(self._change(port, vm, drive, path))
        if not await wait_for(ctx.inventory, self.of.ref, lambda now: now is None or _medium(now, drive) == path, SETTLE_SECONDS):
            raise ConsoleError(
                N_("{what}: the host accepted it, but does not show it yet.", what=self.title),
                cause=Cause.TIMEOUT,
                remedy=N_("Refresh the host (F5)."),
            )
        return path

    async def _change(self, port: HostPort, vm: Vm, drive: str, path: str) -> None:
        live = vm.state.active
        xml = await port.domain_xml(self.of.uuid, inactive=not live, secure=True)
        changed = changed_cd_xml(xml, drive, path)
        last: ConsoleError | None = None
        for _ in range(TRIES):
            try:
                await port.update_device(self.of.uuid, changed, live=live, config=vm.persistent)
                return
            except ConsoleError as failure:
                # libvirt opens the tray, then takes the disc out: a guest that looks at the drive just then has closed it again.
                if "is not open" not in failure.detail:
                    raise self._clear(failure) from None
                last = failure
            await asyncio.sleep(PAUSE_SECONDS)
        assert last is not None
        raise self._clear(last)

    def _clear(self, failure: ConsoleError) -> ConsoleError:
        if "locked" not in failure.detail and "Tray" not in failure.detail:
            return failure
        return ConsoleError(
            N_("The disc could not be changed: {name} uses it and has locked the drive.", name=self.of.name),
            cause=Cause.BUSY,
            remedy=N_("Eject it inside the VM first, then try again."),
            detail=failure.detail,
        )


def _medium(vm: Vm, drive: str) -> str | None:
    return next((disk.source for disk in cd_drives(vm) if disk.target == drive), None)
