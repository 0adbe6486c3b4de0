"""XML of new storage repositories: libvirt takes all of them, and what is written is what is read; what a server offers."""

from __future__ import annotations

import libvirt
import pytest

from console.model.ids import HostId
from console.model.storage_spec import NEEDS, RepositorySpec, problems, split_servers
from console.xml.repositories import build_repository, parse_sources, source_query, split_port
from console.xml.storage import parse_repository

SECRET = "f65ebb96-e393-4ff8-95d0-48b6ea2d98f1"
SPECS = (
    (RepositorySpec("dir", "a & b", path="/srv/vm"), ""),
    (RepositorySpec("fs", "disk", device="/dev/sdb1", path="/mnt/sdb1", format="ext4"), ""),
    (RepositorySpec("netfs", "nfs", servers=("nas.example.org",), folder="/export/vm", path="/mnt/vm"), "nas.example.org:/export/vm"),
    (RepositorySpec("netfs", "smb", servers=("NAS",), folder="Share", path="/mnt/s", format="cifs"), "//nas/share"),
    (RepositorySpec("logical", "vg", source="vg0"), ""),
    (
        RepositorySpec(
            "iscsi", "san", servers=("[2001:db8::1]:3261",), device="iqn.2026-01.org.example:t", user="u", secret=SECRET, initiator="iqn.2026-01.a:b"
        ),
        "iscsi://[2001:db8::1]:3261/iqn.2026-01.org.example:t",
    ),
    (RepositorySpec("rbd", "ceph", servers=("mon2", "mon1:6790"), source="libvirt", user="vm", secret=SECRET), "rbd://mon1:6790,mon2/libvirt"),
    (RepositorySpec("gluster", "g", servers=("gl1",), source="vol", folder="vm"), "gluster://gl1/vol/vm"),
    (RepositorySpec("zfs", "tank", source="tank/vm"), ""),
)


@pytest.mark.parametrize(("spec", "source"), SPECS, ids=[spec.name for spec, _ in SPECS])
def test_libvirt_takes_it_and_it_is_read_back(spec: RepositorySpec, source: str) -> None:
    assert problems(spec) == ()
    conn = libvirt.open("test:///default")
    try:
        pool = conn.storagePoolDefineXML(build_repository(spec, "11111111-2222-4333-8444-555555555555"), 0)
        found = parse_repository(pool.XMLDesc(0), HostId("h"), active=False, autostart=False, persistent=True)
        pool.undefine()
    finally:
        conn.close()
    assert (found.type, found.name, found.source, found.shared) == (spec.type, spec.name, source, bool(source))
    assert found.uuid == "11111111-2222-4333-8444-555555555555"
    assert {each.type for each, _ in SPECS} == set(NEEDS)


@pytest.mark.parametrize(
    ("spec", "field"),
    [
        (RepositorySpec("dir", "x", path="srv"), "path"),
        (RepositorySpec("dir", "a/b", path="/srv"), "name"),
        (RepositorySpec("netfs", "x", servers=("a b",), folder="/e", path="/m"), "servers"),
        (RepositorySpec("netfs", "x", servers=("a", "b"), folder="/e", path="/m"), "servers"),
        (RepositorySpec("iscsi", "x", servers=("a",), device="target"), "device"),
        (RepositorySpec("rbd", "x", servers=("a", "b"), source="p", user="u"), "secret"),
        (RepositorySpec("rbd", "x", servers=("a",), source="p", secret=SECRET), "user"),
        (RepositorySpec("logical", "x", source="a/b"), "source"),
        (RepositorySpec("gluster", "x", servers=("a",)), "source"),
    ],
)
def test_what_is_wrong_is_said_of_its_field(spec: RepositorySpec, field: str) -> None:
    assert [each for each, _ in problems(spec)] == [field]


def test_servers_and_what_they_offer() -> None:
    assert split_servers(" mon1, mon2:6789;mon3 ") == ("mon1", "mon2:6789", "mon3")
    assert split_port("[::1]:3260") == ("::1", "3260") and split_port("nas") == ("nas", "")
    assert source_query(RepositorySpec("zfs")) == ""
    assert '<host name="nas" port="3261"/>' in source_query(RepositorySpec("iscsi", servers=("nas:3261",)))
    xml = "<sources><source><host name='nas'/><dir path='/b'/></source><source><host name='nas'/><dir path='/a'/></source></sources>"
    assert [each.folder for each in parse_sources(xml, "netfs")] == ["/a", "/b"]
    assert [each.source for each in parse_sources("<sources><source><name>vg0</name></source><source/></sources>", "logical")] == ["vg0"]
    assert parse_sources("<sources/>", "iscsi") == ()
