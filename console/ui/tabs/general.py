"""General: first tab of everything."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.model.inventory import Inventory
from console.model.objects import Host, Network, Pool, StorageRepository, Vm
from console.model.templates import BuiltinTemplate
from console.ui.services import Services
from console.ui.tabs.base import Spawn, Tab
from console.ui.tabs.chain_sections import ChainReader
from console.ui.tabs.host_sections import host_sections, pool_sections
from console.ui.tabs.kinds import GENERAL, Thing
from console.ui.tabs.other_sections import network_sections, repository_sections, several_sections, template_sections
from console.ui.tabs.section_view import SectionsView
from console.ui.tabs.sections import Link, Row, Section, shown
from console.ui.tabs.vm_sections import vm_sections


def sections_of(things: Sequence[Thing], inventory: Inventory, now: float) -> list[Section]:
    """The sections of a selection, without the empty ones."""
    if len(things) != 1:
        return shown(several_sections([thing for thing in things if not isinstance(thing, BuiltinTemplate)]))
    match things[0]:
        case Vm() as vm:
            found = vm_sections(vm, inventory, now)
        case Host() as host:
            found = host_sections(host, inventory, now)
        case Pool() as pool:
            found = pool_sections(pool, inventory)
        case StorageRepository() as repository:
            found = repository_sections(repository, inventory)
        case Network() as network:
            found = network_sections(network, inventory)
        case BuiltinTemplate() as template:
            found = template_sections(template)
    return shown(found)


def without_dead_links(sections: list[Section], known: Callable[[str], bool]) -> list[Section]:
    """Links that lead nowhere in this version become plain words: nothing on screen is dead."""

    def row(each: Row) -> Row:
        if all(known(link.action) for link in each.links):
            return each
        dead = " ".join(link.text for link in each.links if not known(link.action))
        alive = tuple(link for link in each.links if known(link.action))
        if not each.value and not alive:
            return dataclasses.replace(each, links=(), value=dead)
        return dataclasses.replace(each, links=alive)

    return [dataclasses.replace(s, rows=tuple(row(r) for r in s.rows), links=tuple(link for link in s.links if known(link.action))) for s in sections]


def _behind(sections: list[Section], after: str, more: list[Section]) -> list[Section]:
    """``more`` behind the section of this name, at the end where it is not there."""
    at = next((number + 1 for number, section in enumerate(sections) if section.id == after), len(sections))
    return [*sections[:at], *more, *sections[at:]]


class GeneralTab(Tab):
    """Sections of whatever is selected."""

    kind = GENERAL

    def __init__(
        self, services: Services, follow: Callable[[Link], None], spawn: Spawn, known: Callable[[str], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(services, follow, spawn, parent)
        self._known = known
        self._things: tuple[Thing, ...] = ()
        self._chains = ChainReader(services, spawn, self.tick)
        self.view = SectionsView("general_sections", self._is_folded, self._set_folded)
        self.view.followed.connect(follow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)

    def show_things(self, things: Sequence[Thing]) -> None:
        self._things = tuple(things)
        subject = tuple(thing.id if isinstance(thing, BuiltinTemplate) else thing.ref for thing in things)
        found = sections_of(things, self.inventory, time.time())
        if len(things) == 1 and isinstance(things[0], Vm):
            found = _behind(found, "disks", shown(self._chains.sections(things[0])))
        sections = without_dead_links(found, self._known)
        self.view.set_sections(sections, subject)

    def tick(self) -> None:
        self.show_things(self._things)

    def reload(self) -> None:
        self._chains.forget()
        self.tick()

    def _is_folded(self, section: str, default: bool) -> bool:
        return bool(self.services.settings.get(f"ui.folded.{section}", default))

    def _set_folded(self, section: str, folded: bool) -> None:
        self.services.settings.set(f"ui.folded.{section}", folded)
