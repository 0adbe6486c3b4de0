"""Built-in templates as data: what the New VM wizard offers. ``console.guests.templates`` makes them from libosinfo and the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from console.model.spec import Limits
from console.model.text import Text


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
