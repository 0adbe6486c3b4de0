"""The embedded default: this computer's per-user libvirt, with nothing to configure (``design.md`` §2).

An ordinary user gets ``qemu:///session``, which libvirt starts by itself. For root, libvirt maps that name to the *system* socket and starts nothing;
there the console starts an unprivileged daemon of its own in a user namespace. VMs, disks and configuration of that daemon are in the program's data
folder and outlive it; sockets and pid files are in a folder of this boot.

Two names lead to the configuration: the real folder, and a short link in ``/run``, which the daemon is given. Unix socket addresses hold 107 bytes,
and libvirt (9.0, ``qemuDomainSetPrivatePaths``) puts the guests' sockets below its configuration folder.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import json
import logging
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from console.backend import reaper
from console.backend.background import ThreadBackground
from console.backend.folders import process_start, short_folder
from console.model.errors import Cause, ConsoleError, system_words
from console.model.ids import SESSION_URI
from console.model.paths import Paths
from console.model.ports import Background
from console.model.text import N_, Text

log = logging.getLogger("virtdeck.embedded")

"""The logical URI of the embedded host, shown and stored."""

START_SECONDS = 20.0
IDLE_SECONDS = 120
"""A daemon that no console ended (crash) leaves by itself after this time without client and without running guest (libvirtd --timeout)."""

UTF8 = "C.UTF-8"
SESSION_SOCKETS = ("libvirt-sock", "virtqemud-sock")
_PASSED = frozenset({"HOME", "USER", "LOGNAME", "PATH", "TMPDIR", "LD_LIBRARY_PATH", "LD_PRELOAD"})
"""What libvirt's client gives to a daemon that it starts (virCommandAddEnvPassCommon), beside XDG folders."""

SEARCH_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


@dataclass(frozen=True, slots=True)
class Embedded:
    """Where the embedded libvirt is reached. ``uri`` is the transport URI; the logical one is ``qemu:///session``."""

    uri: str
    images: Path  # where the repository *local* belongs; not made here
    socket: Path | None = None  # None: libvirt finds (and starts) it by itself
    notice: Text | None = None  # one sentence for the user, e.g. that root has a private one
    pid: int | None = None


class EmbeddedLibvirt:
    """Starts, finds and ends the embedded libvirt. Consoles of one user share it."""

    def __init__(self, paths: Paths, background: Background | None = None) -> None:
        self._background = background or ThreadBackground("embedded", threads=1)
        self._folder = paths.data / "embedded"
        self._cache = paths.cache / "embedded"
        self._log = paths.state / "embedded-libvirtd.log"
        self._session_images = paths.data.parent / "libvirt" / "images"
        self._one = asyncio.Lock()
        self._using: int | None = None  # descriptor that holds the shared "in use" lock

    async def ensure(self) -> Embedded:
        """The embedded libvirt, started if need be. Raises ConsoleError with the way out (a package, ``qemu:///system``)."""
        async with self._one:
            return await self._background.run(self._ensure)

    async def stop(self) -> None:
        """Leave it. The daemon that consoles started is ended when no guest runs and no other console uses it; else it stays for the next start."""
        async with self._one:
            await self._background.run(self._stop)

    # ------------------------------------------------------------------ inside: all on the background thread

    def _ensure(self) -> Embedded:
        daemon = find_daemon()
        if daemon is None:
            raise ConsoleError(
                N_("This computer has no libvirt daemon, so no VMs can run on it."),
                cause=Cause.UNSUPPORTED,
                remedy=N_(
                    "Install the packages {debian} (Debian, Ubuntu) or {fedora} (Fedora, Red Hat), or add a host that has libvirt.",
                    debian="libvirt-daemon libvirt-daemon-driver-qemu qemu-system-x86",
                    fedora="libvirt-daemon-kvm",
                ),
            )
        if os.geteuid() != 0:
            self._start_session(daemon)
            return Embedded(uri=SESSION_URI, images=self._session_images)
        _make_folder(self._folder)
        with _exclusive(self._folder / "lock"):
            found = self._running()
            if found is None:
                found = self._start(daemon)
            self._use()
        path, pid = found
        return Embedded(
            uri=f"qemu+unix:///session?socket={path}",
            images=self._folder / "libvirt" / "images",
            socket=path,
            notice=N_("You are root: Virtdeck uses a private, unprivileged libvirt of its own; the system libvirt is not touched."),
            pid=pid,
        )

    def _start_session(self, daemon: str) -> None:
        """Start the user's own libvirt as libvirt would (same program, sockets and time-out), but with a UTF-8 locale.

        libvirt's client starts it with LC_ALL=C; a guest whose name has a Japanese letter across the 20th byte then can't start: libvirt 9.0 cuts
        names by bytes without a locale ("failed to convert virJSONValue to yajl data"). Whatever fails here is left to libvirt, which tries itself.
        """
        if 0 in os.getresuid():  # a daemon that root starts is the system's
            return
        runtime = user_runtime()
        if any(_listens(runtime / name) for name in SESSION_SOCKETS):
            return
        path = runtime / ("libvirt-sock" if daemon.endswith("libvirtd") else "virtqemud-sock")
        env = {name: value for name, value in os.environ.items() if name in _PASSED or name.startswith("XDG_")} | {"LC_ALL": UTF8}
        env["PATH"] = os.pathsep.join(dict.fromkeys((*env.get("PATH", "").split(os.pathsep), *SEARCH_PATH.split(os.pathsep))))
        try:
            runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
            process, pid = _spawn(_reaped([daemon, f"--timeout={IDLE_SECONDS}"]), env, subprocess.DEVNULL)
        except (OSError, ValueError) as problem:
            log.info("the session's libvirt is left to libvirt to start: %s", problem)
            return
        deadline = time.monotonic() + START_SECONDS
        while not _listens(path) and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        threading.Thread(target=process.wait, name="session-libvirtd-status", daemon=True).start()
        log.info("session libvirt started: %s, process %d, status %s", path, pid, process.poll())

    def _running(self) -> tuple[Path, int] | None:
        """The daemon of an earlier start, if it lives and listens; one that lives and does not listen is ended."""
        record = _load_record(self._folder / "daemon.json")
        if record is None or process_start(record.pid) != record.started:
            return None
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            if _listens(record.socket):
                return record.socket, record.pid
            if process_start(record.pid) != record.started:
                return None
            time.sleep(0.05)
        log.warning("embedded libvirt %d lives and has no socket %s: starting it anew", record.pid, record.socket)
        _end(record.pid, record.started)
        return None

    def _start(self, daemon: str) -> tuple[Path, int]:
        runtime = self._prepare()
        path = runtime / "libvirt" / ("libvirt-sock" if daemon.endswith("libvirtd") else "virtqemud-sock")
        path.unlink(missing_ok=True)
        env = {
            "PATH": SEARCH_PATH,
            "HOME": os.environ.get("HOME", "/root"),
            "XDG_RUNTIME_DIR": str(runtime),
            "XDG_CONFIG_HOME": str(runtime.parent / "c"),
            "XDG_CACHE_HOME": str(self._cache),
            "XDG_DATA_HOME": str(self._folder),
            "XDG_STATE_HOME": str(self._folder / "state"),
            "LC_ALL": UTF8,  # names of guests are cut by characters, which needs a locale that knows them
        }
        unshare = shutil.which("unshare", path=SEARCH_PATH)
        if unshare is None:
            raise self._forbidden("unshare: not found (package util-linux)")
        argv = _reaped([unshare, "--user", "--map-user=1000", "--map-group=1000", daemon, f"--timeout={IDLE_SECONDS}"])
        self._log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._log.open("wb") as output:
            process, pid = _spawn(argv, env, output)
        deadline = time.monotonic() + START_SECONDS
        while not _listens(path):
            if process.poll() is not None:
                words = self._log.read_text(errors="replace").strip()[-2000:]
                if "unshare" in words:
                    raise self._forbidden(words)
                raise self._not_started(N_("it ended at once"), words)
            if time.monotonic() > deadline:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                process.wait(5)
                raise self._not_started(N_("it did not answer in time"), self._log.read_text(errors="replace").strip()[-2000:])
            time.sleep(0.02)
        _store_record(self._folder / "daemon.json", _Record(pid, process_start(pid), path))
        # Whenever it ends, somebody must take its status, or it stays as a zombie while this console runs.
        threading.Thread(target=process.wait, name="embedded-libvirtd-status", daemon=True).start()
        log.info("embedded libvirt started: %s, process %d", path, pid)
        return path, pid

    def _prepare(self) -> Path:
        """Make the folders; returns the daemon's runtime folder (short, of this boot)."""
        alias = short_folder(self._folder)
        config = self._folder / "config"
        for folder in (config / "libvirt", self._cache, self._folder / "state", alias / "r"):
            _make_folder(folder)
        link = alias / "c"
        if not link.is_symlink() or link.readlink() != config:
            with contextlib.suppress(FileNotFoundError):
                link.unlink()
            link.symlink_to(config)
        qemu = config / "libvirt" / "qemu.conf"
        if not qemu.exists():  # without virtlogd, and without a second daemon that somebody would have to end
            qemu.write_text('# Written once by Virtdeck; yours to change.\nstdio_handler = "file"\n')
        return alias / "r"

    def _use(self) -> None:
        if self._using is None:
            self._using = os.open(self._folder / "users", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._using, fcntl.LOCK_SH | fcntl.LOCK_NB)

    def _stop(self) -> None:
        if self._using is None:
            return
        try:
            with _exclusive(self._folder / "lock"):
                record = _load_record(self._folder / "daemon.json")
                if record is None or process_start(record.pid) != record.started:
                    return
                try:
                    fcntl.flock(self._using, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except OSError:
                    log.info("embedded libvirt stays: another console uses it")
                    return
                if guests := guest_pids(record.socket.parent):
                    log.info("embedded libvirt stays: %d guests run", len(guests))
                    return
                _end(record.pid, record.started)
                (self._folder / "daemon.json").unlink(missing_ok=True)
                log.info("embedded libvirt %d ended", record.pid)
                if not any((self._folder / "config" / "libvirt" / "qemu").glob("*.xml")):
                    # Nothing is defined: leave no trace in /run. Else it stays, since libvirt notes there which guests were autostarted in this boot.
                    shutil.rmtree(record.socket.parent.parent.parent, ignore_errors=True)
        finally:
            os.close(self._using)
            self._using = None

    def _forbidden(self, words: str) -> ConsoleError:
        return ConsoleError(
            N_("You are root, and this computer does not allow the user namespace in which Virtdeck runs a private libvirt for root."),
            cause=Cause.REFUSED,
            remedy=N_("Start Virtdeck as an ordinary user, or add the host qemu:///system."),
            detail=words,
        )

    def _not_started(self, why: Text, words: str) -> ConsoleError:
        return ConsoleError(
            N_("The private libvirt of this computer could not be started: {why}.", why=why),
            cause=Cause.UNREACHABLE,
            remedy=N_("Details and {log} say more. You can add the host qemu:///system instead.", log=str(self._log)),
            detail=words,
        )


# --------------------------------------------------------------------------- looking


def user_runtime(env: Mapping[str, str] = os.environ) -> Path:
    """Where libvirt's per-user daemons have their sockets (virGetUserRuntimeDirectory: GLib's g_get_user_runtime_dir)."""
    cache = env.get("XDG_CACHE_HOME") or Path(env.get("HOME") or "~").expanduser() / ".cache"
    return Path(env.get("XDG_RUNTIME_DIR") or cache) / "libvirt"


def has_utf8(path: Path) -> bool | None:
    """Whether the daemon that listens on this socket runs with a UTF-8 locale (locale(7): which variable counts); None where that can't be seen."""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(2)
        try:
            probe.connect(str(path))
            pid, _, _ = struct.unpack("3i", probe.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
            rows = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
        except OSError:
            return None
    values = dict(row.decode(errors="replace").partition("=")[::2] for row in rows)
    locale = next((values[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if values.get(name)), "C")
    return locale.partition("@")[0].lower().replace("-", "").endswith(".utf8")


def config_folder(runtime: Path) -> Path | None:
    """The configuration folder of the private daemon that has this runtime folder; None when it is not one of ours."""
    config = runtime.parent / "c"
    return config if runtime.name == "r" and config.is_symlink() else None


def find_daemon() -> str | None:
    """The libvirt daemon that can run QEMU guests: the monolithic one, else the modular one."""
    return shutil.which("libvirtd", path=SEARCH_PATH) or shutil.which("virtqemud", path=SEARCH_PATH)


def guest_pids(runtime: Path) -> list[int]:
    """Processes of running guests, by libvirt's pid files in ``…/libvirt``."""
    found = []
    for file in (runtime / "qemu" / "run").glob("*.pid"):
        try:
            pid = int(file.read_text())
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (OSError, ValueError):
            continue
        if f"guest={file.stem}".encode() in command:
            found.append(pid)
    return found


def _listens(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(2)
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


# --------------------------------------------------------------------------- starting, record, locks, ending


def _reaped(argv: list[str]) -> list[str]:
    """The same under a reaper, where process 1 may be anything (sd_booted(3))."""
    return argv if Path("/run/systemd/system").exists() else [sys.executable, "-I", reaper.__file__, "{report}", *argv]


def _spawn(argv: list[str], env: dict[str, str], output: IO[bytes] | int) -> tuple[subprocess.Popen[bytes], int]:
    """Start in a session of its own: our child, and the daemon's process id ("{report}" in argv: the child tells it there)."""
    told, report = os.pipe()
    with os.fdopen(told, "rb") as answer:
        try:
            process = subprocess.Popen(
                [str(report) if word == "{report}" else word for word in argv],
                env=env,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                pass_fds=(report,) if "{report}" in argv else (),
            )
        finally:
            os.close(report)
        return process, int(answer.read() or process.pid)


@dataclass(frozen=True, slots=True)
class _Record:
    pid: int
    started: str
    socket: Path


def _load_record(path: Path) -> _Record | None:
    try:
        values = json.loads(path.read_text())
        return _Record(int(values["pid"]), str(values["started"]) or "?", Path(values["socket"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _store_record(path: Path, record: _Record) -> None:
    part = path.with_suffix(".part")
    part.write_text(json.dumps({"pid": record.pid, "started": record.started, "socket": str(record.socket)}))
    part.rename(path)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ConsoleError(
            N_("The folder {path} for the VMs of this computer can't be made: {why}.", path=str(folder), why=system_words(error)),
            cause=Cause.REFUSED,
            detail=str(error),
        ) from error


@contextlib.contextmanager
def _exclusive(path: Path, seconds: float = START_SECONDS + 10) -> Iterator[None]:
    """Hold a lock between consoles."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        deadline = time.monotonic() + seconds
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() > deadline:
                    raise ConsoleError(
                        N_("Another Virtdeck is starting this computer's private libvirt and does not get on with it."),
                        cause=Cause.BUSY,
                        remedy=N_("End the other Virtdeck, then connect again."),
                    ) from error
                time.sleep(0.05)
        yield
    finally:
        os.close(descriptor)


def _end(pid: int, started: str, seconds: float = 5.0) -> None:
    """End a process by its id after making sure that it still is the one that was meant."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        if process_start(pid) != started:
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
            os.kill(pid, signal.SIGCONT)
        deadline = time.monotonic() + seconds
        while process_start(pid) == started and time.monotonic() < deadline:
            time.sleep(0.02)
