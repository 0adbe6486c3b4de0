"""The one picture of the world that the window shows.

Backends send frozen :class:`Delta`; :meth:`Inventory.apply` is the only mutator and runs on the GUI thread only (asserted). Listeners get
one :class:`Changes` a delta, so that a burst of a thousand events is one repaint.
"""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from console.model.ids import HostId, Kind, Ref, host_ref
from console.model.objects import AnyObject, Host, Network, Pool, StorageRepository, Vm


@dataclass(frozen=True, slots=True)
class Put:
    """Insert or replace an object."""

    object: AnyObject


@dataclass(frozen=True, slots=True)
class Patch:
    """Replace some fields of an object; ignored when the object is not (no longer) there."""

    ref: Ref
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Drop:
    """Remove an object. Dropping a host drops all that is on it."""

    ref: Ref


@dataclass(frozen=True, slots=True)
class Delta:
    """A batch of changes that are applied and announced together."""

    changes: tuple[Put | Patch | Drop, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What a delta did: references that came, went, or differ now (``fields``: names of changed fields by reference)."""

    added: frozenset[Ref]
    changed: Mapping[Ref, frozenset[str]]
    removed: frozenset[Ref]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def touches(self, ref: Ref) -> bool:
        """Whether this reference is concerned."""
        return ref in self.changed or ref in self.added or ref in self.removed


Listener = Callable[[Changes], None]


def disk_name(source: str) -> str:
    """What the index of disks goes by: the last part of a path, volume name or URL."""
    return source.rstrip("/").rpartition("/")[2]


def _disk_names(thing: AnyObject) -> frozenset[str]:
    """Names of all images that a VM's current configuration opens, those below its disks included."""
    if not isinstance(thing, Vm) or thing.config is None:
        return frozenset()
    return frozenset(disk_name(path) for disk in thing.config.disks for path in (disk.source, *disk.backing) if path)


class Inventory:
    """All known objects by reference, with an index by host."""

    def __init__(self) -> None:
        self._objects: dict[Ref, AnyObject] = {}
        self._by_host: dict[HostId, dict[Ref, None]] = {}  # dicts keep the order in which objects came
        self._by_disk: dict[str, dict[Ref, None]] = {}
        self._listeners: list[Listener] = []
        self._thread = threading.get_ident()

    # ------------------------------------------------------------------ reading

    def get(self, ref: Ref) -> AnyObject | None:
        """The object, or None when it is gone."""
        return self._objects.get(ref)

    def __contains__(self, ref: Ref) -> bool:
        return ref in self._objects

    def __len__(self) -> int:
        return len(self._objects)

    def vm(self, ref: Ref) -> Vm | None:
        """The VM with this reference, or None."""
        found = self._objects.get(ref)
        return found if isinstance(found, Vm) else None

    def host(self, host: HostId) -> Host | None:
        """The host with this id, or None."""
        found = self._objects.get(host_ref(host))
        return found if isinstance(found, Host) else None

    def pool(self, pool: str) -> Pool | None:
        """The pool with this id, or None."""
        found = self._objects.get(Ref(Kind.POOL, HostId(""), pool))
        return found if isinstance(found, Pool) else None

    def _of(self, kind: Kind, host: HostId | None) -> Iterator[AnyObject]:
        refs: Iterable[Ref] = self._objects if host is None else self._by_host.get(host, ())
        return (self._objects[ref] for ref in refs if ref.kind is kind)

    def pools(self) -> list[Pool]:
        """All pools."""
        return [o for o in self._of(Kind.POOL, None) if isinstance(o, Pool)]

    def hosts(self) -> list[Host]:
        """All hosts, in the order of their records."""
        return [o for o in self._of(Kind.HOST, None) if isinstance(o, Host)]

    def vms(self, host: HostId | None = None) -> list[Vm]:
        """VMs and custom templates, of one host or of all."""
        return [o for o in self._of(Kind.VM, host) if isinstance(o, Vm)]

    def repositories(self, host: HostId | None = None) -> list[StorageRepository]:
        """Storage repositories, of one host or of all."""
        return [o for o in self._of(Kind.STORAGE, host) if isinstance(o, StorageRepository)]

    def networks(self, host: HostId | None = None) -> list[Network]:
        """Networks, of one host or of all."""
        return [o for o in self._of(Kind.NETWORK, host) if isinstance(o, Network)]

    def objects(self) -> Mapping[Ref, AnyObject]:
        """A read-only view of everything."""
        return MappingProxyType(self._objects)

    def find_vms(self, word: str) -> list[Vm]:
        """VMs whose UUID or exact name is ``word`` (several hosts may have the same name)."""
        return [vm for vm in self.vms() if word in (vm.uuid, vm.name)]

    def disk_users(self, name: str) -> list[Vm]:
        """VMs of all hosts with a disk (or an image below one) whose source ends in this name: few, to be looked at closer."""
        return [vm for ref in self._by_disk.get(name, ()) if (vm := self.vm(ref)) is not None]

    # ------------------------------------------------------------------ listening

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` after each delta; returns the function that ends it."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    # ------------------------------------------------------------------ writing

    def apply(self, delta: Delta) -> Changes:
        """Apply a delta and tell the listeners. GUI (owner) thread only."""
        assert threading.get_ident() == self._thread, "Inventory.apply belongs to the thread that made the inventory"
        added: set[Ref] = set()
        changed: dict[Ref, frozenset[str]] = {}
        removed: set[Ref] = set()

        def note(ref: Ref, names: frozenset[str]) -> None:
            if ref not in added and names:
                changed[ref] = changed.get(ref, frozenset()) | names

        for change in delta.changes:
            match change:
                case Put(new):
                    ref = new.ref
                    old = self._objects.get(ref)
                    self._objects[ref] = new
                    self._index(ref, old, new)
                    if old is None:
                        if ref.host:
                            self._by_host.setdefault(ref.host, {})[ref] = None
                        if ref in removed:
                            removed.discard(ref)
                            note(ref, frozenset(f.name for f in dataclasses.fields(new)))
                        else:
                            added.add(ref)
                    elif old is not new:
                        note(ref, _differing(old, new))
                case Patch(ref, fields):
                    old = self._objects.get(ref)
                    if old is None:
                        continue
                    names = frozenset(name for name, value in fields.items() if getattr(old, name) != value)
                    if names:
                        self._objects[ref] = new = dataclasses.replace(old, **{name: fields[name] for name in names})
                        if "config" in names:
                            self._index(ref, old, new)
                        note(ref, names)
                case Drop(ref):
                    gone = list(self._by_host.get(ref.host, ())) if ref.kind is Kind.HOST else [ref]
                    for each in gone:
                        lost = self._objects.pop(each, None)
                        if lost is None:
                            continue
                        self._index(each, lost, None)
                        if each.host:
                            self._by_host[each.host].pop(each, None)
                        changed.pop(each, None)
                        if each in added:
                            added.discard(each)
                        else:
                            removed.add(each)
        changes = Changes(frozenset(added), MappingProxyType(changed), frozenset(removed))
        if changes:
            for listener in list(self._listeners):
                listener(changes)
        return changes

    def _index(self, ref: Ref, old: AnyObject | None, new: AnyObject | None) -> None:
        """Keep the index of disks: what ``ref`` was and what it is now."""
        if ref.kind is not Kind.VM or (isinstance(old, Vm) and isinstance(new, Vm) and old.config is new.config):
            return
        before = _disk_names(old) if old is not None else frozenset()
        after = _disk_names(new) if new is not None else frozenset()
        for name in before - after:
            users = self._by_disk[name]
            users.pop(ref, None)
            if not users:
                del self._by_disk[name]
        for name in after - before:
            self._by_disk.setdefault(name, {})[ref] = None


def _differing(old: AnyObject, new: AnyObject) -> frozenset[str]:
    return frozenset(f.name for f in dataclasses.fields(new) if getattr(old, f.name, None) != getattr(new, f.name))
