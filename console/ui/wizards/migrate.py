"""The Migrate wizard: pages over :class:`console.operations.migrate_draft.MigrateDraft`."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QTreeWidgetItem, QWidget

from console.model.errors import ConsoleError
from console.model.ids import HostId, Ref
from console.model.migration import is_live
from console.model.objects import HostState, Vm
from console.model.rules_move import LEFT_OUT, MOVE_TEXT
from console.model.rules_move import VERB as MOVE
from console.model.text import listed, tr
from console.operations.base import Operation
from console.operations.drafts.said import first_error, of_page
from console.operations.migrate import preview_xml
from console.operations.migrate_draft import TITLES, MigrateDraft, MigratePage
from console.ui import icons, words
from console.ui.dialogs.controls import form_of
from console.ui.dialogs.support import CopyBlock, Fold, Message, named, text_label
from console.ui.services import Services
from console.ui.wizards.base import Step, WizardPage
from console.ui.wizards.draft_page import KEY, ChoiceTable
from console.ui.wizards.notes import Note, Notes, note_of, show_first
from console.ui.wizards.task_wizard import TaskWizard, problem_line, steps_of

_LEFT_OUT = "-"
"""Of a list of networks: no network."""


class HostsPage(WizardPage):
    """All hosts; unfit ones disabled with the reason. What can be mended here has a link: a disc in a drive."""

    eject_asked = Signal()
    move_asked = Signal()

    def __init__(self, draft: MigrateDraft) -> None:
        super().__init__(MigratePage.HOST.value)
        self.scrolls = False
        self._draft = draft
        self._shown: object = None
        self.list = ChoiceTable("migrate.hosts", tr("Hosts"), [tr("Host"), tr("What happens, or why it can't be chosen")])
        self.list.currentItemChanged.connect(self._chosen)
        self.problem = Message("migrate.hosts.problem")
        self.medium = Message("migrate.hosts.medium")
        self.medium.activated.connect(lambda _: self.eject_asked.emit())
        self.column.addWidget(self.list, 1)
        self.instead = Message("migrate.hosts.instead")
        self.instead.activated.connect(lambda _: self.move_asked.emit())
        self.column.addWidget(self.medium)
        self.column.addWidget(self.instead)
        self.column.addWidget(self.problem)

    def refresh(self) -> None:
        self._show_medium()
        instead = self._draft.moves_instead()
        self.instead.show_text(str(instead or ""), "info", link=str(MOVE_TEXT) if instead is not None else "", link_name=MOVE)
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
        show_first(self.problem, [problem for problem in of_page(self._draft.problems(), MigratePage.HOST) if problem.error])

    def _show_medium(self) -> None:
        found = self._draft.in_the_way()
        if found is None:
            self.medium.show_text("")
            return
        vm, reason = found
        text = tr("{vm}: {why}", vm=vm.name, why=reason.text) if len(self._draft.vms) > 1 else str(reason.text)
        self.medium.show_text(text, "info", link=str(reason.remedy_text or ""), link_name=reason.remedy)

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        key = str(item.data(0, KEY) or "") if item is not None else ""
        if key and key != self._draft.host_id:
            self._draft.host_id = HostId(key)
            self._draft.repository = ""
            self._draft.disk_repositories.clear()
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
        self.singly = Fold(tr("&Disks one by one"), "migrate.storage.singly")
        self.form = form_of()
        self.singly.inside.addLayout(self.form)
        self._combos: dict[tuple[Ref, str], QComboBox] = {}
        self.column.addWidget(self.text)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.singly)
        self.column.addWidget(self.keep)
        self.keep.setVisible(draft.asks_disks)

    def _show_singly(self) -> None:
        """Each copied disk with its own repository; only where there are several of both."""
        draft = self._draft
        disks = draft.copied_disks()
        usable = [choice.repository for choice in draft.storage_choices() if choice.why_not is None]
        self.singly.setVisible(len(disks) > 1 and len(usable) > 1)
        keys = [(vm.ref, place.disk.target) for vm, place in disks]
        if keys != list(self._combos):
            while self.form.rowCount():
                self.form.removeRow(0)
            self._combos.clear()
            for number, (vm, place) in enumerate(disks):
                key, name = (vm.ref, place.disk.target), f"{vm.name}: {place.disk.guest_name or place.disk.target}"
                combo = named(QComboBox(), f"migrate.storage.disk{number}", tr("Storage repository for {name}", name=name))
                combo.activated.connect(lambda _=0, key=key: self._pick(key))
                self._combos[key] = combo
                self.form.addRow(text_label(name, f"migrate.storage.disk{number}.label", wrap=False), combo)
        for vm, place in disks:
            key = (vm.ref, place.disk.target)
            combo, chosen = self._combos[key], draft.place_of_disk(vm, place.disk.target)
            with QSignalBlocker(combo):
                combo.clear()
                for repository in usable:
                    combo.addItem(repository.name, repository.uuid)
                combo.setCurrentIndex(combo.findData(chosen.uuid) if chosen is not None else -1)

    def _pick(self, key: tuple[Ref, str]) -> None:
        self._draft.disk_repositories[key] = str(self._combos[key].currentData() or "")
        self.changed.emit()

    def refresh(self) -> None:
        draft = self._draft
        self._show_singly()
        self.text.setText(str(draft.storage_words()))
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
            self._draft.disk_repositories.clear()
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
        self.form = form_of()
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
                left_out = self._draft.networks.get(name) == LEFT_OUT
                if not chosen and not left_out:
                    combo.addItem(tr("Choose…"), "")
                for network in there:
                    combo.addItem(network.name, network.name)
                if self._draft.leaves_out:
                    combo.addItem(tr("Not connected: the card is left out"), _LEFT_OUT)
                combo.setCurrentIndex(max(0, combo.findData(_LEFT_OUT if left_out else chosen)))
        show_first(self.problem, [problem for problem in of_page(self._draft.problems(), MigratePage.NETWORK) if problem.error])

    def _pick(self, name: str) -> None:
        chosen = str(self._combos[name].currentData() or "")
        if chosen:
            self._draft.networks[name] = LEFT_OUT if chosen == _LEFT_OUT else chosen
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
        self.messages = Notes("migrate.problem")
        self.column.addLayout(self.messages)
        self.fold = Fold(tr("E&quivalent command"), "migrate.command.fold")
        self.command = CopyBlock("migrate.command", tr("Equivalent command"), lines=2)
        self.fold.inside.addWidget(self.command)
        self.xml_fold = Fold(tr("&XML"), "migrate.xml.fold")
        self.xml = CopyBlock("migrate.xml", tr("XML of the VM"), lines=14)
        self.xml_fold.inside.addWidget(self.xml)
        self.column.addWidget(self.fold)
        self.column.addWidget(self.xml_fold)

    def refresh(self) -> None:
        self.table.show_rows(row.cells for row in self._draft.summary())
        problems = self._draft.problems()
        notes = [note_of(problem) for problem in problems]
        if self._draft.goes_live() and first_error(problems) is None:
            notes.append(Note(tr("A guest that changes its memory faster than it can be copied is slowed down until it is done."), "info"))
        self.messages.show_notes(notes)
        self.command.set_text(self._draft.command())

    def entered(self) -> None:
        self.table.setFocus()


class MigrateWizard(TaskWizard):
    """Moves VMs; each is a task of its own, which shows in the window. Opened with a host it begins at its last page: the confirmation."""

    def __init__(self, services: Services, vms: Sequence[Ref], parent: QWidget | None = None, *, host: HostId | None = None) -> None:
        self.draft = self.new_draft(services, vms, host)
        super().__init__(self.heading(), "migrate", services, parent)
        self._untouched = self._answers()
        hosts, result = HostsPage(self.draft), ResultPage(self.draft)
        for page in (hosts, StoragePage(self.draft), NetworksPage(self.draft), *self.more_pages(), result):
            self.add_page(page)
        self._result, self._previewed = result, 0
        hosts.eject_asked.connect(self._eject)
        hosts.move_asked.connect(self._move_instead)
        result.xml_fold.toggled.connect(lambda on: self._preview())
        self.name_button()
        self.go_to(MigratePage.FINISH.value if host is not None else MigratePage.HOST.value)
        self._jobs.start(self.ask_hosts())

    # ------------------------------------------------------------------ what a move does otherwise

    def new_draft(self, services: Services, vms: Sequence[Ref], host: HostId | None) -> MigrateDraft:
        """The answers."""
        return MigrateDraft(services.inventory, vms, host)

    def heading(self) -> str:
        """The window's title."""
        found = self.draft.vms
        return tr("Migrate {name}", name=found[0].name) if len(found) == 1 else tr("Migrate {n} VMs", n=len(found))

    def more_pages(self) -> Sequence[WizardPage]:
        """Before the last one."""
        return ()

    def name_button(self) -> None:
        """What *Create* is called here."""
        self.create_button.setText(tr("&Migrate"))
        self.create_button.setAccessibleName(tr("Migrate"))

    async def xml_of(self, vm: Vm) -> str:
        """The VM's XML as its new host is to have it."""
        return await preview_xml(self._services.hosts, self.draft.plan(vm), self._services.inventory)

    async def ask_hosts(self) -> None:
        """What only the hosts can tell; it may disable one."""
        await self._compare_cpus()

    def operations(self) -> Sequence[Operation]:
        return self.draft.operations()

    def _move_instead(self) -> None:
        """The same VMs in the wizard that can."""
        from console.ui.wizards.move import MoveWizard

        parent = self.parentWidget()
        MoveWizard(self._services, self.draft.refs, parent).show()
        self.go_away()

    def _answers(self) -> object:
        draft = self.draft
        return (draft.host_id, draft.repository, dict(draft.disk_repositories), dict(draft.networks), draft.keep_disks)

    def _eject(self) -> None:
        """The disc that keeps a host from taking the VM: out. The list follows when it is."""
        for operation in self.draft.ejecting():
            self._services.runner.start(operation)

    def _preview(self) -> None:
        """The XML is asked for only while it is looked at."""
        if self._result.xml_fold.button.isChecked():
            self._previewed += 1
            self._jobs.start(self._read_xml(self._previewed))

    async def _read_xml(self, number: int) -> None:
        texts = []
        for vm in self.draft.able():
            try:
                texts.append(await self.xml_of(vm))
            except ConsoleError as failure:
                texts.append(str(failure.text))
        if number == self._previewed:
            self._result.xml.set_text("\n".join(texts))

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
        self._preview()

    # ------------------------------------------------------------------ the frame's questions

    def step_list(self) -> Sequence[Step]:
        pages = [(page.value, TITLES[page][0], why) for page, why in self.draft.pages()]
        wrong = {problem.page.value for problem in self.draft.problems() if problem.error}
        return steps_of(self.current, pages, self._note, wrong)

    def _note(self, page: str) -> str:
        draft = self.draft
        match MigratePage(page):
            case MigratePage.HOST:
                return draft.host.name if draft.host is not None else ""
            case MigratePage.STORAGE:
                return draft.place.name if draft.place is not None else ""
            case MigratePage.NETWORK:
                return str(listed(chosen for _, _, chosen in draft.network_choices() if chosen))
        return ""

    def question_of(self, key: str) -> str:
        return str(TITLES[MigratePage(key)][1])

    def why_not_create(self) -> str:
        first = first_error(self.draft.problems())
        return problem_line(TITLES[first.page][0], first) if first is not None else ""

    def dirty(self) -> bool:
        return self._answers() != self._untouched

    def finish(self) -> None:
        if not self.why_not_create():
            self.hand_over(self.operations())
