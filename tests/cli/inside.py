"""virtdeckctl inside the test's own process: the same words, answers and exit statuses without two seconds of start for each."""

from __future__ import annotations

import contextlib
import io
import logging
import subprocess
from collections.abc import Iterator

import pytest

from console.app.headless import main
from tests.cli.test_virtdeckctl import Ctl


@contextlib.contextmanager
def _logging_as_it_was() -> Iterator[None]:
    """Each run opens the log file anew: what it changed for that is taken back."""
    loggers = [logging.getLogger(name) for name in ("virtdeck", "asyncio")]
    before = [(list(each.handlers), each.level, each.propagate) for each in loggers]
    try:
        yield
    finally:
        for each, (handlers, level, propagate) in zip(loggers, before, strict=True):
            for handler in each.handlers:
                if handler not in handlers:
                    handler.close()
            each.handlers[:] = handlers
            each.setLevel(level)
            each.propagate = propagate


@pytest.fixture
def ctl() -> Ctl:
    """As the fixture of the same name that starts processes."""

    def run(*words: str, status: int | None = 0, seconds: float = 60) -> subprocess.CompletedProcess[str]:
        out, err = io.StringIO(), io.StringIO()
        with _logging_as_it_was(), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                code = main(words)
            except SystemExit as ended:
                code = int(ended.code or 0)
        done = subprocess.CompletedProcess(words, code, out.getvalue(), err.getvalue())
        if status is not None:
            assert code == status, f"{words}: {code}\n{done.stdout}{done.stderr}"
        return done

    return run
