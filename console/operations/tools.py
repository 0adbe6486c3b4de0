"""The tools disc in a VM's CD drive and back, and the agent's channel. Nothing is ever run in a guest from here.

Linux gets our own small disc (``packaging/tools-iso``), Windows the virtio-win ISO that the host, its repositories or a preference offers.
What was in the drive is noted in the VM's metadata before it is taken out, so that any console can give it back (:class:`EjectTools`), after
a crash too.
"""

from __future__ import annotations

import functools
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path, PurePath

from console.guests.iso9660 import NotIso, read_image
from console.guests.readable import qemu_identity, why_unreadable
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.inventory import Inventory
from console.model.names import agent_socket
from console.model.objects import Disk, Host, PowerState, ToolsDisc, Vm, VmConfig
from console.model.ports import HostPort
from console.model.rules import Verb
from console.model.text import N_, Text
from console.model.tools import GuestFamily, version_key
from console.operations.base import Context
from console.operations.power import SETTLE_SECONDS, SHUTDOWN_SECONDS, Shutdown, start_vm
from console.operations.storage import UploadFile, iso_library
from console.operations.subject import OnVm, Target, check, current, host_name, wait_for
from console.xml.domain import parse_domain
from console.xml.edit import with_cd
from console.xml.tools import agent_channel_xml, disc_target, has_channel_bus, hotplug_cd, with_agent_channel, with_disc

"""Preference: the virtio-win ISO of this computer."""

NOTE = "tools-disc"


# --------------------------------------------------------------------------- restart, where a change needs one


async def restart_if_wanted(ctx: Context, of: Target, what: Text, restart: bool | None, patience: float = SHUTDOWN_SECONDS) -> bool:
    """A change that takes effect at the next start: say so, and shut down and start when that is wished (``restart`` None: ask). True if done."""
    if restart is None:
        text = N_("{what} It takes effect when {name} is shut down and started again.", what=what, name=of.name)
        restart = await ctx.world.questions.confirm(N_("Restart {name}?", name=of.name), text, verb=N_("Shut down and start"))
    if not restart:
        return False
    await Shutdown(of, patience).run(ctx)
    await start_vm(ctx, ctx.world.hosts.port(of.host), of, current(ctx, of))
    return True


# --------------------------------------------------------------------------- which disc


def in_repositories(inventory: Inventory, host: HostId) -> tuple[str, ...]:
    """UUIDs of the repositories whose files QEMU can use as a disc, the ISO library first."""
    library = iso_library(inventory, host)
    usable = [r for r in inventory.repositories(host) if r.active and r.type in ("dir", "fs", "netfs")]
    return tuple(r.uuid for r in sorted(usable, key=lambda r: library is None or r.uuid != library.uuid))


async def windows_disc(ctx: Context, host: Host, port: HostPort) -> str:
    """Path of the newest virtio-win ISO that this host offers: found on it, or in its repositories; "" if there is none."""
    found = [(version_key(host.tools_version), host.tools_iso)] if host.tools_iso else []
    for repository in in_repositories(ctx.inventory, host.id):
        for volume in await port.volumes(repository):
            name = volume.name.lower()
            if name.startswith("virtio-win") and name.endswith(".iso"):
                found.append((version_key(volume.name), volume.path))
    return max(found)[1] if found else ""


async def on_the_host(ctx: Context, host: Host, port: HostPort, file: str, attempt: Text) -> str:
    """A disc of this computer as a path of the host: as it is where QEMU reads it, else a copy in the ISO library (made once)."""
    if host.record.local:
        identity = None if host.session else qemu_identity()
        if await ctx.world.background.run(functools.partial(why_unreadable, file, identity)) is None:
            return str(await ctx.world.background.run(lambda: Path(file).resolve()))
    library = iso_library(ctx.inventory, host.id)
    if library is None:
        raise ConsoleError(
            N_("{attempt}: {host} can't read the disc, and has no storage repository that it could be copied to.", attempt=attempt, host=host.name),
            cause=Cause.INVALID,
            remedy=N_("Create a storage repository on the host, or start an existing one."),
        )
    name, size = await ctx.world.background.run(functools.partial(_library_name, file))
    for volume in await port.volumes(library.uuid):
        if volume.name == name and volume.capacity_bytes == size:
            return volume.path
    return await UploadFile(host.id, library.uuid, file, name=name).run(ctx)


def _library_name(file: str) -> tuple[str, int]:
    """A name that says which disc it is: equal contents have equal names, so that it is copied once."""
    digest, size = hashlib.sha256(), 0
    with Path(file).open("rb") as image:
        while block := image.read(1 << 20):
            digest.update(block)
            size += len(block)
    path = PurePath(file)
    return f"{path.stem}-{digest.hexdigest()[:8]}{path.suffix or '.iso'}", size


def _is_disc(file: str) -> bool:
    if not file:
        return False
    try:
        with Path(file).open("rb") as image:
            read_image(image)
    except (OSError, NotIso):
        return False
    return True


def look_at_disc(file: str) -> tuple[str, Text]:
    """Whether ``file`` of this computer is a virtio-win ISO: ("ok" | "warn" | "error", what is to be said). Blocking."""
    path = Path(file)
    try:
        if not path.is_absolute() or not path.is_file():
            return "error", N_("There is no such file: give the whole path of an ISO image of this computer.")
        with path.open("rb") as image:
            label = read_image(image).label
    except NotIso:
        return "error", N_("{name} is not an ISO image.", name=path.name)
    except OSError as failure:
        return "error", N_("{name} could not be read: {why}.", name=path.name, why=failure.strerror or str(failure))
    names = (label, path.resolve().name)
    if not any(name.lower().startswith("virtio-win") for name in names):
        return "warn", N_("By its label ({label}) this is not a virtio-win ISO.", label=label or "–")
    version = next((found[0] for name in names if (found := re.search(r"[0-9]+(?:[.-][0-9]+)+", name))), "")
    return "ok", N_("virtio-win, version {version}", version=version) if version else N_("virtio-win, its version is not known")


# --------------------------------------------------------------------------- insert


@dataclass(frozen=True)
class InsertTools(OnVm):
    """Put the tools disc into the VM's CD drive (a new one where it has none). Done in the running VM where that can be, else at the next start.

    ``linux_disc``, ``windows_disc``: discs of this computer ("" = none). ``restart``: where a restart is needed, do it (None: ask). The result is
    "inserted", or "at-next-start".
    """

    linux_disc: str = ""
    windows_disc: str = ""
    restart: bool | None = None
    patience: float = SHUTDOWN_SECONDS

    @property
    def title(self) -> Text:
        return N_("Insert the tools disc into {name}", name=self.of.name)

    @property
    def verb(self) -> str:
        return Verb.VM_TOOLS.value

    async def run(self, ctx: Context) -> str:
        attempt = N_("The tools disc could not be inserted into {name}", name=self.of.name)
        vm, port = check(ctx, Verb.VM_TOOLS, self.of, attempt)
        host = ctx.inventory.host(self.of.host)
        assert host is not None and vm.config is not None
        ctx.phase(N_("Looking for the tools disc"))
        path = await self._disc(ctx, vm, host, port, attempt)
        ctx.phase(N_("Inserting {disc}", disc=PurePath(path).name))
        live = await port.domain_xml(vm.uuid, secure=True)
        saved = await port.domain_xml(vm.uuid, inactive=True, secure=True) if vm.persistent else ""
        drive = drive_for(parse_domain(live), path)
        if drive is not None:
            await self._change(ctx, port, vm, path, drive, live, saved)
            return "inserted"
        target, device = hotplug_cd(live, path)
        if target:
            await self._plug(ctx, port, path, target, device, bool(saved))
            return "inserted"
        if not saved:
            raise ConsoleError(
                N_("{attempt}: it has no CD drive, none can be added while it runs, and it is a temporary VM.", attempt=attempt),
                cause=Cause.UNSUPPORTED,
            )
        await self._next_start(ctx, port, vm, path, saved)
        what = N_("A CD drive with the tools disc was added to {name}.", name=self.of.name)
        return "inserted" if await restart_if_wanted(ctx, self.of, what, self.restart, self.patience) else "at-next-start"

    async def _disc(self, ctx: Context, vm: Vm, host: Host, port: HostPort, attempt: Text) -> str:
        if vm.family is GuestFamily.WINDOWS:
            if found := await windows_disc(ctx, host, port):
                return found
            if await ctx.world.background.run(functools.partial(_is_disc, self.windows_disc)):
                return await on_the_host(ctx, host, port, self.windows_disc, attempt)
            raise ConsoleError(
                N_("{attempt}: no virtio-win ISO was found on {host}.", attempt=attempt, host=host_name(ctx.inventory, host.id)),
                cause=Cause.GONE,
                remedy=N_("Copy the virtio-win ISO to the host's ISO library, or choose one of this computer."),
            )
        if not await ctx.world.background.run(functools.partial(_is_disc, self.linux_disc)):
            raise ConsoleError(
                N_("{attempt}: Virtdeck's tools disc for Linux is not on this computer.", attempt=attempt),
                cause=Cause.GONE,
                remedy=N_("Install the package qemu-guest-agent in the guest, or build the disc: packaging/tools-iso"),
            )
        return await on_the_host(ctx, host, port, self.linux_disc, attempt)

    async def _note(self, ctx: Context, port: HostPort, vm: Vm, target: str, path: str, previous: str, *, added: bool = False) -> None:
        """Before anything is changed. A note that is there already knows what was in the drive first."""
        old = vm.config.metadata.tools_disc if vm.config is not None else None
        if old is not None and old.target == target:
            previous, added = old.previous, bool(old.added)
        note = {"target": target, "path": path, "previous": previous, "added": "yes" if added else ""}
        note |= {"agent": vm.tools.agent_version, "drivers": vm.tools.installed_drivers}
        await ctx.shield(port.set_metadata(vm.uuid, NOTE, note))

    async def _change(self, ctx: Context, port: HostPort, vm: Vm, path: str, drive: Disk, live: str, saved: str) -> None:
        if drive.source != path:
            await self._note(ctx, port, vm, drive.target, path, drive.source)
            ctx.undo.push_async_callback(give_back, ctx, port, self.of, ToolsDisc(drive.target, path, drive.source))
            await ctx.shield(port.update_device(vm.uuid, with_disc(live, drive.target, path), live=True, config=False))
        elif vm.config is not None and vm.config.metadata.tools_disc is None:
            await self._note(ctx, port, vm, drive.target, path, "")
        # In the saved configuration too: an installer that restarts the VM finds its disc again.
        if saved and any(each.target == drive.target and each.source != path for each in parse_domain(saved).disks):
            await ctx.shield(port.update_device(vm.uuid, with_disc(saved, drive.target, path), live=False, config=True))

    async def _plug(self, ctx: Context, port: HostPort, path: str, target: str, device: str, persistent: bool) -> None:
        await self._note(ctx, port, current(ctx, self.of), target, path, "", added=True)
        ctx.undo.push_async_callback(give_back, ctx, port, self.of, ToolsDisc(target, path, added="yes"))
        await ctx.shield(port.attach_device(self.of.uuid, device, live=True, config=persistent))

    async def _next_start(self, ctx: Context, port: HostPort, vm: Vm, path: str, saved: str) -> None:
        """Into the saved configuration. The note goes to the running one too, so that every console knows."""
        await ctx.shield(port.define(with_cd(saved, path)))
        target = disc_target(await port.domain_xml(vm.uuid, inactive=True), path)
        await self._note(ctx, port, vm, target, path, "")


def drive_for(config: VmConfig, path: str) -> Disk | None:
    """The CD drive that gets the disc: the one that holds it, an empty one, the last one (the first may hold an installer)."""
    drives = [disk for disk in config.disks if disk.device == "cdrom"]
    chosen = [*(d for d in drives if d.source == path), *(d for d in drives if not d.source), *reversed(drives)]
    return next(iter(chosen), None)


# --------------------------------------------------------------------------- eject


@dataclass(frozen=True)
class EjectTools(OnVm):
    """Take the tools disc out and give back what was in the drive."""

    @property
    def title(self) -> Text:
        return N_("Take the tools disc out of {name}", name=self.of.name)

    @property
    def verb(self) -> str:
        return Verb.VM_TOOLS_EJECT.value

    async def run(self, ctx: Context) -> str:
        vm, port = check(ctx, Verb.VM_TOOLS_EJECT, self.of, N_("The tools disc could not be taken out of {name}", name=self.of.name))
        assert vm.config is not None and vm.config.metadata.tools_disc is not None
        disc = vm.config.metadata.tools_disc
        await ctx.shield(give_back(ctx, port, self.of, disc))

        def settled(now: Vm | None) -> bool:
            return now is None or now.config is None or now.config.metadata.tools_disc is None

        await wait_for(ctx.inventory, self.of.ref, settled, SETTLE_SECONDS)
        return disc.previous


async def give_back(ctx: Context, port: HostPort, of: Target, disc: ToolsDisc) -> None:
    """Put ``disc.previous`` where the tools disc still is, in the running and the saved configuration; then forget the note.

    A drive that was plugged in goes as a whole: QEMU can't take the disc out of its USB drive.
    """
    vm = ctx.inventory.vm(of.ref)
    if vm is None:
        return
    states = [(True, False)] if vm.state.active else []
    if vm.persistent:
        states.append((False, True))
    for live, config in states:
        xml = await port.domain_xml(of.uuid, inactive=config, secure=True)
        if disc_target(xml, disc.path) != disc.target:
            continue
        try:
            if disc.added:
                await port.detach_device(of.uuid, with_disc(xml, disc.target, disc.path), live=live, config=config)
            else:
                await port.update_device(of.uuid, with_disc(xml, disc.target, disc.previous, optional=False), live=live, config=config)
        except ConsoleError as failure:
            if not live or failure.cause in (Cause.UNREACHABLE, Cause.GONE):
                raise
            raise _in_use(of, failure.detail) from failure
    if vm.state.active and disc_target(await port.domain_xml(of.uuid), disc.path) == disc.target:
        raise _in_use(of)  # libvirt has given up on a tray that opened too late
    await port.set_metadata(of.uuid, NOTE, None)


def _in_use(of: Target, detail: str = "") -> ConsoleError:
    return ConsoleError(
        N_("The tools disc could not be taken out of {name}: its guest has it in use.", name=of.name),
        cause=Cause.BUSY,
        remedy=N_("Unmount it in the guest, then take it out again."),
        detail=detail,
    )


# --------------------------------------------------------------------------- the agent's channel


@dataclass(frozen=True)
class AddAgentChannel(OnVm):
    """Add the channel of the management agent: while it runs where there is a virtio-serial controller, else at the next start.

    ``restart`` and the result as with :class:`InsertTools` ("added" | "at-next-start").
    """

    restart: bool | None = None
    patience: float = SHUTDOWN_SECONDS

    @property
    def title(self) -> Text:
        return N_("Add an agent channel to {name}", name=self.of.name)

    @property
    def verb(self) -> str:
        return Verb.VM_ADD_CHANNEL.value

    async def run(self, ctx: Context) -> str:
        attempt = N_("The agent channel could not be added to {name}", name=self.of.name)
        vm, port = check(ctx, Verb.VM_ADD_CHANNEL, self.of, attempt)
        host = ctx.inventory.host(self.of.host)
        socket = agent_socket(vm.name, vm.uuid, host.socket_paths if host is not None else None)
        live = vm.state.active and has_channel_bus(await port.domain_xml(vm.uuid))
        if live or not vm.persistent:
            if not live:
                raise ConsoleError(
                    N_("{attempt}: none can be added while it runs, and it is a temporary VM.", attempt=attempt), cause=Cause.UNSUPPORTED
                )
            await ctx.shield(port.attach_device(vm.uuid, agent_channel_xml(socket), live=True, config=vm.persistent))
        else:
            saved = await port.domain_xml(vm.uuid, inactive=True, secure=True)
            await ctx.shield(port.define(with_agent_channel(saved, socket)))
            if vm.state in (PowerState.RUNNING, PowerState.PAUSED):
                what = N_("The agent channel was added to {name}.", name=self.of.name)
                if not await restart_if_wanted(ctx, self.of, what, self.restart, self.patience):
                    return "at-next-start"

        def shown(now: Vm | None) -> bool:
            return now is None or (now.config is not None and now.config.agent_channel is not None)

        await wait_for(ctx.inventory, self.of.ref, shown, SETTLE_SECONDS)
        return "added"
