"""Before a bulk run: which VMs can take part, and for the others the reason, with its remedy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialogButtonBox, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from console.model.ids import Ref
from console.model.rules import Reason
from console.model.text import Text, tr
from console.ui import icons
from console.ui.dialogs.support import Dialog, RoomyRows, heading, named, text_label
from console.ui.theme import colours


@dataclass(frozen=True, slots=True)
class BulkRow:
    """One object; ``reason`` None = it takes part."""

    ref: Ref
    name: str
    reason: Reason | None


class BulkDialog(Dialog):
    """Table *VM → reason*. ``fix(remedy name, refs)`` when a remedy is asked for; accepted = go on with those that can."""

    fix = Signal(str, list)

    def __init__(self, title: Text, verb: Text, rows: Sequence[BulkRow], parent: QWidget | None = None, *, danger: bool = False) -> None:
        """``verb``: of the button, e.g. N_("Shut down")."""
        super().__init__(str(title), "bulk", parent)
        self._rows = tuple(rows)
        able = [row for row in rows if row.reason is None]
        self.content.addWidget(heading(str(title), "bulk.title", points=1.15))
        if len(able) == len(rows):
            words = tr("All {all} can take part.", all=len(rows))
        elif not able:
            words = tr("None of the {all} can take part:", all=len(rows))
        else:
            words = tr("{able} of {all} can take part. The others are left out:", able=len(able), all=len(rows))
        self.content.addWidget(text_label(words, "bulk.text"))
        self.table = named(QTreeWidget(), "bulk.table", tr("VMs and reasons"))
        self.table.setColumnCount(2)
        self.table.setHeaderLabels([tr("Name"), tr("Reason")])
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setItemDelegate(RoomyRows(self.table))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.table.header().setStretchLastSection(True)
        theme = colours(self.palette())
        for row in sorted(rows, key=lambda r: r.reason is None):
            why = row.reason
            item = QTreeWidgetItem([row.name, tr("can take part") if why is None else str(why.text)])
            item.setIcon(0, icons.icon("ok" if why is None else "error", self.palette(), colour=theme.named("ok" if why is None else "error")))
            item.setToolTip(1, item.text(1))
            item.setData(0, Qt.ItemDataRole.UserRole, row.ref)
            self.table.addTopLevelItem(item)
        self.content.addWidget(self.table, 1)
        self._add_fixes()
        cancel = self.add_button(tr("Cancel"), "cancel", QDialogButtonBox.ButtonRole.RejectRole, default=danger)
        cancel.clicked.connect(self.reject)
        words = tr("{verb} {count} VMs", verb=verb, count=len(able)) if len(able) != 1 else tr("{verb} 1 VM", verb=verb)
        self.go = self.add_button(words, "accept", QDialogButtonBox.ButtonRole.AcceptRole, danger=danger, default=not danger)
        self.go.setEnabled(bool(able))
        self.go.clicked.connect(self.accept)
        self.resize(600, 360)

    @property
    def able(self) -> tuple[Ref, ...]:
        """Those that take part."""
        return tuple(row.ref for row in self._rows if row.reason is None)

    def _add_fixes(self) -> None:
        """One button a remedy: "Install guest tools (3)"."""
        fixes: dict[str, tuple[str, list[Ref]]] = {}
        for row in self._rows:
            if row.reason is not None and row.reason.remedy and row.reason.remedy_text is not None:
                fixes.setdefault(row.reason.remedy, (str(row.reason.remedy_text), []))[1].append(row.ref)
        for remedy, (words, refs) in fixes.items():
            button = self.add_button(tr("{remedy} ({count})", remedy=words, count=len(refs)), f"fix.{remedy}", QDialogButtonBox.ButtonRole.ActionRole)
            button.clicked.connect(lambda _=False, r=remedy, of=refs: self.fix.emit(r, list(of)))
