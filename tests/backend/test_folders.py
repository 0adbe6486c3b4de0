from __future__ import annotations

import os
from pathlib import Path

import pytest

from console.backend.folders import SHORT, process_start, short_folder, socket_folder
from console.model.paths import default_paths


def test_short_private_and_always_the_same(tmp_path: Path) -> None:
    folder = short_folder(tmp_path / "a" / ("long" * 30))
    try:
        assert len(str(folder)) <= SHORT and folder.stat().st_mode & 0o777 == 0o700
        assert short_folder(tmp_path / "a" / ("long" * 30)) == folder
        other = short_folder(tmp_path / "b")
        assert other != folder
        other.rmdir()
    finally:
        folder.rmdir()


def test_what_somebody_else_put_there_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = short_folder(tmp_path)
    folder.rmdir()
    (tmp_path / "trap").mkdir()
    folder.symlink_to(tmp_path / "trap")
    try:
        if folder.parent == Path("/run"):
            safe = short_folder(tmp_path)
            assert safe != folder and not safe.is_symlink()
            safe.rmdir()
        else:
            with pytest.raises(Exception, match="no folder for private sockets"):
                short_folder(tmp_path)
    finally:
        folder.unlink()


def test_runtime_folder_is_used_when_its_name_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    runtime = Path(f"/tmp/vdr{os.getpid()}")
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    try:
        assert socket_folder(default_paths()) == runtime / "virtdeck"
        (runtime / "virtdeck").chmod(0o755)
        open_to_all = socket_folder(default_paths())
        assert open_to_all != runtime / "virtdeck", "others could enter"
        open_to_all.rmdir()
    finally:
        (runtime / "virtdeck").rmdir()
        runtime.rmdir()


def test_process_start_tells_processes_apart() -> None:
    own = process_start(os.getpid())
    assert own and own == process_start(os.getpid()) and own != process_start(1)
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    while process_start(pid):
        pass
    os.waitpid(pid, 0)
    assert process_start(pid) == "", "a zombie does not live"
