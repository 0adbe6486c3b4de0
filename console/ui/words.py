"""Words and numbers for people: states, sizes, rates, dates. One place, so that every part of the window says the same."""

from __future__ import annotations

import re
import time

from PySide6.QtCore import QDateTime, QLocale

from console.model.ids import Kind
from console.model.objects import AnyObject, Host, HostState, Network, Pool, PowerState, StorageRepository, Vm
from console.model.tasks import TaskState
from console.model.templates import TEMPLATE_ICONS
from console.model.text import N_, Text, tr
from console.model.text import natural as natural
from console.model.tools import ToolsLink, ToolsReport, report

POWER = {
    PowerState.RUNNING: N_("Running"),
    PowerState.PAUSED: N_("Paused"),
    PowerState.SUSPENDED: N_("Suspended"),
    PowerState.HALTED: N_("Off"),
    PowerState.CRASHED: N_("Crashed"),
    PowerState.SLEEPING: N_("Asleep"),
    PowerState.STOPPING: N_("Shutting down"),
    PowerState.UNKNOWN: N_("State not known"),
}
HOST = {
    HostState.DISCONNECTED: N_("Not connected"),
    HostState.CONNECTING: N_("Connecting"),
    HostState.READY: N_("Connected"),
    HostState.STALE: N_("Does not answer"),
    HostState.LOST: N_("Connection lost"),
    HostState.REFUSED: N_("Login refused"),
}
TASK = {
    TaskState.WAITING: N_("Waiting"),
    TaskState.RUNNING: N_("Running"),
    TaskState.CANCELLING: N_("Cancelling"),
    TaskState.DONE: N_("Done"),
    TaskState.FAILED: N_("Failed"),
    TaskState.CANCELLED: N_("Cancelled"),
}
KIND = {
    Kind.POOL: N_("Pool"),
    Kind.HOST: N_("Host"),
    Kind.VM: N_("VM"),
    Kind.BUILTIN_TEMPLATE: N_("Built-in template"),
    Kind.STORAGE: N_("Storage repository"),
    Kind.VOLUME: N_("Virtual disk"),
    Kind.NETWORK: N_("Network"),
}
POWER_COLOUR = {
    PowerState.RUNNING: "running",
    PowerState.PAUSED: "paused",
    PowerState.SUSPENDED: "suspended",
    PowerState.HALTED: "stopped",
    PowerState.CRASHED: "error",
    PowerState.SLEEPING: "paused",
    PowerState.STOPPING: "info",
    PowerState.UNKNOWN: "dim",
}
POWER_BADGE = {
    PowerState.RUNNING: "running",
    PowerState.PAUSED: "paused",
    PowerState.SUSPENDED: "suspended",
    PowerState.HALTED: "stopped",
    PowerState.CRASHED: "lost",
    PowerState.SLEEPING: "suspended",
    PowerState.STOPPING: "starting",
    PowerState.UNKNOWN: "stale",
}
HOST_COLOUR = {
    HostState.DISCONNECTED: "stopped",
    HostState.CONNECTING: "info",
    HostState.READY: "running",
    HostState.STALE: "warn",
    HostState.LOST: "error",
    HostState.REFUSED: "error",
}
HOST_BADGE = {
    HostState.DISCONNECTED: "stopped",
    HostState.CONNECTING: "starting",
    HostState.READY: "",  # calm: only trouble is marked
    HostState.STALE: "stale",
    HostState.LOST: "lost",
    HostState.REFUSED: "lost",
}
STORAGE_TYPES = {
    "dir": N_("Folder"),
    "fs": N_("File system"),
    "netfs": N_("Network folder (NFS, SMB)"),
    "logical": N_("LVM volume group"),
    "disk": N_("Disk with partitions"),
    "iscsi": N_("iSCSI target"),
    "iscsi-direct": N_("iSCSI (direct)"),
    "scsi": N_("SCSI adapter"),
    "mpath": N_("Multipath devices"),
    "rbd": N_("Ceph RBD pool"),
    "gluster": N_("Gluster volume"),
    "zfs": N_("ZFS pool"),
}
FORWARDS = {
    "": N_("Isolated: VMs reach each other and the host only"),
    "nat": N_("NAT: outgoing connections through the host"),
    "route": N_("Routed through the host"),
    "open": N_("Routed, without firewall rules of libvirt"),
    "bridge": N_("Bridged to a network of the host"),
    "private": N_("Direct (private)"),
    "vepa": N_("Direct (VEPA)"),
    "passthrough": N_("Direct (passthrough)"),
    "hostdev": N_("Host devices (SR-IOV)"),
}


def size(value: int | float | None, digits: int = 1) -> str:
    """Bytes in binary units of the user's locale; "" for None."""
    if value is None:
        return ""
    text = QLocale().formattedDataSize(int(value), digits, QLocale.DataSizeFormat.DataSizeIecFormat)
    point = QLocale().decimalPoint()
    return re.sub(rf"{re.escape(point)}0+(?=\D)", "", text)


def rate(bytes_per_second: float | None) -> str:
    """Bytes a second; "" for None."""
    return "" if bytes_per_second is None else tr("{size}/s", size=size(bytes_per_second))


def percent(value: float | None) -> str:
    """0…100 with at most no digits after the point; "" for None."""
    return "" if value is None else tr("{number} %", number=QLocale().toString(round(value)))


def number(value: int) -> str:
    """An integer in the user's locale."""
    return QLocale().toString(value)


def remaining(seconds: float) -> str:
    """Short m:ss or h:mm:ss."""
    whole = max(0, round(seconds))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def duration(seconds: float) -> str:
    """How long, in the two largest units."""
    whole = max(0, int(seconds))
    if whole < 60:
        return tr("less than a minute")
    minutes = whole // 60
    if minutes < 60:
        return tr("1 minute") if minutes == 1 else tr("{n} minutes", n=number(minutes))
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return tr("{h} h {m} min", h=hours, m=minutes)
    days, hours = divmod(hours, 24)
    return tr("1 day {h} h", h=hours) if days == 1 else tr("{d} days {h} h", d=number(days), h=hours)


def absolute(at: float) -> str:
    """Date and time in the user's locale."""
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(at)), QLocale.FormatType.ShortFormat)


def relative(at: float, now: float | None = None) -> str:
    """How long ago."""
    ago = (time.time() if now is None else now) - at
    if ago < 5:
        return tr("just now")
    if ago < 60:
        return tr("{n} s ago", n=int(ago))
    if ago < 3600:
        minutes = int(ago // 60)
        return tr("1 minute ago") if minutes == 1 else tr("{n} minutes ago", n=minutes)
    if ago < 86400:
        hours = int(ago // 3600)
        return tr("1 hour ago") if hours == 1 else tr("{n} hours ago", n=hours)
    days = int(ago // 86400)
    if days < 30:
        return tr("yesterday") if days == 1 else tr("{n} days ago", n=days)
    return absolute(at)


def tools_report(vm: Vm, now: float | None = None) -> ToolsReport | None:
    """The virtualization state now."""
    return report(vm, time.time() if now is None else now)


def needs_tools(vm: Vm, now: float | None = None) -> bool:
    """Something about the guest tools is to be mended."""
    found = tools_report(vm, now)
    return found is not None and (found.link is not None or any(line.link for line in found.lines))


def tools_link(vm: Vm, now: float | None = None) -> ToolsLink | None:
    """What mends the guest tools of this VM first; None where nothing is to be mended."""
    found = tools_report(vm, now)
    if found is None:
        return None
    return found.link or next((line.link for line in found.lines if line.link is not None), None)


def glyph(thing: AnyObject) -> str:
    """The icon's name for an object."""
    match thing:
        case Pool():
            return "pool"
        case Host():
            return "host"
        case Vm():
            if not thing.is_template or thing.config is None:
                return "vm"
            return thing.config.metadata.icon if thing.config.metadata.icon in TEMPLATE_ICONS else "template"
        case StorageRepository():
            return "storage-shared" if thing.shared else "storage"
        case Network():
            return "network"


def badge(thing: AnyObject, host: Host | None = None) -> str:
    """The badge on the icon, "" for none. ``host`` is the object's own: what is on a lost host is marked stale."""
    match thing:
        case Host():
            return HOST_BADGE[thing.state]
        case Vm():
            if thing.is_template:
                return "warning" if thing.state.active else ""
            if host is not None and host.state in (HostState.STALE, HostState.LOST, HostState.REFUSED):
                return "stale"
            if thing.importing or (thing.installing and thing.state is PowerState.RUNNING):
                return "importing"
            return "migrating" if thing.migrating else POWER_BADGE[thing.state]
        case StorageRepository():
            return "warning" if thing.problem is not None else ("" if thing.active else "stopped")
        case Network():
            return "" if thing.active else "stopped"
        case _:
            return ""


def host_words(host: Host) -> Text:
    """State of a host; what never answered has not been lost."""
    return N_("Can't be reached") if host.state is HostState.LOST and not host.met else HOST[host.state]


def state_words(thing: AnyObject, host: Host | None = None) -> tuple[str, str]:
    """(words, colour name) of the object's state, for the header line."""
    match thing:
        case Host():
            return str(host_words(thing)), HOST_COLOUR[thing.state]
        case Vm():
            if thing.is_template:
                return tr("Template"), "dim"
            words, colour = str(POWER[thing.state]), POWER_COLOUR[thing.state]
            if thing.installing:
                words = tr("{state} (installing)", state=words)
            elif thing.migrating:
                words = tr("{state} (migrating)", state=words)
            if host is not None and host.state is not HostState.READY:
                return tr("{state} when last seen", state=words), "warn"
            return words, colour
        case StorageRepository():
            if thing.problem is not None:
                return str(thing.problem), "error"
            return (tr("Active"), "running") if thing.active else (tr("Not active"), "stopped")
        case Network():
            return (tr("Active"), "running") if thing.active else (tr("Not active"), "stopped")
        case _:
            return "", "dim"


def kind_words(thing: AnyObject) -> str:
    """What it is."""
    if isinstance(thing, Vm):
        return tr("Template") if thing.is_template else tr("VM")
    return str(KIND[thing.ref.kind])


def mode_words(mode: str) -> str:
    """Virtualization mode in the guide's words."""
    known: dict[str, Text] = {
        "HVM": N_("Fully virtualized (HVM)"),
        "PV": N_("Paravirtualized (PV)"),
        "PVH": N_("Paravirtualized in a hardware container (PVH)"),
        "container": N_("Container"),
    }
    return str(known[mode]) if mode in known else mode
