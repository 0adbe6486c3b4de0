"""What virtdeckctl prints: aligned columns for people, JSON for programs, errors and progress on stderr."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TextIO

from console.model.errors import ConsoleError
from console.model.tasks import Progress, Task
from console.model.text import N_, Text, tr

PROGRAM = "virtdeckctl"


@dataclass
class Output:
    """Where it goes. ``failed`` is set by :meth:`error`: the exit status is then 1."""

    json: bool = False
    quiet: bool = False
    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)
    failed: bool = False
    _progress: str = ""

    def table(self, columns: Sequence[Text], rows: Sequence[Sequence[str]]) -> None:
        """Rows in aligned columns under their titles; nothing at all where there are no rows."""
        if not rows:
            return
        lines = [[str(column) for column in columns], *rows]
        widths = [max(width(line[index]) for line in lines) for index in range(len(columns))]
        for line in lines:
            cells = [cell + " " * (widths[index] - width(cell)) for index, cell in enumerate(line[:-1])]
            self.line("  ".join([*cells, line[-1]]).rstrip())

    def document(self, value: Any) -> None:
        """One JSON document."""
        self.line(json.dumps(value, ensure_ascii=False, indent=2))

    def pairs(self, rows: Sequence[tuple[Text, str]]) -> None:
        """Label and value, one a line; empty values are left out."""
        known = [(str(label), value) for label, value in rows if value]
        longest = max((width(label) for label, _ in known), default=0)
        for label, value in known:
            first, *rest = value.split("\n")
            self.line(f"{label}{' ' * (longest - width(label))}  {first}")
            for line in rest:
                self.line(f"{' ' * longest}  {line}")

    def line(self, text: str) -> None:
        """One line of the result."""
        self.clear_progress()
        print(text, file=self.out, flush=True)

    def note(self, text: str) -> None:
        """Something to know, on stderr."""
        self.clear_progress()
        if not self.quiet:
            print(f"{PROGRAM}: {text}", file=self.err, flush=True)

    def error(self, failure: ConsoleError) -> None:
        """A failure in one sentence, and its remedy."""
        self.failed = True
        self.complain(f"{failure.text} {failure.remedy}" if failure.remedy is not None else str(failure.text))

    def complain(self, text: str) -> None:
        """An error in words; the exit status becomes 1."""
        self.failed = True
        self.clear_progress()
        print(f"{PROGRAM}: {' '.join(text.split())}", file=self.err, flush=True)

    # ------------------------------------------------------------------ progress

    def progress(self, task: Task) -> None:
        """What runs now, on one line of a terminal; nothing elsewhere."""
        if task.state.ended:
            self.clear_progress()
        else:
            self.step(str(task.title), task.progress)

    def step(self, title: str, progress: Progress) -> None:
        """How far something is that is no task."""
        if self.quiet or not self.err.isatty():
            return
        text = f"{title}: {progress_words(progress)}"[:160]
        print("\r" + text + " " * max(0, width(self._progress) - width(text)), end="", file=self.err, flush=True)
        self._progress = text

    def clear_progress(self) -> None:
        """Take the progress line away."""
        if self._progress:
            print("\r" + " " * width(self._progress) + "\r", end="", file=self.err, flush=True)
            self._progress = ""


def progress_words(progress: Progress) -> str:
    """Phase, percent, rate and remaining time, what there is of it."""
    parts = [str(progress.phase)] if progress.phase is not None else []
    if progress.fraction is not None:
        parts.append(f"{progress.fraction:.0%}")
    if progress.bytes_per_second:
        parts.append(f"{size(int(progress.bytes_per_second))}/s")
    if progress.eta_seconds is not None:
        minutes, seconds = divmod(round(progress.eta_seconds), 60)
        parts.append(tr("{time} left", time=f"{minutes}:{seconds:02}"))
    return "  ".join(parts)


def width(text: str) -> int:
    """Columns that a terminal takes for it: wide East Asian characters take two, combining ones none."""
    return sum(0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def size(number: int | None) -> str:
    """Bytes in binary units, at most one decimal; "" for None."""
    if number is None:
        return ""
    value, units = float(number), ["B", "KiB", "MiB", "GiB", "TiB", "PiB"]
    while value >= 1024 and len(units) > 1:
        value /= 1024
        units.pop(0)
    return f"{value:.1f}".removesuffix(".0") + f" {units[0]}"


STATES: Mapping[str, Text] = {
    "running": N_("running"),
    "paused": N_("paused"),
    "suspended": N_("suspended"),
    "halted": N_("off"),
    "crashed": N_("crashed"),
    "sleeping": N_("asleep"),
    "stopping": N_("shutting down"),
    "unknown": N_("unknown"),
    "disconnected": N_("disconnected"),
    "connecting": N_("connecting"),
    "ready": N_("ready"),
    "stale": N_("does not answer"),
    "lost": N_("lost"),
    "refused": N_("refused"),
}
"""States in words, for tables; JSON has the keys."""
