"""What templates become is accepted by libvirt itself, schema and driver: each one, on a real QEMU host and on the test driver."""

from __future__ import annotations

from pathlib import Path

import libvirt
import pytest

from console.guests.osinfo import Osinfo
from console.guests.templates import load_templates, problems, specify
from console.model.objects import Host, HostKind
from console.model.spec import DirectBoot
from console.model.templates import BuiltinTemplate, Choices
from console.xml.build import DiskSource, build_domain
from console.xml.capabilities import parse_capabilities, parse_domain_capabilities
from tests.fixtures.daemon import PrivateLibvirtd
from tests.guests.worlds import qemu, test_host

CATALOGUE = Path(__file__).resolve().parents[2] / "resources" / "catalogue"


@pytest.fixture(scope="module")
def templates() -> tuple[BuiltinTemplate, ...]:
    osinfo = Osinfo()
    found = load_templates(CATALOGUE, osinfo.systems())
    osinfo.shutdown()
    return found


def real(connection: libvirt.virConnect, **changes: object) -> Host:
    """The host as its own capabilities describe it (a TPM needs the program swtpm, which not every test machine has)."""
    caps = parse_domain_capabilities(connection.getDomainCapabilities(None, "x86_64", "q35", "qemu"))
    types = parse_capabilities(connection.getCapabilities()).guest_types
    return qemu(session=True, caps=caps, guest_types=types, **changes)


def define_all(connection: libvirt.virConnect, templates: tuple[BuiltinTemplate, ...], host: Host, *, validate: bool) -> None:
    flags = libvirt.VIR_DOMAIN_DEFINE_VALIDATE if validate else 0
    for template in templates:
        choices = Choices(name=f"t-{template.id}", medium="/iso/medium.iso")
        spec = specify(template, host, choices)
        assert not [p for p in problems(template, host, choices) if p.error]
        sources = [DiskSource(f"/images/{spec.name}-{n}.qcow2") for n, _ in enumerate(spec.disks)]
        domain = connection.defineXMLFlags(build_domain(spec, sources), flags)
        try:
            assert domain.UUIDString() == spec.uuid
        finally:
            domain.undefineFlags(libvirt.VIR_DOMAIN_UNDEFINE_NVRAM if host.kind is HostKind.QEMU else 0)


def test_every_template_is_defined_by_a_real_qemu_host(libvirtd: PrivateLibvirtd, templates: tuple[BuiltinTemplate, ...]) -> None:
    connection = libvirt.open(libvirtd.uri)
    try:
        guide = tuple(t for t in templates if t.guide)
        define_all(connection, templates, real(connection), validate=False)
        define_all(connection, guide, real(connection, tools_iso="/iso/virtio-win.iso"), validate=True)
    finally:
        connection.close()


def test_installers_start_is_accepted(libvirtd: PrivateLibvirtd, templates: tuple[BuiltinTemplate, ...]) -> None:
    """The installer's own configuration (direct kernel, answers on a second CD) of one template a family."""
    connection = libvirt.open(libvirtd.uri)
    seen: set[str] = set()
    try:
        for template in templates:
            if template.family in seen or template.complete:
                continue
            seen.add(template.family)
            boot = DirectBoot("/boot/vmlinuz", "/boot/initrd", "auto=true priority=critical")
            choices = Choices(name="installer", method="unattended", medium="/iso/m.iso", answers_medium="/iso/a.iso", direct_boot=boot)
            spec = specify(template, real(connection), choices)
            xml = build_domain(spec, [DiskSource("/images/d.qcow2")], install=True)
            assert "<kernel>/boot/vmlinuz</kernel>" in xml and "/iso/a.iso" in xml
            connection.defineXMLFlags(xml, libvirt.VIR_DOMAIN_DEFINE_VALIDATE).undefineFlags(libvirt.VIR_DOMAIN_UNDEFINE_NVRAM)
    finally:
        connection.close()
    assert len(seen) >= 8


def test_every_template_is_defined_by_the_test_driver(templates: tuple[BuiltinTemplate, ...]) -> None:
    connection = libvirt.open("test:///default")
    try:
        define_all(connection, templates, test_host(), validate=False)
    finally:
        connection.close()
