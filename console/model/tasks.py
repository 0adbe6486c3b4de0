"""Tasks: running, waiting and finished operations, as the Tasks panel and the history show them."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from console.model.ids import Ref
from console.model.text import Text


class TaskState(enum.Enum):
    """Life of a task."""

    WAITING = "waiting"
    RUNNING = "running"
    CANCELLING = "cancelling"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        return self in (TaskState.DONE, TaskState.FAILED, TaskState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an operation is. ``fraction`` 0…1 or None where nobody knows (shown as busy with elapsed time)."""

    fraction: float | None = None
    phase: Text | None = None
    done_bytes: int | None = None
    total_bytes: int | None = None
    bytes_per_second: float | None = None
    eta_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One task. ``applies_to`` names the object and its ancestors, so that host and pool show it too."""

    id: str
    title: Text
    verb: str  # "vm-start": the virtdeckctl verb, also the icon
    applies_to: tuple[Ref, ...] = ()
    state: TaskState = TaskState.WAITING
    progress: Progress = Progress()
    cancellable: bool = True
    created: float = 0.0  # time.time()
    started: float | None = None
    ended: float | None = None
    error: Text | None = None
    remedy: Text | None = None
    detail: str = ""
    seen: bool = True  # a failure stays counted until seen
    result: str = ""  # e.g. UUID of the VM made
    cause: str = ""  # Cause.value of a failure of this run ("timeout"); not kept in the history


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in the world, for the events list (Log tab)."""

    at: float  # time.time()
    ref: Ref
    text: Text
    name: str = ""  # of the object at that time


@dataclass(frozen=True, slots=True)
class Leftover:
    """What an interrupted operation left, from the journal: offered with *clean up* and *keep*."""

    id: int
    operation: str
    title: str
    at: float
    kind: str  # "domain" | "volume" | "file" | "network" | "repository" | "conversion" | …
    host: str
    key: str  # UUID, volume key, path
    name: str
    confirmed: bool  # created by us, proved; else listed only
    proof: str = ""  # what Journal.confirm recorded: a volume's key and birth, a domain's UUID
