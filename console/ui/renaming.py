"""What a new name, typed in the header line, means for the thing that is shown."""

from __future__ import annotations

from console.model.inventory import Inventory
from console.model.objects import Pool, Vm
from console.operations.base import Operation
from console.operations.subject import target


def rename(thing: object, name: str, inventory: Inventory) -> Operation | None:
    """The operation that gives it this name; None for what has no name of its own."""
    if isinstance(thing, Vm):
        from console.operations import power

        return power.Rename(target(thing, inventory), name)
    if isinstance(thing, Pool):
        from console.operations.pool import RenamePool

        return RenamePool(thing.record.id, thing.name, name)
    return None
