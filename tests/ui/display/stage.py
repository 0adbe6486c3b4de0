"""A hub, its services and Qt's loop, for consoles of real guests."""

from __future__ import annotations

import asyncio
import subprocess
import uuid
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from console.backend.background import ThreadBackground
from console.model.ids import HostId, Kind, Ref
from console.model.inventory import Inventory
from console.model.objects import HostRecord, Vm
from console.model.paths import default_paths
from console.operations.base import Runner, World
from console.ui.display import keys
from console.ui.display.interface import Display
from console.ui.display.panel import ConsolePanel
from console.ui.display.sessions import Libraries
from console.ui.services import EventLog, Services
from tests.fixtures.daemon import PrivateLibvirtd
from tests.ui.world import FakeCatalogue, FakeQuestions, FakeSettings

HOST = HostId("here")

SCREENS = "<graphics type='{kind}'{more}><listen type='none'/></graphics>"  # no port: daemons of other tests may have it


class Stage:
    """What a console needs; ``hub`` is a real one."""

    def __init__(self, qtbot: QtBot, loop: asyncio.AbstractEventLoop, hub: Any, inventory: Inventory) -> None:
        self.qtbot, self.loop, self.hub, self.inventory = qtbot, loop, hub, inventory
        self.background = ThreadBackground("test", threads=2)
        self.questions = FakeQuestions()
        self.settings = FakeSettings()
        world = World(inventory, hub, Any, self.questions, Any, self.background)  # type: ignore[arg-type]  # no journal, no programs
        self.runner = Runner(world)
        self.services = Services(
            inventory=inventory,
            runner=self.runner,
            hosts=hub,
            settings=self.settings,
            journal=Any,  # type: ignore[arg-type]
            questions=self.questions,
            background=self.background,
            events=EventLog(),
            catalogue=FakeCatalogue(),  # type: ignore[arg-type]
            paths=default_paths(),
        )
        self.libraries = Libraries()
        self.followed: list[Any] = []
        self._tasks: set[asyncio.Task[Any]] = set()

    def until(self, condition: Callable[[], object], seconds: float = 20.0) -> None:
        """Spin the loop until ``condition`` is true."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=int(seconds * 1000))

    def do(self, work: Coroutine[Any, Any, Any], seconds: float = 30.0) -> Any:
        """Run a coroutine to its end."""
        task = self.loop.create_task(work)
        self.until(task.done, seconds)
        return task.result()

    def spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        task = self.loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def panel(self, vm: Vm, *, without: str = "") -> ConsolePanel:
        """A shown console. ``without`` a library."""
        libraries = Without(without) if without else self.libraries
        panel = ConsolePanel(self.services, vm.ref, libraries, self.followed.append, self.spawn)
        self.qtbot.addWidget(panel, before_close_func=lambda panel: panel.shutdown())
        panel.resize(1000, 760)
        panel.show()
        return panel

    def ref(self, identity: str) -> Ref:
        return Ref(Kind.VM, HOST, identity)

    def vm(self, identity: str) -> Vm:
        found = self.inventory.vm(self.ref(identity))
        assert found is not None
        return found

    def libvirt_picture(self, identity: str) -> QImage:
        """libvirt's own screenshot."""
        _mime, data = self.do(self.hub.port(HOST).screenshot(identity))
        return QImage.fromData(data).convertToFormat(QImage.Format.Format_RGB32)

    def type(self, display: Display, text: str) -> None:
        """Keys, as from a keyboard."""
        for code, shifted in keys.strokes(text)[0]:
            for each, down in [(keys.SHIFT, True)] * shifted + [(code, True), (code, False)] + [(keys.SHIFT, False)] * shifted:
                display.key(each, down)
                self.qtbot.wait(15)


class Without(Libraries):
    """One of the libraries is not installed."""

    def __init__(self, *kinds: str) -> None:
        super().__init__()
        self.kinds = kinds

    def get(self, kind: str) -> Any:
        return None if kind in self.kinds else super().get(kind)


def inked(picture: QImage) -> int:
    """Pixels that are not black."""
    pixels = bytes(picture.convertToFormat(QImage.Format.Format_Grayscale8).constBits())
    return len(pixels) - pixels.count(0)


def difference(one: QImage, other: QImage) -> int:
    """Pixels that differ; everything when the sizes do."""
    if one.size() != other.size():
        return one.width() * one.height()
    a, b = bytes(one.convertToFormat(QImage.Format.Format_RGB32).constBits()), bytes(other.convertToFormat(QImage.Format.Format_RGB32).constBits())
    if a == b:
        return 0
    return sum(a[at : at + 3] != b[at : at + 3] for at in range(0, len(a), 4))


def appliance_xml(
    daemon: PrivateLibvirtd, appliance: Path, name: str, screens: str, *, video: str = "vga", reboot: str = "restart"
) -> tuple[str, str]:
    """(UUID, XML) of a demo guest on an overlay of its own."""
    identity = str(uuid.uuid4())
    disk = daemon.images / f"{name}.qcow2"
    disk.unlink(missing_ok=True)
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-b", str(appliance / "demo.qcow2"), "-F", "qcow2", str(disk)], check=True, timeout=30)
    return identity, (
        f"<domain type='qemu'><name>{name}</name><uuid>{identity}</uuid><memory unit='MiB'>160</memory><vcpu>1</vcpu>"
        f"<os><type arch='x86_64' machine='q35'>hvm</type></os><features><acpi/></features><devices>"
        f"<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='{disk}'/><target dev='vda' bus='virtio'/></disk>"
        "<disk type='file' device='cdrom'><target dev='sda' bus='sata'/><readonly/></disk>"
        "<serial type='pty'/><console type='pty'/><input type='tablet' bus='usb'/>"
        f"{screens}<video><model type='vga'/></video><memballoon model='virtio'/></devices></domain>"
    )


def tiny_xml(name: str, screens: str, *, reboot: str = "restart") -> tuple[str, str]:
    """(UUID, XML) of a guest without disks: its firmware says so on the screen and over serial, a second after the start."""
    identity = str(uuid.uuid4())
    return identity, (
        f"<domain type='qemu'><name>{name}</name><uuid>{identity}</uuid><memory unit='MiB'>32</memory><vcpu>1</vcpu>"
        f"<os><type arch='x86_64' machine='pc'>hvm</type></os><features><acpi/></features><on_reboot>{reboot}</on_reboot><devices>"
        "<disk type='file' device='cdrom'><target dev='hda' bus='ide'/><readonly/></disk>"
        f"<serial type='pty'/><console type='pty'/>{screens}<video><model type='vga'/></video><memballoon model='none'/></devices></domain>"
    )


def here(daemon: PrivateLibvirtd) -> HostRecord:
    """The private daemon as this computer's own."""
    return HostRecord(HOST, "here", daemon.uri, local=True)
