"""The pages of the Import wizard, over :class:`console.operations.import_draft.ImportDraft`."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTreeWidgetItem,
    QWidget,
)

from console.model.errors import ConsoleError
from console.model.ids import HostId
from console.model.rules_import import why_not_import_on
from console.model.rules_storage import formats
from console.model.text import Text, tr
from console.operations.drafts.parts import network_key
from console.operations.import_draft import KINDS, NOWHERE, DiskAnswer, ImportDraft, Item
from console.operations.import_target import CONVERT, FIXUP_TITLES, FIXUPS
from console.operations.import_targets import network_slot, part_of, parts, spread
from console.operations.package import PackageDisk
from console.ui import words
from console.ui.dialogs.controls import form_of
from console.ui.dialogs.support import GAP, CopyBlock, Fold, Message, heading, named, text_label
from console.ui.wizards.draft_page import KEY, ChoiceTable, DraftPage
from console.ui.wizards.fields import ChoiceBox, Entry
from console.ui.wizards.import_rows import DiskRow, Rows, TargetRow
from console.ui.wizards.notes import Notes


class ImportPage(DraftPage[ImportDraft]):
    """A page over the draft, with its messages at the end."""

    def __init__(self, key: str, draft: ImportDraft) -> None:
        super().__init__(key, draft)
        self.messages = Notes(f"import.{key}.problem")

    def refresh(self) -> None:
        self.messages.show_problems(self.draft.problems(self.key))


class SourcePage(ImportPage):
    """What is imported. ``wanted``: other places are to be looked into."""

    wanted = Signal(list)

    def __init__(self, draft: ImportDraft) -> None:
        super().__init__("source", draft)
        self.scrolls = False
        self.busy = False
        self.places: list[str] = []
        self.place = named(QLineEdit(), "import.place", tr("File or address"))
        self.place.setPlaceholderText(tr("a file, or an address that begins with https://"))
        self.place.returnPressed.connect(self._typed)
        self.look = named(QPushButton(tr("&Look inside")), "import.look", tr("Look inside"))
        self.files = named(QPushButton(tr("&Files…")), "import.files", tr("Choose files"))
        for button, slot in ((self.look, self._typed), (self.files, self._choose)):
            button.setAutoDefault(False)
            button.clicked.connect(slot)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.place, 1)
        row.addWidget(self.look)
        row.addWidget(self.files)
        self.copy = named(QRadioButton(tr("As a &copy: a new identity")), "import.copy", tr("As a copy: a new identity"))
        self.copy.setToolTip(tr("A new UUID. The original may run beside it."))
        self.restore = named(QRadioButton(tr("&Restore: the UUID and MAC addresses that it had")), "import.restore", tr("Restore"))
        self.restore.setToolTip(tr("For a backup. The original must be gone."))
        self.copy.clicked.connect(lambda: self.change(restore=False))
        self.restore.clicked.connect(lambda: self.change(restore=True))
        self.table = ChoiceTable("import.contents", tr("What is inside"), [tr("VM"), tr("Kind"), tr("What it has")])
        self.table.itemChanged.connect(self._ticked)
        self._filling = False
        self.column.addWidget(self.copy)
        self.column.addWidget(self.restore)
        self.column.addLayout(row)
        self.column.addWidget(text_label(tr("Files can also be dropped here. What they are is found by their content."), "import.hint", dim=True))
        self.column.addWidget(self.table, 1)
        self.column.addLayout(self.messages)

    def _typed(self) -> None:
        text = self.place.text().strip()
        if text:
            self.add([text], replace=True)

    def add(self, places: Sequence[str], *, replace: bool = False) -> None:
        """Look into these too (or only into these)."""
        self.places = list(dict.fromkeys([*([] if replace else self.places), *places]))
        if len(self.places) == 1:
            self.place.setText(self.places[0])
        self.wanted.emit(self.places)

    def _choose(self) -> None:
        dialog = QFileDialog(self, tr("Choose files to import"))
        dialog.setObjectName("import.picker")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda files: self.add(list(files), replace=True))
        dialog.open()

    def refresh(self) -> None:
        draft = self.draft
        with QSignalBlocker(self.copy), QSignalBlocker(self.restore):
            self.restore.setChecked(draft.answers.restore)
            self.copy.setChecked(not draft.answers.restore)
        self._filling = True
        current = self.table.key
        self.table.clear()
        for item in draft.items:
            assert item.found.contents is not None
            kind = str(KINDS.get(item.found.contents.kind, item.found.contents.kind))
            row = self.table.add(item.key, [item.vm.name, kind, self._has(item)])
            row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            row.setCheckState(0, Qt.CheckState.Unchecked if item.key in draft.answers.skipped else Qt.CheckState.Checked)
        self.table.select(current)
        self._filling = False
        if self.busy:
            self.messages.show_notes([])
            self.table.setEnabled(False)
        else:
            self.table.setEnabled(True)
            super().refresh()
            if not draft.found:  # nothing has been done wrong yet: the line at the bottom says what is to be done
                self.messages.show_notes([])

    def _has(self, item: Item) -> str:
        vm, parts = item.vm, []
        if vm.os:
            parts.append(vm.os)
        if vm.memory_bytes:
            parts += [tr("1 vCPU") if vm.cpus == 1 else tr("{n} vCPUs", n=vm.cpus), words.size(vm.memory_bytes)]
        for disk in self.draft.disks(item):
            size = self.draft.size_of(item, disk)
            parts.append(tr("disk {size} {format}", size=words.size(size) if size else "?", format=self.draft.image_format(item, disk)))
        if vm.nics:
            parts.append(tr("1 network card") if len(vm.nics) == 1 else tr("{n} network cards", n=len(vm.nics)))
        if vm.firmware == "efi":
            parts.append("UEFI")
        return ", ".join(parts)

    def _ticked(self, row: QTreeWidgetItem) -> None:
        if self._filling:
            return
        rows = [self.table.topLevelItem(number) for number in range(self.table.topLevelItemCount())]
        self.change(skipped=frozenset(str(each.data(0, KEY)) for each in rows if each is not None and each.checkState(0) is Qt.CheckState.Unchecked))

    def entered(self) -> None:
        self.place.setFocus()


class EulaPage(ImportPage):
    """Licences that have to be accepted."""

    def __init__(self, draft: ImportDraft) -> None:
        super().__init__("eula", draft)
        self.scrolls = False
        self.text = named(QPlainTextEdit(), "import.eula", tr("Licence"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.accept = named(QCheckBox(tr("I &accept the licence")), "import.accept", tr("I accept the licence"))
        self.accept.toggled.connect(lambda on: self.change(accepted=on))
        self.column.addWidget(self.text, 1)
        self.column.addWidget(self.accept)
        self.column.addLayout(self.messages)

    def refresh(self) -> None:
        text = "\n\n———\n\n".join(self.draft.eulas)
        if self.text.toPlainText() != text:
            self.text.setPlainText(text)
        with QSignalBlocker(self.accept):
            self.accept.setChecked(self.draft.answers.accepted)
        super().refresh()

    def entered(self) -> None:
        self.accept.setFocus()


_POOL = "pool:"
"""Before the id of a pool, in a list of hosts."""


class TargetPage(ImportPage):
    """The host, and the names."""

    def __init__(self, draft: ImportDraft) -> None:
        super().__init__("target", draft)
        self.host = ChoiceBox("import.host", tr("Host"))
        self.host.chosen.connect(self._all_to)
        form = form_of()
        form.addRow(tr("&Host"), self.host)
        self.column.addLayout(form)
        self.column.addWidget(heading(tr("VMs"), "import.names", points=1.1))
        self.names = Rows()
        self.column.addLayout(self.names.form)
        self.column.addLayout(self.messages)
        self.column.addStretch(1)

    def refresh(self) -> None:
        draft = self.draft
        entries = []
        for host in draft.inventory.hosts():
            reason = why_not_import_on(host)
            entries.append(Entry(str(host.id), host.name, "", str(reason.text) if reason is not None else ""))
        pools = [
            Entry(
                f"{_POOL}{pool.record.id}", tr("{pool}: the host with the most memory free", pool=pool.name), "", self._why_not_pool(pool.record.id)
            )
            for pool in draft.inventory.pools()
        ]
        self.host.set_entries([*entries, *pools], str(draft.host.id) if draft.host is not None else "")
        items = draft.chosen
        rows = self.names.show(len(items), lambda number: (tr("VM {number}", number=number + 1), TargetRow(number, self._name, self._to)))
        for row, item in zip(rows, items, strict=True):
            assert isinstance(row, TargetRow)
            part = part_of(draft, item)
            row.show_item(item.vm.name, part.name(item), entries if len(items) > 1 else (), str(part.host.id) if part.host is not None else "")
        super().refresh()

    def _all_to(self, key: str) -> None:
        """All to one host, or spread over a pool."""
        hosts = spread(self.draft, key.removeprefix(_POOL)) if key.startswith(_POOL) else {}
        most = max(set(hosts.values()), key=list(hosts.values()).count) if hosts else HostId(key)
        self.change(host=most, hosts={item: host for item, host in hosts.items() if host != most}, repository="", disks={}, networks={})

    def _why_not_pool(self, pool: str) -> str:
        return "" if spread(self.draft, pool) or not self.draft.chosen else tr("None of its hosts can take a VM.")

    def _name(self, number: int, text: str) -> None:
        self.change(names={**self.draft.answers.names, self.draft.chosen[number].key: text})

    def _to(self, number: int, host: str) -> None:
        """One VM elsewhere: its disks find their places anew."""
        item = self.draft.chosen[number]
        disks = {key: answer for key, answer in self.draft.answers.disks.items() if not key.startswith(f"{item.key}/")}
        self.change(hosts={**self.draft.answers.hosts, item.key: HostId(host)}, disks=disks)

    def entered(self) -> None:
        self.host.setFocus()


class StoragePage(ImportPage):
    """Where the disks go."""

    def __init__(self, draft: ImportDraft) -> None:
        super().__init__("storage", draft)
        self.rows = Rows()
        self.column.addLayout(self.rows.form)
        self.total = text_label("", "import.total", dim=True)
        self.column.addWidget(self.total)
        self.column.addLayout(self.messages)
        self.column.addStretch(1)

    def _changed(self, number: int, answer: DiskAnswer) -> None:
        item, disk = self._disks()[number]
        self.change(disks={**self.draft.answers.disks, item.disk_key(disk): answer})

    def _disks(self) -> list[tuple[Item, PackageDisk]]:
        return [(item, disk) for item in self.draft.chosen for disk in self.draft.disks(item)]

    def refresh(self) -> None:
        draft = self.draft
        disks = self._disks()
        fields = self.rows.show(len(disks), lambda number: ("?", DiskRow(number, self._changed)))
        for number, (field, (item, disk)) in enumerate(zip(fields, disks, strict=True)):
            assert isinstance(field, DiskRow)
            part = part_of(draft, item)
            place = part.place(item, disk)
            known = {repository.uuid: repository for repository, _ in part.repositories()}
            entries = [
                Entry(
                    repository.uuid,
                    repository.name,
                    tr("{size} free", size=words.size(repository.available_bytes)) if repository.available_bytes is not None else "",
                    str(why or ""),
                )
                for repository, why in part.repositories()
            ]
            size = draft.size_of(item, disk)
            name = draft.disk_name(disk)
            label = self.rows.label(number)
            label.setText(
                f"{item.vm.name}: {name}, {words.size(size) if size else '?'}"
                if len(draft.chosen) > 1
                else f"{name}, {words.size(size) if size else '?'}"
            )
            field.repository.set_entries(entries, place.repository if place is not None else "")
            offered = formats(known[place.repository]) if place is not None else ()
            field.format.set_entries([Entry(each, each) for each in offered], place.format if place is not None else "")
            with QSignalBlocker(field.thin):
                field.thin.setChecked(place is None or place.thin)
        total = sum(size for part in parts(draft) for size in part.needed().values())
        self.total.setText(tr("All disks together: {size} at most.", size=words.size(total)) if total else "")
        super().refresh()

    def entered(self) -> None:
        first = self.rows.show(len(self._disks()), lambda number: ("?", DiskRow(number, self._changed)))
        if first and isinstance(first[0], DiskRow):
            first[0].repository.setFocus()


class NetworkPage(ImportPage):
    """Which networks become which."""

    def __init__(self, draft: ImportDraft) -> None:
        super().__init__("network", draft)
        self.rows = Rows()
        self.keep = named(QCheckBox(tr("&Keep the MAC addresses")), "import.keepMac", tr("Keep the MAC addresses"))
        self.keep.toggled.connect(lambda on: self.change(keep_macs=on))
        self.column.addLayout(self.rows.form)
        self.column.addWidget(self.keep)
        self.column.addLayout(self.messages)
        self.column.addStretch(1)

    def refresh(self) -> None:
        draft = self.draft
        sources = self._sources()

        def make(number: int) -> tuple[str, QWidget]:
            box = ChoiceBox(f"import.network{number}", tr("Network {number} of the package", number=number + 1))
            box.chosen.connect(lambda key: self._plug(number, key))
            return "?", box

        several = len(parts(draft)) > 1
        for number, (box, (part, source)) in enumerate(zip(self.rows.show(len(sources), make), sources, strict=True)):
            assert isinstance(box, ChoiceBox)
            name, host = source or tr("(without a name)"), part.host.name if part.host is not None else ""
            self.rows.label(number).setText(f"{host}: {name}" if several else name)
            entries = [Entry(network_key(choice.spec), str(choice.label), why_not=str(choice.why_not or "")) for choice in part.network_choices()]
            box.set_entries([*entries, Entry(NOWHERE, tr("Leave the network card out"))], part.network_of(source))
        with QSignalBlocker(self.keep):
            self.keep.setChecked(draft.answers.restore or draft.answers.keep_macs)
        self.keep.setEnabled(not draft.answers.restore)
        self.keep.setToolTip(tr("A restored VM has the MAC addresses that it had.") if draft.answers.restore else "")
        super().refresh()

    def _sources(self) -> list[tuple[ImportDraft, str]]:
        """The networks of the package, at each host that VMs go to."""
        return [(part, source) for part in parts(self.draft) for source in part.source_networks()]

    def _plug(self, number: int, key: str) -> None:
        part, source = self._sources()[number]
        self.change(networks={**self.draft.answers.networks, network_slot(self.draft, part.host, source): key})


class SecurityPage(ImportPage):
    """Manifest and signature in words."""

    def __init__(self, draft: ImportDraft) -> None:
        super().__init__("security", draft)
        self.text = text_label("", "import.security")
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.column.addWidget(self.text)
        self.column.addWidget(
            text_label(tr("What is written is read back from the host and compared with what was read here."), "import.security.compared", dim=True)
        )
        self.column.addLayout(self.messages)
        self.column.addStretch(1)

    def refresh(self) -> None:
        self.text.setText("\n\n".join("\n".join([name, *(str(each) for each in said)]) for name, said in self.draft.security_words()))
        super().refresh()


class FixupPage(ImportPage):
    """How the systems get to start here."""

    def __init__(self, draft: ImportDraft) -> None:
        super().__init__("fixup", draft)
        self.rows = Rows()
        self.why = text_label("", "import.fixup.why", dim=True)
        self.column.addLayout(self.rows.form)
        self.column.addWidget(self.why)
        self.column.addLayout(self.messages)
        self.column.addStretch(1)

    def refresh(self) -> None:
        draft = self.draft
        items = draft.chosen

        def make(number: int) -> tuple[str, QWidget]:
            box = ChoiceBox(f"import.fixup{number}", tr("How VM {number} gets to start here", number=number + 1))
            box.chosen.connect(lambda key: self.change(fixups={**self.draft.answers.fixups, self.draft.chosen[number].key: key}))
            return "?", box

        said = []
        for number, (box, item) in enumerate(zip(self.rows.show(len(items), make), items, strict=True)):
            assert isinstance(box, ChoiceBox)
            self.rows.label(number).setText(item.vm.name)
            part = part_of(draft, item)
            best, why = part.recommendation(item)
            why_not = part.why_not_convert()
            entries = []
            for key in FIXUPS:
                note = tr("recommended") if key == best else ""
                entries.append(Entry(key, str(FIXUP_TITLES[key]), note, str(why_not) if key == CONVERT and why_not is not None else ""))
            box.set_entries(entries, part.fixup(item))
            box.setEnabled(not item.vm.domain_xml)
            said.append(f"{item.vm.name}: {why}" if len(items) > 1 else str(why))
        self.why.setText("\n".join(said))
        super().refresh()


class FinishPage(ImportPage):
    """Resulting configuration, warnings, XML."""

    def __init__(self, draft: ImportDraft) -> None:
        super().__init__("finish", draft)
        self.failure = Message("import.failure", card=True)
        self.table = ChoiceTable("import.result", tr("Resulting configuration"), [tr("Device"), tr("Setting")])
        self.table.setMinimumHeight(248)
        self.warnings = ChoiceTable("import.warnings", tr("What is not taken over"), [tr("VM"), tr("What is not taken over")])
        self.warnings.setMinimumHeight(96)
        self.start = named(QCheckBox(tr("&Start the VMs when they are there")), "import.start", tr("Start the VMs when they are there"))
        self.start.toggled.connect(lambda on: self.change(start=on))
        self.command_fold = Fold(tr("E&quivalent command"), "import.command.fold")
        self.command = CopyBlock("import.command", tr("Equivalent command"), lines=3)
        self.command_fold.inside.addWidget(self.command)
        self.xml_fold = Fold(tr("&XML"), "import.xml.fold")
        self.xml = CopyBlock("import.xml", tr("XML of the VMs"), lines=14)
        self.xml_fold.inside.addWidget(self.xml)
        self.column.addWidget(self.failure)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.warnings)
        self.column.addWidget(self.start)
        self.column.addLayout(self.messages)
        self.column.addWidget(self.command_fold)
        self.column.addWidget(self.xml_fold)
        self.command_fold.toggled.connect(lambda: self.refresh())
        self.xml_fold.toggled.connect(lambda: self.refresh())

    def refresh(self) -> None:
        draft = self.draft
        rows: list[tuple[Text | str, Text | str]] = []
        texts = []
        for item in draft.chosen:
            part = part_of(draft, item)
            try:
                rows += part.summary(item)
                if self.xml_fold.button.isChecked():
                    texts.append(part.xml(item))
            except ConsoleError as failure:
                rows.append((item.vm.name, failure.text))
        self.table.show_rows(rows)
        self.warnings.show_rows((item.vm.name, text) for item in draft.chosen for text in part_of(draft, item).warnings(item))
        self.warnings.setVisible(self.warnings.topLevelItemCount() > 0)
        with QSignalBlocker(self.start):
            self.start.setChecked(draft.answers.start)
        self.xml.set_text("\n".join(texts))
        if self.command_fold.button.isChecked():
            self.command.set_text(draft.command())
        self.messages.show_problems(draft.problems())

    def entered(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def make_pages(draft: ImportDraft) -> tuple[ImportPage, ...]:
    """All of them, in their order."""
    kinds = (SourcePage, EulaPage, TargetPage, StoragePage, NetworkPage, SecurityPage, FixupPage, FinishPage)
    return tuple(kind(draft) for kind in kinds)
