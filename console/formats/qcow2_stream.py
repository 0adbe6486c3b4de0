"""qcow2 written as a stream: contents arrive in order with unknown holes, and go to a volume that can only be written in order.

The file is laid out so that two sequential writes make it: first the data clusters from a fixed offset on, then header, refcounts and lookup tables,
which fit exactly before it and are known only at the end. So a host needs no program of its own, only libvirt's volume streams, and a volume that
never got its header is no valid image.
Layout: QEMU's docs/interop/qcow2.txt, version 3, clusters of 64 KiB, refcounts of 16 bits; big-endian. No backing file, no encryption, no snapshots.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterable, Iterator

from console.model.ports import Segment

CLUSTER_BITS = 16
CLUSTER = 1 << CLUSTER_BITS
ENTRIES = CLUSTER // 8
"""Of an L2 table."""
COPIED = 1 << 63
"""QCOW_OFLAG_COPIED: refcount is exactly one."""
BLOCK_ENTRIES = CLUSTER // 2
"""Refcounts of 16 bits in one refcount block."""
ZERO = bytes(CLUSTER)
LOOK = 64
"""Bytes that tell it of nearly every cluster that is not empty."""


def _is_zeros(cluster: memoryview) -> bool:
    # bytes() first: comparing memoryviews goes element by element.
    return bytes(cluster[:LOOK]) == ZERO[:LOOK] and bytes(cluster) == ZERO


def _clusters(length: int) -> int:
    return -(-length // CLUSTER)


class Qcow2Stream:
    """Writer of one image of ``capacity`` bytes.

    ``data(segments)`` gives the bytes to be written from ``data_offset`` on; afterwards ``head()`` gives the ``data_offset`` bytes from 0.
    Zero clusters are left out, whether they come as holes or as zeros. ``data`` may be called again for the contents that follow, where what came
    before ended with a whole cluster: its bytes belong at ``file_bytes`` then. ``rewrite`` changes what was written.
    """

    def __init__(self, capacity: int) -> None:
        if not 0 < capacity <= 1 << 56:
            raise ValueError(f"a disk of {capacity} bytes can't be")
        self.capacity = -(-capacity // 512) * 512
        guest = _clusters(self.capacity)
        self._l2_count = -(-guest // ENTRIES)
        self._l1 = _clusters(self._l2_count * 8)
        # Refcounts for the largest file that can come: everything allocated.
        largest, blocks, table = 0, 0, 0
        while True:
            total = 1 + table + blocks + self._l1 + self._l2_count + guest
            needed = -(-total // BLOCK_ENTRIES)
            if total == largest and needed == blocks:
                break
            largest, blocks, table = total, needed, _clusters(needed * 8)
        self._blocks, self._table = blocks, table
        self._head_clusters = 1 + table + blocks + self._l1 + self._l2_count
        self._l2 = array("Q", bytes(8 * guest))
        self._used = 0
        self._position = 0

    @property
    def data_offset(self) -> int:
        """Where the data clusters begin in the file: bytes."""
        return self._head_clusters * CLUSTER

    @property
    def file_bytes(self) -> int:
        """Length of the file so far."""
        return (self._head_clusters + self._used) * CLUSTER

    def data(self, segments: Iterable[Segment]) -> Iterator[Segment]:
        """The clusters that hold something, in order. ValueError when the segments are longer than the capacity; shorter ones end with a hole."""
        position = self._position  # in the guest's disk
        pending = bytearray()  # begin of a cluster that is not complete
        for length, data in segments:
            if position + len(pending) + length > -(-self.capacity // CLUSTER) * CLUSTER:
                raise ValueError("the contents are longer than the disk")
            if data is None:
                while pending and length:  # fill up the cluster that was begun
                    fill = min(length, CLUSTER - len(pending))
                    pending += ZERO[:fill]
                    length -= fill
                    if len(pending) == CLUSTER:
                        yield from self._keep(position, memoryview(pending))
                        position, pending = position + CLUSTER, bytearray()
                whole = length // CLUSTER * CLUSTER
                position += whole
                pending += ZERO[: length - whole]
                continue
            view = memoryview(data)
            if pending:
                fill = min(len(view), CLUSTER - len(pending))
                pending += view[:fill]
                view = view[fill:]
                if len(pending) == CLUSTER:
                    yield from self._keep(position, memoryview(pending))
                    position, pending = position + CLUSTER, bytearray()
            whole = len(view) // CLUSTER * CLUSTER
            if whole:
                yield from self._keep(position, view[:whole])
                position += whole
            pending += view[whole:]
        if pending:
            pending += ZERO[: CLUSTER - len(pending)]
            yield from self._keep(position, memoryview(pending))
            position += CLUSTER
        self._position = position

    def _keep(self, position: int, view: memoryview) -> Iterator[Segment]:
        """Whole clusters from ``position`` on: runs of those that are not all zeros."""
        first = position // CLUSTER
        count = len(view) // CLUSTER
        begin: int | None = None
        for number in range(count + 1):
            empty = number == count or _is_zeros(view[number * CLUSTER : (number + 1) * CLUSTER])
            if not empty:
                self._l2[first + number] = COPIED | (self._head_clusters + self._used) * CLUSTER
                self._used += 1
                begin = number if begin is None else begin
            elif begin is not None:
                run = view[begin * CLUSTER : number * CLUSTER]
                yield len(run), run
                begin = None

    def rewrite(self, offset: int, data: bytes | bytearray | memoryview) -> Iterator[tuple[int, memoryview]]:
        """(position in the file, bytes) that put ``data`` at ``offset`` of the disk, a multiple of the cluster size; new clusters come last.

        A cluster that became zeros is written as zeros. A part of a cluster at the end is filled with zeros: right only at the end of the disk.
        """
        if offset % CLUSTER or offset + len(data) > len(self._l2) * CLUSTER:
            raise ValueError("not a cluster of this disk")
        view = memoryview(data)
        if len(view) % CLUSTER:
            view = memoryview(bytes(view).ljust(_clusters(len(view)) * CLUSTER, b"\0"))
        for number in range(len(view) // CLUSTER):
            piece = view[number * CLUSTER : (number + 1) * CLUSTER]
            entry = self._l2[offset // CLUSTER + number]
            if not entry:
                if _is_zeros(piece):
                    continue
                entry = COPIED | self.file_bytes
                self._l2[offset // CLUSTER + number] = entry
                self._used += 1
            yield entry & ~COPIED, piece

    def image(self, clusters: Iterator[bytes]) -> Iterator[Segment]:
        """The disk's contents, from the data clusters as they are in the file, in the file's order (before any ``rewrite``): for verification."""
        empty = 0
        for entry in self._l2:
            if not entry:
                empty += CLUSTER
                continue
            if empty:
                yield empty, None
                empty = 0
            yield CLUSTER, next(clusters)
        if empty:
            yield empty, None

    def head(self) -> Iterator[Segment]:
        """Header, refcounts, L1 and L2 tables: what comes before ``data_offset``, with holes where it is empty."""
        refcounts_at = 1
        blocks_at = refcounts_at + self._table
        l1_at = blocks_at + self._blocks
        l2_at = l1_at + self._l1
        yield CLUSTER, self._header(refcounts_at, l1_at).ljust(CLUSTER, b"\0")
        in_use = self._head_clusters + self._used
        # All refcount blocks are listed, the empty ones too: they are counted as used.
        yield from _padded(_big(array("Q", [(blocks_at + n) * CLUSTER for n in range(self._blocks)])), self._table)
        yield from _padded(b"\0\1" * in_use, self._blocks)
        tables = [n for n in range(self._l2_count) if any(self._l2[n * ENTRIES : (n + 1) * ENTRIES])]
        l1 = array("Q", bytes(8 * self._l2_count))
        for n in range(self._l2_count):  # all L2 clusters are counted as used, so all are referenced
            l1[n] = COPIED | (l2_at + n) * CLUSTER
        yield from _padded(_big(l1), self._l1)
        filled = set(tables)
        for n in range(self._l2_count):
            if n in filled:
                yield from _padded(_big(self._l2[n * ENTRIES : (n + 1) * ENTRIES]), 1)
            else:
                yield CLUSTER, None

    def _header(self, refcounts_at: int, l1_at: int) -> bytes:
        return struct.pack(
            ">4sIQIIQIIQQIIQQQQII",
            b"QFI\xfb",
            3,  # version
            0,  # backing file: none
            0,
            CLUSTER_BITS,
            self.capacity,
            0,  # no encryption
            self._l2_count,
            l1_at * CLUSTER,
            refcounts_at * CLUSTER,
            self._table,
            0,  # snapshots
            0,
            0,  # incompatible, compatible, autoclear features
            0,
            0,
            4,  # refcount_order: 16 bits
            104,  # length of this header
        )


def _big(numbers: array[int]) -> bytes:
    """The numbers, big-endian."""
    if sys.byteorder == "little":
        numbers = array("Q", numbers)
        numbers.byteswap()
    return numbers.tobytes()


def _padded(data: bytes, clusters: int) -> Iterator[Segment]:
    """Data of at most so many clusters, and a hole for the rest."""
    whole = _clusters(len(data))
    if whole:
        yield whole * CLUSTER, data.ljust(whole * CLUSTER, b"\0")
    if clusters > whole:
        yield (clusters - whole) * CLUSTER, None
