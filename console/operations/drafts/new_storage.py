"""New storage repository: the answers of the wizard as a headless state machine; the pages only bind widgets to it."""

from __future__ import annotations

import dataclasses
import enum
from dataclasses import dataclass

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.inventory import Inventory
from console.model.objects import Host, StorageRepository
from console.model.ports import HostsPort
from console.model.rules_storage import why_not_create_on, why_not_type
from console.model.sharing import FOLDER_TYPES, pool_hosts
from console.model.storage_spec import NEEDS, NETWORKED, Found, RepositorySpec, problem_of
from console.model.text import N_, Text
from console.operations.drafts.said import Problem
from console.operations.making import unique_name
from console.operations.repositories import CreateRepository, create_repository, offered, try_on
from console.xml.repositories import build_repository


class StoragePage(enum.Enum):
    """The wizard's pages, in their order."""

    TYPE = "type"
    PLACE = "place"
    DETAILS = "details"
    FINISH = "finish"


TITLES: dict[StoragePage, tuple[Text, Text]] = {
    StoragePage.TYPE: (N_("Type"), N_("What kind of storage is it?")),
    StoragePage.PLACE: (N_("Hosts"), N_("Which hosts should use it?")),
    StoragePage.DETAILS: (N_("Location"), N_("Where is it?")),
    StoragePage.FINISH: (N_("Finish"), N_("Is this the storage repository you want?")),
}

KINDS: dict[str, tuple[Text, Text]] = {
    "dir": (N_("Folder"), N_("A folder of the host, also one that several hosts have mounted")),
    "netfs": (N_("Network folder (NFS, SMB)"), N_("Mounted by the host; the same storage from every host")),
    "iscsi": (N_("iSCSI target"), N_("The target's LUNs are the disks; the same storage from every host")),
    "rbd": (N_("Ceph RBD pool"), N_("Block devices of a Ceph cluster; the same storage from every host")),
    "gluster": (N_("Gluster volume"), N_("Files of a Gluster volume; the same storage from every host")),
    "fs": (N_("File system"), N_("A block device of the host that is mounted by libvirt")),
    "logical": (N_("LVM volume group"), N_("Disks are logical volumes of a volume group that is there")),
    "zfs": (N_("ZFS pool"), N_("Disks are volumes of a ZFS pool that is there")),
}
"""Types in the order in which they are offered, with what they are."""


@dataclass(frozen=True, slots=True)
class TrialResult:
    """What the connection test found on one host; ``found`` None: ``why`` it did not work."""

    host: HostId
    found: StorageRepository | None
    why: Text | None = None
    remedy: Text | None = None
    detail: str = ""


class NewStorageDraft:
    """What has been answered so far. Everything else follows from it and the inventory."""

    def __init__(self, inventory: Inventory, host: HostId, *, whole_pool: bool = False) -> None:
        self._inventory = inventory
        self.home = host
        self.spec = RepositorySpec("dir")
        self.hosts: tuple[HostId, ...] = (host,)
        self.shared = False
        self.autostart = True
        self.results: tuple[TrialResult, ...] = ()
        self._named = False
        if whole_pool:
            self.hosts = tuple(each.id for each, why in self.host_choices() if why is None) or (host,)
        self._name()

    # ------------------------------------------------------------------ answers

    def set_type(self, kind: str) -> None:
        """Another type; what both need stays."""
        if kind == self.spec.type:
            return
        kept = {field.name: getattr(self.spec, field.name) for field in NEEDS[kind]}
        self.spec = dataclasses.replace(RepositorySpec(kind, self.spec.name), **kept)
        if kind in NETWORKED and len(self.hosts) == 1:
            self.hosts = tuple(each.id for each, why in self.host_choices() if why is None) or self.hosts
        elif kind not in NETWORKED:
            self.shared = self.shared and kind in FOLDER_TYPES
            self.hosts = self.hosts[:1] if kind not in FOLDER_TYPES else self.hosts
        self.results = ()
        self._name()

    def change(self, **fields: object) -> None:
        """Fields of the specification."""
        before = self.spec
        self.spec = dataclasses.replace(self.spec, **fields)  # type: ignore[arg-type]
        if "name" in fields:
            self._named = bool(fields["name"])
        if self.spec != before:
            if dataclasses.replace(self.spec, name="") != dataclasses.replace(before, name=""):
                self.results = ()
            self._name()

    def set_hosts(self, hosts: tuple[HostId, ...]) -> None:
        """On which hosts it is made."""
        if hosts != self.hosts:
            self.hosts = hosts
            self.results = tuple(result for result in self.results if result.host in hosts)
            if len(hosts) < 2:
                self.shared = False
            self._name()

    def choose(self, found: Found) -> None:
        """Take over what a server offers."""
        fields = {name: value for name in ("folder", "device", "source") if (value := getattr(found, name))}
        self.change(**fields)

    def _name(self) -> None:
        """A name that follows from the place, until somebody writes one."""
        if self._named:
            return
        spec = self.spec
        last = next((part for part in (spec.source, spec.folder.rstrip("/"), spec.path.rstrip("/"), spec.device) if part), "")
        word = last.rpartition("/")[2].rpartition(":")[2] or {"dir": "images"}.get(spec.type, spec.type)
        stem = f"{spec.type}-{word}" if spec.type in NETWORKED and word != spec.type else word
        taken = {each.name for host in self.hosts for each in self._inventory.repositories(host)}
        self.spec = dataclasses.replace(spec, name=unique_name(stem.replace("/", "-"), taken))

    # ------------------------------------------------------------------ what can be chosen

    def host_choices(self) -> tuple[tuple[Host, Text | None], ...]:
        """The hosts of the pool with the first host, each with why it can't be chosen."""
        found = []
        for host in pool_hosts(self._inventory, self.home):
            reason = why_not_create_on(host) or why_not_type(self.spec.type, host)
            found.append((host, reason.text if reason is not None else None))
        return tuple(found)

    def why_not_kind(self, kind: str) -> Text | None:
        """Why this type can't be chosen: no host of the pool can have it."""
        reasons = [why_not_type(kind, host) for host in pool_hosts(self._inventory, self.home)]
        return reasons[0].text if reasons and reasons[0] is not None and all(reason is not None for reason in reasons) else None

    @property
    def can_be_shared(self) -> bool:
        """Whether it can be said that these hosts see the same folder."""
        return self.spec.type in FOLDER_TYPES and len(self.hosts) > 1

    # ------------------------------------------------------------------ problems

    def problems(self) -> tuple[Problem[StoragePage], ...]:
        """All that is wrong, in the order of the pages."""
        found = []
        if (why := self.why_not_kind(self.spec.type)) is not None:
            found.append(Problem(StoragePage.TYPE, why, field="type"))
        if not self.hosts:
            found.append(Problem(StoragePage.PLACE, N_("Choose a host."), field="hosts"))
        reasons = {host.id: why for host, why in self.host_choices()}
        for host in self.hosts:
            if (why := reasons.get(host)) is not None:
                found.append(Problem(StoragePage.PLACE, why, field="hosts"))
        for field in ("name", *(each.name for each in NEEDS[self.spec.type])):
            if (why := problem_of(self.spec, field)) is not None:
                found.append(Problem(StoragePage.DETAILS, why, field=field))
        found += self._conflicts()
        for result in self.results:
            if result.found is None and result.why is not None:
                name = self._host_name(result.host)
                found.append(Problem(StoragePage.DETAILS, N_("{host}: {why}", host=name, why=result.why), field="test", error=False))
        return tuple(found)

    def _conflicts(self) -> list[Problem[StoragePage]]:
        found = []
        for host in self.hosts:
            for each in self._inventory.repositories(host):
                name = self._host_name(host)
                if each.name == self.spec.name:
                    text = N_("{host} already has a storage repository with this name.", host=name)
                    found.append(Problem(StoragePage.DETAILS, text, field="name"))
                if self.spec.path and each.path.rstrip("/") == self.spec.path.rstrip("/") and self.spec.type in ("dir", "fs", "netfs"):
                    text = N_("The storage repository {name} of {host} is in this folder already.", name=each.name, host=name)
                    found.append(Problem(StoragePage.DETAILS, text, field="path"))
        return found

    def _host_name(self, host: HostId) -> str:
        found = self._inventory.host(host)
        return found.name if found is not None else str(host)

    # ------------------------------------------------------------------ the outside

    async def find(self, hosts: HostsPort) -> tuple[Found, ...]:
        """What the server (or the first host) offers."""
        return await offered(hosts, self.spec, self.hosts[0] if self.hosts else self.home)

    async def test(self, hosts: HostsPort) -> tuple[TrialResult, ...]:
        """Try it out on every chosen host, one after the other: several at once would log in twice."""
        asked = self.spec
        results = []
        for host in self.hosts:
            try:
                results.append(TrialResult(host, await try_on(hosts, asked, host)))
            except ConsoleError as failure:
                results.append(TrialResult(host, None, failure.text, failure.remedy, failure.detail))
        if asked == self.spec:
            self.results = tuple(results)
        return tuple(results)

    # ------------------------------------------------------------------ the end

    def summary(self) -> tuple[tuple[Text, str], ...]:
        """What will be made, as rows."""
        spec = self.spec
        rows = [(N_("Name"), spec.name), (N_("Type"), str(KINDS[spec.type][0]))]
        rows.append((N_("Hosts"), ", ".join(self._host_name(host) for host in self.hosts)))
        for field in NEEDS[spec.type]:
            value = getattr(spec, field.name)
            shown = ", ".join(value) if isinstance(value, tuple) else str(value)
            if shown:
                rows.append((field.label, shown))
        if spec.type in NETWORKED and len(self.hosts) > 1:
            rows.append((N_("Shared"), str(N_("Yes, by its source"))))
        elif self.shared:
            rows.append((N_("Shared"), str(N_("Proved when it is made; else nothing is made"))))
        rows.append((N_("Start with the host"), str(N_("Yes") if self.autostart else N_("No"))))
        return tuple(rows)

    def xml(self) -> str:
        """libvirt's XML of it."""
        try:
            return build_repository(self.spec)
        except ValueError as problem:  # control characters
            raise ConsoleError(N_("A text has a character that can't be stored."), cause=Cause.INVALID, detail=str(problem)) from problem

    def operation(self) -> CreateRepository:
        """What makes it."""
        return create_repository(self.spec, self.hosts, self._inventory, autostart=self.autostart, shared=self.shared and self.can_be_shared)
