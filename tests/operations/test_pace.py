"""When a line is packed, and when not any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.formats.extents import Stream
from console.operations import pace
from console.operations.pace import Pace, processors

MIB = 1 << 20


@pytest.fixture(autouse=True)
def idle_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    """What else runs on the computer of the tests does not count."""
    monkeypatch.setattr(pace, "STATISTICS", Path("/nowhere"))


def came(received: int, seconds: float) -> Stream:
    stream = Stream(lambda length: b"", lambda view: 0)
    stream.received, stream.waited = received, seconds
    return stream


def test_a_quick_line_is_not_packed() -> None:
    tried = Pace(["zstd", "gzip"])
    assert not tried.changes(came(10 * MIB, 1.0), 10 * MIB)  # not known yet
    assert not tried.changes(came(400 * MIB, 1.0), 400 * MIB) and tried.packing == ""
    assert not Pace(["", "gzip"]).changes(came(100 * MIB, 1.0), 100 * MIB)  # gzip is slower than this line
    assert not Pace(["", ""]).changes(came(MIB, 9.0), MIB)


def test_a_slow_line_is_packed_while_that_pays() -> None:
    tried = Pace(["zstd", "gzip"])
    assert tried.changes(came(20 * MIB, 2.0), 24 * MIB) and tried.packing == "zstd"
    assert not tried.changes(came(10 * MIB, 1.0), 20 * MIB)
    assert not tried.changes(came(20 * MIB, 2.0), 60 * MIB) and tried.packing == "zstd"  # 30 instead of 12 MiB of the disk a second
    assert not tried.changes(came(20 * MIB, 200.0), 60 * MIB) and tried.packing == "zstd"  # found out once
    gzip = Pace(["", "gzip"])
    assert gzip.changes(came(48 * MIB, 4.0), 48 * MIB) and gzip.packing == "gzip"


def test_packing_on_busy_machines_is_given_up() -> None:
    tried = Pace(["zstd"])
    assert tried.changes(came(50 * MIB, 0.5), 56 * MIB)
    assert tried.changes(came(50 * MIB, 1.0), 60 * MIB) and tried.packing == ""
    assert not tried.changes(came(50 * MIB, 9.0), 60 * MIB) and tried.packing == ""


def test_a_busy_computer_says_nothing_about_the_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Slow as it may seem: it is measured on, and packed as soon as the computer had something to spare."""
    told = tmp_path / "stat"
    monkeypatch.setattr(pace, "STATISTICS", told)
    told.write_text("cpu  100 0 100 1000 50 0 0 0 0 0\ncpu0 1 2 3\n")
    assert processors() == (1050, 1250)
    slow = Pace(["zstd"])
    assert not slow.changes(came(MIB, 0.1), MIB)
    told.write_text("cpu  180 0 110 1005 50 0 0 0 0 0\n")  # 5 of 95
    assert not slow.changes(came(60 * MIB, 6.0), 60 * MIB) and slow.packing == ""
    told.write_text("cpu  190 0 120 1105 50 0 0 0 0 0\n")
    assert slow.changes(came(70 * MIB, 7.0), 70 * MIB) and slow.packing == "zstd"
    told.unlink()
    assert processors() == (0, 0)
