"""The tools disc: what is on it, that the same inputs give the same bytes, and the installer in a shell without a guest around it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

import console
from console.guests.iso9660 import find, listdir, read_file, read_image

CHECKOUT = Path(__file__).resolve().parents[2]
BUILD = CHECKOUT / "packaging" / "tools-iso"
SCRIPTS = [CHECKOUT / "resources" / "tools" / name for name in ("install", "uninstall", "run")]


def build(output: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BUILD, "--output", output], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=200, env={**os.environ, **env}, check=False
    )


def test_the_disc(tmp_path: Path) -> None:
    done = build(tmp_path / "a" / "tools.iso")
    assert done.returncode == 0, done.stderr
    assert build(tmp_path / "b" / "tools.iso").returncode == 0
    assert (tmp_path / "a" / "tools.iso").read_bytes() == (tmp_path / "b" / "tools.iso").read_bytes()
    with (tmp_path / "a" / "tools.iso").open("rb") as file:
        image = read_image(file)
        assert image.label == f"VDTOOLS-{console.__version__}" and image.joliet is not None
        names = {entry.name.lower().rstrip(".") for entry in listdir(file, image)}
        assert {"install", "uninstall", "readme.txt", "version"} <= names
        installer = find(file, image, "install")
        assert installer is not None and read_file(file, image, installer, 1 << 20) == SCRIPTS[0].read_bytes()
    assert build(tmp_path / "a" / "tools.iso").stderr == "", "nothing has changed: nothing is said, nothing is made"


def test_without_apt_it_is_made_without_an_agent(tmp_path: Path) -> None:
    """Its name in PATH is taken away: a system of another family."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for folder in ("/usr/bin", "/bin", "/usr/sbin"):
        for program in Path(folder).iterdir():
            if not program.name.startswith(("apt", "dpkg")) and not (tools / program.name).exists():
                (tools / program.name).symlink_to(program)
    done = build(tmp_path / "tools.iso", PATH=str(tools))
    assert done.returncode == 0 and "without an agent" in done.stderr, done.stderr
    assert (tmp_path / "tools.iso").stat().st_size < 200_000


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_the_scripts_are_sound_posix(script: Path) -> None:
    subprocess.run(["sh", "-n", script], check=True, timeout=20)
    done = subprocess.run(["shellcheck", "-s", "sh", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout


def test_unknown_words_are_refused() -> None:
    done = subprocess.run([BUILD, "--bogus"], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=20, check=False)
    assert done.returncode == 2 and "packaging/tools-iso" in done.stderr
