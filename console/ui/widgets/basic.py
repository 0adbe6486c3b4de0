"""Small building blocks: icons that follow the palette, elided and dim labels, chips, buttons with an icon, empty states."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from console.ui import icons
from console.ui.theme import colours


def copy_text(text: str) -> None:
    """To the clipboard (and the X11 selection where there is one)."""
    board = QGuiApplication.clipboard()
    board.setText(text)
    if board.supportsSelection():
        board.setText(text, board.Mode.Selection)


def label(text: str = "", role: str = "", *, name: str = "", wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """A plain-text label; ``role`` is a named colour ("dim", "ok", "warn", "error", …) or "chip"."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if name:
        made.setObjectName(name)
    return made


def set_role(widget: QWidget, role: str, prop: str = "role") -> None:
    """Change a style property and let the style sheet see it."""
    if (widget.property(prop) or "") != role:
        widget.setProperty(prop, role)
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else the style sheet has not looked at it yet
            widget.style().unpolish(widget)
            widget.style().polish(widget)


def scale_font(widget: QWidget, factor: float, *, bold: bool = False) -> None:
    """A font relative to the system's."""
    font = widget.font()
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * factor)
    else:
        font.setPixelSize(round(font.pixelSize() * factor))
    if bold:
        font.setWeight(font.Weight.DemiBold)
    widget.setFont(font)


class IconLabel(QWidget):
    """A symbolic icon, drawn sharp at the screen's scale. ``colour`` names one of the named set; "" is the text colour."""

    def __init__(self, name: str = "", size: int = 16, colour: str = "", badge: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._colour, self._badge, self._size = name, colour, badge, size
        self.setFixedSize(size, size)

    def set_icon(self, name: str, colour: str = "", badge: str = "") -> None:
        """Another picture."""
        if (name, colour, badge) != (self._name, self._colour, self._badge):
            self._name, self._colour, self._badge = name, colour, badge
            self.update()

    @property
    def shown(self) -> tuple[str, str, str]:
        """(icon, colour, badge)."""
        return self._name, self._colour, self._badge

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._name:
            return
        theme = colours(self.palette())
        colour = theme.named(self._colour) if self._colour else theme.text
        painter = QPainter(self)
        painter.drawPixmap(0, 0, icons.pixmap(self._name, self._size, self.devicePixelRatioF(), theme, badge=self._badge, colour=colour))


class ElidedLabel(QWidget):
    """One line of text that gives way: "…" where it does not fit, the whole in the tooltip."""

    def __init__(self, text: str = "", role: str = "", mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._role, self._mode = text, role, mode
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str, role: str | None = None) -> None:
        """Another text and, if given, another named colour."""
        if role is not None:
            self._role = role
        self._text = text
        self.setAccessibleName(text)
        self._tell()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self.fontMetrics().horizontalAdvance("MMMM…")), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._tell()

    def _tell(self) -> None:
        self.setToolTip(self._text if self.fontMetrics().horizontalAdvance(self._text) > self.width() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = colours(self.palette())
        painter.setPen(QColor(theme.named(self._role) if self._role else theme.text))
        text = self.fontMetrics().elidedText(self._text, self._mode, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)


class IconButton(QToolButton):
    """A flat button with a symbolic icon that follows the palette."""

    def __init__(self, icon: str, tip: str, name: str, *, size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setObjectName(name)
        self.setAccessibleName(tip)
        self.setToolTip(tip)
        self.setAutoRaise(True)
        self.setIconSize(QSize(size, size))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("tight", "true")
        self._draw()

    def set_icon(self, icon: str, tip: str | None = None) -> None:
        """Another icon, and another tip if given."""
        if icon != self._icon:
            self._icon = icon
            self._draw()
        if tip is not None:
            self.setToolTip(tip)
            self.setAccessibleName(tip)

    def _draw(self) -> None:
        theme = colours(self.palette())
        self.setIcon(icons.icon(self._icon, self.palette(), colour=theme.dim, size=self.iconSize().width()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()


class LinkButton(QPushButton):
    """Text that does something, looks like a link, and is reached by Tab."""

    def __init__(self, text: str, name: str, tip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setToolTip(tip)
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.setProperty("role", "link")

    def set_text(self, text: str) -> None:
        """Another text."""
        self.setText(text)
        self.setAccessibleName(text)


class Chip(QLabel):
    """A tag or another short word in a rounded field."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "chip")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class Line(QFrame):
    """A one-pixel separator."""

    def __init__(self, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("line", "true")
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class EmptyState(QWidget):
    """An icon, one sentence, one button."""

    pressed = Signal()

    def __init__(self, icon: str, text: str, button: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 24, 16, 24)
        column.setSpacing(12)
        self.icon = IconLabel(icon, 40, "dim")
        self.text = label(text, "dim", name=f"{name}_text", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(button)
        self.button.setObjectName(f"{name}_button")
        self.button.setAccessibleName(button)
        self.button.setVisible(bool(button))
        self.button.clicked.connect(self.pressed)
        column.addStretch(2)
        column.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.text)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_state(self, icon: str, text: str, button: str = "") -> None:
        """Say something else."""
        self.icon.set_icon(icon, "dim")
        self.text.setText(text)
        self.button.setText(button)
        self.button.setAccessibleName(button)
        self.button.setVisible(bool(button))


class Banner(QFrame):
    """An inline message: kind by colour and shape, a sentence, an optional second line, an optional link and a way to close it."""

    followed = Signal()
    closed = Signal()

    def __init__(self, name: str, *, closable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("card", "true")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        self._icon = IconLabel("info", 16, "info")
        self._text = label("", name=f"{name}_text", wrap=True)
        self._link = LinkButton("", f"{name}_link")
        self._link.clicked.connect(self.followed)
        self._close = IconButton("close", "", f"{name}_close", size=12)
        self._close.clicked.connect(self.closed)
        self._close.setVisible(closable)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        row.addWidget(self._link)
        row.addWidget(self._close)
        self.hide()

    def say(self, kind: str, text: str, link: str = "", close_tip: str = "") -> None:
        """``kind``: "info" | "ok" | "warn" | "error"."""
        self._icon.set_icon({"warn": "warning"}.get(kind, kind), kind)
        self._text.setText(text)
        self._link.set_text(link)
        self._link.setVisible(bool(link))
        if close_tip:
            self._close.setToolTip(close_tip)
            self._close.setAccessibleName(close_tip)
        self.setAccessibleName(text)
        set_role(self, kind, "level")
        self.show()

    def text(self) -> str:
        """The message."""
        return self._text.text()
