"""Storage verbs of virtdeckctl over two real hosts that share a folder; each verb knows only what those before have stored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.inside import ctl
from tests.cli.test_virtdeckctl import Ctl, one_sentence
from tests.fixtures.pool import PoolHosts

__all__ = ["ctl"]


@pytest.fixture
def config(pool_hosts: PoolHosts, tmp_path: Path) -> Path:
    """Three hosts in one pool, as the settings keep them."""
    text = "version = 1\n\n[[pools]]\nid = 'p'\nname = 'Lab'\n"
    for host in pool_hosts:
        text += f"\n[[hosts]]\nid = 'h{host.number}'\nname = '{host.name}'\nuri = '{host.uri}'\npool = 'p'\n"
    text += "\n[[hosts]]\nid = 'local'\nname = 'This computer'\nuri = 'test:///default'\nembedded = false\nautoconnect = false\n"
    path = tmp_path / "virtdeck.toml"
    path.write_text(text)
    return path


def test_storage_verbs(ctl: Ctl, config: Path, pool_hosts: PoolHosts, tmp_path: Path) -> None:
    use = ("--config", str(config))
    refuted = one_sentence(ctl("sr-prove", "local", *use, status=1))
    assert "local is not shared" in refuted and "pool-h2, pool-h3" in refuted
    assert "proved" in ctl("sr-prove", "shared", *use).stdout
    listed = json.loads(ctl("sr-list", "--json", *use).stdout)
    (shared,) = [row for row in listed if row["name"] == "shared"]
    assert shared["shared"] and shared["hosts"] == ["pool-h1", "pool-h2"]
    assert len([row for row in listed if row["name"] == "local"]) == 3
    assert "shared_folders" in config.read_text()

    image = tmp_path / "data.img"
    image.write_bytes(b"virtdeck" * 1024)
    assert ctl("vdi-upload", "shared", str(image), *use).stdout.strip() == str(pool_hosts.shared / "data.img")
    assert ctl("vdi-create", "shared", "disk", "8MiB", *use).stdout.strip() == str(pool_hosts.shared / "disk.qcow2")
    ctl("vdi-resize", "shared", "disk.qcow2", "16MiB", *use)
    rows = {row["name"]: row for row in json.loads(ctl("vdi-list", "shared", "--json", *use).stdout)}
    assert rows["disk.qcow2"]["capacity_bytes"] == 16 << 20 and rows["data.img"]["used_by"] == []
    ctl("vdi-download", "shared", "data.img", str(tmp_path / "back.img"), *use)
    assert (tmp_path / "back.img").read_bytes() == image.read_bytes()
    ctl("vdi-delete", "shared", "data.img", "disk.qcow2", "--yes", *use)
    assert not list(pool_hosts.shared.iterdir())


def test_repositories_are_made_and_deleted(ctl: Ctl, config: Path, pool_hosts: PoolHosts) -> None:
    use = ("--config", str(config))
    folder = pool_hosts.shared / "more"
    hosts = ("--host", "pool-h1", "--host", "pool-h2")
    ctl("sr-create", "more", "--type", "dir", "--path", str(folder), *hosts, "--shared", *use)
    ctl("sr-delete", "more", "--everywhere", "--yes", *use)
    assert folder.exists()  # its contents were not asked for
