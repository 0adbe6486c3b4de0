"""What the DMTF's documents ask of an OVF 1.x package, as far as our writer touches it: a checker that is independent of ``console.formats``.

DSP0243 1.1 (text) and DSP8023 1.1 (schema): order of elements, required attributes, namespaces; references resolve; identifiers are unique; DSP8004
(CIM_ResourceAllocationSettingData, CIM_VirtualSystemSettingData): children in the order of the alphabet, value maps; DSP0004 Annex C: programmatic
units; §5.1: order of members in an OVA, the manifest.
"""

from __future__ import annotations

import hashlib
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

OVF = "{http://schemas.dmtf.org/ovf/envelope/1}"
CIM = "{http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/"
RASD, VSSD = CIM + "CIM_ResourceAllocationSettingData}", CIM + "CIM_VirtualSystemSettingData}"
Element = ElementTree.Element

ATTRIBUTES: dict[str, tuple[set[str], set[str]]] = {
    "File": ({"id", "href"}, {"size", "compression", "chunkSize"}),
    "Disk": ({"diskId", "capacity"}, {"fileRef", "parentRef", "capacityAllocationUnits", "format", "populatedSize"}),
    "Network": ({"name"}, set()),
    "VirtualSystem": ({"id"}, set()),
    "VirtualSystemCollection": ({"id"}, set()),
    "OperatingSystemSection": ({"id"}, {"version", "required"}),
    "StartupSection.Item": ({"id", "order"}, {"startDelay", "waitingForGuest", "startAction", "stopDelay", "stopAction"}),
}
"""Element → required and other attributes of the envelope's namespace."""
RASD_NAMES = (
    "Address", "AddressOnParent", "AllocationUnits", "AutomaticAllocation", "AutomaticDeallocation", "Caption", "ConsumerVisibility", "Connection",
    "Description", "ElementName", "HostResource", "InstanceID", "Limit", "MappingBehavior", "OtherResourceType", "Parent", "PoolID", "Reservation",
    "ResourceSubType", "ResourceType", "VirtualQuantity", "VirtualQuantityUnits", "Weight",
)  # fmt: skip
VSSD_NAMES = ("Caption", "Description", "ElementName", "InstanceID", "VirtualSystemIdentifier", "VirtualSystemType")
CONTROLLERS = {5: 2, 6: 16, 20: 30, 23: 127}
"""ResourceType of controllers (IDE, SCSI, other storage, USB) → how many drives one takes."""
DRIVES, UNITS = {15, 16, 17}, r"byte( \* 2\^\d+)?|hertz( \* 10\^\d+)?"
SECTIONS = {
    "": {"DiskSection", "NetworkSection", "DeploymentOptionSection"},
    "VirtualSystem": {
        "OperatingSystemSection", "AnnotationSection", "ProductSection", "EulaSection", "VirtualHardwareSection", "InstallSection",
    },
    "VirtualSystemCollection": {"AnnotationSection", "ProductSection", "EulaSection", "StartupSection", "ResourceAllocationSection"},
}  # fmt: skip


def _local(element: Element) -> str:
    return element.tag.removeprefix(OVF)


def _known(element: Element) -> bool:
    return element.tag.startswith(OVF)


def mistakes(descriptor: bytes) -> list[str]:
    """Everything in a descriptor that breaks a rule, in words."""
    root = ElementTree.fromstring(descriptor)
    if root.tag != f"{OVF}Envelope":
        return [f"the root is {root.tag}"]
    return [*_order(root), *_attributes(root), *_references(root), *(word for system in root.iter(f"{OVF}VirtualSystem") for word in _system(system))]


def _order(root: Element) -> Iterator[str]:
    """References, sections, one content, strings; in each section the Info first; in content Info, Name, sections, contents."""
    names = [_local(child) for child in root]
    kinds = "".join({"References": "r", "VirtualSystem": "c", "VirtualSystemCollection": "c", "Strings": "m"}.get(name, "s") for name in names)
    if not re.fullmatch("rs*cm*", kinds):
        yield f"the envelope's children are {names}"
    for parent in (root, *root.iter(f"{OVF}VirtualSystem"), *root.iter(f"{OVF}VirtualSystemCollection")):
        where = "" if parent is root else _local(parent)
        if where and not re.fullmatch(r"Info (Name )?(\S*Section )*(VirtualSystem(Collection)? )*", " ".join(_short(each) for each in parent) + " "):
            yield f"{where}: its children are {[_short(each) for each in parent]}"
        if where == "VirtualSystemCollection" and not any(_short(each).startswith("VirtualSystem") for each in parent):
            yield "an empty collection"
        for section in parent:
            if not _short(section).endswith("Section"):
                continue
            if _known(section) and _local(section) not in SECTIONS[where]:
                yield f"{_local(section)} is not allowed in {where or 'the envelope'}"
            if not _known(section) and section.get(f"{OVF}required") != "false":
                yield f"{section.tag} is not the DMTF's and not marked ovf:required=false"
            if len(section) == 0 or section[0].tag != f"{OVF}Info":
                yield f"{_short(section)} does not begin with Info"
    for tag, wanted in (("EulaSection", "License"), ("AnnotationSection", "Annotation")):
        for section in root.iter(OVF + tag):
            if [_local(each) for each in section] != ["Info", wanted]:
                yield f"{tag} has {[_local(each) for each in section]}"


def _short(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _attributes(root: Element) -> Iterator[str]:
    for parent in root.iter():
        for element in parent:
            name = f"StartupSection.{_short(element)}" if parent.tag == f"{OVF}StartupSection" else _short(element)
            if not _known(element) or name not in ATTRIBUTES:
                continue
            required, others = ATTRIBUTES[name]
            given = {key.removeprefix(OVF) for key in element.attrib if key.startswith(OVF)}
            for word in sorted(required - given):
                yield f"{name} has no ovf:{word}"
            for word in sorted(given - required - others):
                yield f"{name} has an unknown ovf:{word}"
            for word in sorted(key for key in element.attrib if not key.startswith("{")):
                yield f"{name}: the attribute {word} is in no namespace"
            for word in ("size", "capacity", "populatedSize", "chunkSize", "order", "startDelay"):
                value = element.get(OVF + word)
                if value is not None and not re.fullmatch(r"\d{1,19}", value):
                    yield f"{name}: ovf:{word} is {value!r}, no number"
    for section in root.iter(f"{OVF}OperatingSystemSection"):
        if not re.fullmatch(r"\d{1,3}", section.get(f"{OVF}id", "")):
            yield f"the operating system is {section.get(f'{OVF}id')!r}, no number of CIM_OperatingSystem"


def _twice(words: list[str], what: str) -> Iterator[str]:
    yield from (f"{what} {word!r} is there twice" for word in sorted({word for word in words if words.count(word) > 1}))


def _references(root: Element) -> Iterator[str]:
    files = [each.get(f"{OVF}id", "") for each in root.iter(f"{OVF}File")]
    disks = [each.get(f"{OVF}diskId", "") for each in root.iter(f"{OVF}Disk")]
    networks = [each.get(f"{OVF}name", "") for each in root.iter(f"{OVF}Network")]
    systems = [each.get(f"{OVF}id", "") for tag in ("VirtualSystem", "VirtualSystemCollection") for each in root.iter(OVF + tag)]
    for words, what in ((files, "the file"), (disks, "the disk"), (networks, "the network"), (systems, "the system")):
        yield from _twice(words, what)
    yield from _twice([each.get(f"{OVF}href", "").lower() for each in root.iter(f"{OVF}File")], "the name of a file")
    for disk in root.iter(f"{OVF}Disk"):
        if (file := disk.get(f"{OVF}fileRef")) is not None and file not in files:
            yield f"a disk is in the file {file!r}, which is not there"
        if not re.fullmatch(UNITS, disk.get(f"{OVF}capacityAllocationUnits", "byte")):
            yield f"the units {disk.get(f'{OVF}capacityAllocationUnits')!r} are not programmatic"
        if not re.fullmatch(r"[a-z]+:\S+", disk.get(f"{OVF}format", "")):
            yield "the format of a disk is no URI"
    for resource in (each.text or "" for each in root.iter(f"{RASD}HostResource")):
        kind, _, name = resource.removeprefix("ovf:/").partition("/")
        if not resource.startswith("ovf:/") or name not in {"disk": disks, "file": files}.get(kind, []):
            yield f"the resource {resource!r} is not there"
    yield from (f"the network {each.text!r} is not there" for each in root.iter(f"{RASD}Connection") if each.text not in networks)
    for item in root.findall(f".//{OVF}StartupSection/{OVF}Item"):
        if item.get(f"{OVF}id") not in systems:
            yield f"the order of start names {item.get(f'{OVF}id')!r}, which is not there"


def _system(system: Element) -> Iterator[str]:
    for hardware in system.iter(f"{OVF}VirtualHardwareSection"):
        kinds = "".join({"Info": "i", "System": "s", "Item": "t"}.get(_local(each), "x") for each in hardware)
        if not re.fullmatch("is?t*x*", kinds):
            yield f"the hardware's children are {[_short(each) for each in hardware]}"
        for each in hardware.findall(f"{OVF}System"):
            yield from _cim(each, VSSD, VSSD_NAMES, ("ElementName", "InstanceID"))
        items = hardware.findall(f"{OVF}Item")
        ids = [item.findtext(f"{RASD}InstanceID") or "" for item in items]
        yield from _twice(ids, "the InstanceID")
        types = {id: int(item.findtext(f"{RASD}ResourceType") or 0) for id, item in zip(ids, items, strict=True)}
        places: list[str] = []
        for item in items:
            yield from _cim(item, RASD, RASD_NAMES, ("ElementName", "InstanceID", "ResourceType"))
            yield from _item(item, types, places)
        yield from _twice(places, "the place of a drive")
        if sorted(kind for kind in types.values() if kind in (3, 4)) != [3, 4]:
            yield "not one processor and one memory"


def _item(item: Element, types: dict[str, int], places: list[str]) -> Iterator[str]:
    kind = int(item.findtext(f"{RASD}ResourceType") or 0)
    name, parent, unit = (item.findtext(RASD + word) or "" for word in ("ElementName", "Parent", "AddressOnParent"))
    if not 1 <= kind <= 35:
        yield f"{name}: the ResourceType {kind} is not in CIM's list"
    if parent and parent not in types:
        yield f"{name}: its parent {parent!r} is not there"
    if kind in DRIVES:
        if types.get(parent) not in CONTROLLERS:
            yield f"{name}: its parent is no controller"
        elif not unit.isdigit() or int(unit) >= CONTROLLERS[types[parent]]:
            yield f"{name}: its controller has no place {unit!r}"
        places.append(f"{parent}/{unit}")
    if (resource := item.findtext(f"{RASD}HostResource") or "") and kind != (17 if resource.startswith("ovf:/disk/") else 15):
        yield f"{name}: {resource!r} is in a device of the kind {kind}"
    if kind in (3, 4) and not re.fullmatch(r"[1-9]\d*", item.findtext(f"{RASD}VirtualQuantity") or ""):
        yield f"{name}: no quantity"
    if kind == 4 and "byte" not in (item.findtext(f"{RASD}AllocationUnits") or ""):
        yield f"{name}: memory without a unit"
    if (units := item.findtext(f"{RASD}AllocationUnits")) is not None and not re.fullmatch(UNITS, units):
        yield f"{name}: the units {units!r} are not programmatic"
    if (word := item.findtext(f"{RASD}AutomaticAllocation")) is not None and word not in ("true", "false"):
        yield f"{name}: AutomaticAllocation is {word!r}"


def _cim(element: Element, space: str, properties: tuple[str, ...], required: tuple[str, ...]) -> Iterator[str]:
    """Children of CIM's namespace, in its order, each once, before those of other namespaces; those that have to be there."""
    names = [child.tag.removeprefix(space) if child.tag.startswith(space) else "" for child in element]
    known = [name for name in names if name]
    if "" in names and any(names[names.index("") :]):
        yield "an extension stands between CIM's own"
    for word in (word for word in known if word not in properties):
        yield f"{word} is no property of CIM's"
    # The schema has them in the order of the alphabet.
    if known != sorted(set(known)):
        yield f"the properties {known} are not in order"
    for word in required:
        if word not in known:
            yield f"{word} is missing"
    for child in element:
        if not child.tag.startswith(space) and child.get(f"{OVF}required") != "false":
            yield f"{child.tag} is not CIM's and not marked ovf:required=false"


def mistakes_in_archive(path: Path) -> list[str]:
    """The same of an OVA: descriptor, manifest and certificate first, files as they are referred to, and all of them listed with right digests."""
    with tarfile.open(path) as archive:
        members = archive.getmembers()
        contents = {member.name: archive.extractfile(member).read() for member in members if member.isreg()}  # type: ignore[union-attr]
    names = [member.name for member in members]
    stem = names[0].removesuffix(".ovf")
    if names[0] == stem:
        return [f"the first member is {names[0]}"]
    found = mistakes(contents[names[0]])
    root = ElementTree.fromstring(contents[names[0]])
    files = {each.get(f"{OVF}href", ""): each.get(f"{OVF}size") for each in root.iter(f"{OVF}File")}
    small = [f"{stem}{end}" for end in (".ovf", ".mf", ".cert") if f"{stem}{end}" in names]
    if names != small + list(files):
        found.append(f"the members are {names}, and not {small + list(files)}")
    found += [f"{name} has another size than its ovf:size" for name, size in files.items() if size and int(size) != len(contents.get(name, b""))]
    found += [f"{member.name} is no plain file of a ustar archive" for member in members if not member.isreg() or member.pax_headers]
    if f"{stem}.mf" in contents:
        lines = {
            match[2]: (match[1], match[3])
            for line in contents[f"{stem}.mf"].decode().splitlines()
            if (match := re.fullmatch(r"(SHA1|SHA256)\((.+)\)= ([0-9a-f]+)", line))
        }
        if sorted(lines) != sorted([f"{stem}.ovf", *files]):
            found.append(f"the manifest lists {sorted(lines)}")
        found += [
            f"the digest of {name} is wrong"
            for name, (kind, said) in lines.items()
            if name in contents and hashlib.new(kind.lower(), contents[name]).hexdigest() != said
        ]
    return found
