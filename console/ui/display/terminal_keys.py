"""What a terminal sends for a key (xterm's sequences: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_CURSOR_KEYS = {
    Qt.Key.Key_Up: "A",
    Qt.Key.Key_Down: "B",
    Qt.Key.Key_Right: "C",
    Qt.Key.Key_Left: "D",
    Qt.Key.Key_Home: "H",
    Qt.Key.Key_End: "F",
}
_TILDE_KEYS = {Qt.Key.Key_Insert: 2, Qt.Key.Key_Delete: 3, Qt.Key.Key_PageUp: 5, Qt.Key.Key_PageDown: 6}
_F_KEYS = {
    Qt.Key(Qt.Key.Key_F1.value + number): code
    for number, code in enumerate(("OP", "OQ", "OR", "OS", "[15~", "[17~", "[18~", "[19~", "[20~", "[21~", "[23~", "[24~"))
}


def key_bytes(event: QKeyEvent, *, application_cursor: bool = False, new_line: bool = False) -> bytes:
    """What xterm sends for a key; b"" for those that send nothing (modifiers)."""
    key, held = Qt.Key(event.key()), event.modifiers()
    control, alt = bool(held & _CONTROL), bool(held & Qt.KeyboardModifier.AltModifier)
    number = 1 + (1 if held & _SHIFT else 0) + (2 if alt else 0) + (4 if control else 0)
    if key in _CURSOR_KEYS:
        if number > 1:
            return f"\x1b[1;{number}{_CURSOR_KEYS[key]}".encode()
        return f"\x1b{'O' if application_cursor else '['}{_CURSOR_KEYS[key]}".encode()
    if key in _TILDE_KEYS:
        return (f"\x1b[{_TILDE_KEYS[key]};{number}~" if number > 1 else f"\x1b[{_TILDE_KEYS[key]}~").encode()
    if key in _F_KEYS:
        return f"\x1b{_F_KEYS[key]}".encode()
    plain = {
        Qt.Key.Key_Return: "\r\n" if new_line else "\r",
        Qt.Key.Key_Enter: "\r\n" if new_line else "\r",
        Qt.Key.Key_Backspace: "\x08" if control else "\x7f",
        Qt.Key.Key_Tab: "\t",
        Qt.Key.Key_Backtab: "\x1b[Z",
        Qt.Key.Key_Escape: "\x1b",
    }.get(key)
    if plain is None:
        plain = _control_character(key) if control and not held & Qt.KeyboardModifier.GroupSwitchModifier else event.text()
        plain = plain or event.text()
    if alt and plain:
        plain = f"\x1b{plain}"
    return plain.encode()


def _control_character(key: int) -> str:
    """Ctrl and a key: the C0 character."""
    if Qt.Key.Key_At.value <= key <= Qt.Key.Key_Underscore.value:
        return chr(key & 0x1F)
    return {Qt.Key.Key_Space.value: "\0", Qt.Key.Key_2.value: "\0", Qt.Key.Key_Slash.value: "\x1f", Qt.Key.Key_Question.value: "\x7f"}.get(key, "")


def for_the_window(event: QKeyEvent) -> bool:
    """The few keys that stay the window's: F11, Alt+Shift+U, Ctrl+Shift+F (find), Alt with a digit (tabs)."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    alt = Qt.KeyboardModifier.AltModifier
    if event.key() == Qt.Key.Key_F11 and not held:
        return True
    if held == alt | _SHIFT and event.key() == Qt.Key.Key_U:
        return True
    if held == _CONTROL | _SHIFT and event.key() == Qt.Key.Key_F:
        return True
    return held == alt and Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9
