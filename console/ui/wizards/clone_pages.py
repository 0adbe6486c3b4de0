"""Pages of the Clone wizard over :class:`console.operations.clone_draft.CloneDraft`."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QTableWidget,
    QTableWidgetItem,
    QTreeWidgetItem,
    QVBoxLayout,
)

from console.model.clone import MODE_MEANINGS, MODE_TITLES, CloneMode
from console.model.errors import ConsoleError
from console.model.ids import HostId
from console.model.snapshots import Snapshot
from console.model.text import tr
from console.operations.clone_draft import CloneDraft
from console.operations.drafts.choices import network_words
from console.operations.drafts.clone_rows import COLUMNS, MAX_CLONES, from_csv
from console.operations.drafts.parts import network_key
from console.operations.prepare import PREPARATION_STEPS
from console.ui import icons, words
from console.ui.dialogs.controls import form_of, spin_field
from console.ui.dialogs.support import GAP, CopyBlock, Fold, Message, named, text_label
from console.ui.theme import colours
from console.ui.wizards.draft_page import KEY, ChoiceTable, DraftPage
from console.ui.wizards.fields import ChoiceBox, Entry, repository_entries
from console.ui.wizards.notes import Note, Notes, note_of, show_first
from console.ui.wizards.restore_speed import speed_note
from console.ui.wizards.simple_pages import labelled


class ClonePage(DraftPage[CloneDraft]):
    """A page over the draft."""

    def show_problem(self, message: Message) -> None:
        """The page's first problem."""
        show_first(message, self.draft.problems(self.key))


def seconds_words(seconds: float) -> str:
    """A duration to plan with, not to measure."""
    if seconds < 60:
        return tr("about {n} s", n=max(1, round(seconds)))
    return tr("about {n} min", n=round(seconds / 60))


LINKS = frozenset({"template-convert"})
"""Verbs that the window does for this wizard."""


def snapshot_entries(snapshots: Sequence[Snapshot]) -> list[Entry]:
    """The state that the source has now, and its snapshots with their time."""
    found = [Entry("", tr("As it is now"))]
    for each in snapshots:
        found.append(Entry(each.name, tr("Snapshot {name}", name=each.name), f"{words.absolute(each.created)}, {each.kind_words}"))
    return found


class ModePage(ClonePage):
    """Of which state of the source? Full copy or copy-on-write? Each with what it means, space, time, and why it can't be chosen."""

    asked = Signal(str)
    """A link of a card: the verb that mends why a mode can't be chosen."""

    def __init__(self, draft: CloneDraft) -> None:
        super().__init__("source", draft)
        self.snapshot = ChoiceBox("clone.snapshot", tr("State of the source"))
        self.snapshot.chosen.connect(lambda name: self.change(snapshot=name, mode=None))
        self.state = QFrame()
        state = labelled(tr("&State of the source"), self.snapshot)
        state.setContentsMargins(0, 0, 0, 8)
        self.state.setLayout(state)
        self.column.addWidget(self.state)
        self.group = QButtonGroup(self)
        self.choices: dict[CloneMode, QRadioButton] = {}
        self.notes = {}
        for mode in (CloneMode.COW, CloneMode.FULL):
            frame = QFrame()
            frame.setProperty("card", True)
            frame.setObjectName(f"clone.mode.{mode.value}.card")
            column = QVBoxLayout(frame)
            column.setContentsMargins(12, 10, 12, 10)
            column.setSpacing(4)
            title = str(MODE_TITLES[mode])
            button = named(QRadioButton(title), f"clone.mode.{mode.value}", title)
            font = button.font()
            font.setWeight(font.Weight.DemiBold)
            button.setFont(font)
            self.group.addButton(button)
            self.choices[mode] = button
            note = text_label("", f"clone.mode.{mode.value}.note", dim=True)
            self.notes[mode] = (
                text_label(str(MODE_MEANINGS[mode]), f"clone.mode.{mode.value}.meaning"),
                note,
                Message(f"clone.mode.{mode.value}.why"),
            )
            column.addWidget(button)
            for widget in self.notes[mode]:
                column.addWidget(widget)
            self.notes[mode][2].activated.connect(self.asked)
            self.column.addWidget(frame)
            button.toggled.connect(lambda on, mode=mode: self.change(mode=mode) if on else None)
        self.problem = Message("clone.source.problem")
        self.column.addWidget(self.problem)
        self.column.addStretch(1)

    def refresh(self) -> None:
        self.snapshot.set_entries(snapshot_entries(self.draft.snapshots or ()), self.draft.answers.snapshot)
        self.state.setVisible(self.snapshot.count() > 1)
        for mode, button in self.choices.items():
            reason = self.draft.mode_why_not(mode)
            button.setEnabled(reason is None)
            button.setToolTip(str(reason.text) if reason is not None else str(MODE_MEANINGS[mode]))
            _, note, why = self.notes[mode]
            space, time = self.draft.space_bytes(mode), self.draft.seconds(mode)
            parts = [tr("{size} at once", size=words.size(space)) if space is not None else "", seconds_words(time) if time is not None else ""]
            note.setText(", ".join(part for part in parts if part))
            note.setVisible(reason is None and bool(note.text()))
            link = reason.remedy if reason is not None and reason.remedy in LINKS else ""
            shown = str(reason.remedy_text or "") if link and reason is not None else ""
            deep = self.draft.depth_warning if mode is CloneMode.COW else None
            if reason is None and deep is not None:
                speed = speed_note(deep)
                why.show_text(speed.text, speed.level, link=speed.link_text, link_name=speed.link)
            else:
                why.show_text(str(reason.text) if reason is not None else "", "info", link=shown, link_name=link)
            with QSignalBlocker(button):
                button.setChecked(self.draft.mode is mode)
        both = all(self.draft.mode_why_not(mode) is not None for mode in CloneMode)
        self.problem.show_text(tr("It can't be cloned now.") if both else "")

    def entered(self) -> None:
        self.choices[self.draft.mode].setFocus(Qt.FocusReason.OtherFocusReason)


class PreviewTable(QTableWidget):
    """One row a clone; typed into, pasted into (CSV), collisions marked in the cell."""

    def __init__(self, page: NamesPage) -> None:
        super().__init__(0, len(COLUMNS))
        self._page = page
        named(self, "clone.names.table", tr("Clones"))
        self.setHorizontalHeaderLabels([tr("Name"), tr("Host name"), tr("Address"), tr("MAC")])
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setDefaultSectionSize(28)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setTabKeyNavigation(False)
        self.setMinimumHeight(200)
        self.itemChanged.connect(self._typed)

    def _typed(self, item: QTableWidgetItem) -> None:
        self._page.edit(item.row(), COLUMNS[item.column()], item.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._page.paste()
            event.accept()
            return
        super().keyPressEvent(event)

    def show_rows(self, draft: CloneDraft) -> None:
        """The draft's rows; what is wrong is red, with the reason as tooltip."""
        rows, wrong = draft.rows, draft.row_problems()
        error = colours(self.palette()).error
        identities = draft.answers.preparation in ("seed", "offline")
        with QSignalBlocker(self):
            self.setRowCount(len(rows))
            for number, row in enumerate(rows):
                for column, name in enumerate(COLUMNS):
                    item = self.item(number, column)
                    if item is None:
                        item = QTableWidgetItem()
                        self.setItem(number, column, item)
                    text, why = str(getattr(row, name)), wrong.get((number, name))
                    usable = name in ("name", "mac") or (identities and (name != "address" or draft.answers.preparation == "seed"))
                    flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsEnabled
                    item.setFlags(flags if usable and (name != "mac" or row.mac) else Qt.ItemFlag.ItemIsSelectable)
                    item.setText(text)
                    item.setIcon(icons.icon("error", self.palette(), colour=error) if why is not None else QIcon())
                    tip = str(why) if why is not None else "" if usable else tr("Used when the guests are prepared (next page).")
                    item.setToolTip(tip)
                    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text}, {tip}" if tip else text)


class NamesPage(ClonePage):
    """What are they called?"""

    def __init__(self, draft: CloneDraft) -> None:
        super().__init__("names", draft)
        self.scrolls = False
        self.count = spin_field("clone.names.count", tr("How many"), 1, MAX_CLONES, 1, width=110)
        self.pattern = named(QLineEdit(), "clone.names.pattern", tr("Name or pattern"))
        self.pattern.setToolTip(tr("# stands for a digit of the number: web-### becomes web-001, web-002, …"))
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addLayout(labelled(tr("How &many"), self.count))
        head.addLayout(labelled(tr("N&ame or pattern (such as web-###)"), self.pattern), 1)
        self.column.addLayout(head)
        self.table = PreviewTable(self)
        self.column.addWidget(self.table, 1)
        self.paste_button = named(QPushButton(tr("&Paste CSV")), "clone.names.paste", tr("Paste CSV"))
        self.paste_button.setToolTip(tr("Rows of name, host name, address, MAC from the clipboard, separated by comma, semicolon or tab."))
        self.paste_button.clicked.connect(self.paste)
        self.reset = named(QPushButton(tr("&Undo my changes")), "clone.names.reset", tr("Undo my changes in the table"))
        self.reset.clicked.connect(lambda: self.change(edits={}))
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        buttons.addWidget(self.paste_button)
        buttons.addWidget(self.reset)
        buttons.addStretch(1)
        self.problem = Message("clone.names.problem")
        self.column.addLayout(buttons)
        self.column.addWidget(self.problem)
        self.count.valueChanged.connect(lambda value: self.change(count=value))
        self.pattern.textEdited.connect(lambda text: self.change(pattern=text.strip()))

    def edit(self, row: int, column: str, text: str) -> None:
        """A cell was typed into."""
        self.change(edits={**self.draft.answers.edits, (row, column): text})

    def paste(self) -> None:
        """A table from the clipboard: its rows become the first clones."""
        edits, count = from_csv(QGuiApplication.clipboard().text())
        if edits:
            self.change(edits={**self.draft.answers.edits, **edits}, count=min(MAX_CLONES, max(count, 1)))

    def refresh(self) -> None:
        with QSignalBlocker(self.count):
            self.count.setValue(self.draft.answers.count)
        if not self.pattern.hasFocus() or not self.pattern.text():
            self.pattern.setText(self.draft.pattern)
        self.table.show_rows(self.draft)
        self.reset.setEnabled(bool(self.draft.answers.edits))
        self.show_problem(self.problem)

    def entered(self) -> None:
        self.pattern.setFocus()
        self.pattern.selectAll()


class PreparationPage(ClonePage):
    """How do the guests become different?"""

    def __init__(self, draft: CloneDraft) -> None:
        super().__init__("preparation", draft)
        self.group = QButtonGroup(self)
        self.choices: dict[str, QRadioButton] = {}
        self.why = {}
        meanings = {
            "none": (tr("&Leave them as they are"), tr("For a source that was prepared before, and for systems without an identity.")),
            "seed": (
                tr("&Seed medium (cloud-init)"),
                tr("Each clone gets a small CD with host name, address and ssh key, which cloud-init in the guest reads."),
            ),
            "offline": (
                tr("&virt-sysprep, in the clones' disks"),
                tr("For Linux: removes machine ID, ssh host keys and more, and sets the host name. Takes a minute or more each."),
            ),
        }
        for kind, (title, meaning) in meanings.items():
            button = named(QRadioButton(title), f"clone.prepare.{kind}", title)
            self.group.addButton(button)
            self.choices[kind] = button
            self.why[kind] = Message(f"clone.prepare.{kind}.why")
            self.column.addWidget(button)
            note = text_label(meaning, f"clone.prepare.{kind}.meaning", dim=True)
            note.setContentsMargins(24, 0, 0, 0)
            self.column.addWidget(note)
            self.column.addWidget(self.why[kind])
            button.toggled.connect(lambda on, kind=kind: self.change(preparation=kind) if on else None)
        self.identity = QFrame()
        form = form_of(self.identity)
        self.fields: dict[str, QLineEdit] = {}
        rows = (
            ("first_address", tr("&Address of the first clone"), "192.0.2.10/24"),
            ("gateway", tr("&Gateway"), "192.0.2.1"),
            ("dns", tr("Na&me servers"), "192.0.2.1, 192.0.2.2"),
            ("ssh_key", tr("Public ssh &key"), "ssh-ed25519 AAAA…"),
        )
        for name, title, example in rows:
            field = named(QLineEdit(), f"clone.prepare.{name}", title)
            field.setPlaceholderText(example)
            field.textEdited.connect(lambda text, name=name: self.change(**{name: text}))
            self.fields[name] = field
            form.addRow(title, field)
        self.column.addWidget(self.identity)
        self.steps_fold = Fold(tr("What is &removed"), "clone.prepare.steps")
        self.steps: dict[str, QCheckBox] = {}
        for step, step_title in PREPARATION_STEPS:
            box = named(QCheckBox(str(step_title)), f"clone.prepare.step.{step}", str(step_title))
            box.toggled.connect(lambda _: self.change(steps=tuple(key for key, each in self.steps.items() if each.isChecked())))
            self.steps[step] = box
            self.steps_fold.inside.addWidget(box)
        self.column.addWidget(self.steps_fold)
        self.problem = Message("clone.prepare.problem")
        self.column.addWidget(self.problem)
        self.column.addStretch(1)

    @property
    def kind(self) -> str:
        """What is chosen."""
        return self.draft.answers.preparation or "none"

    def refresh(self) -> None:
        for kind, button in self.choices.items():
            why = self.draft.preparation_why_not(kind)
            button.setEnabled(why is None)
            self.why[kind].show_text(str(why) if why is not None else "", "info")
            with QSignalBlocker(button):
                button.setChecked(self.kind == kind)
        seed = self.kind == "seed"
        self.identity.setVisible(self.kind != "none")
        for name, field in self.fields.items():
            field.setEnabled(seed or name == "ssh_key")
            field.setToolTip("" if field.isEnabled() else tr("Addresses are set by a seed medium."))
            wanted = str(getattr(self.draft.answers, name))
            if field.text() != wanted:
                field.setText(wanted)
        self.steps_fold.setVisible(self.kind == "offline")
        for step, box in self.steps.items():
            with QSignalBlocker(box):
                box.setChecked(step in self.draft.answers.steps)
        self.show_problem(self.problem)

    def entered(self) -> None:
        self.choices[self.kind].setFocus(Qt.FocusReason.OtherFocusReason)


class TargetPage(ClonePage):
    """Where do they run, where are their disks, which networks? Unfit hosts stay, with the reason."""

    def __init__(self, draft: CloneDraft) -> None:
        super().__init__("target", draft)
        self._shown: object = None
        self.list = ChoiceTable("clone.hosts", tr("Hosts"), [tr("Host"), tr("What it has, or why it can't be chosen")])
        self.list.setMinimumHeight(120)
        self.list.currentItemChanged.connect(self._chosen)
        self.column.addWidget(self.list, 1)
        self.repository = ChoiceBox("clone.repository", tr("Storage repository"))
        self.repository.chosen.connect(lambda key: self.change(repository=key))
        self.column.addLayout(labelled(tr("Storage &repository for the disks"), self.repository))
        self.networks: dict[str, ChoiceBox] = {}
        self.form = form_of()
        self.column.addLayout(self.form)
        self.problem = Message("clone.target.problem")
        self.column.addWidget(self.problem)

    def refresh(self) -> None:
        draft = self.draft
        listed = draft.hosts()
        state = [(c.host.id, c.host.name, str(c.why_not or ""), c.host.state) for c in listed]
        if state != self._shown:
            self._shown = state
            with QSignalBlocker(self.list):
                self.list.clear()
                for choice in listed:
                    has = tr("{cpus} CPUs, {memory} of memory", cpus=choice.host.cpus, memory=words.size(choice.host.memory_bytes))
                    note = str(choice.why_not) if choice.why_not is not None else has
                    item = self.list.add(str(choice.host.id), [choice.host.name, note], usable=choice.why_not is None)
                    item.setIcon(0, icons.icon("host", self.palette(), badge=words.badge(choice.host)))
        host = draft.host
        self.list.select(str(host.id) if host is not None else "")
        chosen = draft.repository
        self.repository.set_entries(repository_entries(draft.repositories()), draft.answers.repository or (chosen.uuid if chosen is not None else ""))
        self._show_networks()
        self.show_problem(self.problem)

    def _show_networks(self) -> None:
        config = self.draft.config
        for nic in config.nics if config is not None else ():
            if nic.mac not in self.networks:
                number = len(self.networks) + 1
                box = ChoiceBox(f"clone.network{number}", tr("Network of card {number}", number=number))
                box.chosen.connect(lambda key, mac=nic.mac: self.change(networks={**self.draft.answers.networks, mac: key}))
                self.networks[nic.mac] = box
                self.form.addRow(tr("Network card {number} ({mac})", number=number, mac=nic.mac), box)
            same = tr("As the source: {network}", network=network_words(nic.type, nic.source))
            entries = [Entry("", same)]
            entries += [Entry(network_key(c.spec), str(c.label), "", str(c.why_not or "")) for c in self.draft.network_choices()]
            self.networks[nic.mac].set_entries(entries, self.draft.answers.networks.get(nic.mac, ""))

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        key = str(item.data(0, KEY) or "") if item is not None else ""
        host = self.draft.host
        if key and (host is None or key != host.id):
            self.change(host=HostId(key), repository="", networks={})

    def entered(self) -> None:
        self.list.setFocus()


class CloneFinishPage(ClonePage):
    """Is this what you want? The resulting configuration, what is worth knowing, the XML."""

    def __init__(self, draft: CloneDraft) -> None:
        super().__init__("finish", draft)
        self.failure = Message("clone.failure", card=True)
        self.column.addWidget(self.failure)
        self.column.addWidget(text_label(tr("Resulting configuration"), "clone.caption", dim=True))
        self.table = ChoiceTable("clone.summary", tr("Resulting configuration"), [tr("Device"), tr("Setting"), tr("From where")])
        self.table.setMinimumHeight(220)
        self.column.addWidget(self.table, 1)
        self.notes = Notes("clone.note")
        self.column.addLayout(self.notes)
        self.start = named(QCheckBox(tr("&Start them when they are made")), "clone.start", tr("Start them when they are made"))
        self.start.toggled.connect(lambda on: self.change(start=on))
        self.column.addWidget(self.start)
        self.xml_fold = Fold(tr("&XML"), "clone.xml.fold")
        self.xml = CopyBlock("clone.xml", tr("XML of the first clone"), lines=14)
        self.xml_fold.inside.addWidget(self.xml)
        self.xml_fold.toggled.connect(lambda: self.refresh())
        self.column.addWidget(self.xml_fold)

    def refresh(self) -> None:
        draft = self.draft
        self.table.show_rows(row.cells for row in draft.summary())
        deep = draft.depth_warning
        said = [speed_note(text) if text == deep else Note(str(text)) for text in draft.warnings()]
        self.notes.show_notes([*said, *map(note_of, draft.problems())])
        with QSignalBlocker(self.start):
            self.start.setChecked(draft.answers.start)
        if self.xml_fold.button.isChecked():
            try:
                self.xml.set_text(draft.xml())
            except ConsoleError as failure:
                self.xml.set_text(str(failure.text))

    def entered(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
