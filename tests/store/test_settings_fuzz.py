"""The settings file is people's: whatever is in it, Virtdeck starts, says what is wrong, and keeps what it does not understand."""

from __future__ import annotations

import asyncio
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from console.model.ids import HostId
from console.model.objects import HostRecord
from console.store.settings import TomlSettings
from tests.store.threads import ThreadPerJob

SCALARS = st.booleans() | st.integers(-(1 << 62), 1 << 62) | st.text(max_size=12) | st.floats(allow_nan=False) | st.dates()
FIELDS = st.sampled_from(["id", "name", "uri", "local", "embedded", "pool", "autoconnect", "acceleration", "saved", "later"])
NESTED: st.SearchStrategy[Any] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS | st.text(max_size=4), inner, max_size=4), max_leaves=8
)
ENTRY = st.dictionaries(FIELDS, NESTED, max_size=6)
DOCUMENT = st.dictionaries(
    st.sampled_from(["hosts", "pools", "preferences", "future"]) | st.text(max_size=4), st.lists(ENTRY | SCALARS, max_size=3) | NESTED, max_size=5
)


def used(content: bytes) -> tuple[TomlSettings, dict[str, Any] | None, list[str]]:
    """Load it, change a preference, add a host, load again: (settings, the file then, names beside it)."""

    async def work(path: Path) -> TomlSettings:
        found = TomlSettings(path, ThreadPerJob())
        await found.load()
        assert all(isinstance(host, HostRecord) and isinstance(host.name, str) and host.id for host in (*found.hosts(),))
        assert isinstance(found.get("ui.language", "system"), object)
        found.set("ui.language", "ja")
        await found.save_hosts([*found.hosts(), HostRecord(HostId("new-host"), "new", "test:///default")])
        await found.flush()
        again = TomlSettings(path, ThreadPerJob())
        await again.load()
        assert "new-host" in [host.id for host in again.hosts()] and again.get("ui.language") == "ja"
        assert again.problem is None
        return found

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "virtdeck.toml"
        path.write_bytes(content)
        found = asyncio.run(work(path))
        return found, tomllib.loads(path.read_text()), sorted(each.name for each in Path(folder).iterdir())


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes(content: bytes) -> None:
    try:
        tomllib.loads(content.decode())
        damaged = False
    except (ValueError, RecursionError):
        damaged = True
    found, _, names = used(content)
    assert (found.problem is not None) == damaged
    assert ("virtdeck.toml.broken" in names) == damaged, "the damaged file is kept"


@settings(max_examples=120, deadline=None)
@given(DOCUMENT)
def test_any_document(document: dict[str, Any]) -> None:
    found, after, _ = used(tomli_w.dumps(document).encode())
    assert found.problem is None and after is not None
    for key, value in document.items():
        if key not in ("hosts", "pools", "preferences"):
            assert after[key] == value, "what we do not know is kept"


def test_files_made_to_exhaust_their_reader() -> None:
    for content in (b"a = " + b"[" * 100_000, b"a = " + b"9" * 10_000, b"\xff\xfe", b"a.b.c = 1\na = 2"):
        found, _, names = used(content)
        assert found.problem is not None and "damaged" in found.problem.english()
        assert "virtdeck.toml.broken" in names
