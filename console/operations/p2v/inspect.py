"""What a machine behind ssh is: logged in, asked what it runs, asked for its inventory."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from console.formats.extents import PACKERS
from console.guests import physical_linux, physical_windows
from console.model.errors import Cause, ConsoleError
from console.model.physical import PhysicalMachine
from console.model.ports import Background, Journal, Machine, Machines, Questions
from console.model.text import N_
from console.model.tools import GuestFamily
from console.operations.p2v.elevated import AS_ROOT, Elevated, elevated
from console.operations.p2v.source_left import recall

log = logging.getLogger("virtdeck.operations")

QUESTION_SECONDS = 20.0
UNIX_TOOLS = ("MINGW", "MSYS", "CYGWIN")
"""What uname says on a Windows that has one (Git for Windows, Cygwin)."""
INVENTORY_SECONDS = 90.0
"""Windows Server 2012 with many disks needs half a minute."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """A machine that is logged in to, and what it said."""

    machine: Machine
    found: PhysicalMachine
    reader: str = ""  # of a Windows: the script that reads its disks

    @property
    def shell(self) -> tuple[str, ...]:
        """What runs a script that may read the disks."""
        return ("sh", "-c") if self.found.root else (*AS_ROOT, "sh", "-c")

    @property
    def packer(self) -> str:
        """How extents are packed: zstd where it is; else plainly, and with gzip once the line has shown that it is slow."""
        return "zstd" if "zstd" in self.found.tools and "zstd" in PACKERS else ""


async def inspect(
    machines: Machines | None,
    background: Background,
    address: str,
    scripts: Path,
    say: Callable[[str], None] = lambda line: None,
    journal: Journal | None = None,
    questions: Questions | None = None,
) -> Inspected:
    """Log in and ask. ConsoleError REFUSED, UNREACHABLE, INVALID; then nobody is logged in any more.

    ``scripts``: the folder ``resources/p2v``. ``say`` gets the machine's name as soon as it is known. ``journal``: of which
    what an earlier copy left there is looked up. ``questions``: asked for the password where sudo wants one.
    """
    if machines is None:
        raise ConsoleError(
            N_("Machines can't be reached: there is no ssh here."),
            cause=Cause.UNSUPPORTED,
            remedy=N_("Install the package {package}.", package="openssh-client"),
        )
    machine = await machines.login(address)
    try:
        machine, found = await _inventory(machine, background, scripts, questions)
        if journal is not None:
            found = await recall(journal, found, address)
        windows = found.family is GuestFamily.WINDOWS
        reader = await background.run(lambda: (scripts / "read.ps1").read_text(encoding="utf-8") if windows else "")
    except BaseException:
        await machine.close()
        raise
    say(found.hostname)
    log.info("p2v source %s: %s, %s, %d disks", machine.address, found.os_name, found.firmware, len(found.disks))
    return Inspected(machine, found, reader)


async def _inventory(machine: Machine, background: Background, scripts: Path, questions: Questions | None) -> tuple[Machine, PhysicalMachine]:
    kind = await machine.run(["uname", "-s"], deadline=QUESTION_SECONDS, check=False)
    if kind.status == 0 and kind.stdout.strip() == "Linux":
        script, mark = physical_linux.script()
        machine = await elevated(machine, questions)
        by_password = isinstance(machine, Elevated)
        argv = [*AS_ROOT, "sh", "-s"] if by_password else ["sh", "-s"]
        answer = await machine.run(argv, stdin=script.encode(), deadline=INVENTORY_SECONDS, check=False)
        found = physical_linux.parse(answer.stdout, mark)
        return machine, replace(found, root=False, sudo=True) if by_password else found
    if kind.status == 0 and not kind.stdout.startswith(UNIX_TOOLS):
        raise ConsoleError(
            N_(
                "{name} runs {system}: Virtdeck can copy Linux and Windows machines while they run.",
                name=machine.address,
                system=kind.stdout.strip()[:40],
            ),
            cause=Cause.UNSUPPORTED,
            remedy=N_("Boot it from Linux rescue media with an ssh server, and connect again."),
        )
    text = await background.run(lambda: (scripts / "inventory.ps1").read_text(encoding="utf-8"))
    argv, stdin = physical_windows.asked(text)
    answer = await machine.run(argv, stdin=stdin, deadline=INVENTORY_SECONDS, check=False)
    return machine, physical_windows.parse(answer.stdout)
