"""Storage pools and volumes ↔ model (https://libvirt.org/formatstorage.html)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from console.model.ids import HostId
from console.model.objects import StorageRepository, Volume
from console.xml import tree
from console.xml.tree import attr, text

Element = etree._Element

SHARED_TYPES = frozenset({"netfs", "iscsi", "iscsi-direct", "rbd", "sheepdog", "gluster", "vstorage"})
"""Pool types whose source is the same thing from every host that names it."""

_LOOPBACK = re.compile(r"(localhost|localhost\.localdomain|127\.\d+\.\d+\.\d+|\[::1\]|\[::ffff:127\.\d+\.\d+\.\d+\])(:\d+)?$")

_DEFAULT_PORTS = {"iscsi": "3260", "iscsi-direct": "3260", "rbd": "6789", "sheepdog": "7000", "gluster": "24007", "netfs": "2049"}


@dataclass(frozen=True, slots=True)
class Backing:
    """The image under a copy-on-write volume. The format is always named: a probed one is a security hole."""

    path: str
    format: str


# --------------------------------------------------------------------------- reading


def parse_repository(xml: str, host: HostId, *, active: bool, autostart: bool, persistent: bool) -> StorageRepository:
    """A storage repository. Sizes are None while it is inactive: libvirt then says 0 for "not known"."""
    pool = tree.read(xml, "pool")
    kind = pool.get("type", "")
    capacity, allocation, available = (tree.size_bytes(pool.find(name)) if active else None for name in ("capacity", "allocation", "available"))
    source = _pool_source(kind, pool.find("source"))
    return StorageRepository(
        host=host,
        uuid=text(pool, "uuid"),
        name=text(pool, "name"),
        type=kind,
        active=active,
        autostart=autostart,
        persistent=persistent,
        path=text(pool, "target/path"),
        source=source,
        shared=bool(source),
        capacity_bytes=capacity,
        allocation_bytes=allocation,
        available_bytes=available,
    )


def parse_volume(xml: str, host: HostId, repository_uuid: str) -> Volume:
    """A virtual disk; ``backing`` is the path of its backing file, "" if it has none."""
    volume = tree.read(xml, "volume")
    return Volume(
        host=host,
        repository=repository_uuid,
        name=text(volume, "name"),
        key=text(volume, "key"),
        path=text(volume, "target/path"),
        format=attr(volume, "target/format", "type"),
        type=volume.get("type", "file"),
        capacity_bytes=tree.size_bytes(volume.find("capacity")) or 0,
        allocation_bytes=tree.size_bytes(volume.find("allocation")) or 0,
        backing=text(volume, "backingStore/path"),
        physical_bytes=tree.size_bytes(volume.find("physical")) or 0,
    )


def _pool_source(kind: str, source: Element | None) -> str:
    """One spelling for one storage, so that equal strings mean the same; "" for storage that only its own host has."""
    if source is None or kind not in SHARED_TYPES:
        return ""
    hosts = sorted({_host(each, _DEFAULT_PORTS.get(kind, "")) for each in source.findall("host") if each.get("name")})
    if any(_LOOPBACK.match(each) for each in hosts):  # every host means itself by that
        return ""
    first = hosts[0] if hosts else ""
    folder = re.sub(r"/+", "/", "/" + attr(source, "dir", "path")).rstrip("/")
    name = text(source, "name")
    match kind:
        case "netfs":
            form = attr(source, "format", "type")
            if form == "cifs":
                return f"//{first}{folder}".lower()  # Windows share names know no case
            return f"gluster://{first}{folder}" if form == "glusterfs" else f"{first}:{folder or '/'}"
        case "gluster":
            return f"gluster://{first}/{name}{folder}"
        case "iscsi" | "iscsi-direct":
            return f"iscsi://{first}/{attr(source, 'device', 'path')}"
        case "rbd":
            namespace = attr(source, ".", "namespace") or text(source, "namespace")
            return f"rbd://{','.join(hosts)}/{name}" + (f"/{namespace}" if namespace else "")
        case _:
            return f"{kind}://{','.join(hosts)}/{name}"


def _host(element: Element, default_port: str) -> str:
    name = element.get("name", "").strip().rstrip(".").lower()
    name = f"[{name}]" if ":" in name and not name.startswith("[") else name
    port = element.get("port", "")
    return name if port in ("", "0", default_port) else f"{name}:{port}"


# --------------------------------------------------------------------------- writing


def build_volume(name: str, capacity_bytes: int, format: str, *, thin: bool, backing: Backing | None = None) -> str:
    """XML for virStorageVolCreateXML. Not ``thin``: all space is taken now (:func:`console.backend.volumes.create` sees to qcow2's)."""
    volume = etree.Element("volume")
    etree.SubElement(volume, "name").text = name
    etree.SubElement(volume, "capacity", unit="bytes").text = str(capacity_bytes)
    etree.SubElement(volume, "allocation", unit="bytes").text = "0" if thin else str(capacity_bytes)
    target = etree.SubElement(volume, "target")
    etree.SubElement(target, "format", type=format)
    if format == "qcow2":
        etree.SubElement(target, "compat").text = "1.1"  # all QEMU since 1.7; needed for lazy zero clusters and discard
    if backing is not None:
        store = etree.SubElement(volume, "backingStore")
        etree.SubElement(store, "path").text = backing.path
        etree.SubElement(store, "format", type=backing.format)
    return tree.write(volume)


def build_dir_repository(name: str, path: str) -> str:
    """XML of a repository in a folder of the host."""
    pool = etree.Element("pool", type="dir")
    etree.SubElement(pool, "name").text = name
    target = etree.SubElement(pool, "target")
    etree.SubElement(target, "path").text = path
    return tree.write(pool)
