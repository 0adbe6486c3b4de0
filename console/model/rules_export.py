"""What can be exported, and how a VM that runs is."""

from __future__ import annotations

import enum

from console.model.inventory import Inventory
from console.model.objects import HostKind, Vm
from console.model.rules import Reason, Verb, why_not
from console.model.shutdown import shutdown_path
from console.model.text import N_, Text


class Running(enum.Enum):
    """What is done about a VM that runs."""

    MOMENT = "live"  # it goes on; its disks are exported as they are at one moment
    SHUTDOWN = "shutdown"  # shut down, exported, started again


def why_not_export(vm: Vm, inventory: Inventory) -> Reason | None:
    """Why a VM or template can't be exported now; None when it can, in one way or another."""
    if (reason := why_not(Verb.VM_EXPORT, vm, inventory)) is not None:
        return reason
    if vm.state.active and (first := why_not_running(Running.MOMENT, vm, inventory)) and why_not_running(Running.SHUTDOWN, vm, inventory):
        return first
    return None


def why_not_running(way: Running, vm: Vm, inventory: Inventory) -> Reason | None:
    """Why a VM that runs can't be exported this way."""
    if way is Running.SHUTDOWN:
        if why_not(Verb.VM_SHUTDOWN, vm, inventory) is not None or shutdown_path(vm) is None:
            return Reason(N_("{name} can't be asked to shut down.", name=vm.name), "vm-force-off", N_("Force off"))
        if not vm.persistent:
            return Reason(N_("{name} is a temporary VM: when it is off, its definition is gone.", name=vm.name))
        return None
    host = inventory.host(vm.host)
    if host is None or host.kind is not HostKind.QEMU:
        text = N_("The hypervisor of {host} can't copy the disks of a VM that runs.", host=host.name if host is not None else "")
        return Reason(text, "vm-shutdown", N_("Shut down"))
    return None


def default_running(vm: Vm, inventory: Inventory) -> Running:
    """At one moment, where that is possible."""
    return Running.MOMENT if why_not_running(Running.MOMENT, vm, inventory) is None else Running.SHUTDOWN


SUSPENDED = N_("Its memory is not exported: the copy starts as after a power cut. To avoid that, resume it and shut it down first.")


def suspended_words(vm: Vm) -> Text:
    """What exporting a suspended VM means."""
    return N_("{name} is suspended. {what}", name=vm.name, what=SUSPENDED)
