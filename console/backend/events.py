"""libvirt's events as notices: what happened to which object, never its data. They say "read this again".

Callbacks run in libvirt's event thread (or a worker's): they put a notice into a mailbox and return. The mailbox is emptied on the loop's thread,
all that has come so far at once, so that a burst of a thousand events is one batch. An event can arrive before the call that caused it returns.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import libvirt

from console.backend.errors import is_code
from console.model.text import N_, Text


@dataclass(frozen=True, slots=True)
class Notice:
    """One event. ``kind``: "lifecycle", "agent", "device", "metadata", "reboot", "config", "io-error", "job", "pool", "network", …"""

    kind: str
    uuid: str
    name: str = ""
    code: int = 0  # lifecycle: event
    detail: int = 0  # lifecycle: detail
    words: str = ""  # device alias, error reason


class Mailbox:
    """Notices from any thread to the loop's thread, in batches."""

    def __init__(self, loop: asyncio.AbstractEventLoop, deliver: Callable[[list[Notice]], None]) -> None:
        self._loop = loop
        self._deliver = deliver
        self._lock = threading.Lock()
        self._notices: list[Notice] = []
        self._closed = False

    def post(self, notice: Notice) -> None:
        """From any thread."""
        with self._lock:
            if self._closed:
                return
            self._notices.append(notice)
            if len(self._notices) > 1:
                return  # a delivery is under way already
        with contextlib.suppress(RuntimeError):  # the loop is closed
            self._loop.call_soon_threadsafe(self._empty)

    def close(self) -> None:
        """Deliver nothing more."""
        with self._lock:
            self._closed = True
            self._notices = []

    def _empty(self) -> None:
        with self._lock:
            notices, self._notices = self._notices, []
        if notices:
            self._deliver(notices)


class Registration:
    """The callbacks of one connection. Made and used in its worker; ``close`` is given to ``Connection.before_close``."""

    def __init__(self, post: Callable[[Notice], None]) -> None:
        self._post = post
        self._domain: list[int] = []
        self._pool: list[int] = []
        self._network: list[int] = []

    def lifecycle(self, conn: Any) -> bool:
        """Register the lifecycle event: before the first listing, so that nothing falls between. False: the driver has no events."""
        try:
            self._domain.append(conn.domainEventRegisterAny(None, libvirt.VIR_DOMAIN_EVENT_ID_LIFECYCLE, self._on_lifecycle, None))
        except libvirt.libvirtError as error:
            if not is_code(error, "NO_SUPPORT", "OPERATION_UNSUPPORTED"):
                raise
            return False
        return True

    def others(self, conn: Any) -> tuple[tuple[str, Text], ...]:
        """Register the rest; returns (feature, why) of what the host's libvirt does not have."""
        missing: list[tuple[str, Text]] = []
        for name, callback, feature in (
            ("AGENT_LIFECYCLE", self._on_agent, "agent-events"),
            ("DEVICE_ADDED", self._on_device, "device-events"),
            ("DEVICE_REMOVED", self._on_device, "device-events"),
            ("METADATA_CHANGE", self._on_metadata, "metadata-events"),
            ("REBOOT", self._on_reboot, ""),
            ("TRAY_CHANGE", self._on_tray, ""),
            ("DISK_CHANGE", self._on_disk, ""),
            ("BALLOON_CHANGE", self._on_balloon, ""),
            ("BLOCK_JOB_2", self._on_block_job, ""),
            ("JOB_COMPLETED", self._on_job, ""),
            ("IO_ERROR_REASON", self._on_io_error, ""),
            ("WATCHDOG", self._on_watchdog, ""),
        ):
            number = getattr(libvirt, f"VIR_DOMAIN_EVENT_ID_{name}", None)
            try:
                if number is not None:
                    self._domain.append(conn.domainEventRegisterAny(None, number, callback, None))
            except libvirt.libvirtError:
                if not conn.isAlive():
                    raise
                if feature and feature not in dict(missing):
                    missing.append((feature, N_("This host's libvirt does not announce these changes.")))
        self._register_storage(conn)
        self._register_networks(conn)
        return tuple(missing)

    def _register_storage(self, conn: Any) -> None:
        for number, code in (
            (libvirt.VIR_STORAGE_POOL_EVENT_ID_LIFECYCLE, self._on_pool),
            (libvirt.VIR_STORAGE_POOL_EVENT_ID_REFRESH, self._on_refresh),
        ):
            try:
                self._pool.append(conn.storagePoolEventRegisterAny(None, number, code, None))
            except libvirt.libvirtError:
                if not conn.isAlive():
                    raise

    def _register_networks(self, conn: Any) -> None:
        try:
            self._network.append(conn.networkEventRegisterAny(None, libvirt.VIR_NETWORK_EVENT_ID_LIFECYCLE, self._on_network, None))
        except libvirt.libvirtError:
            if not conn.isAlive():
                raise

    def close(self, conn: Any) -> None:
        """Deregister everything (in the worker, before close())."""
        for ids, deregister in (
            (self._domain, conn.domainEventDeregisterAny),
            (self._pool, conn.storagePoolEventDeregisterAny),
            (self._network, conn.networkEventDeregisterAny),
        ):
            for number in ids:
                with contextlib.suppress(libvirt.libvirtError):
                    deregister(number)
            ids.clear()

    # ------------------------------------------------------------------ callbacks: name() and UUIDString() are local, nothing else is asked here

    def _domain_notice(self, kind: str, domain: Any, code: int = 0, detail: int = 0, words: str = "") -> None:
        self._post(Notice(kind, domain.UUIDString(), domain.name(), code, detail, words))

    def _on_lifecycle(self, _conn: Any, domain: Any, event: int, detail: int, _opaque: Any) -> None:
        self._domain_notice("lifecycle", domain, event, detail)

    def _on_agent(self, _conn: Any, domain: Any, state: int, reason: int, _opaque: Any) -> None:
        self._domain_notice("agent", domain, state, reason)

    def _on_device(self, _conn: Any, domain: Any, alias: str, _opaque: Any) -> None:
        self._domain_notice("device", domain, words=alias)

    def _on_metadata(self, _conn: Any, domain: Any, _kind: int, uri: str | None, _opaque: Any) -> None:
        self._domain_notice("metadata", domain, words=uri or "")

    def _on_reboot(self, _conn: Any, domain: Any, _opaque: Any) -> None:
        self._domain_notice("reboot", domain)

    def _on_tray(self, _conn: Any, domain: Any, alias: str, _reason: int, _opaque: Any) -> None:
        self._domain_notice("config", domain, words=alias)

    def _on_disk(self, _conn: Any, domain: Any, _old: str, _new: str, alias: str, _reason: int, _opaque: Any) -> None:
        self._domain_notice("config", domain, words=alias)

    def _on_balloon(self, _conn: Any, domain: Any, _actual: int, _opaque: Any) -> None:
        self._domain_notice("balloon", domain)

    def _on_block_job(self, _conn: Any, domain: Any, disk: str, _kind: int, status: int, _opaque: Any) -> None:
        if status != libvirt.VIR_DOMAIN_BLOCK_JOB_READY:
            self._domain_notice("config", domain, words=disk)

    def _on_job(self, _conn: Any, domain: Any, _parameters: Any, _opaque: Any) -> None:
        self._domain_notice("job", domain)

    def _on_io_error(self, _conn: Any, domain: Any, path: str, _alias: str, action: int, reason: str, _opaque: Any) -> None:
        self._domain_notice("io-error", domain, action, words=reason or path)

    def _on_watchdog(self, _conn: Any, domain: Any, action: int, _opaque: Any) -> None:
        self._domain_notice("watchdog", domain, action)

    def _on_pool(self, _conn: Any, pool: Any, event: int, detail: int, _opaque: Any) -> None:
        self._post(Notice("pool", pool.UUIDString(), pool.name(), event, detail))

    def _on_refresh(self, _conn: Any, pool: Any, _opaque: Any) -> None:
        self._post(Notice("pool", pool.UUIDString(), pool.name(), -1))

    def _on_network(self, _conn: Any, network: Any, event: int, detail: int, _opaque: Any) -> None:
        self._post(Notice("network", network.UUIDString(), network.name(), event, detail))


# --------------------------------------------------------------------------- in words

_STOPPED = {
    libvirt.VIR_DOMAIN_EVENT_STOPPED_SHUTDOWN: N_("Shut down"),
    libvirt.VIR_DOMAIN_EVENT_STOPPED_DESTROYED: N_("Forced off"),
    libvirt.VIR_DOMAIN_EVENT_STOPPED_CRASHED: N_("Crashed"),
    libvirt.VIR_DOMAIN_EVENT_STOPPED_MIGRATED: N_("Migrated to another host"),
    libvirt.VIR_DOMAIN_EVENT_STOPPED_SAVED: N_("Suspended to disk"),
    libvirt.VIR_DOMAIN_EVENT_STOPPED_FAILED: N_("Ended by an error of the hypervisor"),
    libvirt.VIR_DOMAIN_EVENT_STOPPED_FROM_SNAPSHOT: N_("Off after reverting to a snapshot"),
}
_STARTED = {
    libvirt.VIR_DOMAIN_EVENT_STARTED_BOOTED: N_("Started"),
    libvirt.VIR_DOMAIN_EVENT_STARTED_MIGRATED: N_("Migration from another host began"),
    libvirt.VIR_DOMAIN_EVENT_STARTED_RESTORED: N_("Resumed from disk"),
    libvirt.VIR_DOMAIN_EVENT_STARTED_FROM_SNAPSHOT: N_("Started from a snapshot"),
    libvirt.VIR_DOMAIN_EVENT_STARTED_WAKEUP: N_("Woke up"),
}
_SUSPENDED = {
    libvirt.VIR_DOMAIN_EVENT_SUSPENDED_PAUSED: N_("Paused"),
    libvirt.VIR_DOMAIN_EVENT_SUSPENDED_IOERROR: N_("Paused because of a disk error"),
    libvirt.VIR_DOMAIN_EVENT_SUSPENDED_WATCHDOG: N_("Paused by the watchdog"),
    libvirt.VIR_DOMAIN_EVENT_SUSPENDED_API_ERROR: N_("Paused after an error"),
}
_DEFINED = {
    libvirt.VIR_DOMAIN_EVENT_DEFINED_ADDED: N_("Created"),
    libvirt.VIR_DOMAIN_EVENT_DEFINED_RENAMED: N_("Renamed"),
}
_LIFECYCLE: dict[int, dict[int, Text]] = {
    libvirt.VIR_DOMAIN_EVENT_STARTED: _STARTED,
    libvirt.VIR_DOMAIN_EVENT_STOPPED: _STOPPED,
    libvirt.VIR_DOMAIN_EVENT_SUSPENDED: _SUSPENDED,
    libvirt.VIR_DOMAIN_EVENT_DEFINED: _DEFINED,
    libvirt.VIR_DOMAIN_EVENT_UNDEFINED: {0: N_("Deleted")},
    libvirt.VIR_DOMAIN_EVENT_RESUMED: {libvirt.VIR_DOMAIN_EVENT_RESUMED_UNPAUSED: N_("Continued")},
    libvirt.VIR_DOMAIN_EVENT_PMSUSPENDED: {0: N_("Put to sleep by its guest"), 1: N_("Put to sleep by its guest")},
    libvirt.VIR_DOMAIN_EVENT_CRASHED: {0: N_("The guest system crashed (kernel panic)"), 1: N_("The guest system crashed")},
}
_POOL = {
    libvirt.VIR_STORAGE_POOL_EVENT_DEFINED: N_("Storage repository defined"),
    libvirt.VIR_STORAGE_POOL_EVENT_UNDEFINED: N_("Storage repository removed"),
    libvirt.VIR_STORAGE_POOL_EVENT_STARTED: N_("Storage repository attached"),
    libvirt.VIR_STORAGE_POOL_EVENT_STOPPED: N_("Storage repository detached"),
}
_NETWORK = {
    libvirt.VIR_NETWORK_EVENT_DEFINED: N_("Network defined"),
    libvirt.VIR_NETWORK_EVENT_UNDEFINED: N_("Network removed"),
    libvirt.VIR_NETWORK_EVENT_STARTED: N_("Network started"),
    libvirt.VIR_NETWORK_EVENT_STOPPED: N_("Network stopped"),
}


def in_words(notice: Notice) -> Text | None:
    """What the events list says of a notice; None for what is not worth a line there."""
    match notice.kind:
        case "lifecycle":
            return _LIFECYCLE.get(notice.code, {}).get(notice.detail)
        case "agent":
            connected = notice.code == libvirt.VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_CONNECTED
            if connected:
                return N_("Management agent connected")
            return N_("Management agent disconnected") if notice.detail == libvirt.VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_CHANNEL else None
        case "reboot":
            return N_("Rebooted")
        case "io-error":
            return N_("Disk error: {words}", words=notice.words)
        case "watchdog":
            return N_("The guest's watchdog fired")
        case "pool":
            return _POOL.get(notice.code)
        case "network":
            return _NETWORK.get(notice.code)
    return None
