"""Screens that ask for a password: known to libvirt, kept in the keyring, or asked for."""

from __future__ import annotations

import dataclasses
import socket
from collections.abc import Mapping
from typing import Any

import pytest

from console.model.ids import HostId
from console.model.ports import DisplayWay
from console.ui.display.panel import ConsolePanel
from console.ui.display.sessions import Phase
from tests.fixtures.daemon import PrivateLibvirtd
from tests.ui.display.stage import HOST, Stage, tiny_xml

pytestmark = [pytest.mark.real, pytest.mark.timeout(60)]


class Asked:
    """Questions with one answer."""

    def __init__(self, password: str | None, save: bool = False) -> None:
        self.password, self.save, self.times = password, save, 0

    async def credentials(self, *_: Any, **__: Any) -> tuple[Mapping[str, str], bool] | None:
        self.times += 1
        return None if self.password is None else ({"password": self.password}, self.save)


class Ring:
    """A keyring in memory."""

    def __init__(self, **kept: str) -> None:
        self.kept = {f"display:{key}": value for key, value in kept.items()}

    async def get(self, host: HostId, key: str) -> str | None:
        return self.kept.get(key)

    async def set(self, host: HostId, key: str, secret: str) -> bool:
        self.kept[key] = secret
        return True

    async def delete(self, host: HostId, key: str) -> None:
        self.kept.pop(key, None)


class Remote:
    """The port as of a remote host whose libvirt does not tell passwords."""

    def __init__(self, port: Any, way: DisplayWay) -> None:
        self._port, self._way = port, way

    async def open_display(self, uuid: str, index: int = 0) -> DisplayWay:
        return self._way

    def __getattr__(self, name: str) -> Any:
        return getattr(self._port, name)


class Hosts:
    def __init__(self, port: Remote) -> None:
        self._port = port

    def port(self, host: HostId) -> Remote:
        return self._port


def guarded(stage: Stage, kind: str, way: dict[str, Any]) -> str:
    """A guest with a password on its screen."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    identity, xml = tiny_xml(f"guarded-{kind}", f"<graphics type='{kind}' port='{port}' autoport='no' listen='127.0.0.1' passwd='secret'/>")
    stage.do(stage.hub.port(HOST).define(xml))
    stage.do(stage.hub.port(HOST).start(identity))
    stage.until(lambda: stage.inventory.vm(stage.ref(identity)) is not None and stage.vm(identity).config is not None)
    remote = Remote(stage.hub.port(HOST), DisplayWay(kind, 0, host="127.0.0.1", port=port, **way))
    stage.services = dataclasses.replace(stage.services, hosts=Hosts(remote))  # type: ignore[arg-type]
    return identity


def shown(stage: Stage, identity: str, asked: Asked, ring: Ring | None = None) -> ConsolePanel:
    stage.services = dataclasses.replace(stage.services, questions=asked, keyring=ring)  # type: ignore[arg-type]
    panel = stage.panel(stage.vm(identity))
    stage.until(lambda: panel.phase in (Phase.SHOWN, Phase.STOPPED))
    return panel


@pytest.mark.parametrize("kind", ["vnc", "spice"])
def test_asked_for_and_kept(kind: str, stage: Stage, libvirtd: PrivateLibvirtd) -> None:
    identity = guarded(stage, kind, {})
    asked, ring = Asked("secret", save=True), Ring()
    panel = shown(stage, identity, asked, ring)
    assert panel.phase is Phase.SHOWN
    assert asked.times == 1
    stage.until(lambda: ring.kept == {f"display:{identity}": "secret"})
    again = Asked(None)
    assert shown(stage, identity, again, ring).phase is Phase.SHOWN
    assert again.times == 0


@pytest.mark.parametrize("kind", ["vnc", "spice"])
def test_a_wrong_one_is_forgotten_and_asked_for(kind: str, stage: Stage, libvirtd: PrivateLibvirtd) -> None:
    identity = guarded(stage, kind, {})
    asked, ring = Asked("secret"), Ring(**{identity: "wrong"})
    panel = shown(stage, identity, asked, ring)
    assert panel.phase is Phase.SHOWN
    assert asked.times == 1
    assert ring.kept == {}


@pytest.mark.parametrize("kind", ["vnc", "spice"])
def test_known_to_libvirt(kind: str, stage: Stage, libvirtd: PrivateLibvirtd) -> None:
    identity = guarded(stage, kind, {"password": "secret"})
    asked = Asked(None)
    assert shown(stage, identity, asked).phase is Phase.SHOWN
    assert asked.times == 0


def test_not_given(stage: Stage, libvirtd: PrivateLibvirtd) -> None:
    identity = guarded(stage, "vnc", {})
    panel = shown(stage, identity, Asked(None))
    assert panel.phase is Phase.STOPPED
    assert "asks for a password" in panel.empty.text.text()
    panel._services = stage.services
    assert panel.empty.button.text() == "Try again"


def test_locally_nobody_is_asked(stage: Stage, libvirtd: PrivateLibvirtd) -> None:
    """By file descriptor: who may use libvirt here may look."""
    identity = guarded(stage, "vnc", {})
    stage.services = dataclasses.replace(stage.services, hosts=stage.hub)
    asked = Asked(None)
    assert shown(stage, identity, asked).phase is Phase.SHOWN
    assert asked.times == 0
