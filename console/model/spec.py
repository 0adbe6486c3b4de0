"""What a VM is going to be: made by templates and the wizard, turned into domain XML by ``console.xml.build``.

A specification names repositories and networks, not devices' libvirt syntax. Sizes in bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from console.model.ids import HostId
from console.model.text import Text


@dataclass(frozen=True, slots=True)
class Limits:
    """Memory, CPU and disk limits of an operating system (guide §5). None = no limit known."""

    min_memory_bytes: int | None = None
    max_memory_bytes: int | None = None
    min_vcpus: int | None = None
    max_vcpus: int | None = None
    min_disk_bytes: int | None = None
    max_disk_bytes: int | None = None  # one virtual disk
    max_disks: int | None = None  # CD drives included
    max_nics: int | None = None
    max_sockets: int | None = None
    source: str = ""  # who says so: "libosinfo", "user's guide (XenServer 7.1)"
    sources: tuple[tuple[str, str], ...] = ()  # (field name, who says so) where it is not ``source``

    def said_by(self, name: str) -> str:
        """Who says that limit (``name``: the field)."""
        return dict(self.sources).get(name, self.source)


@dataclass(frozen=True, slots=True)
class DiskSpec:
    """A disk to be created, copied from a base, or attached."""

    capacity_bytes: int
    bus: str = "virtio"
    format: str = "qcow2"
    thin: bool = True
    repository: str = ""  # uuid on the chosen host; "" = the default one
    name: str = ""  # volume name; "" = from the VM's name
    source_file: str = ""  # complete template: local image file that is uploaded into the new volume
    existing_path: str = ""  # attach this, create nothing
    label: Text | None = None


@dataclass(frozen=True, slots=True)
class CdSpec:
    """A CD drive. ``path`` is a path on the host ("" = empty)."""

    path: str = ""
    bus: str = "sata"
    label: Text | None = None
    boot: bool = False


@dataclass(frozen=True, slots=True)
class NicSpec:
    """A network interface. ``kind``: "network" | "bridge" | "user"."""

    kind: str = "network"
    source: str = "default"
    model: str = "virtio"
    mac: str = ""  # "" = generated
    portgroup: str = ""
    connected: bool = True  # False: as if its cable were pulled


@dataclass(frozen=True, slots=True)
class DirectBoot:
    """Kernel and initrd for a network-repository or unattended installation (paths on the host)."""

    kernel: str
    initrd: str
    cmdline: str = ""


@dataclass(frozen=True, slots=True)
class VmSpec:
    """Everything that is needed to make a VM, host capabilities already taken into account."""

    name: str
    host: HostId
    uuid: str  # chosen by us beforehand: the proof of who made it
    template_id: str = ""
    origin: str = ""
    title: str = ""
    description: str = ""
    osinfo_id: str = ""
    windows: bool = False
    domain_type: str = "qemu"
    arch: str = "x86_64"
    machine: str = "q35"
    emulator: str = ""
    os_type: str = "hvm"
    firmware: str = "bios"  # "bios" | "efi"
    secure_boot: bool = False
    tpm: bool = False
    vcpus: int = 1
    max_vcpus: int = 1
    cores_per_socket: int = 1
    cpu_mode: str = ""  # "host-passthrough" | "host-model" | "maximum" | "custom" | "" (hypervisor's default)
    cpu_model: str = ""
    memory_bytes: int = 0
    max_memory_bytes: int = 0  # what it can grow to while it runs; less than memory_bytes = that
    disks: tuple[DiskSpec, ...] = ()
    cds: tuple[CdSpec, ...] = ()
    nics: tuple[NicSpec, ...] = ()
    boot: tuple[str, ...] = ("hd",)  # order of "hd", "cdrom", "network"
    direct_boot: DirectBoot | None = None
    clock: str = "utc"  # "utc" | "localtime"
    hyperv: frozenset[str] = frozenset()  # enlightenments
    graphics: str = "vnc"
    video: str = "virtio"
    input: tuple[str, ...] = ("tablet",)  # "tablet" (USB), "virtio"
    sound: str = ""
    rng: bool = True
    balloon: bool = True
    agent_channel: bool = True
    agent_socket: str = ""  # explicit path of its socket on the host, where libvirt's own would be too long; "" = libvirt's
    usb: str = "qemu-xhci"
    watchdog: str = ""
    installing: bool = False
    demo: bool = False
    autostart: bool = False
    extra: dict[str, str] = field(default_factory=dict)  # more children of our metadata element
