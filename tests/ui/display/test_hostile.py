"""Servers that send garbage: a clear sentence, no hang, and what a decoder does to itself happens to nobody else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def rounds(kind: str, seeds: Sequence[int], seconds: float) -> list[list[str]]:
    """The client in a process of its own: (seed, state, alive, crashed, problem) of each."""
    argv = [sys.executable, "-X", "faulthandler", "-m", "tests.ui.display.hostile", kind, *map(str, seeds)]
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(argv, cwd=ROOT, env=env, capture_output=True, text=True, timeout=seconds, check=False)
    assert done.returncode == 0, f"the client ended with {done.returncode}\n{done.stdout[-500:]}\n{done.stderr[-3000:]}"
    lines = [line.split("|") for line in done.stdout.splitlines() if "|" in line]
    assert [int(line[0]) for line in lines] == list(seeds)
    for line in lines:
        assert line[2] == "alive", line
    return lines


def test_vnc() -> None:
    """libgvnc was given 1,500 of these when this was written, without a crash: it decodes in the window's process."""
    lines = rounds("vnc", range(1, 121), 100)
    assert {line[1] for line in lines} == {"closed"}
    assert len({line[4] for line in lines}) > 8  # it says what was wrong


@pytest.mark.timeout(170)
def test_spice() -> None:
    """Seeds 5 and 9 end spice-client-glib 0.42 by a fatal error, 29 keeps it busy for ever."""
    lines = rounds("spice", [1, 2, 5, 9, 13, 24, 29, 33], 150)
    assert {line[1] for line in lines} == {"closed"}
    assert any(line[3] == "crashed" for line in lines)
    for line in lines:
        if line[3] == "crashed":
            assert line[4].startswith("The library that decodes SPICE"), line
        else:
            assert line[4] != "None"
