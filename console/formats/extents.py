"""Extents of a disk on the wire: the script that reads them on a machine, and the reader of its output.

The machine needs sh, dd and, best, Python and zstd (or gzip); nothing is written there. A plan goes to the script's standard input, one line an
extent. Where there is Python (nearly every Linux) it looks for holes and zeros itself, which are then not sent, and has the kernel pass the rest on
without copying it: after a line ``R`` the answer is, for each extent, some of ``Z offset length`` (zeros) and ``D offset length`` with the bytes, in
order, and ``K``: the extent is good; or ``X offset``: unreadable from there, whatever was sent for it. All of that may be packed as one stream. Else
dd reads, and the answer is, for each, ``E offset length`` and a frame: zstd with its XXH64, gzip with its CRC-32, or the plain bytes (ssh itself
protects those).
Extents are complete before anything of them is used, so that a dropped link costs at most one.
Sources: dd(1), zstd(1), RFC 1952, RFC 8878.
"""

from __future__ import annotations

import dataclasses
import math
import sys
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from console.model.errors import Cause, ConsoleError
from console.model.text import N_, plain

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

EXTENT = 8 << 20
"""Bytes: what is held in memory, some of them at once, and where there is no Python two program starts on the machine. Much larger buffers are new
memory from the kernel each time, which costs more than to copy them."""
LARGEST_BLOCK = 1 << 20
INPUT = 1 << 18
LINE = 200

PACKERS = {"zstd": "| zstd -q -1 -c", "gzip": "| gzip -1 -c", "": ""}
SMALL_FRAME = 128 << 10
"""An extent of zeros is a frame of some kilobytes (zstd) or a 1030th (gzip)."""

NOTHING = "/dev/zero"
"""Where areas that are left empty are read."""
SENDER = r"""
import errno, fcntl, os, sys
BLOCK, LOOK, FEW, RUN, AHEAD = 1 << 18, 1 << 12, 1 << 16, 1 << 20, 8 << 20
ZERO = bytes(BLOCK)
out = os.fdopen(1, "wb", BLOCK)
opened = {}
try:
    fcntl.fcntl(1, 1031, RUN)  # F_SETPIPE_SZ: reader and writer wake each other less often
except OSError:
    pass
def say(kind, *numbers):
    out.write((" ".join([kind] + [str(each) for each in numbers]) + "\n").encode())
def area(fd, at, end):
    # The next area: (is it a hole, its end). Devices and some file systems know no holes.
    try:
        data = os.lseek(fd, at, os.SEEK_DATA)
        return (True, min(end, data)) if data > at else (False, min(end, os.lseek(fd, at, os.SEEK_HOLE)))
    except OSError as error:
        return error.errno == errno.ENXIO, end
def empty(fd, at, count):
    # The first bytes tell it of nearly all that is not empty. What is unreadable is not: sending it finds the place.
    try:
        return all(os.pread(fd, size, at) == ZERO[:size] for size in (min(LOOK, count), count))
    except OSError:
        return False
def pour(fd, at, end, shift):
    # From memory of the kernel to the output, without a copy here where the kernel can do that; not for a few bytes.
    kernel = end - at >= FEW
    try:
        while at < end:
            reached[0] = at + shift
            if kernel:
                out.flush()
                try:
                    sent = os.sendfile(1, fd, at, end - at)
                except OSError:
                    kernel = False
                    continue
            else:
                data = os.pread(fd, min(BLOCK, end - at), at)
                out.write(data)
                sent = len(data)
            if not sent:
                raise OSError("it ends")
            at += sent
    finally:
        out.write(bytes(end - at))  # it was announced; without its "K" it does not count
def tell(fd, at, end, shift, zeros):
    if at < end:
        say("Z" if zeros else "D", at + shift, end - at)
        if not zeros:
            pour(fd, at, end, shift)
def send(fd, at, end, shift):
    begin, zeros = at, True  # of what was not told yet
    while at < end:
        hole, stop = area(fd, at, end)
        if not hole and hasattr(os, "posix_fadvise"):
            os.posix_fadvise(fd, at, stop - at + AHEAD, os.POSIX_FADV_WILLNEED)
        while at < stop:
            count = stop - at if hole else min(BLOCK, stop - at)
            now = hole or empty(fd, at, count)
            if now != zeros or (at - begin >= RUN and not zeros):
                tell(fd, begin, at, shift, zeros)
                begin, zeros = at, now
            at += count
    tell(fd, begin, at, shift, zeros)
for line in sys.stdin:
    offset, length, device, block, skip, _ = line.split()
    if device == "/dev/zero":
        say("Z", offset, length)
        say("K")
        continue
    start, length = int(block) * int(skip), int(length)
    reached = [int(offset)]
    try:
        if device not in opened:
            opened[device] = os.open(device, os.O_RDONLY)
        size = os.lseek(opened[device], 0, os.SEEK_END)
        send(opened[device], start, min(size, start + length), int(offset) - start)
        if size < start + length:
            reached = [max(int(offset), int(offset) - start + size)]
            raise OSError("it ends")
        say("K")
    except OSError as error:
        say("X", reached[0])
        sys.stderr.write("unreadable %d %s: %s" % (reached[0], device, error))
        break
out.flush()
"""
SCRIPT = r"""
for python in python3 /usr/libexec/platform-python; do
  "$python" -S -E -c 'import fcntl, os; os.SEEK_DATA, os.pread, os.sendfile' 2>/dev/null || continue
  printf 'R\n'
  "$python" -S -E -c 'SENDER' PACK
  exit
done
while read -r off len dev bs skip count; do
  printf 'E %s %s\n' "$off" "$len"
  { dd if="$dev" bs="$bs" skip="$skip" count="$count" 2>/dev/null || echo "unreadable $off $dev" >&2; } PACK || exit 4
done
"""
SUMS = r"""
while read -r off len dev bs skip count; do
  printf 'S %s %s ' "$off" "$len"
  { dd if="$dev" bs="$bs" skip="$skip" count="$count" 2>/dev/null || echo "unreadable $off $dev" >&2; } | sha256sum || exit 4
done
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """Where bytes ``offset`` … ``offset + length`` of the disk's image are read: ``device`` from ``start`` on. All multiples of 512."""

    offset: int
    length: int
    device: str
    start: int

    def line(self) -> str:
        """The plan's line; ``dd`` reads whole blocks, the largest that divide both."""
        block = math.gcd(math.gcd(self.start, self.length), LARGEST_BLOCK)
        return f"{self.offset} {self.length} {self.device} {block} {self.start // block} {self.length // block}\n"


def plan(size: int, device: str, *, extent: int = EXTENT, replaced: Sequence[Piece] = ()) -> tuple[Piece, ...]:
    """A disk of ``size`` bytes cut into extents, in order, none longer than ``extent``.

    ``replaced``: areas that are read elsewhere (a snapshot of a logical volume), not overlapping. ValueError for sizes that are no multiple of 512.
    """
    areas: list[Piece] = []
    position = 0
    for area in sorted(replaced, key=lambda piece: piece.offset):
        if area.offset < position or area.offset + area.length > size:
            raise ValueError("areas overlap, or are outside of the disk")
        areas += [Piece(position, area.offset - position, device, position), area]
        position = area.offset + area.length
    areas.append(Piece(position, size - position, device, position))
    found: list[Piece] = []
    for area in areas:
        if area.offset % 512 or area.length % 512 or area.start % 512:
            raise ValueError("disks have sectors of at least 512 bytes")
        done = 0
        while done < area.length:
            rest = area.length - done
            # The odd end of a disk apart: one block of 512 would make dd read everything in blocks of 512.
            length = min(rest, extent) if rest >= extent else rest // LARGEST_BLOCK * LARGEST_BLOCK or rest
            found.append(Piece(area.offset + done, length, area.device, area.start + done))
            done += length
    return tuple(found)


def reading(packer: str) -> str:
    """The script that sends extents, packed by a key of ``PACKERS``."""
    return SCRIPT.replace("PACK", PACKERS[packer]).replace("SENDER", SENDER)


def lines(pieces: Iterable[Piece]) -> bytes:
    """The plan for the script's standard input."""
    return "".join(piece.line() for piece in pieces).encode()


class Zeros(bytearray):
    """An extent that is known to be all zeros, without looking at each byte."""


class Buffers:
    """Memory of extents, used again: new memory costs the kernel more than to copy something into it."""

    def __init__(self) -> None:
        self._free: list[bytearray] = []

    def take(self, length: int) -> bytearray:
        """So many bytes, whatever is in them. From any thread."""
        try:
            found = self._free.pop()
        except IndexError:
            return bytearray(length)
        return found if len(found) == length else bytearray(length)

    def give(self, data: bytearray) -> None:
        """What nobody looks at any more."""
        if not isinstance(data, Zeros):
            self._free.append(data)


Into = Callable[[memoryview], int]
"""Fills memory with what comes: at least one byte; how many, 0 at the end."""


class Stream:
    """The bytes that a machine sends: how many came, and how long they were waited for (seconds)."""

    def __init__(self, read: Callable[[int], bytes], into: Into) -> None:
        self._read, self._into = read, into
        self.received = 0
        self.waited = 0.0

    def read(self, length: int) -> bytes:
        """What there is, at most ``length`` bytes; b"" at the end."""
        began = time.monotonic()
        data = self._read(length)
        self._count(len(data), began)
        return data

    def into(self, view: memoryview) -> int:
        """See ``Into``."""
        began = time.monotonic()
        count = self._into(view)
        self._count(count, began)
        return count

    def _count(self, count: int, began: float) -> None:
        if self.received:  # not the start of the programs
            self.waited += time.monotonic() - began
        self.received += count


class _ZeroFrames:
    """How extents of zeros look when they are packed: the same program packs the same bytes to the same bytes.

    Large parts of most disks are empty; recognised by their packed form they cost neither decoding nor looking (half of a copy's time here).
    """

    def __init__(self) -> None:
        self._frames: dict[int, bytes] = {}
        self._kept: dict[int, Zeros] = {}

    def take(self, source: _Input, length: int) -> Zeros | None:
        """The extent of zeros that comes next, None when something else (or something not seen before) does."""
        frame = self._frames.get(length)
        if frame is None or not source.skip(frame):
            return None
        return self._kept[length]

    def learn(self, length: int, frame: bytes, data: bytearray) -> None:
        """An extent was decoded from ``frame`` ("" = too long to be one)."""
        if frame and length not in self._frames and not data.strip(b"\0"):
            self._frames[length], self._kept[length] = frame, Zeros(length)


class _Input:
    """Bytes of a blocking source, with what was taken too much put back. With ``into``, little is taken too much, and the rest goes to its place."""

    def __init__(self, read: Callable[[int], bytes], into: Into | None = None) -> None:
        self._read, self._into = read, into
        self._line = LINE if into is not None else INPUT
        self._rest, self._at = b"", 0  # taken from the source, and how much of that was used

    def some(self) -> bytes:
        """What comes next, b"" at the end."""
        if self._at < len(self._rest):
            found = self._rest[self._at :] if self._at else self._rest
            self._rest, self._at = b"", 0
            return found
        return self._read(INPUT)

    def back(self, data: bytes) -> None:
        """Give back what ``some`` gave and is not used."""
        self._rest, self._at = data + self._rest[self._at :], 0

    def skip(self, wanted: bytes) -> bool:
        """Take ``wanted`` if it is exactly what comes next; else nothing is taken."""
        while len(self._rest) - self._at < len(wanted):
            if not wanted.startswith(self._rest[self._at :]):
                return False
            more = self._read(INPUT)
            if not more:
                return False
            self.back(b"")
            self._rest += more
        if not self._rest.startswith(wanted, self._at):
            return False
        self._at += len(wanted)
        return True

    def fill(self, view: memoryview) -> None:
        """So many bytes; ``broken`` when there are fewer."""
        done = 0
        while done < len(view):
            if self._at == len(self._rest):
                if self._into is not None:
                    if not (count := self._into(view[done:])):
                        raise broken("it ended within an extent")
                    done += count
                    continue
                self._rest, self._at = self._read(INPUT), 0
                if not self._rest:
                    raise broken("it ended within an extent")
            fits = min(len(self._rest) - self._at, len(view) - done)
            view[done : done + fits] = memoryview(self._rest)[self._at : self._at + fits]
            self._at += fits
            done += fits

    def line(self) -> str:
        """Up to a line's end; "" at the end of all. ``broken`` when it is none."""
        while (end := self._rest.find(b"\n", self._at, self._at + LINE + 1)) < 0:
            if len(self._rest) - self._at > LINE:
                raise broken("a line that is too long")
            more = self._read(self._line)
            if not more:
                if self._at < len(self._rest):
                    raise broken("it ended within a line")
                return ""
            self.back(b"")
            self._rest += more
        found = self._rest[self._at : end]
        self._at = end + 1
        return found.decode("ascii", "replace")


def broken(why: str) -> ConsoleError:
    """The link or the machine stopped in the middle: what came before is good, and the rest can be asked for again."""
    return ConsoleError(
        N_("The connection to the machine was lost while its disk was read."),
        cause=Cause.UNREACHABLE,
        remedy=N_("The copy goes on where it stopped as soon as the machine can be reached again."),
        detail=why,
    )


def extents(
    read: Callable[[int], bytes], expected: Iterable[Piece], packer: str, into: Into | None = None, buffers: Buffers | None = None
) -> Iterator[tuple[Piece, bytearray]]:
    """The extents that a machine sends, each complete and checked. Blocks in ``read(n)``, which gives b"" at the end, and ``into``: a copy less.

    ``buffers``: where their memory is taken, and may be given back.
    ConsoleError UNREACHABLE when it ends early, INVALID for anything else than what was asked for.
    """
    source, zeros, buffers = _Input(read, into), _ZeroFrames(), buffers or Buffers()
    first = source.line()
    if first == "R":
        yield from _runs(_Input(_Unpacked(source, packer).read) if packer else source, expected, buffers)
        return
    for piece in expected:
        line, first = first or source.line(), ""
        if not line:
            raise broken("it ended before all was sent")
        if line.split() != ["E", str(piece.offset), str(piece.length)]:
            raise _other(line)
        if packer and (empty := zeros.take(source, piece.length)) is not None:
            yield piece, empty
            continue
        data = buffers.take(piece.length)
        filled, frame = _fill(source, data, packer)
        if filled != piece.length:
            raise _unreadable(piece, filled)
        zeros.learn(piece.length, frame, data)
        yield piece, data


def _other(line: str) -> ConsoleError:
    return ConsoleError(N_("The machine sent something else than its disk."), cause=Cause.INVALID, detail=line[:LINE])


def _unreadable(piece: Piece, place: int) -> ConsoleError:
    return ConsoleError(
        N_("{disk} could not be read at byte {offset}.", disk=plain(piece.device), offset=piece.start + place),
        cause=Cause.INVALID,
        remedy=N_("The disk may be failing. Copy it with a rescue tool (ddrescue) first, then take the image."),
    )


def _runs(source: _Input, expected: Iterable[Piece], buffers: Buffers) -> Iterator[tuple[Piece, bytearray]]:
    """What the machine's Python sends."""
    empty: dict[int, Zeros] = {}
    for piece in expected:
        data, done = bytearray(), 0
        while (line := source.line()) != "K" or done < piece.length:
            if not line:
                raise broken("it ended before all was sent")
            kind, *numbers = line.split() or [""]
            if kind == "X" and len(numbers) == 1 and numbers[0].isdigit():
                raise _unreadable(piece, int(numbers[0]) - piece.offset)
            if kind not in ("Z", "D") or len(numbers) != 2 or numbers[0] != str(piece.offset + done) or not numbers[1].isdigit():
                raise _other(line)
            length = int(numbers[1])
            if not 0 < length <= piece.length - done:
                raise _other(line)
            if kind == "D" and not data:
                data = buffers.take(piece.length)
                _clear(data, 0, done)
            if kind == "D":
                with memoryview(data) as view:
                    source.fill(view[done : done + length])
            elif data:
                _clear(data, done, length)
            done += length
        if not data and piece.length not in empty:
            empty[piece.length] = Zeros(piece.length)
        yield piece, data or empty[piece.length]
    if line := source.line():  # a packed stream has its checksum at the end
        raise _other(line)


_ZEROS = bytes(1 << 18)


def _clear(data: bytearray, begin: int, length: int) -> None:
    for at in range(begin, begin + length, len(_ZEROS)):
        end = min(at + len(_ZEROS), begin + length)
        data[at:end] = _ZEROS if end - at == len(_ZEROS) else _ZEROS[: end - at]


class _Unpacked:
    """One packed stream, unpacked as it comes."""

    def __init__(self, source: _Input, packer: str) -> None:
        self._source, self._gzip = source, packer == "gzip"
        self._decoder: Any = zlib.decompressobj(wbits=31) if self._gzip else zstd.ZstdDecompressor()

    def read(self, length: int) -> bytes:
        """At most ``length`` bytes; b"" at the end of what comes."""
        decoder = self._decoder
        try:
            while not decoder.eof:
                chunk = decoder.unconsumed_tail if self._gzip else b""
                if not chunk and (self._gzip or decoder.needs_input):
                    chunk = self._source.some()
                    if not chunk:
                        raise broken("it ended within the packed stream")
                if out := decoder.decompress(chunk, length):
                    return bytes(out)
        except (zstd.ZstdError, zlib.error) as error:
            raise broken(str(error)) from error
        return b""


def _fill(source: _Input, data: bytearray, packer: str) -> tuple[int, bytes]:
    """Decode one frame into ``data``; how many bytes it gave (never more), and the frame if it is small."""
    if not packer:
        return _plain(source, data), b""
    decoder: Any = zstd.ZstdDecompressor() if packer == "zstd" else zlib.decompressobj(wbits=31)
    position, frame = 0, bytearray()
    try:
        while not decoder.eof:
            chunk = decoder.unconsumed_tail if packer == "gzip" else b""
            if not chunk and (packer == "gzip" or decoder.needs_input):
                chunk = source.some()
                if not chunk:
                    raise broken("it ended within an extent")
                if len(frame) <= SMALL_FRAME + INPUT:
                    frame += chunk
            out = decoder.decompress(chunk, len(data) - position + 1)  # never much more than was asked for, whatever comes
            if position + len(out) > len(data):
                raise ConsoleError(N_("The machine sent more than was asked for."), cause=Cause.INVALID)
            data[position : position + len(out)] = out
            position += len(out)
    except (zstd.ZstdError, zlib.error) as error:
        raise broken(str(error)) from error
    unused = bytes(decoder.unused_data)
    if unused:
        source.back(unused)
    packed = len(frame) - len(unused)
    return position, bytes(frame[:packed]) if 0 < packed <= SMALL_FRAME else b""


def _plain(source: _Input, data: bytearray) -> int:
    position = 0
    while position < len(data):
        chunk = source.some()
        if not chunk:
            raise broken("it ended within an extent")
        fits = min(len(chunk), len(data) - position)
        data[position : position + fits] = chunk[:fits]
        position += fits
        if fits < len(chunk):
            source.back(chunk[fits:])
    return position


def sums(output: Iterable[str], expected: Sequence[Piece]) -> dict[int, str]:
    """Offset → SHA-256 (hex), from the lines of the ``SUMS`` script."""
    asked = {(str(piece.offset), str(piece.length)): piece for piece in expected}
    found: dict[int, str] = {}
    for line in output:
        words = line.split()
        if len(words) >= 4 and words[0] == "S" and (words[1], words[2]) in asked and len(words[3]) == 64:
            found[asked[words[1], words[2]].offset] = words[3]
    return found


def only(pieces: Iterable[Piece], offsets: set[int]) -> tuple[Piece, ...]:
    """Those of a plan that begin at these offsets."""
    return tuple(piece for piece in pieces if piece.offset in offsets)


def moved(pieces: Iterable[Piece], device: str) -> tuple[Piece, ...]:
    """The same extents, read from ``device`` at their own offsets."""
    return tuple(dataclasses.replace(piece, device=device, start=piece.offset) for piece in pieces)
