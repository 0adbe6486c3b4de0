"""Rows of the Storage tab, as data: disks of a VM, storage repositories of a host or pool."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from console.model.ids import Ref
from console.model.inventory import Inventory
from console.model.objects import Disk, Host, Pool, StorageRepository, Vm, Volume
from console.model.sharing import hosts_reaching, repository_of_disk, shared_once
from console.model.text import listed, tr
from console.ui import words
from console.ui.adapters.look import lost_on
from console.ui.tabs.host_sections import usage
from console.ui.tabs.list_table import Cell, Column, Line
from console.ui.tabs.vm_sections import bus_words, device_words, format_words, source_words, start_words

Lines = tuple[tuple[Column, ...], tuple[Line, ...]]


@dataclass(frozen=True, slots=True)
class DiskFacts:
    """What the host says of a VM's disk: its volume, None where it is none; how many disks it is based on."""

    volume: Volume | None
    depth: int | None = None


def vm_disks(vm: Vm) -> tuple[Disk, ...]:
    """Drives of the running configuration, and those that come with the next start."""
    found = {disk.target: disk for config in (vm.pending, vm.config) if config is not None for disk in config.disks}
    order = [disk.target for config in (vm.config, vm.pending) if config is not None for disk in config.disks]
    return tuple(found[target] for target in dict.fromkeys(order))


def disk_note(vm: Vm, disk: Disk) -> str:
    """Whether it comes or goes with the next start."""
    if vm.pending is None:
        return ""
    now = vm.config is not None and any(each.target == disk.target for each in vm.config.disks)
    then = any(each.target == disk.target for each in vm.pending.disks)
    if now and then:
        return ""
    return tr("from the next start") if then else tr("until the next start")


def disk_lines(vm: Vm, inventory: Inventory, facts: Mapping[str, DiskFacts]) -> Lines:
    """A VM's drives; ``facts`` by target, as far as they are known."""
    columns = (
        Column(tr("Device")),
        Column(tr("Kind")),
        Column(tr("Bus")),
        Column(tr("Format")),
        Column(tr("Size"), right=True),
        Column(tr("On disk"), right=True),
        Column(tr("Chain"), right=True),
        Column(tr("At start")),
        Column(tr("Source"), wide=True),
    )
    lines = []
    for disk in vm_disks(vm):
        known = facts.get(disk.target, DiskFacts(None))
        volume, depth = known.volume, known.depth if known.depth is not None else len(disk.backing)
        repository = repository_of_disk(inventory, vm.host, disk)
        note = disk_note(vm, disk)
        kind = device_words(disk)
        lines.append(
            Line(
                (
                    Cell(disk.guest_name or disk.target, tip=tr("libvirt's name: {name}", name=disk.target)),
                    Cell(f"{kind} ({note})" if note else kind, icon="cd" if disk.device == "cdrom" else "disk", colour="dim"),
                    Cell(bus_words(disk)),
                    Cell(format_words(disk)),
                    Cell(words.size(volume.capacity_bytes) if volume else "", sort=float(volume.capacity_bytes if volume else 0)),
                    Cell(words.size(volume.allocation_bytes) if volume else "", sort=float(volume.allocation_bytes if volume else 0)),
                    Cell(words.number(depth) if depth else "", sort=float(depth)),
                    Cell(start_words(disk)),
                    Cell(_where(disk, repository), tip="\n← ".join((disk.source, *disk.backing))),
                ),
                repository.ref if repository is not None else None,
            )
        )
    return columns, tuple(lines)


def _where(disk: Disk, repository: StorageRepository | None) -> str:
    """ "local: web.qcow2"; the whole source where it is in no repository."""
    if repository is None or not disk.source:
        return source_words(disk)
    return f"{repository.name}: {disk.source.rpartition('/')[2]}"


def shown_repositories(thing: Host | Pool, inventory: Inventory) -> tuple[StorageRepository, ...]:
    """A host's storage repositories; a pool's: each shared one once, then what only one host has."""
    if isinstance(thing, Host):
        return tuple(sorted(inventory.repositories(thing.id), key=lambda r: words.natural(r.name)))
    hosts = [host for host in inventory.hosts() if host.record.pool == thing.record.id]
    everything = [repository for host in hosts for repository in inventory.repositories(host.id)]
    shared = sorted(shared_once(everything), key=lambda r: words.natural(r.name))
    local = sorted((r for r in everything if not r.shared), key=lambda r: words.natural(r.name))
    return (*shared, *local)


def repository_lines(
    repositories: tuple[StorageRepository, ...], inventory: Inventory, virtual: Mapping[Ref, int], *, of_pool: bool = False
) -> Lines:
    """Storage repositories; ``virtual``: sum of their disks' sizes, as far as it is known. ``of_pool``: with their hosts in place of the path."""
    columns = (
        Column(tr("Name")),
        Column(tr("Type")),
        Column(tr("State")),
        Column(tr("Shared")),
        Column(tr("Used"), right=True),
        Column(tr("Size"), right=True),
        Column(tr("Over-commit"), right=True),
        Column(tr("Hosts") if of_pool else tr("Path"), wide=True),
    )
    return columns, tuple(_repository_line(each, inventory, virtual.get(each.ref), of_pool) for each in repositories)


def _repository_line(each: StorageRepository, inventory: Inventory, promised: int | None, of_pool: bool) -> Line:
    state, colour = words.state_words(each)
    if (lost := lost_on(each, inventory)) and each.active:
        state, colour = tr("Lost on {hosts}", hosts=lost), "warn"
    own = inventory.host(each.host)
    hosts = str(listed([host.name for host in hosts_reaching(inventory, each)] or ([own.name] if own is not None else [])))
    place = each.path or each.source
    part = usage(each.capacity_bytes, each.available_bytes)
    used = (each.capacity_bytes or 0) - (each.available_bytes or 0)
    over = promised / each.capacity_bytes if promised is not None and each.capacity_bytes else None
    over_tip = ""
    if promised is not None and each.capacity_bytes:
        over_tip = tr("Its disks may grow to {sum}; it holds {size}.", sum=words.size(promised), size=words.size(each.capacity_bytes))
    return Line(
        (
            Cell(each.name, icon=words.glyph(each), colour="dim", tip=place),
            Cell(str(words.STORAGE_TYPES.get(each.type, each.type))),
            Cell(state, colour=colour),
            Cell(tr("Yes") if each.shared else tr("No"), tip=hosts),
            Cell(f"{words.size(used)} ({words.percent(part * 100)})" if part is not None else "", sort=part or 0.0),
            Cell(words.size(each.capacity_bytes), sort=float(each.capacity_bytes or 0)),
            Cell(words.percent(over * 100) if over is not None else "", sort=over or 0.0, tip=over_tip, colour="warn" if over and over > 1 else ""),
            Cell(hosts, tip=hosts) if of_pool else Cell(place, tip=each.source or place),
        ),
        each.ref,
    )
