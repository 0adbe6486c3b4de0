"""The watcher of guests against a scripted agent: event-driven, tolerant, and cheap where the guest is silent."""

from __future__ import annotations

import asyncio
import base64
import dataclasses
import time
from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest

from console.backend import guest as guest_module
from console.backend.guest import NO_PROOF, NO_XENSTORE, GuestWatch
from console.backend.hooks import GuestCalls, InterfaceAddress
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Ref
from console.model.objects import Channel, Disk, Host, HostKind, HostRecord, Nic, PowerState, Vm, VmConfig, VmStats
from console.model.ports import ProgramResult
from console.model.text import N_
from console.model.tools import AgentState, GuestFamily, GuestTools, Tri, report

H = HostId("h")
MAC = "52:54:00:00:00:01"

LINUX: dict[str, Any] = {
    "guest-info": {
        "version": "7.2.22",
        "supported_commands": [
            {"name": name, "enabled": True}
            for name in ("guest-get-osinfo", "guest-network-get-interfaces", "guest-get-host-name", "guest-get-fsinfo", "guest-get-timezone")
        ],
    },
    "guest-get-osinfo": {"id": "debian", "name": "Debian GNU/Linux", "pretty-name": "Debian GNU/Linux 12 (bookworm)", "kernel-release": "6.1.0"},
    "guest-network-get-interfaces": [
        {"name": "lo", "ip-addresses": [{"ip-address": "127.0.0.1", "ip-address-type": "ipv4", "prefix": 8}]},
        {
            "name": "eth0",
            "hardware-address": MAC,
            "ip-addresses": [
                {"ip-address": "10.0.2.15", "ip-address-type": "ipv4", "prefix": 24},
                {"ip-address": "fe80::1", "ip-address-type": "ipv6", "prefix": 64},
                {"ip-address": "fec0::15", "ip-address-type": "ipv6", "prefix": 64},
            ],
        },
    ],
    "guest-get-host-name": {"host-name": "web"},
    "guest-get-fsinfo": [{"name": "vda2", "mountpoint": "/", "type": "ext4", "total-bytes": 1000, "used-bytes": 400}],
    "guest-get-timezone": {"offset": 32400},
}


class World:
    """One host, its VMs, and guests whose agents answer from a script (None: never answers in time)."""

    def __init__(self, kind: HostKind = HostKind.QEMU, transport: str = "") -> None:
        self.host = Host(HostRecord(H, "h", "qemu:///session"), kind=kind, transport=transport)
        self.vms: dict[str, Vm] = {}
        self.script: dict[str, dict[str, Any] | None] = {}
        self.asked: list[tuple[str, str]] = []
        self.rows: list[InterfaceAddress] = []
        self.programs: Any = None
        self.watch = GuestWatch(H, GuestCalls(self.command, self.addresses, self.patch, self.vms.get, lambda: self.host), programs=self)  # type: ignore[arg-type]
        self.xenstore = ""

    async def command(self, uuid: str, command: str, arguments: Mapping[str, Any] | None = None, seconds: int = 5) -> Any:
        self.asked.append((uuid, command))
        await asyncio.sleep(0)
        answers = self.script.get(uuid)
        if answers is None or command not in answers:
            raise ConsoleError(N_("no answer"), cause=Cause.AGENT)
        return answers[command]

    async def addresses(self, uuid: str, source: str) -> list[InterfaceAddress]:
        if source == "lease":
            raise ConsoleError(N_("not here"), cause=Cause.UNSUPPORTED)
        return self.rows

    async def run(self, argv: Any, **options: Any) -> ProgramResult:
        return ProgramResult(tuple(argv), 0, self.xenstore, "", 0.0)

    def patch(self, ref: Ref, fields: Mapping[str, Any]) -> None:
        self.vms[ref.key] = dataclasses.replace(self.vms[ref.key], **fields)

    def set(self, new: Vm) -> None:
        old = self.vms.get(new.uuid)
        if old is not None:
            new = dataclasses.replace(new, tools=old.tools, addresses=old.addresses)
        self.vms[new.uuid] = new
        self.watch.vm_changed(old, new)


def made(
    state: PowerState = PowerState.RUNNING,
    *,
    connected: bool | None = True,
    uuid: str = "u",
    nic: str = "virtio",
    channel: bool = True,
    **config: Any,
) -> Vm:
    settings = {
        "disks": (Disk("vda", "virtio", guest_name="vda"),),
        "nics": (Nic(MAC, nic, "user"),),
        "channels": (Channel("org.qemu.guest_agent.0", "unix", connected),) if channel else (),
        **config,
    }
    return Vm(H, uuid, "web", state, config=VmConfig(**settings), family=GuestFamily.LINUX)


@pytest.fixture
async def world() -> AsyncIterator[World]:
    world = World()
    yield world
    world.watch.close()


async def until(condition: Any, seconds: float = 3.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "did not happen"
        await asyncio.sleep(0.005)


async def test_start_to_installed_is_event_driven(world: World) -> None:
    world.script["u"] = LINUX
    world.set(made(PowerState.HALTED))
    world.set(made(connected=False))
    await asyncio.sleep(0.02)
    waiting = report(world.vms["u"], time.time())
    assert waiting is not None
    assert [str(line.text) for line in waiting.lines] == ["Unknown (please wait)"]
    assert ("u", "guest-info") not in world.asked
    started = time.monotonic()
    world.watch.agent_event("u", True)
    await until(lambda: world.vms["u"].tools.agent is AgentState.RESPONDING)
    assert time.monotonic() - started < 0.5
    await until(lambda: world.vms["u"].tools.timezone)
    vm = world.vms["u"]
    ready = report(vm, time.time())
    assert ready is not None
    assert [str(line.text) for line in ready.lines] == ["I/O optimized", "Management Agent installed (7.2.22)"]
    assert vm.os_name == "Debian GNU/Linux 12 (bookworm)"
    assert [(a.ip, a.family, a.scope, a.inside_only) for a in vm.addresses] == [
        ("10.0.2.15", 4, "global", True),
        ("fe80::1", 6, "link", True),
        ("fec0::15", 6, "global", True),
    ]
    assert vm.tools.hostname == "web"
    assert vm.tools.filesystems[0].used_bytes == 400
    assert vm.tools.timezone == "UTC+09:00"


async def test_running_before_the_console_is_asked_at_once_and_is_not_young(world: World) -> None:
    world.script["u"] = LINUX
    world.set(made())
    await until(lambda: world.vms["u"].tools.agent is AgentState.RESPONDING)
    assert world.vms["u"].tools.boot_seen is None


async def test_boot_time_of_a_guest_that_ran_before(world: World) -> None:
    commands = [*LINUX["guest-info"]["supported_commands"], *({"name": f"guest-file-{what}"} for what in ("open", "read", "close"))]
    world.script["u"] = {
        **LINUX,
        "guest-info": {"version": "7.2.22", "supported_commands": commands},
        "guest-file-open": 1000,
        "guest-file-read": {"buf-b64": base64.b64encode(b"123.50 200.00\n").decode(), "count": 14},
        "guest-file-close": {},
    }
    world.set(made())
    await until(lambda: world.vms["u"].started_at is not None)
    assert abs(time.time() - 123.5 - (world.vms["u"].started_at or 0)) < 2
    assert ("u", "guest-file-close") in world.asked


async def test_agent_that_goes_is_noticed(world: World) -> None:
    world.script["u"] = LINUX
    world.set(made())
    await until(lambda: world.vms["u"].tools.agent is AgentState.RESPONDING)
    world.watch.agent_event("u", False)
    assert world.vms["u"].tools.agent is AgentState.DISCONNECTED
    assert world.vms["u"].tools.agent_version == ""
    row = report(world.vms["u"], time.time())
    assert row is not None and "Management Agent not installed" not in [str(line.text) for line in row.lines]  # it may only be restarting


async def test_silent_agent_costs_nothing_and_reads_not_responding(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guest_module, "BACK_OFF", (0.1, 0.2, 5.0))
    world.script["u"] = None
    world.set(made())
    await until(lambda: world.vms["u"].tools.agent is AgentState.NOT_RESPONDING)
    await asyncio.sleep(0.6)
    assert len(world.asked) == 3  # at once, after 0.1 s, after 0.2 s; then silence for 5 s
    made_report = report(world.vms["u"], time.time())
    assert made_report is not None
    assert "Management Agent not responding" in [str(line.text) for line in made_report.lines]
    world.script["u"] = LINUX  # it recovers: the event wakes us at once
    world.watch.agent_event("u", True)
    await until(lambda: world.vms["u"].tools.agent is AgentState.RESPONDING, 0.5)


async def test_no_channel_is_certain_even_when_young(world: World) -> None:
    world.set(made(PowerState.HALTED, channel=False))
    world.set(made(channel=False))
    answer = report(world.vms["u"], time.time())
    assert answer is not None
    assert str(answer.lines[-1].text) == "Management Agent not installed"


async def test_emulated_devices_are_named(world: World) -> None:
    world.script["u"] = LINUX
    world.set(made(nic="e1000e", disks=(Disk("sda", "sata", guest_name="sda"),)))
    await until(lambda: world.vms["u"].tools.agent is AgentState.RESPONDING)
    vm = world.vms["u"]
    assert vm.tools.io is Tri.NO
    assert [(f.device, f.model) for f in vm.tools.io_findings] == [("sda", "SATA"), (MAC, "e1000e")]


async def test_virtio_interface_that_the_guest_does_not_see_has_no_driver(world: World) -> None:
    world.script["u"] = {**LINUX, "guest-network-get-interfaces": [{"name": "lo"}]}
    world.set(made())
    await until(lambda: world.vms["u"].tools.timezone)
    assert world.vms["u"].tools.io is Tri.NO
    assert world.vms["u"].tools.io_findings[0].device == MAC


async def test_balloon_statistics_prove_the_drivers_without_an_agent(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guest_module, "EARLY", (0.02,) * 50)
    world.set(made(channel=False))
    await asyncio.sleep(0.05)
    assert world.vms["u"].tools.io is Tri.UNKNOWN
    assert world.vms["u"].tools.why_unknown == NO_PROOF
    world.patch(world.vms["u"].ref, {"stats": VmStats(memory_used_bytes=100)})
    await until(lambda: world.vms["u"].tools.io is Tri.YES)
    assert world.vms["u"].tools.why_unknown is None


async def test_addresses_from_outside_name_their_source(world: World) -> None:
    world.rows = [InterfaceAddress("vnet0", MAC, "192.0.2.7", 24, 4)]
    world.set(made(connected=False, nics=(Nic(MAC, "virtio", "network", "default"),)))
    await until(lambda: world.vms["u"].addresses)
    assert [(a.ip, a.source, a.inside_only) for a in world.vms["u"].addresses] == [("192.0.2.7", "arp", False)]


async def test_stopped_vm_forgets(world: World) -> None:
    world.script["u"] = LINUX
    world.set(made())
    await until(lambda: world.vms["u"].tools.timezone)
    world.set(made(PowerState.HALTED))
    assert world.vms["u"].tools == GuestTools()
    assert world.vms["u"].addresses == ()
    asked = len(world.asked)
    world.watch.agent_event("u", True)
    await asyncio.sleep(0.05)
    assert len(world.asked) == asked


@pytest.mark.parametrize("garbage", [None, 7, "x", [], [1, {"ip-addresses": 3}], {"version": 5, "supported_commands": {"a": 1}}, [{"id": "no"}]])
async def test_garbage_from_a_guest_is_no_error(world: World, garbage: object) -> None:
    world.script["u"] = dict.fromkeys(LINUX, garbage) | {"guest-info": LINUX["guest-info"]}
    world.set(made())
    await until(lambda: len(world.asked) == 6)
    await asyncio.sleep(0.02)
    assert world.vms["u"].tools.agent is AgentState.RESPONDING


def _driver(device: int) -> dict[str, Any]:
    pci = {"type": "pci", "vendor-id": 0x1AF4, "device-id": device}
    return {"driver-name": "Red Hat VirtIO", "driver-version": "100.95.104.26200", "driver-date": 1708646400000000000, "id": pci}


@pytest.mark.parametrize(
    ("devices", "io", "driverless"),
    [((0x1001, 0x1041), Tri.YES, []), ((0x1041,), Tri.NO, ["vda"]), ((0x1042,), Tri.NO, [MAC]), ((), Tri.NO, [MAC, "vda"])],
)
async def test_windows_drivers_are_verified(world: World, devices: tuple[int, ...], io: Tri, driverless: list[str]) -> None:
    info = {"version": "108.0.2", "supported_commands": [{"name": "guest-get-osinfo"}, {"name": "guest-get-devices"}]}
    world.script["u"] = {
        "guest-info": info,
        "guest-get-osinfo": {"id": "mswindows", "pretty-name": "Windows 10 Pro"},
        "guest-get-devices": [_driver(device) for device in devices],
    }
    world.set(made())
    await until(lambda: ("u", "guest-get-devices") in world.asked)
    await asyncio.sleep(0.02)
    vm = world.vms["u"]
    assert vm.family is GuestFamily.WINDOWS
    assert vm.tools.io is io
    assert [finding.device for finding in vm.tools.io_findings] == driverless
    assert vm.tools.installed_drivers == ("100.95.104.26200" if devices else "")
    assert all(driver.date == "2024-02-23" for driver in vm.tools.drivers)


async def test_xen_over_tls_says_why() -> None:
    world = World(HostKind.XEN, "tls")
    world.set(made(domain_type="xen", os_type="hvm"))
    assert world.vms["u"].tools.why_unknown == NO_XENSTORE
    world.watch.close()


async def test_xen_guests_without_told_addresses_are_found_by_their_leases() -> None:
    for transport in ("ssh", "tcp"):
        world = World(HostKind.XEN, transport)
        world.rows = [InterfaceAddress("vif3.0", MAC, "192.168.122.80", 24, 4)]
        world.xenstore = '/local/domain/3/vm = "/vm/u"'
        world.set(made(domain_type="xen", os_type="xen", nic="netfront", channel=False, nics=(Nic(MAC, "netfront", "network", "default"),)))
        await until(lambda world=world: world.vms["u"].addresses)
        assert [(a.ip, a.source) for a in world.vms["u"].addresses] == [("192.168.122.80", "arp")]
        world.watch.close()


async def test_xen_over_ssh_reads_xenstore() -> None:
    world = World(HostKind.XEN, "ssh")
    world.xenstore = "\n".join(
        f'/local/domain/3/{key} = "{value}"'
        for key, value in {
            "vm": "/vm/u",
            "attr/PVAddons/MajorVersion": "7",
            "attr/PVAddons/MinorVersion": "20",
            "attr/PVAddons/MicroVersion": "0",
            "attr/vif/0/ipv4/0": "192.0.2.9",
            "device/vif/0/mac": MAC,
            "device/vif/0/state": "4",
            "device/vbd/51712/state": "4",
            "data/os_distro": "debian",
        }.items()
    )
    world.set(made(domain_type="xen", os_type="hvm", channel=False))
    await until(lambda: world.vms["u"].tools.agent is AgentState.RESPONDING)
    vm = world.vms["u"]
    assert vm.tools.agent_version == "7.20.0"
    assert vm.tools.io is Tri.YES
    assert [(a.ip, a.mac, a.source) for a in vm.addresses] == [("192.0.2.9", MAC, "xenstore")]
    world.watch.close()
