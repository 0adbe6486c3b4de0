"""What a Linux on a captured disk says of itself: name, version, host name, kernel and its drivers, tools of other products. Read from ext2 to ext4,
also in a logical volume or a mirror; of what can't be followed nothing is known, and the conversion looks again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from console.formats.ext4 import Ext4
from console.formats.lvm2 import Linear, mirror, reader, volumes
from console.formats.ntfs import Read, Unreadable
from console.guests.physical_linux import DRIVERS, VENDOR_TOOLS, variables

_MACHINES = {62: "x86_64", 3: "i686", 183: "aarch64"}
"""As the ELF header of a program calls them (e_machine)."""
_OLD = (("red hat", "rhel"), ("centos", "centos"), ("oracle", "ol"), ("fedora", "fedora"))
"""Of releases without os-release: RHEL 6 and its kin."""


@dataclass(frozen=True, slots=True)
class LinuxInside:
    """One installation. Empty where it does not say."""

    name: str
    id: str = ""
    version: str = ""
    hostname: str = ""
    arch: str = ""
    kernel: str = ""
    tools: tuple[str, ...] = ()
    virtio_missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InnerVolume:
    """A volume that lies on partitions. ``part``: the position of the first of them."""

    name: str
    size: int
    part: int
    read: Read


def inner_volumes(parts: Sequence[tuple[str, Read]]) -> tuple[InnerVolume, ...]:
    """Logical volumes and mirrors on these partitions ("lvm", "raid", …) of one disk. What their sources raise passes."""
    readers = [read for _, read in parts]
    raids = [number for number, (kind, _) in enumerate(parts) if kind == "raid"]
    found = [each for number in raids if (each := _quiet_mirror(readers[number], number)) is not None]
    members = [number for number, (kind, _) in enumerate(parts) if kind == "lvm"]
    for each in _quiet_volumes([readers[number] for number in members]):
        found.append(Linear(each.name, each.size, tuple((begin, members[part], start, length) for begin, part, start, length in each.runs)))
    return tuple(InnerVolume(each.name, each.size, each.runs[0][1], reader(each, readers)) for each in found)


def _quiet_mirror(read: Read, number: int) -> Linear | None:
    try:
        return mirror(read, number)
    except Unreadable:
        return None


def _quiet_volumes(members: Sequence[Read]) -> tuple[Linear, ...]:
    try:
        return volumes(members) if members else ()
    except Unreadable:
        return ()


def used_bytes(read: Read) -> int | None:
    """What an ext file system holds; None where it is none. What its source raises passes."""
    try:
        return Ext4(read).used_bytes
    except Unreadable:
        return None


def linux_inside(read: Read) -> LinuxInside | None:
    """The Linux on an ext file system, None where there is none. What its source raises passes."""
    try:
        system = Ext4(read)
        release = system.file("etc/os-release") or system.file("usr/lib/os-release")
        old = system.file("etc/redhat-release") if release is None else None
        if release is None and old is None:
            return None
    except Unreadable:
        return None
    said = variables(_text(release)) if release is not None else _of_old(_text(old))
    hostname = (_lines(system, "etc/hostname") or [""])[0].strip()
    kernel = max(_names(system, "lib/modules"), key=_order, default="")
    programs = {*_names(system, "usr/bin"), *_names(system, "usr/sbin")}
    return LinuxInside(
        said.get("PRETTY_NAME") or said.get("NAME") or "Linux",
        said.get("ID", ""),
        said.get("VERSION_ID", ""),
        hostname if re.fullmatch(r"[\w.-]{1,253}", hostname) else "",
        _arch(system),
        kernel,
        tuple(shown for program, shown in VENDOR_TOOLS if program in programs),
        _missing(system, kernel),
    )


def _text(data: bytes | None) -> str:
    return (data or b"")[:65536].decode("utf-8", "replace")


def _lines(system: Ext4, path: str) -> list[str]:
    try:
        return _text(system.file(path)).splitlines()
    except Unreadable:
        return []


def _names(system: Ext4, path: str) -> list[str]:
    try:
        return [name for name in system.names(path) if name not in (".", "..")]
    except Unreadable:
        return []


def _of_old(text: str) -> dict[str, str]:
    number = re.search(r"\d+(\.\d+)?", text)
    kind = next((name for word, name in _OLD if word in text.lower()), "")
    return {"PRETTY_NAME": text.strip()[:100], "ID": kind, "VERSION_ID": number.group() if number else ""}


def _order(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d{1,9}", version)]


def _arch(system: Ext4) -> str:
    try:
        head = system.head("bin/sh", 20)
    except Unreadable:
        return ""
    return _MACHINES.get(int.from_bytes(head[18:20], "little"), "") if head[:4] == b"\x7fELF" else ""


def _missing(system: Ext4, kernel: str) -> tuple[str, ...]:
    """Drivers for a VM that the newest kernel lacks; none where its lists do not tell."""
    try:
        modules, builtin = (system.file(f"lib/modules/{kernel}/modules.{kind}") for kind in ("dep", "builtin"))
    except Unreadable:
        return ()
    if not kernel or not modules or builtin is None:
        return ()
    return tuple(name for name in DRIVERS if f"/{name}.ko".encode() not in modules + builtin)
