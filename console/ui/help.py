"""F1: a short help for what is on screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from console.model.text import N_, Text, tr
from console.ui.dialogs.support import GAP, Dialog, heading, named, scrolled, text_label

PAGES: dict[str, tuple[Text, tuple[Text, ...]]] = {
    "": (
        N_("The main window"),
        (
            N_("The tree at the left holds pools, hosts, VMs, templates, storage and networks. Ctrl+F filters it, for example os:debian."),
            N_("Ctrl+K finds any object or command. Controls that are grey say why when the mouse is over them."),
            N_("What you start shows at the bottom; Ctrl+T opens the list of tasks."),
        ),
    ),
    "general": (
        N_("General"),
        (
            N_("The virtualization state of a VM tells whether its I/O is optimized and its Management Agent installed."),
            N_("A link beside a line mends what is missing. It never runs anything inside the guest by itself."),
            N_("Right-click a row to copy it. Sections fold at their titles, and the window remembers it."),
        ),
    ),
    "storage": (
        N_("Storage"),
        (
            N_("For a VM: its disks and drives, named as the guest sees them. “Reset at start” disks forget their changes."),
            N_("For a host: its storage repositories. For a repository: the virtual disks in it and the VMs that use them."),
        ),
    ),
    "networking": (
        N_("Networking"),
        (
            N_("For a VM: its network interfaces and their addresses. For a host: its networks. For a network: its DHCP leases."),
            N_("A user network reaches outwards only; its addresses mean something inside the guest only."),
        ),
    ),
    "templates": (
        N_("Templates and clones"),
        (
            N_("“Convert to template” makes a VM the base of others: it can't be started, and its disks are protected. Quick create asks nothing."),
            N_("Ctrl+D clones a VM, a template or a snapshot: whole, or copy-on-write over a template's disks, which must then never change."),
            N_("Each layer of disks makes reading slower. “Restore disk speed” makes a clone's disks independent, also while it runs."),
            N_("Prepare a guest before it is cloned: machine ID, ssh host keys and the like must not be the same in two machines."),
        ),
    ),
    "consoles": (
        N_("Consoles"),
        (
            N_("The screens of the running VMs, small and live. Only what is on screen is read, every few seconds."),
            N_("Arrow keys select, Enter or a double click opens the VM's Console tab. VMs of Xen hosts have no small picture."),
        ),
    ),
    "log": (
        N_("Log"),
        (N_("What happened to this object: events of its host and the tasks that were run on it. A double click goes to the object."),),
    ),
}


class HelpDialog(Dialog):
    """The page for a tab; "" is the window."""

    def __init__(self, page: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Help"), "help", parent)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, GAP, 0)
        column.setSpacing(GAP)
        for key in dict.fromkeys((page, *(("templates",) if page == "general" else ()), "")):
            title, paragraphs = PAGES.get(key, PAGES[""])
            column.addWidget(heading(str(title), f"help.title.{key or 'window'}", points=1.15))
            for number, text in enumerate(paragraphs):
                column.addWidget(text_label(str(text), f"help.{key or 'window'}.{number}"))
        column.addStretch(1)
        pages = named(scrolled(inside, "help.pages"), "help.pages", tr("Help"))
        pages.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrow keys scroll it
        self.content.addWidget(pages, 1)
        self.add_button(tr("Close"), "close", QDialogButtonBox.ButtonRole.RejectRole, default=True).clicked.connect(self.reject)
        self.resize(560, 560)
