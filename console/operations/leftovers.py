"""What interrupted operations left: listed from the journal, cleaned up on proof that we made it, or kept."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Kind, Ref, host_ref
from console.model.inventory import Inventory
from console.model.objects import HostState, PowerState
from console.model.tasks import Leftover
from console.model.text import N_, Text
from console.operations import template
from console.operations.base import Context
from console.operations.making import birth, delete_volume, proof_of, remove_domain
from console.operations.p2v import source_left
from console.operations.p2v.media import withdraw
from console.operations.subject import wait_until

SETTLE_SECONDS = 3.0
"""Until an event has told the list what was done to a VM."""


def why_not_clean(leftover: Leftover, inventory: Inventory) -> Text | None:
    """Why *Clean up* can't be offered; None when it can."""
    if (leftover.kind == "volume" and not leftover.confirmed) or (leftover.kind == source_left.KIND and not source_left.proved(leftover)):
        return N_("It is not proved that Virtdeck made it. Look at it and delete it by hand if it is not needed.")
    if leftover.kind in ("file", source_left.KIND):
        return None
    host = inventory.host(HostId(leftover.host))
    if host is None:
        return N_("Its host is not in the list any more.")
    if host.state is not HostState.READY:
        return N_("{host} is not connected.", host=host.name)
    return None


def _applies_to(leftover: Leftover) -> tuple[Ref, ...]:
    if leftover.kind == "domain":
        return (Ref(Kind.VM, HostId(leftover.host), leftover.key), host_ref(HostId(leftover.host)))
    return (host_ref(HostId(leftover.host)),) if leftover.host else ()


@dataclass(frozen=True)
class CleanUp:
    """Remove one leftover. ``proof``: what the journal recorded when it was made (a domain's proof is its UUID)."""

    leftover: Leftover

    @property
    def title(self) -> Text:
        return N_("Clean up {name}", name=self.leftover.name)

    @property
    def verb(self) -> str:
        return "leftover-clean"

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        return _applies_to(self.leftover)

    @property
    def cancellable(self) -> bool:
        return False

    async def run(self, ctx: Context) -> str:
        reason = why_not_clean(self.leftover, ctx.inventory)
        if reason is not None:
            raise ConsoleError(N_("{name} could not be cleaned up: {why}", name=self.leftover.name, why=reason), cause=Cause.INVALID)
        match self.leftover.kind:
            case "domain":
                await ctx.shield(remove_domain(ctx.world.hosts.port(HostId(self.leftover.host)), self.leftover.key))
            case "volume":
                await self._volume(ctx)
            case "network":
                await self._network(ctx)
            case "repository":
                await self._repository(ctx)
            case template.CONVERSION:
                await self._conversion(ctx)
            case "file":
                await self._file(ctx)
            case "p2v-key":
                await self._p2v_key(ctx)
            case source_left.KIND:
                await ctx.shield(source_left.take_away(ctx, self.leftover))
            case _:
                raise ConsoleError(N_("{name} could not be cleaned up: it is of an unknown kind.", name=self.leftover.name), cause=Cause.INVALID)
        await ctx.world.journal.close(self.leftover.id)
        return self.leftover.name

    async def _volume(self, ctx: Context) -> None:
        repository, _, name = self.leftover.key.partition("/")
        port = ctx.world.hosts.port(HostId(self.leftover.host))
        try:
            volume = await port.volume(repository, name)
        except ConsoleError as failure:
            if failure.cause is Cause.GONE:
                return
            raise
        born = await birth(ctx.world, port.id, volume.path)
        if not born or proof_of(volume.key, born) != self.leftover.proof:
            raise ConsoleError(
                N_("{name} could not be cleaned up: it is not proved that it is still the disk that Virtdeck made.", name=name),
                cause=Cause.INVALID,
                remedy=N_("Look at it and delete it by hand if it is not needed."),
                detail=f"recorded {self.leftover.proof!r}, found {proof_of(volume.key, born)!r}",
            )

        def users() -> list[str]:
            return [
                vm.name
                for vm in ctx.inventory.vms(port.id)
                if vm.config is not None and any(volume.path in (d.source, *d.backing) for d in vm.config.disks)
            ]

        # A VM that was cleaned up just now may still be listed.
        await wait_until(ctx.inventory, lambda: not users(), SETTLE_SECONDS)
        if named := users():  # a migration that was cut off at its very end: the VM is there, on this disk
            raise ConsoleError(
                N_("{name} could not be cleaned up: it is used by {vms}.", name=name, vms=", ".join(named)),
                cause=Cause.INVALID,
                remedy=N_("Keep it."),
            )
        await ctx.shield(delete_volume(port, repository, name))

    async def _network(self, ctx: Context) -> None:
        """Its UUID was chosen by us: whatever has it is ours."""
        try:
            await ctx.shield(ctx.world.hosts.port(HostId(self.leftover.host)).delete_network(self.leftover.key))
        except ConsoleError as failure:
            if failure.cause is not Cause.GONE:
                raise

    async def _repository(self, ctx: Context) -> None:
        """Its UUID was chosen by us. It is taken off the host's list; what is stored in it stays."""
        try:
            await ctx.shield(ctx.world.hosts.port(HostId(self.leftover.host)).delete_repository(self.leftover.key))
        except ConsoleError as failure:
            if failure.cause is not Cause.GONE:
                raise

    async def _p2v_key(self, ctx: Context) -> None:
        """The key of a virt-p2v job, and the folder of its result: both carry the job's id."""
        keys, _, folder = self.leftover.key.rpartition("|")
        host = ctx.inventory.host(HostId(self.leftover.host))
        where = None if host is None or host.record.local else host.id
        await ctx.shield(withdraw(ctx.world.programs, where, keys, folder, self.leftover.operation))

    async def _conversion(self, ctx: Context) -> None:
        """A template is finished: no saved state. What is none yet starts with its host again, if it did before."""
        host = HostId(self.leftover.host)
        vm, port = ctx.inventory.vm(Ref(Kind.VM, host, self.leftover.key)), ctx.world.hosts.port(host)
        if vm is None:
            return
        if not vm.is_template:
            if self.leftover.proof == template.AUTOSTART:
                await ctx.shield(port.set_autostart(vm.uuid, True))
        elif vm.has_managed_save or vm.state is PowerState.SUSPENDED:
            await ctx.shield(port.discard_managed_save(vm.uuid))

    async def _file(self, ctx: Context) -> None:
        """A file (or folder) of this computer carries the operation's id in its name: that is the proof."""
        path = Path(self.leftover.key)
        if not self.leftover.operation or self.leftover.operation not in path.name:
            raise ConsoleError(
                N_("{name} could not be cleaned up: its name does not show that Virtdeck made it.", name=str(path)), cause=Cause.INVALID
            )
        try:
            await ctx.world.background.run(lambda: shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True))
        except OSError as problem:
            raise ConsoleError(N_("{name} could not be cleaned up: the file can't be deleted.", name=str(path)), detail=str(problem)) from problem


@dataclass(frozen=True)
class Keep:
    """Keep a leftover: it is the user's from now on, and not listed any more."""

    leftover: Leftover

    @property
    def title(self) -> Text:
        return N_("Keep {name}", name=self.leftover.name)

    @property
    def verb(self) -> str:
        return "leftover-keep"

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        return _applies_to(self.leftover)

    @property
    def cancellable(self) -> bool:
        return False

    async def run(self, ctx: Context) -> str:
        await ctx.world.journal.close(self.leftover.id)
        return self.leftover.name
