"""The Export wizard without a screen: which VMs, which format, where to, with what; what is wrong with it, and the operation."""

from __future__ import annotations

import dataclasses
import enum
import shlex
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from console.formats.description import PackageSnapshot
from console.formats.manifest import Signer
from console.model.errors import ConsoleError, system_words
from console.model.ids import Ref
from console.model.inventory import Inventory
from console.model.objects import PowerState, Vm
from console.model.ports import Background, HostPort, HostsPort
from console.model.rules import Reason
from console.model.rules_export import Running, default_running, suspended_words, why_not_export, why_not_running
from console.model.text import N_, Text, plain
from console.operations import export_files, export_names
from console.operations.drafts.said import Problem
from console.operations.export import ExportVms
from console.operations.export_describe import images_with_snapshots
from console.operations.export_disks import volumes_of
from console.operations.export_files import COMPRESSIONS, Options
from console.operations.subject import target


class ExportPage(enum.Enum):
    """The wizard's pages; the value is the step's key."""

    VMS = "vms"
    FORMAT = "format"
    PLACE = "place"
    OPTIONS = "options"
    FINISH = "finish"


TITLES: dict[ExportPage, tuple[Text, Text]] = {
    ExportPage.VMS: (N_("VMs"), N_("What should be exported?")),
    ExportPage.FORMAT: (N_("Format"), N_("Which kind of file should it become?")),
    ExportPage.PLACE: (N_("Destination"), N_("Where should the files go?")),
    ExportPage.OPTIONS: (N_("Options"), N_("What should go with it?")),
    ExportPage.FINISH: (N_("Finish"), N_("Is this what you want?")),
}

FORMATS: dict[str, tuple[Text, Text]] = {
    "ova": (
        N_("OVA package"),
        N_("One file for VMware, VirtualBox, oVirt and Virtdeck (which restores it whole)."),
    ),
    "ovf": (N_("OVF folder"), N_("The same as single files: descriptor, disks, manifest.")),
    "xva": (N_("XVA"), N_("For XenServer and XCP-ng. One file a VM.")),
    "qcow2": (N_("Disk images, qcow2"), N_("For QEMU and libvirt. The disks only, without the VM.")),
    "vmdk": (N_("Disk images, VMDK"), N_("For VMware: compressed (streamOptimized). The disks only.")),
    "vhd": (N_("Disk images, VHD"), N_("For Hyper-V and XenServer: dynamic, up to 2 TiB. The disks only.")),
    "vhdx": (N_("Disk images, VHDX"), N_("For Hyper-V. The disks only.")),
    "raw": (N_("Disk images, raw"), N_("Every byte as the guest sees it, sparse. The disks only.")),
}

RATE = 150 << 20
"""Bytes of a disk a second that reading, packing and comparing take on an ordinary computer, for the estimate before anything has been measured."""

_PACKED_SHARE = {"vmdk": 0.6, "ova": 0.6, "gzip": 0.6, "zstd": 0.6}
_VHD_LIMIT = 2040 << 30


@dataclass(frozen=True, slots=True)
class SigningFiles:
    """What the manifest is signed with: PEM files of this computer; "" = not signed."""

    key: str = ""
    certificate: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class Answers:
    """What has been answered; None: the default."""

    chosen: tuple[Ref, ...]
    format: str = "ova"
    disk_format: str = "vmdk"
    compression: str = ""
    checksum: str = "xxhash"
    folder: str = ""
    name: str | None = None
    exact: str = ""
    overwrite: bool = False
    running: Running | None = None
    manifest: str = "sha256"
    signing: SigningFiles = SigningFiles()
    eulas: tuple[str, ...] = ()
    verify: bool = True
    snapshots: bool = True  # OVA, OVF: with those inside the disks


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the summary."""

    what: Text
    value: Text


@dataclass(frozen=True)
class DiskFacts:
    """What was found of the disks of a VM: capacity and bytes in use each; or why not."""

    sizes: tuple[tuple[int, int], ...] = ()
    snapshots: int = 0
    image_bytes: int = 0  # of the images with the snapshots in them; 0: what the snapshots hold can't come along
    problem: Text | None = None


@dataclass(frozen=True)
class PlaceFacts:
    """What was found of the destination."""

    folder: str = ""
    free: int | None = None
    there: tuple[str, ...] = ()  # files that would be replaced
    problem: Text | None = None
    signer: Signer | None = field(default=None, repr=False)
    signing_problem: Text | None = None
    asked: object = None


class ExportDraft:
    """Answers and what follows from them. ``look`` asks hosts and disk; everything else is at hand."""

    def __init__(self, inventory: Inventory, vms: Sequence[Ref], *, folder: str = "") -> None:
        self.inventory = inventory
        self.refs = tuple(vms)
        able = tuple(vm.ref for vm in self.vms if why_not_export(vm, inventory) is None)
        self.answers = Answers(able, folder=folder)
        self.disks: dict[Ref, DiskFacts] = {}
        self.place = PlaceFacts()

    def change(self, **answers: Any) -> None:
        """New answers."""
        self.answers = dataclasses.replace(self.answers, **answers)
        if self.answers.compression not in ("", *self.compressions()):
            self.answers = dataclasses.replace(self.answers, compression="")

    def set_output(self, path: str) -> None:
        """A folder, or the file, as the command line takes it."""
        folder, name, exact = export_names.split_output(path, self.answers.format, self.answers.compression, self.name)
        self.change(folder=folder, name=name, exact=exact)

    # ------------------------------------------------------------------ what it is about

    @property
    def vms(self) -> tuple[Vm, ...]:
        """Those that were offered and are still there."""
        return tuple(vm for ref in self.refs if (vm := self.inventory.vm(ref)) is not None)

    @property
    def chosen(self) -> tuple[Vm, ...]:
        """Those that are exported."""
        return tuple(vm for vm in self.vms if vm.ref in self.answers.chosen and why_not_export(vm, self.inventory) is None)

    def why_not(self, vm: Vm) -> Reason | None:
        """Why this one can't be exported."""
        return why_not_export(vm, self.inventory)

    @property
    def name(self) -> str:
        """What the files are called."""
        if self.answers.name is not None:
            return self.answers.name
        chosen = self.chosen or self.vms
        if len(chosen) == 1:
            return export_names.plain_name(chosen[0].name)
        return "vms"

    @property
    def running(self) -> Running:
        """What is done about those that run."""
        if self.answers.running is not None:
            return self.answers.running
        active = self.active()
        return default_running(active[0], self.inventory) if active else Running.MOMENT

    def active(self) -> tuple[Vm, ...]:
        """Those that run."""
        return tuple(vm for vm in self.chosen if vm.state.active)

    def running_why_not(self, way: Running) -> Reason | None:
        """Why this way is not offered for those that run."""
        return next((reason for vm in self.active() if (reason := why_not_running(way, vm, self.inventory)) is not None), None)

    @property
    def packaged(self) -> bool:
        """A package with a descriptor, which can be signed."""
        return self.answers.format in ("ova", "ovf")

    def compressions(self) -> tuple[str, ...]:
        """What this format can be compressed with by choice."""
        if self.answers.format == "ovf" and self.answers.disk_format == "vmdk":
            return ()
        return COMPRESSIONS.get(self.answers.format, ())

    def files(self) -> tuple[str, ...]:
        """Names of the files that will be there (of an OVF: the descriptor). Before the disks have been looked at, by the configuration."""
        machines = [(vm.name, self._count(vm)) for vm in self.chosen]
        return tuple(export_names.file_names(self.answers.format, self.name, machines, self.answers.compression, self.answers.exact))

    def _count(self, vm: Vm) -> int:
        known = self.disks.get(vm.ref)
        if known is not None and known.problem is None:
            return len(known.sizes)
        config = vm.pending or vm.config
        return len([disk for disk in config.disks if disk.device == "disk" and disk.source]) if config is not None else 0

    # ------------------------------------------------------------------ looking

    async def look(self, hosts: HostsPort, background: Background) -> None:
        """Ask the hosts for the disks' sizes and this computer for the destination. Failures become problems."""
        for vm in self.chosen:
            if vm.ref not in self.disks:
                try:
                    self.disks[vm.ref] = await _facts(self.inventory, hosts.port(vm.host), vm)
                except ConsoleError as failure:
                    self.disks[vm.ref] = DiskFacts(problem=failure.text)
        await self.look_at_place(background)

    async def look_at_place(self, background: Background) -> None:
        """This computer's half of :meth:`look`; quick."""
        asked = self._place_question()
        if self.place.asked != asked:
            found = await background.run(lambda: _look_at(self.answers, self.files(), asked))
            if asked == self._place_question():
                self.place = found

    def _place_question(self) -> object:
        answers = self.answers
        return (answers.folder, self.files(), answers.signing, answers.format)

    @property
    def looked(self) -> bool:
        """Whether the answers about the destination fit the present question."""
        return self.place.asked == self._place_question()

    # ------------------------------------------------------------------ sizes

    def capacity(self) -> int:
        """Bytes of all disks as the guests see them."""
        return sum(capacity for vm in self.chosen for capacity, _ in self.disks.get(vm.ref, DiskFacts()).sizes)

    def size(self) -> int | None:
        """Bytes that the files will have, about; None while the disks have not been looked at."""
        if any(vm.ref not in self.disks for vm in self.chosen):
            return None
        used = sum(used for vm in self.chosen for _, used in self.disks[vm.ref].sizes)
        answers = self.answers
        if self.packaged:
            share = _PACKED_SHARE["vmdk"] if answers.disk_format == "vmdk" or answers.compression else 1.0
        else:
            share = _PACKED_SHARE.get(answers.compression or answers.format, 1.0)
        images = sum(self.disks[vm.ref].image_bytes for vm in self.chosen if self.carries_snapshots(vm))
        full = self.packaged and answers.disk_format == "raw" and not answers.compression
        return (self.capacity() if full else int(used * share) + (1 << 20)) + images

    def snapshot_images(self) -> int:
        """Bytes of the images with snapshots that could come along; 0: there is nothing to choose."""
        still = [vm for vm in self.chosen if not (vm.state.active and self.running is Running.MOMENT)]
        return sum(self.disks.get(vm.ref, DiskFacts()).image_bytes for vm in still) if self.packaged else 0

    def carries_snapshots(self, vm: Vm) -> bool:
        """Whether its snapshots come along: whole images of disks, which only Virtdeck reads."""
        known = self.disks.get(vm.ref, DiskFacts())
        still = not (vm.state.active and self.running is Running.MOMENT)
        return self.packaged and self.answers.snapshots and still and known.image_bytes > 0

    def seconds(self) -> float | None:
        """How long it takes, about."""
        if self.size() is None:
            return None
        used = sum(used for vm in self.chosen for _, used in self.disks[vm.ref].sizes)
        return used * (2 if self.answers.verify else 1) / RATE + 2

    # ------------------------------------------------------------------ what is wrong

    def pages(self) -> tuple[tuple[ExportPage, Text | None], ...]:
        """Each page, with why it is skipped."""
        return tuple((page, None) for page in ExportPage)

    def problems(self) -> tuple[Problem[ExportPage], ...]:
        """Errors, then what is worth knowing."""
        found = [*self._vm_problems(), *self._place_problems(), *self._option_problems()]
        return tuple(sorted(found, key=lambda each: not each.error))

    def _vm_problems(self) -> list[Problem[ExportPage]]:
        found = []
        if not self.chosen:
            first = next(((vm, reason) for vm in self.vms if (reason := self.why_not(vm)) is not None), None)
            text = first[1].text if first is not None else N_("Choose at least one VM.")
            return [Problem(ExportPage.VMS, text)]
        if (reason := self.running_why_not(self.running)) is not None:
            found.append(Problem(ExportPage.VMS, reason.text))
        for vm in self.chosen:
            if vm.state is PowerState.SUSPENDED:
                found.append(Problem(ExportPage.VMS, suspended_words(vm), error=False))
            known = self.disks.get(vm.ref)
            if known is not None and known.problem is not None:
                found.append(Problem(ExportPage.VMS, known.problem))
            if not self._count(vm) and not self.packaged and self.answers.format != "xva":
                found.append(Problem(ExportPage.FORMAT, N_("{name} has no disk: choose a package instead of disk images.", name=vm.name)))
            if self.answers.format == "vhd" and known is not None and any(capacity > _VHD_LIMIT for capacity, _ in known.sizes):
                found.append(Problem(ExportPage.FORMAT, N_("A disk of {name} is larger than 2040 GiB, the most that VHD takes.", name=vm.name)))
        if self.answers.exact and len(self.files()) > 1:
            found.append(Problem(ExportPage.PLACE, N_("Several files are made: give a folder instead of a file.")))
        return found

    def _place_problems(self) -> list[Problem[ExportPage]]:
        page = ExportPage.PLACE
        if not self.answers.folder:
            return [Problem(page, N_("Choose the folder that it goes to."))]
        if not self.name.strip() or "/" in self.name:
            return [Problem(page, N_("Give it a name without “/”."))]
        place, size, found = self.place, self.size(), []
        if place.folder != self.answers.folder:
            return []
        if place.problem is not None:
            found.append(Problem(page, place.problem, remedy=N_("Choose another place.")))
        if place.there and not self.answers.overwrite:
            text = N_("{file} is there already.", file=place.there[0])
            found.append(Problem(page, text, remedy=N_("Choose another name, or allow it to be replaced.")))
        elif place.there:
            found.append(Problem(page, N_("{file} will be replaced.", file=place.there[0]), error=False))
        if place.free is not None and size is not None and size > place.free:
            text = N_(
                "About {needed} MiB are needed, and {folder} has {free} MiB free.", needed=size >> 20, folder=place.folder, free=place.free >> 20
            )
            found.append(Problem(page, text, remedy=N_("Choose another place, or make space.")))
        return found

    def _option_problems(self) -> list[Problem[ExportPage]]:
        page = ExportPage.OPTIONS
        found = [
            Problem(
                page, N_("The snapshots of {name} ({n}) are not exported: {why}", name=vm.name, n=count, why=self._why_no_snapshots(vm)), error=False
            )
            for vm in self.chosen
            if (count := self.disks.get(vm.ref, DiskFacts()).snapshots) and not self.carries_snapshots(vm)
        ]
        signing = self.answers.signing
        if not self.packaged:
            return found
        if bool(signing.key) != bool(signing.certificate):
            found.append(Problem(page, N_("Signing needs both the key and its certificate.")))
        elif signing.key and not self.answers.manifest:
            found.append(Problem(page, N_("What is signed is the manifest: make one, or do not sign.")))
        elif signing.key and self.looked and self.place.signing_problem is not None:
            found.append(Problem(page, self.place.signing_problem))
        return found

    def _why_no_snapshots(self, vm: Vm) -> Text:
        if not self.packaged:
            return N_("this format has no place for them.")
        if not self.answers.snapshots:
            return N_("so it was chosen.")
        if vm.state.active and self.running is Running.MOMENT:
            return N_("it runs on.")
        return N_("what they hold is not inside its disks, or a disk is based on another one.")

    # ------------------------------------------------------------------ what comes of it

    def operation(self) -> ExportVms:
        """The export."""
        answers = self.answers
        options = Options(
            disk_format=answers.disk_format,
            compression=answers.compression,
            checksum=answers.checksum,
            manifest=answers.manifest,
            signer=self.place.signer if self.packaged else None,
            eulas=tuple(text for text in answers.eulas if text.strip()),
            snapshots=answers.snapshots,
        )
        return ExportVms(
            tuple(target(vm, self.inventory) for vm in self.chosen),
            answers.format,
            answers.folder,
            self.name,
            options,
            self.running,
            answers.exact,
            True if answers.overwrite else None,
            answers.verify,
        )

    def summary(self) -> tuple[Line, ...]:
        """What will be made."""
        lines = []
        for vm in self.chosen:
            if vm.state.active:
                how = N_("runs on; its disks as they are at one moment") if self.running is Running.MOMENT else N_("is shut down and started again")
            elif vm.state is PowerState.SUSPENDED:
                how = N_("suspended; without its memory")
            else:
                how = N_("template") if vm.is_template else N_("off")
            lines.append(Line(plain(vm.name), how))
        lines.append(Line(N_("Format"), FORMATS[self.answers.format][0]))
        if self.packaged:
            signed = N_("signed") if self.answers.signing.key else N_("not signed")
            digests = N_("SHA-256") if self.answers.manifest == "sha256" else N_("SHA-1") if self.answers.manifest else N_("none")
            lines.append(Line(N_("Manifest"), N_("{digests}, {signed}", digests=digests, signed=signed)))
        lines += [Line(N_("File"), plain(str(Path(self.answers.folder, name)))) for name in self.files()]
        return tuple(lines)

    def command(self) -> str:
        """The equivalent virtdeckctl command."""
        answers = self.answers
        words = ["virtdeckctl", "vm-export", *(vm.name for vm in self.chosen), "--format", answers.format]
        files = self.files()
        single = len(files) == 1 and answers.format != "ovf"
        words += ["--output", str(Path(answers.folder, files[0])) if single else f"{answers.folder}/"]
        if self.packaged and answers.disk_format != "vmdk":
            words += ["--disk-format", answers.disk_format]
        if answers.compression:
            words += ["--compression", answers.compression]
        if answers.format == "xva" and answers.checksum != "xxhash":
            words += ["--checksum", answers.checksum]
        if self.packaged and answers.manifest != "sha256":
            words += ["--manifest", answers.manifest or "none"]
        if self.packaged and answers.signing.key:
            words += ["--sign-key", answers.signing.key, "--sign-certificate", answers.signing.certificate]
        if self.active() and self.running is Running.SHUTDOWN:
            words += ["--running", "shutdown"]
        if not answers.snapshots and any(self.disks.get(vm.ref, DiskFacts()).image_bytes for vm in self.chosen):
            words.append("--no-snapshots")
        if answers.overwrite:
            words.append("--overwrite")
        return shlex.join(words)


async def _facts(inventory: Inventory, port: HostPort, vm: Vm) -> DiskFacts:
    """What its host says. ConsoleError: a disk that is not found."""
    volumes = await volumes_of(inventory, port, vm)
    snapshots = [PackageSnapshot(name, xml) for name, xml in (await port.snapshots_xml(vm.uuid))[0]]
    images = images_with_snapshots(snapshots, volumes)
    sizes = tuple((each.volume.capacity_bytes, each.used_bytes) for each in volumes)
    return DiskFacts(sizes, len(snapshots), sum(each.volume.physical_bytes for each in images))


def _look_at(answers: Answers, files: Sequence[str], asked: object) -> PlaceFacts:
    """Blocking."""
    folder = Path(answers.folder) if answers.folder else None
    signer, signing_problem = None, None
    if answers.signing.key and answers.signing.certificate:
        try:
            password = answers.signing.password.encode() or None
            signer = Signer.load(Path(answers.signing.key).read_bytes(), Path(answers.signing.certificate).read_bytes(), password)
        except ConsoleError as failure:
            signing_problem = failure.text
        except OSError as failure:
            signing_problem = N_("The key or certificate can't be read: {why}.", why=system_words(failure))
    if folder is None:
        return PlaceFacts(signer=signer, signing_problem=signing_problem, asked=asked)
    problem = None
    there: list[str] = []
    free = None
    try:
        problem = export_files.why_not_writable(folder)
        free = export_files.space(folder)
        there = export_names.all_names(folder, files)
    except OSError as failure:
        problem = export_files.disk_error(failure, folder).text
    return PlaceFacts(answers.folder, free, tuple(there), problem, signer, signing_problem, asked)
