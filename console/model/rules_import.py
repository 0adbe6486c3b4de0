"""What can be imported where, and why not. Pure; the same answers for window and virtdeckctl."""

from __future__ import annotations

from console.model.ids import HostId, Ref
from console.model.inventory import Inventory
from console.model.objects import Host, HostKind, StorageRepository, Vm
from console.model.rules import Reason, host_reason
from console.model.rules_storage import CREATES, STREAMS
from console.model.text import N_

VERB = "vm-import"


def why_not_import(inventory: Inventory) -> Reason | None:
    """Why nothing can be imported at all: no host that could take it."""
    hosts = inventory.hosts()
    if not hosts:
        return Reason(N_("Add a host first."), "host-add", N_("Add host"))
    reasons = [why_not_import_on(host) for host in hosts]
    return None if None in reasons else reasons[0]


def why_not_import_on(host: Host | None) -> Reason | None:
    """Why this host can't take an imported VM."""
    if (reason := host_reason(host)) is not None:
        return reason
    assert host is not None
    if host.kind is not HostKind.QEMU:
        return Reason(N_("Virtdeck imports into QEMU hosts only."))
    return None


def why_not_import_into(repository: StorageRepository) -> Reason | None:
    """Why a disk can't be written into this repository."""
    if not repository.active:
        return Reason(N_("{name} is not active.", name=repository.name), "sr-start", N_("Start"))
    if repository.type not in CREATES or repository.type not in STREAMS:
        return Reason(N_("Disks can't be written into storage of this type ({type}).", type=repository.type))
    return None


def vm_with(uuid: str, host: HostId, inventory: Inventory, *, but: Ref | None = None) -> Vm | None:
    """The VM of the host or its pool that has this UUID already; ``but``: one that does not count."""
    home = inventory.host(host)
    pool = home.record.pool if home is not None else ""
    near = {each.id for each in inventory.hosts() if each.id == host or (pool and each.record.pool == pool)}
    return next((vm for vm in inventory.vms() if vm.uuid == uuid.lower() and vm.host in near and vm.ref != but), None)


def why_not_restore(uuid: str, host: HostId, inventory: Inventory) -> Reason | None:
    """Why a VM can't come back with the UUID that it had."""
    if not uuid:
        return Reason(N_("The package does not say which UUID the VM had."))
    if (taken := vm_with(uuid, host, inventory)) is not None:
        return Reason(N_("{name} has its UUID already: it can only be imported as a copy.", name=taken.name))
    return None
