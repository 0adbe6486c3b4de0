"""The virtual disks of a repository as a table that stands ten thousand of them: names at once, facts as they come, cells made when looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt

from console.model.disk_use import Chains, DiskUse, Uses, chains
from console.model.objects import Volume
from console.model.text import tr
from console.ui import words
from console.ui.tabs.list_table import Cell, Column, Line, ListModel

NAME, FORMAT, SIZE, ALLOCATED, CHAIN, _BASE, USERS = range(7)


def volume_columns() -> tuple[Column, ...]:
    """Headers."""
    return (
        Column(tr("Name"), wide=True),
        Column(tr("Format")),
        Column(tr("Size"), right=True),
        Column(tr("On disk"), right=True),
        Column(tr("Chain"), right=True),
        Column(tr("Based on")),
        Column(tr("Used by")),
    )


_NOBODY = Uses({}, {})


class VolumeModel(ListModel):
    """Rows are names; what is known of them is looked up when a cell is painted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(volume_columns(), parent)
        self._names: list[str] = []
        self._rank: dict[str, int] = {}  # place of a name in the natural order: making that takes long, using it does not
        self._volumes: dict[str, Volume] = {}
        self._uses = _NOBODY
        self._chains: Chains = chains(())
        self._lines_of: dict[str, Line] = {}

    # ------------------------------------------------------------------ what it shows

    @property
    def volumes(self) -> Mapping[str, Volume]:
        """What has been read so far, by name."""
        return self._volumes

    def set_names(self, names: Sequence[str]) -> None:
        """Show these; what is known of those that stay is kept."""
        wanted = sorted(names, key=words.natural)
        if set(wanted) == set(self._names):
            return
        self.beginResetModel()
        self._names = wanted
        self._rank = {name: number for number, name in enumerate(wanted)}
        kept = set(wanted)
        self._volumes = {name: volume for name, volume in self._volumes.items() if name in kept}
        self._lines_of.clear()
        self._order()
        self.endResetModel()

    def clear(self) -> None:
        """Nothing is known."""
        self.beginResetModel()
        self._names, self._volumes, self._chains = [], {}, chains(())
        self._lines_of.clear()
        self.endResetModel()

    def learn(self, volumes: Sequence[Volume]) -> None:
        """Facts of some of them."""
        for volume in volumes:
            self._volumes[volume.name] = volume
            self._lines_of.pop(volume.name, None)
        self._repaint()

    def learned_all(self) -> None:
        """Everything has been read: chains are known, and the order by any column."""
        self._chains = chains(tuple(self._volumes.values()))
        self._lines_of.clear()
        if self._sort is not None:
            self.layoutAboutToBeChanged.emit()
            self._order()
            self.layoutChanged.emit()
        self._repaint()

    def set_uses(self, uses: Uses) -> None:
        """Who uses them."""
        if uses != self._uses:
            self._uses = uses
            self._lines_of.clear()
            self._repaint()

    def _repaint(self) -> None:
        if self._names:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._names) - 1, USERS))

    # ------------------------------------------------------------------ asked of one

    def name_at(self, row: int) -> str:
        """The disk of a row."""
        return self._names[row]

    def users(self, name: str) -> tuple[DiskUse, ...]:
        """Who uses it; () while it has not been read."""
        volume = self._volumes.get(name)
        return self._uses.of(volume) if volume is not None else ()

    def dependents(self, name: str) -> tuple[str, ...]:
        """Names of the disks of this repository that are based on it."""
        volume = self._volumes.get(name)
        return tuple(each.name for each in self._chains.dependents(volume.path)) if volume is not None else ()

    def unread(self, rows: range, count: int) -> list[str]:
        """At most ``count`` names that have not been read, those of these rows first."""
        first = [self._names[row] for row in rows if row < len(self._names) and self._names[row] not in self._volumes]
        if len(first) < count:
            chosen = set(first)
            for name in self._names:
                if name not in self._volumes and name not in chosen:
                    first.append(name)
                    if len(first) >= count:
                        break
        return first[:count]

    # ------------------------------------------------------------------ ListModel

    def set_lines(self, columns: Sequence[Column], lines: Sequence[Line]) -> None:
        """Lines are made by itself; given ones (none) only clear the table."""
        if not lines and self._names:
            self.clear()

    def line(self, row: int) -> Line:
        name = self._names[row]
        line = self._lines_of.get(name)
        if line is None:
            line = self._lines_of[name] = self._line(name)
        return line

    def rowCount(self, parent: object = None) -> int:
        return 0 if parent is not None and getattr(parent, "isValid", lambda: False)() else len(self._names)

    def _line(self, name: str) -> Line:
        volume = self._volumes.get(name)
        iso = name.lower().endswith(".iso")
        if volume is None:
            return Line((Cell(name, icon="iso" if iso else "disk", colour="dim"), *(Cell("…", colour="dim") for _ in range(USERS))))
        iso = iso or volume.format == "iso"
        depth = self._chains.depth(volume)
        return Line(
            (
                Cell(name, tip=volume.path, icon="iso" if iso else "disk", colour="dim"),
                Cell(volume.format or volume.type),
                Cell(words.size(volume.capacity_bytes)),
                Cell(words.size(volume.allocation_bytes)),
                Cell(words.number(depth) if depth else "", tip="\n← ".join((volume.path, *self._chains.bases(volume)))),
                Cell(volume.backing.rpartition("/")[2], tip=volume.backing),
                Cell(", ".join(use.words for use in self._uses.of(volume))),
            )
        )

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        names = [self._names[index.row()] for index in before]
        self._sort = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self._order()
        where = {name: row for row, name in enumerate(self._names)}
        self.changePersistentIndexList(before, [self.index(where[name], index.column()) for name, index in zip(names, before, strict=True)])
        self.layoutChanged.emit()

    def _order(self) -> None:
        self._names.sort(key=self._rank.__getitem__)
        if self._sort is None:
            return
        column, descending = self._sort
        if column == NAME:
            if descending:
                self._names.reverse()
            return
        self._names.sort(key=self._key(column), reverse=descending)

    def _key(self, column: int) -> Callable[[str], tuple[bool, float, str]]:
        """What is not known yet comes last (first when descending)."""

        def key(name: str) -> tuple[bool, float, str]:
            volume = self._volumes.get(name)
            if volume is None:
                return (True, 0.0, "")
            if column in (SIZE, ALLOCATED, CHAIN):
                numbers = {SIZE: volume.capacity_bytes, ALLOCATED: volume.allocation_bytes, CHAIN: self._chains.depth(volume)}
                return (False, float(numbers[column]), "")
            if column == USERS:
                return (False, 0.0, ", ".join(use.words for use in self._uses.of(volume)))
            return (False, 0.0, volume.format if column == FORMAT else volume.backing)

        return key
