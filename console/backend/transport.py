"""The way to a host's libvirt. A record's URI is the logical one (shown, stored, given to peers); what libvirt opens is the transport's.

Local, ``+unix`` and ``+tcp``: as it is. ``+ssh``: a master and a forwarded or bridged socket. ``+tls``: certificates checked or pinned first.
Whether guests run on this computer is a property of the record (``HostRecord.local``), never of the URI in use.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from console.backend import ssh_link, tls
from console.backend.addresses import ParsedUri, parse_uri
from console.backend.background import ThreadBackground
from console.backend.embedded import EmbeddedLibvirt
from console.backend.probe import probe
from console.backend.ssh import Destination, SshMaster, SshMasters
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.objects import HostRecord
from console.model.paths import Paths
from console.model.ports import Keyring, ProbeStep, Questions
from console.model.text import N_

__all__ = ["ParsedUri", "Transport", "Transports", "open_transport", "parse_uri"]

Forward = Callable[[str, int], Awaitable[tuple[str, int]]]


@dataclass
class Transport:
    """An open way to a host. ``run_prefix``: what stands before a program's argv (() = this computer, None = programs can't be run there)."""

    uri: str
    local: bool
    run_prefix: Sequence[str] | None
    master: SshMaster | None = None
    _released: list[tuple[str, int]] = field(default_factory=list)

    async def forward(self, host: str, port: int) -> tuple[str, int]:
        """An address on this computer that leads to ``host``:``port`` as seen from the host; over ssh it is opened for this."""
        if self.master is None:
            return host, port
        return await self.master.forward_port(host, port)

    async def release(self, host: str, port: int) -> None:
        """The forward to ``host``:``port`` is not needed any more (by one of its users)."""
        if self.master is not None:
            await self.master.release(host, port)

    async def close(self) -> None:
        """End it, with all its forwards."""
        if self.master is not None:
            await self.master.close()


async def open_transport(
    record: HostRecord,
    *,
    paths: Paths,
    embedded: EmbeddedLibvirt,
    questions: Questions,
    keyring: Keyring,
    ssh: SshMasters,
    background: ThreadBackground,
) -> Transport:
    """Open the way to a host; may ask for host keys, certificates, passwords. Raises ConsoleError, REFUSED where the user has to do something."""
    if record.embedded:
        return Transport((await embedded.ensure()).uri, True, ())
    uri = parse_uri(record.uri)
    here: Sequence[str] | None = () if record.local else None
    if uri.transport == "ssh":
        master = await ssh.open(record.id, record.name, destination_of(uri), questions, keyring)
        try:
            private = await ssh_link.connect(master, uri, await ssh_link.look(master, uri))
        except BaseException:
            await master.close()
            raise
        return Transport(private, record.local, master.prefix, master)
    if uri.transport == "tls":
        return Transport(await tls.checked_uri(uri, record.name, paths, questions, background), record.local, here)
    if uri.local and uri.session and uri.driver == "qemu" and "socket" not in uri.params:
        # For root, libvirt turns this into the system socket: the private daemon is what is meant. For others it is started as it has to be.
        return Transport((await embedded.ensure()).uri, True, ())
    return Transport(uri.text, record.local, here)


def destination_of(uri: ParsedUri) -> Destination:
    """Where ssh has to go for an address."""
    return Destination(uri.host, uri.user, uri.port, uri.params.get("keyfile", ""))


class Transports:
    """``open_transport`` with its company, for the composition root: knows the open transport of each host (programs need its ssh)."""

    def __init__(self, paths: Paths, embedded: EmbeddedLibvirt, questions: Questions, keyring: Keyring, ssh: SshMasters) -> None:
        self._paths, self._embedded, self._questions, self._keyring, self._ssh = paths, embedded, questions, keyring, ssh
        self._background = ThreadBackground("network", threads=4)
        self._open: dict[HostId, Transport] = {}

    async def open(self, record: HostRecord) -> Transport:
        """As :func:`open_transport`."""
        made = self._open[record.id] = await open_transport(
            record,
            paths=self._paths,
            embedded=self._embedded,
            questions=self._questions,
            keyring=self._keyring,
            ssh=self._ssh,
            background=self._background,
        )
        return made

    def prefix(self, host: HostId) -> Sequence[str] | None:
        """For ``LocalPrograms``: how programs are run on a host. ConsoleError(UNREACHABLE) while it is not connected."""
        found = self._open.get(host)
        if found is None or (found.master is not None and not found.master.alive):
            raise ConsoleError(N_("The host is not connected."), cause=Cause.UNREACHABLE, remedy=N_("Connect the host, then try again."))
        return found.run_prefix

    async def probe(self, uri: str) -> tuple[ProbeStep, ...]:
        """*Test* of the Add host dialog."""
        return await probe(
            uri,
            paths=self._paths,
            embedded=self._embedded,
            questions=self._questions,
            keyring=self._keyring,
            ssh=self._ssh,
            background=self._background,
        )

    async def shutdown(self) -> None:
        """End all ssh connections; returns quickly whatever they do."""
        await self._ssh.shutdown()
        self._background.shutdown()
