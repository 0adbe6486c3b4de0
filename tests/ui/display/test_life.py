"""How consoles live: started in place, over reboots and daemon restarts, hidden and shown, and ended."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt

from console.ui.display.screen import Scale
from console.ui.display.sessions import Phase
from tests.fixtures.daemon import PrivateLibvirtd
from tests.ui.display.stage import HOST, SCREENS, Stage, difference, inked, tiny_xml

pytestmark = [pytest.mark.real, pytest.mark.timeout(90)]
VNC, SPICE = SCREENS.format(kind="vnc", more=""), SCREENS.format(kind="spice", more="")


def define(stage: Stage, name: str, screens: str = VNC, *, start: bool = True, **more: str) -> str:
    identity, xml = tiny_xml(name, screens, **more)
    port = stage.hub.port(HOST)
    stage.do(port.define(xml))
    if start:
        stage.do(port.start(identity))
    stage.until(lambda: stage.inventory.vm(stage.ref(identity)) is not None and stage.vm(identity).config is not None)
    stage.until(lambda: stage.vm(identity).state.active is start)
    return identity


def alike(stage: Stage, panel: object, identity: str) -> bool:
    stage.qtbot.wait(100)
    picture = panel.screen_view.screenshot()  # type: ignore[attr-defined]
    return picture is not None and inked(picture) > 500 and difference(picture, stage.libvirt_picture(identity)) < 300


@pytest.mark.parametrize("screens", [VNC, SPICE], ids=["vnc", "spice"])
def test_started_in_place_paused_and_stopped(screens: str, stage: Stage, libvirtd: PrivateLibvirtd) -> None:
    identity = define(stage, "in-place", screens, start=False)
    panel = stage.panel(stage.vm(identity))
    assert panel.empty.isVisible()
    assert panel.empty.button.text() == "Start it"
    panel.empty.button.click()
    assert stage.followed[-1].action == "vm-start"
    assert stage.followed[-1].ref == stage.vm(identity).ref
    port = stage.hub.port(HOST)
    stage.do(port.start(identity))
    stage.until(lambda: panel.phase is Phase.SHOWN)
    stage.until(lambda: alike(stage, panel, identity))
    stage.do(port.pause(identity))
    stage.until(lambda: panel.banner.isVisible())
    assert "paused" in panel.banner.text()
    stage.do(port.unpause(identity))
    stage.until(lambda: not panel.banner.isVisible())
    stage.do(port.destroy(identity))
    stage.until(lambda: panel.empty.isVisible() and panel.empty.button.text() == "Start it")
    assert panel.display is None


@pytest.mark.parametrize("screens", [VNC, SPICE], ids=["vnc", "spice"])
def test_a_reboot_that_ends_the_process(screens: str, stage: Stage, libvirtd: PrivateLibvirtd) -> None:
    """on_reboot=destroy and a start by somebody: another QEMU, the same panel."""
    identity = define(stage, "rebooting", screens)
    panel = stage.panel(stage.vm(identity))
    stage.until(lambda: panel.phase is Phase.SHOWN)
    first = panel.display
    port = stage.hub.port(HOST)
    stage.do(port.reset(identity))
    stage.qtbot.wait(300)
    assert panel.display is first  # a reset keeps the connection
    stage.until(lambda: alike(stage, panel, identity))
    stage.do(port.destroy(identity))
    stage.do(port.start(identity))
    stage.until(lambda: panel.phase is Phase.SHOWN and panel.display is not first and panel.display is not None)
    stage.until(lambda: alike(stage, panel, identity))


def test_the_daemon_restarts(own_stage: Stage, own_libvirtd: PrivateLibvirtd) -> None:
    """The picture comes from QEMU and goes on; the text console, which went through the daemon, comes back."""
    stage = own_stage
    identity = define(stage, "survivor")
    screen, text = stage.panel(stage.vm(identity)), stage.panel(stage.vm(identity))
    stage.until(lambda: screen.phase is Phase.SHOWN)
    text.strip.text.click()
    stage.until(lambda: text.phase is Phase.SHOWN)
    own_libvirtd.kill()
    stage.until(lambda: text.phase is not Phase.SHOWN, 20)
    assert screen.phase is Phase.SHOWN
    own_libvirtd.start()
    stage.until(lambda: text.phase is Phase.SHOWN and screen.phase is Phase.SHOWN, 30)
    stage.until(lambda: alike(stage, screen, identity), 20)


def test_two_want_the_text_console(stage: Stage, libvirtd: PrivateLibvirtd) -> None:
    identity = define(stage, "shared-text", "")
    one = stage.panel(stage.vm(identity))
    assert one.is_text
    stage.until(lambda: one.phase is Phase.SHOWN)
    two = stage.panel(stage.vm(identity))
    stage.until(lambda: two.phase is Phase.STOPPED)
    assert two.empty.text.text().startswith("The text console is open elsewhere.")
    two.empty.button.click()
    stage.until(lambda: two.phase is Phase.SHOWN)
    stage.until(lambda: one.phase is Phase.STOPPED)


def test_several_look_at_once(stage: Stage, libvirtd: PrivateLibvirtd) -> None:
    identity = define(stage, "shared-screen", VNC + SPICE)
    panels = [stage.panel(stage.vm(identity), without=without) for without in ("", "", "vnc")]
    stage.until(lambda: all(panel.phase is Phase.SHOWN for panel in panels))
    first = [panel.display for panel in panels]
    stage.qtbot.wait(1500)
    assert [panel.display for panel in panels] == first
    for panel in panels:
        stage.until(lambda panel=panel: alike(stage, panel, identity))


def test_a_missing_library_is_named(stage: Stage, libvirtd: PrivateLibvirtd) -> None:
    identity = define(stage, "no-library")
    panel = stage.panel(stage.vm(identity), without="vnc")
    stage.until(lambda: panel.phase is Phase.UNSUPPORTED)
    assert "gir1.2-gvnc-1.0" in panel.empty.text.text()
    assert "gvnc" in panel.empty.text.text()
    panel.empty.button.click()
    assert stage.followed[-1].action == "vm-viewer"


def test_hidden_consoles_are_quiet(stage: Stage, libvirtd: PrivateLibvirtd) -> None:
    identity = define(stage, "hidden")
    panel = stage.panel(stage.vm(identity))
    stage.until(lambda: panel.phase is Phase.SHOWN)
    stage.until(lambda: alike(stage, panel, identity))
    frames: list[float] = []
    assert panel.display is not None
    panel.display.frame_changed.connect(lambda *_: frames.append(time.monotonic()))
    panel.hide()
    stage.qtbot.wait(200)
    frames.clear()
    stage.do(stage.hub.port(HOST).reset(identity))
    stage.qtbot.wait(2500)
    assert not frames or frames[-1] - frames[0] < 0.5, "at most the one picture that had been asked for before"
    panel.show()
    stage.do(stage.hub.port(HOST).reset(identity))
    stage.until(lambda: len(frames) > 3)
    stage.until(lambda: alike(stage, panel, identity))


def test_the_disc_is_changed_while_it_runs(stage: Stage, libvirtd: PrivateLibvirtd) -> None:
    identity = define(stage, "with-disc")
    iso = libvirtd.images / "some.iso"
    iso.write_bytes(b"\0" * 65536)
    panel = stage.panel(stage.vm(identity))
    # The firmware resets itself once after the start. QEMU then closes an open tray without a word; libvirt 9.0 never learns of it.
    stage.until(lambda: alike(stage, panel, identity))

    def medium() -> str:
        config = stage.vm(identity).config
        return next(disk.source for disk in config.disks if disk.device == "cdrom") if config else ""

    panel._change_disc(str(iso))
    stage.until(lambda: medium() == str(iso))
    panel.strip.asked.emit("eject")
    stage.until(lambda: medium() == "")
    inactive = lambda: stage.do(stage.hub.port(HOST).domain_xml(identity, inactive=True))  # noqa: E731
    stage.until(lambda: "some.iso" not in inactive())  # libvirt tells of the running VM first


def test_the_end_with_three_consoles_open(stage: Stage, libvirtd: PrivateLibvirtd) -> None:
    identity = define(stage, "three", VNC + SPICE)
    panels = [stage.panel(stage.vm(identity)), stage.panel(stage.vm(identity), without="vnc"), stage.panel(stage.vm(identity))]
    panels[2].strip.text.click()
    stage.until(lambda: all(panel.phase is Phase.SHOWN for panel in panels))
    began = time.monotonic()
    for panel in panels:
        panel.shutdown()
    stage.qtbot.wait(100)
    assert time.monotonic() - began < 3
    assert all(panel.display is None for panel in panels)


def test_scales(stage: Stage, libvirtd: PrivateLibvirtd) -> None:
    identity = define(stage, "scaled")
    panel = stage.panel(stage.vm(identity))
    stage.until(lambda: panel.phase is Phase.SHOWN)
    stage.until(lambda: alike(stage, panel, identity))
    canvas = panel.screen_view.canvas
    assert panel.display is not None
    panel.set_scale(Scale.ORIGINAL)
    stage.until(lambda: canvas.target().size().toSize() == panel.display.size())  # one pixel is one pixel (of a screen with scale 1)
    panel.set_scale(Scale.FIT)
    stage.qtbot.wait(50)
    target, size = canvas.target(), panel.display.size()
    assert abs(target.width() / target.height() - size.width() / size.height()) < 0.02
    assert target.width() >= canvas.width() - 2 or target.height() >= canvas.height() - 2
    assert stage.settings.get("ui.console.scale") == "fit"


def test_view_only(stage: Stage, libvirtd: PrivateLibvirtd) -> None:
    identity = define(stage, "looked-at")
    panel = stage.panel(stage.vm(identity))
    stage.until(lambda: panel.phase is Phase.SHOWN)
    panel.strip.view_only.click()
    stage.qtbot.mouseClick(panel.screen_view.canvas, Qt.MouseButton.LeftButton)
    assert not panel.screen_view.canvas.held
    panel.strip.view_only.click()
    stage.qtbot.mouseClick(panel.screen_view.canvas, Qt.MouseButton.LeftButton)
    assert panel.screen_view.canvas.held
