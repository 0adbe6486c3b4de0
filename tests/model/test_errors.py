"""What the system says, in the user's words."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from console.model.errors import system_words


def test_the_usual_refusals_are_sentences_of_ours(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as found:
        (tmp_path / "nothing").read_bytes()
    assert str(system_words(found.value)) == "there is no such file or folder"
    assert str(system_words(OSError(errno.ENOSPC, "No space left on device"))) == "there is no space left"


def test_rare_ones_keep_the_words_of_the_system() -> None:
    assert str(system_words(OSError(errno.EXDEV, "Invalid cross-device link"))) == "Invalid cross-device link"
    assert str(system_words(OSError("timed out"))) == "timed out"
