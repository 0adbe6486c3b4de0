"""The verbs of VMs. Whether they can be done is asked of ``model.rules`` only; what they do is an operation."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from console.model.ids import HostId, Kind, Ref
from console.model.objects import Host, Pool, PowerState, Vm
from console.model.preferences import SHUTDOWN_KEY
from console.model.rules import Reason, Verb, consequence, shutdown_path, shutdown_words, why_not
from console.model.templates import BuiltinTemplate
from console.model.text import N_, Text, plain
from console.operations.subject import target
from console.ui.commands.base import Command, Selection, Shell, title_of, why_none


class VmCommand(Command):
    """A verb for one or several VMs."""

    verb: Verb
    danger = False

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def verb_for(self, selection: Selection) -> Verb:
        """The verb that the selection makes of it (Start is Resume where all are suspended)."""
        return self.verb

    def why_not(self, selection: Selection) -> Reason | None:
        verb = self.verb_for(selection)
        return why_none(selection.vms, lambda vm: why_not(verb, vm, self._shell.services.inventory))

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        verb, vms = self.verb_for(selection), selection.vms
        reasons = {vm.ref: why_not(verb, vm, self._shell.services.inventory) for vm in vms}
        if len(vms) > 1 and any(reason is not None for reason in reasons.values()):
            self._table(selection, vms, reasons)
        elif self.danger:
            self._shell.spawn(self._confirm(vms, verb))
        elif by_key:
            title = self.label(selection)
            self._shell.toasts.undoable(str(N_("{verb}: {name}", verb=title, name=title_of(vms))), lambda: self.run(vms, verb))
        else:
            self.run(vms, verb)

    def run(self, vms: Sequence[Vm], verb: Verb) -> None:
        """Start the operations."""
        from console.operations import power

        services = self._shell.services
        patience = float(services.settings.get(SHUTDOWN_KEY, power.SHUTDOWN_SECONDS))
        for operation in power.for_many(verb, [vm.ref for vm in vms], services.inventory, patience=patience):
            self._shell.start(operation)

    def _table(self, selection: Selection, vms: Sequence[Vm], reasons: dict[Ref, Reason | None]) -> None:
        from console.ui.dialogs.bulk import BulkDialog, BulkRow

        verb, label = self.verb_for(selection), self.label(selection)
        rows = [BulkRow(vm.ref, vm.name, reasons[vm.ref]) for vm in vms]
        dialog = BulkDialog(label, label, rows, self._shell.widget(), danger=self.danger)
        able = [vm for vm in vms if reasons[vm.ref] is None]
        dialog.accepted.connect(lambda: self.run(able, verb))
        dialog.fix.connect(lambda remedy, refs: self._shell.do("fix", (remedy, tuple(refs))))
        dialog.open()

    async def _confirm(self, vms: Sequence[Vm], verb: Verb) -> None:
        label = self.label(Selection(tuple(vms)))
        if len(vms) == 1:
            title = N_("{verb} {name}?", verb=label, name=vms[0].name)
            text = consequence(verb, vms[0]) or plain("")
        else:
            title = N_("{verb} {n} VMs?", verb=label, n=len(vms))
            text = N_("They are cut off like machines that lose their power. What they have not written yet is lost.")
        details = "\n".join(vm.name for vm in vms) if len(vms) > 1 else ""
        if await self._shell.services.questions.confirm(title, text, verb=label, danger=True, details=details):
            self.run(vms, verb)


class Start(VmCommand):
    """Start; Resume where what is selected is suspended, Unpause where it is paused: one slot."""

    id, text, icon, shortcut = "vm-start", N_("Start"), "start", "Ctrl+B"
    verb = Verb.VM_START

    def verb_for(self, selection: Selection) -> Verb:
        states = {vm.state for vm in selection.vms}
        if states == {PowerState.SUSPENDED}:
            return Verb.VM_RESUME
        if states == {PowerState.PAUSED}:
            return Verb.VM_UNPAUSE
        return Verb.VM_START

    def label(self, selection: Selection) -> Text:
        return {Verb.VM_RESUME: N_("Resume"), Verb.VM_UNPAUSE: N_("Unpause")}.get(self.verb_for(selection), N_("Start"))

    def picture(self, selection: Selection) -> str:
        return "start" if self.verb_for(selection) is Verb.VM_START else "resume"


class Shutdown(VmCommand):
    """Ask the guest to shut down."""

    id, text, icon, shortcut = "vm-shutdown", N_("Shut down"), "shutdown", "Ctrl+E"
    verb = Verb.VM_SHUTDOWN

    def explain(self, selection: Selection) -> Text | None:
        path = shutdown_path(selection.vms[0]) if len(selection.vms) == 1 else None
        return shutdown_words(path) if path is not None else None


class Reboot(Shutdown):
    """Ask the guest to restart."""

    id, text, icon, shortcut = "vm-reboot", N_("Reboot"), "reboot", "Ctrl+R"
    verb = Verb.VM_REBOOT


class Suspend(VmCommand):
    """Save the state to disk and free the memory."""

    id, text, icon = "vm-suspend", N_("Suspend"), "suspend"
    tip = N_("The state is saved to disk and the memory freed.")
    verb = Verb.VM_SUSPEND


class SuspendOrResume(VmCommand):
    """Ctrl+Y as in the original: suspends what runs, resumes what is suspended."""

    id, text, icon, shortcut = "vm-suspend-resume", N_("Suspend"), "suspend", "Ctrl+Y"
    verb = Verb.VM_SUSPEND

    def verb_for(self, selection: Selection) -> Verb:
        vms = selection.vms
        return Verb.VM_RESUME if vms and all(vm.state is PowerState.SUSPENDED for vm in vms) else Verb.VM_SUSPEND

    def label(self, selection: Selection) -> Text:
        return N_("Resume") if self.verb_for(selection) is Verb.VM_RESUME else N_("Suspend")

    def picture(self, selection: Selection) -> str:
        return "resume" if self.verb_for(selection) is Verb.VM_RESUME else "suspend"


class Pause(VmCommand):
    """Stop the virtual CPUs; the VM stays in memory."""

    id, text, icon = "vm-pause", N_("Pause"), "pause"
    tip = N_("The virtual CPUs stop; the VM stays in memory.")
    verb = Verb.VM_PAUSE


class Unpause(VmCommand):
    """Let a paused VM go on."""

    id, text, icon = "vm-unpause", N_("Unpause"), "resume"
    verb = Verb.VM_UNPAUSE


class ForceOff(VmCommand):
    """Pull the plug."""

    id, text, icon = "vm-force-off", N_("Force off"), "force-off"
    tip = N_("Like pulling the plug: what the guest has not written yet is lost.")
    verb, danger = Verb.VM_FORCE_OFF, True


class ForceReboot(VmCommand):
    """Press the reset button."""

    id, text, icon = "vm-force-reboot", N_("Force reboot"), "force-reboot"
    tip = N_("Like the reset button: what the guest has not written yet is lost.")
    verb, danger = Verb.VM_FORCE_REBOOT, True


class Console(Command):
    """The VM's screen or text console, in the window."""

    id, text, icon = "vm-console", N_("Console"), "console"
    tip = N_("The screen or text console of the VM.")

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def why_not(self, selection: Selection) -> Reason | None:
        vm = selection.one
        if not isinstance(vm, Vm):
            return Reason(N_("Select one VM."))
        return Reason(N_("A template can not be used as a normal VM.")) if vm.is_template else None

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        vm = selection.one
        if isinstance(vm, Vm) and self._shell.selection().one != vm:
            self._shell.select([vm.ref])
        self._shell.do("tab-named", "console")


class Viewer(VmCommand):
    """The screen, in remote-viewer."""

    id, text, icon = "vm-viewer", N_("Open viewer"), "viewer"
    tip = N_("The screen of the VM in its own window (remote-viewer).")
    verb = Verb.VM_VIEWER

    def run(self, vms: Sequence[Vm], verb: Verb) -> None:
        from console.operations.viewer import OpenViewer

        services = self._shell.services
        for vm in vms:
            self._shell.start(OpenViewer(target(vm, services.inventory), services.paths.runtime))


class Autostart(VmCommand):
    """Start with the host: on or off."""

    id, text, icon = "vm-autostart", N_("Start with the host"), "autostart"
    verb = Verb.VM_AUTOSTART
    checkable = True

    def checked(self) -> bool:
        vms = self._shell.selection().vms
        return bool(vms) and all(vm.autostart for vm in vms)

    def run(self, vms: Sequence[Vm], verb: Verb) -> None:
        from console.operations import power

        turn_on = not all(vm.autostart for vm in vms)
        for vm in vms:
            self._shell.start(power.SetAutostart(target(vm, self._shell.services.inventory), turn_on))


class Rename(VmCommand):
    """Another name, typed in the header line."""

    id, text, icon, shortcut = "vm-rename", N_("Rename"), "rename", "F2"
    verb = Verb.VM_RENAME

    def why_not(self, selection: Selection) -> Reason | None:
        if len(selection.things) > 1:
            return Reason(N_("Select one VM."))
        if isinstance(selection.one, Pool):
            return None  # F2 is for both
        return super().why_not(selection)

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        self._shell.do("rename")


class Delete(VmCommand):
    """Delete, with those of its disks that are chosen in the dialog."""

    id, text, icon, shortcut = "vm-delete", N_("Delete…"), "delete", "Del"
    verb = Verb.VM_DELETE

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        reasons = {vm.ref: why_not(Verb.VM_DELETE, vm, self._shell.services.inventory) for vm in selection.vms}
        if len(selection.vms) > 1 and any(reason is not None for reason in reasons.values()):
            self._table(selection, selection.vms, reasons)
        else:
            self.run(selection.vms, Verb.VM_DELETE)

    def run(self, vms: Sequence[Vm], verb: Verb) -> None:
        self._shell.do("delete-vms", tuple(vms))


class New(Command):
    """The New VM wizard, with what is selected as its start."""

    id, text, icon, shortcut = "vm-install", N_("New VM"), "new-vm", "Ctrl+N"

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def why_not(self, selection: Selection) -> Reason | None:
        subject = selection.one
        inventory = self._shell.services.inventory
        reason = why_not(Verb.VM_NEW, subject, inventory)
        # Another host may be able to: the wizard lists all of them with their reasons.
        return None if reason is not None and why_not(Verb.VM_NEW, None, inventory) is None else reason

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        self._shell.do("new-vm", preset(selection))


def preset(selection: Selection) -> tuple[HostId | None, str]:
    """(host, built-in template id) that the selection suggests for a new VM."""
    subject = selection.one
    if isinstance(subject, BuiltinTemplate):
        return None, subject.id
    if subject is None or isinstance(subject, Pool):
        return None, ""
    return (subject.id if isinstance(subject, Host) else subject.ref.host), ""


class SelectNeedy(Command):
    """Select all VMs that need guest tools."""

    id, text, icon = "select-needy", N_("Select VMs that need guest tools"), "tools"

    def __init__(self, shell: Shell, needs_tools: Callable[[Vm], bool]) -> None:
        self._shell = shell
        self._needs = needs_tools

    def _found(self, selection: Selection) -> list[Ref]:
        inventory = self._shell.services.inventory
        subject = selection.one
        vms = inventory.vms()
        if isinstance(subject, Host):
            vms = inventory.vms(subject.id)
        elif isinstance(subject, Pool):
            members = {host.id for host in inventory.hosts() if host.record.pool == subject.record.id}
            vms = [vm for vm in vms if vm.host in members]
        return [vm.ref for vm in vms if self._needs(vm)]

    def why_not(self, selection: Selection) -> Reason | None:
        return None

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        found = self._found(selection)
        if found:
            self._shell.select(found)
        else:
            self._shell.toasts.show("ok", str(N_("No VM needs guest tools.")))


def vm_commands(shell: Shell, needs_tools: Callable[[Vm], bool]) -> list[Command]:
    """All of them."""
    power_verbs = (Start, Shutdown, Reboot, Suspend, SuspendOrResume, Pause, Unpause, ForceOff, ForceReboot)
    others = (Console, Viewer, Autostart, Rename, Delete, New)
    return [*(kind(shell) for kind in power_verbs), *(kind(shell) for kind in others), SelectNeedy(shell, needs_tools)]


def default_command(thing: object) -> str:
    """What Enter and a double click do: the screen of a running VM, start of another, connect a host; "" opens the branch."""
    if isinstance(thing, Vm) and not thing.is_template:
        if thing.state is PowerState.RUNNING:
            return "vm-console"
        if thing.state in (PowerState.HALTED, PowerState.SUSPENDED, PowerState.PAUSED):
            return "vm-start"
    if isinstance(thing, BuiltinTemplate):
        return "vm-install"
    return ""


def kinds_of(selection: Selection) -> frozenset[Kind]:
    """Kinds in the selection."""
    return frozenset(Kind.BUILTIN_TEMPLATE if isinstance(t, BuiltinTemplate) else t.ref.kind for t in selection.things)
