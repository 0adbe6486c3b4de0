"""virtdeckctl: networks, and VMs that move between two real hosts."""

from __future__ import annotations

import json
import subprocess

import pytest

from tests.cli.inside import ctl
from tests.cli.test_virtdeckctl import Ctl
from tests.fixtures.pool import PoolHosts

__all__ = ["ctl"]


def test_networks_in_the_test_driver(ctl: Ctl) -> None:
    """Each run is a world of its own there: the answers are what counts."""
    at = ("--connect", "test:///default")
    (default,) = json.loads(ctl("network-list", "--json", *at).stdout)
    assert default["name"] == "default" and default["kind"] == "nat" and default["vms"] == ["test"] and default["active"]
    (made,) = json.loads(
        ctl("network-create", "lab", "--kind", "isolated", "--ipv4", "10.9.0.1/24", "--dhcp", "10.9.0.10-10.9.0.20", "--json", *at).stdout
    )
    assert made["kind"] == "isolated" and made["addresses"] == ["10.9.0.1/24"] and made["dhcp"] and made["active"] and made["autostart"]
    (plain,) = json.loads(ctl("network-create", "quiet", "--no-start", "--no-autostart", "--ipv4", "10.8.0.1/24", "--json", *at).stdout)
    assert not plain["active"] and not plain["autostart"] and not plain["dhcp"]
    assert "overlaps" in ctl("network-create", "x", "--ipv4", "192.168.122.9/24", *at, status=1).stderr
    assert "is used by running VMs: test" in ctl("network-stop", "default", *at, status=1).stderr
    assert "is used by: test" in ctl("network-delete", "default", *at, status=1).stderr
    assert "There is no network nothing" in ctl("network-start", "nothing", *at, status=1).stderr
    ctl("network-autostart", "default", "--off", *at)


@pytest.mark.real
def test_vm_migrate(ctl: Ctl, pool_hosts: PoolHosts) -> None:
    """A VM that is off goes to another host with its disk, and comes back."""
    first, second, _ = pool_hosts
    disk = first.seen("local", "m.qcow2")
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", str(disk), "8M"], check=True)
    disk.chmod(0o666)
    with first.connection() as conn:
        conn.storagePoolLookupByName("local").refresh()
        conn.defineXML(
            "<domain type='qemu'><name>m</name><memory unit='MiB'>32</memory><os><type>hvm</type></os><devices>"
            f"<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='{pool_hosts.local}/m.qcow2'/>"
            "<target dev='vda' bus='virtio'/></disk></devices></domain>"
        )
    at = ("--connect", first.uri, "--connect", second.uri)
    refused = ctl("vm-migrate", "m", "--to", second.uri, *at, status=1)
    assert "migrate with storage" in refused.stderr and "vm-migrate" not in refused.stdout
    assert "is not running" in ctl("vm-migrate", "m", "--to", second.uri, "--live", *at, status=1).stderr
    assert "There is no host" in ctl("vm-migrate", "m", "--to", "nowhere", *at, status=1).stderr
    (row,) = json.loads(ctl("vm-migrate", "m", "--to", second.uri, "--with-storage", "--json", *at).stdout)
    assert row["ok"] and row["state"] == "halted"
    assert second.seen("local", "m.qcow2").exists() and not disk.exists()
    with second.connection() as conn:
        assert [domain.name() for domain in conn.listAllDomains()] == ["m"]
