"""vm-import: packages and images into a real libvirtd; what is refused is refused in one sentence, and nothing is left."""

from __future__ import annotations

import json
import subprocess
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import libvirt
import pytest

from console.formats.description import PackageNic
from console.formats.export import write_ova
from tests.cli.test_virtdeckctl import ctl, one_sentence  # noqa: F401
from tests.fixtures.daemon import PrivateLibvirtd
from tests.fixtures.packages import MIB, content, plan, vm

Ctl = Callable[..., "subprocess.CompletedProcess[str]"]
DATA = content(1, 3 * MIB)
XML = """
<domain type='kvm'><name>web</name><uuid>4b7bd7cd-8c2b-4d4a-9a5b-0a6f1c6a1d11</uuid><title>Shop</title>
<memory unit='MiB'>512</memory><vcpu cpuset='0-1'>2</vcpu>
<os><type arch='x86_64' machine='pc-q35-99.0'>hvm</type></os><features><acpi/></features>
<cpu mode='host-passthrough'/>
<devices><emulator>/bin/evil</emulator>
<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='/etc/shadow'/><target dev='sda' bus='scsi'/></disk>
<disk type='file' device='disk'><source file='/etc/passwd'/><target dev='sdb' bus='scsi'/></disk>
<controller type='scsi' model='virtio-scsi'/>
<interface type='bridge'><mac address='52:54:00:12:34:56'/><source bridge='br7'/><model type='e1000e'/></interface>
<filesystem type='mount'><source dir='/'/><target dir='all'/></filesystem>
<serial type='file'><source path='/etc/cron.d/x'/></serial>
<hostdev mode='subsystem' type='usb'><source><vendor id='0x1234'/><product id='0x1'/></source></hostdev>
</devices></domain>"""


@pytest.fixture
def repository(libvirtd: PrivateLibvirtd) -> Iterator[Path]:
    folder = libvirtd.images / f"cli-import-{uuid.uuid4()}"
    folder.mkdir()
    with closing(libvirt.open(libvirtd.uri)) as conn:
        pool = conn.storagePoolDefineXML(f"<pool type='dir'><name>{folder.name}</name><target><path>{folder}</path></target></pool>")
        pool.create()
        before = {domain.UUIDString() for domain in conn.listAllDomains()}
        yield folder
        for domain in conn.listAllDomains():
            if domain.UUIDString() not in before:
                domain.undefineFlags(libvirt.VIR_DOMAIN_UNDEFINE_NVRAM)
        pool.destroy()
        pool.undefine()


@pytest.mark.real
def test_import(ctl: Ctl, libvirtd: PrivateLibvirtd, repository: Path, tmp_path: Path) -> None:  # noqa: F811
    package = tmp_path / "web.ova"
    machine = replace(
        vm([len(DATA)], "web"),
        domain_xml=XML,
        firmware="bios",
        secure_boot=False,
        memory_bytes=512 * MIB,
        cpus=2,
        nics=(PackageNic("LAN", "52:54:00:12:34:56"),),
    )
    with package.open("w+b") as out:
        write_ova(plan(machine, [DATA], eulas=["Be nice."]), out)
    common = ["vm-import", str(package), "--connect", libvirtd.uri, "--sr", repository.name, "--fixup", "virtio"]
    assert "licence has to be accepted" in one_sentence(ctl(*common, "--quiet", status=1))
    assert "no network WAN" in one_sentence(ctl(*common, "--quiet", "--network", "WAN=user", status=1))
    dry = ctl(*common, "--accept-eula", "--network", "LAN=user", "--dry-run")
    assert "<name>web</name>" in dry.stdout and "Be nice." not in dry.stdout and "not signed" in dry.stderr
    for word in ("/etc/", "evil", "br7", "hostdev", "filesystem", "99.0", "cpuset", "kvm"):
        assert word not in dry.stdout, word
    for words in ("machine type pc-q35-99.0", "“hostdev” is left out", "disk sdb is not in the package", "CPU host-passthrough"):
        assert words in dry.stderr, words
    assert list(repository.iterdir()) == []
    (made,) = json.loads(ctl(*common, "--accept-eula", "--network", "LAN=user", "--restore", "--json").stdout)
    assert (made["uuid"], made["vcpus"], made["nics"][0]["mac"]) == (machine.uuid, 2, "52:54:00:12:34:56")
    assert (made["title"], made["disks"][0]["bus"], made["nics"][0]["model"]) == ("Shop", "scsi", "e1000e")
    (image,) = repository.iterdir()
    raw = tmp_path / "out.raw"
    subprocess.run(["qemu-img", "convert", "-O", "raw", str(image), str(raw)], check=True, timeout=60)
    assert raw.read_bytes() == DATA
    again = ctl(*common, "--accept-eula", "--network", "LAN=user", "--restore", "--name", "web2", "--quiet", status=1)
    assert "has its UUID already" in one_sentence(again)
    broken = bytearray(package.read_bytes())
    broken[len(broken) // 2] ^= 1
    package.write_bytes(broken)
    failed = ctl(*common, "--accept-eula", "--network", "LAN=", "--name", "web3", "--quiet", status=1)
    assert "web.ova" in one_sentence(failed) and [each.name for each in repository.iterdir()] == [image.name]


@pytest.mark.real
@pytest.mark.parametrize("form", ["ova", "xva"])
def test_there_and_back(ctl: Ctl, libvirtd: PrivateLibvirtd, repository: Path, tmp_path: Path, form: str) -> None:  # noqa: F811
    """Virtdeck → package → Virtdeck: equal disks, equal essential hardware."""
    raw, contents = tmp_path / "in.raw", [content(seed, 4 * MIB) for seed in (5, 6)]
    for number, data in enumerate(contents):
        raw.write_bytes(data)
        image = repository / f"there{number}.qcow2"
        subprocess.run(["qemu-img", "convert", "-O", "qcow2", str(raw), str(image)], check=True, timeout=60)
    name = f"there-{form}"
    disks = "".join(
        f"<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='{repository}/there{number}.qcow2'/>"
        f"<target dev='sd{'ab'[number]}' bus='sata'/></disk>"
        for number in range(2)
    )
    with closing(libvirt.open(libvirtd.uri)) as conn:
        conn.storagePoolLookupByName(repository.name).refresh()
        conn.defineXML(
            f"<domain type='qemu'><name>{name}</name><memory unit='MiB'>384</memory><vcpu>3</vcpu>"
            f"<os><type arch='x86_64' machine='q35'>hvm</type></os>"
            f"<devices>{disks}<interface type='user'><mac address='52:54:00:99:88:77'/><model type='e1000e'/></interface></devices></domain>"
        )
    package = tmp_path / f"out.{form}"
    ctl("vm-export", name, "--connect", libvirtd.uri, "--format", form, "--output", str(package), "--quiet")
    back = ctl(
        "vm-import", str(package), "--connect", libvirtd.uri, "--sr", repository.name, "--name", f"{name}-2", "--keep-mac", "--json", "--quiet",
        "--fixup", "emulated",
    )  # fmt: skip
    (made,) = json.loads(back.stdout)
    assert (made["vcpus"], made["memory_bytes"], made["firmware"], [nic["mac"] for nic in made["nics"]]) == (
        3,
        384 * MIB,
        "bios",
        ["52:54:00:99:88:77"],
    )
    found = [disk for disk in made["disks"] if disk["device"] == "disk"]
    assert [disk["bus"] for disk in found] == ["sata", "sata"]
    for disk, data in zip(found, contents, strict=True):
        subprocess.run(["qemu-img", "convert", "-O", "raw", disk["source"], str(raw)], check=True, timeout=60)
        assert raw.read_bytes() == data
