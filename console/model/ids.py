"""How objects are named across the program: small, hashable, stable over refreshes."""

from __future__ import annotations

import enum
from typing import NamedTuple, NewType

HostId = NewType("HostId", str)
"""Identifies a host record (one connection) for its lifetime; never shown."""

LOCAL_HOST = HostId("local")
SESSION_URI = "qemu:///session"
"""This computer\'s own libvirt, per user."""
"""The embedded default: this computer's per-user libvirt."""


class Kind(enum.Enum):
    """Kinds of objects that the tree, tabs and commands deal with."""

    POOL = "pool"
    HOST = "host"
    VM = "vm"  # custom templates too: a template is a marked domain
    BUILTIN_TEMPLATE = "builtin-template"
    STORAGE = "storage"
    VOLUME = "volume"
    NETWORK = "network"

    __hash__ = object.__hash__  # Enum's own one runs in Python: a third of the time of every look-up by reference


class Ref(NamedTuple):
    """A reference to one object: ``key`` is the UUID for VMs, storage repositories and networks, ``repository-uuid/volume-name``
    for volumes, the id for pools, built-in templates and hosts. ``host`` is "" for pools and built-in templates."""

    kind: Kind
    host: HostId
    key: str


def host_ref(host: HostId) -> Ref:
    """The reference of a host itself."""
    return Ref(Kind.HOST, host, str(host))
