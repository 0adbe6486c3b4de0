"""Why something can't be done now: the single source for *enabled*, tooltips, bulk tables and the refusals of virtdeckctl.

Pure functions over what the inventory knows. ``why_not`` answers for one verb and one subject; a Reason carries the verb or link that mends it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from console.model.double_start import open_disk
from console.model.guest_io import emulated_devices as emulated_devices
from console.model.ids import HostId
from console.model.inventory import Inventory
from console.model.objects import Host, HostKind, HostState, Network, Pool, PowerState, StorageRepository, Vm, VmConfig, Volume
from console.model.shutdown import shutdown_path as shutdown_path
from console.model.shutdown import shutdown_words as shutdown_words
from console.model.templates import BuiltinTemplate
from console.model.text import N_, Text
from console.model.tools import LINK_TEXTS, AgentState, GuestFamily, IoCause, ToolsLink
from console.model.verbs import Verb as Verb


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not. ``remedy`` is the verb or link name that mends it ("vm-start", "install-both", "add-channel", …), "" if none."""

    text: Text
    remedy: str = ""
    remedy_text: Text | None = None


Subject = Vm | Host | Pool | StorageRepository | Network | Volume | BuiltinTemplate
"""What a verb can be asked for."""

DOMAIN_0 = "00000000-0000-0000-0000-000000000000"
"""UUID of Xen's control domain; ``undefine`` of it *succeeds* in libvirt, so nothing here may touch it."""

_QEMU_TOOLS = frozenset({Verb.VM_TOOLS, Verb.VM_TOOLS_EJECT, Verb.VM_ADD_CHANNEL, Verb.VM_SWITCH_VIRTIO, Verb.VM_RETURN_DEVICES, Verb.VM_DRIVER_DISK})
_UNSUPPORTED: dict[HostKind, frozenset[Verb]] = {
    # libvirt's libxl driver has no virDomainReset and no virDomainRename (https://libvirt.org/hvsupport.html; tried on Xen 4.17).
    HostKind.XEN: frozenset({Verb.VM_FORCE_REBOOT, Verb.VM_RENAME}) | _QEMU_TOOLS,
    HostKind.LXC: frozenset({Verb.VM_SUSPEND, Verb.VM_RESUME, Verb.VM_FORCE_REBOOT, Verb.VM_RENAME, Verb.VM_VIEWER}) | _QEMU_TOOLS,
    HostKind.BHYVE: frozenset({Verb.VM_SUSPEND, Verb.VM_RESUME, Verb.VM_PAUSE, Verb.VM_UNPAUSE, Verb.VM_FORCE_REBOOT, Verb.VM_RENAME}) | _QEMU_TOOLS,
    HostKind.TEST: frozenset({Verb.VM_VIEWER}) | _QEMU_TOOLS,
}
_CREATES = frozenset({HostKind.QEMU, HostKind.XEN, HostKind.TEST})

# --------------------------------------------------------------------------- shared facts


def consequence(verb: Verb, vm: Vm) -> Text | None:
    """What people should know before they confirm this verb; None where it only does what it says."""
    if not vm.persistent and verb in (Verb.VM_FORCE_OFF, Verb.VM_SHUTDOWN):
        return N_("{name} is a temporary VM: when it is off, its definition is gone.", name=vm.name)
    if verb is Verb.VM_FORCE_OFF:
        return N_("{name} is cut off like a machine that loses its power. What it has not written yet is lost.", name=vm.name)
    if verb is Verb.VM_FORCE_REBOOT:
        return N_("{name} is reset without being asked. What it has not written yet is lost.", name=vm.name)
    if verb is Verb.VM_DELETE and vm.state is PowerState.SUSPENDED:
        return N_("The saved state of {name} is deleted with it.", name=vm.name)
    return None


def host_reason(host: Host | None) -> Reason | None:
    """Why nothing can be done on this host now."""
    if host is None:
        return Reason(N_("Its host is not in the list any more."))
    name = host.name
    match host.state:
        case HostState.READY:
            return None
        case HostState.DISCONNECTED:
            return Reason(N_("{host} is not connected.", host=name), "host-connect", N_("Connect"))
        case HostState.CONNECTING:
            return Reason(N_("{host} is being connected.", host=name))
        case HostState.STALE:
            return Reason(N_("{host} does not answer at the moment.", host=name))
        case HostState.LOST:
            return Reason(N_("The connection to {host} is lost; it is being connected again.", host=name), "host-connect", N_("Connect"))
        case HostState.REFUSED:
            return Reason(N_("{host} refused the connection.", host=name), "host-connect", N_("Connect"))


def why_not(verb: Verb, subject: Subject | None, inventory: Inventory) -> Reason | None:
    """Why ``verb`` can't be done on ``subject`` now, or None when it can. ``subject`` None: nothing selected (only New VM goes without)."""
    if verb is Verb.VM_NEW:
        return _new_vm(subject, inventory)
    if verb.value.startswith(("vm-", "template-")):
        if not isinstance(subject, Vm):
            return Reason(N_("Select a VM."))
        return _vm(verb, subject, inventory)
    if not isinstance(subject, Host):
        return Reason(N_("Select a host."))
    return _HOST_RULES[verb](subject)


# --------------------------------------------------------------------------- hosts


def _connect(host: Host) -> Reason | None:
    if host.state in (HostState.READY, HostState.STALE):
        return Reason(N_("{host} is connected already.", host=host.name))
    if host.state is HostState.CONNECTING:
        return Reason(N_("{host} is being connected.", host=host.name))
    return None


def _disconnect(host: Host) -> Reason | None:
    if host.state is HostState.DISCONNECTED:
        return Reason(N_("{host} is not connected.", host=host.name))
    return None


def _remove(host: Host) -> Reason | None:
    if host.record.embedded:
        return Reason(N_("{host} is this computer's own libvirt: Virtdeck always lists it.", host=host.name))
    return None


def _acceleration(host: Host) -> Reason | None:
    if (reason := host_reason(host)) is not None:
        return reason
    if host.kind is not HostKind.QEMU:
        return Reason(N_("Hardware acceleration can be chosen on QEMU hosts only."))
    return None


_HOST_RULES: dict[Verb, Callable[[Host], Reason | None]] = {
    Verb.HOST_CONNECT: _connect,
    Verb.HOST_DISCONNECT: _disconnect,
    Verb.HOST_REFRESH: host_reason,
    Verb.HOST_REMOVE: _remove,
    Verb.HOST_ACCELERATION: _acceleration,
}


def _new_vm(subject: Subject | None, inventory: Inventory) -> Reason | None:
    if subject is None or isinstance(subject, (Pool, BuiltinTemplate)):
        hosts = inventory.hosts()
        if isinstance(subject, Pool):
            hosts = [h for h in hosts if h.record.pool == subject.record.id]
        if not hosts:
            return Reason(N_("There is no host to create it on."), "host-add", N_("Add host"))
        reasons = [_creates_vms(host) for host in hosts]
        if any(reason is None for reason in reasons):
            return None
        return reasons[0] if len(reasons) == 1 else Reason(N_("No host is ready to create a VM on."))
    if isinstance(subject, Host):
        return _creates_vms(subject)
    host: HostId = subject.host
    return _creates_vms(inventory.host(host))


def _creates_vms(host: Host | None) -> Reason | None:
    """Why no VM can be created on this host."""
    if (reason := host_reason(host)) is not None:
        return reason
    assert host is not None
    if host.kind not in _CREATES:
        return Reason(N_("Virtdeck does not create VMs on this kind of host; it shows and runs those that are there."))
    return None


# --------------------------------------------------------------------------- VMs


def _vm(verb: Verb, vm: Vm, inventory: Inventory) -> Reason | None:
    host = inventory.host(vm.host)
    if (reason := host_reason(host)) is not None:
        return reason
    assert host is not None
    if vm.ref not in inventory:
        return Reason(N_("{name} does not exist any more.", name=vm.name))
    if host.kind is HostKind.XEN and vm.uuid == DOMAIN_0:
        return Reason(N_("Domain-0 is the host's own control domain. It is only shown."))
    if verb in _UNSUPPORTED.get(host.kind, ()):
        return Reason(N_("The hypervisor of {host} can't do this.", host=host.name))
    for feature, why in host.missing:
        if feature == verb.value:
            return Reason(why)
    if vm.importing and verb not in (Verb.VM_DELETE, Verb.VM_FORCE_OFF):
        return Reason(N_("{name} is being imported: its disks are not complete yet. Wait for the task, or cancel it.", name=vm.name))
    if (reason := _template(verb, vm)) is not None:
        return reason
    if (reason := _VM_RULES[verb](vm)) is not None or verb not in (Verb.VM_START, Verb.VM_RESUME):
        return reason
    return double_start(vm, inventory)


def double_start(vm: Vm, inventory: Inventory) -> Reason | None:
    """Why a VM must not be started although it is off: a running one of the pool has one of its disks open."""
    use = open_disk(vm, inventory)
    return Reason(use.text) if use is not None else None


_ON_TEMPLATES = frozenset(
    {
        *(Verb.VM_CLONE, Verb.VM_COPY, Verb.VM_DELETE, Verb.VM_RENAME),
        *(Verb.VM_EXPORT, Verb.VM_FLATTEN, Verb.TEMPLATE_CONVERT, Verb.TEMPLATE_TO_VM, Verb.TEMPLATE_QUICK),
    }
)
_STOPS = frozenset({Verb.VM_FORCE_OFF, Verb.VM_SHUTDOWN})


def _template(verb: Verb, vm: Vm) -> Reason | None:
    """A template is never started; one that something else started can still be stopped."""
    if vm.is_template:
        if verb in _ON_TEMPLATES or (verb in _STOPS and vm.state.active):
            return None
        return Reason(N_("A template can not be used as a normal VM."), "vm-install", N_("New VM"))
    if vm.config is None and verb in (Verb.VM_START, Verb.VM_RESUME):
        # It could be a template, and starting one would change the base of its clones.
        if vm.problem is not None:
            return Reason(N_("The configuration of {name} could not be read.", name=vm.name))
        return Reason(N_("The configuration of {name} is still being read.", name=vm.name))
    return None


def _state(vm: Vm) -> Text:
    """The state in a sentence, for refusals."""
    name = vm.name
    match vm.state:
        case PowerState.RUNNING:
            return N_("{name} is running.", name=name)
        case PowerState.PAUSED:
            return N_("{name} is paused.", name=name)
        case PowerState.SUSPENDED:
            return N_("{name} is suspended.", name=name)
        case PowerState.HALTED:
            return N_("{name} is not running.", name=name)
        case PowerState.CRASHED:
            return N_("{name} has crashed.", name=name)
        case PowerState.SLEEPING:
            return N_("The guest in {name} is asleep.", name=name)
        case PowerState.STOPPING:
            return N_("{name} is shutting down.", name=name)
        case PowerState.UNKNOWN:
            return N_("The state of {name} is not known.", name=name)


# What gets a VM out of a state, towards what was asked.
_START = ("vm-start", N_("Start"))
_RESUME = ("vm-resume", N_("Resume"))
_UNPAUSE = ("vm-unpause", N_("Unpause"))
_FORCE_OFF = ("vm-force-off", N_("Force off"))
_SHUTDOWN = ("vm-shutdown", N_("Shut down"))
_NONE = ("", None)


def _refuse(vm: Vm, remedies: Mapping[PowerState, tuple[str, Text | None]]) -> Reason:
    remedy, text = remedies.get(vm.state, _NONE)
    return Reason(_state(vm), remedy, text)


def _start(vm: Vm) -> Reason | None:
    if vm.state in (PowerState.HALTED, PowerState.SUSPENDED):
        return None
    return _refuse(vm, {PowerState.PAUSED: _UNPAUSE, PowerState.CRASHED: _FORCE_OFF})


def _resume(vm: Vm) -> Reason | None:
    if vm.state is PowerState.SUSPENDED:
        return None
    return _refuse(vm, {PowerState.PAUSED: _UNPAUSE, PowerState.HALTED: _START, PowerState.CRASHED: _FORCE_OFF})


def _ask_guest(vm: Vm) -> Reason | None:
    """Shut down and reboot: the guest must run, and there must be a way to ask it."""
    if vm.state is not PowerState.RUNNING:
        way_out = {PowerState.PAUSED: _UNPAUSE, PowerState.SUSPENDED: _RESUME, PowerState.CRASHED: _FORCE_OFF, PowerState.SLEEPING: _FORCE_OFF}
        return _refuse(vm, way_out)
    if shutdown_path(vm) is None:
        text = N_("{name} can't be asked: its management agent does not answer and it has no ACPI.", name=vm.name)
        return Reason(text, *(_agent_remedy(vm) or _FORCE_OFF))
    return None


def _reboot(vm: Vm) -> Reason | None:
    if (reason := _ask_guest(vm)) is not None:
        return reason
    if vm.installing:
        return Reason(N_("An operating system is being installed in {name}; its installer restarts it.", name=vm.name))
    return None


def _suspend(vm: Vm) -> Reason | None:
    if vm.state not in (PowerState.RUNNING, PowerState.PAUSED):
        return _refuse(vm, {PowerState.CRASHED: _FORCE_OFF})
    if not vm.persistent:
        return Reason(N_("{name} is a temporary VM: libvirt keeps no saved state of it.", name=vm.name), "vm-pause", N_("Pause"))
    return None


def _pause(vm: Vm) -> Reason | None:
    return None if vm.state is PowerState.RUNNING else _refuse(vm, {})


def _unpause(vm: Vm) -> Reason | None:
    if vm.state is PowerState.PAUSED:
        return None
    return _refuse(vm, {PowerState.SUSPENDED: _RESUME, PowerState.HALTED: _START, PowerState.CRASHED: _FORCE_OFF})


def _force_off(vm: Vm) -> Reason | None:
    # Also where the state is not known: it is the last resort, and libvirt refuses by itself what is not running.
    return None if vm.state.active or vm.state is PowerState.UNKNOWN else _refuse(vm, {})


def _force_reboot(vm: Vm) -> Reason | None:
    if vm.state not in (PowerState.RUNNING, PowerState.PAUSED, PowerState.SLEEPING):
        return _refuse(
            vm, {PowerState.HALTED: _START, PowerState.SUSPENDED: _RESUME, PowerState.CRASHED: _FORCE_OFF, PowerState.STOPPING: _FORCE_OFF}
        )
    if vm.installing:
        return Reason(N_("An operating system is being installed in {name}; its installer restarts it.", name=vm.name))
    return None


_OFF_FIRST = {
    PowerState.RUNNING: _SHUTDOWN,
    PowerState.PAUSED: _FORCE_OFF,
    PowerState.CRASHED: _FORCE_OFF,
    PowerState.SLEEPING: _FORCE_OFF,
    PowerState.STOPPING: _FORCE_OFF,
}


def _delete(vm: Vm) -> Reason | None:
    if not vm.persistent:
        return Reason(N_("{name} is a temporary VM: it goes when it is off.", name=vm.name), *(_FORCE_OFF if vm.state.active else _NONE))
    if vm.state not in (PowerState.HALTED, PowerState.SUSPENDED):
        return _refuse(vm, _OFF_FIRST)
    return None


def _rename(vm: Vm) -> Reason | None:
    if not vm.persistent:
        return Reason(N_("{name} is a temporary VM: it can't be renamed.", name=vm.name))
    if vm.state is not PowerState.HALTED:
        return _refuse(vm, {**_OFF_FIRST, PowerState.SUSPENDED: _RESUME})
    return None


def _viewer(vm: Vm) -> Reason | None:
    if not vm.state.active:
        return _refuse(vm, {PowerState.HALTED: _START, PowerState.SUSPENDED: _RESUME})
    if vm.config is None:
        return Reason(N_("The configuration of {name} is still being read.", name=vm.name))
    if not any(graphics.type in ("vnc", "spice") for graphics in vm.config.graphics):
        return Reason(N_("{name} has no graphical display.", name=vm.name))
    return None


def _clone(vm: Vm) -> Reason | None:
    """What the VM itself prevents; which way it can be cloned and where is in :mod:`console.model.clone`."""
    if not vm.persistent:
        return Reason(N_("{name} is a temporary VM: it can't be cloned.", name=vm.name))
    if vm.config is None:
        return Reason(N_("The configuration of {name} is still being read.", name=vm.name))
    if vm.installing:
        return Reason(N_("An operating system is being installed in {name}.", name=vm.name))
    if vm.state not in (PowerState.HALTED, PowerState.RUNNING, PowerState.PAUSED):
        return _refuse(vm, {PowerState.SUSPENDED: _RESUME, PowerState.CRASHED: _FORCE_OFF, PowerState.SLEEPING: _FORCE_OFF})
    return None


def _export(vm: Vm) -> Reason | None:
    """What the VM itself prevents; whether it can go on running meanwhile is in :mod:`console.model.rules_export`."""
    config = _configured(vm)
    if isinstance(config, Reason):
        return config
    if vm.installing:
        return Reason(N_("An operating system is being installed in {name}.", name=vm.name))
    if vm.state not in (PowerState.HALTED, PowerState.SUSPENDED, PowerState.RUNNING, PowerState.PAUSED):
        return _refuse(vm, {PowerState.CRASHED: _FORCE_OFF, PowerState.SLEEPING: _FORCE_OFF})
    return None


def _autostart(vm: Vm) -> Reason | None:
    if not vm.persistent:
        return Reason(N_("{name} is a temporary VM: it can't start with the host.", name=vm.name))
    return None


# --------------------------------------------------------------------------- templates


def _template_convert(vm: Vm) -> Reason | None:
    """A running VM is shut down first, which the dialog offers by itself."""
    if vm.is_template:
        return Reason(N_("{name} is a template already.", name=vm.name))
    if not vm.persistent:
        return Reason(N_("{name} is a temporary VM: there is nothing to keep as a template.", name=vm.name))
    if vm.config is None:
        return Reason(N_("The configuration of {name} is still being read.", name=vm.name))
    if vm.installing:
        return Reason(N_("An operating system is being installed in {name}.", name=vm.name))
    if vm.state in (PowerState.HALTED, PowerState.RUNNING, PowerState.SUSPENDED):
        return None
    return _refuse(vm, {**_OFF_FIRST, PowerState.PAUSED: _UNPAUSE})


def _template_to_vm(vm: Vm) -> Reason | None:
    """Whether disks depend on it is asked of the storage by the operation: nobody holds all volumes."""
    if not vm.is_template:
        return Reason(N_("{name} is not a template.", name=vm.name))
    return _refuse(vm, _OFF_FIRST) if vm.state.active else None


def _template_quick(vm: Vm) -> Reason | None:
    if not vm.is_template:
        return Reason(N_("{name} is not a template.", name=vm.name), "template-convert", N_("Convert to template"))
    if vm.config is None or not vm.config.metadata.instant:
        return Reason(N_("{name} is not an instant template: New VM asks what is needed.", name=vm.name), "vm-clone", N_("Clone"))
    return None


def _flatten(vm: Vm) -> Reason | None:
    config = _configured(vm)
    if isinstance(config, Reason):
        return config
    if not vm.persistent:
        return Reason(N_("{name} is a temporary VM: its disks are not changed.", name=vm.name))
    if not any(disk.device == "disk" and disk.source for disk in config.disks):
        return Reason(N_("{name} has no disk of its own.", name=vm.name))
    if vm.state in (PowerState.HALTED, PowerState.RUNNING, PowerState.PAUSED):
        return None
    return _refuse(vm, {PowerState.SUSPENDED: _RESUME, PowerState.CRASHED: _FORCE_OFF, PowerState.SLEEPING: _FORCE_OFF})


# --------------------------------------------------------------------------- guest tools


def _agent_remedy(vm: Vm) -> tuple[str, Text] | None:
    """What brings the management agent, as a remedy; None where it is there and only hangs."""
    link = {AgentState.NO_CHANNEL: ToolsLink.ADD_CHANNEL, AgentState.DISCONNECTED: ToolsLink.INSTALL_AGENT}.get(vm.tools.agent)
    return (link.value, LINK_TEXTS[link]) if link is not None else None


TOOLS_VERBS = {
    ToolsLink.INSTALL_BOTH: Verb.VM_TOOLS,
    ToolsLink.INSTALL_AGENT: Verb.VM_TOOLS,
    ToolsLink.UPDATE: Verb.VM_TOOLS,
    ToolsLink.ADD_CHANNEL: Verb.VM_ADD_CHANNEL,
    ToolsLink.SWITCH_TO_VIRTIO: Verb.VM_SWITCH_VIRTIO,
}
"""The verb behind each link of the virtualization state."""


def _configured(vm: Vm) -> VmConfig | Reason:
    """What the VM has at its next start."""
    config = vm.pending or vm.config
    if config is None:
        return Reason(N_("The configuration of {name} is still being read.", name=vm.name))
    return config


def _tools(vm: Vm) -> Reason | None:
    """The tools disc: somebody runs the installer, so the guest must run."""
    if vm.state is not PowerState.RUNNING:
        return _refuse(vm, {PowerState.PAUSED: _UNPAUSE, PowerState.SUSPENDED: _RESUME, PowerState.HALTED: _START, PowerState.CRASHED: _FORCE_OFF})
    config = _configured(vm)
    return config if isinstance(config, Reason) else None


def _tools_eject(vm: Vm) -> Reason | None:
    if vm.config is None or vm.config.metadata.tools_disc is None:
        return Reason(N_("No tools disc was put into a CD drive of {name}.", name=vm.name))
    return None


def _add_channel(vm: Vm) -> Reason | None:
    config = _configured(vm)
    if isinstance(config, Reason):
        return config
    if vm.config is not None and vm.config.agent_channel is not None:
        return Reason(N_("{name} has an agent channel already.", name=vm.name))
    if config.agent_channel is not None:
        return Reason(N_("{name} gets its agent channel at its next start.", name=vm.name))
    return None


def _switch_virtio(vm: Vm) -> Reason | None:
    """Linux brings the drivers; Windows must have shown its storage driver, or it would not find its disk."""
    config = _configured(vm)
    if isinstance(config, Reason):
        return config
    if not vm.persistent:
        return Reason(N_("{name} is a temporary VM: it has no next start.", name=vm.name))
    if config.os_type != "hvm":
        return Reason(N_("The devices of {name} are paravirtual already.", name=vm.name))
    if not emulated_devices(config):
        if vm.config is not None and emulated_devices(vm.config):
            return Reason(N_("{name} gets virtio devices at its next start.", name=vm.name))
        return Reason(N_("The devices of {name} are paravirtual already.", name=vm.name))
    if vm.family is GuestFamily.WINDOWS:
        if not vm.tools.io_findings:
            words = N_("Whether {name} has the drivers is seen only while it runs and its management agent answers.", name=vm.name)
            return Reason(words, *(_agent_remedy(vm) or (_START if vm.state is PowerState.HALTED else _NONE)))
        if any(finding.cause is not IoCause.EMULATED for finding in vm.tools.io_findings):
            if config.metadata.driver_disk:
                return Reason(
                    N_("{name} has not shown a storage driver yet: install the drivers from the tools disc.", name=vm.name),
                    ToolsLink.INSTALL_BOTH.value,
                    LINK_TEXTS[ToolsLink.INSTALL_BOTH],
                )
            return Reason(
                N_("Windows in {name} has not loaded a virtio storage driver: it would not find its disk.", name=vm.name),
                Verb.VM_DRIVER_DISK.value,
                N_("Add driver disk"),
            )
    return None


def _return_devices(vm: Vm) -> Reason | None:
    config = _configured(vm)
    if isinstance(config, Reason):
        return config
    if config.metadata.fallback_seconds is None:
        return Reason(N_("There are no earlier devices of {name} to go back to.", name=vm.name))
    return None


def _driver_disk(vm: Vm) -> Reason | None:
    config = _configured(vm)
    if isinstance(config, Reason):
        return config
    if vm.family is not GuestFamily.WINDOWS:
        return Reason(N_("{name} needs no driver disk: only Windows loads its storage driver when it sees a disk.", name=vm.name))
    if config.metadata.driver_disk:
        return Reason(N_("{name} has its driver disk already.", name=vm.name))
    if any(disk.bus == "virtio" for disk in config.disks if disk.device == "disk"):
        return Reason(N_("{name} has a virtio disk already.", name=vm.name))
    return None


_VM_RULES: dict[Verb, Callable[[Vm], Reason | None]] = {
    Verb.VM_START: _start,
    Verb.VM_RESUME: _resume,
    Verb.VM_SHUTDOWN: _ask_guest,
    Verb.VM_REBOOT: _reboot,
    Verb.VM_SUSPEND: _suspend,
    Verb.VM_PAUSE: _pause,
    Verb.VM_UNPAUSE: _unpause,
    Verb.VM_FORCE_OFF: _force_off,
    Verb.VM_FORCE_REBOOT: _force_reboot,
    Verb.VM_DELETE: _delete,
    Verb.VM_RENAME: _rename,
    Verb.VM_VIEWER: _viewer,
    Verb.VM_AUTOSTART: _autostart,
    Verb.VM_CLONE: _clone,
    Verb.VM_COPY: _clone,
    Verb.VM_EXPORT: _export,
    Verb.VM_FLATTEN: _flatten,
    Verb.TEMPLATE_CONVERT: _template_convert,
    Verb.TEMPLATE_TO_VM: _template_to_vm,
    Verb.TEMPLATE_QUICK: _template_quick,
    Verb.VM_TOOLS: _tools,
    Verb.VM_TOOLS_EJECT: _tools_eject,
    Verb.VM_ADD_CHANNEL: _add_channel,
    Verb.VM_SWITCH_VIRTIO: _switch_virtio,
    Verb.VM_RETURN_DEVICES: _return_devices,
    Verb.VM_DRIVER_DISK: _driver_disk,
}
