"""Whether the QEMU of this computer's libvirt can read a file: asked before an installation, not found out by its failure.

A per-user QEMU has our own rights. The system's runs as a user of its own; libvirt hands the file over to it (``dynamic_ownership`` in qemu.conf, on
by default), but not the folders above: each of them must let that user pass. Source: https://libvirt.org/drvqemu.html (POSIX users/groups).
"""

from __future__ import annotations

import grp
import os
import pwd
import stat
import struct
from dataclasses import dataclass
from pathlib import Path

from console.model.text import N_, Text

QEMU_USERS = ("libvirt-qemu", "qemu")
"""Users of the system's QEMU: Debian and Ubuntu; Fedora, Red Hat and SUSE."""

_ACL_USER_OBJ, _ACL_USER, _ACL_GROUP_OBJ, _ACL_GROUP, _ACL_MASK, _ACL_OTHER = 1, 2, 4, 8, 16, 32


@dataclass(frozen=True, slots=True)
class Identity:
    """A user with all groups."""

    uid: int
    gids: frozenset[int]


def qemu_identity(user: str = "") -> Identity | None:
    """The user that the system's QEMU runs as; None when there is none on this computer (then libvirt is not installed, or runs it as root)."""
    for name in (user,) if user else QEMU_USERS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        groups = {group.gr_gid for group in grp.getgrall() if name in group.gr_mem}
        return Identity(entry.pw_uid, frozenset(groups | {entry.pw_gid}))
    return None


def why_unreadable(path: str, run_as: Identity | None) -> Text | None:
    """Why QEMU can't read the file, in one sentence; None = it can. ``run_as`` None: QEMU runs as we do. Blocks."""
    try:
        real = Path(path).resolve(strict=True)
        if run_as is None:
            return None if os.access(real, os.R_OK) else N_("You are not allowed to read {path}.", path=path)
        if run_as.uid == 0:
            return None
        for folder in reversed(real.parents):
            if not permits(folder, run_as, stat.S_IXOTH):
                return N_("The host's QEMU can't enter the folder {folder}.", folder=str(folder))
        real.stat()
    except OSError as failure:
        return N_("{path} can't be read: {reason}.", path=path, reason=failure.strerror or str(failure))
    return None


def permits(path: Path, who: Identity, wanted: int) -> bool:
    """Whether ``who`` has the permission (one of stat.S_IROTH, S_IWOTH, S_IXOTH), POSIX access control lists included (acl(5)). OSError passes."""
    info = path.stat()
    try:
        raw = os.getxattr(path, "system.posix_acl_access")
    except OSError:  # none there, or a file system without them
        raw = b""
    if len(raw) < 4 or (len(raw) - 4) % 8:
        if who.uid == info.st_uid:
            return bool(info.st_mode >> 6 & wanted)
        return bool((info.st_mode >> 3 if info.st_gid in who.gids else info.st_mode) & wanted)
    entries = list(struct.iter_unpack("<HHI", raw[4:]))
    mask = next((perm for tag, perm, _ in entries if tag == _ACL_MASK), 7)
    if who.uid == info.st_uid:
        return any(perm & wanted for tag, perm, _ in entries if tag == _ACL_USER_OBJ)
    named = [perm for tag, perm, uid in entries if tag == _ACL_USER and uid == who.uid]
    if named:
        return bool(named[0] & mask & wanted)
    groups = [perm for tag, perm, gid in entries if (tag == _ACL_GROUP and gid in who.gids) or (tag == _ACL_GROUP_OBJ and info.st_gid in who.gids)]
    if groups:
        return any(perm & mask & wanted for perm in groups)
    return any(perm & wanted for tag, perm, _ in entries if tag == _ACL_OTHER)
