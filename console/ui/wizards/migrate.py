"""The Migrate wizard: pages over :class:`console.operations.migrate_draft.MigrateDraft`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QTreeWidgetItem, QVBoxLayout, QWidget

from console.model.errors import ConsoleError
from console.model.ids import HostId, Ref
from console.model.inventory import Changes
from console.model.migration import is_live
from console.model.objects import HostState
from console.model.text import listed, tr
from console.operations.migrate_draft import TITLES, MigrateDraft, MigratePage
from console.ui import icons, words
from console.ui.dialogs.support import GAP, CopyBlock, Fold, Jobs, Message, named, text_label
from console.ui.services import Services
from console.ui.wizards.base import Step, Wizard, WizardPage
from console.ui.wizards.draft_page import KEY, ChoiceTable


class HostsPage(WizardPage):
    """All hosts; unfit ones disabled with the reason."""

    def __init__(self, draft: MigrateDraft) -> None:
        super().__init__(MigratePage.HOST.value)
        self.scrolls = False
        self._draft = draft
        self._shown: object = None
        self.list = ChoiceTable("migrate.hosts", tr("Hosts"), [tr("Host"), tr("What happens, or why it can't be chosen")])
        self.list.currentItemChanged.connect(self._chosen)
        self.problem = Message("migrate.hosts.problem")
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.problem)

    def refresh(self) -> None:
        choices = self._draft.host_choices()
        state = [(c.host.id, c.host.name, str(c.why_not or ""), str(c.note), c.host.state) for c in choices]
        if state != self._shown:
            self._shown = state
            with QSignalBlocker(self.list):
                self.list.clear()
                for choice in choices:
                    note = str(choice.why_not) if choice.why_not is not None else str(choice.note)
                    item = self.list.add(str(choice.host.id), [choice.host.name, note], usable=choice.why_not is None)
                    item.setIcon(0, icons.icon("host", self.palette(), badge=words.badge(choice.host)))
        self.list.select(str(self._draft.host_id or ""))
        wrong = [p for p in self._draft.problems() if p.page is MigratePage.HOST and p.error]
        self.problem.show_text(str(wrong[0].text) if wrong else "")

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        key = str(item.data(0, KEY) or "") if item is not None else ""
        if key and key != self._draft.host_id:
            self._draft.host_id = HostId(key)
            self._draft.repository = ""
            self._draft.networks.clear()
            self.changed.emit()

    def entered(self) -> None:
        self.list.setFocus()


class StoragePage(WizardPage):
    """Where the disks go that the host does not reach."""

    def __init__(self, draft: MigrateDraft) -> None:
        super().__init__(MigratePage.STORAGE.value)
        self.scrolls = False
        self._draft = draft
        self.text = text_label("", "migrate.storage.text", dim=True)
        self.list = ChoiceTable("migrate.storage", tr("Storage repositories"), [tr("Name"), tr("Type"), tr("Free"), tr("Why it can't be chosen")])
        self.list.currentItemChanged.connect(self._chosen)
        self.keep = named(QCheckBox(tr("&Keep the old disks")), "migrate.storage.keep", tr("Keep the old disks"))
        self.keep.setToolTip(tr("Without this they are deleted when the VM is at its new home, as far as nothing else uses them."))
        self.keep.toggled.connect(self._keep)
        self.column.addWidget(self.text)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.keep)

    def refresh(self) -> None:
        draft = self._draft
        count, host = draft.copies(), draft.host
        name = host.name if host is not None else ""
        self.text.setText(
            tr("{host} does not reach 1 of the disks: it is copied there.", host=name)
            if count == 1
            else tr("{host} does not reach {n} of the disks: they are copied there.", host=name, n=count)
        )
        with QSignalBlocker(self.list):
            self.list.clear()
            for choice in draft.storage_choices():
                each = choice.repository
                cells = [each.name, str(words.STORAGE_TYPES.get(each.type, each.type)), words.size(each.available_bytes), str(choice.why_not or "")]
                self.list.add(each.uuid, cells, usable=choice.why_not is None)
        self.list.select(draft.place.uuid if draft.place is not None else "")
        with QSignalBlocker(self.keep):
            self.keep.setChecked(draft.keep_disks)

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        key = str(item.data(0, KEY) or "") if item is not None else ""
        if key and (self._draft.place is None or key != self._draft.place.uuid):
            self._draft.repository = key
            QTimer.singleShot(0, self.changed.emit)  # the list is filled anew: not while it tells of its own change

    def _keep(self, on: bool) -> None:
        self._draft.keep_disks = on
        self.changed.emit()

    def entered(self) -> None:
        self.list.setFocus()


class NetworksPage(WizardPage):
    """Which network of the new host stands for which."""

    def __init__(self, draft: MigrateDraft) -> None:
        super().__init__(MigratePage.NETWORK.value)
        self._draft = draft
        self._combos: dict[str, QComboBox] = {}
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(GAP)
        self.form.setVerticalSpacing(GAP)
        self.problem = Message("migrate.networks.problem")
        self.column.addWidget(text_label(tr("These networks have other names on the new host, or are not there."), "migrate.networks.text", dim=True))
        self.column.addLayout(self.form)
        self.column.addWidget(self.problem)
        self.column.addStretch(1)

    def refresh(self) -> None:
        choices = self._draft.network_choices()
        if set(self._combos) != {name for name, _, _ in choices}:
            while self.form.rowCount():
                self.form.removeRow(0)
            self._combos.clear()
            for number, (name, _, _) in enumerate(choices):
                combo = named(QComboBox(), f"migrate.networks.{number}", tr("Network for {name}", name=name))
                combo.activated.connect(lambda _=0, name=name: self._pick(name))
                self._combos[name] = combo
                self.form.addRow(text_label(name, f"migrate.networks.{number}.label", wrap=False), combo)
        for name, there, chosen in choices:
            combo = self._combos[name]
            with QSignalBlocker(combo):
                combo.clear()
                if not chosen:
                    combo.addItem(tr("Choose…"), "")
                for network in there:
                    combo.addItem(network.name, network.name)
                combo.setCurrentIndex(max(0, combo.findData(chosen)))
        wrong = [p for p in self._draft.problems() if p.page is MigratePage.NETWORK and p.error]
        self.problem.show_text(str(wrong[0].text) if wrong else "")

    def _pick(self, name: str) -> None:
        chosen = str(self._combos[name].currentData() or "")
        if chosen:
            self._draft.networks[name] = chosen
            self.changed.emit()

    def entered(self) -> None:
        for combo in self._combos.values():
            combo.setFocus()
            break


class ResultPage(WizardPage):
    """Resulting configuration, warnings, the command."""

    def __init__(self, draft: MigrateDraft) -> None:
        super().__init__(MigratePage.FINISH.value)
        self._draft = draft
        self.table = ChoiceTable("migrate.result", tr("Resulting configuration"), [tr("Device"), tr("Setting"), tr("From where")])
        self.table.setMinimumHeight(220)
        self.column.addWidget(text_label(tr("Resulting configuration"), "migrate.result.caption", dim=True))
        self.column.addWidget(self.table, 1)
        self.messages = QVBoxLayout()
        self.messages.setSpacing(4)
        self.column.addLayout(self.messages)
        self._messages: list[Message] = []
        self.fold = Fold(tr("E&quivalent command"), "migrate.command.fold")
        self.command = CopyBlock("migrate.command", tr("Equivalent command"), lines=2)
        self.fold.inside.addWidget(self.command)
        self.column.addWidget(self.fold)

    def refresh(self) -> None:
        self.table.clear()
        for line in self._draft.summary():
            self.table.add("", [str(line.device), str(line.setting), str(line.source)])
        problems = self._draft.problems()
        live = any(is_live(vm) for vm in self._draft.able())
        notes = [(str(p.text), "error" if p.error else "warn") for p in problems]
        if live and not any(level == "error" for _, level in notes):
            notes.append((tr("A guest that changes its memory faster than it can be copied is slowed down until it is done."), "info"))
        while len(self._messages) < len(notes):
            message = Message(f"migrate.problem{len(self._messages)}")
            self._messages.append(message)
            self.messages.addWidget(message)
        for number, message in enumerate(self._messages):
            message.show_text(*(notes[number] if number < len(notes) else ("",)))
        self.command.set_text(self._draft.command())

    def entered(self) -> None:
        self.table.setFocus()


class MigrateWizard(Wizard):
    """Moves VMs; each is a task of its own, which shows in the window. Opened with a host it begins at its last page: the confirmation."""

    def __init__(self, services: Services, vms: Sequence[Ref], parent: QWidget | None = None, *, host: HostId | None = None) -> None:
        self.draft = MigrateDraft(services.inventory, vms, host)
        found = self.draft.vms
        title = tr("Migrate {name}", name=found[0].name) if len(found) == 1 else tr("Migrate {n} VMs", n=len(found))
        super().__init__(title, "migrate", parent)
        self._services = services
        self._jobs = Jobs(lambda failure: None)
        self._untouched = self._answers()
        pages: tuple[Callable[[MigrateDraft], WizardPage], ...] = (HostsPage, StoragePage, NetworksPage, ResultPage)
        for page in pages:
            self.add_page(page(self.draft))
        self.create_button.setText(tr("&Migrate"))
        self.create_button.setAccessibleName(tr("Migrate"))
        self._later = QTimer(self, singleShot=True, interval=150)
        self._later.timeout.connect(self.refresh)
        self._unsubscribe = services.inventory.subscribe(self._world_changed)
        self.destroyed.connect(self._unsubscribe)
        self.go_to(MigratePage.FINISH.value if host is not None else MigratePage.HOST.value)
        self._jobs.start(self._compare_cpus())

    def _answers(self) -> object:
        draft = self.draft
        return (draft.host_id, draft.repository, dict(draft.networks), draft.keep_disks)

    async def _compare_cpus(self) -> None:
        """Ask each host whether it has the running VMs' CPUs; the answer may disable it."""
        for vm in self.draft.vms:
            if not is_live(vm):
                continue
            try:
                xml = await self._services.hosts.port(vm.host).migratable_xml(vm.uuid)
            except ConsoleError:
                continue
            for host in self._services.inventory.hosts():
                if host.id == vm.host or host.state is not HostState.READY or self.draft.fit(vm, host).reason is not None:
                    continue
                try:
                    said = await self._services.hosts.port(host.id).compare_cpu(xml)
                except ConsoleError:
                    continue
                if said is not None:
                    self.draft.cpu[vm.ref, host.id] = said
        self.refresh()

    def refresh(self) -> None:
        self.draft.renew()
        super().refresh()

    # ------------------------------------------------------------------ the frame's questions

    def step_list(self) -> Sequence[Step]:
        pages = self.draft.pages()
        keys = [page.value for page, why in pages if why is None]
        wrong = {problem.page for problem in self.draft.problems() if problem.error}
        at = keys.index(self.current) if self.current in keys else 0
        steps = []
        for page, why in pages:
            if why is not None:
                state = "skipped"
            elif page.value == self.current:
                state = "current"
            else:
                state = "done" if keys.index(page.value) < at else "to-come"
            note = str(why) if why is not None else self._note(page)
            steps.append(Step(page.value, str(TITLES[page][0]), state, note, wrong=page in wrong and state != "to-come"))
        return steps

    def _note(self, page: MigratePage) -> str:
        draft = self.draft
        if page is MigratePage.HOST:
            return draft.host.name if draft.host is not None else ""
        if page is MigratePage.STORAGE:
            return draft.place.name if draft.place is not None else ""
        if page is MigratePage.NETWORK:
            return str(listed(chosen for _, _, chosen in draft.network_choices() if chosen))
        return ""

    def question_of(self, key: str) -> str:
        return str(TITLES[MigratePage(key)][1])

    def why_not_create(self) -> str:
        first = next((problem for problem in self.draft.problems() if problem.error), None)
        return tr("{page}: {problem}", page=TITLES[first.page][0], problem=first.text) if first is not None else ""

    def dirty(self) -> bool:
        return self._answers() != self._untouched

    def finish(self) -> None:
        if self.why_not_create():
            return
        for operation in self.draft.operations():
            self._services.runner.start(operation)
        self.give_up()

    def _world_changed(self, changes: Changes) -> None:
        if self.isVisible() and not self._later.isActive():
            self._later.start()

    def give_up(self) -> None:
        self._jobs.cancel()
        self._unsubscribe()
        super().give_up()
