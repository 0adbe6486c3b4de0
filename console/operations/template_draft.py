"""The Template creation wizard without a screen: from a VM, a disk image, or settings alone. The wizard and ``virtdeckctl template-create`` share it.

What was answered is one frozen :class:`TemplateAnswers`; for an image and for settings alone a New VM draft (never started) knows the hardware.
"""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from console.model.clone import CloneMode
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Kind, Ref
from console.model.inventory import Inventory
from console.model.objects import Vm
from console.model.ports import Background, HostsPort
from console.model.rules import Verb, why_not
from console.model.snapshots import Snapshot
from console.model.spec import VmSpec
from console.model.templates import BuiltinTemplate
from console.model.text import N_, Text, plain
from console.operations.base import Context, Operation
from console.operations.chains import DEEP
from console.operations.clone import CloneVm
from console.operations.clone_draft import CloneAnswers, CloneDraft
from console.operations.create import create_vm
from console.operations.drafts.choices import FILE_TYPES, find_network
from console.operations.drafts.naming import usable_base
from console.operations.drafts.parts import Answers, DiskAnswer, MediaMethod, NetworkChoice, NicAnswer, PageId, RepositoryChoice
from console.operations.drafts.said import Problem, SummaryRow
from console.operations.drafts.sizes import size_text
from console.operations.drafts.template_command import template_command
from console.operations.drafts.template_parts import SOURCE_TITLES, Image, Source, conversion_notes, look_at_image, reconversion_words
from console.operations.making import Made, finish
from console.operations.new_vm import NewVmDraft
from console.operations.prepare import NO_PREPARATION, Preparation
from console.operations.snapshots import list_snapshots
from console.operations.subject import Target, target
from console.operations.template import ConvertToTemplate

MAX_NETWORKS = 7
"""Cards at most, where the operating system does not say: as many as the original product gave."""

DEFAULT_OS = "other"
"""Id of the built-in template whose hardware fits what is not known."""


@dataclass(frozen=True, slots=True)
class TemplateAnswers:
    """Everything the user said. None and "" mean "not said"."""

    source: Source = Source.VM
    vm: Ref | None = None
    copy_first: bool = False
    snapshot: str = ""  # of the VM, by its name: a copy of what it was then
    shut_down: bool = True
    image: str = ""
    os: str = ""  # id of a built-in template: image and settings
    name: str | None = None
    description: str = ""
    icon: str = ""
    instant: bool = False
    host: HostId | None = None
    vcpus: int | None = None
    memory_bytes: int | None = None
    max_vcpus: int | None = None  # what it can grow to while it runs
    max_memory_bytes: int | None = None  # the same
    disks: tuple[int, ...] | None = None  # sizes; of an image the first is its disk. None: what is usual
    repository: str = ""  # uuid, where they go; "" = the default one
    networks: tuple[str, ...] | None = None  # one card each: keys of network choices; None: the host's default
    prepare: bool = False  # from a VM: virt-sysprep in its disks


class TemplateDraft:
    """One template that is being thought about. Changed by :meth:`change` only."""

    def __init__(
        self,
        inventory: Inventory,
        templates: Sequence[BuiltinTemplate],
        *,
        host: HostId | None = None,
        answers: TemplateAnswers | None = None,
        deep: int = DEEP,
    ) -> None:
        """``deep``: the depth of chains from which on the user wants to be warned."""
        self.inventory = inventory
        self.deep = deep
        self.answers = answers or TemplateAnswers()
        self._new = NewVmDraft(inventory, [each for each in templates if not each.complete], host=host)
        self._images: dict[str, Image] = {}
        self._uuid = str(uuid.uuid4())
        self._genid = str(uuid.uuid4())
        self._snapshots: dict[Ref, tuple[Snapshot, ...]] = {}

    def set_templates(self, templates: Sequence[BuiltinTemplate]) -> None:
        """The list of operating systems came (late)."""
        self._new.set_templates([each for each in templates if not each.complete])

    def change(self, **fields: object) -> None:
        """Replace answers by name."""
        self.answers = dataclasses.replace(self.answers, **fields)  # type: ignore[arg-type]

    def renew(self) -> None:
        """Other UUIDs: those before were announced by a run that failed."""
        self._uuid, self._genid = str(uuid.uuid4()), str(uuid.uuid4())

    # ------------------------------------------------------------------ what follows

    @property
    def systems(self) -> tuple[BuiltinTemplate, ...]:
        """Operating systems to choose from."""
        return self._new.templates

    @property
    def system(self) -> BuiltinTemplate | None:
        """The chosen one, else the one that fits anything."""
        known = {each.id: each for each in self.systems}
        return known.get(self.answers.os) or known.get(DEFAULT_OS) or next(iter(self.systems), None)

    @property
    def vm(self) -> Vm | None:
        """The VM that becomes the template, or is copied."""
        return self.inventory.vm(self.answers.vm) if self.answers.vm is not None else None

    def vm_choices(self) -> tuple[tuple[Vm, Text | None], ...]:
        """All VMs, with the reason why one can't be the source."""
        found = []
        for vm in self.inventory.vms():
            if not vm.is_template:
                reason = why_not(Verb.TEMPLATE_CONVERT, vm, self.inventory)
                found.append((vm, reason.text if reason is not None else None))
        return tuple(sorted(found, key=lambda each: (each[1] is not None, each[0].name)))

    @property
    def snapshots(self) -> tuple[Snapshot, ...] | None:
        """The chosen VM's; None before :meth:`look_at_vm`."""
        return self._snapshots.get(self.answers.vm) if self.answers.vm is not None else None

    @property
    def copies(self) -> bool:
        """A full copy of the VM becomes the template: always of a snapshot."""
        return self.answers.copy_first or bool(self.answers.snapshot)

    async def look_at_vm(self, hosts: HostsPort) -> None:
        """Read the chosen VM's snapshots; the answer is kept."""
        vm = self.vm
        if vm is not None and vm.ref not in self._snapshots:
            self._snapshots[vm.ref] = await list_snapshots(hosts.port(vm.host), vm.uuid)

    @property
    def image(self) -> Image | None:
        """What is known of the chosen image, after :meth:`look`."""
        return self._images.get(self.answers.image.strip())

    @property
    def new(self) -> NewVmDraft:
        """The New VM draft with what was answered: hosts, repositories and networks are its."""
        answers, system = self.answers, self.system
        self._new.answers = Answers(
            template_id=system.id if system is not None else "",
            name=self.name,
            description=answers.description,
            method=MediaMethod.NONE,
            host=answers.host,
            vcpus=answers.vcpus,
            max_vcpus=answers.max_vcpus,
            memory_bytes=answers.memory_bytes,
            disks=tuple(DiskAnswer(size, answers.repository) for size in self.disks),
            nics=None if answers.networks is None else tuple(NicAnswer(key) for key in answers.networks),
            start=False,
        )
        self._new.uuid = self._uuid
        return self._new

    @property
    def host(self) -> HostId | None:
        """Where it is made."""
        if self.answers.source is Source.VM:
            return self.vm.host if self.vm is not None else None
        system = self.system
        self._new.answers = Answers(template_id=system.id if system is not None else "", host=self.answers.host)
        found = self._new.host
        return found.id if found is not None else None

    @property
    def converts(self) -> bool:
        """The VM itself becomes the template."""
        return self.answers.source is Source.VM and not self.copies

    @property
    def name(self) -> str:
        """The template's name; a VM that is converted keeps its own."""
        vm = self.vm
        if self.converts:
            return vm.name if vm is not None else ""
        if self.answers.name is not None:
            return self.answers.name.strip()
        host = self.host
        taken = frozenset(each.name for each in self.inventory.vms(host)) if host is not None else frozenset[str]()
        if self.answers.source is Source.VM:
            return _free(f"{vm.name}-template", taken) if vm is not None else ""
        if self.answers.source is Source.IMAGE:
            stem = PurePath(self.answers.image.strip()).stem
            return _free(usable_base(stem), taken) if stem else ""
        return _free(usable_base(f"{self.system.name} template"), taken) if self.system is not None else ""

    @property
    def vcpus(self) -> int:
        return self.new.vcpus

    @property
    def max_vcpus(self) -> int:
        return self.new.max_vcpus

    @property
    def networks(self) -> tuple[str, ...]:
        """One key for each card of VMs made of it; "" = the host's default network."""
        return tuple(nic.network for nic in self.new.nics)

    @property
    def max_networks(self) -> int:
        """How many cards it can have: what the operating system takes."""
        limit = self.system.limits.max_nics if self.system is not None else None
        return min(limit, MAX_NETWORKS) if limit is not None else MAX_NETWORKS

    def network_choices(self) -> tuple[NetworkChoice, ...]:
        """Networks of its host."""
        return self.new.network_choices()

    @property
    def memory_bytes(self) -> int:
        return self.new.memory_bytes

    @property
    def max_memory_bytes(self) -> int:
        """What a running VM made of it can grow to."""
        return max(self.memory_bytes, self.answers.max_memory_bytes or 0)

    @property
    def disks(self) -> tuple[int, ...]:
        """Sizes of its disks: what was said, else the image's or what the operating system recommends."""
        if self.answers.disks is not None:
            return self.answers.disks
        if self.answers.source is Source.IMAGE:
            return (self.image.capacity_bytes,) if self.image is not None else ()
        return (self.system.disk_bytes,) if self.system is not None and self.system.disk_bytes else ()

    def repository_choices(self) -> tuple[RepositoryChoice, ...]:
        """Repositories of its host for the disks, the best default first."""
        return self.new.repository_choices(sum(self.disks))

    async def look(self, background: Background) -> Image | None:
        """Look at the chosen image; the answer is kept."""
        path = self.answers.image.strip()
        if not path or path in self._images:
            return self.image
        self._images[path] = await background.run(lambda: look_at_image(path))
        return self.image

    # ------------------------------------------------------------------ problems

    def problems(self, page: str = "") -> tuple[Problem[str], ...]:
        """What has to be mended, in the order of the pages."""
        found = [*self._source_problems(), *self._detail_problems()]
        return tuple(each for each in found if not page or each.page == page)

    def _source_problems(self) -> list[Problem[str]]:
        answers, vm = self.answers, self.vm
        if answers.source is Source.VM:
            if vm is None:
                return [Problem("source", N_("Choose a VM."))]
            if self.copies:
                return [Problem("source", each.text) for each in self._copy_draft(vm).problems("source")]
            reason = why_not(Verb.TEMPLATE_CONVERT, vm, self.inventory)
            if reason is not None:
                return [Problem("source", reason.text)]
            if vm.state.active and not answers.shut_down:
                return [Problem("source", N_("{name} is running: it has to be shut down first.", name=vm.name))]
        elif answers.source is Source.IMAGE:
            if not answers.image.strip():
                return [Problem("source", N_("Choose a disk image."))]
            if self.image is None:
                return [Problem("source", N_("The image is being looked at."))]
            if self.image.problem is not None:
                return [Problem("source", self.image.problem)]
        return []

    def _detail_problems(self) -> list[Problem[str]]:
        answers = self.answers
        if answers.source is Source.VM:
            if not self.copies or self.vm is None:
                return []
            return [Problem("details", each.text) for each in self._copy_draft(self.vm).problems() if each.page != "source"]
        new = self.new
        pages = {PageId.NETWORK: "networks", PageId.STORAGE: "disks"}
        unknown = answers.source is Source.IMAGE and not self.disks  # what the image is like is said on its own page
        found = [
            Problem(pages.get(each.page, "details"), each.text)
            for each in new.problems()
            if each.error and not (unknown and each.page is PageId.STORAGE)
        ]
        most = self.system.limits.max_memory_bytes if self.system is not None else None
        if most is not None and self.max_memory_bytes > max(most, self.memory_bytes):
            found.append(Problem("details", N_("Memory at most: its operating system can use {size}.", size=size_text(most))))
        if answers.source is Source.IMAGE and self.image is not None and self.disks and self.disks[0] < self.image.capacity_bytes:
            words = N_("The disk can't be smaller than the image ({size}).", size=size_text(self.image.capacity_bytes))
            found.append(Problem("disks", words))
        return found

    def warnings(self) -> tuple[Text, ...]:
        """What is worth knowing before it is done."""
        vm, found = self.vm, list[Text]()
        if self.answers.source is not Source.VM or vm is None:
            return ()
        if self.converts:
            found += conversion_notes(vm, self.deep)
        elif vm.state.active and not self.answers.snapshot:
            found.append(N_("{name} is running: its disks are copied as they are at one moment, as after a power cut.", name=vm.name))
        if not self.answers.prepare:
            found.append(N_("Clones get the machine ID, ssh host keys and host name that it has now, unless they are prepared when they are made."))
        return tuple(found)

    @property
    def depth_warning(self) -> Text | None:
        """That clones would be too deep, where the user wants to be warned: *Restore disk speed (full copy)* of the VM is offered."""
        vm = self.vm
        if not self.converts or vm is None:
            return None
        words, warn = reconversion_words(vm, self.deep)
        return words if warn else None

    # ------------------------------------------------------------------ results

    def _copy_draft(self, vm: Vm) -> CloneDraft:
        draft = CloneDraft(self.inventory, vm.ref, CloneAnswers(mode=CloneMode.FULL, pattern=self.name, snapshot=self.answers.snapshot))
        draft.snapshots = self.snapshots
        return draft

    def spec(self) -> VmSpec:
        """The VM that is made and then converted (image and settings). ConsoleError when the answers don't make one."""
        new = self.new
        planned = new.plan()
        disks, cds = planned.disks, planned.cds
        if self.answers.source is Source.IMAGE and self.image is not None and disks:
            home = disks[0].repository or new.default_repository
            repository = next((c.repository for c in new.repository_choices() if c.repository.uuid == home), None)
            files = repository is not None and repository.type in FILE_TYPES
            first = dataclasses.replace(disks[0], source_file=self.image.path, format=self.image.format if files else "raw")
            disks, cds = (first, *disks[1:]), ()
        return dataclasses.replace(planned, disks=disks, cds=cds, description=self.answers.description, max_memory_bytes=self.max_memory_bytes)

    def operation(self) -> Operation:
        """What *Create* runs. ConsoleError(INVALID) where something is wrong."""
        wrong = self.problems()
        if wrong:
            raise ConsoleError(wrong[0].text, cause=Cause.INVALID)
        answers, vm = self.answers, self.vm
        preparation = Preparation(offline=True) if answers.prepare and answers.source is Source.VM else NO_PREPARATION
        if self.converts and vm is not None:
            words = answers.description or None
            of = target(vm, self.inventory)
            return ConvertToTemplate(of, answers.instant, answers.icon, words, answers.shut_down, preparation)
        make: Operation
        if vm is not None and answers.source is Source.VM:
            clone = self._copy_draft(vm).operation()
            make, ref = dataclasses.replace(clone, description=answers.description or None), clone.refs[0]
        else:
            spec = self.spec()
            make, ref = create_vm(spec, self.inventory, start=False), Ref(Kind.VM, spec.host, spec.uuid)
        host = self.inventory.host(ref.host)
        of = Target(ref, self.name, host.record.pool if host is not None else "")
        return CreateTemplate(make, of, answers.instant, answers.icon, preparation)

    def summary(self) -> tuple[SummaryRow, ...]:
        """*Resulting configuration*: what, setting, from where."""
        answers, vm = self.answers, self.vm
        host = self.inventory.host(self.host) if self.host is not None else None
        rows = [
            SummaryRow(N_("Template"), plain(self.name), SOURCE_TITLES[answers.source]),
            SummaryRow(N_("Host"), plain(host.name if host is not None else ""), plain("")),
        ]
        if answers.source is Source.VM and vm is not None:
            kept = plain(vm.name) if self.converts else N_("full copy of {name}", name=vm.name)
            if answers.snapshot:
                kept = N_("full copy of {name}, snapshot {snapshot}", name=vm.name, snapshot=answers.snapshot)
            rows.append(SummaryRow(N_("Made from"), kept, plain("")))
            config = vm.pending or vm.config
            for disk in config.disks if config is not None else ():
                if disk.device == "disk" and disk.source:
                    how = N_("reset at start") if disk.bus in ("sata", "ide") else N_("read only")
                    rows.append(SummaryRow(N_("Disk {name}", name=disk.target), plain(disk.source), N_("protected: {how}", how=how)))
        elif answers.source is not Source.VM:
            system = self.system
            rows += [
                SummaryRow(N_("Operating system"), plain(system.label if system is not None else ""), plain("")),
                SummaryRow(
                    N_("Virtual CPUs"), plain(str(self.vcpus)), plain("") if self.max_vcpus == self.vcpus else N_("up to {n}", n=self.max_vcpus)
                ),
                SummaryRow(
                    N_("Memory"),
                    plain(size_text(self.memory_bytes)),
                    plain("") if self.max_memory_bytes == self.memory_bytes else N_("up to {n}", n=size_text(self.max_memory_bytes)),
                ),
            ]
            home = answers.repository or self.new.default_repository
            place = next((c.repository.name for c in self.repository_choices() if c.repository.uuid == home), "")
            image = PurePath(answers.image).name if answers.source is Source.IMAGE else ""
            for number, size in enumerate(self.disks):
                setting = N_("{size}, {where}", size=size_text(size), where=place)
                rows.append(SummaryRow(N_("Disk"), setting, plain(image if number == 0 else "")))
            listed = self.network_choices()
            for key in self.networks:
                choice = find_network(listed, key)
                rows.append(SummaryRow(N_("Network card"), choice.label if choice is not None else plain(key), plain("")))
        rows.append(SummaryRow(N_("Quick create"), N_("Yes") if answers.instant else N_("No"), plain("")))
        return tuple(rows)

    def command(self) -> str:
        """The same as a ``virtdeckctl`` command line."""
        return template_command(self)


def _free(base: str, taken: frozenset[str]) -> str:
    """ "gold", "gold-2", "gold-3", …"""
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name


# --------------------------------------------------------------------------- operations


@dataclass(frozen=True)
class CreateTemplate:
    """Make a VM (``make``: a new one that is not started, or a full copy) and convert it. Whatever ends it before its end leaves nothing."""

    make: Operation
    of: Target
    instant: bool = False
    icon: str = ""
    preparation: Preparation = NO_PREPARATION

    @property
    def title(self) -> Text:
        return N_("Create the template {name}", name=self.of.name)

    @property
    def verb(self) -> str:
        return "template-create"

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        return tuple(dict.fromkeys((*self.of.applies_to, *self.make.applies_to)))

    @property
    def cancellable(self) -> bool:
        return True

    async def run(self, ctx: Context) -> str:
        ctx.held = []  # what is made is in the journal until it is a template
        await self.make.run(ctx)
        result = await ConvertToTemplate(self.of, self.instant, self.icon, preparation=self.preparation).run(ctx)
        made, ctx.held = Made(ctx.held), None
        await finish(ctx, made)
        return result


def quick_name(template: str, taken: frozenset[str]) -> str:
    """ "gold (1)", "gold (2)", … as in the original product."""
    number = 1
    while (name := f"{template} ({number})") in taken:
        number += 1
    return name


def quick_create(template: Vm, inventory: Inventory) -> CloneVm:
    """A started VM from an instant template, without questions: copy-on-write where that is possible. ConsoleError(INVALID) with the reason else."""
    reason = why_not(Verb.TEMPLATE_QUICK, template, inventory)
    if reason is not None:
        raise ConsoleError(reason.text, cause=Cause.INVALID)
    name = quick_name(template.name, frozenset(vm.name for vm in inventory.vms(template.host)))
    return CloneDraft(inventory, template.ref, CloneAnswers(pattern=name, start=True)).operation()
