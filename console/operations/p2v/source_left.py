"""What a copy makes on its source for as long as it reads, snapshots and shadow copies, in the journal: when a console is killed, a list is left.

A snapshot of a logical volume has a name of ours, which is the proof. Windows names a shadow copy itself: its ID is the proof once the journal has
it; one that was made, and never confirmed, is shown and not touched.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace

from console.guests import physical_lvm, physical_windows
from console.model.errors import Cause, ConsoleError
from console.model.physical import PhysicalMachine
from console.model.physical_moment import leftovers
from console.model.ports import Journal
from console.model.tasks import Leftover
from console.model.text import N_, Text
from console.model.tools import GuestFamily
from console.operations.base import Context
from console.operations.p2v.elevated import AS_ROOT, elevated

KIND = "p2v-snapshot"
SECONDS = 60.0
MAKING_SECONDS = 300.0
"""Making shadow copies: a busy server takes its time."""
LEEWAY_SECONDS = 60.0


class Announced:
    """The journal's entries of one copy. A name is "group/snapshot", a shadow copy's ID, or while that is not known its volume ("C:")."""

    def __init__(self, journal: Journal, operation: str, title: Text, address: str) -> None:
        self._journal, self._operation, self._title, self._address = journal, operation, title.english(), address
        self._entries: dict[str, int] = {}

    async def announce(self, name: str) -> None:
        """It is about to be made."""
        key = f"{self._address}|{name}"
        self._entries[name] = await self._journal.announce(self._operation, self._title, KIND, "", key, name)

    async def made(self, name: str, called: str = "") -> None:
        """It is there, and ours: ``called`` what Windows calls it."""
        entry = self._entries.pop(name)
        self._entries[called or name] = entry
        await self._journal.confirm(entry, f"{self._address}|{called or name}", called or name)

    async def gone(self, names: Iterable[str]) -> None:
        """These were never made, or are removed."""
        for name in names:
            if (entry := self._entries.pop(name, None)) is not None:
                await self._journal.close(entry)

    async def given_up(self, names: Iterable[str]) -> None:
        """These could not be removed, or nobody knows whether they were made."""
        for name in names:
            if (entry := self._entries.pop(name, None)) is not None:
                await self._journal.abandon(entry)


def machine_of(left: Leftover) -> str:
    """The address of the machine that a leftover is on; "" for other kinds."""
    return left.key.rpartition("|")[0] if left.kind == KIND else ""


def proved(left: Leftover) -> bool:
    """Whether it can be removed. Snapshots of logical volumes have our names."""
    return left.confirmed or "/" in _name(left)


def _name(left: Leftover) -> str:
    return left.key.rpartition("|")[2]


async def recall(journal: Journal, found: PhysicalMachine, address: str) -> PhysicalMachine:
    """The machine with what an earlier copy left on it; the journal forgets what is not there any more."""
    entries = [each for each in await journal.leftovers() if each.kind == KIND]
    windows = found.family is GuestFamily.WINDOWS
    there = {shadow.id for shadow in found.shadows} if windows else set(leftovers(found))
    left, doubtful = list[str](), list[str]()
    for each in entries:
        name = _name(each)
        if name.upper() in there or name in there:
            left.append(name)
        elif not proved(each) and windows and machine_of(each) == address and _maybe(found, each):
            doubtful.append(name)
        elif machine_of(each) == address and (windows or found.groups):
            await journal.close(each.id)
    return replace(found, left=tuple(dict.fromkeys(left)), doubtful=tuple(dict.fromkeys(doubtful)))


def _maybe(found: PhysicalMachine, left: Leftover) -> bool:
    """Whether a shadow copy of the volume was made when this one was."""
    ages = [shadow.age_seconds for shadow in found.shadows if shadow.volume.upper() == _name(left).upper()]
    since = time.time() - left.at
    return any(since - MAKING_SECONDS - LEEWAY_SECONDS <= age <= since + LEEWAY_SECONDS for age in ages)


async def forget(journal: Journal, names: Sequence[str]) -> None:
    """These were removed: leftovers of earlier copies."""
    for each in await journal.leftovers():
        if each.kind == KIND and _name(each) in names:
            await journal.close(each.id)


async def take_away(ctx: Context, left: Leftover) -> None:
    """Log in to the machine and remove it there. ConsoleError."""
    machines, name = ctx.world.machines, _name(left)
    if machines is None:
        raise ConsoleError(N_("Machines can't be reached: there is no ssh here."), cause=Cause.UNSUPPORTED)
    machine = await machines.login(machine_of(left))
    try:
        if "/" in name:
            machine = await elevated(machine, ctx.world.questions)
            root = (await machine.run(["id", "-u"], deadline=SECONDS)).stdout.strip() == "0"
            argv, stdin = [*(() if root else AS_ROOT), "sh", "-c", physical_lvm.remove([name])], None
        else:
            argv, stdin = physical_windows.asked(physical_windows.remove([name]))
        still = (await machine.run(argv, stdin=stdin, deadline=SECONDS)).stdout.strip()
    finally:
        await machine.close()
    if still:
        raise ConsoleError(
            N_("{name} could not be removed from {machine}.", name=name, machine=machine_of(left)),
            cause=Cause.BUSY,
            remedy=N_("Look whether a copy of this machine still runs, and try again."),
        )
