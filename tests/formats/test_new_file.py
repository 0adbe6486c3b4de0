"""New files: the same bytes as an ordinary file gets, holes as holes, errors raised."""

from __future__ import annotations

import errno
import os
import random
from pathlib import Path

import pytest

from console.formats.new_file import PAGE, SIZE, NewFile


@pytest.mark.parametrize("direct", [True, False])
def test_like_any_file(tmp_path: Path, direct: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Writes of all lengths at all places, back and forth."""
    opened = os.open

    def without(path: object, flags: int, *more: int) -> int:
        if flags & os.O_DIRECT:
            raise OSError(errno.EINVAL, "no")
        return opened(path, flags, *more)  # type: ignore[arg-type]

    if not direct:
        monkeypatch.setattr(os, "open", without)
    noise = random.Random(5)
    data = noise.randbytes(3 * SIZE)
    with NewFile(tmp_path / "one") as one, (tmp_path / "other").open("xb") as other:
        for length in (1, PAGE, PAGE - 1, 3, SIZE, 2 * SIZE + 17, 0, 5 * PAGE, 511, SIZE - 1):
            start = noise.randrange(SIZE - 17)
            for out in (one, other):
                assert out.write(memoryview(data)[start : start + length]) == length
            assert one.tell() == other.tell()
            if length % 2:
                for out in (one, other):
                    out.seek(3 * PAGE, os.SEEK_CUR)
        for place in (0, 100, 7 * PAGE, SIZE - 1, 3 * SIZE):
            for out in (one, other):
                out.seek(place)
                out.write(b"again")
        for out in (one, other):
            out.truncate(20 * SIZE + 5)
            out.seek(19 * SIZE)
            out.write(b"the end")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()
    assert (tmp_path / "one").stat().st_blocks * 512 < 6 * SIZE
    with pytest.raises(FileExistsError):
        NewFile(tmp_path / "one")


def test_what_goes_wrong_is_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No space: said by a later write or at the end, never lost; threads end."""

    def full(fd: int, data: object, offset: int) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "pwrite", full)
    with pytest.raises(OSError, match="No space"), NewFile(tmp_path / "a") as out:
        out.write(b"little")
    with pytest.raises(OSError, match="No space"), NewFile(tmp_path / "b") as out:
        for _ in range(10):
            out.write(bytes(SIZE))
    with pytest.raises(KeyError), NewFile(tmp_path / "c") as out:
        out.write(bytes(SIZE))
        raise KeyError  # what came first counts
