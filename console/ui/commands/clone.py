"""Cloning and preparing as commands. Rules say whether, the wizard and the operations do it."""

from __future__ import annotations

from collections.abc import Sequence

from console.model.objects import Vm
from console.model.rules import Reason, Verb
from console.model.text import N_
from console.model.tools import GuestFamily
from console.operations.prepare import PrepareGuest, agent_why_not, windows_steps
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
        if vm.is_template:
            return Reason(N_("A template can not be used as a normal VM."))
        why = agent_why_not(vm.state, vm.tools.agent, vm.tools.agent_commands)
        if why is None or (vm.family is GuestFamily.WINDOWS and vm.state.active):
            return None
        return Reason(why)

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        vm = selection.one
        if isinstance(vm, Vm):
            self._shell.spawn(self._ask(vm))

    async def _ask(self, vm: Vm) -> None:
        services = self._shell.services
        if agent_why_not(vm.state, vm.tools.agent, vm.tools.agent_commands) is not None:
            steps = "\n".join(f"{number}. {step}" for number, step in enumerate(windows_steps(), 1))
            text = N_("The management agent can't run sysprep in {name}. These are the steps by hand:", name=vm.name)
            await services.questions.confirm(N_("Prepare {name}", name=vm.name), text, verb=N_("OK"), details=steps)
            return
        text = N_(
            "Machine ID, ssh host keys, leases, logs and histories are removed inside {name}, then it shuts down. This can't be undone.",
            name=vm.name,
        )
        if await services.questions.confirm(N_("Prepare {name} for cloning?", name=vm.name), text, verb=N_("Prepare and shut down"), danger=True):
            self._shell.start(PrepareGuest(target(vm, services.inventory)))


def clone_commands(shell: Shell) -> list[Command]:
    """All of them."""
    return [Clone(shell), Prepare(shell)]
