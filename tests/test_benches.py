"""What is measured is described."""

from __future__ import annotations

import re
from pathlib import Path

from tests.bench.__main__ import NAMES


def test_each_bench_has_its_line_in_the_readme() -> None:
    text = (Path(__file__).parent / "bench" / "README.md").read_text()
    table = text[text.index("| bench |") : text.index("## Where")]
    assert set(re.findall(r"^\| ([a-z0-9]+) \|", table, re.MULTILINE)) - {"bench"} == set(NAMES)
