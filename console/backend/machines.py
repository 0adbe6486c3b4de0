"""Machines that are no hosts of ours (P2V sources), by the same ssh masters as hosts: port ``Machines``."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Sequence

from console.backend.pipes import ProgramPipe
from console.backend.programs import LocalPrograms
from console.backend.ssh import Destination, SshMaster, SshMasters
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.ports import Keyring, ProgramResult, Questions
from console.model.text import N_


def destination(address: str) -> Destination:
    """``ssh://user@name:port``, ``user@name``, ``[2001:db8::1]:22`` …; ConsoleError(INVALID) for what is none."""
    match = re.fullmatch(
        r"(?:ssh://)?(?:([^@/\s]+)@)?(\[[0-9A-Fa-f:.%\w]+\]|[^@/:\s\[\]-][^@/:\s\[\]]*|[0-9A-Fa-f]*:[0-9A-Fa-f:]+)(?::(\d{1,5}))?/?", address.strip()
    )
    if match is None or not 0 < int(match[3] or 22) < 65536:
        raise ConsoleError(
            N_("“{address}” is not the address of a machine.", address=address.strip()),
            cause=Cause.INVALID,
            remedy=N_("Write a name or address, with user and port where they are not the usual ones:  root@server.example:22"),
        )
    return Destination(match[2].strip("[]"), match[1] or "", int(match[3]) if match[3] else None)


class SshMachines:
    """Implements the port ``Machines``."""

    def __init__(self, masters: SshMasters, questions: Questions, keyring: Keyring, programs: LocalPrograms) -> None:
        self._masters, self._questions, self._keyring, self._programs = masters, questions, keyring, programs

    async def login(self, address: str) -> SshMachine:
        """Log in; see the port. The login is kept by the masters, so that a lost connection comes back without a question."""
        where = destination(address)
        # Secrets of machines are kept apart from those of hosts, by address.
        master = await self._masters.open(HostId(f"machine:{where}"), str(where), where, self._questions, self._keyring)
        return SshMachine(str(where), master, self._programs)


class SshMachine:
    """Implements the port ``Machine`` on a master."""

    def __init__(self, address: str, master: SshMaster, programs: LocalPrograms) -> None:
        self.address = address
        self._master, self._programs = master, programs

    @property
    def alive(self) -> bool:
        """Whether the connection is there."""
        return self._master.alive

    def _argv(self, command: Sequence[str]) -> list[str]:
        return [*self._master.prefix, shlex.join(command)]

    async def run(
        self, command: Sequence[str], *, stdin: bytes | None = None, deadline: float, on_line: Callable[[str], None] | None = None, check: bool = True
    ) -> ProgramResult:
        """See the port."""
        result = await self._programs.run(self._argv(command), deadline=deadline, stdin=stdin, on_line=on_line, check=False)
        if result.status == 255:  # ssh(1): its own failure
            raise ConsoleError(N_("The connection to {name} was lost.", name=self.address), cause=Cause.UNREACHABLE, detail=result.stderr[-2000:])
        if check and result.status != 0:
            raise ConsoleError(
                N_("{program} failed on {name} with exit status {status}.", program=command[0], name=self.address, status=result.status),
                detail=result.stderr[-4000:],
            )
        return result

    def open(self, command: Sequence[str], stdin: bytes = b"") -> ProgramPipe:
        """See the port."""
        return ProgramPipe(self._argv(command), stdin, self.address)

    async def close(self) -> None:
        """Log out."""
        await self._master.close()
