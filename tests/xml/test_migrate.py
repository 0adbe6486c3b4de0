"""A domain for its new host, and one network card."""

from __future__ import annotations

import pytest
from lxml import etree

from console.model.errors import ConsoleError
from console.xml.migrate import NewPlace, cpu_of, moved_xml
from console.xml.nics import linked_xml, moved_nic_xml, new_nic_xml, nic_xml

XML = """<domain type='qemu'><name>a</name><metadata><x:mine xmlns:x='urn:x'>kept</x:mine></metadata>
<os><type arch='x86_64' machine='q35'>hvm</type></os><cpu mode='custom'><model>qemu64</model><numa><cell id='0' cpus='0'/></numa></cpu>
<devices>
<disk type='file' device='disk'><driver name='qemu' type='qcow2' cache='none'/><source file='/a/x.qcow2' index='1'/>
<backingStore type='file'><source file='/a/base.qcow2'/></backingStore><target dev='vda' bus='virtio'/></disk>
<disk type='volume' device='disk'><driver name='qemu' type='raw'/><source pool='p' volume='y.img'/><target dev='vdb' bus='virtio'/></disk>
<interface type='network'><mac address='52:54:00:AA:00:01'/><source network='lan' portid='1' bridge='virbr0'/><target dev='vnet0'/></interface>
<interface type='bridge'><mac address='52:54:00:aa:00:02'/><source bridge='br0'/></interface>
</devices></domain>"""


def one(xml: str, path: str) -> dict[str, str]:
    found = etree.fromstring(xml).find(path)
    assert found is not None
    return dict(found.attrib)


def test_a_copied_disk_is_one_whole_image() -> None:
    xml = moved_xml(XML, {"vda": NewPlace("/dev/vg/x", "block", "raw"), "vdb": NewPlace("/b/y.qcow2", "file", "qcow2")}, {})
    assert one(xml, "devices/disk[1]")["type"] == "block" and one(xml, "devices/disk[1]/source") == {"dev": "/dev/vg/x"}
    assert one(xml, "devices/disk[1]/driver") == {"name": "qemu", "type": "raw", "cache": "none"}
    assert etree.fromstring(xml).find("devices/disk[1]/backingStore") is None
    assert one(xml, "devices/disk[2]") == {"type": "file", "device": "disk"} and one(xml, "devices/disk[2]/source") == {"file": "/b/y.qcow2"}
    assert "kept" in xml


def test_a_disk_that_stays_keeps_its_chain() -> None:
    xml = moved_xml(XML, {"vda": NewPlace("/mnt/b/x.qcow2", copied=False)}, {})
    assert one(xml, "devices/disk[1]/source") == {"file": "/mnt/b/x.qcow2"}
    assert etree.fromstring(xml).find("devices/disk[1]/backingStore") is not None
    assert one(xml, "devices/disk[2]/source") == {"pool": "p", "volume": "y.img"}


def test_networks_by_mac() -> None:
    xml = moved_xml(XML, {}, {"52:54:00:aa:00:01": "office", "52:54:00:aa:00:02": "office"})
    assert one(xml, "devices/interface[1]/source") == {"network": "office"}
    assert one(xml, "devices/interface[2]/source") == {"bridge": "br0"}, "only virtual networks"
    unchanged = moved_xml(XML, {}, {"52:54:00:aa:00:01": "lan"})
    assert one(unchanged, "devices/interface[1]/source")["network"] == "lan"


def test_the_cpu_to_compare() -> None:
    cpu = cpu_of(XML)
    assert cpu is not None and (cpu.arch, cpu.machine, cpu.type) == ("x86_64", "q35", "qemu") and "qemu64" in cpu.xml and "numa" not in cpu.xml
    assert cpu_of("<domain><cpu mode='host-passthrough'/></domain>") is None and cpu_of("<domain/>") is None


def test_one_card() -> None:
    mac = "52:54:00:aa:00:01"
    assert "vnet0" in nic_xml(XML, mac)
    down = linked_xml(
        linked_xml(XML.replace("<target dev='vnet0'/>", "<link state='up'/>"), mac, False).join(("<domain><devices>", "</devices></domain>")),
        mac,
        False,
    )
    assert down.count("<link") == 1 and "down" in down
    moved = etree.fromstring(moved_nic_xml(XML, mac, "network", "dmz"))
    assert moved.find("source").attrib == {"network": "dmz"} and moved.find("target") is None
    user = etree.fromstring(moved_nic_xml(XML, mac, "user", "user"))
    assert user.get("type") == "user" and user.find("source") is None
    new = etree.fromstring(new_nic_xml("52:54:00:00:00:09", "network", "lan"))
    assert new.find("model").get("type") == "virtio" and new.find("source").get("network") == "lan"
    with pytest.raises(ConsoleError):
        nic_xml(XML, "52:54:00:00:00:00")
