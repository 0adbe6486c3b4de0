"""The steps of installing guest tools, to stand beside the screen: each command can be copied, or typed into the guest when that is asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from console.model.objects import Vm
from console.model.text import tr
from console.model.tools_steps import Step, tools_steps
from console.ui.widgets.basic import copy_text, label, scale_font

WIDTH = 320


class StepsPanel(QWidget):
    """Shown while a tools disc is in the VM's drive. ``eject_requested``: the person wants it out; ``closed``: the panel put away.

    ``type_text``: types into the guest (a line with its Enter); None where nothing can be typed: then the buttons are not there.
    """

    eject_requested = Signal()
    closed = Signal()

    def __init__(self, type_text: Callable[[str], None] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tools_steps")
        self.setAccessibleName(tr("Installing guest tools"))
        self._type = type_text
        self._shown: tuple[Step, ...] = ()
        self._away = ""  # the disc that the panel was put away for
        self._disc = ""
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        title = label(tr("Install guest tools"), name="tools_steps_title", wrap=True)
        scale_font(title, 1.1, bold=True)
        column.addWidget(title)
        column.addWidget(label(tr("The tools disc is in the CD drive. Nothing runs in the guest by itself:"), "dim", wrap=True))
        self._scroll = QScrollArea()
        self._scroll.setObjectName("tools_steps_scroll")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._scroll, 1)
        column.addWidget(label(tr("When the management agent answers, the disc that was in the drive is given back."), "dim", wrap=True))
        row = QHBoxLayout()
        self.eject = _button(tr("Take the disc out"), "tools_steps_eject")
        self.eject.clicked.connect(self.eject_requested)
        self.close_button = _button(tr("Hide"), "tools_steps_close")
        self.close_button.clicked.connect(self._put_away)
        row.addWidget(self.eject)
        row.addStretch(1)
        row.addWidget(self.close_button)
        column.addLayout(row)
        self.hide()

    def set_typing(self, type_text: Callable[[str], None] | None) -> None:
        """Typing became possible, or is no longer."""
        if (type_text is None) != (self._type is None):
            self._shown = ()
        self._type = type_text

    def show_vm(self, vm: Vm | None) -> bool:
        """The steps of this VM, if a tools disc of ours is in it and was not put away; whether the panel is shown."""
        disc = vm.config.metadata.tools_disc if vm is not None and vm.config is not None else None
        if vm is None or disc is None:
            self._away = ""
            self.hide()
            return False
        self._disc = f"{vm.uuid} {disc.path}"
        steps = tools_steps(vm)
        if steps != self._shown:
            self._shown = steps
            self._fill(steps)
        visible = bool(steps) and self._away != self._disc
        self.setVisible(visible)
        return visible

    def bring_back(self) -> None:
        """The link was pressed again: show the steps though they were put away."""
        self._away = ""

    def _put_away(self) -> None:
        self._away = self._disc
        self.hide()
        self.closed.emit()

    def _fill(self, steps: tuple[Step, ...]) -> None:
        inside = QWidget()
        inside.setObjectName("tools_steps_list")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(10)
        number = 0
        for index, step in enumerate(steps):
            if step.alternative:
                text = tr("Or: {step}", step=step.text)
            else:
                number += 1
                text = f"{number}. {step.text}"
            column.addWidget(label(text, name=f"tools_step_{index}", wrap=True))
            if step.command:
                column.addWidget(self._command(index, step.command))
        column.addStretch(1)
        self._scroll.setWidget(inside)

    def _command(self, index: int, command: str) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(14, 0, 0, 0)
        column.setSpacing(4)
        text = QLabel(command)
        text.setObjectName(f"tools_command_{index}")
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        text.setAccessibleName(tr("Command: {command}", command=command))
        column.addWidget(text)
        row = QHBoxLayout()
        copy = _button(tr("Copy"), f"tools_copy_{index}")
        copy.setAccessibleName(tr("Copy: {command}", command=command))
        copy.clicked.connect(lambda: copy_text(command))
        row.addWidget(copy)
        if self._type is not None:
            keys = _button(tr("Type it for me"), f"tools_type_{index}")
            keys.setAccessibleName(tr("Type into the guest: {command}", command=command))
            keys.setToolTip(tr("Types this line into the guest's screen, with Enter, as if on its keyboard."))
            keys.clicked.connect(lambda: self._type_line(command))
            row.addWidget(keys)
        row.addStretch(1)
        column.addLayout(row)
        return box

    def _type_line(self, command: str) -> None:
        if self._type is not None:
            self._type(command + "\n")


def _button(text: str, name: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAccessibleName(text)
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    button.setAutoDefault(False)
    return button
