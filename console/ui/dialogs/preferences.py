"""*Preferences*: only what works. A change is stored at once; theme and language are announced by signal."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialogButtonBox, QFormLayout, QSpinBox, QWidget

from console.model.ports import Settings
from console.model.text import N_, Text, tr
from console.operations.power import SHUTDOWN_SECONDS
from console.ui.dialogs.support import GAP, SPIN_MARGINS, Dialog, Message, named

LANGUAGES: tuple[tuple[str, Text], ...] = (("system", N_("As the system")), ("en", N_("English")), ("ja", N_("日本語")))
THEMES: tuple[tuple[str, Text], ...] = (("system", N_("As the system")), ("light", N_("Light")), ("dark", N_("Dark")))

LANGUAGE_KEY = "ui.language"
THEME_KEY = "ui.theme"
SHUTDOWN_KEY = "operations.shutdown_seconds"
KEEP_OPEN_KEY = "wizard.keep_open"
HINTS_KEY = "ui.first_start_done"


class PreferencesDialog(Dialog):
    """``theme_changed("system" | "light" | "dark")`` and ``language_changed("system" | "en" | "ja")`` come at once."""

    theme_changed = Signal(str)
    language_changed = Signal(str)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tr("Preferences"), "preferences", parent)
        self._settings = settings
        form = QFormLayout()
        form.setHorizontalSpacing(GAP)
        form.setVerticalSpacing(GAP)
        self.language = self._combo("language", tr("Language"), LANGUAGES, str(settings.get(LANGUAGE_KEY, "system")))
        self.theme = self._combo("theme", tr("Theme"), THEMES, str(settings.get(THEME_KEY, "system")))
        self.shutdown = named(QSpinBox(), "preferences.shutdown", tr("Wait for a shutdown"))
        self.shutdown.lineEdit().setTextMargins(*SPIN_MARGINS)
        self.shutdown.setRange(10, 3600)
        self.shutdown.setSuffix(" " + tr("s"))
        self.shutdown.setValue(int(settings.get(SHUTDOWN_KEY, SHUTDOWN_SECONDS)))
        self.shutdown.setToolTip(tr("How long Shut down and Reboot wait for the guest before they count as failed."))
        self.keep_open = named(QCheckBox(tr("&Keep wizards open while they work")), "preferences.keepOpen", tr("Keep wizards open while they work"))
        self.keep_open.setChecked(bool(settings.get(KEEP_OPEN_KEY, False)))
        self.hints = named(
            QCheckBox(tr("Show the &first steps in the main window")), "preferences.hints", tr("Show the first steps in the main window")
        )
        self.hints.setChecked(not settings.get(HINTS_KEY, False))
        form.addRow(tr("&Language"), self.language)
        form.addRow(tr("&Theme"), self.theme)
        form.addRow(tr("&Wait for a shutdown"), self.shutdown)
        form.addRow("", self.keep_open)
        form.addRow("", self.hints)
        self.content.addLayout(form)
        self.note = Message("preferences.note", card=True)
        self.content.addWidget(self.note)
        self.content.addStretch(1)
        close = self.add_button(tr("Close"), "close", QDialogButtonBox.ButtonRole.AcceptRole, default=True)
        close.clicked.connect(self.accept)
        self.language.currentIndexChanged.connect(self._language)
        self.theme.currentIndexChanged.connect(self._theme)
        self.shutdown.valueChanged.connect(lambda value: settings.set(SHUTDOWN_KEY, value))
        self.keep_open.toggled.connect(lambda on: settings.set(KEEP_OPEN_KEY, on))
        self.hints.toggled.connect(lambda on: settings.set(HINTS_KEY, not on))

    def _combo(self, name: str, accessible: str, options: tuple[tuple[str, Text], ...], current: str) -> QComboBox:
        combo = named(QComboBox(), f"preferences.{name}", accessible)
        for key, label in options:
            combo.addItem(str(label), key)
        combo.setCurrentIndex(max(0, combo.findData(current)))
        return combo

    def _language(self) -> None:
        key = str(self.language.currentData())
        self._settings.set(LANGUAGE_KEY, key)
        self.note.show_text(tr("The language changes at the next start of Virtdeck."), "info")
        self.language_changed.emit(key)

    def _theme(self) -> None:
        key = str(self.theme.currentData())
        self._settings.set(THEME_KEY, key)
        self.theme_changed.emit(key)
