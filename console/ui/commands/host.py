"""The verbs of hosts, repositories and pools."""

from __future__ import annotations

import dataclasses

from console.model.ids import HostId, host_ref
from console.model.objects import Host, HostState
from console.model.rules import Reason, Verb, why_not
from console.model.text import N_
from console.ui.commands.base import Command, Selection, Shell


class HostCommand(Command):
    """A verb for one or several hosts."""

    verb: Verb

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def hosts(self, selection: Selection) -> tuple[Host, ...]:
        """The hosts it is for."""
        return selection.hosts

    def why_not(self, selection: Selection) -> Reason | None:
        hosts = self.hosts(selection)
        if not hosts:
            return Reason(N_("Select a host."))
        reasons = [why_not(self.verb, host, self._shell.services.inventory) for host in hosts]
        return None if any(reason is None for reason in reasons) else reasons[0]

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        from console.operations import host as host_operations

        inventory = self._shell.services.inventory
        for host in self.hosts(selection):
            if why_not(self.verb, host, inventory) is None:
                self._shell.start(host_operations.on_host(self.verb, host.id, inventory))


class Connect(HostCommand):
    """Connect."""

    id, text, icon = "host-connect", N_("Connect"), "connect"
    verb = Verb.HOST_CONNECT


class Disconnect(HostCommand):
    """Disconnect; VMs run on."""

    id, text, icon = "host-disconnect", N_("Disconnect"), "disconnect"
    tip = N_("Its VMs run on.")
    verb = Verb.HOST_DISCONNECT


class Refresh(HostCommand):
    """Read again: the selected hosts, or the hosts of what is selected, or all."""

    id, text, icon, shortcut = "host-refresh", N_("Refresh"), "refresh", "F5"
    verb = Verb.HOST_REFRESH

    def hosts(self, selection: Selection) -> tuple[Host, ...]:
        inventory = self._shell.services.inventory
        wanted: dict[HostId, Host] = {}
        for thing in selection.things:
            ref = getattr(thing, "ref", None)
            host = inventory.host(ref.host) if ref is not None and ref.host else None
            if host is not None:
                wanted[host.id] = host
        return tuple(wanted.values()) or tuple(host for host in inventory.hosts() if host.state is HostState.READY)


class Remove(HostCommand):
    """Take it off the list."""

    id, text, icon = "host-remove", N_("Remove from the list…"), "delete"
    tip = N_("Nothing on the host itself changes.")
    verb = Verb.HOST_REMOVE

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        self._shell.spawn(self._ask(selection))

    async def _ask(self, selection: Selection) -> None:
        from console.operations import host as host_operations

        for host in selection.hosts:
            title = N_("Remove {host} from the list?", host=host.name)
            text = N_("Its VMs run on, and nothing on the host changes. It can be added again at any time.")
            if await self._shell.services.questions.confirm(title, text, verb=N_("Remove"), danger=True):
                self._shell.start(host_operations.on_host(Verb.HOST_REMOVE, host.id, self._shell.services.inventory))


class Acceleration(HostCommand):
    """Override what the check of KVM found."""

    id, text, icon = "host-acceleration", N_("Acceleration…"), "bolt"
    verb = Verb.HOST_ACCELERATION

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        from console.ui.dialogs.acceleration import AccelerationDialog

        AccelerationDialog(self._shell.services, selection.hosts[0].id, self._shell.widget()).open()


class Autoconnect(HostCommand):
    """Connect when Virtdeck starts."""

    id, text, icon = "host-autoconnect", N_("Connect at start"), "connect"
    checkable = True

    def why_not(self, selection: Selection) -> Reason | None:
        return None if selection.hosts else Reason(N_("Select a host."))

    def checked(self) -> bool:
        hosts = self._shell.selection().hosts
        return bool(hosts) and all(host.record.autoconnect for host in hosts)

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        turn_on = not all(host.record.autoconnect for host in selection.hosts)
        for host in selection.hosts:
            self._shell.spawn(self._shell.services.hosts.update(dataclasses.replace(host.record, autoconnect=turn_on)))


class Add(Command):
    """The Add host dialog."""

    id, text, icon = "host-add", N_("Add host"), "add-host"

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        from console.ui.dialogs.add_host import AddHostDialog

        dialog = AddHostDialog(self._shell.services, self._shell.widget())
        dialog.added.connect(lambda host: self._shell.select([host_ref(HostId(host))]))
        dialog.open()


def host_commands(shell: Shell) -> list[Command]:
    """All of them."""
    kinds = (Add, Connect, Disconnect, Refresh, Remove, Acceleration, Autoconnect)
    return [kind(shell) for kind in kinds]
