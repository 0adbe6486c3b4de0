"""Private folders with short names for unix sockets (an address holds 107 bytes), and telling processes apart."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import stat
import tempfile
from pathlib import Path

from console.model.errors import Cause, ConsoleError
from console.model.paths import Paths
from console.model.text import N_

log = logging.getLogger("virtdeck.folders")

SHORT = 40
"""A folder name of at most so many bytes leaves enough for the names of our sockets and the suffixes that ssh appends while it makes one."""


def socket_folder(paths: Paths) -> Path:
    """Where sockets go: the runtime folder if its name is short enough, else a short one in its place."""
    if len(os.fsencode(paths.runtime)) <= SHORT:
        with contextlib.suppress(OSError):
            paths.runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
            if _is_private(paths.runtime):
                return paths.runtime
    return short_folder(paths.runtime)


def short_folder(data: Path) -> Path:
    """A private folder with a short name that is the same for the same ``data`` after every boot. It is made, and is nobody else's."""
    name = "vd-" + hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:6]
    for base in (Path("/run"), Path(tempfile.gettempdir()), Path("/tmp")):
        if not os.access(base, os.W_OK):
            continue
        folder = base / name
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        if _is_private(folder):
            return folder
        log.warning("%s is not a private folder of this user: not used", folder)
    raise ConsoleError(
        N_("There is no folder for private sockets: neither {first} nor {second} can be used.", first="/run", second="/tmp"),
        cause=Cause.REFUSED,
    )


def _is_private(folder: Path) -> bool:
    status = folder.lstat()
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid() and not status.st_mode & 0o077


def process_start(pid: int) -> str:
    """What tells a process from a later one with the same id: boot id and start time in ticks. "" when it does not live (or is a zombie)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""
    return "" if fields[0] in ("Z", "X") else f"{boot}/{fields[19]}"  # proc(5): field 3 is the state, field 22 the start time
