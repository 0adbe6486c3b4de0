"""Why a connection could not be opened, with the way out: libvirt's words are about sockets, people's questions are not."""

from __future__ import annotations

import re

from console.backend.errors import cause_of, detail_of, translate, words_of
from console.model.errors import Cause, ConsoleError
from console.model.text import N_, Text

_RECONNECTS = N_("Virtdeck connects as soon as the host answers.")

_RULES: tuple[tuple[str, Cause, Text, Text], ...] = (
    (
        r"failed to connect socket.*no such file",
        Cause.UNREACHABLE,
        N_("no libvirt runs there"),
        N_("Install and start libvirt on the host (packages libvirt-daemon-system or libvirt-daemon)."),
    ),
    (r"failed to connect socket.*connection refused", Cause.UNREACHABLE, N_("its libvirt has stopped"), N_("Start libvirt on the host.")),
    (
        r"failed to connect socket.*permission denied|access denied|authentication unavailable|polkit",
        Cause.REFUSED,
        N_("you are not allowed to use its libvirt"),
        N_("Have your user added to the group “libvirt” on the host, then log in there again."),
    ),
    (
        r"name or service not known|could not resolve|temporary failure in name resolution|no address associated",
        Cause.UNREACHABLE,
        N_("its name is not known"),
        N_("Check the host's name, or use its IP address."),
    ),
    (
        r"connection refused",
        Cause.UNREACHABLE,
        N_("nothing accepts connections at this address"),
        N_("Check address and port, and that libvirt is started."),
    ),
    (r"no route to host|network is unreachable|timed out", Cause.UNREACHABLE, N_("it can't be reached over the network"), _RECONNECTS),
    (
        r"cannot read ca certificate|cannot read certificate|cannot load ca|unable to import client certificate",
        Cause.REFUSED,
        N_("this computer has no certificates for TLS connections"),
        N_("Install the CA certificate and a client certificate for libvirt, or connect by ssh."),
    ),
    (
        r"certificate",
        Cause.REFUSED,
        N_("its certificate, or ours, was not accepted"),
        N_("Check the certificates of both computers, or connect by ssh."),
    ),
    # libvirt calls a handshake that breaks off an authentication that failed; the daemon was killed or cut off in the middle of it.
    (
        r"non-properly terminated|handshake failed: (error in the (push|pull) function|the operation timed out|resource temporarily)",
        Cause.UNREACHABLE,
        N_("it broke the connection"),
        _RECONNECTS,
    ),
    (r"authentication (failed|cancelled)|login failed", Cause.REFUSED, N_("the login was refused"), N_("Check user name and password.")),
    (
        r"no connection driver available|transport in url not recognised|does not include a driver name|unable to parse uri",
        Cause.UNSUPPORTED,
        N_("this kind of address is not known"),
        N_("Use an address like qemu+ssh://user@host/system or qemu:///system."),
    ),
    (
        r"unexpected libvirt uri path|unexpected qemu uri path|invalid connection uri",
        Cause.INVALID,
        N_("the end of the address must be /system or /session"),
        N_("Correct the address."),
    ),
)


def explain(error: BaseException, what: Text) -> ConsoleError:
    """The ConsoleError of a failed open; ``what`` as in :func:`console.backend.errors.translate`."""
    words = words_of(error).lower()
    for pattern, cause, why, remedy in _RULES:
        if re.search(pattern, words):
            return ConsoleError(N_("{what}: {why}.", what=what, why=why), cause=cause, remedy=remedy, detail=detail_of(error))
    if cause_of(error) is Cause.UNREACHABLE:
        return ConsoleError(
            N_("{what}: {why}.", what=what, why=N_("it broke the connection")), cause=Cause.UNREACHABLE, remedy=_RECONNECTS, detail=detail_of(error)
        )
    return translate(error, what)
