"""The console of one VM: strip, screen or terminal, and in their place a sentence with a button while there is nothing to see."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from PySide6.QtCore import QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from console.model.ids import Ref
from console.model.inventory import Changes
from console.model.objects import PowerState, Vm
from console.model.text import N_, Text, plain, tr
from console.operations.media import ChangeCd, cd_drives, disc_choices, why_no_disc
from console.operations.subject import target
from console.ui import words
from console.ui.display import keys
from console.ui.display.interface import Display
from console.ui.display.screen import Scale, Screen
from console.ui.display.sessions import DisplaySession, Libraries, Phase, Session, TextSession, where_now
from console.ui.display.strip import Strip
from console.ui.display.terminal import Terminal
from console.ui.services import Services
from console.ui.tabs.base import Spawn
from console.ui.tabs.sections import Link
from console.ui.widgets.basic import Banner, EmptyState

HIDDEN_SECONDS = 30.0
"""A console that nobody looks at lets go of its connections after so long."""
PATIENCE_MS = 400
"""A connection that takes no longer than this is not talked about."""

SCALE_KEY, LAYOUT_KEY, CLIPBOARD_KEY = "ui.console.scale", "ui.console.layout", "ui.console.clipboard"


class ConsolePanel(QWidget):
    """Everything of one console. It connects when it is first seen; ``shutdown`` ends it."""

    asked = Signal(str)  # "undock", "full-screen": for who holds the panel
    said = Signal(object)  # Text: a short notice

    def __init__(
        self, services: Services, ref: Ref, libraries: Libraries, follow: Callable[[Link], None], spawn: Spawn, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("console_panel")
        self.ref = ref
        self._services, self._follow, self._spawn = services, follow, spawn
        self._libraries = libraries
        self._screen_session: DisplaySession | None = None
        self._text_session: TextSession | None = None
        self._wants_text = False
        self._chosen = False  # the user chose between screen and text
        self._action: tuple[str, str] = ("", "")  # of the button in the place of the picture
        self._sent_clipboard = ""
        self._build()
        self._unsubscribe = services.inventory.subscribe(self._inventory_changed)
        self._let_go = QTimer(self, singleShot=True, interval=round(HIDDEN_SECONDS * 1000))
        self._let_go.timeout.connect(self.disconnect_all)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._refresh)
        self._refresh()

    def _build(self) -> None:
        self.strip = Strip()
        self.screen_view = Screen()
        self.terminal = Terminal()
        self.empty = EmptyState("console", "", "", "console_message")
        self.empty.pressed.connect(self._pressed)
        self.banner = Banner("console_banner")
        self.banner.followed.connect(lambda: self._do_link("vm-unpause"))
        self.stack = QStackedWidget()
        for widget in (self.screen_view, self.terminal, self.empty):
            self.stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)
        strip, settings = self.strip, self._services.settings
        strip.wants_text.connect(self._choose)
        strip.wants_head.connect(self._show_head)
        strip.wants_scale.connect(self.set_scale)
        strip.wants_chord.connect(self._send_chord)
        strip.wants_layout.connect(lambda name: settings.set(LAYOUT_KEY, name))
        strip.wants_disc.connect(lambda path: self._change_disc(path))
        strip.asked.connect(self._asked)
        strip.switched.connect(self._switched)
        strip.disc_menu_opened.connect(self._list_discs)
        self.screen_view.held_changed.connect(self._held)
        self.terminal.bell.connect(QApplication.beep)
        strip.layouts[self.layout_name].setChecked(True)
        strip.clipboard.setChecked(bool(settings.get(CLIPBOARD_KEY, True)))
        stored = str(settings.get(SCALE_KEY, Scale.FIT.value))
        self.set_scale(next((scale for scale in Scale if scale.value == stored), Scale.FIT))

    # ------------------------------------------------------------------ what is shown

    @property
    def vm(self) -> Vm | None:
        """The VM as it is now."""
        return where_now(self._services.inventory, self.ref)

    @property
    def is_text(self) -> bool:
        """The text console is shown, not the screen."""
        vm = self.vm
        if self._chosen or vm is None or vm.config is None:
            return self._wants_text
        return not any(each.type in ("vnc", "spice") for each in vm.config.graphics) and bool(vm.config.serials)

    @property
    def _session(self) -> Session | None:
        return self._text_session if self.is_text else self._screen_session

    @property
    def display(self) -> Display | None:
        """The graphical connection that lives now."""
        return self._screen_session.display if self._screen_session is not None else None

    @property
    def phase(self) -> Phase:
        """What the console that is chosen shows."""
        return self._session.phase if self._session is not None else Phase.OFF

    @property
    def layout_name(self) -> str:
        """The keyboard that text is typed on."""
        stored = str(self._services.settings.get(LAYOUT_KEY, "us"))
        return stored if stored in keys.LAYOUTS else "us"

    def connect_now(self) -> None:
        """Open the console that is chosen, if it is not open."""
        if self.is_text and self._text_session is None:
            self._text_session = TextSession(self._services, self.ref, self.terminal, self)
            self._begin(self._text_session)
        elif not self.is_text and self._screen_session is None:
            self._screen_session = session = DisplaySession(self._services, self.ref, self._libraries, self)
            session.display_changed.connect(self._display_changed)
            self._begin(session)

    def _begin(self, session: Session) -> None:
        session.changed.connect(self._refresh)
        self._patience.start()
        session.start()

    def disconnect_all(self) -> None:
        """Close the connections; they come back when the panel is seen."""
        self._patience.stop()
        for session in (self._screen_session, self._text_session):
            if session is not None:
                session.stop()
                session.changed.disconnect(self._refresh)
                session.deleteLater()
        self._screen_session = self._text_session = None
        self.screen_view.set_display(None)

    def shutdown(self) -> None:
        """End it for good."""
        self._let_go.stop()
        self._unsubscribe()
        self.disconnect_all()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._let_go.stop()
        self.connect_now()
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._let_go.start()

    def _inventory_changed(self, changes: Changes) -> None:
        vm = self.vm
        if changes.touches(self.ref) or (vm is not None and changes.touches(vm.ref)):
            if self.isVisible():
                self.connect_now()  # its consoles may have changed
            self._refresh()

    def _refresh(self) -> None:
        """Strip, banner, and what is in the middle."""
        vm, config = self.vm, self.vm.config if self.vm is not None else None
        graphical = config is not None and any(each.type in ("vnc", "spice") for each in config.graphics)
        self.strip.show_kinds(screen=graphical, text=bool(config and config.serials), is_text=self.is_text)
        shown = self.phase is Phase.SHOWN
        self.strip.show_live(shown, "" if shown else self._message(vm)[1])
        self.strip.disc.setEnabled(vm is not None)
        if vm is not None and vm.state is PowerState.PAUSED and shown:
            self.banner.say("info", tr("{name} is paused.", name=vm.name), tr("Unpause"))
        else:
            self.banner.hide()
        if shown:
            self._patience.stop()
            self.stack.setCurrentWidget(self.terminal if self.is_text else self.screen_view)
        elif not (self._patience.isActive() and self.phase in (Phase.CONNECTING, Phase.OFF)):
            self._show_message(vm)
        self._hint()

    def _show_message(self, vm: Vm | None) -> None:
        icon, text, button, action = self._message(vm)
        self._action = action
        self.empty.show_state(icon, text, button)
        if self.stack.currentWidget() is not self.empty:
            self.screen_view.canvas.let_go()
            self.stack.setCurrentWidget(self.empty)

    def _message(self, vm: Vm | None) -> tuple[str, str, str, tuple[str, str]]:
        """(icon, sentence, button, (kind, what)) for what there is instead of a picture."""
        session, phase = self._session, self.phase
        if vm is None:
            return "vm", tr("The VM does not exist any more."), "", ("", "")
        if phase is Phase.OFF:
            return self._off(vm)
        problem = " ".join(str(each) for each in (session.problem, session.remedy) if each is not None) if session is not None else ""
        if phase is Phase.UNSUPPORTED and isinstance(session, DisplaySession):
            debian, fedora = session.missing
            text = tr(
                "To show this screen here, install the package {debian} (Fedora: {fedora}) and start Virtdeck again.", debian=debian, fedora=fedora
            )
            return "viewer", text, tr("Open viewer"), ("link", "vm-viewer")
        if phase is Phase.NONE:
            text = tr("{name} has no text console.", name=vm.name) if self.is_text else tr("{name} has no graphical display.", name=vm.name)
            return "console", text, "", ("", "")
        if phase is Phase.ASKING:
            return "key", tr("The screen of {name} asks for a login.", name=vm.name), "", ("", "")
        if phase in (Phase.WAITING, Phase.STOPPED):
            taken = isinstance(session, TextSession) and session.taken
            return "warning", problem, tr("Take over") if taken else tr("Try again"), ("take-over" if taken else "retry", "")
        return "wait", tr("Connecting to the console of {name} …", name=vm.name), "", ("", "")

    def _off(self, vm: Vm) -> tuple[str, str, str, tuple[str, str]]:
        """The power strip: start it in place."""
        host = self._services.inventory.host(vm.host)
        if host is not None and host.state.value not in ("ready", "stale"):
            return "host", tr("{host} is not connected.", host=host.name), tr("Connect"), ("link", "host-connect")
        if vm.is_template:
            return "template", tr("A template can not be used as a normal VM."), "", ("", "")
        if vm.state is PowerState.SUSPENDED:
            return "suspend", tr("{name} is suspended.", name=vm.name), tr("Resume it"), ("link", "vm-resume")
        if vm.state is PowerState.HALTED:
            return "vm", tr("{name} is not running.", name=vm.name), tr("Start it"), ("link", "vm-start")
        if vm.state is PowerState.UNKNOWN:
            return "vm", tr("The state of {name} is not known.", name=vm.name), "", ("", "")
        return "wait", tr("Connecting to the console of {name} …", name=vm.name), "", ("", "")

    def _pressed(self) -> None:
        kind, what = self._action
        if kind == "link":
            self._do_link(what)
        elif kind == "retry" and self._session is not None:
            self._session.retry()
        elif kind == "take-over" and self._text_session is not None:
            self._text_session.take_over()

    def _do_link(self, action: str) -> None:
        vm = self.vm
        host = self._services.inventory.host(self.ref.host)
        if action.startswith("host-") and host is not None:
            self._follow(Link("", action, host.ref))
        elif vm is not None:
            known = "vm-start" if action in ("vm-resume",) else action  # Start and Resume share a command
            self._follow(Link("", known, vm.ref))

    # ------------------------------------------------------------------ the screen

    def _display_changed(self, display: Display | None) -> None:
        self.screen_view.set_display(display)
        self.strip.show_heads(display.heads if display is not None else 0, 0)
        if display is not None:
            display.heads_changed.connect(self._heads_changed)
            display.clipboard_received.connect(self._guest_copied)

    def _heads_changed(self) -> None:
        display = self.display
        if display is not None:
            head = min(self.screen_view.canvas.head, max(0, display.heads - 1))
            self.screen_view.canvas.head = head
            self.strip.show_heads(display.heads, head)

    def _show_head(self, head: int) -> None:
        if self.display is not None:
            self.screen_view.set_display(self.display, head)
            self.strip.show_heads(self.display.heads, head)

    def set_scale(self, scale: Scale) -> None:
        """Another way to fit the picture; remembered."""
        self.screen_view.set_scale(scale)
        self.strip.scales[scale].setChecked(True)
        if self._services.settings.get(SCALE_KEY, Scale.FIT.value) != scale.value:
            self._services.settings.set(SCALE_KEY, scale.value)

    def _choose(self, text: bool) -> None:
        self._wants_text, self._chosen = text, True
        self.connect_now()
        self._refresh()
        self.give_focus()

    def give_focus(self) -> None:
        """The keyboard to what is shown."""
        shown = self.stack.currentWidget()
        widget: QWidget = self.empty.button
        if shown is self.screen_view:
            widget = self.screen_view.canvas
        elif shown is self.terminal:
            widget = self.terminal
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _held(self, held: bool) -> None:
        if held:
            self._send_clipboard()
        self._hint()

    def _hint(self) -> None:
        canvas = self.screen_view.canvas
        if self.phase is not Phase.SHOWN:
            self.strip.hint.set_text("")
        elif self.strip.view_only.isChecked():
            self.strip.hint.set_text(tr("View only: nothing you do here reaches the VM."))
        elif self.is_text:
            self.strip.hint.set_text(tr("Ctrl+Shift+C and V copy and paste, Shift+PageUp scrolls."))
        elif canvas.held:
            self.strip.hint.set_text(tr("All keys go to the VM. Ctrl+Alt lets go."))
        else:
            self.strip.hint.set_text(tr("Click the screen to type in the VM."))

    # ------------------------------------------------------------------ what the strip asks for

    def _asked(self, what: str) -> None:
        {
            "type-clipboard": self._type_clipboard,
            "tell-size": self._tell_size,
            "clear": self._clear,
            "save-picture": self._save_picture,
            "copy-picture": self._copy_picture,
            "eject": lambda: self._change_disc(""),
            "pick-iso": self._pick_iso,
        }.get(what, lambda: self.asked.emit(what))()

    def _switched(self, what: str, on: bool) -> None:
        if what == "view-only":
            self.screen_view.set_view_only(on)
            self.terminal.view_only = on
            self._hint()
        else:
            self._services.settings.set(CLIPBOARD_KEY, on)

    def _send_chord(self, chord: tuple[int, ...]) -> None:
        if not self.is_text:
            self.screen_view.canvas.press(chord)
            self.give_focus()

    def type_text(self, text: str) -> None:
        """Type a text in the VM, on whichever console is shown."""
        if self.is_text:
            self.terminal.paste_text(text)
            return
        missing = self.screen_view.canvas.type_text(text, self.layout_name)
        if missing:
            self.said.emit(N_("These characters can't be typed on the keyboard of the guest: {characters}", characters=missing[:40]))

    def _type_clipboard(self) -> None:
        self.type_text(QGuiApplication.clipboard().text())
        self.give_focus()

    def _tell_size(self) -> None:
        self.terminal.type(f"stty rows {self.terminal.emulator.lines} cols {self.terminal.emulator.columns}\r".encode())
        self.give_focus()

    def _clear(self) -> None:
        self.terminal.emulator.clear_all()
        self.terminal.viewport().update()

    # ------------------------------------------------------------------ clipboard and pictures

    def _guest_copied(self, text: str) -> None:
        if text and self.isVisible() and self.strip.clipboard.isChecked() and not self.strip.view_only.isChecked():
            self._sent_clipboard = text
            QGuiApplication.clipboard().setText(text)

    def _send_clipboard(self) -> None:
        text = QGuiApplication.clipboard().text()
        if text and text != self._sent_clipboard and self.display is not None and self.strip.clipboard.isChecked():
            self._sent_clipboard = text
            if not self.display.send_clipboard(text):
                self.said.emit(N_("The clipboard's text has characters that VNC can't bring to the VM. Typing it may work (menu “Keys”)."))

    def _copy_picture(self) -> None:
        image = self.screen_view.screenshot()
        if image is not None:
            QGuiApplication.clipboard().setImage(image)
            self.said.emit(N_("A picture of the screen is on the clipboard."))

    def _save_picture(self) -> None:
        image, vm = self.screen_view.screenshot(), self.vm
        if image is None or vm is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        dialog = QFileDialog(self.window(), tr("Save the picture of the screen"), f"{folder}/{vm.name.replace('/', '_')}.png", tr("Pictures (*.png)"))
        dialog.setObjectName("save_picture")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def save(path: str) -> None:
            if image.save(path):
                self.said.emit(N_("The picture was saved: {file}", file=path))
            else:
                self.said.emit(N_("The picture could not be saved to {file}.", file=path))

        dialog.fileSelected.connect(save)
        dialog.open()

    # ------------------------------------------------------------------ discs

    def _list_discs(self) -> None:
        vm = self.vm
        if vm is None:
            return
        reason = why_no_disc(vm, self._services.inventory)
        drives = cd_drives(vm)
        medium = PurePath(drives[0].source).name if drives else ""
        self.strip.show_discs(medium, None, reason.text if reason is not None else None)
        if reason is None:
            self._spawn(self._read_discs(vm, medium))

    async def _read_discs(self, vm: Vm, medium: str) -> None:
        found = await disc_choices(self._services.hosts, self._services.inventory, vm.host)
        discs = [(f"{each.volume.name}  ({each.repository.name}, {words.size(each.volume.capacity_bytes)})", each.volume.path) for each in found]
        self.strip.show_discs(medium, discs, None)

    def _change_disc(self, path: str, here: bool = False) -> None:
        vm = self.vm
        if vm is not None:
            self._services.runner.start(ChangeCd(target(vm, self._services.inventory), path, here=here))

    def _pick_iso(self) -> None:
        dialog = QFileDialog(self.window(), tr("Choose an ISO image"), "", tr("ISO images (*.iso);;All files (*)"))
        dialog.setObjectName("pick_iso")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self._change_disc(path, here=True))
        dialog.open()


def title_of(vm: Vm | None) -> Text:
    """Of a console's own window."""
    return N_("{name} – Console", name=vm.name) if vm is not None else plain("Virtdeck")
