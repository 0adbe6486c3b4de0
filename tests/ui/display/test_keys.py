"""Scan codes, chords, typing on keyboards of several countries; what a terminal sends."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from console.ui.display import keys
from console.ui.display.terminal_keys import for_the_window, key_bytes

Key, Mod = Qt.Key, Qt.KeyboardModifier


def event(key: Key, held: Mod = Mod.NoModifier, text: str = "", scan: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key.value, held, scan, 0, 0, text)


@pytest.mark.parametrize(
    ("scan", "code"),
    [
        (9, 0x01),
        (38, 0x1E),
        (36, 0x1C),
        (104, 0xE01C),
        (108, 0xE038),
        (111, 0xE048),
        (119, 0xE053),
        (133, 0xE05B),
        (132, 0x7D),
        (97, 0x73),
        (100, 0x79),
    ],
)
def test_by_position_whatever_the_letter(scan: int, code: int) -> None:
    """X11 and Wayland tell evdev + 8; the letter (here a wrong one) does not matter."""
    assert keys.from_event(event(Key.Key_Z, text="z", scan=scan)) == code


def test_guessed_where_no_scan_code_is_told() -> None:
    assert keys.from_event(event(Key.Key_A, text="a")) == 0x1E
    assert keys.from_event(event(Key.Key_Exclam, text="!")) == 0x02
    assert keys.from_event(event(Key.Key_Henkan)) == 0x79
    assert keys.from_event(event(Key.Key_F12)) == 0x58
    assert keys.from_event(event(Key.Key_unknown)) == 0


def test_as_the_protocols_want_them() -> None:
    assert keys.rfb(0x1E) == 0x1E
    assert keys.rfb(keys.DELETE) == 0xD3
    assert keys.spice(0x1E) == 0x1E
    assert keys.spice(keys.DELETE) == 0x153
    assert keys.keysym(keys.DELETE) == 0xFFFF
    assert keys.keysym(0x1E) == ord("a")


def test_every_key_of_a_keyboard_is_one_key() -> None:
    codes = [keys.from_evdev(number) for number in range(1, 128) if keys.from_evdev(number)]
    assert len(codes) == len(set(codes)) > 110


@pytest.mark.parametrize("layout", keys.LAYOUTS)
def test_all_of_ascii_can_be_typed(layout: str) -> None:
    text = "".join(map(chr, range(0x20, 0x7F))) + "\n\t"
    strokes, missing = keys.strokes(text, layout)
    assert missing == ""
    assert len(set(strokes)) == len(text)  # no two characters by the same keys


def test_layouts_differ_where_the_keyboards_do() -> None:
    assert keys.strokes("@", "us")[0] == [(0x03, True)]
    assert keys.strokes("@", "jp")[0] == [(0x1A, False)]
    assert keys.strokes("日本", "jp") == ([], "日本")
    assert keys.strokes("a\r\nb")[0] == [(0x1E, False), (keys.ENTER, False), (0x30, False)]


@pytest.mark.parametrize(
    ("pressed", "sent"),
    [
        (event(Key.Key_A, text="a"), b"a"),
        (event(Key.Key_Return, text="\r"), b"\r"),
        (event(Key.Key_Backspace, text="\b"), b"\x7f"),
        (event(Key.Key_C, Mod.ControlModifier, "\x03"), b"\x03"),
        (event(Key.Key_Space, Mod.ControlModifier, " "), b"\0"),
        (event(Key.Key_BracketLeft, Mod.ControlModifier, "\x1b"), b"\x1b"),
        (event(Key.Key_F, Mod.AltModifier, "f"), b"\x1bf"),
        (event(Key.Key_Up), b"\x1b[A"),
        (event(Key.Key_Right, Mod.ControlModifier), b"\x1b[1;5C"),
        (event(Key.Key_Delete), b"\x1b[3~"),
        (event(Key.Key_PageUp), b"\x1b[5~"),
        (event(Key.Key_F1), b"\x1bOP"),
        (event(Key.Key_F12), b"\x1b[24~"),
        (event(Key.Key_Backtab, Mod.ShiftModifier), b"\x1b[Z"),
        (event(Key.Key_Shift, Mod.ShiftModifier), b""),
        (event(Key.Key_unknown, text="é"), "é".encode()),
    ],
)
def test_what_a_terminal_sends(pressed: QKeyEvent, sent: bytes) -> None:
    assert key_bytes(pressed) == sent


def test_modes_of_the_terminal() -> None:
    assert key_bytes(event(Key.Key_Up), application_cursor=True) == b"\x1bOA"
    assert key_bytes(event(Key.Key_Return, text="\r"), new_line=True) == b"\r\n"


def test_keys_that_stay_the_windows() -> None:
    assert for_the_window(event(Key.Key_F11))
    assert for_the_window(event(Key.Key_3, Mod.AltModifier))
    assert not for_the_window(event(Key.Key_F1))
    assert not for_the_window(event(Key.Key_C, Mod.ControlModifier))
