"""The list of what is left to be done after a P2V, on the VM's General tab: put away when it is done."""

from __future__ import annotations

from dataclasses import dataclass

from console.model.ids import Ref
from console.model.inventory import Inventory
from console.model.objects import Vm
from console.model.rules import Reason, host_reason
from console.model.text import N_, Text
from console.operations.base import Context
from console.operations.subject import Target, current, refusal


def why_not_end(vm: Vm, inventory: Inventory) -> Reason | None:
    """Why the list can't be put away; None when it can."""
    if vm.config is None or not vm.config.metadata.p2v_open:
        return Reason(N_("{name} has no list of what is left to be done after a conversion.", name=vm.name))
    return host_reason(inventory.host(vm.host))


@dataclass(frozen=True)
class EndChecklist:
    """Put the list away. Source and date of the import stay."""

    of: Target

    @property
    def title(self) -> Text:
        return N_("Put away the list of {name}", name=self.of.name)

    @property
    def verb(self) -> str:
        return "p2v-done"

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        return self.of.applies_to

    @property
    def cancellable(self) -> bool:
        return False

    async def run(self, ctx: Context) -> str:
        vm = current(ctx, self.of)
        if (reason := why_not_end(vm, ctx.inventory)) is not None:
            raise refusal(N_("The list of {name} could not be put away", name=vm.name), reason)
        assert vm.config is not None
        kept = {"source": vm.config.metadata.p2v_source, "date": vm.config.metadata.p2v_date}
        await ctx.shield(ctx.world.hosts.port(vm.host).set_metadata(vm.uuid, "p2v", kept))
        return ""
