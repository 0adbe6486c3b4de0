"""Who uses a disk: as it is now comes before what is from the next start."""

from __future__ import annotations

from console.model.disk_use import users_of
from console.model.ids import HostId
from console.model.inventory import Delta, Inventory, Put
from console.model.objects import Disk, Host, HostRecord, HostState, PowerState, StorageRepository, Vm, VmConfig, Volume

HOST = HostId("h")


def test_the_live_use_counts() -> None:
    """A running VM whose next configuration differs has its disk open, whatever else is in that configuration."""
    inventory = Inventory()
    repository = StorageRepository(HOST, "r", "local", type="dir", active=True, path="/d")
    disk, other = Disk("vda", "virtio", source="/d/a.qcow2"), Disk("vdb", "virtio", source="/d/b.qcow2")
    vm = Vm(HOST, "u", "web", PowerState.RUNNING, config=VmConfig(disks=(disk,)), pending=VmConfig(disks=(disk, other)))
    inventory.apply(Delta((Put(Host(HostRecord(HOST, "h", "qemu:///session"), state=HostState.READY)), Put(repository), Put(vm))))
    (live,) = users_of(inventory, repository, Volume(HOST, "r", "a.qcow2", "k", "/d/a.qcow2"))
    assert live.active and not live.pending
    (coming,) = users_of(inventory, repository, Volume(HOST, "r", "b.qcow2", "k", "/d/b.qcow2"))
    assert coming.pending and not coming.active


def test_users_are_named_in_order() -> None:
    """The disk's own VM, then those based on it; app-2 before app-10."""
    inventory = Inventory()
    repository = StorageRepository(HOST, "r", "local", type="dir", active=True, path="/d")
    vms = [Vm(HOST, "z", "zoo", PowerState.HALTED, config=VmConfig(disks=(Disk("vda", "virtio", source="/d/base.qcow2"),)))]
    for number in (10, 2, 1):
        disk = Disk("vda", "virtio", source=f"/d/{number}.qcow2", backing=("/d/base.qcow2",))
        vms.append(Vm(HOST, f"u{number}", f"app-{number}", PowerState.RUNNING, config=VmConfig(disks=(disk,))))
    inventory.apply(Delta((Put(Host(HostRecord(HOST, "h", "qemu:///session"), state=HostState.READY)), Put(repository), *(Put(vm) for vm in vms))))
    found = users_of(inventory, repository, Volume(HOST, "r", "base.qcow2", "k", "/d/base.qcow2"))
    assert [use.name for use in found] == ["zoo", "app-1", "app-2", "app-10"]
