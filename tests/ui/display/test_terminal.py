"""The emulator, and the terminal on the screen."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from pytestqt.qtbot import QtBot

from console.ui.display.emulator import SCROLLBACK, Emulator
from console.ui.display.terminal import Spot, Terminal


def fed(data: bytes, columns: int = 20, lines: int = 5) -> Emulator:
    made = Emulator(columns, lines)
    made.feed(data)
    return made


def test_colours_and_looks() -> None:
    made = fed(b"\x1b[1;31mA\x1b[0;44mB\x1b[38;5;196mC\x1b[38:2::1:2:3mD\x1b[0;7mE")
    cells = [made.buffer[0][column] for column in range(5)]
    assert (cells[0].fg, cells[0].bold) == ("red", True)
    assert cells[1].bg == "blue"
    assert cells[2].fg == "ff0000"
    assert cells[4].reverse


def test_strings_that_nobody_knows_are_not_printed() -> None:
    assert fed(b"a\x1bPq#0;2\x1b\\b\x1b]0;title\x07c\x1b_x\x1b\\d\x1b[>4;2me\x1b[!pf").whole() == "abcdef"
    assert not fed(b"\x1b[>4;2mx").buffer[0][0].underscore
    split = Emulator(20, 5)
    for byte in b"a\x1b]0;long title\x1b\\b\x1b[3":
        split.feed(bytes([byte]))
    split.feed(b"1mc")
    assert split.whole() == "abc"
    assert split.buffer[0][2].fg == "red"


def test_an_endless_string_takes_no_memory() -> None:
    made = fed(b"\x1b]0;")
    for _ in range(50):
        made.feed(b"x" * 4096)
    assert len(made._stream._held) <= 8192
    made.feed(b"\x07after")
    assert made.whole() == "after"


def test_line_drawing_and_double_width() -> None:
    assert fed(b"\x1b(0lqk\x1b(Bq").whole() == "┌─┐q"
    assert fed("日本語".encode()).cursor.x == 6


def test_alternate_screen() -> None:
    made = fed(b"before\x1b[?1049h\x1b[2J\x1b[Hfull screen")
    assert made.whole() == "full screen"
    made.feed(b"\r\n" * 10)
    assert not made.scrollback
    made.feed(b"\x1b[?1049l")
    assert made.whole() == "before"
    assert made.cursor.x == 6


def test_scrollback_has_an_end_and_survives_resizing() -> None:
    made = fed(b"".join(b"line %d\r\n" % number for number in range(SCROLLBACK + 100)))
    assert len(made.scrollback) == SCROLLBACK
    assert made.text(SCROLLBACK - 1) == f"line {SCROLLBACK + 95}"
    small = fed(b"1\r\n2\r\n3\r\n4", 10, 5)
    small.resize(2, 10)
    assert small.whole() == "1\n2\n3\n4"
    assert (small.lines, small.cursor.y) == (2, 1)
    small.feed(b"\x1b[3J")
    assert small.whole() == "3\n4"


def test_it_answers_what_it_is_asked() -> None:
    answers: list[bytes] = []
    made = Emulator(20, 5, answers.append)
    made.feed(b"ab\x1b[6n\x1b[5n\x1b[c\x1b[?6n")
    assert answers == [b"\x1b[1;3R", b"\x1b[0n", b"\x1b[?6c"]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.binary(max_size=40), st.from_regex(rb"\x1b[\[\](#?0-9;:>= ]{0,6}[@-~]", fullmatch=True)), max_size=30), st.data())
def test_nothing_that_is_printed_breaks_it(parts: list[bytes], data: st.DataObject) -> None:
    made = Emulator(20, 5)
    for part in parts:
        made.feed(part)
        if data.draw(st.booleans()):
            made.resize(data.draw(st.integers(1, 30)), data.draw(st.integers(1, 90)))
        made.whole()
        assert 0 <= made.cursor.y < made.lines
        assert 0 <= made.cursor.x <= made.columns
    made.clear_all()
    made.feed(b"fine")
    assert made.whole().replace("\n", "") == "fine"


# --------------------------------------------------------------------------- the widget


def terminal(qtbot: QtBot) -> tuple[Terminal, list[bytes]]:
    made = Terminal()
    qtbot.addWidget(made)
    made.resize(640, 400)
    made.show()
    typed: list[bytes] = []
    made.typed.connect(typed.append)
    return made, typed


def shown(qtbot: QtBot, made: Terminal, data: bytes) -> None:
    made.feed(data)
    qtbot.waitUntil(lambda: made.settled)


def test_size_follows_the_window(qtbot: QtBot) -> None:
    made, _ = terminal(qtbot)
    before = made.emulator.columns
    with qtbot.waitSignal(made.resized):
        made.resize(900, 600)
    assert made.emulator.columns > before


def test_a_flood_leaves_the_window_alone(qtbot: QtBot) -> None:
    made, _ = terminal(qtbot)
    made.feed(b"a line of text that is printed again and again\r\n" * 8000)
    assert not made.room.is_set()  # the reader pauses
    turns = 0
    for _ in range(20):
        qtbot.wait(10)
        turns += 1
    assert turns == 20
    qtbot.waitUntil(lambda: made.room.is_set(), timeout=30_000)


def test_selection_copy_and_search(qtbot: QtBot) -> None:
    made, _ = terminal(qtbot)
    shown(qtbot, made, b"alpha beta\r\ngamma delta\r\n")
    made.select(Spot(0, 6), Spot(1, 5))
    assert made.selected_text() == "beta\ngamma"
    qtbot.keyClick(made, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert QGuiApplication.clipboard().text() == "beta\ngamma"
    assert made.search("ALPHA")
    assert made.selected_text() == "alpha"
    assert not made.search("nowhere")
    middle = QPoint(int(8.5 * made._wide), int(1.5 * made._high))
    qtbot.mouseDClick(made.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert made.selected_text() == "delta"


def test_what_is_selected_stays_while_the_guest_prints(qtbot: QtBot) -> None:
    made, _ = terminal(qtbot)
    shown(qtbot, made, b"keep me\r\n")
    made.select(Spot(0, 0), Spot(0, 7))
    shown(qtbot, made, b"more\r\n" * 100)
    assert made.selected_text() == "keep me"


def test_paste(qtbot: QtBot) -> None:
    made, typed = terminal(qtbot)
    made.paste_text("one\ntwo")
    assert typed == [b"one\rtwo"]
    shown(qtbot, made, b"\x1b[?2004h")
    made.paste_text("x\x1b[201~y\n")
    assert typed[-1] == b"\x1b[200~xy\r\x1b[201~"  # what is pasted can't end its brackets
    made.view_only = True
    made.paste_text("no")
    assert len(typed) == 2


def test_keys_and_tab_go_to_the_guest(qtbot: QtBot) -> None:
    made, typed = terminal(qtbot)
    qtbot.keyClicks(made, "ls")
    qtbot.keyClick(made, Qt.Key.Key_Tab)
    qtbot.keyClick(made, Qt.Key.Key_Up)
    assert b"".join(typed) == b"ls\t\x1b[A"
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_E.value, Qt.KeyboardModifier.ControlModifier)
    override.ignore()
    made.event(override)
    assert override.isAccepted()  # Ctrl+E is the guest's, not "Shut down"


def test_an_input_method(qtbot: QtBot) -> None:
    made, typed = terminal(qtbot)
    composing = QInputMethodEvent("にほ", [])
    made.inputMethodEvent(composing)
    assert typed == []
    done = QInputMethodEvent("", [])
    done.setCommitString("日本")
    made.inputMethodEvent(done)
    assert typed == ["日本".encode()]


def test_scrolled_back_stays_there(qtbot: QtBot) -> None:
    made, _ = terminal(qtbot)
    shown(qtbot, made, b"".join(b"%d\r\n" % number for number in range(200)))
    bar = made.verticalScrollBar()
    assert bar.value() == bar.maximum() > 100
    qtbot.keyClick(made, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ShiftModifier)
    at = bar.value()
    assert at < bar.maximum()
    shown(qtbot, made, b"more\r\n" * 10)
    assert bar.value() == at
    qtbot.keyClicks(made, "x")
    assert bar.value() == bar.maximum()
