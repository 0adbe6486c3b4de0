"""What follows the guest tools' events by itself: the old disc is given back after the agent's event, a switch to virtio is verified after the start.

Several consoles may watch one VM: each step looks whether it has been done. Nothing here runs anything in a guest.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from console.model.ids import Kind, Ref
from console.model.inventory import Changes
from console.model.objects import HostState, PowerState, Vm
from console.model.rules import Verb, emulated_devices
from console.model.tools import AgentState, GuestFamily
from console.operations.base import Operation, Runner
from console.operations.subject import target
from console.operations.tools import EjectTools
from console.operations.virtio import VerifySwitch

log = logging.getLogger("virtdeck.operations")

LINUX_SECONDS, WINDOWS_SECONDS = 3.0, 60.0
"""How long the disc stays after the agent's event: our installer takes it off its folder then; that of Windows brings more after the agent."""

TRIES, RETRY_SECONDS = 3, 60.0
"""A guest that still has the disc in use does not open the drive."""


class ToolsWatcher:
    """Watches all hosts. Make it once, beside the runner."""

    def __init__(
        self, runner: Runner, *, linux_seconds: float = LINUX_SECONDS, windows_seconds: float = WINDOWS_SECONDS, retry: float = RETRY_SECONDS
    ) -> None:
        self._runner = runner
        self._inventory = runner.world.inventory
        self._seconds = {True: windows_seconds, False: linux_seconds}
        self._retry = retry
        self._waiting: dict[Ref, asyncio.TimerHandle] = {}
        self._tries: dict[Ref, int] = {}
        self._verifying: dict[Ref, object] = {}  # which start was or is being verified
        self._end: Callable[[], None] = self._inventory.subscribe(self._changed)
        for vm in self._inventory.vms():
            self._look(vm)

    def shutdown(self) -> None:
        """Watch no more."""
        self._end()
        for timer in self._waiting.values():
            timer.cancel()
        self._waiting.clear()

    def _changed(self, changes: Changes) -> None:
        for ref in changes.removed:
            self._forget(ref)
        for ref in (*changes.added, *changes.changed):
            if ref.kind is Kind.VM and (vm := self._inventory.vm(ref)) is not None:
                self._look(vm)

    def _forget(self, ref: Ref) -> None:
        self._verifying.pop(ref, None)
        self._tries.pop(ref, None)
        if (timer := self._waiting.pop(ref, None)) is not None:
            timer.cancel()

    def _look(self, vm: Vm) -> None:
        if vm.config is None or vm.is_template:
            return
        self._look_at_disc(vm)
        self._look_at_switch(vm)

    def _ready(self, vm: Vm) -> bool:
        host = self._inventory.host(vm.host)
        return host is not None and host.state is HostState.READY

    # ------------------------------------------------------------------ the disc

    def _look_at_disc(self, vm: Vm) -> None:
        if not installed(vm):
            if vm.config is None or vm.config.metadata.tools_disc is None:
                self._tries.pop(vm.ref, None)
            return
        if vm.ref not in self._waiting and not self._tries.get(vm.ref):  # later tries follow failures
            self._later(vm.ref, self._seconds[vm.family is GuestFamily.WINDOWS])

    def _later(self, ref: Ref, seconds: float) -> None:
        self._waiting[ref] = asyncio.get_running_loop().call_later(seconds, self._eject, ref)

    def _eject(self, ref: Ref) -> None:
        self._waiting.pop(ref, None)
        vm = self._inventory.vm(ref)
        if vm is None or not installed(vm) or not self._ready(vm):
            return
        if any(task.verb in (Verb.VM_TOOLS.value, Verb.VM_TOOLS_EJECT.value) for task in self._runner.running_for(ref)):
            self._later(ref, self._seconds[False])
            return
        self._tries[ref] = self._tries.get(ref, 0) + 1
        running = self._runner.start(EjectTools(target(vm, self._inventory)))

        def ended(done: asyncio.Task[str]) -> None:
            failed = not done.cancelled() and done.exception() is not None
            if failed and self._tries.get(ref, 0) < TRIES and ref not in self._waiting:
                self._later(ref, self._retry)

        running.add_done_callback(ended)

    # ------------------------------------------------------------------ the switch

    def _look_at_switch(self, vm: Vm) -> None:
        assert vm.config is not None
        if vm.config.metadata.fallback_seconds is None or vm.state is not PowerState.RUNNING or emulated_devices(vm.config):
            if not vm.state.active:
                self._verifying.pop(vm.ref, None)
            return
        seen = vm.tools.boot_seen
        if not self._ready(vm) or vm.ref in self._verifying:
            return
        if seen is None and vm.tools.agent is not AgentState.RESPONDING:
            return  # it ran before this console: its silence proves nothing
        self._verifying[vm.ref] = seen
        operation: Operation = VerifySwitch(target(vm, self._inventory), may_return=seen is not None)
        self._runner.start(operation)


def installed(vm: Vm) -> bool:
    """The guest of a VM with a tools disc answers with something newer than when the disc was put in: its agent, or another version, or drivers."""
    disc = vm.config.metadata.tools_disc if vm.config is not None else None
    tools = vm.tools
    if disc is None or vm.state is not PowerState.RUNNING or tools.agent is not AgentState.RESPONDING or not tools.agent_version:
        return False
    return disc.agent != tools.agent_version or (bool(tools.installed_drivers) and disc.drivers != tools.installed_drivers)
