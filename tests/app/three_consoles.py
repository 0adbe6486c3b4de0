"""The program as a process: opens three consoles of one VM (by VNC, by SPICE, text), says "open PID-OF-THE-SPICE-HELPER", and closes its window.

python -m tests.app.three_consoles URI VM
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from console.app import desktop as program
from console.ui.display.helped import HelpedDisplay
from console.ui.display.panel import ConsolePanel
from console.ui.display.sessions import Libraries, Phase
from console.ui.main_window import MainWindow


class OnlySpice(Libraries):
    """VNC's is not installed."""

    def get(self, kind: str) -> Any:
        return None if kind == "vnc" else super().get(kind)


async def until(condition: Any) -> None:
    """Within half a minute."""
    async with asyncio.timeout(30):
        while not condition():
            await asyncio.sleep(0.05)


async def open_three(window: MainWindow, name: str) -> None:
    """The tab's own, and two beside it."""
    services = window.services
    await until(lambda: any(vm.config is not None for vm in services.inventory.find_vms(name)))
    vm = services.inventory.find_vms(name)[0]
    window.select([vm.ref])
    await until(lambda: len(window.selection().vms) == 1)
    window.content.show_named("console")
    tab = window.content.console
    await until(lambda: tab.panel is not None and tab.panel.phase is Phase.SHOWN)
    assert tab.undock() is not None
    by_spice = ConsolePanel(services, vm.ref, OnlySpice(), window.follow, window.spawn, window)
    text = ConsolePanel(services, vm.ref, Libraries(), window.follow, window.spawn, window)
    window.closed.connect(by_spice.shutdown)
    window.closed.connect(text.shutdown)
    for panel in (by_spice, text):
        panel.resize(640, 480)
        panel.show()
    text.strip.text.click()
    await until(lambda: by_spice.phase is Phase.SHOWN and text.phase is Phase.SHOWN)
    display = by_spice.display
    assert isinstance(display, HelpedDisplay)
    sys.stdout.write(f"open {display.pid}\n")
    sys.stdout.flush()
    await asyncio.sleep(0.3)
    window.close()


def main() -> None:
    """Run it."""
    uri, name = sys.argv[1:]
    opened = program.Desktop.open

    async def open_then(self: program.Desktop) -> MainWindow:
        window = await opened(self)
        self.spawn(open_three(window, name), "three consoles")
        return window

    program.Desktop.open = open_then  # type: ignore[method-assign]
    sys.argv = ["virtdeck", "--connect", uri]
    program.main()


if __name__ == "__main__":
    main()
