"""The language of the program: preference, else the system's; installed as the translator of console.model.text."""

from __future__ import annotations

import locale
import os

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

from console.model.paths import Paths
from console.model.text import set_translator

LANGUAGES = ("en", "ja")


def choose(preference: str) -> str:
    """``preference`` "system" | "en" | "ja" → "en" | "ja". The system's by LC_ALL, LC_MESSAGES, LANG (POSIX order), else Qt's locale."""
    if preference in LANGUAGES:
        return preference
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable, ""):
            return "ja" if value.lower().startswith("ja") else "en"
    return "ja" if QLocale.system().language() is QLocale.Language.Japanese else "en"


def install(language: str, paths: Paths) -> list[QTranslator]:
    """Make ``language`` the program's; returns the translators that a QApplication should install too (Qt's own texts), to be kept alive."""
    QLocale.setDefault(QLocale(QLocale.Language.Japanese, QLocale.Country.Japan) if language == "ja" else _formats())
    if language == "en":
        set_translator(None)
        return []
    own, qt = QTranslator(), QTranslator()
    translators = []
    if own.load(f"virtdeck_{language}.qm", str(paths.resources / "translations")):
        set_translator(lambda source: own.translate("virtdeck", source) or source)
        translators.append(own)
    if qt.load(f"qtbase_{language}.qm", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        translators.append(qt)
    return translators


def _formats() -> QLocale:
    """English texts with the number and date formats of the user's country, where that is an English-speaking locale."""
    system = QLocale(locale.getlocale()[0] or "en_US")
    return system if system.language() is QLocale.Language.English else QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
