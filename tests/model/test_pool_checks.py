"""Each check of a pool, from what hosts told: what it says, and that what is wrong has a remedy."""

from __future__ import annotations

import pytest

from console.model.ids import HostId
from console.model.inventory import Delta, Inventory, Put
from console.model.objects import Host, HostKind, HostRecord, HostState, Pool, PoolRecord, StorageRepository
from console.model.pool_checks import CpuVerdict, Finding, HostCpu, HostFacts, Level, findings, peer_address, version_key, worst
from console.model.rules_pool import members, pool_name_problem, pool_of, suggested_name, why_not_join, why_not_leave

A, B, C = HostId("a"), HostId("b"), HostId("c")


def facts(identity: HostId, **more: object) -> HostFacts:
    """A usual host over ssh; ``more``: fields of the host or of the facts."""
    own = {key: more.pop(key) for key in ("networks", "repositories", "cpu", "clock_offset", "uri") if key in more}
    record = HostRecord(identity, f"host-{identity}", str(own.pop("uri", f"qemu+ssh://root@{identity}.example.org/system")))
    usual: dict[str, object] = {
        "kind": HostKind.QEMU,
        "state": HostState.READY,
        "hypervisor": "QEMU",
        "hypervisor_version": "7.2.0",
        "libvirt_version": "9.0.0",
        "arch": "x86_64",
        "loaded": True,
    }
    host = Host(record, **{**usual, **more})  # type: ignore[arg-type]
    values: dict[str, object] = {"networks": ("default",), "cpu": HostCpu(f"uuid-{identity}", "<cpu/>", "EPYC"), "clock_offset": 0.0, **own}
    return HostFacts(host, **values)  # type: ignore[arg-type]


def nfs(host: HostId, *, active: bool = True) -> StorageRepository:
    return StorageRepository(host, f"nfs-{host}", "nfs", "netfs", active, source="nfs:/export", shared=True)


def folder(host: HostId) -> StorageRepository:
    return StorageRepository(host, f"images-{host}", "images", "dir", True, path="/images")


REACHED = {(A, B): True, (B, A): True}


def check(*given: HostFacts, verdict: CpuVerdict | None = None, reach: dict[tuple[HostId, HostId], bool | None] | None = None) -> dict[str, Finding]:
    """The worst finding of each check."""
    found = findings(given, verdict or CpuVerdict(), REACHED if reach is None else reach)
    order = list(Level)
    return {key: max((f for f in found if f.key == key), key=lambda f: order.index(f.level)) for key in {f.key for f in found}}


def test_two_equal_hosts_are_all_well() -> None:
    found = check(facts(A, repositories=(nfs(A),)), facts(B, repositories=(nfs(B),)))
    assert set(found) == {"connection", "hypervisor", "arch", "cpu", "libvirt", "qemu", "networks", "clock", "reach", "storage"}
    assert {each.level for each in found.values()} == {Level.OK}
    assert str(found["storage"].text) == "All hosts share the storage nfs."


@pytest.mark.parametrize(
    ("key", "level", "other", "words"),
    [
        ("connection", Level.WARN, {"state": HostState.LOST}, "Not connected: host-b."),
        ("hypervisor", Level.ERROR, {"hypervisor": "Xen"}, "The hypervisors differ: QEMU (host-a); Xen (host-b)."),
        ("arch", Level.ERROR, {"arch": "aarch64"}, "The architectures differ: x86_64 (host-a); aarch64 (host-b)."),
        ("libvirt", Level.WARN, {"libvirt_version": "10.0.0"}, "The versions of libvirt differ: 9.0.0 (host-a); 10.0.0 (host-b)."),
        ("qemu", Level.WARN, {"hypervisor_version": "6.2.0"}, "The versions of QEMU differ: 6.2.0 (host-b); 7.2.0 (host-a)."),
        ("networks", Level.WARN, {"networks": ()}, "The network default is not on host-b."),
        ("clock", Level.WARN, {"clock_offset": 70.0}, "The clocks differ by 70 seconds"),
        ("clock", Level.INFO, {"clock_offset": None}, "The clocks of host-b can't be read"),
        ("computer", Level.ERROR, {"cpu": HostCpu("uuid-a", "<cpu/>", "")}, "host-a and host-b are the same computer (UUID uuid-a)."),
        ("reach", Level.INFO, {"uri": "qemu+unix:///system?socket=/x"}, "the address means this computer only"),
        ("storage", Level.WARN, {"repositories": ()}, "The hosts share no storage"),
    ],
)
def test_what_differs(key: str, level: Level, other: dict[str, object], words: str) -> None:
    mine = facts(A, repositories=() if key == "storage" else (nfs(A),))
    theirs = facts(B, **{"repositories": (nfs(B),), **other})
    found = check(mine, theirs)[key]
    assert found.level is level
    assert words in str(found.text)
    assert found.remedy is not None and str(found.remedy)


def test_cpus_that_differ_name_the_model_that_all_have() -> None:
    found = check(facts(A), facts(B), verdict=CpuVerdict(((A, B),), "Haswell"))["cpu"]
    assert found.level is Level.WARN and found.hosts == (A, B)
    assert "host-b can't run VMs" in str(found.text) and "Haswell" in str(found.remedy)
    unknown = check(facts(A), facts(B, cpu=None), verdict=CpuVerdict(unknown=(B,)))["cpu"]
    assert unknown.level is Level.INFO and "host-b could not be compared" in str(unknown.text)


def test_reach_is_said_by_pair_and_unknown_is_not_bad() -> None:
    found = check(facts(A), facts(B), reach={(A, B): False, (B, A): True})["reach"]
    assert found.level is Level.WARN
    assert str(found.text) == "host-a does not reach host-b (b.example.org, port 22)."
    assert "49152" in str(found.remedy)
    assert check(facts(A), facts(B), reach={})["reach"].level is Level.INFO


def test_storage_of_some_and_folders_of_one_name() -> None:
    partly = check(facts(A, repositories=(nfs(A),)), facts(B, repositories=(nfs(B),)), facts(C))["storage"]
    assert partly.level is Level.WARN and partly.hosts == (C,) and "Only some hosts" in str(partly.text)
    lost = check(facts(A, repositories=(nfs(A),)), facts(B, repositories=(nfs(B, active=False),)))["storage"]
    assert lost.level is Level.WARN, "a repository that a host has lost is not shared by it now"
    folders = check(facts(A, repositories=(folder(A),)), facts(B, repositories=(folder(B),)))["storage"]
    assert "images" in str(folders.text) and "proves" in str(folders.remedy)


@pytest.mark.parametrize(
    ("uri", "wanted"),
    [
        ("qemu+ssh://root@alpha/system", ("alpha", 22)),
        ("qemu+ssh://root@alpha:2222/system", ("alpha", 2222)),
        ("qemu+tls://alpha/system", ("alpha", 16514)),
        ("qemu://alpha/system", ("alpha", 16514)),
        ("qemu+tcp://192.0.2.1/system", ("192.0.2.1", 16509)),
        ("qemu+ssh://localhost/system", None),
        ("qemu+tcp://127.0.0.1:4711/session", None),
        ("qemu:///system", None),
        ("qemu+unix:///session?socket=/run/x", None),
    ],
)
def test_where_other_hosts_find_it(uri: str, wanted: tuple[str, int] | None) -> None:
    assert peer_address(HostRecord(A, "a", uri)) == wanted


def test_order_of_versions_and_levels() -> None:
    assert version_key("10.0.0") > version_key("9.10.0") > version_key("9.2.5")
    assert worst(()) is Level.OK


# --------------------------------------------------------------------------- who may join


def inventory() -> Inventory:
    made = Inventory()
    hosts = [
        Put(Host(HostRecord(A, "host-a", "qemu+ssh://a/system", pool="p"))),
        Put(Host(HostRecord(B, "host-b", "qemu+ssh://b/system"))),
        Put(Host(HostRecord(C, "host-c", "qemu+ssh://c/system", saved=False))),
    ]
    made.apply(Delta((Put(Pool(PoolRecord("p", "Pool 1"))), *hosts)))
    return made


def test_a_host_is_in_one_pool_at_most() -> None:
    world = inventory()
    taken = why_not_join(world.host(A), world)
    assert taken is not None and taken.remedy == "pool-remove-host"
    assert str(taken.text) == "host-a is in the pool Pool 1. A host is in one pool at most."
    assert why_not_join(world.host(B), world) is None
    passing = why_not_join(world.host(C), world)
    assert passing is not None and "for this run only" in str(passing.text)
    assert why_not_join(None, world) is not None
    assert why_not_leave(world.host(A), world) is None
    alone = why_not_leave(world.host(B), world)
    assert alone is not None and str(alone.text) == "host-b is in no pool."
    assert [host.id for host in members(world, "p")] == [A]
    own = world.host(A)
    assert own is not None and pool_of(world, own) == world.pool("p")


def test_names_of_pools() -> None:
    world = inventory()
    assert suggested_name(world) == "Pool 2"
    for name in ("", " ", "Pool 1", "pool 1", " x", "a\tb"):
        assert pool_name_problem(name, world) is not None, name
    assert pool_name_problem("Pool 1", world, own="p") is None
    assert pool_name_problem("大阪", world) is None
