"""Task history and the journal of unfinished operations, in one SQLite file (WAL; a journal entry is on the disk before the step it announces).

Every run of a console has an id and holds a lock on a file named after it. A journal entry is *left over* when its run's lock is free: the process
has ended, however it ended. So a second console that is just working does not appear as a crash.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Kind, Ref
from console.model.ports import Background
from console.model.tasks import Leftover, Task, TaskState
from console.model.text import N_, Text, plain
from console.store import chain_maps
from console.store.chain_maps import SqlChainMaps

log = logging.getLogger("virtdeck.database")
T = TypeVar("T")

VERSION = 1
"""PRAGMA user_version. Later versions only add: an older console may work on a newer file."""

HISTORY_KEPT = 5000
BUSY_SECONDS = 10.0
_NO_RUN = "-"
"""The run of journal entries that were given up; no lock has this name."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS journal(
    id INTEGER PRIMARY KEY AUTOINCREMENT, run TEXT NOT NULL, at REAL NOT NULL, operation TEXT NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL,
    host TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, confirmed INTEGER NOT NULL DEFAULT 0, proof TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS history(id TEXT PRIMARY KEY, ended REAL NOT NULL, task TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS history_ended ON history(ended);
"""


class Database:
    """The file and this run's lock. ``background`` should have one thread of its own: commits wait for the disk."""

    def __init__(self, path: Path, background: Background) -> None:
        self._path = path
        self._background = background
        self._connection: sqlite3.Connection | None = None
        self._guard = threading.Lock()
        self._run = f"{time.time_ns():x}-{os.urandom(4).hex()}"
        self._lock: int | None = None
        self._problem: Text | None = None
        self.journal = SqlJournal(self)
        self.history = SqlHistory(self)
        self.chain_maps = SqlChainMaps(self)

    @property
    def run_id(self) -> str:
        """This run's id in the journal."""
        return self._run

    @property
    def problem(self) -> Text | None:
        """One sentence when the file was damaged or can't be used, else None; known after :meth:`open`."""
        return self._problem

    async def open(self) -> None:
        """Open (or make) the file; the first use does it too. A damaged file is put aside and :attr:`problem` says so."""
        await self.do(lambda connection: None)

    async def close(self) -> None:
        """Close the file and end this run: what the journal still has is left over from now on."""

        def work() -> None:
            with self._guard:
                if self._connection is not None:
                    self._connection.close()
                    self._connection = None
                if self._lock is not None:
                    self._lock_file(self._run).unlink(missing_ok=True)
                    os.close(self._lock)
                    self._lock = None

        await self._background.run(work)

    async def do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run ``work`` on the connection, in one transaction, in the background."""

        def job() -> T:
            with self._guard:
                try:
                    if self._connection is None:
                        self._connection = self._open()
                    with self._connection:
                        return work(self._connection)
                except sqlite3.Error as error:
                    raise _failed(self._path, error) from error

        return await self._background.run(job)

    # ------------------------------------------------------------------ inside

    def _open(self) -> sqlite3.Connection:
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with _one_at_a_time(self._path.parent):
                self._hold_lock()
                try:
                    return _connect(self._path)
                except sqlite3.DatabaseError as error:
                    if isinstance(error, sqlite3.OperationalError) and not _is_damage(error):
                        raise
                    broken = _put_aside(self._path)
                    log.warning("%s is damaged (%s), kept as %s", self._path, error, broken)
                    self._problem = N_(
                        "The task history was damaged. Virtdeck starts a new one; the damaged file is kept as {path}.", path=str(broken)
                    )
                    return _connect(self._path)
        except (OSError, sqlite3.Error) as error:
            log.warning("%s can't be used, history and journal are kept in memory only: %s", self._path, error)
            self._problem = N_(
                "The file {path} can't be used: task history and the list of interrupted operations are not kept in this run. Reason: {why}.",
                path=str(self._path),
                why=plain(str(error)),
            )
            return _connect(None)

    def _lock_file(self, run: str) -> Path:
        return self._path.parent / "runs" / run

    def _hold_lock(self) -> None:
        if self._lock is not None:
            return
        folder = self._path.parent / "runs"
        folder.mkdir(mode=0o700, exist_ok=True)
        self._lock = os.open(self._lock_file(self._run), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        with contextlib.suppress(OSError):
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for file in folder.iterdir():
            if file.name != self._run and not self.alive(file.name):
                file.unlink(missing_ok=True)

    def alive(self, run: str) -> bool:
        """Whether the process of this run still lives: it holds its lock."""
        if run == self._run:
            return True
        try:
            descriptor = os.open(self._lock_file(run), os.O_RDWR | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False
        finally:
            os.close(descriptor)
        return False


class SqlJournal:
    """Implements the port ``Journal``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def announce(self, operation: str, title: str, kind: str, host: str, key: str, name: str) -> int:
        """Write down what is about to be made; it is on the disk when this returns."""
        row = (self._database.run_id, time.time(), operation, title, kind, host, key, name)

        def work(connection: sqlite3.Connection) -> int:
            cursor = connection.execute("INSERT INTO journal(run, at, operation, title, kind, host, key, name) VALUES(?,?,?,?,?,?,?,?)", row)
            return int(cursor.lastrowid or 0)

        return await self._database.do(work)

    async def confirm(self, entry: int, key: str = "", proof: str = "") -> None:
        """It exists and is ours."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE journal SET confirmed = 1, proof = ?, key = CASE WHEN ? = '' THEN key ELSE ? END WHERE id = ?", (proof, key, key, entry)
            )

        await self._database.do(work)

    async def close(self, entry: int) -> None:
        """Nothing is left of it, or it is wanted."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM journal WHERE id = ?", (entry,))

        await self._database.do(work)

    async def abandon(self, entry: int) -> None:
        """It is nobody's work any more: listed from now on."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("UPDATE journal SET run = ? WHERE id = ?", (_NO_RUN, entry))

        await self._database.do(work)

    async def leftovers(self) -> tuple[Leftover, ...]:
        """Entries of runs that have ended, oldest first."""

        def work(connection: sqlite3.Connection) -> tuple[Leftover, ...]:
            columns = "run, id, operation, title, at, kind, host, key, name, confirmed, proof"
            rows = connection.execute(f"SELECT {columns} FROM journal ORDER BY id").fetchall()
            alive = {run: self._database.alive(run) for run in {row[0] for row in rows}}
            return tuple(_leftover(row[1:]) for row in rows if not alive[row[0]])

        return await self._database.do(work)


def _leftover(row: Sequence[Any]) -> Leftover:
    entry, operation, title, at, kind, host, key, name, confirmed, proof = row
    return Leftover(entry, operation, title, at, kind, host, key, name, bool(confirmed), proof)


class SqlHistory:
    """Implements the port ``History``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, task: Task) -> None:
        """Keep an ended task (or what changed of it: the same id replaces)."""
        row = (task.id, task.ended or time.time(), json.dumps(_task_to_json(task), ensure_ascii=False))

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("INSERT OR REPLACE INTO history(id, ended, task) VALUES(?,?,?)", row)
            connection.execute("DELETE FROM history WHERE id IN (SELECT id FROM history ORDER BY ended DESC LIMIT -1 OFFSET ?)", (HISTORY_KEPT,))

        await self._database.do(work)

    async def recent(self, limit: int = 500) -> tuple[Task, ...]:
        """The last ``limit`` tasks, oldest first."""

        def work(connection: sqlite3.Connection) -> tuple[Task, ...]:
            rows = connection.execute("SELECT task FROM history ORDER BY ended DESC, rowid DESC LIMIT ?", (limit,)).fetchall()
            return tuple(_tasks(row[0] for row in reversed(rows)))

        return await self._database.do(work)


# --------------------------------------------------------------------------- the file


@contextlib.contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Consoles that start together open the file one after the other (SQLite does not wait while the journal mode changes)."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        deadline = time.monotonic() + BUSY_SECONDS
        while time.monotonic() < deadline:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                time.sleep(0.02)
            except OSError:  # a file system without locks
                break
        yield
    finally:
        os.close(descriptor)


def _connect(path: Path | None) -> sqlite3.Connection:
    connection = sqlite3.connect(path or ":memory:", timeout=BUSY_SECONDS, check_same_thread=False)
    try:
        if path is not None:
            path.chmod(0o600)
            connection.execute("PRAGMA journal_mode = WAL")
            if (verdict := connection.execute("PRAGMA quick_check").fetchone()[0]) != "ok":
                raise sqlite3.DatabaseError(verdict)
        connection.execute("PRAGMA synchronous = FULL")
        connection.executescript(_SCHEMA + chain_maps.SCHEMA)
        for table in ("journal", "history"):  # a file with tables of somebody else is no use either
            connection.execute(f"SELECT id FROM {table} LIMIT 1").fetchone()
        if connection.execute("PRAGMA user_version").fetchone()[0] < VERSION:
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.commit()
    except BaseException:
        connection.close()
        raise
    return connection


def _is_damage(error: sqlite3.Error) -> bool:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


def _put_aside(path: Path) -> Path:
    wanted = path.with_name(path.name + ".broken")
    number = 1
    while wanted.exists():
        number += 1
        wanted = path.with_name(f"{path.name}.broken-{number}")
    path.rename(wanted)
    for suffix in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + suffix).rename(wanted.with_name(wanted.name + suffix))
    return wanted


def _failed(path: Path, error: sqlite3.Error) -> ConsoleError:
    full = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL
    return ConsoleError(
        N_("Virtdeck could not write to {path}: {why}.", path=str(path), why=plain(str(error))),
        cause=Cause.NO_SPACE if full else Cause.INTERNAL,
        remedy=N_("Free some disk space, then try again.") if full else None,
        detail=repr(error),
    )


# --------------------------------------------------------------------------- tasks as JSON


def _text_to_json(text: Text | None) -> Any:
    """A sentence as source and arguments, so that the history can be read in any language."""
    if text is None:
        return None
    return {"source": text.source, "args": [[key, _argument_to_json(value)] for key, value in text.args]}


def _argument_to_json(value: object) -> Any:
    if isinstance(value, Text):
        return _text_to_json(value)
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)


def _text_from_json(value: Any) -> Text | None:
    if value is None:
        return None
    return Text(
        str(value["source"]),
        tuple((str(key), _text_from_json(argument) if isinstance(argument, dict) else argument) for key, argument in value["args"]),
    )


def _task_to_json(task: Task) -> dict[str, Any]:
    return {
        "id": task.id,
        "title": _text_to_json(task.title),
        "verb": task.verb,
        "applies_to": [[ref.kind.value, ref.host, ref.key] for ref in task.applies_to],
        "state": task.state.value,
        "created": task.created,
        "started": task.started,
        "ended": task.ended,
        "error": _text_to_json(task.error),
        "remedy": _text_to_json(task.remedy),
        "detail": task.detail,
        "seen": task.seen,
        "result": task.result,
    }


def _tasks(rows: Iterator[str]) -> Iterator[Task]:
    """The readable ones: an entry of a newer version with a state we do not know is passed over."""
    for row in rows:
        try:
            values = json.loads(row)
            title = _text_from_json(values["title"])
            if title is None:
                continue
            yield Task(
                id=str(values["id"]),
                title=title,
                verb=str(values["verb"]),
                applies_to=tuple(Ref(Kind(kind), HostId(host), key) for kind, host, key in values["applies_to"]),
                state=TaskState(values["state"]),
                cancellable=False,
                created=values["created"],
                started=values["started"],
                ended=values["ended"],
                error=_text_from_json(values["error"]),
                remedy=_text_from_json(values["remedy"]),
                detail=values["detail"],
                seen=values["seen"],
                result=values["result"],
            )
        except (ValueError, KeyError, TypeError) as problem:
            log.warning("history: an entry can't be read: %r", problem)
