"""virtdeckctl migrates a running VM between real hosts: over the folder that it has proved to be shared, and with its disk."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from pathlib import Path

import libvirt
import pytest

from tests.backend.test_pool_fixture import domain_xml, make_disk
from tests.cli.inside import ctl
from tests.cli.test_storage_cli import config
from tests.cli.test_virtdeckctl import Ctl, start
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


@pytest.mark.real
@pytest.mark.timeout(200)
def test_moved_and_killed(ctl: Ctl, config: Path, pool_hosts: PoolHosts) -> None:
    """vm-move: killed in the middle, the original is untouched and what is left is offered; then it goes well, and a copy too."""
    first, _, third = pool_hosts
    make_disk(first, "shared", "disk.qcow2")
    image = first.seen("shared", "disk.qcow2")
    subprocess.run(["qemu-img", "resize", "-q", image, "64M"], check=True, timeout=20)
    subprocess.run(["qemu-io", "-f", "qcow2", "-c", "write -P 7 0 60M", image], check=True, timeout=60, capture_output=True)
    with first.connection() as conn:
        conn.defineXML(domain_xml(NAME, pool_hosts.shared / "disk.qcow2"))
    words = ("vm-move", NAME, "--to", "pool-h3", "--storage", "local", "--config", str(config))
    process = start(*words)
    end = time.monotonic() + 60
    while not (parts := [each for each in third.seen("local", "").iterdir() if each.stat().st_blocks > 2048]):
        assert process.poll() is None and time.monotonic() < end, process.communicate()
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert parts and [number for number, _ in defined(pool_hosts)] == [1, 3] and image.exists()

    def run(*words: str) -> str:
        return ctl(*words, "--config", str(config)).stdout

    left = json.loads(run("leftover-list", "--json"))
    assert sorted(each["kind"] for each in left) == ["domain", "volume"]
    ids = {each["kind"]: str(each["id"]) for each in left}
    run("leftover-clean", ids["domain"])
    assert defined(pool_hosts) == [(1, NAME)] and image.exists()
    # Nobody can ask this host when a file was made (it is not reached by ssh): the disk is for people to look at.
    assert "it is not proved" in ctl("leftover-clean", ids["volume"], "--config", str(config), status=1).stderr
    with third.connection() as conn:
        repository = conn.storagePoolLookupByName("local")
        repository.refresh()
        repository.storageVolLookupByName(parts[0].name).delete()
    run("leftover-keep", ids["volume"])

    (row,) = json.loads(ctl(*words, "--json").stdout)
    assert row["ok"] and row["host"] == "pool-h3" and row["state"] == "halted" and not image.exists()
    back = ("vm-move", NAME, "--to", "pool-h1", "--keep", "--name", "twin", "--config", str(config))
    ctl(*back)
    assert sorted(defined(pool_hosts)) == [(1, "twin"), (3, NAME)]
    assert "another VM of the name twin" in ctl(*back, status=1).stderr


def defined(hosts: PoolHosts) -> list[tuple[int, str]]:
    """(host, name) of every definition."""
    found = []
    for host in hosts:
        with host.connection() as conn:
            found += [(host.number, domain.name()) for domain in conn.listAllDomains()]
    return found
