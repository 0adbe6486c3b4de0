"""The pool wizard: pages over :class:`console.operations.new_pool.PoolDraft`. It makes a pool, or adds hosts to one."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTreeWidgetItem, QWidget

from console.model.errors import ConsoleError
from console.model.ids import HostId
from console.model.inventory import Changes
from console.model.objects import HostState, Pool
from console.model.text import tr
from console.operations.base import Operation
from console.operations.drafts.said import of_page
from console.operations.new_pool import QUESTIONS, TITLES, PoolDraft, PoolPage
from console.operations.pool_check import examine
from console.operations.subject import wait_until
from console.ui import icons, words
from console.ui.dialogs.controls import busy_bar, push
from console.ui.dialogs.support import Message, named, text_label
from console.ui.services import Services
from console.ui.widgets.findings import FindingsView
from console.ui.wizards.base import Step, WizardPage
from console.ui.wizards.draft_page import KEY, ChoiceTable
from console.ui.wizards.notes import show_first
from console.ui.wizards.simple_pages import labelled
from console.ui.wizards.task_wizard import TaskWizard, steps_of

LOADED_SECONDS = 20.0
"""How long the checks wait for hosts that are just being connected."""


class PoolNamePage(WizardPage):
    """What should the pool be called?"""

    def __init__(self, draft: PoolDraft) -> None:
        super().__init__(PoolPage.NAME.value)
        self._draft = draft
        self.name = named(QLineEdit(), "pool.name", tr("Name"))
        self.name.setMaxLength(100)
        self.problem = Message("pool.name.problem")
        self.column.addLayout(labelled(tr("N&ame"), self.name, self.problem))
        self.column.addWidget(
            text_label(tr("A pool is a group of hosts that Virtdeck keeps. Nothing on the hosts changes."), "pool.name.help", dim=True)
        )
        self.column.addStretch(1)
        self.name.textEdited.connect(self._edited)

    def _edited(self, text: str) -> None:
        self._draft.name = text.strip()
        self.changed.emit()

    def refresh(self) -> None:
        if self.name.text().strip() != self._draft.name:
            self.name.setText(self._draft.name)
        show_first(self.problem, of_page(self._draft.problems(), PoolPage.NAME))

    def entered(self) -> None:
        self.name.setFocus()
        self.name.selectAll()


class PoolHostsPage(WizardPage):
    """Which hosts? All are listed, those that can't join with the reason. ``add_host``: a host that is not in the list yet."""

    add_host = Signal()

    def __init__(self, draft: PoolDraft) -> None:
        super().__init__(PoolPage.HOSTS.value)
        self._draft = draft
        self.table = ChoiceTable("pool.hosts", tr("Hosts"), [tr("Host"), tr("State"), tr("Hypervisor"), tr("Reason")])
        self.table.setMinimumHeight(240)
        self.table.itemChanged.connect(self._ticked)
        self.add = push(tr("A&dd host…"), "pool.hosts.add")
        self.add.setToolTip(tr("Add a host that is not in the list yet"))
        self.add.clicked.connect(self.add_host)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        self.problem = Message("pool.hosts.problem")
        self.column.addWidget(self.table, 1)
        self.column.addLayout(row)
        self.column.addWidget(self.problem)

    def _items(self) -> list[QTreeWidgetItem]:
        return [item for row in range(self.table.topLevelItemCount()) if (item := self.table.topLevelItem(row)) is not None]

    def _ticked(self, item: QTreeWidgetItem, column: int) -> None:
        if column == 0:
            self._draft.choose(HostId(str(item.data(0, KEY))), item.checkState(0) is Qt.CheckState.Checked)
            self.changed.emit()

    def refresh(self) -> None:
        chosen = set(self._draft.chosen)
        with QSignalBlocker(self.table):
            current = self.table.key
            wanted = [(str(choice.host.id), choice) for choice in self._draft.choices()]
            if [key for key, _ in wanted] != [str(item.data(0, KEY)) for item in self._items()]:
                self.table.clear()
                for key, _ in wanted:
                    self.table.add(key, ("", "", "", ""))
            for item, (_, choice) in zip(self._items(), wanted, strict=True):
                host = choice.host
                reason = str(choice.why_not.text) if choice.why_not is not None else ""
                hypervisor = " ".join(part for part in (host.hypervisor, host.hypervisor_version) if part)
                cells = (host.name, words.state_words(host)[0], hypervisor, reason)
                for column, text in enumerate(cells):
                    item.setText(column, text)
                    item.setToolTip(column, text)
                item.setIcon(0, icons.icon("host", self.palette()))
                ticked = Qt.CheckState.Checked if host.id in chosen else Qt.CheckState.Unchecked
                item.setCheckState(0, ticked)
                item.setDisabled(bool(reason))
                said = (tr("ticked") if host.id in chosen else tr("not ticked"), *cells)
                item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(part for part in said if part))
            self.table.select(current)
        wrong = next((problem for problem in self._draft.problems() if problem.page is PoolPage.HOSTS), None)
        self.problem.show_text(str(wrong.text) if wrong is not None else "", "info")

    def entered(self) -> None:
        items = self._items()
        if not self.table.key and items:
            self.table.select(str(items[0].data(0, KEY)))
        self.table.setFocus()


class PoolChecksPage(WizardPage):
    """Do they fit together? Every finding with what mends it. ``wanted``: check (again)."""

    wanted = Signal()

    def __init__(self, draft: PoolDraft) -> None:
        super().__init__(PoolPage.CHECKS.value)
        self._draft = draft
        self.busy = busy_bar("pool.checks.busy", tr("Checking"))
        self.none = text_label(tr("Choose hosts first."), "pool.checks.none", dim=True)
        self.failure = Message("pool.checks.failure", card=True)
        self.view = FindingsView("pool.checks.findings")
        self.again = push(tr("Check a&gain"), "pool.checks.again")
        self.again.clicked.connect(self.wanted)
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addStretch(1)
        for widget in (self.busy, self.none, self.failure, self.view):
            self.column.addWidget(widget)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def set_busy(self, on: bool) -> None:
        """While the hosts are asked."""
        self.busy.setVisible(on)
        self.again.setEnabled(not on)

    def refresh(self) -> None:
        self.none.setVisible(not self._draft.chosen)
        self.again.setVisible(bool(self._draft.chosen))
        if self._draft.findings is not None or not self._draft.chosen:
            self.view.show_findings(self._draft.findings or () if self._draft.chosen else ())

    def entered(self) -> None:
        if self._draft.findings is None and self._draft.chosen:
            self.wanted.emit()
        self.again.setFocus()


class PoolFinishPage(WizardPage):
    """The pool as it will be."""

    def __init__(self, draft: PoolDraft) -> None:
        super().__init__(PoolPage.FINISH.value)
        self._draft = draft
        self.failure = Message("pool.finish.failure", card=True)
        self.table = ChoiceTable("pool.finish.table", tr("Resulting configuration"), [tr("Property"), tr("Value")])
        self.table.setMinimumHeight(200)
        self.warnings = FindingsView("pool.finish.warnings")
        self.column.addWidget(self.failure)
        self.column.addWidget(text_label(tr("Resulting configuration"), "pool.finish.caption", dim=True))
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.warnings)

    def refresh(self) -> None:
        self.table.show_rows(row for row in self._draft.summary() if row[1])
        self.warnings.show_findings([finding for finding in self._draft.findings or () if finding.level.value in ("warn", "error")])

    def entered(self) -> None:
        self.table.setFocus()


class PoolWizard(TaskWizard):
    """``created(id)`` when the pool is there. Open it with ``show()``."""

    created = Signal(str)

    def __init__(self, services: Services, parent: QWidget | None = None, *, pool: Pool | None = None, chosen: Sequence[HostId] = ()) -> None:
        """``pool``: add hosts to this one; ``chosen``: hosts that are ticked at first."""
        super().__init__(tr("New pool") if pool is None else tr("Add hosts to {name}", name=pool.name), "newPool", services, parent)
        self._checking: asyncio.Task[None] | None = None
        self.draft = PoolDraft(services.inventory, pool=pool, chosen=chosen)
        self._untouched = (self.draft.name, self.draft.chosen)
        self.hosts_page, self.checks_page, self.finish_page = PoolHostsPage(self.draft), PoolChecksPage(self.draft), PoolFinishPage(self.draft)
        pages = (PoolNamePage(self.draft), self.hosts_page, self.checks_page, self.finish_page)
        for page in pages if pool is None else pages[1:]:
            self.add_page(page)
        if pool is not None:
            pages[0].deleteLater()
            self.create_button.setText(tr("&Add"))
            self.create_button.setAccessibleName(tr("Add"))
        self.hosts_page.add_host.connect(self._add_host)
        self.checks_page.wanted.connect(self.check)
        self.go_to(self.draft.pages[0].value)

    # ------------------------------------------------------------------ the frame's questions

    def step_list(self) -> Sequence[Step]:
        wrong = {problem.page.value for problem in self.draft.problems() if problem.error}
        return steps_of(self.current, [(page.value, TITLES[page], None) for page in self.draft.pages], self._note, wrong)

    def _note(self, page: str) -> str:
        match PoolPage(page):
            case PoolPage.NAME:
                return self.draft.name
            case PoolPage.HOSTS:
                chosen = [host.name for each in self.draft.chosen if (host := self._services.inventory.host(each)) is not None]
                return ", ".join(chosen)
            case PoolPage.CHECKS:
                warnings = sum(finding.level.value in ("warn", "error") for finding in self.draft.findings or ())
                if self.draft.findings is None:
                    return ""
                return tr("1 warning") if warnings == 1 else tr("{n} warnings", n=warnings) if warnings else tr("all is well")
        return ""

    def question_of(self, key: str) -> str:
        page = PoolPage(key)
        if self.draft.pool is not None and page is PoolPage.HOSTS:
            return tr("Which hosts shall join {name}?", name=self.draft.pool.name)
        return str(QUESTIONS[page])

    def why_not_create(self) -> str:
        if self.running:
            return tr("It is being made.")
        return next((str(problem.text) for problem in self.draft.problems() if problem.error), "")

    def dirty(self) -> bool:
        return (self.draft.name, self.draft.chosen) != self._untouched

    # ------------------------------------------------------------------ doing

    def check(self) -> None:
        """Ask the hosts (again)."""
        if self._checking is not None:
            self._checking.cancel()
        self.draft.findings = None
        self.checks_page.failure.show_text("")
        self.checks_page.set_busy(True)
        self._checking = self._jobs.start(self._check())
        self.refresh()

    async def _check(self) -> None:
        inventory, hosts = self._services.inventory, self.draft.all_hosts
        this = asyncio.current_task()

        def settled() -> bool:
            found = [inventory.host(host) for host in hosts]
            return all(h is None or h.loaded or h.state not in (HostState.CONNECTING, HostState.READY) for h in found)

        try:
            await wait_until(inventory, settled, LOADED_SECONDS)
            findings = await examine(inventory, self._services.hosts, hosts)
        finally:
            if self._checking is this:
                self._checking = None
                self.checks_page.set_busy(False)
        if hosts == self.draft.all_hosts:
            self.draft.findings = findings
        self.refresh()

    def _add_host(self) -> None:
        from console.ui.dialogs.add_host import AddHostDialog

        dialog = AddHostDialog(self._services, self)
        dialog.added.connect(self._host_added)
        dialog.open()

    def _host_added(self, host: str) -> None:
        self.draft.choose(HostId(host), True)
        self.refresh()

    def operations(self) -> Sequence[Operation]:
        return [self.draft.plan()]

    def failure_message(self) -> Message:
        return self.finish_page.failure

    def step_aside(self) -> None:
        """It takes a moment only: the wizard waits for it."""
        self.refresh()

    def made(self, operation: Operation, result: str) -> None:
        self.created.emit(self.draft.identity)

    def _failed(self, failure: ConsoleError) -> None:
        self.checks_page.failure.show_text(str(failure.text), "error", remedy=str(failure.remedy or ""))

    def _world_changed(self, changes: Changes) -> None:
        """Another name, a host that came or went: what the pages show may differ now. A host that is away or back is to be checked again."""
        hosts = set(self.draft.all_hosts)
        if any(ref.host in hosts and fields & {"state", "loaded"} for ref, fields in changes.changed.items()) and self._checking is None:
            self.draft.findings = None
            if self.current == PoolPage.CHECKS.value:
                self.check()
        super()._world_changed(changes)
