"""The scripts that start, test and package Virtdeck: syntax, what they refuse and how, and what they hand on."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
PACKAGING = CHECKOUT / "packaging"


def is_shell(path: Path) -> bool:
    with path.open("rb") as file:
        first = file.readline()
    return first.startswith((b"#!/bin/sh", b"#!/bin/bash", b"# shellcheck shell="))


SCRIPTS = sorted(path for folder in (PACKAGING, CHECKOUT / ".ci") for path in folder.rglob("*") if path.is_file() and is_shell(path))


def test_all_scripts_are_looked_at() -> None:
    names = {str(path.relative_to(CHECKOUT)) for path in SCRIPTS}
    assert {"packaging/run", "packaging/test", "packaging/setup.sh", "packaging/demo/build", "packaging/deb/build", ".ci/run"} <= names
    assert {"packaging/demo/initrd/init", "packaging/demo/root/etc/init.d/rcS"} <= names


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_shell_scripts_are_sound(script: Path) -> None:
    assert os.access(script, os.X_OK) or script.suffix == ".sh"
    shell = "bash" if b"bash" in script.read_bytes().split(b"\n", 1)[0] else "sh"
    subprocess.run([shell, "-n", script], check=True, timeout=20)
    if shutil.which("shellcheck"):
        done = subprocess.run(["shellcheck", "-x", script], capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stdout


def bash(code: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run code with packaging/setup.sh read."""
    return subprocess.run(
        ["bash", "-c", f'set -euo pipefail; . "{PACKAGING}/setup.sh"; {code}'],
        env={**os.environ, **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


needs_apt = pytest.mark.skipif(not shutil.which("dpkg-query"), reason="no apt here")


@needs_apt
def test_installed_packages_are_not_missing() -> None:
    done = bash("missing_apt_packages bash 'virtdeck-never-was|coreutils' '?virtdeck-optional' 'virtdeck-a|virtdeck-b' dpkg")
    assert done.stdout.split() == ["?virtdeck-optional", "virtdeck-a|virtdeck-b"]


@needs_apt
def test_optional_packages_that_the_release_does_not_have_are_left_out() -> None:
    done = bash("choose_apt_packages 'virtdeck-never-was|bash' '?virtdeck-optional' virtdeck-needed")
    assert done.stdout.split() == ["bash", "virtdeck-needed"]


@needs_apt
def test_without_root_the_command_to_run_is_named(tmp_path: Path) -> None:
    """No sudo, not root: one sentence with the command; nothing is tried."""
    for name in ("id", "apt-get"):
        tool = tmp_path / name
        tool.write_text('#!/bin/sh\n[ "$1" = -u ] && echo 1000 || touch "$0.ran"\n')
        tool.chmod(0o755)
    sudo = tmp_path / "sudo"
    sudo.write_text("#!/bin/sh\nexit 1\n")
    sudo.chmod(0o755)
    done = bash("install_with_apt bash 'virtdeck-never-was|bash' cpio-that-is-missing", PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "apt-get install --no-install-recommends cpio-that-is-missing" in done.stderr
    assert not (tmp_path / "apt-get.ran").exists()


def test_a_python_that_is_not_there_or_too_old_is_named(tmp_path: Path) -> None:
    done = bash(f"venv={tmp_path}/venv; make_environment program", PYTHON="/nowhere/python3")
    assert done.returncode == 1 and "There is no /nowhere/python3." in done.stderr and "PYTHON=" in done.stderr
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = -V ] && echo "Python 3.9.2" && exit 0\nexit 1\n')
    old.chmod(0o755)
    done = bash(f"venv={tmp_path}/venv; make_environment program", PYTHON=str(old))
    assert done.returncode == 1 and "Python 3.9.2" in done.stderr and "3.11 or newer" in done.stderr
    assert not (tmp_path / "venv").exists()


def fake_checkout(folder: Path) -> Path:
    """packaging/run beside set-up steps that only say that they ran, and a program that shows its arguments."""
    (folder / "packaging").mkdir(parents=True)
    (folder / ".venv" / "bin").mkdir(parents=True)
    shutil.copy(PACKAGING / "run", folder / "packaging" / "run")
    steps = (PACKAGING / "setup.sh").read_text() + "\nset_up() { demo_missing=${DEMO_MISSING:-}; }\n"
    (folder / "packaging" / "setup.sh").write_text(steps)
    program = folder / ".venv" / "bin" / "virtdeck"
    program.write_text('#!/bin/sh\nprintf "<%s>" "$@"\n')
    program.chmod(0o755)
    return folder / "packaging" / "run"


def run(script: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    return subprocess.run([script, *words], env={**clean, **env}, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30, check=False)


def test_run_hands_its_arguments_on(tmp_path: Path) -> None:
    script = fake_checkout(tmp_path)
    done = run(script, "--connect", "qemu+ssh://root@host a/system", "", DISPLAY=":7")
    assert (done.returncode, done.stdout) == (0, "<--connect><qemu+ssh://root@host a/system><>")
    assert run(script, DISPLAY=":7").stdout == "<>"  # no argument: printf's own empty round
    assert run(script, "--version").stdout == "<--version>"


def test_run_stops_after_setup(tmp_path: Path) -> None:
    script = fake_checkout(tmp_path)
    assert run(script, "--setup-only").stdout == ""
    assert run(script, "--setup-only").returncode == 0
    done = run(script, "--setup-only", DEMO_MISSING="1")
    assert done.returncode == 1 and "demo appliance" in done.stderr


def test_run_without_a_screen_says_so(tmp_path: Path) -> None:
    done = run(fake_checkout(tmp_path))
    assert done.returncode == 1 and done.stdout == ""
    assert "DISPLAY" in done.stderr and "virtdeckctl" in done.stderr and len(done.stderr.splitlines()) == 1


def test_a_second_setup_costs_nothing(demo_appliance: Path) -> None:
    """Looking whether there is anything to do: packages, environment, appliance."""
    started = time.monotonic()
    done = bash('[ -z "$(command -v dpkg-query)" ] || missing_apt_packages "${apt_packages[@]}" > /dev/null; "$checkout/packaging/demo/build"')
    assert done.returncode == 0, done.stderr
    assert time.monotonic() - started < 2  # 0.1 s on an idle machine


def test_demo_recipe_refuses_plainly(tmp_path: Path) -> None:
    done = subprocess.run([PACKAGING / "demo" / "build", "--nonsense"], capture_output=True, text=True, timeout=20, check=False)
    assert done.returncode == 2 and "--nonsense" in done.stderr
    hidden = subprocess.run(
        ["bash", PACKAGING / "demo" / "build", "--output", tmp_path, "--cache", tmp_path],
        env={**os.environ, "BASH_ENV": str(hide(tmp_path))},
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert hidden.returncode == 1 and "apt-get install mtools" in hidden.stderr
    assert not (tmp_path / "demo.qcow2").exists()


def hide(folder: Path) -> Path:
    """A shell start file under which ``command -v mcopy`` finds nothing."""
    file = folder / "hide.sh"
    file.write_text('command() { [ "$*" != "-v mcopy" ] && builtin command "$@"; }\n')
    return file
