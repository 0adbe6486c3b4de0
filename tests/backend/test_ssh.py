from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from console.backend.folders import process_start, socket_folder
from console.backend.machines import SshMachines
from console.backend.programs import LocalPrograms
from console.backend.ssh import Destination, SshMaster, SshMasters, quick_ciphers
from console.backend.ssh_errors import SshError, explain
from console.backend.ssh_questions import HostKeyQuestions
from console.model.errors import Cause
from console.model.ids import HostId
from console.model.paths import default_paths
from tests.backend.answers import Answers, MemoryKeyring
from tests.fixtures.sshd import PrivateSshd, own_sshd, sshd  # noqa: F401

HOST = HostId("far")


@pytest.fixture
async def masters(request: pytest.FixtureRequest) -> AsyncIterator[SshMasters]:
    server: PrivateSshd = request.getfixturevalue("own_sshd" if "own_sshd" in request.fixturenames else "sshd")
    made = SshMasters(default_paths(), options=["-F", str(server.config)])
    yield made
    await made.shutdown()
    base = socket_folder(default_paths())
    assert not list(base.glob("s[0-9]*")), "sockets and logs are gone"
    shutil.rmtree(base, ignore_errors=True)
    await asyncio.sleep(0.05)
    assert not [t.name for t in threading.enumerate() if t.name.startswith(("ssh-askpass", "bridge"))]


def destination(server: PrivateSshd, **more: str) -> Destination:
    return Destination("127.0.0.1", more.get("user", server.user), server.port)


async def test_login_script_and_end_by_id(sshd: PrivateSshd, masters: SshMasters) -> None:  # noqa: F811
    master = await masters.open(HOST, "far", destination(sshd), Answers(), MemoryKeyring())
    assert master.alive and master.pid is not None
    assert await master.script('echo "it\'s $((1+1))"; false') == "it's 2\n"
    status = Path(f"/proc/{master.pid}/status").read_text()
    assert "ssh" in status.splitlines()[0], "setpriv has become ssh: the id is the master's"
    await master.close()
    assert not master.alive
    with pytest.raises(SshError):
        await master.script("true")


async def test_unknown_host_key_is_asked_with_its_fingerprint(own_sshd: PrivateSshd, masters: SshMasters) -> None:  # noqa: F811
    own_sshd.start()
    refusing = Answers(confirm=False)
    with pytest.raises(SshError) as caught:
        await masters.open(HOST, "far", destination(own_sshd), refusing, MemoryKeyring())
    assert caught.value.cause is Cause.REFUSED and caught.value.step == "host-key"
    assert own_sshd.fingerprint in refusing.asked[0] and "ED25519" in refusing.asked[0]
    assert not own_sshd.known_hosts.exists(), "nothing is accepted silently"
    agreeing = Answers(confirm=True)
    await masters.open(HOST, "far", destination(own_sshd), agreeing, MemoryKeyring())
    assert own_sshd.fingerprint in agreeing.asked[0]
    assert f"[127.0.0.1]:{own_sshd.port}" in own_sshd.known_hosts.read_text()
    await masters.open(HOST, "far", destination(own_sshd), Answers(), MemoryKeyring())  # asks no more


@pytest.mark.parametrize("agree", [True, False])
async def test_hosts_at_the_same_moment_ask_once(own_sshd: PrivateSshd, masters: SshMasters, agree: bool) -> None:  # noqa: F811
    """Four hosts behind one address whose key nobody knows: one question, one answer for all."""
    own_sshd.start()
    questions = Answers(confirm=agree, delay=0.5)
    logins = (masters.open(HostId(f"far-{n}"), f"far-{n}", destination(own_sshd), questions, MemoryKeyring()) for n in range(4))
    found = await asyncio.gather(*logins, return_exceptions=True)
    if agree:
        assert len(questions.asked) == 1
        assert all(isinstance(each, SshMaster) and each.alive for each in found), found
    else:
        assert all(isinstance(each, SshError) and "was not accepted" in str(each.text) for each in found), found
        assert not own_sshd.known_hosts.exists() and len(questions.asked) < 4


async def test_one_question_outlives_who_asked_it_first() -> None:
    """The first login is given up while the user thinks: the others still wait for the answer. When all are gone, the question is taken back."""
    answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
    asked: list[str] = []

    async def question() -> bool:
        try:
            asked.append("asked")
            return await asyncio.shield(answer)
        except asyncio.CancelledError:
            asked.append("taken back")
            raise

    keys = HostKeyQuestions()
    first, second = (asyncio.ensure_future(keys.ask("h", "SHA256:x", question)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0.01)
    assert first.cancelled() and not second.done() and asked == ["asked"]
    second.cancel()
    await asyncio.sleep(0.01)
    assert asked == ["asked", "taken back"]
    third = asyncio.ensure_future(keys.ask("h", "SHA256:x", question))
    await asyncio.sleep(0)
    answer.set_result(True)
    assert await third and await keys.ask("h", "SHA256:x", question)
    assert asked == ["asked", "taken back", "asked"]


async def test_changed_host_key_is_refused_without_a_question(own_sshd: PrivateSshd, masters: SshMasters) -> None:  # noqa: F811
    own_sshd.trust()
    own_sshd.make_host_key()
    own_sshd.start()
    with pytest.raises(SshError, match="has changed") as caught:
        await masters.open(HOST, "far", destination(own_sshd), Answers(), MemoryKeyring())
    assert caught.value.step == "host-key" and caught.value.cause is Cause.REFUSED
    assert own_sshd.fingerprint in str(caught.value)
    assert str(own_sshd.known_hosts) in str(caught.value.remedy)


async def test_passphrase_wrong_then_right_is_kept_only_after_success(own_sshd: PrivateSshd, masters: SshMasters) -> None:  # noqa: F811
    own_sshd.protect_user_key("geheim")
    own_sshd.trust()
    own_sshd.start()
    keyring = MemoryKeyring()
    questions = Answers(secrets=["wrong", "geheim"], save=True)
    await masters.open(HOST, "far", destination(own_sshd), questions, keyring)
    assert len(questions.asked) == 2 and "user_key" in questions.asked[0] and "not accepted" in questions.asked[1]
    assert list(keyring.kept.values()) == ["geheim"]
    await masters.open(HOST, "far", destination(own_sshd), Answers(), keyring)  # from memory
    other = SshMasters(default_paths(), options=["-F", str(own_sshd.config)])  # a new run: from the keyring
    await other.open(HOST, "far", destination(own_sshd), Answers(), keyring)
    await other.shutdown()
    # a kept one that is wrong by now is forgotten, and asked for
    keyring.kept = dict.fromkeys(keyring.kept, "old")
    again = Answers(secrets=["geheim"])
    third = SshMasters(default_paths(), options=["-F", str(own_sshd.config)])
    await third.open(HOST, "far", destination(own_sshd), again, keyring)
    await third.shutdown()
    assert len(again.asked) == 1 and keyring.kept == {}


async def test_a_wrong_password_of_a_machine(own_sshd: PrivateSshd, masters: SshMasters) -> None:  # noqa: F811
    """P2V sources: one sentence and what to do; the password is not kept, nothing stays open."""
    config = own_sshd.folder / "sshd_config"
    config.write_text(
        config.read_text()
        .replace("PasswordAuthentication no", "PasswordAuthentication yes")
        .replace("UsePAM no", "UsePAM no\nPubkeyAuthentication no")
    )
    own_sshd.trust()
    own_sshd.start()
    questions, keyring = Answers(secrets=["wrong"] * 10, save=True), MemoryKeyring()
    machines = SshMachines(masters, questions, keyring, LocalPrograms())
    with pytest.raises(SshError) as caught:
        await machines.login(f"{own_sshd.user}@127.0.0.1:{own_sshd.port}")
    words, remedy = caught.value.text.english(), caught.value.remedy
    assert caught.value.cause is Cause.REFUSED and words.endswith("refused the login.") and "127.0.0.1" in words
    assert remedy is not None and "password" in remedy.english() and questions.asked and keyring.kept == {}


async def test_cancelled_question_ends_the_attempt_at_once(own_sshd: PrivateSshd, masters: SshMasters) -> None:  # noqa: F811
    own_sshd.protect_user_key("geheim")
    own_sshd.trust()
    own_sshd.start()
    questions = Answers(secrets=[None])
    begin = time.monotonic()
    with pytest.raises(SshError, match="cancelled") as caught:
        await masters.open(HOST, "far", destination(own_sshd), questions, MemoryKeyring())
    assert caught.value.cause is Cause.REFUSED and len(questions.asked) == 1
    assert time.monotonic() - begin < 5


async def test_thinking_user_has_no_deadline_silent_host_has(own_sshd: PrivateSshd) -> None:  # noqa: F811
    own_sshd.start()
    hasty = SshMasters(default_paths(), options=["-F", str(own_sshd.config)], login_seconds=0.8)
    await hasty.open(HOST, "far", destination(own_sshd), Answers(confirm=True, delay=1.5), MemoryKeyring())
    assert own_sshd.process is not None
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(SshError, match=r"within 0\.8 s") as caught:
            await hasty.open(HOST, "far", Destination("127.0.0.1", "", silent.getsockname()[1]), Answers(), MemoryKeyring())
        assert caught.value.cause is Cause.UNREACHABLE
    await hasty.shutdown()
    shutil.rmtree(socket_folder(default_paths()), ignore_errors=True)


async def test_failing_links_have_their_own_sentence(sshd: PrivateSshd, masters: SshMasters) -> None:  # noqa: F811
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    for where, step, words in (
        (Destination("no-such-host.invalid"), "name", "name of no-such-host.invalid is not known"),
        (Destination("127.0.0.1", "", port), "port", "refuses ssh connections"),
        (destination(sshd, user="nobody-of-this-name"), "login", "refused the login"),
    ):
        with pytest.raises(SshError) as caught:
            await masters.open(HOST, "far", where, Answers(), MemoryKeyring())
        assert caught.value.step == step and words in str(caught.value) and caught.value.remedy is not None


def test_words_of_ssh_are_understood() -> None:
    for words, step, cause in (
        ("ssh: connect to host h port 22: Connection timed out", "port", Cause.UNREACHABLE),
        ("Connection timed out during banner exchange\nConnection to 1.2.3.4 port 22 timed out", "port", Cause.UNREACHABLE),
        ("kex_exchange_identification: Connection closed by remote host", "port", Cause.UNREACHABLE),
        ("Unable to negotiate with h port 22: no matching host key type found. Their offer: ssh-dss", "host-key", Cause.UNSUPPORTED),
        ("/x/config: line 1: Bad configuration option: nonsense\nterminating, 1 bad configuration options", "login", Cause.INVALID),
        ("something new", "login", Cause.UNREACHABLE),
        ("", "login", Cause.UNREACHABLE),
    ):
        found = explain("h", words)
        assert (found.step, found.cause) == (step, cause), words
    assert "something new" in str(explain("h", "x\nsomething new\n"))


async def test_forwarded_socket(sshd: PrivateSshd, masters: SshMasters, tmp_path: Path) -> None:  # noqa: F811
    path = sshd.folder / "echo"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()
        threading.Thread(target=_echo, args=(server,), daemon=True).start()
        master = await masters.open(HOST, "far", destination(sshd), Answers(), MemoryKeyring())
        local = await master.forward_socket(str(path))
        assert await master.forward_socket(str(path)) == local
        assert local.parent.stat().st_mode & 0o077 == 0 and len(str(local)) < 60
        assert await asyncio.get_running_loop().run_in_executor(None, _talk, str(local), b"hello") == b"hello"
        with pytest.raises(SshError) as caught:
            await master.forward_socket(str(tmp_path / "nothing"))
        assert caught.value.step == "socket"
        server.shutdown(socket.SHUT_RDWR)
    path.unlink()


async def test_forward_forbidden_and_bridge_instead(own_sshd: PrivateSshd, masters: SshMasters) -> None:  # noqa: F811
    with (own_sshd.folder / "sshd_config").open("a") as config:
        config.write("AllowStreamLocalForwarding no\n")
    own_sshd.trust()
    own_sshd.start()
    master = await masters.open(HOST, "far", destination(own_sshd), Answers(), MemoryKeyring())
    path = own_sshd.folder / "echo"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()
        with pytest.raises(SshError, match="does not pass connections on"):
            await master.forward_socket(str(path))
    local = await master.bridge(["sh", "-c", "cat; echo ' done'"])
    answers = await asyncio.gather(*(asyncio.get_running_loop().run_in_executor(None, _talk, str(local), b"x" * n) for n in (1, 200_000)))
    assert answers == [b"x done\n", b"x" * 200_000 + b" done\n"]
    hanging = socket.socket(socket.AF_UNIX)
    hanging.connect(str(local))
    await master.close()
    hanging.settimeout(5)
    assert hanging.recv(1) == b"", "its program is ended with the master"
    hanging.close()


async def test_forwarded_ports_are_counted(sshd: PrivateSshd, masters: SshMasters) -> None:  # noqa: F811
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_echo, args=(server,), daemon=True).start()
        port = server.getsockname()[1]
        master = await masters.open(HOST, "far", destination(sshd), Answers(), MemoryKeyring())
        first = await master.forward_port("127.0.0.1", port)
        assert await master.forward_port("127.0.0.1", port) == first
        assert first[0] == "127.0.0.1" and first[1] != port
        assert await asyncio.get_running_loop().run_in_executor(None, _talk, first, b"vnc") == b"vnc"
        await master.release("127.0.0.1", port)
        assert await asyncio.get_running_loop().run_in_executor(None, _talk, first, b"vnc") == b"vnc"
        await master.release("127.0.0.1", port)
        with socket.socket() as probe:
            assert probe.connect_ex(first) != 0, "nobody uses it any more"
        server.shutdown(socket.SHUT_RDWR)


async def test_killed_console_leaves_no_master(sshd: PrivateSshd) -> None:  # noqa: F811
    code = (
        "import asyncio, sys\n"
        "from console.backend.ssh import *\nfrom console.model.paths import default_paths\n"
        "from tests.backend.answers import Answers, MemoryKeyring\n"
        "async def main():\n"
        f"    made = SshMasters(default_paths(), options=['-F', {str(sshd.config)!r}])\n"
        f"    master = await made.open('h', 'h', Destination('127.0.0.1', {sshd.user!r}, {sshd.port}), Answers(), MemoryKeyring())\n"
        "    print(master.pid, flush=True); await asyncio.sleep(60)\n"
        "asyncio.run(main())\n"
    )
    console = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert console.stdout is not None
    pid = int(console.stdout.readline())
    console.stdout.close()
    assert process_start(pid)
    os.kill(console.pid, signal.SIGKILL)
    console.wait(10)
    deadline = time.monotonic() + 5
    while process_start(pid) and time.monotonic() < deadline:
        await asyncio.sleep(0.02)
    assert process_start(pid) == ""
    base = socket_folder(default_paths())
    assert len(list(base.glob("s[0-9]*"))) == 1
    following = SshMasters(default_paths(), options=["-F", str(sshd.config)])
    await following.open(HOST, "far", destination(sshd), Answers(), MemoryKeyring())
    assert [f.name for f in base.glob("s[0-9]*")] == [f"s{os.getpid()}"], "the next start cleans up"
    await following.shutdown()
    shutil.rmtree(base, ignore_errors=True)


def test_quick_ciphers_only_among_those_allowed() -> None:
    gcm, chacha = "aes128-gcm@openssh.com", "chacha20-poly1305@openssh.com"
    assert quick_ciphers(f"{chacha},aes128-ctr,{gcm}", True) == ["-o", f"Ciphers={gcm},{chacha},aes128-ctr"]
    for configured, aes in ((f"{chacha},{gcm}", False), (f"{chacha},aes128-ctr", True), (f"{gcm},{chacha}", True), ("", True)):
        assert quick_ciphers(configured, aes) == []


def _echo(server: socket.socket) -> None:
    while True:
        try:
            client, _ = server.accept()
        except OSError:
            return
        with client:
            while chunk := client.recv(65536):
                client.sendall(chunk)


def _talk(address: str | tuple[str, int], data: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX if isinstance(address, str) else socket.AF_INET) as client:
        client.settimeout(10)
        client.connect(address)
        threading.Thread(target=lambda: (client.sendall(data), client.shutdown(socket.SHUT_WR)), daemon=True).start()
        found = b""
        while chunk := client.recv(65536):
            found += chunk
        return found
