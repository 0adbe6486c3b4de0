"""What all dialogs and wizards are built from: names, inline errors, folds, message cards, copyable blocks, background jobs."""

from __future__ import annotations

import logging
from typing import TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from console.model.text import tr
from console.ui import icons
from console.ui.widgets.basic import IconLabel, LinkButton

log = logging.getLogger("virtdeck.ui")

MARGIN = 16
SECTION = 12
GAP = 8
SPIN_MARGINS = (5, 0, 0, 0)
"""Of the text in a spin box: with a style sheet Qt puts it on the border."""

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str, accessible: str) -> W:
    """Give a control its stable ``objectName`` and what a screen reader says."""
    widget.setObjectName(name)
    widget.setAccessibleName(accessible.replace("&", ""))
    return widget


def role(label: QLabel, name: str) -> QLabel:
    """Colour a label by the theme's named set ("dim", "error", "warn", …)."""
    label.setProperty("role", name)
    label.style().unpolish(label)
    label.style().polish(label)
    return label


def text_label(text: str, name: str, *, dim: bool = False, wrap: bool = True) -> QLabel:
    """A plain-text label; never rich text, since names of VMs come from outside."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    named(label, name, text)
    if dim:
        label.setProperty("role", "dim")
    return label


def heading(text: str, name: str, *, points: float = 1.35) -> QLabel:
    """A title; ``points``: factor of the normal font size."""
    label = text_label(text, name)
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * points)
    font.setWeight(QFont.Weight.DemiBold)
    label.setFont(font)
    return label


def monospace() -> QFont:
    """The system's fixed font."""
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)


class Message(QFrame):
    """A sentence with its sign, inline under a field or as a card; hidden while it is empty."""

    activated = Signal(str)
    """The remedy's link was pressed (its name)."""

    def __init__(self, name: str, *, card: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self._level = "error"
        self._sign = IconLabel("error", 16, "error")
        self._sign.setObjectName(f"{name}.sign")
        self._text = text_label("", f"{name}.text")
        self._link = LinkButton("", f"{name}.link")
        self._link_name = ""
        self._link.clicked.connect(lambda: self.activated.emit(self._link_name))
        row = QHBoxLayout(self)
        row.setContentsMargins(*((12, 8, 12, 8) if card else (0, 0, 0, 0)))
        row.setSpacing(GAP)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)  # beside its sign, however high a form makes the row
        row.addWidget(self._text, 1)
        row.addWidget(self._link, 0, Qt.AlignmentFlag.AlignTop)
        if card:
            self.setProperty("card", True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.show_text("")

    def show_text(self, text: str, level: str = "error", *, remedy: str = "", link: str = "", link_name: str = "") -> None:
        """Show a sentence at a level "error", "warn", "info" or "ok"; "" hides it. ``remedy`` follows it, ``link`` is a button."""
        shown = f"{text} {remedy}".strip()
        self._text.setText(shown)
        self._text.setAccessibleName(shown)
        self.setAccessibleName(shown)
        self._level, self._link_name = level, link_name
        self._link.set_text(link)
        self._link.setVisible(bool(link))
        self.setProperty("level", level)
        role(self._text, level if not self.property("card") else "")
        self.style().unpolish(self)
        self.style().polish(self)
        self._sign.set_icon({"error": "error", "warn": "warning", "ok": "ok"}.get(level, "info"), level)
        self.setVisible(bool(text))
        window = self.window()
        if text and isinstance(window, Dialog) and window.isVisible():
            QTimer.singleShot(0, window, window.make_room)

    @property
    def text(self) -> str:
        """What is shown, "" while hidden."""
        return self._text.text()

    @property
    def level(self) -> str:
        return self._level


class Fold(QWidget):
    """A section that opens by its title; folded at first."""

    toggled = Signal(bool)

    def __init__(self, title: str, name: str, *, open_: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.button = named(QToolButton(), f"{name}.toggle", title)
        self.button.setText(title)
        self.button.setCheckable(True)
        self.button.setChecked(open_)
        self.button.setAutoRaise(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setStyleSheet("QToolButton, QToolButton:checked { background: transparent; padding: 3px 6px 3px 0; }")
        self.body = QWidget()
        self.body.setObjectName(f"{name}.body")
        self.inside = QVBoxLayout(self.body)
        self.inside.setContentsMargins(20, 4, 0, 4)
        self.inside.setSpacing(GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.body)
        self.button.toggled.connect(self._show)
        self._show(open_)

    def _show(self, on: bool) -> None:
        self.button.setIcon(icons.icon("chevron-down" if on else "chevron-right", self.palette()))
        self.body.setVisible(on)
        self.toggled.emit(on)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.button.setIcon(icons.icon("chevron-down" if self.button.isChecked() else "chevron-right", self.palette()))
        super().changeEvent(event)


class CopyBlock(QWidget):
    """Monospace text that can be selected, with a button that copies all of it."""

    def __init__(self, name: str, accessible: str, *, lines: int = 6) -> None:
        super().__init__()
        self.setObjectName(name)
        self.field = named(QPlainTextEdit(), f"{name}.text", accessible)
        self.field.setReadOnly(True)
        self.field.setFont(monospace())
        self.field.setTabChangesFocus(True)
        self.field.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.field.setFixedHeight(self.field.fontMetrics().lineSpacing() * lines + 18)
        self.copy = named(QPushButton(tr("Copy")), f"{name}.copy", tr("Copy: {what}", what=accessible))
        self.copy.clicked.connect(self._copy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.field, 1)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)

    def set_text(self, text: str) -> None:
        """Replace the text."""
        if self.field.toPlainText() != text:
            self.field.setPlainText(text)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.field.toPlainText())
        self.copy.setText(tr("Copied"))


class RoomyRows(QStyledItemDelegate):
    """Rows that can be hit: 26 px and a little air at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + 10, max(26, hint.height()))


class Dialog(QDialog):
    """A dialog in the house style: content over a row of buttons, opened with ``open()`` or ``show()``, never ``exec()``."""

    def __init__(self, title: str, name: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        named(self, name, title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(SECTION)
        self.content = QVBoxLayout()
        self.content.setSpacing(SECTION)
        column.addLayout(self.content, 1)
        self.buttons = named(QDialogButtonBox(), f"{name}.buttons", title)
        column.addWidget(self.buttons)

    def add_button(self, text: str, name: str, box_role: QDialogButtonBox.ButtonRole, *, danger: bool = False, default: bool = False) -> QPushButton:
        """A button at the bottom; ``text`` with its mnemonic. Only ``default`` answers Enter."""
        button = self.buttons.addButton(text, box_role)
        named(button, f"{self.objectName()}.{name}", text)
        button.setAutoDefault(default)
        button.setDefault(default)
        if danger:
            button.setProperty("danger", True)
            button.style().unpolish(button)
            button.style().polish(button)
        return button

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(440, 120))

    def make_room(self) -> None:
        """Grow for a message of two lines: Qt counts wrapped text as one, and would squeeze the fields."""
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalMinimumHeightForWidth(self.width())))


def scrolled(inside: QWidget, name: str) -> QScrollArea:
    """A scroll area without a frame that only scrolls up and down."""
    area = QScrollArea()
    area.setObjectName(name)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(inside)
    area.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
