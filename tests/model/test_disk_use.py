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
