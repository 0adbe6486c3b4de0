"""What was found in a machine, as rows: the Source page, ``virtdeckctl p2v --check`` and the script's report say the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from console.model.physical import PhysicalDisk, PhysicalMachine, PhysicalNic
from console.model.physical_volumes import LEFTOVER, RaidArray
from console.model.text import N_, Text, tr
from console.operations.drafts.sizes import size_text

Size = Callable[[int], str]
Row = tuple[Text, str]


def facts(machine: PhysicalMachine, size: Size = size_text) -> tuple[Row, ...]:
    """(what, found), without what is not known. ``size`` writes an amount of bytes."""
    return tuple(row for row in _rows(machine, size) if row[1])


def _rows(machine: PhysicalMachine, size: Size) -> Iterator[Row]:
    yield N_("Name"), machine.hostname
    yield N_("Operating system"), " ".join(dict.fromkeys(part for part in (machine.os_name, _release(machine)) if part))
    yield N_("Kernel"), machine.kernel
    yield N_("Firmware"), ("UEFI" if machine.firmware == "efi" else "BIOS") + (f", {tr('Secure Boot')}" if machine.secure_boot else "")
    yield N_("Hardware"), " ".join(part for part in (machine.vendor, machine.product, machine.serial) if part)
    if machine.cpu_model:  # of captured images these are only guessed
        yield N_("CPUs"), f"{machine.cpus}, {machine.cpu_model}"
        yield N_("Memory"), size(machine.memory_bytes)
    for disk in machine.disks:
        yield N_("Disk"), _disk(disk, size)
    for raid in machine.raids:
        yield N_("Software RAID"), _raid(raid)
    for group in machine.groups:
        volumes = ", ".join(f"{each.name} {size(each.extents * group.extent_bytes)}" for each in group.volumes if not each.name.startswith(LEFTOVER))
        yield (
            N_("Volume group"),
            tr("{name}: {volumes}; {size} free", name=group.name, volumes=volumes, size=size(group.free_extents * group.extent_bytes)),
        )
    for nic in machine.nics:
        yield N_("Network card"), _nic(nic)
    yield N_("Running programs that write"), ", ".join(machine.services)
    if not machine.live_system:
        mounts = dict.fromkeys(part.mount for disk in machine.disks for part in disk.partitions if part.writable and part.mount)
        yield N_("Mounted for writing"), ", ".join(mounts)


def _release(machine: PhysicalMachine) -> str:
    """The version, where the name does not say it."""
    return "" if not machine.os_version or machine.os_version in machine.os_name else machine.os_version


def _disk(disk: PhysicalDisk, size: Size) -> str:
    used = tr("{size} used", size=size(disk.used_bytes)) if disk.used_bytes is not None else ""
    bus = disk.bus.upper() if disk.bus else ""
    return ", ".join(part for part in (disk.device, size(disk.size_bytes), used, bus, f"{disk.model} {disk.serial}".strip()) if part)


def _raid(raid: RaidArray) -> str:
    state = {"degraded": tr("a disk is missing"), "rebuilding": tr("is being rebuilt")}.get(raid.state, "")
    words = tr("{name}: {level} of {members}", name=raid.name, level=raid.level.upper(), members=", ".join(raid.members))
    return f"{words}; {state}" if state else words


def _nic(nic: PhysicalNic) -> str:
    gateway = tr("gateway {address}", address=nic.gateway) if nic.gateway else ""
    dhcp = "DHCP" if nic.dhcp else ""
    down = "" if nic.link_up else tr("no link")
    return ", ".join(part for part in (nic.name, nic.mac, *nic.addresses, dhcp, gateway, down) if part)
