"""A login that is not root's: its commands run as root by sudo, with a password where sudo asks for one.

The password goes by standard input, never on a command line. ``sudo -k`` asks each time, so that the first line is always read as the password, and
what follows it is the command's (sudo(8), "-S"; seen with sudo 1.9.13 with and without use_pty).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from console.model.errors import Cause, ConsoleError
from console.model.ports import Machine, Pipe, ProgramResult, Questions
from console.model.text import N_

AS_ROOT = ("sudo", "-n")
"""How the commands begin that a login without root's rights runs as root."""
SECONDS = 20.0
_ASKING = ("sudo", "-k", "-S", "-p", "")
_TRIES = 3
_STATE = "id -u; sudo -n true 2>/dev/null && echo free || { command -v sudo >/dev/null && echo asks; }"


@dataclass(frozen=True, slots=True)
class Elevated:
    """Implements the port ``Machine``: commands that begin as ``AS_ROOT`` get the password."""

    machine: Machine
    password: str = field(repr=False)

    @property
    def address(self) -> str:
        return self.machine.address

    @property
    def alive(self) -> bool:
        return self.machine.alive

    async def run(
        self, command: Sequence[str], *, stdin: bytes | None = None, deadline: float, on_line: Callable[[str], None] | None = None, check: bool = True
    ) -> ProgramResult:
        """See the port."""
        argv, given = self._with(command, stdin)
        return await self.machine.run(argv, stdin=given, deadline=deadline, on_line=on_line, check=check)

    def open(self, command: Sequence[str], stdin: bytes = b"") -> Pipe:
        """See the port."""
        argv, given = self._with(command, stdin)
        return self.machine.open(argv, given or b"")

    async def close(self) -> None:
        """See the port."""
        await self.machine.close()

    def _with(self, command: Sequence[str], stdin: bytes | None) -> tuple[Sequence[str], bytes | None]:
        if tuple(command[:2]) != AS_ROOT:
            return command, stdin
        return (*_ASKING, *command[2:]), f"{self.password}\n".encode() + (stdin or b"")


def again(first: Machine, machine: Machine) -> Machine:
    """Another login to the same machine, with the same rights as the first."""
    return Elevated(machine, first.password) if isinstance(first, Elevated) else machine


async def elevated(machine: Machine, questions: Questions | None) -> Machine:
    """The machine with a password for sudo where it needs one, and the user gives it; else as it is."""
    told = (await machine.run(["sh", "-c", _STATE], deadline=SECONDS, check=False)).stdout.split()
    if questions is None or told[:1] in ([], ["0"]) or "asks" not in told:
        return machine
    text = N_("The login on {machine} is not root's: its password for sudo is needed to read the disks.", machine=machine.address)
    for _ in range(_TRIES):
        given = await questions.credentials(N_("Administrator rights"), text, [("password", N_("Password"), True)], can_save=False)
        if given is None or not given[0].get("password"):
            return machine
        found = Elevated(machine, given[0]["password"])
        if (await found.run([*AS_ROOT, "true"], deadline=SECONDS, check=False)).status == 0:
            return found
        text = N_("sudo on {machine} did not accept this password.", machine=machine.address)
    raise ConsoleError(
        N_("sudo on {machine} did not accept the password.", machine=machine.address),
        cause=Cause.REFUSED,
        remedy=N_("Look whether this user may use sudo there, or log in as root."),
    )
