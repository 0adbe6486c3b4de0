"""Hosts' CPUs as libvirt compares them: <cpu> elements from capabilities and domain capabilities."""

from __future__ import annotations

from lxml import etree

from console.xml import tree
from console.xml.tree import text


def of_domain_capabilities(xml: str) -> str:
    """The CPU that a guest with mode host-model gets there, as a <cpu> (as virsh hypervisor-cpu-compare takes it); "" where none is told."""
    root = tree.read(xml, "domainCapabilities")
    mode = next((each for each in root.findall("cpu/mode") if each.get("name") == "host-model" and each.get("supported", "yes") == "yes"), None)
    if mode is None or mode.find("model") is None:
        return ""
    cpu = etree.Element("cpu", mode="custom", match="exact")
    for each in mode:
        if each.tag in ("model", "vendor", "feature"):
            cpu.append(each)
    model = cpu.find("model")
    if model is not None:
        model.attrib.pop("usable", "")
    return tree.write(cpu)


def of_capabilities(xml: str) -> str:
    """The host's own CPU, without its topology; "" where it has no model (Xen, other architectures)."""
    cpu = tree.read(xml, "capabilities").find("host/cpu")
    if cpu is None or cpu.find("model") is None:
        return ""
    found = etree.Element("cpu")
    for each in cpu:
        if each.tag in ("arch", "model", "vendor", "feature"):
            found.append(each)
    return tree.write(found)


def model_of(xml: str) -> str:
    """Name of the model in a <cpu>, "" if there is none."""
    return text(tree.read(xml, "cpu"), "model")
