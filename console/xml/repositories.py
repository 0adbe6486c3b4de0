"""XML of new storage repositories, and what a server offers (https://libvirt.org/formatstorage.html)."""

from __future__ import annotations

from lxml import etree

from console.model.storage_spec import Found, RepositorySpec
from console.xml import tree
from console.xml.tree import attr, text

Element = etree._Element

_BY_PATH = "/dev/disk/by-path"
"""Where the devices of an iSCSI target show under names that are the same on every host and after every start."""


def build_repository(spec: RepositorySpec, uuid: str = "") -> str:
    """XML for virStoragePoolDefineXML. ``uuid`` "": libvirt chooses."""
    pool = etree.Element("pool", type=spec.type)
    etree.SubElement(pool, "name").text = spec.name
    if uuid:
        etree.SubElement(pool, "uuid").text = uuid
    if spec.type != "dir":
        pool.append(_source(spec, named=True))
    path = _target(spec)
    if path:
        target = etree.SubElement(pool, "target")
        etree.SubElement(target, "path").text = path
    return tree.write(pool)


def _target(spec: RepositorySpec) -> str:
    match spec.type:
        case "dir" | "fs" | "netfs":
            return spec.path
        case "logical":
            return f"/dev/{spec.source}"
        case "iscsi":
            return spec.path or _BY_PATH
        case "zfs":
            return f"/dev/zvol/{spec.source}"
        case _:
            return ""


def _source(spec: RepositorySpec, *, named: bool) -> Element:
    source = etree.Element("source")
    for server in spec.servers:
        host, port = split_port(server)
        etree.SubElement(source, "host", {"name": host, **({"port": port} if port else {})})
    if spec.type in ("netfs", "gluster") and named:
        etree.SubElement(source, "dir", path=spec.folder or "/")
    if spec.type in ("fs", "iscsi") and spec.device:
        etree.SubElement(source, "device", path=spec.device)
    if spec.initiator:
        etree.SubElement(etree.SubElement(source, "initiator"), "iqn", name=spec.initiator)
    if spec.user and spec.secret:
        auth = etree.SubElement(source, "auth", type="ceph" if spec.type == "rbd" else "chap", username=spec.user)
        etree.SubElement(auth, "secret", uuid=spec.secret)
    if spec.type in ("logical", "rbd", "gluster", "zfs") and spec.source:
        etree.SubElement(source, "name").text = spec.source
    if spec.type == "logical":
        etree.SubElement(source, "format", type="lvm2")
    elif spec.type in ("fs", "netfs"):
        etree.SubElement(source, "format", type=spec.format or "auto")
    return source


def split_port(server: str) -> tuple[str, str]:
    """("nas", "3260") of "nas:3260"; the address in brackets of IPv6 without them."""
    if server.startswith("["):
        host, _, rest = server[1:].partition("]")
        return host, rest.removeprefix(":")
    host, _, port = server.partition(":")
    return host, port


def source_query(spec: RepositorySpec) -> str:
    """The ``srcSpec`` of virConnectFindStoragePoolSources: the server that is asked; "" where the host itself is."""
    if not spec.servers:
        return ""
    query = etree.Element("source")
    host, port = split_port(spec.servers[0])
    etree.SubElement(query, "host", {"name": host, **({"port": port} if port else {})})
    if spec.type == "netfs" and spec.format:
        etree.SubElement(query, "format", type=spec.format)
    return tree.write(query)


def parse_sources(xml: str, kind: str) -> tuple[Found, ...]:
    """What was found, by name."""
    found = []
    for source in tree.read(xml, "sources").findall("source"):
        folder, device, name = attr(source, "dir", "path"), attr(source, "device", "path"), text(source, "name")
        match kind:
            case "netfs":
                found.append(Found(folder, folder=folder))
            case "iscsi":
                found.append(Found(device, device=device))
            case "gluster":
                found.append(Found(name or folder.strip("/"), source=name or folder.strip("/")))
            case _:
                found.append(Found(name, source=name))
    return tuple(sorted({each for each in found if each.label}, key=lambda each: each.label))
