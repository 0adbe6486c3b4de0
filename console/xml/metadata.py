"""Our own element in a domain's <metadata>: ``<virtdeck:vm xmlns:virtdeck='urn:virtdeck:1'>`` and its children.

One child a subject, facts as attributes, so that ``HostPort.set_metadata(uuid, child, values)`` can replace one and leave the others, unknown
ones included:

=============  ==========================  ================================================
child          attributes                  in :class:`VmMetadata`
=============  ==========================  ================================================
template       (operations' own)           template (by presence)
instant                                    instant (by presence)
icon           ``name``                    icon
installing     (operations' own)           installing (by presence)
importing      (operations' own)           importing (by presence)
demo                                       demo (by presence)
tags           ``list``: comma separated   tags
folder         ``path``                    folder
origin         ``name``, ``from``          origin (words), created_from (template id or UUID)
start          ``order``, ``delay`` (s)    start_order, start_delay
clone          ``depth``                   clone_depth
speed          ``before``, ``after``       speed_before, speed_after (MiB/s)
p2v            ``source``, ``date``,       p2v_source, p2v_date, p2v_open
               ``open`` (family)
tools-disc     as in :class:`ToolsDisc`    tools_disc
fallback       ``seconds``, <device>       fallback_seconds (see :mod:`console.xml.tools`)
driver-disk    ``path``                    driver_disk
=============  ==========================  ================================================
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from console.model.errors import Cause, ConsoleError
from console.model.objects import ToolsDisc, VmMetadata
from console.model.text import N_
from console.xml import tree

NO_METADATA = VmMetadata()


def parse_vm_metadata(domain: etree._Element) -> VmMetadata:
    """What our element in this <domain> says; the default where there is none."""
    vm = domain.find(f"metadata/{{{tree.VIRTDECK_NS}}}vm")
    if vm is None:
        return NO_METADATA
    children = {etree.QName(child).localname: child for child in vm if isinstance(child.tag, str)}

    def value(child: str, name: str) -> str:
        return tree.attr(children.get(child), ".", name)

    return VmMetadata(
        template="template" in children,
        instant="instant" in children,
        icon=value("icon", "name"),
        tags=tuple(tag for tag in (part.strip() for part in value("tags", "list").split(",")) if tag),
        folder=value("folder", "path"),
        origin=value("origin", "name"),
        created_from=value("origin", "from"),
        installing="installing" in children,
        importing="importing" in children,
        start_order=tree.integer(value("start", "order")),
        start_delay=tree.integer(value("start", "delay")),
        clone_depth=tree.integer(value("clone", "depth")),
        speed_before=_decimal(value("speed", "before")),
        speed_after=_decimal(value("speed", "after")),
        demo="demo" in children,
        p2v_source=value("p2v", "source"),
        p2v_date=value("p2v", "date"),
        p2v_open=value("p2v", "open"),
        tools_disc=_tools_disc(children.get("tools-disc")),
        fallback_seconds=(tree.integer(value("fallback", "seconds")) or 0) if "fallback" in children else None,
        driver_disk=value("driver-disk", "path"),
    )


def _decimal(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 < number < 1e9 else None


def _tools_disc(element: etree._Element | None) -> ToolsDisc | None:
    if element is None:
        return None
    return ToolsDisc(*(element.get(name, "") for name in ("target", "path", "previous", "agent", "drivers", "added")))


def set_vm_metadata(metadata_xml: str | None, child: str, values: Mapping[str, str] | None) -> str:
    """Our whole element with one child replaced (``values`` None: removed), all others kept.

    ``metadata_xml`` is what virDomainGetMetadata(ELEMENT, "urn:virtdeck:1") gave, None if there was none. The result is for
    virDomainSetMetadata with key "virtdeck": without namespace, because libvirt adds it and refuses XML that declares the prefix already.
    """
    vm = etree.Element("vm") if not metadata_xml else tree.read(metadata_xml, "vm")
    for element in vm.iter():
        if isinstance(element.tag, str) and etree.QName(element).namespace == tree.VIRTDECK_NS:
            element.tag = etree.QName(element).localname
    old = vm.findall(child)
    try:
        new = None if values is None else etree.Element(child, dict(values))
    except ValueError as problem:  # lxml: control characters
        raise ConsoleError(N_("This text has a character that can't be stored with a VM."), cause=Cause.INVALID, detail=str(problem)) from problem
    if new is not None:
        if old:
            new.tail = old[0].tail
            vm.replace(old[0], new)
            old = old[1:]
        else:
            vm.append(new)
    for each in old:
        vm.remove(each)
    etree.cleanup_namespaces(vm)
    return tree.write(vm)
