"""First start, hosts, the external viewer."""

from __future__ import annotations

import asyncio
import shutil
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from console.backend.background import ThreadBackground
from console.backend.programs import LocalPrograms
from console.model.errors import Cause, ConsoleError
from console.model.ids import LOCAL_HOST, HostId
from console.model.inventory import Delta, Inventory, Put
from console.model.objects import Graphics, Host, HostKind, HostRecord, HostState, PowerState, Vm, VmConfig
from console.model.paths import default_paths
from console.model.rules import Verb
from console.operations.base import Runner, World
from console.operations.host import HOST_VERBS, AddHost, ConnectHost, on_host, record_of
from console.operations.storage import DEFAULT_NAME, LIBRARY_NAME, LOCAL_NAME, first_start, iso_library, local_folders
from console.operations.subject import Target, wait_until
from console.operations.viewer import OpenViewer, connection_file
from tests.fixtures.daemon import PrivateLibvirtd
from tests.operations.worlds import HOST, Answers, Place, place

# --------------------------------------------------------------------------- first start


class Preferences:
    """Settings in memory."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def get(self, key: str, default: Any = None) -> Any:
        return self.values.get(key, default)

    def set(self, key: str, value: Any) -> None:
        self.values[key] = value


async def first(found: Place, settings: Preferences, folder: Path) -> bool:
    paths = replace(default_paths(), data=folder / "virtdeck")
    return await first_start(found.runner, cast(Any, settings), HOST, local_folders(paths, folder / "images"))


async def test_first_start_makes_the_repositories_once(own_libvirtd: PrivateLibvirtd, tmp_path: Path) -> None:
    folder, settings = own_libvirtd.folder / "console", Preferences()
    async with place(own_libvirtd.uri, tmp_path) as found:
        assert not await first(found, settings, folder), "only this computer's own libvirt"
        embedded = HostRecord(HOST, "This computer", "qemu:///session", local=True, embedded=True)
        host = found.inventory.host(HOST)
        assert host is not None
        found.inventory.apply(Delta((Put(replace(host, record=embedded)),)))
        assert await first(found, settings, folder)
        names = {repository.name: repository for repository in found.inventory.repositories()}
        assert set(names) == {LOCAL_NAME, LIBRARY_NAME, DEFAULT_NAME}
        assert all(repository.active for repository in names.values())
        assert (folder / "virtdeck" / "iso").is_dir() and (folder / "images").is_dir()
        library = iso_library(found.inventory, HOST)
        assert library is not None and library.name == LIBRARY_NAME
        assert not await first(found, settings, folder), "what the user removes stays removed"
        settings.values.clear()
        assert await first(found, settings, folder), "another console of this user: nothing to make, and no failure"
        assert len(found.inventory.repositories()) == 3


# --------------------------------------------------------------------------- hosts


async def test_hosts_are_disconnected_connected_and_removed(tmp_path: Path) -> None:
    async with place("test:///default", tmp_path) as found:

        async def run(verb: Verb) -> None:
            await found.runner.start(on_host(verb, HOST, found.inventory))

        def state() -> HostState:
            host = found.inventory.host(HOST)
            assert host is not None
            return host.state

        await run(Verb.HOST_REFRESH)
        await run(Verb.HOST_DISCONNECT)
        assert await wait_until(found.inventory, lambda: state() is HostState.DISCONNECTED, 5)
        with pytest.raises(ConsoleError, match="host-a could not be refreshed: host-a is not connected"):
            await run(Verb.HOST_REFRESH)
        await run(Verb.HOST_CONNECT)
        assert state() is HostState.READY
        with pytest.raises(ConsoleError) as caught:
            await found.runner.start(AddHost(HostRecord(HostId("x"), "twin", "test:///default")))
        assert caught.value.cause is Cause.EXISTS
        await found.runner.start(AddHost(HostRecord(HostId("x"), "broken", "test:///nowhere.xml", autoconnect=False)))
        with pytest.raises(ConsoleError) as failed:
            await found.runner.start(ConnectHost(HostId("x"), "broken"))
        assert failed.value.cause is Cause.UNREACHABLE and "broken" in str(failed.value)
        await run(Verb.HOST_REMOVE)
        assert found.inventory.host(HOST) is None
        for verb in HOST_VERBS:
            with pytest.raises(ConsoleError, match="not in the list"):
                await run(verb)


@pytest.mark.parametrize(
    ("uri", "name", "local"),
    [
        ("qemu:///session", "qemu:///session", True),
        ("qemu+unix:///session?socket=/run/x", "qemu+unix:///session?socket=/run/x", True),
        ("qemu+ssh://root@host-b/system", "host-b", False),
        ("xen+tcp://192.0.2.1/", "192.0.2.1", False),
        ("test:///default", "test:///default", True),
    ],
)
def test_hosts_by_uri(uri: str, name: str, local: bool) -> None:
    record = record_of(uri)
    assert (record.name, record.local, record.saved, record.uri) == (name, local, False, uri)


@pytest.mark.parametrize("uri", ["", "bogus", "host-b", "qemu:/session", "QEMU ://x", "1:///x", "://x"])
def test_what_is_no_libvirt_address(uri: str) -> None:
    with pytest.raises(ConsoleError) as caught:
        record_of(uri)
    assert caught.value.cause is Cause.INVALID and caught.value.remedy is not None


# --------------------------------------------------------------------------- the viewer


class OneDisplay:
    """Hosts with one VM, whose display is where the test says."""

    def __init__(self, endpoint: tuple[str, str, int]) -> None:
        self._endpoint = endpoint

    def port(self, host: HostId) -> OneDisplay:
        return self

    async def display_endpoint(self, uuid: str) -> tuple[str, str, int]:
        return self._endpoint


def viewer(folder: Path, endpoint: tuple[str, str, int] = ("vnc", "127.0.0.1", 5901)) -> tuple[Runner, OpenViewer]:
    inventory = Inventory()
    vm = Vm(LOCAL_HOST, "u", "web\nserver", PowerState.RUNNING, config=VmConfig(graphics=(Graphics("vnc"),)))
    inventory.apply(Delta((Put(Host(HostRecord(LOCAL_HOST, "here", "qemu:///session"), HostKind.QEMU, HostState.READY)), Put(vm))))
    world = World(inventory, cast(Any, OneDisplay(endpoint)), cast(Any, None), Answers(), LocalPrograms(), ThreadBackground("viewer"))
    return Runner(world), OpenViewer(Target(vm.ref, vm.name), folder / "run")


@pytest.mark.skipif(shutil.which("setsid") is None, reason="setsid comes with util-linux")
async def test_the_viewer_gets_a_private_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A script plays remote-viewer: it outlives the operation, which does not wait for it."""
    script = tmp_path / "bin" / "remote-viewer"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nsleep 0.3\ncp -p "$1" {tmp_path}/seen\nrm "$1"\nmv {tmp_path}/seen {tmp_path}/done\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{script.parent}:/usr/bin:/bin")
    runner, operation = viewer(tmp_path)
    began = asyncio.get_running_loop().time()
    path = Path(await runner.start(operation))
    assert asyncio.get_running_loop().time() - began < 0.3
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and path.suffix == ".vv"
    done = tmp_path / "done"
    for _ in range(250):
        if done.exists():
            break
        await asyncio.sleep(0.02)
    assert done.read_text() == "[virt-viewer]\ntype=vnc\nhost=127.0.0.1\nport=5901\ntitle=web server\ndelete-this-file=1\n"
    assert not path.exists()


async def test_without_the_viewer_its_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runner, operation = viewer(tmp_path)

    async def none(*_: object, **__: object) -> None:
        return None

    monkeypatch.setattr(runner.world.programs, "which", none)
    with pytest.raises(ConsoleError) as caught:
        await runner.start(operation)
    assert "virt-viewer" in str(caught.value.remedy) and caught.value.cause is Cause.UNSUPPORTED
    assert not (tmp_path / "run").exists(), "no file was written"


async def test_a_display_on_a_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runner, operation = viewer(tmp_path, ("vnc", "/run/x.sock", 0))

    async def some(*_: object, **__: object) -> str:
        return "/usr/bin/remote-viewer"

    monkeypatch.setattr(runner.world.programs, "which", some)
    with pytest.raises(ConsoleError, match="local socket"):
        await runner.start(operation)


def test_the_title_can_not_add_lines() -> None:
    text = connection_file("spice", "::1", 5900, title="a\nhost=evil\\")
    assert text.splitlines()[1:] == ["type=spice", "host=::1", "port=5900", "title=a host=evil\\\\", "delete-this-file=1"]
