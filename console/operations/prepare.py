"""Preparing guests for a life of their own: offline in a clone's disks, on a seed medium, or inside the running guest by its agent (guide §3)."""

from __future__ import annotations

import asyncio
import base64
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from console.guests.isowriter import write_iso
from console.guests.preparation import (
    STEPS,
    SYSPREP_COMMAND,
    USUAL_STEPS,
    Identity,
    WindowsAnswers,
    identity_problem,
    nocloud_files,
    shell_script,
    sysprep_argv,
    sysprep_environment,
    windows_steps,
    windows_unattend,
)
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.inventory import Inventory
from console.model.objects import Volume
from console.model.ports import HostPort, Programs
from console.model.rules_prepare import agent_why_not
from console.model.text import N_, Text
from console.model.tools import GuestFamily
from console.operations.base import Context
from console.operations.making import Made, NewVolume, fill_volume, finish, make_volume
from console.operations.media import ChangeCd, cd_drives
from console.operations.storage import iso_library
from console.operations.subject import OnVm, current, host_name, wait_for

__all__ = [
    "NO_PREPARATION",
    "PREPARATION_STEPS",
    "USUAL_STEPS",
    "Identity",
    "Preparation",
    "PrepareGuest",
    "WindowsAnswers",
    "check_preparation",
    "identity_problem",
    "prepare_disks",
    "seed_volume",
    "sysprep_why_not",
    "windows_steps",
]

PREPARATION_STEPS: tuple[tuple[str, Text], ...] = tuple((step.id, step.title) for step in STEPS)
"""What preparation can remove: (name, title)."""

SYSPREP_SECONDS = 1800.0
"""libguestfs boots a small system of its own; under emulation that takes minutes."""

SHUTDOWN_SECONDS = 600.0
"""How long a prepared guest may take to power off; Windows' sysprep takes minutes."""


@dataclass(frozen=True, slots=True)
class Preparation:
    """How the guests of clones are made different. ``offline``: by virt-sysprep, in the clone's disks; ``seed``: a NoCloud medium for cloud-init."""

    offline: bool = False
    steps: tuple[str, ...] = USUAL_STEPS
    seed: bool = False


NO_PREPARATION = Preparation()


# --------------------------------------------------------------------------- offline


async def sysprep_why_not(programs: Programs, inventory: Inventory, host: HostId) -> Text | None:
    """Why disks can't be prepared offline on this host."""
    known = inventory.host(host)
    if known is None:
        return N_("Its host is not in the list any more.")
    if not known.record.local and known.transport != "ssh":
        return N_("{host} is not connected by ssh: programs can't be run there.", host=known.name)
    try:
        found = await programs.which("virt-sysprep", host=None if known.record.local else host)
    except ConsoleError as failure:
        return failure.text
    if found is None:
        return N_("virt-sysprep is not installed on {host} (package {package}).", host=known.name, package="guestfs-tools")
    return None


async def check_preparation(ctx: Context, host: HostId, preparation: Preparation, attempt: Text) -> None:
    """ConsoleError(UNSUPPORTED) before anything is made, where the host can't do it."""
    if preparation.offline and (why := await sysprep_why_not(ctx.world.programs, ctx.inventory, host)) is not None:
        raise ConsoleError(
            N_("{attempt}: {why}", attempt=attempt, why=why),
            cause=Cause.UNSUPPORTED,
            remedy=N_("Use a seed medium (cloud-init) instead, or prepare the source while it runs."),
        )


async def prepare_disks(
    ctx: Context, host: HostId, preparation: Preparation, identity: Identity, disks: Sequence[tuple[str, str]], attempt: Text
) -> None:
    """Run virt-sysprep over a clone's new disks (path, format). A cancel ends it."""
    known = ctx.inventory.host(host)
    emulated = known is None or known.acceleration.state != "kvm"
    try:
        await ctx.world.programs.run(
            sysprep_argv(disks, preparation.steps, identity),
            host=None if known is None or known.record.local else host,
            deadline=SYSPREP_SECONDS,
            env=sysprep_environment(emulated=emulated),
        )
    except ConsoleError as failure:
        raise ConsoleError(
            N_("{attempt}: the guest could not be prepared by virt-sysprep.", attempt=attempt),
            cause=failure.cause,
            remedy=N_("Is it a Linux guest? A seed medium (cloud-init) is the other way."),
            detail=failure.detail or failure.text.english(),
        ) from failure


# --------------------------------------------------------------------------- seed


async def seed_volume(ctx: Context, port: HostPort, made: Made, repository: str, name: str, uuid: str, identity: Identity) -> Volume:
    """A small ISO image with the clone's first configuration, in the repository of its disks."""
    files = nocloud_files(identity, f"virtdeck-{uuid}")
    return await iso_volume(ctx, port, made, repository, f"{re.sub(r'[^A-Za-z0-9+_.-]', '-', name)}-seed.iso", write_iso("CIDATA", files))


async def iso_volume(ctx: Context, port: HostPort, made: Made, repository: str, name: str, image: bytes) -> Volume:
    """An ISO image that was made here, as a new volume."""
    title = N_("Copy {file} to a storage repository", file=name)
    volume = await make_volume(ctx, port, made, NewVolume(repository, name, len(image), "raw"), title)

    def write() -> str:
        with tempfile.NamedTemporaryFile(prefix="virtdeck-", suffix=".iso", delete=False) as file:
            file.write(image)
        return file.name

    path = await ctx.world.background.run(write)
    try:
        return await fill_volume(ctx, port, volume, path)
    finally:
        await ctx.shield(_removed(ctx, path))


async def _removed(ctx: Context, path: str) -> None:
    await ctx.world.background.run(lambda: Path(path).unlink(missing_ok=True))


# --------------------------------------------------------------------------- running guests


@dataclass(frozen=True)
class PrepareGuest(OnVm):
    """Prepare a running guest through its management agent, and wait until it has shut down: next it is cloned or converted to a template."""

    steps: tuple[str, ...] = USUAL_STEPS
    windows: WindowsAnswers = WindowsAnswers()

    @property
    def title(self) -> Text:
        return N_("Prepare the guest of {name}", name=self.of.name)

    @property
    def verb(self) -> str:
        return "vm-prepare"

    @property
    def cancellable(self) -> bool:
        return False  # what is removed inside the guest does not come back

    async def run(self, ctx: Context) -> str:
        vm = current(ctx, self.of)
        attempt = N_("The guest of {name} could not be prepared", name=self.of.name)
        if (why := agent_why_not(vm.state, vm.tools.agent, vm.tools.agent_commands)) is not None:
            raise ConsoleError(N_("{attempt}: {why}", attempt=attempt, why=why), cause=Cause.AGENT)
        port = ctx.world.hosts.port(self.of.host)
        ctx.phase(N_("Preparing the guest"))
        if vm.family is GuestFamily.WINDOWS:
            await self._windows(port)
        else:
            status, output = await guest_run(port, self.of.uuid, "/bin/sh", ["-c", shell_script(self.steps)])
            if status:
                raise ConsoleError(N_("{attempt}: a command in it failed.", attempt=attempt), cause=Cause.AGENT, detail=output)
        ctx.phase(N_("Waiting until {host} shows that it is off", host=host_name(ctx.inventory, self.of.host)))
        off = await wait_for(ctx.inventory, self.of.ref, lambda now: now is None or not now.state.active, SHUTDOWN_SECONDS)
        if not off:
            raise ConsoleError(
                N_(
                    "The guest of {name} was prepared, but it has not shut down within {n} minutes.",
                    name=self.of.name,
                    n=round(SHUTDOWN_SECONDS / 60),
                ),
                cause=Cause.TIMEOUT,
                remedy=N_("Look at its console."),
            )
        return self.of.uuid

    async def _windows(self, port: HostPort) -> None:
        """The answer file into the guest, then sysprep, which shuts Windows down by itself."""
        path = r"C:\Windows\Temp\virtdeck-unattend.xml"
        await guest_write(port, self.of.uuid, path, windows_unattend(self.windows).encode())
        command = SYSPREP_COMMAND.replace("%WINDIR%", r"C:\Windows")
        arguments = {"path": command, "arg": ["/generalize", "/oobe", "/shutdown", "/quiet", f"/unattend:{path}"], "capture-output": False}
        await port.agent_command(self.of.uuid, "guest-exec", arguments, seconds=30)


@dataclass(frozen=True)
class InsertAnswers(OnVm):
    """Windows without an agent: a CD with the answer file for sysprep, into the VM's drive. A person then runs :func:`windows_steps`."""

    windows: WindowsAnswers

    @property
    def title(self) -> Text:
        return N_("Insert the answer file into {name}", name=self.of.name)

    @property
    def verb(self) -> str:
        return "vm-prepare"

    async def run(self, ctx: Context) -> str:
        vm = current(ctx, self.of)
        attempt = N_("The answer file could not be inserted into {name}", name=self.of.name)
        if not cd_drives(vm):
            raise ConsoleError(N_("{attempt}: it has no CD drive.", attempt=attempt), cause=Cause.INVALID, remedy=N_("Add a CD drive first."))
        library = iso_library(ctx.inventory, self.of.host)
        if library is None:
            raise ConsoleError(N_("{attempt}: its host has no folder repository for it.", attempt=attempt), cause=Cause.INVALID)
        port, made = ctx.world.hosts.port(self.of.host), Made()
        image = write_iso("UNATTEND", (("unattend.xml", windows_unattend(self.windows).encode()),))
        volume = await iso_volume(ctx, port, made, library.uuid, f"virtdeck-{self.of.uuid[:8]}-unattend.iso", image)
        await ChangeCd(self.of, volume.path).run(ctx)
        await finish(ctx, made)
        return volume.path


async def guest_run(port: HostPort, uuid: str, program: str, arguments: Sequence[str], seconds: float = 120.0) -> tuple[int, str]:
    """Run a program in the guest by its agent; (exit status, what it printed). A guest that powers off meanwhile counts as done."""
    started = await port.agent_command(uuid, "guest-exec", {"path": program, "arg": list(arguments), "capture-output": True}, seconds=30)
    end = asyncio.get_running_loop().time() + seconds
    while asyncio.get_running_loop().time() < end:
        try:
            status = await port.agent_command(uuid, "guest-exec-status", {"pid": int(started["pid"])}, seconds=10)
        except ConsoleError as failure:
            if failure.cause in (Cause.AGENT, Cause.INVALID, Cause.GONE, Cause.TIMEOUT):
                return 0, ""
            raise
        if status.get("exited"):
            printed = "".join(base64.b64decode(status.get(name, "")).decode(errors="replace") for name in ("out-data", "err-data"))
            return int(status.get("exitcode", 0)), printed
        await asyncio.sleep(0.5)
    raise ConsoleError(N_("The program {name} in the guest did not end within {n} seconds.", name=program, n=round(seconds)), cause=Cause.TIMEOUT)


async def guest_write(port: HostPort, uuid: str, path: str, contents: bytes) -> None:
    """Write a file in the guest by its agent."""
    handle = await port.agent_command(uuid, "guest-file-open", {"path": path, "mode": "w"}, seconds=30)
    try:
        await port.agent_command(uuid, "guest-file-write", {"handle": handle, "buf-b64": base64.b64encode(contents).decode()}, seconds=30)
    finally:
        await port.agent_command(uuid, "guest-file-close", {"handle": handle}, seconds=30)
