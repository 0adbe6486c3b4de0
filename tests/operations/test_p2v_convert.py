"""What a task says while virt-v2v is silent."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from console.guests.conversion import PHASES, SILENT, Progress
from console.model.text import Text
from console.operations.p2v.convert import told


class Said:
    """A context that only listens."""

    def __init__(self) -> None:
        self.phases: list[tuple[str, float | None]] = []

    def phase(self, text: Text, fraction: float | None = None) -> None:
        self.phases.append((text.english(), fraction))


async def test_a_silent_step_counts_its_minutes() -> None:
    """From its first line until the next step; nothing after the program's end."""
    said = Said()
    words = {phase[0]: phase[2].english() for phase in PHASES}
    async with told(cast(Any, said), Progress(), minute=0.05) as line:
        line(f"[   1.0] {SILENT}")
        while len(said.phases) < 3:
            await asyncio.sleep(0.01)
        assert [text for text, _ in said.phases[:3]] == [words[SILENT], f"{words[SILENT]}: busy, 1 min", f"{words[SILENT]}: busy, 2 min"]
        assert all(fraction is None for _, fraction in said.phases)
        line("[   9.0] Copying disk 1/1")
        count = len(said.phases)
        await asyncio.sleep(0.15)
        assert len(said.phases) == count and said.phases[-1][1] is not None
        line(f"[  10.0] {SILENT}")
    count = len(said.phases)
    await asyncio.sleep(0.15)
    assert len(said.phases) == count
