"""*New storage repository*: type, hosts, location with a connection test, finish."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from console.model.errors import ConsoleError
from console.model.ids import HostId
from console.model.storage_spec import FINDS, FORMATS, NEEDS, NETWORKED, Field, split_servers
from console.model.text import tr
from console.operations.base import Operation
from console.operations.drafts.new_storage import KINDS, TITLES, NewStorageDraft, StoragePage
from console.operations.drafts.said import first_error
from console.ui import icons, words
from console.ui.dialogs.controls import busy_bar, form_of, push
from console.ui.dialogs.support import CopyBlock, Fold, Message, named, text_label
from console.ui.jobs import Jobs
from console.ui.services import Services
from console.ui.wizards.base import Step
from console.ui.wizards.draft_page import KEY, ChoiceTable, DraftPage
from console.ui.wizards.task_wizard import TaskWizard, problem_line, steps_of

FORMAT_WORDS = {"nfs": "NFS", "cifs": "SMB (CIFS)", "glusterfs": "GlusterFS"}


class StorageWizardPage(DraftPage[NewStorageDraft]):
    """A page over the draft."""

    def __init__(self, page: StoragePage, draft: NewStorageDraft, services: Services, jobs: Jobs) -> None:
        super().__init__(page.value, draft)
        self.services, self.jobs = services, jobs

    def problem_text(self, field: str) -> str:
        """What is wrong with a field."""
        return next((str(problem.text) for problem in self.draft.problems() if problem.field == field and problem.error), "")


class TypePage(StorageWizardPage):
    """What kind of storage is it?"""

    def __init__(self, draft: NewStorageDraft, services: Services, jobs: Jobs) -> None:
        super().__init__(StoragePage.TYPE, draft, services, jobs)
        self.scrolls = False
        self.list = ChoiceTable("type.list", tr("Types of storage"), [tr("Type"), tr("What it is")])
        for kind, (title, text) in KINDS.items():
            why = draft.why_not_kind(kind)
            item = self.list.add(kind, [str(title), str(why or text)], usable=why is None)
            item.setIcon(0, icons.icon("storage-shared" if kind in NETWORKED else "storage", self.palette()))
        self.list.currentItemChanged.connect(self._chosen)
        self.column.addWidget(self.list, 1)

    def refresh(self) -> None:
        self.list.select(self.draft.spec.type)

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        kind = str(item.data(0, KEY) or "") if item is not None else ""
        if kind and kind != self.draft.spec.type:
            self.draft.set_type(kind)
            self.changed.emit()

    def entered(self) -> None:
        self.list.setFocus()


class PlacePage(StorageWizardPage):
    """Which hosts should use it? All of the pool, unfit ones dimmed with the reason."""

    def __init__(self, draft: NewStorageDraft, services: Services, jobs: Jobs) -> None:
        super().__init__(StoragePage.PLACE, draft, services, jobs)
        self.scrolls = False
        self._shown: object = None
        self.list = ChoiceTable("place.list", tr("Hosts"), [tr("Host"), tr("What it has, or why it can't be chosen")])
        self.list.itemChanged.connect(self._ticked)
        self.all = push(tr("&All hosts of the pool"), "place.all")
        self.all.clicked.connect(self._all)
        self.shared = named(
            QCheckBox(tr("These hosts see the &same folder there (it is proved when the repository is made)")),
            "place.shared",
            tr("These hosts see the same folder there"),
        )
        self.shared.toggled.connect(self._share)
        self.problem = Message("place.problem")
        row = QHBoxLayout()
        row.addWidget(self.all)
        row.addStretch(1)
        self.column.addWidget(self.list, 1)
        self.column.addLayout(row)
        self.column.addWidget(self.shared)
        self.column.addWidget(self.problem)

    def refresh(self) -> None:
        choices = self.draft.host_choices()
        state = [(host.id, host.name, str(why or ""), host.id in self.draft.hosts) for host, why in choices]
        if state != self._shown:
            self._shown = state
            with QSignalBlocker(self.list):
                self.list.clear()
                for host, why in choices:
                    note = (
                        str(why) if why is not None else tr("{count} storage repositories", count=len(self.services.inventory.repositories(host.id)))
                    )
                    item = self.list.add(str(host.id), [host.name, note], usable=why is None)
                    item.setIcon(0, icons.icon("host", self.palette(), badge=words.badge(host)))
                    item.setCheckState(0, Qt.CheckState.Checked if host.id in self.draft.hosts else Qt.CheckState.Unchecked)
        self.all.setVisible(len(choices) > 1)
        self.shared.setVisible(self.draft.can_be_shared)
        with QSignalBlocker(self.shared):
            self.shared.setChecked(self.draft.shared)
        self.problem.show_text(self.problem_text("hosts"))

    def _rows(self) -> list[QTreeWidgetItem]:
        return [item for row in range(self.list.topLevelItemCount()) if (item := self.list.topLevelItem(row)) is not None]

    def _ticked(self) -> None:
        chosen = tuple(HostId(str(item.data(0, KEY))) for item in self._rows() if item.checkState(0) is Qt.CheckState.Checked)
        if chosen != self.draft.hosts:
            self.draft.set_hosts(chosen)
            self._shown = None
            self.changed.emit()

    def _all(self) -> None:
        self.draft.set_hosts(tuple(host.id for host, why in self.draft.host_choices() if why is None))
        self.changed.emit()

    def _share(self, on: bool) -> None:
        self.draft.shared = on
        self.changed.emit()

    def entered(self) -> None:
        self.list.setFocus()


class DetailsPage(StorageWizardPage):
    """Where is it? The fields of the type, what the server offers, and the connection test."""

    def __init__(self, draft: NewStorageDraft, services: Services, jobs: Jobs) -> None:
        super().__init__(StoragePage.DETAILS, draft, services, jobs)
        self._kind = ""
        self._testing = False
        self.fields: dict[str, QLineEdit] = {}
        self.errors: dict[str, Message] = {}
        self.format: QComboBox | None = None
        self._form_holder = QVBoxLayout()
        self.column.addLayout(self._form_holder)
        self._form: QWidget | None = None
        self.offers = named(QComboBox(), "details.offers", tr("What is offered there"))
        self.offers.setMinimumContentsLength(32)
        self.offers.activated.connect(self._offer_chosen)
        self.look = push(tr("&Find"), "details.find", accessible=tr("Find what is offered there"))
        self.look.clicked.connect(lambda: self.jobs.start(self._find()))
        self.found_note = Message("details.found")
        self._found: tuple[object, ...] = ()
        finder = QHBoxLayout()
        finder.addWidget(self.look)
        finder.addWidget(self.offers)
        finder.addStretch(1)
        self.column.addLayout(finder)
        self.column.addWidget(self.found_note)
        self.test = push(tr("&Test the connection"), "details.test")
        self.test.clicked.connect(self.start_test)
        self.busy = busy_bar("details.busy", tr("Testing"))
        self.busy.setMaximumWidth(160)
        row = QHBoxLayout()
        row.addWidget(self.test)
        row.addWidget(self.busy)
        row.addStretch(1)
        self.column.addLayout(row)
        self.results = QVBoxLayout()
        self.results.setSpacing(4)
        self.column.addLayout(self.results)
        self._results: list[Message] = []
        self.column.addStretch(1)

    # ------------------------------------------------------------------ fields

    def _build(self, kind: str) -> None:
        if self._form is not None:
            self._form_holder.removeWidget(self._form)
            self._form.setParent(None)
            self._form.deleteLater()
        self._kind, self.fields, self.errors = kind, {}, {}
        self._form = QWidget()
        form = form_of(self._form)
        for field in NEEDS[kind]:
            self._add(form, field.name, str(field.label), str(field.hint), field)
        self.format = None
        if kind in FORMATS:
            self.format = named(QComboBox(), "details.format", tr("Format"))
            for each in FORMATS[kind]:
                self.format.addItem(FORMAT_WORDS.get(each, each) or tr("Found out by the host"), each)
            self.format.activated.connect(self._format_chosen)
            form.addRow(QLabel(tr("Format")), self.format)
        self._add(form, "name", tr("Name"), tr("What it is called on its hosts"), None)
        self._form_holder.addWidget(self._form)

    def _add(self, form: QFormLayout, name: str, label: str, hint: str, field: Field | None) -> None:
        line = named(QLineEdit(), f"details.{name}", label)
        line.setToolTip(hint)
        line.setPlaceholderText(hint if field is not None else "")
        line.textEdited.connect(lambda text: self._typed(name, text))
        error = Message(f"details.{name}.problem")
        holder = QVBoxLayout()
        holder.setSpacing(2)
        holder.addWidget(line)
        holder.addWidget(error)
        title = QLabel(label)
        title.setBuddy(line)
        form.addRow(title, holder)
        self.fields[name], self.errors[name] = line, error

    def _typed(self, name: str, text: str) -> None:
        self.draft.change(**{name: split_servers(text) if name == "servers" else text.strip() if name != "name" else text})
        self.changed.emit()

    def _format_chosen(self) -> None:
        if self.format is not None:
            self.draft.change(format=str(self.format.currentData()))
            self.changed.emit()

    def refresh(self) -> None:
        spec = self.draft.spec
        if spec.type != self._kind:
            self._build(spec.type)
            self._found = ()
            self.found_note.show_text("")
        for name, line in self.fields.items():
            value = getattr(spec, name)
            text = " ".join(value) if isinstance(value, tuple) else str(value)
            shown: object = split_servers(line.text()) if name == "servers" else line.text().strip() if name != "name" else line.text()
            if shown != value and not (line.hasFocus() and shown == value):
                line.setText(text)
            wrong = self.problem_text(name)
            # An empty field is not wrong until the wizard wants to be finished; the button's reason says so.
            self.errors[name].show_text(wrong if text else "")
        self.look.setVisible(spec.type in FINDS)
        self.offers.setVisible(bool(self._found))
        server = spec.type not in ("logical", "zfs") and not spec.servers
        self.look.setEnabled(not server)
        self.look.setToolTip(tr("Name the server first.") if server else tr("Ask what is offered there"))
        wrong_first = next((str(p.text) for p in self.draft.problems() if p.error), "")
        self.test.setEnabled(not wrong_first and not self._testing)
        self.test.setToolTip(wrong_first or tr("It is started on each host for a moment, and nothing of it stays."))
        self._show_results()

    def entered(self) -> None:
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.setFocus()

    # ------------------------------------------------------------------ what is offered

    async def _find(self) -> None:
        self.look.setEnabled(False)
        try:
            found = await self.draft.find(self.services.hosts)
        except ConsoleError as failure:
            self.found_note.show_text(str(failure.text), "warn", remedy=str(failure.remedy or ""))
            self._found = ()
        else:
            self._found = found
            self.offers.clear()
            self.offers.addItem(tr("Choose …"), None)
            for each in found:
                self.offers.addItem(each.label, each)
            self.found_note.show_text("" if found else tr("Nothing is offered there."), "info")
        self.refresh()

    def _offer_chosen(self) -> None:
        chosen = self.offers.currentData()
        if chosen is not None:
            self.draft.choose(chosen)
            self.changed.emit()

    # ------------------------------------------------------------------ the test

    def start_test(self) -> None:
        """The button was pressed."""
        if not self._testing:
            self.jobs.start(self._test())

    async def _test(self) -> None:
        self._testing = True
        self.busy.show()
        self.refresh()
        try:
            await self.draft.test(self.services.hosts)
        finally:
            self._testing = False
            self.busy.hide()
        self.changed.emit()

    def _show_results(self) -> None:
        results = self.draft.results
        while len(self._results) < len(results):
            message = Message(f"details.result{len(self._results)}")
            self._results.append(message)
            self.results.addWidget(message)
        for message in self._results[len(results) :]:
            message.show_text("")
        for message, result in zip(self._results, results, strict=False):
            host = self.services.inventory.host(result.host)
            name = host.name if host is not None else str(result.host)
            if result.found is not None:
                free, size = words.size(result.found.available_bytes), words.size(result.found.capacity_bytes)
                text = tr("{host}: it works.", host=name)
                if size:
                    text = tr("{host}: it works; {free} of {size} are free.", host=name, free=free, size=size)
                message.show_text(text, "ok")
            else:
                message.show_text(tr("{host}: {why}", host=name, why=result.why or ""), "error", remedy=str(result.remedy or ""))
                message.setToolTip(result.detail)


class FinishPage(StorageWizardPage):
    """The resulting configuration and the XML."""

    def __init__(self, draft: NewStorageDraft, services: Services, jobs: Jobs) -> None:
        super().__init__(StoragePage.FINISH, draft, services, jobs)
        self.failure = Message("finish.failure", card=True)
        self.table = ChoiceTable("finish.table", tr("Resulting configuration"), [tr("Setting"), tr("Value")])
        self.table.setMinimumHeight(240)
        self.warning = Message("finish.warning")
        self.autostart = named(QCheckBox(tr("Start it with the &host")), "finish.autostart", tr("Start it with the host"))
        self.autostart.toggled.connect(self._autostart)
        self.fold = Fold(tr("&XML"), "finish.xml.fold")
        self.xml = CopyBlock("finish.xml", tr("XML of the storage repository"), lines=12)
        self.fold.inside.addWidget(self.xml)
        self.fold.toggled.connect(lambda _: self.refresh())
        self.column.addWidget(self.failure)
        self.column.addWidget(text_label(tr("Resulting configuration"), "finish.caption", dim=True))
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.warning)
        self.column.addWidget(self.autostart)
        self.column.addWidget(self.fold)

    def refresh(self) -> None:
        self.table.show_rows(self.draft.summary())
        warnings = [str(problem.text) for problem in self.draft.problems() if not problem.error]
        untested = tr("The connection has not been tested.") if self.draft.spec.type in NETWORKED and not self.draft.results else ""
        self.warning.show_text(" ".join(warnings) or untested, "warn" if warnings else "info")
        with QSignalBlocker(self.autostart):
            self.autostart.setChecked(self.draft.autostart)
        if self.fold.button.isChecked():
            try:
                self.xml.set_text(self.draft.xml())
            except ConsoleError as failure:
                self.xml.set_text(str(failure.text))

    def _autostart(self, on: bool) -> None:
        self.draft.autostart = on
        self.changed.emit()


class NewStorageWizard(TaskWizard):
    """Makes a repository on one host or several of its pool."""

    def __init__(self, services: Services, host: HostId, *, whole_pool: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(tr("New storage repository"), "newStorage", services, parent)
        self.draft = NewStorageDraft(services.inventory, host, whole_pool=whole_pool)
        self._untouched = (self.draft.spec, self.draft.hosts)
        for page in (TypePage, PlacePage, DetailsPage):
            self.add_page(page(self.draft, services, self._jobs))
        self.finish_page = FinishPage(self.draft, services, self._jobs)
        self.add_page(self.finish_page)
        self.go_to(StoragePage.TYPE.value)

    def step_list(self) -> Sequence[Step]:
        wrong = {problem.page.value for problem in self.draft.problems() if problem.error}
        return steps_of(self.current, [(page.value, TITLES[page][0], None) for page in StoragePage], self._note, wrong)

    def _note(self, page: str) -> str:
        draft = self.draft
        match StoragePage(page):
            case StoragePage.TYPE:
                return str(KINDS[draft.spec.type][0])
            case StoragePage.PLACE:
                found = [host.name for host, _ in draft.host_choices() if host.id in draft.hosts]
                return ", ".join(found)
            case StoragePage.DETAILS:
                return draft.spec.name
            case _:
                return ""

    def question_of(self, key: str) -> str:
        return str(TITLES[StoragePage(key)][1])

    def why_not_create(self) -> str:
        if self.running:
            return tr("The storage repository is being created.")
        first = first_error(self.draft.problems())
        return problem_line(TITLES[first.page][0], first) if first is not None else ""

    def dirty(self) -> bool:
        return (self.draft.spec, self.draft.hosts) != self._untouched and not self.running

    def operations(self) -> Sequence[Operation]:
        return [self.draft.operation()]

    def failure_message(self) -> Message:
        return self.finish_page.failure
