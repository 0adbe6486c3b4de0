"""Exporting VMs and templates, as a command."""

from __future__ import annotations

from console.model.rules import Reason
from console.model.rules_export import why_not_export
from console.model.text import N_, Text
from console.ui.commands.base import Command, Selection, Shell, why_none


class Export(Command):
    """The Export wizard for one or several VMs."""

    id, text, icon = "vm-export", N_("Export…"), "download"
    tip = N_("Into files: OVA, OVF, XVA or disk images. Also while it runs.")
    also = "backup save as appliance OVF OVA XVA エクスポート 書き出し"

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def why_not(self, selection: Selection) -> Reason | None:
        return why_none(selection.vms, lambda vm: why_not_export(vm, self._shell.services.inventory))

    def explain(self, selection: Selection) -> Text | None:
        return self.tip

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        self._shell.do("export", [vm.ref for vm in selection.vms])


def export_commands(shell: Shell) -> list[Command]:
    """All of them."""
    return [Export(shell)]
