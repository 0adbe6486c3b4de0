"""What a Windows on a captured disk says of itself, and that a damaged or hostile one neither stops nor holds up the look at it."""

from __future__ import annotations

import random
import shutil
import time

import pytest

from console.formats.disk_look import look
from console.formats.ntfs import Ntfs, Unreadable
from console.operations.p2v.windows_inside import windows_inside
from tests.fixtures.phony_windows import FAST_STARTUP, SIGNED, make_phony_windows, service

BEGIN = 1 << 20


@pytest.fixture(scope="module")
def volume(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An NTFS volume with a Windows on it."""
    if lacking := [name for name in ("hivexregedit", "mkntfs", "ntfs-3g") if shutil.which(name) is None]:
        pytest.skip(f"needs {', '.join(lacking)}")
    disk = make_phony_windows(tmp_path_factory.mktemp("windows"), software=SIGNED, system=FAST_STARTUP | service("VBoxService"))
    return disk.read_bytes()[BEGIN:]


def test_what_it_says(volume: bytes) -> None:
    found = windows_inside(lambda offset, length: volume[offset : offset + length])
    assert found is not None and (found.name, found.version, found.hostname) == ("Windows 10 Phony", "10.0.19045", "PHONYWIN")
    assert found.tools == ("VirtualBox Guest Additions",) and found.fast_startup and found.signing_policy


def test_files_and_folders(volume: bytes) -> None:
    ntfs = Ntfs(lambda offset, length: volume[offset : offset + length])
    assert {"SOFTWARE", "SYSTEM"} <= set(ntfs.names("windows/SYSTEM32/Config")) and not ntfs.names("nowhere")
    program = ntfs.find("Windows/System32/cmd.exe")
    assert program is not None and program.size == 1024 and program.read_at(0, 2) == b"MZ" and program.read_at(1020, 99) == bytes(4)
    assert ntfs.find("Windows/System32/cmd.exe/more") is None and not ntfs.dirty()
    with pytest.raises(Unreadable):
        Ntfs(lambda offset, length: bytes(length))


def test_damage(volume: bytes) -> None:
    """Bytes of its records, folders and hives are changed: an answer or none, always soon."""
    dice = random.Random(7)
    used = [at for at in range(0, len(volume), 512) if any(volume[at : at + 512])]
    began, answers = time.process_time(), set[bool]()
    for _ in range(150):
        broken = {dice.choice(used) + dice.randrange(512): dice.choice((0, 0xFF, dice.randrange(256))) for _ in range(60)}

        def read(offset: int, length: int, broken: dict[int, int] = broken) -> bytes:
            data = bytearray(volume[offset : offset + length])
            for at, value in broken.items():
                if offset <= at < offset + len(data):
                    data[at - offset] = value
            return bytes(data)

        answers.add(windows_inside(read) is not None)
        look(read, len(volume))
    assert answers == {True, False} and time.process_time() - began < 30
