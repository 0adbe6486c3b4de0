"""A snapshot of a VM as the source of clones: what the VM was then, that its disks are still what they were, and copies out of an image.

External snapshots froze the images that were written until then: they are copied or become the base of overlays like a template's disks. Internal
ones are inside a qcow2 image: qemu-img reads them there, also while the VM runs, since what a snapshot holds is never written again.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass

from console.model.clone import own_disks
from console.model.disk_use import LONGEST_CHAIN
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.inventory import Inventory
from console.model.objects import PowerState, Vm, Volume
from console.model.ports import HostPort, Programs
from console.model.sharing import repository_of_path
from console.model.snapshots import Snapshot, programs_why_not
from console.model.text import N_, Text
from console.operations.base import Context
from console.xml.domain import parse_domain
from console.xml.snapshot import parse_snapshot

COPY_SECONDS = 24 * 3600.0
"""How long one disk may take; a cancel ends it at any time."""


def as_it_was(vm: Vm, snapshot: Snapshot) -> Vm:
    """The VM at the time of the snapshot, off: its hardware and disks are those of then. ConsoleError(INVALID) where that is not known."""
    if not snapshot.domain_xml:
        raise ConsoleError(N_("The snapshot {snapshot} does not say what the VM was like.", snapshot=snapshot.name), cause=Cause.INVALID)
    return dataclasses.replace(vm, state=PowerState.HALTED, has_managed_save=False, config=parse_domain(snapshot.domain_xml), pending=None)


async def list_snapshots(port: HostPort, uuid: str) -> tuple[Snapshot, ...]:
    """A VM's snapshots, parents before children; none where its hypervisor has no snapshots."""
    try:
        found, current = await port.snapshots_xml(uuid, secure=True)
    except ConsoleError as failure:
        if failure.cause is not Cause.REFUSED:
            raise
        found, current = await port.snapshots_xml(uuid)  # who may not see passwords gets clones without them
    return tuple(parse_snapshot(xml, current=name == current) for name, xml in found)


async def find_snapshot(port: HostPort, vm: Vm, name: str, attempt: Text) -> Snapshot:
    """The snapshot with this name; ConsoleError(GONE) with the list of those that there are."""
    there = await list_snapshots(port, vm.uuid)
    found = next((each for each in there if each.name == name), None)
    if found is None:
        raise ConsoleError(
            N_("{attempt}: it has no snapshot {snapshot}.", attempt=attempt, snapshot=name),
            cause=Cause.GONE,
            remedy=N_("Choose one of these: {names}.", names=", ".join(each.name for each in there)) if there else None,
        )
    return found


async def check_frozen(port: HostPort, inventory: Inventory, vm: Vm, snapshot: Snapshot, attempt: Text) -> None:
    """The disks of an external snapshot are still frozen: what is written since goes into the overlay that was made for it, which is based on them.

    Where disks were merged meanwhile (block commit), the base is written again or holds what came later.
    """
    # Asked of the host: the end of a block commit shows in the inventory a moment later.
    now = {disk.target: disk.source for disk in parse_domain(await port.domain_xml(vm.uuid)).disks}
    for disk in own_disks(as_it_was(vm, snapshot)):
        held = snapshot.disk(disk.target)
        if held.kind == "external" and not await _in_chain(port, inventory, now.get(disk.target, ""), held.overlay, disk.source):
            raise ConsoleError(
                N_(
                    "{attempt}: the disk {disk} is not what it was in the snapshot {snapshot} any more, since its chain was changed.",
                    attempt=attempt,
                    disk=disk.source,
                    snapshot=snapshot.name,
                ),
                cause=Cause.INVALID,
            )


async def _in_chain(port: HostPort, inventory: Inventory, top: str, overlay: str, base: str) -> bool:
    """Whether ``overlay`` directly over ``base`` is part of the chain of ``top``."""
    path = top
    for _ in range(LONGEST_CHAIN):
        volume = await known_volume(port, inventory, path)
        if volume is None or not volume.backing:
            return False
        if path == overlay:
            return volume.backing == base
        path = volume.backing
    return False


async def known_volume(port: HostPort, inventory: Inventory, path: str) -> Volume | None:
    """The volume with this path. A file that libvirt's storage driver has not seen yet (an overlay that a snapshot made) is looked for once more."""
    if not path:
        return None
    if (found := await port.volume_by_path(path)) is not None:
        return found
    repository = repository_of_path(inventory, port.id, path)
    if repository is None or not repository.active:
        return None
    await port.refresh_repository(repository.uuid)
    return await port.volume_by_path(path)


async def depth_of(port: HostPort, inventory: Inventory, volume: Volume | None) -> int:
    """How many images are under a disk."""
    depth = 0
    while volume is not None and volume.backing and depth < LONGEST_CHAIN:
        depth += 1
        volume = await known_volume(port, inventory, volume.backing)
    return depth


# --------------------------------------------------------------------------- out of an image


async def check_programs(ctx: Context, host: HostId, attempt: Text) -> None:
    """ConsoleError(UNSUPPORTED) before anything is made, where qemu-img can't be run beside the disks."""
    if (why := await qemu_img_why_not(ctx.world.programs, ctx.inventory, host)) is not None:
        raise ConsoleError(N_("{attempt}: {why}", attempt=attempt, why=why), cause=Cause.UNSUPPORTED)


async def qemu_img_why_not(programs: Programs, inventory: Inventory, host: HostId) -> Text | None:
    """Why a snapshot can't be read out of an image on this host."""
    known = inventory.host(host)
    if (why := programs_why_not(known)) is not None or known is None:
        return why
    try:
        found = await programs.which("qemu-img", host=None if known.record.local else host)
    except ConsoleError as failure:
        return failure.text
    return None if found is not None else N_("qemu-img is not installed on {host}.", host=known.name)


@dataclass(frozen=True, slots=True)
class Inside:
    """A snapshot inside the qcow2 image ``path``."""

    path: str
    snapshot: str


def convert_argv(source: Inside, target: Volume) -> list[str]:
    """qemu-img(1) into an existing volume. ``-U``: a running VM may have the image open; a new file reads as zeros, a device need not."""
    name = source.snapshot.replace(",", ",,")
    format = target.format if target.format in ("qcow2", "raw") else "raw"
    zero = ["--target-is-zero"] if target.type == "file" else []
    argv = ["qemu-img", "convert", "-p", "-n", "-U", "-f", "qcow2", "-l", f"snapshot.name={name}", *zero, "-O", format]
    return [*argv, source.path, target.path]


async def copy_inside(ctx: Context, host: HostId, source: Inside, target: Volume, attempt: Text) -> None:
    """Copy what the snapshot holds into a new volume of the host. A cancel ends qemu-img."""
    known = ctx.inventory.host(host)
    where = None if known is None or known.record.local else host

    def tell(line: str) -> None:
        if (match := re.search(r"\(([0-9.]+)/100%\)", line)) is not None:
            ctx.bytes(int(target.capacity_bytes * float(match[1]) / 100), target.capacity_bytes)

    result = await ctx.world.programs.run(convert_argv(source, target), host=where, deadline=COPY_SECONDS, on_line=tell, check=False)
    if result.status != 0:
        raise ConsoleError(
            N_("{attempt}: the snapshot {snapshot} could not be read out of {file}.", attempt=attempt, snapshot=source.snapshot, file=source.path),
            cause=Cause.NO_SPACE if "No space left" in result.stderr else Cause.INTERNAL,
            detail=result.stderr.strip(),
        )
