"""What was declared shared: kept in the settings by pool, written onto every storage repository on its way to the inventory."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping

from console.model.ids import Ref
from console.model.inventory import Delta, Patch, Put
from console.model.objects import StorageRepository
from console.model.ports import Settings
from console.model.sharing import SharedFolder, declared, from_table, marked, to_table

KEY = "shared_folders"
"""Preference: ``shared_folders.<pool id>`` is a list of tables, see :func:`console.model.sharing.to_table`."""


class Shares:
    """The declared folders of all pools. ``deliver`` goes between whoever finds something out and the inventory."""

    def __init__(self, settings: Settings | None, deliver: Callable[[Delta], None]) -> None:
        self._settings = settings
        self._deliver = deliver
        self._all: dict[str, tuple[SharedFolder, ...]] = {}
        self._marks: Mapping[Ref, str] = {}

    def load(self) -> None:
        """Take what the settings say. Entries that can't be used are left out (and stay in the file)."""
        stored = self._settings.get(KEY) if self._settings is not None else None
        self._all = {}
        for pool, tables in stored.items() if isinstance(stored, Mapping) else ():
            if isinstance(tables, list):
                self._all[pool] = tuple(share for table in tables if (share := from_table(pool, table)) is not None)
        self._mark()

    def all(self) -> tuple[SharedFolder, ...]:
        """Every declared folder."""
        return tuple(share for shares in self._all.values() for share in shares)

    def put(self, share: SharedFolder) -> None:
        """Declare (or change) a shared folder; a repository is in one of them at most."""
        theirs = set(share.members)
        for pool, shares in list(self._all.items()):
            kept = [dataclasses.replace(each, members=tuple(m for m in each.members if m not in theirs)) for each in shares if each.id != share.id]
            self._save(pool, tuple(each for each in kept if len(each.members) > 1))
        if len(share.members) > 1:
            self._save(share.pool, (*self._all.get(share.pool, ()), share))
        self._mark()

    def drop(self, share: str) -> None:
        """It is not shared any more."""
        for pool, shares in list(self._all.items()):
            self._save(pool, tuple(each for each in shares if each.id != share))
        self._mark()

    def deliver(self, delta: Delta) -> None:
        """Pass a delta on, its repositories marked."""
        if self._marks and any(isinstance(change, Put) and isinstance(change.object, StorageRepository) for change in delta.changes):
            delta = Delta(tuple(self._marked(change) if isinstance(change, Put) else change for change in delta.changes))
        self._deliver(delta)

    def _marked(self, change: Put) -> Put:
        found = change.object
        return Put(marked(found, self._marks)) if isinstance(found, StorageRepository) else change

    def _save(self, pool: str, shares: tuple[SharedFolder, ...]) -> None:
        if shares == self._all.get(pool, ()):
            return
        self._all[pool] = shares
        if self._settings is not None:
            self._settings.set(f"{KEY}.{pool}", [to_table(share) for share in shares] or None)

    def _mark(self) -> None:
        before, self._marks = self._marks, declared(self.all())
        changed = {ref for ref in {*before, *self._marks} if before.get(ref) != self._marks.get(ref)}
        if changed:
            patches = (Patch(ref, {"shared": ref in self._marks, "share_id": self._marks.get(ref, "")}) for ref in sorted(changed, key=str))
            self._deliver(Delta(tuple(patches)))
