"""The P2V wizard without a screen: what was answered, what follows from it, what is wrong with it, and the operation that it comes to.

Answers that are None (or "") were not given: the machine, the host and the route then decide.
"""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Sequence

from console.model.errors import ConsoleError
from console.model.ids import HostId
from console.model.inventory import Inventory
from console.model.objects import Host, StorageRepository
from console.model.physical import Content, Finding, Partition, PhysicalDisk, PhysicalMachine, PhysicalNic, Severity, preselected, review
from console.model.physical_moment import in_use, leftovers
from console.model.rules_storage import formats
from console.model.spec import VmSpec
from console.model.templates import BuiltinTemplate
from console.model.text import N_, Text
from console.model.tools import GuestFamily
from console.operations.base import World
from console.operations.create import check_name, default_repository
from console.operations.drafts.choices import find_network, host_choices, network_choices, repository_choices
from console.operations.drafts.parts import HostChoice, NetworkChoice, RepositoryChoice
from console.operations.drafts.said import Problem
from console.operations.making import unique_name
from console.operations.p2v import xen_target
from console.operations.p2v.arrival import Arrival, first_missing
from console.operations.p2v.captured import Captured
from console.operations.p2v.convert import ADDRESSES_LATER, DRIVERS_LATER, FIRST, NO_ADDRESSES, NO_DRIVERS
from console.operations.p2v.draft_copy import CopyAnswers
from console.operations.p2v.draft_parts import BY_PARTS, BY_VIRT_P2V, ROUTES, NicAnswer, P2vPage, Route, RouteChoice
from console.operations.p2v.inspect import Inspected
from console.operations.p2v.prerequisites import Check, Prerequisites
from console.operations.p2v.receiver import ReceivedDisks
from console.operations.p2v.run import Becoming, ConvertMachine
from console.operations.p2v.run_images import ConvertImages
from console.operations.p2v.sessions import AcceptMachine, FollowSession, Wanted
from console.operations.p2v.target import NewDisk, NewNic, fixed_addresses, specification, template_for, vm_name
from console.operations.p2v.target_space import target_space


class P2vDraft:
    """One machine that is being thought about. Set its answers, then ask it."""

    def __init__(self, inventory: Inventory, world: World, templates: Sequence[BuiltinTemplate] = (), host: HostId | None = None) -> None:
        self.inventory, self._world = inventory, world
        self.templates = tuple(templates)
        self.uuid = str(uuid.uuid4())
        self.route = Route.SSH if world.machines is not None else Route.IMAGES
        self.address = ""
        self.source: Inspected | None = None
        self.captured: Captured | None = None
        self.arrival = Arrival(conversion_host=host)
        self.lacking: dict[Route, Text] = {}  # programs of this computer that a route needs
        self.wanted_host = host
        self._prerequisites: dict[HostId, Prerequisites] = {}
        self.appliance: dict[HostId, Check] = {}
        self.ticked: dict[str, bool] = {}  # by device; what was not said follows from the disk
        self.copy = CopyAnswers()  # where single partitions are looked at
        self.repository_id = ""
        self.format = ""
        self.thin = True
        self.name: str | None = None
        self.vcpus: int | None = None
        self.memory_bytes: int | None = None
        self.firmware = ""
        self.nics: dict[int, NicAnswer] = {}
        self.root = FIRST  # operating system that is converted, as virt-v2v's --root takes it
        self.xen_kind = ""  # of a VM on a Xen host; "" = the first that its system can be
        self.convert: bool | None = None
        self.keys: dict[str, str] = {}  # of encrypted volumes, by device
        self.second_pass: bool = False
        self.commands: tuple[str, ...] = ()
        self.start = False

    def renew(self) -> None:
        """Another UUID: the one before was announced by a run that failed."""
        self.uuid = str(uuid.uuid4())

    # ------------------------------------------------------------------ the source

    def routes(self) -> tuple[RouteChoice, ...]:
        """All routes; those that can't be gone from here with the reason."""
        no_listener = N_("Machines can't connect to this computer.") if self._world.listeners is None else None
        why: dict[Route, Text | None] = {
            Route.SSH: None
            if self._world.machines is not None
            else N_("There is no ssh here: install the package {package}.", package="openssh-client"),
            Route.IMAGES: None,
            Route.MEDIA: self.lacking.get(Route.MEDIA),
            Route.SCRIPT: no_listener or self.lacking.get(Route.SCRIPT),
        }
        return tuple(RouteChoice(route, title, text, why[route]) for route, (title, text) in ROUTES.items())

    @property
    def machine(self) -> PhysicalMachine | None:
        """What was found: with the firmware that was chosen."""
        found = None
        if self.route is Route.SSH and self.source is not None:
            found = self.source.found
        elif self.route is Route.IMAGES and self.captured is not None:
            found = self.captured.machine
        elif self.route is Route.MEDIA:
            found = self.arrival.media_machine
        elif self.route is Route.SCRIPT:
            found = self.arrival.machine
        if found is not None and self.firmware:
            return dataclasses.replace(found, firmware=self.firmware, secure_boot=found.secure_boot and self.firmware == "efi")
        return found

    def found(self) -> None:
        """A source was looked at (anew): what was answered for the one before is forgotten."""
        self.ticked.clear()
        self.copy = CopyAnswers()
        self.nics.clear()
        self.name = self.vcpus = self.memory_bytes = self.convert = None
        self.firmware = self.xen_kind = ""
        self.root = FIRST
        self.keys.clear()

    def findings(self) -> tuple[Finding, ...]:
        """The review of the machine, of the disks that are copied."""
        machine = self.machine
        if machine is None:
            return ()
        chosen = {disk.device for disk in self.chosen()}
        found = review(dataclasses.replace(machine, disks=tuple(d for d in machine.disks if d.device in chosen)) if chosen else machine)
        if self.route is Route.SSH:
            found = (*found, *in_use(machine, self.chosen(), hold=self.copy.hold))
        if self.route is Route.IMAGES and self.captured is not None:
            found = (*self.captured.problems, *found)
        return found

    # ------------------------------------------------------------------ disks

    def is_ticked(self, disk: PhysicalDisk) -> bool:
        """Whether this disk is copied."""
        return self.ticked.get(disk.device, preselected(disk))

    def chosen(self) -> tuple[PhysicalDisk, ...]:
        """The disks that are copied; the one that the machine boots from is first."""
        machine = self.machine
        return tuple(sorted((d for d in machine.disks if self.is_ticked(d)), key=lambda d: not d.boot)) if machine is not None else ()

    @property
    def disk_bytes(self) -> int:
        """Of all new disks."""
        return sum(self.copy.size(disk) if self.route in BY_PARTS else disk.size_bytes for disk in self.chosen())

    @property
    def encrypted(self) -> tuple[Partition, ...]:
        """Volumes that are copied and need a key for the conversion."""
        gone = {part.device for disk in self.chosen() for part in self.copy.left_out(disk)} if self.route in BY_PARTS else set()
        every = (part for disk in self.chosen() for part in disk.partitions if part.device not in gone)
        return tuple(part for part in every if part.content in (Content.LUKS, Content.BITLOCKER))

    @property
    def given_keys(self) -> tuple[str, ...]:
        """What was given for them; virt-v2v tries each on each."""
        return tuple(dict.fromkeys(key for part in self.encrypted if (key := self.keys.get(part.device, ""))))

    # ------------------------------------------------------------------ the target

    def host_choices(self) -> tuple[HostChoice, ...]:
        """All hosts, unfit ones with the reason."""
        return host_choices(self.inventory, None, None)

    @property
    def host(self) -> Host | None:
        """The chosen host, else the first fit one."""
        fit = [choice.host for choice in self.host_choices() if choice.why_not is None]
        return next((host for host in fit if host.id == self.wanted_host), fit[0] if fit else None)

    def set_prerequisites(self, host: HostId, found: Prerequisites) -> None:
        """What a host needs was looked at."""
        self._prerequisites[host] = found

    @property
    def prerequisites(self) -> Prerequisites | None:
        """Of the chosen host; None while they were not asked for."""
        return self._prerequisites.get(self.host.id) if self.host is not None else None

    def repository_choices(self) -> tuple[RepositoryChoice, ...]:
        """The host's repositories for all disks."""
        size = self.disk_bytes
        return repository_choices(self.inventory, self.host.id, size, thin=self.thin) if self.host is not None else ()

    @property
    def repository(self) -> StorageRepository | None:
        """Where the disks go."""
        if self.host is None:
            return None
        fit = [choice.repository for choice in self.repository_choices() if choice.why_not is None]
        wanted = next((each for each in fit if each.uuid == self.repository_id), None)
        default = default_repository(self.inventory, self.host.id)
        return wanted or (default if default in fit else fit[0] if fit else None)

    def formats(self) -> tuple[str, ...]:
        """What the repository's volumes can be."""
        return formats(self.repository) if self.repository is not None else ("raw",)

    @property
    def disk_format(self) -> str:
        """The format of the new disks."""
        return self.format if self.format in self.formats() else self.formats()[0]

    def network_choices(self) -> tuple[NetworkChoice, ...]:
        """Networks of the chosen host."""
        return network_choices(self.inventory, self.host)

    def nic(self, number: int) -> NicAnswer:
        """What was said of a network card."""
        return self.nics.get(number, NicAnswer())

    def physical_nics(self) -> tuple[PhysicalNic, ...]:
        """The machine's network cards; one where none is known."""
        machine = self.machine
        if machine is None:
            return ()
        return machine.nics or (PhysicalNic("", ""),)

    # ------------------------------------------------------------------ conversion

    @property
    def converts(self) -> bool:
        """Whether virt-v2v changes the copy."""
        found = self.prerequisites
        able = found is not None and found.converts_linux and self.machine is not None and self.machine.family is not GuestFamily.OTHER
        readable = not any(part.content is Content.DYNAMIC for disk in self.chosen() for part in disk.partitions)
        return (able and readable) if self.convert is None else self.convert

    @property
    def paravirtual(self) -> bool:
        """virtio devices: where the conversion brings their drivers."""
        machine, found = self.machine, self.prerequisites
        if not self.converts or machine is None or found is None:
            return False
        return found.drivers_for_windows if machine.family is GuestFamily.WINDOWS else not machine.virtio_missing

    def why_not_convert(self) -> tuple[Text, Text | None] | None:
        """Why the chosen host can't convert, and what mends it."""
        found = self.prerequisites
        if found is None:
            return N_("It is not known yet what the host can convert."), None
        missing = next((check for check in found.checks if check.ok is False or not found.target), None)
        return (missing.text, missing.remedy) if missing is not None else None

    def roots(self) -> tuple[tuple[str, str], ...]:
        """Operating systems to choose from: (as virt-v2v's --root takes it, where it is)."""
        disks = enumerate(self.chosen())
        return tuple(
            (f"/dev/sd{chr(97 + number)}{part.number}", part.device)
            for number, disk in disks
            for part in disk.partitions
            if part.content is Content.SYSTEM and part.number
        )

    @property
    def xen_kinds(self) -> tuple[str, ...]:
        """Kinds of VM to choose from on a Xen host; the chosen one first. () on others."""
        machine, host = self.machine, self.host
        found = xen_target.kinds(host, machine) if machine is not None and host is not None else ()
        return tuple(sorted(found, key=lambda kind: kind != self.xen_kind))

    def macs(self) -> tuple[str, ...]:
        """Fixed addresses that are carried over: of network cards that keep MAC and address."""
        machine = self.machine
        answers = ((self.nic(number), nic) for number, nic in enumerate(self.physical_nics()))
        return fixed_addresses(machine, [nic for answer, nic in answers if answer.keep_mac and answer.keep_address]) if machine is not None else ()

    # ------------------------------------------------------------------ pages and problems

    def pages(self) -> tuple[tuple[P2vPage, Text | None], ...]:
        """Each page, with why it is skipped."""
        skipped: dict[P2vPage, Text] = {}
        machine = self.machine
        if self.route is Route.IMAGES:
            skipped[P2vPage.SECOND] = N_("captured images do not change")
        elif self.route is Route.SCRIPT:
            skipped[P2vPage.SECOND] = N_("the script sends a shadow copy")
        elif self.route is Route.MEDIA:
            skipped = {page: why for page, why in BY_VIRT_P2V.items() if page is not P2vPage.MEDIA or self.arrival.session}
        elif machine is not None and machine.live_system:
            skipped[P2vPage.SECOND] = N_("the disks are at rest")
        pages = (page for page in P2vPage if page is not P2vPage.MEDIA or self.route is Route.MEDIA)
        return tuple((page, skipped.get(page)) for page in pages)

    @property
    def vm_name(self) -> str:
        """The name that was given, else the machine's, made free on the host."""
        if self.name is not None:
            return self.name.strip()
        machine = self.machine
        wanted = vm_name(machine) if machine is not None else ""
        taken = [vm.name for vm in self.inventory.vms(self.host.id)] if self.host is not None else []
        return unique_name(wanted, taken) if wanted else ""

    def problems(self) -> tuple[Problem[P2vPage], ...]:
        """What keeps it from being done, page by page; then warnings."""
        why = next((choice.why_not for choice in self.routes() if choice.route is self.route), None)
        if why is not None:
            return (Problem(P2vPage.ROUTE, why),)
        machine = self.machine
        if self.route is Route.MEDIA:
            return (*self._media_problems(), *self._start_problems())
        reception = self.arrival.reception if self.route is Route.SCRIPT else None
        if machine is None or (reception is not None and reception.order.check):
            return (Problem(P2vPage.SOURCE, self.no_source()),)
        found = [Problem(P2vPage.REVIEW, f.text, f.remedy) for f in self.findings() if f.severity is Severity.BLOCK]
        if not self.chosen():
            found.append(Problem(P2vPage.DISKS, N_("Choose at least one disk.")))
        if self.route in BY_PARTS:
            found += self.copy.problems(machine, self.chosen())
        found += self._target_problems()
        if self.converts and (missing := self.why_not_convert()) is not None:
            found.append(Problem(P2vPage.CONVERSION, missing[0], missing[1] or N_("Choose “copy only”.")))
        found += [Problem(P2vPage.REVIEW, f.text, f.remedy, error=False) for f in self.findings() if f.severity is Severity.WARN]
        if self.converts and self.encrypted and not self.given_keys:
            text = N_("The disks are encrypted: without a key the conversion will fail.")
            found.append(Problem(P2vPage.CONVERSION, text, N_("Give the passphrase or the recovery key, or choose “copy only”."), error=False))
        if self.converts and self.macs() and self.prerequisites is not None and not self.prerequisites.sets_addresses:
            found.append(Problem(P2vPage.NETWORK, NO_ADDRESSES, ADDRESSES_LATER, error=False))
        if self.xen_kinds:
            found.append(Problem(P2vPage.CONVERSION, xen_target.NO_CONVERSION, xen_target.BEFORE, error=False))
            if not all(self.nic(number).connected for number, _ in enumerate(self.physical_nics())):
                found.append(Problem(P2vPage.NETWORK, xen_target.NO_CABLE, xen_target.CABLE_LATER, error=False))
        elif machine.family is GuestFamily.WINDOWS and not self.paravirtual:
            found.append(Problem(P2vPage.CONVERSION, NO_DRIVERS, DRIVERS_LATER, error=False))
        return (*found, *self._start_problems())

    def _start_problems(self) -> list[Problem[P2vPage]]:
        if not self.start or not any(self.nic(number).connected for number, _ in enumerate(self.physical_nics())):
            return []
        text = N_("The VM will be in the network at its first start: do not run it and the physical machine both.")
        return [Problem(P2vPage.FINISH, text, error=False)]

    def no_source(self) -> Text:
        """What is to be done before anything is known of a machine."""
        if self.route is Route.MEDIA:
            return N_("Prepare the conversion host first.")
        if self.route is Route.SSH:
            return N_("Connect to the machine first.")
        if self.route is Route.IMAGES:
            return N_("Choose the captured images first.")
        reception = self.arrival.reception
        if reception is None:
            return N_("Make the script first.")
        return N_("The script only checks the machine.") if reception.order.check else N_("Waiting for the machine: run the script there.")

    def _media_problems(self) -> list[Problem[P2vPage]]:
        arrival, checks = self.arrival, self.converter_checks
        found = []
        if (missing := first_missing(checks)) is not None:
            found.append(Problem(P2vPage.PREREQUISITES, missing.text, missing.remedy))
        if arrival.session:
            chosen = arrival.chosen
            if chosen is None:
                found.append(Problem(P2vPage.SOURCE, N_("The conversion is not on its host any more.")))
            elif chosen.session.output != "local":
                text = N_(
                    "This conversion writes its result itself (-o {output}): there is nothing to be made of it here.", output=chosen.session.output
                )
                found.append(Problem(P2vPage.SOURCE, text))
            elif chosen.session.state in ("failed", "broken"):
                found.append(Problem(P2vPage.SOURCE, N_("This conversion has failed."), N_("Start virt-p2v on the machine again.")))
        elif arrival.preparation is None:
            found.append(Problem(P2vPage.MEDIA, self.no_source()))
        return found if self.machine is None else [*found, *self._target_problems()]

    @property
    def converter(self) -> Host | None:
        """The host that machines with virt-p2v connect to: the chosen one, else the target."""
        wanted = self.arrival.conversion_host
        found = self.inventory.host(wanted) if wanted is not None else None
        return found or self.host

    @property
    def checked_host(self) -> Host | None:
        """The host that the prerequisites are those of."""
        return self.converter if self.route is Route.MEDIA else self.host

    @property
    def checks(self) -> tuple[Check, ...]:
        """What was found there; () while it was not asked."""
        found = self.converter_checks
        if self.route is not Route.MEDIA:
            found = self.prerequisites.checks if self.prerequisites is not None else ()
        return (*found, *target_space(self.repository, self.disk_bytes, thin=self.thin)) if found else ()

    @property
    def converter_checks(self) -> tuple[Check, ...]:
        """What was found there; () while it was not asked."""
        converter = self.converter
        return self.arrival.checks.get(converter.id, ()) if converter is not None else ()

    def _target_problems(self) -> list[Problem[P2vPage]]:
        host = self.host
        if host is None:
            return [Problem(P2vPage.TARGET, N_("There is no host that can run it."), N_("Connect a host first."))]
        found = []
        repository = self.repository
        if repository is None:
            found.append(Problem(P2vPage.TARGET, N_("{host} has no storage repository for the disks.", host=host.name)))
        elif not self.thin and (repository.available_bytes or 0) < self.disk_bytes:
            found.append(Problem(P2vPage.TARGET, N_("{name} has not enough free space for the disks.", name=repository.name)))
        if not self.vm_name:
            found.append(Problem(P2vPage.CPU, N_("Give the VM a name.")))
        else:
            try:
                check_name(self.inventory, host.id, self.vm_name, agent=True)
            except ConsoleError as failure:
                found.append(Problem(P2vPage.CPU, failure.text, failure.remedy))
        if host.memory_bytes and self.memory_bytes and self.memory_bytes > host.memory_bytes:
            found.append(Problem(P2vPage.CPU, N_("{host} has less memory than that.", host=host.name)))
        machine = self.machine
        if machine is not None and self.xen_kinds:
            wrong = xen_target.problem(self.xen_kinds[0], host, machine, len(self.chosen()))
            found += [Problem(P2vPage.TARGET, *wrong)] if wrong is not None else []
        if machine is not None and self.route is not Route.MEDIA and template_for(machine, self.templates) is None:
            found.append(Problem(P2vPage.REVIEW, N_("There is no template for {system}.", system=machine.os_name or machine.hostname)))
        return found

    # ------------------------------------------------------------------ what comes of it

    def new_disks(self) -> tuple[NewDisk, ...]:
        """The volumes."""
        repository = self.repository
        where = repository.uuid if repository else ""
        if self.route in BY_PARTS:
            return tuple(self.copy.new_disk(disk, where, self.disk_format, self.thin) for disk in self.chosen())
        return tuple(NewDisk(disk, where, self.disk_format, self.thin) for disk in self.chosen())

    def spec(self) -> VmSpec:
        """The VM. Only where :meth:`problems` has no error."""
        machine, host = self.machine, self.host
        assert machine is not None and host is not None
        template = template_for(machine, self.templates)
        assert template is not None
        choices, nics = self.network_choices(), []
        for number, nic in enumerate(self.physical_nics()):
            answer = self.nic(number)
            choice = find_network(choices, answer.network)
            if choice is not None:
                nics.append(NewNic(dataclasses.replace(choice.spec, connected=answer.connected), nic.mac if answer.keep_mac else ""))
        return specification(
            machine,
            host,
            template,
            name=self.vm_name,
            uuid=self.uuid,
            disks=self.new_disks(),
            nics=nics,
            paravirtual=self.paravirtual,
            vcpus=self.vcpus,
            memory_bytes=self.memory_bytes,
            xen_kind=self.xen_kind,
        )

    def wanted(self) -> Wanted:
        """What becomes of a machine that boots virt-p2v."""
        host, repository, answer = self.host, self.repository, self.nic(0)
        assert host is not None and repository is not None
        choice = find_network(self.network_choices(), answer.network)
        return Wanted(
            host.id,
            repository.uuid,
            self.templates,
            self.disk_format,
            self.vm_name,
            dataclasses.replace(choice.spec, connected=answer.connected) if choice is not None else None,
            not answer.keep_mac,
            self.start,
            self.uuid,
            self.thin,
            self.vcpus,
            self.memory_bytes,
        )

    def operation(self) -> Becoming | AcceptMachine | FollowSession:
        """What *Create* runs."""
        if self.route is Route.MEDIA:
            return self._media_operation()
        spec, host, found = self.spec(), self.host, self.prerequisites
        assert host is not None
        conversion = found.conversion(host, self.given_keys, self.macs(), self.root) if self.converts and found is not None else None
        if self.route is Route.IMAGES:
            assert self.captured is not None
            return ConvertImages(spec, self.captured, self.new_disks(), conversion, self.start, host.record.pool)
        if self.route is Route.SCRIPT:
            assert self.arrival.reception is not None and self.arrival.machine is not None
            return ReceivedDisks(spec, self.arrival.machine, self.arrival.reception, self.new_disks(), conversion, self.start, host.record.pool)
        assert self.source is not None
        skipped = dict(self.pages())[P2vPage.SECOND] is not None
        second = self.commands if self.second_pass and not skipped else None
        left = leftovers(self.source.found)
        new, pool = self.new_disks(), host.record.pool
        return ConvertMachine(spec, self.source, self.address, new, conversion, second, self.start, pool, hold=self.copy.hold, leftovers=left)

    def _media_operation(self) -> AcceptMachine | FollowSession:
        arrival, converter = self.arrival, self.converter
        assert converter is not None
        if arrival.session:
            assert arrival.chosen is not None
            return FollowSession(converter.id, arrival.chosen.session, self.wanted())
        assert arrival.preparation is not None
        return AcceptMachine(converter.id, arrival.preparation, self.wanted())
