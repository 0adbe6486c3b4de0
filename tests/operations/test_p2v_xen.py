"""A physical machine becomes a VM of a Xen host: what libxl takes, by the capabilities of a real one, and what is to be done by hand."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any, cast

import pytest
from lxml import etree

from console.model.ids import HostId
from console.model.inventory import Delta, Inventory, Put
from console.model.objects import HostKind, Network
from console.model.physical import PhysicalDisk
from console.model.tools import GuestFamily
from console.operations.base import World
from console.operations.p2v import draft_words, xen_target
from console.operations.p2v.draft import P2vDraft
from console.operations.p2v.draft_parts import NicAnswer, P2vPage
from console.operations.p2v.inspect import Inspected
from console.operations.p2v.prerequisites import look
from console.operations.p2v.run import ConvertMachine
from console.xml.capabilities import parse_capabilities
from console.xml.domain import parse_domain
from tests.operations import draft_world
from tests.operations.test_p2v_draft import GIB, MACHINE, TEMPLATES, Machine

RECORDED = Path(__file__).parents[1] / "backend" / "recorded" / "xen"
XEN = HostId("xen")
LINUX = dataclasses.replace(MACHINE, firmware="bios")
WINDOWS = dataclasses.replace(
    LINUX, family=GuestFamily.WINDOWS, os_id="windows", os_name="Windows Server 2019", os_version="10.0.17763", live_system=True
)


async def draft(machine: Any = LINUX) -> P2vDraft:
    """On the Xen host, asked what it can convert."""
    types = parse_capabilities((RECORDED / "capabilities.xml").read_text()).guest_types
    host = dataclasses.replace(draft_world.host(XEN, "xenhost"), kind=HostKind.XEN, guest_types=types, caps=None)
    network = Network(XEN, "net", "default", active=True, forward="nat", dhcp=True)
    inventory = Inventory()
    inventory.apply(Delta(tuple(Put(each) for each in (host, draft_world.repository(XEN, "default"), network))))
    nothing: Any = None
    made = P2vDraft(inventory, World(inventory, nothing, nothing, nothing, nothing, nothing, machines=cast(Any, object())), TEMPLATES, XEN)
    made.address, made.source = "root@db1.example.org", Inspected(cast(Any, Machine()), machine)
    made.copy.accepted = True
    made.set_prerequisites(XEN, await look(nothing, host))  # the host itself has not to be asked
    return made


async def test_a_fully_virtual_machine() -> None:
    """BIOS, IDE disks and e1000, as an unprepared system finds them; the domain is of the kind that the host's own ones are."""
    made = await draft()
    assert made.xen_kinds == (xen_target.HVM, xen_target.PVH) and not made.converts
    assert not [problem for problem in made.problems() if problem.error]
    (told,) = (problem for problem in made.problems() if problem.page is P2vPage.CONVERSION)
    assert "Xen" in told.text.english() and told.remedy is not None
    operation = made.operation()
    assert isinstance(operation, ConvertMachine) and operation.conversion is None
    text = draft_words.xml(made)
    found, real = parse_domain(text), parse_domain((RECORDED / "hvm.xml").read_text())
    assert (found.domain_type, found.os_type, found.firmware, found.machine) == (real.domain_type, real.os_type, real.firmware, real.machine)
    assert [(disk.target, disk.bus) for disk in found.disks if disk.device == "disk"] == [("hda", "ide"), ("hdb", "ide")]
    assert not found.nics and any(problem.page is P2vPage.NETWORK for problem in made.problems()), "libxl knows no pulled cable"
    made.nics[0] = NicAnswer(connected=True)
    assert [(nic.model, nic.mac) for nic in parse_domain(draft_words.xml(made)).nics] == [("e1000", "f0:1f:af:00:11:22")]
    assert not any(problem.page is P2vPage.NETWORK for problem in made.problems())
    devices = {each.get("type") for each in etree.fromstring(text).iter("channel", "rng")}
    assert not devices, "what only QEMU hosts have"


async def test_a_paravirtual_one() -> None:
    """Chosen for a Linux: started by pygrub from its own disk, with one step more to be done."""
    made = await draft(dataclasses.replace(LINUX, firmware="efi"))
    assert [problem.page for problem in made.problems() if problem.error] == [P2vPage.TARGET], "UEFI, which the host has not"
    made.xen_kind = xen_target.PVH
    assert not [problem for problem in made.problems() if problem.error] and made.xen_kinds[0] == xen_target.PVH
    text = draft_words.xml(made)
    found = parse_domain(text)
    assert found.os_type == parse_domain((RECORDED / "pvh.xml").read_text()).os_type and "<bootloader>pygrub" in text
    assert [(disk.target, disk.bus) for disk in found.disks] == [("xvda", "xen"), ("xvdb", "xen")] and not found.graphics
    assert "hvc0" in xen_target.words(xen_target.PVH, LINUX) and "hvc0" not in xen_target.words(xen_target.HVM, LINUX)
    assert "--xen-kind pvh" in draft_words.command(made)


async def test_windows_and_too_many_disks() -> None:
    made = await draft(dataclasses.replace(WINDOWS, disks=tuple(PhysicalDisk(f"d{n}", GIB, bus="sas", boot=not n) for n in range(4))))
    assert made.xen_kinds == (xen_target.HVM,)
    assert any(problem.page is P2vPage.TARGET and "disks" in problem.text.english() for problem in made.problems() if problem.error)
    made.ticked["d3"] = False
    assert not any(problem.page is P2vPage.TARGET for problem in made.problems())
    words = xen_target.words(xen_target.HVM, WINDOWS)
    assert all(word in words for word in ("powercfg /h off", "intelide", "StartOverride", "ipconfig /all"))


@pytest.mark.parametrize(("system", "tool"), [("debian", "update-initramfs"), ("rhel", "dracut"), ("rocky", "dracut")])
def test_the_steps_fit_the_distribution(system: str, tool: str) -> None:
    assert tool in xen_target.words(xen_target.HVM, dataclasses.replace(LINUX, os_id=system))
    assert xen_target.kinds(draft_world.host(HostId("q"), "q"), LINUX) == ()
