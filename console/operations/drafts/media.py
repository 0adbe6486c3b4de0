"""Installation media: which methods a template has, which addresses make sense, and whether QEMU can read a file of this computer."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from console.guests.readable import qemu_identity, why_unreadable
from console.model.objects import Host, HostKind
from console.model.templates import BuiltinTemplate, Medium
from console.model.text import N_, Text
from console.operations.drafts.parts import MediaMethod

METHOD_TITLES: dict[MediaMethod, Text] = {
    MediaMethod.REPOSITORY: N_("An ISO image in a storage repository"),
    MediaMethod.LOCAL: N_("An ISO image of this computer"),
    MediaMethod.DRIVE: N_("The CD drive of the host"),
    MediaMethod.URL: N_("A network repository"),
    MediaMethod.PXE: N_("Network boot"),
    MediaMethod.NONE: N_("Nothing now: an empty CD drive"),
}

METHOD_HINTS: dict[MediaMethod, Text] = {
    MediaMethod.REPOSITORY: N_("An image that a host already has."),
    MediaMethod.LOCAL: N_("Used where it is if the host can read it there, else copied to a storage repository."),
    MediaMethod.DRIVE: N_("A CD or DVD that lies in the drive of the host itself."),
    MediaMethod.URL: N_("The address of an installation tree: its kernel and initrd start the installer."),
    MediaMethod.PXE: N_("The VM asks its network for an installer (PXE)."),
    MediaMethod.NONE: N_("The medium can be put in later."),
}

_URL_SCHEMES = ("http", "https")


def methods(template: BuiltinTemplate | None, host: Host | None) -> Mapping[MediaMethod, Text | None]:
    """The methods that this template has, with the reason why one can't be used on this host."""
    offered = template.install_methods if template is not None else ()
    found: dict[MediaMethod, Text | None] = {}
    if "cdrom" in offered or not offered:
        found |= {MediaMethod.REPOSITORY: None, MediaMethod.LOCAL: None}
        remote_drive = host is not None and host.session
        found[MediaMethod.DRIVE] = N_("A per-user libvirt can't open the host's drives.") if remote_drive else None
    if "url" in offered:
        direct = host is None or host.kind in (HostKind.QEMU, HostKind.XEN)
        found[MediaMethod.URL] = None if direct else N_("This hypervisor can't start a kernel and initrd directly.")
    if "pxe" in offered:
        found[MediaMethod.PXE] = N_("The user network of a per-user libvirt has no network boot.") if host is not None and host.session else None
    found[MediaMethod.NONE] = None
    return found


def url_problem(url: str) -> Text | None:
    """Why this can't be the address of an installation tree; None = it can."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  (raises on a bad port)
    except ValueError:
        return N_("“{url}” is not an address.", url=url)
    if parts.scheme not in _URL_SCHEMES:
        return N_("The address must begin with http:// or https://.")
    if not parts.hostname or any(char.isspace() for char in url):
        return N_("“{url}” is not a complete address.", url=url)
    return None


def unreadable_by_qemu(path: str, *, session: bool) -> Text | None:
    """Why the QEMU of this computer's libvirt can't read a file; None = it can. Blocking. A per-user QEMU has our own rights."""
    return why_unreadable(path, None if session else qemu_identity())


def unattended_why_not(template: BuiltinTemplate | None, method: MediaMethod, medium: Medium | None) -> Text | None:
    """Why the installation can't run without questions; None = it can."""
    if template is None or "unattended" not in template.install_methods:
        return N_("There is no script for an unattended installation of this operating system.")
    if method not in (MediaMethod.REPOSITORY, MediaMethod.LOCAL, MediaMethod.URL):
        return N_("An unattended installation needs an ISO image or a network repository.")
    if medium is None:
        return N_("The medium has not been looked at yet.")
    if not medium.unattended:
        return N_("An unattended installation from this medium is not known to work.")
    return None
