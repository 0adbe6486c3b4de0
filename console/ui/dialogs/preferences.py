"""*Preferences*: only what works. A change is stored at once; theme and language are announced by signal."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialogButtonBox, QSpinBox, QWidget

from console.model.ports import Background, Settings
from console.model.preferences import HINTS_KEY, KEEP_OPEN_KEY, LANGUAGE_KEY, SHUTDOWN_KEY, THEME_KEY, WINDOWS_ISO_KEY
from console.model.text import N_, Text, tr
from console.operations.chains import DEEP, DEEP_KEY
from console.operations.power import SHUTDOWN_SECONDS
from console.operations.virtio import FALLBACK_KEY, FALLBACK_SECONDS
from console.ui.dialogs.controls import form_of
from console.ui.dialogs.disc_field import DiscField
from console.ui.dialogs.support import SPIN_MARGINS, Dialog, Message, named

LANGUAGES: tuple[tuple[str, Text], ...] = (("system", N_("As the system")), ("en", N_("English")), ("ja", N_("日本語")))
THEMES: tuple[tuple[str, Text], ...] = (("system", N_("As the system")), ("light", N_("Light")), ("dark", N_("Dark")))


class PreferencesDialog(Dialog):
    """``theme_changed("system" | "light" | "dark")`` and ``language_changed("system" | "en" | "ja")`` come at once."""

    theme_changed = Signal(str)
    language_changed = Signal(str)

    def __init__(self, settings: Settings, parent: QWidget | None = None, *, background: Background | None = None) -> None:
        super().__init__(tr("Preferences"), "preferences", parent)
        self._settings = settings
        form = form_of()
        self.language = self._combo("language", tr("Language"), LANGUAGES, str(settings.get(LANGUAGE_KEY, "system")))
        self.theme = self._combo("theme", tr("Theme"), THEMES, str(settings.get(THEME_KEY, "system")))
        tip = tr("How long Shut down and Reboot wait for the guest. Then Force off is offered; nothing is ever forced by itself.")
        self.shutdown = self._seconds("shutdown", tr("Wait for a shutdown"), (10, 3600), (SHUTDOWN_KEY, SHUTDOWN_SECONDS), tip)
        tip = tr("After a switch to virtio: how long a guest may stay silent before it is started again with its old devices.")
        self.fallback = self._seconds("fallback", tr("Wait for a guest with virtio"), (30, 3600), (FALLBACK_KEY, FALLBACK_SECONDS), tip)
        tip = tr("From this many disks under a clone's disk on, its General tab warns and offers to restore the disk speed.")
        self.chain_depth = self._seconds("depth", tr("Warn of disk chains from this depth on"), (1, 100), (DEEP_KEY, DEEP), tip)
        self.chain_depth.setSuffix("")
        disc = str(settings.get(WINDOWS_ISO_KEY, "") or "")
        self.disc = DiscField("preferences.windowsIso", tr("virtio-win ISO"), disc, background)
        self.disc.edit.setToolTip(tr("The tools disc for Windows VMs of hosts that have none of their own."))
        self.keep_open = named(QCheckBox(tr("&Keep wizards open while they work")), "preferences.keepOpen", tr("Keep wizards open while they work"))
        self.keep_open.setChecked(bool(settings.get(KEEP_OPEN_KEY, False)))
        self.hints = named(
            QCheckBox(tr("Show the &first steps in the main window")), "preferences.hints", tr("Show the first steps in the main window")
        )
        self.hints.setChecked(not settings.get(HINTS_KEY, False))
        form.addRow(tr("&Language"), self.language)
        form.addRow(tr("&Theme"), self.theme)
        form.addRow(tr("&Wait for a shutdown"), self.shutdown)
        form.addRow(tr("Wait for a guest with &virtio"), self.fallback)
        form.addRow(tr("Warn of disk chains from this &depth on"), self.chain_depth)
        form.addRow(tr("virtio-win &ISO"), self.disc)
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
        self.disc.accepted.connect(lambda path: settings.set(WINDOWS_ISO_KEY, path))
        self.finished.connect(self.disc.shutdown)
        self.keep_open.toggled.connect(lambda on: settings.set(KEEP_OPEN_KEY, on))
        self.hints.toggled.connect(lambda on: settings.set(HINTS_KEY, not on))

    def _seconds(self, name: str, accessible: str, limits: tuple[int, int], stored: tuple[str, float], tip: str) -> QSpinBox:
        """A number of seconds, stored as it is changed; a stored one that is no number counts as the default."""
        key, default = stored
        value = self._settings.get(key, default)
        spin = named(QSpinBox(), f"preferences.{name}", accessible)
        spin.lineEdit().setTextMargins(*SPIN_MARGINS)
        spin.setRange(*limits)
        spin.setSuffix(" " + tr("s"))
        spin.setValue(int(value) if isinstance(value, (int, float)) else int(default))
        spin.setToolTip(tip)
        spin.valueChanged.connect(lambda seconds: self._settings.set(key, seconds))
        return spin

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
