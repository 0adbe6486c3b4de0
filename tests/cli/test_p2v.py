"""virtdeckctl p2v and p2v-check."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.cli.test_virtdeckctl import TEST, ctl, one_sentence  # noqa: F401
from tests.fixtures.sshd import PrivateSshd, own_sshd  # noqa: F401

Ctl = Callable[..., "subprocess.CompletedProcess[str]"]


def path_with(folder: Path, sshd: PrivateSshd) -> str:
    """A PATH whose ssh knows the test's server and nothing of the user."""
    folder.mkdir(exist_ok=True)
    wrapper = folder / "ssh"
    wrapper.write_text(f'#!/bin/sh\nexec /usr/bin/ssh -F {sshd.config} "$@"\n')
    wrapper.chmod(wrapper.stat().st_mode | stat.S_IXUSR)
    return f"{folder}:{os.environ['PATH']}"


def test_a_machine_is_looked_at(ctl: Ctl, own_sshd: PrivateSshd, tmp_path: Path) -> None:  # noqa: F811
    own_sshd.trust()
    own_sshd.start()
    path, address = path_with(tmp_path / "bin", own_sshd), f"ssh://{own_sshd.user}@127.0.0.1:{own_sshd.port}"
    told = json.loads(ctl("p2v", "--json", "--from", address, "--check", PATH=path).stdout)
    assert told["family"] == "linux" and told["cpus"] > 0 and isinstance(told["disks"], list)
    assert all({"code", "severity", "text"} <= finding.keys() for finding in told["findings"])
    words = ctl("p2v", "--from", address, "--check", PATH=path).stdout
    assert told["hostname"] in words and "GiB" in words
    done = ctl("p2v", *TEST, "--from", address, "--disk", "/dev/none", "--copy-only", status=1, PATH=path)
    assert "virtdeckctl: " in done.stderr and "Traceback" not in done.stderr
    own_sshd.stop()
    assert "127.0.0.1" in one_sentence(ctl("p2v", "--from", address, "--check", status=1, PATH=path))
    one_sentence(ctl("p2v", "--from", "not an address", "--check", status=1))
    ctl("p2v", status=2)


def test_captured_images(ctl: Ctl, tmp_path: Path) -> None:  # noqa: F811
    """What they hold is shown; a blank one and one that is none are said in a sentence, and nothing is made."""
    disk, blank = tmp_path / "srv.img", tmp_path / "blank.img"
    data = bytearray(4 << 20)
    data[446:462] = bytes([0x80, 0, 0, 0, 0x83, 0, 0, 0]) + (2048).to_bytes(4, "little") + (4096).to_bytes(4, "little")
    data[510:512], data[(1 << 20) + 0x438 : (1 << 20) + 0x43A] = b"\x55\xaa", b"\x53\xef"
    disk.write_bytes(data)
    blank.write_bytes(bytes(1 << 20))
    told = json.loads(ctl("p2v", "--json", "--image", str(tmp_path), "--check").stdout)
    assert [each["device"] for each in told["disks"]] == ["srv.img", "blank.img"] and told["disks"][0]["boot"]
    assert [finding["code"] for finding in told["findings"]] == ["blank"]
    assert "blank.img is blank" in ctl("p2v", *TEST, "--image", str(blank), "--copy-only", status=1).stderr
    assert "nothing.vhd" in ctl("p2v", *TEST, "--image", str(tmp_path / "nothing.vhd"), "--copy-only", status=1).stderr
    ctl("p2v", "--image", str(disk), "--from", "root@x", status=2)


def test_what_a_host_needs(ctl: Ctl) -> None:  # noqa: F811
    """This computer, as it is: each line says whether, and a missing one is the exit status."""
    done = ctl("p2v-check", *TEST, "--json", status=None)
    checks = json.loads(done.stdout)
    names = ["virt-v2v", "nbdkit", "work-space", "windows-drivers", "windows-service", "target-space"]
    assert [check["name"] for check in checks] == names or len(checks) <= 2
    also = json.loads(ctl("p2v-check", *TEST, "--json", "--virt-p2v", status=None).stdout)
    ssh = next(check for check in also if check["name"] == "ssh-server")
    assert ssh["ok"] in (True, False) and bool(ssh["remedy"]) is not ssh["ok"]
    missing = [check for check in checks if check["ok"] is False]
    assert done.returncode == (1 if missing else 0) and all(check["remedy"] for check in missing)
