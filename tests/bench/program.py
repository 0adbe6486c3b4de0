"""The real program, as a process of its own, with a scenario that measures in it. Started by ``Program`` below; says JSON lines on stdout.

python -m tests.bench.program SCENARIO JSON-ARGUMENTS
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any

import tomli_w

ROOT = Path(__file__).resolve().parents[2]


def environment(home: Path) -> dict[str, str]:
    """An own world for the program: folders, language, no screen (or DISPLAY's where QT_QPA_PLATFORM says so)."""
    env = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(home), "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring", "PYTHONPATH": str(ROOT)}
    env.setdefault("QT_QPA_PLATFORM", "offscreen")
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
    env["PYTHONPYCACHEPREFIX"] = str(ROOT / ".cache" / "bench-pyc")
    for variable in ("CONFIG", "STATE", "DATA", "CACHE", "RUNTIME"):
        folder = home / variable.lower()
        folder.mkdir(mode=0o700, exist_ok=True)
        env[f"XDG_{variable}_{'DIR' if variable == 'RUNTIME' else 'HOME'}"] = str(folder)
    return env


def write_config(home: Path, uris: list[str]) -> None:
    """These hosts, and this computer's own libvirt left alone."""
    own = {"id": "local", "name": "This computer", "uri": "qemu:///session", "local": True, "embedded": True, "autoconnect": False}
    hosts = [{"id": f"h{number}", "name": f"host-{number:03}", "uri": uri} for number, uri in enumerate(uris)]
    folder = home / "config" / "virtdeck"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / "virtdeck.toml").write_text(tomli_w.dumps({"hosts": [own, *hosts], "preferences": {"ui": {"first_start_done": True}}}))


class Program:
    """The parent's side: starts the program, reads what it says, tells it to go on."""

    def __init__(self, scenario: str, uris: list[str], **arguments: Any) -> None:
        self._home = Path(tempfile.mkdtemp(prefix="vdp-", dir="/tmp"))
        env = environment(self._home)
        write_config(self._home, uris)
        self.began = time.monotonic()
        text = json.dumps({"began": self.began, "hosts": len(uris), **arguments})
        with (self._home / "stderr").open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.bench.program", scenario, text],
                cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True,
            )  # fmt: skip

    def __enter__(self) -> Program:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        shutil.rmtree(self._home, ignore_errors=True)

    def hear(self) -> dict[str, Any]:
        """The next thing that it says."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            self.process.wait()
            errors = (self._home / "stderr").read_text()[-3000:]
            raise RuntimeError(f"the program ended with {self.process.returncode}\n{errors}")
        return json.loads(line)  # type: ignore[no-any-return]

    def go(self, word: str = "go") -> None:
        """Tell it something."""
        assert self.process.stdin is not None
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()

    def end(self) -> float:
        """Ask it to close; seconds until the process has ended."""
        began = time.monotonic()
        self.go("end")
        self.process.wait(30)
        return time.monotonic() - began

    def cpu(self) -> float:
        """Seconds of CPU so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Resident memory in MiB."""
        return memory_of(self.process.pid)


def memory_of(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


# --------------------------------------------------------------------------- the child's side


class Child:
    """What a scenario gets."""

    def __init__(self, desktop: Any, watchdog: Any, arguments: dict[str, Any]) -> None:
        self.desktop = desktop
        self.watchdog = watchdog
        self.arguments = arguments
        self.began = float(arguments["began"])
        self._asked: asyncio.Queue[str] = asyncio.Queue()
        loop = asyncio.get_running_loop()

        def listen() -> None:
            for line in sys.stdin:
                loop.call_soon_threadsafe(self._asked.put_nowait, line.strip())

        threading.Thread(target=listen, name="bench stdin", daemon=True).start()

    @property
    def window(self) -> Any:
        return self.desktop.window

    @property
    def inventory(self) -> Any:
        return self.desktop.parts.inventory

    def tell(self, **fields: Any) -> None:
        sys.stdout.write(json.dumps(fields) + "\n")
        sys.stdout.flush()

    async def asked(self) -> str:
        return await self._asked.get()

    def hears(self) -> bool:
        """Something waits to be heard."""
        return not self._asked.empty()

    async def until(self, condition: Any, seconds: float) -> float:
        """Poll every 2 ms; time.monotonic() when it came true."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError(f"not in {seconds} s: {[(h.name, h.state.value, str(h.why)) for h in self.inventory.hosts()][:5]}")
            await asyncio.sleep(0.002)
        return time.monotonic()

    def gap(self) -> dict[str, Any]:
        """The longest gap since the last reset, in ms, with its stack."""
        return {"gap_ms": round(self.watchdog.longest * 1000, 1), "gap_stack": self.watchdog.worst_stack[-1800:]}


def main() -> None:
    scenario, arguments = sys.argv[1], json.loads(sys.argv[2])
    from console.__main__ import prepare

    prepare()
    from PySide6.QtWidgets import QApplication

    from console.app.desktop import Desktop
    from console.app.eventloop import make_loop
    from console.app.garbage import Collector
    from console.app.log import open_log
    from console.app.watchdog import Watchdog
    from console.model.paths import default_paths
    from tests.bench import scenarios

    paths = default_paths()
    sys.setswitchinterval(0.001)
    open_log(paths)
    application = QApplication(sys.argv[:1])
    Collector(application)
    loop = make_loop(application)

    async def run() -> None:
        watchdog = Watchdog(limit=0.05)
        desktop = Desktop(application, paths)
        child = Child(desktop, watchdog, arguments)
        prepare = getattr(scenarios, f"prepare_{scenario}", None)
        state = prepare(child) if prepare is not None else None
        await desktop.open()
        watchdog.reset()  # before the window is there nothing can stand still
        try:
            await getattr(scenarios, scenario)(child, state)
        finally:
            watchdog.stop()
            desktop.window.close()
            desktop.quit()
            await desktop.closed.wait()

    status = 0
    try:
        loop.run_until_complete(run())
    except Exception:
        import traceback

        traceback.print_exc()
        status = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    main()
