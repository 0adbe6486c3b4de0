"""What the files of an export are called."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from console.formats.export import base_name
from console.operations.export_files import EXTENSIONS
from console.operations.making import unique_name

_PACKED = {"gzip": ".gz", "zstd": ".zst"}


def plain_name(name: str) -> str:
    """A name for a file, from a VM's: no folders, nothing that can't be printed, not hidden."""
    found = "".join(letter if letter.isprintable() and letter not in '/\\:*?"<>|' else "_" for letter in name).strip(" .")
    while len(found.encode()) > 120:
        found = found[:-1]
    return found or "vm"


def extension(format: str, compression: str = "") -> str:
    """ "ova", "img.gz", …"""
    return EXTENSIONS[format] + (_PACKED.get(compression, "") if format == "raw" else "")


def file_names(format: str, name: str, machines: Sequence[tuple[str, int]], compression: str = "", exact: str = "") -> list[str]:
    """The files for these VMs: (name, number of disks) each. ``name``: what they are called together; ``exact``: where it is one file, just so.

    OVA and OVF take all VMs into one package; of an OVF, the descriptor stands here for all its files.
    """
    end = extension(format, compression)
    if format == "ovf":
        return [f"{base_name(name)}.ovf"]
    if format == "ova":
        return [exact or f"{plain_name(name)}.ova"]
    found: list[str] = []
    alone = len(machines) == 1
    for vm, disks in machines:
        stem = plain_name(name if alone else vm)
        if format == "xva" or disks == 1:
            found.append(unique_name(f"{stem}.{end}", found))
        else:
            found += [unique_name(f"{stem}-disk{number}.{end}", found) for number in range(1, disks + 1)]
    return [exact] if exact and len(found) == 1 else found


def split_output(path: str, format: str, compression: str, first: str) -> tuple[str, str, str]:
    """(folder, name, exact) for what the user gave as the place: a folder that is there or ends with "/", else a file (of an OVF: the folder)."""
    given = Path(path).expanduser()
    end = f".{extension(format, compression)}"
    if path.endswith("/") or given.is_dir():
        return str(given.absolute()), first, ""
    if format == "ovf" and given.suffix != ".ovf":
        return str(given.absolute()), first, ""
    name = given.name.removesuffix(end)
    return str(given.absolute().parent), name or first, given.name


def same_names(folder: Path, names: Sequence[str]) -> list[str]:
    """Those of the files that are there already. Blocking."""
    return [name for name in names if (folder / name).exists() or (folder / name).is_symlink()]


def all_names(folder: Path, names: Sequence[str]) -> list[str]:
    """The same for an OVF, whose descriptor is among ``names``: its other files count too. Blocking."""
    found = set(same_names(folder, names))
    for name in names:
        if name.endswith(".ovf") and folder.is_dir():
            stem = name.removesuffix(".ovf")
            found |= {each.name for each in folder.iterdir() if each.name in (f"{stem}.mf", f"{stem}.cert") or each.name.startswith(f"{stem}-disk")}
    return sorted(found)
