"""virtdeckctl's verbs for pools and hosts, over three real hosts and its own configuration file."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.backend.test_pool_fixture import domain_xml, make_disk
from tests.cli.inside import ctl
from tests.cli.test_virtdeckctl import Ctl, one_sentence
from tests.fixtures.pool import PoolHosts

__all__ = ["ctl"]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A file with this computer's own libvirt only, which no verb here may connect."""
    file = tmp_path / "virtdeck.toml"
    file.write_text(
        '[[hosts]]\nid = "local"\nname = "This computer"\nuri = "qemu:///session"\nlocal = true\nembedded = true\nautoconnect = false\n'
        '\n[preferences.ui]\ntheme = "dark"\n'
    )
    return file


def stored(config: Path, key: str) -> dict[str, dict[str, Any]]:
    return {each["name"]: each for each in tomllib.loads(config.read_text()).get(key, [])}


def test_hosts_and_pools(ctl: Ctl, config: Path, pool_hosts: PoolHosts) -> None:
    def run(*words: str, status: int = 0) -> Any:
        done = ctl(*words, "--config", str(config), "--json", status=status)
        return json.loads(done.stdout) if status == 0 else one_sentence(done)

    first, second, third = pool_hosts
    for host in (second, first):  # as earlier runs have left them
        config.write_text(f'[[hosts]]\nid = "{host.name}"\nname = "{host.name}"\nuri = "{host.tcp_uri}"\n\n' + config.read_text())
    added = run("host-add", third.tcp_uri, "--name", third.name)
    assert [(each["name"], each["state"]) for each in added] == [(third.name, "ready")]
    assert set(stored(config, "hosts")) == {"This computer", "pool-h1", "pool-h2", "pool-h3"}
    assert tomllib.loads(config.read_text())["preferences"]["ui"]["theme"] == "dark"
    assert stored(config, "hosts")["This computer"]["autoconnect"] is False
    assert "already" in run("host-add", pool_hosts.hosts[0].tcp_uri, "--name", "again", status=1)
    assert "nowhere could not be connected" in run("host-add", "qemu+unix:///session?socket=/nonexistent/sock", "--name", "nowhere", status=1)
    assert "nowhere" not in stored(config, "hosts")

    (made,) = run("pool-create", "Tokyo", "pool-h1", "pool-h2")
    assert [host["name"] for host in made["hosts"]] == ["pool-h1", "pool-h2"]
    checks = {check["check"]: check for check in made["checks"]}
    assert checks["arch"]["level"] == "ok" and checks["cpu"]["level"] == "ok" and checks["storage"]["level"] == "warn"
    identity = made["id"]
    assert stored(config, "pools") == {"Tokyo": {"id": identity, "name": "Tokyo"}}
    assert "one pool at most" in run("pool-create", "Osaka", "pool-h1", status=1)
    assert "There is a pool Tokyo already" in run("pool-create", "Tokyo", status=1)

    (grown,) = run("pool-add-host", "Tokyo", "pool-h3", "--no-check")
    assert len(grown["hosts"]) == 3
    assert stored(config, "hosts")["pool-h3"]["pool"] == identity
    (shrunk,) = run("pool-remove-host", "Tokyo", "pool-h3")
    assert [host["name"] for host in shrunk["hosts"]] == ["pool-h1", "pool-h2"]
    assert "pool-h3 is not in the pool Tokyo" in run("pool-remove-host", "Tokyo", "pool-h3", status=1)
    (listed,) = run("pool-list")
    assert listed["connected"] == 2 and listed["memory_bytes"] > 0
    (shown,) = run("pool-show", "Tokyo", "--check")
    assert {"cpu", "clock", "reach"} <= {check["check"] for check in shown["checks"]}
    (renamed,) = run("pool-rename", "Tokyo", "Nagoya")
    assert renamed["name"] == "Nagoya" and renamed["id"] == identity
    people = ctl("pool-show", "Nagoya", "--check", "--config", str(config)).stdout
    assert "Nagoya" in people and "2 of 2 connected" in people and "pool-h1" in people
    assert "The CPUs are compatible." in people and "can't be read" in people

    assert run("pool-delete", "Nagoya") == []
    left = run("host-remove", "pool-h2", "pool-h3")
    assert {host["name"] for host in left} == {"This computer", "pool-h1"}
    assert stored(config, "pools") == {}
    assert set(stored(config, "hosts")) == {"This computer", "pool-h1"}
    assert stored(config, "hosts")["pool-h1"].get("pool", "") == ""


def test_hosts_given_for_one_run_are_in_no_pool(ctl: Ctl, config: Path) -> None:
    before = config.read_text()
    assert "for this run only" in one_sentence(ctl("pool-create", "P", "test:///default", "--connect", "test:///default", status=1))
    assert "--connect" in one_sentence(ctl("host-add", "test:///default", "--connect", "test:///default", "--config", str(config), status=1))
    assert config.read_text() == before, "nothing is saved from such a run"


def test_no_double_start(ctl: Ctl, config: Path, pool_hosts: PoolHosts) -> None:
    """The VM runs on one host of the pool: started by name on the other, also with --host, it is refused."""
    first, second, _ = pool_hosts
    for host in (first, second):
        ctl("host-add", host.uri, "--name", host.name, "--config", str(config))
    pool = json.loads(ctl("pool-create", "Tokyo", "pool-h1", "pool-h2", "--no-check", "--config", str(config), "--json").stdout)[0]["id"]
    make_disk(first, "shared", "disk.qcow2")
    uuids = []
    for host in (first, second):
        with host.connection() as conn:
            uuids.append((stored(config, "hosts")[host.name]["id"], conn.storagePoolLookupByName("shared").UUIDString()))
    members = "\n".join(f'  {{host = "{host}", repository = "{uuid}"}},' for host, uuid in uuids)
    share = f'id = "s"\nproved = "2026-01-01T00:00:00Z"\nmembers = [\n{members}\n]\n'
    config.write_text(config.read_text() + f"\n[[preferences.shared_folders.{pool}]]\n{share}")
    with first.connection() as conn:
        conn.createXML(domain_xml("mover", pool_hosts.shared / "disk.qcow2"))
    with second.connection() as conn:
        conn.defineXML(domain_xml("twin", pool_hosts.shared / "disk.qcow2"))
    for more in ((), ("--host", "pool-h2")):
        refused = one_sentence(ctl("vm-start", "twin", *more, "--config", str(config), status=1))
        assert refused == "twin could not be started: Its disk disk.qcow2 is in use by mover, which runs on pool-h1."
    with second.connection() as conn:
        assert not conn.lookupByName("twin").isActive()
