"""Guest tools: what was detected, and what the General tab says about it (the guide's decision table, as a pure function).

Vocabulary: *I/O drivers* are the paravirtual disk and network drivers bound in the guest; the *management agent* is
qemu-guest-agent (Xen: xe-guest-utilities). Source of the table: the user's guide §4, after XenCenter's GeneralTabPage.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from console.model.text import N_, Text

if TYPE_CHECKING:  # objects imports this module: a VM carries its tools
    from console.model.objects import Vm

YOUNG_SECONDS = 120.0
"""After a start that the console saw, "not yet detected" reads "Unknown (please wait)" for this long; so does an agent that answered and left."""


class Tri(enum.Enum):
    """Three-valued fact."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class GuestFamily(enum.Enum):
    """What the decision table distinguishes."""

    WINDOWS = "windows"
    LINUX = "linux"
    OTHER = "other"


class AgentState(enum.Enum):
    """State of the management agent as seen from the host."""

    UNKNOWN = "unknown"  # not looked yet, or no way to look
    NO_CHANNEL = "no-channel"  # the configuration has no agent channel
    DISCONNECTED = "disconnected"  # channel there, nobody opened it in the guest
    RESPONDING = "responding"
    NOT_RESPONDING = "not-responding"  # channel opened in the guest, but a ping times out


class IoCause(enum.Enum):
    """Why I/O is not optimized; each has its own way out."""

    NO_DRIVER = "no-driver"  # paravirtual device, no driver in the guest: tools ISO
    EMULATED = "emulated"  # emulated device, the guest has the driver: switch to virtio at next start
    EMULATED_NO_DRIVER = "emulated-no-driver"  # emulated device, Windows without drivers: install, verify, then switch


@dataclass(frozen=True, slots=True)
class IoFinding:
    """One device that is not optimized."""

    device: str  # as the guest sees it: "sda", or the NIC's MAC address
    model: str  # "SATA", "IDE", "e1000e", …
    cause: IoCause


@dataclass(frozen=True, slots=True)
class DriverInfo:
    """A driver as the guest reports it (guest-get-devices, Windows)."""

    name: str
    version: str
    date: str = ""  # ISO date, or "" if the guest did not say
    device_id: str = ""  # "1af4:1001", lower case
    subsystem: str = ""  # "1af4" where known


@dataclass(frozen=True, slots=True)
class GuestOs:
    """guest-get-osinfo."""

    id: str = ""  # "debian", "mswindows", …
    name: str = ""
    pretty_name: str = ""
    version: str = ""
    version_id: str = ""
    kernel_release: str = ""
    kernel_version: str = ""
    machine: str = ""
    variant: str = ""  # Windows: "client" / "server"
    variant_id: str = ""


@dataclass(frozen=True, slots=True)
class GuestFilesystem:
    """guest-get-fsinfo; sizes in bytes, None where the agent does not say."""

    name: str
    mountpoint: str
    type: str
    total_bytes: int | None
    used_bytes: int | None


@dataclass(frozen=True, slots=True)
class GuestTools:
    """Everything detected about the tools of one running VM."""

    io: Tri = Tri.UNKNOWN
    io_findings: tuple[IoFinding, ...] = ()
    agent: AgentState = AgentState.UNKNOWN
    agent_version: str = ""
    agent_commands: frozenset[str] = frozenset()  # enabled commands of guest-info
    installed_drivers: str = ""  # version of the Windows drivers, "" if not known
    offered: str = ""  # version of the virtio-win ISO that host or pool offers, "" if none
    drivers: tuple[DriverInfo, ...] = ()
    os: GuestOs | None = None
    hostname: str = ""
    timezone: str = ""
    filesystems: tuple[GuestFilesystem, ...] = ()
    boot_seen: float | None = None  # time.time() of the start that this console saw, None if it was running before
    agent_left: float | None = None  # time.time() when an agent that had answered closed its channel: the guest shuts down, restarts, or updates it
    why_unknown: Text | None = None  # e.g. "xenstore can't be read over tls"

    @property
    def young_until(self) -> float:
        """Until when (time.time()) what is not detected may still come: :data:`YOUNG_SECONDS` after a start, and after the agent has left."""
        return max(self.boot_seen or 0.0, self.agent_left or 0.0) + YOUNG_SECONDS


class Mark(enum.Enum):
    """Shape before a line: ✓ ! ✗ …"""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    WAIT = "wait"
    INFO = "info"


class ToolsLink(enum.Enum):
    """What the link beside the lines does."""

    INSTALL_BOTH = "install-both"
    INSTALL_AGENT = "install-agent"
    UPDATE = "update"
    ADD_CHANNEL = "add-channel"
    SWITCH_TO_VIRTIO = "switch-to-virtio"


@dataclass(frozen=True, slots=True)
class ToolsLine:
    """One line of the virtualization state. ``link`` is shown in the line's own row."""

    mark: Mark
    text: Text
    detail: Text | None = None
    link: ToolsLink | None = None
    fact: str = ""  # "io", "agent", "windows-update", "unknown": stable name for tests and accessibility


@dataclass(frozen=True, slots=True)
class ToolsReport:
    """The row *Virtualization state*; None instead of it means: the row is absent."""

    lines: tuple[ToolsLine, ...]
    link: ToolsLink | None

    @property
    def all_good(self) -> bool:
        """Everything there: the tab shows one line."""
        return all(line.mark in (Mark.OK, Mark.INFO) for line in self.lines) and self.link is None


# --------------------------------------------------------------------------- the decision table


def report(vm: Vm, now: float) -> ToolsReport | None:
    """The row *Virtualization state* of a VM's General tab at ``now`` (time.time()); None: the row is absent.

    The user's guide §4 row by row, after the original's; what is ours is said beside it. What is detected wins over "young": only the
    *absence* of something is "Unknown (please wait)" within :data:`YOUNG_SECONDS` of a start that this console saw, and of the agent's leaving.
    """
    if vm.is_template:
        return None
    windows = vm.family is GuestFamily.WINDOWS
    update_line = (_windows_update_line(vm),) if windows else ()
    if vm.state.value != "running":  # paused and suspended read like not running
        return ToolsReport(update_line, None) if windows else None
    tools = vm.tools
    young = now < tools.young_until
    io = tools.io
    agent = _agent_fact(tools, young)
    if io is Tri.UNKNOWN and agent is Tri.UNKNOWN:
        return ToolsReport((ToolsLine(Mark.WAIT, UNKNOWN, None if young else tools.why_unknown, fact="unknown"), *update_line), None)
    link = _link(tools, io, agent, windows)
    lines = (_io_line(tools, link, agent), _agent_line(tools, agent, link), *_version_line(tools, agent, windows), *update_line)
    return ToolsReport(lines, next((line.link for line in lines if line.link is ToolsLink.UPDATE), link))


UNKNOWN = N_("Unknown (please wait)")


def _agent_fact(tools: GuestTools, young: bool) -> Tri:
    match tools.agent:
        case AgentState.RESPONDING | AgentState.NOT_RESPONDING:
            return Tri.YES
        case AgentState.NO_CHANNEL:
            return Tri.NO
        case AgentState.DISCONNECTED:
            return Tri.UNKNOWN if young else Tri.NO
        case _:
            return Tri.UNKNOWN


def _link(tools: GuestTools, io: Tri, agent: Tri, windows: bool) -> ToolsLink | None:
    """What is to be done first. Linux brings its drivers in the kernel: emulated devices are switched, nothing is installed."""
    if tools.agent is AgentState.NO_CHANNEL and io is not Tri.NO:
        return ToolsLink.ADD_CHANNEL
    if io is Tri.NO:
        switch_only = not windows and all(finding.cause is IoCause.EMULATED for finding in tools.io_findings)
        if switch_only and agent is not Tri.NO:
            return ToolsLink.SWITCH_TO_VIRTIO
        return ToolsLink.INSTALL_BOTH
    if agent is Tri.NO:
        return ToolsLink.INSTALL_AGENT
    return None


def _io_line(tools: GuestTools, link: ToolsLink | None, agent: Tri) -> ToolsLine:
    if tools.io is Tri.YES:
        return ToolsLine(Mark.OK, N_("I/O optimized"), fact="io")
    if tools.io is Tri.UNKNOWN:
        return ToolsLine(Mark.WAIT, UNKNOWN, tools.why_unknown, fact="io")
    own: ToolsLink | None = None
    if tools.io_findings and all(finding.cause is IoCause.EMULATED for finding in tools.io_findings):
        own = ToolsLink.SWITCH_TO_VIRTIO
    elif agent is not Tri.NO:
        own = link
    return ToolsLine(Mark.BAD, N_("I/O not optimized"), _findings(tools.io_findings), own, "io")


def _findings(findings: tuple[IoFinding, ...]) -> Text | None:
    if not findings:
        return None
    first = findings[0]
    if first.cause is IoCause.NO_DRIVER:
        text = N_("{device} ({model}) has no driver in the guest", device=first.device, model=first.model)
    else:
        text = N_("{device} is emulated {model}", device=first.device, model=first.model)
    return N_("{first}, and {n} more", first=text, n=len(findings) - 1) if len(findings) > 1 else text


def _agent_line(tools: GuestTools, agent: Tri, link: ToolsLink | None) -> ToolsLine:
    if tools.agent is AgentState.NOT_RESPONDING:
        return ToolsLine(
            Mark.WARN, N_("Management Agent not responding"), N_("Its channel is open in the guest, but it does not answer."), fact="agent"
        )
    if agent is Tri.YES:
        if tools.agent_version:
            return ToolsLine(Mark.OK, N_("Management Agent installed ({version})", version=tools.agent_version), fact="agent")
        return ToolsLine(Mark.OK, N_("Management Agent installed"), fact="agent")
    if agent is Tri.UNKNOWN:
        return ToolsLine(Mark.WAIT, UNKNOWN, tools.why_unknown, fact="agent")
    if tools.agent is AgentState.NO_CHANNEL:
        detail = N_("The VM has no channel for the agent.")
        return ToolsLine(Mark.BAD, N_("Management Agent not installed"), detail, ToolsLink.ADD_CHANNEL, "agent")
    return ToolsLine(Mark.BAD, N_("Management Agent not installed"), None, link, "agent")


def _version_line(tools: GuestTools, agent: Tri, windows: bool) -> tuple[ToolsLine, ...]:
    """Windows only: a Linux agent of the distribution is not out of date by its number alone."""
    if not (windows and tools.io is Tri.YES and agent is Tri.YES and tools.installed_drivers and tools.offered):
        return ()
    if not newer(tools.offered, tools.installed_drivers):
        return ()
    text = N_("Out of date (version {installed} installed, host offers {offered})", installed=tools.installed_drivers, offered=tools.offered)
    return (ToolsLine(Mark.WARN, text, None, ToolsLink.UPDATE, "version"),)


def version_key(version: str) -> tuple[int, ...]:
    """Numbers of a version for comparison: "0.1.262-2" → (0, 1, 262, 2)."""
    return tuple(int(number) for number in re.findall(r"\d+", version))


def newer(offered: str, installed: str) -> bool:
    """Whether the offered drivers are newer than the installed ones; False where one of them is not known.

    The disc counts "0.1.262-2", its drivers "100.95.104.26200": the last number is a hundred times the disc's (virtio-win-pkg-scripts).
    """
    if not (offered and installed):
        return False
    return _comparable(offered, installed) > _comparable(installed, offered)


def _comparable(version: str, other: str) -> tuple[int, ...]:
    """For comparing with ``other``: as it is, or both as the build of the disc where one counts as a driver and one as a disc."""
    own, its = version_key(version), version_key(other)
    if _is_driver(own) == _is_driver(its):
        return own
    return (own[3] // 100,) if _is_driver(own) else own[2:3]


def _is_driver(numbers: tuple[int, ...]) -> bool:
    return len(numbers) == 4 and numbers[0] >= 50 and numbers[3] >= 10_000


def windows_update_brings_drivers(os: GuestOs | None, installation_type: str = "") -> Tri:
    """Whether this Windows gets virtio drivers through Windows Update: all but Server Core 2016 do (guide §4).

    The agent tells version and "server", not whether it is Core: ``installation_type`` is the registry's word ("Server Core", "Server", "Client"),
    "" where nobody read it; then a Server 2016 is unknown.
    """
    if os is None or os.id != "mswindows":
        return Tri.UNKNOWN
    server_2016 = (os.version_id == "2016" or "Server 2016" in os.pretty_name) and os.variant in ("server", "")
    if not server_2016:
        return Tri.YES
    if not installation_type:
        return Tri.UNKNOWN
    return Tri.NO if "core" in installation_type.casefold() else Tri.YES


def _windows_update_line(vm: Vm) -> ToolsLine:
    """Able: stock virtio devices (PCI subsystem 1AF4, all that QEMU makes), whose drivers come through Windows Update by themselves."""
    config = vm.config
    virtio = config is not None and (
        any(disk.bus == "virtio" or disk.controller_model == "virtio-scsi" for disk in config.disks if disk.device == "disk")
        or any(nic.model.startswith("virtio") for nic in config.nics)
    )
    if not virtio:
        detail = N_("Windows Update brings drivers for virtio devices only, and this VM has none.")
        return ToolsLine(Mark.INFO, N_("Not able to receive updates from Windows Update"), detail, fact="windows-update")
    by_id = config is not None and config.osinfo_id.endswith("/win/2k16")  # before the agent has told
    brings = windows_update_brings_drivers(vm.tools.os) if vm.tools.os is not None else Tri.UNKNOWN if by_id else Tri.YES
    detail = (
        N_("Virtio drivers come by themselves.")
        if brings is Tri.YES
        else N_("Virtio drivers come by themselves. Server Core 2016 does not get them: use the tools ISO there.")
    )
    return ToolsLine(Mark.INFO, N_("Able to receive updates from Windows Update"), detail, fact="windows-update")


LINK_TEXTS = {
    ToolsLink.INSTALL_BOTH: N_("Install I/O drivers and Management Agent"),
    ToolsLink.INSTALL_AGENT: N_("Install Management Agent"),
    ToolsLink.UPDATE: N_("Update I/O drivers and Management Agent"),
    ToolsLink.ADD_CHANNEL: N_("Add agent channel"),
    ToolsLink.SWITCH_TO_VIRTIO: N_("Switch to virtio at next start"),
}
"""What the link beside a line says (words of the user's guide; the last three are ours)."""
