"""What can be asked for of VMs, templates and hosts. (Storage, networks, pools and migration name theirs beside their rules.)"""

from __future__ import annotations

import enum

CD_EJECT = "vm-cd-eject"
"""Whatever disc is in a VM's CD drive: out."""
CLEAN_OVERLAYS = "vm-clean-overlays"
"""A verb of one VM whose rule needs its disks' chains (``operations.transient``)."""


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
    VM_TOOLS = "vm-tools"  # the tools disc into the CD drive
    VM_TOOLS_EJECT = "vm-tools-eject"  # and what was in it back
    VM_ADD_CHANNEL = "vm-add-channel"
    VM_SWITCH_VIRTIO = "vm-switch-virtio"  # at the next start
    VM_RETURN_DEVICES = "vm-return-devices"  # the way back
    VM_CLONE = "vm-clone"  # full copy or copy-on-write, of a VM or a template
    VM_COPY = "vm-copy"  # full copy (the guide's name of it)
    VM_EXPORT = "vm-export"  # into files: XVA, OVF, OVA, disk images
    VM_FLATTEN = "vm-flatten"  # restore disk speed: its disks depend on no other any more
    TEMPLATE_CONVERT = "template-convert"  # VM → template
    TEMPLATE_TO_VM = "template-to-vm"  # and back
    TEMPLATE_QUICK = "template-quick"  # a VM from an instant template, without questions
    VM_DRIVER_DISK = "vm-driver-disk"  # a small virtio disk, so that Windows loads its storage driver
    HOST_CONNECT = "host-connect"
    HOST_DISCONNECT = "host-disconnect"
    HOST_REFRESH = "host-refresh"
    HOST_REMOVE = "host-remove"
    HOST_ACCELERATION = "host-acceleration"
