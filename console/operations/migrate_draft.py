"""The Migrate wizard without a screen: VMs, a host, where copied disks go, which networks; what is wrong with it, and the operations."""

from __future__ import annotations

import enum
import shlex
from collections.abc import Sequence
from dataclasses import dataclass

from console.model.ids import HostId, Ref
from console.model.inventory import Inventory
from console.model.migration import (
    DiskPlace,
    Fit,
    MigrationPlan,
    default_storage,
    fit,
    is_live,
    network_choices,
    plan_problems,
    storage_for,
)
from console.model.objects import Host, Network, StorageRepository, Vm
from console.model.rules import Reason, Verb
from console.model.rules_move import why_not_move_to
from console.model.text import N_, Text, plain
from console.model.verbs import CD_EJECT
from console.operations.base import Operation
from console.operations.drafts.said import Problem, SummaryRow
from console.operations.media import eject
from console.operations.migrate import migrate
from console.operations.subject import target
from console.operations.tools import EjectTools


class MigratePage(enum.Enum):
    """The wizard's pages; the value is the step's key."""

    HOST = "host"
    STORAGE = "storage"
    NETWORK = "network"
    ORIGINAL = "original"  # of a move only
    FINISH = "finish"


TITLES: dict[MigratePage, tuple[Text, Text]] = {
    MigratePage.HOST: (N_("Host"), N_("Where should it go?")),
    MigratePage.STORAGE: (N_("Storage"), N_("Where do its disks go?")),
    MigratePage.NETWORK: (N_("Networking"), N_("Which networks are its network cards in?")),
    MigratePage.ORIGINAL: (N_("Original"), N_("What becomes of the original?")),
    MigratePage.FINISH: (N_("Finish"), N_("Is this what you want?")),
}


@dataclass(frozen=True, slots=True)
class HostChoice:
    """One host in the list. ``why_not`` None: at least one of the VMs can go there."""

    host: Host
    why_not: Text | None
    note: Text
    able: int


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """One repository for the copies."""

    repository: StorageRepository
    why_not: Text | None


class MigrateDraft:
    """Answers and what follows from them. ``cpu``: what hosts said of the VMs' CPUs, by VM and host."""

    leaves_out = False
    """Whether a network card may be left out."""
    asks_disks = True
    """Whether the old disks may stay; the VM itself goes in any case."""

    def __init__(self, inventory: Inventory, vms: Sequence[Ref], host: HostId | None = None) -> None:
        self.inventory = inventory
        self.refs = tuple(vms)
        self.host_id = host
        self.repository = ""  # uuid, "" = the default
        self.disk_repositories: dict[tuple[Ref, str], str] = {}  # of single disks, by VM and target: another one than that
        self.networks: dict[str, str] = {}  # the VM's network → the new host's
        self.keep_disks = False
        self.cpu: dict[tuple[Ref, HostId], bool] = {}
        self._fits: dict[tuple[Ref, HostId], Fit] = {}
        if self.host_id is None:
            first = next((choice for choice in self.host_choices() if choice.why_not is None), None)
            self.host_id = first.host.id if first is not None else None

    def renew(self) -> None:
        """The world (or what is known of CPUs) has changed: ask the rules again. Within one look at it each question is asked once."""
        self._fits.clear()

    # ------------------------------------------------------------------ what it is about

    @property
    def vms(self) -> tuple[Vm, ...]:
        """Those that are still there."""
        return tuple(vm for ref in self.refs if (vm := self.inventory.vm(ref)) is not None)

    @property
    def host(self) -> Host | None:
        return self.inventory.host(self.host_id) if self.host_id is not None else None

    def fit(self, vm: Vm, host: Host) -> Fit:
        """Whether this host can take this VM."""
        key = (vm.ref, host.id)
        if key not in self._fits:
            self._fits[key] = fit(vm, host, self.inventory, cpu=self.cpu.get(key))
        return self._fits[key]

    def able(self) -> tuple[Vm, ...]:
        """The VMs that can go to the chosen host."""
        host = self.host
        return tuple(vm for vm in self.vms if host is not None and self.fit(vm, host).reason is None)

    def unable(self) -> tuple[tuple[Vm, Reason], ...]:
        """The others, each with why not."""
        host = self.host
        return tuple((vm, reason) for vm in self.vms if host is not None and (reason := self.fit(vm, host).reason) is not None)

    def goes_live(self) -> bool:
        """Whether one of them moves while it runs."""
        return any(is_live(vm) for vm in self.able())

    # ------------------------------------------------------------------ choices

    def host_choices(self) -> tuple[HostChoice, ...]:
        """All other hosts: those of the first VM's pool first; unfit ones with the reason."""
        vms = self.vms
        homes = {vm.host for vm in vms}
        own = self.inventory.host(vms[0].host) if vms else None
        pool = own.record.pool if own is not None else ""
        hosts = [host for host in self.inventory.hosts() if homes != {host.id}]
        hosts.sort(key=lambda host: not (pool and host.record.pool == pool))
        return tuple(self.choice(host) for host in hosts)

    def choice(self, host: Host) -> HostChoice:
        """One host of the list."""
        vms = self.vms
        found = [(vm, self.fit(vm, host)) for vm in vms]
        able = [(vm, each) for vm, each in found if each.reason is None]
        unable = [(vm, each.reason) for vm, each in found if each.reason is not None]
        if not able:
            if not unable:
                return HostChoice(host, N_("There is no VM to migrate."), plain(""), 0)
            vm, reason = unable[0]
            return HostChoice(host, reason.text if len(vms) == 1 else N_("{vm}: {why}", vm=vm.name, why=reason.text), plain(""), 0)
        if unable:
            vm, reason = unable[0]
            note = N_("{n} of {all} can go there. {vm}: {why}", n=len(able), all=len(vms), vm=vm.name, why=reason.text)
        else:
            note = self.words_of(next((each for _, each in able if each.copies), able[0][1]), able[0][0])
        return HostChoice(host, None, note, len(able))

    def words_of(self, fit: Fit, vm: Vm) -> Text:
        """What happens, of a host that can take it."""
        if fit.copies:
            return N_("With storage: disks are copied there.")
        return N_("Reaches the disks: only the memory goes over.") if is_live(vm) else N_("Reaches the disks.")

    def copies(self) -> int:
        """How many disks have to be copied."""
        host = self.host
        return sum(len(self.fit(vm, host).copies) for vm in self.able()) if host is not None else 0

    def storage_choices(self) -> tuple[PlaceChoice, ...]:
        """The new host's repositories for the copies."""
        if self.host_id is None:
            return ()
        found = []
        for each in self.inventory.repositories(self.host_id):
            why = None if each.active else N_("{name} is not active.", name=each.name)
            if each.name == "ISO library":
                why = N_("It is for installation media.")
            found.append(PlaceChoice(each, why))
        return tuple(found)

    @property
    def place(self) -> StorageRepository | None:
        """Where the copies go."""
        if self.host_id is None:
            return None
        return next((r for r in self.inventory.repositories(self.host_id) if r.uuid == self.repository and r.active), None) or default_storage(
            self.host_id, self.inventory
        )

    def place_of_disk(self, vm: Vm, disk: str) -> StorageRepository | None:
        """Where the copy of this disk (target) goes."""
        chosen = self.disk_repositories.get((vm.ref, disk), "")
        usable = [choice.repository for choice in self.storage_choices() if choice.why_not is None] if chosen else []
        return next((each for each in usable if each.uuid == chosen), None) or self.place

    def copied_disks(self) -> tuple[tuple[Vm, DiskPlace], ...]:
        """Each disk that has to be copied."""
        host = self.host
        return tuple((vm, place) for vm in self.able() for place in self.fit(vm, host).copies) if host is not None else ()

    def storage_words(self) -> Text:
        """What the question about the storage is about."""
        count, name = self.copies(), self.host.name if self.host is not None else ""
        if count == 1:
            return N_("{host} does not reach 1 of the disks: it is copied there.", host=name)
        return N_("{host} does not reach {n} of the disks: they are copied there.", host=name, n=count)

    def moves_instead(self) -> Text | None:
        """What is offered where a host can't take a VM this way: it can be exported and imported there in one go."""
        for vm in self.vms:
            for host in self.inventory.hosts():
                if host.id != vm.host and self.fit(vm, host).reason is not None and why_not_move_to(vm, host, self.inventory) is None:
                    return N_("{host} can take it exported and imported in one go, while it is off.", host=host.name)
        return None

    def in_the_way(self) -> tuple[Vm, Reason] | None:
        """The first VM that some host can't take only because of a disc in its drive, with the reason."""
        for vm in self.vms:
            for host in self.inventory.hosts():
                reason = self.fit(vm, host).reason if host.id != vm.host else None
                if reason is not None and reason.remedy in (CD_EJECT, Verb.VM_TOOLS_EJECT.value):
                    return vm, reason
        return None

    def ejecting(self) -> list[Operation]:
        """What takes that disc out."""
        found = self.in_the_way()
        if found is None:
            return []
        vm, reason = found
        return [*eject(vm, self.inventory)] if reason.remedy == CD_EJECT else [EjectTools(target(vm, self.inventory))]

    def network_choices(self) -> tuple[tuple[str, tuple[Network, ...], str], ...]:
        """(network of the VMs, the new host's active networks, the chosen one or "")."""
        if self.host_id is None:
            return ()
        found: dict[str, tuple[tuple[Network, ...], str]] = {}
        for vm in self.able():
            for nic, there, same in network_choices(vm, self.host_id, self.inventory):
                found[nic.source] = (there, self.networks.get(nic.source, same))
        return tuple((name, there, chosen) for name, (there, chosen) in found.items())

    # ------------------------------------------------------------------ pages

    def pages(self) -> tuple[tuple[MigratePage, Text | None], ...]:
        """Each page, with why it is skipped."""
        storage = None if self.copies() else N_("the host reaches the disks")
        network = None if any(name != chosen for name, _, chosen in self.network_choices()) else N_("the same names there")
        return ((MigratePage.HOST, None), (MigratePage.STORAGE, storage), (MigratePage.NETWORK, network), (MigratePage.FINISH, None))

    def problems(self) -> tuple[Problem[MigratePage], ...]:
        """Errors, then warnings."""
        host = self.host
        if host is None:
            return (Problem(MigratePage.HOST, N_("Choose the host that it goes to.")),)
        if not self.able():
            choice = self.choice(host)
            return (Problem(MigratePage.HOST, choice.why_not or N_("There is no VM to migrate.")),)
        found = []
        for name, _, chosen in self.network_choices():
            if not chosen:
                found.append(Problem(MigratePage.NETWORK, N_("Choose the network of {host} that stands for {name}.", host=host.name, name=name)))
        for vm in self.able() if not found else ():
            found += [Problem(MigratePage.HOST, text) for text in plan_problems(self.plan(vm), self.inventory, cpu=self.cpu.get((vm.ref, host.id)))]
        for vm, reason in self.unable():
            found.append(Problem(MigratePage.HOST, N_("{vm} stays where it is: {why}", vm=vm.name, why=reason.text), error=False))
        for warning in dict.fromkeys(text for vm in self.able() for text in self.fit(vm, host).warnings):
            found.append(Problem(MigratePage.HOST, warning, error=False))
        return tuple(found)

    # ------------------------------------------------------------------ what comes of it

    def plan(self, vm: Vm) -> MigrationPlan:
        """One VM's plan."""
        assert self.host_id is not None
        host = self.host
        copies = self.fit(vm, host).copies if host is not None else ()
        places = {each.disk.target: self.place_of_disk(vm, each.disk.target) for each in copies}
        nics = vm.config.nics if vm.config is not None else ()
        return MigrationPlan(
            vm=vm.ref,
            to=self.host_id,
            live=is_live(vm),
            with_storage=bool(copies),
            storage={disk: place.uuid for disk, place in places.items() if place is not None},
            networks={nic.mac: self.networks[nic.source] for nic in nics if nic.type == "network" and nic.source in self.networks},
            keep_source_disks=self.keep_disks,
        )

    def operations(self) -> tuple[Operation, ...]:
        """One operation for each VM that can go."""
        return tuple(migrate(self.plan(vm), self.inventory) for vm in self.able())

    def summary(self) -> tuple[SummaryRow, ...]:
        """The resulting configuration."""
        host = self.host
        if host is None:
            return ()
        lines: list[SummaryRow] = []
        for vm in self.able():
            home = self.inventory.host(vm.host)
            name, way = self.way(vm)
            from_name = home.name if home is not None else ""
            lines.append(SummaryRow(plain(name), N_("{host} ({kind})", host=host.name, kind=way), N_("from {host}", host=from_name)))
            lines += [self.disk_line(vm, place) for place in self.fit(vm, host).disks]
            lines += self.other_lines(vm, host)
        return tuple(lines)

    def way(self, vm: Vm) -> tuple[str, Text]:
        """Its name at the new host, and how it comes there."""
        return vm.name, N_("live, while it runs") if is_live(vm) else N_("while it is off")

    def disk_line(self, vm: Vm, disk: DiskPlace) -> SummaryRow:
        """What becomes of one disk."""
        name, where = disk.disk.guest_name or disk.disk.target, disk.home.name if disk.home is not None else ""
        if not disk.copied:
            return SummaryRow(N_("Disk {name}", name=name), N_("stays on {storage}", storage=where), N_("shared"))
        place = storage_for(self.plan(vm), disk.disk.target, self.inventory)
        after = N_("the old one stays") if self.keep_disks else N_("the old one is deleted at the end")
        to = place.name if place is not None else ""
        return SummaryRow(N_("Disk {name}", name=name), N_("copied to {storage}", storage=to), N_("{storage}; {after}", storage=where, after=after))

    def other_lines(self, vm: Vm, host: Host) -> list[SummaryRow]:
        """What becomes of its network cards."""
        found = []
        for nic, _, same in network_choices(vm, host.id, self.inventory):
            chosen = self.networks.get(nic.source, same)
            found.append(SummaryRow(N_("Network card {mac}", mac=nic.mac), plain(chosen), plain("") if chosen == nic.source else plain(nic.source)))
        return found

    def command(self) -> str:
        """The equivalent virtdeckctl command; several where the VMs need different words."""
        groups: dict[tuple[bool, tuple[str, ...]], list[str]] = {}
        for vm in self.able():
            chosen = ((disk, self.place_of_disk(vm, disk)) for ref, disk in self.disk_repositories if ref == vm.ref)
            disks = tuple(sorted(f"{disk}={place.name}" for disk, place in chosen if place is not None and place != self.place))
            groups.setdefault((is_live(vm), disks), []).append(vm.name)
        return "\n".join(self._command(names, live, disks) for (live, disks), names in groups.items())

    def _command(self, names: Sequence[str], live: bool, disks: Sequence[str]) -> str:
        host = self.host
        assert host is not None
        words = ["virtdeckctl", "vm-migrate", *names, "--to", host.name, *(["--live"] if live else [])]
        if self.copies():
            words.append("--with-storage")
            if self.repository and self.place is not None:
                words += ["--storage", self.place.name]
            for disk in disks:
                words += ["--storage", disk]
            if self.keep_disks:
                words.append("--keep-disks")
        for old, new in self.networks.items():
            if old != new:
                words += ["--network", f"{old}={new}"]
        return shlex.join(words)
