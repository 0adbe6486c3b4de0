"""Storage and Networking: tables of disks, repositories and volumes; of interfaces, networks and leases."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.model.errors import ConsoleError
from console.model.ids import Ref
from console.model.inventory import Inventory
from console.model.objects import Host, HostState, Lease, Network, StorageRepository, Vm, Volume
from console.model.text import N_, tr
from console.ui import words
from console.ui.services import Services
from console.ui.tabs.base import Spawn, Tab, Thing
from console.ui.tabs.list_table import Cell, Column, Line, ListTable
from console.ui.tabs.sections import Link
from console.ui.tabs.vm_sections import bus_words, device_words, nic_words, source_words, start_words

Lines = tuple[tuple[Column, ...], tuple[Line, ...]]


def disk_lines(vm: Vm) -> Lines:
    """A VM's drives."""
    columns = (
        Column(tr("Device")),
        Column(tr("Kind")),
        Column(tr("Bus")),
        Column(tr("Format")),
        Column(tr("At start")),
        Column(tr("Source"), wide=True),
    )
    lines = [
        Line(
            (
                Cell(disk.guest_name or disk.target, tip=tr("libvirt's name: {name}", name=disk.target)),
                Cell(device_words(disk), icon="cd" if disk.device == "cdrom" else "disk", colour="dim"),
                Cell(bus_words(disk)),
                Cell(disk.format),
                Cell(start_words(disk)),
                Cell(source_words(disk), tip="\n← ".join((disk.source, *disk.backing))),
            )
        )
        for disk in (vm.config.disks if vm.config else ())
    ]
    return columns, tuple(lines)


def repository_lines(host: Host, inventory: Inventory) -> Lines:
    """A host's storage repositories."""
    columns = (
        Column(tr("Name")),
        Column(tr("Type")),
        Column(tr("State")),
        Column(tr("Size"), right=True),
        Column(tr("Free"), right=True),
        Column(tr("Path"), wide=True),
    )
    lines = []
    for each in sorted(inventory.repositories(host.id), key=lambda r: words.natural(r.name)):
        state, colour = words.state_words(each)
        lines.append(
            Line(
                (
                    Cell(each.name, icon=words.glyph(each), colour="dim"),
                    Cell(str(words.STORAGE_TYPES.get(each.type, each.type))),
                    Cell(state, colour=colour),
                    Cell(words.size(each.capacity_bytes), sort=float(each.capacity_bytes or 0)),
                    Cell(words.size(each.available_bytes), sort=float(each.available_bytes or 0)),
                    Cell(each.path or each.source),
                ),
                each.ref,
            )
        )
    return columns, tuple(lines)


def volume_lines(volumes: Sequence[Volume], repository: StorageRepository, inventory: Inventory) -> Lines:
    """Virtual disks of a repository, and which VMs use them."""
    columns = (
        Column(tr("Name"), wide=True),
        Column(tr("Format")),
        Column(tr("Size"), right=True),
        Column(tr("On disk"), right=True),
        Column(tr("Based on")),
        Column(tr("Used by")),
    )
    users: dict[str, list[str]] = {}
    for vm in inventory.vms(repository.host):
        for disk in vm.config.disks if vm.config else ():
            path = f"{disk.source_pool}/{disk.source}" if disk.source_type == "volume" else disk.source
            users.setdefault(path, []).append(vm.name)
    lines = []
    for each in sorted(volumes, key=lambda v: words.natural(v.name)):
        used = users.get(each.path, []) + users.get(f"{repository.name}/{each.name}", [])
        iso = each.format == "iso" or each.name.endswith(".iso")
        lines.append(
            Line(
                (
                    Cell(each.name, tip=each.path, icon="iso" if iso else "disk", colour="dim"),
                    Cell(each.format or each.type),
                    Cell(words.size(each.capacity_bytes), sort=float(each.capacity_bytes)),
                    Cell(words.size(each.allocation_bytes), sort=float(each.allocation_bytes)),
                    Cell(each.backing.rpartition("/")[2], tip=each.backing),
                    Cell(", ".join(sorted(used))),
                )
            )
        )
    return columns, tuple(lines)


def nic_lines(vm: Vm) -> Lines:
    """A VM's interfaces."""
    columns = (Column(tr("MAC address")), Column(tr("Model")), Column(tr("Link")), Column(tr("Goes to")), Column(tr("Addresses"), wide=True))
    by_mac: dict[str, list[str]] = {}
    for address in vm.addresses:
        by_mac.setdefault(address.mac.lower(), []).append(address.ip)
    lines = [
        Line(
            (
                Cell(nic.mac, icon="nic", colour="dim"),
                Cell(nic.model),
                Cell(tr("connected") if nic.link_up else tr("cable unplugged"), colour="" if nic.link_up else "warn"),
                Cell(nic_words(nic)),
                Cell(", ".join(by_mac.get(nic.mac.lower(), ()))),
            )
        )
        for nic in (vm.config.nics if vm.config else ())
    ]
    return columns, tuple(lines)


def network_lines(host: Host, inventory: Inventory) -> Lines:
    """A host's networks."""
    columns = (Column(tr("Name")), Column(tr("State")), Column(tr("Bridge")), Column(tr("Addresses")), Column(tr("Connection"), wide=True))
    lines = []
    for each in sorted(inventory.networks(host.id), key=lambda n: words.natural(n.name)):
        state, colour = words.state_words(each)
        lines.append(
            Line(
                (
                    Cell(each.name, icon="network", colour="dim"),
                    Cell(state, colour=colour),
                    Cell(each.bridge),
                    Cell(", ".join(each.addresses)),
                    Cell(str(words.FORWARDS.get(each.forward, each.forward))),
                ),
                each.ref,
            )
        )
    return columns, tuple(lines)


def lease_lines(leases: Sequence[Lease], network: Network, inventory: Inventory) -> Lines:
    """DHCP leases of a network, with the VM where its interface is known."""
    columns = (Column(tr("Address")), Column(tr("MAC address")), Column(tr("Host name")), Column(tr("VM")), Column(tr("Valid for"), wide=True))
    owners = {nic.mac.lower(): vm for vm in inventory.vms(network.host) if vm.config for nic in vm.config.nics}
    lines = []
    for lease in sorted(leases, key=lambda lease: words.natural(lease.ip)):
        owner = owners.get(lease.mac.lower())
        left = words.duration(lease.expires - time.time()) if lease.expires else ""
        cells = (
            Cell(lease.ip),
            Cell(lease.mac),
            Cell(lease.hostname),
            Cell(owner.name if owner else ""),
            Cell(left, sort=lease.expires, tip=words.absolute(lease.expires) if lease.expires else ""),
        )
        lines.append(Line(cells, owner.ref if owner else None))
    return columns, tuple(lines)


class TableTab(Tab):
    """A table from the inventory, or one that is asked of the host when it is looked at."""

    def __init__(self, services: Services, follow: Callable[[Link], None], spawn: Spawn, parent: QWidget | None = None) -> None:
        super().__init__(services, follow, spawn, parent)
        self._subject: Ref | None = None
        self._asked: Ref | None = None
        self._answer: tuple[Volume, ...] | tuple[Lease, ...] | None = None
        self.table = ListTable(f"{self.id}_table", str(self.title))
        self.table.opened.connect(lambda ref: self.follow(Link("", "go", ref)))
        self.table.retried.connect(self.reload)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.addWidget(self.table)

    def _ask(self, thing: StorageRepository | Network, again: bool = False) -> bool:
        """Ask the host once for each object shown; True when the answer is there."""
        if self._asked == thing.ref and self._answer is not None and not again:
            return True
        if self._asked != thing.ref or again:
            self._asked = thing.ref
            if not again:
                self._answer = None
            self.spawn(self._fetch(thing))
        if self._answer is None:
            self.table.busy(tr("Reading…"))
        return self._answer is not None

    async def _fetch(self, thing: StorageRepository | Network) -> None:
        ref = thing.ref
        try:
            port = self.services.hosts.port(thing.host)
            answer = await (port.volumes(thing.uuid) if isinstance(thing, StorageRepository) else port.leases(thing.uuid))
        except ConsoleError as failure:
            if self._asked == ref:
                self.table.failed(" ".join(str(t) for t in (failure.text, failure.remedy) if t is not None), tr("Try again"))
            return
        if self._asked != ref:
            return
        self._answer = answer
        current = self.inventory.get(ref)
        if current is not None and self._subject == ref:
            self.show_things([current])

    def reload(self) -> None:
        thing = self.inventory.get(self._subject) if self._subject else None
        if isinstance(thing, (StorageRepository, Network)) and self._asked == thing.ref:
            self._ask(thing, again=True)

    def not_ready(self, thing: StorageRepository | Network) -> bool:
        """Says so and asks nothing where the host or the object can't answer."""
        host = self.inventory.host(thing.host)
        if host is None or host.state is not HostState.READY:
            self._asked = None
            self.table.show_lines((), (), "disconnect", tr("Not connected: this is read when the host answers."))
            return True
        if not thing.active:
            self._asked = None
            self.table.show_lines((), (), words.glyph(thing), tr("{name} is not active.", name=thing.name))
            return True
        return False


class StorageTab(TableTab):
    """Disks of a VM, repositories of a host, virtual disks of a repository."""

    id, title = "storage", N_("Storage")

    def fits(self, things: Sequence[Thing]) -> bool:
        return len(things) == 1 and isinstance(things[0], (Vm, Host, StorageRepository))

    def show_things(self, things: Sequence[Thing]) -> None:
        thing = things[0]
        if isinstance(thing, Vm):
            self._subject = thing.ref
            self.table.show_lines(*disk_lines(thing), "disk", tr("This VM has no disks."))
        elif isinstance(thing, Host):
            self._subject = thing.ref
            self.table.show_lines(*repository_lines(thing, self.inventory), "storage", tr("This host has no storage repository."))
        elif isinstance(thing, StorageRepository):
            self._subject = thing.ref
            if not self.not_ready(thing) and self._ask(thing):
                volumes = [each for each in (self._answer or ()) if isinstance(each, Volume)]
                empty = tr("Empty: nothing is stored in {name}.", name=thing.name)
                self.table.show_lines(*volume_lines(volumes, thing, self.inventory), "storage", empty)


class NetworkingTab(TableTab):
    """Interfaces of a VM, networks of a host, leases of a network."""

    id, title = "networking", N_("Networking")

    def fits(self, things: Sequence[Thing]) -> bool:
        return len(things) == 1 and isinstance(things[0], (Vm, Host, Network))

    def show_things(self, things: Sequence[Thing]) -> None:
        thing = things[0]
        if isinstance(thing, Vm):
            self._subject = thing.ref
            self.table.show_lines(*nic_lines(thing), "nic", tr("This VM has no network interface."))
        elif isinstance(thing, Host):
            self._subject = thing.ref
            text = tr("This host has no virtual network. VMs use a user network (outgoing only) or a bridge.")
            self.table.show_lines(*network_lines(thing, self.inventory), "network", text)
        elif isinstance(thing, Network):
            self._subject = thing.ref
            if not self.not_ready(thing) and self._ask(thing):
                leases = [each for each in (self._answer or ()) if isinstance(each, Lease)]
                self.table.show_lines(*lease_lines(leases, thing, self.inventory), "network", tr("No DHCP lease is in use."))
