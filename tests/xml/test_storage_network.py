"""Storage repositories, volumes and networks."""

from __future__ import annotations

import pytest

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.objects import Network, StorageRepository, Volume
from console.xml.network import parse_network
from console.xml.storage import Backing, build_dir_repository, build_volume, parse_repository, parse_volume

HOST = HostId("h")


def repository(xml: str, *, active: bool = True) -> StorageRepository:
    return parse_repository(xml, HOST, active=active, autostart=True, persistent=True)


def test_a_folder() -> None:
    xml = """<pool type='dir'><name>local</name><uuid>u1</uuid><capacity unit='KiB'>100</capacity><allocation unit='bytes'>40</allocation>
      <available>60</available><source/><target><path>/images</path></target></pool>"""
    assert repository(xml) == StorageRepository(
        HOST, "u1", "local", "dir", True, True, True, "/images", "", False, capacity_bytes=102400, allocation_bytes=40, available_bytes=60
    )
    asleep = repository(xml, active=False)
    assert (asleep.capacity_bytes, asleep.allocation_bytes, asleep.available_bytes, asleep.active) == (None, None, None, False)


@pytest.mark.parametrize(
    ("kind", "one", "same", "source"),
    [
        (
            "netfs",
            "<host name='NAS.site'/><dir path='/export/vm/'/><format type='nfs'/>",
            "<host name='nas.site.' port='2049'/><dir path='//export/vm'/>",
            "nas.site:/export/vm",
        ),
        (
            "netfs",
            "<host name='nas'/><dir path='/Share'/><format type='cifs'/>",
            "<host name='NAS'/><dir path='share'/><format type='cifs'/>",
            "//nas/share",
        ),
        (
            "netfs",
            "<host name='g'/><dir path='vol/sub'/><format type='glusterfs'/>",
            "<host name='G'/><dir path='/vol/sub/'/><format type='glusterfs'/>",
            "gluster://g/vol/sub",
        ),
        (
            "rbd",
            "<name>vms</name><host name='b' port='6789'/><host name='a'/>",
            "<host name='A'/><host name='b'/><name>vms</name><auth type='ceph' username='x'/>",
            "rbd://a,b/vms",
        ),
        (
            "iscsi",
            "<host name='san' port='3260'/><device path='iqn.2020-01.x:t'/>",
            "<host name='SAN'/><device path='iqn.2020-01.x:t'/>",
            "iscsi://san/iqn.2020-01.x:t",
        ),
        (
            "iscsi",
            "<host name='fd00::1' port='3261'/><device path='iqn.x'/>",
            "<host name='FD00::1' port='3261'/><device path='iqn.x'/>",
            "iscsi://[fd00::1]:3261/iqn.x",
        ),
        ("gluster", "<host name='g'/><name>vol</name><dir path='/'/>", "<host name='g' port='24007'/><name>vol</name>", "gluster://g/vol"),
    ],
)
def test_equal_sources_are_equal_strings(kind: str, one: str, same: str, source: str) -> None:
    first, second = (repository(f"<pool type='{kind}'><source>{text}</source></pool>") for text in (one, same))
    assert first.source == second.source == source
    assert first.shared


def test_other_sources_differ_and_local_storage_has_none() -> None:
    nfs = "<pool type='netfs'><source><host name='nas'/><dir path='{}'/><format type='nfs'/></source></pool>"
    assert repository(nfs.format("/Vm")).source != repository(nfs.format("/vm")).source
    local = repository("<pool type='logical'><source><device path='/dev/sdb'/><name>vg0</name></source></pool>")
    assert (local.source, local.shared) == ("", False)


def test_a_volume() -> None:
    xml = """<volume type='file'><name>a.qcow2</name><key>/i/a.qcow2</key><capacity unit='GiB'>2</capacity>
      <allocation unit='bytes'>9</allocation><target><path>/i/a.qcow2</path><format type='qcow2'/></target>
      <backingStore><path>/i/base.qcow2</path><format type='qcow2'/></backingStore></volume>"""
    assert parse_volume(xml, HOST, "u") == Volume(HOST, "u", "a.qcow2", "/i/a.qcow2", "/i/a.qcow2", "qcow2", "file", 2 << 30, 9, "/i/base.qcow2")


def test_what_is_built_can_be_read() -> None:
    thin = build_volume("x & y", 10 << 30, "qcow2", thin=True, backing=Backing("/i/base", "raw"))
    read = parse_volume(thin, HOST, "u")
    assert (read.name, read.capacity_bytes, read.allocation_bytes, read.format, read.backing) == ("x & y", 10 << 30, 0, "qcow2", "/i/base")
    assert '<format type="raw"/>' in thin  # of the backing file: never probed
    thick = parse_volume(build_volume("x", 10, "raw", thin=False), HOST, "u")
    assert (thick.allocation_bytes, thick.format, thick.backing) == (10, "raw", "")
    pool = repository(build_dir_repository("ISO library", "/isos"))
    assert (pool.name, pool.type, pool.path) == ("ISO library", "dir", "/isos")


def test_networks() -> None:
    nat = """<network><name>default</name><uuid>n1</uuid><forward mode='nat'/><bridge name='virbr0'/><portgroup name='a'/><portgroup name='b'/>
      <ip address='192.168.122.1' netmask='255.255.255.0'><dhcp><range start='192.168.122.2' end='192.168.122.254'/></dhcp></ip>
      <ip family='ipv6' address='fd00::1' prefix='64'/></network>"""
    assert parse_network(nat, HOST, active=True, autostart=False, persistent=True) == Network(
        HOST, "n1", "default", True, False, True, "nat", "virbr0", ("192.168.122.1/24", "fd00::1/64"), True, ("a", "b")
    )

    def parse(xml: str) -> Network:
        return parse_network(xml, HOST, active=True, autostart=False, persistent=True)

    assert parse("<network><name>alone</name></network>").forward == ""
    assert parse("<network><forward/></network>").forward == "nat"  # libvirt's default
    assert parse("<network><ip address='10.0.0.1'/></network>").addresses == ("10.0.0.1/32",)
    assert parse("<network><ip address='10.0.0.1' netmask='junk'/></network>").addresses == ("10.0.0.1",)


@pytest.mark.parametrize(
    "call",
    [lambda x: repository(x), lambda x: parse_volume(x, HOST, "u"), lambda x: parse_network(x, HOST, active=True, autostart=True, persistent=True)],
)
def test_damaged(call: object) -> None:
    with pytest.raises(ConsoleError) as caught:
        call("<domain")  # type: ignore[operator]
    assert caught.value.cause is Cause.INVALID
