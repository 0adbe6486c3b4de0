"""What a package describes, whatever format it came in: VMs with their disks and network cards. Read from OVF, XVA, domain XML; written to them."""

from __future__ import annotations

from dataclasses import dataclass, field

from console.model.text import Text


@dataclass(frozen=True, slots=True)
class PackageDisk:
    """A disk, or a disc in a CD drive. ``bus`` is libvirt's word ("ide", "scsi", "sata", "nvme", "virtio", "xen", "usb", "fdc"), "" = not said."""

    id: str  # of the disk in the package, unique
    name: str = ""
    files: tuple[str, ...] = ()  # members or file names, in order (an OVF file in chunks has several); () = an empty disk
    format: str = ""  # what the description says (qemu's name); the content decides when it is opened
    compression: str = ""  # "gzip": of the file
    capacity_bytes: int | None = None  # None: only the image knows
    file_bytes: int | None = None
    bus: str = ""
    controller: int = 0  # which controller of this bus
    controller_model: str = ""  # the package's own word: "lsilogic", "VirtualSCSI", "AHCI", …
    unit: int | None = None  # on its controller
    device: str = "disk"  # "disk" | "cdrom" | "floppy"
    boot: bool = False


@dataclass(frozen=True, slots=True)
class PackageNic:
    """A network card. ``model``: libvirt's where it is known, else the package's own word."""

    network: str = ""
    mac: str = ""
    model: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class PackageSnapshot:
    """A snapshot's description, as libvirt's XML (our own bundles only)."""

    name: str
    xml: str


@dataclass(frozen=True, slots=True)
class PackageVm:
    """A virtual machine in a package. Sizes in bytes."""

    id: str
    name: str
    description: str = ""
    uuid: str = ""
    cpus: int = 1
    cores_per_socket: int = 0  # 0 = not said
    memory_bytes: int = 0
    firmware: str = ""  # "bios" | "efi" | "" = not said
    secure_boot: bool = False
    tpm: bool = False
    os: str = ""  # in the package's words
    os_id: str = ""  # OVF: the CIM number; ours: libosinfo's id
    windows: bool | None = None  # None = can't be told from the description
    paravirtual: bool = False  # Xen PV: needs a kernel of its own; can't run on KVM as it is
    disks: tuple[PackageDisk, ...] = ()
    cds: tuple[PackageDisk, ...] = ()  # drives; ``files`` () = empty
    nics: tuple[PackageNic, ...] = ()
    start_order: int | None = None
    start_delay_seconds: int = 0
    template: bool = False
    # what only our own bundles carry
    domain_xml: str = ""
    nvram: bytes = b""
    images: tuple[PackageDisk, ...] = ()  # whole qcow2 images with the snapshots inside them; ``name``: id of the disk in ``disks``; device "image"
    snapshots: tuple[PackageSnapshot, ...] = ()
    current_snapshot: str = ""


@dataclass(frozen=True, slots=True)
class PackageNetwork:
    """A network that the VMs of the package use."""

    name: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Eula:
    """A licence that has to be accepted."""

    text: str
    vm: str = ""  # of which VM; "" = the package


@dataclass(frozen=True, slots=True)
class Description:
    """Everything that the descriptor says."""

    kind: str  # "ovf", "xva", "domain", "disk"
    version: str = ""  # "1.0", "2.0" (OVF); export_vsn and product (XVA)
    producer: str = ""  # the program that made it, where it can be told
    vms: tuple[PackageVm, ...] = ()
    networks: tuple[PackageNetwork, ...] = ()
    eulas: tuple[Eula, ...] = ()
    spare_disks: tuple[PackageDisk, ...] = ()  # in the package, used by no VM
    files: tuple[str, ...] = ()  # references in their order (the first part of files in chunks counts for all)
    warnings: tuple[Text, ...] = ()
    ours: bool = False
    sizes: dict[str, int] = field(default_factory=dict)  # file → bytes that the descriptor says it has

    @property
    def disks(self) -> tuple[PackageDisk, ...]:
        """All disks with content, of all VMs and spare, each once."""
        found: dict[str, PackageDisk] = {}
        for disk in (*(disk for vm in self.vms for disk in (*vm.disks, *vm.cds, *vm.images)), *self.spare_disks):
            if disk.files:
                found.setdefault(disk.id, disk)
        return tuple(found.values())
