"""One run of virtdeckctl: what it works with, waiting for hosts, and finding what the user named."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass

from console.cli.output import Output
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.inventory import Inventory
from console.model.objects import Host, HostState, Vm
from console.model.paths import Paths
from console.model.ports import Background, HostsPort, Journal, Settings
from console.model.tasks import Task
from console.model.text import N_
from console.operations.base import Operation, Runner
from console.operations.catalogue import Catalogue
from console.operations.host import connected
from console.operations.subject import wait_until

AT_ONCE = 4
"""Operations that run at the same time when several VMs are named."""


@dataclass
class Session:
    """Built by ``app.headless``."""

    inventory: Inventory
    runner: Runner
    hosts: HostsPort
    settings: Settings
    journal: Journal
    background: Background
    catalogue: Catalogue
    paths: Paths
    output: Output
    first_start: Callable[[HostId], Awaitable[bool]]

    # ------------------------------------------------------------------ hosts

    async def connect(self, words: Sequence[str], seconds: float, *, everything: bool = False) -> tuple[Host, ...]:
        """Connect to the hosts named (none: all) and wait until their VMs are read, with ``everything`` also storage and capabilities.

        Those that can't be reached are told on stderr and left out. ConsoleError when a named one is not known, or none can be reached.
        """
        wanted = [self.host_named(word).id for word in words] or [host.id for host in self.inventory.hosts()]
        if not wanted:
            raise ConsoleError(N_("There is no host in the list."), cause=Cause.GONE, remedy=N_("Use --connect URI, or add a host in Virtdeck."))
        results = await asyncio.gather(*(self._connect(host, seconds, everything) for host in wanted), return_exceptions=True)
        failures = []
        for result in results:
            if isinstance(result, ConsoleError):
                failures.append(result)
            elif isinstance(result, BaseException):
                raise result
        if len(failures) == len(wanted):
            for failure in failures[:-1]:
                self.output.error(failure)
            raise failures[-1]
        for failure in failures:
            self.output.note(str(failure.text))
        return tuple(host for host in (self.inventory.host(each) for each in wanted) if host is not None and host.state is HostState.READY)

    async def try_connect(self, hosts: Sequence[HostId], seconds: float) -> list[ConsoleError]:
        """Connect these hosts and read all of them, as far as that goes; why it did not go for the others."""
        results = await asyncio.gather(*(self._connect(host, seconds, True) for host in dict.fromkeys(hosts)), return_exceptions=True)
        failures = []
        for result in results:
            if isinstance(result, ConsoleError):
                failures.append(result)
            elif isinstance(result, BaseException):
                raise result
        return failures

    def host_named(self, word: str) -> Host:
        """The host with this name, id or URI; ConsoleError when there is none or more than one."""
        found = [host for host in self.inventory.hosts() if word in (host.name, host.id, host.record.uri)]
        if len(found) == 1:
            return found[0]
        if found:
            raise ConsoleError(N_("Several hosts have the name {name}.", name=word), cause=Cause.INVALID, remedy=N_("Use the URI."))
        raise ConsoleError(N_("There is no host {name} in the list.", name=word), cause=Cause.GONE, remedy=N_("“virtdeckctl host-list” shows them."))

    async def _connect(self, host: HostId, seconds: float, everything: bool) -> None:
        found = self.inventory.host(host)
        name = found.name if found is not None else str(host)
        try:
            async with asyncio.timeout(seconds):
                if found is None or found.state is not HostState.READY:
                    await connected(self.inventory, self.hosts, host)
                await self.until(lambda: self._settled(host, everything))
        except TimeoutError:
            now = self.inventory.host(host)
            why = now.why if now is not None and now.why is not None else N_("it did not answer within {seconds} seconds", seconds=round(seconds))
            raise ConsoleError(N_("{host} can't be reached: {why}.", host=name, why=why), cause=Cause.UNREACHABLE) from None
        now = self.inventory.host(host)
        if now is None or now.state is not HostState.READY:
            if now is not None and now.why is not None:  # says already which host, and what was attempted
                raise ConsoleError(now.why, cause=Cause.UNREACHABLE, remedy=now.remedy)
            raise ConsoleError(N_("{host} can't be reached: the connection failed.", host=name), cause=Cause.UNREACHABLE)

    def _settled(self, host: HostId, everything: bool) -> bool:
        """Read as far as it is needed, or failed."""
        now = self.inventory.host(host)
        if now is None or now.state in (HostState.REFUSED, HostState.LOST, HostState.DISCONNECTED) or now.loaded:
            return True
        if everything or now.state is not HostState.READY:
            return False
        return all(vm.config is not None or vm.problem is not None for vm in self.inventory.vms(host))  # names are there before it is READY

    async def until(self, reached: Callable[[], bool], seconds: float | None = None) -> bool:
        """Wait until the inventory shows it; False after ``seconds`` (None: for ever)."""
        return await wait_until(self.inventory, reached, seconds)

    # ------------------------------------------------------------------ VMs

    def vm_named(self, word: str) -> Vm:
        """The VM with this name or UUID; ConsoleError when there is none or more than one."""
        found = self.inventory.find_vms(word)
        if len(found) == 1:
            return found[0]
        if found:
            where = ", ".join(f"{vm.uuid} ({self.host_name(vm.host)})" for vm in found)
            raise ConsoleError(
                N_("Several VMs have the name {name}: {where}.", name=word, where=where),
                cause=Cause.INVALID,
                remedy=N_("Use the UUID, or --host."),
            )
        away = [host.name for host in self.inventory.hosts() if host.state is not HostState.READY]
        if away:
            raise ConsoleError(
                N_("There is no VM {name} on the hosts that can be reached; not reached: {hosts}.", name=word, hosts=", ".join(away)),
                cause=Cause.GONE,
            )
        raise ConsoleError(N_("There is no VM {name}.", name=word), cause=Cause.GONE)

    def vms_named(self, words: Iterable[str]) -> tuple[Vm, ...]:
        """The VMs with these names; those that are not found are told, and the exit status becomes 1."""
        found: dict[object, Vm] = {}
        for word in words:
            try:
                vm = self.vm_named(word)
            except ConsoleError as failure:
                self.output.error(failure)
            else:
                found[vm.ref] = vm
        return tuple(found.values())

    def host_name(self, host: HostId) -> str:
        """What people call this host."""
        found = self.inventory.host(host)
        return found.name if found is not None else str(host)

    # ------------------------------------------------------------------ operations

    async def run(self, operation: Operation) -> str:
        """Run one operation; cancelled, it undoes what it did before this returns."""
        running = self.runner.start(operation)
        try:
            return await asyncio.shield(running)
        except asyncio.CancelledError:
            task = self.runner.task_of(running)
            if task is not None and not running.done():
                if task.cancellable:
                    self.output.note(str(N_("{task}: being cancelled and undone", task=task.title)))
                    self.runner.cancel(task.id)
                await asyncio.wait({running})
            raise

    async def run_all(self, operations: Sequence[Operation]) -> list[ConsoleError | None]:
        """Run several, a few at a time; failures are told as they come, and returned in the same order (None: done)."""
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(operation: Operation) -> ConsoleError | None:
            async with gate:
                try:
                    await self.run(operation)
                except ConsoleError as failure:
                    self.output.error(failure)
                    return failure
                return None

        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(operation)) for operation in operations]
        return [task.result() for task in tasks]

    def show_task(self, task: Task) -> None:
        """Listener of the runner: the progress line."""
        self.output.progress(task)
