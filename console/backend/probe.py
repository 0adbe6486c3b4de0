"""*Test* of the Add host dialog: walks the chain to a host's libvirt link by link and says which one breaks, and what mends it.

address → name → port → host key (or certificate) → login → libvirt's socket → permission → libvirt itself. Links that a way does not have are left
out.
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from console.backend import ssh_link, tls
from console.backend.addresses import PORTS, ParsedUri, parse_uri
from console.backend.connection import Connection
from console.backend.credentials import Credentials
from console.backend.ssh import Destination, SshMasters
from console.backend.ssh_errors import SshError
from console.model.errors import Cause, ConsoleError, system_words
from console.model.ids import HostId
from console.model.objects import HostRecord
from console.model.ports import ProbeStep
from console.model.text import N_, Text

if TYPE_CHECKING:
    from console.backend.background import ThreadBackground
    from console.backend.embedded import EmbeddedLibvirt
    from console.model.paths import Paths
    from console.model.ports import Keyring, Questions

SECONDS = 6.0
OPEN_SECONDS = 15.0

_SSH = ("uri", "name", "port", "host-key", "login", "socket", "permission", "libvirt")
_TLS = ("uri", "name", "port", "host-key", "login", "libvirt")
_TCP = ("uri", "name", "port", "login", "libvirt")
_LOCAL = ("uri", "socket", "permission", "libvirt")


_IMPLIED = {  # what a refusal further on says about links before it
    "host-key": N_("The host key is known."),
    "socket": N_("libvirt's socket is there."),
}


class _Chain:
    """The links in order; the first failure ends the walk."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names
        self._steps: dict[str, ProbeStep] = {}

    def good(self, name: str, text: Text) -> None:
        self._steps[name] = ProbeStep(name, True, text)

    def passed_over(self, name: str, text: Text) -> None:
        """Not looked at, and no failure."""
        self._steps[name] = ProbeStep(name, None, text)

    def broken(self, name: str, failure: ConsoleError) -> tuple[ProbeStep, ...]:
        """The result with ``name`` as the failing link."""
        position = self._names.index(name) if name in self._names else len(self._names) - 1
        for each in self._names[position + 1 :]:
            self._steps.pop(each, None)
        for each in self._names[:position]:
            if each not in self._steps and each in _IMPLIED and failure.cause is Cause.REFUSED:
                self.good(each, _IMPLIED[each])
        self._steps[self._names[position]] = ProbeStep(self._names[position], False, failure.text, failure.remedy)
        return self.result()

    def next(self) -> str:
        """The first link that nothing is known of yet."""
        return next((name for name in self._names if name not in self._steps), self._names[-1])

    def lacks(self, name: str) -> bool:
        """Whether the chain has this link and nothing is known of it yet."""
        return name in self._names and name not in self._steps

    def result(self) -> tuple[ProbeStep, ...]:
        return tuple(self._steps.get(name, ProbeStep(name, None, N_("Not reached."))) for name in self._names)


async def probe(
    uri: str,
    *,
    paths: Paths,
    embedded: EmbeddedLibvirt,
    questions: Questions,
    keyring: Keyring,
    ssh: SshMasters,
    background: ThreadBackground,
) -> tuple[ProbeStep, ...]:
    """Try an address; never raises ConsoleError. May ask for host keys and passwords, as a connection would. Leaves nothing open."""
    try:
        parsed = parse_uri(uri)
    except ConsoleError as failure:
        return _Chain(("uri", "libvirt")).broken("uri", failure)
    names = {"ssh": _SSH, "tls": _TLS, "tcp": _TCP}.get(parsed.transport, ("uri", "libvirt") if parsed.in_client else _LOCAL)
    chain = _Chain(names)
    chain.good("uri", N_("The address is well-formed."))
    record = HostRecord(id=HostId(f"probe:{parsed.text}"), name=parsed.place or parsed.text, uri=parsed.text, local=parsed.local)
    credentials = Credentials(questions, keyring)
    try:
        if parsed.transport == "ssh":
            return await _over_ssh(chain, parsed, record, credentials, questions, keyring, ssh, background)
        if parsed.transport in ("tls", "tcp"):
            await _reach(chain, background, parsed.host, parsed.port or PORTS[parsed.transport])
            private = parsed.text
            if parsed.transport == "tls":
                try:
                    private = await tls.checked_uri(parsed, record.name, paths, questions, background)
                except ConsoleError as failure:
                    return chain.broken("port" if failure.cause is Cause.UNREACHABLE else "host-key", failure)
                chain.good("host-key", N_("The certificate is trusted."))
            return await _open(chain, private, record, credentials)
        private = parsed.text
        if parsed.local and parsed.session and parsed.driver == "qemu" and os.geteuid() == 0:
            private = (await embedded.ensure()).uri
        if not parsed.in_client:
            await _local_socket(chain, parsed, background)
        return await _open(chain, private, record, credentials)
    except SshError as failure:
        return chain.broken(failure.step, failure)
    except ConsoleError as failure:
        return chain.broken(chain.next(), failure)


async def _over_ssh(
    chain: _Chain,
    uri: ParsedUri,
    record: HostRecord,
    credentials: Credentials,
    questions: Questions,
    keyring: Keyring,
    ssh: SshMasters,
    background: ThreadBackground,
) -> tuple[ProbeStep, ...]:
    destination = Destination(uri.host, uri.user, uri.port, uri.params.get("keyfile", ""))
    settings = await ssh.resolve(destination)
    jump = settings.get("proxyjump") or settings.get("proxycommand")
    if jump and jump != "none":
        for name in ("name", "port"):
            chain.passed_over(name, N_("Reached through {jump} (your ssh configuration).", jump=jump))
    else:
        await _reach(chain, background, settings.get("hostname", uri.host), int(settings.get("port") or uri.port or 22))
    master = await ssh.open(record.id, record.name, destination, questions, keyring)
    try:
        chain.good("host-key", N_("The host key is known."))
        facts = await ssh_link.look(master, uri)
        chain.good("login", N_("Logged in as {user}.", user=facts.user))
        ssh_link.check(facts, uri, str(destination))
        private = await ssh_link.connect(master, uri, facts)
        chain.good("socket", N_("libvirt's socket is there."))
        chain.good("permission", N_("{user} may use it.", user=facts.user))
        return await _open(chain, private, record, credentials)
    finally:
        await master.close()


async def _reach(chain: _Chain, background: ThreadBackground, host: str, port: int) -> None:
    """Name and port."""
    addresses = await background.run(lambda: _resolve(host))
    chain.good("name", N_("{host} is {address}.", host=host, address=addresses[0]))
    await background.run(lambda: _knock(host, port))
    chain.good("port", N_("Port {port} answers.", port=port))


def _resolve(host: str) -> list[str]:
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]
    except OSError as error:
        raise SshError(
            "name",
            N_("The name of {host} is not known.", host=host),
            cause=Cause.UNREACHABLE,
            remedy=N_("Check the spelling, or use the host's IP address."),
            detail=str(error),
        ) from error


def _knock(host: str, port: int) -> None:
    try:
        socket.create_connection((host, port), timeout=SECONDS).close()
    except ConnectionRefusedError as error:
        raise SshError(
            "port",
            N_("{host} is there, but nothing accepts connections on port {port}.", host=host, port=port),
            cause=Cause.UNREACHABLE,
            remedy=N_("Check that the server runs on the host, and on which port."),
            detail=str(error),
        ) from error
    except OSError as error:
        raise SshError(
            "port",
            N_("{host} can't be reached on port {port}: {why}.", host=host, port=port, why=system_words(error)),
            cause=Cause.UNREACHABLE,
            remedy=N_("Check that the host is on, and that no firewall is in between."),
            detail=str(error),
        ) from error


async def _local_socket(chain: _Chain, uri: ParsedUri, background: ThreadBackground) -> None:
    """Socket and permission of a libvirt on this computer, as far as looking tells."""
    if "socket" in uri.params:
        path = uri.params["socket"]
        await _check_path(chain, background, lambda: path if Path(path).exists() else "", path)
    elif uri.session:
        chain.passed_over("socket", N_("libvirt makes it when it is needed."))
        chain.passed_over("permission", N_("It is your own."))
    else:
        names = ["libvirt-sock", *([f"{ssh_link.MODULAR[uri.driver]}-sock"] if uri.driver in ssh_link.MODULAR else [])]
        paths = [f"/run/libvirt/{name}" for name in names]
        await _check_path(chain, background, lambda: next((path for path in paths if Path(path).exists()), ""), paths[0])


async def _check_path(chain: _Chain, background: ThreadBackground, find: Callable[[], str], wanted: str) -> None:
    path = await background.run(find)
    if not path:
        raise SshError(
            "socket",
            N_("No libvirt listens on this computer at {path}.", path=wanted),
            cause=Cause.UNREACHABLE,
            remedy=N_("Install and start libvirt (package libvirt-daemon-system), or use qemu:///session."),
        )
    chain.good("socket", N_("libvirt's socket is there."))
    if not await background.run(lambda: os.access(path, os.R_OK | os.W_OK)):
        raise SshError(
            "permission",
            N_("You are not allowed to use the libvirt of this computer."),
            cause=Cause.REFUSED,
            remedy=N_("Have your user added to the group “libvirt”, then log in again, or use qemu:///session."),
        )
    chain.good("permission", N_("You may use it."))


async def _open(chain: _Chain, private: str, record: HostRecord, credentials: Credentials) -> tuple[ProbeStep, ...]:
    """libvirt itself."""
    what = N_("{host} could not be connected", host=record.name)
    connection = Connection(private, "probe", auth=credentials.make_auth(record))
    try:
        opening = asyncio.ensure_future(connection.open(what))
        waited = 0.0
        while not opening.done() and waited < OPEN_SECONDS:
            await asyncio.wait([opening], timeout=0.25)
            waited += 0.0 if connection.asking else 0.25
        if not opening.done():
            opening.cancel()
            raise ConsoleError(
                N_("libvirt on {host} accepts connections but does not answer.", host=record.name),
                cause=Cause.UNREACHABLE,
                remedy=N_("Restart libvirt on the host, then test again."),
            )
        await opening
        version = await connection.call(lambda conn: int(conn.getLibVersion()), what=what)
    except ConsoleError as failure:
        return chain.broken("login" if failure.cause is Cause.REFUSED and chain.lacks("login") else "libvirt", failure)
    finally:
        connection.close()
    if chain.lacks("login"):
        chain.good("login", N_("The login was accepted."))
    chain.good("libvirt", N_("libvirt {version} answers.", version=f"{version // 1_000_000}.{version // 1000 % 1000}.{version % 1000}"))
    return chain.result()
