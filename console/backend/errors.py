"""libvirt's and the system's errors → :class:`ConsoleError`, in the thread where they happen (libvirt's last error is thread-local).

Every sentence has the form "what failed: why". The table maps libvirt's codes (https://libvirt.org/html/libvirt-virterror.html#virErrorNumber);
where a code says little (``VIR_ERR_INTERNAL_ERROR``, ``VIR_ERR_OPERATION_FAILED``, ``VIR_ERR_SYSTEM_ERROR``) its message decides, and where that
says nothing to us either, libvirt's own words are the reason.
"""

from __future__ import annotations

import errno
import re
from typing import Any

import libvirt

from console.model.errors import Cause, ConsoleError
from console.model.text import N_, Text, plain


def _codes(*names: str) -> frozenset[int]:
    """Numbers of those of libvirt's error names that this libvirt-python knows."""
    return frozenset(getattr(libvirt, "VIR_ERR_" + name) for name in names if hasattr(libvirt, "VIR_ERR_" + name))


_CAUSES: tuple[tuple[frozenset[int], Cause], ...] = (
    (
        _codes(
            *("NO_DOMAIN", "NO_NETWORK", "NO_STORAGE_POOL", "NO_STORAGE_VOL", "NO_DOMAIN_SNAPSHOT", "NO_DOMAIN_CHECKPOINT", "NO_NODE_DEVICE"),
            *("NO_SECRET", "NO_INTERFACE", "NO_NWFILTER", "NO_DOMAIN_METADATA", "NO_NETWORK_PORT", "NO_NETWORK_METADATA", "DEVICE_MISSING"),
        ),
        Cause.GONE,
    ),
    (_codes("DOM_EXIST", "NETWORK_EXIST", "STORAGE_VOL_EXIST", "NETWORK_PORT_EXIST"), Cause.EXISTS),
    (_codes("AUTH_FAILED", "AUTH_CANCELLED", "AUTH_UNAVAILABLE", "ACCESS_DENIED", "OPERATION_DENIED"), Cause.REFUSED),
    (_codes("NO_SUPPORT", "CONFIG_UNSUPPORTED", "ARGUMENT_UNSUPPORTED", "OPERATION_UNSUPPORTED", "NO_SOURCE"), Cause.UNSUPPORTED),
    (_codes("INVALID_CONN", "NO_CONNECT", "RPC", "UNKNOWN_HOST", "LIBSSH", "SSH"), Cause.UNREACHABLE),
    (_codes("OPERATION_TIMEOUT"), Cause.TIMEOUT),
    (_codes("AGENT_UNRESPONSIVE", "AGENT_UNSYNCED", "AGENT_COMMAND_TIMEOUT", "AGENT_COMMAND_FAILED"), Cause.AGENT),
    (_codes("OPERATION_ABORTED"), Cause.CANCELLED),
    (_codes("RESOURCE_BUSY", "BLOCK_COPY_ACTIVE"), Cause.BUSY),
    (_codes("XML_ERROR", "XML_DETAIL", "XML_INVALID_SCHEMA", "INVALID_ARG", "OPERATION_INVALID", "INVALID_DOMAIN", "INVALID_MAC"), Cause.INVALID),
    (_codes("OVERFLOW"), Cause.INVALID),
)

# Words of libvirt's messages that say more than the code; first match wins. Sources: the messages of libvirt 9.0 and 10.
_WORDS: tuple[tuple[str, Cause], ...] = (
    ("keepalive timeout", Cause.UNREACHABLE),
    ("client socket is closed", Cause.UNREACHABLE),
    ("end of file while reading", Cause.UNREACHABLE),
    ("connection reset by peer", Cause.UNREACHABLE),
    ("connection refused", Cause.UNREACHABLE),
    ("failed to connect socket", Cause.UNREACHABLE),
    ("unable to connect to server", Cause.UNREACHABLE),
    ("no route to host", Cause.UNREACHABLE),
    ("network is unreachable", Cause.UNREACHABLE),
    ("name or service not known", Cause.UNREACHABLE),
    ("broken pipe", Cause.UNREACHABLE),
    ("connection timed out", Cause.UNREACHABLE),
    ("certificate", Cause.REFUSED),
    ("authentication failed", Cause.REFUSED),
    ("no space left on device", Cause.NO_SPACE),
    ("disk quota exceeded", Cause.NO_SPACE),
    ("cannot acquire state change lock", Cause.BUSY),
    ("asynchronous jobs running", Cause.BUSY),
    ("is already active", Cause.INVALID),
    ("is already running", Cause.INVALID),
    ("domain is not running", Cause.INVALID),
    ("already exists", Cause.EXISTS),
    ("already in use by another", Cause.EXISTS),
    ("guest agent is not connected", Cause.AGENT),
    ("guest agent is not responding", Cause.AGENT),
    ("qemu guest agent is not configured", Cause.AGENT),
    ("permission denied", Cause.REFUSED),
    ("write lock", Cause.BUSY),  # QEMU: Failed to get "write" lock: the image is in use
)

_CHILD = re.compile(r"^Child process \(.*?\) unexpected (?:exit status|fatal signal) \d+: (?=.)")
"""virCommandWait's words before what a program of the host said itself; they are in the detail."""

_VAGUE = _codes("INTERNAL_ERROR", "OPERATION_FAILED", "SYSTEM_ERROR", "OPERATION_TIMEOUT", "INVALID_ARG", "OPERATION_INVALID", "NO_CONNECT", "RPC")

_WHY: dict[Cause, Text] = {
    Cause.GONE: N_("it does not exist any more"),
    Cause.UNREACHABLE: N_("the connection to the host is lost"),
    Cause.NO_SPACE: N_("no space is left on the host's storage"),
    Cause.BUSY: N_("another job is using it"),
    Cause.TIMEOUT: N_("no answer came in time"),
    Cause.CANCELLED: N_("it was cancelled"),
}

_REMEDY: dict[Cause, Text] = {
    Cause.UNREACHABLE: N_("Virtdeck reconnects by itself; try again when the host is back."),
    Cause.NO_SPACE: N_("Free space on the storage repository or choose another one."),
    Cause.BUSY: N_("Wait until the other job has ended and try again."),
    Cause.EXISTS: N_("Choose another name."),
}

_AGENT_WHY = N_("the guest agent does not answer")
_AGENT_REMEDY = N_("Check that the guest has started and that the guest agent is installed and running in it.")


def cause_of(error: BaseException) -> Cause:
    """What kind of failure a libvirtError or OSError is."""
    if isinstance(error, libvirt.libvirtError):
        code = error.get_error_code()
        words = str(error).lower()
        if code is None or code in _VAGUE:
            for word, cause in _WORDS:
                if word in words:
                    return cause
        for codes, cause in _CAUSES:
            if code in codes:
                return cause
        return Cause.INTERNAL
    if isinstance(error, TimeoutError):
        return Cause.TIMEOUT
    if isinstance(error, OSError):
        return _cause_of_errno(error.errno)
    return Cause.INTERNAL


def _cause_of_errno(number: int | None) -> Cause:
    if number in (errno.ENOSPC, errno.EDQUOT):
        return Cause.NO_SPACE
    if number in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Cause.REFUSED
    if number == errno.ENOENT:
        return Cause.GONE
    if number == errno.EEXIST:
        return Cause.EXISTS
    if number in (errno.ECONNREFUSED, errno.ECONNRESET, errno.EPIPE, errno.EHOSTUNREACH, errno.ENETUNREACH, errno.ETIMEDOUT):
        return Cause.UNREACHABLE
    return Cause.INTERNAL


def words_of(error: BaseException) -> str:
    """The hypervisor's or system's own words, in one line, without libvirt's prefixes that say nothing to people."""
    text = error.get_error_message() or str(error) if isinstance(error, libvirt.libvirtError) else str(error)
    text = " ".join(str(text).split())
    for prefix in (
        "internal error: ",
        "operation failed: ",
        "Requested operation is not valid: ",
        "unsupported configuration: ",
        "invalid argument: ",
    ):
        text = text.removeprefix(prefix)
    return _CHILD.sub("", text).removesuffix(".")


def translate(error: BaseException, what: Text) -> ConsoleError:
    """The ConsoleError for a caught error. ``what`` says what failed: N_("{name} could not be started", name=…), without a full stop."""
    if isinstance(error, ConsoleError):
        return error
    cause = cause_of(error)
    words = words_of(error)
    why = _WHY.get(cause)
    remedy = _REMEDY.get(cause)
    if cause is Cause.AGENT:
        remedy = _AGENT_REMEDY
        if not isinstance(error, libvirt.libvirtError) or error.get_error_code() not in _codes("AGENT_COMMAND_FAILED"):
            why = _AGENT_WHY
    elif "unix socket path" in words.lower() and "too long" in words.lower():
        why = N_("its name is too long for the paths of its sockets on this host")
        remedy = N_("Give the VM a shorter name.")
    elif "failed to convert virjsonvalue" in words.lower():  # libvirt 9.0: half a letter in a path that goes to QEMU
        why = N_("its name is cut in the middle of a letter, since the host's libvirt runs without a UTF-8 locale")
        remedy = N_("Give the VM a shorter name, or restart the host's libvirt with a UTF-8 locale.")
    elif is_code(error, "NO_SUPPORT"):
        why = N_("this host's hypervisor or libvirt can't do it")
    elif why is None:
        why = plain(words or type(error).__name__)
    return ConsoleError(N_("{what}: {why}.", what=what, why=why or plain(words)), cause=cause, remedy=remedy, detail=detail_of(error))


def detail_of(error: BaseException) -> str:
    """For *Details* and the log: libvirt's words with code and domain."""
    if isinstance(error, libvirt.libvirtError):
        return f"{error} [code={error.get_error_code()} domain={error.get_error_domain()}]"
    return f"{type(error).__name__}: {error}"


def unreachable(what: Text, detail: str = "") -> ConsoleError:
    """The host is not connected (now)."""
    return ConsoleError(
        N_("{what}: {why}.", what=what, why=N_("the host is not connected")),
        cause=Cause.UNREACHABLE,
        remedy=N_("Connect the host, or wait until Virtdeck has reconnected."),
        detail=detail,
    )


def is_code(error: Any, *names: str) -> bool:
    """Whether this is a libvirtError with one of these codes (names without ``VIR_ERR_``)."""
    return isinstance(error, libvirt.libvirtError) and error.get_error_code() in _codes(*names)
