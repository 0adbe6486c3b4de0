"""Why something can't be done now: the single source for *enabled*, tooltips, bulk tables and the refusals of virtdeckctl."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from console.model.text import Text


class Verb(enum.Enum):
    """Verbs; the value is the virtdeckctl name."""

    VM_START = "vm-start"  # start, or resume from suspend
    VM_SHUTDOWN = "vm-shutdown"
    VM_REBOOT = "vm-reboot"
    VM_SUSPEND = "vm-suspend"  # to disk
    VM_RESUME = "vm-resume"
    VM_PAUSE = "vm-pause"
    VM_UNPAUSE = "vm-unpause"
    VM_FORCE_OFF = "vm-force-off"
    VM_FORCE_REBOOT = "vm-force-reboot"
    VM_DELETE = "vm-delete"
    VM_RENAME = "vm-rename"
    VM_NEW = "vm-install"
    VM_VIEWER = "vm-viewer"
    VM_AUTOSTART = "vm-autostart"
    HOST_CONNECT = "host-connect"
    HOST_DISCONNECT = "host-disconnect"
    HOST_REFRESH = "host-refresh"
    HOST_REMOVE = "host-remove"
    HOST_ACCELERATION = "host-acceleration"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not. ``remedy`` is the verb or link name that mends it ("vm-start", "install-both", "add-channel", …), "" if none."""

    text: Text
    remedy: str = ""
    remedy_text: Text | None = None
