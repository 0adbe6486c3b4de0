"""The program's own symbolic icons: SVG drawn in the palette's colours, sharp at every scale, with state badges as overlays.

A drawing is 24 × 24 with 1.5 px strokes in ``currentColor``, on a lattice that falls on whole pixels at 16 px too. Badges are 12 × 12 discs whose
sign is ``#fff`` (replaced by the theme's own colour). Pictures are pure functions of (name, size, scale, colours), hence the caches.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from console.ui.theme import FOLDER, Colours, colours

_SIZES = (16, 20, 24)
_SHARP_SIZES = (*_SIZES, 32, 40, 48)
"""Where some screen has more than one pixel a point. Drawing them all is a tenth of the program's start."""

BADGE_COLOURS = {
    "running": "running",
    "stopped": "stopped",
    "paused": "paused",
    "suspended": "suspended",
    "starting": "info",
    "migrating": "info",
    "importing": "info",
    "stale": "warn",
    "lost": "error",
    "warning": "warn",
    "template": "dim",
}


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")


def names() -> tuple[str, ...]:
    """All symbolic icons (without badges and helpers of the style sheet)."""
    return tuple(sorted(p.stem for p in FOLDER.glob("*.svg") if not p.stem.startswith(("badge-", "qss-")) and p.stem != "virtdeck"))


@lru_cache(maxsize=16)
def _drawing(source: str) -> QSvgRenderer:
    """Read once for all sizes."""
    return QSvgRenderer(QByteArray(source.encode()))


def _draw(painter: QPainter, source: str, where: QRectF) -> None:
    _drawing(source).render(painter, where)


@lru_cache(maxsize=2048)
def _picture(name: str, colour: str, badge: str, badge_colour: str, sign: str, size: int, scale: float) -> QPixmap:
    pixels = round(size * scale)
    picture = QPixmap(pixels, pixels)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw(painter, _source(name).replace("currentColor", colour), QRectF(0, 0, pixels, pixels))
    if badge:
        side = max(8.0 * scale, round(pixels * 0.54))
        where = QRectF(pixels - side, pixels - side, side, side)
        ring = max(1.0, pixels / 16)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.black)
        painter.drawEllipse(where.adjusted(-ring, -ring, ring, ring))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        _draw(painter, _source(f"badge-{badge}").replace("currentColor", badge_colour).replace("#fff", sign), where)
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture


def pixmap(name: str, size: int, scale: float, theme: Colours, *, badge: str = "", colour: str = "") -> QPixmap:
    """One picture of ``size`` logical pixels. ``colour`` is ``#rrggbb`` (default: the text colour)."""
    badge_colour = theme.named(BADGE_COLOURS[badge]) if badge else ""
    return _picture(name, colour or theme.text, badge, badge_colour, theme.on_badge, size, scale)


def icon(name: str, palette: QPalette | None = None, *, badge: str = "", colour: str = "", size: int = 0) -> QIcon:
    """An icon for actions and buttons, in the palette's colours (default: the application's); disabled is drawn dim. ``size``: the only one that is
    wanted, in logical pixels (default: every one that menus and buttons have)."""
    application = QGuiApplication.instance()
    sharp = isinstance(application, QGuiApplication) and application.devicePixelRatio() > 1.0
    return _icon(
        name,
        colours(palette if palette is not None else QGuiApplication.palette()),
        badge,
        colour,
        _SHARP_SIZES if sharp else (size,) if size else _SIZES,
    )


@lru_cache(maxsize=512)
def _icon(name: str, theme: Colours, badge: str, colour: str, sizes: tuple[int, ...]) -> QIcon:
    result = QIcon()
    for size in sizes:
        result.addPixmap(pixmap(name, size, 1.0, theme, badge=badge, colour=colour), QIcon.Mode.Normal)
    for size in sizes:
        result.addPixmap(_picture(name, theme.disabled, "", "", "", size, 1.0), QIcon.Mode.Disabled)
    return result


def application_icon() -> QIcon:
    """Virtdeck's own icon; Qt draws it in the sizes that the desktop asks for."""
    return QIcon(str(FOLDER / "virtdeck.svg"))
