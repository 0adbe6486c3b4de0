"""The three steps of the first start, for the main window's empty space; dismissed for good."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from console.model.ports import Settings
from console.model.preferences import HINTS_KEY
from console.model.text import N_, Text, tr
from console.ui import icons
from console.ui.dialogs.support import GAP, SECTION, heading, named, text_label
from console.ui.theme import colours

STEPS: tuple[tuple[str, str, Text, Text, Text | None], ...] = (
    (
        "new-vm",
        "new-vm",
        N_("Make a VM"),
        N_("The Demo Linux Virtual Appliance is ready to run: no installation, no download."),
        N_("New VM"),
    ),
    (
        "tools",
        "tools",
        N_("See its guest tools"),
        N_("When it has booted, the General tab shows I/O optimized and Management Agent installed, with its addresses."),
        None,
    ),
    (
        "add-host",
        "add-host",
        N_("Add your hosts"),
        N_("Other computers with libvirt are reached over ssh or TLS and grouped in pools."),
        N_("Add host"),
    ),
)


class FirstSteps(QFrame):
    """``requested("new-vm" | "add-host" | "add-system")`` when a step's button is pressed; ``dismissed`` when it is closed for good.

    ``system``: the system libvirt of this computer can be reached and is not in the list: it is offered.
    """

    requested = Signal(str)
    dismissed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None, *, system: bool = False) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setProperty("card", True)
        named(self, "firstSteps", tr("First steps"))
        self._pictures: list[tuple[QLabel, str]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(SECTION)
        head = QHBoxLayout()
        head.addWidget(heading(tr("First steps"), "firstSteps.title", points=1.15), 1)
        close = named(QPushButton(tr("&Don't show again")), "firstSteps.dismiss", tr("Don't show again"))
        close.setProperty("flat", True)
        close.setFlat(True)
        close.clicked.connect(self._dismiss)
        head.addWidget(close)
        column.addLayout(head)
        for number, (name, picture, title, text, button) in enumerate(STEPS, 1):
            column.addLayout(self._step(number, name, picture, title, text, button))
        self._offer = self._system_offer()
        self._offer.setVisible(system)
        column.addWidget(self._offer)
        self._draw()

    def _step(self, number: int, name: str, picture: str, title: Text, text: Text, button: Text | None) -> QHBoxLayout:
        sign = named(QLabel(), f"firstSteps.{name}.icon", str(number))
        sign.setFixedWidth(28)
        self._pictures.append((sign, picture))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(heading(tr("{number}. {title}", number=number, title=title), f"firstSteps.{name}.title", points=1.0))
        words.addWidget(text_label(str(text), f"firstSteps.{name}.text", dim=True))
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        if button is not None:
            go = named(QPushButton(str(button)), f"firstSteps.{name}.go", str(button))
            go.clicked.connect(lambda _=False, what=name: self.requested.emit(what))
            row.addWidget(go, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _system_offer(self) -> QWidget:
        offer = QWidget()
        row = QHBoxLayout(offer)
        row.setContentsMargins(28 + GAP, 0, 0, 0)
        row.setSpacing(GAP)
        text = tr("This computer also has a system libvirt, with VMs that all its users share. It can be reached.")
        row.addWidget(text_label(text, "firstSteps.add-system.text", dim=True), 1)
        go = named(QPushButton(tr("Add it")), "firstSteps.add-system.go", tr("Add the system libvirt of this computer"))
        go.clicked.connect(lambda: self.requested.emit("add-system"))
        row.addWidget(go, 0, Qt.AlignmentFlag.AlignVCenter)
        return offer

    def offer_system(self, offered: bool) -> None:
        """Whether the system libvirt is offered."""
        self._offer.setVisible(offered)

    def _dismiss(self) -> None:
        self._settings.set(HINTS_KEY, True)
        self.hide()
        self.dismissed.emit()

    def _draw(self) -> None:
        theme = colours(self.palette())
        for label, picture in self._pictures:
            label.setPixmap(icons.pixmap(picture, 24, self.devicePixelRatioF(), theme, colour=theme.accent))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()
        super().changeEvent(event)
