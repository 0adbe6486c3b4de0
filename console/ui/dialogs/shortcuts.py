"""Keyboard help: all keys of the program on one page, and those of the page in front first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialogButtonBox, QGridLayout, QLineEdit, QWidget

from console.model.text import N_, Text, tr
from console.ui.dialogs.support import GAP, Dialog, heading, named, scrolled, text_label

KEYS: tuple[tuple[Text, tuple[tuple[str, Text], ...]], ...] = (
    (
        N_("Objects"),
        (
            ("F2", N_("Rename")),
            ("Return", N_("Default action of the selection")),
            ("Del", N_("Delete")),
            ("Ctrl+N", N_("New VM")),
            ("Ctrl+D", N_("Clone a VM or template")),
        ),
    ),
    (
        N_("Power"),
        (
            ("Ctrl+B", N_("Start")),
            ("Ctrl+E", N_("Shut down")),
            ("Ctrl+R", N_("Reboot")),
            ("Ctrl+Y", N_("Suspend or resume")),
        ),
    ),
    (
        N_("Window"),
        (
            ("Ctrl+F", N_("Filter the tree")),
            ("Alt+1", N_("First tab (Alt+2 … Alt+9: the others)")),
            ("F5", N_("Read everything again")),
            ("F1", N_("Help of this page")),
        ),
    ),
    (
        N_("Wizards and dialogs"),
        (
            ("Return", N_("Go on")),
            ("Esc", N_("Cancel, after asking if work would be lost")),
            ("Alt+Left", N_("Back")),
            ("Ctrl+Return", N_("Create")),
        ),
    ),
)


class ShortcutsDialog(Dialog):
    """``groups``: what the window really has (title, ((key, text), …)); None = the standard keys. Typing filters."""

    def __init__(self, parent: QWidget | None = None, groups: Sequence[tuple[Text, Sequence[tuple[str, Text]]]] | None = None) -> None:
        super().__init__(tr("Keyboard"), "shortcuts", parent)
        self.search = named(QLineEdit(), "shortcuts.search", tr("Search"))
        self.search.setPlaceholderText(tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.content.addWidget(self.search)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, GAP, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self._sections: list[tuple[QWidget, list[tuple[str, QWidget, QWidget]]]] = []
        row = 0
        for number, (title, keys) in enumerate(groups if groups is not None else KEYS):
            head = heading(str(title), f"shortcuts.group{number}", points=1.0)
            if row:
                head.setContentsMargins(0, 8, 0, 0)
            grid.addWidget(head, row, 0, 1, 2)
            row += 1
            entries: list[tuple[str, QWidget, QWidget]] = []
            for key, text in keys:
                shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key
                chip = text_label(shown, f"shortcuts.key{row}", wrap=False)
                chip.setProperty("role", "chip")
                label = text_label(str(text), f"shortcuts.text{row}")
                grid.addWidget(chip, row, 0, Qt.AlignmentFlag.AlignLeft)
                grid.addWidget(label, row, 1)
                entries.append((f"{shown} {text}".casefold(), chip, label))
                row += 1
            self._sections.append((head, entries))
        grid.setRowStretch(row, 1)
        self.content.addWidget(scrolled(inside, "shortcuts.list"), 1)
        self.add_button(tr("Close"), "close", QDialogButtonBox.ButtonRole.AcceptRole, default=True).clicked.connect(self.accept)
        self.search.textChanged.connect(self._filter)
        self.resize(480, 520)

    def _filter(self, word: str) -> None:
        wanted = word.strip().casefold()
        for head, entries in self._sections:
            any_left = False
            for text, chip, label in entries:
                fits = wanted in text
                chip.setVisible(fits)
                label.setVisible(fits)
                any_left = any_left or fits
            head.setVisible(any_left)
