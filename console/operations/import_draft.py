"""The Import wizard without a screen: what is imported, where to, and what becomes of it. Also what ``virtdeckctl vm-import`` fills in."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from console.formats.description import PackageDisk, PackageVm
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.inventory import Inventory
from console.model.objects import Host, StorageRepository
from console.model.ports import Background, HostsPort, Programs
from console.model.rules_import import why_not_import_into, why_not_import_on
from console.model.rules_storage import default_format, formats
from console.model.templates import BuiltinTemplate
from console.model.text import N_, Text
from console.operations.arrival import NewDisk, NewVm
from console.operations.catalogue import Catalogue
from console.operations.create import default_repository
from console.operations.drafts.choices import find_network, network_choices, network_words
from console.operations.drafts.parts import NetworkChoice, network_key
from console.operations.drafts.said import Problem, first_error
from console.operations.drafts.sizes import size_text
from console.operations.import_problems import PAGES, problems
from console.operations.import_source import ImportSource, describe_source, sources, with_system
from console.operations.import_target import (
    AS_IS,
    CONVERT,
    EMULATED,
    FIXUP_TITLES,
    Nic,
    bundled,
    fit_of,
    losses,
    lost_snapshots,
    plain,
    preview,
    recommended,
    specification,
    template_for,
)
from console.operations.import_targets import command, parts
from console.operations.import_vm import ImportVms
from console.operations.making import unique_name
from console.operations.p2v.prerequisites import Prerequisites, look
from console.operations.package import PackageContents
from console.xml.build import DiskSource, build_domain
from console.xml.imported import HostFit

PAGE_TITLES: dict[str, Text] = {
    "source": N_("Source"),
    "eula": N_("Licence"),
    "target": N_("Target"),
    "storage": N_("Storage"),
    "network": N_("Networking"),
    "security": N_("Security"),
    "fixup": N_("Operating system"),
    "finish": N_("Finish"),
}
KINDS: dict[str, Text] = {
    "ova": N_("OVA package"),
    "ovf": N_("OVF package"),
    "xva": N_("XVA of XenServer or XCP-ng"),
    "domain": N_("libvirt domain"),
    "disk": N_("disk image"),
}
NOWHERE = "none"
"""Key of the choice that leaves a network card out."""


@dataclass(frozen=True, slots=True)
class Found:
    """A source that was looked at."""

    source: ImportSource
    contents: PackageContents | None = None
    problem: ConsoleError | None = None


@dataclass(frozen=True, slots=True)
class DiskAnswer:
    """Where a disk goes; "" and None = what is recommended."""

    repository: str = ""
    format: str = ""
    thin: bool = True


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything that was said."""

    restore: bool = False  # with the UUIDs and MAC addresses that they had
    keep_macs: bool = False  # of copies; a restored VM always keeps them
    accepted: bool = False
    host: HostId | None = None
    hosts: Mapping[str, HostId] = field(default_factory=dict)  # VMs that go elsewhere than to ``host``
    skipped: frozenset[str] = frozenset()  # VMs that are not imported
    names: Mapping[str, str] = field(default_factory=dict)
    repository: str = ""  # of all disks that ``disks`` does not name
    disks: Mapping[str, DiskAnswer] = field(default_factory=dict)
    networks: Mapping[str, str] = field(default_factory=dict)  # network of the package → key of a choice
    fixups: Mapping[str, str] = field(default_factory=dict)
    start: bool = False
    believed: bool = False  # the package is imported although nothing says who made it


@dataclass(frozen=True, slots=True)
class Item:
    """One VM of one source. ``key`` is unique over all sources."""

    key: str
    found: Found
    vm: PackageVm

    def disk_key(self, disk: PackageDisk) -> str:
        """Key of one of its disks."""
        return f"{self.key}/{disk.id}"


class ImportDraft:
    """State of the wizard; everything is computed from what was found and what was answered."""

    def __init__(self, inventory: Inventory, catalogue: Catalogue) -> None:
        self.inventory, self._catalogue = inventory, catalogue
        self.found: tuple[Found, ...] = ()
        self.answers = Answers()
        self._templates: tuple[BuiltinTemplate, ...] = ()
        self._needs: dict[HostId, Prerequisites] = {}
        self._fits: dict[tuple[HostId, str], HostFit] = {}
        self._uuids: dict[str, tuple[str, str]] = {}

    # ------------------------------------------------------------------ looking

    async def open(self, background: Background, places: Sequence[str], trusted: Sequence[bytes] = ()) -> None:
        """Look into these files and addresses. What can't be opened is a problem of the Source page."""
        self._templates = await self._catalogue.templates()
        found = []
        for source in sources(places, trusted):
            try:
                contents = await with_system(background, source, await describe_source(background, source))
                found.append(Found(source, contents))
            except ConsoleError as failure:
                found.append(Found(source, problem=failure))
        self.found = tuple(found)
        self._uuids = {}

    def take(self, other: ImportDraft) -> None:
        """What another draft has found, in place of what this one had; answers about VMs that are gone go too."""
        self.found, self._templates, self._uuids, self._fits = other.found, other._templates, {}, {}
        self.change(skipped=frozenset(), hosts={}, names={}, disks={}, networks={}, fixups={}, accepted=False)

    async def look(self, hosts: HostsPort, programs: Programs) -> None:
        """What the target hosts can do with it: convert, and give the VMs what their own XML wants."""
        for part in parts(self):
            await part._look(hosts, programs)

    async def _look(self, hosts: HostsPort, programs: Programs) -> None:
        host = self.host
        if host is None or why_not_import_on(host) is not None:
            return
        if host.id not in self._needs:
            self._needs[host.id] = await look(programs, host)
        for item in self.items:
            if item.vm.domain_xml and (host.id, item.key) not in self._fits:
                self._fits[host.id, item.key] = await fit_of(hosts.port(host.id), host, item.vm.domain_xml)

    def change(self, **answers: object) -> None:
        """New answers."""
        self.answers = dataclasses.replace(self.answers, **answers)  # type: ignore[arg-type]

    def renew(self) -> None:
        """New UUIDs: what was made under the old ones may still be on its way out."""
        self._uuids = {}

    # ------------------------------------------------------------------ what there is

    @property
    def items(self) -> tuple[Item, ...]:
        """All VMs of all sources."""
        return tuple(
            Item(f"{number}:{vm.id}", found, vm)
            for number, found in enumerate(self.found)
            if found.contents is not None
            for vm in found.contents.description.vms
        )

    @property
    def chosen(self) -> tuple[Item, ...]:
        """Those that are imported."""
        return tuple(item for item in self.items if item.key not in self.answers.skipped)

    @property
    def eulas(self) -> tuple[str, ...]:
        """Texts of licences."""
        return tuple(eula.text for found in self.found if found.contents is not None for eula in found.contents.description.eulas)

    @property
    def host(self) -> Host | None:
        """The target: the chosen one, else the first that can take it."""
        if self.answers.host is not None:
            return self.inventory.host(self.answers.host)
        hosts = self.inventory.hosts()
        return next((host for host in hosts if why_not_import_on(host) is None), hosts[0] if hosts else None)

    def skipped_pages(self) -> dict[str, Text]:
        """Pages that have no question, with the reason."""
        found: dict[str, Text] = {}
        if not self.eulas:
            found["eula"] = N_("The package has no licence to be accepted.")
        if not self.source_networks():
            found["network"] = N_("The VMs have no network card.")
        return found

    def image_format(self, item: Item, disk: PackageDisk) -> str:
        """Format of a disk's image (qemu's name), "" where only reading it tells."""
        contents = item.found.contents
        image = next((each.image for each in contents.images if each.disk.id == disk.id), None) if contents is not None else None
        return image.format if image is not None else disk.format

    def size_of(self, item: Item, disk: PackageDisk) -> int:
        """Bytes of a disk, 0 = only unpacking it tells."""
        contents = item.found.contents
        image = next((each.image for each in contents.images if each.disk.id == disk.id), None) if contents is not None else None
        packed = contents is not None and bool(contents.compression) and contents.kind == "disk" and image is not None and image.format == "raw"
        return disk.capacity_bytes or (image.capacity_bytes if image is not None and not packed else 0)

    def disks(self, item: Item) -> tuple[PackageDisk, ...]:
        """Its disks with contents."""
        return tuple(disk for disk in item.vm.disks if disk.files)

    # ------------------------------------------------------------------ names and identity

    def name(self, item: Item) -> str:
        """What the VM will be called: as said, else as it was, made free on the host."""
        said = self.answers.names.get(item.key)
        if said is not None:
            return said
        host = self.host
        taken = {vm.name for vm in self.inventory.vms(host.id)} if host is not None else set()
        for other in self.items:
            if other.key == item.key:
                break
            taken.add(self.answers.names.get(other.key) or other.vm.name)
        return unique_name(item.vm.name.strip() or "vm", taken)

    def _identity(self, item: Item) -> tuple[str, str]:
        """UUID and generation id."""
        if item.key not in self._uuids:
            self._uuids[item.key] = (str(uuid.uuid4()), str(uuid.uuid4()))
        fresh, genid = self._uuids[item.key]
        return (item.vm.uuid.lower() if self.restores(item) else fresh), genid

    def restores(self, item: Item) -> bool:
        """Whether it comes back with the UUID that it had (a package may know none)."""
        try:
            return self.answers.restore and bool(uuid.UUID(item.vm.uuid))
        except ValueError:
            return False

    # ------------------------------------------------------------------ storage and networks

    def repositories(self) -> tuple[tuple[StorageRepository, Text | None], ...]:
        """Of the target, with why a disk can't go there."""
        host = self.host
        if host is None:
            return ()
        found = [(r, why_not_import_into(r)) for r in self.inventory.repositories(host.id)]
        return tuple(
            (r, reason.text if reason is not None else None) for r, reason in sorted(found, key=lambda each: (each[1] is not None, each[0].name))
        )

    def default_repository(self) -> StorageRepository | None:
        """Where disks go that nobody said otherwise of."""
        host = self.host
        if host is None:
            return None
        known = {r.uuid: r for r, why in self.repositories() if why is None}
        if self.answers.repository in known:
            return known[self.answers.repository]
        usual = default_repository(self.inventory, host.id)
        return usual if usual is not None and usual.uuid in known else next(iter(known.values()), None)

    def place(self, item: Item, disk: PackageDisk) -> NewDisk | None:
        """Where a disk goes; None where the host has no repository for it."""
        answer = self.answers.disks.get(item.disk_key(disk), DiskAnswer())
        known = {r.uuid: r for r, _ in self.repositories()}
        repository = known.get(answer.repository) or self.default_repository()
        if repository is None:
            return None
        format = answer.format if answer.format in formats(repository) else default_format(repository)
        size = self.size_of(item, disk)
        return NewDisk(disk.id, self.disk_name(disk), repository.uuid, format, answer.thin, size, disk.file_bytes or 0)

    @staticmethod
    def disk_name(disk: PackageDisk) -> str:
        """What people call it."""
        return disk.name or (disk.files[0] if disk.files else disk.id)

    def needed(self) -> dict[str, int]:
        """Bytes that the disks of all VMs can take in each repository (uuid)."""
        found: dict[str, int] = {}
        for item in self.chosen:
            for disk in self.disks(item):
                if (place := self.place(item, disk)) is not None:
                    found[place.repository] = found.get(place.repository, 0) + place.size_bytes
        return found

    def source_networks(self) -> tuple[str, ...]:
        """Networks that the VMs were connected to."""
        return tuple(dict.fromkeys(nic.network for item in self.chosen for nic in item.vm.nics))

    def network_choices(self) -> tuple[NetworkChoice, ...]:
        """What a network card can be plugged into at the target."""
        return network_choices(self.inventory, self.host, tuple(self.answers.networks.values()))

    def network_of(self, source: str) -> str:
        """Key of the choice for a network of the package: as said, else the one of the same name, else the first that works."""
        said = self.answers.networks.get(source)
        if said is not None:
            return said
        choices = [choice for choice in self.network_choices() if choice.why_not is None]
        same = next((choice for choice in choices if choice.spec.kind == "network" and choice.spec.source == source), None)
        best = same or next(iter(choices), None)
        return network_key(best.spec) if best is not None else NOWHERE

    def nics(self, item: Item) -> tuple[Nic, ...]:
        """The network cards that it will have."""
        return tuple(nic for nic in self.cards(item) if nic is not None)

    def cards(self, item: Item) -> tuple[Nic | None, ...]:
        """What becomes of each network card; None = it is left out."""
        keep = self.restores(item) or self.answers.keep_macs
        found: list[Nic | None] = []
        for nic in item.vm.nics:
            key = self.network_of(nic.network)
            choice = find_network(self.network_choices(), key) if key != NOWHERE else None
            found.append(Nic(choice.spec, nic.mac if keep else "") if choice is not None else None)
        return tuple(found)

    # ------------------------------------------------------------------ operating system

    def recommendation(self, item: Item) -> tuple[str, Text]:
        """What is done so that its system starts here, and why."""
        contents, host = item.found.contents, self.host
        assert contents is not None
        needs = self._needs.get(host.id) if host is not None else None
        return recommended(
            item.vm,
            [self.image_format(item, disk) for disk in self.disks(item)],
            ours=bool(item.vm.domain_xml),
            kind=contents.kind,
            converts_linux=needs is not None and needs.converts_linux,
            converts_windows=needs is not None and needs.drivers_for_windows,
        )

    def fixup(self, item: Item) -> str:
        """The chosen way, else the recommended one."""
        return AS_IS if item.vm.domain_xml else self.answers.fixups.get(item.key) or self.recommendation(item)[0]

    def driverless(self, item: Item) -> bool:
        """Whether the conversion brings it no virtio drivers: it keeps emulated hardware."""
        needs = self._needs.get(self.host.id) if self.host is not None else None
        return self.fixup(item) == CONVERT and item.vm.windows is not False and (needs is None or not needs.drivers_for_windows)

    def why_not_convert(self) -> Text | None:
        """Why the target can't convert; None when it can."""
        host = self.host
        needs = self._needs.get(host.id) if host is not None else None
        if needs is None:
            return N_("The host has not been asked yet.")
        missing = next((check for check in needs.checks if check.ok is False), None)
        return missing.text if missing is not None else None

    # ------------------------------------------------------------------ the result

    def vm(self, item: Item) -> NewVm:
        """What becomes of it. ConsoleError where something is missing."""
        host = self.host
        if host is None:
            raise ConsoleError(N_("There is no host."), cause=Cause.GONE)
        template = template_for(item.vm, self._templates)
        disks = [place for disk in self.disks(item) if (place := self.place(item, disk)) is not None]
        identity, genid = self._identity(item)
        fixup, nics = self.fixup(item), self.nics(item)
        hardware = EMULATED if self.driverless(item) else fixup
        spec = specification(item.vm, host, template, name=self.name(item), uuid=identity, disks=disks, nics=nics, fixup=hardware)
        if item.vm.domain_xml and (fit := self._fits.get((host.id, item.key))) is not None:
            return bundled(item.vm, host, spec, fit, disks, self.cards(item), restored=self.restores(item), genid=genid)
        needs = self._needs.get(host.id)
        conversion = needs.conversion(host) if fixup == CONVERT and needs is not None else None
        return plain(spec, disks, conversion, restored=self.restores(item), template=item.vm.template)

    def operations(self) -> tuple[ImportVms, ...]:
        """One task a source and host. ConsoleError(INVALID) with the first problem."""
        if (wrong := first_error(self.problems())) is not None:
            raise ConsoleError(wrong.text, cause=Cause.INVALID, remedy=wrong.remedy)
        found = []
        for part in parts(self):
            host = part.host
            assert host is not None
            for each in self.found:
                vms = tuple(part.vm(item) for item in part.chosen if item.found is each)
                if vms:
                    found.append(ImportVms(each.source, host.id, vms, self.answers.start, host.record.pool))
        return tuple(found)

    def xml(self, item: Item) -> str:
        """The configuration that will be defined, with names of disks that are still to be made."""
        vm = self.vm(item)
        if vm.bundle is not None:
            return preview(vm)[0]
        return build_domain(vm.spec, [DiskSource(f"/{disk.name}", disk.format) for disk in vm.disks])

    def warnings(self, item: Item) -> tuple[Text, ...]:
        """What is not taken over, of this VM."""
        contents, host = item.found.contents, self.host
        if contents is None or host is None:
            return ()
        said = list(contents.description.warnings)
        try:
            vm = self.vm(item)
            said += preview(vm)[1] if vm.bundle is not None else losses(item.vm, host, vm.spec)
            said += lost_snapshots(item.vm, vm)
        except ConsoleError as failure:
            said.append(failure.text)
        return tuple(dict.fromkeys(said))

    def summary(self, item: Item) -> tuple[tuple[Text, str], ...]:
        """Device and setting, for *Resulting configuration*."""
        vm = self.vm(item)
        spec, known = vm.spec, {r.uuid: r.name for r, _ in self.repositories()}
        rows: list[tuple[Text, str]] = [
            (N_("VM"), spec.name),
            (N_("UUID"), str(N_("{uuid} (as it was)", uuid=spec.uuid)) if vm.restored else str(N_("a new one"))),
            (N_("vCPUs"), str(spec.vcpus)),
            (N_("Memory"), size_text(spec.memory_bytes)),
            (N_("Firmware"), "UEFI" if spec.firmware == "efi" else "BIOS"),
        ]
        for disk in vm.disks:
            size = size_text(disk.size_bytes) if disk.size_bytes else "?"
            rows.append((N_("Disk {name}", name=disk.name), f"{size}, {disk.format}, {known.get(disk.repository, '')}"))
        for number, nic in enumerate(self.nics(item), 1):
            mac = nic.mac or str(N_("new MAC address"))
            rows.append((N_("Network interface {number}", number=number), f"{network_words(nic.network.kind, nic.network.source)}, {mac}"))
        rows.append((N_("Operating system"), str(FIXUP_TITLES[self.fixup(item)])))
        return tuple(rows)

    # ------------------------------------------------------------------ problems

    def problems(self, page: str = "") -> tuple[Problem[str], ...]:
        """What is wrong or worth knowing, in the order of the pages; of one page only where it is named."""
        found = [problem for part in parts(self) for problem in problems(part)]
        found.sort(key=lambda problem: (PAGES.index(problem.page), not problem.error))
        return tuple(problem for problem in dict.fromkeys(found) if not page or problem.page == page)

    def security_words(self) -> tuple[tuple[str, tuple[Text, ...]], ...]:
        """Of each source: what is known of who made it, and what is compared while it is imported."""
        found = []
        for each in self.found:
            if each.contents is None:
                continue
            kind, words = each.contents.kind, list[Text]()
            if kind in ("ova", "ovf"):
                words.append(each.contents.signature.words)
                words.append(
                    N_("A manifest says what its files have to be: their digests are compared while they are read.")
                    if each.contents.manifest
                    else N_("There is no manifest: nothing says what the files have to be.")
                )
            elif kind == "xva":
                words.append(
                    N_("It is not signed. Its disks are compared with a table of checksums at its end, if it has one.")
                    if each.contents.description.version == "0"
                    else N_("It is not signed. Every part of its disks has a checksum, which is compared while it is read.")
                )
            else:
                words.append(N_("It is not signed, and has no checksums: nothing says who made it, or whether it is complete."))
            if each.source.place.lower().startswith("http://"):
                words.append(N_("The address is not encrypted: somebody on the way could change what comes."))
            found.append((each.source.name, tuple(words)))
        return tuple(found)

    def command(self) -> str:
        """The same for virtdeckctl: a line a host."""
        return "\n".join(command(part) for part in parts(self))


def is_file(place: str) -> bool:
    """Whether a dropped thing is a file or folder of this computer that is there."""
    return Path(place).exists()
