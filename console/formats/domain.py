"""A libvirt domain's XML as a package: what it needs, and its images, which are only looked for beside it (a stranger's XML could name
any file)."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from lxml import etree

from console.formats.broken import Where, readable
from console.formats.description import Description, PackageDisk, PackageNetwork, PackageNic, PackageVm
from console.formats.ovf import mac_of
from console.formats.ovf_items import number, quantity
from console.formats.safexml import child_text, parse
from console.model.text import N_, Text

_UNITS = {"": 1 << 10, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30, "t": 1 << 40, "b": 1}


def read_domain(data: bytes, where: Where) -> Description:
    """The description in a domain's XML. BadFile."""
    root = parse(data, where)
    found = root if root.tag == "domain" else root.find("domain")
    if found is None:
        raise where.broken(N_("it is neither an OVF package nor a libvirt domain"))
    warnings: list[Text] = []
    disks, cds = _disks(found, warnings)
    name = child_text(found, "name") or "vm"
    nics = tuple(_nic(each) for each in found.iterfind("devices/interface"))
    loader = found.find("os/loader")
    efi = found.find("os[@firmware='efi']") is not None or (loader is not None and loader.get("type") == "pflash")
    topology = found.find("cpu/topology")
    cores = topology.get("cores", "") if topology is not None else ""
    osinfo = next((str(each.get("id")) for each in found.iter("{*}os") if (each.get("id") or "").startswith("http")), "")
    vm = PackageVm(
        "domain", name, child_text(found, "description"), child_text(found, "uuid"),
        cpus=max(1, min(4096, number(child_text(found, "vcpu") or "1", where, N_("its number of processors or size of memory is not possible")))),
        cores_per_socket=int(cores) if re.fullmatch(r"\d{1,3}", cores) else 0, memory_bytes=_memory(found, where),
        firmware="efi" if efi else "bios", secure_boot=loader is not None and loader.get("secure") == "yes",
        tpm=found.find("devices/tpm") is not None,
        os=osinfo, os_id=osinfo, windows="microsoft.com" in osinfo if osinfo else None,
        paravirtual=found.findtext("os/type", "") in ("xen", "linux"),
        disks=disks, cds=cds, nics=nics, domain_xml=data.decode("utf-8", "replace"),
    )  # fmt: skip
    networks = tuple(PackageNetwork(name) for name in dict.fromkeys(nic.network for nic in nics if nic.network))
    files = tuple(disk.files[0] for disk in (*disks, *cds) if disk.files)
    return Description("domain", "", "libvirt", (vm,), networks, (), (), files, tuple(warnings))


def _memory(domain: etree._Element, where: Where) -> int:
    element = domain.find("memory")
    if element is None:
        return 0
    unit = (element.get("unit") or "KiB").lower()
    factor = quantity(unit, _UNITS.get(unit[:1], 1 << 10))
    memory = number(element.text or "0", where, N_("its number of processors or size of memory is not possible")) * factor
    if memory > 1 << 50:
        raise where.broken(N_("its number of processors or size of memory is not possible"))
    return memory


def _nic(element: etree._Element) -> PackageNic:
    source, mac, model = element.find("source"), element.find("mac"), element.find("model")
    network = (source.get("network") or source.get("bridge") or source.get("dev") or "") if source is not None else ""
    return PackageNic(network, mac_of(mac.get("address") or "") if mac is not None else "", (model.get("type") or "") if model is not None else "")


def _disks(domain: etree._Element, warnings: list[Text]) -> tuple[tuple[PackageDisk, ...], tuple[PackageDisk, ...]]:
    disks: list[PackageDisk] = []
    cds: list[PackageDisk] = []
    for element in domain.iterfind("devices/disk"):
        target, source, driver = element.find("target"), element.find("source"), element.find("driver")
        id = (target.get("dev") or "") if target is not None else ""
        bus = (target.get("bus") or "") if target is not None else ""
        device = element.get("device") or "disk"
        path = (source.get("file") or source.get("dev") or source.get("volume") or source.get("name") or "") if source is not None else ""
        name = PurePosixPath(path).name
        if device == "disk" and not name:
            warnings.append(N_("The disk {name} is not a file and left out.", name=readable(id)))
            continue
        disk = PackageDisk(
            id or f"disk{len(disks)}", id, (name,) if name and device == "disk" else (), (driver.get("type") or "") if driver is not None else "",
            bus=bus, device=device if device in ("disk", "cdrom", "floppy") else "disk",
        )  # fmt: skip
        (disks if disk.device == "disk" else cds).append(disk)
    return tuple(disks), tuple(cds)
