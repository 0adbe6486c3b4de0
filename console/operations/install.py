"""What happens when an installer has restarted its VM: never the installer again.

An installation runs from a configuration of its own (``start_with``): boot from the medium, and the guest's restart ends the VM. What is
*defined* boots the disk first all the time, so whatever starts it next, with or without a console, boots what was installed. The watcher then
finishes: the medium is taken out, the mark *installing* removed, the VM started again.

Decisions:

- Only an end that the guest itself made (libvirt's reason "shutdown": that is also what a restart looks like here) finishes an installation.
  After a force off, a crash or a host's failure the mark and the medium stay: the next start boots the disk if it can be booted, else the
  medium again, and the guest's restart ends that one too.
- Shut down from a console during an installation is not its end either: a task of that kind that runs for the VM keeps the watcher away.
- The watcher starts the VM again only if it saw the installer run. One that it finds finished (no console was there) is finished and stays off:
  nobody waits for it any more.
- Two consoles that watch one VM both finish it: each step looks whether it has been done.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from console.model.errors import ConsoleError
from console.model.ids import Kind, Ref
from console.model.inventory import Changes
from console.model.objects import HostState, PowerState, Vm
from console.model.ports import HostPort
from console.model.rules import Verb
from console.model.text import N_, Text
from console.operations.base import Context, Runner
from console.operations.making import delete_volume, installer_files
from console.operations.power import SETTLE_SECONDS
from console.operations.subject import OnVm, current, target, wait_for
from console.xml.domain import parse_domain
from console.xml.edit import finish_installation, without_medium

log = logging.getLogger("virtdeck.operations")

_STOPPERS = frozenset({Verb.VM_SHUTDOWN.value, Verb.VM_FORCE_OFF.value, Verb.VM_DELETE.value})


@dataclass(frozen=True)
class FinishInstallation(OnVm):
    """Take the installation medium out, remove the mark *installing*, and start the VM from its disk if ``start``."""

    start: bool = True

    @property
    def title(self) -> Text:
        return N_("Finish the installation of {name}", name=self.of.name)

    @property
    def verb(self) -> str:
        return "vm-install-finish"

    @property
    def cancellable(self) -> bool:
        return False

    async def run(self, ctx: Context) -> str:
        current(ctx, self.of)
        port = ctx.world.hosts.port(self.of.host)
        xml = await port.domain_xml(self.of.uuid, inactive=True, secure=True)
        config = parse_domain(xml)
        if config.metadata.installing:
            ctx.phase(N_("Taking the installation medium out"))
            brought = installer_files(xml, self.of.uuid)
            xml = finish_installation(xml)
            for path in brought:
                xml = without_medium(xml, path)
            await ctx.shield(port.define(xml))
            for path in brought:
                await ctx.shield(_remove(port, path))
        await wait_for(ctx.inventory, self.of.ref, lambda vm: vm is None or not vm.installing, SETTLE_SECONDS)
        if self.start and current(ctx, self.of).state is PowerState.HALTED:
            ctx.phase(N_("Starting from the disk"))
            try:
                await ctx.shield(port.start(self.of.uuid))
            except ConsoleError:
                if not await wait_for(ctx.inventory, self.of.ref, lambda vm: vm is not None and vm.state.active, 2.0):
                    raise
                # another console was faster
            await wait_for(ctx.inventory, self.of.ref, lambda vm: vm is None or vm.state.active, SETTLE_SECONDS)
        return self.of.uuid


async def _remove(port: HostPort, path: str) -> None:
    """Delete what was brought for the installation: answers, kernel, initrd. The VM is ready: a failure is told to the log only."""
    try:
        volume = await port.volume_by_path(path)
        if volume is not None:
            await delete_volume(port, volume.repository, volume.name)
    except ConsoleError as failure:
        log.warning("%s is left over: %s", path, failure.text.english())


class InstallWatcher:
    """Watches VMs that are being installed, on all hosts. Make it once, beside the runner."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._inventory = runner.world.inventory
        self._seen: set[Ref] = set()  # installers that ran before our eyes
        self._busy: set[Ref] = set()
        self._end: Callable[[], None] = self._inventory.subscribe(self._changed)
        for vm in self._inventory.vms():
            self._look(vm)

    def shutdown(self) -> None:
        """Watch no more."""
        self._end()

    def _changed(self, changes: Changes) -> None:
        self._seen -= changes.removed
        for ref in (*changes.added, *changes.changed):
            if ref.kind is Kind.VM and (vm := self._inventory.vm(ref)) is not None:
                self._look(vm)

    def _look(self, vm: Vm) -> None:
        if not vm.installing:
            if vm.config is not None:
                self._seen.discard(vm.ref)
            return
        if vm.state.active:
            self._seen.add(vm.ref)
            return
        if vm.state is not PowerState.HALTED:
            return
        host = self._inventory.host(vm.host)
        if vm.state_reason != "shutdown" or vm.ref in self._busy or host is None or host.state is not HostState.READY:
            return
        if any(task.verb in _STOPPERS for task in self._runner.running_for(vm.ref)):
            self._seen.discard(vm.ref)
            return
        self._finish(vm)

    def _finish(self, vm: Vm) -> None:
        seen = vm.ref in self._seen
        self._seen.discard(vm.ref)
        self._busy.add(vm.ref)
        log.info("the installer of %s has ended (%s)", vm.name, "seen" if seen else "found")
        running = self._runner.start(FinishInstallation(target(vm, self._inventory), start=seen))
        running.add_done_callback(lambda _: self._busy.discard(vm.ref))
