"""What the General tabs say, by table: pure functions, no window."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path
from typing import Any

import pytest

from console.model.ids import HostId
from console.model.inventory import Delta, Inventory, Patch
from console.model.objects import Acceleration, Disk, Host, HostRecord, HostState, PowerState
from console.model.tools import AgentState, GuestFamily, GuestTools, IoCause, IoFinding, Tri
from console.ui import words
from console.ui.tabs.general import sections_of, without_dead_links
from console.ui.tabs.sections import Link, Row, Section
from console.ui.tabs.vm_sections import differences, format_words, topology_words
from tests.ui.world import ALPHA, TEMPLATES, config, make_world, vm

NOW = time.time()


@pytest.fixture
def inventory(tmp_path: Path, qapp: Any) -> Inventory:
    return make_world(tmp_path).inventory


def of(inventory: Inventory, name: str) -> dict[str, Section]:
    thing = next(o for o in inventory.objects().values() if o.name == name)
    return {section.id: section for section in sections_of([thing], inventory, NOW)}


def values(section: Section) -> dict[str, str]:
    return {row.key: row.value for row in section.rows if not row.empty}


def test_vm(inventory: Inventory) -> None:
    found = of(inventory, "web-01")
    assert list(found) == ["virtualization", "general", "addresses", "cpu", "disks", "nics", "boot", "guest", "display"]
    assert values(found["general"])["mode"] == "Fully virtualized (HVM)"
    assert values(found["general"])["uptime"].startswith("1 day")
    assert found["addresses"].rows[0].detail == "enp1s0 · from the management agent"
    assert found["disks"].table is not None
    assert found["disks"].table.rows[0][:5] == ("vda", "Disk", "virtio", "qcow2", "Keep changes")
    assert found["guest"].table is not None
    assert found["guest"].table.rows[0] == ("/", "ext4", "20 GiB", "7 GiB", "35 %")


def test_inside_only_addresses_say_so(inventory: Inventory) -> None:
    row = of(inventory, "demo-01")["addresses"].rows[0]
    assert row.value == "10.0.2.15"
    assert "inside the guest only" in row.detail


@pytest.mark.parametrize("state", [PowerState.HALTED, PowerState.PAUSED, PowerState.SUSPENDED])
def test_not_running_has_no_state_row_on_linux(inventory: Inventory, state: PowerState) -> None:
    one = dataclasses.replace(vm(ALPHA, "x"), state=state)
    found = {s.id for s in sections_of([one], inventory, NOW)}
    assert "virtualization" not in found
    windows = dataclasses.replace(one, family=GuestFamily.WINDOWS)
    section = next(s for s in sections_of([windows], inventory, NOW) if s.id == "virtualization")
    assert [row.key for row in section.rows] == ["windows-update"]


@pytest.mark.parametrize(
    ("tools", "rows"),
    [
        (GuestTools(), [("unknown", "wait", "Unknown (please wait)")]),
        (
            GuestTools(io=Tri.NO, io_findings=(IoFinding("sda", "SATA", IoCause.EMULATED),), agent=AgentState.NO_CHANNEL),
            [("io", "error", "I/O not optimized"), ("agent", "error", "Management Agent not installed")],
        ),
        (
            GuestTools(io=Tri.YES, agent=AgentState.NOT_RESPONDING),
            [("io", "ok", "I/O optimized"), ("agent", "warning", "Management Agent not responding")],
        ),
        (
            GuestTools(io=Tri.YES, agent=AgentState.RESPONDING, agent_version="7.2"),
            [("state", "ok", "I/O optimized · Management Agent installed (7.2)")],
        ),
    ],
)
def test_virtualization_state(inventory: Inventory, tools: GuestTools, rows: list[tuple[str, str, str]]) -> None:
    one = dataclasses.replace(vm(ALPHA, "x"), tools=tools)
    section = next(s for s in sections_of([one], inventory, NOW) if s.id == "virtualization")
    assert [(row.key, row.mark, row.value) for row in section.rows if row.value] == rows


def test_links_without_command_are_words() -> None:
    section = Section("s", "S", (Row("a", "", "text", links=(Link("Mend", "install-both"),)), Row("b", "", links=(Link("Only", "nothing"),))))
    (kept,) = without_dead_links([section], lambda action: False)
    assert kept.rows[0].links == ()
    assert kept.rows[0].value == "text"
    assert kept.rows[1].value == "Only"
    (same,) = without_dead_links([section], lambda action: True)
    assert same == section


def test_pending_in_words(inventory: Inventory) -> None:
    found = of(inventory, "resize-me")["pending"]
    assert [(row.label, row.value) for row in found.rows] == [("Virtual CPUs", "4 → 8"), ("Memory", "4 GiB → 8 GiB")]
    old = config("x")
    new = dataclasses.replace(old, disks=(*old.disks, Disk("vdb", "virtio", source="/x.qcow2")))
    assert [(key, before) for key, _, before, _ in differences(old, new)] == [("disk_vdb", "none")]


@pytest.mark.parametrize(
    ("topology", "text"),
    [
        ((1, 1, 1), "1 socket with 1 core"),
        ((2, 4, 1), "2 sockets with 4 cores per socket"),
        ((2, 1, 1), "2 sockets with 1 core per socket"),
        ((1, 2, 2), "1 socket with 2 cores per socket, 2 threads per core"),
    ],
)
def test_topology(topology: tuple[int, int, int], text: str) -> None:
    assert topology_words(topology) == text


def test_an_empty_drive_has_no_format() -> None:
    assert format_words(Disk("sda", "sata", device="cdrom", format="raw")) == ""
    assert format_words(Disk("sda", "sata", device="cdrom", format="raw", source="/x.iso")) == "raw"


def test_host(inventory: Inventory) -> None:
    found = of(inventory, "host-alpha")
    assert "missing" not in found
    assert values(found["vms"])["needy"] == "2 VMs need guest tools"
    xen = of(inventory, "xen-01")
    assert xen["missing"].table is not None
    assert len(xen["missing"].table.rows) == 2
    local = of(inventory, "This computer")
    assert local["acceleration"].rows[0].value == "VMs run under emulation: much slower."
    assert local["acceleration"].rows[0].links[0].action == "host-acceleration"
    assert "session" in local


@pytest.mark.parametrize("state", list(HostState))
def test_host_states(inventory: Inventory, state: HostState) -> None:
    alpha = inventory.host(ALPHA)
    assert alpha is not None
    inventory.apply(Delta((Patch(alpha.ref, {"state": state}),)))
    found = of(inventory, "host-alpha")
    assert ("trouble" in found) == (state is not HostState.READY)
    if state in (HostState.LOST, HostState.REFUSED, HostState.DISCONNECTED):
        assert found["trouble"].links[0].action == "host-connect"


@pytest.mark.parametrize("state", ["unknown", "checking", "kvm", "emulation"])
def test_acceleration(inventory: Inventory, state: str) -> None:
    alpha = inventory.host(ALPHA)
    assert alpha is not None
    inventory.apply(Delta((Patch(alpha.ref, {"acceleration": Acceleration(state)}),)))
    assert of(inventory, "host-alpha")["acceleration"].rows[0].value


def test_everything_has_sections_and_none_is_empty(inventory: Inventory) -> None:
    for thing in [*inventory.objects().values(), *TEMPLATES]:
        found = sections_of([thing], inventory, NOW)
        assert found, thing
        assert all(not section.empty for section in found)
        assert len({section.id for section in found}) == len(found)
        for section in found:
            keys = [row.key for row in section.rows if not row.empty]
            assert len(set(keys)) == len(keys), (section.id, keys)


def test_a_host_that_never_answered_has_not_been_lost(inventory: Inventory) -> None:
    known = next(h for h in inventory.hosts() if h.name == "host-alpha")
    gone = dataclasses.replace(known, state=HostState.LOST, since=NOW - 30)
    never = Host(HostRecord(HostId("n"), "far", "qemu+tls://far/system"), state=HostState.LOST, since=NOW - 30)
    assert (words.state_words(gone)[0], words.state_words(never)[0]) == ("Connection lost", "Can't be reached")
    lost, far = ({s.id: s for s in sections_of([each], inventory, NOW)} for each in (gone, never))
    assert "vms" in lost and "vms" not in far
    assert "last known" in values(lost["trouble"])["since"] and "last known" not in values(far["trouble"])["since"]


def test_several(inventory: Inventory) -> None:
    found = {s.id: s for s in sections_of([inventory.find_vms(n)[0] for n in ("web-01", "db-02", "legacy-sata")], inventory, NOW)}
    assert values(found["states"]) == {"state_running": "2", "state_halted": "1"}
    assert values(found["resources"])["memory"] == "12 GiB"
    assert [row.label for row in found["tools"].rows] == ["legacy-sata"]
    assert [link.text for link in found["general"].links] == ["Start", "Shut down", "Reboot", "Suspend", "Delete…"]
    off = sections_of([inventory.find_vms("db-02")[0]] * 2, inventory, NOW)
    assert [link.text for link in off[0].links] == ["Start", "Delete…"], "nothing that can be done to none of them"


@pytest.mark.parametrize(
    ("ago", "text"),
    [
        (1, "just now"),
        (30, "30 s ago"),
        (60, "1 minute ago"),
        (600, "10 minutes ago"),
        (7200, "2 hours ago"),
        (90000, "yesterday"),
        (864000, "10 days ago"),
    ],
)
def test_relative(ago: float, text: str) -> None:
    assert words.relative(NOW - ago, NOW) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(5, "less than a minute"), (60, "1 minute"), (150, "2 minutes"), (7300, "2 h 1 min"), (93600, "1 day 2 h"), (400000, "4 days 15 h")],
)
def test_duration(seconds: float, text: str) -> None:
    assert words.duration(seconds) == text


def test_sizes() -> None:
    assert words.size(None) == ""
    assert words.size(1 << 30) == "1 GiB"
    assert words.size(int(1.5 * (1 << 30))) == "1.5 GiB"
    assert words.size(100 << 20) == "100 MiB", "zeros before the point stay"
    assert words.rate(1 << 20) == "1 MiB/s"
    assert words.remaining(75) == "1:15"


@pytest.mark.parametrize(
    ("state", "agent", "said"),
    [
        (PowerState.HALTED, AgentState.UNKNOWN, ("info", "several times (four or more)")),
        (PowerState.RUNNING, AgentState.DISCONNECTED, ("wait", "is at its first start")),
        (PowerState.RUNNING, AgentState.RESPONDING, ("ok", "is over")),
    ],
)
def test_after_a_p2v(inventory: Inventory, state: PowerState, agent: AgentState, said: tuple[str, str]) -> None:
    """Where the machine came from and when; the list, with how far the first start of a Windows is."""
    found = next(each for each in inventory.vms() if each.name == "web-01")
    assert found.config is not None
    meta = dataclasses.replace(found.config.metadata, p2v_source="srv1 (Dell R720)", p2v_date="2026-11-20 10:00", p2v_open="windows")
    changed = {"state": state, "config": dataclasses.replace(found.config, metadata=meta), "tools": dataclasses.replace(found.tools, agent=agent)}
    inventory.apply(Delta((Patch(found.ref, changed),)))
    sections = of(inventory, "web-01")
    general = values(sections["general"])
    assert general["p2v_source"] == "srv1 (Dell R720)" and general["p2v_date"] == "2026-11-20 10:00"
    rows = {row.key: row for row in sections["after-p2v"].rows}
    assert list(rows) == ["both", "first-start", "licence", "address", "tools"]
    assert rows["first-start"].mark == said[0] and said[1] in rows["first-start"].value
