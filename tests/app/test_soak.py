"""A minute of churn (the half hour is ``python -m tests.bench soak``): nothing is held that was not held before."""

from __future__ import annotations

import pytest

from tests.bench.bench_soak import figures_of, soak

SECONDS = 40.0


@pytest.mark.real
@pytest.mark.timeout(240)
def test_a_minute_of_churn_leaves_nothing_behind() -> None:
    figures = figures_of(*soak(SECONDS, reconnects=4))
    missed = [f"{each.name}: {each.value:.1f} {each.unit} ({each.note})" for each in figures if each.met is False]
    assert not missed, missed
