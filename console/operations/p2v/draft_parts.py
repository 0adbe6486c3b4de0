"""The vocabulary of the P2V draft: routes, pages, what was answered for a network card, what is wrong."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from console.model.text import N_, Text


class Route(enum.Enum):
    """How the disks come here."""

    SSH = "ssh"
    IMAGES = "images"
    MEDIA = "virt-p2v"
    SCRIPT = "script"


class P2vPage(enum.Enum):
    """The wizard's pages in their order; the value is the step's key."""

    ROUTE = "route"
    SOURCE = "source"
    PREREQUISITES = "prerequisites"
    MEDIA = "media"
    REVIEW = "review"
    DISKS = "disks"
    TARGET = "target"
    CPU = "cpu"
    NETWORK = "network"
    CONVERSION = "conversion"
    SECOND = "second"
    FINISH = "finish"


TITLES: dict[P2vPage, tuple[Text, Text]] = {
    P2vPage.ROUTE: (N_("Route"), N_("How do the disks of the physical machine come here?")),
    P2vPage.SOURCE: (N_("Source"), N_("Which machine is it?")),
    P2vPage.PREREQUISITES: (N_("Prerequisites"), N_("Where is it converted, and is everything there?")),
    P2vPage.MEDIA: (N_("Media"), N_("How does the machine boot virt-p2v?")),
    P2vPage.REVIEW: (N_("Review"), N_("Is this the machine, and is it fit for a copy?")),
    P2vPage.DISKS: (N_("Disks"), N_("Which disks and volumes are copied?")),
    P2vPage.TARGET: (N_("Target"), N_("Where do its disks go?")),
    P2vPage.CPU: (N_("CPU & memory"), N_("What is it called, and how large is it?")),
    P2vPage.NETWORK: (N_("Networking"), N_("Which networks are its network cards in?")),
    P2vPage.CONVERSION: (N_("Conversion"), N_("Is the operating system converted, or only copied?")),
    P2vPage.SECOND: (N_("Running machine"), N_("As of which moment is it copied?")),
    P2vPage.FINISH: (N_("Finish"), N_("Is this the VM you want?")),
}

ROUTES: dict[Route, tuple[Text, Text]] = {
    Route.SSH: (
        N_("Over ssh"),
        N_("A running Linux, or Windows with OpenSSH; any machine booted from Linux rescue media. Nothing is installed, and it is only read."),
    ),
    Route.IMAGES: (
        N_("From captured images"),
        N_("Disks that were captured before: VHD and VHDX (Disk2vhd), VMDK, raw and dd images, also split or compressed, and E01."),
    ),
    Route.MEDIA: (
        N_("With virt-p2v"),
        N_("Any machine that boots from virt-p2v media (USB, CD or network): it sends its disks to a conversion host, which Virtdeck watches."),
    ),
    Route.SCRIPT: (
        N_("From a running Windows"),
        N_("A PowerShell script for one machine, run there by its administrator: it checks the machine, or sends a shadow copy of its disks."),
    ),
}


BY_VIRT_P2V = {
    P2vPage.MEDIA: N_("the machine has come already"),
    P2vPage.REVIEW: N_("the conversion host looks into the disks"),
    P2vPage.DISKS: N_("virt-p2v sends them"),
    P2vPage.CONVERSION: N_("the conversion host converts it"),
    P2vPage.SECOND: N_("the disks are at rest"),
}
"""Pages that are nothing to ask of a machine that boots virt-p2v."""


BY_PARTS = frozenset({Route.SSH, Route.IMAGES})
"""Routes where single partitions can be left out, and a disk can become smaller."""


@dataclass(frozen=True, slots=True)
class RouteChoice:
    """One route. ``why_not`` None: its prerequisites hold here."""

    route: Route
    title: Text
    text: Text
    why_not: Text | None = None


@dataclass(frozen=True, slots=True)
class NicAnswer:
    """What becomes of one network card. ``network``: key of a choice, "" = the first usable one."""

    network: str = ""
    keep_mac: bool = True
    connected: bool = False
    keep_address: bool = True
