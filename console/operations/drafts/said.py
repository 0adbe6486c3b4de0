"""What every draft says of itself: what is wrong with its answers, and what will come of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from console.model.text import Text

PageT = TypeVar("PageT")


@dataclass(frozen=True, slots=True)
class Problem(Generic[PageT]):
    """Something to mend (``error``) or to know, and the page where it is mended.

    ``field`` names the input it belongs to, where a page shows it under that: "name", "memory", "disk0", "nic1", …
    """

    page: PageT
    text: Text
    remedy: Text | None = None
    error: bool = True
    field: str = ""


def first_error(problems: Iterable[Problem[PageT]]) -> Problem[PageT] | None:
    """What has to be mended first; None: all is well, or only worth knowing."""
    return next((problem for problem in problems if problem.error), None)


def of_page(problems: Iterable[Problem[PageT]], page: PageT) -> list[Problem[PageT]]:
    """Those that are mended on a page, errors first."""
    return sorted((problem for problem in problems if problem.page == page), key=lambda problem: not problem.error)


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A line of *Resulting configuration*."""

    device: Text
    setting: Text
    source: Text

    @property
    def cells(self) -> tuple[Text, Text, Text]:
        """As a row of its table."""
        return self.device, self.setting, self.source
