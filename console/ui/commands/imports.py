"""Importing VMs, as a command; files dropped onto the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from console.model.objects import Host, HostState
from console.model.rules import Reason
from console.model.rules_import import why_not_import
from console.model.text import N_, Text
from console.ui.commands.base import Command, Selection, Shell


class Import(Command):
    """The Import wizard."""

    id, text, icon = "vm-import", N_("Import…"), "upload"
    tip = N_("From files or an address: OVA, OVF, XVA, disk images, libvirt domains. Files can also be dropped onto the window.")
    also = "restore appliance OVF OVA XVA VMDK VHD qcow2 インポート 読み込み"

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def why_not(self, selection: Selection) -> Reason | None:
        return why_not_import(self._shell.services.inventory)

    def explain(self, selection: Selection) -> Text | None:
        return self.tip

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        one = selection.one
        host = one.id if isinstance(one, Host) and one.state is HostState.READY else None
        self._shell.do("import", ((), host))


def import_commands(shell: Shell) -> list[Command]:
    """All of them."""
    return [Import(shell)]


def dropped_places(data: QMimeData) -> list[str]:
    """Files of this computer and http(s) addresses in what is dragged."""
    found = []
    for url in data.urls():
        if url.isLocalFile():
            found.append(url.toLocalFile())
        elif url.scheme() in ("http", "https"):
            found.append(url.toString())
    return found


class FilesOntoWindow(QObject):
    """Takes files that are dropped anywhere on a widget. ``drop`` is told the places."""

    def __init__(self, widget: QWidget, drop: Callable[[Sequence[str]], None]) -> None:
        super().__init__(widget)
        self._drop = drop
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Drags of files are accepted; all else goes on as before."""
        if isinstance(event, QDragEnterEvent) and dropped_places(event.mimeData()):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop and (places := dropped_places(event.mimeData())):
            event.acceptProposedAction()
            self._drop(places)
            return True
        return super().eventFilter(watched, event)
