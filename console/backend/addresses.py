"""libvirt's addresses (URIs): what they say, and a clear sentence where they say nothing (https://libvirt.org/uri.html)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from console.model.errors import Cause, ConsoleError
from console.model.objects import HostKind
from console.model.text import N_, Text

KINDS: Mapping[str, HostKind] = {
    "qemu": HostKind.QEMU,
    "xen": HostKind.XEN,
    "test": HostKind.TEST,
    "lxc": HostKind.LXC,
    "bhyve": HostKind.BHYVE,
}
TRANSPORTS = ("", "unix", "ssh", "tls", "tcp")
PORTS: Mapping[str, int] = {"ssh": 22, "tls": 16514, "tcp": 16509}

_PATHS: Mapping[str, tuple[str, ...]] = {
    "qemu": ("/system", "/session"),
    "xen": ("/system", "/", ""),
    "lxc": ("/system", "/", ""),
    "bhyve": ("/system", "/session"),
}

EXAMPLE = N_("Write it like qemu+ssh://root@host/system, qemu:///session or xen+ssh://root@host/system.")


@dataclass(frozen=True, slots=True)
class ParsedUri:
    """An address in its parts. ``transport`` is "" where libvirt itself decides for the local socket (or needs none: test:///)."""

    text: str
    driver: str  # "qemu", "xen", …
    transport: str  # "" | "unix" | "ssh" | "tls" | "tcp"
    user: str
    host: str  # as written: an ssh alias may have capitals; IPv6 without brackets
    port: int | None
    path: str  # "/system"
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> HostKind:
        """The hypervisor driver."""
        return KINDS[self.driver]

    @property
    def session(self) -> bool:
        """A per-user libvirt."""
        return self.path == "/session"

    @property
    def in_client(self) -> bool:
        """The test driver inside this program: no daemon, no transport."""
        return self.driver == "test" and self.transport == ""

    @property
    def local(self) -> bool:
        """Names this computer's own libvirt. A good default for ``HostRecord.local``, which alone is decisive."""
        return self.transport == "" or (self.transport == "unix" and "socket" not in self.params)

    @property
    def place(self) -> str:
        """host:port, for sentences."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}" if self.port is not None else host


def parse_uri(text: str) -> ParsedUri:
    """Take an address apart. Raises ConsoleError(INVALID) with one sentence that says what is wrong with it."""
    text = text.strip()
    if not text:
        raise _bad(N_("The address is empty."))
    found = re.fullmatch(r"([A-Za-z][A-Za-z0-9]*)(?:\+([A-Za-z0-9]*))?://(.*)", text, re.DOTALL)
    if found is None:
        raise _bad(N_("“{uri}” is not a libvirt address.", uri=text))
    driver, transport = found.group(1).lower(), (found.group(2) or "").lower()
    if driver not in KINDS:
        raise _bad(N_("“{word}” is not a kind of host that Virtdeck knows (qemu, xen, test, lxc, bhyve).", word=found.group(1)))
    if transport not in TRANSPORTS or (found.group(2) == "" and "+" in text.split(":", 1)[0]):
        raise _bad(N_("“{word}” is not a way to a host that Virtdeck knows (ssh, tls, tcp, unix).", word=found.group(2)))
    if re.search(r"[\s\x00-\x1f\x7f]", text):
        raise _bad(N_("The address “{uri}” has a blank in it.", uri=text))
    try:
        parts = urlsplit(text)
        port = parts.port
        netloc = parts.netloc
        _ = parts.hostname
    except ValueError as error:
        raise _bad(N_("Host name or port in “{uri}” is not well-formed.", uri=text)) from error
    if parts.password is not None:
        raise _bad(
            N_("A password does not belong into an address."),
            remedy=N_("Leave it out; you are asked for it when it is needed, and it can be kept in the keyring."),
        )
    host = _host(netloc)
    if host and not transport:
        transport = "tls"  # libvirt's default for an address with a host name
    parsed = ParsedUri(
        text=text,
        driver=driver,
        transport=transport,
        user=unquote(parts.username or ""),
        host=host,
        port=port,
        path=parts.path,
        params=dict(parse_qsl(parts.query, keep_blank_values=True)),
    )
    _check(parsed)
    return parsed


def _host(netloc: str) -> str:
    host = netloc.rpartition("@")[2]
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return unquote(host.partition(":")[0])


def _check(uri: ParsedUri) -> None:
    if uri.transport in ("ssh", "tls", "tcp") and not uri.host:
        raise _bad(N_("The address “{uri}” names no host.", uri=uri.text))
    if uri.transport in ("", "unix") and (uri.host or uri.user or uri.port is not None):
        raise _bad(N_("An address with +unix is on this computer and takes no host name: “{uri}”.", uri=uri.text))
    if uri.host and not re.fullmatch(r"[^\W_-][\w.:%-]*", uri.host):  # never an option for ssh, never a shell's character
        raise _bad(N_("“{host}” is not a host name.", host=uri.host))
    if uri.user and not re.fullmatch(r"[\w.][\w.@\\$-]*", uri.user):
        raise _bad(N_("“{user}” is not a user name.", user=uri.user))
    if uri.port is not None and not 0 < uri.port < 65536:
        raise _bad(N_("Host name or port in “{uri}” is not well-formed.", uri=uri.text))
    wanted = _PATHS.get(uri.driver)
    if wanted is not None and uri.path not in wanted:
        raise _bad(N_("The address “{uri}” must end with {paths}.", uri=uri.text, paths=" / ".join(p for p in wanted if len(p) > 1)))
    if uri.driver == "test" and len(uri.path) < 2:
        raise _bad(N_("The address “{uri}” must end with {paths}.", uri=uri.text, paths="/default"))


def _bad(text: Text, remedy: Text = EXAMPLE) -> ConsoleError:
    return ConsoleError(text, cause=Cause.INVALID, remedy=remedy)
