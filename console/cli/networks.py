"""Verbs for virtual networks."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from console.cli.session import Session
from console.model.errors import Cause, ConsoleError
from console.model.inventory import Inventory
from console.model.objects import Network
from console.model.rules_network import NetworkKind, NetworkSpec, NetworkVerb, network_users, suggest_ipv4
from console.model.text import N_, tr
from console.operations.network import change_network, create_network

COLUMNS = (N_("NAME"), N_("HOST"), N_("STATE"), N_("CONNECTION"), N_("BRIDGE"), N_("ADDRESSES"), N_("VMS"))
KINDS = {"nat": "nat", "route": "routed", "bridge": "bridge", "": "isolated"}
"""libvirt's forward modes by the names of network-create; others are shown as they are."""


def add_parsers(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The words of these verbs."""
    listing = add("network-list", tr("List the virtual networks of all hosts."))
    listing.add_argument("--host", metavar="HOST", action="append", default=[], help=tr("of this host only"))
    create = add("network-create", tr("Create a virtual network on a host, and start it."))
    create.add_argument("name", metavar="NAME", help=tr("name of the new network"))
    create.add_argument("--host", metavar="HOST", help=tr("where (default: the only host that is there)"))
    create.add_argument("--kind", choices=[kind.value for kind in NetworkKind], default="nat", help=tr("how it reaches the world (default: nat)"))
    create.add_argument("--ipv4", metavar="ADDRESS/PREFIX", help=tr("the host's address in it (default: a free one; “none” = none)"))
    create.add_argument("--dhcp", metavar="FIRST-LAST", help=tr("addresses for DHCP (default: all that are free; “none” = no DHCP)"))
    create.add_argument("--ipv6", metavar="ADDRESS/PREFIX", default="", help=tr("the host's IPv6 address in it (default: none)"))
    create.add_argument("--bridge", metavar="NAME", default="", help=tr("with --kind bridge: the bridge of the host"))
    create.add_argument("--device", metavar="NAME", default="", help=tr("the host's device that traffic leaves by (default: any)"))
    create.add_argument("--no-start", action="store_true", help=tr("do not start it"))
    create.add_argument("--no-autostart", action="store_true", help=tr("do not start it with the host"))
    for verb, text in (
        (NetworkVerb.START, tr("Start networks.")),
        (NetworkVerb.STOP, tr("Stop networks that no running VM uses.")),
        (NetworkVerb.DELETE, tr("Delete networks that no VM uses.")),
        (NetworkVerb.AUTOSTART, tr("Start networks with their host, or with --off no more.")),
    ):
        new = add(verb.value, text)
        new.add_argument("networks", metavar="NETWORK", nargs="+", help=tr("name or UUID"))
        new.add_argument("--host", metavar="HOST", action="append", default=[], help=tr("look on this host only"))
        if verb is NetworkVerb.AUTOSTART:
            new.add_argument("--off", action="store_true", help=tr("do not start them with the host"))


def network_json(network: Network, session: Session) -> dict[str, Any]:
    """One network."""
    return {
        "name": network.name,
        "uuid": network.uuid,
        "host": session.host_name(network.host),
        "active": network.active,
        "autostart": network.autostart,
        "persistent": network.persistent,
        "kind": KINDS.get(network.forward, network.forward),
        "bridge": network.bridge,
        "addresses": list(network.addresses),
        "dhcp": network.dhcp,
        "portgroups": list(network.portgroups),
        "vms": [vm.name for vm in network_users(network, session.inventory)],
    }


def _print(session: Session, networks: list[Network]) -> None:
    if session.output.json:
        session.output.document([network_json(each, session) for each in networks])
        return
    rows = []
    for each in networks:
        data = network_json(each, session)
        state = str(N_("active")) if each.active else str(N_("inactive"))
        rows.append([each.name, data["host"], state, data["kind"], each.bridge, ", ".join(each.addresses), str(len(data["vms"]))])
    session.output.table(COLUMNS, rows)


async def network_list(session: Session, args: argparse.Namespace) -> None:
    """network-list."""
    hosts = {host.id for host in await session.connect(args.host, args.timeout, everything=True)}
    networks = [each for each in session.inventory.networks() if each.host in hosts]
    _print(session, sorted(networks, key=lambda each: (each.name.casefold(), session.host_name(each.host))))


async def network_create(session: Session, args: argparse.Namespace) -> None:
    """network-create."""
    hosts = await session.connect([args.host] if args.host else [], args.timeout, everything=True)
    if len(hosts) != 1:
        raise ConsoleError(N_("Say on which host the network is to be made."), cause=Cause.INVALID, remedy=N_("Use --host."))
    operation = create_network(hosts[0].id, _spec(args, session.inventory.networks(hosts[0].id)), session.inventory)
    uuid = await session.run(operation)
    _print(session, [each for each in session.inventory.networks(hosts[0].id) if each.uuid == uuid])


def _spec(args: argparse.Namespace, networks: list[Network]) -> NetworkSpec:
    """The options as a specification; what is not said is chosen as the window does."""
    kind = NetworkKind(args.kind)
    if kind is NetworkKind.BRIDGE:
        return NetworkSpec(args.name, kind, bridge=args.bridge, start=not args.no_start, autostart=not args.no_autostart)
    address, first, last = suggest_ipv4(networks)
    if args.ipv4 is not None:
        address, first, last = ("" if args.ipv4 == "none" else args.ipv4), "", ""
    if args.dhcp is not None:
        first, _, last = ("", "", "") if args.dhcp == "none" else args.dhcp.partition("-")
    return NetworkSpec(args.name, kind, address, first, last, args.ipv6, device=args.device, start=not args.no_start, autostart=not args.no_autostart)


async def network_change(session: Session, args: argparse.Namespace) -> None:
    """network-start, network-stop, network-autostart, network-delete."""
    await session.connect(args.host, args.timeout, everything=True)
    networks = _named(session.inventory, args.networks)
    what = NetworkVerb(args.verb)
    on = not getattr(args, "off", False)
    failures = await session.run_all([change_network(each, what, session.inventory, on=on) for each in networks])
    left = [
        now
        for each, failure in zip(networks, failures, strict=True)
        if failure is None and isinstance(now := session.inventory.get(each.ref), Network)
    ]
    _print(session, left)


def _named(inventory: Inventory, words: list[str]) -> list[Network]:
    """The networks with these names or UUIDs; ConsoleError when one is not there, or there are several."""
    found = []
    for word in words:
        same = [each for each in inventory.networks() if word in (each.name, each.uuid)]
        if not same:
            raise ConsoleError(N_("There is no network {name}.", name=word), cause=Cause.GONE)
        if len(same) > 1:
            raise ConsoleError(N_("Several hosts have a network {name}.", name=word), cause=Cause.INVALID, remedy=N_("Use --host."))
        found.append(same[0])
    return found


VERBS = {
    "network-list": network_list,
    "network-create": network_create,
    **{verb.value: network_change for verb in NetworkVerb if verb is not NetworkVerb.CREATE},
}
