"""Contents of virtual disks that are made or used on the way: no file of this computer in between.

A segment is ``(length, data)``: that many bytes, or a hole (``None``: they read as zeros). Blocking functions for a worker thread; see
:mod:`console.backend.volumes` for files.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable

import libvirt

from console.backend import local_volumes
from console.backend.local_volumes import opened
from console.backend.volumes import BLOCK, Progress, Transfer, named_volume, telling
from console.model.errors import Cause, ConsoleError
from console.model.ports import Segment
from console.model.text import N_

_AT_HOLE = -3  # virStreamRecvFlags: the stream stands before a hole
ZEROS = bytes(BLOCK)
HOLE_SECONDS = 0.2
"""A hole that goes on is told so often."""


def write(
    conn: libvirt.virConnect,
    repository: str,
    name: str,
    segments: Iterable[Segment],
    *,
    offset: int = 0,
    total: int | None = None,
    within: bool = False,
    here: bool = False,
    on_progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> None:
    """Write segments one after the other into an existing volume, from byte ``offset`` of its file or device.

    Holes stay holes where the host's storage knows them; a device gets zeros. ``total`` is for the progress only. What ``segments`` raises passes.
    ``within``: what follows in a file stays; libvirt cuts a file off at each hole that it is told, so holes are sent as zeros then.
    ``here``: the host is this computer, and what this user may open goes without libvirt's streams.
    ConsoleError CANCELLED, NO_SPACE, GONE, …; then the contents are partial. Segments with ``len(data) != length`` are refused.
    """
    what = N_("The virtual disk {name} could not be written", name=name)
    with telling(what):
        volume = named_volume(conn, repository, name)
        with opened(volume, here=here, write=True) as fd, Transfer(conn, what, total, on_progress, cancel) as transfer:
            send, send_hole = _to_file(fd, offset, transfer) if fd is not None else _to_stream(volume, offset, transfer, sparse=not within)
            hole, told = 0, time.monotonic()
            for length, data in segments:
                if data is None:  # many in a row are one call
                    hole += length
                    if time.monotonic() - told > HOLE_SECONDS:
                        send_hole(hole)
                        hole, told = 0, time.monotonic()
                    continue
                if hole:
                    send_hole(hole)
                    hole, told = 0, time.monotonic()
                if len(data) != length:
                    raise ConsoleError(
                        N_("{what}: the source said {length} bytes and gave {got}.", what=what, length=length, got=len(data)), cause=Cause.INVALID
                    )
                send(memoryview(data))
            if hole:
                send_hole(hole)
            transfer.finish()


Sender = tuple[Callable[[memoryview], None], Callable[[int], None]]
"""For data, and for a hole of some length: each follows what was sent before."""


def _to_file(fd: int, offset: int, transfer: Transfer) -> Sender:
    begin = offset - transfer.done

    def send(view: memoryview) -> None:
        local_volumes.put(fd, begin + transfer.done, view, transfer.advance)

    def send_hole(length: int) -> None:
        local_volumes.clear(fd, begin + transfer.done, length, transfer.advance)

    return send, send_hole


def _to_stream(volume: libvirt.virStorageVol, offset: int, transfer: Transfer, *, sparse: bool) -> Sender:
    is_file = volume.info()[0] == libvirt.VIR_STORAGE_VOL_FILE
    flag = libvirt.VIR_STORAGE_VOL_UPLOAD_SPARSE_STREAM if is_file and sparse else 0
    holes = transfer.open(lambda stream, flags: volume.upload(stream, offset, 0, flags), flag)

    def send_hole(length: int) -> None:
        if holes:
            transfer.stream.sendHole(length, 0)
            transfer.advance(length)
        else:
            _send_zeros(transfer, length)

    return lambda view: _send(transfer, view), send_hole


def _send(transfer: Transfer, view: memoryview) -> None:
    while view:
        sent = transfer.stream.send(view[:BLOCK].tobytes())
        transfer.advance(sent)
        view = view[sent:]


def _send_zeros(transfer: Transfer, length: int) -> None:
    while length:
        sent = transfer.stream.send(ZEROS[: min(length, BLOCK)])
        transfer.advance(sent)
        length -= sent


def read(
    conn: libvirt.virConnect,
    repository: str,
    name: str,
    sink: Callable[[int, bytes | None], None],
    *,
    offset: int = 0,
    length: int = 0,
    here: bool = False,
    on_progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> None:
    """Give the contents of a volume (its file's or device's bytes) to ``sink`` in order, in this thread: ``sink(length, data)``, None = a hole.

    ``length`` 0: to the end. What ``sink`` raises passes; it should be quick or block on purpose (the host waits).
    ``here``: as :func:`write`.
    """
    what = N_("The virtual disk {name} could not be read", name=name)
    with telling(what):
        volume = named_volume(conn, repository, name)
        with opened(volume, here=here) as fd, Transfer(conn, what, length or None, on_progress, cancel) as transfer:
            if fd is not None:
                local_volumes.read(fd, offset, length, sink, transfer.advance)
                transfer.finish()
                return
            holes = transfer.open(
                lambda stream, flags: volume.download(stream, offset, length, flags), libvirt.VIR_STORAGE_VOL_DOWNLOAD_SPARSE_STREAM
            )
            while True:
                block = transfer.stream.recvFlags(BLOCK, libvirt.VIR_STREAM_RECV_STOP_AT_HOLE if holes else 0)
                if block == _AT_HOLE:
                    hole = transfer.stream.recvHole(0)
                    sink(hole, None)
                    transfer.advance(hole)
                    continue
                if not block:
                    break
                sink(len(block), block)
                transfer.advance(len(block))
            transfer.finish()
