"""The composition root of virtdeckctl: a plain asyncio loop, the same hosts and operations as the window, no Qt."""

from __future__ import annotations

import argparse
import asyncio
import functools
import getpass
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import console
from console.app.log import open_log
from console.app.wiring import Parts, build
from console.cli.main import FAILED, execute
from console.cli.output import Output
from console.cli.parser import build_parser, check_usage
from console.cli.session import Session
from console.model.errors import ConsoleError
from console.model.objects import HostRecord
from console.model.paths import Paths, default_paths
from console.model.ports import Background
from console.model.text import Text, tr
from console.operations.host import record_of


class TerminalQuestions:
    """Implements the port ``Questions``: asks on the terminal; without one everything that must be asked is refused."""

    def __init__(self, background: Background) -> None:
        self._background = background

    def _can_ask(self) -> bool:
        return sys.stdin.isatty() and sys.stderr.isatty()

    async def _line(self, prompt: str) -> str:
        def ask() -> str:
            sys.stderr.write(prompt)
            sys.stderr.flush()
            return sys.stdin.readline().strip()

        return await self._background.run(ask)

    async def confirm(self, title: Text, text: Text, *, verb: Text, danger: bool = False, details: str = "") -> bool:
        """Only a whole "yes" is one."""
        if not self._can_ask():
            return False
        more = f"\n{details}" if details else ""
        answer = await self._line(f"\n{title}: {text}{more}\n{tr('{verb}? Type “yes” or “no”:', verb=verb)} ")
        return answer.lower() in ("yes", tr("yes"))

    async def choose(self, title: Text, text: Text, options: Sequence[tuple[str, Text]], *, default: str) -> str | None:
        """The key of the option whose number is typed; Enter takes the default."""
        if not self._can_ask():
            return None
        rows = "\n".join(f"  {number}  {label}" for number, (_, label) in enumerate(options, 1))
        answer = await self._line(f"\n{title}: {text}\n{rows}\n{tr('Number:')} ")
        if not answer:
            return default
        return options[int(answer) - 1][0] if answer.isdigit() and 0 < int(answer) <= len(options) else None

    async def credentials(
        self, title: Text, text: Text, fields: Sequence[tuple[str, Text, bool]], *, can_save: bool
    ) -> tuple[Mapping[str, str], bool] | None:
        """Each field on a line; secrets are not echoed. Nothing is saved from here."""
        if not self._can_ask():
            return None
        sys.stderr.write(f"\n{title}: {text}\n")
        values = {}
        for key, label, secret in fields:
            prompt = f"{label}: "
            values[key] = await self._background.run(functools.partial(getpass.getpass, prompt)) if secret else await self._line(prompt)
        return values, False


def _speak(paths: Paths, env: Mapping[str, str] = os.environ) -> object:
    """The user's language, where it is not English. Returns what must stay alive for it. Qt reads the translations, and is loaded for that only."""
    language = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := env.get(name, ""))), "")
    if not language.lower().startswith("ja"):
        return None
    from console.app.language import choose, install

    return install(choose(language[:2]), paths)


def _records(parts: Parts, uris: Sequence[str]) -> tuple[HostRecord, ...]:
    """The hosts of this run. None connects by itself: verbs connect those that they need."""
    if uris:
        return tuple(record_of(uri) for uri in dict.fromkeys(uris))
    return parts.records()


async def run(args: argparse.Namespace, output: Output, paths: Paths) -> int:
    """One run: build, execute the verb, end everything."""
    parts = build(paths, TerminalQuestions, save_hosts=not args.connect)
    try:
        await parts.load()
        for problem in (parts.settings.problem, parts.database.problem):
            if problem is not None:
                output.note(str(problem))
        records = _records(parts, args.connect)
        await parts.hub.start(records, parts.settings.pools(), connect=False)
        session = Session(
            inventory=parts.inventory,
            runner=parts.runner,
            hosts=parts.hub,
            settings=parts.settings,
            journal=parts.database.journal,
            background=parts.background,
            catalogue=parts.catalogue,
            paths=paths,
            output=output,
            first_start=parts.first_start,
        )
        return await execute(session, args)
    except ConsoleError as failure:
        output.error(failure)
        return FAILED
    finally:
        await parts.shutdown()


async def _until_interrupted(args: argparse.Namespace, output: Output, paths: Paths) -> int:
    """Run; Ctrl+C and SIGTERM cancel, which undoes what was made."""
    task = asyncio.ensure_future(run(args, output, paths))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, task.cancel)
    try:
        return await task
    except asyncio.CancelledError:
        output.complain(tr("Cancelled."))
        return FAILED


def main(argv: Sequence[str] | None = None) -> int:
    """Entry point of virtdeckctl; the exit status: 0 done, 1 refused or failed, 2 wrong usage (argparse ends the program with it)."""
    spoken = _speak(default_paths())
    parser = build_parser(console.__version__)
    args = parser.parse_args(argv)
    check_usage(parser, args)
    output = Output(json=args.json, quiet=args.quiet)
    paths = default_paths(config=Path(args.config).absolute() if args.config else None)
    open_log(paths)
    try:
        status = asyncio.run(_until_interrupted(args, output, paths))
        sys.stdout.flush()
    except BrokenPipeError:  # "virtdeckctl vm-list | head": nobody reads the rest
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = FAILED
    del spoken
    return status
