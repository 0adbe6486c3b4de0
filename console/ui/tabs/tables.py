"""Networking: tables of interfaces, networks and leases."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.model.errors import ConsoleError
from console.model.ids import HostId, Kind, Ref
from console.model.inventory import Inventory
from console.model.objects import Host, HostState, Lease, Network, Nic, Pool, Vm
from console.model.rules_network import NetworkVerb, network_users, why_not_network
from console.model.text import N_, tr
from console.operations.nics import ChangeNic, NicVerb, places, why_not_nic
from console.operations.subject import target
from console.ui import words
from console.ui.services import Services
from console.ui.tabs.base import Spawn, Tab
from console.ui.tabs.buttons import Button, ButtonRow
from console.ui.tabs.kinds import NETWORKING, Thing
from console.ui.tabs.list_table import Cell, Column, Line, ListTable
from console.ui.tabs.sections import Link
from console.ui.tabs.vm_sections import nic_words

Lines = tuple[tuple[Column, ...], tuple[Line, ...]]


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


def network_lines(hosts: Sequence[Host], inventory: Inventory) -> Lines:
    """Networks of one host, or of several: then with the host's name."""
    several = len(hosts) != 1
    columns = (
        Column(tr("Name")),
        *((Column(tr("Host")),) if several else ()),
        Column(tr("State")),
        Column(tr("At start")),
        Column(tr("Bridge")),
        Column(tr("Addresses")),
        Column(tr("DHCP")),
        Column(tr("VMs"), right=True),
        Column(tr("Connection"), wide=True),
    )
    lines = []
    networks = [(each, host) for host in hosts for each in inventory.networks(host.id)]
    for each, host in sorted(networks, key=lambda pair: (words.natural(pair[0].name), words.natural(pair[1].name))):
        state, colour = words.state_words(each)
        users = network_users(each, inventory)
        cells = (
            Cell(
                each.name, icon="network", colour="dim", tip=tr("Port groups: {names}", names=", ".join(each.portgroups)) if each.portgroups else ""
            ),
            *((Cell(host.name),) if several else ()),
            Cell(state, colour=colour),
            Cell(tr("with the host") if each.autostart else ""),
            Cell(each.bridge),
            Cell(", ".join(each.addresses)),
            Cell(tr("Yes") if each.dhcp else ""),
            Cell(str(len(users)) if users else "", sort=float(len(users)), tip="\n".join(vm.name for vm in users)),
            Cell(str(words.FORWARDS.get(each.forward, each.forward))),
        )
        lines.append(Line(cells, each.ref))
    return columns, tuple(lines)


def lease_lines(leases: Sequence[Lease], network: Network, inventory: Inventory) -> Lines:
    """Who is in a network: network cards of VMs, and DHCP leases; together where the MAC address is the same."""
    columns = (
        Column(tr("VM")),
        Column(tr("MAC address")),
        Column(tr("Link")),
        Column(tr("Port group")),
        Column(tr("Address")),
        Column(tr("Host name")),
        Column(tr("Valid for"), wide=True),
    )
    by_mac: dict[str, list[Lease]] = {}
    for lease in leases:
        by_mac.setdefault(lease.mac.lower(), []).append(lease)
    rows: list[tuple[Vm | None, Nic | None, Lease | None]] = []
    for vm in sorted(network_users(network, inventory), key=lambda vm: words.natural(vm.name)):
        for nic in vm.config.nics if vm.config is not None else ():
            if nic.type == "network" and nic.source == network.name:
                rows += [(vm, nic, lease) for lease in by_mac.pop(nic.mac.lower(), ()) or (None,)]
    rows += [(None, None, lease) for found in by_mac.values() for lease in found]
    lines = []
    for owner, card, given in rows:
        expires = given.expires if given is not None else 0.0
        link = "" if card is None else tr("connected") if card.link_up else tr("cable unplugged")
        cells = (
            Cell(owner.name if owner is not None else "", icon=words.glyph(owner) if owner is not None else "", colour="dim"),
            Cell(card.mac if card is not None else given.mac if given is not None else ""),
            Cell(link, colour="warn" if card is not None and not card.link_up else ""),
            Cell(card.portgroup if card is not None else ""),
            Cell(given.ip if given is not None else ""),
            Cell(given.hostname if given is not None else ""),
            Cell(words.duration(expires - time.time()) if expires else "", sort=expires, tip=words.absolute(expires) if expires else ""),
        )
        lines.append(Line(cells, owner.ref if owner is not None else None))
    return columns, tuple(lines)


class TableTab(Tab):
    """A table from the inventory, or one that is asked of the host when it is looked at."""

    def __init__(self, services: Services, follow: Callable[[Link], None], spawn: Spawn, parent: QWidget | None = None) -> None:
        super().__init__(services, follow, spawn, parent)
        self._subject: Ref | None = None
        self._asked: Ref | None = None
        self._answer: tuple[Lease, ...] | None = None
        self.table = ListTable(f"{self.id}_table", str(self.title))
        self.table.opened.connect(lambda ref: self.follow(Link("", "go", ref)))
        self.table.retried.connect(self.reload)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 16)
        column.addWidget(self.table)

    def _ask(self, thing: Network, again: bool = False) -> bool:
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

    async def _fetch(self, thing: Network) -> None:
        ref = thing.ref
        try:
            port = self.services.hosts.port(thing.host)
            answer = await port.leases(thing.uuid)
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
        if isinstance(thing, Network) and self._asked == thing.ref:
            self._ask(thing, again=True)

    def not_ready(self, thing: Network) -> bool:
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


class NetworkingTab(TableTab):
    """Network cards of a VM, networks of a host or pool, who is in a network."""

    kind = NETWORKING

    def __init__(self, services: Services, follow: Callable[[Link], None], spawn: Spawn, parent: QWidget | None = None) -> None:
        super().__init__(services, follow, spawn, parent)
        self.buttons = ButtonRow("networking_buttons")
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.setSpacing(8)
        column.insertWidget(0, self.buttons)
        self.table.selection_changed.connect(self.buttons.refresh)

    def show_things(self, things: Sequence[Thing]) -> None:
        thing = things[0]
        if isinstance(thing, Vm):
            self._subject = thing.ref
            self.table.show_lines(*nic_lines(thing), "nic", tr("This VM has no network interface."))
        elif isinstance(thing, Host):
            self._subject = thing.ref
            text = tr("This host has no virtual network. VMs use a user network (outgoing only) or a bridge.")
            self.table.show_lines(*network_lines((thing,), self.inventory), "network", text)
        elif isinstance(thing, Pool):
            self._subject = thing.ref
            hosts = [host for host in self.inventory.hosts() if host.record.pool == thing.record.id]
            self.table.show_lines(*network_lines(hosts, self.inventory), "network", tr("No host of this pool has a virtual network."))
        elif isinstance(thing, Network):
            self._subject = thing.ref
            if not self.not_ready(thing) and self._ask(thing):
                text = tr("No VM has a network card in it, and no DHCP lease is in use.")
                self.table.show_lines(*lease_lines(self._answer or (), thing, self.inventory), "network", text)
        self.buttons.show_buttons(self._buttons(thing))

    # ------------------------------------------------------------------ what can be done

    def _buttons(self, thing: Thing) -> tuple[Button, ...]:
        if isinstance(thing, Vm):
            return self._nic_buttons()
        own = isinstance(thing, Network)

        def chosen() -> Network | None:
            found = self.inventory.get(self._subject if own and self._subject is not None else self._chosen_ref() or _NOTHING)
            return found if isinstance(found, Network) else None

        def verb(verb: NetworkVerb, text: str, icon: str) -> Button:
            def why() -> str:
                reason = why_not_network(verb, chosen(), self.inventory)
                return str(reason.text) if reason is not None else ""

            def press() -> None:
                network = chosen()
                if network is not None:
                    self.follow(Link("", verb.value, network.ref))

            return Button(verb.value, text, icon, press, why)

        found = [
            verb(NetworkVerb.START, tr("Start"), "start"),
            verb(NetworkVerb.STOP, tr("Stop"), "force-off"),
            verb(NetworkVerb.AUTOSTART, tr("Start with the host"), "autostart"),
            verb(NetworkVerb.DELETE, tr("Delete…"), "delete"),
        ]
        if isinstance(thing, Host):

            def why_no_new() -> str:
                now = self.inventory.get(thing.ref)
                reason = why_not_network(NetworkVerb.CREATE, now if isinstance(now, Host) else None, self.inventory)
                return str(reason.text) if reason is not None else ""

            new = Button("network-create", tr("New…"), "add", lambda: self.follow(Link("", "network-create", thing.ref)), why_no_new)
            found.insert(0, new)
        return tuple(found)

    def _chosen_ref(self) -> Ref | None:
        rows = self.table.selected_rows()
        return self.table.model.line(rows[0]).ref if len(rows) == 1 else None

    def _nic_buttons(self) -> tuple[Button, ...]:
        verbs = (
            (NicVerb.ADD, tr("Add…"), "add"),
            (NicVerb.REMOVE, tr("Remove…"), "delete"),
            (NicVerb.MOVE, tr("Change network…"), "network"),
            (NicVerb.PLUG, tr("Plug in"), "connect"),
            (NicVerb.UNPLUG, tr("Unplug"), "disconnect"),
        )
        return tuple(self._nic_button(verb, text, icon) for verb, text, icon in verbs)

    def _nic_button(self, verb: NicVerb, text: str, icon: str) -> Button:
        return Button(verb.value, text, icon, lambda: self.spawn(self._change_nic(verb)), lambda: self._why_no_nic(verb))

    def _nic(self) -> tuple[Vm | None, Nic | None]:
        vm = self.inventory.vm(self._subject) if self._subject is not None else None
        rows = self.table.selected_rows()
        if vm is None or vm.config is None or (len(rows) != 1 and len(vm.config.nics) != 1):
            return vm, None
        mac = self.table.model.line(rows[0] if len(rows) == 1 else 0).cells[0].text
        return vm, next((nic for nic in vm.config.nics if nic.mac == mac), None)

    def _why_no_nic(self, verb: NicVerb) -> str:
        vm, nic = self._nic()
        if vm is None:
            return tr("The VM does not exist any more.")
        reason = why_not_nic(verb, vm, nic, self.inventory)
        return str(reason.text) if reason is not None else ""

    async def _change_nic(self, verb: NicVerb) -> None:
        vm, nic = self._nic()
        if vm is None:
            return
        questions, place = self.services.questions, ""
        if verb in (NicVerb.ADD, NicVerb.MOVE):
            options = places(vm, self.inventory)
            now = nic.source if verb is NicVerb.MOVE and nic is not None else ""
            default = now if now in {key for key, _ in options} else options[0][0] if options else ""
            title = N_("Network of the new card") if verb is NicVerb.ADD else N_("Change the network")
            chosen = await questions.choose(title, N_("Which network is it plugged into?"), options, default=default) if options else None
            if chosen is None:
                return
            place = chosen
        elif verb is NicVerb.REMOVE:
            title = N_("Remove the network card {mac} from {name}?", mac=nic.mac if nic is not None else "", name=vm.name)
            text = N_("Connections of the guest over it end.")
            if not await questions.confirm(title, text, verb=N_("Remove"), danger=True):
                return
        mac = nic.mac if nic is not None and verb is not NicVerb.ADD else ""
        self.services.runner.start(ChangeNic(target(vm, self.inventory), verb, mac, place))


_NOTHING = Ref(Kind.NETWORK, HostId(""), "")
