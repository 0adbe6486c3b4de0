"""Where a host's libvirt puts the sockets of its guests, as far as that follows from the way to it (qemu_conf.c, ``virQEMUDriverConfigNew``)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from console.backend.embedded import SESSION_SOCKETS, config_folder, has_utf8, user_runtime
from console.model.names import SocketPaths
from console.model.objects import HostRecord


def socket_paths(record: HostRecord, uri: str, libvirt_version: str, env: Mapping[str, str] = os.environ) -> SocketPaths | None:
    """``uri``: of the transport. None where nothing is known: not QEMU, or somebody's session on another computer."""
    parts = urlsplit(uri)
    if parts.scheme.partition("+")[0] != "qemu":
        return None
    recent = _number(libvirt_version) >= (10, 7)  # since then channels are in the runtime folder
    if urlsplit(record.uri).path != "/session":
        channels = "/run/libvirt/qemu/channel/" if recent else "/var/lib/libvirt/qemu/channel/target/domain-"
        return SocketPaths("/var/lib/libvirt/qemu/domain-", channels)
    if not record.local:
        return None
    cuts = False
    if "socket" in (given := parse_qs(parts.query)):
        runtime = Path(given["socket"][0]).parent
        config = config_folder(runtime.parent)
    else:
        runtime = user_runtime(env)
        config = Path(env.get("XDG_CONFIG_HOME") or Path(env.get("HOME") or "~").expanduser() / ".config")
        cuts = any(has_utf8(runtime / name) is False for name in SESSION_SOCKETS)
    own = str(runtime / "qemu")
    monitors = f"{config}/libvirt/qemu/lib/domain-" if config is not None else ""
    if recent:
        return SocketPaths(monitors, f"{runtime}/qemu/run/channel/", own, cuts)
    return SocketPaths(monitors, f"{config}/libvirt/qemu/channel/target/domain-" if config is not None else "", own, cuts)


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())
