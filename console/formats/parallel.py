"""Compression on several cores, results in order, memory bounded. The C libraries release Python's lock."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


def threads_here() -> int:
    """Threads that are worth having: as many as cores that we may use, at most eight."""
    return max(1, min(8, len(os.sched_getaffinity(0))))


def ordered_map(work: Callable[[A], B], items: Iterable[A], threads: int | None = None) -> Iterator[B]:
    """``work`` of each item, in order, at most two items a thread ahead. Closing the iterator ends the threads."""
    count = threads or threads_here()
    pool = ThreadPoolExecutor(count, thread_name_prefix="formats")
    waiting: deque[Future[B]] = deque()
    try:
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) > 2 * count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
