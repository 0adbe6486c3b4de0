"""Is the I/O of a running VM optimized? Judged from its live devices *and* what the guest confirms (guide §4); pure."""

from __future__ import annotations

from dataclasses import dataclass

from console.model.objects import Disk, Nic, VmConfig
from console.model.tools import DriverInfo, GuestFamily, IoCause, IoFinding, Tri

_BUS_NAMES = {"sata": "SATA", "ide": "IDE", "scsi": "SCSI", "fdc": "floppy"}

# PCI ids of virtio devices: transitional and modern (virtio 1.2 specification, §4.1.2.1).
_BLOCK_IDS = frozenset({"1af4:1001", "1af4:1042"})
_SCSI_IDS = frozenset({"1af4:1004", "1af4:1048"})
_NET_IDS = frozenset({"1af4:1000", "1af4:1041"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the guest let us know. ``macs`` and ``drivers`` are None where it was not asked or can't say."""

    agent: bool = False  # the agent answered in this boot
    macs: frozenset[str] | None = None  # of the interfaces that the guest sees, lower case
    drivers: tuple[DriverInfo, ...] | None = None  # Windows: guest-get-devices
    balloon: bool = False  # the balloon driver sends statistics
    xen_frontends: Tri = Tri.UNKNOWN  # xenstore: all PV frontends are connected


def paravirtual_disk(disk: Disk) -> bool:
    """virtio-blk, virtio-scsi or a Xen PV disk."""
    return disk.bus in ("virtio", "xen") or (
        disk.bus == "scsi" and disk.controller_model in ("virtio-scsi", "virtio-transitional", "virtio-non-transitional")
    )


def paravirtual_nic(nic: Nic) -> bool:
    """virtio-net or a Xen PV interface."""
    return nic.model.startswith("virtio") or nic.model == "netfront"


def judge(config: VmConfig, family: GuestFamily, evidence: Evidence) -> tuple[Tri, tuple[IoFinding, ...]]:
    """(optimized?, devices that are not). UNKNOWN: paravirtual devices, and nothing in the guest has confirmed its drivers."""
    if config.os_type in ("xen", "xenpvh", "linux", "exe"):
        return Tri.YES, ()  # PV and containers have no other kind of device
    if config.domain_type == "xen":
        return evidence.xen_frontends, ()
    disks = [disk for disk in config.disks if disk.device in ("disk", "lun") and disk.bus != "usb"]
    emulated = [
        *(
            IoFinding(disk.guest_name or disk.target, _BUS_NAMES.get(disk.bus, disk.bus), _cause(family, evidence))
            for disk in disks
            if not paravirtual_disk(disk)
        ),
        *(IoFinding(nic.mac, nic.model or "default model", _cause(family, evidence)) for nic in config.nics if not paravirtual_nic(nic)),
    ]
    driverless = _driverless(config, disks, family, evidence)
    if emulated or driverless:
        return Tri.NO, (*emulated, *driverless)
    if evidence.agent or evidence.balloon:
        return Tri.YES, ()
    return Tri.UNKNOWN, ()


def _cause(family: GuestFamily, evidence: Evidence) -> IoCause:
    if family is not GuestFamily.WINDOWS:
        return IoCause.EMULATED
    # The storage driver decides whether it boots; the installer brings the network driver with it, which is not seen without such a card.
    ids = {driver.device_id for driver in evidence.drivers or ()}
    return IoCause.EMULATED if ids & (_BLOCK_IDS | _SCSI_IDS) else IoCause.EMULATED_NO_DRIVER


def _driverless(config: VmConfig, disks: list[Disk], family: GuestFamily, evidence: Evidence) -> tuple[IoFinding, ...]:
    """Paravirtual devices for which the guest that answers shows no driver."""
    if not evidence.agent:
        return ()
    nics = [nic for nic in config.nics if paravirtual_nic(nic)]
    if family is GuestFamily.WINDOWS:
        if evidence.drivers is None:
            return ()
        ids = {driver.device_id for driver in evidence.drivers}
        found = [IoFinding(nic.mac, nic.model, IoCause.NO_DRIVER) for nic in nics if not ids & _NET_IDS]
        for disk in disks:
            wanted = _BLOCK_IDS if disk.bus == "virtio" else _SCSI_IDS
            if paravirtual_disk(disk) and not ids & wanted:
                found.append(IoFinding(disk.guest_name or disk.target, disk.bus, IoCause.NO_DRIVER))
        return tuple(found)
    if evidence.macs is None:
        return ()
    return tuple(IoFinding(nic.mac, nic.model, IoCause.NO_DRIVER) for nic in nics if nic.link_up and nic.mac.lower() not in evidence.macs)


def emulated_devices(config: VmConfig) -> tuple[str, ...]:
    """Disks and interfaces that have a faster paravirtual kind: as the guest names them, with their model ("sda (SATA)")."""
    buses = {"sata": "SATA", "ide": "IDE", "scsi": "SCSI"}
    disks = [disk for disk in config.disks if disk.device == "disk" and disk.bus not in ("usb", "fdc") and not paravirtual_disk(disk)]
    nics = [nic for nic in config.nics if not paravirtual_nic(nic)]
    return (
        *(f"{disk.guest_name or disk.target} ({buses.get(disk.bus, disk.bus)})" for disk in disks),
        *(f"{nic.mac} ({nic.model})" if nic.model else nic.mac for nic in nics),
    )
