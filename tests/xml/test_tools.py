"""XML edits for the guest tools: what is changed, what is kept, and that the way back is exact."""

from __future__ import annotations

import pytest
from lxml import etree

from console.model.errors import ConsoleError
from console.xml.domain import parse_domain
from console.xml.metadata import set_vm_metadata
from console.xml.tools import (
    agent_channel_xml,
    disc_target,
    disk_device,
    driver_disk_xml,
    from_virtio,
    has_channel_bus,
    hotplug_cd,
    switched_devices,
    to_virtio,
    with_agent_channel,
    with_disc,
    without_disk,
)

EMULATED = """
<domain type='qemu' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>old</name><uuid>4dea22b3-1d52-d8f3-2516-782e98ab3fa0</uuid>
  <metadata><virtdeck:vm xmlns:virtdeck='urn:virtdeck:1'>
      <virtdeck:tags list='a,b'/><virtdeck:future x='1'><virtdeck:deep/></virtdeck:future></virtdeck:vm>
    <other:thing xmlns:other='urn:other'/></metadata>
  <os><type arch='x86_64' machine='pc-q35-7.2'>hvm</type></os>
  <devices>
    <disk type='file' device='disk'><driver name='qemu' type='qcow2' cache='none'/><source file='/a.qcow2'/>
      <target dev='sda' bus='sata' rotation_rate='7200'/>
      <serial>S1</serial><boot order='1'/><address type='drive' controller='0' bus='0' target='0' unit='0'/></disk>
    <disk type='file' device='cdrom'><source file='/i.iso'/><target dev='sdb' bus='sata'/><readonly/><boot order='2'/>
      <address type='drive' controller='0' bus='0' target='0' unit='1'/></disk>
    <disk type='block' device='disk'><source dev='/dev/vg/x'/><target dev='hdc' bus='ide'/><wwn>5000c50015ea71ac</wwn></disk>
    <disk type='file' device='disk'><source file='/v.img'/><target dev='vda' bus='virtio'/></disk>
    <disk type='file' device='disk'><source file='/u.img'/><target dev='sdd' bus='usb'/></disk>
    <interface type='user'><mac address='52:54:00:00:00:01'/><model type='e1000e'/>
      <address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/></interface>
    <interface type='user'><mac address='52:54:00:00:00:02'/><model type='virtio'/></interface>
    <interface type='user'><mac address='52:54:00:00:00:03'/></interface>
  </devices>
</domain>"""


def canonical(xml: str) -> str:
    """Without blanks, and with children sorted where libvirt does not care about their order."""
    root = etree.fromstring(xml, etree.XMLParser(remove_blank_text=True))
    for device in root.find("devices"):
        device[:] = sorted(device, key=lambda each: str(each.tag))
    return etree.tostring(root, method="c14n").decode()


def test_there_and_back_is_exact() -> None:
    there, changed = to_virtio(EMULATED, 120)
    assert [(each.device, each.model, each.now) for each in changed] == [
        ("sda", "sata", "vdb"),
        ("hdc", "ide", "vdc"),
        ("52:54:00:00:00:01", "e1000e", "52:54:00:00:00:01"),
        ("52:54:00:00:00:03", "", "52:54:00:00:00:03"),
    ]
    config = parse_domain(there)
    assert [(disk.target, disk.bus) for disk in config.disks] == [
        ("vdb", "virtio"),
        ("sdb", "sata"),
        ("vdc", "virtio"),
        ("vda", "virtio"),
        ("sdd", "usb"),
    ]
    assert {nic.model for nic in config.nics} == {"virtio"}
    assert config.metadata.fallback_seconds == 120 and config.metadata.tags == ("a", "b")
    assert (config.disks[0].serial, config.disks[0].boot_order) == ("S1", 1)
    assert "wwn" not in etree.tostring(etree.fromstring(there).find("devices")).decode()
    assert switched_devices(there) == ("vdb", "vdc", "52:54:00:00:00:01", "52:54:00:00:00:03")
    assert canonical(from_virtio(there)) == canonical(EMULATED)


def test_what_changed_meanwhile_stays() -> None:
    """The way back restores devices, not the whole VM of then. Our metadata is rewritten by libvirt and by us in between."""
    there, _ = to_virtio(EMULATED, 1)
    domain = etree.fromstring(there)
    metadata = domain.find("metadata")
    ours = metadata.find("{urn:virtdeck:1}vm")
    rewritten = etree.fromstring(set_vm_metadata(etree.tostring(ours, encoding="unicode"), "tags", {"list": "c"}))
    for element in rewritten.iter():
        element.tag = f"{{urn:virtdeck:1}}{etree.QName(element).localname}"  # libvirt puts the namespace on every element
    metadata.replace(ours, rewritten)
    devices = domain.find("devices")
    devices.remove(devices.findall("disk")[2])  # hdc went
    devices.append(etree.fromstring("<sound model='ich9'/>"))
    back = from_virtio(etree.tostring(domain, encoding="unicode"), addresses=False)
    config = parse_domain(back)
    assert [(disk.target, disk.bus) for disk in config.disks][:2] == [("sda", "sata"), ("sdb", "sata")]
    assert config.metadata.tags == ("c",) and config.metadata.fallback_seconds is None and "<sound" in back and "future" in back
    first = etree.fromstring(back).find("devices/disk")
    assert first.find("address") is None and first.find("target").get("rotation_rate") == "7200"


def test_a_second_switch_keeps_the_first_way_back() -> None:
    there, _ = to_virtio(EMULATED, 60)
    again, changed = to_virtio(there, 90)
    assert changed == () and again == there
    domain = etree.fromstring(there)
    domain.find("devices").append(etree.fromstring("<disk type='file' device='disk'><source file='/n'/><target dev='sde' bus='sata'/></disk>"))
    more, changed = to_virtio(etree.tostring(domain, encoding="unicode"), 90)
    assert [each.device for each in changed] == ["sde"] and len(switched_devices(more)) == 5
    assert parse_domain(more).metadata.fallback_seconds == 90
    assert {disk.bus for disk in parse_domain(from_virtio(more)).disks} == {"sata", "ide", "virtio", "usb"}


def test_without_a_note_nothing_is_done() -> None:
    assert from_virtio(EMULATED) == EMULATED and switched_devices(EMULATED) == ()


def test_channel() -> None:
    with_it = with_agent_channel(EMULATED, "/run/a.sock")
    channel = parse_domain(with_it).agent_channel
    assert channel is not None and channel.path == "/run/a.sock"
    assert with_agent_channel(with_it) == with_it
    assert "source" not in agent_channel_xml() and not has_channel_bus(EMULATED)
    assert has_channel_bus(EMULATED.replace("</devices>", "<controller type='virtio-serial' index='0'/></devices>"))


def test_disc() -> None:
    assert disc_target(EMULATED, "/i.iso") == "sdb" and disc_target(EMULATED, "/a.qcow2") == ""
    changed = etree.fromstring(with_disc(EMULATED, "sdb", "/t.iso"))
    assert changed.find("source").attrib == {"file": "/t.iso", "startupPolicy": "optional"} and changed.find("boot") is not None
    assert etree.fromstring(with_disc(EMULATED, "sdb", "")).find("source") is None
    with pytest.raises(ConsoleError):
        with_disc(EMULATED, "sdz", "/t.iso")


@pytest.mark.parametrize(
    ("controllers", "bus"),
    [
        ("", ""),
        ("<controller type='usb' model='none'/>", ""),
        ("<controller type='usb' model='qemu-xhci'/>", "usb"),
        ("<controller type='scsi' model='lsilogic'/>", ""),
    ],
)
def test_drives_that_can_be_plugged(controllers: str, bus: str) -> None:
    xml = EMULATED.replace("</devices>", f"{controllers}</devices>")
    target, device = hotplug_cd(xml, "/t.iso")
    assert bool(target) is bool(bus)
    if bus:
        found = etree.fromstring(device)
        assert found.find("target").attrib == {"dev": "sdc", "bus": bus}  # the first free name


def test_driver_disk() -> None:
    target, device = driver_disk_xml(EMULATED, "/pool/d.img", False)
    assert target == "vdb" and "virtdeck-driver" in device
    domain = etree.fromstring(EMULATED)
    domain.find("devices").append(etree.fromstring(device))
    xml = etree.tostring(domain, encoding="unicode")
    assert "vdb" in disk_device(xml, "/pool/d.img") and disk_device(EMULATED, "/pool/d.img") == ""
    assert len(parse_domain(without_disk(xml, "/pool/d.img")).disks) == len(parse_domain(EMULATED).disks)
    assert disk_device(EMULATED, "/i.iso") == ""  # a disc is no disk
