"""Domain XML → VmConfig."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from console.model.errors import Cause, ConsoleError
from console.model.objects import Channel, Graphics, Nic, VmConfig, VmMetadata
from console.xml.domain import domain_identity, parse_domain
from tests.xml import samples


def test_identity() -> None:
    assert domain_identity(samples.LXC) == ("5b0c2a9e-6f0e-4a25-8f5c-1c1f6f6f0a04", "box")


def test_qemu_machine() -> None:
    config = parse_domain(samples.QEMU_LIVE)
    assert (config.domain_type, config.os_type, config.arch, config.machine) == ("kvm", "hvm", "x86_64", "pc-q35-7.2")
    assert (config.firmware, config.secure_boot, config.tpm, config.acpi) == ("efi", True, "tpm-crb", True)
    assert (config.title, config.description, config.osinfo_id) == ("Database", "", "http://ubuntu.com/ubuntu/18.04")
    assert (config.vcpus, config.max_vcpus, config.topology) == (2, 8, (1, 4, 2))
    assert (config.cpu_mode, config.cpu_model) == ("host-model", "Skylake-Server")
    assert (config.memory_kib, config.max_memory_kib) == (1_024_000_000 // 1024, 2 << 20)
    assert (config.on_poweroff, config.on_reboot, config.on_crash) == ("destroy", "restart", "restart")
    assert (config.serials, config.video, config.balloon, config.hostdevs) == (("pty",), ("qxl", "virtio"), "none", 0)
    assert config.mode == "HVM"


def test_our_metadata() -> None:
    assert parse_domain(samples.QEMU_LIVE).metadata == VmMetadata(
        template=True,
        instant=True,
        tags=("prod", "db"),
        folder="Site/Rack 2",
        origin="Ubuntu 18.04",
        created_from="ubuntu1804",
        start_order=3,
        start_delay=30,
        clone_depth=2,
        p2v_source="old-pc",
        p2v_date="2026-01-02",
    )
    assert parse_domain(samples.LXC).metadata == VmMetadata()


def test_disks() -> None:
    cd, virtio, volume, rbd, lun, floppy = parse_domain(samples.QEMU_LIVE).disks
    assert (cd.device, cd.source, cd.readonly, cd.guest_name) == ("cdrom", "", True, "sr0")
    assert (virtio.target, virtio.guest_name, virtio.bus, virtio.format) == ("vdb", "vda", "virtio", "qcow2")  # the guest numbers what it finds
    assert (virtio.source, virtio.backing) == ("/images/top.qcow2", ("/images/mid.qcow2", "nbd://nbd.site:10809/exp"))
    assert (virtio.boot_order, virtio.serial, virtio.alias) == (2, "A1", "virtio-disk1")
    assert (volume.source_type, volume.source_pool, volume.source) == ("volume", "lun pool", "unit:0:0:1")
    assert (volume.transient, volume.shareable, volume.controller_model, volume.guest_name) == (True, True, "virtio-scsi", "sda")
    assert (rbd.source, rbd.readonly, rbd.controller_model, rbd.guest_name) == ("rbd://[fd00::1]:6789/pool/img", True, "lsilogic", "sdb")
    assert (lun.device, lun.source, lun.source_type, lun.guest_name) == ("lun", "/dev/sdx", "block", "sdc")
    assert (floppy.device, floppy.guest_name, floppy.bus) == ("floppy", "fd0", "fdc")


def test_nics_channels_graphics() -> None:
    config = parse_domain(samples.QEMU_LIVE)
    assert config.nics == (
        Nic("52:54:00:00:00:01", "virtio", "network", "prod", "pg1", "vnet3", link_up=False, boot_order=1, alias="net0"),
        Nic("52:54:00:00:00:02", "e1000e", "direct", "eno1"),
    )
    assert config.agent_channel == Channel("org.qemu.guest_agent.0", "unix", True, "/run/agent.sock")
    assert config.channels[1] == Channel("com.redhat.spice.0", "spicevmc", False)
    assert config.graphics == (
        Graphics("spice", 5900, None, "::1", has_password=True),
        Graphics("vnc", None, None, "", "/run/vnc.sock"),
    )


def test_xen_paravirtual() -> None:
    config = parse_domain(samples.XEN_PV_LIVE)
    assert (config.domain_type, config.mode, config.machine, config.acpi) == ("xen", "PV", "xenpv", False)
    assert (config.vcpus, config.max_vcpus, config.memory_kib, config.max_memory_kib) == (1, 2, 131072, 262144)
    assert [(d.guest_name, d.bus, d.device, d.source) for d in config.disks] == [
        ("xvda", "xen", "disk", "/dev/vg0/pv"),
        ("xvdd", "xen", "cdrom", "/isos/tools.iso"),
    ]
    assert config.nics == (Nic("00:16:3e:01:02:03", "netfront", "bridge", "xenbr0", target="vif7.0"),)
    assert (config.serials, config.graphics[0].port, config.video, config.agent_channel) == (("pty",), 5902, ("xen",), None)


def test_xen_hvm() -> None:
    config = parse_domain(samples.XEN_HVM_LIVE)
    assert (config.mode, config.firmware, config.boot_devs, config.hostdevs) == ("HVM", "bios", ("cdrom", "hd"), 1)
    assert [d.guest_name for d in config.disks] == ["hda", "hdc"]
    assert (config.nics[0].model, config.serials, config.memory_kib) == ("e1000", ("pty",), 1 << 20)


def test_lxc_and_the_least_there_can_be() -> None:
    config = parse_domain(samples.LXC)
    assert (config.mode, config.memory_kib, config.serials, config.balloon) == ("container", 65536, ("pty",), "")
    assert parse_domain("<domain/>") == VmConfig(acpi=False)  # no <features>


@pytest.mark.parametrize(
    ("os", "firmware", "secure"),
    [
        ("<os firmware='efi'><type>hvm</type></os>", "efi", False),
        ("<os firmware='efi'><firmware><feature enabled='yes' name='secure-boot'/></firmware></os>", "efi", True),
        ("<os firmware='efi'><firmware><feature enabled='no' name='secure-boot'/></firmware><loader secure='yes'/></os>", "efi", False),
        ("<os><loader type='rom'>/usr/share/ovmf/OVMF.fd</loader></os>", "efi", False),
        ("<os><loader type='rom'>/usr/lib/xen/boot/hvmloader</loader></os>", "bios", False),
        ("<os><nvram>/x</nvram></os>", "efi", False),
        ("<os firmware='bios'/>", "bios", False),
        ("", "bios", False),
    ],
)
def test_firmware(os: str, firmware: str, secure: bool) -> None:
    config = parse_domain(f"<domain>{os}</domain>")
    assert (config.firmware, config.secure_boot) == (firmware, secure)


def test_a_template_mark_is_read_as_presence() -> None:
    xml = "<domain><metadata><v:vm xmlns:v='urn:virtdeck:1'><v:installing medium='/x'/><v:demo/><template/></v:vm></metadata></domain>"
    metadata = parse_domain(xml).metadata
    assert (metadata.installing, metadata.demo) == (True, True)


def test_thirty_virtio_disks_go_past_z() -> None:
    disks = "".join(f"<disk><target dev='vd{n}' bus='virtio'/></disk>" for n in range(30))
    names = [disk.guest_name for disk in parse_domain(f"<domain><devices>{disks}</devices></domain>").disks]
    assert (names[0], names[25], names[26], names[29]) == ("vda", "vdz", "vdaa", "vdad")


def test_odd_values_do_not_stop_it() -> None:
    xml = """<domain type='test'><memory unit='parsec'>1</memory><vcpu current='x'>y</vcpu><cpu><topology sockets='a'/></cpu>
      <devices><disk/><interface/><graphics port='no'/><channel/><video/><controller type='scsi' index='?'/></devices></domain>"""
    config = parse_domain(xml)
    assert (config.vcpus, config.memory_kib, config.topology, len(config.disks), config.graphics[0].port) == (1, 0, (1, 1, 1), 1, None)


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "not xml",
        "<domain>",
        "<network/>",
        "<domain>&unknown;</domain>",
        "<!DOCTYPE domain [<!ENTITY x 'y'>]><domain><name>&x;</name></domain>",
        "<!DOCTYPE domain SYSTEM 'file:///etc/passwd'><domain/>",
        "<domain>\x00</domain>",
        "<domain>\ud800</domain>",
    ],
)
def test_damaged_xml_is_one_clear_sentence(bad: str) -> None:
    with pytest.raises(ConsoleError) as caught:
        parse_domain(bad)
    assert caught.value.cause is Cause.INVALID
    assert str(caught.value) == "The configuration of the VM can't be read: its XML is damaged."
    assert caught.value.detail


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_whatever_a_host_sends_is_read_or_refused(data: st.DataObject) -> None:
    """Attributes, texts and elements replaced or removed at random: never anything but a VmConfig or a ConsoleError."""
    root = etree.fromstring(data.draw(st.sampled_from([samples.QEMU_LIVE, samples.XEN_PV_LIVE, samples.XEN_HVM_LIVE, samples.LXC])))
    for _ in range(data.draw(st.integers(1, 4))):
        node = data.draw(st.sampled_from(list(root.iter())))
        junk = data.draw(st.sampled_from(["", "0", "-1", "9" * 30, "0x", "yes", "\u65e5\u672c", "a b", "9" * 5000]))
        match data.draw(st.sampled_from(["attribute", "text", "remove", "double"])):
            case "attribute" if node.attrib:
                node.set(data.draw(st.sampled_from(sorted(node.attrib))), junk)
            case "text":
                node.text = junk
            case "remove" if (parent := node.getparent()) is not None:
                parent.remove(node)
            case "double" if (parent := node.getparent()) is not None:
                parent.append(copy.deepcopy(node))
    try:
        assert isinstance(parse_domain(etree.tostring(root, encoding="unicode")), VmConfig)
    except ConsoleError as error:
        assert error.cause is Cause.INVALID


def test_a_declaration_of_another_encoding_is_ignored() -> None:
    """libvirt-python has decoded the text already."""
    assert parse_domain("<?xml version='1.0' encoding='ISO-8859-1'?>\n<domain><title>日本</title></domain>").title == "日本"
