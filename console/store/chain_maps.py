"""Chain maps in the console's SQLite file: the last one that was read of each VM and template."""

from __future__ import annotations

import dataclasses
import json
import logging
import sqlite3
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from console.model.chain_map import BasedDisk, DiskChain, Layer, VmChains
from console.model.ids import HostId, Kind, Ref

if TYPE_CHECKING:
    from console.store.database import Database

log = logging.getLogger("virtdeck.database")

KEPT = 2000
"""Maps at most; the ones that were read longest ago go first."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS chain_maps(
    host TEXT NOT NULL, vm TEXT NOT NULL, name TEXT NOT NULL, read_at REAL NOT NULL, map TEXT NOT NULL, PRIMARY KEY(host, vm));
"""


class SqlChainMaps:
    """Implements :class:`console.model.chain_map.ChainMaps`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, chains: VmChains) -> None:
        """Replace what is known of this VM."""
        row = (chains.vm.host, chains.vm.key, chains.name, chains.read_at, json.dumps(_to_json(chains), ensure_ascii=False))

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("INSERT OR REPLACE INTO chain_maps(host, vm, name, read_at, map) VALUES(?,?,?,?,?)", row)
            connection.execute(
                "DELETE FROM chain_maps WHERE rowid IN (SELECT rowid FROM chain_maps ORDER BY read_at DESC LIMIT -1 OFFSET ?)", (KEPT,)
            )

        await self._database.do(work)

    async def of(self, vm: Ref) -> VmChains | None:
        """What was read of this VM last."""
        return next(iter(await self._find("host = ? AND vm = ?", vm.host, vm.key)), None)

    async def named(self, word: str) -> tuple[VmChains, ...]:
        """Those of VMs with this name or UUID, the newest first."""
        return await self._find("name = ? OR vm = ?", word, word)

    async def _find(self, where: str, *values: str) -> tuple[VmChains, ...]:
        def work(connection: sqlite3.Connection) -> tuple[VmChains, ...]:
            rows = connection.execute(f"SELECT map FROM chain_maps WHERE {where} ORDER BY read_at DESC", values).fetchall()
            return tuple(_maps(row[0] for row in rows))

        return await self._database.do(work)


def _to_json(chains: VmChains) -> dict[str, Any]:
    return {**dataclasses.asdict(chains), "vm": [chains.vm.host, chains.vm.key]}


def _maps(rows: Iterable[str]) -> Iterator[VmChains]:
    """The readable ones: what another version wrote otherwise is read anew from the storage."""
    for row in rows:
        try:
            values = json.loads(row)
            host, key = values.pop("vm")
            disks = tuple(_disk(each) for each in values.pop("disks"))
            yield VmChains(**{**values, "vm": Ref(Kind.VM, HostId(host), key), "disks": disks, "unread": tuple(values["unread"])})
        except (ValueError, KeyError, TypeError) as problem:
            log.warning("a chain map can't be read: %r", problem)


def _disk(values: dict[str, Any]) -> DiskChain:
    layers = tuple(Layer(**each) for each in values["layers"])
    clones = tuple(BasedDisk(**{**each, "vms": tuple(each["vms"])}) for each in values["clones"])
    return DiskChain(values["target"], values["name"], layers, clones)
