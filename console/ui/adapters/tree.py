"""The tree's Qt model over the inventory: integer ids, plain Python for filter, sort and grouping (``design.md`` §2 rule 8).

A change that moves nothing is one ``dataChanged`` range a parent and batch. A change that moves nodes is compared with what is shown and told as
rows inserted, moved and removed; a change of view or filter, or a very large difference, is a reset (the pane restores what the user had open).
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from console.model.ids import HostId, Kind, Ref, host_ref
from console.model.inventory import Changes, Inventory
from console.model.objects import AnyObject, PowerState, StorageRepository, Vm
from console.model.templates import BuiltinTemplate
from console.model.tools import YOUNG_SECONDS
from console.ui import words
from console.ui.adapters.filtering import Card, Query, card, parse
from console.ui.adapters.grouping import Branch, Key, Options, Spec, build, place
from console.ui.adapters.look import Look, look, lost_on, tooltip

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_RUNS_BEFORE_RESET = 60
NEAR_ROWS, MOST_RUNS = 8, 40
_BRANCH = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_LEAF = _BRANCH | Qt.ItemFlag.ItemNeverHasChildren  # the view asks one question less about each row
_DRAGGED = Qt.ItemFlag.ItemIsDragEnabled  # VMs to another host, hosts to a pool (tree_view.TreeView)
_FLAGS = {
    Kind.VM: _LEAF | _DRAGGED,
    Kind.HOST: _BRANCH | _DRAGGED,
    Kind.STORAGE: _LEAF,
    Kind.NETWORK: _LEAF,
    Kind.BUILTIN_TEMPLATE: _LEAF,
}


class Node:
    """One row. ``row`` is kept up to date, so that ``parent()`` costs nothing."""

    __slots__ = ("children", "flags", "icon", "id", "key", "label", "parent", "row", "spec")

    def __init__(self, number: int, spec: Spec, parent: Node | None, row: int) -> None:
        self.id = number
        self.key = spec.key
        self.spec = spec  # what it and all that is below it was made from
        self.label = spec.label
        self.icon = spec.icon
        self.parent = parent
        self.row = row
        self.children: list[Node] = []
        self.flags = _FLAGS.get(spec.key.ref.kind, _BRANCH) if spec.key.ref is not None else _BRANCH


class TreeModel(QAbstractItemModel):
    """Pools, hosts, VMs, templates, repositories and networks as rows."""

    about_to_rebuild = Signal()  # before a change of structure: the pane notes selection, expansion and scroll position
    rebuilt = Signal()
    counted = Signal(int)  # matches of the filter; -1: no filter

    def __init__(self, inventory: Inventory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inventory = inventory
        self._options = Options()
        self._builtin: Sequence[BuiltinTemplate] = ()
        self._query = Query()
        self._root = Node(0, Spec(Key("root", None), ""), None, 0)
        self._nodes: dict[int, Node] = {}
        self._by_ref: dict[Ref, list[Node]] = {}
        self._next = 1
        self._spare: dict[Key, Node] = {}
        self._forest: list[Spec] = []
        self._branches: dict[HostId, Branch] = {}  # hosts on which nothing has moved since
        self._cards: dict[Ref, Card] = {}
        self._sort_keys: dict[str, tuple[tuple[int, int | str], ...]] = {}
        self._placed: dict[Ref, AnyObject] = {}  # as they were when their places were looked at last
        self._needy: dict[HostId, set[Ref]] = {}
        self._young: dict[Ref, float] = {}
        self._matches = -1
        self._pending = QTimer(self, singleShot=True)
        self._pending.timeout.connect(self._rebuild)
        self._aging = QTimer(self, singleShot=True)
        self._aging.timeout.connect(self._age)
        self._unsubscribe: Callable[[], None] = inventory.subscribe(self._inventory_changed)
        for thing in inventory.objects().values():
            self._note(thing)
        self._reset()

    def shutdown(self) -> None:
        """Stop listening."""
        self._unsubscribe()
        self._pending.stop()
        self._aging.stop()

    # ------------------------------------------------------------------ what is shown

    @property
    def options(self) -> Options:
        return self._options

    def set_options(self, options: Options) -> None:
        """Another view or other kinds shown."""
        if options != self._options:
            if dataclasses.replace(options, view=self._options.view) != self._options:
                self._branches.clear()
            self._options = options
            self._reset()

    def set_builtin(self, templates: Sequence[BuiltinTemplate]) -> None:
        """The built-in templates, for View → Built-in templates."""
        self._builtin = templates
        if self._options.builtin:
            self._reset()

    def builtin(self, ref: Ref) -> BuiltinTemplate | None:
        """A built-in template by reference."""
        return next((t for t in self._builtin if t.id == ref.key), None)

    def set_filter(self, text: str) -> None:
        """Show what matches and its ancestors; "" shows all."""
        query = parse(text)
        if query != self._query:
            self._query = query
            self._reset(rebuild=False)

    def warm(self) -> None:
        """Make what the filter looks at, a thousand objects a turn, so that the first letter typed is as quick as the second."""
        waiting = [ref for ref in self._inventory.objects() if ref not in self._cards]
        for ref in waiting[:1000]:
            self._card(ref)
        if len(waiting) > 1000:
            QTimer.singleShot(0, self, self.warm)

    @property
    def filtering(self) -> bool:
        return bool(self._query)

    @property
    def matches(self) -> int:
        """How many objects match the filter; -1 without one."""
        return self._matches

    def flush(self) -> None:
        """Do a waiting change of structure now."""
        if self._pending.isActive():
            self._pending.stop()
            self._rebuild()

    # ------------------------------------------------------------------ nodes

    def node(self, index: Index) -> Node | None:
        """The node of an index."""
        return self._nodes.get(index.internalId()) if index.isValid() else None

    def ref(self, index: Index) -> Ref | None:
        """The object of an index; None for groups."""
        node = self.node(index)
        return node.key.ref if node else None

    def key(self, index: Index) -> Key | None:
        """The stable identity of an index."""
        node = self.node(index)
        return node.key if node else None

    def index_of(self, ref: Ref) -> QModelIndex:
        """The first index of an object; invalid when it is not shown."""
        nodes = self._by_ref.get(ref)
        return self._index(nodes[0]) if nodes else QModelIndex()

    def index_of_key(self, key: Key) -> QModelIndex:
        """The index of a node by identity; invalid when it is not shown."""
        if key.ref is not None:
            found = next((n for n in self._by_ref.get(key.ref, ()) if n.key == key), None)
        else:
            found = next((n for n in self._nodes.values() if n.key == key), None)
        return self._index(found) if found else QModelIndex()

    def refs(self) -> list[Ref]:
        """All shown objects in display order."""
        found: list[Ref] = []

        def walk(node: Node) -> None:
            for child in node.children:
                if child.key.ref is not None:
                    found.append(child.key.ref)
                walk(child)

        walk(self._root)
        return found

    def branches(self) -> list[QModelIndex]:
        """All rows that have children, ancestors first."""
        return [self._index(node) for node in self._nodes.values() if node.children]

    def look(self, index: Index) -> Look | None:
        """How to draw a row; None when its object has just gone."""
        node = self.node(index)
        return self._look(node) if node else None

    def _look(self, node: Node) -> Look | None:
        ref = node.key.ref
        if ref is None:
            return Look(node.icon, "", node.label, str(len(node.children)), faded=True)
        if ref.kind is Kind.BUILTIN_TEMPLATE:
            return Look(node.icon, "", node.label)
        thing = self._inventory.get(ref)
        if thing is None:
            return None
        host = self._inventory.host(ref.host) if ref.host else None
        needy = len(self._needy.get(ref.host, ())) if ref.kind is Kind.HOST else int(ref in self._needy.get(ref.host, ()))
        return look(thing, host, needy, lost_on(thing, self._inventory) if isinstance(thing, StorageRepository) and thing.shared else "")

    def _index(self, node: Node) -> QModelIndex:
        return QModelIndex() if node is self._root else self.createIndex(node.row, 0, node.id)

    # ------------------------------------------------------------------ QAbstractItemModel

    def index(self, row: int, column: int = 0, parent: Index = _NO_INDEX) -> QModelIndex:
        node = self._nodes.get(parent.internalId()) if parent.isValid() else self._root
        if node is None or column != 0 or not 0 <= row < len(node.children):
            return QModelIndex()
        return self.createIndex(row, 0, node.children[row].id)

    def parent(self, child: Index = _NO_INDEX) -> QModelIndex:  # type: ignore[override]  # Qt's two overloads
        node = self._nodes.get(child.internalId()) if child.isValid() else None
        if node is None or node.parent is None or node.parent is self._root:
            return QModelIndex()
        return self.createIndex(node.parent.row, 0, node.parent.id)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        if not parent.isValid():
            return len(self._root.children)
        node = self._nodes.get(parent.internalId())
        return len(node.children) if node is not None and parent.column() == 0 else 0

    def hasChildren(self, parent: Index = _NO_INDEX) -> bool:
        return self.rowCount(parent) > 0

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        node = self._nodes.get(index.internalId())  # the invalid index has 0, which is nobody's
        return node.flags if node is not None else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        node = self.node(index)
        if node is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._name(node)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            shown = self._look(node)
            return ", ".join(part for part in (shown.text, shown.state, shown.dim) if part) if shown else node.label
        if role == Qt.ItemDataRole.ToolTipRole:
            thing = self._thing(node)
            return tooltip(thing, self._inventory) if thing is not None else None
        return None

    def _thing(self, node: Node) -> AnyObject | None:
        return self._inventory.get(node.key.ref) if node.key.ref is not None else None

    def _name(self, node: Node) -> str:
        thing = self._thing(node)
        return thing.name if thing is not None else node.label

    # ------------------------------------------------------------------ the inventory's changes

    def _inventory_changed(self, changes: Changes) -> None:
        moved = bool(changes.added or changes.removed)
        for ref in changes.removed:
            self._forget(ref)
            self._branches.pop(ref.host, None)
        touched: set[Ref] = set()
        for ref in (*changes.added, *changes.changed):
            thing = self._inventory.get(ref)
            if thing is None:
                continue
            before = self._placed.get(ref)
            self._note(thing, touched)
            if before is None or place(before, self._options.view) != place(thing, self._options.view):
                moved = True
                self._branches.pop(ref.host, None)
        if moved or (self._query and any(fields - {"stats", "tools"} for fields in changes.changed.values())):
            self._schedule()
        shown = [ref for ref, fields in changes.changed.items() if fields - {"stats", "pending", "started_at", "addresses"}]
        # A host's state is drawn on everything that is on it.
        for ref in shown:
            if ref.kind is Kind.HOST and "state" in changes.changed[ref]:
                touched.update(r for r in self._by_ref if r.host == ref.host)
        touched.update(shown)
        # A shared repository is drawn once and says which hosts lost it: another host's view of it is not drawn itself.
        if any(ref.kind is Kind.STORAGE for ref in (*changes.added, *changes.removed, *changes.changed)):
            touched.update(ref for ref in self._by_ref if ref.kind is Kind.STORAGE)
        self._repaint(touched)

    def _note(self, thing: AnyObject, touched: set[Ref] | None = None) -> None:
        ref = thing.ref
        self._placed[ref] = thing
        self._cards.pop(ref, None)
        if not isinstance(thing, Vm):
            return
        needy = thing.state is PowerState.RUNNING and words.needs_tools(thing)
        known = self._needy.setdefault(ref.host, set())
        if needy != (ref in known):
            (known.add if needy else known.discard)(ref)
            if touched is not None:
                touched.add(host_ref(ref.host))
        until = thing.tools.young_until
        if thing.state is PowerState.RUNNING and not needy and time.time() < until:
            self._young[ref] = until
            if not self._aging.isActive():
                self._aging.start(int(YOUNG_SECONDS * 1000) + 500)
        else:
            self._young.pop(ref, None)

    def _age(self) -> None:
        """Some VMs are not young any more: "please wait" may have become "not installed" without an event."""
        now = time.time()
        touched: set[Ref] = set()
        for ref in [ref for ref, until in self._young.items() if until <= now]:
            del self._young[ref]
            vm = self._inventory.vm(ref)
            if vm is not None:
                self._note(vm, touched)
                touched.add(ref)
        self._repaint(touched)
        if self._young:
            self._aging.start(max(500, int((min(self._young.values()) - now) * 1000) + 500))

    def _forget(self, ref: Ref) -> None:
        self._placed.pop(ref, None)
        self._cards.pop(ref, None)
        self._young.pop(ref, None)
        self._needy.get(ref.host, set()).discard(ref)

    def _repaint(self, refs: Iterable[Ref]) -> None:
        changed: dict[int, tuple[Node, set[int]]] = {}
        for ref in refs:
            for node in self._by_ref.get(ref, ()):
                parent = node.parent or self._root
                changed.setdefault(parent.id, (parent, set()))[1].add(node.row)
        for parent, rows in changed.values():
            for low, high in _runs(sorted(rows)):
                self.dataChanged.emit(self._index(parent.children[low]), self._index(parent.children[high]))

    # ------------------------------------------------------------------ structure

    def _schedule(self) -> None:
        """Once a turn of the event loop, and never more than half of the time."""
        if not self._pending.isActive():
            self._pending.start(self._pause)

    _pause = 0

    def _build(self) -> list[Spec]:
        return build(self._inventory, self._options, self._builtin, self._natural, self._branches)

    def _natural(self, name: str) -> tuple[tuple[int, int | str], ...]:
        found = self._sort_keys.get(name)
        if found is None:
            if len(self._sort_keys) > 2 * len(self._inventory) + 1000:  # mostly names of what is gone: VMs come and go for weeks
                self._sort_keys.clear()
            found = self._sort_keys[name] = words.natural(name)
        return found

    def _card(self, ref: Ref) -> Card | None:
        found = self._cards.get(ref)
        if found is None:
            thing = self._inventory.get(ref)
            if thing is None:
                return None
            found = self._cards[ref] = card(thing, self._inventory)
        return found

    def _pruned(self) -> list[Spec]:
        """What the filter leaves: matches with all that is above them, and all that is below a matching group."""
        if not self._query:
            self._matches = -1
            return self._forest
        query = self._query
        found: set[Ref | Key] = set()

        def prune(spec: Spec) -> Spec | None:
            ref = spec.key.ref
            if ref is None:
                hit = False
            elif ref.kind is Kind.BUILTIN_TEMPLATE:
                hit = not query.fields and all(word in spec.label.casefold() for word in query.words)
            else:
                facts = self._card(ref)
                hit = facts is not None and facts.matches(query)
            if hit and ref is not None:
                found.add(ref)
            if not spec.children:
                return spec if hit else None
            children = [kept for child in spec.children if (kept := prune(child)) is not None]
            if not hit and not children:
                return None
            return Spec(spec.key, spec.label, spec.icon, children)

        kept = [spec for each in self._forest if (spec := prune(each)) is not None]
        self._matches = len(found)
        return kept

    def _rebuild(self) -> None:
        started = time.perf_counter()
        self._forest = self._build()
        wanted = self._pruned()
        self.about_to_rebuild.emit()
        if self._runs(self._root, wanted) > _RUNS_BEFORE_RESET:
            self._fill(wanted)
        else:
            self._merge(self._root, wanted)
        self.rebuilt.emit()
        self.counted.emit(self._matches)
        self._pause = min(500, int((time.perf_counter() - started) * 1000))

    def _reset(self, rebuild: bool = True) -> None:
        if rebuild or not self._forest:
            self._forest = self._build()
        wanted = self._pruned()
        self.about_to_rebuild.emit()
        self._fill(wanted)
        self.rebuilt.emit()
        self.counted.emit(self._matches)

    def _fill(self, wanted: list[Spec]) -> None:
        self.beginResetModel()
        known = self._spare
        known.update((node.key, node) for node in self._nodes.values())
        self._nodes = {}
        self._by_ref = {}
        self._root.children = self._make(wanted, self._root, 0, known)
        # What the filter hides now is kept: making ten thousand objects with every letter would cost more than all the rest.
        self._spare = known if self._query else {}
        self.endResetModel()

    def _make(self, specs: Sequence[Spec], parent: Node, row: int, known: dict[Key, Node] | None = None) -> list[Node]:
        """Nodes for these rows of ``parent``, from ``row`` on, and for all below them; nodes that are ``known`` are taken."""
        made: list[Node] = []
        for spec in specs:
            node = known.pop(spec.key, None) if known else None
            if node is None:
                node = Node(self._next, spec, parent, row)
                self._next += 1
            else:
                node.spec, node.label, node.icon, node.parent, node.row = spec, spec.label, spec.icon, parent, row
            self._nodes[node.id] = node
            if (ref := spec.key.ref) is not None:
                if (same := self._by_ref.get(ref)) is None:
                    self._by_ref[ref] = [node]
                else:
                    same.append(node)
            node.children = self._make(spec.children, node, 0, known) if spec.children else []
            made.append(node)
            row += 1
        return made

    def _drop(self, node: Node) -> None:
        del self._nodes[node.id]
        ref = node.key.ref
        if ref is not None:
            same = self._by_ref[ref]
            same.remove(node)
            if not same:
                del self._by_ref[ref]
        for child in node.children:
            self._drop(child)

    def _runs(self, node: Node, wanted: list[Spec]) -> int:
        """How many row signals a merge would cost, about."""
        have = {child.key: child for child in node.children}
        want = {spec.key for spec in wanted}
        runs = _breaks([child.key in want for child in node.children]) + _breaks([spec.key in have for spec in wanted])
        for spec in wanted:
            known = have.get(spec.key)
            if known is not None and known.spec is not spec and (known.children or spec.children) and runs <= _RUNS_BEFORE_RESET:
                runs += self._runs(known, spec.children)
        return runs

    def _merge(self, node: Node, wanted: list[Spec]) -> None:
        """Make the children of ``node`` be ``wanted``, told as removed, moved and inserted rows."""
        keys = {spec.key for spec in wanted}
        row = len(node.children) - 1
        while row >= 0:
            if node.children[row].key in keys:
                row -= 1
                continue
            last = row
            while row >= 0 and node.children[row].key not in keys:
                row -= 1
            self._remove(node, row + 1, last)
        have = {child.key for child in node.children}
        position = 0
        while position < len(wanted):
            spec = wanted[position]
            if position < len(node.children) and node.children[position].key == spec.key:
                position += 1
            elif spec.key in have and position + 1 < len(node.children) and node.children[position + 1].key == spec.key:
                # The one before it is what has moved: a VM that got another name.
                place_of = next(i for i, each in enumerate(wanted) if each.key == node.children[position].key)
                self._move(node, position, min(place_of, len(node.children) - 1))
            elif spec.key in have:
                self._move(node, next(i for i in range(position, len(node.children)) if node.children[i].key == spec.key), position)
                position += 1
            else:
                end = position
                while end < len(wanted) and wanted[end].key not in have:
                    end += 1
                self._insert(node, position, wanted[position:end])
                position = end
        for child, spec in zip(node.children, wanted, strict=True):
            if child.spec is not spec:
                child.spec, child.label, child.icon = spec, spec.label, spec.icon
                if child.children or spec.children:
                    self._merge(child, spec.children)

    def _remove(self, node: Node, first: int, last: int) -> None:
        self.beginRemoveRows(self._index(node), first, last)
        for child in node.children[first : last + 1]:
            self._drop(child)
        del node.children[first : last + 1]
        _renumber(node, first)
        self.endRemoveRows()

    def _insert(self, node: Node, position: int, specs: list[Spec]) -> None:
        self.beginInsertRows(self._index(node), position, position + len(specs) - 1)
        node.children[position:position] = self._make(specs, node, position)
        _renumber(node, position)
        self.endInsertRows()

    def _move(self, node: Node, start: int, end: int) -> None:
        """``end``: its row afterwards."""
        low, high = min(start, end), max(start, end)
        if not any(child.children for child in node.children[low : high + 1]):
            self._shift(node, start, end)
            return
        index = self._index(node)
        self.beginMoveRows(index, start, start, index, end if end < start else end + 1)
        node.children.insert(end, node.children.pop(start))
        _renumber(node, low)
        self.endMoveRows()

    def _shift(self, node: Node, start: int, end: int) -> None:
        """The same for rows without children, told as other contents of the same rows: when rows move, Qt's view lays all of them out anew and asks
        Python three questions about each. The pane selects anew by key."""
        low, high = min(start, end), max(start, end)
        numbers = [child.id for child in node.children[low : high + 1]]
        node.children.insert(end, node.children.pop(start))
        for number, child in zip(numbers, node.children[low : high + 1], strict=True):
            child.id = number
            self._nodes[number] = child
        _renumber(node, low)
        self.dataChanged.emit(self._index(node.children[low]), self._index(node.children[high]))


def _renumber(node: Node, start: int) -> None:
    for row in range(start, len(node.children)):
        node.children[row].row = row


def _breaks(flags: list[bool]) -> int:
    """Number of runs of False."""
    return sum(1 for i, kept in enumerate(flags) if not kept and (i == 0 or flags[i - 1]))


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    """Rows as ranges of what is close together.

    One range from the first to the last would be painted whenever it reaches into the screen, and Qt asks Python something about each row in it; a
    range for each row would be as slow where thousands change.
    """
    found: list[tuple[int, int]] = []
    low = high = rows[0]
    for row in rows[1:]:
        if row - high > NEAR_ROWS:
            found.append((low, high))
            low = row
        high = row
    found.append((low, high))
    return found if len(found) <= MOST_RUNS else [(rows[0], rows[-1])]
