"""Whether what a machine sends is packed: plainly first; packed where the line has shown to be slow; plainly again where that was not faster."""

from __future__ import annotations

from collections.abc import Sequence

from console.formats.extents import Stream

LINES = {"zstd": 150e6, "gzip": 40e6}
"""Bytes a second below which a packer (a key of ``extents.PACKERS``) pays: level 1 packs 300 and 60 MB/s on one core. 1 Gbit/s is 117."""
PROBE_BYTES = 48 << 20
PROBE_SECONDS = 2.0
"""A line is known after so many bytes, or so long waiting for them."""


class Pace:
    """For one disk. ``packing``: how the next extents are asked for. ``packers``: what the machine has, the best first."""

    def __init__(self, packers: Sequence[str]) -> None:
        self.packing = ""
        self._packers = tuple(each for each in packers if each)
        self._plain = 0.0

    def changes(self, stream: Stream, filled: int) -> bool:
        """Told after each extent: what came on this stream, and the bytes of the disk that it held. True: ``packing`` is another one now."""
        if not self._packers or (stream.received < PROBE_BYTES and stream.waited < PROBE_SECONDS):
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
