"""Moving a VM to a host that it can't migrate to: exported and imported in one go, through this computer, without a file between. Pure.

What a migration keeps as it is (machine type, CPU, the storage's formats) becomes what the other host has; so this is a way for VMs that are off, and
the original stays until all of the new one has been read back and compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from console.model.ids import HostId, Ref
from console.model.inventory import Inventory
from console.model.migration import why_not_move as why_not_migrate_anywhere
from console.model.objects import Host, HostKind, Network, PowerState, StorageRepository, Vm
from console.model.rules import Reason, Verb, why_not
from console.model.rules_export import Running, why_not_export, why_not_running
from console.model.rules_import import vm_with, why_not_import_into, why_not_import_on
from console.model.text import N_

VERB = "vm-move"
MOVE_TEXT = N_("Move to another pool…")
LEFT_OUT = ""
"""The network of a card that is not taken along."""


@dataclass(frozen=True, slots=True)
class MovePlan:
    """One VM's move. ``storage``: by disk target the repository (uuid, of the new host), others go to the default one.

    ``networks``: the VM's network → the new host's, ``LEFT_OUT`` = the card is left out; others go to the network of the same name.
    """

    vm: Ref
    to: HostId
    storage: Mapping[str, str] = field(default_factory=dict)
    networks: Mapping[str, str] = field(default_factory=dict)
    keep: bool = False  # the original stays: what is made is a copy, with a UUID and MAC addresses of its own
    shut_down: bool = False  # it may be shut down for it
    name: str = ""  # at the new host, "" = as it is


def why_not_leave(vm: Vm | None, inventory: Inventory) -> Reason | None:
    """Why this VM can't be moved this way to any host; None where it depends on the host."""
    if vm is None or vm.ref not in inventory:
        return Reason(N_("The VM does not exist any more."))
    if (reason := why_not_export(vm, inventory)) is not None:
        return reason
    host = inventory.host(vm.host)
    if host is None or host.kind is not HostKind.QEMU:
        return Reason(N_("The hypervisor of {host} can't do this.", host=host.name if host is not None else ""))
    if not vm.persistent:
        return Reason(N_("{name} is a temporary VM: when it is off, its definition is gone.", name=vm.name))
    if vm.state is PowerState.SUSPENDED:
        return Reason(N_("{name} is suspended: its saved memory can't be moved.", name=vm.name), "vm-resume", N_("Resume"))
    return why_not_running(Running.SHUTDOWN, vm, inventory) if vm.state.active else None


def why_kept(vm: Vm) -> Reason | None:
    """Why the original has to stay; None where it may be removed at the end."""
    if any(config is not None and config.tpm for config in (vm.config, vm.pending)):
        return Reason(N_("{name} has a TPM, whose contents stay on its host: the original has to be kept.", name=vm.name))
    return None


def why_not_move_to(vm: Vm, to: Host, inventory: Inventory, *, keep: bool = False, name: str = "") -> Reason | None:
    """Why this host can't take the VM this way."""
    if (reason := why_not_leave(vm, inventory)) is not None:
        return reason
    if vm.host == to.id:
        return Reason(N_("{name} is on this host already.", name=vm.name))
    if (reason := why_not_import_on(to)) is not None:
        return reason
    config, known = vm.pending or vm.config, {each.arch for each in to.guest_types if each.os_type == "hvm"}
    if config is not None and config.arch and known and config.arch not in known:
        return Reason(N_("Another processor architecture: {there}, not {here}.", here=config.arch, there=to.arch))
    if any(other.name == (name or vm.name) and (keep or other.uuid != vm.uuid) for other in inventory.vms(to.id)):
        return Reason(N_("This host has another VM of the name {name}.", name=name or vm.name))
    there = None if keep else vm_with(vm.uuid, to.id, inventory, but=vm.ref)
    if there is not None:
        if there.host == to.id:
            return Reason(N_("This host has a definition of this VM already."))
        return Reason(N_("Another host of its pool has a definition of this VM already."))
    if place_for(to.id, inventory) is None:
        return Reason(N_("This host has no storage repository that disks can be written into."))
    return None


def place_for(to: HostId, inventory: Inventory, wanted: str = "") -> StorageRepository | None:
    """The repository that a disk goes to: the wanted one (uuid), else the host's own ``local``, ``default``, or the emptiest."""
    usable = [each for each in inventory.repositories(to) if why_not_import_into(each) is None and each.name != "ISO library"]
    if wanted:
        return next((each for each in usable if each.uuid == wanted), None)
    return max(usable, key=lambda each: (each.name == "local", each.name == "default", not each.shared, each.available_bytes or 0), default=None)


def networks_for(vm: Vm, to: HostId, inventory: Inventory) -> tuple[tuple[str, tuple[Network, ...], str], ...]:
    """For each network that the VM's cards are in: the new host's active ones, and that of the same name ("" = somebody must choose)."""
    there = tuple(network for network in inventory.networks(to) if network.active)
    names = {network.name for network in there}
    config = vm.pending or vm.config
    cards = config.nics if config is not None else ()
    found = dict.fromkeys(nic.source for nic in cards if nic.type == "network")
    return tuple((name, there, name if name in names else "") for name in found)


def move_problems(plan: MovePlan, inventory: Inventory) -> tuple[Reason, ...]:
    """What is wrong with a whole plan; () = it can be run."""
    vm, to = inventory.vm(plan.vm), inventory.host(plan.to)
    if vm is None:
        return (Reason(N_("The VM does not exist any more.")),)
    if to is None:
        return (Reason(N_("Choose the host that it goes to.")),)
    if (reason := why_not_move_to(vm, to, inventory, keep=plan.keep, name=plan.name)) is not None:
        return (reason,)
    found = []
    if not plan.keep and (reason := why_kept(vm)) is not None:
        found.append(reason)
    if not plan.keep and not vm.state.active and (reason := why_not(Verb.VM_DELETE, vm, inventory)) is not None:
        found.append(reason)
    if vm.state.active and not plan.shut_down:
        found.append(Reason(N_("{name} is running: it has to be shut down first.", name=vm.name), "vm-shutdown", N_("Shut down")))
    for name, networks, same in networks_for(vm, plan.to, inventory):
        chosen = plan.networks.get(name, same)
        if not (chosen == LEFT_OUT and name in plan.networks) and chosen not in {network.name for network in networks}:
            found.append(Reason(N_("Choose the network of {host} that stands for {name}.", host=to.name, name=name)))
    for target, wanted in plan.storage.items():
        if wanted and place_for(plan.to, inventory, wanted) is None:
            found.append(Reason(N_("Choose an active storage repository of {host} for the disk {disk}.", host=to.name, disk=target)))
    return tuple(found)


def _why_nowhere(vm: Vm, inventory: Inventory) -> Reason | None:
    if all(host.id == vm.host for host in inventory.hosts()):
        return Reason(N_("There is no other host that it could go to."), "host-add", N_("Add host"))
    return None


def why_not_open(vm: Vm, inventory: Inventory) -> Reason | None:
    """Why the Move wizard is not offered for this VM."""
    return why_not_leave(vm, inventory) or _why_nowhere(vm, inventory)


def why_not_migrate(vm: Vm, inventory: Inventory) -> Reason | None:
    """Why the Migrate wizard is not offered for this VM; with the Move wizard as the remedy where that can do it."""
    if (reason := why_not_migrate_anywhere(vm, inventory)) is not None:
        if reason.remedy or why_not_leave(vm, inventory) is not None:
            return reason
        return Reason(reason.text, VERB, MOVE_TEXT)
    return _why_nowhere(vm, inventory)
