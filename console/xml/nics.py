"""One network card of a domain, changed or made, for update-, attach- and detachDevice (https://libvirt.org/formatdomain.html#network-interfaces)."""

from __future__ import annotations

from lxml import etree

from console.model.errors import Cause, ConsoleError
from console.model.text import N_
from console.xml import tree
from console.xml.tree import attr

_SOURCE = {"network": "network", "bridge": "bridge"}


def _find(domain_xml: str, mac: str) -> etree._Element:
    for nic in tree.read(domain_xml, "domain").findall("devices/interface"):
        if attr(nic, "mac", "address").lower() == mac.lower():
            nic.tail = None
            return nic
    raise ConsoleError(N_("The VM has no network card {mac}.", mac=mac), cause=Cause.GONE)


def nic_xml(domain_xml: str, mac: str) -> str:
    """As it is."""
    return tree.write(_find(domain_xml, mac))


def linked_xml(domain_xml: str, mac: str, up: bool) -> str:
    """With its cable plugged in or not."""
    nic = _find(domain_xml, mac)
    for old in nic.findall("link"):
        nic.remove(old)
    nic.append(etree.Element("link", state="up" if up else "down"))
    return tree.write(nic)


def moved_nic_xml(domain_xml: str, mac: str, kind: str, source: str) -> str:
    """In another network ("network", "bridge") or in the user network ("user")."""
    nic = _find(domain_xml, mac)
    for name in ("source", "target", "virtualport", "backend"):
        for old in nic.findall(name):
            nic.remove(old)
    nic.set("type", kind)
    if kind in _SOURCE:
        nic.insert(1, etree.Element("source", {_SOURCE[kind]: source}))
    return tree.write(nic)


def new_nic_xml(mac: str, kind: str, source: str, model: str = "virtio") -> str:
    """A new card."""
    nic = etree.Element("interface", type=kind)
    etree.SubElement(nic, "mac", address=mac)
    if kind in _SOURCE:
        etree.SubElement(nic, "source", {_SOURCE[kind]: source})
    etree.SubElement(nic, "model", type=model)
    return tree.write(nic)
