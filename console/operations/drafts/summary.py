"""*Resulting configuration*: what the VM will have and where each setting comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from console.model.errors import ConsoleError
from console.model.spec import DiskSpec, VmSpec
from console.model.text import N_, Text, plain
from console.operations.drafts.choices import network_words
from console.operations.drafts.parts import MediaMethod
from console.operations.drafts.said import SummaryRow
from console.operations.drafts.sizes import size_text

if TYPE_CHECKING:
    from console.operations.new_vm import NewVmDraft

YOU = N_("your choice")
TEMPLATE = N_("template")
HOST = N_("host")
MEDIUM = N_("medium")
DEFAULT = N_("default")

_BUS_NAMES = {"virtio": "virtio", "scsi": "SCSI", "sata": "SATA", "ide": "IDE", "usb": "USB", "xen": "Xen"}


def rows(draft: NewVmDraft) -> tuple[SummaryRow, ...]:
    """The rows; without hardware while the answers don't make a VM yet."""
    found = list(_head(draft))
    try:
        spec = draft.plan()
    except ConsoleError:
        return tuple(found)
    return (*found, *_processor(draft, spec), *_disks(draft, spec), *_media(draft, spec), *_nics(draft, spec), *_rest(draft, spec))


def _head(draft: NewVmDraft) -> Iterator[SummaryRow]:
    answers, template, host = draft.answers, draft.template, draft.host
    yield SummaryRow(N_("Name"), plain(draft.name), DEFAULT if answers.name is None else YOU)
    if template is not None:
        yield SummaryRow(N_("Template"), plain(template.label), YOU)
    if answers.description:
        yield SummaryRow(N_("Description"), plain(answers.description), YOU)
    if host is not None:
        yield SummaryRow(N_("Home host"), plain(host.name), DEFAULT if answers.host is None else YOU)


def _processor(draft: NewVmDraft, spec: VmSpec) -> Iterator[SummaryRow]:
    answers = draft.answers
    sockets = max(1, spec.max_vcpus // max(1, spec.cores_per_socket))
    source = TEMPLATE if answers.vcpus is None else YOU
    if spec.max_vcpus > spec.vcpus:
        text = N_(
            "{vcpus} vCPUs (max. {max}), {sockets} × {cores} cores",
            vcpus=spec.vcpus,
            max=spec.max_vcpus,
            sockets=sockets,
            cores=spec.cores_per_socket,
        )
    elif spec.vcpus == 1:
        text = N_("1 vCPU")
    else:
        text = N_("{vcpus} vCPUs, {sockets} × {cores} cores", vcpus=spec.vcpus, sockets=sockets, cores=spec.cores_per_socket)
    yield SummaryRow(N_("CPU"), text, source)
    if spec.cpu_mode:
        yield SummaryRow(N_("CPU model"), plain(spec.cpu_model or spec.cpu_mode), HOST)
    yield SummaryRow(N_("Memory"), plain(size_text(spec.memory_bytes)), TEMPLATE if answers.memory_bytes is None else YOU)
    machine = N_("{machine}, {type} ({arch})", machine=spec.machine or spec.os_type, type=spec.domain_type, arch=spec.arch)
    yield SummaryRow(N_("Machine"), machine, HOST)
    firmware = N_("UEFI with Secure Boot") if spec.secure_boot else plain("UEFI") if spec.firmware == "efi" else plain("BIOS")
    yield SummaryRow(N_("Firmware"), firmware, YOU if answers.firmware else TEMPLATE)


def _disks(draft: NewVmDraft, spec: VmSpec) -> Iterator[SummaryRow]:
    names = {c.repository.uuid: c.repository.name for c in draft.repository_choices()}
    source = TEMPLATE if draft.answers.disks is None else YOU
    for number, disk in enumerate(spec.disks, 1):
        yield SummaryRow(N_("Disk {number}", number=number), _disk_text(disk, names.get(disk.repository or draft.default_repository, "")), source)


def _disk_text(disk: DiskSpec, repository: str) -> Text:
    size, bus = size_text(disk.capacity_bytes), _BUS_NAMES.get(disk.bus, disk.bus)
    if disk.source_file:
        return N_("{size}, {bus}, copied from the template into {repository}", size=size, bus=bus, repository=repository)
    if disk.thin:
        return N_("{size} thin, {bus}, new in {repository}", size=size, bus=bus, repository=repository)
    return N_("{size} thick, {bus}, new in {repository}", size=size, bus=bus, repository=repository)


def _media(draft: NewVmDraft, spec: VmSpec) -> Iterator[SummaryRow]:
    if draft.unattended is not None:
        yield SummaryRow(N_("Installation"), N_("unattended, user {user}", user=draft.unattended.user), YOU)
    if draft.method is MediaMethod.URL:
        yield SummaryRow(N_("Installation"), N_("kernel and initrd from {url}", url=draft.answers.url.strip()), YOU)
    elif draft.method is MediaMethod.PXE:
        yield SummaryRow(N_("Installation"), N_("network boot"), YOU)
    for number, cd in enumerate(spec.cds, 1):
        setting = plain(cd.path) if cd.path else N_("empty")
        if number == 1 and draft.uploads_iso:
            setting = N_("{path}, copied from this computer", path=cd.path)
        yield SummaryRow(cd.label or N_("CD drive {number}", number=number), setting, YOU if number == 1 and cd.path else TEMPLATE)


def _nics(draft: NewVmDraft, spec: VmSpec) -> Iterator[SummaryRow]:
    source = DEFAULT if draft.answers.nics is None else YOU
    for number, nic in enumerate(spec.nics, 1):
        where = network_words(nic.kind, nic.source)
        yield SummaryRow(N_("Network {number}", number=number), N_("{network}, {model}", network=where, model=nic.model), source)


def _rest(draft: NewVmDraft, spec: VmSpec) -> Iterator[SummaryRow]:
    display = N_("{graphics}, video {video}", graphics=spec.graphics.upper(), video=spec.video) if spec.graphics else N_("none")
    yield SummaryRow(N_("Display"), display, TEMPLATE)
    if spec.agent_channel:
        yield SummaryRow(N_("Management agent"), N_("channel for the guest agent"), TEMPLATE)
    if spec.tpm:
        yield SummaryRow(plain("TPM"), N_("emulated, version {version}", version="2.0"), TEMPLATE)
    if spec.hyperv:
        yield SummaryRow(N_("Hyper-V enlightenments"), plain(", ".join(sorted(spec.hyperv))), TEMPLATE)
    yield SummaryRow(N_("Clock"), N_("local time") if spec.clock == "localtime" else plain("UTC"), TEMPLATE)
    yield SummaryRow(N_("Start with the host"), N_("yes") if draft.answers.autostart else N_("no"), YOU if draft.answers.autostart else DEFAULT)
    yield SummaryRow(N_("Start after creation"), N_("yes") if draft.answers.start else N_("no"), DEFAULT if draft.answers.start else YOU)
