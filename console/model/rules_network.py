"""What can be done with virtual networks, why not, and what makes a good new one. Pure; the same answers for window and virtdeckctl."""

from __future__ import annotations

import enum
import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass

from console.model.inventory import Inventory
from console.model.objects import Host, HostKind, Network, Vm
from console.model.problems import FieldProblem
from console.model.rules import Reason, host_reason
from console.model.text import N_, Text, listed

Subnet = ipaddress.IPv4Network | ipaddress.IPv6Network


class NetworkVerb(enum.Enum):
    """Verbs; the value is the virtdeckctl name."""

    CREATE = "network-create"
    START = "network-start"
    STOP = "network-stop"
    AUTOSTART = "network-autostart"
    DELETE = "network-delete"


class NetworkKind(enum.Enum):
    """How a new network reaches the world."""

    NAT = "nat"
    ISOLATED = "isolated"
    ROUTED = "routed"
    BRIDGE = "bridge"


FORWARD_MODES = {NetworkKind.NAT: "nat", NetworkKind.ISOLATED: "", NetworkKind.ROUTED: "route", NetworkKind.BRIDGE: "bridge"}
"""libvirt's forward mode (https://libvirt.org/formatnetwork.html#connectivity); "" = none."""

KIND_TEXTS: dict[NetworkKind, tuple[Text, Text]] = {
    NetworkKind.NAT: (N_("NAT"), N_("VMs reach the outside through the host's address; nobody outside reaches them.")),
    NetworkKind.ISOLATED: (N_("Isolated"), N_("VMs reach each other and the host, and nothing else.")),
    NetworkKind.ROUTED: (N_("Routed"), N_("VMs have addresses that the routers around the host know.")),
    NetworkKind.BRIDGE: (N_("Bridge"), N_("VMs are in the network of a bridge that the host has already, as if plugged in there.")),
}


@dataclass(frozen=True, slots=True)
class NetworkSpec:
    """A network to be made. Addresses are the host's own in it, with prefix ("192.168.100.1/24"); "" = none."""

    name: str
    kind: NetworkKind = NetworkKind.NAT
    ipv4: str = ""
    dhcp_start: str = ""  # "" with dhcp_end: no DHCP
    dhcp_end: str = ""
    ipv6: str = ""
    bridge: str = ""  # NetworkKind.BRIDGE: name of the host's bridge
    device: str = ""  # NAT and routed: the host's device that traffic leaves by, "" = any
    start: bool = True
    autostart: bool = True


# --------------------------------------------------------------------------- what a host can


def why_not_kind(kind: NetworkKind, host: Host | None) -> Reason | None:
    """Why this kind of network can't be made on this host."""
    if (reason := host_reason(host)) is not None:
        return reason
    assert host is not None
    if "networks" in dict(host.missing):
        return Reason(dict(host.missing)["networks"])
    if host.session and host.kind is not HostKind.TEST:
        words = {
            NetworkKind.NAT: N_("A per-user libvirt may not set up NAT on its computer."),
            NetworkKind.BRIDGE: N_("A per-user libvirt may not connect VMs to a bridge of its computer."),
        }.get(kind, N_("A per-user libvirt may not make network devices on its computer."))
        return Reason(N_("{why} Its VMs use the user network (outgoing only); the system's libvirt (qemu:///system) can do more.", why=words))
    return None


def why_not_network(verb: NetworkVerb, subject: Network | Host | None, inventory: Inventory) -> Reason | None:
    """Why ``verb`` can't be done now; for CREATE the subject is a host."""
    if verb is NetworkVerb.CREATE:
        if not isinstance(subject, Host):
            return Reason(N_("Select a host."))
        reasons = [why_not_kind(kind, subject) for kind in NetworkKind]
        return None if any(reason is None for reason in reasons) else reasons[0]
    if not isinstance(subject, Network):
        return Reason(N_("Select a network."))
    if (reason := host_reason(inventory.host(subject.host))) is not None:
        return reason
    now = inventory.get(subject.ref)
    if not isinstance(now, Network):
        return Reason(N_("{name} does not exist any more.", name=subject.name))
    return _RULES[verb](now, inventory)


def _start(network: Network, inventory: Inventory) -> Reason | None:
    return Reason(N_("{name} is active already.", name=network.name)) if network.active else None


def _stop(network: Network, inventory: Inventory) -> Reason | None:
    if not network.active:
        return Reason(N_("{name} is not active.", name=network.name))
    running = [vm.name for vm in network_users(network, inventory) if vm.state.active]
    if running:
        return Reason(N_("{name} is used by running VMs: {vms}.", name=network.name, vms=listed(running)))
    return None


def _autostart(network: Network, inventory: Inventory) -> Reason | None:
    return None if network.persistent else Reason(N_("{name} is a temporary network: it can't start with the host.", name=network.name))


def _delete(network: Network, inventory: Inventory) -> Reason | None:
    users = [vm.name for vm in network_users(network, inventory)]
    if users:
        return Reason(N_("{name} is used by: {vms}.", name=network.name, vms=listed(users)))
    unread = [vm.name for vm in inventory.vms(network.host) if vm.config is None]
    if unread:
        return Reason(N_("Not all VMs of this host have been read yet, so it is not known whether one uses it: {names}.", names=listed(unread[:3])))
    return None


_RULES = {NetworkVerb.START: _start, NetworkVerb.STOP: _stop, NetworkVerb.AUTOSTART: _autostart, NetworkVerb.DELETE: _delete}


def network_users(network: Network, inventory: Inventory) -> tuple[Vm, ...]:
    """VMs and templates of its host with an interface in it, now or at the next start."""
    return tuple(
        vm
        for vm in inventory.vms(network.host)
        if any(
            nic.type == "network" and nic.source == network.name for config in (vm.config, vm.pending) if config is not None for nic in config.nics
        )
    )


# --------------------------------------------------------------------------- a new one

_NAME = re.compile(r"[^/\x00-\x1f]+")
_DEVICE = re.compile(r"[A-Za-z0-9_.:-]{1,15}")


def interface_of(text: str) -> ipaddress.IPv4Interface | ipaddress.IPv6Interface | None:
    """An address with its prefix; None for what is none."""
    try:
        return ipaddress.ip_interface(text.strip()) if "/" in text else None
    except ValueError:
        return None


def taken_subnets(networks: Sequence[Network]) -> tuple[tuple[str, Subnet], ...]:
    """(network's name, subnet) of all their addresses."""
    return tuple((each.name, found.network) for each in networks for address in each.addresses if (found := interface_of(address)) is not None)


def suggest_ipv4(networks: Sequence[Network]) -> tuple[str, str, str]:
    """A free 192.168.x.0/24: (address of the host, first and last address of DHCP). Begins behind libvirt's own 122; ("", "", "") if none is free."""
    taken = taken_subnets(networks)
    for third in (*range(123, 255), *range(1, 122)):
        subnet = ipaddress.ip_network(f"192.168.{third}.0/24")
        if not any(subnet.version == other.version and subnet.overlaps(other) for _, other in taken):
            return f"192.168.{third}.1/24", f"192.168.{third}.2", f"192.168.{third}.254"
    return "", "", ""


def problems(spec: NetworkSpec, host: Host | None, networks: Sequence[Network]) -> tuple[FieldProblem, ...]:
    """All that is wrong with a new network on this host, whose ``networks`` these are."""
    found: list[FieldProblem] = []
    reason = why_not_kind(spec.kind, host)
    if reason is not None:
        found.append(FieldProblem("kind", reason.text))
    name = spec.name.strip()
    if not name:
        found.append(FieldProblem("name", N_("Give the network a name.")))
    elif not _NAME.fullmatch(name):
        found.append(FieldProblem("name", N_("The name of a network can't contain “/”.")))
    elif any(each.name == name for each in networks):
        found.append(FieldProblem("name", N_("{host} already has a network with this name.", host=host.name if host is not None else "")))
    if spec.kind is NetworkKind.BRIDGE:
        if not _DEVICE.fullmatch(spec.bridge):
            found.append(FieldProblem("bridge", N_("Name the bridge of the host, like br0.")))
        return tuple(found)
    if spec.device and not _DEVICE.fullmatch(spec.device):
        found.append(FieldProblem("device", N_("“{text}” is not the name of a network device.", text=spec.device)))
    found += _ipv4_problems(spec, networks)
    found += _ipv6_problems(spec, networks)
    if not spec.ipv4 and not spec.ipv6 and spec.kind is not NetworkKind.ISOLATED:
        found.append(FieldProblem("ipv4", N_("The host needs an address in this network.")))
    return tuple(found)


def _overlap(field: str, subnet: Subnet, networks: Sequence[Network]) -> list[FieldProblem]:
    for name, other in taken_subnets(networks):
        if subnet.version == other.version and subnet.overlaps(other):
            return [FieldProblem(field, N_("{subnet} overlaps with {other} of the network {name}.", subnet=str(subnet), other=str(other), name=name))]
    return []


def _ipv4_problems(spec: NetworkSpec, networks: Sequence[Network]) -> list[FieldProblem]:
    if not spec.ipv4:
        return [FieldProblem("dhcp", N_("DHCP needs an IPv4 address of the host."))] if spec.dhcp_start or spec.dhcp_end else []
    own = interface_of(spec.ipv4)
    if not isinstance(own, ipaddress.IPv4Interface):
        return [FieldProblem("ipv4", N_("“{text}” is not an IPv4 address with its prefix, like 192.168.100.1/24.", text=spec.ipv4))]
    subnet = own.network
    if subnet.prefixlen > 30 or own.ip in (subnet.network_address, subnet.broadcast_address):
        return [FieldProblem("ipv4", N_("{address} can't be the host's address in {subnet}.", address=str(own.ip), subnet=str(subnet)))]
    return [*_overlap("ipv4", subnet, networks), *_dhcp_problems(spec, own)]


def _dhcp_problems(spec: NetworkSpec, own: ipaddress.IPv4Interface) -> list[FieldProblem]:
    if not spec.dhcp_start and not spec.dhcp_end:
        return []
    try:
        first, last = ipaddress.IPv4Address(spec.dhcp_start.strip()), ipaddress.IPv4Address(spec.dhcp_end.strip())
    except ValueError:
        return [FieldProblem("dhcp", N_("DHCP needs a first and a last IPv4 address."))]
    subnet = own.network
    if first not in subnet or last not in subnet or first == subnet.network_address or last == subnet.broadcast_address:
        return [FieldProblem("dhcp", N_("The DHCP addresses must be inside {subnet}.", subnet=str(subnet)))]
    if last < first:
        return [FieldProblem("dhcp", N_("The last DHCP address is before the first."))]
    if first <= own.ip <= last:
        return [FieldProblem("dhcp", N_("The DHCP addresses contain the host's own address {address}.", address=str(own.ip)))]
    return []


def _ipv6_problems(spec: NetworkSpec, networks: Sequence[Network]) -> list[FieldProblem]:
    if not spec.ipv6:
        return []
    own = interface_of(spec.ipv6)
    if not isinstance(own, ipaddress.IPv6Interface):
        return [FieldProblem("ipv6", N_("“{text}” is not an IPv6 address with its prefix, like fd00:1::1/64.", text=spec.ipv6))]
    return _overlap("ipv6", own.network, networks)
