"""What can be done with pools, and why not. Pure; the same answers for window and virtdeckctl."""

from __future__ import annotations

import enum

from console.model.inventory import Inventory
from console.model.objects import Host, Pool
from console.model.rules import Reason
from console.model.text import N_, Text


class PoolVerb(enum.Enum):
    """Verbs; the value is the virtdeckctl name."""

    CREATE = "pool-create"
    RENAME = "pool-rename"
    DELETE = "pool-delete"
    ADD_HOST = "pool-add-host"
    REMOVE_HOST = "pool-remove-host"


def members(inventory: Inventory, pool: str) -> list[Host]:
    """The hosts of a pool, in the order of the list."""
    return [host for host in inventory.hosts() if host.record.pool == pool]


def pool_of(inventory: Inventory, host: Host) -> Pool | None:
    """The pool of a host; None for a standalone one."""
    return inventory.pool(host.record.pool) if host.record.pool else None


def why_not_join(host: Host | None, inventory: Inventory) -> Reason | None:
    """Why this host can't be put into a pool: it is in one, or it is not kept."""
    if host is None:
        return Reason(N_("The host is not in the list any more."))
    pool = pool_of(inventory, host)
    if pool is not None:
        text = N_("{host} is in the pool {pool}. A host is in one pool at most.", host=host.name, pool=pool.name)
        return Reason(text, PoolVerb.REMOVE_HOST.value, N_("Remove from pool"))
    if not host.record.saved:
        text = N_("{host} was given for this run only (--connect): a pool would forget it.", host=host.name)
        return Reason(text, "host-add", N_("Add host"))
    return None


def why_not_leave(host: Host | None, inventory: Inventory) -> Reason | None:
    """Why this host can't be taken out of its pool."""
    if host is None:
        return Reason(N_("The host is not in the list any more."))
    if pool_of(inventory, host) is None:
        return Reason(N_("{host} is in no pool.", host=host.name))
    return None


def pool_name_problem(name: str, inventory: Inventory, own: str = "") -> Text | None:
    """Why a pool can't be called that (``own``: id of the pool that is renamed); None when it can."""
    if not name.strip():
        return N_("The name is empty.")
    if name != name.strip():
        return N_("The name begins or ends with a space.")
    if any(ord(letter) < 32 for letter in name):
        return N_("A name can't contain control characters.")
    if any(pool.name.casefold() == name.casefold() and pool.record.id != own for pool in inventory.pools()):
        return N_("There is a pool {name} already.", name=name)
    return None


def suggested_name(inventory: Inventory) -> str:
    """ "Pool 1", or the next number that is free."""
    taken = {pool.name.casefold() for pool in inventory.pools()}
    number = 1
    while str(N_("Pool {n}", n=number)).casefold() in taken:
        number += 1
    return str(N_("Pool {n}", n=number))
