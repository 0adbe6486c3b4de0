"""Names of VMs: what libvirt accepts, and a free one to begin with."""

from __future__ import annotations

import re
from collections.abc import Collection

from console.model.names import SHORT_NAME, SocketPaths, is_cut, longest, short_bytes, too_long
from console.model.text import N_, Text

MAX_NAME_BYTES = 240
"""The log and the disk are files named after the VM (".qcow2", ".log"); file names end at 255 bytes."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")  # XML 1.0 has no place for these


def usable_base(label: str) -> str:
    """A template's label as the beginning of a name: "Haiku R1/Beta3" has a character that names can't have."""
    return _CONTROL.sub(" ", label.replace("/", "-")).strip()[: MAX_NAME_BYTES // 8] or "VM"


def free_name(base: str, taken: Collection[str]) -> str:
    """``base (n)`` with the first free n, beginning with 1."""
    number = 1
    while f"{base} ({number})" in taken:
        number += 1
    return f"{base} ({number})"


def name_problem(name: str, taken: Collection[str], sockets: SocketPaths | None = None) -> tuple[Text, Text | None] | None:
    """Why a VM can't have this name (text, remedy), by libvirt's rules (virDomainDefPostParse and the QEMU driver) and what exists.

    ``sockets``: of its host. The VM is taken to have an agent's channel, as every VM made here has.
    """
    if not name.strip():
        return N_("A VM needs a name."), None
    if "/" in name:
        return N_("A name can't contain “/”."), N_("Use “-” or a space instead.")
    if "\n" in name or "\r" in name or _CONTROL.search(name):
        return N_("A name can't contain line breaks or control characters."), None
    if name.strip() in (".", ".."):
        return N_("“{name}” can't be a name.", name=name.strip()), None
    if len(name.encode()) > MAX_NAME_BYTES:
        return N_("The name is too long: it takes {used} bytes, {limit} are possible.", used=len(name.encode()), limit=MAX_NAME_BYTES), None
    if too_long(name.strip(), sockets):
        return host_limit(name.strip(), sockets), N_("Choose a shorter name, for example “{name}”.", name=shortened(name.strip(), sockets))
    if name.strip() in taken:
        return (
            N_("There is already a VM called “{name}” on this host.", name=name.strip()),
            N_("Choose another name, for example “{name}”.", name=free_name(name.strip(), taken)),
        )
    return None


def host_limit(name: str, sockets: SocketPaths | None, *, agent: bool = True) -> Text:
    """The sentence for a name that :func:`console.model.names.too_long` refuses."""
    if is_cut(name, sockets):
        return N_("The name is too long for this host: its libvirt runs without a UTF-8 locale and would cut a letter in two.")
    return N_(
        "The name is too long for this host: its first 20 characters take {used} bytes, {limit} are possible.",
        used=short_bytes(name, sockets),
        limit=longest(sockets, agent=agent) or 0,
    )


def shortened(name: str, sockets: SocketPaths | None, *, agent: bool = True) -> str:
    """As much of the name's beginning as a VM on this host can be called."""
    while name and too_long(name, sockets, agent=agent):
        name = name[:SHORT_NAME][:-1]
    return name.strip()
