"""Keys as the guest's keyboard sends them: scan codes of set 1, one byte, or 0xE0xx with the prefix E0.

By position, not by letter: what a key means is decided by the guest's own keyboard layout, so every layout works, also Japanese ones. On X11 and
Wayland Qt tells the evdev code plus 8; where it tells none, the key is guessed from what it typed on a US keyboard.
Sources: linux/input-event-codes.h; "USB HID to PS/2 Scan Code Translation Table" (Microsoft), columns "set 1 make".
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from console.model.text import N_, Text

CTRL, ALT, SHIFT, ALT_GR, META = 0x1D, 0x38, 0x2A, 0xE038, 0xE05B
RIGHT_CTRL, RIGHT_SHIFT, RIGHT_META = 0xE01D, 0x36, 0xE05C
ENTER, TAB, ESCAPE, BACKSPACE, DELETE, SPACE = 0x1C, 0x0F, 0x01, 0x0E, 0xE053, 0x39
MODIFIERS = frozenset({CTRL, ALT, SHIFT, ALT_GR, META, RIGHT_CTRL, RIGHT_SHIFT, RIGHT_META})

F_KEYS = (*range(0x3B, 0x45), 0x57, 0x58)
"""F1 to F12."""

# evdev codes 1 to 88 are set 1's own (a keyboard of 1987), except 84, which no PC has, and 85.
_EVDEV: dict[int, int] = {code: code for code in range(1, 89) if code not in (84, 85)} | {
    85: 0x76,  # zenkaku/hankaku
    89: 0x73,  # ro (Japanese backslash)
    90: 0x78,  # katakana
    91: 0x77,  # hiragana
    92: 0x79,  # henkan
    93: 0x70,  # katakana/hiragana
    94: 0x7B,  # muhenkan
    95: 0x5C,  # keypad comma (Japanese)
    96: 0xE01C,  # keypad enter
    97: RIGHT_CTRL,
    98: 0xE035,  # keypad /
    99: 0xE037,  # print screen
    100: ALT_GR,
    102: 0xE047,  # home
    103: 0xE048,
    104: 0xE049,
    105: 0xE04B,
    106: 0xE04D,
    107: 0xE04F,
    108: 0xE050,
    109: 0xE051,
    110: 0xE052,
    111: DELETE,
    113: 0xE020,  # mute
    114: 0xE02E,
    115: 0xE030,
    116: 0xE05E,  # power
    117: 0x59,  # keypad =
    119: 0xE046,  # pause
    121: 0x7E,  # keypad comma (Brazilian)
    122: 0x72,  # hangul
    123: 0x71,  # hanja
    124: 0x7D,  # yen
    125: META,
    126: RIGHT_META,
    127: 0xE05D,  # menu
    140: 0xE021,
    142: 0xE05F,  # sleep
    143: 0xE063,  # wake up
    155: 0xE06C,
    158: 0xE06A,
    159: 0xE069,
    163: 0xE019,
    164: 0xE022,
    165: 0xE010,
    166: 0xE024,
    172: 0xE032,
    173: 0xE067,
    183: 0x5D,  # F13
    184: 0x5E,
    185: 0x5F,
}

_QT_KEYS: dict[Qt.Key, int] = {
    Qt.Key.Key_Escape: ESCAPE,
    Qt.Key.Key_Tab: TAB,
    Qt.Key.Key_Backtab: TAB,
    Qt.Key.Key_Backspace: BACKSPACE,
    Qt.Key.Key_Return: ENTER,
    Qt.Key.Key_Enter: 0xE01C,
    Qt.Key.Key_Insert: 0xE052,
    Qt.Key.Key_Delete: DELETE,
    Qt.Key.Key_Pause: 0xE046,
    Qt.Key.Key_Print: 0xE037,
    Qt.Key.Key_Home: 0xE047,
    Qt.Key.Key_End: 0xE04F,
    Qt.Key.Key_Left: 0xE04B,
    Qt.Key.Key_Up: 0xE048,
    Qt.Key.Key_Right: 0xE04D,
    Qt.Key.Key_Down: 0xE050,
    Qt.Key.Key_PageUp: 0xE049,
    Qt.Key.Key_PageDown: 0xE051,
    Qt.Key.Key_Shift: SHIFT,
    Qt.Key.Key_Control: CTRL,
    Qt.Key.Key_Alt: ALT,
    Qt.Key.Key_AltGr: ALT_GR,
    Qt.Key.Key_Meta: META,
    Qt.Key.Key_Super_L: META,
    Qt.Key.Key_Super_R: RIGHT_META,
    Qt.Key.Key_CapsLock: 0x3A,
    Qt.Key.Key_NumLock: 0x45,
    Qt.Key.Key_ScrollLock: 0x46,
    Qt.Key.Key_Menu: 0xE05D,
    Qt.Key.Key_Henkan: 0x79,
    Qt.Key.Key_Muhenkan: 0x7B,
    Qt.Key.Key_Zenkaku_Hankaku: 0x76,
    Qt.Key.Key_Hiragana_Katakana: 0x70,
    Qt.Key.Key_yen: 0x7D,
    **{Qt.Key(Qt.Key.Key_F1.value + number): code for number, code in enumerate(F_KEYS)},
}


def from_evdev(code: int) -> int:
    """The scan code of an evdev key; 0 = unknown."""
    return _EVDEV.get(code, 0)


def from_event(event: QKeyEvent) -> int:
    """The scan code of the key that was pressed or released; 0 = unknown."""
    native = event.nativeScanCode()
    if native > 8:
        return from_evdev(native - 8)
    if (found := _QT_KEYS.get(Qt.Key(event.key()), 0)) != 0:
        return found
    key = event.key()
    if 0x20 < key < 0x7F:
        return _US.get(chr(key).lower(), (0, False))[0]
    return SPACE if key == 0x20 else 0


def rfb(code: int) -> int:
    """As VNC's extended key message wants it: the prefix is bit 7."""
    return (code & 0x7F) | (0x80 if code >= 0xE000 else 0)


def spice(code: int) -> int:
    """As spice-client-glib wants it: the prefix is bit 8."""
    return (code & 0x7F) | (0x100 if code >= 0xE000 else 0)


# --------------------------------------------------------------------------- keysyms, for servers that know no scan codes

_KEYSYMS: dict[int, int] = {
    ESCAPE: 0xFF1B,
    TAB: 0xFF09,
    BACKSPACE: 0xFF08,
    ENTER: 0xFF0D,
    DELETE: 0xFFFF,
    SPACE: 0x20,
    CTRL: 0xFFE3,
    RIGHT_CTRL: 0xFFE4,
    SHIFT: 0xFFE1,
    RIGHT_SHIFT: 0xFFE2,
    ALT: 0xFFE9,
    ALT_GR: 0xFE03,
    META: 0xFFEB,
    RIGHT_META: 0xFFEC,
    0xE037: 0xFF61,
    **{code: 0xFFBE + number for number, code in enumerate(F_KEYS)},
}


def keysym(code: int) -> int:
    """The X11 keysym of a key that has one whatever the layout, else of its letter on a US keyboard."""
    if code in _KEYSYMS:
        return _KEYSYMS[code]
    return next((ord(char) for char, (key, shifted) in _US.items() if key == code and not shifted), 0)


# --------------------------------------------------------------------------- typing text


def _row(first: int, plain: str, shifted: str) -> Iterator[tuple[str, tuple[int, bool]]]:
    for number, (low, high) in enumerate(zip(plain, shifted, strict=True)):
        if low != "\0":
            yield low, (first + number, False)
        if high != "\0":
            yield high, (first + number, True)


def _table(*rows: tuple[int, str, str]) -> dict[str, tuple[int, bool]]:
    found: dict[str, tuple[int, bool]] = {" ": (SPACE, False), "\n": (ENTER, False), "\t": (TAB, False)}
    for row in rows:
        for char, key in _row(*row):
            found.setdefault(char, key)
    return found


_LETTERS = ((0x10, "qwertyuiop", "QWERTYUIOP"), (0x1E, "asdfghjkl", "ASDFGHJKL"), (0x2C, "zxcvbnm", "ZXCVBNM"))
_US = _table((0x02, "1234567890-=", "!@#$%^&*()_+"), *_LETTERS, (0x1A, "[]", "{}"), (0x27, ";'`", ':"~'), (0x2B, "\\", "|"), (0x33, ",./", "<>?"))
_JP = _table(
    (0x02, "1234567890-^", "!\"#$%&'()\0=~"),
    *_LETTERS,
    (0x1A, "@[", "`{"),
    (0x27, ";:", "+*"),
    (0x2B, "]", "}"),
    (0x33, ",./", "<>?"),
    (0x73, "\\", "_"),
    (0x7D, "¥", "|"),
)

LAYOUTS: dict[str, tuple[Text, dict[str, tuple[int, bool]]]] = {"us": (N_("US keyboard"), _US), "jp": (N_("Japanese keyboard"), _JP)}
"""Keyboards that text can be typed on: what the guest is set to."""


def strokes(text: str, layout: str = "us") -> tuple[list[tuple[int, bool]], str]:
    """(keys with "needs Shift", characters that this keyboard can't type)."""
    table = LAYOUTS[layout][1]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    missing = "".join(dict.fromkeys(char for char in text if char not in table))
    return [table[char] for char in text if char in table], missing


# --------------------------------------------------------------------------- chords

CHORDS: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("Ctrl+Alt+Del", (CTRL, ALT, DELETE)),
    ("Ctrl+Alt+Backspace", (CTRL, ALT, BACKSPACE)),
    *((f"Ctrl+Alt+F{number}", (CTRL, ALT, code)) for number, code in enumerate(F_KEYS, 1)),
    ("Alt+Tab", (ALT, TAB)),
    ("Alt+F4", (ALT, F_KEYS[3])),
    ("Ctrl+Esc", (CTRL, ESCAPE)),
    ("Win", (META,)),
    ("Win+L", (META, 0x26)),
    ("Win+R", (META, 0x13)),
    ("Print", (0xE037,)),
    ("Alt+Print", (ALT, 0xE037)),
    ("Alt+SysRq+B", (ALT, 0x54, 0x30)),
    ("F11", (0x57,)),
)
"""What the desktop would keep for itself: name and keys."""
