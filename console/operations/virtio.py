"""From emulated devices to virtio and back: switched at the next start, verified by the guest, undone by itself where the guest stays silent.

Windows takes one step before: a small virtio disk, plugged in while it runs, makes it load the storage driver that the tools disc installed; when the
guest has shown that driver (guest-get-devices), its own disks may be switched.

What counts as a sign of life after the start: the agent answers; a login prompt on the serial console; an address that the guest asked for;
disks that are written to. A system that can't reach its disk gives none of these, and only such a guest is forced off: what it runs from is
not mounted.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass

from console.model.errors import Cause, ConsoleError
from console.model.ids import Ref
from console.model.inventory import Changes
from console.model.objects import PowerState, Vm
from console.model.ports import HostPort
from console.model.rules import Verb, emulated_devices
from console.model.text import N_, Text
from console.model.tools import AgentState
from console.operations.base import Context
from console.operations.create import default_repository
from console.operations.making import Made, NewVolume, delete_volume, finish, make_volume
from console.operations.power import SETTLE_SECONDS, SHUTDOWN_SECONDS, force_off, start_vm
from console.operations.subject import OnVm, Target, check, current, wait_for
from console.operations.tools import restart_if_wanted
from console.xml.tools import disk_device, driver_disk_xml, from_virtio, switched_devices, to_virtio, without_disk

log = logging.getLogger("virtdeck.operations")

FALLBACK_KEY = "tools.fallback_seconds"
FALLBACK_SECONDS = 300
"""How long a switched guest may stay silent after its start, unless the preference says otherwise: a Windows that finds new devices takes minutes."""

DRIVER_DISK_BYTES = 16 << 20
_WRITES = 2
"""Samples with disk writes that make a sign of life: a boot loader that notes its success writes once."""

_LOGIN = re.compile(rb"(?:^|[\r\n])[^\r\n]*login: ?$")
_ESCAPES = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]")


# --------------------------------------------------------------------------- switch


@dataclass(frozen=True)
class SwitchToVirtio(OnVm):
    """Give the VM virtio disks and interfaces at its next start; the old ones are kept for the way back.

    ``seconds``: how long the guest may then stay silent. ``restart``: do the restart (None: ask; only where it runs). The result is
    "switched" (it was restarted, or is off), or "at-next-start".
    """

    seconds: int = FALLBACK_SECONDS
    restart: bool | None = None
    patience: float = SHUTDOWN_SECONDS

    @property
    def title(self) -> Text:
        return N_("Switch {name} to virtio", name=self.of.name)

    @property
    def verb(self) -> str:
        return Verb.VM_SWITCH_VIRTIO.value

    async def run(self, ctx: Context) -> str:
        vm, port = check(ctx, Verb.VM_SWITCH_VIRTIO, self.of, N_("{name} could not be switched to virtio", name=self.of.name))
        if vm.state is PowerState.SUSPENDED:
            raise ConsoleError(
                N_("{name} could not be switched to virtio: its saved state has the old devices.", name=self.of.name),
                cause=Cause.INVALID,
                remedy=N_("Resume it first."),
            )
        saved = await port.domain_xml(vm.uuid, inactive=True, secure=True)
        if vm.config is not None and vm.config.metadata.driver_disk:
            saved = without_disk(saved, vm.config.metadata.driver_disk)
        changed, devices = to_virtio(saved, self.seconds)
        log.info("%s: %s", vm.name, ", ".join(f"{each.device} ({each.model}) → {each.now}" for each in devices))
        await ctx.shield(port.define(changed))
        if not vm.state.active:
            return "switched"
        what = N_("{name} gets virtio disks and network cards.", name=self.of.name)
        return "switched" if await restart_if_wanted(ctx, self.of, what, self.restart, self.patience) else "at-next-start"


@dataclass(frozen=True)
class ReturnToOldDevices(OnVm):
    """Take a switch to virtio back: the devices of before, at the next start. ``restart`` as with :class:`SwitchToVirtio`."""

    restart: bool | None = None
    patience: float = SHUTDOWN_SECONDS

    @property
    def title(self) -> Text:
        return N_("Return {name} to its old devices", name=self.of.name)

    @property
    def verb(self) -> str:
        return Verb.VM_RETURN_DEVICES.value

    async def run(self, ctx: Context) -> str:
        vm, port = check(ctx, Verb.VM_RETURN_DEVICES, self.of, N_("{name} could not be returned to its old devices", name=self.of.name))
        await _define_old(ctx, port, vm.uuid)
        await ctx.shield(port.set_metadata(vm.uuid, "fallback", None))  # the running one's too: nobody has to verify it any more
        if not vm.state.active or vm.config is None or emulated_devices(vm.config):
            return "returned"
        what = N_("{name} gets its old disks and network cards back.", name=self.of.name)
        return "returned" if await restart_if_wanted(ctx, self.of, what, self.restart, self.patience) else "at-next-start"


async def _define_old(ctx: Context, port: HostPort, uuid: str) -> None:
    saved = await port.domain_xml(uuid, inactive=True, secure=True)
    if not switched_devices(saved):
        return
    try:
        await ctx.shield(port.define(from_virtio(saved)))
    except ConsoleError as failure:
        if failure.cause is Cause.UNREACHABLE:
            raise
        await ctx.shield(port.define(from_virtio(saved, addresses=False)))  # something else has taken an old address


# --------------------------------------------------------------------------- verify, or return


@dataclass(frozen=True)
class VerifySwitch(OnVm):
    """Wait for a sign of life of a guest that was started with virtio devices. Without one: back to the old devices, and started again.

    ``may_return`` False (nobody saw it start, so that silence proves nothing): only a sign is waited for.
    """

    may_return: bool = True

    @property
    def title(self) -> Text:
        return N_("Verify that {name} runs with virtio", name=self.of.name)

    @property
    def verb(self) -> str:
        return "vm-verify-virtio"

    async def run(self, ctx: Context) -> str:
        vm = current(ctx, self.of)
        if vm.config is None or vm.config.metadata.fallback_seconds is None:
            return ""
        seconds = vm.config.metadata.fallback_seconds or FALLBACK_SECONDS
        port = ctx.world.hosts.port(self.of.host)
        ctx.phase(N_("Waiting for a sign of life of the guest"))
        sign = await _sign_of_life(ctx, port, self.of, seconds if self.may_return else None)
        if sign == "off":
            return sign  # its next start is verified
        if sign not in ("", "crashed"):
            log.info("%s runs with virtio: %s", vm.name, sign)
            await ctx.shield(port.set_metadata(vm.uuid, "fallback", None))
            await drop_driver_disk(ctx, port, self.of)
            return sign
        await self._return(ctx, port)
        if sign == "crashed":
            text = N_("{name} crashed with virtio devices. It was started again with its old devices.", name=self.of.name)
        else:
            text = N_(
                "{name} gave no sign of life within {seconds} seconds after its start with virtio devices. "
                "It was started again with its old devices.",
                name=self.of.name,
                seconds=seconds,
            )
        raise ConsoleError(text, cause=Cause.TIMEOUT, remedy=N_("Look at its console to see whether its system has virtio drivers."))

    async def _return(self, ctx: Context, port: HostPort) -> None:
        ctx.phase(N_("Returning to the old devices"))
        await _define_old(ctx, port, self.of.uuid)
        if current(ctx, self.of).state.active:
            await force_off(ctx, port, self.of)
        await ctx.shield(start_vm(ctx, port, self.of, current(ctx, self.of)))


async def _sign_of_life(ctx: Context, port: HostPort, of: Target, seconds: float | None) -> str:
    """ "agent", "login", "address" or "disk": the first sign; "off" or "crashed" when it ended; "" after ``seconds`` of silence."""
    found: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    writes: set[float] = set()

    def tell(sign: str) -> None:
        if sign and not found.done():
            found.set_result(sign)

    def look(vm: Vm | None) -> str:
        if vm is None:
            return "off"
        if vm.state in (PowerState.HALTED, PowerState.CRASHED):
            return "crashed" if vm.state is PowerState.CRASHED or vm.state_reason == "crashed" else "off"
        if vm.tools.agent is AgentState.RESPONDING:
            return "agent"
        if any(address.scope == "global" and address.source in ("lease", "arp") for address in vm.addresses) and not _had_address(before, vm):
            return "address"
        if vm.stats is not None and vm.stats.disk_write_bps:
            writes.add(vm.stats.at)
        return "disk" if len(writes) >= _WRITES else ""

    before = ctx.inventory.vm(of.ref)
    unsubscribe = ctx.inventory.subscribe(lambda changes: tell(look(ctx.inventory.vm(of.ref))) if _touches(changes, of.ref) else None)
    reading = asyncio.ensure_future(_login_prompt(port, of.uuid, lambda: tell("login")))
    try:
        tell(look(before))
        async with asyncio.timeout(seconds):
            return await found
    except TimeoutError:
        return ""
    finally:
        unsubscribe()
        reading.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await reading


def _touches(changes: Changes, ref: Ref) -> bool:
    return changes.touches(ref) or ref in changes.removed


def _had_address(before: Vm | None, now: Vm) -> bool:
    """A lease or ARP entry of the last run proves nothing about this one."""
    return before is not None and before.addresses == now.addresses


async def _login_prompt(port: HostPort, uuid: str, seen: Callable[[], None]) -> None:
    """Read the serial console until it asks for a login. Somebody else may have it open: then the other signs have to do."""
    tail = b""
    try:
        console = await port.open_console(uuid)
    except ConsoleError as failure:
        log.info("the serial console of %s can't be watched: %s", uuid, failure.text.english())
        return
    try:
        while data := await console.read():
            tail = _ESCAPES.sub(b"", tail + data)[-400:]
            if _LOGIN.search(tail):
                seen()
                return
    except ConsoleError as failure:
        log.info("the serial console of %s broke: %s", uuid, failure.text.english())
    finally:
        console.close()


# --------------------------------------------------------------------------- Windows: the driver disk


@dataclass(frozen=True)
class AddDriverDisk(OnVm):
    """Plug a small virtio disk into a Windows VM, so that it loads the storage driver. The result is "added" or "at-next-start"."""

    restart: bool | None = None
    patience: float = SHUTDOWN_SECONDS

    @property
    def title(self) -> Text:
        return N_("Add a driver disk to {name}", name=self.of.name)

    @property
    def verb(self) -> str:
        return Verb.VM_DRIVER_DISK.value

    async def run(self, ctx: Context) -> str:
        attempt = N_("The driver disk could not be added to {name}", name=self.of.name)
        vm, port = check(ctx, Verb.VM_DRIVER_DISK, self.of, attempt)
        repository = default_repository(ctx.inventory, self.of.host)
        if repository is None:
            raise ConsoleError(
                N_("{attempt}: its host has no storage repository.", attempt=attempt),
                cause=Cause.INVALID,
                remedy=N_("Create a storage repository on the host, or start an existing one."),
            )
        made = Made()
        new = NewVolume(repository.uuid, driver_disk_name(vm.uuid), DRIVER_DISK_BYTES, "raw")
        volume = await make_volume(ctx, port, made, new, self.title)
        saved = await port.domain_xml(vm.uuid, inactive=True, secure=True)
        _, device = driver_disk_xml(saved, volume.path, volume.type == "block")
        await ctx.shield(port.set_metadata(vm.uuid, "driver-disk", {"path": volume.path}))
        ctx.undo.push_async_callback(port.set_metadata, vm.uuid, "driver-disk", None)
        live = await self._plug(ctx, port, vm, device)
        await finish(ctx, made)
        ctx.undo.pop_all()  # it is in the configuration now: a refused restart takes nothing back
        if live or not vm.state.active:
            return "added"
        what = N_("A small virtio disk was added to {name}, so that Windows loads its storage driver.", name=self.of.name)
        return "added" if await restart_if_wanted(ctx, self.of, what, self.restart, self.patience) else "at-next-start"

    async def _plug(self, ctx: Context, port: HostPort, vm: Vm, device: str) -> bool:
        """Into the running VM too, where it has a free slot."""
        if vm.state.active:
            try:
                await ctx.shield(port.attach_device(vm.uuid, device, live=True, config=vm.persistent))
            except ConsoleError as failure:
                if failure.cause is Cause.UNREACHABLE or not vm.persistent:
                    raise
                log.info("the driver disk of %s waits for its next start: %s", vm.name, failure.detail)
            else:
                return True
        await ctx.shield(port.attach_device(vm.uuid, device, live=False, config=True))
        return False


def driver_disk_name(uuid: str) -> str:
    """Name of the volume; the VM's UUID in it says whose it is."""
    return f"virtdeck-{uuid}-driver.img"


async def drop_driver_disk(ctx: Context, port: HostPort, of: Target) -> None:
    """Take the driver disk out and delete it. It has done its work: what can't be removed is told to the log."""
    vm = ctx.inventory.vm(of.ref)
    path = vm.config.metadata.driver_disk if vm is not None and vm.config is not None else ""
    if vm is None or not path:
        return
    try:
        for live in (True, False) if vm.state.active else (False,):
            device = disk_device(await port.domain_xml(of.uuid, inactive=not live, secure=True), path)
            if device:
                await ctx.shield(port.detach_device(of.uuid, device, live=live, config=not live))
        volume = await port.volume_by_path(path)
        if volume is not None and volume.name.startswith(driver_disk_name(of.uuid).removesuffix(".img")):
            await ctx.shield(delete_volume(port, volume.repository, volume.name))
        await ctx.shield(port.set_metadata(of.uuid, "driver-disk", None))
    except ConsoleError as failure:
        log.warning("the driver disk %s of %s is left over: %s | %s", path, of.name, failure.text.english(), failure.detail)


async def settled(ctx: Context, of: Target) -> bool:
    """Whether the note of the switch is gone from the inventory."""

    def gone(vm: Vm | None) -> bool:
        return vm is None or vm.config is None or vm.config.metadata.fallback_seconds is None

    return await wait_for(ctx.inventory, of.ref, gone, SETTLE_SECONDS)
