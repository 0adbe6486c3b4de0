"""The strip above a console: which console, how large, keys that can't be pressed here, discs, pictures, windows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from console.model.text import Text, tr
from console.ui import icons
from console.ui.display import keys
from console.ui.display.screen import Scale
from console.ui.widgets.basic import ElidedLabel, Line


class Strip(QFrame):
    """Buttons and what they ask for; it knows nothing of displays."""

    wants_text = Signal(bool)
    wants_head = Signal(int)
    wants_scale = Signal(object)  # Scale
    wants_chord = Signal(object)  # tuple of scan codes
    wants_layout = Signal(str)
    asked = Signal(str)  # "type-clipboard", "tell-size", "clear", "save-picture", "copy-picture", "undock", "full-screen", "eject", "pick-iso"
    switched = Signal(str, bool)  # "view-only", "clipboard"
    wants_disc = Signal(str)  # a path of the host
    disc_menu_opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("console_strip")
        self._drawn: list[tuple[QToolButton, str]] = []
        self._of_screens: list[QAction] = []  # of no use to a text console
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 8, 2)
        row.setSpacing(2)
        self.graphical = self._button("viewer", tr("Screen"), "console_graphical", checkable=True)
        self.text = self._button("console", tr("Text"), "console_text", checkable=True)
        self.graphical.clicked.connect(lambda: self.wants_text.emit(False))
        self.text.clicked.connect(lambda: self.wants_text.emit(True))
        self.head = self._menu_button("viewer", tr("Screen {n}", n=1), "console_head", self._no_menu())
        self.scale = self._menu_button("scale", tr("Size"), "console_scale", self._scale_menu())
        self.keys = self._menu_button("keyboard", tr("Keys"), "console_keys", self._keys_menu())
        self.disc = self._menu_button("cd", tr("CD"), "console_disc", self._no_menu())
        self._disc_menu = self.disc.menu()
        self._disc_menu.aboutToShow.connect(self.disc_menu_opened)
        self.picture = self._menu_button("camera", tr("Picture"), "console_picture", self._picture_menu())
        self.view_only = self._button("eye", tr("View only"), "console_view_only", checkable=True)
        self.view_only.setToolTip(tr("Look at the console without touching it"))
        self.view_only.toggled.connect(lambda on: self.switched.emit("view-only", on))
        self.hint = ElidedLabel("", "dim")
        self.hint.setObjectName("console_hint")
        self.undock = self._button("undock", "", "console_undock", tip=tr("In a window of its own (Alt+Shift+U)"))
        self.undock.clicked.connect(lambda: self.asked.emit("undock"))
        self.full_screen = self._button("full-screen", "", "console_full_screen", tip=tr("Full screen (F11)"))
        self.full_screen.clicked.connect(lambda: self.asked.emit("full-screen"))
        for widget in (self.graphical, self.text):
            row.addWidget(widget)
        self._line = Line(vertical=True)
        row.addWidget(self._line)
        for widget in (self.head, self.scale, self.keys, self.disc, self.picture, self.view_only):
            row.addWidget(widget)
        row.addSpacing(8)
        row.addWidget(self.hint, 1)
        row.addWidget(self.undock)
        row.addWidget(self.full_screen)
        self._draw()

    # ------------------------------------------------------------------ building

    def _button(self, icon: str, text: str, name: str, *, checkable: bool = False, tip: str = "") -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setCheckable(checkable)
        button.setAutoRaise(True)
        button.setAccessibleName(text or tip)
        button.setToolTip(tip or text)
        button.setText(f" {text}" if text else "")
        style = button.toolButtonStyle()
        button.setToolButtonStyle(style.ToolButtonTextBesideIcon if text else style.ToolButtonIconOnly)
        self._drawn.append((button, icon))
        return button

    def _menu_button(self, icon: str, text: str, name: str, menu: QMenu) -> QToolButton:
        button = self._button(icon, text, name)
        menu.setObjectName(f"{name}_menu")
        menu.setToolTipsVisible(True)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _no_menu(self) -> QMenu:
        return QMenu(self)

    @staticmethod
    def _inner(menu: QMenu, text: str, name: str) -> QMenu:
        """A menu in a menu, made by Python: shiboken6 6.11 may free those that Qt makes twice (see ``MainWindow``)."""
        made = QMenu(text, menu)
        made.setObjectName(name)
        menu.addMenu(made)
        return made

    @staticmethod
    def _action(menu: QMenu, text: str, name: str, act: Callable[[], object], *, checkable: bool = False) -> QAction:
        action = menu.addAction(text)
        action.setObjectName(name)
        action.setCheckable(checkable)
        action.triggered.connect(lambda _on: act())
        return action

    def _scale_menu(self) -> QMenu:
        menu = self._no_menu()
        group = QActionGroup(menu)
        self.scales: dict[Scale, QAction] = {}
        for scale, text in (
            (Scale.FIT, tr("Fit the window")),
            (Scale.ORIGINAL, tr("Original size (1:1)")),
            (Scale.RESIZE, tr("Resize the guest to the window")),
        ):
            action = self._action(menu, text, f"console_scale_{scale.value}", partial(self.wants_scale.emit, scale), checkable=True)
            group.addAction(action)
            self.scales[scale] = action
        return menu

    def _keys_menu(self) -> QMenu:
        menu = self._no_menu()
        inner = menu
        for number, (text, chord) in enumerate(keys.CHORDS):
            if text == "Ctrl+Alt+F1":
                inner = self._inner(menu, tr("Ctrl+Alt+F1 to F12"), "console_function_keys")
            elif number and keys.CHORDS[number - 1][0] == "Ctrl+Alt+F12":
                inner = menu
            name = f"console_send_{text.lower().replace('+', '_')}"
            self._of_screens.append(self._action(inner, text, name, partial(self.wants_chord.emit, chord)))
            if inner is not menu and inner.menuAction() not in self._of_screens:
                self._of_screens.append(inner.menuAction())
        self._of_screens.append(menu.addSeparator())
        self.type_clipboard = self._action(menu, tr("Type the clipboard's text"), "console_type_clipboard", lambda: self.asked.emit("type-clipboard"))
        layouts = self._inner(menu, tr("Keyboard layout of the guest, for typing"), "console_layouts")
        group = QActionGroup(layouts)
        self.layouts: dict[str, QAction] = {}
        for key, (words, _table) in keys.LAYOUTS.items():
            action = self._action(layouts, str(words), f"console_layout_{key}", partial(self.wants_layout.emit, key), checkable=True)
            group.addAction(action)
            self.layouts[key] = action
        self._of_screens.append(layouts.menuAction())
        menu.addSeparator()
        self.clipboard = self._action(menu, tr("Share the clipboard with the guest"), "console_clipboard", lambda: None, checkable=True)
        self.clipboard.toggled.connect(lambda on: self.switched.emit("clipboard", on))
        self._of_screens.append(self.clipboard)
        self.tell_size = self._action(
            menu, tr("Tell the guest the size of the text console"), "console_tell_size", lambda: self.asked.emit("tell-size")
        )
        self.tell_size.setToolTip(tr("Types a “stty” command: a serial line does not tell sizes."))
        self.clear = self._action(menu, tr("Clear the text console"), "console_clear", lambda: self.asked.emit("clear"))
        return menu

    def _picture_menu(self) -> QMenu:
        menu = self._no_menu()
        self._action(menu, tr("Save a picture of the screen…"), "console_save_picture", lambda: self.asked.emit("save-picture"))
        self._action(menu, tr("Copy a picture of the screen"), "console_copy_picture", lambda: self.asked.emit("copy-picture"))
        return menu

    # ------------------------------------------------------------------ showing

    def show_kinds(self, *, screen: bool, text: bool, is_text: bool) -> None:
        """Which consoles there are, and which is shown."""
        for widget in (self.graphical, self.text, self._line):
            widget.setVisible(screen and text)
        self.graphical.setChecked(not is_text)
        self.text.setChecked(is_text)
        for widget in (self.scale, self.picture):
            widget.setVisible(not is_text)
        for action in (self.tell_size, self.clear):
            action.setVisible(is_text)
        for action in self._of_screens:
            action.setVisible(not is_text)

    def show_live(self, live: bool, why_not: str = "") -> None:
        """Whether there is a console to work with; where there is none, what is greyed says why."""
        for button in (self.scale, self.keys, self.picture):
            button.setEnabled(live)
            button.setToolTip(button.accessibleName() if live else why_not)

    def show_heads(self, count: int, head: int) -> None:
        """The guest's screens, where it has several."""
        self.head.setVisible(count > 1)
        self.head.setText(f" {tr('Screen {n}', n=head + 1)}")
        menu = self.head.menu()
        menu.clear()
        for number in range(count):
            name = f"console_head_{number + 1}"
            action = self._action(menu, tr("Screen {n}", n=number + 1), name, partial(self.wants_head.emit, number), checkable=True)
            action.setChecked(number == head)

    def show_discs(self, medium: str, discs: list[tuple[str, str]] | None, why_not: Text | None) -> None:
        """What is in the drive, and what could be: (label, path of the host); None while they are listed."""
        menu = self._disc_menu
        menu.clear()
        if why_not is not None:
            menu.addAction(str(why_not)).setEnabled(False)
            return
        menu.addAction(tr("In the drive: {disc}", disc=medium) if medium else tr("The drive is empty.")).setEnabled(False)
        self._action(menu, tr("Eject"), "console_eject", lambda: self.asked.emit("eject")).setEnabled(bool(medium))
        menu.addSeparator()
        if discs is None:
            menu.addAction(tr("Listing the ISO images …")).setEnabled(False)
        elif not discs:
            menu.addAction(tr("There are no ISO images in the repositories of this host.")).setEnabled(False)
        for number, (label, path) in enumerate(discs or ()):
            self._action(menu, label, f"console_iso_{number}", partial(self.wants_disc.emit, path))
        menu.addSeparator()
        self._action(menu, tr("An ISO image of this computer…"), "console_pick_iso", lambda: self.asked.emit("pick-iso"))

    def show_docked(self, docked: bool) -> None:
        """In the main window, or in one of its own."""
        tip = tr("In a window of its own (Alt+Shift+U)") if docked else tr("Back into the main window (Alt+Shift+U)")
        self.undock.setToolTip(tip)
        self.undock.setAccessibleName(tip)

    def _draw(self) -> None:
        for button, icon in self._drawn:
            button.setIcon(icons.icon(icon, self.palette()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()
