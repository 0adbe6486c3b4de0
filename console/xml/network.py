"""Virtual networks ↔ model (https://libvirt.org/formatnetwork.html)."""

from __future__ import annotations

import ipaddress

from lxml import etree

from console.model.ids import HostId
from console.model.objects import Network
from console.model.rules_network import FORWARD_MODES, NetworkKind, NetworkSpec, interface_of
from console.xml import tree
from console.xml.tree import attr, integer, text


def parse_network(xml: str, host: HostId, *, active: bool, autostart: bool, persistent: bool) -> Network:
    """A virtual network; ``addresses`` are the host's own in it, with prefix."""
    network = tree.read(xml, "network")
    forward = network.find("forward")
    return Network(
        host=host,
        uuid=text(network, "uuid"),
        name=text(network, "name"),
        active=active,
        autostart=autostart,
        persistent=persistent,
        forward="" if forward is None else forward.get("mode", "nat"),
        bridge=attr(network, "bridge", "name"),
        addresses=tuple(address for ip in network.findall("ip") if (address := _address(ip))),
        dhcp=any(ip.find("dhcp") is not None for ip in network.findall("ip")),
        portgroups=tuple(group.get("name", "") for group in network.findall("portgroup")),
    )


def _address(ip: etree._Element) -> str:
    address = ip.get("address", "")
    prefix = integer(ip.get("prefix"))
    if prefix is None and address:
        try:
            prefix = ipaddress.ip_interface(f"{address}/{ip.get('netmask')}" if ip.get("netmask") else address).network.prefixlen
        except ValueError:
            return address
    return f"{address}/{prefix}" if address else ""


def build_network(spec: NetworkSpec, uuid: str) -> str:
    """XML for virNetworkDefineXML under a UUID that we chose. The name of its own bridge is left to libvirt."""
    network = etree.Element("network")
    tree.sub(network, "name", text=spec.name.strip())
    tree.sub(network, "uuid", text=uuid)
    mode = FORWARD_MODES[spec.kind]
    if mode:
        forward = tree.sub(network, "forward", mode=mode)
        if spec.device and spec.kind is not NetworkKind.BRIDGE:
            forward.set("dev", spec.device)
    if spec.kind is NetworkKind.BRIDGE:
        tree.sub(network, "bridge", name=spec.bridge)
        return tree.write(network)
    tree.sub(network, "bridge", stp="on", delay="0")
    if (own := interface_of(spec.ipv4)) is not None:
        ip = tree.sub(network, "ip", address=str(own.ip), prefix=str(own.network.prefixlen))
        if spec.dhcp_start:
            tree.sub(tree.sub(ip, "dhcp"), "range", start=spec.dhcp_start.strip(), end=spec.dhcp_end.strip())
    if (own6 := interface_of(spec.ipv6)) is not None:
        tree.sub(network, "ip", family="ipv6", address=str(own6.ip), prefix=str(own6.network.prefixlen))
    return tree.write(network)
