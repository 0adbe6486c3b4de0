"""From a logged-in ssh connection to the host's libvirt: look which sockets and helpers are there, then forward or bridge.

Facts by https://libvirt.org/daemons.html and https://libvirt.org/uri.html (proxy modes): the monolithic daemon's socket (also virtproxyd's) is
``libvirt-sock``, the modular ones' ``virtqemud-sock`` …; per-user daemons listen below ``$XDG_RUNTIME_DIR/libvirt`` and are started by
virt-ssh-helper.
"""

from __future__ import annotations

import logging
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from console.backend.addresses import ParsedUri
from console.backend.ssh import SshMaster
from console.backend.ssh_errors import SshError
from console.model.errors import Cause
from console.model.text import N_

log = logging.getLogger("virtdeck.ssh")

MODULAR: Mapping[str, str] = {"qemu": "virtqemud", "xen": "virtxend", "lxc": "virtlxcd", "bhyve": "virtbhyved"}
_TOOLS = ("virt-ssh-helper", "ncat", "socat")
_SCRIPT = """PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin
echo "user $(id -un)"
for p in {tools}; do command -v $p >/dev/null 2>&1 && echo "has $p"; done
nc -h 2>&1 | grep -q -e ' -U' -e '-[0-9A-Za-z]*U' && echo "has nc"
u=${{XDG_RUNTIME_DIR:-/run/user/$(id -u)}}
for s in {sockets}; do
  if [ -S "$s" ]; then if [ -r "$s" ] && [ -w "$s" ]; then echo "rw $s"; else echo "no $s"; fi; fi
done
:
"""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a look at the host found."""

    user: str
    tools: frozenset[str]  # of virt-ssh-helper, nc, ncat, socat, and the daemons' programs
    usable: tuple[str, ...]  # sockets that this user may read and write, best first
    barred: tuple[str, ...]  # sockets that are there and not for this user


async def look(master: SshMaster, uri: ParsedUri) -> Facts:
    """One round trip: which sockets and programs the host has."""
    daemons = ["libvirtd", "virtproxyd", *([MODULAR[uri.driver]] if uri.driver in MODULAR else [])]
    names = [f"{name}-sock" for name in ("libvirt", *daemons[2:])]
    if "socket" in uri.params:
        sockets = [shlex.quote(uri.params["socket"])]
    elif uri.session:
        sockets = [f'"$u"/libvirt/{name}' for name in names]
    else:
        sockets = [f"{run}/libvirt/{name}" for name in names for run in ("/run", "/var/run")]
    output = await master.script(_SCRIPT.format(tools=" ".join((*_TOOLS, *daemons)), sockets=" ".join(sockets)))
    found: dict[str, list[str]] = {"user": [], "has": [], "rw": [], "no": []}
    for line in output.splitlines():
        word, _, rest = line.partition(" ")
        if word in found and rest:
            found[word].append(rest)
    return Facts((found["user"] or [""])[0], frozenset(found["has"]), _distinct(found["rw"]), _distinct(found["no"]))


def _distinct(paths: list[str]) -> tuple[str, ...]:
    """/var/run is /run on every Linux of this century: the same socket twice."""
    return tuple(dict.fromkeys(path.removeprefix("/var") if path.startswith("/var/run/") else path for path in paths)) if paths else ()


def check(facts: Facts, uri: ParsedUri, host: str) -> None:
    """Raise SshError("socket" or "permission") where no way can lead to libvirt."""
    if facts.usable or (uri.session and "virt-ssh-helper" in facts.tools and "socket" not in uri.params):
        return
    if facts.barred:
        raise SshError(
            "permission",
            N_("{user} is not allowed to use libvirt on {host}.", user=facts.user, host=host),
            cause=Cause.REFUSED,
            remedy=N_("Have {user} added to the group “libvirt” on the host, or log in as root.", user=facts.user),
            detail="\n".join(facts.barred),
        )
    if "socket" in uri.params:
        raise SshError(
            "socket",
            N_("{host} has no socket {path}.", host=host, path=uri.params["socket"]),
            cause=Cause.UNREACHABLE,
            remedy=N_("Correct the address, or start the libvirt daemon that makes this socket."),
        )
    daemons = facts.tools - {*_TOOLS, "nc"}
    if uri.session:
        raise SshError(
            "socket",
            N_("{host} can't start a per-user libvirt for this connection.", host=host),
            cause=Cause.UNSUPPORTED,
            remedy=N_("Install virt-ssh-helper (package libvirt-daemon, libvirt 6.8 or newer) on the host."),
        )
    if daemons:
        raise SshError(
            "socket",
            N_("libvirt is installed on {host}, but it does not run.", host=host),
            cause=Cause.UNREACHABLE,
            remedy=N_("Start it on the host, for example with: systemctl enable --now {service}", service=f"{_service(uri, daemons)}.socket"),
        )
    raise SshError(
        "socket",
        N_("{host} has no libvirt.", host=host),
        cause=Cause.UNREACHABLE,
        remedy=N_("Install it on the host (package libvirt-daemon-system, on Fedora and Red Hat libvirt)."),
    )


def _service(uri: ParsedUri, daemons: frozenset[str] | set[str]) -> str:
    modular = MODULAR.get(uri.driver, "")
    return modular if modular in daemons and "libvirtd" not in daemons else "libvirtd"


async def connect(master: SshMaster, uri: ParsedUri, facts: Facts) -> str:
    """The transport URI: over a forwarded socket where possible, else over a bridged one. Raises SshError."""
    check(facts, uri, str(master.destination))
    helper = "virt-ssh-helper" in facts.tools and "socket" not in uri.params
    local = None
    if uri.session and helper:  # it also starts the daemon of a user who has none running
        return _through(uri, str(await master.bridge(["virt-ssh-helper", f"{uri.driver}://{uri.path}"])))
    refused: SshError | None = None
    for remote in facts.usable:
        try:
            local = await master.forward_socket(remote)
        except SshError as error:
            if not master.alive:
                raise
            log.info("ssh %s: %s", master.destination, error.text.english())
            refused = error
            continue
        return _through(uri, str(local))
    if helper:
        return _through(uri, str(await master.bridge(["virt-ssh-helper", f"{uri.driver}://{uri.path}"])))
    remote = facts.usable[0]
    for tool, argv in (("nc", ["nc", "-U", remote]), ("ncat", ["ncat", "-U", remote]), ("socat", ["socat", "STDIO", f"UNIX-CONNECT:{remote}"])):
        if tool in facts.tools:
            return _through(uri, str(await master.bridge(argv)))
    assert refused is not None
    raise refused


def _through(uri: ParsedUri, socket: str) -> str:
    return f"{uri.driver}+unix://{uri.path}?socket={quote(socket)}"
