"""When a line is packed, and when not any more."""

from __future__ import annotations

from console.formats.extents import Stream
from console.operations.pace import Pace

MIB = 1 << 20


def came(received: int, seconds: float) -> Stream:
    stream = Stream(lambda length: b"", lambda view: 0)
    stream.received, stream.waited = received, seconds
    return stream


def test_a_quick_line_is_not_packed() -> None:
    pace = Pace(["zstd", "gzip"])
    assert not pace.changes(came(10 * MIB, 1.0), 10 * MIB)  # not known yet
    assert not pace.changes(came(400 * MIB, 1.0), 400 * MIB) and pace.packing == ""
    assert not Pace(["", "gzip"]).changes(came(100 * MIB, 1.0), 100 * MIB)  # gzip is slower than this line
    assert not Pace(["", ""]).changes(came(MIB, 9.0), MIB)


def test_a_slow_line_is_packed_while_that_pays() -> None:
    pace = Pace(["zstd", "gzip"])
    assert pace.changes(came(20 * MIB, 2.0), 24 * MIB) and pace.packing == "zstd"
    assert not pace.changes(came(10 * MIB, 1.0), 20 * MIB)
    assert not pace.changes(came(20 * MIB, 2.0), 60 * MIB) and pace.packing == "zstd"  # 30 instead of 12 MiB of the disk a second
    assert not pace.changes(came(20 * MIB, 200.0), 60 * MIB) and pace.packing == "zstd"  # found out once
    gzip = Pace(["", "gzip"])
    assert gzip.changes(came(48 * MIB, 4.0), 48 * MIB) and gzip.packing == "gzip"


def test_packing_on_busy_machines_is_given_up() -> None:
    pace = Pace(["zstd"])
    assert pace.changes(came(50 * MIB, 0.5), 56 * MIB)
    assert pace.changes(came(50 * MIB, 1.0), 60 * MIB) and pace.packing == ""
    assert not pace.changes(came(50 * MIB, 9.0), 60 * MIB) and pace.packing == ""
