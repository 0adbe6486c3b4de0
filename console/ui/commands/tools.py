"""The links of the virtualization state as commands, and what belongs to them. Rules say whether, operations do it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from console.model.objects import Host, Pool, Vm
from console.model.preferences import WINDOWS_ISO_KEY
from console.model.rules import TOOLS_VERBS, Reason, Verb, emulated_devices, why_not
from console.model.text import N_, Text, plain
from console.model.tools import LINK_TEXTS, ToolsLink
from console.model.verbs import CD_EJECT
from console.operations.subject import target
from console.ui.commands.base import Command, Selection, Shell
from console.ui.commands.vm import VmCommand


class InsertDisc(VmCommand):
    """The link "Install …": the tools disc into the CD drive, then the Console tab with the steps."""

    icon = "tools"
    tip = N_("The tools disc is put into the CD drive. Nothing runs in the guest by itself.")
    verb = Verb.VM_TOOLS
    also = "I/Oドライバーと管理エージェントのインストール"  # the second name of the link in the user's document

    def __init__(self, shell: Shell, link: ToolsLink) -> None:
        super().__init__(shell)
        self.id, self.text = link.value, LINK_TEXTS[link]

    def run(self, vms: Sequence[Vm], verb: Verb) -> None:
        from console.operations.tools import InsertTools

        services = self._shell.services
        disc = services.paths.tools_disc()
        windows = str(services.settings.get(WINDOWS_ISO_KEY, "") or "")
        for vm in vms:
            self._shell.start(InsertTools(target(vm, services.inventory), linux_disc=str(disc) if disc is not None else "", windows_disc=windows))
        if vms:  # as in the original: of several VMs the first is shown
            self._shell.select([vms[0].ref])
            self._shell.do("tab-named", "console")


class Eject(VmCommand):
    """The tools disc out, the old one back."""

    id, text, icon = "vm-tools-eject", N_("Take the tools disc out"), "cd"
    verb = Verb.VM_TOOLS_EJECT

    def run(self, vms: Sequence[Vm], verb: Verb) -> None:
        from console.operations.tools import EjectTools

        for vm in vms:
            self._shell.start(EjectTools(target(vm, self._shell.services.inventory)))


class EjectCd(Command):
    """Whatever disc is in a CD drive: out."""

    id, text, icon = CD_EJECT, N_("Eject the disc"), "cd"
    tip = N_("Take whatever disc is in a CD drive of the VM out.")

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def why_not(self, selection: Selection) -> Reason | None:
        vms = selection.vms
        if not vms:
            return Reason(N_("Select a VM."))
        from console.operations.media import why_not_eject

        reasons = [why_not_eject(vm, self._shell.services.inventory) for vm in vms]
        return None if any(reason is None for reason in reasons) else reasons[0]

    def explain(self, selection: Selection) -> Text | None:
        return self.tip

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        from console.operations.media import eject, why_not_eject

        inventory = self._shell.services.inventory
        for vm in selection.vms:
            if why_not_eject(vm, inventory) is None:
                for operation in eject(vm, inventory):
                    self._shell.start(operation)


class AddChannel(VmCommand):
    """The channel that the management agent needs."""

    id, text, icon = ToolsLink.ADD_CHANNEL.value, LINK_TEXTS[ToolsLink.ADD_CHANNEL], "tools"
    verb = Verb.VM_ADD_CHANNEL

    def run(self, vms: Sequence[Vm], verb: Verb) -> None:
        from console.operations.tools import AddAgentChannel

        for vm in vms:
            self._shell.start(AddAgentChannel(target(vm, self._shell.services.inventory)))


class DriverDisk(VmCommand):
    """A small virtio disk for Windows."""

    id, text, icon = Verb.VM_DRIVER_DISK.value, N_("Add driver disk"), "disk"
    tip = N_("Windows loads its virtio storage driver when it sees a virtio disk. The disk is small, and goes when Windows runs with virtio.")
    verb = Verb.VM_DRIVER_DISK

    def run(self, vms: Sequence[Vm], verb: Verb) -> None:
        from console.operations.virtio import AddDriverDisk

        for vm in vms:
            self._shell.start(AddDriverDisk(target(vm, self._shell.services.inventory)))


class SwitchVirtio(VmCommand):
    """Emulated devices become virtio at the next start; what happens if the guest stays silent is said before."""

    id, text, icon = ToolsLink.SWITCH_TO_VIRTIO.value, LINK_TEXTS[ToolsLink.SWITCH_TO_VIRTIO], "tools"
    verb = Verb.VM_SWITCH_VIRTIO

    def run(self, vms: Sequence[Vm], verb: Verb) -> None:
        self._shell.spawn(self._ask(vms))

    async def _ask(self, vms: Sequence[Vm]) -> None:
        from console.operations.virtio import FALLBACK_KEY, FALLBACK_SECONDS, SwitchToVirtio

        services = self._shell.services
        seconds = int(services.settings.get(FALLBACK_KEY, FALLBACK_SECONDS) or FALLBACK_SECONDS)
        devices = "; ".join(device for vm in vms if (config := vm.pending or vm.config) is not None for device in emulated_devices(config))
        names = vms[0].name if len(vms) == 1 else N_("{n} VMs", n=len(vms))
        text = N_(
            "These devices become virtio: {devices}. If a guest gives no sign of life within {minutes} minutes after that start, "
            "it is forced off and started again with its old devices.",
            devices=devices,
            minutes=max(1, round(seconds / 60)),
        )
        options: list[tuple[str, Text]] = [("later", N_("Switch at the next start"))]
        if any(vm.state.active for vm in vms):
            options.append(("now", N_("Shut down, switch and start now")))
        chosen = await services.questions.choose(N_("Switch {name} to virtio", name=names), text, options, default="later")
        if chosen is None:
            return
        for vm in vms:
            self._shell.start(SwitchToVirtio(target(vm, services.inventory), seconds=seconds, restart=chosen == "now"))


class ReturnDevices(VmCommand):
    """The way back by hand."""

    id, text, icon = Verb.VM_RETURN_DEVICES.value, N_("Return to the old devices"), "undo"
    verb = Verb.VM_RETURN_DEVICES

    def run(self, vms: Sequence[Vm], verb: Verb) -> None:
        from console.operations.virtio import ReturnToOldDevices

        for vm in vms:
            self._shell.start(ReturnToOldDevices(target(vm, self._shell.services.inventory)))


class FixTools(Command):
    """ "3 VMs need tools → fix": a table of what each needs, and all of it in one go."""

    id, text, icon = "fix-tools", N_("Fix guest tools…"), "tools"

    def __init__(self, shell: Shell, needed: Callable[[Vm], ToolsLink | None]) -> None:
        self._shell, self._needed = shell, needed

    def _vms(self, selection: Selection) -> list[Vm]:
        inventory = self._shell.services.inventory
        if selection.vms:
            return list(selection.vms)
        subject = selection.one
        if isinstance(subject, Host):
            return list(inventory.vms(subject.id))
        if isinstance(subject, Pool):
            members = {host.id for host in inventory.hosts() if host.record.pool == subject.record.id}
            return [vm for vm in inventory.vms() if vm.host in members]
        return list(inventory.vms())

    def _needy(self, selection: Selection) -> list[tuple[Vm, ToolsLink]]:
        return [(vm, link) for vm in self._vms(selection) if (link := self._needed(vm)) is not None]

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        from console.ui.dialogs.fix_tools import FixToolsDialog

        inventory = self._shell.services.inventory
        if not self._needy(selection):  # not asked before: thousands of VMs are looked through
            self._shell.toasts.show("ok", str(N_("No VM needs guest tools.")))
            return
        rows = [(vm, link, why_not(TOOLS_VERBS[link], vm, inventory)) for vm, link in self._needy(selection)]
        dialog = FixToolsDialog(rows, self._shell.widget())
        dialog.chosen.connect(self._run)
        dialog.open()

    def _run(self, wanted: Sequence[tuple[Vm, ToolsLink]]) -> None:
        inventory, fix = self._shell.services.inventory, "fix"
        for link in ToolsLink:
            refs = tuple(vm.ref for vm, each in wanted if each is link and inventory.vm(vm.ref) is not None)
            if refs:
                self._shell.do(fix, (link.value, refs))


class ChooseWindowsIso(Command):
    """Which virtio-win ISO of this computer is used where a host has none."""

    id, text, icon = "tools-windows-iso", N_("Choose the virtio-win ISO…"), "iso"

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def explain(self, selection: Selection) -> Text | None:
        chosen = str(self._shell.services.settings.get(WINDOWS_ISO_KEY, "") or "")
        return plain(chosen) if chosen else N_("For Windows VMs of hosts that have none of their own.")

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        self._shell.do("pick-file", lambda path: self._shell.services.settings.set(WINDOWS_ISO_KEY, path))


def tools_commands(shell: Shell, needed: Callable[[Vm], ToolsLink | None]) -> list[Command]:
    """All of them. ``needed``: the link of a VM's General tab."""
    links = (ToolsLink.INSTALL_BOTH, ToolsLink.INSTALL_AGENT, ToolsLink.UPDATE)
    kinds = (AddChannel, SwitchVirtio, DriverDisk, ReturnDevices, Eject)
    return [
        *(InsertDisc(shell, link) for link in links),
        *(kind(shell) for kind in kinds),
        EjectCd(shell),
        FixTools(shell, needed),
        ChooseWindowsIso(shell),
    ]
