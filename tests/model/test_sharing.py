"""Which repositories are one storage, and who reaches it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from console.model.ids import HostId
from console.model.inventory import Delta, Inventory, Put
from console.model.objects import Disk, Host, HostRecord, HostState, Pool, PoolRecord, StorageRepository
from console.model.sharing import (
    SharedFolder,
    declared,
    from_table,
    hosts_missing,
    hosts_reaching,
    marked,
    repository_of_disk,
    repository_of_path,
    same_storage,
    shared_once,
    to_table,
    view_on,
)
from console.xml.storage import parse_repository

A, B, C, ALONE = (HostId(name) for name in ("a", "b", "c", "alone"))


def host(key: HostId, pool: str = "p") -> Host:
    return Host(HostRecord(key, f"host-{key}", "test:///default", pool=pool), state=HostState.READY, loaded=True)


def nfs(key: HostId, *, active: bool = True, source: str = "nas:/vm") -> StorageRepository:
    return StorageRepository(key, f"nfs-{key}", "nfs", "netfs", active=active, path=f"/mnt/{key}", source=source, shared=True)


def folder(key: HostId, path: str = "/srv/vm", name: str = "vm") -> StorageRepository:
    return StorageRepository(key, f"{name}-{key}", name, "dir", active=True, path=path)


def world(*repositories: StorageRepository) -> Inventory:
    inventory = Inventory()
    hosts = (host(A), host(B), host(C), host(ALONE, ""))
    inventory.apply(Delta((Put(Pool(PoolRecord("p", "Pool"))), *(Put(each) for each in hosts), *(Put(each) for each in repositories))))
    return inventory


def test_shared_storage_is_reached_by_the_hosts_where_it_is_active() -> None:
    inventory = world(nfs(A), nfs(B), nfs(C, active=False), nfs(ALONE))
    assert [each.id for each in hosts_reaching(inventory, nfs(A))] == [A, B]
    assert [(each.id, view.uuid if view else None) for each, view in hosts_missing(inventory, nfs(A))] == [(C, "nfs-c")]
    assert [each.id for each in hosts_reaching(inventory, nfs(ALONE))] == [ALONE]  # not of the pool
    assert view_on(inventory, nfs(A), B) == nfs(B)
    inventory = world(nfs(A), nfs(B, source="nas:/other"))
    assert [each.id for each in hosts_reaching(inventory, nfs(A))] == [A]
    assert [(each.id, view) for each, view in hosts_missing(inventory, nfs(A))] == [(B, None), (C, None)]
    assert not same_storage(nfs(A), nfs(B, source="nas:/other"))


def test_the_view_that_stands_for_a_shared_storage_is_an_active_one() -> None:
    assert shared_once([nfs(A, active=False), nfs(B), nfs(C), folder(A)]) == [nfs(B)]


def test_a_folder_is_shared_when_it_was_declared_and_proved() -> None:
    plain = (folder(A), folder(B), folder(C))
    inventory = world(*plain)
    assert not same_storage(*plain[:2])
    assert [each.id for each in hosts_reaching(inventory, plain[1])] == [B]
    share = SharedFolder("s", "p", ((A, "vm-a"), (B, "vm-b")), "2026-01-01T00:00:00Z")
    marks = declared([share])
    a, b, c = (marked(each, marks) for each in plain)
    assert (a.shared, b.shared, c.shared) == (True, True, False)
    assert same_storage(a, b)
    assert not same_storage(a, c)
    inventory = world(a, b, c)
    assert [each.id for each in hosts_reaching(inventory, a)] == [A, B]
    assert [each.id for each in hosts_reaching(inventory, c)] == [C]
    assert marked(a, {}) == plain[0]  # taken back
    assert marked(nfs(A), {}) == nfs(A)
    assert declared([replace(share, members=share.members[:1])]) == {}
    assert from_table("p", to_table(share)) == share


@pytest.mark.parametrize("table", [{}, {"id": 3}, {"id": "x", "members": "y"}, {"id": "x", "members": [{"host": 1, "repository": "z"}]}, "text"])
def test_a_broken_declaration_is_left_out(table: object) -> None:
    assert from_table("p", table) is None


def test_a_path_is_found_in_the_innermost_active_repository() -> None:
    outer, inner = folder(A, "/srv", "outer"), folder(A, "/srv/vm", "inner")
    sleeping = replace(folder(A, "/srv/vm/deep", "deep"), active=False)
    rbd = StorageRepository(A, "r", "ceph", "rbd", active=True, source="rbd://mon1,mon2/libvirt", shared=True)
    lvm = StorageRepository(A, "l", "vg", "logical", active=True, path="/dev/vg0")
    san = [
        replace(nfs(A, source=f"iscsi://san/iqn.2026-01.org:t{n}"), uuid=f"i{n}", name=f"san{n}", type="iscsi", path="/dev/disk/by-path")
        for n in (1, 11)
    ]
    inventory = world(outer, inner, sleeping, rbd, lvm, *san)

    def name(path: str) -> str | None:
        found = repository_of_path(inventory, A, path)
        return found.name if found else None

    assert name("/srv/vm/a.qcow2") == "inner"
    assert name("/srv/vmx/a.qcow2") == "outer"
    assert name("/srv/vm/deep/a.qcow2") == "inner"
    assert name("libvirt/image") == "ceph"
    assert name("/dev/vg0/root") == "vg"
    assert name("/dev/disk/by-path/ip-10.0.0.1:3260-iscsi-iqn.2026-01.org:t1-lun-0") == "san1"
    assert name("/dev/disk/by-path/ip-10.0.0.1:3260-iscsi-iqn.2026-01.org:t11-lun-0") == "san11"
    assert name("/home/x.img") is None
    assert repository_of_path(inventory, B, "/srv/vm/a.qcow2") is None
    assert repository_of_disk(inventory, A, Disk("vda", "virtio", source="disk", source_type="volume", source_pool="vg")) == lvm


@pytest.mark.parametrize(
    ("server", "shared"),
    [("nas.example.org", True), ("localhost", False), ("127.0.0.1", False), ("127.1.2.3", False), ("::1", False), ("localhost.example.org", True)],
)
def test_a_server_that_every_host_is_itself_is_not_shared(server: str, shared: bool) -> None:
    source = f"<source><host name='{server}'/><dir path='/vm'/></source>"
    xml = f"<pool type='netfs'><name>n</name><uuid>u</uuid>{source}<target><path>/m</path></target></pool>"
    assert parse_repository(xml, A, active=True, autostart=True, persistent=True).shared is shared
