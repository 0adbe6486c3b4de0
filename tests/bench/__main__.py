"""Run benches by name, all without one: ``python -m tests.bench [NAME …]``."""

from __future__ import annotations

import importlib
import sys
import time

from tests.bench.report import Figure, machine, save, table, write_readme

NAMES = ("start", "inventory", "latency", "idle", "events", "hung", "tree", "soak", "console", "p2v", "clone", "formats", "export")
"""A later bench is a module ``bench_NAME`` with ``run() -> list[Figure]`` and its name here."""


def run(name: str) -> list[Figure]:
    """One bench: its table on stdout, its JSON in results/."""
    began = time.monotonic()
    figures: list[Figure] = importlib.import_module(f"tests.bench.bench_{name}").run()
    seconds = time.monotonic() - began
    path = save(name, figures, f"python -m tests.bench {name}", seconds)
    sys.stdout.write(f"\n== {name} ({seconds:.0f} s) → {path.name}\n{table(figures)}\n")
    sys.stdout.flush()
    return figures


def main() -> int:
    """Exit status 1 when a figure that must be met on any machine is missed."""
    if sys.argv[1:] == ["--readme"]:
        write_readme()
        return 0
    names = sys.argv[1:] or list(NAMES)
    about = machine()
    sys.stdout.write(", ".join(f"{key} {value}" for key, value in about.items()) + "\n")
    wrong = [figure for name in names for figure in run(name) if figure.must and figure.met is False]
    for figure in wrong:
        sys.stdout.write(f"MUST: {figure.name}\n")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
