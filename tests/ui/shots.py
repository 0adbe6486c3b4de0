"""Screenshots of the main window for people to look at: ``python -m tests.ui.shots [folder] [filter] [en|ja]`` (offscreen)."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QMenu, QWidget

from console.app import language
from console.model.paths import default_paths
from console.ui import theme
from console.ui.main_window import MainWindow
from console.ui.widgets.palette_box import PaletteBox
from tests.ui.world import make_world, tasks, vms


def settle(app: QApplication, loop: asyncio.AbstractEventLoop, turns: int = 6) -> None:
    """Let timers, layouts and coroutines come to rest."""
    for _ in range(turns):
        app.processEvents()
        loop.run_until_complete(asyncio.sleep(0.01))


def save(widget: QWidget, folder: Path, name: str) -> None:
    """One picture."""
    folder.mkdir(parents=True, exist_ok=True)
    widget.grab().save(str(folder / f"{name}.png"))


SCENES = (
    ("vm", "web-01", "general", (1280, 720)),
    ("vm-legacy", "legacy-sata", "general", (1280, 720)),
    ("vm-wide", "web-01", "general", (1920, 1080)),
    ("vm-win", "win-11", "general", (1280, 800)),
    ("vm-ja", "経理サーバー-東京", "general", (1280, 800)),
    ("vm-pending", "resize-me", "general", (1600, 900)),
    ("vm-installing", "installing-01", "general", (1280, 720)),
    ("vm-off", "db-02", "general", (1280, 720)),
    ("vm-storage", "web-01", "storage", (1280, 720)),
    ("vm-log", "web-01", "log", (1280, 720)),
    ("host", "host-alpha", "general", (1280, 800)),
    ("host-wide", "host-alpha", "general", (1920, 1080)),
    ("host-stale", "host-beta", "general", (1280, 720)),
    ("host-local", "This computer", "general", (1280, 800)),
    ("pool", "Tokyo pool", "general", (1280, 720)),
    ("repository", "local", "storage", (1280, 720)),
    ("repository-general", "nfs-images", "general", (1280, 720)),
    ("network", "default", "general", (1280, 720)),
)


def _several(window: MainWindow) -> None:
    found = [vm.ref for vm in window.services.inventory.vms() if vm.name in ("web-01", "db-02", "legacy-sata", "suspended-01")]
    window.select(found)


def _filter(window: MainWindow) -> None:
    window.pane.filter.setText("os:debian state:running web")


def _unfilter(window: MainWindow) -> None:
    window.pane.filter.clear()


def _toasts(window: MainWindow) -> None:
    window.toasts.show("ok", "Clone web-01 → web-07: done", links=(("Show", lambda: None),))
    text = "web-03 did not shut down within 300 seconds: the guest ignores the request."
    window.toasts.show("error", text, "Wait longer and shut it down again, or use Force off.", (("Details", lambda: None),))
    window.toasts.undoable("Shut down: web-01", lambda: None)


EXTRAS: tuple[tuple[str, Callable[[MainWindow], None], Callable[[MainWindow], None] | None], ...] = (
    ("several", _several, None),
    ("filter", _filter, _unfilter),
    ("nothing-matches", lambda w: w.pane.filter.setText("zzz"), _unfilter),
    ("tasks", lambda w: w.do("tasks"), lambda w: w.do("tasks")),
    ("view-folder", lambda w: w.do("view", "folder"), None),
    ("view-tag", lambda w: w.do("view", "tag"), None),
    ("view-state", lambda w: w.do("view", "state"), None),
    ("view-os", lambda w: w.do("view", "os"), lambda w: w.do("view", "infrastructure")),
    ("rename", lambda w: w.do("rename"), None),
    ("toasts", _toasts, None),
)


def main(folder: Path, only: str = "", spoken: str = "en") -> None:
    """Render all scenes."""
    _translators = language.install(spoken, default_paths())  # kept alive
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    for scheme in ("light", "dark"):
        theme.apply(app, scheme)
        fake = make_world(Path(tempfile.mkdtemp()), settings={"ui.theme": scheme})

        async def make() -> MainWindow:
            return MainWindow(fake.services)  # noqa: B023  # called at once

        window = loop.run_until_complete(make())
        window.show()
        fake.runner.put(*tasks(vms()))
        for name, subject, tab, size in SCENES:
            if only and only not in f"{name}-{scheme}":
                continue

            async def select(subject: str = subject, tab: str = tab, size: tuple[int, int] = size) -> None:
                window.resize(*size)  # noqa: B023
                ref = next(o.ref for o in fake.inventory.objects().values() if o.name == subject)  # noqa: B023
                window.select([ref])  # noqa: B023
                for number in range(window.tabs.count()):  # noqa: B023
                    if window.tabs.widget(number).objectName() == f"tab_{tab}":  # noqa: B023
                        window.tabs.setCurrentIndex(number)  # noqa: B023
                await asyncio.sleep(0.01)

            loop.run_until_complete(select())
            settle(app, loop)
            save(window, folder, f"{name}-{scheme}")
        window.resize(1280, 720)
        for name, before, after in EXTRAS:
            if only and only not in f"{name}-{scheme}":
                continue
            if name == "rename":
                window.select([fake.inventory.find_vms("db-02")[0].ref])
                settle(app, loop)
            before(window)
            settle(app, loop)
            save(window, folder, f"{name}-{scheme}")
            if after is not None:
                after(window)
                settle(app, loop)
        for name, key in (("menu-vm", "menu_vm"), ("menu-view", "menu_view")):
            menu = window.findChild(QMenu, key)
            if menu is not None and (not only or only in name):
                menu.popup(window.mapToGlobal(window.rect().center()))
                settle(app, loop)
                save(menu, folder, f"{name}-{scheme}")
                menu.close()
        if not only or only in "palette":
            window.do("palette")
            settle(app, loop)
            box = window.findChild(PaletteBox)
            if box is not None:
                box.field.setText("web-0")
                settle(app, loop)
                save(box, folder, f"palette-{scheme}")
                box.field.setText("force")
                settle(app, loop)
                save(box, folder, f"palette-commands-{scheme}")
                box.close()
        window.close()
        window.deleteLater()
        app.processEvents()
    loop.close()


if __name__ == "__main__":
    folder, only, spoken = (*sys.argv[1:], *("tests/screenshots", "", "en")[len(sys.argv) - 1 :])
    main(Path(folder), only, spoken)
