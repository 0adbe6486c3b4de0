"""virtdeckctl migrates a running VM between real hosts: over the folder that it has proved to be shared, and with its disk."""

from __future__ import annotations

import json
from pathlib import Path

import libvirt
import pytest

from tests.backend.test_pool_fixture import domain_xml, make_disk
from tests.cli.inside import ctl
from tests.cli.test_storage_cli import config
from tests.cli.test_virtdeckctl import Ctl
from tests.fixtures.pool import PoolHosts

__all__ = ["config", "ctl"]

NAME = "mover"


def running_on(hosts: PoolHosts) -> list[tuple[int, bool]]:
    """(host, whether it is persistent there), of every definition that runs; a definition that does not run is an error."""
    found = []
    for host in hosts:
        with host.connection() as conn:
            for domain in conn.listAllDomains():
                assert domain.state()[0] == libvirt.VIR_DOMAIN_RUNNING, (host.number, domain.state())
                found.append((host.number, bool(domain.isPersistent())))
    return found


@pytest.mark.real
@pytest.mark.timeout(200)
def test_live_and_with_storage(ctl: Ctl, config: Path, pool_hosts: PoolHosts) -> None:
    def run(*words: str, status: int = 0) -> str:
        done = ctl(*words, "--config", str(config), status=status)
        return (done.stdout if status == 0 else done.stderr).strip()

    first, _, third = pool_hosts
    make_disk(first, "shared", "disk.qcow2")
    with first.connection() as conn:
        conn.defineXML(domain_xml(NAME, pool_hosts.shared / "disk.qcow2")).create()
    assert "it has to be copied (migrate with storage)" in run("vm-migrate", NAME, "--to", "pool-h2", "--live", status=1), "not proved to be shared"
    run("sr-prove", "shared")
    (row,) = json.loads(run("vm-migrate", NAME, "--to", "pool-h2", "--live", "--json"))
    assert row["ok"] and row["state"] == "running"
    assert running_on(pool_hosts) == [(2, True)] and first.seen("shared", "disk.qcow2").exists()
    assert "has to be copied" in run("vm-migrate", NAME, "--to", "pool-h3", "--live", status=1)
    (row,) = json.loads(run("vm-migrate", NAME, "--to", "pool-h3", "--live", "--with-storage", "--storage", "vda=local", "--json"))
    assert row["ok"] and row["state"] == "running"
    assert running_on(pool_hosts) == [(3, True)]
    assert third.seen("local", "disk.qcow2").exists() and not first.seen("shared", "disk.qcow2").exists()
