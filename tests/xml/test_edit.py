"""Edits keep every node that they do not own."""

from __future__ import annotations

import dataclasses
import subprocess
import uuid
from collections.abc import Iterator

import libvirt
import pytest
from lxml import etree

from console.model.errors import Cause, ConsoleError
from console.model.objects import VmConfig
from console.model.spec import CdSpec, DiskSpec
from console.xml import edit
from console.xml.build import build_domain
from console.xml.domain import parse_domain
from tests.fixtures.daemon import PrivateLibvirtd
from tests.xml import samples
from tests.xml.samples import sources, spec


def nodes(xml: str) -> list[str]:
    """All elements with their attributes and text, comments included, independent of indentation."""
    return [f"{node.tag} {sorted(node.attrib.items())} {(node.text or '').strip()}" for node in etree.fromstring(xml).iter()]


def difference(before: str, after: str) -> tuple[list[str], list[str]]:
    """(gone, new) nodes."""
    old, new = nodes(before), nodes(after)
    gone = [each for each in old if each not in new]
    return gone, [each for each in new if each not in old]


STRANGE = samples.QEMU_LIVE.replace(
    "<devices>",
    "<!-- by hand --><sysinfo type='smbios'><bios><entry name='vendor'>x</entry></bios></sysinfo>"
    "<devices><future model='9'><deep>text</deep></future>",
).replace(
    "<target dev='sda' bus='sata'/>", "<source file='/isos/a.iso' index='4'/><target dev='sda' bus='sata'/><blockio logical_block_size='2048'/>"
)


def test_without_media() -> None:
    after = edit.without_media(STRANGE)
    gone, new = difference(STRANGE, after)
    assert gone == ["source [('file', '/isos/a.iso'), ('index', '4')] "]
    assert new == []
    assert [disk.source for disk in parse_domain(after).disks if disk.device == "cdrom"] == [""]


def test_with_cd_fills_the_empty_drive() -> None:
    gone, new = difference(samples.QEMU_LIVE, edit.with_cd(samples.QEMU_LIVE, "/isos/b.iso"))
    assert (gone, new) == ([], ["source [('file', '/isos/b.iso')] "])


def test_with_cd_takes_a_host_device() -> None:
    drive = parse_domain(edit.with_cd(samples.QEMU_LIVE, "/dev/sr0")).disks[0]
    assert (drive.source_type, drive.source) == ("block", "/dev/sr0")


@pytest.mark.parametrize(
    ("vm", "expected"),
    [
        (spec(), ("sda", "sata")),
        (spec(machine="pc"), ("hda", "ide")),
        (spec(machine="pc-i440fx-7.2"), ("hda", "ide")),
        (spec(arch="aarch64", machine="virt"), ("sda", "scsi")),
        (spec(disks=(DiskSpec(1, bus="sata"),), cds=(CdSpec("/full.iso", bus="scsi"),)), ("sdc", "scsi")),
        (samples.XEN_HVM, ("hdb", "ide")),
        (samples.XEN_PV, ("xvdb", "xen")),
    ],
)
def test_with_cd_adds_a_drive(vm: samples.VmSpec, expected: tuple[str, str]) -> None:
    before = build_domain(vm, sources(vm))
    after = edit.with_cd(before, "/isos/tools.iso")
    gone, _ = difference(before, after)
    drives = [disk for disk in parse_domain(after).disks if disk.source == "/isos/tools.iso"]
    assert [(disk.target, disk.bus, disk.device, disk.readonly) for disk in drives] == [(*expected, "cdrom", True)]

    assert gone == []


def test_set_boot() -> None:
    after = edit.set_boot(STRANGE, ("network", "cdrom", "hd"))
    config = parse_domain(after)
    assert [nic.boot_order for nic in config.nics] == [1, 2]
    assert [(disk.device, disk.boot_order) for disk in config.disks] == [
        ("cdrom", 3),
        ("disk", 4),
        ("disk", 5),
        ("disk", 6),
        ("lun", 7),
        ("floppy", None),
    ]
    gone, new = difference(STRANGE, after)
    assert all(each.startswith("boot ") for each in gone + new)
    assert parse_domain(edit.set_boot(samples.XEN_HVM_LIVE, ("hd",))).boot_devs == ("hd",)
    assert edit.set_boot(after, ("network", "cdrom", "hd")) == after


def test_set_boot_replaces_the_classes_of_os() -> None:
    xml = "<domain type='kvm'><os><type>hvm</type><boot dev='network'/></os><devices><disk><target dev='vda' bus='virtio'/></disk></devices></domain>"
    config = parse_domain(edit.set_boot(xml, ("hd",)))
    assert (config.boot_devs, config.disks[0].boot_order) == ((), 1)


def test_finish_installation() -> None:
    for vm, left in ((samples.LINUX_BIOS, [""]), (samples.WINDOWS_UEFI, ["", "/isos/virtio-win.iso"])):
        for install in (False, True):
            config = parse_domain(edit.finish_installation(build_domain(vm, sources(vm), install=install)))
            assert [disk.source for disk in config.disks if disk.device == "cdrom"] == left
            assert (config.metadata.installing, config.on_reboot, config.disks[0].boot_order) == (False, "restart", 1)
            assert config.metadata.origin == vm.origin
    direct = edit.finish_installation(build_domain(samples.LINUX_I440FX, sources(samples.LINUX_I440FX), install=True))
    assert "kernel" not in direct and "initrd" not in direct and "cmdline" not in direct


def test_finish_installation_keeps_what_is_not_its_own() -> None:
    gone, new = difference(STRANGE, edit.finish_installation(STRANGE))
    assert all(each.startswith("boot ") for each in gone + new)


def test_a_changed_cd_is_the_same_device() -> None:
    xml = edit.changed_cd_xml(STRANGE, "sda", "/isos/new.iso")
    drive = etree.fromstring(xml)
    assert drive.find("alias") is not None and drive.find("blockio") is not None
    assert [source.attrib for source in drive.findall("source")] == [{"file": "/isos/new.iso"}]
    assert etree.fromstring(edit.changed_cd_xml(STRANGE, "sda", "")).find("source") is None
    opened = STRANGE.replace("<target dev='sda'", "<target tray='open' dev='sda'").replace('<target dev="sda"', '<target tray="open" dev="sda"')
    assert opened != STRANGE
    assert "tray" not in edit.changed_cd_xml(opened, "sda", ""), "libvirt refuses to change it"
    for target in ("vdb", "nix"):
        with pytest.raises(ConsoleError, match=target) as caught:
            edit.changed_cd_xml(STRANGE, target, "/x")
        assert caught.value.cause is Cause.GONE


def test_cd_device() -> None:
    drive = parse_domain(f"<domain><devices>{edit.cd_device_xml('hdc', '/i.iso', bus='ide')}</devices></domain>").disks[0]
    assert (drive.target, drive.bus, drive.device, drive.source, drive.readonly) == ("hdc", "ide", "cdrom", "/i.iso", True)


# --------------------------------------------------------------------------- our metadata


def test_metadata_children_are_replaced_one_by_one() -> None:
    first = edit.set_vm_metadata(None, "installing", {"medium": "/a&b.iso"})
    both = edit.set_vm_metadata(first, "tags", {"list": "a,b"})
    assert edit.set_vm_metadata(both, "installing", None) == edit.set_vm_metadata(None, "tags", {"list": "a,b"})
    changed = edit.set_vm_metadata(both, "installing", {})
    assert [(child.tag, dict(child.attrib)) for child in etree.fromstring(changed)] == [("installing", {}), ("tags", {"list": "a,b"})]
    assert edit.set_vm_metadata(None, "nothing", None) == "<vm/>\n"


def test_metadata_keeps_the_unknown_and_drops_our_prefix() -> None:
    """libvirt adds the prefix itself and refuses XML that declares it."""
    before = """<virtdeck:vm xmlns:virtdeck="urn:virtdeck:1" xmlns:o="urn:other">
      <virtdeck:new thing="1"><virtdeck:deep/></virtdeck:new><o:x y="z"/></virtdeck:vm>"""
    after = edit.set_vm_metadata(before, "demo", {})
    assert "virtdeck" not in after
    root = etree.fromstring(after)
    assert [child.tag for child in root] == ["new", "{urn:other}x", "demo"]
    assert root[0][0].tag == "deep"


def test_damaged_metadata() -> None:
    with pytest.raises(ConsoleError):
        edit.set_vm_metadata("<vm", "demo", {})


# --------------------------------------------------------------------------- with a real libvirt


@pytest.fixture
def running(libvirtd: PrivateLibvirtd) -> Iterator[libvirt.virDomain]:
    """A started guest without an operating system; its disk has a backing file."""
    conn = libvirt.open(libvirtd.uri)
    base, top = libvirtd.images / "a2-base.qcow2", libvirtd.images / "a2-edit-0.qcow2"
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", str(base), "1M"], check=True)
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-b", str(base), "-F", "qcow2", str(top)], check=True)
    vm = dataclasses.replace(spec(name="a2-edit", cds=(CdSpec(),), disks=(DiskSpec(1),)), uuid=str(uuid.uuid4()), installing=True)
    domain = conn.defineXML(build_domain(vm, sources(vm, str(libvirtd.images))))
    domain.create()
    yield domain
    domain.destroy()
    domain.undefine()
    conn.close()
    base.unlink()
    top.unlink()


@pytest.mark.real
def test_edits_on_a_real_guest(running: libvirt.virDomain, libvirtd: PrivateLibvirtd) -> None:
    def live() -> VmConfig:
        return parse_domain(running.XMLDesc(0))

    assert live().disks[0].backing == (str(libvirtd.images / "a2-base.qcow2"),)
    # metadata: one child replaced in both worlds, the others stay
    old = running.metadata(libvirt.VIR_DOMAIN_METADATA_ELEMENT, "urn:virtdeck:1", 0)
    new = edit.set_vm_metadata(edit.set_vm_metadata(old, "tags", {"list": "x,y"}), "installing", None)
    both = libvirt.VIR_DOMAIN_AFFECT_LIVE | libvirt.VIR_DOMAIN_AFFECT_CONFIG
    running.setMetadata(libvirt.VIR_DOMAIN_METADATA_ELEMENT, new, "virtdeck", "urn:virtdeck:1", both)
    for flags in (0, libvirt.VIR_DOMAIN_XML_INACTIVE):
        metadata = parse_domain(running.XMLDesc(flags)).metadata
        assert (metadata.tags, metadata.installing) == (("x", "y"), False)
    # the CD is changed live, and back
    iso = libvirtd.images / "a2.iso"
    iso.write_bytes(bytes(1 << 20))
    for path in (str(iso), ""):
        running.updateDeviceFlags(edit.changed_cd_xml(running.XMLDesc(0), "sda", path), libvirt.VIR_DOMAIN_AFFECT_LIVE)
        assert live().disks[1].source == path
    running.updateDeviceFlags(edit.cd_device_xml("sda", str(iso)), libvirt.VIR_DOMAIN_AFFECT_CONFIG)
    assert parse_domain(running.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE)).disks[1].source == str(iso)
    iso.unlink()
    # an edited persistent configuration is taken back by libvirt
    inactive = running.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE)
    for change in (
        edit.without_media,
        edit.finish_installation,
        lambda xml: edit.set_boot(xml, ("cdrom", "hd")),
        lambda xml: edit.with_cd(xml, "/b.iso"),
    ):
        running.connect().defineXMLFlags(change(inactive), libvirt.VIR_DOMAIN_DEFINE_VALIDATE)


def test_the_agents_channel_gets_a_path_and_nothing_else_changes() -> None:
    xml = (
        "<domain type='qemu'><name>a</name><devices><channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>"
        "<channel type='unix'><source mode='bind' path='/other'/><target type='virtio' name='com.example'/></channel></devices></domain>"
    )
    changed = edit.with_agent_socket(xml, "/run/u/1.agent")
    agent, other = parse_domain(changed).channels
    assert (agent.path, other.path) == ("/run/u/1.agent", "/other")
    assert changed.count("<source") == 2
    again = edit.with_agent_socket(changed, "/run/u/2.agent")
    assert parse_domain(again).channels[0].path == "/run/u/2.agent" and again.count("<source") == 2
    bare = "<domain type='qemu'><name>a</name></domain>"
    assert "channel" not in edit.with_agent_socket(bare, "/run/u/1.agent")
