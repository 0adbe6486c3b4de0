"""The row of buttons above a tab's table: icon and words, grey with the reason in the tooltip."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from console.ui import icons
from console.ui.theme import colours


@dataclass(frozen=True, slots=True)
class Button:
    """One button. ``why_not`` is asked whenever the row is refreshed: "" = it can be pressed."""

    key: str
    text: str
    icon: str
    press: Callable[[], None]
    why_not: Callable[[], str]
    tip: str = ""


class ButtonRow(QWidget):
    """Buttons from left to right; ``show_buttons`` replaces them."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addStretch(1)
        self._buttons: tuple[tuple[Button, QToolButton], ...] = ()

    def show_buttons(self, buttons: Sequence[Button]) -> None:
        """Show these; the same ones (by key) are only refreshed."""
        if [button.key for button in buttons] == [button.key for button, _ in self._buttons]:
            self._buttons = tuple((button, widget) for button, (_, widget) in zip(buttons, self._buttons, strict=True))
        else:
            for _, widget in self._buttons:
                self._row.removeWidget(widget)
                widget.setParent(None)
                widget.deleteLater()
            made = []
            for number, button in enumerate(buttons):
                widget = self._make(button)
                self._row.insertWidget(number, widget)
                made.append((button, widget))
            self._buttons = tuple(made)
        self.setVisible(bool(buttons))
        self.refresh()

    def _make(self, button: Button) -> QToolButton:
        widget = QToolButton(self)
        widget.setObjectName(f"{self.objectName()}_{button.key.replace('-', '_')}")
        widget.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        widget.setIconSize(QSize(16, 16))
        widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        widget.setText(button.text)
        widget.setAccessibleName(button.text.rstrip("…"))
        widget.clicked.connect(lambda _=False, key=button.key: self.press(key))
        return widget

    def press(self, key: str) -> None:
        """As if the button was pressed."""
        for button, _ in self._buttons:
            if button.key == key and not button.why_not():
                button.press()
                return

    def reason(self, key: str) -> str:
        """Why a button is grey, "" if it is not."""
        return next((button.why_not() for button, _ in self._buttons if button.key == key), "")

    def refresh(self) -> None:
        """Ask again what can be pressed."""
        theme = colours(self.palette())
        for button, widget in self._buttons:
            why = button.why_not()
            widget.setEnabled(not why)
            plain = button.text.rstrip("…")
            widget.setToolTip(f"{plain}\n{why or button.tip}" if why or button.tip else plain)
            widget.setIcon(icons.icon(button.icon, self.palette(), colour=theme.dim if not why else theme.disabled))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.refresh()
