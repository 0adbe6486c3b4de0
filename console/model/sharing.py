"""Which storage repositories are one storage, and which hosts of a pool reach it. Pure functions over what the inventory knows.

Network storage is recognised by equal normalised sources (:func:`console.xml.storage.parse_repository` writes one spelling for one storage). A plain
folder has no source that two hosts could compare: it can be *declared* shared, and the console proves that before it believes it
(:class:`SharedFolder`, kept in the settings by pool). A repository of either kind has ``shared`` set; ``source`` or ``share_id`` is its identity.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from console.model.ids import HostId, Kind, Ref
from console.model.inventory import Inventory
from console.model.objects import Disk, Host, StorageRepository

FOLDER_TYPES = frozenset({"dir", "fs"})
"""Types of repositories that are shared only if somebody says so: the same folder (or cluster file system) mounted on several hosts."""


@dataclass(frozen=True, slots=True)
class SharedFolder:
    """Folder repositories of several hosts that are one folder: declared by the user and proved by a marker volume."""

    id: str
    pool: str  # id of the pool of its hosts
    members: tuple[tuple[HostId, str], ...]  # (host, UUID of its repository), the first is the one that wrote the marker
    proved: str = ""  # when, ISO 8601 in UTC


# --------------------------------------------------------------------------- one storage


def identity(repository: StorageRepository) -> str:
    """What is equal for two views of one storage; of storage that only its host has: something of its own."""
    if repository.shared:
        if repository.share_id:
            return f"share:{repository.share_id}"
        if repository.source:
            return repository.source
    return f"{repository.host}/{repository.uuid}"


def same_storage(a: StorageRepository, b: StorageRepository) -> bool:
    """Whether two repositories (of one host or of two) are the same storage: what one writes the other reads."""
    return identity(a) == identity(b)


def views(inventory: Inventory, repository: StorageRepository) -> tuple[StorageRepository, ...]:
    """All views of this storage in its host's pool, active or not, in the order of the hosts; for storage of one host: itself."""
    if not repository.shared:
        return (inventory_view(inventory, repository),)
    found = []
    for host in pool_hosts(inventory, repository.host):
        found += [other for other in inventory.repositories(host.id) if other.shared and same_storage(other, repository)]
    return tuple(found) or (repository,)


def inventory_view(inventory: Inventory, repository: StorageRepository) -> StorageRepository:
    """The repository as it is now; as it was given when it is gone."""
    now = inventory.get(repository.ref)
    return now if isinstance(now, StorageRepository) else repository


def view_on(inventory: Inventory, repository: StorageRepository, host: HostId) -> StorageRepository | None:
    """The same storage as that host of the pool sees it (an active view first); None where it has none."""
    there = [view for view in views(inventory, repository) if view.host == host]
    return next((view for view in there if view.active), there[0] if there else None)


def pool_hosts(inventory: Inventory, host: HostId) -> tuple[Host, ...]:
    """The hosts of this host's pool with itself; a standalone host alone; () for one that is gone."""
    own = inventory.host(host)
    if own is None:
        return ()
    if not own.record.pool or inventory.pool(own.record.pool) is None:
        return (own,)
    return tuple(each for each in inventory.hosts() if each.record.pool == own.record.pool)


def hosts_reaching(inventory: Inventory, repository: StorageRepository) -> tuple[Host, ...]:
    """Hosts of the pool on which this storage is active now (last known, where a host does not answer); for local storage its own host at most."""
    active = {view.host for view in views(inventory, repository) if view.active}
    return tuple(host for host in pool_hosts(inventory, repository.host) if host.id in active)


def hosts_missing(inventory: Inventory, repository: StorageRepository) -> tuple[tuple[Host, StorageRepository | None], ...]:
    """Hosts of the pool that don't reach a shared storage: with their inactive view of it, or None where they don't have it at all."""
    if not repository.shared:
        return ()
    reaching = {host.id for host in hosts_reaching(inventory, repository)}
    return tuple(
        (host, view_on(inventory, repository, host.id)) for host in pool_hosts(inventory, repository.host) if host.id not in reaching and host.loaded
    )


def shared_once(repositories: Iterable[StorageRepository]) -> list[StorageRepository]:
    """Shared repositories of a pool's hosts, each storage once: an active view stands for it, else the first."""
    seen: dict[str, StorageRepository] = {}
    for repository in repositories:
        if repository.shared:
            key = identity(repository)
            if key not in seen or (repository.active and not seen[key].active):
                seen[key] = repository
    return list(seen.values())


# --------------------------------------------------------------------------- where something is


def repository_of_path(inventory: Inventory, host: HostId, path: str) -> StorageRepository | None:
    """The repository of this host that a disk's path is in (a file, a device, RBD's ``pool/image``): active ones first, then the innermost."""
    found = [(repository.active, depth, repository) for repository in inventory.repositories(host) if (depth := _inside(repository, path)) >= 0]
    return max(found, key=lambda each: each[:2], default=(False, -1, None))[2]


def repository_of_disk(inventory: Inventory, host: HostId, disk: Disk) -> StorageRepository | None:
    """The repository that a VM's disk is in: named (``<source pool=…>``) or found by its path."""
    if disk.source_pool:
        return next((each for each in inventory.repositories(host) if each.name == disk.source_pool), None)
    return repository_of_path(inventory, host, disk.source) if disk.source else None


def inside(repository: StorageRepository, path: str) -> bool:
    """Whether a path is in this repository."""
    return _inside(repository, path) >= 0


def _inside(repository: StorageRepository, path: str) -> int:
    """How deep a path is in a repository: length of the matching beginning, -1 if it is not in it."""
    if repository.type in ("rbd", "gluster", "sheepdog") and repository.source:
        # rbd://hosts/pool[/namespace] has volumes pool/image; gluster://host/volume/folder has volume/folder/image and the whole URL
        inner = repository.source.partition("://")[2].partition("/")[2]
        beginnings: Sequence[str] = (inner, repository.source)
    elif repository.type in ("iscsi", "iscsi-direct", "scsi", "mpath") and repository.path.startswith("/dev"):
        # Devices of all targets are in one folder: the target's name tells whose they are.
        target = repository.source.rpartition("/")[2]
        return len(repository.path) if target and path.startswith(repository.path.rstrip("/") + "/") and f"-{target}-" in path else -1
    else:
        beginnings = (repository.path,)
    for beginning in beginnings:
        folder = beginning.rstrip("/")
        if folder and path.startswith(folder + "/"):
            return len(folder)
    return -1


# --------------------------------------------------------------------------- declared folders


def declared(share: Sequence[SharedFolder]) -> Mapping[Ref, str]:
    """Identity of the shared folder by reference of its repositories. A folder of fewer than two hosts is not shared."""
    return {Ref(Kind.STORAGE, host, uuid): each.id for each in share if len({host for host, _ in each.members}) > 1 for host, uuid in each.members}


def marked(repository: StorageRepository, shares: Mapping[Ref, str]) -> StorageRepository:
    """The repository with what was declared of it."""
    share_id = shares.get(repository.ref, "")
    if repository.type not in FOLDER_TYPES or (not share_id and not repository.share_id):
        return repository
    return dataclasses.replace(repository, shared=bool(share_id), share_id=share_id)


def to_table(share: SharedFolder) -> dict[str, Any]:
    """As the settings file keeps it."""
    return {
        "id": share.id,
        "proved": share.proved,
        "members": [{"host": str(host), "repository": uuid} for host, uuid in share.members],
    }


def from_table(pool: str, table: object) -> SharedFolder | None:
    """Read back what :func:`to_table` wrote; None for what can't be used."""
    if not isinstance(table, Mapping) or not isinstance(table.get("id"), str) or not table["id"] or not isinstance(table.get("members"), list):
        return None
    members = []
    for member in table["members"]:
        if not isinstance(member, Mapping) or not isinstance(member.get("host"), str) or not isinstance(member.get("repository"), str):
            return None
        members.append((HostId(member["host"]), member["repository"]))
    proved = table.get("proved")
    return SharedFolder(table["id"], pool, tuple(members), proved if isinstance(proved, str) else "")
