"""Display servers that lie: right up to a point, then garbage. Run as a program it is the client, whose end says what became of it.

``python -m tests.ui.display.hostile vnc|spice SEED…``: for each seed a server that sends something else; prints a line for each.
"""

from __future__ import annotations

import base64
import random
import socket
import struct
import sys
import threading
import time
import zlib
from collections.abc import Iterator, Sequence

ROUND_SECONDS = 12.0

RFB_INIT = struct.pack(">HH", 64, 48) + struct.pack(">BBBBHHHBBBxxx", 32, 24, 0, 1, 255, 255, 255, 16, 8, 0) + struct.pack(">I", 4) + b"evil"
ENCODINGS = (0, 1, 2, 5, 7, 16, -223, -308, -239, -240, -257, -258, -261, -307, -314, 1464686185, 99)


def _rectangle(rng: random.Random) -> bytes:
    """A rectangle of an update: mostly of a possible place and size, with garbage in it."""
    encoding = rng.choice(ENCODINGS)
    if rng.random() < 0.7:
        x, y = rng.randrange(60), rng.randrange(44)
        width, height = rng.randint(1, 64 - x), rng.randint(1, 48 - y)
    else:
        x, y, width, height = (rng.choice((0, 1, 63, 64, 1000, 65535)) for _ in range(4))
    body = rng.randbytes(rng.choice((0, 1, 17, 300, 5000)))
    if encoding == 16:
        packed = zlib.compress(
            rng.randbytes(4000) if rng.random() < 0.5 else bytes(rng.choice((0, 1, 2, 5, 16, 17, 127, 128, 129, 130, 255)) for _ in range(4000))
        )
        body = struct.pack(">I", rng.choice((len(packed), len(packed) - 3, 0))) + packed
    elif encoding == 7:
        body = bytes([rng.randrange(256)]) + body
    return struct.pack(">HHHHi", x, y, width, height, encoding) + body


def rfb(rng: random.Random) -> Iterator[bytes]:
    """What a VNC server says, in turn; after each the client may speak."""
    depth = rng.randrange(7)
    if depth == 0:
        yield rng.randbytes(rng.choice((1, 12, 4096)))
        return
    yield b"RFB 003.008\n"
    if depth == 1:
        yield rng.choice((b"\x00" + struct.pack(">I", 0xFFFFFF) + b"x", b"\xff" * 300, bytes([3, 99, 200, 7]), b"\x01\x13" + rng.randbytes(200)))
        return
    yield b"\x01\x01"
    yield struct.pack(">I", rng.choice((0, 1, 2, 77)) if depth == 2 else 0)
    if depth == 2:
        yield rng.randbytes(400)
        return
    if depth == 3:
        yield struct.pack(">HH", rng.choice((0, 1, 65535)), rng.choice((0, 65535, 40000))) + rng.randbytes(200)
        return
    yield RFB_INIT
    for _ in range(6):
        if depth == 4:
            yield rng.randbytes(rng.choice((1, 40, 3000)))
        else:
            count = rng.randint(1, 4)
            yield struct.pack(">BxH", 0, rng.choice((count, count, 60000))) + b"".join(_rectangle(rng) for _ in range(count))


SPICE_KEY = base64.b64decode(
    "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC2yC6bOD8scBHtoh3SWDYt6AOqHnlCChi08+FQGOh4qC8rJgl6c2MNBl4HLg5EiGJ5OH2/"
    "7mGrVXtsQVZQMtJ/CAIAfvWVd3QcuPV3OgIfY5lDkqkBEiLqwjkVnqXU+JHR284lFB3ziIG8iVWcNG++blbER6fK68LeETk8a3tk3wIDAQAB"
)
"""A public key that nobody has the other half of: a ticket is encrypted with it."""
MAIN, DISPLAY, INPUTS, CURSOR = 1, 2, 3, 4


def _message(kind: int, body: bytes) -> bytes:
    return struct.pack("<HI", kind, len(body)) + body


def spice(rng: random.Random, channel: int) -> Iterator[bytes]:
    """What a SPICE server says on a channel (https://www.spice-space.org/spice-protocol.html; messages of spice/enums.h)."""
    depth = rng.randrange(5)
    if depth == 0 and channel == MAIN:
        yield rng.randbytes(rng.choice((1, 16, 4096)))
        return
    size = 186 if depth > 1 else rng.choice((186, 0, 20, 0xFFFFFFF0))
    link = struct.pack("<I", 0 if depth > 1 else rng.choice((0, 7, 9))) + (SPICE_KEY if depth > 1 else rng.randbytes(162))
    link += struct.pack("<III", 1 if depth > 1 else rng.choice((0, 1, 70000)), 1, 178)
    yield b"REDQ" + struct.pack("<III", 2, 2, size) + link + struct.pack("<II", 0b1011, 0)
    yield struct.pack("<I", 0 if depth > 1 else rng.choice((0, 3, 99)))
    if channel == MAIN:
        yield _message(103, struct.pack("<8I", 7, 1, 3, 2, rng.choice((0, 1)), 10, 0, 0))
        count = rng.choice((3, 3, 3, 200, 1 << 31))
        yield _message(104, struct.pack("<I6B", count, DISPLAY, 0, INPUTS, 0, CURSOR, 0))
    if channel == DISPLAY:
        width, height = rng.choice(((64, 48), (64, 48), (64, 48), (0, 0), (70000, 70000)))
        yield _message(314, struct.pack("<5I", 0, width, height, rng.choice((32, 32, 96, 16, 80, 5)), rng.choice((1, 1, 0))))
        yield _message(319, struct.pack("<HH6I", 1, 1, 0, 0, *(rng.choice((0, 48, 64, 9999, 0xFFFFFFFF)) for _ in range(4))))
    kinds = {
        MAIN: (1, 2, 3, 4, 7, 101, 102, 104, 105, 106, 107, 108, 109, 110, 113),
        DISPLAY: (101, 102, 103, 104, 105, 106, 107, 122, 123, 124, 302, 303, 304, 305, 306, 307, 308, 309, 310, 311, 312, 313, 315, 318),
        INPUTS: (101, 102, 111),
        CURSOR: (101, 102, 103, 104, 105, 106, 107, 108),
    }[channel]
    for _ in range(12):
        body = b"".join(
            struct.pack("<I", rng.choice((0, 0, 1, 2, 8, 48, 64, 65535, 0xFFFFFFFF, rng.getrandbits(32)))) for _ in range(rng.randrange(40))
        )
        yield _message(rng.choice(kinds), body + rng.randbytes(rng.choice((0, 0, 1, 300))))


def serve(kind: str, seed: int, ending: threading.Event) -> int:
    """A server on a loopback port; every connection gets what the seed makes. Returns the port."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)

    def talk(peer: socket.socket) -> None:
        with peer:
            peer.settimeout(0.03)
            try:
                rng = random.Random(seed)
                for part in rfb(rng) if kind == "vnc" else spice(rng, _channel(peer)):
                    peer.sendall(part)
                    try:
                        peer.recv(65536)
                    except TimeoutError:
                        continue
            except OSError:
                return

    def accept() -> None:
        with listener:
            while not ending.is_set():
                try:
                    peer, _ = listener.accept()
                except TimeoutError:
                    continue
                threading.Thread(target=talk, args=(peer,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return int(listener.getsockname()[1])


def _channel(peer: socket.socket) -> int:
    """The kind of channel that a SPICE client begins: byte 20 of its first message."""
    peer.settimeout(2)
    began = peer.recv(4096)
    peer.settimeout(0.03)
    return began[20] if len(began) > 20 and began[20] in (MAIN, DISPLAY, INPUTS, CURSOR) else MAIN


def main(kind: str, seeds: Sequence[int]) -> None:
    """The client: as the window does it, VNC in this process, SPICE with the helper."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from console.model.ports import DisplayWay
    from console.ui.display import helped
    from console.ui.display.interface import Display
    from console.ui.display.screen import Screen
    from console.ui.display.vnc import Gvnc, VncDisplay

    helped.SILENT_SECONDS, helped.PING_MS = 3.0, 500
    application = QApplication([])
    library = Gvnc()
    screen = Screen()
    screen.resize(300, 200)
    screen.show()
    for seed in seeds:
        ending = threading.Event()
        port = serve(kind, seed, ending)
        display: Display
        if kind == "vnc":
            display = vnc = VncDisplay(library, password="x", username="x")
            vnc.open(socket.create_connection(("127.0.0.1", port)).detach())
        else:
            display = spice = helped.HelpedDisplay(DisplayWay("spice", 0, host="127.0.0.1", port=port), password="x")
            spice.open()
        screen.set_display(display)
        turn = QEventLoop()
        display.state_changed.connect(lambda state, turn=turn: turn.quit() if state.over else None)
        QTimer.singleShot(round(ROUND_SECONDS * 1000), turn.quit)
        ticks: list[int] = []
        beat = QTimer(interval=100)
        beat.timeout.connect(lambda ticks=ticks: ticks.append(1))
        beat.start()
        began = time.monotonic()
        if not display.state.over:
            turn.exec()
        alive = len(ticks) >= (time.monotonic() - began) * 10 * 0.3 - 3
        crashed = getattr(display, "crashed", False)
        print(seed, display.state.value, "alive" if alive else "STUCK", "crashed" if crashed else "", display.problem, sep="|", flush=True)  # noqa: T201
        screen.set_display(None)
        display.close()
        ending.set()
        for _ in range(5):
            application.processEvents()
        display.deleteLater()
    print("all rounds", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], [int(each) for each in sys.argv[2:]])
