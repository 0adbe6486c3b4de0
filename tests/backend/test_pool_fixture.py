"""The test pool itself: three hosts, shared and own folders, cables, migration."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import libvirt
import pytest

from tests.fixtures.pool import PoolHost, PoolHosts


def domain_xml(name: str, disk: Path | None = None) -> str:
    """A guest of 64 MiB that runs its firmware only."""
    driver = "<driver name='qemu' type='qcow2' cache='none'/>"
    source = f"<disk type='file' device='disk'>{driver}<source file='{disk}'/><target dev='vda' bus='virtio'/></disk>" if disk else ""
    return (
        f"<domain type='qemu'><name>{name}</name><memory unit='MiB'>64</memory><vcpu>1</vcpu><os><type arch='x86_64' machine='q35'>hvm</type></os>"
        f"<cpu mode='custom' match='exact'><model>qemu64</model></cpu><devices>{source}<memballoon model='none'/></devices></domain>"
    )


def make_disk(host: PoolHost, repository: str, name: str) -> None:
    with host.connection() as conn:
        pool = conn.storagePoolLookupByName(repository)
        pool.createXML(f"<volume><name>{name}</name><capacity unit='MiB'>8</capacity><target><format type='qcow2'/></target></volume>")


def test_hosts_are_different_and_share_what_they_should(pool_hosts: PoolHosts) -> None:
    first, second, third = pool_hosts
    names, uuids = set(), set()
    for host in pool_hosts:
        for uri in (host.uri, host.tcp_uri, host.tls_uri):
            conn = libvirt.open(uri)
            names.add(conn.getHostname())
            uuids.add(conn.getCapabilities().partition("<uuid>")[2].partition("</uuid>")[0])
            conn.close()
    assert names == {"pool-h1", "pool-h2", "pool-h3"} and uuids == {host.uuid for host in pool_hosts}
    make_disk(first, "shared", "one.qcow2")
    assert second.seen("shared", "one.qcow2").exists() and not third.seen("shared", "one.qcow2").exists()
    make_disk(first, "local", "two.qcow2")
    assert first.seen("local", "two.qcow2").exists() and not second.seen("local", "two.qcow2").exists()


@pytest.mark.parametrize("route", ["tcp", "tls", "client"])
def test_guest_moves_between_hosts(pool_hosts: PoolHosts, route: str) -> None:
    first, second, _ = pool_hosts
    make_disk(first, "shared", "disk.qcow2")
    with first.connection() as source, second.connection() as target:
        domain = source.createXML(domain_xml("mover", pool_hosts.shared / "disk.qcow2"))
        flags = libvirt.VIR_MIGRATE_LIVE | libvirt.VIR_MIGRATE_UNSAFE
        if route == "client":
            domain.migrate3(target, {}, flags)
        else:
            uri = second.peer_uri if route == "tcp" else second.peer_tls_uri
            domain.migrateToURI3(uri, {}, flags | libvirt.VIR_MIGRATE_PEER2PEER)
        assert not source.listAllDomains() and target.lookupByName("mover").isActive()


def test_cable_and_daemon(pool_hosts: PoolHosts) -> None:
    first, second, third = pool_hosts
    pool_hosts.cut(2)
    conn = libvirt.open(first.uri)
    assert conn.isAlive()
    conn.close()
    with pytest.raises(subprocess.TimeoutExpired):
        subprocess.run(["virsh", "-c", second.uri, "uri"], timeout=1, capture_output=True, check=False)
    pool_hosts.join(2)
    subprocess.run(["virsh", "-c", second.tcp_uri, "uri"], timeout=20, capture_output=True, check=True)
    third.kill()
    third.start()
    subprocess.run(["virsh", "-c", third.uri, "uri"], timeout=20, capture_output=True, check=True)
    pool_hosts.apart(1, 2)
    with first.connection() as source:
        domain = source.createXML(domain_xml("stays"))
        with pytest.raises(libvirt.libvirtError):
            domain.migrateToURI3(second.peer_uri, {}, libvirt.VIR_MIGRATE_LIVE | libvirt.VIR_MIGRATE_PEER2PEER)
        assert domain.isActive()
    started = time.monotonic()
    pool_hosts.reset()
    assert time.monotonic() - started < 10
