"""A clone's XML: what must be another one is, everything else is byte-equal; virt-clone agrees on all that it changes."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from console.xml import clone
from console.xml.clone import CloneXml, NewSource, NicPlace, clone_xml, path_for, source_disks

NEW = "99999999-8888-4777-8666-555555555555"
GENID = "11111111-0000-4000-8000-000000000001"

RICH = """\
<domain type='qemu' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>gold</name>
  <uuid>11111111-2222-4333-8444-555555555555</uuid>
  <genid>22222222-2222-4333-8444-555555555555</genid>
  <title>The golden one</title>
  <description>First line
second line</description>
  <metadata>
    <libosinfo:libosinfo xmlns:libosinfo="http://libosinfo.org/xmlns/libvirt/domain/1.0">
      <libosinfo:os id="http://debian.org/debian/12"/>
    </libosinfo:libosinfo>
    <other:note xmlns:other="urn:other">kept</other:note>
    <virtdeck:vm xmlns:virtdeck="urn:virtdeck:1">
      <virtdeck:template/>
      <virtdeck:instant/>
      <virtdeck:tags list="web"/>
      <virtdeck:clone depth="2"/>
      <virtdeck:unknown thing="1"/>
    </virtdeck:vm>
  </metadata>
  <memory unit='KiB'>65536</memory>
  <currentMemory unit='KiB'>65536</currentMemory>
  <vcpu placement='static'>2</vcpu>
  <sysinfo type='smbios'>
    <system>
      <entry name='manufacturer'>Acme</entry>
      <entry name='uuid'>11111111-2222-4333-8444-555555555555</entry>
    </system>
  </sysinfo>
  <os>
    <type arch='x86_64' machine='pc-q35-7.2'>hvm</type>
    <loader readonly='yes' type='pflash'>/usr/share/OVMF/OVMF_CODE.fd</loader>
    <nvram template='/usr/share/OVMF/OVMF_VARS.fd'>/var/lib/libvirt/qemu/nvram/gold_VARS.fd</nvram>
    <smbios mode='sysinfo'/>
  </os>
  <features>
    <acpi/>
  </features>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2' cache='none' discard='unmap'/>
      <source file='@/gold.qcow2'/>
      <target dev='vda' bus='virtio'/>
      <serial>ROOT</serial>
      <boot order='1'/>
      <alias name='ua-root'/>
    </disk>
    <disk type='file' device='disk'>
      <driver name='qemu' type='raw'/>
      <source file='@/data.img'/>
      <target dev='vdb' bus='virtio'/>
    </disk>
    <disk type='file' device='disk'>
      <driver name='qemu' type='raw'/>
      <source file='@/manual.img'/>
      <target dev='vdc' bus='virtio'/>
      <readonly/>
    </disk>
    <disk type='file' device='disk'>
      <driver name='qemu' type='raw'/>
      <source file='@/cluster.img'/>
      <target dev='vdd' bus='virtio'/>
      <shareable/>
    </disk>
    <disk type='file' device='cdrom'>
      <driver name='qemu' type='raw'/>
      <source file='@/tools.iso'/>
      <target dev='sda' bus='sata'/>
      <readonly/>
    </disk>
    <interface type='network'>
      <mac address='52:54:00:AA:BB:01'/>
      <source network='default'/>
      <target dev='tap-gold'/>
      <model type='virtio'/>
      <boot order='2'/>
    </interface>
    <interface type='bridge'>
      <mac address='52:54:00:aa:bb:02'/>
      <source bridge='ovs0'/>
      <virtualport type='openvswitch'>
        <parameters interfaceid='09b11c53-8b5c-4eeb-8f00-d84eaa0aaa4f'/>
      </virtualport>
      <model type='e1000e'/>
    </interface>
    <serial type='file'>
      <source path='/var/log/guests/gold.log'/>
      <target type='isa-serial' port='0'/>
    </serial>
    <serial type='unix'>
      <source mode='bind' path='/run/guests/serial.sock'/>
      <log file='/var/log/guests/second.log' append='on'/>
      <target type='isa-serial' port='1'/>
    </serial>
    <channel type='unix'>
      <source mode='bind' path='/var/lib/libvirt/qemu/channel/target/domain-7-gold/org.qemu.guest_agent.0'/>
      <target type='virtio' name='org.qemu.guest_agent.0'/>
    </channel>
    <channel type='spicevmc'>
      <target type='virtio' name='com.redhat.spice.0'/>
    </channel>
    <tpm model='tpm-crb'>
      <backend type='emulator' version='2.0'/>
    </tpm>
    <graphics type='vnc' port='5907' autoport='no' passwd='secret'>
      <listen type='address' address='127.0.0.1'/>
    </graphics>
    <graphics type='spice' port='5930' tlsPort='5931' autoport='no'/>
    <video>
      <model type='virtio'/>
    </video>
    <hostdev mode='subsystem' type='usb' managed='yes'>
      <source>
        <vendor id='0x1234'/>
        <product id='0xbeef'/>
      </source>
    </hostdev>
    <vsock model='virtio'>
      <cid auto='no' address='7'/>
    </vsock>
    <memballoon model='virtio'/>
  </devices>
  <qemu:commandline>
    <qemu:arg value='-snapshot'/>
  </qemu:commandline>
</domain>
"""

PLAIN = """\
<domain type='qemu'>
  <name>small</name>
  <uuid>11111111-2222-4333-8444-666666666666</uuid>
  <memory unit='KiB'>65536</memory>
  <os>
    <type arch='x86_64' machine='pc'>hvm</type>
  </os>
  <devices>
    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2'/>
      <source file='@/small.qcow2'/>
      <target dev='hda' bus='ide'/>
    </disk>
    <interface type='user'>
      <mac address='52:54:00:aa:bb:03'/>
    </interface>
    <graphics type='vnc' port='-1' autoport='yes'/>
  </devices>
</domain>
"""

MACS = {"52:54:00:aa:bb:01": "52:54:00:00:00:01", "52:54:00:aa:bb:02": "52:54:00:00:00:02", "52:54:00:aa:bb:03": "52:54:00:00:00:03"}
DISKS = {"vda": NewSource("/new/web.qcow2", "qcow2"), "vdb": NewSource("/new/web-1.qcow2", "qcow2")}


def new(**fields: object) -> CloneXml:
    given: dict[str, object] = {
        "name": "web",
        "uuid": NEW,
        "genid": GENID,
        "macs": MACS,
        "disks": DISKS,
        "nvram": "/var/lib/libvirt/qemu/nvram/web_VARS.fd",
        "origin": "gold",
        "created_from": "11111111-2222-4333-8444-555555555555",
        "depth": 3,
    }
    return CloneXml(**(given | fields))  # type: ignore[arg-type]


def facts(xml: str) -> dict[str, str]:
    """Every attribute and text with the place where it is: what two XMLs differ in, independent of quotes and indentation."""
    found: dict[str, str] = {}

    def walk(element: etree._Element, path: str) -> None:
        found[path] = (element.text or "").strip()
        for name, value in element.attrib.items():
            found[f"{path}/@{name}"] = value
        seen: dict[str, int] = {}
        for child in element:
            if isinstance(child.tag, str):
                name = etree.QName(child).localname
                seen[name] = seen.get(name, 0) + 1
                walk(child, f"{path}/{name}[{seen[name]}]")

    walk(etree.fromstring(xml), "")
    return found


def changed(before: str, after: str) -> dict[str, tuple[str | None, str | None]]:
    old, now = facts(before), facts(after)
    return {key: (old.get(key), now.get(key)) for key in {*old, *now} if old.get(key) != now.get(key)}


def test_only_what_must_differ_differs() -> None:
    d = "/devices[1]"
    vm = "/metadata[1]/vm[1]"
    assert changed(RICH, clone_xml(RICH, new())) == {
        "/name[1]": ("gold", "web"),
        "/uuid[1]": ("11111111-2222-4333-8444-555555555555", NEW),
        "/genid[1]": ("22222222-2222-4333-8444-555555555555", GENID),
        "/title[1]": ("The golden one", None),
        "/sysinfo[1]/system[1]/entry[2]": ("11111111-2222-4333-8444-555555555555", NEW),
        "/os[1]/nvram[1]": ("/var/lib/libvirt/qemu/nvram/gold_VARS.fd", "/var/lib/libvirt/qemu/nvram/web_VARS.fd"),
        f"{vm}/template[1]": ("", None),
        f"{vm}/instant[1]": ("", None),
        f"{vm}/clone[1]/@depth": ("2", "3"),
        f"{vm}/origin[1]": (None, ""),
        f"{vm}/origin[1]/@name": (None, "gold"),
        f"{vm}/origin[1]/@from": (None, "11111111-2222-4333-8444-555555555555"),
        f"{d}/disk[1]/source[1]/@file": ("@/gold.qcow2", "/new/web.qcow2"),
        f"{d}/disk[2]/source[1]/@file": ("@/data.img", "/new/web-1.qcow2"),
        f"{d}/disk[2]/driver[1]/@type": ("raw", "qcow2"),
        f"{d}/interface[1]/mac[1]/@address": ("52:54:00:AA:BB:01", "52:54:00:00:00:01"),
        f"{d}/interface[1]/target[1]": ("", None),
        f"{d}/interface[1]/target[1]/@dev": ("tap-gold", None),
        f"{d}/interface[2]/mac[1]/@address": ("52:54:00:aa:bb:02", "52:54:00:00:00:02"),
        f"{d}/interface[2]/virtualport[1]/parameters[1]/@interfaceid": ("09b11c53-8b5c-4eeb-8f00-d84eaa0aaa4f", None),
        f"{d}/serial[1]/source[1]/@path": ("/var/log/guests/gold.log", "/var/log/guests/web.log"),
        f"{d}/serial[2]/source[1]/@path": ("/run/guests/serial.sock", "/run/guests/serial-web.sock"),
        f"{d}/serial[2]/log[1]/@file": ("/var/log/guests/second.log", "/var/log/guests/second-web.log"),
        f"{d}/channel[1]/source[1]": ("", None),
        f"{d}/channel[1]/source[1]/@mode": ("bind", None),
        f"{d}/channel[1]/source[1]/@path": ("/var/lib/libvirt/qemu/channel/target/domain-7-gold/org.qemu.guest_agent.0", None),
        f"{d}/graphics[1]/@port": ("5907", "-1"),
        f"{d}/graphics[1]/@autoport": ("no", "yes"),
        f"{d}/graphics[2]/@port": ("5930", "-1"),
        f"{d}/graphics[2]/@tlsPort": ("5931", None),
        f"{d}/graphics[2]/@autoport": ("no", "yes"),
        f"{d}/vsock[1]/cid[1]/@auto": ("no", "yes"),
        f"{d}/vsock[1]/cid[1]/@address": ("7", None),
    }


def test_a_plain_one_keeps_every_byte_that_it_can() -> None:
    """Text against text, not only facts: as libvirt prints it, quotes aside."""
    given = new(name="web", disks={"hda": NewSource("/new/web.qcow2", "qcow2")}, origin="small", created_from="u", depth=0)
    lines = clone_xml(PLAIN, given).replace('"', "'").splitlines()
    expected = (
        PLAIN.replace("<name>small<", "<name>web<")
        .replace("11111111-2222-4333-8444-666666666666", NEW)
        .replace("@/small.qcow2", "/new/web.qcow2")
        .replace("52:54:00:aa:bb:03", "52:54:00:00:00:03")
        .splitlines()
    )
    extra = [line for line in lines if line not in expected]
    assert [line for line in expected if line not in lines] == []
    assert [line.strip().split()[0] for line in extra] == ["<metadata>", "<virtdeck:vm", "<virtdeck:origin", "</virtdeck:vm>", "</metadata>"]


def test_the_same_again_gives_the_same() -> None:
    once = clone_xml(RICH, new())
    assert clone_xml(once, new()) == once


def test_networks_are_mapped() -> None:
    places = {"52:54:00:aa:bb:01": NicPlace("bridge", "br7"), "52:54:00:aa:bb:02": NicPlace("network", "lan", "vlan3")}
    devices = etree.fromstring(clone_xml(RICH, new(networks=places))).find("devices")
    first, second = devices.findall("interface")
    assert (first.get("type"), dict(first.find("source").attrib)) == ("bridge", {"bridge": "br7"})
    assert (second.get("type"), dict(second.find("source").attrib)) == ("network", {"network": "lan", "portgroup": "vlan3"})
    assert second.find("virtualport") is None and second.find("model").get("type") == "e1000e"
    user = etree.fromstring(clone_xml(PLAIN, new(networks={"52:54:00:aa:bb:03": NicPlace("user")}))).find("devices/interface")
    assert user.get("type") == "user" and user.find("source") is None


def test_agent_socket_seed_and_description() -> None:
    xml = clone_xml(RICH, new(agent_socket="/run/x.agent", seed_path="/iso/web.iso", description="mine"))
    domain = etree.fromstring(xml)
    assert domain.find("devices/channel/source").get("path") == "/run/x.agent"
    drives = domain.findall("devices/disk[@device='cdrom']")
    assert [drive.find("source").get("file") for drive in drives] == ["@/tools.iso", "/iso/web.iso"]
    assert len({drive.find("target").get("dev") for drive in domain.findall("devices/disk")}) == 6
    assert domain.findtext("description") == "mine"


def test_which_disks_are_cloned_and_which_are_shared() -> None:
    assert [(disk.target, disk.share) for disk in source_disks(RICH)] == [("vda", False), ("vdb", False), ("vdc", True), ("vdd", True), ("sda", True)]


def test_warnings_name_what_two_can_not_use_at_once() -> None:
    words = " ".join(text.english() for text in clone.warnings(RICH))
    assert "passed through" in words and "TPM starts empty" in words
    assert clone.warnings(PLAIN) == ()


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/a/gold.log", "/a/web.log"), ("/a/x.gold.1", "/a/x.web.1"), ("/a/serial", "/a/serial-web"), ("/a/s.log", "/a/s-web.log")],
)
def test_paths_of_files_that_a_guest_holds(path: str, expected: str) -> None:
    assert path_for(path, "gold", "web") == expected


# --------------------------------------------------------------------------- the oracle


@pytest.mark.skipif(shutil.which("virt-clone") is None, reason="virt-clone is not installed")
@pytest.mark.parametrize("source", [RICH, PLAIN], ids=["rich", "plain"])
def test_virt_clone_agrees(source: str, tmp_path: Path) -> None:
    """All that virt-clone changes we change too; what differs between the two results is what only we know that it must differ."""
    xml = source.replace("@/", f"{tmp_path}/")
    for name in set(re.findall(rf"{re.escape(str(tmp_path))}/([\w.]+)", xml)):
        (tmp_path / name).touch()
    (tmp_path / "source.xml").write_text(xml)
    argv = ["virt-clone", "--connect", "test:///default", "--original-xml", str(tmp_path / "source.xml"), "--name", "web", "--print-xml"]
    writable = [disk for disk in source_disks(xml) if not disk.share]
    targets = {disk.target: NewSource(f"{tmp_path}/{disk.target}.new", disk.format) for disk in writable}
    for target in targets.values():
        argv += ["--file", target.path]
    argv += ["--nvram", "/var/lib/libvirt/qemu/nvram/web_VARS.fd"] if "<nvram" in xml else []
    done = subprocess.run(argv, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    theirs = done.stdout[done.stdout.index("<domain") :]
    given = new(disks=targets)
    by_them, by_us = changed(xml, theirs), changed(xml, clone_xml(xml, given))
    random = re.compile(r"/uuid\[1\]|/mac\[1\]/@address|@autoport$")  # without "autoport" libvirt takes -1 to mean the same
    for key, (before, after) in by_them.items():
        assert key in by_us, f"virt-clone changes {key} from {before!r} to {after!r}, we do not"
        if not random.search(key):
            assert by_us[key] == (before, after), key
    ours_only = {re.sub(r"\[\d+\]", "", key) for key in by_us if key not in by_them}
    assert ours_only <= {
        "/genid",
        "/sysinfo/system/entry",
        "/metadata",
        "/metadata/vm",
        "/metadata/vm/template",
        "/metadata/vm/instant",
        "/metadata/vm/clone",
        "/metadata/vm/clone/@depth",
        "/metadata/vm/origin",
        "/metadata/vm/origin/@name",
        "/metadata/vm/origin/@from",
        "/devices/interface/virtualport/parameters/@interfaceid",
        "/devices/serial/source/@path",
        "/devices/serial/log/@file",
        "/devices/channel/source",
        "/devices/channel/source/@mode",
        "/devices/graphics/@tlsPort",
        "/devices/graphics/@autoport",
        "/devices/vsock/cid/@auto",
        "/devices/vsock/cid/@address",
    }, ours_only
