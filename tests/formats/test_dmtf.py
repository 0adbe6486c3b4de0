"""Our packages by the rules of the DMTF, as far as they are encoded in ``dmtf``; and that the checker finds what is wrong."""

from __future__ import annotations

import dataclasses
import io
import tarfile
from pathlib import Path

import pytest

from console.formats.description import PackageDisk, PackageVm
from console.formats.export import write_ova
from console.formats.manifest import Signer
from tests.fixtures.packages import MIB, bundled, content, plan, vm
from tests.formats.dmtf import mistakes, mistakes_in_archive

DATA = [content(1, 2 * MIB), content(2, MIB)]


def written(path: Path, machine: PackageVm, **more: object) -> Path:
    with path.open("w+b") as out:
        write_ova(plan(machine, DATA[: len(machine.disks)], **more), out)
    return path


def machine(buses: str) -> PackageVm:
    """One with these buses for its two disks and its CD drive."""
    first, second, cd = buses.split()
    made = vm([len(data) for data in DATA])
    disks = tuple(dataclasses.replace(disk, bus=bus) for disk, bus in zip(made.disks, (first, second), strict=True))
    return dataclasses.replace(made, disks=disks, cds=(PackageDisk("cd", bus=cd, device="cdrom"), PackageDisk("cd2", bus="ide", device="cdrom")))


@pytest.mark.parametrize("buses", ["scsi scsi ide", "sata ide sata", "virtio nvme usb", "ide ide ide", "xen fdc scsi"])
def test_ours_follow_the_rules(tmp_path: Path, buses: str, signer: Signer) -> None:
    assert mistakes_in_archive(written(tmp_path / "web.ova", machine(buses))) == []
    more = {"disk_format": "vpc", "eulas": ["Be nice.", "And quiet."], "signer": signer, "manifest": "sha1"}
    assert mistakes_in_archive(written(tmp_path / "ours.ova", bundled(machine(buses)), **more)) == []
    plain = dataclasses.replace(machine(buses), description="", os="", nics=(), cores_per_socket=0, firmware="bios", secure_boot=False)
    assert mistakes_in_archive(written(tmp_path / "plain.ova", plain, disk_format="raw", manifest="")) == []


def test_several_systems(tmp_path: Path) -> None:
    first, second = vm([len(DATA[0])], "one"), vm([len(DATA[1])], "one")
    second = dataclasses.replace(second, disks=tuple(dataclasses.replace(each, id="other disk") for each in second.disks), start_order=2)
    both = plan(first, DATA[:1], eulas=["Be nice."])
    both = dataclasses.replace(both, vms=[first, second], sources={**both.sources, "other disk": plan(second, DATA[1:]).sources["other disk"]})
    path = tmp_path / "two.ova"
    with path.open("w+b") as out:
        write_ova(both, out)
    assert mistakes_in_archive(path) == []


SEEDED = {
    "<References>": "<NetworkSection><Info>x</Info></NetworkSection><References>",
    "<Info>Virtual disks</Info>": "",
    ' ovf:diskId="vmdisk1"': "",
    'ovf:diskId="vmdisk1"': 'diskId="vmdisk1"',
    'ovf:fileRef="file1"': 'ovf:fileRef="file7"',
    'ovf:capacity="2097152"': 'ovf:capacity="2 MB"',
    'ovf:capacityAllocationUnits="byte"': 'ovf:capacityAllocationUnits="MegaBytes"',
    "ovf:/disk/vmdisk2": "ovf:/disk/vmdisk3",
    'ovf:diskId="vmdisk2"': 'ovf:diskId="vmdisk1"',
    '<Network ovf:name="DMZ">': '<Network ovf:name="LAN">',
    "<rasd:Connection>LAN<": "<rasd:Connection>WAN<",
    "<rasd:InstanceID>2<": "<rasd:InstanceID>1<",
    "<rasd:ResourceType>10<": "<rasd:ResourceType>100<",
    "<rasd:AllocationUnits>byte * 2^20<": "<rasd:AllocationUnits>MegaBytes<",
    "<rasd:Parent>3<": "<rasd:Parent>33<",
    "<rasd:AddressOnParent>1<": "<rasd:AddressOnParent>0<",
    "<rasd:ResourceType>17<": "<rasd:ResourceType>31<",
    "<vssd:InstanceID>0</vssd:InstanceID>": "",
    "<rasd:VirtualQuantity>4<": "<rasd:VirtualQuantity>four<",
    "<rasd:ElementName>4 virtual CPUs</rasd:ElementName>": "",
    "<rasd:Description>Number of virtual CPUs</rasd:Description>": "<rasd:Words>Number</rasd:Words>",
    '<vmw:CoresPerSocket ovf:required="false">': "<vmw:CoresPerSocket>",
    '="urn:virtdeck:ovf:1" ovf:required="false"': '="urn:virtdeck:ovf:1"',
    "<Name>web 01</Name>": "<Product>web 01</Product>",
    'ovf:id="101"': 'ovf:id="Debian"',
    "<License>": "<Licence>",
    "http://schemas.dmtf.org/ovf/envelope/1": "http://schemas.dmtf.org/ovf/envelope/7",
}


@pytest.mark.parametrize("old", SEEDED)
def test_the_checker_finds_it(tmp_path: Path, old: str) -> None:
    """Each rule broken once is seen."""
    path = written(tmp_path / "web.ova", bundled(dataclasses.replace(vm([len(data) for data in DATA]), windows=False)), eulas=["Be nice."])
    with tarfile.open(path) as archive:
        text = archive.extractfile("web.ovf").read().decode()  # type: ignore[union-attr]
    assert mistakes(text.encode()) == []
    assert old in text, "not what we write"
    broken = text.replace(old, SEEDED[old]) if old.startswith("http") else text.replace(old, SEEDED[old], 1)
    broken = broken.replace("</License>", "</Licence>") if old == "<License>" else broken
    assert mistakes(broken.encode())


def test_the_checker_finds_it_in_the_archive(tmp_path: Path) -> None:
    path = written(tmp_path / "web.ova", vm([len(data) for data in DATA]))
    with tarfile.open(path) as archive:
        members = [(member, archive.extractfile(member).read()) for member in archive.getmembers()]  # type: ignore[union-attr]

    def packed(changed: list[tuple[tarfile.TarInfo, bytes]]) -> list[str]:
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
            for member, data in changed:
                member = tarfile.TarInfo(member.name)
                member.size = len(data)
                archive.addfile(member, io.BytesIO(data))
        other = tmp_path / "other.ova"
        other.write_bytes(out.getvalue())
        return mistakes_in_archive(other)

    assert packed(members) == []
    assert packed([members[0], members[1], members[3], members[2]])
    assert packed([members[2], *members[:2], members[3]])
    assert packed([*members[:3], (members[3][0], members[3][1] + bytes(512))])
    assert packed([*members[:3], (members[3][0], members[3][1][:-1] + b"x")])
    assert packed([members[0], (members[1][0], members[1][1].splitlines(keepends=True)[0]), *members[2:]])
