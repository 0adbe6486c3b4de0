"""Built-in templates as data: what the New VM wizard offers. ``console.guests.templates`` makes them from libosinfo and the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from console.model.spec import DirectBoot, DiskSpec, Limits, NicSpec
from console.model.text import Text

TEMPLATE_ICONS = ("template", "os", "console", "host", "network", "storage", "tools", "bolt")
"""Icons that a custom template can have, the usual one first."""


@dataclass(frozen=True, slots=True)
class BuiltinTemplate:
    """One built-in template. Sizes in bytes."""

    id: str  # stable: "demo", "debian9", "win10", "other"
    name: str  # "Debian 9 (Stretch)"; a product name, not translated, except for ours (see ``title``)
    title: Text | None = None  # translated name where it is ours ("Demo Linux Virtual Appliance", "Other install media")
    family: str = "linux"  # group in the list: "demo" | "windows" | "debian" | "ubuntu" | "redhat" | "suse" | "coreos" | "bsd" | "other" | …
    description: Text | None = None
    osinfo_id: str = ""  # "http://debian.org/debian/9"; "" = none
    windows: bool = False
    complete: bool = False  # preconfigured with its disk: no installation
    guide: bool = False  # one of the user's guide's own list
    release_date: str = ""  # ISO, "" unknown
    eol_date: str = ""
    vcpus: int = 1
    memory_bytes: int = 1 << 30
    disk_bytes: int = 10 << 30
    limits: Limits = Limits()
    firmware: str = "bios"  # preferred
    secure_boot: bool = False
    tpm: bool = False
    install_methods: tuple[str, ...] = ("cdrom",)  # of "cdrom", "url", "pxe", "unattended"
    virtio: bool = True  # the OS (or its installer) brings paravirtual disk and network drivers
    notes: tuple[Text, ...] = ()
    devices: frozenset[str] = frozenset()  # what the OS has drivers for: "q35", "virtio1", "virtio-blk", "virtio-gpu", "xhci", "e1000e", …
    disk_file: str = ""  # complete: the image on this computer; "" = not built yet
    aliases: tuple[str, ...] = ()  # other words that mean it, e.g. libosinfo's short ids: "debianstretch"
    profiles: tuple[str, ...] = ()  # unattended installation: "desktop", "jeos"
    script_os: str = ""  # libosinfo id of the system whose installation scripts fit it, where it has none of its own
    codename: str = ""  # "stretch"
    volume_id: str = ""  # regular expression on the label of its ISO images, where libosinfo does not know them yet

    @property
    def label(self) -> str:
        """The name as it is shown."""
        return str(self.title) if self.title is not None else self.name


@dataclass(frozen=True, slots=True)
class UnattendedAnswers:
    """What an unattended installation is told. ``language`` "en_US", ``timezone`` "Europe/Paris", ``keyboard`` X layout ("us", "jp")."""

    user: str
    password: str
    ssh_key: str = ""  # one line of authorized_keys; "" = none
    hostname: str = ""  # "" = from the VM's name
    language: str = "en_US"
    timezone: str = "UTC"
    keyboard: str = "us"
    agent: bool = True  # install the management agent where the OS's own packages have it
    profile: str = "jeos"
    product_key: str = ""  # Windows


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user chose in the wizard (or on the command line). None and "" mean: what the template recommends for this host."""

    name: str = ""
    uuid: str = ""  # "" = a new one
    title: str = ""
    description: str = ""
    memory_bytes: int | None = None
    vcpus: int | None = None
    max_vcpus: int | None = None
    cores_per_socket: int | None = None
    disks: tuple[DiskSpec, ...] | None = None  # bus "" = the tuned one
    nics: tuple[NicSpec, ...] | None = None  # model "" = the tuned one
    method: str = ""  # "cdrom" | "url" | "pxe" | "unattended" | "none"
    medium: str = ""  # path on the host of the ISO image or drive
    direct_boot: DirectBoot | None = None  # "url" and "unattended"
    answers_medium: str = ""  # path on the host of the ISO image with the answers of an unattended installation
    firmware: str = ""  # "bios" | "efi"
    secure_boot: bool | None = None
    tpm: bool | None = None
    graphics: str = ""
    mode: str = ""  # Xen: "hvm" | "xen" | "xenpvh"
    tools_iso: bool | None = None  # attach the tools ISO; None: for Windows where the host has one
    autostart: bool = False
    unattended: UnattendedAnswers | None = None


@dataclass(frozen=True, slots=True)
class Medium:
    """An installation medium that was looked at (ISO image or network tree)."""

    path: str
    readable: bool = True
    is_iso: bool = True
    bootable: bool | None = None
    label: str = ""
    size_bytes: int = 0
    osinfo_id: str = ""
    os_name: str = ""
    template_id: str = ""  # best built-in template for it
    kernel: str = ""  # path inside the medium / tree
    initrd: str = ""
    live: bool = False
    unattended: tuple[str, ...] = ()  # libosinfo profiles that can install from it: "desktop", "jeos"
    problem: Text | None = None
