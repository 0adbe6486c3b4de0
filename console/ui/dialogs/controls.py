"""Controls and layouts that dialogs and wizards have alike."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QLineEdit, QProgressBar, QPushButton, QSpinBox, QWidget

from console.ui.dialogs.support import GAP, SPIN_MARGINS, named


def push(text: str, name: str, slot: object = None, *, accessible: str = "") -> QPushButton:
    """A button inside a page or dialog: Enter is the window's. ``slot``: what it does; ``accessible``: where ``text`` alone says too little."""
    button = named(QPushButton(text), name, accessible or text)
    button.setAutoDefault(False)
    if slot is not None:
        button.clicked.connect(slot)
    return button


def busy_bar(name: str, accessible: str) -> QProgressBar:
    """Shown while something is waited for; hidden at first."""
    bar = named(QProgressBar(), name, accessible)
    bar.setRange(0, 0)
    bar.setTextVisible(False)
    bar.hide()
    return bar


def spin_field(name: str, accessible: str, least: int, most: int, value: int, *, width: int = 160) -> QSpinBox:
    """A whole number; ``width``: in pixels, at most."""
    spin = named(QSpinBox(), name, accessible)
    spin.lineEdit().setTextMargins(*SPIN_MARGINS)
    spin.setRange(least, most)
    spin.setValue(value)
    spin.setMaximumWidth(width)
    return spin


def line_field(name: str, accessible: str, hint: str = "") -> QLineEdit:
    """A line, with a hint while it is empty."""
    line = named(QLineEdit(), name, accessible)
    line.setPlaceholderText(hint)
    return line


def form_of(inside: QWidget | None = None, *, gap: int = GAP) -> QFormLayout:
    """Labels beside their fields, ``gap`` pixels between the two; ``inside``: the widget that they fill to its edges."""
    form = QFormLayout()
    if inside is not None:
        inside.setLayout(form)
        form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(gap)
    form.setVerticalSpacing(GAP)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    return form
