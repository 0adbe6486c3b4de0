"""What can go wrong, as people are told it: what was attempted, on what, why it failed, what to do.

Backends turn libvirtError and OSError into these in the thread where they happen; nothing above ever sees the originals.
"""

from __future__ import annotations

import enum
import errno

from console.model.text import N_, Text, plain


class Cause(enum.Enum):
    """Why something failed; programs decide by this, people read the text."""

    GONE = "gone"  # the object does not exist (any more)
    EXISTS = "exists"  # the name is taken
    REFUSED = "refused"  # permission or login refused
    UNREACHABLE = "unreachable"  # host, daemon or connection lost
    UNSUPPORTED = "unsupported"  # this host or hypervisor can't
    NO_SPACE = "no-space"
    BUSY = "busy"  # another job holds it
    INVALID = "invalid"  # bad input: a value, a file, an XML
    TIMEOUT = "timeout"
    AGENT = "agent"  # the guest agent does not answer or refuses
    CANCELLED = "cancelled"
    INTERNAL = "internal"  # ours, or not understood


class ConsoleError(Exception):
    """An error that can be shown as it is.

    ``text`` one clear sentence; ``remedy`` what to do about it, or None; ``detail`` the hypervisor's own words, for *Details* and the log.
    """

    def __init__(self, text: Text, *, cause: Cause = Cause.INTERNAL, remedy: Text | None = None, detail: str = "") -> None:
        super().__init__(text.english())
        self.text = text
        self.cause = cause
        self.remedy = remedy
        self.detail = detail

    def __str__(self) -> str:
        return str(self.text)


_SYSTEM = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.ENOTDIR: N_("a part of the path is not a folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.EACCES: N_("permission was denied"),
    errno.EPERM: N_("permission was denied"),
    errno.EROFS: N_("the file system is read-only"),
    errno.ENOSPC: N_("there is no space left"),
    errno.EDQUOT: N_("the quota of disk space is used up"),
    errno.EIO: N_("the disk reported an error"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.ECONNREFUSED: N_("the connection was refused"),
    errno.ECONNRESET: N_("the connection was broken off"),
    errno.ETIMEDOUT: N_("nothing answered in time"),
    errno.EHOSTUNREACH: N_("there is no way to this address"),
    errno.ENETUNREACH: N_("there is no way to this network"),
}


def system_words(error: OSError) -> Text:
    """Why the system refused, within a sentence and in the user's language; its own words where it is something rare."""
    return _SYSTEM.get(error.errno or 0) or plain(error.strerror or str(error))
