"""ssh connections to hosts: the user's own OpenSSH with one master a host (configuration, agent, jump hosts and hardware keys work as they do there).

``SshMasters.open`` logs in (asking through :mod:`ssh_questions`), and the master then carries forwards of sockets and ports, and programs on the
host, without logging in again. Everything that waits for ssh runs on own threads with a deadline. Masters end with the console: by their id at the
end, by the kernel (``setpriv --pdeathsig``) when the console is killed, and what is still left is ended by the next start.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from console.backend.background import ThreadBackground
from console.backend.bridge import Bridge
from console.backend.folders import process_start, socket_folder
from console.backend.ssh_errors import SshError, explain
from console.backend.ssh_questions import AskpassServer, Login, Remembered
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.paths import Paths
from console.model.ports import Keyring, Questions
from console.model.text import N_

log = logging.getLogger("virtdeck.ssh")

CONNECT_SECONDS = 15
"""ssh's own limit for connection, banner and key exchange (ConnectTimeout)."""
LOGIN_SECONDS = 30.0
"""Until the master is there, not counting the time in which the user is asked."""
COMMAND_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Destination:
    """Where ssh goes. ``host`` may be an alias of the user's ssh configuration."""

    host: str
    user: str = ""
    port: int | None = None
    keyfile: str = ""

    def arguments(self) -> list[str]:
        """For ssh's command line, the host last."""
        found = []
        if self.user:
            found += ["-l", self.user]
        if self.port is not None:
            found += ["-p", str(self.port)]
        if self.keyfile:
            found += ["-i", self.keyfile]
        return [*found, "--", self.host]

    def __str__(self) -> str:
        return f"{self.user + '@' if self.user else ''}{self.host}{f':{self.port}' if self.port is not None else ''}"


def has_aes() -> bool:
    """Whether this computer's processor has instructions for AES (Linux tells)."""
    try:
        return re.search(r"^(flags|Features)\s*:.*\baes\b", Path("/proc/cpuinfo").read_text(), re.MULTILINE) is not None
    except OSError:
        return False


def quick_ciphers(configured: str, aes: bool) -> list[str]:
    """Arguments that have AES-GCM tried first, among those that the user's configuration allows (OpenSSH's own order is for processors without AES).

    A disk goes through with half the work: 0.5 instead of 1.0 s of each end's processor for a gigabyte here.
    """
    names = configured.split(",")
    quick = [name for name in names if name.startswith("aes") and "-gcm" in name]
    if not aes or not quick or names[0] in quick:
        return []
    return ["-o", "Ciphers=" + ",".join([*quick, *(name for name in names if name not in quick)])]


class SshMasters:
    """Makes masters. ``options`` are more arguments for every ssh (tests give ``-F``)."""

    def __init__(self, paths: Paths, *, options: Sequence[str] = (), login_seconds: float = LOGIN_SECONDS) -> None:
        self._paths = paths
        self._options = list(options)
        self._login_seconds = login_seconds
        self._background = ThreadBackground("ssh", threads=6)
        self._remembered = Remembered()
        self._masters: set[SshMaster] = set()
        self._folder: Path | None = None
        self._preparing = asyncio.Lock()
        self._askpass: AskpassServer | None = None
        self._numbers = 0
        self._closed = False

    async def open(self, host: HostId, name: str, destination: Destination, questions: Questions, keyring: Keyring) -> SshMaster:
        """Log in. Raises SshError, whose ``step`` names the link of the chain that failed."""
        program = shutil.which("ssh")
        if program is None:
            raise SshError(
                "login",
                N_("The program {name} is not installed on this computer.", name="ssh"),
                cause=Cause.UNSUPPORTED,
                remedy=N_("Install the package {package}.", package="openssh-client"),
            )
        async with self._preparing:  # several hosts at the same moment have one folder, in which their questions are answered
            if self._folder is None:
                self._folder = await self._background.run(lambda: _own_folder(socket_folder(self._paths)))
                self._askpass = AskpassServer(self._folder)
        assert self._askpass is not None
        options = [*self._options, *quick_ciphers((await self.resolve(destination)).get("ciphers", ""), has_aes())]
        self._numbers += 1  # nothing is awaited from here to the folder's name: each master has its own
        login = Login(host, name, str(destination), questions, keyring, self._remembered)
        token, environment = self._askpass.register(login.ask)
        master = SshMaster(program, options, destination, self._folder / f"m{self._numbers}", environment, self._background)
        try:
            await master.start(login, self._login_seconds)
        except BaseException:
            await master.close()
            raise
        finally:
            self._askpass.unregister(token)
        self._masters.add(master)
        master.on_close = functools.partial(self._masters.discard, master)
        await login.succeeded()
        return master

    async def resolve(self, destination: Destination) -> dict[str, str]:
        """What the user's ssh configuration makes of a destination (``ssh -G``): hostname, port, user, proxyjump, proxycommand …"""

        def work() -> dict[str, str]:
            argv = [shutil.which("ssh") or "ssh", *self._options, "-G", *destination.arguments()]
            try:
                output = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, timeout=COMMAND_SECONDS, check=False).stdout
            except (OSError, subprocess.TimeoutExpired):
                return {}
            return dict(line.split(" ", 1) for line in output.decode(errors="replace").splitlines() if " " in line)

        return await self._background.run(work)

    async def shutdown(self) -> None:
        """Close all masters; returns quickly whatever they do."""
        self._closed = True
        masters = list(self._masters)
        if masters:
            await asyncio.wait([asyncio.ensure_future(master.close()) for master in masters], timeout=1.5)
        if self._askpass is not None:
            self._askpass.close()
        for master in masters:
            master.kill()
        self._background.shutdown()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


@dataclass
class _Forward:
    spec: str  # what -L got
    users: int = 1


@dataclass
class _State:
    sockets: dict[str, Path] = field(default_factory=dict)
    ports: dict[tuple[str, int], tuple[int, _Forward]] = field(default_factory=dict)
    bridges: list[Bridge] = field(default_factory=list)


class SshMaster:
    """One logged-in connection."""

    def __init__(
        self, program: str, options: Sequence[str], destination: Destination, base: Path, environment: dict[str, str], background: ThreadBackground
    ) -> None:
        self.destination = destination
        self.on_close: Callable[[], None] | None = None
        self._program, self._options, self._background = program, list(options), background
        self._base = base
        self._control = base.with_name(base.name + "c")
        self._log = base.with_name(base.name + ".log")
        self._environment = {**os.environ, "LC_ALL": "C", **environment}
        self._environment.pop("LANGUAGE", None)
        self._process: subprocess.Popen[bytes] | None = None
        self._state = _State()
        self._numbers = 0
        self._one = asyncio.Lock()
        self._round_trip = 0.2

    # ------------------------------------------------------------------ life

    @property
    def alive(self) -> bool:
        """Whether the master still runs."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        """The master's process."""
        return self._process.pid if self._process is not None else None

    @property
    def prefix(self) -> list[str]:
        """What stands before a command line (one argument, in the syntax of the host's shell)."""
        # Without its master ssh would connect anew, and ask nobody knows where: the proxy command makes that fail at once.
        multiplex = ["-S", str(self._control), "-o", "ControlMaster=no", "-o", "BatchMode=yes", "-o", "ProxyCommand=false", "-T"]
        return [self._program, *self._options, *multiplex, *self.destination.arguments()]

    async def start(self, login: Login, seconds: float) -> None:
        """Log in and wait until the master listens."""
        await self._background.run(self._spawn)
        process = self._process
        assert process is not None
        waited, last = 0.0, time.monotonic()
        while not self._control.exists():
            if process.poll() is not None:
                raise explain(self.destination, self._words(), refused=login.refused)
            if login.refused:
                break
            now = time.monotonic()
            waited += 0.0 if login.asking else now - last
            last = now
            if waited > seconds:
                break
            await asyncio.sleep(0.03)
        else:
            self._base.with_suffix(".pid").write_text(f"{process.pid} {process_start(process.pid)}")
            log.info("ssh to %s: master %d", self.destination, process.pid)
            return
        self.kill()
        if login.refused:
            raise explain(self.destination, self._words(), refused=login.refused)
        raise SshError(
            "login",
            N_("{host} accepted the connection but did not answer within {seconds} s.", host=str(self.destination), seconds=f"{seconds:g}"),
            cause=Cause.UNREACHABLE,
            remedy=N_("Check that the host is not overloaded or suspended, then connect again."),
            detail=self._words(),
        )

    def _spawn(self) -> None:
        settings = {
            "ControlMaster": "yes",
            "ControlPersist": "no",
            "StrictHostKeyChecking": "ask",
            "UpdateHostKeys": "no",
            "ConnectTimeout": str(CONNECT_SECONDS),
            "ServerAliveInterval": "5",
            "ServerAliveCountMax": "3",
            "TCPKeepAlive": "yes",
            "StreamLocalBindUnlink": "yes",
            "ExitOnForwardFailure": "yes",
            "ClearAllForwardings": "yes",
            "ForwardX11": "no",
            "PermitLocalCommand": "no",
            "RemoteCommand": "none",
            "RequestTTY": "no",
            "NumberOfPasswordPrompts": "3",
            "LogLevel": "INFO",
            "ForkAfterAuthentication": "no",
        }
        argv = [self._program, *self._options, "-M", "-N", "-T", "-S", str(self._control)]
        for key, value in settings.items():
            argv += ["-o", f"{key}={value}"]
        argv += self.destination.arguments()
        # The kernel ends it when we are killed. (It looks at the thread that started it: ours live as long as the program.)
        setpriv = shutil.which("setpriv")
        if setpriv is not None:
            argv = [setpriv, "--pdeathsig", "TERM", *argv]
        with self._log.open("wb") as output:
            self._process = subprocess.Popen(
                argv, env=self._environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True, cwd="/"
            )

    def kill(self) -> None:
        """End the master and what it started (proxy commands), by id."""
        for bridge in self._state.bridges:
            bridge.close()
        self._state.bridges.clear()
        process = self._process
        if process is None or process.poll() is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(0.5)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(2)

    async def close(self) -> None:
        """End the connection and every forward."""
        if self.on_close is not None:
            self.on_close()

        def work() -> None:
            self.kill()
            for path in self._base.parent.glob(self._base.name + "[.cs]*"):
                path.unlink(missing_ok=True)

        with contextlib.suppress(ConsoleError):  # after shutdown
            await self._background.run(work)

    # ------------------------------------------------------------------ use

    async def script(self, script: str, seconds: float = COMMAND_SECONDS) -> str:
        """Run a shell script on the host; its output. Raises SshError where ssh itself fails."""

        def work() -> str:
            begin = time.monotonic()
            argv = [*self.prefix, shlex.join(["sh", "-c", script])]
            ended = self._run(argv, seconds)
            self._round_trip = max(0.02, min(2.0, time.monotonic() - begin))
            if ended.returncode == 255:
                raise explain(self.destination, ended.stderr.decode(errors="replace") or self._words())
            return ended.stdout.decode(errors="replace")

        return await self._background.run(work)

    async def forward_socket(self, remote: str) -> Path:
        """A private local socket that leads to the host's socket ``remote``. Raises SshError("socket") where the host's sshd forbids it."""
        async with self._one:
            known = self._state.sockets.get(remote)
            if known is not None:
                return known
            self._numbers += 1
            local = self._base.with_name(f"{self._base.name}s{self._numbers}")
            await self._background.run(lambda: self._forward_socket(local, remote))
            self._state.sockets[remote] = local
            return local

    def _forward_socket(self, local: Path, remote: str) -> None:
        self._control_command("forward", ["-L", f"{local}:{remote}"])
        # Whether the other end may be reached shows only when somebody connects: sshd then closes at once, libvirt waits for us to speak.
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(3 * self._round_trip + 0.1)
            try:
                probe.connect(str(local))
                closed = probe.recv(1) == b""
            except TimeoutError:
                closed = False
            except OSError:
                closed = True
        if closed:
            with contextlib.suppress(SshError):
                self._control_command("cancel", ["-L", f"{local}:{remote}"])
            local.unlink(missing_ok=True)
            raise SshError(
                "socket",
                N_("The ssh server of {host} does not pass connections on to {path}.", host=str(self.destination), path=remote),
                cause=Cause.UNSUPPORTED,
                remedy=N_("Allow AllowStreamLocalForwarding in its sshd_config, or install virt-ssh-helper (libvirt 6.8 or newer) on the host."),
                detail=self._words(),
            )

    async def bridge(self, command: Sequence[str]) -> Path:
        """A private local socket; each connection to it runs ``command`` on the host and talks to it."""

        def work() -> Path:
            self._numbers += 1
            path = self._base.with_name(f"{self._base.name}s{self._numbers}")
            output = self._log.open("ab")
            self._state.bridges.append(Bridge(path, [*self.prefix, shlex.join(command)], self._environment, output))
            return path

        async with self._one:
            return await self._background.run(work)

    async def forward_port(self, host: str, port: int) -> tuple[str, int]:
        """A loopback address of this computer that leads to ``host``:``port`` as seen from the host. One ``release`` for each."""
        async with self._one:
            known = self._state.ports.get((host, port))
            if known is not None:
                known[1].users += 1
                return "127.0.0.1", known[0]
            local, forward = await self._background.run(lambda: self._forward_port(host, port))
            self._state.ports[host, port] = (local, forward)
            return "127.0.0.1", local

    def _forward_port(self, host: str, port: int) -> tuple[int, _Forward]:
        target = f"[{host}]" if ":" in host else host
        failure: SshError | None = None
        for _ in range(5):  # between our look and ssh's bind another program may take the port
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                local = int(free.getsockname()[1])
            spec = f"127.0.0.1:{local}:{target}:{port}"
            try:
                self._control_command("forward", ["-L", spec])
            except SshError as error:
                failure = error
                continue
            return local, _Forward(spec)
        assert failure is not None
        raise failure

    async def release(self, host: str, port: int) -> None:
        """Give a forwarded port back; the last user's closes it."""
        async with self._one:
            known = self._state.ports.get((host, port))
            if known is None:
                return
            known[1].users -= 1
            if known[1].users == 0:
                del self._state.ports[host, port]
                with contextlib.suppress(ConsoleError):
                    await self._background.run(lambda: self._control_command("cancel", ["-L", known[1].spec]))

    # ------------------------------------------------------------------ inside: on the background threads

    def _control_command(self, command: str, arguments: Sequence[str]) -> None:
        argv = [self._program, *self._options, "-S", str(self._control), "-o", "ProxyCommand=false", "-O", command, *arguments]
        ended = self._run([*argv, *self.destination.arguments()], COMMAND_SECONDS)
        if ended.returncode != 0:
            words = ended.stderr.decode(errors="replace").strip()
            if not self.alive:
                raise explain(self.destination, self._words() or words)
            raise SshError(
                "socket", N_("The ssh connection to {host} refused a forward.", host=str(self.destination)), cause=Cause.UNSUPPORTED, detail=words
            )

    def _run(self, argv: Sequence[str], seconds: float) -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(
                argv, env=self._environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False, start_new_session=True
            )
        except subprocess.TimeoutExpired as late:
            raise SshError(
                "login",
                N_("{host} did not answer over ssh within {seconds} s.", host=str(self.destination), seconds=f"{seconds:g}"),
                cause=Cause.UNREACHABLE,
                detail=shlex.join(argv),
            ) from late

    def _words(self) -> str:
        try:
            return self._log.read_text(errors="replace").strip()[-4000:]
        except OSError:
            return ""


def _own_folder(base: Path) -> Path:
    """A folder for this process's sockets; those of consoles that were killed are cleaned up, and their masters ended."""
    for old in base.glob("s[0-9]*"):
        try:
            pid = int(old.name[1:])
            owner = (old / "owner").read_text()
        except (OSError, ValueError):
            continue
        if process_start(pid) == owner and pid != os.getpid():
            continue
        for file in old.glob("*.pid"):
            with contextlib.suppress(OSError, ValueError):
                number, started = file.read_text().split()
                if process_start(int(number)) == started:
                    os.kill(int(number), signal.SIGTERM)
        shutil.rmtree(old, ignore_errors=True)
    folder = base / f"s{os.getpid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    (folder / "owner").write_text(process_start(os.getpid()))
    return folder
