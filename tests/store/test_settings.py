from __future__ import annotations

import asyncio
import tomllib
from pathlib import Path
from typing import Any

import pytest

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.objects import HostRecord, PoolRecord
from console.store.settings import TomlSettings
from tests.store.threads import ThreadPerJob


def host(name: str, **more: Any) -> HostRecord:
    return HostRecord(id=HostId(name), name=name, uri=f"qemu+ssh://{name}/system", **more)


async def opened(path: Path) -> TomlSettings:
    settings = TomlSettings(path, ThreadPerJob())
    await settings.load()
    return settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "virtdeck" / "virtdeck.toml"


async def test_round_trip_is_readable_and_private(path: Path) -> None:
    settings = await opened(path)
    assert settings.hosts() == () and settings.get("ui.language", "en") == "en"
    hosts = (host("a", pool="tokyo", autoconnect=False, acceleration="emulation"), host("日本", local=True))
    await settings.save_hosts(hosts)
    await settings.save_pools([PoolRecord("tokyo", "Tokyo pool")])
    settings.set("ui.language", "ja")
    settings.set("ui.window.size", [1280, 720])
    await settings.flush()
    again = await opened(path)
    assert again.hosts() == hosts
    assert again.pools() == (PoolRecord("tokyo", "Tokyo pool"),)
    assert again.get("ui.language") == "ja" and again.get("ui.window.size") == [1280, 720]
    assert again.get("ui") == {"language": "ja", "window": {"size": [1280, 720]}}
    text = path.read_text()
    assert 'uri = "qemu+ssh://a/system"' in text and "saved" not in text
    assert path.stat().st_mode & 0o077 == 0
    assert [p.name for p in path.parent.iterdir()] == [path.name]


async def test_hosts_of_connect_and_passwords_are_never_stored(path: Path) -> None:
    settings = await opened(path)
    secret = HostRecord(id=HostId("s"), name="s", uri="qemu+tcp://root:geheim@s:16509/system")
    await settings.save_hosts([host("kept"), host("given", saved=False), secret])
    assert "given" not in path.read_text() and "geheim" not in path.read_text()
    assert [h.uri for h in (await opened(path)).hosts()] == ["qemu+ssh://kept/system", "qemu+tcp://root@s:16509/system"]


async def test_two_consoles_share_the_file(path: Path) -> None:
    first, second = await opened(path), await opened(path)
    await first.save_hosts([host("a"), host("b")])
    await second.save_hosts([host("c")])
    assert {h.name for h in second.hosts()} == {"a", "b", "c"}
    first.set("ui.theme", "dark")
    second.set("ui.language", "ja")
    await asyncio.gather(first.flush(), second.flush())
    await first.save_hosts([h for h in first.hosts() if h.name != "a"])  # removing one's own …
    again = await opened(path)
    assert {h.name for h in again.hosts()} == {"b", "c"}
    assert again.get("ui") == {"theme": "dark", "language": "ja"}
    # … and what the other console changed or removed is not brought back
    await second.save_hosts([*second.hosts(), host("d")])
    assert {h.name for h in second.hosts()} == {"b", "c", "d"}


async def test_what_is_not_understood_is_kept(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(
        'future = 7\npreferences = "text"\n[[hosts]]\nid = "x"\nname = "x"\nuri = "test:///default"\ncolour = "red"\n[[hosts]]\nname = "no id"\n'
        '[[hosts]]\nid = "y"\nname = 3\nuri = "u"\n'
    )
    settings = await opened(path)
    assert [h.id for h in settings.hosts()] == ["x"]
    await settings.save_hosts([*settings.hosts(), host("new")])
    settings.set("ui.a", 1)
    await settings.flush()
    document = tomllib.loads(path.read_text())
    assert document["future"] == 7
    assert document["hosts"][0]["colour"] == "red"
    assert {"name": "no id"} in document["hosts"] and {"id": "y", "name": 3, "uri": "u"} in document["hosts"]
    assert document["preferences"] == {"ui": {"a": 1}}


async def test_damaged_file_is_put_aside_and_said(path: Path) -> None:
    path.parent.mkdir(parents=True)
    for content in (b"[[hosts\n", b"\xff\xfe not text"):
        path.write_bytes(content)
        settings = await opened(path)
        assert settings.problem is not None and "damaged" in str(settings.problem) and ".broken" in str(settings.problem)
        await settings.save_hosts([host("a")])
        assert settings.problem is not None, "the reader has not seen it yet"
    assert {p.name: p.read_bytes() for p in path.parent.glob("*.broken*")} == {
        "virtdeck.toml.broken": b"[[hosts\n",
        "virtdeck.toml.broken-2": b"\xff\xfe not text",
    }


async def test_file_that_is_being_edited_is_not_overwritten(path: Path) -> None:
    settings = await opened(path)
    await settings.save_hosts([host("a")])
    path.write_text("half = [")
    with pytest.raises(ConsoleError) as caught:
        await settings.save_hosts([host("b")])
    assert caught.value.cause is Cause.INVALID and caught.value.remedy is not None
    assert path.read_text() == "half = ["
    path.write_text("")
    settings.set("k", 1)
    await settings.flush()
    assert settings.problem is None and settings.get("k") == 1


async def test_removed_file_is_written_anew(path: Path) -> None:
    settings = await opened(path)
    await settings.save_hosts([host("a")])
    path.unlink()
    settings.set("k", 1)
    await settings.flush()
    assert [h.name for h in (await opened(path)).hosts()] == ["a"]


async def test_unwritable_folder_is_one_sentence_and_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings = TomlSettings(tmp_path / "file" / "x.toml", ThreadPerJob())
    await settings.load()
    settings.set("ui.language", "ja")
    with pytest.raises(ConsoleError, match=r"can't be (saved|read)"):
        await settings.flush()
    assert settings.problem is not None
    assert settings.get("ui.language") == "ja"
    (tmp_path / "file").unlink()
    await settings.flush()
    assert settings.problem is None or "read" in str(settings.problem)
    assert tomllib.loads((tmp_path / "file" / "x.toml").read_text())["preferences"]["ui"]["language"] == "ja"


async def test_symbolic_link_stays_one(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("")
    path.parent.mkdir(parents=True)
    path.symlink_to(real)
    settings = await opened(path)
    await settings.save_hosts([host("a")])
    assert path.is_symlink() and "qemu+ssh://a/system" in real.read_text()


async def test_preferences_are_saved_by_themselves(path: Path) -> None:
    settings = await opened(path)
    settings.set("a.b", {"c": 1})
    with pytest.raises(TypeError):
        settings.set("bad", object())
    settings.get("a.b")["c"] = 2  # a copy
    for _ in range(100):
        await asyncio.sleep(0.02)
        if path.exists():
            break
    assert tomllib.loads(path.read_text())["preferences"] == {"a": {"b": {"c": 1}}}
    settings.set("a.b", None)
    await settings.flush()
    assert (await opened(path)).get("a.b") is None
