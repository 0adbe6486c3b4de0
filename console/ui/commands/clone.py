"""Cloning and preparing as commands. Rules say whether, the wizard and the operations do it."""

from __future__ import annotations

from collections.abc import Sequence

from console.model.objects import Vm
from console.model.rules import Reason, Verb
from console.model.rules_prepare import prepare_why_not
from console.model.text import N_
from console.operations.subject import target
from console.ui.commands.base import Command, Selection, Shell
from console.ui.commands.vm import VmCommand


class Clone(VmCommand):
    """The Clone wizard for one VM or template."""

    id, text, icon, shortcut = "vm-clone", N_("Clone…"), "copy", "Ctrl+D"
    tip = N_("One or many copies, whole or copy-on-write, each with an identity of its own.")
    verb = Verb.VM_CLONE
    also = "copy duplicate vm-copy 複製 高速複製 完全なコピー"

    def why_not(self, selection: Selection) -> Reason | None:
        if len(selection.things) > 1:
            return Reason(N_("Select one VM."))
        return super().why_not(selection)

    def run(self, vms: Sequence[Vm], verb: Verb) -> None:
        for vm in vms:
            self._shell.do("clone-vm", vm.ref)


class Prepare(Command):
    """Take the identity out of a running guest, through its agent; Windows without an agent: the steps."""

    id, text, icon = "vm-prepare", N_("Prepare guest for cloning…"), "tools"
    tip = N_("Removes machine ID, ssh host keys and the like inside the running guest, and shuts it down. Windows: sysprep.")

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def why_not(self, selection: Selection) -> Reason | None:
        vm = selection.one
        if not isinstance(vm, Vm):
            return Reason(N_("Select one VM."))
        return prepare_why_not(vm, self._shell.services.inventory)

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        from console.ui.dialogs.prepare_guest import PrepareDialog

        vm = selection.one
        if isinstance(vm, Vm):
            dialog = PrepareDialog(vm, target(vm, self._shell.services.inventory), self._shell.widget())
            dialog.chosen.connect(self._shell.start)
            dialog.open()


def clone_commands(shell: Shell) -> list[Command]:
    """All of them."""
    return [Clone(shell), Prepare(shell)]
