"""Consoles: the screens of the running VMs of a host, a pool or a selection, small and live. Only what is on screen is asked for.

Pictures come from the hypervisor over job connections (:meth:`HostPort.screenshot`), at most :data:`console.model.thumbnails.AT_ONCE` of a host at
the same time; a picture that hangs with its guest keeps its place until it ends, so no more can pile up behind it. They are made small on a
background thread. Nothing is asked for while the tab is hidden.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage, QImageReader, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Ref
from console.model.objects import Host, Pool, Vm
from console.model.templates import BuiltinTemplate
from console.model.text import N_, Text, tr
from console.model.thumbnails import AFTER_FAILURE_SECONDS, Pace, due, pause_after, walled, why_no_picture
from console.ui.services import Services
from console.ui.tabs.base import Spawn, Tab
from console.ui.tabs.kinds import CONSOLES, Thing
from console.ui.tabs.sections import Link
from console.ui.widgets.basic import EmptyState
from console.ui.widgets.wall import PICTURE, WallModel, WallView

BEAT_MS = 400
"""How often the wall looks whose picture is due."""
LARGEST = 16_384
"""Pixels along an edge of a picture that is read at all."""


def small(data: bytes, room: QSize) -> QImage:
    """``data`` (PNG, PPM, …) fitted into ``room``; a null image where it is none. For any thread."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > LARGEST:
        return QImage()
    image = reader.read()
    if image.isNull() or max(image.width(), image.height()) > LARGEST:
        return QImage()
    if image.width() > room.width() or image.height() > room.height():
        image = image.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return image.convertToFormat(QImage.Format.Format_RGB888)


class WallTab(Tab):
    """``opened`` asks for the Console tab of a VM."""

    kind = CONSOLES
    opened = Signal(object)  # Ref

    def __init__(self, services: Services, follow: Callable[[Link], None], spawn: Spawn, parent: QWidget | None = None) -> None:
        super().__init__(services, follow, spawn, parent)
        self._things: tuple[Thing, ...] = ()
        self._paces: dict[Ref, Pace] = {}
        self._hosts_again: dict[HostId, float] = {}
        self._refused: dict[Ref, tuple[object, Text]] = {}
        self._ended = False
        self.model = WallModel(lambda vm: services.inventory.host(vm.host), self)
        self.view = WallView(self.model, "console_wall", tr("Consoles of the running VMs"))
        self.view.opened.connect(self.opened)
        self.view.moved.connect(self._soon)
        self.empty = EmptyState("console", "", "", "console_wall_empty")
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(10, 8, 4, 4)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self._beat = QTimer(self, interval=BEAT_MS)
        self._beat.timeout.connect(self._look)
        self._now = QTimer(self, singleShot=True, interval=30)
        self._now.timeout.connect(self._look)

    # ------------------------------------------------------------------ Tab

    def show_things(self, things: Sequence[Thing]) -> None:
        self._things = tuple(things)
        fresh = [self.inventory.get(thing.ref) for thing in things if not isinstance(thing, BuiltinTemplate)]
        vms = walled([thing for thing in fresh if thing is not None], self.inventory)
        self.model.set_vms(vms)
        shown = {vm.ref for vm in vms}
        self._paces = {ref: pace for ref, pace in self._paces.items() if pace.busy or ref in shown}
        self._refused = {ref: refused for ref, refused in self._refused.items() if ref in shown}
        if not vms:
            self.empty.show_state("console", self._why_empty())
        self._stack.setCurrentWidget(self.view if vms else self.empty)
        self._soon()

    def _why_empty(self) -> str:
        match self._things:
            case (Host() as host,):
                return tr("No VM runs on {host}. The screens of running VMs are shown here.", host=host.name)
            case (Pool() as pool,):
                return tr("No VM runs in {pool}. The screens of running VMs are shown here.", pool=pool.name)
        return tr("None of the selected VMs runs. The screens of running VMs are shown here.")

    def reload(self) -> None:
        """F5: all pictures anew."""
        for pace in self._paces.values():
            pace.again = 0.0
        self._refused.clear()
        self._soon()

    def shutdown(self) -> None:
        self._ended = True
        self._beat.stop()
        self._now.stop()

    # ------------------------------------------------------------------ what is looked at

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._beat.start()
        self._soon()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._beat.stop()
        self._now.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon()

    def _soon(self) -> None:
        if self.isVisible() and not self._ended:
            self._now.start()

    @property
    def watching(self) -> bool:
        """Whether pictures are asked for at all now."""
        return self.isVisible() and not self.window().isMinimized() and not self._ended

    def _look(self) -> None:
        """Ask for what is on screen and due."""
        if not self.watching:
            return
        wanted = []
        for vm in self.view.on_screen():
            reason = self._reason(vm)
            if reason is not None:
                self.model.set_reason(vm.ref, reason, drop=self._host(vm) is not None and vm.state.active and not self._stale(vm))
                continue
            wanted.append(vm)
        for vm in due(wanted, self._paces, self._hosts_again, time.monotonic()):
            pace = self._paces.setdefault(vm.ref, Pace())
            pace.busy, pace.asked = True, time.monotonic()
            self.spawn(self._fetch(vm, pace))

    def _host(self, vm: Vm) -> Host | None:
        return self.inventory.host(vm.host)

    def _stale(self, vm: Vm) -> bool:
        """The host does not answer: what was last seen stays."""
        host = self._host(vm)
        return host is not None and host.state.value in ("stale", "lost", "connecting")

    def _reason(self, vm: Vm) -> Text | None:
        reason = why_no_picture(vm, self._host(vm))
        if reason is None and (refused := self._refused.get(vm.ref)) is not None and refused[0] == _life(vm):
            return refused[1]
        return reason

    async def _fetch(self, vm: Vm, pace: Pace) -> None:
        """One picture. Never cancelled by hiding: a second call for the same VM must not begin before the first has ended."""
        began = time.monotonic()
        host = self._host(vm)
        local = host is not None and host.record.local
        try:
            _mime, data = await self.services.hosts.port(vm.host).screenshot(vm.uuid)
            room = PICTURE * max(1.0, self.devicePixelRatioF())
            image = await self.services.background.run(lambda: small(data, room))
        except ConsoleError as failure:
            pace.again = time.monotonic() + AFTER_FAILURE_SECONDS
            self._failed(vm, failure)
            return
        finally:
            pace.busy = False
        took = time.monotonic() - began
        of_vm, of_host = pause_after(took, local=local)
        pace.again, self._hosts_again[vm.host] = time.monotonic() + of_vm, time.monotonic() + of_host
        if self._ended:
            return
        if image.isNull():
            self.model.set_reason(vm.ref, N_("The host sent a picture that can't be read."))
        else:
            self.model.set_picture(vm.ref, image)

    def _failed(self, vm: Vm, failure: ConsoleError) -> None:
        if self._ended:
            return
        if failure.cause is Cause.UNSUPPORTED:  # until it starts anew, perhaps with another device
            reason = N_("Not available: {why}", why=failure.text)
            self._refused[vm.ref] = (_life(vm), reason)
        else:
            reason = failure.text
        self.model.set_reason(vm.ref, reason, drop=failure.cause is Cause.UNSUPPORTED)


def _life(vm: Vm) -> object:
    """What differs after a restart."""
    return (vm.started_at, vm.config.video if vm.config is not None else ())
