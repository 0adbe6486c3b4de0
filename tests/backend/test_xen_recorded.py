"""What libvirt's libxl driver and xenstore say, recorded from the nested host of packaging/xen-host (Xen 4.17, libvirt 9.0): PV, PVH, HVM, Domain-0.

The real thing is in tests/xen. Changed by hand: the HVM guest's frontends are those of a guest without drivers (state 1, XenbusStateInitialising).
"""

from __future__ import annotations

import asyncio
import dataclasses
import time
from pathlib import Path
from typing import Any

import pytest

from console.backend import xenstore
from console.backend.guest import GuestWatch
from console.backend.hooks import GuestCalls, InterfaceAddress
from console.model.ids import HostId, Ref
from console.model.inventory import Delta, Inventory, Put
from console.model.objects import Host, HostKind, HostRecord, HostState, PowerState, Vm
from console.model.ports import ProgramResult
from console.model.rules import DOMAIN_0, Verb, shutdown_path, why_not
from console.model.thumbnails import why_no_picture
from console.model.tools import AgentState, GuestFamily, ToolsLink, Tri, report
from console.ui.tabs.sections import Link
from console.ui.tabs.vm_sections import vm_sections
from console.xml.capabilities import parse_capabilities
from console.xml.domain import parse_domain

FOLDER = Path(__file__).parent / "recorded" / "xen"
H = HostId("xen")
XEN = Host(HostRecord(H, "xenhost", "xen+ssh://root@xenhost/system"), kind=HostKind.XEN, state=HostState.READY, transport="ssh")
UUIDS = {
    "pv": "042aaa26-a025-43e9-b7b6-9ec3c52133e9",
    "pvh": "78778978-0da0-4787-82a0-cc5898f51790",
    "hvm": "b7cb69bf-b449-428d-a875-a0755c3e93a1",
    "dom0": DOMAIN_0,
}


def recorded(kind: str) -> Vm:
    config = parse_domain((FOLDER / f"{kind}.xml").read_text())
    return Vm(H, UUIDS[kind], f"{kind}1", PowerState.RUNNING, config=config, family=GuestFamily.LINUX)


class Calls:
    """Answers as the host does: xenstore by ssh, no agent, no addresses but leases."""

    def __init__(self) -> None:
        self.vms = {vm.uuid: vm for vm in map(recorded, UUIDS)}
        self.watch = GuestWatch(H, GuestCalls(self.agent, self.addresses, self.patch, self.vms.get, lambda: XEN), programs=self)  # type: ignore[arg-type]

    async def agent(self, *words: Any, **more: Any) -> Any:
        raise AssertionError("a Xen guest has no such agent")

    async def addresses(self, uuid: str, source: str) -> list[InterfaceAddress]:
        return [InterfaceAddress("vif14.0", "00:16:3e:00:00:03", "192.168.122.81", 24, 4)] if (uuid, source) == (UUIDS["pvh"], "lease") else []

    async def run(self, argv: Any, **options: Any) -> ProgramResult:
        assert tuple(argv) == xenstore.COMMAND
        return ProgramResult(tuple(argv), 0, (FOLDER / "xenstore.txt").read_text(), "", 0.0)

    def patch(self, ref: Ref, fields: Any) -> None:
        self.vms[ref.key] = dataclasses.replace(self.vms[ref.key], **fields)


@pytest.mark.parametrize(
    ("kind", "mode", "disk", "nic", "screen"),
    [
        ("pv", "PV", ("xvda", "xen", "xvda"), ("00:16:3e:bb:54:b0", "netfront", "vif1.0"), ("vnc", 5900)),
        ("pvh", "PVH", ("xvda", "xen", "xvda"), ("00:16:3e:00:00:03", "netfront", "vif14.0"), None),
        ("hvm", "HVM", ("hda", "ide", "hda"), ("00:16:3e:00:00:04", "e1000", "vif15.0-emu"), ("vnc", 5900)),
    ],
)
def test_domains(kind: str, mode: str, disk: tuple[str, ...], nic: tuple[str, ...], screen: tuple[str, int] | None) -> None:
    config = recorded(kind).config
    assert config is not None and config.mode == mode and config.domain_type == "xen"
    assert [(d.target, d.bus, d.guest_name) for d in config.disks] == [disk]
    assert [(n.mac, n.model, n.target) for n in config.nics] == [nic]
    assert [(g.type, g.port) for g in config.graphics] == ([screen] if screen else [])
    assert "pty" in config.serials and config.agent_channel is None
    assert config.acpi is (kind == "hvm")


def test_capabilities() -> None:
    found = parse_capabilities((FOLDER / "capabilities.xml").read_text())
    assert found.arch == "x86_64" and found.cpu_model == "qemu64"
    assert {(each.os_type, each.machines) for each in found.guest_types if each.arch == "x86_64"} == {
        ("xen", ("xenpv",)),
        ("hvm", ("xenfv",)),
        ("xenpvh", ("xenpvh",)),
    }
    assert all(each.domain_types == ("xen",) for each in found.guest_types)


def test_xenstore() -> None:
    found = xenstore.parse((FOLDER / "xenstore.txt").read_text())
    assert set(found) == {UUIDS["pv"], UUIDS["pvh"], UUIDS["hvm"]}
    assert found[UUIDS["pv"]].tools_version == "7.30.0-1" and found[UUIDS["pv"]].frontends is Tri.YES
    assert found[UUIDS["pvh"]].tools_version == "" and found[UUIDS["hvm"]].frontends is Tri.NO
    assert [(a.ip, a.mac) for a in found[UUIDS["pv"]].addresses] == [("192.168.122.80", "00:16:3e:bb:54:b0")]


async def test_tools_state_and_what_is_greyed() -> None:
    calls = Calls()
    for vm in list(calls.vms.values()):
        if vm.uuid != DOMAIN_0:
            calls.watch.vm_changed(None, vm)
    deadline = time.monotonic() + 5
    while not calls.vms[UUIDS["pvh"]].addresses:
        assert time.monotonic() < deadline
        await asyncio.sleep(0.01)
    calls.watch.close()
    pv, pvh, hvm, zero = (calls.vms[uuid] for uuid in UUIDS.values())
    inventory = Inventory()
    inventory.apply(Delta((Put(XEN), *(Put(vm) for vm in (pv, pvh, hvm, zero)))))

    def lines(vm: Vm) -> tuple[list[str], ToolsLink | None]:
        shown = report(vm, (vm.tools.boot_seen or 0.0) + 200)
        assert shown is not None
        return [line.text.english() for line in shown.lines], shown.link

    assert lines(pv) == (["I/O optimized", "Management Agent installed (7.30.0-1)"], None)
    assert pv.os_name == "busybox" and pv.addresses[0].source == "xenstore"
    assert lines(pvh) == (["I/O optimized", "Management Agent not installed"], ToolsLink.INSTALL_AGENT)
    assert pvh.tools.agent is AgentState.DISCONNECTED and (pvh.addresses[0].ip, pvh.addresses[0].source) == ("192.168.122.81", "lease")
    assert lines(hvm) == (["I/O not optimized", "Management Agent not installed"], ToolsLink.INSTALL_BOTH)

    assert {shutdown_path(vm) for vm in (pv, pvh, hvm)} == {"hypervisor"}, "also where the tools answer: libxl knows no agent"
    greyed = {Verb.VM_FORCE_REBOOT, Verb.VM_RENAME, Verb.VM_TOOLS, Verb.VM_ADD_CHANNEL, Verb.VM_SWITCH_VIRTIO}
    for verb in (*greyed, Verb.VM_SHUTDOWN, Verb.VM_REBOOT, Verb.VM_SUSPEND, Verb.VM_PAUSE, Verb.VM_FORCE_OFF):
        assert (why_not(verb, pv, inventory) is not None) == (verb in greyed), verb
        reason = why_not(verb, zero, inventory)
        assert reason is not None and "control domain" in str(reason.text)
    assert "Xen" in str(why_no_picture(hvm, XEN))

    link = next(link for link in _links(pvh, inventory) if link.action == ToolsLink.INSTALL_AGENT.value)
    assert link.disabled and "can't do this" in link.tip, "the General tab greys its link, and says why"


def _links(vm: Vm, inventory: Inventory) -> list[Link]:
    return [link for section in vm_sections(vm, inventory, time.time() + 200) for row in section.rows for link in row.links]
