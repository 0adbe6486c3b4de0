"""XML from strangers: no entities, no DTD, no network, bounded size and depth."""

from __future__ import annotations

from lxml import etree

from console.formats.broken import Where
from console.model.text import N_

XML_LIMIT = 32 << 20
"""Bytes of a descriptor (an ``ova.xml`` of a large pool is a few MB)."""
_ELEMENTS = 1_000_000


def parse(data: bytes, where: Where) -> etree._Element:
    """The root element. BadFile for anything that is not plain well-formed XML; a document type definition is refused as such."""
    if len(data) > XML_LIMIT:
        raise where.broken(N_("it has {size} bytes; a description of more than {limit} is not accepted", size=len(data), limit=XML_LIMIT))
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, dtd_validation=False, huge_tree=False, remove_pis=True)
    try:
        # The document type is looked for before anything is expanded: entities may only be declared there.
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\0" in data[:4]:
            if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4]:
                data = data.decode("utf-16").encode("utf-8").replace(b'encoding="utf-16"', b"", 1).replace(b'encoding="UTF-16"', b"", 1)
            if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
                raise where.broken(N_("it declares a document type or entities, which is not accepted"), data.find(b"<!"))
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, UnicodeDecodeError, ValueError) as failure:
        raise where.broken(N_("it is not well-formed XML ({detail})", detail=str(failure)[:200])) from None
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise where.broken(N_("it declares a document type or entities, which is not accepted"))
    for count, _ in enumerate(root.iter()):
        if count > _ELEMENTS:
            raise where.broken(N_("it has more than {n} elements", n=_ELEMENTS))
    return root


def local(element: etree._Element) -> str:
    """The name without its namespace; "" for comments."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def namespace(element: etree._Element) -> str:
    """The namespace; "" where there is none."""
    return (etree.QName(element).namespace or "") if isinstance(element.tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """An attribute by its local name, in whatever namespace ("" = absent)."""
    plain = element.get(name)
    if plain is not None:
        return str(plain)
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def children(element: etree._Element, *names: str) -> list[etree._Element]:
    """Child elements of these local names, in whatever namespace."""
    return [child for child in element if local(child) in names]


def child_text(element: etree._Element, *names: str) -> str:
    """Text of the first child of one of these local names (in that order of preference), stripped; "" where there is none."""
    for name in names:
        for child in element:
            if local(child) == name:
                return "".join(str(part) for part in child.itertext()).strip()
    return ""
