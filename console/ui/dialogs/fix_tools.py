"""What the guest tools of several VMs need, with the way out of each; those that are ticked are done in one go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialogButtonBox, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from console.model.objects import Vm
from console.model.rules import Reason
from console.model.text import tr
from console.model.tools import LINK_TEXTS, ToolsLink
from console.ui import words
from console.ui.dialogs.support import Dialog, RoomyRows, heading, named, text_label


class FixToolsDialog(Dialog):
    """Rows (VM, what mends it, why it can't be done now or None). ``chosen`` gives the ticked ones as (VM, link)."""

    chosen = Signal(list)

    def __init__(self, rows: Sequence[tuple[Vm, ToolsLink, Reason | None]], parent: QWidget | None = None) -> None:
        title = tr("1 VM needs guest tools") if len(rows) == 1 else tr("{n} VMs need guest tools", n=len(rows))
        super().__init__(title, "fix_tools", parent)
        self._rows = tuple(rows)
        self.content.addWidget(heading(title, "fix_tools.title", points=1.15))
        self.content.addWidget(
            text_label(tr("Nothing runs in a guest by itself: discs are inserted, and devices change at the next start."), "fix_tools.text")
        )
        self.table = named(QTreeWidget(), "fix_tools.table", tr("VMs and what they need"))
        self.table.setColumnCount(3)
        self.table.setHeaderLabels([tr("Name"), tr("State"), tr("What is done")])
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setItemDelegate(RoomyRows(self.table))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.header().setStretchLastSection(True)
        for vm, link, reason in self._rows:
            found = words.tools_report(vm)
            missing = " · ".join(str(line.text) for line in found.lines if line.link is not None) if found is not None else ""
            item = QTreeWidgetItem([vm.name, missing, str(LINK_TEXTS[link]) if reason is None else str(reason.text)])
            item.setToolTip(2, item.text(2))
            item.setCheckState(0, Qt.CheckState.Checked if reason is None else Qt.CheckState.Unchecked)
            item.setDisabled(reason is not None)
            self.table.addTopLevelItem(item)
        self.table.itemChanged.connect(lambda *_: self._count())
        self.content.addWidget(self.table, 1)
        cancel = self.add_button(tr("Cancel"), "cancel", QDialogButtonBox.ButtonRole.RejectRole)
        cancel.clicked.connect(self.reject)
        self.go = self.add_button(tr("Fix"), "accept", QDialogButtonBox.ButtonRole.AcceptRole, default=True)
        self.go.clicked.connect(self._accept)
        self._count()
        self.resize(680, 360)

    def ticked(self) -> list[tuple[Vm, ToolsLink]]:
        """The rows that are to be done."""
        items = [self.table.topLevelItem(number) for number in range(self.table.topLevelItemCount())]
        return [
            (vm, link)
            for (vm, link, reason), item in zip(self._rows, items, strict=True)
            if reason is None and item is not None and item.checkState(0) is Qt.CheckState.Checked
        ]

    def _count(self) -> None:
        self.go.setEnabled(bool(self.ticked()))

    def _accept(self) -> None:
        chosen = self.ticked()
        self.accept()
        self.chosen.emit(chosen)
