"""What the hub knows of one host, and the deltas that come of it. Loop thread only.

The picture owns every field of the host's objects; readers bring rows and details, the guest watcher brings patches, and what differs goes out as
one delta a batch.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from console.backend.hooks import GuestWatchLike
from console.backend.listing import DomainDetail, DomainFlags, DomainRow
from console.model.ids import Kind, Ref
from console.model.inventory import Delta, Drop, Patch, Put
from console.model.objects import Host, Network, PowerState, StorageRepository, Vm, VmConfig
from console.model.tools import GuestFamily

OsLookup = Callable[[str], tuple[str, GuestFamily]]
"""(readable name, family) of a libosinfo id; ("", OTHER) when it is not known."""

_WATCHED = frozenset({"state", "config", "name", "persistent"})


def family_by_id(osinfo_id: str) -> tuple[str, GuestFamily]:
    """The look-up without libosinfo: the short id of the URL and what its vendor tells."""
    short = osinfo_id.rstrip("/").removeprefix("http://").partition("/")[2].replace("/", " ")
    if "microsoft.com" in osinfo_id:
        return short, GuestFamily.WINDOWS
    if any(vendor in osinfo_id for vendor in ("freebsd", "openbsd", "netbsd", "oracle.com/solaris", "apple.com", "haiku", "novell.com/netware")):
        return short, GuestFamily.OTHER
    return short, GuestFamily.LINUX if osinfo_id else GuestFamily.OTHER


_VM_FIELDS = tuple(f.name for f in dataclasses.fields(Vm))


def _differing(old: Vm, new: Vm) -> dict[str, Any]:
    """Fields of ``new`` that ``old`` has otherwise."""
    found = {}
    for name in _VM_FIELDS:
        a, b = getattr(old, name), getattr(new, name)
        if a is not b and a != b:
            found[name] = b
    return found


class Picture:
    """The objects of one host."""

    def __init__(self, host: Host, deliver: Callable[[Delta], None], os_lookup: OsLookup | None = None) -> None:
        self.host = host
        self.vms: dict[str, Vm] = {}
        self.repositories: dict[str, StorageRepository] = {}
        self.networks: dict[str, Network] = {}
        self.watch: GuestWatchLike | None = None
        self._deliver = deliver
        self._os_lookup = os_lookup or family_by_id
        self._listeners: set[Callable[[], None]] = set()

    # ------------------------------------------------------------------ host

    def set_host(self, **fields: Any) -> None:
        """Change fields of the host and say so."""
        changed = {name: value for name, value in fields.items() if getattr(self.host, name) != value}
        if changed:
            self.host = dataclasses.replace(self.host, **changed)
            self._deliver(Delta((Patch(self.host.ref, changed),)))
            self._tell()

    def put_host(self) -> None:
        """Announce the host itself."""
        self._deliver(Delta((Put(self.host),)))

    # ------------------------------------------------------------------ VMs

    def rows(self, rows: Iterable[DomainRow], gone: Iterable[str] = (), *, boots: Mapping[str, bool] = MappingProxyType({})) -> list[str]:
        """Take in rows of the cheap kind. ``boots``: whose boot was seen just now (False: it came up, but from a saved state).

        Returns the UUIDs that came new.
        """
        pairs: list[tuple[Vm | None, Vm | None]] = []
        new = []
        for row in rows:
            old = self.vms.get(row.uuid)
            vm = self._with_row(old, row, boots.get(row.uuid))
            if old is None:
                new.append(row.uuid)
            pairs.append((old, vm))
        pairs.extend((self.vms[uuid], None) for uuid in gone if uuid in self.vms)
        self._apply(pairs)
        return new

    def _with_row(self, old: Vm | None, row: DomainRow, boot: bool | None) -> Vm:
        if boot is None and old is not None and not old.state.active and row.state.active:
            boot = row.reason in ("booted", "unknown", "")  # the event that says so may come after this reading
        if old is None:
            old = Vm(host=self.host.id, uuid=row.uuid, name=row.name)
        started_at = old.started_at if row.state.active else None
        if boot is not None and row.state.active:
            started_at = time.time() if boot else None
        return dataclasses.replace(
            old,
            name=row.name,
            state=row.state,
            state_reason=row.reason,
            persistent=old.persistent if row.persistent is None else row.persistent,
            has_managed_save=row.managed_save,
            autostart=old.autostart if row.autostart is None else row.autostart,
            started_at=started_at,
            stats=old.stats if row.state is PowerState.RUNNING else None,
            pending=old.pending if row.state.active else None,
        )

    def flags(self, flags: DomainFlags) -> None:
        """Take in what bulk calls tell beside the states. "Does not start with the host", true of nearly all, comes with the details."""
        transient, autostart = flags.transient, flags.autostart
        pairs: list[tuple[Vm | None, Vm | None]] = []
        for uuid, old in self.vms.items():
            persistent = old.persistent if transient is None else uuid not in transient
            starts = old.autostart if autostart is None else (uuid in autostart or (None if old.autostart is None else False))
            if (persistent, starts) != (old.persistent, old.autostart):
                pairs.append((old, dataclasses.replace(old, persistent=persistent, autostart=starts)))
        self._apply(pairs)

    def details(self, details: Iterable[DomainDetail]) -> None:
        """Take in what XML told."""
        pairs: list[tuple[Vm | None, Vm | None]] = []
        for detail in details:
            old = self.vms.get(detail.uuid)
            if old is not None:
                pairs.append((old, self._with_detail(old, detail)))
        self._apply(pairs)

    def _with_detail(self, old: Vm, detail: DomainDetail) -> Vm:
        if detail.config is None:
            return dataclasses.replace(old, problem=detail.problem)
        fields: dict[str, Any] = {}
        if detail.config != old.config:
            fields = self._system(old, detail.config)
        return dataclasses.replace(
            old,
            name=detail.name,
            config=old.config if detail.config == old.config else detail.config,
            pending=detail.pending,
            autostart=old.autostart if detail.autostart is None else detail.autostart,
            problem=None,
            **fields,
        )

    def _system(self, old: Vm, config: VmConfig) -> dict[str, Any]:
        """Name and family of the guest's system, as far as the guest has not told better."""
        if old.tools.os is not None:
            return {}
        if old.config is not None and old.config.osinfo_id == config.osinfo_id and old.os_name:
            return {}
        name, family = self._os_lookup(config.osinfo_id) if config.osinfo_id else ("", GuestFamily.OTHER)
        return {"os_name": name, "family": family}

    def patch(self, ref: Ref, fields: Mapping[str, Any]) -> None:
        """Fields of a VM from the guest watcher or the stats; unknown VMs are ignored."""
        self.patches({ref.key: fields})

    def patches(self, by_uuid: Mapping[str, Mapping[str, Any]]) -> None:
        """Several at once. The watcher is not told."""
        changes: list[Put | Patch | Drop] = []
        for uuid, fields in by_uuid.items():
            old = self.vms.get(uuid)
            if old is None:
                continue
            changed = {name: value for name, value in fields.items() if getattr(old, name) != value}
            if changed:
                self.vms[uuid] = dataclasses.replace(old, **changed)
                changes.append(Patch(old.ref, changed))
        if changes:
            self._deliver(Delta(tuple(changes)))
            self._tell()

    def _apply(self, pairs: Iterable[tuple[Vm | None, Vm | None]]) -> None:
        """One delta for all of these, then the watcher."""
        changes: list[Put | Patch | Drop] = []
        told: list[tuple[Vm | None, Vm | None]] = []
        for old, new in pairs:
            if new is None:
                if old is not None:
                    del self.vms[old.uuid]
                    changes.append(Drop(old.ref))
                    told.append((old, None))
                continue
            if old is None:
                changes.append(Put(new))
                told.append((old, new))
            else:
                fields = _differing(old, new)
                if not fields:
                    continue
                changes.append(Patch(new.ref, fields))
                if _WATCHED & fields.keys():
                    told.append((old, new))
            self.vms[new.uuid] = new
        if changes:
            self._deliver(Delta(tuple(changes)))
            self._tell()
        if self.watch is not None:
            for old, new in told:
                self.watch.vm_changed(old, new)

    # ------------------------------------------------------------------ storage and networks

    def set_repositories(self, found: Iterable[StorageRepository]) -> None:
        """All of them: what is not among them is dropped."""
        new = {each.uuid: each for each in found}
        self.repositories_changed({**dict.fromkeys(self.repositories, None), **new})

    def repositories_changed(self, found: Mapping[str, StorageRepository | None]) -> None:
        """Some of them; None: gone."""
        self._merge(Kind.STORAGE, self.repositories, found)

    def set_networks(self, found: Iterable[Network]) -> None:
        """All of them: what is not among them is dropped."""
        new = {each.uuid: each for each in found}
        self.networks_changed({**dict.fromkeys(self.networks, None), **new})

    def networks_changed(self, found: Mapping[str, Network | None]) -> None:
        """Some of them; None: gone."""
        self._merge(Kind.NETWORK, self.networks, found)

    def _merge(self, kind: Kind, known: dict[str, Any], found: Mapping[str, Any]) -> None:
        changes: list[Put | Patch | Drop] = []
        for uuid, new in found.items():
            if new is None:
                if known.pop(uuid, None) is not None:
                    changes.append(Drop(Ref(kind, self.host.id, uuid)))
            elif known.get(uuid) != new:
                known[uuid] = new
                changes.append(Put(new))
        if changes:
            self._deliver(Delta(tuple(changes)))
            self._tell()

    def clear(self) -> None:
        """Drop everything that is on the host; the host stays."""
        kinds: tuple[tuple[Kind, Iterable[str]], ...] = ((Kind.VM, self.vms), (Kind.STORAGE, self.repositories), (Kind.NETWORK, self.networks))
        changes: list[Put | Patch | Drop] = [Drop(Ref(kind, self.host.id, uuid)) for kind, uuids in kinds for uuid in uuids]
        self.vms.clear()
        self.repositories.clear()
        self.networks.clear()
        if changes:
            self._deliver(Delta(tuple(changes)))
            self._tell()

    # ------------------------------------------------------------------ waiting

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call ``listener`` after each change; returns the function that ends it."""
        self._listeners.add(listener)
        return lambda: self._listeners.discard(listener)

    def _tell(self) -> None:
        for listener in list(self._listeners):
            listener()
