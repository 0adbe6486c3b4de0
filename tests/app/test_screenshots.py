"""Pictures of window, wizard and a dialog in both themes and languages: drawn, different where they must differ, kept as artefacts of the run."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.app import language
from console.app.eventloop import ConsoleLoop
from console.model.paths import default_paths
from console.model.text import set_translator
from console.ui.dialogs.add_host import AddHostDialog
from console.ui.main_window import MainWindow
from console.ui.theme import DARK, LIGHT
from console.ui.wizards.new_vm import NewVmWizard
from tests.fixtures.desktop import SCREENSHOTS
from tests.ui.wizard_world import FakeWorld, apply_theme
from tests.ui.world import make_world, tasks, vms

pytestmark = [pytest.mark.timeout(120), pytest.mark.qt_log_ignore("This plugin does not support")]

THEMES, LANGUAGES = ("light", "dark"), ("en", "ja")


def main_window(theme: str, folder: Path) -> QWidget:
    world = make_world(folder, settings={"ui.theme": theme, "ui.tasks": True})
    window = MainWindow(world.services)
    window.resize(1280, 800)
    world.runner.put(*tasks(vms()))
    window.select([world.inventory.find_vms("legacy-sata")[0].ref])
    return window


def wizard(theme: str, folder: Path) -> QWidget:
    return NewVmWizard(FakeWorld(folder).services)


def dialog(theme: str, folder: Path) -> QWidget:
    return AddHostDialog(FakeWorld(folder).services, system_here=lambda: True)


def share(one: QImage, other: QImage) -> float:
    """How much of two pictures differs, by a grid of pixels."""
    width, height = min(one.width(), other.width()), min(one.height(), other.height())
    places = list(itertools.product(range(0, width, 5), range(0, height, 5)))
    return sum(one.pixel(x, y) != other.pixel(x, y) for x, y in places) / len(places)


def colours_of(picture: QImage) -> set[int]:
    return {picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}


@pytest.mark.parametrize(("name", "make"), [("window", main_window), ("wizard", wizard), ("add-host", dialog)])
def test_both_themes_and_languages(
    name: str, make: Callable[[str, Path], QWidget], spun_loop: ConsoleLoop, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    before = QLocale()
    pictures: dict[tuple[str, str], QImage] = {}
    SCREENSHOTS.mkdir(exist_ok=True)
    try:
        for theme, spoken in itertools.product(THEMES, LANGUAGES):
            kept = language.install(spoken, default_paths())
            apply_theme(qapp, theme)
            widget = make(theme, tmp_path)
            widget.show()
            qtbot.wait(150)
            pictures[theme, spoken] = widget.grab().toImage()
            assert pictures[theme, spoken].save(str(SCREENSHOTS / f"{name}-{theme}-{spoken}.png"))
            if isinstance(widget, NewVmWizard):
                widget.give_up()
            widget.close()
            assert kept is not None  # until here
    finally:
        set_translator(None)
        QLocale.setDefault(before)
    for (theme, _), picture in pictures.items():
        colours = DARK if theme == "dark" else LIGHT
        seen = colours_of(picture)
        assert len(seen) > 20, "something is drawn"
        assert QColor(colours.window).rgb() in seen
        assert QColor((LIGHT if theme == "dark" else DARK).window).rgb() not in seen, "nothing of the other theme"
    for spoken in LANGUAGES:
        assert share(pictures["light", spoken], pictures["dark", spoken]) > 0.9, "themes differ"
    for theme in THEMES:
        assert share(pictures[theme, "en"], pictures[theme, "ja"]) > 0.01, "languages differ"
