"""What ssh prints when it fails → one clear sentence, and the link of the chain that broke.

The words are OpenSSH's (8.4 … 9.x, locale C): readconf.c, ssh.c, sshconnect.c, sshconnect2.c, packet.c.
"""

from __future__ import annotations

import re

from console.model.errors import Cause, ConsoleError
from console.model.text import N_, Text, plain


class SshError(ConsoleError):
    """``step``: "name" | "port" | "host-key" | "login" | "socket" | "permission", as in ``ProbeStep.name``."""

    def __init__(self, step: str, text: Text, *, cause: Cause, remedy: Text | None = None, detail: str = "") -> None:
        super().__init__(text, cause=cause, remedy=remedy, detail=detail)
        self.step = step


_OFFENDING = re.compile(r"Offending \S+ key in (.+)")
_CHANGED = re.compile(r"fingerprint for the (\S+) key sent by the remote host is\s+(SHA256:\S+?)\.?\s", re.DOTALL)


def explain(destination: object, words: str, *, refused: str = "") -> SshError:
    """The error for ssh's words. ``refused``: the step ("host-key", "login") at which the user said no, if that is why."""
    host = str(destination)
    if "REMOTE HOST IDENTIFICATION HAS CHANGED" in words:
        return _changed(host, words)
    if refused == "host-key":
        words = f"{words}\nHost key verification failed."
    elif refused:
        return SshError(
            refused,
            N_("The login to {host} was cancelled.", host=host),
            cause=Cause.REFUSED,
            remedy=N_("Connect the host again to be asked again."),
            detail=words,
        )
    for pattern, step, cause, text, remedy in _table(host):
        if re.search(pattern, words):
            return SshError(step, text, cause=cause, remedy=remedy, detail=words)
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    why = plain(lines[-1]) if lines else N_("ssh ended without a word")
    return SshError("login", N_("The ssh connection to {host} failed: {why}", host=host, why=why), cause=Cause.UNREACHABLE, detail=words)


def _table(host: str) -> list[tuple[str, str, Cause, Text, Text | None]]:
    """The first match wins."""
    return [
        (
            r"Could not resolve hostname",
            "name",
            Cause.UNREACHABLE,
            N_("The name of {host} is not known.", host=host),
            N_("Check the spelling, or use the host's IP address."),
        ),
        (
            r"Connection refused",
            "port",
            Cause.UNREACHABLE,
            N_("{host} refuses ssh connections.", host=host),
            N_("Check that an ssh server runs on the host, and on which port."),
        ),
        (
            r"Connection timed out during banner exchange|banner exchange.*(timed out|invalid)|kex_exchange_identification",
            "port",
            Cause.UNREACHABLE,
            N_("What answers at {host} is not an ssh server, or it is not ready.", host=host),
            N_("Check the port, and whether the host is overloaded or suspended."),
        ),
        (
            r"timed out|No route to host|Network is unreachable|Host is down",
            "port",
            Cause.UNREACHABLE,
            N_("{host} can't be reached.", host=host),
            N_("Check that the host is on, and that no firewall is in between."),
        ),
        (
            r"no matching .* found|Unable to negotiate",
            "host-key",
            Cause.UNSUPPORTED,
            N_("{host} offers only ssh algorithms that this computer does not accept.", host=host),
            N_("Update the host's ssh server, or allow its algorithms for this host in your ssh configuration."),
        ),
        (
            r"Host key verification failed|No \S+ host key is known",
            "host-key",
            Cause.REFUSED,
            N_("The host key of {host} was not accepted.", host=host),
            N_("Connect again and compare the fingerprint, or mend ~/.ssh/known_hosts."),
        ),
        (
            r"Permission denied|Too many authentication failures|No supported authentication methods",
            "login",
            Cause.REFUSED,
            N_("{host} refused the login.", host=host),
            N_("Check user name, password and keys; with an address like qemu+ssh://user@host/system you choose the user."),
        ),
        (
            r"Bad configuration option|bad configuration options|terminating, \d+ bad|Bad owner or permissions",
            "login",
            Cause.INVALID,
            N_("Your ssh configuration has an error, so ssh does not start."),
            N_("Details show the line; mend ~/.ssh/config."),
        ),
    ]


def _changed(host: str, words: str) -> SshError:
    kind, fingerprint = "", ""
    if (found := _CHANGED.search(words + " ")) is not None:
        kind, fingerprint = found.groups()
    place = _OFFENDING.search(words)
    return SshError(
        "host-key",
        N_(
            "The host key of {host} has changed, so nothing was sent to it. The new {kind} key has the fingerprint {fingerprint}.",
            host=host,
            kind=kind,
            fingerprint=fingerprint,
        ),
        cause=Cause.REFUSED,
        remedy=N_(
            "If the host was installed anew, remove its old key ({place}); if not, somebody may be listening in.",
            place=plain(place.group(1).strip() if place else "~/.ssh/known_hosts"),
        ),
        detail=words,
    )
