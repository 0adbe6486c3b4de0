"""VmSpec → domain XML: golden files, libvirt's own opinion, and real starts."""

from __future__ import annotations

import dataclasses
import functools
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import libvirt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.spec import CdSpec, DirectBoot, DiskSpec, NicSpec, VmSpec
from console.xml.build import DiskSource, build_domain, mac_from_uuid
from console.xml.capabilities import parse_domain_capabilities
from console.xml.domain import domain_identity, parse_domain
from tests.fixtures.daemon import PrivateLibvirtd
from tests.xml import samples
from tests.xml.samples import GIB, MIB, sources, spec

FOLDER = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", sorted(samples.GOLDEN))
@pytest.mark.parametrize("install", [False, True])
def test_golden(name: str, install: bool) -> None:
    """``VIRTDECK_WRITE_GOLDEN=1`` writes the files anew; read the difference before committing it."""
    vm = samples.GOLDEN[name]
    xml = build_domain(vm, sources(vm), install=install)
    file = FOLDER / f"{name}{'-install' if install else ''}.xml"
    if os.environ.get("VIRTDECK_WRITE_GOLDEN"):
        file.write_text(xml)
    assert xml == file.read_text()


# --------------------------------------------------------------------------- parse(build(spec)) is the spec


DISKS = st.builds(DiskSpec, st.just(GIB), bus=st.sampled_from(["virtio", "scsi", "sata", "usb", "ide"]), format=st.sampled_from(["qcow2", "raw"]))
NICS = st.builds(
    NicSpec,
    kind=st.sampled_from(["network", "bridge", "user"]),
    source=st.sampled_from(["default", "br0"]),
    model=st.sampled_from(["virtio", "e1000e"]),
)
CDS = st.builds(CdSpec, path=st.sampled_from(["", "/i/a.iso", "/dev/sr0"]), bus=st.sampled_from(["sata", "scsi"]))
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20).map(str.strip)


@st.composite
def specs(draw: st.DrawFn) -> VmSpec:
    cores, sockets = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    cpu_mode = draw(st.sampled_from(["", "host-passthrough", "host-model", "maximum", "custom"]))
    return VmSpec(
        name=draw(st.from_regex(r"[a-z][a-z0-9 &<'\"]{0,10}[a-z]", fullmatch=True)),
        host=HostId("h"),
        uuid=str(draw(st.uuids())),
        template_id=draw(st.sampled_from(["", "debian12"])),
        origin=draw(WORDS),
        title=draw(WORDS).replace(" ", "-"),
        description=draw(WORDS),
        osinfo_id=draw(st.sampled_from(["", "http://debian.org/debian/12"])),
        windows=draw(st.booleans()),
        domain_type=draw(st.sampled_from(["qemu", "kvm"])),
        machine=draw(st.sampled_from(["q35", "pc"])),
        firmware=(firmware := draw(st.sampled_from(["bios", "efi"]))),
        secure_boot=firmware == "efi" and draw(st.booleans()),
        tpm=draw(st.booleans()),
        vcpus=draw(st.integers(1, cores * sockets)),
        max_vcpus=cores * sockets,
        cores_per_socket=cores,
        cpu_mode=cpu_mode,
        cpu_model="qemu64" if cpu_mode == "custom" else "",
        memory_bytes=draw(st.integers(1, 1 << 22)) * 1024,
        disks=tuple(draw(st.lists(DISKS, max_size=4))),
        cds=tuple(draw(st.lists(CDS, max_size=2))),
        nics=tuple(draw(st.lists(NICS, max_size=3))),
        boot=tuple(draw(st.permutations(["hd", "cdrom", "network"]))),
        direct_boot=draw(st.none() | st.just(DirectBoot("/k", "/i", "quiet <&>"))),
        clock=draw(st.sampled_from(["utc", "localtime"])),
        hyperv=draw(st.frozensets(st.sampled_from(["relaxed", "vapic", "spinlocks", "vpindex"]))),
        graphics=draw(st.sampled_from(["vnc", "spice", ""])),
        video=draw(st.sampled_from(["virtio", "qxl", "vga", "none"])),
        agent_channel=draw(st.booleans()),
        balloon=draw(st.booleans()),
        installing=draw(st.booleans()),
        demo=draw(st.booleans()),
    )


@settings(max_examples=100, deadline=None)
@given(vm=specs(), install=st.booleans())
def test_what_is_built_reads_as_specified(vm: VmSpec, install: bool) -> None:
    xml = build_domain(vm, sources(vm), install=install)
    config = parse_domain(xml)
    assert domain_identity(xml) == (vm.uuid, vm.name)
    assert (config.title, config.description, config.osinfo_id) == (vm.title, vm.description, vm.osinfo_id)
    assert (config.domain_type, config.arch, config.machine, config.os_type) == (vm.domain_type, vm.arch, vm.machine, "hvm")
    assert (config.firmware, config.secure_boot, bool(config.tpm)) == (vm.firmware, vm.secure_boot, vm.tpm)
    assert (config.vcpus, config.max_vcpus) == (vm.vcpus, vm.max_vcpus)
    assert config.topology == (vm.max_vcpus // vm.cores_per_socket, vm.cores_per_socket, 1)
    assert (config.cpu_mode, config.cpu_model) == (vm.cpu_mode, vm.cpu_model)
    assert config.memory_kib == config.max_memory_kib == vm.memory_bytes // 1024
    assert config.on_reboot == ("destroy" if install else "restart")
    drives = [(disk.bus, disk.device, disk.source, disk.format) for disk in config.disks]
    assert drives == [
        *((disk.bus, "disk", source.path, disk.format) for disk, source in zip(vm.disks, sources(vm), strict=True)),
        *((cd.bus, "cdrom", cd.path, "raw") for cd in vm.cds),
    ]
    assert len({disk.target for disk in config.disks}) == len(config.disks)
    assert [(nic.type, nic.source, nic.model) for nic in config.nics] == [
        (nic.kind, "" if nic.kind == "user" else nic.source, nic.model) for nic in vm.nics
    ]
    assert len({nic.mac for nic in config.nics}) == len(config.nics)
    assert [each.type for each in config.graphics] == ([vm.graphics] if vm.graphics else [])
    assert all(each.listen == "127.0.0.1" for each in config.graphics)
    assert (config.video, config.agent_channel is not None, config.balloon == "virtio") == ((vm.video,), vm.agent_channel, vm.balloon)
    assert (config.metadata.installing, config.metadata.demo) == (vm.installing, vm.demo)
    assert (config.metadata.origin, config.metadata.created_from) == (vm.origin, vm.template_id)
    orders = [disk.boot_order for disk in config.disks] + [nic.boot_order for nic in config.nics]
    given_orders = sorted(order for order in orders if order is not None)
    assert given_orders == list(range(1, len(given_orders) + 1))
    if vm.disks and not install:
        assert config.disks[0].boot_order == 1
    assert ("<kernel>" in xml) == (install and vm.direct_boot is not None)
    assert build_domain(vm, sources(vm), install=install) == xml


# --------------------------------------------------------------------------- single rules


def test_both_variants_have_the_same_devices() -> None:
    vm = samples.LINUX_BIOS
    final, first = (parse_domain(build_domain(vm, sources(vm), install=install)) for install in (False, True))
    assert [nic.mac for nic in final.nics] == [nic.mac for nic in first.nics]
    assert [disk.target for disk in final.disks] == [disk.target for disk in first.disks]
    assert [disk.boot_order for disk in first.disks] == [2, 3, 1]
    assert [disk.boot_order for disk in final.disks] == [1, 2, 3]


def test_mac_addresses() -> None:
    one, other = spec(), spec(uuid=str(uuid.uuid4()))
    assert mac_from_uuid(one, 0) == mac_from_uuid(one, 0) != mac_from_uuid(one, 1)
    assert mac_from_uuid(one, 0) != mac_from_uuid(other, 0)
    assert mac_from_uuid(one, 0).startswith("52:54:00:")
    assert mac_from_uuid(samples.XEN_PV, 0).startswith("00:16:3e:")
    injected = build_domain(one, [], mac=lambda vm, index: f"52:54:00:00:00:{index:02x}")
    assert parse_domain(injected).nics[0].mac == "52:54:00:00:00:00"


def test_only_the_installers_cd_is_booted_from() -> None:
    disks = parse_domain(build_domain(samples.WINDOWS_UEFI, sources(samples.WINDOWS_UEFI), install=True)).disks
    assert [(disk.source, disk.boot_order) for disk in disks] == [
        ("/images/win-0.qcow2", 2),
        ("/isos/win11.iso", 1),
        ("/isos/virtio-win.iso", None),
    ]


def test_emulation_gets_no_hyperv() -> None:
    vm = dataclasses.replace(samples.WINDOWS_UEFI, domain_type="qemu")
    xml = build_domain(vm, sources(vm))
    assert "hyperv" not in xml
    assert "hypervclock" not in xml


def test_cpus_that_do_not_fit_their_sockets() -> None:
    with pytest.raises(ConsoleError, match="3 vCPUs can't be spread over sockets of 2 cores") as caught:
        build_domain(spec(vcpus=3, max_vcpus=3, cores_per_socket=2), [])
    assert caught.value.cause is Cause.INVALID and caught.value.remedy


def test_characters_that_xml_does_not_know() -> None:
    with pytest.raises(ConsoleError, match="a character that can't be stored") as caught:
        build_domain(spec(description="a\x00b"), [])
    assert caught.value.cause is Cause.INVALID


def test_line_breaks_in_a_title() -> None:
    assert parse_domain(build_domain(spec(title="a\nb"), [])).title == "a b"


def test_disk_sources() -> None:
    vm = spec(disks=(DiskSpec(GIB), DiskSpec(GIB)))
    disks = parse_domain(build_domain(vm, [DiskSource("/dev/vg/a", "raw", "block"), DiskSource("rbd://mon:6789/pool/img", "raw", "network")])).disks
    assert [(disk.source_type, disk.source) for disk in disks] == [("block", "/dev/vg/a"), ("network", "rbd://mon:6789/pool/img")]
    with pytest.raises(ConsoleError) as caught:
        build_domain(vm, [DiskSource("pool/img", "raw", "network")] * 2)
    assert caught.value.cause is Cause.UNSUPPORTED
    with pytest.raises(ValueError, match="2 disks specified, 0 sources"):
        build_domain(vm, [])


def test_containers_are_refused() -> None:
    with pytest.raises(ConsoleError) as caught:
        build_domain(spec(os_type="exe"), [])
    assert caught.value.cause is Cause.UNSUPPORTED


# --------------------------------------------------------------------------- what libvirt says


SCHEMA = Path("/usr/share/libvirt/schemas/domain.rng")


@functools.cache
def _schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMA))


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.xml")), ids=lambda file: file.stem)
def test_libvirts_schema(file: Path) -> None:
    """Also what this machine's libvirt has no driver for."""
    _schema().assertValid(etree.parse(file))


@settings(max_examples=60, deadline=None)
@given(vm=specs(), install=st.booleans())
def test_libvirts_schema_takes_all_of_it(vm: VmSpec, install: bool) -> None:
    _schema().assertValid(etree.fromstring(build_domain(vm, sources(vm), install=install)))


@pytest.mark.parametrize("name", ["linux-bios", "linux-i440fx"])
def test_the_test_driver_takes_it(name: str) -> None:
    vm = dataclasses.replace(samples.GOLDEN[name], domain_type="test", arch="i686", machine="", uuid=str(uuid.uuid4()))
    conn = libvirt.open("test:///default")
    domain = conn.defineXMLFlags(build_domain(vm, sources(vm)), libvirt.VIR_DOMAIN_DEFINE_VALIDATE)
    read = parse_domain(domain.XMLDesc(0))
    assert sorted(disk.source for disk in read.disks) == sorted([*(each.path for each in sources(vm)), *(cd.path for cd in vm.cds)])
    assert read.metadata.created_from == vm.template_id
    domain.undefine()
    conn.close()


@pytest.fixture
def conn(libvirtd: PrivateLibvirtd) -> Iterator[libvirt.virConnect]:
    connection = libvirt.open(libvirtd.uri)
    yield connection
    for domain in connection.listAllDomains(0):
        if domain.name().startswith("a2-"):
            if domain.isActive():
                domain.destroy()
            domain.undefineFlags(libvirt.VIR_DOMAIN_UNDEFINE_NVRAM | libvirt.VIR_DOMAIN_UNDEFINE_MANAGED_SAVE)
    connection.close()


VARIANTS = {
    "linux-bios": samples.LINUX_BIOS,
    "windows-uefi": samples.WINDOWS_UEFI,
    "linux-i440fx": samples.LINUX_I440FX,
    "spice": spec(graphics="spice", video="qxl", sound="ich9", input=("tablet", "virtio")),
    "no-screen": spec(graphics="", video="none", input=()),
    "host-model": spec(cpu_mode="host-model", disks=(DiskSpec(GIB, bus="usb"),)),
}


@pytest.mark.real
@pytest.mark.parametrize("name", sorted(VARIANTS))
@pytest.mark.parametrize("install", [False, True])
def test_a_real_libvirt_defines_it(conn: libvirt.virConnect, name: str, install: bool) -> None:
    """Against libvirt's schema, with all that the specification has."""

    caps = parse_domain_capabilities(conn.getDomainCapabilities(None, "x86_64", "q35", "qemu", 0))
    vm = dataclasses.replace(VARIANTS[name], name=f"a2-{name}", uuid=str(uuid.uuid4()), tpm=VARIANTS[name].tpm and bool(caps.tpm_models))

    domain = conn.defineXMLFlags(build_domain(vm, sources(vm), install=install), libvirt.VIR_DOMAIN_DEFINE_VALIDATE)
    config = parse_domain(domain.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE))
    wanted = parse_domain(build_domain(vm, sources(vm), install=install))
    for field in ("firmware", "secure_boot", "vcpus", "max_vcpus", "topology", "memory_kib", "metadata", "tpm", "video", "balloon", "title"):
        assert getattr(config, field) == getattr(wanted, field), field

    # libvirt puts disks in an order of its own
    assert {(d.target, d.boot_order, d.source) for d in config.disks} == {(d.target, d.boot_order, d.source) for d in wanted.disks}

    assert [(n.mac, n.boot_order, n.model) for n in config.nics] == [(n.mac, n.boot_order, n.model) for n in wanted.nics]


STARTS = {
    "bios": spec(cds=(CdSpec(),)),
    "uefi": spec(firmware="efi", cpu_mode="maximum"),
    "secure": spec(firmware="efi", secure_boot=True, cds=(CdSpec(),)),
    "i440fx": spec(machine="pc", cds=(CdSpec(bus="ide"),), usb="ich9-ehci1", video="vga", nics=(NicSpec(kind="user", model="e1000"),)),
    "tpm": spec(firmware="efi", tpm=True),
    "scsi": spec(disks=(DiskSpec(MIB, bus="scsi", format="raw"), DiskSpec(MIB, format="raw")), watchdog="i6300esb", sound="ich9"),
}


@pytest.mark.real
@pytest.mark.parametrize("name", sorted(STARTS))
def test_it_starts(conn: libvirt.virConnect, libvirtd: PrivateLibvirtd, name: str) -> None:
    """The persistent one starts, the installer's starts once without replacing it, and the live XML reads as specified."""
    if STARTS[name].tpm and not parse_domain_capabilities(conn.getDomainCapabilities(None, "x86_64", "q35", "qemu", 0)).tpm_models:
        pytest.skip("swtpm is not installed: this host offers no TPM")
    vm = dataclasses.replace(STARTS[name], name=f"a2-{name}", uuid=str(uuid.uuid4()), max_vcpus=2)
    for source in sources(vm, str(libvirtd.images)):
        Path(source.path).write_bytes(bytes(MIB))
    made = sources(vm, str(libvirtd.images))
    domain = conn.defineXMLFlags(build_domain(vm, made), libvirt.VIR_DOMAIN_DEFINE_VALIDATE)
    domain.create()
    live = parse_domain(domain.XMLDesc(0))
    assert (live.firmware, live.secure_boot, live.vcpus, live.max_vcpus) == (vm.firmware, vm.secure_boot, 1, 2)
    assert [disk.source for disk in live.disks] == [*(each.path for each in made), *("" for _ in vm.cds)]
    assert live.agent_channel is not None and live.agent_channel.connected is False and live.agent_channel.path
    assert (live.graphics[0].type, live.graphics[0].listen) == ("vnc", "127.0.0.1") and (live.graphics[0].port or 0) >= 5900
    assert (live.nics[0].alias and live.disks == ()) or all(disk.alias for disk in live.disks)

    domain.destroy()
    if name not in ("scsi", "uefi"):  # QEMU takes over a second to end
        return
    started = conn.createXML(build_domain(vm, made, install=True), 0)
    assert started.UUIDString() == vm.uuid and started.isPersistent()
    assert parse_domain(started.XMLDesc(0)).on_reboot == "destroy"
    assert parse_domain(started.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE)).on_reboot == "restart"
    started.destroy()
    assert not domain.isActive() and parse_domain(domain.XMLDesc(0)).on_reboot == "restart"
