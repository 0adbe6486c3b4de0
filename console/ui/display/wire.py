"""Messages between the window and the program that decodes SPICE: JSON after its length, with file descriptors beside it, over a socket pair."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import struct
from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier

from console.model.text import Text

_HEAD = struct.Struct("<IB")  # length of the JSON, number of descriptors
_MOST = 64 << 20
_BLOCK = 1 << 16

Message = dict[str, Any]


class Wire(QObject):
    """One end. ``received(message, descriptors)`` is called in the loop; ``closed()`` once, when the other end is gone or talks nonsense."""

    def __init__(
        self, end: socket.socket, received: Callable[[Message, list[int]], None], closed: Callable[[], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        end.setblocking(False)
        self._socket = end
        self._received, self._closed = received, closed
        self._in = bytearray()
        self._descriptors: deque[int] = deque()
        self._out: deque[tuple[bytes, list[int]]] = deque()
        self._reader = QSocketNotifier(end.fileno(), QSocketNotifier.Type.Read, self)
        self._reader.activated.connect(self._read)
        self._writer = QSocketNotifier(end.fileno(), QSocketNotifier.Type.Write, self)
        self._writer.setEnabled(False)
        self._writer.activated.connect(self._write)
        self._open = True

    @property
    def waiting(self) -> int:
        """Bytes that the other end has not taken yet."""
        return sum(len(data) for data, _ in self._out)

    def send(self, message: Message, descriptors: list[int] | None = None) -> None:
        """Send, now or when there is room. The descriptors are closed here when they have gone."""
        if not self._open:
            for descriptor in descriptors or ():
                os.close(descriptor)
            return
        body = json.dumps(message).encode()
        self._out.append((_HEAD.pack(len(body), len(descriptors or ())) + body, list(descriptors or ())))
        self._write()

    def _write(self) -> None:
        while self._out and self._open:
            data, descriptors = self._out[0]
            try:
                sent = socket.send_fds(self._socket, [data], descriptors) if descriptors else self._socket.send(data)
            except BlockingIOError:
                break
            except OSError:
                self._end()
                return
            for descriptor in descriptors:
                os.close(descriptor)
            if sent < len(data):
                self._out[0] = (data[sent:], [])
            else:
                self._out.popleft()
        self._writer.setEnabled(bool(self._out))

    def _read(self) -> None:
        for _ in range(64):
            if not self._open:
                return
            try:
                data, descriptors, _flags, _address = socket.recv_fds(self._socket, _BLOCK, 16)
            except BlockingIOError:
                break
            except OSError:
                self._end()
                return
            self._descriptors.extend(descriptors)
            if not data:
                self._end()
                return
            self._in += data
            if not self._take():
                self._end()
                return

    def _take(self) -> bool:
        """The complete messages of what has come; False for nonsense."""
        while self._open and len(self._in) >= _HEAD.size:
            length, count = _HEAD.unpack_from(self._in)
            if length > _MOST or count > 16:
                return False
            if len(self._in) < _HEAD.size + length:
                return True
            body = bytes(self._in[_HEAD.size : _HEAD.size + length])
            del self._in[: _HEAD.size + length]
            if len(self._descriptors) < count:
                return False
            descriptors = [self._descriptors.popleft() for _ in range(count)]
            try:
                message = json.loads(body)
            except ValueError:
                return False
            self._received(message, descriptors)
        return True

    def _end(self) -> None:
        if self._open:
            self.close()
            self._closed()

    def close(self) -> None:
        """End it; ``closed`` is not called."""
        if self._open:
            self._open = False
            self._reader.setEnabled(False)
            self._writer.setEnabled(False)
            for descriptor in self._descriptors:
                with contextlib.suppress(OSError):
                    os.close(descriptor)
            for _, descriptors in self._out:
                for descriptor in descriptors:
                    os.close(descriptor)
            self._out.clear()
            self._socket.close()


def pack(text: Text | None) -> Any:
    """A sentence as JSON, still to be translated at the other end."""
    if text is None:
        return None
    return {"source": text.source, "args": [[key, pack(value) if isinstance(value, Text) else str(value)] for key, value in text.args]}


def unpack(data: Any) -> Text | None:
    """The sentence again."""
    if not isinstance(data, dict):
        return None
    return Text(str(data["source"]), tuple((str(key), unpack(value) if isinstance(value, dict) else value) for key, value in data["args"]))
