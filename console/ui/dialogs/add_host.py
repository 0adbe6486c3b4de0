"""*Add host*: kind, way, address; *Test* shows each link of the chain with its remedy."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from console.model.errors import ConsoleError
from console.model.ids import HostId
from console.model.objects import HostRecord
from console.model.ports import ProbeStep
from console.model.text import N_, Text, tr
from console.operations.drafts.host_uri import KINDS, STANDARD_PORTS, SYSTEM_URI, WAYS, HostForm, Way, problems, system_libvirt_here
from console.operations.host import AddHost
from console.ui import icons
from console.ui.dialogs.controls import busy_bar, form_of
from console.ui.dialogs.support import GAP, SPIN_MARGINS, Dialog, Message, monospace, named, text_label
from console.ui.jobs import Jobs
from console.ui.services import Services
from console.ui.theme import colours

Role = QDialogButtonBox.ButtonRole

LINKS: dict[str, Text] = {
    "uri": N_("URI"),
    "name": N_("Host name"),
    "port": N_("Port"),
    "host-key": N_("Host key"),
    "login": N_("Login"),
    "socket": N_("libvirt socket"),
    "permission": N_("Permission"),
    "libvirt": N_("libvirt"),
}


class ProbeView(QFrame):
    """The links of the chain name → … → permission, each ✓, ✗ or not reached."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        named(self, "addHost.probe", tr("Result of the test"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 8, 12, 8)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)
        self.hide()

    def show_steps(self, steps: tuple[ProbeStep, ...]) -> None:
        """Replace what is shown; nothing to show hides it."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        theme = colours(self.palette())
        for row, step in enumerate(steps):
            sign, colour = {True: ("ok", "ok"), False: ("error", "error"), None: ("wait", "dim")}[step.ok]
            picture = QLabel()
            picture.setPixmap(icons.pixmap(sign, 16, self.devicePixelRatioF(), theme, colour=theme.named(colour)))
            state = {True: tr("works"), False: tr("fails"), None: tr("not reached")}[step.ok]
            named(picture, f"addHost.probe.{step.name}.state", state)
            title = str(LINKS.get(step.name, step.text))
            text = str(step.text) if step.remedy is None else f"{step.text} {step.remedy}"
            self._grid.addWidget(picture, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(text_label(title, f"addHost.probe.{step.name}", wrap=False, dim=step.ok is None), row, 1, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(text_label(text, f"addHost.probe.{step.name}.text", dim=step.ok is None), row, 2)
        self.setVisible(bool(steps))


class AddHostDialog(Dialog):
    """Makes a host record and adds it. ``added`` carries the new host's id."""

    added = Signal(str)

    def __init__(self, services: Services, parent: QWidget | None = None, *, system_here: Callable[[], bool] = system_libvirt_here) -> None:
        super().__init__(tr("Add host"), "addHost", parent)
        self._services = services
        self._jobs = Jobs(self._failed)
        self._own_uri = False
        self._tested = ""
        self._asked_address = False
        self._build(system_here)
        self._refresh()
        self.address.setFocus()
        self.finished.connect(self._jobs.cancel)

    # ------------------------------------------------------------------ building

    def _build(self, system_here: Callable[[], bool]) -> None:
        self.offer = Message("addHost.offer", card=True)
        self.offer.activated.connect(self._use_system)
        self.content.addWidget(self.offer)
        known = {record.uri for record in self._services.settings.hosts()} | {h.record.uri for h in self._services.inventory.hosts()}
        if SYSTEM_URI not in known and system_here():
            self.offer.show_text(tr("The system libvirt of this computer can be reached."), "info", link=tr("Use it"), link_name="system")
        form = form_of()
        self.kind = named(QComboBox(), "addHost.kind", tr("Hypervisor"))
        for key, label in KINDS:
            self.kind.addItem(str(label), key)
        self.way = named(QComboBox(), "addHost.way", tr("How to reach it"))
        for way, label in WAYS.items():
            self.way.addItem(str(label), way.value)
        self.way.setCurrentIndex(self.way.findData(Way.SSH.value))
        self.scope = named(QComboBox(), "addHost.scope", tr("libvirt"))
        self.scope.addItem(tr("The system's"), False)
        self.scope.addItem(tr("The user's own (session)"), True)
        self.address = named(QLineEdit(), "addHost.address", tr("Address"))
        self.address.setPlaceholderText(tr("host name or IP address"))
        self.address_error = Message("addHost.address.problem")
        self.user = named(QLineEdit(), "addHost.user", tr("User"))
        self.user_error = Message("addHost.user.problem")
        self.port = named(QSpinBox(), "addHost.port", tr("Port"))
        self.port.lineEdit().setTextMargins(*SPIN_MARGINS)
        self.port.setRange(0, 65535)
        self.port.setSpecialValueText(tr("standard"))
        self.name = named(QLineEdit(), "addHost.name", tr("Name"))
        self.name_error = Message("addHost.name.problem")
        self.pool = named(QComboBox(), "addHost.pool", tr("Pool"))
        self.pool.addItem(tr("None (standalone)"), "")
        for pool in self._services.settings.pools():
            self.pool.addItem(pool.name, pool.id)
        self.uri = named(QLineEdit(), "addHost.uri", tr("Resulting URI"))
        self.uri.setFont(monospace())
        self.uri_error = Message("addHost.uri.problem")
        for words, field, error in (
            (tr("&Hypervisor"), self.kind, None),
            (tr("How to &reach it"), self.way, None),
            (tr("&libvirt"), self.scope, None),
            (tr("&Address"), self.address, self.address_error),
            (tr("&User"), self.user, self.user_error),
            (tr("&Port"), self.port, None),
            (tr("&Name"), self.name, self.name_error),
            (tr("P&ool"), self.pool, None),
            (tr("Resulting UR&I"), self.uri, self.uri_error),
        ):
            form.addRow(words, field)
            if error is not None:
                form.addRow("", error)
        self._form = form
        self.content.addLayout(form)
        self.busy = busy_bar("addHost.busy", tr("Testing"))
        self.probe = ProbeView()
        self.problem = Message("addHost.problem", card=True)
        column = QVBoxLayout()
        column.setSpacing(GAP)
        for widget in (self.busy, self.probe, self.problem):
            column.addWidget(widget)
        self.content.addLayout(column)
        self.content.addStretch(1)
        self.test = self.add_button(tr("&Test"), "test", Role.ActionRole)
        self.test.clicked.connect(self._test)
        self.add_button(tr("Cancel"), "cancel", Role.RejectRole).clicked.connect(self.reject)
        self.add = self.add_button(tr("A&dd host"), "add", Role.AcceptRole, default=True)
        self.add.clicked.connect(self._add)
        for combo in (self.kind, self.way, self.scope):
            combo.currentIndexChanged.connect(self._form_changed)
        for edit in (self.address, self.user):
            edit.textChanged.connect(self._form_changed)
        self.address.editingFinished.connect(self._address_left)
        self.name.textChanged.connect(self._refresh)
        self.port.valueChanged.connect(self._form_changed)
        self.uri.textEdited.connect(self._uri_typed)
        self.setMinimumWidth(560)

    # ------------------------------------------------------------------ the form

    def form(self) -> HostForm:
        """What is filled in."""
        return HostForm(
            kind=str(self.kind.currentData()),
            way=Way(self.way.currentData()),
            address=self.address.text(),
            user=self.user.text(),
            port=self.port.value() or None,
            session=bool(self.scope.currentData()),
            name=self.name.text(),
            uri=self.uri.text() if self._own_uri else "",
        )

    def _form_changed(self) -> None:
        self._own_uri = False
        self._refresh()

    def _uri_typed(self, text: str) -> None:
        self._own_uri = bool(text.strip())
        self._refresh()

    def _address_left(self) -> None:
        self._asked_address = self._asked_address or bool(self.address.text())
        self._refresh()

    def _use_system(self) -> None:
        self.kind.setCurrentIndex(self.kind.findData("qemu"))
        self.way.setCurrentIndex(self.way.findData(Way.LOCAL.value))
        self.scope.setCurrentIndex(self.scope.findData(False))
        self.offer.show_text("")
        self.add.setFocus()

    def _refresh(self) -> None:
        form = self.form()
        remote = form.way is not Way.LOCAL and form.kind != "test"
        self.way.setEnabled(form.kind != "test")
        self._form.setRowVisible(self.scope, form.kind == "qemu")
        self._form.setRowVisible(self.address, remote)
        self._form.setRowVisible(self.user, remote and form.way is Way.SSH)
        self._form.setRowVisible(self.port, remote)
        if remote:
            self.port.setToolTip(tr("The standard port is {port}.", port=STANDARD_PORTS[form.way]))
        if not self._own_uri:
            self.uri.setText(form.effective_uri)
        self.name.setPlaceholderText(form.effective_name)
        if self.form().effective_uri != self._tested:
            self.probe.show_steps(())
            self.problem.show_text("")
        self._show_problems(form)

    def _show_problems(self, form: HostForm) -> None:
        hosts = self._services.inventory.hosts()
        found = problems(form, [h.record.uri for h in hosts], [h.name for h in hosts])
        by_field = {problem.field: problem for problem in found}
        for field, message in (
            ("address", self.address_error),
            ("user", self.user_error),
            ("name", self.name_error),
            ("uri", self.uri_error),
        ):
            problem = by_field.get(field)
            silent = field == "address" and not form.address and not self._asked_address
            message.show_text("" if problem is None or silent else str(problem.text), remedy=str(problem.remedy or "") if problem else "")
            visible = problem is not None and not silent
            self._form.setRowVisible(message, visible)
        self.test.setEnabled(not {"address", "user", "uri"} & by_field.keys())
        self.add.setEnabled(not found)
        why = str(found[0].text) if found else ""
        self.add.setToolTip(why)
        self.test.setToolTip(why if not self.test.isEnabled() else "")

    # ------------------------------------------------------------------ doing

    def _test(self) -> None:
        self._jobs.start(self._probe(self.form().effective_uri))

    async def _probe(self, uri: str) -> None:
        self._tested = uri
        self.problem.show_text("")
        self.probe.show_steps(())
        self.busy.show()
        self.test.setEnabled(False)
        try:
            steps = await self._services.hosts.probe(uri)
        finally:
            self.busy.hide()
            self.test.setEnabled(True)
        if uri == self.form().effective_uri:
            self.probe.show_steps(steps)
            if steps and all(step.ok for step in steps):
                self.problem.show_text(tr("{uri} can be reached.", uri=uri), "ok")

    def _add(self) -> None:
        form = self.form()
        record = HostRecord(
            id=HostId(str(uuid.uuid4())), name=form.effective_name, uri=form.effective_uri, local=form.local, pool=str(self.pool.currentData() or "")
        )
        self.add.setEnabled(False)
        self._jobs.start(self._store(record))

    async def _store(self, record: HostRecord) -> None:
        try:
            await self._services.runner.start(AddHost(record))
        finally:
            self.add.setEnabled(True)
        self.added.emit(str(record.id))
        self.accept()

    def _failed(self, failure: ConsoleError) -> None:
        self.problem.show_text(str(failure.text), "error", remedy=str(failure.remedy or ""))
