"""Templates and chains as commands. Rules say whether, wizard and operations do it."""

from __future__ import annotations

from collections.abc import Sequence

from console.model.errors import ConsoleError
from console.model.ids import HostId
from console.model.objects import Host, Vm
from console.model.rules import Reason, Verb, host_reason, why_not
from console.model.text import N_, Text
from console.model.verbs import CLEAN_OVERLAYS
from console.operations.subject import target
from console.ui.commands.base import Command, Selection, Shell
from console.ui.commands.vm import VmCommand


class Convert(VmCommand):
    """The Template wizard for one VM."""

    id, text, icon = "template-convert", N_("Convert to template…"), "template"
    tip = N_("The VM becomes a golden image that VMs are cloned from. It can't be started any more.")
    verb = Verb.TEMPLATE_CONVERT
    also = "golden image テンプレートに変換"

    def why_not(self, selection: Selection) -> Reason | None:
        if len(selection.things) > 1:
            return Reason(N_("Select one VM."))
        return super().why_not(selection)

    def run(self, vms: Sequence[Vm], verb: Verb) -> None:
        for vm in vms:
            self._shell.do("new-template", (vm.ref, None))


class ToVm(VmCommand):
    """The way back."""

    id, text, icon = Verb.TEMPLATE_TO_VM.value, N_("Convert to VM"), "undo"
    tip = N_("Refused while disks of clones depend on it.")
    verb = Verb.TEMPLATE_TO_VM

    def run(self, vms: Sequence[Vm], verb: Verb) -> None:
        from console.operations.template import ConvertToVm

        for vm in vms:
            self._shell.start(ConvertToVm(target(vm, self._shell.services.inventory)))


class Quick(VmCommand):
    """A running VM without questions."""

    id, text, icon = Verb.TEMPLATE_QUICK.value, N_("Quick create"), "bolt"
    tip = N_("A VM is cloned from the template and started, without questions.")
    verb = Verb.TEMPLATE_QUICK

    def run(self, vms: Sequence[Vm], verb: Verb) -> None:
        from console.operations.template_draft import quick_create

        for vm in vms:
            try:
                self._shell.start(quick_create(vm, self._shell.services.inventory))
            except ConsoleError as failure:
                self._shell.do("error", failure)


class RestoreSpeed(VmCommand):
    """Copy-on-write disks become full copies."""

    id, text, icon = Verb.VM_FLATTEN.value, N_("Restore disk speed (full copy)"), "disk"
    tip = N_("The disks become independent of the template and of all others. Takes the space of a full copy; works while the VM runs.")
    verb = Verb.VM_FLATTEN
    also = "flatten chain full copy 完全なコピー"

    def run(self, vms: Sequence[Vm], verb: Verb) -> None:
        from console.operations.flatten import Flatten

        for vm in vms:
            self._shell.start(Flatten(target(vm, self._shell.services.inventory)))


class CleanOverlaysCommand(Command):
    """What an unclean end left of disks that are reset at start."""

    id, text, icon = CLEAN_OVERLAYS, N_("Delete left-over overlays"), "delete"
    tip = N_("Files that libvirt wrote to while disks that are reset at start were in use, and did not remove.")

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def why_not(self, selection: Selection) -> Reason | None:
        vm = selection.one
        if not isinstance(vm, Vm):
            return Reason(N_("Select one VM."))
        from console.operations.transient import why_not_clean_overlays

        return host_reason(self._shell.services.inventory.host(vm.host)) or why_not_clean_overlays(vm)

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        from console.operations.transient import CleanOverlays

        vm = selection.one
        if isinstance(vm, Vm):
            self._shell.start(CleanOverlays(target(vm, self._shell.services.inventory)))


class NewTemplate(Command):
    """The Template wizard, with what is selected as its start."""

    id, text, icon = "template-new", N_("New template…"), "template"

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def why_not(self, selection: Selection) -> Reason | None:
        return why_not(Verb.VM_NEW, None, self._shell.services.inventory)

    def explain(self, selection: Selection) -> Text | None:
        return N_("From a VM, a disk image such as a cloud image, or settings alone.")

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        subject = selection.one
        host: HostId | None = subject.id if isinstance(subject, Host) else subject.host if isinstance(subject, Vm) else None
        self._shell.do("new-template", (None, host))


def template_commands(shell: Shell) -> list[Command]:
    """All of them."""
    return [NewTemplate(shell), CleanOverlaysCommand(shell), *(kind(shell) for kind in (Convert, ToVm, Quick, RestoreSpeed))]
