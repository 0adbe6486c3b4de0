"""What is wrong with what was typed or chosen, told beside its field."""

from __future__ import annotations

from dataclasses import dataclass

from console.model.text import Text


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """Something to mend (``error``: nothing is made before), or a warning; ``field`` names the input ("name", "memory", "dhcp", "uri", …)."""

    field: str
    text: Text
    remedy: Text | None = None
    error: bool = True
