"""Virtual networks → model (https://libvirt.org/formatnetwork.html)."""

from __future__ import annotations

import ipaddress

from lxml import etree

from console.model.ids import HostId
from console.model.objects import Network
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
