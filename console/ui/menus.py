"""Which command stands where: menu bar, toolbar, context menus. Data only; ``None`` is a separator."""

from __future__ import annotations

from console.model.ids import Kind
from console.model.objects import Vm
from console.model.text import N_, Text
from console.ui.commands.base import Selection
from console.ui.commands.vm import kinds_of

Entries = tuple["str | tuple[Text, tuple[str | None, ...]] | None", ...]

TOOLS_MENU: tuple[str | None, ...] = (
    "install-both",
    "add-channel",
    "vm-tools-eject",
    None,
    "switch-to-virtio",
    "vm-return-devices",
    "vm-driver-disk",
    None,
    "select-needy",
    "fix-tools",
    "tools-windows-iso",
)

MENU_BAR: tuple[tuple[str, Text, Entries], ...] = (
    ("file", N_("&File"), ("vm-install", "vm-import", None, "host-add", "pool-create", None, "preferences", None, "quit")),
    (
        "view",
        N_("&View"),
        (
            "view-infrastructure",
            "view-folder",
            "view-tag",
            "view-state",
            "view-os",
            None,
            "show-templates",
            "show-builtin",
            "show-storage",
            "show-networks",
            None,
            "expand-all",
            "collapse-all",
            None,
            "filter",
            "palette",
            None,
            "tasks",
            "events",
            None,
            (N_("Theme"), ("theme-system", "theme-light", "theme-dark")),
            "undock-console",
            "full-screen",
            None,
            "back",
            "forward",
        ),
    ),
    (
        "host",
        N_("H&ost"),
        (
            "host-add",
            None,
            "pool-create",
            "pool-add-hosts",
            "pool-add-host",
            "pool-remove-host",
            "pool-check",
            "pool-rename",
            "pool-delete",
            None,
            "host-connect",
            "host-disconnect",
            "host-refresh",
            None,
            (N_("Net&works"), ("network-create", "network-start", "network-stop", "network-autostart", "network-delete")),
            None,
            "host-acceleration",
            "host-autoconnect",
            None,
            "host-remove",
        ),
    ),
    (
        "vm",
        N_("V&M"),
        (
            "vm-install",
            "vm-p2v",
            None,
            "vm-start",
            "vm-shutdown",
            "vm-reboot",
            "vm-suspend-resume",
            "vm-pause",
            "vm-unpause",
            None,
            "vm-force-off",
            "vm-force-reboot",
            None,
            "vm-console",
            "vm-viewer",
            (N_("&Guest tools"), TOOLS_MENU),
            "vm-cd-eject",
            None,
            "vm-migrate",
            "vm-move",
            "vm-clone",
            "vm-export",
            "vm-import",
            "vm-prepare",
            None,
            "vm-autostart",
            "vm-rename",
            "vm-delete",
        ),
    ),
    (
        "storage",
        N_("&Storage"),
        (
            "sr-create",
            None,
            "sr-start",
            "sr-stop",
            "storage-refresh",
            "sr-autostart",
            "sr-prove",
            None,
            "vdi-create",
            "volume-upload",
            None,
            "sr-delete",
            None,
            "show-storage",
        ),
    ),
    (
        "templates",
        N_("Temp&lates"),
        (
            "vm-install",
            "template-quick",
            None,
            "template-new",
            "template-convert",
            "template-to-vm",
            None,
            "vm-flatten",
            "vm-clean-overlays",
            None,
            "show-templates",
            "show-builtin",
        ),
    ),
    ("tools", N_("&Tools"), ("palette", "tasks", "events", "leftovers", None, "preferences")),
    ("help", N_("&Help"), ("help", "shortcuts", None, "about")),
)

VM_MENU: tuple[str | None, ...] = (
    "vm-start",
    "vm-shutdown",
    "vm-reboot",
    "vm-suspend-resume",
    "vm-pause",
    "vm-unpause",
    None,
    "vm-force-off",
    "vm-force-reboot",
    None,
    "vm-console",
    "vm-viewer",
    "fix-tools",
    None,
    "vm-migrate",
    "vm-move",
    "vm-clone",
    "vm-export",
    "vm-prepare",
    "template-convert",
    "vm-flatten",
    None,
    "vm-autostart",
    "vm-rename",
    "vm-delete",
)
HOST_MENU: tuple[str | None, ...] = (
    "vm-install",
    "vm-import",
    "sr-create",
    None,
    "host-connect",
    "host-disconnect",
    "host-refresh",
    None,
    "network-create",
    "pool-add-host",
    "pool-remove-host",
    None,
    "host-acceleration",
    "host-autoconnect",
    "select-needy",
    "fix-tools",
    None,
    "host-remove",
)
POOL_MENU: tuple[str | None, ...] = (
    "vm-install",
    "sr-create",
    None,
    "pool-add-hosts",
    "pool-check",
    "host-refresh",
    None,
    "select-needy",
    "fix-tools",
    None,
    "pool-rename",
    "pool-delete",
)
TEMPLATE_MENU: tuple[str | None, ...] = ("vm-install", "vm-clone", None, "vm-rename", "vm-delete")
CUSTOM_TEMPLATE_MENU: tuple[str | None, ...] = (
    "template-quick",
    "vm-clone",
    "vm-export",
    "vm-move",
    None,
    "template-to-vm",
    "vm-flatten",
    None,
    "vm-rename",
    "vm-delete",
)
STORAGE_MENU: tuple[str | None, ...] = (
    "vdi-create",
    "volume-upload",
    None,
    "sr-start",
    "sr-stop",
    "storage-refresh",
    "sr-autostart",
    "sr-prove",
    None,
    "sr-delete",
)
NETWORK_MENU: tuple[str | None, ...] = (
    "network-start",
    "network-stop",
    "network-autostart",
    None,
    "network-delete",
    None,
    "network-create",
    "host-refresh",
)
EMPTY_MENU: tuple[str | None, ...] = ("vm-install", "vm-import", "host-add", "pool-create", None, "expand-all", "collapse-all")


def context_menu(selection: Selection) -> tuple[str | None, ...]:
    """The context menu of a selection."""
    kinds = kinds_of(selection)
    if not kinds:
        return EMPTY_MENU
    if kinds == {Kind.VM}:
        templates = [thing for thing in selection.things if isinstance(thing, Vm) and thing.is_template]
        return CUSTOM_TEMPLATE_MENU if templates else VM_MENU
    if kinds == {Kind.HOST}:
        return HOST_MENU
    if kinds == {Kind.STORAGE}:
        return STORAGE_MENU
    if kinds == {Kind.NETWORK}:
        return NETWORK_MENU
    if kinds == {Kind.BUILTIN_TEMPLATE}:
        return ("vm-install",)
    if kinds == {Kind.POOL}:
        return POOL_MENU
    if Kind.VM in kinds:
        return VM_MENU
    return ("host-refresh",)
