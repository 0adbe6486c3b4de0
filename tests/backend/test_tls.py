from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import libvirt
import pytest

from console.backend import tls
from console.backend.addresses import parse_uri
from console.backend.background import ThreadBackground
from console.model.errors import Cause, ConsoleError
from console.model.paths import default_paths
from tests.backend.answers import Answers
from tests.fixtures.certificates import OPENSSL, authority, certificate
from tests.fixtures.daemon import PrivateLibvirtd

pytestmark = pytest.mark.skipif(OPENSSL is None, reason="needs openssl to make certificates")


class TlsLibvirtd(PrivateLibvirtd):
    """Listens for TLS too. Any client may come in: what is tested is whom the client trusts."""

    options = ("--listen", "--timeout=0")

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.pki = folder / "pki"
        authority(self.pki)
        certificate(self.pki, "first")
        (folder / "config" / "libvirt" / "libvirtd.conf").write_text(
            f'listen_tls = 1\nlisten_tcp = 0\nlisten_addr = "127.0.0.1"\ntls_port = "{self.port}"\nauth_tls = "none"\ntls_no_verify_certificate = 1\n'
            f'key_file = "{self.pki}/server.key"\ncert_file = "{self.pki}/server.pem"\nca_file = "{self.pki}/cacert.pem"\n'
        )

    def start(self) -> None:
        """As the parent; ready when the port listens too."""
        super().start()
        deadline = time.monotonic() + 20
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            assert time.monotonic() < deadline, (self.folder / "libvirtd.log").read_text()
            time.sleep(0.02)

    @property
    def tls_uri(self) -> str:
        return f"qemu+tls://127.0.0.1:{self.port}/session"

    @property
    def fingerprint(self) -> str:
        argv = [str(OPENSSL), "x509", "-in", str(self.pki / "server.pem"), "-noout", "-fingerprint", "-sha256"]
        return subprocess.run(argv, check=True, capture_output=True, text=True).stdout.partition("=")[2].strip()


@pytest.fixture
def daemon() -> Iterator[TlsLibvirtd]:
    made = TlsLibvirtd(Path(tempfile.mkdtemp(prefix="vt-", dir="/tmp")))
    made.start()
    yield made
    made.stop()
    shutil.rmtree(made.folder, ignore_errors=True)


@pytest.fixture
def background() -> Iterator[ThreadBackground]:
    made = ThreadBackground("network")
    yield made
    made.shutdown()


def driver(uri: str) -> str:
    connection = libvirt.open(uri)
    name: str = connection.getType()
    connection.close()
    return name


async def test_unknown_certificate_is_asked_pinned_and_then_really_verified(daemon: TlsLibvirtd, background: ThreadBackground) -> None:
    paths, uri = default_paths(), parse_uri(daemon.tls_uri)
    refusing = Answers(confirm=False)
    with pytest.raises(ConsoleError) as caught:
        await tls.checked_uri(uri, "far", paths, refusing, background)
    assert caught.value.cause is Cause.REFUSED
    assert daemon.fingerprint in refusing.asked[0] and refusing.dangerous == [False]
    assert not list(paths.config.parent.rglob("*.pem")), "nothing is accepted silently"

    checked = await tls.checked_uri(uri, "far", paths, Answers(confirm=True), background)
    assert driver(checked) == "QEMU"
    assert await tls.checked_uri(uri, "far", paths, Answers(), background) == checked, "asked once"

    old = daemon.fingerprint
    daemon.kill()
    certificate(daemon.pki, "renewed")
    daemon.start()
    with pytest.raises(libvirt.libvirtError):  # the pin is not decoration: libvirt refuses the other certificate
        driver(checked)
    changed = Answers(confirm=False)
    with pytest.raises(ConsoleError):
        await tls.checked_uri(uri, "far", paths, changed, background)
    assert old in changed.asked[0] and daemon.fingerprint in changed.asked[0] and changed.dangerous == [True]
    assert driver(await tls.checked_uri(uri, "far", paths, Answers(confirm=True), background)) == "QEMU"


async def test_certificate_of_a_known_authority_is_not_asked(
    daemon: TlsLibvirtd, background: ThreadBackground, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = os.geteuid() == 0
    monkeypatch.setattr("console.backend.tls.os.geteuid", lambda: 1000)
    home = Path(os.environ["HOME"]) / ".pki" / "libvirt"
    home.mkdir(parents=True)
    shutil.copy(daemon.pki / "cacert.pem", home / "cacert.pem")
    uri = parse_uri(daemon.tls_uri)
    assert await tls.checked_uri(uri, "far", default_paths(), Answers(), background) == daemon.tls_uri
    if not root:  # for root libvirt looks into /etc only
        assert driver(daemon.tls_uri) == "QEMU"
    written = parse_uri(f"{daemon.tls_uri}?pkipath=/mine")
    assert await tls.checked_uri(written, "far", default_paths(), Answers(), background) == written.text, "the user's own choice stays"


async def test_what_is_not_tls_and_what_is_not_there(background: ThreadBackground) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ConsoleError, match="can't be reached") as caught:
        await tls.checked_uri(parse_uri(f"qemu+tls://127.0.0.1:{port}/system"), "far", default_paths(), Answers(), background)
    assert caught.value.cause is Cause.UNREACHABLE
    with socket.create_server(("127.0.0.1", 0)) as server:

        def speak() -> None:
            client, _ = server.accept()
            client.sendall(b"SSH-2.0-hello\r\n")
            client.close()

        threading.Thread(target=speak, daemon=True).start()
        with pytest.raises(ConsoleError, match=r"does not speak TLS|can't be reached"):
            await tls.checked_uri(parse_uri(f"qemu+tls://127.0.0.1:{server.getsockname()[1]}/system"), "far", default_paths(), Answers(), background)


def test_the_clients_files_are_found_as_libvirt_finds_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    system, home = tmp_path / "etc", tmp_path / "home"
    user = home / ".pki" / "libvirt"
    monkeypatch.setattr("console.backend.tls.os.geteuid", lambda: 1000)
    assert tls.user_pki(home, system) == tls.Pki("", "", "")
    of_system = (system / "CA" / "cacert.pem", system / "libvirt" / "clientcert.pem", system / "libvirt" / "private" / "clientkey.pem")
    of_user = (user / "cacert.pem", user / "clientcert.pem", user / "clientkey.pem")
    for path in (*of_system, *of_user[:2]):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    assert tls.user_pki(home, system) == tls.Pki(str(of_user[0]), str(of_system[1]), str(of_system[2])), "a certificate without its key is none"
    of_user[2].write_text("x")
    assert tls.user_pki(home, system) == tls.Pki(*map(str, of_user))
    monkeypatch.setattr("console.backend.tls.os.geteuid", lambda: 0)
    assert tls.user_pki(home, system) == tls.Pki(*map(str, of_system))
