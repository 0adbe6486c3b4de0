"""Hosts, pools and preferences in one human-readable TOML that several consoles may share.

Reading is from memory. A change is written in the background: the file is read again under a lock, the own change is merged into what is there now,
and the result replaces the file by rename. What the program does not know (keys of a newer version, entries it can't use) is kept as it is.
"""

from __future__ import annotations

import asyncio
import contextlib
import copy
import fcntl
import logging
import os
import re
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, TypeVar

import tomli_w

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.objects import HostRecord, PoolRecord
from console.model.ports import Background
from console.model.text import N_, Text, plain

log = logging.getLogger("virtdeck.settings")

Document = dict[str, Any]
_Record = TypeVar("_Record", HostRecord, PoolRecord)

SAVE_DELAY_SECONDS = 0.3
LOCK_SECONDS = 5.0
_NOT_STORED = frozenset({"saved"})


class TomlSettings:
    """Implements the port ``Settings``. Await :meth:`load` once before use and :meth:`flush` before the end."""

    def __init__(self, path: Path, background: Background) -> None:
        self._path = path
        self._background = background
        self._document: Document = {}
        self._hosts: tuple[HostRecord, ...] = ()
        self._pools: tuple[PoolRecord, ...] = ()
        self._pending: dict[str, Any] = {}
        self._saver: asyncio.Task[None] | None = None
        self._load_problem: Text | None = None
        self._save_problem: Text | None = None
        self._writing = asyncio.Lock()

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    @property
    def problem(self) -> Text | None:
        """One sentence when the file could not be read or written, else None."""
        return self._save_problem or self._load_problem

    async def load(self) -> None:
        """Read the file. A missing one is an empty one; a broken one is put aside as ``.broken`` and :attr:`problem` says so."""
        document, problem = await self._background.run(lambda: _read_tolerantly(self._path))
        self._load_problem = problem
        self._take(document)

    # ------------------------------------------------------------------ reading

    def hosts(self) -> tuple[HostRecord, ...]:
        """The stored hosts, in their order."""
        return self._hosts

    def pools(self) -> tuple[PoolRecord, ...]:
        """The pools, in their order."""
        return self._pools

    def get(self, key: str, default: Any = None) -> Any:
        """A preference by dotted key."""
        value: Any = self._document.get("preferences", {})
        for part in key.split("."):
            if not isinstance(value, Mapping) or part not in value:
                return default
            value = value[part]
        return copy.deepcopy(value)

    # ------------------------------------------------------------------ writing

    def set(self, key: str, value: Any) -> None:
        """Set a preference (None removes it); saved a moment later in the background. TypeError for what TOML can't hold."""
        if value is not None:
            tomli_w.dumps({"value": value})
        _put(self._document, key, copy.deepcopy(value))
        self._pending[key] = copy.deepcopy(value)
        with contextlib.suppress(RuntimeError):  # no loop yet: the next flush saves it
            loop = asyncio.get_running_loop()
            if self._saver is None or self._saver.done():
                self._saver = loop.create_task(self._save_soon(), name="save settings")

    async def save_hosts(self, hosts: Sequence[HostRecord]) -> None:
        """Replace the stored hosts. Hosts that another console added meanwhile stay; those given by --connect are left out."""
        stored = tuple(_without_password(host) for host in hosts if host.saved)
        async with self._writing:
            before = self._hosts
            await self._write(lambda document: _merge(document, "hosts", before, stored))

    async def save_pools(self, pools: Sequence[PoolRecord]) -> None:
        """Replace the pools; those that another console added meanwhile stay."""
        new = tuple(pools)
        async with self._writing:
            before = self._pools
            await self._write(lambda document: _merge(document, "pools", before, new))

    async def flush(self) -> None:
        """Save what is pending now. Raises ConsoleError when it can't be saved."""
        if self._saver is not None and self._saver is not asyncio.current_task():
            self._saver.cancel()
        async with self._writing:
            if self._pending:
                await self._write(lambda document: None)

    async def _save_soon(self) -> None:
        await asyncio.sleep(SAVE_DELAY_SECONDS)
        try:
            await self.flush()
        except ConsoleError as failure:
            log.warning("%s | %s", failure.text.english(), failure.detail)

    async def _write(self, change: Callable[[Document], None]) -> None:
        pending, self._pending = self._pending, {}
        remembered = copy.deepcopy(self._document)

        def work() -> Document:
            with _locked(self._path):
                # A file that somebody removed under us is written anew from memory.
                document = _read(self._path) if self._path.exists() else remembered
                change(document)
                for key, value in pending.items():
                    _put(document, key, copy.deepcopy(value))
                _replace(self._path, document)
                return document

        try:
            document = await self._background.run(work)
        except (ConsoleError, asyncio.CancelledError) as failure:
            self._pending = {**pending, **self._pending}
            if isinstance(failure, ConsoleError):
                self._save_problem = failure.text
            raise
        self._save_problem = None
        self._take(document)

    def _take(self, document: Document) -> None:
        self._document = document
        for key, value in self._pending.items():
            _put(document, key, copy.deepcopy(value))
        self._hosts = tuple(_records(document, "hosts", HostRecord))
        self._pools = tuple(_records(document, "pools", PoolRecord))


# --------------------------------------------------------------------------- the document


def _put(document: Document, key: str, value: Any) -> None:
    *parents, last = key.split(".")
    if not isinstance(document.get("preferences"), dict):
        document["preferences"] = {}
    table = document["preferences"]
    for part in parents:
        inner = table.get(part)
        if not isinstance(inner, dict):
            if value is None:
                return
            inner = table[part] = {}
        table = inner
    if value is None:
        table.pop(last, None)
    else:
        table[last] = value


def _records(document: Document, key: str, kind: type[_Record]) -> Iterator[_Record]:
    """The usable entries of a list; others stay in the file, unused."""
    seen: set[str] = set()
    entries = document.get(key)
    for entry in entries if isinstance(entries, list) else []:
        values: dict[str, Any] = {}
        usable = isinstance(entry, dict)
        for field in fields(kind) if usable else ():
            if field.name in entry and field.name not in _NOT_STORED:
                value = entry[field.name]
                usable = usable and isinstance(value, bool if field.type in ("bool", bool) else str)
                values[field.name] = value
            elif field.default is MISSING:
                usable = False
        if not usable or not values["id"] or values["id"] in seen:
            log.warning("settings: an entry of [[%s]] can't be used and is left as it is: %r", key, entry)
            continue
        seen.add(values["id"])
        if "id" in values and kind is HostRecord:
            values["id"] = HostId(values["id"])
        yield kind(**values)


def _entry(record: HostRecord | PoolRecord, old: Mapping[str, Any]) -> dict[str, Any]:
    """The TOML table of a record: only what differs from the defaults; keys we do not know are kept."""
    known = {field.name: field for field in fields(record)}
    entry = {name: value for name, value in old.items() if name not in known}
    for name, field in known.items():
        value = getattr(record, name)
        if name not in _NOT_STORED and (field.default is MISSING or value != field.default):
            entry[name] = value
    return {**{name: entry[name] for name in known if name in entry}, **entry}


def _merge(document: Document, key: str, before: Sequence[HostRecord | PoolRecord], after: Sequence[HostRecord | PoolRecord]) -> None:
    """Put our change (from ``before`` to ``after``) into what the file says now."""
    entries = document.get(key)
    entries = entries if isinstance(entries, list) else []
    ours = {str(record.id): record for record in after}
    known = {str(record.id): record for record in before}
    there: dict[str, dict[str, Any]] = {}
    others: list[Any] = []
    for entry in entries:
        identity = entry.get("id") if isinstance(entry, dict) else None
        if isinstance(identity, str) and (identity in ours or identity in known):
            there.setdefault(identity, entry)
        else:
            others.append(entry)
    merged: list[Any] = []
    for identity, record in ours.items():
        if known.get(identity) == record:
            if identity in there:  # unchanged by us: what another console made of it stays; removed elsewhere: stays removed
                merged.append(there[identity])
        else:
            merged.append(_entry(record, there.get(identity, {})))
    merged.extend(others)
    if merged:
        document[key] = merged
    else:
        document.pop(key, None)


_PASSWORD = re.compile(r"^([a-z0-9+.-]+://[^/?#@:]*):[^/?#@]*@", re.IGNORECASE)


def _without_password(host: HostRecord) -> HostRecord:
    """Secrets belong to the keyring: a password typed into the URI is never written to the file."""
    uri = _PASSWORD.sub(r"\1@", host.uri)
    if uri == host.uri:
        return host
    return HostRecord(**{**{field.name: getattr(host, field.name) for field in fields(host)}, "uri": uri})


# --------------------------------------------------------------------------- the file


def _read(path: Path) -> Document:
    """The file as a document. Raises ConsoleError when it can't be read or understood."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ConsoleError(
            N_("The settings file {path} can't be read: {why}.", path=str(path), why=plain(error.strerror or str(error))),
            cause=Cause.REFUSED,
            remedy=N_("Make the file readable and writable for you, then start Virtdeck again."),
            detail=str(error),
        ) from error
    except (ValueError, RecursionError) as error:  # not TOML, not UTF-8, or made to exhaust its reader
        raise ConsoleError(
            N_("The settings file {path} is damaged.", path=str(path)),
            cause=Cause.INVALID,
            remedy=N_("Mend the file with a text editor, then start Virtdeck again."),
            detail=str(error),
        ) from error


def _read_tolerantly(path: Path) -> tuple[Document, Text | None]:
    try:
        return _read(path), None
    except ConsoleError as failure:
        if failure.cause is not Cause.INVALID:
            return {}, failure.text
        log.warning("%s | %s", failure.text.english(), failure.detail)
        broken = _free_name(path)
        try:
            path.rename(broken)
        except OSError as error:
            return {}, N_(
                "The settings file {path} is damaged and can't be put aside: {why}.", path=str(path), why=plain(error.strerror or str(error))
            )
        return {}, N_("The settings file was damaged. Virtdeck starts with empty settings; the damaged file is kept as {path}.", path=str(broken))


def _free_name(path: Path) -> Path:
    wanted = path.with_name(path.name + ".broken")
    number = 1
    while wanted.exists():
        number += 1
        wanted = path.with_name(f"{path.name}.broken-{number}")
    return wanted


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the folder's lock while the file is read and replaced (the folder's, so that no lock file lies about)."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise _not_saved(path, error) from error
    try:
        deadline = time.monotonic() + LOCK_SECONDS
        while True:
            try:
                fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:  # a stopped console must not keep this one from saving
                    log.warning("settings: the lock of %s is held by another process for %s s; going on without", path.parent, LOCK_SECONDS)
                    break
                time.sleep(0.02)
            except OSError:  # a file system without locks
                break
        yield
    finally:
        os.close(folder)


def _replace(path: Path, document: Document) -> None:
    """Write beside, fsync, rename. A symbolic link (dot-file managers) keeps pointing where it does."""
    target = path.resolve()
    part = target.with_name(target.name + ".part")
    try:
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o600
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(tomli_w.dumps({"version": 1, **document}).encode())
            file.flush()
            os.fsync(file.fileno())
        part.rename(target)
        folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise _not_saved(path, error) from error


def _not_saved(path: Path, error: OSError) -> ConsoleError:
    return ConsoleError(
        N_("The settings can't be saved in {path}: {why}.", path=str(path), why=plain(error.strerror or str(error))),
        cause=Cause.NO_SPACE if error.errno in (28, 122) else Cause.REFUSED,
        detail=str(error),
    )
