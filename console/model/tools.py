"""Guest tools: what was detected, and what the General tab says about it (the guide's decision table, as a pure function).

Vocabulary: *I/O drivers* are the paravirtual disk and network drivers bound in the guest; the *management agent* is
qemu-guest-agent (Xen: xe-guest-utilities). Source of the table: the user's guide §4, after XenCenter's GeneralTabPage.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from console.model.text import Text

YOUNG_SECONDS = 120.0
"""After a start that the console saw, "not yet detected" reads "Unknown (please wait)" for this long."""


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
    why_unknown: Text | None = None  # e.g. "xenstore can't be read over tls"


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
