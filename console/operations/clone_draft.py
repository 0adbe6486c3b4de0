"""The Clone wizard without a screen: what was answered, what follows from it, what is wrong with it, and the operation that it comes to.

As with a new VM, the user's words are one frozen :class:`CloneAnswers`, where None and "" mean "not said". The wizard and ``virtdeckctl vm-clone``
share it.
"""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from console.model.clone import (
    MODE_TITLES,
    CloneHost,
    CloneMode,
    clone_hosts,
    clone_name,
    default_repository,
    missing_networks,
    mode_why_not,
    own_disks,
    repository_why_not,
)
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Ref
from console.model.inventory import Inventory
from console.model.objects import Host, StorageRepository, Vm, VmConfig, Volume
from console.model.ports import HostsPort, Programs
from console.model.rules import Reason
from console.model.snapshots import Snapshot, snapshot_why_not
from console.model.text import N_, Text, plain
from console.operations.chains import DEEP
from console.operations.clone import CloneItem, CloneVm
from console.operations.drafts.choices import find_network, network_choices, network_words
from console.operations.drafts.clone_rows import MAX_CLONES, CloneRow, changed, new_macs, row_problems, rows_by_pattern
from console.operations.drafts.parts import NetworkChoice, RepositoryChoice
from console.operations.drafts.said import Problem, SummaryRow
from console.operations.drafts.sizes import size_text
from console.operations.drafts.template_parts import deep_words
from console.operations.prepare import USUAL_STEPS, Identity, Preparation, identity_problem, sysprep_why_not
from console.operations.snapshots import as_it_was, known_volume, list_snapshots
from console.operations.subject import target
from console.xml.clone import CloneXml, NewSource, NicPlace, clone_xml, warnings

COPY_BYTES_PER_SECOND = 500e6
"""For estimates: what a disk of today writes (measured 0.75 to 1.4 GB/s on SSD, half of that on older ones; research, scale-lab §6)."""

CLONE_SECONDS = 0.3
"""What one copy-on-write clone takes."""

OVERLAY_BYTES = 1 << 20

PREPARATIONS = ("none", "seed", "offline")


@dataclass(frozen=True, slots=True)
class CloneAnswers:
    """Everything the user said."""

    mode: CloneMode | None = None
    count: int = 1
    pattern: str = ""  # name of one, pattern of many; "" = from the source's name
    edits: Mapping[tuple[int, str], str] = field(default_factory=dict)  # by row and column of the preview table
    preparation: str = ""  # one of PREPARATIONS; "" = none
    steps: tuple[str, ...] = USUAL_STEPS
    first_address: str = ""  # of the first clone; the others get those that follow
    gateway: str = ""
    dns: str = ""
    ssh_key: str = ""
    user: str = "root"
    host: HostId | None = None
    repository: str = ""
    snapshot: str = ""  # name of a snapshot of the source, "" = as it is now
    networks: Mapping[str, str] = field(default_factory=dict)  # by the source's MAC: key of a network choice, "" = as the source
    start: bool = False


class CloneDraft:
    """One cloning that is being thought about. Changed by :meth:`change` only."""

    def __init__(self, inventory: Inventory, source: Ref, answers: CloneAnswers | None = None, *, deep: int = DEEP) -> None:
        """``deep``: the depth of chains from which on the user wants to be warned."""
        self.inventory = inventory
        self.source = source
        self.deep = deep
        self.answers = answers or CloneAnswers()
        self.volumes: Mapping[str, Volume] = {}  # the source's disks by target, after look()
        self.held: Mapping[str, int] = {}  # bytes that a full copy of each takes
        self.under: int | None = None  # images under the source's deepest disk, after look()
        self.xml_of_source = ""
        self.snapshots: tuple[Snapshot, ...] | None = None  # the source's; None before look()
        self.why_no_sysprep: Text | None = N_("Being looked at.")
        self._uuids: list[tuple[str, str]] = []
        self._macs: dict[str, list[str]] = {}
        self._name = ""

    def change(self, **fields: object) -> None:
        """Replace answers by name."""
        self.answers = dataclasses.replace(self.answers, **fields)  # type: ignore[arg-type]

    def renew(self) -> None:
        """Other UUIDs: those before were announced by a run that failed."""
        self._uuids = []

    # ------------------------------------------------------------------ what follows

    @property
    def vm(self) -> Vm | None:
        """The source as it is now, or was in the chosen snapshot."""
        vm, snapshot = self.inventory.vm(self.source), self.snapshot
        return as_it_was(vm, snapshot) if vm is not None and snapshot is not None and snapshot.domain_xml else vm

    @property
    def snapshot(self) -> Snapshot | None:
        """The chosen one, where it is known."""
        return next((each for each in self.snapshots or () if each.name == self.answers.snapshot), None)

    @property
    def config(self) -> VmConfig | None:
        vm = self.vm
        return (vm.pending or vm.config) if vm is not None else None

    def mode_why_not(self, mode: CloneMode) -> Reason | None:
        """Why the source can't be cloned this way."""
        vm, snapshot = self.vm, self.snapshot
        if vm is None:
            return Reason(N_("The VM does not exist any more."))
        return mode_why_not(mode, vm, self.inventory) if snapshot is None else snapshot_why_not(mode, snapshot, vm, self.inventory)

    @property
    def mode(self) -> CloneMode:
        """The chosen one; copy-on-write where that is possible, by default. Of a snapshot a full copy: then it can be deleted."""
        if self.answers.mode is not None:
            return self.answers.mode
        if self.answers.snapshot:
            return CloneMode.FULL
        return CloneMode.COW if self.mode_why_not(CloneMode.COW) is None else CloneMode.FULL

    def hosts(self) -> tuple[CloneHost, ...]:
        """All hosts, unfit ones with the reason (the pool rule)."""
        vm = self.vm
        return clone_hosts(vm, self.inventory) if vm is not None else ()

    @property
    def host(self) -> Host | None:
        """The target: the chosen one, else the source's own."""
        return self.inventory.host(self.answers.host if self.answers.host is not None else self.source.host)

    def repositories(self) -> tuple[RepositoryChoice, ...]:
        """The target's repositories, unfit ones with the reason, the default one first."""
        vm, host = self.vm, self.host
        if vm is None or host is None:
            return ()
        found = []
        for each in self.inventory.repositories(host.id):
            why = repository_why_not(self.mode, vm, each, self.inventory)
            free = each.available_bytes if each.active else None
            needed = self.space_bytes(self.mode)
            if why is None and free is not None and needed is not None and needed > free:
                why = N_("Only {free} free.", free=size_text(free))
            found.append(RepositoryChoice(each, why, free))
        default = default_repository(self.mode, vm, host.id, self.inventory)
        return tuple(sorted(found, key=lambda c: (c.why_not is not None, default is None or c.repository.uuid != default.uuid, c.repository.name)))

    @property
    def repository(self) -> StorageRepository | None:
        """Where the disks go."""
        choices = self.repositories()
        chosen = next((c.repository for c in choices if c.repository.uuid == self.answers.repository), None)
        return chosen or next((c.repository for c in choices if c.why_not is None), None)

    @property
    def pattern(self) -> str:
        """The name of one, the pattern of many."""
        if self.answers.pattern:
            return self.answers.pattern
        vm = self.vm
        if vm is None:
            return ""
        if self.answers.count > 1:
            return f"{vm.name}-###"
        self._name = self._name if self._name and self._name not in self._taken else clone_name(vm.name, sorted(self._taken))
        return self._name

    @property
    def _taken(self) -> frozenset[str]:
        host = self.host
        return frozenset(vm.name for vm in self.inventory.vms(host.id)) if host is not None else frozenset()

    @property
    def _used_macs(self) -> frozenset[str]:
        return frozenset(nic.mac for vm in self.inventory.vms() for config in (vm.config, vm.pending) if config is not None for nic in config.nics)

    def _macs_of(self, old: str) -> Sequence[str]:
        """New addresses for the clones' cards that correspond to this one of the source; kept, so that the preview is what is made."""
        known = self._macs.setdefault(old, [])
        missing = self.answers.count - len(known)
        if missing > 0:
            mine = {mac for macs in self._macs.values() for mac in macs}
            known.extend(new_macs(missing, self._used_macs | mine))
        return known

    @property
    def rows(self) -> tuple[CloneRow, ...]:
        """The preview table."""
        config = self.config
        nics = config.nics if config is not None else ()
        macs = self._macs_of(nics[0].mac) if nics else ()
        first = self.answers.first_address if self.answers.preparation == "seed" else ""
        rows = rows_by_pattern(self.pattern, self.answers.count, self._taken, first.strip(), macs)
        return changed(rows, self.answers.edits)

    def row_problems(self) -> Mapping[tuple[int, str], Text]:
        """What is wrong in the table, by row and column."""
        host = self.host
        sockets = host.socket_paths if host is not None else None
        return row_problems(self.rows, self._taken, self._used_macs, sockets, identities=self.answers.preparation in ("seed", "offline"))

    def network_choices(self) -> tuple[NetworkChoice, ...]:
        """Networks of the target for the clones' cards."""
        return network_choices(self.inventory, self.host, [key for key in self.answers.networks.values() if key])

    # ------------------------------------------------------------------ space and time

    async def look(self, hosts: HostsPort, programs: Programs | None) -> None:
        """Read the source's disks, its XML, and what the target can do. What can't be read stays unknown."""
        vm = self.vm
        if vm is None:
            return
        port = hosts.port(vm.host)
        self.snapshots = await list_snapshots(port, vm.uuid)
        vm = self.vm or vm
        found: dict[str, Volume] = {}
        held: dict[str, int] = {}
        under = 0
        for disk in own_disks(vm):
            volume = await known_volume(port, self.inventory, disk.source) if disk.source.startswith("/") else None
            if volume is None:
                continue
            found[disk.target] = volume
            total, seen = 0, set[str]()
            while volume is not None and volume.path not in seen:
                seen.add(volume.path)
                total += volume.allocation_bytes
                volume = await port.volume_by_path(volume.backing) if volume.backing else None
            held[disk.target] = min(total, found[disk.target].capacity_bytes)
            under = max(under, len(seen) - 1)
        self.volumes, self.held, self.under = found, held, under if found else None
        self.xml_of_source = self.snapshot.domain_xml if self.snapshot is not None else await port.domain_xml(vm.uuid, inactive=True)
        host = self.host
        if programs is not None and host is not None:
            self.why_no_sysprep = await sysprep_why_not(programs, self.inventory, host.id)

    def space_bytes(self, mode: CloneMode) -> int | None:
        """Space that all clones take at once; None while that is not known."""
        vm = self.vm
        if vm is None or not self.volumes:
            return None
        if mode is CloneMode.COW:
            return OVERLAY_BYTES * len(self.volumes) * self.answers.count
        return sum(self.held.values()) * self.answers.count

    def seconds(self, mode: CloneMode) -> float | None:
        """About how long it takes."""
        if mode is CloneMode.COW:
            return CLONE_SECONDS * self.answers.count
        space = self.space_bytes(mode)
        return None if space is None else space / COPY_BYTES_PER_SECOND + CLONE_SECONDS * self.answers.count

    @property
    def depth(self) -> int:
        """Disks under each clone's: as counted, before that as the source's metadata says."""
        return self.depth_of(self.mode)

    def depth_of(self, mode: CloneMode) -> int:
        """Disks under each clone's, if it were made this way."""
        config = self.config
        if config is None or mode is CloneMode.FULL:
            return 0
        return 1 + (self.under if self.under is not None else config.metadata.clone_depth or 0)

    @property
    def depth_warning(self) -> Text | None:
        """That copy-on-write clones would be too deep, where the user wants to be warned: *Restore disk speed (full copy)* is offered."""
        vm, depth = self.vm, self.depth_of(CloneMode.COW)
        if vm is None or self.snapshot is not None or depth < max(2, self.deep) or self.mode_why_not(CloneMode.COW) is not None:
            return None
        return deep_words(vm.name, depth)

    # ------------------------------------------------------------------ problems

    def preparation_why_not(self, kind: str) -> Text | None:
        """Why the guests can't be prepared this way."""
        return self.why_no_sysprep if kind == "offline" else None

    def problems(self, page: str = "") -> tuple[Problem[str], ...]:
        """What has to be mended, in the order of the pages."""
        found = [*self._source_problems(), *self._name_problems(), *self._preparation_problems(), *self._target_problems()]
        return tuple(problem for problem in found if not page or problem.page == page)

    def _source_problems(self) -> list[Problem[str]]:
        if self.answers.snapshot and self.snapshot is None:
            vm = self.vm
            if self.snapshots is None or vm is None:
                return [Problem("source", N_("Being looked at."))]
            return [Problem("source", N_("{name} has no snapshot {snapshot}.", name=vm.name, snapshot=self.answers.snapshot))]
        reason = self.mode_why_not(self.mode)
        return [] if reason is None else [Problem("source", reason.text)]

    def _name_problems(self) -> list[Problem[str]]:
        if not 1 <= self.answers.count <= MAX_CLONES:
            return [Problem("names", N_("From 1 to {n} clones can be made at a time.", n=MAX_CLONES))]
        wrong = self.row_problems()
        rows = self.rows
        return [Problem("names", N_("{name}: {why}", name=rows[number].name or number + 1, why=why)) for (number, _), why in sorted(wrong.items())]

    def _preparation_problems(self) -> list[Problem[str]]:
        kind = self.answers.preparation
        if kind not in ("", *PREPARATIONS):
            return [Problem("preparation", N_("There is no preparation “{kind}”.", kind=kind))]
        if kind in ("", "none"):
            return []
        if (why := self.preparation_why_not(kind)) is not None:
            return [Problem("preparation", why)]
        if self.mode is CloneMode.FULL and kind == "offline" and (vm := self.vm) is not None and not own_disks(vm):
            return [Problem("preparation", N_("It has no disk that could be prepared."))]
        identity = Identity(gateway=self.answers.gateway.strip(), dns=self._dns, ssh_key=self.answers.ssh_key.strip())
        wrong = identity_problem(identity)
        return [] if wrong is None else [Problem("preparation", wrong)]

    def _target_problems(self) -> list[Problem[str]]:
        host = self.host
        chosen = next((each for each in self.hosts() if host is not None and each.host.id == host.id), None)
        if chosen is None:
            return [Problem("target", N_("Its host is not in the list any more."))]
        if chosen.why_not is not None:
            return [Problem("target", N_("{host}: {why}", host=chosen.host.name, why=chosen.why_not))]
        vm = self.vm
        if vm is not None and own_disks(vm) and self.repository is None:
            return [Problem("target", N_("No storage repository of {host} can take the disks.", host=chosen.host.name))]
        picked = next((c for c in self.repositories() if c.repository.uuid == self.answers.repository), None)
        if picked is not None and picked.why_not is not None:
            return [Problem("target", N_("{repository}: {why}", repository=picked.repository.name, why=picked.why_not))]
        for key in self.answers.networks.values():
            choice = find_network(self.network_choices(), key) if key else None
            if key and (choice is None or choice.why_not is not None):
                return [Problem("target", N_("The network {name} can't be used on {host}.", name=key, host=chosen.host.name))]
        config = self.config
        missing = missing_networks(vm, config, chosen.host, self.answers.networks, self.inventory) if vm is not None and config is not None else ()
        return [Problem("target", each) for each in missing]

    def warnings(self) -> tuple[Text, ...]:
        """What is worth knowing before it is done."""
        found = list(warnings(self.xml_of_source)) if self.xml_of_source else []
        vm = self.vm
        if vm is not None and vm.state.active and self.mode is CloneMode.FULL:
            found.append(N_("{name} is running: its disks are copied as they are at one moment, as after a power cut.", name=vm.name))
        if (snapshot := self.snapshot) is not None:
            if snapshot.was_running:
                found.append(
                    N_("{name} was running when the snapshot was made: its disks are as after a power cut.", name=vm.name if vm is not None else "")
                )
            if self.mode is CloneMode.COW:
                found.append(N_("The clones depend on the snapshot's disks: it can't be deleted or merged while they are there."))
        if self.mode is CloneMode.COW and (deep := self.depth_warning) is not None:
            found.append(deep)
        elif self.depth > 1:
            found.append(N_("The clones' disks are {depth} deep: each layer makes reading slower.", depth=self.depth))
        if self.answers.preparation in ("", "none"):
            found.append(N_("The guests keep the source's machine ID, ssh host keys and host name unless it was prepared before."))
        return tuple(found)

    # ------------------------------------------------------------------ results

    @property
    def _dns(self) -> tuple[str, ...]:
        return tuple(part for part in self.answers.dns.replace(",", " ").split() if part)

    def _places(self) -> dict[str, NicPlace]:
        found = {}
        for mac, key in self.answers.networks.items():
            choice = find_network(self.network_choices(), key) if key else None
            if choice is not None:
                found[mac] = NicPlace(choice.spec.kind, choice.spec.source, choice.spec.portgroup)
        return found

    def _items(self) -> tuple[CloneItem, ...]:
        config, answers = self.config, self.answers
        nics = config.nics if config is not None else ()
        while len(self._uuids) < answers.count:
            self._uuids.append((str(uuid.uuid4()), str(uuid.uuid4())))
        found = []
        for number, row in enumerate(self.rows):
            macs = [(nic.mac, self._macs_of(nic.mac)[number]) for nic in nics]
            if macs and row.mac:
                macs[0] = (macs[0][0], row.mac.lower())
            key = answers.ssh_key.strip()
            seed = answers.preparation == "seed"
            identity = Identity(
                row.host_name,
                row.address if seed else "",
                answers.gateway.strip() if seed else "",
                self._dns if seed else (),
                key,
                answers.user,
                macs[0][1] if macs else "",
            )
            found.append(CloneItem(row.name, *self._uuids[number], tuple(macs), identity))
        return tuple(found)

    def operation(self) -> CloneVm:
        """What *Create* runs. ConsoleError(INVALID) where something is wrong."""
        wrong, vm, host = self.problems(), self.vm, self.host
        if wrong or vm is None or host is None:
            raise ConsoleError(wrong[0].text if wrong else N_("The VM does not exist any more."), cause=Cause.INVALID)
        kind = self.answers.preparation
        repository = self.repository
        return CloneVm(
            source=target(vm, self.inventory),
            mode=self.mode,
            items=self._items(),
            host=host.id,
            repository=repository.uuid if repository is not None and (self.answers.repository or host.id != vm.host) else "",
            networks=tuple(self._places().items()),
            preparation=Preparation(offline=kind == "offline", steps=self.answers.steps, seed=kind == "seed"),
            start=self.answers.start,
            snapshot=self.answers.snapshot,
        )

    def xml(self) -> str:
        """The first clone's domain XML, with planned paths; "" before :meth:`look`."""
        vm, items = self.vm, self._items()
        if not self.xml_of_source or vm is None or not items:
            return ""
        item, repository = items[0], self.repository
        folder = repository.path if repository is not None else ""
        disks = {
            each: NewSource(f"{folder}/{item.name}.qcow2" if folder else item.name, "qcow2" if self.mode is CloneMode.COW else volume.format or "raw")
            for each, volume in self.volumes.items()
        }
        new = CloneXml(
            item.name,
            item.uuid,
            item.genid,
            macs=dict(item.macs),
            disks=disks,
            networks=self._places(),
            origin=vm.name,
            created_from=vm.uuid,
            depth=self.depth,
        )
        return clone_xml(self.xml_of_source, new)

    def summary(self) -> tuple[SummaryRow, ...]:
        """*Resulting configuration*: device, setting, from where."""
        vm, host, repository = self.vm, self.host, self.repository
        if vm is None or host is None:
            return ()
        rows = self.rows
        shown = ", ".join(row.name for row in rows[:3]) + (" …" if len(rows) > 3 else "")
        space = self.space_bytes(self.mode)
        found = [
            SummaryRow(N_("VMs"), plain(shown), N_("{n} from {name}", n=len(rows), name=vm.name)),
            SummaryRow(N_("Mode"), MODE_TITLES[self.mode], plain("") if space is None else N_("{size} at once", size=size_text(space))),
            SummaryRow(N_("Host"), plain(host.name), plain("")),
        ]
        if self.snapshot is not None:
            state = N_("{name}, snapshot {snapshot}", name=vm.name, snapshot=self.snapshot.name)
            found.insert(0, SummaryRow(N_("Source"), state, self.snapshot.kind_words))
        place = plain(repository.name) if repository is not None else plain("")
        for disk in own_disks(vm):
            volume = self.volumes.get(disk.target)
            size = size_text(volume.capacity_bytes) if volume is not None else ""
            note = N_("over {file}", file=disk.source.rpartition("/")[2]) if self.mode is CloneMode.COW else plain("")
            found.append(SummaryRow(N_("Disk {name}", name=disk.target), N_("{size}, {where}", size=size, where=place), note))
        config = self.config
        for nic in config.nics if config is not None else ():
            key = self.answers.networks.get(nic.mac, "")
            choice = find_network(self.network_choices(), key) if key else None
            where = choice.label if choice is not None else network_words(nic.type, nic.source)
            found.append(SummaryRow(N_("Network card"), where, N_("was {mac}", mac=nic.mac)))
        kind = {"seed": N_("Seed medium (cloud-init)"), "offline": N_("virt-sysprep, in the clone's disks")}.get(self.answers.preparation)
        found.append(SummaryRow(N_("Guest preparation"), kind or N_("None"), plain("")))
        return tuple(found)
