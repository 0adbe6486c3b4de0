"""*A machine that comes here*: with virt-p2v media, or by a script of its own. Asks for the target, starts the task, and shows what to do there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialogButtonBox, QFileDialog, QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from console.model.errors import ConsoleError
from console.model.ids import HostId
from console.model.objects import Host
from console.model.templates import BuiltinTemplate
from console.model.text import tr
from console.operations.base import Operation
from console.operations.drafts.choices import FILE_TYPES, host_choices, network_choices, repository_choices
from console.operations.p2v.media import MediaOrder, Prepared
from console.operations.p2v.receiver import ReceiveMachine, Script, ScriptOrder
from console.operations.p2v.sessions import AcceptMachine, Wanted
from console.ui.dialogs.support import GAP, CopyBlock, Dialog, Jobs, Message, heading, named, text_label
from console.ui.services import Services

Role = QDialogButtonBox.ButtonRole
SECONDS = 10.0


class ArrivalDialog(Dialog):
    """``script`` False: virt-p2v. The task goes on when the dialog is closed."""

    def __init__(self, services: Services, script: bool, host: HostId | None = None, parent: QWidget | None = None) -> None:
        title = tr("Copy a Windows machine with a script") if script else tr("Take over a machine with virt-p2v")
        super().__init__(title, "p2vArrival", parent)
        self._services, self._script = services, script
        self._templates: tuple[BuiltinTemplate, ...] = ()
        self._jobs = Jobs(self._failed)
        self._tasks = Jobs(lambda failure: None)  # the Tasks panel tells; they go on when the dialog is gone
        self._closed = False
        self.content.addWidget(heading(title, "p2vArrival.title", points=1.15))
        self.content.addWidget(text_label(self._words(), "p2vArrival.words", dim=True))
        self.fields = QWidget()
        self.form = QFormLayout(self.fields)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setHorizontalSpacing(GAP * 2)
        self.form.setVerticalSpacing(GAP)
        self._build(host)
        self.content.addWidget(self.fields)
        self.problem = Message("p2vArrival.problem", card=True)
        self.content.addWidget(self.problem)
        self.done_text = text_label("", "p2vArrival.done")
        self.block = CopyBlock("p2vArrival.block", tr("Command") if script else tr("Kernel command line"), lines=5)
        for each in (self.done_text, self.block):
            each.hide()
            self.content.addWidget(each)
        self.content.addStretch(1)
        self.cancel = self.add_button(tr("Cancel"), "cancel", Role.RejectRole)
        self.cancel.clicked.connect(self.reject)
        self.start_button = self.add_button(tr("&Make the script") if script else tr("&Prepare"), "start", Role.AcceptRole, default=True)
        self.start_button.clicked.connect(self._start)
        self.finished.connect(self._ended)
        self.setMinimumWidth(620)
        self._host_changed()
        self._jobs.start(self._load())

    def _words(self) -> str:
        if self._script:
            return tr(
                "A PowerShell script is made for one machine. Its administrator runs it there; it sends a shadow copy of the disks here over an "
                "encrypted connection, and removes itself. The machine runs on."
            )
        return tr(
            "The host is prepared for one machine: a key that expires, and a place for the result. Boot the machine from virt-p2v media with the "
            "kernel command line that is shown; its conversion shows as a task, and the VM is made at the end."
        )

    def _build(self, host: HostId | None) -> None:
        self.hosts = self._combo(tr("Target &host"), "host")
        for choice in host_choices(self._services.inventory, None, None):
            self.hosts.addItem(choice.host.name, choice.host.id)
            if choice.why_not is not None:
                self.hosts.model().item(self.hosts.count() - 1).setEnabled(False)  # type: ignore[attr-defined]  # QStandardItemModel
                self.hosts.setItemData(self.hosts.count() - 1, str(choice.why_not), Qt.ItemDataRole.ToolTipRole)
            elif choice.host.id == host or self.hosts.currentData() is None:
                self.hosts.setCurrentIndex(self.hosts.count() - 1)
        self.repositories = self._combo(tr("Storage &repository"), "repository")
        self.networks = self._combo(tr("Net&work"), "network")
        self.name = self._line(tr("&Name of the VM"), "name", hint=tr("the machine's own name"))
        label = tr("&Address of this computer") if self._script else tr("&Address of the host")
        self.address = self._line(label, "address", hint=tr("as the machine reaches it"))
        self.folder = named(QLineEdit(str(Path.home())), "p2vArrival.folder", tr("Folder"))
        self.browse = named(QPushButton(tr("&Choose…")), "p2vArrival.browse", tr("Choose a folder"))
        self.browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.folder, 1)
        row.addWidget(self.browse)
        self.form.addRow(tr("&Folder of this computer"), row)
        caption = self.form.labelForField(row)
        if caption is not None:
            caption.setBuddy(self.folder)  # type: ignore[attr-defined]  # a QLabel: QFormLayout made it from the text
        self.check = named(QCheckBox(tr("Only chec&k the machine: a report, nothing is copied")), "p2vArrival.check", tr("Only check the machine"))
        self.check.setVisible(self._script)
        self.form.addRow("", self.check)
        self.hosts.currentIndexChanged.connect(self._host_changed)
        self.check.toggled.connect(self._changed)
        for field in (self.address, self.folder):
            field.textChanged.connect(self._changed)

    def _combo(self, label: str, name: str) -> QComboBox:
        combo = named(QComboBox(), f"p2vArrival.{name}", label)
        self.form.addRow(label, combo)
        return combo

    def _line(self, label: str, name: str, *, hint: str) -> QLineEdit:
        line = named(QLineEdit(), f"p2vArrival.{name}", label)
        line.setPlaceholderText(hint)
        self.form.addRow(label, line)
        return line

    # ------------------------------------------------------------------ choices

    async def _load(self) -> None:
        self._templates = tuple(await self._services.catalogue.templates())
        if not self.address.text():
            self.address.setText(await self._own_address())
        self._changed()

    async def _own_address(self) -> str:
        host = self._host
        if not self._script and host is not None and not host.record.local:
            return urlsplit(host.record.uri).hostname or ""
        try:
            told = await self._services.runner.world.programs.run(["hostname", "-I"], deadline=SECONDS, check=False)
        except ConsoleError:
            return ""
        return next(iter(told.stdout.split()), "")

    @property
    def _host(self) -> Host | None:
        found = self.hosts.currentData()
        return self._services.inventory.host(HostId(found)) if found is not None else None

    def _host_changed(self) -> None:
        host = self._host
        self.repositories.clear()
        self.networks.clear()
        if host is not None:
            for choice in repository_choices(self._services.inventory, host.id, 0):
                if choice.why_not is None:
                    self.repositories.addItem(choice.repository.name, choice.repository.uuid)
            self.networks.addItem(tr("Not connected (do not run both)"), None)
            for network in network_choices(self._services.inventory, host):
                if network.why_not is None:
                    self.networks.addItem(str(network.label), network.spec)
        self._changed()

    def _problem(self) -> str:
        copies = not self.check.isChecked()
        if copies and self._host is None:
            return tr("Connect a host first.")
        if copies and self.repositories.currentData() is None:
            return tr("{host} has no storage repository for the disks.", host=self.hosts.currentText())
        if not self.address.text().strip():
            return tr("Say by which address the machine reaches it.")
        if not self.folder.text().strip():
            return tr("Choose a folder.")
        return ""

    def _changed(self) -> None:
        for field in (self.hosts, self.repositories, self.networks, self.name):
            field.setEnabled(not self.check.isChecked())
        problem = self._problem() if self._templates else tr("Reading the templates…")
        self.start_button.setEnabled(not problem)
        self.start_button.setToolTip(problem)

    def _browse(self) -> None:
        dialog = QFileDialog(self, tr("Choose a folder"), self.folder.text())
        dialog.setObjectName("p2vArrival.folderDialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.open()

    # ------------------------------------------------------------------ the task

    def operation(self) -> Operation:
        """What was asked for."""
        wanted = self._wanted()
        address, folder = self.address.text().strip(), self.folder.text().strip()
        if self._script:
            order = ScriptOrder((address,), folder, self._services.paths.resources / "p2v", check=self.check.isChecked())
            return ReceiveMachine(order, wanted, ready=self._told(self._script_ready))
        assert wanted is not None
        return AcceptMachine(wanted.host, MediaOrder(address, folder=folder, name=wanted.name), wanted, self._told(self._media_ready))

    def _wanted(self) -> Wanted | None:
        host = self._host
        if host is None or self.check.isChecked():
            return None
        uuid = self.repositories.currentData()
        repository = next(each for each in self._services.inventory.repositories(host.id) if each.uuid == uuid)
        format = "qcow2" if repository.type in FILE_TYPES else "raw"
        return Wanted(host.id, uuid, self._templates, format, self.name.text().strip(), self.networks.currentData())

    def _told(self, show: Callable[..., None]) -> Callable[..., None]:
        """The task may outlive the dialog."""

        def tell(what: Prepared | Script) -> None:
            if not self._closed:
                show(what)

        return tell

    def _start(self) -> None:
        self.problem.show_text("")
        self.fields.setEnabled(False)
        self.start_button.setEnabled(False)
        self._tasks.start(self._run(self.operation()))

    async def _run(self, operation: Operation) -> None:
        try:
            result = await self._services.runner.start(operation)
        except ConsoleError as failure:
            self._failed(failure)
        else:
            if self.check.isChecked() and not self._closed:
                self._show(tr("The machine's report:"), result)

    def _media_ready(self, prepared: Prepared) -> None:
        self._show(
            tr("Boot the machine with this kernel command line. The key and a PXE entry are in {folder}.", folder=prepared.folder),
            prepared.kernel_line,
        )

    def _script_ready(self, script: Script) -> None:
        self._show(tr("Copy {file} to the machine, and run it there as administrator:", file=script.path), script.command)

    def _show(self, words: str, block: str) -> None:
        self.fields.hide()
        self.start_button.hide()
        self.done_text.setText(words)
        self.done_text.setAccessibleName(words)
        self.block.set_text(block)
        self.done_text.show()
        self.block.show()
        self.cancel.setText(tr("Close"))
        self.cancel.setAccessibleName(tr("Close"))
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, failure: ConsoleError) -> None:
        if self._closed:
            return
        self.problem.show_text(str(failure.text), remedy=str(failure.remedy) if failure.remedy is not None else "")
        self.fields.setEnabled(True)
        self._changed()

    def _ended(self) -> None:
        self._closed = True
        self._jobs.cancel()
