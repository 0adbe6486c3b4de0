from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import ClassVar

import keyring
import keyring.backend
import keyring.backends.fail
import pytest
from keyring.errors import KeyringLocked, PasswordDeleteError

from console.model.ids import HostId
from console.store.keyring import SystemKeyring
from tests.store.threads import ThreadPerJob

HOST = HostId("h1")


class Memory(keyring.backend.KeyringBackend):
    priority: ClassVar[float] = -1  # type: ignore[assignment]  # never chosen by itself

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.hang = threading.Event()
        self.hang.set()
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        self.hang.wait(5)
        if self.locked:
            raise KeyringLocked("dismissed")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("none")


@pytest.fixture
def memory() -> Iterator[Memory]:
    before, ours = keyring.get_keyring(), Memory()
    keyring.set_keyring(ours)
    yield ours
    ours.hang.set()
    keyring.set_keyring(before)


async def test_secrets_by_host_and_key(memory: Memory) -> None:
    secrets = SystemKeyring(ThreadPerJob())
    assert await secrets.get(HOST, "ssh") is None
    assert await secrets.set(HOST, "ssh", "geheim")
    assert await secrets.get(HOST, "ssh") == "geheim"
    assert await secrets.get(HostId("other"), "ssh") is None
    assert memory.kept[("virtdeck", "h1:ssh")] == "geheim"
    await secrets.delete(HOST, "ssh")
    await secrets.delete(HOST, "ssh")
    assert await secrets.get(HOST, "ssh") is None
    assert memory.kept == {}
    assert secrets.usable


async def test_a_host_is_forgotten_with_all_that_was_kept_for_it(memory: Memory) -> None:
    """Also what is named by ssh's own questions: keyrings have no way to list what is in them."""
    secrets = SystemKeyring(ThreadPerJob())
    question = "ssh Enter passphrase for key '/home/ada/.ssh/id: ed25519'"
    for key in ("libvirt username", "libvirt password", question):
        assert await secrets.set(HOST, key, "x")
    assert await secrets.set(HostId("h11"), question, "y")
    await secrets.delete(HOST, "libvirt username")
    assert await secrets.get(HOST, "libvirt username") is None
    await secrets.forget(HOST)
    assert await secrets.get(HOST, question) is None
    assert await secrets.get(HostId("h11"), question) == "y"
    await secrets.forget(HostId("h11"))
    await secrets.forget(HOST)
    assert memory.kept == {}


async def test_a_damaged_list_of_names_does_not_keep_secrets_from_being_kept(memory: Memory) -> None:
    memory.kept["virtdeck", "h1:"] = "{nonsense"
    secrets = SystemKeyring(ThreadPerJob())
    assert await secrets.set(HOST, "ssh", "geheim")
    await secrets.forget(HOST)
    assert memory.kept == {}


async def test_without_a_keyring() -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]
    try:
        secrets = SystemKeyring(ThreadPerJob())
        assert await secrets.get(HOST, "ssh") is None
        assert not await secrets.set(HOST, "ssh", "x")
        assert not secrets.usable
    finally:
        keyring.set_keyring(before)


async def test_disabled_is_never_asked(memory: Memory) -> None:
    secrets = SystemKeyring(ThreadPerJob(), enabled=False)
    assert not await secrets.set(HOST, "ssh", "x")
    assert memory.kept == {}


async def test_locked_keyring_is_no_secret_and_may_be_asked_again(memory: Memory) -> None:
    secrets = SystemKeyring(ThreadPerJob())
    await secrets.set(HOST, "ssh", "x")
    memory.locked = True
    assert await secrets.get(HOST, "ssh") is None
    memory.locked = False
    assert await secrets.get(HOST, "ssh") == "x"


async def test_hanging_keyring_is_left_alone(memory: Memory) -> None:
    memory.hang.clear()
    secrets = SystemKeyring(ThreadPerJob(), deadline=0.1)
    begin = time.monotonic()
    assert await secrets.get(HOST, "ssh") is None
    assert await secrets.get(HOST, "ssh") is None
    assert time.monotonic() - begin < 1.0
    assert not secrets.usable
