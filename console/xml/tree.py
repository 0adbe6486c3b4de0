"""Reading and writing XML safely: no entities, no network, no document types; damaged XML is one clear sentence."""

from __future__ import annotations

import re

from lxml import etree

from console.model.errors import Cause, ConsoleError
from console.model.text import N_, Text

VIRTDECK_NS = "urn:virtdeck:1"
VIRTDECK_KEY = "virtdeck"
"""Namespace and key (prefix) of our metadata element, for virDomainSetMetadata."""

OSINFO_NS = "http://libosinfo.org/xmlns/libvirt/domain/1.0"
"""Namespace of libosinfo's metadata element, as virt-manager, cockpit and Boxes write it."""

_UNREADABLE = {
    "domain": N_("The configuration of the VM can't be read: its XML is damaged."),
    "capabilities": N_("The capabilities of the host can't be read: their XML is damaged."),
    "domainCapabilities": N_("What VMs this host can run can't be read: the XML is damaged."),
    "pool": N_("The storage repository can't be read: its XML is damaged."),
    "volume": N_("The virtual disk can't be read: its XML is damaged."),
    "network": N_("The network can't be read: its XML is damaged."),
    "vm": N_("What Virtdeck keeps in the VM's metadata can't be read: the XML is damaged."),
}
_UNITS = {"b": 1, "bytes": 1, "": 1} | {
    name: base**power for power, letter in enumerate("kmgtpe", 1) for name, base in ((letter, 1024), (f"{letter}ib", 1024), (f"{letter}b", 1000))
}
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def unreadable(root: str, detail: str) -> ConsoleError:
    """The error for XML that should be a ``root`` element and is not."""
    text: Text = _UNREADABLE.get(root, N_("The XML can't be read: it is damaged."))
    return ConsoleError(text, cause=Cause.INVALID, detail=detail)


def read(xml: str, root: str) -> etree._Element:
    """Parse ``xml``, whose root element must be ``root`` (any namespace). ConsoleError(INVALID) if it is anything else."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False)
    try:
        element = etree.fromstring(_DECLARATION.sub("", xml, count=1).encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as problem:  # ValueError: lone surrogates
        raise unreadable(root, str(problem)) from problem
    document = element.getroottree().docinfo
    if document.internalDTD is not None or document.externalDTD is not None:
        raise unreadable(root, "document type declarations are refused")
    if etree.QName(element).localname != root:
        raise unreadable(root, f"the root element is <{element.tag}>, not <{root}>")
    return element


def write(root: etree._Element) -> str:
    """The element as text, indented by two spaces where it has no text of its own, ending with a newline."""
    etree.indent(root, space="  ")
    return etree.tostring(root, encoding="unicode").rstrip() + "\n"


def text(parent: etree._Element | None, path: str, default: str = "") -> str:
    """Stripped text of the first match of ``path``, or ``default``."""
    if parent is None:
        return default
    found = parent.findtext(path)
    return found.strip() if found else default


def attr(parent: etree._Element | None, path: str, name: str, default: str = "") -> str:
    """Attribute ``name`` of the first match of ``path`` ("." = the element itself), or ``default``."""
    found = parent if parent is None or path == "." else parent.find(path)
    return default if found is None else found.get(name, default)


def integer(value: str | None) -> int | None:
    """A whole number (decimal, or hexadecimal with 0x), or None if it is not one."""
    try:
        return int((value or "").strip(), 0)
    except ValueError:
        try:
            return int((value or "").strip())  # "010": libvirt pads some addresses
        except ValueError:
            return None


def size_bytes(element: etree._Element | None, default_unit: str = "bytes") -> int | None:
    """Bytes that an element like ``<memory unit='KiB'>1024</memory>`` says (https://libvirt.org/formatdomain.html#memory-allocation)."""
    if element is None:
        return None
    number = integer(element.text)
    factor = _UNITS.get(element.get("unit", default_unit).lower())
    return None if number is None or factor is None else number * factor


def sub(parent: etree._Element, tag: str, /, *, text: str | None = None, **attributes: str) -> etree._Element:
    """Append a child. ValueError for characters that XML does not know."""
    child = etree.SubElement(parent, tag, attributes)
    child.text = text
    return child
