"""The window is shown before what it is not needed for is imported; then the rest comes without a stop."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

from console.app.late import TO_CONNECT, TO_USE
from tests.bench.program import ROOT, environment, write_config

LATE: Final = (
    "libvirt", "lxml", "pyte", "gi", "http.client", "tarfile",
    "console.backend.hub", "console.backend.session", "console.backend.ssh", "console.formats", "console.guests", "console.xml",
    "console.ui.display", "console.ui.wizards", "console.ui.dialogs", "console.ui.tabs.storage", "console.ui.tabs.console", "console.ui.tabs.wall",
    "console.operations.making", "console.operations.create", "console.operations.power", "console.operations.catalogue",
)  # fmt: skip
"""None of them, and nothing below them, is needed to show the window."""

_CODE: Final = """
import json, os, sys
import console.__main__ as program
program.prepare()
from console.app import desktop
from PySide6.QtCore import QTimer
plain = desktop.bring
async def bring(modules, pause=0.0):
    if modules == desktop.TO_CONNECT:  # the window has been painted
        seen["painted"] = sorted(sys.modules)
    await plain(modules, pause)
    if modules == desktop.TO_USE:
        seen["rest"] = sorted(sys.modules)
        sys.stdout.write(json.dumps(seen))
        sys.stdout.flush()
        os._exit(0)
seen = {}
desktop.bring = bring
sys.argv = ["virtdeck"]
desktop.main()
"""


def test_the_window_is_shown_before_the_rest_is_imported(tmp_path: Path) -> None:
    write_config(tmp_path, [])
    done = subprocess.run([sys.executable, "-c", _CODE], env=environment(tmp_path), cwd=ROOT, capture_output=True, text=True, timeout=90, check=False)
    assert done.stdout, done.stderr[-3000:]
    seen = json.loads(done.stdout)
    painted = set(seen["painted"])
    assert "console.ui.main_window" in painted
    early = {name for name in painted if any(name == late or name.startswith(f"{late}.") for late in LATE)}
    assert not early
    assert set(TO_CONNECT) | set(TO_USE) <= set(seen["rest"])
