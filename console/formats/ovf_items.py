"""Items of an OVF hardware section: CIM_ResourceAllocationSettingData by its property names, whatever prefix, case or OVF version."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from console.formats.broken import Where, readable
from console.formats.safexml import attribute, children, local
from console.model.text import N_, Text

_ITEMS_LIMIT = 10_000
_UNITS = {
    "kilobytes": 1 << 10, "kb": 1 << 10, "kib": 1 << 10, "megabytes": 1 << 20, "mb": 1 << 20, "mib": 1 << 20, "gigabytes": 1 << 30, "gb": 1 << 30,
    "gib": 1 << 30, "terabytes": 1 << 40, "tb": 1 << 40, "tib": 1 << 40, "byte": 1, "bytes": 1,
}  # fmt: skip


def number(text: str, where: Where, why: Text) -> int:
    """A whole number from 0 to 2**63. BadFile with ``why``."""
    if not re.fullmatch(r"[0-9]{1,19}", text.strip()) or int(text) >= 1 << 63:
        raise where.broken(why)
    return int(text)


def quantity(units: str, default: int) -> int:
    """What one unit is: "byte * 2^20", "MegaBytes"; ``default`` where it is not said or not known."""
    text = units.strip().lower()
    if match := re.fullmatch(r"(?:bytes?)\s*\*\s*(\d{1,4})\s*\^\s*(\d{1,2})", text):
        return int(match[1]) ** int(match[2]) if int(match[1]) in (2, 10, 1024, 1000) else default
    if match := re.fullmatch(r"(?:bytes?)\s*\*\s*(\d{1,13})", text):
        return int(match[1])
    return _UNITS.get(text, default)


@dataclass(frozen=True, slots=True)
class Item:
    """One device. Property names in lower case."""

    values: dict[str, str]
    where: Where

    def get(self, *names: str) -> str:
        """The first of these properties that says something."""
        return next((self.values[name.lower()] for name in names if self.values.get(name.lower())), "")

    def integer(self, name: str, default: int) -> int:
        """BadFile when it is no possible number."""
        text = self.get(name)
        if not text:
            return default
        return number(text, self.where, N_("{name} of a device is not a possible number ({value})", name=name, value=readable(text, 40)))

    @property
    def type(self) -> int:
        text = self.get("ResourceType")
        return int(text) if re.fullmatch(r"\d{1,5}", text) else 0

    @property
    def subtype(self) -> str:
        return self.get("ResourceSubType") or self.get("OtherResourceType")

    @property
    def instance(self) -> str:
        return self.get("InstanceID")

    @property
    def name(self) -> str:
        return self.get("ElementName") or self.get("Name", "Caption")


@dataclass(frozen=True, slots=True)
class Items:
    """All of a VM."""

    all: tuple[Item, ...]
    where: Where

    def has_children(self, item: Item) -> bool:
        """Whether another item sits on it."""
        return bool(item.instance) and any(each.get("Parent") == item.instance for each in self.all)

    def controller(self, item: Item) -> tuple[str, str, str]:
        """Bus in libvirt's word, the controller's model in the package's, and its instance id, going up the parents."""
        known = {each.instance: each for each in reversed(self.all) if each.instance}
        parent = known.get(item.get("Parent"))
        for _ in range(8):
            if parent is None:
                break
            if bus := _bus(parent):
                return bus, parent.subtype, parent.instance
            parent = known.get(parent.get("Parent"))
        return "", "", ""


def _bus(item: Item) -> str:
    model = item.subtype.lower()
    if "virtio" in model and "scsi" not in model:
        return "virtio"
    if item.type == 20 or (item.type == 1 and ("ahci" in model or "sata" in model or "nvme" in model)):
        return "nvme" if "nvme" in model else "sata"
    return {5: "ide", 6: "scsi", 7: "scsi", 8: "scsi", 23: "usb"}.get(item.type, "")


def read_items(section: etree._Element, configuration: str, where: Where) -> Items:
    """The items that apply: those of no configuration or of ``configuration`` (a later one of the same instance replaces), without bounds."""
    found: dict[str, Item] = {}
    elements = children(section, "Item", "StorageItem", "EthernetPortItem")
    if len(elements) > _ITEMS_LIMIT:
        raise where.broken(N_("it has more than {n} devices", n=_ITEMS_LIMIT))
    for count, element in enumerate(elements):
        if attribute(element, "bound") in ("min", "max"):
            continue
        wanted = attribute(element, "configuration").split()
        if wanted and configuration not in wanted:
            continue
        values: dict[str, str] = {}
        for child in element:
            if name := local(child).lower():
                name = "instanceid" if name == "instanceid" else name
                text = "".join(str(part) for part in child.itertext()).strip()
                if text and name not in values:
                    values[name] = text
        item = Item(values, where)
        found[item.instance or f"#{count}"] = item
    return Items(tuple(found.values()), where)
