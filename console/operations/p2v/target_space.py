"""Whether the disks of a machine find room in the target: one of the prerequisites."""

from __future__ import annotations

from console.model.objects import StorageRepository
from console.model.text import N_
from console.operations.drafts.sizes import size_text
from console.operations.p2v.prerequisites import Check


def target_space(repository: StorageRepository | None, size: int = 0, *, thin: bool = True) -> tuple[Check, ...]:
    """Whether the disks find room in the target; ``size``: bytes of all disks, 0 = not known yet."""
    if repository is None or repository.available_bytes is None:
        return ()
    words = {"name": repository.name, "free": size_text(repository.available_bytes), "size": size_text(size)}
    if not size:
        return (Check("target-space", True, N_("The storage repository {name} has {free} free.", **words)),)
    text = N_("The storage repository {name} has {free} free; the disks need at most {size}.", **words)
    if size <= repository.available_bytes:
        return (Check("target-space", True, text),)
    return (Check("target-space", None if thin else False, text, N_("Free some space there, or choose another storage repository.")),)
