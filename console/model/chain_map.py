"""The chain map of a VM or template: what each of its disks is based on, and the clones that are based on it. Plain values, kept by the console.

It is read from the volumes of all hosts of the pool (:mod:`console.operations.chains`), which takes a connection and a while; what was read last is
kept, so that it can be shown at once, and also while its host is away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from console.model.ids import Ref


@dataclass(frozen=True, slots=True)
class Layer:
    """One image of a chain. ``repository`` is a name, "" where the image is in none; ``bytes`` what it takes on the storage."""

    path: str
    format: str = ""
    repository: str = ""
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class BasedDisk:
    """A disk that is based on one of this VM's: of VMs (``vms``, none: of no domain that is known), on a host (by its name).

    ``depth``: images under it; ``bytes``: what it takes itself; ``saved_bytes``: what it need not hold, because others hold it.
    """

    path: str
    name: str
    host: str
    vms: tuple[str, ...] = ()
    depth: int = 0
    bytes: int = 0
    saved_bytes: int = 0

    @property
    def words(self) -> str:
        """ "web-1 (host-a)", or the disk's name where no VM is known."""
        return f"{', '.join(self.vms) or self.name} ({self.host})"


@dataclass(frozen=True, slots=True)
class DiskChain:
    """A disk of the VM: its layers (itself first, nearest next), and the disks that are based on it."""

    target: str  # "vda"
    name: str  # as the guest sees it
    layers: tuple[Layer, ...] = ()
    clones: tuple[BasedDisk, ...] = ()

    @property
    def depth(self) -> int:
        """How many images are under it: 0 = it stands alone."""
        return max(0, len(self.layers) - 1)

    @property
    def saved_bytes(self) -> int:
        """What the disk need not hold itself because others hold it."""
        return sum(layer.bytes for layer in self.layers[1:])


@dataclass(frozen=True, slots=True)
class VmChains:
    """The chain map of one VM or template, as it was at ``read_at`` (time.time()). Speeds in MiB/s, before and after its last full copy."""

    vm: Ref
    name: str
    disks: tuple[DiskChain, ...] = ()
    unread: tuple[str, ...] = ()  # repositories and hosts whose disks could not be listed
    speed_before: float | None = None
    speed_after: float | None = None
    read_at: float = 0.0

    @property
    def depth(self) -> int:
        """Of its deepest disk."""
        return max((disk.depth for disk in self.disks), default=0)

    @property
    def saved_bytes(self) -> int:
        return sum(disk.saved_bytes for disk in self.disks)

    @property
    def clones(self) -> tuple[BasedDisk, ...]:
        """What is based on any of its disks, each once."""
        return tuple({each.path: each for disk in self.disks for each in disk.clones}.values())


class ChainMaps(Protocol):
    """The chain maps that were read last, over restarts."""

    async def keep(self, chains: VmChains) -> None: ...
    async def of(self, vm: Ref) -> VmChains | None: ...
    async def named(self, word: str) -> tuple[VmChains, ...]:
        """Of the VMs with this name or UUID, the newest first."""
        ...
