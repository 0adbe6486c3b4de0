"""virtdeckctl p2v-media, p2v-sessions and p2v-script, as processes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_virtdeckctl import TEST, ctl, one_sentence, start  # noqa: F401
from tests.fixtures.daemon import PrivateLibvirtd
from tests.fixtures.sshd import PrivateSshd, own_sshd  # noqa: F401
from tests.operations.test_p2v_media import Played
from tests.operations.test_p2v_script import Machine

Ctl = Callable[..., "subprocess.CompletedProcess[str]"]


def lines_until(process: subprocess.Popen[str], word: str, seconds: float = 60) -> list[str]:
    """What it prints up to a line with this word."""
    found: list[str] = []
    assert process.stdout is not None
    watch = threading.Timer(seconds, process.kill)
    watch.start()
    try:
        for line in process.stdout:
            found.append(line.rstrip("\n"))
            if word in line:
                return found
    finally:
        watch.cancel()
    raise AssertionError(f"never said {word}: {found} {process.stderr.read() if process.stderr else ''}")


def test_a_host_gets_ready_and_is_left_as_it_was(libvirtd: PrivateLibvirtd, own_sshd: PrivateSshd, tmp_path: Path) -> None:  # noqa: F811
    """The kernel command line is told; Ctrl+C takes key and folders away again."""
    keys = own_sshd.folder / "authorized_keys"
    config = own_sshd.folder / "sshd_config"
    config.write_text(config.read_text() + "Subsystem sftp internal-sftp\n")
    before = keys.read_text()
    pool = libvirtd.images / "cli-p2v"
    pool.mkdir(exist_ok=True)
    import libvirt

    conn = libvirt.open(libvirtd.uri)
    made = conn.storagePoolDefineXML(f"<pool type='dir'><name>cli-p2v</name><target><path>{pool}</path></target></pool>")
    made.create()
    words = ["p2v-media", "--connect", libvirtd.uri, "--sr", "cli-p2v", "--folder", str(tmp_path), "--server", "127.0.0.1", "--name", "box"]
    process = start(*words, "--port", str(own_sshd.port), "--user", own_sshd.user, "--sshd-config", str(config))
    try:
        told = lines_until(process, "PXE")
        line = next(each for each in told if each.startswith("p2v.server=127.0.0.1"))
        assert f"p2v.port={own_sshd.port}" in line and "p2v.name=box" in line and "virtdeck-p2v-" in keys.read_text()
        process.send_signal(signal.SIGINT)
        assert process.wait(30) != 0
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()
        made.destroy()
        made.undefine()
        conn.close()
    assert keys.read_text() == before and not list(tmp_path.glob("virtdeck-p2v-*"))


def test_sessions_are_listed(ctl: Ctl, tmp_path: Path) -> None:  # noqa: F811
    storage = tmp_path / "out"
    storage.mkdir()
    machine = Played(str(storage), status=1)
    try:
        machine.begin()
        (told,) = (each for each in json.loads(ctl("p2v-sessions", *TEST, "--json").stdout) if each["folder"] == str(machine.folder))
        assert told["state"] == "running" and told["name"] == "phys2" and told["storage"] == str(storage)
        machine.end()
        assert "failed" in next(each for each in ctl("p2v-sessions", *TEST).stdout.splitlines() if str(machine.folder) in each)
        assert "Setting up the source" in ctl("p2v-sessions", *TEST, "--log", str(machine.folder)).stdout
        done = ctl("p2v-sessions", *TEST, "--watch", str(machine.folder), status=1)
        assert "No operating system was found" in done.stderr and "Traceback" not in done.stderr
    finally:
        machine.remove()
    one_sentence(ctl("p2v-sessions", *TEST, "--watch", "nobody", status=1))


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")
def test_a_windows_is_checked(tmp_path: Path) -> None:
    process = start("p2v-script", *TEST, "--check", "--address", "127.0.0.1", "--folder", str(tmp_path))
    try:
        lines_until(process, "powershell")
        (script,) = tmp_path.glob("virtdeck-check-*.ps1")
        assert Machine(script, os.urandom(1 << 20)).run() == "Z"
        out, err = process.communicate(timeout=30)
        assert process.returncode == 0 and "WINBOX" in out and "This machine can be copied." in out and "Traceback" not in err
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()
    end = time.monotonic() + 5
    while script.exists() and time.monotonic() < end:
        time.sleep(0.1)
    assert not script.exists()
