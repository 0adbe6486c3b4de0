"""Holding a machine's file systems still while it is copied: snapshots of logical volumes, shadow copies of a Windows, removed again at the end.

What could not be removed is in the journal, and is offered there and when the machine is looked at again. The PowerShell has never run on Windows.
"""

from __future__ import annotations

import contextlib
import logging
import secrets
import time
from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING

from console.guests import physical_lvm, physical_windows
from console.model.errors import Cause, ConsoleError
from console.model.physical import PhysicalDisk, PhysicalMachine
from console.model.physical_moment import SHADOW_SETS, How, Snapshot, points, snapshots
from console.model.physical_volumes import LEFTOVER
from console.model.text import N_, Text, listed
from console.operations.base import Context
from console.operations.p2v.source_left import MAKING_SECONDS, SECONDS, Announced, forget

if TYPE_CHECKING:
    from console.operations.p2v.passes import Line

log = logging.getLogger("virtdeck.operations")

Taken = dict[str, str]
"""Path of the snapshot or shadow copy, by the volume's device."""


class Held:
    """Of one copy. ``notes`` gets what could not be done."""

    def __init__(self, ctx: Context, line: Line, found: PhysicalMachine, notes: list[Text]) -> None:
        self._ctx, self._line, self._found, self._notes = ctx, line, found, notes
        address = line.address or line.machine.address
        title = N_("Copy the physical machine {machine}", machine=found.hostname or address)
        self._announced = Announced(ctx.world.journal, ctx.task_id, title, address)

    @contextlib.asynccontextmanager
    async def moment(self, disks: Sequence[PhysicalDisk]) -> AsyncIterator[Taken]:
        """Snapshots of what of these disks is in use, for as long as the block runs."""
        names, taken = list[str](), Taken()
        try:
            await self._shadows({point.mount: point.device for point in points(self._found, disks) if point.how is How.SHADOW}, names, taken)
            await self._snapshots(snapshots(self._found, disks), names, taken)
            yield taken
        except BaseException as failure:
            full = await self._ctx.shield(self._full(names)) if isinstance(failure, ConsoleError) and failure.cause is Cause.INVALID else ""
            left = await self._ctx.shield(self._release(names))
            if full:
                raise (self._dropped() if self._line.reader else _ran_full(full, left)) from failure
            if left and isinstance(failure, ConsoleError):
                raise ConsoleError(failure.text, cause=failure.cause, remedy=self._left(left), detail=failure.detail) from failure
            raise
        self._note_left(await self._ctx.shield(self._release(names)))

    async def remove(self, leftovers: Sequence[str]) -> None:
        """What an earlier copy left."""
        self._ctx.phase(N_("Removing the snapshots of an earlier copy"))
        left = await self._release(leftovers)
        await forget(self._ctx.world.journal, [name for name in leftovers if name not in left])
        self._note_left(left)

    # ------------------------------------------------------------------ logical volumes

    async def _snapshots(self, wanted: Sequence[Snapshot], names: list[str], taken: Taken) -> None:
        mark = secrets.token_hex(3)
        for number, each in enumerate(wanted):
            name = f"{LEFTOVER}{mark}_{number}"
            names.append(f"{each.group}/{name}")
            self._ctx.phase(N_("Making a snapshot of {volume}", volume=each.volume.name))
            taken[each.volume.device] = await self._ctx.shield(self._snapshot(each, name))

    async def _snapshot(self, wanted: Snapshot, name: str) -> str:
        whole, path, detail = f"{wanted.group}/{name}", "", ""
        await self._announced.announce(whole)
        try:
            path = (await self._line.say(physical_lvm.make(wanted.group, wanted.volume.name, name, wanted.extents), SECONDS)).strip()
        except ConsoleError as failure:
            if failure.cause is Cause.UNREACHABLE:
                raise
            detail = failure.detail
        if not path.startswith("/"):
            raise ConsoleError(
                N_("No snapshot of {volume} could be made on {machine}.", volume=wanted.volume.name, machine=self._line.machine.address),
                cause=Cause.UNSUPPORTED,
                remedy=N_("Look at its volume group, or copy without holding the file systems still."),
                detail=detail,
            )
        await self._announced.made(whole)
        return path

    # ------------------------------------------------------------------ shadow copies

    async def _shadows(self, wanted: dict[str, str], names: list[str], taken: Taken) -> None:
        """``wanted``: device by letter. Of one moment where the machine can do that, else one after another."""
        letters, began = list(wanted), time.monotonic()
        made = dict[str, str]()
        if len(letters) > 1 and SHADOW_SETS in self._found.tools:
            self._ctx.phase(N_("Making shadow copies of {volumes}", volumes=listed(letters)))
            with contextlib.suppress(_NoSetError):
                made = await self._ctx.shield(self._make(letters, names))
        for letter in letters if not made else ():
            self._ctx.phase(N_("Making a shadow copy of {volume}", volume=letter))
            made |= await self._ctx.shield(self._make([letter], names))
            if letter != letters[0] and letter == letters[-1]:
                seconds = round(time.monotonic() - began)
                text = N_("The moments of the shadow copies of {volumes} differ by up to {seconds} s.", volumes=listed(letters), seconds=seconds)
                self._notes.append(text)
        taken |= {wanted[letter]: device for letter, device in made.items()}

    async def _make(self, letters: Sequence[str], names: list[str]) -> dict[str, str]:
        """Device of the shadow copy by letter; their IDs go to ``names``."""
        for letter in letters:
            await self._announced.announce(letter)
        detail, told = "", list[list[str]]()
        try:
            answer = await self._line.say(physical_windows.shadows(letters), MAKING_SECONDS)
            detail, told = answer, [line.split(" ", 2) for line in answer.splitlines() if line.strip()]
        except ConsoleError as failure:
            if failure.cause is Cause.UNREACHABLE:
                await self._announced.given_up(letters)
                raise
            detail = failure.detail
        rows = {words[0].upper(): words for words in told if len(words) == 3 and words[1].startswith("{") and words[2].strip()}
        if rows.keys() != {letter.upper() for letter in letters}:
            await self._announced.gone(letters)
            if len(letters) > 1:
                log.warning("no shadow copies of one moment: %s", detail)
                raise _NoSetError
            raise ConsoleError(
                N_("No shadow copy of {volume} could be made on {machine}.", volume=letters[0], machine=self._line.machine.address),
                cause=Cause.UNSUPPORTED,
                remedy=N_("Look at the service “Volume Shadow Copy” there, or copy without holding the file systems still."),
                detail=detail,
            )
        for letter in letters:
            name = rows[letter.upper()][1]
            names.append(name)
            await self._announced.made(letter, name)
        return {letter: rows[letter.upper()][2].strip() for letter in letters}

    # ------------------------------------------------------------------ removing

    async def _full(self, names: Sequence[str]) -> str:
        """The first snapshot that ran full, "" for none (or nobody knows)."""
        script = physical_windows.gone(names) if self._line.reader else physical_lvm.broken(names)
        try:
            return (await self._line.say(script, SECONDS)).strip().partition("\n")[0] if names else ""
        except ConsoleError:
            return ""

    async def _release(self, names: Sequence[str]) -> tuple[str, ...]:
        """Remove snapshots; those that are left, which the journal lists from now on."""
        left = tuple(names)
        for _ in range(2 if names else 0):
            try:
                await self._line.reach()
                script = physical_windows.remove(names) if self._line.reader else physical_lvm.remove(names)
                left = tuple((await self._line.say(script, SECONDS)).split())
                break
            except ConsoleError as failure:
                log.warning("snapshots %s: %s | %s", " ".join(names), failure.text.english(), failure.detail)
        await self._announced.gone([name for name in names if name not in left])
        await self._announced.given_up(left)
        return left

    def _note_left(self, names: Sequence[str]) -> None:
        if names:
            self._notes.append(self._left(names))

    def _left(self, names: Sequence[str]) -> Text:
        if self._line.reader:
            return N_(
                "The shadow copies {names} are still on the machine: their removal is offered when you connect to it again.", names=listed(names)
            )
        return N_("The snapshots {names} are still on the machine: their removal is offered when you connect to it again.", names=listed(names))

    def _dropped(self) -> ConsoleError:
        """Windows removes a shadow copy that has no room left."""
        return ConsoleError(
            N_("{machine} removed its shadow copy while it was copied.", machine=self._line.machine.address),
            cause=Cause.NO_SPACE,
            remedy=N_("Stop what writes most, or give shadow copies more space there (vssadmin resize shadowstorage)."),
        )


class _NoSetError(Exception):
    """Shadow copies of one moment could not be made."""


def _ran_full(name: str, left: Sequence[str]) -> ConsoleError:
    return ConsoleError(
        N_("The snapshot {name} ran full while the machine was copied.", name=name),
        cause=Cause.NO_SPACE,
        remedy=N_("The snapshots {names} are still on the machine: their removal is offered when you connect to it again.", names=listed(left))
        if left
        else N_("Stop what writes most, enlarge the volume group, or copy from rescue media."),
    )
