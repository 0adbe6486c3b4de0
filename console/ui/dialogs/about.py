"""*About Virtdeck*: what it is, versions, where things are kept; all of it copyable for a bug report."""

from __future__ import annotations

import platform

import PySide6
from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from console import __version__
from console.model.objects import Host
from console.model.text import tr
from console.ui import icons
from console.ui.dialogs.support import SECTION, CopyBlock, Dialog, heading, named, text_label
from console.ui.services import Services


def facts(services: Services) -> str:
    """Versions and places, one a line."""
    lines = [
        f"Virtdeck {__version__}",
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, Qt {qVersion()}",
        platform.platform(),
        tr("Settings: {path}", path=services.paths.config),
        tr("Log: {path}", path=services.paths.log),
        *(_host_line(host) for host in services.inventory.hosts()),
    ]
    return "\n".join(lines)


def _host_line(host: Host) -> str:
    versions = ", ".join(
        part for part in (f"libvirt {host.libvirt_version}", f"{host.hypervisor} {host.hypervisor_version}") if len(part.split()) > 1
    )
    return f"{host.name} ({host.record.uri})" + (f": {versions}" if versions else "")


class AboutDialog(Dialog):
    """Shown from the Help menu."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(tr("About Virtdeck"), "about", parent)
        picture = named(QLabel(), "about.icon", "Virtdeck")
        picture.setPixmap(icons.application_icon().pixmap(64, 64))
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(heading("Virtdeck", "about.name"))
        head.addWidget(text_label(tr("Version {version}", version=__version__), "about.version", dim=True))
        head.addWidget(text_label(tr("A desktop console for libvirt: pools of hosts, templates and wizards, point and click."), "about.text"))
        head.addWidget(text_label(tr("Free software under the Apache License 2.0."), "about.licence", dim=True))
        row = QHBoxLayout()
        row.setSpacing(SECTION)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(head, 1)
        self.content.addLayout(row)
        self.facts = CopyBlock("about.facts", tr("Versions and places"), lines=7)
        self.facts.set_text(facts(services))
        self.content.addWidget(self.facts)
        close = self.add_button(tr("Close"), "close", QDialogButtonBox.ButtonRole.AcceptRole, default=True)
        close.clicked.connect(self.accept)
        close.setFocus()
        self.setMinimumWidth(560)
