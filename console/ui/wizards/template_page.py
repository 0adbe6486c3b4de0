"""What should the new VM be made from? Searchable, by family, recently used first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QTreeWidgetItem, QVBoxLayout

from console.model.templates import BuiltinTemplate
from console.model.text import N_, Text, listed, tr
from console.operations.drafts.parts import PageId
from console.operations.new_vm import NewVmDraft
from console.ui import icons, words
from console.ui.dialogs.support import GAP, Message, heading, named, scrolled, text_label
from console.ui.jobs import Jobs
from console.ui.services import Services
from console.ui.wizards.draft_page import KEY, ChoiceTable, NewVmPage

FAMILIES: dict[str, Text] = {
    "demo": N_("Ready to run"),
    "windows": N_("Windows"),
    "debian": N_("Debian"),
    "ubuntu": N_("Ubuntu"),
    "redhat": N_("Red Hat family"),
    "suse": N_("SUSE"),
    "coreos": N_("CoreOS"),
    "fedora": N_("Fedora"),
    "linux": N_("Other Linux"),
    "bsd": N_("BSD"),
    "other": N_("Other"),
}

METHODS: dict[str, Text] = {
    "cdrom": N_("CD or ISO image"),
    "url": N_("network repository"),
    "pxe": N_("network boot"),
    "unattended": N_("unattended installation"),
}


def groups(templates: Sequence[BuiltinTemplate], recent: Sequence[str], word: str) -> list[tuple[str, str, list[BuiltinTemplate]]]:
    """(key, title, templates) to show: the demo, what was used lately, then by family; ``word`` filters by name, alias and family."""
    wanted = word.strip().casefold().split()

    def fits(template: BuiltinTemplate) -> bool:
        text = " ".join((template.label, template.name, template.id, *template.aliases, str(FAMILIES.get(template.family, "")))).casefold()
        return all(part in text for part in wanted)

    shown = [template for template in templates if fits(template)]
    by_id = {template.id: template for template in shown}
    found: list[tuple[str, str, list[BuiltinTemplate]]] = []
    lately = [by_id[key] for key in dict.fromkeys(recent) if key in by_id and by_id[key].family != "demo"][:5]
    for family in dict.fromkeys([*FAMILIES, *(template.family for template in shown)]):
        members = sorted((template for template in shown if template.family == family), key=lambda t: t.release_date, reverse=True)  # newest first
        if members:
            found.append((family, str(FAMILIES.get(family, family)), members))
        if family == "demo" and lately:
            found.append(("recent", tr("Recently used"), lately))
    return found


class TemplatePage(NewVmPage):
    """List at the left, what the template brings at the right."""

    def __init__(self, draft: NewVmDraft, services: Services, jobs: Jobs) -> None:
        super().__init__(PageId.TEMPLATE, draft, services, jobs)
        self.scrolls = False
        self._shown: object = None
        self.search = named(QLineEdit(), "template.search", tr("Search templates"))
        self.search.setPlaceholderText(tr("Search, for example “debian 12”"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)
        self.list = ChoiceTable("template.list", tr("Templates"), [tr("Template")])
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(True)
        self.list.setIconSize(QSize(16, 16))
        self.list.currentItemChanged.connect(self._chosen)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        self.problem = Message("template.problem")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(left, 5)
        row.addWidget(self._details(), 4)
        self.column.addLayout(row, 1)
        self.column.addWidget(self.problem)

    def _details(self) -> QFrame:
        card = QFrame()
        card.setObjectName("template.details")
        card.setProperty("card", True)
        inside = QFrame()
        inside.setObjectName("template.details.inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 12, 12)
        column.setSpacing(GAP)
        self.name = heading("", "template.name", points=1.1)
        self.text = text_label("", "template.text")
        self.facts = text_label("", "template.facts", dim=True)
        self.notes = Message("template.notes")
        for widget in (self.name, self.text, self.facts, self.notes):
            column.addWidget(widget)
        column.addStretch(1)
        outer = QVBoxLayout(card)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(scrolled(inside, "template.details.scroll"))
        return card

    # ------------------------------------------------------------------ showing

    def refresh(self) -> None:
        state = (self.draft.templates, self.draft.recent, self.search.text())
        if state != self._shown:
            self._fill()
        self.list.select(self._row_key())
        self._show_details()
        self.show_problem(self.problem, ["template"])

    def _row_key(self) -> str:
        current = self.list.currentItem()
        wanted = self.draft.answers.template_id
        if current is not None and str(current.data(0, KEY)).partition("/")[2] == wanted:
            return str(current.data(0, KEY))
        template = self.draft.template
        return f"{template.family}/{wanted}" if template is not None else ""

    def _fill(self) -> None:
        word = self.search.text()
        self._shown = (self.draft.templates, self.draft.recent, word)
        self.list.blockSignals(True)
        self.list.clear()
        chosen = self.draft.template
        found = groups(self.draft.templates, self.draft.recent, word)
        few = sum(len(members) for _, _, members in found) <= 25
        for family, title, members in found:
            head = self.list.add("", [title])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = head.font(0)
            font.setWeight(font.Weight.DemiBold)
            head.setFont(0, font)
            for template in members:
                item = self.list.add(f"{family}/{template.id}", [template.label], parent=head)
                item.setIcon(0, icons.icon("bolt" if template.complete else "iso" if template.family == "other" else "os", self.palette()))
            has_chosen = chosen is not None and family == chosen.family
            head.setExpanded(bool(word) or few or family in ("demo", "recent") or has_chosen)
        self.list.blockSignals(False)
        self.list.select(self._row_key())
        if word and not self.list.key:
            self._first()  # what was searched for is what Enter goes on with, not a template that is out of sight

    def _show_details(self) -> None:
        template = self.draft.template
        if template is None:
            self.name.setText(tr("Reading the templates …") if not self.draft.templates else "")
            for label in (self.text, self.facts):
                label.setText("")
            self.notes.show_text("")
            return
        self.name.setText(template.label)
        self.text.setText(str(template.description) if template.description is not None else "")
        self.text.setVisible(template.description is not None)
        self.facts.setText("\n".join(facts(template)))
        self.notes.show_text("\n".join(str(note) for note in template.notes), "info")

    # ------------------------------------------------------------------ changing

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        key = str(item.data(0, KEY) or "").partition("/")[2] if item is not None else ""
        if key and key != self.draft.answers.template_id:
            self.draft.choose_template(key)
            self.changed.emit()

    def entered(self) -> None:
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down in the search box goes into the list."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            if not self.list.key:
                self._first()
            self.list.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _first(self) -> None:
        head = self.list.topLevelItem(0)
        first = head.child(0) if head is not None else None
        if first is not None:
            self.list.setCurrentItem(first)


def facts(template: BuiltinTemplate) -> list[str]:
    """What a VM of this template gets, one a line."""
    lines = [
        tr("vCPUs: {count}", count=template.vcpus),
        tr("Memory: {size}", size=words.size(template.memory_bytes)),
        tr("Disk: {size}", size=words.size(template.disk_bytes)),
        tr("Firmware: {name}", name="UEFI" if template.firmware == "efi" else "BIOS") + (", Secure Boot" if template.secure_boot else ""),
    ]
    if template.tpm:
        lines.append(tr("TPM 2.0"))
    if template.complete:
        lines.append(tr("Complete: its disk comes with the template, nothing is installed."))
    elif template.install_methods:
        lines.append(tr("Installed from: {methods}", methods=listed(str(METHODS[m]) for m in template.install_methods if m in METHODS)))
    if template.release_date:
        lines.append(tr("Released: {date}", date=template.release_date))
    return lines
