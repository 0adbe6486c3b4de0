from __future__ import annotations

import asyncio
import os
import sys
import threading
import time
from pathlib import Path

import pytest

from console.backend.programs import LocalPrograms
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId

HOST = HostId("far")


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except OSError:
        return False


async def until(path: Path) -> int:
    for _ in range(500):
        if path.exists() and path.read_text().strip():
            return int(path.read_text())
        await asyncio.sleep(0.01)
    raise AssertionError(f"{path} did not come")


async def test_result_streams_and_status() -> None:
    programs = LocalPrograms()
    result = await programs.run(["sh", "-c", "echo out; echo 'は' >&2; exit 3"], deadline=10, check=False)
    assert (result.status, result.stdout, result.stderr) == (3, "out\n", "は\n")
    assert result.argv[0] == "sh" and result.seconds < 10
    result = await programs.run(["sh", "-c", "cat; echo $A; echo $LC_ALL"], deadline=10, stdin=b"x" * 300_000, env={"A": "b"})
    assert result.stdout == "x" * 300_000 + "b\nC.UTF-8\n"
    assert (await programs.run(["true"], deadline=10, stdin=b"y" * 500_000)).status == 0, "a program need not read what it is given"


async def test_failures_are_sentences() -> None:
    programs = LocalPrograms()
    with pytest.raises(ConsoleError, match=r"^sh failed: no such thing$") as caught:
        await programs.run(["sh", "-c", "echo first >&2; echo 'no such thing' >&2; exit 1"], deadline=10)
    assert "first" in caught.value.detail and "status 1" in caught.value.detail
    with pytest.raises(ConsoleError, match="exit status 4"):
        await programs.run(["sh", "-c", "exit 4"], deadline=10)
    with pytest.raises(ConsoleError, match="signal 9"):
        await programs.run(["sh", "-c", "kill -9 $$"], deadline=10)
    with pytest.raises(ConsoleError, match="is not installed on this computer") as caught:
        await programs.run(["no-such-program-anywhere"], deadline=10)
    assert caught.value.cause is Cause.UNSUPPORTED


async def test_lines_come_while_it_runs_and_on_the_loops_thread() -> None:
    seen: list[tuple[str, bool]] = []
    first = asyncio.Event()

    def on_line(line: str) -> None:
        seen.append((line, threading.get_ident() == here))
        first.set()

    here = threading.get_ident()
    script = "printf '(1/100%%)\\r'; sleep 0.5; printf '(100/100%%)\\n\\nlast'"
    running = asyncio.ensure_future(LocalPrograms().run(["sh", "-c", script], deadline=10, on_line=on_line))
    await asyncio.wait_for(first.wait(), 5)
    assert not running.done()
    await running
    assert seen == [("(1/100%)", True), ("(100/100%)", True), ("last", True)]


@pytest.mark.parametrize("how", ["deadline", "cancel", "shutdown"])
async def test_the_whole_group_ends(tmp_path: Path, how: str) -> None:
    programs = LocalPrograms()
    child = tmp_path / "child"
    script = f"trap '' TERM; (echo $BASHPID > {child}; sleep 60) & wait; wait"
    begin = time.monotonic()
    running = asyncio.ensure_future(programs.run(["bash", "-c", script], deadline=1.0 if how == "deadline" else 60))
    pid = await until(child)
    assert alive(pid)
    if how == "cancel":
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
    else:
        if how == "shutdown":
            programs.shutdown()
        with pytest.raises(ConsoleError) as caught:
            await running
        if how == "deadline":
            assert caught.value.cause is Cause.TIMEOUT and "within 1 s" in str(caught.value)
    while alive(pid) and time.monotonic() - begin < 10:  # the kernel ends it in its own time
        await asyncio.sleep(0.02)
    assert not alive(pid)
    assert time.monotonic() - begin < 10


async def test_a_grandchild_that_keeps_the_pipes_does_not_hold_us(tmp_path: Path) -> None:
    child = tmp_path / "child"
    begin = time.monotonic()
    result = await LocalPrograms().run(["bash", "-c", f"setsid sleep 30 & echo $! > {child}; echo done"], deadline=20)
    assert result.stdout == "done\n"
    assert time.monotonic() - begin < 10
    os.kill(int(child.read_text()), 9)


async def test_which_and_version_are_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = LocalPrograms()
    tool = tmp_path / "vd-tool"
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert await programs.which("vd-tool") is None
    assert await programs.version("vd-tool") is None
    tool.write_text(f"#!/bin/sh\necho x >> {tmp_path}/calls\necho 'vd-tool (GNU) version 1.2.3-4, build 9'\n")
    tool.chmod(0o755)
    assert await programs.which("vd-tool") == str(tool), "installed meanwhile"
    assert [await programs.version("vd-tool") for _ in range(3)] == ["1.2.3"] * 3
    assert (tmp_path / "calls").read_text() == "x\n"
    tool.write_text("#!/bin/sh\necho 'vd-tool 2.0'\n")
    os.utime(tool, (1, 1))
    assert await programs.version("vd-tool") == "2.0", "replaced: asked anew"
    tool.unlink()
    assert await programs.version("vd-tool") is None
    assert await programs.which("vd-tool") is None


async def test_on_a_host_the_command_is_quoted_for_its_shell() -> None:
    """``ssh`` is played by a shell: as sshd does, it hands the one string that it gets to ``sh -c``."""
    programs = LocalPrograms(lambda host: ["sh", "-c", 'exec sh -c "$1"', "--"] if host == HOST else None)
    result = await programs.run(["printf", "%s|", "a b", "$HOME", "it's; echo"], host=HOST, deadline=10)
    assert result.stdout == "a b|$HOME|it's; echo|"
    assert (await programs.run(["sh", "-c", "echo $A"], host=HOST, deadline=10, env={"A": "x y"})).stdout == "x y\n"
    assert await programs.which("sh", host=HOST) in ("/bin/sh", "/usr/bin/sh")
    assert await programs.which("no-such-program", host=HOST) is None
    with pytest.raises(ConsoleError, match="not installed on the host"):
        await programs.run(["no-such-program"], host=HOST, deadline=10)
    with pytest.raises(ConsoleError, match="ssh connection failed") as caught:
        await programs.run(["sh", "-c", "exit 255"], host=HOST, deadline=10)
    assert caught.value.cause is Cause.UNREACHABLE
    with pytest.raises(ConsoleError, match="needs an ssh connection"):
        await programs.run(["true"], host=HostId("tls"), deadline=10)


async def test_many_at_once_and_no_thread_left() -> None:
    programs = LocalPrograms()
    results = await asyncio.gather(*(programs.run([sys.executable, "-Sc", f"print({n})"], deadline=30) for n in range(12)))
    assert [r.stdout for r in results] == [f"{n}\n" for n in range(12)]
    await asyncio.sleep(0.05)
    assert not [t for t in threading.enumerate() if t.name.startswith("program ")]
