"""XML that hosts send, damaged at random: read, refused with a sentence, or edited into XML again; never anything else."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from console.model.errors import ConsoleError
from console.model.ids import HostId
from console.xml import edit
from console.xml.capabilities import parse_capabilities, parse_domain_capabilities
from console.xml.domain import named_files, parse_domain
from console.xml.metadata import set_vm_metadata
from console.xml.network import parse_network
from console.xml.storage import parse_repository
from tests.xml import samples

HOST = HostId("h")
JUNK = ("", "0", "-1", "9" * 30, "9" * 5000, "0x", "yes", "日本", "a b", "nan", "1e999", "\t", "x" * 3000)

REPOSITORY = """<pool type='netfs'><name>p</name><uuid>11111111-2222-3333-4444-555555555555</uuid><capacity unit='bytes'>100</capacity>
<allocation unit='KiB'>1</allocation><available>99</available><source><host name='nas' port='2049'/><dir path='/export'/><format type='nfs'/></source>
<target><path>/mnt/p</path><permissions><mode>0711</mode></permissions></target></pool>"""
NETWORK = """<network><name>n</name><uuid>11111111-2222-3333-4444-555555555555</uuid><forward mode='nat'/><bridge name='virbr0'/>
<ip address='192.168.122.1' netmask='255.255.255.0'><dhcp><range start='192.168.122.2' end='192.168.122.254'/></dhcp></ip>
<ip family='ipv6' address='fd00::1' prefix='64'/><portgroup name='g' default='yes'/></network>"""
CAPABILITIES = """<capabilities><host><cpu><arch>x86_64</arch><model>EPYC</model><topology sockets='1' dies='1' cores='2' threads='2'/></cpu></host>
<guest><os_type>hvm</os_type><arch name='x86_64'><emulator>/q</emulator><machine canonical='pc-q35' maxCpus='288'>q35</machine>
<domain type='qemu'/><domain type='kvm'><emulator>/k</emulator></domain></arch></guest></capabilities>"""
DOMAIN_CAPABILITIES = """<domainCapabilities><path>/q</path><domain>kvm</domain><machine>q35</machine><arch>x86_64</arch><vcpu max='288'/>
<os supported='yes'><enum name='firmware'><value>efi</value></enum><loader supported='yes'><enum name='secure'><value>yes</value></enum></loader></os>
<cpu><mode name='host-passthrough' supported='yes'/><mode name='custom' supported='yes'><model usable='yes'>qemu64</model></mode></cpu>
<devices><disk supported='yes'><enum name='bus'><value>virtio</value></enum></disk></devices></domainCapabilities>"""
DOMAINS = (samples.QEMU_LIVE, samples.XEN_PV_LIVE, samples.XEN_HVM_LIVE, samples.LXC)


def damaged(data: st.DataObject, xml: str) -> str:
    """Attributes, texts and elements replaced, removed or doubled."""
    root = etree.fromstring(xml)
    for _ in range(data.draw(st.integers(1, 4))):
        node = data.draw(st.sampled_from(list(root.iter(etree.Element))))
        junk = data.draw(st.sampled_from(JUNK))
        parent = node.getparent()
        match data.draw(st.sampled_from(["attribute", "text", "remove", "double", "move"])):
            case "attribute" if node.attrib:
                node.set(data.draw(st.sampled_from(sorted(node.attrib))), junk)
            case "text":
                node.text = junk
            case "remove" if parent is not None:
                parent.remove(node)
            case "double" if parent is not None:
                parent.append(etree.fromstring(etree.tostring(node)))
            case "move" if parent is not None:
                root.append(node)
    return etree.tostring(root, encoding="unicode")


READERS: dict[str, tuple[str, Callable[[str], object]]] = {
    "repository": (REPOSITORY, lambda xml: parse_repository(xml, HOST, active=True, autostart=False, persistent=True)),
    "network": (NETWORK, lambda xml: parse_network(xml, HOST, active=True, autostart=False, persistent=True)),
    "capabilities": (CAPABILITIES, parse_capabilities),
    "domain capabilities": (DOMAIN_CAPABILITIES, parse_domain_capabilities),
}


@pytest.mark.parametrize("kind", READERS)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_readers(kind: str, data: st.DataObject) -> None:
    sample, read = READERS[kind]
    with contextlib.suppress(ConsoleError):
        read(damaged(data, sample))


EDITS: dict[str, Callable[[str], str]] = {
    "finish": edit.finish_installation,
    "without": lambda xml: edit.without_medium(xml, "/isos/debian.iso"),
    "restart": edit.ending_at_restart,
    "boot": lambda xml: edit.set_boot(xml, ("cdrom", "hd", "network")),
    "agent": lambda xml: edit.with_agent_socket(xml, "/run/u.agent"),
}


@pytest.mark.parametrize("kind", EDITS)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_edits_give_xml_that_can_be_read(kind: str, data: st.DataObject) -> None:
    xml = damaged(data, data.draw(st.sampled_from(DOMAINS)))
    with contextlib.suppress(ConsoleError):
        changed = EDITS[kind](xml)
        etree.fromstring(changed)
        parse_domain(changed)
        named_files(changed, "virtdeck-")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200) | st.sampled_from(["<vm/>", "<x:vm xmlns:x='urn:virtdeck:1'><x:tag/></x:vm>", "<a>" * 5000]), st.text(max_size=30))
def test_metadata_of_others(old: str, value: str) -> None:
    """Our element as somebody else has left it: merged, or begun anew; what can't be stored is refused."""
    with contextlib.suppress(ConsoleError):
        etree.fromstring(set_vm_metadata(old, "tag", {"value": value}))


ENTITY = "<!ENTITY e SYSTEM 'file:///etc/passwd'>"


@pytest.mark.parametrize("read", [parse_domain, *(reader for _, reader in READERS.values())])
@pytest.mark.parametrize(
    "xml", ["", " ", "<", "<a/>", "\0", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><domain>&e;</domain>", "<a>" * 9000]
)
def test_what_is_no_xml_of_its_kind_is_refused(read: Callable[[str], object], xml: str) -> None:
    try:
        found = read(xml)
    except ConsoleError as refusal:
        assert refusal.text.english()
    else:
        assert "root:" not in repr(found), "no file of this computer gets into what a host says"


def test_entities_can_neither_read_files_nor_grow(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("topsecret")
    bomb = "".join(f'<!ENTITY a{i + 1} "{f"&a{i};" * 10}">' for i in range(9))
    for declared, used in ((f"<!ENTITY e SYSTEM 'file://{secret}'>", "&e;"), (f'<!ENTITY a0 "lol">{bomb}', "&a9;")):
        xml = f"<!DOCTYPE domain [{declared}]><domain type='qemu'><name>x</name><title>{used}</title><os><type>hvm</type></os></domain>"
        try:
            config = parse_domain(xml)
        except ConsoleError:
            continue
        assert "topsecret" not in config.title and len(config.title) < 1000
