"""What a General tab says, as data: sections of rows and tables. Made by pure functions, drawn by :mod:`console.ui.tabs.section_view`."""

from __future__ import annotations

from dataclasses import dataclass

from console.model.ids import Ref


@dataclass(frozen=True, slots=True)
class Link:
    """Something to press. ``action`` is a command's id, "go" (select ``ref``), "tab:<name>" or "copy:<text>"."""

    text: str
    action: str
    ref: Ref | None = None
    tip: str = ""
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line: label, value, and what belongs to it. Empty rows (no value, chips, links or bar) are not shown."""

    key: str
    label: str
    value: str = ""
    tip: str = ""
    mark: str = ""  # icon before the value: "ok" | "warning" | "error" | "wait" | "info"
    colour: str = ""  # named colour of the mark and, where set with ``coloured``, of the value
    detail: str = ""  # dim text after the value
    links: tuple[Link, ...] = ()
    chips: tuple[str, ...] = ()
    fraction: float | None = None  # a bar under the value, 0…1

    @property
    def empty(self) -> bool:
        return not (self.value or self.links or self.chips or self.fraction is not None)

    @property
    def copy(self) -> str:
        """What Copy puts on the clipboard."""
        return self.value or ", ".join(self.chips)


@dataclass(frozen=True, slots=True)
class Table:
    """A small table inside a section."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    tips: tuple[str, ...] = ()  # one a row
    right: frozenset[int] = frozenset()  # columns aligned at the right


@dataclass(frozen=True, slots=True)
class Section:
    """A titled card. ``column`` is where it goes when there is room for two."""

    id: str
    title: str
    rows: tuple[Row, ...] = ()
    table: Table | None = None
    column: int = 0
    note: Row | None = None
    level: str = ""  # "warn" | "error": the whole card is a message
    links: tuple[Link, ...] = ()  # at the bottom
    folded: bool = False  # at first
    plain: bool = False  # rows without labels: the virtualization state

    @property
    def empty(self) -> bool:
        return not self.links and self.note is None and all(row.empty for row in self.rows) and (self.table is None or not self.table.rows)

    def text(self) -> str:
        """The whole section for the clipboard."""
        lines = [self.title]
        lines += [f"{row.label}\t{row.copy}" if row.label else row.copy for row in self.rows if not row.empty]
        if self.table is not None and self.table.rows:
            lines.append("\t".join(self.table.headers))
            lines += ["\t".join(cells) for cells in self.table.rows]
        return "\n".join(lines)


def shown(sections: list[Section]) -> list[Section]:
    """Without the empty ones."""
    return [section for section in sections if not section.empty]
