"""What interrupted operations left behind, from the journal: clean up on proof, or keep."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialogButtonBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from console.model.errors import ConsoleError
from console.model.ids import HostId
from console.model.tasks import Leftover
from console.model.text import N_, Text, tr
from console.operations.base import Operation
from console.operations.leftovers import CleanUp, Keep, why_not_clean
from console.operations.p2v.source_left import machine_of
from console.ui import words
from console.ui.dialogs.support import GAP, Dialog, Message, heading, named, scrolled, text_label
from console.ui.jobs import Jobs
from console.ui.services import Services

KINDS: dict[str, Text] = {
    "domain": N_("VM"),
    "volume": N_("Virtual disk"),
    "file": N_("File"),
    "network": N_("Network"),
    "repository": N_("Storage repository"),
    "conversion": N_("Unfinished template"),
    "p2v-key": N_("virt-p2v key"),
    "p2v-snapshot": N_("Snapshot"),
}


class LeftoverRow(QFrame):
    """One thing with *Clean up* and *Keep*."""

    def __init__(self, left: Leftover, host: str, why: Text | None) -> None:
        super().__init__()
        self.left = left
        name = f"leftovers.{left.id}"
        self.setObjectName(name)
        self.setAccessibleName(left.name)
        self.setProperty("card", True)
        kind = str(KINDS.get(left.kind, N_("Object")))
        title = tr("{kind} {name}", kind=kind, name=left.name)
        where = tr("on {host}", host=host) if host else tr("on this computer")
        facts = tr("{where}, left by “{operation}”, {when}", where=where, operation=left.title, when=words.absolute(left.at))
        self.clean = named(QPushButton(tr("Clean up")), f"{name}.clean", tr("Clean up {name}", name=left.name))
        self.keep = named(QPushButton(tr("Keep")), f"{name}.keep", tr("Keep {name}", name=left.name))
        for button in (self.clean, self.keep):
            button.setAutoDefault(False)
        self._why: Text | None = None
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(heading(title, f"{name}.title", points=1.0))
        text.addWidget(text_label(facts, f"{name}.facts", dim=True))
        self.problem = Message(f"{name}.problem")
        text.addWidget(self.problem)
        self.allow(why)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(GAP)
        row.addLayout(text, 1)
        row.addWidget(self.clean)
        row.addWidget(self.keep)

    def allow(self, why: Text | None) -> None:
        """Whether it can be cleaned up now, and why not."""
        self.clean.setEnabled(why is None)
        self.clean.setToolTip(str(why) if why is not None else "")
        if why != self._why:
            self._why = why
            self.problem.show_text(str(why) if why is not None else "", "info")


class LeftoversDialog(Dialog):
    """Shown at start when the journal has something, and from the Tools menu."""

    def __init__(self, services: Services, left: Sequence[Leftover], parent: QWidget | None = None) -> None:
        super().__init__(tr("Leftovers"), "leftovers", parent)
        self._services = services
        self._jobs = Jobs(self._failed)
        self.content.addWidget(heading(tr("Something was left behind"), "leftovers.title", points=1.15))
        self.content.addWidget(
            text_label(
                tr("Operations that were interrupted made these. Clean up removes them, Keep leaves them as they are."),
                "leftovers.text",
            )
        )
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, GAP, 0)
        self._column.setSpacing(GAP)
        self.rows: list[LeftoverRow] = []
        for each in sorted(left, key=lambda one: one.kind != "domain"):  # a disk that a VM still has is in use
            host = services.inventory.host(HostId(each.host))
            row = LeftoverRow(each, host.name if host is not None else each.host or machine_of(each), why_not_clean(each, services.inventory))
            row.clean.clicked.connect(lambda _=False, r=row: self._jobs.start(self._do(r, CleanUp(r.left))))
            row.keep.clicked.connect(lambda _=False, r=row: self._jobs.start(self._do(r, Keep(r.left))))
            self.rows.append(row)
            self._column.addWidget(row)
        self.empty = QLabel(tr("Nothing is left."))
        named(self.empty, "leftovers.empty", tr("Nothing is left."))
        self.empty.setVisible(not self.rows)
        self._column.addWidget(self.empty)
        self._column.addStretch(1)
        self.content.addWidget(scrolled(inside, "leftovers.list"), 1)
        close = self.add_button(tr("Decide later"), "close", QDialogButtonBox.ButtonRole.RejectRole, default=True)
        close.clicked.connect(self.reject)
        self.finished.connect(self._jobs.cancel)
        self._busy: set[LeftoverRow] = set()
        self.finished.connect(services.inventory.subscribe(lambda _: self._hosts_changed()))
        self.resize(640, 360)

    def _hosts_changed(self) -> None:
        """A host may have been connected since."""
        for row in self.rows:
            if row not in self._busy:
                row.allow(why_not_clean(row.left, self._services.inventory))

    async def _do(self, row: LeftoverRow, operation: Operation) -> None:
        for button in (row.clean, row.keep):
            button.setEnabled(False)
        self._busy.add(row)
        try:
            await self._services.runner.start(operation)
        except ConsoleError as failure:
            row.problem.show_text(str(failure.text), "error", remedy=str(failure.remedy or ""))
            row.keep.setEnabled(True)
            row.clean.setEnabled(why_not_clean(row.left, self._services.inventory) is None)
            self._busy.discard(row)
            return
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        self.empty.setVisible(not self.rows)
        if not self.rows:
            self.accept()

    def _failed(self, failure: ConsoleError) -> None:
        self.empty.setText(str(failure.text))
        self.empty.show()
