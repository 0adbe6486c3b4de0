"""``packaging/test --bench``: all benches. Only what must hold on any machine fails; the rest is in the tables and in results/."""

from __future__ import annotations

import sys

import pytest

from tests.bench.__main__ import NAMES, run

pytestmark = [
    pytest.mark.skipif(not any("bench" in word for word in sys.argv), reason="measurements: packaging/test --bench"),
    pytest.mark.slow,
    pytest.mark.timeout(3600),
]


@pytest.mark.parametrize("name", NAMES)
def test_bench(name: str) -> None:
    missed = [figure for figure in run(name) if figure.must and figure.met is False]
    assert not missed
