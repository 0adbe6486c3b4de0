"""Exporting VMs and templates, as a command."""

from __future__ import annotations

from console.model.rules import Reason
from console.model.rules_export import why_not_export
from console.model.text import N_, Text
from console.ui.commands.base import Command, Selection, Shell


class Export(Command):
    """The Export wizard for one or several VMs."""

    id, text, icon = "vm-export", N_("Export…"), "download"
    tip = N_("Into files: OVA, OVF, XVA or disk images. Also while it runs.")
    also = "backup save as appliance OVF OVA XVA エクスポート 書き出し"

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def why_not(self, selection: Selection) -> Reason | None:
        vms = selection.vms
        if not vms:
            return Reason(N_("Select a VM."))
        reasons = [why_not_export(vm, self._shell.services.inventory) for vm in vms]
        if any(reason is None for reason in reasons):
            return None
        first = reasons[0]
        assert first is not None
        return first if len(vms) == 1 else Reason(N_("None of the {n} selected VMs can do this: {why}", n=len(vms), why=first.text))

    def explain(self, selection: Selection) -> Text | None:
        return self.tip

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        self._shell.do("export", [vm.ref for vm in selection.vms])


def export_commands(shell: Shell) -> list[Command]:
    """All of them."""
    return [Export(shell)]
