"""Declared folders: kept in the settings, written onto what goes to the inventory."""

from __future__ import annotations

from pathlib import Path

from console.backend.background import ThreadBackground
from console.backend.shares import Shares
from console.model.ids import HostId
from console.model.inventory import Delta, Inventory, Put
from console.model.objects import Host, HostRecord, StorageRepository
from console.model.sharing import SharedFolder
from console.store.settings import TomlSettings

A, B = HostId("a"), HostId("b")


def folder(host: HostId) -> StorageRepository:
    return StorageRepository(host, f"u-{host}", "vm", "dir", active=True, path="/srv/vm")


def marks(inventory: Inventory) -> dict[str, str]:
    return {str(each.host): each.share_id for each in inventory.repositories() if each.shared}


async def test_a_declaration_marks_what_is_there_and_what_comes_and_survives(tmp_path: Path) -> None:
    background = ThreadBackground("test", threads=1)
    try:
        settings = TomlSettings(tmp_path / "virtdeck.toml", background)
        await settings.load()
        inventory = Inventory()
        shares = Shares(settings, lambda delta: void(inventory.apply(delta)))
        shares.load()
        hosts = Delta(tuple(Put(Host(HostRecord(each, str(each), "test:///default", pool="p"))) for each in (A, B)))
        shares.deliver(hosts)
        shares.deliver(Delta((Put(folder(A)),)))
        share = SharedFolder("s", "p", ((A, "u-a"), (B, "u-b")), "2026-01-01T00:00:00Z")
        shares.put(share)
        assert marks(inventory) == {"a": "s"}
        shares.deliver(Delta((Put(folder(B)), Put(folder(A)))))
        assert marks(inventory) == {"a": "s", "b": "s"}
        await settings.flush()

        again = TomlSettings(tmp_path / "virtdeck.toml", background)
        await again.load()
        other = Shares(again, lambda delta: None)
        other.load()
        assert other.all() == (share,)

        shares.put(SharedFolder("t", "p", ((A, "u-a"), (HostId("c"), "u-c"))))  # a repository is in one share at most; what is left is no share
        assert [each.id for each in shares.all()] == ["t"]
        assert marks(inventory) == {"a": "t"}
        shares.drop("t")
        assert marks(inventory) == {}
        await settings.flush()
        assert "shared_folders" not in (tmp_path / "virtdeck.toml").read_text().replace("[preferences.shared_folders]", "")
    finally:
        background.shutdown()


def void(_: object) -> None:
    return None
