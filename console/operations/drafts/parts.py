"""The vocabulary of the New VM draft: pages, problems, choices, answers. Frozen; the draft replaces them."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from console.model.ids import HostId
from console.model.objects import Host, StorageRepository, Volume
from console.model.spec import NicSpec
from console.model.templates import Medium, UnattendedAnswers
from console.model.text import N_, Text


class PageId(enum.Enum):
    """Pages of the wizard, in their order."""

    TEMPLATE = "template"
    NAME = "name"
    MEDIA = "media"
    HOST = "host"
    CPU = "cpu"
    STORAGE = "storage"
    NETWORK = "network"
    FINISH = "finish"


class PageState(enum.Enum):
    """State of a step in the list at the left."""

    DONE = "done"
    CURRENT = "current"
    TO_COME = "to-come"
    SKIPPED = "skipped"


STEP_TITLES: dict[PageId, Text] = {
    PageId.TEMPLATE: N_("Template"),
    PageId.NAME: N_("Name"),
    PageId.MEDIA: N_("Installation media"),
    PageId.HOST: N_("Home host"),
    PageId.CPU: N_("CPU & memory"),
    PageId.STORAGE: N_("Storage"),
    PageId.NETWORK: N_("Networking"),
    PageId.FINISH: N_("Finish"),
}

QUESTIONS: dict[PageId, Text] = {
    PageId.TEMPLATE: N_("What should the new VM be made from?"),
    PageId.NAME: N_("What should it be called?"),
    PageId.MEDIA: N_("Where does the operating system come from?"),
    PageId.HOST: N_("Where should it run?"),
    PageId.CPU: N_("How much CPU and memory does it get?"),
    PageId.STORAGE: N_("Where are its disks kept?"),
    PageId.NETWORK: N_("Which networks is it connected to?"),
    PageId.FINISH: N_("Is this the VM you want?"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """One step: its name in the list, its question as the page's title, its state, and why it is skipped."""

    id: PageId
    title: Text
    question: Text
    state: PageState
    why_skipped: Text | None = None


class MediaMethod(enum.Enum):
    """Where an installation comes from."""

    REPOSITORY = "repository"  # an ISO image in a storage repository
    LOCAL = "local"  # an ISO image of this computer
    DRIVE = "drive"  # the host's own CD drive
    URL = "url"  # a network repository (an installation tree)
    PXE = "pxe"  # boot from the network
    NONE = "none"  # an empty CD drive


@dataclass(frozen=True, slots=True)
class IsoChoice:
    """An ISO image in a storage repository of a host."""

    volume: Volume
    repository: StorageRepository
    host_name: str


@dataclass(frozen=True, slots=True)
class HostChoice:
    """A host in the list: all are listed, unfit ones with the reason."""

    host: Host
    why_not: Text | None
    note: Text


@dataclass(frozen=True, slots=True)
class RepositoryChoice:
    """A storage repository of the home host for a new disk; ``free_bytes`` None = not known."""

    repository: StorageRepository
    why_not: Text | None
    free_bytes: int | None


@dataclass(frozen=True, slots=True)
class NetworkChoice:
    """A network of the home host."""

    spec: NicSpec
    label: Text
    why_not: Text | None = None


@dataclass(frozen=True, slots=True)
class DiskAnswer:
    """A disk as asked for. "" = what the template and the host recommend."""

    capacity_bytes: int
    repository: str = ""
    thin: bool = True
    bus: str = ""


@dataclass(frozen=True, slots=True)
class NicAnswer:
    """A network interface as asked for; ``network`` is :func:`network_key` of a choice ("" = the default one), model "" = recommended."""

    network: str = ""
    model: str = ""
    mac: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything the user said. None = not said: template, host and medium decide."""

    template_id: str = ""
    name: str | None = None
    description: str = ""
    method: MediaMethod | None = None
    iso: IsoChoice | None = None
    local_iso: str = ""
    copy_iso: bool | None = None  # None: only where it must be
    library: str = ""  # repository (uuid) that receives an uploaded ISO; "" = the default one
    drive: str = "/dev/sr0"
    url: str = ""
    unattended: UnattendedAnswers | None = None  # None: install by hand
    password_again: str = ""
    host: HostId | None = None
    vcpus: int | None = None
    max_vcpus: int | None = None
    cores_per_socket: int | None = None
    memory_bytes: int | None = None
    disks: tuple[DiskAnswer, ...] | None = None
    nics: tuple[NicAnswer, ...] | None = None
    firmware: str = ""  # "" = recommended, "bios", "efi"
    autostart: bool = False
    start: bool = True


@dataclass(frozen=True, slots=True)
class LocalIso:
    """What was found out about the ISO image of this computer."""

    path: str
    medium: Medium | None = None
    unreadable: Text | None = None  # why the host's QEMU can't read it where it is; None = it can


def network_key(spec: NicSpec) -> str:
    """Stable name of a network choice: "user", "network:default", "network:lan#vlan7", "bridge:br0"."""
    if spec.kind == "user":
        return "user"
    return f"{spec.kind}:{spec.source}" + (f"#{spec.portgroup}" if spec.portgroup else "")
