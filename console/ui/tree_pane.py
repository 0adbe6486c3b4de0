"""The left side: view, filter, tree. Keeps selection, expansion and scroll position over every refresh, and remembers them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QFrame, QHBoxLayout, QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from console.model.ids import HostId, Kind, Ref
from console.model.inventory import Inventory
from console.model.ports import Settings
from console.model.text import tr
from console.ui import icons
from console.ui.adapters.grouping import VIEWS, Key, Options
from console.ui.adapters.tree import TreeModel
from console.ui.theme import colours
from console.ui.tree_view import TreeView
from console.ui.widgets.basic import EmptyState, label

_Flag = QItemSelectionModel.SelectionFlag


def key_text(key: Key) -> str:
    """A key for the settings file."""
    return json.dumps([key.group, *((key.ref.kind.value, str(key.ref.host), key.ref.key) if key.ref else ())], separators=(",", ":"))


def text_key(text: str) -> Key | None:
    """The reverse; None for what is not a key."""
    try:
        group, *rest = json.loads(text)
        return Key(str(group), Ref(Kind(rest[0]), HostId(rest[1]), rest[2]) if rest else None)
    except (ValueError, IndexError, TypeError):
        return None


def _keys(texts: list[str]) -> list[Key]:
    return [key for text in texts if (key := text_key(text)) is not None]


class TreePane(QFrame):
    """Emits ``selected`` with references when the user (or the world) changes what is selected."""

    selected = Signal(list)
    activated = Signal()
    context_requested = Signal(QPoint)
    add_host = Signal()

    def __init__(self, inventory: Inventory, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self._inventory, self._settings = inventory, settings
        self.model = TreeModel(inventory, self)
        self.view = TreeView(self.model)
        self.view.setAccessibleName(tr("Objects"))
        self._open: dict[Key, bool] = {}
        self._wanted: list[Key] = []  # selected; stays while the filter hides them
        self._emitted: list[Ref] = []
        self._parents: dict[Key, list[Key]] = {}
        self._busy = 0
        self._scroll = 0
        self._build()
        self.model.about_to_rebuild.connect(self._before)
        self.model.rebuilt.connect(self._after)
        self.model.counted.connect(self._count)
        self.view.expanded.connect(lambda index: self._remember(index, True))
        self.view.collapsed.connect(lambda index: self._remember(index, False))
        self.view.selectionModel().selectionChanged.connect(self._selection_changed)
        self.view.activated_by_user.connect(self.activated)
        self.view.context_requested.connect(self._context)
        self._restore_settings()
        self._after()
        self._count(self.model.matches)

    def _build(self) -> None:
        self.combo = QComboBox()
        self.combo.setObjectName("view_choice")
        self.combo.setAccessibleName(tr("View"))
        self.combo.setToolTip(tr("How the tree is arranged"))
        for name, text in VIEWS:
            self.combo.addItem(str(text), name)
        self.combo.currentIndexChanged.connect(lambda: self.set_view(str(self.combo.currentData())))
        self.filter = QLineEdit()
        self.filter.setObjectName("filter")
        self.filter.setAccessibleName(tr("Filter the tree"))
        self.filter.setPlaceholderText(tr("Filter  (os:debian …)"))
        self.filter.setToolTip(
            tr("Words, all of which must match: names, addresses, UUIDs.\nAlso os:debian  state:running  tag:web  host:alpha  ip:192.0.2")
        )
        self.filter.setClearButtonEnabled(True)
        self._glass = QAction(self.filter)
        self.filter.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._draw()
        self.filter.installEventFilter(self)
        self._typing = QTimer(self, singleShot=True, interval=60)
        self._typing.timeout.connect(self._apply_filter)
        self.filter.textChanged.connect(self._typed)
        self.count = label("", "dim", name="filter_count")
        self.empty = EmptyState("host", "", "", "tree_empty")
        self.empty.pressed.connect(self._empty_pressed)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        top = QVBoxLayout()
        top.setContentsMargins(10, 10, 10, 8)
        top.setSpacing(6)
        top.addWidget(self.combo)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.filter, 1)
        line.addWidget(self.count)
        top.addLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(self._stack, 1)
        self.count.hide()
        self.setMinimumWidth(200)

    def _draw(self) -> None:
        self._glass.setIcon(icons.icon("search", self.palette(), colour=colours(self.palette()).dim, size=16))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    # ------------------------------------------------------------------ view and filter

    def set_view(self, name: str) -> None:
        """Another arrangement; expansion is remembered for each (its keys differ)."""
        row = self.combo.findData(name)
        if row >= 0 and self.combo.currentIndex() != row:
            self.combo.setCurrentIndex(row)
            return
        self.set_options(view=name)

    def set_options(self, **changes: object) -> None:
        """Change what the View menu says; remembered."""
        options = self.model.options
        values = {name: changes.get(name, getattr(options, name)) for name in ("view", "builtin", "storage", "networks", "templates")}
        self.model.set_options(Options(**values))  # type: ignore[arg-type]
        for name, value in values.items():
            if self._settings.get(f"ui.tree.{name}") != value:
                self._settings.set(f"ui.tree.{name}", value)

    def focus_filter(self) -> None:
        """Ctrl+F."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def _typed(self) -> None:
        # With few objects every key press is answered at once; with thousands the last of a burst.
        if len(self._inventory) < 2000:
            self._apply_filter()
        else:
            self._typing.start()

    def _apply_filter(self) -> None:
        self._typing.stop()
        self.model.set_filter(self.filter.text())

    def _count(self, matches: int) -> None:
        self.count.setVisible(matches >= 0)
        if matches >= 0:
            self.count.setText(tr("1 match") if matches == 1 else tr("{n} matches", n=matches))
        if self.model.rowCount() > 0:
            self._stack.setCurrentWidget(self.view)
            return
        if matches >= 0:
            self.empty.show_state("search", tr("Nothing matches “{text}”.", text=self.filter.text()), tr("Clear the filter"))
        elif self.model.options.view == "infrastructure":
            self.empty.show_state("host", tr("No host yet. Add a computer that runs libvirt."), tr("Add host"))
        else:
            self.empty.show_state("vm", tr("No VM yet."))
        self._stack.setCurrentWidget(self.empty)

    def _empty_pressed(self) -> None:
        if self.model.filtering:
            self.filter.clear()
        else:
            self.add_host.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the filter into the tree, Esc clears it."""
        if watched is self.filter and event.type() == QEvent.Type.FocusIn:
            self.model.warm()
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._apply_filter()
                self.view.setFocus()
                first = self._first_match()
                if first.isValid() and not self.view.selectionModel().hasSelection():
                    self.view.setCurrentIndex(first)
                return True
            if event.key() == Qt.Key.Key_Escape and self.filter.text():
                self.filter.clear()
                return True
        return False

    def _first_match(self) -> QModelIndex:
        """The first row that has nothing below it."""
        index = self.model.index(0)
        while self.model.hasChildren(index):
            index = self.model.index(0, 0, index)
        return index

    # ------------------------------------------------------------------ selection

    def refs(self) -> list[Ref]:
        """What is selected, in tree order, each once."""
        return list(dict.fromkeys(key.ref for key in self._wanted if key.ref is not None))

    def select(self, refs: Sequence[Ref]) -> None:
        """Select these objects, opening what is above them; a filter that hides one of them is cleared."""
        self.model.flush()
        if self.model.filtering and any(not self.model.index_of(ref).isValid() for ref in refs):
            self.filter.clear()
            self._apply_filter()
        found = [index for ref in refs if (index := self.model.index_of(ref)).isValid()]
        if not found:
            return
        for index in found:
            parent = index.parent()
            while parent.isValid():
                self.view.expand(parent)
                parent = parent.parent()
        self._select(found)
        shown = self.view.viewport().rect().contains(self.view.visualRect(found[0]))
        self.view.scrollTo(found[0], QAbstractItemView.ScrollHint.EnsureVisible if shown else QAbstractItemView.ScrollHint.PositionAtCenter)

    def _select(self, indexes: Sequence[QModelIndex]) -> None:
        chosen = QItemSelection()
        for index in indexes:
            chosen.select(index, index)
        model = self.view.selectionModel()
        if indexes:
            model.setCurrentIndex(indexes[0], _Flag.NoUpdate)
        model.select(chosen, _Flag.ClearAndSelect)

    def _selection_changed(self) -> None:
        if self._busy:
            return
        self._wanted = [key for index in self._in_tree_order() if (key := self.model.key(index)) is not None]
        self._tell()

    def _in_tree_order(self) -> list[QModelIndex]:
        """The selected rows as they stand in the tree; Qt has them as they were clicked."""
        found: list[tuple[tuple[int, ...], QModelIndex]] = []
        chosen = self.view.selectionModel().selection()
        for number in range(chosen.count()):
            block = chosen.at(number)
            above, parent = [], block.parent()
            while parent.isValid():
                above.append(parent.row())
                parent = parent.parent()
            found += [((*reversed(above), index.row()), index) for index in block.indexes()]
        return [index for _, index in sorted(found, key=lambda each: each[0])]

    def _tell(self) -> None:
        refs = self.refs()
        if refs != self._emitted:
            self._emitted = refs
            self._settings.set("ui.tree.selected", [key_text(key) for key in self._wanted[:20]])
            self.selected.emit(refs)

    def _context(self, point: QPoint) -> None:
        index = self.view.indexAt(point)
        if index.isValid() and not self.view.selectionModel().isSelected(index):
            self._select([index])
        elif not index.isValid():
            self.view.clearSelection()
        self.context_requested.emit(self.view.viewport().mapToGlobal(point))

    # ------------------------------------------------------------------ refresh

    def _before(self) -> None:
        self._busy += 1
        self._scroll = self.view.verticalScrollBar().value()
        self._parents = {
            key: self._above(index) for key in self._wanted if (index := self.model.index_of_key(key)).isValid()
        }  # where to go when a selected object vanishes

    def _above(self, index: QModelIndex) -> list[Key]:
        keys: list[Key] = []
        parent = index.parent()
        while parent.isValid():
            key = self.model.key(parent)
            if key is not None:
                keys.append(key)
            parent = parent.parent()
        return keys

    def _after(self) -> None:
        self._expand()
        found = [index for key in self._wanted if (index := self.model.index_of_key(key)).isValid()]
        if not self.model.filtering:
            found = self._instead(found)
        self._select(found)
        self.view.verticalScrollBar().setValue(self._scroll)
        self._busy = max(0, self._busy - 1)
        self._tell()

    def _instead(self, found: list[QModelIndex]) -> list[QModelIndex]:
        """Objects that went are replaced by what they were on; objects that moved to another group are found there."""
        if self._wanted and not found:
            for lost in self._wanted:
                again = self.model.index_of(lost.ref) if lost.ref is not None else QModelIndex()
                if again.isValid():
                    found.append(again)
                    continue
                above = next((i for k in self._parents.get(lost, ()) if (i := self.model.index_of_key(k)).isValid()), None)
                if above is not None:
                    found.append(above)
        if found:
            # Nothing found at all: what is remembered may still come (a host is being connected).
            self._wanted = [key for index in found if (key := self.model.key(index)) is not None]
        return found

    # ------------------------------------------------------------------ expansion

    def _default_open(self, key: Key) -> bool:
        if key.ref is not None:
            return key.ref.kind is Kind.POOL or len(self._inventory) < 400 or key.ref.host == "local"
        return not key.group.startswith(("templates", "builtin")) and len(self._inventory) < 400

    def _expand(self) -> None:
        everything = self.model.filtering
        for index in self.model.branches():
            key = self.model.key(index)
            if key is None:
                continue
            wanted = everything or self._open.get(key, self._default_open(key))
            if self.view.isExpanded(index) != wanted:
                self._busy += 1
                self.view.setExpanded(index, wanted)
                self._busy -= 1

    def _remember(self, index: QModelIndex, opened: bool) -> None:
        if self._busy or self.model.filtering:
            return
        key = self.model.key(index)
        if key is not None:
            self._open[key] = opened

    def expand_all(self, opened: bool) -> None:
        """Open or close all branches."""
        for index in self.model.branches():
            self.view.setExpanded(index, opened)

    # ------------------------------------------------------------------ remembered

    def _restore_settings(self) -> None:
        for name, opened in (("open", True), ("closed", False)):
            self._open.update(dict.fromkeys(_keys(self._settings.get(f"ui.tree.{name}", [])), opened))
        self._wanted = _keys(self._settings.get("ui.tree.selected", []))
        get = self._settings.get
        options = Options(
            view=str(get("ui.tree.view", "infrastructure")),
            builtin=bool(get("ui.tree.builtin", False)),
            storage=bool(get("ui.tree.storage", True)),
            networks=bool(get("ui.tree.networks", True)),
            templates=bool(get("ui.tree.templates", True)),
        )
        row = max(0, self.combo.findData(options.view))
        blocked = self.combo.blockSignals(True)
        self.combo.setCurrentIndex(row)
        self.combo.blockSignals(blocked)
        self.model.set_options(options)

    def save(self) -> None:
        """Store what is open (what is selected and the view are stored as they change)."""
        self._settings.set("ui.tree.open", [key_text(key) for key, on in self._open.items() if on][:500])
        self._settings.set("ui.tree.closed", [key_text(key) for key, on in self._open.items() if not on][:500])

    def shutdown(self) -> None:
        """Stop listening."""
        self._typing.stop()
        self.model.shutdown()
