"""Physical to virtual, as a command."""

from __future__ import annotations

from console.model.objects import HostState
from console.model.rules import Reason
from console.model.text import N_, Text
from console.operations.subject import target_of
from console.ui.commands.base import Command, Selection, Shell


class PhysicalToVirtual(Command):
    """The P2V wizard."""

    id, text, icon = "vm-p2v", N_("Physical to virtual (P2V)…"), "download"
    tip = N_(
        "Makes a VM from a physical machine: over ssh, with virt-p2v, by a script, or from captured images of its disks. The machine is only read."
    )
    also = "P2V physical server convert Disk2vhd VHD E01 virt-v2v virt-p2v sessions PowerShell script 物理"

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def why_not(self, selection: Selection) -> Reason | None:
        if any(host.state is HostState.READY for host in self._shell.services.inventory.hosts()):
            return None
        return Reason(N_("Connect a host first."))

    def explain(self, selection: Selection) -> Text | None:
        return self.tip

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        hosts = selection.hosts
        self._shell.do("p2v", hosts[0].id if hosts else None)


class PutAway(Command):
    """The list after a P2V is done."""

    id, text, icon = "vm-p2v-done", N_("After the conversion: all done"), "ok"
    tip = N_("Puts away the list of what is left to be done after a conversion.")
    also = "P2V"

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def why_not(self, selection: Selection) -> Reason | None:
        vms = selection.vms
        if len(vms) != 1:
            return Reason(N_("Select a VM."))
        from console.operations.p2v.checklist import why_not_end

        return why_not_end(vms[0], self._shell.services.inventory)

    def explain(self, selection: Selection) -> Text | None:
        return self.tip

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        from console.operations.p2v.checklist import EndChecklist

        inventory = self._shell.services.inventory
        self._shell.start(EndChecklist(target_of(selection.vms[0].ref, inventory)))


def p2v_commands(shell: Shell) -> list[Command]:
    """All of them."""
    return [PhysicalToVirtual(shell), PutAway(shell)]
