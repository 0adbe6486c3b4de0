"""A VM's network cards: added, removed, put into another network, cable in and out. Live where it runs, and at its next start."""

from __future__ import annotations

import enum
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from console.model.errors import Cause, ConsoleError
from console.model.inventory import Inventory
from console.model.objects import Nic, Vm
from console.model.rules import Reason, host_reason
from console.model.rules_network import NetworkKind, why_not_kind
from console.model.text import N_, Text
from console.operations.base import Context
from console.operations.subject import OnVm, current, host_name, refusal, wait_for
from console.xml.nics import linked_xml, moved_nic_xml, new_nic_xml, nic_xml

SHOW_SECONDS = 15.0
USER = "user"
"""What stands for the user network among the names of networks."""


class NicVerb(enum.Enum):
    """What is done to a network card."""

    ADD = "nic-add"
    REMOVE = "nic-remove"
    MOVE = "nic-move"
    PLUG = "nic-plug"
    UNPLUG = "nic-unplug"


def why_not_nic(verb: NicVerb, vm: Vm, nic: Nic | None, inventory: Inventory) -> Reason | None:
    """Why it can't be done now."""
    if (reason := host_reason(inventory.host(vm.host))) is not None:
        return reason
    if vm.config is None:
        return Reason(N_("The configuration of {name} is still being read.", name=vm.name))
    if vm.is_template:
        return Reason(N_("A template can not be used as a normal VM."))
    if verb is NicVerb.ADD:
        return None
    if nic is None:
        return Reason(N_("Select a network card."))
    if verb is NicVerb.PLUG and nic.link_up:
        return Reason(N_("Its cable is plugged in already."))
    if verb is NicVerb.UNPLUG and not nic.link_up:
        return Reason(N_("Its cable is unplugged already."))
    if verb is NicVerb.MOVE and nic.type not in ("network", "bridge", "user"):
        return Reason(N_("A network card of the type {type} can't be put into a network here.", type=nic.type))
    return None


def places(vm: Vm, inventory: Inventory) -> tuple[tuple[str, Text], ...]:
    """Where a card of this VM can be: (key, words); keys are names of active networks, and "user"."""
    host = inventory.host(vm.host)
    found = [(each.name, N_("Network {name}", name=each.name)) for each in inventory.networks(vm.host) if each.active]
    if host is not None and (host.session or why_not_kind(NetworkKind.NAT, host) is not None or not found):
        found.append((USER, N_("User network (outgoing only)")))
    return tuple(found)


@dataclass(frozen=True)
class ChangeNic(OnVm):
    """One change. ``mac``: the card's ("" for a new one); ``place``: see :func:`places`."""

    what: NicVerb
    mac: str = ""
    place: str = ""

    @property
    def title(self) -> Text:
        name = self.of.name
        match self.what:
            case NicVerb.ADD:
                return N_("Add a network card to {name}", name=name)
            case NicVerb.REMOVE:
                return N_("Remove a network card from {name}", name=name)
            case NicVerb.MOVE:
                return N_("Put a network card of {name} into another network", name=name)
            case NicVerb.PLUG:
                return N_("Plug in a network cable of {name}", name=name)
            case _:
                return N_("Unplug a network cable of {name}", name=name)

    @property
    def verb(self) -> str:
        return self.what.value

    @property
    def cancellable(self) -> bool:
        return False

    async def run(self, ctx: Context) -> str:
        vm = current(ctx, self.of)
        nic = _nic(vm, self.mac)
        attempt = N_("The network cards of {name} could not be changed", name=vm.name)
        if (reason := why_not_nic(self.what, vm, nic, ctx.inventory)) is not None:
            raise refusal(attempt, reason)
        if self.what in (NicVerb.ADD, NicVerb.MOVE) and self.place not in {key for key, _ in places(vm, ctx.inventory)}:
            host = host_name(ctx.inventory, vm.host)
            raise ConsoleError(
                N_("{attempt}: {host} has no active network {network}.", attempt=attempt, host=host, network=self.place), cause=Cause.INVALID
            )
        port = ctx.world.hosts.port(vm.host)
        mac = self.mac or _new_mac(ctx.inventory)
        call = {NicVerb.ADD: port.attach_device, NicVerb.REMOVE: port.detach_device}.get(self.what, port.update_device)
        make = self._xml(mac)

        async def change() -> None:
            if vm.state.active:
                await call(vm.uuid, make(await port.domain_xml(vm.uuid, secure=True)), live=True, config=False)
            if vm.persistent:
                stored = await port.domain_xml(vm.uuid, inactive=True, secure=True)
                await call(vm.uuid, make(stored), live=False, config=True)

        await ctx.shield(change())
        if not await wait_for(ctx.inventory, vm.ref, lambda now: now is None or self._shown(now, mac), SHOW_SECONDS):
            if self.what is NicVerb.REMOVE:
                raise ConsoleError(N_("{attempt}: the guest does not let the card go.", attempt=attempt), remedy=N_("It is gone at the next start."))
            raise ConsoleError(
                N_("{attempt}: the host does not show it yet.", attempt=attempt), cause=Cause.TIMEOUT, remedy=N_("Refresh the host (F5).")
            )
        return mac

    def _xml(self, mac: str) -> Callable[[str], str]:
        kind = "user" if self.place == USER else "network"
        match self.what:
            case NicVerb.ADD:
                return lambda xml: new_nic_xml(mac, kind, self.place)
            case NicVerb.REMOVE:
                return lambda xml: nic_xml(xml, mac)
            case NicVerb.MOVE:
                return lambda xml: moved_nic_xml(xml, mac, kind, self.place)
            case _:
                return lambda xml: linked_xml(xml, mac, self.what is NicVerb.PLUG)

    def _shown(self, vm: Vm, mac: str) -> bool:
        nic = _nic(vm, mac)
        match self.what:
            case NicVerb.ADD:
                return nic is not None
            case NicVerb.REMOVE:
                return nic is None
            case NicVerb.MOVE:
                return nic is not None and (nic.type == "user" if self.place == USER else nic.source == self.place)
            case _:
                return nic is not None and nic.link_up is (self.what is NicVerb.PLUG)


def _nic(vm: Vm, mac: str) -> Nic | None:
    return next((nic for nic in (vm.config.nics if vm.config is not None else ()) if nic.mac.lower() == mac.lower()), None)


def _new_mac(inventory: Inventory) -> str:
    """A free one of QEMU's own range."""
    taken = {nic.mac.lower() for vm in inventory.vms() if vm.config is not None for nic in vm.config.nics}
    while True:
        mac = "52:54:00:" + ":".join(f"{byte:02x}" for byte in secrets.token_bytes(3))
        if mac not in taken:
            return mac
