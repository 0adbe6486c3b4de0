"""Custom templates: a VM becomes one, and a VM again. The disks' contents are never touched; what changes is how libvirt may use them (design §4)."""

from __future__ import annotations

from dataclasses import dataclass

from console.model.errors import Cause, ConsoleError
from console.model.objects import PowerState, Vm
from console.model.ports import HostPort
from console.model.rules import Verb
from console.model.text import N_, Text
from console.operations.base import Context
from console.operations.chains import disks_of, free_to_change
from console.operations.making import Made, finish
from console.operations.power import SETTLE_SECONDS, SHUTDOWN_SECONDS, Shutdown
from console.operations.prepare import NO_PREPARATION, Identity, Preparation, check_preparation, prepare_disks
from console.operations.subject import OnVm, check, current, wait_for
from console.xml.template import as_template, as_vm

CONVERSION = "conversion"
"""Kind of a journal entry: a conversion to a template that has begun."""

AUTOSTART = "autostart"
"""Its proof where the VM started with its host before."""


@dataclass(frozen=True)
class ConvertToTemplate(OnVm):
    """Convert a VM to a template. ``shut_down``: a running one is shut down first. The result is its UUID.

    ``preparation``: what is done in its disks first (:mod:`console.operations.prepare`); ``description`` None leaves it.
    """

    instant: bool = False
    icon: str = ""
    description: str | None = None
    shut_down: bool = False
    preparation: Preparation = NO_PREPARATION
    seconds: float = SHUTDOWN_SECONDS

    @property
    def title(self) -> Text:
        return N_("Convert {name} to a template", name=self.of.name)

    @property
    def verb(self) -> str:
        return Verb.TEMPLATE_CONVERT.value

    async def run(self, ctx: Context) -> str:
        attempt = N_("{name} could not be converted to a template", name=self.of.name)
        vm, port = check(ctx, Verb.TEMPLATE_CONVERT, self.of, attempt)
        if vm.state.active and not self.shut_down:
            raise ConsoleError(
                N_("{attempt}: it is running.", attempt=attempt), cause=Cause.INVALID, remedy=N_("Use “{verb}”.", verb=N_("Shut down and convert"))
            )
        await check_preparation(ctx, self.of.host, self.preparation, attempt)
        if vm.state.active:
            await Shutdown(self.of, seconds=self.seconds).run(ctx)
        if self.preparation.offline:
            await self._prepare(ctx, port, current(ctx, self.of), attempt)
        before = await port.domain_xml(self.of.uuid, inactive=True, secure=True)
        entry = await self._announce(ctx, current(ctx, self.of))
        await self._define(ctx, port, current(ctx, self.of), before, attempt)
        if not await wait_for(ctx.inventory, self.of.ref, lambda now: now is not None and now.is_template, SETTLE_SECONDS):
            raise ConsoleError(N_("{attempt}: its host accepted it, but does not show it.", attempt=attempt), cause=Cause.TIMEOUT)
        await self._drop_saved(ctx, port)
        await finish(ctx, Made([entry]))
        return self.of.uuid

    async def _announce(self, ctx: Context, vm: Vm) -> int:
        """Into the journal: a console that is killed between the steps leaves a VM that does not start with its host any more, or a template with a
        saved state."""
        journal = ctx.world.journal

        async def write() -> int:
            entry = await journal.announce(ctx.task_id, self.title.english(), CONVERSION, str(self.of.host), self.of.uuid, self.of.name)
            ctx.undo.push_async_callback(journal.close, entry)
            await journal.confirm(entry, self.of.uuid, AUTOSTART if vm.autostart else "")
            return entry

        return await ctx.shield(write())

    async def _prepare(self, ctx: Context, port: HostPort, vm: Vm, attempt: Text) -> None:
        """In its own disks: nothing else may be based on them."""
        disks = [disk for disk in disks_of(vm) if not disk.readonly and not disk.shareable]
        await free_to_change(ctx.world.hosts, ctx.inventory, self.of.host, disks, attempt)
        ctx.phase(N_("Preparing the guest of {name}", name=self.of.name))
        await prepare_disks(ctx, self.of.host, self.preparation, Identity(), [(disk.source, disk.format or "raw") for disk in disks], attempt)

    async def _define(self, ctx: Context, port: HostPort, vm: Vm, before: str, attempt: Text) -> None:
        if vm.state not in (PowerState.HALTED, PowerState.SUSPENDED):
            raise ConsoleError(N_("{attempt}: it was started meanwhile.", attempt=attempt), cause=Cause.INVALID)
        ctx.phase(N_("Protecting its disks"))
        if vm.autostart:  # first: a template must not start with its host, whatever happens next
            ctx.undo.push_async_callback(port.set_autostart, self.of.uuid, True)
            await ctx.shield(port.set_autostart(self.of.uuid, False))
        ctx.undo.push_async_callback(port.define, before)
        await ctx.shield(port.define(as_template(before, instant=self.instant, icon=self.icon, description=self.description)))

    async def _drop_saved(self, ctx: Context, port: HostPort) -> None:
        """Last, since it can't be taken back: a saved state would be resumed with the disks writable."""
        vm = current(ctx, self.of)
        if vm.has_managed_save or vm.state is PowerState.SUSPENDED:
            await ctx.shield(port.discard_managed_save(self.of.uuid))


@dataclass(frozen=True)
class ConvertToVm(OnVm):
    """Convert a template back to a VM; refused with the list while disks of clones depend on its own."""

    @property
    def title(self) -> Text:
        return N_("Convert {name} to a VM", name=self.of.name)

    @property
    def verb(self) -> str:
        return Verb.TEMPLATE_TO_VM.value

    async def run(self, ctx: Context) -> str:
        attempt = N_("{name} could not be converted to a VM", name=self.of.name)
        vm, port = check(ctx, Verb.TEMPLATE_TO_VM, self.of, attempt)
        ctx.phase(N_("Looking for clones that depend on it"))
        await free_to_change(ctx.world.hosts, ctx.inventory, self.of.host, [disk for disk in disks_of(vm) if not disk.shareable], attempt)
        before = await port.domain_xml(self.of.uuid, inactive=True, secure=True)
        ctx.undo.push_async_callback(port.define, before)
        await ctx.shield(port.define(as_vm(before)))
        if not await wait_for(ctx.inventory, self.of.ref, lambda now: now is not None and not now.is_template, SETTLE_SECONDS):
            raise ConsoleError(N_("{attempt}: its host accepted it, but does not show it.", attempt=attempt), cause=Cause.TIMEOUT)
        return self.of.uuid
