"""Steps that make something: announced in the journal first, shielded, undone on proof that we made it (design §3).

Operations compose these; what they push on ``ctx.undo`` removes the thing when the operation fails or is cancelled, and the runner drops it when
it ends well. Journal entries are closed by :func:`finish`, which the operation calls last, or by the removal.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.objects import StorageRepository, Volume
from console.model.ports import HostPort
from console.model.text import N_, Text
from console.operations.base import Context, World
from console.xml.domain import named_files
from console.xml.storage import Backing, build_volume, parse_repository, parse_volume

log = logging.getLogger("virtdeck.operations")

STAT_SECONDS = 5.0
BUSY_SECONDS = 15.0
"""How long a removal is retried while the host says that the thing is in use (an upload that is being aborted, a pool's job)."""


@dataclass
class Made:
    """What an operation made so far, with its journal entries; ``close`` them when it ends well."""

    entries: list[int] = field(default_factory=list)


async def finish(ctx: Context, made: Made) -> None:
    """The operation ended well: its journal entries are closed. Shielded, so that none is left open by a late cancel.

    As a part of another one (``ctx.held``) they stay open until that has ended.
    """
    if ctx.held is not None:
        ctx.held.extend(made.entries)
        return

    async def close() -> None:
        for entry in made.entries:
            await ctx.world.journal.close(entry)

    await ctx.shield(close())


# --------------------------------------------------------------------------- proof


def proof_of(key: str, birth: str) -> str:
    """What the journal records of a volume that we made."""
    return f"{key}|{birth}"


async def birth(world: World, host: HostId, path: str) -> str:
    """Inode and birth time of a host's file ("1234:1700000000"), "" where it can't be told (no file, no file system that knows it, no way there).

    libvirt's own volume timestamps carry no birth time on Linux (measured: ``<btime>0</btime>``), so the host's ``stat`` is asked.
    """
    known = world.inventory.host(host)
    if not path.startswith("/") or known is None:
        return ""
    try:
        result = await world.programs.run(
            ["stat", "-c", "%i:%W", "--", path], host=None if known.record.local else host, deadline=STAT_SECONDS, check=False
        )
    except ConsoleError:
        return ""
    answer = result.stdout.strip()
    inode, _, born = answer.partition(":")
    return answer if result.status == 0 and inode.isdigit() and born.isdigit() and born != "0" else ""


# --------------------------------------------------------------------------- volumes


def unique_name(wanted: str, taken: Iterable[str]) -> str:
    """``wanted``, or "name-1.ext", "name-2.ext", … if it is taken."""
    known = set(taken)
    if wanted not in known:
        return wanted
    stem, dot, suffix = wanted.rpartition(".")
    if not dot or not stem:
        stem, suffix = wanted, ""
    number = 1
    while (name := f"{stem}-{number}{dot if suffix else ''}{suffix}") in known:
        number += 1
    return name


@dataclass(frozen=True, slots=True)
class NewVolume:
    """A volume to be made. ``name`` is made unique in its repository."""

    repository: str  # uuid
    name: str
    capacity_bytes: int
    format: str = "qcow2"
    thin: bool = True
    backing: Backing | None = None
    copy_of: Volume | None = None  # a volume of the same host whose contents it gets


async def make_volume(ctx: Context, port: HostPort, made: Made, new: NewVolume, title: Text, taken: set[str] | None = None) -> Volume:
    """Create a volume under a free name. It is removed again if the operation does not end well.

    ``taken``: names that are known to be taken, for who makes many; the new one is added.
    """
    if taken is None:
        taken = {volume.name for volume in await port.volumes(new.repository)}
    while True:
        name = unique_name(new.name, taken)
        taken.add(name)
        try:
            return await _make_volume(ctx, port, made, new, name, title)
        except ConsoleError as failure:
            if failure.cause is not Cause.EXISTS:  # somebody was faster, or libvirt has not looked into its folder lately
                raise


async def _make_volume(ctx: Context, port: HostPort, made: Made, new: NewVolume, name: str, title: Text) -> Volume:
    journal, key = ctx.world.journal, f"{new.repository}/{name}"
    state = _Creation()
    ctx.undo.push_async_callback(_remove_volume, ctx, port, new.repository, name, state)

    async def create() -> Volume:
        state.entry = await journal.announce(ctx.task_id, title.english(), "volume", str(port.id), key, name)
        state.sent = True
        try:
            volume = await _create(ctx, port, new, build_volume(name, new.capacity_bytes, new.format, thin=new.thin, backing=new.backing), state)
        except ConsoleError as failure:
            if failure.cause is not Cause.UNREACHABLE:
                state.refused = True  # nothing was made; this name is not ours
                await journal.close(state.entry)
            raise
        state.created = True
        await journal.confirm(state.entry, key, proof_of(volume.key, await birth(ctx.world, port.id, volume.path)))
        made.entries.append(state.entry)
        return volume

    return await ctx.shield(create())


async def _create(ctx: Context, port: HostPort, new: NewVolume, xml: str, state: _Creation) -> Volume:
    if new.copy_of is None:
        return await port.create_volume(new.repository, xml)
    source = new.copy_of
    name = parse_volume(xml, port.id, new.repository).name
    noting: list[asyncio.Task[None]] = []

    async def note() -> None:
        """A copy takes long, and libvirt refuses a taken name at once: once it grows it is ours, and what a crash leaves of it may be cleaned up."""
        assert state.entry is not None
        try:
            growing = await port.volume(new.repository, name)
        except ConsoleError:  # the copy itself tells
            return
        await ctx.world.journal.confirm(state.entry, f"{new.repository}/{name}", proof_of(growing.key, await birth(ctx.world, port.id, growing.path)))

    def report(done: int, total: int | None) -> None:
        ctx.bytes(done, total)
        if done and not noting:
            noting.append(asyncio.get_running_loop().create_task(note()))

    try:
        return await port.copy_volume(new.repository, xml, source.repository, source.name, report)
    finally:
        if noting:
            await asyncio.wait(noting)


@dataclass
class _Creation:
    """What is known of one creation: sent to libvirt, then confirmed or refused by it, or (neither) the connection went while it ran."""

    entry: int | None = None
    sent: bool = False
    created: bool = False
    refused: bool = False


async def _remove_volume(ctx: Context, port: HostPort, repository: str, name: str, state: _Creation) -> None:
    """Undo of a creation. Only what libvirt confirmed to us is removed; what is not known stays in the journal for the user."""
    if state.created:
        try:
            await delete_volume(port, repository, name)
        except ConsoleError as failure:
            log.error("volume %s of repository %s is left over: %s | %s", name, repository, failure.text.english(), failure.detail)
            return
    elif state.sent:
        return
    if state.entry is not None:
        await ctx.world.journal.close(state.entry)


async def delete_volume(port: HostPort, repository: str, name: str) -> None:
    """Delete a volume; gone already is as good. Retried while a job that is being aborted still holds it."""
    await _while_busy(lambda: port.delete_volume(repository, name))


async def _while_busy(call: Callable[[], Awaitable[object]], seconds: float = BUSY_SECONDS) -> None:
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while True:
        try:
            await call()
        except ConsoleError as failure:
            if failure.cause is Cause.GONE:
                return
            if failure.cause is not Cause.BUSY or loop.time() >= end:
                raise
            await asyncio.sleep(0.3)
        else:
            return


async def fill_volume(ctx: Context, port: HostPort, volume: Volume, file: str, *, capacity_bytes: int = 0) -> Volume:
    """Stream a file of this computer into a new volume; then make it as large as wanted. Returns the volume as it then is."""
    ctx.phase(N_("Copying {file}", file=file.rpartition("/")[2]))
    await port.upload(volume.repository, volume.name, file, ctx.bytes)
    ctx.phase(N_("Reading the new disk"))
    await _while_busy(lambda: port.refresh_repository(volume.repository))
    now = await port.volume(volume.repository, volume.name)
    if capacity_bytes > now.capacity_bytes:
        await ctx.shield(port.resize_volume(volume.repository, volume.name, capacity_bytes))
        now = await port.volume(volume.repository, volume.name)
    return now


async def short_of(port: HostPort, repository: StorageRepository, needed: int) -> int | None:
    """None where the repository can take ``needed`` bytes (or nobody knows); else the bytes that it has free.

    The inventory may be older than the storage is full: before anything is refused, the host looks again.
    """
    if repository.available_bytes is None or needed <= repository.available_bytes:
        return None
    await port.refresh_repository(repository.uuid)
    xml = await port.repository_xml(repository.uuid)
    free = parse_repository(xml, port.id, active=True, autostart=False, persistent=True).available_bytes
    return free if free is not None and needed > free else None


def installer_name(uuid: str, kind: str) -> str:
    """Name of a volume that a VM's installer needs: "vmlinuz", "initrd.img", "answers.iso". The VM's UUID in it says whose it is."""
    return f"virtdeck-{uuid}-{kind}"


def installer_files(xml: str, uuid: str) -> tuple[str, ...]:
    """Paths of what was brought for the installation of this VM and is named in its XML. There may be a password in the answers."""
    return named_files(xml, installer_name(uuid, ""))


# --------------------------------------------------------------------------- domains


async def make_domain(ctx: Context, port: HostPort, made: Made, uuid: str, name: str, xml: str, title: Text) -> None:
    """Define a domain under the UUID that we chose: whatever has it is ours. It is removed again if the operation does not end well."""
    journal = ctx.world.journal
    state = _Creation()
    ctx.undo.push_async_callback(_remove_domain, ctx, port, uuid, name, state)

    async def define() -> None:
        state.entry = await journal.announce(ctx.task_id, title.english(), "domain", str(port.id), uuid, name)
        state.sent = True
        await port.define(xml)
        await journal.confirm(state.entry, uuid, uuid)
        made.entries.append(state.entry)

    await ctx.shield(define())


async def _remove_domain(ctx: Context, port: HostPort, uuid: str, name: str, state: _Creation) -> None:
    if state.sent:
        try:
            await remove_domain(port, uuid)
        except ConsoleError as failure:
            log.error("domain %s (%s) is left over: %s | %s", name, uuid, failure.text.english(), failure.detail)
            return
    if state.entry is not None:
        await ctx.world.journal.close(state.entry)


async def remove_domain(port: HostPort, uuid: str) -> None:
    """Force off (if it runs) and undefine a domain that we made; gone already is as good."""
    try:
        await port.destroy(uuid)
    except ConsoleError as failure:
        if failure.cause is Cause.UNREACHABLE:
            raise
        # INVALID: it does not run; GONE: it is not there. undefine tells.
    await _while_busy(lambda: port.undefine(uuid))
