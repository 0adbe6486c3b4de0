"""Machines that are no hosts of ours (P2V sources), by the same ssh masters as hosts: port ``Machines``."""

from __future__ import annotations

import contextlib
import os
import re
import select
import shlex
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence

from console.backend.programs import LocalPrograms
from console.backend.ssh import Destination, SshMaster, SshMasters
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.ports import Keyring, ProgramResult, Questions
from console.model.text import N_

SILENCE_SECONDS = 60.0
"""A disk that gives nothing for so long does not answer."""
STDERR_BYTES = 64 << 10


def destination(address: str) -> Destination:
    """``ssh://user@name:port``, ``user@name``, ``[2001:db8::1]:22`` …; ConsoleError(INVALID) for what is none."""
    match = re.fullmatch(
        r"(?:ssh://)?(?:([^@/\s]+)@)?(\[[0-9A-Fa-f:.%\w]+\]|[^@/:\s\[\]-][^@/:\s\[\]]*|[0-9A-Fa-f]*:[0-9A-Fa-f:]+)(?::(\d{1,5}))?/?", address.strip()
    )
    if match is None or not 0 < int(match[3] or 22) < 65536:
        raise ConsoleError(
            N_("“{address}” is not the address of a machine.", address=address.strip()),
            cause=Cause.INVALID,
            remedy=N_("Write a name or address, with user and port where they are not the usual ones:  root@server.example:22"),
        )
    return Destination(match[2].strip("[]"), match[1] or "", int(match[3]) if match[3] else None)


class SshMachines:
    """Implements the port ``Machines``."""

    def __init__(self, masters: SshMasters, questions: Questions, keyring: Keyring, programs: LocalPrograms) -> None:
        self._masters, self._questions, self._keyring, self._programs = masters, questions, keyring, programs

    async def login(self, address: str) -> SshMachine:
        """Log in; see the port. The login is kept by the masters, so that a lost connection comes back without a question."""
        where = destination(address)
        # Secrets of machines are kept apart from those of hosts, by address.
        master = await self._masters.open(HostId(f"machine:{where}"), str(where), where, self._questions, self._keyring)
        return SshMachine(str(where), master, self._programs)


class SshMachine:
    """Implements the port ``Machine`` on a master."""

    def __init__(self, address: str, master: SshMaster, programs: LocalPrograms) -> None:
        self.address = address
        self._master, self._programs = master, programs

    @property
    def alive(self) -> bool:
        """Whether the connection is there."""
        return self._master.alive

    def _argv(self, command: Sequence[str]) -> list[str]:
        return [*self._master.prefix, shlex.join(command)]

    async def run(
        self, command: Sequence[str], *, stdin: bytes | None = None, deadline: float, on_line: Callable[[str], None] | None = None, check: bool = True
    ) -> ProgramResult:
        """See the port."""
        result = await self._programs.run(self._argv(command), deadline=deadline, stdin=stdin, on_line=on_line, check=False)
        if result.status == 255:  # ssh(1): its own failure
            raise ConsoleError(N_("The connection to {name} was lost.", name=self.address), cause=Cause.UNREACHABLE, detail=result.stderr[-2000:])
        if check and result.status != 0:
            raise ConsoleError(
                N_("{program} failed on {name} with exit status {status}.", program=command[0], name=self.address, status=result.status),
                detail=result.stderr[-4000:],
            )
        return result

    def open(self, command: Sequence[str], stdin: bytes = b"") -> SshPipe:
        """See the port."""
        return SshPipe(self._argv(command), stdin, self.address)

    async def close(self) -> None:
        """Log out."""
        await self._master.close()


class SshPipe:
    """Implements the port ``Pipe``: the program in a group of its own, its input and stderr on threads that end with it."""

    def __init__(self, argv: Sequence[str], stdin: bytes, address: str) -> None:
        self._address = address
        self._process = subprocess.Popen(
            argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, bufsize=0
        )
        self._words = bytearray()
        self._threads = [
            threading.Thread(target=work, args=arguments, daemon=True, name="ssh-pipe")
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
        pipe = self._process.stdout
        assert pipe is not None
        end = time.monotonic() + SILENCE_SECONDS
        while True:
            try:
                ready, _, _ = select.select([pipe], [], [], 0.5)
                if ready:
                    return pipe.read(length) or b""
            except (OSError, ValueError):  # closed by another thread
                return b""
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
