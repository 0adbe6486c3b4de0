"""Figures: what was measured, against which floor or peer, and whether the wish is met; as a table and as JSON."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "results"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value. ``limit``: not above it. ``beside``: the floor or the peer, measured in the same run."""

    name: str
    value: float
    unit: str = "s"
    limit: float | None = None
    beside: float | None = None
    beside_name: str = ""
    must: bool = False  # a missed limit is an error of the program on any machine, not a slow one
    note: str = ""

    @property
    def met(self) -> bool | None:
        return None if self.limit is None else self.value <= self.limit

    @property
    def ratio(self) -> float | None:
        return self.value / self.beside if self.beside else None


def number(value: float, unit: str) -> str:
    """Few digits, those that tell."""
    if unit == "":
        return f"{value:,.0f}"
    text = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return f"{text} {unit}"


def table(figures: Iterable[Figure]) -> str:
    """The figures in columns."""
    rows = [("figure", "measured", "wish", "", "floor or peer", "ratio")]
    for each in figures:
        mark = {True: "met", False: "MISSED", None: ""}[each.met]
        beside = f"{number(each.beside, each.unit)}  {each.beside_name}" if each.beside is not None else ""
        ratio = f"{each.ratio:.2f}" if each.ratio is not None else ""
        limit = f"≤ {number(each.limit, each.unit)}" if each.limit is not None else ""
        rows.append((each.name + (f" ({each.note})" if each.note else ""), number(each.value, each.unit), limit, mark, beside, ratio))
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)


def machine() -> dict[str, object]:
    """This machine in its own words."""
    cpu = next((line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "")
    memory = next((line.split()[1] for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), "0")
    system = next((line.partition("=")[2].strip('"') for line in _lines("/etc/os-release") if line.startswith("PRETTY_NAME")), "")
    return {
        "cpu": cpu,
        "cores": os.cpu_count(),
        "memory_gib": round(int(memory) / 2**20, 1),
        "system": system,
        "kernel": platform.release(),
        "python": platform.python_version(),
        "qt": _version("PySide6-Essentials"),
        "libvirt_python": _version("libvirt-python"),
        "libvirtd": _words("libvirtd", "--version"),
        "load": os.getloadavg(),
        "date": time.strftime("%Y-%m-%d %H:%M:%S %z"),
    }


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _words(*argv: str) -> str:
    try:
        return subprocess.run(argv, capture_output=True, text=True, timeout=20, check=False).stdout.strip()
    except OSError:
        return ""


def _lines(path: str) -> Sequence[str]:
    try:
        return Path(path).read_text().splitlines()
    except OSError:
        return ()


def save(name: str, figures: Iterable[Figure], command: str, seconds: float) -> Path:
    """Write the JSON of one bench."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.json"
    content = {"bench": name, "command": command, "seconds": round(seconds, 1), "machine": machine(), "figures": [asdict(each) for each in figures]}
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")
    return path


def write_readme() -> None:
    """Put the tables of what has been measured into README.md."""
    path = RESULTS.parent / "README.md"
    before, rest = path.read_text().split("<!-- measured -->")
    after = rest.split("<!-- end -->")[1]
    parts = []
    for file in sorted(RESULTS.glob("*.json")):
        found = json.loads(file.read_text())
        about = found["machine"]
        load = ", ".join(f"{each:.1f}" for each in about["load"])
        parts.append(f"### {found['bench']}\n\n{about['date']}, load at the end {load}, {found['seconds']:.0f} s\n")
        parts.append(f"```\n{table(Figure(**each) for each in found['figures'])}\n```\n")
        words = ", ".join(f"{key} {value}" for key, value in about.items() if key not in ("load", "date"))
    if parts:
        parts.insert(0, f"## Measured\n\nMachine: {words}.\n")
    path.write_text(f"{before}<!-- measured -->\n" + "\n".join(parts) + f"<!-- end -->{after}")
