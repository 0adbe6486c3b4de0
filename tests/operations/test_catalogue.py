"""The catalogue as the window and virtdeckctl use it: in the background, once, and safe on the GUI's thread."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest

from console.guests.osinfo import Osinfo
from console.model.paths import default_paths
from console.model.templates import UnattendedAnswers
from console.model.tools import GuestFamily
from console.operations.catalogue import Catalogue
from tests.guests.test_media import make_iso

T = TypeVar("T")


class Threads:
    """A Background that counts and never runs on the loop's own thread."""

    def __init__(self) -> None:
        self.runs = 0

    def run(self, fn: Callable[[], T]) -> Awaitable[T]:
        self.runs += 1
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        loop = asyncio.get_running_loop()

        def work() -> None:
            try:
                result = fn()
            except BaseException as failure:
                loop.call_soon_threadsafe(lambda problem=failure: future.set_exception(problem))
            else:
                loop.call_soon_threadsafe(future.set_result, result)

        threading.Thread(target=work, daemon=True).start()
        return future


@pytest.fixture
def threads() -> Threads:
    return Threads()


async def test_templates_are_loaded_once_by_many_at_the_same_time(threads: Threads) -> None:
    catalogue = Catalogue(threads, default_paths())
    first, second = await asyncio.gather(catalogue.templates(), catalogue.templates())
    assert first is second and threads.runs == 1
    assert first[0].id == "demo" and len(first) > 100 and catalogue.note is None
    assert (found := await catalogue.find("Windows 11")) is not None and found.id == "win11"
    assert await catalogue.find("nonsense") is None
    catalogue.shutdown()


async def test_loading_never_blocks_the_loop(threads: Threads) -> None:
    catalogue = Catalogue(threads, default_paths())
    gaps = []

    async def watch() -> None:
        last = time.monotonic()
        while True:
            await asyncio.sleep(0.005)
            gaps.append(time.monotonic() - last)
            last = time.monotonic()

    watcher = asyncio.create_task(watch())
    begun = time.monotonic()
    await catalogue.templates()
    taken = time.monotonic() - begun
    watcher.cancel()
    assert taken < 20 and max(gaps) < 0.25, (taken, max(gaps))
    catalogue.shutdown()


async def test_names_are_there_at_once_and_better_later(threads: Threads) -> None:
    catalogue = Catalogue(threads, default_paths())
    assert catalogue.os_lookup("http://debian.org/debian/11") == ("debian 11", GuestFamily.LINUX)
    assert catalogue.os_lookup("http://microsoft.com/win/11") == ("win 11", GuestFamily.WINDOWS)
    await catalogue.templates()
    assert catalogue.os_lookup("http://debian.org/debian/11") == ("Debian 11", GuestFamily.LINUX)
    assert catalogue.os_lookup("http://debian.org/debian/13")[1] is GuestFamily.LINUX, "newer than the database"
    assert catalogue.os_lookup("http://microsoft.com/win/11")[1] is GuestFamily.WINDOWS
    assert catalogue.os_lookup("http://freebsd.org/freebsd/13.1")[1] is GuestFamily.OTHER
    assert catalogue.os_lookup("http://nobody.example/os/1") == ("os 1", GuestFamily.OTHER)
    assert catalogue.os_lookup("") == ("", GuestFamily.OTHER)
    catalogue.shutdown()


async def test_without_libosinfo_a_note_and_the_short_list(threads: Threads) -> None:
    def load() -> object:
        raise ImportError("No module named 'gi'")

    catalogue = Catalogue(threads, default_paths(), Osinfo(load))
    templates = await catalogue.templates()
    assert templates[0].id == "demo" and 25 < len(templates) < 60
    assert "gir1.2-libosinfo-1.0" in str(catalogue.note)
    medium = await catalogue.identify("/nowhere/x.iso")
    assert "does not exist" in str(medium.problem)
    catalogue.shutdown()


async def test_media_and_installer_files(threads: Threads, tmp_path: Path) -> None:
    catalogue = Catalogue(threads, default_paths())
    iso = make_iso(tmp_path / "d.iso", "Debian 12.9.0 amd64 n", {"install.amd/vmlinuz": b"K", "install.amd/initrd.gz": b"I"})
    medium = await catalogue.identify(str(iso))
    template = await catalogue.find(medium.template_id)
    assert template is not None and template.id == "debian12"
    head = iso.read_bytes()
    assert (await catalogue.identify_head("/far.iso", head, len(head))).template_id == "debian12"
    folder = tmp_path / "boot"
    folder.mkdir()
    files = await catalogue.installer_files(template, medium, folder, name="web", answers=UnattendedAnswers("bob", "secret"))
    assert files.kernel is not None and files.kernel.read_bytes() == b"K"
    assert files.initrd is not None and b"secret" not in files.initrd.read_bytes()
    assert await catalogue.tools_iso(str(iso)) is None
    catalogue.shutdown()
