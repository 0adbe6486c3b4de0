"""Which hosts can take a VM: every refusal with its words, on two hosts that differ from a good pair in one thing."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from console.model.ids import HostId
from console.model.inventory import Delta, Inventory, Put
from console.model.migration import MigrationPlan, disk_places, fit, fits, network_choices, plan_problems, storage_for, why_not_move
from console.model.objects import (
    Acceleration,
    Disk,
    DomainCaps,
    Host,
    HostKind,
    HostRecord,
    HostState,
    HostStats,
    MachineType,
    Network,
    Nic,
    Pool,
    PoolRecord,
    PowerState,
    StorageRepository,
    ToolsDisc,
    Vm,
    VmConfig,
    VmMetadata,
)
from console.model.tools import GuestFamily, GuestTools, Tri

A, B = HostId("a"), HostId("b")
GIB = 1 << 30
TYPES = (MachineType("x86_64", "hvm", ("qemu", "kvm"), "/usr/bin/qemu", ("pc-q35-7.2", "q35")),)


def host(key: HostId, **more: Any) -> Host:
    known: dict[str, Any] = {
        "kind": HostKind.QEMU,
        "state": HostState.READY,
        "arch": "x86_64",
        "cpu_model": "Skylake",
        "memory_bytes": 8 * GIB,
        "hypervisor": "QEMU",
        "hypervisor_version": "7.2.0",
        "guest_types": TYPES,
        "loaded": True,
    }
    return Host(HostRecord(key, f"host-{key}", f"qemu+ssh://{key}/system", pool="p"), **{**known, **more})


def store(key: HostId, name: str, path: str, source: str = "", **more: Any) -> StorageRepository:
    known: dict[str, Any] = {"active": True, "path": path, "source": source, "shared": bool(source), "available_bytes": 100 * GIB}
    return StorageRepository(key, f"{key}-{name}", name, "netfs" if source else "dir", **{**known, **more})


SHARED_DISK = Disk("vda", "virtio", source="/mnt/a/web.qcow2", format="qcow2", guest_name="vda")
LOCAL_DISK = dataclasses.replace(SHARED_DISK, source="/var/images/web.qcow2")
CD = Disk("sda", "sata", device="cdrom", source="/var/images/debian.iso", guest_name="sr0")
CONFIG = VmConfig(
    domain_type="kvm",
    arch="x86_64",
    machine="pc-q35-7.2",
    cpu_mode="custom",
    memory_kib=2 << 20,
    max_memory_kib=2 << 20,
    disks=(SHARED_DISK,),
    nics=(Nic("52:54:00:00:00:01", "virtio", "network", "lan"),),
)
VM = Vm(A, "u-1", "web", PowerState.RUNNING, config=CONFIG, tools=GuestTools(io=Tri.YES))


def world(*more: Any) -> Inventory:
    """A pool of two hosts with one NFS repository under different paths, one local each, and the same network; ``more`` replaces."""
    inventory = Inventory()
    things: list[Any] = [
        Pool(PoolRecord("p", "Pool")),
        host(A),
        host(B),
        store(A, "nfs", "/mnt/a", "nas:/images"),
        store(B, "nfs", "/mnt/b", "nas:/images"),
        store(A, "local", "/var/images"),
        store(B, "local", "/var/images"),
        Network(A, "n-a", "lan", True),
        Network(B, "n-b", "lan", True),
        VM,
    ]
    inventory.apply(Delta(tuple(Put(each) for each in (*things, *more))))
    return inventory


def refusal(*more: Any, with_storage: bool = True, cpu: bool | None = None) -> str:
    inventory = world(*more)
    vm, to = inventory.vm(VM.ref), inventory.host(B)
    assert vm is not None and to is not None
    reason = fit(vm, to, inventory, with_storage=with_storage, cpu=cpu).reason
    return "" if reason is None else reason.text.english()


def config(**more: Any) -> Vm:
    return dataclasses.replace(VM, config=dataclasses.replace(CONFIG, **more))


def off(**more: Any) -> Vm:
    return dataclasses.replace(config(**more), state=PowerState.HALTED)


def test_a_good_pair() -> None:
    assert refusal() == "" and refusal(off()) == "" and refusal(cpu=True) == ""
    assert refusal(config(disks=(LOCAL_DISK,))) == ""
    assert refusal(dataclasses.replace(VM, state=PowerState.PAUSED)) == ""


DEVICE = Nic("52:54:00:00:00:02", "", "hostdev")
MACVTAP = Nic("52:54:00:00:00:02", "virtio", "direct", "eth0")
REFUSALS: list[tuple[str, tuple[Any, ...]]] = [
    ("host-b is not connected", (host(B, state=HostState.DISCONNECTED),)),
    ("host-b does not answer", (host(B, state=HostState.STALE),)),
    ("the connection to host-b is lost", (host(B, state=HostState.LOST),)),
    ("The connection to host-a is lost", (host(A, state=HostState.LOST),)),
    ("can't do this", (host(A, kind=HostKind.TEST),)),
    ("Another hypervisor: QEMU here, Xen there.", (host(B, kind=HostKind.XEN, hypervisor="Xen"),)),
    ("Another processor architecture: aarch64", (host(B, arch="aarch64"),)),
    ("needs KVM", (host(B, acceleration=Acceleration("emulation")),)),
    ("no VMs of the type kvm", (host(B, guest_types=(dataclasses.replace(TYPES[0], domain_types=("qemu",)),)),)),
    ("does not know the machine type pc-q35-7.2", (host(B, guest_types=(dataclasses.replace(TYPES[0], machines=("pc-q35-6.0",)),)),)),
    ("host's CPU as it is (Skylake)", (config(cpu_mode="host-passthrough"), host(B, cpu_model="EPYC"))),
    ("needs 2048 MiB of memory, and this host has 1024 MiB", (host(B, memory_bytes=GIB),)),
    ("needs 2048 MiB of memory, and 1024 MiB are free", (host(B, stats=HostStats(1.0, 7 * GIB)),)),
    ("no active network for lan", (Network(B, "n-b", "lan", False),)),
    ("A local medium is in the drive sr0: debian.iso. Eject it first.", (config(disks=(SHARED_DISK, CD)),)),
    ("uses a device of its host directly", (config(hostdevs=1),)),
    ("uses a device of its host directly", (config(nics=(DEVICE,)),)),
    ("is connected to a device of its host (eth0)", (config(nics=(MACVTAP,)),)),
    ("is a device of its host", (config(disks=(dataclasses.replace(SHARED_DISK, device="lun"),)),)),
    ("Live migration needs the I/O drivers", (dataclasses.replace(VM, tools=GuestTools(io=Tri.NO)),)),
    ("is reset at start", (config(disks=(dataclasses.replace(SHARED_DISK, transient=True),)),)),
    ("has a TPM", (off(tpm="tpm-crb"),)),
    ("A template can not be used", (config(metadata=VmMetadata(template=True)),)),
    ("is being installed", (config(metadata=VmMetadata(installing=True)),)),
    ("still being read", (dataclasses.replace(VM, config=None),)),
    ("is suspended", (dataclasses.replace(VM, state=PowerState.SUSPENDED),)),
    ("has crashed", (dataclasses.replace(VM, state=PowerState.CRASHED),)),
    ("is shutting down", (dataclasses.replace(VM, state=PowerState.STOPPING),)),
    ("is asleep", (dataclasses.replace(VM, state=PowerState.SLEEPING),)),
    ("is not known", (dataclasses.replace(VM, state=PowerState.UNKNOWN),)),
    ("another VM of the name web", (Vm(B, "u-2", "web"),)),
    ("has a definition of this VM already", (Vm(B, "u-1", "web"),)),
    ("no active storage repository", (config(disks=(LOCAL_DISK,)), store(B, "local", "/x", active=False), store(B, "nfs", "/mnt/b", active=False))),
    ("a read-only or shared disk is not copied", (config(disks=(dataclasses.replace(LOCAL_DISK, shareable=True),)),)),
    ("not in a storage repository", (off(disks=(dataclasses.replace(LOCAL_DISK, source="/opt/web.img"),)),)),
    ("Xen copies no disks", (host(A, kind=HostKind.XEN), host(B, kind=HostKind.XEN), config(domain_type="", disks=(LOCAL_DISK,)))),
]


@pytest.mark.parametrize(("words", "things"), REFUSALS, ids=[words for words, _ in REFUSALS])
def test_each_refusal(words: str, things: tuple[Any, ...]) -> None:
    assert words.lower() in refusal(*things).lower()


def test_the_cpu_is_what_the_host_says() -> None:
    assert "CPU has not all the features" in refusal(cpu=False)
    assert refusal(off(), cpu=False) == "", "a VM that is off starts on whatever CPU is there"


def test_many_vcpus() -> None:
    caps = DomainCaps("x86_64", "kvm", "q35", 8, ("bios",), False, *(frozenset(),) * 3, frozenset(), frozenset(), frozenset(), frozenset())
    assert "at most 8" in refusal(config(max_vcpus=9), host(B, caps=caps)) and refusal(config(max_vcpus=8), host(B, caps=caps)) == ""


def test_local_storage_is_a_reason_only_without_copying() -> None:
    local = config(disks=(LOCAL_DISK,))
    assert refusal(local, with_storage=False) == "This host does not reach the disk vda on local; it has to be copied (migrate with storage)."
    assert refusal(local) == ""


def test_remedies() -> None:
    def remedy(vm: Vm) -> str:
        inventory = world(vm)
        reason = why_not_move(vm, inventory) or fit(vm, host(B), inventory).reason
        return "" if reason is None else reason.remedy

    assert remedy(dataclasses.replace(VM, tools=GuestTools(io=Tri.NO))) == "switch-to-virtio"
    assert remedy(dataclasses.replace(VM, tools=GuestTools(io=Tri.NO), family=GuestFamily.WINDOWS)) == "install-both"
    assert remedy(dataclasses.replace(VM, state=PowerState.SUSPENDED)) == "vm-resume"
    assert remedy(config(disks=(CD,), metadata=VmMetadata(tools_disc=ToolsDisc("sda", CD.source)))) == "vm-tools-eject"
    assert remedy(config(disks=(CD,))) == "vm-cd-eject"


def places(*more: Any) -> list[tuple[str, bool]]:
    inventory = world(*more)
    vm = inventory.vm(VM.ref)
    assert vm is not None
    return [(each.path, each.proved) for each in disk_places(vm, B, inventory)]


def test_where_each_disk_is_there() -> None:
    assert places() == [("/mnt/b/web.qcow2", False)], "the same storage under another path"
    assert places(config(disks=(LOCAL_DISK,))) == [("", False)], "two folders of one name are two folders"
    assert places(store(B, "nfs", "/mnt/b", "nas:/images", active=False)) == [("", False)], "it has lost the storage"
    assert places(config(disks=(dataclasses.replace(SHARED_DISK, backing=("/var/images/base.qcow2",)),))) == [("", False)], "its base stays behind"
    assert places(config(disks=(dataclasses.replace(SHARED_DISK, backing=("/mnt/a/base.qcow2",)),))) == [("", False)], (
        "images name their base by path"
    )
    same = store(B, "nfs", "/mnt/a", "nas:/images")
    assert places(config(disks=(dataclasses.replace(SHARED_DISK, backing=("/mnt/a/base.qcow2",)),)), same) == [("/mnt/a/web.qcow2", False)]
    proved = [store(key, "local", "/var/images", shared=True, share_id="s-1") for key in (A, B)]
    assert places(config(disks=(LOCAL_DISK,)), *proved) == [("/var/images/web.qcow2", True)]
    assert places(config(disks=(CD,))) == [], "media are not moved"


def test_warnings() -> None:
    def warnings(*more: Any) -> str:
        inventory = world(*more)
        vm, to = inventory.vm(VM.ref), inventory.host(B)
        assert vm is not None and to is not None
        return " ".join(text.english() for text in fit(vm, to, inventory).warnings)

    assert warnings() == ""
    assert "is older (6.1.0)" in warnings(host(B, hypervisor_version="6.1.0"))
    assert "same name must be on this host: br0" in warnings(config(nics=(Nic("52:54:00:00:00:03", "virtio", "bridge", "br0"),)))
    assert "firmware's variables" in warnings(off(firmware="efi"))
    assert "not known yet" in warnings(dataclasses.replace(VM, tools=GuestTools()))


def test_hosts_of_the_pool_come_first_and_all_are_listed() -> None:
    far = Host(HostRecord(HostId("0"), "far", "qemu+ssh://far/system"), HostKind.QEMU, HostState.READY, loaded=True)
    inventory = world()
    first = Inventory()
    first.apply(Delta((Put(far), *(Put(each) for each in inventory.objects().values()))))
    assert [each.host.name for each in fits(VM, first)] == ["host-b", "far"]


def test_networks_are_chosen_by_name_or_by_hand() -> None:
    inventory = world(Network(B, "n-b", "office", True))
    ((nic, there, same),) = network_choices(VM, B, inventory)
    assert nic.source == "lan" and [each.name for each in there] == ["office"] and same == ""
    plan = MigrationPlan(VM.ref, B, True)
    assert "it has no active network lan" in plan_problems(plan, inventory)[0].english()
    assert plan_problems(dataclasses.replace(plan, networks={nic.mac: "office"}), inventory) == ()
    assert plan_problems(dataclasses.replace(plan, networks={nic.mac: "gone"}), inventory)


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (MigrationPlan(VM.ref, HostId("z"), True), "Choose the host"),
        (MigrationPlan(VM.ref, A, True), "is on this host already"),
        (MigrationPlan(VM.ref, B, False), "is running now"),
        (MigrationPlan(dataclasses.replace(VM, uuid="u-9").ref, B, True), "does not exist any more"),
    ],
)
def test_what_is_wrong_with_a_plan(plan: MigrationPlan, words: str) -> None:
    assert words in plan_problems(plan, world())[0].english()


def test_where_copies_go() -> None:
    inventory = world(config(disks=(LOCAL_DISK,)))
    plan = MigrationPlan(VM.ref, B, True, with_storage=True)
    found: Callable[[MigrationPlan], str] = lambda each: getattr(storage_for(each, "vda", inventory), "uuid", "")  # noqa: E731
    assert found(plan) == "b-local"
    assert found(dataclasses.replace(plan, storage={"vda": "b-nfs"})) == "b-nfs"
    wrong = dataclasses.replace(plan, storage={"vda": "a-local"})
    assert found(wrong) == "" and "Choose an active storage repository" in plan_problems(wrong, inventory)[0].english()
