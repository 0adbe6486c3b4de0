"""A physical machine as it was found: what a P2V takes over, and what stands in its way. Pure.

Sizes are bytes. Names of devices are the machine's own (``/dev/sda``, ``\\\\.\\PhysicalDrive0``).
What blocks a conversion, and why: virt-v2v(1), section "WINDOWS" and "LINUX"; design of the review after the guide §3.1.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from console.model.physical_volumes import RaidArray, ShadowCopy, VolumeGroup
from console.model.text import N_, Text, listed
from console.model.tools import GuestFamily


class Content(enum.Enum):
    """What a partition or volume is for."""

    SYSTEM = "system"  # the operating system's own
    EFI = "efi"
    BOOT = "boot"
    DATA = "data"
    SWAP = "swap"
    RECOVERY = "recovery"
    RESERVED = "reserved"  # Microsoft reserved, BIOS boot
    LVM = "lvm"
    RAID = "raid"
    LUKS = "luks"
    BITLOCKER = "bitlocker"
    DYNAMIC = "dynamic"  # Windows dynamic disk
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Partition:
    """A partition, or a logical volume on one (``parent`` then names the device that it is on)."""

    device: str
    size_bytes: int
    content: Content = Content.UNKNOWN
    filesystem: str = ""
    label: str = ""
    mount: str = ""  # mount point or drive letter
    used_bytes: int | None = None
    writable: bool = False  # mounted for writing now
    parent: str = ""
    start_bytes: int | None = None  # where it begins on its disk; None: not known, or not on one
    kind: str = ""  # type in the partition table: GUID, or "0x83"
    number: int = 0  # in its table; 0: not known, or not in one


@dataclass(frozen=True, slots=True)
class PhysicalDisk:
    """A whole disk."""

    device: str
    size_bytes: int
    model: str = ""
    serial: str = ""
    bus: str = ""  # "sata", "nvme", "usb", "sas", …
    removable: bool = False
    sector_bytes: int = 512
    table: str = ""  # "gpt", "dos", ""
    boot: bool = False  # the machine boots from it, or the operating system is on it
    partitions: tuple[Partition, ...] = ()
    physical: bool = True  # False: a disk of a hypervisor, a loop device, …
    state: str = ""  # "blank": only zeros where a disk begins; "damaged": its partition table can't be right; "cut": … reaches behind its end;
    # "dirty": a file system that was not closed

    @property
    def used_bytes(self) -> int | None:
        """Space used in its file systems; None where not all of them could be asked."""
        outer = {p.parent for p in self.partitions if p.parent != self.device}  # what is on them counts
        known = [p for p in self.partitions if p.content not in (Content.SWAP, Content.RESERVED) and p.device not in outer]
        if not known or any(p.used_bytes is None for p in known):
            return None
        return sum(p.used_bytes or 0 for p in known)


@dataclass(frozen=True, slots=True)
class PhysicalNic:
    """A network card with the addresses it has."""

    name: str
    mac: str
    addresses: tuple[str, ...] = ()  # "192.0.2.7/24"
    gateway: str = ""
    dns: tuple[str, ...] = ()
    dhcp: bool | None = None  # None: not known
    link_up: bool = True
    driver: str = ""


@dataclass(frozen=True, slots=True)
class PhysicalMachine:
    """What the inventory of a machine gave."""

    hostname: str
    family: GuestFamily = GuestFamily.OTHER
    os_name: str = ""  # "Debian GNU/Linux 12 (bookworm)"
    os_id: str = ""  # "debian", "windows"
    os_version: str = ""
    arch: str = ""
    kernel: str = ""
    firmware: str = "bios"  # "bios" | "efi"
    secure_boot: bool = False
    cpus: int = 0
    cpu_model: str = ""
    memory_bytes: int = 0
    vendor: str = ""
    product: str = ""
    serial: str = ""
    hypervisor: str = ""  # it is a VM already: "vmware", "xen", …
    disks: tuple[PhysicalDisk, ...] = ()
    nics: tuple[PhysicalNic, ...] = ()
    services: tuple[str, ...] = ()  # running databases and the like, whose files change
    virtio_missing: tuple[str, ...] = ()  # kernel drivers that a VM needs and this kernel lacks
    hibernated: bool = False
    fast_startup: bool = False
    vendor_tools: tuple[str, ...] = ()  # guest tools of another hypervisor
    signing_policy: bool = False  # Windows: only signed scripts run (AllSigned): first-boot scripts will not
    tools: frozenset[str] = frozenset()  # programs of the machine that a copy can use
    root: bool = True  # commands run as root / administrator
    sudo: bool = False  # … through sudo, without a password
    live_system: bool = False  # booted from rescue media: its disks are at rest
    groups: tuple[VolumeGroup, ...] = ()  # LVM
    raids: tuple[RaidArray, ...] = ()  # md
    shadows: tuple[ShadowCopy, ...] = ()  # Windows
    left: tuple[str, ...] = ()  # snapshots and shadow copies of an earlier copy of ours that are proved to be that
    doubtful: tuple[str, ...] = ()  # volumes with a shadow copy that an earlier copy of ours may have left


class Severity(enum.Enum):
    """How much a finding weighs."""

    BLOCK = "block"  # nothing can be copied, or what is made can't work
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the review says of the machine."""

    code: str
    severity: Severity
    text: Text
    remedy: Text | None = None


def preselected(disk: PhysicalDisk) -> bool:
    """Whether the wizard ticks a disk: fixed disks of the machine; nothing removable, on USB, or empty."""
    return disk.physical and not disk.removable and disk.bus != "usb" and disk.size_bytes > 0


def with_system(machine: PhysicalMachine) -> PhysicalDisk | None:
    """The disk that the machine boots from."""
    return next((disk for disk in machine.disks if disk.boot), None)


def review(machine: PhysicalMachine) -> tuple[Finding, ...]:
    """What stands in the way of a P2V of this machine, the gravest first."""
    found = [*_access(machine), *_disks(machine), *_windows(machine), *_linux(machine), *_composed(machine), *_state(machine)]
    order = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.INFO: 2}
    return tuple(sorted(found, key=lambda finding: order[finding.severity]))


def _access(machine: PhysicalMachine) -> list[Finding]:
    found = []
    if not machine.root and not machine.sudo:
        found.append(
            Finding(
                "not-root",
                Severity.BLOCK,
                N_("The login on {name} may not read the disks.", name=machine.hostname),
                N_("Log in as root or administrator, or as a user who may use sudo."),
            )
        )
    if not [disk for disk in machine.disks if preselected(disk)]:
        found.append(
            Finding(
                "no-disk",
                Severity.BLOCK,
                N_("No disk was found in {name}.", name=machine.hostname),
                N_("Look whether the disk controller has its driver."),
            )
        )
    return found


def _disks(machine: PhysicalMachine) -> list[Finding]:
    found = []
    for disk in machine.disks:
        if disk.state == "blank":
            found.append(
                Finding(
                    "blank",
                    Severity.WARN if any(other.boot for other in machine.disks) else Severity.BLOCK,
                    N_("{disk} is blank: there is no partition table and no file system on it.", disk=disk.device),
                    N_("Look whether it is the right image, and whether it was captured to its end."),
                )
            )
        if disk.state == "dirty":
            found.append(
                Finding(
                    "dirty",
                    Severity.WARN,
                    N_("A file system on {disk} was not closed cleanly.", disk=disk.device),
                    N_("Shut the machine down before its disks are captured, or check the file system in the VM:  chkdsk /f")
                    if machine.family is GuestFamily.WINDOWS
                    else N_("Shut the machine down before its disks are captured, or let the VM repair it at its first start (fsck)."),
                )
            )
        if disk.state == "cut":
            found.append(
                Finding(
                    "cut",
                    Severity.BLOCK,
                    N_("{disk} is cut off: its partitions reach behind its end.", disk=disk.device),
                    N_("Capture the disk again, to its end; of a split image, add all parts."),
                )
            )
        if disk.state == "damaged":
            found.append(
                Finding(
                    "damaged",
                    Severity.BLOCK,
                    N_("The partition table of {disk} is damaged.", disk=disk.device),
                    N_("Capture the disk again, or leave it out."),
                )
            )
        contents = {partition.content for partition in disk.partitions}
        if Content.BITLOCKER in contents:
            found.append(
                Finding(
                    "bitlocker",
                    Severity.WARN,
                    N_("{disk} is encrypted by BitLocker.", disk=disk.device),
                    N_("Suspend or turn off BitLocker before the copy, or have the recovery key at hand for the conversion."),
                )
            )
        if Content.LUKS in contents:
            found.append(
                Finding(
                    "luks",
                    Severity.WARN,
                    N_("{disk} is encrypted by LUKS.", disk=disk.device),
                    N_("Have its passphrase at hand for the conversion."),
                )
            )
        if Content.DYNAMIC in contents:
            found.append(
                Finding(
                    "dynamic",
                    Severity.WARN,
                    N_("{disk} is a Windows dynamic disk, which the conversion can't read.", disk=disk.device),
                    N_("Choose “copy only”, or convert it to a basic disk first."),
                )
            )
        if disk.sector_bytes > 512:
            found.append(
                Finding(
                    "4k",
                    Severity.WARN,
                    N_(
                        "{disk} has sectors of {size} bytes: the VM's disk needs the same to find its partitions.",
                        disk=disk.device,
                        size=disk.sector_bytes,
                    ),
                    N_("Give it such sectors in the VM's XML (blockio), with the bus virtio or SCSI; others have sectors of 512 bytes."),
                )
            )
    return found


def _windows(machine: PhysicalMachine) -> list[Finding]:
    if machine.family is not GuestFamily.WINDOWS:
        return []
    found = []
    if machine.hibernated:
        found.append(
            Finding(
                "hibernated",
                Severity.BLOCK,
                N_("Windows on {name} is hibernated: its file systems must not be changed.", name=machine.hostname),
                N_("Start it, then shut it down with:  shutdown /s /t 0"),
            )
        )
    if machine.fast_startup:
        found.append(
            Finding(
                "fast-startup",
                Severity.WARN,
                N_("Fast Startup is on: a shutdown leaves the disk half open."),
                N_("Turn it off before the last copy:  powercfg /h off"),
            )
        )
    if machine.signing_policy:
        found.append(
            Finding(
                "signing",
                Severity.WARN,
                N_("Only signed scripts may run on {name}: the drivers can't be installed at its first start as a VM.", name=machine.hostname),
                N_("Set the PowerShell execution policy to RemoteSigned in the group policy first."),
            )
        )
    return found


def _linux(machine: PhysicalMachine) -> list[Finding]:
    if machine.family is not GuestFamily.LINUX:
        return []
    found = []
    if machine.hibernated:
        found.append(
            Finding(
                "hibernated",
                Severity.BLOCK,
                N_("{name} is suspended to disk: its file systems must not be changed.", name=machine.hostname),
                N_("Start it, then shut it down before its disks are captured."),
            )
        )
    if machine.virtio_missing:
        found.append(
            Finding(
                "no-virtio",
                Severity.WARN,
                N_("The kernel of {name} lacks the drivers {drivers}.", name=machine.hostname, drivers=listed(machine.virtio_missing)),
                N_("The VM gets SATA and e1000e devices; install a newer kernel before or after the copy."),
            )
        )
    return found


def _composed(machine: PhysicalMachine) -> list[Finding]:
    """Arrays and volume groups: whether they are whole, and all of them is copied."""
    found = []
    for raid in machine.raids:
        if raid.state == "degraded":
            text = N_("The software RAID {name} is not whole: a disk of it is missing or has failed.", name=raid.name)
            found.append(Finding("raid", Severity.WARN, text, N_("Repair it first; else the VM has the same incomplete array.")))
        elif raid.state == "rebuilding":
            text = N_("The software RAID {name} is being rebuilt.", name=raid.name)
            found.append(Finding("raid", Severity.WARN, text, N_("Wait until that is done: look at /proc/mdstat there.")))
    known = {device for disk in machine.disks for device in (disk.device, *(part.device for part in disk.partitions))}
    arrays = [(raid.name, raid.members) for raid in machine.raids] + [(g.name, tuple(head.device for head in g.heads)) for g in machine.groups]
    for name, members in arrays:
        if known.isdisjoint(members) or known.issuperset(members):
            continue
        text = N_("Not all disks of {name} are copied: {devices} stay behind.", name=name, devices=listed(sorted(set(members) - known)))
        found.append(Finding("incomplete", Severity.WARN, text, N_("Tick all of its disks, or what is on it may be missing in the VM.")))
    return found


def _state(machine: PhysicalMachine) -> list[Finding]:
    found = []
    if machine.hypervisor:
        found.append(
            Finding("virtual", Severity.INFO, N_("This machine is a virtual machine already ({hypervisor}).", hypervisor=machine.hypervisor))
        )
    if machine.vendor_tools:
        found.append(
            Finding(
                "vendor-tools",
                Severity.INFO,
                N_("Guest tools of another product are installed: {tools}.", tools=listed(machine.vendor_tools)),
                N_("The conversion removes them where it can."),
            )
        )
    if machine.services:
        found.append(
            Finding(
                "services",
                Severity.WARN,
                N_("Programs that write are running: {services}.", services=listed(machine.services)),
                N_("Stop them for the last copy, or copy from rescue media."),
            )
        )
    return found
