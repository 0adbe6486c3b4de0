"""Programs whose output is read as a stream while they run: here, or on a machine by ssh (port ``Pipe``)."""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from io import FileIO
from typing import TypeVar

from console.model.errors import Cause, ConsoleError
from console.model.text import N_

T = TypeVar("T")

SILENCE_SECONDS = 60.0
"""A disk that gives nothing for so long does not answer."""
STDERR_BYTES = 64 << 10
PIPE_BYTES = 1 << 20
"""What the kernel keeps of the output: sixteen times as much as by default, so that reader and writer wake each other less often."""


class ProgramPipe:
    """Implements the port ``Pipe``: the program in a group of its own, its input and stderr on threads that end with it.

    ``address``: who is said to be silent: the machine on which it runs, or the program itself.
    """

    def __init__(self, argv: Sequence[str], stdin: bytes, address: str) -> None:
        self._address = address
        self._process = subprocess.Popen(
            argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, bufsize=0
        )
        assert self._process.stdout is not None
        with contextlib.suppress(OSError):  # more than some users may have
            fcntl.fcntl(self._process.stdout, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
        self._words = bytearray()
        self._threads = [
            threading.Thread(target=work, args=arguments, daemon=True, name="program-pipe")
            for work, arguments in ((self._feed, (stdin,)), (self._listen, ()))
        ]
        for thread in self._threads:
            thread.start()

    def _feed(self, stdin: bytes) -> None:
        pipe = self._process.stdin
        assert pipe is not None
        with contextlib.suppress(OSError, ValueError):
            view = memoryview(stdin)
            while view:
                view = view[pipe.write(view[: 1 << 16]) or 0 :]
        with contextlib.suppress(OSError):
            pipe.close()

    def _listen(self) -> None:
        pipe = self._process.stderr
        assert pipe is not None
        with contextlib.suppress(OSError, ValueError):
            while chunk := pipe.read(4096):
                self._words += chunk[: max(0, STDERR_BYTES - len(self._words))]

    def read(self, length: int) -> bytes:
        """See the port."""
        return self._when_ready(lambda pipe: pipe.read(length)) or b""

    def read_into(self, view: memoryview) -> int:
        """See the port."""
        return self._when_ready(lambda pipe: pipe.readinto(view)) or 0

    def _when_ready(self, take: Callable[[FileIO], T]) -> T | None:
        """None when the pipe was closed by another thread."""
        pipe = self._process.stdout
        assert isinstance(pipe, FileIO)
        end = time.monotonic() + SILENCE_SECONDS
        while True:
            try:
                ready, _, _ = select.select([pipe], [], [], 0.5)
                if ready:
                    return take(pipe)
            except (OSError, ValueError):
                return None
            if time.monotonic() > end:
                raise ConsoleError(
                    N_("{name} sent nothing for {seconds} s.", name=self._address, seconds=f"{SILENCE_SECONDS:g}"),
                    cause=Cause.UNREACHABLE,
                    remedy=N_("Look whether the machine or its disk hangs."),
                )

    def close(self) -> str:
        """See the port."""
        process = self._process
        if process.poll() is None:
            for number in (signal.SIGTERM, signal.SIGKILL):
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, number)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(1.0)
                    break
        for thread in self._threads:
            thread.join(1.0)
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                with contextlib.suppress(OSError, ValueError):
                    stream.close()
        return bytes(self._words).decode("utf-8", "replace")
