"""The verbs of virtual networks."""

from __future__ import annotations

from console.model.ids import HostId
from console.model.objects import Host, Network
from console.model.rules import Reason
from console.model.rules_network import NetworkVerb, why_not_network
from console.model.text import N_
from console.ui.commands.base import Command, Selection, Shell


class NewNetwork(Command):
    """The New network dialog, for the selected host or that of what is selected."""

    id, text, icon = "network-create", N_("New network…"), "network"
    tip = N_("NAT, isolated, routed, or plugged into a bridge of the host.")

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def _host(self, selection: Selection) -> Host | None:
        host: HostId | str = getattr(getattr(selection.one, "ref", None), "host", "")
        return self._shell.services.inventory.host(HostId(host)) if host else None

    def why_not(self, selection: Selection) -> Reason | None:
        return why_not_network(NetworkVerb.CREATE, self._host(selection), self._shell.services.inventory)

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        host = self._host(selection)
        if host is not None:
            self._shell.do("new-network", host.id)


class _OnNetwork(Command):
    """A verb for the selected networks."""

    verb: NetworkVerb

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def _networks(self, selection: Selection) -> tuple[Network, ...]:
        return tuple(thing for thing in selection.things if isinstance(thing, Network))

    def why_not(self, selection: Selection) -> Reason | None:
        networks = self._networks(selection)
        if not networks:
            return Reason(N_("Select a network."))
        reasons = [why_not_network(self.verb, each, self._shell.services.inventory) for each in networks]
        return None if any(reason is None for reason in reasons) else reasons[0]

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        from console.operations.network import change_network

        inventory = self._shell.services.inventory
        for each in self._networks(selection):
            if why_not_network(self.verb, each, inventory) is None:
                self._shell.start(change_network(each, self.verb, inventory))


class StartNetwork(_OnNetwork):
    """Start it."""

    id, text, icon = "network-start", N_("Start network"), "start"
    verb = NetworkVerb.START


class StopNetwork(_OnNetwork):
    """Stop it."""

    id, text, icon = "network-stop", N_("Stop network"), "shutdown"
    verb = NetworkVerb.STOP


class AutostartNetwork(_OnNetwork):
    """Start it with its host."""

    id, text, icon = "network-autostart", N_("Start with the host"), "autostart"
    verb = NetworkVerb.AUTOSTART
    checkable = True

    def checked(self) -> bool:
        networks = self._networks(self._shell.selection())
        return bool(networks) and all(each.autostart for each in networks)

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        from console.operations.network import change_network

        inventory, networks = self._shell.services.inventory, self._networks(selection)
        on = not all(each.autostart for each in networks)
        for each in networks:
            if why_not_network(self.verb, each, inventory) is None:
                self._shell.start(change_network(each, self.verb, inventory, on=on))


class DeleteNetwork(_OnNetwork):
    """Delete it, after a question."""

    id, text, icon = "network-delete", N_("Delete network…"), "delete"
    verb = NetworkVerb.DELETE

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        self._shell.spawn(self._ask(selection))

    async def _ask(self, selection: Selection) -> None:
        from console.operations.network import change_network

        services = self._shell.services
        for each in self._networks(selection):
            if why_not_network(self.verb, each, services.inventory) is not None:
                continue
            title = N_("Delete the network {name}?", name=each.name)
            text = N_("No VM uses it. It is stopped, and its definition with its DHCP settings is removed.")
            if await services.questions.confirm(title, text, verb=N_("Delete"), danger=True):
                self._shell.start(change_network(each, self.verb, services.inventory))


def network_commands(shell: Shell) -> list[Command]:
    """All of them."""
    return [kind(shell) for kind in (NewNetwork, StartNetwork, StopNetwork, AutostartNetwork, DeleteNetwork)]
