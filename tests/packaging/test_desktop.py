"""The desktop entry, the AppStream data, the licence and what the README promises."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
DESKTOP = CHECKOUT / "packaging" / "desktop" / "virtdeck.desktop"
METAINFO = CHECKOUT / "packaging" / "desktop" / "org.virtdeck.virtdeck.metainfo.xml"


def test_desktop_entry() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]  # keys are case-sensitive
    entry.read(DESKTOP, encoding="utf-8")
    section = entry["Desktop Entry"]
    assert section["Exec"] == "virtdeck" and section["Terminal"] == "false"
    assert (CHECKOUT / "resources" / "icons" / f"{section['Icon']}.svg").is_file()
    for key in ("GenericName", "Comment", "Keywords"):
        assert section[f"{key}[ja]"]
    if shutil.which("desktop-file-validate"):
        done = subprocess.run(["desktop-file-validate", DESKTOP], capture_output=True, text=True, timeout=20, check=False)
        assert done.returncode == 0 and not done.stdout, done.stdout


def test_metainfo() -> None:
    root = ET.parse(METAINFO).getroot()
    assert root.findtext("launchable") == DESKTOP.name
    assert root.findtext("project_license") == "Apache-2.0"
    namespace = {"version": re.search(r'__version__ = "(.+)"', (CHECKOUT / "console" / "__init__.py").read_text())}
    assert namespace["version"] is not None
    releases = root.find("releases")
    assert releases is not None and releases[0].get("version") == namespace["version"].group(1)
    if shutil.which("appstreamcli"):
        done = subprocess.run(["appstreamcli", "validate", "--no-net", METAINFO], capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stdout


def test_licence_is_the_whole_text() -> None:
    text = (CHECKOUT / "LICENSE").read_text()
    assert "Apache License" in text and "Version 2.0, January 2004" in text and "END OF TERMS AND CONDITIONS" in text


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#:]+)\)", (CHECKOUT / "README.md").read_text(encoding="utf-8")))
def test_readme_points_at_what_is_there(target: str) -> None:
    assert (CHECKOUT / target).exists()


def test_readme_names_only_folders_that_are_there() -> None:
    text = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `((?:console|resources|packaging|tests)/[a-z/_]*)`", text, re.MULTILINE)
    assert len(named) > 10
    assert [folder for folder in named if not (CHECKOUT / folder).is_dir()] == []
