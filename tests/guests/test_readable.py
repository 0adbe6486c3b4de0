"""Can the host's QEMU read an ISO image: real folders, modes and access control lists."""

from __future__ import annotations

import os
import stat
import struct
from pathlib import Path

import pytest

from console.guests.readable import Identity, permits, why_unreadable

QEMU = Identity(64055, frozenset({64055, 108}))


def test_open_folders_are_fine_and_the_file_itself_does_not_matter(tmp_path: Path) -> None:
    iso = tmp_path / "x.iso"
    iso.write_bytes(b"x")
    iso.chmod(0o600)  # libvirt hands it over
    path = tmp_path
    while path != path.parent:
        if not path.stat().st_mode & stat.S_IXOTH and path.stat().st_uid == os.getuid():
            path.chmod(path.stat().st_mode | stat.S_IXOTH)  # pytest's own folders
        path = path.parent
    assert why_unreadable(str(iso), QEMU) is None
    assert why_unreadable(str(iso), None) is None


def test_first_closed_folder_is_named(tmp_path: Path) -> None:
    closed = tmp_path / "home" / "isos"
    closed.mkdir(parents=True)
    (closed / "x.iso").write_bytes(b"x")
    tmp_path.chmod(0o755)
    for parent in tmp_path.parents:
        if parent.stat().st_uid == os.getuid() and not parent.stat().st_mode & stat.S_IXOTH:
            parent.chmod(0o755)
    (tmp_path / "home").chmod(0o700)
    assert str(why_unreadable(str(closed / "x.iso"), QEMU)) == f"The host's QEMU can't enter the folder {tmp_path}/home."
    assert why_unreadable(str(closed / "x.iso"), Identity(0, frozenset({0}))) is None, "a QEMU of root"
    link = tmp_path / "link.iso"
    link.symlink_to(closed / "x.iso")
    assert "home" in str(why_unreadable(str(link), QEMU)), "where a link leads counts"


def test_missing_file(tmp_path: Path) -> None:
    assert "can't be read" in str(why_unreadable(str(tmp_path / "absent.iso"), QEMU))


def acl(*entries: tuple[int, int, int]) -> bytes:
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


ANY = 0xFFFFFFFF


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([(1, 7, ANY), (2, 1, 64055), (4, 0, ANY), (16, 1, ANY), (32, 0, ANY)], True),  # setfacl -m u:libvirt-qemu:x
        ([(1, 7, ANY), (2, 1, 64055), (4, 0, ANY), (16, 0, ANY), (32, 0, ANY)], False),  # the mask forbids it
        ([(1, 7, ANY), (2, 0, 64055), (4, 0, ANY), (16, 7, ANY), (32, 1, ANY)], False),  # named and refused
        ([(1, 7, ANY), (4, 0, ANY), (8, 1, 108), (16, 1, ANY), (32, 0, ANY)], True),  # by group
        ([(1, 7, ANY), (2, 1, 1234), (4, 0, ANY), (16, 1, ANY), (32, 0, ANY)], False),  # somebody else
        ([(1, 7, ANY), (2, 7, 1234), (4, 0, ANY), (16, 7, ANY), (32, 1, ANY)], True),  # others may pass
    ],
)
def test_access_control_lists(tmp_path: Path, entries: list[tuple[int, int, int]], expected: bool) -> None:
    folder = tmp_path / "f"
    folder.mkdir(mode=0o700)
    try:
        os.setxattr(folder, "system.posix_acl_access", acl(*entries))
    except OSError:
        pytest.skip("this file system has no access control lists")
    assert permits(folder, QEMU, stat.S_IXOTH) is expected


def test_plain_modes(tmp_path: Path) -> None:
    folder = tmp_path / "f"
    folder.mkdir()
    mine = folder.stat()
    for mode, who, expected in (
        (0o711, QEMU, True),
        (0o710, QEMU, False),
        (0o710, Identity(5, frozenset({mine.st_gid})), True),
        (0o601, Identity(5, frozenset({mine.st_gid})), False),
        (0o100, Identity(mine.st_uid, frozenset()), True),
        (0o611, Identity(mine.st_uid, frozenset()), False),
    ):
        folder.chmod(mode)
        assert permits(folder, who, stat.S_IXOTH) is expected, oct(mode)
    folder.chmod(0o755)
