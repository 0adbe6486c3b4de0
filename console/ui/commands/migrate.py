"""Migrating VMs, as a command and by drag and drop."""

from __future__ import annotations

from collections.abc import Sequence

from console.model.ids import Ref
from console.model.inventory import Inventory
from console.model.objects import Host, Vm
from console.model.rules import Reason
from console.model.rules_move import why_not_migrate, why_not_open
from console.model.text import N_, Text, tr
from console.ui.commands.base import Command, Selection, Shell, why_none


class Migrate(Command):
    """The Migrate wizard for one or several VMs."""

    id, text, icon = "vm-migrate", N_("Migrate…"), "migrate"
    tip = N_("To another host: while it runs, or while it is off. Also by dragging it onto a host in the tree.")
    also = "move XenMotion Storage XenMotion vMotion 移行 移動"

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def why_not(self, selection: Selection) -> Reason | None:
        return why_none(selection.vms, lambda vm: why_not_migrate(vm, self._shell.services.inventory))

    def explain(self, selection: Selection) -> Text | None:
        return self.tip

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        self._shell.do("migrate", ([vm.ref for vm in selection.vms], None))


class Move(Command):
    """The Move wizard for one or several VMs or templates."""

    id, text, icon = "vm-move", N_("Move to another pool…"), "move"
    tip = N_("To a host that it can't migrate to, of another pool too: exported and imported in one go, while it is off. The original goes last.")
    also = "cross-pool migrate export import copy to another host 別のプール 移動"

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def why_not(self, selection: Selection) -> Reason | None:
        return why_none(selection.vms, lambda vm: why_not_open(vm, self._shell.services.inventory))

    def explain(self, selection: Selection) -> Text | None:
        return self.tip

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        self._shell.do("move", [vm.ref for vm in selection.vms])


def why_not_drop(vms: Sequence[Ref], host: Ref, inventory: Inventory) -> str:
    """Why these VMs can't be dropped on this host, "" when one of them can."""
    from console.operations.migrate_draft import MigrateDraft

    target = inventory.get(host)
    found = [vm for ref in vms if isinstance(vm := inventory.get(ref), Vm)]
    if not isinstance(target, Host) or not found:
        return tr("There is no VM to migrate.")
    if all(vm.host == target.id for vm in found):
        return tr("{name} is on this host already.", name=found[0].name)
    why = MigrateDraft(inventory, vms, target.id).choice(target).why_not  # of this host only: asked on every move of the pointer
    return str(why) if why is not None else ""


def migrate_commands(shell: Shell) -> list[Command]:
    """All of them."""
    return [Migrate(shell), Move(shell)]
