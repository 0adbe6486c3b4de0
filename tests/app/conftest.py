"""Fixtures of the tests of the whole program."""

from __future__ import annotations

import uuid

import libvirt
import pytest

from console.backend.eventloop import ensure_registered
from tests.fixtures.daemon import PrivateLibvirtd


@pytest.fixture
def daemon(own_libvirtd: PrivateLibvirtd) -> PrivateLibvirtd:
    """A daemon of our own, to freeze and kill."""
    return own_libvirtd


def define_guest(uri: str, name: str, *, start: bool = False) -> str:
    """A diskless VM under emulation, made behind the program's back; its UUID."""
    identity = str(uuid.uuid4())
    ensure_registered()
    connection = libvirt.open(uri)
    domain = connection.defineXML(
        f"<domain type='qemu'><name>{name}</name><uuid>{identity}</uuid><memory unit='MiB'>32</memory><vcpu>1</vcpu>"
        "<os><type arch='x86_64' machine='pc'>hvm</type></os><features><acpi/></features><devices><memballoon model='virtio'/></devices></domain>"
    )
    if start:
        domain.create()
    connection.close()
    return identity
