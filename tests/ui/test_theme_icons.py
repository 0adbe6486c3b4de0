"""Colours can be read, icons are there and sharp."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDoubleSpinBox, QLabel, QLineEdit, QSpinBox, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from console.model.ids import HostId
from console.model.inventory import Delta, Inventory, Put
from console.model.objects import Host, HostKind, HostRecord, HostState
from console.ui import icons
from console.ui.adapters.look import tooltip
from console.ui.theme import DARK, LIGHT, NAMED, Colours, apply, colours, contrast, make_palette
from console.ui.widgets.basic import IconButton


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", [*NAMED, "text"])
def test_contrast(theme: Colours, name: str) -> None:
    """WCAG 2.1 AA for normal text on every surface that it stands on."""
    colour = theme.text if name == "text" else theme.named(name)
    surfaces = {"window": theme.window, "card": theme.card, "sidebar": theme.sidebar, "raised": theme.raised}
    if name in ("text", "dim"):
        surfaces |= {"selected": theme.selected, "hover": theme.hover}
    if name in ("ok", "warn", "error", "info"):
        surfaces["soft"] = theme.soft(name)
    if name == "accent":
        assert contrast(theme.on_accent, theme.accent) >= 4.5
        assert contrast(theme.accent, theme.window) >= 3.0  # lines and focus: WCAG 1.4.11
        return
    for surface, value in surfaces.items():
        assert contrast(colour, value) >= 4.5, f"{name} on {surface}: {contrast(colour, value):.2f}"


def test_text_on_messages() -> None:
    for theme in (LIGHT, DARK):
        for kind in ("ok", "warn", "error", "info"):
            assert contrast(theme.text, theme.soft(kind)) >= 4.5
            assert contrast(theme.link, theme.soft(kind)) >= 4.5
            assert contrast(theme.dim, theme.soft(kind)) >= 4.5


def test_every_icon_draws(qapp: Any) -> None:
    assert len(icons.names()) > 50
    for name in icons.names():
        for size, scale in ((16, 1.0), (16, 1.5), (24, 2.0)):
            picture = icons.pixmap(name, size, scale, LIGHT)
            assert picture.width() == round(size * scale)
            assert not picture.toImage().allGray() or picture.hasAlphaChannel()
            image = picture.toImage()
            inked = sum(image.pixelColor(x, y).alpha() > 60 for x in range(image.width()) for y in range(image.height()))
            assert inked > 4, f"{name} draws nothing at {size}"


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_flat_buttons_have_the_colours_of_the_program(qtbot: QtBot, theme: Colours) -> None:
    """The style sheet makes them transparent: their own palette has no window colour that tells the theme."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply(app, "dark" if theme.dark else "light")
    button = IconButton("delete", "Delete", "delete")
    qtbot.addWidget(button)
    button.show()
    assert colours(button.palette()) is theme
    wanted = icons.icon("delete", make_palette(theme), colour=theme.dim).pixmap(16, 16).toImage()
    assert button.icon().pixmap(16, 16).toImage() == wanted


def test_fields_of_one_line_are_of_one_height(qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply(app, "light")
    fields = [QLineEdit(), QSpinBox(), QDoubleSpinBox(), QComboBox()]
    for field in fields:
        qtbot.addWidget(field)
    assert len({field.sizeHint().height() for field in fields}) == 1


def test_icons_follow_the_palette(qapp: Any) -> None:
    light = icons.icon("vm", make_palette(LIGHT)).pixmap(32, 32).toImage()
    dark = icons.icon("vm", make_palette(DARK)).pixmap(32, 32).toImage()
    assert light != dark


def test_badges_are_different(qapp: Any) -> None:
    pictures = [icons.pixmap("vm", 32, 1.0, LIGHT, badge=badge).toImage() for badge in icons.BADGE_COLOURS]
    for number, one in enumerate(pictures):
        assert all(one != other for other in pictures[number + 1 :])


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_tooltips_are_plain_text(qapp: QApplication, qtbot: QtBot) -> None:
    """Names of VMs come from outside: what looks like a tag is shown as it is, and nothing is loaded from anywhere."""
    apply(qapp, "dark")
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    QToolTip.showText(QPoint(5, 5), "<img src='/etc/passwd'><b>web</b>", widget)
    (tip,) = [each for each in qapp.allWidgets() if each.objectName() == "qtooltip_label" and each.isVisible()]
    assert isinstance(tip, QLabel) and tip.textFormat() is Qt.TextFormat.PlainText
    QToolTip.hideText()
    apply(qapp, "light")


def test_the_trees_tooltip_is_a_line_each() -> None:
    inventory = Inventory()
    host = Host(HostRecord(HostId("h"), "<b>bold</b>", "qemu+ssh://h/system"), kind=HostKind.QEMU, state=HostState.READY)
    inventory.apply(Delta((Put(host),)))
    lines = tooltip(host, inventory).splitlines()
    assert lines[0] == "Host: <b>bold</b>" and "Address: qemu+ssh://h/system" in lines
