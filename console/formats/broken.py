"""Refusing a file: one sentence that names the file, the member in it and the byte."""

from __future__ import annotations

from dataclasses import dataclass

from console.model.errors import Cause, ConsoleError
from console.model.text import N_, Text


class BadFile(ConsoleError):
    """The bytes are not what they claim to be, or are not accepted. Raised by every parser here; nothing else is, except OSError."""


@dataclass(frozen=True, slots=True)
class Where:
    """What is being read: the file as people know it, and the member inside it ("" = the file itself)."""

    source: str
    member: str = ""

    def inside(self, member: str) -> Where:
        """A member of it; of a member, the deeper one is named with its parent."""
        return Where(self.source, f"{self.member} › {member}" if self.member else member)

    def broken(self, why: Text, offset: int | None = None, *, remedy: Text | None = None, cause: Cause = Cause.INVALID) -> BadFile:
        """The refusal. ``why`` is a clause without a full stop; ``offset`` in bytes of the member (of the file where there is none)."""
        member = readable(self.member)
        if member and offset is not None:
            text = N_("{file} can't be used: {member}, byte {offset}: {why}.", file=self.source, member=member, offset=offset, why=why)
        elif member:
            text = N_("{file} can't be used: {member}: {why}.", file=self.source, member=member, why=why)
        elif offset is not None:
            text = N_("{file} can't be used: byte {offset}: {why}.", file=self.source, offset=offset, why=why)
        else:
            text = N_("{file} can't be used: {why}.", file=self.source, why=why)
        return BadFile(text, cause=cause, remedy=remedy)


def readable(name: str | bytes, limit: int = 120) -> str:
    """A name from a file as it can be shown: control characters and undecodable bytes escaped, shortened."""
    text = name.decode("utf-8", "backslashreplace") if isinstance(name, bytes) else name
    text = "".join(letter if letter.isprintable() else letter.encode("unicode_escape", "surrogatepass").decode("ascii") for letter in text)
    return text if len(text) <= limit else text[: limit - 1] + "…"
