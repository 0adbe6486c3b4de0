"""The window is shown before what it is not needed for is imported; then the rest comes without a stop."""

from __future__ import annotations

import copy
import dataclasses
import json
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from console.app import late
from console.app.late import TO_CONNECT, TO_USE, put_off_methods
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


@pytest.mark.skipif(not hasattr(dataclasses, "_create_fn"), reason="since Python 3.13 nothing is put off")
def test_methods_of_dataclasses_are_compiled_by_their_first_call_and_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dataclasses, "_create_fn", vars(dataclasses)["_create_fn"])  # what this test changes is put back
    put_off_methods()

    @dataclasses.dataclass(frozen=True, slots=True, order=True)
    class Point:
        """With all that dataclasses make."""

        x: int
        y: int = 2
        way: tuple[str, ...] = dataclasses.field(default_factory=tuple, compare=False)

    @dataclasses.dataclass(frozen=True, slots=True)
    class Named(Point):
        """Has the methods of its own, and the order of the other."""

        name: str = ""

    assert vars(Point)["__init__"].__code__.co_filename == late.__file__  # not compiled yet
    one, two = Point(1), Point(1, way=("a",))
    assert vars(Point)["__init__"].__code__.co_filename == "<string>"
    assert vars(Point)["__init__"].__qualname__ == f"{Point.__qualname__}.__init__"
    assert vars(Point)["__eq__"].__code__.co_filename == late.__file__  # each by itself
    assert one == two
    assert one != Point(2)
    assert hash(one) == hash(two)
    assert one < Point(1, 3)
    assert repr(two).endswith("Point(x=1, y=2, way=('a',))")
    assert dataclasses.replace(two, y=5) == Point(1, 5)
    for _ in range(2):
        with pytest.raises(dataclasses.FrozenInstanceError):
            one.x = 3  # type: ignore[misc]
        with pytest.raises(TypeError, match=r"Point\.__init__\(\) missing 1 required positional argument: 'x'"):
            Point()  # type: ignore[call-arg]
    assert Named(1, name="n") == Named(1, name="n")
    assert repr(Named(1, name="n")).endswith("Named(x=1, y=2, way=(), name='n')")
    assert copy.copy(Named(1, name="n")) == Named(1, name="n")
