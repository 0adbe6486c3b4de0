"""Whether what a machine sends is packed: plainly first; packed where the line has shown to be slow; plainly again where that was not faster.

That the line is slow can be known only while this computer has processor to spare: else it may be what is waited for.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from console.formats.extents import Stream

LINES = {"zstd": 150e6, "gzip": 40e6}
"""Bytes a second below which a packer (a key of ``extents.PACKERS``) pays: level 1 packs 300 and 60 MB/s on one core. 1 Gbit/s is 117."""
PROBE_BYTES = 48 << 20
PROBE_SECONDS = 2.0
"""A line is known after so many bytes, or so long waiting for them."""
SPARE = 0.1
"""The share of this computer's processors that is idle at least while a line is measured."""
STATISTICS = Path("/proc/stat")


def processors() -> tuple[int, int]:
    """Time of this computer's processors since its start: idle (or waiting for a disk), and all of it. (0, 0): nobody tells. See proc_stat(5)."""
    try:
        numbers = [int(word) for word in STATISTICS.read_text().partition("\n")[0].split()[1:9]]
    except (OSError, ValueError):
        return 0, 0
    return sum(numbers[3:5]), sum(numbers)


class Pace:
    """For one disk. ``packing``: how the next extents are asked for. ``packers``: what the machine has, the best first."""

    def __init__(self, packers: Sequence[str]) -> None:
        self.packing = ""
        self._packers = tuple(each for each in packers if each)
        self._plain = 0.0
        self._since: tuple[int, int] | None = None  # when the measuring began

    def changes(self, stream: Stream, filled: int) -> bool:
        """Told after each extent: what came on this stream, and the bytes of the disk that it held. True: ``packing`` is another one now."""
        if self._since is None:
            self._since = processors()
        if not self._packers or (stream.received < PROBE_BYTES and stream.waited < PROBE_SECONDS):
            return False
        if not self.packing and self._busy(self._since):
            return False
        rate = filled / max(stream.waited, 1e-6)
        if self.packing:
            self._packers = ()  # found out
            if rate >= self._plain:
                return False
            self.packing = ""  # the machines are slower than the line
            return True
        best = next((each for each in self._packers if stream.received < LINES[each] * stream.waited), "")
        self.packing, self._plain = best, rate
        return bool(best)

    def _busy(self, since: tuple[int, int]) -> bool:
        idle, time = (now - before for now, before in zip(processors(), since, strict=True))
        return idle < SPARE * time
