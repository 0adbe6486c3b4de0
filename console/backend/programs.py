"""Runs programs here or on a host: argv list, deadline, lines as they come, end of the whole process group (port ``Programs``).

Every run has a daemon thread of its own with one ``select`` loop. asyncio's subprocesses are not used: under Qt's event loop their child watcher
would tie the end of a program to the GUI thread.
"""

from __future__ import annotations

import asyncio
import codecs
import contextlib
import logging
import os
import re
import selectors
import shlex
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from console.backend.pipes import ProgramPipe
from console.model.errors import Cause, ConsoleError, system_words
from console.model.ids import HostId
from console.model.ports import ProgramResult
from console.model.text import N_, Text, plain

log = logging.getLogger("virtdeck.programs")

SEARCH_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
KEPT_BYTES = 32 << 20
"""Of each stream; what comes after is read and dropped."""

TERM_SECONDS = 2.0
VERSION_SECONDS = 10.0

PACKAGES = {  # Debian package of programs that people may lack
    "qemu-img": "qemu-utils",
    "qemu-nbd": "qemu-utils",
    "qemu-system-x86_64": "qemu-system-x86",
    "xenstore-ls": "xenstore-utils",
    "ssh": "openssh-client",
    "swtpm": "swtpm",
    "remote-viewer": "virt-viewer",
    "nbdcopy": "libnbd-bin",
}

Prefix = Callable[[HostId], Sequence[str] | None]
"""What stands before a command for a host: () = this computer, an ssh argv up to ``--``, None = programs can't be run there."""


class LocalPrograms:
    """Implements the port ``Programs``. ``prefix`` comes from the hosts' transports."""

    def __init__(self, prefix: Prefix | None = None) -> None:
        self._prefix = prefix
        self._runs: set[_Run] = set()
        self._found: dict[tuple[HostId | None, str], str] = {}
        self._versions: dict[tuple[HostId | None, str], tuple[float, str | None]] = {}

    async def run(
        self,
        argv: Sequence[str],
        *,
        host: HostId | None = None,
        deadline: float,
        stdin: bytes | None = None,
        env: Mapping[str, str] | None = None,
        on_line: Callable[[str], None] | None = None,
        check: bool = True,
    ) -> ProgramResult:
        """Run ``argv`` for at most ``deadline`` seconds.

        ``env`` is added to the environment (locale C.UTF-8, so that output can be read by programs). ``on_line`` gets each line of both streams on
        the loop's thread; a carriage return ends a line too. With ``check`` a status other than 0 is a ConsoleError. Cancelling ends the process
        group and waits for that; on a host, the program there gets to know by its closed streams.
        """
        prefix = self._prefix_of(host, argv[0])
        full = self._argv(prefix, argv, env)
        environment = {**os.environ, "LC_ALL": "C.UTF-8", **({} if prefix else (env or {}))}
        environment.pop("LANGUAGE", None)
        run = _Run(full, environment, stdin, deadline, on_line, asyncio.get_running_loop())
        self._runs.add(run)
        try:
            ended = await run.result()
        finally:
            self._runs.discard(run)
        result = ProgramResult(tuple(argv), ended.status, ended.stdout, ended.stderr, ended.seconds)
        log.debug("%s: status %d after %.2f s", full[0], ended.status, ended.seconds)
        if ended.late:
            raise ConsoleError(
                N_("{program} did not end within {seconds} s and was stopped.", program=argv[0], seconds=f"{deadline:g}"),
                cause=Cause.TIMEOUT,
                detail=_words(result),
            )
        if prefix and ended.status == 255:  # ssh(1): 255 is ssh's own failure
            raise ConsoleError(
                N_("{program} could not be run on the host: the ssh connection failed.", program=argv[0]),
                cause=Cause.UNREACHABLE,
                detail=_words(result),
            )
        if prefix and ended.status == 127:
            raise _missing(argv[0], there=True)
        if check and ended.status != 0:
            raise ConsoleError(_failure(result), detail=_words(result))
        return result

    async def which(self, name: str, *, host: HostId | None = None) -> str | None:
        """Full path of a program, or None. What was found is remembered; what was missing may be installed meanwhile and is looked for again."""
        known = self._found.get((host, name))
        if known is not None:
            return known
        prefix = self._prefix_of(host, name)
        if not prefix:
            found = shutil.which(name, path=os.pathsep.join((os.environ.get("PATH", ""), SEARCH_PATH)))
        else:
            script = f"PATH=$PATH:{SEARCH_PATH}; command -v {shlex.quote(name)} || exit 1"
            result = await self.run(["sh", "-c", script], host=host, deadline=VERSION_SECONDS, check=False)
            found = result.stdout.strip().splitlines()[0] if result.status == 0 and result.stdout.strip() else None
        if found is not None:
            self._found[host, name] = found
        return found

    async def version(self, name: str, *, host: HostId | None = None) -> str | None:
        """The first version number that ``name --version`` prints, or None where the program is missing or prints none."""
        path = await self.which(name, host=host)
        if path is None:
            return None
        changed = _changed(path) if host is None else 0.0
        if changed is None:
            self._found.pop((host, name), None)
            return None
        known = self._versions.get((host, path))
        if known is not None and known[0] == changed:
            return known[1]
        try:
            result = await self.run([path, "--version"], host=host, deadline=VERSION_SECONDS, check=False)
        except ConsoleError:
            return None
        number = re.search(r"\d+(?:\.\d+)+", result.stdout + "\n" + result.stderr)
        self._versions[host, path] = (changed, number.group() if number else None)
        return self._versions[host, path][1]

    def open(self, argv: Sequence[str], *, host: HostId | None = None) -> ProgramPipe:
        """See the port."""
        try:
            return ProgramPipe(self._argv(self._prefix_of(host, argv[0]), argv, None), b"", argv[0])
        except FileNotFoundError:
            raise _missing(argv[0], there=False) from None

    def shutdown(self) -> None:
        """End everything that runs; returns at once."""
        for run in list(self._runs):
            run.stop()

    def _prefix_of(self, host: HostId | None, program: str) -> Sequence[str]:
        if host is None:
            return ()
        prefix = self._prefix(host) if self._prefix is not None else None
        if prefix is None:
            raise ConsoleError(
                N_("{program} can't be run on this host: that needs an ssh connection.", program=program),
                cause=Cause.UNSUPPORTED,
                remedy=N_("Connect the host with an ssh address (qemu+ssh://…, xen+ssh://…)."),
            )
        return prefix

    @staticmethod
    def _argv(prefix: Sequence[str], argv: Sequence[str], env: Mapping[str, str] | None) -> list[str]:
        if not prefix:
            found = shutil.which(argv[0], path=os.pathsep.join(((env or os.environ).get("PATH", ""), os.environ.get("PATH", ""), SEARCH_PATH)))
            if found is None:
                raise _missing(argv[0], there=False)
            return [found, *argv[1:]]
        # ssh joins its arguments with blanks and hands them to the login shell: quote once more.
        variables = [f"{key}={value}" for key, value in {"LC_ALL": "C", **(env or {})}.items()]
        return [*prefix, shlex.join(["env", *variables, *argv])]


class _Ended:
    """What a run gave."""

    def __init__(self, status: int, stdout: str, stderr: str, seconds: float, late: bool) -> None:
        self.status, self.stdout, self.stderr, self.seconds, self.late = status, stdout, stderr, seconds, late


class _Run:
    """One program with its thread."""

    def __init__(
        self,
        argv: Sequence[str],
        env: Mapping[str, str],
        stdin: bytes | None,
        deadline: float,
        on_line: Callable[[str], None] | None,
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        self._argv, self._env, self._stdin, self._deadline, self._on_line, self._loop = list(argv), env, stdin, deadline, on_line, loop
        self._future: asyncio.Future[_Ended] = loop.create_future()
        self._wake_read, self._wake_write = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
        self._stop_lock = threading.Lock()
        self._finished = False
        self._open: dict[str, bytearray] = {"stdout": bytearray(), "stderr": bytearray()}

    async def result(self) -> _Ended:
        threading.Thread(target=self._work, name=f"program {Path(self._argv[0]).name}", daemon=True).start()
        try:
            return await asyncio.shield(self._future)
        except asyncio.CancelledError:
            self.stop()
            give_up = time.monotonic() + TERM_SECONDS + 3
            while not self._future.done() and time.monotonic() < give_up:  # its files may be removed after this
                with contextlib.suppress(asyncio.CancelledError):
                    await asyncio.wait([self._future], timeout=max(0.0, give_up - time.monotonic()))
            if self._future.done() and not self._future.cancelled():
                self._future.exception()
            raise

    def stop(self) -> None:
        """Ask the thread to end the process group. From any thread."""
        with self._stop_lock:
            if not self._finished:
                os.write(self._wake_write, b"x")

    # ------------------------------------------------------------------ the thread

    def _work(self) -> None:
        result: _Ended | None = None
        failure: BaseException | None = None
        try:
            result = self._watch()
        except FileNotFoundError:
            failure = _missing(self._argv[0], there=False)
        except OSError as error:
            failure = ConsoleError(N_("{program} could not be started: {why}.", program=self._argv[0], why=system_words(error)), detail=str(error))
        except BaseException as error:
            failure = error
        finally:
            with self._stop_lock:
                self._finished = True
                os.close(self._wake_read)
                os.close(self._wake_write)
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            self._loop.call_soon_threadsafe(_deliver, self._future, result, failure)

    def _watch(self) -> _Ended:
        begin = time.monotonic()
        process = subprocess.Popen(
            self._argv,
            env=dict(self._env),
            stdin=subprocess.DEVNULL if self._stdin is None else subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            bufsize=0,
        )
        late = False
        try:
            late = self._pump(process, begin + self._deadline)
        finally:
            _end_group(process)
            for stream in (process.stdin, process.stdout, process.stderr):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()
        streams = {name: bytes(data).decode("utf-8", "replace") for name, data in self._open.items()}
        return _Ended(process.returncode, streams["stdout"], streams["stderr"], time.monotonic() - begin, late)

    def _pump(self, process: subprocess.Popen[bytes], until: float) -> bool:
        """Move bytes until the program has ended and its streams are closed; True when the deadline came first."""
        assert process.stdout is not None and process.stderr is not None
        to_write = memoryview(self._stdin or b"")
        lines = {name: _Lines() for name in self._open}
        ended_at: float | None = None
        with selectors.DefaultSelector() as selector:
            selector.register(self._wake_read, selectors.EVENT_READ, "wake")
            for name, stream in (("stdout", process.stdout), ("stderr", process.stderr)):
                selector.register(stream, selectors.EVENT_READ, name)
            if process.stdin is not None:
                os.set_blocking(process.stdin.fileno(), False)
                selector.register(process.stdin, selectors.EVENT_WRITE, "stdin")
            reading = {"stdout", "stderr"}
            while reading:
                now = time.monotonic()
                if now >= until:
                    return True
                if ended_at is None and process.poll() is not None:
                    ended_at = now
                if ended_at is not None and now - ended_at > 1.0:  # a grandchild keeps the pipes open
                    break
                for key, _ in selector.select(min(until - now, 0.2)):
                    if key.data == "wake":
                        return False
                    if key.data == "stdin":
                        to_write = self._feed(process, selector, to_write)
                        continue
                    chunk = os.read(key.fd, 1 << 16)
                    if chunk:
                        self._keep(key.data, chunk, lines[key.data])
                    else:
                        selector.unregister(key.fileobj)
                        reading.discard(key.data)
            for each in lines.values():
                self._tell(each.rest())
            while process.poll() is None:
                if time.monotonic() >= until:
                    return True
                if selector.select(0.02) and not reading:
                    return False
        return False

    @staticmethod
    def _feed(process: subprocess.Popen[bytes], selector: selectors.BaseSelector, data: memoryview) -> memoryview:
        assert process.stdin is not None
        try:
            written = os.write(process.stdin.fileno(), data[: 1 << 16]) if data else 0
        except BlockingIOError:
            return data
        except OSError:  # it reads no more
            written = len(data)
        if written >= len(data):
            selector.unregister(process.stdin)
            process.stdin.close()
            return data[:0]
        return data[written:]

    def _keep(self, name: str, chunk: bytes, lines: _Lines) -> None:
        kept = self._open[name]
        kept += chunk[: max(0, KEPT_BYTES - len(kept))]
        if self._on_line is not None:
            self._tell(lines.feed(chunk))

    def _tell(self, lines: list[str]) -> None:
        if lines and self._on_line is not None:
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(_each, self._on_line, lines)


class _Lines:
    """Cuts a byte stream into lines; progress meters end theirs with a carriage return."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._partial = ""

    def feed(self, chunk: bytes) -> list[str]:
        *lines, self._partial = re.split(r"[\r\n]+", self._partial + self._decoder.decode(chunk))
        return [line for line in lines if line]

    def rest(self) -> list[str]:
        line, self._partial = self._partial, ""
        return [line] if line else []


def _changed(path: str) -> float | None:
    try:
        return Path(path).stat().st_mtime
    except OSError:
        return None


def _each(function: Callable[[str], None], lines: Sequence[str]) -> None:
    for line in lines:
        function(line)


def _deliver(future: asyncio.Future[Any], result: object, failure: BaseException | None) -> None:
    if future.done():
        return
    if failure is not None:
        future.set_exception(failure)
    else:
        future.set_result(result)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End the program and everything it started: TERM, then KILL. The group's id is the program's, as it began a session of its own."""
    if process.poll() is None:
        for number, seconds in ((signal.SIGTERM, TERM_SECONDS), (signal.SIGKILL, 5.0)):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(seconds)
                break
    with contextlib.suppress(ProcessLookupError, PermissionError):  # children that outlived it
        os.killpg(process.pid, signal.SIGKILL)


def _missing(program: str, *, there: bool) -> ConsoleError:
    name = Path(program).name
    package = PACKAGES.get(name)
    if there:
        text = N_("The program {name} is not installed on the host.", name=name)
    else:
        text = N_("The program {name} is not installed on this computer.", name=name)
    return ConsoleError(text, cause=Cause.UNSUPPORTED, remedy=N_("Install the package {package}.", package=package) if package else None)


def _failure(result: ProgramResult) -> Text:
    program = Path(result.argv[0]).name
    lines = [line for line in result.stderr.strip().splitlines() if line.strip()]
    if result.status < 0:
        return N_("{program} was ended by signal {number}.", program=program, number=-result.status)
    if lines:
        return N_("{program} failed: {why}", program=program, why=plain(lines[-1].strip()))
    return N_("{program} failed with exit status {status}.", program=program, status=result.status)


def _words(result: ProgramResult) -> str:
    return f"{shlex.join(result.argv)}\nstatus {result.status}\n{result.stderr.strip()[-4000:]}"
