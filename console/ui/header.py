"""The header line of what is selected: glyph with badge, name (renamed in place), state, where it runs, addresses with one-click copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from console.model.ids import Ref
from console.model.inventory import Inventory
from console.model.objects import AnyObject, Host, Pool, PowerState, Vm
from console.model.templates import BuiltinTemplate
from console.model.text import tr
from console.ui import icons, words
from console.ui.tabs.rows import clear
from console.ui.tabs.vm_sections import address_tip
from console.ui.theme import colours
from console.ui.widgets.basic import ElidedLabel, IconLabel, LinkButton, copy_text, label, scale_font, set_role


class Header(QWidget):
    """Two lines: name and state; breadcrumb and addresses."""

    go = Signal(object)  # Ref
    renamed = Signal(str)
    copied = Signal(str)

    def __init__(self, inventory: Inventory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._inventory = inventory
        self._shown: tuple[object, ...] = ()
        outer = QHBoxLayout(self)
        outer.setContentsMargins(16, 10, 16, 8)
        outer.setSpacing(12)
        self.glyph = IconLabel("", 32)
        outer.addWidget(self.glyph, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout()
        column.setSpacing(1)
        outer.addLayout(column, 1)
        first = QHBoxLayout()
        first.setSpacing(10)
        self.name = ElidedLabel()
        scale_font(self.name, 1.35, bold=True)
        self.edit = QLineEdit()
        self.edit.setObjectName("rename")
        self.edit.setAccessibleName(tr("New name"))
        self.edit.installEventFilter(self)
        self.edit.returnPressed.connect(self._rename)
        self.edit.hide()
        self.state = label("", name="header_state")
        self.kind = label("", "dim", name="header_kind")
        first.addWidget(self.name)
        first.addWidget(self.edit)
        first.addWidget(self.state)
        first.addWidget(self.kind)
        first.addStretch(1)
        column.addLayout(first)
        second = QHBoxLayout()
        second.setSpacing(4)
        self._crumbs = QHBoxLayout()
        self._crumbs.setSpacing(4)
        self._addresses = QHBoxLayout()
        self._addresses.setSpacing(4)
        second.addLayout(self._crumbs)
        second.addLayout(self._addresses)
        second.addStretch(1)
        self._second = QWidget()
        self._second.setLayout(second)
        second.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._second)
        ruler = CopyChip("0", "", "", "", None)
        ruler.ensurePolished()
        self.setMinimumHeight(self.name.sizeHint().height() + column.spacing() + ruler.sizeHint().height() + 18)  # so that the tabs never move

    # ------------------------------------------------------------------ showing

    def show_things(self, things: Sequence[AnyObject | BuiltinTemplate]) -> None:
        """Show one object, several, or nothing."""
        if self.edit.isVisible() and self._shown and (not things or self._shown[0] != _identity(things)):
            self.stop_rename()
        if len(things) == 1:
            self._one(things[0])
        elif things:
            self._line("os", "", tr("{n} selected", n=len(things)), "", "dim", "", (), ())
        else:
            self._line("virtdeck-none", "", "", "", "dim", "", (), ())

    def _one(self, thing: AnyObject | BuiltinTemplate) -> None:
        if isinstance(thing, BuiltinTemplate):
            self._line("template", "", str(thing.title or thing.name), "", "dim", tr("Built-in template"), (), (), thing)
            return
        host = self._inventory.host(thing.ref.host) if thing.ref.host and not isinstance(thing, Host) else None
        words_now, colour = words.state_words(thing, host)
        kind = "" if isinstance(thing, Vm) else words.kind_words(thing)
        self._line(
            words.glyph(thing), words.badge(thing, host), thing.name, words_now, colour, kind, self._crumbs_of(thing, host), _copies(thing), thing
        )

    def _crumbs_of(self, thing: AnyObject, host: Host | None) -> tuple[AnyObject, ...]:
        if isinstance(thing, Pool):
            return ()
        owner = thing if isinstance(thing, Host) else host
        pool = self._inventory.pool(owner.record.pool) if owner is not None and owner.record.pool else None
        return tuple(each for each in (pool, host) if each is not None)

    def _line(
        self,
        glyph: str,
        badge: str,
        name: str,
        state: str,
        colour: str,
        kind: str,
        crumbs: tuple[AnyObject, ...],
        copies: tuple[tuple[str, str, str], ...],
        thing: object = None,
    ) -> None:
        places = tuple((each.ref, each.name) for each in crumbs)
        identity = _identity([thing]) if thing is not None else (name,)
        shown = (identity, glyph, badge, name, state, colour, kind, places, copies)
        if shown == self._shown:
            return
        before, self._shown = self._shown, shown
        self.glyph.setVisible(glyph != "virtdeck-none")
        self.glyph.set_icon("" if glyph == "virtdeck-none" else glyph, "dim" if badge == "stopped" else "", badge)
        self.name.set_text(name)
        self.state.setText(state)
        self.state.setVisible(bool(state))
        set_role(self.state, colour)
        self.kind.setText(kind)
        self.kind.setVisible(bool(kind))
        self.setAccessibleName(", ".join(part for part in (name, state, kind) if part))
        if not before or before[7:] != shown[7:]:
            self._fill(places, copies)

    def _fill(self, places: tuple[tuple[Ref, str], ...], copies: tuple[tuple[str, str, str], ...]) -> None:
        clear(self._crumbs)
        clear(self._addresses)
        for number, (ref, name) in enumerate(places):
            if number:
                self._crumbs.addWidget(label("›", "dim"))
            button = LinkButton(name, f"crumb_{number}", tr("Go to {name}", name=name))
            button.clicked.connect(lambda _=False, ref=ref: self.go.emit(ref))
            self._crumbs.addWidget(button)
        shown = copies[:2]
        for number, (text, what, tip) in enumerate(shown):
            if number or places:
                self._addresses.addWidget(label("·", "dim"))
            self._addresses.addWidget(CopyChip(text, what, tip, f"address_{number}", self.copied.emit))
        if len(copies) > 2:
            self._addresses.addWidget(self._more(copies))
        self._second.setVisible(bool(places or copies))

    def _more(self, copies: tuple[tuple[str, str, str], ...]) -> QToolButton:
        """All addresses, the MAC addresses and the ssh command."""
        button = QToolButton()
        button.setObjectName("address_more")
        button.setText("…")
        button.setAccessibleName(tr("Copy more"))
        button.setToolTip(tr("Copy another address, the MAC address or the ssh command"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        for text, what, _ in copies:
            action = menu.addAction(icons.icon("copy", self.palette()), what)
            action.triggered.connect(lambda _=False, text=text: self._copy(text))
        button.setMenu(menu)
        button.setProperty("tight", "true")
        return button

    def _copy(self, text: str) -> None:
        copy_text(text)
        self.copied.emit(text)

    # ------------------------------------------------------------------ rename in place

    def start_rename(self) -> None:
        """F2: the name becomes a field."""
        self.edit.setText(self.name.text())
        self.edit.setFont(self.name.font())
        self.edit.setMinimumWidth(max(260, self.name.sizeHint().width() + 24))
        self.name.hide()
        self.edit.show()
        self.edit.selectAll()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def stop_rename(self) -> None:
        """Back to the label; nothing is changed."""
        self.edit.hide()
        self.name.show()

    def _rename(self) -> None:
        new = self.edit.text().strip()
        changed = bool(new) and new != self.name.text()
        self.stop_rename()
        if changed:
            self.renamed.emit(new)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
                self.stop_rename()
                return True
            if event.type() == QEvent.Type.FocusOut and self.edit.isVisible():
                self.stop_rename()
        return False


def _identity(things: Sequence[object]) -> tuple[object, ...]:
    return tuple(thing.id if isinstance(thing, BuiltinTemplate) else getattr(thing, "ref", None) for thing in things)


def _copies(thing: AnyObject) -> tuple[tuple[str, str, str], ...]:
    """(text, menu words, tooltip) of what can be copied: addresses, then MAC addresses and the ssh command."""
    if not isinstance(thing, Vm) or thing.is_template:
        return ()
    found: list[tuple[str, str, str]] = []
    addresses = [a for a in thing.addresses if a.scope == "global"] if thing.state in (PowerState.RUNNING, PowerState.PAUSED) else []
    addresses.sort(key=lambda a: (a.family, a.ip))
    one_each = [next((a for a in addresses if a.family == family), None) for family in (4, 6)]
    for address in [a for a in one_each if a] + [a for a in addresses if a not in one_each]:
        found.append((address.ip, tr("Copy {text}", text=address.ip), address_tip(address)))
    config = thing.config
    extra = [(nic.mac, tr("Copy MAC address {mac}", mac=nic.mac), tr("MAC address {mac}", mac=nic.mac)) for nic in (config.nics if config else ())]
    reachable = next((a for a in addresses if not a.inside_only), None)
    if reachable is not None:
        command = f"ssh {reachable.ip}"
        extra.append((command, tr("Copy “{command}”", command=command), command))
    return tuple(found + extra) if found else tuple(extra[:1])


class CopyChip(QToolButton):
    """An address; a click copies it."""

    def __init__(self, text: str, words_now: str, tip: str, name: str, told: object, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setText(text)
        self.setAccessibleName(words_now)
        self.setToolTip(f"{tip}\n{tr('Click to copy')}")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setProperty("tight", "true")
        self.setAutoRaise(True)
        self._told = told
        self._draw()
        self.clicked.connect(self._copy)

    def _draw(self) -> None:
        self.setIcon(icons.icon("copy", self.palette(), colour=colours(self.palette()).dim, size=self.iconSize().width()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _copy(self) -> None:
        copy_text(self.text())
        if callable(self._told):
            self._told(self.text())
