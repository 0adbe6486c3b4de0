"""The ports Questions and Keyring for tests: answers from lists, and what was asked."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from console.model.ids import HostId
from console.model.text import Text


class Answers:
    """``confirm`` None: nobody may ask. ``secrets``: one for each question (a mapping for several fields), None = cancelled."""

    def __init__(
        self, confirm: bool | None = None, secrets: Sequence[str | Mapping[str, str] | None] = (), save: bool = False, delay: float = 0.0
    ) -> None:
        self.confirms, self.secrets, self.save, self.delay = confirm, list(secrets), save, delay
        self.asked: list[str] = []
        self.dangerous: list[bool] = []

    async def confirm(self, title: Text, text: Text, *, verb: Text, danger: bool = False, details: str = "") -> bool:
        self.asked.append(f"{title} | {text}")
        self.dangerous.append(danger)
        await asyncio.sleep(self.delay)
        assert self.confirms is not None, f"nobody expected: {text}"
        return self.confirms

    async def choose(self, title: Text, text: Text, options: Sequence[tuple[str, Text]], *, default: str) -> str | None:
        raise AssertionError("connections do not let choose")

    async def credentials(
        self, title: Text, text: Text, fields: Sequence[tuple[str, Text, bool]], *, can_save: bool
    ) -> tuple[Mapping[str, str], bool] | None:
        self.asked.append(f"{title} | {text} | {', '.join(str(label) for _, label, _ in fields)}")
        await asyncio.sleep(self.delay)
        answer = self.secrets.pop(0)
        if answer is None:
            return None
        return ({fields[0][0]: answer} if isinstance(answer, str) else answer), self.save


class MemoryKeyring:
    """Keeps secrets in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[tuple[HostId, str], str] = {}

    async def get(self, host: HostId, key: str) -> str | None:
        return self.kept.get((host, key))

    async def set(self, host: HostId, key: str, secret: str) -> bool:
        self.kept[host, key] = secret
        return True

    async def delete(self, host: HostId, key: str) -> None:
        self.kept.pop((host, key), None)

    async def forget(self, host: HostId) -> None:
        self.kept = {(each, key): secret for (each, key), secret in self.kept.items() if each != host}
