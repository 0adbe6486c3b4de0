"""A local unix socket whose every connection is a program's standard input and output: ``ssh host virt-ssh-helper``.

The accepted socket itself becomes the program's two streams, so no byte passes through Python (and through an ssh master not even through the ssh
process: it hands the descriptors on).
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO


class Bridge:
    """Listens on ``path`` until :meth:`close`, which also ends the programs that it started."""

    def __init__(self, path: Path, argv: Sequence[str], env: Mapping[str, str], log: IO[bytes]) -> None:
        self.path = path
        self._argv, self._env, self._log = list(argv), dict(env), log
        self._running: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()
        self._closed = False
        self._server = socket.socket(socket.AF_UNIX)
        self._server.bind(str(path))
        path.chmod(0o600)
        self._server.listen()
        threading.Thread(target=self._accept, name=f"bridge {path.name}", daemon=True).start()

    def close(self) -> None:
        """End it. Does not block for longer than signals take."""
        with self._lock:
            self._closed = True
            running = list(self._running)
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self.path.unlink(missing_ok=True)
        for process in running:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
        self._log.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._server.accept()
            except OSError:
                return
            with client, self._lock:
                if self._closed:
                    return
                try:
                    process = subprocess.Popen(
                        self._argv, env=self._env, stdin=client.fileno(), stdout=client.fileno(), stderr=self._log, start_new_session=True
                    )
                except OSError:  # the client sees the end of its connection
                    continue
                self._running.add(process)
            threading.Thread(target=self._reap, args=(process,), name=f"bridge {self.path.name} status", daemon=True).start()

    def _reap(self, process: subprocess.Popen[bytes]) -> None:
        process.wait()
        with self._lock:
            self._running.discard(process)
