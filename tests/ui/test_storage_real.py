"""Ten thousand disks of a real libvirtd's folder in the real table, over the real hub: nothing stalls, and all of them are there."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from collections.abc import Coroutine
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.ui.services import Services
from console.ui.tabs.volumes import VolumePane
from console.xml.storage import build_dir_repository
from tests.fixtures.daemon import PrivateLibvirtd
from tests.operations.worlds import Place, place

MANY = 10_000
WORST_SECONDS = 0.25
"""Of the window's own work between two turns of its loop: what a busy machine gives to others is not the window's stall."""

WORST_WALL_SECONDS = 3.0

MEMORY = Path("/dev/shm")
"""A file system without a disk: making ten thousand (sparse) files, and libvirt's look into each, is not what is measured."""


async def test_ten_thousand_disks_of_a_real_host(libvirtd: PrivateLibvirtd, tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    folder = (MEMORY if os.access(MEMORY, os.W_OK) else libvirtd.images) / f"many-{os.getpid()}"
    folder.mkdir()
    for number in range(MANY):
        with (folder / f"disk-{number}.img").open("wb") as file:
            file.truncate((number % 90 + 1) << 20)
    async with place(libvirtd.uri, tmp_path) as found:
        key = await found.port.define_repository(build_dir_repository(folder.name, str(folder)), autostart=False)
        try:
            assert await found.active(key, 60)
            own, wall = await _look(found, folder.name, qtbot, qapp)
            assert own < WORST_SECONDS and wall < WORST_WALL_SECONDS, (own, wall)
        finally:
            await found.port.delete_repository(key)
            shutil.rmtree(folder)


async def _look(found: Place, name: str, qtbot: QtBot, qapp: QApplication) -> tuple[float, float]:
    """Show it, scroll, sort and search while it is read; the longest turn of the loop, (own work, wall) in seconds."""
    tasks: list[asyncio.Task[Any]] = []

    def spawn(work: Coroutine[Any, Any, Any]) -> None:
        tasks.append(asyncio.get_running_loop().create_task(work))

    outside = SimpleNamespace(inventory=found.inventory, hosts=found.hub, runner=found.runner, questions=found.answers)
    pane = VolumePane(cast(Services, outside), spawn, lambda link: None)
    qtbot.addWidget(pane)
    pane.resize(1000, 600)
    pane.show()
    pane.show_repository(found.repository(name))
    worst, worst_wall, last, last_wall, did = 0.0, 0.0, time.thread_time(), time.perf_counter(), set[str]()
    first_rows: float | None = None
    began = time.monotonic()
    while time.monotonic() - began < 150 and not ("found" in did and "together" in pane.state.text()):
        await asyncio.sleep(0.001)
        qapp.processEvents()
        now, now_wall = time.thread_time(), time.perf_counter()
        worst, last = max(worst, now - last), now
        worst_wall, last_wall = max(worst_wall, now_wall - last_wall), now_wall
        if pane.model.rowCount() == MANY and "scrolled" not in did:
            first_rows = time.monotonic() - began
            did.add("scrolled")
            pane.table.view.verticalScrollBar().setValue(8_000)
        if len(pane.model.volumes) > MANY // 2 and "sorted" not in did:
            did.add("sorted")
            pane.table.view.sortByColumn(2, Qt.SortOrder.DescendingOrder)
        if len(pane.model.volumes) == MANY and "found" not in did:
            did.add("found")
            pane.finder.setText("disk-9999.")
    await asyncio.gather(*tasks)
    assert did == {"scrolled", "sorted", "found"} and len(pane.model.volumes) == MANY, (did, len(pane.model.volumes))
    assert pane.selected() == ["disk-9999.img"]
    assert pane.model.volumes["disk-89.img"].capacity_bytes == 90 << 20
    assert first_rows is not None and first_rows < 60
    pane.leave()
    return worst, worst_wall
