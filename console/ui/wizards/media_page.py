"""Where does the operating system come from? Sources with what each needs, what was found on the medium, unattended installation."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from console.model.errors import ConsoleError
from console.model.templates import UnattendedAnswers
from console.model.text import tr
from console.operations.drafts.media import METHOD_HINTS, METHOD_TITLES
from console.operations.drafts.parts import MediaMethod, PageId
from console.operations.new_vm import NewVmDraft
from console.ui import words
from console.ui.dialogs.controls import busy_bar, form_of, push
from console.ui.dialogs.support import GAP, Fold, Message, named, text_label
from console.ui.jobs import Jobs
from console.ui.services import Services
from console.ui.wizards.draft_page import KEY, ChoiceTable, NewVmPage
from console.ui.wizards.fields import ChoiceBox, repository_entries
from console.ui.wizards.notes import show_first


class MediaPage(NewVmPage):
    """One radio button a source; what the chosen one needs stands under it."""

    def __init__(self, draft: NewVmDraft, services: Services, jobs: Jobs) -> None:
        super().__init__(PageId.MEDIA, draft, services, jobs)
        self.group = QButtonGroup(self)
        self.options: dict[MediaMethod, QRadioButton] = {}
        self.details: dict[MediaMethod, QWidget] = {}
        self.reasons: dict[MediaMethod, Message] = {}
        self._isos_shown: object = None
        self._listed = False
        self._looking = 0
        self.busy = busy_bar("media.busy", tr("Looking at the medium"))
        for method in MediaMethod:
            self._add_method(method)
        self.problem = Message("media.problem")
        self.found = Message("media.found", card=True)
        self.found.activated.connect(self._use_template)
        self.problem.activated.connect(lambda: self.change(copy_iso=True))
        self.more = Message("media.more")
        for widget in (self.busy, self.problem, self.found, self.more):
            self.column.addWidget(widget)
        self.unattended = UnattendedFold(self)
        self.column.addWidget(self.unattended)
        self.column.addStretch(1)

    # ------------------------------------------------------------------ building

    def _add_method(self, method: MediaMethod) -> None:
        title = str(METHOD_TITLES[method])
        option = named(QRadioButton(title), f"media.{method.value}", title)
        option.setAccessibleDescription(str(METHOD_HINTS[method]))
        option.setToolTip(str(METHOD_HINTS[method]))
        self.group.addButton(option)
        option.clicked.connect(lambda: self._choose(method))
        reason = Message(f"media.{method.value}.reason")
        reason.setContentsMargins(24, 0, 0, 0)
        detail = QWidget()
        detail.setObjectName(f"media.{method.value}.details")
        inside = QVBoxLayout(detail)
        inside.setContentsMargins(24, 0, 0, 0)
        inside.setSpacing(GAP)
        match method:
            case MediaMethod.REPOSITORY:
                self._repository(inside)
            case MediaMethod.LOCAL:
                self._local(inside)
            case MediaMethod.DRIVE:
                self.drive = named(QLineEdit(), "media.drive.path", tr("CD drive of the host"))
                self.drive.setMaximumWidth(280)
                self.drive.textEdited.connect(lambda text: self.change(drive=text))
                inside.addWidget(self.drive)
            case MediaMethod.URL:
                self._url(inside)
            case _:
                inside.addWidget(text_label(str(METHOD_HINTS[method]), f"media.{method.value}.hint", dim=True))
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(option)
        column.addWidget(reason)
        column.addWidget(detail)
        self.column.addLayout(column)
        self.options[method], self.details[method], self.reasons[method] = option, detail, reason

    def _repository(self, inside: QVBoxLayout) -> None:
        self.isos = ChoiceTable("media.isos", tr("ISO images"), [tr("ISO image"), tr("Size"), tr("Storage repository"), tr("Host")])
        self.isos.setFixedHeight(176)
        self.isos.currentItemChanged.connect(self._iso_chosen)
        self.refresh_button = push(tr("&Read again"), "media.refresh")
        self.refresh_button.clicked.connect(lambda: self.jobs.start(self._list()))
        self.unread = Message("media.unread")
        inside.addWidget(self.isos)
        row = QHBoxLayout()
        row.addWidget(self.refresh_button)
        row.addWidget(self.unread, 4)
        row.addStretch(1)
        inside.addLayout(row)

    def _local(self, inside: QVBoxLayout) -> None:
        self.file = named(QLineEdit(), "media.local.path", tr("ISO image of this computer"))
        self.file.setPlaceholderText(tr("Path of an ISO image"))
        self.file.textEdited.connect(lambda text: self.change(local_iso=text))
        self.file.editingFinished.connect(self._look)
        browse = push(tr("B&rowse …"), "media.local.browse", accessible=tr("Browse"))
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.file, 1)
        row.addWidget(browse)
        inside.addLayout(row)
        self.copy = named(QCheckBox(tr("Copy to &ISO library")), "media.local.copy", tr("Copy to ISO library"))
        self.copy.setToolTip(tr("The image is copied to the host when the VM is created, with progress."))
        self.copy.toggled.connect(lambda on: self.change(copy_iso=on))
        self.library = ChoiceBox("media.local.library", tr("Storage repository for the copy"))
        self.library.chosen.connect(lambda key: self.change(library=key))
        where = QHBoxLayout()
        where.setSpacing(GAP)
        where.addWidget(self.copy)
        where.addWidget(self.library)
        where.addStretch(1)
        inside.addLayout(where)

    def _url(self, inside: QVBoxLayout) -> None:
        self.url = named(QLineEdit(), "media.url.address", tr("Address of the network repository"))
        self.url.setPlaceholderText("https://deb.debian.org/debian/dists/bookworm/main/installer-amd64/")
        self.url.textEdited.connect(lambda text: self.change(url=text))
        self.url.editingFinished.connect(self._look)
        self.check = push(tr("Chec&k"), "media.url.check")
        self.check.clicked.connect(self._look_again)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.url, 1)
        row.addWidget(self.check)
        inside.addLayout(row)

    # ------------------------------------------------------------------ showing

    def refresh(self) -> None:
        draft, answers = self.draft, self.draft.answers
        offered = draft.methods()
        for method, option in self.options.items():
            why = offered.get(method)
            option.setVisible(method in offered)
            option.setEnabled(why is None)
            self.reasons[method].show_text(str(why) if why is not None and method in offered else "", "info")
            with QSignalBlocker(option):
                option.setChecked(draft.method is method)
            self.details[method].setVisible(method in offered and draft.method is method)
        for field, text in ((self.file, answers.local_iso), (self.url, answers.url), (self.drive, answers.drive)):
            if field.text().strip() != text.strip():
                field.setText(text)
        self._show_isos()
        self._show_copy()
        self._show_findings()
        self.unattended.refresh()

    def _show_isos(self) -> None:
        listed = self.draft.media
        state = (listed.isos, listed.unread)
        if state != self._isos_shown:
            self._isos_shown = state
            with QSignalBlocker(self.isos):
                self.isos.clear()
                for each in listed.isos:
                    volume = each.volume
                    cells = [volume.name, words.size(volume.capacity_bytes), each.repository.name, each.host_name]
                    self.isos.add(f"{volume.host} {volume.path}", cells)
            if listed.unread:
                text = tr("These storage repositories could not be read: {names}", names=", ".join(name for name, _ in listed.unread))
                self.unread.show_text(text, "warn")
            elif not listed.isos and self._listed:
                self.unread.show_text(tr("There is no ISO image in any storage repository. Choose a file of this computer instead."), "info")
            else:
                self.unread.show_text("")
        iso = self.draft.iso
        self.isos.select(f"{iso.volume.host} {iso.volume.path}" if iso is not None else "")

    def _show_copy(self) -> None:
        draft, host = self.draft, self.draft.host
        with QSignalBlocker(self.copy):
            self.copy.setChecked(draft.uploads_iso)
        local = host is not None and host.record.local
        self.copy.setEnabled(local)
        self.copy.setToolTip(
            tr("The image is copied to the host when the VM is created, with progress.")
            if local
            else tr("The home host is another computer: the image must be copied there.")
        )
        self.library.setVisible(draft.uploads_iso)
        self.library.set_entries(repository_entries(draft.library_choices()), draft.library)

    def _show_findings(self) -> None:
        draft, medium = self.draft, self.draft.medium
        problems = self.problems(["media"])
        show_first(self.problem, problems)
        self.problem.setVisible(bool(problems) and not self._looking)
        mismatch = self.problems(["medium-template"])
        if mismatch:
            problem = mismatch[0]
            self.found.show_text(str(problem.text), "warn", link=str(problem.remedy or ""), link_name=medium.template_id if medium else "")
        elif medium is not None and medium.problem is None and (medium.os_name or medium.label):
            self.found.show_text(tr("Found on the medium: {os}.", os=medium.os_name or medium.label), "ok")
        else:
            self.found.show_text("")
        hints = [problem for problem in problems[1:] if not problem.error]
        show_first(self.more, hints)
        if draft.method is MediaMethod.LOCAL and draft.local_iso is not None and draft.local_iso.unreadable is not None and not draft.uploads_iso:
            self.problem.show_text(str(draft.local_iso.unreadable), link=tr("Copy to ISO library"), link_name="copy")

    # ------------------------------------------------------------------ changing

    def _choose(self, method: MediaMethod) -> None:
        self.change(method=method)
        self._look()

    def _iso_chosen(self, item: QTreeWidgetItem | None) -> None:
        key = str(item.data(0, KEY) or "") if item is not None else ""
        iso = next((i for i in self.draft.media.isos if f"{i.volume.host} {i.volume.path}" == key), None)
        if iso is not None and iso != self.draft.answers.iso:
            self.change(iso=iso, method=MediaMethod.REPOSITORY)
            self._look()

    def _browse(self) -> None:
        start = str(Path(self.file.text()).parent) if self.file.text() else str(Path.home())
        dialog = QFileDialog(self, tr("Choose an ISO image"), start, tr("ISO images (*.iso);;All files (*)"))
        dialog.setObjectName("media.local.dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._file_chosen)
        dialog.open()

    def _file_chosen(self, path: str) -> None:
        self.change(local_iso=path, method=MediaMethod.LOCAL)
        self._look()

    def _use_template(self, template_id: str) -> None:
        if template_id:
            self.draft.choose_template(template_id)
            self.changed.emit()

    def _look(self) -> None:
        if self.draft.needs_look:
            self.jobs.start(self._identify())

    def _look_again(self) -> None:
        self.draft.forget_medium()
        self._look()

    async def _identify(self) -> None:
        self._looking += 1
        self.busy.show()
        try:
            await self.draft.identify_medium(self.services.catalogue, self.services.hosts, self.services.background)
        except ConsoleError as failure:
            self.found.show_text(str(failure.text), "warn", remedy=str(failure.remedy or ""))
            return
        finally:
            self._looking -= 1
            self.busy.setVisible(self._looking > 0)
        self.changed.emit()

    async def _list(self) -> None:
        self.refresh_button.setEnabled(False)
        self.busy.show()
        try:
            await self.draft.refresh_media(self.services.hosts)
        finally:
            self._listed = True
            self._isos_shown = None
            self.refresh_button.setEnabled(True)
            self.busy.setVisible(self._looking > 0)
        self.changed.emit()

    def entered(self) -> None:
        if not self._listed:
            self.jobs.start(self._list())
        self.options[self.draft.method].setFocus()

    def left(self) -> None:
        self._look()


FIELDS = ("user", "password", "again", "key", "language", "timezone", "keyboard", "product-key")
"""Names of the answers, as problems name them."""


class UnattendedFold(Fold):
    """*Install without questions*: user, password, ssh key, agent."""

    def __init__(self, page: MediaPage) -> None:
        super().__init__(tr("&Unattended installation"), "media.unattended")
        self._page = page
        self.on = named(QCheckBox(tr("Install &without questions")), "unattended.on", tr("Install without questions"))
        self.reason = Message("unattended.reason")
        self.form = QWidget()
        self.form.setObjectName("unattended.form")
        rows = form_of(self.form)
        self.user = named(QLineEdit(), "unattended.user", tr("User name"))
        self.password = named(QLineEdit(), "unattended.password", tr("Password"))
        self.again = named(QLineEdit(), "unattended.again", tr("Password again"))
        for secret in (self.password, self.again):
            secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.ssh_key = named(QLineEdit(), "unattended.key", tr("Public ssh key"))
        self.ssh_key.setPlaceholderText(tr("optional: the line of a file such as ~/.ssh/id_ed25519.pub"))
        self.language = named(QLineEdit(), "unattended.language", tr("Language"))
        self.timezone = named(QLineEdit(), "unattended.timezone", tr("Time zone"))
        self.keyboard = named(QLineEdit(), "unattended.keyboard", tr("Keyboard"))
        self.product_key = named(QLineEdit(), "unattended.productKey", tr("Product key"))
        self.product_key.setPlaceholderText("XXXXX-XXXXX-XXXXX-XXXXX-XXXXX")
        self.agent = named(QCheckBox(tr("Install the management a&gent")), "unattended.agent", tr("Install the management agent"))
        self.problems = {field: Message(f"unattended.{field}.problem") for field in FIELDS}
        for label, field, error in (
            (tr("Us&er name"), self.user, "user"),
            (tr("&Password"), self.password, "password"),
            (tr("Pa&ssword again"), self.again, "again"),
            (tr("Public ssh ke&y"), self.ssh_key, "key"),
            (tr("&Language"), self.language, "language"),
            (tr("&Time zone"), self.timezone, "timezone"),
            (tr("Keyb&oard"), self.keyboard, "keyboard"),
            (tr("Pro&duct key"), self.product_key, "product-key"),
        ):
            rows.addRow(label, field)
            rows.addRow("", self.problems[error])
        self._rows = rows
        rows.addRow("", self.agent)
        self.inside.addWidget(self.on)
        self.inside.addWidget(self.reason)
        self.inside.addWidget(self.form)
        self.on.toggled.connect(self._toggled)
        for edit in (self.user, self.password, self.ssh_key, self.language, self.timezone, self.keyboard, self.product_key):
            edit.textEdited.connect(self._edited)
        self.again.textEdited.connect(lambda text: page.change(password_again=text))
        self.agent.toggled.connect(self._edited)

    def _toggled(self, on: bool) -> None:
        template = self._page.draft.template
        profile = "jeos" if template is None or "jeos" in template.profiles else next(iter(template.profiles), "jeos")
        self._page.change(unattended=UnattendedAnswers(user="", password="", profile=profile) if on else None, password_again="")
        if on:
            self.user.setFocus()

    def _edited(self) -> None:
        asked = self._page.draft.answers.unattended
        if asked is not None:
            self._page.change(
                unattended=dataclasses.replace(
                    asked,
                    user=self.user.text().strip(),
                    password=self.password.text(),
                    ssh_key=self.ssh_key.text().strip(),
                    language=self.language.text().strip() or "en_US",
                    timezone=self.timezone.text().strip() or "UTC",
                    keyboard=self.keyboard.text().strip() or "us",
                    product_key=self.product_key.text().strip(),
                    agent=self.agent.isChecked(),
                )
            )

    def refresh(self) -> None:
        """Show what the draft says."""
        draft = self._page.draft
        template = draft.template
        self.setVisible(template is not None and "unattended" in template.install_methods)
        why, asked = draft.unattended_why_not, draft.answers.unattended
        with QSignalBlocker(self.on):
            self.on.setChecked(asked is not None)
        self.on.setEnabled(why is None or asked is not None)
        self.reason.show_text(str(why) if why is not None else "", "info")
        self.form.setVisible(asked is not None and why is None)
        if asked is not None:
            for field, text in (
                (self.user, asked.user),
                (self.password, asked.password),
                (self.again, draft.answers.password_again),
                (self.ssh_key, asked.ssh_key),
                (self.language, asked.language),
                (self.timezone, asked.timezone),
                (self.keyboard, asked.keyboard),
                (self.product_key, asked.product_key),
            ):
                if field.text() != text and not field.hasFocus():
                    field.setText(text)
            with QSignalBlocker(self.agent):
                self.agent.setChecked(asked.agent)
        windows = template is not None and template.windows
        self._rows.setRowVisible(self.product_key, windows)
        self._rows.setRowVisible(self.ssh_key, not windows)
        self.agent.setVisible(not windows)
        problems = self._page.problems()
        for name, message in self.problems.items():
            show_first(message, [problem for problem in problems if problem.field == f"unattended-{name}"])
            self._rows.setRowVisible(message, bool(message.text))
