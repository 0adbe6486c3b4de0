"""The toolbar: fixed slots. Nothing moves under the mouse: what does not fit the selection is grey, with its reason in the tooltip."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent, QStatusTipEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QMenu, QToolButton, QToolTip, QWidget

from console.model.text import tr
from console.ui import icons
from console.ui.commands.base import CommandAction, CommandSet
from console.ui.theme import colours
from console.ui.widgets.basic import Line, set_role

SLOTS: tuple[tuple[str, ...] | None, ...] = (
    ("back",),
    ("forward",),
    None,
    ("host-add",),
    ("vm-install", "vm-clone"),
    None,
    ("vm-start",),
    ("vm-shutdown", "vm-force-off"),
    ("vm-reboot", "vm-force-reboot"),
    ("vm-suspend",),
    ("vm-pause", "vm-unpause"),
    None,
    ("vm-console", "vm-viewer"),
)
_ICON, _GLASS = 20, 16
_ICON_ONLY = frozenset({"back", "forward"})


class Slot(QToolButton):
    """A place in the toolbar. With more than one command: the first is the button, all others are in its drop-down."""

    def __init__(self, actions: Sequence[CommandAction], widest: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._main, self._others = actions[0], tuple(actions[1:])
        self.setObjectName(f"tool_{self._main.command.id.replace('-', '_')}")
        self.setIconSize(QSize(_ICON, _ICON))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        only_icon = self._main.command.id in _ICON_ONLY
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly if only_icon else Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        if self._others:
            menu = QMenu(self)
            menu.setObjectName(f"{self.objectName()}_menu")
            menu.setToolTipsVisible(True)
            for action in self._others:
                menu.addAction(action)
            self.setMenu(menu)
            self.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.clicked.connect(self._press)
        for action in actions:
            action.changed.connect(self.refresh)
        self._widest = tuple(widest)
        self.refresh()

    def fix_width(self) -> None:
        """As wide as its longest text, so that the next slots stay where they are."""
        if self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
            return
        now = self.text()
        widths = []
        self.setMinimumWidth(0)
        for text in {*self._widest, now.strip()}:
            self.setText(self._spaced(text))
            widths.append(super().sizeHint().width())
        self.setText(now)
        self.setMinimumWidth(max(widths))

    @staticmethod
    def _spaced(text: str) -> str:
        """Qt's style sheets know no distance between icon and text; a space is one."""
        return f" {text}"

    def refresh(self) -> None:
        """As the action is."""
        main = self._main
        self.setText(self._spaced(main.iconText()))
        self.setToolTip(main.toolTip())
        if main.statusTip() != self.statusTip():
            self.setStatusTip(main.statusTip())
            if self.underMouse():  # Qt says it when the mouse comes, and not again while it rests
                QApplication.sendEvent(self, QStatusTipEvent(self.statusTip()))
        self.setAccessibleName(main.iconText())
        self.setAccessibleDescription(main.statusTip())
        usable = main.isEnabled() or any(action.isEnabled() for action in self._others)
        self.setEnabled(usable)
        if usable and not main.isEnabled():
            # The button itself is off, its drop-down is not.
            theme = colours(self.palette())
            self.setIcon(icons.icon(main.picture_now, self.palette(), colour=theme.disabled, size=_ICON))
        else:
            self.setIcon(icons.icon(main.picture_now, size=_ICON))
        set_role(self, "true" if usable and not main.isEnabled() else "", "off")

    def _press(self) -> None:
        if self._main.isEnabled():
            self._main.trigger()
        else:
            QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), self._main.toolTip(), self)

    def set_compact(self, compact: bool) -> None:
        """Only icons, where the window is too narrow for the words."""
        only_icon = compact or self._main.command.id in _ICON_ONLY
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if only_icon else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        if style != self.toolButtonStyle():
            self.setToolButtonStyle(style)
            self.setMinimumWidth(0)
            self.fix_width()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_widest"):
            self.refresh()


class SearchButton(QLineEdit):
    """Looks like a field at the right; opens the palette."""

    def __init__(self, action: CommandAction, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tool_search")
        self.setReadOnly(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setPlaceholderText(tr("Search  (Ctrl+K)"))
        self.setAccessibleName(tr("Search objects and commands"))
        self.setToolTip(tr("Search objects and commands (Ctrl+K)"))
        self.setMaximumWidth(220)
        self.setMinimumWidth(110)
        self._action = action
        self._glass = self.addAction(icons.icon("search", size=_GLASS), QLineEdit.ActionPosition.LeadingPosition)
        self._glass.triggered.connect(action.trigger)

    def mousePressEvent(self, event: QEvent) -> None:
        self._action.trigger()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_glass"):
            self._glass.setIcon(icons.icon("search", self.palette(), colour=colours(self.palette()).dim, size=_GLASS))


class Bar(QFrame):
    """A row of slots; shows words while they fit, else icons only.

    Not a QToolBar: that wraps each widget in a QWidgetAction, which at the end of the window re-parents widgets whose Python part is gone
    already (palette change into a dead ``changeEvent``: a crash in shiboken6 6.11).
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toolbar")
        self.setAccessibleName(tr("Toolbar"))
        self._slots: list[Slot] = []
        self._needed = 0
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 3, 8, 3)
        self._row.setSpacing(2)

    def add_slot(self, slot: Slot) -> None:
        """A slot at the end."""
        self._slots.append(slot)
        self._row.addWidget(slot)

    def add_separator(self) -> None:
        """A thin line."""
        line = Line(vertical=True)
        line.setFixedHeight(24)
        self._row.addSpacing(4)
        self._row.addWidget(line)
        self._row.addSpacing(4)

    def add_search(self, search: SearchButton) -> None:
        """At the right end."""
        self._row.addStretch(1)
        self._row.addWidget(search)

    def minimumSizeHint(self) -> QSize:
        return QSize(400, super().minimumSizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        """Only now the style sheet has its say about widths."""
        for slot in self._slots:
            slot.ensurePolished()
            slot.fix_width()
        self._needed = 0
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._needed = self._needed or self.sizeHint().width()
        compact = self.width() < self._needed
        for slot in self._slots:
            slot.set_compact(compact)
        super().resizeEvent(event)


def build_toolbar(commands: CommandSet, parent: QWidget) -> Bar:
    """The toolbar with its slots."""
    bar = Bar(parent)
    widest = {"vm-start": (tr("Start"), tr("Resume"), tr("Unpause"))}
    for slot in SLOTS:
        if slot is None:
            bar.add_separator()
        else:
            bar.add_slot(Slot([commands.action(key) for key in slot], widest.get(slot[0], ()), bar))
    bar.add_search(SearchButton(commands.action("palette"), bar))
    return bar
