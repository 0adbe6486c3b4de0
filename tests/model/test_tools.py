"""The decision table of the user's guide §4, row by row."""

from __future__ import annotations

import dataclasses

import pytest

from console.model.ids import HostId
from console.model.objects import Disk, Nic, PowerState, Vm, VmConfig, VmMetadata
from console.model.tools import (
    LINK_TEXTS,
    AgentState,
    GuestFamily,
    GuestOs,
    GuestTools,
    IoCause,
    IoFinding,
    Mark,
    ToolsLink,
    Tri,
    report,
    version_key,
)

NOW = 1_000_000.0
WU = "Able to receive updates from Windows Update"
NO_WU = "Not able to receive updates from Windows Update"
WAIT = "Unknown (please wait)"
SATA = IoFinding("sda", "SATA", IoCause.EMULATED)
SATA_WINDOWS = IoFinding("sda", "SATA", IoCause.EMULATED_NO_DRIVER)
DRIVERLESS = IoFinding("vda", "virtio", IoCause.NO_DRIVER)

W, L, OTHER = GuestFamily.WINDOWS, GuestFamily.LINUX, GuestFamily.OTHER
RUN = PowerState.RUNNING
YES, NO, Q = Tri.YES, Tri.NO, Tri.UNKNOWN
A = AgentState


def vm(family: GuestFamily, state: PowerState, io: Tri, agent: AgentState, *, findings: tuple[IoFinding, ...] = (), **tools: object) -> Vm:
    config = VmConfig(disks=(Disk("vda", "virtio"),), nics=(Nic("52:54:00:00:00:01", "virtio", "network"),))
    return Vm(
        HostId("h"),
        "u",
        "web",
        state,
        config=config,
        family=family,
        tools=GuestTools(io=io, io_findings=findings, agent=agent, **tools),  # type: ignore[arg-type]
    )


ROWS = [
    # guest, state, io, findings, agent → lines, link
    (W, PowerState.HALTED, Q, (), A.UNKNOWN, [WU], None),
    (W, PowerState.PAUSED, YES, (), A.RESPONDING, [WU], None),
    (W, PowerState.SUSPENDED, YES, (), A.RESPONDING, [WU], None),
    (W, RUN, Q, (), A.UNKNOWN, [WAIT, WU], None),
    (W, RUN, NO, (SATA_WINDOWS,), A.DISCONNECTED, ["I/O not optimized", "Management Agent not installed", WU], ToolsLink.INSTALL_BOTH),
    (W, RUN, NO, (SATA_WINDOWS,), A.RESPONDING, ["I/O not optimized", "Management Agent installed", WU], ToolsLink.INSTALL_BOTH),
    (W, RUN, YES, (), A.DISCONNECTED, ["I/O optimized", "Management Agent not installed", WU], ToolsLink.INSTALL_AGENT),
    (W, RUN, YES, (), A.RESPONDING, ["I/O optimized", "Management Agent installed", WU], None),
    (L, PowerState.HALTED, Q, (), A.UNKNOWN, None, None),
    (OTHER, PowerState.HALTED, Q, (), A.UNKNOWN, None, None),
    (L, PowerState.PAUSED, YES, (), A.RESPONDING, None, None),
    (L, PowerState.SUSPENDED, YES, (), A.RESPONDING, None, None),
    (L, RUN, Q, (), A.UNKNOWN, [WAIT], None),
    (L, RUN, NO, (DRIVERLESS,), A.DISCONNECTED, ["I/O not optimized", "Management Agent not installed"], ToolsLink.INSTALL_BOTH),
    (L, RUN, NO, (DRIVERLESS,), A.RESPONDING, ["I/O not optimized", "Management Agent installed"], ToolsLink.INSTALL_BOTH),
    (L, RUN, NO, (SATA,), A.RESPONDING, ["I/O not optimized", "Management Agent installed"], ToolsLink.SWITCH_TO_VIRTIO),
    (L, RUN, YES, (), A.DISCONNECTED, ["I/O optimized", "Management Agent not installed"], ToolsLink.INSTALL_AGENT),
    (L, RUN, YES, (), A.RESPONDING, ["I/O optimized", "Management Agent installed"], None),
    (OTHER, RUN, YES, (), A.RESPONDING, ["I/O optimized", "Management Agent installed"], None),
    (L, RUN, YES, (), A.UNKNOWN, ["I/O optimized", WAIT], None),
    (W, RUN, YES, (), A.UNKNOWN, ["I/O optimized", WAIT, WU], None),
    (L, RUN, YES, (), A.NOT_RESPONDING, ["I/O optimized", "Management Agent not responding"], None),
    (L, RUN, Q, (), A.NOT_RESPONDING, [WAIT, "Management Agent not responding"], None),
    (L, RUN, YES, (), A.NO_CHANNEL, ["I/O optimized", "Management Agent not installed"], ToolsLink.ADD_CHANNEL),
    (W, RUN, YES, (), A.NO_CHANNEL, ["I/O optimized", "Management Agent not installed", WU], ToolsLink.ADD_CHANNEL),
]


@pytest.mark.parametrize(("family", "state", "io", "findings", "agent", "lines", "link"), ROWS)
def test_row(family, state, io, findings, agent, lines, link) -> None:  # type: ignore[no-untyped-def]
    made = report(vm(family, state, io, agent, findings=findings), NOW)
    if lines is None:
        assert made is None
        return
    assert made is not None
    assert [str(line.text) for line in made.lines] == lines
    assert made.link is link


def test_template_has_no_row() -> None:
    template = vm(L, RUN, YES, A.RESPONDING)
    assert template.config is not None
    template = dataclasses.replace(template, config=dataclasses.replace(template.config, metadata=VmMetadata(template=True)))
    assert report(template, NOW) is None


def test_young_vm_is_never_not_installed() -> None:
    for age, expected in ((0, WAIT), (119.9, WAIT), (120.1, "Management Agent not installed")):
        made = report(vm(L, RUN, YES, A.DISCONNECTED, boot_seen=NOW - age), NOW)
        assert made is not None
        assert str(made.lines[1].text) == expected
    both = report(vm(L, RUN, Q, A.DISCONNECTED, boot_seen=NOW - 1), NOW)
    assert both is not None
    assert [str(line.text) for line in both.lines] == [WAIT]


def test_an_agent_that_answered_and_left_is_not_called_missing() -> None:
    """The guest shuts down, restarts or updates it."""
    for age, expected in ((1, WAIT), (120.1, "Management Agent not installed")):
        made = report(vm(L, RUN, YES, A.DISCONNECTED, boot_seen=NOW - 5000, agent_left=NOW - age), NOW)
        assert made is not None
        assert [str(line.text) for line in made.lines] == ["I/O optimized", expected]
        assert (made.link is None) == (expected == WAIT)


def test_detected_wins_over_young() -> None:
    made = report(vm(L, RUN, YES, A.RESPONDING, boot_seen=NOW - 1, agent_version="7.2.22"), NOW)
    assert made is not None
    assert [str(line.text) for line in made.lines] == ["I/O optimized", "Management Agent installed (7.2.22)"]
    assert made.all_good


def test_the_row_names_the_device_and_its_own_way_out() -> None:
    made = report(vm(L, RUN, NO, A.DISCONNECTED, findings=(SATA, DRIVERLESS)), NOW)
    assert made is not None
    assert str(made.lines[0].detail) == "sda is emulated SATA, and 1 more"
    emulated = report(vm(L, RUN, NO, A.DISCONNECTED, findings=(SATA,)), NOW)
    assert emulated is not None
    assert [line.link for line in emulated.lines] == [ToolsLink.SWITCH_TO_VIRTIO, ToolsLink.INSTALL_BOTH]


def test_out_of_date_compares_windows_with_what_the_host_offers() -> None:
    old = report(vm(W, RUN, YES, A.RESPONDING, installed_drivers="0.1.208", offered="0.1.262"), NOW)
    assert old is not None
    assert "Out of date (version 0.1.208 installed, host offers 0.1.262)" in [str(line.text) for line in old.lines]
    assert old.link is ToolsLink.UPDATE
    current = report(vm(W, RUN, YES, A.RESPONDING, installed_drivers="0.1.262", offered="0.1.262"), NOW)
    assert current is not None
    assert current.link is None
    linux = report(vm(L, RUN, YES, A.RESPONDING, installed_drivers="5.2", offered="7.2"), NOW)
    assert linux is not None
    assert linux.link is None


def test_windows_update_needs_stock_virtio_devices() -> None:
    guest = vm(W, PowerState.HALTED, Q, A.UNKNOWN)
    guest = dataclasses.replace(guest, config=VmConfig(disks=(Disk("sda", "sata"),), nics=(Nic("52:54:00:00:00:01", "e1000e", "network"),)))
    made = report(guest, NOW)
    assert made is not None
    assert [str(line.text) for line in made.lines] == [NO_WU]


def test_server_2016_is_told_to_use_the_iso() -> None:
    made = report(vm(W, RUN, YES, A.RESPONDING, os=GuestOs(id="mswindows", version_id="2016")), NOW)
    assert made is not None
    assert "Server Core 2016" in str(made.lines[-1].detail)
    assert made.lines[-1].mark is Mark.INFO


def test_every_link_has_its_words() -> None:
    assert set(LINK_TEXTS) == set(ToolsLink)
    assert str(LINK_TEXTS[ToolsLink.INSTALL_BOTH]) == "Install I/O drivers and Management Agent"
    assert str(LINK_TEXTS[ToolsLink.INSTALL_AGENT]) == "Install Management Agent"


def test_version_key() -> None:
    assert version_key("0.1.262-2") > version_key("0.1.262")
    assert version_key("100.9") > version_key("100.8.1")
