"""Pictures of the main window in both themes and languages, kept as artefacts of a run (``tests/screenshots``, not in git)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.app import language
from console.model.paths import default_paths
from console.model.text import set_translator
from console.ui.main_window import MainWindow
from console.ui.theme import DARK, LIGHT
from tests.ui.world import make_world, tasks, vms

FOLDER = Path(__file__).resolve().parents[1] / "screenshots"


@pytest.fixture
def speak() -> Iterator[None]:
    before = QLocale()
    yield
    set_translator(None)
    QLocale.setDefault(before)


@pytest.mark.usefixtures("speak")
@pytest.mark.parametrize("spoken", ["en", "ja"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("name", "size"), [("経理サーバー-東京", (1280, 720)), ("legacy-sata", (1920, 1080))])
def test_main_window(qapp: QApplication, tmp_path: Path, spoken: str, scheme: str, name: str, size: tuple[int, int]) -> None:
    translators = language.install(spoken, default_paths())
    world = make_world(tmp_path, settings={"ui.theme": scheme})
    window = MainWindow(world.services)
    window.resize(*size)
    window.show()
    world.runner.put(*tasks(vms()))
    window.select([world.inventory.find_vms(name)[0].ref])
    QTest.qWait(60)
    picture = window.grab().toImage()
    FOLDER.mkdir(exist_ok=True)
    assert picture.save(str(FOLDER / f"main-{scheme}-{spoken}-{size[0]}.png"))
    theme = DARK if scheme == "dark" else LIGHT
    assert _has(picture, theme.card), "cards are drawn"
    assert _has(picture, theme.sidebar), "the tree is drawn"
    window.close()
    window.deleteLater()
    assert translators is not None  # kept alive until here
    qapp.processEvents()


def _has(picture: QImage, colour: str) -> bool:
    wanted = QColor(colour).rgb()
    return any(picture.pixel(x, y) == wanted for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7))
