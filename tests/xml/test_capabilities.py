"""Capabilities of hosts and of their guests."""

from __future__ import annotations

import libvirt
import pytest

from console.model.errors import ConsoleError
from console.model.objects import MachineType
from console.xml.capabilities import Capabilities, parse_capabilities, parse_domain_capabilities
from tests.fixtures.daemon import PrivateLibvirtd

CAPS = """
<capabilities>
  <host><uuid>0b3a</uuid><cpu><arch>x86_64</arch><model>EPYC</model><topology sockets='1' dies='2' cores='4' threads='2'/></cpu></host>
  <guest><os_type>hvm</os_type>
    <arch name='x86_64'><emulator>/usr/bin/qemu</emulator><machine canonical='pc-q35-7.2' maxCpus='288'>q35</machine><machine>pc-q35-7.2</machine>
      <domain type='qemu'/><domain type='kvm'><machine>special</machine></domain></arch></guest>
  <guest><os_type>xen</os_type><arch name='i686'><domain type='xen'><emulator>/x</emulator></domain></arch></guest>
</capabilities>
"""


def test_capabilities() -> None:
    assert parse_capabilities(CAPS) == Capabilities(
        host_uuid="0b3a",
        arch="x86_64",
        cpu_model="EPYC",
        sockets=1,
        cores=8,
        threads=2,
        guest_types=(
            MachineType("x86_64", "hvm", ("qemu", "kvm"), "/usr/bin/qemu", ("q35", "pc-q35-7.2", "special")),
            MachineType("i686", "xen", ("xen",), "/x", ()),
        ),
    )
    assert parse_capabilities("<capabilities/>") == Capabilities()


def test_domain_capabilities_without_anything() -> None:
    caps = parse_domain_capabilities("<domainCapabilities/>")
    assert (caps.max_vcpus, caps.firmwares, caps.secure_boot, caps.disk_buses, caps.tpm_models) == (None, (), False, frozenset(), frozenset())


@pytest.mark.parametrize(("backend", "models"), [("emulator", {"tpm-crb"}), ("passthrough", set())])
def test_a_tpm_is_offered_only_with_its_emulator(backend: str, models: set[str]) -> None:
    xml = f"""<domainCapabilities><devices><tpm supported='yes'><enum name='model'><value>tpm-crb</value></enum>
      <enum name='backendModel'><value>{backend}</value></enum></tpm></devices></domainCapabilities>"""
    assert parse_domain_capabilities(xml).tpm_models == models


def test_what_is_not_supported_is_not_there() -> None:
    xml = """<domainCapabilities><devices><rng supported='no'><enum name='model'><value>virtio</value></enum></rng></devices>
      <cpu><mode name='maximum' supported='no'/><mode name='host-model' supported='yes'/></cpu></domainCapabilities>"""
    caps = parse_domain_capabilities(xml)
    assert (caps.rng_models, caps.cpu_modes) == (frozenset(), {"host-model"})


def test_xen() -> None:
    xml = """<domainCapabilities><domain>xen</domain><machine>{machine}</machine><arch>x86_64</arch>
      <os supported='yes'><loader supported='{loader}'><value>/usr/lib/xen/boot/hvmloader</value>
      <value>/usr/lib/xen/boot/ovmf.bin</value></loader></os>
      </domainCapabilities>"""
    assert parse_domain_capabilities(xml.format(machine="xenfv", loader="yes")).firmwares == ("bios", "efi")
    assert parse_domain_capabilities(xml.format(machine="xenpv", loader="no")).firmwares == ()


@pytest.mark.parametrize("parse", [parse_capabilities, parse_domain_capabilities])
def test_damaged(parse: object) -> None:
    with pytest.raises(ConsoleError):
        parse("<domain/>")  # type: ignore[operator]


@pytest.mark.real
def test_a_real_qemu_host(libvirtd: PrivateLibvirtd) -> None:
    conn = libvirt.open(libvirtd.uri)
    caps = parse_capabilities(conn.getCapabilities())
    assert caps.arch == conn.getInfo()[0]
    row = next(each for each in caps.guest_types if each.arch == caps.arch and each.os_type == "hvm")
    assert "qemu" in row.domain_types and row.emulator and "q35" in row.machines
    domain = parse_domain_capabilities(conn.getDomainCapabilities(None, caps.arch, "q35", "qemu", 0))
    assert domain.firmwares == ("bios", "efi") and domain.secure_boot
    assert (domain.max_vcpus or 0) > 1
    assert {"virtio", "sata", "scsi"} <= domain.disk_buses and "vnc" in domain.graphics and "virtio" in domain.rng_models
    assert "host-passthrough" not in domain.cpu_modes  # emulation has no host CPU to pass
    conn.close()


def test_the_test_driver() -> None:
    conn = libvirt.open("test:///default")
    assert parse_capabilities(conn.getCapabilities()).guest_types[0].domain_types == ("test",)
    conn.close()
