"""Light and dark: palettes, the small named set of colours, and the style sheet on top of Fusion (``app.desktop`` chooses that style).

Everything is derived from the application's palette (:func:`colours`), so a widget never asks which theme is on: it looks at its own palette
and repaints on ``PaletteChange``. Contrast of every text colour on every surface is at least 4.5:1 (WCAG 2.1 §1.4.3); a test computes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons"
"""Where the icons are."""


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme, as ``#rrggbb``. Text colours are readable on ``window``, ``card`` and ``sidebar``."""

    dark: bool
    window: str
    sidebar: str
    card: str
    raised: str  # buttons, menus, toasts
    border: str
    border_strong: str
    hover: str
    selected: str  # soft selection in lists: text stays as it is
    text: str
    dim: str
    disabled: str
    accent: str  # lines, focus, default button
    on_accent: str
    link: str
    ok: str
    warn: str
    error: str
    info: str
    running: str
    stopped: str
    paused: str
    suspended: str
    ok_soft: str
    warn_soft: str
    error_soft: str
    info_soft: str
    on_badge: str

    def named(self, name: str) -> str:
        """A colour of the named set; unknown names give the text colour."""
        return str(getattr(self, name)) if name in NAMED else self.text

    def soft(self, name: str) -> str:
        """The background of a message of this kind."""
        return str(getattr(self, f"{name}_soft")) if name in ("ok", "warn", "error", "info") else self.card


NAMED = ("ok", "warn", "error", "info", "running", "stopped", "paused", "suspended", "dim", "accent", "link")

LIGHT = Colours(
    dark=False,
    window="#f4f5f7",
    sidebar="#eceef1",
    card="#ffffff",
    raised="#ffffff",
    border="#dadee4",
    border_strong="#bcc3cc",
    hover="#e2e5ea",
    selected="#d3e2fa",
    text="#1b1f26",
    dim="#555e6a",
    disabled="#9aa2ac",
    accent="#1f62c9",
    on_accent="#ffffff",
    link="#1a58bb",
    ok="#14702f",
    warn="#855300",
    error="#b8201d",
    info="#1a58bb",
    running="#14702f",
    stopped="#5a6470",
    paused="#855300",
    suspended="#6440b8",
    ok_soft="#e7f5ea",
    warn_soft="#fdf3dc",
    error_soft="#fdeceb",
    info_soft="#e8f0fd",
    on_badge="#ffffff",
)

DARK = Colours(
    dark=True,
    window="#1c1f24",
    sidebar="#181b1f",
    card="#24282e",
    raised="#2b3037",
    border="#363c45",
    border_strong="#4c5461",
    hover="#2d333b",
    selected="#253e66",
    text="#e6e9ed",
    dim="#a3acb8",
    disabled="#68717d",
    accent="#3570d2",
    on_accent="#ffffff",
    link="#82b4ff",
    ok="#5fce7f",
    warn="#e8b04a",
    error="#ff8f88",
    info="#82b4ff",
    running="#5fce7f",
    stopped="#a3acb8",
    paused="#e8b04a",
    suspended="#c3aaff",
    ok_soft="#1f3527",
    warn_soft="#3a301c",
    error_soft="#402726",
    info_soft="#22324c",
    on_badge="#14171b",
)


def colours(palette: QPalette) -> Colours:
    """The theme that this palette belongs to. What a style sheet makes transparent has no window colour of its own: the program's counts."""
    window = palette.color(QPalette.ColorRole.Window)
    if window.alpha() == 0:
        window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window.lightness() < 128 else LIGHT


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.1, relative luminance)."""

    def luminance(value: str) -> float:
        colour = QColor(value)
        parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in (colour.redF(), colour.greenF(), colour.blueF())]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def make_palette(c: Colours) -> QPalette:
    """The Qt palette of a theme."""
    role = QPalette.ColorRole
    palette = QPalette()
    for which, value in (
        (role.Window, c.window),
        (role.WindowText, c.text),
        (role.Base, c.card),
        (role.AlternateBase, c.window),
        (role.ToolTipBase, c.raised),
        (role.ToolTipText, c.text),
        (role.PlaceholderText, c.dim),
        (role.Text, c.text),
        (role.Button, c.raised),
        (role.ButtonText, c.text),
        (role.BrightText, c.error),
        (role.Light, c.raised),
        (role.Midlight, c.border),
        (role.Mid, c.border_strong),
        (role.Dark, c.border_strong),
        (role.Shadow, "#000000"),
        (role.Highlight, c.accent),
        (role.HighlightedText, c.on_accent),
        (role.Link, c.link),
        (role.LinkVisited, c.link),
        (role.Accent, c.accent),
    ):
        palette.setColor(which, QColor(value))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(c.disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(c.border_strong))
    return palette


def style_sheet(c: Colours, icons: Path) -> str:
    """Flat controls with 4 px steps. Arrow pictures come from the icon folder, in a grey that is readable on both themes."""
    arrow = (icons / ("qss-chevron-dark.svg" if c.dark else "qss-chevron-light.svg")).as_posix()
    arrow_up = (icons / ("qss-chevron-up-dark.svg" if c.dark else "qss-chevron-up-light.svg")).as_posix()
    check, dot, dash = ((icons / f"qss-{name}.svg").as_posix() for name in ("check", "dot", "dash"))
    return f"""
QCheckBox::indicator, QRadioButton::indicator, QTreeView::indicator, QTableView::indicator, QListView::indicator {{
    width: 15px; height: 15px; background: {c.card}; border: 1px solid {c.dim};
}}
QCheckBox::indicator, QTreeView::indicator, QTableView::indicator, QListView::indicator {{ border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: 8px; }}
QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ border-color: {c.accent}; }}
QCheckBox::indicator:checked, QTreeView::indicator:checked, QTableView::indicator:checked, QListView::indicator:checked {{
    background: {c.accent}; border-color: {c.accent}; image: url({check});
}}
QCheckBox::indicator:indeterminate {{ background: {c.accent}; border-color: {c.accent}; image: url({dash}); }}
QRadioButton::indicator:checked {{ background: {c.accent}; border-color: {c.accent}; image: url({dot}); }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ background: {c.window}; border-color: {c.disabled}; }}
QCheckBox::indicator:checked:disabled, QRadioButton::indicator:checked:disabled {{ background: {c.disabled}; border-color: {c.disabled}; }}
QToolTip {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.border_strong}; padding: 4px 6px; qproperty-textFormat: PlainText; }}
QMainWindow::separator {{ background: {c.border}; width: 1px; height: 1px; }}
QMenuBar {{ background: {c.window}; padding: 1px 4px; }}
QMenuBar::item {{ padding: 4px 9px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {c.hover}; }}
QMenu {{ background: {c.raised}; border: 1px solid {c.border_strong}; padding: 4px; }}
QMenu::item {{ padding: 5px 28px 5px 8px; border-radius: 4px; }}
QMenu::item:selected {{ background: {c.selected}; color: {c.text}; }}
QMenu::item:disabled {{ color: {c.disabled}; }}
QMenu::item:disabled:selected {{ background: {c.hover}; }}
QMenu::icon {{ padding-left: 6px; }}
QMenu::separator {{ height: 1px; background: {c.border}; margin: 4px 6px; }}
QFrame#toolbar {{ background: {c.window}; border: none; border-bottom: 1px solid {c.border}; }}
QToolButton {{ border: 1px solid transparent; border-radius: 6px; padding: 4px 7px; color: {c.text}; background: transparent; }}
QToolButton:hover {{ background: {c.hover}; }}
QToolButton:pressed, QToolButton:checked {{ background: {c.selected}; }}
QToolButton:focus {{ border-color: {c.accent}; }}
QToolButton[off="true"] {{ color: {c.disabled}; }}
QToolButton[tight="true"] {{ padding: 1px 3px; border-radius: 4px; }}
QToolButton:disabled {{ color: {c.disabled}; background: transparent; }}
QToolButton[popupMode="1"] {{ padding-right: 18px; }}
QToolButton::menu-button {{ border: none; width: 16px; border-top-right-radius: 6px; border-bottom-right-radius: 6px; }}
QToolButton::menu-button:hover {{ background: {c.border}; }}
QToolButton::menu-arrow {{ image: url({arrow}); width: 10px; height: 10px; }}
QToolButton::menu-indicator {{ image: none; }}
QPushButton {{ border: 1px solid {c.border_strong}; border-radius: 6px; padding: 4px 14px; min-height: 18px;
  background: {c.raised}; color: {c.text}; }}
QPushButton:hover {{ background: {c.hover}; }}
QPushButton:pressed {{ background: {c.selected}; }}
QPushButton:focus {{ border-color: {c.accent}; }}
QPushButton:default {{ background: {c.accent}; border-color: {c.accent}; color: {c.on_accent}; }}
QPushButton:default:focus {{ border-color: {c.text}; }}
QPushButton:disabled {{ color: {c.disabled}; border-color: {c.border}; background: {c.window}; }}
QPushButton[danger="true"] {{ color: {c.error}; border-color: {c.error}; }}
QPushButton[flat="true"] {{ border-color: transparent; background: transparent; padding: 2px 6px; }}
QPushButton[flat="true"]:hover {{ background: {c.hover}; }}
QPushButton[flat="true"]:focus {{ border-color: {c.accent}; }}
QPushButton[role="link"] {{ color: {c.link}; border: none; border-radius: 3px; padding: 0; min-height: 0;
  background: transparent; text-align: left; }}
QPushButton[role="link"]:hover {{ text-decoration: underline; background: transparent; }}
QPushButton[role="link"]:focus {{ background: {c.selected}; text-decoration: underline; }}
QPushButton[role="link"]:disabled {{ color: {c.disabled}; background: transparent; }}
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox {{
  border: 1px solid {c.border_strong}; border-radius: 6px; background: {c.card}; color: {c.text};
  selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox {{ padding: 3px 7px; min-height: 18px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus {{ border-color: {c.accent}; }}
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled, QPlainTextEdit:disabled {{
  color: {c.disabled}; background: {c.window}; border-color: {c.border}; }}
QComboBox {{ padding-right: 22px; }}
QComboBox::drop-down {{ border: none; width: 22px; }}
QComboBox::down-arrow {{ image: url({arrow}); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ border: 1px solid {c.border_strong}; background: {c.raised}; color: {c.text};
  selection-background-color: {c.selected}; selection-color: {c.text}; padding: 2px; }}
QSpinBox, QDoubleSpinBox {{ padding: 2px 20px 1px 7px; }}
QSpinBox::up-button, QDoubleSpinBox::up-button {{ border: none; width: 18px; subcontrol-position: top right; }}
QSpinBox::down-button, QDoubleSpinBox::down-button {{ border: none; width: 18px; subcontrol-position: bottom right; }}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {{ image: url({arrow_up}); width: 9px; height: 9px; }}
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {{ image: url({arrow}); width: 9px; height: 9px; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {c.border}; top: -1px; }}
QTabWidget::tab-bar {{ left: 12px; }}
QTabBar {{ qproperty-drawBase: 0; background: transparent; }}
QTabBar::tab {{ padding: 6px 12px 5px 12px; margin-right: 2px; color: {c.dim}; background: transparent; border: none;
  border-bottom: 2px solid transparent; }}
QTabBar::tab:hover {{ color: {c.text}; background: {c.hover}; border-top-left-radius: 6px; border-top-right-radius: 6px; }}
QTabBar::tab:selected {{ color: {c.text}; border-bottom-color: {c.accent}; }}
QTabBar:focus {{ outline: none; }}
QTabBar::tab:selected:focus {{ background: {c.hover}; border-top-left-radius: 6px; border-top-right-radius: 6px; }}
QHeaderView {{ background: {c.card}; border: none; }}
QHeaderView::section {{ background: {c.card}; color: {c.dim}; border: none; border-bottom: 1px solid {c.border}; padding: 5px 8px; }}
QTreeView, QTableView, QListView {{ border: 1px solid {c.border}; border-radius: 6px; background: {c.card}; alternate-background-color: {c.window};
  selection-background-color: {c.selected}; selection-color: {c.text}; gridline-color: {c.border}; }}
QTreeView:focus, QTableView:focus, QListView:focus {{ border-color: {c.accent}; }}
QTableView::item {{ padding: 0 5px; border: none; }}
QTableView::item:selected {{ background: {c.selected}; color: {c.text}; }}
QTableView QTableCornerButton::section {{ background: {c.card}; border: none; }}
QProgressBar {{ border: none; border-radius: 3px; background: {c.border}; text-align: center; min-height: 6px; max-height: 6px; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
QProgressBar[level="warn"]::chunk {{ background: {c.warn}; }}
QProgressBar[level="error"]::chunk {{ background: {c.error}; }}
QScrollArea {{ border: none; background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 11px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 11px; margin: 0; }}
QScrollBar::handle {{ background: {c.border_strong}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::handle:hover {{ background: {c.dim}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: {c.border}; }}
QStatusBar {{ background: {c.window}; border-top: 1px solid {c.border}; }}
QStatusBar::item {{ border: none; }}
QGroupBox {{ border: 1px solid {c.border}; border-radius: 8px; margin-top: 8px; padding: 8px; }}
QGroupBox::title {{ subcontrol-origin: margin; left: 10px; padding: 0 4px; color: {c.dim}; }}
QFrame#sidebar {{ background: {c.sidebar}; }}
QFrame#sidebar QTreeView {{ background: {c.sidebar}; border: none; border-radius: 0; }}
QFrame[card="true"] {{ background: {c.card}; border: 1px solid {c.border}; border-radius: 8px; }}
QFrame[card="true"][level="ok"] {{ background: {c.ok_soft}; }}
QFrame[card="true"][level="info"] {{ background: {c.info_soft}; border-color: {c.info}; }}
QFrame[card="true"][level="warn"] {{ background: {c.warn_soft}; border-color: {c.warn}; }}
QFrame[card="true"][level="error"] {{ background: {c.error_soft}; border-color: {c.error}; }}
QFrame#palette {{ background: {c.raised}; border: 1px solid {c.border_strong}; border-radius: 10px; }}
QFrame#palette QListWidget {{ border: none; background: {c.raised}; }}
QFrame[line="true"] {{ background: {c.border}; border: none; }}
QLabel[role="dim"] {{ color: {c.dim}; }}
QLabel[role="ok"] {{ color: {c.ok}; }}
QLabel[role="warn"] {{ color: {c.warn}; }}
QLabel[role="error"] {{ color: {c.error}; }}
QLabel[role="info"] {{ color: {c.info}; }}
QLabel[role="running"] {{ color: {c.running}; }}
QLabel[role="stopped"] {{ color: {c.stopped}; }}
QLabel[role="paused"] {{ color: {c.paused}; }}
QLabel[role="suspended"] {{ color: {c.suspended}; }}
QLabel[role="chip"] {{ background: {c.hover}; color: {c.text}; border-radius: 9px; padding: 1px 8px; }}
"""


def wanted(app: QApplication, preference: str) -> Colours:
    """The theme for a preference ``light``, ``dark`` or, any other word, ``system``."""
    if preference not in ("light", "dark"):
        return DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return DARK if preference == "dark" else LIGHT


def apply(app: QApplication, preference: str, icons: Path = FOLDER) -> Colours:
    """Palette and style sheet, once (the window's :class:`ThemeSwitch` follows changes)."""
    chosen = wanted(app, preference)
    app.setPalette(make_palette(chosen))
    sheet = style_sheet(chosen, icons)
    if app.styleSheet() != sheet:
        app.setStyleSheet(sheet)
    return chosen


class ThemeSwitch(QObject):
    """Applies the preference ``system``, ``light`` or ``dark`` and follows the system where that is wished."""

    def __init__(self, app: QApplication, preference: str = "system", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._preference = preference
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self.apply(preference)

    @property
    def preference(self) -> str:
        return self._preference

    def apply(self, preference: str) -> None:
        """Switch; unknown words mean ``system``."""
        self._preference = preference if preference in ("light", "dark") else "system"
        apply(self._app, self._preference)

    def _system_changed(self) -> None:
        self.apply(self._preference)
