"""A VM as packages describe it, with all that our own importer needs to restore it as it was."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from console.formats.description import PackageDisk, PackageNic, PackageSnapshot, PackageVm
from console.model.objects import Vm, VmConfig
from console.model.ports import HostPort
from console.model.tools import GuestFamily
from console.operations.export_disks import SourceVolume
from console.operations.moment import firmware_variables
from console.xml.domain import parse_domain
from console.xml.snapshot import inside, parse_snapshot


def disk_id(vm: Vm, target: str) -> str:
    """What a disk is called among those of all VMs of a package."""
    return f"{vm.uuid}/{target}"


async def describe_vm(port: HostPort, vm: Vm, xml: str, disks: Sequence[SourceVolume]) -> PackageVm:
    """The VM of this (persistent) XML. Its firmware's variables and the descriptions of its snapshots are asked of the host."""
    config = parse_domain(xml)
    nvram = await firmware_variables(port, xml)
    snapshots, current = await port.snapshots_xml(vm.uuid)
    sockets, cores, threads = config.topology or (0, 0, 0)
    return PackageVm(
        id=vm.uuid,
        name=vm.name,
        description=config.description or config.title,
        uuid=vm.uuid,
        cpus=config.vcpus,
        cores_per_socket=cores * max(threads, 1) if sockets else 0,
        memory_bytes=(config.max_memory_kib or config.memory_kib) << 10,
        firmware=config.firmware,
        secure_boot=config.secure_boot,
        tpm=bool(config.tpm),
        os=vm.os_name,
        os_id=config.osinfo_id,
        windows=vm.family is GuestFamily.WINDOWS if vm.family is not GuestFamily.OTHER else None,
        paravirtual=config.mode == "PV",
        disks=tuple(_disk(vm, config, each, number) for number, each in enumerate(disks)),
        cds=tuple(PackageDisk(f"cd/{each.target}", each.target, bus=each.bus, device="cdrom") for each in config.disks if each.device == "cdrom"),
        nics=tuple(PackageNic(nic.source, nic.mac, nic.model) for nic in config.nics),
        start_order=config.metadata.start_order,
        start_delay_seconds=config.metadata.start_delay or 0,
        template=vm.is_template,
        domain_xml=xml,
        nvram=nvram[1] if nvram is not None else b"",
        snapshots=tuple(PackageSnapshot(name, text) for name, text in snapshots),
        current_snapshot=current,
    )


def _disk(vm: Vm, config: VmConfig, source: SourceVolume, number: int) -> PackageDisk:
    target = source.disk.target
    known = next((each for each in config.disks if each.target == target), None)
    return PackageDisk(
        disk_id(vm, target),
        PurePosixPath(source.volume.name).name,
        capacity_bytes=source.volume.capacity_bytes,
        bus=known.bus if known is not None else "",
        controller_model=known.controller_model if known is not None else "",
        boot=known is not None and (known.boot_order == 1 or (known.boot_order is None and number == 0)),
    )


def images_with_snapshots(snapshots: Sequence[PackageSnapshot], disks: Sequence[SourceVolume]) -> tuple[SourceVolume, ...]:
    """The disks whose images have to come along as they are for a VM's snapshots to come along; () where that is not all of them, or there are none.

    An image that is based on another one is nothing by itself, and what is outside the images is not exported.
    """
    if not snapshots or not all(inside(each.xml) for each in snapshots):
        return ()
    held = {disk.target for each in snapshots for disk in parse_snapshot(each.xml).disks if disk.kind == "internal"}
    found = tuple(disk for disk in disks if disk.disk.target in held)
    whole = all(each.volume.format == "qcow2" and not each.volume.backing and each.volume.physical_bytes for each in found)
    return found if whole and len(found) == len(held) else ()
