"""LVM of a machine that is copied while it runs: its answer to ``pvs``, and the scripts that make and remove snapshots. Source: lvm(8), lvs(8)."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence

from console.model.physical_volumes import Head, LogicalVolume, Stretch, VolumeGroup

COLUMNS = (
    "pv_name,vg_name,pe_start,pvseg_start,pvseg_size,vg_extent_size,vg_free_count,pv_pe_count,lv_name,seg_start_pe,segtype,lv_attr,lv_device_open"
)
_ASK = "$AS pvs --noheadings --nosuffix --units b --separator '|' --segments -o "
COMMAND = f"{_ASK}{COLUMNS} || {_ASK}{COLUMNS.rpartition(',')[0]}"
"""One line a run of extents. Old versions do not know the last column; the sixth letter of the attributes says the same."""
PATH = "PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin; export PATH LC_ALL=C"


def groups(text: str) -> tuple[VolumeGroup, ...]:
    """The volume groups, from the answer to ``COMMAND``. Lines that are none are left out."""
    rows: dict[str, list[Mapping[str, str]]] = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        row = dict(zip(COLUMNS.split(","), cells, strict=False))
        if len(cells) >= 12 and row["vg_name"] and all(row[key].isdigit() for key in ("pe_start", "pvseg_start", "pvseg_size", "vg_extent_size")):
            rows.setdefault(row["vg_name"], []).append(row)
    return tuple(_group(name, lines) for name, lines in rows.items())


def _group(name: str, rows: Sequence[Mapping[str, str]]) -> VolumeGroup:
    extent, volumes = int(rows[0]["vg_extent_size"]), dict[str, list[Mapping[str, str]]]()
    for row in rows:
        if row["lv_name"]:
            volumes.setdefault(row["lv_name"].strip("[]"), []).append(row)
    heads = {row["pv_name"]: Head(row["pv_name"], int(row["pe_start"]), int(row["pe_start"]) + _number(row["pv_pe_count"]) * extent) for row in rows}
    snapshots = {volume for volume, lines in volumes.items() if lines[0]["lv_attr"][:1].lower() == "s"}
    return VolumeGroup(
        name,
        extent,
        _number(rows[0]["vg_free_count"]),
        tuple(_volume(name, volume, lines, extent) for volume, lines in volumes.items() if volume not in snapshots),
        tuple(sorted(snapshots)),
        tuple(heads.values()),
    )


def _volume(group: str, name: str, rows: Sequence[Mapping[str, str]], extent: int) -> LogicalVolume:
    attributes = rows[0]["lv_attr"].ljust(6)
    return LogicalVolume(
        group,
        name,
        sum(int(row["pvseg_size"]) for row in rows),
        tuple(
            Stretch(
                row["pv_name"],
                int(row["pe_start"]) + int(row["pvseg_start"]) * extent,
                int(row["pvseg_size"]) * extent,
                _number(row["seg_start_pe"]) * extent,
            )
            for row in rows
        ),
        linear=attributes[0] in "-o" and all(row["segtype"] == "linear" for row in rows),
        open=attributes[5] == "o" or rows[0].get("lv_device_open") == "open",
    )


def _number(text: str) -> int:
    match = re.search(r"\d+", text)
    return int(match.group()) if match else 0


def make(group: str, volume: str, name: str, extents: int) -> str:
    """Script that makes a snapshot to be read only, and prints its path."""
    whole, made = shlex.quote(f"{group}/{volume}"), shlex.quote(f"{group}/{name}")
    return (
        f"{PATH}\nlvcreate -y -qq --snapshot --permission r --extents {extents} --name {shlex.quote(name)} {whole} </dev/null >&2 &&"
        f" lvs --noheadings -o lv_path {made}"
    )


def broken(names: Sequence[str]) -> str:
    """Script that prints the names of those snapshots that ran full (attribute 5: I or S; lvs(8))."""
    words = " ".join(shlex.quote(name) for name in names)
    return f"{PATH}\nlvs --noheadings --separator '|' -o lv_name,lv_attr {words} | sed -n 's/^ *\\(.*\\)|[sS]...[IS].*/\\1/p'"


def remove(names: Sequence[str]) -> str:
    """Script that removes snapshots ("group/name") and prints those that are left. A reader that is about to end may hold one for a moment."""
    words = " ".join(shlex.quote(name) for name in names)
    return (
        f"{PATH}\nfor name in {words}; do for turn in 1 2 3 4 5; do\n"
        '  lvs "$name" >/dev/null 2>&1 || break\n  lvremove -y -f "$name" </dev/null >&2 && break\n  sleep 1\n'
        'done; lvs "$name" >/dev/null 2>&1 && echo "$name"; done; true'
    )


def freeze(mount: str, seconds: int) -> str:
    """Script that freezes a file system, and prints the process that thaws it when nobody did before ``seconds`` have gone (a link that was lost, a
    console that was killed). That process runs before anything is frozen: from no moment on is the machine left to itself."""
    word = shlex.quote(mount)
    guard = shlex.quote(f"sleep {seconds}; fsfreeze -u {word}")
    return (
        f"{PATH}\nsync || exit 1\nsetsid sh -c {guard} >/dev/null 2>&1 </dev/null & guard=$!\n"
        f"if fsfreeze -f {word}; then echo $guard; else kill $guard; exit 1; fi"
    )


def thaw(mount: str, guard: int) -> str:
    """Script that thaws it; status 0 only where it was frozen until now."""
    return f"{PATH}\nkill {guard} 2>/dev/null; fsfreeze -u {shlex.quote(mount)}"
