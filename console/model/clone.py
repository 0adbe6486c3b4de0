"""Which way a VM or template can be cloned, and on which hosts: the rules of the guide's §3, pure.

Two modes: a full copy, and copy-on-write, where the clone's disks hold only what it changes and everything else is read from the source's, which
must never change again. The pool rule: a clone runs on the hosts that reach all storage that it needs.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from console.model.ids import HostId
from console.model.inventory import Inventory
from console.model.objects import Disk, Host, HostKind, StorageRepository, Vm, VmConfig
from console.model.rules import Reason, Verb, host_reason, why_not
from console.model.sharing import hosts_reaching, pool_hosts, repository_of_disk, view_on
from console.model.text import N_, Text


class CloneMode(enum.Enum):
    """How a clone's disks are made; the value is virtdeckctl's word."""

    FULL = "full"
    COW = "cow"


MODE_TITLES = {CloneMode.FULL: N_("Full copy"), CloneMode.COW: N_("Copy-on-write")}
MODE_MEANINGS = {
    CloneMode.FULL: N_("The disks are copied whole. Takes time and space; the clone depends on nothing."),
    CloneMode.COW: N_("Only changed blocks are written; all else is read from the source. Made at once and thin, disk access is slightly slower."),
}

FILE_TYPES = frozenset({"dir", "fs", "netfs", "gluster", "vstorage", ""})
"""Repository types whose volumes are files: what overlays (qcow2) can be made in."""

_BLOCK_TYPES = frozenset({"logical", "disk", "iscsi", "iscsi-direct", "scsi", "mpath", "zfs"})
"""Types whose volumes are devices: they can be the base of overlays in a folder, and hold none."""

_NO_COPY = frozenset({"zfs", "disk", "iscsi", "iscsi-direct", "scsi", "mpath", "sheepdog"})
"""Types in which libvirt makes no volume from another one (no buildVolFrom in src/storage/storage_backend_*.c), or none at all."""


def own_disks(vm: Vm) -> tuple[Disk, ...]:
    """The disks that a clone gets of its own; both use the read-only and shareable ones and media. A template's are read-only to protect them."""
    config = vm.pending or vm.config
    if config is None:
        return ()
    return tuple(
        disk for disk in config.disks if disk.device == "disk" and disk.source and not disk.shareable and (vm.is_template or not disk.readonly)
    )


def needed_disks(vm: Vm) -> tuple[Disk, ...]:
    """Every disk and medium that a clone's host must reach."""
    config = vm.pending or vm.config
    return tuple(disk for disk in config.disks if disk.source) if config is not None else ()


# --------------------------------------------------------------------------- modes


def mode_why_not(mode: CloneMode, vm: Vm, inventory: Inventory, *, frozen: bool = False) -> Reason | None:
    """Why the VM can't be cloned in this mode; None when it can. ``frozen``: it is meant as it was in a snapshot, so its disks stay as they are."""
    if (reason := why_not(Verb.VM_CLONE, vm, inventory)) is not None:
        return reason
    if mode is CloneMode.COW:
        return _cow(vm, inventory, frozen=frozen)
    return _full(vm, inventory)


def _cow(vm: Vm, inventory: Inventory, *, frozen: bool) -> Reason | None:
    if not own_disks(vm):
        return Reason(N_("{name} has no disk of its own: a full copy is all there is.", name=vm.name))
    if vm.state.active:
        return Reason(N_("{name} is running: its disks change, and copy-on-write clones need disks that stay as they are.", name=vm.name))
    if not vm.is_template and not frozen:
        return Reason(
            N_("Copy-on-write clones need disks that never change again: convert {name} to a template first.", name=vm.name),
            "template-convert",
            N_("Convert to template"),
        )
    for disk in own_disks(vm):
        repository = repository_of_disk(inventory, vm.host, disk)
        kind = repository.type if repository is not None else ""
        if disk.source_type == "network" and kind != "rbd":
            return Reason(N_("Fast clone is not supported by the storage type of {disk}.", disk=disk.guest_name or disk.target))
        if kind in _BLOCK_TYPES and not any(r.active and r.type in FILE_TYPES for r in inventory.repositories(vm.host)):
            words = N_("{repository} ({type}) can't hold thin copy-on-write disks, and there is no folder repository.", repository=kind, type=kind)
            return Reason(words)
    return None


def _full(vm: Vm, inventory: Inventory) -> Reason | None:
    host = inventory.host(vm.host)
    if vm.state.active:
        if host is None or host.kind is not HostKind.QEMU:
            return Reason(N_("{name} is running: the hypervisor of its host can't copy disks in use.", name=vm.name), "vm-shutdown", N_("Shut down"))
        for disk in own_disks(vm):
            if disk.source_type == "network":
                return Reason(
                    N_("{name} is running, and its disk is on the network: shut it down first.", name=vm.name), "vm-shutdown", N_("Shut down")
                )
        return None
    for disk in own_disks(vm):
        repository = repository_of_disk(inventory, vm.host, disk)
        if repository is None:
            return Reason(N_("Its disk {disk} is in no storage repository: libvirt can copy only what is in one.", disk=disk.source))
        if not repository.active:
            return Reason(N_("The storage repository {name}, where its disk is, is not active.", name=repository.name))
        if repository.type == "rbd":
            return Reason(N_("libvirt makes only copy-on-write clones of disks on Ceph RBD ({repository}).", repository=repository.name))
    return None


# --------------------------------------------------------------------------- the pool rule


@dataclass(frozen=True, slots=True)
class CloneHost:
    """A host of the list; ``why_not`` None: it can run the clone."""

    host: Host
    why_not: Text | None = None


def clone_hosts(vm: Vm, inventory: Inventory) -> tuple[CloneHost, ...]:
    """All hosts, the source's own first; unfit ones with the reason.

    All disks on shared storage: any host of the pool that reaches it. One on local storage, or in no repository: only its own host.
    """
    own = [host for host in inventory.hosts() if host.id == vm.host]
    others = [host for host in inventory.hosts() if host.id != vm.host]
    return tuple(CloneHost(host, host_why_not(vm, host, inventory)) for host in (*own, *others))


def host_why_not(vm: Vm, host: Host, inventory: Inventory) -> Text | None:
    """Why this host can't run a clone of the VM."""
    if (reason := host_reason(host)) is not None:
        return reason.text
    if host.id == vm.host:
        return None
    home = inventory.host(vm.host)
    home_name = home.name if home is not None else str(vm.host)
    if host.id not in {each.id for each in pool_hosts(inventory, vm.host)}:
        return N_("It is not in the same pool as {host}.", host=home_name)
    if vm.state.active:
        return N_("{name} is running: it is copied by its own host.", name=vm.name)
    for disk in needed_disks(vm):
        if (why := _out_of_reach(vm, disk, host, home_name, inventory)) is not None:
            return why
    config = vm.pending or vm.config
    if config is None:
        return N_("The configuration of {name} is still being read.", name=vm.name)
    if host.guest_types and not any(t.arch == config.arch and config.domain_type in t.domain_types for t in host.guest_types):
        return N_("It can't run VMs of this kind ({arch}, {type}).", arch=config.arch, type=config.domain_type)
    if host.memory_bytes and config.memory_kib * 1024 > host.memory_bytes:
        return N_("It has too little memory.")
    return None


def _out_of_reach(vm: Vm, disk: Disk, host: Host, home: str, inventory: Inventory) -> Text | None:
    repository = repository_of_disk(inventory, vm.host, disk)
    if repository is None:
        return N_("The disk {disk} is in no storage repository: only {host} reaches it.", disk=disk.source, host=home)
    if not repository.shared:
        return N_(
            "The disk {disk} is on {repository}, a local storage repository of {host}.", disk=disk.target, repository=repository.name, host=home
        )
    if host.id not in {each.id for each in hosts_reaching(inventory, repository)}:
        return N_("It does not reach {repository}, where the disk {disk} is.", repository=repository.name, disk=disk.target)
    return None


def path_on(vm: Vm, disk: Disk, host: HostId, inventory: Inventory) -> str:
    """The disk's path as this host of the pool sees it (repositories may be mounted elsewhere); "" where it does not reach it."""
    if host == vm.host:
        return disk.source
    repository = repository_of_disk(inventory, vm.host, disk)
    there = view_on(inventory, repository, host) if repository is not None and repository.shared else None
    if repository is None or there is None or disk.source_pool:
        return disk.source if there is not None else ""
    folder = repository.path.rstrip("/")
    return there.path.rstrip("/") + disk.source[len(folder) :] if folder and disk.source.startswith(folder + "/") else disk.source


def missing_networks(vm: Vm, config: VmConfig, host: Host, mapped: Mapping[str, str], inventory: Inventory) -> tuple[Text, ...]:
    """Networks of the source that another host does not have: clones would not start there. ``mapped``: by MAC, what was chosen instead."""
    if host.id == vm.host:
        return ()
    there = {network.name for network in inventory.networks(host.id)}
    return tuple(
        N_("{host} has no network {name}: choose another one for the network card {mac}.", host=host.name, name=nic.source, mac=nic.mac)
        for nic in config.nics
        if nic.type == "network" and nic.source not in there and not mapped.get(nic.mac)
    )


# --------------------------------------------------------------------------- repositories


def repository_why_not(mode: CloneMode, vm: Vm, repository: StorageRepository, inventory: Inventory) -> Text | None:
    """Why the clone's disks can't be made in this repository of the target host."""
    if repository.problem is not None:
        return repository.problem
    if not repository.active:
        return N_("Not active.")
    if mode is CloneMode.COW or vm.state.active:
        if repository.type == "rbd" and mode is CloneMode.COW:
            sources = {repository_of_disk(inventory, vm.host, disk) for disk in own_disks(vm)}
            if all(each is not None and each.source == repository.source for each in sources):
                return None
        if repository.type not in FILE_TYPES:
            if repository.type == "logical":
                return N_("A copy-on-write disk on LVM would take its full size and slow the template down.")
            return N_("Disks of this kind can be made in folders only.")
        return None
    if repository.type in _NO_COPY:
        return N_("libvirt can't copy a disk into storage of this type ({type}).", type=repository.type)
    return None


def default_repository(mode: CloneMode, vm: Vm, host: HostId, inventory: Inventory) -> StorageRepository | None:
    """Where the clone's disks go when nobody says otherwise: where the source's first disk is, else the fit one with the most space."""
    fit = [r for r in inventory.repositories(host) if repository_why_not(mode, vm, r, inventory) is None]
    for disk in own_disks(vm):
        home = repository_of_disk(inventory, vm.host, disk)
        if home is None:
            continue
        there = home if host == vm.host else view_on(inventory, home, host)
        match = next((r for r in fit if there is not None and r.ref == there.ref), None)
        if match is not None:
            return match
    usable = [r for r in fit if r.name.casefold() not in ("iso library", "isos", "iso")]
    return max(usable, key=lambda r: (r.name == "local", r.name == "default", r.available_bytes or 0), default=None)


# --------------------------------------------------------------------------- names


_NUMBER = re.compile(r"#+")


def names_by_pattern(pattern: str, count: int, taken: Iterable[str], start: int = 1) -> tuple[str, ...]:
    """``count`` free names: "web-###" → web-001, web-002, …; taken numbers are left out. Without # the number follows "-"."""
    known = set(taken)
    match = _NUMBER.search(pattern)
    if match is None:
        pattern, match = f"{pattern}-#", _NUMBER.search(f"{pattern}-#")
    assert match is not None
    width, found, number = len(match[0]), list[str](), start
    while len(found) < count:
        name = f"{pattern[: match.start()]}{number:0{width}d}{pattern[match.end() :]}"
        if name not in known:
            known.add(name)
            found.append(name)
        number += 1
    return tuple(found)


def clone_name(source: str, taken: Sequence[str]) -> str:
    """A free name for one clone: "gold-clone", "gold-clone-2", …"""
    base, number = f"{source}-clone", 1
    while (name := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return name


def guest_host_name(name: str) -> str:
    """A host name from a VM's name: letters, digits and "-", at most 63."""
    return re.sub(r"[^a-zA-Z0-9]+", "-", name.strip()).strip("-").lower()[:63].rstrip("-") or "localhost"
