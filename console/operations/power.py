"""Starting, stopping and suspending VMs, and the small changes that go with it (name, start with the host).

Each is a value that the runner runs as a task. Done means that the inventory shows it: the event came back. None of them ever does more than its
name says: a shutdown that the guest ignores ends as failed and names *Force off*, it does not pull the plug.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from console.model.errors import Cause, ConsoleError
from console.model.ids import Ref
from console.model.inventory import Inventory
from console.model.names import agent_socket, too_long
from console.model.objects import PowerState, Vm
from console.model.ports import HostPort
from console.model.rules import Verb, double_start, shutdown_path, shutdown_words
from console.model.text import N_, Text
from console.operations.base import Context, Operation
from console.operations.drafts.naming import host_limit
from console.operations.subject import OnVm, Target, check, host_name, refusal, target_of, wait_for
from console.xml.domain import parse_domain
from console.xml.edit import ending_at_restart, with_agent_socket

SHUTDOWN_SECONDS = 300.0
"""How long a guest may take to shut down: an updating Windows or a database takes minutes."""

SETTLE_SECONDS = 30.0
"""How long an event may take to come back after libvirt has said that it is done."""


RESTORED_SECONDS = 1.0
"""How long a guest that was restored may take to go on."""


def _off(vm: Vm | None) -> bool:
    """Off, or gone (a temporary VM goes when it is off)."""
    return vm is None or not (vm.state.active or vm.state is PowerState.UNKNOWN)


def _unseen(what: Text) -> ConsoleError:
    return ConsoleError(
        N_("{what}: the host accepted it, but does not show it yet.", what=what), cause=Cause.TIMEOUT, remedy=N_("Refresh the host (F5).")
    )


# --------------------------------------------------------------------------- start


@dataclass(frozen=True)
class Start(OnVm):
    """Start, or resume from a managed save image. ``discard_saved``: throw that image away and start afresh; None: ask if it is damaged."""

    discard_saved: bool | None = None
    paused: bool = False

    @property
    def title(self) -> Text:
        return N_("Start {name}", name=self.of.name)

    @property
    def verb(self) -> str:
        return Verb.VM_START.value

    async def run(self, ctx: Context) -> str:
        vm, port = check(ctx, Verb.VM_START, self.of, N_("{name} could not be started", name=self.of.name))
        await start_vm(ctx, port, self.of, vm, discard_saved=self.discard_saved, paused=self.paused)
        return self.of.uuid


@dataclass(frozen=True)
class Resume(OnVm):
    """Resume a suspended VM from its managed save image."""

    discard_saved: bool | None = None

    @property
    def title(self) -> Text:
        return N_("Resume {name}", name=self.of.name)

    @property
    def verb(self) -> str:
        return Verb.VM_RESUME.value

    async def run(self, ctx: Context) -> str:
        vm, port = check(ctx, Verb.VM_RESUME, self.of, N_("{name} could not be resumed", name=self.of.name))
        await start_vm(ctx, port, self.of, vm, discard_saved=self.discard_saved)
        return self.of.uuid


# Failures that say nothing about the saved state itself: trying again later is right, throwing it away is not.
_NOT_THE_IMAGE = frozenset({Cause.UNREACHABLE, Cause.REFUSED, Cause.NO_SPACE, Cause.BUSY, Cause.CANCELLED, Cause.TIMEOUT, Cause.GONE})


async def start_vm(ctx: Context, port: HostPort, of: Target, vm: Vm, *, discard_saved: bool | None = None, paused: bool = False) -> None:
    """Start ``vm`` and wait until it shows. A saved state that can't be restored is kept unless the user says otherwise."""
    saved = vm.state is PowerState.SUSPENDED
    if (reason := double_start(vm, ctx.inventory)) is not None:  # also for operations that start a VM as one of their steps
        raise refusal(N_("{name} could not be started", name=of.name), reason)
    ctx.phase(N_("Resuming") if saved else N_("Starting"))
    try:
        if vm.installing and not saved and not paused:  # interrupted before its end: see console.operations.install
            await port.start_with(ending_at_restart(await port.domain_xml(of.uuid, inactive=True, secure=True)))
        else:
            await port.start(of.uuid, paused=paused, discard_saved=bool(discard_saved and saved))
    except ConsoleError as failure:
        if not saved or discard_saved or failure.cause in _NOT_THE_IMAGE:
            raise
        if discard_saved is False or not await _may_discard(ctx, of, failure):
            raise ConsoleError(
                N_("{name} could not be resumed from its saved state. The saved state is kept. {why}", name=of.name, why=failure.text),
                cause=failure.cause,
                remedy=N_("Start it afresh without its saved state (what was open in it is then lost)."),
                detail=failure.detail,
            ) from failure
        ctx.phase(N_("Starting afresh"))
        await port.start(of.uuid, paused=paused, discard_saved=True)
    up = {PowerState.PAUSED, PowerState.RUNNING}
    if not await wait_for(ctx.inventory, of.ref, lambda now: now is None or now.state in up, SETTLE_SECONDS):
        now = ctx.inventory.vm(of.ref)
        if now is not None and now.state is PowerState.CRASHED:
            raise ConsoleError(N_("{name} was started and crashed at once.", name=of.name))
        if now is None or _off(now):
            raise ConsoleError(N_("{name} was started and is off again.", name=of.name), remedy=N_("Look at the log of the VM on its host."))
        raise _unseen(N_("Start {name}", name=of.name))
    if saved and not paused:  # a restored guest shows as paused for a moment; one that was saved while paused stays so
        await wait_for(ctx.inventory, of.ref, lambda now: now is None or now.state is not PowerState.PAUSED, RESTORED_SECONDS)


async def _may_discard(ctx: Context, of: Target, failure: ConsoleError) -> bool:
    return await ctx.world.questions.confirm(
        N_("Resume {name}", name=of.name),
        N_(
            "{name} could not be resumed from its saved state: it is damaged, or this host can't read it. "
            "It can be started afresh, as after a power cut. What was open in it is then lost for good.",
            name=of.name,
        ),
        verb=N_("Discard the saved state and start"),
        danger=True,
        details=failure.detail,
    )


# --------------------------------------------------------------------------- shut down, reboot


@dataclass(frozen=True)
class Shutdown(OnVm):
    """Ask the guest to shut down, by its agent or by the power button, and wait ``seconds`` for it. Cancel ends the waiting only."""

    seconds: float = SHUTDOWN_SECONDS

    @property
    def title(self) -> Text:
        return N_("Shut down {name}", name=self.of.name)

    @property
    def verb(self) -> str:
        return Verb.VM_SHUTDOWN.value

    async def run(self, ctx: Context) -> str:
        vm, port = check(ctx, Verb.VM_SHUTDOWN, self.of, N_("{name} could not be shut down", name=self.of.name))
        path = shutdown_path(vm) or "acpi"
        ctx.phase(shutdown_words(path))
        await _ask(ctx, port, vm, path, reboot=False)
        if not await wait_for(ctx.inventory, self.of.ref, _off, self.seconds):
            raise ConsoleError(
                N_(
                    "{name} did not shut down within {seconds} seconds: the guest ignores the request.",
                    name=self.of.name,
                    seconds=round(self.seconds),
                ),
                cause=Cause.TIMEOUT,
                remedy=N_("Wait longer and shut it down again, or use Force off."),
            )
        return self.of.uuid


@dataclass(frozen=True)
class Reboot(OnVm):
    """Ask the guest to restart, by its agent or by the power button, and wait ``seconds`` for the restart to show."""

    seconds: float = SHUTDOWN_SECONDS

    @property
    def title(self) -> Text:
        return N_("Reboot {name}", name=self.of.name)

    @property
    def verb(self) -> str:
        return Verb.VM_REBOOT.value

    async def run(self, ctx: Context) -> str:
        vm, port = check(ctx, Verb.VM_REBOOT, self.of, N_("{name} could not be rebooted", name=self.of.name))
        path = shutdown_path(vm) or "acpi"
        ctx.phase(shutdown_words(path))
        await _ask(ctx, port, vm, path, reboot=True)
        if path == "hypervisor":
            return self.of.uuid  # restarted inside the hypervisor: no event tells (test driver, Xen PV, containers)
        if not await wait_for(ctx.inventory, self.of.ref, lambda now: _restarted(vm, now), self.seconds):
            raise ConsoleError(
                N_("{name} did not restart within {seconds} seconds: the guest ignores the request.", name=self.of.name, seconds=round(self.seconds)),
                cause=Cause.TIMEOUT,
                remedy=N_("Wait longer and reboot it again, or use Force reboot."),
            )
        return self.of.uuid


def _restarted(before: Vm, now: Vm | None) -> bool:
    """A new boot shows by its time (set when the reboot event came)."""
    if now is None or now.state is not PowerState.RUNNING:
        return False
    return now.started_at != before.started_at or now.tools.boot_seen != before.tools.boot_seen


async def _ask(ctx: Context, port: HostPort, vm: Vm, path: str, *, reboot: bool) -> None:
    """Send the request; where the agent refuses at the last moment, the power button is tried, and said."""
    mode = path if path in ("agent", "acpi") else "auto"
    call = port.reboot if reboot else port.shutdown
    try:
        await call(vm.uuid, mode=mode)
    except ConsoleError as failure:
        if failure.cause is not Cause.AGENT or vm.config is None or not vm.config.acpi:
            raise
        ctx.phase(N_("The management agent did not answer. The virtual power button (ACPI) is pressed."))
        await call(vm.uuid, mode="acpi")


# --------------------------------------------------------------------------- suspend


@dataclass(frozen=True)
class Suspend(OnVm):
    """Save the VM's memory to disk and free it. Cancel aborts the saving: the VM goes on."""

    @property
    def title(self) -> Text:
        return N_("Suspend {name}", name=self.of.name)

    @property
    def verb(self) -> str:
        return Verb.VM_SUSPEND.value

    async def run(self, ctx: Context) -> str:
        _, port = check(ctx, Verb.VM_SUSPEND, self.of, N_("{name} could not be suspended", name=self.of.name))
        ctx.phase(N_("Saving the memory"))
        saving = asyncio.ensure_future(port.managed_save(self.of.uuid, ctx.bytes))
        ctx.undo.push_async_callback(_go_on, port, self.of.uuid, saving)
        await asyncio.shield(saving)
        ctx.undo.pop_all()
        if not await wait_for(ctx.inventory, self.of.ref, lambda now: now is None or now.state is PowerState.SUSPENDED, SETTLE_SECONDS):
            raise _unseen(self.title)
        return self.of.uuid


async def _go_on(port: HostPort, uuid: str, saving: asyncio.Future[None]) -> None:
    """Undo of a suspend: abort the saving until it has ended; if it was through already, resume."""
    while not saving.done():
        try:
            await port.abort_job(uuid)
        except ConsoleError as failure:
            if failure.cause is Cause.UNREACHABLE:
                break
            # "no job is active": it has not begun, or it is just ending
        await asyncio.wait({saving}, timeout=0.3)
    if saving.done() and not saving.cancelled() and saving.exception() is None:
        await port.start(uuid)


# --------------------------------------------------------------------------- pause, force off, reset


@dataclass(frozen=True)
class Pause(OnVm):
    """Stop the vCPUs; the VM stays in memory."""

    @property
    def title(self) -> Text:
        return N_("Pause {name}", name=self.of.name)

    @property
    def verb(self) -> str:
        return Verb.VM_PAUSE.value

    async def run(self, ctx: Context) -> str:
        _, port = check(ctx, Verb.VM_PAUSE, self.of, N_("{name} could not be paused", name=self.of.name))
        await port.pause(self.of.uuid)
        if not await wait_for(ctx.inventory, self.of.ref, lambda now: now is None or now.state is not PowerState.RUNNING, SETTLE_SECONDS):
            raise _unseen(self.title)
        return self.of.uuid


@dataclass(frozen=True)
class Unpause(OnVm):
    """Let the vCPUs run again."""

    @property
    def title(self) -> Text:
        return N_("Unpause {name}", name=self.of.name)

    @property
    def verb(self) -> str:
        return Verb.VM_UNPAUSE.value

    async def run(self, ctx: Context) -> str:
        _, port = check(ctx, Verb.VM_UNPAUSE, self.of, N_("{name} could not be unpaused", name=self.of.name))
        await port.unpause(self.of.uuid)
        if not await wait_for(ctx.inventory, self.of.ref, lambda now: now is None or now.state is not PowerState.PAUSED, SETTLE_SECONDS):
            raise _unseen(self.title)
        return self.of.uuid


@dataclass(frozen=True)
class ForceOff(OnVm):
    """Pull the plug."""

    @property
    def title(self) -> Text:
        return N_("Force off {name}", name=self.of.name)

    @property
    def verb(self) -> str:
        return Verb.VM_FORCE_OFF.value

    async def run(self, ctx: Context) -> str:
        _, port = check(ctx, Verb.VM_FORCE_OFF, self.of, N_("{name} could not be forced off", name=self.of.name))
        await force_off(ctx, port, self.of)
        return self.of.uuid


async def force_off(ctx: Context, port: HostPort, of: Target) -> None:
    """Destroy and wait until it shows."""
    ctx.phase(N_("Forcing off"))
    await ctx.shield(port.destroy(of.uuid))
    if not await wait_for(ctx.inventory, of.ref, _off, SETTLE_SECONDS):
        raise _unseen(N_("Force off {name}", name=of.name))


@dataclass(frozen=True)
class ForceReboot(OnVm):
    """Press the reset button."""

    @property
    def title(self) -> Text:
        return N_("Force reboot {name}", name=self.of.name)

    @property
    def verb(self) -> str:
        return Verb.VM_FORCE_REBOOT.value

    async def run(self, ctx: Context) -> str:
        _, port = check(ctx, Verb.VM_FORCE_REBOOT, self.of, N_("{name} could not be reset", name=self.of.name))
        await port.reset(self.of.uuid)
        return self.of.uuid


# --------------------------------------------------------------------------- name, start with the host


@dataclass(frozen=True)
class Rename(OnVm):
    """Give the VM another name (libvirt renames a VM that is off only)."""

    new_name: str

    @property
    def title(self) -> Text:
        return N_("Rename {name} to {new}", name=self.of.name, new=self.new_name)

    @property
    def verb(self) -> str:
        return Verb.VM_RENAME.value

    async def run(self, ctx: Context) -> str:
        attempt = N_("{name} could not be renamed", name=self.of.name)
        vm, port = check(ctx, Verb.VM_RENAME, self.of, attempt)
        if vm.name == self.new_name:
            return self.of.uuid
        problem = name_problem(self.new_name, self.of, ctx.inventory)
        if problem is not None:
            raise ConsoleError(N_("{attempt}: {why}", attempt=attempt, why=problem), cause=Cause.INVALID)
        await self._make_room(ctx, port)
        await ctx.shield(port.rename(self.of.uuid, self.new_name))
        if not await wait_for(ctx.inventory, self.of.ref, lambda now: now is None or now.name == self.new_name, SETTLE_SECONDS):
            raise _unseen(self.title)
        return self.of.uuid

    async def _make_room(self, ctx: Context, port: HostPort) -> None:
        """Where libvirt's path of the agent's socket would be too long with the new name, give the channel one; taken back if the rename fails."""
        host = ctx.inventory.host(self.of.host)
        path = agent_socket(self.new_name, self.of.uuid, host.socket_paths if host is not None else None)
        if not path:
            return
        before = await port.domain_xml(self.of.uuid, inactive=True, secure=True)
        channel = parse_domain(before).agent_channel
        if channel is None or channel.path:
            return
        ctx.undo.push_async_callback(port.define, before)
        await ctx.shield(port.define(with_agent_socket(before, path)))


def name_problem(name: str, of: Target, inventory: Inventory) -> Text | None:
    """Why this VM can't be called ``name``, for the field where it is typed; None when it can."""
    if not name.strip():
        return N_("The name is empty.")
    if name != name.strip():
        return N_("The name begins or ends with a space.")
    if "/" in name or any(ord(letter) < 32 for letter in name):
        return N_("A name can't contain “/” or control characters.")
    host, vm = inventory.host(of.host), inventory.vm(of.ref)
    agent = vm is None or vm.config is None or vm.config.agent_channel is not None
    if host is not None and too_long(name, host.socket_paths, agent=agent):
        return host_limit(name, host.socket_paths, agent=agent)
    if any(vm.name == name and vm.ref != of.ref for vm in inventory.vms(of.host)):
        return N_("{host} already has a VM with the name {name}.", host=host_name(inventory, of.host), name=name)
    return None


@dataclass(frozen=True)
class SetAutostart(OnVm):
    """Start the VM with its host, or not."""

    on: bool

    @property
    def title(self) -> Text:
        if self.on:
            return N_("Start {name} with its host", name=self.of.name)
        return N_("Do not start {name} with its host", name=self.of.name)

    @property
    def verb(self) -> str:
        return Verb.VM_AUTOSTART.value

    async def run(self, ctx: Context) -> str:
        _, port = check(ctx, Verb.VM_AUTOSTART, self.of, N_("The start of {name} with its host could not be changed", name=self.of.name))
        await port.set_autostart(self.of.uuid, self.on)
        return self.of.uuid


# --------------------------------------------------------------------------- by verb, for one and for many

_SIMPLE: dict[
    Verb,
    type[Start] | type[Resume] | type[Shutdown] | type[Reboot] | type[Suspend] | type[Pause] | type[Unpause] | type[ForceOff] | type[ForceReboot],
]
_SIMPLE = {
    Verb.VM_START: Start,
    Verb.VM_RESUME: Resume,
    Verb.VM_SHUTDOWN: Shutdown,
    Verb.VM_REBOOT: Reboot,
    Verb.VM_SUSPEND: Suspend,
    Verb.VM_PAUSE: Pause,
    Verb.VM_UNPAUSE: Unpause,
    Verb.VM_FORCE_OFF: ForceOff,
    Verb.VM_FORCE_REBOOT: ForceReboot,
}

POWER_VERBS = frozenset(_SIMPLE)
"""Verbs that :func:`for_many` builds operations for."""


def for_many(verb: Verb, refs: Iterable[Ref], inventory: Inventory, *, patience: float | None = None) -> tuple[Operation, ...]:
    """One operation a VM. VMs that went meanwhile are left out; the rules are asked again when each runs.

    ``patience``: seconds that a guest gets for its clean shutdown or restart; None = the usual.
    """
    targets = [target_of(ref, inventory) for ref in refs if inventory.vm(ref) is not None]
    if patience is not None and verb is Verb.VM_SHUTDOWN:
        return tuple(Shutdown(of, patience) for of in targets)
    if patience is not None and verb is Verb.VM_REBOOT:
        return tuple(Reboot(of, patience) for of in targets)
    make = _SIMPLE[verb]
    return tuple(make(of) for of in targets)
