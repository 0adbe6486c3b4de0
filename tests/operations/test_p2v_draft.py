"""The P2V draft without a screen: what follows from a machine and the answers, what is wrong, and the operation."""

from __future__ import annotations

import dataclasses
import shlex
from typing import Any, cast

import pytest

from console.cli.parser import build_parser
from console.model.physical import Content, Partition, PhysicalDisk, PhysicalMachine, PhysicalNic
from console.model.ports import ProgramResult
from console.model.text import N_
from console.model.tools import GuestFamily
from console.operations.base import World
from console.operations.p2v import draft_words
from console.operations.p2v.captured import Captured, CapturedDisk
from console.operations.p2v.draft import P2vDraft
from console.operations.p2v.draft_copy import way
from console.operations.p2v.draft_parts import NicAnswer, P2vPage, Route
from console.operations.p2v.inspect import Inspected
from console.operations.p2v.prerequisites import Check, Prerequisites, look
from console.operations.p2v.run import ConvertMachine
from console.operations.p2v.run_images import ConvertImages
from tests.operations import draft_world

GIB = 1 << 30
OK = Prerequisites((Check("virt-v2v", True, N_("virt-v2v is there ({version}).", version="2.2")),))
LACKING = Prerequisites((Check("virt-v2v", False, N_("nbdkit is not installed; virt-v2v needs it."), N_("Free some space there.")),))
TEMPLATES = (*draft_world.TEMPLATES, dataclasses.replace(next(t for t in draft_world.TEMPLATES if t.windows), id="win2k19"))
MACHINE = PhysicalMachine(
    "db1.example.org",
    GuestFamily.LINUX,
    "Debian GNU/Linux 12",
    "debian",
    "12",
    firmware="efi",
    cpus=4,
    memory_bytes=2 * GIB,
    disks=(
        PhysicalDisk("/dev/sdb", 8 * GIB, bus="usb", removable=True),
        PhysicalDisk("/dev/sdc", 4 * GIB, bus="sas"),
        PhysicalDisk("/dev/sda", 20 * GIB, bus="sas", boot=True, partitions=(Partition("/dev/sda1", GIB, Content.SYSTEM, "ext4", mount="/"),)),
    ),
    nics=(PhysicalNic("eno1", "f0:1f:af:00:11:22", ("192.0.2.7/24",), "192.0.2.1", ("192.0.2.53",), dhcp=False),),
)


class Machine:
    address, alive = "db1", True


def draft(machine: PhysicalMachine | None = MACHINE, prerequisites: Prerequisites | None = OK) -> P2vDraft:
    """Over ssh, looked at."""
    nothing: Any = None
    world = World(draft_world.inventory(), nothing, nothing, nothing, nothing, nothing, machines=cast(Any, object()))
    made = P2vDraft(world.inventory, world, TEMPLATES, draft_world.LOCAL)
    made.address = "root@db1.example.org"
    if machine is not None:
        made.source = Inspected(cast(Any, Machine()), machine)
    if prerequisites is not None:
        made.set_prerequisites(draft_world.LOCAL, prerequisites)
    return made


def errors(made: P2vDraft) -> list[P2vPage]:
    return [problem.page for problem in made.problems() if problem.error]


def test_what_follows_from_the_machine() -> None:
    """Fixed disks, the boot disk first; name, firmware, size, MAC as the machine has them; network cards unplugged; converted."""
    made = draft()
    assert errors(made) == [] and [disk.device for disk in made.chosen()] == ["/dev/sda", "/dev/sdc"]
    operation = made.operation()
    assert isinstance(operation, ConvertMachine)
    spec = operation.spec
    assert (spec.name, spec.firmware, spec.vcpus, spec.memory_bytes) == ("db1", "efi", 4, 2 * GIB)
    assert [disk.bus for disk in spec.disks] == ["virtio", "virtio"] and operation.conversion is not None
    assert spec.nics[0].mac == "f0:1f:af:00:11:22" and not spec.nics[0].connected
    assert operation.second_pass is None and not operation.start
    assert "<link state='down'/>" in (text := draft_words.xml(made).replace('"', "'")) and "importing" in text
    lines = [str(line.setting) for line in draft_words.summary(made)]
    assert any("disconnected" in line for line in lines) and any("20 GiB" in line for line in lines)


def test_answers_change_it() -> None:
    made = draft()
    made.ticked = {"/dev/sdc": False, "/dev/sdb": True}
    made.convert, made.start, made.second_pass, made.commands = False, True, True, ("systemctl stop postgresql",)
    made.nics[0] = NicAnswer(keep_mac=False, connected=True)
    made.name, made.vcpus, made.memory_bytes, made.format, made.thin, made.firmware = "db", 2, GIB, "raw", False, "bios"
    operation = made.operation()
    assert isinstance(operation, ConvertMachine)
    assert [new.disk.device for new in operation.disks] == ["/dev/sda", "/dev/sdb"] and {new.format for new in operation.disks} == {"raw"}
    assert operation.conversion is None and operation.second_pass == ("systemctl stop postgresql",)
    assert operation.spec.disks[0].bus == "sata" and operation.spec.nics[0].model == "e1000e" and operation.spec.nics[0].connected
    assert operation.spec.nics[0].mac == ""
    assert any(not problem.error and problem.page is P2vPage.FINISH for problem in made.problems()), "do not run both"
    args = build_parser("1").parse_args(shlex.split(draft_words.command(made))[1:])
    assert args.source == "ssh://root@db1.example.org" and args.copy_only and args.new_mac and args.start and args.name == "db"
    assert (args.format, args.thick, args.firmware) == ("raw", True, "bios") and not any(disk.thin for disk in operation.disks)
    assert operation.spec.firmware == "bios"
    assert args.second_pass == ["systemctl stop postgresql"] and args.disk == ["/dev/sda", "/dev/sdb"]


def test_what_is_wrong_and_where() -> None:
    assert errors(draft(machine=None)) == [P2vPage.SOURCE]
    assert errors(draft(dataclasses.replace(MACHINE, root=False))) == [P2vPage.REVIEW]
    made = draft()
    made.ticked = {"/dev/sda": False, "/dev/sdc": False}
    assert P2vPage.DISKS in errors(made)
    made = draft(prerequisites=LACKING)
    assert not made.converts and errors(made) == [], "copied only, where the host can't convert"
    made.convert = True
    assert errors(made) == [P2vPage.CONVERSION]
    made = draft()
    made.name = " "
    assert errors(made) == [P2vPage.CPU]
    made.route = Route.MEDIA
    assert errors(made) == [P2vPage.MEDIA]
    made.route = Route.SCRIPT
    assert errors(made) == [P2vPage.ROUTE]
    rescue = dict(draft(dataclasses.replace(MACHINE, live_system=True)).pages())
    assert rescue[P2vPage.SECOND] is not None


def test_a_running_windows() -> None:
    """NTFS comes from shadow copies; what is encrypted, or no NTFS, has to be accepted as after a power failure."""

    def part(number: int, filesystem: str, mount: str, content: Content = Content.DATA) -> Partition:
        device, begin = rf"\\.\PhysicalDrive0 {number}", number * GIB
        return Partition(device, GIB, content, filesystem, mount=mount, writable=True, parent=r"\\.\PhysicalDrive0", start_bytes=begin)

    def machine(*parts: Partition) -> PhysicalMachine:
        disk = PhysicalDisk(r"\\.\PhysicalDrive0", 20 * GIB, bus="sata", boot=True, table="gpt", partitions=parts)
        return dataclasses.replace(MACHINE, family=GuestFamily.WINDOWS, os_name="Windows Server 2019", os_version="10.0.17763", disks=(disk,))

    good, fat, locked = part(1, "NTFS", "C:"), part(2, "FAT32", "E:"), part(3, "NTFS", "F:", Content.BITLOCKER)
    made = draft(machine(good))
    assert errors(made) == [] and isinstance(made.operation(), ConvertMachine)
    (point,) = made.copy.points(machine(good), made.chosen())
    assert way(point, True).english() == "from a shadow copy" and way(point, False).english() == "as after a power failure"
    assert "C:" in next(finding for finding in made.findings() if finding.code == "held").text.english()
    made = draft(machine(good, fat, locked))
    assert errors(made) == [P2vPage.SECOND]
    assert [point.mount for point in made.copy.loose(machine(good, fat, locked), made.chosen())] == ["E:", "F:"]


def test_captured_windows() -> None:
    """Without drivers on the host: converted, and SATA; with keys where it is encrypted; a fixed address by --mac."""
    disk = PhysicalDisk("c.vhdx", 10 * GIB, boot=True, partitions=(Partition("c 1", GIB, Content.BITLOCKER, "bitlocker"),))
    machine = PhysicalMachine("win1", GuestFamily.WINDOWS, "Windows", cpus=2, memory_bytes=GIB, disks=(disk,), nics=MACHINE.nics, live_system=True)
    made = draft(machine=None)
    made.route = Route.IMAGES
    made.captured = Captured(machine, (CapturedDisk("c.vhdx", ("/images/c.vhdx",), "qemu", "vhdx", "", 10 * GIB),))
    warned = [problem.page for problem in made.problems()]
    assert errors(made) == [] and warned.count(P2vPage.CONVERSION) == 2, "no key, no drivers"
    made.keys = {"c 1": "123456-123456", "another disk": "not asked for"}
    operation = made.operation()
    assert isinstance(operation, ConvertImages) and operation.conversion is not None
    assert operation.conversion.keys == ("123456-123456",) and "123456" not in repr(operation.conversion)
    assert not operation.conversion.macs and warned.count(P2vPage.NETWORK) == 1, "the service that sets addresses is missing"
    assert operation.spec.disks[0].bus == "sata" and operation.spec.clock == "localtime"
    assert "--image /images/c.vhdx" in draft_words.command(made) and "123456" not in draft_words.command(made)
    abilities = frozenset({"input:libvirtxml", "mac-ip-option"})
    drivers = Prerequisites(
        OK.checks, windows_drivers="/usr/share/virtio-win/virtio-win.iso", tools_folder="/usr/share/virt-tools", abilities=abilities
    )
    made.set_prerequisites(draft_world.LOCAL, drivers)
    operation = made.operation()
    assert isinstance(operation, ConvertImages) and operation.conversion is not None and operation.spec.disks[0].bus == "virtio"
    assert operation.conversion.macs == ("f0:1f:af:00:11:22:ip:192.0.2.7,192.0.2.1,24,192.0.2.53",)
    assert not any(problem.page is P2vPage.NETWORK for problem in made.problems())


def test_a_dynamic_disk_is_copied_only() -> None:
    """virt-v2v can't read it: not converted unless that is asked for."""
    disk = PhysicalDisk("/dev/sda", GIB, boot=True, partitions=(Partition("/dev/sda1", GIB, Content.DYNAMIC),))
    made = draft(dataclasses.replace(MACHINE, disks=(disk,)))
    assert not made.converts and made.spec().disks[0].bus == "sata"
    made.convert = True
    assert made.converts


def test_which_operating_system() -> None:
    """Two on the disks: each can be chosen, named as virt-v2v names it."""
    parts = tuple(
        Partition(f"c.vhdx {n}", GIB, content, "ntfs", number=n) for n, content in ((2, Content.SYSTEM), (3, Content.DATA), (5, Content.SYSTEM))
    )
    disks = (PhysicalDisk("a.img", GIB), PhysicalDisk("c.vhdx", 10 * GIB, boot=True, partitions=parts))
    made = draft(dataclasses.replace(MACHINE, disks=disks))
    assert made.roots() == (("/dev/sda2", "c.vhdx 2"), ("/dev/sda5", "c.vhdx 5"))
    made.root = "/dev/sda5"
    operation = made.operation()
    assert isinstance(operation, ConvertMachine) and operation.conversion is not None and operation.conversion.root == "/dev/sda5"


@pytest.mark.parametrize(
    ("abilities", "ok", "addresses"), [("input:libvirtxml mac-ip-option", True, True), ("input:libvirtxml", True, False), ("", False, False)]
)
async def test_versions_of_virt_v2v(abilities: str, ok: bool, addresses: bool) -> None:
    """What it says that it can decides: an old one carries no addresses over, an older one converts nothing."""

    class Programs:
        async def run(self, argv: list[str], **_: object) -> ProgramResult:
            told = ["/usr/libexec/virt-v2v-in-place", "/usr/bin/nbdkit", "/d", "/t", str(4 << 30), "virt-v2v 2.2.0", abilities.replace(" ", "\n")]
            return ProgramResult(tuple(argv), 0, "\n@\n".join(told), "", 0.1)

    found = await look(cast(Any, Programs()), draft_world.host(draft_world.LOCAL, "h"))
    assert found.converts_linux is ok and found.sets_addresses is addresses and found.program == "/usr/libexec/virt-v2v-in-place"
    conversion = found.conversion(draft_world.host(draft_world.LOCAL, "h"), macs=["a:ip:b"])
    assert bool(conversion.macs) is addresses and conversion.program == found.program
