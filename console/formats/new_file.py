"""A new file that is written past the cache of the file system, while what comes next is read, unpacked and hashed.

Exports are large and are not read soon: through the cache they would push out what running guests and programs need, cost a second copy, and leave
gigabytes to a sync at the end, after a progress that was not true. So blocks go to the disk directly (O_DIRECT) from threads of their own; where a
file system can't, or what is written does not fill whole pages, they go the usual way.
"""

from __future__ import annotations

import errno
import mmap
import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

PAGE = 4096
SIZE = 4 << 20
"""Bytes of one write: what even a slow disk or a network takes at its full speed."""
_WRITES = 2
"""At once: the disk has the next one before the last is done."""


class NewFile:
    """Made by ``open``ing; OSError where it is there already. For one thread; what a write fails with is raised by one that follows, or at the end.

    Use it in a ``with`` statement. What was not written reads as zeros. Not synced.
    """

    def __init__(self, path: Path) -> None:
        self._fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
        try:
            self._direct = os.open(path, os.O_WRONLY | os.O_DIRECT | os.O_CLOEXEC)
        except OSError:
            self._direct = -1
        self._pool = ThreadPoolExecutor(_WRITES, thread_name_prefix="new-file")
        self._free = [mmap.mmap(-1, SIZE) for _ in range(_WRITES + 1)]  # pages of their own: aligned
        self._writing: deque[tuple[Future[None], mmap.mmap]] = deque()
        self._buffer: mmap.mmap | None = None
        self._base = self._begin = self._at = 0  # of the buffer in the file, of what is in it, of what comes next

    def __enter__(self) -> NewFile:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            if kind is None:
                self._settle()
        finally:
            self._pool.shutdown(wait=True)
            for fd in (self._fd, self._direct):
                if fd >= 0:
                    os.close(fd)

    def seekable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """Where the next byte goes."""
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """From the beginning (SEEK_SET) or from here (SEEK_CUR)."""
        to = offset if whence == os.SEEK_SET else self._at + offset
        if to != self._at:
            self._hand_over()
            self._at = to
        return to

    def write(self, data: bytes | bytearray | memoryview, /) -> int:
        """All of it."""
        view = memoryview(data)
        while view:
            if self._buffer is None:
                self._buffer = self._take()
                self._base, self._begin = self._at // SIZE * SIZE, self._at
            place = self._at - self._base
            count = min(len(view), SIZE - place)
            self._buffer[place : place + count] = view[:count]
            self._at += count
            view = view[count:]
            if place + count == SIZE:
                self._hand_over()
        return len(data)

    def truncate(self, size: int) -> int:
        """Make it as long as this."""
        self._settle()
        os.ftruncate(self._fd, size)
        return size

    # ------------------------------------------------------------------ the disk

    def _take(self) -> mmap.mmap:
        if not self._free:
            future, buffer = self._writing.popleft()
            future.result()
            self._free.append(buffer)
        return self._free.pop()

    def _hand_over(self) -> None:
        buffer, self._buffer = self._buffer, None
        if buffer is not None:
            self._writing.append((self._pool.submit(self._put, buffer, self._base, self._begin, self._at), buffer))

    def _settle(self) -> None:
        """Until all is written."""
        self._hand_over()
        while self._writing:
            future, buffer = self._writing.popleft()
            future.result()
            self._free.append(buffer)

    def _put(self, buffer: mmap.mmap, base: int, begin: int, end: int) -> None:
        """On a thread of its own: whole pages directly, what is left over through the cache."""
        first, last = -(-begin // PAGE) * PAGE, end // PAGE * PAGE
        if self._direct < 0 or last <= first:
            first = last = end
        with memoryview(buffer) as view:
            _all(self._fd, view[begin - base : first - base], begin)
            if last > first:
                try:
                    _all(self._direct, view[first - base : last - base], first)
                except OSError as failure:
                    if failure.errno != errno.EINVAL:
                        raise
                    _all(self._fd, view[first - base : last - base], first)  # larger sectors than pages
            _all(self._fd, view[last - base : end - base], last)


def _all(fd: int, view: memoryview, offset: int) -> None:
    at = 0
    while at < len(view):
        at += os.pwrite(fd, view[at:], offset + at)
