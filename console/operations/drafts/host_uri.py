"""The *Add host* dialog without a screen: from kind, way and address to a libvirt URI, and what is wrong with them.

URIs by https://libvirt.org/uri.html.
"""

from __future__ import annotations

import enum
import ipaddress
import os
import re
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from console.model.ids import HostId
from console.model.objects import HostRecord
from console.model.problems import FieldProblem
from console.model.text import N_, Text


class Way(enum.Enum):
    """How a host is reached."""

    LOCAL = "local"
    SSH = "ssh"
    TLS = "tls"
    TCP = "tcp"


KINDS: tuple[tuple[str, Text], ...] = (
    ("qemu", N_("QEMU/KVM")),
    ("xen", N_("Xen")),
    ("lxc", N_("LXC (containers)")),
    ("bhyve", N_("bhyve (FreeBSD)")),
    ("test", N_("Test (simulated)")),
)

WAYS: dict[Way, Text] = {
    Way.LOCAL: N_("This computer"),
    Way.SSH: N_("ssh"),
    Way.TLS: N_("TLS (certificates)"),
    Way.TCP: N_("TCP (unencrypted)"),
}

STANDARD_PORTS = {Way.SSH: 22, Way.TLS: 16514, Way.TCP: 16509}

_NAME = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?\.?\Z")
_USER = re.compile(r"[^\s@/:?#\\]{1,64}\Z")
_SCHEME = re.compile(r"(qemu|xen|test|lxc|bhyve|vbox|ch)(\+(ssh|tls|tcp|unix|libssh2?|ext))?\Z")

SYSTEM_URI = "qemu:///system"
SYSTEM_SOCKETS = (Path("/run/libvirt/virtqemud-sock"), Path("/run/libvirt/libvirt-sock"))


@dataclass(frozen=True, slots=True)
class HostForm:
    """What was filled in. ``session``: the per-user libvirt (QEMU only)."""

    kind: str = "qemu"
    way: Way = Way.SSH
    address: str = ""
    user: str = ""
    port: int | None = None
    session: bool = False
    name: str = ""
    uri: str = ""  # typed by hand; "" = from the other fields

    @property
    def effective_uri(self) -> str:
        """The URI that will be used."""
        return self.uri.strip() or build_uri(self)

    @property
    def local(self) -> bool:
        """Whether the guests run on this very computer."""
        if not self.uri.strip():
            return self.way is Way.LOCAL
        try:
            return not urlsplit(self.uri.strip()).hostname
        except ValueError:
            return False

    @property
    def effective_name(self) -> str:
        """The name in the tree: given, else the address."""
        if self.name.strip():
            return self.name.strip()
        if self.uri.strip():
            try:
                return urlsplit(self.uri.strip()).hostname or self.uri.strip()
            except ValueError:
                return self.uri.strip()
        if self.way is not Way.LOCAL and self.kind != "test":
            return self.address.strip()
        return str(N_("This computer (system)")) if self.kind == "qemu" and not self.session else str(dict(KINDS)[self.kind])


def build_uri(form: HostForm) -> str:
    """The libvirt URI of kind, way, address, user and port; without an address for a remote way the part stays empty."""
    if form.kind == "test":
        return "test:///default"
    path = "/session" if form.kind == "qemu" and form.session else "/system"
    if form.way is Way.LOCAL:
        return f"{form.kind}://{path}"
    address = form.address.strip()
    host = f"[{address}]" if ":" in address and not address.startswith("[") else address
    user = f"{quote(form.user.strip(), safe='')}@" if form.user.strip() and form.way is Way.SSH else ""
    port = f":{form.port}" if form.port and form.port != STANDARD_PORTS[form.way] else ""
    return f"{form.kind}+{form.way.value}://{user}{host}{port}{path}"


def problems(form: HostForm, uris: Collection[str], names: Collection[str]) -> tuple[FieldProblem, ...]:
    """What keeps the host from being added; ``uris`` and ``names`` are those of the hosts that are there."""
    found: list[FieldProblem] = []
    if form.uri.strip():
        found += _typed(form.uri.strip())
    elif form.way is not Way.LOCAL and form.kind != "test":
        wrong = address_problem(form.address.strip())
        if wrong is not None:
            found.append(FieldProblem("address", wrong))
        if form.user.strip() and form.way is Way.SSH and not _USER.match(form.user.strip()):
            found.append(FieldProblem("user", N_("“{user}” can't be a user name.", user=form.user.strip())))
    if not found and form.effective_uri in uris:
        found.append(FieldProblem("uri", N_("This host is in the list already.")))
    if form.effective_name and form.effective_name in names:
        found.append(FieldProblem("name", N_("There is already a host called “{name}”.", name=form.effective_name), N_("Give it another name.")))
    return tuple(found)


def address_problem(address: str) -> Text | None:
    """Why this is no host name or IP address; None = it can be one."""
    if not address:
        return N_("The address is missing: a host name or an IP address.")
    bare = address.removeprefix("[").removesuffix("]")
    try:
        ipaddress.ip_address(bare.partition("%")[0])
    except ValueError:
        pass
    else:
        return None
    if "://" in address:
        return N_("Only the address is needed here. A complete URI goes into the field below.")
    if re.fullmatch(r"[0-9.]+", address) or not _NAME.match(address) or ".." in address:
        return N_("“{address}” is not a host name or an IP address.", address=address)
    return None


def _typed(uri: str) -> Iterable[FieldProblem]:
    try:
        parts = urlsplit(uri)
        parts.port  # noqa: B018  (raises on a bad port)
    except ValueError:
        yield FieldProblem("uri", N_("“{uri}” is not a URI.", uri=uri))
        return
    match = _SCHEME.match(parts.scheme)
    if match is None:
        yield FieldProblem(
            "uri",
            N_("“{uri}” is not a libvirt URI.", uri=uri),
            N_("It begins with qemu, xen, lxc, bhyve or test, for example qemu+ssh://host/system."),
        )
    elif any(char.isspace() for char in uri):
        yield FieldProblem("uri", N_("A URI can't contain spaces."))
    elif match[3] in ("ssh", "tls", "tcp", "libssh", "libssh2") and not parts.hostname:
        yield FieldProblem("uri", N_("The address is missing: a host name or an IP address."))
    elif parts.password:
        yield FieldProblem("uri", N_("A password does not belong into the URI."), N_("Leave it out: it is asked for when it is needed."))


def system_libvirt_here(sockets: Iterable[Path] = SYSTEM_SOCKETS) -> bool:
    """Whether this user may talk to the system's libvirt: somebody (the daemon, or systemd for it) listens on its socket, and the rights allow it.

    Only looks: connecting would start a daemon unasked. A socket that a dead daemon left is not one that can be reached.
    """
    listening = _listening()
    return any(os.path.realpath(socket) in listening and os.access(socket, os.R_OK | os.W_OK) for socket in sockets)


def _listening() -> frozenset[str]:
    """Unix sockets that accept connections, by Linux's table of them (proc_net(5); flag 0x10000 is __SO_ACCEPTCON)."""
    try:
        lines = Path("/proc/net/unix").read_text(errors="replace").splitlines()
    except OSError:
        return frozenset()
    rows = (line.split(maxsplit=7) for line in lines)
    return frozenset(os.path.realpath(row[7]) for row in rows if len(row) == 8 and row[3] == "00010000" and row[7].startswith("/"))


def system_record(names: Collection[str]) -> HostRecord:
    """This computer's system libvirt as a host of the list, under a name that is not among ``names``."""
    form = HostForm(way=Way.LOCAL)
    name, number = form.effective_name, 1
    while name in names:
        number += 1
        name = f"{form.effective_name} {number}"
    return HostRecord(id=HostId(str(uuid.uuid4())), name=name, uri=form.effective_uri, local=True)
