"""The pages of the Export wizard, over :class:`console.operations.export_draft.ExportDraft`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from console.model.objects import PowerState
from console.model.rules_export import Running
from console.model.text import N_, Text, tr
from console.operations.drafts.said import of_page
from console.operations.export_draft import FORMATS, ExportDraft, ExportPage
from console.ui import words
from console.ui.dialogs.controls import form_of, push
from console.ui.dialogs.support import GAP, CopyBlock, Fold, named, text_label
from console.ui.wizards.draft_page import KEY, ChoiceTable, DraftPage
from console.ui.wizards.notes import Notes
from console.ui.wizards.simple_pages import labelled

DISK_FORMATS = {"vmdk": N_("VMDK, compressed (the usual one)"), "vhd": N_("VHD, dynamic"), "raw": N_("Raw")}
PACKED = {"": N_("None"), "gzip": N_("gzip"), "zstd": N_("zstd")}
CHECKSUMS = {"xxhash": N_("xxHash (XenServer 8, XCP-ng 8.1 and later)"), "sha1": N_("SHA-1 (older)")}
MANIFESTS = {"sha256": N_("SHA-256"), "sha1": N_("SHA-1 (older products)"), "": N_("None")}


class ExportWizardPage(DraftPage[ExportDraft]):
    """A page over the draft, with its messages at the end."""

    def __init__(self, page: ExportPage, draft: ExportDraft) -> None:
        super().__init__(page.value, draft)
        self.page = page
        self.messages = Notes(f"export.{page.value}.problem")

    def refresh(self) -> None:
        self.messages.show_problems(of_page(self.draft.problems(), self.page), "info")


def _combo(name: str, accessible: str, entries: dict[str, Text]) -> QComboBox:
    combo = named(QComboBox(), name, accessible)
    for key, text in entries.items():
        combo.addItem(str(text), key)
    return combo


def _choose(combo: QComboBox, key: str) -> None:
    with QSignalBlocker(combo):
        combo.setCurrentIndex(max(0, combo.findData(key)))


class VmsPage(ExportWizardPage):
    """Which of the VMs, and what is done about those that run."""

    def __init__(self, draft: ExportDraft) -> None:
        super().__init__(ExportPage.VMS, draft)
        self.scrolls = False
        self._filling = False
        self.list = ChoiceTable("export.vms.list", tr("VMs"), [tr("Name"), tr("State"), tr("What happens, or why it can't be exported")])
        self.list.itemChanged.connect(self._ticked)
        self.moment = named(QRadioButton(tr("They run &on: their disks as they are at one moment")), "export.vms.moment", tr("They run on"))
        self.moment.setToolTip(tr("The file systems are frozen for that moment where the agent responds; else the copy is as after a power cut."))
        self.stop = named(QRadioButton(tr("Shut them &down, export, and start them again")), "export.vms.shutdown", tr("Shut down and start again"))
        self.running = QWidget()
        column = QVBoxLayout(self.running)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(text_label(tr("VMs that run"), "export.vms.running", dim=True))
        for button, way in ((self.moment, Running.MOMENT), (self.stop, Running.SHUTDOWN)):
            column.addWidget(button)
            button.clicked.connect(lambda _=False, way=way: self.change(running=way))
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.running)
        self.column.addLayout(self.messages)

    def refresh(self) -> None:
        draft = self.draft
        with self._quietly():
            current = self.list.key
            self.list.clear()
            for vm in draft.vms:
                why = draft.why_not(vm)
                note = str(why.text) if why is not None else self._note(vm.state)
                item = self.list.add(str(vm.ref.key), [vm.name, str(words.POWER[vm.state]), note], usable=why is None)
                if len(draft.vms) > 1 and why is None:
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    item.setCheckState(0, Qt.CheckState.Checked if vm.ref in draft.answers.chosen else Qt.CheckState.Unchecked)
            self.list.select(current)
        self.running.setVisible(bool(draft.active()))
        for button, way in ((self.moment, Running.MOMENT), (self.stop, Running.SHUTDOWN)):
            reason = draft.running_why_not(way)
            button.setEnabled(reason is None or draft.running is way)
            if way is Running.SHUTDOWN or reason is not None:
                button.setToolTip(str(reason.text) if reason is not None else "")
            with QSignalBlocker(button):
                button.setChecked(draft.running is way)
        super().refresh()

    def _note(self, state: PowerState) -> str:
        if state.active:
            return tr("Runs on meanwhile") if self.draft.running is Running.MOMENT else tr("Is shut down and started again")
        return tr("Without its memory") if state is PowerState.SUSPENDED else ""

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        self._filling = True
        try:
            yield
        finally:
            self._filling = False

    def _ticked(self, item: QTreeWidgetItem) -> None:
        if self._filling:
            return
        by_key = {str(vm.ref.key): vm.ref for vm in self.draft.vms}
        rows = [self.list.topLevelItem(number) for number in range(self.list.topLevelItemCount())]
        chosen = tuple(by_key[row.data(0, KEY)] for row in rows if row is not None and row.checkState(0) is Qt.CheckState.Checked)
        self.draft.change(chosen=chosen)
        self.changed.emit()

    def entered(self) -> None:
        self.list.setFocus()


class FormatPage(ExportWizardPage):
    """Which kind of file."""

    def __init__(self, draft: ExportDraft) -> None:
        super().__init__(ExportPage.FORMAT, draft)
        self.scrolls = False
        self.list = ChoiceTable("export.format.list", tr("Formats"), [tr("Format"), tr("For what")])
        for key, (name, what) in FORMATS.items():
            self.list.add(key, [str(name), str(what)])
        self.list.currentItemChanged.connect(self._chosen)
        self.disk = _combo("export.format.disk", tr("Format of the disks"), DISK_FORMATS)
        self.disk.activated.connect(lambda: self.change(disk_format=self.disk.currentData()))
        self.packed = _combo("export.format.compression", tr("Compression"), PACKED)
        self.packed.activated.connect(lambda: self.change(compression=self.packed.currentData()))
        self.checksum = _combo("export.format.checksum", tr("Checksums"), CHECKSUMS)
        self.checksum.activated.connect(lambda: self.change(checksum=self.checksum.currentData()))
        form = form_of()
        for text, field in ((tr("&Disks as"), self.disk), (tr("Co&mpression"), self.packed), (tr("Check&sums"), self.checksum)):
            form.addRow(text, field)
        self.form = form
        self.column.addWidget(self.list, 1)
        self.column.addLayout(form)
        self.column.addLayout(self.messages)

    def refresh(self) -> None:
        draft = self.draft
        self.list.select(draft.answers.format)
        _choose(self.disk, draft.answers.disk_format)
        with QSignalBlocker(self.packed):
            self.packed.clear()
            for key in ("", *draft.compressions()):
                self.packed.addItem(str(PACKED[key]), key)
        _choose(self.packed, draft.answers.compression)
        _choose(self.checksum, draft.answers.checksum)
        self.form.setRowVisible(self.disk, draft.packaged)
        self.form.setRowVisible(self.packed, bool(draft.compressions()))
        self.form.setRowVisible(self.checksum, draft.answers.format == "xva")
        super().refresh()

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        key = str(item.data(0, KEY) or "") if item is not None else ""
        if key and key != self.draft.answers.format:
            self.change(format=key)

    def entered(self) -> None:
        self.list.setFocus()


class PlacePage(ExportWizardPage):
    """Where to, under which name; how large and how long."""

    def __init__(self, draft: ExportDraft) -> None:
        super().__init__(ExportPage.PLACE, draft)
        self.folder = named(QLineEdit(), "export.place.folder", tr("Folder"))
        self.folder.textEdited.connect(lambda text: self.change(folder=text.strip(), overwrite=False))
        self.browse = push(tr("Br&owse…"), "export.place.browse", accessible=tr("Browse for the folder"))
        self.browse.clicked.connect(self._browse)
        self.name = named(QLineEdit(), "export.place.name", tr("Name of the file"))
        self.name.setMaxLength(120)
        self.name.textEdited.connect(lambda text: self.change(name=text, overwrite=False))
        self.replace = named(QCheckBox(tr("&Replace the files that are there")), "export.place.replace", tr("Replace the files that are there"))
        self.replace.clicked.connect(lambda on: self.change(overwrite=on))
        self.files = text_label("", "export.place.files", dim=True)
        self.facts = text_label("", "export.place.facts", dim=True)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.folder, 1)
        row.addWidget(self.browse)
        holder = QWidget()
        holder.setObjectName("export.place.row")
        holder.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        holder.setFocusProxy(self.folder)
        self.column.addLayout(labelled(tr("&Folder of this computer"), holder))
        self.column.addLayout(labelled(tr("N&ame"), self.name, self.files))
        self.column.addWidget(self.replace)
        self.column.addWidget(self.facts)
        self.column.addLayout(self.messages)
        self.column.addStretch(1)

    def refresh(self) -> None:
        draft = self.draft
        if self.folder.text().strip() != draft.answers.folder:
            self.folder.setText(draft.answers.folder)
        if self.name.text() != draft.name:
            self.name.setText(draft.name)
        self.files.setText(", ".join(draft.files()))
        self.replace.setVisible(bool(draft.place.there))
        with QSignalBlocker(self.replace):
            self.replace.setChecked(draft.answers.overwrite)
        self.facts.setText(facts(draft))
        super().refresh()

    def _browse(self) -> None:
        dialog = QFileDialog(self.window(), tr("Folder to export to"), self.draft.answers.folder)
        dialog.setObjectName("export_folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.change(folder=path, overwrite=False))
        dialog.open()

    def entered(self) -> None:
        self.folder.setFocus()
        self.folder.selectAll()


def facts(draft: ExportDraft) -> str:
    """Estimated size and time, and what is free."""
    size, seconds, free = draft.size(), draft.seconds(), draft.place.free
    parts = []
    if size is None or seconds is None:
        parts.append(tr("The disks are being looked at…"))
    else:
        parts.append(tr("About {size}, {time} on an ordinary computer.", size=words.size(size), time=_time(seconds)))
    if free is not None:
        parts.append(tr("{free} free there.", free=words.size(free)))
    return " ".join(parts)


def _time(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return tr("less than a minute")
    if minutes == 1:
        return tr("about 1 minute")
    return tr("about {n} minutes", n=minutes) if minutes < 120 else tr("about {n} hours", n=round(minutes / 60))


class OptionsPage(ExportWizardPage):
    """Manifest, signature, licence; whether it is compared at the end."""

    def __init__(self, draft: ExportDraft) -> None:
        super().__init__(ExportPage.OPTIONS, draft)
        self.verify = named(QCheckBox(tr("&Read everything again at the end and compare")), "export.options.verify", tr("Read again and compare"))
        self.verify.clicked.connect(lambda on: self.change(verify=on))
        self.snapshots = named(QCheckBox(""), "export.options.snapshots", tr("With the snapshots"))
        self.snapshots.setToolTip(tr("Beside the disks that every product reads: images with the snapshots in them, which Virtdeck restores."))
        self.snapshots.clicked.connect(lambda on: self.change(snapshots=on))
        self.why = text_label("", "export.options.why", dim=True)
        self.manifest = _combo("export.options.manifest", tr("Manifest"), MANIFESTS)
        self.manifest.activated.connect(lambda: self.change(manifest=self.manifest.currentData()))
        self.key_file, key_row = self._file("export.options.key", tr("Private key (PEM)"), "key")
        self.certificate, certificate_row = self._file("export.options.certificate", tr("X.509 certificate (PEM)"), "certificate")
        self.password = named(QLineEdit(), "export.options.password", tr("Password of the key"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.textEdited.connect(lambda text: self._sign(password=text))
        self.eula = named(QPlainTextEdit(), "export.options.eula", tr("Licence text"))
        self.eula.setTabChangesFocus(True)
        self.eula.setMinimumHeight(self.eula.fontMetrics().lineSpacing() * 5 + 16)
        self.eula.textChanged.connect(self._licence)
        form = form_of()
        form.addRow(tr("&Manifest of digests"), self.manifest)
        form.addRow(tr("Sign with the &key"), key_row)
        form.addRow(tr("&Certificate"), certificate_row)
        form.addRow(tr("&Password of the key"), self.password)
        form.addRow(tr("&Licence to be accepted"), self.eula)
        self.package = QWidget()
        self.package.setObjectName("export.options.package")
        form.setContentsMargins(0, 0, 0, 0)
        self.package.setLayout(form)
        self.column.addWidget(self.verify)
        self.column.addWidget(self.snapshots)
        self.column.addWidget(self.why)
        self.column.addWidget(self.package)
        self.column.addLayout(self.messages)
        self.column.addStretch(1)

    def _file(self, name: str, accessible: str, which: str) -> tuple[QLineEdit, QWidget]:
        field = named(QLineEdit(), name, accessible)
        field.textEdited.connect(lambda text: self._sign(**{which: text.strip()}))
        browse = push(tr("Browse…"), f"{name}.browse", accessible=tr("Browse: {what}", what=accessible))
        browse.clicked.connect(lambda: self._browse(accessible, name, which))
        holder = QWidget()
        holder.setObjectName(f"{name}.row")
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(field, 1)
        row.addWidget(browse)
        holder.setFocusProxy(field)
        return field, holder

    def _browse(self, title: str, name: str, which: str) -> None:
        dialog = QFileDialog(self.window(), title)
        dialog.setObjectName(f"{name}.dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self._sign(**{which: path}))
        dialog.open()

    def _sign(self, **fields: str) -> None:
        self.change(signing=dataclasses.replace(self.draft.answers.signing, **fields))

    def _licence(self) -> None:
        text = self.eula.toPlainText()
        self.change(eulas=(text,) if text.strip() else ())

    def refresh(self) -> None:
        answers = self.draft.answers
        with QSignalBlocker(self.verify):
            self.verify.setChecked(answers.verify)
        images = self.draft.snapshot_images()
        self.snapshots.setVisible(images > 0)
        self.snapshots.setText(tr("&With the snapshots, for Virtdeck ({size} more)", size=words.size(images)))
        with QSignalBlocker(self.snapshots):
            self.snapshots.setChecked(answers.snapshots)
        self.package.setVisible(self.draft.packaged)
        self.why.setText("" if self.draft.packaged else tr("Manifest, signature and licence belong to OVA and OVF packages."))
        self.why.setVisible(not self.draft.packaged)
        _choose(self.manifest, answers.manifest)
        for field, value in (
            (self.key_file, answers.signing.key),
            (self.certificate, answers.signing.certificate),
            (self.password, answers.signing.password),
        ):
            if field.text().strip() != value.strip():
                field.setText(value)
        super().refresh()

    def entered(self) -> None:
        self.verify.setFocus()


class ExportResultPage(ExportWizardPage):
    """What will be made, what is worth knowing, the command."""

    def __init__(self, draft: ExportDraft) -> None:
        super().__init__(ExportPage.FINISH, draft)
        self.table = ChoiceTable("export.result", tr("What will be made"), [tr("What"), tr("How")])
        self.table.setMinimumHeight(200)
        self.facts = text_label("", "export.result.facts", dim=True)
        self.fold = Fold(tr("E&quivalent command"), "export.command.fold")
        self.command = CopyBlock("export.command", tr("Equivalent command"), lines=3)
        self.fold.inside.addWidget(self.command)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.facts)
        self.column.addLayout(self.messages)
        self.column.addWidget(self.fold)

    def refresh(self) -> None:
        self.table.show_rows((line.what, line.value) for line in self.draft.summary())
        self.facts.setText(facts(self.draft))
        self.messages.show_problems(self.draft.problems(), "info")
        self.command.set_text(self.draft.command())

    def entered(self) -> None:
        self.table.setFocus()
