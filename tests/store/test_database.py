from __future__ import annotations

import asyncio
import dataclasses
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from console.model.chain_map import BasedDisk, DiskChain, Layer, VmChains
from console.model.ids import HostId, Kind, Ref, host_ref
from console.model.tasks import Progress, Task, TaskState
from console.model.text import N_, plain, set_translator
from console.store.database import VERSION, Database
from tests.store.threads import ThreadPerJob

CRASH = """
import asyncio, os, sys
from pathlib import Path
from console.store.database import Database
from tests.store.threads import ThreadPerJob

async def main():
    database = Database(Path(sys.argv[1]), ThreadPerJob())
    kept = await database.journal.announce("vm-install", "Create web", "volume", "local", "", "web.qcow2")
    await database.journal.confirm(kept, key="/images/web.qcow2", proof="birth 1")
    await database.journal.announce("vm-install", "Create web", "domain", "local", "uuid-1", "web")
    done = await database.journal.announce("vm-install", "Create db", "domain", "local", "uuid-2", "db")
    await database.journal.close(done)
    print("announced", flush=True)
    sys.stdin.read()

asyncio.run(main())
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "virtdeck.sqlite"


def a_task(number: int = 1, **more: object) -> Task:
    values: dict[str, object] = {
        "id": f"t{number}",
        "title": N_("Create {name} on {host}", name="日本", host=N_("this computer")),
        "verb": "vm-install",
        "applies_to": (Ref(Kind.VM, HostId("local"), "u"), host_ref(HostId("local"))),
        "state": TaskState.FAILED,
        "created": 1.5,
        "started": 2.5,
        "ended": 3.5 + number,
        "error": N_("No space on {path}.", path=plain("/x")),
        "remedy": None,
        "detail": "ENOSPC",
        "seen": False,
        "result": "",
    }
    return Task(**{**values, **more})  # type: ignore[arg-type]


async def test_history_round_trip_in_any_language(path: Path) -> None:
    database = Database(path, ThreadPerJob())
    task = a_task(cancellable=False)
    await database.history.add(task)
    await database.history.add(a_task(2, cancellable=False, progress=Progress(), state=TaskState.DONE, error=None))
    await database.close()
    again = Database(path, ThreadPerJob())
    found = await again.history.recent()
    assert [t.id for t in found] == ["t1", "t2"], "oldest first"
    assert found[0] == task
    set_translator({"Create {name} on {host}": "{host}に{name}を作成", "this computer": "このコンピューター"}.get)  # type: ignore[arg-type]
    try:
        assert str(found[0].title) == "このコンピューターに日本を作成"
    finally:
        set_translator(None)
    assert [t.id for t in await again.history.recent(limit=1)] == ["t2"]
    await again.history.add(a_task(seen=True))
    assert (await again.history.recent())[0].seen, "the same id replaces"
    await again.close()


async def test_own_entries_are_not_left_over(path: Path) -> None:
    first, second = Database(path, ThreadPerJob()), Database(path, ThreadPerJob())
    entry = await first.journal.announce("vm-clone", "Clone", "domain", "local", "u", "web")
    stuck = await first.journal.announce("p2v", "Copy", "p2v-snapshot", "", "m|vg/s", "vg/s")
    assert await first.journal.leftovers() == ()
    assert await second.journal.leftovers() == (), "another console is working on it"
    await first.journal.abandon(stuck)
    for journal in (first.journal, second.journal):
        assert [left.id for left in await journal.leftovers()] == [stuck], "nobody is working on it any more"
    await first.journal.close(stuck)
    await first.close()
    (left,) = await second.journal.leftovers()
    assert (left.id, left.kind, left.key, left.name, left.confirmed) == (entry, "domain", "u", "web", False)
    await second.journal.close(left.id)
    assert await second.journal.leftovers() == ()
    await second.close()
    assert not list((path.parent / "runs").iterdir())


async def test_kill_between_announce_and_close_is_listed(path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", CRASH, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None and process.stdout is not None
    assert process.stdout.readline() == "announced\n"
    database = Database(path, ThreadPerJob())
    assert await database.journal.leftovers() == (), "it is still running"
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    process.stdin.close()
    process.stdout.close()
    volume, domain = await database.journal.leftovers()
    assert (volume.kind, volume.key, volume.confirmed, volume.operation, volume.title) == (
        "volume",
        "/images/web.qcow2",
        True,
        "vm-install",
        "Create web",
    )
    assert (domain.kind, domain.key, domain.confirmed) == ("domain", "uuid-1", False)
    await database.close()


async def test_announced_entry_is_committed_with_full_sync(path: Path) -> None:
    database = Database(path, ThreadPerJob())
    await database.journal.announce("x", "t", "file", "local", "k", "n")
    other = sqlite3.connect(path)
    assert other.execute("SELECT count(*) FROM journal").fetchone() == (1,)
    assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert other.execute("PRAGMA user_version").fetchone() == (VERSION,)
    other.close()
    assert await database.do(lambda connection: connection.execute("PRAGMA synchronous").fetchone()[0]) == 2
    assert path.stat().st_mode & 0o077 == 0
    await database.close()


@pytest.mark.parametrize("damage", ["text", "page", "foreign"])
async def test_damaged_file_is_put_aside_and_said(path: Path, damage: str) -> None:
    path.parent.mkdir(parents=True)
    if damage == "text":
        path.write_text("this is not a database, though it is long enough to be one" * 50)
    elif damage == "foreign":
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE history(a)")
        connection.close()
    else:
        database = Database(path, ThreadPerJob())
        for number in range(60):
            await database.history.add(a_task(number, detail="x" * 500))
        await database.do(lambda connection: None)
        await database.close()
        content = bytearray(path.read_bytes())
        content[4096:12288] = b"\xee" * 8192
        path.write_bytes(content)
    database = Database(path, ThreadPerJob())
    await database.open()
    assert database.problem is not None and "damaged" in str(database.problem)
    assert await database.history.recent() == ()
    await database.history.add(a_task())
    assert len(await database.history.recent()) == 1
    assert path.with_name(path.name + ".broken").exists()
    await database.close()


async def test_unusable_folder_works_in_memory_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    database = Database(tmp_path / "state" / "virtdeck.sqlite", ThreadPerJob())
    await database.history.add(a_task())
    assert len(await database.history.recent()) == 1
    assert database.problem is not None and "not kept" in str(database.problem)
    await database.close()


async def test_unreadable_entry_is_passed_over(path: Path) -> None:
    database = Database(path, ThreadPerJob())
    await database.history.add(a_task())
    await database.do(lambda connection: connection.execute("INSERT INTO history VALUES('new', 9.0, '{\"id\": 1}')"))
    await database.do(lambda connection: connection.execute("INSERT INTO history VALUES('bad', 9.0, 'not json')"))
    assert [t.id for t in await database.history.recent()] == ["t1"]
    await database.close()


async def test_many_consoles_starting_together(path: Path) -> None:
    databases = [Database(path, ThreadPerJob()) for _ in range(6)]
    await asyncio.gather(*(d.journal.announce("o", "t", "file", "h", str(i), "n") for i, d in enumerate(databases)))
    assert [d.problem for d in databases] == [None] * 6
    assert await databases[0].journal.leftovers() == ()
    await asyncio.gather(*(d.close() for d in databases[1:]))
    assert len(await databases[0].journal.leftovers()) == 5
    await databases[0].close()


async def test_chain_maps_are_kept_over_restarts_the_oldest_go_first(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def chains(number: int) -> VmChains:
        layers = (Layer("/d/web.qcow2", "qcow2", "local", 5), Layer("/d/gold.qcow2", "qcow2", "local", 7))
        disk = DiskChain("vda", "vda", layers, (BasedDisk("/d/x.qcow2", "x.qcow2", "host-a", ("x",), 2, 1, 12),))
        return VmChains(Ref(Kind.VM, HostId("h"), f"uuid-{number}"), f"web-{number}", (disk,), ("nfs",), 180.4, None, float(number))

    database = Database(path, ThreadPerJob())
    await database.chain_maps.keep(chains(1))
    newer = dataclasses.replace(chains(1), read_at=9.0, disks=())
    await database.chain_maps.keep(newer)
    await database.close()
    database = Database(path, ThreadPerJob())
    assert await database.chain_maps.of(newer.vm) == newer, "the last one replaces those before"
    monkeypatch.setattr("console.store.chain_maps.KEPT", 2)
    for number in (2, 3):
        await database.chain_maps.keep(chains(number))
    assert await database.chain_maps.named("web-3") == (chains(3),) and await database.chain_maps.named("uuid-1") == (newer,)
    assert await database.chain_maps.named("web-2") == ()
    await database.do(lambda connection: connection.execute("UPDATE chain_maps SET map = '{}'"))
    assert await database.chain_maps.of(newer.vm) is None, "what can't be read is read anew from the storage"
    await database.close()
