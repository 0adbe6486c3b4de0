"""A VM is not started while a running one of the pool has one of its disks open."""

from __future__ import annotations

import dataclasses

import pytest

from console.model.double_start import open_disk
from console.model.ids import HostId
from console.model.inventory import Delta, Drop, Inventory, Patch, Put
from console.model.objects import Disk, Host, HostKind, HostRecord, HostState, Pool, PoolRecord, PowerState, StorageRepository, Vm, VmConfig
from console.model.rules import Verb, why_not

A, B, C = HostId("a"), HostId("b"), HostId("c")


def host(identity: HostId, pool: str = "p", state: HostState = HostState.READY) -> Put:
    return Put(
        Host(HostRecord(identity, f"host-{identity}", f"qemu+tcp://{identity}/system", pool=pool), kind=HostKind.QEMU, state=state, loaded=True)
    )


def repository(on: HostId, name: str, path: str, **more: object) -> Put:
    values: dict[str, object] = {"type": "netfs", "active": True, "source": "nfs:/export", "shared": True, **more}
    return Put(StorageRepository(on, f"{name}-{on}", name, path=path, **values))  # type: ignore[arg-type]


def vm(on: HostId, name: str, *disks: Disk, state: PowerState = PowerState.HALTED) -> Vm:
    return Vm(on, f"uuid-{name}", name, state, config=VmConfig(disks=disks))


def disk(source: str, **more: object) -> Disk:
    return Disk("vda", "virtio", source=source, **more)  # type: ignore[arg-type]


def world(*changes: Put) -> Inventory:
    inventory = Inventory()
    pool = Put(Pool(PoolRecord("p", "Pool")))
    shared = (repository(A, "nfs", "/mnt/nfs"), repository(B, "nfs", "/srv/vms"))
    inventory.apply(Delta((pool, host(A), host(B), host(C, pool=""), *shared, *changes)))
    return inventory


def test_same_file_of_a_shared_repository_under_another_path() -> None:
    halted, running = vm(A, "one", disk("/mnt/nfs/x.qcow2")), vm(B, "two", disk("/srv/vms/x.qcow2"), state=PowerState.RUNNING)
    inventory = world(Put(halted), Put(running))
    reason = why_not(Verb.VM_START, halted, inventory)
    assert reason is not None
    assert str(reason.text) == "Its disk x.qcow2 is in use by two, which runs on host-b."
    inventory.apply(Delta((Patch(running.ref, {"state": PowerState.HALTED}),)))
    assert why_not(Verb.VM_START, halted, inventory) is None


@pytest.mark.parametrize("state", [PowerState.PAUSED, PowerState.CRASHED, PowerState.SLEEPING])
def test_whoever_has_it_open_counts(state: PowerState) -> None:
    halted, other = vm(A, "one", disk("/mnt/nfs/x.qcow2")), vm(B, "two", disk("/srv/vms/x.qcow2"), state=state)
    assert open_disk(halted, world(Put(halted), Put(other))) is not None


def test_a_lost_host_may_still_run_it() -> None:
    halted, running = vm(A, "one", disk("/mnt/nfs/x.qcow2")), vm(B, "one", disk("/srv/vms/x.qcow2"), state=PowerState.RUNNING)
    inventory = world(Put(halted), Put(running), host(B, state=HostState.LOST))
    reason = why_not(Verb.VM_START, halted, inventory)
    assert reason is not None
    assert "may still run there" in str(reason.text)


def test_resume_is_a_start() -> None:
    saved, running = vm(A, "one", disk("/x.raw"), state=PowerState.SUSPENDED), vm(A, "two", disk("/x.raw"), state=PowerState.RUNNING)
    inventory = world(Put(saved), Put(running))
    assert why_not(Verb.VM_RESUME, saved, inventory) is not None
    assert why_not(Verb.VM_DELETE, saved, inventory) is None


@pytest.mark.parametrize(
    ("ours", "theirs", "refused"),
    [
        ({}, {}, True),
        ({"readonly": True}, {"readonly": True}, False),
        ({"readonly": True}, {}, True),  # a reader of what somebody writes reads rubbish; QEMU refuses it too
        ({"shareable": True}, {"shareable": True}, False),
        ({"shareable": True}, {}, True),
        ({"device": "cdrom"}, {"device": "cdrom"}, False),
        ({}, {"transient": True}, True),
    ],
)
def test_what_may_be_shared(ours: dict[str, object], theirs: dict[str, object], refused: bool) -> None:
    halted, running = vm(A, "one", disk("/d/x.raw", **ours)), vm(A, "two", disk("/d/x.raw", **theirs), state=PowerState.RUNNING)
    assert (open_disk(halted, world(Put(halted), Put(running))) is not None) is refused


def test_the_base_of_a_running_clone_is_not_written() -> None:
    base, clone = vm(A, "base", disk("/d/base.qcow2")), vm(A, "clone", disk("/d/clone.qcow2", backing=("/d/base.qcow2",)), state=PowerState.RUNNING)
    inventory = world(Put(base), Put(clone))
    assert open_disk(base, inventory) is not None
    sibling = vm(A, "sibling", disk("/d/sibling.qcow2", backing=("/d/base.qcow2",)))
    inventory.apply(Delta((Put(sibling),)))
    assert open_disk(sibling, inventory) is None, "clones share their base"


def test_what_is_another_disk() -> None:
    halted = vm(A, "one", disk("/d/x.raw"))
    elsewhere = vm(B, "same path, other machine", disk("/d/x.raw"), state=PowerState.RUNNING)
    other_name = vm(A, "other", disk("/d/y.raw"), state=PowerState.RUNNING)
    other_folder = vm(A, "folder", disk("/e/x.raw"), state=PowerState.RUNNING)
    assert open_disk(halted, world(Put(halted), Put(elsewhere), Put(other_name), Put(other_folder))) is None


def test_local_folders_of_one_path_are_not_one() -> None:
    local = {"type": "dir", "source": "", "shared": False}
    halted, running = vm(A, "one", disk("/img/x.raw")), vm(B, "two", disk("/img/x.raw"), state=PowerState.RUNNING)
    folders = (repository(A, "local", "/img", **local), repository(B, "local", "/img", **local))
    inventory = world(*folders, Put(halted), Put(running))
    assert open_disk(halted, inventory) is None
    proved = [dataclasses.replace(put.object, shared=True, share_id="s1") for put in folders]  # type: ignore[type-var]
    inventory.apply(Delta(tuple(Put(each) for each in proved)))
    assert open_disk(halted, inventory) is not None


def test_network_sources_by_what_the_cluster_calls_them() -> None:
    ours = disk("rbd://mon1:6789/vms/root", source_type="network")
    theirs = disk("rbd://mon2/vms/root", source_type="network")
    halted, running = vm(A, "one", ours), vm(B, "two", theirs, state=PowerState.RUNNING)
    assert open_disk(halted, world(Put(halted), Put(running))) is not None
    away = vm(C, "standalone", theirs, state=PowerState.RUNNING)
    assert open_disk(halted, world(Put(halted), Put(away))) is None, "another pool is another cluster"


def test_volume_and_path_are_one() -> None:
    ours, theirs = disk("x.qcow2", source_type="volume", source_pool="nfs"), disk("/srv/vms/x.qcow2")
    halted, running = vm(A, "one", ours), vm(B, "two", theirs, state=PowerState.RUNNING)
    assert open_disk(halted, world(Put(halted), Put(running))) is not None


def test_index_follows_what_changes_and_goes() -> None:
    running = vm(A, "two", disk("/d/x.raw"), state=PowerState.RUNNING)
    inventory = world(Put(running))
    assert [user.name for user in inventory.disk_users("x.raw")] == ["two"]
    inventory.apply(Delta((Patch(running.ref, {"config": VmConfig(disks=(disk("/d/y.raw"),))}),)))
    assert not inventory.disk_users("x.raw")
    assert [user.name for user in inventory.disk_users("y.raw")] == ["two"]
    inventory.apply(Delta((Drop(host(A).object.ref),)))
    assert not inventory.disk_users("y.raw")
