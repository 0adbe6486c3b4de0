"""*Check the pool*: its hosts are asked whether they fit together; every result with what mends it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QWidget

from console.model.errors import ConsoleError
from console.model.objects import Pool
from console.model.rules_pool import members
from console.model.text import tr
from console.operations.pool_check import examine
from console.ui.dialogs.controls import busy_bar
from console.ui.dialogs.support import Dialog, Message, scrolled
from console.ui.jobs import Jobs
from console.ui.services import Services
from console.ui.widgets.findings import FindingsView

Role = QDialogButtonBox.ButtonRole


class CheckPoolDialog(Dialog):
    """Checks as soon as it opens."""

    def __init__(self, services: Services, pool: Pool, parent: QWidget | None = None) -> None:
        super().__init__(tr("Check the pool {name}", name=pool.name), "checkPool", parent)
        self._services, self._pool = services, pool
        self._jobs = Jobs(self._failed)
        self.busy = busy_bar("checkPool.busy", tr("Checking"))
        self.problem = Message("checkPool.problem", card=True)
        self.view = FindingsView("checkPool.findings")
        self.content.addWidget(self.busy)
        self.content.addWidget(self.problem)
        self.content.addWidget(scrolled(self.view, "checkPool.scroll"), 1)
        self.again = self.add_button(tr("Check a&gain"), "again", Role.ActionRole)
        self.again.clicked.connect(self.check)
        self.add_button(tr("Close"), "close", Role.RejectRole, default=True).clicked.connect(self.reject)
        self.finished.connect(self._jobs.cancel)
        self.resize(640, 480)
        self.check()

    def check(self) -> None:
        """Ask (again)."""
        self.problem.show_text("")
        self.busy.show()
        self.again.setEnabled(False)
        self._jobs.start(self._check())

    async def _check(self) -> None:
        hosts = [host.id for host in members(self._services.inventory, self._pool.record.id)]
        try:
            if not hosts:
                self.problem.show_text(tr("The pool has no host."), "info")
            self.view.show_findings(await examine(self._services.inventory, self._services.hosts, hosts) if hosts else ())
        finally:
            self.busy.hide()
            self.again.setEnabled(True)

    def _failed(self, failure: ConsoleError) -> None:
        self.problem.show_text(str(failure.text), "error", remedy=str(failure.remedy or ""))
