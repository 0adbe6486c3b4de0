from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import libvirt
import pytest

from console.backend.background import ThreadBackground
from console.backend.credentials import Auth, Credentials, make_auth
from console.model.ids import HostId
from console.model.objects import HostRecord
from tests.backend.answers import Answers, MemoryKeyring

HOST = HostId("h1")
WORLD = """<node><auth><user password="geheim">root</user></auth>
<domain type="test"><name>vm</name><memory>8192</memory><os><type>hvm</type></os></domain></node>"""


@pytest.fixture
def record(tmp_path: Path) -> HostRecord:
    """The test driver wants a login where its file names users: libvirt's real callback, without a SASL set-up."""
    world = tmp_path / "world.xml"
    world.write_text(WORLD)
    return HostRecord(HOST, "Test host", f"test://{world}")


@pytest.fixture
def background() -> Iterator[ThreadBackground]:
    made = ThreadBackground("libvirt", threads=4)
    yield made
    made.shutdown()


async def open_with(background: ThreadBackground, auth: Auth, uri: str) -> str:
    """As a connection's worker does it. The name of the first domain, or libvirt's error."""

    def work() -> str:
        libvirt.registerErrorHandler(lambda *_: None, None)
        try:
            connection = libvirt.openAuth(uri, auth, 0)
        except libvirt.libvirtError as error:
            auth.settle(error)
            raise
        auth.settle(None)
        name: str = connection.listAllDomains()[0].name()
        connection.close()
        return name

    try:
        return await background.run(work)
    finally:
        await asyncio.sleep(0.05)  # what settle() started


async def test_asked_once_for_all_connections_and_kept_after_success(record: HostRecord, background: ThreadBackground) -> None:
    questions = Answers(secrets=[{"username": "root", "password": "geheim"}], save=True, delay=0.1)
    keyring = MemoryKeyring()
    credentials = Credentials(questions, keyring)
    auths = [credentials.make_auth(record) for _ in range(3)]
    assert await asyncio.gather(*(open_with(background, auth, record.uri) for auth in auths)) == ["vm"] * 3
    assert len(questions.asked) == 1
    assert "Test host" in questions.asked[0], "libvirt calls back for the name and for the password: one question all the same"
    assert questions.asked[0].endswith("User name, Password")
    assert keyring.kept == {(HOST, "libvirt username"): "root", (HOST, "libvirt password"): "geheim"}
    again = Answers()
    assert await open_with(background, Credentials(again, keyring).make_auth(record), record.uri) == "vm"
    assert again.asked == [], "a new run: from the keyring"


async def test_not_kept_unless_wanted(record: HostRecord, background: ThreadBackground) -> None:
    keyring = MemoryKeyring()
    questions = Answers(secrets=[{"username": "root", "password": "geheim"}])
    credentials = Credentials(questions, keyring)
    for _ in range(2):
        await open_with(background, credentials.make_auth(record), record.uri)
    assert keyring.kept == {} and len(questions.asked) == 1, "remembered for this run"


async def test_refused_login_is_forgotten_and_asked_again(record: HostRecord, background: ThreadBackground) -> None:
    keyring = MemoryKeyring()
    keyring.kept = {(HOST, "libvirt username"): "root", (HOST, "libvirt password"): "old"}
    questions = Answers(secrets=[{"username": "root", "password": "wrong"}, {"username": "root", "password": "geheim"}], save=True)
    credentials = Credentials(questions, keyring)
    with pytest.raises(libvirt.libvirtError):
        await open_with(background, credentials.make_auth(record), record.uri)
    assert questions.asked == [] and keyring.kept == {}, "the kept one was tried once"
    with pytest.raises(libvirt.libvirtError):
        await open_with(background, credentials.make_auth(record), record.uri)
    assert keyring.kept == {}, "a wrong one is never kept"
    assert await open_with(background, credentials.make_auth(record), record.uri) == "vm"
    assert keyring.kept[HOST, "libvirt password"] == "geheim"


async def test_cancelled_question_ends_the_open(record: HostRecord, background: ThreadBackground) -> None:
    with pytest.raises(libvirt.libvirtError):
        await open_with(background, Credentials(Answers(secrets=[None]), MemoryKeyring()).make_auth(record), record.uri)


async def test_unanswered_question_has_a_deadline(record: HostRecord, background: ThreadBackground) -> None:
    questions = Answers(secrets=[{"username": "root", "password": "geheim"}], delay=5)
    with pytest.raises(libvirt.libvirtError):
        await open_with(background, Credentials(questions, MemoryKeyring(), answer_seconds=0.2).make_auth(record), record.uri)


async def test_user_name_of_the_address_is_not_asked_for(background: ThreadBackground) -> None:
    """Credentials as the SASL code asks for them: name first, then the password, with a realm that has a default."""
    record = HostRecord(HOST, "far", "qemu+tcp://admin@far/system")
    questions = Answers(secrets=["geheim"])
    auth = make_auth(asyncio.get_running_loop(), record, questions, MemoryKeyring())
    types, callback, data = auth

    def ask(*wanted: tuple[int, str, str | None]) -> tuple[int, list[Any]]:
        credentials = [[kind, prompt, None, default, None] for kind, prompt, default in wanted]
        return callback(credentials, data), [credential[4] for credential in credentials]

    name, secret, realm = libvirt.VIR_CRED_AUTHNAME, libvirt.VIR_CRED_PASSPHRASE, libvirt.VIR_CRED_REALM
    assert {name, secret, realm} <= set(types)
    assert await background.run(lambda: ask((name, "Authentication name", None), (realm, "Realm", "lab"))) == (0, ["admin", "lab"])
    assert questions.asked == []
    assert await background.run(lambda: ask((secret, "Password", None))) == (0, ["geheim"])
    assert questions.asked[0].endswith("Password")


async def test_closed_loop_is_no_answer() -> None:
    record = HostRecord(HOST, "far", "qemu+tcp://far/system")
    loop = asyncio.new_event_loop()
    loop.close()
    auth = make_auth(loop, record, Answers(), MemoryKeyring())
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.append(auth[1]([[libvirt.VIR_CRED_PASSPHRASE, "Password", None, None, None]], None)))
    thread.start()
    thread.join(5)
    assert found == [-1]
    auth.settle(None)
