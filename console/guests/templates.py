"""The built-in templates: our catalogue file joined with what libosinfo knows.

The catalogue (``resources/catalogue/templates.toml``) has the guide's own list and what is newer than installed databases; libosinfo adds numbers,
devices and dates to it, and every other system that it can install on x86_64 and that is not ancient.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
import struct
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from console.guests.limits import problems, warnings
from console.guests.osinfo import Resources, System
from console.guests.specify import default_memory, default_vcpus, specify
from console.model.errors import Cause, ConsoleError
from console.model.spec import Limits
from console.model.templates import BuiltinTemplate
from console.model.text import N_, Text, plain

__all__ = ["default_memory", "default_vcpus", "find_template", "load_templates", "problems", "specify", "warnings"]

GUIDE = "user's guide (XenServer 7.1)"
LIBOSINFO = "libosinfo"
VENDOR = "vendor"
YEARS = 12
"""Systems of libosinfo that were released longer ago than this are left out, unless the guide names them."""

FAMILIES: Mapping[str, str] = {
    "win": "windows",
    "winnt": "windows",
    "debian": "debian",
    "ubuntu": "ubuntu",
    "rhel": "redhat",
    "rhel-atomic": "redhat",
    "centos": "redhat",
    "centos-stream": "redhat",
    "ol": "redhat",
    "oel": "redhat",
    "scientificlinux": "redhat",
    "rocky": "redhat",
    "almalinux": "redhat",
    "circle": "redhat",
    "miraclelinux": "redhat",
    "asianux": "redhat",
    "fedora": "fedora",
    "silverblue": "fedora",
    "fedora-coreos": "coreos",
    "sles": "suse",
    "sled": "suse",
    "sle": "suse",
    "slem": "suse",
    "opensuse": "suse",
    "caasp": "suse",
    "freebsd": "bsd",
    "openbsd": "bsd",
    "netbsd": "bsd",
    "dragonflybsd": "bsd",
}
"""libosinfo's distro → family of the list; other Linux systems are "linux", the rest "other"."""

ORDER = ("demo", "windows", "debian", "ubuntu", "redhat", "suse", "coreos", "fedora", "linux", "bsd", "other")
"""Families in the order of the list."""

_UNITS = {"KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40}


@dataclass(frozen=True, slots=True)
class Entry:
    """One template of the catalogue file, bases resolved."""

    id: str
    data: Mapping[str, Any]

    def bytes(self, key: str) -> int | None:
        """A size of the file, in bytes."""
        return parse_size(self.data[key]) if key in self.data else None


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """The catalogue file."""

    entries: tuple[Entry, ...]
    devices: Mapping[str, frozenset[str]]
    general: Limits


def parse_size(words: str) -> int:
    """ "1.5 TiB" → bytes. ValueError if it is not a size."""
    match = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?) ([KMGT]iB)", words)
    if match is None:
        raise ValueError(f"not a size: {words!r}")
    return int(float(match[1]) * _UNITS[match[2]])


def read_catalogue(folder: Path) -> CatalogueFile:
    """Read ``templates.toml``. ConsoleError(INVALID) when it is missing or damaged: the installation is broken."""
    path = folder / "templates.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        limits = data["limits"]
        return CatalogueFile(
            entries=tuple(Entry(raw["id"], _resolved(raw, data["base"])) for raw in data["template"]),
            devices={name: frozenset(words) for name, words in data["devices"].items()},
            general=Limits(
                max_memory_bytes=parse_size(limits["max_memory"]),
                max_vcpus=limits["max_vcpus"],
                max_disk_bytes=parse_size(limits["max_disk"]),
                max_disks=limits["max_disks"],
                max_nics=limits["max_nics"],
                source=limits["source"],
            ),
        )
    except (OSError, ValueError, KeyError, TypeError) as failure:
        raise ConsoleError(
            N_("The list of templates {path} could not be read.", path=str(path)),
            cause=Cause.INVALID,
            remedy=N_("Install Virtdeck again."),
            detail=str(failure),
        ) from failure


def _resolved(raw: Mapping[str, Any], bases: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    base = raw.get("base")
    return {**(_resolved(bases[base], bases) if base else {}), **raw}


def load_templates(
    folder: Path, systems: Sequence[System] = (), demo: Path | None = None, today: datetime.date | None = None
) -> tuple[BuiltinTemplate, ...]:
    """All built-in templates, the demo first, then by family: the guide's own, then newest first.

    ``folder`` has the catalogue; ``systems`` are libosinfo's; ``demo`` is the folder of the demo appliance, None when it has not been built.
    """
    catalogue = read_catalogue(folder)
    known = {system.id: system for system in systems}
    ours: list[BuiltinTemplate] = []
    used: set[str] = set()
    for entry in catalogue.entries:
        system = next((known[i] for i in entry.data.get("osinfo", ()) if i in known), None)
        if system is not None:
            used.add(system.id)
        script = known.get(entry.data.get("script", ""))
        template = _from_entry(entry, system, script, catalogue)
        ours.append(_demo(template, demo) if entry.data.get("kind") == "demo" else template)
    oldest = ((today or datetime.date.today()) - datetime.timedelta(days=round(365.25 * YEARS))).isoformat()
    theirs = [_from_system(s, catalogue) for s in systems if s.id not in used and _offered(s, oldest)]
    rank = {template.id: number for number, template in enumerate(ours)}
    every = [*ours, *(t for t in theirs if t.id not in rank)]
    # Two stable sorts: newest first inside a family, the guide's own before them in the catalogue's order.
    every.sort(key=lambda t: t.release_date, reverse=True)
    every.sort(key=lambda t: (ORDER.index(t.family), not t.guide, rank.get(t.id, len(rank)) if t.guide else 0))
    return tuple(every)


def find_template(templates: Iterable[BuiltinTemplate], word: str) -> BuiltinTemplate | None:
    """The template with this id, name, libosinfo id or short id; upper and lower case are the same."""
    wanted = word.strip().casefold()
    listed = list(templates) if wanted else []
    for words in (lambda t: (t.id,), lambda t: (t.name, t.label, t.osinfo_id), lambda t: t.aliases):
        for template in listed:
            if wanted in (each.casefold() for each in words(template)):
                return template
    return None


# --------------------------------------------------------------------------- libosinfo alone


def _offered(system: System, oldest: str) -> bool:
    """Installable on x86_64 and not ancient; "unknown" versions are stand-ins for media newer than the database, no templates."""
    if "unknown" in system.id or system.status == "prerelease":
        return False
    if not any(m.installer for m in system.media) and not system.trees:
        return False
    if system.status in ("rolling", "snapshot"):
        return True
    return system.release_date >= oldest


def _family(system: System) -> str:
    return FAMILIES.get(system.distro) or ("linux" if system.family == "linux" else "other")


def _from_system(system: System, catalogue: CatalogueFile) -> BuiltinTemplate:
    devices = system.devices
    linux = system.family == "linux"
    if linux:  # every Linux of these years has the legacy virtio drivers, also where the data do not list them
        devices = devices | catalogue.devices["linux-legacy"]
    minimum, recommended = system.minimum, system.recommended
    methods = ["cdrom", *(["url"] if linux and (system.trees or any(m.kernel for m in system.media)) else []), "pxe"]
    windows = system.family == "winnt"
    bios = system.firmwares.get("bios", True)
    return BuiltinTemplate(
        id=system.short_id or system.id,
        name=system.name,
        family=_family(system),
        osinfo_id=system.id,
        windows=windows,
        release_date=system.release_date,
        eol_date=system.eol_date,
        vcpus=max(2, minimum.cpus or 1),
        memory_bytes=_memory(None, minimum.memory_bytes, system),
        disk_bytes=recommended.disk_bytes or minimum.disk_bytes or 20 << 30,
        limits=_merged(Limits(), system, catalogue.general),
        firmware="bios" if bios else "efi",
        install_methods=tuple(methods + (["unattended"] if system.profiles else [])),
        virtio={"virtio-blk", "virtio-net"} <= devices and not windows,
        devices=devices,
        aliases=system.short_ids,
        profiles=system.profiles,
        codename=system.codename,
        notes=_age_notes(system.eol_date),
    )


# --------------------------------------------------------------------------- catalogue entries


def _from_entry(entry: Entry, system: System | None, script: System | None, catalogue: CatalogueFile) -> BuiltinTemplate:
    data = entry.data
    title, description = _ours(data.get("kind", ""))
    minimum = entry.bytes("min_memory")
    recommended = system.recommended if system else Resources()
    profiles = (system.profiles if system else ()) or (script.profiles if script else ())
    own = Limits(
        min_memory_bytes=minimum,
        max_memory_bytes=entry.bytes("max_memory"),
        min_vcpus=data.get("min_vcpus"),
        max_vcpus=data.get("max_vcpus"),
        min_disk_bytes=entry.bytes("min_disk"),
        max_sockets=data.get("max_sockets"),
        source=VENDOR if data.get("source") == "vendor" else GUIDE,
        sources=tuple((name, VENDOR) for name in data.get("by_vendor", ())),
    )
    methods = list(data["methods"])
    if profiles and "cdrom" in methods:
        methods.append("unattended")
    disk = entry.bytes("disk") or 0
    return BuiltinTemplate(
        id=entry.id,
        name=data["name"],
        title=title,
        family=data["family"],
        description=description,
        osinfo_id=system.id if system else next(iter(data.get("osinfo", ())), ""),
        windows=data.get("windows", False),
        complete=data.get("complete", False),
        guide=data.get("guide", False),
        release_date=data.get("release", "") or (system.release_date if system else ""),
        eol_date=system.eol_date if system else "",
        vcpus=data.get("vcpus", 1 if data.get("complete") else 2),
        memory_bytes=_memory(entry.bytes("memory"), minimum, system),
        disk_bytes=max(disk, recommended.disk_bytes or 0, (system.minimum.disk_bytes or 0) if system else 0),
        limits=own if data.get("complete") else _merged(own, system, catalogue.general),
        firmware=data.get("firmware", "bios"),
        secure_boot=data.get("secure_boot", False),
        tpm=data.get("tpm", False),
        install_methods=tuple(methods),
        virtio=data.get("virtio", True),
        devices=catalogue.devices[data["devices"]],
        aliases=tuple(system.short_ids) if system else (),
        profiles=profiles,
        codename=data.get("codename", "") or (system.codename if system else ""),
        volume_id=data.get("volume_id", ""),
        script_os=data.get("script", ""),
        notes=_age_notes(system.eol_date if system else ""),
    )


def _ours(kind: str) -> tuple[Text | None, Text | None]:
    if kind == "demo":
        return (
            N_("Demo Linux Virtual Appliance"),
            N_("A small Linux, ready to run: no installation is needed. It has the I/O drivers and the management agent."),
        )
    if kind == "other":
        return (
            N_("Other install media"),
            N_("For an operating system that is not in the list: standard devices that every system has drivers for."),
        )
    return None, None


def _demo(template: BuiltinTemplate, folder: Path | None) -> BuiltinTemplate:
    image = folder / "demo.qcow2" if folder is not None else None
    size = qcow2_size(image) if image is not None else None
    if image is None or size is None:
        note = N_("The appliance has not been built yet: run packaging/run once, it builds it.")
        return dataclasses.replace(template, notes=(note,))
    return dataclasses.replace(template, disk_file=str(image), disk_bytes=size)


def qcow2_size(path: Path) -> int | None:
    """Virtual size of a qcow2 image in bytes (header bytes 24…31, big-endian; QEMU docs/interop/qcow2.txt); None if it is not one."""
    try:
        with path.open("rb") as file:
            head = file.read(32)
    except OSError:
        return None
    if len(head) < 32 or head[:4] != b"QFI\xfb":
        return None
    return int(struct.unpack(">Q", head[24:32])[0])


# --------------------------------------------------------------------------- joining


def _memory(chosen: int | None, minimum: int | None, system: System | None) -> int:
    """What a new VM gets: ours, else recommended by libosinfo, else twice the minimum (the original's rule)."""
    least = max(minimum or 0, (system.minimum.memory_bytes or 0) if system else 0)
    recommended = (system.recommended.memory_bytes if system else None) or 0
    return max(chosen or recommended or 2 * least or 1 << 30, recommended, least)


def _merged(own: Limits, system: System | None, general: Limits) -> Limits:
    """The strictest of each limit, with who says so: the larger minimum, the smaller maximum."""
    theirs = Limits()
    if system is not None:
        theirs = Limits(
            min_memory_bytes=system.minimum.memory_bytes,
            max_memory_bytes=system.maximum.memory_bytes,
            min_vcpus=system.minimum.cpus,
            max_vcpus=system.maximum.cpus,
            min_disk_bytes=system.minimum.disk_bytes,
            source=LIBOSINFO,
        )
    values: dict[str, Any] = {}
    sources: list[tuple[str, str]] = []
    for field in dataclasses.fields(Limits):
        if field.name in ("source", "sources"):
            continue
        pick = max if field.name.startswith("min_") else min
        said = [(getattr(each, field.name), each.said_by(field.name)) for each in (own, theirs, general) if getattr(each, field.name) is not None]
        if said:
            value = pick(v for v, _ in said)
            values[field.name] = value
            sources.append((field.name, next(source for v, source in said if v == value)))
    return Limits(**values, source=own.source or general.source, sources=tuple(sources))


def _age_notes(eol: str) -> tuple[Text, ...]:
    if eol and eol < datetime.date.today().isoformat():
        return (N_("Support by the vendor ended on {date}.", date=plain(eol)),)
    return ()
